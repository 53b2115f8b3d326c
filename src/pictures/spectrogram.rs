//! The spectrogram: levels in tiles, kept while a track is looked at, and their pixels.
//!
//! A tile is 256 columns of one window size, one channel and one step; a step is a power of two of frames from column to column. A
//! view takes the coarsest step that still gives each pixel a column of its own, so a whole track costs as many transforms as the
//! picture is wide and a close look shows each window. A column that spans more than its window is the mean of up to four windows.

use std::{
    collections::{HashMap, VecDeque},
    io,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
};

use realfft::{RealFftPlanner, RealToComplex};
use rustfft::num_complex::Complex;
use serde::{Deserialize, Serialize};

use super::{
    Axis, Channel, View,
    image::{Image, Rgb},
};
use crate::{
    analyzer::sound::Frames,
    contracts::{CancelToken, Cancelled},
};

/// Window sizes that are offered, in frames.
pub const WINDOW_SIZES: [usize; 6] = [512, 1024, 2048, 4096, 8192, 16_384];
/// Levels that are told apart in dBFS; a sine at full scale reads 0.
pub const LEVEL_RANGE_DB: (f32, f32) = (-150.0, 3.0);
const LEVEL_STEP_DB: f32 = (LEVEL_RANGE_DB.1 - LEVEL_RANGE_DB.0) / 255.0;
/// Columns of a tile.
const TILE_COLUMNS: u64 = 256;
/// Finest step: 8 frames.
const FINEST_STEP: u32 = 3;
const COARSEST_STEP: u32 = 40;
/// Windows averaged in a column that spans more.
const MOST_WINDOWS: u64 = 4;
/// Levels kept; about sixty screens at a window of 2048.
const MOST_BYTES: usize = 96 << 20;

/// Colours of levels, perceptually uniform all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColourMap {
    /// Black, violet, orange, cream.
    #[default]
    Magma,
    /// Black, red, yellow.
    Inferno,
    /// Violet, green, yellow.
    Viridis,
    /// Blue to yellow, made for colour-blind eyes.
    Cividis,
    /// Black to white, for paper.
    Grey,
}

impl ColourMap {
    /// Colour of `share`, 0 for the lowest level to 1 for the highest.
    pub fn colour(self, share: f64) -> Rgb {
        let gradient = match self {
            Self::Magma => colorous::MAGMA,
            Self::Inferno => colorous::INFERNO,
            Self::Viridis => colorous::VIRIDIS,
            Self::Cividis => colorous::CIVIDIS,
            Self::Grey => {
                let value = (share.clamp(0.0, 1.0) * 255.0).round() as u8;
                return Rgb(value, value, value);
            }
        };
        let colour = gradient.eval_continuous(share.clamp(0.0, 1.0));
        Rgb(colour.r, colour.g, colour.b)
    }
}

/// How a spectrogram is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Channel.
    pub channel: Channel,
    /// Hann window in frames, one of [`WINDOW_SIZES`].
    pub window: usize,
    /// Axis of frequencies.
    pub axis: Axis,
    /// Lowest frequency shown.
    pub low_hz: f64,
    /// Highest frequency shown; 0 for half the rate.
    pub high_hz: f64,
    /// Level of the darkest colour in dBFS.
    pub floor_db: f64,
    /// Level of the brightest colour in dBFS.
    pub ceiling_db: f64,
    /// Colours.
    pub map: ColourMap,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            channel: Channel::Mid,
            window: 2048,
            axis: Axis::Linear,
            low_hz: 0.0,
            high_hz: 0.0,
            floor_db: -120.0,
            ceiling_db: 0.0,
            map: ColourMap::Magma,
        }
    }
}

