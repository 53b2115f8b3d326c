//! The meter against independent oracles (FFmpeg's loudness filter, sox and FFmpeg as converters), planted faults, real excerpts,
//! and the properties that hold for any input.
//!
//! Tests that need a program or the corpus skip with a line where it is absent. Seeds are explicit.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use audiopro::{
    analyzer::dsp::TrackMeter,
    contracts::{Measurements, PcmBlock, Pictures},
    units::SampleRate,
};
use proptest::{prelude::*, test_runner::RngSeed};

/// Decoded audio: rate, declared bits, integer planes.
struct Track {
    rate_hz: u32,
    bits: u16,
    planes: Vec<Vec<i32>>,
}

impl Track {
    fn measure(&self) -> (Measurements, Pictures) {
        let full = 2.0_f64.powi(i32::from(self.bits) - 1);
        let planes =
            self.planes.iter().map(|plane| plane.iter().map(|value| (f64::from(*value) / full) as f32).collect()).collect();
        measure(self.rate_hz, Some(self.bits), &PcmBlock { planes, integers: self.planes.clone() })
    }

    /// Writes a WAV file of 16 or 24 bits.
    fn write(&self, path: &Path) {
        let width = u32::from(self.bits / 8);
        let (channels, frames) = (self.planes.len() as u32, self.planes[0].len() as u32);
        let size = width * channels * frames;
        let mut bytes = b"RIFF".to_vec();
        bytes.extend((36 + size).to_le_bytes());
        bytes.extend(b"WAVEfmt ");
        bytes.extend(16_u32.to_le_bytes());
        bytes.extend(1_u16.to_le_bytes());
        bytes.extend((channels as u16).to_le_bytes());
        bytes.extend(self.rate_hz.to_le_bytes());
        bytes.extend((self.rate_hz * channels * width).to_le_bytes());
        bytes.extend(((channels * width) as u16).to_le_bytes());
        bytes.extend(self.bits.to_le_bytes());
        bytes.extend(b"data");
        bytes.extend(size.to_le_bytes());
        for frame in 0..frames as usize {
            for plane in &self.planes {
                bytes.extend(&plane[frame].to_le_bytes()[..width as usize]);
            }
        }
        std::fs::write(path, bytes).expect("the temporary folder takes a file");
    }
}

fn rate(hz: u32) -> SampleRate {
    SampleRate::new(hz).expect("a rate of a test is in range")
}

fn measure(rate_hz: u32, bits: Option<u16>, block: &PcmBlock) -> (Measurements, Pictures) {
    let mut meter = TrackMeter::new(rate(rate_hz), block.planes.len(), bits, None);
    meter.push(block);
    meter.finish()
}

fn floats(planes: Vec<Vec<f32>>) -> PcmBlock {
    PcmBlock { planes, integers: Vec::new() }
}

/// A reproducible source of white noise (xorshift64), -1 to 1.
struct Noise(u64);

