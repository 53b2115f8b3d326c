//! The unit of work of every kernel: a slot of about 50 ms, cut into sixteen units, with the frames before it.
//!
//! Blocks of any length are cut into slots before any kernel sees them, so that no figure depends on how a reader cuts its
//! blocks. Samples that are not numbers, or lie beyond [`LIMIT`], are taken as 0: nothing downstream meets a NaN.

use super::lanes::{Extent, extent, largest_bend};
use crate::{contracts::PcmBlock, units::SampleRate};

/// Units in a slot.
pub(super) const UNITS: usize = 16;
/// Frames of the past that each slot carries in front, for filters and differences.
pub(super) const HISTORY: usize = 32;
/// Largest magnitude taken for audio, in full scales (+96 dBFS): squares of a whole slot still fit an f32.
const LIMIT: f32 = 65_536.0;

/// What every kernel needs to know about one unit (about 3.1 ms) of one channel.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Extremes and sums.
    pub extent: Extent,
    /// Largest second difference that ends in this unit.
    pub bend: f32,
}

/// One slot of every channel.
pub(super) struct Slot<'a> {
    planes: &'a [Vec<f32>],
    units: &'a [Vec<Unit>],
    /// Frames in it; less than the usual length in the last slot of a track alone.
    pub frames: usize,
    /// Frames in each unit but the last.
    pub unit_frames: usize,
    /// Position in the track of its first frame.
    pub first_frame: u64,
    /// Whether it has its full length.
    pub is_whole: bool,
}

impl Slot<'_> {
    /// Number of channels.
    pub(super) fn channels(&self) -> usize {
        self.planes.len()
    }

    /// Samples of `channel`.
    pub(super) fn samples(&self, channel: usize) -> &[f32] {
        &self.planes[channel][HISTORY..]
    }

    /// Samples of `channel`, preceded by `history` (at most [`HISTORY`]) samples of the past. Before the track the first
    /// sample is held, so that a track that begins on a loud sample begins without a step.
    pub(super) fn samples_with_history(&self, channel: usize, history: usize) -> &[f32] {
        &self.planes[channel][HISTORY - history..]
    }

    /// Units of `channel`, the last of a track's last slot shorter.
    pub(super) fn units(&self, channel: usize) -> &[Unit] {
        &self.units[channel]
    }

    /// Number of units.
    pub(super) fn unit_count(&self) -> usize {
        self.frames.div_ceil(self.unit_frames)
    }

    /// Frames of unit `index`.
    pub(super) fn frames_of(&self, index: usize) -> usize {
        (self.frames - index * self.unit_frames).min(self.unit_frames)
    }

    /// Extent of the whole slot in `channel`, sums in f64.
    pub(super) fn extent(&self, channel: usize) -> SlotExtent {
        let mut total = SlotExtent { low: f32::INFINITY, high: f32::NEG_INFINITY, sum: 0.0, energy: 0.0 };
        for unit in &self.units[channel] {
            total.low = total.low.min(unit.extent.low);
            total.high = total.high.max(unit.extent.high);
            total.sum += f64::from(unit.extent.sum);
            total.energy += f64::from(unit.extent.energy);
        }
        total
    }
}

/// Extremes and sums of a slot.
#[derive(Clone, Copy, Debug)]
pub(super) struct SlotExtent {
    /// Lowest sample.
    pub low: f32,
    /// Highest sample.
    pub high: f32,
    /// Sum of the samples.
    pub sum: f64,
    /// Sum of their squares.
    pub energy: f64,
}

impl SlotExtent {
    /// Largest magnitude.
    pub(super) fn peak(&self) -> f32 {
        self.high.max(-self.low).max(0.0)
    }
}

/// Cuts blocks of any length into slots.
pub(super) struct Slicer {
    planes: Vec<Vec<f32>>,
    units: Vec<Vec<Unit>>,
    unit_frames: usize,
    filled: usize,
    first_frame: u64,
}

impl Slicer {
    /// A slicer for `channels` channels. A unit is 1/320 s to the nearest frame: at 44.1 kHz a slot is 2208 frames (50.07 ms)
    /// and 60 slots are the 132 480 frames of a block of the DR convention; at 48 kHz they are 50 ms and 3 s exactly.
    pub(super) fn new(sample_rate: SampleRate, channels: usize) -> Self {
        let unit_frames = ((sample_rate.hz() as usize + 160) / 320).max(1);
        Self {
            planes: vec![vec![0.0; HISTORY + UNITS * unit_frames]; channels],
            units: vec![Vec::with_capacity(UNITS); channels],
            unit_frames,
            filled: 0,
            first_frame: 0,
        }
    }

    /// Frames of a whole slot.
    pub(super) fn slot_frames(&self) -> usize {
        self.unit_frames * UNITS
    }

