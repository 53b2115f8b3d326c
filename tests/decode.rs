//! Reading tracks, through the public API alone: real encoders make the files, the tests damage them.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use audiopro::{
    analyzer::decode::{DecodeError, DecodeSettings, Decoded, TrackReader, is_audio_candidate},
    contracts::{CancelToken, IntegrityState, Md5State, PcmBlock, Reader},
};
use tempfile::TempDir;

/// A folder of files made for one test.
struct Bench {
    folder: TempDir,
}

/// How the samples of a WAV file are stored.
#[derive(Clone, Copy)]
enum Stored {
    I16,
    I24,
    I32,
    F32,
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: impl AsRef<Path>, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Seeded tones and noise as a WAV file.
    fn wav(&self, name: &str, stored: Stored, rate_hz: u32, channels: u16, seconds: f64) -> PathBuf {
        let frames = (f64::from(rate_hz) * seconds).round() as usize;
        self.write(name, &wav_bytes(&samples(frames, channels), stored, rate_hz, channels))
    }

    /// Runs an encoder in the folder.
    fn run(&self, program: &str, arguments: &[&str]) {
        let output = Command::new(program).args(arguments).current_dir(self.folder.path()).stdin(Stdio::null()).output();
        let output = output.unwrap_or_else(|error| panic!("{program}: {error}; scripts/test installs it"));
        assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    fn ffmpeg(&self, arguments: &[&str]) {
        self.run("ffmpeg", &[&["-nostdin", "-v", "error", "-y"], arguments].concat());
    }

    /// Bytes of a 16-bit stereo FLAC of `seconds`.
    fn flac(&self, seconds: f64) -> Vec<u8> {
        self.wav("source.wav", Stored::I16, 44_100, 2, seconds);
        self.run("flac", &["--silent", "--force", "source.wav", "-o", "whole.flac"]);
        fs::read(self.path("whole.flac")).unwrap()
    }
}

/// A seeded generator: the same samples in every run.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// Two tones and noise, interleaved, in 32 bits.
fn samples(frames: usize, channels: u16) -> Vec<i32> {
    let mut noise = Seeded(1);
    let mut samples = Vec::new();
    for frame in 0..frames {
        for channel in 0..channels {
            let phase = frame as f64 * (0.03 + 0.01 * f64::from(channel));
            let level = 0.4 * phase.sin() + 0.2 * (phase * 3.7).sin() + 0.05 * (noise.next() as f64 / 2_f64.powi(31) - 0.5);
            samples.push((level * f64::from(i32::MAX)) as i32);
        }
    }
    samples
}

fn wav_bytes(samples: &[i32], stored: Stored, rate_hz: u32, channels: u16) -> Vec<u8> {
    let (tag, bytes) = match stored {
        Stored::I16 => (1_u16, 2),
        Stored::I24 => (1, 3),
        Stored::I32 => (1, 4),
        Stored::F32 => (3, 4),
    };
    let mut data = Vec::new();
    for &sample in samples {
        match stored {
            Stored::F32 => data.extend_from_slice(&(sample as f32 / 2_147_483_648.0).to_le_bytes()),
            _ => data.extend_from_slice(&sample.to_le_bytes()[4 - bytes..]),
        }
    }
    let block = channels * bytes as u16;
    let mut wav = Vec::new();
    wav.extend_from_slice(b"RIFF");
    wav.extend_from_slice(&(36 + data.len() as u32).to_le_bytes());
    wav.extend_from_slice(b"WAVEfmt \x10\0\0\0");
    wav.extend_from_slice(&tag.to_le_bytes());
    wav.extend_from_slice(&channels.to_le_bytes());
    wav.extend_from_slice(&rate_hz.to_le_bytes());
    wav.extend_from_slice(&(rate_hz * u32::from(block)).to_le_bytes());
    wav.extend_from_slice(&block.to_le_bytes());
    wav.extend_from_slice(&(bytes as u16 * 8).to_le_bytes());
    wav.extend_from_slice(b"data");
    wav.extend_from_slice(&(data.len() as u32).to_le_bytes());
    wav.extend_from_slice(&data);
    wav
}

fn settings() -> DecodeSettings {
    DecodeSettings { ffmpeg: None, ffmpeg_time_limit: Duration::from_secs(60) }
}

/// Everything that a track gives.
struct Read {
    decoded: Decoded,
    planes: Vec<Vec<f32>>,
    integers: Vec<Vec<i32>>,
}

fn read(path: &Path) -> Result<Read, DecodeError> {
    read_with(path, &settings())
}

fn read_with(path: &Path, settings: &DecodeSettings) -> Result<Read, DecodeError> {
    let mut reader = TrackReader::open(path, settings, &CancelToken::new())?;
    let mut block = PcmBlock::default();
    let (mut planes, mut integers) = (Vec::<Vec<f32>>::new(), Vec::<Vec<i32>>::new());
    while reader.next_block(&mut block)? {
        assert!((1..=16_384).contains(&block.frames()));
        assert_eq!(block.planes.len(), usize::from(reader.facts().channels));
        assert!(block.planes.iter().all(|plane| plane.len() == block.frames()));
        assert!(block.integers.iter().all(|plane| plane.len() == block.frames()));
        planes.resize_with(block.planes.len(), Vec::new);
        integers.resize_with(block.integers.len(), Vec::new);
        planes.iter_mut().zip(&block.planes).for_each(|(all, part)| all.extend_from_slice(part));
        integers.iter_mut().zip(&block.integers).for_each(|(all, part)| all.extend_from_slice(part));
    }
    let decoded = reader.finish()?;
    assert_eq!(decoded.facts.frames.0 as usize, planes.first().map_or(0, Vec::len));
    Ok(Read { decoded, planes, integers })
}

#[track_caller]
fn read_ok(path: &Path) -> Read {
    read(path).unwrap_or_else(|error| panic!("{error}"))
}

/// One channel of [`samples`], right-aligned in `bits`.
fn expected(frames: usize, channels: u16, channel: usize, bits: u32) -> Vec<i32> {
    samples(frames, channels).into_iter().skip(channel).step_by(usize::from(channels)).map(|sample| sample >> (32 - bits)).collect()
}

/// Asserts that `read` gives the very samples that were stored.
#[track_caller]
fn assert_exact(read: &Read, frames: usize, channels: u16, bits: u32) {
    assert_eq!(read.integers.len(), usize::from(channels));
    for channel in 0..usize::from(channels) {
        let expected = expected(frames, channels, channel, bits);
        assert!(read.integers[channel] == expected, "channel {channel} differs");
        let scale = 2_f64.powi(1 - bits as i32);
        let is_scaled =
            read.planes[channel].iter().zip(&expected).all(|(&sample, &stored)| sample == (f64::from(stored) * scale) as f32);
        assert!(is_scaled, "channel {channel} is not at full scale 1.0");
    }
}

/// Correlation of the decoded channel with the source, at the best lag up to `max_lag` frames either way.
fn best_correlation(decoded: &[f32], source: &[i32], max_lag: usize) -> f64 {
    let mut best = -1.0_f64;
    for lag in 0..=2 * max_lag {
        let (mut product, mut own, mut other) = (0.0, 0.0, 0.0);
        for frame in 20_000..30_000 {
            let (a, b) = (f64::from(decoded[frame + lag - max_lag]), f64::from(source[frame]));
            product += a * b;
            own += a * a;
            other += b * b;
        }
        best = best.max(product / (own * other).sqrt());
    }
    best
}

/// Where the first FLAC frame begins.
fn first_frame(flac: &[u8]) -> usize {
    flac.windows(3).position(|three| three == [0xff, 0xf8, 0xc9] || three == [0xff, 0xf8, 0xca]).unwrap()
}

#[test]
fn flac_of_16_and_24_bits_is_exact_and_intact() {
    for (stored, bits) in [(Stored::I16, 16), (Stored::I24, 24)] {
        let bench = Bench::new();
        bench.wav("a.wav", stored, 44_100, 2, 1.3);
        bench.run("flac", &["--silent", "a.wav"]);
        let read = read_ok(&bench.path("a.flac"));
        assert_exact(&read, 57_330, 2, bits);
        let Decoded { facts, integrity, .. } = read.decoded;
        assert_eq!((facts.container.as_str(), facts.codec.as_str(), facts.bits), ("flac", "flac", Some(bits as u16)));
        assert_eq!((facts.declared_frames, facts.reader), (Some(facts.frames), Reader::Symphonia));
        assert_eq!((integrity.state, integrity.md5), (IntegrityState::Intact, Some(Md5State::Match)));
    }
}

#[test]
fn flac_of_32_bits_is_exact() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I32, 96_000, 2, 0.5);
    bench.run("flac", &["--silent", "a.wav"]);
    let read = read_ok(&bench.path("a.flac"));
    assert_exact(&read, 48_000, 2, 32);
    assert_eq!(read.decoded.integrity.md5, Some(Md5State::Match));
    assert_eq!(read.decoded.facts.reader, Reader::BuiltIn);
}

