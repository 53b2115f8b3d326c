//! Quarantine from outside: the command line, the store, two volumes, and a kill at many moments.

mod common;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::Duration,
};

use audiopro::{
    contracts::{AuditSettings, CancelToken},
    manager::{
        Event, Manager, ManagerConfig,
        quarantine::{Choice, Refusal, contents, quarantine, quarantine_tracks, recover_all, restore, restore_tracks},
    },
    persistence::{Repository, TableQuery, TrackId},
};

fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
    command.args(arguments).env("AUDIOPRO_HOME", folder.join("home")).current_dir(folder);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn told(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// Seeded bytes that no two files share.
fn bytes(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// Audio files under `roots`, by content, with where they lie. What is half a copy under a temporary name is no file of anybody.
fn files(roots: &[&Path]) -> BTreeMap<Vec<u8>, Vec<PathBuf>> {
    let mut found: BTreeMap<Vec<u8>, Vec<PathBuf>> = BTreeMap::new();
    for entry in roots.iter().flat_map(walkdir::WalkDir::new).flatten() {
        if entry.file_type().is_file() && entry.path().extension().is_some_and(|extension| extension == "wav") {
            found.entry(fs::read(entry.path()).unwrap()).or_default().push(entry.into_path());
        }
    }
    found
}

/// A folder on another volume than the temporary one; `None`, with a line, where there is none.
fn other_volume() -> Option<tempfile::TempDir> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let device = |path: &Path| fs::metadata(path).map(|found| found.dev()).ok();
        let shared = Path::new("/dev/shm");
        if device(shared).is_some_and(|found| Some(found) != device(&std::env::temp_dir()))
            && let Ok(folder) = tempfile::tempdir_in(shared)
        {
            return Some(folder);
        }
    }
    eprintln!("skipped: /dev/shm is no other volume than {}", std::env::temp_dir().display());
    None
}

#[test]
fn the_command_line_moves_lists_and_restores() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("music/album")).unwrap();
    for (name, seed) in ["music/album/1.wav", "music/album/2.wav", "music/3.wav"].iter().zip(1..) {
        common::write_music_like_wav(&folder.path().join(name), 0.2, seed);
    }
    fs::write(folder.path().join("music/album/cover.jpg"), "x").unwrap();
    let run = |arguments: &[&str]| told(&program(folder.path(), arguments).output().unwrap());
    let (code, out, err) = run(&["quarantine", "--to", "q", "music/album", "music/none.wav"]);
    assert_eq!(code, 2, "{err}");
    assert!(out.contains("album/1.wav -> ") && err.contains("none.wav does not exist"), "{out}{err}");
    assert!(folder.path().join("q/1.wav").is_file() && folder.path().join("music/album/cover.jpg").is_file());
    let (code, out, _) = run(&["restore", "q", "--list"]);
    assert_eq!((code, out.lines().count()), (0, 2), "{out}");
    assert_eq!(run(&["restore", "q", "music/album/1.wav"]).0, 0);
    assert_eq!(run(&["restore", "q", "--last", "--quiet"]), (0, String::new(), String::new()));
    assert_eq!(files(&[&folder.path().join("music")]).len(), 3);
    let (code, _, err) = run(&["quarantine", "--to", "music", "music/3.wav"]);
    assert!(code == 2 && err.contains("is not empty and no quarantine yet"), "{err}");
    let (code, _, err) = run(&["restore", "music"]);
    assert!(code == 2 && err.contains("is no quarantine of Audiopro"), "{err}");
    assert_eq!(run(&["quarantine", "music/3.wav"]).0, 64);
}

fn audit(store: &Repository, paths: Vec<PathBuf>) {
    let config = ManagerConfig {
        workers: 1,
        audit: AuditSettings { with_grids: false, ..AuditSettings::default() },
        judge: Default::default(),
        arbiter: None,
        repository: Some(store.clone()),
        loads_stored: false,
    };
    let (manager, events) = Manager::start(config).unwrap();
    manager.add(paths, false);
    while !matches!(events.recv_timeout(Duration::from_secs(60)).unwrap(), Event::Idle { .. }) {}
    assert!(manager.shutdown());
}

