//! What the command line writes of an audit to keep or to send: pictures, certificates, web pages.

mod common;

use std::{
    fs,
    io::Cursor,
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;

/// A folder with a home of its own for the program, and a track of a second.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        common::write_music_like_wav(&folder.path().join("a <b> & c.wav"), 1.0, 7);
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
        command.args(arguments).env("AUDIOPRO_HOME", self.path("home")).current_dir(self.folder.path());
        command.output().unwrap()
    }

    /// Runs it and requires the exit code.
    fn ends_with(&self, code: i32, arguments: &[&str]) -> Output {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        output
    }
}

const TRACK: &str = "a <b> & c.wav";

fn size_of(png: &[u8]) -> (u32, u32) {
    let reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    (reader.info().width, reader.info().height)
}

#[test]
fn a_picture_has_its_size_and_replaces_nothing_unasked() {
    let desk = Desk::new();
    desk.ends_with(0, &["picture", "--size", "640x400", TRACK]);
    let path = desk.path("a <b> & c.spectrogram.png");
    let drawn = fs::read(&path).unwrap();
    assert_eq!(size_of(&drawn), (640, 400));
    let refused = desk.ends_with(64, &["picture", TRACK]);
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is there already"));
    assert_eq!(fs::read(&path).unwrap(), drawn);
    let piped = desk.ends_with(0, &["picture", "--kind", "loudness", "--size", "500x333", "--output", "-", TRACK]);
    assert_eq!(size_of(&piped.stdout), (500, 333));
    desk.ends_with(2, &["picture", "missing.wav"]);
    desk.ends_with(2, &["picture", "--from", "5", "--output", "b.png", TRACK]);
    desk.ends_with(64, &["picture", "--from", "5", "--to", "4", "--output", "b.png", TRACK]);
    assert!(!desk.path("b.png").exists());
}

#[test]
fn a_certificate_shows_the_spectrogram_and_belongs_to_its_file() {
    let desk = Desk::new();
    desk.ends_with(0, &["certify", "--output", "a.pdf", TRACK]);
    let pdf = fs::read(desk.path("a.pdf")).unwrap();
    assert!(pdf.windows(14).any(|part| part == b"/Subtype/Image"), "no picture in {} bytes", pdf.len());
    let answer = desk.ends_with(0, &["verify", "--format", "json", "a.pdf", TRACK]);
    let answer: serde_json::Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!((&answer["is_unchanged"], &answer["files"][0]["likeness"]), (&true.into(), &"same_file".into()));
    common::write_music_like_wav(&desk.path("other.wav"), 1.0, 8);
    desk.ends_with(1, &["verify", "a.pdf", "other.wav"]);
}

#[test]
fn a_web_page_shows_spectrograms_and_the_others_do_not() {
    let desk = Desk::new();
    desk.ends_with(0, &["audit", "--format", "html", "--output", "audit.html", TRACK]);
    desk.ends_with(0, &["export", "--format", "html", "--output", "export.html"]);
    for page in ["audit.html", "export.html"] {
        let text = fs::read_to_string(desk.path(page)).unwrap();
        assert_eq!(text.matches("src=\"data:image/png;base64,").count(), 1, "{page}");
        assert!(text.contains("a &lt;b&gt; &amp; c.wav") && !text.contains("<b> & c"), "{page}");
    }
    let csv = desk.ends_with(0, &["export", "--format", "csv"]);
    assert!(String::from_utf8_lossy(&csv.stdout).lines().count() == 2);
}
