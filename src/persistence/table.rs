//! The table: order, rows, counts.

use std::path::PathBuf;

use rusqlite::{Row, types::Value};

use super::{
    Repository, TrackId,
    audits::known,
    encoding::{path_bytes, path_of},
    error::StoreError,
};
use crate::contracts::{Codec, DecidedBy, IntegrityState, MarkLabel, VerdictClass};

/// State of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It waits to be audited; what it shows besides is its earlier audit.
    Queued,
    /// Its latest audit reached a verdict.
    Audited,
    /// Its latest audit failed.
    Failed,
    /// It was cancelled before any audit ended.
    Cancelled,
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct TrackRow {
    /// The track.
    pub id: TrackId,
    /// Where it is.
    pub path: PathBuf,
    /// Its file name, for display.
    pub name: String,
    /// Last folder of its path, for display.
    pub folder: String,
    /// Its state.
    pub state: RowState,
    /// Format as people write it.
    pub format: Option<String>,
    /// Sample rate.
    pub sample_rate_hz: Option<u32>,
    /// Declared bits a sample.
    pub bits: Option<u16>,
    /// Whether samples are floating point.
    pub is_float: bool,
    /// Length.
    pub duration_s: Option<f64>,
    /// Class of the verdict.
    pub class: Option<VerdictClass>,
    /// Probability that the class is right, 0 to 1.
    pub probability: Option<f64>,
    /// Probability of a lossy past, 0 to 1.
    pub suspicion: Option<f64>,
    /// The strongest evidence in a few words; the error of a failed track.
    pub evidence: String,
    /// The lossy codec that the verdict names.
    pub source_codec: Option<Codec>,
    /// Integrated loudness.
    pub lufs: Option<f64>,
    /// True peak.
    pub true_peak_dbtp: Option<f64>,
    /// DR value.
    pub dr: Option<u32>,
    /// Runs of clipped samples.
    pub clipped_runs: Option<u64>,
    /// Impulsive clicks.
    pub clicks: Option<u64>,
    /// Dropouts.
    pub dropouts: Option<u64>,
    /// Whether the file is whole.
    pub integrity: Option<IntegrityState>,
    /// Who decided.
    pub decided_by: Option<DecidedBy>,
    /// The auditor's word, which stands over the class.
    pub mark: Option<MarkLabel>,
    /// The codec that the auditor names.
    pub mark_codec: Option<Codec>,
    /// What went wrong.
    pub error: Option<String>,
    /// Where the file came from, of one in quarantine; `path` is where it lies there.
    pub quarantined_from: Option<PathBuf>,
}

/// What the table is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortColumn {
    /// When the track was first found.
    #[default]
    Added,
    /// Class, in the order of the filters, then failed, cancelled, queued.
    Verdict,
    /// File name.
    Name,
    /// Last folder.
    Folder,
    /// Format.
    Format,
    /// Sample rate, then bits.
    Rate,
    /// Length.
    Length,
    /// Probability of the verdict.
    Probability,
    /// Words of the strongest evidence.
    Evidence,
    /// Integrated loudness.
    Lufs,
    /// True peak.
    TruePeak,
    /// DR value.
    DynamicRange,
    /// Clipped runs.
    Clips,
    /// Damaged, undetermined, intact.
    Integrity,
}

impl SortColumn {
    /// Every column.
    pub const ALL: [Self; 14] = [
        Self::Added,
        Self::Verdict,
        Self::Name,
        Self::Folder,
        Self::Format,
        Self::Rate,
        Self::Length,
        Self::Probability,
        Self::Evidence,
        Self::Lufs,
        Self::TruePeak,
        Self::DynamicRange,
        Self::Clips,
        Self::Integrity,
    ];

    fn terms(self) -> &'static [&'static str] {
        match self {
            Self::Added => &[],
            Self::Verdict => &["verdict_rank"],
            Self::Name => &["name_sort"],
            Self::Folder => &["folder_sort"],
            Self::Format => &["format"],
            Self::Rate => &["sample_rate_hz", "bits"],
            Self::Length => &["duration_s"],
            Self::Probability => &["probability"],
            Self::Evidence => &["nullif(evidence, '') COLLATE NOCASE"],
            Self::Lufs => &["lufs"],
            Self::TruePeak => &["true_peak_dbtp"],
            Self::DynamicRange => &["dr"],
            Self::Clips => &["clipped_runs"],
            Self::Integrity => &["CASE integrity WHEN 'damaged' THEN 0 WHEN 'undetermined' THEN 1 WHEN 'intact' THEN 2 END"],
        }
    }
}

