//! How good a judge is: rank, Brier score, log loss, reliability by tenths.

use serde::{Deserialize, Serialize};

use super::calibration::weight_of_true;

/// How well probabilities meet the truth.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Tracks.
    pub count: usize,
    /// Mean squared error (Brier 1950): 0 is perfect.
    pub brier: f64,
    /// Mean negative logarithm of the probability given to what was true.
    pub log_loss: f64,
    /// By tenths of the probability: tracks, mean probability, share that was true.
    pub bins: Vec<(usize, f64, f64)>,
}

impl Reliability {
    /// Of probabilities and what was true, weighted for a world in which `share` of all is true.
    pub fn of(judged: &[(f64, bool)], share: f64) -> Self {
        let of_true = weight_of_true(judged, share);
        let weight = |is_true: bool| if is_true { of_true } else { 1.0 };
        let total: f64 = judged.iter().map(|(_, is_true)| weight(*is_true)).sum::<f64>().max(f64::MIN_POSITIVE);
        let count = judged.len();
        let mean = |value: &dyn Fn(f64, f64) -> f64| {
            judged.iter().map(|(p, is_true)| weight(*is_true) * value(*p, f64::from(u8::from(*is_true)))).sum::<f64>() / total
        };
        let bins = (0..10).map(|tenth| {
            let inside: Vec<_> = judged.iter().filter(|(p, _)| ((p * 10.0) as usize).min(9) == tenth).collect();
            let mut sums = [0.0; 3];
            for (p, is_true) in &inside {
                let weight = weight(*is_true);
                sums = [sums[0] + weight, sums[1] + weight * p, sums[2] + if *is_true { weight } else { 0.0 }];
            }
            let of = sums[0].max(f64::MIN_POSITIVE);
            (inside.len(), sums[1] / of, sums[2] / of)
        });
        Self {
            count,
            brier: mean(&|p, truth| (p - truth).powi(2)),
            log_loss: mean(&|p, truth| -(truth * p.max(1e-12).ln() + (1.0 - truth) * (1.0 - p).max(1e-12).ln())),
            bins: bins.collect(),
        }
    }
}

/// Area under the ROC curve: the share of pairs in which the positive ranks above the negative, ties at one half (Mann and
/// Whitney's U over all pairs). `None` without a pair. No value may be NaN.
pub fn area_under_curve(positives: &[f64], negatives: &[f64]) -> Option<f64> {
    if positives.is_empty() || negatives.is_empty() {
        return None;
    }
    let mut sorted = negatives.to_vec();
    sorted.sort_by(f64::total_cmp);
    let won = positives.iter().map(|positive| {
        let below = sorted.partition_point(|negative| negative < positive);
        let up_to = sorted.partition_point(|negative| negative <= positive);
        below as f64 + (up_to - below) as f64 / 2.0
    });
    Some(won.sum::<f64>() / (positives.len() as f64 * negatives.len() as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brier_and_log_loss_are_the_textbook_ones() {
        let reliability = Reliability::of(&[(0.8, true), (0.3, false)], 0.5);
        assert!((reliability.brier - (0.04 + 0.09) / 2.0).abs() < 1e-12);
        assert!((reliability.log_loss + (0.8_f64.ln() + 0.7_f64.ln()) / 2.0).abs() < 1e-12);
        assert_eq!((reliability.bins[8], reliability.bins[3]), ((1, 0.8, 1.0), (1, 0.3, 0.0)));
    }

    #[test]
    fn the_area_counts_pairs_and_ties_by_half() {
        let slow = |positives: &[f64], negatives: &[f64]| {
            let pairs = positives.iter().flat_map(|p| negatives.iter().map(move |n| (p, n)));
            pairs
                .map(|(p, n)| {
                    if p > n {
                        1.0
                    } else if p < n {
                        0.0
                    } else {
                        0.5
                    }
                })
                .sum::<f64>()
                / (positives.len() * negatives.len()) as f64
        };
        let (positives, negatives) = ([0.9, 0.4, 0.4, 0.02], [0.02, 0.4, 0.1]);
        // By hand: 3 + 2.5 + 2.5 + 0.5 of 12 pairs.
        assert_eq!(area_under_curve(&positives, &negatives), Some(8.5 / 12.0));
        assert_eq!(slow(&positives, &negatives), 8.5 / 12.0);
        assert_eq!(area_under_curve(&[1.0], &[0.0, 0.5]), Some(1.0));
        assert_eq!(area_under_curve(&[0.0], &[0.0, 0.0]), Some(0.5));
        assert_eq!((area_under_curve(&[], &[1.0]), area_under_curve(&[1.0], &[])), (None, None));
    }
}
