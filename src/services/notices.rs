//! Which notice, if any, is shown for tracks that were audited unasked: one for all of them, never one a track.
//!
//! Decides; the words and the showing are the window's.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::contracts::{AuditReport, AuditStatus, IntegrityState, VerdictClass};

/// Of what the auditor is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeRules {
    /// Transcodes.
    pub transcode: bool,
    /// Upsampled tracks.
    pub upsampled: bool,
    /// Padded tracks.
    pub padded: bool,
    /// Damaged files.
    pub damaged: bool,
    /// Tracks that could not be audited.
    pub failed: bool,
    /// Technical defects.
    pub defects: bool,
    /// That everything was well.
    pub all_well: bool,
}

impl Default for NoticeRules {
    fn default() -> Self {
        Self { transcode: true, upsampled: true, padded: false, damaged: true, failed: true, defects: false, all_well: false }
    }
}

/// What a notice counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Transcodes.
    Transcode,
    /// Upsampled tracks.
    Upsampled,
    /// Padded tracks.
    Padded,
    /// Damaged files.
    Damaged,
    /// Tracks that could not be audited.
    Failed,
    /// Tracks with a technical defect.
    Defects,
}

/// What the auditor is to be told of a batch of tracks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tracks of each kind that is told and there, in the order of the kinds; none where everything was well.
    pub kinds: Vec<(Kind, usize)>,
    /// Tracks that were audited, with those that could not be.
    pub audited: usize,
    /// File names of the first tracks of these kinds.
    pub names: Vec<String>,
    /// Tracks of these kinds beside the named ones.
    pub more: usize,
}

/// What a notice says of one finished track.
#[derive(Clone, Debug, PartialEq)]
pub struct Ended {
    /// The track.
    pub path: PathBuf,
    /// The verdict, where one was reached.
    pub class: Option<VerdictClass>,
    /// Whether damage is proven.
    pub is_damaged: bool,
    /// Whether it could not be audited.
    pub has_failed: bool,
    /// Whether it has a technical defect.
    pub has_defects: bool,
}

impl Ended {
    /// Of a finished audit; `None` of a cancelled one.
    pub fn of(report: &AuditReport) -> Option<Self> {
        (report.status != AuditStatus::Cancelled).then(|| Self {
            path: report.path.clone(),
            class: report.verdict.as_ref().map(|verdict| verdict.class),
            is_damaged: report.integrity.as_ref().is_some_and(|integrity| integrity.state == IntegrityState::Damaged),
            has_failed: report.status == AuditStatus::Failed,
            has_defects: report.measurements.has_defects(),
        })
    }
}

/// Most names in a notice.
const MOST_NAMES: usize = 3;

/// The notice for a batch of tracks; `None` where `rules` have nothing to tell.
pub fn notice(rules: NoticeRules, ended: &[Ended]) -> Option<Notice> {
    let is_of = |kind: Kind, one: &Ended| match kind {
        Kind::Transcode => one.class == Some(VerdictClass::Transcode),
        Kind::Upsampled => one.class == Some(VerdictClass::Upsampled),
        Kind::Padded => one.class == Some(VerdictClass::Padded),
        Kind::Damaged => one.is_damaged,
        Kind::Failed => one.has_failed,
        Kind::Defects => one.has_defects,
    };
    let wanted = [
        (Kind::Transcode, rules.transcode),
        (Kind::Upsampled, rules.upsampled),
        (Kind::Padded, rules.padded),
        (Kind::Damaged, rules.damaged),
        (Kind::Failed, rules.failed),
        (Kind::Defects, rules.defects),
    ];
    let told: Vec<Kind> = wanted.into_iter().filter(|(_, is_wanted)| *is_wanted).map(|(kind, _)| kind).collect();
    let count = |kind: &Kind| (*kind, ended.iter().filter(|one| is_of(*kind, one)).count());
    let kinds: Vec<(Kind, usize)> = told.iter().map(count).filter(|(_, count)| *count > 0).collect();
    if ended.is_empty() || kinds.is_empty() && !rules.all_well {
        return None;
    }
    // One track may be of several kinds, and is named once.
    let mut names: Vec<String> = ended
        .iter()
        .filter(|one| told.iter().any(|kind| is_of(*kind, one)))
        .map(|one| one.path.file_name().unwrap_or(one.path.as_os_str()).to_string_lossy().into_owned())
        .collect();
    let more = names.len().saturating_sub(MOST_NAMES);
    names.truncate(MOST_NAMES);
    Some(Notice { kinds, audited: ended.len(), names, more })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(name: &str, class: VerdictClass) -> Ended {
        let path = PathBuf::from(format!("/m/{name}"));
        Ended { path, class: Some(class), is_damaged: false, has_failed: false, has_defects: true }
    }

    fn kinds(rules: NoticeRules, batch: &[Ended]) -> Option<Vec<(Kind, usize)>> {
        notice(rules, batch).map(|notice| notice.kinds)
    }

    #[test]
    fn a_batch_is_one_notice_with_counts_and_some_names() {
        let mut batch: Vec<Ended> = ["1", "2", "3", "4", "5"].map(|name| ended(name, VerdictClass::Transcode)).into();
        batch.push(ended("6", VerdictClass::Genuine));
        batch[0].is_damaged = true;
        let told = notice(NoticeRules::default(), &batch).unwrap();
        assert_eq!(told.kinds, [(Kind::Transcode, 5), (Kind::Damaged, 1)]);
        assert_eq!((told.audited, told.names.join(" ").as_str(), told.more), (6, "1 2 3", 2));
    }

    #[test]
    fn what_the_rules_leave_out_is_not_told() {
        let batch = [ended("1", VerdictClass::Padded), ended("2", VerdictClass::Genuine)];
        assert_eq!(kinds(NoticeRules::default(), &batch), None);
        let rules = NoticeRules { padded: true, ..NoticeRules::default() };
        assert_eq!(kinds(rules, &batch), Some(vec![(Kind::Padded, 1)]));
        let rules = NoticeRules { all_well: true, ..NoticeRules::default() };
        assert_eq!(kinds(rules, &batch), Some(vec![]));
        assert_eq!(kinds(rules, &[]), None);
    }

    #[test]
    fn a_failed_audit_is_told_and_a_cancelled_one_is_none() {
        let failed = Ended::of(&AuditReport::failed(PathBuf::from("/m/x.flac"), "no audio in it")).unwrap();
        assert_eq!(kinds(NoticeRules::default(), &[failed]), Some(vec![(Kind::Failed, 1)]));
        assert_eq!(Ended::of(&AuditReport::cancelled(PathBuf::from("/m/x.flac"))), None);
    }
}
