//! Comparison of two tracks against copies whose delay, pace, level and losses are known.
//!
//! Copies are made by arithmetic, by FFmpeg and by LAME. Seeds are explicit.

mod common;

use std::{
    fs,
    path::{Path, PathBuf},
};

use audiopro::{
    analyzer::{
        compare::{Aligned, Comparison, Finding, Match, Refusal, Residual, compare},
        sound::{Frames, Recording, Sound},
    },
    contracts::{AuditSettings, CancelToken},
};
use rustfft::{FftPlanner, num_complex::Complex64};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn sound(&self, path: &Path) -> Sound {
        let recording = Recording::open(path, self.folder.path(), &AuditSettings::default(), &CancelToken::new()).unwrap();
        recording.run(&mut |_, _| {}).unwrap()
    }

    /// `planes` as a 24-bit file.
    fn keep(&self, name: &str, planes: &[Vec<f64>], rate_hz: u32) -> Sound {
        let mut data = Vec::new();
        for frame in 0..planes[0].len() {
            for plane in planes {
                let value = (plane[frame] * 8_388_608.0).round().clamp(-8_388_608.0, 8_388_607.0) as i32;
                data.extend(&value.to_le_bytes()[..3]);
            }
        }
        let path = self.path(name);
        common::write_wav(&path, &data, rate_hz, planes.len() as u16, 24);
        self.sound(&path)
    }

    fn ffmpeg(&self, input: &Path, name: &str, arguments: &[&str]) -> Sound {
        let output = self.path(name);
        let mut words: Vec<&std::ffi::OsStr> = ["-v", "error", "-y", "-i"].map(AsRef::as_ref).to_vec();
        words.push(input.as_os_str());
        words.extend(arguments.iter().map(AsRef::<std::ffi::OsStr>::as_ref));
        words.push(output.as_os_str());
        common::run("ffmpeg", &words);
        self.sound(&output)
    }
}

/// Stereo noise with a beat that fills the band, tone and all: what music is to a correlation.
fn music(frames: usize, rate_hz: u32, seed: u64) -> Vec<Vec<f64>> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f64 / f64::from(1 << 23) - 1.0
    };
    let mut planes = vec![Vec::with_capacity(frames), Vec::with_capacity(frames)];
    let (mut low, mut side) = (0.0, 0.0);
    for frame in 0..frames {
        let time = frame as f64 / f64::from(rate_hz);
        let beat = 0.2 + 0.8 * (-(time * 2.0).fract() * 6.0).exp();
        low += 0.3 * (noise() - low);
        side += 0.2 * (noise() - side);
        let tone = 0.15 * (time * 440.0 * std::f64::consts::TAU).sin();
        planes[0].push(0.4 * ((low + 0.4 * side) * beat + tone));
        planes[1].push(0.4 * ((low - 0.4 * side) * beat + 0.8 * tone));
    }
    planes
}

/// `plane` later by `frames`, by a turn of its phases; what it is moved into is silence of half its length.
fn delayed(plane: &[f64], frames: f64) -> Vec<f64> {
    let length = (plane.len() * 3 / 2).next_power_of_two();
    let mut buffer: Vec<Complex64> = plane.iter().map(|sample| Complex64::new(*sample, 0.0)).collect();
    buffer.resize(length, Complex64::default());
    let mut planner = FftPlanner::new();
    planner.plan_fft_forward(length).process(&mut buffer);
    for (bin, value) in buffer.iter_mut().enumerate() {
        let signed = if bin <= length / 2 { bin as f64 } else { bin as f64 - length as f64 };
        *value *= Complex64::from_polar(1.0 / length as f64, -std::f64::consts::TAU * signed * frames / length as f64);
    }
    planner.plan_fft_inverse(length).process(&mut buffer);
    buffer.iter().take(plane.len() + frames.ceil() as usize).map(|value| value.re).collect()
}

fn scaled(planes: &[Vec<f64>], gain: f64) -> Vec<Vec<f64>> {
    planes.iter().map(|plane| plane.iter().map(|sample| sample * gain).collect()).collect()
}

