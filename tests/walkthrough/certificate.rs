//! From drop to certificate and table.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use audiopro::persistence::{Repository, TableQuery};

use super::window::{
    COLOURS_OF_SOUND, DETAIL, Display, MIDDLE, SPECTROGRAM, TAB_VIEW, TABLE, Window, audited, demo_pair, settings,
};

/// Columns of the table as CSV that are held against the store.
const COLUMNS: [&str; 5] = ["path", "status", "class", "source_codec", "decided_by"];

#[test]
fn from_drop_to_certificate() {
    let display = Display::start();
    let folder = tempfile::tempdir().expect("a folder");
    let music = demo_pair(&folder.path().join("music"));
    let home = folder.path().join("home");
    let mut window = Window::open(&display, &home, &settings("dark", "en", (1280, 800)), &[]);
    window.shot("01-empty");

    window.drop_files(&music);
    window.until("the dropped pair is audited", |store| audited(store) == (1, 1));
    window.shot("02-audited");

    window.changes("the search leaves one track", TABLE, |window| {
        window.keys(&["ctrl+f"]);
        window.types("mp3");
    });
    window.changes("its detail is shown", DETAIL, |window| window.keys(&["Return", "Down"]));
    window.until_shown("the spectrogram is drawn", |picture| picture.colours(SPECTROGRAM) > COLOURS_OF_SOUND);
    window.shot("03-evidence");
    for tab in 2..=9 {
        window.changes(&format!("tab {tab} is shown"), TAB_VIEW, |window| window.keys(&[&format!("ctrl+{tab}")]));
        window.shot(&format!("04-tab-{tab}"));
    }
    window.keys(&["space"]);
    window.shot("05-player");

    window.keys(&["ctrl+1", "g"]);
    window.until("a mark is kept", |store| store.marks().is_ok_and(|marks| marks.len() == 1));
    window.press_until("ctrl+z", "undo takes the mark off", |store| store.marks().is_ok_and(|marks| marks.is_empty()));

    certify(&mut window, &home, &music);
    export(&mut window, &home, &music);

    window.changes("the shortcuts are listed", MIDDLE, |window| window.keys(&["question"]));
    window.shot("06-shortcuts");
    window.changes("the palette is open", MIDDLE, |window| {
        window.keys(&["Escape", "ctrl+k"]);
        window.types("cert");
    });
    window.shot("07-palette");
    window.changes("the settings are open", MIDDLE, |window| window.keys(&["Escape", "ctrl+comma"]));
    window.shot("08-settings");
    assert_eq!(window.complaints(), "", "QML complains of nothing");
}

/// The dialog opens on the folder that the program was started in; its field and its button by mouse.
fn certify(window: &mut Window<'_>, home: &Path, music: &[PathBuf; 2]) {
    let certificate = home.join("certificate.pdf");
    window.changes("it asks for a file", MIDDLE, |window| window.keys(&["ctrl+shift+e"]));
    // Letters mark nothing while the dialog is open.
    window.keys(&["t"]);
    window.click(560, 527);
    window.keys(&["ctrl+a"]);
    window.types("certificate.pdf");
    window.keys(&["Return"]);
    window.shot("05-certificate");
    window.click(756, 571);
    window.until_written(&certificate);
    let verify = |track: &Path| {
        Command::new(env!("CARGO_BIN_EXE_audiopro")).arg("verify").arg(&certificate).arg(track).output().expect("it starts")
    };
    let verified = verify(&music[0]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
    assert!(!verify(&music[1]).status.success(), "the other file does not belong to the certificate");
    let marks = window.store().map(|store| store.marks().expect("the store can be read"));
    assert_eq!(marks, Some(Vec::new()), "nothing was marked");
}

/// The suggested name is taken as it is. The table holds every track, whatever is searched for.
fn export(window: &mut Window<'_>, home: &Path, music: &[PathBuf; 2]) {
    window.changes("it asks for a file", MIDDLE, |window| window.keys(&["ctrl+e"]));
    window.click(756, 571);
    let mut table = None;
    window.until("the table is written under the suggested name", |_| {
        let mut files = fs::read_dir(home).expect("the home is readable").flatten().map(|entry| entry.path());
        let is_table = |file: &PathBuf| {
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            name.starts_with("audit-") && name.ends_with(".csv")
        };
        table = files.find(is_table);
        table.is_some()
    });
    let table = table.expect("it was found");
    window.until_written(&table);
    let written = rows_of(&table);
    assert_eq!(written, rows_in(&window.store().expect("there is a store")));
    let seen: Vec<(&str, &str)> = written.iter().map(|[path, _, class, ..]| (path.as_str(), class.as_str())).collect();
    let path = |track: usize| music[track].to_str().expect("a plain name");
    let mut expected = [(path(0), "transcode"), (path(1), "genuine")];
    // The order is that in which they were found.
    if seen.first() != expected.first() {
        expected.reverse();
    }
    assert_eq!(seen, expected);
    window.changes("without the search both are shown again", TABLE, |window| window.keys(&["ctrl+f", "Escape"]));
}

/// [`COLUMNS`] of each row of a table as CSV.
fn rows_of(file: &Path) -> Vec<[String; 5]> {
    let mut reader = csv::Reader::from_path(file).expect("the table can be read");
    let header = reader.headers().expect("it has a header").clone();
    let places = COLUMNS.map(|name| header.iter().position(|column| column == name).expect("it has the column"));
    let records = reader.records().map(|record| record.expect("each row fits the header"));
    records.map(|record| places.map(|place| record[place].to_owned())).collect()
}

/// The same of each track in the store, in the order in which they were found.
fn rows_in(store: &Repository) -> Vec<[String; 5]> {
    let mut rows = Vec::new();
    let read = store.for_each_report(&TableQuery::default(), &mut |report| {
        let verdict = report.verdict.as_ref();
        let words = [
            report.status.id(),
            verdict.map_or("", |verdict| verdict.class.id()),
            verdict.and_then(|verdict| verdict.source_codec).map_or("", |codec| codec.id()),
            verdict.map_or("", |verdict| verdict.decided_by.id()),
        ];
        let [status, class, codec, decided_by] = words.map(str::to_owned);
        rows.push([report.path.to_string_lossy().into_owned(), status, class, codec, decided_by]);
        true
    });
    read.expect("the store can be read");
    rows
}
