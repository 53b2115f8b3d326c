//! The codec-grid test from outside: real encoders, and signals that must never be accused.
//!
//! Encoders are run where they are installed; a test that lacks one says so and passes.

use std::{
    f64::consts::PI,
    path::{Path, PathBuf},
    process::Command,
};

use audiopro::{
    analyzer::grid::{Excerpts, GridBank, Reservoir},
    contracts::{CancelToken, Cancelled, Codec, Filterbank, GridOutcome, GridTest, PcmBlock},
    units::SampleRate,
};

/// SplitMix64: noise with an explicit seed.
struct Noise(u64);

impl Noise {
    /// A number from -1 to 1.
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }
}

/// Sample rounded to 16 bits, as a decoder hands it on.
fn to_16_bit(x: f64) -> f32 {
    ((x * 32_768.0).round().clamp(-32_768.0, 32_767.0) / 32_768.0) as f32
}

fn gather(rate: u32, planes: &[Vec<f32>]) -> Excerpts {
    let mut reservoir = Reservoir::new(SampleRate::new(rate).expect("a rate"), planes.len());
    let mut block = PcmBlock::default();
    let frames = planes[0].len();
    for start in (0..frames).step_by(4096) {
        block.reset(planes.len(), false);
        for (plane, samples) in block.planes.iter_mut().zip(planes) {
            plane.extend_from_slice(&samples[start..(start + 4096).min(frames)]);
        }
        reservoir.push(&block);
    }
    reservoir.finish()
}

fn outcome(rate: u32, planes: &[Vec<f32>]) -> GridOutcome {
    GridBank::new().test(&gather(rate, planes), &CancelToken::new(), &mut |_| {}).expect("nobody cancels").outcome
}

/// Music of a kind: chords of decaying partials over noise, different on both sides. Hard enough to encode that 128 to 320
/// kbit/s leave their marks.
fn music(rate: u32, seconds: usize, seed: u64) -> Vec<Vec<f32>> {
    let mut noise = Noise(seed);
    let frames = rate as usize * seconds;
    let (mut left, mut right) = (vec![0.0f64; frames], vec![0.0f64; frames]);
    let beat = rate as usize / 2;
    for start in (0..frames).step_by(beat) {
        for _ in 0..12 {
            let hz = 110.0 * 2f64.powf((noise.next() + 1.0) * 3.3);
            let (phase, pan, level) = (noise.next() * PI, (noise.next() + 1.0) / 2.0, 0.02 + 0.02 * noise.next());
            for n in 0..(2 * beat).min(frames - start) {
                let t = n as f64 / f64::from(rate);
                let x = level * (2.0 * PI * hz * t + phase).sin() * (-3.0 * t).exp() * (t * 400.0).min(1.0);
                left[start + n] += x * pan;
                right[start + n] += x * (1.0 - pan);
            }
        }
    }
    for (l, r) in left.iter_mut().zip(&mut right) {
        let common = 0.02 * noise.next();
        *l += common + 0.01 * noise.next();
        *r += common + 0.01 * noise.next();
    }
    [left, right].map(|plane| plane.into_iter().map(to_16_bit).collect()).into()
}

/// A folder of this test's own, removed at its end.
fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// Runs a program; `None`, with a line that says so, where it is not installed.
fn run(program: &str, arguments: &[&str]) -> Option<Vec<u8>> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("skipped: {program} is not installed");
            None
        }
        Err(error) => panic!("{program}: {error}"),
    }
}

