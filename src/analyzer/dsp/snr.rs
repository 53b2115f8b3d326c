//! Signal-to-noise ratio as a level distance, in dB.
//!
//! **Definition.** Slots of 50 ms, mean square over all channels. *Non-silent*: above -120 dBFS rms, below which no 24-bit
//! converter reaches. *Active*: non-silent and no more than 10 dB below the mean power of the non-silent ones (the relative
//! gate of BS.1770-4). The ratio is the mean power of the active slots over the 5th percentile of the non-silent ones. It is a
//! distance between programme and its quietest passages: noise where there are pauses, soft music where there are none.

use super::{histogram::LevelHistogram, slot::Slot};

/// Level below which a slot is silent, in dB of mean square.
const SILENT_DB: f64 = -120.0;
/// Active slots lie at most this far below the mean of the non-silent ones.
const GATE_DB: f64 = 10.0;
/// The quiet end: a rank that one dropout does not move.
const QUIET_SHARE: f64 = 0.05;
/// Fewest non-silent slots (1 s): a twentieth of them is one.
const FEWEST_SLOTS: u64 = 20;

/// Levels of the slots.
pub(super) struct SignalToNoise {
    levels: LevelHistogram,
}

impl SignalToNoise {
    pub(super) fn new() -> Self {
        Self { levels: LevelHistogram::new() }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        if slot.is_whole && slot.channels() > 0 {
            let energy: f64 = (0..slot.channels()).map(|channel| slot.extent(channel).energy).sum();
            self.levels.add(energy / (slot.frames * slot.channels()) as f64);
        }
    }

    /// The ratio in dB; `None` below 1 s of sound.
    pub(super) fn finish(&self) -> Option<f64> {
        let (count, mean) = self.levels.mean_from(SILENT_DB)?;
        if count < FEWEST_SLOTS {
            return None;
        }
        let (_, active) = self.levels.mean_from((10.0 * mean.log10() - GATE_DB).max(SILENT_DB))?;
        let quiet = self.levels.percentile_from(SILENT_DB, QUIET_SHARE)?;
        Some(10.0 * (active / quiet).log10())
    }
}
