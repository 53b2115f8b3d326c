//! Audits made by hand, with everything that the window draws of them: what an engine would find, without running it.

use std::path::PathBuf;

use audiopro::{
    brain::{network::Network, weights::SHIPPED_NETWORK},
    contracts::{
        AuditReport, AuditStatus, Codec, DecidedBy, Evidence, Filterbank, GridChannel, GridOutcome, GridProof, GridSection,
        GridTest, HoleTest, Integrity, IntegrityState, LatticeTest, Md5State, Measurements, NetworkReading, Pictures, Reader,
        SourceEstimate, SourceLimit, StreamFacts, TrackKey, Verdict, VerdictClass,
    },
    persistence::{Repository, TrackId},
    units::{FrameCount, SampleRate},
};

/// Seeded noise, 0 to 1.
pub struct Noise(u64);

impl Noise {
    pub fn next(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1_u64 << 24) as f32
    }
}

/// Keeps `reports` in the store and returns their tracks.
pub fn store(store: &Repository, reports: &[AuditReport]) -> Vec<TrackId> {
    let keys: Vec<TrackKey> =
        reports.iter().map(|report| TrackKey { path: report.path.clone(), size_bytes: 31_000_000, modified_ns: 1 }).collect();
    let registered = store.register(None, &keys).expect("the store takes tracks");
    for ((registered, key), report) in registered.iter().zip(&keys).zip(reports) {
        store.save(registered.track, key, report).expect("the store takes an audit");
    }
    registered.into_iter().map(|registered| registered.track).collect()
}

/// One of each kind that the evidence view draws in another way.
pub fn gallery() -> Vec<AuditReport> {
    let folder = "/mnt/archive/intake/Harbour Lights (2011)/";
    let at = |name: &str| PathBuf::from(format!("{folder}{name}"));
    let whole: Vec<(u32, u32, u32)> = (0..24).map(|at| (if at == 23 { 46 } else { 50 + at % 2 }, 50 + at % 2, 48)).collect();
    let splice: Vec<(u32, u32, u32)> = (0..24)
        .map(|at| {
            if at == 4 {
                (0, 0, 0)
            } else if at < 9 {
                (48, 50, 48)
            } else {
                (at % 3, 50, 48)
            }
        })
        .collect();
    let moved: Vec<(u32, u32, u32)> = (0..24).map(|at| if at < 14 { (40 + at % 9, 50, 48) } else { (44, 50, 211) }).collect();
    let mut heard = genuine(at("06 Ebb.flac"), Some(192), None);
    let says = [-2.1_f32, -0.4, 0.3, -1.8].repeat(8);
    let shipped = Network::new(None, Ok(SHIPPED_NETWORK.into()));
    heard.measurements.network = NetworkReading::of(&says, "cpu", shipped.version().unwrap());
    heard.evidence.extend(heard.measurements.network.clone().map(Evidence::Network));
    vec![
        transcode(at("03 Night Train to Lisbon.flac"), &whole, true),
        transcode(at("02 The Pilot's Daughter (spliced).flac"), &splice, true),
        transcode(at("05 Signals (edited, with a very long name that goes on and on).flac"), &moved, false),
        transcode(at("01 Harbour Lights (short).flac"), &[(49, 50, 48)], false),
        genuine(at("04 Low Water.flac"), Some(320), Some(320)),
        heard,
    ]
}

/// An MP3 in a FLAC, with sections of that many agreeing blocks, judged blocks and that offset.
pub fn transcode(path: PathBuf, sections: &[(u32, u32, u32)], has_holes: bool) -> AuditReport {
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    let duration_s = 251.3;
    let (codec, filterbank, rate_hz, offset) = (Codec::Mp3, Filterbank::Mp3Hybrid, 44_100, 48);
    let (channel, is_decisive) = (GridChannel::R, true);
    let holes = HoleTest { z: 57.4, hole_rate: 0.185, null_rate: 0.077, threshold_lsb16: 0.8, offset, channel, p_value: 1e-30 };
    let lattice = LatticeTest { z: 412.0, fit: 25.2, null_fit: 4.6, offset, channel: GridChannel::M, p_value: 1e-90 };
    let mut tests = background();
    tests[0] = GridTest { holes: has_holes.then_some(holes), lattice: Some(lattice), agreeing_share: Some(0.995), ..tests[0] };
    let mut evidence = vec![Evidence::CodecLattice {
        codec,
        filterbank,
        rate_hz,
        z: lattice.z,
        p_value: lattice.p_value,
        fit: lattice.fit,
        null_fit: lattice.null_fit,
        offset,
        channel: lattice.channel,
        is_decisive,
    }];
    if has_holes {
        evidence.push(Evidence::CodecGrid {
            codec,
            filterbank,
            rate_hz,
            z: holes.z,
            p_value: holes.p_value,
            hole_rate: holes.hole_rate,
            null_rate: holes.null_rate,
            threshold_lsb16: holes.threshold_lsb16,
            offset,
            channel,
            agreeing_share: Some(0.995),
            is_decisive,
        });
    }
    evidence.extend(weak(&tests));
    evidence.push(Evidence::Cutoff { hz: 20_050.0, slope_db_per_khz: Some(84.0) });
    let length = duration_s / sections.len() as f64;
    let section = |(at, &(agreeing, judged, offset)): (usize, &(u32, u32, u32))| GridSection {
        start_s: at as f64 * length,
        end_s: (at + 1) as f64 * length,
        agreeing,
        judged,
        offset,
    };
    let outcome = GridOutcome {
        tests,
        hole_bar: 8.0,
        lattice_bar: 8.0,
        usual_z: 4.0,
        false_alarm_probability: Some(1e-28),
        sections: sections.iter().enumerate().map(section).collect(),
        source: Some(SourceEstimate { kbps: Some(192), encoder: Some("LAME".to_owned()) }),
        limits: Vec::new(),
    };
    let course = outcome.course().map(|course| format!(" {course}")).unwrap_or_default();
    let verdict = Verdict {
        judged_with: Default::default(),
        arbitration: None,
        class: VerdictClass::Transcode,
        probability: Some(0.999_9),
        suspicion: Some(0.999_9),
        source_codec: Some(codec),
        decided_by: DecidedBy::Grid,
        summary: format!(
            "This FLAC was made from an MP3 of about 192 kbit/s (LAME). 119 of 120 excerpts agree on one MP3 frame grid; the runner-up, AAC, reaches z 3.9.{course}"
        ),
    };
    let mut report = base(path, verdict, duration_s, &mut noise);
    report.evidence = evidence;
    report.grid = Some(outcome);
    report.pictures.proof = Some(proof(has_holes, &mut noise));
    report
}

