//! Folders under watch: what appears or changes in them is handed on once it has settled.
//!
//! A file has settled when its size and time stay as they are for the stated time; a quarter of it is enough where the writer closed it,
//! which Linux tells. Names of downloads under way are passed over until they are renamed, hidden names and quarantines always. A
//! folder that goes away, as a network disk does, is looked for until it comes back, and then scanned, since nobody told what changed
//! meanwhile; so it is after an overflow of the operating system's queue, and now and then in any case, because network disks tell nothing
//! of what others write. It does not audit: it hands paths on.

use std::{
    collections::{HashMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};
use walkdir::{DirEntry, WalkDir};

use super::quarantine::{is_quarantine, quarantine_around};
use crate::{
    analyzer::is_audio_candidate,
    contracts::{CancelToken, TrackKey},
    workers::ManagedThread,
};

/// What is watched.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchConfig {
    /// The folders, with all under them.
    pub folders: Vec<PathBuf>,
    /// Time for which a file must stay as it is.
    pub settle: Duration,
    /// Time between two looks for a folder that went away.
    pub look_for_folders: Duration,
    /// Time between two scans of folders that the operating system watches.
    pub rescan: Duration,
    /// Time between two scans of folders that it does not.
    pub rescan_unwatched: Duration,
}

impl WatchConfig {
    /// The folders and the settling time of the settings; the other times are for disks as they are.
    pub fn new(folders: Vec<PathBuf>, settle: Duration) -> Self {
        Self {
            folders,
            settle,
            look_for_folders: Duration::from_secs(3),
            rescan: Duration::from_secs(15 * 60),
            rescan_unwatched: Duration::from_secs(60),
        }
    }
}

/// What a watch tells.
#[derive(Clone, Debug, PartialEq)]
pub enum WatchEvent {
    /// Audio files have settled and are not audited as they are.
    Settled(Vec<PathBuf>),
    /// A folder is not there.
    Away(PathBuf),
    /// It is there again.
    Back(PathBuf),
    /// A folder cannot be watched as it should, as a sentence with the remedy.
    Problem(String),
}

/// Whether each file is audited as it is.
pub type IsKnown = Box<dyn Fn(&[TrackKey]) -> Vec<bool> + Send>;

/// A running watch; it ends when dropped.
pub struct Watch {
    stop: CancelToken,
    thread: ManagedThread,
}

/// Time that the end of a watch may take.
const END_LIMIT: Duration = Duration::from_secs(2);

