//! From a forest's score to a probability.
//!
//! Platt's scaling (Platt 1999, with the corrections of Lin, Lin and Weng 2007): a logistic curve over the score's logit, fitted on
//! tracks that grew no tree, weighted so that lossy ones are as rare as they are met. Two parameters: the calibration groups are few, and an isotonic curve would follow single sources.

use serde::{Deserialize, Serialize};

/// A logistic curve: `1 / (1 + exp(-(slope * logit(score) + shift)))`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    slope: f64,
    shift: f64,
}

impl Default for Calibration {
    /// The score itself.
    fn default() -> Self {
        Self { slope: 1.0, shift: 0.0 }
    }
}

/// A score at either end says no more than this: a forest of some hundred trees counts no finer.
const LEAST_SCORE: f64 = 0.002;

fn logit(score: f64) -> f64 {
    let score = score.clamp(LEAST_SCORE, 1.0 - LEAST_SCORE);
    (score / (1.0 - score)).ln()
}

/// `1 / (1 + exp(-x))`.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

impl Calibration {
    /// The curve of largest likelihood for scores and what was true, by Newton's method, for a world in which `share` of all is true;
    /// the score itself where either kind is missing. A curve that falls is refused the same way. Of `ways` scores a track each counts
    /// for a part of it.
    pub fn fit(scored: &[(f64, bool)], ways: usize, share: f64) -> Self {
        let positives = scored.iter().filter(|(_, is_true)| *is_true).count() as f64;
        let negatives = scored.len() as f64 - positives;
        let weight = weight_of_true(scored, share);
        if positives == 0.0 || negatives == 0.0 {
            return Self::default();
        }
        // Targets short of 0 and 1: a few tracks are no proof of certainty.
        let ways = ways.max(1) as f64;
        let (high, low) = ((positives / ways + 1.0) / (positives / ways + 2.0), 1.0 / (negatives / ways + 2.0));
        let point =
            |(score, is_true): &(f64, bool)| if *is_true { (logit(*score), high, weight) } else { (logit(*score), low, 1.0) };
        let points: Vec<(f64, f64, f64)> = scored.iter().map(point).collect();
        let loss = |slope: f64, shift: f64| -> f64 {
            let loss_of = |(x, target, weight): &(f64, f64, f64)| {
                let y = slope * x + shift;
                // ln(1 + exp(y)) without overflow.
                weight * (y.max(0.0) + (-y.abs()).exp().ln_1p() - target * y)
            };
            points.iter().map(loss_of).sum()
        };
        let (mut slope, mut shift) = (1.0, ((weight * positives + 1.0) / (negatives + 1.0)).ln());
        for _ in 0..100 {
            let (mut g, mut h) = ([0.0; 2], [1e-9, 0.0, 1e-9]);
            for (x, target, weight) in &points {
                let p = logistic(slope * x + shift);
                let (d, w) = (weight * (p - target), weight * p * (1.0 - p));
                g = [g[0] + d * x, g[1] + d];
                h = [h[0] + w * x * x, h[1] + w * x, h[2] + w];
            }
            let determinant = h[0] * h[2] - h[1] * h[1];
            if g[0].abs() < 1e-9 && g[1].abs() < 1e-9 || determinant <= 0.0 {
                break;
            }
            let step = [(h[2] * g[0] - h[1] * g[1]) / determinant, (h[0] * g[1] - h[1] * g[0]) / determinant];
            let before = loss(slope, shift);
            let shorter = (0..30).map(|halvings| 0.5_f64.powi(halvings));
            let Some(share) = shorter.into_iter().find(|share| loss(slope - share * step[0], shift - share * step[1]) < before)
            else {
                break;
            };
            (slope, shift) = (slope - share * step[0], shift - share * step[1]);
        }
        if slope > 0.0 && shift.is_finite() { Self { slope, shift } } else { Self::default() }
    }

