//! The thread between commands and ring: mixes ahead, resamples, opens the device.

use std::{
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, RecvTimeoutError, TryRecvError};

use super::{
    Command, DeviceState, Shared,
    mixer::{Made, Mixer},
    output::{self, Framed, Opened, Sink},
    resampling::Resampling,
    set_device,
};

/// Frames mixed at once.
const CHUNK: usize = 512;
/// Sleep while the ring is full or the sound is awaited.
const NAP: Duration = Duration::from_millis(4);

pub(super) struct Feeder {
    sink: Sink,
    shared: Arc<Shared>,
    mixer: Mixer,
    opened: Option<Opened>,
    /// Rate of the track that the output was opened for.
    opened_hz: u32,
    resampling: Option<Resampling>,
    /// Made and not yet in the ring.
    pending: Vec<Framed>,
    is_playing: bool,
    /// Whether all frames were made, and only the ring is still to be heard.
    is_ending: bool,
    started: Instant,
}

impl Feeder {
    pub(super) fn new(sink: Sink, shared: Arc<Shared>) -> Self {
        Self {
            sink,
            shared,
            mixer: Mixer::new(),
            opened: None,
            opened_hz: 0,
            resampling: None,
            pending: Vec::new(),
            is_playing: false,
            is_ending: false,
            started: Instant::now(),
        }
    }

