//! Watched folders, with real files written slowly.

mod common;

use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use audiopro::{
    contracts::{AuditSettings, CancelToken},
    manager::{Ending, Event, Manager, ManagerConfig, Watch, WatchConfig, WatchEvent, quarantine},
    persistence::{Repository, TableQuery},
};
use crossbeam_channel::{Receiver, unbounded};

const LONG: Duration = Duration::from_secs(30);
const SETTLE: Duration = Duration::from_millis(400);

fn config(folder: &Path) -> WatchConfig {
    WatchConfig { look_for_folders: Duration::from_millis(50), ..WatchConfig::new(vec![folder.to_owned()], SETTLE) }
}

fn watch(config: WatchConfig) -> (Watch, Receiver<WatchEvent>) {
    let (told, events) = unbounded();
    let watch = Watch::start(config, Box::new(|keys| vec![false; keys.len()]), move |event| {
        let _ = told.send(event);
    });
    (watch.unwrap(), events)
}

fn settled(events: &Receiver<WatchEvent>) -> Vec<PathBuf> {
    match events.recv_timeout(LONG).unwrap() {
        WatchEvent::Settled(paths) => paths,
        other => panic!("{other:?}"),
    }
}

fn nothing_for(events: &Receiver<WatchEvent>, time: Duration) {
    let told = events.recv_timeout(time);
    assert!(told.is_err(), "{told:?}");
}

#[test]
fn a_file_is_handed_on_once_it_has_settled_and_again_when_it_changes() {
    let folder = tempfile::tempdir().unwrap();
    let (watch, events) = watch(config(folder.path()));
    let path = folder.path().join("slow.wav");
    common::write_music_like_wav(&folder.path().join("slow.wav.part"), 2.0, 1);
    let bytes = fs::read(folder.path().join("slow.wav.part")).unwrap();
    let mut file = File::create(&path).unwrap();
    let mut last = Instant::now();
    for chunk in bytes.chunks(bytes.len() / 8) {
        file.write_all(chunk).unwrap();
        file.flush().unwrap();
        last = Instant::now();
        nothing_for(&events, Duration::from_millis(150));
    }
    // Still open: it settles by its size and time alone.
    assert_eq!(settled(&events), std::slice::from_ref(&path));
    assert!(last.elapsed() >= SETTLE);
    drop(file);
    nothing_for(&events, SETTLE * 2);
    common::write_music_like_wav(&path, 1.0, 2);
    assert_eq!(settled(&events), [path]);
    // The download under way is passed over until it is renamed.
    let whole = folder.path().join("renamed.wav");
    fs::rename(folder.path().join("slow.wav.part"), &whole).unwrap();
    assert_eq!(settled(&events), [whole]);
    fs::write(folder.path().join("cover.jpg"), "x").unwrap();
    fs::write(folder.path().join("notes"), "just a text, and no audio at all").unwrap();
    fs::write(folder.path().join("empty.wav"), "").unwrap();
    nothing_for(&events, SETTLE * 3);
    assert!(watch.stop());
}

#[test]
fn a_folder_that_goes_away_is_scanned_when_it_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (disk, away) = (folder.path().join("disk"), folder.path().join("away"));
    let (_watch, events) = watch(config(&disk));
    assert_eq!(events.recv_timeout(LONG).unwrap(), WatchEvent::Away(disk.clone()));
    fs::create_dir(&disk).unwrap();
    assert_eq!(events.recv_timeout(LONG).unwrap(), WatchEvent::Back(disk.clone()));
    common::write_music_like_wav(&disk.join("1.wav"), 0.2, 1);
    assert_eq!(settled(&events), [disk.join("1.wav")]);
    fs::rename(&disk, &away).unwrap();
    assert_eq!(events.recv_timeout(LONG).unwrap(), WatchEvent::Away(disk.clone()));
    common::write_music_like_wav(&away.join("2.wav"), 0.2, 2);
    fs::rename(&away, &disk).unwrap();
    assert_eq!(events.recv_timeout(LONG).unwrap(), WatchEvent::Back(disk.clone()));
    assert_eq!(settled(&events), [disk.join("2.wav")], "what was handed on before is not again");
    common::write_music_like_wav(&disk.join("3.wav"), 0.2, 3);
    assert_eq!(settled(&events), [disk.join("3.wav")], "it is watched again");
}

#[test]
fn many_files_in_new_folders_arrive_each_once() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source.wav");
    common::write_music_like_wav(&source, 0.1, 1);
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let (_watch, events) = watch(config(&home));
    let mut expected = Vec::new();
    for number in 0..600 {
        let album = home.join(format!("{}/{}", number / 100, number / 20));
        fs::create_dir_all(&album).unwrap();
        let path = album.join(format!("{number}.wav"));
        fs::copy(&source, &path).unwrap();
        expected.push(path);
    }
    expected.sort();
    let mut found = Vec::new();
    while found.len() < expected.len() {
        found.extend(settled(&events));
    }
    found.sort();
    assert_eq!(found, expected);
    nothing_for(&events, SETTLE * 2);
}

#[test]
fn new_files_are_audited_and_known_ones_and_quarantines_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    common::write_music_like_wav(&home.join("before.wav"), 0.3, 1);
    let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    let start = || {
        let (manager, events) = Manager::start(ManagerConfig {
            workers: 1,
            audit: AuditSettings { with_grids: false, ..AuditSettings::default() },
            judge: Default::default(),
            arbiter: None,
            repository: Some(store.clone()),
            loads_stored: false,
        })
        .unwrap();
        let (told, settled) = unbounded();
        let watch = manager.watch(config(&home), move |event| drop(told.send(event))).unwrap();
        (manager, events, watch, settled)
    };
    let audited = |events: &Receiver<Event>| loop {
        if let Event::Finished { ending: Ending::Report(report), .. } = events.recv_timeout(LONG).unwrap() {
            return report.path.file_name().unwrap().to_string_lossy().into_owned();
        }
    };
    let (manager, events, watch, _) = start();
    assert_eq!(audited(&events), "before.wav");
    common::write_music_like_wav(&home.join("after.wav"), 0.3, 2);
    assert_eq!(audited(&events), "after.wav");
    let cancel = CancelToken::new();
    let tracks = store.row_ids(&TableQuery::default()).unwrap();
    let moved = quarantine::quarantine_tracks(&store, &home.join("q"), &tracks[..1], &[], &cancel, &mut |_, _| {}).unwrap();
    assert_eq!(moved.moved.len(), 1);
    quarantine::restore(Some(&store), &home.join("q"), &quarantine::Choice::All, &cancel, &mut |_, _| {}).unwrap();
    quarantine::quarantine_tracks(&store, &home.join("q"), &tracks[..1], &[], &cancel, &mut |_, _| {}).unwrap();
    std::thread::sleep(SETTLE * 3);
    assert!(watch.stop());
    assert!(manager.shutdown());
    let is_audit = |event: &Event| matches!(event, Event::Finished { .. });
    assert!(!events.try_iter().any(|event| is_audit(&event)), "a file that goes and comes back is known");
    // At the next start nothing is new.
    let (manager, events, watch, settled) = start();
    std::thread::sleep(SETTLE * 4);
    assert!(settled.try_iter().next().is_none() && !events.try_iter().any(|event| is_audit(&event)));
    assert!(watch.stop());
    assert!(manager.shutdown());
}
