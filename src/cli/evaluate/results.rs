//! What an evaluation writes as JSON, schema 1: figures first, then every file, so that a later run can be compared with it and
//! bars can be calibrated from it.
//!
//! Sorted and rounded: two runs of one program over one manifest differ in their times alone. A number that could not be
//! measured is `null`.

use std::io;

use serde::{Serialize, Serializer, ser::SerializeSeq};
use serde_json::Value;

use super::{
    compare::Comparison,
    confusion::Confusion,
    figures::{Arm, Band, Figures},
    judges::Judges,
    lines::LineAnEntry,
    null::GenuineZ,
    truth::{Label, Split, Truth, is_same_codec},
};
use crate::contracts::{ANALYSIS_VERSION, AuditReport, AuditStatus, Evidence, VerdictClass};

/// Version of the JSON.
pub(super) const RESULTS_SCHEMA: u32 = 1;

/// What one test of one filterbank said.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct GridZ {
    /// The test, as the report of an audit names it.
    pub(super) kind: String,
    pub(super) codec: String,
    pub(super) filterbank: String,
    /// Rate at which the filterbank was tried.
    pub(super) rate_hz: Option<u64>,
    pub(super) z: Option<f64>,
    /// As the test gives it, unrounded: tails are what calibration looks at.
    pub(super) p_value: Option<f64>,
}

impl GridZ {
    /// Read from the evidence as it is stored, whatever its variant: a test or a filterbank that is added later is here at once.
    fn of(evidence: &Evidence) -> Option<Self> {
        let value = serde_json::to_value(evidence).ok()?;
        let text = |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            kind: text("kind")?,
            codec: text("codec")?,
            filterbank: text("filterbank")?,
            rate_hz: value.get("rate_hz").and_then(Value::as_u64),
            z: value.get("z")?.as_f64().and_then(|z| rounded(z, 3)),
            p_value: value.get("p_value").and_then(Value::as_f64),
        })
    }

    /// The order in which tests are listed.
    fn place(&self) -> (&str, &str, &str, Option<u64>) {
        (&self.codec, &self.filterbank, &self.kind, self.rate_hz)
    }
}

/// What was known and what was found of one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct FileResult {
    #[serde(flatten)]
    pub(super) truth: Truth,
    pub(super) status: AuditStatus,
    pub(super) class: Option<VerdictClass>,
    pub(super) source_codec: Option<&'static str>,
    pub(super) suspicion: Option<f64>,
    pub(super) decided_by: Option<&'static str>,
    pub(super) largest_z: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) is_arbitrated: bool,
    pub(super) elapsed_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    pub(super) evidence: Vec<GridZ>,
}

impl FileResult {
    pub(super) fn new(truth: Truth, report: &AuditReport) -> Self {
        let verdict = report.verdict.as_ref();
        let mut evidence: Vec<GridZ> = report.evidence.iter().filter_map(GridZ::of).collect();
        evidence.sort_by(|a, b| a.place().cmp(&b.place()));
        Self {
            truth,
            status: report.status,
            class: verdict.map(|verdict| verdict.class),
            source_codec: verdict.and_then(|verdict| verdict.source_codec).map(|codec| codec.id()),
            suspicion: verdict.and_then(|verdict| verdict.suspicion).and_then(|suspicion| rounded(suspicion, 6)),
            decided_by: verdict.map(|verdict| verdict.decided_by.id()),
            largest_z: evidence.iter().filter_map(|grid| grid.z).reduce(f64::max),
            is_arbitrated: verdict.is_some_and(|verdict| verdict.arbitration.is_some()),
            elapsed_ms: report.elapsed_ms,
            error: report.error.clone(),
            evidence,
        }
    }