#[test]
fn wav_in_every_depth_is_exact() {
    for (stored, bits) in [(Stored::I16, 16), (Stored::I24, 24), (Stored::I32, 32)] {
        let bench = Bench::new();
        let read = read_ok(&bench.wav("a.wav", stored, 48_000, 2, 0.7));
        assert_exact(&read, 33_600, 2, bits);
        assert_eq!(read.decoded.integrity.state, IntegrityState::Undetermined);
        assert_eq!(read.decoded.facts.codec, format!("pcm_s{bits}"));
    }
}

#[test]
fn float_wav_keeps_every_sample() {
    let bench = Bench::new();
    let read = read_ok(&bench.wav("a.wav", Stored::F32, 48_000, 1, 0.5));
    let stored: Vec<f32> = samples(24_000, 1).into_iter().map(|sample| sample as f32 / 2_147_483_648.0).collect();
    assert!(read.planes[0] == stored && read.integers.is_empty());
    assert!(read.decoded.facts.is_float);
}

#[test]
fn other_pcm_containers_are_exact() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I24, 44_100, 2, 0.5);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "pcm_s24le", "-rf64", "always", "rf.wav"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "pcm_s24be", "a.aiff"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "pcm_s24le", "a.w64"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "pcm_s24be", "a.caf"]);
    for (name, container) in [("rf.wav", "rf64"), ("a.aiff", "aiff"), ("a.w64", "w64"), ("a.caf", "caf")] {
        let read = read_ok(&bench.path(name));
        assert_exact(&read, 22_050, 2, 24);
        assert_eq!(read.decoded.facts.container, container);
    }
}

