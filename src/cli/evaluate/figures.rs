//! The figures of an evaluation: each arm, by headroom.
//!
//! A track that could not be audited counts as not found among transcodes, and stands in no share of false alarms.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{
    results::{self, FileResult},
    statistics::{bounds, mean, quantile},
    truth::Label,
};
use crate::{
    brain::quality::area_under_curve,
    contracts::{AuditStatus, VerdictClass},
};

/// From here on a codec had to cut into the music, and its grid should show.
const AMPLE: f64 = 1.2;
/// Below it the codec had bits to spare and hides under the rounding noise of the samples.
const SCANT: f64 = 0.8;

/// Files by their headroom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(super) enum Band {
    #[serde(rename = "all")]
    All,
    #[serde(rename = "from_1.2")]
    Ample,
    #[serde(rename = "0.8_to_1.2")]
    Middle,
    #[serde(rename = "below_0.8")]
    Scant,
    /// The manifest does not say.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Band {
    pub(super) const ALL: [Self; 5] = [Self::All, Self::Ample, Self::Middle, Self::Scant, Self::Unknown];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ample => "from 1.2",
            Self::Middle => "0.8 to 1.2",
            Self::Scant => "below 0.8",
            Self::Unknown => "unknown",
        }
    }

    fn holds(self, headroom: Option<f64>) -> bool {
        match (self, headroom) {
            (Self::All, _) | (Self::Unknown, None) => true,
            (Self::Unknown, Some(_)) | (_, None) => false,
            (Self::Ample, Some(headroom)) => headroom >= AMPLE,
            (Self::Middle, Some(headroom)) => (SCANT..AMPLE).contains(&headroom),
            (Self::Scant, Some(headroom)) => headroom < SCANT,
        }
    }

    /// The files of this band. Nothing where it would only repeat [`Band::All`]: genuine tracks have no headroom.
    pub(super) fn of<'a>(self, files: &[&'a FileResult]) -> Vec<&'a FileResult> {
        let held: Vec<&FileResult> = files.iter().copied().filter(|file| self.holds(file.truth.headroom)).collect();
        if self == Self::Unknown && held.len() == files.len() { Vec::new() } else { held }
    }
}

/// A share with its exact 95 % bounds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Share {
    pub(super) count: usize,
    pub(super) of: usize,
    #[serde(serialize_with = "results::bounds")]
    pub(super) bounds: (f64, f64),
}

impl Share {
    pub(super) fn new(count: usize, of: usize) -> Self {
        Self { count, of, bounds: bounds(count, of) }
    }
}

/// Area under the curve of suspicion, with the files that had one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Auc {
    #[serde(serialize_with = "results::four_decimals")]
    pub(super) value: Option<f64>,
    positives: usize,
    negatives: usize,
}

/// Figures of some files of one label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Figures {
    pub(super) headroom: Band,
    pub(super) files: usize,
    /// Different origins behind them; `None` where the manifest names none.
    pub(super) sources: Option<usize>,
    /// Of transcodes: called a transcode, and with the right codec.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) found: Option<Share>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) codec_right: Option<Share>,
    /// Of genuine and of honest lossy tracks: called a transcode, among those that were audited.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) false_alarms: Option<Share>,
    /// Inconclusive.
    pub(super) abstained: usize,
    pub(super) failed: usize,
    /// Files by class.
    pub(super) classes: BTreeMap<&'static str, usize>,
    /// Against every genuine track.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) auc: Option<Auc>,
    /// From start to end of a track in its worker.
    #[serde(serialize_with = "results::four_decimals")]
    pub(super) seconds_mean: Option<f64>,
    #[serde(serialize_with = "results::four_decimals")]
    pub(super) seconds_p95: Option<f64>,
}

impl Figures {
    fn new(headroom: Band, label: Label, files: &[&FileResult], negatives: &[f64]) -> Self {
        let count = |is_one: &dyn Fn(&FileResult) -> bool| files.iter().filter(|file| is_one(file)).count();
        let sources: BTreeSet<&str> = files.iter().filter_map(|file| file.truth.origin()).collect();
        let mut classes = BTreeMap::new();
        for class in files.iter().filter_map(|file| file.class) {
            *classes.entry(class.id()).or_default() += 1;
        }
        let failed = count(&|file| file.status == AuditStatus::Failed);
        let audited = files.len() - failed;
        let mut seconds: Vec<f64> =
            files.iter().filter(|file| file.class.is_some()).map(|file| file.elapsed_ms as f64 / 1e3).collect();
        seconds.sort_by(f64::total_cmp);
        let is_transcode = label == Label::Transcode;
        let auc = is_transcode.then(|| {
            let positives: Vec<f64> = files.iter().filter_map(|file| file.suspicion).collect();
            let value = area_under_curve(&positives, negatives);
            Auc { value, positives: positives.len(), negatives: negatives.len() }
        });
        Self {
            headroom,
            files: files.len(),
            sources: (!sources.is_empty()).then_some(sources.len()),
            found: is_transcode.then(|| Share::new(count(&FileResult::is_found), files.len())),
            codec_right: is_transcode.then(|| Share::new(count(&FileResult::is_codec_right), files.len())),
            false_alarms: (!is_transcode).then(|| Share::new(count(&FileResult::is_false_alarm), audited)),
            abstained: count(&|file| file.class == Some(VerdictClass::Inconclusive)),
            failed,
            classes,
            auc,
            seconds_mean: mean(&seconds),
            seconds_p95: quantile(&seconds, 0.95),
        }
    }

