//! Which tracks of a report get a spectrogram, so that a report of thousands stays one that can be opened.

use std::path::Path;

use super::{Picture, PictureError, PictureOrder, Scene, report_picture};
use crate::{
    analyzer::{DecodeError, sound::SoundError},
    contracts::{AuditReport, AuditSettings, AuditStatus, CancelToken, VerdictClass},
};

/// Tracks up to which every one gets its spectrogram.
pub const PICTURES_FOR_ALL: usize = 20;
/// Spectrograms in one report.
pub const MOST_PICTURES: usize = 100;

/// Chooses as reports come.
#[derive(Clone, Copy, Debug, Default)]
pub struct PictureChoice {
    seen: usize,
    taken: usize,
}

impl PictureChoice {
    /// Whether `report` gets one: the first 20 tracks, after them those that are not genuine, 100 in all. A track that could not be
    /// audited has none.
    pub fn takes(&mut self, report: &AuditReport) -> bool {
        self.seen += 1;
        let is_genuine = report.verdict.as_ref().is_some_and(|verdict| verdict.class == VerdictClass::Genuine);
        let is_taken =
            report.status == AuditStatus::Audited && self.taken < MOST_PICTURES && (self.seen <= PICTURES_FOR_ALL || !is_genuine);
        self.taken += usize::from(is_taken);
        is_taken
    }
}

/// The spectrogram of the track of `report` for a report; its sound is kept in `folder` meanwhile.
///
/// # Errors
/// A sentence that names the file; `None` where the token was set.
pub fn spectrogram_of(
    report: &AuditReport,
    folder: &Path,
    settings: &AuditSettings,
    cancel: &CancelToken,
) -> Result<Picture, Option<String>> {
    let scene = Scene::decode(report, folder, settings, cancel).map_err(|error| match error {
        SoundError::Decode(DecodeError::Cancelled) => None,
        error => Some(error.to_string()),
    })?;
    report_picture(report, &scene, &PictureOrder::default(), cancel).map_err(|error| match error {
        PictureError::Cancelled(_) => None,
        error => Some(format!("{}: {error}", report.path.display())),
    })
}
