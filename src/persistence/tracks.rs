//! Tracks: registered when found, removed when the auditor is done with them.

use std::{borrow::Cow, ffi::OsStr, path::Path};

use rusqlite::{OptionalExtension, Transaction, named_params};

use super::{
    BatchId, Repository, TrackId,
    encoding::path_bytes,
    error::{Fault, StoreError},
};
use crate::contracts::{ANALYSIS_VERSION, TrackKey};

/// A track that was registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registered {
    /// Its row.
    pub track: TrackId,
    /// Whether an audit of the same path, size, time and analysis version is stored, so that it need not be made again. What
    /// failed is tried again: the remedy may have been taken.
    pub stored: bool,
}

impl Repository {
    /// Registers tracks that were found, in one transaction; one entry a key, in order. What is not stored yet waits in the batch
    /// and is queued.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is registered.
    pub fn register(&self, batch: Option<BatchId>, keys: &[TrackKey]) -> Result<Vec<Registered>, StoreError> {
        self.write(|transaction| register(transaction, batch, keys, false, None))
    }

    /// As [`Repository::register`], where the network of these weights is to have looked at each lossless track: an audit at which it
    /// did not look does not count as stored.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is registered.
    pub fn register_looked_at(
        &self,
        batch: Option<BatchId>,
        keys: &[TrackKey],
        weights: &str,
    ) -> Result<Vec<Registered>, StoreError> {
        self.write(|transaction| register(transaction, batch, keys, false, Some(weights)))
    }

    /// As [`Repository::register`], for tracks that are audited again: what is stored waits in the batch too.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is registered.
    pub fn register_again(&self, batch: Option<BatchId>, keys: &[TrackKey]) -> Result<Vec<Registered>, StoreError> {
        self.write(|transaction| register(transaction, batch, keys, true, None))
    }

    /// Whether each file was audited by this version of the analysis as it is now, or failed as it is.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_known(&self, keys: &[TrackKey]) -> Result<Vec<bool>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT EXISTS (SELECT 1 FROM tracks WHERE path = ?1 AND audit_size_bytes = ?2 AND audit_modified_ns = ?3
                    AND audit_version = ?4)",
            )?;
            let mut known = Vec::with_capacity(keys.len());
            for key in keys {
                let values = (path_bytes(&key.path), stored_size(key), key.modified_ns, ANALYSIS_VERSION);
                known.push(select.query_row(values, |row| row.get(0))?);
            }
            Ok(known)
        })
    }

    /// Forgets tracks with their audits; the number forgotten. Never touches a file.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is forgotten.
    pub fn remove(&self, ids: &[TrackId]) -> Result<usize, StoreError> {
        self.write(|transaction| {
            let mut delete = transaction.prepare("DELETE FROM tracks WHERE id = ?1")?;
            let mut removed = 0;
            for id in ids {
                removed += delete.execute([id.0])?;
            }
            Ok(removed)
        })
    }
}

/// The name of a track, the last folder of its path and the path of that folder, for display.
pub(super) fn names(path: &Path) -> (String, String, String) {
    let text = |part: &OsStr| part.to_string_lossy().into_owned();
    let folder_path = path.parent().unwrap_or(Path::new(""));
    let name = path.file_name().map_or_else(|| text(path.as_os_str()), text);
    let folder = folder_path.file_name().map_or_else(|| text(folder_path.as_os_str()), text);
    (name, folder, text(folder_path.as_os_str()))
}

/// What a search looks into besides the evidence: lower-cased name and folder path, a line each.
pub(super) fn location(name: &str, folder_path: &str) -> String {
    // A name may hold a line end; no search can, since its words are split at white space.
    format!("{}\n{}\n", name.to_lowercase(), folder_path.to_lowercase())
}

/// The path of the folder of `path`, as it is grouped by.
pub(super) fn folder_bytes(path: &Path) -> Cow<'_, [u8]> {
    path_bytes(path.parent().unwrap_or(Path::new("")))
}

const UPSERT: &str = "
    INSERT INTO tracks (path, name, folder, name_sort, folder_sort, location, search, size_bytes, modified_ns, state, folder_path)
    VALUES (:path, :name, :folder, :name_sort, :folder_sort, :location, :location, :size_bytes, :modified_ns, 'queued', :folder_path)
    ON CONFLICT (path) DO UPDATE SET size_bytes = excluded.size_bytes, modified_ns = excluded.modified_ns
    RETURNING id,
        coalesce(audit_status, '') = 'audited' AND audit_size_bytes = size_bytes AND audit_modified_ns = modified_ns AND audit_version = :version";

/// Whether the network of these weights looked at the latest audit of a track, or has nothing to say of it: it is lossy.
const LOOKED_AT: &str = "
    SELECT CASE WHEN json_valid(facts) AND json_valid(measurements)
        THEN coalesce(json_extract(facts, '$.is_lossy'), 0) OR coalesce(json_extract(measurements, '$.looked_by'), '') = ?2
        ELSE 0 END
    FROM audits WHERE track = ?1 ORDER BY id DESC LIMIT 1";

