//! The store with 100 000 tracks: filling it, and what the window asks of it.
//!
//! `cargo bench --bench store [-- ROWS [FOLDER]]` prints milliseconds, the median and the worst of several calls. The database is
//! made in FOLDER, or in the system's folder for temporary files, and goes at the end.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use audiopro::{
    brain::{Bars, Judge},
    contracts::{
        AuditReport, AuditStatus, CancelToken, Codec, DecidedBy, Evidence, Filterbank, GridChannel, Integrity, IntegrityState,
        Measurements, NetworkReading, Pictures, Reader, StreamFacts, TrackKey, Verdict, VerdictClass,
    },
    manager::{AlbumBars, albums, apply_bars, odd_first},
    persistence::{AlbumQuery, AlbumSort, BatchState, Repository, SortColumn, StoreError, TableQuery},
    units::{FrameCount, SampleRate},
};

/// Calls of each query; the first finds nothing cached by SQLite, as every one does, since each opens its own connection.
const CALLS: usize = 7;

/// Version of the network that looked at every tenth track.
const NETWORK: &str = "00000001";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let rows = arguments.next().and_then(|rows| rows.parse().ok()).unwrap_or(100_000);
    let parent = arguments.next().map_or_else(std::env::temp_dir, PathBuf::from);
    match measure(rows, &parent) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("store: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(rows: u64, parent: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir_in(parent)?;
    let path = folder.path().join("audiopro.db");
    let store = Repository::open(&path)?;
    let keys: Vec<TrackKey> = (0..rows).map(key).collect();

    let started = Instant::now();
    let batch = store.begin_batch(&[PathBuf::from("/music")])?;
    let mut tracks = Vec::new();
    for chunk in keys.chunks(1000) {
        tracks.extend(store.register(Some(batch), chunk)?.into_iter().map(|entry| entry.track));
    }
    told("register, per 1 000 tracks", started.elapsed() / (rows.div_ceil(1000) as u32).max(1));

    let started = Instant::now();
    for (number, (track, key)) in tracks.iter().zip(&keys).enumerate() {
        store.save(*track, key, &report(number as u64, key))?;
    }
    told("save, per audit", started.elapsed() / (rows as u32).max(1));

    let again: Vec<TrackKey> = keys.iter().take(1000).cloned().collect();
    let started = Instant::now();
    store.register(Some(batch), &again)?;
    told("register, 1 000 stored tracks", started.elapsed());
    let started = Instant::now();
    store.finish_batch(batch, BatchState::Done)?;
    told("finish the batch", started.elapsed());

    // With the curves of a real audit, to see what one takes on the disk.
    let sample = rows.min(1000) as usize;
    store.checkpoint()?;
    let before = store.facts()?.size_bytes;
    let started = Instant::now();
    for (number, (track, key)) in tracks.iter().zip(&keys).take(sample).enumerate() {
        store.save(*track, key, &AuditReport { pictures: pictures(), ..report(number as u64, key) })?;
    }
    told("save with curves, per audit", started.elapsed() / sample as u32);
    store.checkpoint()?;
    let bytes = store.facts()?.size_bytes.saturating_sub(before) / sample as u64;
    println!("{:<44} {:>9.1} KiB", "disk, per audit with curves", bytes as f64 / 1024.0);

    called("open, read one row, close", || Ok(store.rows(&tracks[..1])?.len()))?;
    called("open the repository", || Ok(usize::from(Repository::open(&path)?.is_read_only())))?;
    called("report with curves", || Ok(usize::from(store.report(tracks[0])?.is_some())))?;
    let middle = tracks.len() / 2;
    called("rows, 100", || Ok(store.rows(&tracks[middle..(middle + 100).min(tracks.len())])?.len()))?;
    for text in ["", "track 77", "mp3 grid", "no such thing"] {
        let query = TableQuery { text: text.to_owned(), ..TableQuery::default() };
        called(&format!("counts, text {text:?}"), || Ok(store.counts(&query)?.total as usize))?;
        called(&format!("row_ids, text {text:?}"), || Ok(store.row_ids(&query)?.len()))?;
    }
    for sort in SortColumn::ALL {
        for descending in [false, true] {
            let query = TableQuery { sort, descending, ..TableQuery::default() };
            let name = format!("row_ids, {sort:?}{}", if descending { ", descending" } else { "" });
            called(&name, || Ok(store.row_ids(&query)?.len()))?;
        }
    }
    let classes = vec![VerdictClass::Transcode, VerdictClass::Upsampled];
    let query = TableQuery { sort: SortColumn::Name, classes, only_defects: true, text: "album".into(), ..TableQuery::default() };
    called("row_ids, Name, two classes, defects, text", || Ok(store.row_ids(&query)?.len()))?;
    for sort in AlbumSort::ALL {
        let query = AlbumQuery { sort, descending: true, ..AlbumQuery::default() };
        called(&format!("album_folders, {sort:?}"), || Ok(store.album_folders(&query)?.len()))?;
    }
    let query = AlbumQuery { text: "track 77".into(), only_flagged: true, ..AlbumQuery::default() };
    called("album_folders, text, flagged", || Ok(store.album_folders(&query)?.len()))?;
    let folders = store.album_folders(&AlbumQuery::default())?;
    let query = TableQuery { folder: folders.first().cloned(), ..TableQuery::default() };
    called("row_ids, one folder", || Ok(store.row_ids(&query)?.len()))?;
    called("counts, one folder", || Ok(store.counts(&query)?.total as usize))?;
    let never = CancelToken::new();
    called("odd_first, every album", || Ok(odd_first(&store, folders.clone(), AlbumBars::default(), &never)?.len()))?;
    let page: Vec<PathBuf> = folders.into_iter().skip(50).take(50).collect();
    called("albums, 50 with their odd ones", || Ok(albums(&store, &page, AlbumBars::default())?.len()))?;
    called("out_of_step, the network off", || Ok(store.out_of_step(None)?.len()))?;
    called("out_of_step, the network on", || Ok(store.out_of_step(Some(NETWORK))?.len()))?;
    // Last, because it changes verdicts.
    for grey_from in [0.35, 0.3, 0.0] {
        let bars = Bars { grey: (grey_from, 0.75), ..Bars::default() };
        let started = Instant::now();
        let rejudged = apply_bars(&store, &Judge { forest: None, network: None, bars }, &CancelToken::new())?;
        told(&format!("judge again, grey from {grey_from}: {} change", rejudged.count()), started.elapsed());
    }
    Ok(())
}

