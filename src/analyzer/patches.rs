//! Patches for the network: short spectrograms of the excerpts that the grid test keeps, so that no second pass is needed.
//!
//! Bands are 50 Hz wide at any rate, a patch is levelled by its own highest value, and mid and side stand apart: neither gain nor
//! rate says anything. The layout is that of [`Patches`]; whatever changes a byte raises
//! [`PATCH_SCHEMA`](crate::contracts::PATCH_SCHEMA).

use std::sync::Arc;

use realfft::{RealFftPlanner, RealToComplex, num_complex::Complex32};

use super::grid::Excerpts;
use crate::contracts::{MOST_PATCHES, PATCH_BANDS, PATCH_BYTES, PATCH_TIMES, Patches};

/// Windows a second without overlap: a window of 20 ms resolves 50 Hz.
const WINDOWS_A_SECOND: usize = 50;
/// Windows a second as they are taken: one each 5 ms.
const HOPS_A_SECOND: usize = 200;
/// Half decibels in a tenfold power.
const HALF_DB: f32 = 20.0;

/// The patches of a track: at most [`MOST_PATCHES`] of its excerpts, evenly spread. An excerpt too short for one, or without any
/// sound, gives none.
pub(super) fn patches(excerpts: &Excerpts) -> Patches {
    let rate = excerpts.rate().hz() as usize;
    let (window, hop) = ((rate + WINDOWS_A_SECOND / 2) / WINDOWS_A_SECOND, rate / HOPS_A_SECOND);
    if hop == 0 {
        return Patches::default();
    }
    let mut maker = Maker::new(window, hop);
    let some = excerpts.len().min(MOST_PATCHES);
    let mut bytes = Vec::with_capacity(some * PATCH_BYTES);
    let mut starts_s = Vec::with_capacity(some);
    for index in (0..some).map(|part| part * excerpts.len() / some) {
        if maker.add(excerpts.planes(index), &mut bytes) {
            starts_s.push(excerpts.start(index) as f64 / rate as f64);
        }
    }
    Patches::new(bytes, starts_s)
}

/// Plan and buffers for one rate.
struct Maker {
    transform: Arc<dyn RealToComplex<f32>>,
    /// Periodic Hann window.
    window: Vec<f32>,
    hop: usize,
    input: Vec<f32>,
    output: Vec<Complex32>,
    scratch: Vec<Complex32>,
    /// Powers in the order of a patch.
    powers: Vec<f32>,
}

impl Maker {
    fn new(window: usize, hop: usize) -> Self {
        let transform = RealFftPlanner::<f32>::new().plan_fft_forward(window);
        let step = std::f64::consts::TAU / window as f64;
        Self {
            window: (0..window).map(|n| (0.5 - 0.5 * (step * n as f64).cos()) as f32).collect(),
            hop,
            input: transform.make_input_vec(),
            output: transform.make_output_vec(),
            scratch: transform.make_scratch_vec(),
            powers: vec![0.0; PATCH_BYTES],
            transform,
        }
    }

    /// Appends the patch of one excerpt; whether it makes one.
    fn add(&mut self, planes: &[Vec<f32>], bytes: &mut Vec<u8>) -> bool {
        let frames = self.window.len() + (PATCH_TIMES - 1) * self.hop;
        let Some(left) = planes.first().and_then(|plane| plane.get(..frames)) else { return false };
        let right = planes.get(1).and_then(|plane| plane.get(..frames)).unwrap_or(left);
        // Bands past the Nyquist frequency keep no power.
        self.powers.fill(0.0);
        for (channel, sign) in [1.0_f32, -1.0].into_iter().enumerate() {
            for time in 0..PATCH_TIMES {
                let from = time * self.hop;
                let pairs = left[from..].iter().zip(&right[from..]).zip(&self.window);
                for (input, ((left, right), weight)) in self.input.iter_mut().zip(pairs) {
                    *input = 0.5 * (left + sign * right) * weight;
                }
                let done = self.transform.process_with_scratch(&mut self.input, &mut self.output, &mut self.scratch);
                debug_assert!(done.is_ok(), "the plan made the buffers");
                for (band, value) in self.output.iter().skip(1).take(PATCH_BANDS).enumerate() {
                    self.powers[(channel * PATCH_BANDS + band) * PATCH_TIMES + time] = value.norm_sqr();
                }
            }
        }
        let highest = self.powers.iter().copied().fold(0.0, f32::max);
        // Silence has no level, and neither has a file of floats beyond all bounds.
        if highest <= 0.0 || !highest.is_finite() {
            return false;
        }
        // The ratio first: a gain by a power of two then changes no bit. No power at all is infinitely far below, which is 255.
        let attenuation = |power: &f32| (-HALF_DB * (power / highest).log10()).round().clamp(0.0, 255.0) as u8;
        bytes.extend(self.powers.iter().map(attenuation));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analyzer::grid::Reservoir, contracts::PcmBlock, units::SampleRate};