    /// Probability for `score`, 0 to 1; rises with it.
    pub fn probability(&self, score: f64) -> f64 {
        logistic(self.slope * logit(score) + self.shift)
    }
}

/// How much a true one weighs against another, so that `share` of the whole weight is true.
pub(super) fn weight_of_true(judged: &[(f64, bool)], share: f64) -> f64 {
    let positives = judged.iter().filter(|(_, is_true)| *is_true).count() as f64;
    share / (1.0 - share) * (judged.len() as f64 - positives) / positives.max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::quality::Reliability;

    /// Scores whose true probability is `logistic(slope * logit(score) + shift)`, in numbers that equal it.
    fn scored(slope: f64, shift: f64) -> Vec<(f64, bool)> {
        let mut scored = Vec::new();
        for step in 1..20 {
            let score = f64::from(step) / 20.0;
            let truths = (1000.0 * logistic(slope * logit(score) + shift)).round() as usize;
            scored.extend((0..1000).map(|place| (score, place < truths)));
        }
        scored
    }

    /// The share that is true, so that nothing is weighted.
    fn share(scored: &[(f64, bool)]) -> f64 {
        scored.iter().filter(|(_, is_true)| *is_true).count() as f64 / scored.len() as f64
    }

    #[test]
    fn a_rarer_truth_shifts_the_odds_and_nothing_else() {
        let scored = scored(1.0, 0.0);
        let even = Calibration::fit(&scored, 1, 0.5);
        let rare = Calibration::fit(&scored, 1, 1.0 / 20.0);
        // Odds of one in twenty are 1 to 19.
        assert!(
            (even.slope - rare.slope).abs() < 0.02 && (even.shift - rare.shift - 19.0_f64.ln()).abs() < 0.05,
            "{even:?} {rare:?}"
        );
    }

    #[test]
    fn a_curve_is_found_again() {
        for (slope, shift) in [(1.0, 0.0), (2.5, -1.0), (0.4, 0.7)] {
            let scored = scored(slope, shift);
            let fitted = Calibration::fit(&scored, 1, share(&scored));
            // Whole tracks in a thousand, and targets short of 0 and 1.
            assert!((fitted.slope - slope).abs() < 0.02 && (fitted.shift - shift).abs() < 0.02, "{fitted:?}");
        }
    }

    #[test]
    fn a_track_that_is_scored_twice_is_no_more_proof_than_one() {
        let once: Vec<(f64, bool)> = scored(1.5, 0.2).into_iter().step_by(97).collect();
        let twice = [once.clone(), once.clone()].concat();
        let (one, two) = (Calibration::fit(&once, 1, 0.3), Calibration::fit(&twice, 2, 0.3));
        assert!((one.slope - two.slope).abs() < 1e-6 && (one.shift - two.shift).abs() < 1e-6, "{one:?} {two:?}");
        let surer = Calibration::fit(&twice, 1, 0.3);
        assert!((one.slope - surer.slope).abs() > 1e-4, "{one:?} {surer:?}");
    }

    #[test]
    fn one_kind_alone_or_a_falling_curve_leave_the_score() {
        assert_eq!(Calibration::fit(&[(0.2, false), (0.9, false)], 1, 0.5), Calibration::default());
        assert_eq!(Calibration::fit(&[(0.1, true), (0.2, true), (0.8, false), (0.9, false)], 1, 0.5), Calibration::default());
        assert!((Calibration::default().probability(0.3) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn calibration_mends_the_loss() {
        let scored = scored(2.5, -1.0);
        let curve = Calibration::fit(&scored, 1, share(&scored));
        let mended: Vec<_> = scored.iter().map(|(score, is_true)| (curve.probability(*score), *is_true)).collect();
        let (before, after) = (Reliability::of(&scored, share(&scored)), Reliability::of(&mended, share(&scored)));
        assert!(after.brier < before.brier && after.log_loss < before.log_loss);
        assert!(after.bins.iter().all(|(count, p, share)| *count == 0 || (p - share).abs() < 0.03), "{after:?}");
    }
}
