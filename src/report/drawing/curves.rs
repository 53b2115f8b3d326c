//! The average spectrum and the waveform.

use super::{Anchor, Drawing, Figure, Frame, Ink, Step, Stroke, nice_step, time_axis};
use crate::contracts::{AuditReport, Pictures};

/// Range of the spectrum.
const LOW_DB: f64 = -120.0;
const STEP_DB: usize = 20;

/// The average spectrum over the peaks of each bin; the end of the content dashed.
pub(in crate::report) fn spectrum(report: &AuditReport, width: f32, height: f32) -> Option<Figure> {
    let pictures = &report.pictures;
    let nyquist_hz = report.facts.as_ref()?.sample_rate.nyquist_hz();
    if pictures.spectrum_db.len() < 2 {
        return None;
    }
    let mut sheet = Drawing::new(width, height);
    let frame = Frame::of(&sheet, 30.0, 6.0, 8.0, 16.0);
    let steps = (-LOW_DB) as usize / STEP_DB;
    for step in 0..=steps {
        frame.rule(&mut sheet, step as f64 / steps as f64, &format!("-{}", step * STEP_DB).replace("-0", "0 dB"));
    }
    let points = |curve: &[f32]| {
        let columns = ((frame.width / 1.25) as usize).max(2);
        let bins = curve.len() - 1;
        let point = |column: usize| {
            let from = column * bins / columns;
            let to = ((column + 1) * bins / columns).max(from + 1).min(curve.len());
            let db = curve[from..to].iter().copied().filter(|db| db.is_finite()).fold(f32::NEG_INFINITY, f32::max);
            (frame.x(column as f64 / (columns - 1) as f64), frame.y(f64::from(db.max(LOW_DB as f32)) / LOW_DB))
        };
        (0..columns).map(point).collect::<Vec<_>>()
    };
    if pictures.spectrum_peak_db.len() > 1 {
        sheet.curve(&points(&pictures.spectrum_peak_db), Ink::Other, 0.8, 0.6);
    }
    let average = points(&pictures.spectrum_db);
    let mut area = super::through(&average);
    area.extend([Step::Line(frame.right(), frame.bottom()), Step::Line(frame.left, frame.bottom()), Step::Close]);
    sheet.shape(area, Ink::Area, 0.35, None);
    sheet.curve(&average, Ink::Line, 1.0, 0.9);
    let mut note = "average level by frequency; above it the highest level that each band reached".to_owned();
    if let Some(cutoff_hz) = report.measurements.cutoff_hz.filter(|hz| *hz > 0.0 && *hz < nyquist_hz * 0.995) {
        let x = frame.x(cutoff_hz / nyquist_hz);
        sheet.line((x, frame.top), (x, frame.bottom()), Ink::Proof, Stroke::Dashed(0.9));
        let (place, anchor) = if x > frame.left + frame.width * 0.8 { (x - 4.0, Anchor::End) } else { (x + 4.0, Anchor::Start) };
        sheet.label(place, frame.top + 10.0, format!("{:.1} kHz", cutoff_hz / 1000.0), Ink::Proof, anchor);
        note.push_str("; dashed: where the content ends, which proves nothing alone");
    }
    let step_khz = nice_step(nyquist_hz / 1000.0, 6.0);
    for step in 0..=((nyquist_hz / 1000.0 / step_khz).floor() as u32) {
        let khz = f64::from(step) * step_khz;
        let label = if step == 0 { "0 kHz".to_owned() } else { format!("{khz}") };
        frame.foot(&mut sheet, khz * 1000.0 / nyquist_hz, &label);
    }
    Some(Figure { title: "Average spectrum".to_owned(), note, drawing: sheet })
}

/// The waveform: lowest and highest sample of each part, its mean level darker, clipped parts marked above.
pub(in crate::report) fn waveform(report: &AuditReport, width: f32, height: f32) -> Option<Figure> {
    let pictures = &report.pictures;
    if pictures.envelope_low.is_empty() || pictures.envelope_high.is_empty() {
        return None;
    }
    let mut sheet = Drawing::new(width, height);
    let frame = Frame::of(&sheet, 30.0, 6.0, 8.0, 16.0);
    for (share, label) in [(0.0, "1"), (0.5, "0"), (1.0, "-1")] {
        frame.rule(&mut sheet, share, label);
    }
    let columns = ((frame.width / 1.5) as usize).max(2);
    sheet.shape(envelope(pictures, &frame, columns), Ink::Area, 0.7, None);
    sheet.shape(mean_level(pictures, &frame, columns), Ink::Line, 0.9, None);
    let clipped = clipped_columns(pictures, columns);
    for &column in &clipped {
        let x = frame.x(column as f64 / columns as f64);
        sheet.rectangle(x, frame.top - 5.0, frame.width / columns as f32, 4.0, Ink::Alert, 1.0);
    }
    time_axis(&mut sheet, &frame, report.facts.as_ref().map_or(0.0, |facts| facts.duration_s()));
    let mut note = "peaks; darker: mean level".to_owned();
    if !clipped.is_empty() {
        note.push_str("; marked above: clipped");
    }
    Some(Figure { title: "Waveform".to_owned(), note, drawing: sheet })
}

