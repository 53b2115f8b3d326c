//! Both statistics of the four signals (L, R, M, S) of one block.

use std::ops::Range;

use multiversion::multiversion;

use super::{
    holes::{HoleCounts, HoleKernel},
    lattice::{ALL_STEPS, CLASSES, ClassFits, Fit, LatticeKernel, PER_OCTAVE},
    linear::LinearKernel,
    reservoir::Excerpts,
    transform::Layout,
};
use crate::contracts::GridChannel;

/// Signals in the order of their numbers.
pub(super) const SIGNALS: [GridChannel; 4] = [GridChannel::L, GridChannel::R, GridChannel::M, GridChannel::S];
/// A signal below this rms, in 16-bit steps, is not looked at.
const QUIETEST_RMS: f64 = 2.0;
/// Steps below the rms that the first search of the lattice tries: six octaves.
const QUICK_STEPS: usize = 6 * PER_OCTAVE;
/// A band this many deviations above the rounding noise is worth a quick search.
const QUICK_LEVEL: f64 = 6.0;

/// Which signals of a track are worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LiveSignals(pub [bool; 4]);

impl LiveSignals {
    /// Signals of `excerpts` above 2 steps rms; of two channels that are the same, one.
    pub(super) fn of(excerpts: &Excerpts) -> Self {
        let (mut energies, mut frames, mut are_same) = ([0.0f64; 4], 0usize, true);
        for index in 0..excerpts.len() {
            let planes = excerpts.planes(index);
            frames += planes[0].len();
            match planes {
                [left, right, ..] => {
                    for (l, r) in left.chunks(1024).zip(right.chunks(1024)) {
                        let [ll, rr, lr] = products(l, r);
                        energies[0] += f64::from(ll);
                        energies[1] += f64::from(rr);
                        energies[2] += f64::from(ll + rr + 2.0 * lr) / 4.0;
                        energies[3] += f64::from(ll + rr - 2.0 * lr) / 4.0;
                    }
                    are_same = are_same && left == right;
                }
                [only] => {
                    energies[0] += only.chunks(1024).map(|x| f64::from(products(x, x)[0])).sum::<f64>();
                }
                [] => {}
            }
        }
        let mut live = energies.map(|energy| energy / frames.max(1) as f64 >= QUIETEST_RMS * QUIETEST_RMS);
        if are_same {
            live[1] = false;
            live[2] = false;
            live[3] = false;
        }
        Self(live)
    }

    /// Without mid and side.
    pub(super) fn left_and_right(self) -> Self {
        Self([self.0[0], self.0[1], false, false])
    }

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == [false; 4]
    }

    /// Whether the second channel has to be transformed.
    pub(super) fn needs_right(self) -> bool {
        self.0[1] || self.0[2] || self.0[3]
    }

    /// Numbers of the signals.
    pub(super) fn numbers(self) -> impl Iterator<Item = usize> {
        (0..4).filter(move |&signal| self.0[signal])
    }
}

/// Sums of `l^2`, `r^2` and `l r`.
pub(super) fn products(left: &[f32], right: &[f32]) -> [f32; 3] {
    let mut sums = [[0.0f32; 8]; 3];
    for (l, r) in left.chunks(8).zip(right.chunks(8)) {
        for (i, (l, r)) in l.iter().zip(r).enumerate() {
            sums[0][i] += l * l;
            sums[1][i] += r * r;
            sums[2][i] += l * r;
        }
    }
    sums.map(|lanes| lanes.iter().sum())
}

/// Channels of excerpt `index` from frame `from` on, as many as `live` needs.
pub(super) fn planes_of(excerpts: &Excerpts, index: usize, from: usize, live: LiveSignals) -> ([&[f32]; 2], usize) {
    let planes = excerpts.planes(index);
    match planes {
        [left, right, ..] if live.needs_right() => ([&left[from..], &right[from..]], 2),
        [left, ..] => ([&left[from..], &[]], 1),
        [] => ([&[], &[]], 0),
    }
}

/// Scratch of both statistics.
#[derive(Default)]
pub(super) struct Statistics {
    mid: Vec<f32>,
    side: Vec<f32>,
    pub holes: HoleKernel,
    pub lattice: LatticeKernel,
    pub linear: LinearKernel,
}

/// The coefficients of one signal, and by how much they are larger than those that the hole thresholds are meant for.
pub(super) struct Signal<'a> {
    pub bins: &'a [f32],
    pub scale: f32,
}

impl Statistics {
    /// Mid and side of the block, for [`signal`](Self::signal); nothing to do where `live` has neither.
    pub(super) fn mix(&mut self, left: &[f32], right: &[f32], live: LiveSignals, layout: &Layout) {
        if live.0[2] || live.0[3] {
            self.mid.resize(left.len(), 0.0);
            self.side.resize(left.len(), 0.0);
            if layout.balanced.is_empty() {
                mid_side(left, right, &mut self.mid, &mut self.side);
            } else {
                for band in &layout.balanced {
                    let (left, right) = (&left[band.clone()], &right[band.clone()]);
                    balanced_mid_side(left, right, &mut self.mid[band.clone()], &mut self.side[band.clone()]);
                }
            }
        }
    }