#[test]
fn rows_follow_their_files_and_a_changed_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (music, home) = (folder.path().join("music"), folder.path().join("q"));
    fs::create_dir(&music).unwrap();
    for name in ["1.wav", "2.wav"] {
        common::write_music_like_wav(&music.join(name), 0.5, name.len() as u64);
    }
    let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    audit(&store, vec![music.clone()]);
    let tracks: Vec<TrackId> = store.row_ids(&TableQuery::default()).unwrap();
    let report = store.report(tracks[0]).unwrap().unwrap();
    common::write_music_like_wav(&music.join("2.wav"), 0.6, 99);
    let cancel = CancelToken::new();
    let outcome = quarantine_tracks(&store, &home, &tracks, &[], &cancel, &mut |_, _| {}).unwrap();
    assert!(matches!(&outcome.refused[..], [(path, Refusal::Changed { .. })] if *path == music.join("2.wav")), "{outcome:?}");
    assert_eq!((outcome.moved[0].track, outcome.moved[0].to.clone()), (Some(tracks[0]), home.join("1.wav")));
    let row = || store.rows(&tracks[..1]).unwrap().remove(0);
    assert_eq!((row().path, row().quarantined_from), (home.join("1.wav"), Some(music.join("1.wav"))));
    assert_eq!(store.quarantines().unwrap(), std::slice::from_ref(&home));
    // Another scan finds neither the quarantine nor anything to do.
    audit(&store, vec![folder.path().to_owned()]);
    assert_eq!(store.row_ids(&TableQuery::default()).unwrap(), tracks);
    let outcome = restore_tracks(&store, &tracks, &cancel, &mut |_, _| {}).unwrap();
    assert_eq!((outcome.moved.len(), outcome.refused.len()), (1, 0));
    assert_eq!((row().path, row().quarantined_from), (music.join("1.wav"), None));
    assert_eq!(store.report(tracks[0]).unwrap().unwrap(), report);
}

#[test]
fn a_kill_at_any_moment_loses_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    kill_often(folder.path(), &folder.path().join("q"), 24);
}

#[test]
fn a_kill_at_any_moment_between_two_volumes_loses_no_byte() {
    let Some(other) = other_volume() else { return };
    let folder = tempfile::tempdir().unwrap();
    kill_often(folder.path(), &other.path().join("q"), 24);
}

fn kill_often(folder: &Path, home: &Path, kills: u64) {
    let music = folder.join("music");
    fs::create_dir(&music).unwrap();
    for number in 0..60_u64 {
        fs::write(music.join(format!("{number:02}.wav")), bytes(number + 1, 300_000)).unwrap();
    }
    let all: Vec<Vec<u8>> = files(&[&music]).into_keys().collect();
    let db = folder.join("audiopro.db");
    let store = Repository::open(&db).unwrap();
    let keys: Vec<_> = fs::read_dir(&music)
        .unwrap()
        .map(|entry| audiopro::contracts::TrackKey { path: entry.unwrap().path(), size_bytes: 300_000, modified_ns: 1 })
        .collect();
    store.register(None, &keys).unwrap();
    let (home_text, db_text) = (home.to_str().unwrap(), db.to_str().unwrap());
    let mut held_at_kill = Vec::new();
    for step in 0..kills {
        let arguments = if step % 2 == 0 {
            vec!["quarantine", "--quiet", "--db", db_text, "--to", home_text, "music"]
        } else {
            vec!["restore", "--quiet", "--db", db_text, home_text]
        };
        let mut child = program(folder, &arguments).spawn().unwrap();
        // From the start of the program to past its end: 20 to 480 ms.
        std::thread::sleep(Duration::from_millis(20 + 20 * step));
        let _ = child.kill();
        child.wait().unwrap();
        let found = files(&[&music, home]);
        assert_eq!(found.keys().cloned().collect::<Vec<_>>(), all, "killed after {} ms", 20 + 20 * step);
        recover_all(&store, &CancelToken::new()).unwrap();
        let found = files(&[&music, home]);
        assert!(found.len() == all.len() && found.values().all(|paths| paths.len() == 1), "step {step}");
        let held =
            if home.exists() && home.join(".audiopro-quarantine.jsonl").exists() { contents(home).unwrap() } else { Vec::new() };
        held_at_kill.push(held.len());
        // The log, the disk and the store say the same.
        for held in &held {
            assert!(held.path.is_file() && !held.original.exists());
        }
        let query = TableQuery { only_quarantined: true, ..TableQuery::default() };
        let mut rows: Vec<PathBuf> = store.rows(&store.row_ids(&query).unwrap()).unwrap().into_iter().map(|row| row.path).collect();
        let mut paths: Vec<PathBuf> = held.into_iter().map(|held| held.path).collect();
        rows.sort();
        paths.sort();
        assert_eq!(rows, paths, "step {step}");
    }
    eprintln!("held after each kill: {held_at_kill:?}");
    if home.exists() {
        let outcome = restore(Some(&store), home, &Choice::All, &CancelToken::new(), &mut |_, _| {}).unwrap();
        assert!(outcome.refused.is_empty(), "{outcome:?}");
    }
    assert_eq!(files(&[&music]).into_keys().collect::<Vec<_>>(), all);
    let left = walkdir::WalkDir::new(home).into_iter().flatten().filter(|entry| entry.file_type().is_file()).count();
    assert!(left <= 1, "nothing but the log is left");
}

