//! The verdict and the evidence for it.

use serde::{Deserialize, Serialize};

use super::{
    Arbitration, NetworkReading,
    grid::{Codec, Filterbank, GridChannel},
    number::null_is_nan,
};

/// Class of a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerdictClass {
    /// Lossless, no trace of a lossy past.
    Genuine,
    /// Lossless container, lossy past.
    Transcode,
    /// Real bandwidth ends at a lower standard rate.
    Upsampled,
    /// Fewer effective bits than declared.
    Padded,
    /// An honest lossy file.
    Lossy,
    /// Not enough signal, or the grey zone with nobody to arbitrate.
    Inconclusive,
}

impl VerdictClass {
    /// Every class, in the order of the filters.
    pub const ALL: [Self; 6] = [Self::Genuine, Self::Transcode, Self::Upsampled, Self::Padded, Self::Lossy, Self::Inconclusive];

    /// Name in JSON and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Transcode => "transcode",
            Self::Upsampled => "upsampled",
            Self::Padded => "padded",
            Self::Lossy => "lossy",
            Self::Inconclusive => "inconclusive",
        }
    }

    /// The class of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.id() == id)
    }

    /// Whether `audit` ends with exit code 1 for it.
    pub fn is_suspicious(self) -> bool {
        matches!(self, Self::Transcode | Self::Upsampled | Self::Padded)
    }
}

/// Who decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The codec grid's own null.
    Grid,
    /// A direct measurement or a declaration: bandwidth, depth, length, level, the codec itself.
    Measurement,
    /// The random forest.
    Forest,
    /// The local language model.
    Arbiter,
    /// The auditor.
    Auditor,
}

impl DecidedBy {
    /// Name in JSON and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Measurement => "measurement",
            Self::Forest => "forest",
            Self::Arbiter => "arbiter",
            Self::Auditor => "auditor",
        }
    }
}

/// The result of an audit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The class.
    pub class: VerdictClass,
    /// Probability that the class is right, 0 to 1; `None` where none can be given.
    pub probability: Option<f64>,
    /// Probability of a lossy past, 0 to 1: what the suspicion gauge shows.
    pub suspicion: Option<f64>,
    /// The lossy codec that the verdict names.
    pub source_codec: Option<Codec>,
    /// Who decided.
    pub decided_by: DecidedBy,
    /// The verdict in plain words, one or two sentences.
    pub summary: String,
    /// What made it, so that it can be explained a year later.
    #[serde(default)]
    pub judged_with: JudgedWith,
    /// What the arbiter said, where it was asked and answered.
    #[serde(default)]
    pub arbitration: Option<Box<Arbitration>>,
}

/// The versions and settings behind a verdict.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JudgedWith {
    /// Version of the analysis that measured.
    pub analysis_version: u32,
    /// The forest, by the checksum of its weights; `None` where none was there.
    pub weights: Option<String>,
    /// Share of false accusations that the auditor accepts.
    pub accepted_error: Option<f64>,
    /// From where to where a probability is grey.
    pub grey: Option<(f64, f64)>,
}

/// One feature that moved the forest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ForestReason {
    /// Its name.
    pub feature: String,
    /// What it is, in words that fit into a sentence.
    pub meaning: String,
    /// Its unit, empty for a pure number.
    pub unit: String,
    /// What was measured; `None` where it could not be.
    pub value: Option<f64>,
    /// What lies between the tenth and the ninetieth percentile of tracks that were never lossy.
    pub usual: Option<(f64, f64)>,
    /// By how much it moved the score, up for a lossy past.
    pub moved: f64,
}

impl std::fmt::Display for ForestReason {
    /// The value and what is usual, as `shelf at 16 kHz 52 dB (usual 3 to 11)`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.meaning, self.value_words())?;
        match self.usual_words() {
            Some(usual) => write!(formatter, " (usual {usual})"),
            None => Ok(()),
        }
    }
}

impl ForestReason {
    /// The value with its unit, or that there is none.
    pub fn value_words(&self) -> String {
        match self.value {
            Some(value) if self.unit.is_empty() => figure(value),
            Some(value) => format!("{} {}", figure(value), self.unit),
            None => "not measured".to_owned(),
        }
    }

    /// What is usual, without the unit; `None` where it is hardly ever measured.
    pub fn usual_words(&self) -> Option<String> {
        let (low, high) = self.usual.map(|(low, high)| (figure(low), figure(high)))?;
        Some(if low == high { low } else { format!("{low} to {high}") })
    }
}

/// Three significant digits at most, no needless zeros.
fn figure(value: f64) -> String {
    let decimals = match value.abs() {
        100.0.. => 0,
        10.0.. => 1,
        1.0.. => 2,
        _ => 3,
    };
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text };
    if text == "-0" { "0".to_owned() } else { text }
}

/// One measured reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Evidence {
    /// The hole test of a codec grid.
    CodecGrid {
        codec: Codec,
        filterbank: Filterbank,
        rate_hz: u32,
        #[serde(deserialize_with = "null_is_nan")]
        z: f64,
        #[serde(deserialize_with = "null_is_nan")]
        p_value: f64,
        #[serde(deserialize_with = "null_is_nan")]
        hole_rate: f64,
        #[serde(deserialize_with = "null_is_nan")]
        null_rate: f64,
        #[serde(deserialize_with = "null_is_nan")]
        threshold_lsb16: f64,
        offset: u32,
        channel: GridChannel,
        agreeing_share: Option<f64>,
        is_decisive: bool,
    },
    /// The lattice test of a codec grid.
    CodecLattice {
        codec: Codec,
        filterbank: Filterbank,
        rate_hz: u32,
        #[serde(deserialize_with = "null_is_nan")]
        z: f64,
        #[serde(deserialize_with = "null_is_nan")]
        p_value: f64,
        #[serde(deserialize_with = "null_is_nan")]
        fit: f64,
        #[serde(deserialize_with = "null_is_nan")]
        null_fit: f64,
        offset: u32,
        channel: GridChannel,
        is_decisive: bool,
    },
    /// Where the spectrum ends.
    Cutoff {
        #[serde(deserialize_with = "null_is_nan")]
        hz: f64,
        slope_db_per_khz: Option<f64>,
    },
    /// All content ends at a lower standard rate.
    Upsampling {
        #[serde(deserialize_with = "null_is_nan")]
        edge_hz: f64,
        #[serde(deserialize_with = "null_is_nan")]
        drop_db: f64,
        from_rate_hz: u32,
    },
    /// Low bits that are never used.
    Padding { declared_bits: u32, effective_bits: u32 },
    /// The file declares itself lossy.
    DeclaredLossy { codec: String },
    /// Shorter than the tests need.
    TooShort {
        #[serde(deserialize_with = "null_is_nan")]
        duration_s: f64,
        #[serde(deserialize_with = "null_is_nan")]
        needed_s: f64,
    },
    /// No sound at all.
    Silent,
    /// Too quiet to test.
    TooQuiet {
        #[serde(deserialize_with = "null_is_nan")]
        peak_dbfs: f64,
    },
    /// The random forest, asked where no grid decides.
    Forest {
        /// Probability of a lossy past, calibrated.
        #[serde(deserialize_with = "null_is_nan")]
        probability: f64,
        /// What moved it most, the strongest first.
        reasons: Vec<ForestReason>,
    },
    /// The network that looked at patches of the spectrogram: a witness that convicts nobody alone.
    Network(NetworkReading),
    /// No codec grid was tried, and why.
    GridNotTried { reason: String },
}
