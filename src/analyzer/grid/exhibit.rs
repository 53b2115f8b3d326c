//! What a decisive grid has to show: where in the track it holds, its pictures, and what its steps say of the source.
//!
//! Made for the one test that decides, after it has decided: nothing here changes a verdict.

use super::{
    holes::THRESHOLDS,
    propose::are_near,
    readout::{self, Readout},
    reservoir::Excerpts,
    rng::Rng,
    spectrum::{LiveSignals, SIGNALS, Statistics, planes_of},
    transform::{Layout, Transform},
};
use crate::contracts::{CancelToken, Cancelled, Codec, GridProof, GridSection, GridTest};

/// Alignments that an excerpt is compared with.
const CONTROLS: usize = 24;
/// Sections of a track at most.
const SECTIONS: usize = 24;
/// Excerpts behind the curve over all alignments.
const CURVE_EXCERPTS: usize = 6;
/// Blocks of a picture, and rows.
const PICTURE_BLOCKS: usize = 72;
const PICTURE_ROWS: usize = 120;
/// Blocks whose steps are read off.
const READ_BLOCKS: usize = 24;
/// Threshold of the picture, in the order of [`THRESHOLDS`], where holes did not decide.
const USUAL_THRESHOLD: usize = 1;

/// The decisive test with everything needed to try it again.
pub(super) struct Exhibitor<'a> {
    pub transform: &'a mut dyn Transform,
    pub layout: &'a Layout,
    pub hop: usize,
    pub excerpts: &'a Excerpts,
    pub statistics: &'a mut Statistics,
    pub cancel: &'a CancelToken,
}

/// A signal at an alignment, and the statistic that is looked at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Subject {
    pub is_by_holes: bool,
    pub signal: usize,
    pub threshold: usize,
    pub offset: usize,
}

impl Subject {
    /// The stronger half of `test`.
    pub(super) fn of(test: &GridTest) -> Option<Self> {
        let number = |channel| SIGNALS.iter().position(|own| *own == channel);
        let holes = test.holes.and_then(|holes| {
            let threshold = THRESHOLDS.iter().position(|own| f64::from(*own) == holes.threshold_lsb16)?;
            let subject = Self { is_by_holes: true, signal: number(holes.channel)?, threshold, offset: holes.offset as usize };
            Some((holes.z, subject))
        });
        let lattice = test.lattice.and_then(|lattice| {
            let (signal, offset) = (number(lattice.channel)?, lattice.offset as usize);
            Some((lattice.z, Self { is_by_holes: false, signal, threshold: USUAL_THRESHOLD, offset }))
        });
        let stronger = [holes, lattice].into_iter().flatten().max_by(|a, b| a.0.total_cmp(&b.0));
        stronger.map(|(_, subject)| subject)
    }

    fn live(self) -> LiveSignals {
        LiveSignals(std::array::from_fn(|signal| signal == self.signal))
    }
}

/// Whether an excerpt carries the grid; `None` where there is too little sound to tell.
pub(super) type Agreement = Option<bool>;

