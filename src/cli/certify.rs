//! `audiopro certify`: audits tracks, or takes their stored audits, and writes the certificate.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
    path::{Path, PathBuf},
    sync::Arc,
};

use crossbeam_channel::Receiver;

use super::{
    EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE, Judged,
    audit::{load_policy, open_repository},
    checksums::checksums,
    complain,
    follow::follow,
    interrupt, pictures,
    progress::Progress,
    report_arguments::CertifyArguments,
    start::Session,
};
use crate::{
    contracts::{AuditReport, AuditSettings, AuditStatus},
    manager::{Ending, Event, Manager, ManagerConfig, judge_of},
    persistence::Repository,
    policy::Policy,
    report::{
        OutputFile,
        certificate::{self, Assembly},
        explain_unwritable, printable,
    },
};

/// Audits and certifies; the exit code.
pub(super) fn run(arguments: CertifyArguments) -> u8 {
    let interrupts = interrupt::listen();
    let session = Session::start();
    session.complain_about_settings();
    match certify(arguments, &session, &interrupts) {
        Ok(code) | Err(code) => code,
    }
}

fn certify(arguments: CertifyArguments, session: &Session, interrupts: &Receiver<()>) -> Result<u8, u8> {
    let policy = load_policy(arguments.policy.as_deref())?;
    let output = Place::of(arguments.output.as_deref(), &arguments.paths)?;
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), ..AuditSettings::default() };
    let workers = arguments.jobs.unwrap_or(session.settings.workers);
    let asked = Asked { paths: &arguments.paths, workers, again: arguments.again, quiet: arguments.quiet };
    let repository = open_repository(arguments.db.as_deref(), !arguments.no_db, session)?;
    let Audits { reports, has_problem, progress } = audits(&asked, &settings, repository, session, interrupts)?;
    let title = arguments.title.unwrap_or_else(|| title_of(&arguments.paths));
    let work = Work { settings, workers, cache: &session.places.cache, interrupts, progress: &progress };
    let made = document(&reports, &title, policy.as_deref(), &work);
    progress.clear();
    let Document { bytes, mut judged } = made?;
    judged.has_problem |= has_problem;
    let shown = output.write(&bytes)?;
    if !arguments.quiet {
        let tracks = if judged.tracks == 1 { "1 track".to_owned() } else { format!("{} tracks", judged.tracks) };
        complain(&format!("certificate of {tracks} written to {shown}."));
    }
    Ok(judged.exit_code())
}

/// Tracks that are to be audited, unless they were.
pub(super) struct Asked<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) workers: usize,
    pub(super) again: bool,
    pub(super) quiet: bool,
}

/// Audits in the order in which their tracks were found.
pub(super) struct Audits {
    pub(super) reports: Vec<Arc<AuditReport>>,
    /// Whether something could not be audited.
    pub(super) has_problem: bool,
    pub(super) progress: Progress,
}

/// The audits of what was asked for, made now or stored.
///
/// # Errors
/// The exit code, after a complaint.
pub(super) fn audits(
    asked: &Asked<'_>,
    settings: &AuditSettings,
    repository: Option<Repository>,
    session: &Session,
    interrupts: &Receiver<()>,
) -> Result<Audits, u8> {
    let config = ManagerConfig {
        workers: asked.workers,
        audit: settings.clone(),
        judge: judge_of(&session.places.weights, &session.settings),
        arbiter: None,
        repository,
        loads_stored: true,
    };
    let (manager, events) = Manager::start(config).map_err(|error| {
        complain(&format!("no worker thread could be started: {error}. Close other programs, or use fewer --jobs."));
        EXIT_FAILED
    })?;
    manager.add(asked.paths.to_vec(), asked.again);
    let mut gathering = Gathering { reports: BTreeMap::new(), has_problem: false, progress: Progress::new(asked.quiet) };
    let end = follow(&manager, &events, interrupts, &mut gathering, |it| &it.progress, Gathering::take);
    if !manager.shutdown() {
        tracing::error!("some work did not end within the shutdown's limit");
    }
    let Gathering { reports, has_problem, progress } = gathering;
    if matches!(end, Ok(true)) {
        progress.clear();
        return Err(EXIT_INTERRUPTED);
    }
    Ok(Audits { reports: reports.into_values().collect(), has_problem, progress })
}

/// How a document is made.
pub(super) struct Work<'a> {
    pub(super) settings: AuditSettings,
    pub(super) workers: usize,
    /// Where decoded sound is kept meanwhile.
    pub(super) cache: &'a Path,
    pub(super) interrupts: &'a Receiver<()>,
    pub(super) progress: &'a Progress,
}

