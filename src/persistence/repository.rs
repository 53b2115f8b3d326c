//! The repository: a factory of short-lived connections.

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::{
    connection::{self, Access},
    error::{Fault, StoreError},
    migration,
    owner::Owner,
};

/// Where the audits are kept. A clone is cheap and may go to another thread.
#[derive(Clone, Debug)]
pub struct Repository {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    path: PathBuf,
    access: Access,
    owner: Owner,
    /// Never used, only held: while it is open, closing a short-lived connection does not fold the log back into the file, and
    /// opening one need not read the log anew. It holds no transaction.
    keeper: Mutex<Connection>,
}

/// The state of the store, for the health checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoreFacts {
    /// Tracks stored.
    pub tracks: u64,
    /// Schema of the file.
    pub schema: u32,
    /// Whether readers and writers do not wait for each other.
    pub is_wal: bool,
    /// Whether nothing can be stored.
    pub is_read_only: bool,
    /// Bytes of the file and its log.
    pub size_bytes: u64,
}

impl Repository {
    /// Opens the database at `path`: makes the folders, brings the schema to head. A database that can only be read is opened for
    /// reading, and each attempt to write it is an error.
    ///
    /// # Errors
    /// Any of [`StoreError`]; a newer schema and a foreign file are refused and left as they are.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let absolute = std::path::absolute(path).map_err(|source| StoreError::Folder { path: path.to_owned(), source })?;
        let (keeper, access) = connection::establish(&absolute)?;
        let owner = Owner::new(&absolute);
        Ok(Self { shared: Arc::new(Shared { path: absolute, access, owner, keeper: Mutex::new(keeper) }) })
    }

    /// The database file.
    pub fn path(&self) -> &Path {
        &self.shared.path
    }

    /// Whether nothing can be stored.
    pub fn is_read_only(&self) -> bool {
        self.shared.access != Access::Write
    }

    /// Folds the log back into the file, as far as no reader needs it: at shutdown.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        if self.is_read_only() {
            return Ok(());
        }
        // The row tells how far it went; another instance at work is no fault.
        self.read(|connection| Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?))
    }

    /// The state of the store.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn facts(&self) -> Result<StoreFacts, StoreError> {
        let (tracks, journal) = self.read(|connection| {
            let tracks: i64 = connection.query_row("SELECT count(*) FROM tracks", [], |row| row.get(0))?;
            let journal: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0))?;
            Ok((tracks, journal))
        })?;
        let size = |path: &Path| std::fs::metadata(path).map_or(0, |file| file.len());
        let mut log = self.path().as_os_str().to_owned();
        log.push("-wal");
        Ok(StoreFacts {
            tracks: tracks.unsigned_abs(),
            schema: migration::HEAD,
            is_wal: journal.eq_ignore_ascii_case("wal"),
            is_read_only: self.is_read_only(),
            size_bytes: size(self.path()) + size(Path::new(&log)),
        })
    }

    /// The run that batches of this repository belong to.
    pub(super) fn owner(&self) -> &Owner {
        &self.shared.owner
    }

    /// Does `work` on one short-lived connection.
    pub(super) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Fault>) -> Result<T, StoreError> {
        let connection = self.connect()?;
        work(&connection).map_err(|fault| fault.at(self.path()))
    }

    /// Does `work` in one immediate transaction on one short-lived connection: all of it, or nothing.
    pub(super) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>) -> Result<T, StoreError> {
        if self.is_read_only() {
            return Err(StoreError::ReadOnly { path: self.path().to_owned() });
        }
        let mut connection = self.connect()?;
        let written = || {
            // Immediate: a deferred transaction that turns to writing cannot wait for another writer, only fail.
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        };
        attempt(written).map_err(|fault| fault.at(self.path()))
    }

    fn connect(&self) -> Result<Connection, StoreError> {
        connection::open(self.path(), self.shared.access).map_err(|error| Fault::Sql(error).at(self.path()))
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // The keeper is the last connection: closing it folds the log back and takes it away. Only here is it touched at all.
        let keeper = self.keeper.get_mut().unwrap_or_else(PoisonError::into_inner);
        let _ = keeper.busy_timeout(std::time::Duration::ZERO); // another instance at work must not hold up the end
    }
}

fn attempt<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    work()
}

/// Now, in milliseconds since 1970.
pub(super) fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
