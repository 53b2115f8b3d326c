//! Loudness and correlation over time.

use super::{
    Curve, Graph, View,
    image::{Image, Palette, Rgb, Tick},
    level_ticks, time_ticks,
};
use crate::analyzer::dsp::Overview;

/// Range of the loudness graph in LUFS: EBU Tech 3341 asks for -59 at least on a +18 scale about -23.
const LOUDNESS_LUFS: (f32, f32) = (-60.0, 0.0);
/// Time between two values of loudness.
const PIECE_S: f64 = 0.1;
/// Windows in pieces, from whose middle a value is drawn.
const MOMENTARY_S: f64 = 0.4;
const SHORT_TERM_S: f64 = 3.0;

/// Momentary and short-term loudness over `view`, the latter brighter; the integrated loudness dashed with the range about it.
pub fn loudness(
    overview: &Overview,
    integrated_lufs: Option<f64>,
    view: &View,
    palette: &Palette,
    (width, height): (usize, usize),
) -> (Image, Vec<Tick>) {
    let curve = |values: &[f32], window_s: f64, colour: Rgb, opacity: f32, fill: f32| Curve {
        values: (0..width)
            .map(|x| {
                let [from, to] = [x, x + 1].map(|x| (view.time_at(x as f64 / width as f64) - window_s / 2.0) / PIECE_S);
                highest(values, from, to)
            })
            .collect(),
        colour,
        opacity,
        fill,
    };
    let graph = Graph {
        low: LOUDNESS_LUFS.0,
        high: LOUDNESS_LUFS.1,
        curves: vec![
            curve(&overview.momentary_lufs(), MOMENTARY_S, palette.fill, 1.0, 0.35),
            curve(&overview.short_term_lufs(), SHORT_TERM_S, palette.line, 1.0, 0.0),
        ],
    };
    let mut ticks = level_ticks(f64::from(LOUDNESS_LUFS.0), f64::from(LOUDNESS_LUFS.1), height, "y");
    ticks.extend(time_ticks(view, width));
    let mut image = graph.paint(&ticks, palette, width, height);
    if let Some(lufs) = integrated_lufs.filter(|_| height > 0) {
        let share = (f64::from(LOUDNESS_LUFS.1) - lufs) / f64::from(LOUDNESS_LUFS.1 - LOUDNESS_LUFS.0);
        let y = (share.clamp(0.0, 1.0) * (height - 1) as f64).round() as usize;
        for x in (0..width).filter(|x| x % 8 < 5) {
            image.blend(x, y, palette.proof, 1.0);
        }
    }
    (image, ticks)
}

/// Correlation of the first two channels over `view`: +1 the same, 0 unrelated, -1 upside down.
pub fn correlation(overview: &Overview, view: &View, palette: &Palette, (width, height): (usize, usize)) -> (Image, Vec<Tick>) {
    let part_at = |x: usize| view.time_at(x as f64 / width.max(1) as f64) / overview.part_s.max(1e-9);
    let values = (0..width).map(|x| {
        let from = part_at(x).floor();
        let to = part_at(x + 1).ceil().max(from + 1.0);
        if from < 0.0 {
            return None;
        }
        let parts = overview.parts.get(from as usize..(to as usize).min(overview.parts.len()))?;
        parts.iter().copied().reduce(|all, part| all.merged(&part))?.correlation()
    });
    let graph = Graph {
        low: -1.0,
        high: 1.0,
        curves: vec![Curve { values: values.collect(), colour: palette.line, opacity: 1.0, fill: 0.0 }],
    };
    let mut ticks: Vec<Tick> = [(0.0, "+1"), (0.25, "+.5"), (0.5, "0"), (0.75, "-.5"), (1.0, "-1")]
        .map(|(place, label)| Tick::new("y", place, label))
        .into();
    ticks.extend(time_ticks(view, width));
    (graph.paint(&ticks, palette, width, height), ticks)
}

/// The highest of the values between places `from` and `to`, at least of the one nearest.
fn highest(values: &[f32], from: f64, to: f64) -> Option<f32> {
    let first = from.round();
    let last = to.round().max(first + 1.0);
    if first < 0.0 || first >= values.len() as f64 {
        return None;
    }
    values[first as usize..(last as usize).min(values.len())].iter().copied().reduce(f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::Part;

    #[test]
    fn correlation_tells_same_from_upside_down() {
        let part = |cross| Part { energy: [1.0, 1.0], cross, frames: 100, ..Part::default() };
        let overview =
            Overview { part_s: 0.025, parts: [vec![part(1.0); 40], vec![part(-1.0); 40]].concat(), ..Overview::default() };
        let palette = Palette { line: Rgb(0, 255, 0), ..Palette::default() };
        let (image, _) = correlation(&overview, &View { from_s: 0.0, to_s: 4.0 }, &palette, (100, 21));
        let row = |x| (0..21).find(|y| image.pixel(x, *y)[1] == 255);
        assert_eq!((row(10), row(40), row(80)), (Some(0), Some(20), None));
    }

    #[test]
    fn loudness_is_drawn_in_the_middle_of_its_window() {
        // One second of -23 LUFS mean square, after one of silence.
        let energy = 10.0_f32.powf((-23.0 + 0.691) / 10.0);
        let overview =
            Overview { part_s: 0.025, loudness_pieces: [vec![0.0; 50], vec![energy; 50]].concat(), ..Overview::default() };
        let palette = Palette { fill: Rgb(0, 255, 0), line: Rgb(255, 0, 0), proof: Rgb(0, 0, 255), ..Palette::default() };
        let (image, ticks) = loudness(&overview, Some(-23.0), &View { from_s: 0.0, to_s: 10.0 }, &palette, (100, 61));
        assert!(ticks.iter().any(|tick| tick.axis == "y"));
        assert_eq!(image.pixel(80, 23)[2], 255, "integrated, dashed");
        let is_lit = |x: usize| image.pixel(x, 40)[1] > 0;
        assert!(!is_lit(46) && is_lit(60));
    }
}