#[test]
fn between_two_volumes_time_and_permissions_are_kept() {
    let Some(other) = other_volume() else { return };
    let folder = tempfile::tempdir().unwrap();
    let track = folder.path().join("1.wav");
    common::write_music_like_wav(&track, 0.5, 5);
    let mut permissions = fs::metadata(&track).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&track, permissions.clone()).unwrap();
    let facts = |path: &Path| {
        let found = fs::metadata(path).unwrap();
        (found.modified().unwrap(), found.permissions(), fs::read(path).unwrap())
    };
    let before = facts(&track);
    let cancel = CancelToken::new();
    let home = other.path().join("q");
    let moved = quarantine(None, &home, std::slice::from_ref(&track), &[], &cancel, &mut |_, _| {}).unwrap();
    assert_eq!(facts(&moved.moved[0].to), before);
    assert!(!track.exists());
    // An occupied name is found out before and after the copy.
    fs::write(&track, "another").unwrap();
    assert_eq!(restore(None, &home, &Choice::All, &cancel, &mut |_, _| {}).unwrap().refused.len(), 1);
    fs::remove_file(&track).unwrap();
    restore(None, &home, &Choice::All, &cancel, &mut |_, _| {}).unwrap();
    assert_eq!(facts(&track), before);
}

/// Runs `script` as the superuser in a mount namespace of its own; `None`, with a line, where that is not allowed.
#[cfg(target_os = "linux")]
fn in_own_mounts(folder: &Path, script: &str) -> Option<(i32, String, String)> {
    let mut command = Command::new("unshare");
    command.args(["--mount", "--map-root-user", "sh", "-euc", script]);
    command.env("AUDIOPRO", env!("CARGO_BIN_EXE_audiopro")).env("AUDIOPRO_HOME", folder.join("home")).current_dir(folder);
    match command.output() {
        Ok(output) if output.status.code() != Some(1) || output.stderr.is_empty() => Some(told(&output)),
        Ok(output) => {
            eprintln!("skipped: no mount namespace: {}", String::from_utf8_lossy(&output.stderr));
            None
        }
        Err(error) => {
            eprintln!("skipped: unshare: {error}");
            None
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_and_a_read_only_one_leave_the_file_and_say_so() {
    let folder = tempfile::tempdir().unwrap();
    common::write_music_like_wav(&folder.path().join("1.wav"), 20.0, 3);
    fs::create_dir(folder.path().join("small")).unwrap();
    let before = fs::read(folder.path().join("1.wav")).unwrap();
    let small = "mount -t tmpfs -o size=1m tmpfs small; set +e; $AUDIOPRO quarantine --to small/q 1.wav; echo $?; ls -A small/q";
    let Some((_, out, err)) = in_own_mounts(folder.path(), small) else { return };
    assert!(err.contains("1.wav stays where it is: the disk of") && err.contains("is full"), "{err}");
    assert_eq!(out.trim(), "2\n.audiopro-quarantine.jsonl", "{out}{err}");
    assert_eq!(fs::read(folder.path().join("1.wav")).unwrap(), before);
    // A track on a disk that may only be read.
    fs::create_dir(folder.path().join("disk")).unwrap();
    fs::copy(folder.path().join("1.wav"), folder.path().join("disk/1.wav")).unwrap();
    let frozen = "mount --bind disk disk; mount -o remount,bind,ro disk; set +e; $AUDIOPRO quarantine --to q disk/1.wav; echo $?";
    let Some((_, out, err)) = in_own_mounts(folder.path(), frozen) else { return };
    assert!(err.contains("may not be written") && out.trim() == "2", "{out}{err}");
    assert_eq!(fs::read(folder.path().join("disk/1.wav")).unwrap(), before);
    assert!(contents(&folder.path().join("q")).unwrap().is_empty());
}