    fn made(rate_hz: u32, planes: &[Vec<f32>]) -> Patches {
        let mut reservoir = Reservoir::new(SampleRate::new(rate_hz).unwrap(), planes.len());
        reservoir.push(&PcmBlock { planes: planes.to_vec(), integers: Vec::new() });
        patches(&reservoir.finish())
    }

    /// Noise that a linear congruential generator makes, in -0.5 to 0.5.
    fn noise(seed: u32, frames: usize) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / 16_777_216.0 - 0.5
        };
        (0..frames).map(|_| next()).collect()
    }

    fn sine(rate_hz: u32, hz: f64, frames: usize) -> Vec<f32> {
        let step = std::f64::consts::TAU * hz / f64::from(rate_hz);
        (0..frames).map(|n| (0.5 * (step * n as f64).sin()) as f32).collect()
    }

    fn at(patches: &Patches, patch: usize, channel: usize, band: usize, time: usize) -> u8 {
        patches.bytes()[patch * PATCH_BYTES + (channel * PATCH_BANDS + band) * PATCH_TIMES + time]
    }

    #[test]
    fn gain_says_nothing() {
        let planes = [noise(1, 40 * 8192), noise(2, 40 * 8192)];
        let whole = made(44_100, &planes);
        assert_eq!(whole.len(), MOST_PATCHES);
        let by = |gain: f32| made(44_100, &planes.clone().map(|plane| plane.iter().map(|x| gain * x).collect::<Vec<f32>>()));
        assert_eq!(by(0.5), whole, "a power of two rounds nothing");
        let third = by(0.3);
        assert_eq!(third.len(), whole.len());
        assert!(third.bytes().iter().zip(whole.bytes()).all(|(a, b)| a.abs_diff(*b) <= 1), "by a rounding at most");
    }

    #[test]
    fn a_sine_lands_in_its_bands_at_any_rate() {
        for rate_hz in [44_100, 48_000, 96_000] {
            for (hz, band) in [(1_000.0, 19), (20_000.0, 399)] {
                let tone = sine(rate_hz, hz, rate_hz as usize);
                let patches = made(rate_hz, &[tone.clone(), tone]);
                assert!(patches.len() >= 5, "{rate_hz}: {}", patches.len());
                for time in 0..PATCH_TIMES {
                    assert!(at(&patches, 2, 0, band, time) <= 1, "{rate_hz}, {hz}");
                    // The sidelobes of the window next to it are half as high.
                    for beside in [band - 1, band + 1] {
                        assert!(at(&patches, 2, 0, beside, time).abs_diff(12) <= 1, "{rate_hz}, {hz}");
                    }
                    assert!(at(&patches, 2, 0, band - 8, time) > 180 && at(&patches, 2, 0, band + 8, time) > 180);
                    assert_eq!(at(&patches, 2, 1, band, time), 255, "nothing at the side");
                }
            }
        }
    }

    #[test]
    fn what_the_rate_cannot_carry_is_empty() {
        let patches = made(32_000, &[noise(3, 32_000), noise(4, 32_000)]);
        assert!((0..PATCH_TIMES).all(|time| at(&patches, 0, 0, 318, time) < 255));
        assert!((320..PATCH_BANDS).all(|band| at(&patches, 0, 0, band, 7) == 255 && at(&patches, 0, 1, band, 7) == 255));
    }

    #[test]
    fn mono_has_no_side() {
        let plane = noise(5, 44_100);
        let mono = made(44_100, std::slice::from_ref(&plane));
        assert_eq!(mono, made(44_100, &[plane.clone(), plane]));
        assert!(mono.bytes()[PATCH_BYTES / 2..PATCH_BYTES].iter().all(|value| *value == 255));
        assert!(mono.bytes()[..PATCH_BYTES / 2].contains(&0));
    }

    #[test]
    fn silence_and_short_tracks_have_none() {
        assert!(made(44_100, &[vec![0.0; 44_100], vec![0.0; 44_100]]).is_empty());
        assert!(made(44_100, &[noise(6, 5_000)]).is_empty());
        assert!(made(100, &[noise(7, 10_000)]).is_empty());
        // Of the pieces of a track those with sound are there.
        let half: Vec<f32> = noise(8, 5 * 8192).into_iter().chain(vec![0.0; 5 * 8192]).collect();
        assert_eq!(made(44_100, &[half]).len(), 5);
    }

    #[test]
    fn each_says_where_in_the_track_it_starts() {
        let silence = vec![0.0; 3 * 8192];
        let late = made(44_100, &[[silence, noise(9, 4 * 8192)].concat()]);
        assert_eq!(late.starts_s(), [3, 4, 5, 6].map(|piece| f64::from(piece * 8192) / 44_100.0), "what is silent is passed over");
        let long = made(48_000, &[noise(10, 200 * 8192)]);
        let (starts_s, whole_s) = (long.starts_s(), 200.0 * 8192.0 / 48_000.0);
        assert_eq!(starts_s.len(), MOST_PATCHES);
        assert!(starts_s.is_sorted() && starts_s[0] < 0.1 * whole_s && starts_s[31] > 0.8 * whole_s, "{starts_s:?}");
        assert!(starts_s.iter().all(|start_s| *start_s < whole_s));
    }
}