/// Encodes with `codec` at `kbps` and decodes to 16 bits; `None` where an encoder is not installed.
fn through(codec: Codec, kbps: u32, source: &Path, rate: u32, channels: usize) -> Option<Vec<Vec<f32>>> {
    let folder = folder();
    let name = |name: &str| folder.path().join(name).to_str().expect("a name in UTF-8").to_owned();
    let wav = name("source.wav");
    run("ffmpeg", &["-nostdin", "-v", "error", "-i", source.to_str().expect("a name in UTF-8"), &wav])?;
    let (bits, kbits) = (kbps.to_string(), format!("{kbps}k"));
    let ffmpeg = |encoder: &str, coded: &str| {
        run("ffmpeg", &["-nostdin", "-v", "error", "-i", &wav, "-c:a", encoder, "-b:a", &kbits, coded]).map(|_| ())
    };
    let coded = match codec {
        Codec::Mp3 => name("coded.mp3"),
        Codec::Aac | Codec::HeAac => name("coded.m4a"),
        Codec::Vorbis => name("coded.ogg"),
        Codec::Opus => name("coded.opus"),
        Codec::Ac3 => name("coded.ac3"),
        Codec::Wma => name("coded.wma"),
        Codec::Mp2 => name("coded.mp2"),
        Codec::Musepack => name("coded.mpc"),
        Codec::Atrac => panic!("ATRAC has no encoder here; see random_atrac"),
    };
    match codec {
        Codec::Mp3 => run("lame", &["--quiet", "-b", &bits, &wav, &coded]).map(|_| ())?,
        Codec::Aac | Codec::HeAac => ffmpeg("aac", &coded)?,
        Codec::Vorbis => run("oggenc", &["--quiet", "--bitrate", &bits, &wav, "-o", &coded]).map(|_| ())?,
        Codec::Opus => run("opusenc", &["--quiet", "--bitrate", &bits, &wav, &coded]).map(|_| ())?,
        Codec::Ac3 => ffmpeg("ac3", &coded)?,
        Codec::Wma => ffmpeg("wmav2", &coded)?,
        Codec::Mp2 => ffmpeg("mp2", &coded)?,
        Codec::Musepack | Codec::Atrac => run("mpcenc", &["--silent", "--standard", &wav, &coded]).map(|_| ())?,
    }
    decode(&coded, rate, channels)
}

/// Decodes to 16 bits.
fn decode(path: &str, rate: u32, channels: usize) -> Option<Vec<Vec<f32>>> {
    let (rate, count) = (rate.to_string(), channels.to_string());
    let bytes = run("ffmpeg", &["-nostdin", "-v", "error", "-i", path, "-f", "s16le", "-ar", &rate, "-ac", &count, "-"])?;
    let mut planes = vec![Vec::new(); channels];
    for frame in bytes.chunks_exact(2 * channels) {
        for (plane, sample) in planes.iter_mut().zip(frame.chunks_exact(2)) {
            plane.push(f32::from(i16::from_le_bytes([sample[0], sample[1]])) / 32_768.0);
        }
    }
    Some(planes)
}

/// Writes 16-bit WAV.
fn write_wav(path: &Path, rate: u32, planes: &[Vec<f32>]) {
    let (channels, frames) = (planes.len() as u32, planes[0].len() as u32);
    let mut bytes = Vec::new();
    bytes.extend_from_slice(b"RIFF");
    bytes.extend_from_slice(&(36 + frames * channels * 2).to_le_bytes());
    bytes.extend_from_slice(b"WAVEfmt \x10\0\0\0\x01\0");
    bytes.extend_from_slice(&(channels as u16).to_le_bytes());
    bytes.extend_from_slice(&rate.to_le_bytes());
    bytes.extend_from_slice(&(rate * channels * 2).to_le_bytes());
    bytes.extend_from_slice(&(channels as u16 * 2).to_le_bytes());
    bytes.extend_from_slice(b"\x10\0data");
    bytes.extend_from_slice(&(frames * channels * 2).to_le_bytes());
    for frame in 0..frames as usize {
        for plane in planes {
            bytes.extend_from_slice(&((plane[frame] * 32_768.0) as i16).to_le_bytes());
        }
    }
    std::fs::write(path, bytes).expect("the temporary folder can be written");
}

fn named_codec(outcome: &GridOutcome) -> Option<Codec> {
    outcome.decisive().map(|test| test.codec)
}

