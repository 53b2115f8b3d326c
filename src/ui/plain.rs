//! The plain parts of the window, compiled for their tests where there is no Qt.

#![allow(dead_code, reason = "the bridges use what the tests do not")]

mod acting_text;
mod album_rows;
mod album_text;
mod compared;
mod comparing_text;
mod copies_text;
mod desk_text;
mod detail_text;
mod evidence_text;
mod health_text;
mod judging_text;
mod metadata_text;
mod network_plot;
mod network_text;
mod playing_text;
mod plot;
mod policy_text;
mod project_text;
mod proof_plot;
mod proof_text;
mod region_text;
mod reporting_text;
mod reporting_work;
mod rows;
mod second_opinion_text;
mod sound_drawing;
mod sounds;
mod watching_text;

use std::path::Path;

use crate::pictures::image;

/// `path` as a person reads it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
