//! The history of one track in words: every audit kept of it, the auditor's verdict among them, and its quarantine. No Qt.

use std::path::Path;

use serde_json::{Value, json};

use super::{detail_text, rows, shown};
use crate::{
    contracts::{ANALYSIS_VERSION, AuditStatus, Mark, MarkLabel, VerdictClass},
    language::{number, retold, tr, whole},
    persistence::HistoryEntry,
};

/// Between what is told in one line.
const BETWEEN: &str = " \u{b7} ";

/// What the history shows.
pub(super) struct HistoryText {
    /// Why there is nothing to show.
    pub(super) problem: String,
    /// That the track is in quarantine, and where it came from.
    pub(super) place: String,
    /// Audits and the mark, the latest first.
    pub(super) entries_json: String,
}

impl Default for HistoryText {
    fn default() -> Self {
        Self { problem: String::new(), place: String::new(), entries_json: "[]".to_owned() }
    }
}

impl HistoryText {
    /// A history that says why it is empty.
    pub(super) fn of_problem(problem: &str) -> Self {
        Self { problem: retold(problem).into_owned(), ..Self::default() }
    }

    /// The audits of a track, the latest first, with the mark at its time; `quarantined_from` is where a track in quarantine was.
    pub(super) fn of(history: &[HistoryEntry], mark: Option<&Mark>, quarantined_from: Option<&Path>) -> Self {
        let mut entries: Vec<Value> = history.iter().zip(1_usize..).map(|(entry, next)| audit(entry, history.get(next))).collect();
        if let Some(mark) = mark {
            let place = history.iter().position(|entry| entry.finished_ms <= mark.marked_ms).unwrap_or(entries.len());
            entries.insert(place, marked(mark));
        }
        Self {
            problem: String::new(),
            place: quarantined_from.map_or_else(String::new, |from| tr!("In quarantine; it came from {path}", path = shown(from))),
            entries_json: Value::Array(entries).to_string(),
        }
    }
}

/// One audit; `before` is the one before it.
fn audit(entry: &HistoryEntry, before: Option<&HistoryEntry>) -> Value {
    let is_failed = entry.status == AuditStatus::Failed;
    json!({
        "kind": "audit",
        "at": entry.finished_ms,
        "verdictClass": if is_failed { "failed" } else { rows::class(entry.class) },
        "probability": probability(entry.probability),
        "words": entry.decided_by.map_or("", detail_text::decided_by),
        "took": took(entry.elapsed_ms),
        "version": version(entry.analysis_version),
        "isPresent": entry.analysis_version == ANALYSIS_VERSION,
        "problem": retold(entry.error.as_deref().unwrap_or_default()),
        "change": before.map_or_else(|| tr!("the first audit").to_owned(), |before| change(before, entry)),
        "note": "",
        "fileAt": entry.modified_ns / 1_000_000,
        "fileSize": tr!("{bytes} bytes", bytes = whole(entry.size_bytes)),
    })
}

/// The auditor's verdict, with what the machine said then.
fn marked(mark: &Mark) -> Value {
    let note = mark.note.trim();
    json!({
        "kind": "mark",
        "at": mark.marked_ms,
        "verdictClass": mark.label.class().id(),
        "probability": "",
        "words": match (mark.label, mark.codec) {
            (MarkLabel::Transcode, Some(codec)) => {
                tr!("You marked this track transcode from {codec}.", codec = codec.label())
            }
            (label, _) => detail_text::marked(label),
        },
        "took": "",
        "version": "",
        "isPresent": true,
        "problem": "",
        "change": match (mark.machine_class.map(rows::class_word), probability(mark.machine_probability)) {
            (None, _) => String::new(),
            (Some(class), p) if p.is_empty() => tr!("the machine said: {class}", class),
            (Some(class), p) => tr!("the machine said: {class} ({p})", class, p),
        },
        "note": if note.is_empty() { String::new() } else { tr!("\u{201c}{note}\u{201d}", note) },
        "fileAt": 0,
        "fileSize": "",
    })
}

/// `99.4 %`, empty where there is none.
fn probability(probability: Option<f64>) -> String {
    probability.map_or_else(String::new, |p| tr!("{value} %", value = rows::probability(Some(p))))
}

/// How long an audit took, empty where that was not measured.
fn took(elapsed_ms: u64) -> String {
    match elapsed_ms {
        0 => String::new(),
        1..1000 => tr!("took {ms} ms", ms = elapsed_ms),
        _ => tr!("took {seconds} s", seconds = number(elapsed_ms as f64 / 1000.0, 1)),
    }
}

/// The version of the analysis, and whether it is the one in use.
fn version(version: u32) -> String {
    match version {
        ANALYSIS_VERSION => tr!("analysis {version}, in use", version),
        _ => tr!("analysis {version}, while {present} is in use", version, present = ANALYSIS_VERSION),
    }
}

