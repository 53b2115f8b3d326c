//! The arguments, as one definition for parsing, help, completions and the manual page.

use std::{ffi::OsString, path::PathBuf};

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint, builder::RangedU64ValueParser};

use super::{
    compare::{self, CompareArguments},
    evaluate::{self, Split},
    patches,
    picture::{self, PictureArguments},
    quarantine::{QuarantineArguments, RestoreArguments},
    report_arguments::{CERTIFY_HELP, CertifyArguments, EXPORT_HELP, ExportArguments, VERIFY_HELP, VerifyArguments},
};
use crate::report::ReportFormat;

/// Most tracks audited at once: past the processors of any machine, and few enough to open a file each.
pub(super) const MOST_JOBS: u64 = 256;

const EXAMPLES: &str = "\
Examples:
  audiopro ~/Music                            open the window and audit a folder
  audiopro audit ~/Music                      audit it here, as a table
  audiopro audit --format jsonl --output audits.jsonl ~/Music
  audiopro audit --no-db -- -odd-name.flac    a name that begins with a dash
  audiopro audit --policy policies/cd-master.toml master/
  audiopro export --format html --output library.html
  audiopro certify track.flac                 a PDF certificate
  audiopro verify track.certificate.pdf track.flac
  audiopro picture --size 3840x2160 track.flac
  audiopro evaluate manifest.csv              how often the answers are right, where they are known
  audiopro health                             what works, what is limited, how to mend it

Exit codes:
  0    nothing suspicious
  1    something was flagged: transcode, upsampled or padded; or does not pass the policy
  2    some track or folder could not be audited (this wins over 1)
  64   wrong usage
  130  stopped by Ctrl-C; what was finished is written

Environment:
  AUDIOPRO_HOME  one folder for settings, database, weights and logs
  AUDIOPRO_LOG   what is logged, for example debug
  OLLAMA_HOST    address of the arbiter, where the settings name none
  NO_COLOR       no colours";

/// Audits audio tracks: was it ever lossy, upsampled or padded; is it intact; is it sound.
///
/// Without a command, opens the window on the paths. Each track is decoded, measured and judged on this machine; each verdict
/// comes with its evidence.
#[derive(Debug, Parser)]
#[command(name = "audiopro", version, after_long_help = EXAMPLES, args_conflicts_with_subcommands = true, max_term_width = 100)]
pub(super) struct Arguments {
    /// Database to keep the audits in
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) db: Option<PathBuf>,
    /// Project to open: its name, or the file of its database
    #[arg(long, value_name = "NAME|FILE", value_hint = ValueHint::AnyPath, conflicts_with = "db")]
    pub(super) project: Option<OsString>,
    /// Files, folders and playlists (m3u, m3u8, cue) to add
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// A subcommand.
#[derive(Clone, Debug, PartialEq, Subcommand)]
pub enum Command {
    /// Audit tracks and print the reports
    #[command(after_long_help = EXAMPLES)]
    Audit(AuditArguments),
    /// Write stored audits as a table, a web page, a spreadsheet or a certificate
    #[command(after_long_help = EXPORT_HELP)]
    Export(ExportArguments),
    /// Write a certificate: a PDF that says what was found in which file, to frame and to check
    #[command(after_long_help = CERTIFY_HELP)]
    Certify(CertifyArguments),
    /// Say whether files belong to a certificate
    #[command(after_long_help = VERIFY_HELP)]
    Verify(VerifyArguments),
    /// Draw a track's spectrogram, waveform, spectrum or loudness, to keep or to show
    #[command(after_long_help = picture::HELP)]
    Picture(PictureArguments),
    /// Audit tracks whose past is known and say how often the answers are right
    #[command(after_long_help = evaluate::HELP)]
    Evaluate(EvaluateArguments),
    /// Write the patches that a network learns from, of tracks whose past is known
    #[command(after_long_help = patches::HELP)]
    Patches(PatchesArguments),
    /// Align two tracks and measure what differs
    #[command(after_long_help = compare::HELP)]
    Compare(CompareArguments),
    /// Grow the forest, the second judge, from tracks whose past is known
    Train(TrainArguments),
    /// Exchange your own verdicts with colleagues
    Marks(MarksArguments),
    /// Move tracks to a quarantine folder, from which they can be restored
    Quarantine(QuarantineArguments),
    /// Move tracks back from a quarantine folder to where they were
    Restore(RestoreArguments),
    /// Say what works on this machine, what is limited, and how to mend it
    Health(HealthArguments),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man {
        /// A command to print the page of
        command: Option<String>,
    },
}

/// Arguments of `audit`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct AuditArguments {
    /// Files, folders and playlists (m3u, m3u8, cue)
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub(super) paths: Vec<PathBuf>,
    /// Format of the reports
    #[arg(long, value_enum, default_value_t = AuditFormat::Table)]
    pub(super) format: AuditFormat,
    /// File to write the reports to, whole or not at all; - for the standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Hold each track against this policy (TOML); policies/ holds examples
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
    /// Only measure: try no codec grid, so that no verdict says genuine, and keep nothing
    #[arg(long, conflicts_with = "db")]
    pub(super) no_grids: bool,
    /// Let the network look at each track, on ONNX Runtime (default: as the settings say, else off)
    #[arg(long, value_enum, value_name = "WHETHER")]
    pub(super) network: Option<Switch>,
    /// Put grey tracks to this model of a local Ollama server, for example qwen2.5:7b; nobody vouches for its word
    #[arg(long, value_name = "MODEL")]
    pub(super) arbiter: Option<String>,
    /// No progress and no messages about single tracks
    #[arg(long, short)]
    pub(super) quiet: bool,
}

