//! What is heard at a position: a function of the position and of what was chosen. No thread, no device.

use std::io;

use super::{Channels, Source, low_pass::Removed};

/// Frames of a cross-fade at a switch: 5 ms.
const FADE_S: f64 = 0.005;

/// What was chosen.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    /// Number of the source.
    heard: usize,
    channels: Channels,
    removed: Option<Removed>,
    volume: f32,
}

/// Makes frames.
pub(super) struct Mixer {
    sources: Vec<Source>,
    position: u64,
    part: Option<(u64, u64)>,
    choice: Choice,
    /// What was chosen before, and frames left of the fade to the present choice.
    fading: Option<(Choice, usize)>,
}

/// What came of a call for frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Made {
    /// So many frames.
    Frames(usize),
    /// The sound is not decoded so far yet.
    Waiting,
    /// The end was reached.
    End,
}

impl Mixer {
    pub(super) fn new() -> Self {
        let choice = Choice { heard: 0, channels: Channels::Stereo, removed: None, volume: 1.0 };
        Self { sources: Vec::new(), position: 0, part: None, choice, fading: None }
    }

    /// Other sources, from the beginning.
    pub(super) fn load(&mut self, sources: Vec<Source>) {
        self.sources = sources;
        self.position = 0;
        self.part = None;
        self.fading = None;
        self.choice.heard = 0;
        self.choice.removed = None;
    }

    pub(super) fn rate_hz(&self) -> u32 {
        self.sources.first().map_or(44_100, |source| source.frames.sample_rate().hz())
    }

    /// Frames of the first source by now.
    pub(super) fn frames(&self) -> u64 {
        self.sources.first().map_or(0, |source| source.frames.frames().unwrap_or_else(|| source.frames.frames_ready()))
    }

    pub(super) fn position(&self) -> u64 {
        self.position
    }

    pub(super) fn seek(&mut self, frame: u64) {
        self.position = frame.min(self.frames());
        self.fading = None;
    }

    pub(super) fn set_part(&mut self, part: Option<(u64, u64)>) {
        self.part = part.filter(|(from, to)| to > from);
    }

    pub(super) fn set_heard(&mut self, source: usize) {
        self.choose(|choice| choice.heard = source);
    }

    pub(super) fn set_channels(&mut self, channels: Channels) {
        self.choose(|choice| choice.channels = channels);
    }

    pub(super) fn set_removed(&mut self, cutoff_hz: Option<f64>) {
        let rate_hz = f64::from(self.rate_hz());
        self.choose(|choice| choice.removed = cutoff_hz.map(|cutoff_hz| Removed::new(cutoff_hz, rate_hz)));
    }

    pub(super) fn set_volume(&mut self, volume: f64) {
        self.choose(|choice| choice.volume = volume.clamp(0.0, 1.0) as f32);
    }

    fn choose(&mut self, change: impl FnOnce(&mut Choice)) {
        let before = self.choice.clone();
        change(&mut self.choice);
        if before != self.choice {
            let frames = (FADE_S * f64::from(self.rate_hz())) as usize;
            self.fading = Some((before, frames.max(1)));
        }
    }