fn cut(planes: &[Vec<f64>], range: std::ops::Range<usize>) -> Vec<Vec<f64>> {
    planes.iter().map(|plane| plane[range.clone()].to_vec()).collect()
}

fn of(a: &Sound, b: &Sound) -> Comparison {
    let mut shares = Vec::new();
    let comparison = compare(a, b, &CancelToken::new(), &mut |share| shares.push(share)).unwrap();
    assert!(shares.is_sorted() && shares.last() == Some(&1.0), "{shares:?}");
    comparison
}

fn same(a: &Sound, b: &Sound) -> Match {
    match of(a, b).finding {
        Finding::Same(found) => *found,
        Finding::NotSame { reason, correlation } => panic!("refused: {reason:?}, {correlation}"),
    }
}

fn refused(a: &Sound, b: &Sound) -> Refusal {
    match of(a, b).finding {
        Finding::Same(found) => panic!("{:?}", found.alignment),
        Finding::NotSame { reason, .. } => reason,
    }
}

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!((found - expected).abs() <= tolerance, "{found}, expected {expected} within {tolerance}");
}

#[test]
fn the_same_samples_are_identical_and_stay_so_when_trimmed() {
    let desk = Desk::new();
    let planes = music(400_000, 44_100, 1);
    let whole = desk.keep("a.wav", &planes, 44_100);
    let found = same(&whole, &desk.keep("b.wav", &planes, 44_100));
    assert!(found.is_bit_identical && found.null.rms_dbfs.is_none() && found.null.peak_dbfs.is_none());
    assert_eq!((found.alignment.delay_frames, found.alignment.gain_db, found.overlap.frames), (0.0, 0.0, 400_000));

    let trimmed = desk.keep("c.wav", &cut(&planes, 12_345..399_000), 44_100);
    let found = same(&whole, &trimmed);
    assert!(found.is_bit_identical, "{:?}", found.alignment);
    assert_eq!(found.alignment.delay_frames, -12_345.0);
    let overlap = found.overlap;
    assert_eq!((overlap.frames, overlap.a_before_frames, overlap.a_after_frames), (386_655, 12_345, 1_000));
    assert_eq!((overlap.b_before_frames, overlap.b_after_frames), (0, 0));

    let found = same(&trimmed, &whole);
    assert!(found.is_bit_identical);
    assert_eq!(found.alignment.delay_frames, 12_345.0);
    assert_eq!((found.overlap.b_before_frames, found.overlap.b_after_frames), (12_345, 1_000));

    let head = desk.keep("d.wav", &cut(&planes, 0..100_000), 44_100);
    let found = same(&whole, &head);
    assert!(found.is_bit_identical);
    assert_eq!((found.overlap.frames, found.overlap.a_after_frames), (100_000, 300_000));
}

#[test]
fn level_polarity_and_channels_are_told() {
    let desk = Desk::new();
    let planes = music(250_000, 44_100, 2);
    let a = desk.keep("a.wav", &planes, 44_100);

    let louder = same(&a, &desk.keep("louder.wav", &scaled(&planes, 10.0_f64.powf(3.2 / 20.0)), 44_100));
    near(louder.alignment.gain_db, -3.2, 0.01);
    near(louder.alignment.channels[1].gain_db.unwrap(), -3.2, 0.01);
    assert_eq!(louder.alignment.delay_frames, 0.0);
    // 24 bits round at -146 dBFS in each of the two.
    assert!(louder.null.rms_dbfs.unwrap() < -138.0 && !louder.is_bit_identical, "{:?}", louder.null.rms_dbfs);

    let inverted = same(&a, &desk.keep("inverted.wav", &scaled(&planes, -1.0), 44_100));
    assert!(inverted.alignment.is_inverted && !inverted.is_bit_identical && inverted.null.rms_dbfs.is_none());

    let swapped = same(&a, &desk.keep("swapped.wav", &[planes[1].clone(), planes[0].clone()], 44_100));
    assert!(swapped.alignment.is_swapped && !swapped.is_bit_identical && swapped.null.rms_dbfs.is_none());

    let one_inverted = [planes[0].clone(), scaled(&planes, -1.0)[1].clone()];
    let found = same(&a, &desk.keep("one.wav", &one_inverted, 44_100));
    assert_eq!(found.alignment.channels.iter().map(|pair| pair.is_inverted).collect::<Vec<_>>(), [false, true]);
    assert!(!found.alignment.is_inverted && found.null.rms_dbfs.is_none());

    let half = [planes[0].clone(), scaled(&planes, 0.5)[1].clone()];
    let found = same(&a, &desk.keep("balance.wav", &half, 44_100));
    near(found.alignment.channels[0].gain_db.unwrap(), 0.0, 0.01);
    near(found.alignment.channels[1].gain_db.unwrap(), 6.02, 0.01);
    assert!(found.null.relative_db.unwrap() > -20.0, "a balance is a difference");
}

