//! DR value by the DR14 convention ("TT Dynamic Range Meter"), a whole number of decibels.
//!
//! Per channel: blocks of 3 s (132 480 frames at 44.1 kHz, as the original counts them), each with `rms = sqrt(2 mean(x^2))`
//! and its sample peak. `DR = 20 log10(second highest block peak / rms of the loudest 20 % of blocks)`, that rms over the mean of
//! their squares. The track's value is the mean over the channels that carry sound, rounded. The last, shorter block counts
//! where it lasts at least half a block. Memory is bounded: block levels are kept in bins of 0.01 dB with their energies.

use super::{histogram::LevelHistogram, slot::Slot};

/// Slots in a block of 3 s.
const SLOTS: u32 = 60;
/// Share of the blocks, the loudest, whose level counts.
const LOUDEST_SHARE: f64 = 0.2;

/// DR of every channel.
pub(super) struct DynamicRange {
    channels: Vec<Channel>,
    slots: u32,
    frames: u64,
    blocks: u64,
}

struct Channel {
    levels: LevelHistogram,
    peaks: [f32; 2],
    energy: f64,
    peak: f32,
}

impl DynamicRange {
    pub(super) fn new(channels: usize) -> Self {
        let channel = || Channel { levels: LevelHistogram::new(), peaks: [0.0; 2], energy: 0.0, peak: 0.0 };
        Self { channels: (0..channels).map(|_| channel()).collect(), slots: 0, frames: 0, blocks: 0 }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        for (index, channel) in self.channels.iter_mut().enumerate() {
            let extent = slot.extent(index);
            channel.energy += extent.energy;
            channel.peak = channel.peak.max(extent.peak());
        }
        self.slots += 1;
        self.frames += slot.frames as u64;
        if self.slots == SLOTS {
            self.close_block();
        }
    }

    /// The DR value; `None` below one whole block, and where no channel carries sound.
    pub(super) fn finish(mut self) -> Option<u32> {
        if self.blocks == 0 {
            return None;
        }
        if self.slots >= SLOTS / 2 {
            self.close_block();
        }
        let count = ((self.blocks as f64 * LOUDEST_SHARE) as u64).max(1);
        let values: Vec<f64> = self.channels.iter().filter_map(|channel| channel.value(count, self.blocks)).collect();
        (!values.is_empty()).then(|| (values.iter().sum::<f64>() / values.len() as f64).round().max(0.0) as u32)
    }

    fn close_block(&mut self) {
        for channel in &mut self.channels {
            channel.levels.add(2.0 * channel.energy / self.frames as f64);
            let peak = channel.peak;
            let [first, second] = channel.peaks;
            channel.peaks = if peak > first { [peak, first] } else { [first, second.max(peak)] };
            (channel.energy, channel.peak) = (0.0, 0.0);
        }
        (self.slots, self.frames) = (0, 0);
        self.blocks += 1;
    }
}

impl Channel {
    /// DR in dB. A silent block has no level and counts as energy 0, so the mean is taken over `count` blocks whatever is filled.
    fn value(&self, count: u64, blocks: u64) -> Option<f64> {
        let filled = count.min(self.levels.total());
        let energy = self.levels.mean_of_loudest(filled)? * filled as f64 / count as f64;
        let peak = f64::from(if blocks > 1 { self.peaks[1] } else { self.peaks[0] });
        (peak > 0.0).then(|| 20.0 * peak.log10() - 10.0 * energy.log10())
    }
}
