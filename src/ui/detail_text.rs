//! One report as the texts, figures and lists of the detail panel. No Qt.

use serde_json::{Value, json};

use super::{
    proof_text::{self, chance_words, channel_name, grid_name, khz as khz_of, share_words, with_p, z_words},
    rows,
};
use crate::{
    brain::{arbitration::SYSTEM, training::GREY},
    contracts::{
        ArbiterClass, Arbitration, AuditReport, AuditStatus, AuditorsWord, Codec, DecidedBy, Evidence, ForestReason, GridOutcome,
        Integrity, IntegrityState, MarkLabel, Md5State, NetworkReading, SectionState, Verdict, VerdictClass, capitalised,
    },
    language::{figure, number, retold, tr, whole},
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
            integrity_text: report.integrity.as_ref().map_or_else(String::new, integrity_text),
            report: report::plain_text(report),
            suspicion: figure(verdict.and_then(|verdict| verdict.suspicion)),
            snr_db: figure(measured.snr_db),
            true_peak_dbtp: figure(measured.true_peak_dbtp),
            loudness_lufs: figure(measured.integrated_lufs),
            loudness_range_lu: figure(measured.loudness_range_lu),
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

fn of_auditor(word: &AuditorsWord) -> String {
    let mut sentences = vec![match word.mark.label {
        MarkLabel::Unsure => tr!("You looked at this track and were not sure.").to_owned(),
        label => tr!("You marked this track {label}.", label = rows::class_word(label.class())),
    }];
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

fn decided_by(decided_by: DecidedBy) -> &'static str {
    match decided_by {
        DecidedBy::Grid => tr!("Decided by the codec grid"),
        DecidedBy::Measurement => tr!("Decided by measurement"),
        DecidedBy::Forest => tr!("Decided by the random forest"),
        DecidedBy::Arbiter => tr!("Decided by the arbiter"),
        DecidedBy::Auditor => tr!("Your verdict"),
    }
}

fn integrity_text(integrity: &Integrity) -> String {
    match (integrity.state, integrity.md5, integrity.detail.as_deref().map(retold)) {
        (IntegrityState::Intact, Some(Md5State::Match), _) => tr!("Intact, MD5 matches").to_owned(),
        (IntegrityState::Intact, _, None) => tr!("Intact").to_owned(),
        (IntegrityState::Intact, _, Some(detail)) => tr!("Intact. {detail}", detail),
        (IntegrityState::Damaged, _, Some(detail)) => tr!("Damaged. {detail}", detail),
        (IntegrityState::Damaged, _, None) => tr!("Damaged").to_owned(),
        (IntegrityState::Undetermined, _, Some(detail)) => tr!("Integrity unknown. {detail}", detail),
        (IntegrityState::Undetermined, _, None) => tr!("Integrity unknown").to_owned(),
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

fn reasons(report: &AuditReport) -> Vec<Value> {
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
fn arbitration(report: &AuditReport) -> Option<&Arbitration> {
    report.verdict.as_ref()?.arbitration.as_deref()
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

/// All that passed between the program and the model.
fn exchange(arbitration: &Arbitration) -> String {
    let Arbitration { model, digest, prompt_hash, prompt, reply, .. } = arbitration;
    // As the model had it, heads and all: a record is not translated.
    format!("Model: {model}\nDigest: {digest}\nPrompt: {prompt_hash}\n\nSYSTEM\n{SYSTEM}\n\nPROMPT\n{prompt}\n\nREPLY\n{reply}\n")
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
    reason(tr!("Network"), &detail, tr!("log-odds {value}", value = number(reading.mean_logit, 1)), usual, weight)
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

fn metadata(report: &AuditReport) -> Vec<Value> {
    let mut rows = Vec::new();
    let mut add = |group: &str, name: &str, value: String| rows.push(json!({ "group": group, "name": name, "value": value }));
    if let Some(facts) = &report.facts {
        let group = tr!("Stream");
        add(group, tr!("Container"), facts.container.clone());
        add(group, tr!("Codec"), facts.codec.clone());
        add(group, tr!("Rate"), tr!("{hz} Hz", hz = whole(facts.sample_rate.hz())));
        if let Some(bits) = facts.bits {
            add(group, tr!("Bits"), bits.to_string());
        }
        add(group, tr!("Channels"), facts.channels.to_string());
        add(group, tr!("Frames"), whole(facts.frames.0));
        if let Some(declared) = facts.declared_frames.filter(|declared| *declared != facts.frames) {
            add(group, tr!("Frames declared"), whole(declared.0));
        }
        add(
            group,
            tr!("Read by"),
            if facts.reader == crate::contracts::Reader::Ffmpeg { "FFmpeg" } else { "Symphonia" }.to_owned(),
        );
    }
    if let Some(integrity) = &report.integrity {
        add(tr!("Integrity"), tr!("State"), integrity_text(integrity));
        if let Some(at) = integrity.first_fault_s {
            add(tr!("Integrity"), tr!("First fault"), rows::length(Some(at)));
        }
    }
    let measured = serde_json::to_value(&report.measurements).unwrap_or_default();
    let traces = measured.get("traces").and_then(Value::as_object).into_iter().flatten();
    for (name, value) in measured.as_object().into_iter().flatten().chain(traces) {
        let text = match value {
            Value::Null | Value::Object(_) => continue,
            Value::Number(number) => number.as_f64().map_or_else(|| number.to_string(), readable),
            Value::Bool(yes) => if *yes { tr!("yes") } else { tr!("no") }.to_owned(),
            Value::Array(list) if list.is_empty() => tr!("none").to_owned(),
            other => other.to_string(),
        };
        add(tr!("Measurements"), &retold(&name.replace('_', " ")), text);
    }
    for (name, value) in &report.metadata.properties {
        add(tr!("Declared"), &retold(name), retold(value).into_owned());
    }
    for encoder in &report.metadata.encoders {
        add(tr!("Declared"), tr!("Encoder"), encoder.clone());
    }
    if let Some((mime, bytes)) = &report.metadata.picture {
        add(tr!("Declared"), tr!("Picture"), tr!("{mime}, {bytes} bytes", mime, bytes = whole(bytes)));
    }
    for (name, value) in &report.metadata.tags {
        add(tr!("Tags"), name, value.clone());
    }
    if let Some(problem) = &report.metadata.problem {
        add(tr!("Tags"), tr!("Not read"), retold(problem).into_owned());
    }
    add(tr!("Audit"), tr!("Took"), tr!("{ms} ms", ms = whole(report.elapsed_ms)));
    if let Some(grid) = &report.grid {
        let tried = Codec::ALL.into_iter().filter(|codec| grid.tests.iter().any(|test| test.codec == *codec));
        add(tr!("Audit"), tr!("Codecs tried"), tried.map(Codec::label).collect::<Vec<_>>().join(", "));
    }
    rows
}

/// At most four decimals, no trailing zeros.
fn readable(value: f64) -> String {
    let text = format!("{value:.4}");
    figure(if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{Filterbank, GridChannel, GridSection, GridTest, HoleTest, SourceEstimate},
        language::testing::in_french,
    };

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
    fn the_panel_speaks_french() {
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
        let marked = AuditReport { verdict: Some(word.verdict()), auditor: Some(word), ..report };
        assert_eq!(summary(&marked), marked.verdict.as_ref().unwrap().summary, "English is what is stored");
        assert_eq!(plain(&in_french(|| summary(&marked))), "Vous avez marqué cette piste « authentique ». « heard it. Twice »");
    }

    #[test]
    fn figures_lose_empty_decimals() {
        assert_eq!(readable(16.0), "16");
        assert_eq!(readable(-9.125), "-9.125");
        assert_eq!(readable(0.000_01), "0");
    }
}
