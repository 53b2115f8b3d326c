//! What is left of B, aligned, minus A: its level, its spectrum, its course.
//!
//! Spectra are means of windows of 16384 frames, half overlapping, Hann; their powers add up to the mean square of the whole, so
//! that a band's level can be set beside it.

use std::sync::Arc;

use realfft::{RealFftPlanner, RealToComplex, num_complex::Complex32};

use super::{Aligned, ChannelNull, CompareError, NullTest, ResidualOverTime, ResidualSpectrum, ThirdOctave};
use crate::{
    analyzer::{sound::Sound, warp::read_planes},
    contracts::CancelToken,
    units::amplitude_db,
};

/// Frames read at once.
const BLOCK: usize = 1 << 15;
/// Frames of a window: 2.7 Hz a line at 44.1 kHz, which the band at 25 Hz needs.
const WINDOW: usize = 1 << 14;
/// Lines put into one bin of the result.
const POOL: usize = 8;
/// Values over time, at most, and the least time between them.
const MOST_VALUES: u64 = 2000;
const LEAST_SECONDS: f64 = 0.05;

/// Measures the residual of `aligned` against `a`; also whether every sample of the overlap is equal.
pub(super) fn measure(
    a: &Sound,
    aligned: &Aligned,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(f32),
) -> Result<(NullTest, bool), CompareError> {
    let overlap = aligned.overlap();
    let pairs: Vec<(usize, usize)> = aligned.pairs().collect();
    let rate_hz = f64::from(a.sample_rate().hz());
    let step = (overlap.frames.div_ceil(MOST_VALUES)).max((LEAST_SECONDS * rate_hz) as u64).max(1);
    let mut meters = [Meter::new(pairs.len(), step), Meter::new(pairs.len(), step)];
    let (mut planes, mut of_b, mut is_equal) = (Vec::new(), Vec::new(), overlap.frames > 0);
    let mut done = 0;
    while done < overlap.frames {
        cancel.check()?;
        let (first, frames) = (overlap.first_frame + done, (overlap.frames - done).min(BLOCK as u64) as usize);
        read_planes(a, first as i64, frames, &mut planes)?;
        aligned.render(first, frames, &mut of_b)?;
        let of_a: Vec<Vec<f32>> = pairs.iter().map(|(of_a, _)| planes[*of_a].clone()).collect();
        for (of_a, of_b) in of_a.iter().zip(&mut of_b) {
            of_b.iter_mut().zip(of_a).for_each(|(b, a)| *b -= a);
            is_equal &= of_b.iter().all(|sample| *sample == 0.0);
        }
        let [meter_a, meter_residual] = &mut meters;
        meter_a.push(&of_a);
        meter_residual.push(&of_b);
        done += frames as u64;
        on_progress(done as f32 / overlap.frames as f32);
    }
    let [of_a, residual] = meters.map(Meter::finish);
    let level = |power: f64| amplitude_db(power.sqrt());
    let relative = |residual: f64, of_a: f64| Some(level(residual)? - level(of_a)?);
    let channels = residual.powers.iter().zip(&residual.peaks).zip(&of_a.powers);
    let channels = channels.map(|((&power, &peak), &of_a)| ChannelNull {
        rms_dbfs: level(power),
        peak_dbfs: amplitude_db(f64::from(peak)),
        relative_db: relative(power, of_a),
    });
    let null = NullTest {
        rms_dbfs: level(residual.power()),
        peak_dbfs: amplitude_db(f64::from(residual.peaks.iter().copied().fold(0.0, f32::max))),
        a_rms_dbfs: level(of_a.power()),
        relative_db: relative(residual.power(), of_a.power()),
        flat_to_hz: aligned.flat_hz(),
        channels: channels.collect(),
        spectrum: spectrum(&of_a, &residual, rate_hz),
        over_time: ResidualOverTime {
            first_seconds: overlap.first_frame as f64 / rate_hz,
            step_seconds: step as f64 / rate_hz,
            a_dbfs: levels(of_a.over_time.iter().copied()),
            residual_dbfs: levels(residual.over_time.iter().copied()),
        },
    };
    Ok((null, is_equal))
}

fn levels(powers: impl Iterator<Item = f64>) -> Vec<Option<f32>> {
    powers.map(|power| amplitude_db(power.sqrt()).map(|level| level as f32)).collect()
}

