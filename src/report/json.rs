//! The JSON line of one report, schema 1.
//!
//! The fields of the contract (`product.md`) come first and in its order; what was added since stands after them. A number that
//! could not be measured, or that no number can say, is `null`. Numbers are rounded to what was really measured, so that two
//! audits of one track are one line.

use std::{
    io::{self, BufWriter, Write},
    sync::Arc,
};

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{
    ReportWriter,
    figures::{figures, rounded},
    worth_telling,
};
use crate::contracts::{
    ArbiterClass, ArbiterReason, Arbitration, AuditReport, AuditStatus, Codec, DecidedBy, Evidence, GridOutcome, GridSection,
    Integrity, IntegrityState, JudgedWith, Md5State, Measurements, NetworkReading, REPORT_SCHEMA, Reader, SourceLimit, StreamFacts,
    Traces, Verdict, VerdictClass,
};
use crate::policy::{Policy, PolicyOutcome};

/// A report as its JSON line serialises.
#[derive(Debug, Serialize)]
pub struct JsonLine<'a> {
    schema: u32,
    path: String,
    /// Bytes of a path that is not UTF-8, in hexadecimal.
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
    status: AuditStatus,
    error: Option<&'a str>,
    format: Option<FormatPart<'a>>,
    integrity: Option<IntegrityPart<'a>>,
    verdict: Option<VerdictPart<'a>>,
    evidence: Vec<EvidencePart<'a>>,
    measurements: MeasurementsPart<'a>,
    limits: &'a [SourceLimit],
    arbitration: Option<ArbitrationPart<'a>>,
    elapsed_ms: u64,
    grid: Option<GridPart<'a>>,
    /// `null` where no policy was asked for.
    policy: Option<PolicyOutcome>,
}

impl<'a> JsonLine<'a> {
    /// The line of `report`.
    pub fn new(report: &'a AuditReport) -> Self {
        Self {
            schema: REPORT_SCHEMA,
            path: report.path.to_string_lossy().into_owned(),
            path_bytes: path_bytes(&report.path),
            status: report.status,
            error: report.error.as_deref(),
            format: report.facts.as_ref().map(FormatPart::new),
            integrity: report.integrity.as_ref().map(IntegrityPart::new),
            verdict: report.verdict.as_ref().map(VerdictPart::new),
            evidence: worth_telling(&report.evidence).into_iter().map(EvidencePart).collect(),
            measurements: MeasurementsPart(&report.measurements),
            limits: &report.limits,
            arbitration: report.verdict.as_ref().and_then(|verdict| verdict.arbitration.as_deref()).map(ArbitrationPart::new),
            elapsed_ms: report.elapsed_ms,
            grid: report.grid.as_ref().map(GridPart::new),
            policy: None,
        }
    }

    /// The line with how the report stands to a policy.
    pub fn with_policy(self, policy: Option<PolicyOutcome>) -> Self {
        Self { policy, ..self }
    }
}

/// Bytes of `path` in hexadecimal where it is not UTF-8, so that no two files share a name.
#[cfg(unix)]
pub(super) fn path_bytes(path: &std::path::Path) -> Option<String> {
    use std::os::unix::ffi::OsStrExt;
    let bytes = path.as_os_str().as_bytes();
    path.to_str().is_none().then(|| bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(not(unix))]
pub(super) fn path_bytes(_path: &std::path::Path) -> Option<String> {
    None
}

#[derive(Debug, Serialize)]
struct FormatPart<'a> {
    container: &'a str,
    codec: &'a str,
    sample_rate_hz: u32,
    bits: Option<u16>,
    channels: u16,
    duration_s: Option<f64>,
    is_float: bool,
    is_lossy: bool,
    reader: Reader,
}

impl<'a> FormatPart<'a> {
    fn new(facts: &'a StreamFacts) -> Self {
        Self {
            container: &facts.container,
            codec: &facts.codec,
            sample_rate_hz: facts.sample_rate.hz(),
            bits: facts.bits,
            channels: facts.channels,
            duration_s: rounded(facts.duration_s(), 3),
            is_float: facts.is_float,
            is_lossy: facts.is_lossy,
            reader: facts.reader,
        }
    }
}

