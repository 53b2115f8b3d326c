//! Levels of any number of blocks in bounded memory: counts and energies in narrow bins.
//!
//! Means over bins are exact, since each bin keeps the sum of its energies; a percentile or a gate is off by at most one bin.

/// Lowest level that is told apart, in dB.
const LOWEST_DB: f64 = -150.0;
/// Width of a bin in dB: a hundredth of the unit in which loudness is reported to one decimal.
const STEP_DB: f64 = 0.01;
/// Number of bins: up to +100 dB, past the largest sample that the meter takes.
const BINS: usize = 25_000;

/// Histogram of energies (mean squares) by level.
pub(super) struct LevelHistogram {
    counts: Vec<u32>,
    energies: Vec<f64>,
    total: u64,
}

impl LevelHistogram {
    /// An empty histogram; 300 kB whatever the track.
    pub(super) fn new() -> Self {
        Self { counts: vec![0; BINS], energies: vec![0.0; BINS], total: 0 }
    }

    /// Adds one block of mean square `energy`, whose level in dB is `10 log10(energy)`. No energy is not counted.
    pub(super) fn add(&mut self, energy: f64) {
        if energy > 0.0 && energy.is_finite() {
            let level_db = 10.0 * energy.log10();
            let bin = (((level_db - LOWEST_DB) / STEP_DB).max(0.0) as usize).min(BINS - 1);
            self.counts[bin] = self.counts[bin].saturating_add(1);
            self.energies[bin] += energy;
            self.total += 1;
        }
    }

    /// Blocks counted.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// Number and mean energy of the blocks at or above `level_db`; `None` where there is none.
    pub(super) fn mean_from(&self, level_db: f64) -> Option<(u64, f64)> {
        let (count, energy) = self
            .bins_from(level_db)
            .fold((0, 0.0), |(count, energy), (blocks, mean)| (count + blocks, energy + blocks as f64 * mean));
        (count > 0).then(|| (count, energy / count as f64))
    }

    /// Energy at rank `share * (n - 1)`, to the nearest, among the `n` blocks at or above `level_db` in rising order.
    pub(super) fn percentile_from(&self, level_db: f64, share: f64) -> Option<f64> {
        let count: u64 = self.bins_from(level_db).map(|(blocks, _)| blocks).sum();
        let rank = (share * count.checked_sub(1)? as f64).round() as u64;
        let mut below = 0;
        self.bins_from(level_db).find_map(|(blocks, mean)| {
            below += blocks;
            (below > rank).then_some(mean)
        })
    }

    /// Mean energy of the `count` loudest blocks; `None` where there are fewer, or none is asked for.
    pub(super) fn mean_of_loudest(&self, count: u64) -> Option<f64> {
        let mut left = count;
        let mut energy = 0.0;
        for (&blocks, &sum) in self.counts.iter().zip(&self.energies).rev() {
            let taken = u64::from(blocks).min(left);
            if taken > 0 {
                energy += sum * taken as f64 / f64::from(blocks);
                left -= taken;
            }
            if left == 0 {
                break;
            }
        }
        (left == 0 && count > 0).then(|| energy / count as f64)
    }

    /// Blocks and mean energy of each filled bin whose mean lies at or above `level_db`, rising.
    fn bins_from(&self, level_db: f64) -> impl Iterator<Item = (u64, f64)> + '_ {
        let floor = 10.0_f64.powf(level_db / 10.0);
        let first = ((level_db - LOWEST_DB) / STEP_DB - 1.0).clamp(0.0, (BINS - 1) as f64) as usize;
        let bins = self.counts[first..].iter().zip(&self.energies[first..]);
        bins.filter(|(count, _)| **count > 0)
            .map(|(count, sum)| (u64::from(*count), sum / f64::from(*count)))
            .filter(move |(_, mean)| *mean >= floor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::Noise;

    #[test]
    fn agrees_with_a_sorted_list() {
        let mut noise = Noise::new(7);
        let mut energies: Vec<f64> = (0..5_000).map(|_| 10.0_f64.powf(f64::from(noise.uniform()) * 6.0 - 4.0)).collect();
        let mut histogram = LevelHistogram::new();
        energies.iter().for_each(|energy| histogram.add(*energy));
        energies.sort_by(f64::total_cmp);
        // A bin is 0.01 dB wide: a rank is off by at most that, a factor of 1.0024.
        let near = |found: Option<f64>, expected: f64| (found.expect("blocks were added") / expected - 1.0).abs() < 0.003;
        assert!(near(histogram.percentile_from(-200.0, 0.05), energies[250]));
        assert!(near(histogram.percentile_from(-200.0, 1.0), energies[4_999]));
        assert!(near(histogram.mean_of_loudest(1_000), energies[4_000..].iter().sum::<f64>() / 1_000.0));
        let loud: Vec<f64> = energies.iter().copied().filter(|energy| *energy >= 1e-4).collect();
        let (count, mean) = histogram.mean_from(-40.0).expect("some are loud");
        assert!(count.abs_diff(loud.len() as u64) <= 20, "{count} {}", loud.len());
        assert!((mean / (loud.iter().sum::<f64>() / loud.len() as f64) - 1.0).abs() < 0.01);
    }

    #[test]
    fn nothing_counted_has_no_figure() {
        let mut histogram = LevelHistogram::new();
        histogram.add(0.0);
        histogram.add(f64::NAN);
        assert_eq!(histogram.total(), 0);
        assert_eq!(histogram.mean_from(-70.0), None);
        assert_eq!(histogram.percentile_from(-70.0, 0.5), None);
        assert_eq!(histogram.mean_of_loudest(1), None);
    }
}
