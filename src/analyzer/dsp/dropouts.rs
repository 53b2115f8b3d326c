//! Dropouts: music that stands still (digital: zeros or one held value) or runs along a straight line (interpolated) for 1 to
//! 250 ms, and goes on.
//!
//! A run is flat where the second difference of the samples stays within one step of the declared depth. It is a dropout only if
//! - sound with a bend of at least [`LIVELY_STEPS`] steps surrounds it at once, within 3 ms on both sides, at -46 dBFS or more;
//! - a held run is entered or left by a jump, since a pause that the music makes fades out and in; a straight run has a slope;
//! - little else within 50 ms is flat: square, saw-tooth and triangle waves are flat all the time.
//!
//! Dropouts of several channels at one moment count once.

use std::collections::VecDeque;

use super::{
    lanes::largest_bend,
    slot::{HISTORY, Slot},
};
use crate::units::SampleRate;

/// Frames tested at once; a unit is looked at closer only where all bends of a chunk are flat.
const CHUNK: usize = 16;
/// Units looked at on either side: 50 ms.
const SIDE: u64 = 16;
/// Longest dropout in seconds: a lost buffer of 8192 frames at 44.1 kHz is 186 ms; longer gaps are silences.
const LONGEST_S: f64 = 0.25;
/// Bend in steps that lively sound reaches beside a dropout. A soft low tone stays within some steps of a straight line.
const LIVELY_STEPS: f32 = 32.0;
/// Level of the sound beside a dropout at full scale 1.0 (-46 dBFS rms).
const LOUD_RMS: f32 = 0.005;
/// Least jump into or out of a held run, as a share of the rms beside it.
const JUMP_SHARE: f32 = 0.5;
/// Largest share of the surroundings that may be flat.
const FLAT_SHARE: f64 = 0.1;
/// Depth of floating point.
const FLOAT_BITS: u16 = 24;
/// Runs that may wait for what follows them; more at once are no dropouts but the nature of the signal.
const MOST_WAITING: usize = 32;

/// Counter of dropouts.
pub(super) struct Dropouts {
    channels: Vec<Channel>,
    step: f32,
    shortest: u64,
    longest: u64,
    unit_frames: u64,
    /// Ends of the dropouts counted last, so that several channels count once.
    last_end: Option<u64>,
    count: u64,
}

struct Channel {
    run: Option<Run>,
    /// What is known of the last units, oldest first.
    units: VecDeque<Surrounding>,
    /// Index of the unit after the last of `units`.
    next_unit: u64,
    waiting: VecDeque<Run>,
    /// Flat frames at the end of the chunk before.
    flat_before: usize,
}

#[derive(Clone, Copy)]
struct Surrounding {
    bend: f32,
    rms: f32,
    flat_frames: u32,
}

#[derive(Clone, Copy)]
struct Run {
    start: u64,
    length: u64,
    slope: f32,
    jump: f32,
}

impl Dropouts {
    pub(super) fn new(sample_rate: SampleRate, channels: usize, bits: Option<u16>, unit_frames: usize) -> Self {
        let depth = bits.filter(|bits| (1..=24).contains(bits)).unwrap_or(FLOAT_BITS);
        let channel = || Channel { run: None, units: VecDeque::new(), next_unit: 0, waiting: VecDeque::new(), flat_before: 0 };
        Self {
            channels: (0..channels).map(|_| channel()).collect(),
            // One step and what f32 rounds of three samples.
            step: 1.01 * 2.0_f32.powi(1 - i32::from(depth)),
            // At least two chunks, so that a run always covers a whole one.
            shortest: u64::from(sample_rate.hz() / 1000).max(2 * CHUNK as u64),
            longest: (LONGEST_S * f64::from(sample_rate.hz())) as u64,
            unit_frames: unit_frames as u64,
            last_end: None,
            count: 0,
        }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        self.push_telling(slot, |_| {});
    }

