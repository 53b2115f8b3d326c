//! From dropped paths to tracks: folders walked, playlists read, each file once.

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use walkdir::{DirEntry, WalkDir};

use super::{
    playlist,
    quarantine::{is_quarantine, quarantine_around},
};
use crate::{
    analyzer::is_audio_candidate,
    contracts::{CancelToken, Cancelled, TrackKey},
};

/// Tracks handed on at once.
const CHUNK: usize = 256;

/// What a path turned out to be.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Discovered {
    /// A file to audit.
    Track(TrackKey),
    /// A path that was named and cannot be audited; it gets a row of its own.
    Unusable { path: PathBuf, error: String },
    /// A folder or link inside a walk that could not be followed.
    Problem(String),
}

/// Walks `paths` in order and hands on what was found, in chunks.
///
/// # Errors
/// [`Cancelled`] soon after the token is set.
pub(super) fn discover(paths: &[PathBuf], cancel: &CancelToken, hand_on: &mut dyn FnMut(Vec<Discovered>)) -> Result<(), Cancelled> {
    let mut walk = Walk { cancel, hand_on, chunk: Vec::new(), seen: HashSet::new() };
    for path in paths {
        walk.root(&absolute(path))?;
    }
    walk.flush();
    Ok(())
}

/// `path` from the root, without asking the disk and without resolving links, so that a file keeps the name it was given.
fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

struct Walk<'a> {
    cancel: &'a CancelToken,
    hand_on: &'a mut dyn FnMut(Vec<Discovered>),
    chunk: Vec<Discovered>,
    seen: HashSet<PathBuf>,
}

