//! Pictures of a track to keep: spectrogram, waveform, spectrum or loudness with axes, legend, verdict and how it was made, as PNG.
//!
//! The frame is an SVG that is drawn over the pixels, band by band, so that a picture of any size takes little more memory than its
//! pixels; those are copied as they were computed, never resampled. Text is in the bundled typefaces, and a letter that they lack
//! shows as a box. No folder is told: a picture goes to others.

mod choice;
mod frame;
mod pixels;
mod scene;
mod write;

use std::{io, io::Write, path::Path, sync::Arc};

use serde::Deserialize;

pub use choice::{MOST_PICTURES, PICTURES_FOR_ALL, PictureChoice, spectrogram_of};
pub use scene::Scene;

use super::{OutputFile, explain_unwritable};
use crate::{
    contracts::{AuditReport, CancelToken, Cancelled},
    pictures::{LevelsError, Look, MarkKinds, View},
};

/// A rendered picture, such as a spectrogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it is, in a few words.
    pub title: String,
    /// The picture as PNG.
    pub png: Vec<u8>,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// What it shows, as a sentence.
    pub caption: String,
}

/// Renders the pictures of a report while it is written; none where there are none.
pub type PictureSource = Arc<dyn Fn(&AuditReport) -> Vec<Picture> + Send + Sync>;

/// Smallest picture that can be read.
pub const LEAST_SIZE: (u32, u32) = (480, 320);
/// Most pixels along either side.
pub const MOST_SIDE: u32 = 16_384;
/// A picture in a report: wide enough for a page, small enough for a page that is sent.
const REPORT_SIZE: (u32, u32) = (1200, 520);

/// What is drawn of a track.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PictureKind {
    /// Levels over time and frequency.
    #[default]
    Spectrogram,
    /// Extremes and root mean square over time, a lane a channel.
    Waveform,
    /// Levels over frequency.
    Spectrum,
    /// Momentary and short-term loudness over time.
    Loudness,
}

impl PictureKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Spectrogram, Self::Waveform, Self::Spectrum, Self::Loudness];

    /// Its name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Spectrogram => "Spectrogram",
            Self::Waveform => "Waveform",
            Self::Spectrum => "Spectrum",
            Self::Loudness => "Loudness",
        }
    }
}

/// What a picture is to show.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PictureOrder {
    /// What is drawn.
    pub kind: PictureKind,
    /// Which part of the track; `None` for the whole of it.
    pub view: Option<View>,
    /// How spectrogram and spectrum are made.
    pub look: Look,
    /// What is marked on the waveform.
    pub marks: MarkKinds,
}

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PictureError {
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The size cannot be made or not be read.
    #[error(
        "a picture of {width} x {height} pixels cannot be made. Ask for {least_width} x {least_height} to {MOST_SIDE} x {MOST_SIDE}.",
        least_width = LEAST_SIZE.0,
        least_height = LEAST_SIZE.1
    )]
    Size {
        /// Width asked for.
        width: u32,
        /// Height asked for.
        height: u32,
    },
    /// The part asked for holds no sound.
    #[error("that part of the track holds no sound. Ask for a part within {length_s:.3} s.")]
    Empty {
        /// Length of the track.
        length_s: f64,
    },
    /// The decoded sound could not be read, or the picture not be written.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The frame could not be drawn.
    #[error("the picture could not be drawn: {reason}. Please report it.")]
    NotDrawn {
        /// Why.
        reason: String,
    },
}

impl From<LevelsError> for PictureError {
    fn from(error: LevelsError) -> Self {
        match error {
            LevelsError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            LevelsError::Io(error) => Self::Io(error),
        }
    }
}

/// Writes the picture of `size` pixels that `order` asks for into the file at `path`, whole or not at all.
///
/// # Errors
/// A sentence with the remedy; `None` where the token was set, and an older file is then as it was.
pub fn save_picture(
    path: &Path,
    report: &AuditReport,
    scene: &Scene,
    order: &PictureOrder,
    size: (u32, u32),
    cancel: &CancelToken,
) -> Result<(), Option<String>> {
    let unwritable = |error: io::Error| Some(explain_unwritable(path, &error));
    let file = OutputFile::create(path).map_err(unwritable)?;
    match draw_picture(report, scene, order, size, &mut file.stream().map_err(unwritable)?, cancel) {
        Ok(()) => file.keep().map_err(unwritable),
        Err(PictureError::Cancelled(_)) => Err(None),
        Err(PictureError::Io(error)) => Err(unwritable(error)),
        Err(error) => Err(Some(error.to_string())),
    }
}

/// Writes the picture of `size` pixels that `order` asks for to `output` as PNG, and flushes it.
///
/// # Errors
/// Any [`PictureError`].
pub fn draw_picture(
    report: &AuditReport,
    scene: &Scene,
    order: &PictureOrder,
    size: (u32, u32),
    output: &mut dyn Write,
    cancel: &CancelToken,
) -> Result<(), PictureError> {
    compose(report, scene, order, size, true, output, cancel).map(drop)
}

/// The picture that `order` asks for as a report shows it: without head and foot, which the report has itself.
///
/// # Errors
/// Any [`PictureError`].
pub fn report_picture(
    report: &AuditReport,
    scene: &Scene,
    order: &PictureOrder,
    cancel: &CancelToken,
) -> Result<Picture, PictureError> {
    let mut png = Vec::new();
    let caption = compose(report, scene, order, REPORT_SIZE, false, &mut png, cancel)?;
    let (width, height) = REPORT_SIZE;
    Ok(Picture { title: order.kind.title().to_owned(), png, width, height, caption })
}

/// Draws it; how it was made, as a sentence.
fn compose(
    report: &AuditReport,
    scene: &Scene,
    order: &PictureOrder,
    (width, height): (u32, u32),
    has_head: bool,
    output: &mut dyn Write,
    cancel: &CancelToken,
) -> Result<String, PictureError> {
    let is_possible = |side: u32, least: u32| (least..=MOST_SIDE).contains(&side);
    if !is_possible(width, LEAST_SIZE.0) || !is_possible(height, LEAST_SIZE.1) {
        return Err(PictureError::Size { width, height });
    }
    let length_s = scene.length_s();
    let view = order.view.unwrap_or(View { from_s: 0.0, to_s: length_s });
    let view = View { from_s: view.from_s.max(0.0), to_s: view.to_s.min(length_s) };
    let is_sound = view.to_s > view.from_s && view.from_s.is_finite();
    if !is_sound {
        return Err(PictureError::Empty { length_s });
    }
    let layout = frame::Layout::new((width, height), order.kind, has_head);
    let drawn = pixels::draw(report, scene, order, &view, &layout, cancel)?;
    let caption = frame::caption(scene, order, &view);
    let svg = frame::compose(report, order, &layout, &drawn, has_head.then_some(&*caption))?;
    write::png(&svg, &layout, &drawn, output, cancel)?;
    Ok(caption)
}

#[cfg(test)]
mod tests;
