//! The rows of the copies view in plain Rust: groups and their sources one under the other, and what each says. No Qt.

use std::{collections::HashMap, fmt::Write as _};

use super::rows::{DASH, length};
use crate::{
    contracts::{VerdictClass, capitalised},
    language::{figure, retold, tr, tr_n, whole},
    manager::duplicates::{Duplicates, Group, Heard, Kinship, Source},
    persistence::TrackId,
};

/// What stands in a row: a group by its number, or one of its sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Group(usize),
    Source(usize, usize),
}

/// Groups of copies as a list, those alone that a search leaves.
#[derive(Default)]
pub(super) struct CopyRows {
    found: Duplicates,
    /// Lower-cased paths of each group.
    search: Vec<String>,
    places: Vec<Place>,
    row_of: HashMap<TrackId, usize>,
    groups_shown: usize,
}

impl CopyRows {
    /// The rows of what was found under `text`. May take a while: for a worker.
    pub(super) fn new(found: Duplicates, text: &str) -> Self {
        let search = found.groups.iter().map(|group| {
            let paths = group.sources.iter().map(|source| super::shown(&source.copy.path).to_lowercase());
            paths.collect::<Vec<_>>().join("\n")
        });
        let mut rows = Self { search: search.collect(), found, ..Self::default() };
        rows.filter(text);
        rows
    }

    /// Shows the groups whose paths hold every word of `text`.
    pub(super) fn filter(&mut self, text: &str) {
        let text = text.to_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        self.places.clear();
        self.row_of.clear();
        self.groups_shown = 0;
        for (number, group) in self.found.groups.iter().enumerate() {
            let is_found = self.search.get(number).is_some_and(|paths| words.iter().all(|word| paths.contains(word)));
            if !is_found {
                continue;
            }
            self.groups_shown += 1;
            self.places.push(Place::Group(number));
            for (place, source) in group.sources.iter().enumerate() {
                self.row_of.insert(source.copy.track, self.places.len());
                self.places.push(Place::Source(number, place));
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Groups in all, and recordings without a fingerprint.
    pub(super) fn counts(&self) -> (usize, usize) {
        (self.found.groups.len(), self.found.unheard)
    }

    pub(super) fn row_of(&self, track: TrackId) -> Option<usize> {
        self.row_of.get(&track).copied()
    }

    /// The track of a row; of a group, its best one.
    pub(super) fn track(&self, row: usize) -> Option<TrackId> {
        self.source(row).map(|source| source.copy.track)
    }

    /// The best copy of the recording that `track` is a copy of.
    pub(super) fn best_of(&self, track: TrackId) -> Option<TrackId> {
        let Place::Source(group, _) = *self.places.get(self.row_of(track)?)? else { return None };
        self.found.groups.get(group)?.sources.first().map(|source| source.copy.track)
    }

    pub(super) fn path(&self, row: usize) -> String {
        self.source(row).map(|source| super::shown(&source.copy.path)).unwrap_or_default()
    }

    fn group(&self, row: usize) -> Option<&Group> {
        let (Place::Group(number) | Place::Source(number, _)) = *self.places.get(row)?;
        self.found.groups.get(number)
    }

    /// The source of a row; of a group, its best one.
    fn source(&self, row: usize) -> Option<&Source> {
        let place = match *self.places.get(row)? {
            Place::Group(_) => 0,
            Place::Source(_, place) => place,
        };
        self.group(row)?.sources.get(place)
    }

    pub(super) fn is_group(&self, row: usize) -> bool {
        matches!(self.places.get(row), Some(Place::Group(_)))
    }

    /// The text of a role; empty where a row has none.
    pub(super) fn text(&self, row: usize, role: &str) -> String {
        let (Some(group), Some(source)) = (self.group(row), self.source(row)) else { return String::new() };
        let copy = &source.copy;
        let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
        match role {
            "name" if self.is_group(row) => part(copy.path.file_stem()),
            "name" => part(copy.path.file_name()),
            "folder" => copy.path.parent().map(super::shown).unwrap_or_default(),
            "path" => self.path(row),
            "verdictClass" => copy.class.map_or("", VerdictClass::id).to_owned(),
            "format" => stream(source),
            "length" => length(copy.duration_s),
            "copies" => kinds(group),
            "kinship" => kinship_id(source.kinship).to_owned(),
            "kinshipText" => kinship(source.kinship).to_owned(),
            "reasons" => reasons(source),
            _ => String::new(),
        }
    }

    /// What was found, in a sentence.
    pub(super) fn summary(&self) -> String {
        let (groups, _) = self.counts();
        let recordings = whole(self.found.recordings);
        if self.groups_shown < groups {
            return tr!("{shown} of {count} groups", shown = whole(self.groups_shown), count = whole(groups));
        }
        tr_n!(
            groups,
            "{count} group of copies among {recordings} recordings",
            "{count} groups of copies among {recordings} recordings",
            count = whole(groups),
            recordings
        )
    }
}

/// `FLAC, 44.1/16`.
fn stream(source: &Source) -> String {
    let copy = &source.copy;
    let mut text = copy.format.clone().unwrap_or_else(|| DASH.to_owned());
    if let Some(hz) = copy.sample_rate_hz {
        let khz = format!("{:.2}", f64::from(hz) / 1000.0);
        let bits = copy.bits.map_or_else(|| DASH.to_owned(), |bits| bits.to_string());
        let _ = write!(text, ", {}/{bits}", figure(khz.trim_end_matches('0').trim_end_matches('.')));
    }
    text
}

fn kinship_id(kinship: Kinship) -> &'static str {
    match kinship {
        Kinship::Best => "best",
        Kinship::Identical => "identical",
        Kinship::SameRecording => "same",
        Kinship::OtherMastering => "mastering",
    }
}

fn kinship(kinship: Kinship) -> &'static str {
    match kinship {
        Kinship::Best => tr!("Best source"),
        Kinship::Identical => tr!("Identical samples"),
        Kinship::SameRecording => tr!("Same recording"),
        Kinship::OtherMastering => tr!("Other mastering, probably"),
    }
}

fn reasons(source: &Source) -> String {
    let reasons: Vec<_> = source.reasons.iter().map(|reason| retold(reason)).collect();
    capitalised(&reasons.join(", "))
}

/// `3 copies: 1 with identical samples, 1 probably of another mastering`.
fn kinds(group: &Group) -> String {
    let of = |kinship| group.sources.iter().filter(|source| source.kinship == kinship).count();
    let (identical, mastering) = (of(Kinship::Identical), of(Kinship::OtherMastering));
    let count = group.sources.len();
    let copies = tr_n!(count, "{count} copy", "{count} copies", count = whole(count));
    let identical_text =
        tr_n!(identical, "{count} with the samples of the best", "{count} with the samples of the best", count = whole(identical));
    let mastering_text = tr_n!(
        mastering,
        "{count} probably in another mastering",
        "{count} probably in another mastering",
        count = whole(mastering)
    );
    let parts = [(identical, identical_text), (mastering, mastering_text)];
    [copies]
        .into_iter()
        .chain(parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text))
        .collect::<Vec<_>>()
        .join(", ")
}

