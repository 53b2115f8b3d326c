//! `audiopro audit`: drives the manager, writes each report as it comes, and sums up in the exit code.

use std::{
    io::{self, IsTerminal, Write},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use crossbeam_channel::{Receiver, after, never, select};

use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_FLAGGED, EXIT_INTERRUPTED,
    arguments::{AuditArguments, AuditFormat},
    complain, interrupt,
    progress::Progress,
    start::Session,
};
use crate::{
    contracts::{AuditReport, AuditSettings, AuditStatus},
    manager::{Ending, Event, Manager, ManagerConfig, judge_of},
    persistence::Repository,
    report::{self, OutputFile, ReportOptions, ReportWriter, TableOptions},
};

/// Time that running tracks get to end after Ctrl-C; they need 300 ms.
pub(super) const CANCEL_LIMIT: Duration = Duration::from_secs(3);
/// Columns of a table that is not on a terminal.
const USUAL_COLUMNS: u16 = 120;

/// Audits and reports; the exit code.
pub(super) fn run(arguments: AuditArguments) -> u8 {
    let interrupts = interrupt::listen();
    let session = Session::start();
    session.complain_about_settings();
    let output = match Output::open(arguments.output.as_deref(), arguments.format) {
        Ok(output) => output,
        Err(problem) => {
            complain(&problem);
            return EXIT_FAILED;
        }
    };
    let repository = match open_repository(&arguments, &session) {
        Ok(repository) => repository,
        Err(problem) => {
            complain(&problem);
            return EXIT_FAILED;
        }
    };
    let config = ManagerConfig {
        workers: arguments.jobs.unwrap_or(session.settings.workers),
        audit: AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), with_grids: !arguments.no_grids },
        judge: judge_of(&session.places.weights, &session.settings),
        arbiter: session.arbiter(arguments.arbiter.as_deref()),
        repository,
        loads_stored: true,
    };
    let (manager, events) = match Manager::start(config) {
        Ok(started) => started,
        Err(error) => {
            complain(&format!("no worker thread could be started: {error}. Close other programs, or use fewer --jobs."));
            return EXIT_FAILED;
        }
    };
    manager.add(arguments.paths, arguments.again);
    let mut run = Run { output, progress: Progress::new(arguments.quiet), summary: Summary::default() };
    let end = run.follow(&manager, &events, &interrupts);
    run.progress.clear();
    if !manager.shutdown() {
        tracing::error!("some work did not end within the shutdown's limit");
    }
    run.conclude(end)
}

/// The store, unless none is wanted. One that was named must open; the usual one may fail, since the audits still reach the
/// output.
fn open_repository(arguments: &AuditArguments, session: &Session) -> Result<Option<Repository>, String> {
    // Audits without grids may not answer for whole ones later.
    if arguments.no_db || arguments.no_grids {
        return Ok(None);
    }
    match Repository::open(&session.database(arguments.db.as_deref())) {
        Ok(repository) => Ok(Some(repository)),
        Err(error) if arguments.db.is_some() => Err(format!("{error} Or keep nothing, with --no-db.")),
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
    fn open(path: Option<&std::path::Path>, format: AuditFormat) -> Result<Self, String> {
        let Some(path) = path.filter(|path| path.as_os_str() != "-") else {
            let is_terminal = io::stdout().is_terminal();
            let columns = if is_terminal { comfy_table::Table::new().width().unwrap_or(USUAL_COLUMNS) } else { USUAL_COLUMNS };
            let table = TableOptions { columns, is_coloured: wants_colour(is_terminal) };
            let options = ReportOptions { table, ..ReportOptions::default() };
            return Ok(Self { writer: report::writer(format.into(), Box::new(io::stdout()), options), file: None });
        };
        let unwritable = |error: io::Error| report::explain_unwritable(path, &error);
        let file = OutputFile::create(path).map_err(unwritable)?;
        let stream: Box<dyn Write + Send> = file.stream().map_err(unwritable)?;
        let options = ReportOptions::default();
        Ok(Self { writer: report::writer(format.into(), stream, options), file: Some((file, path.to_owned())) })
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
    progress: Progress,
    summary: Summary,
}

impl Run {
    /// Writes what the manager tells until it is idle, the auditor stops it, or nobody reads any more.
    fn follow(&mut self, manager: &Manager, events: &Receiver<Event>, interrupts: &Receiver<()>) -> End {
        let mut is_interrupted = false;
        let mut patience = never();
        loop {
            select! {
                recv(events) -> event => match event {
                    Ok(Event::Idle { .. }) | Err(_) => return if is_interrupted { End::Interrupted } else { End::Complete },
                    Ok(event) => if let Err(end) = self.take(event) {
                        manager.cancel();
                        return End::Output(end);
                    },
                },
                recv(interrupts) -> _ => {
                    if is_interrupted {
                        return End::Interrupted;
                    }
                    is_interrupted = true;
                    self.progress.say("stopping");
                    manager.cancel();
                    patience = after(CANCEL_LIMIT);
                }
                recv(patience) -> _ => return End::Interrupted,
            }
        }
    }

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
        self.summary.count(report);
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

/// What the exit code says.
#[derive(Debug, Default)]
struct Summary {
    tracks: u64,
    is_flagged: bool,
    has_problem: bool,
}

impl Summary {
    fn count(&mut self, report: &AuditReport) {
        self.tracks += 1;
        self.has_problem |= report.status == AuditStatus::Failed;
        self.is_flagged |= report.verdict.as_ref().is_some_and(|verdict| verdict.class.is_suspicious());
    }

    fn exit_code(&self) -> u8 {
        match (self.has_problem, self.is_flagged) {
            (true, _) => EXIT_FAILED,
            (false, true) => EXIT_FLAGGED,
            (false, false) => EXIT_CLEAN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::{DecidedBy, Verdict, VerdictClass};

    fn judged(class: VerdictClass) -> AuditReport {
        let verdict = Verdict {
            class,
            probability: None,
            suspicion: None,
            source_codec: None,
            decided_by: DecidedBy::Grid,
            summary: String::new(),
            judged_with: Default::default(),
            arbitration: None,
        };
        let report = AuditReport::cancelled(PathBuf::from("/a"));
        AuditReport { status: AuditStatus::Audited, verdict: Some(verdict), ..report }
    }

    #[test]
    fn a_failure_wins_over_a_flag_and_a_flag_over_nothing() {
        let code = |reports: &[AuditReport]| {
            let mut summary = Summary::default();
            reports.iter().for_each(|report| summary.count(report));
            summary.exit_code()
        };
        let failed = AuditReport::failed(PathBuf::from("/b"), "no");
        assert_eq!(code(&[]), 0);
        assert_eq!(code(&[judged(VerdictClass::Genuine), judged(VerdictClass::Lossy), judged(VerdictClass::Inconclusive)]), 0);
        for class in [VerdictClass::Transcode, VerdictClass::Upsampled, VerdictClass::Padded] {
            assert_eq!(code(&[judged(VerdictClass::Genuine), judged(class)]), 1);
            assert_eq!(code(&[judged(class), failed.clone()]), 2);
        }
    }

    #[test]
    fn a_closed_pipe_is_told_from_a_fault() {
        assert!(matches!(OutputEnd::of(io::ErrorKind::BrokenPipe.into(), None), OutputEnd::Closed));
        let full = OutputEnd::of(io::ErrorKind::StorageFull.into(), Some(PathBuf::from("/a.csv")));
        assert!(matches!(full, OutputEnd::Broken(problem) if problem.contains("/a.csv") && problem.contains("full")));
    }
}
