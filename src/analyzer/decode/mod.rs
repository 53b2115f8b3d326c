//! Reads a track: what it is, its samples in blocks, whether it is whole, what is written on it.
//!
//! The only place that names Symphonia, FFmpeg and lofty. The reader is chosen by content, never by name: FLAC and uncompressed audio
//! are framed and checked here, MP4, MP3, AAC and Ogg go through Symphonia, everything else and everything refused to FFmpeg. The
//! file is read once, from front to back; beside that only its ends, for tags.
//!
//! Invariants: memory does not grow with the track, whatever its header claims; a refusal by one reader alone is never called
//! damage; a file that changes while it is read is an error, not a finding.

mod checks;
mod error;
mod fault;
mod ffmpeg;
mod flac;
mod metadata;
mod packets;
mod pcm;
mod probe;
mod samples;

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

pub use self::{error::DecodeError, probe::is_audio_candidate};
use self::{ffmpeg::FfmpegReader, flac::FlacReader, packets::PacketReader, pcm::PcmReader, probe::Form};
use crate::contracts::{CancelToken, Integrity, Metadata, PcmBlock, StreamFacts};

/// Most channels that are audited: more than any loudspeaker layout of BS.2051 has.
pub(crate) const MAX_CHANNELS: u16 = 32;
/// Most frames in a block.
const BLOCK_FRAMES: usize = 16_384;

/// How tracks are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeSettings {
    /// The FFmpeg program, with FFprobe beside it; `None` where both are to be looked for on the `PATH`.
    pub ffmpeg: Option<PathBuf>,
    /// Time after which FFmpeg is stopped, for one track.
    pub ffmpeg_time_limit: Duration,
}

/// What is known once a track has been read to its end.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// The stream, with the frames that came out.
    pub facts: StreamFacts,
    /// Whether it is whole.
    pub integrity: Integrity,
    /// What is written on it.
    pub metadata: Metadata,
}

/// Reads one track from front to back.
pub struct TrackReader {
    path: PathBuf,
    stamp: Stamp,
    source: Source,
    metadata: Metadata,
    cancel: CancelToken,
}

/// Who reads.
enum Source {
    Flac(Box<FlacReader>),
    Pcm(Box<PcmReader>),
    Packets(Box<PacketReader>),
    Ffmpeg(Box<FfmpegReader>),
}

impl TrackReader {
    /// Opens the track at `path` and reads up to its first samples.
    ///
    /// # Errors
    /// Any [`DecodeError`]; each names the file and the remedy.
    pub fn open(path: &Path, settings: &DecodeSettings, cancel: &CancelToken) -> Result<Self, DecodeError> {
        check_cancel(cancel)?;
        // Asked before it is opened: opening a pipe would wait for its writer.
        let kind = fs::metadata(path).map_err(|error| open_error(path, error))?;
        if kind.is_dir() {
            return Err(DecodeError::IsFolder { path: path.into() });
        }
        if !kind.is_file() {
            return Err(DecodeError::NotAFile { path: path.into() });
        }
        let mut file = File::open(path).map_err(|error| open_error(path, error))?;
        let stamp = file.metadata().and_then(|metadata| Stamp::of(&metadata)).map_err(|error| open_error(path, error))?;
        if stamp.bytes == 0 {
            return Err(DecodeError::Empty { path: path.into() });
        }
        let probed = probe::probe(&mut file, stamp.bytes).map_err(|error| io_error(path, &stamp, error))?;
        if probed.form == Form::Text {
            return Err(DecodeError::NoAudio { path: path.into(), reason: "it holds text".into() });
        }
        let metadata = metadata::read(&mut file, probed.start);
        check_cancel(cancel)?;
        let source = open_source(path, file, probed, &stamp, settings, cancel)?;
        Ok(Self { path: path.into(), stamp, source, metadata, cancel: cancel.clone() })
    }

    /// Facts of the stream; the frames are those handed out so far.
    pub fn facts(&self) -> &StreamFacts {
        match &self.source {
            Source::Flac(reader) => reader.facts(),
            Source::Pcm(reader) => reader.facts(),
            Source::Packets(reader) => reader.facts(),
            Source::Ffmpeg(reader) => reader.facts(),
        }
    }

    /// Refills `block` with the next frames, at most 16 384; `false` at the end, with an empty block.
    ///
    /// # Errors
    /// [`DecodeError::Cancelled`] once the token is set, and whatever the disk or FFmpeg fails with.
    pub fn next_block(&mut self, block: &mut PcmBlock) -> Result<bool, DecodeError> {
        check_cancel(&self.cancel)?;
        match &mut self.source {
            Source::Flac(reader) => reader.next_block(block),
            Source::Pcm(reader) => reader.next_block(block),
            Source::Packets(reader) => reader.next_block(block),
            Source::Ffmpeg(reader) => return reader.next_block(block),
        }
        .map_err(|error| io_error(&self.path, &self.stamp, error))
    }

