//! Lattice test of one spectrum: coefficients of a band that lie on the ladder `s q^(4/3)` of MP3 and AAC.
//!
//! For each band and each step `s` of a known grid of quarter powers of two: `c = (|Y| / s)^(3/4)`,
//! `T = sum w cos(2 pi c) / sqrt(sum w^2 / 2)`, with `w = exp(-2 pi^2 sd(c)^2)` what the rounding noise of the PCM leaves of the
//! cosine. The best `T` squared is the fit of the band. Fits are averaged over bands by the caller.
//!
//! With `sd(c) = sigma (3/4) / s * c^(-1/3)` the weight is `exp(-k(s) |Y|^(-1/2))`: powers are taken once a coefficient, not
//! once a step.

use std::ops::Range;

use multiversion::{multiversion, target::target_cfg_f};

use super::kernel::fma;

/// Steps an octave: both codecs quantise on quarter powers of two.
pub(super) const PER_OCTAVE: usize = 4;
/// Octaves below the band's rms in which a step is looked for.
const OCTAVES: usize = 7;
/// Steps of a full search.
pub(super) const ALL_STEPS: usize = OCTAVES * PER_OCTAVE;
/// Steps computed side by side in a full search.
const LANES: usize = 32;
/// Below this a coefficient lies on the first rung whatever its value.
const LOWEST_RUNG: f32 = 0.6;
/// `-ln 0.02`: a coefficient whose weight is below 0.02 does not count.
const LARGEST_DECAY: f32 = 3.912_023;
/// Fewest coefficients that can carry a fit.
const FEWEST: f32 = 4.0;
/// A band counts where its rms is this many deviations of the rounding noise.
const AUDIBLE: f64 = 3.0;

/// Steps of a codec, and what rounding noise does to each.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    sigma: f64,
    /// Steps in rising order; the first `LANES` are never used and let a search run below the lowest.
    steps: Vec<f32>,
    /// `s^(-3/4)`; 0 in the padding, where nothing then counts.
    inverse: Vec<f32>,
    /// `2 pi^2 (3/4 sigma)^2 s^(-3/2)`.
    decay: Vec<f32>,
}

impl Ladder {
    /// Steps `origin 2^(i/4)` from a quarter of the noise up to `origin 2^12`; `sigma` is the deviation that 16-bit rounding
    /// leaves in one coefficient.
    pub(super) fn new(origin: f64, sigma: f64) -> Self {
        let padding = LANES;
        let (mut steps, mut inverse, mut decay) = (vec![0.0; padding], vec![0.0; padding], vec![0.0; padding]);
        let blur = 2.0 * std::f64::consts::PI.powi(2) * (0.75 * sigma).powi(2);
        for i in -14 * PER_OCTAVE as i32..12 * PER_OCTAVE as i32 {
            let step = origin * (f64::from(i) / PER_OCTAVE as f64).exp2();
            if step > sigma / 4.0 {
                steps.push(step as f32);
                inverse.push(step.powf(-0.75) as f32);
                decay.push((blur * step.powf(-1.5)) as f32);
            }
        }
        Self { sigma, steps, inverse, decay }
    }

    /// Steps in the seven octaves below `highest`.
    pub(super) fn steps_below(&self, highest: f64) -> impl Iterator<Item = f32> + '_ {
        let lowest = highest / f64::from(1u32 << OCTAVES);
        self.steps[LANES..].iter().copied().filter(move |&step| f64::from(step) <= highest && f64::from(step) > lowest)
    }

    /// Deviation that 16-bit rounding leaves in one coefficient.
    pub(super) fn sigma(&self) -> f64 {
        self.sigma
    }
}

/// Fit of one spectrum: sum over its bands, and how many bands could be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fit {
    pub total: f64,
    pub bands: f64,
}

impl Fit {
    /// Adds the fit of another spectrum.
    pub(super) fn add(&mut self, other: &Self) {
        self.total += other.total;
        self.bands += other.bands;
    }

    /// Keeps the better one of two spectra.
    pub(super) fn keep_better(&mut self, other: &Self) {
        if other.mean() > self.mean() {
            *self = *other;
        }
    }

