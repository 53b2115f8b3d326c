//! One pass over a track: blocks in, accumulators out, then the codec grids on the bounded excerpts that were kept.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use super::{
    decode::{DecodeError, DecodeSettings, TrackReader},
    dsp::TrackMeter,
    fingerprint::Fingerprinter,
    grid::{Excerpts, GridBank, GridFindings, Reservoir},
    patches,
};
use crate::contracts::{Analysis, AuditSettings, CancelToken, Cancelled, Patches, PcmBlock, Stage};

/// Why a track could not be analysed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AnalysisError {
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// It could not be read.
    #[error(transparent)]
    Decode(DecodeError),
}

impl From<DecodeError> for AnalysisError {
    fn from(error: DecodeError) -> Self {
        if matches!(error, DecodeError::Cancelled) { Self::Cancelled(Cancelled) } else { Self::Decode(error) }
    }
}

/// What a worker keeps from track to track, so that tables and buffers are made once.
#[derive(Default)]
pub struct Scratch {
    bank: Option<GridBank>,
    block: PcmBlock,
}

/// Time that FFmpeg may take for one track; a day of audio decodes in less.
pub(super) const FFMPEG_TIME_LIMIT: Duration = Duration::from_secs(3600);
/// Progress is told at most this often.
const TELL_EVERY: Duration = Duration::from_millis(100);
/// Share of an audit that decoding and measuring take, for the progress bar alone.
const DECODING_SHARE: f32 = 0.8;

/// Reads, measures and tests the track at `path`. `on_progress` gets the stage and the share done, 0 to 1.
///
/// # Errors
/// [`AnalysisError::Cancelled`] within one block of the token being set; [`AnalysisError::Decode`] where nothing could be read.
pub fn analyze(
    path: &Path,
    settings: &AuditSettings,
    scratch: &mut Scratch,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(Stage, f32),
) -> Result<Analysis, AnalysisError> {
    let decode_settings = DecodeSettings { ffmpeg: settings.ffmpeg.clone(), ffmpeg_time_limit: FFMPEG_TIME_LIMIT };
    let mut stopwatch = Stopwatch::default();
    let mut reader = stopwatch.time("decode", || TrackReader::open(path, &decode_settings, cancel))?;
    let facts = reader.facts();
    let (rate, channels, declared) = (facts.sample_rate, usize::from(facts.channels), facts.declared_frames);
    let mut meter = TrackMeter::new(rate, channels, facts.bits, declared);
    let with_patches = settings.with_patches && !facts.is_lossy;
    let mut reservoir = (settings.with_grids || with_patches).then(|| Reservoir::new(rate, channels));
    let mut fingerprinter = Fingerprinter::new(rate);
    let mut told = Instant::now();
    let mut frames = 0_u64;
    while stopwatch.time("decode", || reader.next_block(&mut scratch.block))? {
        cancel.check()?;
        stopwatch.time("measure", || meter.push(&scratch.block));
        if let Some(reservoir) = &mut reservoir {
            stopwatch.time("keep excerpts", || reservoir.push(&scratch.block));
        }
        stopwatch.time("fingerprint", || fingerprinter.push(&scratch.block));
        frames += scratch.block.frames() as u64;
        if told.elapsed() >= TELL_EVERY {
            told = Instant::now();
            let share = declared.filter(|declared| declared.0 > 0).map_or(0.5, |declared| frames as f32 / declared.0 as f32);
            on_progress(Stage::Decoding, share.min(1.0) * DECODING_SHARE);
        }
    }
    let decoded = stopwatch.time("decode", || reader.finish())?;
    let (measurements, mut pictures) = stopwatch.time("measure", || meter.finish());
    let fingerprint = stopwatch.time("fingerprint", || fingerprinter.finish());
    cancel.check()?;
    let excerpts = reservoir.map(Reservoir::finish);
    let patches =
        excerpts.as_ref().filter(|_| with_patches).map(|excerpts| stopwatch.time("patches", || patches::patches(excerpts)));
    let grid = match excerpts.filter(|_| settings.with_grids) {
        Some(excerpts) => {
            let findings = stopwatch.time("grids", || test_grids(&excerpts, scratch, cancel, on_progress))?;
            pictures.proof = findings.proof;
            Some(findings.outcome)
        }
        None => None,
    };
    on_progress(Stage::Judging, 1.0);
    Ok(Analysis {
        facts: decoded.facts,
        integrity: decoded.integrity,
        metadata: decoded.metadata,
        measurements,
        pictures,
        grid,
        fingerprint,
        patches,
        profile: stopwatch.stages,
    })
}

/// The fingerprint of the track at `path` alone, for one that was audited before there were any: its start is decoded and nothing is
/// measured.
///
/// # Errors
/// As [`analyze`].
pub fn fingerprint(
    path: &Path,
    settings: &AuditSettings,
    scratch: &mut Scratch,
    cancel: &CancelToken,
) -> Result<Vec<u32>, AnalysisError> {
    let decode_settings = DecodeSettings { ffmpeg: settings.ffmpeg.clone(), ffmpeg_time_limit: FFMPEG_TIME_LIMIT };
    let mut reader = TrackReader::open(path, &decode_settings, cancel)?;
    let mut fingerprinter = Fingerprinter::new(reader.facts().sample_rate);
    while !fingerprinter.is_done() && reader.next_block(&mut scratch.block)? {
        cancel.check()?;
        fingerprinter.push(&scratch.block);
    }
    Ok(fingerprinter.finish())
}

/// The patches of the track at `path` alone, as [`analyze`] makes them: it is decoded, and nothing is measured.
///
/// # Errors
/// As [`analyze`].
pub fn patches(
    path: &Path,
    settings: &AuditSettings,
    scratch: &mut Scratch,
    cancel: &CancelToken,
) -> Result<Patches, AnalysisError> {
    let decode_settings = DecodeSettings { ffmpeg: settings.ffmpeg.clone(), ffmpeg_time_limit: FFMPEG_TIME_LIMIT };
    let mut reader = TrackReader::open(path, &decode_settings, cancel)?;
    let facts = reader.facts();
    let mut reservoir = Reservoir::new(facts.sample_rate, usize::from(facts.channels));
    while reader.next_block(&mut scratch.block)? {
        cancel.check()?;
        reservoir.push(&scratch.block);
    }
    reader.finish()?;
    Ok(patches::patches(&reservoir.finish()))
}

fn test_grids(
    excerpts: &Excerpts,
    scratch: &mut Scratch,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(Stage, f32),
) -> Result<GridFindings, Cancelled> {
    on_progress(Stage::TestingGrids, DECODING_SHARE);
    scratch.bank.get_or_insert_with(GridBank::new).test(excerpts, cancel, &mut |_| on_progress(Stage::TestingGrids, DECODING_SHARE))
}

/// Adds up the time of each stage, in milliseconds.
#[derive(Default)]
struct Stopwatch {
    stages: Vec<(&'static str, f64)>,
}

impl Stopwatch {
    fn time<T>(&mut self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let value = work();
        let spent_ms = start.elapsed().as_secs_f64() * 1000.0;
        match self.stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, total_ms)) => *total_ms += spent_ms,
            None => self.stages.push((stage, spent_ms)),
        }
        value
    }
}