fn spectrum(of_a: &Measured, residual: &Measured, rate_hz: f64) -> ResidualSpectrum {
    let line_hz = rate_hz / WINDOW as f64;
    // The first bin is centred on 0 Hz: it has half the lines.
    let pooled = |lines: &[f64]| {
        let first = lines[..POOL / 2].iter().sum::<f64>();
        levels(std::iter::once(first).chain(lines[POOL / 2..].chunks(POOL).map(|lines| lines.iter().sum())))
    };
    let mut third_octaves = Vec::new();
    // Bands -16 (25 Hz) to 13 (20 kHz): 1000 Hz * 10^(band / 10), edges half a band away (IEC 61260-1, 5.2 to 5.5).
    for band in -16..=13 {
        let edge_hz = |half: f64| 1000.0 * 10.0_f64.powf((f64::from(band) + half) / 10.0);
        let lines = (edge_hz(-0.5) / line_hz, edge_hz(0.5) / line_hz);
        if edge_hz(0.5) > rate_hz / 2.0 {
            break;
        }
        let power = |powers: &[f64]| {
            // A line reaches half its width to both sides.
            let share = |line: usize| {
                let (low, high) = (line as f64 - 0.5, line as f64 + 0.5);
                (high.min(lines.1) - low.max(lines.0)).clamp(0.0, 1.0)
            };
            let sum: f64 = (lines.0 as usize..=lines.1 as usize + 1).filter_map(|line| Some(powers.get(line)? * share(line))).sum();
            amplitude_db(sum.sqrt()).map(|level| level as f32)
        };
        third_octaves.push(ThirdOctave {
            centre_hz: edge_hz(0.0),
            a_dbfs: power(&of_a.lines),
            residual_dbfs: power(&residual.lines),
        });
    }
    ResidualSpectrum {
        bin_hz: line_hz * POOL as f64,
        a_dbfs: pooled(&of_a.lines),
        residual_dbfs: pooled(&residual.lines),
        third_octaves,
    }
}

/// What a [`Meter`] measured.
struct Measured {
    /// Mean square of each channel.
    powers: Vec<f64>,
    peaks: Vec<f32>,
    /// Power of each line of the spectrum, mean over channels.
    lines: Vec<f64>,
    over_time: Vec<f64>,
}

impl Measured {
    fn power(&self) -> f64 {
        self.powers.iter().sum::<f64>() / self.powers.len().max(1) as f64
    }
}

/// Levels and spectra of a stream of blocks.
struct Meter {
    sums: Vec<f64>,
    peaks: Vec<f32>,
    frames: u64,
    step: u64,
    in_step: (f64, u64),
    over_time: Vec<f64>,
    pending: Vec<Vec<f32>>,
    transform: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
    output: Vec<Complex32>,
    lines: Vec<f64>,
}

impl Meter {
    fn new(channels: usize, step: u64) -> Self {
        let transform = RealFftPlanner::new().plan_fft_forward(WINDOW);
        let turn = std::f64::consts::TAU / WINDOW as f64;
        Self {
            sums: vec![0.0; channels],
            peaks: vec![0.0; channels],
            frames: 0,
            step,
            in_step: (0.0, 0),
            over_time: Vec::new(),
            pending: vec![Vec::new(); channels],
            output: transform.make_output_vec(),
            transform,
            window: (0..WINDOW).map(|n| (0.5 - 0.5 * (turn * n as f64).cos()) as f32).collect(),
            lines: vec![0.0; WINDOW / 2 + 1],
        }
    }

    fn push(&mut self, planes: &[Vec<f32>]) {
        let frames = planes.first().map_or(0, Vec::len);
        for frame in 0..frames {
            let mut power = 0.0;
            for (channel, plane) in planes.iter().enumerate() {
                let sample = plane[frame];
                let square = f64::from(sample).powi(2);
                self.sums[channel] += square;
                self.peaks[channel] = self.peaks[channel].max(sample.abs());
                power += square;
            }
            self.in_step = (self.in_step.0 + power, self.in_step.1 + 1);
            if self.in_step.1 == self.step {
                self.end_step();
            }
        }
        self.frames += frames as u64;
        for (pending, plane) in self.pending.iter_mut().zip(planes) {
            pending.extend(plane);
        }
        while self.pending.first().is_some_and(|pending| pending.len() >= WINDOW) {
            self.transform_first();
            self.pending.iter_mut().for_each(|pending| drop(pending.drain(..WINDOW / 2)));
        }
    }

    fn end_step(&mut self) {
        let (power, frames) = std::mem::take(&mut self.in_step);
        self.over_time.push(power / (frames * self.sums.len() as u64) as f64);
    }

    /// Adds the spectrum of what is pending, up to a window of it.
    fn transform_first(&mut self) {
        for pending in &self.pending {
            let mut input = vec![0.0; WINDOW];
            input.iter_mut().zip(pending).zip(&self.window).for_each(|((input, sample), window)| *input = sample * window);
            // Its only errors are wrong lengths, and these are its own.
            let _ = self.transform.process(&mut input, &mut self.output);
            let last = self.output.len() - 1;
            for (bin, (line, value)) in self.lines.iter_mut().zip(&self.output).enumerate() {
                let sides = if bin == 0 || bin == last { 1.0 } else { 2.0 };
                *line += sides * f64::from(value.norm_sqr());
            }
        }
    }

    fn finish(mut self) -> Measured {
        if self.in_step.1 > 0 {
            self.end_step();
        }
        if self.frames < WINDOW as u64 || self.pending.first().is_some_and(|pending| pending.len() > WINDOW / 2) {
            self.transform_first();
        }
        let powers: Vec<f64> = self.sums.iter().map(|sum| sum / self.frames.max(1) as f64).collect();
        let total: f64 = self.lines.iter().sum();
        let power = powers.iter().sum::<f64>() / powers.len().max(1) as f64;
        let scale = if total > 0.0 { power / total } else { 0.0 };
        self.lines.iter_mut().for_each(|line| *line *= scale);
        Measured { powers, peaks: self.peaks, lines: self.lines, over_time: self.over_time }
    }
}
