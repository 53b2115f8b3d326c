//! The two logs: `analysis.log` (target `analysis`: DSP and pipeline telemetry) and `system.log` (everything else).
//!
//! A line is handed to a writing thread and never holds up its author; where that thread falls far behind, lines are dropped
//! rather than work delayed. Each line about one track carries the field `track`, by the span that its audit runs in or by the
//! line's own field: both logs write the fields of the spans around a line. A log starts anew each day and at 4 MiB; the last
//! fourteen are kept, so that the folder never holds more than some 112 MiB.
//!
//! `AUDIOPRO_LOG` filters, in the syntax of `tracing_subscriber::EnvFilter`: `AUDIOPRO_LOG=debug`.

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use tracing_appender::non_blocking::{NonBlocking, NonBlockingBuilder, WorkerGuard};
use tracing_subscriber::{EnvFilter, Layer, filter::filter_fn, layer::SubscriberExt, util::SubscriberInitExt};

/// Environment variable of the filter.
pub const FILTER_VARIABLE: &str = "AUDIOPRO_LOG";
/// Target of the lines that belong in `analysis.log`.
pub const ANALYSIS_TARGET: &str = "analysis";

/// What is logged unless told otherwise: our own lines from `info` on, those of other crates where something is wrong.
const USUAL_FILTER: &str = "warn,analysis=info,audiopro=info";
/// Size at which a log starts anew: some ten thousand tracks.
const MOST_BYTES: u64 = 4 << 20;
/// Logs kept of each kind, the current one included.
const KEPT: usize = 14;
const DAY: Duration = Duration::from_secs(86_400);

/// Why there are no logs.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LogError {
    /// The folder or a log in it cannot be written.
    #[error("No log can be written in {}: {source}. Give yourself permission to write there, or free some space.", folder.display())]
    Folder {
        /// Folder of the logs.
        folder: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// Logs were started before.
    #[error("The logs were started twice.")]
    StartedTwice,
}

/// Keeps the logs going; writes what is left when dropped.
#[derive(Debug)]
#[must_use = "the logs end when it is dropped"]
pub struct LogGuard {
    _writers: [WorkerGuard; 2],
}

/// Starts both logs in `folder`, which is made where it is missing. The program runs without them where that fails.
///
/// # Errors
/// [`LogError`], with the remedy.
pub fn start(folder: &Path) -> Result<LogGuard, LogError> {
    let open =
        |name| Rotating::open(folder, name, MOST_BYTES).map_err(|source| LogError::Folder { folder: folder.to_owned(), source });
    fs::create_dir_all(folder).map_err(|source| LogError::Folder { folder: folder.to_owned(), source })?;
    let (analysis, analysis_guard) = non_blocking(open("analysis")?, "analysis-log");
    let (system, system_guard) = non_blocking(open("system")?, "system-log");
    let wanted = env::var(FILTER_VARIABLE).unwrap_or_default();
    let usual = || EnvFilter::new(USUAL_FILTER);
    let (filter, bad_filter) = match wanted.trim() {
        "" => (usual(), None),
        wanted => EnvFilter::try_new(wanted).map_or_else(|error| (usual(), Some(error)), |filter| (filter, None)),
    };
    // Spans pass both filters: a line of `system.log` from inside an audit names its track too.
    let is_analysis = |metadata: &tracing::Metadata<'_>| metadata.target() == ANALYSIS_TARGET;
    let to_analysis = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(analysis)
        .with_filter(filter_fn(move |metadata| metadata.is_span() || is_analysis(metadata)));
    let to_system = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(system)
        .with_filter(filter_fn(move |metadata| metadata.is_span() || !is_analysis(metadata)));
    let started = tracing_subscriber::registry().with(filter).with(to_analysis).with(to_system).try_init();
    started.map_err(|_| LogError::StartedTwice)?;
    log_panics();
    tracing::info!(version = env!("CARGO_PKG_VERSION"), process = std::process::id(), "started");
    if let Some(error) = bad_filter {
        tracing::warn!("{FILTER_VARIABLE}={wanted} is no filter ({error}); the usual one is used");
    }
    Ok(LogGuard { _writers: [analysis_guard, system_guard] })
}

/// A panic of a worker becomes a failed track and a line of the log; only one of the main thread still goes to stderr, where
/// progress is shown.
fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        tracing::error!("{panic}");
        if std::thread::current().name() == Some("main") {
            usual(panic);
        }
    }));
}

fn non_blocking(log: Rotating, thread: &str) -> (NonBlocking, WorkerGuard) {
    NonBlockingBuilder::default().lossy(true).thread_name(thread).finish(log)
}

/// A log that starts anew each day and at a size. Own code, since the appender's rotation bounds no size and dates the name of
/// the current log, which people look for under one name.
struct Rotating {
    folder: PathBuf,
    name: &'static str,
    most_bytes: u64,
    file: File,
    bytes: u64,
    day: u64,
}

