//! `audiopro evaluate`: audits tracks whose past is known and says how often the answers are right.
//!
//! It keeps nothing, sets no bar and trains nothing: what it writes is for whoever does.

mod compare;
mod confusion;
mod figures;
mod judges;
mod lines;
mod manifest;
mod null;
mod results;
#[cfg(test)]
mod samples;
mod statistics;
mod table;
mod truth;

use std::{
    io::{self, IsTerminal, Write},
    path::Path,
};

pub(super) use {
    manifest::{ManifestError, Row, read, select},
    truth::{Split, Truth},
};

use self::{
    compare::{CompareError, Comparison, Earlier},
    results::{FileResult, Results},
};
use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_FLAGGED, EXIT_INTERRUPTED, EXIT_USAGE,
    arguments::{EvaluateArguments, EvaluateFormat},
    complain, interrupt, print,
    start::Session,
    survey::survey,
};
use crate::{
    contracts::{AuditReport, AuditStatus},
    report::{OutputFile, explain_unwritable},
};

/// What stands under the options in the help.
pub(super) const HELP: &str = "\
The manifest is a CSV with a header. Paths are relative to its folder.
  path      the track
  label     genuine, transcode, or lossy (a file that says so itself)
  codec     of transcode and lossy: mp3, aac, he_aac, vorbis, opus, ac3, eac3, wma, mp2, musepack
  arm       what is counted together, such as genuine or lame-320
  headroom, split, source, lossy_kbps, treatment, earlier
            may be there too; scripts/make-arms writes them

A transcode is found where the verdict is transcode, and its codec is right where the verdict
names it. AC-3 and E-AC-3 count as one: they leave the same grid. Figures stand by headroom, the
bitrate of the original's FLAC over the lossy one: from 1.2, 0.8 to 1.2, below 0.8. Bounds are
exact (Clopper-Pearson, 95 %) and take files for independent; the number of sources says how far
they are. AUC ranks the suspicion of an arm against every genuine track that was audited: choose
genuine arms along with others.

Examples:
  audiopro evaluate corpus/manifest.csv
  audiopro evaluate --split report --arms 'genuine*,lame-*' manifest.csv
  audiopro evaluate --format json --output now.json --compare before.json manifest.csv

Exit codes:
  0    done, and no genuine track was called a transcode
  1    a genuine or honest lossy track was called a transcode
  2    some track could not be audited (this wins over 1)
  64   wrong usage, or a manifest or earlier results that cannot be read
  130  stopped by Ctrl-C; figures of what was finished are written";

/// Why nothing was evaluated.
#[derive(Debug, thiserror::Error)]
enum UsageError {
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(transparent)]
    Compare(#[from] CompareError),
}

/// Evaluates and reports; the exit code.
pub(super) fn run(arguments: &EvaluateArguments) -> u8 {
    let interrupts = interrupt::listen();
    let mut session = Session::start();
    session.complain_about_settings();
    session.switch_network(arguments.network);
    let (rows, earlier) = match prepare(arguments) {
        Ok(prepared) => prepared,
        Err(error) => {
            complain(&error.to_string());
            return EXIT_USAGE;
        }
    };
    // Before the audits: hours of work with nowhere to go would be lost.
    let named = arguments.output.as_deref().filter(|path| path.as_os_str() != "-");
    let output =
        match named.map(|path| OutputFile::create(path).map(|file| (path, file)).map_err(|error| (path, error))).transpose() {
            Ok(output) => output,
            Err((path, error)) => {
                complain(&explain_unwritable(path, &error));
                return EXIT_FAILED;
            }
        };
    let keep = |truth: &Truth, report: &AuditReport| FileResult::new(truth.clone(), report);
    let (files, is_interrupted) =
        match survey(rows, arguments.jobs, session.arbiter(arguments.arbiter.as_deref()), &session, &interrupts, keep) {
            Ok(surveyed) => surveyed,
            Err(code) => return code,
        };
    let mut results = Results::new(files, arguments.split);
    results.comparison = earlier.map(|earlier| Comparison::new(&earlier, &results.files));
    let code = exit_code(&results, is_interrupted);
    match write(&results, arguments.format, output) {
        EXIT_CLEAN => code,
        broken => broken,
    }
}

/// Everything that is read before the first audit.
fn prepare(arguments: &EvaluateArguments) -> Result<(Vec<Row>, Option<Earlier>), UsageError> {
    let rows = manifest::select(manifest::read(&arguments.manifest)?, arguments.split, &arguments.arms)?;
    let earlier = arguments.compare.as_deref().map(compare::read).transpose()?;
    Ok((rows, earlier))
}

fn exit_code(results: &Results, is_interrupted: bool) -> u8 {
    let has_any = |is_one: fn(&FileResult) -> bool| results.files.iter().any(is_one);
    match is_interrupted {
        true => EXIT_INTERRUPTED,
        false if has_any(|file| file.status == AuditStatus::Failed) => EXIT_FAILED,
        false if has_any(FileResult::is_false_alarm) => EXIT_FLAGGED,
        false => EXIT_CLEAN,
    }
}

/// Writes the results where they are to go; 0, or 2 with a complaint.
fn write(results: &Results, format: EvaluateFormat, output: Option<(&Path, OutputFile)>) -> u8 {
    let is_terminal = output.is_none() && io::stdout().is_terminal();
    let columns = if is_terminal { comfy_table::Table::new().width() } else { None };
    let text = match format {
        EvaluateFormat::Table => table::text(results, columns).into_bytes(),
        EvaluateFormat::Json => match results.json() {
            Ok(json) => json,
            Err(error) => {
                complain(&format!("the results cannot be written: {error}"));
                return EXIT_FAILED;
            }
        },
    };
    let Some((path, file)) = output else { return print(&text) };
    let written = file.stream().and_then(|mut stream| stream.write_all(&text).and_then(|()| stream.flush()));
    match written.and_then(|()| file.keep()) {
        Ok(()) => EXIT_CLEAN,
        Err(error) => {
            complain(&explain_unwritable(path, &error));
            EXIT_FAILED
        }
    }
}