#[test]
fn every_codec_is_found_and_told_apart() {
    for (rate, codec, kbps) in [
        (44_100, Codec::Mp3, 128),
        (44_100, Codec::Mp3, 320),
        (44_100, Codec::Aac, 256),
        (48_000, Codec::Mp3, 192),
        (48_000, Codec::Aac, 192),
        (44_100, Codec::Vorbis, 192),
        (48_000, Codec::Opus, 128),
        (44_100, Codec::Ac3, 192),
        (48_000, Codec::Ac3, 448),
        (44_100, Codec::Wma, 128),
        (44_100, Codec::Mp2, 256),
        (44_100, Codec::Musepack, 0),
    ] {
        let source = music(rate, 8, 1);
        let folder = folder();
        let wav = folder.path().join("source.wav");
        write_wav(&wav, rate, &source);
        let Some(decoded) = through(codec, kbps, &wav, rate, 2) else { continue };
        let outcome = outcome(rate, &decoded);
        assert_eq!(named_codec(&outcome), Some(codec), "{codec:?} {kbps} at {rate} Hz: {outcome:?}");
        let winner = outcome.decisive().and_then(GridTest::z);
        let rival = outcome.runner_up().and_then(GridTest::z);
        // Filterbanks that are kin show a part of each other's grid, Layer II and Musepack the most.
        assert!(rival < winner.map(|z| 0.8 * z), "{codec:?} {kbps} at {rate} Hz: {winner:?} {rival:?}");
    }
}

#[test]
fn a_grid_is_seen_through_conversion_to_another_rate() {
    let folder = folder();
    let (wav, converted) = (folder.path().join("source.wav"), folder.path().join("decoded.wav"));
    for (from, to, codec) in [(44_100, 48_000, Codec::Mp3), (48_000, 44_100, Codec::Aac), (44_100, 96_000, Codec::Mp3)] {
        write_wav(&wav, from, &music(from, 8, 4));
        let Some(decoded) = through(codec, 160, &wav, from, 2) else { return };
        write_wav(&converted, from, &decoded);
        let Some(decoded) = decode(converted.to_str().expect("a name in UTF-8"), to, 2) else { return };
        let outcome = outcome(to, &decoded);
        let found = outcome.decisive().map(|test| (test.codec, test.rate_hz));
        assert_eq!(found, Some((codec, from)), "{codec:?} from {from} to {to} Hz: {outcome:?}");
    }
}

#[test]
fn a_ladder_that_a_gain_has_moved_is_found_where_it_lies() {
    let folder = folder();
    let wav = folder.path().join("source.wav");
    write_wav(&wav, 44_100, &music(44_100, 8, 7));
    let Some(decoded) = through(Codec::Mp3, 256, &wav, 44_100, 2) else { return };
    // Steps lie 1.5 dB apart: gains between two of them.
    for decibels in [-0.4f64, -0.75, -2.6] {
        let factor = 10f64.powf(decibels / 20.0);
        let softer: Vec<Vec<f32>> =
            decoded.iter().map(|plane| plane.iter().map(|&x| to_16_bit(f64::from(x) * factor)).collect()).collect();
        let outcome = outcome(44_100, &softer);
        let lattice = outcome.decisive().filter(|test| test.codec == Codec::Mp3).and_then(|test| test.lattice);
        assert!(lattice.is_some_and(|lattice| lattice.z >= outcome.lattice_bar), "{decibels} dB: {:?}", outcome.decisive());
    }
}

#[test]
fn a_codec_that_was_used_twice_shows_at_both_alignments() {
    let folder = folder();
    let wav = folder.path().join("source.wav");
    write_wav(&wav, 44_100, &music(44_100, 12, 8));
    let Some(once) = through(Codec::Mp3, 128, &wav, 44_100, 2) else { return };
    assert_eq!(outcome(44_100, &once).second_alignment(), None);
    let trimmed: Vec<Vec<f32>> = once.iter().map(|plane| plane[1000..].to_vec()).collect();
    write_wav(&wav, 44_100, &trimmed);
    let Some(twice) = through(Codec::Mp3, 320, &wav, 44_100, 2) else { return };
    let outcome = outcome(44_100, &twice);
    let (Some(first), Some(second)) = (outcome.decisive(), outcome.second_alignment()) else { panic!("{outcome:?}") };
    let (first, second) = (first.offset().expect("a test"), second.offset().expect("a test"));
    // What was trimmed is what lies between them, whichever of the two stands out more.
    let distance = first.abs_diff(second);
    assert!([1000 % 576, 576 - 1000 % 576].contains(&distance), "{first} {second}");
}

