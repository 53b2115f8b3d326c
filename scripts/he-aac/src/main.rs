//! Encodes a WAV file with FDK AAC as ADTS: `he-aac IN.wav OUT.aac --kbps N --profile lc|he|hev2`.
//!
//! For the arms of scripts/make-arms that FFmpeg's own encoder cannot make. Takes 16-bit PCM of one or two channels. ADTS carries
//! no length, so the decoded track begins with the encoder's delay and ends within a frame or two of silence.

use fdk_aac::enc::{AudioObjectType, BitRate, ChannelMode, Encoder, EncoderParams, Transport};
use std::error::Error;
use std::process::ExitCode;

/// Longest ADTS frame: its length field has 13 bits.
const FRAME_BYTES_MAX: usize = 1 << 13;

/// Interleaved 16-bit samples of a WAV file.
struct Pcm {
    rate_hz: u32,
    channels: usize,
    samples: Vec<i16>,
}

/// What the command line asks for.
struct Job {
    input: String,
    output: String,
    bits_per_second: u32,
    profile: AudioObjectType,
}

fn main() -> ExitCode {
    match parse(std::env::args().skip(1)).and_then(|job| encode(&job)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("he-aac: {error}");
            ExitCode::FAILURE
        }
    }
}

fn parse(mut words: impl Iterator<Item = String>) -> Result<Job, Box<dyn Error>> {
    let (mut paths, mut kbps, mut profile) = (Vec::new(), None, None);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--kbps" => kbps = words.next().and_then(|number| number.parse::<u32>().ok()),
            "--profile" => {
                profile = match words.next().as_deref() {
                    Some("lc") => Some(AudioObjectType::Mpeg4LowComplexity),
                    Some("he") => Some(AudioObjectType::Mpeg4HeAac),
                    Some("hev2") => Some(AudioObjectType::Mpeg4HeAacV2),
                    _ => None,
                }
            }
            _ => paths.push(word),
        }
    }
    let (Ok([input, output]), Some(kbps), Some(profile)) = (<[String; 2]>::try_from(paths), kbps, profile) else {
        return Err("usage: he-aac IN.wav OUT.aac --kbps N --profile lc|he|hev2".into());
    };
    Ok(Job { input, output, bits_per_second: kbps.saturating_mul(1000), profile })
}

fn encode(job: &Job) -> Result<(), Box<dyn Error>> {
    let pcm = read_wav(&std::fs::read(&job.input)?)?;
    let encoder = Encoder::new(EncoderParams {
        bit_rate: BitRate::Cbr(job.bits_per_second),
        sample_rate: pcm.rate_hz,
        transport: Transport::Adts,
        channels: if pcm.channels == 1 { ChannelMode::Mono } else { ChannelMode::Stereo },
        audio_object_type: job.profile,
    })
    .map_err(|error| format!("{}: {error}", job.input))?;
    let info = encoder.info().map_err(|error| error.to_string())?;
    let frame_samples = usize::try_from(info.frameLength)? * pcm.channels;
    // The crate has no way to flush: silence pushes the last frames out.
    let tail = usize::try_from(info.nDelay)? * pcm.channels + frame_samples;
    let mut samples = pcm.samples;
    samples.resize((samples.len() + tail).next_multiple_of(frame_samples), 0);

    let mut stream = Vec::new();
    let mut frame = [0; FRAME_BYTES_MAX];
    let mut rest = samples.as_slice();
    while !rest.is_empty() {
        let (head, _) = rest.split_at(frame_samples.min(rest.len()));
        let done = encoder.encode(head, &mut frame).map_err(|error| error.to_string())?;
        stream.extend_from_slice(frame.get(..done.output_size).ok_or("a frame longer than ADTS allows")?);
        if done.input_consumed == 0 && done.output_size == 0 {
            return Err("the encoder takes no more samples".into());
        }
        rest = rest.get(done.input_consumed..).unwrap_or_default();
    }
    Ok(std::fs::write(&job.output, stream)?)
}

/// Samples of the first `data` chunk, in the format of the `fmt ` chunk before it.
fn read_wav(bytes: &[u8]) -> Result<Pcm, Box<dyn Error>> {
    let mut rest = match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'A', b'V', b'E', rest @ ..] => rest,
        _ => return Err("this is no WAV file".into()),
    };
    let mut format = None;
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, size @ ..] = *head;
        let size = usize::try_from(u32::from_le_bytes(size))?;
        let body = after.get(..size.min(after.len())).unwrap_or_default();
        match (&[a, b, c, d], format) {
            (b"fmt ", _) => format = Some(read_format(body)?),
            (b"data", Some((rate_hz, channels))) => {
                let samples = body.as_chunks::<2>().0.iter().map(|pair| i16::from_le_bytes(*pair)).collect();
                return Ok(Pcm { rate_hz, channels, samples });
            }
            _ => {}
        }
        rest = after.get(size.next_multiple_of(2)..).unwrap_or_default();
    }
    Err("the WAV file holds no samples".into())
}

/// Rate and channels of a `fmt ` chunk.
fn read_format(body: &[u8]) -> Result<(u32, usize), Box<dyn Error>> {
    match body {
        [_, _, channels @ (1 | 2), 0, r0, r1, r2, r3, _, _, _, _, _, _, 16, 0, ..] => {
            Ok((u32::from_le_bytes([*r0, *r1, *r2, *r3]), usize::from(*channels)))
        }
        _ => Err("only 16-bit samples of one or two channels are taken".into()),
    }
}
