//! Trains a forest from the auditor's marks, and says whether it is better before anybody uses it.

use crate::{
    brain::{
        Example, Role,
        features::{COUNT, TABLE, schema_id},
        forest::{Forest, GrowError},
        training::{Figures, GREY, measure, train},
        weights,
    },
    contracts::{CancelToken, Mark},
};

/// Marks of either kind that a training needs.
const FEWEST_OF_A_KIND: usize = 5;
/// Marks that it needs in all.
const FEWEST: usize = 20;
/// Parts into which the marks are cut: each is judged by a forest that saw the others alone.
const PARTS: usize = 5;
/// How much worse the held-back figures may be: about twice what another seed changes (of six seeds the log loss differed by 0.008, the
/// area by 0.008).
const LOG_LOSS_SLACK: f64 = 0.015;
const RANK_SLACK: f64 = 0.015;
/// z from which a grid settles a track: marks keep features, not grids.
const SETTLED_Z: f32 = 8.0;
const SEED: u64 = 1;

/// How a forest judges the auditor's own marks.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OnMarks {
    /// Marked tracks.
    pub count: usize,
    /// Marked genuine, and given a probability of a lossy past beyond the grey zone.
    pub accused: usize,
    /// Marked a transcode, and given one below the grey zone.
    pub missed: usize,
}

/// A trained forest that waits for the auditor's word.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The forest.
    pub forest: Forest,
    /// The held-back tracks, by the forest in use and by this one.
    pub held_back: [Figures; 2],
    /// The auditor's marks, the same way; for this one each mark by a forest that did not see it.
    pub on_marks: [OnMarks; 2],
}

/// Why no forest is proposed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LearnError {
    /// Too few marks.
    #[error(
        "{found} of your verdicts say whether a track was ever lossy; {FEWEST} are needed. Mark more tracks genuine or transcode"
    )]
    TooFew {
        /// Marks that can be learnt from.
        found: usize,
    },
    /// All of one kind.
    #[error(
        "your verdicts are one-sided: {genuine} genuine, {lossy} transcode; {FEWEST_OF_A_KIND} of each are needed. Mark more of the other kind"
    )]
    OneSided {
        /// Marked genuine.
        genuine: usize,
        /// Marked transcode.
        lossy: usize,
    },
    /// The trained forest would be worse.
    #[error("a forest trained from your verdicts would be worse on the tracks held back: {why}. The one in use stays")]
    Worse {
        /// In which figure.
        why: String,
    },
    /// The examples that come with the program cannot be used.
    #[error("the examples that come with the program cannot be used: {0}. Install the program again")]
    Examples(weights::WeightsError),
    /// The training itself failed, or was stopped.
    #[error(transparent)]
    Grow(#[from] GrowError),
}

/// Trains on the shipped examples and `marks`; `tell` gets the share done.
///
/// # Errors
/// Why no forest is proposed.
pub fn learn(marks: &[Mark], in_use: &Forest, cancel: &CancelToken, tell: &mut dyn FnMut(f32)) -> Result<Proposal, LearnError> {
    let marked: Vec<Example> = marks.iter().filter_map(example).collect();
    let lossy = marked.iter().filter(|example| example.is_lossy()).count();
    let genuine = marked.len() - lossy;
    if marked.len() < FEWEST {
        return Err(LearnError::TooFew { found: marked.len() });
    }
    if genuine.min(lossy) < FEWEST_OF_A_KIND {
        return Err(LearnError::OneSided { genuine, lossy });
    }
    let shipped = weights::decode_examples(weights::SHIPPED_EXAMPLES).map_err(LearnError::Examples)?;
    let with = |taken: Vec<&Example>| shipped.iter().chain(taken).cloned().collect::<Vec<_>>();
    let mut after = OnMarks::default();
    for part in 0..PARTS {
        let (inside, outside): (Vec<_>, Vec<_>) = marked.iter().enumerate().partition(|(place, _)| place % PARTS == part);
        let examples = with(outside.into_iter().map(|(_, example)| example).collect());
        let forest = train(&examples, SEED, cancel, &mut |share| tell((part as f32 + share) / (PARTS + 1) as f32))?.forest;
        inside.into_iter().for_each(|(_, example)| after.count(&forest, example));
    }
    let trained =
        train(&with(marked.iter().collect()), SEED, cancel, &mut |share| tell((PARTS as f32 + share) / (PARTS + 1) as f32))?;
    let mut before = OnMarks::default();
    marked.iter().for_each(|example| before.count(in_use, example));
    let held_back = [measure(&shipped, in_use), trained.figures];
    match worse(&held_back) {
        Some(why) => Err(LearnError::Worse { why }),
        None => Ok(Proposal { forest: trained.forest, held_back, on_marks: [before, after] }),
    }
}

