//! Material for the tests: small audio files made here or by real encoders.
#![allow(dead_code)]

pub mod audits;
pub mod ollama;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

/// Writes a stereo 16-bit 44.1 kHz WAV of `seconds` of filtered noise with a beat, seeded.
pub fn write_music_like_wav(path: &Path, seconds: f64, seed: u64) {
    let frames = (seconds * 44_100.0) as usize;
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f64 / (1_u64 << 23) as f64 - 1.0
    };
    let mut data = Vec::with_capacity(frames * 4);
    let (mut low, mut side) = (0.0, 0.0);
    for frame in 0..frames {
        let time = frame as f64 / 44_100.0;
        let beat = 0.25 + 0.75 * (-(time * 2.0).fract() * 6.0).exp();
        low += 0.25 * (noise() - low);
        side += 0.1 * (noise() - side);
        let tone = (time * 440.0 * std::f64::consts::TAU).sin() * 0.2 + (time * 1320.0 * std::f64::consts::TAU).sin() * 0.1;
        for sample in [(low + 0.3 * side) * beat * 0.5 + tone, (low - 0.3 * side) * beat * 0.5 + tone * 0.9] {
            data.extend(((sample * 0.6).clamp(-1.0, 1.0) * 32_000.0).round().to_i16().to_le_bytes());
        }
    }
    write_wav(path, &data, 44_100, 2, 16);
}

trait ToI16 {
    fn to_i16(self) -> i16;
}

impl ToI16 for f64 {
    fn to_i16(self) -> i16 {
        self as i16
    }
}

/// Writes `data` as a PCM WAV.
pub fn write_wav(path: &Path, data: &[u8], rate: u32, channels: u16, bits: u16) {
    let block = u32::from(channels) * u32::from(bits) / 8;
    let mut file = Vec::with_capacity(data.len() + 44);
    file.extend(b"RIFF");
    file.extend((data.len() as u32 + 36).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    file.extend(1_u16.to_le_bytes());
    file.extend(channels.to_le_bytes());
    file.extend(rate.to_le_bytes());
    file.extend((rate * block).to_le_bytes());
    file.extend((block as u16).to_le_bytes());
    file.extend(bits.to_le_bytes());
    file.extend(b"data");
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(data);
    fs::write(path, file).expect("a temporary folder can be written");
}

/// Runs a program that the set-up installed and requires its success.
pub fn run(program: &str, arguments: &[&std::ffi::OsStr]) {
    let output = Command::new(program).args(arguments).output().unwrap_or_else(|error| panic!("{program}: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// `audiopro audit` of `path` by one worker as JSON lines, with its files in `home` and without a store.
pub fn audit(home: &Path, path: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
    command.args(["audit", "--no-db", "--jobs", "1", "--format", "jsonl"]).arg(path).env("AUDIOPRO_HOME", home);
    command
}

/// Peak resident memory in KiB of a run of `command`.
pub fn peak_kib(mut command: Command) -> u64 {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("the program can be waited for").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse().ok());
        peak = kib.unwrap_or(0).max(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(peak > 0, "the program ran long enough to be seen");
    peak
}

/// ONNX Runtime's library, as `ORT_DYLIB_PATH` names it; `None`, with a line, where it names none.
pub fn onnx_runtime() -> Option<PathBuf> {
    let named = std::env::var_os("ORT_DYLIB_PATH").map(PathBuf::from).filter(|path| path.is_file());
    if named.is_none() {
        eprintln!("skipped: ORT_DYLIB_PATH names no library of ONNX Runtime");
    }
    named
}

/// The corpus beside the repository or at `AUDIOPRO_CORPUS`; `None`, with a line, where it is absent.
pub fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("AUDIOPRO_CORPUS").map_or(beside, PathBuf::from).join("lossless");
    if folder.is_dir() {
        Some(folder)
    } else {
        eprintln!("skipped: no corpus at {} (set AUDIOPRO_CORPUS)", folder.display());
        None
    }
}