    /// Frames of a whole unit.
    pub(super) fn unit_frames(&self) -> usize {
        self.unit_frames
    }

    /// Frames taken so far.
    pub(super) fn frames(&self) -> u64 {
        self.first_frame + self.filled as u64
    }

    /// Takes `block` and hands each slot that it fills to `use_slot`. A channel that the block lacks is silent.
    pub(super) fn push(&mut self, block: &PcmBlock, mut use_slot: impl FnMut(&Slot<'_>)) {
        let frames = block.frames();
        let mut taken = 0;
        while taken < frames {
            let count = (self.slot_frames() - self.filled).min(frames - taken);
            for (channel, plane) in self.planes.iter_mut().enumerate() {
                let target = &mut plane[HISTORY + self.filled..][..count];
                let source = block.planes.get(channel).map_or(&[][..], Vec::as_slice);
                let source = &source[taken.min(source.len())..(taken + count).min(source.len())];
                copy_numbers(source, target);
            }
            self.filled += count;
            taken += count;
            if self.filled == self.slot_frames() {
                self.emit(&mut use_slot);
            }
        }
    }

    /// Hands the last, shorter slot to `use_slot`, where there is one.
    pub(super) fn finish(&mut self, mut use_slot: impl FnMut(&Slot<'_>)) {
        if self.filled > 0 {
            let is_whole = self.filled == self.slot_frames();
            debug_assert!(!is_whole, "a whole slot is handed on at once");
            for plane in &mut self.planes {
                plane.truncate(HISTORY + self.filled);
            }
            self.emit(&mut use_slot);
        }
    }

    fn emit(&mut self, use_slot: &mut impl FnMut(&Slot<'_>)) {
        let frames = self.filled;
        for (plane, units) in self.planes.iter_mut().zip(&mut self.units) {
            if self.first_frame == 0 {
                let first = plane[HISTORY];
                plane[..HISTORY].fill(first);
            }
            units.clear();
            for start in (0..frames).step_by(self.unit_frames) {
                let end = (start + self.unit_frames).min(frames);
                let samples = &plane[HISTORY + start - 2..HISTORY + end];
                units.push(Unit { extent: extent(&samples[2..]), bend: largest_bend(samples) });
            }
        }
        use_slot(&Slot {
            planes: &self.planes,
            units: &self.units,
            frames,
            unit_frames: self.unit_frames,
            first_frame: self.first_frame,
            is_whole: frames == self.unit_frames * UNITS,
        });
        for plane in &mut self.planes {
            plane.copy_within(frames.., 0);
        }
        self.first_frame += frames as u64;
        self.filled = 0;
    }
}

/// Copies `source` to the start of `target` and fills the rest with 0; what is no usable number becomes 0.
fn copy_numbers(source: &[f32], target: &mut [f32]) {
    let (head, rest) = target.split_at_mut(source.len());
    for (to, &from) in head.iter_mut().zip(source) {
        *to = if from.abs() <= LIMIT { from } else { 0.0 };
    }
    rest.fill(0.0);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(hz: u32) -> SampleRate {
        SampleRate::new(hz).expect("a rate of this test is in range")
    }

    #[test]
    fn sixty_slots_are_a_block_of_the_dr_convention() {
        assert_eq!(60 * Slicer::new(rate(44_100), 1).slot_frames(), 132_480);
        assert_eq!(60 * Slicer::new(rate(48_000), 1).slot_frames(), 144_000);
    }

    #[test]
    fn slots_join_to_the_track_with_their_history() {
        let mut slicer = Slicer::new(rate(8_000), 1);
        let track: Vec<f32> = (0..2_345).map(|n| n as f32).collect();
        let mut seen = Vec::new();
        let mut take = |slot: &Slot<'_>| {
            assert_eq!(slot.first_frame as usize, seen.len());
            let past = slot.samples_with_history(0, 2);
            let expected = if seen.is_empty() { [0.0, 0.0] } else { [seen[seen.len() - 2], seen[seen.len() - 1]] };
            assert_eq!(past[..2], expected);
            assert_eq!(slot.units(0).len(), slot.unit_count());
            seen.extend_from_slice(slot.samples(0));
        };
        for part in track.chunks(97) {
            slicer.push(&PcmBlock { planes: vec![part.to_vec()], integers: Vec::new() }, &mut take);
        }
        slicer.finish(&mut take);
        assert_eq!(seen, track);
    }

    #[test]
    fn what_is_no_number_becomes_silence() {
        let mut target = [9.0; 5];
        copy_numbers(&[f32::NAN, f32::INFINITY, -0.5, f32::MAX], &mut target);
        assert_eq!(target, [0.0, 0.0, -0.5, 0.0, 0.0]);
    }
}
