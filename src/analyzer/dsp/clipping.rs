//! Clipped runs: at least three consecutive samples at the ceiling.
//!
//! The ceiling of a channel and a polarity is the largest sample of the track there. Where that is full scale, every run of three
//! counts that falls away from it on one side at least. Below full scale (turned down after clipping, or limited hard) it is a
//! ceiling only if at least [`FEWEST_RUNS`] runs of four identical samples touch it and both sides of each fall away at once: the
//! rounded top of a low tone also holds one value for a while, but its neighbours lie one or two steps below. A wave that spends a
//! fifth of its time there is a square wave, not a clipped one; at full scale the two cannot be told apart and count as clipped.
//!
//! One pass: a new largest sample forgets the runs below it. Ceilings that noise or a codec has softened are not seen.

use super::{curve::EventCurve, slot::Slot};
use crate::units::amplitude_db;

/// Samples in the shortest run.
const SHORTEST_RUN: u64 = 3;
/// Samples in a run that speaks for a ceiling below full scale.
const FLAT_RUN: u64 = 4;
/// Such runs that make a ceiling.
const FEWEST_RUNS: u64 = 8;
/// Share of the time at a ceiling below full scale from which the wave is square.
const SQUARE_SHARE: f64 = 0.2;
/// Steps by which the neighbours of a clipped run lie below it. The top of a sine that holds one value for `n >= 4` samples falls by
/// at most `((n + 2) / n)^2 = 2.25` steps beside it.
const FALL_STEPS: f32 = 4.0;
/// Steps below which a ceiling means nothing.
const LOWEST_STEPS: f32 = 64.0;
/// Depth assumed for floating point: its 24-bit mantissa.
const FLOAT_BITS: u16 = 24;

/// Clipping of every channel and polarity.
pub(super) struct Clipping {
    sides: Vec<Side>,
    step: f32,
    full_scale: f32,
    frames: u64,
}

/// One channel in one polarity.
struct Side {
    channel: usize,
    sign: f32,
    ceiling: f32,
    is_full_scale: bool,
    runs: u64,
    flat_runs: u64,
    samples: u64,
    curve: EventCurve,
    /// Length of the run that reaches the end of the last slot, whether the sample before it lies well below, and where it began.
    open: Option<Open>,
}

#[derive(Clone, Copy)]
struct Open {
    length: u64,
    falls_before: bool,
    start: u64,
}

/// What was found; no frames, no figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ClippingFindings {
    pub runs: Option<u64>,
    pub level_dbfs: Option<f64>,
    pub curve: Vec<u32>,
}

impl Clipping {
    pub(super) fn new(channels: usize, bits: Option<u16>) -> Self {
        let depth = bits.filter(|bits| (1..=24).contains(bits)).unwrap_or(FLOAT_BITS);
        let step = 2.0_f32.powi(1 - i32::from(depth));
        let sides = (0..channels).flat_map(|channel| [1.0, -1.0].map(|sign| Side::new(channel, sign))).collect();
        // The largest positive integer is one step short of 1, and many converters clip the negative side there too.
        let full_scale = if bits.is_some_and(|bits| bits <= 24) { 1.0 - step } else { 1.0 };
        Self { sides, step, full_scale, frames: 0 }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        for side in &mut self.sides {
            side.push(slot, self.step, self.full_scale);
        }
        self.frames += slot.frames as u64;
    }

    /// Runs over all channels, the highest ceiling that clips in dBFS, and runs by part of a curve of `parts` parts whose pieces of
    /// one unit were merged `doublings` times.
    pub(super) fn finish(mut self, parts: usize, doublings: u32, unit_frames: usize) -> ClippingFindings {
        if self.frames == 0 {
            return ClippingFindings::default();
        }
        let mut findings = ClippingFindings { runs: Some(0), level_dbfs: None, curve: vec![0; parts] };
        let mut highest = 0.0_f32;
        for side in &mut self.sides {
            side.close(None, self.step, unit_frames as u64);
            let clips = if side.is_full_scale {
                side.runs > 0
            } else {
                side.flat_runs >= FEWEST_RUNS
                    && side.ceiling >= LOWEST_STEPS * self.step
                    && (side.samples as f64) < SQUARE_SHARE * self.frames as f64
            };
            if clips {
                findings.runs = findings.runs.map(|runs| runs + side.runs);
                highest = highest.max(side.ceiling);
                side.curve.add_to(&mut findings.curve, doublings);
            }
        }
        findings.level_dbfs = amplitude_db(f64::from(highest));
        findings
    }
}

impl Side {
    fn new(channel: usize, sign: f32) -> Self {
        Self {
            channel,
            sign,
            ceiling: 0.0,
            is_full_scale: false,
            runs: 0,
            flat_runs: 0,
            samples: 0,
            curve: EventCurve::new(),
            open: None,
        }
    }

