//! Containers of packets through Symphonia: MP4, MPEG audio, ADTS, Ogg.
//!
//! The container is chosen by our own probe, never by Symphonia's, which takes tagged APE and WavPack files for something else.
//! A packet that Symphonia refuses becomes silence and a suspicion, never a proof of damage.

use std::{
    fs::File,
    io,
    sync::{Arc, Mutex, PoisonError},
};

use symphonia::{
    core::{
        audio::{Audio, AudioBuffer, GenericAudioBufferRef},
        codecs::{
            CodecParameters,
            audio::{
                AudioCodecId, AudioCodecParameters, AudioDecoder, AudioDecoderOptions,
                well_known::{
                    CODEC_ID_AAC, CODEC_ID_ALAC, CODEC_ID_FLAC, CODEC_ID_MP1, CODEC_ID_MP2, CODEC_ID_MP3, CODEC_ID_VORBIS,
                },
            },
        },
        errors::Error,
        formats::{FormatOptions, FormatReader, Track, TrackType},
        io::{MediaSourceStream, MediaSourceStreamOptions},
    },
    default::{
        formats::{AdtsReader, IsoMp4Reader, MpaReader, OggReader},
        get_codecs,
    },
};

use super::{
    BLOCK_FRAMES, MAX_CHANNELS,
    checks::{CheckedSource, StreamCheck},
    fault::{Faults, Otherwise, clock},
    probe::PacketForm,
    samples::full_scale,
};
use crate::{
    contracts::{Integrity, Md5State, PcmBlock, Reader, StreamFacts},
    units::{FrameCount, SampleRate},
};

/// Why Symphonia is not the reader of a file.
pub(super) enum Refusal {
    TooManyChannels(u64),
    /// The second reader's turn.
    Refused(String),
}

/// Reads packets and decodes them.
pub(super) struct PacketReader {
    format: Box<dyn FormatReader>,
    decoder: Box<dyn AudioDecoder>,
    check: Option<Arc<Mutex<StreamCheck>>>,
    form: PacketForm,
    track: u32,
    facts: StreamFacts,
    /// Frames of the decoder's buffer that are not handed out yet.
    pending: std::ops::Range<usize>,
    silence: u64,
    faults: Faults,
    has_md5: bool,
    is_ended: bool,
}

/// Packets tried until one can be decoded.
const MAX_FIRST_PACKETS: u32 = 16;
/// Longest packet put in as silence where it cannot be decoded; no codec here has longer ones.
const MAX_PACKET_FRAMES: u64 = 65_536;

impl PacketReader {
    /// Opens the audio between `start` and `end` of `file` and decodes the first packet.
    pub(super) fn open(file: File, form: PacketForm, start: u64, end: u64) -> Result<Self, Refusal> {
        let refused = |error: &dyn std::fmt::Display| Refusal::Refused(error.to_string());
        let check = StreamCheck::for_form(form).map(|check| Arc::new(Mutex::new(check)));
        let source = CheckedSource::new(file, start, end, check.clone()).map_err(|error| refused(&error))?;
        let stream = MediaSourceStream::new(Box::new(source), MediaSourceStreamOptions::default());
        let options = FormatOptions::default();
        let format: Result<Box<dyn FormatReader>, Error> = match form {
            PacketForm::Mp4 => IsoMp4Reader::try_new(stream, options).map(|reader| Box::new(reader) as _),
            PacketForm::Mpeg => MpaReader::try_new(stream, options).map(|reader| Box::new(reader) as _),
            PacketForm::Adts => AdtsReader::try_new(stream, options).map(|reader| Box::new(reader) as _),
            PacketForm::Ogg => OggReader::try_new(stream, options).map(|reader| Box::new(reader) as _),
        };
        let format = format.map_err(|error| refused(&error))?;
        let track = format.default_track(TrackType::Audio).ok_or_else(|| refused(&"no audio track that it knows"))?.clone();
        let (decoder, codec) = make_decoder(&track)?;
        let has_md5 = codec == CODEC_ID_FLAC;
        let placeholder = SampleRate::new(1).ok_or_else(|| refused(&"no sample rate"))?;
        let mut reader = Self {
            format,
            decoder,
            check,
            form,
            track: track.id,
            facts: StreamFacts {
                container: container_name(form).into(),
                codec: codec_name(codec).into(),
                is_lossy: !matches!(codec, CODEC_ID_FLAC | CODEC_ID_ALAC),
                sample_rate: placeholder,
                bits: None,
                is_float: false,
                channels: 0,
                // ADTS stores no length: Symphonia's is a guess from the bit rate.
                declared_frames: track.num_frames.filter(|&frames| frames > 0 && form != PacketForm::Adts).map(FrameCount),
                frames: FrameCount(0),
                reader: Reader::Symphonia,
            },
            pending: 0..0,
            silence: 0,
            faults: Faults::default(),
            has_md5,
            is_ended: false,
        };
        reader.learn_format()?;
        if codec == CODEC_ID_AAC && reader.facts.sample_rate.hz() <= MAX_SBR_CORE_HZ {
            return Err(refused(&"it may be HE-AAC, of which Symphonia decodes the lower half only"));
        }
        Ok(reader)
    }