    /// Mean fit of a band; 0 where none could be judged.
    pub(super) fn mean(&self) -> f64 {
        self.total / self.bands.max(1.0)
    }
}

/// Scratch of the lattice test.
#[derive(Default)]
pub(super) struct LatticeKernel {
    power: Vec<f32>,
    blur: Vec<f32>,
}

impl LatticeKernel {
    /// Fit of `bins` to the ladder over `bands`, with `steps` steps below the rms of each (28 are all).
    pub(super) fn fit(&mut self, bins: &[f32], bands: &[Range<usize>], ladder: &Ladder, steps: usize) -> Fit {
        let widest = bands.iter().map(Range::len).max().unwrap_or(0);
        if self.power.len() < widest {
            self.power.resize(widest, 0.0);
            self.blur.resize(widest, 0.0);
        }
        fit_bands(bins, bands, ladder, steps, &mut self.power, &mut self.blur)
    }
}

#[multiversion(targets("x86_64+avx512f+avx512vl+avx512dq+avx512bw+avx2+fma", "x86_64+avx2+fma"))]
fn fit_bands(bins: &[f32], bands: &[Range<usize>], ladder: &Ladder, steps: usize, power: &mut [f32], blur: &mut [f32]) -> Fit {
    if target_cfg_f!(target_feature = "fma") {
        fit_bands_with::<true>(bins, bands, ladder, steps, power, blur)
    } else {
        fit_bands_with::<false>(bins, bands, ladder, steps, power, blur)
    }
}

#[inline(always)]
fn fit_bands_with<const FMA: bool>(
    bins: &[f32],
    bands: &[Range<usize>],
    ladder: &Ladder,
    steps: usize,
    power: &mut [f32],
    blur: &mut [f32],
) -> Fit {
    let mut fit = Fit::default();
    for band in bands {
        let band = &bins[band.clone()];
        let rms = (f64::from(sum_of_squares(band)) / band.len() as f64).sqrt();
        if rms <= AUDIBLE * ladder.sigma {
            continue;
        }
        let end = ladder.steps.partition_point(|&step| f64::from(step) <= rms);
        // The same range as the reference: s <= rms and s > rms / 2^7, which holds 28 or, by a hair, 29 steps.
        let lowest = ladder.steps.partition_point(|&step| f64::from(step) <= rms / f64::from(1u32 << OCTAVES));
        let begin = lowest.max(end.saturating_sub(steps)).max(LANES);
        if begin >= end {
            continue;
        }
        let best = best_fit::<FMA>(band, &mut power[..band.len()], &mut blur[..band.len()], ladder, begin, end);
        if best > 0.0 {
            fit.total += f64::from(best) * f64::from(best);
            fit.bands += 1.0;
        }
    }
    fit
}

/// Sum of squares in eight partial sums, so that it runs in lanes.
#[inline(always)]
fn sum_of_squares(x: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    let chunks = x.chunks_exact(8);
    let rest: f32 = chunks.remainder().iter().map(|x| x * x).sum();
    for chunk in chunks {
        for (sum, x) in sums.iter_mut().zip(chunk) {
            *sum += x * x;
        }
    }
    sums.iter().sum::<f32>() + rest
}

/// Largest `T` over the steps `begin..end`, 0 where none has enough coefficients.
#[inline(always)]
fn best_fit<const FMA: bool>(band: &[f32], power: &mut [f32], blur: &mut [f32], ladder: &Ladder, begin: usize, end: usize) -> f32 {
    let (inverse, decay) = (&ladder.inverse, &ladder.decay);
    let mut highest_root = 0.0f32;
    for ((power, blur), y) in power.iter_mut().zip(blur.iter_mut()).zip(band) {
        // 1e-12 keeps the power of an empty coefficient finite; it lies below the lowest rung of every step.
        let root = y.abs().max(1e-12).sqrt();
        *power = root * root.sqrt();
        *blur = 1.0 / root;
        highest_root = highest_root.max(root);
    }
    // On the steps below these not even the largest coefficient counts.
    let begin = begin.max(LANES + decay[LANES..].partition_point(|decay| *decay > LARGEST_DECAY * highest_root)).min(end);
    // One pass over the coefficients for a short search, and one for a full one.
    if end - begin <= 8 {
        highest(&lane_fits::<FMA, 8>(power, blur, inverse, decay, end), end - begin)
    } else if end - begin <= 16 {
        highest(&lane_fits::<FMA, 16>(power, blur, inverse, decay, end), end - begin)
    } else if end - begin <= 24 {
        highest(&lane_fits::<FMA, 24>(power, blur, inverse, decay, end), end - begin)
    } else {
        highest(&lane_fits::<FMA, 32>(power, blur, inverse, decay, end), end - begin)
    }
}

