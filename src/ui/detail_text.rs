//! One report as the texts, figures and lists of the detail panel. No Qt.

use serde_json::{Value, json};

use super::{
    proof_text::{self, channel_name, grid_name, khz as khz_of, p_words, z_words},
    rows,
};
use crate::{
    brain::{arbitration::SYSTEM, training::GREY},
    contracts::{
        ArbiterClass, Arbitration, AuditReport, AuditStatus, Codec, DecidedBy, Evidence, ForestReason, GridOutcome, Integrity,
        IntegrityState, Md5State, SectionState, Verdict, VerdictClass, capitalised,
    },
    persistence::{RowState, TrackRow},
    report,
};

/// What the panel shows. A missing figure is NaN, a missing count -1.
pub(super) struct DetailText {
    pub(super) problem: String,
    pub(super) name: String,
    pub(super) path: String,
    pub(super) format_line: String,
    pub(super) state: &'static str,
    pub(super) verdict_class: &'static str,
    pub(super) verdict_title: String,
    pub(super) probability: String,
    pub(super) summary: String,
    pub(super) decided_by: &'static str,
    pub(super) z_text: String,
    pub(super) integrity: &'static str,
    pub(super) integrity_text: String,
    pub(super) report: String,
    pub(super) suspicion: f64,
    pub(super) snr_db: f64,
    pub(super) true_peak_dbtp: f64,
    pub(super) loudness_lufs: f64,
    pub(super) loudness_range_lu: f64,
    pub(super) clipped_runs: i32,
    pub(super) dr: i32,
    pub(super) evidence_json: String,
    pub(super) grid_json: String,
    pub(super) proof_json: String,
    pub(super) metadata_json: String,
    pub(super) exchange: String,
}

impl Default for DetailText {
    fn default() -> Self {
        Self {
            problem: String::new(),
            name: String::new(),
            path: String::new(),
            format_line: String::new(),
            state: "",
            verdict_class: "",
            verdict_title: String::new(),
            probability: String::new(),
            summary: String::new(),
            decided_by: "",
            z_text: String::new(),
            integrity: "",
            integrity_text: String::new(),
            report: String::new(),
            suspicion: f64::NAN,
            snr_db: f64::NAN,
            true_peak_dbtp: f64::NAN,
            loudness_lufs: f64::NAN,
            loudness_range_lu: f64::NAN,
            clipped_runs: -1,
            dr: -1,
            evidence_json: "[]".to_owned(),
            grid_json: "{}".to_owned(),
            proof_json: "{}".to_owned(),
            metadata_json: "[]".to_owned(),
            exchange: String::new(),
        }
    }
}

impl DetailText {
    /// A panel that says why it is empty.
    pub(super) fn of_problem(problem: String) -> Self {
        Self { problem, ..Self::default() }
    }

    /// A track that was not audited yet.
    pub(super) fn of_row(row: &TrackRow) -> Self {
        Self {
            name: row.name.clone(),
            path: super::app::shown(&row.path),
            // A row at rest without a report waits to be audited again.
            state: if row.state == RowState::Audited { "queued" } else { rows::state(row, false) },
            summary: "Not audited yet.".to_owned(),
            ..Self::default()
        }
    }

