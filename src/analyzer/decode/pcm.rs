//! Uncompressed audio: WAV, RF64 and BW64 (EBU Tech 3306), Wave64, AIFF and AIFF-C.
//!
//! Read here rather than by Symphonia, which knows no RF64 or Wave64 and refuses a file that is shorter than its header says: the
//! very file whose damage is to be reported. Compressed audio in these containers is not read here.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use super::{
    BLOCK_FRAMES, MAX_CHANNELS,
    fault::{Faults, Otherwise},
    samples::follow_integers,
};
use crate::{
    contracts::{Integrity, PcmBlock, Reader, StreamFacts},
    units::{FrameCount, SampleRate},
};

/// How one sample is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stored {
    U8,
    I8,
    I16,
    I24,
    I32,
    F32,
    F64,
}

impl Stored {
    fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::I8 => 1,
            Self::I16 => 2,
            Self::I24 => 3,
            Self::I32 | Self::F32 => 4,
            Self::F64 => 8,
        }
    }

    fn is_float(self) -> bool {
        matches!(self, Self::F32 | Self::F64)
    }
}

/// Layout of the samples as the header describes it.
#[derive(Clone, Copy, Debug)]
struct Layout {
    stored: Stored,
    is_big_endian: bool,
    /// Bits in use, left-aligned in the stored sample.
    bits: u16,
    channels: u64,
    rate_hz: u32,
}

/// Where the samples stand.
#[derive(Clone, Copy, Debug)]
struct Data {
    offset: u64,
    /// `None` where the writer did not know.
    bytes: Option<u64>,
}

/// Why a file is not read here.
pub(super) enum Refusal {
    Io(io::Error),
    /// The header describes no possible stream.
    BadHeader(String),
    /// Too many channels.
    TooManyChannels(u64),
    /// Compressed audio, or a form of the container that is not read here.
    NotPcm(String),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::BadHeader("it ends inside the header".into())
        } else {
            Self::Io(error)
        }
    }
}

/// Reads uncompressed audio in blocks.
pub(super) struct PcmReader {
    file: File,
    facts: StreamFacts,
    layout: Layout,
    /// Bytes of audio still to be read.
    left: u64,
    bytes: Vec<u8>,
}

impl PcmReader {
    /// Reads the header at `offset` of `file`, which is `file_bytes` long.
    pub(super) fn open(mut file: File, offset: u64, file_bytes: u64) -> Result<Self, Refusal> {
        file.seek(SeekFrom::Start(offset))?;
        let mut start = [0; 16];
        file.read_exact(&mut start[..12])?;
        let (container, layout, data) = match (&start[..4], &start[8..12]) {
            (b"RIFF", b"WAVE") => read_riff(&mut file, "wav", file_bytes)?,
            (b"RF64" | b"BW64", b"WAVE") => read_riff(&mut file, "rf64", file_bytes)?,
            (b"FORM", b"AIFF" | b"AIFC") => read_aiff(&mut file, start[11] == b'C', file_bytes)?,
            (b"riff", _) => read_wave64(&mut file, offset, file_bytes)?,
            _ => return Err(Refusal::NotPcm("an unknown form of RIFF".into())),
        };
        if layout.channels == 0 {
            return Err(Refusal::BadHeader("zero channels".into()));
        }
        if layout.channels > u64::from(MAX_CHANNELS) {
            return Err(Refusal::TooManyChannels(layout.channels));
        }
        let sample_rate =
            SampleRate::new(layout.rate_hz).ok_or_else(|| Refusal::BadHeader(format!("a sample rate of {} Hz", layout.rate_hz)))?;
        let frame_bytes = layout.channels * layout.stored.bytes() as u64;
        let in_file = file_bytes.saturating_sub(data.offset);
        let declared = data.bytes.map(|bytes| bytes / frame_bytes);
        file.seek(SeekFrom::Start(data.offset))?;
        let facts = StreamFacts {
            container: container.into(),
            codec: match layout.stored {
                Stored::F32 => "pcm_f32".into(),
                Stored::F64 => "pcm_f64".into(),
                Stored::U8 => "pcm_u8".into(),
                stored => format!("pcm_s{}", stored.bytes() * 8),
            },
            is_lossy: false,
            sample_rate,
            bits: Some(layout.bits),
            is_float: layout.stored.is_float(),
            channels: layout.channels as u16,
            declared_frames: declared.map(FrameCount),
            frames: FrameCount(0),
            reader: Reader::BuiltIn,
        };
        Ok(Self { file, facts, layout, left: data.bytes.unwrap_or(u64::MAX).min(in_file), bytes: Vec::new() })
    }

