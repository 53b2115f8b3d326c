//! The waveform, one lane a channel: extremes and root mean square of each column, and what is marked on it.

use std::io;

use serde::{Deserialize, Serialize};

use super::{
    View,
    image::{Image, Palette},
};
use crate::analyzer::{
    dsp::{Overview, Part},
    sound::Sound,
};

/// What is marked on the waveform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MarkKinds {
    /// Clipped runs, above.
    pub clips: bool,
    /// Clicks and dropouts, lines over the whole height.
    pub faults: bool,
    /// Silence, shaded.
    pub silence: bool,
}

impl Default for MarkKinds {
    fn default() -> Self {
        Self { clips: true, faults: true, silence: true }
    }
}

/// Level below which a part is marked as silent: -60 dBFS at its highest sample, as the audit's silence.
const SILENCE: f32 = 0.001;
/// Shortest silence that is marked, in seconds.
const SHORTEST_SILENCE_S: f64 = 0.5;
/// Pixels between two lanes.
const GAP: usize = 2;

/// Draws `view` of a track. Where a pixel spans less than a part of the overview, the samples themselves are drawn.
///
/// # Errors
/// The disk's.
pub fn waveform(
    sound: &Sound,
    overview: &Overview,
    view: &View,
    marks: MarkKinds,
    palette: &Palette,
    (width, height): (usize, usize),
) -> io::Result<Image> {
    let mut image = Image::new(width, height);
    let lanes = sound.channels().min(2);
    if width == 0 || height < 8 * lanes {
        return Ok(image);
    }
    let lane_height = (height - GAP * (lanes - 1)) / lanes;
    let columns = columns(sound, overview, view, width)?;
    if marks.silence {
        shade_silences(overview, view, palette, &mut image);
    }
    for lane in 0..lanes {
        let top = lane * (lane_height + GAP);
        let y_of = |sample: f32| top + (f64::from(1.0 - sample.clamp(-1.0, 1.0)) / 2.0 * (lane_height - 1) as f64).round() as usize;
        image.row(y_of(0.0), palette.grid, 0.6);
        let mut before: Option<(usize, usize)> = None;
        for (x, part) in columns.iter().enumerate() {
            let Some(part) = part else {
                before = None;
                continue;
            };
            let (mut high, mut low) = (y_of(part.high[lane]), y_of(part.low[lane]));
            // A line where columns would not touch.
            if let Some((high_before, low_before)) = before {
                high = high.min(low_before);
                low = low.max(high_before);
            }
            before = Some((y_of(part.high[lane]), y_of(part.low[lane])));
            image.column(x, high, low + 1, palette.fill, 0.85);
            let rms = part.rms()[lane];
            if part.frames > 4 {
                image.column(x, y_of(rms), y_of(-rms) + 1, palette.line, 0.9);
            } else {
                image.column(x, high, low + 1, palette.line, 0.9);
            }
        }
    }
    let pixel_of = |time_s: f64| (view.place_of(time_s) * width as f64).floor();
    let mut mark = |times: &[f64], from: usize, to: usize, opacity: f32| {
        for x in times.iter().map(|time_s| pixel_of(*time_s)).filter(|x| (0.0..width as f64).contains(x)) {
            image.column(x as usize, from, to, palette.alert, opacity);
        }
    };
    if marks.clips {
        mark(&overview.clips_s, 0, 5, 1.0);
    }
    if marks.faults {
        mark(&overview.clicks_s, 0, height, 0.8);
        mark(&overview.dropouts_s, 0, height, 0.8);
    }
    Ok(image)
}

/// One part a pixel; none outside the track.
fn columns(sound: &Sound, overview: &Overview, view: &View, width: usize) -> io::Result<Vec<Option<Part>>> {
    let pixel_s = view.length_s() / width as f64;
    if pixel_s >= overview.part_s {
        let part_at = |x: usize| (view.from_s + x as f64 * pixel_s) / overview.part_s;
        return Ok((0..width)
            .map(|x| {
                let (from, to) = (part_at(x).max(0.0) as usize, part_at(x + 1).max(0.0).ceil() as usize);
                let parts = overview.parts.get(from..to.min(overview.parts.len()))?;
                parts.iter().copied().reduce(|all, part| all.merged(&part))
            })
            .collect());
    }
    let rate_hz = f64::from(sound.sample_rate().hz());
    let frame_at = |x: usize| ((view.from_s + x as f64 * pixel_s) * rate_hz).floor();
    let first = frame_at(0).max(0.0) as u64;
    let mut planes = Vec::new();
    let read = sound.read_planes(first, (frame_at(width) - first as f64).max(0.0) as usize + 1, &mut planes)?;
    Ok((0..width)
        .map(|x| {
            let from = usize::try_from(frame_at(x) as i64 - first as i64).ok()?;
            let to = ((frame_at(x + 1) - first as f64) as usize).max(from + 1).min(read);
            (from < to).then(|| part_of(&planes, from..to))
        })
        .collect())
}