    /// An audit.
    pub(super) fn of_report(report: &AuditReport) -> Self {
        let measured = &report.measurements;
        let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
        let count = |value: Option<u64>| value.map_or(-1, |value| i32::try_from(value).unwrap_or(i32::MAX));
        let largest_z = report.grid.as_ref().and_then(GridOutcome::largest_z);
        let verdict = report.verdict.as_ref();
        Self {
            problem: String::new(),
            name: report.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            path: super::app::shown(&report.path),
            format_line: format_line(report),
            state: report.status.id(),
            verdict_class: if report.status == AuditStatus::Failed { "failed" } else { rows::class(verdict.map(|it| it.class)) },
            verdict_title: title(report),
            probability: verdict
                .and_then(|verdict| verdict.probability)
                .map_or_else(String::new, |p| format!("{} %", rows::probability(Some(p)))),
            summary: verdict.map_or_else(|| report.error.clone().unwrap_or_default(), |verdict| verdict.summary.clone()),
            decided_by: verdict.map_or("", |verdict| decided_by(verdict.decided_by)),
            z_text: match (verdict, largest_z) {
                (Some(Verdict { decided_by: DecidedBy::Grid, .. }), Some(z)) => {
                    let p = report.grid.as_ref().and_then(|grid| grid.false_alarm_probability);
                    let p = p.map(report::chance).filter(|p| !p.is_empty()).map_or_else(String::new, |p| format!(", p {p}"));
                    if z < 100.0 { format!("{}{p}", z_words(z)) } else { format!("z {z:.0}{p}") }
                }
                _ => String::new(),
            },
            integrity: rows::integrity(report.integrity.as_ref().map(|integrity| integrity.state)),
            integrity_text: report.integrity.as_ref().map_or_else(String::new, integrity_text),
            report: report::plain_text(report),
            suspicion: number(verdict.and_then(|verdict| verdict.suspicion)),
            snr_db: number(measured.snr_db),
            true_peak_dbtp: number(measured.true_peak_dbtp),
            loudness_lufs: number(measured.integrated_lufs),
            loudness_range_lu: number(measured.loudness_range_lu),
            clipped_runs: count(measured.clipped_runs),
            dr: count(measured.dr.map(u64::from)),
            evidence_json: Value::Array(reasons(report)).to_string(),
            grid_json: proof_text::grids(report).to_string(),
            proof_json: proof_text::proof(report).to_string(),
            metadata_json: Value::Array(metadata(report)).to_string(),
            exchange: arbitration(report).map_or_else(String::new, exchange),
        }
    }
}

/// `FLAC 44.1 kHz 16 bit stereo, 4:11`
fn format_line(report: &AuditReport) -> String {
    let Some(facts) = &report.facts else { return String::new() };
    let khz = format!("{:.2}", f64::from(facts.sample_rate.hz()) / 1000.0);
    let khz = khz.trim_end_matches('0').trim_end_matches('.');
    let bits = match (facts.bits, facts.is_float) {
        (Some(bits), true) => format!(" {bits} bit float"),
        (Some(bits), false) => format!(" {bits} bit"),
        (None, _) => String::new(),
    };
    let channels = match facts.channels {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        channels => format!("{channels} channels"),
    };
    let length = rows::length(Some(facts.duration_s()));
    format!("{} {khz} kHz{bits} {channels}, {length}", facts.container.to_uppercase())
}

fn title(report: &AuditReport) -> String {
    let Some(verdict) = &report.verdict else {
        return match report.status {
            AuditStatus::Cancelled => "Cancelled",
            _ => "Not audited",
        }
        .to_owned();
    };
    match (verdict.class, verdict.source_codec) {
        (VerdictClass::Genuine, _) => "Genuine".to_owned(),
        (VerdictClass::Transcode, Some(codec)) => format!("Transcode from {}", codec.label()),
        (VerdictClass::Transcode, None) => "Transcode".to_owned(),
        (VerdictClass::Upsampled, _) => "Upsampled".to_owned(),
        (VerdictClass::Padded, _) => "Padded".to_owned(),
        (VerdictClass::Lossy, _) => "Lossy".to_owned(),
        (VerdictClass::Inconclusive, _) => "Inconclusive".to_owned(),
    }
}

fn decided_by(decided_by: DecidedBy) -> &'static str {
    match decided_by {
        DecidedBy::Grid => "Decided by the codec grid",
        DecidedBy::Measurement => "Decided by measurement",
        DecidedBy::Forest => "Decided by the random forest",
        DecidedBy::Arbiter => "Decided by the arbiter",
        DecidedBy::Auditor => "Your verdict",
    }
}

