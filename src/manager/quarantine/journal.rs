//! The restore log of a quarantine folder: JSON lines in the folder itself, so that it can be restored on any machine, without a
//! store.
//!
//! Append-only. A move is begun by a line that is on the disk before the file is touched, and ended by one that is written after all
//! of it is done: a begin without an end is a move that was cut off. A torn last line is left where it is and passed over. The file
//! marks its folder as a quarantine, and its lock keeps two programs from moving at once.

use std::{
    collections::HashMap,
    fs::{self, File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{QuarantineError, moving::sync_folder};

/// Name of the log: a folder that holds it is a quarantine.
pub(crate) const LOG_NAME: &str = ".audiopro-quarantine.jsonl";
/// Version of its lines.
const VERSION: u32 = 1;
/// A longer log is none: a million moves take some 300 MB.
const MOST_BYTES: u64 = 1 << 30;

/// Whether `folder` is a quarantine.
pub(crate) fn is_quarantine(folder: &Path) -> bool {
    fs::symlink_metadata(folder.join(LOG_NAME)).is_ok_and(|log| log.is_file())
}

/// The quarantine that `path` is or lies in.
pub(crate) fn quarantine_around(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| is_quarantine(folder))
}

/// Which way a file goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Way {
    In,
    Out,
}

/// One move of one file, as it is begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Move {
    pub(super) id: u64,
    pub(super) batch: u64,
    pub(super) way: Way,
    /// The move that brought the file in; itself for one that does.
    pub(super) of: u64,
    /// Where it came from.
    #[serde(with = "path_text")]
    pub(super) original: PathBuf,
    /// Where it is kept, from the quarantine folder, so that the folder may be moved.
    #[serde(with = "path_text")]
    pub(super) held: PathBuf,
    pub(super) size_bytes: u64,
    pub(super) modified_ns: i64,
    pub(super) at_ms: i64,
}

/// How a move ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum End {
    /// The file is where it was to go.
    Done,
    /// It stayed where it was.
    Undone,
    /// It is at neither place: somebody else moved it.
    Gone,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "line", rename_all = "snake_case")]
enum Line {
    Folder { audiopro_quarantine: u32 },
    Begin(Move),
    End { id: u64, end: End },
}

/// What the log says.
#[derive(Clone, Debug, Default)]
pub(super) struct Story {
    moves: Vec<(Move, Option<End>)>,
    place_of: HashMap<u64, usize>,
    /// Lines that cannot be read.
    pub(super) unreadable: usize,
}

impl Story {
    /// Moves that were cut off, in order.
    pub(super) fn unfinished(&self) -> Vec<Move> {
        self.moves.iter().filter(|(_, end)| end.is_none()).map(|(step, _)| step.clone()).collect()
    }

    /// Files that are in quarantine now, in the order in which they came.
    pub(super) fn held(&self) -> Vec<Move> {
        let mut left: Vec<u64> = self
            .moves
            .iter()
            .filter(|(step, end)| step.way == Way::Out && *end == Some(End::Done))
            .map(|(step, _)| step.of)
            .collect();
        left.sort_unstable();
        let is_in = |(step, end): &&(Move, Option<End>)| {
            step.way == Way::In && *end == Some(End::Done) && left.binary_search(&step.id).is_err()
        };
        self.moves.iter().filter(is_in).map(|(step, _)| step.clone()).collect()
    }

    fn next_id(&self) -> u64 {
        self.moves.iter().map(|(step, _)| step.id).max().map_or(1, |last| last.saturating_add(1))
    }

    /// A number for the next batch.
    pub(super) fn next_batch(&self) -> u64 {
        self.moves.iter().map(|(step, _)| step.batch).max().map_or(1, |last| last.saturating_add(1))
    }

    fn take(&mut self, line: Line) {
        match line {
            Line::Folder { .. } => {}
            Line::Begin(step) => {
                self.place_of.insert(step.id, self.moves.len());
                self.moves.push((step, None));
            }
            Line::End { id, end } => {
                if let Some((_, ended)) = self.place_of.get(&id).and_then(|&place| self.moves.get_mut(place)) {
                    *ended = Some(end);
                }
            }
        }
    }
}

/// What the log of `folder` says, without taking its lock.
pub(super) fn read(folder: &Path) -> Result<Story, QuarantineError> {
    let path = folder.join(LOG_NAME);
    let file = File::open(&path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => QuarantineError::NoQuarantine { folder: folder.to_owned() },
        _ => QuarantineError::Log { path: path.clone(), source },
    })?;
    story(&path, file)
}