#[derive(Debug, Serialize)]
struct IntegrityPart<'a> {
    state: IntegrityState,
    md5: Option<Md5State>,
    detail: Option<&'a str>,
    first_fault_s: Option<f64>,
}

impl<'a> IntegrityPart<'a> {
    fn new(integrity: &'a Integrity) -> Self {
        Self {
            state: integrity.state,
            md5: integrity.md5,
            detail: integrity.detail.as_deref(),
            first_fault_s: integrity.first_fault_s.and_then(|seconds| rounded(seconds, 3)),
        }
    }
}

#[derive(Debug, Serialize)]
struct VerdictPart<'a> {
    class: VerdictClass,
    probability: Option<f64>,
    source_codec: Option<Codec>,
    decided_by: DecidedBy,
    suspicion: Option<f64>,
    summary: &'a str,
    judged_with: &'a JudgedWith,
}

impl<'a> VerdictPart<'a> {
    fn new(verdict: &'a Verdict) -> Self {
        Self {
            class: verdict.class,
            probability: verdict.probability.and_then(|probability| rounded(probability, 4)),
            source_codec: verdict.source_codec,
            decided_by: verdict.decided_by,
            suspicion: verdict.suspicion.and_then(|suspicion| rounded(suspicion, 4)),
            summary: &verdict.summary,
            judged_with: &verdict.judged_with,
        }
    }
}

/// What the arbiter said; the whole exchange stays in the store.
#[derive(Debug, Serialize)]
struct ArbitrationPart<'a> {
    model: &'a str,
    digest: &'a str,
    class: ArbiterClass,
    confidence: Option<f64>,
    reasons: &'a [ArbiterReason],
    elapsed_ms: u64,
    asked_ms: i64,
    is_reused: bool,
    prompt_hash: &'a str,
}

impl<'a> ArbitrationPart<'a> {
    fn new(arbitration: &'a Arbitration) -> Self {
        Self {
            model: &arbitration.model,
            digest: &arbitration.digest,
            class: arbitration.class,
            confidence: rounded(arbitration.confidence, 3),
            reasons: &arbitration.reasons,
            elapsed_ms: arbitration.elapsed_ms,
            asked_ms: arbitration.asked_ms,
            is_reused: arbitration.is_reused,
            prompt_hash: &arbitration.prompt_hash,
        }
    }
}

/// What all grids together say.
#[derive(Debug, Serialize)]
struct GridPart<'a> {
    hypotheses: usize,
    false_alarm_probability: Option<f64>,
    source: Option<SourcePart<'a>>,
    runner_up: Option<RunnerUpPart>,
    sections: Vec<SectionPart>,
}

#[derive(Debug, Serialize)]
struct SourcePart<'a> {
    kbps: Option<u32>,
    encoder: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct RunnerUpPart {
    codec: Codec,
    z: Option<f64>,
}

#[derive(Debug, Serialize)]
struct SectionPart {
    start_s: Option<f64>,
    end_s: Option<f64>,
    agreeing: u32,
    judged: u32,
    offset: u32,
}

impl<'a> GridPart<'a> {
    fn new(outcome: &'a GridOutcome) -> Self {
        let section = |section: &GridSection| SectionPart {
            start_s: rounded(section.start_s, 3),
            end_s: rounded(section.end_s, 3),
            agreeing: section.agreeing,
            judged: section.judged,
            offset: section.offset,
        };
        let runner_up = outcome.runner_up();
        Self {
            hypotheses: outcome.tests.len(),
            false_alarm_probability: outcome.false_alarm_probability.filter(|p| p.is_finite()),
            source: outcome.source.as_ref().map(|source| SourcePart { kbps: source.kbps, encoder: source.encoder.as_deref() }),
            runner_up: runner_up.map(|test| RunnerUpPart { codec: test.codec, z: test.z().and_then(|z| rounded(z, 2)) }),
            sections: outcome.sections.iter().map(section).collect(),
        }
    }
}

#[derive(Debug)]
struct EvidencePart<'a>(&'a Evidence);

