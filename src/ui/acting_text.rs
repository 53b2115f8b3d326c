//! What a quarantine or a restore is about and what it did, in sentences. No Qt.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
};

use serde_json::json;

use super::shown;
use crate::{
    language::{capitalised, retold, tr, tr_n, whole},
    manager::quarantine::Outcome,
    persistence::TrackRow,
};

/// Folders named in a sentence before the rest are counted.
const MOST_FOLDERS: usize = 2;
/// Sentences of one outcome that a dialog lists; the log has them all.
const MOST_LINES: usize = 1000;

/// Files that are about to be moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// Files that can be.
    pub(super) count: usize,
    /// How many they are and where they lie, as a sentence.
    pub(super) from: String,
    /// What is left out and why, as a sentence; empty where nothing is.
    pub(super) left_out: String,
}

/// What a quarantine of `rows` would move.
pub(super) fn plan(rows: &[TrackRow]) -> Plan {
    let there: Vec<&TrackRow> = rows.iter().filter(|row| row.quarantined_from.is_none()).collect();
    let count = there.len();
    let away = rows.len() - count;
    let left_out = match away {
        0 => String::new(),
        _ => tr_n!(
            away,
            "{count} is in quarantine already and stays there.",
            "{count} are in quarantine already and stay there.",
            count = whole(away)
        ),
    };
    let folders = folders(there.iter().map(|row| row.path.as_path()));
    let from = match count {
        0 => String::new(),
        _ => files_from(count, &folders),
    };
    Plan { count, from, left_out }
}

/// What a restore of all that lies in these quarantines would move.
pub(super) fn plan_back(held: &[(PathBuf, usize)]) -> Plan {
    let count: usize = held.iter().map(|(_, count)| count).sum();
    let folders = named(&held.iter().map(|(folder, _)| folder.as_path()).collect::<Vec<_>>());
    match count {
        0 => Plan { left_out: tr!("Nothing lies in a quarantine").to_owned(), ..Plan::default() },
        _ => Plan { count, from: files_from(count, &folders), left_out: String::new() },
    }
}

fn files_from(count: usize, folders: &str) -> String {
    tr_n!(count, "{count} file from {folders}", "{count} files from {folders}", count = whole(count), folders)
}

/// The folders of `paths`, each once.
fn folders<'a>(paths: impl Iterator<Item = &'a Path>) -> String {
    let mut folders: Vec<&Path> = Vec::new();
    let mut seen = HashSet::new();
    for folder in paths.filter_map(Path::parent) {
        if seen.insert(folder) {
            folders.push(folder);
        }
    }
    named(&folders)
}

/// The first folders by name and the others by number.
fn named(folders: &[&Path]) -> String {
    let named = folders.iter().take(MOST_FOLDERS).map(|folder| shown(folder)).collect::<Vec<_>>().join(", ");
    match folders.len().saturating_sub(MOST_FOLDERS) {
        0 => named,
        more => {
            tr_n!(more, "{named} and {count} folder more", "{named} and {count} folders more", named, count = whole(more))
        }
    }
}

/// Which way files go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Into the quarantine.
    In,
    /// Back to where they came from.
    Out,
}

/// File `done` of `total`, from 0, under way.
pub(super) fn step(way: Way, done: usize, total: usize) -> String {
    let (number, total) = (whole(done + 1), whole(total));
    match way {
        Way::In => tr!("Moving {number} of {total} to quarantine", number, total),
        Way::Out => tr!("Restoring {number} of {total}", number, total),
    }
}

/// What was done, in a sentence. `is_undo` where it took something back.
pub(super) fn done(way: Way, outcome: &Outcome, is_undo: bool) -> String {
    let (moved, stays) = (outcome.moved.len(), outcome.refused.len());
    let count = whole(moved);
    let told = match (moved, way) {
        (0, Way::In) => tr!("No file was moved").to_owned(),
        (0, Way::Out) => tr!("No file was restored").to_owned(),
        (_, Way::In) => tr_n!(moved, "{count} file moved to quarantine", "{count} files moved to quarantine", count),
        (_, Way::Out) => {
            tr_n!(moved, "{count} file back where it was", "{count} files back where they were", count)
        }
    };
    let told = match stays {
        0 => told,
        _ => {
            let stays = tr_n!(stays, "{count} stays where it is", "{count} stay where they are", count = whole(stays));
            tr!("{told}; {stays}", told, stays)
        }
    };
    match () {
        () if outcome.is_cancelled => tr!("{told}. You cancelled the rest", told),
        () if moved > 0 && !is_undo => tr!("{told}. Ctrl+Z takes it back", told),
        () => told,
    }
}

/// Whether the outcome has more to say than a sentence.
pub(super) fn has_more(outcome: &Outcome) -> bool {
    !outcome.refused.is_empty() || !outcome.notes.is_empty()
}

/// Each file that stays with its reason, then what else is to be known, as `{ path, text }`. A note has no path.
pub(super) fn lines(outcome: &Outcome) -> String {
    let refused = outcome.refused.iter().map(|(path, refusal)| (shown(path), refusal.to_string()));
    let notes = outcome.notes.iter().map(|note| (String::new(), note.clone()));
    let line = |(path, text): (String, String)| json!({ "path": path, "text": sentence(&text) });
    let lines: Vec<_> = refused.chain(notes).take(MOST_LINES).map(line).collect();
    serde_json::Value::Array(lines).to_string()
}

