//! Albums: the folders of the table, sorted and filtered, and the tracks of those that are shown.

use std::path::PathBuf;

use rusqlite::{Row, types::Value};

use super::{
    Repository, TrackId,
    audits::known,
    encoding::{path_bytes, path_of},
    error::StoreError,
};
use crate::contracts::{IntegrityState, MarkLabel, VerdictClass};

/// What albums are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlbumSort {
    /// Path of the folder.
    #[default]
    Folder,
    /// Its last part, in any case.
    Name,
    /// Tracks.
    Tracks,
    /// Share of transcodes, upsampled and padded tracks.
    Flagged,
    /// Damaged tracks.
    Damaged,
    /// Median loudness.
    Loudness,
    /// How mixed it is: rates, depths and classes.
    Mixed,
}

impl AlbumSort {
    /// Every order.
    pub const ALL: [Self; 7] = [Self::Folder, Self::Name, Self::Tracks, Self::Flagged, Self::Damaged, Self::Loudness, Self::Mixed];
}

/// Which albums are shown, and in what order. The default is all of them by path.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AlbumQuery {
    /// Sorted by this; equal ones by path, ones without a value last.
    pub sort: AlbumSort,
    /// Whether the highest value comes first.
    pub descending: bool,
    /// Albums with a transcode, an upsampled or a padded track alone.
    pub only_flagged: bool,
    /// Of these, albums with a damaged track alone.
    pub only_damaged: bool,
    /// Of these, albums with a track whose name, folder path or evidence holds every word of it, in any case.
    pub text: String,
}

/// What an album shows and compares of one track.
#[derive(Clone, Debug, PartialEq)]
pub struct AlbumTrack {
    /// The track.
    pub id: TrackId,
    /// Its file name, for display.
    pub name: String,
    /// Class of its verdict, the auditor's where there is one; `None` where none was reached.
    pub class: Option<VerdictClass>,
    /// Whether its latest audit failed.
    pub has_failed: bool,
    /// Whether the file is whole.
    pub integrity: Option<IntegrityState>,
    /// Whether it has a technical defect.
    pub has_defects: bool,
    /// Sample rate.
    pub sample_rate_hz: Option<u32>,
    /// Declared bits a sample.
    pub bits: Option<u16>,
    /// Integrated loudness.
    pub lufs: Option<f64>,
    /// Where its spectrum ends.
    pub cutoff_hz: Option<f64>,
    /// Length.
    pub duration_s: Option<f64>,
    /// Number of the track by its tags.
    pub track_number: Option<u32>,
    /// Number of the disc by its tags.
    pub disc_number: Option<u32>,
}

/// The tracks of one folder.
#[derive(Clone, Debug, PartialEq)]
pub struct AlbumTracks {
    /// The folder.
    pub folder: PathBuf,
    /// Its tracks, by name.
    pub tracks: Vec<AlbumTrack>,
}

/// Flagged classes by their `verdict_rank`: transcode, upsampled, padded.
const IS_FLAGGED: &str = "verdict_rank IN (1, 2, 3)";

impl Repository {
    /// The folders that `query` asks for, in its order. What is in quarantine belongs to no album.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn album_folders(&self, query: &AlbumQuery) -> Result<Vec<PathBuf>, StoreError> {
        let (sql, values) = folders_sql(query);
        self.read(|connection| {
            let mut select = connection.prepare(&sql)?;
            let folders = select.query_map(rusqlite::params_from_iter(values), |row| row.get(0).map(path_of))?;
            Ok(folders.collect::<Result<_, _>>()?)
        })
    }

    /// The tracks of these folders, in this order; a folder without any is left out.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn album_tracks(&self, folders: &[PathBuf]) -> Result<Vec<AlbumTracks>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT id, name, class, mark, state, integrity, has_defects, sample_rate_hz, bits, lufs, cutoff_hz, duration_s,
                    track_number, disc_number
                 FROM tracks WHERE folder_path = ?1 AND quarantined_from IS NULL ORDER BY name_sort, id",
            )?;
            let mut albums = Vec::with_capacity(folders.len());
            for folder in folders {
                let tracks = select.query_map([path_bytes(folder)], album_track)?.collect::<Result<Vec<_>, _>>()?;
                if !tracks.is_empty() {
                    albums.push(AlbumTracks { folder: folder.clone(), tracks });
                }
            }
            Ok(albums)
        })
    }
}