#[test]
fn a_delay_is_measured_to_a_hundredth_of_a_frame_and_taken_out() {
    let desk = Desk::new();
    let planes = music(300_000, 44_100, 3);
    let a = desk.keep("a.wav", &planes, 44_100);
    for delay in [1000.37, 0.5, 60_000.08] {
        let moved: Vec<Vec<f64>> = planes.iter().map(|plane| delayed(plane, delay)).collect();
        let b = desk.keep("b.wav", &moved, 44_100);
        let found = same(&a, &b);
        near(found.alignment.delay_frames, delay, 0.01);
        assert_eq!(found.alignment.drift_ppm, Some(0.0));
        // The end of the band, where the interpolator falls, is left of white noise behind a low-pass.
        assert!(found.null.relative_db.unwrap() < -30.0, "{delay}: {:?}", found.null.relative_db);
        assert!((20_500.0..21_500.0).contains(&found.null.flat_to_hz.unwrap()), "{:?}", found.null.flat_to_hz);
        let voice = found.null.spectrum.third_octaves.iter().find(|band| (band.centre_hz - 1000.0).abs() < 1.0).unwrap();
        assert!(voice.residual_dbfs.unwrap() < voice.a_dbfs.unwrap() - 85.0, "{voice:?}");
        let reverse = same(&b, &a);
        near(reverse.alignment.delay_frames, -delay, 0.01);
    }
}

#[test]
fn a_drift_is_measured_and_taken_out() {
    let desk = Desk::new();
    let planes = music(40_000 * 64, 40_000, 4);
    let a = desk.keep("a.wav", &planes, 40_000);
    // One frame more in 40000 at the same rate: 25 ppm longer.
    let filter = "aresample=40001:filter_size=128:exact_rational=1:cutoff=0.98,asetrate=40000";
    let b = desk.ffmpeg(&desk.path("a.wav"), "b.wav", &["-af", filter, "-c:a", "pcm_s24le"]);
    let found = same(&a, &b);
    near(found.alignment.drift_ppm.unwrap(), 25.0, 0.5);
    assert!(found.alignment.confidence > 0.9);
    let voice = found.null.spectrum.third_octaves.iter().find(|band| (band.centre_hz - 1000.0).abs() < 1.0).unwrap();
    assert!(voice.residual_dbfs.unwrap() < voice.a_dbfs.unwrap() - 60.0, "{voice:?}");
    let reverse = same(&b, &a);
    near(reverse.alignment.drift_ppm.unwrap(), -25.0, 0.5);
}

#[test]
fn a_coded_copy_is_the_same_recording_and_leaves_what_was_lost() {
    let desk = Desk::new();
    let path = desk.path("a.wav");
    let planes = music(44_100 * 12, 44_100, 5);
    let a = desk.keep("a.wav", &planes, 44_100);
    let mut levels = Vec::new();
    for bitrate in ["64", "128", "320"] {
        let mp3 = desk.path("b.mp3");
        common::run("lame", &["--quiet", "-b", bitrate, path.to_str().unwrap(), mp3.to_str().unwrap()].map(AsRef::as_ref));
        let found = same(&a, &desk.sound(&mp3));
        assert!(!found.is_bit_identical && found.alignment.confidence > 0.7, "{bitrate}: {:?}", found.alignment.confidence);
        near(found.alignment.delay_frames, found.alignment.delay_frames.round(), 0.1);
        levels.push(found.null.relative_db.unwrap());
    }
    assert!(levels.is_sorted_by(|one, other| one > other), "more bits, less is lost: {levels:?}");
    assert!(levels[0] < -3.0 && levels[2] > -80.0, "{levels:?}");
}

