//! Moves chosen tracks into a quarantine folder and back: the only part of the program that touches an audio file, and it deletes
//! none, save the original of a copy that was verified on another volume.
//!
//! A quarantine is a folder with a restore log in it (`journal`): an empty or new one becomes a quarantine with the first track, any
//! other is refused, so that no folder with music is ever passed over by a scan. Each move is logged before it is made and after
//! (`home`, `moving`), and one that was cut off is ended at the next use or the next start (`recovery`). The store follows the file:
//! its row keeps the audit, gets the path where the file lies now and remembers the one it had, so that the table still opens it and a
//! new file under the old name is a track of its own.
//!
//! Playlists and cue sheets name files and are no tracks themselves; the tracks of an audit are always whole files.

mod errors;
mod home;
mod journal;
mod moving;
mod recovery;
mod tree;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

pub use errors::{QuarantineError, Refusal};
pub(super) use journal::{is_quarantine, quarantine_around};
pub(super) use moving::modified_ns;
pub use recovery::{Recovered, recover, recover_all};
pub use tree::{ChosenTracks, choose};

use self::{
    home::{Home, look, note_other_names},
    journal::{Journal, Move, Way},
    moving::{Trouble, parent},
    tree::Layout,
};
use crate::{
    contracts::CancelToken,
    persistence::{Repository, TrackId},
};

/// A file that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its row, where the store knows it.
    pub track: Option<TrackId>,
    /// Where it was.
    pub from: PathBuf,
    /// Where it is.
    pub to: PathBuf,
}

/// What a quarantine or a restore did.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Files that were moved.
    pub moved: Vec<Moved>,
    /// Files that stay where they were, each with the reason.
    pub refused: Vec<(PathBuf, Refusal)>,
    /// What else the auditor should know, as sentences.
    pub notes: Vec<String>,
    /// Whether it was cancelled before its end; what was moved until then is moved.
    pub is_cancelled: bool,
}

/// A file in quarantine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The quarantine that it came with: one call of [`quarantine`].
    pub batch: u64,
    /// Where it came from.
    pub original: PathBuf,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub size_bytes: u64,
    /// When it was moved, in milliseconds since 1970.
    pub moved_ms: i64,
}

/// What is to come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Everything.
    All,
    /// What the last call of [`quarantine`] moved: its undo.
    LastBatch,
    /// These, by where they came from or where they lie; a folder stands for what came from it or lies in it.
    Paths(Vec<PathBuf>),
}

/// Called before each file with its number, from 0, and how many there are.
pub type OnStep<'a> = &'a mut dyn FnMut(usize, usize);

/// Moves the files at `paths` into the quarantine `folder`, which is made where it is not there. Under it they keep their tree from
/// the innermost of `roots` around each, else from the folder that all of these have in common. One that cannot be moved stays, with
/// the reason; the others go on. Blocking: for a worker.
///
/// # Errors
/// Why nothing was moved at all.
pub fn quarantine(
    repository: Option<&Repository>,
    folder: &Path,
    paths: &[PathBuf],
    roots: &[PathBuf],
    cancel: &CancelToken,
    on_step: OnStep<'_>,
) -> Result<Outcome, QuarantineError> {
    let folder = absolute(folder);
    let mut paths: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
    let mut seen = std::collections::HashSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    let audited = match repository {
        Some(repository) => repository.audited_as(&paths)?,
        None => vec![None; paths.len()],
    };
    let mut journal = Journal::create(&folder)?;
    let mut outcome = Outcome::default();
    if let Some(repository) = repository {
        repository.remember_quarantine(&folder)?;
    }
    recovery::finish(repository, &folder, &mut journal, cancel, &mut outcome.notes);
    let layout = Layout::new(&paths, roots);
    let batch = journal.story.next_batch();
    for (place, (path, audited)) in paths.iter().zip(&audited).enumerate() {
        if cancel.is_cancelled() {
            outcome.is_cancelled = true;
            break;
        }
        on_step(place, paths.len());
        let wanted = audited.as_ref().map(|audited| (audited.size_bytes, audited.modified_ns));
        let around = quarantine_around(path).map(Path::to_owned);
        let inside = around.map_or(Ok(()), |folder| Err(Refusal::Quarantined { path: path.clone(), folder }));
        let found = match inside.and_then(|()| look(path, wanted)) {
            Ok(found) => found,
            Err(refusal) => {
                outcome.refused.push((path.clone(), refusal));
                continue;
            }
        };
        let make = |id, held: PathBuf| Move {
            id,
            batch,
            way: Way::In,
            of: id,
            original: path.clone(),
            held,
            size_bytes: found.len(),
            modified_ns: modified_ns(&found),
            at_ms: now_ms(),
        };
        let home = Home { repository, folder: &folder };
        let mut moved = Err(Refusal::Occupied { path: path.clone(), place: folder.clone() }.into());
        for held in layout.places(path) {
            // A name that is taken is a matter of the next one; whatever comes between, the move itself overwrites nothing.
            if fs::symlink_metadata(folder.join(&held)).is_ok() {
                continue;
            }
            moved = home.carry_out(&mut journal, |id| make(id, held), cancel, &mut outcome.notes);
            if !matches!(moved, Err(Trouble::Refused(Refusal::Occupied { .. }))) {
                break;
            }
        }
        note_other_names(path, &found, moved.is_ok(), &mut outcome.notes);
        outcome.take(path, moved);
        if outcome.is_cancelled {
            break;
        }
    }
    Ok(outcome)
}

