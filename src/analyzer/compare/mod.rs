//! Two tracks beside each other: how one lies against the other in time and level, and what is left when it is taken away.
//!
//! Says whether two tracks are the same recording, never which came first. `coarse` finds where they meet, by the correlation of
//! excerpts of the shorter one with the whole of the longer one; `fine` measures delay to a hundredth of a frame, drift, polarity,
//! channels and level at places all over the overlap; `null` subtracts, frame by frame, and measures what is left. What does not
//! correlate is refused: an offset is never invented. A clock that is off by more than 1000 ppm (a changed speed) is not looked for.
//!
//! Invariant: memory does not grow with the tracks.

mod aligned;
mod coarse;
mod fine;
mod fit;
mod null;

use std::io;

use serde::{Deserialize, Serialize};

use super::sound::Sound;
use crate::contracts::{CancelToken, Cancelled};

pub use aligned::{Aligned, Residual};

/// Why two tracks were not compared to the end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompareError {
    /// Asked to stop.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// One is still being decoded.
    #[error("a track that is still being decoded cannot be compared. Wait for its end")]
    StillDecoding,
    /// The decoded sound cannot be read back.
    #[error("the decoded sound cannot be read back: {0}. Check the disk that holds temporary files")]
    Read(#[from] io::Error),
}

/// What two tracks have in common.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// The first track, the one that the other is measured against.
    pub a: Side,
    /// The second track.
    pub b: Side,
    /// What was found.
    pub finding: Finding,
}

/// One of the two tracks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Frames.
    pub frames: u64,
    /// Sampling rate.
    pub sample_rate_hz: u32,
    /// Channels.
    pub channels: usize,
    /// Declared bits a sample; `None` for a lossy codec.
    pub bits: Option<u16>,
}

/// What a comparison found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Finding {
    /// They are the same recording.
    Same(Box<Match>),
    /// They are not, or nobody can say.
    NotSame {
        /// Why.
        reason: Refusal,
        /// Best correlation that was met, 0 to 1.
        correlation: f64,
    },
}

/// Why no alignment is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// They do not correlate anywhere.
    Uncorrelated,
    /// They fit equally well at several offsets, as a steady tone does.
    Ambiguous,
    /// One of them is silent, the other is not.
    Silent,
    /// One of them has too few frames to tell.
    TooShort,
}

impl Refusal {
    /// The reason as a sentence.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Uncorrelated => "These are not the same recording: nowhere do they correlate.",
            Self::Ambiguous => "No offset can be told from others: the sound repeats itself exactly, and fits at several.",
            Self::Silent => "One of them is silent, so there is nothing to align.",
            Self::TooShort => "One of them is too short to be aligned.",
        }
    }
}

/// How one recording stands in two tracks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Match {
    /// Whether every sample of the overlap is equal, channel by channel, at a whole number of frames, with no gain.
    pub is_bit_identical: bool,
    /// How B lies against A.
    pub alignment: Alignment,
    /// Where both have sound.
    pub overlap: Overlap,
    /// What is left of B, aligned, minus A.
    pub null: NullTest,
}

/// How B lies against A.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Alignment {
    /// Frames, at the rate of A, by which B comes later than A at the first frame of A; negative where it comes earlier.
    pub delay_frames: f64,
    /// The same in seconds.
    pub delay_seconds: f64,
    /// By how many millionths B takes longer than A; 0 where less than can be told, `None` where the overlap is too short to tell.
    pub drift_ppm: Option<f64>,
    /// Standard error of the drift; `None` where it was not measured.
    pub drift_error_ppm: Option<f64>,
    /// For each channel compared, which channel of A and which of B, and whether B is inverted.
    pub channels: Vec<ChannelMatch>,
    /// Whether left is right.
    pub is_swapped: bool,
    /// Whether B is inverted in every channel.
    pub is_inverted: bool,
    /// Gain that brings B to the level of A, least squares over all channels: negative where B is louder.
    pub gain_db: f64,
    /// Median correlation at the places that were looked at, 0 to 1, above the first few hundred hertz.
    pub correlation: f64,
    /// Share of the places that agree on this alignment, times the correlation: 0 to 1.
    pub confidence: f64,
    /// The places: delay over time.
    pub places: Vec<Place>,
}

