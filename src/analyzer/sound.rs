//! A track decoded into a temporary file, for whatever looks at it more than once: pictures, the player, comparisons.
//!
//! The file has no name and goes with its last handle, whatever ends the program. Samples are readable as soon as they are written,
//! while the rest is still being decoded. 16-bit sound is kept as 16-bit integers, everything else as floating point, which holds 24
//! bits exactly. Nothing here measures: an audit reads the track itself.
//!
//! Invariant: memory does not grow with the track; a frame below [`Sound::frames_ready`] never changes.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use super::decode::{DecodeError, DecodeSettings, TrackReader};
use crate::{
    contracts::{AuditSettings, CancelToken, PcmBlock},
    units::SampleRate,
};

/// Why a track could not be kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SoundError {
    /// It could not be read.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// The temporary file could not be made or written.
    #[error("the decoded sound of {} could not be kept in {}: {source}. Free some space there", path.display(), folder.display())]
    Keep {
        /// The track.
        path: PathBuf,
        /// Where the file was to be.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The disk would be nearly full.
    #[error("{} takes {needed_mib} MiB decoded, and {} has only {free_mib} MiB free", path.display(), folder.display())]
    NoSpace {
        /// The track.
        path: PathBuf,
        /// Where the file was to be.
        folder: PathBuf,
        /// What it takes.
        needed_mib: u64,
        /// What is there.
        free_mib: u64,
    },
}

/// Time that FFmpeg may take for one track.
const FFMPEG_TIME_LIMIT: Duration = Duration::from_secs(3600);
/// Free space that is left to others.
const SPARED_BYTES: u64 = 256 << 20;

/// Whatever has frames to read at any place: a [`Sound`], or what is computed from several when it is read.
pub trait Frames: Send + Sync {
    /// Sampling rate.
    fn sample_rate(&self) -> SampleRate;

    /// Number of channels, at least 1.
    fn channels(&self) -> usize;

    /// Frames that can be read by now.
    fn frames_ready(&self) -> u64;

    /// Whether nothing more will come.
    fn is_complete(&self) -> bool;

    /// Frames of the whole; `None` where nobody knows yet.
    fn frames(&self) -> Option<u64>;

    /// Copies frames from `first` on into `into`, interleaved at full scale 1.0; gives the number of whole frames copied, fewer at
    /// the end of what is ready.
    ///
    /// # Errors
    /// What the disk fails with.
    fn read(&self, first: u64, into: &mut [f32]) -> io::Result<usize>;
}

/// Decoded frames of one track; clones share them.
#[derive(Clone, Debug)]
pub struct Sound(Arc<Kept>);

#[derive(Debug)]
struct Kept {
    file: File,
    form: Form,
    channels: usize,
    sample_rate: SampleRate,
    bits: Option<u16>,
    declared_frames: Option<u64>,
    ready: AtomicU64,
    is_complete: AtomicBool,
}

/// How a sample is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Integers16,
    Floats,
}

impl Form {
    fn bytes(self) -> u64 {
        match self {
            Self::Integers16 => 2,
            Self::Floats => 4,
        }
    }
}

impl Sound {
    /// Sampling rate.
    pub fn sample_rate(&self) -> SampleRate {
        self.0.sample_rate
    }

    /// Number of channels, at least 1.
    pub fn channels(&self) -> usize {
        self.0.channels
    }

    /// Declared bits a sample; `None` for a lossy codec.
    pub fn bits(&self) -> Option<u16> {
        self.0.bits
    }

    /// Frames that can be read by now.
    pub fn frames_ready(&self) -> u64 {
        self.0.ready.load(Ordering::Acquire)
    }

    /// Whether nothing more will come; also where decoding stopped early.
    pub fn is_complete(&self) -> bool {
        self.0.is_complete.load(Ordering::Acquire)
    }

    /// Frames of the whole track: counted once it is complete, declared by its header before; `None` where it declares none.
    pub fn frames(&self) -> Option<u64> {
        if self.is_complete() { Some(self.frames_ready()) } else { self.0.declared_frames }
    }

    /// Copies frames from `first` on into `into`, interleaved at full scale 1.0; gives the number of whole frames copied, fewer at
    /// the end of what is ready.
    ///
    /// # Errors
    /// What the disk fails with.
    pub fn read(&self, first: u64, into: &mut [f32]) -> io::Result<usize> {
        let kept = &*self.0;
        let wanted = (into.len() / kept.channels) as u64;
        let frames = wanted.min(self.frames_ready().saturating_sub(first)) as usize;
        let samples = frames * kept.channels;
        let place = first * kept.channels as u64 * kept.form.bytes();
        match kept.form {
            Form::Floats => kept.file.read_exact_at(bytemuck::cast_slice_mut(&mut into[..samples]), place)?,
            Form::Integers16 => {
                let mut stored = vec![0_i16; samples];
                kept.file.read_exact_at(bytemuck::cast_slice_mut(&mut stored), place)?;
                for (sample, stored) in into.iter_mut().zip(stored) {
                    *sample = f32::from(stored) / 32_768.0;
                }
            }
        }
        Ok(frames)
    }