/// Text that came in English as a sentence of the window.
pub(super) fn sentence(text: &str) -> String {
    let told = capitalised(&retold(text));
    if told.ends_with(['.', '!', '?']) { told } else { format!("{told}.") }
}

/// What a start ended that was cut off before, or could not; `None` where there was nothing.
pub(super) fn recovered(ended: usize, notes: &[String]) -> Option<String> {
    let count = whole(ended);
    match (ended, notes) {
        (0, []) => None,
        (0, _) => Some(tr!("A quarantine could not be looked after").to_owned()),
        _ => Some(tr_n!(
            ended,
            "{count} move that was cut off earlier is ended now",
            "{count} moves that were cut off earlier are ended now",
            count
        )),
    }
}

/// What several quarantines did, as one outcome.
pub(super) fn together(outcomes: impl Iterator<Item = Outcome>) -> Outcome {
    outcomes.fold(Outcome::default(), |mut all, one| {
        all.moved.extend(one.moved);
        all.refused.extend(one.refused);
        all.notes.extend(one.notes);
        all.is_cancelled |= one.is_cancelled;
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        language::testing::in_french,
        manager::quarantine::{Moved, Refusal},
        persistence::{RowState, TrackId},
    };

    fn row(path: &str, from: Option<&str>) -> TrackRow {
        TrackRow {
            id: TrackId(1),
            path: path.into(),
            name: String::new(),
            folder: String::new(),
            state: RowState::Audited,
            format: None,
            sample_rate_hz: None,
            bits: None,
            is_float: false,
            duration_s: None,
            class: None,
            probability: None,
            suspicion: None,
            evidence: String::new(),
            source_codec: None,
            lufs: None,
            true_peak_dbtp: None,
            dr: None,
            clipped_runs: None,
            clicks: None,
            dropouts: None,
            integrity: None,
            decided_by: None,
            mark: None,
            mark_codec: None,
            error: None,
            quarantined_from: from.map(PathBuf::from),
        }
    }

    fn outcome(moved: usize, refused: usize) -> Outcome {
        let one = Moved { track: None, from: "/m/a".into(), to: "/q/a".into() };
        let refusal = || (PathBuf::from("/m/b"), Refusal::NotAFile { path: "/m/b".into() });
        Outcome {
            moved: vec![one; moved],
            refused: (0..refused).map(|_| refusal()).collect(),
            notes: vec!["a note".to_owned(); refused],
            is_cancelled: false,
        }
    }

    #[test]
    fn a_plan_counts_files_and_names_folders() {
        let rows = ["/m/a/1", "/m/a/2", "/m/b/3"].map(|path| row(path, None));
        assert_eq!(plan(&rows).from, "3 files from /m/a, /m/b");
        let rows = [row("/m/a/1", None), row("/m/b/1", None), row("/m/c/1", None), row("/q/1", Some("/m/d/1"))];
        let plan = plan(&rows);
        assert_eq!(
            (plan.count, plan.from.as_str(), plan.left_out.as_str()),
            (3, "3 files from /m/a, /m/b and 1 folder more", "1 is in quarantine already and stays there.")
        );
        assert_eq!(super::plan(&rows[3..]).count, 0);
        assert_eq!(plan_back(&[("/q".into(), 2), ("/r".into(), 1)]).from, "3 files from /q, /r");
        assert_eq!(plan_back(&[]).left_out, "Nothing lies in a quarantine");
    }

    #[test]
    fn an_outcome_is_a_sentence_with_what_stays() {
        assert_eq!(done(Way::In, &outcome(1, 0), false), "1 file moved to quarantine. Ctrl+Z takes it back");
        assert_eq!(done(Way::In, &outcome(3, 1), false), "3 files moved to quarantine; 1 stays where it is. Ctrl+Z takes it back");
        assert_eq!(done(Way::Out, &outcome(2, 0), true), "2 files back where they were");
        assert_eq!(done(Way::In, &outcome(0, 2), false), "No file was moved; 2 stay where they are");
        let cancelled = Outcome { is_cancelled: true, ..outcome(2, 0) };
        assert_eq!(done(Way::Out, &cancelled, false), "2 files back where they were. You cancelled the rest");
        assert_eq!(in_french(|| step(Way::In, 0, 1204)), "Mise en quarantaine, 1 sur 1\u{202f}204");
    }

    #[test]
    fn reasons_are_listed_with_their_files() {
        assert!(!has_more(&outcome(1, 0)) && has_more(&outcome(1, 1)));
        let listed: serde_json::Value = serde_json::from_str(&lines(&outcome(0, 1))).unwrap();
        let wanted = json!([{ "path": "/m/b", "text": "/m/b is not a file." }, { "path": "", "text": "A note." }]);
        assert_eq!(listed, wanted);
        assert_eq!(recovered(0, &[]), None);
        assert_eq!(recovered(1, &[]).unwrap(), "1 move that was cut off earlier is ended now");
        assert_eq!(recovered(0, &["x".to_owned()]).unwrap(), "A quarantine could not be looked after");
        let both = together([outcome(1, 1), Outcome { is_cancelled: true, ..outcome(2, 0) }].into_iter());
        assert_eq!((both.moved.len(), both.refused.len(), both.notes.len(), both.is_cancelled), (3, 1, 1, true));
    }
}
