//! The real program's window, painted into memory: a path named at the start is audited and kept, and no QML complains.
#![cfg(feature = "window")]

mod common;

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use audiopro::{
    contracts::VerdictClass,
    persistence::{Repository, TableQuery},
};

#[test]
fn a_folder_named_at_the_start_is_audited_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let music = folder.path().join("music");
    fs::create_dir(&music).unwrap();
    common::write_music_like_wav(&music.join("one.wav"), 5.0, 1);
    common::write_music_like_wav(&music.join("two.wav"), 5.0, 2);
    let database = folder.path().join("window.db");
    let mut window = Command::new(env!("CARGO_BIN_EXE_audiopro"))
        .arg("--db")
        .arg(&database)
        .arg(&music)
        .env("AUDIOPRO_HOME", folder.path().join("home"))
        .env("QT_QPA_PLATFORM", "offscreen")
        .env("QT_QUICK_BACKEND", "software")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the window starts");
    let end = Instant::now() + Duration::from_secs(120);
    let genuine = |database: &std::path::Path| {
        let store = Repository::open(database).ok()?;
        store.counts(&TableQuery::default()).ok().map(|counts| counts.of_class(VerdictClass::Genuine))
    };
    while !(database.exists() && genuine(&database) == Some(2)) {
        assert!(Instant::now() < end, "two genuine tracks, after two minutes: {:?}", genuine(&database));
        assert_eq!(window.try_wait().unwrap(), None, "the window stays open");
        std::thread::sleep(Duration::from_millis(100));
    }
    window.kill().unwrap();
    let output = window.wait_with_output().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(!complaints.contains("qrc:/"), "{complaints}");
}
