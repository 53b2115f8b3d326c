//! Tracks whose past is known, as the forest learns from them.

use serde::{Deserialize, Serialize};

use super::features::Features;

/// What the tracks of one source may be used for, so that no figure is reported on what was learnt from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Grows the trees.
    Train,
    /// Sets the calibration.
    Calibrate,
    /// Only ever measured.
    Report,
}

/// One track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The track, as its manifest names it.
    pub path: String,
    /// What is counted together.
    pub arm: String,
    /// The lossy codec that it was made with, the last one; `None` for one that was never lossy.
    pub codec: Option<String>,
    /// Bitrate of the original's FLAC over the lossy one.
    pub headroom: Option<f64>,
    /// Its use.
    pub role: Role,
    /// Where it comes from: tracks of one origin are not independent.
    pub origin: String,
    /// Whether a grid settles it, so that no forest is asked.
    pub is_settled: bool,
    /// Its features.
    pub features: Vec<f32>,
}

impl Example {
    /// Whether it was ever lossy.
    pub fn is_lossy(&self) -> bool {
        self.codec.is_some()
    }

    /// Its features as a row; `None` where they are of another table.
    pub fn row(&self) -> Option<Features> {
        Features::from_values(self.features.clone())
    }
}
