//! The reasons of a verdict as the lines of the detail panel's list. No Qt.

use serde_json::{Value, json};

use super::proof_text::{channel_name, grid_name, khz as khz_of, share_words, with_p, z_words};
use crate::{
    brain::training::GREY,
    contracts::{
        ArbiterClass, Arbitration, AuditReport, Evidence, ForestReason, GridOutcome, NetworkReading, SectionState, capitalised,
    },
    language::{figure, number, retold, tr},
};

/// The list, what decided first.
pub(super) fn reasons(report: &AuditReport) -> Vec<Value> {
    let usual_z = report.grid.as_ref().map_or(f64::NAN, |grid| grid.usual_z);
    let usual = tr!("below {value}", value = number(usual_z, 1));
    let track_hz = report.facts.as_ref().map_or(0, |facts| facts.sample_rate.hz());
    let other_khz = |rate_hz: u32| (rate_hz != track_hz).then(|| khz_of(rate_hz));
    let mut lines: Vec<Value> = told(&report.evidence)
        .into_iter()
        .map(|evidence| match evidence {
            Evidence::CodecGrid {
                codec,
                filterbank,
                rate_hz,
                z,
                p_value,
                hole_rate,
                null_rate,
                offset,
                channel,
                is_decisive,
                ..
            } => reason(
                &match (grid_name(*codec, *filterbank), other_khz(*rate_hz)) {
                    (grid, None) => tr!("Empty coefficients: {grid}", grid),
                    (grid, Some(khz)) => tr!("Empty coefficients: {grid} at {khz} kHz", grid, khz),
                },
                &with_p(
                    tr!(
                        "offset {offset}, {channel}: {here} % empty, {elsewhere} % elsewhere",
                        offset,
                        channel = channel_name(*channel),
                        here = number(hole_rate * 100.0, 1),
                        elsewhere = number(null_rate * 100.0, 1)
                    ),
                    *p_value,
                ),
                z_words(*z),
                usual.clone(),
                Weight::of_grid(*z, usual_z, *is_decisive),
            ),
            Evidence::CodecLattice {
                codec, filterbank, rate_hz, z, p_value, fit, null_fit, offset, channel, is_decisive, ..
            } => reason(
                &match (grid_name(*codec, *filterbank), other_khz(*rate_hz)) {
                    (grid, None) => tr!("Step ladder: {grid}", grid),
                    (grid, Some(khz)) => tr!("Step ladder: {grid} at {khz} kHz", grid, khz),
                },
                &with_p(
                    tr!(
                        "offset {offset}, {channel}: fit {here}, {elsewhere} elsewhere",
                        offset,
                        channel = channel_name(*channel),
                        here = number(*fit, 1),
                        elsewhere = number(*null_fit, 1)
                    ),
                    *p_value,
                ),
                z_words(*z),
                usual.clone(),
                Weight::of_grid(*z, usual_z, *is_decisive),
            ),
            Evidence::Cutoff { hz, slope_db_per_khz } => reason(
                tr!("Cutoff"),
                &slope_db_per_khz.map_or_else(
                    || tr!("a filter, tape or the music itself can do this").to_owned(),
                    |slope| tr!("slope {slope} dB/kHz; a filter can do this too", slope = number(slope, 0)),
                ),
                khz(*hz),
                tr!("any").to_owned(),
                Weight::None,
            ),
            Evidence::Upsampling { edge_hz, drop_db, from_rate_hz } => reason(
                tr!("Content ends at a lower standard rate"),
                &tr!(
                    "as from {khz} kHz; the floor above lies {drop} dB lower",
                    khz = khz_of(*from_rate_hz),
                    drop = number(*drop_db, 0)
                ),
                khz(*edge_hz),
                tr!("none").to_owned(),
                Weight::Decisive,
            ),
            Evidence::Padding { declared_bits, effective_bits } => reason(
                tr!("Low bits never used"),
                &tr!("declared {bits} bit", bits = declared_bits),
                tr!("{bits} bit", bits = effective_bits),
                tr!("{bits} bit", bits = declared_bits),
                Weight::Decisive,
            ),
            Evidence::DeclaredLossy { codec } => {
                reason(tr!("Declared lossy"), tr!("the file itself says so"), codec.to_uppercase(), String::new(), Weight::Decisive)
            }
            Evidence::TooShort { duration_s, needed_s } => reason(
                tr!("Too short"),
                tr!("the tests need more sound"),
                tr!("{seconds} s", seconds = number(*duration_s, 1)),
                tr!("from {seconds} s", seconds = number(*needed_s, 0)),
                Weight::Decisive,
            ),
            Evidence::Silent => {
                reason(tr!("Digital silence"), tr!("every sample is zero"), String::new(), String::new(), Weight::Decisive)
            }
            Evidence::TooQuiet { peak_dbfs } => reason(
                tr!("Too quiet"),
                tr!("empty and quiet cannot be told apart"),
                tr!("{level} dBFS", level = number(*peak_dbfs, 0)),
                tr!("from -60 dBFS").to_owned(),
                Weight::Decisive,
            ),
            Evidence::Forest { probability, .. } => forest(*probability),
            Evidence::Network(reading) => network(reading),
            Evidence::GridNotTried { reason: why } => {
                reason(tr!("No codec grid tried"), &retold(why), String::new(), String::new(), Weight::None)
            }
        })
        .collect();
    // What moved the forest stands behind its word.
    for (evidence, place) in told(&report.evidence).into_iter().zip(0..) {
        if let Evidence::Forest { probability, reasons } = evidence {
            let is_doubt = *probability >= GREY.0;
            lines.splice(place + 1..place + 1, reasons.iter().map(|reason| moved(reason, is_doubt)));
        }
    }
    if let Some(arbitration) = arbitration(report) {
        lines.splice(0..0, ruled(arbitration));
    }
    // Behind what decided, before what is weak.
    let at = lines.iter().take_while(|line| line["isDecisive"] == true).count();
    lines.splice(at..at, report.grid.as_ref().and_then(whereabouts));
    lines.extend(report.grid.as_ref().and_then(source));
    lines
}

