//! From examples to a forest, its calibration, and the figures that say whether it earns its place.
//!
//! A forest is asked only where no grid decides. So it learns from tracks as they look there: one that a grid settles lends its sound
//! and gets the silent grids of a genuine track. Tracks of one source stay on one side: some grow the trees, others set the
//! calibration, others are only measured. Nothing here reads a file.
//!
//! A forest is asked with a reading of the network and without: the network can be switched off, or have no library. So a track
//! with a reading is met in both ways, when trees grow and when the calibration is set.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

use super::{
    Example, Role,
    calibration::Calibration,
    features::{Feature, Features, TABLE, Witness},
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

/// Figures on the report role, the network's readings hidden.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// Tracks and sources by role: train, calibrate, report.
    pub tracks: [usize; 3],
    /// Sources by role.
    pub sources: [usize; 3],
    /// Tracks with a reading by role.
    pub readings: [usize; 3],
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
    /// The same tracks by the same forest with the readings shown, where there are any.
    pub with_network: Option<Box<Figures>>,
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
        let scores = |is_counted: &dyn Fn(&Example) -> bool| learner.scores(&forest, Reading::Hidden, is_counted);
        let genuine = scores(&|example| !example.is_lossy());
        let lossy = scores(&|example| example.codec.as_deref() == Some(*codec));
        ranks.push(ArmRank { name: (*codec).to_owned(), count: lossy.len(), auc: area_under_curve(&lossy, &genuine) });
    }
    Ok(ranks)
}

/// Whether the forest sees what the network says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Hidden,
    Shown,
}

impl Reading {
    fn of(self, met: &Features) -> Cow<'_, Features> {
        match self {
            Self::Hidden => Cow::Owned(met.without_network()),
            Self::Shown => Cow::Borrowed(met),
        }
    }

    /// The ways in which a track is met: one where the network says nothing.
    fn ways(met: &Features) -> &'static [Self] {
        if met.mean_logit().is_some() { &[Self::Shown, Self::Hidden] } else { &[Self::Shown] }
    }
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
        let mut forest = Forest::grow(&self.growing(uses), seed, cancel, tell)?;
        let (scored, ways) = self.calibrating(&forest, uses);
        forest.calibration = Calibration::fit(&scored, ways, LOSSY_SHARE);
        Ok(forest)
    }

    fn growing(&self, uses: &dyn Fn(&Example) -> bool) -> Vec<GrowingRow> {
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
        let mut rows = Vec::with_capacity(2 * growing.len());
        for (example, met) in &growing {
            let is_lossy = example.is_lossy();
            let weight = weight(example) / totals[usize::from(is_lossy)].max(f64::MIN_POSITIVE);
            let ways = Reading::ways(met);
            let part = 1.0 / ways.len() as f64;
            rows.extend(ways.iter().map(|way| GrowingRow { features: way.of(met).into_owned(), is_lossy, weight, part }));
        }
        rows
    }

    /// Scores to calibrate by, and how many each track gives. One calibration serves with the network and without: where there are
    /// readings each track counts in both ways, so that one without a reading weighs no less.
    fn calibrating(&self, forest: &Forest, uses: &dyn Fn(&Example) -> bool) -> (Vec<(f64, bool)>, usize) {
        let met: Vec<(&Example, &Features)> = self.unsettled(Role::Calibrate).filter(|(example, _)| uses(example)).collect();
        let scored =
            |reading: Reading| met.iter().map(move |(example, features)| (forest.score(&reading.of(features)), example.is_lossy()));
        let mut all: Vec<(f64, bool)> = scored(Reading::Hidden).collect();
        if met.iter().all(|(_, features)| features.mean_logit().is_none()) {
            return (all, 1);
        }
        all.extend(scored(Reading::Shown));
        (all, 2)
    }

    /// The tracks that the forest is asked about in use.
    fn unsettled(&self, role: Role) -> impl Iterator<Item = (&Example, &Features)> {
        self.rows().filter(move |(example, _)| example.role == role && !example.is_settled)
    }

    fn scores(&self, forest: &Forest, reading: Reading, is_counted: impl Fn(&Example) -> bool) -> Vec<f64> {
        let counted = self.rows().filter(|(example, _)| example.role == Role::Report && is_counted(example));
        counted.map(|(_, features)| forest.score(&reading.of(features))).collect()
    }

    fn figures(&self, forest: &Forest) -> Figures {
        let hidden = self.figures_by(forest, Reading::Hidden);
        let has_any = hidden.readings[2] > 0;
        Figures { with_network: has_any.then(|| Box::new(self.figures_by(forest, Reading::Shown))), ..hidden }
    }

    fn figures_by(&self, forest: &Forest, reading: Reading) -> Figures {
        let roles = [Role::Train, Role::Calibrate, Role::Report];
        let of_role = |role: Role| self.examples.iter().filter(move |example| example.role == role);
        let with_reading = |role: Role| self.rows().filter(|(one, met)| one.role == role && met.mean_logit().is_some()).count();
        let genuine = self.scores(forest, reading, |example| !example.is_lossy());
        let arms: BTreeSet<&str> = of_role(Role::Report).filter(|example| example.is_lossy()).map(|one| one.arm.as_str()).collect();
        let silenced = arms.into_iter().map(|arm| {
            let lossy = self.scores(forest, reading, |example| example.arm == arm);
            ArmRank { name: arm.to_owned(), count: lossy.len(), auc: area_under_curve(&lossy, &genuine) }
        });
        let scored = |(example, features): (&Example, &Features)| (forest.score(&reading.of(features)), example.is_lossy());
        let met: Vec<(f64, bool)> = self.unsettled(Role::Report).map(scored).collect();
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
            readings: roles.map(with_reading),
            silenced: silenced.collect(),
            silenced_auc: area_under_curve(&self.scores(forest, reading, Example::is_lossy), &genuine),
            raw: Reliability::of(&met, LOSSY_SHARE),
            calibrated: Reliability::of(&judged, LOSSY_SHARE),
            genuine: count(false),
            largest_genuine: judged.iter().filter(|(_, lossy)| !lossy).map(|(p, _)| *p).fold(0.0, f64::max),
            missed: count(true),
            settled: of_role(Role::Report).filter(|example| example.is_lossy() && example.is_settled).count(),
            with_network: None,
        }
    }
}

