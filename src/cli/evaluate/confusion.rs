//! Which answer was given to which truth.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    figures::Band,
    results::FileResult,
    truth::{CODECS, Label},
};

/// What was answered of which truth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Confusion {
    pub(super) headroom: Band,
    pub(super) rows: Vec<ConfusionRow>,
}

/// The answers of one truth.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct ConfusionRow {
    /// `genuine`, a codec, or `lossy` with a codec.
    pub(super) truth: String,
    pub(super) files: usize,
    /// Files by answer: a codec, else a class, else `failed`.
    pub(super) answers: BTreeMap<&'static str, usize>,
}

impl Confusion {
    /// The confusion of one band; `None` where it holds no file.
    pub(super) fn of(headroom: Band, files: &[&FileResult]) -> Option<Self> {
        let is_named = |file: &&FileResult| headroom == Band::All || file.truth.label != Label::Genuine;
        let files: Vec<&FileResult> = files.iter().copied().filter(is_named).collect();
        let mut rows: BTreeMap<(Label, usize), ConfusionRow> = BTreeMap::new();
        for file in headroom.of(&files) {
            let codec = file.truth.codec.as_deref().unwrap_or_default();
            let place = CODECS.iter().position(|known| *known == codec).unwrap_or_default();
            let truth = match file.truth.label {
                Label::Genuine => Label::Genuine.id().to_owned(),
                Label::Transcode => codec.to_owned(),
                Label::Lossy => format!("lossy {codec}"),
            };
            let row =
                rows.entry((file.truth.label, place)).or_insert_with(|| ConfusionRow { truth, files: 0, answers: BTreeMap::new() });
            row.files += 1;
            *row.answers.entry(file.answer()).or_default() += 1;
        }
        (!rows.is_empty()).then(|| Self { headroom, rows: rows.into_values().collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::samples::{copies, file};

    #[test]
    fn confusion_counts_each_answer_of_each_truth() {
        let mut files = copies(&[(Some(2.0), Some("mp3")), (Some(2.0), Some("aac")), (Some(0.5), None)]);
        files.push(file("x", "vorbis-q9", Label::Transcode, "vorbis", None, Some(1.0)));
        files.push(file("g", "genuine", Label::Genuine, "", Some("mp3"), Some(1.0)));
        let files: Vec<&FileResult> = files.iter().collect();
        let all = Confusion::of(Band::All, &files).unwrap();
        let truths: Vec<(&str, usize)> = all.rows.iter().map(|row| (row.truth.as_str(), row.files)).collect();
        assert_eq!(truths, [("genuine", 1), ("mp3", 3), ("vorbis", 1)]);
        assert_eq!(all.rows[1].answers, BTreeMap::from([("mp3", 1), ("aac", 1), ("genuine", 1)]));
        let ample = Confusion::of(Band::Ample, &files).unwrap();
        assert_eq!((ample.rows.len(), ample.rows[0].files), (1, 2));
        assert_eq!(Confusion::of(Band::Middle, &files), None);
    }
}
