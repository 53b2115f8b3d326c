//! Ends moves that were cut off: by a crash, a kill, a disk that went away.
//!
//! The disk says what happened, the log says what was meant. Only a copy that is proven equal to its original is ever taken away.

use std::{fs, io, path::Path};

use super::{
    QuarantineError, absolute,
    home::Home,
    journal::{End, Journal, Move, is_quarantine},
    moving::{COARSEST_TIME, Trouble, is_same_content, modified_ns, parent, sync_folder},
    tree::temporary,
};
use crate::{
    contracts::CancelToken,
    persistence::{Repository, StoreError},
};

/// What was ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recovered {
    /// Moves that had been cut off and are ended now.
    pub ended: usize,
    /// What the auditor should know, as sentences.
    pub notes: Vec<String>,
}

/// Ends the moves of the quarantine `folder` that were cut off. Blocking: for a worker.
///
/// # Errors
/// Where `folder` is no quarantine, or its log cannot be used.
pub fn recover(repository: Option<&Repository>, folder: &Path, cancel: &CancelToken) -> Result<Recovered, QuarantineError> {
    let folder = absolute(folder);
    let mut journal = Journal::open(&folder)?;
    let mut notes = Vec::new();
    let ended = finish(repository, &folder, &mut journal, cancel, &mut notes);
    Ok(Recovered { ended, notes })
}

/// Ends what was cut off in every quarantine that the store remembers: for the start of the program. One that is not there now, as
/// on a disk that is not mounted, waits for its next use.
///
/// # Errors
/// Where the store cannot be read.
pub fn recover_all(repository: &Repository, cancel: &CancelToken) -> Result<Recovered, StoreError> {
    let mut all = Recovered::default();
    for folder in repository.quarantines()?.iter().filter(|folder| is_quarantine(folder)) {
        match recover(Some(repository), folder, cancel) {
            Ok(Recovered { ended, notes }) => {
                all.ended += ended;
                all.notes.extend(notes);
            }
            Err(QuarantineError::Busy { .. }) => {} // another run is at work there, and ends its own moves
            Err(error) => all.notes.push(format!("{error}.")),
        }
    }
    Ok(all)
}

/// Ends what was cut off, under the lock; how many moves.
pub(super) fn finish(
    repository: Option<&Repository>,
    folder: &Path,
    journal: &mut Journal,
    cancel: &CancelToken,
    notes: &mut Vec<String>,
) -> usize {
    let home = Home { repository, folder };
    let mut ended = 0;
    for step in journal.story.unfinished() {
        let Ok(end) = settle(&home, &step, cancel, notes) else { continue };
        match end {
            End::Done => drop(home.follow(&step, notes)),
            End::Undone | End::Gone => {}
        }
        match journal.end(step.id, end) {
            Ok(()) => ended += 1,
            Err(error) => notes.push(format!("The restore log {} cannot be written: {error}.", journal.path().display())),
        }
    }
    if journal.story.unreadable > 0 {
        let (lines, log) = (journal.story.unreadable, journal.path().display());
        tracing::warn!("{lines} lines of {log} cannot be read; they were torn by a crash or edited");
    }
    ended
}

/// How `step` ended, after what was left open is closed; an error leaves it for the next time.
fn settle(home: &Home<'_>, step: &Move, cancel: &CancelToken, notes: &mut Vec<String>) -> Result<End, Trouble> {
    let (from, to) = home.ends(step);
    let temporary = temporary(&to, step.id);
    let end = match (is_there(&from)?, is_there(&to)?) {
        (true, true) => both(step, &from, &to, cancel, notes)?,
        (true, false) => End::Undone,
        (false, true) => End::Done,
        // A disk that is not mounted says nothing of what lies on it.
        (false, false) if !parent(&step.original).is_dir() => return Err(Trouble::Cancelled),
        (false, false) => {
            notes.push(format!(
                "A move from {} to {} was cut off, and the file is at neither place: something else moved it.",
                from.display(),
                to.display()
            ));
            End::Gone
        }
    };
    match (end, is_there(&temporary)?) {
        (_, false) => {}
        // What there is of a file that went away by another hand is kept.
        (End::Gone, true) => notes.push(format!("What was copied of {} is {}.", from.display(), temporary.display())),
        (End::Done | End::Undone, true) => drop(fs::remove_file(&temporary)),
    }
    Ok(end)
}

/// Both names are there: one file under two names, a whole copy and its original, or two different files.
fn both(step: &Move, from: &Path, to: &Path, cancel: &CancelToken, notes: &mut Vec<String>) -> Result<End, Trouble> {
    let is_whole_in_both = is_same_file(from, to) || (is_as_begun(to, step) && is_same_content(from, to, cancel)?);
    if !is_whole_in_both {
        // Somebody put another file at one of the places since; both stay, and the log keeps the one that was moved.
        notes.push(format!(
            "A move from {} to {} was cut off, and both are there with different content; both stay. Compare them.",
            from.display(),
            to.display()
        ));
        return Ok(if is_as_begun(to, step) { End::Done } else { End::Undone });
    }
    // The same bytes are at both places. Their names reach the disk before one of them goes.
    match sync_folder(parent(to)).and_then(|()| fs::remove_file(from)) {
        Ok(()) => Ok(End::Done),
        // Where neither folder may be written now, both stay, and the next time decides.
        Err(_) => fs::remove_file(to).map(|()| End::Undone).map_err(|_| Trouble::Cancelled),
    }
}

fn is_there(path: &Path) -> Result<bool, Trouble> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(_) => Err(Trouble::Cancelled),
    }
}

/// Whether the file at `path` has the size and the time with which the move began, as far as its file system keeps times.
fn is_as_begun(path: &Path, step: &Move) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| {
        found.is_file()
            && found.len() == step.size_bytes
            && modified_ns(&found).abs_diff(step.modified_ns) <= COARSEST_TIME.as_nanos() as u64
    })
}

#[cfg(unix)]
fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |path: &Path| fs::symlink_metadata(path).map(|found| (found.dev(), found.ino())).ok();
    of(a).is_some_and(|a| of(b) == Some(a))
}

#[cfg(not(unix))]
fn is_same_file(_: &Path, _: &Path) -> bool {
    false
}
