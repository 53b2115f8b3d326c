//! Files for the tests of this module.

use super::{
    results::{FileResult, GridZ},
    truth::{Label, Truth},
};
use crate::contracts::{AuditStatus, VerdictClass};

/// What a manifest says of a file; `codec` is empty for none.
pub(super) fn truth(path: &str, arm: &str, label: Label, codec: &str, headroom: Option<f64>) -> Truth {
    Truth {
        path: path.to_owned(),
        arm: arm.to_owned(),
        label,
        codec: (!codec.is_empty()).then(|| codec.to_owned()),
        headroom,
        split: None,
        source: None,
        lossy_kbps: None,
        treatment: None,
        earlier: None,
    }
}

/// A file that was audited in 500 ms: a transcode from `named`, else genuine.
pub(super) fn file(path: &str, arm: &str, label: Label, codec: &str, named: Option<&'static str>, z: Option<f64>) -> FileResult {
    FileResult {
        truth: truth(path, arm, label, codec, None),
        status: AuditStatus::Audited,
        class: Some(if named.is_some() { VerdictClass::Transcode } else { VerdictClass::Genuine }),
        source_codec: named,
        suspicion: Some(if named.is_some() { 0.99 } else { 0.02 }),
        decided_by: Some("grid"),
        largest_z: z,
        is_arbitrated: false,
        elapsed_ms: 500,
        error: None,
        evidence: vec![GridZ {
            kind: "codec_grid".to_owned(),
            codec: "mp3".to_owned(),
            filterbank: "mp3_hybrid".to_owned(),
            rate_hz: Some(44_100),
            z,
            p_value: None,
        }],
    }
}

/// Copies from MP3 of two sources in turn, each with its headroom and the codec that was named.
pub(super) fn copies(headrooms: &[(Option<f64>, Option<&'static str>)]) -> Vec<FileResult> {
    let copy = |(place, (headroom, named)): (usize, &(Option<f64>, Option<&'static str>))| {
        let mut copy = file(&format!("{place}.flac"), "lame-320", Label::Transcode, "mp3", *named, Some(place as f64));
        copy.truth.headroom = *headroom;
        copy.truth.source = Some(format!("source {}", place % 2));
        copy
    };
    headrooms.iter().enumerate().map(copy).collect()
}
