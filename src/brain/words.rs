//! Verdicts in plain words, one or two short sentences each.

use crate::{
    contracts::{GridTest, StreamFacts, codec_name},
    units::SampleRate,
};

/// "an MP3", "a FLAC": by how the name is spoken.
fn with_article(name: &str) -> String {
    let is_letters = name.chars().all(|letter| letter.is_ascii_uppercase() || !letter.is_ascii_alphabetic());
    let spoken_vowel = if is_letters && name != "WAV" && name != "FLAC" && name != "DSD" {
        name.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
    } else {
        name.starts_with(['A', 'E', 'I', 'O'])
    };
    format!("{} {name}", if spoken_vowel { "an" } else { "a" })
}

fn khz(hz: f64) -> String {
    let text = format!("{:.2}", hz / 1000.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn genuine() -> String {
    "No trace of a lossy past was found; no grid tried appears.".to_owned()
}

pub(super) fn lossy(codec: &str) -> String {
    let name = codec_name(codec);
    let article = with_article(&name);
    let mut letters = article.chars();
    let capital: String = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    format!("{capital}, declared as one. No second lossy pass found.")
}

pub(super) fn transcode(facts: &StreamFacts, test: &GridTest) -> String {
    let codec = test.codec.label();
    let made = format!("This {} was made from {}.", codec_name(&facts.container), with_article(codec));
    let others = test.filterbank.hop_frames() - 1;
    match test.agreeing_share {
        Some(share) => {
            let agreeing = (share * f64::from(test.excerpts)).round() as u32;
            let of = test.excerpts;
            format!(
                "{made} {agreeing} of {of} excerpts agree on one {codec} frame grid; at the {others} other alignments there is nothing above chance."
            )
        }
        None => format!("{made} One {codec} frame grid stands out from its {others} other alignments."),
    }
}

pub(super) fn upsampled(declared: SampleRate, edge_hz: f64) -> String {
    format!(
        "Declared {} kHz; content ends at {} kHz, as from {} kHz.",
        khz(f64::from(declared.hz())),
        khz(edge_hz),
        khz(2.0 * edge_hz)
    )
}

pub(super) fn padded(declared_bits: u32, effective_bits: u32) -> String {
    match declared_bits - effective_bits {
        1 => format!("Declared {declared_bits} bit; the lowest bit is always zero."),
        unused => format!("Declared {declared_bits} bit; the {unused} lowest bits are always zero."),
    }
}

pub(super) fn too_short(seconds: f64, needed_s: f64) -> String {
    format!("Too short to decide: {seconds:.1} s, and the tests need {needed_s:.0} s.")
}

pub(super) fn silent() -> String {
    "Nothing to decide: the track is digital silence.".to_owned()
}

pub(super) fn too_quiet(peak_dbfs: f64) -> String {
    format!("Too quiet to decide: peak {peak_dbfs:.0} dBFS.")
}

pub(super) fn grey(suspicion: f64) -> String {
    format!("Grey zone ({suspicion:.2}): a grid stands out, but not enough to prove a lossy past. Your verdict counts.")
}

pub(super) fn not_tried(reason: &str) -> String {
    format!("Not decided. {reason}")
}

pub(super) fn no_usable_signal(rate: SampleRate) -> String {
    format!(
        "No codec grid could be tested: too little signal between 200 Hz and 16 kHz, or a rate of {rate} that no tested codec has."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_follow_speech() {
        for (name, expected) in [
            ("MP3", "an MP3"),
            ("AAC", "an AAC"),
            ("FLAC", "a FLAC"),
            ("Vorbis", "a Vorbis"),
            ("Opus", "an Opus"),
            ("WMA", "a WMA"),
        ] {
            assert_eq!(with_article(name), expected);
        }
        assert_eq!(lossy("mp3"), "An MP3, declared as one. No second lossy pass found.");
    }

    #[test]
    fn rates_lose_their_empty_digits() {
        let rate = SampleRate::new(192_000).unwrap();
        assert_eq!(upsampled(rate, 22_050.0), "Declared 192 kHz; content ends at 22.05 kHz, as from 44.1 kHz.");
        assert_eq!(padded(24, 16), "Declared 24 bit; the 8 lowest bits are always zero.");
        assert_eq!(padded(16, 15), "Declared 16 bit; the lowest bit is always zero.");
    }
}