/// Which rows the table shows, and in what order. The default is all of them, as they were found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableQuery {
    /// Sorted by this; rows without a value come last either way, equal ones as they were found.
    pub sort: SortColumn,
    /// Whether the highest value comes first.
    pub descending: bool,
    /// Rows of these classes; with `with_failed` unset and none here, rows of every class and state.
    pub classes: Vec<VerdictClass>,
    /// Failed rows, beside those of `classes`.
    pub with_failed: bool,
    /// Of these, damaged ones alone.
    pub only_damaged: bool,
    /// Of these, ones with a technical defect alone.
    pub only_defects: bool,
    /// Of these, ones in quarantine alone.
    pub only_quarantined: bool,
    /// Of these, ones that lie in this folder itself.
    pub folder: Option<PathBuf>,
    /// Of these, ones whose name, folder path or evidence holds every word of it, in any case.
    pub text: String,
}

/// Rows by kind, under the search and the folder alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of them.
    pub total: u64,
    /// By class, in the order of [`VerdictClass::ALL`].
    pub by_class: [u64; VerdictClass::ALL.len()],
    /// Failed ones.
    pub failed: u64,
    /// Ones that were cancelled before any audit ended.
    pub cancelled: u64,
    /// Ones that wait.
    pub queued: u64,
    /// Damaged ones.
    pub damaged: u64,
    /// Ones with a technical defect.
    pub with_defects: u64,
}

impl Counts {
    /// Audited rows of `class`.
    pub fn of_class(&self, class: VerdictClass) -> u64 {
        self.by_class[rank(class) as usize]
    }

    fn add(&mut self, number: u64, place: i64, is_damaged: bool, has_defects: bool) {
        self.total += number;
        self.damaged += if is_damaged { number } else { 0 };
        self.with_defects += if has_defects { number } else { 0 };
        let of_kind = match usize::try_from(place).ok().and_then(|place| self.by_class.get_mut(place)) {
            Some(of_class) => of_class,
            None if place == FAILED_RANK => &mut self.failed,
            None if place == CANCELLED_RANK => &mut self.cancelled,
            None => &mut self.queued,
        };
        *of_kind += number;
    }
}

/// Ranks of `verdict_rank` after the six classes.
const FAILED_RANK: i64 = 6;
const CANCELLED_RANK: i64 = 7;

impl Repository {
    /// The tracks that `query` asks for, in its order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn row_ids(&self, query: &TableQuery) -> Result<Vec<TrackId>, StoreError> {
        let (filter, values) = filter(query);
        let direction = if query.descending { "DESC" } else { "ASC" };
        let mut order = String::new();
        for term in query.sort.terms() {
            order.push_str(&format!("{term} {direction} NULLS LAST, "));
        }
        let last = if query.sort == SortColumn::Added { direction } else { "ASC" };
        let sql = format!("SELECT id FROM tracks{filter} ORDER BY {order}id {last}");
        self.read(|connection| {
            let mut select = connection.prepare(&sql)?;
            let ids = select.query_map(rusqlite::params_from_iter(values), |row| row.get(0).map(TrackId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// The rows of these tracks, in this order; a track that is gone is left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn rows(&self, ids: &[TrackId]) -> Result<Vec<TrackRow>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT id, path, name, folder, state, format, sample_rate_hz, bits, is_float, duration_s, class, probability,
                    suspicion, evidence, source_codec, lufs, true_peak_dbtp, dr, clipped_runs, clicks, dropouts, integrity,
                    decided_by, error, mark, mark_codec, quarantined_from
                 FROM tracks WHERE id = ?1",
            )?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                if let Some(row) = select.query([id.0])?.next()? {
                    found.push(track_row(row)?);
                }
            }
            Ok(found)
        })
    }

    /// Rows by kind under the text and the folder of `query`: its other filters are what the counts stand beside.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn counts(&self, query: &TableQuery) -> Result<Counts, StoreError> {
        let scope = TableQuery { text: query.text.clone(), folder: query.folder.clone(), ..TableQuery::default() };
        let (filter, values) = filter(&scope);
        // Without a text an index alone answers. With one, SQLite would follow it from row to row, three times slower than reading
        // the table from end to end, and then sort what it found to group it, slower than counting it here.
        let (number, ending) = if scope.text.trim().is_empty() {
            ("count(*)", format!("{filter} GROUP BY verdict_rank, integrity, has_defects"))
        } else if scope.folder.is_some() {
            ("1", filter)
        } else {
            ("1", format!(" NOT INDEXED{filter}"))
        };
        let sql = format!("SELECT {number}, verdict_rank, integrity IS 'damaged', has_defects FROM tracks{ending}");
        self.read(|connection| {
            let mut select = connection.prepare(&sql)?;
            let mut rows = select.query(rusqlite::params_from_iter(values))?;
            let mut counts = Counts::default();
            while let Some(row) = rows.next()? {
                counts.add(row.get::<_, i64>(0)?.unsigned_abs(), row.get(1)?, row.get(2)?, row.get(3)?);
            }
            Ok(counts)
        })
    }
}

