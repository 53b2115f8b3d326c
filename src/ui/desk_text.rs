//! A batch of audits as it is told outside the window: what belongs to it, and the word at its end. No Qt.

use std::time::{Duration, Instant};

use crate::{
    contracts::{AuditReport, VerdictClass},
    language::{tr, tr_n, whole},
    services::{
        desktop::Note,
        notices::{Ended, Kind, Notice, NoticeRules, notice},
    },
};

/// A batch that ends sooner was watched from beginning to end.
pub(super) const LONG_BATCH: Duration = Duration::from_secs(60);

/// The batch that runs, or ran last.
#[derive(Default)]
pub(super) struct Batch {
    started: Option<Instant>,
    found: usize,
    done: usize,
    /// With whether it came from a watched folder.
    ended: Vec<(Ended, bool)>,
}

impl Batch {
    /// `count` tracks were queued at `now`.
    pub(super) fn found(&mut self, count: usize, now: Instant) {
        self.started.get_or_insert(now);
        self.found += count;
    }

    /// A track ended; with its report where it was audited now.
    pub(super) fn finished(&mut self, report: Option<&AuditReport>, is_watched: bool) {
        self.done += 1;
        self.ended.extend(report.and_then(Ended::of).map(|ended| (ended, is_watched)));
    }

    /// Tracks that ended, of how many.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.done, self.found)
    }

    /// Ends the batch at `now` and begins anew; the word about it, where there is one to say. `is_active` while the auditor looks at
    /// the window: then files that came unasked alone are told.
    pub(super) fn end(&mut self, rules: NoticeRules, is_active: bool, now: Instant) -> Option<Note> {
        let batch = std::mem::take(self);
        let elapsed = batch.started.map_or(Duration::ZERO, |started| now.saturating_duration_since(started));
        let told: Vec<Ended> =
            batch.ended.into_iter().filter(|(_, is_watched)| *is_watched || !is_active).map(|(ended, _)| ended).collect();
        match notice(rules, &told) {
            Some(found) => Some(note(&found)),
            None if is_active || elapsed < LONG_BATCH => None,
            None => long_batch(&told, elapsed),
        }
    }
}

/// The words of a notice.
fn note(notice: &Notice) -> Note {
    let audited = notice.audited;
    let audited = tr_n!(audited, "{count} track audited.", "{count} tracks audited.", count = whole(audited));
    if notice.kinds.is_empty() {
        return Note { title: tr!("Nothing suspicious").to_owned(), body: audited };
    }
    let title = notice.kinds.iter().map(|(kind, count)| counted(*kind, *count)).collect::<Vec<_>>().join(", ");
    let names = notice.names.join(", ");
    let named = match notice.more {
        0 => format!("{names}."),
        more => tr_n!(more, "{names} and {count} more.", "{names} and {count} more.", names, count = whole(more)),
    };
    Note { title, body: format!("{audited} {named}") }
}

fn counted(kind: Kind, number: usize) -> String {
    let count = whole(number);
    match kind {
        Kind::Transcode => tr_n!(number, "{count} transcode", "{count} transcodes", count),
        Kind::Upsampled => tr_n!(number, "{count} upsampled", "{count} upsampled", count),
        Kind::Padded => tr_n!(number, "{count} padded", "{count} padded", count),
        Kind::Damaged => tr_n!(number, "{count} damaged", "{count} damaged", count),
        Kind::Failed => tr_n!(number, "{count} not audited", "{count} not audited", count),
        Kind::Defects => tr_n!(number, "{count} with defects", "{count} with defects", count),
    }
}

/// The word at the end of a long batch of which the rules tell nothing.
fn long_batch(ended: &[Ended], elapsed: Duration) -> Option<Note> {
    let flagged = ended.iter().filter(|one| one.class.is_some_and(is_flagged)).count();
    let title = match flagged {
        0 => tr!("Audit finished: nothing suspicious").to_owned(),
        flagged => tr!("Audit finished: {count} flagged", count = whole(flagged)),
    };
    let (tracks, time) = (ended.len(), spoken(elapsed));
    let body = tr_n!(tracks, "{count} track in {time}.", "{count} tracks in {time}.", count = whole(tracks), time);
    (tracks > 0).then_some(Note { title, body })
}

