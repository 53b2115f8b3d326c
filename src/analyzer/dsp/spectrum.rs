//! Average and peak spectrum, and per-second spectra for what looks at the end of the band.
//!
//! Frames of 4096 samples, Hann window, at most eleven a second and never overlapping: a sample of the track spread evenly over it.
//! `power[k] = |X[k]|^2 (2 / sum(window))^2`, mean over channels, so a full-scale sine on a bin reads 1 (0 dBFS).

use std::sync::Arc;

use multiversion::multiversion;
use realfft::{RealFftPlanner, RealToComplex, num_complex::Complex32};

use super::{
    band_end::{BandEnds, EndFindings},
    slot::Slot,
    traces::TraceMeter,
};
use crate::{contracts::Traces, units::SampleRate};

/// Samples of a frame.
pub(super) const FRAME: usize = 4096;
/// Bins of a spectrum.
pub(super) const BINS: usize = FRAME / 2 + 1;
/// Values of the picture.
const PICTURE: usize = 1025;
/// Frames a second at most: what fits into 44.1 kHz without overlap.
const MOST_FRAMES_A_SECOND: f64 = 11.0;
/// Lowest level in the picture, below what an f32 transform resolves.
const FLOOR_DB: f64 = -180.0;

/// Spectra of a track.
pub(super) struct Spectrum {
    transform: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
    scale: f32,
    pending: Vec<Vec<f32>>,
    hop: usize,
    /// Frames of the track to leave out before the next frame begins.
    skip: usize,
    input: Vec<f32>,
    /// Transforms of the first channel and of the others in turn.
    outputs: [Vec<Complex32>; 2],
    scratch: Vec<Complex32>,
    power: Vec<f32>,
    peak: Vec<f32>,
    second: Vec<f64>,
    frames_in_second: usize,
    frames_a_second: usize,
    total: Vec<f64>,
    frames: u64,
    ends: BandEnds,
    traces: TraceMeter,
}

/// What the spectra say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct SpectrumFindings {
    pub ends: EndFindings,
    pub traces: Traces,
    pub average_db: Vec<f32>,
    pub peak_db: Vec<f32>,
}

impl Spectrum {
    pub(super) fn new(sample_rate: SampleRate, channels: usize, bits: Option<u16>) -> Self {
        let transform = RealFftPlanner::new().plan_fft_forward(FRAME);
        let window: Vec<f32> =
            (0..FRAME).map(|n| (0.5 - 0.5 * (std::f64::consts::TAU * n as f64 / FRAME as f64).cos()) as f32).collect();
        let rate_hz = f64::from(sample_rate.hz());
        let hop = ((rate_hz / MOST_FRAMES_A_SECOND) as usize).max(FRAME);
        Self {
            // The window adds up to half its length.
            scale: (4.0 / FRAME as f32).powi(2) / channels.max(1) as f32,
            pending: vec![Vec::with_capacity(FRAME); channels],
            hop,
            skip: 0,
            input: transform.make_input_vec(),
            outputs: [transform.make_output_vec(), transform.make_output_vec()],
            scratch: transform.make_scratch_vec(),
            transform,
            window,
            power: vec![0.0; BINS],
            peak: vec![0.0; BINS],
            second: vec![0.0; BINS],
            frames_in_second: 0,
            frames_a_second: ((rate_hz / hop as f64).round() as usize).max(1),
            total: vec![0.0; BINS],
            frames: 0,
            ends: BandEnds::new(sample_rate, bits),
            traces: TraceMeter::new(sample_rate, bits),
        }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        self.traces.push_slot(slot);
        let mut taken = 0;
        while taken < slot.frames && !self.pending.is_empty() {
            let skipped = self.skip.min(slot.frames - taken);
            self.skip -= skipped;
            taken += skipped;
            let count = (FRAME - self.pending[0].len()).min(slot.frames - taken);
            for (channel, pending) in self.pending.iter_mut().enumerate() {
                pending.extend_from_slice(&slot.samples(channel)[taken..taken + count]);
            }
            taken += count;
            if self.pending[0].len() == FRAME {
                self.transform_frame();
                self.skip = self.hop - FRAME;
            }
        }
    }

    pub(super) fn finish(mut self) -> SpectrumFindings {
        if self.frames == 0 && self.pending.first().is_some_and(|pending| !pending.is_empty()) {
            // A track shorter than a frame: zeros behind it.
            self.pending.iter_mut().for_each(|pending| pending.resize(FRAME, 0.0));
            self.transform_frame();
        }
        // The last second counts where most of it is there, and where it is all there is.
        if self.frames_in_second > 0
            && (2 * self.frames_in_second > self.frames_a_second || self.frames as usize == self.frames_in_second)
        {
            self.close_second();
        }
        if self.frames == 0 {
            return SpectrumFindings::default();
        }
        self.total.iter_mut().for_each(|power| *power /= self.frames as f64);
        let peak: Vec<f64> = self.peak.iter().map(|power| f64::from(*power)).collect();
        let ends = self.ends.finish(&self.total);
        SpectrumFindings {
            ends,
            traces: self.traces.finish(ends.cutoff_hz),
            average_db: picture(&self.total, |[low, middle, high]| 0.25 * low + 0.5 * middle + 0.25 * high),
            peak_db: picture(&peak, |three| three.into_iter().fold(0.0, f64::max)),
        }
    }

