//! How a report came about: the program, its versions, and the method in a few sentences.

use std::collections::BTreeSet;

use time::OffsetDateTime;

use crate::contracts::{ANALYSIS_VERSION, AuditReport};

/// The program that writes reports.
pub(super) const PROGRAM: &str = concat!("Audiopro ", env!("CARGO_PKG_VERSION"));

/// How verdicts are reached, a paragraph each: heading and text.
pub(super) const METHOD: &[(&str, &str)] = &[
    (
        "The codec's grid",
        "A lossy codec cuts sound into frames, turns them into coefficients and stores each as a whole number of steps. The \
         decoded samples still carry those steps, at one alignment and at no other. Audiopro looks for them and compares with the \
         other alignments of the same track, so that each track is its own control. z says by how many standard deviations the \
         strongest alignment stands above the others; p is the chance of that in a track that was never lossy.",
    ),
    (
        "The other judges",
        "A decisive grid settles a track. Where there is none, direct measurements speak (bandwidth, bits in use), then a random \
         forest that weighs many small traces and gives a probability; a local language model may be asked about what stays grey; \
         the auditor's own word stands over all. Each verdict names who decided.",
    ),
    (
        "What is not evidence",
        "The bitrate, the file name and the tags are shown, but never used. The end of the spectrum is shown, but proves nothing \
         alone: old, soft or dark recordings end early too.",
    ),
    (
        "How far a verdict reaches",
        "A codec that had more bits than the music needed leaves steps smaller than the rounding noise of the samples. Nobody can \
         see those. Each genuine track therefore says up to which bitrate a lossy copy would have shown. The limits were set on \
         measured copies: read them as good advice, not as a bound.",
    ),
    (
        "Integrity and defects",
        "They stand beside the verdict and do not change it. Intact means that every check that the format offers passed; a format \
         without checks cannot be called intact.",
    ),
];

/// What the verdicts of many reports were made with.
#[derive(Clone, Debug, Default)]
pub(super) struct Origins {
    analyses: BTreeSet<u32>,
    weights: BTreeSet<String>,
}

impl Origins {
    /// Takes in what `report` was made with.
    pub(super) fn add(&mut self, report: &AuditReport) {
        if let Some(verdict) = &report.verdict {
            let with = &verdict.judged_with;
            self.analyses.insert(if with.analysis_version == 0 { ANALYSIS_VERSION } else { with.analysis_version });
            self.weights.extend(with.weights.clone());
        }
    }

    /// Versions of the analysis, in words.
    pub(super) fn analyses(&self) -> String {
        if self.analyses.is_empty() {
            return ANALYSIS_VERSION.to_string();
        }
        self.analyses.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
    }

    /// The forests that judged, by the checksums of their weights.
    pub(super) fn weights(&self) -> String {
        match self.weights.is_empty() {
            true => "no forest judged".to_owned(),
            false => self.weights.iter().cloned().collect::<Vec<_>>().join(", "),
        }
    }
}

/// Now, as `2026-02-03 04:05 UTC`.
pub(super) fn now_words() -> String {
    words(OffsetDateTime::now_utc())
}

/// `2026-02-03 04:05 UTC`.
pub(super) fn words(at: OffsetDateTime) -> String {
    format!("{:04}-{:02}-{:02} {:02}:{:02} UTC", at.year(), u8::from(at.month()), at.day(), at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn times_read_alike_everywhere() {
        assert_eq!(words(OffsetDateTime::UNIX_EPOCH), "1970-01-01 00:00 UTC");
    }

    #[test]
    fn what_judged_is_named_once() {
        let mut origins = Origins::default();
        let mut report = samples::transcode();
        if let Some(verdict) = &mut report.verdict {
            verdict.judged_with.weights = Some("ab12".to_owned());
            verdict.judged_with.analysis_version = 3;
        }
        origins.add(&report);
        origins.add(&report);
        origins.add(&AuditReport::failed("/a".into(), "no"));
        assert_eq!((origins.analyses().as_str(), origins.weights().as_str()), ("3", "ab12"));
        assert_eq!(Origins::default().weights(), "no forest judged");
    }
}
