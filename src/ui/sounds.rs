//! Tracks whose sound is decoded for the window: one place, so that pictures, player and comparison share it. No Qt.
//!
//! Kept by track; a track that nobody shows any more is let go, and its temporary file with it.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    time::{Duration, Instant},
};

use crate::{
    analyzer::{
        dsp::{Overview, OverviewMeter},
        sound::{Recording, Sound},
    },
    contracts::{AuditReport, AuditSettings, CancelToken},
    language::tr,
    persistence::{Repository, TrackId},
    pictures::Spectrogram,
};

/// A track that is shown.
pub(super) struct Shown {
    /// Its sound, perhaps still growing.
    pub(super) sound: Sound,
    /// Its levels.
    pub(super) spectrogram: Spectrogram,
    /// Its audit.
    pub(super) report: AuditReport,
    overview: Mutex<Arc<Overview>>,
}

impl Shown {
    /// The overview as far as the sound is decoded.
    pub(super) fn overview(&self) -> Arc<Overview> {
        Arc::clone(&self.overview.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn set_overview(&self, overview: Overview) {
        *self.overview.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(overview);
    }

    /// Length in seconds; what is decoded so far where the header does not say.
    pub(super) fn duration_s(&self) -> f64 {
        self.sound.frames().unwrap_or_else(|| self.sound.frames_ready()) as f64 / f64::from(self.sound.sample_rate().hz())
    }
}

/// Tracks shown now, each with the number of those who show it.
type Kept = Mutex<HashMap<TrackId, Arc<Shown>>>;

static SOUNDS: OnceLock<Kept> = OnceLock::new();

/// While decoding, the window is told at most this often.
const TELL_EVERY: Duration = Duration::from_millis(200);

fn sounds() -> &'static Kept {
    SOUNDS.get_or_init(Kept::default)
}

/// The shown track; `None` before it is opened and after it was let go.
pub(super) fn get(track: TrackId) -> Option<Arc<Shown>> {
    sounds().lock().unwrap_or_else(PoisonError::into_inner).get(&track).cloned()
}

/// Lets a track go. Whoever still draws it keeps it until the drawing ends.
pub(super) fn release(track: TrackId) {
    sounds().lock().unwrap_or_else(PoisonError::into_inner).remove(&track);
}

/// Decodes `track` of the store into `cache`, and tells whenever there is more: first when it is open.
///
/// # Errors
/// A sentence that names the file and the remedy.
pub(super) fn decode(
    store: &Repository,
    track: TrackId,
    cache: &std::path::Path,
    settings: &AuditSettings,
    cancel: &CancelToken,
    on_more: &dyn Fn(),
) -> Result<(), String> {
    if get(track).is_some_and(|shown| shown.sound.is_complete()) {
        on_more();
        return Ok(());
    }
    let report = match store.report(track) {
        Ok(Some(report)) => report,
        Ok(None) => return Err(tr!("This track was not audited yet.").to_owned()),
        Err(error) => return Err(error.to_string()),
    };
    let path = PathBuf::from(&report.path);
    let recording = Recording::open(&path, cache, settings, cancel).map_err(|error| error.to_string())?;
    let sound = recording.sound().clone();
    let clip_level_dbfs = report.measurements.clip_level_dbfs;
    let mut meter = OverviewMeter::new(sound.sample_rate(), sound.channels(), sound.bits(), clip_level_dbfs);
    let shown = Arc::new(Shown { spectrogram: Spectrogram::new(sound.clone()), sound, report, overview: Mutex::default() });
    sounds().lock().unwrap_or_else(PoisonError::into_inner).insert(track, Arc::clone(&shown));
    on_more();
    let mut told = Instant::now();
    let outcome = recording.run(&mut |_, block| {
        meter.push(block);
        if told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            shown.set_overview(meter.so_far().clone());
            on_more();
        }
    });
    shown.set_overview(meter.finish());
    on_more();
    outcome.map(|_| ()).map_err(|error| error.to_string())
}
