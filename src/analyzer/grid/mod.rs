//! The codec-grid test: does a track carry the grid of a lossy codec.
//!
//! A codec transforms blocks of audio, stores each coefficient as an integer times a step, and decodes. The same filterbank at
//! the same alignment brings the stored values back from the decoded samples: empty coefficients (**holes**) and a ladder of
//! values (**lattice**). At any other alignment, and in a track that was never lossy, they do not come back. So each test carries
//! its own null: the other alignments of the same track.
//!
//! `plan` says what is tried at which rate. Each hypothesis goes through two stages: `propose` finds the alignments that stand out on a few blocks, `verify`
//! tries them on other blocks of the whole track against random alignments. Adding a codec means a [`Filterbank`], its
//! transform (`transform.rs`) and its layout: bands, ladder, blur.
//!
//! Samples are taken in units of one 16-bit step, whose rounding is the noise that both tests know of. Nothing here depends on
//! file names, tags, bit rates or an encoder's low-pass. Bars come from genuine tracks, never from fakes.

mod atrac;
mod exhibit;
mod gain;
mod holes;
mod hybrid;
mod kernel;
mod lattice;
mod limits;
mod linear;
mod mdct;
mod null;
mod plan;
mod propose;
mod readout;
#[cfg(test)]
mod reference;
mod resample;
mod reservoir;
mod rng;
mod spectrum;
mod tables;
#[cfg(test)]
mod testing;
mod transform;
mod verify;

pub use plan::Hypothesis;
pub use reservoir::{Excerpts, Reservoir};

use exhibit::{Agreement, Exhibitor, Subject};
use plan::{View, Views};
use propose::{Position, Proposer};
use spectrum::{LiveSignals, Statistics};
use transform::Transform;
use verify::Verifier;

use crate::contracts::{CancelToken, Cancelled, Codec, Filterbank, GridOutcome, GridProof, GridTest, SourceEstimate};

/// z from which a hole test and a lattice test decide: the null of `null.rs` reaches it in fewer than one of a million genuine
/// tracks, over all tests of a track at 44.1 kHz.
const HOLE_BAR: f64 = 8.0;
const LATTICE_BAR: f64 = 8.0;
/// z that genuine tracks usually stay below: of 9149 tests one reached it (`null.rs`).
const USUAL_Z: f64 = 3.0;
/// z from which a kin of a codec is tried too.
const TRACE_Z: f64 = 2.0;
/// Fewest excerpts that a test needs: one and a half seconds at 44.1 kHz.
const FEWEST_EXCERPTS: usize = 8;
/// Excerpts from which a gain is read off for the pictures.
const GAIN_EXCERPTS: usize = 32;

/// A stretch whose second differences equal a later one's to this correlation repeats itself.
const SAME: f64 = 0.98;

/// Whether most excerpts repeat themselves after some whole number of hops. The blocks of one alignment are then all alike,
/// whatever the alignment: a test of many blocks is a test of one, and its null tells nothing. Tones, square waves and loops of
/// a hop do this; music does not hold every partial to a whole number of periods.
///
/// Second differences are compared, as a slow bass is like itself at any lag that is short against its period; where the
/// samples themselves differ by less than a step they repeat too, whatever the rounding makes of the differences.
fn repeats(excerpts: &Excerpts, hop: usize) -> bool {
    let mut bends = Vec::new();
    let repeating = (0..excerpts.len()).filter(|&index| {
        let Some(plane) = excerpts.planes(index).first() else { return false };
        if has_exact_period(plane) {
            return true;
        }
        bends.clear();
        bends.extend(plane.windows(3).map(|x| x[0] - 2.0 * x[1] + x[2]));
        (1..).map(|count| count * hop).take_while(|lag| lag + hop <= bends.len()).any(|lag| {
            let [own, later, product] = spectrum::products(&bends[..hop], &bends[lag..lag + hop]).map(f64::from);
            let [xx, yy, xy] = spectrum::products(&plane[..hop], &plane[lag..lag + hop]).map(f64::from);
            // A sign does not matter: a block turned upside down has the same magnitudes.
            let is_within_a_step = xx + yy - 2.0 * xy.abs() < hop as f64;
            xx > 0.0 && (is_within_a_step || product.abs() >= SAME * (own * later).sqrt())
        })
    });
    2 * repeating.count() > excerpts.len()
}

