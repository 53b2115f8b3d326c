//! True peak in dBTP: BS.1770-4 Annex 2.
//!
//! Below 96 kHz the signal is interpolated four times by the 48-tap polyphase filter that the annex prints, below 192 kHz twice by
//! its half-sample phase, and above not at all (Annex 2 asks for 192 kHz at least). The samples themselves count too.
//!
//! A unit is interpolated only if it could matter: no output of a filter exceeds the largest input times the sum of the
//! magnitudes of its coefficients ([`gain_bound`]), so a unit whose peak times that bound stays below the true peak found so far
//! is skipped, exactly.

use multiversion::multiversion;

use super::slot::Slot;
use crate::units::{SampleRate, amplitude_db};

/// Taps of a phase.
const TAPS: usize = 12;
/// Outputs made side by side.
const LANES: usize = 16;
/// Phases 0 and 1 of BS.1770-4 Annex 2; phases 3 and 2 are the same, reversed.
const PHASE_0: [f32; TAPS] = [
    0.001_708_984_4,
    0.010_986_328,
    -0.019_653_32,
    0.033_203_125,
    -0.059_448_242,
    0.137_329_1,
    0.972_167_97,
    -0.102_294_92,
    0.047_607_422,
    -0.026_611_328,
    0.014_892_578,
    -0.008_300_781,
];
const PHASE_1: [f32; TAPS] = [
    -0.029_174_805,
    0.029_296_875,
    -0.051_757_813,
    0.089_111_33,
    -0.166_503_9,
    0.465_087_9,
    0.779_785_16,
    -0.200_317_38,
    0.101_562_5,
    -0.058_227_54,
    0.033_081_055,
    -0.018_920_898,
];

/// Highest interpolated sample of all channels.
pub(super) struct TruePeak {
    phases: Vec<[f32; TAPS]>,
    bound: f32,
    peak: f32,
    tails: Vec<[f32; TAPS]>,
}

impl TruePeak {
    pub(super) fn new(sample_rate: SampleRate, channels: usize) -> Self {
        let phases = phases(sample_rate.hz());
        let bound = phases.iter().map(gain_bound).fold(1.0, f32::max);
        Self { phases, bound, peak: 0.0, tails: vec![[0.0; TAPS]; channels] }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        for channel in 0..slot.channels() {
            let samples = slot.samples_with_history(channel, TAPS - 1);
            let mut past = samples[..TAPS - 1].iter().fold(0.0_f32, |peak, sample| peak.max(sample.abs()));
            for (index, unit) in slot.units(channel).iter().enumerate() {
                let peak = unit.extent.peak();
                self.peak = self.peak.max(peak);
                if !self.phases.is_empty() && peak.max(past) * self.bound > self.peak {
                    let start = index * slot.unit_frames;
                    let input = &samples[start..start + TAPS - 1 + slot.frames_of(index)];
                    self.peak = self.peak.max(largest_output(input, &self.phases));
                }
                past = if slot.unit_frames >= TAPS { peak } else { past.max(peak) };
            }
            if let Some(tail) = samples.last_chunk::<TAPS>() {
                self.tails[channel] = *tail;
            }
        }
    }

    /// True peak in dBTP; `None` for digital silence.
    pub(super) fn finish(mut self) -> Option<f64> {
        for tail in &self.tails {
            // The filter rings on after the last frame.
            let mut samples = [0.0; 2 * TAPS];
            samples[..TAPS].copy_from_slice(tail);
            self.peak = self.peak.max(largest_output(&samples, &self.phases));
        }
        amplitude_db(f64::from(self.peak))
    }
}

fn phases(rate_hz: u32) -> Vec<[f32; TAPS]> {
    let reversed = |phase: [f32; TAPS]| {
        let mut phase = phase;
        phase.reverse();
        phase
    };
    match rate_hz {
        0..96_000 => vec![PHASE_0, PHASE_1, reversed(PHASE_1), reversed(PHASE_0)],
        96_000..192_000 => vec![PHASE_1],
        _ => Vec::new(),
    }
}

/// Largest output of a filter for inputs of magnitude 1.
fn gain_bound(phase: &[f32; TAPS]) -> f32 {
    phase.iter().map(|coefficient| coefficient.abs()).sum()
}

