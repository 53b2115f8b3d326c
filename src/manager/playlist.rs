//! Playlists and cue sheets: the audio files that an M3U or CUE names.

use std::path::{Path, PathBuf};

/// A playlist is a list of names; a larger file is something else.
pub(super) const MOST_BYTES: u64 = 4 << 20;

/// Whether `path` is named as a playlist.
pub(super) fn is_playlist(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| ["m3u", "m3u8", "cue"].iter().any(|known| extension.eq_ignore_ascii_case(known)))
}

/// Files that the playlist at `path` with this `content` names, relative ones beside the playlist, each once. Addresses of the
/// network are left out: nothing is fetched.
pub(super) fn entries(path: &Path, content: &[u8]) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let text = decode(content);
    let is_cue = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("cue"));
    let mut found = Vec::new();
    for line in text.lines().map(str::trim) {
        let name = if is_cue { cue_file(line) } else { (!line.is_empty() && !line.starts_with('#')).then_some(line) };
        let Some(name) = name.filter(|name| !name.contains("://")) else { continue };
        let named = PathBuf::from(name);
        let slashed = PathBuf::from(name.replace('\\', "/"));
        let entry = if folder.join(&named).exists() { folder.join(named) } else { folder.join(slashed) };
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

/// UTF-8 with or without a mark, or Latin-1, which old lists use.
fn decode(content: &[u8]) -> String {
    let content = content.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(content);
    match std::str::from_utf8(content) {
        Ok(text) => text.to_owned(),
        Err(_) => content.iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// The name in `FILE "name" WAVE` or `FILE name WAVE`.
fn cue_file(line: &str) -> Option<&str> {
    let (keyword, rest) = line.split_once(char::is_whitespace)?;
    if !keyword.eq_ignore_ascii_case("file") {
        return None;
    }
    let rest = rest.trim();
    match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.rsplit_once(char::is_whitespace).map_or(Some(rest), |(name, _kind)| Some(name.trim())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn m3u_names_files_and_no_addresses() {
        let list = b"\xEF\xBB\xBF#EXTM3U\n#EXTINF:1,x\na.flac\r\n\n/music/b.flac\nhttp://example.org/c.mp3\na.flac\n";
        assert_eq!(entries(Path::new("/lists/x.m3u8"), list), [PathBuf::from("/lists/a.flac"), PathBuf::from("/music/b.flac")]);
    }

    #[test]
    fn cue_names_its_files_once() {
        let sheet = b"TITLE \"T\"\nFILE \"one disc.flac\" WAVE\n  TRACK 01 AUDIO\nFILE two.wav WAVE\nFILE \"one disc.flac\" WAVE\n";
        let found = entries(Path::new("/discs/x.CUE"), sheet);
        assert_eq!(found, [PathBuf::from("/discs/one disc.flac"), PathBuf::from("/discs/two.wav")]);
    }

    #[test]
    fn latin_1_and_back_slashes_are_read() {
        let found = entries(Path::new("/l/x.m3u"), b"caf\xE9\\a.flac\n");
        assert_eq!(found, [PathBuf::from("/l/caf\u{e9}/a.flac")]);
    }
}