/// What the arbiter said, where it was asked.
pub(super) fn arbitration(report: &AuditReport) -> Option<&Arbitration> {
    report.verdict.as_ref()?.arbitration.as_deref()
}

/// One line of the evidence list.
fn reason(reason: &str, detail: &str, measured: String, usual: String, weight: Weight) -> Value {
    json!({
        "reason": reason,
        "detail": detail,
        "measured": measured,
        "usual": usual,
        "weight": weight as u8,
        "weightWord": weight.word(),
        "isDecisive": weight == Weight::Decisive,
    })
}

#[derive(Clone, Copy, PartialEq)]
enum Weight {
    None = 0,
    Weak = 1,
    Strong = 2,
    Decisive = 3,
}

impl Weight {
    fn word(self) -> &'static str {
        match self {
            Self::None => tr!("neutral"),
            Self::Weak => tr!("weak"),
            Self::Strong => tr!("strong"),
            Self::Decisive => tr!("decisive"),
        }
    }

    fn of_grid(z: f64, usual_z: f64, is_decisive: bool) -> Self {
        match () {
            () if is_decisive => Self::Decisive,
            () if z > usual_z => Self::Weak,
            () => Self::None,
        }
    }
}

fn khz(hz: f64) -> String {
    tr!("{khz} kHz", khz = number(hz / 1000.0, 2))
}