    pub(super) fn facts(&self) -> &StreamFacts {
        &self.facts
    }

    /// Refills `block`; `false` at the end.
    pub(super) fn next_block(&mut self, block: &mut PcmBlock) -> io::Result<bool> {
        block.reset(usize::from(self.facts.channels), !self.layout.stored.is_float());
        let frame_bytes = self.layout.channels as usize * self.layout.stored.bytes();
        let wanted = self.left.min((BLOCK_FRAMES * frame_bytes) as u64);
        self.bytes.clear();
        (&mut self.file).take(wanted).read_to_end(&mut self.bytes)?;
        self.left = if (self.bytes.len() as u64) < wanted { 0 } else { self.left - wanted };
        let frames = self.bytes.len() / frame_bytes;
        self.bytes.truncate(frames * frame_bytes);
        self.push(block);
        self.facts.frames.0 += frames as u64;
        Ok(frames > 0)
    }

    fn push(&self, block: &mut PcmBlock) {
        let unused_bits = (self.layout.stored.bytes() * 8) as u32 - u32::from(self.layout.bits);
        match (self.layout.stored, self.layout.is_big_endian) {
            (Stored::U8, _) => self.push_integers(block, |[byte]: [u8; 1]| (i32::from(byte) - 128) >> unused_bits),
            (Stored::I8, _) => self.push_integers(block, |bytes: [u8; 1]| i32::from(i8::from_le_bytes(bytes)) >> unused_bits),
            (Stored::I16, false) => self.push_integers(block, |bytes| i32::from(i16::from_le_bytes(bytes)) >> unused_bits),
            (Stored::I16, true) => self.push_integers(block, |bytes| i32::from(i16::from_be_bytes(bytes)) >> unused_bits),
            (Stored::I24, false) => {
                self.push_integers(block, |[a, b, c]: [u8; 3]| i32::from_le_bytes([0, a, b, c]) >> 8 >> unused_bits)
            }
            (Stored::I24, true) => {
                self.push_integers(block, |[a, b, c]: [u8; 3]| i32::from_be_bytes([a, b, c, 0]) >> 8 >> unused_bits)
            }
            (Stored::I32, false) => self.push_integers(block, |bytes| i32::from_le_bytes(bytes) >> unused_bits),
            (Stored::I32, true) => self.push_integers(block, |bytes| i32::from_be_bytes(bytes) >> unused_bits),
            (Stored::F32, false) => self.push_floats(block, f32::from_le_bytes),
            (Stored::F32, true) => self.push_floats(block, f32::from_be_bytes),
            (Stored::F64, false) => self.push_floats(block, |bytes| f64::from_le_bytes(bytes) as f32),
            (Stored::F64, true) => self.push_floats(block, |bytes| f64::from_be_bytes(bytes) as f32),
        }
    }

    fn push_integers<const BYTES: usize>(&self, block: &mut PcmBlock, decode: impl Fn([u8; BYTES]) -> i32) {
        let (samples, _) = self.bytes.as_chunks::<BYTES>();
        for (channel, plane) in block.integers.iter_mut().enumerate() {
            plane.extend(samples.iter().skip(channel).step_by(usize::from(self.facts.channels)).map(|&bytes| decode(bytes)));
        }
        follow_integers(block, self.layout.bits);
    }

