//! Native FLAC: our own framing and checks around Symphonia's frame decoder.
//!
//! Symphonia's demuxer refuses a whole file for one bad comment, checks no frame checksum and lets a change of format pass, so
//! frames are cut here and handed to its decoder one by one. What it refuses or gets wrong (samples deeper than 24 bits) goes to
//! the plain decoder in [`subframe`].
//!
//! A damaged or missing frame becomes silence of the same length, as in the reference decoder, so that times stay true.

mod framer;
mod header;
mod subframe;

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
};

use md5::{Digest, Md5};
use symphonia::{
    core::{
        audio::{Audio, GenericAudioBufferRef},
        codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions, well_known::CODEC_ID_FLAC},
        packet::PacketRef,
        units::{Duration, Timestamp},
    },
    default::codecs::FlacDecoder,
};

use self::{
    framer::{FoundFrame, FrameEnd, Framer},
    header::{FrameHeader, STREAMINFO_BYTES, StreamInfo},
};
use super::{
    BLOCK_FRAMES,
    fault::{Faults, Otherwise, clock},
    samples::push_integers,
};
use crate::{
    contracts::{Integrity, IntegrityState, Md5State, PcmBlock, Reader, StreamFacts},
    units::{FrameCount, SampleRate},
};

/// Symphonia decodes deeper samples wrong.
const SYMPHONIA_MAX_BITS: u16 = 24;
/// Longest silence put in place of lost frames, in seconds; past it the header that asks for it is not believed.
const MAX_GAP_S: u64 = 10;

/// Reads a native FLAC stream frame by frame.
pub(super) struct FlacReader {
    framer: Framer,
    info: Option<StreamInfo>,
    facts: StreamFacts,
    bits: u16,
    symphonia: Option<FlacDecoder>,
    symphonia_max_frames: u32,
    /// The decoded frame, and how much of it has been handed out.
    frame: Vec<Vec<i32>>,
    handed_out: usize,
    /// Frames of silence to hand out before the decoded frame.
    silence: u64,
    expected: Option<Expected>,
    md5: Option<Md5>,
    md5_bytes: Vec<u8>,
    faults: Faults,
    has_unreadable_frame: bool,
    is_ended: bool,
}

/// Where the stream stands after the last frame.
#[derive(Clone, Copy)]
struct Expected {
    header: FrameHeader,
    position: u64,
    /// Block size by which a fixed stream counts.
    fixed_frames: u32,
}