#[test]
fn lossless_codecs_are_exact() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 2, 1.0);
    bench.wav("b.wav", Stored::I24, 44_100, 2, 1.0);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "alac", "a.m4a"]);
    bench.ffmpeg(&["-i", "b.wav", "-c:a", "alac", "b.m4a"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "flac", "a.oga"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "tta", "a.tta"]);
    bench.run("wavpack", &["-q", "a.wav", "-o", "a.wv"]);
    bench.run("wavpack", &["-q", "b.wav", "-o", "b.wv"]);
    for (name, codec, bits, reader) in [
        ("a.m4a", "alac", 16, Reader::Symphonia),
        ("b.m4a", "alac", 24, Reader::Symphonia),
        ("a.oga", "flac", 16, Reader::Symphonia),
        ("a.tta", "tta", 16, Reader::Ffmpeg),
        ("a.wv", "wavpack", 16, Reader::Ffmpeg),
        ("b.wv", "wavpack", 24, Reader::Ffmpeg),
    ] {
        let read = read_ok(&bench.path(name));
        let Decoded { facts, integrity, .. } = &read.decoded;
        assert_eq!((facts.codec.as_str(), facts.is_lossy, facts.reader), (codec, false, reader), "{name}");
        assert_ne!(integrity.state, IntegrityState::Damaged, "{name}: {integrity:?}");
        assert_eq!((facts.frames.0, facts.bits), (44_100, Some(bits as u16)), "{name}: {integrity:?}");
        assert_exact(&read, 44_100, 2, bits);
    }
}

#[test]
fn lossy_codecs_sound_like_their_source() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 48_000, 2, 1.5);
    bench.run("lame", &["--quiet", "-b", "192", "a.wav", "a.mp3"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "aac", "-b:a", "192k", "a.m4a"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "aac", "-b:a", "192k", "a.aac"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "ac3", "-b:a", "448k", "a.ac3"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "wmav2", "-b:a", "192k", "a.wma"]);
    bench.run("oggenc", &["-Q", "-q", "7", "a.wav", "-o", "a.ogg"]);
    bench.run("opusenc", &["--quiet", "--bitrate", "192", "a.wav", "a.opus"]);
    let source = expected(72_000, 2, 0, 32);
    for (name, container, codec, reader) in [
        ("a.mp3", "mp3", "mp3", Reader::Symphonia),
        ("a.m4a", "mp4", "aac", Reader::Symphonia),
        ("a.aac", "adts", "aac", Reader::Symphonia),
        ("a.ogg", "ogg", "vorbis", Reader::Symphonia),
        ("a.opus", "ogg", "opus", Reader::Ffmpeg),
        ("a.ac3", "ac3", "ac3", Reader::Ffmpeg),
        ("a.wma", "asf", "wma", Reader::Ffmpeg),
    ] {
        let read = read_ok(&bench.path(name));
        let Decoded { facts, integrity, .. } = &read.decoded;
        assert_eq!((facts.container.as_str(), facts.codec.as_str(), facts.reader), (container, codec, reader), "{name}");
        assert!(facts.is_lossy && facts.bits.is_none() && read.integers.is_empty(), "{name}");
        assert_ne!(integrity.state, IntegrityState::Damaged, "{name}: {integrity:?}");
        // Priming of up to 2112 frames may stay; the tones carry 99 % of the power and codecs at these rates keep them.
        let correlation = best_correlation(&read.planes[0], &source, 2200);
        assert!(correlation > 0.98, "{name}: {correlation}");
    }
}

#[test]
fn low_rate_aac_is_left_to_ffmpeg() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 22_050, 2, 2.0);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "aac", "a.m4a"]);
    let facts = read_ok(&bench.path("a.m4a")).decoded.facts;
    assert_eq!((facts.reader, facts.sample_rate.hz()), (Reader::Ffmpeg, 22_050));
}

#[test]
fn hybrid_wavpack_without_its_correction_is_lossy() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 2, 1.0);
    bench.run("wavpack", &["-q", "-b256", "a.wav", "-o", "a.wv"]);
    assert!(read_ok(&bench.path("a.wv")).decoded.facts.is_lossy);
}

