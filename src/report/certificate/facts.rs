//! The facts of a certificate as JSON: what a machine reads back.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

use super::Subject;
use crate::{
    contracts::{ANALYSIS_VERSION, AuditReport, Checksums},
    report::{JsonLine, printable},
};

/// Version of the JSON.
pub(super) const SCHEMA: u32 = 1;
/// What the JSON says that it is.
pub(super) const KIND: &str = "audiopro-certificate";

/// What a certificate says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Always `audiopro-certificate`.
    pub kind: String,
    /// Version of this JSON.
    pub schema: u32,
    /// The program, with its version.
    pub program: String,
    /// Version of the analysis.
    pub analysis_version: u32,
    /// When it was made, `2026-02-03T04:05:06Z`.
    pub made: String,
    /// Its tracks, in their order.
    pub tracks: Vec<TrackFacts>,
}

/// What it says of a track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackFacts {
    /// Name of the file, without its folder.
    pub name: String,
    /// Its checksums.
    #[serde(flatten)]
    pub checksums: Checksums,
    /// The report as its JSON line, schema 1, without the folder.
    pub report: Value,
}

impl Facts {
    /// The facts of `subjects`, made at `made`.
    pub(super) fn new(subjects: &[Subject<'_>], made: OffsetDateTime) -> Result<Self, serde_json::Error> {
        let track = |subject: &Subject<'_>| {
            // Whom a certificate is shown to has no business in the folders of who made it.
            let name = subject.report.path.file_name().map_or_else(|| subject.report.path.clone(), PathBuf::from);
            let report = AuditReport { path: name.clone(), ..subject.report.clone() };
            let report = serde_json::to_value(JsonLine::new(&report).with_policy(subject.policy.cloned()))?;
            Ok(TrackFacts { name: printable(&name.to_string_lossy()), checksums: subject.checksums.clone(), report })
        };
        Ok(Self {
            kind: KIND.to_owned(),
            schema: SCHEMA,
            program: crate::report::method::PROGRAM.to_owned(),
            analysis_version: ANALYSIS_VERSION,
            made: format!(
                "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
                made.year(),
                u8::from(made.month()),
                made.day(),
                made.hour(),
                made.minute(),
                made.second()
            ),
            tracks: subjects.iter().map(track).collect::<Result<_, serde_json::Error>>()?,
        })
    }
}
