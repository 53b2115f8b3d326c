//! The rows of the track table in plain Rust: order, pages, and the texts of a row. No Qt.

use std::{
    cell::RefCell,
    collections::{HashMap, HashSet},
    ops::Range,
};

use crate::{
    contracts::{IntegrityState, Stage, VerdictClass},
    language::{figure, number, retold, tr, whole as whole_number},
    persistence::{RowState, SortColumn, TableQuery, TrackId, TrackRow},
};

/// Rows fetched together: three screens.
const PAGE: usize = 120;
/// Rows of the younger half of the cache.
const YOUNG: usize = 2000;
/// What stands where a value is missing.
pub(super) const DASH: &str = "\u{2013}";

/// The order of the table, and the rows that were looked at lately.
#[derive(Default)]
pub(super) struct Rows {
    ids: Vec<TrackId>,
    index_of: HashMap<TrackId, usize>,
    cache: RefCell<Cache>,
    wanted: RefCell<HashSet<TrackId>>,
    running: HashMap<TrackId, (Stage, f32)>,
}

#[derive(Default)]
struct Cache {
    young: HashMap<TrackId, TrackRow>,
    old: HashMap<TrackId, TrackRow>,
}

/// How the order changed.
#[derive(Debug, PartialEq)]
pub(super) enum OrderChange {
    Same,
    /// Rows `removed` gave way to `inserted` rows at the same place.
    Replaced {
        removed: Range<usize>,
        inserted: usize,
    },
    /// Nearly everything moved.
    Reset,
}

impl Rows {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, row: usize) -> Option<TrackId> {
        self.ids.get(row).copied()
    }

    pub(super) fn row_of(&self, id: TrackId) -> Option<usize> {
        self.index_of.get(&id).copied()
    }

    /// How `ids` differs from the present order.
    pub(super) fn compare(&self, ids: &[TrackId]) -> OrderChange {
        compare(&self.ids, ids)
    }

    /// Takes `range` out of the order.
    pub(super) fn remove(&mut self, range: Range<usize>) {
        self.ids.drain(range);
    }

    /// Sets the whole order.
    pub(super) fn set(&mut self, ids: Vec<TrackId>) {
        self.index_of = ids.iter().enumerate().map(|(row, &id)| (id, row)).collect();
        self.ids = ids;
    }

    /// Forgets the cached row of `id`, so that it is fetched anew; keeps showing it until then.
    pub(super) fn refresh(&mut self, id: TrackId) {
        self.wanted.borrow_mut().insert(id);
    }

    /// Forgets every cached row, so that each is fetched anew; keeps showing them until then.
    pub(super) fn refresh_all(&mut self) {
        let cache = self.cache.get_mut();
        cache.old.clear();
        self.wanted.borrow_mut().extend(cache.young.keys().copied());
    }

    /// Sets or clears what a running row shows.
    pub(super) fn set_running(&mut self, id: TrackId, progress: Option<(Stage, f32)>) {
        match progress {
            Some(progress) => self.running.insert(id, progress),
            None => self.running.remove(&id),
        };
    }

    /// Forgets every running row.
    pub(super) fn clear_running(&mut self) -> Vec<TrackId> {
        self.running.drain().map(|(id, _)| id).collect()
    }

    pub(super) fn progress(&self, id: TrackId) -> Option<(Stage, f32)> {
        self.running.get(&id).copied()
    }

    /// The cached row `row`, given to `read`; where it is not there, its page is put on the list of the wanted.
    pub(super) fn read<T>(&self, row: usize, read: impl FnOnce(&TrackRow) -> T) -> Option<T> {
        let id = self.id(row)?;
        let mut cache = self.cache.borrow_mut();
        if let Some(found) = cache.old.remove(&id) {
            cache.young.insert(id, found);
        }
        if let Some(found) = cache.young.get(&id) {
            return Some(read(found));
        }
        let from = row.saturating_sub(PAGE / 3);
        let to = (from + PAGE).min(self.ids.len());
        let mut wanted = self.wanted.borrow_mut();
        wanted.extend(self.ids[from..to].iter().filter(|id| !cache.young.contains_key(id) && !cache.old.contains_key(id)));
        None
    }

    pub(super) fn has_wanted(&self) -> bool {
        !self.wanted.borrow().is_empty()
    }

    /// Takes the list of rows to fetch.
    pub(super) fn take_wanted(&mut self) -> Vec<TrackId> {
        self.wanted.borrow_mut().drain().collect()
    }

    /// Keeps fetched rows and says which runs of the table they are.
    pub(super) fn keep(&mut self, rows: Vec<TrackRow>) -> Vec<Range<usize>> {
        let mut changed: Vec<usize> = rows.iter().filter_map(|row| self.row_of(row.id)).collect();
        let cache = self.cache.get_mut();
        for row in rows {
            cache.young.insert(row.id, row);
        }
        if cache.young.len() > YOUNG {
            cache.old = std::mem::take(&mut cache.young);
            // The rows just fetched are likely on the screen; they come back at the next look.
        }
        changed.sort_unstable();
        runs(&changed)
    }
}