    /// Decodes until one packet succeeds and takes rate and channels from it.
    fn learn_format(&mut self) -> Result<(), Refusal> {
        let mut refusal = "no packet in it".to_owned();
        for _ in 0..MAX_FIRST_PACKETS {
            let packet = match self.format.next_packet() {
                Ok(Some(packet)) => packet,
                Ok(None) => break,
                Err(error) => return Err(Refusal::Refused(error.to_string())),
            };
            if packet.track_id != self.track {
                continue;
            }
            match self.decoder.decode(&packet) {
                Ok(buffer) if buffer.frames() > 0 => {
                    let (rate_hz, channels) = (buffer.spec().rate(), buffer.spec().channels().count());
                    if channels > usize::from(MAX_CHANNELS) {
                        return Err(Refusal::TooManyChannels(channels as u64));
                    }
                    let (Some(sample_rate), true) = (SampleRate::new(rate_hz), channels > 0) else {
                        return Err(Refusal::Refused(format!("{rate_hz} Hz, {channels} channels")));
                    };
                    self.facts.sample_rate = sample_rate;
                    self.facts.channels = channels as u16;
                    let (frames, is_s32) = (buffer.frames(), matches!(buffer, GenericAudioBufferRef::S32(_)));
                    if !self.facts.is_lossy {
                        self.facts.bits = bits_of(self.decoder.codec_params());
                        if !is_s32 || !self.facts.bits.is_some_and(|bits| (1..=24).contains(&bits)) {
                            return Err(Refusal::Refused("samples deeper than 24 bits".into()));
                        }
                    }
                    self.pending = 0..frames;
                    return Ok(());
                }
                Ok(_) => {}
                Err(error) => {
                    refusal = error.to_string();
                    self.silence += packet.dur.get().min(MAX_PACKET_FRAMES);
                }
            }
        }
        Err(Refusal::Refused(refusal))
    }

    pub(super) fn facts(&self) -> &StreamFacts {
        &self.facts
    }

    /// Refills `block`; `false` at the end. An error of the disk is an error; a refusal of Symphonia's is a finding.
    pub(super) fn next_block(&mut self, block: &mut PcmBlock) -> io::Result<bool> {
        block.reset(usize::from(self.facts.channels), self.facts.bits.is_some());
        while block.frames() < BLOCK_FRAMES {
            let room = BLOCK_FRAMES - block.frames();
            if self.silence > 0 {
                let count = self.silence.min(room as u64) as usize;
                block.planes.iter_mut().for_each(|plane| plane.resize(plane.len() + count, 0.0));
                block.integers.iter_mut().for_each(|plane| plane.resize(plane.len() + count, 0));
                self.silence -= count as u64;
                self.facts.frames.0 += count as u64;
            } else if !self.pending.is_empty() {
                let count = self.pending.len().min(room);
                self.push_pending(block, count);
                self.pending.start += count;
                self.facts.frames.0 += count as u64;
            } else if self.is_ended || !self.decode_next()? {
                break;
            }
        }
        Ok(block.frames() > 0)
    }

