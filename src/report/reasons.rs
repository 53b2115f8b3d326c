//! The evidence of a report as a list for people: the reason, what was measured, what is usual, what it weighs.

use std::collections::BTreeSet;

use super::{chance, words::khz};
use crate::brain::training::GREY;
use crate::contracts::{
    Arbitration, AuditReport, Codec, Evidence, Filterbank, ForestReason, GridChannel, GridOutcome, SectionState, capitalised,
    codec_name,
};

/// Probability of the forest from which a track is doubted.
const DOUBT: f64 = GREY.0;

/// What a reason weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Told for completeness.
    Neutral,
    /// Not enough alone.
    Weak,
    /// Goes a long way.
    Strong,
    /// Settles the verdict.
    Decisive,
}

impl Weight {
    /// Its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Weak => "weak",
            Self::Strong => "strong",
            Self::Decisive => "decisive",
        }
    }

    fn of_grid(z: f64, usual_z: f64, is_decisive: bool) -> Self {
        match () {
            () if is_decisive => Self::Decisive,
            () if z > usual_z => Self::Weak,
            () => Self::Neutral,
        }
    }
}

/// One line of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// What was looked at.
    pub reason: String,
    /// More of it.
    pub detail: String,
    /// What was measured.
    pub measured: String,
    /// What is usual in tracks without a lossy past; empty where nothing is.
    pub usual: String,
    /// What it weighs.
    pub weight: Weight,
}

fn reason(
    reason: impl Into<String>,
    detail: impl Into<String>,
    measured: String,
    usual: impl Into<String>,
    weight: Weight,
) -> Reason {
    Reason { reason: reason.into(), detail: detail.into(), measured, usual: usual.into(), weight }
}

/// The evidence of `report`, strongest first: of the grids that decide nothing the strongest of each codec.
pub fn reasons(report: &AuditReport) -> Vec<Reason> {
    let mut lines = Vec::new();
    let mut seen = BTreeSet::new();
    for evidence in &report.evidence {
        let is_told = match evidence {
            Evidence::CodecGrid { codec, is_decisive, .. } | Evidence::CodecLattice { codec, is_decisive, .. } => {
                seen.insert(*codec) || *is_decisive
            }
            _ => true,
        };
        if is_told {
            lines.push(line(evidence, report));
            if let Evidence::Forest { probability, reasons } = evidence {
                lines.extend(reasons.iter().map(|reason| moved(reason, *probability >= DOUBT)));
            }
        }
    }
    if let Some(arbitration) = report.verdict.as_ref().and_then(|verdict| verdict.arbitration.as_deref()) {
        lines.splice(0..0, ruled(arbitration));
    }
    let decisive = lines.iter().take_while(|line| line.weight == Weight::Decisive).count();
    lines.splice(decisive..decisive, report.grid.as_ref().and_then(whereabouts));
    lines.extend(report.grid.as_ref().and_then(source));
    lines
}

