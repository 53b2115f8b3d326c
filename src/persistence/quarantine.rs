//! Rows of quarantined files: they follow the file and remember where it came from.

use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, Row, Transaction, named_params};

use super::{
    Repository, TrackId,
    encoding::{path_bytes, path_of},
    error::{Fault, StoreError},
    repository::now_ms,
    tracks::{folder_bytes, location, names},
};

/// The file that the latest audit of a track saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditedAs {
    /// The track.
    pub track: TrackId,
    /// Its size then.
    pub size_bytes: u64,
    /// The time of its last change then, nanoseconds since 1970.
    pub modified_ns: i64,
}

impl Repository {
    /// The file that the latest audit of each path saw, in order; `None` where there was none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn audited_as(&self, paths: &[PathBuf]) -> Result<Vec<Option<AuditedAs>>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, audit_size_bytes, audit_modified_ns FROM tracks
                       WHERE path = ?1 AND audit_size_bytes IS NOT NULL AND audit_modified_ns IS NOT NULL";
            let mut select = connection.prepare(sql)?;
            let of = |row: &Row<'_>| {
                let size_bytes = row.get::<_, i64>(1)?.unsigned_abs();
                Ok(AuditedAs { track: TrackId(row.get(0)?), size_bytes, modified_ns: row.get(2)? })
            };
            let mut found = Vec::with_capacity(paths.len());
            for path in paths {
                found.push(select.query_row([path_bytes(path)], of).optional()?);
            }
            Ok(found)
        })
    }

    /// Remembers that `folder` is a quarantine in use.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remember_quarantine(&self, folder: &Path) -> Result<(), StoreError> {
        self.write(|transaction| {
            let sql = "INSERT OR REPLACE INTO quarantines (folder, used_ms) VALUES (?1, ?2)";
            transaction.execute(sql, (path_bytes(folder), now_ms()))?;
            Ok(())
        })
    }

    /// Every quarantine that was used, the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn quarantines(&self) -> Result<Vec<PathBuf>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare("SELECT folder FROM quarantines ORDER BY used_ms DESC, folder")?;
            let folders = select.query_map([], |row| row.get(0).map(path_of))?;
            Ok(folders.collect::<Result<_, _>>()?)
        })
    }

    /// The quarantine and the path of each of `tracks` that is in one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn quarantined(&self, tracks: &[TrackId]) -> Result<Vec<(PathBuf, PathBuf)>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT quarantine, path FROM tracks WHERE id = ?1 AND quarantined_from IS NOT NULL";
            let mut select = connection.prepare(sql)?;
            let mut found = Vec::new();
            for track in tracks {
                let entry = select.query_row([track.0], |row| Ok((path_of(row.get(0)?), path_of(row.get(1)?)))).optional()?;
                found.extend(entry);
            }
            Ok(found)
        })
    }

    /// Has the row of `from` say that its file lies at `to` in `quarantine`; the row, where there is one. Said twice it changes
    /// nothing.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing is changed.
    pub fn quarantine_row(&self, from: &Path, to: &Path, quarantine: &Path) -> Result<Option<TrackId>, StoreError> {
        self.write(|transaction| {
            let there = "SELECT id FROM tracks WHERE path = ?1 AND quarantined_from = ?2";
            let followed: Option<i64> =
                transaction.query_row(there, (path_bytes(to), path_bytes(from)), |row| row.get(0)).optional()?;
            if let Some(track) = followed {
                return Ok(Some(TrackId(track)));
            }
            let Some(track) = relocate(transaction, from, to)? else { return Ok(None) };
            let sql = "UPDATE tracks SET quarantined_from = ?2, quarantine = ?3 WHERE id = ?1";
            transaction.execute(sql, (track.0, path_bytes(from), path_bytes(quarantine)))?;
            Ok(Some(track))
        })
    }

    /// Has the row of `from` say that its file is at `to` again; the row, where there is one.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing is changed.
    pub fn restore_row(&self, from: &Path, to: &Path) -> Result<Option<TrackId>, StoreError> {
        self.write(|transaction| {
            let Some(track) = relocate(transaction, from, to)? else { return Ok(None) };
            transaction.execute("UPDATE tracks SET quarantined_from = NULL, quarantine = NULL WHERE id = ?1", [track.0])?;
            Ok(Some(track))
        })
    }
}

