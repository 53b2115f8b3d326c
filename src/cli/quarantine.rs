//! `audiopro quarantine` and `audiopro restore`: moves files away and back.
//!
//! Exit codes: 0 all moved, 2 some file stays where it is, 64 wrong usage, 130 stopped by Ctrl-C; what was moved until then is moved.

use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

use clap::{Args, ValueHint};

use super::{EXIT_CLEAN, EXIT_FAILED, EXIT_INTERRUPTED, complain, print, start::Session};
use crate::{
    contracts::CancelToken,
    manager::quarantine::{Choice, Outcome, QuarantineError, choose, contents, quarantine, restore},
    persistence::Repository,
    report::printable,
};

/// Arguments of `quarantine`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct QuarantineArguments {
    /// Folder to move to: a new or an empty one, or a quarantine; later scans pass it over
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) to: PathBuf,
    /// Tracks to move, and folders whose tracks to move
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Database whose rows follow the files
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) db: Option<PathBuf>,
    /// Say nothing of files that were moved
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Arguments of `restore`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct RestoreArguments {
    /// The quarantine
    #[arg(value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,
    /// Files and folders to bring back, by where they were or where they lie (default: everything)
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Bring back what the last quarantine moved
    #[arg(long, conflicts_with = "paths")]
    pub(super) last: bool,
    /// Only list what is there: where each file was, and where it lies
    #[arg(long, conflicts_with_all = ["paths", "last"])]
    pub(super) list: bool,
    /// Database whose rows follow the files
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) db: Option<PathBuf>,
    /// Say nothing of files that were moved
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Moves to quarantine; the exit code.
pub(super) fn run_quarantine(arguments: &QuarantineArguments) -> u8 {
    with_store(arguments.db.as_ref(), |repository, cancel| {
        let Ok(chosen) = choose(&arguments.paths, cancel) else { return EXIT_INTERRUPTED };
        for problem in &chosen.problems {
            complain(problem);
        }
        let moved = quarantine(Some(repository), &arguments.to, &chosen.paths, &chosen.roots, cancel, &mut |_, _| {});
        told(moved, !chosen.problems.is_empty(), arguments.quiet)
    })
}

/// Moves back; the exit code.
pub(super) fn run_restore(arguments: &RestoreArguments) -> u8 {
    if arguments.list {
        return list(arguments);
    }
    let choice = match (arguments.last, &arguments.paths[..]) {
        (true, _) => Choice::LastBatch,
        (false, []) => Choice::All,
        (false, paths) => Choice::Paths(paths.to_vec()),
    };
    with_store(arguments.db.as_ref(), |repository, cancel| {
        let moved = restore(Some(repository), &arguments.folder, &choice, cancel, &mut |_, _| {});
        told(moved, false, arguments.quiet)
    })
}

fn list(arguments: &RestoreArguments) -> u8 {
    match contents(&arguments.folder) {
        Ok(held) => {
            let line = |from: &Path, to: &Path| format!("{}\t{}\n", shown(from), shown(to));
            let text: String = held.iter().map(|held| line(&held.original, &held.path)).collect();
            print(text.as_bytes())
        }
        Err(error) => fail(&error.to_string()),
    }
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

fn with_store(db: Option<&PathBuf>, work: impl FnOnce(&Repository, &CancelToken) -> u8) -> u8 {
    let session = Session::start();
    session.complain_about_settings();
    let cancel = CancelToken::new();
    let stopped = cancel.clone();
    if let Err(error) = ctrlc::set_handler(move || stopped.cancel()) {
        tracing::warn!("signals are not handled: {error}"); // one ends the process then, and the next use ends the move
    }
    match Repository::open(&session.database(db.map(PathBuf::as_path))) {
        Ok(repository) => work(&repository, &cancel),
        Err(error) => fail(&format!("{error}; no file was moved")),
    }
}

fn told(outcome: Result<Outcome, QuarantineError>, has_problems: bool, is_quiet: bool) -> u8 {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(error) => return fail(&error.to_string()),
    };
    for moved in outcome.moved.iter().filter(|_| !is_quiet) {
        // The move is made, whether or not anybody reads of it.
        let _ = writeln!(io::stdout().lock(), "{} -> {}", shown(&moved.from), shown(&moved.to));
    }
    for (_, refusal) in &outcome.refused {
        complain(&refusal.to_string());
    }
    for note in &outcome.notes {
        complain(note);
    }
    match () {
        () if outcome.is_cancelled => EXIT_INTERRUPTED,
        () if has_problems || !outcome.refused.is_empty() => EXIT_FAILED,
        () => EXIT_CLEAN,
    }
}

fn fail(message: &str) -> u8 {
    complain(message);
    EXIT_FAILED
}
