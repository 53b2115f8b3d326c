//! Verdicts in plain words, one or two short sentences each.
//!
//! Stored in English. Each sentence is written whole, so that the window can tell it in another language (`language::retold`).

use crate::{
    contracts::{Codec, GridOutcome, GridTest, SourceEstimate, SourceLimit, StreamFacts, capitalised, codec_name},
    units::SampleRate,
};

/// "an" MP3, "a" FLAC: by how the name is spoken.
fn article(name: &str) -> &'static str {
    let is_letters = name.chars().all(|letter| letter.is_ascii_uppercase() || !letter.is_ascii_alphabetic());
    let spoken_vowel = if is_letters && name != "WAV" && name != "FLAC" && name != "DSD" {
        name.starts_with(['A', 'E', 'F', 'H', 'I', 'L', 'M', 'N', 'O', 'R', 'S', 'X'])
    } else {
        name.starts_with(['A', 'E', 'I', 'O'])
    };
    if spoken_vowel { "an" } else { "a" }
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
    let (hidden, shown): (Vec<&SourceLimit>, Vec<&SourceLimit>) = usual.into_iter().partition(|limit| limit.is_short());
    let shown = shown.iter().filter_map(|limit| Some((limit.codec.label(), limit.visible_up_to_kbps?)));
    sentences.extend(would_show(&shown.collect::<Vec<_>>()));
    let hidden = hidden.iter().map(|limit| (limit.codec.label(), limit.visible_up_to_kbps));
    sentences.extend(could_hide(&hidden.collect::<Vec<_>>()));
    sentences.join(" ")
}

fn would_show(shown: &[(&str, u32)]) -> Option<String> {
    let &(codec, kbps) = shown.first()?;
    let an = capitalised(article(codec));
    Some(match shown.get(1) {
        None => format!("{an} {codec} up to {kbps} kbit/s would show."),
        Some(&(other, other_kbps)) => {
            let other_an = article(other);
            format!("{an} {codec} up to {kbps} kbit/s or {other_an} {other} up to {other_kbps} kbit/s would show.")
        }
    })
}

fn could_hide(hidden: &[(&str, Option<u32>)]) -> Option<String> {
    let &(codec, kbps) = hidden.first()?;
    Some(match (kbps, hidden.get(1)) {
        (Some(kbps), None) => format!("{codec} above {kbps} kbit/s cannot be excluded here."),
        (None, None) => format!("{codec} of any bitrate cannot be excluded here."),
        (Some(kbps), Some((other, Some(other_kbps)))) => {
            format!("{codec} above {kbps} kbit/s or {other} above {other_kbps} kbit/s cannot be excluded here.")
        }
        (Some(kbps), Some((other, None))) => {
            format!("{codec} above {kbps} kbit/s or {other} of any bitrate cannot be excluded here.")
        }
        (None, Some((other, Some(other_kbps)))) => {
            format!("{codec} of any bitrate or {other} above {other_kbps} kbit/s cannot be excluded here.")
        }
        (None, Some((other, None))) => format!("{codec} of any bitrate or {other} of any bitrate cannot be excluded here."),
    })
}

pub(super) fn lossy(codec: &str) -> String {
    let codec = codec_name(codec);
    format!("{an} {codec}, declared as one. No second lossy pass found.", an = capitalised(article(&codec)))
}

/// What it was made from, how much of it agrees, who comes second, and where the grid holds when not throughout.
pub(super) fn transcode(facts: &StreamFacts, outcome: &GridOutcome, test: &GridTest) -> String {
    let mut sentences = vec![made_from(&codec_name(&facts.container), test.codec.label(), outcome.source.as_ref())];
    let second = outcome.runner_up().and_then(|second| Some((second.codec.label(), second.z()?)));
    sentences.push(agreeing(test, second));
    sentences.extend(twice(outcome));
    sentences.extend(outcome.course());
    sentences.join(" ")
}