    fn push_floats<const BYTES: usize>(&self, block: &mut PcmBlock, decode: impl Fn([u8; BYTES]) -> f32) {
        let (samples, _) = self.bytes.as_chunks::<BYTES>();
        for (channel, plane) in block.planes.iter_mut().enumerate() {
            // Not a number and infinity would spread through every mean; silence does not.
            let finite = |sample: f32| if sample.is_finite() { sample } else { 0.0 };
            plane
                .extend(samples.iter().skip(channel).step_by(usize::from(self.facts.channels)).map(|&bytes| finite(decode(bytes))));
        }
    }

    /// What the checks found, once the stream has ended.
    pub(super) fn finish(self) -> (StreamFacts, Integrity) {
        let mut faults = Faults::default();
        faults.check_length(&self.facts, 0);
        let reason = if self.facts.declared_frames.is_some() {
            format!("{} stores no checksum; its length is as declared.", self.facts.container.to_uppercase())
        } else {
            format!("{} stores no checksum, and this file no length.", self.facts.container.to_uppercase())
        };
        let integrity = faults.into_integrity(None, Otherwise::Undetermined(reason));
        (self.facts, integrity)
    }
}

/// Chunks looked at before a file is given up: real ones have a dozen.
const MAX_CHUNKS: u32 = 4096;
/// A data size from here on says that the writer did not know it: FFmpeg to a pipe, an unfinished recording.
const UNKNOWN_SIZE: u32 = 0xffff_ff00;

fn read_riff(file: &mut File, container: &'static str, file_bytes: u64) -> Result<(&'static str, Layout, Data), Refusal> {
    let (mut layout, mut long_data_bytes) = (None, None);
    for _ in 0..MAX_CHUNKS {
        let mut header = [0; 8];
        file.read_exact(&mut header).map_err(|_| Refusal::BadHeader("no audio chunk in it".into()))?;
        let size = u32::from_le_bytes([header[4], header[5], header[6], header[7]]);
        let offset = file.stream_position()?;
        match &header[..4] {
            b"ds64" => {
                let mut sizes = [0; 24];
                file.read_exact(&mut sizes)?;
                long_data_bytes = sizes[8..16].try_into().map(u64::from_le_bytes).ok();
            }
            b"fmt " => layout = Some(read_wave_format(file, size)?),
            b"data" => {
                let layout = layout.ok_or_else(|| Refusal::BadHeader("its audio stands before its format".into()))?;
                let in_file = file_bytes.saturating_sub(offset);
                let bytes = match long_data_bytes {
                    Some(bytes) if size == u32::MAX => Some(bytes),
                    _ if size >= UNKNOWN_SIZE || (size == 0 && in_file > 0) => None,
                    _ => Some(u64::from(size)),
                };
                return Ok((container, layout, Data { offset, bytes }));
            }
            _ => {}
        }
        file.seek(SeekFrom::Start(offset + u64::from(size) + u64::from(size & 1)))?;
    }
    Err(Refusal::BadHeader("no audio chunk in it".into()))
}

/// GUID of a PCM or floating-point subformat after its first two bytes.
const SUBFORMAT_TAIL: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

