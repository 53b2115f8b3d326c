//! Copies of one recording, from real files through real encoders to groups.

mod common;

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use audiopro::{
    contracts::{AuditSettings, CancelToken},
    manager::{
        Event, Manager, ManagerConfig,
        duplicates::{Kinship, find_duplicates, hear_stored},
    },
    persistence::Repository,
};

fn audit(store: &Repository, folder: &Path) {
    let config = ManagerConfig {
        workers: 2,
        audit: AuditSettings { with_grids: false, ..AuditSettings::default() },
        judge: Default::default(),
        arbiter: None,
        repository: Some(store.clone()),
        loads_stored: false,
    };
    let (manager, events) = Manager::start(config).unwrap();
    manager.add(vec![folder.to_owned()], false);
    while !matches!(events.recv_timeout(Duration::from_secs(300)).unwrap(), Event::Idle { .. }) {}
    assert!(manager.shutdown());
}

fn ffmpeg(input: &Path, arguments: &[&str], output: &Path) {
    let mut all: Vec<&OsStr> = ["-v", "error", "-y", "-i"].iter().map(OsStr::new).collect();
    all.push(input.as_os_str());
    all.extend(arguments.iter().map(OsStr::new));
    all.push(output.as_os_str());
    common::run("ffmpeg", &all);
}

/// Codings and changes that leave the recording what it is.
const ARMS: [(&str, &[&str]); 6] = [
    ("mp3-128.mp3", &["-b:a", "128k"]),
    ("aac-96.m4a", &["-b:a", "96k"]),
    ("opus-64.opus", &["-b:a", "64k"]),
    ("quieter.flac", &["-af", "volume=-9dB"]),
    ("trimmed.flac", &["-ss", "0.7"]),
    ("48k.flac", &["-ar", "48000"]),
];

#[test]
fn copies_hang_together_and_other_tracks_do_not() {
    let Some(corpus) = common::corpus() else { return };
    let mut sources: Vec<PathBuf> = fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    sources.sort();
    // Finished music of several sources; each a recording of its own.
    let music: Vec<PathBuf> = sources
        .into_iter()
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with("freedoom__") || name.starts_with("free-music__")
        })
        .step_by(5)
        .take(6)
        .collect();
    assert!(music.len() >= 4, "the corpus has finished music");
    let folder = tempfile::tempdir().unwrap();
    for (number, source) in music.iter().enumerate() {
        let home = folder.path().join(format!("{number}"));
        fs::create_dir(&home).unwrap();
        fs::copy(source, home.join("original.flac")).unwrap();
        if number < 3 {
            for (name, arguments) in ARMS {
                ffmpeg(source, arguments, &home.join(name));
            }
            ffmpeg(source, &["-c:a", "wavpack"], &home.join("same-samples.wv"));
        }
    }
    let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    audit(&store, folder.path());
    let found = find_duplicates(&store, &CancelToken::new()).unwrap();
    assert_eq!((found.groups.len(), found.unheard), (3, 0), "{:#?}", found.groups);
    for group in &found.groups {
        let folder_of = |path: &Path| path.parent().unwrap().to_owned();
        let home = folder_of(&group.sources[0].copy.path);
        assert!(group.sources.iter().all(|source| folder_of(&source.copy.path) == home), "{group:#?}");
        assert_eq!(group.sources.len(), ARMS.len() + 2, "{group:#?}");
        let kinships: BTreeMap<String, Kinship> = group
            .sources
            .iter()
            .map(|source| (source.copy.path.file_name().unwrap().to_string_lossy().into_owned(), source.kinship))
            .collect();
        let identical = group.sources.iter().filter(|source| matches!(source.kinship, Kinship::Best | Kinship::Identical));
        for source in identical {
            let name = source.copy.path.file_name().unwrap().to_string_lossy().into_owned();
            let is_bit_for_bit = source.copy.audio_id == group.sources[0].copy.audio_id;
            assert!(is_bit_for_bit, "{name}");
        }
        for (name, kinship) in kinships {
            let is_lossy = ["mp3", "m4a", "opus"].iter().any(|ending| name.ends_with(ending));
            assert!(!is_lossy || kinship == Kinship::SameRecording || kinship == Kinship::OtherMastering, "{name} {kinship:?}");
        }
        let last_three = &group.sources[group.sources.len() - 3..];
        assert!(last_three.iter().all(|source| source.copy.class == Some(audiopro::contracts::VerdictClass::Lossy)), "{group:#?}");
    }
}

#[test]
fn tracks_of_before_are_heard_afterwards_unless_they_changed() {
    let folder = tempfile::tempdir().unwrap();
    for (name, seed) in [("1.wav", 1), ("2.wav", 2)] {
        common::write_music_like_wav(&folder.path().join(name), 8.0, seed);
    }
    let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    audit(&store, folder.path());
    let mut made = Vec::new();
    let mut all = |store: &Repository| {
        made.clear();
        store
            .for_each_fingerprint(&mut |stored| {
                made.push((stored.audio_id, stored.codes));
                true
            })
            .unwrap();
        made.clone()
    };
    let with_audit = all(&store);
    assert!(store.unheard().unwrap().is_empty());
    rusqlite::Connection::open(store.path()).unwrap().execute("DELETE FROM fingerprints", []).unwrap();
    common::write_music_like_wav(&folder.path().join("2.wav"), 9.0, 3);
    let cancel = CancelToken::new();
    let heard = hear_stored(&store, &AuditSettings::default(), &cancel, &mut |_, _| {}).unwrap();
    assert_eq!((heard.made, heard.problems.len()), (1, 1));
    assert!(heard.problems[0].1.contains("2.wav is gone or was changed since its audit"), "{heard:?}");
    for stored in all(&store) {
        assert!(with_audit.contains(&stored), "alone it is the same as with the audit");
    }
    cancel.cancel();
    assert!(hear_stored(&store, &AuditSettings::default(), &cancel, &mut |_, _| {}).is_err());
}
