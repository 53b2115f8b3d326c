//! The random forest: the second judge, asked where no codec grid decides.
//!
//! smartcore grows the trees, as regressors on 0 (never lossy) and 1 (lossy): its classifier gives no shares. What is kept is our
//! own, flat: small to store, quick to walk, and it can say which features moved a track and by how much (Saabas 2014: the change
//! of the mean along the path). The same examples and the same seed give the same forest.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use smartcore::{
    ensemble::random_forest_regressor::{RandomForestRegressor, RandomForestRegressorParameters},
    linalg::basic::matrix::DenseMatrix,
};

use super::{
    calibration::Calibration,
    features::{COUNT, Features, TABLE},
};
use crate::contracts::{CancelToken, Cancelled};

/// Trees of a forest.
const TREES: usize = 300;
/// Trees grown between two looks at the token.
const TREES_AT_ONCE: usize = 10;
/// Deepest path.
const DEEPEST: u16 = 9;
/// Tracks behind a leaf at least: fewer than come of one source tell the source.
const LEAST_LEAF: usize = 6;
/// Features tried at a split: about the root of their number.
const TRIED: usize = 9;

/// A grown and calibrated forest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Forest {
    trees: Vec<Tree>,
    pub(super) calibration: Calibration,
    /// Tenth and ninetieth percentile of each feature among tracks that were never lossy; `None` where it is hardly ever measured.
    usual: Vec<Option<(f32, f32)>>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Tree(Vec<Node>);

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Node {
    /// Mean of the tracks that came here.
    mean: f32,
    /// How it goes on; `None` for a leaf.
    split: Option<Split>,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Split {
    feature: u16,
    /// Largest value that goes to `low`.
    threshold: f32,
    low: u16,
    high: u16,
}

/// What a forest says of a track.
#[derive(Clone, Debug, PartialEq)]
pub struct Opinion {
    /// Probability of a lossy past, calibrated.
    pub probability: f64,
    /// Mean of the trees, uncalibrated.
    pub score: f64,
    /// The features that moved it, the strongest first: place in the table, and by how much of the score.
    pub moved_by: Vec<(usize, f64)>,
}

/// Why no forest was grown.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GrowError {
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The examples are too few or all of one kind.
    #[error("a forest needs tracks of both kinds, {needed} of each at least; here are {genuine} genuine and {lossy} lossy ones")]
    TooFew {
        /// Never lossy.
        genuine: usize,
        /// Once lossy.
        lossy: usize,
        /// Of each.
        needed: usize,
    },
    /// smartcore refused.
    #[error("the forest could not be grown: {0}")]
    Refused(String),
}

/// A row to grow from: a track, or one of the ways in which it is met.
#[derive(Clone, Debug)]
pub struct GrowingRow {
    /// Features.
    pub features: Features,
    /// Whether it was ever lossy.
    pub is_lossy: bool,
    /// How much the track counts, beside 1.
    pub weight: f64,
    /// Share of the track that this row is: 1 where it is the only one.
    pub part: f64,
}

impl Forest {
    /// Grows a forest on `rows`; `tell` gets the share done. It is not calibrated.
    ///
    /// # Errors
    /// [`GrowError`].
    pub fn grow(rows: &[GrowingRow], seed: u64, cancel: &CancelToken, tell: &mut dyn FnMut(f32)) -> Result<Self, GrowError> {
        let tracks = |is_lossy: bool| {
            let parts: f64 = rows.iter().filter(|row| row.is_lossy == is_lossy).map(|row| row.part).sum();
            parts.round() as usize
        };
        let (genuine, lossy) = (tracks(false), tracks(true));
        if genuine.min(lossy) < LEAST_LEAF {
            return Err(GrowError::TooFew { genuine, lossy, needed: LEAST_LEAF });
        }
        let refused = |error: &dyn std::fmt::Display| GrowError::Refused(error.to_string());
        let values: Vec<Vec<f64>> = rows.iter().map(|row| row.features.0.iter().map(|value| f64::from(*value)).collect()).collect();
        let x = DenseMatrix::from_2d_vec(&values).map_err(|error| refused(&error))?;
        let y: Vec<f64> = rows.iter().map(|row| f64::from(u8::from(row.is_lossy))).collect();
        let weights: Vec<f64> = rows.iter().map(|row| row.weight * row.part).collect();
        // A tree draws as many rows as there are: behind a leaf stand as many of them as come of so many tracks.
        let least_leaf = (LEAST_LEAF * rows.len()).div_ceil(genuine + lossy);
        let mut trees = Vec::with_capacity(TREES);
        while trees.len() < TREES {
            cancel.check()?;
            let parameters = RandomForestRegressorParameters::default()
                .with_max_depth(DEEPEST)
                .with_min_samples_leaf(least_leaf)
                .with_n_trees(TREES_AT_ONCE)
                .with_m(TRIED)
                .with_seed(seed.wrapping_mul(1_000_003).wrapping_add(trees.len() as u64));
            let grown = RandomForestRegressor::fit_with_weights(&x, &y, &weights, parameters).map_err(|error| refused(&error))?;
            let grown = serde_json::to_value(&grown).map_err(|error| refused(&error))?;
            trees.extend(trees_of(&grown).ok_or_else(|| refused(&"smartcore stores its trees in another way"))?);
            tell(trees.len() as f32 / TREES as f32);
        }
        let usual = (0..COUNT).map(|column| usual(rows, column)).collect();
        let forest = Self { trees, calibration: Calibration::default(), usual };
        if forest.is_sound() { Ok(forest) } else { Err(refused(&"a tree leads out of itself")) }
    }