/// How the order `new` differs from `old`.
pub(super) fn compare<T: PartialEq>(old: &[T], new: &[T]) -> OrderChange {
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    if front == old.len() && front == new.len() {
        return OrderChange::Same;
    }
    let most = old.len().min(new.len()) - front;
    let back = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let removed = front..old.len() - back;
    let inserted = new.len() - back - front;
    if removed.len() > 64 && removed.len() * 2 > old.len() {
        OrderChange::Reset
    } else {
        OrderChange::Replaced { removed, inserted }
    }
}

/// Contiguous runs of sorted row numbers.
pub(super) fn runs(rows: &[usize]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for &row in rows {
        match runs.last_mut() {
            Some(last) if row <= last.end => last.end = row + 1,
            _ => runs.push(row..row + 1),
        }
    }
    runs
}

/// Columns by the names that QML gives them.
const COLUMNS: [(&str, SortColumn); SortColumn::ALL.len()] = [
    ("added", SortColumn::Added),
    ("verdict", SortColumn::Verdict),
    ("name", SortColumn::Name),
    ("folder", SortColumn::Folder),
    ("format", SortColumn::Format),
    ("rate", SortColumn::Rate),
    ("length", SortColumn::Length),
    ("probability", SortColumn::Probability),
    ("evidence", SortColumn::Evidence),
    ("lufs", SortColumn::Lufs),
    ("truePeak", SortColumn::TruePeak),
    ("dr", SortColumn::DynamicRange),
    ("clips", SortColumn::Clips),
    ("integrity", SortColumn::Integrity),
];

/// The column of that name in QML.
pub(super) fn column(name: &str) -> Option<SortColumn> {
    COLUMNS.into_iter().find(|(known, _)| *known == name).map(|(_, column)| column)
}

/// Its name in QML.
pub(super) fn column_name(column: SortColumn) -> &'static str {
    COLUMNS.into_iter().find(|(_, known)| *known == column).map_or("added", |(name, _)| name)
}

/// The classes that `query` shows, by their ids with commas between them.
pub(super) fn class_filter(query: &TableQuery) -> String {
    let failed = query.with_failed.then_some("failed");
    query.classes.iter().map(|class| class.id()).chain(failed).collect::<Vec<_>>().join(",")
}

/// The strongest evidence; under the auditor's word what the machine says.
pub(super) fn evidence(row: &TrackRow) -> String {
    match (row.state, row.mark, row.class) {
        (RowState::Queued, ..) => String::new(),
        (_, Some(mark), Some(class)) if mark.class() != class => {
            tr!("You; machine: {class}, {evidence}", class = class_word(class), evidence = retold(&row.evidence))
        }
        (_, Some(_), _) => tr!("You; {evidence}", evidence = retold(&row.evidence)),
        (_, None, _) => retold(&row.evidence).into_owned(),
    }
}

/// The class as a word of a sentence.
pub(super) fn class_word(class: VerdictClass) -> &'static str {
    match class {
        VerdictClass::Genuine => tr!("genuine"),
        VerdictClass::Transcode => tr!("transcode"),
        VerdictClass::Upsampled => tr!("upsampled"),
        VerdictClass::Padded => tr!("padded"),
        VerdictClass::Lossy => tr!("lossy"),
        VerdictClass::Inconclusive => tr!("inconclusive"),
    }
}

/// `44.1/16`: kilohertz and bits.
pub(super) fn rate_bits(row: &TrackRow) -> String {
    let Some(hz) = row.sample_rate_hz else { return DASH.to_owned() };
    let khz = f64::from(hz) / 1000.0;
    let bits = row.bits.map_or_else(|| DASH.to_owned(), |bits| bits.to_string());
    format!("{}/{bits}", figure(format!("{khz:.2}").trim_end_matches('0').trim_end_matches('.')))
}

/// `6:42` or `1:06:42`.
pub(super) fn length(seconds: Option<f64>) -> String {
    let Some(seconds) = seconds.filter(|seconds| seconds.is_finite()) else { return DASH.to_owned() };
    let total = seconds.round() as u64;
    let (hours, minutes, seconds) = (total / 3600, total / 60 % 60, total % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `99.4`, never 100: `>99.9`; a decimal comma where the language has one.
pub(super) fn probability(probability: Option<f64>) -> String {
    match probability {
        None => DASH.to_owned(),
        Some(probability) if probability > 0.999 => format!(">{}", number(99.9, 1)),
        Some(probability) => number(probability * 100.0, 1),
    }
}

/// One decimal, with a plus where `has_sign`.
pub(super) fn decimal(value: Option<f64>, has_sign: bool) -> String {
    match value.filter(|value| value.is_finite()) {
        None => DASH.to_owned(),
        Some(value) if has_sign && value >= 0.05 => format!("+{}", number(value, 1)),
        // No zero below zero.
        Some(value) => number((value * 10.0).round() / 10.0 + 0.0, 1),
    }
}

/// A whole number or a dash.
pub(super) fn whole<T: std::fmt::Display>(value: Option<T>) -> String {
    value.map_or_else(|| DASH.to_owned(), whole_number)
}

/// The state's name in QML.
pub(super) fn state(row: &TrackRow, is_running: bool) -> &'static str {
    match row.state {
        _ if is_running => "running",
        RowState::Queued => "queued",
        RowState::Audited => "audited",
        RowState::Failed => "failed",
        RowState::Cancelled => "cancelled",
    }
}

/// The class's name in QML; empty where there is no verdict.
pub(super) fn class(class: Option<VerdictClass>) -> &'static str {
    class.map_or("", VerdictClass::id)
}