impl Exhibitor<'_> {
    /// Mean statistic at each of `alignments` over the blocks of one excerpt that begin at `bases`; `None` without sound.
    fn means(&mut self, subject: Subject, excerpt: usize, bases: &[usize], alignments: &[usize]) -> Option<Vec<f64>> {
        let (hop, members) = (self.hop, self.hop / self.layout.period);
        let mut starts = Vec::new();
        for base in bases {
            let first = ((self.excerpts.start(excerpt) + *base as u64) % hop as u64) as usize;
            for alignment in alignments {
                starts.extend((0..members).map(|member| base + (alignment + member * self.layout.period + hop - first) % hop));
            }
        }
        let (planes, channels) = planes_of(self.excerpts, excerpt, 0, subject.live());
        let mut blocks = vec![(0.0f64, 0.0f64); starts.len() / members];
        let mut measured = vec![(0.0, 0.0); starts.len()];
        let (layout, statistics) = (self.layout, &mut *self.statistics);
        self.transform.blocks(&planes[..channels], &starts, &mut |index, left, right| {
            measured[index] = measure(statistics, layout, subject, left, right);
        });
        for (index, (sum, weight)) in measured.into_iter().enumerate() {
            let best = &mut blocks[index / members];
            if weight > 0.0 && (best.1 == 0.0 || sum / weight > best.0 / best.1) {
                *best = (sum, weight);
            }
        }
        let means: Vec<Option<f64>> = (0..alignments.len())
            .map(|alignment| {
                let (sum, weight) = blocks
                    .chunks_exact(alignments.len())
                    .map(|of_base| of_base[alignment])
                    .fold((0.0, 0.0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
                (weight > 0.0).then(|| sum / weight)
            })
            .collect();
        means.into_iter().collect()
    }

    /// Starts of the hops of an excerpt in which every alignment fits.
    fn bases(&self, excerpt: usize) -> Vec<usize> {
        let span = self.hop - 1 + self.transform.reach();
        let length = self.excerpts.planes(excerpt)[0].len();
        (0..).map(|count| count * self.hop).take_while(|base| base + span <= length).collect()
    }

    /// Which excerpts carry the grid of `subject`: those where it stands above every control.
    pub(super) fn agreements(&mut self, subject: Subject, seed: u64) -> Result<Vec<Agreement>, Cancelled> {
        let mut rng = Rng::new(seed);
        let mut alignments = vec![subject.offset];
        while alignments.len() <= CONTROLS {
            let alignment = rng.below(self.layout.period);
            if !alignments.contains(&alignment) && !are_near(alignment, subject.offset, self.layout.circle) {
                alignments.push(alignment);
            }
        }
        (0..self.excerpts.len())
            .map(|excerpt| {
                self.cancel.check()?;
                let bases = self.bases(excerpt);
                let means = self.means(subject, excerpt, &bases, &alignments);
                Ok(means.map(|means| means[1..].iter().all(|control| means[0] > *control)))
            })
            .collect()
    }

    /// The pictures of the proof, from excerpts that agree.
    pub(super) fn draw(&mut self, subject: Subject, agreements: &[Agreement]) -> Result<GridProof, Cancelled> {
        let agreeing: Vec<usize> = (0..self.excerpts.len()).filter(|&index| agreements[index] == Some(true)).collect();
        let beside = (subject.offset + 1) % self.layout.period;
        let mut proof = GridProof {
            is_by_holes: subject.is_by_holes,
            offset: subject.offset as u32,
            beside_offset: beside as u32,
            ..GridProof::default()
        };
        let every: Vec<usize> = (0..self.layout.period).collect();
        let mut sums = vec![0.0f64; every.len()];
        let mut count = 0.0;
        for index in (0..CURVE_EXCERPTS.min(agreeing.len())).map(|i| i * agreeing.len() / CURVE_EXCERPTS.min(agreeing.len())) {
            self.cancel.check()?;
            let bases = self.bases(agreeing[index]);
            let Some(&base) = bases.get(bases.len() / 2) else { continue };
            if let Some(means) = self.means(subject, agreeing[index], &[base], &every) {
                sums.iter_mut().zip(means).for_each(|(sum, mean)| *sum += mean);
                count += 1.0;
            }
        }
        proof.alignments = sums.into_iter().map(|sum| (sum / f64::max(count, 1.0)) as f32).collect();
        let hz_of = |bin: usize| (bin as f64 / self.bins() as f64 * f64::from(self.excerpts.rate().hz()) / 2.0) as f32;
        proof.picture_hz = (hz_of(self.layout.hole_bins.start), hz_of(self.layout.hole_bins.end));
        let (here, ladder, blocks) = self.picture(subject, subject.offset, &agreeing)?;
        let (besides, ladder_beside, _) = self.picture(subject, beside, &agreeing)?;
        proof.picture_blocks = blocks as u32;
        (proof.picture, proof.picture_beside) = (here, besides);
        (proof.ladder, proof.ladder_beside) = (ladder, ladder_beside);
        Ok(proof)
    }

    /// Coefficients of a block.
    fn bins(&self) -> usize {
        self.hop.max(self.layout.hole_bins.end)
    }

    /// Blocks at `offset` from `excerpts` in the order of time: their coefficients, their places on the ladder, their number.
    fn picture(&mut self, subject: Subject, offset: usize, excerpts: &[usize]) -> Result<(Vec<u8>, Vec<u32>, usize), Cancelled> {
        let (mut pixels, mut ladder, mut count) = (Vec::new(), vec![0u32; readout::PARTS], 0);
        let scale = if subject.signal < 2 { 1.0 } else { std::f32::consts::SQRT_2 };
        let threshold = THRESHOLDS[subject.threshold] * scale;
        let rows: Vec<usize> = {
            let range = self.layout.hole_bins.clone();
            let rows = PICTURE_ROWS.min(range.len());
            (0..rows).map(|row| range.start + row * range.len() / rows).collect()
        };
        let each = excerpts.len().div_ceil(PICTURE_BLOCKS).max(1);
        for &excerpt in excerpts.iter().step_by(each) {
            self.cancel.check()?;
            let bases = self.bases(excerpt);
            let take = PICTURE_BLOCKS.div_ceil(excerpts.len().max(1)).min(bases.len()).min(PICTURE_BLOCKS - count);
            for base in &bases[..take] {
                self.block(subject, offset, excerpt, *base, &mut |bins, layout| {
                    pixels.extend(rows.iter().map(|&row| {
                        let level = bins[row].abs() / threshold;
                        if level < 1.0 { 0 } else { (1.0 + 8.0 * level.log2()).min(255.0) as u8 }
                    }));
                    if let Some(readout) = Readout::of(bins, layout, scale) {
                        readout.add_places(bins, &mut ladder);
                    }
                });
                count += 1;
            }
        }
        if !self.layout.has_ladder() {
            ladder.clear();
        }
        Ok((pixels, ladder, count))
    }

    /// The coefficients of the signal of `subject` in the block at `offset` of the hop that begins at `base`.
    fn block(&mut self, subject: Subject, offset: usize, excerpt: usize, base: usize, visit: &mut dyn FnMut(&[f32], &Layout)) {
        let (hop, members, period) = (self.hop, self.hop / self.layout.period, self.layout.period);
        let first = ((self.excerpts.start(excerpt) + base as u64) % hop as u64) as usize;
        let starts: Vec<usize> = (0..members).map(|member| base + (offset + member * period + hop - first) % hop).collect();
        let (planes, channels) = planes_of(self.excerpts, excerpt, 0, subject.live());
        let (layout, statistics) = (self.layout, &mut *self.statistics);
        // Of the members of an alignment the one with the most holes, or the best fit.
        let mut best: Option<(f64, Vec<f32>)> = None;
        self.transform.blocks(&planes[..channels], &starts, &mut |_, left, right| {
            let (sum, weight) = measure(statistics, layout, subject, left, right);
            let value = sum / weight.max(1.0);
            if best.as_ref().is_none_or(|(most, _)| value > *most) {
                best = Some((value, statistics.bins(subject.signal, left, right).to_vec()));
            }
        });
        if let Some((_, mut bins)) = best {
            for (band, gain) in layout.bands.iter().zip(&layout.gains) {
                bins[band.clone()].iter_mut().for_each(|y| *y *= gain);
            }
            visit(&bins, layout);
        }
    }

    /// Bits a second that the whole numbers read off the ladder carry, over the signals that the codec has coded; `None` where
    /// there is no ladder to read.
    pub(super) fn bits_a_second(&mut self, subject: Subject, agreements: &[Agreement]) -> Result<Option<f64>, Cancelled> {
        if !self.layout.has_ladder() {
            return Ok(None);
        }
        // A stereo coder chooses block by block between left and right, and mid and side: that pair counts whose steps show better.
        let pairs: &[&[usize]] = if LiveSignals::of(self.excerpts).needs_right() { &[&[0, 1], &[2, 3]] } else { &[&[0]] };
        let agreeing: Vec<usize> = (0..self.excerpts.len()).filter(|&index| agreements[index] == Some(true)).collect();
        let (mut bits, mut blocks) = (0.0, 0);
        let each = agreeing.len().div_ceil(READ_BLOCKS).max(1);
        for &excerpt in agreeing.iter().step_by(each) {
            self.cancel.check()?;
            let bases = self.bases(excerpt);
            let Some(&base) = bases.get(bases.len() / 2) else { continue };
            let mut best = (0, 0.0);
            for pair in pairs {
                let (mut known, mut own) = (0, 0.0);
                for &signal in *pair {
                    let scale = if signal < 2 { 1.0 } else { std::f32::consts::SQRT_2 };
                    self.block(Subject { signal, ..subject }, subject.offset, excerpt, base, &mut |bins, layout| {
                        if let Some(readout) = Readout::of(bins, layout, scale) {
                            known += readout.known();
                            own += readout.bits(bins, layout);
                        }
                    });
                }
                if known > best.0 {
                    best = (known, own);
                }
            }
            bits += best.1;
            blocks += 1;
        }
        let seconds = blocks as f64 * self.hop as f64 / f64::from(self.excerpts.rate().hz());
        Ok((blocks > 0 && bits > 0.0).then(|| bits / seconds))
    }
}

/// Bitrate of an MP3 whose steps carry `bits` a second, on the usual ladder; `None` for the other codecs, whose steps were not
/// seen to tell it.
///
/// The whole numbers read off are fewer than the bits spent, the more so the finer the steps. Set on LAME 128, 320 and V0 and
/// on Shine 320 of 48 tracks (`scripts/make-arms`): the median is off by one rung.
pub(super) fn source_kbps(codec: Codec, bits: f64) -> Option<u32> {
    const RUNGS: [u32; 11] = [48, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
    let kbps = 128.0 * (bits / 105_000.0).powf(1.4);
    let distance = |rung: u32| (f64::from(rung) / kbps).ln().abs();
    let nearest = RUNGS.into_iter().min_by(|&a, &b| distance(a).total_cmp(&distance(b)));
    nearest.filter(|_| codec == Codec::Mp3)
}

/// Sections of the track, each with the excerpts of it that agree. `offsets` is the alignment that each excerpt was tried at.
pub(super) fn sections(excerpts: &Excerpts, agreements: &[Agreement], offsets: &[usize]) -> Vec<GridSection> {
    let rate = f64::from(excerpts.rate().hz());
    let count = excerpts.len().min(SECTIONS);
    (0..count)
        .map(|section| {
            let range = section * excerpts.len() / count..(section + 1) * excerpts.len() / count;
            let end = if range.end < excerpts.len() { excerpts.start(range.end) } else { excerpts.covered_frames() };
            let judged = range.clone().filter(|&index| agreements[index].is_some()).count();
            let agreeing: Vec<usize> = range.clone().filter(|&index| agreements[index] == Some(true)).collect();
            GridSection {
                start_s: if section == 0 { 0.0 } else { excerpts.start(range.start) as f64 / rate },
                end_s: end as f64 / rate,
                agreeing: agreeing.len() as u32,
                judged: judged as u32,
                offset: offsets[*agreeing.first().unwrap_or(&range.start)] as u32,
            }
        })
        .collect()
}

/// Statistic of a block, a sum and its weight: holes of audible coefficients, or fits of judged bands.
fn measure(statistics: &mut Statistics, layout: &Layout, subject: Subject, left: &[f32], right: &[f32]) -> (f64, f64) {
    statistics.mix(left, right, subject.live(), layout);
    if subject.is_by_holes {
        let counts = statistics.count_holes(subject.signal, left, right, layout);
        (f64::from(counts.holes[subject.threshold]), f64::from(counts.audible[subject.threshold]))
    } else {
        let fit = statistics.fit(subject.signal, left, right, layout);
        (fit.total, fit.bands)
    }
}
