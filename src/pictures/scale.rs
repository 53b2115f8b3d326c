//! Axes: where a frequency, a time or a level lies, and which values are worth a label.

use serde::{Deserialize, Serialize};

use super::{View, image::Tick};
use crate::language::{number, whole};

/// How frequencies are spread over the height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Equal hertz.
    #[default]
    Linear,
    /// Equal octaves, from 20 Hz.
    Log,
    /// Equal mels: O'Shaughnessy, 2595 log10(1 + f / 700).
    Mel,
}

/// Lowest frequency of a logarithmic axis.
const LOWEST_LOG_HZ: f64 = 20.0;

impl Axis {
    /// Place of `hz` between `low_hz` (0) and `high_hz` (1).
    pub fn place_of(self, hz: f64, low_hz: f64, high_hz: f64) -> f64 {
        let [at, low, high] = [hz, low_hz, high_hz].map(|hz| self.warp(hz));
        (at - low) / (high - low).max(f64::MIN_POSITIVE)
    }

    /// Frequency at `place` between `low_hz` and `high_hz`.
    pub fn hz_at(self, place: f64, low_hz: f64, high_hz: f64) -> f64 {
        let [low, high] = [low_hz, high_hz].map(|hz| self.warp(hz));
        self.unwarp(low + place * (high - low))
    }

    fn warp(self, hz: f64) -> f64 {
        match self {
            Self::Linear => hz,
            Self::Log => hz.max(LOWEST_LOG_HZ).ln(),
            Self::Mel => 2595.0 * (1.0 + hz.max(0.0) / 700.0).log10(),
        }
    }

    fn unwarp(self, value: f64) -> f64 {
        match self {
            Self::Linear => value,
            Self::Log => value.exp(),
            Self::Mel => 700.0 * (10.0_f64.powf(value / 2595.0) - 1.0),
        }
    }
}

/// Labels of a frequency axis from `low_hz` at the bottom to `high_hz` at the top, about one every 28 pixels of `height`.
pub fn frequency_ticks(axis: Axis, low_hz: f64, high_hz: f64, height: usize, name: &'static str) -> Vec<Tick> {
    let most = (height / 28).clamp(2, 24);
    let candidates: Vec<f64> = match axis {
        Axis::Linear => {
            let step = nice_step((high_hz - low_hz) / most as f64);
            multiples(step, low_hz, high_hz)
        }
        Axis::Log | Axis::Mel => [
            20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0, 10_000.0, 15_000.0, 20_000.0, 30_000.0, 40_000.0, 60_000.0,
            90_000.0,
        ]
        .into_iter()
        .filter(|hz| (low_hz..=high_hz).contains(hz))
        .collect(),
    };
    let mut ticks: Vec<Tick> = Vec::new();
    for hz in candidates {
        let place = axis.place_of(hz, low_hz, high_hz);
        let place = if name == "y" { 1.0 - place } else { place };
        let is_apart = ticks.last().is_none_or(|last| (last.place - place).abs() * height as f64 >= 18.0);
        if is_apart {
            ticks.push(Tick::new(name, place, hertz_label(hz, high_hz - low_hz)));
        }
    }
    ticks
}

/// Kilohertz with as many decimals as the span needs, below 1 kHz hertz.
fn hertz_label(hz: f64, span_hz: f64) -> String {
    match (hz, span_hz) {
        (hz, _) if hz < 1_000.0 && hz > 0.0 => whole(hz.round() / 1_000.0),
        (hz, span) if span < 500.0 => number(hz / 1_000.0, 2),
        (hz, span) if span < 5_000.0 && (hz / 1_000.0).fract() != 0.0 => number(hz / 1_000.0, 1),
        (hz, _) => whole(hz / 1_000.0),
    }
}

/// Labels of a time axis over `view`, about one every 90 pixels of `width`.
pub fn time_ticks(view: &View, width: usize) -> Vec<Tick> {
    const STEPS_S: [f64; 18] =
        [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0];
    let wanted = view.length_s() / (width as f64 / 90.0).max(1.0);
    let step = STEPS_S.into_iter().find(|step| *step >= wanted).unwrap_or_else(|| (wanted / 600.0).ceil() * 600.0);
    multiples(step, view.from_s, view.to_s)
        .into_iter()
        // There is no time before the track begins, where a comparison shows that too.
        .filter(|time_s| *time_s > -1e-9)
        .map(|time_s| Tick::new("x", view.place_of(time_s), time_label(time_s, step)))
        .collect()
}

