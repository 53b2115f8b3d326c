//! The report of one audit, and its line in the log.

use std::{path::PathBuf, time::Duration};

use crate::{
    brain::{Case, Judge},
    contracts::{Analysis, AuditReport, AuditStatus, GridOutcome},
    persistence::TrackId,
};

/// The number that every log line of a track carries: its row in the store, or its place in this run below zero.
pub(super) fn track_label(track: Option<TrackId>, ordinal: u64) -> i64 {
    track.map_or(-(ordinal as i64), |track| track.0)
}

/// The report of one audit, logged under `label`: judged where it was analysed, failed where it was not.
pub(super) fn assemble(
    judge: &Judge,
    label: i64,
    path: PathBuf,
    result: Result<Box<Analysis>, String>,
    elapsed: Duration,
) -> AuditReport {
    let elapsed_ms = elapsed.as_millis() as u64;
    match result {
        Err(error) => {
            tracing::warn!(target: "analysis", track = label, "failed: {error}");
            AuditReport { elapsed_ms, ..AuditReport::failed(path, error) }
        }
        Ok(analysis) => {
            let case = Case { facts: &analysis.facts, measurements: &analysis.measurements, grid: analysis.grid.as_ref() };
            let judgement = judge.judge(case);
            let profile: Vec<String> = analysis.profile.iter().map(|(stage, ms)| format!("{stage} {ms:.1} ms")).collect();
            tracing::info!(
                target: "analysis",
                track = label,
                verdict = judgement.verdict.class.id(),
                largest_z = analysis.grid.as_ref().and_then(GridOutcome::largest_z),
                profile = profile.join(", "),
                "audited"
            );
            AuditReport {
                path,
                status: AuditStatus::Audited,
                error: None,
                facts: Some(analysis.facts),
                integrity: Some(analysis.integrity),
                metadata: analysis.metadata,
                auditor: None,
                verdict: Some(judgement.verdict),
                evidence: judgement.evidence,
                measurements: analysis.measurements,
                pictures: analysis.pictures,
                limits: analysis.grid.as_ref().map(|grid| grid.limits.clone()).unwrap_or_default(),
                grid: analysis.grid,
                fingerprint: Some(analysis.fingerprint),
                elapsed_ms,
            }
        }
    }
}