#[test]
fn a_flac_cut_at_60_percent_is_damaged_where_it_ends() {
    let bench = Bench::new();
    let whole = bench.flac(10.0);
    let read = read_ok(&bench.write("cut.flac", &whole[..whole.len() * 6 / 10]));
    let Decoded { facts, integrity, .. } = read.decoded;
    assert_eq!(integrity.state, IntegrityState::Damaged);
    // Frames of this signal are all about as long: the cut falls near 6 s, within one or two of them.
    let at_s = integrity.first_fault_s.unwrap();
    assert!((at_s - 6.0).abs() < 0.2, "{at_s}");
    assert_eq!(facts.duration_s(), at_s);
    assert!(integrity.detail.unwrap().contains("ends early"));
    assert!(read.integers[0] == expected(441_000, 2, 0, 16)[..facts.frames.0 as usize]);
}

#[test]
fn a_flipped_bit_in_a_flac_frame_loses_that_frame_alone() {
    let bench = Bench::new();
    let mut bytes = bench.flac(10.0);
    let at = bytes.len() / 2;
    bytes[at] ^= 0x10;
    let read = read_ok(&bench.write("flipped.flac", &bytes));
    let integrity = read.decoded.integrity;
    assert_eq!((integrity.state, integrity.md5), (IntegrityState::Damaged, Some(Md5State::Mismatch)));
    let at_s = integrity.first_fault_s.unwrap();
    assert!((at_s - 5.0).abs() < 0.2, "{at_s}");
    let source = expected(441_000, 2, 0, 16);
    assert_eq!(read.integers[0].len(), source.len(), "times do not hold");
    let differing = read.integers[0].iter().zip(&source).filter(|(a, b)| a != b).count();
    assert!((1..=4096).contains(&differing), "{differing} samples differ; one frame has 4096");
}

#[test]
fn a_flipped_bit_in_a_flac_frame_header_keeps_the_times() {
    let bench = Bench::new();
    let mut bytes = bench.flac(10.0);
    let middle = bytes.len() / 2;
    let at = middle + first_frame(&bytes[middle..]);
    bytes[at + 2] ^= 0x40;
    let read = read_ok(&bench.write("flipped.flac", &bytes));
    assert_eq!(read.decoded.integrity.state, IntegrityState::Damaged);
    let source = expected(441_000, 2, 0, 16);
    assert_eq!(read.integers[0].len(), source.len(), "times do not hold");
    assert!(read.integers[0][300_000..] == source[300_000..]);
}

#[test]
fn every_single_flipped_bit_in_the_audio_is_noticed() {
    let bench = Bench::new();
    let whole = bench.flac(2.0);
    let start = first_frame(&whole);
    let mut seeded = Seeded(7);
    for _ in 0..60 {
        let mut bytes = whole.clone();
        let at = start + seeded.next() as usize % (whole.len() - start);
        bytes[at] ^= 1 << (seeded.next() % 8);
        let read = read_ok(&bench.write("flipped.flac", &bytes));
        assert_eq!(
            read.decoded.integrity.state,
            IntegrityState::Damaged,
            "byte {at} of {}: {:?}",
            whole.len(),
            read.decoded.integrity
        );
    }
}

#[test]
fn a_wrong_md5_is_damage_and_a_missing_one_is_not() {
    let bench = Bench::new();
    let whole = bench.flac(1.0);
    let mut wrong = whole.clone();
    wrong[30] ^= 1;
    let integrity = read_ok(&bench.write("wrong.flac", &wrong)).decoded.integrity;
    assert_eq!((integrity.state, integrity.md5), (IntegrityState::Damaged, Some(Md5State::Mismatch)));
    let mut absent = whole;
    absent[26..42].fill(0);
    let integrity = read_ok(&bench.write("absent.flac", &absent)).decoded.integrity;
    assert_eq!((integrity.state, integrity.md5), (IntegrityState::Intact, Some(Md5State::Absent)));
}

#[test]
fn a_flac_with_a_bad_comment_foreign_tags_or_padding_is_intact() {
    let bench = Bench::new();
    let whole = bench.flac(1.0);
    let comment = whole.windows(4).position(|four| four == *b"refe").unwrap();
    let mut bad_comment = whole.clone();
    bad_comment[comment] = 0xff;
    let mut tagged = b"ID3\x04\0\0\0\0\0\x0a0123456789".to_vec();
    tagged.extend_from_slice(&whole);
    tagged.extend_from_slice(b"TAG");
    tagged.resize(tagged.len() + 125, b' ');
    let mut padded = whole.clone();
    padded.resize(whole.len() + 100_000, 0);
    let mut trailed = whole;
    trailed.extend((0..200_000_u32).map(|index| (index.wrapping_mul(37) >> 3) as u8));
    for (name, bytes) in [("bad.flac", bad_comment), ("tagged.flac", tagged), ("padded.flac", padded), ("trailed.flac", trailed)] {
        let read = read_ok(&bench.write(name, &bytes));
        assert_eq!(read.decoded.integrity.state, IntegrityState::Intact, "{name}: {:?}", read.decoded.integrity);
        assert_exact(&read, 44_100, 2, 16);
    }
}