/// Arguments of `evaluate`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct EvaluateArguments {
    /// CSV of tracks with the columns path, label, codec and arm
    #[arg(value_name = "MANIFEST", value_hint = ValueHint::FilePath)]
    pub(super) manifest: PathBuf,
    /// Format of the results
    #[arg(long, value_enum, default_value_t = EvaluateFormat::Table)]
    pub(super) format: EvaluateFormat,
    /// File to write the results to, whole or not at all; - for the standard output
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// Results of an earlier run (--format json), to say what changed, file by file
    #[arg(long, value_name = "RESULTS", value_hint = ValueHint::FilePath)]
    pub(super) compare: Option<PathBuf>,
    /// Let the network look at each track, on ONNX Runtime (default: as the settings say, else off)
    #[arg(long, value_enum, value_name = "WHETHER")]
    pub(super) network: Option<Switch>,
    /// Put grey tracks to this model of a local Ollama server too, and say what it changes
    #[arg(long, value_name = "MODEL")]
    pub(super) arbiter: Option<String>,
    /// Only rows of this split
    #[arg(long, value_enum)]
    pub(super) split: Option<Split>,
    /// Only arms that one of these patterns matches, such as 'genuine,lame-*'
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    pub(super) arms: Vec<glob::Pattern>,
    /// Tracks audited at once (default: one a processor)
    #[arg(long, short, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=MOST_JOBS))]
    pub(super) jobs: Option<usize>,
}

/// Arguments of `patches`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct PatchesArguments {
    /// CSV of tracks with the columns path, label, codec and arm
    #[arg(value_name = "MANIFEST", value_hint = ValueHint::FilePath)]
    pub(super) manifest: PathBuf,
    /// Folder to write patches.u8 and tracks.csv to, whole or not at all
    #[arg(long, short, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(super) output: PathBuf,
    /// Tracks decoded at once (default: one a processor)
    #[arg(long, short, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=MOST_JOBS))]
    pub(super) jobs: Option<usize>,
}

/// Arguments of `train`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct TrainArguments {
    /// CSV of tracks with the columns path, label, codec and arm, as scripts/make-arms writes it
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) manifest: PathBuf,
    /// File to write the forest to, its model card (.md) and its examples (.examples) beside; without it the forest is put in use
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Option<PathBuf>,
    /// CSV with the columns file and licence, for the model card
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) licences: Option<PathBuf>,
    /// The same examples and the same seed give the same forest
    #[arg(long, default_value_t = 1)]
    pub(super) seed: u64,
    /// Take the network's readings from this CSV, as scripts/train-network writes it; tracks that are not in it have none
    ///
    /// A network knows the tracks that it was trained on, and is surer of them than of any other. The forest must learn from
    /// readings of networks that did not see the track (out of fold), or it trusts the network more than it should. The model
    /// card then says whether the network earns its place.
    #[arg(long, value_name = "CSV", value_hint = ValueHint::FilePath)]
    pub(super) network_scores: Option<PathBuf>,
    /// Keep what is measured in this file, and measure nothing that it holds
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) features: Option<PathBuf>,
    /// Only arms that one of these patterns matches, such as 'genuine,lame-*'
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    pub(super) arms: Vec<glob::Pattern>,
    /// Tracks audited at once (default: one a processor)
    #[arg(long, short, value_name = "N", value_parser = RangedU64ValueParser::<usize>::new().range(1..=MOST_JOBS))]
    pub(super) jobs: Option<usize>,
}

/// Arguments of `marks`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct MarksArguments {
    #[command(subcommand)]
    pub(super) command: MarksCommand,
    /// Database that holds them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, global = true)]
    pub(super) db: Option<PathBuf>,
}

/// What to do with marks.
#[derive(Clone, Debug, PartialEq, Subcommand)]
pub enum MarksCommand {
    /// Write every mark as a JSON line, keyed by the audio and by no path
    Export {
        /// File to write to (default: the standard output)
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
    /// Take in the marks that a colleague exported; of two marks on one recording the later stands
    Import {
        /// File of JSON lines
        #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
        file: PathBuf,
    },
}

/// Arguments of `health`.
#[derive(Args, Clone, Debug, PartialEq)]
pub struct HealthArguments {
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = HealthFormat::Table)]
    pub(super) format: HealthFormat,
    /// Database to look at
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) db: Option<PathBuf>,
}

/// Whether something is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Switch {
    /// It is
    On,
    /// It is not
    Off,
}

/// Formats of `audit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AuditFormat {
    /// For people
    Table,
    /// One JSON object a line
    Jsonl,
    /// One row a track, for spreadsheets
    Csv,
    /// One web page that holds everything, written at the end
    Html,
    /// A spreadsheet with typed cells, written at the end
    Xlsx,
}

impl From<AuditFormat> for ReportFormat {
    fn from(format: AuditFormat) -> Self {
        match format {
            AuditFormat::Table => Self::Table,
            AuditFormat::Jsonl => Self::Jsonl,
            AuditFormat::Csv => Self::Csv,
            AuditFormat::Html => Self::Html,
            AuditFormat::Xlsx => Self::Xlsx,
        }
    }
}

/// Formats of `evaluate`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum EvaluateFormat {
    /// For people
    Table,
    /// One JSON object
    Json,
}

/// Formats of `health`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum HealthFormat {
    /// For people
    Table,
    /// One JSON object
    Json,
}

/// The definition itself, for whoever packages completions and pages.
pub fn command() -> clap::Command {
    Arguments::command()
}