impl Serialize for EvidencePart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Evidence::CodecGrid {
                codec,
                filterbank,
                rate_hz,
                z,
                p_value,
                hole_rate,
                null_rate,
                threshold_lsb16,
                offset,
                channel,
                agreeing_share,
                is_decisive,
            } => {
                map.serialize_entry("kind", "codec_grid")?;
                map.serialize_entry("codec", codec)?;
                map.serialize_entry("z", &rounded(*z, 2))?;
                map.serialize_entry("hole_rate", &rounded(*hole_rate, 4))?;
                map.serialize_entry("null_rate", &rounded(*null_rate, 4))?;
                map.serialize_entry("offset", offset)?;
                map.serialize_entry("channel", channel)?;
                map.serialize_entry("filterbank", filterbank)?;
                map.serialize_entry("rate_hz", rate_hz)?;
                map.serialize_entry("p_value", p_value)?;
                map.serialize_entry("threshold_lsb16", &rounded(*threshold_lsb16, 3))?;
                map.serialize_entry("agreeing_share", &agreeing_share.and_then(|share| rounded(share, 4)))?;
                map.serialize_entry("is_decisive", is_decisive)?;
            }
            Evidence::CodecLattice { codec, filterbank, rate_hz, z, p_value, fit, null_fit, offset, channel, is_decisive } => {
                map.serialize_entry("kind", "codec_lattice")?;
                map.serialize_entry("codec", codec)?;
                map.serialize_entry("z", &rounded(*z, 2))?;
                map.serialize_entry("fit", &rounded(*fit, 3))?;
                map.serialize_entry("null_fit", &rounded(*null_fit, 3))?;
                map.serialize_entry("offset", offset)?;
                map.serialize_entry("channel", channel)?;
                map.serialize_entry("filterbank", filterbank)?;
                map.serialize_entry("rate_hz", rate_hz)?;
                map.serialize_entry("p_value", p_value)?;
                map.serialize_entry("is_decisive", is_decisive)?;
            }
            Evidence::Cutoff { hz, slope_db_per_khz } => {
                map.serialize_entry("kind", "cutoff")?;
                map.serialize_entry("hz", &rounded(*hz, 1))?;
                map.serialize_entry("slope_db_per_khz", &slope_db_per_khz.and_then(|slope| rounded(slope, 2)))?;
            }
            Evidence::Upsampling { edge_hz, drop_db, from_rate_hz } => {
                map.serialize_entry("kind", "upsampling")?;
                map.serialize_entry("edge_hz", &rounded(*edge_hz, 1))?;
                map.serialize_entry("drop_db", &rounded(*drop_db, 2))?;
                map.serialize_entry("from_rate_hz", from_rate_hz)?;
            }
            Evidence::Padding { declared_bits, effective_bits } => {
                map.serialize_entry("kind", "padding")?;
                map.serialize_entry("declared_bits", declared_bits)?;
                map.serialize_entry("effective_bits", effective_bits)?;
            }
            Evidence::DeclaredLossy { codec } => {
                map.serialize_entry("kind", "declared_lossy")?;
                map.serialize_entry("codec", codec)?;
            }
            Evidence::TooShort { duration_s, needed_s } => {
                map.serialize_entry("kind", "too_short")?;
                map.serialize_entry("duration_s", &rounded(*duration_s, 3))?;
                map.serialize_entry("needed_s", &rounded(*needed_s, 3))?;
            }
            Evidence::Silent => map.serialize_entry("kind", "silent")?,
            Evidence::TooQuiet { peak_dbfs } => {
                map.serialize_entry("kind", "too_quiet")?;
                map.serialize_entry("peak_dbfs", &rounded(*peak_dbfs, 2))?;
            }
            Evidence::Forest { probability, reasons } => {
                map.serialize_entry("kind", "forest")?;
                map.serialize_entry("probability", &rounded(*probability, 4))?;
                map.serialize_entry("reasons", reasons)?;
            }
            Evidence::Network(NetworkReading {
                patches,
                mean_logit,
                spread,
                share_over_zero,
                highest_decile,
                provider,
                weights,
            }) => {
                map.serialize_entry("kind", "network")?;
                map.serialize_entry("patches", patches)?;
                map.serialize_entry("mean_logit", &rounded(*mean_logit, 4))?;
                map.serialize_entry("spread", &rounded(*spread, 4))?;
                map.serialize_entry("share_over_zero", &rounded(*share_over_zero, 4))?;
                map.serialize_entry("highest_decile", &rounded(*highest_decile, 4))?;
                map.serialize_entry("provider", provider)?;
                map.serialize_entry("weights", weights)?;
            }
            Evidence::GridNotTried { reason } => {
                map.serialize_entry("kind", "grid_not_tried")?;
                map.serialize_entry("reason", reason)?;
            }
        }
        map.end()
    }
}

