//! Pictures of a track's sound: numbers for a view of it, then pixels. No Qt, no file but the [`Sound`](crate::analyzer::sound::Sound)
//! it is given, nothing judged.
//!
//! Each picture is made for one [`View`] in a worker. What is dear to make (transforms) is kept in tiles, what is cheap (colours,
//! axes) is made anew, so that another colour map or range costs no transform.

mod curves;
mod graph;
mod histogram;
pub mod image;
mod panning;
mod scale;
mod spectrogram;
mod spectrum;
mod waveform;

use serde::{Deserialize, Serialize};

pub use self::{
    curves::{correlation, loudness},
    graph::{Curve, Graph},
    histogram::{ValueHistogram, paint_values, value_histogram},
    panning::goniometer,
    scale::{Axis, frequency_ticks, level_ticks, note_name, time_ticks},
    spectrogram::{ColourMap, LEVEL_RANGE_DB, Levels, LevelsError, Look, Spectrogram, WINDOW_SIZES, paint, paint_legend},
    spectrum::{RegionSpectrum, paint_spectrum, region_spectrum},
    waveform::{MarkKinds, waveform},
};

/// Part of a track that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct View {
    /// Left edge in seconds.
    pub from_s: f64,
    /// Right edge in seconds.
    pub to_s: f64,
}

impl View {
    /// Its length in seconds, never 0.
    pub fn length_s(&self) -> f64 {
        (self.to_s - self.from_s).max(1e-6)
    }

    /// Where `time_s` lies, 0 at the left edge and 1 at the right.
    pub fn place_of(&self, time_s: f64) -> f64 {
        (time_s - self.from_s) / self.length_s()
    }

    /// Time at `place`.
    pub fn time_at(&self, place: f64) -> f64 {
        self.from_s + place * self.length_s()
    }
}

/// What is looked at or listened to of a track's channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The first.
    Left,
    /// The second; the first of mono.
    Right,
    /// Mean of all.
    #[default]
    Mid,
    /// Half the difference of the first two; nothing in mono.
    Side,
}

impl Channel {
    /// This channel of one frame.
    pub fn of(self, frame: &[f32]) -> f32 {
        match (self, frame) {
            (_, []) => 0.0,
            (Self::Left, [left, ..]) => *left,
            (Self::Right, [_, right, ..]) => *right,
            (Self::Mid, [left, right]) => (left + right) / 2.0,
            (Self::Side, [left, right, ..]) => (left - right) / 2.0,
            (Self::Right, [only]) => *only,
            (Self::Side, [_]) => 0.0,
            (Self::Mid, all) => all.iter().sum::<f32>() / all.len() as f32,
        }
    }
}
