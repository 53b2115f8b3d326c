//! CSV: one row a track, names as in the JSON line, evidence in one cell.
//!
//! A spreadsheet runs a cell that begins like a formula, and a file can be named like one: such text gets an apostrophe in front.

use std::{
    io::{self, Write},
    sync::Arc,
};

use super::{
    ReportWriter,
    evidence::{describe, worth_telling},
    figures::{Figure, figures, rounded},
    json::path_bytes,
    table::integrity_word,
};
use crate::{
    contracts::{AuditReport, Codec, Md5State, Measurements},
    policy::{Policy, PolicyOutcome},
};

/// Columns before the measurements.
const FIRST_COLUMNS: [&str; 29] = [
    "path",
    "path_bytes",
    "status",
    "error",
    "container",
    "codec",
    "sample_rate_hz",
    "bits",
    "channels",
    "duration_s",
    "integrity",
    "md5",
    "integrity_detail",
    "first_fault_s",
    "class",
    "probability",
    "source_codec",
    "decided_by",
    "suspicion",
    "summary",
    "evidence",
    "limits",
    "limit_mp3_kbps",
    "limit_aac_kbps",
    "source_kbps",
    "source_encoder",
    "runner_up",
    "runner_up_z",
    "false_alarm_probability",
];

/// Columns after the measurements. The policy's are empty where there is none.
const LAST_COLUMNS: [&str; 4] = ["dead_channels", "elapsed_ms", "policy", "policy_reasons"];

/// Writes CSV. The header stands there even where no track follows.
pub(super) struct CsvWriter {
    output: csv::Writer<Box<dyn Write + Send>>,
    has_header: bool,
    policy: Option<Arc<Policy>>,
}

impl CsvWriter {
    pub(super) fn new(output: Box<dyn Write + Send>, policy: Option<Arc<Policy>>) -> Self {
        Self { output: csv::Writer::from_writer(output), has_header: false, policy }
    }

    fn write_header(&mut self) -> io::Result<()> {
        if self.has_header {
            return Ok(());
        }
        self.has_header = true;
        let measured = figures(&Measurements::default()).map(|(name, _)| name);
        let names = FIRST_COLUMNS.into_iter().chain(measured).chain(LAST_COLUMNS);
        self.output.write_record(names).map_err(io_error)
    }
}

impl ReportWriter for CsvWriter {
    fn write(&mut self, report: &AuditReport) -> io::Result<()> {
        self.write_header()?;
        let outcome = self.policy.as_ref().map(|policy| policy.evaluate(report));
        self.output.write_record(cells(report, outcome.as_ref())).map_err(io_error)?;
        self.output.flush()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.write_header()?;
        self.output.flush()
    }
}

fn io_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn cells(report: &AuditReport, outcome: Option<&PolicyOutcome>) -> Vec<String> {
    let (facts, integrity, verdict) = (report.facts.as_ref(), report.integrity.as_ref(), report.verdict.as_ref());
    let evidence: Vec<String> = worth_telling(&report.evidence).into_iter().map(describe).collect();
    let grid = report.grid.as_ref();
    let (source, runner_up) = (grid.and_then(|grid| grid.source.as_ref()), grid.and_then(|grid| grid.runner_up()));
    let limits = report.limits.iter().map(|limit| match limit.visible_up_to_kbps {
        Some(kbps) => format!("{} {kbps}", limit.codec.id()),
        None => format!("{} unknown", limit.codec.id()),
    });
    let mut cells = vec![
        guarded(&report.path.to_string_lossy()),
        path_bytes(&report.path).unwrap_or_default(),
        report.status.id().to_owned(),
        guarded(report.error.as_deref().unwrap_or_default()),
        guarded(facts.map_or("", |facts| &facts.container)),
        guarded(facts.map_or("", |facts| &facts.codec)),
        text(facts.map(|facts| facts.sample_rate.hz())),
        text(facts.and_then(|facts| facts.bits)),
        text(facts.map(|facts| facts.channels)),
        text(facts.and_then(|facts| rounded(facts.duration_s(), 3))),
        text(integrity.map(|integrity| integrity_word(integrity.state))),
        text(integrity.and_then(|integrity| integrity.md5).map(md5_word)),
        guarded(integrity.and_then(|integrity| integrity.detail.as_deref()).unwrap_or_default()),
        text(integrity.and_then(|integrity| integrity.first_fault_s).and_then(|seconds| rounded(seconds, 3))),
        text(verdict.map(|verdict| verdict.class.id())),
        text(verdict.and_then(|verdict| verdict.probability).and_then(|probability| rounded(probability, 4))),
        text(verdict.and_then(|verdict| verdict.source_codec).map(|codec| codec.id())),
        text(verdict.map(|verdict| verdict.decided_by.id())),
        text(verdict.and_then(|verdict| verdict.suspicion).and_then(|suspicion| rounded(suspicion, 4))),
        guarded(verdict.map_or("", |verdict| &verdict.summary)),
        guarded(&evidence.join("; ")),
        limits.collect::<Vec<_>>().join("; "),
        limit_of(report, Codec::Mp3),
        limit_of(report, Codec::Aac),
        text(source.and_then(|source| source.kbps)),
        guarded(source.and_then(|source| source.encoder.as_deref()).unwrap_or_default()),
        text(runner_up.map(|test| test.codec.id())),
        text(runner_up.and_then(|test| test.z()).and_then(|z| rounded(z, 2))),
        text(grid.and_then(|grid| grid.false_alarm_probability).filter(|p| p.is_finite()).map(|p| format!("{p:e}"))),
    ];
    cells.extend(figures(&report.measurements).into_iter().map(|(_, figure)| match figure {
        Figure::Number(number) => text(number),
        Figure::Count(count) => text(count),
        Figure::Truth(truth) => text(truth),
    }));
    let dead = report.measurements.dead_channels.as_ref();
    cells.push(dead.map(|dead| dead.iter().map(u16::to_string).collect::<Vec<_>>().join(" ")).unwrap_or_default());
    cells.push(report.elapsed_ms.to_string());
    cells.push(text(outcome.map(|outcome| outcome.outcome.id())));
    cells.push(guarded(&outcome.map(PolicyOutcome::reasons).unwrap_or_default()));
    cells
}