/// That tracks have no fingerprint yet; empty where all have.
pub(super) fn unheard(count: usize) -> String {
    match count {
        0 => String::new(),
        count => tr_n!(
            count,
            "{count} recording has no fingerprint yet and is compared by its samples alone",
            "{count} recordings have no fingerprint yet and are compared by their samples alone",
            count = whole(count)
        ),
    }
}

/// How far listening is.
pub(super) fn listening(place: usize, total: usize) -> String {
    tr!("Listening to {place} of {total}", place = whole(place + 1), total = whole(total))
}

/// What listening did.
pub(super) fn heard(heard: &Heard) -> String {
    let made = tr_n!(heard.made, "{count} fingerprint made", "{count} fingerprints made", count = whole(heard.made));
    let Some((_, problem)) = heard.problems.first() else { return made };
    let left = heard.problems.len();
    let left = tr_n!(left, "{count} track could not be read", "{count} tracks could not be read", count = whole(left));
    tr!("{made}; {left}. {problem}", made, left, problem = retold(problem))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contracts::IntegrityState, language::testing::in_french, persistence::RecordingCopy};

    fn source(track: i64, path: &str, kinship: Kinship, reasons: &[&str]) -> Source {
        let copy = RecordingCopy {
            track: TrackId(track),
            path: path.into(),
            audio_id: String::new(),
            class: Some(VerdictClass::Genuine),
            source_codec: None,
            format: Some("FLAC".into()),
            integrity: Some(IntegrityState::Intact),
            sample_rate_hz: Some(44_100),
            bits: Some(16),
            cutoff_hz: None,
            clipped_runs: None,
            dr: None,
            lufs: None,
            duration_s: Some(200.0),
            is_quarantined: false,
        };
        Source { copy, kinship, bit_error: None, reasons: reasons.iter().map(|&reason| reason.into()).collect() }
    }

    fn found() -> Duplicates {
        let lisbon = Group {
            sources: vec![
                source(3, "/m/Lisbon/01 Night Train.flac", Kinship::Best, &["genuine lossless", "proven whole"]),
                source(7, "/old/Night Train.wav", Kinship::Identical, &["the same samples, bit for bit"]),
                source(1, "/web/night train.flac", Kinship::OtherMastering, &[]),
            ],
        };
        let water = Group {
            sources: vec![
                source(4, "/m/Low Water.flac", Kinship::Best, &[]),
                source(5, "/x/Low Water.flac", Kinship::SameRecording, &[]),
            ],
        };
        Duplicates { groups: vec![lisbon, water], recordings: 1204, unheard: 2 }
    }

    #[test]
    fn groups_stand_over_their_sources() {
        let rows = CopyRows::new(found(), "");
        assert_eq!(rows.len(), 7);
        assert_eq!((0..7).filter(|&row| rows.is_group(row)).collect::<Vec<_>>(), [0, 4]);
        assert_eq!((rows.text(0, "name").as_str(), rows.text(1, "name").as_str()), ("01 Night Train", "01 Night Train.flac"));
        assert_eq!(rows.text(0, "copies"), "3 copies, 1 with the samples of the best, 1 probably in another mastering");
        assert_eq!((rows.text(4, "copies").as_str(), rows.text(5, "length").as_str()), ("2 copies", "3:20"));
        assert_eq!(rows.text(1, "reasons"), "Genuine lossless, proven whole");
        assert_eq!(
            (rows.text(1, "format"), in_french(|| rows.text(1, "format"))),
            ("FLAC, 44.1/16".into(), "FLAC, 44,1/16".into())
        );
        assert_eq!((rows.text(2, "kinship").as_str(), rows.text(2, "kinshipText").as_str()), ("identical", "Identical samples"));
        assert_eq!((rows.text(2, "folder").as_str(), rows.path(2).as_str()), ("/old", "/old/Night Train.wav"));
        assert_eq!((rows.text(7, "name"), rows.track(7)), (String::new(), None));
    }

    #[test]
    fn a_track_knows_its_row_and_the_best_of_its_group() {
        let rows = CopyRows::new(found(), "");
        assert_eq!((rows.row_of(TrackId(5)), rows.track(6), rows.track(4)), (Some(6), Some(TrackId(5)), Some(TrackId(4))));
        assert_eq!(
            (rows.best_of(TrackId(1)), rows.best_of(TrackId(5)), rows.best_of(TrackId(9))),
            (Some(TrackId(3)), Some(TrackId(4)), None)
        );
    }

    #[test]
    fn a_search_leaves_whole_groups() {
        let mut rows = CopyRows::new(found(), "");
        assert_eq!(rows.summary(), "2 groups of copies among 1,204 recordings");
        rows.filter("TRAIN web");
        assert_eq!((rows.len(), rows.summary().as_str(), rows.row_of(TrackId(4))), (4, "1 of 2 groups", None));
        rows.filter("nothing");
        assert_eq!((rows.len(), rows.counts()), (0, (2, 2)));
        rows.filter("");
        assert_eq!(rows.len(), 7);
    }

    #[test]
    fn listening_says_what_it_did() {
        assert_eq!(listening(0, 1204), "Listening to 1 of 1,204");
        assert_eq!((unheard(0), unheard(1).starts_with("1 recording has")), (String::new(), true));
        let mut done = Heard { made: 3, problems: Vec::new() };
        assert_eq!(heard(&done), "3 fingerprints made");
        done.problems.push(("/m/a.flac".into(), "/m/a.flac is gone or was changed since its audit. Audit it again.".into()));
        assert_eq!(
            heard(&done),
            "3 fingerprints made; 1 track could not be read. /m/a.flac is gone or was changed since its audit. Audit it again."
        );
    }
}
