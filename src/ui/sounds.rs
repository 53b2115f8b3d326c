//! Tracks whose sound is decoded for the window: one place, so that pictures, player and comparison share it. No Qt.
//!
//! Kept by track, with the number of those who hold it; a track that nobody holds any more is let go, and its temporary file with it.

use std::{
    collections::{HashMap, HashSet},
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    thread,
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

/// Tracks shown now.
#[derive(Default)]
struct Kept {
    shown: HashMap<TrackId, Arc<Shown>>,
    /// How many hold each.
    holders: HashMap<TrackId, usize>,
    /// Which are being decoded.
    decoding: HashSet<TrackId>,
}

/// The turn to decode a track: one has it at a time, until it is dropped.
struct Turn(TrackId);

impl Turn {
    /// The turn; `None` while another has it.
    fn take(track: TrackId) -> Option<Self> {
        kept().decoding.insert(track).then(|| Self(track))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        kept().decoding.remove(&self.0);
    }
}

static SOUNDS: OnceLock<Mutex<Kept>> = OnceLock::new();

/// While decoding, the window is told at most this often.
const TELL_EVERY: Duration = Duration::from_millis(200);

fn kept() -> MutexGuard<'static, Kept> {
    SOUNDS.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// The shown track; `None` before it is opened and after it was let go.
pub(super) fn get(track: TrackId) -> Option<Arc<Shown>> {
    kept().shown.get(&track).cloned()
}

/// Keeps a track from now on, until the same holder releases it.
pub(super) fn hold(track: TrackId) {
    *kept().holders.entry(track).or_default() += 1;
}

/// Takes one hold back; the last one lets the track go. Whoever still draws it keeps it until the drawing ends.
pub(super) fn release(track: TrackId) {
    let mut kept = kept();
    let left = kept.holders.get(&track).map_or(0, |count| count.saturating_sub(1));
    if left > 0 {
        kept.holders.insert(track, left);
    } else {
        kept.holders.remove(&track);
        kept.shown.remove(&track);
    }
}

/// Decodes `track` of the store into `cache`, and tells whenever there is more: first when it is open. Where another holder has it
/// decoded already, that one's end is waited for.
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
    let _turn = loop {
        if let Some(turn) = Turn::take(track) {
            break turn;
        }
        cancel.check().map_err(|cancelled| cancelled.to_string())?;
        on_more();
        thread::sleep(TELL_EVERY);
    };
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
    {
        let mut kept = kept();
        if !kept.holders.contains_key(&track) {
            // Let go meanwhile.
            return Ok(());
        }
        kept.shown.insert(track, Arc::clone(&shown));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_decodes_a_track_at_a_time_and_a_panic_gives_the_turn_back() {
        let track = TrackId(-1);
        let turn = Turn::take(track);
        assert!(turn.is_some() && Turn::take(track).is_none());
        assert!(Turn::take(TrackId(-2)).is_some(), "another track waits for nobody");
        drop(turn);
        let broken = std::panic::catch_unwind(|| {
            let _turn = Turn::take(track);
            panic!("a decoder broke");
        });
        assert!(broken.is_err() && Turn::take(track).is_some());
    }

    #[test]
    fn the_last_hold_lets_a_track_go() {
        let track = TrackId(-3);
        hold(track);
        hold(track);
        release(track);
        assert_eq!(kept().holders.get(&track), Some(&1));
        release(track);
        release(track);
        assert_eq!(kept().holders.get(&track), None);
    }
}
