//! The few statistics of an evaluation: exact bounds of a share, ranks.
//!
//! No statistics crate: bisection on the binomial tail is exact, short, and tested against published values, while the usual
//! crates bring matrices and random numbers for one inverse of the beta distribution.

/// Probability that each of the two bounds is passed: 95 % between them.
const TAIL: f64 = 0.025;
/// Halvings of the interval from 0 to 1, down to the resolution of a 64-bit number.
const HALVINGS: u32 = 60;

/// Lower and upper 95 % bound of a share of which `count` of `of` were seen (Clopper and Pearson, Biometrika 26, 1934). Each
/// bound is passed with at most 2.5 %; of nothing the bounds are 0 and 1. `count` beyond `of` is taken as `of`.
///
/// They hold for independent tries. Files of one source are not, so that the bounds of many copies of few sources are too narrow.
pub(super) fn bounds(count: usize, of: usize) -> (f64, f64) {
    let count = count.min(of);
    (lower_bound(count, of), 1.0 - lower_bound(of - count, of))
}

/// The share at which `count` or more of `of` would be seen with a probability of [`TAIL`].
fn lower_bound(count: usize, of: usize) -> f64 {
    if count == 0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if at_least(count, of, middle) < TAIL { low = middle } else { high = middle }
    }
    low
}

/// Probability of `count` or more of `of` independent tries, each of probability `p` strictly between 0 and 1.
fn at_least(count: usize, of: usize, p: f64) -> f64 {
    let (ln_p, ln_q) = (p.ln(), (1.0 - p).ln());
    let mut ln_choices = 0.0;
    let mut sum = 0.0;
    for seen in 0..=of {
        if seen > 0 {
            ln_choices += ((of - seen + 1) as f64).ln() - (seen as f64).ln();
        }
        if seen >= count {
            sum += (ln_choices + seen as f64 * ln_p + (of - seen) as f64 * ln_q).exp();
        }
    }
    sum
}

/// The smallest value that at least `share` of `sorted` do not exceed (nearest rank). `None` of nothing.
pub(super) fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).or(sorted.last()).copied()
}

/// The mean. `None` of nothing.
pub(super) fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of 263, 148, 20 and 29 stand in Newcombe, Statistics in Medicine 17, 1998, table I, method 5; the others come from
    /// the inverse of the beta distribution in SciPy 1.17.
    #[test]
    fn bounds_equal_published_values() {
        for (count, of, low, high) in [
            (0, 10, 0.0, 0.3085),
            (8, 10, 0.4439, 0.9748),
            (10, 10, 0.6915, 1.0),
            (5, 10, 0.1871, 0.8129),
            (1, 1, 0.025, 1.0),
            (81, 263, 0.2527, 0.3676),
            (15, 148, 0.0578, 0.1617),
            (0, 20, 0.0, 0.1684),
            (1, 29, 0.0009, 0.1776),
        ] {
            let (found_low, found_high) = bounds(count, of);
            // Half of the last published digit.
            assert!((found_low - low).abs() < 5.1e-5, "{count} of {of}: {found_low} is not {low}");
            assert!((found_high - high).abs() < 5.1e-5, "{count} of {of}: {found_high} is not {high}");
        }
        for of in [1, 29, 169, 5000] {
            let (low, high) = bounds(0, of);
            let closed = 1.0 - TAIL.powf(1.0 / of as f64);
            assert!(low == 0.0 && (high - closed).abs() < 1e-12, "0 of {of}: {high} is not {closed}");
        }
        assert_eq!(bounds(0, 0), (0.0, 1.0));
    }

    #[test]
    fn bounds_enclose_the_share_and_mirror_it() {
        for (count, of) in [(1, 7), (3, 7), (700, 1000), (1999, 2000)] {
            let (low, high) = bounds(count, of);
            let share = count as f64 / of as f64;
            assert!(low < share && share < high, "{count} of {of}: {low} to {high}");
            let (mirror_low, mirror_high) = bounds(of - count, of);
            assert!((low - (1.0 - mirror_high)).abs() < 1e-12 && (high - (1.0 - mirror_low)).abs() < 1e-12);
        }
    }

    #[test]
    fn a_quantile_is_a_value_that_was_seen() {
        let values: Vec<f64> = (1..=20).map(f64::from).collect();
        for (share, expected) in [(0.0, 1.0), (0.5, 10.0), (0.95, 19.0), (0.951, 20.0), (1.0, 20.0)] {
            assert_eq!(quantile(&values, share), Some(expected), "{share}");
        }
        assert_eq!((quantile(&[], 0.5), quantile(&[7.0], 0.01), mean(&[])), (None, Some(7.0), None));
        assert_eq!(mean(&[1.0, 2.0, 6.0]), Some(3.0));
    }
}
