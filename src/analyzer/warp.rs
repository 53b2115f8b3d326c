//! Frames at any place and pace: another sampling rate, part of a frame later, a clock that runs a little faster.
//!
//! Band-limited interpolation by a Kaiser-windowed sinc whose shape is tabulated finely and interpolated between rows. Each frame
//! depends on its own place alone, so that a track can be read from anywhere, and two tracks stay aligned to the sample however
//! they are read; a resampler that streams would have a delay and a past of its own.

use std::{f64::consts::PI, io, sync::OnceLock};

use multiversion::multiversion;

use super::sound::Frames;

/// Shape of the Kaiser window: 100 dB of attenuation.
const BETA: f64 = 10.0;
/// Share of the band that a change of rate leaves out below the end, so that what lies above it is not folded in.
const TRANSITION: f64 = 0.04;
/// Rows of the table for a step of 1: linear interpolation between them is off by 0.41 / rows^2, which is -140 dB.
const ROWS: f64 = 2048.0;
/// Paces that need no low-pass: the change of rate is less than any clock is off by.
const SAME_PACE: f64 = 1.002;

/// An interpolator for one pace.
#[derive(Debug)]
pub struct Warp {
    step: f64,
    cutoff: f64,
    half: usize,
    rows: usize,
    /// `rows + 1` filters of `2 half` taps.
    table: OnceLock<Vec<f32>>,
}

impl Warp {
    /// An interpolator that advances `step` frames of its source for each frame it makes, with `crossings` zero crossings of the
    /// sinc to each side: 64 keep 95.5 % of the band flat.
    pub fn new(step: f64, crossings: usize) -> Self {
        let cutoff = if step > SAME_PACE {
            (1.0 - TRANSITION) / step
        } else if step < 1.0 / SAME_PACE {
            1.0 - TRANSITION
        } else {
            1.0
        };
        let half = (crossings as f64 / cutoff).ceil() as usize;
        let rows = (ROWS * cutoff).clamp(64.0, ROWS) as usize;
        Self { step, cutoff, half, rows, table: OnceLock::new() }
    }

    /// The filters, made when the first frame is to be interpolated: who copies whole frames does not wait for them.
    fn table(&self) -> &[f32] {
        self.table.get_or_init(|| {
            let window_scale = 1.0 / bessel_i0(BETA);
            let mut table = Vec::with_capacity((self.rows + 1) * 2 * self.half);
            let mut filter = vec![0.0; 2 * self.half];
            for row in 0..=self.rows {
                let place = row as f64 / self.rows as f64;
                for (tap, value) in filter.iter_mut().enumerate() {
                    let distance = tap as f64 - (self.half as f64 - 1.0) - place;
                    let edge = distance / self.half as f64;
                    let window = bessel_i0(BETA * (1.0 - edge * edge).max(0.0).sqrt()) * window_scale;
                    *value = window * sinc(self.cutoff * distance);
                }
                let sum: f64 = filter.iter().sum(); // unity gain at 0 Hz in every row
                table.extend(filter.iter().map(|value| (value / sum) as f32));
            }
            table
        })
    }

    /// Frames of the source for each frame made.
    pub fn step(&self) -> f64 {
        self.step
    }

    /// Frequency up to which a source at `source_hz` keeps its level, in hertz. Above it lies the slope of the low-pass, half as wide as
    /// Kaiser's estimate for the window: `(100 - 8) / 2.285` radians over its length.
    pub fn flat_hz(&self, source_hz: f64) -> f64 {
        let slope = 92.0 / 2.285 / (2.0 * self.half as f64) / 2.0 / PI;
        (self.cutoff - slope).max(0.0) * source_hz / 2.0
    }

    /// Frames of the source to each side that a frame is made of.
    pub fn reach(&self) -> usize {
        self.half
    }

    /// Makes `count` frames, the first at `start` of the source, as one plane a channel. Outside of the source lies silence.
    /// A whole start at a step of 1 copies.
    ///
    /// # Errors
    /// What reading the source fails with.
    pub fn render(&self, source: &dyn Frames, start: f64, count: usize, planes: &mut Vec<Vec<f32>>) -> io::Result<()> {
        if self.step == 1.0 && start.fract() == 0.0 {
            return read_planes(source, start as i64, count, planes);
        }
        let first = start.floor() as i64 - self.half as i64 + 1;
        let last = (start + self.step * count.saturating_sub(1) as f64).floor() as i64 + self.half as i64;
        let mut read = Vec::new();
        read_planes(source, first, (last + 1 - first) as usize, &mut read)?;
        planes.resize_with(read.len(), Vec::new);
        planes.iter_mut().for_each(|plane| {
            plane.clear();
            plane.reserve(count);
        });
        let taps = 2 * self.half;
        let mut filter = vec![0.0; taps];
        let mut shaped = f64::NAN;
        for frame in 0..count {
            let place = start + self.step * frame as f64;
            let whole = place.floor();
            let part = place - whole;
            if part != shaped {
                self.shape(part, &mut filter);
                shaped = part;
            }
            let begin = (whole as i64 - self.half as i64 + 1 - first) as usize;
            for (plane, read) in planes.iter_mut().zip(&read) {
                plane.push(dot(&filter, &read[begin..begin + taps]));
            }
        }
        Ok(())
    }

