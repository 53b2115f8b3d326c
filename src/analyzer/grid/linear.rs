//! Lattice test of one spectrum for the codecs whose steps are uniform: values of a group are whole multiples of one step.
//!
//! For each group and each step `s` that the standard allows for values of that size: `c = |Y| / s`,
//! `T = sum (1 - 4 |c - [c]|) / sqrt(n / 3)` over the `n` values of at least 0.6 steps, where `[c]` is the nearest whole number. The
//! triangle sees a blurred lattice as well as the cosine of `lattice.rs` does, a sharp one better, and costs half. The best `T`
//! squared is the fit of the group.
//! Which steps are allowed is what sets the codecs apart:
//!
//! - **Layer II** (ISO/IEC 11172-3, 2.4.3.3): scale factors `2^(1 - i/3)`, each divided into 3, 5, 7, 9, 15, 31 ... levels; twelve
//!   samples of a subband share one.
//! - **Musepack**: the same levels, scale factors a ratio of 1.2005 apart.
//! - **AC-3** (A/52, 7.3): exponents are powers of two, mantissas have 3, 5, 7, 11, 15 levels or whole bits.
//! - **ATRAC1**: scale factors `2^(i/3)`, each divided by the largest whole number of 2 to 16 bits.
//! - **Vorbis** (Vorbis I, 10.1): 256 fixed values of the floor; it drifts, so that a group is a few coefficients only.
//! - **CELT** (RFC 6716, 4.3.4): a vector of whole numbers whose magnitudes add up to `K` pulses, times a free gain: the sum of the
//!   magnitudes over `K` is the step, so that `K` alone is looked for.

use std::{ops::Range, sync::LazyLock};

use multiversion::multiversion;

use super::lattice::Fit;

/// Steps tried for one group at most.
const MOST_STEPS: usize = 64;
/// Below this share of a step a value counts for nothing: it lies on the lattice whatever it is.
const LOWEST: f32 = 0.6;
/// Fewest values that can carry a fit.
const FEWEST: f32 = 3.0;
/// Steps below so many deviations of the rounding noise are not tried: the noise leaves 4 % of the cosine there.
const FINEST: f32 = 2.5;
/// A group counts where its largest value is so many deviations of the rounding noise.
const AUDIBLE: f32 = 6.0;

/// Which steps a codec allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Steps {
    Layer2,
    Musepack,
    Ac3,
    Pulses,
    Floor,
    Atrac,
}

/// Scale factor of Layer II in units of `hybrid.rs`: 3 (its scale) times 32768 times a power of the cube root of two.
const LAYER2_ORIGIN: f32 = 3.0;
const LAYER2_RATIO: f32 = 1.259_921;
/// Levels of Layer II and Musepack.
const LEVELS: [f32; 11] = [3.0, 5.0, 7.0, 9.0, 15.0, 31.0, 63.0, 127.0, 255.0, 511.0, 1023.0];
/// Scale factors above the largest value of a group that are tried: those of three groups may be shared.
const SCALE_FACTORS: usize = 5;
/// Scale factors of Musepack: full scale in units of `hybrid.rs` (3 times 32768), and the ratio of two of them, 10^(-1.5873/20).
/// Where they lie was read off streams that mpcenc 1.30 made and FFmpeg decoded.
const MUSEPACK_ORIGIN: f32 = 98_304.0;
const MUSEPACK_RATIO: f32 = 1.200_508_1;
/// Largest whole numbers of ATRAC1 at 2 to 9 bits, and a scale factor in units of an orthonormal transform: they are a cube root of
/// two apart, as those of Layer II.
const ATRAC_LEVELS: [f32; 8] = [1.0, 3.0, 7.0, 15.0, 31.0, 63.0, 127.0, 255.0];
const ATRAC_ORIGIN: f32 = 1.0;
/// Divisors of an AC-3 exponent.
const AC3_DIVISORS: [f32; 10] = [1.5, 2.5, 3.5, 5.5, 7.5, 16.0, 32.0, 64.0, 128.0, 256.0];
/// One exponent of AC-3 in units of an orthonormal transform: 2 / 512 against the root of 2 / 256, 32768 full scale.
const AC3_ORIGIN: f32 = std::f32::consts::SQRT_2;
/// The floor of Vorbis I (10.1): 256 values from 1.0649863e-07 to 1, here of 32768 full scale behind an orthonormal transform of
/// 1024 coefficients, and the ratio of two of them.
const FLOOR_ORIGIN: f32 = 0.078_965;
const FLOOR_RATIO: f32 = 1.064_986_3;
/// Floor values below the largest of a group that are tried: four octaves.
const FLOOR_STEPS: usize = 48;
/// Most pulses of a CELT leaf that are tried.
const MOST_PULSES: usize = 48;

