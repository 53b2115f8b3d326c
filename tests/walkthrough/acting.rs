//! What reaches files and other starts: quarantine and back, and a second start that hands its track over.

use std::{fs, path::Path};

use audiopro::persistence::{Repository, TableQuery, TrackRow};
use serde_json::json;

use super::window::{DETAIL, Display, FIRST_ROW, MIDDLE, Running, Window, audited, demo_pair, settings};

/// The restore log of a quarantine, which stays when the files have left.
const LOG: &str = ".audiopro-quarantine.jsonl";

/// Every row, in the order in which the tracks were found.
fn rows(store: &Repository) -> Vec<TrackRow> {
    store.row_ids(&TableQuery::default()).and_then(|ids| store.rows(&ids)).unwrap_or_default()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder can be read").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn quarantine_and_back_lose_no_byte() {
    let display = Display::start();
    let folder = tempfile::tempdir().expect("a folder");
    let (music, away) = (folder.path().join("music"), folder.path().join("away"));
    let [track, other] = demo_pair(&music);
    let whole = fs::read(&track).expect("the track can be read");
    let home = folder.path().join("home");
    let mut wanted = settings("dark", "en", (1280, 800));
    wanted["quarantine"] = json!(away);
    let mut window = Window::open(&display, &home, &wanted, &[&track]);
    window.until("the track is audited", |store| audited(store) == (0, 1));

    window.changes("the track is selected", DETAIL, |window| window.click(FIRST_ROW.0, FIRST_ROW.1));
    window.changes("it asks first", MIDDLE, |window| window.keys(&["q"]));
    window.shot("20-quarantine");
    assert!(track.exists() && !away.exists(), "nothing moves before it was agreed to");
    window.keys(&["Return"]);
    let place = away.join("lattice-from-mp3.flac");
    window.until("the row follows its file to the quarantine", |store| {
        rows(store).iter().any(|row| row.path == place && row.quarantined_from.as_ref() == Some(&track))
    });
    assert!(!track.exists(), "the file has left its place");
    assert!(fs::read(&place).expect("the file lies in quarantine") == whole, "it is whole there");
    assert!(other.exists(), "no other file moves");
    window.shot("21-moved");

    window.press_until("ctrl+z", "undo brings the file back", |store| {
        rows(store).iter().any(|row| row.path == track && row.quarantined_from.is_none())
    });
    assert!(fs::read(&track).expect("the file is at its place") == whole, "it is whole there");
    assert_eq!(names_in(&away), [LOG], "nothing but the log is left in the quarantine");
    assert_eq!(names_in(&music), ["lattice-from-mp3.flac", "lattice-genuine.flac"]);
    window.shot("22-back");
    assert_eq!(window.complaints(), "", "QML complains of nothing");
}

#[test]
fn a_later_start_hands_its_track_to_the_window_that_is_open() {
    let display = Display::start();
    let folder = tempfile::tempdir().expect("a folder");
    let music = folder.path().join("music");
    let [first, second] = demo_pair(&music);
    let home = folder.path().join("home");
    let mut window = Window::open(&display, &home, &settings("dark", "en", (1280, 800)), &[&first]);
    window.until("the first track is found", |store| rows(store).len() == 1);

    // A path that means something in the folder of the later start alone.
    let later = Running::start(display.program(&home).current_dir(&music).arg("lattice-genuine.flac"));
    assert!(later.end().success(), "the later start ends at once and well");
    window.until("both tracks are audited by the first", |store| audited(store) == (1, 1));
    let mut paths: Vec<_> = rows(&window.store().expect("there is a store")).into_iter().map(|row| row.path).collect();
    paths.sort();
    assert_eq!(paths, [first, second]);
    assert_eq!(display.windows("Audiopro$").len(), 1, "no second window opens");
    window.shot("30-handed-over");
    assert_eq!(window.complaints(), "", "QML complains of nothing");
}