fn folders_sql(query: &AlbumQuery) -> (String, Vec<Value>) {
    let direction = if query.descending { "DESC" } else { "ASC" };
    let key = match query.sort {
        AlbumSort::Folder => None,
        AlbumSort::Name => Some("min(folder_sort)".to_owned()),
        AlbumSort::Tracks => Some("count(*)".to_owned()),
        AlbumSort::Flagged => Some(format!("1.0 * total({IS_FLAGGED}) / count(*)")),
        AlbumSort::Damaged => Some("total(integrity IS 'damaged')".to_owned()),
        AlbumSort::Loudness => Some("max(median)".to_owned()),
        AlbumSort::Mixed => {
            Some("count(DISTINCT sample_rate_hz) + count(DISTINCT bits) + count(DISTINCT nullif(verdict_rank, 5))".to_owned())
        }
    };
    let order = key.map_or_else(|| format!("folder_path {direction}"), |key| format!("{key} {direction} NULLS LAST, folder_path"));
    // The two middle values of each folder, or the middle one twice.
    let (medians, from) = match query.sort {
        AlbumSort::Loudness => (
            "WITH placed AS (
                SELECT folder_path AS folder, lufs, row_number() OVER (PARTITION BY folder_path ORDER BY lufs) AS place,
                    count(*) OVER (PARTITION BY folder_path) AS number
                FROM tracks WHERE lufs IS NOT NULL AND quarantined_from IS NULL
            ), medians AS (
                SELECT folder, avg(lufs) AS median FROM placed WHERE place IN ((number + 1) / 2, (number + 2) / 2) GROUP BY folder
            ) ",
            "tracks LEFT JOIN medians ON medians.folder = folder_path",
        ),
        _ => ("", "tracks"),
    };
    let mut having = Vec::new();
    if query.only_flagged {
        having.push(format!("total({IS_FLAGGED}) > 0"));
    }
    if query.only_damaged {
        having.push("total(integrity IS 'damaged') > 0".to_owned());
    }
    let mut values = Vec::new();
    let words: Vec<String> = query
        .text
        .to_lowercase()
        .split_whitespace()
        .map(|word| {
            values.push(Value::Text(word.to_owned()));
            "instr(search, ?) > 0".to_owned()
        })
        .collect();
    if !words.is_empty() {
        // The whole album is counted, whichever of its tracks was found.
        having.push(format!("total({}) > 0", words.join(" AND ")));
    }
    let having = if having.is_empty() { String::new() } else { format!(" HAVING {}", having.join(" AND ")) };
    let sql = format!(
        "{medians}SELECT folder_path FROM {from} WHERE quarantined_from IS NULL GROUP BY folder_path{having} ORDER BY {order}"
    );
    (sql, values)
}

