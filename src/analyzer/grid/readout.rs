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
                None => steps.extend(layout.ladder.steps_below(rms(values))),
            }
            let best =
                steps.iter().map(|&step| (fit(values, f64::from(step), power, sigma), step)).max_by(|a, b| a.0.total_cmp(&b.0));
            if let Some((_, step)) = best.filter(|(fit, _)| *fit >= BELIEVED) {
                bands.push(Band { range: range.clone(), step: f64::from(step) });
            }
        }
        Some(Self { bands, power })
    }

    /// Counts where the values of the block fall between two steps.
    pub(super) fn add_places(&self, bins: &[f32], places: &mut [u32]) {
        for band in &self.bands {
            for y in &bins[band.range.clone()] {
                let c = (f64::from(y.abs()) / band.step).powf(self.power);
                if c >= LOWEST {
                    let part = ((c + 0.5).fract() * places.len() as f64) as usize;
                    places[part.min(places.len() - 1)] += 1;
                }
            }
        }
    }

    /// Bits that an ideal coder needs for the whole numbers of the block: those of a geometric distribution of each band's mean,
    /// with signs; bands whose step is not known are taken for as dense as the known ones.
    pub(super) fn bits(&self, bins: &[f32], layout: &Layout) -> f64 {
        let (mut bits, mut known) = (0.0, 0);
        for band in &self.bands {
            let values = &bins[band.range.clone()];
            let sum: f64 = values.iter().map(|y| (f64::from(y.abs()) / band.step).powf(self.power).round()).sum();
            bits += values.len() as f64 * entropy(sum / values.len() as f64);
            known += values.len();
        }
        let audible: usize =
            layout.bands.iter().filter(|band| rms(&bins[(*band).clone()]) > EMPTY * layout.ladder.sigma()).map(Range::len).sum();
        if known == 0 { 0.0 } else { bits * audible.max(known) as f64 / known as f64 }
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
