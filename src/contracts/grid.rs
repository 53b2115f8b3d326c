//! What the codec-grid test found.

use serde::{Deserialize, Serialize};

use super::number::null_is_nan;

/// A lossy codec, as a verdict names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Codec {
    /// MPEG-1/2 Layer III (ISO 11172-3).
    Mp3,
    /// AAC-LC (ISO 14496-3).
    Aac,
}

impl Codec {
    /// Name as people write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mp3 => "MP3",
            Self::Aac => "AAC",
        }
    }

    /// Name in JSON and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Aac => "aac",
        }
    }
}

/// One hypothesis of the bank: a filterbank with its window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filterbank {
    /// Layer III hybrid: polyphase, 36-point MDCT, alias butterflies.
    Mp3Hybrid,
    /// 2048-point MDCT, Kaiser-Bessel-derived window, alpha 4.
    AacKbd,
    /// 2048-point MDCT, sine window.
    AacSine,
}

impl Filterbank {
    /// Every hypothesis, in the order in which results are listed.
    pub const ALL: [Self; 3] = [Self::Mp3Hybrid, Self::AacKbd, Self::AacSine];

    /// The codec that uses it.
    pub fn codec(self) -> Codec {
        match self {
            Self::Mp3Hybrid => Codec::Mp3,
            Self::AacKbd | Self::AacSine => Codec::Aac,
        }
    }

    /// Name as people write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mp3Hybrid => "MP3",
            Self::AacKbd => "AAC, KBD window",
            Self::AacSine => "AAC, sine window",
        }
    }

    /// Frames from one alignment to the same alignment of the next block.
    pub fn hop_frames(self) -> usize {
        match self {
            Self::Mp3Hybrid => 576,
            Self::AacKbd | Self::AacSine => 1024,
        }
    }
}

/// The signal on which a grid was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GridChannel {
    /// Left (or the only channel).
    L,
    /// Right.
    R,
    /// Mid.
    M,
    /// Side.
    S,
}

impl GridChannel {
    /// Its letter.
    pub fn letter(self) -> &'static str {
        match self {
            Self::L => "L",
            Self::R => "R",
            Self::M => "M",
            Self::S => "S",
        }
    }
}

/// Hole test: share of empty coefficients at the best alignment against other alignments.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct HoleTest {
    /// Deviations above the null.
    #[serde(deserialize_with = "null_is_nan")]
    pub z: f64,
    /// Share of audible coefficients below the threshold at this alignment.
    #[serde(deserialize_with = "null_is_nan")]
    pub hole_rate: f64,
    /// Mean of that share at the other alignments.
    #[serde(deserialize_with = "null_is_nan")]
    pub null_rate: f64,
    /// Threshold in 16-bit steps.
    #[serde(deserialize_with = "null_is_nan")]
    pub threshold_lsb16: f64,
    /// Alignment: first frame of a block modulo the hop, counted from the first frame of the track.
    pub offset: u32,
    /// Where it was seen.
    pub channel: GridChannel,
}

/// Lattice test: fit of the coefficients to the codec's ladder of steps against other alignments.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatticeTest {
    /// Deviations above the null.
    #[serde(deserialize_with = "null_is_nan")]
    pub z: f64,
    /// Mean best squared fit over bands and blocks at this alignment.
    #[serde(deserialize_with = "null_is_nan")]
    pub fit: f64,
    /// Mean of that at the other alignments.
    #[serde(deserialize_with = "null_is_nan")]
    pub null_fit: f64,
    /// Alignment, as in [`HoleTest::offset`].
    pub offset: u32,
    /// Where it was seen.
    pub channel: GridChannel,
}

/// Both tests of one filterbank. `None` where there was not enough signal to run one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridTest {
    /// The hypothesis.
    pub filterbank: Filterbank,
    /// Holes.
    pub holes: Option<HoleTest>,
    /// Lattice.
    pub lattice: Option<LatticeTest>,
    /// Share of the excerpts that agree with the best alignment, 0 to 1; `None` where no test stands out.
    pub agreeing_share: Option<f64>,
    /// Excerpts looked at.
    pub excerpts: u32,
}

impl GridTest {
    /// Largest z of the two tests.
    pub fn z(&self) -> Option<f64> {
        let values = [self.holes.map(|test| test.z), self.lattice.map(|test| test.z)];
        values.into_iter().flatten().reduce(f64::max)
    }
}

/// The whole codec-grid test of one track.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridOutcome {
    /// One entry a filterbank tried.
    pub tests: Vec<GridTest>,
    /// z from which a hole test decides (from calibration).
    #[serde(deserialize_with = "null_is_nan")]
    pub hole_bar: f64,
    /// z from which a lattice test decides.
    #[serde(deserialize_with = "null_is_nan")]
    pub lattice_bar: f64,
    /// z that genuine tracks usually stay below.
    #[serde(deserialize_with = "null_is_nan")]
    pub usual_z: f64,
}

impl GridOutcome {
    /// Whether `test` clears its bar by holes or by lattice.
    pub fn is_decisive(&self, test: &GridTest) -> bool {
        test.holes.is_some_and(|holes| holes.z >= self.hole_bar)
            || test.lattice.is_some_and(|lattice| lattice.z >= self.lattice_bar)
    }

    /// The test that stands out most among the decisive ones.
    pub fn decisive(&self) -> Option<&GridTest> {
        self.tests
            .iter()
            .filter(|test| self.is_decisive(test))
            .max_by(|a, b| f64::total_cmp(&a.z().unwrap_or(0.0), &b.z().unwrap_or(0.0)))
    }

    /// Largest z of any test.
    pub fn largest_z(&self) -> Option<f64> {
        self.tests.iter().filter_map(GridTest::z).reduce(f64::max)
    }
}
