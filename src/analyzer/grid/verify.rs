//! Verify: a proposed alignment against others, on blocks spread through the whole track that the proposal did not see.
//!
//! `z = (value - mean of null) / (deviation of null + floor)`. The null is a set of random alignments, at least three frames
//! away from every candidate. Its runners-up are a second null: where they do as well as the candidate, the signal repeats
//! itself within a hop (a tone, a chip tune) and the statistic tells nothing, so the candidate must stand above their median too.
//! First a few blocks; only what stands out there is tried on all.

use super::{
    holes::{HoleCounts, THRESHOLDS},
    lattice::Fit,
    null,
    propose::{Candidate, Position, Proposal, are_near},
    reservoir::Excerpts,
    rng::Rng,
    spectrum::{LiveSignals, SIGNALS, Statistics, planes_of},
    transform::{Layout, Transform},
};
use crate::contracts::{CancelToken, Cancelled, HoleTest, LatticeTest};

/// Blocks of the first two looks, and of the full one.
const LOOKS: [usize; 2] = [24, 64];
const ALL_SPOTS: usize = 160;
/// Fewest blocks that can prove anything.
const FEWEST_SPOTS: usize = 8;
/// Control alignments of the first looks, and of the full one.
const FIRST_CONTROLS: usize = 16;
const ALL_CONTROLS: usize = 24;
/// Runners-up whose median must stay below the candidate.
const RUNNERS_UP: usize = 5;
/// A candidate below this on the first look, and on the second, is not tried on more blocks. One true grid at z 2 on the first
/// reached 9.8 on all blocks (LAME V0 of a quiet iterative texture); at 2.5 it was dropped.
const WORTH_ANOTHER_LOOK: [f64; 2] = [1.5, 2.0];
/// Added to the deviation of the null, as in the reference models: hole rate, and ladder fit.
const HOLE_FLOOR: f64 = 1e-3;
const LATTICE_FLOOR: f64 = 0.02;
/// Fewest audible coefficients, and judged bands, behind a value.
const FEWEST_AUDIBLE: u32 = 300;
const FEWEST_BANDS: f64 = 20.0;

/// Where a block is taken for every alignment: the hop that begins at frame `base` of an excerpt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    excerpt: usize,
    base: usize,
}

/// What the second stage found.
#[derive(Debug, Default)]
pub(super) struct Verification {
    pub holes: Option<HoleTest>,
    pub lattice: Option<LatticeTest>,
    pub agreeing_share: Option<f64>,
    pub excerpts: u32,
}

/// Statistics of one alignment and signal within one excerpt.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    holes: HoleCounts,
    fit: Fit,
}

/// A candidate with its test made.
struct Proof {
    candidate: Candidate,
    z: f64,
    value: f64,
    null: f64,
    share: Option<f64>,
}

/// Candidates that are still in question.
struct Candidates {
    holes: Vec<Candidate>,
    lattice: Vec<Candidate>,
}

impl Candidates {
    fn is_empty(&self) -> bool {
        self.holes.is_empty() && self.lattice.is_empty()
    }
}

/// Which statistic a candidate is judged by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Test {
    Holes,
    Lattice,
}

impl Test {
    fn value(self, tally: &Tally, threshold: usize) -> Option<f64> {
        match self {
            Self::Holes => (tally.holes.audible[threshold] > 0).then(|| tally.holes.rate(threshold)),
            Self::Lattice => (tally.fit.bands > 0.0).then(|| tally.fit.mean()),
        }
    }

    fn has_enough(self, tally: &Tally, threshold: usize) -> bool {
        match self {
            Self::Holes => tally.holes.audible[threshold] >= FEWEST_AUDIBLE,
            Self::Lattice => tally.fit.bands >= FEWEST_BANDS,
        }
    }

    fn floor(self) -> f64 {
        match self {
            Self::Holes => HOLE_FLOOR,
            Self::Lattice => LATTICE_FLOOR,
        }
    }
}

/// Everything that stays the same while one filterbank is verified.
pub(super) struct Verifier<'a> {
    pub transform: &'a mut dyn Transform,
    pub layout: &'a Layout,
    pub hop: usize,
    pub excerpts: &'a Excerpts,
    pub statistics: &'a mut Statistics,
    pub cancel: &'a CancelToken,
}