/// Whether samples come back to a step after some lag, as those of a waveform generator do whose period is a whole number of
/// frames: its blocks are a few kinds only, however long it runs. Nothing that went through a codec or a converter does.
fn has_exact_period(plane: &[f32]) -> bool {
    const PROBE: usize = 1024;
    const LOUD: f32 = 16.0;
    let Some(probe) = plane.get(..PROBE) else { return false };
    let energy: f32 = probe.iter().map(|x| x * x).sum();
    let is_same = |lag: usize| probe.iter().zip(&plane[lag..]).all(|(now, later)| (now - later).abs() <= 1.0);
    energy > LOUD * LOUD * PROBE as f32 && (2..plane.len().saturating_sub(PROBE)).any(is_same)
}

/// What the test found, and the pictures of its proof where a grid is decisive.
#[derive(Clone, Debug, PartialEq)]
pub struct GridFindings {
    /// Every test and what follows from them.
    pub outcome: GridOutcome,
    /// Pictures of the decisive grid.
    pub proof: Option<GridProof>,
}

/// Plans, tables and scratch of every filterbank; built once a worker thread and reused.
pub struct GridBank {
    transforms: Vec<(Filterbank, Box<dyn Transform>)>,
    proposer: Proposer,
    statistics: Statistics,
}

impl Default for GridBank {
    fn default() -> Self {
        Self::new()
    }
}

impl GridBank {
    /// Builds the plans of every filterbank, for all rates.
    pub fn new() -> Self {
        Self {
            transforms: Filterbank::ALL.into_iter().map(|filterbank| (filterbank, transform::transform(filterbank))).collect(),
            proposer: Proposer::default(),
            statistics: Statistics::default(),
        }
    }

    /// Tries every hypothesis on `excerpts`; `on_step` is told which one begins.
    ///
    /// A filterbank whose codec does not exist at the rate, or a track that is too short or too quiet, gets a test without
    /// values. The same excerpts always give the same outcome.
    ///
    /// # Errors
    /// [`Cancelled`] soon after `cancel` is set.
    pub fn test(
        &mut self,
        excerpts: &Excerpts,
        cancel: &CancelToken,
        on_step: &mut dyn FnMut(Hypothesis),
    ) -> Result<GridFindings, Cancelled> {
        let is_16_bit = excerpts.is_16_bit();
        let mut outcome = GridOutcome { hole_bar: HOLE_BAR, lattice_bar: LATTICE_BAR, usual_z: USUAL_Z, ..GridOutcome::default() };
        let mut views = Views::new(excerpts);
        let (rate_hz, end_hz) = (excerpts.rate().hz(), plan::content_end_hz(excerpts));
        for (view, hypotheses) in plan::plan(rate_hz, end_hz) {
            self.try_all(view, hypotheses, &mut views, is_16_bit, cancel, on_step, &mut outcome.tests)?;
        }
        for (view, hypotheses) in plan::between_frames(rate_hz, end_hz) {
            if outcome.decisive().is_none() {
                self.try_all(view, hypotheses, &mut views, is_16_bit, cancel, on_step, &mut outcome.tests)?;
            }
        }
        let made = outcome.tests.iter().map(|test| usize::from(test.holes.is_some()) + usize::from(test.lattice.is_some())).sum();
        outcome.false_alarm_probability = outcome.largest_z().map(|z| null::p_of_largest(z, made));
        outcome.limits = limits::limits(excerpts);
        let proof = match outcome.decisive().copied() {
            Some(test) => self.exhibit(&test, &mut views, is_16_bit, cancel, &mut outcome)?,
            None => None,
        };
        Ok(GridFindings { outcome, proof })
    }