    /// The answer in one word: the codec that was named, else the class, else how the audit ended.
    pub(super) fn answer(&self) -> &'static str {
        answer(self.status, self.class, self.source_codec)
    }

    /// A lossy past that was called one.
    pub(super) fn is_found(&self) -> bool {
        self.truth.label == Label::Transcode && self.class == Some(VerdictClass::Transcode)
    }

    /// A lossy past that was called one, with the right codec.
    pub(super) fn is_codec_right(&self) -> bool {
        let named = self.truth.codec.as_deref().zip(self.source_codec);
        self.is_found() && named.is_some_and(|(codec, named)| is_same_codec(codec, named))
    }

    /// An honest track that was called a transcode.
    pub(super) fn is_false_alarm(&self) -> bool {
        self.truth.label != Label::Transcode && self.class == Some(VerdictClass::Transcode)
    }
}

/// An answer in one word.
pub(super) fn answer(status: AuditStatus, class: Option<VerdictClass>, source_codec: Option<&str>) -> &str {
    match class {
        Some(VerdictClass::Transcode) => source_codec.unwrap_or(VerdictClass::Transcode.id()),
        Some(class) => class.id(),
        None => status.id(),
    }
}

/// The whole evaluation.
#[derive(Debug, Serialize)]
pub(super) struct Results {
    schema: u32,
    /// Version of the program and of its analysis.
    program: &'static str,
    analysis_version: u32,
    /// Whether every row was audited; a run that was stopped says `false`, and its figures are of what was done.
    pub(super) is_complete: bool,
    pub(super) split: Option<Split>,
    pub(super) arms: Vec<Arm>,
    /// Every transcode of every arm, by headroom.
    pub(super) transcodes: Vec<Figures>,
    pub(super) confusion: Vec<Confusion>,
    /// The null: z of genuine tracks, test by test.
    pub(super) genuine_z: Vec<GenuineZ>,
    /// Reliability, abstention, coverage, and what the arbiter adds.
    pub(super) judges: Judges,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) comparison: Option<Comparison>,
    pub(super) files: Vec<FileResult>,
}

impl Results {
    /// Figures of `files`, which it sorts by arm and path.
    pub(super) fn new(mut files: Vec<FileResult>, split: Option<Split>) -> Self {
        files.sort_by(|a, b| (a.truth.label, &a.truth.arm, &a.truth.path).cmp(&(b.truth.label, &b.truth.arm, &b.truth.path)));
        let ended: Vec<&FileResult> = files.iter().filter(|file| file.status != AuditStatus::Cancelled).collect();
        Self {
            schema: RESULTS_SCHEMA,
            program: env!("CARGO_PKG_VERSION"),
            analysis_version: ANALYSIS_VERSION,
            is_complete: ended.len() == files.len(),
            split,
            arms: Arm::all(&ended),
            transcodes: Figures::of_transcodes(&ended),
            confusion: Band::ALL.into_iter().filter_map(|band| Confusion::of(band, &ended)).collect(),
            genuine_z: GenuineZ::all(&ended),
            judges: Judges::of(&ended),
            comparison: None,
            files,
        }
    }

    /// The JSON, the larger lists one entry a line, so that two results can be compared by eye and by `diff` too.
    pub(super) fn json(&self) -> io::Result<Vec<u8>> {
        let mut text = Vec::new();
        self.serialize(&mut serde_json::Serializer::with_formatter(&mut text, LineAnEntry::default()))?;
        text.push(b'\n');
        Ok(text)
    }
}

/// `value` to so many decimals; `None` where it is not finite.
pub(super) fn rounded(value: f64, decimals: i32) -> Option<f64> {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    rounded.is_finite().then_some(rounded + 0.0)
}

/// Writes an optional figure with four decimals.
pub(super) fn four_decimals<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    value.and_then(|value| rounded(value, 4)).serialize(serializer)
}