    fn transform_frame(&mut self) {
        self.power.fill(0.0);
        let channels = self.pending.len();
        for (channel, pending) in self.pending.iter_mut().enumerate() {
            weigh(pending, &self.window, &mut self.input);
            let output = &mut self.outputs[channel.min(1)];
            // Lengths are those that the transform made its buffers for, so it cannot fail; a frame that did would be left out.
            if self.transform.process_with_scratch(&mut self.input, output, &mut self.scratch).is_ok() {
                add_power(output, self.scale, &mut self.power);
            }
            pending.clear();
            if channel == 1.min(channels - 1) {
                let scale = (4.0 / FRAME as f32).powi(2);
                let [first, second] = &self.outputs;
                self.traces.push_frame(first, if channels == 1 { first } else { second }, scale);
            }
        }
        accumulate(&self.power, &mut self.peak, &mut self.second);
        self.frames += 1;
        self.frames_in_second += 1;
        if self.frames_in_second == self.frames_a_second {
            self.close_second();
        }
    }

    fn close_second(&mut self) {
        let frames = self.frames_in_second as f64;
        for (total, second) in self.total.iter_mut().zip(&mut self.second) {
            *total += *second;
            *second /= frames;
        }
        self.ends.push(&self.second);
        self.second.fill(0.0);
        self.frames_in_second = 0;
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn weigh(samples: &[f32], window: &[f32], weighted: &mut [f32]) {
    for ((to, sample), weight) in weighted.iter_mut().zip(samples).zip(window) {
        *to = sample * weight;
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn add_power(spectrum: &[Complex32], scale: f32, power: &mut [f32]) {
    for (to, value) in power.iter_mut().zip(spectrum) {
        *to += scale * (value.re * value.re + value.im * value.im);
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn accumulate(power: &[f32], peak: &mut [f32], sum: &mut [f64]) {
    for ((value, highest), total) in power.iter().zip(peak).zip(sum) {
        *highest = if *value > *highest { *value } else { *highest };
        *total += f64::from(*value);
    }
}

/// Every second bin with its neighbours joined by `join`, in dB.
fn picture(power: &[f64], join: impl Fn([f64; 3]) -> f64) -> Vec<f32> {
    let value = |index: usize| {
        let middle = 2 * index;
        let low = power[middle.saturating_sub(1)];
        let joined = join([low, power[middle], power.get(middle + 1).copied().unwrap_or(low)]);
        (10.0 * joined.max(1e-30).log10()).max(FLOOR_DB) as f32
    };
    (0..PICTURE.min(power.len().div_ceil(2))).map(value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::{measure, sine};

    #[test]
    fn a_sine_reads_its_level_at_its_bin() {
        // Bin 400 of 4096 at 48 kHz is point 200 of the picture.
        let pictures = measure(48_000, None, &[sine(48_000, 400.0 * 48_000.0 / 4096.0, 0.5, 0.0, 96_000)]).1;
        assert_eq!(pictures.spectrum_db.len(), 1025);
        // The peak picture keeps the bin itself; the average one spreads it over three bins of a Hann window (1/4, 1, 1/4 in power).
        assert!((pictures.spectrum_peak_db[200] + 6.02).abs() < 0.01, "{}", pictures.spectrum_peak_db[200]);
        assert!((pictures.spectrum_db[200] + 6.02 - 10.0 * 0.625_f32.log10()).abs() < 0.01);
        assert!(pictures.spectrum_db[800] < -100.0);
    }

    #[test]
    fn power_agrees_with_a_naive_transform() {
        let mut noise = crate::analyzer::dsp::testing::Noise::new(9);
        let track: Vec<f32> = (0..FRAME).map(|_| noise.uniform()).collect();
        let pictures = measure(48_000, None, std::slice::from_ref(&track)).1;
        let naive = |bin: usize| {
            let (mut re, mut im) = (0.0, 0.0);
            for (n, sample) in track.iter().enumerate() {
                let window = 0.5 - 0.5 * (std::f64::consts::TAU * n as f64 / FRAME as f64).cos();
                let angle = -std::f64::consts::TAU * (bin * n % FRAME) as f64 / FRAME as f64;
                re += window * f64::from(*sample) * angle.cos();
                im += window * f64::from(*sample) * angle.sin();
            }
            (re * re + im * im) * (4.0 / FRAME as f64).powi(2)
        };
        for point in [10_usize, 300, 777] {
            let expected = 10.0 * (0.25 * naive(2 * point - 1) + 0.5 * naive(2 * point) + 0.25 * naive(2 * point + 1)).log10();
            // An f32 transform of 4096 points is good to some 1e-6 of the rms, 0.001 dB here.
            assert!((f64::from(pictures.spectrum_db[point]) - expected).abs() < 0.01);
        }
    }
}
