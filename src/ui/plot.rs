//! Pixels of the average spectrum and the waveform, computed off the main thread. No Qt.

use super::image::{Image, Palette, Tick};
use crate::{contracts::Pictures, language::number};

/// Range of the spectrum plot.
const SPECTRUM_DB: (f64, f64) = (-120.0, 0.0);
const SPECTRUM_STEP_DB: usize = 20;

/// The average spectrum as a filled line with the peaks above it, 0 to -120 dBFS, 0 to half the rate; the cutoff dashed.
pub(super) fn spectrum(pictures: &Pictures, cutoff_share: Option<f64>, palette: &Palette, width: usize, height: usize) -> Image {
    let mut image = Image::new(width, height);
    if width == 0 || height == 0 || pictures.spectrum_db.len() < 2 {
        return image;
    }
    for tick in spectrum_ticks(0.0) {
        image.row((tick.place * (height - 1) as f64).round() as usize, palette.grid, 0.5);
    }
    let y_of = |db: f32| {
        let (low, high) = SPECTRUM_DB;
        let share = ((high - f64::from(db)) / (high - low)).clamp(0.0, 1.0);
        share * (height - 1) as f64
    };
    let highest = |curve: &[f32], x: usize| {
        // Every bin that falls into this column, at least the nearest one.
        let bins = curve.len() - 1;
        let from = x * bins / width;
        let to = ((x + 1) * bins / width).max(from + 1).min(curve.len());
        curve[from..to].iter().copied().filter(|db| db.is_finite()).fold(f32::NEG_INFINITY, f32::max)
    };
    for (curve, is_average) in [(&pictures.spectrum_peak_db, false), (&pictures.spectrum_db, true)] {
        if curve.len() < 2 {
            continue;
        }
        let mut before: Option<f64> = None;
        for x in 0..width {
            let y = y_of(highest(curve, x).max(-1000.0));
            if is_average {
                image.column(x, y as usize, height, palette.fill, 0.35);
            }
            let (from, to) = before.map_or((y, y), |before| (before.min(y), before.max(y)));
            let opacity = if is_average { 1.0 } else { 0.35 };
            image.column(x, from as usize, to as usize + 1, palette.line, opacity);
            before = Some(y);
        }
    }
    if let Some(share) = cutoff_share.filter(|share| (0.0..=1.0).contains(share)) {
        let x = (share * (width - 1) as f64).round() as usize;
        for y in (0..height).filter(|y| y % 8 < 5) {
            image.blend(x, y, palette.proof, 1.0);
        }
    }
    image
}

/// The waveform: lowest and highest sample of each column, the root mean square brighter, clipped columns marked above.
pub(super) fn waveform(pictures: &Pictures, palette: &Palette, width: usize, height: usize) -> Image {
    let mut image = Image::new(width, height);
    let parts = pictures.envelope_low.len().min(pictures.envelope_high.len());
    if width == 0 || height < 3 || parts == 0 {
        return image;
    }
    for level in [0.0, 0.5, 1.0] {
        image.row((level * (height - 1) as f64).round() as usize, palette.grid, 0.5);
    }
    let y_of = |sample: f32| (f64::from(1.0 - sample.clamp(-1.0, 1.0)) / 2.0 * (height - 1) as f64).round() as usize;
    for x in 0..width {
        let from = x * parts / width;
        let to = ((x + 1) * parts / width).max(from + 1).min(parts);
        let low = pictures.envelope_low[from..to].iter().copied().fold(f32::INFINITY, f32::min);
        let high = pictures.envelope_high[from..to].iter().copied().fold(f32::NEG_INFINITY, f32::max);
        image.column(x, y_of(high), y_of(low) + 1, palette.fill, 0.7);
        let rms = pictures.envelope_rms.get(from..to).map_or(0.0, |parts| parts.iter().copied().fold(0.0, f32::max));
        if rms.is_finite() && rms > 0.0 {
            image.column(x, y_of(rms), y_of(-rms) + 1, palette.line, 0.9);
        }
        if pictures.envelope_clips.get(from..to).is_some_and(|parts| parts.iter().any(|&clips| clips > 0)) {
            image.column(x, 0, 5, palette.alert, 1.0);
        }
    }
    image
}

