//! Where two tracks meet: excerpts of the shorter one are looked for in all of the longer one, at a low rate, and vote for a line.
//!
//! The rate of 6 kHz keeps a track of hours affordable, and the difference of neighbouring frames whitens what music has there, so
//! that a peak is a few frames wide. An excerpt may be found at several places (music repeats itself): the line that most excerpts
//! agree on wins, and where another one fits as well, nobody can tell.

use std::{collections::VecDeque, io};

use realfft::{ComplexToReal, RealFftPlanner, RealToComplex, num_complex::Complex32};

use super::{CompareError, MOST_DRIFT, Refusal, View};
use crate::{
    analyzer::{sound::Sound, warp::Warp},
    contracts::CancelToken,
};

/// Rate at which long tracks are correlated.
const LOW_RATE_HZ: f64 = 6000.0;
/// Up to this length of the longer track, the full rate is affordable.
const SHORT_SECONDS: f64 = 3.0;
/// Zero crossings of the low-pass in front of the low rate.
const CROSSINGS: usize = 16;
/// Frames of an excerpt: 0.7 s at the low rate; a clock that is off by 200 ppm slips by less than a frame in it.
const LONGEST_EXCERPT: usize = 4096;
/// Below this, chance correlates.
const SHORTEST_EXCERPT: usize = 128;
/// Excerpts of a track.
const EXCERPTS: usize = 24;
/// Places kept for an excerpt.
const CANDIDATES: usize = 12;
/// Frames within which two places are one.
const SAME_PLACE: i64 = 8;
/// Frames that an excerpt may lie off the line: a frame for the peak, the rest for the line through two of them.
const TOLERANCE: f64 = 3.0;
/// Mean square below which an excerpt is silence: the rounding of 24 bits.
const SILENCE: f64 = 1e-14;
/// Correlation below which a place is no candidate.
const FAINT: f32 = 0.25;
/// Mean correlation of the excerpts on the line, and share of the excerpts, that make it worth a closer look. Different pieces of
/// music reach 0.3 in single excerpts and never agree on a line.
const MEETING: f64 = 0.4;
const AGREEMENT: f64 = 0.3;
/// As much, where no more than three excerpts can agree.
const FEW: usize = 3;
const MEETING_OF_FEW: f64 = 0.7;
/// A line that scores this share of the best one is as good.
const AS_GOOD: f64 = 0.998;

/// The line on which two tracks meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meeting {
    /// Seconds by which B comes later at the start of A.
    pub delay_seconds: f64,
    /// Share by which B takes longer than A.
    pub drift: f64,
    /// Most seconds that the line may be off.
    pub error_seconds: f64,
    /// What was correlated of A and of B.
    pub views: (View, View),
}

/// An excerpt found at a place.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// First frame of the excerpt.
    from: i64,
    /// Frames by which it lies later in the other track.
    offset: i64,
    /// Signed correlation.
    correlation: f32,
}

/// Finds where `b` meets `a`, or why it does not, with the best correlation.
pub(super) fn meet(
    a: &Sound,
    b: &Sound,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(f32),
) -> Result<Result<Meeting, (Refusal, f64)>, CompareError> {
    let first = View::Channel(0);
    let mut views = vec![(View::Middle, View::Middle)];
    if a.channels() > 1 || b.channels() > 1 {
        // One channel inverted, or dead: the middle is not what it was.
        views.extend([(first, first), (first, View::Channel(1)), (View::Channel(1), View::Channel(1))]);
    }
    let mut best = (Refusal::TooShort, 0.0);
    for (tried, views) in views.into_iter().enumerate() {
        let share = |share: f32| if tried == 0 { share } else { 1.0 };
        match meet_in(a, b, views, cancel, &mut |done| on_progress(share(done)))? {
            Ok(meeting) => return Ok(Ok(meeting)),
            Err((Refusal::Ambiguous, correlation)) => return Ok(Err((Refusal::Ambiguous, correlation))),
            Err(refusal) if tried == 0 || refusal.1 > best.1 => best = refusal,
            Err(_) => {}
        }
    }
    Ok(Err(best))
}

