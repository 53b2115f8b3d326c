//! From examples to a forest, its calibration, and the figures that say whether it earns its place.
//!
//! A forest is asked only where no grid decides. So it learns from tracks as they look there: one that a grid settles lends its sound
//! and gets the silent grids of a genuine track. Tracks of one source stay on one side: some grow the trees, others set the
//! calibration, others are only measured. Nothing here reads a file.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    Example, Role,
    calibration::Calibration,
    features::{Features, TABLE},
    forest::{Forest, GrowError, GrowingRow},
    quality::{Reliability, area_under_curve},
};
use crate::contracts::CancelToken;

/// A trained forest and how it did.
#[derive(Clone, Debug)]
pub struct Trained {
    /// The forest, calibrated.
    pub forest: Forest,
    /// Its figures on tracks of sources that it never saw.
    pub figures: Figures,
}

/// Figures on the report role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Tracks and sources by role: train, calibrate, report.
    pub tracks: [usize; 3],
    /// Sources by role.
    pub sources: [usize; 3],
    /// By arm with the grids silenced: lossy tracks, and the area under the curve against every genuine track.
    pub silenced: Vec<ArmRank>,
    /// Over all lossy tracks, grids silenced.
    pub silenced_auc: Option<f64>,
    /// Probabilities where no grid decides, before calibration and after.
    pub raw: Reliability,
    /// After calibration.
    pub calibrated: Reliability,
    /// Genuine tracks by probability: below 0.35, to 0.75, from 0.75.
    pub genuine: [usize; 3],
    /// Largest probability of a genuine track.
    pub largest_genuine: f64,
    /// Lossy tracks that no grid settles, the same way.
    pub missed: [usize; 3],
    /// Lossy tracks that a grid settles: the forest is not asked.
    pub settled: usize,
}

/// How an arm ranks against genuine tracks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArmRank {
    /// The arm, or the codec that was left out of the training.
    pub name: String,
    /// Its tracks.
    pub count: usize,
    /// Area under the curve.
    pub auc: Option<f64>,
}

/// Share of lossy pasts among the tracks that no grid settles. An assumption, and stated wherever a probability is explained: one in
/// five tracks under suspicion was ever lossy, and the grids settle three in four of those at least.
pub const LOSSY_SHARE: f64 = 0.05;

/// From where on a probability is grey, and from where on it is no longer.
pub const GREY: (f64, f64) = (0.35, 0.75);

/// Trains on `examples`; `tell` gets the share done.
///
/// # Errors
/// [`GrowError`].
pub fn train(examples: &[Example], seed: u64, cancel: &CancelToken, tell: &mut dyn FnMut(f32)) -> Result<Trained, GrowError> {
    let learner = Learner::new(examples);
    let forest = learner.learn(seed, &|_| true, cancel, tell)?;
    let figures = learner.figures(&forest);
    Ok(Trained { forest, figures })
}

/// The figures of `forest` on the report role of `examples`.
pub fn measure(examples: &[Example], forest: &Forest) -> Figures {
    Learner::new(examples).figures(forest)
}

/// How each codec's tracks rank for a forest that never saw that codec.
///
/// # Errors
/// [`GrowError`].
pub fn without_each_codec(
    examples: &[Example],
    seed: u64,
    cancel: &CancelToken,
    tell: &mut dyn FnMut(f32),
) -> Result<Vec<ArmRank>, GrowError> {
    let learner = Learner::new(examples);
    let codecs: BTreeSet<&str> = examples.iter().filter_map(|example| example.codec.as_deref()).collect();
    let mut ranks = Vec::new();
    for (place, codec) in codecs.iter().enumerate() {
        let share = |done: f32| (place as f32 + done) / codecs.len() as f32;
        let forest =
            learner.learn(seed, &|example| example.codec.as_deref() != Some(*codec), cancel, &mut |done| tell(share(done)))?;
        let genuine = learner.scores(&forest, |example| !example.is_lossy());
        let lossy = learner.scores(&forest, |example| example.codec.as_deref() == Some(*codec));
        ranks.push(ArmRank { name: (*codec).to_owned(), count: lossy.len(), auc: area_under_curve(&lossy, &genuine) });
    }
    Ok(ranks)
}

