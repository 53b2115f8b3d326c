//! The steps of one block read off: which step each band has, and the whole numbers that stand on it.
//!
//! Plain and slow beside the kernels of `lattice.rs` and `linear.rs`, whose statistic it repeats: it is used on a few blocks of a
//! grid that is already proven.

use std::{f64::consts::PI, ops::Range};

use super::{linear, transform::Layout};

/// Parts of the way from one step of a ladder to the next.
pub(super) const PARTS: usize = 32;
/// A band whose fit reaches this share of a full one has a step that can be believed.
const BELIEVED: f64 = 0.4;
/// A coarser step that fits to this share of the best is taken.
const AS_GOOD: f64 = 0.8;
/// Fewest values behind a step.
const FEWEST: usize = 4;
/// Below this share of a step a value stands on the lattice whatever it is.
const LOWEST: f64 = 0.6;
/// A band below so many deviations of the rounding noise is empty.
const EMPTY: f64 = 3.0;

/// A band with its step.
struct Band {
    range: Range<usize>,
    step: f64,
}

/// The steps of one block.
pub(super) struct Readout {
    bands: Vec<Band>,
    /// Exponent of the ladder: 3/4 for MP3 and AAC, else 1.
    power: f64,
}

impl Readout {
    /// Steps of `bins`, whose values are `scale` times the codec's own; `None` where there is no ladder.
    pub(super) fn of(bins: &[f32], layout: &Layout, scale: f32) -> Option<Self> {
        if !layout.has_ladder() {
            return None;
        }
        let sigma = layout.ladder.sigma();
        let power = if layout.uniform.is_some() { 1.0 } else { 0.75 };
        let mut bands = Vec::new();
        let mut steps = Vec::new();
        for range in &layout.bands {
            let values = &bins[range.clone()];
            steps.clear();
            match layout.uniform {
                Some(rule) => linear::steps_of(rule, values, scale, sigma as f32, &mut steps),
                // A sparse band holds a few values of one step, and its rms lies below that.
                None => steps
                    .extend(layout.ladder.steps_below(1.1 * values.iter().fold(0.0, |most, y| f64::max(most, f64::from(y.abs()))))),
            }
            // Half a step, or a third, holds the same values: the coarsest step is taken that fits about as well as the best.
            let fits: Vec<f64> = steps.iter().map(|&step| fit(values, f64::from(step), power, sigma)).collect();
            let best = fits.iter().copied().fold(0.0, f64::max);
            let is_good = |(_, fit): &(&f32, &f64)| **fit >= AS_GOOD * best;
            let coarsest = steps.iter().zip(&fits).filter(is_good).map(|(step, _)| *step).fold(0.0, f32::max);
            if best >= BELIEVED && coarsest > 0.0 {
                bands.push(Band { range: range.clone(), step: f64::from(coarsest) });
            }
        }
        Some(Self { bands, power })
    }

    /// Bands whose step is known.
    pub(super) fn known(&self) -> usize {
        self.bands.len()
    }

    /// Counts where the values of the block fall between two steps.
    pub(super) fn add_places(&self, bins: &[f32], places: &mut [u32]) {
        for band in &self.bands {
            for y in &bins[band.range.clone()] {
                let c = (f64::from(y.abs()) / band.step).powf(self.power);
                if c >= LOWEST {
                    let part = (c.fract() * places.len() as f64) as usize;
                    places[part.min(places.len() - 1)] += 1;
                }
            }
        }
    }

    /// Bits that an ideal coder needs for the whole numbers of the block: those of a geometric distribution of each band's mean,
    /// with signs; a band whose step is not known is taken to have that of its nearest neighbour.
    pub(super) fn bits(&self, bins: &[f32], layout: &Layout) -> f64 {
        let step_near = |band: &Range<usize>| {
            self.bands.iter().min_by_key(|known| known.range.start.abs_diff(band.start)).map(|known| known.step)
        };
        let audible = layout.bands.iter().filter(|band| rms(&bins[(*band).clone()]) > EMPTY * layout.ladder.sigma());
        audible
            .filter_map(|band| {
                let (values, step) = (&bins[band.clone()], step_near(band)?);
                let sum: f64 = values.iter().map(|y| (f64::from(y.abs()) / step).powf(self.power).round()).sum();
                Some(values.len() as f64 * entropy(sum / values.len() as f64))
            })
            .sum()
    }
}

/// Bits of a whole number whose magnitude is `mean` in the mean and geometrically distributed, with its sign.
pub(super) fn entropy(mean: f64) -> f64 {
    if mean <= 0.0 {
        return 0.0;
    }
    (mean + 1.0) * (mean + 1.0).log2() - mean * mean.log2() + mean / (mean + 1.0)
}

pub(super) fn rms(values: &[f32]) -> f64 {
    (values.iter().map(|y| f64::from(*y).powi(2)).sum::<f64>() / values.len().max(1) as f64).sqrt()
}

/// Fit of `values` to the ladder of `step`, 1 where all stand on it.
fn fit(values: &[f32], step: f64, power: f64, sigma: f64) -> f64 {
    let (mut sum, mut weights, mut count) = (0.0, 0.0, 0);
    for y in values {
        let c = (f64::from(y.abs()) / step).powf(power);
        if c < LOWEST {
            continue;
        }
        let spread = sigma * power / step * c.powf(1.0 - 1.0 / power);
        let weight = (-2.0 * PI * PI * spread * spread).exp();
        if weight >= 0.02 {
            sum += weight * (2.0 * PI * c).cos();
            weights += weight * weight;
            count += 1;
        }
    }
    // Chance fits of few values are good ones: the deviation of a mean of `count` cosines is taken off.
    if count < FEWEST { 0.0 } else { sum / weights.max(1e-9) - (0.5 / count as f64).sqrt() }
}