/// Its reasons as lines of the list.
fn ruled(arbitration: &Arbitration) -> Vec<Value> {
    let class = match arbitration.class {
        ArbiterClass::Genuine => tr!("genuine"),
        ArbiterClass::Transcode => tr!("transcode"),
        ArbiterClass::Unsure => tr!("unsure"),
    };
    let (model, seconds) = (&arbitration.model, number(arbitration.elapsed_ms as f64 / 1000.0, 1));
    let detail = match arbitration.is_reused {
        true => {
            tr!("{model}, {seconds} s, its reply to the same words before; nobody vouches for its word", model, seconds)
        }
        false => tr!("{model}, {seconds} s; nobody vouches for its word", model, seconds),
    };
    let sure = number(100.0 * arbitration.confidence, 0);
    let mut lines = vec![reason(tr!("Arbiter"), &detail, class.to_owned(), tr!("says {sure} % sure", sure), Weight::Weak)];
    lines.extend(
        arbitration
            .reasons
            .iter()
            .map(|of| reason(&retold(&of.meaning), &of.why, of.evidence.clone(), String::new(), Weight::None)),
    );
    lines
}

/// The forest's word.
fn forest(probability: f64) -> Value {
    let weight = if probability >= GREY.0 { Weight::Weak } else { Weight::None };
    let detail = tr!("many small traces weighed together; no proof alone");
    let usual = tr!("below {value} %", value = number(100.0 * GREY.0, 0));
    reason(tr!("Random forest"), detail, share_words(probability), usual, weight)
}

/// The network's word, which proves nothing alone.
fn network(reading: &NetworkReading) -> Value {
    let (share, patches) = (number(100.0 * reading.share_over_zero, 0), reading.patches);
    let detail = tr!("{share} % of {patches} patches of the spectrogram look lossy; no proof alone", share, patches);
    let weight = if reading.mean_logit > 0.0 { Weight::Weak } else { Weight::None };
    let usual = tr!("below {value}", value = number(0.0, 0));
    let mut line = reason(tr!("Network"), &detail, tr!("log-odds {value}", value = number(reading.mean_logit, 1)), usual, weight);
    // Where it looked can be shown, by the weights that are in use now.
    line["networkWeights"] = json!(reading.weights);
    line
}

/// A feature that moved it.
fn moved(of: &ForestReason, is_doubt: bool) -> Value {
    let detail = if of.moved > 0.0 { tr!("speaks for a lossy past") } else { tr!("speaks against a lossy past") };
    let weight = if is_doubt && of.moved > 0.0 { Weight::Weak } else { Weight::None };
    let name = capitalised(&retold(&of.meaning));
    reason(&name, detail, value_words(of), of.usual_words().map_or_else(String::new, |usual| usual_words(&usual)), weight)
}

/// The value of a feature with its unit.
fn value_words(of: &ForestReason) -> String {
    if of.value.is_none() {
        return tr!("not measured").to_owned();
    }
    let told = of.value_words();
    match told.split_once(' ') {
        Some((value, "bit")) => tr!("{bits} bit", bits = figure(value)),
        Some((value, unit)) => tr!("{value} {unit}", value = figure(value), unit),
        None => figure(&told),
    }
}

fn usual_words(usual: &str) -> String {
    match usual.split_once(" to ") {
        Some((low, high)) => tr!("{low} to {high}", low = figure(low), high = figure(high)),
        None => figure(usual),
    }
}

/// What the list shows of the evidence: of the grids that decide nothing one a codec, its strongest.
fn told(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut seen = std::collections::BTreeSet::new();
    let is_told = |reason: &&Evidence| match reason {
        Evidence::CodecGrid { codec, is_decisive, .. } | Evidence::CodecLattice { codec, is_decisive, .. } => {
            seen.insert(*codec) || *is_decisive
        }
        _ => true,
    };
    evidence.iter().filter(is_told).collect()
}

