//! What a file is, by its first bytes and never by its name.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

/// A container, and who reads it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// Native FLAC.
    Flac,
    /// WAV, RF64, Wave64, AIFF.
    Pcm,
    /// Read by Symphonia.
    Packets(PacketForm),
    /// Read by FFmpeg alone; the container by the name people use.
    Foreign(&'static str),
    /// Readable text.
    Text,
    /// Nothing known.
    Unknown,
}

/// A container of packets that Symphonia reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PacketForm {
    Mp4,
    Mpeg,
    Adts,
    Ogg,
}

impl Form {
    /// The form as a message names it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Flac => "FLAC",
            Self::Pcm => "WAV or AIFF",
            Self::Packets(PacketForm::Mp4) => "MP4",
            Self::Packets(PacketForm::Mpeg) => "MPEG audio",
            Self::Packets(PacketForm::Adts) => "AAC",
            Self::Packets(PacketForm::Ogg) => "Ogg",
            Self::Foreign(label) => label,
            Self::Text => "text",
            Self::Unknown => "unknown format",
        }
    }
}

/// Where the audio of a file stands, between the tags before and behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Probed {
    pub form: Form,
    pub start: u64,
    pub end: u64,
}

/// Bytes looked at behind the tags.
const WINDOW_BYTES: usize = 64 * 1024;
/// Leading ID3v2 tags stepped over.
const MAX_LEADING_TAGS: u32 = 16;

/// Looks at `file`, which is `file_bytes` long.
pub(super) fn probe(file: &mut File, file_bytes: u64) -> io::Result<Probed> {
    let mut start = 0;
    for _ in 0..MAX_LEADING_TAGS {
        let head = read_at(file, start, 10)?;
        match leading_tag_bytes(&head) {
            Some(bytes) if start + bytes < file_bytes => start += bytes,
            _ => break,
        }
    }
    let window = read_at(file, start, WINDOW_BYTES)?;
    let end = end_of_audio(file, start, file_bytes)?;
    let (form, skipped) = form_of(&window);
    Ok(Probed { form, start: start + skipped, end })
}

/// Whether a walk through a folder should take `path` up: by its name, or else by its content.
///
/// Serves only to pass over pictures and texts; a file that the user names is always audited.
pub fn is_audio_candidate(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or("").to_ascii_lowercase();
    if AUDIO_EXTENSIONS.contains(&extension.as_str()) {
        return true;
    }
    if OTHER_EXTENSIONS.contains(&extension.as_str()) || !path.metadata().is_ok_and(|metadata| metadata.is_file()) {
        return false;
    }
    File::open(path)
        .and_then(|mut file| {
            let bytes = file.metadata()?.len();
            probe(&mut file, bytes)
        })
        .is_ok_and(|probed| !matches!(probed.form, Form::Text | Form::Unknown))
}

/// Names under which audio is kept.
const AUDIO_EXTENSIONS: [&str; 47] = [
    "flac", "fla", "wav", "wave", "bwf", "rf64", "w64", "aif", "aiff", "aifc", "afc", "mp3", "mp2", "mp1", "mpga", "m4a", "m4b",
    "m4r", "mp4", "aac", "adts", "ogg", "oga", "opus", "spx", "wv", "ape", "mpc", "mp+", "wma", "asf", "tta", "tak", "dsf", "dff",
    "ac3", "eac3", "ec3", "dts", "mlp", "thd", "mka", "caf", "au", "snd", "shn", "ofr",
];
/// Names that are kept beside audio and need no look inside; films are left alone.
const OTHER_EXTENSIONS: [&str; 24] = [
    "jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "txt", "log", "cue", "m3u", "m3u8", "nfo", "pdf", "html", "md5",
    "sfv", "mkv", "avi", "mov", "mpg", "webm", "zip",
];

fn read_at(file: &mut File, offset: u64, bytes: usize) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(offset))?;
    let mut data = Vec::new();
    file.take(bytes as u64).read_to_end(&mut data)?;
    Ok(data)
}

/// Bytes of the ID3v2 tag that `head` begins.
fn leading_tag_bytes(head: &[u8]) -> Option<u64> {
    let &[b'I', b'D', b'3', major, _, flags, a, b, c, d, ..] = head else { return None };
    if major == 0xff || (a | b | c | d) & 0x80 != 0 {
        return None;
    }
    let size = [a, b, c, d].iter().fold(0_u64, |size, &byte| size << 7 | u64::from(byte));
    let footer = if flags & 0x10 != 0 { 10 } else { 0 };
    Some(10 + size + footer)
}

