//! Plays sound that is shown: one track, or two that are compared, with what remains between them.
//!
//! Own small mixer on cpal instead of QML's MediaPlayer, which can neither switch between two tracks and their difference without a
//! gap nor loop to the sample, and decodes on its own what is decoded already. What is heard at a moment is a function of the
//! position alone ([`mixer`]), so a switch is a short cross-fade between two such functions at one position.
//!
//! A feeder thread reads, mixes and resamples ahead into a ring; the callback of the device only pops: it takes no lock, allocates
//! nothing and reads no file. Levels are only ever turned down: of tracks matched in loudness the louder one is attenuated, so
//! nothing clips that did not clip before.
//!
//! Invariant: a missing or lost device is a state, never an error; the next [`Player::play`] tries again.

mod feeder;
mod low_pass;
mod mixer;
mod output;
mod resampling;

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use crossbeam_channel::{Sender, unbounded};

pub use self::output::GivenSink;
use self::{feeder::Feeder, output::Sink};
use crate::{analyzer::sound::Frames, workers::ManagedThread};

/// Where sound goes.
pub enum Output {
    /// The default device of the system.
    Device,
    /// Nowhere, at the pace of a device.
    Null,
}

/// One of the things that can be heard. Frame `n` of each is heard at frame `n` of the first one, at its rate.
#[derive(Clone)]
pub struct Source {
    /// Its frames; they may still be decoded.
    pub frames: Arc<dyn Frames>,
    /// Gain in dB; above 0 it is taken as 0.
    pub gain_db: f64,
}

impl Source {
    /// `frames`, turned down by `gain_db`.
    pub fn new(frames: impl Frames + 'static, gain_db: f64) -> Self {
        Self { frames: Arc::new(frames), gain_db }
    }
}

/// Which channels are heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channels {
    /// As they are; of more than two the first two.
    #[default]
    Stereo,
    /// The left one on both sides.
    Left,
    /// The right one on both sides.
    Right,
    /// Their mean.
    Mid,
    /// Half their difference.
    Side,
}

/// What becomes of the sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeviceState {
    /// Nothing was played yet.
    NotOpened,
    /// A device plays.
    Ready {
        /// Its name.
        name: String,
    },
    /// No device answers.
    NoDevice {
        /// What the system says.
        reason: String,
    },
    /// Sound goes nowhere, as was asked.
    Null,
}

/// How playing stands.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayerState {
    /// Whether it plays.
    pub is_playing: bool,
    /// Whether it was asked to play and has not tried yet: a device takes its time to open.
    pub is_starting: bool,
    /// What is heard now, in seconds of the first source; the way to the loudspeaker is accounted for.
    pub position_s: f64,
    /// Length of the first source in seconds.
    pub duration_s: f64,
    /// The device.
    pub device: DeviceState,
    /// Times that the device wanted more than was ready.
    pub underruns: u64,
    /// Milliseconds from the last [`Player::play`] to its first frame at the device.
    pub started_after_ms: Option<f64>,
}

/// What the callback and the feeder tell each other; plain numbers alone.
#[derive(Default)]
struct Shared {
    /// Frames older than this were made before the last seek.
    generation: AtomicU64,
    /// Position in frames of the first source, and its rate.
    position: AtomicU64,
    rate_hz: AtomicU64,
    frames: AtomicU64,
    /// Frames on their way from the callback to the loudspeaker, in microseconds.
    latency_us: AtomicU64,
    is_playing: AtomicBool,
    /// Times that it was asked to play, and those that were tried.
    plays_asked: AtomicU64,
    plays_tried: AtomicU64,
    underruns: AtomicU64,
    /// When `play` was asked for, in microseconds of the feeder's clock.
    play_us: AtomicU64,
    /// Microseconds from `play` to the first frame; `u64::MAX` while it is waited for.
    started_us: AtomicU64,
    device: Mutex<Option<DeviceState>>,
}

enum Command {
    Load(Vec<Source>),
    Play(std::time::Instant),
    Pause,
    Seek(f64),
    Loop(Option<(f64, f64)>),
    Hear(usize),
    Channels(Channels),
    Removed(Option<f64>),
    Volume(f64),
}

/// A running player. Each command returns at once.
pub struct Player {
    commands: Option<Sender<Command>>,
    shared: Arc<Shared>,
    thread: Option<ManagedThread>,
}