#[test]
fn a_change_of_format_inside_a_flac_stream_is_found() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 2, 1.0);
    bench.wav("b.wav", Stored::I16, 48_000, 2, 1.0);
    for name in ["a.wav", "b.wav"] {
        bench.run("flac", &["--silent", name]);
    }
    let mut joined = fs::read(bench.path("a.flac")).unwrap();
    let second = fs::read(bench.path("b.flac")).unwrap();
    joined.extend_from_slice(&second[first_frame(&second)..]);
    let integrity = read_ok(&bench.write("joined.flac", &joined)).decoded.integrity;
    assert_eq!((integrity.state, integrity.first_fault_s), (IntegrityState::Damaged, Some(1.0)));
    assert!(integrity.detail.unwrap().contains("48000 Hz"));
}

#[test]
fn damage_in_other_formats_is_found_where_they_allow_it() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 2, 10.0);
    bench.run("lame", &["--quiet", "-b", "192", "a.wav", "a.mp3"]);
    bench.run("oggenc", &["-Q", "a.wav", "-o", "a.ogg"]);
    bench.run("wavpack", &["-q", "a.wav", "-o", "a.wv"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "alac", "-movflags", "+faststart", "a.m4a"]);
    bench.ffmpeg(&["-i", "a.wav", "-c:a", "pcm_s16be", "a.aiff"]);
    for name in ["a.wav", "a.mp3", "a.ogg", "a.wv", "a.aiff", "a.m4a"] {
        let whole = fs::read(bench.path(name)).unwrap();
        assert_ne!(read_ok(&bench.path(name)).decoded.integrity.state, IntegrityState::Damaged, "{name}");
        let cut = bench.write(format!("cut-{name}"), &whole[..whole.len() * 6 / 10]);
        let integrity = read_ok(&cut).decoded.integrity;
        assert_eq!(integrity.state, IntegrityState::Damaged, "{name} cut: {integrity:?}");
        // Ogg and WavPack lose the block that is cut, half a second and more.
        let at_s = integrity.first_fault_s.unwrap();
        assert!((at_s - 6.0).abs() < 1.2, "{name} cut: {at_s}");
    }
    for name in ["a.ogg", "a.wv"] {
        let mut bytes = fs::read(bench.path(name)).unwrap();
        // Well inside a block of WavPack: the middle of this file is the header of one, which no checksum covers.
        let at = bytes.len() / 2 + 5000;
        bytes[at] ^= 0x10;
        let integrity = read_ok(&bench.write(format!("flipped-{name}"), &bytes)).decoded.integrity;
        assert_eq!(integrity.state, IntegrityState::Damaged, "{name} flipped: {integrity:?}");
        let at_s = integrity.first_fault_s.unwrap();
        assert!((at_s - 5.0).abs() < 1.2, "{name} flipped: {at_s}");
    }
    let mut bytes = fs::read(bench.path("a.mp3")).unwrap();
    bytes.drain(bytes.len() / 2..bytes.len() / 2 + 3000);
    let integrity = read_ok(&bench.write("gap.mp3", &bytes)).decoded.integrity;
    assert_eq!(integrity.state, IntegrityState::Damaged, "mp3 gap: {integrity:?}");
}

#[test]
fn a_header_claiming_10_hours_or_more_is_a_short_file() {
    let bench = Bench::new();
    let mut flac = bench.flac(1.0);
    for total in [36_000 * 44_100_u64, (1 << 36) - 1] {
        flac[21] = flac[21] & 0xf0 | (total >> 32) as u8;
        flac[22..26].copy_from_slice(&(total as u32).to_be_bytes());
        let Decoded { facts, integrity, .. } = read_ok(&bench.write("long.flac", &flac)).decoded;
        assert_eq!((facts.frames.0, facts.declared_frames.unwrap().0), (44_100, total));
        assert_eq!(integrity.state, IntegrityState::Damaged);
    }
    // 10 hours at 16 bits stereo exceed a WAV header; 6 fit.
    let mut wav = fs::read(bench.path("source.wav")).unwrap();
    wav[40..44].copy_from_slice(&(6 * 3600 * 176_400_u32).to_le_bytes());
    let Decoded { facts, integrity, .. } = read_ok(&bench.write("long.wav", &wav)).decoded;
    assert_eq!((facts.frames.0, integrity.state), (44_100, IntegrityState::Damaged));
    assert_eq!(integrity.detail.unwrap(), "The file ends early: at 0:01 of 6:00:00.");
}

