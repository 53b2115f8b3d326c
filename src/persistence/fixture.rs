//! Stores and reports for the tests of this module.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::Repository;
use crate::{
    contracts::{
        AuditReport, AuditStatus, Codec, DecidedBy, Evidence, Filterbank, GridChannel, GridOutcome, GridTest, HoleTest, Integrity,
        IntegrityState, LatticeTest, Md5State, Measurements, Metadata, Pictures, Reader, SourceLimit, StreamFacts, TrackKey,
        Verdict, VerdictClass,
    },
    units::{FrameCount, SampleRate},
};

/// An empty store in a folder that goes with the first value.
pub(super) fn store() -> (TempDir, Repository) {
    let folder = tempfile::tempdir().unwrap();
    let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    (folder, store)
}

pub(super) fn key(path: &str) -> TrackKey {
    TrackKey { path: PathBuf::from(path), size_bytes: 31_000_000, modified_ns: 1_700_000_000_123_456_789 }
}

/// A genuine track.
pub(super) fn audited(path: &str) -> AuditReport {
    report(path, VerdictClass::Genuine)
}

/// A track of that class, with the least that a report has.
pub(super) fn report(path: &str, class: VerdictClass) -> AuditReport {
    let facts = StreamFacts {
        container: "flac".into(),
        codec: "flac".into(),
        is_lossy: class == VerdictClass::Lossy,
        sample_rate: SampleRate::new(44_100).unwrap(),
        bits: Some(16),
        is_float: false,
        channels: 2,
        declared_frames: Some(FrameCount(11_082_330)),
        frames: FrameCount(11_082_330),
        reader: Reader::Symphonia,
    };
    let verdict = Verdict {
        class,
        probability: Some(0.987_654_321),
        suspicion: Some(0.1),
        source_codec: None,
        decided_by: DecidedBy::Grid,
        summary: "In plain words.".into(),
        judged_with: Default::default(),
        arbitration: None,
    };
    AuditReport {
        status: AuditStatus::Audited,
        error: None,
        facts: Some(facts),
        integrity: Some(Integrity { state: IntegrityState::Intact, md5: Some(Md5State::Match), first_fault_s: None, detail: None }),
        verdict: Some(verdict),
        evidence: vec![Evidence::Cutoff { hz: 20_050.1, slope_db_per_khz: Some(84.3) }],
        measurements: Measurements {
            integrated_lufs: Some(-9.1),
            true_peak_dbtp: Some(0.3),
            dr: Some(7),
            ..Measurements::default()
        },
        pictures: Pictures { spectrum_db: vec![-30.25, -119.9], envelope_clips: vec![0, 3], ..Pictures::default() },
        elapsed_ms: 812,
        ..AuditReport::failed(Path::new(path).to_owned(), "")
    }
}

/// A transcode with everything that a report can have.
pub(super) fn transcode(path: &str) -> AuditReport {
    let (codec, filterbank, channel, offset) = (Codec::Mp3, Filterbank::Mp3Hybrid, GridChannel::R, 48);
    let holes = HoleTest { z: 57.4, hole_rate: 0.185, null_rate: 0.077, threshold_lsb16: 0.8, offset, channel, p_value: 1e-30 };
    let lattice = LatticeTest { z: 412.1 / 3.0, fit: 25.2, null_fit: 4.6, offset, channel: GridChannel::M, p_value: 1e-90 };
    let test = GridTest {
        codec,
        filterbank,
        rate_hz: 44_100,
        quarters: 0,
        beside: None,
        holes: Some(holes),
        lattice: Some(lattice),
        agreeing_share: Some(0.97),
        excerpts: 120,
    };
    let mut report = report(path, VerdictClass::Transcode);
    report.evidence.splice(
        0..0,
        [
            Evidence::CodecLattice {
                codec,
                filterbank,
                rate_hz: 44_100,
                z: lattice.z,
                p_value: lattice.p_value,
                fit: lattice.fit,
                null_fit: lattice.null_fit,
                offset,
                channel: lattice.channel,
                is_decisive: true,
            },
            Evidence::CodecGrid {
                codec,
                filterbank,
                rate_hz: 44_100,
                z: holes.z,
                p_value: holes.p_value,
                hole_rate: holes.hole_rate,
                null_rate: holes.null_rate,
                threshold_lsb16: holes.threshold_lsb16,
                offset,
                channel,
                agreeing_share: Some(0.97),
                is_decisive: true,
            },
        ],
    );
    if let Some(verdict) = &mut report.verdict {
        verdict.source_codec = Some(codec);
        verdict.suspicion = Some(0.999);
    }
    report.metadata = Metadata {
        tags: vec![("TITLE".into(), "Ünïcode \u{0} 'quoted\"".into())],
        encoders: vec!["reference libFLAC 1.4.2".into()],
        properties: vec![("bit rate".into(), "1003 kbit/s".into())],
        picture: Some(("image/jpeg".into(), 48_213)),
        problem: None,
    };
    report.measurements.clipped_runs = Some(12);
    report.grid = Some(GridOutcome { tests: vec![test], hole_bar: 8.0, lattice_bar: 8.0, usual_z: 4.1, ..GridOutcome::default() });
    report.limits = vec![SourceLimit { codec: Codec::Aac, visible_up_to_kbps: Some(320) }];
    report
}
