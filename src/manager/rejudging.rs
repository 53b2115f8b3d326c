//! Judges stored audits again, without decoding: after the auditor's bars or the forest have changed, or the network was switched on
//! or off.

use std::sync::Arc;

use crate::{
    brain::{Bars, Case, Judge, arbitration::settle},
    contracts::{AuditReport, CancelToken, DecidedBy, VerdictClass},
    persistence::{Repository, StoreError, TrackId, Weighed},
};

/// What a new look changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejudged {
    /// Audits looked at.
    pub seen: usize,
    /// Verdicts of another class now: from, to, how many.
    pub changed: Vec<(VerdictClass, VerdictClass, usize)>,
}

impl Rejudged {
    /// Verdicts of another class now.
    pub fn count(&self) -> usize {
        self.changed.iter().map(|(_, _, count)| count).sum()
    }

    fn note(&mut self, from: VerdictClass, to: VerdictClass) {
        match self.changed.iter_mut().find(|(was, is, _)| (*was, *is) == (from, to)) {
            Some((_, _, count)) => *count += 1,
            None => self.changed.push((from, to, 1)),
        }
    }
}

impl std::fmt::Display for Rejudged {
    /// `3 of 1200 verdicts changed: 2 from inconclusive to transcode, 1 from genuine to inconclusive`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} of {} verdicts changed", self.count(), self.seen)?;
        for (place, (from, to, count)) in self.changed.iter().enumerate() {
            let mark = if place == 0 { ": " } else { ", " };
            write!(formatter, "{mark}{count} from {} to {}", from.id(), to.id())?;
        }
        Ok(())
    }
}

/// Judges every stored audit by other bars and the same forest: only those whose class changes are read whole.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn apply_bars(repository: &Repository, judge: &Judge, cancel: &CancelToken) -> Result<Rejudged, StoreError> {
    let weighed = repository.weighed()?;
    let is_other = |weighed: &&Weighed| class_at(weighed, judge.bars).is_some_and(|class| class != weighed.class);
    let tracks: Vec<TrackId> = weighed.iter().filter(is_other).map(|weighed| weighed.track).collect();
    rejudge(repository, judge, &tracks, weighed.len(), cancel)
}

/// Judges every stored audit anew, by another forest.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn apply_forest(repository: &Repository, judge: &Arc<Judge>, cancel: &CancelToken) -> Result<Rejudged, StoreError> {
    let tracks: Vec<TrackId> = repository.weighed()?.into_iter().map(|weighed| weighed.track).collect();
    rejudge(repository, judge, &tracks, tracks.len(), cancel)
}

/// Judges anew the stored audits that tell something else of the network than `judge` would: it was switched on or off, or is another
/// one. None where all are in step.
///
/// # Errors
/// Where the store cannot be read or written.
pub fn apply_network(repository: &Repository, judge: &Judge, cancel: &CancelToken) -> Result<Rejudged, StoreError> {
    let in_use = judge.network.as_ref().and_then(|network| network.version());
    let tracks = repository.out_of_step(in_use)?;
    rejudge(repository, judge, &tracks, tracks.len(), cancel)
}

/// The class that the bars give a track that nothing but a probability decides; `None` for every other. What the arbiter settled
/// stays, so that bars that are moved back leave all as it was.
fn class_at(weighed: &Weighed, bars: Bars) -> Option<VerdictClass> {
    let decides = match weighed.decided_by {
        DecidedBy::Forest => true,
        DecidedBy::Grid => weighed.class != VerdictClass::Transcode,
        DecidedBy::Measurement | DecidedBy::Arbiter | DecidedBy::Auditor => false,
    };
    let forest = weighed.forest_probability.unwrap_or(0.0);
    let highest = weighed.suspicion.unwrap_or(0.0).max(forest);
    decides.then(|| match () {
        () if forest >= bars.accuses_from() => VerdictClass::Transcode,
        () if highest >= bars.grey.0 => VerdictClass::Inconclusive,
        () => VerdictClass::Genuine,
    })
}

/// Audits judged between two writes.
const TOGETHER: usize = 256;

fn rejudge(
    repository: &Repository,
    judge: &Judge,
    tracks: &[TrackId],
    seen: usize,
    cancel: &CancelToken,
) -> Result<Rejudged, StoreError> {
    let mut rejudged = Rejudged { seen, changed: Vec::new() };
    for chunk in tracks.chunks(TOGETHER) {
        if cancel.is_cancelled() {
            break;
        }
        let mut judged: Vec<(TrackId, AuditReport)> = Vec::with_capacity(chunk.len());
        for track in chunk {
            let Some(mut report) = repository.machine_report(*track)? else { continue };
            let Some(mut judgement) = Case::of(&report).map(|case| judge.judge(case)) else { continue };
            // What the arbiter said stands while the track is grey.
            if let Some(arbitration) = report.verdict.as_ref().and_then(|verdict| verdict.arbitration.as_deref()) {
                settle(&mut judgement, judge.bars, arbitration.clone());
            }
            if let Some(before) = &report.verdict
                && before.class != judgement.verdict.class
            {
                rejudged.note(before.class, judgement.verdict.class);
            }
            (report.verdict, report.evidence) = (Some(judgement.verdict), judgement.evidence);
            judged.push((*track, report));
        }
        repository.save_judgements(&judged)?;
    }
    Ok(rejudged)
}