    /// As [`Sound::read`], one plane a channel, each resized to what was read.
    ///
    /// # Errors
    /// What the disk fails with.
    pub fn read_planes(&self, first: u64, frames: usize, planes: &mut Vec<Vec<f32>>) -> io::Result<usize> {
        let channels = self.channels();
        let mut interleaved = vec![0.0; frames * channels];
        let frames = self.read(first, &mut interleaved)?;
        planes.resize_with(channels, Vec::new);
        for (channel, plane) in planes.iter_mut().enumerate() {
            plane.clear();
            plane.extend(interleaved[..frames * channels].iter().skip(channel).step_by(channels));
        }
        Ok(frames)
    }
}

impl Frames for Sound {
    fn sample_rate(&self) -> SampleRate {
        self.sample_rate()
    }

    fn channels(&self) -> usize {
        self.channels()
    }

    fn frames_ready(&self) -> u64 {
        self.frames_ready()
    }

    fn is_complete(&self) -> bool {
        self.is_complete()
    }

    fn frames(&self) -> Option<u64> {
        self.frames()
    }

    fn read(&self, first: u64, into: &mut [f32]) -> io::Result<usize> {
        self.read(first, into)
    }
}

/// A track that was opened and is still to be decoded.
pub struct Recording {
    sound: Sound,
    reader: TrackReader,
    path: PathBuf,
    folder: PathBuf,
}

impl Recording {
    /// Opens the track at `path`; its sound will be kept in a file without a name in `folder`, which is made where it is missing.
    ///
    /// # Errors
    /// Any [`SoundError`].
    pub fn open(path: &Path, folder: &Path, settings: &AuditSettings, cancel: &CancelToken) -> Result<Self, SoundError> {
        let decode = DecodeSettings { ffmpeg: settings.ffmpeg.clone(), ffmpeg_time_limit: FFMPEG_TIME_LIMIT };
        let reader = TrackReader::open(path, &decode, cancel)?;
        let facts = reader.facts();
        let is_short = !facts.is_float && facts.bits.is_some_and(|bits| bits <= 16);
        let form = if is_short { Form::Integers16 } else { Form::Floats };
        let keep = |source| SoundError::Keep { path: path.into(), folder: folder.into(), source };
        fs::create_dir_all(folder).map_err(keep)?;
        let channels = usize::from(facts.channels).max(1);
        let declared_frames = facts.declared_frames.map(|frames| frames.0);
        let needed = declared_frames.unwrap_or(0).saturating_mul(channels as u64 * form.bytes());
        let free = fs4::available_space(folder).map_err(keep)?;
        if needed.saturating_add(SPARED_BYTES) > free {
            let (path, folder) = (path.into(), folder.into());
            return Err(SoundError::NoSpace { path, folder, needed_mib: needed >> 20, free_mib: free >> 20 });
        }
        let file = tempfile::tempfile_in(folder).map_err(keep)?;
        let sound = Sound(Arc::new(Kept {
            file,
            form,
            channels,
            sample_rate: facts.sample_rate,
            bits: facts.bits,
            declared_frames,
            ready: AtomicU64::new(0),
            is_complete: AtomicBool::new(false),
        }));
        Ok(Self { sound, reader, path: path.into(), folder: folder.into() })
    }

    /// The sound as far as it is decoded.
    pub fn sound(&self) -> &Sound {
        &self.sound
    }

    /// Decodes to the end; `on_block` gets each block and the number of its first frame once it can be read from the sound. However
    /// it ends, the sound is complete then.
    ///
    /// # Errors
    /// Any [`SoundError`]; what was decoded before stays readable.
    pub fn run(mut self, on_block: &mut dyn FnMut(u64, &PcmBlock)) -> Result<Sound, SoundError> {
        let outcome = self.decode(on_block);
        self.sound.0.is_complete.store(true, Ordering::Release);
        outcome.map(|()| self.sound)
    }

