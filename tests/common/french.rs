//! How French is set: its spaces, its quotes and its apostrophe.

const NO_BREAK: char = '\u{a0}';
const NARROW: char = '\u{202f}';
const UNITS: &[&str] =
    &["kHz", "Hz", "kbit/s", "dB", "dB/kHz", "dBFS", "dBTP", "LUFS", "LU", "bits", "bit", "s", "ms", "Gio", "Mio", "octets"];

/// What is not set as `docs/glossary-fr.md` says, if anything is; places of `text` stand in braces.
pub fn fault(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| letters[at]);
        let after = letters.get(at + 1).copied();
        let is_inside_name = || [before, after].iter().all(|beside| beside.is_some_and(char::is_alphanumeric));
        let fault = match letter {
            ':' if is_inside_name() => None,
            ':' | '%' | '\u{bb}' => before.filter(|&before| before != NO_BREAK).map(|_| "no no-break space before"),
            ';' | '!' | '?' => before.filter(|&before| before != NARROW).map(|_| "no narrow no-break space before"),
            '\u{ab}' => after.filter(|&after| after != NO_BREAK).map(|_| "no no-break space after"),
            '\'' | '"' | '\u{201c}' | '\u{201d}' => Some("no French mark:"),
            _ => None,
        };
        if let Some(fault) = fault {
            return Some(format!("{fault} {letter}"));
        }
    }
    let is_broken = |(at, _): (usize, &str)| {
        let word = text[at + 2..].split([' ', ',', '.', ';', ')', NO_BREAK, NARROW]).next().unwrap_or_default();
        UNITS.contains(&word).then(|| format!("{word} breaks from its number"))
    };
    text.match_indices("} ")
        .chain(text.match_indices(|digit: char| digit.is_ascii_digit()).filter(|(at, _)| text[at + 1..].starts_with(' ')))
        .find_map(is_broken)
}
