//! Names a file and its samples by checksums, read in pieces: memory does not grow with the file.

use std::{
    fs::File,
    io::{self, Read},
    path::Path,
};

use md5::Md5;
use sha2::{Digest, Sha256};

use super::{
    decode::{DecodeError, DecodeSettings, TrackReader},
    dsp::Identity,
    pipeline::{AnalysisError, FFMPEG_TIME_LIMIT},
};
use crate::contracts::{AudioSums, AuditSettings, CancelToken, Checksums, FileSums, PcmBlock};

/// Bytes read between two looks at the token.
const PIECE_BYTES: usize = 1 << 18;

/// The checksums of the track at `path`, read twice: as bytes, and decoded.
///
/// # Errors
/// [`AnalysisError::Cancelled`] within one piece of the token being set; [`AnalysisError::Decode`] where it cannot be read, or
/// changed meanwhile.
pub fn checksums(path: &Path, settings: &AuditSettings, cancel: &CancelToken) -> Result<Checksums, AnalysisError> {
    let decode_settings = DecodeSettings { ffmpeg: settings.ffmpeg.clone(), ffmpeg_time_limit: FFMPEG_TIME_LIMIT };
    // Opened first: it refuses what is no regular file, and its end finds a change since now.
    let reader = TrackReader::open(path, &decode_settings, cancel)?;
    let file = file_sums(path, cancel)?;
    let audio = audio_sums(reader, cancel)?;
    Ok(Checksums { file, audio })
}

fn file_sums(path: &Path, cancel: &CancelToken) -> Result<FileSums, AnalysisError> {
    let unreadable = |source: io::Error| DecodeError::Io { path: path.to_path_buf(), source };
    let mut file = File::open(path).map_err(unreadable)?;
    let (mut sum, mut size_bytes, mut piece) = (Sha256::new(), 0, vec![0; PIECE_BYTES]);
    loop {
        cancel.check()?;
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => {
                sum.update(&piece[..read]);
                size_bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error).into()),
        }
    }
    Ok(FileSums { size_bytes, sha256: hex(&sum.finalize()) })
}

fn audio_sums(mut reader: TrackReader, cancel: &CancelToken) -> Result<AudioSums, AnalysisError> {
    let (rate, channels, bits) = (reader.facts().sample_rate, reader.facts().channels, reader.facts().bits);
    let mut identity = Identity::new(rate, usize::from(channels));
    let (mut md5, mut sha256) = (Md5::new(), Sha256::new());
    let (mut block, mut bytes) = (PcmBlock::default(), Vec::new());
    let mut has_integers = false;
    while reader.next_block(&mut block)? {
        cancel.check()?;
        identity.push(&block);
        has_integers |= !block.integers.is_empty();
        bytes.clear();
        match bits.filter(|_| !block.integers.is_empty()) {
            Some(bits) => interleave_integers(&block, usize::from(bits.div_ceil(8)).clamp(1, 4), &mut bytes),
            None => interleave_floats(&block, &mut bytes),
        }
        md5.update(&bytes);
        sha256.update(&bytes);
    }
    let decoded = reader.finish()?;
    Ok(AudioSums {
        md5: hex(&md5.finalize()),
        sha256: hex(&sha256.finalize()),
        audio_id: identity.finish(),
        sample_rate_hz: rate.hz(),
        channels,
        bits: bits.filter(|_| has_integers),
        frames: decoded.facts.frames.0,
    })
}

fn interleave_integers(block: &PcmBlock, width: usize, bytes: &mut Vec<u8>) {
    for frame in 0..block.frames() {
        for plane in &block.integers {
            bytes.extend_from_slice(&plane[frame].to_le_bytes()[..width]);
        }
    }
}

fn interleave_floats(block: &PcmBlock, bytes: &mut Vec<u8>) {
    for frame in 0..block.frames() {
        for plane in &block.planes {
            bytes.extend_from_slice(&plane[frame].to_le_bytes());
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
