//! Which notice, if any, is shown for tracks that were audited unasked: one for all of them, never one a track.
//!
//! Decides and words; showing it is the window's.

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

/// A message for the desktop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub body: String,
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
    let is_class = |class| move |one: &Ended| one.class == Some(class);
    type Test = Box<dyn Fn(&Ended) -> bool>;
    let kinds: [(bool, &str, &str, Test); 6] = [
        (rules.transcode, "transcode", "transcodes", Box::new(is_class(VerdictClass::Transcode))),
        (rules.upsampled, "upsampled", "upsampled", Box::new(is_class(VerdictClass::Upsampled))),
        (rules.padded, "padded", "padded", Box::new(is_class(VerdictClass::Padded))),
        (rules.damaged, "damaged", "damaged", Box::new(|one| one.is_damaged)),
        (rules.failed, "not audited", "not audited", Box::new(|one| one.has_failed)),
        (rules.defects, "with defects", "with defects", Box::new(|one| one.has_defects)),
    ];
    let told: Vec<_> = kinds.iter().filter(|(is_wanted, ..)| *is_wanted).collect();
    let counts: Vec<String> = told
        .iter()
        .filter_map(|(_, one, many, test)| match ended.iter().filter(|ended| test(ended)).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        })
        .collect();
    let audited = if ended.len() == 1 { "1 new track".to_owned() } else { format!("{} new tracks", ended.len()) };
    if counts.is_empty() {
        let is_told = rules.all_well && !ended.is_empty();
        return is_told.then(|| Notice { title: "Nothing suspicious".to_owned(), body: format!("{audited} audited.") });
    }
    // One track may be of several kinds, and is named once.
    let names: Vec<String> = ended
        .iter()
        .filter(|ended| told.iter().any(|(.., test)| test(ended)))
        .map(|ended| ended.path.file_name().unwrap_or(ended.path.as_os_str()).to_string_lossy().into_owned())
        .collect();
    let shown = names.iter().take(MOST_NAMES).cloned().collect::<Vec<_>>().join(", ");
    let more = match names.len().saturating_sub(MOST_NAMES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(Notice { title: counts.join(", "), body: format!("{audited} audited. {shown}{more}.") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(name: &str, class: VerdictClass) -> Ended {
        let path = PathBuf::from(format!("/m/{name}"));
        Ended { path, class: Some(class), is_damaged: false, has_failed: false, has_defects: true }
    }

    #[test]
    fn a_batch_is_one_notice_with_counts_and_some_names() {
        let mut batch: Vec<Ended> = ["1", "2", "3", "4", "5"].map(|name| ended(name, VerdictClass::Transcode)).into();
        batch.push(ended("6", VerdictClass::Genuine));
        batch[0].is_damaged = true;
        let told = notice(NoticeRules::default(), &batch).unwrap();
        assert_eq!(told.title, "5 transcodes, 1 damaged");
        assert_eq!(told.body, "6 new tracks audited. 1, 2, 3 and 2 more.");
    }

    #[test]
    fn what_the_rules_leave_out_is_not_told() {
        let batch = [ended("1", VerdictClass::Padded), ended("2", VerdictClass::Genuine)];
        assert_eq!(notice(NoticeRules::default(), &batch), None);
        let rules = NoticeRules { padded: true, ..NoticeRules::default() };
        assert_eq!(notice(rules, &batch).unwrap().title, "1 padded");
        let rules = NoticeRules { all_well: true, ..NoticeRules::default() };
        assert_eq!(notice(rules, &batch).unwrap().title, "Nothing suspicious");
        assert_eq!(notice(rules, &[]), None);
    }

    #[test]
    fn a_failed_audit_is_told_and_a_cancelled_one_is_none() {
        let failed = Ended::of(&AuditReport::failed(PathBuf::from("/m/x.flac"), "no audio in it")).unwrap();
        assert_eq!(notice(NoticeRules::default(), &[failed]).unwrap().title, "1 not audited");
        assert_eq!(Ended::of(&AuditReport::cancelled(PathBuf::from("/m/x.flac"))), None);
    }
}