    /// Fills `into` with frames from the position on, up to where a loop turns.
    ///
    /// # Errors
    /// The disk's.
    pub(super) fn fill(&mut self, into: &mut [[f32; 2]]) -> io::Result<Made> {
        let Some(first) = self.sources.first() else { return Ok(Made::End) };
        let (ready, is_complete) = (first.frames.frames_ready(), first.frames.is_complete());
        let end = match self.part {
            Some((from, to)) => {
                if self.position >= to {
                    self.position = from;
                }
                to.min(ready)
            }
            None => ready,
        };
        let available = end.saturating_sub(self.position).min(into.len() as u64) as usize;
        if available == 0 {
            return Ok(match (self.part, is_complete) {
                (_, false) => Made::Waiting,
                (Some((from, _)), true) if from < ready => {
                    self.position = from;
                    Made::Waiting
                }
                _ => Made::End,
            });
        }
        let into = &mut into[..available];
        self.render(&self.choice, into)?;
        if let Some((before, left)) = self.fading.take() {
            let total = ((FADE_S * f64::from(self.rate_hz())) as usize).max(1);
            let count = left.min(available);
            let mut old = vec![[0.0; 2]; count];
            self.render(&before, &mut old)?;
            for (n, (new, old)) in into.iter_mut().zip(&old).enumerate() {
                // One position, so the sounds are alike: amplitudes add up, not powers.
                let share = (total - left + n) as f32 / total as f32;
                for side in 0..2 {
                    new[side] = new[side] * share + old[side] * (1.0 - share);
                }
            }
            if left > count {
                self.fading = Some((before, left - count));
            }
        }
        self.position += available as u64;
        Ok(Made::Frames(available))
    }

    fn render(&self, choice: &Choice, into: &mut [[f32; 2]]) -> io::Result<()> {
        let reach = if choice.removed.is_some() { Removed::REACH } else { 0 };
        let wanted = into.len() + 2 * reach;
        let first = self.position as i64 - reach as i64;
        let mut frames = vec![[0.0_f32; 2]; wanted];
        self.read(choice.heard, first, &mut frames)?;
        for frame in &mut frames {
            let [left, right] = *frame;
            *frame = match choice.channels {
                Channels::Stereo => [left, right],
                Channels::Left => [left; 2],
                Channels::Right => [right; 2],
                Channels::Mid => [(left + right) / 2.0; 2],
                Channels::Side => [(left - right) / 2.0; 2],
            };
        }
        match &choice.removed {
            None => into.copy_from_slice(&frames),
            Some(removed) => {
                for side in 0..2 {
                    let plane: Vec<f32> = frames.iter().map(|frame| frame[side]).collect();
                    let mut filtered = vec![0.0; into.len()];
                    removed.apply(&plane, &mut filtered);
                    for (frame, sample) in into.iter_mut().zip(filtered) {
                        frame[side] = sample;
                    }
                }
            }
        }
        if choice.volume != 1.0 {
            for frame in into {
                *frame = frame.map(|sample| sample * choice.volume);
            }
        }
        Ok(())
    }

