//! What one pass over a track returns, and what it was asked for.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{GridOutcome, Integrity, Measurements, Metadata, Patches, Pictures, StreamFacts};

/// How an audit is made.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditSettings {
    /// The FFmpeg program; `None` where it is to be looked for on the `PATH`.
    pub ffmpeg: Option<PathBuf>,
    /// Whether codec grids are tried.
    pub with_grids: bool,
    /// Whether patches are made for a network. The manager says so where its judge has one: nobody else pays for them.
    pub with_patches: bool,
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self { ffmpeg: None, with_grids: true, with_patches: false }
    }
}

/// The step a running audit is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    /// Reading, decoding and measuring in one pass.
    Decoding,
    /// Testing a codec grid.
    TestingGrids,
    /// Deciding and storing.
    Judging,
    /// Waiting for the local model.
    Arbitrating,
}

/// Everything that one pass over a track found, before it is judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// What the stream is.
    pub facts: StreamFacts,
    /// Whether it is whole.
    pub integrity: Integrity,
    /// What is written on it.
    pub metadata: Metadata,
    /// What was measured.
    pub measurements: Measurements,
    /// Curves for the window.
    pub pictures: Pictures,
    /// Codec grids; `None` where they were switched off.
    pub grid: Option<GridOutcome>,
    /// Acoustic fingerprint of the start: a code each 124 ms, none where there is no tone to go by.
    pub fingerprint: Vec<u32>,
    /// What the network looks at; `None` where nobody asked, and for lossy files, of which it is asked nothing.
    pub patches: Option<Patches>,
    /// CPU-bound wall time by stage: name and milliseconds.
    pub profile: Vec<(&'static str, f64)>,
}