/// Largest of the last `count` values, at least 0.
#[inline(always)]
fn highest(fits: &[f32], count: usize) -> f32 {
    fits[fits.len() - count..].iter().copied().fold(0.0, f32::max)
}

/// `T` of the `L` steps below `end`; a step with fewer than four coefficients gets 0.
///
/// Steps run side by side, so that no sum runs across lanes; the loop body has no branch, so that it becomes vector code.
#[inline(always)]
fn lane_fits<const FMA: bool, const L: usize>(power: &[f32], blur: &[f32], inverse: &[f32], decay: &[f32], end: usize) -> [f32; L] {
    // 1.5 * 2^23: adding and taking it away rounds to the nearest whole number.
    const ROUND: f32 = 12_582_912.0;
    let (mut sum, mut weights, mut count) = ([0.0f32; L], [0.0f32; L], [0.0f32; L]);
    let (inverse, decay) = (&inverse[end - L..end], &decay[end - L..end]);
    for (&power, &blur) in power.iter().zip(blur) {
        for l in 0..L {
            let c = power * inverse[l];
            let r = c - ((c + ROUND) - ROUND);
            let x = blur * decay[l];
            let weight = exp_negative::<FMA>(x);
            let is_counted = (c >= LOWEST_RUNG) & (x <= LARGEST_DECAY);
            let weight = if is_counted { weight } else { 0.0 };
            sum[l] = fma::<FMA>(weight, cos_turns::<FMA>(r), sum[l]);
            weights[l] = fma::<FMA>(weight, weight, weights[l]);
            count[l] += if is_counted { 1.0 } else { 0.0 };
        }
    }
    let mut fits = [0.0; L];
    for l in 0..L {
        let fit = sum[l] / (0.5 * weights[l] + 1e-9).sqrt();
        fits[l] = if count[l] >= FEWEST { fit } else { 0.0 };
    }
    fits
}

/// `cos(2 pi r)` for `|r| <= 1/2`, to 2e-6: even polynomial of degree 10, least squares on Chebyshev nodes.
#[inline(always)]
fn cos_turns<const FMA: bool>(r: f32) -> f32 {
    let x = r * r;
    let p = fma::<FMA>(x, COS[5], COS[4]);
    let p = fma::<FMA>(x, p, COS[3]);
    let p = fma::<FMA>(x, p, COS[2]);
    let p = fma::<FMA>(x, p, COS[1]);
    fma::<FMA>(x, p, COS[0])
}

const COS: [f32; 6] = [0.9999992, -19.738981, 64.92866, -85.27162, 58.790493, -21.071106];

/// `exp(-x)` for `0 <= x <= 3.912`, to 2e-4 of itself: a quarter of the way by a polynomial of degree 4, then squared twice.
#[inline(always)]
fn exp_negative<const FMA: bool>(x: f32) -> f32 {
    let p = fma::<FMA>(x, EXP[4], EXP[3]);
    let p = fma::<FMA>(x, p, EXP[2]);
    let p = fma::<FMA>(x, p, EXP[1]);
    let p = fma::<FMA>(x, p, EXP[0]);
    let square = p * p;
    square * square
}

