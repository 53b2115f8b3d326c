//! `audiopro patches` as whoever trains a network meets it.

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

const PATCH: usize = 2 * 480 * 30;

fn patches(folder: &Path, jobs: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
    command.args(["patches", "manifest.csv", "--output", "made/here", "--jobs", jobs]);
    command.env("AUDIOPRO_HOME", folder.join("home")).env_remove("AUDIOPRO_LOG").current_dir(folder);
    command.output().unwrap()
}

#[test]
fn rows_and_patches_stand_in_the_order_of_the_manifest() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    common::write_music_like_wav(&at("long.wav"), 9.0, 1);
    common::write_music_like_wav(&at("short.wav"), 2.0, 2);
    fs::write(at("broken.wav"), "no sound").unwrap();
    let head = "path,label,codec,arm,more";
    let lines = ["long.wav,genuine,,a,1", "broken.wav,genuine,,a,\"x, y\"", "short.wav,genuine,,a,", "long.wav,genuine,,b,2"];
    fs::write(at("manifest.csv"), format!("{head}\n{}\n", lines.join("\n"))).unwrap();

    let output = patches(folder.path(), "3");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("broken.wav"), "{said}");
    // 9 s are 48 whole excerpts of 186 ms and a rest; 2 s are 10, and a rest too short for a patch.
    let table = fs::read_to_string(at("made/here/tracks.csv")).unwrap();
    let counts = [(0, 32), (32, 0), (32, 10), (42, 32)];
    let expected: Vec<String> = lines.iter().zip(counts).map(|(line, (first, some))| format!("{line},{first},{some}")).collect();
    assert_eq!(table, format!("{head},first_patch,patches\n{}\n", expected.join("\n")));
    let bytes = fs::read(at("made/here/patches.u8")).unwrap();
    assert_eq!(bytes.len(), 74 * PATCH);
    assert_eq!(bytes[..32 * PATCH], bytes[42 * PATCH..], "the same track");
    assert!(bytes.chunks(PATCH).all(|patch| patch.contains(&0)), "each is levelled by its own highest value");

    let alone = patches(folder.path(), "1");
    assert_eq!(alone.status.code(), Some(2));
    assert!(fs::read(at("made/here/patches.u8")).unwrap() == bytes, "however many are decoded at once");
}

#[test]
fn a_manifest_that_cannot_be_read_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("manifest.csv"), "path,label\nx,genuine\n").unwrap();
    assert_eq!(patches(folder.path(), "1").status.code(), Some(64));
    assert!(!folder.path().join("made").exists());
}