fn line(evidence: &Evidence, report: &AuditReport) -> Reason {
    let usual_z = report.grid.as_ref().map_or(f64::NAN, |grid| grid.usual_z);
    let usual = if usual_z.is_finite() { format!("below {usual_z:.1}") } else { String::new() };
    let track_hz = report.facts.as_ref().map_or(0, |facts| facts.sample_rate.hz());
    let grid = |codec: &Codec, filterbank: &Filterbank, rate_hz: u32| {
        let name = if filterbank.codec() == *codec { filterbank.label() } else { codec.label() };
        if rate_hz == track_hz { name.to_owned() } else { format!("{name} at {} kHz", khz(f64::from(rate_hz))) }
    };
    match evidence {
        Evidence::CodecGrid {
            codec, filterbank, rate_hz, z, p_value, hole_rate, null_rate, offset, channel, is_decisive, ..
        } => reason(
            format!("Empty coefficients: {}", grid(codec, filterbank, *rate_hz)),
            format!(
                "offset {offset}, {}: {:.1} % empty, {:.1} % elsewhere{}",
                channel_name(*channel),
                100.0 * hole_rate,
                100.0 * null_rate,
                p_words(*p_value)
            ),
            z_words(*z),
            usual,
            Weight::of_grid(*z, usual_z, *is_decisive),
        ),
        Evidence::CodecLattice { codec, filterbank, rate_hz, z, p_value, fit, null_fit, offset, channel, is_decisive } => reason(
            format!("Step ladder: {}", grid(codec, filterbank, *rate_hz)),
            format!("offset {offset}, {}: fit {fit:.1}, {null_fit:.1} elsewhere{}", channel_name(*channel), p_words(*p_value)),
            z_words(*z),
            usual,
            Weight::of_grid(*z, usual_z, *is_decisive),
        ),
        Evidence::Cutoff { hz, slope_db_per_khz } => reason(
            "End of the spectrum",
            match slope_db_per_khz {
                Some(slope) => format!("falls by {slope:.0} dB/kHz; a filter does this too"),
                None => "a filter, tape or the music itself does this too".to_owned(),
            },
            format!("{:.2} kHz", hz / 1000.0),
            "any",
            Weight::Neutral,
        ),
        Evidence::Upsampling { edge_hz, drop_db, from_rate_hz } => reason(
            "Content ends at a lower standard rate",
            format!("as from {} kHz; the floor above lies {drop_db:.0} dB lower", khz(f64::from(*from_rate_hz))),
            format!("{:.2} kHz", edge_hz / 1000.0),
            "none",
            Weight::Decisive,
        ),
        Evidence::Padding { declared_bits, effective_bits } => reason(
            "Low bits never used",
            format!("{declared_bits} bit are declared"),
            format!("{effective_bits} bit"),
            format!("{declared_bits} bit"),
            Weight::Decisive,
        ),
        Evidence::DeclaredLossy { codec } => {
            reason("Declared lossy", "the file itself says so", codec_name(codec), "", Weight::Decisive)
        }
        Evidence::TooShort { duration_s, needed_s } => reason(
            "Too short",
            "the tests need more sound",
            format!("{duration_s:.1} s"),
            format!("from {needed_s:.0} s"),
            Weight::Decisive,
        ),
        Evidence::Silent => reason("Digital silence", "every sample is zero", String::new(), "", Weight::Decisive),
        Evidence::TooQuiet { peak_dbfs } => reason(
            "Too quiet",
            "empty and quiet cannot be told apart",
            format!("{peak_dbfs:.0} dBFS"),
            "from -60 dBFS",
            Weight::Decisive,
        ),
        Evidence::Forest { probability, .. } => reason(
            "Random forest",
            "many small traces weighed together; no proof alone",
            format!("{:.1} %", 100.0 * probability),
            format!("below {:.0} %", 100.0 * DOUBT),
            if *probability >= DOUBT { Weight::Weak } else { Weight::Neutral },
        ),
        Evidence::Network(reading) => reason(
            "Network",
            format!(
                "{:.0} % of {} patches of the spectrogram look lossy; no proof alone. Weights {}, run on {}",
                100.0 * reading.share_over_zero,
                reading.patches,
                reading.weights,
                reading.provider
            ),
            format!("log-odds {:.1}", reading.mean_logit),
            "below 0",
            if reading.mean_logit > 0.0 { Weight::Weak } else { Weight::Neutral },
        ),
        Evidence::GridNotTried { reason: why } => reason("No codec grid tried", why.clone(), String::new(), "", Weight::Neutral),
    }
}

/// A feature that moved the forest.
fn moved(of: &ForestReason, is_doubt: bool) -> Reason {
    let is_against = of.moved > 0.0;
    reason(
        capitalised(&of.meaning),
        if is_against { "speaks for a lossy past" } else { "speaks against a lossy past" },
        of.value_words(),
        of.usual_words().unwrap_or_default(),
        if is_doubt && is_against { Weight::Weak } else { Weight::Neutral },
    )
}

/// What the arbiter said.
fn ruled(arbitration: &Arbitration) -> Vec<Reason> {
    let class = format!("{:?}", arbitration.class).to_lowercase();
    let sure = format!("says {:.0} % sure", 100.0 * arbitration.confidence);
    let detail = format!("{}; nobody vouches for its word", arbitration.model);
    let mut lines = vec![reason("Arbiter, a local language model", detail, class, sure, Weight::Weak)];
    let why = arbitration.reasons.iter();
    lines.extend(why.map(|of| reason(of.meaning.clone(), of.why.clone(), of.evidence.clone(), "", Weight::Neutral)));
    lines
}

