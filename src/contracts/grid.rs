//! What the codec-grid test found.

use serde::{Deserialize, Serialize};

use super::number::null_is_nan;

/// A lossy codec, as a verdict names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Codec {
    /// MPEG-1/2 Layer III (ISO 11172-3).
    Mp3,
    /// AAC-LC (ISO 14496-3).
    Aac,
    /// HE-AAC: AAC at half the rate, spectral band replication above.
    HeAac,
    /// Vorbis I.
    Vorbis,
    /// Opus in its CELT modes (RFC 6716).
    Opus,
    /// AC-3 and E-AC-3 (ATSC A/52), whose filterbank is the same.
    Ac3,
    /// Windows Media Audio 1 and 2.
    Wma,
    /// MPEG-1/2 Layer II (ISO 11172-3).
    Mp2,
    /// Musepack SV7 and SV8.
    Musepack,
    /// ATRAC1 (MiniDisc).
    Atrac,
}

impl Codec {
    /// Every codec, in the order in which results are listed.
    pub const ALL: [Self; 10] =
        [Self::Mp3, Self::Aac, Self::HeAac, Self::Vorbis, Self::Opus, Self::Ac3, Self::Wma, Self::Mp2, Self::Musepack, Self::Atrac];

    /// Name as people write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mp3 => "MP3",
            Self::Aac => "AAC",
            Self::HeAac => "HE-AAC",
            Self::Vorbis => "Vorbis",
            Self::Opus => "Opus",
            Self::Ac3 => "AC-3",
            Self::Wma => "WMA",
            Self::Mp2 => "MP2",
            Self::Musepack => "Musepack",
            Self::Atrac => "ATRAC",
        }
    }

    /// Name in JSON and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Aac => "aac",
            Self::HeAac => "he_aac",
            Self::Vorbis => "vorbis",
            Self::Opus => "opus",
            Self::Ac3 => "ac3",
            Self::Wma => "wma",
            Self::Mp2 => "mp2",
            Self::Musepack => "musepack",
            Self::Atrac => "atrac",
        }
    }
}

/// A filterbank of the bank, with its window and block size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filterbank {
    /// Layer III hybrid, long blocks: polyphase, 36-point MDCT, alias butterflies.
    Mp3Hybrid,
    /// Layer III hybrid, short blocks: polyphase, 12-point MDCT.
    Mp3Short,
    /// 2048-point MDCT, Kaiser-Bessel-derived window, alpha 4.
    AacKbd,
    /// 2048-point MDCT, sine window.
    AacSine,
    /// Eight MDCTs of 256 points, sine window.
    AacShort,
    /// 2048-point MDCT, Vorbis power-sine window.
    Vorbis,
    /// The same of 1024 points: libvorbis below 26 kHz.
    Vorbis512,
    /// The same of 4096 points: libvorbis at its lowest quality.
    Vorbis2048,
    /// 1920-point MDCT with slopes of 120 samples at 48 kHz, behind the pre-emphasis (CELT frames of 20 ms).
    Celt960,
    /// The same of 960 points (10 ms).
    Celt480,
    /// The same of 480 points (5 ms).
    Celt240,
    /// The same of 240 points: frames of 2.5 ms, and the eight blocks into which a transient divides a frame of 20 ms.
    Celt120,
    /// 512-point MDCT, Kaiser-Bessel-derived window, alpha 5.
    Ac3,
    /// Two MDCTs of 256 points, the halves of that window: blocks that hold a transient.
    Ac3Short,
    /// 4096-point MDCT, sine window.
    Wma,
    /// The same of 1024 points: WMA at 16 kHz. At 22.05 kHz its blocks are those of [`AacSine`](Self::AacSine).
    Wma512,
    /// Polyphase of 32 bands (Layers I and II, Musepack).
    Polyphase,
    /// Tree of mirror filters, then MDCTs of 256, 256 and 512 points.
    Atrac,
}

impl Filterbank {
    /// Every filterbank, in the order in which results are listed.
    pub const ALL: [Self; 18] = [
        Self::Mp3Hybrid,
        Self::Mp3Short,
        Self::AacKbd,
        Self::AacSine,
        Self::AacShort,
        Self::Vorbis,
        Self::Vorbis512,
        Self::Vorbis2048,
        Self::Celt960,
        Self::Celt480,
        Self::Celt240,
        Self::Celt120,
        Self::Ac3,
        Self::Ac3Short,
        Self::Wma,
        Self::Wma512,
        Self::Polyphase,
        Self::Atrac,
    ];

    /// The codec that uses it at the rate of the track.
    pub fn codec(self) -> Codec {
        match self {
            Self::Mp3Hybrid | Self::Mp3Short => Codec::Mp3,
            Self::AacKbd | Self::AacSine | Self::AacShort => Codec::Aac,
            Self::Vorbis | Self::Vorbis512 | Self::Vorbis2048 => Codec::Vorbis,
            Self::Celt960 | Self::Celt480 | Self::Celt240 | Self::Celt120 => Codec::Opus,
            Self::Ac3 | Self::Ac3Short => Codec::Ac3,
            Self::Wma | Self::Wma512 => Codec::Wma,
            Self::Polyphase => Codec::Mp2,
            Self::Atrac => Codec::Atrac,
        }
    }

