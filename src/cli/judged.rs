//! What the exit code says of tracks.

use super::{EXIT_CLEAN, EXIT_FAILED, EXIT_FLAGGED};
use crate::{
    contracts::{AuditReport, AuditStatus},
    policy::{PolicyOutcome, PolicyState},
};

/// Tracks that ended, in what matters to the exit code.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) tracks: u64,
    /// Whether one is suspicious, or does not pass the policy.
    pub(super) is_flagged: bool,
    pub(super) has_problem: bool,
}

impl Judged {
    /// Counts `report`, and how it stands to the policy. What is undetermined does not pass.
    pub(super) fn count(&mut self, report: &AuditReport, outcome: Option<&PolicyOutcome>) {
        self.tracks += 1;
        self.has_problem |= report.status == AuditStatus::Failed;
        self.is_flagged |= report.verdict.as_ref().is_some_and(|verdict| verdict.class.is_suspicious());
        self.is_flagged |= outcome.is_some_and(|outcome| outcome.outcome != PolicyState::Pass);
    }

    /// A failure wins over a flag, a flag over nothing.
    pub(super) fn exit_code(&self) -> u8 {
        match (self.has_problem, self.is_flagged) {
            (true, _) => EXIT_FAILED,
            (false, true) => EXIT_FLAGGED,
            (false, false) => EXIT_CLEAN,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::{
        contracts::{DecidedBy, Verdict, VerdictClass},
        policy::Policy,
    };

    fn judged(class: VerdictClass) -> AuditReport {
        let verdict = Verdict {
            class,
            probability: None,
            suspicion: None,
            source_codec: None,
            decided_by: DecidedBy::Grid,
            summary: String::new(),
            judged_with: Default::default(),
            arbitration: None,
        };
        let report = AuditReport::cancelled(PathBuf::from("/a"));
        AuditReport { status: AuditStatus::Audited, verdict: Some(verdict), ..report }
    }

    fn code(reports: &[AuditReport], policy: Option<&Policy>) -> u8 {
        let mut judged = Judged::default();
        reports.iter().for_each(|report| judged.count(report, policy.map(|policy| policy.evaluate(report)).as_ref()));
        judged.exit_code()
    }

    #[test]
    fn a_failure_wins_over_a_flag_and_a_flag_over_nothing() {
        let failed = AuditReport::failed(PathBuf::from("/b"), "no");
        assert_eq!(code(&[], None), 0);
        assert_eq!(
            code(&[judged(VerdictClass::Genuine), judged(VerdictClass::Lossy), judged(VerdictClass::Inconclusive)], None),
            0
        );
        for class in [VerdictClass::Transcode, VerdictClass::Upsampled, VerdictClass::Padded] {
            assert_eq!(code(&[judged(VerdictClass::Genuine), judged(class)], None), 1);
            assert_eq!(code(&[judged(class), failed.clone()], None), 2);
        }
    }

    #[test]
    fn what_does_not_pass_a_policy_is_a_flag() {
        let policy = |text: &str| Policy::parse(&format!("name = \"A\"\n{text}"), Path::new("a.toml")).unwrap();
        let genuine = [judged(VerdictClass::Genuine)];
        assert_eq!(code(&genuine, Some(&policy("[verdict]\nallowed = [\"genuine\"]"))), 0);
        assert_eq!(code(&genuine, Some(&policy("[verdict]\nallowed = [\"lossy\"]"))), 1);
        assert_eq!(code(&genuine, Some(&policy("[measurements]\ndr = { min = 1 }"))), 1, "not measured is no pass");
    }
}