/// A track at rest shows its latest audit, or that none was finished.
pub(super) const REST: &str = "coalesce(audit_status, 'cancelled')";

fn register(
    transaction: &Transaction<'_>,
    batch: Option<BatchId>,
    keys: &[TrackKey],
    again: bool,
    network: Option<&str>,
) -> Result<Vec<Registered>, Fault> {
    // A walk may still find tracks after its batch was cancelled: they are rows, but nothing waits for them.
    let is_open = match batch {
        None => true,
        Some(batch) => transaction
            .query_row("SELECT state = 'open' FROM batches WHERE id = ?1", [batch.0], |row| row.get(0))
            .optional()?
            .unwrap_or(false),
    };
    let mut upsert = transaction.prepare(UPSERT)?;
    let mut looked_at = network.map(|_| transaction.prepare(LOOKED_AT)).transpose()?;
    let mut set_queued = transaction.prepare("UPDATE tracks SET state = 'queued' WHERE id = ?1 AND state <> 'queued'")?;
    let mut set_rest = transaction.prepare(&format!("UPDATE tracks SET state = {REST} WHERE id = ?1 AND state <> {REST}"))?;
    let mut add_item = transaction.prepare(
        "INSERT INTO batch_items (batch, track, is_done) VALUES (?1, ?2, ?3)
         ON CONFLICT (batch, track) DO UPDATE SET is_done = excluded.is_done",
    )?;
    let mut registered = Vec::with_capacity(keys.len());
    for key in keys {
        let (name, folder, folder_path) = names(&key.path);
        let values = named_params! {
            ":path": path_bytes(&key.path),
            ":folder_path": folder_bytes(&key.path),
            ":name": name,
            ":folder": folder,
            ":name_sort": name.to_lowercase(),
            ":folder_sort": folder.to_lowercase(),
            ":location": location(&name, &folder_path),
            ":size_bytes": stored_size(key),
            ":modified_ns": key.modified_ns,
            ":version": ANALYSIS_VERSION,
        };
        let (track, mut stored): (i64, bool) = upsert.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        if let (true, Some(weights), Some(looked_at)) = (stored, network, &mut looked_at) {
            stored = looked_at.query_row((track, weights), |row| row.get::<_, bool>(0)).optional()?.unwrap_or(false);
        }
        let waits = is_open && (again || !stored);
        if waits {
            set_queued.execute([track])?
        } else {
            set_rest.execute([track])?
        };
        if let Some(batch) = batch.filter(|_| is_open) {
            add_item.execute((batch.0, track, !waits))?;
        }
        registered.push(Registered { track: TrackId(track), stored });
    }
    Ok(registered)
}