/// Reads the `fmt ` chunk of `size` bytes.
fn read_wave_format(file: &mut File, size: u32) -> Result<Layout, Refusal> {
    let mut chunk = [0; 40];
    let have = (size as usize).min(40);
    if have < 16 {
        return Err(Refusal::BadHeader("its format chunk is too short".into()));
    }
    file.read_exact(&mut chunk[..have])?;
    let short = |at: usize| u16::from_le_bytes([chunk[at], chunk[at + 1]]);
    let (mut tag, channels, block_bytes, container_bits) = (short(0), short(2), short(12), short(14));
    let rate_hz = u32::from_le_bytes([chunk[4], chunk[5], chunk[6], chunk[7]]);
    let mut bits = container_bits;
    if tag == 0xfffe && have == 40 {
        if chunk[26..40] != SUBFORMAT_TAIL {
            return Err(Refusal::NotPcm("an unknown WAV subformat".into()));
        }
        tag = short(24);
        let valid_bits = short(18);
        if (1..=container_bits).contains(&valid_bits) {
            bits = valid_bits;
        }
    }
    if !matches!(tag, 1 | 3) {
        return Err(Refusal::NotPcm(format!("WAV format {tag:#06x}")));
    }
    // A 20-bit sample fills three bytes: the block says so where the bits do not.
    let sample_bytes = if channels > 0 && block_bytes % channels == 0 && block_bytes > 0 {
        block_bytes / channels
    } else {
        container_bits.div_ceil(8)
    };
    let stored = match (tag, sample_bytes) {
        (1, 1) => Stored::U8,
        (1, 2) => Stored::I16,
        (1, 3) => Stored::I24,
        (1, 4) => Stored::I32,
        (3, 4) => Stored::F32,
        (3, 8) => Stored::F64,
        _ => return Err(Refusal::BadHeader(format!("{sample_bytes} bytes a sample"))),
    };
    Ok(Layout { stored, is_big_endian: false, bits: bits_in_use(stored, bits), channels: u64::from(channels), rate_hz })
}

/// `bits` where the stored sample can hold them, else all its bits.
fn bits_in_use(stored: Stored, bits: u16) -> u16 {
    let all = (stored.bytes() * 8) as u16;
    if stored.is_float() || !(1..=all).contains(&bits) { all } else { bits }
}

fn read_wave64(file: &mut File, start: u64, file_bytes: u64) -> Result<(&'static str, Layout, Data), Refusal> {
    // Sony Wave64: 16-byte names, 8-byte sizes that count the header of 24, chunks on multiples of 8.
    let mut offset = start + 40;
    let mut layout = None;
    for _ in 0..MAX_CHUNKS {
        file.seek(SeekFrom::Start(offset))?;
        let mut header = [0; 24];
        file.read_exact(&mut header).map_err(|_| Refusal::BadHeader("no audio chunk in it".into()))?;
        let size = header[16..24].try_into().map_or(0, u64::from_le_bytes);
        match &header[..4] {
            b"fmt " => layout = Some(read_wave_format(file, size.saturating_sub(24).min(40) as u32)?),
            b"data" => {
                let layout = layout.ok_or_else(|| Refusal::BadHeader("its audio stands before its format".into()))?;
                let bytes = size.checked_sub(24).filter(|&bytes| bytes < u64::MAX >> 1 && (bytes > 0 || offset + 24 >= file_bytes));
                return Ok(("w64", layout, Data { offset: offset + 24, bytes }));
            }
            _ => {}
        }
        offset = size.max(24).checked_next_multiple_of(8).and_then(|size| offset.checked_add(size)).unwrap_or(u64::MAX >> 1);
    }
    Err(Refusal::BadHeader("no audio chunk in it".into()))
}

fn read_aiff(file: &mut File, is_aifc: bool, file_bytes: u64) -> Result<(&'static str, Layout, Data), Refusal> {
    let container = if is_aifc { "aifc" } else { "aiff" };
    let (mut common, mut data) = (None, None);
    for _ in 0..MAX_CHUNKS {
        let mut header = [0; 8];
        if file.read_exact(&mut header).is_err() {
            break;
        }
        let size = u32::from_be_bytes([header[4], header[5], header[6], header[7]]);
        let offset = file.stream_position()?;
        match &header[..4] {
            b"COMM" => common = Some(read_aiff_common(file, size, is_aifc)?),
            b"SSND" => {
                let mut start = [0; 8];
                file.read_exact(&mut start)?;
                let skipped = u64::from(u32::from_be_bytes([start[0], start[1], start[2], start[3]]));
                let is_known = size < UNKNOWN_SIZE && (size > 8 || offset + 8 >= file_bytes);
                let bytes = is_known.then(|| u64::from(size).saturating_sub(8 + skipped));
                data = Some(Data { offset: offset + 8 + skipped, bytes });
            }
            _ => {}
        }
        if common.is_some() && data.is_some() {
            break;
        }
        file.seek(SeekFrom::Start(offset + u64::from(size) + u64::from(size & 1)))?;
    }
    let (layout, frames) = common.ok_or_else(|| Refusal::BadHeader("no format chunk in it".into()))?;
    let mut data = data.ok_or_else(|| Refusal::BadHeader("no audio chunk in it".into()))?;
    // The frame count stands in the format chunk: a pad byte after the audio is none of it.
    let counted = u64::from(frames) * layout.channels * layout.stored.bytes() as u64;
    if frames > 0 {
        data.bytes = Some(data.bytes.map_or(counted, |bytes| bytes.min(counted)));
    }
    Ok((container, layout, data))
}