/// A track without any grid, and how far MP3 and AAC would have shown.
pub fn genuine(path: PathBuf, mp3_kbps: Option<u32>, aac_kbps: Option<u32>) -> AuditReport {
    let mut noise = Noise(0xD1B5_4A32_D192_ED03);
    let limit = |codec, visible_up_to_kbps| SourceLimit { codec, visible_up_to_kbps };
    let limits = vec![
        limit(Codec::Mp3, mp3_kbps),
        limit(Codec::Aac, aac_kbps),
        limit(Codec::Vorbis, Some(256)),
        limit(Codec::Opus, Some(192)),
        limit(Codec::Musepack, None),
    ];
    let verdict = Verdict {
        judged_with: Default::default(),
        arbitration: None,
        class: VerdictClass::Genuine,
        probability: Some(0.98),
        suspicion: Some(0.02),
        source_codec: None,
        decided_by: DecidedBy::Grid,
        summary: "No trace of a lossy past was found. MP3 above 192 kbit/s or AAC of any bitrate cannot be excluded here."
            .to_owned(),
    };
    let mut report = base(path, verdict, 311.0, &mut noise);
    let tests = background();
    report.evidence = weak(&tests);
    report.evidence.push(Evidence::Cutoff { hz: 20_900.0, slope_db_per_khz: None });
    report.grid = Some(GridOutcome {
        tests,
        hole_bar: 8.0,
        lattice_bar: 8.0,
        usual_z: 4.0,
        false_alarm_probability: Some(0.63),
        limits: limits.clone(),
        ..GridOutcome::default()
    });
    report.limits = limits;
    report
}

/// Every filterbank at two rates, and nothing seen.
fn background() -> Vec<GridTest> {
    let mut noise = Noise(42);
    let mut tests = Vec::new();
    for (at, filterbank) in Filterbank::ALL.into_iter().cycle().take(2 * Filterbank::ALL.len()).enumerate() {
        let (z, channel, offset, p_value) = (f64::from(noise.next()) * 4.5 - 0.6, GridChannel::L, 211, 0.4);
        tests.push(GridTest {
            codec: filterbank.codec(),
            filterbank,
            rate_hz: if at < Filterbank::ALL.len() { 44_100 } else { 48_000 },
            quarters: 0,
            beside: None,
            holes: Some(HoleTest { z, hole_rate: 0.08, null_rate: 0.077, threshold_lsb16: 0.8, offset, channel, p_value }),
            lattice: None,
            agreeing_share: None,
            excerpts: 120,
        });
    }
    tests
}

fn weak(tests: &[GridTest]) -> Vec<Evidence> {
    let holes = tests.iter().filter_map(|test| Some((test, test.holes.filter(|holes| holes.z < 8.0)?)));
    let mut evidence: Vec<(f64, Evidence)> = holes
        .map(|(test, holes)| {
            let HoleTest { z, hole_rate, null_rate, threshold_lsb16, offset, channel, p_value } = holes;
            let GridTest { codec, filterbank, rate_hz, agreeing_share, .. } = *test;
            let is_decisive = false;
            let reason = Evidence::CodecGrid {
                codec,
                filterbank,
                rate_hz,
                z,
                p_value,
                hole_rate,
                null_rate,
                threshold_lsb16,
                offset,
                channel,
                agreeing_share,
                is_decisive,
            };
            (z, reason)
        })
        .collect();
    evidence.sort_by(|a, b| f64::total_cmp(&b.0, &a.0));
    evidence.into_iter().map(|(_, reason)| reason).collect()
}

