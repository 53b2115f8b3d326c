//! What the window looks like in every theme, language, size and fill, without a complaint.

use std::{
    fs,
    path::{Path, PathBuf},
};

use audiopro::persistence::{Repository, TableQuery};
use rusqlite::Connection;

use super::{
    common::audits,
    picture::{Part, Picture},
    window::{DETAIL, Display, FIRST_ROW, TABLE, Window, settings},
};

const SIZES: [(u32, u32); 3] = [(1024, 700), (1280, 800), (1920, 1080)];
/// Where only the table, or the invitation in its place, is in every size.
const PANE: Part = Part::new(4, 160, 600, 500);
/// The title of the column of verdicts.
const VERDICT_COLUMN: (u32, u32) = (60, 142);

#[test]
fn few_tracks_in_every_theme_language_and_size() {
    for rows in [0, 1, 1_000] {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("home");
        fs::create_dir_all(&home).expect("the home can be made");
        fill(&home.join("audiopro.db"), rows);
        look_at(&Display::start(), &home, rows);
    }
}

#[test]
fn a_hundred_thousand_tracks_in_every_theme_language_and_size() {
    const ROWS: usize = 100_000;
    let folder = tempfile::tempdir().expect("a folder");
    let home = folder.path().join("home");
    fs::create_dir_all(&home).expect("the home can be made");
    let database = home.join("audiopro.db");
    let seeds = audits::gallery().len();
    fill(&database, seeds);
    multiply(&database, seeds, ROWS);
    let counts = Repository::open(&database).and_then(|store| store.counts(&TableQuery::default()));
    assert_eq!(counts.expect("the store can be read").total, ROWS as u64);
    let display = Display::start();
    look_at(&display, &home, ROWS);

    let mut window = Window::open(&display, &home, &settings("dark", "en", (1280, 800)), &[]);
    window.changes("the first track is shown", DETAIL, |window| window.click(FIRST_ROW.0, FIRST_ROW.1));
    let first = window.shot("50-first");
    window.changes("the last rows are shown", TABLE, |window| window.keys(&["End"]));
    window.shot("51-last");
    window.keys(&["Home"]);
    window.until_shown("the first rows are shown again", |picture| is_same(picture, &first));
    window.changes("others are the first by verdict", TABLE, |window| window.click(VERDICT_COLUMN.0, VERDICT_COLUMN.1));
    window.shot("52-by-verdict");
    window.changes("and others the other way round", TABLE, |window| window.click(VERDICT_COLUMN.0, VERDICT_COLUMN.1));
    window.changes("the search finds other rows", TABLE, |window| {
        window.keys(&["ctrl+f"]);
        window.types("album 0777");
    });
    window.shot("53-found");
    window.changes("without it all are shown again", TABLE, |window| window.keys(&["Escape"]));
    assert_eq!(window.complaints(), "", "QML complains of nothing");
}

/// Whether the rows are those of `other`: the ring of the keyboard may be another.
fn is_same(picture: &Picture, other: &Picture) -> bool {
    picture.differing(other, Part::new(8, 190, 780, 570)) == 0
}

/// Opens the window on what is stored in `home` in every theme and language, and gives it every size.
fn look_at(display: &Display, home: &Path, rows: usize) {
    for theme in ["dark", "light"] {
        let mut in_english = Vec::new();
        for language in ["en", "fr"] {
            let mut window = Window::open(display, home, &settings(theme, language, SIZES[0]), &[]);
            if rows > 0 {
                let detail = Part::new(640, 90, 380, 560);
                window.changes("the first track is shown", detail, |window| window.click(FIRST_ROW.0, FIRST_ROW.1));
            }
            for (at, size) in SIZES.into_iter().enumerate() {
                window.resize(size);
                let name = format!("look-{rows}-{theme}-{language}-{}", size.0);
                window.until_shown(&format!("{name}: something stands there"), |picture| picture.colours(PANE) > 16);
                let picture = window.shot(&name);
                let ground = picture.main_colour(PANE).expect("the pane is not empty");
                assert_eq!(ground.iter().all(|level| *level > 128), theme == "light", "{name}: the ground is {ground:?}");
                match language {
                    "en" => in_english.push(picture),
                    _ => assert!(picture.differing(&in_english[at], Part::WHOLE) > 1_000, "{name}: it speaks French"),
                }
            }
            assert_eq!(window.complaints(), "", "QML complains of nothing with {rows} rows, {theme}, {language}");
        }
    }
}

