//! Whether the network earns its place: five judges on the same tracks, side by side.
//!
//! The tracks are those of the report role that have a reading. Codec grids settle what they settle for every judge but the network
//! alone. What is compared is what a user would see: found, accused, left open, at a bar that the accepted error sets. Nothing here
//! reads a file, and nothing says which judge is the best one.

use std::collections::BTreeMap;

use super::{
    Bars, Example, Role,
    calibration::{Calibration, logistic},
    features::Features,
    forest::{Forest, GrowError},
    quality::{Reliability, area_under_curve},
    training::{LOSSY_SHARE, train},
};
use crate::contracts::CancelToken;

/// A judge of the comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contender {
    /// The codec grids alone.
    Grids,
    /// The network alone: its mean log-odds, calibrated.
    Network,
    /// The grids, then a forest that was grown without any reading.
    Unaware,
    /// The grids, then the forest, the readings hidden.
    Hidden,
    /// The grids, then the forest, the readings shown.
    Shown,
}

impl Contender {
    /// Every judge, in the order of the tables.
    pub const ALL: [Self; 5] = [Self::Grids, Self::Network, Self::Unaware, Self::Hidden, Self::Shown];
    /// Those that ask a forest where no grid decides, the last ones.
    pub const FORESTS: [Self; 3] = [Self::Unaware, Self::Hidden, Self::Shown];

    /// Its name in a table.
    pub fn label(self) -> &'static str {
        match self {
            Self::Grids => "grids",
            Self::Network => "network",
            Self::Unaware => "unaware",
            Self::Hidden => "hidden",
            Self::Shown => "shown",
        }
    }
}

/// How a judge answers the tracks of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Called lossy: found, or falsely accused.
    pub accused: usize,
    /// Left open: grey, or beyond it and short of the bar.
    pub abstained: usize,
}

/// Tracks of one kind that are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub name: String,
    /// Whether they were ever lossy.
    pub is_lossy: bool,
    /// Tracks.
    pub count: usize,
    /// By judge, as in [`Contender::ALL`].
    pub answers: [Answers; 5],
}

/// A genuine track that one judge alone accuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lone {
    /// The track, as its manifest names it.
    pub path: String,
    /// Its arm.
    pub arm: String,
    /// Who accuses it.
    pub by: Contender,
}

/// The comparison. Where no error is named it is made at [`Bars::default`].
#[derive(Clone, Debug, PartialEq)]
pub struct Worth {
    /// All tracks, by accepted error: the default, 0.01 and 0.05.
    pub at_errors: Vec<(f64, Vec<Group>)>,
    /// By arm.
    pub arms: Vec<Group>,
    /// By headroom.
    pub headrooms: Vec<Group>,
    /// Area under the curve over the tracks that no grid settles, by judge; `None` for the grids, which give no score there.
    pub areas: [Option<f64>; 5],
    /// Over the same tracks, by judge of [`Contender::FORESTS`]: the mean of the trees, and the calibrated probability.
    pub reliability: [[Reliability; 2]; 3],
    /// Genuine tracks that one judge alone accuses.
    pub accused_by_one: Vec<Lone>,
}

/// Bands of headroom: from where on, and their names.
const HEADROOMS: [(f64, &str); 4] = [(f64::NEG_INFINITY, "below 0.8"), (0.8, "0.8 to 1.2"), (1.2, "1.2 to 2"), (2.0, "2 and more")];
const UNKNOWN: &str = "unknown";

/// Errors that an auditor may accept beside the default.
const LOOSER_ERRORS: [f64; 2] = [0.01, 0.05];

