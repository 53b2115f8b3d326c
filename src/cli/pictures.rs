//! Spectrograms in reports: decoded and drawn on workers, where a fault of a reader ends, and stopped by Ctrl-C.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use crossbeam_channel::Receiver;

use super::{certify::Work, checksums::on_workers, progress::Progress};
use crate::{
    contracts::{AuditReport, AuditSettings, CancelToken, Cancelled},
    report::{Picture, PictureChoice, PictureSource, spectrogram_of},
};

/// The spectrograms of those of `reports` that get one, in their order. A track that cannot be drawn has none, and that is told.
///
/// # Errors
/// The exit code, where the auditor stopped it or no worker could be started.
pub(super) fn spectrograms(reports: &[Arc<AuditReport>], work: &Work<'_>) -> Result<Vec<Vec<Picture>>, u8> {
    let mut choice = PictureChoice::default();
    let chosen: Vec<bool> = reports.iter().map(|report| choice.takes(report)).collect();
    let taken = reports.iter().zip(&chosen).filter(|(_, is_chosen)| **is_chosen);
    let jobs: Vec<_> = taken.map(|(report, _)| job(Arc::clone(report), work.cache.to_owned(), work.settings.clone())).collect();
    work.progress.say("spectrograms");
    work.progress.found(jobs.len() as u64);
    let mut drawn = on_workers(jobs, work.workers, work.interrupts, work.progress)?.into_iter();
    let told = |drawn: Result<Result<Picture, String>, String>| match drawn.and_then(|picture| picture) {
        Ok(picture) => vec![picture],
        Err(problem) => {
            work.progress.tell(&format!("no spectrogram: {problem}"));
            Vec::new()
        }
    };
    Ok(chosen.iter().map(|is_chosen| if *is_chosen { drawn.next().map(told).unwrap_or_default() } else { Vec::new() }).collect())
}

/// Draws the spectrogram of each track that gets one as its report is written. `stop` is set where the auditor stopped it.
pub(super) fn source(settings: AuditSettings, cache: PathBuf, interrupts: Receiver<()>, stop: CancelToken) -> PictureSource {
    let choice = Mutex::new(PictureChoice::default());
    Arc::new(move |report| {
        let is_taken = choice.lock().unwrap_or_else(PoisonError::into_inner).takes(report);
        if !is_taken || stop.is_cancelled() {
            return Vec::new();
        }
        let jobs = vec![job(Arc::new(report.clone()), cache.clone(), settings.clone())];
        match on_workers(jobs, 1, &interrupts, &Progress::new(true)) {
            Ok(drawn) => drawn
                .into_iter()
                .filter_map(|drawn| drawn.and_then(|picture| picture).inspect_err(|problem| tracing::warn!("{problem}")).ok())
                .collect(),
            Err(_) => {
                stop.cancel();
                Vec::new()
            }
        }
    })
}

fn job(
    report: Arc<AuditReport>,
    cache: PathBuf,
    settings: AuditSettings,
) -> impl FnOnce(&CancelToken) -> Result<Result<Picture, String>, Cancelled> + Send + 'static {
    move |cancel| match spectrogram_of(&report, &cache, &settings, cancel) {
        Ok(picture) => Ok(Ok(picture)),
        Err(Some(problem)) => Ok(Err(problem)),
        Err(None) => Err(Cancelled),
    }
}
