//! The frame: one event a track, pause, cancel, resume, shutdown.

mod common;

use std::{
    borrow::Cow,
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use audiopro::{
    brain::{Judge, network::Network},
    contracts::{AuditSettings, AuditStatus, VerdictClass},
    manager::{Ending, Event, Manager, ManagerConfig},
    persistence::{Repository, SortColumn, TableQuery, TrackId},
};
use crossbeam_channel::Receiver;

const LONG: Duration = Duration::from_secs(120);

fn manager(repository: Option<Repository>, workers: usize) -> (Manager, Receiver<Event>) {
    let config = ManagerConfig {
        workers,
        audit: AuditSettings::default(),
        judge: Default::default(),
        arbiter: None,
        repository,
        loads_stored: true,
    };
    Manager::start(config).unwrap()
}

/// Links `count` names to one file, each a track of its own.
fn many(folder: &Path, count: usize, seconds: f64) -> PathBuf {
    let first = folder.join("0000.wav");
    common::write_music_like_wav(&first, seconds, 7);
    for index in 1..count {
        fs::hard_link(&first, folder.join(format!("{index:04}.wav"))).unwrap();
    }
    folder.to_owned()
}

/// Events until everything asked for has ended; how each track ended, by its number.
fn until_idle(events: &Receiver<Event>) -> HashMap<u64, AuditStatus> {
    let mut endings = HashMap::new();
    loop {
        match events.recv_timeout(LONG).expect("an idle event comes") {
            Event::Finished { ordinal, ending: Ending::Report(report), .. } => {
                assert!(endings.insert(ordinal, report.status).is_none(), "track {ordinal} ended twice");
            }
            Event::Idle { .. } => return endings,
            _ => {}
        }
    }
}

fn wait_for_first_ending(events: &Receiver<Event>) -> (u64, AuditStatus) {
    loop {
        if let Event::Finished { ordinal, ending: Ending::Report(report), .. } = events.recv_timeout(LONG).unwrap() {
            return (ordinal, report.status);
        }
    }
}

#[test]
fn cancel_of_a_thousand_tracks_stops_within_300_ms_and_ends_each_once() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path(), 1000, 20.0);
    let mut spent = Vec::new();
    for _ in 0..3 {
        let (manager, events) = manager(None, 2);
        manager.add(vec![folder.path().to_owned()], false);
        let (first, status) = wait_for_first_ending(&events);
        assert_eq!(status, AuditStatus::Audited);
        let start = Instant::now();
        manager.cancel();
        let mut endings = until_idle(&events);
        spent.push(start.elapsed());
        endings.insert(first, status);
        assert_eq!(endings.len(), 1000);
        assert!(endings.values().filter(|status| **status == AuditStatus::Cancelled).count() > 900);
        assert!(manager.shutdown());
    }
    spent.sort();
    assert!(spent[1] < Duration::from_millis(300), "{spent:?}");
}

#[test]
fn cancel_kills_the_child_process() {
    let folder = tempfile::tempdir().unwrap();
    let wav = folder.path().join("long.wav");
    common::write_music_like_wav(&wav, 600.0, 3);
    let track = folder.path().join("long.wv");
    common::run("ffmpeg", &["-v", "error", "-i", wav.to_str().unwrap(), track.to_str().unwrap()].map(std::ffi::OsStr::new));
    let (manager, events) = manager(None, 1);
    manager.add(vec![track.clone()], false);
    loop {
        if let Event::Progress(_) = events.recv_timeout(LONG).unwrap() {
            break;
        }
    }
    assert_eq!(children_reading(&track), 1, "FFmpeg reads WavPack");
    let start = Instant::now();
    manager.cancel();
    let endings = until_idle(&events);
    assert!(start.elapsed() < Duration::from_millis(300), "{:?}", start.elapsed());
    assert_eq!(endings.values().collect::<Vec<_>>(), [&AuditStatus::Cancelled]);
    assert_eq!(children_reading(&track), 0);
}

/// Processes whose command line names `path`.
fn children_reading(path: &Path) -> usize {
    let name = path.to_str().unwrap();
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter(|entry| {
            let line = fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let line = String::from_utf8_lossy(&line);
            line.contains("ffmpeg") && line.contains(name)
        })
        .count()
}

#[test]
fn pause_starts_nothing_and_resume_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    many(folder.path(), 6, 4.0);
    let (manager, events) = manager(None, 1);
    manager.pause();
    manager.add(vec![folder.path().to_owned()], false);
    let quiet = std::iter::from_fn(|| events.recv_timeout(Duration::from_millis(400)).ok());
    assert!(quiet.filter(|event| matches!(event, Event::Progress(_) | Event::Finished { .. })).count() == 0);
    manager.resume();
    let endings = until_idle(&events);
    assert_eq!(endings.len(), 6);
    assert!(endings.values().all(|status| *status == AuditStatus::Audited));
}