/// A pair of channels.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChannelMatch {
    /// Channel of A, from 0.
    pub of_a: usize,
    /// Channel of B, from 0.
    pub of_b: usize,
    /// Whether B is inverted.
    pub is_inverted: bool,
    /// Gain that brings this channel of B to the level of A; `None` where one is silent.
    pub gain_db: Option<f64>,
}

/// What was measured at one place.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Middle of the place, in seconds of A.
    pub seconds: f64,
    /// Frames by which B comes later there.
    pub delay_frames: f64,
    /// Correlation there, 0 to 1.
    pub correlation: f64,
    /// Whether it agrees with the alignment.
    pub agrees: bool,
}

/// Where both tracks have sound, and what each has alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// First frame of A.
    pub first_frame: u64,
    /// Frames compared, at the rate of A.
    pub frames: u64,
    /// Frames of A before it.
    pub a_before_frames: u64,
    /// Frames of A behind it.
    pub a_after_frames: u64,
    /// Frames of B before it, at the rate of B.
    pub b_before_frames: u64,
    /// Frames of B behind it, at the rate of B.
    pub b_after_frames: u64,
}

/// What is left of B, aligned and brought to the level of A, minus A. `None` for a level that has no number: digital silence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NullTest {
    /// Level of the residual, mean square over all channels, in dB of full scale (a full-scale square wave is 0).
    pub rms_dbfs: Option<f64>,
    /// Largest sample of the residual.
    pub peak_dbfs: Option<f64>,
    /// Level of A over the same frames.
    pub a_rms_dbfs: Option<f64>,
    /// Level of the residual less that of A.
    pub relative_db: Option<f64>,
    /// Frequency up to which B is laid onto A exactly: what is left above it may be the slope of the interpolator. `None` where whole
    /// frames are compared.
    pub flat_to_hz: Option<f64>,
    /// The same for each pair of channels.
    pub channels: Vec<ChannelNull>,
    /// Spectra of A and of the residual: levels whose powers add up to the level of the whole.
    pub spectrum: ResidualSpectrum,
    /// Levels over time.
    pub over_time: ResidualOverTime,
}

/// What is left in one pair of channels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ChannelNull {
    /// Level of the residual in dB of full scale.
    pub rms_dbfs: Option<f64>,
    /// Its largest sample.
    pub peak_dbfs: Option<f64>,
    /// Its level less that of A.
    pub relative_db: Option<f64>,
}

/// Spectra of A and of the residual.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResidualSpectrum {
    /// Width of a bin; the first one is centred on 0 Hz.
    pub bin_hz: f64,
    /// Level of A in each bin.
    pub a_dbfs: Vec<Option<f32>>,
    /// Level of the residual in each bin.
    pub residual_dbfs: Vec<Option<f32>>,
    /// Third-octave bands from 25 Hz up (IEC 61260-1, base ten).
    pub third_octaves: Vec<ThirdOctave>,
}

/// A third-octave band.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThirdOctave {
    /// Exact middle of the band.
    pub centre_hz: f64,
    /// Level of A in the band.
    pub a_dbfs: Option<f32>,
    /// Level of the residual in the band.
    pub residual_dbfs: Option<f32>,
}

/// Levels over time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResidualOverTime {
    /// Time of the first value, in seconds of A.
    pub first_seconds: f64,
    /// Time between values.
    pub step_seconds: f64,
    /// Level of A.
    pub a_dbfs: Vec<Option<f32>>,
    /// Level of the residual.
    pub residual_dbfs: Vec<Option<f32>>,
}

/// Share of the work that finding and measuring the alignment takes; the rest is the subtraction.
const COARSE_SHARE: f32 = 0.35;
const FINE_SHARE: f32 = 0.2;