/// The size as a column keeps it. No file is larger than an `i64`.
pub(super) fn stored_size(key: &TrackKey) -> i64 {
    i64::try_from(key.size_bytes).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::VerdictClass,
        persistence::{
            BatchState, RowState, TableQuery,
            fixture::{audited, key, report, store},
        },
    };

    #[test]
    fn only_the_same_key_is_stored() {
        let (_folder, store) = store();
        let first = key("/music/a.flac");
        let registered = store.register(None, std::slice::from_ref(&first)).unwrap();
        assert!(!registered[0].stored);
        store.save(registered[0].track, &first, &audited("/music/a.flac")).unwrap();
        let changed = TrackKey { size_bytes: 7, ..first.clone() };
        assert_eq!(store.is_known(&[first.clone(), changed, key("/music/b.flac")]).unwrap(), [true, false, false]);
        let stored = |key: &TrackKey| store.register(None, std::slice::from_ref(key)).unwrap()[0];
        assert_eq!(stored(&first), Registered { track: registered[0].track, stored: true });
        assert!(!stored(&TrackKey { modified_ns: first.modified_ns + 1, ..first.clone() }).stored);
        assert!(!stored(&TrackKey { size_bytes: 7, ..first.clone() }).stored);
        assert!(stored(&first).stored, "the file is as it was audited again");
    }

    #[test]
    fn an_audit_of_another_analysis_version_is_not_stored() {
        let (_folder, store) = store();
        let key = key("/music/a.flac");
        let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
        store.save(track, &key, &audited("/music/a.flac")).unwrap();
        store.write(|sql| Ok(sql.execute("UPDATE tracks SET audit_version = audit_version - 1", [])?)).unwrap();
        assert!(!store.register(None, &[key]).unwrap()[0].stored);
    }

    #[test]
    fn an_audit_that_the_network_did_not_look_at_is_not_stored_where_it_runs() {
        let (_folder, store) = store();
        let kept = |path: &str, is_lossy: bool, looked_by: Option<&str>| {
            let key = key(path);
            let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
            let mut report = report(path, if is_lossy { VerdictClass::Lossy } else { VerdictClass::Genuine });
            report.measurements.looked_by = looked_by.map(str::to_owned);
            store.save(track, &key, &report).unwrap();
            key
        };
        let keys = [
            kept("/music/before.flac", false, None),
            kept("/music/other.flac", false, Some("00000001")),
            kept("/music/same.flac", false, Some("00000002")),
            kept("/music/lossy.mp3", true, None),
        ];
        let stored = |registered: Vec<Registered>| registered.into_iter().map(|entry| entry.stored).collect::<Vec<_>>();
        assert_eq!(stored(store.register_looked_at(None, &keys, "00000002").unwrap()), [false, false, true, true]);
        assert_eq!(stored(store.register(None, &keys).unwrap()), [true; 4], "the network is off");
        let batch = store.begin_batch(&[]).unwrap();
        store.register_looked_at(Some(batch), &keys, "00000002").unwrap();
        let waiting: Vec<TrackKey> = store.waiting_items(batch).unwrap().into_iter().map(|(_, key)| key).collect();
        assert_eq!(waiting, keys[..2]);
    }

    #[test]
    fn a_track_asked_for_again_waits_though_it_is_stored() {
        let (_folder, store) = store();
        let key = key("/music/a.flac");
        let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
        store.save(track, &key, &audited("/music/a.flac")).unwrap();
        let batch = store.begin_batch(&[]).unwrap();
        let state = || store.rows(&[track]).unwrap()[0].state;
        assert_eq!(store.register_again(Some(batch), std::slice::from_ref(&key)).unwrap(), [Registered { track, stored: true }]);
        assert_eq!((state(), store.waiting_items(batch).unwrap()), (RowState::Queued, vec![(track, key.clone())]));
        store.finish_batch(batch, BatchState::Cancelled).unwrap();
        assert_eq!(state(), RowState::Audited);
        // Once the batch is over, a late find of its walk is a row that nothing waits for.
        assert_eq!(store.register_again(Some(batch), &[key]).unwrap().len(), 1);
        assert_eq!((state(), store.waiting_items(batch).unwrap()), (RowState::Audited, vec![]));
    }

    #[test]
    fn removed_tracks_are_gone_with_their_audits_and_their_number() {
        let (_folder, store) = store();
        let keys = [key("/music/a.flac"), key("/music/b.flac")];
        let tracks: Vec<TrackId> = store.register(None, &keys).unwrap().into_iter().map(|entry| entry.track).collect();
        store.save(tracks[1], &keys[1], &audited("/music/b.flac")).unwrap();
        assert_eq!(store.remove(&[tracks[1], TrackId(999)]).unwrap(), 1);
        assert_eq!(store.row_ids(&TableQuery::default()).unwrap(), [tracks[0]]);
        assert_eq!(store.report(tracks[1]).unwrap(), None);
        let left: i64 = store
            .read(|sql| {
                Ok(sql.query_row("SELECT (SELECT count(*) FROM audits) + (SELECT count(*) FROM evidence)", [], |row| row.get(0))?)
            })
            .unwrap();
        assert_eq!(left, 0);
        let again = store.register(None, &keys[1..]).unwrap()[0].track;
        assert!(again > tracks[1]);
        // An audit that ends after its track was removed does not bring it back.
        store.save(tracks[1], &keys[1], &audited("/music/b.flac")).unwrap();
        assert_eq!(store.report(tracks[1]).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_comes_back_byte_for_byte() {
        use std::os::unix::ffi::OsStrExt;
        let (_folder, store) = store();
        let path = Path::new(OsStr::from_bytes(b"/music/caf\xe9/-\xff'\".flac")).to_owned();
        let other = Path::new(OsStr::from_bytes(b"/music/caf\xe8/-\xff'\".flac")).to_owned();
        let keys = [path.clone(), other.clone()].map(|path| TrackKey { path, size_bytes: 1, modified_ns: -5 });
        let tracks: Vec<TrackId> = store.register(None, &keys).unwrap().into_iter().map(|entry| entry.track).collect();
        let rows = store.rows(&tracks).unwrap();
        assert_eq!([&rows[0].path, &rows[1].path], [&path, &other]);
        assert_eq!((rows[0].name.as_str(), rows[0].folder.as_str()), ("-\u{fffd}'\".flac", "caf\u{fffd}"));
    }

    #[test]
    fn a_path_has_a_name_and_a_folder() {
        let of = |path: &str| names(Path::new(path));
        assert_eq!(of("/music/Album/a.flac"), ("a.flac".into(), "Album".into(), "/music/Album".into()));
        assert_eq!(of("/a.flac"), ("a.flac".into(), "/".into(), "/".into()));
    }
}