fn story(path: &Path, mut file: File) -> Result<Story, QuarantineError> {
    let at = |source| QuarantineError::Log { path: path.to_owned(), source };
    let mut bytes = Vec::new();
    let length = (&mut file).take(MOST_BYTES).read_to_end(&mut bytes).map_err(at)?;
    if length as u64 == MOST_BYTES {
        return Err(at(io::Error::other("it is too large for a restore log")));
    }
    let mut story = Story::default();
    for line in bytes.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line) {
            Ok(Line::Folder { audiopro_quarantine }) if audiopro_quarantine > VERSION => {
                return Err(QuarantineError::Newer { path: path.to_owned() });
            }
            Ok(line) => story.take(line),
            Err(_) => story.unreadable += 1,
        }
    }
    Ok(story)
}

/// The log, open and locked.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    length: u64,
    pub(super) story: Story,
}

impl Journal {
    /// Opens the log of `folder`; makes folder and log where there are none and the folder is empty.
    pub(super) fn create(folder: &Path) -> Result<Self, QuarantineError> {
        let at = |source| QuarantineError::Folder { folder: folder.to_owned(), source };
        if !is_quarantine(folder) {
            if let Some(around) = folder.parent().and_then(quarantine_around) {
                return Err(QuarantineError::Nested { folder: folder.to_owned(), around: around.to_owned() });
            }
            fs::create_dir_all(folder).map_err(at)?;
            if fs::read_dir(folder).map_err(at)?.next().is_some() {
                return Err(QuarantineError::NotEmpty { folder: folder.to_owned() });
            }
            match OpenOptions::new().append(true).create_new(true).open(folder.join(LOG_NAME)) {
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(at(error)),
            }
            sync_folder(folder).map_err(at)?;
            if let Some(parent) = folder.parent() {
                sync_folder(parent).map_err(at)?;
            }
        }
        Self::open(folder)
    }

    /// Opens the log of a quarantine.
    pub(super) fn open(folder: &Path) -> Result<Self, QuarantineError> {
        let path = folder.join(LOG_NAME);
        let at = |source| QuarantineError::Log { path: path.clone(), source };
        let mut file = match OpenOptions::new().read(true).append(true).open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(QuarantineError::NoQuarantine { folder: folder.to_owned() });
            }
            Err(error) => return Err(at(error)),
        };
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(QuarantineError::Busy { folder: folder.to_owned() }),
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {} // a file system without locks
            Err(TryLockError::Error(error)) => return Err(at(error)),
        }
        let story = story(&path, file.try_clone().map_err(at)?)?;
        let length = file.seek(SeekFrom::End(0)).map_err(at)?;
        let mut journal = Self { path: path.clone(), file, length, story };
        if length == 0 {
            journal.write(&Line::Folder { audiopro_quarantine: VERSION }).map_err(at)?;
        } else {
            journal.end_torn_line().map_err(at)?;
        }
        Ok(journal)
    }

    /// Puts a line end behind a line that a crash tore, so that the next one stands alone.
    fn end_torn_line(&mut self) -> io::Result<()> {
        let mut last = [0];
        self.file.seek(SeekFrom::End(-1))?;
        self.file.read_exact(&mut last)?;
        if last != *b"\n" {
            self.append(b"\n")?;
        }
        Ok(())
    }

    /// Begins a move: on the disk when this returns. `make` gets the number of the move.
    pub(super) fn begin(&mut self, make: impl FnOnce(u64) -> Move) -> io::Result<Move> {
        let step = make(self.story.next_id());
        self.write(&Line::Begin(step.clone()))?;
        self.story.take(Line::Begin(step.clone()));
        Ok(step)
    }

    /// Ends a move.
    pub(super) fn end(&mut self, id: u64, end: End) -> io::Result<()> {
        self.write(&Line::End { id, end })?;
        self.story.take(Line::End { id, end });
        Ok(())
    }

    fn write(&mut self, line: &Line) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.append(&bytes)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = self.file.write_all(bytes).and_then(|()| self.file.sync_data());
        match written {
            Ok(()) => self.length += bytes.len() as u64,
            // What is not wholly there is taken back, as far as the disk lets it: else the next opening ends the torn line.
            Err(_) => drop(self.file.set_len(self.length)),
        }
        written
    }

    /// The log file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

/// A path as text, or as its bytes where it is no UTF-8.
mod path_text {
    use std::path::{Path, PathBuf};

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Written {
        Text(String),
        Bytes { hex: String },
    }

    pub(super) fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
        match path.to_str() {
            Some(text) => Written::Text(text.to_owned()).serialize(serializer),
            None => Written::Bytes { hex: hex(path).map_err(serde::ser::Error::custom)? }.serialize(serializer),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
        match Written::deserialize(deserializer)? {
            Written::Text(text) => Ok(PathBuf::from(text)),
            Written::Bytes { hex } => path(&hex).ok_or_else(|| D::Error::custom("a path is no hexadecimal text")),
        }
    }