impl OnMarks {
    fn count(&mut self, forest: &Forest, example: &Example) {
        let Some(row) = example.row() else { return };
        let probability = forest.probability(&row);
        self.count += 1;
        self.accused += usize::from(!example.is_lossy() && probability >= GREY.1);
        self.missed += usize::from(example.is_lossy() && probability < GREY.0);
    }
}

/// A mark as an example; `None` where it says nothing of a lossy past, or was made with other features.
fn example(mark: &Mark) -> Option<Example> {
    let is_lossy = mark.label.is_lossy()?;
    if mark.schema_id != schema_id() || mark.features.len() != COUNT {
        return None;
    }
    let is_settled = TABLE.iter().zip(&mark.features).any(|(feature, value)| feature.name.ends_with("_z") && *value >= SETTLED_Z);
    Some(Example {
        path: mark.audio_id.clone(),
        arm: "marked".to_owned(),
        codec: is_lossy.then(|| mark.codec.map_or("unknown", |codec| codec.id()).to_owned()),
        headroom: None,
        role: Role::Train,
        // Together they count as one source: a dozen verdicts must not outweigh the shipped examples.
        origin: "marks".to_owned(),
        is_settled: is_settled && is_lossy,
        features: mark.features.clone(),
    })
}

/// In which figure the second of two is worse than the first beyond what chance does. With the network's readings shown it may not
/// accuse more either; how it ranks then is left to chance, as the network itself is little better.
fn worse([before, after]: &[Figures; 2]) -> Option<String> {
    let accuses_more = |before: &Figures, after: &Figures| {
        let (was, is) = (before.genuine[2], after.genuine[2]);
        (is > was).then(|| format!("{is} genuine tracks beyond the grey zone instead of {was}"))
    };
    if let Some(why) = accuses_more(before, after) {
        return Some(why);
    }
    if let Some(why) = before.with_network.as_deref().zip(after.with_network.as_deref()).and_then(|(was, is)| accuses_more(was, is))
    {
        return Some(format!("with the network, {why}"));
    }
    if after.calibrated.log_loss > before.calibrated.log_loss + LOG_LOSS_SLACK {
        return Some(format!("log loss {:.3} instead of {:.3}", after.calibrated.log_loss, before.calibrated.log_loss));
    }
    let (was, is) = (before.silenced_auc?, after.silenced_auc?);
    (is < was - RANK_SLACK).then(|| format!("area under the curve {is:.3} instead of {was:.3}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::MarkLabel;

    /// Marks made of shipped examples, so that they are as real as those.
    fn marks(labels: impl Iterator<Item = MarkLabel>, is_right: bool) -> Vec<Mark> {
        let shipped = weights::decode_examples(weights::SHIPPED_EXAMPLES).unwrap();
        let unsettled: Vec<&Example> =
            shipped.iter().filter(|example| !example.is_settled && example.role == Role::Train).collect();
        let of_kind = |is_lossy: bool| unsettled.iter().filter(move |example| example.is_lossy() == is_lossy);
        let (mut genuine, mut lossy) = (of_kind(false), of_kind(true));
        labels
            .zip(0..)
            .map(|(label, at)| {
                let is_lossy = label.is_lossy() == Some(is_right);
                let example = if is_lossy { lossy.next() } else { genuine.next() }.unwrap();
                Mark {
                    audio_id: format!("{at:032x}"),
                    label,
                    codec: None,
                    note: String::new(),
                    marked_ms: at,
                    machine_class: None,
                    machine_probability: None,
                    schema_id: schema_id(),
                    features: example.features.clone(),
                }
            })
            .collect()
    }

    fn in_use() -> Forest {
        weights::decode(weights::SHIPPED).unwrap()
    }

    fn alternating(count: usize) -> impl Iterator<Item = MarkLabel> {
        (0..count).map(|place| if place % 2 == 0 { MarkLabel::Genuine } else { MarkLabel::Transcode })
    }

    fn learnt(marks: &[Mark]) -> Result<Proposal, LearnError> {
        learn(marks, &in_use(), &CancelToken::new(), &mut |_| {})
    }

    #[test]
    fn right_marks_make_a_proposal_with_both_figures() {
        let mut told = Vec::new();
        let marks = marks(alternating(24), true);
        let proposal = learn(&marks, &in_use(), &CancelToken::new(), &mut |share| told.push(share)).unwrap();
        assert_eq!((proposal.on_marks[0].count, proposal.on_marks[1].count), (24, 24));
        assert_eq!(proposal.held_back[0].tracks[2], proposal.held_back[1].tracks[2]);
        assert!(told.is_sorted() && told.last().is_some_and(|share| *share > 0.99));
    }

    #[test]
    fn few_and_one_sided_marks_are_refused_with_the_reason() {
        assert!(matches!(learnt(&marks(alternating(10), true)), Err(LearnError::TooFew { found: 10 })));
        let one_sided = marks((0..30).map(|_| MarkLabel::Genuine), true);
        assert!(matches!(learnt(&one_sided), Err(LearnError::OneSided { genuine: 30, lossy: 0 })));
        let unsure = marks((0..30).map(|_| MarkLabel::Unsure), true);
        assert!(matches!(learnt(&unsure), Err(LearnError::TooFew { found: 0 })));
        let mut foreign = marks(alternating(30), true);
        foreign.iter_mut().for_each(|mark| mark.schema_id += 1);
        assert!(matches!(learnt(&foreign), Err(LearnError::TooFew { found: 0 })));
    }

    #[test]
    fn figures_that_grow_worse_are_refused() {
        let good = Figures { genuine: [90, 10, 0], silenced_auc: Some(0.9), ..Figures::default() };
        assert_eq!(worse(&[good.clone(), good.clone()]), None);
        let accusing = Figures { genuine: [89, 10, 1], ..good.clone() };
        assert!(worse(&[good.clone(), accusing.clone()]).unwrap().contains("1 genuine tracks"));
        let mut unsure = good.clone();
        unsure.calibrated.log_loss = 0.1;
        assert!(worse(&[good.clone(), unsure]).unwrap().contains("log loss"));
        let blind = Figures { silenced_auc: Some(0.8), ..good.clone() };
        assert!(worse(&[good.clone(), blind.clone()]).unwrap().contains("0.800 instead of 0.900"));
        let heard = |shown: Figures| Figures { with_network: Some(Box::new(shown)), ..good.clone() };
        assert_eq!(worse(&[heard(good.clone()), heard(blind)]), None);
        assert!(worse(&[heard(good.clone()), heard(accusing)]).unwrap().starts_with("with the network, 1 genuine tracks"));
    }

    #[test]
    fn a_set_token_stops_it() {
        let cancel = CancelToken::new();
        cancel.cancel();
        let stopped = learn(&marks(alternating(24), true), &in_use(), &cancel, &mut |_| {});
        assert!(matches!(stopped, Err(LearnError::Grow(GrowError::Cancelled(_)))));
    }
}
