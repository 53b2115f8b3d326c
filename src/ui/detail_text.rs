//! One report as the texts and figures of the detail panel; its lists are made beside it. No Qt.

use serde_json::Value;

use super::{
    evidence_text, metadata_text,
    proof_text::{self, chance_words},
    rows,
};
use crate::{
    brain::arbitration::SYSTEM,
    contracts::{
        Arbitration, AuditReport, AuditStatus, AuditorsWord, Codec, DecidedBy, GridOutcome, MarkLabel, Verdict, VerdictClass,
        capitalised,
    },
    language::{figure, number, retold, tr},
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
        Self { problem: retold(&problem).into_owned(), ..Self::default() }
    }

    /// A track that was not audited yet.
    pub(super) fn of_row(row: &TrackRow) -> Self {
        Self {
            name: row.name.clone(),
            path: super::shown(&row.path),
            // A row at rest without a report waits to be audited again.
            state: if row.state == RowState::Audited { "queued" } else { rows::state(row, false) },
            summary: tr!("Not audited yet.").to_owned(),
            ..Self::default()
        }
    }

    /// An audit.
    pub(super) fn of_report(report: &AuditReport) -> Self {
        let measured = &report.measurements;
        let figure = |value: Option<f64>| value.unwrap_or(f64::NAN);
        let count = |value: Option<u64>| value.map_or(-1, |value| i32::try_from(value).unwrap_or(i32::MAX));
        let largest_z = report.grid.as_ref().and_then(GridOutcome::largest_z);
        let verdict = report.verdict.as_ref();
        Self {
            problem: String::new(),
            name: report.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            path: super::shown(&report.path),
            format_line: format_line(report),
            state: report.status.id(),
            verdict_class: if report.status == AuditStatus::Failed { "failed" } else { rows::class(verdict.map(|it| it.class)) },
            verdict_title: title(report),
            probability: verdict
                .and_then(|verdict| verdict.probability)
                .map_or_else(String::new, |p| tr!("{value} %", value = rows::probability(Some(p)))),
            summary: summary(report),
            decided_by: verdict.map_or("", |verdict| decided_by(verdict.decided_by)),
            z_text: match (verdict, largest_z) {
                (Some(Verdict { decided_by: DecidedBy::Grid, .. }), Some(z)) => {
                    let p = report.grid.as_ref().and_then(|grid| grid.false_alarm_probability);
                    let z = number(z, if z < 100.0 { 1 } else { 0 });
                    match p.map(chance_words).filter(|p| !p.is_empty()) {
                        Some(p) => tr!("z {z}, p {p}", z, p),
                        None => tr!("z {z}", z),
                    }
                }
                _ => String::new(),
            },
            integrity: rows::integrity(report.integrity.as_ref().map(|integrity| integrity.state)),
            integrity_text: report.integrity.as_ref().map_or_else(String::new, metadata_text::integrity),
            report: report::plain_text(report),
            suspicion: figure(verdict.and_then(|verdict| verdict.suspicion)),
            snr_db: figure(measured.snr_db),
            true_peak_dbtp: figure(measured.true_peak_dbtp),
            loudness_lufs: figure(measured.integrated_lufs),
            loudness_range_lu: figure(measured.loudness_range_lu),
            clipped_runs: count(measured.clipped_runs),
            dr: count(measured.dr.map(u64::from)),
            evidence_json: Value::Array(evidence_text::reasons(report)).to_string(),
            grid_json: proof_text::grids(report).to_string(),
            proof_json: proof_text::proof(report).to_string(),
            metadata_json: Value::Array(metadata_text::rows(report)).to_string(),
            exchange: evidence_text::arbitration(report).map_or_else(String::new, exchange),
        }
    }
}

/// `FLAC 44.1 kHz 16 bit stereo, 4:11`
fn format_line(report: &AuditReport) -> String {
    let Some(facts) = &report.facts else { return String::new() };
    let khz = format!("{:.2}", f64::from(facts.sample_rate.hz()) / 1000.0);
    let khz = figure(khz.trim_end_matches('0').trim_end_matches('.'));
    let channels = match facts.channels {
        1 => tr!("mono").to_owned(),
        2 => tr!("stereo").to_owned(),
        channels => tr!("{channels} channels", channels),
    };
    let (container, length) = (facts.container.to_uppercase(), rows::length(Some(facts.duration_s())));
    match (facts.bits, facts.is_float) {
        (Some(bits), true) => {
            tr!("{container} {khz} kHz {bits} bit float {channels}, {length}", container, khz, bits, channels, length)
        }
        (Some(bits), false) => tr!("{container} {khz} kHz {bits} bit {channels}, {length}", container, khz, bits, channels, length),
        (None, _) => tr!("{container} {khz} kHz {channels}, {length}", container, khz, channels, length),
    }
}