/// The steps of a codec below a unit that each group has of its own: their inverses in units of its inverse, coarsest first.
struct Table {
    inverse: Vec<f32>,
}

static KERNEL: LazyLock<LinearKernel> = LazyLock::new(LinearKernel::default);

/// Tables of the test.
pub(super) struct LinearKernel {
    layer2: Table,
    musepack: Table,
    ac3: Table,
    pulses: Table,
    floor: Table,
    atrac: Table,
}

impl Default for LinearKernel {
    fn default() -> Self {
        let levels = |ratio: f32| {
            Table::new((0..SCALE_FACTORS as i32).flat_map(|above| LEVELS.map(|levels| levels / (2.0 * ratio.powi(above)))))
        };
        Self {
            layer2: levels(LAYER2_RATIO),
            musepack: levels(MUSEPACK_RATIO),
            ac3: Table::new([1.0, 0.5].into_iter().flat_map(|share| AC3_DIVISORS.map(|divisor| share * divisor))),
            pulses: Table::new((2..=MOST_PULSES).map(|pulses| pulses as f32)),
            atrac: Table::new(
                (0..SCALE_FACTORS as i32).flat_map(|above| ATRAC_LEVELS.map(|levels| levels / LAYER2_RATIO.powi(above))),
            ),
            floor: Table::new((0..FLOOR_STEPS as i32).map(|below| FLOOR_RATIO.powi(below))),
        }
    }
}

impl Table {
    fn new(inverse: impl Iterator<Item = f32>) -> Self {
        let mut inverse: Vec<f32> = inverse.collect();
        inverse.sort_by(f32::total_cmp);
        inverse.dedup_by(|a, b| (*a / *b - 1.0).abs() < 1e-3);
        inverse.truncate(MOST_STEPS);
        inverse.resize(MOST_STEPS, 0.0);
        Self { inverse }
    }
}

impl LinearKernel {
    /// Fit of `bins` over `groups`; `scale` is what the signal is multiplied by against the codec's own.
    pub(super) fn fit(&self, bins: &[f32], groups: &[Range<usize>], steps: Steps, scale: f32, sigma: f32) -> Fit {
        fit_groups(bins, groups, &self.table(steps).inverse, steps, scale, sigma)
    }

    fn table(&self, steps: Steps) -> &Table {
        match steps {
            Steps::Layer2 => &self.layer2,
            Steps::Musepack => &self.musepack,
            Steps::Ac3 => &self.ac3,
            Steps::Pulses => &self.pulses,
            Steps::Floor => &self.floor,
            Steps::Atrac => &self.atrac,
        }
    }
}

/// Steps that a group of `values` may have, as the kernel tries them.
pub(super) fn steps_of(rule: Steps, values: &[f32], scale: f32, sigma: f32, out: &mut Vec<f32>) {
    let (largest, sum) = values.iter().fold((0.0f32, 0.0f32), |(largest, sum), y| (largest.max(y.abs()), sum + y.abs()));
    if largest < AUDIBLE * sigma {
        return;
    }
    let unit = scale * rule.unit(largest / scale, sum / scale, sigma);
    out.extend(KERNEL.table(rule).inverse.iter().filter(|inverse| **inverse > 0.0).map(|inverse| unit / inverse));
    out.retain(|step| *step >= FINEST * sigma);
}

impl Steps {
    /// The unit of a group of values up to `largest` whose magnitudes add up to `sum`.
    fn unit(self, largest: f32, sum: f32, sigma: f32) -> f32 {
        // Rounding may have raised the largest value above what the unit allows.
        let least = (largest - 2.0 * sigma).max(1e-3);
        let above = |origin: f32, ratio: f32| origin * ratio.powf(((least / origin).log2() / ratio.log2()).ceil());
        match self {
            Self::Layer2 => above(LAYER2_ORIGIN, LAYER2_RATIO),
            Self::Atrac => above(ATRAC_ORIGIN, LAYER2_RATIO),
            Self::Musepack => above(MUSEPACK_ORIGIN, MUSEPACK_RATIO),
            Self::Ac3 => AC3_ORIGIN * (least / AC3_ORIGIN).log2().ceil().exp2(),
            Self::Pulses => sum,
            Self::Floor => above(FLOOR_ORIGIN, FLOOR_RATIO),
        }
    }
}

