//! Audits the tracks of a manifest, whose past is known, and keeps what is asked for of each report.
//!
//! Drives the manager as `audit` does, and stores nothing. A track that is missing or broken is a row that failed, never the end
//! of the run.

use std::{collections::HashMap, convert::Infallible, path::PathBuf};

use crossbeam_channel::Receiver;

use super::{
    EXIT_FAILED, complain,
    evaluate::{Row, Truth},
    follow::follow,
    progress::Progress,
    start::Session,
};
use crate::{
    contracts::{AuditReport, AuditSettings},
    manager::{Arbiter, Ending, Event, Manager, ManagerConfig, judge_of},
};

/// Audits `rows`, as many at once as `jobs` (else the settings) say; what `keep` makes of each, in their order, and whether the run
/// was stopped by Ctrl-C.
///
/// # Errors
/// The exit code, after a complaint, where no worker could be started.
pub(super) fn survey<T: Clone>(
    rows: Vec<Row>,
    jobs: Option<usize>,
    arbiter: Option<Arbiter>,
    session: &Session,
    interrupts: &Receiver<()>,
    keep: impl FnMut(&Truth, &AuditReport) -> T + 'static,
) -> Result<(Vec<T>, bool), u8> {
    let config = ManagerConfig {
        workers: jobs.unwrap_or(session.settings.workers),
        audit: AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), ..AuditSettings::default() },
        judge: judge_of(&session.places.weights, &session.settings),
        arbiter,
        repository: None,
        loads_stored: true,
    };
    let (manager, events) = Manager::start(config).map_err(|error| {
        complain(&format!("no worker thread could be started: {error}. Close other programs, or use fewer --jobs."));
        EXIT_FAILED
    })?;
    let mut survey = Survey::new(rows, Box::new(keep));
    manager.add(survey.tracks(), true);
    let Ok(is_interrupted) = follow(&manager, &events, interrupts, &mut survey, |it| &it.progress, Survey::take);
    survey.progress.clear();
    if !manager.shutdown() {
        tracing::error!("some work did not end within the shutdown's limit");
    }
    Ok((survey.finish(is_interrupted), is_interrupted))
}

/// Makes of a report what is kept of it.
type Keep<T> = Box<dyn FnMut(&Truth, &AuditReport) -> T>;

/// The rows of a manifest and what became of each.
struct Survey<T> {
    rows: Vec<Row>,
    results: Vec<Option<T>>,
    /// Rows by their track; one track may stand in several arms.
    places: HashMap<PathBuf, Vec<usize>>,
    progress: Progress,
    /// What is kept of a report.
    keep: Keep<T>,
}

impl<T: Clone> Survey<T> {
    fn new(rows: Vec<Row>, keep: Keep<T>) -> Self {
        let mut places: HashMap<PathBuf, Vec<usize>> = HashMap::new();
        for (place, row) in rows.iter().enumerate() {
            // As the manager names it in its report.
            let file = std::path::absolute(&row.file).unwrap_or_else(|_| row.file.clone());
            places.entry(file).or_default().push(place);
        }
        Self { results: vec![None; rows.len()], rows, places, progress: Progress::new(false), keep }
    }

    /// What to audit: a folder would be walked, and none of its files is the row.
    fn tracks(&self) -> Vec<PathBuf> {
        self.rows.iter().map(|row| &row.file).filter(|file| !file.is_dir()).cloned().collect()
    }

    fn take(&mut self, event: Event) -> Result<(), Infallible> {
        match event {
            Event::Found { tracks } => self.progress.found(tracks.len() as u64),
            Event::Progress { .. } => self.progress.tick(),
            Event::Finished { ending: Ending::Report(report), .. } => {
                self.progress.ended();
                self.keep(&report);
            }
            Event::Problem { message } => self.progress.tell(&message),
            Event::Finished { .. } | Event::Idle { .. } | Event::Interrupted { .. } => {}
        }
        Ok(())
    }

    fn keep(&mut self, report: &AuditReport) {
        let places = self.places.get(&report.path).map_or(&[][..], Vec::as_slice);
        if let (Some(error), false) = (&report.error, places.is_empty()) {
            self.progress.tell(error);
        }
        for &place in places {
            if let (Some(row), Some(result)) = (self.rows.get(place), self.results.get_mut(place)) {
                *result = Some((self.keep)(&row.truth, report));
            }
        }
    }

    /// A result of every row. What got no report was stopped, or is no track.
    fn finish(mut self, is_interrupted: bool) -> Vec<T> {
        let results = std::mem::take(&mut self.results);
        let mut finished = Vec::with_capacity(results.len());
        for (row, result) in self.rows.iter().zip(results) {
            finished.push(match result {
                Some(result) => result,
                None => (self.keep)(&row.truth, &without_report(row, is_interrupted, &self.progress)),
            });
        }
        finished
    }
}

fn without_report(row: &Row, is_interrupted: bool, progress: &Progress) -> AuditReport {
    if is_interrupted {
        return AuditReport::cancelled(row.file.clone());
    }
    let kind = if row.file.is_dir() { "a folder" } else { "no track" };
    let error = format!("{} is {kind}. Name the track itself.", row.file.display());
    progress.tell(&error);
    AuditReport::failed(row.file.clone(), error)
}
