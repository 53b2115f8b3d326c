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
/// Shifts of a search at an unknown gain: one of them is within a thirty-second of an octave, which leaves places up to
/// 12 rungs high within a fifth of a rung.
const SHIFTS: usize = 4;
/// What such a search returns: the fit at each shift, and that of bands of which each has its own.
pub(super) const CLASSES: usize = SHIFTS + 1;
/// Steps computed side by side at most.
const LANES: usize = 32;
/// Unused steps below the lowest, so that a search may run below it.
const PADDING: usize = 2 * LANES;
/// Below this a coefficient lies on the first rung whatever its value.
const LOWEST_RUNG: f32 = 0.6;
/// `-ln 0.02`: a coefficient whose weight is below 0.02 does not count.
const LARGEST_DECAY: f32 = 3.912_023;
/// Likewise in a search, where the weight is 1 above this and 0 below.
const SEARCH_DECAY: f32 = 1.0;
/// Fewest coefficients that can carry a fit.
const FEWEST: f32 = 4.0;
/// A band counts where its rms is this many deviations of the rounding noise.
const AUDIBLE: f64 = 3.0;

/// Steps of a codec, and what rounding noise does to each.
#[derive(Clone, Debug)]
pub(super) struct Ladder {
    sigma: f64,
    /// Steps in rising order; the first `PADDING` are never used and let a search run below the lowest.
    steps: Vec<f32>,
    /// `s^(-3/4)`; 0 in the padding, where nothing then counts.
    inverse: Vec<f32>,
    /// `2 pi^2 (3/4 sigma)^2 s^(-3/2)`.
    decay: Vec<f32>,
    /// Shift of the lowest step, of those of a search at any gain.
    first_shift: usize,
}

impl Ladder {
    /// Steps `origin 2^(i/4)` from a quarter of the noise up to `origin 2^12`; `sigma` is the deviation that 16-bit rounding
    /// leaves in one coefficient.
    pub(super) fn new(origin: f64, sigma: f64) -> Self {
        Self::with_steps(origin, sigma, PER_OCTAVE)
    }

    /// The same at every shift, for what may have been made louder or softer by any amount.
    pub(super) fn of_any_gain(origin: f64, sigma: f64) -> Self {
        Self::with_steps(origin, sigma, SHIFTS * PER_OCTAVE)
    }

    fn with_steps(origin: f64, sigma: f64, an_octave: usize) -> Self {
        let padding = PADDING;
        let (mut steps, mut inverse, mut decay) = (vec![0.0; padding], vec![0.0; padding], vec![0.0; padding]);
        let blur = 2.0 * std::f64::consts::PI.powi(2) * (0.75 * sigma).powi(2);
        let mut first = None;
        for i in -14 * an_octave as i32..12 * an_octave as i32 {
            let step = origin * (f64::from(i) / an_octave as f64).exp2();
            if step > sigma / 4.0 {
                first.get_or_insert(i.rem_euclid(SHIFTS as i32) as usize);
                steps.push(step as f32);
                inverse.push(step.powf(-0.75) as f32);
                decay.push((blur * step.powf(-1.5)) as f32);
            }
        }
        Self { sigma, steps, inverse, decay, first_shift: first.unwrap_or(0) }
    }

    /// Steps in the seven octaves below `highest`.
    pub(super) fn steps_below(&self, highest: f64) -> impl Iterator<Item = f32> + '_ {
        let lowest = highest / f64::from(1u32 << OCTAVES);
        self.steps[PADDING..].iter().copied().filter(move |&step| f64::from(step) <= highest && f64::from(step) > lowest)
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
    /// Fit of `bins` to the ladder over `bands`, with `steps` steps below the rms of each (28 are all); each band is first
    /// multiplied by its gain where `gains` has one.
    pub(super) fn fit(&mut self, bins: &[f32], bands: &[Range<usize>], gains: &[f32], ladder: &Ladder, steps: usize) -> Fit {
        self.reserve(bands);
        fit_bands(bins, bands, gains, ladder, steps, &mut self.power, &mut self.blur)
    }

    /// The same for a search, at half the cost and without gains.
    pub(super) fn search(&mut self, bins: &[f32], bands: &[Range<usize>], ladder: &Ladder, steps: usize) -> Fit {
        self.reserve(bands);
        search_bands(bins, bands, ladder, steps, &mut self.power, &mut self.blur)
    }

    /// Fits of `bins` to a ladder of any gain over `bands`, six octaves below the rms of each.
    pub(super) fn fit_classes(&mut self, bins: &[f32], bands: &[Range<usize>], ladder: &Ladder) -> ClassFits {
        self.reserve(bands);
        fit_classes(bins, bands, ladder, &mut self.power, &mut self.blur)
    }

    fn reserve(&mut self, bands: &[Range<usize>]) {
        let widest = bands.iter().map(Range::len).max().unwrap_or(0);
        if self.power.len() < widest {
            self.power.resize(widest, 0.0);
            self.blur.resize(widest, 0.0);
        }
    }
}

/// Lots of [`LANES`] steps below the rms that a search at any gain tries: six octaves.
const LOTS: usize = 3;