/// What it was made from, as far as it is known.
fn made_from(container: &str, codec: &str, source: Option<&SourceEstimate>) -> String {
    let an = article(codec);
    let kbps = source.and_then(|source| source.kbps);
    match (kbps, source.and_then(|source| source.encoder.as_ref())) {
        (None, None) => format!("This {container} was made from {an} {codec}."),
        (None, Some(encoder)) => format!("This {container} was made from {an} {codec} ({encoder})."),
        (Some(kbps), None) => format!("This {container} was made from {an} {codec} of about {kbps} kbit/s."),
        (Some(kbps), Some(encoder)) => {
            format!("This {container} was made from {an} {codec} of about {kbps} kbit/s ({encoder}).")
        }
    }
}

fn agreeing(test: &GridTest, second: Option<(&str, f64)>) -> String {
    let (codec, excerpts, others) = (test.codec.label(), test.excerpts, test.filterbank.hop_frames() - 1);
    match (test.agreeing_share.map(|share| (share * f64::from(excerpts)).round() as u32), second) {
        (Some(agreeing), None) => format!("{agreeing} of {excerpts} excerpts agree on one {codec} frame grid."),
        (Some(agreeing), Some((second, z))) => {
            format!("{agreeing} of {excerpts} excerpts agree on one {codec} frame grid; the runner-up, {second}, reaches z {z:.1}.")
        }
        (None, None) => format!("One {codec} frame grid stands out from its {others} other alignments."),
        (None, Some((second, z))) => format!(
            "One {codec} frame grid stands out from its {others} other alignments; the runner-up, {second}, reaches z {z:.1}."
        ),
    }
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
        language::{retold, testing::in_french},
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
            assert_eq!(format!("{} {name}", article(name)), expected);
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
    fn each_sentence_is_told_in_french() {
        let told = |english: String| in_french(|| retold(&english).replace(['\u{a0}', '\u{202f}'], " "));
        let source = SourceEstimate { kbps: Some(192), encoder: Some("LAME".into()) };
        let rate = SampleRate::new(192_000).unwrap();
        for (english, french) in [
            (
                genuine(&[limit(Codec::Mp3, Some(320)), limit(Codec::Aac, None)]),
                "Aucune trace d’un passé avec perte n’a été trouvée. Un MP3 jusqu’à 320 kbit/s se verrait. Un AAC de n’importe quel \
                 débit ne peut être exclu ici.",
            ),
            (genuine(&[]), "Aucune trace d’un passé avec perte n’a été trouvée ; aucune des grilles essayées n’apparaît."),
            (made_from("FLAC", "MP3", Some(&source)), "Ce fichier FLAC provient d’un MP3 d’environ 192 kbit/s (LAME)."),
            (made_from("WAV", "Vorbis", None), "Ce fichier WAV provient d’un Vorbis."),
            (lossy("mp3"), "Un MP3, déclaré comme tel. Aucun second passage avec perte trouvé."),
            (upsampled(rate, 22_050.0), "192 kHz déclarés ; le contenu s’arrête à 22,05 kHz, comme depuis 44,1 kHz."),
            (padded(24, 16), "24 bits déclarés ; les 8 bits les plus faibles sont toujours nuls."),
            (too_short(1.25, 3.0), "Trop court pour décider : 1,2 s, et les tests demandent 3 s."),
            (not_tried("Codec grids were switched off."), "Non décidé. Les grilles de codecs étaient désactivées."),
            (
                by_forest(0.9994),
                "Aucune grille de codec n’apparaît, mais beaucoup de petites traces concordent sur un passé avec perte (probable à \
                 99,9 %). Ce n’est pas une preuve : écoutez, ou comparez une autre copie.",
            ),
            (
                format!("{} llama3.2:3b left it open.", grey_forest(0.5)),
                "Zone grise (0,50) : aucune grille de codec n’apparaît, mais de petites traces parlent d’un passé avec perte. Votre \
                 verdict compte. llama3.2:3b n’a pas tranché.",
            ),
        ] {
            assert_eq!(told(english), french);
        }
    }

    #[test]
    fn rates_lose_their_empty_digits() {
        let rate = SampleRate::new(192_000).unwrap();
        assert_eq!(upsampled(rate, 22_050.0), "Declared 192 kHz; content ends at 22.05 kHz, as from 44.1 kHz.");
        assert_eq!(padded(24, 16), "Declared 24 bit; the 8 lowest bits are always zero.");
        assert_eq!(padded(16, 15), "Declared 16 bit; the lowest bit is always zero.");
    }
}
