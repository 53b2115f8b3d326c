//! What a track really is, and which answers are right for it.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

/// Lossy codecs that a manifest may name, in the order in which they are listed.
pub(in crate::cli) const CODECS: [&str; 10] = ["mp3", "aac", "he_aac", "vorbis", "opus", "ac3", "eac3", "wma", "mp2", "musepack"];
/// Codecs that leave one and the same grid, so that naming either is right.
const FAMILIES: &[&[&str]] = &[&["ac3", "eac3"]];

/// Whether an answer that names `named` is right for a track that came from `codec`.
pub(in crate::cli) fn is_same_codec(codec: &str, named: &str) -> bool {
    codec == named || FAMILIES.iter().any(|family| family.contains(&codec) && family.contains(&named))
}

/// What a track really is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::cli) enum Label {
    /// Never lossy.
    Genuine,
    /// A lossless container with a lossy past.
    Transcode,
    /// An honest lossy file.
    Lossy,
}

impl Label {
    pub(in crate::cli) fn id(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Transcode => "transcode",
            Self::Lossy => "lossy",
        }
    }
}

/// What the tracks of a row may be used for, so that no figure is reported on what it was tuned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub(in crate::cli) enum Split {
    /// Looked at while the tests were made
    Tune,
    /// Sets bars and probabilities
    Calibrate,
    /// Only ever measured
    Report,
}

impl Split {
    pub(in crate::cli) const ALL: [Self; 3] = [Self::Tune, Self::Calibrate, Self::Report];

    pub(in crate::cli) fn id(self) -> &'static str {
        match self {
            Self::Tune => "tune",
            Self::Calibrate => "calibrate",
            Self::Report => "report",
        }
    }
}

/// What the manifest says of one track.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(in crate::cli) struct Truth {
    /// As the manifest writes it.
    pub(in crate::cli) path: String,
    pub(in crate::cli) arm: String,
    pub(in crate::cli) label: Label,
    /// `None` for genuine tracks.
    pub(in crate::cli) codec: Option<String>,
    /// Bitrate of the source's FLAC audio over the bitrate of the lossy file.
    pub(in crate::cli) headroom: Option<f64>,
    pub(in crate::cli) split: Option<Split>,
    /// The track that it was made from.
    pub(in crate::cli) source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) lossy_kbps: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) treatment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::cli) earlier: Option<String>,
}

impl Truth {
    /// Where the track comes from, by the rule of `scripts/make-arms`: what stands before `__` in the name of its source, else the
    /// folder, else the name. Tracks of one origin are not independent.
    pub(in crate::cli) fn origin(&self) -> Option<&str> {
        let source = Path::new(self.source.as_deref()?);
        let name = source.file_name()?.to_str()?;
        if let Some((head, _)) = name.split_once("__").filter(|(head, _)| !head.is_empty()) {
            return Some(head);
        }
        let folder = source.parent().and_then(Path::file_name);
        folder.or(source.file_stem())?.to_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::samples::truth;

    #[test]
    fn tracks_of_one_origin_are_known_by_their_names() {
        let of = |source: &str| {
            let truth = Truth { source: Some(source.to_owned()), ..truth("a", "genuine", Label::Genuine, "", None) };
            truth.origin().map(str::to_owned)
        };
        assert_eq!(of("x/Bela__one.flac"), of("Bela__two.flac"));
        assert_eq!(of("Bela__one.flac").as_deref(), Some("Bela"));
        assert_eq!(of("album/one.flac").as_deref(), Some("album"));
        assert_eq!(of("one.flac").as_deref(), Some("one"));
        assert_eq!(of("__one.flac").as_deref(), Some("__one"));
    }

    #[test]
    fn one_filterbank_is_one_answer() {
        assert!(is_same_codec("ac3", "eac3") && is_same_codec("eac3", "ac3") && is_same_codec("mp3", "mp3"));
        assert!(!is_same_codec("he_aac", "aac") && !is_same_codec("mp3", "aac") && !is_same_codec("ac3", "mp3"));
    }
}
