//! Batches: what one drop or one call asked for, so that an interrupted run can be taken up.

use std::path::PathBuf;

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::{
    BatchId, Repository, TrackId,
    encoding::{path_of, to_json},
    error::{Fault, StoreError},
    owner,
    repository::now_ms,
    tracks::REST,
};
use crate::contracts::TrackKey;

/// How a batch ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BatchState {
    /// Every track ended.
    Done,
    /// The auditor gave the rest up.
    Cancelled,
}

impl BatchState {
    fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// What an earlier run left undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interrupted {
    /// The batch to take up or to finish as cancelled.
    pub batch: BatchId,
    /// Tracks that wait in it.
    pub waiting: u64,
}

impl Repository {
    /// Begins a batch of this run.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn begin_batch(&self, roots: &[PathBuf]) -> Result<BatchId, StoreError> {
        self.show_owner()?;
        let roots: Vec<_> = roots.iter().map(|root| root.to_string_lossy()).collect();
        self.write(|transaction| {
            let insert = "INSERT INTO batches (started_ms, state, owner, roots) VALUES (?1, 'open', ?2, ?3)";
            transaction.execute(insert, (now_ms(), self.owner().token(), to_json(&roots)?))?;
            Ok(BatchId(transaction.last_insert_rowid()))
        })
    }

    /// Ends a batch. Tracks that still wait in it, and in no other, go back to what they were.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn finish_batch(&self, batch: BatchId, state: BatchState) -> Result<(), StoreError> {
        let owner = self.write(|transaction| {
            let owner = owner_of(transaction, batch)?;
            finish(transaction, batch, state.id())?;
            Ok(owner)
        })?;
        self.bury_if_gone(owner.as_deref())
    }

    /// What runs that are gone left undone, as one batch; `None` where nothing waits. The batches of a living run, in this
    /// process or another, are its own.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn interrupted(&self) -> Result<Option<Interrupted>, StoreError> {
        if self.is_read_only() || self.read(|connection| self.orphans(connection))?.is_empty() {
            return Ok(None); // nearly every start: no writer is held up for it
        }
        let (left, owners) = self.write(|transaction| {
            let orphans = self.orphans(transaction)?;
            let mut left: Option<Interrupted> = None;
            // Oldest first: what waited longest stays in front.
            for (batch, _) in &orphans {
                let waiting = waiting_count(transaction, *batch)?;
                match left {
                    _ if waiting == 0 => finish(transaction, *batch, BatchState::Done.id())?,
                    None => left = Some(Interrupted { batch: *batch, waiting }),
                    Some(earlier) => {
                        merge(transaction, *batch, earlier.batch)?;
                        left = Some(Interrupted { batch: earlier.batch, waiting: waiting_count(transaction, earlier.batch)? });
                    }
                }
            }
            Ok((left, orphans.into_iter().map(|(_, owner)| owner).collect::<Vec<_>>()))
        })?;
        for owner in &owners {
            self.bury_if_gone(Some(owner))?;
        }
        Ok(left)
    }

    /// The tracks that wait in a batch, in the order in which they were found. An interrupted batch becomes one of this run; where
    /// another run took it up meanwhile, nothing is left here.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn waiting_items(&self, batch: BatchId) -> Result<Vec<(TrackId, TrackKey)>, StoreError> {
        self.show_owner()?;
        let token = self.owner().token();
        let (items, former) = self.write(|transaction| {
            let Some(former) = owner_of(transaction, batch)? else { return Ok((Vec::new(), None)) };
            if former != token && owner::is_living(self.path(), &former) {
                return Ok((Vec::new(), None));
            }
            transaction.execute("UPDATE batches SET owner = ?2 WHERE id = ?1", (batch.0, token))?;
            let queue = "UPDATE tracks SET state = 'queued'
                         WHERE id IN (SELECT track FROM batch_items WHERE batch = ?1 AND NOT is_done)";
            transaction.execute(queue, [batch.0])?;
            let mut select = transaction.prepare(
                "SELECT t.id, t.path, t.size_bytes, t.modified_ns FROM batch_items AS i JOIN tracks AS t ON t.id = i.track
                 WHERE i.batch = ?1 AND NOT i.is_done ORDER BY i.id",
            )?;
            let items = select.query_map([batch.0], |row| {
                let size: i64 = row.get(2)?;
                let key = TrackKey { path: path_of(row.get(1)?), size_bytes: size.unsigned_abs(), modified_ns: row.get(3)? };
                Ok((TrackId(row.get(0)?), key))
            })?;
            Ok((items.collect::<Result<Vec<_>, _>>()?, Some(former)))
        })?;
        self.bury_if_gone(former.as_deref())?;
        Ok(items)
    }

    /// Open batches of runs that are gone, oldest first, with their owners.
    fn orphans(&self, connection: &Connection) -> Result<Vec<(BatchId, String)>, Fault> {
        let mut select = connection.prepare("SELECT id, owner FROM batches WHERE state = 'open' AND owner <> ?1 ORDER BY id")?;
        let found = select.query_map([self.owner().token()], |row| Ok((BatchId(row.get(0)?), row.get::<_, String>(1)?)))?;
        let open = found.collect::<Result<Vec<_>, _>>()?;
        Ok(open.into_iter().filter(|(_, token)| !owner::is_living(self.path(), token)).collect())
    }

    fn show_owner(&self) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { path: self.path().to_owned() });
        }
        self.owner().show().map_err(|source| StoreError::Folder { path: self.path().to_owned(), source })
    }

    /// Takes the lock file of a run that is gone away, once no batch names it.
    fn bury_if_gone(&self, token: Option<&str>) -> Result<(), StoreError> {
        let Some(token) = token.filter(|token| *token != self.owner().token() && !owner::is_living(self.path(), token)) else {
            return Ok(());
        };
        let sql = "SELECT count(*) FROM batches WHERE state = 'open' AND owner = ?1";
        let open: i64 = self.read(|connection| Ok(connection.query_row(sql, [token], |row| row.get(0))?))?;
        if open == 0 {
            owner::bury(self.path(), token);
        }
        Ok(())
    }
}