    /// Name as people write it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Mp3Hybrid => "MP3",
            Self::Mp3Short => "MP3, short blocks",
            Self::AacKbd => "AAC, KBD window",
            Self::AacSine => "AAC, sine window",
            Self::AacShort => "AAC, short blocks",
            Self::Vorbis => "Vorbis",
            Self::Vorbis512 => "Vorbis, blocks of 1024",
            Self::Vorbis2048 => "Vorbis, blocks of 4096",
            Self::Celt960 => "Opus, 20 ms",
            Self::Celt480 => "Opus, 10 ms",
            Self::Celt240 => "Opus, 5 ms",
            Self::Celt120 => "Opus, 2.5 ms",
            Self::Ac3 => "AC-3",
            Self::Ac3Short => "AC-3, short blocks",
            Self::Wma => "WMA",
            Self::Wma512 => "WMA, blocks of 1024",
            Self::Polyphase => "MP2",
            Self::Atrac => "ATRAC",
        }
    }

    /// Frames from one alignment to the same alignment of the next block.
    pub fn hop_frames(self) -> usize {
        match self {
            Self::Mp3Hybrid => 576,
            Self::Mp3Short => 192,
            Self::AacKbd | Self::AacSine | Self::Vorbis => 1024,
            Self::Vorbis512 | Self::Wma512 | Self::Atrac => 512,
            Self::AacShort => 128,
            Self::Celt960 => 960,
            Self::Celt480 => 480,
            Self::Celt240 => 240,
            Self::Celt120 => 120,
            Self::Ac3 | Self::Ac3Short => 256,
            Self::Wma | Self::Vorbis2048 => 2048,
            Self::Polyphase => 384,
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
    /// Alignment: first frame of a block modulo the hop, counted from the first frame of the track, at the rate of the test.
    pub offset: u32,
    /// Where it was seen.
    pub channel: GridChannel,
    /// Chance of so large a z in a track without that codec, by the null of genuine tracks.
    #[serde(deserialize_with = "null_is_nan")]
    pub p_value: f64,
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
    /// As [`HoleTest::p_value`].
    #[serde(deserialize_with = "null_is_nan")]
    pub p_value: f64,
}

/// Both tests of one filterbank. `None` where there was not enough signal to run one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridTest {
    /// The codec of the hypothesis.
    pub codec: Codec,
    /// Its filterbank.
    pub filterbank: Filterbank,
    /// Rate at which it was tried: that of the track, or one that the track was converted back to.
    pub rate_hz: u32,
    /// Quarters of a frame, at that rate, by which the samples were moved before they were brought to it: what was trimmed after a
    /// conversion does not lie on its frames.
    #[serde(default)]
    pub quarters: u8,
    /// The alignment beside which it was tried again, because the same codec's grid had been found there; `None` for a first try.
    #[serde(default)]
    pub beside: Option<u32>,
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
    /// Alignment of the stronger test.
    pub fn offset(&self) -> Option<u32> {
        let values = [self.holes.map(|test| (test.z, test.offset)), self.lattice.map(|test| (test.z, test.offset))];
        values.into_iter().flatten().max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, offset)| offset)
    }

    /// Largest z of the two tests.
    pub fn z(&self) -> Option<f64> {
        let values = [self.holes.map(|test| test.z), self.lattice.map(|test| test.z)];
        values.into_iter().flatten().reduce(f64::max)
    }
}

/// A stretch of the track, and how much of it carries the grid.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GridSection {
    /// Where it begins.
    #[serde(deserialize_with = "null_is_nan")]
    pub start_s: f64,
    /// Where it ends.
    #[serde(deserialize_with = "null_is_nan")]
    pub end_s: f64,
    /// Blocks that agree with the grid, of those that could be judged.
    pub agreeing: u32,
    /// Blocks that could be judged; 0 where the stretch is silent or too quiet.
    pub judged: u32,
    /// The alignment that holds here.
    pub offset: u32,
}

/// What the steps found say of the lossy source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SourceEstimate {
    /// Bitrate of the lossy source, on the usual ladder of its codec.
    pub kbps: Option<u32>,
    /// Encoder family, where its habits tell it.
    pub encoder: Option<String>,
}