    /// Reads source `number` from frame `first` on into silence; what lies outside of it stays so.
    fn read(&self, number: usize, first: i64, into: &mut [[f32; 2]]) -> io::Result<()> {
        let Some(source) = self.sources.get(number) else { return Ok(()) };
        let skipped = usize::try_from(-first).unwrap_or(0).min(into.len());
        let channels = source.frames.channels();
        let mut samples = vec![0.0; (into.len() - skipped) * channels];
        let read = source.frames.read(first.max(0) as u64, &mut samples)?;
        let gain = 10.0_f32.powf(source.gain_db.min(0.0) as f32 / 20.0);
        for (frame, read) in into[skipped..].iter_mut().zip(samples[..read * channels].chunks_exact(channels)) {
            *frame = [gain * read[0], gain * read[1.min(channels - 1)]];
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::testing::sound;

    fn frames(mixer: &mut Mixer, count: usize) -> Vec<[f32; 2]> {
        let mut made = Vec::new();
        while made.len() < count {
            let mut part = vec![[0.0; 2]; (count - made.len()).min(300)];
            match mixer.fill(&mut part).unwrap() {
                Made::Frames(count) => made.extend_from_slice(&part[..count]),
                Made::Waiting => {}
                Made::End => break,
            }
        }
        made
    }

    fn source(sound: &crate::analyzer::sound::Sound) -> Source {
        Source::new(sound.clone(), 0.0)
    }

    fn wave(n: usize) -> f32 {
        ((n * 7919) % 20_000) as f32 / 32_768.0 - 0.3
    }

    #[test]
    fn every_sample_is_heard_once_and_loops_turn_on_the_frame() {
        let sound = sound(&[&wave, &|n| -wave(n)], 5_000);
        let mut mixer = Mixer::new();
        mixer.load(vec![source(&sound)]);
        let all = frames(&mut mixer, 6_000);
        assert_eq!(all.len(), 5_000);
        let exact = |n: usize| (wave(n) * 32_768.0).round() / 32_768.0;
        assert!(all.iter().enumerate().all(|(n, frame)| *frame == [exact(n), -exact(n)]));
        mixer.set_part(Some((1_000, 1_700)));
        mixer.seek(1_500);
        let looped = frames(&mut mixer, 1_600);
        assert!(looped.iter().enumerate().all(|(n, frame)| frame[0] == exact(1_000 + (500 + n) % 700)));
    }

    #[test]
    fn channels_sources_and_gain_are_what_they_say() {
        let (first, second) = (sound(&[&wave, &|_| 0.25], 4_000), sound(&[&|n| -wave(n)], 3_000));
        let mut mixer = Mixer::new();
        mixer.load(vec![source(&first), source(&second)]);
        mixer.set_heard(1);
        mixer.seek(2_900);
        let heard = frames(&mut mixer, 200);
        assert!((heard[50][0] + wave(2_950)).abs() < 1e-4 && heard[50][0] == heard[50][1], "one channel on both sides");
        assert_eq!(heard[150], [0.0; 2], "a shorter one ends in silence");
        mixer.set_heard(7);
        mixer.seek(0);
        assert!(frames(&mut mixer, 100).iter().all(|frame| *frame == [0.0; 2]), "there is none of this number");
        mixer.set_heard(0);
        for (channels, expected) in [
            (Channels::Mid, (wave(50) + 0.25) / 2.0),
            (Channels::Side, (wave(50) - 0.25) / 2.0),
            (Channels::Left, wave(50)),
            (Channels::Right, 0.25),
        ] {
            mixer.set_channels(channels);
            mixer.seek(0);
            let heard = frames(&mut mixer, 60)[50];
            assert!((heard[0] - expected).abs() < 1e-4 && heard[0] == heard[1], "{channels:?}: {heard:?} {expected}");
        }
        mixer.load(vec![Source::new(first.clone(), 6.0)]);
        mixer.set_channels(Channels::Stereo);
        mixer.seek(0);
        assert!((frames(&mut mixer, 60)[50][1] - 0.25).abs() < 1e-6, "nothing is turned up");
    }

    #[test]
    fn a_switch_fades_within_5_ms_and_never_jumps() {
        let (high, low) = (sound(&[&|_| 0.5], 4_000), sound(&[&|_| -0.5], 4_000));
        let mut mixer = Mixer::new();
        mixer.load(vec![source(&high), source(&low)]);
        frames(&mut mixer, 100);
        mixer.set_heard(1);
        let heard = frames(&mut mixer, 400);
        assert!(heard.windows(2).all(|two| (two[1][0] - two[0][0]).abs() < 0.01));
        assert_eq!((heard[0][0], heard[250][0]), (0.5, -0.5));
    }

    #[test]
    fn what_a_low_pass_removes_is_heard_in_place() {
        let tone = |hz: f64| move |n: usize| (0.4 * (std::f64::consts::TAU * hz * n as f64 / 44_100.0).sin()) as f32;
        let (low, high) = (tone(1_000.0), tone(19_000.0));
        let sound = sound(&[&|n| low(n) + high(n)], 8_000);
        let mut mixer = Mixer::new();
        mixer.load(vec![source(&sound)]);
        mixer.set_removed(Some(16_000.0));
        let heard = frames(&mut mixer, 6_000);
        // Not delayed, and the low tone gone but for the window's stop band.
        assert!(heard[2_000..].iter().enumerate().all(|(n, frame)| (frame[0] - high(2_000 + n)).abs() < 1e-3));
    }
}