impl Look {
    /// Highest frequency shown of a track whose rate carries `nyquist_hz`.
    pub fn top_hz(&self, nyquist_hz: f64) -> f64 {
        if self.high_hz > 0.0 { self.high_hz.min(nyquist_hz) } else { nyquist_hz }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct TileKey {
    window: usize,
    channel: Channel,
    step: u32,
    index: u64,
}

/// Level codes, column after column, the lowest bin first.
type Tile = Arc<Vec<u8>>;

#[derive(Default)]
struct Tiles {
    kept: HashMap<TileKey, Tile>,
    order: VecDeque<TileKey>,
    bytes: usize,
}

/// A track's levels, computed where they are looked at. Clones share their tiles.
#[derive(Clone)]
pub struct Spectrogram {
    sound: Arc<dyn Frames>,
    tiles: Arc<Mutex<Tiles>>,
}

/// Levels of a view, one column a pixel.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levels {
    /// What is shown.
    pub view: Option<View>,
    /// Half the rate.
    pub nyquist_hz: f64,
    bins: usize,
    codes: Vec<u8>,
}

/// Why there are no levels.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LevelsError {
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    /// The decoded sound could not be read.
    #[error("the decoded sound could not be read: {0}")]
    Io(#[from] io::Error),
}

impl Spectrogram {
    /// Of `sound`; nothing is computed yet.
    pub fn new(sound: impl Frames + 'static) -> Self {
        Self { sound: Arc::new(sound), tiles: Arc::default() }
    }

    /// Levels of `view` in `width` columns. What is not decoded yet is the lowest level.
    ///
    /// # Errors
    /// [`LevelsError::Cancelled`] within one tile of the token being set; the disk's.
    pub fn levels(&self, view: &View, look: &Look, width: usize, cancel: &CancelToken) -> Result<Levels, LevelsError> {
        let rate_hz = f64::from(self.sound.sample_rate().hz());
        let bins = look.window / 2 + 1;
        let frames_a_pixel = view.length_s() * rate_hz / width.max(1) as f64;
        let step = (frames_a_pixel.max(1.0).log2().floor() as u32).clamp(FINEST_STEP, COARSEST_STEP);
        let hop = (1_u64 << step) as f64;
        let mut codes = vec![0_u8; width * bins];
        let mut transform = None;
        let mut near: Option<(u64, Tile)> = None;
        let end = self.sound.frames_ready().div_ceil(1 << step);
        for (x, column) in codes.chunks_exact_mut(bins).enumerate() {
            let at = |x: usize| (view.from_s * rate_hz + x as f64 * frames_a_pixel) / hop;
            let first = at(x).max(0.0).floor() as u64;
            let last = (at(x + 1).ceil().max(0.0) as u64).max(first + 1).min(end);
            if at(x + 1) <= 0.0 {
                continue;
            }
            for number in first..last {
                let index = number / TILE_COLUMNS;
                if near.as_ref().is_none_or(|(kept, _)| *kept != index) {
                    cancel.check()?;
                    let key = TileKey { window: look.window, channel: look.channel, step, index };
                    near = Some((index, self.tile(key, &mut transform)?));
                }
                let Some((_, tile)) = &near else { continue };
                let place = (number % TILE_COLUMNS) as usize * bins;
                for (shown, code) in column.iter_mut().zip(&tile[place..place + bins]) {
                    *shown = (*shown).max(*code);
                }
            }
        }
        Ok(Levels { view: Some(*view), nyquist_hz: rate_hz / 2.0, bins, codes })
    }

    fn tile(&self, key: TileKey, transform: &mut Option<Transform>) -> io::Result<Tile> {
        let kept = self.tiles.lock().unwrap_or_else(PoisonError::into_inner).kept.get(&key).cloned();
        if let Some(tile) = kept {
            return Ok(tile);
        }
        // Asked before: what is decoded meanwhile only makes the tile better than it claims.
        let needed = (key.index + 1) * (TILE_COLUMNS << key.step) + key.window as u64;
        let is_whole = self.sound.is_complete() || self.sound.frames_ready() >= needed;
        let transform = match transform {
            Some(ready) if ready.window.len() == key.window => ready,
            _ => transform.insert(Transform::new(key.window, self.sound.channels())),
        };
        let bins = key.window / 2 + 1;
        let mut codes = vec![0; TILE_COLUMNS as usize * bins];
        let hop = 1_u64 << key.step;
        for (number, column) in codes.chunks_exact_mut(bins).enumerate() {
            let start = (key.index * TILE_COLUMNS + number as u64) * hop;
            if start >= self.sound.frames_ready() {
                break;
            }
            transform.column(&*self.sound, key.channel, start, hop, column)?;
        }
        let tile = Arc::new(codes);
        if is_whole {
            self.keep(key, &tile);
        }
        Ok(tile)
    }

