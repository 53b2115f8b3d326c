//! The second reader: FFmpeg as a child process.
//!
//! FFprobe says what the stream is, FFmpeg decodes it to a pipe. Nothing of the file's name can act: there is no shell, the path is
//! absolute behind `file:`, and no protocol but `file` and `pipe` is allowed. Each process is killed on cancel, at its time limit,
//! and when the reader is dropped.

mod child;
mod stream;

use std::{
    ffi::{OsStr, OsString},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use self::{
    child::{ChildError, ReadChild},
    stream::{Answer, RawFormat},
};
use super::{
    BLOCK_FRAMES, DecodeError, DecodeSettings, MAX_CHANNELS,
    fault::{Faults, Otherwise, clock},
    samples::follow_integers,
};
use crate::contracts::{CancelToken, Integrity, PcmBlock, StreamFacts};

/// Bytes of FFprobe's answer that are read.
const MAX_ANSWER_BYTES: usize = 1024 * 1024;
/// FFprobe reads a header and a few packets.
const PROBE_TIME_LIMIT: Duration = Duration::from_secs(30);

/// Reads what FFmpeg decodes.
pub(super) struct FfmpegReader {
    path: PathBuf,
    label: String,
    child: ReadChild,
    time_limit: Duration,
    facts: StreamFacts,
    raw: RawFormat,
    buffer: Vec<u8>,
    /// When FFmpeg complained first.
    first_complaint_s: Option<f64>,
    is_ended: bool,
    /// Why the first reader refused, where one did.
    refusal: Option<String>,
}

impl FfmpegReader {
    /// Starts FFmpeg on `path`. `label` names the format in messages; `refusal` is what the first reader said; `is_hybrid` marks the
    /// lossy half of a WavPack pair.
    pub(super) fn open(
        path: &Path,
        label: &str,
        refusal: Option<String>,
        is_hybrid: bool,
        settings: &DecodeSettings,
        cancel: &CancelToken,
    ) -> Result<Self, DecodeError> {
        let (ffmpeg, ffprobe) = programs(settings);
        let input = input_argument(path).map_err(|source| DecodeError::Io { path: path.into(), source })?;
        let missing = |program: &OsStr, error: io::Error| DecodeError::FfmpegMissing {
            path: path.into(),
            format: refusal
                .as_ref()
                .map_or_else(|| label.to_owned(), |refusal| format!("{label} that the first reader refuses ({refusal})")),
            program: program.to_string_lossy().into_owned(),
            reason: error.to_string(),
        };
        let answer = probe(&ffprobe, &input, settings, cancel).map_err(|error| match error {
            ProbeError::Start(error) => missing(&ffprobe, error),
            ProbeError::Child(error) => child_error(path, settings.ffmpeg_time_limit.min(PROBE_TIME_LIMIT), error),
            ProbeError::Refused(reason) => unreadable(path, label, refusal.as_deref(), reason),
        })?;
        let Some(stream) = answer.streams.first() else {
            return Err(DecodeError::NoAudio { path: path.into(), reason: "FFmpeg finds no audio stream".into() });
        };
        if stream.channels() > u64::from(MAX_CHANNELS) {
            return Err(DecodeError::TooManyChannels { path: path.into(), channels: stream.channels() });
        }
        let Some((facts, raw)) = stream.facts(&answer.format, is_hybrid) else {
            let reason = format!("no possible rate or number of channels in {}", stream.codec_name());
            return Err(DecodeError::BadHeader { path: path.into(), reason });
        };
        let (format, encoder) = raw.names();
        let mut arguments = [
            "-nostdin",
            "-hide_banner",
            "-v",
            "error",
            "-threads",
            "1",
            "-protocol_whitelist",
            "file,pipe",
            "-err_detect",
            "crccheck",
            "-i",
        ]
        .map(OsString::from)
        .to_vec();
        arguments.push(input);
        let rate_hz = facts.sample_rate.hz().to_string();
        let channels = facts.channels.to_string();
        let output =
            ["-map", "0:a:0", "-vn", "-sn", "-dn", "-ar", &rate_hz, "-ac", &channels, "-c:a", encoder, "-f", format, "pipe:1"];
        arguments.extend(output.map(OsString::from));
        let child = ReadChild::start(&ffmpeg, arguments.iter().map(OsString::as_os_str), settings.ffmpeg_time_limit, cancel)
            .map_err(|error| missing(&ffmpeg, error))?;
        let mut reader = Self {
            path: path.into(),
            label: label.into(),
            child,
            time_limit: settings.ffmpeg_time_limit,
            facts,
            raw,
            buffer: Vec::new(),
            first_complaint_s: None,
            is_ended: false,
            refusal,
        };
        // A file that gives no sample at all fails here, not as a track of no length.
        reader.fill(1)?;
        if reader.buffer.is_empty() {
            let reason = first_line(&reader.child.error_text()).unwrap_or("it decodes to nothing").to_owned();
            return Err(unreadable(path, label, reader.refusal.as_deref(), reason));
        }
        Ok(reader)
    }

    pub(super) fn facts(&self) -> &StreamFacts {
        &self.facts
    }

    /// Refills `block`; `false` at the end.
    pub(super) fn next_block(&mut self, block: &mut PcmBlock) -> Result<bool, DecodeError> {
        let channels = usize::from(self.facts.channels);
        block.reset(channels, self.raw == RawFormat::S32);
        let frame_bytes = channels * 4;
        self.fill(BLOCK_FRAMES * frame_bytes)?;
        let frames = (self.buffer.len() / frame_bytes).min(BLOCK_FRAMES);
        let (samples, _) = self.buffer[..frames * frame_bytes].as_chunks::<4>();
        match self.raw {
            RawFormat::S32 => {
                let bits = self.facts.bits.unwrap_or(32);
                let shift = 32 - u32::from(bits.min(32));
                for (channel, plane) in block.integers.iter_mut().enumerate() {
                    plane.extend(samples.iter().skip(channel).step_by(channels).map(|&bytes| i32::from_le_bytes(bytes) >> shift));
                }
                follow_integers(block, bits);
            }
            RawFormat::F32 => {
                for (channel, plane) in block.planes.iter_mut().enumerate() {
                    let finite = |sample: f32| if sample.is_finite() { sample } else { 0.0 };
                    plane.extend(samples.iter().skip(channel).step_by(channels).map(|&bytes| finite(f32::from_le_bytes(bytes))));
                }
            }
        }
        self.buffer.drain(..frames * frame_bytes);
        self.facts.frames.0 += frames as u64;
        Ok(frames > 0)
    }

    /// Reads until `wanted` bytes stand in the buffer or the output ends.
    fn fill(&mut self, wanted: usize) -> Result<(), DecodeError> {
        while self.buffer.len() < wanted && !self.is_ended {
            let is_open = self.child.read(&mut self.buffer).map_err(|error| child_error(&self.path, self.time_limit, error))?;
            self.is_ended = !is_open;
            if self.first_complaint_s.is_none() && !self.child.error_text().is_empty() {
                self.first_complaint_s = Some(self.facts.duration_s());
            }
        }
        Ok(())
    }

    /// What the checks found, once the stream has ended.
    pub(super) fn finish(mut self) -> Result<(StreamFacts, Integrity), DecodeError> {
        let status = self.child.wait().map_err(|source| DecodeError::Io { path: self.path.clone(), source })?;
        let text = self.child.error_text();
        let complaint = first_line(&text).unwrap_or("").to_owned();
        if self.facts.frames.0 == 0 {
            return Err(unreadable(&self.path, &self.label, self.refusal.as_deref(), complaint));
        }
        let mut faults = Faults::default();
        if let Some(at_s) = self.first_complaint_s {
            if text.lines().any(is_checksum_complaint) {
                faults.prove(at_s, format!("A checksum is wrong near {}, says FFmpeg: {complaint}", clock(at_s)));
            } else {
                faults.suspect(at_s, format!("FFmpeg complains near {}: {complaint}", clock(at_s)));
            }
        }
        faults.check_length(&self.facts, 0);
        if !status.success() {
            faults.suspect(self.facts.duration_s(), format!("FFmpeg ended with an error: {complaint}"));
        }
        if let Some(refusal) = &self.refusal {
            faults.suspect(None, format!("The first reader refuses the file ({refusal}); FFmpeg reads it."));
        }
        let otherwise = match self.facts.codec.as_str() {
            "wavpack" | "ape" | "tta" | "tak" | "truehd" | "mlp" => {
                Otherwise::Intact(Some("Every block checksum is right, says FFmpeg."))
            }
            _ if self.facts.container == "ogg" => Otherwise::Undetermined("FFmpeg read it to its end without a complaint.".into()),
            _ => Otherwise::Undetermined("The format stores no checksum that is checked here; FFmpeg found nothing wrong.".into()),
        };
        Ok((self.facts, faults.into_integrity(None, otherwise)))
    }
}

/// FFmpeg, and FFprobe beside it.
fn programs(settings: &DecodeSettings) -> (OsString, OsString) {
    match &settings.ffmpeg {
        Some(ffmpeg) => {
            let extension = ffmpeg.extension().filter(|extension| extension.eq_ignore_ascii_case("exe"));
            let name = if extension.is_some() { "ffprobe.exe" } else { "ffprobe" };
            (ffmpeg.into(), ffmpeg.with_file_name(name).into())
        }
        None => ("ffmpeg".into(), "ffprobe".into()),
    }
}

/// The file as FFmpeg's input, so that no name can be an option, a protocol or a pattern.
fn input_argument(path: &Path) -> io::Result<OsString> {
    let mut input = OsString::from("file:");
    input.push(std::path::absolute(path)?);
    Ok(input)
}

enum ProbeError {
    Start(io::Error),
    Child(ChildError),
    Refused(String),
}

impl From<ChildError> for ProbeError {
    fn from(error: ChildError) -> Self {
        Self::Child(error)
    }
}

fn probe(ffprobe: &OsStr, input: &OsStr, settings: &DecodeSettings, cancel: &CancelToken) -> Result<Answer, ProbeError> {
    const ENTRIES: &str = "stream=codec_name,profile,sample_fmt,sample_rate,channels,bits_per_sample,bits_per_raw_sample,time_base,duration_ts:\
                           format=format_name";
    let options =
        ["-v", "error", "-hide_banner", "-protocol_whitelist", "file,pipe", "-select_streams", "a:0", "-show_entries", ENTRIES];
    let arguments = options.into_iter().chain(["-of", "json", "-i"]).map(OsStr::new).chain([input]);
    let limit = settings.ffmpeg_time_limit.min(PROBE_TIME_LIMIT);
    let mut child = ReadChild::start(ffprobe, arguments, limit, cancel).map_err(ProbeError::Start)?;
    let mut answer = Vec::new();
    while child.read(&mut answer)? {
        if answer.len() > MAX_ANSWER_BYTES {
            return Err(ProbeError::Refused("FFprobe's answer has no end".into()));
        }
    }
    let is_success = child.wait().is_ok_and(|status| status.success());
    let complaint = || first_line(&child.error_text()).unwrap_or("FFprobe does not know it").to_owned();
    if !is_success {
        return Err(ProbeError::Refused(complaint()));
    }
    serde_json::from_slice(&answer).map_err(|_| ProbeError::Refused(complaint()))
}

/// The error for a file that neither reader reads.
fn unreadable(path: &Path, label: &str, refusal: Option<&str>, reason: String) -> DecodeError {
    match refusal {
        None => DecodeError::FfmpegFailed { path: path.into(), format: label.into(), reason },
        Some(refusal) => DecodeError::Unsupported {
            path: path.into(),
            format: label.into(),
            reason: format!("the first reader: {refusal}; FFmpeg: {reason}"),
        },
    }
}

fn child_error(path: &Path, limit: Duration, error: ChildError) -> DecodeError {
    match error {
        ChildError::Cancelled => DecodeError::Cancelled,
        ChildError::TimedOut => DecodeError::FfmpegTimedOut { path: path.into(), limit_s: limit.as_secs() },
        ChildError::Io(source) => DecodeError::Io { path: path.into(), source },
    }
}

/// Whether FFmpeg says that stored and computed checksum differ.
fn is_checksum_complaint(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    ["crc", "checksum", "md5"].iter().any(|word| line.contains(word))
}

/// First line of `text` without FFmpeg's `[name @ address]`.
fn first_line(text: &str) -> Option<&str> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty())?;
    Some(line.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map_or(line, |(_, message)| message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_can_act() {
        let input = input_argument(Path::new("-i http:x %d|concat:.wv")).unwrap();
        let input = input.to_str().unwrap();
        assert!(input.starts_with("file:/") && input.ends_with("/-i http:x %d|concat:.wv"));
    }

    #[test]
    fn complaints_lose_their_address() {
        assert_eq!(first_line("\n[wavpack @ 0x55d] Block CRC mismatch\nmore"), Some("Block CRC mismatch"));
        assert!(is_checksum_complaint("[wv @ 0x1] CRC error"));
        assert!(!is_checksum_complaint("Invalid data found when processing input"));
    }

    #[test]
    fn ffprobe_is_looked_for_beside_ffmpeg() {
        let settings = DecodeSettings { ffmpeg: Some("/opt/x/ffmpeg".into()), ffmpeg_time_limit: Duration::from_secs(1) };
        assert_eq!(programs(&settings), ("/opt/x/ffmpeg".into(), "/opt/x/ffprobe".into()));
    }
}