const EXP: [f32; 5] = [0.9999906, -0.24987762, 0.030992713, -0.002411291, 0.00010101012];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::grid::rng::Rng;

    /// The definition, coefficient by coefficient.
    fn naive(bins: &[f32], bands: &[Range<usize>], ladder: &Ladder) -> Fit {
        let (mut fit, sigma) = (Fit::default(), ladder.sigma);
        for band in bands {
            let band: Vec<f64> = bins[band.clone()].iter().map(|&y| f64::from(y).abs()).collect();
            let rms = (band.iter().map(|y| y * y).sum::<f64>() / band.len() as f64).sqrt();
            let mut best = 0.0f64;
            for &step in ladder.steps.iter().filter(|&&step| step > 0.0) {
                let step = f64::from(step);
                if step > rms || step <= rms / 128.0 {
                    continue;
                }
                let (mut sum, mut weights, mut count) = (0.0, 0.0, 0);
                for y in &band {
                    let c = (y / step).powf(0.75);
                    let spread = sigma * 0.75 / step * c.max(0.6).powf(-1.0 / 3.0);
                    let weight = (-2.0 * std::f64::consts::PI.powi(2) * spread * spread).exp();
                    if c >= 0.6 && weight >= 0.02 {
                        sum += weight * (2.0 * std::f64::consts::PI * c).cos();
                        weights += weight * weight;
                        count += 1;
                    }
                }
                if count >= 4 {
                    best = best.max(sum / (0.5 * weights + 1e-9).sqrt());
                }
            }
            if rms > 3.0 * sigma && best > 0.0 {
                fit.total += best * best;
                fit.bands += 1.0;
            }
        }
        fit
    }

    #[test]
    fn equals_the_definition_from_the_noise_to_full_scale() {
        let mut rng = Rng::new(5);
        let bands: Vec<Range<usize>> = (0..30).map(|i| 16 * i..16 * (i + 1)).collect();
        let ladder = Ladder::new(1.0, 0.29);
        for level in [1.0, 10.0, 300.0, 20_000.0] {
            let bins: Vec<f32> = (0..480).map(|_| (rng.uniform() - 0.5) as f32 * level).collect();
            let (fast, slow) = (LatticeKernel::default().fit(&bins, &bands, &ladder, 29), naive(&bins, &bands, &ladder));
            assert_eq!(fast.bands, slow.bands, "{level}");
            // The polynomials are good to 2e-4; 1 % is what the statistic needs.
            assert!((fast.total - slow.total).abs() <= 0.002 * slow.total, "{level}: {fast:?} {slow:?}");
        }
    }

    #[test]
    fn a_ladder_fits_and_noise_does_not() {
        let mut rng = Rng::new(6);
        let ladder = Ladder::new(1.0, 0.29);
        let step = 2.0f64.powf(3.25);
        let on: Vec<f32> = (0..32).map(|_| (step * (rng.below(6) as f64).powf(4.0 / 3.0) + rng.uniform() - 0.5) as f32).collect();
        let off: Vec<f32> = (0..32).map(|_| (step * (6.0 * rng.uniform()).powf(4.0 / 3.0)) as f32).collect();
        let mut kernel = LatticeKernel::default();
        let fit =
            |kernel: &mut LatticeKernel, bins: &[f32]| kernel.fit(bins, std::slice::from_ref(&(0..32)), &ladder, ALL_STEPS).mean();
        // A full fit of n coefficients is 2 n = 64, less the zeros; the largest of 28 chance fits is about 5.
        assert!(fit(&mut kernel, &on) > 35.0 && fit(&mut kernel, &off) < 20.0);
    }

    #[test]
    fn quiet_bands_are_not_judged() {
        let ladder = Ladder::new(1.0, 0.29);
        assert_eq!(LatticeKernel::default().fit(&[0.5; 16], std::slice::from_ref(&(0..16)), &ladder, ALL_STEPS), Fit::default());
    }

    #[test]
    fn polynomials_keep_their_word() {
        for i in 0..=1000 {
            let r = i as f32 / 1000.0 - 0.5;
            assert!((f64::from(cos_turns::<false>(r)) - (2.0 * std::f64::consts::PI * f64::from(r)).cos()).abs() < 2e-5, "{r}");
            let x = LARGEST_DECAY * i as f32 / 1000.0;
            assert!((f64::from(exp_negative::<false>(x)) / (-f64::from(x)).exp() - 1.0).abs() < 2e-3, "{x}");
        }
    }
}
