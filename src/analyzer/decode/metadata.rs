//! What is written on the file, through lofty: shown to the auditor, never used as proof.
//!
//! Bounded in number and length; a failure is a line in the metadata, never a failed track.

use std::{
    fs::File,
    io::{BufReader, Read, Seek, SeekFrom},
    panic::{AssertUnwindSafe, catch_unwind},
};

use lofty::{
    config::{ParseOptions, ParsingMode},
    file::{AudioFile, FileType, TaggedFile, TaggedFileExt},
    probe::Probe,
    tag::{ItemKey, ItemValue, Tag},
};

use crate::contracts::Metadata;

/// Most tags kept.
const MAX_TAGS: usize = 200;
/// Longest value kept, in bytes.
const MAX_VALUE_BYTES: usize = 4096;
/// Bytes of the first frames in which the LAME tag is looked for.
const ENCODER_WINDOW_BYTES: usize = 4096;

/// Tags, picture, encoders and properties of `file`; the audio begins at `audio_start`.
pub(super) fn read(file: &mut File, audio_start: u64) -> Metadata {
    let mut metadata = match read_tagged(file, true).or_else(|_| read_tagged(file, false)) {
        Ok(tagged) => describe(&tagged),
        Err(problem) => Metadata { problem: Some(problem), ..Metadata::default() },
    };
    if let Some(encoder) = encoder_in_first_frames(file, audio_start) {
        push_new(&mut metadata.encoders, encoder);
    }
    metadata
}

fn read_tagged(file: &mut File, with_picture: bool) -> Result<TaggedFile, String> {
    let options = ParseOptions::new().parsing_mode(ParsingMode::Relaxed).read_cover_art(with_picture);
    file.seek(SeekFrom::Start(0)).map_err(|error| error.to_string())?;
    // A parser of hostile files is caught where it panics; it holds nothing but the file's position, which is set again.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let probe = Probe::new(BufReader::new(&mut *file)).options(options).guess_file_type().map_err(|error| error.to_string())?;
        if probe.file_type().is_none() {
            return Err("The tags of this format are not read.".to_owned());
        }
        probe.read().map_err(|error| format!("The tags cannot be read: {error}."))
    }));
    read.unwrap_or_else(|_| Err("The tags cannot be read: the tag reader broke off.".to_owned()))
}

fn describe(tagged: &TaggedFile) -> Metadata {
    let mut metadata = Metadata::default();
    for tag in tagged.tags() {
        describe_tag(tag, &mut metadata);
    }
    let properties = tagged.properties();
    let mut push = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            metadata.properties.push((name.to_owned(), value));
        }
    };
    push("file type", Some(file_type_name(tagged.file_type())));
    push("audio bit rate", properties.audio_bitrate().map(|kbps| format!("{kbps} kbit/s")));
    push("overall bit rate", properties.overall_bitrate().map(|kbps| format!("{kbps} kbit/s")));
    push("sample rate", properties.sample_rate().map(|hz| format!("{hz} Hz")));
    push("bit depth", properties.bit_depth().map(|bits| bits.to_string()));
    push("channels", properties.channels().map(|channels| channels.to_string()));
    push("channel mask", properties.channel_mask().map(|mask| format!("{:#x}", mask.bits())));
    push("duration", Some(format!("{:.3} s", properties.duration().as_secs_f64())).filter(|_| !properties.duration().is_zero()));
    metadata
}

fn file_type_name(file_type: FileType) -> String {
    format!("{file_type:?}")
}

fn describe_tag(tag: &Tag, metadata: &mut Metadata) {
    for item in tag.items() {
        let value = match item.value() {
            ItemValue::Text(text) | ItemValue::Locator(text) => shortened(text),
            ItemValue::Binary(bytes) => format!("{} bytes", bytes.len()),
        };
        if matches!(item.key(), ItemKey::EncoderSoftware | ItemKey::EncoderSettings | ItemKey::EncodedBy) {
            push_new(&mut metadata.encoders, value.clone());
        }
        if metadata.tags.len() < MAX_TAGS {
            let name = item.key().map_key(tag.tag_type()).map_or_else(|| format!("{:?}", item.key()), shortened);
            metadata.tags.push((name, value));
        }
    }
    if metadata.picture.is_none()
        && let Some(picture) = tag.pictures().first()
    {
        let mime = picture.mime_type().map_or("unknown", |mime| mime.as_str());
        metadata.picture = Some((shortened(mime), picture.data().len() as u64));
    }
}

fn push_new(list: &mut Vec<String>, value: String) {
    if !value.is_empty() && list.len() < MAX_TAGS && !list.contains(&value) {
        list.push(value);
    }
}

/// `text` cut at [`MAX_VALUE_BYTES`], between two letters.
fn shortened(text: &str) -> String {
    let mut end = text.len().min(MAX_VALUE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].to_owned()
}

/// The encoder's name in the Xing or Info tag of the first MP3 frame (LAME tag, revision 1), or in the padding after it.
fn encoder_in_first_frames(file: &mut File, audio_start: u64) -> Option<String> {
    let mut window = Vec::new();
    file.seek(SeekFrom::Start(audio_start)).ok()?;
    file.take(ENCODER_WINDOW_BYTES as u64).read_to_end(&mut window).ok()?;
    if *window.first()? != 0xff {
        return None;
    }
    let at = [&b"Xing"[..], b"Info"].iter().find_map(|name| window.windows(4).position(|four| four == *name))?;
    let name = window.get(at + 120..at + 129)?;
    let text: String =
        name.iter().take_while(|byte| byte.is_ascii_graphic() || **byte == b' ').map(|&byte| char::from(byte)).collect();
    let text = text.trim();
    (text.len() >= 4).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_between_letters() {
        let text = "\u{e9}".repeat(MAX_VALUE_BYTES);
        assert_eq!(shortened(&text).len(), MAX_VALUE_BYTES);
        assert_eq!(shortened(&format!("a{text}")).len(), MAX_VALUE_BYTES - 1);
    }
}