    /// Mean of the trees, 0 to 1.
    pub fn score(&self, features: &Features) -> f64 {
        let sum: f64 = self.trees.iter().map(|tree| f64::from(tree.leaf(features, |_, _| {}))).sum();
        sum / self.trees.len().max(1) as f64
    }

    /// Probability of a lossy past, calibrated.
    pub fn probability(&self, features: &Features) -> f64 {
        self.calibration.probability(self.score(features))
    }

    /// The probability and what moved it.
    pub fn opinion(&self, features: &Features) -> Opinion {
        let mut moved = vec![0.0; COUNT];
        let sum: f64 = self.trees.iter().map(|tree| f64::from(tree.leaf(features, |feature, by| moved[feature] += by))).sum();
        let trees = self.trees.len().max(1) as f64;
        let mut moved_by: Vec<(usize, f64)> =
            moved.into_iter().map(|by| by / trees).enumerate().filter(|(_, by)| *by != 0.0).collect();
        moved_by.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
        let score = sum / trees;
        Opinion { probability: self.calibration.probability(score), score, moved_by }
    }

    /// What is usual of a feature among tracks that were never lossy: tenth and ninetieth percentile.
    pub fn usual(&self, feature: usize) -> Option<(f32, f32)> {
        self.usual.get(feature).copied().flatten()
    }

    /// Whether every path stays within the forest and the table: what was read from a file is walked only then.
    pub(super) fn is_sound(&self) -> bool {
        let is_sound = |tree: &Tree| {
            !tree.0.is_empty()
                && tree.0.iter().enumerate().all(|(place, node)| {
                    node.mean.is_finite()
                        && node.split.is_none_or(|split| {
                            // Children lie behind their parent, so that every walk ends.
                            let is_behind = |child: u16| usize::from(child) > place && usize::from(child) < tree.0.len();
                            usize::from(split.feature) < COUNT && is_behind(split.low) && is_behind(split.high)
                        })
                })
        };
        !self.trees.is_empty() && self.trees.iter().all(is_sound) && self.usual.len() == COUNT
    }
}

impl Tree {
    /// The mean at the leaf that `features` end in; `on_step` gets each feature asked and by how much its answer moved the mean.
    fn leaf(&self, features: &Features, mut on_step: impl FnMut(usize, f64)) -> f32 {
        let mut node = &self.0[0];
        while let Some(split) = node.split {
            let feature = usize::from(split.feature);
            let child = if features.0[feature] <= split.threshold { split.low } else { split.high };
            let next = &self.0[usize::from(child)];
            on_step(feature, f64::from(next.mean - node.mean));
            node = next;
        }
        node.mean
    }
}

/// The trees in smartcore's own JSON; `None` where they do not lie where its version 0.7 puts them.
fn trees_of(grown: &Value) -> Option<Vec<Tree>> {
    grown.get("forest_regressor")?.get("trees")?.as_array()?.iter().map(|tree| tree_of(tree.get("nodes")?.as_array()?)).collect()
}

fn tree_of(nodes: &[Value]) -> Option<Tree> {
    let node = |node: &Value| {
        let place = |name: &str| node.get(name)?.as_u64().and_then(|place| u16::try_from(place).ok());
        let split = match (place("true_child"), place("false_child"), node.get("split_value")?.as_f64()) {
            (Some(low), Some(high), Some(value)) => {
                Some(Split { feature: place("split_feature")?, threshold: at_most(value), low, high })
            }
            _ => None,
        };
        Some(Node { mean: node.get("output")?.as_f64()? as f32, split })
    };
    nodes.iter().map(node).collect::<Option<_>>().map(Tree)
}

/// The largest f32 that is not above `value`: the same tracks go the same way.
fn at_most(value: f64) -> f32 {
    let nearest = value as f32;
    if f64::from(nearest) > value { nearest.next_down() } else { nearest }
}