/// Why a FLAC stream could not be opened here.
pub(super) enum Refusal {
    Io(io::Error),
    /// The header describes no possible stream.
    BadHeader(String),
    /// No frame was found.
    NoFrames(String),
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl FlacReader {
    /// Reads the metadata blocks from `offset`, where `fLaC` stands, to the first frame. Trailing tags begin at `end`.
    pub(super) fn open(mut file: File, offset: u64, end: u64) -> Result<Self, Refusal> {
        file.seek(SeekFrom::Start(offset + 4))?;
        let info = read_metadata_blocks(&mut file, end)?;
        let position = file.stream_position()?;
        let stream_bits = info.as_ref().map_or(32, |info| info.bits);
        let mut framer = Framer::new(file, end.saturating_sub(position), stream_bits);
        let first = framer.next_frame(|_| true)?.map_err(|_| Refusal::NoFrames("there is not one whole frame in it".into()))?;
        let header = first.header;
        let rate_hz = header.rate_hz.or(info.as_ref().map(|info| info.rate_hz)).unwrap_or(0);
        let sample_rate = SampleRate::new(rate_hz).ok_or_else(|| Refusal::BadHeader(format!("a sample rate of {rate_hz} Hz")))?;
        let bits = header
            .bits
            .or(info.as_ref().map(|info| info.bits))
            .filter(|bits| (4..=32).contains(bits))
            .ok_or_else(|| Refusal::BadHeader("no possible number of bits a sample".into()))?;
        let channels = header.channels();
        let mut faults = Faults::default();
        if first.skipped_bytes > 0 {
            faults.prove(0.0, "Bytes that belong to no frame stand before the first one.");
        }
        if let Some(info) = &info
            && (info.rate_hz, info.channels, info.bits) != (rate_hz, channels, bits)
        {
            faults.prove(
                0.0,
                format!(
                    "The header says {} Hz, {} channels, {} bits; the audio is {rate_hz} Hz, {channels} channels, {bits} bits.",
                    info.rate_hz, info.channels, info.bits
                ),
            );
        }
        let facts = StreamFacts {
            container: "flac".into(),
            codec: "flac".into(),
            is_lossy: false,
            sample_rate,
            bits: Some(bits),
            is_float: false,
            channels,
            declared_frames: info.as_ref().and_then(|info| info.total_frames).map(FrameCount),
            frames: FrameCount(0),
            reader: if bits > SYMPHONIA_MAX_BITS { Reader::BuiltIn } else { Reader::Symphonia },
        };
        let mut reader = Self {
            framer,
            md5: info.as_ref().and_then(|info| info.md5).map(|_| Md5::new()),
            info,
            facts,
            bits,
            symphonia: None,
            symphonia_max_frames: 0,
            frame: Vec::new(),
            handed_out: 0,
            silence: 0,
            expected: None,
            md5_bytes: Vec::new(),
            faults,
            has_unreadable_frame: false,
            is_ended: false,
        };
        reader.take_frame(&FoundFrame { skipped_bytes: 0, ..first });
        Ok(reader)
    }

    pub(super) fn facts(&self) -> &StreamFacts {
        &self.facts
    }

    /// Appends up to a block of frames to `block`; `false` at the end.
    pub(super) fn next_block(&mut self, block: &mut PcmBlock) -> io::Result<bool> {
        block.reset(usize::from(self.facts.channels), true);
        while block.frames() < BLOCK_FRAMES {
            let room = BLOCK_FRAMES - block.frames();
            if self.silence > 0 {
                let count = self.silence.min(room as u64) as usize;
                for (plane, integers) in block.planes.iter_mut().zip(&mut block.integers) {
                    plane.resize(plane.len() + count, 0.0);
                    integers.resize(integers.len() + count, 0);
                }
                self.silence -= count as u64;
                self.facts.frames.0 += count as u64;
                continue;
            }
            let available = self.frame.first().map_or(0, Vec::len) - self.handed_out;
            if available > 0 {
                let count = available.min(room);
                let part = self.handed_out..self.handed_out + count;
                for (channel, samples) in self.frame.iter().enumerate() {
                    push_integers(block, channel, &samples[part.clone()], self.bits);
                }
                self.handed_out += count;
                self.facts.frames.0 += count as u64;
                continue;
            }
            if self.is_ended || !self.read_frame()? {
                break;
            }
        }
        Ok(block.frames() > 0)
    }

    /// Finds and decodes the next frame; `false` at the end.
    fn read_frame(&mut self) -> io::Result<bool> {
        self.frame.iter_mut().for_each(Vec::clear);
        self.handed_out = 0;
        let (channels, bits, rate_hz) = (self.facts.channels, self.bits, self.facts.sample_rate.hz());
        let is_same_format = |header: &FrameHeader| {
            header.channels() == channels
                && header.bits.is_none_or(|own| own == bits)
                && header.rate_hz.is_none_or(|own| own == rate_hz)
        };
        let found = match self.framer.next_frame(is_same_format)? {
            Ok(found) => found,
            Err(skipped_bytes) => {
                if skipped_bytes > 0 {
                    self.faults.suspect(self.facts.duration_s(), "Bytes that belong to no frame stand after the last one.");
                }
                self.is_ended = true;
                return Ok(false);
            }
        };
        if !is_same_format(&found.header) && found.end == FrameEnd::Sound {
            let at_s = self.facts.duration_s();
            let header = found.header;
            self.faults.prove(
                at_s,
                format!(
                    "The format changes inside the stream at {}: from {rate_hz} Hz, {channels} channels, {bits} bits to {} Hz, {} channels, \
                     {} bits. Only what stands before was audited.",
                    clock(at_s),
                    header.rate_hz.unwrap_or(rate_hz),
                    header.channels(),
                    header.bits.unwrap_or(bits),
                ),
            );
            self.has_unreadable_frame = true;
            self.is_ended = true;
            return Ok(false);
        }
        self.take_frame(&found);
        Ok(true)
    }

    /// Decodes `found`, the frame at the front of the framer, or puts silence in its place, and steps over it.
    fn take_frame(&mut self, found: &FoundFrame) {
        let at_s = self.facts.duration_s();
        if found.skipped_bytes > 0 {
            self.faults.prove(at_s, format!("A frame is damaged at {}.", clock(at_s)));
            self.silence = self.missing_before(&found.header);
        }
        let is_decoded = found.end != FrameEnd::Damaged && self.decode(found);
        let frames = u64::from(found.header.frames);
        let ends_as_declared = self.facts.declared_frames.is_some_and(|declared| self.facts.frames.0 + frames == declared.0);
        match found.end {
            FrameEnd::Sound if is_decoded => {}
            FrameEnd::Sound => {
                self.faults.suspect(
                    at_s,
                    format!("Neither reader can decode the frame at {}, though its checksum is right.", clock(at_s)),
                );
                self.has_unreadable_frame = true;
                self.replace_frame_by_silence(frames);
            }
            FrameEnd::Damaged => {
                self.faults.prove(at_s, format!("A frame is damaged at {}: its checksum is wrong.", clock(at_s)));
                self.replace_frame_by_silence(frames);
            }
            FrameEnd::Cut | FrameEnd::Lost if is_decoded && ends_as_declared => {
                // Unknown bytes after the last frame: the MD5 decides.
                self.faults.suspect(at_s, "Bytes that belong to no frame stand after the last one.");
            }
            FrameEnd::Cut => {
                self.faults.prove(at_s, format!("The file ends early: inside a frame, at {}.", clock(at_s)));
                self.replace_frame_by_silence(0);
            }
            FrameEnd::Lost => {
                self.faults.prove(at_s, format!("A frame is damaged at {}.", clock(at_s)));
                self.replace_frame_by_silence(0);
                // Its silence follows from the number of the next sound frame.
                self.framer.consume(1);
                return;
            }
        }
        self.hash_frame();
        let fixed_frames = self.expected.map_or(found.header.frames, |expected| expected.fixed_frames);
        let position = position_of(&found.header, fixed_frames);
        self.expected = Some(Expected { header: found.header, position: position + frames, fixed_frames });
        self.framer.consume(found.bytes);
    }

    fn replace_frame_by_silence(&mut self, frames: u64) {
        self.frame.iter_mut().for_each(Vec::clear);
        self.silence += frames;
    }

    /// Frames lost before `header`, found after lost bytes.
    fn missing_before(&self, header: &FrameHeader) -> u64 {
        let Some(expected) = self.expected.filter(|expected| expected.header.is_variable == header.is_variable) else { return 0 };
        let missing = position_of(header, expected.fixed_frames).saturating_sub(expected.position);
        let limit = MAX_GAP_S * u64::from(self.facts.sample_rate.hz());
        if missing <= limit { missing } else { 0 }
    }

    /// Decodes the frame into `self.frame`.
    fn decode(&mut self, found: &FoundFrame) -> bool {
        if self.bits <= SYMPHONIA_MAX_BITS && self.decode_by_symphonia(found).is_some() {
            return true;
        }
        let data = &self.framer.data()[..found.bytes];
        subframe::decode_frame(data, &found.header, self.bits, &mut self.frame).is_some()
    }

    fn decode_by_symphonia(&mut self, found: &FoundFrame) -> Option<()> {
        let frames = found.header.frames;
        if self.symphonia.is_none() || frames > self.symphonia_max_frames {
            let declared = self.info.as_ref().map_or(0, |info| u32::from(info.max_block_frames));
            self.symphonia_max_frames = if frames <= declared && self.symphonia.is_none() { declared } else { u32::from(u16::MAX) };
            let block = StreamInfo::for_decoder(
                self.facts.sample_rate.hz().min(655_350),
                self.facts.channels,
                self.bits,
                self.symphonia_max_frames as u16,
            );
            let mut parameters = AudioCodecParameters::new();
            parameters.for_codec(CODEC_ID_FLAC).with_extra_data(block);
            self.symphonia = FlacDecoder::try_new(&parameters, &AudioDecoderOptions::default()).ok();
        }
        let data = &self.framer.data()[..found.bytes];
        let packet = PacketRef::new(0, Timestamp::new(0), Duration::new(u64::from(frames)), data);
        let GenericAudioBufferRef::S32(buffer) = self.symphonia.as_mut()?.decode_ref(&packet).ok()? else { return None };
        if buffer.frames() != frames as usize {
            return None;
        }
        // Symphonia left-aligns samples in 32 bits.
        let shift = 32 - u32::from(self.bits);
        self.frame.resize_with(usize::from(self.facts.channels), Vec::new);
        for (channel, samples) in self.frame.iter_mut().enumerate() {
            samples.clear();
            samples.extend(buffer.plane(channel)?.iter().map(|&sample| sample >> shift));
        }
        Some(())
    }

    /// Adds the decoded frame to the MD5, in the byte order of RFC 9639, 8.2: interleaved, little-endian, whole bytes.
    fn hash_frame(&mut self) {
        let Some(md5) = &mut self.md5 else { return };
        let bytes = usize::from(self.bits.div_ceil(8));
        match bytes {
            1 => interleave::<1>(&self.frame, &mut self.md5_bytes),
            2 => interleave::<2>(&self.frame, &mut self.md5_bytes),
            3 => interleave::<3>(&self.frame, &mut self.md5_bytes),
            _ => interleave::<4>(&self.frame, &mut self.md5_bytes),
        }
        md5.update(&self.md5_bytes);
    }

    /// What the checks found, once the stream has ended.
    pub(super) fn finish(mut self) -> (StreamFacts, Integrity) {
        let stored = self.info.as_ref().and_then(|info| info.md5);
        let computed = self.md5.take().map(|md5| <[u8; 16]>::from(md5.finalize()));
        let is_complete = self.facts.declared_frames.is_none_or(|declared| declared == self.facts.frames);
        let md5 = match (stored, computed) {
            (Some(stored), Some(computed)) if stored == computed => Md5State::Match,
            (Some(_), _) => Md5State::Mismatch,
            (None, _) => Md5State::Absent,
        };
        if md5 == Md5State::Match && is_complete && !self.has_unreadable_frame {
            // Every sample is what the encoder was given, whatever stands around the frames.
            let integrity = Integrity { state: IntegrityState::Intact, md5: Some(md5), first_fault_s: None, detail: None };
            return (self.facts, integrity);
        }
        self.faults.check_length(&self.facts, 0);
        if md5 == Md5State::Mismatch && !self.faults.is_proven() && !self.has_unreadable_frame {
            self.faults.prove(None, "The audio is not what the encoder was given: its MD5 differs from the one in the header.");
        }
        if self.facts.declared_frames.is_some_and(|declared| declared < self.facts.frames) {
            self.faults.suspect(None, "There is more audio than the header promises.");
        }
        let md5 = if self.has_unreadable_frame && md5 == Md5State::Mismatch { None } else { Some(md5) };
        let detail = "Every frame checksum is right; no MD5 is stored.";
        let integrity = self.faults.into_integrity(md5, Otherwise::Intact(Some(detail)));
        (self.facts, integrity)
    }
}

/// First frame of audio in the block of `header`.
fn position_of(header: &FrameHeader, fixed_frames: u32) -> u64 {
    if header.is_variable { header.number } else { header.number * u64::from(fixed_frames) }
}

fn interleave<const BYTES: usize>(planes: &[Vec<i32>], bytes: &mut Vec<u8>) {
    let (channels, frames) = (planes.len(), planes.first().map_or(0, Vec::len));
    bytes.resize(channels * frames * BYTES, 0);
    let (samples, _) = bytes.as_chunks_mut::<BYTES>();
    if let [left, right] = planes {
        let (pairs, _) = samples.as_chunks_mut::<2>();
        for ((pair, left), right) in pairs.iter_mut().zip(left).zip(right) {
            pair[0].copy_from_slice(&left.to_le_bytes()[..BYTES]);
            pair[1].copy_from_slice(&right.to_le_bytes()[..BYTES]);
        }
        return;
    }
    for (channel, plane) in planes.iter().enumerate() {
        for (stored, sample) in samples[channel..].iter_mut().step_by(channels).zip(plane) {
            stored.copy_from_slice(&sample.to_le_bytes()[..BYTES]);
        }
    }
}

/// Steps over the metadata blocks and gives the STREAMINFO. A block length that leads out of the file is not believed: frames are
/// then looked for right behind the blocks that were whole.
fn read_metadata_blocks(file: &mut File, end: u64) -> io::Result<Option<StreamInfo>> {
    let mut info = None;
    loop {
        let position = file.stream_position()?;
        let mut header = [0; 4];
        if position + 4 > end || file.read_exact(&mut header).is_err() || header[0] == 0xff {
            file.seek(SeekFrom::Start(position))?;
            return Ok(info);
        }
        let bytes = u64::from(u32::from_be_bytes([0, header[1], header[2], header[3]]));
        if position + 4 + bytes > end {
            return Ok(info);
        }
        if header[0] & 0x7f == 0 && bytes >= STREAMINFO_BYTES as u64 {
            let mut block = [0; STREAMINFO_BYTES];
            file.read_exact(&mut block)?;
            info = info.or_else(|| Some(StreamInfo::parse(&block)));
        }
        file.seek(SeekFrom::Start(position + 4 + bytes))?;
        if header[0] & 0x80 != 0 {
            return Ok(info);
        }
    }
}