    fn keep(&self, key: TileKey, tile: &Tile) {
        let mut tiles = self.tiles.lock().unwrap_or_else(PoisonError::into_inner);
        if tiles.kept.insert(key, Arc::clone(tile)).is_none() {
            tiles.order.push_back(key);
            tiles.bytes += tile.len();
        }
        while tiles.bytes > MOST_BYTES {
            let Some(oldest) = tiles.order.pop_front() else { break };
            if let Some(tile) = tiles.kept.remove(&oldest) {
                tiles.bytes -= tile.len();
            }
        }
    }
}

/// One window's transform and its buffers.
struct Transform {
    fft: Arc<dyn RealToComplex<f32>>,
    window: Vec<f32>,
    /// Turns squared magnitude into power where a full-scale sine is 1.
    scale: f32,
    frames: Vec<f32>,
    samples: Vec<f32>,
    bins: Vec<Complex<f32>>,
    power: Vec<f32>,
}

impl Transform {
    fn new(length: usize, channels: usize) -> Self {
        let fft = RealFftPlanner::new().plan_fft_forward(length);
        let turn = std::f32::consts::TAU / length as f32;
        let window: Vec<f32> = (0..length).map(|n| 0.5 - 0.5 * (turn * n as f32).cos()).collect();
        let sum: f32 = window.iter().sum();
        Self {
            bins: fft.make_output_vec(),
            samples: fft.make_input_vec(),
            power: vec![0.0; length / 2 + 1],
            frames: vec![0.0; length * channels],
            fft,
            window,
            scale: 4.0 / (sum * sum),
        }
    }

    /// Codes of the column that begins at frame `start` and spans `hop`.
    fn column(&mut self, sound: &dyn Frames, channel: Channel, start: u64, hop: u64, into: &mut [u8]) -> io::Result<()> {
        let length = self.window.len() as u64;
        let windows = (hop / length).clamp(1, MOST_WINDOWS);
        self.power.fill(0.0);
        for number in 0..windows {
            let centre = start + hop * (2 * number + 1) / (2 * windows);
            self.add_window(sound, channel, centre.saturating_sub(length / 2), (length / 2).saturating_sub(centre) as usize)?;
        }
        let scale = self.scale / windows as f32;
        for (code, power) in into.iter_mut().zip(&self.power) {
            *code = code_of(10.0 * (power * scale).log10());
        }
        Ok(())
    }

    /// Adds the power of the window at `first`, whose first `missing` frames lie before the track.
    fn add_window(&mut self, sound: &dyn Frames, channel: Channel, first: u64, missing: usize) -> io::Result<()> {
        let channels = sound.channels();
        let length = self.window.len();
        let wanted = (length - missing.min(length)) * channels;
        let frames = sound.read(first, &mut self.frames[..wanted])?;
        self.samples.fill(0.0);
        let windowed = self.samples[missing.min(length)..].iter_mut().zip(&self.window[missing.min(length)..]);
        for ((sample, weight), frame) in windowed.zip(self.frames[..frames * channels].chunks_exact(channels)) {
            *sample = weight * channel.of(frame);
        }
        // The lengths are the plan's own.
        if self.fft.process(&mut self.samples, &mut self.bins).is_ok() {
            for (power, bin) in self.power.iter_mut().zip(&self.bins) {
                *power += bin.norm_sqr();
            }
        }
        Ok(())
    }
}

fn code_of(level_db: f32) -> u8 {
    // -inf, and what is no number, is the lowest.
    ((level_db - LEVEL_RANGE_DB.0) / LEVEL_STEP_DB).round().clamp(0.0, 255.0) as u8
}

fn level_of(code: u8) -> f32 {
    LEVEL_RANGE_DB.0 + f32::from(code) * LEVEL_STEP_DB
}

impl Levels {
    /// Columns.
    pub fn width(&self) -> usize {
        self.codes.len().checked_div(self.bins).unwrap_or(0)
    }

    /// Level in dBFS, to 0.6 dB, at `place` 0 to 1 from the left and `hz`; `None` where there is none or it is below the range.
    pub fn level_at(&self, place: f64, hz: f64) -> Option<f32> {
        let width = self.width();
        if width == 0 || !(0.0..=1.0).contains(&place) {
            return None;
        }
        let column = ((place * width as f64) as usize).min(width - 1);
        let bin = (hz / self.nyquist_hz * (self.bins - 1) as f64).round() as usize;
        let code = *self.codes.get(column * self.bins + bin.min(self.bins - 1))?;
        (code > 0).then(|| level_of(code))
    }

