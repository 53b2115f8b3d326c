//! Sample peak in dBFS and DC offset at full scale 1.0.

use super::slot::Slot;
use crate::units::amplitude_db;

/// Peak and mean of each channel.
pub(super) struct Levels {
    peak: f32,
    sums: Vec<f64>,
    frames: u64,
}

impl Levels {
    pub(super) fn new(channels: usize) -> Self {
        Self { peak: 0.0, sums: vec![0.0; channels], frames: 0 }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        for (channel, sum) in self.sums.iter_mut().enumerate() {
            let extent = slot.extent(channel);
            self.peak = self.peak.max(extent.peak());
            *sum += extent.sum;
        }
        self.frames += slot.frames as u64;
    }

    /// Largest sample in dBFS (AES17 without its sine correction: a full-scale sample is 0); `None` for digital silence.
    pub(super) fn sample_peak_dbfs(&self) -> Option<f64> {
        amplitude_db(f64::from(self.peak))
    }

    /// Mean of the channel whose mean lies farthest from 0, signed; `None` without frames.
    pub(super) fn dc_offset(&self) -> Option<f64> {
        let worst = self.sums.iter().copied().max_by(|a, b| a.abs().total_cmp(&b.abs()))?;
        (self.frames > 0).then(|| worst / self.frames as f64)
    }
}
