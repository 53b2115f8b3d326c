//! What changed between two evaluations, file by file.
//!
//! Only files that stand in both and were audited or failed in both are compared, so that another choice of arms or a run that
//! was stopped reads as no change. What a file really is comes from the later manifest.

use std::{
    collections::{BTreeMap, HashMap},
    fs::File,
    io::{self, BufReader},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::{
    results::{FileResult, RESULTS_SCHEMA, answer},
    truth::{Label, is_same_codec},
};
use crate::contracts::{AuditStatus, VerdictClass};

/// An earlier evaluation, of whose JSON only this is read.
#[derive(Debug, Deserialize)]
pub(super) struct Earlier {
    schema: u32,
    files: Vec<EarlierFile>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierFile {
    path: String,
    arm: String,
    status: AuditStatus,
    class: Option<VerdictClass>,
    source_codec: Option<String>,
}

/// Why there is nothing to compare with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(super) enum CompareError {
    #[error("{} cannot be read: {cause}. Name a file that evaluate --format json wrote.", path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{} holds no results of an evaluation ({cause}). Name a file that evaluate --format json wrote.", path.display())]
    NoResults { path: PathBuf, cause: serde_json::Error },
    #[error("{} is of schema {schema}, and this program reads {RESULTS_SCHEMA}. Evaluate again with the program to compare with.", path.display())]
    OtherSchema { path: PathBuf, schema: u32 },
}

/// The results at `path`.
pub(super) fn read(path: &Path) -> Result<Earlier, CompareError> {
    let file = File::open(path).map_err(|cause| CompareError::Unreadable { path: path.to_owned(), cause })?;
    let earlier: Earlier = serde_json::from_reader(BufReader::new(file)).map_err(|cause| match cause.io_error_kind() {
        Some(kind) => CompareError::Unreadable { path: path.to_owned(), cause: kind.into() },
        None => CompareError::NoResults { path: path.to_owned(), cause },
    })?;
    match earlier.schema {
        RESULTS_SCHEMA => Ok(earlier),
        schema => Err(CompareError::OtherSchema { path: path.to_owned(), schema }),
    }
}

/// How a file changed, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum ChangeKind {
    /// An honest track is called a transcode, and was not.
    NewFalseAlarm,
    /// A transcode is no longer called one.
    Lost,
    /// A transcode is called one in both, and another codec is named.
    ChangedCodec,
    /// A transcode is called one, and was not.
    Gained,
    /// An honest track was called a transcode, and is no longer.
    ClearedFalseAlarm,
    /// Another class, none of these.
    Other,
}

impl ChangeKind {
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::NewFalseAlarm => "new false alarm",
            Self::Lost => "lost",
            Self::ChangedCodec => "other codec",
            Self::Gained => "gained",
            Self::ClearedFalseAlarm => "cleared",
            Self::Other => "other class",
        }
    }
}

/// A file of which the answer changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Change {
    pub(super) kind: ChangeKind,
    pub(super) arm: String,
    pub(super) path: String,
    pub(super) headroom: Option<f64>,
    pub(super) before: String,
    pub(super) now: String,
}

/// Files before and now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub(super) struct BeforeNow {
    pub(super) before: usize,
    pub(super) now: usize,
}

impl BeforeNow {
    fn count(&mut self, before: bool, now: bool) {
        self.before += usize::from(before);
        self.now += usize::from(now);
    }
}

/// Totals of one arm over the files of both.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct ArmChange {
    pub(super) arm: String,
    pub(super) label: Label,
    pub(super) files: usize,
    pub(super) found: BeforeNow,
    pub(super) codec_right: BeforeNow,
    pub(super) false_alarms: BeforeNow,
    pub(super) abstained: BeforeNow,
}

/// What changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Comparison {
    /// Files of both.
    pub(super) files: usize,
    pub(super) only_before: usize,
    pub(super) only_now: usize,
    pub(super) arms: Vec<ArmChange>,
    pub(super) changes: Vec<Change>,
}

impl Comparison {
    pub(super) fn new(earlier: &Earlier, files: &[FileResult]) -> Self {
        let ended = earlier.files.iter().filter(|file| file.status != AuditStatus::Cancelled);
        let mut before: HashMap<(&str, &str), &EarlierFile> =
            ended.map(|file| ((file.arm.as_str(), file.path.as_str()), file)).collect();
        let mut arms: BTreeMap<(Label, &str), ArmChange> = BTreeMap::new();
        let (mut compared, mut only_now, mut changes) = (0, 0, Vec::new());
        for now in files.iter().filter(|file| file.status != AuditStatus::Cancelled) {
            let truth = &now.truth;
            let Some(then) = before.remove(&(truth.arm.as_str(), truth.path.as_str())) else {
                only_now += 1;
                continue;
            };
            compared += 1;
            let arm = arms.entry((truth.label, &truth.arm)).or_insert_with(|| ArmChange::none(&truth.arm, truth.label));
            arm.count(then, now);
            let answer_then = answer(then.status, then.class, then.source_codec.as_deref());
            if answer_then != now.answer() {
                changes.push(Change {
                    kind: kind(then, now),
                    arm: truth.arm.clone(),
                    path: truth.path.clone(),
                    headroom: truth.headroom,
                    before: answer_then.to_owned(),
                    now: now.answer().to_owned(),
                });
            }
        }
        changes.sort_by(|a, b| (a.kind, &a.arm, &a.path).cmp(&(b.kind, &b.arm, &b.path)));
        Self { files: compared, only_before: before.len(), only_now, arms: arms.into_values().collect(), changes }
    }
}