/// Largest magnitude among `sum over k of phase[k] * x[n - k]` for every phase and every `n` from `TAPS - 1` on.
#[multiversion(targets("x86_64+avx2+fma"))]
fn largest_output(samples: &[f32], phases: &[[f32; TAPS]]) -> f32 {
    let count = samples.len().saturating_sub(TAPS - 1);
    let mut largest = [0.0_f32; LANES];
    for phase in phases {
        for start in (0..count / LANES * LANES).step_by(LANES) {
            let window = &samples[start..start + LANES + TAPS - 1];
            let mut sums = [0.0_f32; LANES];
            for tap in 0..TAPS {
                let coefficient = phase[tap];
                let shifted = &window[TAPS - 1 - tap..TAPS - 1 - tap + LANES];
                for lane in 0..LANES {
                    sums[lane] += coefficient * shifted[lane];
                }
            }
            for lane in 0..LANES {
                let magnitude = sums[lane].abs();
                largest[lane] = if magnitude > largest[lane] { magnitude } else { largest[lane] };
            }
        }
    }
    let mut total = largest.iter().copied().fold(0.0_f32, f32::max);
    for phase in phases {
        for start in count / LANES * LANES..count {
            let window = &samples[start..start + TAPS];
            let sum: f32 = phase.iter().zip(window.iter().rev()).map(|(coefficient, sample)| coefficient * sample).sum();
            total = total.max(sum.abs());
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    fn dbtp(rate_hz: u32, planes: &[Vec<f32>]) -> f64 {
        measure(rate_hz, None, planes).0.true_peak_dbtp.expect("a signal has a peak")
    }

    /// EBU Tech 3341, table 2, cases 15 to 19: sines of fs/4, fs/4, fs/6, fs/8 at awkward phases; +0.2 / -0.4 dB is the document's.
    #[test]
    fn ebu_tech_3341_cases_15_to_19() {
        let cases =
            [(4.0, 0.0, 0.5, -6.0), (4.0, 45.0, 0.5, -6.0), (6.0, 60.0, 0.5, -6.0), (8.0, 67.5, 0.5, -6.0), (4.0, 45.0, 1.41, 3.0)];
        for (number, (divisor, phase_deg, amplitude, expected)) in cases.into_iter().enumerate() {
            let mut tone = sine(48_000, 48_000.0 / divisor, amplitude, phase_deg, 48_000);
            // The document's signals fade in and out; a sine switched on has a spectrum of its own.
            let length = tone.len();
            for (n, sample) in tone.iter_mut().enumerate() {
                *sample *= (n.min(length - 1 - n) as f32 / 480.0).min(1.0);
            }
            let found = dbtp(48_000, &[tone.clone(), tone]);
            assert!((-0.4..=0.2).contains(&(found - expected)), "case {}: {found}", 15 + number);
        }
    }

    /// EBU Tech 3341, cases 20 to 23: a quarter-rate sine of peak 0 dBTP made at four times the rate, decimated at four offsets.
    #[test]
    fn ebu_tech_3341_cases_20_to_23() {
        for offset in 0..4 {
            let fine = |n: usize| {
                let at = (4 * n + offset) as f64 / 4.0;
                let fade = 0.5 * (1.0 - (std::f64::consts::TAU * (n as f64 / 4_800.0)).cos());
                (fade * (std::f64::consts::TAU * at / 4.0).sin()) as f32
            };
            let tone: Vec<f32> = (0..4_800).map(fine).collect();
            let found = dbtp(48_000, &[tone.clone(), tone]);
            assert!((-0.4..=0.2).contains(&found), "case {}: {found}", 20 + offset);
        }
    }

    #[test]
    fn skipping_changes_nothing() {
        let mut noise = Noise::new(5);
        let track: Vec<f32> = (0..40_000).map(|n| noise.uniform() * (0.2 + 0.7 * (n as f32 / 3_000.0).sin().abs())).collect();
        let mut padded = vec![track[0]; TAPS - 1];
        padded.extend_from_slice(&track);
        padded.extend_from_slice(&[0.0; TAPS]);
        let whole = largest_output(&padded, &phases(44_100)).max(track.iter().fold(0.0, |peak, sample| peak.max(sample.abs())));
        let found = 10.0_f64.powf(dbtp(44_100, &[track]) / 20.0);
        assert!((found - f64::from(whole)).abs() < 1e-6, "{found} {whole}");
    }

    #[test]
    fn oversampling_follows_the_rate() {
        assert_eq!([44_100, 96_000, 192_000].map(|rate_hz| phases(rate_hz).len()), [4, 1, 0]);
        // No phase may reach 6.2 dB above its input: a larger figure would mean a mistyped coefficient.
        assert!(phases(48_000).iter().all(|phase| gain_bound(phase) < 2.05 && (phase.iter().sum::<f32>() - 1.0).abs() < 0.03));
    }
}