fn meet_in(
    a: &Sound,
    b: &Sound,
    views: (View, View),
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(f32),
) -> Result<Result<Meeting, (Refusal, f64)>, CompareError> {
    let seconds = |sound: &Sound| sound.frames_ready() as f64 / f64::from(sound.sample_rate().hz());
    let slower_hz = f64::from(a.sample_rate().min(b.sample_rate()).hz());
    let is_short = seconds(a).max(seconds(b)) <= SHORT_SECONDS;
    let rate_hz = if is_short { slower_hz } else { slower_hz.min(LOW_RATE_HZ) };
    let (of_a, of_b) = (LowRate::new(a, views.0, rate_hz), LowRate::new(b, views.1, rate_hz));
    let is_a_longer = of_a.frames > of_b.frames;
    let (needle, hay) = if is_a_longer { (&of_b, &of_a) } else { (&of_a, &of_b) };
    if needle.frames < SHORTEST_EXCERPT as i64 {
        return Ok(Err((Refusal::TooShort, 0.0)));
    }
    let length = ((needle.frames as usize / 4).next_power_of_two()).clamp(SHORTEST_EXCERPT, LONGEST_EXCERPT);
    let excerpts = excerpts(needle, length)?;
    if excerpts.is_empty() {
        return Ok(Err((Refusal::Silent, 0.0)));
    }
    let Some(found) = search(hay, excerpts, length, cancel, on_progress)? else { return Ok(Err((Refusal::Silent, 0.0))) };
    let vote = vote(&found, needle.frames, hay.frames, length as i64);
    Ok(vote.map(|line| {
        // hay = needle + offset + slope * needle; turned round where A is the hay.
        let (offset, slope) = if is_a_longer { (-line.0 / (1.0 + line.1), -line.1 / (1.0 + line.1)) } else { line };
        Meeting { delay_seconds: offset / rate_hz, drift: slope, error_seconds: (TOLERANCE + 1.0) / rate_hz, views }
    }))
}

/// A track at the low rate, one view of it, whitened.
struct LowRate<'a> {
    sound: &'a Sound,
    view: View,
    warp: Warp,
    frames: i64,
}

impl<'a> LowRate<'a> {
    fn new(sound: &'a Sound, view: View, rate_hz: f64) -> Self {
        let step = f64::from(sound.sample_rate().hz()) / rate_hz;
        let frames = (sound.frames_ready() as f64 / step) as i64;
        Self { sound, view, warp: Warp::new(step, CROSSINGS), frames }
    }

    /// Frames from `first` on, each less the one before it; silence outside.
    fn read(&self, first: i64, count: usize) -> io::Result<Vec<f32>> {
        let mut planes = Vec::new();
        self.warp.render(self.sound, (first - 1) as f64 * self.warp.step(), count + 1, &mut planes)?;
        Ok(self.view.of(&planes).windows(2).map(|pair| pair[1] - pair[0]).collect())
    }
}

/// Excerpts of `length` frames spread evenly over the track, each with its first frame; silent ones are left out.
fn excerpts(track: &LowRate<'_>, length: usize) -> io::Result<Vec<(i64, Vec<f32>)>> {
    let last = track.frames - length as i64;
    let count = ((track.frames as usize).div_ceil(length)).clamp(1, EXCERPTS) as i64;
    let mut found = Vec::new();
    for index in 0..count {
        let first = if count == 1 { last / 2 } else { last * index / (count - 1) };
        let excerpt = track.read(first, length)?;
        if energy(&excerpt) > SILENCE * length as f64 {
            found.push((first, excerpt));
        }
    }
    Ok(found)
}

fn energy(samples: &[f32]) -> f64 {
    samples.iter().map(|sample| f64::from(*sample).powi(2)).sum()
}

/// Transforms of one length.
struct Transforms {
    forward: std::sync::Arc<dyn RealToComplex<f32>>,
    inverse: std::sync::Arc<dyn ComplexToReal<f32>>,
}

impl Transforms {
    fn new(length: usize) -> Self {
        let mut planner = RealFftPlanner::new();
        Self { forward: planner.plan_fft_forward(length), inverse: planner.plan_fft_inverse(length) }
    }

    fn forward(&self, samples: &[f32]) -> Vec<Complex32> {
        let mut input = self.forward.make_input_vec();
        input[..samples.len()].copy_from_slice(samples);
        let mut output = self.forward.make_output_vec();
        // Its only errors are wrong lengths, and these are its own.
        let _ = self.forward.process(&mut input, &mut output);
        output
    }

    fn inverse(&self, mut spectrum: Vec<Complex32>) -> Vec<f32> {
        if let (Some(first), length) = (spectrum.first_mut(), self.inverse.len()) {
            first.im = 0.0;
            let mut output = vec![0.0; length];
            if let Some(last) = spectrum.last_mut() {
                last.im = 0.0;
            }
            let _ = self.inverse.process(&mut spectrum, &mut output);
            return output;
        }
        Vec::new()
    }
}