    #[cfg(unix)]
    fn hex(path: &Path) -> Result<String, &'static str> {
        use std::os::unix::ffi::OsStrExt;
        Ok(path.as_os_str().as_bytes().iter().map(|byte| format!("{byte:02x}")).collect())
    }

    #[cfg(unix)]
    fn path(hex: &str) -> Option<PathBuf> {
        use std::os::unix::ffi::OsStringExt;
        let digits = hex.as_bytes();
        let bytes: Option<Vec<u8>> = digits
            .chunks(2)
            .map(|pair| {
                std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2).and_then(|pair| u8::from_str_radix(pair, 16).ok())
            })
            .collect();
        Some(PathBuf::from(std::ffi::OsString::from_vec(bytes?)))
    }

    #[cfg(not(unix))]
    fn hex(_: &Path) -> Result<String, &'static str> {
        Err("its name is no Unicode, and cannot be kept exactly here")
    }

    #[cfg(not(unix))]
    fn path(_: &str) -> Option<PathBuf> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(id: u64, way: Way, of: u64) -> Move {
        let (original, held) = (PathBuf::from("/music/a.flac"), PathBuf::from("a.flac"));
        Move { id, batch: 1, way, of, original, held, size_bytes: 1, modified_ns: 2, at_ms: 3 }
    }

    #[test]
    fn what_was_begun_and_ended_is_read_back_and_a_torn_line_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("q");
        let mut journal = Journal::create(&home).unwrap();
        assert!(matches!(Journal::open(&home), Err(QuarantineError::Busy { .. })));
        journal.begin(|id| step(id, Way::In, id)).unwrap();
        journal.end(1, End::Done).unwrap();
        journal.begin(|id| step(id, Way::In, id)).unwrap();
        drop(journal);
        let whole = fs::read(home.join(LOG_NAME)).unwrap();
        for cut in 0..whole.len() {
            fs::write(home.join(LOG_NAME), &whole[..cut]).unwrap();
            let mut journal = Journal::open(&home).unwrap();
            let before = journal.story.held().len() + journal.story.unfinished().len();
            journal.begin(|id| step(id, Way::In, id)).unwrap();
            drop(journal);
            let story = read(&home).unwrap();
            assert_eq!(story.held().len() + story.unfinished().len(), before + 1, "cut at {cut}");
        }
    }

    #[test]
    fn what_came_back_is_no_longer_held() {
        let mut story = Story::default();
        for line in [
            Line::Begin(step(1, Way::In, 1)),
            Line::End { id: 1, end: End::Done },
            Line::Begin(step(2, Way::In, 2)),
            Line::End { id: 2, end: End::Done },
            Line::Begin(step(3, Way::Out, 1)),
            Line::End { id: 3, end: End::Done },
            Line::Begin(step(4, Way::Out, 2)),
            Line::End { id: 4, end: End::Undone },
        ] {
            story.take(line);
        }
        assert_eq!(story.held().iter().map(|step| step.id).collect::<Vec<_>>(), [2]);
        assert!(story.unfinished().is_empty());
    }

    #[test]
    fn a_folder_with_something_in_it_and_one_in_a_quarantine_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.flac"), b"x").unwrap();
        assert!(matches!(Journal::create(folder.path()), Err(QuarantineError::NotEmpty { .. })));
        let home = folder.path().join("q");
        drop(Journal::create(&home).unwrap());
        assert!(matches!(Journal::create(&home.join("inner")), Err(QuarantineError::Nested { .. })));
        assert!(matches!(Journal::open(&folder.path().join("none")), Err(QuarantineError::NoQuarantine { .. })));
        fs::write(home.join(LOG_NAME), "{\"line\":\"folder\",\"audiopro_quarantine\":9}\n").unwrap();
        assert!(matches!(Journal::open(&home), Err(QuarantineError::Newer { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn any_name_is_kept_byte_for_byte() {
        use std::os::unix::ffi::OsStrExt;
        let odd = Path::new(std::ffi::OsStr::from_bytes(b"/m/caf\xe9\n\"\xff.flac")).to_owned();
        let written = serde_json::to_string(&Move { original: odd.clone(), ..step(1, Way::In, 1) }).unwrap();
        let back: Move = serde_json::from_str(&written).unwrap();
        assert_eq!(back.original, odd);
        assert!(serde_json::from_str::<Move>(&written.replace("2f6d", "2f6")).is_err());
    }
}