/// Whether the grid stays where it is from the beginning to the end.
fn whereabouts(grid: &GridOutcome) -> Option<Reason> {
    grid.decisive()?;
    let states = grid.section_states();
    let judged = states.iter().filter(|state| **state != SectionState::Unjudged).count();
    let holding = states.iter().filter(|state| **state == SectionState::Holds).count();
    if judged < 2 {
        return None;
    }
    let (name, weight) = match holding == judged {
        true => ("The grid stays where it is", Weight::Strong),
        false => ("The grid holds in parts of the track", Weight::Weak),
    };
    let course = grid.course().unwrap_or_else(|| "the same offset from start to end".to_owned());
    Some(reason(name, course, format!("{holding} of {judged}"), "wanders", weight))
}

/// What the steps found say of the lossy source.
fn source(grid: &GridOutcome) -> Option<Reason> {
    let source = grid.source.as_ref()?;
    let measured = source.kbps.map(|kbps| format!("{kbps} kbit/s")).or_else(|| source.encoder.clone())?;
    let detail = match (&source.encoder, source.kbps) {
        (Some(encoder), Some(_)) => format!("estimated from the steps found; encoder: {encoder}"),
        _ => "estimated from the steps found".to_owned(),
    };
    Some(reason("Bitrate of the lossy source", detail, measured, "", Weight::Neutral))
}

/// `z 57.4`, and no zero below zero.
fn z_words(z: f64) -> String {
    if z.is_finite() { format!("z {:.1}", (z * 10.0).round() / 10.0 + 0.0) } else { "not measured".to_owned() }
}

fn p_words(p: f64) -> String {
    match chance(p) {
        p if p.is_empty() => p,
        p => format!("; p\u{a0}{p}"),
    }
}

pub(super) fn channel_name(channel: GridChannel) -> &'static str {
    match channel {
        GridChannel::L => "left channel",
        GridChannel::R => "right channel",
        GridChannel::M => "mid",
        GridChannel::S => "side",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contracts::NetworkReading, report::samples};

    #[test]
    fn evidence_stands_beside_what_is_usual() {
        let told = reasons(&samples::transcode());
        let line = |at: usize| (told[at].reason.as_str(), told[at].measured.as_str(), told[at].usual.as_str(), told[at].weight);
        assert_eq!(line(0), ("Empty coefficients: MP3", "z 57.4", "below 4.0", Weight::Decisive));
        assert!(told[0].detail.contains("offset 48, right channel: 18.5 % empty, 7.7 % elsewhere; p\u{a0}1e-30"), "{:?}", told[0]);
        assert_eq!(line(1), ("Step ladder: MP3", "z 412.0", "below 4.0", Weight::Decisive));
        assert_eq!(line(2), ("The grid stays where it is", "2 of 2", "wanders", Weight::Strong));
        assert_eq!(line(3), ("End of the spectrum", "20.05 kHz", "any", Weight::Neutral));
        assert_eq!(line(4), ("Bitrate of the lossy source", "192 kbit/s", "", Weight::Neutral));
    }

    #[test]
    fn the_network_is_told_with_its_weights_and_what_it_ran_on() {
        let network = NetworkReading::of(&[-1.0, 2.0], "cuda", "1a2b3c4d").map(Evidence::Network).unwrap();
        let told = reasons(&AuditReport { evidence: vec![network], ..samples::genuine("/a") });
        assert_eq!((told[0].reason.as_str(), told[0].measured.as_str(), told[0].weight), ("Network", "log-odds 0.5", Weight::Weak));
        assert!(told[0].detail.ends_with("Weights 1a2b3c4d, run on cuda"), "{:?}", told[0]);
    }

    #[test]
    fn what_moved_the_forest_stands_behind_its_word() {
        let of = |meaning: &str, moved| ForestReason {
            feature: meaning.to_owned(),
            meaning: meaning.to_owned(),
            unit: "dB".to_owned(),
            value: Some(52.0),
            usual: Some((3.0, 11.0)),
            moved,
        };
        let forest = Evidence::Forest { probability: 0.6, reasons: vec![of("shelf at 16 kHz", 0.2), of("flatness", -0.1)] };
        let told = reasons(&AuditReport { evidence: vec![forest], ..samples::genuine("/a") });
        let words: Vec<_> = told.iter().map(|line| (line.reason.as_str(), line.measured.as_str(), line.usual.as_str())).collect();
        assert_eq!(words[0], ("Random forest", "60.0 %", "below 35 %"));
        assert_eq!(words[1], ("Shelf at 16 kHz", "52 dB", "3 to 11"));
        assert_eq!((told[1].weight, told[2].weight), (Weight::Weak, Weight::Neutral));
    }
}
