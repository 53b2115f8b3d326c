//! The judges as a whole: how far their probabilities can be trusted, how much they decide at which error, what the arbiter adds.

use serde::Serialize;

use super::{results::FileResult, truth::Label};
use crate::{
    brain::{Bars, quality::Reliability},
    contracts::VerdictClass,
};

/// Errors that an auditor may accept.
const ERRORS: [f64; 4] = [0.0001, 0.001, 0.01, 0.05];

/// Figures of the judges over genuine tracks and transcodes.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Judges {
    /// Of the probability of a lossy past, as these files are mixed.
    pub(super) reliability: Reliability,
    /// Files that were judged, and those left inconclusive.
    pub(super) judged: usize,
    pub(super) abstained: usize,
    /// What would be decided at other bars.
    pub(super) at_errors: Vec<AtError>,
    /// What the arbiter made of grey tracks; `None` where none was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) arbiter: Option<Arbitrated>,
}

/// Decisions at an accepted error.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct AtError {
    pub(super) accepted_error: f64,
    pub(super) decided: usize,
    pub(super) of: usize,
    pub(super) false_accusations: usize,
    pub(super) genuine: usize,
    pub(super) found: usize,
    pub(super) lossy: usize,
}

/// Grey tracks: all of them inconclusive by the forest alone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Arbitrated {
    pub(super) grey: usize,
    pub(super) settled_right: usize,
    pub(super) settled_wrong: usize,
    pub(super) left: usize,
}

impl Judges {
    pub(super) fn of(files: &[&FileResult]) -> Self {
        let judged: Vec<(&FileResult, f64, bool)> = files
            .iter()
            .filter(|file| file.truth.label != Label::Lossy)
            .filter_map(|file| Some((*file, file.suspicion?, file.truth.label == Label::Transcode)))
            .collect();
        let pairs: Vec<(f64, bool)> = judged.iter().map(|(_, suspicion, is_lossy)| (*suspicion, *is_lossy)).collect();
        let lossy = pairs.iter().filter(|(_, is_lossy)| *is_lossy).count();
        // As they are mixed: a share of all or of none would weigh by zero.
        let share = (lossy as f64 / pairs.len().max(1) as f64).clamp(1e-6, 1.0 - 1e-6);
        let at = |accepted_error: f64| {
            let bars = Bars { accepted_error, ..Bars::default() };
            let mut at = AtError {
                accepted_error,
                decided: 0,
                of: judged.len(),
                false_accusations: 0,
                genuine: judged.len() - lossy,
                found: 0,
                lossy,
            };
            for (file, suspicion, is_lossy) in &judged {
                let is_accused = is_settled(file) || file.decided_by == Some("forest") && *suspicion >= bars.accuses_from();
                at.decided += usize::from(is_accused || *suspicion < bars.grey.0);
                at.found += usize::from(is_accused && *is_lossy);
                at.false_accusations += usize::from(is_accused && !is_lossy);
            }
            at
        };
        Self {
            reliability: Reliability::of(&pairs, share),
            judged: judged.len(),
            abstained: judged.iter().filter(|(file, ..)| file.class == Some(VerdictClass::Inconclusive)).count(),
            at_errors: ERRORS.map(at).to_vec(),
            arbiter: Arbitrated::of(files),
        }
    }
}

/// Whether a grid proved it.
fn is_settled(file: &FileResult) -> bool {
    file.decided_by == Some("grid") && file.class == Some(VerdictClass::Transcode)
}

impl Arbitrated {
    fn of(files: &[&FileResult]) -> Option<Self> {
        let mut sum = Self::default();
        for file in files.iter().filter(|file| file.is_arbitrated) {
            sum.grey += 1;
            match (file.class, file.truth.label) {
                (Some(VerdictClass::Genuine), Label::Genuine) | (Some(VerdictClass::Transcode), Label::Transcode) => {
                    sum.settled_right += 1
                }
                (Some(VerdictClass::Genuine | VerdictClass::Transcode), _) => sum.settled_wrong += 1,
                _ => sum.left += 1,
            }
        }
        (sum.grey > 0).then_some(sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::samples::file;

    #[test]
    fn decisions_follow_the_accepted_error() {
        let mut files = [
            file("a", "genuine", Label::Genuine, "", None, None),
            file("b", "genuine", Label::Genuine, "", None, None),
            file("c", "lame", Label::Transcode, "mp3", Some("mp3"), Some(50.0)),
            file("d", "lame", Label::Transcode, "mp3", None, None),
        ];
        // A genuine track that the forest doubts, and a lossy one that it nearly knows.
        (files[1].suspicion, files[1].class, files[1].decided_by) = (Some(0.5), Some(VerdictClass::Inconclusive), Some("forest"));
        (files[3].suspicion, files[3].class, files[3].decided_by) = (Some(0.97), Some(VerdictClass::Inconclusive), Some("forest"));
        let judges = Judges::of(&files.iter().collect::<Vec<_>>());
        assert_eq!((judges.judged, judges.abstained), (4, 2));
        let of = |error: f64| judges.at_errors.iter().find(|at| at.accepted_error == error).unwrap().clone();
        assert_eq!((of(0.001).decided, of(0.001).found, of(0.001).false_accusations), (2, 1, 0));
        assert_eq!((of(0.05).decided, of(0.05).found, of(0.05).false_accusations), (3, 2, 0));
        assert_eq!(judges.arbiter, None);
    }

    #[test]
    fn the_arbiter_is_counted_by_what_it_settled() {
        let mut files = [
            file("a", "genuine", Label::Genuine, "", None, None),
            file("b", "genuine", Label::Genuine, "", Some("mp3"), None),
            file("c", "lame", Label::Transcode, "mp3", None, None),
        ];
        files.iter_mut().for_each(|file| file.is_arbitrated = true);
        files[2].class = Some(VerdictClass::Inconclusive);
        let judges = Judges::of(&files.iter().collect::<Vec<_>>());
        assert_eq!(judges.arbiter, Some(Arbitrated { grey: 3, settled_right: 1, settled_wrong: 1, left: 1 }));
    }
}