/// The run that an open batch belongs to.
fn owner_of(transaction: &Transaction<'_>, batch: BatchId) -> Result<Option<String>, Fault> {
    let sql = "SELECT owner FROM batches WHERE id = ?1 AND state = 'open'";
    Ok(transaction.query_row(sql, [batch.0], |row| row.get(0)).optional()?)
}

fn waiting_count(transaction: &Transaction<'_>, batch: BatchId) -> Result<u64, Fault> {
    let sql = "SELECT count(*) FROM batch_items WHERE batch = ?1 AND NOT is_done";
    Ok(transaction.query_row(sql, [batch.0], |row| row.get::<_, i64>(0))?.unsigned_abs())
}

/// Moves what waits in `from` behind what waits in `to`.
fn merge(transaction: &Transaction<'_>, from: BatchId, to: BatchId) -> Result<(), Fault> {
    let insert = "INSERT INTO batch_items (batch, track, is_done)
                  SELECT ?2, track, 0 FROM batch_items WHERE batch = ?1 AND NOT is_done ORDER BY id
                  ON CONFLICT (batch, track) DO UPDATE SET is_done = 0";
    transaction.execute(insert, (from.0, to.0))?;
    finish(transaction, from, "merged")
}

fn finish(transaction: &Transaction<'_>, batch: BatchId, state: &str) -> Result<(), Fault> {
    let rest = format!(
        "UPDATE tracks SET state = {REST}
         WHERE state = 'queued'
           AND id IN (SELECT track FROM batch_items WHERE batch = ?1 AND NOT is_done)
           AND NOT EXISTS (
               SELECT 1 FROM batch_items AS i JOIN batches AS b ON b.id = i.batch
               WHERE i.track = tracks.id AND i.batch <> ?1 AND NOT i.is_done AND b.state = 'open')"
    );
    transaction.execute(&rest, [batch.0])?;
    // The items serve to take a run up: once it is over they would only pile up.
    let close = "UPDATE batches SET state = :state, finished_ms = :now,
                     tracks = (SELECT count(*) FROM batch_items WHERE batch = :batch),
                     done = (SELECT count(*) FROM batch_items WHERE batch = :batch AND is_done)
                 WHERE id = :batch AND state = 'open'";
    transaction.execute(close, named_params! { ":batch": batch.0, ":state": state, ":now": now_ms() })?;
    transaction.execute("DELETE FROM batch_items WHERE batch = ?1", [batch.0])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::AuditReport,
        persistence::{
            RowState,
            fixture::{audited, key, store},
        },
    };

    fn keys(names: &[&str]) -> Vec<TrackKey> {
        names.iter().map(|name| key(&format!("/music/{name}.flac"))).collect()
    }

    #[test]
    fn what_a_run_that_is_gone_left_is_taken_up() {
        let (_folder, store) = store();
        let keys = keys(&["c", "a", "b"]);
        let earlier = Repository::open(store.path()).unwrap();
        let batch = earlier.begin_batch(&[PathBuf::from("/music")]).unwrap();
        let tracks = earlier.register(Some(batch), &keys).unwrap();
        earlier.save(tracks[1].track, &keys[1], &audited("/music/a.flac")).unwrap();
        assert_eq!(store.interrupted().unwrap(), None, "the run still lives");
        assert_eq!(earlier.interrupted().unwrap(), None, "it is its own");
        assert_eq!(store.waiting_items(batch).unwrap(), [], "nobody takes a living run's tracks");
        drop(earlier);

        assert_eq!(store.interrupted().unwrap(), Some(Interrupted { batch, waiting: 2 }));
        let waiting = store.waiting_items(batch).unwrap();
        assert_eq!(waiting, [(tracks[0].track, keys[0].clone()), (tracks[2].track, keys[2].clone())]);
        let third = Repository::open(store.path()).unwrap();
        assert_eq!(third.interrupted().unwrap(), None, "it was taken up");
        for (track, key) in waiting {
            store.save(track, &key, &AuditReport::failed(key.path.clone(), "no audio stream")).unwrap();
        }
        store.finish_batch(batch, BatchState::Done).unwrap();
        drop(store);
        assert_eq!(third.interrupted().unwrap(), None);
    }

    #[test]
    fn several_interrupted_runs_are_one() {
        let (_folder, store) = store();
        let keys = keys(&["a", "b", "c"]);
        let mut tracks = Vec::new();
        for range in [0..2, 1..3] {
            let run = Repository::open(store.path()).unwrap();
            let batch = run.begin_batch(&[]).unwrap();
            tracks.push(run.register(Some(batch), &keys[range]).unwrap());
        }
        let empty = Repository::open(store.path()).unwrap();
        empty.begin_batch(&[]).unwrap();
        drop(empty);
        let interrupted = store.interrupted().unwrap().unwrap();
        assert_eq!(interrupted.waiting, 3, "b waited in both");
        assert_eq!(store.interrupted().unwrap(), Some(interrupted), "asking twice changes nothing");
        let waiting: Vec<TrackKey> = store.waiting_items(interrupted.batch).unwrap().into_iter().map(|(_, key)| key).collect();
        assert_eq!(waiting, keys);
        let left: Vec<_> =
            std::fs::read_dir(store.path().parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left.len(), 4, "the file, its log, its shared memory, this run: {left:?}");
    }

    #[test]
    fn a_cancelled_batch_sets_waiting_tracks_back_unless_another_waits_for_them() {
        let (_folder, store) = store();
        let keys = keys(&["audited", "new", "shared"]);
        let first = store.register(None, &keys[..1]).unwrap()[0].track;
        store.save(first, &keys[0], &audited("/music/audited.flac")).unwrap();
        let changed: Vec<TrackKey> = keys.iter().map(|key| TrackKey { modified_ns: 77, ..key.clone() }).collect();
        let (batch, other) = (store.begin_batch(&[]).unwrap(), store.begin_batch(&[]).unwrap());
        let tracks: Vec<TrackId> = store.register(Some(batch), &changed).unwrap().into_iter().map(|entry| entry.track).collect();
        store.register(Some(other), &changed[2..]).unwrap();
        let states = || store.rows(&tracks).unwrap().into_iter().map(|row| row.state).collect::<Vec<_>>();
        assert_eq!(states(), [RowState::Queued; 3]);
        store.finish_batch(batch, BatchState::Cancelled).unwrap();
        assert_eq!(states(), [RowState::Audited, RowState::Cancelled, RowState::Queued]);
        store.finish_batch(other, BatchState::Done).unwrap();
        assert_eq!(states()[2], RowState::Cancelled);
    }

    #[test]
    fn a_finished_batch_keeps_its_figures_and_no_items() {
        let (_folder, store) = store();
        let keys = keys(&["a", "b"]);
        let batch = store.begin_batch(&[]).unwrap();
        let tracks = store.register(Some(batch), &keys).unwrap();
        store.save(tracks[0].track, &keys[0], &audited("/music/a.flac")).unwrap();
        store.finish_batch(batch, BatchState::Cancelled).unwrap();
        store.finish_batch(batch, BatchState::Done).unwrap(); // too late: it is over
        let sql = "SELECT state, tracks, done, (SELECT count(*) FROM batch_items) FROM batches";
        let row: (String, i64, i64, i64) = store
            .read(|sql_| Ok(sql_.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?))
            .unwrap();
        assert_eq!(row, ("cancelled".to_owned(), 2, 1, 0));
    }
}