fn is_flagged(class: VerdictClass) -> bool {
    matches!(class, VerdictClass::Transcode | VerdictClass::Upsampled | VerdictClass::Padded)
}

fn spoken(elapsed: Duration) -> String {
    match elapsed.as_secs() {
        seconds @ 0..100 => tr!("{seconds} s", seconds),
        seconds @ 100..6000 => tr!("{minutes} min", minutes = (seconds + 30) / 60),
        seconds => tr!("{hours} h {minutes} min", hours = seconds / 3600, minutes = seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{AuditStatus, DecidedBy, JudgedWith, Verdict},
        language::testing::in_french,
    };

    fn audited(name: &str, class: VerdictClass) -> AuditReport {
        let mut report = AuditReport::failed(format!("/m/{name}.flac").into(), "");
        report.status = AuditStatus::Audited;
        report.verdict = Some(Verdict {
            class,
            probability: None,
            suspicion: None,
            source_codec: None,
            decided_by: DecidedBy::Grid,
            summary: String::new(),
            judged_with: JudgedWith::default(),
            arbitration: None,
        });
        report
    }

    fn batch(tracks: &[(VerdictClass, bool)], started: Instant) -> Batch {
        let mut batch = Batch::default();
        batch.found(tracks.len(), started);
        for (at, (class, is_watched)) in tracks.iter().enumerate() {
            batch.finished(Some(&audited(&at.to_string(), *class)), *is_watched);
        }
        batch
    }

    const FAKE: VerdictClass = VerdictClass::Transcode;
    const GOOD: VerdictClass = VerdictClass::Genuine;

    #[test]
    fn what_the_auditor_sees_is_not_told_and_what_came_unasked_is() {
        let now = Instant::now();
        let tracks = [(FAKE, false), (FAKE, true), (GOOD, true)];
        let told = batch(&tracks, now).end(NoticeRules::default(), true, now).unwrap();
        assert_eq!((told.title.as_str(), told.body.as_str()), ("1 transcode", "2 tracks audited. 1.flac."));
        let told = batch(&tracks, now).end(NoticeRules::default(), false, now).unwrap();
        assert_eq!((told.title.as_str(), told.body.as_str()), ("2 transcodes", "3 tracks audited. 0.flac, 1.flac."));
        assert_eq!(batch(&tracks[..1], now).end(NoticeRules::default(), true, now), None);
    }

    #[test]
    fn a_long_batch_ends_with_a_word_where_nobody_looks() {
        let now = Instant::now();
        let rules = NoticeRules { transcode: false, ..NoticeRules::default() };
        let end = |elapsed, is_active| batch(&[(FAKE, false), (GOOD, false)], now).end(rules, is_active, now + elapsed);
        let told = end(Duration::from_secs(754), false).unwrap();
        assert_eq!((told.title.as_str(), told.body.as_str()), ("Audit finished: 1 flagged", "2 tracks in 13 min."));
        assert_eq!(end(LONG_BATCH, true), None);
        assert_eq!(end(LONG_BATCH - Duration::from_millis(1), false), None);
        assert_eq!(Batch::default().end(NoticeRules::default(), false, now), None);
        let clean = batch(&[(GOOD, false)], now).end(rules, false, now + Duration::from_secs(7265)).unwrap();
        assert_eq!((clean.title.as_str(), clean.body.as_str()), ("Audit finished: nothing suspicious", "1 track in 2 h 1 min."));
    }

    #[test]
    fn tracks_known_before_and_cancelled_ones_count_as_done_alone() {
        let mut batch = Batch::default();
        batch.found(2, Instant::now());
        batch.finished(None, true);
        batch.finished(Some(&AuditReport::cancelled("/m/x".into())), true);
        assert_eq!(batch.progress(), (2, 2));
        assert_eq!(batch.end(NoticeRules { all_well: true, ..NoticeRules::default() }, false, Instant::now()), None);
        assert_eq!(batch.progress(), (0, 0), "the next one begins anew");
    }

    #[test]
    fn a_notice_follows_the_language() {
        let now = Instant::now();
        let told = in_french(|| batch(&[(FAKE, true); 5], now).end(NoticeRules::default(), false, now)).unwrap();
        assert_eq!(told.title, "5 transcodages");
        assert_eq!(told.body, "5 pistes auditées. 0.flac, 1.flac, 2.flac et 2 autres.");
    }
}