impl Verifier<'_> {
    /// Tries the candidates of `proposal`. `seed` fixes the controls.
    pub(super) fn verify(&mut self, proposal: &Proposal, seed: u64) -> Result<Verification, Cancelled> {
        let mut result = Verification::default();
        let spots = self.spots(&proposal.positions);
        if spots.len() < FEWEST_SPOTS {
            return Ok(result);
        }
        let mut rng = Rng::new(seed);
        let all = spread(&spots, ALL_SPOTS / self.members());
        result.excerpts = count_excerpts(&all);
        let mut left = Candidates { holes: proposal.holes.clone(), lattice: proposal.lattice.clone() };
        let (mut holes, mut lattice) = (None, None);
        for (number, worth) in LOOKS.into_iter().zip(WORTH_ANOTHER_LOOK) {
            let some = spread(&spots, (number / self.members()).max(FEWEST_SPOTS));
            let proofs = self.prove(&left, None, &some, FIRST_CONTROLS, &mut rng)?;
            let promising = |proofs: &[Proof]| -> Vec<Candidate> {
                proofs.iter().filter(|proof| proof.z >= worth).map(|proof| proof.candidate).collect()
            };
            left = Candidates { holes: promising(&proofs.0), lattice: promising(&proofs.1) };
            (holes, lattice) = (best(proofs.0).or(holes), best(proofs.1).or(lattice));
            if left.is_empty() {
                break;
            }
        }
        if !left.is_empty() {
            let proofs = self.prove(&left, Some(proposal), &all, ALL_CONTROLS, &mut rng)?;
            (holes, lattice) = (best(proofs.0).or(holes), best(proofs.1).or(lattice));
        }
        let strongest = [&holes, &lattice].into_iter().flatten().max_by(|a, b| a.z.total_cmp(&b.z));
        result.agreeing_share = strongest.and_then(|proof| proof.share);
        result.holes = holes.map(|proof| HoleTest {
            z: proof.z,
            hole_rate: proof.value,
            null_rate: proof.null,
            threshold_lsb16: f64::from(THRESHOLDS[proof.candidate.threshold]),
            offset: proof.candidate.alignment as u32,
            channel: SIGNALS[proof.candidate.signal],
            p_value: null::p_value(proof.z),
        });
        result.lattice = lattice.map(|proof| LatticeTest {
            z: proof.z,
            fit: proof.value,
            null_fit: proof.null,
            offset: proof.candidate.alignment as u32,
            channel: SIGNALS[proof.candidate.signal],
            p_value: null::p_value(proof.z),
        });
        Ok(result)
    }

    /// Alignments of a hop that stand for one.
    fn members(&self) -> usize {
        self.hop / self.layout.period
    }

    /// Spots of every excerpt that overlap none of `used`.
    fn spots(&self, used: &[Position]) -> Vec<Spot> {
        let span = self.hop - 1 + self.transform.reach();
        let mut spots = Vec::new();
        for excerpt in 0..self.excerpts.len() {
            let length = self.excerpts.planes(excerpt)[0].len();
            let taken = used.iter().find(|position| position.excerpt == excerpt).map(|position| position.start);
            let ranges = match taken {
                Some(start) => [(0, start), (start + span, length)],
                None => [(0, length), (length, length)],
            };
            for (begin, end) in ranges {
                let mut base = begin;
                while base + span <= end {
                    spots.push(Spot { excerpt, base });
                    base += self.hop;
                }
            }
        }
        spots
    }

    /// Tests every candidate at `spots` against `controls` random alignments, and against the runners-up of `rivals`.
    fn prove(
        &mut self,
        left: &Candidates,
        rivals: Option<&Proposal>,
        spots: &[Spot],
        controls: usize,
        rng: &mut Rng,
    ) -> Result<(Vec<Proof>, Vec<Proof>), Cancelled> {
        let candidates: Vec<usize> = left.holes.iter().chain(&left.lattice).map(|candidate| candidate.alignment).collect();
        let period = self.layout.period;
        let mut alignments = Vec::new();
        // Bounded: a period has a hundred of alignments, of which the candidates rule out at most forty.
        while alignments.len() < controls {
            let alignment = rng.below(period);
            if !alignments.contains(&alignment)
                && !self.layout.is_left_out(alignment)
                && !candidates.iter().any(|&candidate| are_near(candidate, alignment, self.layout.circle))
            {
                alignments.push(alignment);
            }
        }
        let (hole_rivals, lattice_rivals) = rivals.map_or((&[][..], &[][..]), |proposal| {
            let holes = if left.holes.is_empty() { &[][..] } else { &proposal.hole_ranking };
            let lattice = if left.lattice.is_empty() { &[][..] } else { &proposal.lattice_ranking };
            (holes, lattice)
        });
        for &alignment in candidates.iter().chain(hole_rivals).chain(lattice_rivals) {
            if !alignments.contains(&alignment) {
                alignments.push(alignment);
            }
        }
        let signals = |candidates: &[Candidate]| {
            LiveSignals(std::array::from_fn(|signal| candidates.iter().any(|candidate| candidate.signal == signal)))
        };
        let (hole_signals, lattice_signals) = (signals(&left.holes), signals(&left.lattice));
        let tallies = self.tally(spots, &alignments, hole_signals, lattice_signals)?;
        let judge = |candidates: &[Candidate], test: Test, ranking: &[usize]| -> Vec<Proof> {
            candidates
                .iter()
                .filter_map(|candidate| judge(candidate, test, &tallies, &alignments, controls, ranking, self.layout.circle))
                .collect()
        };
        Ok((judge(&left.holes, Test::Holes, hole_rivals), judge(&left.lattice, Test::Lattice, lattice_rivals)))
    }

    /// Statistics by excerpt, alignment and signal.
    fn tally(
        &mut self,
        spots: &[Spot],
        alignments: &[usize],
        hole_signals: LiveSignals,
        lattice_signals: LiveSignals,
    ) -> Result<Vec<Vec<[Tally; 4]>>, Cancelled> {
        let live = LiveSignals(std::array::from_fn(|signal| hole_signals.0[signal] || lattice_signals.0[signal]));
        let (layout, hop, members) = (self.layout, self.hop, self.members());
        let mut starts = Vec::new();
        let mut tallies = Vec::new();
        for group in spots.chunk_by(|a, b| a.excerpt == b.excerpt) {
            self.cancel.check()?;
            let excerpt = group[0].excerpt;
            starts.clear();
            for spot in group {
                let first = ((self.excerpts.start(excerpt) + spot.base as u64) % hop as u64) as usize;
                starts.extend(alignments.iter().flat_map(|alignment| {
                    (0..members).map(move |member| spot.base + (alignment + member * layout.period + hop - first) % hop)
                }));
            }
            // By spot and alignment: the best member.
            let mut of_spots = vec![[Tally::default(); 4]; group.len() * alignments.len()];
            let (planes, channels) = planes_of(self.excerpts, excerpt, 0, live);
            let statistics = &mut *self.statistics;
            self.transform.blocks(&planes[..channels], &starts, &mut |index, left, right| {
                statistics.mix(left, right, live, layout);
                let tally = &mut of_spots[index / members];
                for signal in hole_signals.numbers() {
                    tally[signal].holes.keep_emptier(&statistics.count_holes(signal, left, right, layout));
                }
                for signal in lattice_signals.numbers() {
                    tally[signal].fit.keep_better(&statistics.fit(signal, left, right, layout));
                }
            });
            let mut of_excerpt = vec![[Tally::default(); 4]; alignments.len()];
            for of_spot in of_spots.chunks_exact(alignments.len()) {
                for (sum, own) in of_excerpt.iter_mut().zip(of_spot) {
                    for signal in 0..4 {
                        sum[signal].holes.add(&own[signal].holes);
                        sum[signal].fit.add(&own[signal].fit);
                    }
                }
            }
            tallies.push(of_excerpt);
        }
        Ok(tallies)
    }
}