#[derive(Debug)]
struct MeasurementsPart<'a>(&'a Measurements);

impl Serialize for MeasurementsPart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let measured = self.0;
        let mut map = serializer.serialize_map(None)?;
        for (name, figure) in figures(measured) {
            map.serialize_entry(name, &figure)?;
        }
        map.serialize_entry("dead_channels", &measured.dead_channels)?;
        map.serialize_entry("audio_id", &measured.audio_id)?;
        map.serialize_entry("traces", &TracesPart(&measured.traces))?;
        map.end()
    }
}

/// Traces of coding, to four decimals.
#[derive(Debug)]
struct TracesPart<'a>(&'a Traces);

impl Serialize for TracesPart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let traces = serde_json::to_value(self.0).map_err(serde::ser::Error::custom)?;
        let traces = traces.as_object().into_iter().flatten();
        serializer.collect_map(traces.map(|(name, value)| (name, value.as_f64().and_then(|value| rounded(value, 4)))))
    }
}

/// Writes JSON lines.
pub(super) struct JsonWriter {
    output: BufWriter<Box<dyn Write + Send>>,
    policy: Option<Arc<Policy>>,
}

impl JsonWriter {
    pub(super) fn new(output: Box<dyn Write + Send>, policy: Option<Arc<Policy>>) -> Self {
        Self { output: BufWriter::new(output), policy }
    }
}

