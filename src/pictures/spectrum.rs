//! The spectrum of a region: mean power and percentiles of each bin over time.

use super::{
    Axis, Channel, Curve, Graph, Levels, Look, Spectrogram, View, frequency_ticks,
    image::{Image, Palette, Tick},
    level_ticks,
    spectrogram::LevelsError,
};
use crate::contracts::CancelToken;

/// Windows that a region is looked at through, at most.
const MOST_COLUMNS: usize = 2_000;
/// Range of the graph in dBFS.
const RANGE_DB: (f32, f32) = (-130.0, 0.0);
/// Percentiles drawn, lowest first.
const SHARES: [f64; 3] = [0.1, 0.5, 0.9];

/// Levels in dBFS of each bin, bin `i` at `i / (len - 1) * nyquist_hz`; a full-scale sine reads 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RegionSpectrum {
    /// Half the rate.
    pub nyquist_hz: f64,
    /// Mean power.
    pub mean_db: Vec<f32>,
    /// The tenth, fiftieth and ninetieth percentile over time.
    pub percentiles_db: [Vec<f32>; 3],
    /// The highest.
    pub highest_db: Vec<f32>,
}

/// The spectrum of `view`, through up to 2000 windows spread over it.
///
/// # Errors
/// As [`Spectrogram::levels`].
pub fn region_spectrum(
    spectrogram: &Spectrogram,
    view: &View,
    channel: Channel,
    window: usize,
    cancel: &CancelToken,
) -> Result<RegionSpectrum, LevelsError> {
    let look = Look { channel, window, ..Look::default() };
    let levels = spectrogram.levels(view, &look, MOST_COLUMNS, cancel)?;
    let mut spectrum = RegionSpectrum { nyquist_hz: levels.nyquist_hz, ..RegionSpectrum::default() };
    for bin in 0..levels.bins() {
        let counts = levels.counts(bin);
        let total: u32 = counts.iter().sum();
        let power: f64 = counts.iter().enumerate().map(|(code, count)| f64::from(*count) * power_of(code)).sum();
        spectrum.mean_db.push((10.0 * (power / f64::from(total.max(1))).log10()) as f32);
        for (share, percentile) in SHARES.iter().zip(&mut spectrum.percentiles_db) {
            percentile.push(rank(&counts, (share * f64::from(total.saturating_sub(1))).round() as u32));
        }
        let highest = counts.iter().rposition(|count| *count > 0).unwrap_or(0);
        spectrum.highest_db.push(Levels::decibels(highest));
    }
    Ok(spectrum)
}

fn power_of(code: usize) -> f64 {
    if code == 0 { 0.0 } else { 10.0_f64.powf(f64::from(Levels::decibels(code)) / 10.0) }
}

fn rank(counts: &[u32; 256], rank: u32) -> f32 {
    let mut below = 0;
    let code = counts.iter().position(|count| {
        below += count;
        below > rank
    });
    Levels::decibels(code.unwrap_or(0))
}

/// Draws the spectrum between `low_hz` and `high_hz`: the band between the outer percentiles, the mean, the highest; edges dashed.
pub fn paint_spectrum(
    spectrum: &RegionSpectrum,
    axis: Axis,
    (low_hz, high_hz): (f64, f64),
    edges_hz: &[f64],
    palette: &Palette,
    (width, height): (usize, usize),
) -> (Image, Vec<Tick>) {
    let last = spectrum.mean_db.len().saturating_sub(1) as f64;
    let bin_at = |x: usize| axis.hz_at(x as f64 / width.max(1) as f64, low_hz, high_hz) / spectrum.nyquist_hz.max(1.0) * last;
    let across = |values: &[f32]| -> Vec<Option<f32>> {
        (0..width)
            .map(|x| {
                let (from, to) = (bin_at(x).round().max(0.0) as usize, bin_at(x + 1).round().max(0.0) as usize);
                values.get(from..to.max(from + 1).min(values.len()))?.iter().copied().reduce(f32::max)
            })
            .collect()
    };
    let [low, middle, high] = [0, 1, 2].map(|at| across(&spectrum.percentiles_db[at]));
    let curve = |values, colour, opacity, fill| Curve { values, colour, opacity, fill };
    let graph = Graph {
        low: RANGE_DB.0,
        high: RANGE_DB.1,
        curves: vec![
            curve(across(&spectrum.highest_db), palette.line, 0.35, 0.0),
            curve(high, palette.fill, 0.8, 0.45),
            curve(low, palette.fill, 0.8, 0.45),
            curve(middle, palette.line, 0.6, 0.0),
            curve(across(&spectrum.mean_db), palette.line, 1.0, 0.0),
        ],
    };
    let mut ticks = level_ticks(f64::from(RANGE_DB.0), f64::from(RANGE_DB.1), height, "y");
    ticks.extend(frequency_ticks(axis, low_hz, high_hz, width / 2, "x"));
    let mut image = graph.paint(&ticks, palette, width, height);
    for edge_hz in edges_hz {
        let place = axis.place_of(*edge_hz, low_hz, high_hz);
        if (0.0..=1.0).contains(&place) && width > 0 {
            let x = (place * (width - 1) as f64).round() as usize;
            for y in (0..height).filter(|y| y % 8 < 5) {
                image.blend(x, y, palette.proof, 1.0);
            }
        }
    }
    (image, ticks)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::testing::sound;

    #[test]
    fn percentiles_are_those_of_the_time_it_was_so() {
        // A tone that sounds for a fifth of the time.
        let bin = 300.0;
        let hz = bin * 44_100.0 / 2048.0;
        let tone =
            |n: usize| if n % 44_100 < 8_820 { (std::f64::consts::TAU * hz * n as f64 / 44_100.0).sin() as f32 } else { 0.0 };
        let sound = sound(&[&tone], 44_100 * 4);
        let view = View { from_s: 0.0, to_s: 4.0 };
        let spectrum = region_spectrum(&Spectrogram::new(sound), &view, Channel::Mid, 2048, &CancelToken::new()).unwrap();
        let bin = bin as usize;
        assert!(spectrum.highest_db[bin].abs() < 0.4 && spectrum.percentiles_db[2][bin].abs() < 1.0);
        assert!(spectrum.percentiles_db[1][bin] < -100.0);
        // A fifth of the power, and what the windows at the edges hold.
        assert!((spectrum.mean_db[bin] + 7.0).abs() < 0.5, "{}", spectrum.mean_db[bin]);
    }
}