/// A store with `rows` audits.
fn fill(database: &Path, rows: usize) {
    let store = Repository::open(database).expect("a store");
    let reports: Vec<_> = audits::gallery()
        .into_iter()
        .cycle()
        .take(rows)
        .enumerate()
        .map(|(number, mut report)| {
            let name = report.path.file_name().expect("it has a name").to_string_lossy().into_owned();
            report.path = PathBuf::from(format!("/music/Album {:04}/{number:06} {name}", number / 12));
            report
        })
        .collect();
    audits::store(&store, &reports);
}

/// Repeats the first `seeds` tracks of a new store under other names until it has `rows`: saved one by one they would take
/// minutes. Only the ends of the table get audits beside their rows, without curves: nobody looks at the others, and the store
/// stays small.
fn multiply(database: &Path, seeds: usize, rows: usize) {
    let [seeds, rows] = [seeds, rows].map(|count| i64::try_from(count).expect("a small number"));
    let mut connection = Connection::open(database).expect("a store");
    let transaction = connection.transaction().expect("nobody else writes");
    // A generated column is none of these.
    let columns = |table: &str, others: &[&str]| -> Vec<String> {
        let mut select = transaction.prepare("SELECT name FROM pragma_table_info(?1)").expect("SQL");
        let names = select.query_map([table], |row| row.get::<_, String>(0)).expect("SQL").map(|name| name.expect("SQL"));
        names.filter(|name| !others.contains(&name.as_str())).collect()
    };
    let own = ["id", "path", "name", "folder", "name_sort", "folder_sort", "location", "search", "folder_path"];
    let copied = columns("tracks", &own).join(", ");
    let tracks = format!(
        "WITH RECURSIVE
            numbers (number) AS (SELECT ?1 UNION ALL SELECT number + 1 FROM numbers WHERE number + 1 < ?2),
            named AS (
                SELECT printf('Album %04d', number / 12) AS new_folder, printf('%06d ', number) || substr(name, 8) AS new_name,
                    tracks.*
                FROM numbers JOIN tracks ON tracks.id = 1 + number % ?1
            )
        INSERT INTO tracks (path, name, folder, name_sort, folder_sort, location, search, folder_path, {copied})
        SELECT CAST('/music/' || new_folder || '/' || new_name AS BLOB), new_name, new_folder, lower(new_name), lower(new_folder),
            lower(new_name || char(10) || '/music/' || new_folder || char(10)),
            lower(new_name || char(10) || '/music/' || new_folder || char(10) || evidence),
            CAST('/music/' || new_folder AS BLOB), {copied}
        FROM named ORDER BY new_name"
    );
    transaction.execute(&tracks, [seeds, rows]).expect("the tracks are copied");
    let copied = columns("audits", &["id", "track", "grid", "pictures"]);
    let (into, from) = (copied.join(", "), copied.iter().map(|name| format!("audits.{name}")).collect::<Vec<_>>().join(", "));
    let audits = format!(
        "INSERT INTO audits (track, {into}) SELECT tracks.id, {from}
         FROM tracks JOIN audits ON audits.track = 1 + (tracks.id - 1) % ?1
         WHERE tracks.id > ?1 AND (tracks.id <= 1000 OR tracks.id > ?2 - 1000)"
    );
    transaction.execute(&audits, [seeds, rows]).expect("the audits are copied");
    transaction.commit().expect("the store can be written");
}