    /// What was found, once [`TrackReader::next_block`] has given `false`.
    ///
    /// # Errors
    /// [`DecodeError::ChangedWhileRead`] where the file is not what it was at the start.
    pub fn finish(self) -> Result<Decoded, DecodeError> {
        if !self.stamp.still_holds(&self.path) {
            return Err(DecodeError::ChangedWhileRead { path: self.path });
        }
        let (facts, integrity) = match self.source {
            Source::Flac(reader) => reader.finish(),
            Source::Pcm(reader) => reader.finish(),
            Source::Packets(reader) => reader.finish(),
            Source::Ffmpeg(reader) => reader.finish()?,
        };
        Ok(Decoded { facts, integrity, metadata: self.metadata })
    }
}

/// Opens the reader that the probe chose, or the second one where it refuses.
fn open_source(
    path: &Path,
    mut file: File,
    probed: probe::Probed,
    stamp: &Stamp,
    settings: &DecodeSettings,
    cancel: &CancelToken,
) -> Result<Source, DecodeError> {
    let bad_header = |reason| DecodeError::BadHeader { path: path.into(), reason };
    let mut label = probed.form.label().to_owned();
    let mut is_hybrid = false;
    let refusal = match probed.form {
        Form::Flac => match FlacReader::open(file, probed.start, probed.end) {
            Ok(reader) => return Ok(Source::Flac(Box::new(reader))),
            Err(flac::Refusal::Io(error)) => return Err(io_error(path, stamp, error)),
            Err(flac::Refusal::BadHeader(reason)) => return Err(bad_header(reason)),
            Err(flac::Refusal::NoFrames(reason)) => return Err(DecodeError::NoAudio { path: path.into(), reason }),
        },
        Form::Pcm => match PcmReader::open(file, probed.start, stamp.bytes) {
            Ok(reader) => return Ok(Source::Pcm(Box::new(reader))),
            Err(pcm::Refusal::Io(error)) => return Err(io_error(path, stamp, error)),
            Err(pcm::Refusal::BadHeader(reason)) => return Err(bad_header(reason)),
            Err(pcm::Refusal::TooManyChannels(channels)) => {
                return Err(DecodeError::TooManyChannels { path: path.into(), channels });
            }
            Err(pcm::Refusal::NotPcm(form)) => {
                label = form;
                None
            }
        },
        Form::Packets(form) => match PacketReader::open(file, form, probed.start, probed.end) {
            Ok(reader) => return Ok(Source::Packets(Box::new(reader))),
            Err(packets::Refusal::TooManyChannels(channels)) => {
                return Err(DecodeError::TooManyChannels { path: path.into(), channels });
            }
            Err(packets::Refusal::Refused(reason)) => Some(reason),
        },
        Form::Foreign(_) => {
            is_hybrid = is_wavpack_hybrid(&mut file, probed.start).map_err(|error| io_error(path, stamp, error))?;
            None
        }
        Form::Text | Form::Unknown => None,
    };
    match FfmpegReader::open(path, &label, refusal, is_hybrid, settings, cancel) {
        Ok(reader) => Ok(Source::Ffmpeg(Box::new(reader))),
        // Nobody knows the content: that is no audio, and FFmpeg would not change it.
        Err(DecodeError::FfmpegFailed { reason, .. }) if probed.form == Form::Unknown => {
            Err(DecodeError::NoAudio { path: path.into(), reason })
        }
        Err(error) => Err(error),
    }
}

/// Whether a WavPack file holds hybrid, that is lossy, audio: bit 3 of the flags in its first block header.
fn is_wavpack_hybrid(file: &mut File, start: u64) -> io::Result<bool> {
    let mut header = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.take(32).read_to_end(&mut header)?;
    Ok(header.starts_with(b"wvpk") && header.get(24).is_some_and(|flags| flags & 8 != 0))
}

fn check_cancel(cancel: &CancelToken) -> Result<(), DecodeError> {
    cancel.check().map_err(|_| DecodeError::Cancelled)
}

fn open_error(path: &Path, error: io::Error) -> DecodeError {
    let path = path.to_path_buf();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => DecodeError::NotFound { path },
        io::ErrorKind::PermissionDenied => DecodeError::PermissionDenied { path },
        _ => DecodeError::Io { path, source: error },
    }
}

/// A failed read is the change of the file where the file has changed.
fn io_error(path: &Path, stamp: &Stamp, source: io::Error) -> DecodeError {
    let path = path.to_path_buf();
    if stamp.still_holds(&path) { DecodeError::Io { path, source } } else { DecodeError::ChangedWhileRead { path } }
}

/// What tells one state of a file from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    bytes: u64,
    modified: SystemTime,
}

impl Stamp {
    fn of(metadata: &fs::Metadata) -> io::Result<Self> {
        Ok(Self { bytes: metadata.len(), modified: metadata.modified()? })
    }

    fn still_holds(&self, path: &Path) -> bool {
        fs::metadata(path).and_then(|metadata| Self::of(&metadata)).is_ok_and(|now| now == *self)
    }
}