/// Writes a pair of bounds with four decimals.
pub(super) fn bounds<S: Serializer>(bounds: &(f64, f64), serializer: S) -> Result<S::Ok, S::Error> {
    let mut pair = serializer.serialize_seq(Some(2))?;
    pair.serialize_element(&rounded(bounds.0, 4))?;
    pair.serialize_element(&rounded(bounds.1, 4))?;
    pair.end()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        cli::evaluate::samples::{file, truth},
        contracts::{Codec, DecidedBy, Filterbank, GridChannel, Verdict},
    };

    fn report(z: f64) -> AuditReport {
        let (codec, filterbank, channel) = (Codec::Mp3, Filterbank::Mp3Hybrid, GridChannel::M);
        let lattice = Evidence::CodecLattice {
            codec,
            filterbank,
            rate_hz: 44_100,
            z,
            p_value: 1e-9,
            fit: 25.2,
            null_fit: 4.6,
            offset: 48,
            channel,
            is_decisive: true,
        };
        let verdict = Verdict {
            class: VerdictClass::Transcode,
            probability: Some(0.999),
            suspicion: Some(0.123_456_789),
            source_codec: Some(Codec::Mp3),
            decided_by: DecidedBy::Grid,
            summary: String::new(),
            judged_with: Default::default(),
            arbitration: None,
        };
        let evidence = vec![lattice, Evidence::Silent, Evidence::Cutoff { hz: 16_000.0, slope_db_per_khz: None }];
        let report = AuditReport::cancelled("/a".into());
        AuditReport { status: AuditStatus::Audited, verdict: Some(verdict), evidence, elapsed_ms: 812, ..report }
    }

    #[test]
    fn a_file_has_the_fields_of_its_contract_in_order() {
        let result = FileResult::new(truth("x/a.flac", "lame-320", Label::Transcode, "mp3", Some(1.5)), &report(57.41234));
        assert_eq!(
            serde_json::to_string(&result).unwrap(),
            r#"{"path":"x/a.flac","arm":"lame-320","label":"transcode","codec":"mp3","headroom":1.5,"split":null,"source":null,"status":"audited","class":"transcode","source_codec":"mp3","suspicion":0.123457,"decided_by":"grid","largest_z":57.412,"elapsed_ms":812,"evidence":[{"kind":"codec_lattice","codec":"mp3","filterbank":"mp3_hybrid","rate_hz":44100,"z":57.412,"p_value":1e-9}]}"#
        );
        assert!(result.is_found() && result.is_codec_right() && !result.is_false_alarm());
    }

    #[test]
    fn a_z_that_is_no_number_is_null_and_never_the_largest() {
        let mut broken = report(f64::NAN);
        broken.evidence.extend(report(3.0).evidence);
        let result = FileResult::new(truth("a", "g", Label::Genuine, "", None), &broken);
        let values: Vec<Option<f64>> = result.evidence.iter().map(|grid| grid.z).collect();
        assert_eq!((values, result.largest_z), (vec![None, Some(3.0)], Some(3.0)));
        assert!(result.is_false_alarm() && !result.is_found(), "a genuine track called a transcode");
    }

    #[test]
    fn json_is_sorted_and_has_one_entry_a_line() {
        let files = |order: [usize; 3]| {
            let all = [
                file("b", "lame", Label::Transcode, "mp3", Some("mp3"), Some(9.0)),
                file("a", "lame", Label::Transcode, "mp3", None, Some(1.0)),
                file("c", "genuine", Label::Genuine, "", None, Some(2.0)),
            ];
            order.map(|place| all[place].clone()).to_vec()
        };
        let json = |order| String::from_utf8(Results::new(files(order), None).json().unwrap()).unwrap();
        let text = json([0, 1, 2]);
        assert_eq!(text, json([2, 1, 0]), "the order of ending does not show");
        let value: Value = serde_json::from_str(&text).unwrap();
        let paths: Vec<&str> = value["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
        assert_eq!((paths, &value["schema"], &value["is_complete"]), (vec!["c", "a", "b"], &Value::from(1), &Value::from(true)));
        assert_eq!(text.lines().filter(|line| line.starts_with("{\"path\"")).count(), 3, "{text}");
    }

    #[test]
    fn what_was_cancelled_is_in_no_figure() {
        let mut stopped = file("a", "genuine", Label::Genuine, "", None, None);
        (stopped.status, stopped.class) = (AuditStatus::Cancelled, None);
        let results = Results::new(vec![stopped, file("b", "genuine", Label::Genuine, "", None, None)], None);
        assert!(!results.is_complete && results.files.len() == 2);
        assert_eq!(results.arms[0].headrooms[0].files, 1);
    }
}