#[test]
fn opus_is_found_at_every_length_of_its_frames() {
    let folder = folder();
    let name = |name: &str| folder.path().join(name).to_str().expect("a name in UTF-8").to_owned();
    let (wav, coded) = (name("source.wav"), name("coded.opus"));
    write_wav(Path::new(&wav), 48_000, &music(48_000, 8, 12));
    for (milliseconds, filterbank) in
        [("2.5", Filterbank::Celt120), ("5", Filterbank::Celt240), ("10", Filterbank::Celt480), ("20", Filterbank::Celt960)]
    {
        let encode = ["--quiet", "--bitrate", "128", "--framesize", milliseconds, &wav, &coded];
        if run("opusenc", &encode).is_none() {
            return;
        }
        let Some(decoded) = decode(&coded, 48_000, 2) else { return };
        let outcome = outcome(48_000, &decoded);
        let found = outcome.decisive().map(|test| (test.codec, test.filterbank));
        assert_eq!(found, Some((Codec::Opus, filterbank)), "{milliseconds} ms: {:?}", outcome.decisive());
    }
}

/// A file of ATRAC1 (AEA, one channel): `frames` sound units whose coefficients are -1, 0 or 1 times the scale factor of their
/// unit, drawn at random. No encoder of ATRAC is at hand; FFmpeg has a decoder.
fn random_atrac(frames: usize) -> Vec<u8> {
    const COEFFICIENTS: [usize; 52] = [
        8, 8, 8, 8, 4, 4, 4, 4, 8, 8, 8, 8, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 7, 7, 7, 7, 9, 9, 9, 9, 10, 10, 10, 10, 12, 12, 12,
        12, 12, 12, 12, 12, 20, 20, 20, 20, 20, 20, 20, 20,
    ];
    let mut noise = Noise(10);
    let mut file = vec![0u8; 2048];
    (file[1], file[264]) = (8, 1);
    for _ in 0..frames {
        // Long blocks in each band; 52 units; words of two bits.
        let mut bits = String::from("1010110011100000");
        bits.push_str(&"0001".repeat(52));
        for unit in 0..52 {
            let scale = 36 - unit / 4 + ((noise.next() + 1.0) * 2.0) as usize;
            bits.push_str(&format!("{scale:06b}"));
        }
        for _ in 0..COEFFICIENTS.iter().sum() {
            bits.push_str(["11", "00", "01"][((noise.next() + 1.0) * 1.5).min(2.0) as usize]);
        }
        let mut unit: Vec<u8> =
            bits.as_bytes().chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| 2 * sum + (bit - b'0'))).collect();
        unit.resize(212, 0);
        file.extend(unit);
    }
    file
}

#[test]
fn atrac_is_found_in_what_a_decoder_made() {
    let folder = folder();
    let path = folder.path().join("random.aea");
    std::fs::write(&path, random_atrac(500)).expect("a folder that can be written to");
    let Some(decoded) = decode(path.to_str().expect("a name in UTF-8"), 44_100, 1) else { return };
    assert!(decoded[0].iter().any(|x| x.abs() > 0.01) && decoded[0].iter().all(|x| x.abs() < 0.99));
    let outcome = outcome(44_100, &decoded);
    let Some(test) = outcome.decisive() else { panic!("{outcome:?}") };
    let (Some(holes), Some(lattice)) = (test.holes, test.lattice) else { panic!("{test:?}") };
    assert_eq!((test.codec, holes.offset), (Codec::Atrac, lattice.offset));
    assert!(holes.z > 20.0 && lattice.z > 20.0, "{test:?}");
}

#[test]
fn low_rates_have_their_own_blocks_and_show_after_an_upsampling() {
    let folder = folder();
    let (wav, raised) = (folder.path().join("source.wav"), folder.path().join("decoded.wav"));
    for (rate, codec, kbps, filterbank) in [
        (22_050, Codec::Mp3, 64, Filterbank::Mp3Hybrid),
        (24_000, Codec::Vorbis, 64, Filterbank::Vorbis512),
        (16_000, Codec::Wma, 32, Filterbank::Wma512),
    ] {
        let source = music(rate, 8, 9);
        write_wav(&wav, rate, &source);
        assert_eq!(named_codec(&outcome(rate, &source)), None, "{rate}");
        let Some(decoded) = through(codec, kbps, &wav, rate, 2) else { return };
        let found = |outcome: &GridOutcome| outcome.decisive().map(|test| (test.codec, test.filterbank, test.rate_hz));
        assert_eq!(found(&outcome(rate, &decoded)), Some((codec, filterbank, rate)));
        if rate == 22_050 {
            write_wav(&raised, rate, &decoded);
            let Some(raised) = decode(raised.to_str().expect("a name in UTF-8"), 44_100, 2) else { return };
            assert_eq!(found(&outcome(44_100, &raised)), Some((codec, filterbank, rate)));
        }
    }
}

