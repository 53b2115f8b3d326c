//! Prints the CPU milliseconds that each kernel of the meter takes for four minutes of CD-quality stereo.
//!
//! `cargo bench --bench meter [FILE.flac]`: without a file, music-like noise. The loudness crate stands beside for comparison.

use std::{path::Path, process::Command, time::Instant};

use audiopro::{
    analyzer::dsp::{KERNELS, TrackMeter},
    contracts::PcmBlock,
    units::SampleRate,
};

const RATE_HZ: u32 = 44_100;
const FRAMES: usize = 240 * RATE_HZ as usize;
const BLOCK: usize = 4096;

fn main() {
    let file = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let planes = file.as_deref().and_then(|file| decoded(Path::new(file))).unwrap_or_else(synthesised);
    let blocks: Vec<PcmBlock> = (0..planes[0].len())
        .step_by(BLOCK)
        .map(|start| {
            let integers: Vec<Vec<i32>> = planes
                .iter()
                .map(|plane| plane[start..(start + BLOCK).min(plane.len())].iter().map(|sample| i32::from(*sample)).collect())
                .collect();
            let floats = integers.iter().map(|plane| plane.iter().map(|sample| *sample as f32 / 32_768.0).collect()).collect();
            PcmBlock { planes: floats, integers }
        })
        .collect();
    let Some(rate) = SampleRate::new(RATE_HZ) else { return };
    let seconds = planes[0].len() as f64 / f64::from(RATE_HZ);
    println!("{seconds:.1} s of stereo at {RATE_HZ} Hz, {} blocks", blocks.len());

    let start = Instant::now();
    let mut meter = TrackMeter::new(rate, 2, Some(16), None);
    blocks.iter().for_each(|block| meter.push(block));
    let (measurements, _) = meter.finish();
    println!("{:>14} {:8.1} ms", "whole meter", start.elapsed().as_secs_f64() * 1e3);

    let mut meter = TrackMeter::new(rate, 2, Some(16), None).with_profile();
    blocks.iter().for_each(|block| meter.push(block));
    if let Some(profile) = meter.profile_ms() {
        for (kernel, spent_ms) in KERNELS.iter().zip(profile) {
            println!("{kernel:>14} {spent_ms:8.1} ms");
        }
    }
    println!("{:>14} {:8.1} ms, short-term loudness asked for every 100 ms", "ebur128 crate", crate_ms(&blocks));
    println!("{measurements:?}");
}

/// Milliseconds that the loudness crate takes for the same blocks and figures.
fn crate_ms(blocks: &[PcmBlock]) -> f64 {
    use ebur128::{EbuR128, Mode};
    let Ok(mut meter) = EbuR128::new(2, RATE_HZ, Mode::I | Mode::LRA | Mode::HISTOGRAM) else { return f64::NAN };
    let start = Instant::now();
    let mut highest = f64::NEG_INFINITY;
    for block in blocks {
        let planes: Vec<&[f32]> = block.planes.iter().map(Vec::as_slice).collect();
        if meter.add_frames_planar_f32(&planes).is_ok() {
            highest = highest.max(meter.loudness_shortterm().unwrap_or(highest));
        }
    }
    let spent_ms = start.elapsed().as_secs_f64() * 1e3;
    println!(
        "{:>14} {:8.2} LUFS integrated, {highest:.2} LUFS short-term",
        "ebur128 crate",
        meter.loudness_global().unwrap_or(f64::NAN)
    );
    spent_ms
}

/// Stereo 16-bit samples of `file` at 44.1 kHz, by FFmpeg.
fn decoded(file: &Path) -> Option<Vec<Vec<i16>>> {
    let output = Command::new("ffmpeg")
        .args(["-v", "error", "-nostdin", "-i"])
        .arg(file)
        .args(["-f", "s16le", "-ac", "2", "-ar", "44100", "-"])
        .output()
        .ok()?;
    let samples: Vec<i16> = output.stdout.chunks_exact(2).map(|pair| i16::from_le_bytes([pair[0], pair[1]])).collect();
    let plane = |channel: usize| samples.iter().skip(channel).step_by(2).copied().collect::<Vec<i16>>();
    (!samples.is_empty()).then(|| vec![plane(0), plane(1)])
}

/// Noise through a gentle low-pass under a slow swell, two channels half alike.
fn synthesised() -> Vec<Vec<i16>> {
    let mut state = 88_172_645_463_325_252_u64;
    let mut noise = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / 8_388_608.0 - 1.0
    };
    let mut planes = vec![Vec::with_capacity(FRAMES), Vec::with_capacity(FRAMES)];
    let mut low = [0.0_f32; 2];
    for n in 0..FRAMES {
        let swell = 0.6 + 0.39 * (n as f32 / 90_000.0).sin();
        let common = noise();
        for (plane, low) in planes.iter_mut().zip(&mut low) {
            *low = 0.7 * *low + 0.3 * (common + noise()) * 0.5;
            plane.push((*low * swell * 50_000.0).clamp(-32_768.0, 32_767.0) as i16);
        }
    }
    planes
}
