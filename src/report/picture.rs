//! A picture that somebody else rendered, for a report to show.

use std::sync::Arc;

use crate::contracts::AuditReport;

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