/// What is otherwise than at the audit before.
fn change(before: &HistoryEntry, entry: &HistoryEntry) -> String {
    let samples = samples_change(before, entry);
    let file = file_change(before, entry).or_else(|| samples.is_none().then(|| tr!("same file").to_owned()));
    let (was, is) = (before.analysis_version, entry.analysis_version);
    let analysis = (was != is).then(|| tr!("analysis {was} \u{2192} {is}", was, is));
    let parts = [Some(verdict_change(before, entry)), samples.map(str::to_owned), file, analysis];
    parts.into_iter().flatten().collect::<Vec<_>>().join(BETWEEN)
}

fn verdict_change(before: &HistoryEntry, entry: &HistoryEntry) -> String {
    let (was, is) = (verdict(before), verdict(entry));
    if was != is {
        return tr!("verdict: {was} \u{2192} {is}", was, is);
    }
    if entry.status == AuditStatus::Failed {
        return tr!("failed again").to_owned();
    }
    let (was, is) = (probability(before.probability), probability(entry.probability));
    if was == is || was.is_empty() || is.is_empty() {
        return tr!("same verdict").to_owned();
    }
    tr!("same verdict: {was} \u{2192} {is}", was, is)
}

/// How an audit ended, as words of a sentence.
fn verdict(entry: &HistoryEntry) -> String {
    match (entry.status, entry.class, entry.source_codec) {
        (AuditStatus::Failed, ..) => tr!("failed").to_owned(),
        (_, Some(VerdictClass::Transcode), Some(codec)) => tr!("transcode from {codec}", codec = codec.label()),
        (_, Some(class), _) => rows::class_word(class).to_owned(),
        (_, None, _) => rows::DASH.to_owned(),
    }
}

/// Whether both audits heard the same; `None` where one of them does not say what it heard.
fn samples_change(before: &HistoryEntry, entry: &HistoryEntry) -> Option<&'static str> {
    let (was, is) = (before.audio_id.as_ref()?, entry.audio_id.as_ref()?);
    Some(if was == is { tr!("same samples") } else { tr!("other samples") })
}

