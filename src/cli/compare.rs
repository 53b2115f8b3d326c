//! `audiopro compare`: is this the same recording, and what differs.
//!
//! Exit codes of its own: 0 the same samples, 1 the same recording and not the same samples, 2 not the same recording, or one
//! that could not be read, 64 wrong usage, 130 stopped by Ctrl-C.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;

use super::{EXIT_FAILED, EXIT_INTERRUPTED, complain, interrupt, print, start::Session};
use crate::{
    analyzer::{
        compare::{Comparison, Finding, Match, Side, compare},
        sound::{Recording, Sound},
    },
    contracts::{AuditSettings, CancelToken},
    report::printable,
    workers::ManagedThread,
};

/// Every sample is equal.
const EXIT_IDENTICAL: u8 = 0;
/// The same recording, and something differs.
const EXIT_DIFFERENT: u8 = 1;
/// Version of what `--format json` writes.
const SCHEMA: u32 = 1;

/// What `compare --help` says at its end.
pub(super) const HELP: &str = "\
Aligns B with A to a hundredth of a frame, takes out drift, polarity and level, and measures what is left. It says what differs,
never which of the two came first.

Exit codes:
  0    the same samples, where both have sound
  1    the same recording, and something differs
  2    not the same recording, or a file that cannot be read
  64   wrong usage
  130  stopped by Ctrl-C";

/// Arguments of `compare`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct CompareArguments {
    /// The track to measure against
    #[arg(value_name = "A", value_hint = ValueHint::FilePath)]
    pub(super) a: PathBuf,
    /// The track to compare with it
    #[arg(value_name = "B", value_hint = ValueHint::FilePath)]
    pub(super) b: PathBuf,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = CompareFormat::Text)]
    pub(super) format: CompareFormat,
}

/// Formats of `compare`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum CompareFormat {
    /// For people
    Text,
    /// One JSON object
    Json,
}

/// The answer as JSON.
#[derive(Serialize)]
struct Answer<'a> {
    schema_version: u32,
    a_path: &'a Path,
    b_path: &'a Path,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// Compares two tracks and returns the exit code.
pub(super) fn run(arguments: &CompareArguments) -> u8 {
    let session = Session::start();
    let (interrupts, cancel) = (interrupt::listen(), CancelToken::new());
    let settings = AuditSettings { ffmpeg: session.settings.ffmpeg.clone(), with_grids: false, ..AuditSettings::default() };
    let (told, answers) = crossbeam_channel::bounded(1);
    let (work, token) = (arguments.clone(), cancel.clone());
    let thread = ManagedThread::spawn("compare", move || {
        // Nobody waits any more after a second Ctrl-C.
        let _ = told.send(find(&work, &settings, &token));
    });
    if let Err(error) = thread {
        complain(&format!("no worker thread could be started: {error}. Close other programs."));
        return EXIT_FAILED;
    }
    let answer = crossbeam_channel::select! {
        recv(answers) -> answer => answer,
        recv(interrupts) -> _ => {
            cancel.cancel();
            return EXIT_INTERRUPTED;
        }
    };
    match answer {
        Ok(Ok(comparison)) => tell(arguments, &comparison),
        Ok(Err(message)) => {
            complain(&message);
            EXIT_FAILED
        }
        Err(_) => {
            complain("the comparison broke off. Please report it, with the two files.");
            EXIT_FAILED
        }
    }
}

/// Decodes and compares.
fn find(arguments: &CompareArguments, settings: &AuditSettings, cancel: &CancelToken) -> Result<Comparison, String> {
    let folder = std::env::temp_dir();
    let decode = |path: &Path| -> Result<Sound, String> {
        let recording = Recording::open(path, &folder, settings, cancel).map_err(|error| error.to_string())?;
        recording.run(&mut |_, _| {}).map_err(|error| error.to_string())
    };
    let (a, b) = (decode(&arguments.a)?, decode(&arguments.b)?);
    compare(&a, &b, cancel, &mut |_| {}).map_err(|error| error.to_string())
}

fn tell(arguments: &CompareArguments, comparison: &Comparison) -> u8 {
    let code = match &comparison.finding {
        Finding::Same(found) if found.is_bit_identical => EXIT_IDENTICAL,
        Finding::Same(_) => EXIT_DIFFERENT,
        Finding::NotSame { .. } => EXIT_FAILED,
    };
    let text = match arguments.format {
        CompareFormat::Text => text(arguments, comparison),
        CompareFormat::Json => {
            let answer = Answer { schema_version: SCHEMA, a_path: &arguments.a, b_path: &arguments.b, comparison };
            match serde_json::to_string(&answer) {
                Ok(json) => json + "\n",
                Err(error) => {
                    complain(&format!("the answer cannot be written as JSON: {error}"));
                    return EXIT_FAILED;
                }
            }
        }
    };
    match print(text.as_bytes()) {
        0 => code,
        failed => failed,
    }
}