fn integrity_text(integrity: &Integrity) -> String {
    match (integrity.state, integrity.md5, &integrity.detail) {
        (IntegrityState::Intact, Some(Md5State::Match), _) => "Intact, MD5 matches".to_owned(),
        (IntegrityState::Intact, _, None) => "Intact".to_owned(),
        (IntegrityState::Intact, _, Some(detail)) => format!("Intact. {detail}"),
        (IntegrityState::Damaged, _, Some(detail)) => format!("Damaged. {detail}"),
        (IntegrityState::Damaged, _, None) => "Damaged".to_owned(),
        (IntegrityState::Undetermined, _, Some(detail)) => format!("Integrity unknown. {detail}"),
        (IntegrityState::Undetermined, _, None) => "Integrity unknown".to_owned(),
    }
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
            Self::None => "neutral",
            Self::Weak => "weak",
            Self::Strong => "strong",
            Self::Decisive => "decisive",
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
    format!("{:.2} kHz", hz / 1000.0)
}

fn reasons(report: &AuditReport) -> Vec<Value> {
    let usual_z = report.grid.as_ref().map_or(f64::NAN, |grid| grid.usual_z);
    let usual = format!("below {usual_z:.1}");
    let track_hz = report.facts.as_ref().map_or(0, |facts| facts.sample_rate.hz());
    let at_rate = |rate_hz: u32| if rate_hz == track_hz { String::new() } else { format!(" at {} kHz", khz_of(rate_hz)) };
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
                &format!("Empty coefficients: {}{}", grid_name(*codec, *filterbank), at_rate(*rate_hz)),
                &format!(
                    "offset {offset}, {}: {:.1} % empty, {:.1} % elsewhere{}",
                    channel_name(*channel),
                    hole_rate * 100.0,
                    null_rate * 100.0,
                    p_words(*p_value)
                ),
                z_words(*z),
                usual.clone(),
                Weight::of_grid(*z, usual_z, *is_decisive),
            ),
            Evidence::CodecLattice {
                codec, filterbank, rate_hz, z, p_value, fit, null_fit, offset, channel, is_decisive, ..
            } => reason(
                &format!("Step ladder: {}{}", grid_name(*codec, *filterbank), at_rate(*rate_hz)),
                &format!("offset {offset}, {}: fit {fit:.1}, {null_fit:.1} elsewhere{}", channel_name(*channel), p_words(*p_value)),
                z_words(*z),
                usual.clone(),
                Weight::of_grid(*z, usual_z, *is_decisive),
            ),
            Evidence::Cutoff { hz, slope_db_per_khz } => reason(
                "Cutoff",
                &slope_db_per_khz.map_or_else(
                    || "a filter, tape or the music itself can do this".to_owned(),
                    |slope| format!("slope {slope:.0} dB/kHz; a filter can do this too"),
                ),
                khz(*hz),
                "any".to_owned(),
                Weight::None,
            ),
            Evidence::Upsampling { edge_hz, drop_db, from_rate_hz } => reason(
                "Content ends at a lower standard rate",
                &format!("as from {} kHz; the floor above lies {drop_db:.0} dB lower", f64::from(*from_rate_hz) / 1000.0),
                khz(*edge_hz),
                "none".to_owned(),
                Weight::Decisive,
            ),
            Evidence::Padding { declared_bits, effective_bits } => reason(
                "Low bits never used",
                &format!("declared {declared_bits} bit"),
                format!("{effective_bits} bit"),
                format!("{declared_bits} bit"),
                Weight::Decisive,
            ),
            Evidence::DeclaredLossy { codec } => {
                reason("Declared lossy", "the file itself says so", codec.to_uppercase(), String::new(), Weight::Decisive)
            }
            Evidence::TooShort { duration_s, needed_s } => reason(
                "Too short",
                "the tests need more sound",
                format!("{duration_s:.1} s"),
                format!("from {needed_s:.0} s"),
                Weight::Decisive,
            ),
            Evidence::Silent => reason("Digital silence", "every sample is zero", String::new(), String::new(), Weight::Decisive),
            Evidence::TooQuiet { peak_dbfs } => reason(
                "Too quiet",
                "empty and quiet cannot be told apart",
                format!("{peak_dbfs:.0} dBFS"),
                "from -60 dBFS".to_owned(),
                Weight::Decisive,
            ),
            Evidence::Forest { probability, .. } => forest(*probability),
            Evidence::GridNotTried { reason: why } => {
                reason("No codec grid tried", why, String::new(), String::new(), Weight::None)
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
fn arbitration(report: &AuditReport) -> Option<&Arbitration> {
    report.verdict.as_ref()?.arbitration.as_deref()
}

/// Its reasons as lines of the list.
fn ruled(arbitration: &Arbitration) -> Vec<Value> {
    let class = match arbitration.class {
        ArbiterClass::Genuine => "genuine",
        ArbiterClass::Transcode => "transcode",
        ArbiterClass::Unsure => "unsure",
    };
    let again = if arbitration.is_reused { ", its reply to the same words before" } else { "" };
    let detail =
        format!("{}, {:.1} s{again}; nobody vouches for its word", arbitration.model, arbitration.elapsed_ms as f64 / 1000.0);
    let mut lines = vec![reason(
        "Arbiter",
        &detail,
        class.to_owned(),
        format!("says {:.0} % sure", 100.0 * arbitration.confidence),
        Weight::Weak,
    )];
    lines.extend(
        arbitration.reasons.iter().map(|of| reason(&of.meaning, &of.why, of.evidence.clone(), String::new(), Weight::None)),
    );
    lines
}

/// All that passed between the program and the model.
fn exchange(arbitration: &Arbitration) -> String {
    let Arbitration { model, digest, prompt_hash, prompt, reply, .. } = arbitration;
    format!("Model: {model}\nDigest: {digest}\nPrompt: {prompt_hash}\n\nSYSTEM\n{SYSTEM}\n\nPROMPT\n{prompt}\n\nREPLY\n{reply}\n")
}

/// The forest's word.
fn forest(probability: f64) -> Value {
    let weight = if probability >= GREY.0 { Weight::Weak } else { Weight::None };
    let detail = "many small traces weighed together; no proof alone";
    reason("Random forest", detail, format!("{:.1} %", 100.0 * probability), "below 35 %".to_owned(), weight)
}

/// A feature that moved it.
fn moved(of: &ForestReason, is_doubt: bool) -> Value {
    let detail = if of.moved > 0.0 { "speaks for a lossy past" } else { "speaks against a lossy past" };
    let weight = if is_doubt && of.moved > 0.0 { Weight::Weak } else { Weight::None };
    let name = capitalised(&of.meaning);
    reason(&name, detail, of.value_words(), of.usual_words().unwrap_or_default(), weight)
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
    let (name, weight) =
        if holding == judged { ("Offset stays put", Weight::Strong) } else { ("Offset in parts of the track", Weight::Weak) };
    let course = grid.course().unwrap_or_else(|| "the same from start to end".to_owned());
    Some(reason(name, &course, format!("{holding} of {judged}"), "wanders".to_owned(), weight))
}

/// What the steps found say of the lossy source.
fn source(grid: &GridOutcome) -> Option<Value> {
    let source = grid.source.as_ref()?;
    let measured = source.kbps.map(|kbps| format!("{kbps} kbit/s")).or_else(|| source.encoder.clone())?;
    let detail = match (&source.encoder, source.kbps) {
        (Some(encoder), Some(_)) => format!("estimated from the steps found; encoder: {encoder}"),
        _ => "estimated from the steps found".to_owned(),
    };
    Some(reason("Lossy source", &detail, measured, String::new(), Weight::None))
}

fn metadata(report: &AuditReport) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut add = |group: &str, name: &str, value: String| rows.push(json!({ "group": group, "name": name, "value": value }));
    if let Some(facts) = &report.facts {
        add("Stream", "Container", facts.container.clone());
        add("Stream", "Codec", facts.codec.clone());
        add("Stream", "Rate", facts.sample_rate.to_string());
        if let Some(bits) = facts.bits {
            add("Stream", "Bits", bits.to_string());
        }
        add("Stream", "Channels", facts.channels.to_string());
        add("Stream", "Frames", facts.frames.0.to_string());
        if let Some(declared) = facts.declared_frames.filter(|declared| *declared != facts.frames) {
            add("Stream", "Frames declared", declared.0.to_string());
        }
        add("Stream", "Read by", if facts.reader == crate::contracts::Reader::Ffmpeg { "FFmpeg" } else { "Symphonia" }.to_owned());
    }
    if let Some(integrity) = &report.integrity {
        add("Integrity", "State", integrity_text(integrity));
        if let Some(at) = integrity.first_fault_s {
            add("Integrity", "First fault", rows::length(Some(at)));
        }
    }
    let measured = serde_json::to_value(&report.measurements).unwrap_or_default();
    let traces = measured.get("traces").and_then(Value::as_object).into_iter().flatten();
    for (name, value) in measured.as_object().into_iter().flatten().chain(traces) {
        let text = match value {
            Value::Null | Value::Object(_) => continue,
            Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), readable),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Array(list) if list.is_empty() => "none".to_owned(),
            other => other.to_string(),
        };
        add("Measurements", &name.replace('_', " "), text);
    }
    for (name, value) in &report.metadata.properties {
        add("Declared", name, value.clone());
    }
    for encoder in &report.metadata.encoders {
        add("Declared", "Encoder", encoder.clone());
    }
    if let Some((mime, bytes)) = &report.metadata.picture {
        add("Declared", "Picture", format!("{mime}, {bytes} bytes"));
    }
    for (name, value) in &report.metadata.tags {
        add("Tags", name, value.clone());
    }
    if let Some(problem) = &report.metadata.problem {
        add("Tags", "Not read", problem.clone());
    }
    add("Audit", "Took", format!("{} ms", report.elapsed_ms));
    if let Some(grid) = &report.grid {
        let tried = Codec::ALL.into_iter().filter(|codec| grid.tests.iter().any(|test| test.codec == *codec));
        add("Audit", "Codecs tried", tried.map(Codec::label).collect::<Vec<_>>().join(", "));
    }
    rows
}

/// At most four decimals, no trailing zeros.
fn readable(value: f64) -> String {
    let text = format!("{value:.4}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::{Filterbank, GridChannel, GridSection, GridTest, HoleTest, SourceEstimate};

    #[test]
    fn a_failed_track_shows_its_error() {
        let text = DetailText::of_report(&AuditReport::failed("/music/a.flac".into(), "/music/a.flac holds no audio."));
        assert_eq!((text.verdict_class, text.summary.as_str()), ("failed", "/music/a.flac holds no audio."));
        assert_eq!(text.name, "a.flac");
        assert!(text.snr_db.is_nan() && text.dr == -1);
    }

    #[test]
    fn lists_are_valid_json() {
        let text = DetailText::of_report(&AuditReport::failed("a \"quoted\" name.flac".into(), "x"));
        for list in [&text.evidence_json, &text.grid_json, &text.proof_json, &text.metadata_json] {
            serde_json::from_str::<Value>(list).unwrap();
        }
    }

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
    fn figures_lose_empty_decimals() {
        assert_eq!(readable(16.0), "16");
        assert_eq!(readable(-9.125), "-9.125");
        assert_eq!(readable(0.000_01), "0");
    }
}