impl Noise {
    fn uniform(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

/// Music-like stereo: a decaying chord each half second over noise that falls towards the Nyquist frequency.
fn song(rate_hz: u32, bits: u16, seconds: usize, seed: u64) -> Track {
    let mut noise = Noise(seed);
    let full = 2.0_f64.powi(i32::from(bits) - 1);
    let frames = seconds * rate_hz as usize;
    let mut planes = vec![Vec::with_capacity(frames), Vec::with_capacity(frames)];
    let mut slow = [[0.0_f64; 3]; 2];
    for n in 0..frames {
        let time = n as f64 / f64::from(rate_hz);
        let beat = time % 0.5;
        let root = 110.0 * 2.0_f64.powf(f64::from((time / 0.5) as u32 * 5 % 12) / 12.0);
        let tone: f64 =
            (1..8).map(|partial| (std::f64::consts::TAU * root * f64::from(partial) * beat).sin() / f64::from(partial)).sum();
        let common = noise.uniform();
        for (plane, slow) in planes.iter_mut().zip(&mut slow) {
            let white = 0.6 * common + 0.4 * noise.uniform();
            for (state, share) in slow.iter_mut().zip([0.02, 0.2, 0.7]) {
                *state += share * (white - *state);
            }
            let hiss = slow[0] + 0.3 * slow[1] + 0.2 * slow[2];
            let sample =
                0.2 * tone * (-4.0 * beat).exp() * (beat * 200.0).min(1.0) + 0.5 * hiss * (0.4 + 0.6 * (-6.0 * beat).exp());
            let dither = 0.5 * (noise.uniform() + noise.uniform());
            plane.push((sample * 0.8 * full + dither).round().clamp(-full, full - 1.0) as i32);
        }
    }
    Track { rate_hz, bits, planes }
}

/// Whether every one of `programs` is installed; says which is not.
fn has(programs: &[&str]) -> bool {
    programs.iter().all(|program| {
        let argument = if *program == "sox" { "--version" } else { "-version" };
        let is_there = Command::new(program).arg(argument).output().is_ok_and(|output| output.status.success());
        if !is_there {
            eprintln!("skipped: {program} is not installed");
        }
        is_there
    })
}

/// Decodes `path` to integers by FFmpeg.
fn decode(path: &Path) -> Option<Track> {
    let entries = "stream=sample_rate,channels,bits_per_raw_sample,bits_per_sample";
    let probe =
        Command::new("ffprobe").args(["-v", "error", "-show_entries", entries, "-of", "default=nw=1"]).arg(path).output().ok()?;
    let text = String::from_utf8_lossy(&probe.stdout).into_owned();
    let value = |key: &str| {
        let values = text.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix('=')?.parse::<u32>().ok());
        values.into_iter().find(|value| *value > 0)
    };
    let (rate_hz, channels) = (value("sample_rate")?, value("channels")? as usize);
    let bits = value("bits_per_raw_sample").or_else(|| value("bits_per_sample"))? as u16;
    let output =
        Command::new("ffmpeg").args(["-v", "error", "-nostdin", "-i"]).arg(path).args(["-f", "s32le", "-"]).output().ok()?;
    let shift = 32 - u32::from(bits);
    let samples: Vec<i32> = output.stdout.as_chunks::<4>().0.iter().map(|bytes| i32::from_le_bytes(*bytes) >> shift).collect();
    let planes = (0..channels).map(|channel| samples.iter().skip(channel).step_by(channels).copied().collect()).collect();
    Some(Track { rate_hz, bits, planes })
}

/// FFmpeg's integrated loudness, loudness range and true peak of `path`.
///
/// The range is computed here from FFmpeg's short-term loudness by the text of Tech 3342 (rank `round((n - 1) p)` of the gated
/// values): FFmpeg's own summary takes the lower rank one too low, up to a whole unit on excerpts of ten seconds.
fn ffmpeg_loudness(path: &Path) -> Option<[f64; 3]> {
    let filter = ["-af", "ebur128=peak=true", "-f", "null", "-"];
    let output =
        Command::new("ffmpeg").args(["-hide_banner", "-nostats", "-nostdin", "-i"]).arg(path).args(filter).output().ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let (log, summary) = text.split_at(text.rfind("Summary:")?);
    let value =
        |key: &str| summary.lines().find_map(|line| line.trim().strip_prefix(key)?.split_whitespace().next()?.parse::<f64>().ok());
    let short_term = |line: &str| line.split_once(" S:")?.1.split_whitespace().next()?.parse::<f64>().ok();
    let mut blocks: Vec<f64> = log.lines().filter_map(short_term).filter(|lufs| *lufs >= -70.0).collect();
    blocks.sort_by(f64::total_cmp);
    let mean = blocks.iter().map(|lufs| 10.0_f64.powf(lufs / 10.0)).sum::<f64>() / blocks.len() as f64;
    blocks.retain(|lufs| *lufs >= 10.0 * mean.log10() - 20.0);
    let rank = |share: f64| blocks.get((share * (blocks.len() as f64 - 1.0)).round() as usize);
    let range = rank(0.95).zip(rank(0.10)).map_or(0.0, |(high, low)| high - low);
    Some([value("I:")?, range, value("Peak:")?])
}

/// The genuine excerpts, in order; empty, with a line, where they are absent.
fn corpus() -> Vec<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("AUDIOPRO_CORPUS").map_or(beside, PathBuf::from).join("lossless");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no corpus at {}", folder.display());
        return Vec::new();
    };
    let is_flac = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "flac");
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_flac).collect();
    files.sort();
    files
}