impl ArmChange {
    fn none(arm: &str, label: Label) -> Self {
        let [found, codec_right, false_alarms, abstained] = [BeforeNow::default(); 4];
        Self { arm: arm.to_owned(), label, files: 0, found, codec_right, false_alarms, abstained }
    }

    fn count(&mut self, then: &EarlierFile, now: &FileResult) {
        let was_called = then.class == Some(VerdictClass::Transcode);
        let is_transcode = self.label == Label::Transcode;
        let named = now.truth.codec.as_deref().zip(then.source_codec.as_deref());
        let was_named = named.is_some_and(|(codec, named)| is_same_codec(codec, named));
        let is_abstained = |class| class == Some(VerdictClass::Inconclusive);
        self.files += 1;
        self.found.count(is_transcode && was_called, now.is_found());
        self.codec_right.count(is_transcode && was_called && was_named, now.is_codec_right());
        self.false_alarms.count(!is_transcode && was_called, now.is_false_alarm());
        self.abstained.count(is_abstained(then.class), is_abstained(now.class));
    }
}

fn kind(then: &EarlierFile, now: &FileResult) -> ChangeKind {
    let is_called = |class| class == Some(VerdictClass::Transcode);
    match (now.truth.label == Label::Transcode, is_called(then.class), is_called(now.class)) {
        (false, false, true) => ChangeKind::NewFalseAlarm,
        (true, true, false) => ChangeKind::Lost,
        (_, true, true) => ChangeKind::ChangedCodec,
        (true, false, true) => ChangeKind::Gained,
        (false, true, false) => ChangeKind::ClearedFalseAlarm,
        (_, false, false) => ChangeKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::{results::Results, samples::file};

    fn copy(path: &str, named: Option<&'static str>) -> FileResult {
        file(path, "lame-320", Label::Transcode, "mp3", named, Some(1.0))
    }

    fn honest(path: &str, named: Option<&'static str>) -> FileResult {
        file(path, "genuine", Label::Genuine, "", named, Some(1.0))
    }

    fn read_text(text: &[u8]) -> Result<Earlier, CompareError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("results.json");
        std::fs::write(&path, text).unwrap();
        read(&path)
    }

    /// Through the JSON, as from one run to the next.
    fn comparison(before: Vec<FileResult>, now: &[FileResult]) -> Comparison {
        Comparison::new(&read_text(&Results::new(before, None).json().unwrap()).unwrap(), now)
    }

    #[test]
    fn changes_are_told_file_by_file_the_worst_first() {
        let before = vec![
            copy("gained", None),
            copy("lost", Some("mp3")),
            copy("codec", Some("mp3")),
            copy("same", Some("mp3")),
            copy("gone", Some("mp3")),
            honest("accused", None),
            honest("cleared", Some("aac")),
            honest("grey", None),
        ];
        let mut grey = honest("grey", None);
        grey.class = Some(VerdictClass::Inconclusive);
        let now = [
            copy("gained", Some("mp3")),
            copy("lost", None),
            copy("codec", Some("aac")),
            copy("same", Some("mp3")),
            copy("new", Some("mp3")),
            honest("accused", Some("mp3")),
            honest("cleared", None),
            grey,
        ];
        let comparison = comparison(before, &now);
        let told: Vec<String> = comparison
            .changes
            .iter()
            .map(|change| format!("{}: {} {} to {}", change.kind.label(), change.path, change.before, change.now))
            .collect();
        assert_eq!(
            told,
            [
                "new false alarm: accused genuine to mp3",
                "lost: lost mp3 to genuine",
                "other codec: codec mp3 to aac",
                "gained: gained genuine to mp3",
                "cleared: cleared aac to genuine",
                "other class: grey genuine to inconclusive",
            ]
        );
        assert_eq!((comparison.files, comparison.only_before, comparison.only_now), (7, 1, 1));
        let [genuine, lame] = &comparison.arms[..] else { panic!("{:?}", comparison.arms) };
        assert_eq!((genuine.files, genuine.false_alarms), (3, BeforeNow { before: 1, now: 1 }));
        assert_eq!(genuine.abstained, BeforeNow { before: 0, now: 1 });
        assert_eq!(
            (lame.files, lame.found, lame.codec_right),
            (4, BeforeNow { before: 3, now: 3 }, BeforeNow { before: 3, now: 2 })
        );
    }

    #[test]
    fn a_run_that_was_stopped_is_no_change() {
        let mut stopped = copy("b", None);
        (stopped.status, stopped.class) = (AuditStatus::Cancelled, None);
        let comparison = comparison(vec![copy("a", Some("mp3")), stopped], &[copy("a", Some("mp3")), copy("b", Some("mp3"))]);
        assert_eq!((comparison.files, comparison.only_now, comparison.changes), (1, 1, Vec::new()));
    }

    #[test]
    fn what_is_no_result_is_refused_with_the_remedy() {
        let said = |text: &str| read_text(text.as_bytes()).unwrap_err().to_string();
        for text in ["", "path,label\n", "{\"schema\":1}", "[]"] {
            assert!(said(text).contains("evaluate --format json"), "{text}: {}", said(text));
        }
        assert!(said("{\"schema\":2,\"files\":[]}").contains("schema 2"));
        assert!(read(Path::new("/no/such.json")).unwrap_err().to_string().starts_with("/no/such.json cannot be read"));
    }
}