impl Player {
    /// Starts the feeder; the device is opened at the first [`Player::play`].
    pub fn start(output: Output) -> Self {
        Self::on(match output {
            Output::Device => Sink::Device,
            Output::Null => Sink::Null,
        })
    }

    /// Plays into `sink`, interleaved stereo at `rate_hz`, at the pace of a device where `is_paced`, else as fast as it goes.
    pub fn with_sink(sink: GivenSink, rate_hz: u32, is_paced: bool) -> Self {
        Self::on(Sink::Given { sink, rate_hz, is_paced })
    }

    fn on(sink: Sink) -> Self {
        let shared = Arc::new(Shared::default());
        shared.started_us.store(u64::MAX, Ordering::Relaxed);
        let (commands, received) = unbounded();
        let for_feeder = Arc::clone(&shared);
        let thread = ManagedThread::spawn("player", move || Feeder::new(sink, for_feeder).run(&received));
        let (commands, thread) = match thread {
            Ok(thread) => (Some(commands), Some(thread)),
            Err(error) => {
                set_device(&shared, DeviceState::NoDevice { reason: error.to_string() });
                (None, None)
            }
        };
        Self { commands, shared, thread }
    }

    /// Plays these from the beginning of the first one on; stops what played.
    pub fn load(&self, sources: Vec<Source>) {
        self.send(Command::Load(sources));
    }

    /// Plays on, from the beginning where the end was reached.
    pub fn play(&self) {
        if self.commands.is_some() {
            self.shared.plays_asked.fetch_add(1, Ordering::Relaxed);
        }
        self.send(Command::Play(std::time::Instant::now()));
    }

    /// Stops, and stays where it is.
    pub fn pause(&self) {
        self.send(Command::Pause);
    }

    /// Goes to a time of the first source.
    pub fn seek(&self, seconds: f64) {
        self.send(Command::Seek(seconds));
    }

    /// Plays this part, in seconds, again and again; `None` plays on.
    pub fn set_loop(&self, part_s: Option<(f64, f64)>) {
        self.send(Command::Loop(part_s));
    }

    /// Switches to the source of this number, without a gap; silence where there is none.
    pub fn set_heard(&self, source: usize) {
        self.send(Command::Hear(source));
    }

    /// Switches without a gap.
    pub fn set_channels(&self, channels: Channels) {
        self.send(Command::Channels(channels));
    }

    /// Lets only what a low-pass at this cutoff in hertz would remove be heard; `None` everything.
    pub fn set_removed(&self, cutoff_hz: Option<f64>) {
        self.send(Command::Removed(cutoff_hz));
    }

    /// Volume, 0 to 1, of the amplitude.
    pub fn set_volume(&self, volume: f64) {
        self.send(Command::Volume(volume));
    }

    /// How it stands; cheap enough to ask at every frame of the window.
    pub fn state(&self) -> PlayerState {
        let shared = &self.shared;
        let rate_hz = shared.rate_hz.load(Ordering::Relaxed).max(1) as f64;
        let latency_s = shared.latency_us.load(Ordering::Relaxed) as f64 / 1e6;
        // Read first: what was tried shows in all that is read after it.
        let is_starting = shared.plays_tried.load(Ordering::Acquire) != shared.plays_asked.load(Ordering::Relaxed);
        let is_playing = shared.is_playing.load(Ordering::Relaxed);
        let at_s = shared.position.load(Ordering::Relaxed) as f64 / rate_hz;
        let started_us = shared.started_us.load(Ordering::Relaxed);
        PlayerState {
            is_playing,
            is_starting,
            position_s: if is_playing { (at_s - latency_s).max(0.0) } else { at_s },
            duration_s: shared.frames.load(Ordering::Relaxed) as f64 / rate_hz,
            device: shared.device.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or(DeviceState::NotOpened),
            underruns: shared.underruns.load(Ordering::Relaxed),
            started_after_ms: (started_us != u64::MAX).then(|| started_us as f64 / 1000.0),
        }
    }

    fn send(&self, command: Command) {
        if let Some(commands) = &self.commands {
            // A feeder that is gone has said why in the device's state.
            let _ = commands.send(command);
        }
    }
}

impl Drop for Player {
    fn drop(&mut self) {
        self.commands = None;
        if let Some(thread) = self.thread.take() {
            thread.wait(std::time::Duration::from_millis(300));
        }
    }
}

