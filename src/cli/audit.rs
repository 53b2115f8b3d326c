//! `audiopro audit`: drives the manager, writes each report as it comes, and sums up in the exit code.

use std::{
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use crossbeam_channel::{Receiver, never};

use super::{
    EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE, Judged, arguments::AuditArguments, complain, follow::follow, interrupt, pictures,
    progress::Progress, start::Session,
};
use crate::{
    contracts::{AuditReport, AuditSettings, CancelToken},
    manager::{Ending, Event, Manager, ManagerConfig, judge_of},
    persistence::Repository,
    policy::Policy,
    report::{self, OutputFile, PictureSource, ReportFormat, ReportOptions, ReportWriter, TableOptions},
};

/// Time that running tracks get to end after Ctrl-C; they need 300 ms.
pub(super) const CANCEL_LIMIT: Duration = Duration::from_secs(3);
/// Columns of a table that is not on a terminal.
const USUAL_COLUMNS: u16 = 120;

/// Audits and reports; the exit code.
pub(super) fn run(arguments: AuditArguments) -> u8 {
    let interrupts = interrupt::listen();
    let mut session = Session::start();
    session.complain_about_settings();
    session.switch_network(arguments.network);
    match audit(arguments, &session, &interrupts) {
        Ok(code) | Err(code) => code,
    }
}

fn audit(arguments: AuditArguments, session: &Session, interrupts: &Receiver<()>) -> Result<u8, u8> {
    let policy = load_policy(arguments.policy.as_deref())?;
    let settings =
        AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), with_grids: !arguments.no_grids, ..AuditSettings::default() };
    let format = arguments.format.into();
    // A picture in the making is waited for: the signal is the run's.
    let pictures = (format == ReportFormat::Html)
        .then(|| pictures::source(settings.clone(), session.places.cache.clone(), never(), CancelToken::new()));
    let output = Output::open(arguments.output.as_deref(), format, policy.clone(), pictures)?;
    // Audits without grids may not answer for whole ones later.
    let is_kept = !arguments.no_db && !arguments.no_grids;
    let repository = open_repository(arguments.db.as_deref(), is_kept, session)?;
    let config = ManagerConfig {
        workers: arguments.jobs.unwrap_or(session.settings.workers),
        audit: settings,
        judge: judge_of(&session.places.weights, &session.settings),
        arbiter: session.arbiter(arguments.arbiter.as_deref()),
        repository,
        loads_stored: true,
    };
    let (manager, events) = Manager::start(config).map_err(|error| {
        complain(&format!("no worker thread could be started: {error}. Close other programs, or use fewer --jobs."));
        EXIT_FAILED
    })?;
    manager.add(arguments.paths, arguments.again);
    let mut run = Run { output, policy, progress: Progress::new(arguments.quiet), summary: Judged::default() };
    let end = match follow(&manager, &events, interrupts, &mut run, |it| &it.progress, Run::take) {
        Ok(true) => End::Interrupted,
        Ok(false) => End::Complete,
        Err(end) => End::Output(end),
    };
    run.progress.clear();
    if !manager.shutdown() {
        tracing::error!("some work did not end within the shutdown's limit");
    }
    Ok(run.conclude(end))
}

/// The policy in the named file, where one is named.
///
/// # Errors
/// The exit code of wrong usage, after a complaint that names file, line and what is allowed.
pub(super) fn load_policy(path: Option<&Path>) -> Result<Option<Arc<Policy>>, u8> {
    path.map(Policy::load).transpose().map(|policy| policy.map(Arc::new)).map_err(|error| {
        complain(&error.to_string());
        EXIT_USAGE
    })
}

/// The store, unless none is wanted. One that was named must open; the usual one may fail, since the audits still reach the
/// output.
///
/// # Errors
/// The exit code, after a complaint.
pub(super) fn open_repository(named: Option<&Path>, is_kept: bool, session: &Session) -> Result<Option<Repository>, u8> {
    if !is_kept {
        return Ok(None);
    }
    match Repository::open(&session.database(named)) {
        Ok(repository) => Ok(Some(repository)),
        Err(error) if named.is_some() => {
            complain(&format!("{error} Or keep nothing, with --no-db."));
            Err(EXIT_FAILED)
        }
        Err(error) => {
            tracing::error!("{error}");
            complain(&format!("{error} These audits are not kept."));
            Ok(None)
        }
    }
}

/// Where the reports go.
struct Output {
    writer: Box<dyn ReportWriter>,
    file: Option<(OutputFile, PathBuf)>,
}

