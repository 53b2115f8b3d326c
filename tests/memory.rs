//! Memory does not grow with the track or the batch: peaks of the real program, as the kernel counts them.

mod common;

use std::{ffi::OsStr, fs, path::Path};

/// Peak resident memory in KiB of `audiopro audit` on `path`.
fn peak_kib(path: &Path) -> u64 {
    common::peak_kib(common::audit(path.parent().expect("a parent"), path))
}

#[test]
fn two_hours_take_what_two_minutes_take() {
    let folder = tempfile::tempdir().unwrap();
    let wav = folder.path().join("short.wav");
    common::write_music_like_wav(&wav, 120.0, 5);
    let (short, long) = (folder.path().join("short.flac"), folder.path().join("long.flac"));
    common::run("ffmpeg", &["-v", "error", "-i", wav.to_str().unwrap(), short.to_str().unwrap()].map(OsStr::new));
    let copies = ["-v", "error", "-stream_loop", "59", "-i", short.to_str().unwrap(), "-c", "copy", long.to_str().unwrap()];
    common::run("ffmpeg", &copies.map(OsStr::new));
    let (two_minutes, two_hours) = (peak_kib(&short), peak_kib(&long));
    println!("two minutes {two_minutes} KiB, two hours {two_hours} KiB");
    assert!(two_hours < 150 * 1024, "{two_hours} KiB");
    assert!(two_hours * 10 <= two_minutes * 12, "{two_hours} KiB after {two_minutes} KiB");
}

#[test]
fn ten_thousand_tracks_take_little_more_than_a_thousand() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.wav");
    common::write_music_like_wav(&first, 0.1, 5);
    let batch = |count: usize| {
        let batch = folder.path().join(count.to_string());
        fs::create_dir(&batch).unwrap();
        for index in 0..count {
            fs::hard_link(&first, batch.join(format!("{index}.wav"))).unwrap();
        }
        peak_kib(&batch)
    };
    let (thousand, ten_thousand) = (batch(1_000), batch(10_000));
    println!("1 000 tracks {thousand} KiB, 10 000 tracks {ten_thousand} KiB");
    // What may grow is the list of names that wait: some 500 bytes each.
    assert!(ten_thousand < thousand + 9_000 / 2 + 4_096, "{ten_thousand} KiB after {thousand} KiB");
}