fn time_label(time_s: f64, step_s: f64) -> String {
    let whole = (time_s + 1e-9).floor();
    let (minutes, seconds) = ((whole / 60.0) as u64, whole as u64 % 60);
    let clock = match minutes {
        0..60 => format!("{minutes}:{seconds:02}"),
        _ => format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60),
    };
    let decimals = match step_s {
        step if step >= 1.0 => return clock,
        step if step >= 0.1 => 1,
        step if step >= 0.01 => 2,
        _ => 3,
    };
    let part = number((time_s - whole).max(0.0), decimals);
    format!("{clock}{}", part.strip_prefix('0').unwrap_or(&part))
}

/// Labels of a level axis from `high_db` at the top to `low_db` at the bottom.
pub fn level_ticks(low_db: f64, high_db: f64, height: usize, name: &'static str) -> Vec<Tick> {
    let step = nice_step((high_db - low_db) / (height / 28).clamp(2, 16) as f64);
    multiples(step, low_db, high_db)
        .into_iter()
        .map(|level| Tick::new(name, (high_db - level) / (high_db - low_db), whole(level)))
        .collect()
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `least`.
fn nice_step(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= least * 0.999).unwrap_or(10.0 * power)
}

fn multiples(step: f64, low: f64, high: f64) -> Vec<f64> {
    let first = (low / step - 1e-9).ceil() as i64;
    (first..).map(|n| n as f64 * step).take_while(|value| *value <= high + step * 1e-9).take(1000).collect()
}

/// The nearest note of the equal temperament at A4 = 440 Hz with its deviation in cents: `A4 +3`; `None` outside C0 to C10.
pub fn note_name(hz: f64) -> Option<String> {
    const NAMES: [&str; 12] = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"];
    let semitones = 12.0 * (hz / 440.0).log2() + 57.0;
    let nearest = semitones.round();
    (hz > 0.0 && (0.0..=120.0).contains(&nearest)).then(|| {
        let cents = ((semitones - nearest) * 100.0).round() as i32;
        format!("{}{} {cents:+}", NAMES[nearest as usize % 12], nearest as usize / 12)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_maps_there_and_back() {
        for axis in [Axis::Linear, Axis::Log, Axis::Mel] {
            for hz in [20.0, 440.0, 10_000.0, 22_050.0] {
                let place = axis.place_of(hz, 20.0, 22_050.0);
                assert!((axis.hz_at(place, 20.0, 22_050.0) - hz).abs() < 1e-6 * hz, "{axis:?} {hz}");
            }
            assert_eq!(axis.place_of(20.0, 20.0, 22_050.0), 0.0);
        }
    }

    #[test]
    fn notes_are_those_of_the_keyboard() {
        assert_eq!(note_name(440.0).as_deref(), Some("A4 +0"));
        assert_eq!(note_name(261.63).as_deref(), Some("C4 +0"));
        assert_eq!(note_name(452.89).as_deref(), Some("A4 +50"));
        assert_eq!(note_name(0.0), None);
    }

    #[test]
    fn labels_say_as_much_as_the_step_needs() {
        let labels =
            |from_s, to_s| -> Vec<String> { time_ticks(&View { from_s, to_s }, 400).into_iter().map(|tick| tick.label).collect() };
        assert_eq!(labels(0.0, 240.0), ["0:00", "1:00", "2:00", "3:00", "4:00"]);
        assert_eq!(labels(59.9, 60.3), ["0:59.9", "1:00.0", "1:00.1", "1:00.2", "1:00.3"]);
        assert_eq!(labels(3_599.0, 3_603.0)[1], "1:00:00");
    }

    #[test]
    fn frequency_labels_do_not_touch() {
        for axis in [Axis::Linear, Axis::Log, Axis::Mel] {
            for (low, high) in [(0.0, 22_050.0), (0.0, 96_000.0), (15_000.0, 17_000.0), (400.0, 480.0)] {
                let ticks = frequency_ticks(axis, low, high, 300, "y");
                assert!(axis != Axis::Linear || ticks.len() >= 2, "{axis:?} {low} {high}");
                for pair in ticks.windows(2) {
                    assert!((pair[0].place - pair[1].place) * 300.0 >= 18.0 - 1e-6);
                    assert_ne!(pair[0].label, pair[1].label);
                }
            }
        }
    }
}