#[test]
fn a_streamed_wav_has_no_length_and_no_damage() {
    let bench = Bench::new();
    let mut wav = wav_bytes(&samples(5000, 2), Stored::I16, 44_100, 2);
    wav[40..44].fill(0xff);
    let Decoded { facts, integrity, .. } = read_ok(&bench.write("streamed.wav", &wav)).decoded;
    assert_eq!((facts.frames.0, facts.declared_frames, integrity.state), (5000, None, IntegrityState::Undetermined));
}

#[test]
fn extreme_formats_are_read_or_refused_clearly() {
    let bench = Bench::new();
    assert_exact(&read_ok(&bench.wav("8.wav", Stored::I16, 48_000, 8, 0.3)), 14_400, 8, 16);
    bench.run("ffmpeg", &["-v", "error", "-i", "8.wav", "8.flac"]);
    assert_exact(&read_ok(&bench.path("8.flac")), 14_400, 8, 16);
    assert_exact(&read_ok(&bench.wav("fast.wav", Stored::I24, 768_000, 2, 0.1)), 76_800, 2, 24);
    bench.run("flac", &["--silent", "--lax", "fast.wav"]);
    let fast = read_ok(&bench.path("fast.flac"));
    assert_exact(&fast, 76_800, 2, 24);
    assert_eq!(fast.decoded.facts.sample_rate.hz(), 768_000);
    let mut none = wav_bytes(&samples(100, 2), Stored::I16, 44_100, 2);
    none[22..24].fill(0);
    let error = read(&bench.write("none.wav", &none)).err().unwrap();
    assert!(matches!(error, DecodeError::BadHeader { .. }) && error.to_string().contains("zero channels"), "{error}");
    none[22..24].copy_from_slice(&200_u16.to_le_bytes());
    none[32..34].copy_from_slice(&400_u16.to_le_bytes());
    let error = read(&bench.write("many.wav", &none)).err().unwrap();
    assert!(matches!(error, DecodeError::TooManyChannels { channels: 200, .. }), "{error}");
    let mut still = wav_bytes(&samples(100, 2), Stored::I16, 44_100, 2);
    still[24..28].fill(0);
    let error = read(&bench.write("still.wav", &still)).err().unwrap();
    assert!(matches!(error, DecodeError::BadHeader { .. }), "{error}");
}

#[test]
fn names_cannot_act_or_be_lost() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 1, 0.5);
    bench.run("wavpack", &["-q", "a.wav", "-o", "a.wv"]);
    let (wav, wavpack) = (fs::read(bench.path("a.wav")).unwrap(), fs::read(bench.path("a.wv")).unwrap());
    let names: [&[u8]; 6] = [b"-i.wv", b"http:x.wv", b"concat:a|b.wv", b"50%d [x].wv", b"caf\xe9 \xff.wv", b"line\nbreak.wv"];
    for name in names {
        for bytes in [&wav, &wavpack] {
            assert_exact(&read_ok(&bench.write(OsStr::from_bytes(name), bytes)), 22_050, 1, 16);
        }
    }
}

#[test]
fn what_is_no_audio_is_refused_with_name_and_remedy() {
    let bench = Bench::new();
    let text = bench.write("text.flac", b"This is a text, whatever its name says.\n");
    let empty = bench.write("empty.flac", b"");
    let mut noise = Seeded(3);
    let junk = bench.write("junk.wav", &(0..5000).map(|_| noise.next() as u8).collect::<Vec<_>>());
    let header_only = bench.write("header.flac", b"fLaC\0\0\0\x22");
    let folder = bench.path("folder.flac");
    fs::create_dir(&folder).unwrap();
    let pipe = bench.path("pipe.flac");
    bench.run("mkfifo", &["pipe.flac"]);
    let missing = bench.path("missing.flac");
    assert!(matches!(read(&text), Err(DecodeError::NoAudio { .. })));
    assert!(matches!(read(&empty), Err(DecodeError::Empty { .. })));
    assert!(matches!(read(&junk), Err(DecodeError::NoAudio { .. })));
    assert!(matches!(read(&header_only), Err(DecodeError::NoAudio { .. })));
    assert!(matches!(read(&folder), Err(DecodeError::IsFolder { .. })));
    assert!(matches!(read(&pipe), Err(DecodeError::NotAFile { .. })));
    assert!(matches!(read(&missing), Err(DecodeError::NotFound { .. })));
    for path in [&text, &empty, &junk, &folder, &pipe, &missing] {
        let message = read(path).err().unwrap().to_string();
        assert!(message.starts_with(&path.display().to_string()) && message.contains(';'), "{message}");
    }
}

#[test]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::new();
    let path = bench.wav("a.wav", Stored::I16, 44_100, 1, 0.1);
    fs::set_permissions(&path, fs::Permissions::from_mode(0)).unwrap();
    if fs::File::open(&path).is_ok() {
        eprintln!("skipped: this user reads files without permission");
        return;
    }
    assert!(matches!(read(&path), Err(DecodeError::PermissionDenied { .. })));
}