/// Mean fit of a band at each shift, and last at a shift of its own.
pub(super) type ClassFits = [f32; CLASSES];

#[multiversion(targets("x86_64+avx512f+avx512vl+avx512dq+avx512bw+avx2+fma", "x86_64+avx2+fma"))]
fn fit_classes(bins: &[f32], bands: &[Range<usize>], ladder: &Ladder, power: &mut [f32], blur: &mut [f32]) -> ClassFits {
    let (mut totals, mut judged) = ([0.0f32; CLASSES], 0.0f32);
    for band in bands {
        let band = &bins[band.clone()];
        let rms = (f64::from(sum_of_squares(band)) / band.len() as f64).sqrt();
        if rms <= AUDIBLE * ladder.sigma {
            continue;
        }
        let (power, blur) = (&mut power[..band.len()], &mut blur[..band.len()]);
        let highest_root = to_powers(band, 1.0, power, blur);
        let (inverse, decay) = (&ladder.inverse, &ladder.decay);
        let lowest = PADDING + decay[PADDING..].partition_point(|decay| *decay > LARGEST_DECAY * highest_root);
        let mut end = ladder.steps.partition_point(|&step| f64::from(step) <= rms);
        let mut best = [0.0f32; SHIFTS];
        for _ in 0..LOTS {
            if end <= lowest {
                break;
            }
            // What lies below the lowest gets too few coefficients to count.
            let fits = lane_places::<LANES>(power, blur, inverse, decay, end);
            // Padding and lanes are whole rounds of shifts.
            let first = (end + ladder.first_shift) % SHIFTS;
            let mut rotated = [0.0f32; SHIFTS];
            for chunk in fits.as_chunks::<SHIFTS>().0 {
                for (most, &fit) in rotated.iter_mut().zip(chunk) {
                    *most = if fit > *most { fit } else { *most };
                }
            }
            for (shift, fit) in rotated.into_iter().enumerate() {
                let own = (first + shift) % SHIFTS;
                best[own] = best[own].max(fit);
            }
            end -= LANES;
        }
        let free = best.iter().copied().fold(0.0, f32::max);
        if free > 0.0 {
            judged += 1.0;
            for (total, own) in totals.iter_mut().zip(best.into_iter().chain([free])) {
                *total += own * own;
            }
        }
    }
    totals.map(|total| total / judged.max(1.0))
}

#[multiversion(targets("x86_64+avx512f+avx512vl+avx512dq+avx512bw+avx2+fma", "x86_64+avx2+fma"))]
fn fit_bands(
    bins: &[f32],
    bands: &[Range<usize>],
    gains: &[f32],
    ladder: &Ladder,
    steps: usize,
    power: &mut [f32],
    blur: &mut [f32],
) -> Fit {
    if target_cfg_f!(target_feature = "fma") {
        fit_bands_with::<true, false>(bins, bands, gains, ladder, steps, power, blur)
    } else {
        fit_bands_with::<false, false>(bins, bands, gains, ladder, steps, power, blur)
    }
}

#[multiversion(targets("x86_64+avx512f+avx512vl+avx512dq+avx512bw+avx2+fma", "x86_64+avx2+fma"))]
fn search_bands(bins: &[f32], bands: &[Range<usize>], ladder: &Ladder, steps: usize, power: &mut [f32], blur: &mut [f32]) -> Fit {
    fit_bands_with::<false, true>(bins, bands, &[], ladder, steps, power, blur)
}