/// Compares `b` with `a`. `on_progress` gets the share that is done, 0 to 1.
///
/// # Errors
/// [`CompareError`]. Two different recordings are a finding, no error.
pub fn compare(a: &Sound, b: &Sound, cancel: &CancelToken, on_progress: &mut dyn FnMut(f32)) -> Result<Comparison, CompareError> {
    if !a.is_complete() || !b.is_complete() {
        return Err(CompareError::StillDecoding);
    }
    let finding = find(a, b, cancel, on_progress)?;
    on_progress(1.0);
    Ok(Comparison { a: side(a), b: side(b), finding })
}

fn side(sound: &Sound) -> Side {
    Side { frames: sound.frames_ready(), sample_rate_hz: sound.sample_rate().hz(), channels: sound.channels(), bits: sound.bits() }
}

fn find(a: &Sound, b: &Sound, cancel: &CancelToken, on_progress: &mut dyn FnMut(f32)) -> Result<Finding, CompareError> {
    if is_equal_from_the_start(a, b, cancel)? {
        let alignment = fine::unmoved(a.channels());
        return subtract(a, b, alignment, cancel, &mut |share| on_progress(share));
    }
    let refuse = |(reason, correlation)| Ok(Finding::NotSame { reason, correlation });
    let meeting = match coarse::meet(a, b, cancel, &mut |share| on_progress(COARSE_SHARE * share))? {
        Ok(meeting) => meeting,
        Err(refusal) => return refuse(refusal),
    };
    let alignment = match fine::align(a, b, &meeting, cancel, &mut |share| on_progress(COARSE_SHARE + FINE_SHARE * share))? {
        Ok(alignment) => alignment,
        Err(refusal) => return refuse(refusal),
    };
    let done = COARSE_SHARE + FINE_SHARE;
    subtract(a, b, alignment, cancel, &mut |share| on_progress(done + (1.0 - done) * share))
}

fn subtract(
    a: &Sound,
    b: &Sound,
    alignment: Alignment,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(f32),
) -> Result<Finding, CompareError> {
    let aligned = Aligned::new(a, b, &alignment);
    let (null, is_equal) = null::measure(a, &aligned, cancel, on_progress)?;
    let is_bit_identical = is_equal && aligned.is_untouched() && a.channels() == b.channels();
    let overlap = aligned.overlap();
    Ok(Finding::Same(Box::new(Match { is_bit_identical, alignment, overlap, null })))
}

/// Whether one begins with all that the other holds, sample by sample; two tracks without sound in common are not equal.
fn is_equal_from_the_start(a: &Sound, b: &Sound, cancel: &CancelToken) -> Result<bool, CompareError> {
    const BLOCK: usize = 1 << 15;
    let common = a.frames_ready().min(b.frames_ready());
    if a.sample_rate() != b.sample_rate() || a.channels() != b.channels() || common == 0 {
        return Ok(false);
    }
    let mut blocks = [vec![0.0; BLOCK * a.channels()], vec![0.0; BLOCK * a.channels()]];
    let mut is_silent = true;
    let mut first = 0;
    while first < common {
        cancel.check()?;
        let samples = (common - first).min(BLOCK as u64) as usize * a.channels();
        let [of_a, of_b] = &mut blocks;
        a.read(first, &mut of_a[..samples])?;
        b.read(first, &mut of_b[..samples])?;
        if of_a[..samples] != of_b[..samples] {
            return Ok(false);
        }
        is_silent &= of_a[..samples].iter().all(|sample| *sample == 0.0);
        first += BLOCK as u64;
    }
    // A lead-in of silence in common says nothing; two tracks that are silent to the same end are equal all the same.
    Ok(!is_silent || a.frames_ready() == b.frames_ready())
}

/// Largest rate-relative clock error that is looked for.
const MOST_DRIFT: f64 = 1e-3;

/// What is correlated of a track.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    /// The mean of the first two channels.
    Middle,
    /// One channel.
    Channel(usize),
}

impl View {
    /// The view of `planes`, the same number of frames.
    fn of(self, planes: &[Vec<f32>]) -> Vec<f32> {
        match (self, planes) {
            (Self::Middle, [first, second, ..]) => first.iter().zip(second).map(|(a, b)| 0.5 * (a + b)).collect(),
            (Self::Channel(channel), _) if channel < planes.len() => planes[channel].clone(),
            _ => planes.first().cloned().unwrap_or_default(),
        }
    }
}
