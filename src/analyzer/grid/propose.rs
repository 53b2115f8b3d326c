//! Propose: which alignments of the hop stand out, from a few blocks.
//!
//! Successive halving. On the first positions every alignment is tried, the holes in full and the lattice on some bands and the
//! upper steps; those that stand out least in either are left out round by round, and the few that remain go on to more
//! positions, where both tests are made in full. One transform feeds both tests and all four signals. What is proposed here is
//! proven or refuted by `verify` on other blocks.
//!
//! Where block switching moves the blocks of a codec by multiples of a period, an alignment stands for all of its members in a
//! hop, and at each position the best of them counts, for every alignment alike.

use std::ops::Range;

use super::{
    holes::{HoleCounts, THRESHOLDS},
    lattice::{CLASSES, ClassFits},
    reservoir::{CLIPPED, Excerpts, PIECE, difference_energy},
    spectrum::{LiveSignals, Statistics, planes_of},
    transform::{Layout, Transform},
};
use crate::contracts::{CancelToken, Cancelled};

/// After so many positions so large a share of the alignments stays, with several signals; after twice as many with one, which
/// costs less and is what was missed: a mono track at 320 kbit/s shows its ladder in few blocks. A true alignment that
/// stands one deviation above the others at each position is among the better half of two with a chance of 92 %.
const ROUNDS: [(usize, f32); 2] = [(2, 0.5), (4, 0.25)];
/// Positions of the quick search, likewise; after it only [`SURVIVORS`] of each test stay.
const QUICK: usize = 8;
/// Positions in all, with several signals; twice as many with one. Never more than half of the excerpts: the others prove.
const POSITIONS: usize = 16;
/// What richness counts for against unrest: where a block is loud, a transient makes the codec switch to blocks of another size.
const RICHNESS: f32 = 10.0;
/// Alignments that each test sends on.
const SURVIVORS: usize = 32;
/// Coefficients of a signal that the first search of the lattice looks at; half as many where the best of several members counts,
/// each of which costs as much as an alignment.
const QUICK_COEFFICIENTS: usize = 224;
/// Audible coefficients that a block must have at a threshold, in the median over alignments.
const AUDIBLE_A_BLOCK: u32 = 50;
/// No single position counts for more deviations than this.
const LARGEST_Z: f32 = 15.0;
/// Candidates of each test.
const CANDIDATES: usize = 4;
/// Alignments named as rivals.
const RIVALS: usize = 12;
/// Alignments that are this near belong together: an MDCT one or two frames off still shows a part of what it shows at best.
pub(super) const NEAR: usize = 2;

/// A place of the track at which alignments are tried: frame `start` of excerpt `excerpt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    pub excerpt: usize,
    pub start: usize,
}

/// An alignment to verify, on one signal and (holes only) at one threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Candidate {
    pub alignment: usize,
    pub signal: usize,
    pub threshold: usize,
    pub score: f32,
}

/// What the first stage proposes.
#[derive(Debug, Default)]
pub(super) struct Proposal {
    pub holes: Vec<Candidate>,
    pub lattice: Vec<Candidate>,
    /// Alignments that stand out by holes, best first, whatever their signal.
    pub hole_ranking: Vec<usize>,
    /// The same by lattice.
    pub lattice_ranking: Vec<usize>,
    /// Where it looked.
    pub positions: Vec<Position>,
}

/// Whether two alignments are within [`NEAR`] frames of each other on a circle of `circle` frames: the period, or what is
/// shorter where a filterbank shows its grid at more than one alignment.
pub(super) fn are_near(a: usize, b: usize, circle: usize) -> bool {
    let distance = a.abs_diff(b) % circle;
    distance.min(circle - distance) <= NEAR
}

/// Scratch of the first stage, indexed by alignment (and signal).
#[derive(Default)]
pub(super) struct Proposer {
    starts: Vec<usize>,
    active: Vec<usize>,
    counts: Vec<[HoleCounts; 4]>,
    /// The counts of one position.
    here: Vec<[HoleCounts; 4]>,
    fits: Vec<[ClassFits; 4]>,
    /// Sum over positions of the deviations of a signal's fit.
    sums: Vec<[ClassFits; 4]>,
    /// Sum over positions and signals of the squares of what lies above the median.
    energies: Vec<ClassFits>,
    /// The largest of these over the shifts of the ladder.
    lattice_scores: Vec<f32>,
    hole_scores: Vec<f32>,
    work: Vec<f32>,
    quick_bands: [Vec<Range<usize>>; 4],
}