impl Output {
    fn open(
        path: Option<&Path>,
        format: ReportFormat,
        policy: Option<Arc<Policy>>,
        pictures: Option<PictureSource>,
    ) -> Result<Self, u8> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            let is_terminal = io::stdout().is_terminal();
            if is_terminal && !format.is_text() {
                complain("a spreadsheet is nothing for a terminal. Name a file with --output.");
                return Err(EXIT_USAGE);
            }
            let columns = if is_terminal { comfy_table::Table::new().width().unwrap_or(USUAL_COLUMNS) } else { USUAL_COLUMNS };
            let table = TableOptions { columns, is_coloured: wants_colour(is_terminal) };
            let options = ReportOptions { table, policy, pictures };
            return Ok(Self { writer: report::writer(format, Box::new(io::stdout()), options), file: None });
        };
        let unwritable = |error: io::Error| {
            complain(&report::explain_unwritable(path, &error));
            EXIT_FAILED
        };
        let file = OutputFile::create(path).map_err(unwritable)?;
        let stream: Box<dyn Write + Send> = file.stream().map_err(unwritable)?;
        let options = ReportOptions { policy, pictures, ..ReportOptions::default() };
        Ok(Self { writer: report::writer(format, stream, options), file: Some((file, path.to_owned())) })
    }

    /// Writes what stands at the end and puts a file in its place.
    fn finish(self) -> Result<(), OutputEnd> {
        let path = self.file.as_ref().map(|(_, path)| path.clone());
        let finished = self.writer.finish();
        finished.and_then(|()| self.file.map_or(Ok(()), |(file, _)| file.keep())).map_err(|error| OutputEnd::of(error, path))
    }
}

/// Why nothing more can be written.
enum OutputEnd {
    /// The reader has seen enough.
    Closed,
    /// A fault, as a sentence.
    Broken(String),
}

impl OutputEnd {
    fn of(error: io::Error, path: Option<PathBuf>) -> Self {
        match path {
            _ if error.kind() == io::ErrorKind::BrokenPipe => Self::Closed,
            Some(path) => Self::Broken(report::explain_unwritable(&path, &error)),
            None => Self::Broken(format!("the output cannot be written: {error}")),
        }
    }
}

/// Whether to colour: on a terminal, unless `NO_COLOR` is set (no-color.org).
pub(super) fn wants_colour(is_terminal: bool) -> bool {
    is_terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Why the run stopped.
enum End {
    /// Everything was audited.
    Complete,
    /// Ctrl-C.
    Interrupted,
    /// Nothing more could be written.
    Output(OutputEnd),
}

struct Run {
    output: Output,
    policy: Option<Arc<Policy>>,
    progress: Progress,
    summary: Judged,
}

impl Run {
    fn take(&mut self, event: Event) -> Result<(), OutputEnd> {
        match event {
            Event::Found { tracks } => self.progress.found(tracks.len() as u64),
            Event::Progress { .. } => self.progress.tick(),
            Event::Finished { ending, .. } => {
                self.progress.ended();
                return match ending {
                    Ending::Report(report) => self.write(&report),
                    Ending::AlreadyStored => {
                        self.summary.has_problem = true;
                        self.progress.tell("a track was audited before, and its report cannot be read. Use --again.");
                        Ok(())
                    }
                };
            }
            Event::Problem { message } => {
                self.summary.has_problem = true;
                self.progress.tell(&message);
            }
            Event::Idle { .. } | Event::Interrupted { .. } => {}
        }
        Ok(())
    }

    fn write(&mut self, report: &Arc<AuditReport>) -> Result<(), OutputEnd> {
        let outcome = self.policy.as_ref().map(|policy| policy.evaluate(report));
        self.summary.count(report, outcome.as_ref());
        if let Some(error) = &report.error {
            self.progress.tell(error);
        }
        let path = self.output.file.as_ref().map(|(_, path)| path.clone());
        let writer = &mut self.output.writer;
        self.progress.aside(|| writer.write(report)).map_err(|error| OutputEnd::of(error, path))
    }

    /// Finishes the output and says how it went.
    fn conclude(self, end: End) -> u8 {
        let (end, summary) = match end {
            // Nobody reads: finishing would only fail again.
            End::Output(end) => (Err(end), self.summary),
            End::Complete | End::Interrupted => {
                let is_interrupted = matches!(end, End::Interrupted);
                if self.summary.tracks == 0 && !is_interrupted && !self.summary.has_problem {
                    self.progress.tell("no audio file was found there.");
                }
                (self.output.finish().map(|()| is_interrupted), self.summary)
            }
        };
        match end {
            Ok(true) => EXIT_INTERRUPTED,
            Ok(false) | Err(OutputEnd::Closed) => summary.exit_code(),
            Err(OutputEnd::Broken(problem)) => {
                complain(&problem);
                EXIT_FAILED
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_told_from_a_fault() {
        assert!(matches!(OutputEnd::of(io::ErrorKind::BrokenPipe.into(), None), OutputEnd::Closed));
        let full = OutputEnd::of(io::ErrorKind::StorageFull.into(), Some(PathBuf::from("/a.csv")));
        assert!(matches!(full, OutputEnd::Broken(problem) if problem.contains("/a.csv") && problem.contains("full")));
    }
}
