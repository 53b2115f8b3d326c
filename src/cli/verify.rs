//! `audiopro verify`: whether files belong to a certificate.

use std::{fs, path::Path};

use comfy_table::{Cell, ContentArrangement, Table, presets::NOTHING};
use serde::Serialize;

use super::{
    EXIT_CLEAN, EXIT_FAILED, EXIT_FLAGGED, complain,
    fingerprints::{fingerprints, on_workers},
    interrupt, print,
    progress::Progress,
    report_arguments::{VerifyArguments, VerifyFormat},
    start::Session,
};
use crate::{
    contracts::{AuditSettings, CancelToken, Fingerprint, Likeness},
    report::{
        certificate::{Certificate, TrackFacts, read},
        printable,
    },
};

/// A larger file is no certificate.
const MOST_BYTES: u64 = 256 << 20;
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
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), with_grids: false };
    progress.found(arguments.files.len() as u64);
    let prints = match fingerprints(arguments.files.clone(), &settings, workers, &interrupts, &progress) {
        Ok(prints) => prints,
        Err(code) => return code,
    };
    progress.clear();
    let files: Vec<Comparison> =
        arguments.files.iter().zip(prints).map(|(path, print)| Comparison::new(path, print, &certificate.facts.tracks)).collect();
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

fn load(path: &Path) -> Result<Certificate, String> {
    let unreadable =
        |error: std::io::Error| format!("it cannot be read ({error}). Name a PDF that \u{201c}audiopro certify\u{201d} wrote.");
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err("this is no certificate. Name a PDF that \u{201c}audiopro certify\u{201d} wrote.".to_owned());
    }
    read(&fs::read(path).map_err(unreadable)?).map_err(|error| error.to_string())
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

/// A file beside the certificate.
#[derive(Debug, Serialize)]
struct Comparison {
    path: String,
    belongs: bool,
    /// `same_file`, `same_audio`, `other_depth` or `other_audio`; `null` where it could not be read.
    likeness: Option<&'static str>,
    /// The track that it is, and the verdict on it.
    track: Option<String>,
    verdict: Option<String>,
    error: Option<String>,
}

impl Comparison {
    fn new(path: &Path, print: Result<Fingerprint, String>, tracks: &[TrackFacts]) -> Self {
        let path = path.to_string_lossy().into_owned();
        let print = match print {
            Ok(print) => print,
            Err(error) => return Self { path, belongs: false, likeness: None, track: None, verdict: None, error: Some(error) },
        };
        let rank = |likeness: Likeness| match likeness {
            Likeness::SameFile => 0,
            Likeness::SameAudio => 1,
            Likeness::OtherDepth => 2,
            Likeness::Other => 3,
        };
        let nearest =
            tracks.iter().map(|track| (track.fingerprint.likeness(&print), track)).min_by_key(|(likeness, _)| rank(*likeness));
        let (likeness, track) = nearest.map_or((Likeness::Other, None), |(likeness, track)| (likeness, Some(track)));
        let track = track.filter(|_| likeness != Likeness::Other);
        let id = match likeness {
            Likeness::SameFile => "same_file",
            Likeness::SameAudio => "same_audio",
            Likeness::OtherDepth => "other_depth",
            Likeness::Other => "other_audio",
        };
        Self {
            path,
            belongs: matches!(likeness, Likeness::SameFile | Likeness::SameAudio),
            likeness: Some(id),
            track: track.map(|track| track.name.clone()),
            verdict: track.and_then(|track| track.report["verdict"]["class"].as_str().map(str::to_owned)),
            error: None,
        }
    }

    fn words(&self) -> String {
        let of = self.track.as_ref().map(|track| format!(" as \u{201c}{}\u{201d}", printable(track))).unwrap_or_default();
        let verdict = self.verdict.as_ref().map(|verdict| format!("; verdict: {}", printable(verdict))).unwrap_or_default();
        match self.likeness {
            Some("same_file") => format!("same file{of}{verdict}"),
            Some("same_audio") => format!("same audio in another file{of}{verdict}"),
            Some("other_depth") => format!("does not belong: the same sound{of}, but stored at another depth"),
            Some(_) => "does not belong: other audio".to_owned(),
            None => format!("could not be read: {}", self.error.as_deref().map(printable).unwrap_or_default()),
        }
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
        table.add_row([Cell::new(printable(&file.path)), Cell::new(file.words())]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}