    /// Runs until the player is dropped.
    pub(super) fn run(mut self, commands: &Receiver<Command>) {
        loop {
            let command = if self.is_playing {
                match commands.try_recv() {
                    Ok(command) => Some(command),
                    Err(TryRecvError::Empty) => None,
                    Err(TryRecvError::Disconnected) => return,
                }
            } else {
                match commands.recv_timeout(Duration::from_secs(1)) {
                    Ok(command) => Some(command),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            };
            match command {
                Some(command) => self.obey(command),
                None if self.is_playing => self.feed(),
                None => {}
            }
        }
    }

    fn obey(&mut self, command: Command) {
        let rate_hz = f64::from(self.mixer.rate_hz());
        let frame = |seconds: f64| (seconds.max(0.0) * rate_hz).round() as u64;
        match command {
            Command::Load(sources) => {
                self.stop();
                self.mixer.load(sources);
                self.shared.rate_hz.store(u64::from(self.mixer.rate_hz()), Ordering::Relaxed);
                self.shared.frames.store(self.mixer.frames(), Ordering::Relaxed);
                self.jump(0);
            }
            Command::Play(asked) => {
                self.play(asked);
                self.shared.plays_tried.fetch_add(1, Ordering::Release);
            }
            Command::Pause => {
                self.stop();
                let heard = self.shared.position.load(Ordering::Relaxed);
                self.jump(heard);
            }
            Command::Seek(seconds) => self.jump(frame(seconds)),
            Command::Loop(part) => {
                let part = part.map(|(from, to)| (frame(from), frame(to)));
                self.mixer.set_part(part);
                // What lies in the ring may be past the part's end.
                if let Some((from, to)) = part {
                    let heard = self.shared.position.load(Ordering::Relaxed);
                    self.jump(if (from..to).contains(&heard) { heard } else { from });
                }
            }
            Command::Hear(heard) => self.mixer.set_heard(heard),
            Command::Channels(channels) => self.mixer.set_channels(channels),
            Command::Removed(cutoff_hz) => self.mixer.set_removed(cutoff_hz),
            Command::Volume(volume) => self.mixer.set_volume(volume),
        }
    }

    fn play(&mut self, asked: Instant) {
        if self.mixer.position() >= self.mixer.frames() && self.mixer.frames() > 0 {
            self.jump(0);
        }
        let asked_us = asked.saturating_duration_since(self.started).as_micros() as u64;
        self.shared.play_us.store(asked_us, Ordering::Relaxed);
        self.shared.started_us.store(u64::MAX, Ordering::Relaxed);
        let rate_hz = self.mixer.rate_hz();
        let is_lost = self.opened.as_ref().is_none_or(|opened| opened.is_lost.load(Ordering::Relaxed));
        // A sink that was given has one rate; a device is asked for the track's.
        if is_lost || (self.opened_hz != rate_hz && matches!(self.sink, Sink::Device)) {
            self.opened = None;
            match output::open(&mut self.sink, rate_hz, &self.shared, self.started) {
                Ok(opened) => {
                    set_device(&self.shared, opened.state.clone());
                    self.opened = Some(opened);
                }
                Err(reason) => {
                    tracing::warn!("no sound device: {reason}");
                    set_device(&self.shared, DeviceState::NoDevice { reason });
                    return self.stop();
                }
            }
        }
        self.opened_hz = rate_hz;
        self.resampling = self.opened.as_ref().and_then(|opened| Resampling::new(rate_hz, opened.rate_hz));
        self.is_playing = true;
        self.is_ending = false;
        self.shared.is_playing.store(true, Ordering::Relaxed);
    }

    fn stop(&mut self) {
        self.is_playing = false;
        self.shared.is_playing.store(false, Ordering::Relaxed);
    }

    /// Goes to a frame: what lies in the ring is not heard any more.
    fn jump(&mut self, frame: u64) {
        self.mixer.seek(frame);
        self.pending.clear();
        self.is_ending = false;
        if let Some(resampling) = &mut self.resampling {
            resampling.reset();
        }
        self.shared.generation.fetch_add(1, Ordering::AcqRel);
        self.shared.position.store(self.mixer.position(), Ordering::Relaxed);
    }

    fn feed(&mut self) {
        let Some(opened) = &mut self.opened else { return self.stop() };
        if opened.is_lost.load(Ordering::Relaxed) {
            set_device(&self.shared, DeviceState::NoDevice { reason: "the device went away".to_owned() });
            return self.stop();
        }
        let room = opened.ring.slots().min(self.pending.len());
        for framed in self.pending.drain(..room) {
            // There was room for each.
            let _ = opened.ring.push(framed);
        }
        if !self.pending.is_empty() {
            return std::thread::sleep(NAP);
        }
        if self.is_ending {
            if opened.ring.slots() == opened.ring.buffer().capacity() {
                self.stop();
            }
            return std::thread::sleep(NAP);
        }
        let mut frames = [[0.0; 2]; CHUNK];
        let start = self.mixer.position();
        match self.mixer.fill(&mut frames) {
            Ok(Made::Frames(count)) => {
                // Where a loop turned, the frames made begin there.
                let first = self.mixer.position() - count as u64;
                self.queue(&frames[..count], first);
            }
            Ok(Made::Waiting) if self.mixer.position() != start => {}
            Ok(Made::Waiting) => std::thread::sleep(NAP),
            Ok(Made::End) => self.is_ending = true,
            Err(error) => {
                tracing::error!("the decoded sound could not be read: {error}");
                self.stop();
            }
        }
        self.shared.frames.store(self.mixer.frames(), Ordering::Relaxed);
    }

    fn queue(&mut self, frames: &[[f32; 2]], first: u64) {
        let generation = self.shared.generation.load(Ordering::Relaxed);
        match &mut self.resampling {
            None => {
                let framed = |(n, frame): (usize, &[f32; 2])| Framed { frame: *frame, generation, position: first + n as u64 };
                self.pending.extend(frames.iter().enumerate().map(framed));
            }
            Some(resampling) => {
                let mut made = Vec::new();
                resampling.push(frames, &mut made);
                let count = made.len().max(1) as u64;
                let spread = |(n, frame): (usize, [f32; 2])| Framed {
                    frame,
                    generation,
                    position: first + n as u64 * frames.len() as u64 / count,
                };
                self.pending.extend(made.into_iter().enumerate().map(spread));
            }
        }
    }
}
