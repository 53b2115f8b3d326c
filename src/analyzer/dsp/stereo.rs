//! Correlation, balance, polarity and identity of the first two channels, and channels without signal.

use super::{lanes::dot, slot::Slot};

/// Largest peak of a dead channel: one and a half 16-bit steps, so that a dithered empty channel counts as dead.
const DEAD_PEAK: f32 = 1.5 / 32_768.0;
/// Least peak of another channel for a channel to count as dead (-60 dBFS).
const ALIVE_PEAK: f32 = 0.001;
/// Share of the energy that the sum of both channels may keep when one is the other upside down (-20 dB): a wired-wrong mono or
/// centre-heavy signal cancels to far less, a wide but sound mix to no less than a third.
const INVERTED_SHARE: f64 = 0.01;

/// Second moments of the first two channels, and the peak of each.
pub(super) struct Stereo {
    sums: [f64; 2],
    energies: [f64; 2],
    product: f64,
    frames: u64,
    is_identical: bool,
    peaks: Vec<f32>,
}

/// What was found; see `Measurements` for each.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct StereoFindings {
    pub correlation: Option<f64>,
    pub balance_db: Option<f64>,
    pub is_polarity_inverted: Option<bool>,
    pub is_dual_mono: Option<bool>,
    pub dead_channels: Option<Vec<u16>>,
}

impl Stereo {
    pub(super) fn new(channels: usize) -> Self {
        Self { sums: [0.0; 2], energies: [0.0; 2], product: 0.0, frames: 0, is_identical: true, peaks: vec![0.0; channels] }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        for (channel, peak) in self.peaks.iter_mut().enumerate() {
            let extent = slot.extent(channel);
            *peak = peak.max(extent.peak());
            if channel < 2 {
                self.sums[channel] += extent.sum;
                self.energies[channel] += extent.energy;
            }
        }
        if slot.channels() >= 2 {
            let (left, right) = (slot.samples(0), slot.samples(1));
            self.is_identical = self.is_identical && left == right;
            for (left, right) in left.chunks(slot.unit_frames).zip(right.chunks(slot.unit_frames)) {
                self.product += f64::from(dot(left, right));
            }
        }
        self.frames += slot.frames as u64;
    }

    /// Correlation is that of the samples about their means (-1 to 1), over the whole track. Figures of a pair are `None` for
    /// any other number of channels than two, and where a channel of the two carries nothing.
    pub(super) fn finish(self) -> StereoFindings {
        let loudest = self.peaks.iter().copied().fold(0.0, f32::max);
        let dead_channels = (self.peaks.len() > 1 && loudest >= ALIVE_PEAK).then(|| {
            let dead = self.peaks.iter().enumerate().filter(|(_, peak)| **peak <= DEAD_PEAK);
            dead.filter_map(|(channel, _)| u16::try_from(channel).ok()).collect()
        });
        let mut findings = StereoFindings { dead_channels, ..StereoFindings::default() };
        if self.peaks.len() != 2 || self.peaks.contains(&0.0) {
            return findings;
        }
        let frames = self.frames as f64;
        let [left, right] = self.energies;
        let variance = |channel: usize| self.energies[channel] - self.sums[channel] * self.sums[channel] / frames;
        let covariance = self.product - self.sums[0] * self.sums[1] / frames;
        let scale = (variance(0).max(0.0) * variance(1).max(0.0)).sqrt();
        // A constant channel has no variance but what rounding leaves of its energy.
        let has_variance = variance(0) > 1e-6 * left && variance(1) > 1e-6 * right;
        findings.correlation = has_variance.then(|| (covariance / scale).clamp(-1.0, 1.0));
        findings.balance_db = Some(10.0 * (left / right).log10());
        findings.is_dual_mono = Some(self.is_identical);
        let sum_of_both = left + right + 2.0 * self.product;
        findings.is_polarity_inverted = Some(sum_of_both < INVERTED_SHARE * (left + right));
        findings
    }
}