    /// Counts of each code in bin `bin` over all columns.
    pub(super) fn counts(&self, bin: usize) -> [u32; 256] {
        let mut counts = [0; 256];
        for column in self.codes.chunks_exact(self.bins) {
            counts[usize::from(column[bin])] += 1;
        }
        counts
    }

    pub(super) fn bins(&self) -> usize {
        self.bins
    }

    pub(super) fn decibels(code: usize) -> f32 {
        level_of(u8::try_from(code).unwrap_or(u8::MAX))
    }
}

/// Draws `levels` `height` pixels high. A row that spans several bins shows the loudest, one between two bins what lies between.
pub fn paint(levels: &Levels, look: &Look, height: usize) -> Image {
    let width = levels.width();
    let mut image = Image::new(width, height);
    let (floor, ceiling) = (look.floor_db, look.ceiling_db.max(look.floor_db + 1.0));
    let colours: Vec<[u8; 4]> = (0..=255)
        .map(|code| {
            let Rgb(red, green, blue) = look.map.colour((f64::from(level_of(code)) - floor) / (ceiling - floor));
            [red, green, blue, 255]
        })
        .collect();
    let rows: Vec<Row> = (0..height).map(|y| Row::of(levels, look, y, height)).collect();
    for (x, column) in levels.codes.chunks_exact(levels.bins.max(1)).enumerate() {
        for (y, row) in rows.iter().enumerate() {
            let place = (y * width + x) * 4;
            image.rgba[place..place + 4].copy_from_slice(&colours[usize::from(row.code(column))]);
        }
    }
    image
}

/// Bins of one row of pixels.
enum Row {
    Loudest(Range<usize>),
    Between(usize, f32),
}

impl Row {
    fn of(levels: &Levels, look: &Look, y: usize, height: usize) -> Self {
        let top_hz = look.top_hz(levels.nyquist_hz);
        let last = levels.bins.saturating_sub(1);
        let bin_at = |edge: usize| {
            let hz = look.axis.hz_at(1.0 - edge as f64 / height as f64, look.low_hz, top_hz);
            (hz / levels.nyquist_hz * last as f64).clamp(0.0, last as f64)
        };
        let (high, low) = (bin_at(y), bin_at(y + 1));
        if high - low > 1.0 {
            return Self::Loudest(low.round() as usize..(high.round() as usize).max(low.round() as usize + 1).min(last + 1));
        }
        let middle = (high + low) / 2.0;
        let below = (middle.floor() as usize).min(last.saturating_sub(1));
        Self::Between(below, (middle - below as f64) as f32)
    }