#[test]
fn other_rates_and_channels_are_brought_together() {
    let desk = Desk::new();
    let planes = music(44_100 * 12, 44_100, 6);
    let a = desk.keep("a.wav", &planes, 44_100);
    let b = desk.ffmpeg(&desk.path("a.wav"), "b.wav", &["-af", "aresample=48000:filter_size=128", "-c:a", "pcm_s24le"]);
    for (one, other) in [(&a, &b), (&b, &a)] {
        let found = same(one, other);
        near(found.alignment.delay_frames, 0.0, 0.02);
        near(found.alignment.gain_db, 0.0, 0.05);
        let voice = found.null.spectrum.third_octaves.iter().find(|band| (band.centre_hz - 1000.0).abs() < 1.0).unwrap();
        assert!(voice.residual_dbfs.unwrap() < voice.a_dbfs.unwrap() - 60.0, "{voice:?}");
    }

    let left = desk.keep("left.wav", &planes[..1], 44_100);
    let found = same(&left, &desk.keep("double.wav", &[planes[0].clone(), planes[0].clone()], 44_100));
    assert!(found.null.rms_dbfs.is_none() && !found.is_bit_identical, "other channels are other audio");
    assert_eq!(found.alignment.channels.iter().map(|pair| (pair.of_a, pair.of_b)).collect::<Vec<_>>(), [(0, 0), (0, 1)]);
    let found = same(&a, &left);
    assert!(found.null.channels[0].rms_dbfs.unwrap() < found.null.channels[1].rms_dbfs.unwrap());
}

#[test]
fn other_recordings_are_refused() {
    let desk = Desk::new();
    let a = desk.keep("a.wav", &music(400_000, 44_100, 7), 44_100);
    let b = desk.keep("b.wav", &music(300_000, 44_100, 8), 44_100);
    assert_eq!(refused(&a, &b), Refusal::Uncorrelated, "the same tone and beat, other noise");
    let silence = desk.keep("silence.wav", &[vec![0.0; 100_000], vec![0.0; 100_000]], 44_100);
    assert_eq!(refused(&a, &silence), Refusal::Silent);
    assert_eq!(refused(&silence, &a), Refusal::Silent);
    assert!(same(&silence, &silence).is_bit_identical);
    let tone = |phase: f64| vec![(0..200_000).map(|n| 0.5 * (f64::from(n) * 0.1 + phase).sin()).collect()];
    let tones = (desk.keep("t1.wav", &tone(0.0), 44_100), desk.keep("t2.wav", &tone(1.0), 44_100));
    assert_eq!(refused(&tones.0, &tones.1), Refusal::Ambiguous);
    let Some(corpus) = common::corpus() else { return };
    let mut files: Vec<PathBuf> = fs::read_dir(corpus).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let sounds: Vec<Sound> = files.iter().step_by(files.len() / 6).map(|file| desk.sound(file)).collect();
    for (index, one) in sounds.iter().enumerate() {
        for other in &sounds[index + 1..] {
            assert_eq!(refused(one, other), Refusal::Uncorrelated);
        }
    }
}

#[test]
fn very_short_tracks_are_aligned_or_refused() {
    let desk = Desk::new();
    let planes = music(30_000, 44_100, 9);
    let a = desk.keep("a.wav", &cut(&planes, 20_000..24_000), 44_100);
    let found = same(&a, &desk.keep("b.wav", &scaled(&cut(&planes, 20_100..24_000), 0.5), 44_100));
    assert_eq!((found.alignment.delay_frames, found.alignment.drift_ppm), (-100.0, None));
    near(found.alignment.gain_db, 6.02, 0.01);
    let tiny = desk.keep("tiny.wav", &cut(&planes, 20_050..20_100), 44_100);
    assert_eq!(refused(&a, &tiny), Refusal::TooShort);
    assert!(same(&tiny, &tiny).is_bit_identical);
    assert_eq!(refused(&a, &desk.keep("other.wav", &music(4_000, 44_100, 10), 44_100)), Refusal::Uncorrelated);
}