#[test]
fn a_file_that_changes_or_vanishes_while_read_is_an_error() {
    let bench = Bench::new();
    let grown = bench.wav("grown.wav", Stored::I16, 44_100, 1, 1.0);
    let shrunk = bench.wav("shrunk.wav", Stored::I16, 44_100, 2, 20.0);
    let gone = bench.wav("gone.wav", Stored::I16, 44_100, 1, 1.0);
    let changes: [(&Path, &dyn Fn()); 3] = [
        (&grown, &|| fs::OpenOptions::new().append(true).open(&grown).unwrap().write_all(b"more").unwrap()),
        (&shrunk, &|| fs::OpenOptions::new().write(true).open(&shrunk).unwrap().set_len(1000).unwrap()),
        (&gone, &|| fs::remove_file(&gone).unwrap()),
    ];
    for (path, change) in changes {
        let mut reader = TrackReader::open(path, &settings(), &CancelToken::new()).unwrap();
        let mut block = PcmBlock::default();
        assert!(reader.next_block(&mut block).unwrap());
        change();
        let ended = loop {
            match reader.next_block(&mut block) {
                Ok(true) => {}
                Ok(false) => break reader.finish().err(),
                Err(error) => break Some(error),
            }
        };
        assert!(matches!(ended, Some(DecodeError::ChangedWhileRead { .. })), "{ended:?}");
    }
}

#[test]
fn missing_ffmpeg_names_the_remedy() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 1, 0.5);
    bench.run("wavpack", &["-q", "a.wav", "-o", "a.wv"]);
    let settings = DecodeSettings { ffmpeg: Some("/nowhere/ffmpeg".into()), ..settings() };
    let error = read_with(&bench.path("a.wv"), &settings).err().unwrap();
    assert!(matches!(error, DecodeError::FfmpegMissing { .. }));
    let message = error.to_string();
    assert!(message.contains("a.wv: WavPack needs FFmpeg") && message.contains("apt install ffmpeg"), "{message}");
    assert!(read_with(&bench.path("a.wav"), &settings).is_ok());
}

#[test]
fn cancel_ends_reading_and_kills_the_child() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 2, 60.0);
    bench.run("wavpack", &["-q", "a.wav", "-o", "a.wv"]);
    let marker = bench.path("a.wv");
    let is_running = || {
        fs::read_dir("/proc").unwrap().flatten().any(|process| {
            let line = fs::read(process.path().join("cmdline")).unwrap_or_default();
            line.windows(marker.as_os_str().len()).any(|part| part == marker.as_os_str().as_bytes())
        })
    };
    for name in ["a.wav", "a.wv"] {
        let cancel = CancelToken::new();
        let mut reader = TrackReader::open(&bench.path(name), &settings(), &cancel).unwrap();
        let mut block = PcmBlock::default();
        assert!(reader.next_block(&mut block).unwrap());
        assert_eq!(is_running(), name == "a.wv");
        cancel.cancel();
        assert!(matches!(reader.next_block(&mut block), Err(DecodeError::Cancelled)));
        drop(reader);
        assert!(!is_running(), "the child outlived its reader");
        assert!(matches!(TrackReader::open(&bench.path(name), &settings(), &cancel), Err(DecodeError::Cancelled)));
    }
}

#[test]
fn tags_encoders_and_picture_are_read_and_bounded() {
    let bench = Bench::new();
    bench.wav("a.wav", Stored::I16, 44_100, 2, 1.0);
    bench.run("lame", &["--quiet", "--tt", "A title", "--ta", "Somebody", "a.wav", "a.mp3"]);
    let metadata = read_ok(&bench.path("a.mp3")).decoded.metadata;
    assert!(metadata.tags.iter().any(|(_, value)| value == "A title"), "{metadata:?}");
    assert!(metadata.encoders.iter().any(|encoder| encoder.starts_with("LAME")), "{metadata:?}");
    let mut arguments = vec!["--silent".to_owned(), "-T".to_owned(), format!("COMMENT={}", "x".repeat(100_000))];
    arguments.extend((0..300).flat_map(|index| ["-T".to_owned(), format!("ARTIST=Name {index}")]));
    arguments.push("a.wav".into());
    bench.run("flac", &arguments.iter().map(String::as_str).collect::<Vec<_>>());
    let metadata = read_ok(&bench.path("a.flac")).decoded.metadata;
    assert_eq!(metadata.tags.len(), 200);
    assert!(metadata.tags.iter().all(|(_, value)| value.len() <= 4096));
    assert!(metadata.encoders.iter().any(|encoder| encoder.contains("libFLAC")), "{:?}", metadata.encoders);
    bench.ffmpeg(&["-f", "lavfi", "-i", "color=red:s=64x64:d=1", "-frames:v", "1", "p.png"]);
    bench.run("flac", &["--silent", "--force", "--picture", "p.png", "a.wav", "-o", "p.flac"]);
    let picture = read_ok(&bench.path("p.flac")).decoded.metadata.picture;
    assert_eq!(picture, Some(("image/png".into(), fs::metadata(bench.path("p.png")).unwrap().len())));
}