/// Where `found` differs from FFmpeg by more than 0.1 LU or 0.2 dB, the bounds that the project promises. FFmpeg prints one
/// decimal, which takes 0.05 more, and twice that for the range, a difference of two; its histogram clips at -70 LUFS.
fn differences(name: &str, found: &Measurements, [integrated, range, true_peak]: [f64; 3]) -> Vec<String> {
    let mut all = Vec::new();
    let mut hold = |what: &str, ours: Option<f64>, theirs: f64, bound: f64| {
        let ours = ours.unwrap_or(f64::NAN);
        if ours.is_nan() || (ours - theirs).abs() > bound {
            all.push(format!("{name}: {what} {ours:.2}, FFmpeg {theirs}"));
        }
    };
    if integrated > -69.0 {
        hold("LUFS", found.integrated_lufs, integrated, 0.15);
    }
    if found.loudness_range_lu.is_some() && range > 0.0 {
        hold("LU", found.loudness_range_lu, range, 0.2);
    }
    hold("dBTP", found.true_peak_dbtp, true_peak, 0.25);
    all
}

#[test]
fn loudness_and_true_peak_agree_with_ffmpeg_on_a_synthesised_song() {
    if !has(&["ffmpeg"]) {
        return;
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (rate_hz, bits) in [(44_100, 16), (48_000, 24), (96_000, 24)] {
        let (track, path) = (song(rate_hz, bits, 12, 3), folder.path().join(format!("{rate_hz}.wav")));
        track.write(&path);
        let theirs = ffmpeg_loudness(&path).expect("FFmpeg prints a summary");
        assert_eq!(differences(&format!("song at {rate_hz}"), &track.measure().0, theirs), Vec::<String>::new());
    }
}

/// Real excerpts: loudness against FFmpeg, and no false alarm by a measure that a verdict rests on.
#[test]
fn real_excerpts_agree_with_ffmpeg_and_raise_no_alarm() {
    let files = corpus();
    if files.is_empty() || !has(&["ffmpeg", "ffprobe"]) {
        return;
    }
    let (mut differing, mut upsampled, mut padded, mut counts) = (Vec::new(), Vec::new(), Vec::new(), [0_usize; 3]);
    for path in &files {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let track = decode(path).expect("FFmpeg reads the corpus");
        let found = track.measure().0;
        differing.extend(differences(&name, &found, ffmpeg_loudness(path).expect("FFmpeg prints a summary")));
        let defects = [("clicks", found.clicks), ("dropouts", found.dropouts), ("clipped runs", found.clipped_runs)];
        for (total, (what, count)) in counts.iter_mut().zip(defects) {
            if let Some(count) = count.filter(|count| *count > 0) {
                eprintln!("{name}: {count} {what}");
                *total += 1;
            }
        }
        if let Some(bits) = found.effective_bits.filter(|bits| *bits < u32::from(track.bits)) {
            padded.push(format!("{name}: {bits} of {} bits", track.bits));
        }
        if let Some(edge_hz) = found.upsampling_edge_hz {
            upsampled.push(format!("{name}: {edge_hz} Hz, {:?} dB", found.upsampling_drop_db));
        }
    }
    let [clicked, dropped, clipped] = counts;
    eprintln!(
        "of {} excerpts: {clicked} with clicks, {dropped} with dropouts, {clipped} clipped; padded: {padded:#?}",
        files.len()
    );
    assert!(differing.is_empty(), "{differing:#?}");
    assert!(upsampled.is_empty(), "genuine excerpts called upsampled: {upsampled:#?}");
    // Clicks and dropouts are defects, never part of a verdict, and some excerpts have real ones; a detector that fires on music
    // would fire on far more than one in ten.
    assert!(dropped * 10 <= files.len() && clicked * 10 <= files.len(), "{clicked} with clicks, {dropped} with dropouts");
}

/// Converts `track` by `program` with `arguments`, in which `IN` and `OUT` stand for the files.
fn converted(track: &Track, program: &str, arguments: &[&str]) -> Track {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (from, to) = (folder.path().join("in.wav"), folder.path().join("out.wav"));
    track.write(&from);
    let arguments = arguments.iter().map(|argument| match *argument {
        "IN" => from.clone().into_os_string(),
        "OUT" => to.clone().into_os_string(),
        other => other.into(),
    });
    let status = Command::new(program).args(arguments).status().expect("the program was found above");
    assert!(status.success());
    decode(&to).expect("FFmpeg reads what was made")
}

#[test]
fn upsampled_tracks_are_named_by_every_converter() {
    if !has(&["ffmpeg", "ffprobe", "sox"]) {
        return;
    }
    let pairs = [
        (44_100, 96_000, 24),
        (44_100, 192_000, 24),
        (48_000, 96_000, 24),
        (44_100, 88_200, 24),
        (22_050, 44_100, 16),
        (24_000, 48_000, 16),
    ];
    for (from_hz, to_hz, bits) in pairs {
        let source = song(from_hz, 16, 8, 5);
        assert_eq!(source.measure().0.upsampling_edge_hz, None, "the source at {from_hz}");
        let (to, depth, codec) = (to_hz.to_string(), bits.to_string(), format!("pcm_s{bits}le"));
        let by_ffmpeg = |resampler: &str| {
            let filter = format!("aresample={to_hz}:resampler={resampler}");
            converted(&source, "ffmpeg", &["-v", "error", "-nostdin", "-i", "IN", "-af", &filter, "-c:a", &codec, "OUT"])
        };
        let mut made = vec![
            ("sox", converted(&source, "sox", &["IN", "-b", &depth, "OUT", "rate", "-h", &to])),
            ("sox, steep", converted(&source, "sox", &["IN", "-b", &depth, "OUT", "rate", "-v", "-s", &to])),
            ("soxr", by_ffmpeg("soxr")),
        ];
        if from_hz >= 44_100 {
            // Its images are looked for from 22.05 kHz up.
            made.push(("swr", by_ffmpeg("swr")));
        }
        for (converter, track) in made {
            let found = track.measure().0;
            assert_eq!(found.upsampling_edge_hz, Some(f64::from(from_hz) / 2.0), "{from_hz} to {to_hz} by {converter}");
            assert!(found.upsampling_drop_db.is_some_and(|drop_db| drop_db >= 30.0));
        }
    }
}

#[test]
fn genuine_high_rates_are_not_called_upsampled() {
    for rate_hz in [88_200, 96_000, 192_000] {
        let mut track = song(rate_hz, 24, 8, 9);
        assert_eq!(track.measure().0.upsampling_edge_hz, None, "{rate_hz}");
        // A soft master: two more poles.
        for plane in &mut track.planes {
            let mut poles = [0.0_f64; 2];
            for sample in plane.iter_mut() {
                poles[0] += 0.3 * (f64::from(*sample) - poles[0]);
                poles[1] += 0.3 * (poles[0] - poles[1]);
                *sample = poles[1].round() as i32;
            }
        }
        assert_eq!(track.measure().0.upsampling_edge_hz, None, "soft, {rate_hz}");
    }
}

#[test]
fn padding_is_seen_over_the_whole_track() {
    let mut track = song(44_100, 16, 4, 1);
    assert_eq!(track.measure().0.effective_bits, Some(16));
    track.bits = 24;
    track.planes.iter_mut().flatten().for_each(|sample| *sample <<= 8);
    assert_eq!(track.measure().0.effective_bits, Some(16));
    // One honest sample, anywhere, disproves it.
    if let Some(last) = track.planes[1].last_mut() {
        *last |= 1;
    }
    assert_eq!(track.measure().0.effective_bits, Some(24));
    let silent = Track { rate_hz: 44_100, bits: 24, planes: vec![vec![0; 44_100]] };
    assert_eq!(silent.measure().0.effective_bits, None);
}

#[test]
fn floating_point_is_held_against_a_grid() {
    let effective = |samples: Vec<f32>, bits| measure(48_000, bits, &floats(vec![samples])).0.effective_bits;
    assert_eq!(effective(vec![0.5, -0.25, 3.0 / 32_768.0], Some(32)), Some(16));
    assert_eq!(effective(vec![0.5, 1.0 / 8_388_608.0], Some(32)), Some(24));
    assert_eq!(effective(vec![0.5, 0.1e-3], Some(32)), None);
    assert_eq!(effective(vec![0.5, -0.25], None), None);
}

#[test]
fn planted_faults_are_counted_in_a_song() {
    let clean = song(44_100, 16, 8, 2);
    let found = clean.measure().0;
    assert_eq!((found.clipped_runs, found.clicks, found.dropouts), (Some(0), Some(0), Some(0)));

    let mut clipped = song(44_100, 16, 8, 2);
    let ceiling = 8_000;
    let side = |sample: i32| if sample.abs() < ceiling { 0 } else { sample.signum() };
    let long =
        |plane: &Vec<i32>| plane.chunk_by(|a, b| side(*a) == side(*b)).filter(|run| run.len() >= 3 && side(run[0]) != 0).count();
    let runs: usize = clean.planes.iter().map(long).sum();
    clipped.planes.iter_mut().flatten().for_each(|sample| *sample = (*sample).clamp(-ceiling, ceiling));
    let found = clipped.measure().0;
    let counted = found.clipped_runs.expect("there are frames") as f64;
    // A run with a neighbour within four steps of the ceiling is left out: a few in a thousand.
    assert!(runs > 100 && (counted - runs as f64).abs() <= 0.02 * runs as f64, "{counted} of {runs}");
    assert!(found.clip_level_dbfs.is_some_and(|level| (level + 12.25).abs() < 0.01));

    let mut broken = song(44_100, 16, 8, 2);
    for (start, length) in [(67_000, 100), (133_000, 441), (199_000, 2_000)] {
        // Where the music is loud, so that there is a jump.
        let loud = (start..).find(|n| clean.planes[0][*n].abs() > 5_000).expect("the song is loud there");
        broken.planes.iter_mut().for_each(|plane| plane[loud..loud + length].fill(0));
    }
    assert_eq!(broken.measure().0.dropouts, Some(3));

    let mut clicked = song(44_100, 16, 8, 2);
    // Softer: a click stands 22 dB above the hiss around it or is not counted.
    clicked.planes.iter_mut().flatten().for_each(|sample| *sample /= 4);
    for at in [43_000, 109_000, 197_000] {
        let sample = &mut clicked.planes[1][at];
        *sample = if *sample > 0 { -32_000 } else { 32_000 };
    }
    assert_eq!(clicked.measure().0.clicks, Some(3));
}

#[test]
fn dynamic_range_follows_its_definition() {
    let sine = (0..441_000).map(|n| (16_384.0 * (f64::from(n) * 0.1).sin()).round() as i32).collect();
    // The level of a sine, rms times the root of two, is its peak.
    assert_eq!(Track { rate_hz: 44_100, bits: 16, planes: vec![sine] }.measure().0.dr, Some(0));
    // A slow oracle on noise with peaks: blocks of 3 s, sorted.
    let mut noise = Noise(4);
    let plane: Vec<i32> = (0..132_480 * 10)
        .map(|n| {
            let level = 500.0 + 300.0 * f64::from(n / 132_480);
            (noise.uniform() * level * if n % 9_999 == 0 { 8.0 } else { 1.0 }) as i32
        })
        .collect();
    let energy = |block: &[i32]| 2.0 * block.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>() / block.len() as f64;
    let mut energies: Vec<f64> = plane.chunks(132_480).map(energy).collect();
    let mut peaks: Vec<f64> =
        plane.chunks(132_480).map(|block| block.iter().map(|x| f64::from(x.abs())).fold(0.0, f64::max)).collect();
    energies.sort_by(f64::total_cmp);
    peaks.sort_by(f64::total_cmp);
    let expected = 20.0 * peaks[8].log10() - 10.0 * ((energies[8] + energies[9]) / 2.0).log10();
    let found = Track { rate_hz: 44_100, bits: 16, planes: vec![plane] }.measure().0;
    assert_eq!(found.dr, Some(expected.round() as u32), "{expected}");
}

#[test]
fn stereo_figures_have_their_closed_forms() {
    let base = song(44_100, 16, 4, 6);
    let left = base.planes[0].clone();
    let pair = |right: Vec<i32>| Track { rate_hz: 44_100, bits: 16, planes: vec![left.clone(), right] }.measure().0;
    let same = pair(left.clone());
    assert_eq!((same.is_dual_mono, same.is_polarity_inverted, same.balance_db), (Some(true), Some(false), Some(0.0)));
    assert!(same.stereo_correlation.is_some_and(|value| value > 0.999_999));
    let flipped = pair(left.iter().map(|sample| -sample.max(&-32_767)).collect());
    assert_eq!((flipped.is_dual_mono, flipped.is_polarity_inverted), (Some(false), Some(true)));
    let half = pair(left.iter().map(|sample| sample / 2).collect());
    // Halving is 6.02 dB; the odd bit that it drops is a thousandth of the level.
    assert!(half.balance_db.is_some_and(|balance| (balance - 6.02).abs() < 0.01));
    assert_eq!(half.is_dual_mono, Some(false));
    let dead = pair(vec![0; left.len()]);
    assert_eq!((dead.dead_channels, dead.stereo_correlation, dead.balance_db), (Some(vec![1]), None, None));
    let mono = Track { rate_hz: 44_100, bits: 16, planes: vec![left.clone()] }.measure().0;
    assert_eq!((mono.dead_channels, mono.stereo_correlation, mono.is_dual_mono), (None, None, None));
    let song = base.measure().0;
    assert_eq!((song.is_polarity_inverted, song.is_dual_mono, song.dead_channels), (Some(false), Some(false), Some(Vec::new())));
}

#[test]
fn silences_offset_and_noise_are_measured() {
    let mut track = song(48_000, 24, 6, 8);
    for plane in &mut track.planes {
        let end = plane.len();
        plane[..12_345].fill(0);
        plane[100_000..148_000].fill(0);
        plane[end - 24_000..].fill(0);
        for (at, sample) in [(12_345, 1_000_000), (99_999, 1_000_000), (148_000, -1_000_000), (end - 24_001, 1_000_000)] {
            plane[at] = sample;
        }
    }
    let found = track.measure().0;
    assert_eq!(found.leading_silence_s, Some(12_345.0 / 48_000.0));
    assert_eq!(found.trailing_silence_s, Some(0.5));
    assert_eq!(found.interior_silence_s, Some(1.0));

    // A tone of mean square 0.045 for nine tenths of the time, over an offset of 0.01 and uniform noise of amplitude 0.003.
    let mut noise = Noise(12);
    let plane: Vec<i32> = (0..480_000)
        .map(|n| {
            let tone = if n % 48_000 < 43_200 { 0.3 * (f64::from(n) * 0.3).sin() } else { 0.0 };
            ((tone + 0.003 * noise.uniform() + 0.01) * 8_388_608.0).round() as i32
        })
        .collect();
    let found = Track { rate_hz: 48_000, bits: 24, planes: vec![plane] }.measure().0;
    let floor = 0.01_f64.powi(2) + 0.003_f64.powi(2) / 3.0;
    let expected = 10.0 * ((0.045 + floor) / floor).log10();
    // 2400 samples of noise scatter by less than a tenth.
    assert!(found.snr_db.is_some_and(|snr| (snr - expected).abs() < 0.1), "{:?}, {expected}", found.snr_db);
    assert!(found.dc_offset.is_some_and(|offset| (offset - 0.01).abs() < 1e-4));
}

#[test]
fn pictures_have_their_shape_at_every_length() {
    for (rate_hz, frames) in [(44_100, 44_100 * 20), (8_000, 3_000), (192_000, 192_000 * 3), (44_100, 1), (11_025, 200_000)] {
        let mut noise = Noise(5);
        let plane: Vec<f32> = (0..frames).map(|_| noise.uniform() as f32 * 0.5).collect();
        let pictures = measure(rate_hz, None, &floats(vec![plane])).1;
        assert_eq!((pictures.spectrum_db.len(), pictures.spectrum_peak_db.len()), (1_025, 1_025));
        let parts = pictures.envelope_low.len();
        assert!((1..=1_024).contains(&parts));
        let others = [pictures.envelope_high.len(), pictures.envelope_rms.len(), pictures.envelope_clips.len()];
        assert_eq!(others, [parts; 3]);
        assert!(pictures.short_term_lufs.len() <= 1_024);
        assert!(pictures.envelope_low.iter().zip(&pictures.envelope_high).all(|(low, high)| low <= high));
    }
}

#[test]
fn nothing_measured_is_nothing_claimed() {
    for channels in [0, 1, 2] {
        let meter = TrackMeter::new(rate(44_100), channels, Some(16), None);
        assert_eq!(meter.finish(), (Measurements::default(), Pictures::default()));
    }
    let silent = Track { rate_hz: 44_100, bits: 16, planes: vec![vec![0; 441_000]; 2] }.measure().0;
    assert_eq!((silent.integrated_lufs, silent.true_peak_dbtp, silent.sample_peak_dbfs), (None, None, None));
    assert_eq!((silent.dr, silent.snr_db, silent.cutoff_hz, silent.stereo_correlation), (None, None, None, None));
    assert_eq!((silent.leading_silence_s, silent.effective_bits), (None, None));
}

/// Every number of a result.
fn numbers((measured, pictures): &(Measurements, Pictures)) -> Vec<f64> {
    // JSON writes what is no finite number as null, so the debug text is searched instead.
    let text = format!("{measured:?} {pictures:?}");
    assert!(!text.contains("NaN") && !text.contains("inf,") && !text.contains("inf)"), "{measured:?}");
    let scalars = serde_json::to_value(measured).expect("measurements are plain data");
    scalars.as_object().into_iter().flatten().filter_map(|(_, value)| value.as_f64()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, rng_seed: RngSeed::Fixed(23), ..ProptestConfig::default() })]

    /// Cutting the blocks otherwise changes nothing, not a bit.
    #[test]
    fn blocks_may_be_cut_anywhere(
        seed in 1_u64..,
        cuts in prop::collection::vec(0_usize..30_000, 0..40),
        hz in prop::sample::select(vec![8_000_u32, 44_100, 96_000]),
    ) {
        let mut noise = Noise(seed);
        let mut plane = |gain: f64| -> Vec<f32> {
            (0..70_000).map(|n| (noise.uniform() * gain * (1.0 + (f64::from(n) / 900.0).sin())) as f32).collect()
        };
        let planes = vec![plane(0.4), plane(0.7)];
        let mut cut = TrackMeter::new(rate(hz), 2, None, None);
        let mut start = 0;
        for length in cuts.into_iter().chain([70_000]) {
            let end = (start + length).min(70_000);
            cut.push(&floats(planes.iter().map(|plane| plane[start..end].to_vec()).collect()));
            start = end;
        }
        prop_assert_eq!(measure(hz, None, &floats(planes)), cut.finish());
    }

    /// Whatever comes, nothing panics and no figure is infinite or no number.
    #[test]
    fn hostile_samples_never_come_out(
        seed in 1_u64..,
        frames in 0_usize..20_000,
        channels in 0_usize..9,
        hz in prop::sample::select(vec![1_u32, 7, 100, 4_000, 44_100, 768_000, 3_200_000]),
    ) {
        let mut noise = Noise(seed);
        let hostile = [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN_POSITIVE, 1e-40, -0.0, 1.0, -1.0];
        let mut sample = || {
            let pick = ((noise.uniform() + 1.0) * 50.0) as usize;
            hostile.get(pick).copied().unwrap_or((noise.uniform() * 2.0) as f32)
        };
        let planes: Vec<Vec<f32>> = (0..channels).map(|_| (0..frames).map(|_| sample()).collect()).collect();
        let mut meter = TrackMeter::new(rate(hz), channels, Some(32), None);
        meter.push(&floats(planes));
        meter.push(&PcmBlock::default());
        let found = meter.finish();
        prop_assert!(numbers(&found).len() <= 40);
    }

    /// Twice the amplitude is 6.02 dB more of every level, and the same ratios.
    #[test]
    fn gain_moves_levels_and_nothing_else(seed in 1_u64..) {
        let mut noise = Noise(seed);
        let mut plane = || -> Vec<f32> {
            (0..200_000).map(|n| (noise.uniform() * 0.2 * (1.2 + (f64::from(n) / 20_000.0).sin())) as f32).collect()
        };
        let soft = vec![plane(), plane()];
        let loud: Vec<Vec<f32>> = soft.iter().map(|plane| plane.iter().map(|sample| 2.0 * sample).collect()).collect();
        let (soft, loud) = (measure(44_100, None, &floats(soft)).0, measure(44_100, None, &floats(loud)).0);
        let gain = |low: Option<f64>, high: Option<f64>| high.unwrap_or(f64::NAN) - low.unwrap_or(f64::NAN);
        let step = 20.0 * 2.0_f64.log10();
        let gains = [
            gain(soft.integrated_lufs, loud.integrated_lufs),
            gain(soft.momentary_max_lufs, loud.momentary_max_lufs),
            gain(soft.short_term_max_lufs, loud.short_term_max_lufs),
            gain(soft.true_peak_dbtp, loud.true_peak_dbtp),
            gain(soft.sample_peak_dbfs, loud.sample_peak_dbfs),
        ];
        // The gates lie on bins of 0.01 dB; a block beside one may fall on either side.
        prop_assert!(gains.iter().all(|found| (found - step).abs() < 0.02), "{:?}", gains);
        prop_assert!(gain(soft.snr_db, loud.snr_db).abs() < 0.02 && gain(soft.loudness_range_lu, loud.loudness_range_lu).abs() < 0.03);
        prop_assert_eq!((soft.dr, soft.cutoff_hz), (loud.dr, loud.cutoff_hz));
        prop_assert!(gain(soft.stereo_correlation, loud.stereo_correlation).abs() < 1e-9);
    }

    /// Left and right may change places.
    #[test]
    fn channels_may_change_places(seed in 1_u64..) {
        let track = song(44_100, 16, 4, seed);
        let swapped = Track { rate_hz: 44_100, bits: 16, planes: vec![track.planes[1].clone(), track.planes[0].clone()] };
        let (mut here, mut there) = (track.measure().0, swapped.measure().0);
        prop_assert!((here.balance_db.unwrap_or(f64::NAN) + there.balance_db.unwrap_or(f64::NAN)).abs() < 1e-9);
        (here.balance_db, there.balance_db) = (None, None);
        let (here, there) = (numbers(&(here, Pictures::default())), numbers(&(there, Pictures::default())));
        prop_assert_eq!(here.len(), there.len());
        // Sums over channels in another order round otherwise in their last digits (f32 in the spectrum).
        prop_assert!(here.iter().zip(&there).all(|(a, b)| (a - b).abs() <= 1e-6 * a.abs().max(1.0)), "{:?} {:?}", here, there);
    }
}
