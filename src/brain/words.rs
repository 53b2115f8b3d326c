//! Verdicts in plain words, one or two short sentences each.

use crate::{
    contracts::{Codec, GridOutcome, GridTest, SourceEstimate, SourceLimit, StreamFacts, capitalised, codec_name},
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

/// No grid, and how far the two usual codecs would have shown.
pub(super) fn genuine(limits: &[SourceLimit]) -> String {
    let usual: Vec<&SourceLimit> = limits.iter().filter(|limit| matches!(limit.codec, Codec::Mp3 | Codec::Aac)).collect();
    if usual.is_empty() {
        return "No trace of a lossy past was found; no grid tried appears.".to_owned();
    }
    let mut sentences = vec!["No trace of a lossy past was found.".to_owned()];
    let shown = usual.iter().filter(|limit| !limit.is_short()).filter_map(|limit| {
        let kbps = limit.visible_up_to_kbps?;
        Some(format!("{} up to {kbps} kbit/s", with_article(limit.codec.label())))
    });
    let shown: Vec<String> = shown.collect();
    if !shown.is_empty() {
        sentences.push(format!("{} would show.", capitalised(&shown.join(" or "))));
    }
    let hidden = usual.iter().filter(|limit| limit.is_short()).map(|limit| match limit.visible_up_to_kbps {
        Some(kbps) => format!("{} above {kbps} kbit/s", limit.codec.label()),
        None => format!("{} of any bitrate", limit.codec.label()),
    });
    let hidden: Vec<String> = hidden.collect();
    if !hidden.is_empty() {
        sentences.push(format!("{} cannot be excluded here.", hidden.join(" or ")));
    }
    sentences.join(" ")
}

pub(super) fn lossy(codec: &str) -> String {
    let name = codec_name(codec);
    format!("{}, declared as one. No second lossy pass found.", capitalised(&with_article(&name)))
}

/// What it was made from, how much of it agrees, who comes second, and where the grid holds when not throughout.
pub(super) fn transcode(facts: &StreamFacts, outcome: &GridOutcome, test: &GridTest) -> String {
    let codec = test.codec.label();
    let source = outcome.source.as_ref().map_or_else(String::new, of_source);
    let mut sentences = vec![format!("This {} was made from {}{source}.", codec_name(&facts.container), with_article(codec))];
    let agreeing = match test.agreeing_share {
        Some(share) => {
            let agreeing = (share * f64::from(test.excerpts)).round() as u32;
            format!("{agreeing} of {} excerpts agree on one {codec} frame grid", test.excerpts)
        }
        None => format!("One {codec} frame grid stands out from its {} other alignments", test.filterbank.hop_frames() - 1),
    };
    let second = outcome.runner_up().and_then(|second| Some((second.codec.label(), second.z()?)));
    sentences.push(match second {
        Some((second, z)) => format!("{agreeing}; the runner-up, {second}, reaches z {z:.1}."),
        None => format!("{agreeing}."),
    });
    sentences.extend(twice(outcome));
    sentences.extend(outcome.course());
    sentences.join(" ")
}

/// That the codec's grid shows at two alignments.
pub(crate) fn twice(outcome: &GridOutcome) -> Option<String> {
    let second = outcome.second_alignment()?;
    let offset = second.offset()?;
    Some(format!(
        "A second {} grid stands at offset {offset}, z {:.1}: coded twice, or joined from two files.",
        second.codec.label(),
        second.z()?
    ))
}

/// ` of about 192 kbit/s (LAME)`, as far as it is known.
fn of_source(source: &SourceEstimate) -> String {
    let kbps = source.kbps.map_or_else(String::new, |kbps| format!(" of about {kbps} kbit/s"));
    let encoder = source.encoder.as_ref().map_or_else(String::new, |encoder| format!(" ({encoder})"));
    format!("{kbps}{encoder}")
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

/// The forest's accusation: it names no codec, and says that it is no proof.
pub(super) fn by_forest(probability: f64) -> String {
    format!(
        "No codec grid shows, but many small traces agree on a lossy past ({:.1} % likely). They are no proof: listen, or compare \
         another copy.",
        100.0 * probability
    )
}

pub(super) fn grey_forest(probability: f64) -> String {
    format!("Grey zone ({probability:.2}): no codec grid shows, but small traces speak of a lossy past. Your verdict counts.")
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
    use crate::{
        contracts::{Filterbank, GridChannel, GridSection, HoleTest, Reader},
        units::FrameCount,
    };

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

    fn limit(codec: Codec, visible_up_to_kbps: Option<u32>) -> SourceLimit {
        SourceLimit { codec, visible_up_to_kbps }
    }

    #[test]
    fn genuine_says_how_far_one_can_see() {
        assert_eq!(genuine(&[]), "No trace of a lossy past was found; no grid tried appears.");
        assert_eq!(
            genuine(&[limit(Codec::Mp3, Some(320)), limit(Codec::Aac, Some(320)), limit(Codec::Opus, None)]),
            "No trace of a lossy past was found. An MP3 up to 320 kbit/s or an AAC up to 320 kbit/s would show."
        );
        assert_eq!(
            genuine(&[limit(Codec::Mp3, Some(256)), limit(Codec::Aac, Some(256))]),
            "No trace of a lossy past was found. An AAC up to 256 kbit/s would show. MP3 above 256 kbit/s cannot be excluded here."
        );
        assert_eq!(
            genuine(&[limit(Codec::Mp3, Some(128)), limit(Codec::Aac, None)]),
            "No trace of a lossy past was found. MP3 above 128 kbit/s or AAC of any bitrate cannot be excluded here."
        );
    }

    #[test]
    fn a_transcode_names_its_source_its_second_and_its_stretch() {
        let channel = GridChannel::R;
        let holes = HoleTest { z: 57.4, hole_rate: 0.2, null_rate: 0.1, threshold_lsb16: 0.8, offset: 48, channel, p_value: 1e-30 };
        let test = |filterbank: Filterbank, z: f64, agreeing_share: Option<f64>| GridTest {
            codec: filterbank.codec(),
            filterbank,
            rate_hz: 44_100,
            quarters: 0,
            beside: None,
            holes: Some(HoleTest { z, ..holes }),
            lattice: None,
            agreeing_share,
            excerpts: 120,
        };
        let facts = StreamFacts {
            container: "flac".into(),
            codec: "flac".into(),
            is_lossy: false,
            sample_rate: SampleRate::new(44_100).unwrap(),
            bits: Some(16),
            is_float: false,
            channels: 2,
            declared_frames: None,
            frames: FrameCount(441_000),
            reader: Reader::Symphonia,
        };
        let mp3 = test(Filterbank::Mp3Hybrid, 57.4, Some(0.99));
        let mut outcome = GridOutcome {
            tests: vec![test(Filterbank::AacKbd, 1.24, None), mp3, test(Filterbank::Mp3Short, 20.0, None)],
            hole_bar: 8.0,
            lattice_bar: 8.0,
            usual_z: 4.0,
            ..GridOutcome::default()
        };
        assert_eq!(
            transcode(&facts, &outcome, &mp3),
            "This FLAC was made from an MP3. 119 of 120 excerpts agree on one MP3 frame grid; the runner-up, AAC, reaches z 1.2."
        );
        outcome.source = Some(SourceEstimate { kbps: Some(192), encoder: Some("LAME".into()) });
        let section = |at: f64, agreeing| GridSection { start_s: at, end_s: at + 60.0, agreeing, judged: 50, offset: 48 };
        outcome.sections = vec![section(0.0, 50), section(60.0, 1)];
        let text = transcode(&facts, &outcome, &mp3);
        assert!(text.starts_with("This FLAC was made from an MP3 of about 192 kbit/s (LAME). "), "{text}");
        assert!(text.ends_with(" The grid holds from 0:00 to 1:00 of 2:00 only."), "{text}");
        outcome.tests = vec![test(Filterbank::Mp3Hybrid, 57.4, None)];
        outcome.source = Some(SourceEstimate { kbps: None, encoder: Some("FhG".into()) });
        let text = transcode(&facts, &outcome, &outcome.tests[0]);
        assert!(
            text.starts_with("This FLAC was made from an MP3 (FhG). One MP3 frame grid stands out from its 575 other"),
            "{text}"
        );
    }

    #[test]
    fn rates_lose_their_empty_digits() {
        let rate = SampleRate::new(192_000).unwrap();
        assert_eq!(upsampled(rate, 22_050.0), "Declared 192 kHz; content ends at 22.05 kHz, as from 44.1 kHz.");
        assert_eq!(padded(24, 16), "Declared 24 bit; the 8 lowest bits are always zero.");
        assert_eq!(padded(16, 15), "Declared 16 bit; the lowest bit is always zero.");
    }
}
