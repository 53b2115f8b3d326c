//! Reports for the tests of this module.

use std::path::PathBuf;

use crate::{
    contracts::{
        AuditReport, AuditStatus, Codec, DecidedBy, Evidence, Filterbank, GridChannel, GridOutcome, GridSection, GridTest,
        HoleTest, Integrity, IntegrityState, Md5State, Measurements, Reader, SourceEstimate, SourceLimit, StreamFacts, Verdict,
        VerdictClass,
    },
    units::{FrameCount, SampleRate},
};

/// The example of `product.md`.
pub fn transcode() -> AuditReport {
    AuditReport {
        status: AuditStatus::Audited,
        error: None,
        facts: Some(StreamFacts {
            container: "flac".to_owned(),
            codec: "flac".to_owned(),
            is_lossy: false,
            sample_rate: SampleRate::new(44_100).unwrap(),
            bits: Some(16),
            is_float: false,
            channels: 2,
            declared_frames: Some(FrameCount(11_082_330)),
            frames: FrameCount(11_082_330),
            reader: Reader::Symphonia,
        }),
        integrity: Some(Integrity { state: IntegrityState::Intact, md5: Some(Md5State::Match), first_fault_s: None, detail: None }),
        verdict: Some(Verdict {
            class: VerdictClass::Transcode,
            probability: Some(0.999),
            suspicion: Some(0.999),
            source_codec: Some(Codec::Mp3),
            decided_by: DecidedBy::Grid,
            summary: "This FLAC was made from an MP3.".to_owned(),
            judged_with: Default::default(),
            arbitration: None,
        }),
        evidence: vec![
            Evidence::CodecGrid {
                codec: Codec::Mp3,
                filterbank: Filterbank::Mp3Hybrid,
                rate_hz: 44_100,
                z: 57.4,
                p_value: 1e-30,
                hole_rate: 0.185,
                null_rate: 0.077,
                threshold_lsb16: 0.8,
                offset: 48,
                channel: GridChannel::R,
                agreeing_share: Some(0.99),
                is_decisive: true,
            },
            Evidence::CodecLattice {
                codec: Codec::Mp3,
                filterbank: Filterbank::Mp3Hybrid,
                rate_hz: 44_100,
                z: 412.0,
                p_value: 1e-90,
                fit: 25.2,
                null_fit: 4.6,
                offset: 48,
                channel: GridChannel::M,
                is_decisive: true,
            },
            Evidence::Cutoff { hz: 20_050.0, slope_db_per_khz: Some(84.0) },
        ],
        measurements: Measurements {
            integrated_lufs: Some(-9.1),
            loudness_range_lu: Some(5.2),
            true_peak_dbtp: Some(0.3),
            sample_peak_dbfs: Some(0.0),
            dr: Some(7),
            snr_db: Some(58.0),
            clipped_runs: Some(12),
            dc_offset: Some(0.0001),
            effective_bits: Some(16),
            cutoff_hz: Some(20_050.0),
            stereo_correlation: Some(0.81),
            clicks: Some(0),
            dropouts: Some(0),
            leading_silence_s: Some(0.2),
            trailing_silence_s: Some(1.9),
            ..Measurements::default()
        },
        grid: Some(grid()),
        limits: vec![SourceLimit { codec: Codec::Mp3, visible_up_to_kbps: Some(320) }],
        fingerprint: None,
        elapsed_ms: 812,
        ..AuditReport::failed(PathBuf::from("/music/track.flac"), "")
    }
}

/// An MP3 at 192 kbit/s that stands out, and an AAC that does not.
fn grid() -> GridOutcome {
    let channel = GridChannel::R;
    let test = |filterbank: Filterbank, z: f64| GridTest {
        codec: filterbank.codec(),
        filterbank,
        rate_hz: 44_100,
        quarters: 0,
        beside: None,
        holes: Some(HoleTest { z, hole_rate: 0.185, null_rate: 0.077, threshold_lsb16: 0.8, offset: 48, channel, p_value: 1e-30 }),
        lattice: None,
        agreeing_share: None,
        excerpts: 120,
    };
    let section = |start_s, end_s, agreeing| GridSection { start_s, end_s, agreeing, judged: 50, offset: 48 };
    GridOutcome {
        tests: vec![test(Filterbank::Mp3Hybrid, 57.4), test(Filterbank::AacKbd, 1.24)],
        hole_bar: 8.0,
        lattice_bar: 8.0,
        usual_z: 4.0,
        false_alarm_probability: Some(1e-28),
        sections: vec![section(0.0, 120.0, 50), section(120.0, 251.3, 46)],
        source: Some(SourceEstimate { kbps: Some(192), encoder: Some("LAME".to_owned()) }),
        limits: Vec::new(),
    }
}

/// A genuine track.
pub fn genuine(path: &str) -> AuditReport {
    let verdict = Verdict {
        class: VerdictClass::Genuine,
        probability: Some(0.98),
        suspicion: Some(0.02),
        source_codec: None,
        decided_by: DecidedBy::Grid,
        summary: "No trace of a lossy past was found.".to_owned(),
        judged_with: Default::default(),
        arbitration: None,
    };
    AuditReport { path: PathBuf::from(path), verdict: Some(verdict), evidence: Vec::new(), grid: None, ..transcode() }
}