#[test]
fn a_splice_of_lossless_and_lossy_sound_is_shown_where_it_is() {
    let folder = folder();
    let wav = folder.path().join("source.wav");
    let source = music(44_100, 20, 5);
    write_wav(&wav, 44_100, &source);
    let Some(decoded) = through(Codec::Mp3, 128, &wav, 44_100, 2) else { return };
    let at = 44_100 * 10;
    let spliced: Vec<Vec<f32>> =
        source.iter().zip(&decoded).map(|(source, decoded)| [&source[..at], &decoded[at..]].concat()).collect();
    let outcome = outcome(44_100, &spliced);
    assert_eq!(named_codec(&outcome), Some(Codec::Mp3), "{outcome:?}");
    for section in &outcome.sections {
        // One excerpt of two may agree by chance, one in 25.
        if section.end_s < 9.8 {
            assert!(2 * section.agreeing <= section.judged, "{:?}", outcome.sections);
        } else if section.start_s > 10.2 {
            assert!(2 * section.agreeing > section.judged, "{:?}", outcome.sections);
        }
    }
}

#[test]
fn a_decisive_grid_draws_its_proof() {
    let folder = folder();
    let wav = folder.path().join("source.wav");
    write_wav(&wav, 44_100, &music(44_100, 8, 6));
    let Some(decoded) = through(Codec::Mp3, 128, &wav, 44_100, 2) else { return };
    let findings = GridBank::new().test(&gather(44_100, &decoded), &CancelToken::new(), &mut |_| {}).expect("nobody cancels");
    let proof = findings.proof.expect("a decisive grid");
    assert_eq!(proof.alignments.len(), 576);
    let highest = (0..576).max_by(|&a, &b| proof.alignments[a].total_cmp(&proof.alignments[b]));
    assert_eq!(highest, Some(proof.offset as usize));
    let empty = |picture: &[u8]| picture.iter().filter(|&&level| level == 0).count();
    assert!(empty(&proof.picture) > empty(&proof.picture_beside));
    // A comb has its teeth at whole numbers, both ends of the histogram; beside it there are none.
    let ends = |ladder: &[u32]| ladder[..2].iter().chain(&ladder[30..]).sum::<u32>();
    let tooth = |ladder: &[u32]| f64::from(ends(ladder)) / f64::from(ladder.iter().sum::<u32>().max(1));
    assert!(tooth(&proof.ladder) > 0.4 && tooth(&proof.ladder) > 1.5 * tooth(&proof.ladder_beside), "{proof:?}");
    let kbps = findings.outcome.source.and_then(|source| source.kbps);
    assert!(kbps.is_some_and(|kbps| (96..=192).contains(&kbps)), "{kbps:?}");
}

#[test]
fn both_tests_follow_a_trim_frame_by_frame() {
    let folder = folder();
    let wav = folder.path().join("source.wav");
    write_wav(&wav, 44_100, &music(44_100, 8, 2));
    let Some(decoded) = through(Codec::Mp3, 128, &wav, 44_100, 2) else { return };
    let whole = outcome(44_100, &decoded);
    let trimmed: Vec<Vec<f32>> = decoded.iter().map(|plane| plane[1001..].to_vec()).collect();
    let trimmed = outcome(44_100, &trimmed);
    let (Some(whole), Some(trimmed)) = (whole.decisive(), trimmed.decisive()) else { panic!("{whole:?} {trimmed:?}") };
    let (Some(holes), Some(lattice)) = (whole.holes, whole.lattice) else { panic!("{whole:?}") };
    assert_eq!(holes.offset, lattice.offset);
    assert_eq!(trimmed.lattice.map(|test| (test.offset + 1001) % 576), Some(lattice.offset));
    assert!(whole.agreeing_share.is_some_and(|share| share > 0.9), "{whole:?}");
}