    /// The filter for a place `part` of a frame past a whole one.
    fn shape(&self, part: f64, filter: &mut [f32]) {
        let row = part * self.rows as f64;
        let lower = (row as usize).min(self.rows - 1);
        let taps = 2 * self.half;
        let rows = &self.table()[lower * taps..(lower + 2) * taps];
        blend(&rows[..taps], &rows[taps..], (row - lower as f64) as f32, filter);
    }
}

/// Copies `count` frames from `first` on as one plane a channel, silence where the source has none.
///
/// # Errors
/// What reading the source fails with.
pub fn read_planes(source: &dyn Frames, first: i64, count: usize, planes: &mut Vec<Vec<f32>>) -> io::Result<()> {
    let channels = source.channels();
    let before = first.min(0).unsigned_abs().min(count as u64) as usize;
    let mut interleaved = vec![0.0; (count - before) * channels];
    let frames = source.read(first.max(0) as u64, &mut interleaved)?;
    planes.resize_with(channels, Vec::new);
    for (channel, plane) in planes.iter_mut().enumerate() {
        plane.clear();
        plane.resize(before, 0.0);
        plane.extend(interleaved[..frames * channels].iter().skip(channel).step_by(channels));
        plane.resize(count, 0.0);
    }
    Ok(())
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn blend(lower: &[f32], upper: &[f32], share: f32, into: &mut [f32]) {
    for ((into, lower), upper) in into.iter_mut().zip(lower).zip(upper) {
        *into = lower + share * (upper - lower);
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn dot(filter: &[f32], samples: &[f32]) -> f32 {
    let mut sums = [0.0_f32; 16];
    let (taps, rest) = filter.as_chunks::<16>();
    let (blocks, rest_samples) = samples.as_chunks::<16>();
    for (taps, samples) in taps.iter().zip(blocks) {
        for l in 0..16 {
            sums[l] += taps[l] * samples[l];
        }
    }
    sums.iter().sum::<f32>() + rest.iter().zip(rest_samples).map(|(a, b)| a * b).sum::<f32>()
}

fn sinc(x: f64) -> f64 {
    if x.abs() < 1e-9 { 1.0 } else { (PI * x).sin() / (PI * x) }
}

/// Modified Bessel function of the first kind of order 0, by its power series (Abramowitz and Stegun 9.6.12).
pub(crate) fn bessel_i0(x: f64) -> f64 {
    let quarter = x * x / 4.0;
    let (mut term, mut sum, mut k) = (1.0, 1.0, 1.0);
    while term > sum * 1e-17 {
        term *= quarter / (k * k);
        sum += term;
        k += 1.0;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::SampleRate;

    struct Tone {
        hz: f64,
        rate_hz: u32,
    }

    impl Tone {
        fn at(&self, place: f64) -> f64 {
            0.5 * (2.0 * PI * self.hz * place / f64::from(self.rate_hz) + 0.3).sin()
        }
    }

    impl Frames for Tone {
        fn sample_rate(&self) -> SampleRate {
            SampleRate::new(self.rate_hz).unwrap()
        }

        fn channels(&self) -> usize {
            1
        }

        fn frames_ready(&self) -> u64 {
            100_000
        }

        fn is_complete(&self) -> bool {
            true
        }

        fn frames(&self) -> Option<u64> {
            Some(100_000)
        }

        fn read(&self, first: u64, into: &mut [f32]) -> io::Result<usize> {
            into.iter_mut().zip(first..).for_each(|(sample, place)| *sample = self.at(place as f64) as f32);
            Ok(into.len())
        }
    }

    #[test]
    fn a_tone_is_what_it_is_at_any_place() {
        let mut planes = Vec::new();
        for (step, hz) in [(1.0, 19_000.0), (1.000_025, 1000.0), (44_100.0 / 48_000.0, 18_000.0), (2.0, 8_000.0), (7.35, 1200.0)] {
            let tone = Tone { hz, rate_hz: 44_100 };
            Warp::new(step, 64).render(&tone, 2_000.37, 500, &mut planes).unwrap();
            for (frame, sample) in planes[0].iter().enumerate() {
                let expected = tone.at(2_000.37 + step * frame as f64);
                // 100 dB of the window, below the level of the tone.
                assert!((f64::from(*sample) - expected).abs() < 1e-5, "{step} {frame}: {sample} {expected}");
            }
        }
    }

    #[test]
    fn a_lower_rate_leaves_out_what_it_cannot_carry() {
        let mut planes = Vec::new();
        Warp::new(2.0, 64).render(&Tone { hz: 15_000.0, rate_hz: 44_100 }, 2_000.0, 500, &mut planes).unwrap();
        assert!(planes[0].iter().all(|sample| sample.abs() < 1e-5));
    }

    #[test]
    fn silence_lies_outside() {
        let mut planes = Vec::new();
        let tone = Tone { hz: 1000.0, rate_hz: 44_100 };
        Warp::new(1.0, 64).render(&tone, -10.0, 12, &mut planes).unwrap();
        assert_eq!(planes[0][..10], [0.0; 10]);
        assert_eq!(planes[0][10], tone.at(0.0) as f32, "copied as it is");
    }
}
