//! Many reports in numbers, counted as they come.

use super::drawing::{Ink, Spread};
use super::table::verdict_word;
use crate::{
    contracts::{AuditReport, AuditStatus, IntegrityState, VerdictClass},
    policy::{PolicyOutcome, PolicyState},
};

/// Counts over reports; memory does not grow with their number.
#[derive(Clone, Debug)]
pub(super) struct Totals {
    pub(super) tracks: u64,
    pub(super) by_class: [u64; VerdictClass::ALL.len()],
    pub(super) failed: u64,
    pub(super) cancelled: u64,
    pub(super) damaged: u64,
    pub(super) with_defects: u64,
    pub(super) seconds: f64,
    pub(super) passed: u64,
    pub(super) broken: u64,
    pub(super) undetermined: u64,
    pub(super) loudness: Spread,
    pub(super) true_peak: Spread,
    pub(super) dynamic_range: Spread,
}

impl Default for Totals {
    fn default() -> Self {
        Self {
            tracks: 0,
            by_class: [0; VerdictClass::ALL.len()],
            failed: 0,
            cancelled: 0,
            damaged: 0,
            with_defects: 0,
            seconds: 0.0,
            passed: 0,
            broken: 0,
            undetermined: 0,
            loudness: Spread::new(-40.0, 0.0, 40),
            true_peak: Spread::new(-12.0, 4.0, 32),
            dynamic_range: Spread::new(0.0, 24.0, 24),
        }
    }
}

impl Totals {
    /// Counts `report`, and how it stands to the policy.
    pub(super) fn add(&mut self, report: &AuditReport, outcome: Option<&PolicyOutcome>) {
        self.tracks += 1;
        match report.status {
            AuditStatus::Failed => self.failed += 1,
            AuditStatus::Cancelled => self.cancelled += 1,
            AuditStatus::Audited => {}
        }
        if let Some(verdict) = &report.verdict {
            let place = VerdictClass::ALL.iter().position(|class| *class == verdict.class);
            self.by_class[place.unwrap_or(VerdictClass::ALL.len() - 1)] += 1;
        }
        self.damaged += u64::from(report.integrity.as_ref().is_some_and(|it| it.state == IntegrityState::Damaged));
        let measured = &report.measurements;
        self.with_defects += u64::from(measured.has_defects());
        self.seconds += report.facts.as_ref().map_or(0.0, |facts| facts.duration_s());
        match outcome.map(|outcome| outcome.outcome) {
            Some(PolicyState::Pass) => self.passed += 1,
            Some(PolicyState::Fail) => self.broken += 1,
            Some(PolicyState::Undetermined) => self.undetermined += 1,
            None => {}
        }
        self.loudness.add(measured.integrated_lufs);
        self.true_peak.add(measured.true_peak_dbtp);
        self.dynamic_range.add(measured.dr.map(f64::from));
    }

    /// Tracks whose verdict is suspicious.
    pub(super) fn flagged(&self) -> u64 {
        VerdictClass::ALL.iter().zip(self.by_class).filter(|(class, _)| class.is_suspicious()).map(|(_, count)| count).sum()
    }

    /// Ink, word and count of each verdict, then of tracks without one.
    pub(super) fn verdicts(&self) -> Vec<(Ink, &'static str, u64)> {
        let classes = VerdictClass::ALL.into_iter().zip(self.by_class);
        let mut counts: Vec<_> = classes.map(|(class, count)| (Ink::Verdict(class), verdict_word(class), count)).collect();
        counts.push((Ink::Failed, "Failed", self.failed));
        counts.push((Ink::Other, "Cancelled", self.cancelled));
        counts
    }
}