/// How the file changed; `None` where it did not.
fn file_change(before: &HistoryEntry, entry: &HistoryEntry) -> Option<String> {
    let (was, is) = (whole(before.size_bytes), whole(entry.size_bytes));
    match (was == is, before.modified_ns == entry.modified_ns) {
        (true, true) => None,
        (true, false) => Some(tr!("the file changed: same size, another date").to_owned()),
        (false, true) => Some(tr!("the file changed: {was} \u{2192} {is} bytes, same date", was, is)),
        (false, false) => Some(tr!("the file changed: {was} \u{2192} {is} bytes, another date", was, is)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{Codec, DecidedBy},
        language::testing::in_french,
    };

    /// A genuine one, by the present analysis.
    fn entry(finished_ms: i64) -> HistoryEntry {
        HistoryEntry {
            finished_ms,
            analysis_version: ANALYSIS_VERSION,
            status: AuditStatus::Audited,
            class: Some(VerdictClass::Genuine),
            probability: Some(0.994),
            decided_by: Some(DecidedBy::Forest),
            error: None,
            elapsed_ms: 812,
            size_bytes: 31_000_000,
            modified_ns: 1_700_000_000_123_456_789,
            source_codec: None,
            audio_id: Some("x".to_owned()),
        }
    }

    fn transcode(finished_ms: i64) -> HistoryEntry {
        let (class, source_codec) = (Some(VerdictClass::Transcode), Some(Codec::Mp3));
        HistoryEntry { class, source_codec, decided_by: Some(DecidedBy::Grid), probability: Some(0.9999), ..entry(finished_ms) }
    }

    fn failed(finished_ms: i64) -> HistoryEntry {
        HistoryEntry {
            status: AuditStatus::Failed,
            class: None,
            probability: None,
            decided_by: None,
            error: Some("/a.flac holds no audio.".to_owned()),
            elapsed_ms: 0,
            audio_id: None,
            ..entry(finished_ms)
        }
    }

    fn mark(label: MarkLabel, marked_ms: i64) -> Mark {
        Mark {
            audio_id: "x".to_owned(),
            label,
            codec: Some(Codec::Mp3),
            note: " heard it ".to_owned(),
            marked_ms,
            machine_class: Some(VerdictClass::Genuine),
            machine_probability: Some(0.994),
            schema_id: 0,
            features: Vec::new(),
        }
    }

    fn lines(history: &[HistoryEntry], mark: Option<&Mark>) -> Vec<Value> {
        serde_json::from_str(&HistoryText::of(history, mark, None).entries_json).unwrap()
    }

    #[test]
    fn an_audit_says_when_what_by_whom_and_how_long() {
        let line = &lines(&[transcode(1_700_000_500_000)], None)[0];
        let of = |name: &str| line[name].as_str().unwrap();
        assert_eq!((line["at"].as_i64(), line["fileAt"].as_i64()), (Some(1_700_000_500_000), Some(1_700_000_000_123)));
        assert_eq!((of("kind"), of("verdictClass"), of("probability")), ("audit", "transcode", ">99.9 %"));
        assert_eq!((of("words"), of("took"), of("change")), ("Decided by the codec grid", "took 812 ms", "the first audit"));
        assert_eq!((of("fileSize"), of("problem"), of("note")), ("31,000,000 bytes", "", ""));
        assert_eq!(took(75_340), "took 75.3 s");
    }

    #[test]
    fn a_failed_audit_says_why() {
        let line = &lines(&[failed(1)], None)[0];
        assert_eq!((&line["verdictClass"], &line["problem"]), (&"failed".into(), &"/a.flac holds no audio.".into()));
        assert_eq!((&line["probability"], &line["took"], &line["words"]), (&"".into(), &"".into(), &"".into()));
    }

    #[test]
    fn an_older_analysis_is_told_apart_from_the_one_in_use() {
        let older = HistoryEntry { analysis_version: ANALYSIS_VERSION - 1, ..entry(1) };
        let lines = lines(&[entry(2), older.clone()], None);
        assert_eq!(lines[0]["version"], format!("analysis {ANALYSIS_VERSION}, in use"));
        let was = ANALYSIS_VERSION - 1;
        assert_eq!(lines[1]["version"], format!("analysis {was}, while {ANALYSIS_VERSION} is in use"));
        assert_eq!((&lines[0]["isPresent"], &lines[1]["isPresent"]), (&true.into(), &false.into()));
        let told = format!("same verdict \u{b7} same samples \u{b7} analysis {was} \u{2192} {ANALYSIS_VERSION}");
        assert_eq!(change(&older, &entry(2)), told);
    }

    #[test]
    fn each_audit_says_what_is_otherwise_than_before() {
        assert_eq!(change(&entry(1), &transcode(2)), "verdict: genuine \u{2192} transcode from MP3 \u{b7} same samples");
        assert_eq!(change(&entry(1), &failed(2)), "verdict: genuine \u{2192} failed \u{b7} same file");
        assert_eq!(change(&failed(1), &failed(2)), "failed again \u{b7} same file");
        let surer = HistoryEntry { probability: Some(0.998), ..entry(2) };
        assert_eq!(change(&entry(1), &surer), "same verdict: 99.4 % \u{2192} 99.8 % \u{b7} same samples");
        let other = HistoryEntry { audio_id: Some("y".to_owned()), size_bytes: 30_000_000, modified_ns: 5, ..entry(2) };
        assert_eq!(
            change(&entry(1), &other),
            "same verdict \u{b7} other samples \u{b7} the file changed: 31,000,000 \u{2192} 30,000,000 bytes, another date"
        );
        let touched = HistoryEntry { modified_ns: 5, ..entry(2) };
        assert_eq!(
            change(&entry(1), &touched),
            "same verdict \u{b7} same samples \u{b7} the file changed: same size, another date"
        );
    }

    #[test]
    fn the_mark_stands_among_the_audits_at_its_time() {
        let kinds = |marked_ms| -> Vec<String> {
            let lines = lines(&[entry(30), entry(20), entry(10)], Some(&mark(MarkLabel::Transcode, marked_ms)));
            lines.iter().map(|line| line["kind"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(kinds(40), ["mark", "audit", "audit", "audit"]);
        assert_eq!(kinds(25), ["audit", "mark", "audit", "audit"]);
        assert_eq!(kinds(5), ["audit", "audit", "audit", "mark"]);
        let line = &lines(&[], Some(&mark(MarkLabel::Transcode, 5)))[0];
        assert_eq!(line["words"], "You marked this track transcode from MP3.");
        assert_eq!(
            (&line["note"], &line["change"]),
            (&"\u{201c}heard it\u{201d}".into(), &"the machine said: genuine (99.4 %)".into())
        );
        let line = &lines(&[], Some(&mark(MarkLabel::Unsure, 5)))[0];
        assert_eq!((&line["verdictClass"], line["at"].as_i64()), (&"inconclusive".into(), Some(5)));
    }

    #[test]
    fn a_quarantined_track_says_where_it_came_from() {
        let text = HistoryText::of(&[], None, Some(Path::new("/music/a.flac")));
        assert_eq!((text.place.as_str(), text.entries_json.as_str()), ("In quarantine; it came from /music/a.flac", "[]"));
        assert_eq!(HistoryText::of(&[], None, None).place, "");
    }

    #[test]
    fn the_history_speaks_french() {
        let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
        let other = HistoryEntry { size_bytes: 30_000_000, ..transcode(2) };
        let told = plain(&in_french(|| change(&entry(1), &other)));
        let parts: Vec<_> = told.split(BETWEEN).collect();
        assert_eq!(parts[..2], ["verdict : authentique \u{2192} transcodage depuis MP3", "mêmes échantillons"]);
        assert_eq!(parts[2..], ["le fichier a changé : 31 000 000 \u{2192} 30 000 000 octets, même date"]);
        assert_eq!(plain(&in_french(|| took(12_340))), "en 12,3 s");
    }
}