fn usual(rows: &[GrowingRow], column: usize) -> Option<(f32, f32)> {
    let measured = |row: &&GrowingRow| !row.is_lossy && !TABLE[column].is_missing(row.features.0[column]);
    let mut values: Vec<f32> = rows.iter().filter(measured).map(|row| row.features.0[column]).collect();
    values.sort_by(f32::total_cmp);
    (values.len() >= 20).then(|| (values[values.len() / 10], values[values.len() * 9 / 10]))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Rows in which `fall_16k_db` tells lossy tracks, and nothing else does.
    pub(in crate::brain) fn rows(count: usize) -> Vec<GrowingRow> {
        let shelf = TABLE.iter().position(|feature| feature.name == "fall_16k_db").unwrap();
        let mut state = 12_345_u64;
        let mut random = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f32 / (1 << 24) as f32
        };
        (0..count)
            .map(|place| {
                let is_lossy = place % 2 == 1;
                let mut values: Vec<f32> = TABLE.iter().map(|feature| feature.range.0 as f32 + random()).collect();
                values[shelf] = if is_lossy { 40.0 } else { 5.0 } + 10.0 * random();
                GrowingRow { features: Features(values), is_lossy, weight: 1.0, part: 1.0 }
            })
            .collect()
    }

    pub(in crate::brain) fn forest() -> Forest {
        Forest::grow(&rows(200), 1, &CancelToken::new(), &mut |_| {}).unwrap()
    }

    #[test]
    fn it_learns_what_tells_and_says_so() {
        let forest = forest();
        assert!(forest.is_sound());
        let shelf = TABLE.iter().position(|feature| feature.name == "fall_16k_db").unwrap();
        for row in rows(20) {
            let opinion = forest.opinion(&row.features);
            assert_eq!(opinion.score > 0.5, row.is_lossy, "{}", opinion.score);
            assert_eq!((opinion.moved_by[0].0, opinion.moved_by[0].1 > 0.0), (shelf, row.is_lossy));
            assert!((forest.score(&row.features) - opinion.score).abs() < 1e-12);
        }
        let (low, high) = forest.usual(shelf).unwrap();
        assert!((5.0..7.0).contains(&low) && (13.0..15.0).contains(&high), "{low} {high}");
    }

    #[test]
    fn contributions_add_up_to_the_score() {
        let (forest, row) = (forest(), &rows(2)[1]);
        let opinion = forest.opinion(&row.features);
        let root: f64 = forest.trees.iter().map(|tree| f64::from(tree.0[0].mean)).sum::<f64>() / forest.trees.len() as f64;
        let moved: f64 = opinion.moved_by.iter().map(|(_, by)| by).sum();
        assert!((root + moved - opinion.score).abs() < 1e-5, "{root} {moved} {}", opinion.score);
    }

    #[test]
    fn our_walk_equals_smartcores() {
        let rows = rows(120);
        let values: Vec<Vec<f64>> = rows.iter().map(|row| row.features.0.iter().map(|value| f64::from(*value)).collect()).collect();
        let x = DenseMatrix::from_2d_vec(&values).unwrap();
        let y: Vec<f64> = rows.iter().map(|row| f64::from(u8::from(row.is_lossy))).collect();
        let parameters = RandomForestRegressorParameters::default().with_n_trees(7).with_seed(3);
        let grown = RandomForestRegressor::fit(&x, &y, parameters).unwrap();
        let trees = trees_of(&serde_json::to_value(&grown).unwrap()).unwrap();
        let ours = Forest { trees, calibration: Calibration::default(), usual: vec![None; COUNT] };
        assert!(ours.is_sound());
        for (row, theirs) in rows.iter().zip(grown.predict(&x).unwrap()) {
            assert!((ours.score(&row.features) - theirs).abs() < 1e-6);
        }
    }

    #[test]
    fn the_same_seed_grows_the_same_forest() {
        let rows = rows(60);
        let grow = |seed| Forest::grow(&rows, seed, &CancelToken::new(), &mut |_| {}).unwrap();
        assert_eq!(grow(5), grow(5));
        assert_ne!(grow(5), grow(6));
    }

    #[test]
    fn a_track_in_two_rows_is_one_track() {
        let halved = |row: GrowingRow| [GrowingRow { part: 0.5, ..row.clone() }, GrowingRow { part: 0.5, ..row }];
        let grow = |count: usize| {
            let rows: Vec<GrowingRow> = rows(count).into_iter().flat_map(halved).collect();
            Forest::grow(&rows, 1, &CancelToken::new(), &mut |_| {})
        };
        assert!(matches!(grow(10), Err(GrowError::TooFew { genuine: 5, lossy: 5, .. })));
        let leaves = |forest: &Forest| -> usize {
            forest.trees.iter().map(|tree| tree.0.iter().filter(|node| node.split.is_none()).count()).sum()
        };
        // Two leaves of twelve rows are all that twelve tracks of two rows have room for.
        assert!(leaves(&grow(12).unwrap()) <= 2 * TREES);
    }

    #[test]
    fn one_kind_alone_and_a_set_token_grow_nothing() {
        let genuine: Vec<_> = rows(40).into_iter().filter(|row| !row.is_lossy).collect();
        assert!(matches!(Forest::grow(&genuine, 1, &CancelToken::new(), &mut |_| {}), Err(GrowError::TooFew { lossy: 0, .. })));
        let cancel = CancelToken::new();
        cancel.cancel();
        assert!(matches!(Forest::grow(&rows(40), 1, &cancel, &mut |_| {}), Err(GrowError::Cancelled(_))));
    }
}
