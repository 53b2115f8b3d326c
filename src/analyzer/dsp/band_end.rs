//! Where the band ends: cutoff with its slope and spread over time.
//!
//! **Cutoff.** Power is averaged over bands of 1/256 of the Nyquist frequency. The floor is the lowest mean of six neighbouring
//! bands in the upper half. The cutoff is the upper edge of the highest band more than [`ABOVE_FLOOR_DB`] above the floor. Where no
//! floor is reached (the level still falls at the top of the band, or all of it lies within that distance) the band is full and
//! the cutoff is the Nyquist frequency. Soft masters, tape and shellac have cutoffs of their own: it is no proof of anything.
//!
//! Slope: fall in dB per kHz over the four bands on either side of the cutoff. Spread: interquartile range of the cutoffs of the
//! loud seconds (within 20 dB of the loudest), which is small for a filter and large for music that fades into noise.

use super::upsampling::{EdgeFindings, Edges};
use crate::units::SampleRate;

/// Bands from 0 to the Nyquist frequency.
const BANDS: usize = 256;
/// Bins of a band (the last bin is left out).
const BINS_A_BAND: usize = (super::spectrum::BINS - 1) / BANDS;
/// Bands whose mean is a candidate for the floor.
const FLOOR_BANDS: usize = 6;
/// What is content: more than this above the floor. Means over eight bins and a second scatter by half a decibel.
const ABOVE_FLOOR_DB: f64 = 8.0;
/// Bands on either side of the cutoff over which the slope is taken.
const SLOPE_BANDS: usize = 4;
/// Level classes of seconds, 2 dB each from -150 dB up.
pub(super) const LEVELS: usize = 128;
const LEVEL_STEP_DB: f64 = 2.0;
const LOWEST_LEVEL_DB: f64 = -150.0;
/// Seconds this far below the loudest still count as loud.
const LOUD_RANGE_DB: f64 = 20.0;
/// Power that stands for none.
const LEAST_POWER: f64 = 1e-20;

/// Cutoffs of the seconds of a track.
pub(super) struct BandEnds {
    nyquist_hz: f64,
    /// Seconds by level class and by band of the cutoff.
    cutoffs: Vec<[u32; BANDS + 1]>,
    edges: Edges,
}

/// Where the band ends.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct EndFindings {
    pub cutoff_hz: Option<f64>,
    pub slope_db_per_khz: Option<f64>,
    pub spread_hz: Option<f64>,
    pub upsampling: Option<EdgeFindings>,
}

impl BandEnds {
    pub(super) fn new(sample_rate: SampleRate, bits: Option<u16>) -> Self {
        Self { nyquist_hz: sample_rate.nyquist_hz(), cutoffs: vec![[0; BANDS + 1]; LEVELS], edges: Edges::new(sample_rate, bits) }
    }

    /// Takes the mean spectrum of one second.
    pub(super) fn push(&mut self, power: &[f64]) {
        let Some(level) = level_class(power) else { return };
        let (cutoff, _) = cutoff_band(&bands_db(power));
        self.cutoffs[level][cutoff] = self.cutoffs[level][cutoff].saturating_add(1);
        self.edges.push(power, level);
    }

    /// What the whole track shows, whose mean spectrum is `power`; nothing for silence.
    pub(super) fn finish(&self, power: &[f64]) -> EndFindings {
        let Some(loudest) = self.cutoffs.iter().rposition(|seconds| seconds.iter().any(|count| *count > 0)) else {
            return EndFindings::default();
        };
        let lowest = loudest.saturating_sub((LOUD_RANGE_DB / LEVEL_STEP_DB) as usize);
        let (cutoff, slope_db) = cutoff_band(&bands_db(power));
        let band_hz = self.nyquist_hz / BANDS as f64;
        EndFindings {
            cutoff_hz: Some(cutoff as f64 * band_hz),
            slope_db_per_khz: slope_db.map(|slope_db| slope_db / (2.0 * SLOPE_BANDS as f64 * band_hz / 1000.0)),
            spread_hz: quartile_distance(&self.cutoffs[lowest..=loudest]).map(|bands| bands * band_hz),
            upsampling: self.edges.finish(power, lowest..=loudest),
        }
    }
}

/// Class of a second's level; `None` for digital silence.
fn level_class(power: &[f64]) -> Option<usize> {
    // The mean (bin 0) is no sound.
    let total: f64 = power[2..].iter().sum();
    (total > LEAST_POWER).then(|| (((10.0 * total.log10() - LOWEST_LEVEL_DB) / LEVEL_STEP_DB).max(0.0) as usize).min(LEVELS - 1))
}

