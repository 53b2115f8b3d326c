//! What is drawn over a track's pictures, and the figures of a region, as JSON for QML. No Qt.

use serde_json::{Value, json};

use super::rows;
use crate::{
    analyzer::{dsp::TrackMeter, sound::Sound},
    contracts::{AuditReport, CancelToken, Measurements, PcmBlock, SectionState},
    language::{number, tr, whole},
    pictures::View,
};

/// Frames measured at once.
const RUN: usize = 1 << 14;
/// Deepest integers that single precision holds.
const MOST_BITS: u16 = 24;

/// Edges in hertz and grid sections in seconds of an audited track.
pub(super) fn layers(report: &AuditReport) -> Value {
    let figures = &report.measurements;
    let sections = report.grid.as_ref().map_or_else(Vec::new, |outcome| {
        outcome
            .sections
            .iter()
            .zip(outcome.section_states())
            .map(|(section, state)| {
                let state = match state {
                    SectionState::Holds => "holds",
                    SectionState::Moved => "moved",
                    SectionState::Absent => "absent",
                    SectionState::Unjudged => "unjudged",
                };
                json!({ "from": section.start_s, "to": section.end_s, "share": section.share().unwrap_or(0.0), "state": state })
            })
            .collect()
    });
    json!({
        "cutoff": figures.cutoff_hz,
        "isCutoffSharp": figures.is_cutoff_sharp(),
        "upsamplingEdge": figures.upsampling_edge_hz,
        "integrated": figures.integrated_lufs,
        "sections": sections,
    })
}

/// Names and values of what was measured between two times; `None` where the token was set or the sound cannot be read.
pub(super) fn measured(sound: &Sound, view: &View, cancel: &CancelToken) -> Option<Value> {
    let rate_hz = f64::from(sound.sample_rate().hz());
    let [mut at, end] = [view.from_s, view.to_s].map(|time_s| (time_s.max(0.0) * rate_hz).round() as u64);
    let bits = sound.bits().filter(|bits| *bits <= MOST_BITS);
    let mut meter = TrackMeter::new(sound.sample_rate(), sound.channels(), sound.bits(), None);
    let mut block = PcmBlock::default();
    while at < end {
        cancel.check().ok()?;
        block.reset(sound.channels(), bits.is_some());
        let frames = sound.read_planes(at, (end - at).min(RUN as u64) as usize, &mut block.planes).ok()?;
        if frames == 0 {
            break;
        }
        if let Some(bits) = bits {
            let scale = f64::from(2.0_f32).powi(i32::from(bits) - 1);
            for (integers, plane) in block.integers.iter_mut().zip(&block.planes) {
                integers.extend(plane.iter().map(|sample| (f64::from(*sample) * scale).round() as i32));
            }
        }
        meter.push(&block);
        at += frames as u64;
    }
    Some(figures(&meter.finish().0, view))
}

fn figures(measured: &Measurements, view: &View) -> Value {
    let decimal = |value: Option<f64>, decimals: usize, unit: &str| match value.map(|value| number(value, decimals)) {
        Some(value) if unit.is_empty() => value,
        Some(value) => tr!("{value} {unit}", value, unit),
        None => "-".to_owned(),
    };
    let count = |value: Option<u64>| value.map_or_else(|| "-".to_owned(), whole);
    let line = |name: &str, value: String| json!({ "name": name, "value": value });
    json!([
        line(tr!("Length"), rows::length(Some(view.length_s()))),
        line(tr!("Loudness"), decimal(measured.integrated_lufs, 1, "LUFS")),
        line(tr!("True peak"), decimal(measured.true_peak_dbtp, 1, "dBTP")),
        line(tr!("Sample peak"), decimal(measured.sample_peak_dbfs, 1, "dBFS")),
        line(tr!("Dynamic range"), measured.dr.map_or_else(|| "-".to_owned(), |dr| format!("DR {dr}"))),
        line(tr!("Clipped runs"), count(measured.clipped_runs)),
        line(tr!("Clicks"), count(measured.clicks)),
        line(tr!("Dropouts"), count(measured.dropouts)),
        line(tr!("Cutoff"), decimal(measured.cutoff_hz.map(|hz| hz / 1000.0), 2, "kHz")),
        line(tr!("Correlation"), decimal(measured.stereo_correlation, 2, "")),
        line(tr!("Used bits"), measured.effective_bits.map_or_else(|| "-".to_owned(), |bits| bits.to_string())),
    ])
}