fn album_track(row: &Row<'_>) -> rusqlite::Result<AlbumTrack> {
    let state: String = row.get(4)?;
    let class: Option<VerdictClass> = known(row, 2)?;
    let mark: Option<MarkLabel> = known(row, 3)?;
    Ok(AlbumTrack {
        id: TrackId(row.get(0)?),
        name: row.get(1)?,
        class: if state == "audited" { mark.map_or(class, |mark| Some(mark.class())) } else { None },
        has_failed: state == "failed",
        integrity: known(row, 5)?,
        has_defects: row.get(6)?,
        sample_rate_hz: row.get(7)?,
        bits: row.get(8)?,
        lufs: row.get(9)?,
        cutoff_hz: row.get(10)?,
        duration_s: row.get(11)?,
        track_number: row.get(12)?,
        disc_number: row.get(13)?,
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::{
        contracts::AuditReport,
        persistence::{
            TableQuery,
            fixture::{key, report, store},
        },
    };

    fn save(store: &Repository, path: &str, class: VerdictClass, change: impl FnOnce(&mut AuditReport)) -> TrackId {
        let key = key(path);
        let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
        let mut report = report(path, class);
        change(&mut report);
        store.save(track, &key, &report).unwrap();
        track
    }

    #[test]
    fn albums_are_sorted_filtered_and_read_with_their_tracks() {
        let (_folder, store) = store();
        let lufs = |value| move |report: &mut AuditReport| report.measurements.integrated_lufs = Some(value);
        save(&store, "/m/a/1.flac", VerdictClass::Genuine, lufs(-8.0));
        save(&store, "/m/a/2.flac", VerdictClass::Transcode, lufs(-10.0));
        save(&store, "/m/a/3.flac", VerdictClass::Genuine, lufs(-30.0));
        save(&store, "/m/b/1.flac", VerdictClass::Genuine, lufs(-12.0));
        let track = save(&store, "/m/b/2.flac", VerdictClass::Genuine, |report| {
            report.measurements.integrated_lufs = Some(-6.0);
            report.measurements.cutoff_hz = Some(16_000.0);
            report.metadata.tags = vec![("title".into(), "7".into()), ("TrackNumber".into(), " 3/12".into())];
            report.integrity.as_mut().unwrap().state = IntegrityState::Damaged;
        });
        store.register(None, &[key("/m/c/1.flac")]).unwrap();
        let folders = |query: AlbumQuery| {
            let folders = store.album_folders(&query).unwrap();
            folders.iter().map(|folder| folder.strip_prefix("/m").unwrap().display().to_string()).collect::<Vec<_>>()
        };
        let sorted = |sort, descending| folders(AlbumQuery { sort, descending, ..AlbumQuery::default() });
        assert_eq!(sorted(AlbumSort::Folder, true), ["c", "b", "a"]);
        assert_eq!(sorted(AlbumSort::Name, true), ["c", "b", "a"]);
        assert_eq!(sorted(AlbumSort::Tracks, true), ["a", "b", "c"]);
        assert_eq!(sorted(AlbumSort::Flagged, true), ["a", "b", "c"]);
        assert_eq!(sorted(AlbumSort::Damaged, true), ["b", "a", "c"]);
        assert_eq!(sorted(AlbumSort::Loudness, false), ["a", "b", "c"], "medians -10 and -9, none last");
        assert_eq!(sorted(AlbumSort::Loudness, true), ["b", "a", "c"]);
        assert_eq!(folders(AlbumQuery { only_flagged: true, ..AlbumQuery::default() }), ["a"]);
        assert_eq!(folders(AlbumQuery { only_damaged: true, ..AlbumQuery::default() }), ["b"]);
        assert_eq!(folders(AlbumQuery { text: "3.FLAC /m".into(), ..AlbumQuery::default() }), ["a"]);
        let albums = store.album_tracks(&["/m/b", "/none", "/m/c"].map(PathBuf::from)).unwrap();
        assert_eq!(albums.iter().map(|album| album.tracks.len()).collect::<Vec<_>>(), [2, 1]);
        let seen = &albums[0].tracks[1];
        assert_eq!((seen.id, seen.cutoff_hz, seen.track_number), (track, Some(16_000.0), Some(3)));
        assert_eq!((seen.class, seen.integrity), (Some(VerdictClass::Genuine), Some(IntegrityState::Damaged)));
        assert_eq!(albums[1].tracks[0].class, None);
    }

    #[test]
    fn the_table_shows_one_folder_with_its_counts() {
        let (_folder, store) = store();
        let inside = save(&store, "/m/a/1.flac", VerdictClass::Genuine, |_| ());
        save(&store, "/m/a/sub/1.flac", VerdictClass::Genuine, |_| ());
        save(&store, "/m/ab/2.flac", VerdictClass::Transcode, |_| ());
        let of = |text: &str| TableQuery { folder: Some("/m/a".into()), text: text.into(), ..TableQuery::default() };
        assert_eq!(store.row_ids(&of("")).unwrap(), [inside]);
        assert_eq!(store.row_ids(&of("2.flac")).unwrap(), []);
        for (text, total) in [("", 1), ("1.flac", 1), ("2.flac", 0)] {
            let counts = store.counts(&of(text)).unwrap();
            assert_eq!((counts.total, counts.of_class(VerdictClass::Genuine)), (total, total), "{text}");
        }
    }

    #[test]
    fn what_is_in_quarantine_belongs_to_no_album() {
        let (_folder, store) = store();
        save(&store, "/m/a/1.flac", VerdictClass::Genuine, |_| ());
        store.quarantine_row(Path::new("/m/a/1.flac"), Path::new("/q/1.flac"), Path::new("/q")).unwrap();
        assert!(store.album_folders(&AlbumQuery::default()).unwrap().is_empty());
        assert!(store.album_tracks(&[PathBuf::from("/q")]).unwrap().is_empty());
    }
}