/// Compares what `forest` says with the readings of `examples` and without, what the grids and the network say alone, and what a
/// forest says that is grown with `seed` on the same examples without readings; `tell` gets the share done. `None` where no track of
/// the report role has a reading.
///
/// # Errors
/// [`GrowError`].
pub fn compare(
    examples: &[Example],
    forest: &Forest,
    seed: u64,
    cancel: &CancelToken,
    tell: &mut dyn FnMut(f32),
) -> Result<Option<Worth>, GrowError> {
    let witnessed: Vec<Witnessed> = examples.iter().filter_map(Witnessed::of).collect();
    if !witnessed.iter().any(|one| one.example.role == Role::Report) {
        return Ok(None);
    }
    let silent: Vec<Example> = examples.iter().map(without_reading).collect();
    let unaware = train(&silent, seed, cancel, tell)?.forest;
    let panel = Panel { network: calibration(&witnessed), unaware: &unaware, forest };
    let tracks: Vec<Track> = witnessed.iter().filter(|one| one.example.role == Role::Report).map(|one| panel.judge(one)).collect();
    Ok(Some(Worth::of(&tracks)))
}

fn without_reading(example: &Example) -> Example {
    Example { features: Features(example.features.clone()).without_network().0, ..example.clone() }
}

/// An example with its reading.
struct Witnessed<'a> {
    example: &'a Example,
    row: Features,
    mean_logit: f64,
}

impl<'a> Witnessed<'a> {
    fn of(example: &'a Example) -> Option<Self> {
        let row = example.row()?;
        Some(Self { example, mean_logit: row.mean_logit()?, row })
    }

    /// The network's word as a score, 0 to 1. A quarter of the log-odds: so even 20, the most there can be, stays within what a
    /// calibration tells apart, and its slope makes up for the quarter.
    fn score(&self) -> f64 {
        logistic(self.mean_logit / 4.0)
    }
}

/// What makes a probability of the network's word, from every track of the calibrate role: alone it is asked of settled ones too.
fn calibration(witnessed: &[Witnessed]) -> Calibration {
    let calibrating = witnessed.iter().filter(|one| one.example.role == Role::Calibrate);
    let scored: Vec<(f64, bool)> = calibrating.map(|one| (one.score(), one.example.is_lossy())).collect();
    Calibration::fit(&scored, 1, LOSSY_SHARE)
}

struct Panel<'a> {
    network: Calibration,
    unaware: &'a Forest,
    forest: &'a Forest,
}

impl Panel<'_> {
    fn judge<'a>(&self, witnessed: &Witnessed<'a>) -> Track<'a> {
        let example = witnessed.example;
        let (of_grids, of_network) = (f64::from(u8::from(example.is_settled)), witnessed.score());
        let hidden = witnessed.row.without_network();
        let scores = [self.unaware.score(&hidden), self.forest.score(&hidden), self.forest.score(&witnessed.row)];
        // Where a grid settles a track no forest is asked.
        let probability = |forest: &Forest, score: f64| forest.calibration.probability(score).max(of_grids);
        Track {
            example,
            scores: [of_grids, of_network, scores[0], scores[1], scores[2]],
            probabilities: [
                of_grids,
                self.network.probability(of_network),
                probability(self.unaware, scores[0]),
                probability(self.forest, scores[1]),
                probability(self.forest, scores[2]),
            ],
        }
    }
}

/// A track and what each judge gives it.
struct Track<'a> {
    example: &'a Example,
    /// Before calibration.
    scores: [f64; 5],
    /// Of a lossy past.
    probabilities: [f64; 5],
}

impl Track<'_> {
    fn answers(&self, bars: Bars) -> [Answers; 5] {
        self.probabilities.map(|probability| {
            let is_accused = probability >= bars.accuses_from();
            let is_left = !is_accused && probability >= bars.grey.0;
            Answers { accused: usize::from(is_accused), abstained: usize::from(is_left) }
        })
    }

    /// The one judge that accuses it, where it is genuine and no other does.
    fn accused_by_one(&self) -> Option<Lone> {
        let answers = self.answers(Bars::default());
        let mut accusers = Contender::ALL.into_iter().zip(answers).filter(|(_, answers)| answers.accused > 0);
        let (by, _) = accusers.next().filter(|_| !self.example.is_lossy())?;
        accusers.next().is_none().then(|| Lone { path: self.example.path.clone(), arm: self.example.arm.clone(), by })
    }
}