    /// Decodes the next packet of the track; `false` at the end.
    fn decode_next(&mut self) -> io::Result<bool> {
        let at_s = self.facts.duration_s();
        let packet = match self.format.next_packet() {
            Ok(Some(packet)) => packet,
            Ok(None) => {
                self.is_ended = true;
                return Ok(false);
            }
            Err(Error::IoError(error)) if error.kind() != io::ErrorKind::UnexpectedEof => return Err(error),
            Err(Error::ResetRequired) => return Ok(self.follow_chain()),
            Err(error) => {
                self.faults.suspect(at_s, format!("Symphonia cannot read on at {} ({error}).", clock(at_s)));
                self.is_ended = true;
                return Ok(false);
            }
        };
        if packet.track_id != self.track {
            return Ok(true);
        }
        match self.decoder.decode(&packet) {
            Ok(buffer) => {
                let (rate_hz, channels) = (buffer.spec().rate(), buffer.spec().channels().count());
                if buffer.frames() > 0 && (rate_hz, channels) != (self.facts.sample_rate.hz(), usize::from(self.facts.channels)) {
                    self.faults.prove(
                        at_s,
                        format!(
                            "The format changes inside the stream at {}: to {rate_hz} Hz, {channels} channels. Only what stands before was \
                             audited.",
                            clock(at_s)
                        ),
                    );
                    self.has_md5 = false;
                    self.is_ended = true;
                    return Ok(false);
                }
                self.pending = 0..buffer.frames();
            }
            Err(error) => {
                self.faults.suspect(at_s, format!("Symphonia cannot decode a packet at {} ({error}).", clock(at_s)));
                self.pending = 0..0;
                self.silence = packet.dur.get().min(MAX_PACKET_FRAMES);
            }
        }
        Ok(true)
    }

    /// Goes on with the next stream of a chained Ogg file, where it has the same format.
    fn follow_chain(&mut self) -> bool {
        self.facts.declared_frames = None;
        self.has_md5 = false;
        let next = self.format.default_track(TrackType::Audio).cloned();
        if let Some(track) = next
            && let Ok((decoder, codec)) = make_decoder(&track)
            && codec_name(codec) == self.facts.codec
        {
            self.decoder = decoder;
            self.track = track.id;
            return true;
        }
        let at_s = self.facts.duration_s();
        self.faults.suspect(at_s, format!("Another kind of stream follows at {}; it was not audited.", clock(at_s)));
        self.is_ended = true;
        false
    }

    fn push_pending(&self, block: &mut PcmBlock, count: usize) {
        let part = self.pending.start..self.pending.start + count;
        match (self.decoder.last_decoded(), self.facts.bits) {
            (GenericAudioBufferRef::S32(buffer), Some(bits)) => {
                // Symphonia left-aligns samples in 32 bits.
                let (shift, scale) = (32 - u32::from(bits), full_scale(bits));
                for (channel, samples) in planes(buffer, &part).enumerate().take(block.integers.len()) {
                    block.integers[channel].extend(samples.iter().map(|&sample| sample >> shift));
                    block.planes[channel].extend(samples.iter().map(|&sample| (sample >> shift) as f32 * scale));
                }
            }
            (GenericAudioBufferRef::F32(buffer), _) => {
                for (plane, samples) in block.planes.iter_mut().zip(planes(buffer, &part)) {
                    plane.extend(samples.iter().map(|&sample| if sample.is_finite() { sample } else { 0.0 }));
                }
            }
            (buffer, _) => {
                let mut all: Vec<Vec<f32>> = Vec::new();
                buffer.copy_to_vecs_planar(&mut all);
                for (plane, samples) in block.planes.iter_mut().zip(&all) {
                    plane.extend_from_slice(samples.get(part.clone()).unwrap_or(&[]));
                }
            }
        }
    }