    /// Tries `hypotheses` on `view` and adds their tests.
    #[allow(clippy::too_many_arguments)]
    fn try_all(
        &mut self,
        view: View,
        hypotheses: Vec<Hypothesis>,
        views: &mut Views<'_>,
        is_16_bit: bool,
        cancel: &CancelToken,
        on_step: &mut dyn FnMut(Hypothesis),
        tests: &mut Vec<GridTest>,
    ) -> Result<(), Cancelled> {
        cancel.check()?;
        let seen = views.of(view);
        let live = LiveSignals::of(seen);
        let is_16_bit = view.is_16_bit(is_16_bit);
        let quarters = if let View::Rate { quarters, .. } = view { quarters } else { 0 };
        for hypothesis in hypotheses {
            cancel.check()?;
            on_step(hypothesis);
            let mut test = self.try_one(hypothesis, None, seen, live, is_16_bit, cancel)?;
            // Holes alone do not tell kin apart: where they speak at a rate that nothing spoke for, the lattice is asked.
            if hypothesis.is_by_holes_alone && hypothesis.codec != Codec::HeAac && test.z().is_some_and(|z| z >= USUAL_Z) {
                let in_full = Hypothesis { is_by_holes_alone: false, ..hypothesis };
                test = self.try_one(in_full, None, seen, live, is_16_bit, cancel)?;
            }
            test.quarters = quarters;
            // Musepack divides its scale factors as Layer II does: the one never shows without a trace of the other. Their holes
            // are the same, and count for the one whose ladder shows better.
            if hypothesis.codec == Codec::Mp2 && test.z().is_some_and(|z| z >= TRACE_Z) {
                let musepack = Hypothesis { codec: Codec::Musepack, ..hypothesis };
                let mut kin = self.try_one(musepack, None, seen, live, is_16_bit, cancel)?;
                kin.quarters = quarters;
                let ladder = |test: &GridTest| test.lattice.map_or(f64::NEG_INFINITY, |lattice| lattice.z);
                if ladder(&kin) > ladder(&test) {
                    test.holes = None;
                } else {
                    kin.holes = None;
                }
                tests.push(kin);
            }
            tests.push(test);
        }
        Ok(())
    }

    /// Sections, source and pictures of the decisive test.
    fn exhibit(
        &mut self,
        test: &GridTest,
        views: &mut Views<'_>,
        is_16_bit: bool,
        cancel: &CancelToken,
        outcome: &mut GridOutcome,
    ) -> Result<Option<GridProof>, Cancelled> {
        let hypothesis = Hypothesis {
            codec: test.codec,
            filterbank: test.filterbank,
            rate_hz: test.rate_hz,
            is_by_holes_alone: test.lattice.is_none(),
        };
        let view = plan::view_of(&hypothesis, views.rate_hz(), test.quarters);
        let is_16_bit = view.is_16_bit(is_16_bit);
        let excerpts = views.of(view);
        let (Some(subject), Some(mut layout)) = (Subject::of(test), hypothesis.layout(is_16_bit)) else { return Ok(None) };
        let live = LiveSignals::of(excerpts);
        if layout.search.is_some() && !subject.is_by_holes {
            let some = excerpts.len().min(GAIN_EXCERPTS);
            let positions: Vec<Position> =
                (0..some).map(|part| Position { excerpt: part * excerpts.len() / some, start: 0 }).collect();
            let index = self.index_of(hypothesis.filterbank);
            let (transform, hop) = (&mut *self.transforms[index].1, hypothesis.filterbank.hop_frames());
            let place = (subject.signal, subject.offset);
            layout.gains = gain::gains(transform, &layout, hop, excerpts, place, &positions, &mut self.statistics);
        }
        let seed = u64::from(test.filterbank as u8);
        let (agreements, proof, bits) = {
            let mut exhibitor = self.exhibitor(&hypothesis, &layout, excerpts, cancel);
            let agreements = exhibitor.agreements(subject, seed)?;
            let bits = exhibitor.bits_a_second(subject, &agreements)?;
            (agreements.clone(), exhibitor.draw(subject, &agreements)?, bits)
        };
        let mut offsets = vec![subject.offset; excerpts.len()];
        let mut merged = agreements.clone();
        // Where the grid is not, the codec may go on at another alignment: two sources, spliced.
        let others: Vec<usize> = (0..excerpts.len()).filter(|&index| agreements[index] == Some(false)).collect();
        if others.len() >= FEWEST_EXCERPTS {
            let rest = excerpts.subset(&others);
            let second = self.try_one(hypothesis, None, &rest, live, is_16_bit, cancel)?;
            if let Some(second) = Subject::of(&second).filter(|_| outcome.is_decisive(&second)) {
                let found: Vec<Agreement> = self.exhibitor(&hypothesis, &layout, &rest, cancel).agreements(second, seed)?;
                for (&index, agreement) in others.iter().zip(found) {
                    if agreement == Some(true) {
                        merged[index] = agreement;
                        offsets[index] = second.offset;
                    }
                }
            }
        }
        outcome.sections = exhibit::sections(excerpts, &merged, &offsets);
        // What was made louder or softer, or converted, has lost of its steps what would be counted.
        let moved = layout.gains.iter().filter(|gain| **gain != 1.0).count();
        let is_untouched = view == View::Native && 2 * moved <= layout.bands.len();
        outcome.source = bits
            .filter(|_| is_untouched)
            .and_then(|bits| exhibit::source_kbps(test.codec, bits))
            .map(|kbps| SourceEstimate { kbps: Some(kbps), encoder: None });
        // Beside its grid the codec may show at another alignment: coded twice. A polyphase shows at all that are 32 apart.
        if hypothesis.filterbank != Filterbank::Polyphase {
            let seen = views.of(view);
            let live = LiveSignals::of(seen);
            let mut second = self.try_one(hypothesis, Some(subject.offset as u32), seen, live, is_16_bit, cancel)?;
            second.quarters = test.quarters;
            outcome.tests.push(second);
        }
        Ok(Some(proof))
    }