impl Rotating {
    fn open(folder: &Path, name: &'static str, most_bytes: u64) -> io::Result<Self> {
        let path = folder.join(format!("{name}.log"));
        let last_change = fs::metadata(&path).and_then(|metadata| metadata.modified());
        let file = append(&path)?;
        let bytes = file.metadata()?.len();
        let day = last_change.map_or_else(|_| day_of(SystemTime::now()), day_of);
        Ok(Self { folder: folder.to_owned(), name, most_bytes, file, bytes, day })
    }

    fn path(&self, age: usize) -> PathBuf {
        match age {
            0 => self.folder.join(format!("{}.log", self.name)),
            age => self.folder.join(format!("{}.{age}.log", self.name)),
        }
    }

    /// Puts the current log aside and starts a new one. Where another process did so meanwhile, its new log is taken.
    fn rotate(&mut self, day: u64) -> io::Result<()> {
        let current = self.path(0);
        let metadata = fs::metadata(&current);
        let is_due =
            metadata.is_ok_and(|metadata| metadata.len() >= self.most_bytes || metadata.modified().map_or(day, day_of) < day);
        if is_due {
            for age in (0..KEPT - 1).rev() {
                let from = self.path(age);
                if from.exists() {
                    fs::rename(from, self.path(age + 1))?;
                }
            }
        }
        self.file = append(&current)?;
        self.bytes = self.file.metadata()?.len();
        self.day = day;
        Ok(())
    }
}

impl Write for Rotating {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let day = day_of(SystemTime::now());
        if self.bytes >= self.most_bytes || (day > self.day && self.bytes > 0) {
            // A log that cannot be put aside is written on: better too long than lost.
            if self.rotate(day).is_err() {
                (self.bytes, self.day) = (0, day);
            }
        }
        let written = self.file.write(line)?;
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path)
}

fn day_of(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / DAY.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_log_is_put_aside_and_the_number_of_logs_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Rotating::open(folder.path(), "system", 100).unwrap();
        for line in 0..200 {
            writeln!(log, "line {line:04} of some forty characters ------").unwrap();
        }
        let mut names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names.len(), KEPT);
        assert!(names.iter().any(|name| name == "system.log") && names.iter().any(|name| name == "system.13.log"));
        let newest = fs::read_to_string(folder.path().join("system.log")).unwrap();
        assert!(newest.ends_with("line 0199 of some forty characters ------\n"), "{newest}");
        let before = fs::read_to_string(folder.path().join("system.1.log")).unwrap();
        assert!(before < newest, "the order is kept: {before} / {newest}");
    }

    #[test]
    fn a_log_of_yesterday_is_put_aside() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("analysis.log");
        fs::write(&path, "yesterday\n").unwrap();
        File::options().append(true).open(&path).unwrap().set_modified(SystemTime::now() - DAY).unwrap();
        let mut log = Rotating::open(folder.path(), "analysis", MOST_BYTES).unwrap();
        log.write_all(b"today\n").unwrap();
        log.write_all(b"today again\n").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "today\ntoday again\n");
        assert_eq!(fs::read_to_string(folder.path().join("analysis.1.log")).unwrap(), "yesterday\n");
    }

    #[test]
    fn another_process_that_rotated_first_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut first = Rotating::open(folder.path(), "system", 20).unwrap();
        let mut second = Rotating::open(folder.path(), "system", 20).unwrap();
        first.write_all(b"first fills it up to the brim\n").unwrap();
        second.write_all(b"second too, in the same log\n").unwrap();
        first.write_all(b"first rotates\n").unwrap();
        second.write_all(b"second joins\n").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("system.log")).unwrap(), "first rotates\nsecond joins\n");
        assert!(!folder.path().join("system.2.log").exists());
    }

    /// The one test that installs the process's subscriber.
    #[test]
    fn lines_go_to_their_log_with_the_track() {
        let folder = tempfile::tempdir().unwrap();
        let guard = start(&folder.path().join("logs")).unwrap();
        {
            let _track = tracing::info_span!(target: "analysis", "audit", track = 7).entered();
            tracing::info!(target: "analysis", "decoded");
            tracing::warn!("the disk is slow");
        }
        tracing::info!("outside");
        drop(guard);
        let read = |name: &str| fs::read_to_string(folder.path().join("logs").join(name)).unwrap();
        let (analysis, system) = (read("analysis.log"), read("system.log"));
        let line = |log: &str, word: &str| log.lines().find(|line| line.contains(word)).map(str::to_owned);
        assert!(line(&analysis, "decoded").is_some_and(|line| line.contains("track=7")), "{analysis}");
        assert!(line(&system, "disk is slow").is_some_and(|line| line.contains("track=7")), "{system}");
        assert!(line(&system, "outside").is_some_and(|line| !line.contains("track")), "{system}");
        assert!(line(&analysis, "outside").is_none() && line(&system, "decoded").is_none());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("state");
        fs::write(&blocker, "").unwrap();
        let error = start(&blocker.join("logs")).unwrap_err();
        assert!(error.to_string().contains("state"), "{error}");
    }
}
