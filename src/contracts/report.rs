//! The report of one audit: what the command line prints and the store keeps.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{AuditorsWord, Evidence, GridOutcome, Integrity, Measurements, Metadata, Pictures, SourceLimit, StreamFacts, Verdict};

/// Version of the JSON line.
pub const REPORT_SCHEMA: u32 = 1;

/// Version of the analysis: a stored audit of another version is made again. Raise it with anything that changes a figure.
pub const ANALYSIS_VERSION: u32 = 4;

/// Version of the acoustic fingerprints: those of another version are made again, and no audit for them.
pub const FINGERPRINT_VERSION: u32 = 1;

/// What makes two audits the same one: nothing with the same key is audited twice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TrackKey {
    /// Path as given, made absolute.
    pub path: PathBuf,
    /// Size in bytes.
    pub size_bytes: u64,
    /// Time of the last change, nanoseconds since 1970.
    pub modified_ns: i64,
}

/// How an audit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuditStatus {
    /// A verdict was reached.
    Audited,
    /// The track could not be audited; `error` says why.
    Failed,
    /// Cancelled before its end.
    Cancelled,
}

impl AuditStatus {
    /// Name in JSON and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Audited => "audited",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One audit of one track. A failed track is a report too.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditReport {
    /// The track.
    pub path: PathBuf,
    /// How it ended.
    pub status: AuditStatus,
    /// What went wrong, naming the remedy.
    pub error: Option<String>,
    /// The stream, where one was opened.
    pub facts: Option<StreamFacts>,
    /// Integrity, where a stream was opened.
    pub integrity: Option<Integrity>,
    /// What is written on the file.
    pub metadata: Metadata,
    /// The verdict, where one was reached: the auditor's where there is one.
    pub verdict: Option<Verdict>,
    /// The auditor's word and the machine's verdict under it.
    pub auditor: Option<AuditorsWord>,
    /// Measured reasons, strongest first.
    pub evidence: Vec<Evidence>,
    /// Measurements.
    pub measurements: Measurements,
    /// Curves for the window.
    pub pictures: Pictures,
    /// Codec grids tried.
    pub grid: Option<GridOutcome>,
    /// How far each codec can be seen.
    pub limits: Vec<SourceLimit>,
    /// Acoustic fingerprint, made with the audit; a stored one is not loaded with the report.
    pub fingerprint: Option<Vec<u32>>,
    /// Time that the audit took.
    pub elapsed_ms: u64,
}

impl AuditReport {
    /// A report of a track that could not be audited.
    pub fn failed(path: PathBuf, error: impl Into<String>) -> Self {
        Self {
            path,
            status: AuditStatus::Failed,
            error: Some(error.into()),
            facts: None,
            integrity: None,
            metadata: Metadata::default(),
            verdict: None,
            auditor: None,
            evidence: Vec::new(),
            measurements: Measurements::default(),
            pictures: Pictures::default(),
            grid: None,
            limits: Vec::new(),
            fingerprint: None,
            elapsed_ms: 0,
        }
    }

    /// A report of a track that was cancelled.
    pub fn cancelled(path: PathBuf) -> Self {
        Self { status: AuditStatus::Cancelled, error: None, ..Self::failed(path, "") }
    }
}