/// The integrity's name in QML; empty where it was not looked at.
pub(super) fn integrity(integrity: Option<IntegrityState>) -> &'static str {
    match integrity {
        None => "",
        Some(IntegrityState::Intact) => "intact",
        Some(IntegrityState::Damaged) => "damaged",
        Some(IntegrityState::Undetermined) => "undetermined",
    }
}

/// What a running row shows as its evidence.
pub(super) fn stage(stage: Stage) -> &'static str {
    match stage {
        Stage::Decoding => tr!("Decoding and measuring"),
        Stage::TestingGrids => tr!("Testing codec grids"),
        Stage::Judging => tr!("Judging"),
        Stage::Arbitrating => tr!("Asking the arbiter"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::in_french;

    fn ids(range: Range<i64>) -> Vec<TrackId> {
        range.map(TrackId).collect()
    }

    fn rows(range: Range<i64>) -> Rows {
        let mut rows = Rows::default();
        rows.set(ids(range));
        rows
    }

    #[test]
    fn appended_rows_replace_nothing() {
        let rows = rows(0..10);
        assert_eq!(rows.compare(&ids(0..10)), OrderChange::Same);
        assert_eq!(rows.compare(&ids(0..13)), OrderChange::Replaced { removed: 10..10, inserted: 3 });
        assert_eq!(Rows::default().compare(&ids(0..3)), OrderChange::Replaced { removed: 0..0, inserted: 3 });
    }

    #[test]
    fn a_moved_row_touches_only_what_lies_between() {
        let rows = rows(0..6);
        let moved: Vec<_> = [0, 1, 4, 2, 3, 5].map(TrackId).to_vec();
        assert_eq!(rows.compare(&moved), OrderChange::Replaced { removed: 2..5, inserted: 3 });
    }

    #[test]
    fn a_repeated_neighbour_is_not_counted_twice() {
        // Front and back runs must not overlap: 0 0 0 -> 0 0
        let mut rows = Rows::default();
        rows.set(vec![TrackId(7), TrackId(8), TrackId(7)]);
        let change = rows.compare(&[TrackId(7), TrackId(7)]);
        assert_eq!(change, OrderChange::Replaced { removed: 1..2, inserted: 0 });
    }

    #[test]
    fn another_sort_of_a_long_table_is_a_reset() {
        let mut reversed = ids(0..1000);
        reversed.reverse();
        assert_eq!(rows(0..1000).compare(&reversed), OrderChange::Reset);
    }

    #[test]
    fn an_unknown_row_asks_for_its_page_once() {
        let mut rows = rows(0..1000);
        assert_eq!(rows.read(500, |row| row.id), None);
        let wanted = rows.take_wanted();
        assert_eq!(wanted.len(), PAGE);
        assert!(wanted.contains(&TrackId(500)) && wanted.contains(&TrackId(460)) && !wanted.contains(&TrackId(0)));
        assert!(!rows.has_wanted());
    }

    #[test]
    fn a_query_is_told_by_the_names_that_it_was_made_from() {
        for sort in SortColumn::ALL {
            assert_eq!(column(column_name(sort)), Some(sort));
        }
        let query =
            TableQuery { classes: vec![VerdictClass::Transcode, VerdictClass::Lossy], with_failed: true, ..TableQuery::default() };
        assert_eq!(class_filter(&query), "transcode,lossy,failed");
        assert_eq!(class_filter(&TableQuery::default()), "");
    }

    #[test]
    fn texts_of_the_table() {
        assert_eq!(length(Some(402.4)), "6:42");
        assert_eq!(length(Some(4002.0)), "1:06:42");
        assert_eq!(probability(Some(0.9995)), ">99.9");
        assert_eq!(probability(Some(0.999)), "99.9");
        assert_eq!(probability(None), DASH);
        assert_eq!(decimal(Some(0.26), true), "+0.3");
        assert_eq!(decimal(Some(-0.04), false), "0.0");
        assert_eq!(decimal(Some(f64::NAN), false), DASH);
    }

    #[test]
    fn figures_follow_the_language() {
        let french = in_french(|| [probability(Some(0.9995)), decimal(Some(-23.04), false), decimal(Some(0.26), true)]);
        assert_eq!(french, [">99,9", "-23,0", "+0,3"]);
        assert_eq!((whole(Some(12_045)), in_french(|| whole(Some(12_045)))), ("12,045".into(), "12\u{202f}045".into()));
        assert_eq!(in_french(|| stage(Stage::Judging)), "Jugement");
    }

    #[test]
    fn runs_join_neighbours() {
        assert_eq!(runs(&[1, 2, 3, 7, 8, 10]), [1..4, 7..9, 10..11]);
    }
}