#[test]
fn shutdown_ends_within_3_s_whatever_runs_and_the_run_is_offered_again() {
    let folder = tempfile::tempdir().unwrap();
    let music = folder.path().join("music");
    fs::create_dir(&music).unwrap();
    many(&music, 40, 30.0);
    let database = folder.path().join("audiopro.db");
    {
        let (manager, events) = manager(Some(Repository::open(&database).unwrap()), 2);
        manager.add(vec![music.clone()], false);
        wait_for_first_ending(&events);
        let start = Instant::now();
        assert!(manager.shutdown(), "all work ended");
        assert!(start.elapsed() < Duration::from_secs(3), "{:?}", start.elapsed());
    }
    let (manager, events) = manager(Some(Repository::open(&database).unwrap()), 2);
    manager.look_for_interrupted();
    let waiting = loop {
        if let Event::Interrupted { tracks } = events.recv_timeout(LONG).unwrap() {
            break tracks;
        }
    };
    assert!((1..40).contains(&waiting), "{waiting}");
    manager.resume_interrupted();
    let endings = until_idle(&events);
    assert_eq!(endings.len() as u64, waiting);
    assert!(endings.values().all(|status| *status == AuditStatus::Audited));
}

#[test]
fn nothing_is_audited_twice_unless_asked_or_changed() {
    let folder = tempfile::tempdir().unwrap();
    let track = folder.path().join("a.wav");
    common::write_music_like_wav(&track, 4.0, 1);
    let repository = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    let (manager, events) = manager(Some(repository.clone()), 1);
    let elapsed = |again| {
        manager.add(vec![track.clone()], again);
        let mut stages = 0;
        loop {
            match events.recv_timeout(LONG).unwrap() {
                Event::Progress(_) => stages += 1,
                Event::Idle { done } => return (stages, done),
                _ => {}
            }
        }
    };
    assert!(elapsed(false).0 > 0, "audited");
    assert_eq!(elapsed(false), (0, 1), "answered from the store");
    assert!(elapsed(true).0 > 0, "--again");
    common::write_music_like_wav(&track, 5.0, 2);
    assert!(elapsed(false).0 > 0, "the file changed");
    let rows = repository.row_ids(&TableQuery { sort: SortColumn::Added, ..TableQuery::default() }).unwrap();
    assert_eq!(rows.len(), 1, "one row a path");
}

#[test]
fn a_bad_track_is_a_row_and_loses_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    common::write_music_like_wav(&folder.path().join("good.wav"), 4.0, 1);
    fs::write(folder.path().join("text.flac"), "this is no audio at all, however it is named\n".repeat(50)).unwrap();
    fs::write(folder.path().join("empty.flac"), "").unwrap();
    let repository = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    let (manager, events) = manager(Some(repository.clone()), 2);
    manager.add(vec![folder.path().to_owned(), folder.path().join("missing.flac")], false);
    let endings = until_idle(&events);
    let count = |wanted| endings.values().filter(|status| **status == wanted).count();
    assert_eq!((count(AuditStatus::Audited), count(AuditStatus::Failed)), (1, 3));
    let ids = repository.row_ids(&TableQuery { sort: SortColumn::Name, ..TableQuery::default() }).unwrap();
    let rows = repository.rows(&ids).unwrap();
    assert_eq!(rows.len(), 4);
    for row in rows.iter().filter(|row| row.name != "good.wav") {
        let error = row.error.as_deref().unwrap_or_default();
        assert!(error.contains(&row.name), "{error:?} names {}", row.name);
        assert_eq!(row.class, None::<VerdictClass>);
    }
}

#[test]
fn a_look_of_a_network_that_is_not_there_says_why_and_ends_once() {
    let (manager, _events) = manager(None, 1);
    let (told, outcomes) = crossbeam_channel::unbounded();
    let look = || {
        let told = told.clone();
        manager.look(TrackId(1), move |outcome| {
            let _ = told.send(outcome.map(|map| map.voices.len()).map_err(|error| error.to_string()));
        });
        outcomes.recv_timeout(LONG).expect("a look ends")
    };
    assert_eq!(look(), Err("the network is switched off".to_owned()));
    let network = Network::new(None, Ok(Cow::Owned(Vec::new())));
    manager.set_judge(Arc::new(Judge { network: Some(Arc::new(network)), ..Judge::default() }));
    assert_eq!(look(), Err("ONNX Runtime's library was not found".to_owned()));
    assert!(manager.shutdown());
    assert!(outcomes.try_recv().is_err(), "each ended once");
}