    fn by_headroom(label: Label, files: &[&FileResult], negatives: &[f64]) -> Vec<Self> {
        let bands = Band::ALL.into_iter().map(|band| (band, band.of(files))).filter(|(_, held)| !held.is_empty());
        bands.map(|(band, held)| Self::new(band, label, &held, negatives)).collect()
    }

    /// Every transcode, by headroom.
    pub(super) fn of_transcodes(files: &[&FileResult]) -> Vec<Self> {
        Self::by_headroom(Label::Transcode, &labelled(files, Label::Transcode), &genuine_suspicions(files))
    }
}

/// Files of one arm and one label.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Arm {
    pub(super) arm: String,
    pub(super) label: Label,
    pub(super) headrooms: Vec<Figures>,
}

impl Arm {
    /// Every arm: genuine ones, transcodes, honest lossy ones, each by name.
    pub(super) fn all(files: &[&FileResult]) -> Vec<Self> {
        let negatives = genuine_suspicions(files);
        let mut arms: BTreeMap<(Label, &str), Vec<&FileResult>> = BTreeMap::new();
        for file in files {
            arms.entry((file.truth.label, &file.truth.arm)).or_default().push(file);
        }
        let arm = |((label, arm), files): ((Label, &str), Vec<&FileResult>)| Self {
            arm: arm.to_owned(),
            label,
            headrooms: Figures::by_headroom(label, &files, &negatives),
        };
        arms.into_iter().map(arm).collect()
    }
}

pub(super) fn labelled<'a>(files: &[&'a FileResult], label: Label) -> Vec<&'a FileResult> {
    files.iter().copied().filter(|file| file.truth.label == label).collect()
}

fn genuine_suspicions(files: &[&FileResult]) -> Vec<f64> {
    labelled(files, Label::Genuine).iter().filter_map(|file| file.suspicion).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::samples::{copies, file};

    #[test]
    fn every_figure_is_told_by_headroom() {
        let files = copies(&[
            (Some(1.2), Some("mp3")),
            (Some(3.0), Some("aac")),
            (Some(1.199), None),
            (Some(0.8), Some("mp3")),
            (Some(0.799), None),
            (None, Some("mp3")),
        ]);
        let arms = Arm::all(&files.iter().collect::<Vec<_>>());
        let told: Vec<(&str, usize, usize, usize)> = arms[0]
            .headrooms
            .iter()
            .map(|figures| {
                (figures.headroom.label(), figures.files, figures.found.unwrap().count, figures.codec_right.unwrap().count)
            })
            .collect();
        assert_eq!(
            told,
            [("all", 6, 4, 3), ("from 1.2", 2, 2, 1), ("0.8 to 1.2", 2, 1, 1), ("below 0.8", 1, 0, 0), ("unknown", 1, 1, 1)]
        );
        assert_eq!((arms[0].headrooms[0].sources, arms[0].headrooms[1].sources), (Some(2), Some(2)));
    }

    #[test]
    fn a_failed_track_is_not_found_and_no_proof_of_innocence() {
        let failed = |mut file: FileResult| {
            (file.status, file.class, file.source_codec, file.suspicion) = (AuditStatus::Failed, None, None, None);
            file
        };
        let genuine = |path, named| file(path, "genuine", Label::Genuine, "", named, Some(1.0));
        let mut files = vec![genuine("a", None), genuine("b", Some("mp3")), failed(genuine("c", None))];
        files.extend(copies(&[(None, Some("mp3"))]).into_iter().map(failed));
        let arms = Arm::all(&files.iter().collect::<Vec<_>>());
        let (honest, copied) = (&arms[0].headrooms[0], &arms[1].headrooms[0]);
        assert_eq!((honest.false_alarms.unwrap().count, honest.false_alarms.unwrap().of, honest.failed), (1, 2, 1));
        assert_eq!((copied.found.unwrap().count, copied.found.unwrap().of, copied.failed), (0, 1, 1));
        assert_eq!((honest.found, copied.false_alarms, arms[1].headrooms.len()), (None, None, 1));
    }

    #[test]
    fn suspicion_is_ranked_against_every_genuine_track() {
        let mut files = copies(&[(Some(2.0), Some("mp3")), (Some(0.5), None)]);
        (files[0].suspicion, files[1].suspicion) = (Some(0.9), Some(0.1));
        for (path, suspicion) in [("a", Some(0.1)), ("b", Some(0.2)), ("c", None)] {
            let mut honest = file(path, path, Label::Genuine, "", None, Some(1.0));
            honest.suspicion = suspicion;
            files.push(honest);
        }
        let arms = Arm::all(&files.iter().collect::<Vec<_>>());
        let copied = arms.iter().find(|arm| arm.label == Label::Transcode).unwrap();
        let values: Vec<f64> = copied.headrooms.iter().map(|figures| figures.auc.unwrap().value.unwrap()).collect();
        assert_eq!(values, [(2.0 + 0.5) / 4.0, 1.0, 0.25], "all, from 1.2, below 0.8");
        let auc = copied.headrooms[0].auc.unwrap();
        assert_eq!((auc.positives, auc.negatives), (2, 2), "without a suspicion there is no rank");
    }
}