#[inline(always)]
fn fit_bands_with<const FMA: bool, const SEARCH: bool>(
    bins: &[f32],
    bands: &[Range<usize>],
    gains: &[f32],
    ladder: &Ladder,
    steps: usize,
    power: &mut [f32],
    blur: &mut [f32],
) -> Fit {
    let mut fit = Fit::default();
    for (index, band) in bands.iter().enumerate() {
        let band = &bins[band.clone()];
        let gain = gains.get(index).copied().unwrap_or(1.0);
        let rms = (f64::from(sum_of_squares(band)) / band.len() as f64).sqrt() * f64::from(gain);
        if rms <= AUDIBLE * ladder.sigma {
            continue;
        }
        let end = ladder.steps.partition_point(|&step| f64::from(step) <= rms);
        // The same range as the reference: s <= rms and s > rms / 2^7, which holds 28 or, by a hair, 29 steps.
        let lowest = ladder.steps.partition_point(|&step| f64::from(step) <= rms / f64::from(1u32 << OCTAVES));
        let begin = lowest.max(end.saturating_sub(steps)).max(PADDING);
        if begin >= end {
            continue;
        }
        let best = best_fit::<FMA, SEARCH>(band, gain, &mut power[..band.len()], &mut blur[..band.len()], ladder, begin, end);
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
fn best_fit<const FMA: bool, const SEARCH: bool>(
    band: &[f32],
    gain: f32,
    power: &mut [f32],
    blur: &mut [f32],
    ladder: &Ladder,
    begin: usize,
    end: usize,
) -> f32 {
    let (inverse, decay) = (&ladder.inverse, &ladder.decay);
    let highest_root = to_powers(band, gain, power, blur);
    // On the steps below these not even the largest coefficient counts.
    let begin = begin.max(PADDING + decay[PADDING..].partition_point(|decay| *decay > LARGEST_DECAY * highest_root)).min(end);
    // One pass over the coefficients for a short search, and one for a full one.
    if end - begin <= 8 {
        highest(&lanes::<FMA, SEARCH, 8>(power, blur, inverse, decay, end), end - begin)
    } else if end - begin <= 16 {
        highest(&lanes::<FMA, SEARCH, 16>(power, blur, inverse, decay, end), end - begin)
    } else if end - begin <= 24 {
        highest(&lanes::<FMA, SEARCH, 24>(power, blur, inverse, decay, end), end - begin)
    } else {
        highest(&lanes::<FMA, SEARCH, LANES>(power, blur, inverse, decay, end), end - begin)
    }
}

#[inline(always)]
fn lanes<const FMA: bool, const SEARCH: bool, const L: usize>(
    power: &[f32],
    blur: &[f32],
    inverse: &[f32],
    decay: &[f32],
    end: usize,
) -> [f32; L] {
    if SEARCH { lane_places(power, blur, inverse, decay, end) } else { lane_fits::<FMA, L>(power, blur, inverse, decay, end) }
}

/// Powers of 3/4 of a band behind `gain`, and the power of -1/2 by which rounding blurs each; the largest root.
#[inline(always)]
fn to_powers(band: &[f32], gain: f32, power: &mut [f32], blur: &mut [f32]) -> f32 {
    let mut highest_root = 0.0f32;
    for ((power, blur), y) in power.iter_mut().zip(blur.iter_mut()).zip(band) {
        // 1e-12 keeps the power of an empty coefficient finite; it lies below the lowest rung of every step.
        let root = (gain * y.abs()).max(1e-12).sqrt();
        *power = root * root.sqrt();
        *blur = 1.0 / root;
        highest_root = highest_root.max(root);
    }
    highest_root
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

/// What [`lane_fits`] gives, for a search, at half the cost: the cosine is a triangle, and the weight 1 or 0.
#[inline(always)]
fn lane_places<const L: usize>(power: &[f32], blur: &[f32], inverse: &[f32], decay: &[f32], end: usize) -> [f32; L] {
    const ROUND: f32 = 12_582_912.0;
    let (mut sum, mut count) = ([0.0f32; L], [0.0f32; L]);
    let (inverse, decay) = (&inverse[end - L..end], &decay[end - L..end]);
    for (&power, &blur) in power.iter().zip(blur) {
        for l in 0..L {
            let c = power * inverse[l];
            let r = c - ((c + ROUND) - ROUND);
            let is_counted = (c >= LOWEST_RUNG) & (blur * decay[l] <= SEARCH_DECAY);
            let counted = if is_counted { 1.0 } else { 0.0 };
            sum[l] += counted * (1.0 - 4.0 * r.abs());
            count[l] += counted;
        }
    }
    let mut fits = [0.0; L];
    for l in 0..L {
        let fit = sum[l] / (count[l] / 3.0 + 1e-9).sqrt();
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
            let (fast, slow) = (LatticeKernel::default().fit(&bins, &bands, &[], &ladder, 29), naive(&bins, &bands, &ladder));
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
        let fit = |kernel: &mut LatticeKernel, bins: &[f32]| {
            kernel.fit(bins, std::slice::from_ref(&(0..32)), &[], &ladder, ALL_STEPS).mean()
        };
        // A full fit of n coefficients is 2 n = 64, less the zeros; the largest of 28 chance fits is about 5.
        assert!(fit(&mut kernel, &on) > 35.0 && fit(&mut kernel, &off) < 20.0);
    }

    #[test]
    fn a_shifted_ladder_fits_at_its_shift() {
        let mut rng = Rng::new(8);
        let ladder = Ladder::of_any_gain(9.0, 0.155);
        for shift in 0..SHIFTS {
            let step = 9.0 * (f64::from(shift as u32 + 12) / (SHIFTS * PER_OCTAVE) as f64).exp2();
            let bins: Vec<f32> =
                (0..480).map(|_| (step * (rng.below(9) as f64).powf(4.0 / 3.0) + 0.5 * (rng.uniform() - 0.5)) as f32).collect();
            let bands: Vec<Range<usize>> = (0..30).map(|i| 16 * i..16 * (i + 1)).collect();
            let fits = LatticeKernel::default().fit_classes(&bins, &bands, &ladder);
            let best = (0..SHIFTS).max_by(|&a, &b| fits[a].total_cmp(&fits[b]));
            assert_eq!(best, Some(shift), "{fits:?}");
            assert!(fits[shift] > 30.0 && fits[CLASSES - 1] >= fits[shift], "{fits:?}");
        }
    }

    #[test]
    fn quiet_bands_are_not_judged() {
        let ladder = Ladder::new(1.0, 0.29);
        assert_eq!(
            LatticeKernel::default().fit(&[0.5; 16], std::slice::from_ref(&(0..16)), &[], &ladder, ALL_STEPS),
            Fit::default()
        );
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
