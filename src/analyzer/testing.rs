//! Sounds made for tests.

use std::fs;

use crate::{
    analyzer::sound::{Recording, Sound},
    contracts::{AuditSettings, CancelToken},
};

/// A 16-bit track at 44.1 kHz: one function of the frame number a channel.
pub(crate) fn sound(channels: &[&dyn Fn(usize) -> f32], frames: usize) -> Sound {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.wav");
    let data: Vec<u8> = (0..frames)
        .flat_map(|n| channels.iter().map(move |channel| channel(n)))
        .flat_map(|sample| ((sample * 32_768.0).round().clamp(-32_768.0, 32_767.0) as i16).to_le_bytes())
        .collect();
    let (count, bytes) = (channels.len() as u32, data.len() as u32);
    let mut file = [b"RIFF".as_slice(), &(36 + bytes).to_le_bytes(), b"WAVEfmt "].concat();
    for value in [16, 1 | (count << 16), 44_100, 44_100 * 2 * count, (2 * count) | (16 << 16)] {
        file.extend_from_slice(&value.to_le_bytes());
    }
    file.extend_from_slice(b"data");
    file.extend_from_slice(&bytes.to_le_bytes());
    file.extend_from_slice(&data);
    fs::write(&path, file).unwrap();
    let recording = Recording::open(&path, folder.path(), &AuditSettings::default(), &CancelToken::new()).unwrap();
    recording.run(&mut |_, _| {}).unwrap()
}
