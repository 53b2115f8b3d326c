//! Files beside a certificate: whether they belong to it.

use std::{fs, path::Path};

use serde::Serialize;

use super::{Certificate, TrackFacts, read};
use crate::contracts::{Checksums, Likeness};

/// A larger file is no certificate.
const MOST_BYTES: u64 = 256 << 20;

/// The certificate in the file at `path`.
///
/// # Errors
/// A sentence with the remedy that does not name the file.
pub fn load(path: &Path) -> Result<Certificate, String> {
    let unreadable =
        |error: std::io::Error| format!("it cannot be read ({error}). Name a PDF that \u{201c}audiopro certify\u{201d} wrote.");
    let metadata = fs::metadata(path).map_err(unreadable)?;
    if !metadata.is_file() || metadata.len() > MOST_BYTES {
        return Err("this is no certificate. Name a PDF that \u{201c}audiopro certify\u{201d} wrote.".to_owned());
    }
    read(&fs::read(path).map_err(unreadable)?).map_err(|error| error.to_string())
}

/// A file beside the certificate.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// The file.
    pub path: String,
    /// Whether it holds what was certified.
    pub belongs: bool,
    /// `same_file`, `same_audio`, `other_depth` or `other_audio`; `null` where it could not be read.
    pub likeness: Option<&'static str>,
    /// The track that it is.
    pub track: Option<String>,
    /// The verdict on it.
    pub verdict: Option<String>,
    /// Why it could not be read.
    pub error: Option<String>,
}

impl Comparison {
    /// The file at `path`, with what names its samples, beside those of a certificate.
    pub fn new(path: &Path, sums: Result<Checksums, String>, tracks: &[TrackFacts]) -> Self {
        let path = path.to_string_lossy().into_owned();
        let sums = match sums {
            Ok(sums) => sums,
            Err(error) => return Self { path, belongs: false, likeness: None, track: None, verdict: None, error: Some(error) },
        };
        let rank = |likeness: Likeness| match likeness {
            Likeness::SameFile => 0,
            Likeness::SameAudio => 1,
            Likeness::OtherDepth => 2,
            Likeness::Other => 3,
        };
        let nearest =
            tracks.iter().map(|track| (track.checksums.likeness(&sums), track)).min_by_key(|(likeness, _)| rank(*likeness));
        let (likeness, track) = nearest.map_or((Likeness::Other, None), |(likeness, track)| (likeness, Some(track)));
        let track = track.filter(|_| likeness != Likeness::Other);
        let id = match likeness {
            Likeness::SameFile => "same_file",
            Likeness::SameAudio => "same_audio",
            Likeness::OtherDepth => "other_depth",
            Likeness::Other => "other_audio",
        };
        Self {
            path,
            belongs: matches!(likeness, Likeness::SameFile | Likeness::SameAudio),
            likeness: Some(id),
            track: track.map(|track| track.name.clone()),
            verdict: track.and_then(|track| track.report["verdict"]["class"].as_str().map(str::to_owned)),
            error: None,
        }
    }
}