struct Learner<'a> {
    examples: &'a [Example],
    /// Rows as the forest meets them, one an example: grids silenced where one settles the track.
    met: Vec<Features>,
}

impl<'a> Learner<'a> {
    fn new(examples: &'a [Example]) -> Self {
        let row = |example: &Example| Features(example.features.clone());
        // Lenders of silent grids are of the same role: no source lends to the other side.
        let genuine = |role: Role| -> Vec<&Example> {
            examples.iter().filter(|example| !example.is_lossy() && !example.is_settled && example.role == role).collect()
        };
        let lenders: BTreeMap<u8, Vec<&Example>> =
            [Role::Train, Role::Calibrate, Role::Report].map(|role| (role as u8, genuine(role))).into();
        let met = examples.iter().enumerate().map(|(place, example)| {
            let own = row(example);
            match lenders.get(&(example.role as u8)).filter(|lenders| example.is_settled && !lenders.is_empty()) {
                // A step that shares no factor with usual counts spreads lenders over arms and sources.
                Some(lenders) => silenced(&own, &row(lenders[place * 7_919 % lenders.len()])),
                None if example.is_settled => own.without_grid(),
                None => own,
            }
        });
        Self { met: met.collect(), examples }
    }

    fn rows(&self) -> impl Iterator<Item = (&Example, &Features)> {
        self.examples.iter().zip(&self.met)
    }

    fn learn(
        &self,
        seed: u64,
        uses: &dyn Fn(&Example) -> bool,
        cancel: &CancelToken,
        tell: &mut dyn FnMut(f32),
    ) -> Result<Forest, GrowError> {
        let growing: Vec<(&Example, &Features)> =
            self.rows().filter(|(example, _)| example.role == Role::Train && uses(example)).collect();
        let mut of_origin: BTreeMap<(&str, bool), usize> = BTreeMap::new();
        for (example, _) in &growing {
            *of_origin.entry((example.origin.as_str(), example.is_lossy())).or_default() += 1;
        }
        // Each source counts by the root of its tracks, and both kinds weigh the same.
        let weight = |example: &Example| 1.0 / (of_origin[&(example.origin.as_str(), example.is_lossy())] as f64).sqrt();
        let total = |is_lossy: bool| -> f64 {
            growing.iter().filter(|(example, _)| example.is_lossy() == is_lossy).map(|(example, _)| weight(example)).sum()
        };
        let totals = [total(false), total(true)];
        let rows: Vec<GrowingRow> = growing
            .iter()
            .map(|(example, features)| GrowingRow {
                features: (*features).clone(),
                is_lossy: example.is_lossy(),
                weight: weight(example) / totals[usize::from(example.is_lossy())].max(f64::MIN_POSITIVE),
            })
            .collect();
        let mut forest = Forest::grow(&rows, seed, cancel, tell)?;
        let scored: Vec<(f64, bool)> = self
            .unsettled(Role::Calibrate)
            .filter(|(example, _)| uses(example))
            .map(|(example, features)| (forest.score(features), example.is_lossy()))
            .collect();
        forest.calibration = Calibration::fit(&scored, LOSSY_SHARE);
        Ok(forest)
    }

    /// The tracks that the forest is asked about in use.
    fn unsettled(&self, role: Role) -> impl Iterator<Item = (&Example, &Features)> {
        self.rows().filter(move |(example, _)| example.role == role && !example.is_settled)
    }

    fn scores(&self, forest: &Forest, is_counted: impl Fn(&Example) -> bool) -> Vec<f64> {
        let counted = self.rows().filter(|(example, _)| example.role == Role::Report && is_counted(example));
        counted.map(|(_, features)| forest.score(features)).collect()
    }