#[test]
fn a_walk_takes_audio_and_leaves_the_rest() {
    let bench = Bench::new();
    let audio = bench.wav("a.wav", Stored::I16, 44_100, 1, 0.1);
    let unnamed = bench.write("unnamed", &fs::read(&audio).unwrap());
    assert!(is_audio_candidate(&audio) && is_audio_candidate(&unnamed));
    assert!(is_audio_candidate(&bench.write("text.flac", b"text")), "a broken track must become a row");
    assert!(!is_audio_candidate(&bench.write("cover.jpg", b"\xff\xd8\xff\xe0")));
    assert!(!is_audio_candidate(&bench.write("notes", b"text")));
    assert!(!is_audio_candidate(bench.folder.path()) && !is_audio_candidate(&bench.path("missing")));
}

#[test]
fn the_corpus_is_intact() {
    let root = std::env::var_os("AUDIOPRO_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"), PathBuf::from);
    let Ok(listing) = fs::read_dir(root.join("lossless")) else {
        eprintln!("skipped: no corpus at {}", root.display());
        return;
    };
    let mut audited = 0;
    for path in
        listing.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|extension| extension == "flac"))
    {
        let decoded = read_ok(&path).decoded;
        assert_eq!(decoded.integrity.state, IntegrityState::Intact, "{}: {:?}", path.display(), decoded.integrity);
        audited += 1;
    }
    assert!(audited > 0);
}

mod hostile {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;

    /// One small file of each kind.
    static FILES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
        let bench = Bench::new();
        bench.wav("a.wav", Stored::I16, 44_100, 2, 0.4);
        bench.wav("b.wav", Stored::I32, 44_100, 2, 0.1);
        bench.run("flac", &["--silent", "a.wav"]);
        bench.run("flac", &["--silent", "b.wav"]);
        bench.run("lame", &["--quiet", "a.wav", "a.mp3"]);
        bench.run("oggenc", &["-Q", "a.wav", "-o", "a.ogg"]);
        bench.run("wavpack", &["-q", "a.wav", "-o", "a.wv"]);
        bench.ffmpeg(&["-i", "a.wav", "a.aiff"]);
        bench.ffmpeg(&["-i", "a.wav", "a.w64"]);
        bench.ffmpeg(&["-i", "a.wav", "-c:a", "aac", "a.m4a"]);
        bench.ffmpeg(&["-i", "a.wav", "-c:a", "aac", "a.aac"]);
        bench.ffmpeg(&["-i", "a.wav", "-c:a", "alac", "alac.m4a"]);
        bench.ffmpeg(&["-i", "a.wav", "-c:a", "flac", "a.oga"]);
        let mut files: Vec<_> = fs::read_dir(bench.folder.path())
            .unwrap()
            .flatten()
            .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        files
    });

    /// Without FFmpeg: its own robustness is its own, and it would take most of the time.
    fn survive(name: &str, bytes: &[u8]) {
        let bench = Bench::new();
        let path = bench.write(name, bytes);
        let settings = DecodeSettings { ffmpeg: Some("/nowhere/ffmpeg".into()), ..settings() };
        match read_with(&path, &settings) {
            Ok(read) => assert!(read.planes.iter().flatten().all(|sample| sample.is_finite()), "a sample is no number"),
            Err(error) => assert!(error.to_string().contains(name), "{error}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, rng_seed: prop::test_runner::RngSeed::Fixed(5), ..ProptestConfig::default() })]

        #[test]
        fn random_bytes_never_panic(magic in 0..10_usize, bytes in prop::collection::vec(any::<u8>(), 0..3000)) {
            let magics: [&[u8]; 10] = [b"", b"fLaC", b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFC", b"OggS\0\x02", b"\0\0\0\x18ftypM4A ", b"ID3\x03\0\0", b"\xff\xfb\x90\x00", b"\xff\xf1\x50\x80", b"wvpk"];
            survive("random.bin", &[magics[magic], &bytes].concat());
        }

        #[test]
        fn mutated_files_never_panic(
            file in 0..100_usize,
            changes in prop::collection::vec((0.0..1.0_f64, 0..3_u8, any::<u8>()), 1..12),
            is_near_the_front in any::<bool>(),
            kept in 0.0..1.5_f64,
        ) {
            let (name, bytes) = &FILES[file % FILES.len()];
            let mut bytes = bytes.clone();
            let reach = if is_near_the_front { bytes.len().min(600) } else { bytes.len() };
            for (at, kind, value) in changes {
                let at = ((reach as f64 * at) as usize).min(bytes.len() - 1);
                match kind {
                    0 => bytes[at] = value,
                    1 => bytes[at] ^= 1 << (value % 8),
                    _ => { bytes.remove(at); }
                }
            }
            let length = bytes.len();
            bytes.truncate((length as f64 * kept.min(1.0)) as usize);
            survive(name, &bytes);
        }
    }
}
