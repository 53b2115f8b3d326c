//! One move of a quarantine: looked at, logged before and after, and followed by the store.

use std::{
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, UNIX_EPOCH},
};

use super::{
    Moved, Refusal,
    journal::{End, Journal, Move, Way},
    moving::{self, Trouble, modified_ns, move_file, parent, sync_folder},
    tree,
};
use crate::{
    contracts::CancelToken,
    persistence::{Repository, TrackId},
};

/// A quarantine at work.
pub(super) struct Home<'a> {
    pub(super) repository: Option<&'a Repository>,
    pub(super) folder: &'a Path,
}

impl Home<'_> {
    /// Where a move begins and where it ends.
    pub(super) fn ends(&self, step: &Move) -> (PathBuf, PathBuf) {
        let held = self.folder.join(&step.held);
        match step.way {
            Way::In => (step.original.clone(), held),
            Way::Out => (held, step.original.clone()),
        }
    }

    /// Logs a move, makes it, has the store follow, and logs its end.
    pub(super) fn carry_out(
        &self,
        journal: &mut Journal,
        make: impl FnOnce(u64) -> Move,
        cancel: &CancelToken,
        notes: &mut Vec<String>,
    ) -> Result<Moved, Trouble> {
        let mut from = PathBuf::new();
        let begun = journal.begin(|id| {
            let step = make(id);
            from = self.ends(&step).0;
            step
        });
        let step = begun.map_err(|source| Refusal::NotLogged { path: from.clone(), log: journal.path().to_owned(), source })?;
        let (from, to) = self.ends(&step);
        let made = self.make_folder(&from, &to).map_err(Trouble::Refused).and_then(|()| {
            let modified = Some(UNIX_EPOCH + Duration::from_nanos(step.modified_ns.unsigned_abs()));
            move_file(&from, &to, &tree::temporary(&to, step.id), modified, cancel)
        });
        if made.is_err() {
            // A log that cannot be written now says the same at the next use: the move was cut off, and the file is where it was.
            let _ = journal.end(step.id, End::Undone);
            if step.way == Way::In {
                tree::remove_empty(self.folder, parent(&to));
            }
        }
        made?;
        let track = self.follow(&step, notes);
        if let Err(error) = journal.end(step.id, End::Done) {
            notes.push(format!(
                "{} was moved, but the restore log does not say so yet ({error}). Free space on the disk of {}; the next use of the quarantine writes it.",
                from.display(),
                self.folder.display()
            ));
        }
        tracing::info!(from = %from.display(), to = %to.display(), "moved");
        Ok(Moved { track, from, to })
    }

    fn make_folder(&self, from: &Path, to: &Path) -> Result<(), Refusal> {
        let folder = parent(to);
        if folder.is_dir() {
            return Ok(());
        }
        let missing: Vec<&Path> = folder.ancestors().take_while(|folder| fs::symlink_metadata(folder).is_err()).collect();
        let made = fs::create_dir_all(folder).and_then(|()| missing.iter().try_for_each(|made| sync_folder(parent(made))));
        made.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => {
                let place = folder.ancestors().find(|place| fs::symlink_metadata(place).is_ok()).unwrap_or(folder);
                Refusal::Occupied { path: from.to_owned(), place: place.to_owned() }
            }
            _ => moving::refusal(from, to, error),
        })
    }

    /// Has the row of a moved file follow it. A store that cannot be written does not undo the move: the log knows, and the store
    /// catches up.
    pub(super) fn follow(&self, step: &Move, notes: &mut Vec<String>) -> Option<TrackId> {
        let repository = self.repository?;
        let (from, to) = self.ends(step);
        let followed = match step.way {
            Way::In => repository.quarantine_row(&from, &to, self.folder),
            Way::Out => repository.restore_row(&from, &to),
        };
        followed.unwrap_or_else(|error| {
            notes.push(format!("{} was moved to {}, but its row does not follow: {error}.", from.display(), to.display()));
            None
        })
    }
}

/// The file at `path`, if it may be moved; `wanted` is its size and time as it was audited.
pub(super) fn look(path: &Path, wanted: Option<(u64, i64)>) -> Result<fs::Metadata, Refusal> {
    let found = fs::symlink_metadata(path).map_err(|error| moving::refusal(path, path, error))?;
    let path_of = || path.to_owned();
    if found.is_symlink() {
        let target = fs::canonicalize(path).or_else(|_| fs::read_link(path)).unwrap_or_default();
        return Err(Refusal::Link { path: path_of(), target });
    }
    if !found.is_file() {
        return Err(Refusal::NotAFile { path: path_of() });
    }
    if wanted.is_some_and(|wanted| wanted != (found.len(), modified_ns(&found))) {
        return Err(Refusal::Changed { path: path_of() });
    }
    Ok(found)
}

/// Other names of the same file stay: the auditor is told, because the audio is then still where it was.
#[cfg(unix)]
pub(super) fn note_other_names(path: &Path, found: &fs::Metadata, is_moved: bool, notes: &mut Vec<String>) {
    use std::os::unix::fs::MetadataExt;
    let others = found.nlink().saturating_sub(1);
    if is_moved && others > 0 {
        let names = if others == 1 { "one other name".to_owned() } else { format!("{others} other names") };
        notes.push(format!("{} has {names} on its disk (hard links), which stay where they are.", path.display()));
    }
}

#[cfg(not(unix))]
pub(super) fn note_other_names(_: &Path, _: &fs::Metadata, _: bool, _: &mut Vec<String>) {}