    fn push(&mut self, slot: &Slot<'_>, step: f32, full_scale: f32) {
        let extent = slot.extent(self.channel);
        let highest = if self.sign > 0.0 { extent.high } else { -extent.low };
        let samples = slot.samples_with_history(self.channel, 1);
        if highest > self.ceiling && !self.is_full_scale {
            // In integers both 32767 and -32768 are full scale; in floating point a sample above 1 is none.
            self.is_full_scale = highest >= full_scale && highest <= 1.0;
            self.ceiling = if self.is_full_scale { full_scale } else { highest };
            (self.runs, self.flat_runs, self.samples, self.open) = (0, 0, 0, None);
            self.curve.clear();
        } else if highest > 1.0 && highest > self.ceiling {
            (self.is_full_scale, self.ceiling) = (false, highest);
            (self.runs, self.flat_runs, self.samples, self.open) = (0, 0, 0, None);
            self.curve.clear();
        }
        let is_hot = self.ceiling > 0.0 && highest >= self.ceiling;
        if is_hot {
            self.scan(samples, slot, step);
        } else if self.open.is_some() {
            self.close(samples.get(1).copied(), step, slot.unit_frames as u64);
        }
    }

    fn scan(&mut self, samples: &[f32], slot: &Slot<'_>, step: f32) {
        for (n, pair) in samples.windows(2).enumerate() {
            let value = pair[1] * self.sign;
            if value >= self.ceiling {
                match &mut self.open {
                    Some(open) => open.length += 1,
                    None => {
                        let falls_before = pair[0] * self.sign <= self.ceiling - FALL_STEPS * step;
                        self.open = Some(Open { length: 1, falls_before, start: slot.first_frame + n as u64 });
                    }
                }
            } else if self.open.is_some() {
                self.close(Some(pair[1]), step, slot.unit_frames as u64);
            }
        }
    }

    /// Counts the open run, which ends before sample `next`.
    fn close(&mut self, next: Option<f32>, step: f32, unit_frames: u64) {
        let Some(open) = self.open.take() else { return };
        self.samples += open.length;
        let falls_after = next.is_some_and(|next| next * self.sign <= self.ceiling - FALL_STEPS * step);
        let counts = if self.is_full_scale { open.falls_before || falls_after } else { open.falls_before && falls_after };
        if counts && open.length >= SHORTEST_RUN {
            self.runs += 1;
            self.curve.add(open.start / unit_frames);
            self.flat_runs += u64::from(open.length >= FLAT_RUN);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    fn clipped_sine(limit: f32, amplitude: f64) -> Vec<f32> {
        sine(44_100, 441.0, amplitude, 0.0, 44_100).into_iter().map(|sample| sample.clamp(-limit, limit)).collect()
    }

    #[test]
    fn clipping_at_full_scale_counts_every_half_cycle() {
        let (found, pictures) = measure(44_100, Some(16), &[clipped_sine(1.0, 1.5)]);
        // 441 cycles in one second, two tops each.
        assert_eq!(found.clipped_runs, Some(882));
        assert!(found.clip_level_dbfs.is_some_and(|level| level.abs() < 0.001));
        assert_eq!(pictures.envelope_clips.iter().map(|count| u64::from(*count)).sum::<u64>(), 882);
    }

    #[test]
    fn clipping_below_full_scale_is_seen_at_its_level() {
        for bits in [Some(16), Some(24), None] {
            let found = measure(44_100, bits, &[clipped_sine(0.5, 0.7)]).0;
            assert_eq!(found.clipped_runs, Some(882), "{bits:?}");
            assert!(
                found.clip_level_dbfs.is_some_and(|level| (level + 6.02).abs() < 0.01),
                "{bits:?}: {:?}",
                found.clip_level_dbfs
            );
        }
    }

    #[test]
    fn what_only_touches_the_ceiling_is_not_clipped() {
        let runs = |bits, track: Vec<f32>| measure(44_100, bits, &[track]).0.clipped_runs;
        // The top of a low tone holds one value for many samples.
        assert_eq!(runs(Some(16), sine(44_100, 20.0, 0.4, 0.0, 441_000)), Some(0));
        assert_eq!(runs(Some(16), sine(44_100, 20.0, 0.01, 0.0, 441_000)), Some(0));
        assert_eq!(runs(Some(16), sine(44_100, 997.0, 1.0, 0.0, 441_000)), Some(0));
        let mut noise = Noise::new(3);
        let mut track: Vec<f32> = (0..44_100).map(|_| 0.3 * noise.uniform()).collect();
        track[1_000] = 1.0;
        assert_eq!(runs(Some(16), track), Some(0));
        assert_eq!(runs(None, vec![0.0; 44_100]), Some(0));
    }

    #[test]
    fn a_square_wave_is_clipped_at_full_scale_alone() {
        let square = |level: f32| (0..44_100).map(|n| if n / 50 % 2 == 0 { level } else { -level }).collect::<Vec<f32>>();
        assert_eq!(measure(44_100, Some(16), &[square(0.5)]).0.clipped_runs, Some(0));
        assert_eq!(measure(44_100, Some(16), &[square(1.0)]).0.clipped_runs, Some(882));
    }

    #[test]
    fn a_higher_sample_forgets_the_lower_ceiling() {
        let mut track = clipped_sine(0.5, 0.7);
        track.push(0.9);
        track.push(0.0);
        let found = measure(44_100, Some(16), &[track]).0;
        // The positive side now peaks at 0.9; the negative one still clips.
        assert_eq!(found.clipped_runs, Some(441));
    }
}
