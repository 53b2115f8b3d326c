//! Leading, trailing and longest interior silence in seconds.
//!
//! A frame is silent where no channel exceeds -60 dBFS (the level below which the EBU's silence detectors and CD authoring tools
//! take a passage for silent). An interior silence is one of at least 0.1 s between two sounds; shorter pauses are the music's.

use super::slot::Slot;
use crate::units::SampleRate;

/// Level of silence at full scale 1.0: -60 dBFS.
const THRESHOLD: f32 = 0.001;
/// Shortest interior silence in seconds.
const SHORTEST_S: f64 = 0.1;

/// Positions of sound.
pub(super) struct Silence {
    rate_hz: f64,
    first: Option<u64>,
    last: u64,
    longest_gap: u64,
    frames: u64,
}

/// Silences in seconds; all `None` for a track without sound.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Silences {
    pub leading_s: Option<f64>,
    pub trailing_s: Option<f64>,
    pub interior_s: Option<f64>,
}

impl Silence {
    pub(super) fn new(sample_rate: SampleRate) -> Self {
        Self { rate_hz: f64::from(sample_rate.hz()), first: None, last: 0, longest_gap: 0, frames: 0 }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        for index in 0..slot.unit_count() {
            let start = index * slot.unit_frames;
            let range = start..start + slot.frames_of(index);
            let mut ends: Option<(usize, usize)> = None;
            for channel in 0..slot.channels() {
                if slot.units(channel)[index].extent.peak() <= THRESHOLD {
                    continue;
                }
                let samples = &slot.samples(channel)[range.clone()];
                let is_loud = |sample: &f32| sample.abs() > THRESHOLD;
                if let (Some(first), Some(last)) = (samples.iter().position(is_loud), samples.iter().rposition(is_loud)) {
                    ends = Some(ends.map_or((first, last), |(low, high)| (low.min(first), high.max(last))));
                }
            }
            if let Some((first, last)) = ends {
                let at = |offset: usize| slot.first_frame + (start + offset) as u64;
                if self.first.is_none() {
                    self.first = Some(at(first));
                } else {
                    self.longest_gap = self.longest_gap.max(at(first) - self.last - 1);
                }
                self.last = at(last);
            }
        }
        self.frames = slot.first_frame + slot.frames as u64;
    }

    pub(super) fn finish(&self) -> Silences {
        let Some(first) = self.first else { return Silences::default() };
        let seconds = |frames: u64| frames as f64 / self.rate_hz;
        let interior_s = seconds(self.longest_gap);
        Silences {
            leading_s: Some(seconds(first)),
            trailing_s: Some(seconds(self.frames - self.last - 1)),
            interior_s: Some(if interior_s >= SHORTEST_S { interior_s } else { 0.0 }),
        }
    }
}
