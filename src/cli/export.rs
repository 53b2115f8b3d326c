//! `audiopro export`: stored audits as reports or as a certificate.

use std::{
    io::{self, IsTerminal},
    path::PathBuf,
    sync::Arc,
};

use crossbeam_channel::Receiver;

use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE,
    audit::load_policy,
    certify::{Place, Work, document, title_of},
    complain, interrupt, pictures,
    progress::Progress,
    report_arguments::ExportArguments,
    start::Session,
};
use crate::{
    contracts::{AuditReport, AuditSettings, CancelToken},
    persistence::{Repository, TableQuery},
    policy::Policy,
    report::{self, ReportFormat, ReportOptions, certificate::MOST_TRACKS},
};

/// Exports; the exit code.
pub(super) fn run(arguments: &ExportArguments) -> u8 {
    let interrupts = interrupt::listen();
    let session = Session::start();
    session.complain_about_settings();
    match export(arguments, &session, &interrupts) {
        Ok(()) => EXIT_CLEAN,
        Err(code) => code,
    }
}

fn export(arguments: &ExportArguments, session: &Session, interrupts: &Receiver<()>) -> Result<(), u8> {
    let policy = load_policy(arguments.policy.as_deref())?;
    let is_standard = arguments.output.as_ref().is_none_or(|path| path.as_os_str() == "-");
    let is_text = arguments.format.of_reports().is_some_and(ReportFormat::is_text);
    if is_standard && !is_text && io::stdout().is_terminal() {
        complain("this format is nothing for a terminal. Name a file with --output.");
        return Err(EXIT_USAGE);
    }
    let fail = |problem: &str| {
        complain(problem);
        EXIT_FAILED
    };
    let repository = Repository::open(&session.database(arguments.db.as_deref())).map_err(|error| fail(&error.to_string()))?;
    let mut stored = Stored::new(repository, arguments, interrupts);
    match arguments.format.of_reports() {
        Some(format) => {
            let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), ..AuditSettings::default() };
            let pictures = (format == ReportFormat::Html)
                .then(|| pictures::source(settings, session.places.cache.clone(), interrupts.clone(), stored.stop.clone()));
            let options = ReportOptions { policy, pictures, ..ReportOptions::default() };
            let written = match arguments.output.as_deref().filter(|_| !is_standard) {
                Some(path) => report::export_with(path, format, options, |visit| stored.visit(visit)),
                None => to_standard(format, options, &mut stored),
            };
            match written {
                Ok(_) if stored.is_interrupted => Err(EXIT_INTERRUPTED),
                Ok(count) if !is_standard => {
                    complain(&format!("{count} tracks written."));
                    Ok(())
                }
                Ok(_) => Ok(()),
                Err(_) if stored.is_interrupted => Err(EXIT_INTERRUPTED),
                Err(problem) => Err(fail(&problem)),
            }
        }
        None => certificate(arguments, policy.as_deref(), stored, session, interrupts),
    }
}

/// Writes to the standard output and returns the number of tracks. A closed pipe ends it, and is no fault.
fn to_standard(format: ReportFormat, options: ReportOptions, stored: &mut Stored<'_>) -> Result<u64, String> {
    let mut writer = report::writer(format, Box::new(io::stdout()), options);
    let (mut written, mut failure) = (0, None);
    stored.visit(&mut |report| match writer.write(report) {
        Ok(()) => {
            written += 1;
            true
        }
        Err(error) => {
            failure = Some(error);
            false
        }
    })?;
    let end = match failure {
        Some(error) => Err(error),
        None => writer.finish(),
    };
    match end {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("the output cannot be written: {error}")),
        _ => Ok(written),
    }
}

fn certificate(
    arguments: &ExportArguments,
    policy: Option<&Policy>,
    mut stored: Stored<'_>,
    session: &Session,
    interrupts: &Receiver<()>,
) -> Result<(), u8> {
    let output = arguments.output.clone().unwrap_or_else(|| PathBuf::from("-"));
    let place = Place::of(Some(&output), &[])?;
    let mut reports: Vec<Arc<AuditReport>> = Vec::new();
    let read = stored.visit(&mut |report| {
        reports.push(Arc::new(report.clone()));
        reports.len() <= MOST_TRACKS // one more is asked for, so that too many are told
    });
    if stored.is_interrupted {
        return Err(EXIT_INTERRUPTED);
    }
    if let Err(problem) = read {
        complain(&problem);
        return Err(EXIT_FAILED);
    }
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), ..AuditSettings::default() };
    let title = if arguments.paths.is_empty() { "Stored audits".to_owned() } else { title_of(&arguments.paths) };
    let progress = Progress::new(false);
    let work = Work { settings, workers: session.settings.workers, cache: &session.places.cache, interrupts, progress: &progress };
    let made = document(&reports, &title, policy, &work);
    progress.clear();
    let made = made?;
    place.write(&made.bytes)?;
    if made.judged.has_problem { Err(EXIT_FAILED) } else { Ok(()) }
}

/// The stored audits that were asked for.
struct Stored<'a> {
    repository: Repository,
    query: TableQuery,
    /// Only at or under these.
    paths: Vec<PathBuf>,
    interrupts: &'a Receiver<()>,
    /// Set where the auditor stopped a picture in the making.
    stop: CancelToken,
    is_interrupted: bool,
}

impl<'a> Stored<'a> {
    fn new(repository: Repository, arguments: &ExportArguments, interrupts: &'a Receiver<()>) -> Self {
        let query = TableQuery {
            classes: arguments.verdict.clone(),
            with_failed: arguments.failed,
            only_damaged: arguments.damaged,
            only_defects: arguments.defects,
            text: arguments.search.clone().unwrap_or_default(),
            ..TableQuery::default()
        };
        let paths = arguments.paths.iter().map(|path| std::path::absolute(path).unwrap_or_else(|_| path.clone())).collect();
        Self { repository, query, paths, interrupts, stop: CancelToken::new(), is_interrupted: false }
    }

    /// Hands each of them to `visit` until it returns false or the auditor stops it, which is an error: nothing is then written.
    fn visit(&mut self, visit: &mut dyn FnMut(&AuditReport) -> bool) -> Result<(), String> {
        let Self { repository, query, paths, interrupts, stop, is_interrupted } = self;
        let read = repository.for_each_report(query, &mut |report| {
            *is_interrupted |= interrupts.try_recv().is_ok();
            let is_asked_for = paths.is_empty() || paths.iter().any(|path| report.path.starts_with(path));
            let goes_on = !*is_interrupted && (!is_asked_for || visit(&report));
            *is_interrupted |= stop.is_cancelled();
            goes_on && !*is_interrupted
        });
        match read {
            Err(error) => Err(error.to_string()),
            Ok(()) if *is_interrupted => Err("stopped".to_owned()),
            Ok(()) => Ok(()),
        }
    }
}
