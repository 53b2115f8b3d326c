//! Impulsive clicks: a jump of the waveform that is over within a millisecond, in quiet surroundings.
//!
//! The second difference ("bend") lifts what is faster than music. A click is a bend at least [`ISOLATION`] times larger than any
//! other bend within 50 ms on either side, and than everything outside one millisecond around it. A drum stroke rings on and
//! fails the second half; the corners of a low saw tooth or a buzz come again within 50 ms and fail the first. So a dense crackle
//! is not counted click by click: the count is a lower bound. Clicks of several channels at one moment count once.

use std::collections::VecDeque;

use super::slot::Slot;
use crate::units::SampleRate;

/// How far a click stands above its surroundings: 22 dB. On the 169 genuine excerpts of the corpus `tests/measurements.rs` prints
/// what it finds.
const ISOLATION: f32 = 12.0;
/// Units looked at on either side: 50 ms.
const SIDE: usize = 16;
/// Smallest click: an impulse of -54 dBFS bends by twice its height.
const SMALLEST_BEND: f32 = 0.004;

/// Counter of clicks.
pub(super) struct Clicks {
    channels: Vec<Channel>,
    span_frames: usize,
    count: u64,
    units: u64,
    last_click: Option<u64>,
}

struct Channel {
    /// Largest bends of the last units, oldest first.
    bends: VecDeque<f32>,
    /// Samples of the last units, with two of the past before each.
    samples: VecDeque<Vec<f32>>,
}

impl Clicks {
    pub(super) fn new(sample_rate: SampleRate, channels: usize) -> Self {
        let channel = || Channel { bends: VecDeque::new(), samples: VecDeque::new() };
        let span_frames = (sample_rate.hz() as usize / 1000).max(4);
        Self { channels: (0..channels).map(|_| channel()).collect(), span_frames, count: 0, units: 0, last_click: None }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        self.push_telling(slot, |_| {});
    }

    /// As `push`; `on_click` gets the first frame of the unit that holds each click.
    pub(super) fn push_telling(&mut self, slot: &Slot<'_>, mut on_click: impl FnMut(u64)) {
        if !slot.is_whole {
            return;
        }
        for index in 0..slot.unit_count() {
            let mut is_click = false;
            for (number, channel) in self.channels.iter_mut().enumerate() {
                let start = index * slot.unit_frames;
                let samples = &slot.samples_with_history(number, 2)[start..start + 2 + slot.unit_frames];
                is_click |= channel.push(slot.units(number)[index].bend, samples, self.span_frames);
            }
            self.units += 1;
            if is_click && self.last_click.is_none_or(|last| self.units - last > 1) {
                self.count += 1;
                on_click((self.units - 1).saturating_sub(SIDE as u64) * slot.unit_frames as u64);
                self.last_click = Some(self.units);
            }
        }
    }

    /// Number of clicks.
    pub(super) fn finish(&self) -> u64 {
        self.count
    }
}

impl Channel {
    /// Takes the next unit; whether the unit 50 ms back holds a click.
    fn push(&mut self, bend: f32, samples: &[f32], span_frames: usize) -> bool {
        let mut kept = if self.samples.len() > SIDE + 1 { self.samples.pop_front().unwrap_or_default() } else { Vec::new() };
        kept.clear();
        kept.extend_from_slice(samples);
        self.samples.push_back(kept);
        if self.bends.len() > 2 * SIDE {
            self.bends.pop_front();
        }
        self.bends.push_back(bend);
        if self.bends.len() <= 2 * SIDE {
            return false;
        }
        let largest = self.bends[SIDE];
        let limit = largest / ISOLATION;
        let far = self.bends.iter().enumerate().filter(|(unit, _)| unit.abs_diff(SIDE) > 1);
        largest >= SMALLEST_BEND
            && self.bends[SIDE - 1] <= largest
            && self.bends[SIDE + 1] <= largest
            && far.fold(0.0_f32, |high, (_, bend)| high.max(*bend)) < limit
            && self.is_brief(limit, span_frames)
    }

    /// Whether the bends above `limit` in the middle unit and its neighbours lie within `span_frames` of one another. `samples`
    /// ends with the middle unit's predecessor first: sixteen units lie behind the middle one.
    fn is_brief(&self, limit: f32, span_frames: usize) -> bool {
        let mut position = 0;
        let mut ends: Option<(usize, usize)> = None;
        for unit in self.samples.iter().take(3) {
            for bend in unit.windows(3).map(|three| (three[2] - 2.0 * three[1] + three[0]).abs()) {
                if bend >= limit {
                    ends = Some((ends.map_or(position, |(first, _)| first), position));
                }
                position += 1;
            }
        }
        ends.is_some_and(|(first, last)| last - first < span_frames)
    }
}

#[cfg(test)]
mod tests {
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    fn music(seed: u64) -> Vec<f32> {
        let mut noise = Noise::new(seed);
        let mut low = 0.0;
        let tone = sine(44_100, 220.0, 0.3, 0.0, 5 * 44_100);
        tone.into_iter()
            .map(|sample| {
                low = 0.9 * low + 0.1 * noise.uniform();
                sample + 0.05 * low
            })
            .collect()
    }

    fn clicks(planes: &[Vec<f32>]) -> Option<u64> {
        measure(44_100, Some(16), planes).0.clicks
    }

    #[test]
    fn planted_clicks_are_counted_once_in_any_channel() {
        let clean = music(1);
        assert_eq!(clicks(&[clean.clone(), clean.clone()]), Some(0));
        let mut clicked = clean.clone();
        for at in [20_000, 50_001, 90_050, 150_137, 150_138 + 22_080] {
            for (n, height) in [0.4, -0.3, 0.2, -0.1].into_iter().enumerate() {
                clicked[at + n] += height;
            }
        }
        assert_eq!(clicks(&[clicked.clone(), clean.clone()]), Some(5));
        assert_eq!(clicks(&[clicked.clone(), clicked]), Some(5));
    }

    #[test]
    fn strokes_saws_and_starts_are_no_clicks() {
        let mut noise = Noise::new(2);
        let strokes: Vec<f32> = (0..220_500).map(|n| noise.uniform() * 0.8 * (-((n % 22_050) as f32) / 800.0).exp()).collect();
        assert_eq!(clicks(&[strokes]), Some(0));
        let saw: Vec<f32> = (0..220_500).map(|n| (n % 900) as f32 / 1_000.0 - 0.45).collect();
        assert_eq!(clicks(&[saw]), Some(0));
        let mut start = vec![0.0; 44_100];
        start.extend(music(3));
        assert_eq!(clicks(&[start]), Some(0));
        assert_eq!(clicks(&[vec![0.5; 44_100]]), Some(0));
    }
}