/// Parts of a curve of `parts` values that fall into a column.
fn parts_of(column: usize, columns: usize, parts: usize) -> std::ops::Range<usize> {
    let from = (column * parts / columns).min(parts.saturating_sub(1));
    from..((column + 1) * parts / columns).max(from + 1).min(parts)
}

fn envelope(pictures: &Pictures, frame: &Frame, columns: usize) -> Vec<Step> {
    let parts = pictures.envelope_low.len().min(pictures.envelope_high.len());
    let finite = |samples: &[f32], start: f32, fold: fn(f32, f32) -> f32| {
        samples.iter().copied().filter(|it| it.is_finite()).fold(start, fold)
    };
    let ends = (0..columns).map(|column| {
        let range = parts_of(column, columns, parts);
        let (low, high) = (&pictures.envelope_low[range.clone()], &pictures.envelope_high[range]);
        (finite(low, 0.0, f32::min).max(-1.0), finite(high, 0.0, f32::max).min(1.0))
    });
    band(&ends.collect::<Vec<_>>(), frame)
}

fn mean_level(pictures: &Pictures, frame: &Frame, columns: usize) -> Vec<Step> {
    let rms = &pictures.envelope_rms;
    let ends = (0..columns).map(|column| {
        let parts = rms.get(parts_of(column, columns, rms.len())).unwrap_or_default();
        let level = parts.iter().copied().filter(|level| level.is_finite()).fold(0.0_f32, f32::max).min(1.0);
        (-level, level)
    });
    band(&ends.collect::<Vec<_>>(), frame)
}

/// The area between the lowest and the highest value of each column.
fn band(ends: &[(f32, f32)], frame: &Frame) -> Vec<Step> {
    let last = (ends.len() - 1).max(1) as f64;
    let point = |column: usize, sample: f32| (frame.x(column as f64 / last), frame.y(f64::from(1.0 - sample) / 2.0));
    let above = ends.iter().enumerate().map(|(column, (_, high))| point(column, *high));
    let below = ends.iter().enumerate().rev().map(|(column, (low, _))| point(column, *low));
    let mut steps = super::through(&above.chain(below).collect::<Vec<_>>());
    steps.push(Step::Close);
    steps
}

fn clipped_columns(pictures: &Pictures, columns: usize) -> Vec<usize> {
    let clips = &pictures.envelope_clips;
    let is_clipped =
        |column: &usize| clips.get(parts_of(*column, columns, clips.len())).is_some_and(|parts| parts.iter().any(|&it| it > 0));
    if clips.is_empty() { Vec::new() } else { (0..columns).filter(is_clipped).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    fn with(pictures: Pictures) -> AuditReport {
        AuditReport { pictures, ..samples::transcode() }
    }

    #[test]
    fn a_flat_spectrum_is_a_level_line_and_its_end_is_dashed() {
        let report = with(Pictures { spectrum_db: vec![-60.0; 1025], ..Pictures::default() });
        let figure = spectrum(&report, 500.0, 142.0).unwrap();
        let curve = figure.drawing.shapes.iter().find(|shape| shape.ink == Ink::Line).unwrap();
        assert!(curve.steps.iter().all(|step| matches!(step, Step::Move(_, y) | Step::Line(_, y) if (*y - 66.0).abs() < 0.01)));
        let dashed = figure.drawing.shapes.iter().find(|shape| shape.ink == Ink::Proof).unwrap();
        let Step::Move(x, _) = dashed.steps[0] else { panic!() };
        assert!((x - (30.0 + 462.0 * 20_050.0 / 22_050.0)).abs() < 0.1, "{x}");
        assert!(figure.drawing.labels.iter().any(|label| label.text == "20.1 kHz" || label.text == "20.0 kHz"));
    }

    #[test]
    fn clipped_parts_are_marked_and_nothing_leaves_the_sheet() {
        let mut pictures = Pictures {
            envelope_low: vec![-3.0; 100],
            envelope_high: vec![f32::NAN; 100],
            envelope_rms: vec![0.2; 100],
            envelope_clips: vec![0; 100],
            ..Pictures::default()
        };
        pictures.envelope_clips[50] = 2;
        let drawing = waveform(&with(pictures), 338.0, 100.0).unwrap().drawing;
        assert_eq!(drawing.shapes.iter().filter(|shape| shape.ink == Ink::Alert).count(), 2, "two columns a part");
        let inside = |step: &Step| match step {
            Step::Move(x, y) | Step::Line(x, y) => (0.0..=338.0).contains(x) && (0.0..=100.0).contains(y),
            Step::Close => true,
        };
        assert!(drawing.shapes.iter().flat_map(|shape| &shape.steps).all(inside));
    }

    #[test]
    fn what_is_missing_or_broken_draws_nothing_and_does_not_panic() {
        assert!(spectrum(&with(Pictures::default()), 300.0, 100.0).is_none());
        assert!(waveform(&with(Pictures::default()), 300.0, 100.0).is_none());
        let odd = Pictures {
            spectrum_db: vec![f32::NAN; 2],
            spectrum_peak_db: vec![1.0; 3],
            envelope_low: vec![0.0],
            envelope_high: vec![0.1; 9],
            ..Pictures::default()
        };
        spectrum(&with(odd.clone()), 300.0, 100.0).unwrap();
        waveform(&with(odd), 300.0, 100.0).unwrap();
    }
}
