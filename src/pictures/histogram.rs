//! How often each sample value occurs, and which bits are used.

use std::io;

use super::{
    View,
    image::{Image, Palette, Tick},
};
use crate::{
    analyzer::sound::Sound,
    contracts::{CancelToken, Cancelled},
};

/// Sample values that are told apart: those of 16 bits.
const VALUES: usize = 1 << 16;
/// Frames read at once.
const RUN: usize = 1 << 15;
/// Depth of integers that single precision holds.
const MOST_BITS: u32 = 24;

/// Values and bits of a region, all channels together.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueHistogram {
    /// Samples by value, from -32768 to 32767 of 16 bits; deeper ones to the nearest below.
    pub counts: Vec<u32>,
    /// Share of the samples in which each bit is set or, for negative ones, cleared: the lowest bit of the declared depth first.
    pub bits: Vec<f64>,
}

impl ValueHistogram {
    /// Values between the lowest and the highest that occur, and how many of them never do: a depth that is not used shows so.
    pub fn unused_values(&self) -> (usize, usize) {
        let first = self.counts.iter().position(|count| *count > 0).unwrap_or(0);
        let last = self.counts.iter().rposition(|count| *count > 0).unwrap_or(0);
        let between = &self.counts[first..=last];
        (between.len(), between.iter().filter(|count| **count == 0).count())
    }
}

/// Counts the values of `view`.
///
/// # Errors
/// `Ok(None)` where the token was set; the disk's.
pub fn value_histogram(sound: &Sound, view: &View, cancel: &CancelToken) -> io::Result<Result<ValueHistogram, Cancelled>> {
    let depth = u32::from(sound.bits().unwrap_or(MOST_BITS as u16)).clamp(1, MOST_BITS);
    let scale = (1_i64 << (depth - 1)) as f32;
    let rate_hz = f64::from(sound.sample_rate().hz());
    let [mut at, end] = [view.from_s, view.to_s].map(|time_s| (time_s.max(0.0) * rate_hz).round() as u64);
    let mut histogram = ValueHistogram { counts: vec![0; VALUES], bits: vec![0.0; depth as usize] };
    let mut set = vec![0_u64; depth as usize];
    let mut total = 0_u64;
    let mut samples = vec![0.0; RUN * sound.channels()];
    while at < end {
        if cancel.is_cancelled() {
            return Ok(Err(Cancelled));
        }
        let wanted = ((end - at) as usize).min(RUN) * sound.channels();
        let frames = sound.read(at, &mut samples[..wanted])?;
        if frames == 0 {
            break;
        }
        for sample in &samples[..frames * sound.channels()] {
            let value = ((sample * 32_768.0).floor().clamp(-32_768.0, 32_767.0) as i32 + 32_768) as usize;
            histogram.counts[value] = histogram.counts[value].saturating_add(1);
            let integer = (sample * scale).clamp(-scale, scale - 1.0) as i32;
            for (bit, count) in set.iter_mut().enumerate() {
                *count += u64::from(integer >> bit & 1 == 1);
            }
        }
        total += (frames * sound.channels()) as u64;
        at += frames as u64;
    }
    // A bit is idle where it never changes: always 0, or always 1.
    for (share, count) in histogram.bits.iter_mut().zip(set) {
        *share = count as f64 / total.max(1) as f64;
    }
    Ok(Ok(histogram))
}

/// Draws the counts on a logarithmic height over all values, and the share of time that each bit is set as a row of bars below.
pub fn paint_values(histogram: &ValueHistogram, palette: &Palette, (width, height): (usize, usize)) -> (Image, Vec<Tick>) {
    let mut image = Image::new(width, height);
    let most = histogram.counts.iter().copied().max().unwrap_or(0);
    let bars = height / 5;
    let top = height.saturating_sub(bars + 8);
    if width == 0 || top < 8 || most == 0 {
        return (image, Vec::new());
    }
    for x in 0..width {
        let (from, to) = (x * VALUES / width, ((x + 1) * VALUES / width).max(x * VALUES / width + 1));
        let highest = histogram.counts[from..to].iter().copied().max().unwrap_or(0);
        let share = (1.0 + f64::from(highest)).ln() / (1.0 + f64::from(most)).ln();
        image.column(x, top - (share * (top - 1) as f64).round() as usize, top, palette.line, 0.9);
    }
    let depth = histogram.bits.len();
    for (bit, share) in histogram.bits.iter().rev().enumerate() {
        let (from, to) = (bit * width / depth + 1, (bit + 1) * width / depth);
        let is_idle = *share == 0.0 || *share == 1.0;
        image.fill(from..to, height - bars..height, palette.grid, 0.5);
        let rows = (share * bars as f64).round() as usize;
        if is_idle {
            image.fill(from..to, height - 3..height, palette.alert, 1.0);
        } else {
            image.fill(from..to, height - rows..height, palette.fill, 1.0);
        }
    }
    let ticks =
        [(0.0, "-1"), (0.25, "-.5"), (0.5, "0"), (0.75, ".5"), (1.0, "1")].map(|(place, label)| Tick::new("x", place, label));
    (image, ticks.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::testing::sound;

    #[test]
    fn values_and_idle_bits_are_counted() {
        // Every fourth value between -400 and 396: the two lowest bits never change.
        let sound = sound(&[&|n| ((n % 200) as f32 * 4.0 - 400.0) / 32_768.0], 20_000);
        let view = View { from_s: 0.0, to_s: 1.0 };
        let histogram = value_histogram(&sound, &view, &CancelToken::new()).unwrap().unwrap();
        assert_eq!(histogram.counts.iter().map(|count| u64::from(*count)).sum::<u64>(), 20_000);
        assert_eq!(histogram.unused_values(), (797, 597));
        assert_eq!((histogram.bits.len(), histogram.bits[0], histogram.bits[1]), (16, 0.0, 0.0));
        assert!(histogram.bits[2] > 0.4 && histogram.bits[2] < 0.6);
        let (image, ticks) = paint_values(&histogram, &Palette::default(), (320, 100));
        assert!(image.rgba.iter().any(|part| *part > 0) && !ticks.is_empty());
    }
}