fn called(name: &str, mut call: impl FnMut() -> Result<usize, StoreError>) -> Result<(), StoreError> {
    let mut times = Vec::with_capacity(CALLS);
    let mut found = 0;
    for _ in 0..CALLS {
        let started = Instant::now();
        found = call()?;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    println!("{name:<44} {:>9.2} ms, worst {:>9.2} ms ({found})", ms(times[CALLS / 2]), ms(times[CALLS - 1]));
    Ok(())
}

fn told(name: &str, time: Duration) {
    println!("{name:<44} {:>9.2} ms", ms(time));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// A number that looks random and is the same in every run (SplitMix64).
fn noise(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// From 0 to 1.
fn share(seed: u64) -> f64 {
    (noise(seed) >> 11) as f64 / (1_u64 << 53) as f64
}

fn key(number: u64) -> TrackKey {
    let (artist, album) = (noise(number / 120) % 5000, noise(number / 12) % 100_000);
    let path = format!(
        "/music/Artist {artist}/Album {album} (1987) [FLAC]/{:02} - Track {}.flac",
        number % 12 + 1,
        noise(number) % 1_000_000
    );
    TrackKey { path: PathBuf::from(path), size_bytes: noise(number) % 100_000_000, modified_ns: number as i64 }
}

fn report(number: u64, key: &TrackKey) -> AuditReport {
    let class = VerdictClass::ALL[noise(number) as usize % VerdictClass::ALL.len()];
    let z = share(number) * 100.0;
    let grid = Evidence::CodecLattice {
        codec: Codec::Mp3,
        filterbank: Filterbank::Mp3Hybrid,
        rate_hz: 44_100,
        z,
        p_value: 1e-9,
        fit: 25.2,
        null_fit: 4.6,
        offset: (noise(number) % 576) as u32,
        channel: GridChannel::M,
        is_decisive: class == VerdictClass::Transcode,
    };
    let state = if number.is_multiple_of(50) { IntegrityState::Damaged } else { IntegrityState::Intact };
    AuditReport {
        status: AuditStatus::Audited,
        error: None,
        facts: SampleRate::new([44_100, 48_000, 96_000][number as usize % 3]).map(|sample_rate| StreamFacts {
            container: "flac".into(),
            codec: "flac".into(),
            is_lossy: false,
            sample_rate,
            bits: Some(16),
            is_float: false,
            channels: 2,
            declared_frames: None,
            frames: FrameCount(noise(number) % 20_000_000),
            reader: Reader::Symphonia,
        }),
        integrity: Some(Integrity { state, md5: None, first_fault_s: None, detail: None }),
        verdict: Some(Verdict {
            judged_with: Default::default(),
            arbitration: None,
            class,
            probability: Some(share(number)),
            suspicion: Some(share(number + 1)),
            source_codec: (class == VerdictClass::Transcode).then_some(Codec::Mp3),
            decided_by: DecidedBy::Grid,
            summary: "In plain words, one or two short sentences each.".into(),
        }),
        evidence: vec![grid, Evidence::Cutoff { hz: 20_050.0, slope_db_per_khz: Some(84.0) }],
        measurements: Measurements {
            integrated_lufs: Some(-30.0 * share(number + 2)),
            true_peak_dbtp: Some(1.0 - 3.0 * share(number + 3)),
            dr: Some((noise(number) % 20) as u32),
            clipped_runs: Some(noise(number) % 3),
            network: NetworkReading::of(&[1.0], "cpu", NETWORK).filter(|_| number.is_multiple_of(10)),
            ..Measurements::default()
        },
        elapsed_ms: 812,
        ..AuditReport::failed(key.path.clone(), "")
    }
}

/// Curves as long as they get.
fn pictures() -> Pictures {
    let curve = |length: usize| (0..length).map(|index| share(index as u64) as f32).collect::<Vec<_>>();
    Pictures {
        spectrum_db: curve(1025),
        spectrum_peak_db: curve(1025),
        envelope_low: curve(1024),
        envelope_high: curve(1024),
        envelope_rms: curve(1024),
        envelope_clips: vec![0; 1024],
        short_term_lufs: curve(1024),
        proof: None,
    }
}