#[multiversion(targets("x86_64+avx512f+avx512vl+avx512dq+avx512bw+avx2+fma", "x86_64+avx2+fma"))]
fn fit_groups(bins: &[f32], groups: &[Range<usize>], table: &[f32], steps: Steps, scale: f32, sigma: f32) -> Fit {
    let mut fit = Fit::default();
    for group in groups {
        let values = &bins[group.clone()];
        let (mut largest, mut sum) = (0.0f32, 0.0f32);
        for y in values {
            largest = largest.max(y.abs());
            sum += y.abs();
        }
        if largest < AUDIBLE * sigma {
            continue;
        }
        let factor = 1.0 / (scale * steps.unit(largest / scale, sum / scale, sigma));
        let finest = 1.0 / (FINEST * sigma);
        // Steps are tried sixteen at a time, from the coarsest down to where noise covers them.
        let mut best = 0.0f32;
        for part in table.as_chunks::<LANES>().0 {
            if part[0] == 0.0 || part[0] * factor > finest {
                break;
            }
            best = best.max(best_of(values, part, factor, finest));
        }
        if best > 0.0 {
            fit.total += f64::from(best);
            fit.bands += 1.0;
        }
    }
    fit
}

/// Steps tried side by side.
const LANES: usize = 16;

/// Largest `T` squared over sixteen steps, 0 where none is above chance or has enough values.
#[inline(always)]
fn best_of(values: &[f32], table: &[f32; LANES], factor: f32, finest: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let (mut inverse, mut sum, mut count) = ([0.0f32; LANES], [0.0f32; LANES], [0.0f32; LANES]);
    for l in 0..LANES {
        let own = table[l] * factor;
        inverse[l] = if own <= finest { own } else { 0.0 };
    }
    for &y in values {
        let y = y.abs();
        for l in 0..LANES {
            let c = y * inverse[l];
            let r = c - ((c + ROUND) - ROUND);
            let place = 1.0 - 4.0 * r.abs();
            // Multiplied and not chosen: a masked sum would go through memory.
            let counted = if c >= LOWEST { 1.0 } else { 0.0 };
            sum[l] += counted * place;
            count[l] += counted;
        }
    }
    let mut squares = [0.0f32; LANES];
    for l in 0..LANES {
        let is_judged = (count[l] >= FEWEST) & (sum[l] > 0.0);
        let square = 3.0 * sum[l] * sum[l] / (count[l] + 1e-9);
        squares[l] = if is_judged { square } else { 0.0 };
    }
    // Halved lane by lane, so that it stays vector code.
    for half in [8, 4, 2, 1] {
        for l in 0..half {
            squares[l] = if squares[l + half] > squares[l] { squares[l + half] } else { squares[l] };
        }
    }
    squares[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::grid::rng::Rng;

    /// Mean fit of 200 groups of `size` values that `make` draws, each with rounding noise on it.
    fn mean(steps: Steps, size: usize, make: &mut dyn FnMut(&mut Rng) -> Vec<f32>) -> f64 {
        let mut rng = Rng::new(7);
        let (kernel, mut fit) = (LinearKernel::default(), Fit::default());
        for _ in 0..200 {
            let values: Vec<f32> = make(&mut rng).into_iter().map(|y| y + 0.5 * (rng.uniform() - 0.5) as f32).collect();
            fit.add(&kernel.fit(&values, std::slice::from_ref(&(0..size)), steps, 1.0, 0.155));
        }
        fit.mean()
    }

    #[test]
    fn a_uniform_lattice_fits_and_noise_does_not() {
        let lattice = |unit: f32, levels: i32, size: usize| {
            move |rng: &mut Rng| {
                (0..size).map(|_| unit * (rng.below(levels as usize) as i32 - levels / 2) as f32).collect::<Vec<_>>()
            }
        };
        let noise = |rng: &mut Rng| (0..12).map(|_| 400.0 * (rng.uniform() - 0.5) as f32).collect::<Vec<_>>();
        // A full fit of n values is 2 n, less the zeros.
        assert!(mean(Steps::Layer2, 12, &mut lattice(3.0 * 256.0 * 2.0 / 15.0, 15, 12)) > 16.0);
        assert!(mean(Steps::Layer2, 12, &mut { noise }) < 10.0);
    }
}