fn set_device(shared: &Shared, state: DeviceState) {
    *shared.device.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;
    use crate::analyzer::{sound::Sound, testing::sound};

    fn wave(n: usize) -> f32 {
        ((n * 7919) % 20_000) as f32 / 32_768.0 - 0.3
    }

    fn source(sound: &Sound) -> Source {
        Source::new(sound.clone(), 0.0)
    }

    /// A player that writes down what it plays.
    fn recorded(rate_hz: u32) -> (Player, Arc<Mutex<Vec<f32>>>) {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&heard);
        let sink = Box::new(move |frames: &[f32]| into.lock().unwrap().extend_from_slice(frames));
        (Player::with_sink(sink, rate_hz, false), heard)
    }

    fn wait_for(what: &str, is_so: impl Fn() -> bool) {
        let end = Instant::now() + Duration::from_secs(10);
        while !is_so() {
            assert!(Instant::now() < end, "{what}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn a_track_is_played_sample_by_sample_and_stops_at_its_end() {
        let sound = sound(&[&wave], 30_000);
        let (player, heard) = recorded(44_100);
        player.load(vec![source(&sound)]);
        player.play();
        let asked = player.state();
        let is_over = heard.lock().unwrap().len() == 60_000;
        assert!(asked.is_starting || asked.is_playing || is_over, "between asked and over there is no gap");
        wait_for("the end", || heard.lock().unwrap().len() >= 60_000 && !player.state().is_playing);
        assert!(!player.state().is_starting);
        let heard = heard.lock().unwrap();
        let exact = |n: usize| (wave(n) * 32_768.0).round() / 32_768.0;
        assert_eq!(heard.len(), 60_000);
        assert!(heard.chunks_exact(2).enumerate().all(|(n, frame)| frame == [exact(n); 2]));
        let state = player.state();
        assert_eq!((state.device, state.underruns), (DeviceState::Null, 0));
        assert!(state.started_after_ms.is_some());
        assert!((state.position_s - state.duration_s).abs() < 1e-9);
    }

    #[test]
    fn nothing_before_a_seek_is_heard_after_it() {
        let sound = sound(&[&|n| if n < 20_000 { 0.25 } else { -0.25 }], 40_000);
        let (player, heard) = recorded(44_100);
        player.load(vec![source(&sound)]);
        player.seek(21_000.0 / 44_100.0);
        player.play();
        wait_for("frames", || heard.lock().unwrap().len() > 4_000);
        assert!(heard.lock().unwrap().iter().all(|sample| *sample == -0.25));
        player.pause();
        wait_for("the pause", || !player.state().is_playing);
        assert!(player.state().position_s > 21_000.0 / 44_100.0);
    }

    #[test]
    fn another_rate_is_resampled() {
        let tone = |n: usize| (0.5 * (std::f64::consts::TAU * 1_000.0 * n as f64 / 44_100.0).sin()) as f32;
        let sound = sound(&[&tone], 44_100);
        let (player, heard) = recorded(48_000);
        player.load(vec![source(&sound)]);
        player.play();
        wait_for("the end", || !heard.lock().unwrap().is_empty() && !player.state().is_playing);
        let heard = heard.lock().unwrap();
        let frames = heard.len() / 2;
        assert!((45_000..=48_000).contains(&frames), "{frames}");
        let left: Vec<f32> = heard.iter().step_by(2).copied().collect();
        let crossings = left[4_000..40_000].windows(2).filter(|two| two[0] < 0.0 && two[1] >= 0.0).count();
        // A thousand a second at 48 kHz: one in 48 frames.
        assert!(crossings.abs_diff(750) <= 1, "{crossings}");
    }

    #[test]
    fn the_null_output_keeps_the_pace_and_starts_at_once() {
        let sound = sound(&[&wave], 44_100 * 2);
        let player = Player::start(Output::Null);
        player.load(vec![source(&sound)]);
        player.play();
        wait_for("a start", || player.state().started_after_ms.is_some());
        let (began, from) = (Instant::now(), player.state().position_s);
        std::thread::sleep(Duration::from_millis(300));
        let (spent, played) = (began.elapsed().as_secs_f64(), player.state().position_s - from);
        // A device's pace, not the processor's: the two seconds would be over at once.
        assert!(played > 0.0 && played < spent + 0.2, "{played} of {spent}");
    }

    #[test]
    fn without_sound_to_play_nothing_happens() {
        let player = Player::start(Output::Null);
        player.play();
        player.seek(5.0);
        player.set_loop(Some((1.0, 0.5)));
        std::thread::sleep(Duration::from_millis(30));
        assert_eq!(player.state().position_s, 0.0);
    }
}