/// Place of `class` in `verdict_rank`.
fn rank(class: VerdictClass) -> i64 {
    match class {
        VerdictClass::Genuine => 0,
        VerdictClass::Transcode => 1,
        VerdictClass::Upsampled => 2,
        VerdictClass::Padded => 3,
        VerdictClass::Lossy => 4,
        VerdictClass::Inconclusive => 5,
    }
}

/// The condition of `query` with its values. Words are compared with `instr`, which knows no wildcards.
fn filter(query: &TableQuery) -> (String, Vec<Value>) {
    let mut terms = Vec::new();
    let mut values = Vec::new();
    if !query.classes.is_empty() || query.with_failed {
        let failed = query.with_failed.then_some(FAILED_RANK);
        let ranks: Vec<String> = query.classes.iter().copied().map(rank).chain(failed).map(|rank| rank.to_string()).collect();
        terms.push(format!("verdict_rank IN ({})", ranks.join(", ")));
    }
    if query.only_damaged {
        terms.push("integrity = 'damaged'".to_owned());
    }
    if query.only_defects {
        terms.push("has_defects".to_owned());
    }
    if query.only_quarantined {
        terms.push("quarantined_from IS NOT NULL".to_owned());
    }
    if let Some(folder) = &query.folder {
        terms.push("folder_path = ?".to_owned());
        values.push(Value::Blob(path_bytes(folder).into_owned()));
    }
    for word in query.text.to_lowercase().split_whitespace() {
        terms.push("instr(search, ?) > 0".to_owned());
        values.push(Value::Text(word.to_owned()));
    }
    if terms.is_empty() { (String::new(), values) } else { (format!(" WHERE {}", terms.join(" AND ")), values) }
}

fn track_row(row: &Row<'_>) -> rusqlite::Result<TrackRow> {
    let count = |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(i64::unsigned_abs));
    Ok(TrackRow {
        id: TrackId(row.get(0)?),
        path: path_of(row.get(1)?),
        name: row.get(2)?,
        folder: row.get(3)?,
        state: match row.get_ref(4)?.as_str()? {
            "audited" => RowState::Audited,
            "failed" => RowState::Failed,
            "cancelled" => RowState::Cancelled,
            _ => RowState::Queued,
        },
        format: row.get(5)?,
        sample_rate_hz: row.get(6)?,
        bits: row.get(7)?,
        is_float: row.get(8)?,
        duration_s: row.get(9)?,
        class: known(row, 10)?,
        probability: row.get(11)?,
        suspicion: row.get(12)?,
        evidence: row.get(13)?,
        source_codec: known(row, 14)?,
        lufs: row.get(15)?,
        true_peak_dbtp: row.get(16)?,
        dr: row.get(17)?,
        clipped_runs: count(18)?,
        clicks: count(19)?,
        dropouts: count(20)?,
        integrity: known(row, 21)?,
        decided_by: known(row, 22)?,
        error: row.get(23)?,
        mark: known(row, 24)?,
        mark_codec: known(row, 25)?,
        quarantined_from: row.get::<_, Option<Vec<u8>>>(26)?.map(path_of),
    })
}