    /// As `push`; `on_dropout` gets the first frame of each dropout.
    pub(super) fn push_telling(&mut self, slot: &Slot<'_>, mut on_dropout: impl FnMut(u64)) {
        if !slot.is_whole {
            return;
        }
        let mut found = Vec::new();
        for (number, channel) in self.channels.iter_mut().enumerate() {
            channel.scan(slot, number, self.step, self.shortest, self.longest);
            channel.settle(self.unit_frames, self.step, &mut found);
        }
        found.sort_by_key(|run: &Run| run.start);
        for run in found {
            if self.last_end.is_none_or(|end| run.start >= end) {
                self.count += 1;
                on_dropout(run.start);
            }
            self.last_end = Some((run.start + run.length).max(self.last_end.unwrap_or(0)));
        }
    }

    /// Number of dropouts.
    pub(super) fn finish(&self) -> u64 {
        self.count
    }
}

impl Channel {
    /// Finds the flat runs of a slot and notes what surrounds them.
    fn scan(&mut self, slot: &Slot<'_>, number: usize, step: f32, shortest: u64, longest: u64) {
        let history = slot.samples_with_history(number, HISTORY);
        let samples = &history[HISTORY - 2..];
        let mut flat_in_unit = vec![0_u32; slot.unit_count()];
        for start in (0..slot.frames).step_by(CHUNK) {
            let chunk = &samples[start..start + CHUNK + 2];
            let position = slot.first_frame + start as u64;
            let is_flat = |three: &[f32]| (three[2] - 2.0 * three[1] + three[0]).abs() <= step;
            if largest_bend(chunk) <= step {
                flat_in_unit[start / slot.unit_frames] += CHUNK as u32;
                let before = self.flat_before;
                let run = self.run.get_or_insert_with(|| {
                    // Frames before the first whole chunk that lie on the line already; the line begins two samples before the
                    // first flat one, and the jump is the step onto it.
                    let first_flat = HISTORY + start - before;
                    let jump = (history[first_flat - 2] - history[first_flat - 3]).abs();
                    Run { start: position - before as u64, length: before as u64, slope: chunk[3] - chunk[2], jump }
                });
                run.length += CHUNK as u64;
                self.flat_before = 0;
                continue;
            }
            if let Some(mut run) = self.run.take() {
                run.length += chunk.windows(3).take_while(|three| is_flat(three)).count() as u64;
                let leaves_at = chunk.windows(3).position(|three| !is_flat(three)).unwrap_or(0);
                run.jump = run.jump.max((chunk[leaves_at + 2] - chunk[leaves_at + 1]).abs());
                if (shortest..=longest).contains(&run.length) && self.waiting.len() < MOST_WAITING {
                    self.waiting.push_back(run);
                }
            }
            self.flat_before = chunk.windows(3).rev().take_while(|three| is_flat(three)).count();
        }
        for (index, unit) in slot.units(number).iter().enumerate() {
            let rms = (unit.extent.energy / slot.frames_of(index) as f32).sqrt();
            self.units.push_back(Surrounding { bend: unit.bend, rms, flat_frames: flat_in_unit[index] });
            self.next_unit += 1;
        }
        // What a run of 250 ms (80 units), its surroundings and the slot in which it ends need.
        while self.units.len() > 160 {
            self.units.pop_front();
        }
    }

    /// Moves the waiting runs whose surroundings are complete to `found`, where they are dropouts.
    fn settle(&mut self, unit_frames: u64, step: f32, found: &mut Vec<Run>) {
        while let Some(run) = self.waiting.front().copied() {
            let last_unit = (run.start + run.length - 1) / unit_frames;
            if last_unit + SIDE >= self.next_unit {
                break;
            }
            self.waiting.pop_front();
            if self.is_dropout(run, unit_frames, step) {
                found.push(run);
            }
        }
    }

