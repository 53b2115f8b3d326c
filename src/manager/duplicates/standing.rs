//! How a copy stands to the others of its group: its place, and why, in words that stand alone.

use std::cmp::Reverse;

use super::{Kinship, Source, is_same};
use crate::{
    analyzer::fingerprint::Likeness,
    contracts::{IntegrityState, VerdictClass},
    persistence::{RecordingCopy, TrackId},
};

/// DR values by which two copies of one mastering may differ: lossy coding moves it by one.
const SAME_DR: u32 = 1;

/// Place among copies, the best generation lowest: class, wholeness, real bandwidth, depth, clipping. Bandwidth counts in steps of
/// 500 Hz, under which it is chance.
pub(super) fn rank(copy: &RecordingCopy) -> (u8, u8, Reverse<u64>, Reverse<u16>, u64, bool, TrackId) {
    let class = match copy.class {
        Some(VerdictClass::Genuine) => 0,
        Some(VerdictClass::Padded) => 1,
        Some(VerdictClass::Upsampled) => 2,
        Some(VerdictClass::Inconclusive) => 3,
        Some(VerdictClass::Transcode) => 4,
        Some(VerdictClass::Lossy) => 5,
        None => 6,
    };
    let wholeness = match copy.integrity {
        Some(IntegrityState::Intact) => 0,
        Some(IntegrityState::Undetermined) | None => 1,
        Some(IntegrityState::Damaged) => 2,
    };
    let bandwidth = (copy.cutoff_hz.unwrap_or_default() / 500.0).round() as u64;
    let depth = copy.bits.filter(|_| copy.class != Some(VerdictClass::Padded)).unwrap_or_default();
    let clipped = copy.clipped_runs.unwrap_or(u64::MAX);
    (class, wholeness, Reverse(bandwidth), Reverse(depth), clipped, copy.is_quarantined, copy.track)
}

/// A copy with the samples of the best one, or the best one itself.
pub(super) fn same_samples(copy: RecordingCopy, best: &RecordingCopy) -> Source {
    let is_best = copy.track == best.track;
    let mut reasons = Vec::new();
    if !is_best {
        reasons.push("the same samples, bit for bit".to_owned());
        reasons.extend(demerits(&copy, best));
    }
    Source { kinship: if is_best { Kinship::Best } else { Kinship::Identical }, copy, bit_error: None, reasons }
}

/// A copy with the sound of the best one.
pub(super) fn same_sound(copy: RecordingCopy, best: &RecordingCopy, likeness: &Likeness) -> Source {
    let dr = copy.dr.zip(best.dr).filter(|(own, best)| own.abs_diff(*best) > SAME_DR);
    let mut reasons = demerits(&copy, best);
    let kinship = match dr {
        Some((own, best)) => {
            reasons.push(format!("DR {own}, the best DR {best}: probably another mastering"));
            Kinship::OtherMastering
        }
        None if !is_same(likeness) => {
            reasons.push("it sounds different in places: probably another mastering or processing".to_owned());
            Kinship::OtherMastering
        }
        None => Kinship::SameRecording,
    };
    if let Some((own, best)) = copy.lufs.zip(best.lufs).filter(|(own, best)| (own - best).abs() >= 0.5) {
        reasons.push(format!("{:.1} dB {}", (own - best).abs(), if own > best { "louder" } else { "quieter" }));
    }
    Source { copy, kinship, bit_error: Some(likeness.bit_error), reasons }
}

/// What it has over the next one.
pub(super) fn merits(best: &RecordingCopy, next: &RecordingCopy) -> Vec<String> {
    let mut reasons = vec![origin(best)];
    if best.integrity == Some(IntegrityState::Intact) && next.integrity != Some(IntegrityState::Intact) {
        reasons.push("proven whole".to_owned());
    }
    if let Some((own, other)) = bandwidths(best, next).filter(|(own, other)| own > other) {
        reasons.push(format!("content up to {} kHz, the next {} kHz", khz(own), khz(other)));
    }
    if let Some((own, other)) = best.clipped_runs.zip(next.clipped_runs).filter(|(own, other)| own < other) {
        reasons.push(format!("clipped {own} times, the next {other} times"));
    }
    reasons
}

/// What it lacks against the best one.
fn demerits(copy: &RecordingCopy, best: &RecordingCopy) -> Vec<String> {
    let mut reasons = Vec::new();
    if copy.class != best.class || copy.source_codec != best.source_codec {
        reasons.push(origin(copy));
    }
    if copy.integrity == Some(IntegrityState::Damaged) {
        reasons.push("damaged".to_owned());
    }
    if let Some((own, other)) = bandwidths(copy, best).filter(|(own, other)| own < other) {
        reasons.push(format!("content up to {} kHz, the best {} kHz", khz(own), khz(other)));
    }
    if let Some((own, other)) = copy.bits.zip(best.bits).filter(|(own, other)| own < other) {
        reasons.push(format!("{own} bit, the best {other} bit"));
    }
    if let Some((own, other)) = copy.clipped_runs.zip(best.clipped_runs).filter(|(own, other)| own > other) {
        reasons.push(format!("clipped {own} times, the best {other} times"));
    }
    if copy.is_quarantined {
        reasons.push("in quarantine".to_owned());
    }
    reasons
}

/// Ends of the spectrum that differ by more than chance.
fn bandwidths(a: &RecordingCopy, b: &RecordingCopy) -> Option<(f64, f64)> {
    a.cutoff_hz.zip(b.cutoff_hz).filter(|(a, b)| (a - b).abs() >= 500.0)
}

fn origin(copy: &RecordingCopy) -> String {
    let codec = copy.source_codec.map(|codec| codec.label());
    match copy.class {
        Some(VerdictClass::Genuine) => "genuine lossless".to_owned(),
        Some(VerdictClass::Transcode) => {
            codec.map_or_else(|| "made from a lossy file".to_owned(), |codec| format!("made from {codec}"))
        }
        Some(VerdictClass::Upsampled) => "upsampled".to_owned(),
        Some(VerdictClass::Padded) => "padded to more bits".to_owned(),
        Some(VerdictClass::Lossy) => copy.format.as_ref().map_or_else(|| "lossy".to_owned(), |format| format!("lossy ({format})")),
        Some(VerdictClass::Inconclusive) => "lossless, its past undecided".to_owned(),
        None => "without a verdict".to_owned(),
    }
}

fn khz(hz: f64) -> String {
    format!("{:.1}", hz / 1000.0)
}
