//! Charts over many tracks: how many of each verdict, and how a measurement is spread.

use super::{AXIS_SIZE, Anchor, Drawing, Figure, Frame, Ink, Stroke, nice_step};

/// Tracks by verdict, a bar each.
pub(in crate::report) fn verdict_bars(counts: &[(Ink, &str, u64)], width: f32) -> Drawing {
    const ROW: f32 = 20.0;
    let shown: Vec<_> = counts.iter().filter(|(_, _, count)| *count > 0).collect();
    let mut sheet = Drawing::new(width, ROW * shown.len().max(1) as f32);
    let most = shown.iter().map(|(_, _, count)| *count).max().unwrap_or(1) as f32;
    for (row, (ink, word, count)) in shown.into_iter().enumerate() {
        let y = row as f32 * ROW;
        let length = ((width - 150.0) * *count as f32 / most).max(1.5);
        sheet.label(72.0, y + ROW * 0.5 + AXIS_SIZE * 0.35, *word, Ink::Text, Anchor::End);
        sheet.rectangle(80.0, y + 4.0, length, ROW - 8.0, *ink, 1.0);
        sheet.label(86.0 + length, y + ROW * 0.5 + AXIS_SIZE * 0.35, count.to_string(), Ink::Text, Anchor::Start);
    }
    sheet
}

/// How `values` are spread from `low` to `high` in steps of `step`; what lies beyond stands in the outermost bars. `None` where
/// there are fewer than two.
pub(in crate::report) fn histogram(title: &str, values: &Spread, width: f32, height: f32) -> Option<Figure> {
    let most = *values.counts.iter().max()?;
    let total: u64 = values.counts.iter().sum();
    if total < 2 {
        return None;
    }
    let mut sheet = Drawing::new(width, height);
    let frame = Frame::of(&sheet, 30.0, 6.0, 8.0, 16.0);
    let step = nice_step(most as f64, 4.0).max(1.0);
    for at in 0..=((most as f64 / step).floor() as u32) {
        frame.rule(&mut sheet, 1.0 - f64::from(at) * step / most as f64, &format!("{}", f64::from(at) * step));
    }
    let bars = values.counts.len();
    for (bar, &count) in values.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let (from, to) = (frame.x(bar as f64 / bars as f64), frame.x((bar + 1) as f64 / bars as f64));
        let top = frame.y(1.0 - count as f64 / most as f64).min(frame.bottom() - 0.8);
        sheet.rectangle(from + 0.5, top, to - from - 1.0, frame.bottom() - top, Ink::Line, 1.0);
    }
    sheet.line((frame.left, frame.bottom()), (frame.right(), frame.bottom()), Ink::Grid, Stroke::Plain(0.8));
    for at in [0.0, 0.25, 0.5, 0.75, 1.0] {
        frame.foot(&mut sheet, at, &format!("{}", values.low + (values.high - values.low) * at));
    }
    Some(Figure { title: title.to_owned(), note: format!("{total} tracks"), drawing: sheet })
}

/// Values counted into equal bars, so that ten thousand take no more room than ten.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) struct Spread {
    low: f64,
    high: f64,
    counts: Vec<u64>,
}

impl Spread {
    /// `bars` equal ones from `low` to `high`.
    pub(in crate::report) fn new(low: f64, high: f64, bars: usize) -> Self {
        Self { low, high, counts: vec![0; bars.max(1)] }
    }

    /// Counts `value`; what is no number is left out.
    pub(in crate::report) fn add(&mut self, value: Option<f64>) {
        let Some(value) = value.filter(|value| value.is_finite()) else { return };
        let share = (value - self.low) / (self.high - self.low);
        let bar = ((share * self.counts.len() as f64).floor().max(0.0) as usize).min(self.counts.len() - 1);
        self.counts[bar] += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::VerdictClass;

    #[test]
    fn bars_are_as_long_as_their_counts() {
        let ink = Ink::Verdict(VerdictClass::Genuine);
        let sheet = verdict_bars(&[(ink, "Genuine", 4), (Ink::Failed, "Failed", 0), (Ink::Alert, "Lossy", 1)], 350.0);
        let widths: Vec<f32> = sheet
            .shapes
            .iter()
            .map(|shape| match (shape.steps[0], shape.steps[1]) {
                (super::super::Step::Move(from, _), super::super::Step::Line(to, _)) => to - from,
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(widths, [200.0, 50.0]);
    }

    #[test]
    fn every_value_is_counted_once() {
        let mut spread = Spread::new(-40.0, 0.0, 20);
        for value in [Some(-41.0), Some(-40.0), Some(-0.1), Some(3.0), Some(-20.0), None, Some(f64::NAN)] {
            spread.add(value);
        }
        assert_eq!((spread.counts[0], spread.counts[10], spread.counts[19]), (2, 1, 2));
        assert_eq!(histogram("Loudness", &spread, 300.0, 100.0).unwrap().note, "5 tracks");
        assert!(histogram("Loudness", &Spread::new(0.0, 1.0, 4), 300.0, 100.0).is_none());
    }
}
