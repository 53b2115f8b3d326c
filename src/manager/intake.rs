//! From what a walk found to what the queue takes: registered in the store where there is one.

use super::discovery::Discovered;
use crate::{
    contracts::{AuditReport, TrackKey},
    persistence::{BatchId, Repository, StoreError, TrackId},
};

/// What a job found for the queue.
pub(super) enum Found {
    Waiting { track: Option<TrackId>, key: TrackKey },
    Stored { track: TrackId, key: TrackKey, report: Option<Box<AuditReport>> },
    Unusable { track: Option<TrackId>, report: Box<AuditReport> },
}

/// The value, or `None` with the error among the problems.
pub(super) fn keep<T>(result: Result<T, StoreError>, problems: &mut Vec<String>) -> Option<T> {
    result.map_err(|error| problems.push(error.to_string())).ok()
}

/// Turns what a walk found into queue items, registered in the store where there is one.
pub(super) fn register(
    repository: Option<&Repository>,
    batch: Option<BatchId>,
    found: Vec<Discovered>,
    again: bool,
    loads_stored: bool,
    problems: &mut Vec<String>,
) -> Vec<Found> {
    let mut keys = Vec::with_capacity(found.len());
    let mut errors = Vec::with_capacity(found.len());
    for one in found {
        match one {
            Discovered::Track(key) => {
                keys.push(key);
                errors.push(None);
            }
            Discovered::Unusable { path, error } => {
                keys.push(TrackKey { path, size_bytes: 0, modified_ns: 0 });
                errors.push(Some(error));
            }
            Discovered::Problem(message) => problems.push(message),
        }
    }
    let registered = repository.and_then(|repository| {
        let registered = if again { repository.register_again(batch, &keys) } else { repository.register(batch, &keys) };
        keep(registered, problems)
    });
    let entry = |index: usize| registered.as_ref().and_then(|registered| registered.get(index));
    let mut items = Vec::with_capacity(keys.len());
    for (index, (key, error)) in keys.into_iter().zip(errors).enumerate() {
        let track = entry(index).map(|entry| entry.track);
        let is_stored = entry(index).is_some_and(|entry| entry.stored);
        items.push(match (error, track, repository) {
            (Some(error), track, repository) => {
                tracing::warn!("{error}");
                let report = AuditReport::failed(key.path.clone(), error);
                if let (Some(track), Some(repository)) = (track, repository) {
                    keep(repository.save(track, &key, &report), problems);
                }
                Found::Unusable { track, report: Box::new(report) }
            }
            (None, Some(track), Some(repository)) if is_stored && !again => {
                let report = if loads_stored { keep(repository.report(track), problems).flatten().map(Box::new) } else { None };
                if loads_stored && report.is_none() {
                    Found::Waiting { track: Some(track), key } // the stored report cannot be read: make it again
                } else {
                    Found::Stored { track, key, report }
                }
            }
            (None, track, _) => Found::Waiting { track, key },
        });
    }
    items
}
