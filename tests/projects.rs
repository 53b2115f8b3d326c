//! Later starts and projects, with real processes and a real store.

use std::{
    ffi::OsStr,
    os::unix::ffi::OsStrExt,
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use audiopro::{
    manager::Front,
    persistence::Repository,
    services::{
        instance::{self, Claimed, Summons},
        paths::Places,
        projects::Projects,
        settings::Settings,
    },
};

const PLAYED: &str = "AUDIOPRO_TEST_LATER_START";

/// A later start, where this binary runs as one: `later_start` in the process that another test starts.
#[test]
fn later_start() {
    let Some(home) = std::env::var_os(PLAYED) else { return };
    let home = Path::new(&home);
    let summons = Summons::of_this_process(&[OsStr::from_bytes(b"odd \xff\n name.flac").into(), "/music".into()]);
    let claimed = instance::claim(&home.join("run"), &home.join("a.db"), &summons);
    // Killed at once where it is the first: its socket and lock stay as they are.
    match claimed {
        Claimed::Handed => std::process::exit(70),
        Claimed::First(_) => std::process::abort(),
        Claimed::Alone(error) => panic!("{error}"),
    }
}

/// Exit code of another process that starts on the database of `home`; `None` where a signal ended it.
fn start_in_another_process(home: &Path) -> Option<i32> {
    let program = std::env::current_exe().unwrap();
    let mut command = Command::new(program);
    command.args(["--exact", "later_start", "--test-threads=1"]).env(PLAYED, home).env("XDG_ACTIVATION_TOKEN", "token");
    command.current_dir(home).stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap().code()
}

#[test]
fn a_later_process_hands_over_and_a_killed_first_leaves_the_place_free() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(start_in_another_process(home.path()), None, "the first, and killed");
    assert_eq!(std::fs::read_dir(home.path().join("run")).unwrap().count(), 2, "it left its socket and its lock");
    let claimed = instance::claim(&home.path().join("run"), &home.path().join("a.db"), &Summons::default());
    let Claimed::First(listener) = claimed else { panic!("{claimed:?}") };
    let (sender, summons) = instance::channel();
    let front = Front::attend(listener, sender).unwrap();
    assert_eq!(start_in_another_process(home.path()), Some(70));
    let found = summons.recv_timeout(Duration::from_secs(5)).unwrap();
    let folder = home.path().canonicalize().unwrap();
    assert_eq!(found.paths, [folder.join(OsStr::from_bytes(b"odd \xff\n name.flac")), "/music".into()]);
    assert_eq!(found.activation.as_deref(), Some(OsStr::new("token")));
    drop(front);
    assert_eq!(start_in_another_process(home.path()), None, "the first again");
}

#[test]
fn a_new_project_is_a_store_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let projects = Projects::of(&Places::within(home.path()), &Settings::default());
    let project = projects.create("Label 2024").unwrap();
    Repository::open(&project.path).unwrap();
    assert_eq!(projects.open(OsStr::new("label 2024")).unwrap(), project, "what the store made of the file is a project still");
    assert_eq!(projects.open(project.path.as_os_str()).unwrap(), project);
}