impl Proposer {
    /// Alignments that stand out in `excerpts`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn propose(
        &mut self,
        transform: &mut dyn Transform,
        layout: &Layout,
        hop: usize,
        excerpts: &Excerpts,
        live: LiveSignals,
        statistics: &mut Statistics,
        cancel: &CancelToken,
    ) -> Result<Proposal, Cancelled> {
        let effort = layout.effort * if live.numbers().count() == 1 { 2 } else { 1 };
        // Where blocks switch, half of the positions may hold none of the long blocks that are looked for.
        let patience = effort * if hop > layout.period { 2 } else { 1 };
        let most = (POSITIONS * effort).min(excerpts.len() / 2).max(1);
        let positions = choose_positions(transform, layout, hop, excerpts, live, most);
        let period = layout.period;
        self.counts.clear();
        self.counts.resize(period, Default::default());
        self.here.resize(period, Default::default());
        self.sums.clear();
        self.sums.resize(period, Default::default());
        self.energies.clear();
        self.energies.resize(period, Default::default());
        self.lattice_scores.clear();
        self.lattice_scores.resize(period, 0.0);
        self.fits.resize(period, Default::default());
        let classes = if layout.search.is_some() { CLASSES } else { 1 };
        self.hole_scores.resize(period, 0.0);
        self.active.clear();
        self.active.extend((0..period).filter(|&alignment| !layout.is_left_out(alignment)));
        for (number, &position) in positions.iter().enumerate() {
            cancel.check()?;
            let is_quick = number < QUICK * effort;
            if number == QUICK * effort {
                self.keep_survivors(live, number, 2 * SURVIVORS.min(period / 16), layout.has_ladder());
            } else if let Some((_, share)) = ROUNDS.iter().find(|(after, _)| after * patience == number) {
                self.keep_survivors(live, number, (period as f32 * share) as usize, layout.has_ladder());
            }
            self.look(transform, layout, hop, excerpts, position, live, statistics, is_quick);
            if layout.has_ladder() {
                self.add_deviations(live, classes);
            }
        }
        Ok(self.conclude(live, positions))
    }

    /// Adds the statistics of one position at every active alignment.
    #[allow(clippy::too_many_arguments)]
    fn look(
        &mut self,
        transform: &mut dyn Transform,
        layout: &Layout,
        hop: usize,
        excerpts: &Excerpts,
        position: Position,
        live: LiveSignals,
        statistics: &mut Statistics,
        is_quick: bool,
    ) {
        let (planes, channels) = planes_of(excerpts, position.excerpt, position.start, live);
        let first = ((excerpts.start(position.excerpt) + position.start as u64) % hop as u64) as usize;
        let members = hop / layout.period;
        self.starts.clear();
        for &alignment in &self.active {
            self.here[alignment] = Default::default();
            self.fits[alignment] = Default::default();
            self.starts.extend((0..members).map(|member| (alignment + member * layout.period + hop - first) % hop));
        }
        let (active, here, fits, quick_bands) = (&self.active, &mut self.here, &mut self.fits, &mut self.quick_bands);
        let mut is_first = is_quick;
        let coefficients = if members > 1 { QUICK_COEFFICIENTS / 2 } else { QUICK_COEFFICIENTS };
        transform.blocks(&planes[..channels], &self.starts, &mut |index, left, right| {
            let alignment = active[index / members];
            statistics.mix(left, right, live, layout);
            if is_first && layout.has_ladder() {
                for signal in live.numbers() {
                    statistics.quick_bands(signal, left, right, layout, coefficients, &mut quick_bands[signal]);
                }
                is_first = false;
            }
            for signal in live.numbers() {
                here[alignment][signal].keep_emptier(&statistics.count_holes(signal, left, right, layout));
                if !layout.has_ladder() {
                    continue;
                }
                let bands = is_quick.then_some(&quick_bands[signal][..]);
                let found = statistics.search(signal, left, right, bands, layout);
                for (best, own) in fits[alignment][signal].iter_mut().zip(found) {
                    *best = best.max(own);
                }
            }
        });
        for &alignment in &self.active {
            for signal in live.numbers() {
                self.counts[alignment][signal].add(&self.here[alignment][signal]);
            }
        }
    }

    /// Turns the fits of the last position into deviations from the median over active alignments, and adds them up.
    fn add_deviations(&mut self, live: LiveSignals, classes: usize) {
        for signal in live.numbers() {
            for class in 0..classes {
                self.work.clear();
                self.work.extend(self.active.iter().map(|&alignment| self.fits[alignment][signal][class]));
                let (median, spread) = median_and_spread(&mut self.work);
                for &alignment in &self.active {
                    let z = ((self.fits[alignment][signal][class] - median) / (1.48 * spread + 0.02)).max(-3.0);
                    // Beyond the largest a hundredth still tells the best from its neighbours.
                    let z = z.min(LARGEST_Z + 0.01 * z);
                    self.sums[alignment][signal][class] += z;
                    self.energies[alignment][class] += z.max(0.0) * z.max(0.0);
                }
            }
        }
        for &alignment in &self.active {
            self.lattice_scores[alignment] = largest(&self.energies[alignment]);
        }
    }

    /// Deviation of each active alignment's hole rate, the largest over signals and thresholds, into `hole_scores`; the best
    /// alignment of each signal and threshold goes to `visit`.
    fn score_holes(&mut self, live: LiveSignals, positions: usize, visit: &mut dyn FnMut(Candidate)) {
        for &alignment in &self.active {
            self.hole_scores[alignment] = 0.0;
        }
        for signal in live.numbers() {
            for threshold in 0..THRESHOLDS.len() {
                self.work.clear();
                self.work.extend(self.active.iter().map(|&alignment| self.counts[alignment][signal].audible[threshold] as f32));
                let (audible, _) = median_and_spread(&mut self.work);
                if audible < (AUDIBLE_A_BLOCK * positions as u32) as f32 {
                    continue;
                }
                self.work.clear();
                self.work.extend(self.active.iter().map(|&alignment| self.counts[alignment][signal].rate(threshold) as f32));
                let (median, spread) = median_and_spread(&mut self.work);
                let mut best = Candidate { alignment: 0, signal, threshold, score: 0.0 };
                for &alignment in &self.active {
                    let rate = self.counts[alignment][signal].rate(threshold) as f32;
                    let score = (rate - median) / (spread + 1e-5);
                    self.hole_scores[alignment] = self.hole_scores[alignment].max(score);
                    if score > best.score {
                        best = Candidate { alignment, score, ..best };
                    }
                }
                if best.score > 0.0 {
                    visit(best);
                }
            }
        }
    }

    /// Leaves `count` alignments active at most: those that stand out most in either test.
    fn keep_survivors(&mut self, live: LiveSignals, positions: usize, count: usize, has_ladder: bool) {
        self.score_holes(live, positions, &mut |_| {});
        let mut by_lattice = self.active.clone();
        sort_by_score(&mut by_lattice, &self.lattice_scores);
        sort_by_score(&mut self.active, &self.hole_scores);
        if !has_ladder {
            self.active.truncate(count);
            return;
        }
        let mut is_kept = vec![false; self.counts.len()];
        self.active.truncate(count / 2);
        for &alignment in &self.active {
            is_kept[alignment] = true;
        }
        for &alignment in by_lattice.iter().take(count / 2) {
            if !is_kept[alignment] {
                self.active.push(alignment);
            }
        }
    }

    fn conclude(&mut self, live: LiveSignals, positions: Vec<Position>) -> Proposal {
        let mut holes = Vec::new();
        self.score_holes(live, positions.len(), &mut |candidate| holes.push(candidate));
        holes.sort_by(|a, b| b.score.total_cmp(&a.score));
        holes.truncate(CANDIDATES);
        let mut lattice: Vec<Candidate> = Vec::new();
        for signal in live.numbers() {
            let score = |alignment: usize| largest(&self.sums[alignment][signal]);
            let best = self.active.iter().copied().max_by(|&a, &b| score(a).total_cmp(&score(b)));
            if let Some(alignment) = best.filter(|&alignment| score(alignment) > 0.0) {
                lattice.push(Candidate { alignment, signal, threshold: 0, score: score(alignment) });
            }
        }
        lattice.sort_by(|a, b| b.score.total_cmp(&a.score));
        lattice.truncate(CANDIDATES);
        let ranking = |scores: &[f32]| {
            let mut ranking = self.active.clone();
            sort_by_score(&mut ranking, scores);
            ranking.truncate(RIVALS);
            ranking
        };
        Proposal {
            holes,
            lattice,
            hole_ranking: ranking(&self.hole_scores),
            lattice_ranking: ranking(&self.lattice_scores),
            positions,
        }
    }
}

