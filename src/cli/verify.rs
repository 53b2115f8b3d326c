//! `audiopro verify`: whether files belong to a certificate.

use comfy_table::{Cell, ContentArrangement, Table, presets::NOTHING};
use serde::Serialize;

use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_FLAGGED,
    checksums::{checksums, on_workers},
    complain, interrupt, print,
    progress::Progress,
    report_arguments::{VerifyArguments, VerifyFormat},
    start::Session,
};
use crate::{
    contracts::{AuditSettings, CancelToken},
    report::{
        certificate::{Certificate, Comparison, load},
        printable,
    },
};

/// What is said of a seal that holds.
const NO_SIGNATURE: &str = "A seal is no signature: it does not prove who made the certificate.";

/// Reads the certificate, reads the files, and compares; the exit code.
pub(super) fn run(arguments: &VerifyArguments) -> u8 {
    let interrupts = interrupt::listen();
    let session = Session::start();
    session.complain_about_settings();
    let progress = Progress::new(false);
    let workers = arguments.jobs.unwrap_or(session.settings.workers);
    let path = arguments.certificate.clone();
    // A hostile document may make a reader panic: that ends on its worker.
    let reading = vec![move |_: &CancelToken| Ok(load(&path))];
    let certificate = match on_workers(reading, 1, &interrupts, &progress) {
        Err(code) => return code,
        Ok(mut ends) => ends.pop().unwrap_or_else(|| Err("it was not read".to_owned())).and_then(|read| read),
    };
    let certificate = match certificate {
        Ok(certificate) => certificate,
        Err(problem) => {
            complain(&format!("{}: {problem}", arguments.certificate.display()));
            return EXIT_FAILED;
        }
    };
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), with_grids: false, ..AuditSettings::default() };
    progress.found(arguments.files.len() as u64);
    let sums = match checksums(arguments.files.clone(), &settings, workers, &interrupts, &progress) {
        Ok(sums) => sums,
        Err(code) => return code,
    };
    progress.clear();
    let files: Vec<Comparison> =
        arguments.files.iter().zip(sums).map(|(path, sums)| Comparison::new(path, sums, &certificate.facts.tracks)).collect();
    let answer = Answer {
        schema: 1,
        certificate: arguments.certificate.to_string_lossy().into_owned(),
        program: &certificate.facts.program,
        analysis_version: certificate.facts.analysis_version,
        made: &certificate.facts.made,
        is_unchanged: certificate.is_unchanged,
        seal: NO_SIGNATURE,
        tracks: certificate.facts.tracks.len(),
        files: &files,
    };
    let text = match arguments.format {
        VerifyFormat::Table => table(&answer),
        VerifyFormat::Json => match serde_json::to_string(&answer) {
            Ok(line) => line + "\n",
            Err(error) => {
                complain(&format!("the answer cannot be written: {error}"));
                return EXIT_FAILED;
            }
        },
    };
    match print(text.as_bytes()) {
        EXIT_CLEAN => exit_code(&certificate, &files),
        code => code,
    }
}

fn exit_code(certificate: &Certificate, files: &[Comparison]) -> u8 {
    if files.iter().any(|file| file.error.is_some()) {
        EXIT_FAILED
    } else if !certificate.is_unchanged || files.iter().any(|file| !file.belongs) {
        EXIT_FLAGGED
    } else {
        EXIT_CLEAN
    }
}

#[derive(Serialize)]
struct Answer<'a> {
    schema: u32,
    certificate: String,
    program: &'a str,
    analysis_version: u32,
    made: &'a str,
    is_unchanged: bool,
    seal: &'a str,
    tracks: usize,
    files: &'a [Comparison],
}

fn words(file: &Comparison) -> String {
    let of = file.track.as_ref().map(|track| format!(" as \u{201c}{}\u{201d}", printable(track))).unwrap_or_default();
    let verdict = file.verdict.as_ref().map(|verdict| format!("; verdict: {}", printable(verdict))).unwrap_or_default();
    match file.likeness {
        Some("same_file") => format!("same file{of}{verdict}"),
        Some("same_audio") => format!("same audio in another file{of}{verdict}"),
        Some("other_depth") => format!("does not belong: the same sound{of}, but stored at another depth"),
        Some(_) => "does not belong: other audio".to_owned(),
        None => format!("could not be read: {}", file.error.as_deref().map(printable).unwrap_or_default()),
    }
}

fn table(answer: &Answer<'_>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none() {
        table.set_width(120);
    }
    let seal = match answer.is_unchanged {
        true => format!("The seal holds: the certificate is as it was made. {NO_SIGNATURE}"),
        false => {
            "The seal is broken: the certificate was changed or damaged since it was made. Do not trust what it says.".to_owned()
        }
    };
    let made = format!("{}, analysis {}, {}", answer.program, answer.analysis_version, answer.made);
    table.add_row([Cell::new(printable(&answer.certificate)), Cell::new(printable(&made))]);
    table.add_row([Cell::new(""), Cell::new(seal)]);
    for file in answer.files {
        table.add_row([Cell::new(printable(&file.path)), Cell::new(words(file))]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}