#[test]
fn one_channel_is_enough() {
    let folder = folder();
    let wav = folder.path().join("source.wav");
    let source = music(44_100, 8, 3).swap_remove(0);
    write_wav(&wav, 44_100, std::slice::from_ref(&source));
    assert_eq!(named_codec(&outcome(44_100, std::slice::from_ref(&source))), None);
    for (codec, kbps) in [(Codec::Mp3, 128), (Codec::Aac, 96)] {
        let Some(decoded) = through(codec, kbps, &wav, 44_100, 1) else { return };
        assert_eq!(named_codec(&outcome(44_100, &decoded)), Some(codec), "{codec:?}");
        // The same samples on both sides are one signal, not two.
        let doubled = vec![decoded[0].clone(), decoded[0].clone()];
        assert_eq!(outcome(44_100, &doubled), outcome(44_100, &decoded));
    }
}

/// Sample of a frame, by its number.
type Signal<'a> = Box<dyn Fn(usize) -> f64 + 'a>;

#[test]
fn synthetic_signals_are_never_accused() {
    let rate = 44_100u32;
    let frames = rate as usize * 10;
    let t = |n: usize| n as f64 / f64::from(rate);
    let tone = |hz: f64| move |n: usize| 0.5 * (2.0 * PI * hz * t(n)).sin();
    let square = |hz: f64| move |n: usize| if (hz * t(n)).fract() < 0.5 { 0.4 } else { -0.4 };
    let mut noise = Noise(9);
    let white: Vec<f64> = (0..frames).map(|_| 0.5 * noise.next()).collect();
    let chip = |n: usize| {
        let note = [0, 4, 7, 12, 7, 4][n / 5512 % 6];
        let hz = 440.0 * 2f64.powf(f64::from(note) / 12.0);
        0.2 * if (hz * t(n)).fract() < 0.25 { 1.0 } else { -1.0 } + 0.2 * (2.0 * (hz / 4.0 * t(n)).fract() - 1.0)
    };
    let held = |n: usize| 0.3 * (((n / 64 * 2_654_435_761) % 65_536) as f64 / 32_768.0 - 1.0);
    let signals: Vec<(&str, Signal)> = vec![
        ("a tone of 1 kHz", Box::new(tone(1000.0))),
        ("a tone whose period divides every hop", Box::new(tone(44_100.0 / 64.0))),
        ("a quiet tone", Box::new(move |n| tone(997.0)(n) / 500.0)),
        ("a square wave of 441 Hz", Box::new(square(441.0))),
        ("a square wave whose period divides every hop", Box::new(square(44_100.0 / 64.0))),
        ("a square wave of 32 frames", Box::new(square(44_100.0 / 32.0))),
        ("a square wave of 576 frames", Box::new(square(44_100.0 / 576.0))),
        ("a square wave of 1024 frames", Box::new(square(44_100.0 / 1024.0))),
        ("a square wave of 1536 frames", Box::new(square(44_100.0 / 1536.0))),
        ("a square wave of 5120 frames", Box::new(square(44_100.0 / 5120.0))),
        ("a square wave of 9216 frames", Box::new(square(44_100.0 / 9216.0))),
        ("a sawtooth of 2880 frames", Box::new(|n| 0.5 * ((n % 2880) as f64 / 1440.0 - 1.0))),
        ("a sweep", Box::new(move |n| 0.5 * (2.0 * PI * 20.0 * 10.0 / 6.9 * ((6.9 * t(n) / 10.0).exp() - 1.0)).sin())),
        ("white noise", Box::new(move |n| white[n])),
        ("impulses at every 1024th frame", Box::new(|n| if n % 1024 == 0 { 0.9 } else { 0.0 })),
        ("impulses at every 576th frame", Box::new(|n| if n % 576 == 100 { 0.9 } else { 0.0 })),
        ("impulses at odd times", Box::new(|n| if n % 4409 == 7 { 0.9 } else { 0.0 })),
        ("chip music", Box::new(chip)),
        ("samples held for 64 frames", Box::new(held)),
        ("a staircase of eight levels", Box::new(move |n| (tone(300.0)(n) * 8.0).round() / 8.0)),
        ("a loop of 1024 frames of noise", {
            let mut noise = Noise(10);
            let cycle: Vec<f64> = (0..1024).map(|_| 0.4 * noise.next()).collect();
            Box::new(move |n| cycle[n % 1024])
        }),
        ("a loop of 576 frames of noise", {
            let mut noise = Noise(11);
            let cycle: Vec<f64> = (0..576).map(|_| 0.4 * noise.next()).collect();
            Box::new(move |n| cycle[n % 576])
        }),
        ("a loop of 9216 frames, which both hops divide", {
            let mut noise = Noise(12);
            let cycle: Vec<f64> = (0..9216).map(|_| 0.4 * noise.next()).collect();
            Box::new(move |n| cycle[n % 9216])
        }),
    ];
    for (name, signal) in signals {
        let plane: Vec<f32> = (0..frames).map(|n| to_16_bit(signal(n))).collect();
        let outcome = outcome(rate, &[plane]);
        assert_eq!(outcome.decisive(), None, "{name}");
    }
}