    fn is_dropout(&self, run: Run, unit_frames: u64, step: f32) -> bool {
        let (first_unit, last_unit) = (run.start / unit_frames, (run.start + run.length - 1) / unit_frames);
        let oldest = self.next_unit - self.units.len() as u64;
        let surrounding = |unit: u64| unit.checked_sub(oldest).and_then(|index| self.units.get(index as usize));
        // The unit in which the run begins tells of the sound before it only where the run leaves room.
        let before = [first_unit.checked_sub(1).and_then(surrounding), surrounding(first_unit)];
        let after = [surrounding(last_unit), surrounding(last_unit + 1)];
        let loudest = |sides: [Option<&Surrounding>; 2]| sides.into_iter().flatten().map(|side| side.rms).fold(0.0, f32::max);
        let is_lively =
            |side: Option<&Surrounding>| side.is_some_and(|side| side.bend >= LIVELY_STEPS * step && side.rms >= LOUD_RMS);
        if !(is_lively(before[0]) && is_lively(after[1])) {
            return false;
        }
        let is_held = run.slope.abs() <= step;
        if is_held && run.jump < JUMP_SHARE * loudest(before).min(loudest(after)) {
            return false;
        }
        let around = first_unit.saturating_sub(SIDE)..=last_unit + SIDE;
        let flat: u64 = around.clone().filter_map(surrounding).map(|side| u64::from(side.flat_frames)).sum();
        let frames = around.count() as u64 * unit_frames;
        let others = frames.saturating_sub(run.length);
        (flat.saturating_sub(run.length) as f64) < FLAT_SHARE * others as f64
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    fn music(seconds: usize) -> Vec<f32> {
        let mut noise = Noise::new(11);
        let tone = sine(44_100, 330.0, 0.3, 0.0, seconds * 44_100);
        tone.into_iter().map(|sample| sample + 0.05 * noise.uniform()).collect()
    }

    fn dropouts(planes: &[Vec<f32>]) -> Option<u64> {
        measure(44_100, Some(16), planes).0.dropouts
    }

    #[test]
    fn planted_dropouts_are_counted() {
        let clean = music(4);
        assert_eq!(dropouts(&[clean.clone(), clean.clone()]), Some(0));
        let mut broken = clean.clone();
        // The tone stands near its crest where each begins, so that there is a jump.
        for (start, length) in [(10_057, 60), (50_011, 441), (90_070, 4_096)] {
            broken[start..start + length].fill(0.0);
        }
        let held = broken[130_040];
        broken[130_040..130_140].fill(held);
        let (from, to) = (broken[160_000], broken[160_150]);
        for n in 1..150 {
            broken[160_000 + n] = from + (to - from) * n as f32 / 150.0;
        }
        assert_eq!(dropouts(&[broken.clone(), clean.clone()]), Some(5));
        assert_eq!(dropouts(&[broken.clone(), broken]), Some(5));
    }

    #[test]
    fn flat_waves_and_pauses_are_no_dropouts() {
        let square: Vec<f32> = (0..176_400).map(|n| if n / 100 % 2 == 0 { 0.4 } else { -0.4 }).collect();
        assert_eq!(dropouts(&[square]), Some(0));
        let triangle: Vec<f32> = (0..176_400).map(|n| (((n % 400) as f32 - 200.0).abs() - 100.0) / 250.0).collect();
        assert_eq!(dropouts(&[triangle]), Some(0));
        let pauses: Vec<f32> = music(4)
            .into_iter()
            .enumerate()
            .map(|(n, sample)| {
                sample * ((n % 11_025) as f32 / 5_000.0 - 1.0).clamp(0.0, 1.0) * (1.0 - (n % 11_025) as f32 / 11_025.0)
            })
            .collect();
        assert_eq!(dropouts(&[pauses]), Some(0));
        assert_eq!(dropouts(&[sine(44_100, 40.0, 0.02, 0.0, 176_400)]), Some(0));
        assert_eq!(dropouts(&[vec![0.0; 176_400]]), Some(0));
    }
}
