//! What two tracks show together: beside each other, as an album, as copies; and what of the window is remembered.

use std::path::Path;

use serde_json::json;

use super::{
    picture::{Colour, Part, Picture},
    window::{COLOURS_OF_SOUND, DETAIL, Display, FIRST_ROW, SPECTROGRAM, TAB_VIEW, TABLE, Window, audited, demo_pair, settings},
};

/// In a comparison at 1280 x 800: the names, inside the two spectrograms, and the card of what was measured.
const NAMES: Part = Part::new(40, 100, 1220, 60);
const UPPER: Part = Part::new(60, 240, 760, 200);
const LOWER: Part = Part::new(60, 520, 760, 200);
const FACTS: Part = Part::new(880, 230, 380, 270);
/// The button that swaps the two.
const SWAP: (u32, u32) = (1254, 72);
/// Beside the switch of the views, where the folder stands that the table is narrowed to.
const FOLDER: Part = Part::new(204, 50, 150, 36);
/// The title of the column of names.
const NAME_COLUMN: (u32, u32) = (200, 142);
/// The second copy of the first group.
const SECOND_COPY: (u32, u32) = (300, 243);
/// `raised` and `table` of the two themes.
const RAISED: Colour = [0x21, 0x25, 0x2C];
const DARK_TABLE: Colour = [0x13, 0x15, 0x19];
const LIGHT_TABLE: Colour = [0xFF, 0xFF, 0xFF];

fn is_compared(picture: &Picture) -> bool {
    picture.colours(UPPER) > COLOURS_OF_SOUND
        && picture.colours(LOWER) > COLOURS_OF_SOUND
        && picture.main_colour(FACTS) == Some(RAISED)
        && picture.colours(FACTS) > 16
}

#[test]
fn two_tracks_are_shown_together() {
    let display = Display::start();
    let folder = tempfile::tempdir().expect("a folder");
    let music = folder.path().join("music");
    demo_pair(&music);
    let home = folder.path().join("home");
    let mut window = Window::open(&display, &home, &settings("dark", "en", (1280, 800)), &[&music]);
    window.until("the pair is audited", |store| audited(store) == (1, 1));

    // A picture of each track: two tracks, two pictures.
    window.changes("the first track is shown", DETAIL, |window| window.click(FIRST_ROW.0, FIRST_ROW.1));
    let first = window.until_shown("its spectrogram is drawn", |picture| picture.colours(SPECTROGRAM) > COLOURS_OF_SOUND);
    window.changes("the second track is shown", DETAIL, |window| window.keys(&["Down"]));
    window.until_shown("its spectrogram is drawn", |picture| {
        picture.colours(SPECTROGRAM) > COLOURS_OF_SOUND && picture.differing(&first, SPECTROGRAM) > 0
    });

    window.keys(&["ctrl+a", "d"]);
    let compared = window.until_shown("both are drawn, and what was measured stands beside", is_compared);
    window.shot("40-comparison");
    window.changes("A and B change places", NAMES, |window| window.click(SWAP.0, SWAP.1));
    window.until_shown("they are compared the other way", |picture| {
        is_compared(picture) && picture.differing(&compared, UPPER) > 0 && picture.differing(&compared, LOWER) > 0
    });
    window.shot("41-swapped");
    window.keys(&["Escape"]);
    let table = window.until_shown("the table is back", |picture| picture.main_colour(TABLE) == Some(DARK_TABLE));

    window.changes("the albums are shown", TABLE, |window| window.keys(&["alt+2"]));
    window.shot("42-albums");
    assert_eq!(table.colours(FOLDER), 1, "no folder narrows the table");
    window.keys(&["Down", "Return"]);
    window.until_shown("the table is narrowed to the album", |picture| picture.colours(FOLDER) > 4);
    window.shot("43-album");

    window.changes("the copies are shown", TABLE, |window| window.keys(&["alt+3"]));
    window.shot("44-copies");
    window.click(SECOND_COPY.0, SECOND_COPY.1);
    window.keys(&["d"]);
    window.until_shown("a copy is compared with the best", is_compared);
    window.keys(&["Escape", "alt+1"]);
    window.until_shown("the table is back", |picture| picture.main_colour(TABLE) == Some(DARK_TABLE));

    remember(&display, &home, window);
}

/// Another theme applies at once. It is kept, and with it how the window stands, which the next start opens with.
fn remember(display: &Display, home: &Path, mut window: Window<'_>) {
    window.click(FIRST_ROW.0, FIRST_ROW.1);
    window.changes("another tab is shown", TAB_VIEW, |window| window.keys(&["ctrl+8"]));
    window.click(NAME_COLUMN.0, NAME_COLUMN.1);
    // How the window stands is taken down half a second after its last change, and kept with the next setting.
    for (theme, table) in [("light", LIGHT_TABLE), ("dark", DARK_TABLE), ("light", LIGHT_TABLE)] {
        window.keys(&["ctrl+k"]);
        window.types(&format!("Theme: {theme}"));
        window.keys(&["Return"]);
        window.until_shown("the other theme applies at once", |picture| picture.main_colour(TABLE) == Some(table));
        window.until_kept("the theme is kept", |kept| kept["theme"] == theme);
    }
    let left = window.shot("45-light");
    assert_eq!(window.complaints(), "", "QML complains of nothing");
    let kept = window.kept_settings();
    assert_eq!((&kept["window"]["tab"], &kept["window"]["sort"]), (&json!(7), &json!("name")));

    drop(window);
    let mut window = Window::open(display, home, &kept, &[]);
    window.changes("the same track is shown", DETAIL, |window| window.click(FIRST_ROW.0, FIRST_ROW.1));
    window.until_shown("the tab is the one that was left", |picture| picture.differing(&left, TAB_VIEW) == 0);
    assert_eq!(window.complaints(), "", "QML complains of nothing");
}