fn largest(of_classes: &ClassFits) -> f32 {
    of_classes.iter().copied().fold(0.0, f32::max)
}

/// Best scores first; of equal ones the lower alignment, so that the order is the same everywhere.
fn sort_by_score(alignments: &mut [usize], scores: &[f32]) {
    alignments.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
}

/// Median of `values`, and median of the distances from it; zeros for no values. Disturbs the order.
fn median_and_spread(values: &mut [f32]) -> (f32, f32) {
    if values.is_empty() {
        return (0.0, 0.0);
    }
    let middle = values.len() / 2;
    let median = *values.select_nth_unstable_by(middle, f32::total_cmp).1;
    for value in values.iter_mut() {
        *value = (*value - median).abs();
    }
    (median, *values.select_nth_unstable_by(middle, f32::total_cmp).1)
}

/// Positions spread over the track, best first in each half of it: many loud bands, steady, unclipped.
fn choose_positions(
    transform: &mut dyn Transform,
    layout: &Layout,
    hop: usize,
    excerpts: &Excerpts,
    live: LiveSignals,
    most: usize,
) -> Vec<Position> {
    let span = hop - 1 + transform.reach();
    let bands = layout.judged().count().max(1) as f32;
    let rated: Vec<(Position, f32)> = (0..excerpts.len())
        .filter(|&excerpt| excerpts.planes(excerpt)[0].len() >= span)
        .map(|excerpt| {
            let (start, unrest) = steadiest_start(excerpts.planes(excerpt), span);
            let (planes, channels) = planes_of(excerpts, excerpt, start, live);
            let mut richness = 0.0f32;
            transform.blocks(&planes[..channels], &[0], &mut |_, left, right| {
                let sum = |bins: &[f32]| layout.judged().map(|band| band_richness(&bins[band], layout)).sum::<f32>();
                richness = sum(left).max(if right.is_empty() { 0.0 } else { sum(right) });
            });
            (Position { excerpt, start }, RICHNESS * richness / bands - 2.0 * unrest)
        })
        .collect();
    let parts = most.min(rated.len());
    let mut best: Vec<(Position, f32)> = (0..parts)
        .filter_map(|part| {
            let range = part * rated.len() / parts..(part + 1) * rated.len() / parts;
            rated[range].iter().copied().reduce(|a, b| if b.1 > a.1 { b } else { a })
        })
        .collect();
    // Best first, from both halves of the track in turn: a grid that only one of them carries must not be left out at once.
    let half = best.len().div_ceil(2);
    let mut late = best.split_off(half);
    for part in [&mut best, &mut late] {
        part.sort_by(|a, b| b.1.total_cmp(&a.1));
    }
    let mut late = late.into_iter();
    best.into_iter().flat_map(|early| [Some(early), late.next()]).flatten().map(|(position, _)| position).collect()
}