impl Worth {
    fn of(tracks: &[Track]) -> Self {
        let bars = Bars::default();
        let whole = |accepted_error: f64| (accepted_error, groups(tracks, Bars { accepted_error, ..bars }, |_| (0, "all")));
        let unsettled: Vec<&Track> = tracks.iter().filter(|track| !track.example.is_settled).collect();
        Self {
            at_errors: std::iter::once(bars.accepted_error).chain(LOOSER_ERRORS).map(whole).collect(),
            arms: groups(tracks, bars, |example| (0, example.arm.as_str())),
            headrooms: groups(tracks, bars, |example| band(example.headroom)),
            areas: Contender::ALL.map(|judge| if judge == Contender::Grids { None } else { area(&unsettled, judge) }),
            reliability: Contender::FORESTS.map(|judge| reliability(&unsettled, judge)),
            accused_by_one: tracks.iter().filter_map(Track::accused_by_one).collect(),
        }
    }
}

/// The place and the name of a band.
fn band(headroom: Option<f64>) -> (usize, &'static str) {
    let place = headroom.and_then(|headroom| HEADROOMS.iter().rposition(|(from, _)| headroom >= *from));
    place.map_or((HEADROOMS.len(), UNKNOWN), |place| (place, HEADROOMS[place].1))
}

/// Tracks by what `key` gives, a place in the order and a name; lossy ones before genuine ones.
fn groups<'a>(tracks: &[Track<'a>], bars: Bars, key: impl Fn(&'a Example) -> (usize, &'a str)) -> Vec<Group> {
    let mut groups: BTreeMap<(usize, &str, bool), Group> = BTreeMap::new();
    for track in tracks {
        let ((place, name), is_lossy) = (key(track.example), track.example.is_lossy());
        let group = groups.entry((place, name, !is_lossy)).or_insert_with(|| Group {
            name: name.to_owned(),
            is_lossy,
            count: 0,
            answers: [Answers::default(); 5],
        });
        group.count += 1;
        for (sum, one) in group.answers.iter_mut().zip(track.answers(bars)) {
            sum.accused += one.accused;
            sum.abstained += one.abstained;
        }
    }
    groups.into_values().collect()
}

fn area(tracks: &[&Track], judge: Contender) -> Option<f64> {
    let scores = |is_lossy: bool| -> Vec<f64> {
        tracks.iter().filter(|track| track.example.is_lossy() == is_lossy).map(|track| track.scores[judge as usize]).collect()
    };
    area_under_curve(&scores(true), &scores(false))
}

