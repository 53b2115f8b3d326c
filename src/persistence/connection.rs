//! Opening a connection.

use std::{
    io,
    path::Path,
    thread::sleep,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::{
    encoding::path_bytes,
    error::{StoreError, of_sqlite},
    migration,
};

/// How long a connection waits for another one's transaction.
pub(super) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// How the file can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Read and written.
    Write,
    /// Read; SQLite may still keep its shared memory beside it.
    Read,
    /// Read, with nothing beside it: on a read-only disk.
    Frozen,
}

/// Makes the folder, opens the file, brings its schema to head; the connection and what may be done with it.
pub(super) fn establish(path: &Path) -> Result<(Connection, Access), StoreError> {
    let at = |source| StoreError::Folder { path: path.to_owned(), source };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        std::fs::create_dir_all(folder).map_err(at)?;
    }
    if path.is_dir() {
        return Err(at(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder")));
    }
    let is_new = !path.exists();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = match Connection::open_with_flags(path, flags) {
        Ok(connection) => connection,
        Err(_) if is_new => return Err(at(cannot_create(path))),
        Err(error) => return Err(of_sqlite(error, path)),
    };
    if connection.is_readonly("main").map_err(|error| of_sqlite(error, path))? {
        return establish_read_only(path);
    }
    let prepared = prepare(&connection).map_err(|error| of_sqlite(error, path));
    let found = match prepared.and_then(|()| migration::schema(&connection, path)) {
        // A file that may be written in a folder or on a disk that may not.
        Err(StoreError::Folder { .. } | StoreError::ReadOnly { .. }) if !is_new => return establish_read_only(path),
        other => other?,
    };
    use_wal(&connection, path)?;
    if found < migration::HEAD {
        migration::migrate(&mut connection, path)?;
    }
    Ok((connection, Access::Write))
}

/// Opens one short-lived connection to a database that is established.
pub(super) fn open(path: &Path, access: Access) -> rusqlite::Result<Connection> {
    let connection = match access {
        Access::Write => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?,
        Access::Read => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?,
        Access::Frozen => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(frozen_uri(path), flags)?
        }
    };
    prepare(&connection)?;
    Ok(connection)
}

/// What holds for one connection, not for the file.
fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")
}

fn establish_read_only(path: &Path) -> Result<(Connection, Access), StoreError> {
    let attempt = |access| -> Result<(Connection, Access), StoreError> {
        let connection = open(path, access).map_err(|error| of_sqlite(error, path))?;
        match migration::schema(&connection, path)? {
            migration::HEAD => Ok((connection, access)),
            _ => Err(StoreError::ReadOnly { path: path.to_owned() }), // it would have to be migrated
        }
    };
    match attempt(Access::Read) {
        Err(StoreError::Folder { .. } | StoreError::ReadOnly { .. }) => {}
        other => return other,
    }
    // Without its log beside it the file alone is whole; with one, reading it alone would show an old state as the present one.
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if std::fs::metadata(log).is_ok_and(|log| log.len() > 0) {
        return Err(StoreError::ReadOnly { path: path.to_owned() });
    }
    attempt(Access::Frozen)
}

/// Switches a new file to WAL. SQLite does not wait by itself while another process does the same.
fn use_wal(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let end = Instant::now() + BUSY_TIMEOUT;
    loop {
        match connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get::<_, String>(0)) {
            Ok(_) => return Ok(()), // a file system without shared memory keeps its journal: slower, and `facts` tells it
            Err(rusqlite::Error::SqliteFailure(failure, _))
                if matches!(failure.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) && Instant::now() < end =>
            {
                sleep(Duration::from_millis(10));
            }
            Err(error) => return Err(of_sqlite(error, path)),
        }
    }
}

/// Why no file can be made at `path`, in the operating system's words.
fn cannot_create(path: &Path) -> io::Error {
    match std::fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Err(error) => error,
        Ok(_) => {
            // It could be made after all: SQLite's reason is gone.
            let _ = std::fs::remove_file(path);
            io::Error::other("SQLite could not create it")
        }
    }
}

/// The file as an SQLite address that nothing else changes.
fn frozen_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for &byte in path_bytes(path).iter() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_takes_any_name() {
        assert_eq!(frozen_uri(Path::new("/a b?#%/ü.db")), "file:/a%20b%3F%23%25/%C3%BC.db?immutable=1");
    }

    #[test]
    fn every_connection_is_prepared() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/folders/a.db");
        let (keeper, access) = establish(&path).unwrap();
        assert_eq!(access, Access::Write);
        let connection = open(&path, access).unwrap();
        for (pragma, expected) in [("journal_mode", "wal"), ("synchronous", "1"), ("foreign_keys", "1"), ("busy_timeout", "5000")] {
            let value: rusqlite::types::Value = connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap();
            let text = match value {
                rusqlite::types::Value::Text(text) => text,
                rusqlite::types::Value::Integer(number) => number.to_string(),
                other => panic!("{other:?}"),
            };
            assert_eq!(text, expected, "{pragma}");
        }
        drop(keeper);
    }

    #[test]
    fn what_is_no_database_of_ours_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text.db");
        std::fs::write(&text, "not a database, but long enough to have a header ".repeat(100)).unwrap();
        assert!(matches!(establish(&text), Err(StoreError::NotADatabase { .. })));

        let foreign = folder.path().join("foreign.db");
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE bookmarks (id); PRAGMA user_version = 1").unwrap();
        let before = std::fs::read(&foreign).unwrap();
        assert!(matches!(establish(&foreign), Err(StoreError::NotADatabase { .. })));
        assert_eq!(std::fs::read(&foreign).unwrap(), before);

        let newer = folder.path().join("newer.db");
        let (connection, _) = establish(&newer).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        drop(connection);
        assert!(matches!(establish(&newer), Err(StoreError::Newer { found: 99, known: migration::HEAD, .. })));

        assert!(matches!(establish(folder.path()), Err(StoreError::Folder { .. })));
        let below_a_file = newer.join("a.db");
        assert!(matches!(establish(&below_a_file), Err(StoreError::Folder { .. })));
    }
}
