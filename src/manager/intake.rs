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

/// Which stored audits are not good enough.
#[derive(Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// All of them.
    pub(super) again: bool,
    /// Those of lossless tracks at which the network of these weights did not look: it was off, or another one was in use. Where it
    /// looked and saw nothing, as at a silent track, it has looked.
    pub(super) network: Option<&'a str>,
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
    wanted: Wanted<'_>,
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
        let registered = match wanted.network {
            _ if wanted.again => repository.register_again(batch, &keys),
            Some(weights) => repository.register_looked_at(batch, &keys, weights),
            None => repository.register(batch, &keys),
        };
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
            (None, Some(track), Some(repository)) if is_stored && !wanted.again => {
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

#[cfg(test)]
mod tests {
    use std::{
        fs,
        path::{Path, PathBuf},
        sync::Arc,
        time::Duration,
    };

    use super::*;
    use crate::{
        brain::{
            Judge,
            network::{
                Network,
                tests::{library, ours},
            },
        },
        contracts::AuditSettings,
        manager::{Ending, Event, Manager, ManagerConfig, fixture::write_wav},
        persistence::TableQuery,
    };

    /// How many of the tracks in a folder were audited, and not answered from the store, with the network that `network` makes.
    fn audited(store: &Repository, folder: &Path, network: Option<Network>) -> usize {
        let config = ManagerConfig {
            workers: 1,
            audit: AuditSettings { with_grids: false, ..AuditSettings::default() },
            judge: Arc::new(Judge { network: network.map(Arc::new), ..Judge::default() }),
            arbiter: None,
            repository: Some(store.clone()),
            loads_stored: false,
        };
        let (manager, events) = Manager::start(config).unwrap();
        manager.add(vec![folder.to_owned()], false);
        let mut audited = 0;
        loop {
            match events.recv_timeout(Duration::from_secs(60)).unwrap() {
                Event::Finished { ending: Ending::Report(_), .. } => audited += 1,
                Event::Idle { .. } => break,
                _ => {}
            }
        }
        assert!(manager.shutdown());
        audited
    }

    fn network(library: Option<PathBuf>, weights: Vec<u8>) -> Option<Network> {
        Some(Network::new(library, Ok(weights.into())))
    }

    /// A folder with a track of noise and a silent one, and a store.
    fn tracks() -> (tempfile::TempDir, PathBuf, Repository) {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("music");
        fs::create_dir(&folder).unwrap();
        let mut state = 7_u32;
        let mut noise = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 18) as i16
        };
        write_wav(&folder.join("noise.wav"), (0..4 * 44_100).map(|_| noise()));
        write_wav(&folder.join("silent.wav"), (0..4 * 44_100).map(|_| 0));
        let store = Repository::open(&home.path().join("audiopro.db")).unwrap();
        (home, folder, store)
    }

    #[test]
    fn a_network_that_cannot_run_audits_nothing_again() {
        let (_home, folder, store) = tracks();
        assert_eq!(audited(&store, &folder, None), 2);
        assert_eq!(audited(&store, &folder, None), 0);
        assert_eq!(audited(&store, &folder, network(None, ours())), 0, "there is no library");
    }

    #[test]
    fn what_the_network_did_not_look_at_is_audited_again_once() {
        let Some(library) = library() else { return };
        let (_home, folder, store) = tracks();
        let with = |weights: Vec<u8>| network(Some(library.clone()), weights);
        assert_eq!(audited(&store, &folder, None), 2);
        assert_eq!(audited(&store, &folder, with(ours())), 2, "it was off");
        assert_eq!(audited(&store, &folder, with(ours())), 0, "the silent one shows nothing, and was looked at");
        assert_eq!(store.out_of_step(None).unwrap().len(), 1, "it is told of the other one");
        // Another field of its metadata makes other weights of it.
        let other = [ours(), vec![(2 << 3) | 2, 1, b'x']].concat();
        assert_eq!(audited(&store, &folder, with(other)), 2, "another one looked");
        assert_eq!(audited(&store, &folder, None), 0, "off again");
        assert_eq!(store.row_ids(&TableQuery::default()).unwrap().len(), 2);
    }
}
