//! The typefaces of a certificate: shaping, widths, line breaks, and what stands for a letter that they lack.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, Feature, UnicodeBuffer, ttf_parser::Tag};

/// Stands for a letter that a typeface lacks, the first of these that it has.
const INSTEAD: [char; 2] = ['\u{25a1}', '?'];

/// The bundled typefaces, in the order of [`Style`].
pub(in crate::report) const FONTS: [&[u8]; 4] = [
    include_bytes!("../../../qml/fonts/Inter-Regular.ttf"),
    include_bytes!("../../../qml/fonts/Inter-Medium.ttf"),
    include_bytes!("../../../qml/fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../../qml/fonts/JetBrainsMono-Regular.ttf"),
];

/// A typeface of the window, bundled with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Style {
    Regular,
    Medium,
    SemiBold,
    Mono,
}

/// The faces, read once.
pub(in crate::report) struct Typefaces {
    faces: [Typeface; 4],
}

struct Typeface {
    face: Face<'static>,
    font: Font,
}

/// A line that is ready to be drawn.
pub(in crate::report) struct Line {
    pub(in crate::report) text: String,
    pub(in crate::report) glyphs: Vec<KrillaGlyph>,
    /// Width in units of the type's size.
    pub(in crate::report) width: f32,
}

impl Typefaces {
    /// Reads the bundled faces; `None` where one of them is broken.
    pub(in crate::report) fn new() -> Option<Self> {
        let read = |bytes: &'static [u8]| Some(Typeface { face: Face::from_slice(bytes, 0)?, font: Font::new(bytes.into(), 0)? });
        let [regular, medium, semi_bold, mono] = FONTS.map(read);
        Some(Self { faces: [regular?, medium?, semi_bold?, mono?] })
    }

    fn typeface(&self, style: Style) -> &Typeface {
        &self.faces[style as usize]
    }

    /// The font to draw `style` with.
    pub(in crate::report) fn font(&self, style: Style) -> Font {
        self.typeface(style).font.clone()
    }

    /// `text` in `style`, every letter that the face lacks replaced.
    pub(in crate::report) fn shape(&self, style: Style, text: &str) -> Line {
        let Typeface { face, .. } = self.typeface(style);
        let has = |letter: &char| face.glyph_index(*letter).is_some();
        let instead = INSTEAD.into_iter().find(has).unwrap_or(' ');
        let text: String = text.chars().map(|letter| if has(&letter) { letter } else { instead }).collect();
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&text);
        // One glyph a letter, so that a checksum stays what it is when it is copied.
        let plain = [b"liga", b"calt"].map(|tag| Feature::new(Tag::from_bytes(tag), 0, ..));
        let shaped = rustybuzz::shape(face, &plain, buffer);
        let em = face.units_per_em() as f32;
        let (infos, positions) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut width = 0.0;
        let mut glyphs = Vec::with_capacity(infos.len());
        for (at, (info, position)) in infos.iter().zip(positions).enumerate() {
            let start = info.cluster as usize;
            let end = infos[at..].iter().map(|next| next.cluster as usize).find(|next| *next > start).unwrap_or(text.len());
            width += position.x_advance as f32 / em;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                position.x_advance as f32 / em,
                position.x_offset as f32 / em,
                position.y_offset as f32 / em,
                position.y_advance as f32 / em,
                start..end,
                None,
            ));
        }
        Line { text, glyphs, width }
    }

    /// Width of `text` at `size`.
    pub(in crate::report) fn width(&self, style: Style, size: f32, text: &str) -> f32 {
        self.shape(style, text).width * size
    }

    /// `text` in lines no wider than `width`: broken at spaces, and inside a word that is wider alone.
    pub(in crate::report) fn wrap(&self, style: Style, size: f32, text: &str, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            for word in paragraph.split([' ', '\t']).filter(|word| !word.is_empty()) {
                let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
                if self.width(style, size, &longer) <= width {
                    line = longer;
                    continue;
                }
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line = self.broken(style, size, word, width, &mut lines);
            }
            lines.push(line);
        }
        lines
    }

    /// Breaks a word that is wider than a line; what is left of it begins the next.
    fn broken(&self, style: Style, size: f32, word: &str, width: f32, lines: &mut Vec<String>) -> String {
        let mut part = String::new();
        for letter in word.chars() {
            part.push(letter);
            if self.width(style, size, &part) > width && part.chars().count() > 1 {
                part.pop();
                lines.push(std::mem::take(&mut part));
                part.push(letter);
            }
        }
        part
    }

    /// `text` on one line of `width`, the rest of its middle replaced by an ellipsis.
    pub(in crate::report) fn elided(&self, style: Style, size: f32, text: &str, width: f32) -> String {
        if self.width(style, size, text) <= width {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let shortened = |kept: usize| {
            let head = kept.div_ceil(2);
            let tail = letters.len() - (kept - head);
            format!("{}\u{2026}{}", letters[..head].iter().collect::<String>(), letters[tail..].iter().collect::<String>())
        };
        // Halved again and again: a hostile name or note may have any length.
        let (mut fits, mut too_wide) = (0, letters.len());
        while too_wide - fits > 1 {
            let kept = fits + (too_wide - fits) / 2;
            if self.width(style, size, &shortened(kept)) <= width {
                fits = kept;
            } else {
                too_wide = kept;
            }
        }
        shortened(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fit_and_lose_no_letter() {
        let faces = Typefaces::new().unwrap();
        let text = format!("A name with words and one {}word", "very".repeat(40));
        let lines = faces.wrap(Style::Regular, 10.0, &text, 120.0);
        assert!(lines.len() > 4 && lines.iter().all(|line| faces.width(Style::Regular, 10.0, line) <= 120.0), "{lines:?}");
        assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        let elided = faces.elided(Style::SemiBold, 10.0, &text, 120.0);
        assert!(elided.starts_with("A name") && elided.ends_with("word") && elided.contains('\u{2026}'));
        assert!(faces.width(Style::SemiBold, 10.0, &elided) <= 120.0);
    }

    #[test]
    fn a_letter_is_a_glyph_and_a_missing_one_a_box() {
        let faces = Typefaces::new().unwrap();
        let line = faces.shape(Style::Regular, "a弦b");
        assert!(line.text == "a\u{25a1}b" || line.text == "a?b", "{}", line.text);
        assert_eq!(line.glyphs.len(), 3);
        for letter in ["Dvořák – Ελλάδα – Чайковский – “Ä”", "fi -> != 00ff"] {
            assert_eq!(faces.shape(Style::Regular, letter).text, letter);
        }
    }
}