/// Pictures of the proof: the decisive grid, drawn. Kept for the window alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridProof {
    /// What `alignments` holds: hole rates (0 to 1) or ladder fits.
    pub is_by_holes: bool,
    /// The statistic at every alignment of the hop, in the order of the offsets.
    pub alignments: Vec<f32>,
    /// The alignment that stands out.
    pub offset: u32,
    /// The alignment that the pictures beside show: one frame on.
    pub beside_offset: u32,
    /// Blocks across both pictures.
    pub picture_blocks: u32,
    /// Where the first block lies.
    pub picture_start_s: f32,
    /// Time from one block to the next.
    pub picture_step_s: f32,
    /// Frequencies of the lowest and of the highest row.
    pub picture_hz: (f32, f32),
    /// Coefficients at the offset, block after block, low frequencies first: 0 is an empty one, else 1 + 8 log2(|Y| / threshold)
    /// up to 255.
    pub picture: Vec<u8>,
    /// The same at `beside_offset`.
    pub picture_beside: Vec<u8>,
    /// Where coefficients fall between two steps of the ladder, in equal parts from one step to the next, at the offset; empty
    /// where there is no ladder.
    pub ladder: Vec<u32>,
    /// The same at `beside_offset`.
    pub ladder_beside: Vec<u32>,
}

/// The whole codec-grid test of one track.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct GridOutcome {
    /// One entry a hypothesis tried: codec, filterbank, rate.
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
    /// Chance that a genuine track shows anything as strong as the strongest test, over every hypothesis tried.
    pub false_alarm_probability: Option<f64>,
    /// Where in the track the decisive grid holds; empty where none is decisive.
    pub sections: Vec<GridSection>,
    /// What the decisive grid says of the lossy source.
    pub source: Option<SourceEstimate>,
    /// How far each codec can be seen in this track.
    pub limits: Vec<SourceLimit>,
}

impl GridOutcome {
    /// z from which the holes of `test` decide; `None` where they never do.
    ///
    /// Denoisers and editors that work in blocks make holes too, but no ladder. So holes want a second witness: the lattice, as
    /// far as it stands above what genuine tracks show. Without one they decide half as far again above the bar where a codec may
    /// hide its ladder (AC-3: in a downmix, whose channels each had their own) or none was looked for, and never where its ladder
    /// shows wherever its holes do.
    pub fn hole_bar_of(&self, test: &GridTest) -> Option<f64> {
        /// The bar of holes alone, in bars.
        const ALONE: f64 = 1.5;
        match test.lattice {
            Some(lattice) if lattice.z >= self.usual_z => Some(self.hole_bar),
            Some(_) if !matches!(test.codec, Codec::Vorbis | Codec::Opus | Codec::Ac3) => None,
            _ => Some(ALONE * self.hole_bar),
        }
    }

    /// Whether the holes of `test` decide.
    pub fn holes_decide(&self, test: &GridTest) -> bool {
        test.holes.zip(self.hole_bar_of(test)).is_some_and(|(holes, bar)| holes.z >= bar)
    }

    /// Whether `test` decides, by holes or by lattice.
    pub fn is_decisive(&self, test: &GridTest) -> bool {
        self.holes_decide(test) || test.lattice.is_some_and(|lattice| lattice.z >= self.lattice_bar)
    }

    /// The test that stands out most among the decisive ones.
    pub fn decisive(&self) -> Option<&GridTest> {
        let strongest = |a: &&GridTest, b: &&GridTest| f64::total_cmp(&a.z().unwrap_or(0.0), &b.z().unwrap_or(0.0));
        let first = self.tests.iter().filter(|test| test.beside.is_none());
        first.filter(|test| self.is_decisive(test)).max_by(strongest)
    }

    /// The strongest test of another codec than the decisive one.
    pub fn runner_up(&self) -> Option<&GridTest> {
        let codec = self.decisive()?.codec;
        let others = self.tests.iter().filter(|test| test.codec != codec && test.z().is_some());
        others.max_by(|a, b| f64::total_cmp(&a.z().unwrap_or(0.0), &b.z().unwrap_or(0.0)))
    }

    /// The same codec at another alignment, where it is decisive there too: coded twice, or put together from two files.
    pub fn second_alignment(&self) -> Option<&GridTest> {
        /// A grid leaks to other alignments of its own, at most so much.
        const LEAK: f64 = 0.05;
        let least = LEAK * self.largest_z().unwrap_or(0.0);
        self.tests.iter().find(|test| test.beside.is_some() && self.is_decisive(test) && test.z().is_some_and(|z| z >= least))
    }

    /// Largest z of any test.
    pub fn largest_z(&self) -> Option<f64> {
        self.tests.iter().filter_map(GridTest::z).reduce(f64::max)
    }
}

/// How far a codec can be seen in this track.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceLimit {
    /// The codec.
    pub codec: Codec,
    /// Highest bitrate that would show; `None` where none is known to.
    pub visible_up_to_kbps: Option<u32>,
}

impl SourceLimit {
    /// Whether a copy of the usual high quality could hide here: MP3 up to 320 kbit/s, AAC up to 256. Of the other codecs no
    /// such quality is usual.
    pub fn is_short(&self) -> bool {
        let usual_kbps = match self.codec {
            Codec::Mp3 => 320,
            Codec::Aac => 256,
            _ => return false,
        };
        self.visible_up_to_kbps.is_none_or(|kbps| kbps < usual_kbps)
    }
}
