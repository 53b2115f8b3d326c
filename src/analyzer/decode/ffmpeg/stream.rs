//! What FFprobe says of a stream, in the words of [`StreamFacts`].

use serde::Deserialize;

use crate::{
    contracts::{Reader, StreamFacts},
    units::{FrameCount, SampleRate},
};

/// FFprobe's answer.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    pub streams: Vec<Stream>,
    #[serde(default)]
    pub format: Format,
}

/// One stream of it. FFprobe writes most numbers as text.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Stream {
    codec_name: String,
    profile: String,
    sample_fmt: String,
    sample_rate: String,
    channels: u64,
    bits_per_sample: u16,
    bits_per_raw_sample: String,
    time_base: String,
    duration_ts: Option<u64>,
}

/// The container.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Format {
    format_name: String,
}

/// How samples are asked of FFmpeg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawFormat {
    /// 32-bit integers, left-aligned.
    S32,
    /// 32-bit floating point.
    F32,
}

impl RawFormat {
    /// FFmpeg's names of the format and of its encoder.
    pub(super) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::S32 => ("s32le", "pcm_s32le"),
            Self::F32 => ("f32le", "pcm_f32le"),
        }
    }
}

impl Stream {
    /// Channels as declared.
    pub(super) fn channels(&self) -> u64 {
        self.channels
    }

    /// The codec as FFmpeg names it.
    pub(super) fn codec_name(&self) -> &str {
        &self.codec_name
    }

    /// Facts of the stream and the format to ask for; `None` where rate or channels are impossible. `is_hybrid` says that a
    /// WavPack file holds the lossy half of its audio alone.
    pub(super) fn facts(&self, format: &Format, is_hybrid: bool) -> Option<(StreamFacts, RawFormat)> {
        let sample_rate = SampleRate::new(self.sample_rate.parse().ok()?)?;
        let channels = u16::try_from(self.channels).ok().filter(|&channels| channels > 0)?;
        let is_lossy = is_hybrid || !self.is_lossless();
        let is_dsd = self.codec_name.starts_with("dsd") || self.codec_name == "dst";
        let is_float = is_dsd || self.sample_fmt.starts_with("flt") || self.sample_fmt.starts_with("dbl");
        let bits = if is_lossy || is_dsd { None } else { self.bits() };
        let raw = if bits.is_some() && !is_float { RawFormat::S32 } else { RawFormat::F32 };
        let counts_frames = self.time_base == format!("1/{}", sample_rate.hz());
        let facts = StreamFacts {
            container: self.container(format),
            codec: self.codec(),
            is_lossy,
            sample_rate,
            bits,
            is_float: is_float && !is_lossy,
            channels,
            declared_frames: self.duration_ts.filter(|&frames| counts_frames && !is_lossy && frames > 0).map(FrameCount),
            frames: FrameCount(0),
            reader: Reader::Ffmpeg,
        };
        Some((facts, raw))
    }

    fn bits(&self) -> Option<u16> {
        let by_format = match self.sample_fmt.trim_end_matches('p') {
            "u8" => 8,
            "s16" => 16,
            "flt" | "s32" => 32,
            "dbl" => 64,
            _ => return None,
        };
        let raw = self.bits_per_raw_sample.parse().ok().filter(|&bits| bits > 0);
        Some(raw.or(Some(self.bits_per_sample).filter(|&bits| bits > 0)).unwrap_or(by_format).min(by_format))
    }

    fn is_lossless(&self) -> bool {
        const LOSSLESS: [&str; 19] = [
            "flac",
            "alac",
            "wavpack",
            "ape",
            "tta",
            "tak",
            "als",
            "mp4als",
            "mlp",
            "truehd",
            "shorten",
            "wmalossless",
            "ralf",
            "dst",
            "sonicls",
            "atrac3al",
            "atrac3pal",
            "dvd_audio",
            "s302m",
        ];
        let is_linear_pcm =
            self.codec_name.starts_with("pcm_") && !matches!(self.codec_name.as_str(), "pcm_alaw" | "pcm_mulaw" | "pcm_vidc");
        is_linear_pcm
            || self.codec_name.starts_with("dsd")
            || LOSSLESS.contains(&self.codec_name.as_str())
            || (self.codec_name == "dts" && self.profile.contains("MA"))
    }

    fn codec(&self) -> String {
        match self.codec_name.as_str() {
            "aac" if self.profile.starts_with("HE-AAC") => "he_aac".into(),
            "wmav1" | "wmav2" => "wma".into(),
            "wmapro" => "wma_pro".into(),
            "wmalossless" => "wma_lossless".into(),
            "mpc7" | "mpc8" => "musepack".into(),
            name if name.starts_with("dsd") => "dsd".into(),
            name if name.starts_with("pcm_") => name.trim_end_matches("le").trim_end_matches("be").into(),
            name => name.into(),
        }
    }

    fn container(&self, format: &Format) -> String {
        match format.format_name.split(',').next().unwrap_or("") {
            "wv" => "wavpack",
            "mov" => "mp4",
            "mpc" | "mpc8" => "musepack",
            "aac" => "adts",
            "iff" => "dsdiff",
            "" => "unknown",
            name => name,
        }
        .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stream(json: &str) -> Stream {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn depth_is_what_the_codec_says_and_lossy_has_none() {
        let wavpack = r#"{"codec_name":"wavpack","sample_fmt":"s32p","sample_rate":"96000","channels":2,"bits_per_raw_sample":"24","time_base":"1/96000","duration_ts":5}"#;
        let (facts, raw) = stream(wavpack).facts(&Format { format_name: "wv".into() }, false).unwrap();
        assert_eq!((facts.bits, raw, facts.declared_frames), (Some(24), RawFormat::S32, Some(FrameCount(5))));
        assert_eq!((facts.container.as_str(), facts.is_lossy), ("wavpack", false));
        let (facts, raw) = stream(wavpack).facts(&Format::default(), true).unwrap();
        assert_eq!((facts.bits, raw, facts.is_lossy), (None, RawFormat::F32, true));
        let he = r#"{"codec_name":"aac","profile":"HE-AACv2","sample_fmt":"fltp","sample_rate":"44100","channels":2}"#;
        let (facts, _) = stream(he).facts(&Format { format_name: "mov,mp4,m4a".into() }, false).unwrap();
        assert_eq!((facts.codec.as_str(), facts.container.as_str(), facts.bits, facts.is_float), ("he_aac", "mp4", None, false));
    }

    #[test]
    fn impossible_streams_have_no_facts() {
        assert!(stream(r#"{"sample_rate":"0","channels":2}"#).facts(&Format::default(), false).is_none());
        assert!(stream(r#"{"sample_rate":"44100","channels":0}"#).facts(&Format::default(), false).is_none());
    }
}