/// Gives the row of `from` the path `to`. A row that `to` has already is of a file that is gone, since the one moved there found its
/// place free: it goes, with its audits.
fn relocate(transaction: &Transaction<'_>, from: &Path, to: &Path) -> Result<Option<TrackId>, Fault> {
    let found: Option<(i64, String)> = transaction
        .query_row("SELECT id, evidence FROM tracks WHERE path = ?1", [path_bytes(from)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((track, evidence)) = found else { return Ok(None) };
    transaction.execute("DELETE FROM tracks WHERE path = ?1 AND id <> ?2", (path_bytes(to), track))?;
    let (name, folder, folder_path) = names(to);
    let sql = "UPDATE tracks SET path = :path, name = :name, folder = :folder, name_sort = :name_sort, folder_sort = :folder_sort,
        location = :location, search = :location || :evidence, folder_path = :folder_path WHERE id = :track";
    let values = named_params! {
        ":track": track,
        ":path": path_bytes(to),
        ":name": name,
        ":folder": folder,
        ":name_sort": name.to_lowercase(),
        ":folder_sort": folder.to_lowercase(),
        ":location": location(&name, &folder_path),
        ":folder_path": folder_bytes(to),
        ":evidence": evidence.to_lowercase(),
    };
    transaction.execute(sql, values)?;
    Ok(Some(TrackId(track)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persistence::{
        TableQuery,
        fixture::{audited, key, store},
    };

    #[test]
    fn a_row_follows_its_file_and_comes_back_with_its_audit() {
        let (_folder, store) = store();
        let (home, away, quarantine) = (Path::new("/music/a.flac"), Path::new("/q/music/a.flac"), Path::new("/q"));
        let key = key("/music/a.flac");
        let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
        store.save(track, &key, &audited("/music/a.flac")).unwrap();
        let seen = AuditedAs { track, size_bytes: key.size_bytes, modified_ns: key.modified_ns };
        assert_eq!(store.audited_as(&[home.to_owned(), away.to_owned()]).unwrap(), [Some(seen), None]);
        let report = store.report(track).unwrap().unwrap();

        for _ in 0..2 {
            assert_eq!(store.quarantine_row(home, away, quarantine).unwrap(), Some(track));
        }
        let row = &store.rows(&[track]).unwrap()[0];
        assert_eq!((row.path.as_path(), row.quarantined_from.as_deref()), (away, Some(home)));
        assert_eq!(store.quarantined(&[track]).unwrap(), [(quarantine.to_owned(), away.to_owned())]);
        let query = TableQuery { only_quarantined: true, text: "/q/music".into(), ..TableQuery::default() };
        assert_eq!(store.row_ids(&query).unwrap(), [track]);
        // Another file under the old name is another track, and goes when the first one comes back to an empty place.
        let other = store.register(None, &[key]).unwrap()[0].track;
        assert_ne!(other, track);
        assert_eq!(store.restore_row(away, home).unwrap(), Some(track));
        assert_eq!(store.row_ids(&TableQuery::default()).unwrap(), [track]);
        assert_eq!(store.rows(&[track]).unwrap()[0].quarantined_from, None);
        assert_eq!(store.report(track).unwrap().unwrap(), report);
        assert_eq!(store.restore_row(away, home).unwrap(), None);
    }

    #[test]
    fn quarantines_are_remembered_the_latest_first() {
        let (_folder, store) = store();
        for folder in ["/a", "/b", "/a"] {
            store.remember_quarantine(Path::new(folder)).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        assert_eq!(store.quarantines().unwrap(), [PathBuf::from("/a"), PathBuf::from("/b")]);
    }
}
