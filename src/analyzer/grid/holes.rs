//! Hole test of one spectrum: coefficients that are empty where their neighbourhood is not.
//!
//! Statistic of the reference model: a coefficient counts where the rms of its 33-bin neighbourhood (box, reflected at the
//! ends) is above six thresholds, and is a hole where its own magnitude is below one.

use multiversion::multiversion;

/// Thresholds in 16-bit steps of a signal that is not scaled.
pub(super) const THRESHOLDS: [f32; 4] = [0.35, 0.8, 2.0, 5.0];
/// How far above a threshold the neighbourhood must be.
const AUDIBLE: f32 = 6.0;
/// Bins to each side that belong to the neighbourhood.
const SIDE: usize = 16;
const NEIGHBOURS: usize = 2 * SIDE + 1;

/// Holes and audible coefficients at each threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HoleCounts {
    pub holes: [u32; 4],
    pub audible: [u32; 4],
}

impl HoleCounts {
    /// Adds the counts of another spectrum.
    pub(super) fn add(&mut self, other: &Self) {
        for t in 0..4 {
            self.holes[t] += other.holes[t];
            self.audible[t] += other.audible[t];
        }
    }

    /// At each threshold keeps the counts of the spectrum with the higher rate.
    pub(super) fn keep_emptier(&mut self, other: &Self) {
        for t in 0..4 {
            let (own, others) = (self.holes[t] * other.audible[t], other.holes[t] * self.audible[t]);
            if others > own || self.audible[t] == 0 {
                (self.holes[t], self.audible[t]) = (other.holes[t], other.audible[t]);
            }
        }
    }

    /// Share of audible coefficients that are holes at threshold `t`; 0 where none is audible.
    pub(super) fn rate(&self, t: usize) -> f64 {
        f64::from(self.holes[t]) / f64::from(self.audible[t].max(1))
    }
}

/// Scratch of the hole test.
#[derive(Default)]
pub(super) struct HoleKernel {
    padded: Vec<f32>,
    sums: [Vec<f32>; 2],
}

impl HoleKernel {
    /// Counts the holes of `bins`, whose values are `scale` times those that the thresholds are meant for. No counts for
    /// fewer than 33 bins.
    pub(super) fn count(&mut self, bins: &[f32], scale: f32) -> HoleCounts {
        let mut counts = HoleCounts::default();
        if bins.len() < NEIGHBOURS {
            return counts;
        }
        self.padded.resize(bins.len() + 2 * SIDE, 0.0);
        for sums in &mut self.sums {
            sums.resize(bins.len() + 2 * SIDE, 0.0);
        }
        let [first, second] = &mut self.sums;
        count(bins, scale, &mut self.padded, first, second, &mut counts);
        counts
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn count(bins: &[f32], scale: f32, padded: &mut [f32], a: &mut [f32], b: &mut [f32], counts: &mut HoleCounts) {
    let n = bins.len();
    for (energy, y) in padded[SIDE..SIDE + n].iter_mut().zip(bins) {
        *energy = y * y;
    }
    for i in 0..SIDE {
        padded[SIDE - 1 - i] = padded[SIDE + i];
        padded[SIDE + n + i] = padded[SIDE + n - 1 - i];
    }
    // Sums of 2, 4, 8, 16, 32 and at last 33 neighbours: no running sum, whose rounding would grow with the loud bins.
    pair_sums(padded, 1, a);
    pair_sums(a, 2, b);
    pair_sums(b, 4, a);
    pair_sums(a, 8, b);
    pair_sums(b, 16, a);
    for (sum, last) in a.iter_mut().zip(&padded[32..]) {
        *sum += last;
    }
    let (sums, energies) = (&a[..n], &padded[SIDE..SIDE + n]);
    for (t, threshold) in THRESHOLDS.iter().enumerate() {
        let square = threshold * threshold * scale * scale;
        let needed = square * AUDIBLE * AUDIBLE * NEIGHBOURS as f32;
        let (mut holes, mut audible) = (0u32, 0u32);
        for (sum, energy) in sums.iter().zip(energies) {
            let is_audible = *sum > needed;
            audible += u32::from(is_audible);
            holes += u32::from(is_audible & (*energy < square));
        }
        counts.holes[t] = holes;
        counts.audible[t] = audible;
    }
}

/// `out[i] = x[i] + x[i + distance]` where both exist; what lies behind is left as it was and never read for a result.
#[inline(always)]
fn pair_sums(x: &[f32], distance: usize, out: &mut [f32]) {
    for ((out, first), second) in out.iter_mut().zip(x).zip(&x[distance..]) {
        *out = first + second;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::grid::rng::Rng;

    /// The definition, bin by bin.
    fn naive(bins: &[f32]) -> HoleCounts {
        let mut counts = HoleCounts::default();
        let n = bins.len() as i64;
        for i in 0..n {
            let sum: f64 = (-16..=16)
                .map(|d| {
                    let j = i + d;
                    let j = if j < 0 {
                        -1 - j
                    } else if j >= n {
                        2 * n - 1 - j
                    } else {
                        j
                    };
                    f64::from(bins[j as usize]).powi(2)
                })
                .sum();
            let level = (sum / 33.0 + 1e-9).sqrt();
            for (t, &threshold) in THRESHOLDS.iter().enumerate() {
                if level > 6.0 * f64::from(threshold) {
                    counts.audible[t] += 1;
                    counts.holes[t] += u32::from(bins[i as usize].abs() < threshold);
                }
            }
        }
        counts
    }

    #[test]
    fn equals_the_definition() {
        let mut rng = Rng::new(3);
        // Levels around the thresholds, so that every comparison goes both ways.
        let bins: Vec<f32> = (0..365).map(|i| (rng.uniform() - 0.5) as f32 * 60.0 * (1.0 + (i as f32 / 40.0).sin())).collect();
        let counts = HoleKernel::default().count(&bins, 1.0);
        assert_eq!(counts, naive(&bins));
        assert!(counts.holes.iter().all(|&holes| holes > 0) && counts.audible[3] < counts.audible[0]);
    }

    #[test]
    fn scale_moves_signal_and_thresholds_together() {
        let mut rng = Rng::new(4);
        let bins: Vec<f32> = (0..700).map(|_| (rng.uniform() - 0.5) as f32 * 50.0).collect();
        let doubled: Vec<f32> = bins.iter().map(|y| y * 2.0).collect();
        let mut kernel = HoleKernel::default();
        assert_eq!(kernel.count(&bins, 1.0), kernel.count(&doubled, 2.0));
    }

    #[test]
    fn silence_and_stubs_hold_nothing() {
        let mut kernel = HoleKernel::default();
        assert_eq!(kernel.count(&[0.0; 365], 1.0), HoleCounts::default());
        assert_eq!(kernel.count(&[100.0; 32], 1.0), HoleCounts::default());
    }
}