/// How far a band is above the rounding noise, in threes of octaves, from 0 to 2: the louder a band, the coarser a codec's
/// steps, and the better a ladder shows.
fn band_richness(band: &[f32], layout: &Layout) -> f32 {
    let energy: f32 = band.iter().map(|y| y * y).sum();
    let level = f64::from(energy) / band.len() as f64 / layout.ladder.sigma().powi(2);
    (level.max(1.0).log2() / 2.0 / 3.0).min(2.0) as f32
}

/// Start of the `span` frames of an excerpt whose energy changes least, and by how many octaves it does; clipped frames count
/// as two octaves each.
fn steadiest_start(planes: &[Vec<f32>], span: usize) -> (usize, f32) {
    const STRETCH: usize = 512;
    let mut energies = [0.0f32; PIECE / STRETCH];
    let mut clipped = [0u32; PIECE / STRETCH];
    for plane in planes {
        for ((energy, clips), samples) in energies.iter_mut().zip(&mut clipped).zip(plane.chunks(STRETCH)) {
            *energy += difference_energy(samples);
            *clips += samples.iter().map(|x| u32::from(x.abs() >= CLIPPED)).sum::<u32>();
        }
    }
    let length = planes[0].len();
    let stretches = span.div_ceil(STRETCH);
    let mut best = (0, f32::INFINITY);
    for start in (0..=length - span).step_by(STRETCH) {
        let range = start / STRETCH..(start / STRETCH + stretches).min(energies.len());
        let highest = energies[range.clone()].iter().copied().fold(0.0, f32::max);
        let lowest = energies[range.clone()].iter().copied().fold(f32::INFINITY, f32::min);
        let clips: u32 = clipped[range].iter().sum();
        let unrest = ((highest + 1.0) / (lowest + 1.0)).log2() + 2.0 * clips as f32;
        if unrest < best.1 {
            best = (start, unrest);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_goes_round_the_hop() {
        assert!(
            are_near(575, 1, 576)
                && are_near(10, 12, 576)
                && !are_near(10, 13, 576)
                && are_near(1, 353, 32)
                && !are_near(574, 1, 576)
        );
    }

    #[test]
    fn median_and_spread_of_a_few() {
        assert_eq!(median_and_spread(&mut [5.0, 1.0, 2.0, 100.0, 3.0]), (3.0, 2.0));
        assert_eq!(median_and_spread(&mut []), (0.0, 0.0));
    }

    #[test]
    fn the_steady_unclipped_stretch_is_chosen() {
        let mut plane: Vec<f32> = (0..PIECE).map(|n| 1000.0 * (n as f32 * 1.1).sin()).collect();
        for x in &mut plane[0..2000] {
            *x *= 0.01;
        }
        plane[2700] = 32_767.0;
        let (start, unrest) = steadiest_start(&[plane], 3071);
        assert!(start >= 3072 && unrest < 1.0, "{start} {unrest}");
    }
}
