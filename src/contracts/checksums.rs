//! What names a file and its samples beyond doubt: what a certificate is about.

use serde::{Deserialize, Serialize};

/// Checksums of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checksums {
    /// Its bytes.
    pub file: FileSums,
    /// Its samples.
    pub audio: AudioSums,
}

/// Checksums of the bytes of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSums {
    /// Their number.
    pub size_bytes: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// Checksums of decoded samples: the same in any file that holds them.
///
/// They are taken over the samples interleaved and little-endian: signed integers of whole bytes where the stream has integers, so
/// that the MD5 is the one that FLAC stores (RFC 9639, 8.2), else 32-bit floats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AudioSums {
    /// MD5, 32 hexadecimal digits.
    pub md5: String,
    /// SHA-256 of the same bytes.
    pub sha256: String,
    /// Name of the samples whatever their depth, as `Measurements::audio_id`.
    pub audio_id: Option<String>,
    /// Sample rate.
    pub sample_rate_hz: u32,
    /// Channels.
    pub channels: u16,
    /// Bits of the integers; `None` where the samples are floats.
    pub bits: Option<u16>,
    /// Frames.
    pub frames: u64,
}

/// How a file stands to one whose checksums are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The same bytes.
    SameFile,
    /// Other bytes that hold the same samples: tagged again, compressed again, another container.
    SameAudio,
    /// The same sound, stored at another depth.
    OtherDepth,
    /// Something else.
    Other,
}

impl Checksums {
    /// How `other` stands to what these were taken of.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let format = |audio: &AudioSums| (audio.sample_rate_hz, audio.channels, audio.frames);
        if self.file == other.file {
            Likeness::SameFile
        } else if self.audio.sha256 == other.audio.sha256
            && self.audio.md5 == other.audio.md5
            && self.audio.bits == other.audio.bits
            && format(&self.audio) == format(&other.audio)
        {
            Likeness::SameAudio
        } else if self.audio.audio_id.is_some() && self.audio.audio_id == other.audio.audio_id {
            Likeness::OtherDepth
        } else {
            Likeness::Other
        }
    }
}
