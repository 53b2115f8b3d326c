//! A decoded track, as its pictures are made of it.

use std::{path::Path, sync::Arc};

use crate::{
    analyzer::{
        dsp::{Overview, OverviewMeter},
        sound::{Recording, Sound, SoundError},
    },
    contracts::{AuditReport, AuditSettings, CancelToken},
    pictures::Spectrogram,
};

/// Sound, levels and overview of one track.
#[derive(Clone)]
pub struct Scene {
    /// Decoded frames.
    pub sound: Sound,
    /// Its levels.
    pub spectrogram: Spectrogram,
    /// The whole track in parts.
    pub overview: Arc<Overview>,
}

impl Scene {
    /// Decodes the track of `report` into a file without a name in `folder`.
    ///
    /// # Errors
    /// Any [`SoundError`]; it is cancelled within one block of the token being set.
    pub fn decode(report: &AuditReport, folder: &Path, settings: &AuditSettings, cancel: &CancelToken) -> Result<Self, SoundError> {
        let recording = Recording::open(&report.path, folder, settings, cancel)?;
        let sound = recording.sound().clone();
        let clip_level_dbfs = report.measurements.clip_level_dbfs;
        let mut meter = OverviewMeter::new(sound.sample_rate(), sound.channels(), sound.bits(), clip_level_dbfs);
        let sound = recording.run(&mut |_, block| meter.push(block))?;
        Ok(Self { spectrogram: Spectrogram::new(sound.clone()), sound, overview: Arc::new(meter.finish()) })
    }

    /// Length of what is decoded in seconds.
    pub(super) fn length_s(&self) -> f64 {
        self.sound.frames_ready() as f64 / f64::from(self.sound.sample_rate().hz())
    }
}