/// Correlation of `excerpt` with each place of `samples` at which it fits, normalised by both energies: -1 to 1.
pub(super) fn correlate(excerpt: &[f32], samples: &[f32]) -> Vec<f32> {
    let transforms = Transforms::new(samples.len().next_power_of_two());
    let of_excerpt: Vec<Complex32> = transforms.forward(excerpt).iter().map(Complex32::conj).collect();
    let places = (samples.len() + 1).saturating_sub(excerpt.len());
    normalised(&transforms, &of_excerpt, &transforms.forward(samples), energy(excerpt), &energies(samples, excerpt.len()), places)
}

fn normalised(
    transforms: &Transforms,
    excerpt: &[Complex32],
    block: &[Complex32],
    excerpt_energy: f64,
    energies: &[f64],
    places: usize,
) -> Vec<f32> {
    let product = excerpt.iter().zip(block).map(|(excerpt, block)| excerpt * block).collect();
    let raw = transforms.inverse(product);
    let scale = 1.0 / transforms.inverse.len() as f64;
    raw.iter()
        .zip(energies)
        .take(places)
        .map(|(sum, energy)| {
            let norm = (excerpt_energy * energy).sqrt();
            if norm > 0.0 { (f64::from(*sum) * scale / norm) as f32 } else { 0.0 }
        })
        .collect()
}

/// Energy of each run of `length` samples; 0 where it is silence.
fn energies(samples: &[f32], length: usize) -> Vec<f64> {
    let mut sums = Vec::with_capacity(samples.len() + 1);
    sums.push(0.0);
    let mut total = 0.0;
    for sample in samples {
        total += f64::from(*sample).powi(2);
        sums.push(total);
    }
    // What is left of large numbers after a subtraction is no sound.
    let least = (SILENCE * length as f64).max(total * 1e-12);
    sums.windows(length + 1).map(|run| run[length] - run[0]).map(|energy| if energy > least { energy } else { 0.0 }).collect()
}

/// The best places of each excerpt; `None` where the whole track is silent.
fn search(
    hay: &LowRate<'_>,
    excerpts: Vec<(i64, Vec<f32>)>,
    length: usize,
    cancel: &CancelToken,
    on_progress: &mut dyn FnMut(f32),
) -> Result<Option<Vec<Vec<Candidate>>>, CompareError> {
    let size = 4 * length;
    let transforms = Transforms::new(size);
    let spectra: Vec<(i64, Vec<Complex32>, f64)> = excerpts
        .into_iter()
        .map(|(first, excerpt)| {
            let spectrum = transforms.forward(&excerpt).iter().map(Complex32::conj).collect();
            (first, spectrum, energy(&excerpt))
        })
        .collect();
    let mut found = vec![Vec::new(); spectra.len()];
    let mut is_silent = true;
    // An excerpt may stick out by half its length: the ends of short tracks.
    let (begin, end) = (-(length as i64) / 2, hay.frames - length as i64 / 2);
    let advance = size - length + 1;
    let mut first = begin;
    while first < end {
        cancel.check()?;
        let block = hay.read(first, size)?;
        let energies = energies(&block, length);
        if energies.iter().any(|energy| *energy > 0.0) {
            is_silent = false;
            let block = transforms.forward(&block);
            let places = advance.min((end - first) as usize);
            for ((from, spectrum, energy), found) in spectra.iter().zip(&mut found) {
                let correlations = normalised(&transforms, spectrum, &block, *energy, &energies, places);
                take_peaks(&correlations, first, *from, hay.frames, found);
            }
        }
        first += advance as i64;
        on_progress(((first - begin) as f32 / (end - begin) as f32).min(1.0));
    }
    Ok((!is_silent).then_some(found))
}

/// Keeps the best places, the nearer one of two that are equal.
fn take_peaks(correlations: &[f32], first: i64, from: i64, hay_frames: i64, found: &mut Vec<Candidate>) {
    let rank =
        |candidate: &Candidate| candidate.correlation.abs() - 1e-4 * candidate.offset.unsigned_abs() as f32 / hay_frames as f32;
    for (&correlation, place) in correlations.iter().zip(first..) {
        if correlation.abs() < FAINT {
            continue;
        }
        let new = Candidate { from, offset: place - from, correlation };
        if let Some(near) = found.iter_mut().find(|other| (other.offset - new.offset).abs() <= SAME_PLACE) {
            if rank(&new) > rank(near) {
                *near = new;
            }
        } else if found.len() < CANDIDATES {
            found.push(new);
        } else if let Some(worst) = found.iter_mut().min_by(|a, b| rank(a).total_cmp(&rank(b)))
            && rank(&new) > rank(worst)
        {
            *worst = new;
        }
    }
}