fn base(path: PathBuf, verdict: Verdict, duration_s: f64, noise: &mut Noise) -> AuditReport {
    let frames = FrameCount((duration_s * 44_100.0) as u64);
    let level = |at: usize, noise: &mut Noise| {
        let place = at as f32 / 1024.0;
        let verse = if (0.3..0.55).contains(&place) {
            0.8
        } else if place > 0.95 {
            (1.0 - place) * 12.0
        } else {
            0.55
        };
        (verse * (0.7 + 0.3 * noise.next())).clamp(0.02, 1.0)
    };
    let high: Vec<f32> = (0..1024).map(|at| level(at, noise)).collect();
    AuditReport {
        status: AuditStatus::Audited,
        error: None,
        facts: Some(StreamFacts {
            container: "flac".to_owned(),
            codec: "flac".to_owned(),
            is_lossy: false,
            sample_rate: SampleRate::new(44_100).expect("a usual rate"),
            bits: Some(16),
            is_float: false,
            channels: 2,
            declared_frames: Some(frames),
            frames,
            reader: Reader::Symphonia,
        }),
        integrity: Some(Integrity { state: IntegrityState::Intact, md5: Some(Md5State::Match), first_fault_s: None, detail: None }),
        verdict: Some(verdict),
        measurements: Measurements {
            integrated_lufs: Some(-9.1),
            loudness_range_lu: Some(5.2),
            true_peak_dbtp: Some(0.3),
            sample_peak_dbfs: Some(0.0),
            dr: Some(7),
            snr_db: Some(58.0),
            clipped_runs: Some(12),
            effective_bits: Some(16),
            cutoff_hz: Some(20_050.0),
            ..Measurements::default()
        },
        pictures: Pictures {
            spectrum_db: (0..1025).map(|bin| -30.0 - bin as f32 * 0.07).collect(),
            spectrum_peak_db: (0..1025).map(|bin| -20.0 - bin as f32 * 0.07).collect(),
            envelope_low: high.iter().map(|level| -level).collect(),
            envelope_rms: high.iter().map(|level| level * 0.4).collect(),
            envelope_clips: vec![0; 1024],
            envelope_high: high,
            ..Pictures::default()
        },
        elapsed_ms: 812,
        ..AuditReport::failed(path, "")
    }
}

/// 80 blocks of 366 coefficients: holes in whole bands at the offset, scattered ones beside; a comb, and an even ladder.
fn proof(is_by_holes: bool, noise: &mut Noise) -> GridProof {
    const BLOCKS: usize = 80;
    const ROWS: usize = 366;
    let mut picture = Vec::with_capacity(BLOCKS * ROWS);
    let mut picture_beside = Vec::with_capacity(BLOCKS * ROWS);
    let bands: Vec<(usize, usize)> = (0..18).map(|band| (band * band + 20, band * band + 20 + 2 * band + 1)).collect();
    let mut is_empty = vec![false; bands.len()];
    for _ in 0..BLOCKS {
        for (band, empty) in is_empty.iter_mut().enumerate() {
            let chance = if *empty { 0.75 } else { 0.01 * band as f32 / 3.0 };
            *empty = is_by_holes && noise.next() < chance;
        }
        let loudness = 20.0 + 25.0 * noise.next();
        for row in 0..ROWS {
            let in_hole = bands.iter().zip(&is_empty).any(|(&(from, to), &empty)| empty && (from..to).contains(&row));
            let tilt = 70.0 * (1.0 - row as f32 / ROWS as f32);
            let value = |noise: &mut Noise| (1.0 + (loudness + tilt) * (0.3 + 0.7 * noise.next())) as u8;
            let chance = 0.02 + 0.1 * row as f32 / ROWS as f32;
            let scattered = |noise: &mut Noise| noise.next() < chance;
            picture.push(if in_hole || (scattered(noise) && !is_by_holes) { 0 } else { value(noise) });
            picture_beside.push(if scattered(noise) { 0 } else { value(noise) });
        }
    }
    let (peak, usual) = if is_by_holes { (0.185, 0.077) } else { (25.2, 4.6) };
    let mut alignments: Vec<f32> = (0..576).map(|_| usual * (0.93 + 0.14 * noise.next())).collect();
    alignments[48] = peak;
    let comb = |at: usize| {
        let away = at.min(31 - at) as f32;
        (900.0 * (-away * away / 12.0).exp() + 60.0) as u32
    };
    GridProof {
        is_by_holes,
        alignments,
        offset: 48,
        beside_offset: 49,
        picture_blocks: BLOCKS as u32,
        picture_start_s: 92.4,
        picture_step_s: 576.0 / 44_100.0,
        picture_hz: (2000.0, 16_000.0),
        picture,
        picture_beside,
        ladder: (0..32).map(comb).collect(),
        ladder_beside: (0..32).map(|_| (240.0 + 40.0 * noise.next()) as u32).collect(),
    }
}