    fn figures(&self, forest: &Forest) -> Figures {
        let roles = [Role::Train, Role::Calibrate, Role::Report];
        let of_role = |role: Role| self.examples.iter().filter(move |example| example.role == role);
        let genuine = self.scores(forest, |example| !example.is_lossy());
        let arms: BTreeSet<&str> = of_role(Role::Report).filter(|example| example.is_lossy()).map(|one| one.arm.as_str()).collect();
        let silenced = arms.into_iter().map(|arm| {
            let lossy = self.scores(forest, |example| example.arm == arm);
            ArmRank { name: arm.to_owned(), count: lossy.len(), auc: area_under_curve(&lossy, &genuine) }
        });
        let met: Vec<(f64, bool)> =
            self.unsettled(Role::Report).map(|(example, features)| (forest.score(features), example.is_lossy())).collect();
        let judged: Vec<(f64, bool)> =
            met.iter().map(|(score, is_lossy)| (forest.calibration.probability(*score), *is_lossy)).collect();
        let count = |is_lossy: bool| {
            let mut counts = [0; 3];
            for (p, _) in judged.iter().filter(|(_, lossy)| *lossy == is_lossy) {
                counts[usize::from(*p >= GREY.0) + usize::from(*p >= GREY.1)] += 1;
            }
            counts
        };
        Figures {
            tracks: roles.map(|role| of_role(role).count()),
            sources: roles.map(|role| of_role(role).map(|example| example.origin.as_str()).collect::<BTreeSet<_>>().len()),
            silenced: silenced.collect(),
            silenced_auc: area_under_curve(&self.scores(forest, Example::is_lossy), &genuine),
            raw: Reliability::of(&met, LOSSY_SHARE),
            calibrated: Reliability::of(&judged, LOSSY_SHARE),
            genuine: count(false),
            largest_genuine: judged.iter().filter(|(_, lossy)| !lossy).map(|(p, _)| *p).fold(0.0, f64::max),
            missed: count(true),
            settled: of_role(Role::Report).filter(|example| example.is_lossy() && example.is_settled).count(),
        }
    }
}

/// The sound of one track with the grids of another.
fn silenced(sound: &Features, grids: &Features) -> Features {
    let column = |((feature, own), lent): ((&super::features::Feature, &f32), &f32)| if feature.is_of_grid { *lent } else { *own };
    Features(TABLE.iter().zip(&sound.0).zip(&grids.0).map(column).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::forest::tests::rows;

    fn examples() -> Vec<Example> {
        let roles = [Role::Train, Role::Train, Role::Calibrate, Role::Report];
        let example = |(place, row): (usize, GrowingRow)| Example {
            path: place.to_string(),
            arm: if row.is_lossy { "lame-320" } else { "genuine" }.to_owned(),
            codec: row.is_lossy.then(|| if place % 3 == 0 { "mp3" } else { "aac" }.to_owned()),
            headroom: None,
            role: roles[place / 2 % 4],
            origin: format!("source {}", place % 30),
            is_settled: row.is_lossy && place % 5 == 0,
            features: row.features.0,
        };
        rows(400).into_iter().enumerate().map(example).collect()
    }

    #[test]
    fn what_tells_is_learnt_and_reported_on_other_tracks() {
        let examples = examples();
        let trained = train(&examples, 1, &CancelToken::new(), &mut |_| {}).unwrap();
        let figures = &trained.figures;
        assert_eq!(figures.tracks, [200, 100, 100]);
        assert_eq!(figures.silenced_auc, Some(1.0));
        assert_eq!((figures.genuine[2], figures.missed[0]), (0, 0), "{figures:?}");
        assert_eq!(figures.settled + figures.missed.iter().sum::<usize>(), 50);
        let ranks = without_each_codec(&examples, 1, &CancelToken::new(), &mut |_| {}).unwrap();
        assert_eq!(ranks.iter().map(|rank| rank.name.as_str()).collect::<Vec<_>>(), ["aac", "mp3"]);
        assert!(ranks.iter().all(|rank| rank.auc == Some(1.0)), "{ranks:?}");
    }

    #[test]
    fn a_settled_track_is_met_with_silent_grids_of_its_own_side() {
        let examples = examples();
        let learner = Learner::new(&examples);
        let grid: Vec<usize> = (0..TABLE.len()).filter(|column| TABLE[*column].is_of_grid).collect();
        let grids = |values: &[f32]| grid.iter().map(|column| values[*column].to_bits()).collect::<Vec<_>>();
        for (example, met) in learner.rows().filter(|(example, _)| example.is_settled) {
            let lender = examples.iter().find(|other| grids(&other.features) == grids(&met.0)).unwrap();
            assert!(!lender.is_lossy() && lender.role == example.role);
        }
    }
}