#[test]
fn what_cannot_be_tested_has_no_value() {
    let silence = vec![vec![0.0f32; 441_000]; 2];
    let faint: Vec<f32> = music(44_100, 10, 4)[0].iter().map(|x| to_16_bit(f64::from(*x) / 1000.0)).collect();
    let short: Vec<Vec<f32>> = music(44_100, 1, 4);
    for (name, rate, planes) in [
        ("silence", 44_100, silence),
        ("faint", 44_100, vec![faint]),
        ("one second", 44_100, short),
        ("8 kHz", 8_000, music(8_000, 10, 4)),
        ("nothing", 44_100, vec![Vec::new()]),
    ] {
        let outcome = outcome(rate, &planes);
        assert_eq!(outcome.largest_z(), None, "{name}: {outcome:?}");
    }
}

#[test]
fn a_bank_gives_the_same_outcome_again() {
    let (first, second) = (gather(44_100, &music(44_100, 6, 5)), gather(48_000, &music(48_000, 4, 6)));
    let (mut bank, token) = (GridBank::new(), CancelToken::new());
    let before = bank.test(&first, &token, &mut |_| {});
    let mut steps = Vec::new();
    bank.test(&second, &token, &mut |hypothesis| steps.push(hypothesis.codec)).expect("nobody cancels");
    assert_eq!(bank.test(&first, &token, &mut |_| {}), before);
    assert!(Codec::ALL.iter().all(|codec| *codec == Codec::Musepack || steps.contains(codec)), "{steps:?}");
}

#[test]
fn a_cancelled_test_ends() {
    let token = CancelToken::new();
    let excerpts = gather(44_100, &music(44_100, 6, 7));
    let result = GridBank::new().test(&excerpts, &token, &mut |_| token.cancel());
    assert_eq!(result, Err(Cancelled));
}

/// The folder of real excerpts; `None`, with a line that says so, where it is absent.
fn corpus() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let root = std::env::var_os("AUDIOPRO_CORPUS").map_or(beside, PathBuf::from);
    let folder = root.join("lossless");
    if !folder.is_dir() {
        eprintln!("skipped: no corpus at {}", folder.display());
        return None;
    }
    Some(folder)
}

#[test]
fn real_excerpts_pass_and_their_encodes_do_not() {
    let Some(folder) = corpus() else { return };
    // One of each kind: rendered, bass and drums, mono voice, 48 kHz in 24 bits.
    let excerpts = [
        ("Clement-R-ludum-dare-35__song.flac", 44_100, 2),
        ("freedoom__musics_d_dm02_hyb.flac", 44_100, 2),
        ("MTG-sms-tools-materials__sounds-singing-female.flac", 44_100, 1),
    ];
    for (name, rate, channels) in excerpts {
        let path = folder.join(name);
        let Some(source) = decode(path.to_str().expect("a name in UTF-8"), rate, channels) else { return };
        assert_eq!(named_codec(&outcome(rate, &source)), None, "{name}");
        for (codec, kbps) in [(Codec::Mp3, 128), (Codec::Aac, 128), (Codec::Vorbis, 192), (Codec::Ac3, 192)] {
            let Some(decoded) = through(codec, kbps, &path, rate, channels) else { return };
            assert_eq!(named_codec(&outcome(rate, &decoded)), Some(codec), "{name} through {codec:?}");
        }
    }
}
