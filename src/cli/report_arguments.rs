//! The arguments of `export`, `certify` and `verify`.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint, builder::RangedU64ValueParser};

use super::arguments::MOST_JOBS;
use crate::{contracts::VerdictClass, report::ReportFormat};

pub(super) const EXPORT_HELP: &str = "\
Examples:
  audiopro export --format html --output library.html
  audiopro export --format xlsx --output fakes.xlsx --verdict transcode,upsampled,padded
  audiopro export --format pdf --output album.pdf ~/Music/album
  audiopro export --format csv --policy policies/cd-master.toml > masters.csv

Nothing is audited: what was audited before is taken from the database.

Exit codes:
  0    written
  2    something could not be read or written
  64   wrong usage
  130  stopped by Ctrl-C; nothing is written";

pub(super) const CERTIFY_HELP: &str = "\
Examples:
  audiopro certify track.flac                      writes track.certificate.pdf here
  audiopro certify --output album.pdf ~/Music/album
  audiopro certify --policy policies/hi-res-label.toml --title 'An album' ~/Music/album

What was audited before is not audited again, but each file is read to the end for its checksums.

A certificate names what judged and what was found, and the file and its samples by checksums; the same facts are
attached to it as JSON. Its seal finds changes, but is no signature: it does not prove who made it.

Exit codes:
  0    written, nothing suspicious
  1    written, and something was flagged or does not pass the policy
  2    some track could not be certified, or nothing could be written
  64   wrong usage
  130  stopped by Ctrl-C; nothing is written";

pub(super) const VERIFY_HELP: &str = "\
Examples:
  audiopro verify track.certificate.pdf track.flac
  audiopro verify album.pdf ~/Music/album/*.flac

Each file is hashed and its audio is decoded. It belongs to the certificate where it is the same file, or holds the
same audio in another file: tagged again, compressed again, or in another container. Audio of lossy formats is the
same only where the same decoder reads it.

The seal of a certificate is a checksum over the whole document. It finds damage and careless changes. It is no
signature: whoever changes a certificate on purpose can seal it again. Trust it as far as you trust its source.

Exit codes:
  0    the certificate is as it was made, and every file belongs to it
  1    a file does not belong to it, or it was changed
  2    the certificate or a file could not be read (this wins over 1)
  64   wrong usage
  130  stopped by Ctrl-C";

/// Arguments of `export`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct ExportArguments {
    /// Only tracks at or under these paths (default: every track)
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Format of the reports
    #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
    pub(super) format: ExportFormat,
    /// File to write to, whole or not at all; - for the standard output (the default)
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Only tracks with one of these verdicts
    #[arg(long, value_name = "VERDICT", value_delimiter = ',', value_parser = verdict)]
    pub(super) verdict: Vec<VerdictClass>,
    /// Tracks that could not be audited, alone or beside --verdict
    #[arg(long)]
    pub(super) failed: bool,
    /// Of these, damaged files only
    #[arg(long)]
    pub(super) damaged: bool,
    /// Of these, tracks with clipping, clicks, dropouts, a dead channel or one upside down only
    #[arg(long)]
    pub(super) defects: bool,
    /// Of these, tracks whose name, folder or evidence holds every word
    #[arg(long, value_name = "WORDS")]
    pub(super) search: Option<String>,
    /// Hold each track against this policy (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) policy: Option<PathBuf>,
    /// Database to read
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) db: Option<PathBuf>,
}

/// Arguments of `certify`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct CertifyArguments {
    /// Files, folders and playlists (m3u, m3u8, cue)
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Certificate to write, whole or not at all; - for the standard output (default: NAME.certificate.pdf, here)
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// What an album is called (default: its folder)
    #[arg(long, value_name = "TITLE")]
    pub(super) title: Option<String>,
    /// Hold each track against this policy (TOML)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) policy: Option<PathBuf>,
    /// Tracks audited at once (default: one a processor)
    #[arg(long, short, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=MOST_JOBS))]
    pub(super) jobs: Option<usize>,
    /// Database to keep the audits in
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_db")]
    pub(super) db: Option<PathBuf>,
    /// Keep nothing, and audit what was audited before
    #[arg(long)]
    pub(super) no_db: bool,
    /// Audit again what was audited before
    #[arg(long)]
    pub(super) again: bool,
    /// No progress and no messages about single tracks
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Arguments of `verify`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct VerifyArguments {
    /// Certificate that `audiopro certify` wrote
    #[arg(value_name = "CERTIFICATE", value_hint = ValueHint::FilePath)]
    pub(super) certificate: PathBuf,
    /// Files that it may be about
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = VerifyFormat::Table)]
    pub(super) format: VerifyFormat,
    /// Files read at once (default: one a processor)
    #[arg(long, short, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=MOST_JOBS))]
    pub(super) jobs: Option<usize>,
}

/// Formats of `export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportFormat {
    /// One row a track, for spreadsheets and scripts
    Csv,
    /// One JSON object a line
    Jsonl,
    /// One web page that holds everything
    Html,
    /// A spreadsheet with typed cells
    Xlsx,
    /// A certificate; the files must still be there
    Pdf,
}

impl ExportFormat {
    /// As a format of many reports; `None` for a certificate.
    pub(super) fn of_reports(self) -> Option<ReportFormat> {
        match self {
            Self::Csv => Some(ReportFormat::Csv),
            Self::Jsonl => Some(ReportFormat::Jsonl),
            Self::Html => Some(ReportFormat::Html),
            Self::Xlsx => Some(ReportFormat::Xlsx),
            Self::Pdf => None,
        }
    }
}

/// Formats of `verify`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum VerifyFormat {
    /// For people
    Table,
    /// One JSON object
    Json,
}

fn verdict(name: &str) -> Result<VerdictClass, String> {
    VerdictClass::from_id(name).ok_or_else(|| {
        let known = VerdictClass::ALL.map(VerdictClass::id).join(", ");
        format!("there is no verdict {name}; there are {known}")
    })
}