impl Walk<'_> {
    fn root(&mut self, path: &Path) -> Result<(), Cancelled> {
        self.cancel.check()?;
        match fs::metadata(path) {
            Err(error) => {
                self.add(Discovered::Unusable { path: path.to_owned(), error: explain(path, &error) });
                Ok(())
            }
            Ok(metadata) if metadata.is_dir() => self.folder(path),
            Ok(_) if playlist::is_playlist(path) => self.playlist(path),
            Ok(metadata) => {
                self.file(path, &metadata);
                Ok(())
            }
        }
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Cancelled> {
        if let Some(quarantine) = quarantine_around(folder) {
            let quarantine = quarantine.display();
            let message = format!("{quarantine} is a quarantine and was not scanned. Restore its files, or name them one by one.");
            self.add(Discovered::Problem(message));
            return Ok(());
        }
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        let is_scanned = |entry: &DirEntry| !(entry.file_type().is_dir() && is_quarantine(entry.path()));
        for entry in walk.into_iter().filter_entry(is_scanned) {
            self.cancel.check()?;
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_audio_candidate(entry.path()) => match entry.metadata() {
                    Ok(metadata) => self.file(entry.path(), &metadata),
                    Err(error) => self.add(Discovered::Problem(error.to_string())),
                },
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().unwrap_or(folder).display().to_string();
                    let message = match (error.loop_ancestor(), error.io_error()) {
                        (Some(ancestor), _) => format!("{place} leads back to {}; it was not followed.", ancestor.display()),
                        (None, Some(cause)) => explain(error.path().unwrap_or(folder), cause),
                        (None, None) => error.to_string(),
                    };
                    self.add(Discovered::Problem(message));
                }
            }
        }
        Ok(())
    }

    fn playlist(&mut self, path: &Path) -> Result<(), Cancelled> {
        let read = fs::metadata(path).and_then(|metadata| {
            if metadata.len() > playlist::MOST_BYTES {
                return Err(io::Error::other("it is too large for a playlist"));
            }
            fs::read(path)
        });
        match read {
            Err(error) => self.add(Discovered::Unusable { path: path.to_owned(), error: explain(path, &error) }),
            Ok(content) => {
                let entries = playlist::entries(path, &content);
                if entries.is_empty() {
                    let error = format!("{} names no audio file. Add the files themselves.", path.display());
                    self.add(Discovered::Unusable { path: path.to_owned(), error });
                }
                for entry in entries {
                    self.cancel.check()?;
                    match fs::metadata(&entry) {
                        Ok(metadata) if metadata.is_dir() => {}
                        Ok(metadata) => self.file(&entry, &metadata),
                        Err(error) => {
                            let error = format!("{} (named in {})", explain(&entry, &error), path.display());
                            self.add(Discovered::Unusable { path: entry, error });
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, metadata: &fs::Metadata) {
        let modified_ns = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let key = TrackKey {
            path: path.to_owned(),
            size_bytes: metadata.len(),
            modified_ns: modified_ns.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX)),
        };
        if self.seen.insert(key.path.clone()) {
            self.add(Discovered::Track(key));
        }
    }

    fn add(&mut self, found: Discovered) {
        self.chunk.push(found);
        if self.chunk.len() >= CHUNK {
            self.flush();
        }
    }

    fn flush(&mut self) {
        if !self.chunk.is_empty() {
            (self.hand_on)(std::mem::take(&mut self.chunk));
        }
    }
}

/// What is wrong with `path`, and the remedy.
fn explain(path: &Path, error: &io::Error) -> String {
    let path = path.display();
    match error.kind() {
        io::ErrorKind::NotFound => format!("{path} does not exist. Check the name, or whether its disk is mounted."),
        io::ErrorKind::PermissionDenied => format!("{path} may not be read. Give yourself permission to read it."),
        _ => format!("{path} cannot be read: {error}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(paths: &[PathBuf]) -> Vec<Discovered> {
        let mut all = Vec::new();
        discover(paths, &CancelToken::new(), &mut |chunk| all.extend(chunk)).unwrap();
        all
    }

    fn names(found: &[Discovered]) -> Vec<String> {
        let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
        found
            .iter()
            .map(|one| match one {
                Discovered::Track(key) => name(&key.path),
                Discovered::Unusable { path, .. } => format!("!{}", name(path)),
                Discovered::Problem(_) => "?".to_owned(),
            })
            .collect()
    }

    #[test]
    fn folders_are_walked_in_order_and_other_files_left_out() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["b/2.flac", "a.wav", "b/1.flac", "cover.jpg", "notes.txt"] {
            fs::write(folder.path().join(name), b"x").unwrap();
        }
        assert_eq!(names(&found(&[folder.path().to_owned()])), ["a.wav", "1.flac", "2.flac"]);
    }

    #[test]
    fn a_file_named_twice_is_found_once_and_a_named_text_file_is_tried() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("notes.txt");
        let track = folder.path().join("a.flac");
        fs::write(&text, b"x").unwrap();
        fs::write(&track, b"x").unwrap();
        assert_eq!(names(&found(&[text, track.clone(), folder.path().to_owned(), track])), ["notes.txt", "a.flac"]);
    }

    #[test]
    fn a_quarantine_is_passed_over_and_told_where_it_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let (music, quarantine) = (folder.path().join("music"), folder.path().join("music/quarantine"));
        fs::create_dir_all(&music).unwrap();
        for name in ["a.flac", "b.flac"] {
            fs::write(music.join(name), b"x").unwrap();
        }
        let cancel = CancelToken::new();
        super::super::quarantine::quarantine(None, &quarantine, &[music.join("a.flac")], &[], &cancel, &mut |_, _| {}).unwrap();
        assert!(quarantine.join("a.flac").is_file());
        assert_eq!(names(&found(std::slice::from_ref(&music))), ["b.flac"]);
        assert_eq!(names(&found(std::slice::from_ref(&quarantine))), ["?"]);
        assert_eq!(names(&found(&[quarantine.join("a.flac")])), ["a.flac"], "a file that is named is audited");
    }

    #[cfg(unix)]
    #[test]
    fn a_directory_loop_is_told_and_left() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.flac"), b"x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let found = found(&[folder.path().to_owned()]);
        assert_eq!(names(&found), ["a.flac", "?"]);
        assert!(matches!(&found[1], Discovered::Problem(message) if message.contains("leads back to")));
    }

    #[test]
    fn a_missing_path_is_a_row_that_names_the_remedy() {
        let found = found(&[PathBuf::from("/no/such/track.flac")]);
        let [Discovered::Unusable { error, .. }] = &found[..] else { panic!("{found:?}") };
        assert!(error.starts_with("/no/such/track.flac does not exist."), "{error}");
    }

    #[test]
    fn cancel_stops_the_walk() {
        let cancel = CancelToken::new();
        cancel.cancel();
        assert_eq!(discover(&[PathBuf::from("/")], &cancel, &mut |_| {}), Err(Cancelled));
    }
}