/// Where the audio ends: before an ID3v1 tag, an APEv2 tag, or both.
fn end_of_audio(file: &mut File, start: u64, file_bytes: u64) -> io::Result<u64> {
    let mut end = file_bytes;
    if end - start >= 128 && read_at(file, end - 128, 3)? == *b"TAG" {
        end -= 128;
    }
    if end - start >= 32 {
        let footer = read_at(file, end - 32, 32)?;
        if footer.len() == 32 && footer.starts_with(b"APETAGEX") {
            let size = u64::from(u32::from_le_bytes([footer[12], footer[13], footer[14], footer[15]]));
            let header = if footer[23] & 0x80 != 0 { 32 } else { 0 };
            if size >= 32 && size + header < end - start {
                end -= size + header;
            }
        }
    }
    Ok(end)
}

/// The form of `window`, and the bytes before its first frame where it begins with something else.
fn form_of(window: &[u8]) -> (Form, u64) {
    let at = |offset: usize, magic: &[u8]| window.get(offset..).is_some_and(|rest| rest.starts_with(magic));
    if at(0, b"fLaC") {
        return (Form::Flac, 0);
    }
    if (at(0, b"RIFF") || at(0, b"RF64") || at(0, b"BW64")) && at(8, b"WAVE")
        || at(0, &WAVE64)
        || at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC"))
    {
        return (Form::Pcm, 0);
    }
    if at(0, b"OggS") {
        let segments = usize::from(window.get(26).copied().unwrap_or(0));
        let packet = 27 + segments;
        if at(packet, b"\x01vorbis") || at(packet, b"\x7fFLAC") {
            return (Form::Packets(PacketForm::Ogg), 0);
        }
        return (Form::Foreign(if at(packet, b"OpusHead") { "Opus" } else { "Ogg" }), 0);
    }
    if [&b"ftyp"[..], b"moov", b"mdat", b"wide", b"free", b"skip"].iter().any(|atom| at(4, atom)) {
        return (Form::Packets(PacketForm::Mp4), 0);
    }
    if let Some(&(_, label)) = FOREIGN.iter().find(|(magic, _)| at(0, magic)) {
        return (Form::Foreign(label), 0);
    }
    if at(0, b"RIFF") {
        return (Form::Foreign("RIFF"), 0);
    }
    if let Some((form, offset)) = first_frame(window) {
        return (Form::Packets(form), offset as u64);
    }
    if !window.is_empty() && is_text(window) { (Form::Text, 0) } else { (Form::Unknown, 0) }
}

/// GUID of the Wave64 `riff` chunk.
const WAVE64: [u8; 16] = [0x72, 0x69, 0x66, 0x66, 0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb, 0x04, 0xc1, 0x00, 0x00];

/// First bytes of what FFmpeg alone reads.
const FOREIGN: [(&[u8], &str); 25] = [
    (b"wvpk", "WavPack"),
    (b"MAC ", "Monkey's Audio"),
    (b"MPCK", "Musepack"),
    (b"MP+", "Musepack"),
    (b"TTA1", "TTA"),
    (b"TTA2", "TTA"),
    (b"tBaK", "TAK"),
    (&[0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11], "WMA"),
    (b"DSD ", "DSD"),
    (b"FRM8", "DSD"),
    (&[0x0b, 0x77], "AC-3"),
    (&[0x7f, 0xfe, 0x80, 0x01], "DTS"),
    (&[0x1f, 0xff, 0xe8, 0x00], "DTS"),
    (&[0xfe, 0x7f, 0x01, 0x80], "DTS"),
    (&[0x1a, 0x45, 0xdf, 0xa3], "Matroska"),
    (b"caff", "CAF"),
    (b".snd", "AU"),
    (b"ajkg", "Shorten"),
    (b"OFR ", "OptimFROG"),
    (b"LA0", "LA"),
    (b"#!AMR", "AMR"),
    (b".RMF", "RealAudio"),
    (b".ra\xfd", "RealAudio"),
    (b"FLV\x01", "Flash video"),
    (&[0, 0, 1, 0xba], "MPEG program stream"),
];

/// The first MPEG audio or ADTS frame in `window` that is followed by another of its kind, and where it stands.
fn first_frame(window: &[u8]) -> Option<(PacketForm, usize)> {
    let mut at = 0;
    while let Some(step) = window[at..].iter().position(|&byte| byte == 0xff) {
        at += step;
        for form in [PacketForm::Mpeg, PacketForm::Adts] {
            let Some(first) = FrameShape::parse(form, &window[at..]) else { continue };
            let next = at + first.bytes;
            let is_followed = match window.get(next..) {
                Some(rest) if rest.len() >= 7 => FrameShape::parse(form, rest).is_some_and(|second| second.is_like(&first)),
                // A stream of one frame fills the window to its end.
                _ => at == 0 && next == window.len(),
            };
            if is_followed {
                return Some((form, at));
            }
        }
        at += 1;
    }
    None
}

/// Header of an MPEG audio (ISO 11172-3, 2.4.2.3) or ADTS frame (ISO 14496-3, 1.A.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FrameShape {
    /// Bytes of the frame, header included.
    pub bytes: usize,
    /// Frames of audio in it.
    pub frames: u32,
    pub rate_hz: u32,
    /// Version and layer, or the AAC profile.
    kind: u8,
}

