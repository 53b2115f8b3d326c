//! Excerpts at another rate: a track that was converted after it was decoded shows its grid at the rate of the codec.
//!
//! Band-limited interpolation by a Kaiser-windowed sinc. Every excerpt is resampled onto one grid of the whole track, so that
//! alignments mean the same in all of them.

use std::f64::consts::PI;

use multiversion::multiversion;

use super::{mdct::bessel_i0, reservoir::Excerpts};
use crate::units::SampleRate;

/// Samples of the slower rate to each side of a sample.
const HALF_TAPS: usize = 32;
/// Shape of the Kaiser window: 90 dB of attenuation.
const BETA: f64 = 9.0;
/// Width of the transition band as a share of the slower rate, for `HALF_TAPS` and `BETA`.
const TRANSITION: f64 = 0.09;

/// Excerpts at `to_hz`, whose frame `m` lies at frame `m * rate / to_hz + shift_frames` of the track.
pub(super) fn resample(excerpts: &Excerpts, to_hz: u32, shift_frames: f64) -> Option<Excerpts> {
    let from_hz = excerpts.rate().hz();
    let rate = SampleRate::new(to_hz)?;
    let divisor = greatest_common_divisor(from_hz, to_hz);
    let (up, down) = (u64::from(to_hz / divisor), u64::from(from_hz / divisor));
    let ratio = f64::from(to_hz) / f64::from(from_hz);
    let half = (HALF_TAPS as f64 / ratio.min(1.0)).ceil() as usize;
    let table = Table::new(up, half, ratio, shift_frames);
    let (mut starts, mut planes) = (Vec::new(), Vec::new());
    for index in 0..excerpts.len() {
        let begin = excerpts.start(index);
        let length = excerpts.planes(index)[0].len() as u64;
        // Frames whose taps all lie within the excerpt; a shift moves a tap by one at most.
        let first = ((begin + half as u64 + 1) * up).div_ceil(down);
        let end = ((begin + length).saturating_sub(half as u64 + 2) * up) / down;
        if end <= first {
            continue;
        }
        starts.push(first);
        planes.push(
            excerpts
                .planes(index)
                .iter()
                .map(|plane| {
                    (first..end)
                        .map(|frame| {
                            let place = frame * down;
                            let at = (place / up - begin) as usize;
                            table.dot((place % up) as usize, &plane[at + 1 - half..at + 1 + half])
                        })
                        .collect()
                })
                .collect(),
        );
    }
    Some(excerpts.derived(rate, starts, planes))
}

/// One filter a phase.
struct Table {
    taps: usize,
    filters: Vec<f32>,
}

impl Table {
    fn new(up: u64, half: usize, ratio: f64, shift_frames: f64) -> Self {
        let cutoff = ratio.min(1.0) * (1.0 - TRANSITION);
        let mut filters = Vec::with_capacity(up as usize * 2 * half);
        for phase in 0..up {
            let place = phase as f64 / up as f64 + shift_frames;
            let begin = filters.len();
            for tap in 0..2 * half {
                let distance = tap as f64 - (half as f64 - 1.0) - place;
                let edge = distance / (half as f64 + 1.0);
                let window = bessel_i0(BETA * (1.0 - edge * edge).max(0.0).sqrt());
                filters.push((window * sinc(cutoff * distance)) as f32);
            }
            // Unity gain at 0 Hz in every phase.
            let sum: f32 = filters[begin..].iter().sum();
            filters[begin..].iter_mut().for_each(|value| *value /= sum);
        }
        Self { taps: 2 * half, filters }
    }

    fn dot(&self, phase: usize, samples: &[f32]) -> f32 {
        dot(&self.filters[phase * self.taps..(phase + 1) * self.taps], samples)
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn dot(filter: &[f32], samples: &[f32]) -> f32 {
    let mut sums = [0.0f32; 16];
    for (taps, samples) in filter.chunks_exact(16).zip(samples.chunks_exact(16)) {
        for l in 0..16 {
            sums[l] += taps[l] * samples[l];
        }
    }
    let rest: f32 = filter.chunks_exact(16).remainder().iter().zip(samples.chunks_exact(16).remainder()).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

fn greatest_common_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

/// `y[n] = x[n] - 0.85 x[n-1]`: undoes the de-emphasis of Opus (RFC 6716, 4.3.7.3).
pub(super) fn pre_emphasise(excerpts: &Excerpts) -> Excerpts {
    const COEFFICIENT: f32 = 0.850_006_1;
    let (mut starts, mut planes) = (Vec::new(), Vec::new());
    for index in 0..excerpts.len() {
        starts.push(excerpts.start(index) + 1);
        let emphasise = |plane: &Vec<f32>| plane.windows(2).map(|pair| pair[1] - COEFFICIENT * pair[0]).collect();
        planes.push(excerpts.planes(index).iter().map(emphasise).collect());
    }
    excerpts.derived(excerpts.rate(), starts, planes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analyzer::grid::reservoir::Reservoir, contracts::PcmBlock};

    fn tone(rate: u32, hz: f64, at: f64) -> f64 {
        0.5 * (2.0 * PI * hz * at / f64::from(rate) + 0.3).sin()
    }

    fn gather(rate: u32, hz: f64) -> Excerpts {
        let mut reservoir = Reservoir::new(SampleRate::new(rate).expect("a rate"), 1);
        let mut block = PcmBlock::default();
        block.reset(1, false);
        block.planes[0].extend((0..50_000).map(|n| tone(rate, hz, f64::from(n)) as f32));
        reservoir.push(&block);
        reservoir.finish()
    }

    #[test]
    fn a_tone_keeps_its_place_in_time() {
        for (from, to, shift) in [(44_100, 48_000, 0.0), (48_000, 44_100, 0.25), (96_000, 44_100, 0.0), (44_100, 22_050, 1.0)] {
            let hz = f64::from(from.min(to)) * 0.3;
            let resampled = resample(&gather(from, hz), to, shift).expect("a rate");
            assert!(resampled.len() >= 3);
            for index in 0..resampled.len() {
                let start = resampled.start(index) as f64;
                for (n, value) in resampled.planes(index)[0].iter().enumerate() {
                    let at = (start + n as f64) * f64::from(from) / f64::from(to) + shift;
                    // The ripple of a 90 dB filter is 3e-5 of the level of 16384 steps.
                    assert!((f64::from(*value) - 32_768.0 * tone(from, hz, at)).abs() < 2.0, "{from} {to} {index} {n}");
                }
            }
        }
    }

    #[test]
    fn pre_emphasis_is_the_difference_and_one_frame_shorter() {
        let excerpts = gather(48_000, 1000.0);
        let emphasised = pre_emphasise(&excerpts);
        let (before, after) = (&excerpts.planes(1)[0], &emphasised.planes(1)[0]);
        assert_eq!((emphasised.start(1), after.len()), (excerpts.start(1) + 1, before.len() - 1));
        assert!((after[9] - (before[10] - 0.850_006_1 * before[9])).abs() < 1e-3);
    }
}
