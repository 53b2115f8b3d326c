//! What a stream is, whether it is whole, and what is written on it.

use serde::{Deserialize, Serialize};

use crate::units::{FrameCount, SampleRate};

/// Who decoded the track.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reader {
    /// Symphonia, in this process.
    Symphonia,
    /// FFmpeg, in a child process.
    Ffmpeg,
    /// Audiopro itself: uncompressed audio, and FLAC deeper than 24 bits.
    BuiltIn,
}

/// Facts of the decoded stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StreamFacts {
    /// Container by content, lower case: `flac`, `wav`, `rf64`, `aiff`, `mp4`, `ogg`, `mp3`, `adts`, `wavpack`, `ape`, `asf` ...
    pub container: String,
    /// Codec, lower case: `flac`, `pcm_s16`, `pcm_f32`, `alac`, `mp3`, `aac`, `he_aac`, `vorbis`, `opus`, `wavpack`, `ac3`, `wma` ...
    pub codec: String,
    /// Whether the codec itself is lossy.
    pub is_lossy: bool,
    /// Rate of the decoded frames.
    pub sample_rate: SampleRate,
    /// Declared bits a sample; `None` for a lossy codec, which has none.
    pub bits: Option<u16>,
    /// Whether samples are stored as floating point.
    pub is_float: bool,
    /// Channels in the stream.
    pub channels: u16,
    /// Frames that the header promises.
    pub declared_frames: Option<FrameCount>,
    /// Frames that came out of the decoder.
    pub frames: FrameCount,
    /// Who decoded it.
    pub reader: Reader,
}

impl StreamFacts {
    /// Length of the decoded audio in seconds.
    pub fn duration_s(&self) -> f64 {
        self.frames.seconds(self.sample_rate)
    }
}

/// Whether the file is whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntegrityState {
    /// Every check that the format offers passed.
    Intact,
    /// A fault is proven: checksum mismatch, truncation, bad frame.
    Damaged,
    /// The format offers no check, or one reader alone refused.
    Undetermined,
}

/// The stored MD5 of the PCM against the one computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Md5State {
    /// Equal.
    Match,
    /// Different.
    Mismatch,
    /// The stream stores none.
    Absent,
}

/// Integrity of a file, beside its verdict and never part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Integrity {
    /// The finding.
    pub state: IntegrityState,
    /// MD5 of the decoded PCM; `None` where the format has no such field.
    pub md5: Option<Md5State>,
    /// Time of the first fault in seconds.
    pub first_fault_s: Option<f64>,
    /// What was found, or why nothing can be said, as a sentence.
    pub detail: Option<String>,
}

impl Integrity {
    /// Nothing could be established, for the reason in `detail`.
    pub fn undetermined(detail: impl Into<String>) -> Self {
        Self { state: IntegrityState::Undetermined, md5: None, first_fault_s: None, detail: Some(detail.into()) }
    }
}

/// What is written on the file: shown to the auditor, never used as proof.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// Tags in file order: name and value. Bounded by the reader.
    pub tags: Vec<(String, String)>,
    /// Encoder strings: vendor string, LAME tag, `Lavc` ...
    pub encoders: Vec<String>,
    /// Declared properties: name and value as text (bit rate, channel mask, ...).
    pub properties: Vec<(String, String)>,
    /// Embedded picture: MIME type and size in bytes.
    pub picture: Option<(String, u64)>,
    /// Why tags could not be read, where they could not.
    pub problem: Option<String>,
}
