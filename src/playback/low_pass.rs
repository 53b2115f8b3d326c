//! What a low-pass removes: the sound less its low-passed self, delay accounted for.

/// Taps of the filter: at 44.1 kHz its edge is some 250 Hz wide.
const TAPS: usize = 1023;

/// A linear-phase high-pass, the complement of a windowed-sinc low-pass.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Removed {
    taps: Vec<f32>,
}

impl Removed {
    /// Frames before and after a frame that it takes in.
    pub(super) const REACH: usize = TAPS / 2;

    /// What a low-pass at `cutoff_hz` removes at `rate_hz`: half the amplitude at the cutoff itself. Blackman window.
    pub(super) fn new(cutoff_hz: f64, rate_hz: f64) -> Self {
        use std::f64::consts::{PI, TAU};
        let share = (cutoff_hz / rate_hz).clamp(0.0, 0.5);
        let mut taps: Vec<f64> = (0..TAPS)
            .map(|n| {
                let at = n as f64 - Self::REACH as f64;
                let sinc = if at == 0.0 { 2.0 * share } else { (TAU * share * at).sin() / (PI * at) };
                let turn = TAU * n as f64 / (TAPS - 1) as f64;
                sinc * (0.42 - 0.5 * turn.cos() + 0.08 * (2.0 * turn).cos())
            })
            .collect();
        let sum: f64 = taps.iter().sum();
        for tap in &mut taps {
            *tap /= -sum.max(1e-9);
        }
        taps[Self::REACH] += 1.0;
        Self { taps: taps.into_iter().map(|tap| tap as f32).collect() }
    }

    /// Filters `from`, which begins [`Removed::REACH`] frames before the first wanted one and ends as many after the last.
    pub(super) fn apply(&self, from: &[f32], into: &mut [f32]) {
        for (value, window) in into.iter_mut().zip(from.windows(TAPS)) {
            *value = window.iter().zip(&self.taps).map(|(sample, tap)| sample * tap).sum();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_below_goes_and_what_lies_above_stays() {
        let removed = Removed::new(16_000.0, 44_100.0);
        let left = |hz: f64| {
            let tone: Vec<f32> = (0..4_000).map(|n| (std::f64::consts::TAU * hz * n as f64 / 44_100.0).sin() as f32).collect();
            let mut out = vec![0.0; 4_000 - TAPS + 1];
            removed.apply(&tone, &mut out);
            (out.iter().map(|sample| sample * sample).sum::<f32>() / out.len() as f32 * 2.0).sqrt()
        };
        // The Blackman window's stop band lies at -74 dB.
        assert!(left(1_000.0) < 2e-4 && left(15_000.0) < 2e-4, "{} {}", left(1_000.0), left(15_000.0));
        assert!((left(17_000.0) - 1.0).abs() < 1e-3 && (left(16_000.0) - 0.5).abs() < 0.01);
    }
}