/// The verdict in a sentence or two: by its parts where a person or the arbiter gave it, else what was stored.
fn summary(report: &AuditReport) -> String {
    let Some(verdict) = &report.verdict else { return retold(report.error.as_deref().unwrap_or_default()).into_owned() };
    match (&report.auditor, &verdict.arbitration) {
        (Some(word), _) => of_auditor(word),
        (None, Some(arbitration)) if verdict.decided_by == DecidedBy::Arbiter => of_arbiter(verdict.class, arbitration),
        _ => retold(&verdict.summary).into_owned(),
    }
}

/// What the auditor said, as a sentence.
pub(super) fn marked(label: MarkLabel) -> String {
    match label {
        MarkLabel::Unsure => tr!("You looked at this track and were not sure.").to_owned(),
        label => tr!("You marked this track {label}.", label = rows::class_word(label.class())),
    }
}

fn of_auditor(word: &AuditorsWord) -> String {
    let mut sentences = vec![marked(word.mark.label)];
    let note = word.mark.note.trim();
    if !note.is_empty() {
        sentences.push(tr!("\u{201c}{note}\u{201d}", note));
    }
    sentences.extend(word.machine.as_ref().map(|machine| {
        let class = rows::class_word(machine.class);
        match (machine.source_codec.map(Codec::label), machine.probability.map(|p| number(p, 3))) {
            (None, None) => tr!("The machine says: {class}.", class),
            (None, Some(p)) => tr!("The machine says: {class} ({p}).", class, p),
            (Some(codec), None) => tr!("The machine says: {class} from {codec}.", class, codec),
            (Some(codec), Some(p)) => tr!("The machine says: {class} from {codec} ({p}).", class, codec, p),
        }
    }));
    sentences.join(" ")
}

fn of_arbiter(class: VerdictClass, arbitration: &Arbitration) -> String {
    let model = &arbitration.model;
    let mut sentences = vec![match class {
        VerdictClass::Transcode => tr!("{model} takes it for a transcode; no codec grid proves it.", model),
        _ => tr!("{model} takes it for genuine.", model),
    }];
    sentences.extend(arbitration.reasons.iter().map(|reason| {
        let why = reason.why.trim().trim_end_matches('.');
        tr!("{meaning}: {why}.", meaning = capitalised(&retold(&reason.meaning)), why)
    }));
    sentences.join(" ")
}

fn title(report: &AuditReport) -> String {
    let Some(verdict) = &report.verdict else {
        return match report.status {
            AuditStatus::Cancelled => tr!("Cancelled"),
            _ => tr!("Not audited"),
        }
        .to_owned();
    };
    match (verdict.class, verdict.source_codec) {
        (VerdictClass::Genuine, _) => tr!("Genuine").to_owned(),
        (VerdictClass::Transcode, Some(codec)) => tr!("Transcode from {codec}", codec = codec.label()),
        (VerdictClass::Transcode, None) => tr!("Transcode").to_owned(),
        (VerdictClass::Upsampled, _) => tr!("Upsampled").to_owned(),
        (VerdictClass::Padded, _) => tr!("Padded").to_owned(),
        (VerdictClass::Lossy, _) => tr!("Lossy").to_owned(),
        (VerdictClass::Inconclusive, _) => tr!("Inconclusive").to_owned(),
    }
}

/// Who decided, in words.
pub(super) fn decided_by(decided_by: DecidedBy) -> &'static str {
    match decided_by {
        DecidedBy::Grid => tr!("Decided by the codec grid"),
        DecidedBy::Measurement => tr!("Decided by measurement"),
        DecidedBy::Forest => tr!("Decided by the random forest"),
        DecidedBy::Arbiter => tr!("Decided by the arbiter"),
        DecidedBy::Auditor => tr!("Your verdict"),
    }
}

/// All that passed between the program and the model.
fn exchange(arbitration: &Arbitration) -> String {
    let Arbitration { model, digest, prompt_hash, prompt, reply, .. } = arbitration;
    // As the model had it, heads and all: a record is not translated.
    format!("Model: {model}\nDigest: {digest}\nPrompt: {prompt_hash}\n\nSYSTEM\n{SYSTEM}\n\nPROMPT\n{prompt}\n\nREPLY\n{reply}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::in_french;

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
    fn a_mark_speaks_french() {
        let mark = crate::contracts::Mark {
            audio_id: String::new(),
            label: MarkLabel::Genuine,
            codec: None,
            note: "heard it. Twice".into(),
            marked_ms: 0,
            machine_class: None,
            machine_probability: None,
            schema_id: 0,
            features: Vec::new(),
        };
        let word = AuditorsWord { mark, machine: None };
        let marked =
            AuditReport { verdict: Some(word.verdict()), auditor: Some(word), ..AuditReport::failed("/a.flac".into(), "") };
        assert_eq!(summary(&marked), marked.verdict.as_ref().unwrap().summary, "English is what is stored");
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(plain(&in_french(|| summary(&marked))), "Vous avez marqué cette piste « authentique ». « heard it. Twice »");
    }
}
