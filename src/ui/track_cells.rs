//! What the cells of the track table show, a role each.

use cxx_qt_lib::{QString, QVariant};

use super::{app, rows};
use crate::{
    contracts::{Codec, MarkLabel, Stage},
    language::retold,
    persistence::{TrackId, TrackRow},
};

/// Roles from `Qt::UserRole`, in the order of [`ROLES`].
pub(super) const FIRST_ROLE: i32 = 0x0100;
/// One a column, and what columns share.
pub(super) const ROLES: [&str; 25] = [
    "trackId",
    "name",
    "folder",
    "path",
    "state",
    "verdictClass",
    "progress",
    "stage",
    "format",
    "rateBits",
    "length",
    "probability",
    "evidence",
    "lufs",
    "truePeak",
    "dr",
    "clips",
    "hasTruePeakOver",
    "hasClips",
    "integrity",
    "error",
    "sourceCodec",
    "suspicion",
    "isMarked",
    "quarantinedFrom",
];

/// What `role` shows of a row; of one at work `progress` has the stage and the share that is done.
pub(super) fn value(row: &TrackRow, progress: Option<(Stage, f32)>, role: &str) -> QVariant {
    let is_running = progress.is_some();
    match role {
        "trackId" => QVariant::from(&(row.id.0 as i32)),
        "name" => text(&row.name),
        "folder" => text(&row.folder),
        "path" => text(&app::shown(&row.path)),
        "state" => text(rows::state(row, is_running)),
        "verdictClass" => text(if is_running { "" } else { rows::class(row.mark.map(MarkLabel::class).or(row.class)) }),
        "isMarked" => QVariant::from(&(row.mark.is_some() && !is_running)),
        "progress" => QVariant::from(&progress.map_or(0.0, |(_, share)| f64::from(share))),
        "stage" => text(progress.map_or("", |(stage, _)| rows::stage(stage))),
        "format" => text(row.format.as_deref().unwrap_or("\u{2013}")),
        "rateBits" => text(&rows::rate_bits(row)),
        "length" => text(&rows::length(row.duration_s)),
        "probability" => text(&rows::probability(row.probability.filter(|_| row.mark.is_none()))),
        "evidence" => text(&rows::evidence(row)),
        "lufs" => text(&rows::decimal(row.lufs, false)),
        "truePeak" => text(&rows::decimal(row.true_peak_dbtp, true)),
        "dr" => text(&rows::whole(row.dr)),
        "clips" => text(&rows::whole(row.clipped_runs)),
        "hasTruePeakOver" => QVariant::from(&row.true_peak_dbtp.is_some_and(|peak| peak > 0.0)),
        "hasClips" => QVariant::from(&row.clipped_runs.is_some_and(|runs| runs > 0)),
        "integrity" => text(rows::integrity(row.integrity)),
        "quarantinedFrom" => text(&row.quarantined_from.as_deref().map(app::shown).unwrap_or_default()),
        "error" => text(&retold(row.error.as_deref().unwrap_or_default())),
        "sourceCodec" => text(row.source_codec.map_or("", Codec::label)),
        "suspicion" => QVariant::from(&row.suspicion.unwrap_or(f64::NAN)),
        _ => QVariant::default(),
    }
}

/// What a row shows until its page is there.
pub(super) fn loading(id: TrackId, role: &str) -> QVariant {
    match role {
        "trackId" => QVariant::from(&(id.0 as i32)),
        "state" => text("loading"),
        "progress" | "suspicion" => QVariant::from(&0.0_f64),
        "hasTruePeakOver" | "hasClips" | "isMarked" => QVariant::from(&false),
        _ => text(""),
    }
}

fn text(text: &str) -> QVariant {
    QVariant::from(&QString::from(text))
}