/// Reads the `COMM` chunk: layout and number of frames.
fn read_aiff_common(file: &mut File, size: u32, is_aifc: bool) -> Result<(Layout, u32), Refusal> {
    let mut chunk = [0; 22];
    let needed = if is_aifc { 22 } else { 18 };
    if (size as usize) < needed {
        return Err(Refusal::BadHeader("its format chunk is too short".into()));
    }
    file.read_exact(&mut chunk[..needed])?;
    let channels = u64::from(u16::from_be_bytes([chunk[0], chunk[1]]));
    let frames = u32::from_be_bytes([chunk[2], chunk[3], chunk[4], chunk[5]]);
    let bits = u16::from_be_bytes([chunk[6], chunk[7]]);
    let rate_hz = extended_to_u32(&chunk[8..18]);
    let by_size = || match bits.div_ceil(8) {
        1 => Ok(Stored::I8),
        2 => Ok(Stored::I16),
        3 => Ok(Stored::I24),
        4 => Ok(Stored::I32),
        _ => Err(Refusal::BadHeader(format!("{bits} bits a sample"))),
    };
    let compression = if is_aifc { &chunk[18..22] } else { b"NONE" };
    let (stored, is_big_endian) = match compression {
        b"NONE" | b"twos" => (by_size()?, true),
        b"sowt" => (by_size()?, false),
        b"raw " => (Stored::U8, true),
        b"in24" => (Stored::I24, true),
        b"in32" => (Stored::I32, true),
        b"42ni" => (Stored::I24, false),
        b"23ni" => (Stored::I32, false),
        b"fl32" | b"FL32" => (Stored::F32, true),
        b"fl64" | b"FL64" => (Stored::F64, true),
        other => return Err(Refusal::NotPcm(format!("AIFF-C {}", String::from_utf8_lossy(other)))),
    };
    let layout = Layout { stored, is_big_endian, bits: bits_in_use(stored, bits), channels, rate_hz };
    Ok((layout, frames))
}

/// The 80-bit floating-point number `bytes`, rounded to a whole one; 0 where it is none of use.
fn extended_to_u32(bytes: &[u8]) -> u32 {
    let exponent = i32::from(u16::from_be_bytes([bytes[0] & 0x7f, bytes[1]])) - 16_383;
    let mantissa = bytes[2..10].iter().fold(0_u64, |value, &byte| value << 8 | u64::from(byte));
    if bytes[0] & 0x80 != 0 || !(0..32).contains(&exponent) {
        return 0;
    }
    let shift = 63 - exponent as u32;
    u32::try_from((mantissa >> (shift - 1)).div_ceil(2)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aiff_rate_is_read_from_80_bits() {
        assert_eq!(extended_to_u32(&[0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0]), 44_100);
        assert_eq!(extended_to_u32(&[0x40, 0x12, 0xbb, 0x80, 0, 0, 0, 0, 0, 0]), 768_000);
        assert_eq!(extended_to_u32(&[0; 10]), 0);
        assert_eq!(extended_to_u32(&[0xff; 10]), 0);
    }
}