/// One candidate against its nulls; `None` where there is too little to measure.
fn judge(
    candidate: &Candidate,
    test: Test,
    tallies: &[Vec<[Tally; 4]>],
    alignments: &[usize],
    controls: usize,
    ranking: &[usize],
    circle: usize,
) -> Option<Proof> {
    let (signal, threshold) = (candidate.signal, candidate.threshold);
    let whole = |index: usize| {
        let mut sum = Tally::default();
        for of_excerpt in tallies {
            sum.holes.add(&of_excerpt[index][signal].holes);
            sum.fit.add(&of_excerpt[index][signal].fit);
        }
        sum
    };
    let at = |alignment: usize| alignments.iter().position(|&other| other == alignment);
    let own = at(candidate.alignment)?;
    let sum = whole(own);
    let value = test.value(&sum, threshold).filter(|_| test.has_enough(&sum, threshold))?;
    let null: Vec<f64> = (0..controls).filter_map(|index| test.value(&whole(index), threshold)).collect();
    if null.len() < controls {
        return None;
    }
    let mean = null.iter().sum::<f64>() / null.len() as f64;
    let deviation = (null.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / null.len() as f64).sqrt();
    let mut rivals: Vec<f64> = ranking
        .iter()
        .filter(|&&rival| !are_near(rival, candidate.alignment, circle))
        .filter_map(|&rival| test.value(&whole(at(rival)?), threshold))
        .take(RUNNERS_UP)
        .collect();
    rivals.sort_by(f64::total_cmp);
    let reference = rivals.get(rivals.len() / 2).map_or(mean, |&median| median.max(mean));
    // An excerpt agrees where the candidate is above every control, by chance one in `controls + 1`.
    let (mut agreeing, mut judged) = (0, 0);
    for of_excerpt in tallies {
        let Some(here) = test.value(&of_excerpt[own][signal], threshold) else { continue };
        judged += 1;
        let is_above =
            (0..controls).all(|index| test.value(&of_excerpt[index][signal], threshold).is_none_or(|there| here > there));
        agreeing += i32::from(is_above);
    }
    Some(Proof {
        candidate: *candidate,
        z: (value - reference) / (deviation + test.floor()),
        value,
        null: mean,
        share: (judged > 0).then(|| f64::from(agreeing) / f64::from(judged)),
    })
}

fn best(proofs: Vec<Proof>) -> Option<Proof> {
    proofs.into_iter().reduce(|a, b| if b.z > a.z { b } else { a })
}

/// At most `most` of `spots`, evenly spread.
fn spread(spots: &[Spot], most: usize) -> Vec<Spot> {
    let count = spots.len().min(most);
    (0..count).map(|i| spots[i * spots.len() / count]).collect()
}

fn count_excerpts(spots: &[Spot]) -> u32 {
    spots.chunk_by(|a, b| a.excerpt == b.excerpt).count() as u32
}