fn bands_db(power: &[f64]) -> [f64; BANDS] {
    let mut bands = [0.0; BANDS];
    for (band, bins) in bands.iter_mut().zip(power.chunks_exact(BINS_A_BAND)) {
        *band = 10.0 * (bins.iter().sum::<f64>() / BINS_A_BAND as f64).max(LEAST_POWER).log10();
    }
    bands
}

/// Number of bands below the cutoff, and the fall across it in dB; no fall for a full band.
fn cutoff_band(bands: &[f64; BANDS]) -> (usize, Option<f64>) {
    let mean = |run: &[f64]| run.iter().sum::<f64>() / run.len() as f64;
    let upper = &bands[BANDS / 2..];
    let floor = upper.windows(FLOOR_BANDS).map(mean).fold(f64::INFINITY, f64::min);
    let Some(highest) = bands.iter().rposition(|band| *band > floor + ABOVE_FLOOR_DB) else { return (BANDS, None) };
    let cutoff = highest + 1;
    // Content up to the top, or a level that is still falling there: no floor, so no end.
    let above = &bands[cutoff..];
    if above.len() < FLOOR_BANDS {
        return (BANDS, None);
    }
    let below = &bands[cutoff.saturating_sub(SLOPE_BANDS)..cutoff];
    (cutoff, Some(mean(below) - mean(&above[..SLOPE_BANDS])))
}

/// Distance of the quartiles in bands; `None` below four seconds.
fn quartile_distance(seconds: &[[u32; BANDS + 1]]) -> Option<f64> {
    let count_of = |band: usize| seconds.iter().map(|counts| u64::from(counts[band])).sum::<u64>();
    let total: u64 = (0..=BANDS).map(count_of).sum();
    let quartile = |share: f64| {
        let rank = (share * total.checked_sub(1)? as f64).round() as u64;
        let mut below = 0;
        (0..=BANDS).find(|band| {
            below += count_of(*band);
            below > rank
        })
    };
    if total < 4 {
        return None;
    }
    Some(quartile(0.75)?.abs_diff(quartile(0.25)?) as f64)
}

#[cfg(test)]
mod tests {
    use crate::analyzer::dsp::testing::{Noise, measure};

    /// Noise that ends at `edge` of the Nyquist frequency (windowed sinc, 511 taps), on a floor of faint noise.
    fn limited(edge: f64, frames: usize, floor: f32) -> Vec<f32> {
        let mut noise = Noise::new(21);
        let taps: Vec<f32> = (-255_i32..=255)
            .map(|n| {
                let x = std::f64::consts::PI * f64::from(n);
                let sinc = if n == 0 { edge } else { (x * edge).sin() / x };
                (sinc * (0.42 + 0.5 * (x / 256.0).cos() + 0.08 * (2.0 * x / 256.0).cos())) as f32
            })
            .collect();
        let white: Vec<f32> = (0..frames + 511).map(|_| 0.3 * noise.uniform()).collect();
        white
            .windows(511)
            .take(frames)
            .map(|window| window.iter().zip(&taps).map(|(a, b)| a * b).sum::<f32>() + floor * noise.uniform())
            .collect()
    }

    #[test]
    fn a_low_pass_is_found_where_it_is() {
        let found = measure(44_100, None, &[limited(16.0 / 22.05, 5 * 44_100, 1e-5)]).0;
        let cutoff_hz = found.cutoff_hz.expect("there is an edge");
        // A band is 86 Hz; the filter's transition is 44100 / 511 * 5.5 = 475 Hz wide, half of it above the corner.
        assert!((cutoff_hz - 16_150.0).abs() < 250.0, "{cutoff_hz}");
        assert!(found.cutoff_slope_db_per_khz.is_some_and(|slope| slope > 60.0));
        assert!(found.cutoff_spread_hz.is_some_and(|spread| spread < 100.0));
        assert_eq!(found.upsampling_edge_hz, None);
    }

    #[test]
    fn full_bands_end_at_the_nyquist_frequency() {
        let mut noise = Noise::new(4);
        let white: Vec<f32> = (0..5 * 48_000).map(|_| 0.3 * noise.uniform()).collect();
        let found = measure(48_000, None, &[white]).0;
        assert_eq!((found.cutoff_hz, found.cutoff_slope_db_per_khz), (Some(24_000.0), None));
        assert_eq!(measure(48_000, None, &[vec![0.0; 48_000]]).0.cutoff_hz, None);
    }
}
