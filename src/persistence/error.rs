//! What can go wrong with the store, by what the caller can do about it.

use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

/// Why the store could not do what was asked. Each message names the file and the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// It may be read but not written.
    #[error("the database {} cannot be written: the file, its folder or its disk is read-only. Allow writing there, or choose another file with --db FILE", .path.display())]
    ReadOnly {
        /// The database.
        path: PathBuf,
    },
    /// The disk takes no more data.
    #[error("the database {} could not grow: its disk is full, over its quota, or failing ({source}). Free space there, or choose another file with --db FILE; what was stored before is kept", .path.display())]
    DiskFull {
        /// The database.
        path: PathBuf,
        /// SQLite's word.
        source: rusqlite::Error,
    },
    /// Another process held it for longer than the busy timeout.
    #[error("the database {} is held by another program. Close what else uses it and try again", .path.display())]
    Locked {
        /// The database.
        path: PathBuf,
    },
    /// A newer Audiopro wrote it.
    #[error("the database {} has schema {found}, this Audiopro knows {known}. Use the newer Audiopro that wrote it, or choose another file with --db FILE", .path.display())]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema.
        found: u32,
        /// The newest schema known here.
        known: u32,
    },
    /// The file is something else.
    #[error("{} is not a database of Audiopro and was left as it is. Choose another file with --db FILE", .path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The folder cannot hold a database.
    #[error("the database {} cannot be opened: {source}. Make its folder readable and writable, or choose another file with --db FILE", .path.display())]
    Folder {
        /// The database.
        path: PathBuf,
        /// The operating system's word.
        source: std::io::Error,
    },
    /// The file went away while in use.
    #[error("the database {} was moved or deleted while in use. Put it back, or start Audiopro again to begin a new one", .path.display())]
    Missing {
        /// The database.
        path: PathBuf,
    },
    /// What is stored cannot be read.
    #[error("the database {} is damaged: {detail}. Audit the track again; where that does not help, move the file away and start anew", .path.display())]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What cannot be read.
        detail: String,
    },
    /// SQLite refused for another reason.
    #[error("the database {} failed: {source}. Start Audiopro again; where that does not help, move the file away", .path.display())]
    Query {
        /// The database.
        path: PathBuf,
        /// SQLite's word.
        source: rusqlite::Error,
    },
}

/// An error inside one connection, before it is told with the path.
#[derive(Debug)]
pub(super) enum Fault {
    /// SQLite's.
    Sql(rusqlite::Error),
    /// A stored value that cannot be read.
    Damaged(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl Fault {
    /// The error as the caller gets it.
    pub(super) fn at(self, path: &Path) -> StoreError {
        match self {
            Self::Damaged(detail) => StoreError::Damaged { path: path.to_owned(), detail },
            Self::Sql(error) => of_sqlite(error, path),
        }
    }
}

/// The error that an SQLite error on the database at `path` means.
pub(super) fn of_sqlite(source: rusqlite::Error, path: &Path) -> StoreError {
    let path = path.to_owned();
    let rusqlite::Error::SqliteFailure(failure, _) = &source else {
        return match source {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => StoreError::Damaged { path, detail: source.to_string() },
            _ => StoreError::Query { path, source },
        };
    };
    match (failure.code, failure.extended_code) {
        (ErrorCode::ReadOnly, _) => StoreError::ReadOnly { path },
        // A quota or a file-size limit reaches SQLite as a failed write, and shared memory that cannot grow as a failed sizing.
        (ErrorCode::DiskFull, _) | (_, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_TRUNCATE) => {
            StoreError::DiskFull { path, source }
        }
        (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => StoreError::Locked { path },
        (ErrorCode::NotADatabase, _) => StoreError::NotADatabase { path },
        (ErrorCode::DatabaseCorrupt, _) => StoreError::Damaged { path, detail: source.to_string() },
        (ErrorCode::CannotOpen, _) if !path.exists() => StoreError::Missing { path },
        (ErrorCode::CannotOpen | ErrorCode::PermissionDenied, _) => {
            StoreError::Folder { path, source: std::io::Error::other(source) }
        }
        _ => StoreError::Query { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(extended_code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(ffi::Error::new(extended_code), None)
    }

    #[test]
    fn each_message_names_the_file_and_a_remedy() {
        let path = Path::new("/music/audiopro.db");
        for (error, remedy) in [
            (of_sqlite(failure(ffi::SQLITE_READONLY_DIRECTORY), path), "--db FILE"),
            (of_sqlite(failure(ffi::SQLITE_FULL), path), "Free space"),
            (of_sqlite(failure(ffi::SQLITE_IOERR_WRITE), path), "Free space"),
            (of_sqlite(failure(ffi::SQLITE_BUSY_SNAPSHOT), path), "Close what else"),
            (of_sqlite(failure(ffi::SQLITE_NOTADB), path), "another file"),
            (of_sqlite(failure(ffi::SQLITE_CANTOPEN), path), "Put it back"),
            (of_sqlite(failure(ffi::SQLITE_CORRUPT_INDEX), path), "Audit the track again"),
            (of_sqlite(failure(ffi::SQLITE_ERROR), path), "Start Audiopro again"),
        ] {
            let message = error.to_string();
            assert!(message.contains("/music/audiopro.db") && message.contains(remedy), "{message}");
        }
    }
}