    fn code(&self, column: &[u8]) -> u8 {
        match self {
            Self::Loudest(bins) => column[bins.clone()].iter().copied().max().unwrap_or(0),
            Self::Between(below, share) => {
                let above = column.get(below + 1).copied().unwrap_or(column[*below]);
                let (low, high) = (f32::from(column[*below]), f32::from(above));
                (low + (high - low) * share).round() as u8
            }
        }
    }
}

/// The colours from the highest level at the top to the lowest.
pub fn paint_legend(map: ColourMap, width: usize, height: usize) -> Image {
    let mut image = Image::new(width, height);
    for y in 0..height {
        let colour = map.colour(1.0 - y as f64 / height.saturating_sub(1).max(1) as f64);
        image.row(y, colour, 1.0);
    }
    image
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::{sound::Sound, testing::sound};

    fn levels(sound: &Sound, view: View, look: &Look, width: usize) -> Levels {
        Spectrogram::new(sound.clone()).levels(&view, look, width, &CancelToken::new()).unwrap()
    }

    fn tone(hz: f64, gain: f64) -> impl Fn(usize) -> f32 {
        move |n| (gain * (std::f64::consts::TAU * hz * n as f64 / 44_100.0).sin()) as f32
    }

    #[test]
    fn a_full_scale_sine_reads_0_db_at_its_place_at_every_zoom() {
        let hz = 44_100.0 / 2048.0 * 200.0;
        let sound = sound(&[&tone(hz, 1.0), &tone(hz, 0.1)], 44_100 * 3);
        for (from_s, to_s) in [(0.0, 3.0), (1.0, 1.5), (1.2, 1.2005)] {
            for (channel, expected) in [(Channel::Left, 0.0), (Channel::Right, -20.0), (Channel::Side, -6.9)] {
                let look = Look { channel, ..Look::default() };
                let levels = levels(&sound, View { from_s, to_s }, &look, 100);
                let level = levels.level_at(0.5, hz).unwrap();
                // Half a step of the code.
                assert!((level - expected).abs() < 0.4, "{channel:?} {from_s}: {level}");
                assert!(levels.level_at(0.5, 2.0 * hz).is_none_or(|level| level < -80.0));
            }
        }
    }

    #[test]
    fn an_impulse_stands_in_its_own_column() {
        let sound = sound(&[&|n| if n == 66_150 { 1.0 } else { 0.0 }], 44_100 * 3);
        let look = Look { window: 512, ..Look::default() };
        let levels = levels(&sound, View { from_s: 1.0, to_s: 2.0 }, &look, 200);
        let loud: Vec<usize> = (0..200).filter(|x| levels.level_at((*x as f64 + 0.5) / 200.0, 8_000.0).is_some()).collect();
        // A window of 11.6 ms covers 2.3 columns of 5 ms on either side of the middle.
        assert!(loud.contains(&100) && loud.len() <= 5 && loud.iter().all(|x| x.abs_diff(100) <= 2), "{loud:?}");
    }

    #[test]
    fn what_lies_outside_the_track_is_dark_and_no_error() {
        let sound = sound(&[&|_| 0.5], 4_410);
        let levels = levels(&sound, View { from_s: -1.0, to_s: 2.0 }, &Look::default(), 30);
        assert_eq!(levels.level_at(0.0, 0.0), None);
        assert_eq!(levels.level_at(0.9, 0.0), None);
        assert!(levels.level_at(1.05 / 3.0, 0.0).is_some());
        let nothing = Spectrogram::new(sound).levels(&View { from_s: 0.0, to_s: 0.0 }, &Look::default(), 0, &CancelToken::new());
        assert_eq!(nothing.unwrap().width(), 0);
    }

    #[test]
    fn pixels_follow_level_axis_and_range() {
        let sound = sound(&[&tone(5_000.0, 1.0)], 44_100);
        let view = View { from_s: 0.2, to_s: 0.8 };
        for axis in [Axis::Linear, Axis::Log, Axis::Mel] {
            let look = Look { axis, low_hz: 100.0, ..Look::default() };
            let levels = levels(&sound, view, &look, 20);
            for height in [40, 1500] {
                let image = paint(&levels, &look, height);
                let brightness = |y: usize| image.rgba[(y * 20 + 10) * 4..][..3].iter().map(|part| u32::from(*part)).sum::<u32>();
                let brightest = (0..height).max_by_key(|y| brightness(*y)).unwrap();
                let expected = (1.0 - axis.place_of(5_000.0, 100.0, 22_050.0)) * height as f64;
                assert!(
                    (brightest as f64 + 0.5 - expected).abs() <= 1.0 + height as f64 / 400.0,
                    "{axis:?} {height}: {brightest} {expected}"
                );
            }
        }
    }

    #[test]
    fn a_cancelled_view_stops_and_tiles_are_made_once() {
        let sound = sound(&[&tone(1_000.0, 0.5)], 44_100);
        let spectrogram = Spectrogram::new(sound);
        let (view, look) = (View { from_s: 0.0, to_s: 1.0 }, Look::default());
        let cancel = CancelToken::new();
        cancel.cancel();
        assert!(matches!(spectrogram.levels(&view, &look, 64, &cancel), Err(LevelsError::Cancelled(_))));
        let first = spectrogram.levels(&view, &look, 64, &CancelToken::new()).unwrap();
        let kept = spectrogram.tiles.lock().unwrap().kept.len();
        assert!(kept > 0);
        assert_eq!(spectrogram.levels(&view, &look, 64, &CancelToken::new()).unwrap(), first);
        assert_eq!(spectrogram.tiles.lock().unwrap().kept.len(), kept);
    }
}