/// The sound of one track, and what the network says of it, with the grids of another.
fn silenced(sound: &Features, grids: &Features) -> Features {
    let column = |((feature, own), lent): ((&Feature, &f32), &f32)| if feature.witness == Witness::Grid { *lent } else { *own };
    Features(TABLE.iter().zip(&sound.0).zip(&grids.0).map(column).collect())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::brain::forest::tests::rows;

    /// Tracks without a reading; what tells lossy ones is their shelf at 16 kHz.
    pub(in crate::brain) fn examples() -> Vec<Example> {
        let roles = [Role::Train, Role::Train, Role::Calibrate, Role::Report];
        let example = |(place, row): (usize, GrowingRow)| Example {
            path: place.to_string(),
            arm: if row.is_lossy { "lame-320" } else { "genuine" }.to_owned(),
            codec: row.is_lossy.then(|| if place % 3 == 0 { "mp3" } else { "aac" }.to_owned()),
            headroom: None,
            role: roles[place / 2 % 4],
            origin: format!("source {}", place % 30),
            is_settled: row.is_lossy && place % 5 == 0,
            features: row.features.without_network().0,
        };
        rows(400).into_iter().enumerate().map(example).collect()
    }

    /// The same with readings that tell what is lossy; half of the lossy tracks have the shelf of a genuine one.
    pub(in crate::brain) fn heard() -> Vec<Example> {
        let shelf = TABLE.iter().position(|feature| feature.name == "fall_16k_db").unwrap();
        let mut examples = examples();
        let shelves: Vec<f32> = examples.iter().map(|example| example.features[shelf]).collect();
        for (place, example) in examples.iter_mut().enumerate() {
            let logit = if example.is_lossy() { 3.0 } else { -3.0 };
            example.features = Features(example.features.clone()).with_network([logit, 1.0, 0.5, logit + 1.0]).0;
            if example.is_lossy() && place % 16 < 8 {
                example.features[shelf] = shelves[place - 1];
            }
        }
        examples
    }

    #[test]
    fn one_forest_serves_with_a_reading_and_without() {
        let figures = train(&heard(), 1, &CancelToken::new(), &mut |_| {}).unwrap().figures;
        let shown = figures.with_network.as_deref().unwrap();
        assert_eq!((figures.readings, shown.tracks), ([200, 100, 100], figures.tracks));
        assert!(shown.silenced_auc.unwrap() > 0.95, "{figures:?}");
        assert!(shown.calibrated.log_loss < figures.calibrated.log_loss, "{figures:?}");
        // Half of the lossy tracks look genuine without the network: chance there, sure elsewhere.
        let auc = figures.silenced_auc.unwrap();
        assert!((0.65..0.9).contains(&auc), "{auc}");
        let deaf = train(&examples(), 1, &CancelToken::new(), &mut |_| {}).unwrap().figures;
        assert_eq!((deaf.readings, deaf.with_network), ([0; 3], None));
    }

    #[test]
    fn a_track_with_a_reading_grows_by_two_halves() {
        let mut examples = heard();
        examples.iter_mut().step_by(3).for_each(|one| one.features = Features(one.features.clone()).without_network().0);
        let learner = Learner::new(&examples);
        let rows = learner.growing(&|_| true);
        let growing = || examples.iter().filter(|example| example.role == Role::Train);
        let silent = growing().filter(|example| example.row().unwrap().mean_logit().is_none()).count();
        assert_eq!(rows.len(), 2 * growing().count() - silent);
        assert_eq!(rows.iter().filter(|row| row.features.mean_logit().is_some()).count(), growing().count() - silent);
        for is_lossy in [false, true] {
            let of_kind = || rows.iter().filter(move |row| row.is_lossy == is_lossy);
            assert!((of_kind().map(|row| row.weight * row.part).sum::<f64>() - 1.0).abs() < 1e-9);
            let hidden = of_kind().filter(|row| row.part < 1.0 && row.features.mean_logit().is_none());
            let shown = of_kind().filter(|row| row.features.mean_logit().is_some());
            assert!(hidden.zip(shown).all(|(hidden, shown)| hidden.weight == shown.weight && hidden.part == 0.5));
        }
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
        let examples = heard();
        let learner = Learner::new(&examples);
        let grid: Vec<usize> = (0..TABLE.len()).filter(|column| TABLE[*column].witness == Witness::Grid).collect();
        let grids = |values: &[f32]| grid.iter().map(|column| values[*column].to_bits()).collect::<Vec<_>>();
        for (example, met) in learner.rows().filter(|(example, _)| example.is_settled) {
            let lender = examples.iter().find(|other| grids(&other.features) == grids(&met.0)).unwrap();
            assert!(!lender.is_lossy() && lender.role == example.role);
            assert_eq!(met.mean_logit(), Some(3.0), "the network goes with the sound");
        }
    }
}
