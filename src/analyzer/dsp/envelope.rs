//! Waveform envelope for the window: lowest and highest sample and rms of up to 1024 parts, over all channels.

use super::{
    curve::{Curve, Point},
    slot::Slot,
};

/// One part of the waveform.
#[derive(Clone, Debug)]
pub(super) struct Part {
    low: f32,
    high: f32,
    energy: f64,
    samples: u64,
}

impl Point for Part {
    fn merge(&mut self, next: &Self) {
        self.low = self.low.min(next.low);
        self.high = self.high.max(next.high);
        self.energy += next.energy;
        self.samples += next.samples;
    }
}

/// Envelope of a track; one piece is a unit of about 3.1 ms.
pub(super) struct Envelope {
    curve: Curve<Part>,
}

impl Envelope {
    pub(super) fn new() -> Self {
        Self { curve: Curve::new() }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        if slot.channels() == 0 {
            return;
        }
        for index in 0..slot.unit_count() {
            let mut part = Part { low: f32::INFINITY, high: f32::NEG_INFINITY, energy: 0.0, samples: 0 };
            for channel in 0..slot.channels() {
                let extent = slot.units(channel)[index].extent;
                part.low = part.low.min(extent.low);
                part.high = part.high.max(extent.high);
                part.energy += f64::from(extent.energy);
                part.samples += slot.frames_of(index) as u64;
            }
            self.curve.push(&part);
        }
    }

    /// How often parts were merged.
    pub(super) fn doublings(&self) -> u32 {
        self.curve.doublings()
    }

    /// Lowest samples, highest samples and rms of the parts.
    pub(super) fn finish(&self) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let points = self.curve.points();
        let rms = |part: &Part| (part.energy / part.samples.max(1) as f64).sqrt() as f32;
        (
            points.iter().map(|part| part.low).collect(),
            points.iter().map(|part| part.high).collect(),
            points.iter().map(rms).collect(),
        )
    }
}
