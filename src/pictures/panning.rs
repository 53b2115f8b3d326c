//! The goniometer: right against left, turned so that mono stands upright.

use std::io;

use super::{
    View,
    image::{Image, Palette},
};
use crate::analyzer::sound::Sound;

/// Frames drawn, spread over the view.
const MOST_FRAMES: u64 = 60_000;
/// Frames read at once.
const RUN: u64 = 600;

/// Where the frames of `view` lie, brighter where there are more; nothing of mono but the upright line that it is.
///
/// # Errors
/// The disk's.
pub fn goniometer(sound: &Sound, view: &View, palette: &Palette, (width, height): (usize, usize)) -> io::Result<Image> {
    let mut image = Image::new(width, height);
    let size = width.min(height);
    if size < 8 {
        return Ok(image);
    }
    let (middle_x, middle_y) = (width / 2, height / 2);
    let reach = (size / 2 - 1) as f32;
    for n in 0..=size / 2 {
        for (x, y) in [(n, n), (n, 0), (0, n)] {
            for (x, y) in [
                (middle_x + x, middle_y + y),
                (middle_x - x.min(middle_x), middle_y + y),
                (middle_x + x, middle_y - y.min(middle_y)),
                (middle_x - x.min(middle_x), middle_y - y.min(middle_y)),
            ] {
                image.blend(x, y, palette.grid, 0.25);
            }
        }
    }
    let rate_hz = f64::from(sound.sample_rate().hz());
    let [first, end] = [view.from_s, view.to_s].map(|time_s| (time_s.max(0.0) * rate_hz) as u64);
    let end = end.min(sound.frames_ready());
    let runs = (MOST_FRAMES / RUN).min(end.saturating_sub(first).div_ceil(RUN)).max(1);
    let channels = sound.channels();
    let mut frames = vec![0.0; RUN as usize * channels];
    let mut counts = vec![0_u32; width * height];
    for run in 0..runs {
        let start = first + (end.saturating_sub(first)) * run / runs;
        let wanted = (RUN.min(end.saturating_sub(start))) as usize * channels;
        let read = sound.read(start, &mut frames[..wanted])?;
        for frame in frames[..read * channels].chunks_exact(channels) {
            let (left, right) = (frame[0], frame[1.min(channels - 1)]);
            let x = middle_x as f32 + (right - left) / 2.0 * reach;
            let y = middle_y as f32 - (right + left) / 2.0 * reach;
            let (x, y) = (x.round().clamp(0.0, (width - 1) as f32) as usize, y.round().clamp(0.0, (height - 1) as f32) as usize);
            counts[y * width + x] += 1;
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0).max(1) as f32;
    for (place, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let share = (1.0 + *count as f32).ln() / (1.0 + most).ln();
        image.blend(place % width, place / width, palette.line, 0.25 + 0.75 * share);
    }
    Ok(image)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analyzer::testing::sound, pictures::image::Rgb};

    #[test]
    fn mono_stands_upright_and_the_opposite_lies_flat() {
        let wave = |n: usize| (n as f32 * 0.01).sin() * 0.5;
        let palette = Palette { line: Rgb(0, 255, 0), ..Palette::default() };
        let view = View { from_s: 0.0, to_s: 1.0 };
        let lit = |right: &dyn Fn(usize) -> f32| -> Vec<(usize, usize)> {
            let sound = sound(&[&wave, right], 44_100);
            let image = goniometer(&sound, &view, &palette, (101, 101)).unwrap();
            (0..101 * 101).map(|place| (place % 101, place / 101)).filter(|(x, y)| image.pixel(*x, *y)[1] > 100).collect()
        };
        let same = lit(&wave);
        assert!(same.len() > 20 && same.iter().all(|(x, _)| *x == 50));
        let opposite = lit(&|n| -wave(n));
        assert!(opposite.len() > 20 && opposite.iter().all(|(_, y)| *y == 50));
        let left_only = lit(&|_| 0.0);
        assert!(left_only.iter().all(|(x, y)| x.abs_diff(*y) <= 1), "a diagonal");
    }
}