/// The line, as offset and slope, that most excerpts agree on.
fn vote(found: &[Vec<Candidate>], needle_frames: i64, hay_frames: i64, length: i64) -> Result<(f64, f64), (Refusal, f64)> {
    let best_correlation = found.iter().flatten().map(|candidate| f64::from(candidate.correlation.abs())).fold(0.0, f64::max);
    let mut lines: VecDeque<(f64, f64)> = VecDeque::new();
    let all: Vec<Candidate> = found.iter().flatten().copied().collect();
    for (index, one) in all.iter().enumerate() {
        lines.push_back((one.offset as f64, 0.0));
        for other in &all[index + 1..] {
            let distance = (other.from - one.from) as f64;
            let slope = (other.offset - one.offset) as f64 / distance;
            // Two excerpts close together say little about a slope.
            if distance.abs() * 4.0 >= (needle_frames - length) as f64 && slope != 0.0 && slope.abs() <= MOST_DRIFT {
                lines.push_back((one.offset as f64 - slope * one.from as f64, slope));
            }
        }
    }
    let mut ballots: Vec<Ballot> = lines.into_iter().map(|line| Ballot::count(line, found, hay_frames, length)).collect();
    ballots.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.oddity().total_cmp(&other.oddity())));
    let Some(winner) = ballots.first() else { return Err((Refusal::Uncorrelated, best_correlation)) };
    let mean = winner.score / winner.votes.max(1) as f64;
    let is_enough = winner.votes as f64 >= AGREEMENT * winner.asked as f64
        && mean >= if winner.asked <= FEW { MEETING_OF_FEW } else { MEETING };
    if !is_enough {
        return Err((Refusal::Uncorrelated, best_correlation));
    }
    let middle = (needle_frames / 2) as f64;
    let place = |ballot: &Ballot| ballot.line.0 + ballot.line.1 * middle;
    let is_elsewhere = |ballot: &Ballot| (place(ballot) - place(winner)).abs() > 4.0 * TOLERANCE;
    // Fewer frames in common are no reason to prefer another line, nor is an excerpt that was kept for one line by chance.
    let rival = ballots.iter().filter(|ballot| is_elsewhere(ballot)).map(|ballot| ballot.score).fold(0.0, f64::max);
    if rival >= AS_GOOD * winner.score {
        return Err((Refusal::Ambiguous, mean));
    }
    Ok(winner.line)
}

/// Excerpts that agree on a line.
struct Ballot {
    line: (f64, f64),
    /// Sum of their correlations.
    score: f64,
    votes: usize,
    /// Excerpts that could agree: those that the line puts into the other track.
    asked: usize,
}

impl Ballot {
    fn count(line: (f64, f64), found: &[Vec<Candidate>], hay_frames: i64, length: i64) -> Self {
        let expected = |from: i64| line.0 + line.1 * from as f64;
        let mut sums = [(0.0, 0_usize); 2];
        let mut asked = 0;
        for candidates in found {
            let Some(from) = candidates.first().map(|candidate| candidate.from) else {
                asked += 1; // nothing like it anywhere
                continue;
            };
            let place = from as f64 + expected(from);
            asked += usize::from(place > -(length as f64) / 2.0 && place + length as f64 / 2.0 < hay_frames as f64);
            for (sum, is_inverted) in sums.iter_mut().zip([false, true]) {
                let best = candidates
                    .iter()
                    .filter(|candidate| (candidate.correlation < 0.0) == is_inverted)
                    .filter(|candidate| (candidate.offset as f64 - expected(candidate.from)).abs() <= TOLERANCE)
                    .map(|candidate| f64::from(candidate.correlation.abs()))
                    .fold(0.0, f64::max);
                *sum = (sum.0 + best, sum.1 + usize::from(best > 0.0));
            }
        }
        let (score, votes) = if sums[0].0 >= sums[1].0 { sums[0] } else { sums[1] };
        Self { line, score, votes, asked: asked.max(1) }
    }

    /// How far from simple the line is: of two as good ones, the simpler one is taken.
    fn oddity(&self) -> f64 {
        self.line.0.abs() + 1e6 * self.line.1.abs()
    }
}