#[test]
fn the_residual_can_be_read_from_anywhere() {
    let desk = Desk::new();
    let planes = music(200_000, 44_100, 11);
    let a = desk.keep("a.wav", &planes, 44_100);
    let mut changed = cut(&planes, 500..200_000);
    changed[1][60_000] += 0.25;
    let b = desk.keep("b.wav", &changed, 44_100);
    let found = same(&a, &b);
    assert_eq!(found.alignment.delay_frames, -500.0);
    near(found.null.peak_dbfs.unwrap(), -12.04, 0.01);
    let aligned = Aligned::new(&a, &b, &found.alignment);
    let residual = Residual::new(&a, &aligned);
    assert_eq!((residual.frames(), residual.channels()), (Some(200_000), 2));
    let (mut left, mut of_b) = (vec![9.0; 2_000], vec![9.0; 2_000]);
    assert_eq!(residual.read(60_000, &mut left).unwrap(), 1_000);
    assert!((left[2 * 500 + 1] - 0.25).abs() < 1e-3);
    assert_eq!(left.iter().filter(|sample| **sample != 0.0).count(), 1);
    assert_eq!(residual.read(0, &mut left).unwrap(), 1_000);
    assert_eq!(left, vec![0.0; 2_000], "where B has nothing, nothing is left");
    assert_eq!(aligned.read(500, &mut of_b).unwrap(), 1_000);
    let mut first = vec![0.0; 2_000];
    b.read(0, &mut first).unwrap();
    assert_eq!(of_b, first);
}

#[test]
fn a_comparison_can_be_cancelled_and_stored() {
    let desk = Desk::new();
    let planes = music(100_000, 44_100, 12);
    let a = desk.keep("a.wav", &planes, 44_100);
    let b = desk.keep("b.wav", &scaled(&planes, 0.7), 44_100);
    let cancel = CancelToken::new();
    let ended = compare(&a, &b, &cancel, &mut |_| cancel.cancel());
    assert!(matches!(ended, Err(audiopro::analyzer::compare::CompareError::Cancelled(_))));
    let comparison = of(&a, &b);
    let text = serde_json::to_string(&comparison).unwrap();
    assert!(text.contains(r#""kind":"same""#) && text.contains("delay_frames"));
    assert_eq!(serde_json::from_str::<Comparison>(&text).unwrap(), comparison);
}

#[test]
fn the_command_says_it_with_its_exit_code() {
    let desk = Desk::new();
    let planes = music(100_000, 44_100, 13);
    desk.keep("a.wav", &planes, 44_100);
    desk.keep("same.wav", &cut(&planes, 100..100_000), 44_100);
    desk.keep("louder.wav", &scaled(&planes, 1.2), 44_100);
    desk.keep("other.wav", &music(100_000, 44_100, 14), 44_100);
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_audiopro"));
        command.arg("compare").args(words).current_dir(desk.folder.path()).env("AUDIOPRO_HOME", desk.folder.path().join("home"));
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, text, _) = run(&["a.wav", "same.wav"]);
    assert!(code == Some(0) && text.contains("bit-identical") && text.contains("100.000 frames"), "{code:?} {text}");
    let (code, text, _) = run(&["a.wav", "louder.wav"]);
    assert!(code == Some(1) && text.contains("B is 1.584 dB louder"), "{code:?} {text}");
    let (code, text, _) = run(&["a.wav", "other.wav", "--format", "json"]);
    let answer: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(code, Some(2));
    assert_eq!((&answer["schema_version"], &answer["finding"]["reason"]), (&1.into(), &"uncorrelated".into()));
    let (code, text, complaint) = run(&["a.wav", "missing.wav"]);
    assert!(code == Some(2) && text.is_empty() && complaint.contains("missing.wav"), "{code:?} {complaint}");
    assert_eq!(run(&["a.wav"]).0, Some(64));
}