impl ReportWriter for JsonWriter {
    fn write(&mut self, report: &AuditReport) -> io::Result<()> {
        let outcome = self.policy.as_ref().map(|policy| policy.evaluate(report));
        serde_json::to_writer(&mut self.output, &JsonLine::new(report).with_policy(outcome))?;
        self.output.write_all(b"\n")?;
        self.output.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use serde_json::Value;

    use super::*;
    use crate::report::samples;

    fn line(report: &AuditReport) -> String {
        serde_json::to_string(&JsonLine::new(report)).unwrap()
    }

    /// The line of `product.md`, field by field; a field that was added since may stand after those of its object.
    #[test]
    fn the_contract_holds_in_names_values_and_order() {
        let line = line(&samples::transcode());
        for part in [
            r#"{"schema":1,"path":"/music/track.flac","status":"audited","error":null,"format":{"container":"flac","codec":"flac","sample_rate_hz":44100,"bits":16,"channels":2,"duration_s":251.3"#,
            r#""integrity":{"state":"intact","md5":"match","detail":null"#,
            r#""verdict":{"class":"transcode","probability":0.999,"source_codec":"mp3","decided_by":"grid""#,
            r#""evidence":[{"kind":"codec_grid","codec":"mp3","z":57.4,"hole_rate":0.185,"null_rate":0.077,"offset":48,"channel":"R""#,
            r#"{"kind":"codec_lattice","codec":"mp3","z":412.0,"fit":25.2,"null_fit":4.6,"offset":48,"channel":"M""#,
            r#"{"kind":"cutoff","hz":20050.0,"slope_db_per_khz":84.0}]"#,
            r#""measurements":{"integrated_lufs":-9.1,"loudness_range_lu":5.2,"true_peak_dbtp":0.3,"sample_peak_dbfs":0.0,"dr":7,"snr_db":58.0,"clipped_runs":12,"dc_offset":0.0001,"effective_bits":16,"cutoff_hz":20050.0,"stereo_correlation":0.81,"clicks":0,"dropouts":0,"leading_silence_s":0.2,"trailing_silence_s":1.9"#,
            r#""limits":[{"codec":"mp3","visible_up_to_kbps":320}],"arbitration":null,"elapsed_ms":812"#,
            r#""grid":{"hypotheses":2,"false_alarm_probability":1e-28,"source":{"kbps":192,"encoder":"LAME"},"runner_up":{"codec":"aac","z":1.24},"sections":[{"start_s":0.0,"end_s":120.0,"agreeing":50,"judged":50,"offset":48},{"start_s":120.0,"end_s":251.3,"agreeing":46,"judged":50,"offset":48}]},"policy":null}"#,
        ] {
            assert!(line.contains(part), "{part}\nis not in\n{line}");
        }
    }

    #[test]
    fn what_was_not_measured_is_null_and_never_zero() {
        let value: Value = serde_json::from_str(&line(&AuditReport::failed(PathBuf::from("/a"), "no"))).unwrap();
        assert_eq!((&value["status"], &value["error"]), (&Value::from("failed"), &Value::from("no")));
        for absent in ["format", "integrity", "verdict", "arbitration", "grid", "policy"] {
            assert_eq!(value[absent], Value::Null, "{absent}");
        }
        let mut measurements = value["measurements"].as_object().unwrap().clone();
        let traces = measurements.remove("traces").unwrap();
        assert_eq!((measurements.len(), traces.as_object().unwrap().len()), (28, 17));
        assert!(measurements.values().chain(traces.as_object().unwrap().values()).all(Value::is_null), "{measurements:?}");
    }

    #[test]
    fn dozens_of_grids_do_not_become_dozens_of_lines() {
        let mut report = samples::transcode();
        let weak = |z: f64| match &samples::transcode().evidence[1] {
            Evidence::CodecLattice { .. } => Evidence::CodecLattice {
                codec: Codec::Aac,
                filterbank: crate::contracts::Filterbank::AacKbd,
                rate_hz: 48_000,
                z,
                p_value: f64::NAN,
                fit: 1.0,
                null_fit: 1.0,
                offset: 0,
                channel: crate::contracts::GridChannel::L,
                is_decisive: false,
            },
            other => other.clone(),
        };
        report.evidence.extend((0..40).map(|at| weak(4.0 - f64::from(at) / 10.0)));
        let value: Value = serde_json::from_str(&line(&report)).unwrap();
        let evidence = value["evidence"].as_array().unwrap();
        assert_eq!(evidence.len(), 4);
        assert_eq!(
            (&evidence[3]["z"], &evidence[3]["p_value"], &evidence[3]["rate_hz"]),
            (&4.0.into(), &Value::Null, &48_000.into())
        );
    }

    #[test]
    fn every_measurement_has_a_place() {
        let all = serde_json::to_value(Measurements::default()).unwrap();
        let line: Value = serde_json::from_str(&line(&samples::transcode())).unwrap();
        for name in all.as_object().unwrap().keys() {
            assert!(line["measurements"].get(name).is_some(), "{name} is left out");
        }
    }

    #[test]
    fn evidence_has_the_fields_of_its_contract() {
        let network = NetworkReading::of(&[-1.0, 2.0], "cpu", "1a2b3c4d").map(Evidence::Network);
        for evidence in samples::transcode().evidence.iter().chain(&network) {
            let contract = serde_json::to_value(evidence).unwrap();
            let written = serde_json::to_value(EvidencePart(evidence)).unwrap();
            assert_eq!(contract, written);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_keeps_its_bytes() {
        use std::os::unix::ffi::OsStringExt;
        let path = PathBuf::from(std::ffi::OsString::from_vec(b"/a\xff.flac".to_vec()));
        let value: Value = serde_json::from_str(&line(&AuditReport::cancelled(path))).unwrap();
        assert_eq!(value["path"], "/a\u{fffd}.flac");
        assert_eq!(value["path_bytes"], "2f61ff2e666c6163");
        assert_eq!(value["status"], "cancelled");
    }
}