/// [`quarantine`] for the files of these rows.
///
/// # Errors
/// Why nothing was moved at all.
pub fn quarantine_tracks(
    repository: &Repository,
    folder: &Path,
    tracks: &[TrackId],
    roots: &[PathBuf],
    cancel: &CancelToken,
    on_step: OnStep<'_>,
) -> Result<Outcome, QuarantineError> {
    let paths: Vec<PathBuf> = repository.rows(tracks)?.into_iter().map(|row| row.path).collect();
    quarantine(Some(repository), folder, &paths, roots, cancel, on_step)
}

/// Moves files of the quarantine `folder` back to where they came from; missing folders are made again, and no file is overwritten.
/// Blocking: for a worker.
///
/// # Errors
/// Why nothing was moved at all.
pub fn restore(
    repository: Option<&Repository>,
    folder: &Path,
    choice: &Choice,
    cancel: &CancelToken,
    on_step: OnStep<'_>,
) -> Result<Outcome, QuarantineError> {
    let folder = absolute(folder);
    let mut journal = Journal::open(&folder)?;
    let mut outcome = Outcome::default();
    recovery::finish(repository, &folder, &mut journal, cancel, &mut outcome.notes);
    let chosen = chosen(&journal.story.held(), &folder, choice, &mut outcome);
    let batch = journal.story.next_batch();
    for (place, held) in chosen.iter().enumerate() {
        if cancel.is_cancelled() {
            outcome.is_cancelled = true;
            break;
        }
        on_step(place, chosen.len());
        let path = folder.join(&held.held);
        if let Err(refusal) = look(&path, None) {
            outcome.refused.push((path, refusal));
            continue;
        }
        let make = |id| Move { id, batch, way: Way::Out, of: held.id, at_ms: now_ms(), ..held.clone() };
        let moved = Home { repository, folder: &folder }.carry_out(&mut journal, make, cancel, &mut outcome.notes);
        if moved.is_ok() {
            tree::remove_empty(&folder, parent(&path));
        }
        outcome.take(&path, moved);
        if outcome.is_cancelled {
            break;
        }
    }
    Ok(outcome)
}

/// The files that are in the quarantine `folder`, in the order in which they came. Reads the log alone.
///
/// # Errors
/// Where `folder` is none, or its log cannot be read.
pub fn contents(folder: &Path) -> Result<Vec<Held>, QuarantineError> {
    let folder = absolute(folder);
    let story = journal::read(&folder)?;
    let of = |step: Move| Held {
        batch: step.batch,
        path: folder.join(step.held),
        original: step.original,
        size_bytes: step.size_bytes,
        moved_ms: step.at_ms,
    };
    Ok(story.held().into_iter().map(of).collect())
}

/// Restores the tracks of these rows, each from its own quarantine. Blocking: for a worker.
///
/// # Errors
/// Where the store cannot be read; what one quarantine has against it is a note.
pub fn restore_tracks(
    repository: &Repository,
    tracks: &[TrackId],
    cancel: &CancelToken,
    on_step: OnStep<'_>,
) -> Result<Outcome, QuarantineError> {
    let mut of_folder: Vec<(PathBuf, Vec<PathBuf>)> = Vec::new();
    for (folder, path) in repository.quarantined(tracks)? {
        match of_folder.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, paths)) => paths.push(path),
            None => of_folder.push((folder, vec![path])),
        }
    }
    let mut all = Outcome::default();
    for (folder, paths) in of_folder {
        match restore(Some(repository), &folder, &Choice::Paths(paths), cancel, on_step) {
            Ok(outcome) => all.add(outcome),
            Err(error) => all.notes.push(error.to_string()),
        }
    }
    Ok(all)
}

impl Outcome {
    fn take(&mut self, path: &Path, moved: Result<Moved, Trouble>) {
        match moved {
            Ok(moved) => self.moved.push(moved),
            Err(Trouble::Refused(refusal)) => {
                tracing::warn!("not moved: {refusal}");
                self.refused.push((path.to_owned(), refusal));
            }
            Err(Trouble::Cancelled) => self.is_cancelled = true,
        }
    }

    fn add(&mut self, other: Self) {
        self.moved.extend(other.moved);
        self.refused.extend(other.refused);
        self.notes.extend(other.notes);
        self.is_cancelled |= other.is_cancelled;
    }
}

/// The held moves that `choice` names.
fn chosen(held: &[Move], folder: &Path, choice: &Choice, outcome: &mut Outcome) -> Vec<Move> {
    match choice {
        Choice::All => held.to_vec(),
        Choice::LastBatch => {
            let last = held.iter().map(|step| step.batch).max();
            held.iter().filter(|step| Some(step.batch) == last).cloned().collect()
        }
        Choice::Paths(paths) => {
            let mut is_chosen = vec![false; held.len()];
            for path in paths {
                let path = absolute(path);
                let mut any = false;
                for (step, chosen) in held.iter().zip(&mut is_chosen) {
                    if step.original.starts_with(&path) || folder.join(&step.held).starts_with(&path) {
                        (*chosen, any) = (true, true);
                    }
                }
                if !any {
                    outcome.refused.push((path.clone(), Refusal::NotHeld { path, folder: folder.to_owned() }));
                }
            }
            held.iter().zip(is_chosen).filter(|(_, chosen)| *chosen).map(|(step, _)| step.clone()).collect()
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests;