impl Watch {
    /// Starts to watch. What is in the folders already is handed on too, where `is_known` does not know it. `on_event` is called on the
    /// thread of the watch.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn start(config: WatchConfig, is_known: IsKnown, on_event: impl FnMut(WatchEvent) + Send + 'static) -> io::Result<Self> {
        let stop = CancelToken::new();
        let token = stop.clone();
        let thread = ManagedThread::spawn("watch", move || Patrol::new(config, is_known, Box::new(on_event), token).run())?;
        Ok(Self { stop, thread })
    }

    /// Ends it; whether it ended in time.
    pub fn stop(self) -> bool {
        self.stop.cancel();
        self.thread.wait(END_LIMIT)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// A watched folder.
struct Root {
    folder: PathBuf,
    /// The operating system's watch; `None` where it grants none.
    watcher: Option<RecommendedWatcher>,
    /// Which folder it is, so that another one mounted in its place is noticed; `None` while it is away.
    identity: Option<(u64, u64)>,
    was_told: bool,
    scanned: Instant,
}

/// A file that has not settled.
struct Unsettled {
    size_bytes: u64,
    modified_ns: i64,
    since: Instant,
    was_closed: bool,
}

struct Patrol {
    config: WatchConfig,
    is_known: IsKnown,
    on_event: Box<dyn FnMut(WatchEvent) + Send>,
    stop: CancelToken,
    told: Receiver<notify::Result<Event>>,
    tell: Sender<notify::Result<Event>>,
    roots: Vec<Root>,
    unsettled: HashMap<PathBuf, Unsettled>,
    /// What was handed on, as it was then.
    handed: HashMap<PathBuf, (u64, i64)>,
    looked: Option<Instant>,
}

impl Patrol {
    fn new(config: WatchConfig, is_known: IsKnown, on_event: Box<dyn FnMut(WatchEvent) + Send>, stop: CancelToken) -> Self {
        let (tell, told) = unbounded();
        let now = Instant::now();
        let mut seen = HashSet::new();
        let roots = config.folders.iter().map(|folder| std::path::absolute(folder).unwrap_or_else(|_| folder.clone()));
        let roots = roots.filter(|folder| seen.insert(folder.clone())).map(|folder| Root {
            folder,
            watcher: None,
            identity: None,
            was_told: false,
            scanned: now,
        });
        let roots = roots.collect();
        Self {
            config,
            is_known,
            on_event,
            stop,
            told,
            tell,
            roots,
            unsettled: HashMap::new(),
            handed: HashMap::new(),
            looked: None,
        }
    }

    fn run(mut self) {
        // Short enough for a stop to be prompt and for a closed file to be handed on soon.
        let tick = (self.config.settle / 8).clamp(Duration::from_millis(20), Duration::from_millis(250));
        while !self.stop.is_cancelled() {
            match self.told.recv_timeout(tick) {
                Ok(event) => {
                    let mut events = vec![event];
                    events.extend(self.told.try_iter());
                    self.take(events);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break, // it holds a sender itself
            }
            if self.looked.is_none_or(|looked| looked.elapsed() >= self.config.look_for_folders) {
                self.looked = Some(Instant::now());
                self.look_for_folders();
            }
            self.hand_on_settled();
        }
    }

    fn take(&mut self, events: Vec<notify::Result<Event>>) {
        let (mut changed, mut closed, mut is_overflown) = (HashSet::new(), HashSet::new(), false);
        for event in events {
            match event {
                Err(error) => {
                    tracing::warn!("a watch missed something: {error}");
                    is_overflown = true;
                }
                Ok(event) if event.need_rescan() => is_overflown = true,
                Ok(Event { kind: EventKind::Access(AccessKind::Close(AccessMode::Write)), paths, .. }) => {
                    closed.extend(paths);
                }
                Ok(Event { kind: EventKind::Access(_) | EventKind::Remove(_), .. }) => {}
                Ok(event) => {
                    for path in event.paths {
                        closed.remove(&path);
                        changed.insert(path);
                    }
                }
            }
        }
        if is_overflown {
            self.scan_all();
            return;
        }
        for path in changed {
            let was_closed = closed.remove(&path);
            // What lies in a new folder may have come before its watch.
            if path.is_dir() { self.scan(&path) } else { self.note(path, was_closed) }
        }
        for path in closed {
            self.note(path, true);
        }
    }

    fn note(&mut self, path: PathBuf, was_closed: bool) {
        if is_passing_name(&path) {
            return;
        }
        let Some((size_bytes, modified_ns)) = state_of(&path) else {
            self.unsettled.remove(&path);
            return;
        };
        if self.handed.get(&path) == Some(&(size_bytes, modified_ns)) {
            return;
        }
        let since = Instant::now();
        self.unsettled.insert(path, Unsettled { size_bytes, modified_ns, since, was_closed });
    }

    fn hand_on_settled(&mut self) {
        let mut settled = Vec::new();
        let settle = self.config.settle;
        self.unsettled.retain(|path, unsettled| {
            let wait = if unsettled.was_closed { settle / 4 } else { settle };
            if unsettled.since.elapsed() < wait {
                return true;
            }
            match state_of(path) {
                None => false, // gone, or renamed: the new name has an event of its own
                Some((size_bytes, modified_ns)) if (size_bytes, modified_ns) != (unsettled.size_bytes, unsettled.modified_ns) => {
                    *unsettled = Unsettled { size_bytes, modified_ns, since: Instant::now(), was_closed: false };
                    true
                }
                Some((size_bytes, modified_ns)) => {
                    settled.push(TrackKey { path: path.clone(), size_bytes, modified_ns });
                    false
                }
            }
        });
        settled.retain(|key| key.size_bytes > 0 && quarantine_around(&key.path).is_none() && is_audio_candidate(&key.path));
        if settled.is_empty() {
            return;
        }
        settled.sort_by(|a, b| a.path.cmp(&b.path));
        let is_known = (self.is_known)(&settled);
        let mut paths = Vec::new();
        for (key, is_known) in settled.into_iter().zip(is_known) {
            self.handed.insert(key.path.clone(), (key.size_bytes, key.modified_ns));
            if !is_known {
                paths.push(key.path);
            }
        }
        if !paths.is_empty() {
            tracing::info!(files = paths.len(), "settled in a watched folder");
            (self.on_event)(WatchEvent::Settled(paths));
        }
    }

    /// Takes up folders that came, lets go of those that went, and scans those whose time has come.
    fn look_for_folders(&mut self) {
        for place in 0..self.roots.len() {
            let root = &self.roots[place];
            let identity = identity_of(&root.folder);
            let is_due =
                root.scanned.elapsed() >= if root.watcher.is_some() { self.config.rescan } else { self.config.rescan_unwatched };
            match (root.identity, identity) {
                (before, Some(now)) if before != Some(now) => self.take_up(place, now),
                (Some(_), None) => {
                    (self.roots[place].identity, self.roots[place].watcher) = (None, None);
                    self.tell_away(place);
                }
                (None, None) => self.tell_away(place),
                _ if is_due => {
                    self.roots[place].scanned = Instant::now();
                    let folder = self.roots[place].folder.clone();
                    self.scan(&folder);
                }
                _ => {}
            }
        }
    }

    fn tell_away(&mut self, place: usize) {
        let root = &mut self.roots[place];
        if !root.was_told {
            root.was_told = true;
            (self.on_event)(WatchEvent::Away(root.folder.clone()));
        }
    }

    fn take_up(&mut self, place: usize, identity: (u64, u64)) {
        let folder = self.roots[place].folder.clone();
        if let Some(quarantine) = quarantine_around(&folder) {
            (self.roots[place].identity, self.roots[place].scanned) = (Some(identity), Instant::now());
            let message = format!("{} lies in the quarantine {} and is not watched.", folder.display(), quarantine.display());
            (self.on_event)(WatchEvent::Problem(message));
            return;
        }
        let tell = self.tell.clone();
        let started = notify::recommended_watcher(move |event| {
            let _ = tell.send(event); // a watch that ended listens no more
        })
        .and_then(|mut watcher| watcher.watch(&folder, RecursiveMode::Recursive).map(|()| watcher));
        let watcher = started.map_err(|error| {
            let message = format!(
                "{} is scanned once a minute instead of watched: {error}. Raise fs.inotify.max_user_watches, or watch a smaller folder.",
                folder.display()
            );
            tracing::warn!("{message}");
            (self.on_event)(WatchEvent::Problem(message));
        });
        let root = &mut self.roots[place];
        (root.watcher, root.identity, root.scanned) = (watcher.ok(), Some(identity), Instant::now());
        if std::mem::take(&mut root.was_told) {
            (self.on_event)(WatchEvent::Back(folder.clone()));
        }
        // After the watch began: what comes in between is seen twice, and handed on once.
        self.scan(&folder);
    }

    fn scan_all(&mut self) {
        for place in 0..self.roots.len() {
            self.roots[place].scanned = Instant::now();
            let folder = self.roots[place].folder.clone();
            self.scan(&folder);
        }
    }

    /// Notes every file in `folder` that was not handed on as it is; those that wait already keep their time.
    fn scan(&mut self, folder: &Path) {
        if quarantine_around(folder).is_some() {
            return;
        }
        let is_scanned = |entry: &DirEntry| !(entry.file_type().is_dir() && is_quarantine(entry.path()));
        for entry in WalkDir::new(folder).follow_links(true).into_iter().filter_entry(is_scanned).flatten() {
            if self.stop.is_cancelled() {
                return;
            }
            if entry.file_type().is_file() && !self.unsettled.contains_key(entry.path()) {
                self.note(entry.into_path(), false);
            }
        }
    }
}

/// Endings of files that somebody is still writing.
const PASSING: [&str; 10] = ["part", "partial", "tmp", "temp", "crdownload", "download", "opdownload", "filepart", "aria2", "!ut"];

fn is_passing_name(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with('.') || name.ends_with('~') || PASSING.contains(&ending)
}

/// Size and time of the file at `path`.
fn state_of(path: &Path) -> Option<(u64, i64)> {
    let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((found.len(), super::quarantine::modified_ns(&found)))
}

#[cfg(unix)]
fn identity_of(folder: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(folder).ok().filter(fs::Metadata::is_dir).map(|found| (found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity_of(folder: &Path) -> Option<(u64, u64)> {
    folder.is_dir().then_some((0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_downloads_under_way_and_hidden_ones_pass() {
        for name in ["a.flac.part", "a.FLAC.CRDOWNLOAD", ".a.flac.Xy12", "a.tmp", "a.flac~", "._a.flac"] {
            assert!(is_passing_name(Path::new(name)), "{name}");
        }
        for name in ["a.flac", "part.flac", "a", "a.partisan"] {
            assert!(!is_passing_name(Path::new(name)), "{name}");
        }
    }
}