    /// What the checks found, once the stream has ended.
    pub(super) fn finish(mut self) -> (StreamFacts, Integrity) {
        let rate_hz = self.facts.sample_rate.hz();
        let has_sound_checksums = match &self.check {
            Some(check) => check.lock().unwrap_or_else(PoisonError::into_inner).finish(rate_hz, &mut self.faults),
            None => false,
        };
        // A packet more or less: decoders differ in how they treat the priming frames.
        let tolerance = if self.facts.is_lossy { 4608 } else { 0 };
        self.faults.check_length(&self.facts, tolerance);
        let md5 = match (self.has_md5, self.decoder.finalize().verify_ok) {
            (false, _) => None,
            (true, Some(true)) => Some(Md5State::Match),
            (true, Some(false)) => {
                self.faults.prove(None, "The audio is not what the encoder was given: its MD5 differs from the one in the header.");
                Some(Md5State::Mismatch)
            }
            (true, None) => Some(Md5State::Absent),
        };
        let otherwise = if md5 == Some(Md5State::Match) {
            Otherwise::Intact(None)
        } else if has_sound_checksums {
            Otherwise::Intact(Some("Every page checksum is right."))
        } else {
            Otherwise::Undetermined(match self.form {
                PacketForm::Mp4 => "MP4 stores no checksum; nothing in it was refused.".into(),
                _ => "Its frames carry no checksum; they follow on one another without a gap.".into(),
            })
        };
        let integrity = self.faults.into_integrity(md5, otherwise);
        (self.facts, integrity)
    }
}

/// AAC at this rate or below may carry a spectral band replication that only its decoder finds (ISO 14496-3, 4.6.18).
const MAX_SBR_CORE_HZ: u32 = 24_000;

fn make_decoder(track: &Track) -> Result<(Box<dyn AudioDecoder>, AudioCodecId), Refusal> {
    let Some(CodecParameters::Audio(parameters)) = &track.codec_params else {
        return Err(Refusal::Refused("no codec that it knows".into()));
    };
    if let Some(channels) = parameters.channels.as_ref().map(|channels| channels.count())
        && channels > usize::from(MAX_CHANNELS)
    {
        return Err(Refusal::TooManyChannels(channels as u64));
    }
    let options = AudioDecoderOptions::default().verify(true);
    let decoder = get_codecs().make_audio_decoder(parameters, &options).map_err(|error| Refusal::Refused(error.to_string()))?;
    Ok((decoder, parameters.codec))
}

/// Bits a sample of a lossless codec. ALAC states them in its magic cookie alone, in the sixth byte.
fn bits_of(parameters: &AudioCodecParameters) -> Option<u16> {
    if parameters.codec == CODEC_ID_ALAC {
        return parameters.extra_data.as_ref()?.get(5).map(|&bits| u16::from(bits));
    }
    u16::try_from(parameters.bits_per_sample?).ok()
}

fn planes<'a, S: symphonia::core::audio::sample::Sample>(
    buffer: &'a AudioBuffer<S>,
    part: &std::ops::Range<usize>,
) -> impl Iterator<Item = &'a [S]> {
    let part = part.clone();
    (0..buffer.num_planes()).map_while(move |channel| buffer.plane(channel)?.get(part.clone()))
}

fn container_name(form: PacketForm) -> &'static str {
    match form {
        PacketForm::Mp4 => "mp4",
        PacketForm::Mpeg => "mp3",
        PacketForm::Adts => "adts",
        PacketForm::Ogg => "ogg",
    }
}

fn codec_name(codec: AudioCodecId) -> &'static str {
    match codec {
        CODEC_ID_AAC => "aac",
        CODEC_ID_ALAC => "alac",
        CODEC_ID_FLAC => "flac",
        CODEC_ID_MP1 => "mp1",
        CODEC_ID_MP2 => "mp2",
        CODEC_ID_MP3 => "mp3",
        CODEC_ID_VORBIS => "vorbis",
        _ => "unknown",
    }
}