fn part_of(planes: &[Vec<f32>], range: std::ops::Range<usize>) -> Part {
    let mut part = Part { frames: range.len() as u32, ..Part::default() };
    for (side, plane) in [0, 1.min(planes.len() - 1)].into_iter().enumerate() {
        let samples = &planes[plane][range.clone()];
        part.low[side] = samples.iter().copied().fold(f32::INFINITY, f32::min);
        part.high[side] = samples.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        part.energy[side] = samples.iter().map(|sample| sample * sample).sum();
    }
    part
}

fn shade_silences(overview: &Overview, view: &View, palette: &Palette, image: &mut Image) {
    let shortest = (SHORTEST_SILENCE_S / overview.part_s.max(1e-9)).ceil() as usize;
    let is_silent = |part: &Part| part.high.iter().chain(&part.low).all(|sample| sample.abs() < SILENCE);
    let mut start = None;
    for (index, silent) in overview.parts.iter().map(is_silent).chain([false]).enumerate() {
        match (silent, start) {
            (true, None) => start = Some(index),
            (false, Some(first)) => {
                start = None;
                if index - first >= shortest {
                    let pixel = |part: usize| (view.place_of(part as f64 * overview.part_s) * image.width as f64).max(0.0) as usize;
                    let (from, to) = (pixel(first).min(image.width), pixel(index).min(image.width));
                    image.fill(from..to, 0..image.height, palette.grid, 0.35);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analyzer::{dsp::OverviewMeter, testing::sound},
        contracts::PcmBlock,
        pictures::image::Rgb,
    };

    fn overview_of(sound: &Sound, clip_level_dbfs: Option<f64>) -> Overview {
        let mut meter = OverviewMeter::new(sound.sample_rate(), sound.channels(), sound.bits(), clip_level_dbfs);
        let mut planes = Vec::new();
        sound.read_planes(0, sound.frames_ready() as usize, &mut planes).unwrap();
        meter.push(&PcmBlock { planes, integers: Vec::new() });
        meter.finish()
    }

    #[test]
    fn each_zoom_shows_the_same_sound() {
        let sound = sound(&[&|n| if n < 44_100 { 0.5 } else { -0.25 }, &|_| 0.0], 88_200);
        let overview = overview_of(&sound, None);
        let palette = Palette { line: Rgb(0, 255, 0), fill: Rgb(0, 255, 0), ..Palette::default() };
        for length_s in [2.0, 0.2, 0.004] {
            let view = View { from_s: 1.0 - length_s / 2.0, to_s: 1.0 + length_s / 2.0 };
            let image = waveform(&sound, &overview, &view, MarkKinds::default(), &palette, (100, 202)).unwrap();
            let rows = |x: usize| (0..100).filter(|y| image.pixel(x, *y)[1] > 128).collect::<Vec<_>>();
            // Lane of 100 rows: +0.5 lies a quarter down, -0.25 five eighths down.
            assert!(rows(20).first() == Some(&25), "{length_s}: {:?}", rows(20));
            assert!(rows(80).contains(&62) && !rows(80).contains(&25), "{length_s}: {:?}", rows(80));
        }
    }

    #[test]
    fn marks_and_what_lies_outside() {
        let sound = sound(&[&|n| if (22_050..22_060).contains(&n) { 0.9 } else { 0.0 }], 88_200);
        let overview = overview_of(&sound, Some(20.0 * (0.9_f64 - 1e-4).log10()));
        let palette = Palette { alert: Rgb(255, 0, 0), grid: Rgb(0, 0, 255), ..Palette::default() };
        let view = View { from_s: 0.0, to_s: 4.0 };
        let image = waveform(&sound, &overview, &view, MarkKinds::default(), &palette, (400, 50)).unwrap();
        let red: Vec<usize> = (0..400).filter(|x| image.pixel(*x, 0)[0] == 255).collect();
        assert!(red.contains(&50), "{red:?}");
        assert!(image.pixel(150, 10)[2] == 255 && image.pixel(150, 10)[3] > 0, "silence is shaded");
        assert_eq!(image.pixel(300, 10)[3], 0, "after the end there is nothing");
    }
}