/// Labels of the spectrum: decibels down the side, and kilohertz along the bottom where the highest frequency is known.
pub(super) fn spectrum_ticks(nyquist_hz: f64) -> Vec<Tick> {
    let (low, high) = SPECTRUM_DB;
    let steps = ((high - low) as usize) / SPECTRUM_STEP_DB;
    let mut ticks: Vec<Tick> = (0..=steps)
        .map(|step| Tick {
            axis: "y",
            place: step as f64 / steps as f64,
            label: format!("{}", high as i64 - (step * SPECTRUM_STEP_DB) as i64),
        })
        .collect();
    let step_khz = match nyquist_hz {
        hz if hz <= 0.0 => return ticks,
        hz if hz <= 13_000.0 => 2.0,
        hz if hz <= 25_000.0 => 5.0,
        hz if hz <= 50_000.0 => 10.0,
        hz if hz <= 100_000.0 => 20.0,
        _ => 100.0,
    };
    let mut khz = 0.0;
    while khz * 1000.0 <= nyquist_hz {
        ticks.push(Tick { axis: "x", place: khz * 1000.0 / nyquist_hz, label: number(khz, 0) });
        khz += step_khz;
    }
    ticks
}

/// Labels of the waveform: full scale down the side, time along the bottom.
pub(super) fn waveform_ticks(duration_s: f64) -> Vec<Tick> {
    let mut ticks: Vec<Tick> =
        [(0.0, "1"), (0.5, "0"), (1.0, "-1")].map(|(place, label)| Tick { axis: "y", place, label: label.to_owned() }).into();
    if duration_s > 0.0 && duration_s.is_finite() {
        const STEPS_S: [f64; 13] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0];
        let step = STEPS_S.into_iter().find(|step| duration_s / step <= 6.0).unwrap_or(7200.0);
        let mut at = 0.0;
        while at <= duration_s {
            ticks.push(Tick { axis: "x", place: at / duration_s, label: super::rows::length(Some(at)) });
            at += step;
        }
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::image::Rgb;

    const PALETTE: Palette = Palette {
        line: Rgb(0, 0, 255),
        fill: Rgb(0, 0, 100),
        grid: Rgb(50, 50, 50),
        proof: Rgb(0, 255, 255),
        alert: Rgb(255, 0, 0),
    };

    fn pixel(image: &Image, x: usize, y: usize) -> [u8; 4] {
        image.pixel(x, y)
    }

    #[test]
    fn a_flat_spectrum_is_a_level_line_with_its_area_filled() {
        let pictures = Pictures { spectrum_db: vec![-60.0; 1025], ..Pictures::default() };
        let image = spectrum(&pictures, None, &PALETTE, 100, 121);
        assert_eq!(pixel(&image, 50, 60), [0, 0, 255, 255]);
        assert_eq!(pixel(&image, 50, 30)[3], 0, "nothing above the line");
        assert!(pixel(&image, 50, 90)[3] > 0, "filled below it");
    }

    #[test]
    fn the_cutoff_stands_where_it_was_measured() {
        let pictures = Pictures { spectrum_db: vec![-200.0; 1025], ..Pictures::default() };
        let image = spectrum(&pictures, Some(0.5), &PALETTE, 101, 50);
        assert_eq!(pixel(&image, 50, 1), [0, 255, 255, 255]);
        assert_eq!(pixel(&image, 50, 6)[..3], PALETTE_GAP, "dashed");
    }
    const PALETTE_GAP: [u8; 3] = [0, 0, 0];

    #[test]
    fn clipped_parts_are_marked() {
        let mut pictures = Pictures {
            envelope_low: vec![-0.5; 10],
            envelope_high: vec![0.5; 10],
            envelope_rms: vec![0.2; 10],
            envelope_clips: vec![0; 10],
            ..Pictures::default()
        };
        pictures.envelope_clips[3] = 2;
        let image = waveform(&pictures, &PALETTE, 10, 41);
        assert_eq!(pixel(&image, 3, 0)[0], 255);
        assert_ne!(pixel(&image, 4, 0)[0], 255);
        assert!(pixel(&image, 4, 20)[2] > 200, "the rms is brighter");
    }

    #[test]
    fn broken_pictures_draw_nothing_and_do_not_panic() {
        let nan = Pictures { spectrum_db: vec![f32::NAN; 8], spectrum_peak_db: vec![1.0], ..Pictures::default() };
        spectrum(&nan, Some(f64::NAN), &PALETTE, 7, 3);
        assert_eq!(waveform(&Pictures::default(), &PALETTE, 10, 10).rgba, vec![0; 400]);
        spectrum(&Pictures::default(), None, &PALETTE, 0, 0);
    }

    #[test]
    fn ticks_stay_on_the_axis() {
        for ticks in [spectrum_ticks(22_050.0), waveform_ticks(251.3), waveform_ticks(0.4)] {
            assert!(ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.place)));
        }
        assert_eq!(spectrum_ticks(22_050.0).iter().filter(|tick| tick.axis == "x").count(), 5);
    }
}