    /// Coefficients of signal `number`.
    pub(super) fn bins<'a>(&'a self, number: usize, left: &'a [f32], right: &'a [f32]) -> &'a [f32] {
        pick(number, left, right, &self.mid, &self.side).bins
    }

    /// Holes of signal `number`.
    pub(super) fn count_holes(&mut self, number: usize, left: &[f32], right: &[f32], layout: &Layout) -> HoleCounts {
        let signal = pick(number, left, right, &self.mid, &self.side);
        self.holes.count(&signal.bins[layout.hole_bins.clone()], signal.scale)
    }

    /// Bands of signal `number` for a quick search: audible ones spread evenly, about `coefficients` in all.
    pub(super) fn quick_bands(
        &mut self,
        number: usize,
        left: &[f32],
        right: &[f32],
        layout: &Layout,
        coefficients: usize,
        chosen: &mut Vec<Range<usize>>,
    ) {
        let bins = pick(number, left, right, &self.mid, &self.side).bins;
        let least = (QUICK_LEVEL * layout.ladder.sigma()).powi(2);
        chosen.clear();
        chosen.extend(
            layout
                .bands
                .iter()
                .filter(|band| {
                    let energy: f32 = bins[(*band).clone()].iter().map(|y| y * y).sum();
                    f64::from(energy) / band.len() as f64 > least
                })
                .cloned(),
        );
        let total: usize = chosen.iter().map(Range::len).sum();
        // Walks through the coefficients of all audible bands and takes a band wherever its share falls due.
        let (mut passed, mut taken) = (0, 0);
        chosen.retain(|band| {
            passed += band.len();
            let is_due = taken * total < passed * coefficients;
            taken += if is_due { band.len() } else { 0 };
            is_due
        });
    }

    /// Ladder fit of signal `number`.
    pub(super) fn fit(&mut self, number: usize, left: &[f32], right: &[f32], layout: &Layout) -> Fit {
        let signal = pick(number, left, right, &self.mid, &self.side);
        match layout.uniform {
            Some(rule) => self.linear.fit(signal.bins, &layout.bands, rule, scale_of(number), layout.ladder.sigma() as f32),
            None => self.lattice.fit(signal.bins, &layout.bands, &layout.gains, &layout.ladder, ALL_STEPS),
        }
    }

    /// Fit of one band of signal `number` to the power ladder, behind `gain`.
    pub(super) fn fit_at(
        &mut self,
        number: usize,
        left: &[f32],
        right: &[f32],
        band: &Range<usize>,
        gain: f32,
        layout: &Layout,
    ) -> Fit {
        let signal = pick(number, left, right, &self.mid, &self.side);
        self.lattice.fit(signal.bins, std::slice::from_ref(band), &[gain], &layout.ladder, ALL_STEPS)
    }

    /// Mean fit of signal `number` in a search over `bands`, or all where there are none: by shift of the ladder where a gain may
    /// have moved it, else the first alone.
    pub(super) fn search(
        &mut self,
        number: usize,
        left: &[f32],
        right: &[f32],
        bands: Option<&[Range<usize>]>,
        layout: &Layout,
    ) -> ClassFits {
        let signal = pick(number, left, right, &self.mid, &self.side);
        let (bands, is_quick) = (bands.unwrap_or(&layout.bands), bands.is_some());
        let fit = match (layout.uniform, &layout.search) {
            (Some(rule), _) => self.linear.fit(signal.bins, bands, rule, scale_of(number), layout.ladder.sigma() as f32),
            (None, Some(ladder)) => return self.lattice.fit_classes(signal.bins, bands, ladder),
            (None, None) => self.lattice.search(signal.bins, bands, &layout.ladder, if is_quick { QUICK_STEPS } else { ALL_STEPS }),
        };
        let mut fits = [0.0; CLASSES];
        fits[0] = fit.mean() as f32;
        fits
    }
}

/// What mid and side, kept orthonormal, are multiplied by against halved sums.
fn scale_of(number: usize) -> f32 {
    if number < 2 { 1.0 } else { std::f32::consts::SQRT_2 }
}

/// Mid and side are kept orthonormal, which leaves the ladder of an orthonormal codec (Layer III) where it is and moves that of
/// a halved sum (AAC) by two of its steps; the hole thresholds are meant for the halved sum.
fn pick<'a>(number: usize, left: &'a [f32], right: &'a [f32], mid: &'a [f32], side: &'a [f32]) -> Signal<'a> {
    match number {
        0 => Signal { bins: left, scale: 1.0 },
        1 => Signal { bins: right, scale: 1.0 },
        2 => Signal { bins: mid, scale: std::f32::consts::SQRT_2 },
        _ => Signal { bins: side, scale: std::f32::consts::SQRT_2 },
    }
}

/// Mid and side of one band of CELT, which codes the shapes of both channels at one energy (RFC 6716, 4.3.4.4): each is brought
/// to the geometric mean of the two first. A band that lives on one side alone stays as it is.
fn balanced_mid_side(left: &[f32], right: &[f32], mid: &mut [f32], side: &mut [f32]) {
    let [l, r, _] = products(left, right);
    let balance = if l > 0.0 && r > 0.0 { (r / l).powf(0.25).clamp(0.05, 20.0) } else { 1.0 };
    let (a, b) = (balance * std::f32::consts::FRAC_1_SQRT_2, std::f32::consts::FRAC_1_SQRT_2 / balance);
    for (((m, s), l), r) in mid.iter_mut().zip(side).zip(left).zip(right) {
        *m = a * l + b * r;
        *s = a * l - b * r;
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn mid_side(left: &[f32], right: &[f32], mid: &mut [f32], side: &mut [f32]) {
    const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
    for (((m, s), l), r) in mid.iter_mut().zip(side).zip(left).zip(right) {
        *m = (l + r) * HALF;
        *s = (l - r) * HALF;
    }
}
