//! The schema and how an older one becomes the newest.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};
use rusqlite_migration::{M, Migrations};

use super::error::{StoreError, of_sqlite};

/// Every step, oldest first. A released step never changes; a new one is added.
const STEPS: &[M<'static>] = &[
    M::up(include_str!("../../migrations/0001_store.sql")),
    M::up(include_str!("../../migrations/0002_marks.sql")),
    M::up(include_str!("../../migrations/0003_acting.sql")),
    M::up(include_str!("../../migrations/0004_network.sql")),
];

/// The schema that this program writes.
pub(super) const HEAD: u32 = STEPS.len() as u32;

/// `application_id` of a database of Audiopro: "Audp".
const APPLICATION_ID: i32 = 0x4175_6470;

/// Schema of the database, or why it must not be touched. 0 is an empty file.
pub(super) fn schema(connection: &Connection, path: &Path) -> Result<u32, StoreError> {
    let number = |sql| connection.query_row(sql, [], |row| row.get::<_, i32>(0)).map_err(|error| of_sqlite(error, path));
    // One read after the other may straddle another process's first migration; the version is read first, so that a database
    // just made is taken for an empty one, and the migration finds out.
    let found = u32::try_from(number("PRAGMA user_version")?).unwrap_or(u32::MAX);
    let is_ours = number("PRAGMA application_id")? == APPLICATION_ID;
    let is_empty = number("SELECT count(*) FROM sqlite_schema")? == 0;
    match (is_ours, is_empty && found == 0) {
        (false, false) => Err(StoreError::NotADatabase { path: path.to_owned() }),
        (_, true) => Ok(0),
        (true, false) if found > HEAD => Err(StoreError::Newer { path: path.to_owned(), found, known: HEAD }),
        (true, false) => Ok(found),
    }
}

/// Brings the schema to [`HEAD`]. Two processes may do so at once: one does it, the other finds it done.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    match Migrations::from_slice(STEPS).to_latest(connection) {
        Ok(()) => Ok(()),
        // The version is read before the transaction begins; where another process migrated in between, the step fails as a
        // whole, and the schema is already the one that was wanted.
        Err(_) if schema(connection, path)? == HEAD => Ok(()),
        Err(rusqlite_migration::Error::RusqliteError { err, .. }) => Err(of_sqlite(err, path)),
        Err(other) => Err(StoreError::Damaged { path: path.to_owned(), detail: other.to_string() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_valid_sql() {
        Migrations::from_slice(STEPS).validate().unwrap();
    }

    #[test]
    fn each_released_schema_migrates_to_head_and_keeps_its_rows() {
        let path = Path::new("memory");
        for released in 1..=STEPS.len() {
            let mut connection = Connection::open_in_memory().unwrap();
            Migrations::from_slice(STEPS).to_version(&mut connection, released).unwrap();
            // What schema 1 asks of a track; later schemas give their new columns a value.
            let insert =
                "INSERT INTO tracks (path, name, folder, name_sort, folder_sort, location, search, size_bytes, modified_ns, state)
                          VALUES (x'2f61', 'a', '/', 'a', '/', '', '', 1, 2, 'queued')";
            connection.execute(insert, []).unwrap();
            assert_eq!(schema(&connection, path).unwrap(), released as u32);
            migrate(&mut connection, path).unwrap();
            assert_eq!(schema(&connection, path).unwrap(), HEAD);
            let tracks: i64 = connection.query_row("SELECT count(*) FROM tracks", [], |row| row.get(0)).unwrap();
            assert_eq!(tracks, 1);
        }
    }

    #[test]
    fn schema_3_reads_folder_number_and_cutoff_from_what_is_stored() {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(STEPS).to_version(&mut connection, 2).unwrap();
        let insert = r#"
            INSERT INTO tracks (id, path, name, folder, name_sort, folder_sort, location, search, size_bytes, modified_ns, state,
                audit_status)
            VALUES (1, CAST('/m/ü b/03 x/y.flac' AS BLOB), 'a', '/', 'a', '/', '', '', 1, 2, 'audited', 'audited'),
                   (2, x'2f6d2fe92f61', 'a', '/', 'a', '/', '', '', 1, 2, 'queued', NULL),
                   (3, x'2f61', 'a', '/', 'a', '/', '', '', 1, 2, 'queued', NULL);
            INSERT INTO audits (track, finished_ms, analysis_version, size_bytes, modified_ns, status, elapsed_ms, metadata, measurements,
                limits)
            VALUES (1, 1, 4, 1, 2, 'audited', 1, '{"tags":[]}', '{"cutoff_hz":1.5}', '[]'),
                   (1, 1, 4, 1, 2, 'audited', 1, '{"tags":[["Title","9"],["TrackNumber","3/12"],["DISCNUMBER","x"]]}',
                    '{"cutoff_hz":20050.5}', '[]');"#;
        connection.execute_batch(insert).unwrap();
        migrate(&mut connection, Path::new("memory")).unwrap();
        type Row = (Vec<u8>, Option<f64>, Option<i64>, Option<i64>);
        let row = |id: i64| -> Row {
            let sql = "SELECT folder_path, cutoff_hz, track_number, disc_number FROM tracks WHERE id = ?1";
            connection.query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap()
        };
        assert_eq!(row(1), ("/m/ü b/03 x".as_bytes().to_vec(), Some(20_050.5), Some(3), None));
        assert_eq!(row(2).0, b"/m/\xe9");
        assert_eq!(row(3).0, b"/");
    }

    #[test]
    fn schema_4_reads_the_network_from_what_is_stored() {
        let mut connection = Connection::open_in_memory().unwrap();
        Migrations::from_slice(STEPS).to_version(&mut connection, 3).unwrap();
        let insert = r#"
            INSERT INTO tracks (id, path, name, folder, name_sort, folder_sort, location, search, size_bytes, modified_ns, state)
            VALUES (1, x'2f61', 'a', '/', 'a', '/', '', '', 1, 2, 'audited');
            INSERT INTO audits (track, finished_ms, analysis_version, size_bytes, modified_ns, status, elapsed_ms, metadata, measurements,
                limits)
            VALUES (1, 1, 4, 1, 2, 'audited', 1, '{}', '{"network":{"weights":"00000001"}}', '[]'),
                   (1, 1, 4, 1, 2, 'audited', 1, '{}', '{"network":null}', '[]'),
                   (1, 1, 4, 1, 2, 'audited', 1, '{}', '{', '[]');"#;
        connection.execute_batch(insert).unwrap();
        migrate(&mut connection, Path::new("memory")).unwrap();
        let mut select = connection.prepare("SELECT network FROM audits ORDER BY id").unwrap();
        let networks: Vec<Option<String>> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        assert_eq!(networks, [Some("00000001".to_owned()), None, None]);
    }
}