    fn decode(&mut self, on_block: &mut dyn FnMut(u64, &PcmBlock)) -> Result<(), SoundError> {
        let kept = &*self.sound.0;
        let keep = |source| SoundError::Keep { path: self.path.clone(), folder: self.folder.clone(), source };
        let mut writer = BufWriter::with_capacity(1 << 18, &kept.file);
        let mut block = PcmBlock::default();
        let (mut shorts, mut floats) = (Vec::<i16>::new(), Vec::<f32>::new());
        let mut frames = 0;
        while self.reader.next_block(&mut block)? {
            match kept.form {
                Form::Integers16 => {
                    interleave(&block.planes, &mut shorts, |sample| (sample * 32_768.0).round() as i16);
                    writer.write_all(bytemuck::cast_slice(&shorts)).map_err(keep)?;
                }
                Form::Floats => {
                    interleave(&block.planes, &mut floats, |sample| sample);
                    writer.write_all(bytemuck::cast_slice(&floats)).map_err(keep)?;
                }
            }
            writer.flush().map_err(keep)?;
            let first = frames;
            frames += block.frames() as u64;
            kept.ready.store(frames, Ordering::Release);
            on_block(first, &block);
        }
        Ok(())
    }
}

/// The planes sample by sample, channel after channel in each frame.
fn interleave<T: Clone + Default>(planes: &[Vec<f32>], into: &mut Vec<T>, form: impl Fn(f32) -> T) {
    let frames = planes.first().map_or(0, Vec::len);
    into.clear();
    into.resize(frames * planes.len(), T::default());
    for (channel, plane) in planes.iter().enumerate() {
        for (place, &sample) in into.iter_mut().skip(channel).step_by(planes.len()).zip(plane) {
            *place = form(sample);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A WAV file of `bits` with a ramp in the left and its reverse in the right channel.
    fn ramp(folder: &Path, bits: u16, frames: i32) -> PathBuf {
        let bytes = u32::from(bits / 8);
        let mut data = Vec::new();
        for frame in 0..frames {
            for sample in [frame - frames / 2, frames / 2 - frame] {
                data.extend_from_slice(&sample.to_le_bytes()[..bytes as usize]);
            }
        }
        let mut file = b"RIFF".to_vec();
        file.extend_from_slice(&(36 + data.len() as u32).to_le_bytes());
        file.extend_from_slice(b"WAVEfmt ");
        for value in [16_u32, 1 | (2 << 16), 44_100, 44_100 * 2 * bytes, (2 * bytes) | (u32::from(bits) << 16)] {
            file.extend_from_slice(&value.to_le_bytes());
        }
        file.extend_from_slice(b"data");
        file.extend_from_slice(&(data.len() as u32).to_le_bytes());
        file.extend_from_slice(&data);
        let path = folder.join(format!("ramp{bits}.wav"));
        fs::write(&path, file).unwrap();
        path
    }

    #[test]
    fn every_sample_comes_back_exactly() {
        let folder = tempfile::tempdir().unwrap();
        for (bits, scale) in [(16, 32_768.0), (24, 8_388_608.0)] {
            let path = ramp(folder.path(), bits, 50_000);
            let recording = Recording::open(&path, folder.path(), &AuditSettings::default(), &CancelToken::new()).unwrap();
            let seen = recording.sound().clone();
            assert_eq!((seen.frames_ready(), seen.frames(), seen.is_complete()), (0, Some(50_000), false));
            let sound = recording.run(&mut |first, block| assert_eq!(seen.frames_ready(), first + block.frames() as u64)).unwrap();
            assert!(seen.is_complete());
            let mut planes = Vec::new();
            assert_eq!(sound.read_planes(49_990, 20, &mut planes).unwrap(), 10, "only what there is");
            assert_eq!(planes[0][9] * scale, 24_999.0);
            assert_eq!(planes[1][9] * scale, -24_999.0);
            let mut one = [0.0; 2];
            assert_eq!(sound.read(0, &mut one).unwrap(), 1);
            assert_eq!(one[0] * scale, -25_000.0);
            assert_eq!(sound.read(60_000, &mut one).unwrap(), 0);
        }
    }

    #[test]
    fn a_cancelled_recording_keeps_what_it_had() {
        let folder = tempfile::tempdir().unwrap();
        let path = ramp(folder.path(), 16, 60_000);
        let cancel = CancelToken::new();
        let recording = Recording::open(&path, folder.path(), &AuditSettings::default(), &cancel).unwrap();
        let sound = recording.sound().clone();
        let ended = recording.run(&mut |_, _| cancel.cancel());
        assert!(matches!(ended, Err(SoundError::Decode(DecodeError::Cancelled))));
        assert!(sound.is_complete() && sound.frames_ready() > 0 && sound.frames_ready() < 60_000);
    }
}