/// A certificate that was made, and what it says.
pub(super) struct Document {
    pub(super) bytes: Vec<u8>,
    pub(super) judged: Judged,
}

/// The certificate of those of `reports` whose files can still be read.
///
/// # Errors
/// The exit code, after a complaint.
pub(super) fn document(
    reports: &[Arc<AuditReport>],
    title: &str,
    policy: Option<&Policy>,
    work: &Work<'_>,
) -> Result<Document, u8> {
    let Work { settings, workers, interrupts, progress, .. } = work;
    let fail = |message: &str| {
        progress.clear();
        complain(message);
        EXIT_FAILED
    };
    let mut judged = Judged::default();
    let (audited, failed): (Vec<_>, Vec<_>) = reports.iter().cloned().partition(|report| report.status == AuditStatus::Audited);
    judged.has_problem |= !failed.is_empty();
    certificate::fits(audited.len()).map_err(|error| fail(&error.to_string()))?;
    let paths: Vec<PathBuf> = audited.iter().map(|report| report.path.clone()).collect();
    progress.say("checksums");
    progress.found(paths.len() as u64);
    let sums = checksums(paths, settings, *workers, interrupts, progress)?;
    let drawn = pictures::spectrograms(&audited, work)?;
    let mut assembly = Assembly::default();
    for ((report, sums), pictures) in audited.into_iter().zip(sums).zip(drawn) {
        assembly.add(report, sums, policy, pictures);
    }
    for problem in assembly.left_out() {
        judged.has_problem = true;
        progress.tell(problem);
    }
    assembly.tracks().for_each(|(report, outcome)| judged.count(report, outcome));
    let bytes = assembly.document(title).map_err(|error| fail(&error.to_string()))?;
    Ok(Document { bytes, judged })
}

/// Reports in the order in which their tracks were found.
struct Gathering {
    reports: BTreeMap<u64, Arc<AuditReport>>,
    has_problem: bool,
    progress: Progress,
}

impl Gathering {
    fn take(&mut self, event: Event) -> Result<(), std::convert::Infallible> {
        match event {
            Event::Found { tracks } => self.progress.found(tracks.len() as u64),
            Event::Progress { .. } => self.progress.tick(),
            Event::Finished { ordinal, ending, .. } => {
                self.progress.ended();
                match ending {
                    Ending::Report(report) => {
                        if let Some(error) = &report.error {
                            self.progress.tell(error);
                        }
                        self.reports.insert(ordinal, report);
                    }
                    Ending::AlreadyStored => {
                        self.has_problem = true;
                        self.progress.tell("a track was audited before, and its report cannot be read. Use --again.");
                    }
                }
            }
            Event::Problem { message } => {
                self.has_problem = true;
                self.progress.tell(&message);
            }
            Event::Idle { .. } | Event::Interrupted { .. } => {}
        }
        Ok(())
    }
}

/// Where a document goes.
pub(super) enum Place {
    Standard,
    File(PathBuf),
}

impl Place {
    /// The named file, or one of the tracks' name in the current folder, which must not be there yet.
    pub(super) fn of(output: Option<&Path>, paths: &[PathBuf]) -> Result<Self, u8> {
        let usage = |message: &str| {
            complain(message);
            EXIT_USAGE
        };
        match output {
            Some(path) if path.as_os_str() == "-" => {
                if io::stdout().is_terminal() {
                    return Err(usage("a PDF is nothing for a terminal. Name a file with --output."));
                }
                Ok(Self::Standard)
            }
            Some(path) => Ok(Self::File(path.to_owned())),
            None => {
                let path = PathBuf::from(format!("{}.certificate.pdf", title_of(paths).replace(['/', '\\'], "_")));
                match path.exists() {
                    true => Err(usage(&format!("{} is there already. Name a file with --output.", path.display()))),
                    false => Ok(Self::File(path)),
                }
            }
        }
    }

    /// Writes `bytes`; what the place is called.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<String, u8> {
        match self {
            Self::Standard => {
                let mut output = io::stdout().lock();
                match output.write_all(bytes).and_then(|()| output.flush()) {
                    Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                        complain(&format!("the output cannot be written: {error}"));
                        Err(EXIT_FAILED)
                    }
                    _ => Ok("the standard output".to_owned()),
                }
            }
            Self::File(path) => match OutputFile::write(path, bytes) {
                Ok(()) => Ok(printable(&path.to_string_lossy())),
                Err(error) => {
                    complain(&explain_unwritable(path, &error));
                    Err(EXIT_FAILED)
                }
            },
        }
    }
}

/// What a certificate of these paths is called.
pub(super) fn title_of(paths: &[PathBuf]) -> String {
    certificate::title_of(paths).unwrap_or_else(|| "audit".to_owned())
}