/// Whether the grid stays where it is from the beginning to the end.
fn whereabouts(grid: &GridOutcome) -> Option<Value> {
    grid.decisive()?;
    let states = grid.section_states();
    let judged = states.iter().filter(|state| **state != SectionState::Unjudged).count();
    let holding = states.iter().filter(|state| **state == SectionState::Holds).count();
    if judged < 2 {
        return None;
    }
    let (name, weight) = if holding == judged {
        (tr!("Offset stays put"), Weight::Strong)
    } else {
        (tr!("Offset in parts of the track"), Weight::Weak)
    };
    let course = grid.course().map_or_else(|| tr!("the same from start to end").to_owned(), |course| retold(&course).into_owned());
    Some(reason(name, &course, tr!("{holding} of {judged}", holding, judged), tr!("wanders").to_owned(), weight))
}

/// What the steps found say of the lossy source.
fn source(grid: &GridOutcome) -> Option<Value> {
    let source = grid.source.as_ref()?;
    let measured = source.kbps.map(|kbps| tr!("{kbps} kbit/s", kbps)).or_else(|| source.encoder.clone())?;
    let detail = match (&source.encoder, source.kbps) {
        (Some(encoder), Some(_)) => tr!("estimated from the steps found; encoder: {encoder}", encoder),
        _ => tr!("estimated from the steps found").to_owned(),
    };
    Some(reason(tr!("Lossy source"), &detail, measured, String::new(), Weight::None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{Codec, Filterbank, GridChannel, GridSection, GridTest, HoleTest, SourceEstimate},
        language::testing::in_french,
    };

    #[test]
    fn the_list_stays_short_however_many_grids_were_tried() {
        let (offset, channel) = (48, GridChannel::R);
        let holes = |filterbank: Filterbank, rate_hz, z: f64| Evidence::CodecGrid {
            codec: filterbank.codec(),
            filterbank,
            rate_hz,
            z,
            p_value: 10_f64.powf(-z / 2.0),
            hole_rate: 0.185,
            null_rate: 0.077,
            threshold_lsb16: 0.8,
            offset,
            channel,
            agreeing_share: None,
            is_decisive: z >= 8.0,
        };
        let lattice = |filterbank: Filterbank, z: f64| Evidence::CodecLattice {
            codec: filterbank.codec(),
            filterbank,
            rate_hz: 44_100,
            z,
            p_value: f64::NAN,
            fit: 25.2,
            null_fit: 4.6,
            offset,
            channel,
            is_decisive: z >= 8.0,
        };
        let section = |at: f64, agreeing| GridSection { start_s: at, end_s: at + 60.0, agreeing, judged: 50, offset };
        let test = GridTest {
            codec: Codec::Mp3,
            filterbank: Filterbank::Mp3Hybrid,
            rate_hz: 44_100,
            quarters: 0,
            beside: None,
            holes: Some(HoleTest {
                z: 60.0,
                hole_rate: 0.2,
                null_rate: 0.1,
                threshold_lsb16: 0.8,
                offset,
                channel,
                p_value: 1e-30,
            }),
            lattice: None,
            agreeing_share: None,
            excerpts: 100,
        };
        let mut report = AuditReport {
            evidence: vec![
                lattice(Filterbank::Mp3Hybrid, 400.0),
                holes(Filterbank::Mp3Hybrid, 44_100, 60.0),
                holes(Filterbank::AacKbd, 48_000, 3.0),
                lattice(Filterbank::AacSine, 2.5),
                holes(Filterbank::Mp3Short, 44_100, 2.0),
                holes(Filterbank::AacKbd, 44_100, 1.0),
                Evidence::Cutoff { hz: 20_050.0, slope_db_per_khz: None },
            ],
            grid: Some(GridOutcome {
                tests: vec![test],
                hole_bar: 8.0,
                lattice_bar: 8.0,
                usual_z: 2.1,
                sections: vec![section(0.0, 50), section(60.0, 46)],
                source: Some(SourceEstimate { kbps: Some(192), encoder: Some("LAME".to_owned()) }),
                ..GridOutcome::default()
            }),
            ..AuditReport::failed("/a.flac".into(), "")
        };
        let list = |report: &AuditReport| -> Vec<String> {
            let lines = reasons(report);
            lines
                .iter()
                .map(|line| format!("{}: {}", line["reason"].as_str().unwrap(), line["weightWord"].as_str().unwrap()))
                .collect()
        };
        assert_eq!(
            list(&report),
            [
                "Step ladder: MP3 at 44.1 kHz: decisive",
                "Empty coefficients: MP3 at 44.1 kHz: decisive",
                "Offset stays put: strong",
                "Empty coefficients: AAC, KBD window at 48 kHz: weak",
                "Cutoff: neutral",
                "Lossy source: neutral",
            ]
        );
        assert_eq!(reasons(&report)[1]["detail"], "offset 48, right channel: 18.5 % empty, 7.7 % elsewhere; p\u{a0}1e-30");
        let he_aac = Evidence::CodecGrid {
            codec: Codec::HeAac,
            filterbank: Filterbank::AacKbd,
            rate_hz: 22_050,
            z: -0.02,
            p_value: 1.0,
            hole_rate: 0.0,
            null_rate: 0.0,
            threshold_lsb16: 0.8,
            offset,
            channel,
            agreeing_share: None,
            is_decisive: false,
        };
        let line = &reasons(&AuditReport { evidence: vec![he_aac], ..AuditReport::failed("/a".into(), "") })[0];
        assert_eq!((&line["reason"], &line["measured"]), (&"Empty coefficients: HE-AAC at 22.05 kHz".into(), &"z 0.0".into()));
        assert!(!reasons(&report)[0]["detail"].as_str().unwrap().contains("; p"), "what is not known is not told");
        report.grid.as_mut().unwrap().sections[1].agreeing = 0;
        assert_eq!(reasons(&report)[2]["detail"], "The grid holds from 0:00 to 1:00 of 2:00 only.");
        report.grid = None;
        assert_eq!(list(&report).len(), 4);
    }

    #[test]
    fn the_network_is_one_weak_line_that_names_its_weights() {
        let of = |logit: f32| {
            let reading = NetworkReading::of(&[logit, logit], "cpu", "abcdefgh").unwrap();
            let report = AuditReport { evidence: vec![Evidence::Network(reading)], ..AuditReport::failed("/a.flac".into(), "") };
            reasons(&report).remove(0)
        };
        let line = of(1.5);
        assert_eq!((&line["weightWord"], &line["measured"]), (&"weak".into(), &"log-odds 1.5".into()));
        assert_eq!((&line["isDecisive"], &line["networkWeights"]), (&false.into(), &"abcdefgh".into()));
        assert_eq!(of(-1.5)["weightWord"], "neutral");
    }

    #[test]
    fn reasons_speak_french() {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let cutoff = Evidence::Cutoff { hz: 16_020.0, slope_db_per_khz: Some(42.4) };
        let reason = ForestReason {
            feature: "fall_16k_db".into(),
            meaning: "shelf at 16 kHz".into(),
            unit: "dB".into(),
            value: Some(52.25),
            usual: Some((3.0, 11.5)),
            moved: 0.2,
        };
        let forest = Evidence::Forest { probability: 0.987, reasons: vec![reason] };
        let report = AuditReport { evidence: vec![forest, cutoff], ..AuditReport::failed("/a.flac".into(), "") };
        let lines = in_french(|| reasons(&report));
        let of = |line: usize, name: &str| plain(lines[line][name].as_str().unwrap());
        assert_eq!(
            (of(0, "reason"), of(0, "measured"), of(0, "usual")),
            ("Forêt aléatoire".into(), "98,7 %".into(), "moins de 35 %".into())
        );
        assert_eq!(
            (of(1, "reason"), of(1, "measured"), of(1, "usual")),
            ("Palier à 16 kHz".into(), "52,2 dB".into(), "3 à 11,5".into())
        );
        assert_eq!(
            (of(2, "detail"), of(2, "weightWord")),
            ("pente 42 dB/kHz ; un filtre peut aussi faire cela".into(), "neutre".into())
        );
    }
}