    fn index_of(&self, filterbank: Filterbank) -> usize {
        self.transforms.iter().position(|(own, _)| *own == filterbank).unwrap_or(0)
    }

    fn exhibitor<'a>(
        &'a mut self,
        hypothesis: &Hypothesis,
        layout: &'a transform::Layout,
        excerpts: &'a Excerpts,
        cancel: &'a CancelToken,
    ) -> Exhibitor<'a> {
        let index = self.index_of(hypothesis.filterbank);
        Exhibitor {
            transform: &mut *self.transforms[index].1,
            layout,
            hop: hypothesis.filterbank.hop_frames(),
            excerpts,
            statistics: &mut self.statistics,
            cancel,
        }
    }

    fn try_one(
        &mut self,
        hypothesis: Hypothesis,
        beside: Option<u32>,
        excerpts: &Excerpts,
        live: LiveSignals,
        is_16_bit: bool,
        cancel: &CancelToken,
    ) -> Result<GridTest, Cancelled> {
        let Hypothesis { codec, filterbank, rate_hz, .. } = hypothesis;
        let mut test = GridTest {
            codec,
            beside,
            filterbank,
            rate_hz,
            quarters: 0,
            holes: None,
            lattice: None,
            agreeing_share: None,
            excerpts: 0,
        };
        let hop = filterbank.hop_frames();
        let Some(mut layout) = hypothesis.layout(is_16_bit) else { return Ok(test) };
        layout.excluded = beside.map(|offset| offset as usize);
        let live = if layout.has_mid_side { live } else { live.left_and_right() };
        if excerpts.len() < FEWEST_EXCERPTS || live.is_empty() || repeats(excerpts, hop) {
            return Ok(test);
        }
        let index = self.index_of(filterbank);
        let transform = &mut self.transforms[index].1;
        let proposal = self.proposer.propose(&mut **transform, &layout, hop, excerpts, live, &mut self.statistics, cancel)?;
        if layout.search.is_some()
            && let Some(best) = proposal.lattice.first()
        {
            let place = (best.signal, best.alignment);
            layout.gains = gain::gains(&mut **transform, &layout, hop, excerpts, place, &proposal.positions, &mut self.statistics);
        }
        let mut verifier =
            Verifier { transform: &mut **transform, layout: &layout, hop, excerpts, statistics: &mut self.statistics, cancel };
        let found = verifier.verify(&proposal, u64::from(filterbank as u8))?;
        test.holes = found.holes;
        test.lattice = found.lattice;
        test.excerpts = found.excerpts;
        test.agreeing_share = found.agreeing_share.filter(|_| test.z().is_some_and(|z| z >= USUAL_Z));
        Ok(test)
    }
}