fn reliability(tracks: &[&Track], judge: Contender) -> [Reliability; 2] {
    let of = |given: fn(&Track) -> [f64; 5]| {
        let judged: Vec<(f64, bool)> =
            tracks.iter().map(|track| (given(track)[judge as usize], track.example.is_lossy())).collect();
        Reliability::of(&judged, LOSSY_SHARE)
    };
    [of(|track| track.scores), of(|track| track.probabilities)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::training::tests::{examples, heard};

    fn compared(examples: &[Example]) -> Option<Worth> {
        let cancel = CancelToken::new();
        let forest = train(examples, 1, &cancel, &mut |_| {}).unwrap().forest;
        compare(examples, &forest, 1, &cancel, &mut |_| {}).unwrap()
    }

    #[test]
    fn what_tells_shows_and_without_a_reading_there_is_nothing_to_compare() {
        assert_eq!(compared(&examples()), None);
        let mut heard = heard();
        let is_reported = |example: &Example| example.role == Role::Report;
        let silent = heard.iter_mut().filter(|example| is_reported(example)).step_by(5);
        silent.for_each(|example| *example = without_reading(example));
        let counted = |is_one: fn(&Example) -> bool| {
            let read = heard.iter().filter(|example| is_reported(example) && example.row().unwrap().mean_logit().is_some());
            read.filter(|example| is_one(example)).count()
        };
        let worth = compared(&heard).unwrap();
        let [genuine, lossy] = [counted(|example| !example.is_lossy()), counted(Example::is_lossy)];
        assert_eq!(genuine + lossy, 80);
        for (_, groups) in &worth.at_errors {
            assert_eq!(
                groups.iter().map(|group| (group.is_lossy, group.count)).collect::<Vec<_>>(),
                [(true, lossy), (false, genuine)]
            );
            let [grids, .., hidden, shown] = groups[0].answers;
            let settled = counted(|example| example.is_lossy() && example.is_settled);
            assert_eq!(grids, Answers { accused: settled, abstained: 0 });
            assert!(hidden.accused >= settled && shown.accused >= settled, "grids stand: {groups:?}");
        }
        let [grids, network, unaware, hidden, shown] = worth.areas;
        assert_eq!((grids, network), (None, Some(1.0)));
        assert!(shown > unaware && shown > hidden && shown > Some(0.95), "{:?}", worth.areas);
        let [_, [_, hidden], [raw, shown]] = &worth.reliability;
        assert!(shown.brier < hidden.brier && shown.log_loss < raw.log_loss, "{:?}", worth.reliability);
    }

    /// A track that grids, network and forests give these probabilities.
    fn track(example: &Example, probabilities: [f64; 5]) -> Track<'_> {
        Track { example, scores: probabilities, probabilities }
    }

    fn example(arm: &str, is_lossy: bool, headroom: Option<f64>) -> Example {
        let codec = is_lossy.then(|| "mp3".to_owned());
        Example { arm: arm.to_owned(), codec, headroom, is_settled: false, ..examples().remove(0) }
    }

    #[test]
    fn answers_follow_the_bar_and_stand_by_arm_and_headroom() {
        let of = [
            example("lame-320", true, Some(0.79)),
            example("lame-320", true, Some(0.8)),
            example("aac-256", true, Some(2.0)),
            example("genuine", false, None),
        ];
        let given = [[0.0, 0.5, 0.96, 0.1, 0.9995], [1.0, 0.2, 1.0, 1.0, 1.0], [0.0, 0.0, 0.34, 0.35, 0.9991], [0.0; 5]];
        let tracks: Vec<Track> = of.iter().zip(given).map(|(example, given)| track(example, given)).collect();
        let worth = Worth::of(&tracks);
        let calls = |group: &Group| group.answers.map(|answers| (answers.accused, answers.abstained));
        let names = |groups: &[Group]| groups.iter().map(|group| (group.name.clone(), group.count)).collect::<Vec<_>>();
        let named = |all: &[(&str, usize)]| all.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect::<Vec<_>>();
        assert_eq!(names(&worth.arms), named(&[("aac-256", 1), ("genuine", 1), ("lame-320", 2)]));
        assert_eq!(names(&worth.headrooms), named(&[("below 0.8", 1), ("0.8 to 1.2", 1), ("2 and more", 1), ("unknown", 1)]));
        assert_eq!(calls(&worth.arms[2]), [(1, 0), (0, 1), (1, 1), (1, 0), (2, 0)]);
        assert_eq!(calls(&worth.arms[0]), [(0, 0), (0, 0), (0, 0), (0, 1), (1, 0)]);
        let loosest = &worth.at_errors[2];
        assert_eq!((loosest.0, calls(&loosest.1[0])), (0.05, [(1, 0), (0, 1), (2, 0), (1, 1), (3, 0)]));
    }

    #[test]
    fn a_genuine_track_is_listed_where_one_judge_alone_accuses() {
        let (genuine, lossy) = (example("genuine", false, None), example("lame-320", true, None));
        let alone = [0.0, 0.0, 0.0, 0.0, 1.0];
        let tracks = [track(&genuine, alone), track(&genuine, [0.0, 0.0, 0.0, 1.0, 1.0]), track(&lossy, alone)];
        let lone = Lone { path: genuine.path.clone(), arm: "genuine".to_owned(), by: Contender::Shown };
        assert_eq!(Worth::of(&tracks).accused_by_one, [lone]);
    }
}