impl FrameShape {
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.kind == other.kind && self.rate_hz == other.rate_hz
    }

    pub(super) fn parse(form: PacketForm, data: &[u8]) -> Option<Self> {
        if form == PacketForm::Adts { Self::parse_adts(data) } else { Self::parse_mpeg(data) }
    }

    fn parse_adts(data: &[u8]) -> Option<Self> {
        let &[0xff, second, third, fourth, fifth, sixth, _, ..] = data else { return None };
        let rate_index = usize::from(third >> 2 & 15);
        let bytes = usize::from(fourth & 3) << 11 | usize::from(fifth) << 3 | usize::from(sixth >> 5);
        if second & 0xf6 != 0xf0 || rate_index >= AAC_RATES_HZ.len() || bytes < 8 {
            return None;
        }
        Some(Self { bytes, frames: 1024, rate_hz: AAC_RATES_HZ[rate_index], kind: third >> 6 })
    }

    fn parse_mpeg(data: &[u8]) -> Option<Self> {
        let &[0xff, second, third, _, ..] = data else { return None };
        let (version, layer) = (second >> 3 & 3, second >> 1 & 3);
        let (rate_index, bitrate_index) = (usize::from(third >> 2 & 3), usize::from(third >> 4));
        if second & 0xe0 != 0xe0 || version == 1 || layer == 0 || rate_index == 3 || !(1..15).contains(&bitrate_index) {
            return None;
        }
        let is_mpeg1 = version == 3;
        let rate_hz = [44_100, 48_000, 32_000][rate_index] >> [2, 0, 1, 0][usize::from(version)];
        let kbps = match (is_mpeg1, layer) {
            (true, 3) => [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448][bitrate_index - 1],
            (true, 2) => [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384][bitrate_index - 1],
            (true, _) => [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320][bitrate_index - 1],
            (false, 3) => [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256][bitrate_index - 1],
            (false, _) => [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160][bitrate_index - 1],
        };
        let padding = usize::from(third >> 1 & 1);
        let (frames, bytes) = match (layer, is_mpeg1) {
            (3, _) => (384, (12_000 * kbps / rate_hz as usize + padding) * 4),
            (2, _) | (1, true) => (1152, 144_000 * kbps / rate_hz as usize + padding),
            _ => (576, 72_000 * kbps / rate_hz as usize + padding),
        };
        Some(Self { bytes, frames, rate_hz, kind: second & 0x1e })
    }
}

/// ISO 14496-3, table 1.18.
const AAC_RATES_HZ: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

/// Whether `data` reads as text: UTF-8 without control characters but for white space.
fn is_text(data: &[u8]) -> bool {
    let whole = match std::str::from_utf8(data) {
        Ok(text) => text,
        // The window may cut the last character.
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&data[..error.valid_up_to()]).unwrap_or(""),
        Err(_) => return false,
    };
    !whole.is_empty() && whole.chars().all(|letter| !letter.is_control() || letter.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_first_bytes_are_known() {
        assert_eq!(form_of(b"fLaC\0\0\0\x22").0, Form::Flac);
        assert_eq!(form_of(b"RF64\xff\xff\xff\xffWAVEds64").0, Form::Pcm);
        assert_eq!(form_of(b"RIFF\0\0\0\0AVI LIST").0, Form::Foreign("RIFF"));
        assert_eq!(form_of(b"wvpk\0\0").0, Form::Foreign("WavPack"));
        assert_eq!(form_of(b"\0\0\0\x20ftypM4A ").0, Form::Packets(PacketForm::Mp4));
        assert_eq!(form_of("# not a flac, h\u{e9}\n".as_bytes()).0, Form::Text);
        assert_eq!(form_of(&[0x89, b'P', b'N', b'G', 0, 1]).0, Form::Unknown);
    }

    #[test]
    fn mpeg_frame_lengths_follow_the_standard() {
        // 320 kbit/s at 44.1 kHz: 144 * 320000 / 44100 = 1044.9.
        let shape = FrameShape::parse_mpeg(&[0xff, 0xfb, 0xe0, 0x00]).unwrap();
        assert_eq!((shape.bytes, shape.frames, shape.rate_hz), (1044, 1152, 44_100));
        // MPEG-2 Layer III, 64 kbit/s at 22.05 kHz: 72 * 64000 / 22050 = 208.98.
        let shape = FrameShape::parse_mpeg(&[0xff, 0xf3, 0x80, 0x00]).unwrap();
        assert_eq!((shape.bytes, shape.frames, shape.rate_hz), (208, 576, 22_050));
        assert_eq!(FrameShape::parse_mpeg(&[0xff, 0xfb, 0xf0, 0x00]), None);
    }

    #[test]
    fn one_sync_word_in_noise_is_no_frame() {
        let mut window = vec![0x55; 4096];
        window[100..104].copy_from_slice(&[0xff, 0xfb, 0x90, 0x00]);
        assert_eq!(first_frame(&window), None);
    }
}