/// The answer for people.
fn text(arguments: &CompareArguments, comparison: &Comparison) -> String {
    let mut text = String::new();
    for (name, path, side) in [("A", &arguments.a, &comparison.a), ("B", &arguments.b, &comparison.b)] {
        line(&mut text, name, &format!("{}  ({})", printable(&path.to_string_lossy()), format_of(side)));
    }
    match &comparison.finding {
        Finding::NotSame { reason, correlation } => {
            line(&mut text, "finding", reason.sentence());
            line(&mut text, "correlation", &format!("{correlation:.2} at best"));
        }
        Finding::Same(found) => tell_match(&mut text, comparison, found),
    }
    text
}

fn format_of(side: &Side) -> String {
    let channels = match side.channels {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        channels => format!("{channels} channels"),
    };
    let bits = side.bits.map_or_else(|| "lossy".to_owned(), |bits| format!("{bits} bit"));
    let seconds = side.frames as f64 / f64::from(side.sample_rate_hz);
    format!("{} Hz, {bits}, {channels}, {seconds:.2} s", side.sample_rate_hz)
}

fn tell_match(text: &mut String, comparison: &Comparison, found: &Match) {
    let finding = match (found.is_bit_identical, found.null.rms_dbfs) {
        (true, _) => "The same samples: bit-identical audio where both have sound.",
        (false, None) => "The same recording: once aligned, nothing is left.",
        (false, Some(_)) => "The same recording, and something differs.",
    };
    line(text, "finding", finding);
    let alignment = &found.alignment;
    let delay = alignment.delay_frames;
    line(
        text,
        "delay",
        &match delay {
            0.0 => "none".to_owned(),
            _ => {
                let way = if delay > 0.0 { "later" } else { "earlier" };
                format!("B comes {:.3} frames ({:.4} ms) {way}", delay.abs(), alignment.delay_seconds.abs() * 1000.0)
            }
        },
    );
    match alignment.drift_ppm {
        Some(0.0) => {}
        Some(ppm) => {
            let error = alignment.drift_error_ppm.unwrap_or(0.0);
            line(
                text,
                "drift",
                &format!("B takes {:.3} ppm {} (error {error:.3})", ppm.abs(), if ppm > 0.0 { "longer" } else { "less" }),
            );
        }
        None => line(text, "drift", "too short to tell"),
    }
    let level = |gain_db: f64| match gain_db {
        0.0 => "the same".to_owned(),
        _ => format!("B is {:.3} dB {}", gain_db.abs(), if gain_db < 0.0 { "louder" } else { "softer" }),
    };
    line(text, "level", &level(alignment.gain_db));
    let names = |channel: usize| match (channel, comparison.a.channels.max(comparison.b.channels)) {
        (_, 1) => "mono".to_owned(),
        (0, 2) => "left".to_owned(),
        (1, 2) => "right".to_owned(),
        (channel, _) => format!("channel {}", channel + 1),
    };
    if alignment.channels.len() > 1 {
        for (pair, null) in alignment.channels.iter().zip(&found.null.channels) {
            let level = pair
                .gain_db
                .map_or_else(|| "silent".to_owned(), |gain_db| if gain_db.abs() < 5e-4 { level(0.0) } else { level(gain_db) });
            let residual = null.rms_dbfs.map_or_else(|| "nothing left".to_owned(), |rms| format!("residual {rms:.1} dBFS"));
            let inverted = if pair.is_inverted { ", inverted" } else { "" };
            line(text, "", &format!("{} of A, {} of B: {level}{inverted}, {residual}", names(pair.of_a), names(pair.of_b)));
        }
    }
    if alignment.is_swapped {
        line(text, "channels", "left and right are swapped");
    }
    if alignment.is_inverted {
        line(text, "polarity", "B is inverted");
    }
    let overlap = &found.overlap;
    line(text, "in common", &format!("{} frames of A from {} on", overlap.frames, overlap.first_frame));
    for (name, before, after) in
        [("A alone", overlap.a_before_frames, overlap.a_after_frames), ("B alone", overlap.b_before_frames, overlap.b_after_frames)]
    {
        if before + after > 0 {
            line(text, name, &format!("{before} frames before, {after} behind"));
        }
    }
    if let (Some(rms), Some(peak)) = (found.null.rms_dbfs, found.null.peak_dbfs) {
        let relative = found.null.relative_db.map_or_else(String::new, |relative| format!(", {relative:.1} dB against A"));
        line(text, "residual", &format!("{rms:.1} dBFS{relative}, peak {peak:.1} dBFS"));
        if let Some(hz) = found.null.flat_to_hz {
            line(text, "", &format!("exact up to {:.1} kHz; above lies the interpolator's own slope", hz / 1000.0));
        }
    }
    line(text, "confidence", &format!("{:.2} (correlation {:.2})", alignment.confidence, alignment.correlation));
}

fn line(text: &mut String, name: &str, what: &str) {
    // A string takes all that is written to it.
    let _ = writeln!(text, "{name:<12}{what}");
}