/// Highest bitrate of `codec` that would show; `none` where none would, empty where it is not known.
fn limit_of(report: &AuditReport, codec: Codec) -> String {
    let limit = report.limits.iter().find(|limit| limit.codec == codec);
    limit.map_or_else(String::new, |limit| limit.visible_up_to_kbps.map_or_else(|| "none".to_owned(), |kbps| kbps.to_string()))
}

fn md5_word(state: Md5State) -> &'static str {
    match state {
        Md5State::Match => "match",
        Md5State::Mismatch => "mismatch",
        Md5State::Absent => "absent",
    }
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// `text` as no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::report::samples;

    fn rows(reports: &[AuditReport]) -> (Vec<String>, Vec<csv::StringRecord>) {
        let buffer = crate::report::table::tests::Buffer::default();
        let mut writer = Box::new(CsvWriter::new(Box::new(buffer.clone()), None));
        for report in reports {
            writer.write(report).unwrap();
        }
        writer.finish().unwrap();
        let text = buffer.text();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
        (header, reader.records().map(Result::unwrap).collect())
    }

    #[test]
    fn rows_fit_their_header_and_carry_the_report() {
        let (header, rows) = rows(&[samples::transcode(), AuditReport::failed(PathBuf::from("/b"), "not, \"audio\"\nat all")]);
        let cell =
            |row: usize, name: &str| rows[row].get(header.iter().position(|column| column == name).unwrap()).unwrap().to_owned();
        assert_eq!(rows[0].len(), header.len());
        assert_eq!(
            (cell(0, "class"), cell(0, "source_codec"), cell(0, "probability")),
            ("transcode".into(), "mp3".into(), "0.999".into())
        );
        assert_eq!(
            (cell(0, "integrated_lufs"), cell(0, "clipped_runs"), cell(0, "balance_db")),
            ("-9.1".into(), "12".into(), String::new())
        );
        assert!(cell(0, "evidence").contains("MP3 ladder at 48, z 412.0"));
        let names = ["source_kbps", "source_encoder", "limit_mp3_kbps", "limit_aac_kbps", "runner_up", "runner_up_z"];
        assert_eq!(names.map(|name| cell(0, name)), ["192", "LAME", "320", "", "aac", "1.24"]);
        assert_eq!(cell(0, "false_alarm_probability"), "1e-28");
        assert_eq!((cell(1, "status"), cell(1, "error")), ("failed".into(), "not, \"audio\"\nat all".into()));
        assert_eq!(cell(1, "integrated_lufs"), "");
        assert_eq!((header[0].as_str(), header.last().unwrap().as_str()), ("path", "policy_reasons"));
    }

    #[test]
    fn a_header_stands_alone_where_nothing_was_found() {
        let (header, rows) = rows(&[]);
        assert!(rows.is_empty() && header.len() == FIRST_COLUMNS.len() + 26 + LAST_COLUMNS.len());
    }

    #[test]
    fn no_name_becomes_a_formula() {
        for name in ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\tx"] {
            let (_, rows) = rows(&[AuditReport::cancelled(PathBuf::from(name))]);
            assert_eq!(rows[0].get(0), Some(format!("'{name}").as_str()));
        }
    }
}
