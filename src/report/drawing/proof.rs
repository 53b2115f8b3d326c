//! The proof of a decisive grid, drawn: alignments, coefficients, ladder, and where in the track the grid holds.

use super::{AXIS_SIZE, Anchor, Drawing, Figure, Frame, Ink, Shape, Step, Stroke, nice_step, rectangle, time_axis};
use crate::contracts::{AuditReport, GridOutcome, GridProof, GridTest, Pictures, SectionState, clock};

/// Alignments to either side of the peak in the close-up.
const NEIGHBOURS: usize = 8;
/// Empty shares from which a picture shows holes that its neighbour does not.
const STANDS_OUT: f64 = 1.5;
/// Height of a section's cell.
const CELL: f32 = 10.0;

/// The drawings of the proof of `report`, `width` wide; none where no grid is decisive. Coefficients take the most room, and are
/// left out with `with_coefficients` unset.
pub(in crate::report) fn proofs(report: &AuditReport, width: f32, with_coefficients: bool) -> Vec<Figure> {
    let Some(outcome) = &report.grid else { return Vec::new() };
    let test = outcome.decisive();
    let mut figures = Vec::new();
    if let Some(proof) = &report.pictures.proof {
        figures.extend(alignments(proof, test, width));
        if with_coefficients {
            figures.extend(coefficients(proof, width));
        }
        figures.extend(ladder(proof, test, width));
    }
    figures.extend(sections(report, outcome, width));
    figures
}

/// Finite values with their alignments; none below zero.
fn values(proof: &GridProof) -> impl Iterator<Item = (usize, f32)> {
    proof.alignments.iter().enumerate().filter(|(_, value)| value.is_finite()).map(|(at, value)| (at, value.max(0.0)))
}

fn figure(value: f64, is_share: bool) -> String {
    if is_share { format!("{:.1} %", 100.0 * value) } else { format!("{value:.1}") }
}

/// The statistic at every alignment, and beside it the peak among its nearest.
fn alignments(proof: &GridProof, test: Option<&GridTest>, width: f32) -> Option<Figure> {
    let (count, at) = (proof.alignments.len(), proof.offset as usize);
    let peak = f64::from(*proof.alignments.get(at).filter(|value| value.is_finite())?);
    let mut others: Vec<f32> = values(proof).filter(|(own, _)| *own != at).map(|(_, value)| value).collect();
    others.sort_by(f32::total_cmp);
    let quantile =
        |share: f64| others.get((others.len().saturating_sub(1) as f64 * share).round() as usize).copied().map(f64::from);
    let (low, median, high) = (quantile(0.025)?, quantile(0.5)?, quantile(0.975)?);
    let highest = values(proof).map(|(_, value)| f64::from(value)).fold(0.0, f64::max);
    if highest <= 0.0 {
        return None;
    }
    let mut sheet = Drawing::new(width, 130.0);
    let close_up_width = width * 0.24;
    let frame = Frame::of(&sheet, 34.0, 12.0, close_up_width + 26.0, 16.0);
    scale(&mut sheet, &frame, highest, proof.is_by_holes);
    let y = |value: f64| frame.y(1.0 - value / highest);
    sheet.rectangle(frame.left, y(high), frame.width, (y(low) - y(high)).max(0.5), Ink::Area, 0.5);
    let columns = ((frame.width / 1.25) as usize).clamp(1, count);
    let mut steps = Vec::with_capacity(columns * 2);
    for column in 0..columns {
        let range = column * count / columns..((column + 1) * count / columns).min(count);
        let own = range.filter(|own| *own != at).map(|own| proof.alignments[own]).filter(|value| value.is_finite());
        let own = own.map(|value| f64::from(value.max(0.0)));
        let (least, most) = own.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if least.is_finite() {
            let x = frame.x((column as f64 + 0.5) / columns as f64);
            for value in if column % 2 == 0 { [least, most] } else { [most, least] } {
                steps.push(if steps.is_empty() { Step::Move(x, y(value)) } else { Step::Line(x, y(value)) });
            }
        }
    }
    sheet.shape(steps, Ink::Other, 1.0, Some(Stroke::Plain(0.6)));
    let x = frame.x((at as f64 + 0.5) / count as f64);
    sheet.rectangle(x - 0.8, y(peak), 1.6, frame.bottom() - y(peak), Ink::Proof, 1.0);
    let is_right = x > frame.left + frame.width * 0.6;
    let (place, anchor) = if is_right { (x - 5.0, Anchor::End) } else { (x + 5.0, Anchor::Start) };
    sheet.label(place, y(peak) + 7.0, format!("offset {at}: {}", figure(peak, proof.is_by_holes)), Ink::Proof, anchor);
    for share in [0.0, 0.25, 0.5, 0.75, 1.0] {
        frame.foot(&mut sheet, share, &format!("{:.0}", share * (count - 1) as f64));
    }
    close_up(&mut sheet, proof, highest, Frame { left: width - close_up_width - 8.0, width: close_up_width, ..frame });
    let what = if proof.is_by_holes { "share of empty coefficients" } else { "fit of the coefficients to the ladder" };
    let codec = test.map_or(String::new(), |test| format!(" {}", test.codec.label()));
    let note = format!(
        "{what} at every{codec} alignment; shaded: 95 % of the others, their median {}; at the right the nearest ones",
        figure(median, proof.is_by_holes)
    );
    Some(Figure { title: format!("One alignment of {count} stands out"), note, drawing: sheet })
}

fn scale(sheet: &mut Drawing, frame: &Frame, highest: f64, is_share: bool) {
    let shown = if is_share { 100.0 * highest } else { highest };
    let step = nice_step(shown, 4.0);
    let decimals = if step < 1.0 { 1 } else { 0 };
    for at in 0..=((shown / step).floor() as u32) {
        let value = f64::from(at) * step;
        frame.rule(sheet, 1.0 - value / shown, &format!("{value:.decimals$}{}", if is_share { " %" } else { "" }));
    }
}

/// The peak and its nearest alignments as bars, on the same scale.
fn close_up(sheet: &mut Drawing, proof: &GridProof, highest: f64, frame: Frame) {
    let (count, peak_at) = (proof.alignments.len(), proof.offset as usize);
    let bars = (2 * NEIGHBOURS + 1).min(count);
    let pitch = frame.width / bars as f32;
    for bar in 0..bars {
        let at = (peak_at + count + bar - bars / 2) % count;
        let value = f64::from(proof.alignments[at].max(0.0));
        if value.is_finite() {
            let ink = if at == peak_at { Ink::Proof } else { Ink::Other };
            let top = frame.y(1.0 - value / highest);
            sheet.rectangle(frame.left + bar as f32 * pitch, top, (pitch - 1.2).max(0.5), frame.bottom() - top, ink, 1.0);
        }
        if at == peak_at || bar == 0 || bar == bars - 1 {
            frame.foot(sheet, (bar as f64 + 0.5) / bars as f64, &at.to_string());
        }
    }
    sheet.line((frame.left, frame.bottom()), (frame.right(), frame.bottom()), Ink::Grid, Stroke::Plain(0.5));
}

/// Coefficients at the alignment and one sample beside, time across, frequency upward: empty ones lit.
fn coefficients(proof: &GridProof, width: f32) -> Option<Figure> {
    let blocks = proof.picture_blocks as usize;
    let rows = proof.picture.len().checked_div(blocks).filter(|rows| *rows > 0)?;
    if proof.picture.len() != blocks * rows || proof.picture_beside.len() != blocks * rows {
        return None;
    }
    let mut sheet = Drawing::new(width, 172.0);
    let each = (width - 34.0 - 8.0 - 14.0) / 2.0;
    let ceiling = level_ceiling(proof);
    let empty = |picture: &[u8]| picture.iter().filter(|value| **value == 0).count() as f64 / picture.len() as f64;
    let apart = match proof.offset.abs_diff(proof.beside_offset) {
        1 => "one sample beside".to_owned(),
        apart => format!("{apart} samples beside"),
    };
    for (side, picture) in [&proof.picture, &proof.picture_beside].into_iter().enumerate() {
        let frame = Frame { left: 34.0 + side as f32 * (each + 14.0), top: 4.0, width: each, height: 150.0 };
        sheet.rectangle(frame.left, frame.top, frame.width, frame.height, Ink::Ground, 1.0);
        let scale = (frame.width / blocks as f32, frame.height / rows as f32);
        let mut cells = |ink, is_in: &dyn Fn(u8) -> bool| {
            let steps = runs(picture, rows, is_in);
            sheet.shapes.push(Shape { steps, ink, opacity: 1.0, stroke: None, origin: (frame.left, frame.top), scale });
        };
        for level in 0..3 {
            // Empty ones are drawn over all others: a run goes on beneath them.
            let least = ceiling * (f32::from(level) + 1.0) / 4.0;
            cells(Ink::Content(level), &|value| value == 0 || f32::from(value - 1) >= least);
        }
        cells(Ink::Proof, &|value| value == 0);
        let what = format!("{} empty", figure(empty(picture), true));
        let label = if side == 0 { format!("offset {}: {what}", proof.offset) } else { format!("{apart}: {what}") };
        let ink = if side == 0 { Ink::Proof } else { Ink::Label };
        sheet.label(frame.left, frame.bottom() + AXIS_SIZE + 4.0, label, ink, Anchor::Start);
    }
    let frequencies = Frame { left: 34.0, top: 4.0, width: each, height: 150.0 };
    frequency_axis(&mut sheet, &frequencies, proof.picture_hz);
    let (at, beside) = (empty(&proof.picture), empty(&proof.picture_beside));
    let tells = if at > beside * STANDS_OUT {
        "whole bands are empty, as a coder leaves them; beside they are scattered as chance would have it"
    } else {
        "no emptier than beside: here the ladder tells"
    };
    // Without a step the blocks are not next to each other: some of each part of the track.
    let (step_s, start_s) = (f64::from(proof.picture_step_s), f64::from(proof.picture_start_s));
    let whence = if step_s > 0.0 {
        format!("{:.1} seconds from {}", step_s * f64::from(proof.picture_blocks), clock(start_s))
    } else {
        format!("{blocks} blocks from the whole track")
    };
    let note = format!("{whence}, time across, kHz upward; lit: empty coefficients. At the offset {tells}");
    Some(Figure { title: "The same sound at two alignments".to_owned(), note, drawing: sheet })
}

/// Cells that `is_in`, joined upward, as rectangles in units of a cell, the lowest row at the bottom. Each is a little wider than
/// its cell, so that no seam shows between two.
fn runs(picture: &[u8], rows: usize, is_in: &dyn Fn(u8) -> bool) -> Vec<Step> {
    let mut steps = Vec::new();
    for (block, column) in picture.chunks_exact(rows).enumerate() {
        let mut row = 0;
        while row < rows {
            let start = row;
            while row < rows && is_in(column[row]) {
                row += 1;
            }
            if row > start {
                let wide = if block + 1 < picture.len() / rows { 1.1 } else { 1.0 };
                steps.extend(rectangle(block as f32, (rows - row) as f32, wide, (row - start) as f32));
            }
            row += 1;
        }
    }
    steps
}

/// The level that is drawn brightest: nineteen of twenty coefficients of both pictures lie below it, so that both are compared.
fn level_ceiling(proof: &GridProof) -> f32 {
    let mut counts = [0_usize; 256];
    for &value in proof.picture.iter().chain(&proof.picture_beside).filter(|&&value| value > 0) {
        counts[usize::from(value)] += 1;
    }
    let most = counts.iter().sum::<usize>() * 19 / 20;
    let mut seen = 0;
    let level = counts.iter().position(|count| {
        seen += count;
        seen > most
    });
    level.map_or(1.0, |level| level.saturating_sub(1).max(1) as f32)
}

fn frequency_axis(sheet: &mut Drawing, frame: &Frame, (low_hz, high_hz): (f32, f32)) {
    let (low, high) = (f64::from(low_hz) / 1000.0, f64::from(high_hz) / 1000.0);
    let span = high - low;
    if !(span.is_finite() && span > 0.0 && low >= 0.0) {
        return;
    }
    let step = nice_step(span, 5.0);
    let mut at = (low / step).ceil() * step;
    while at <= high + 1e-9 {
        let y = frame.y(1.0 - (at - low) / span);
        sheet.label(frame.left - 4.0, y + AXIS_SIZE * 0.35, format!("{}", (at * 100.0).round() / 100.0), Ink::Label, Anchor::End);
        at += step;
    }
}

/// Where coefficients fall between two steps, at the alignment and beside; dashed: what no ladder would give.
fn ladder(proof: &GridProof, test: Option<&GridTest>, width: f32) -> Option<Figure> {
    let densities = |counts: &[u32]| {
        let sum: f64 = counts.iter().map(|&count| f64::from(count)).sum();
        (sum > 0.0).then(|| counts.iter().map(|&count| f64::from(count) * counts.len() as f64 / sum).collect::<Vec<_>>())
    };
    let (at, beside) = (densities(&proof.ladder)?, densities(&proof.ladder_beside)?);
    let highest = at.iter().chain(&beside).copied().fold(1.2, f64::max);
    let mut sheet = Drawing::new(width, 96.0);
    let each = (width - 34.0 - 8.0 - 14.0) / 2.0;
    for (side, bars) in [at, beside].into_iter().enumerate() {
        let frame = Frame { left: 34.0 + side as f32 * (each + 14.0), top: 6.0, width: each, height: 60.0 };
        let pitch = frame.width / bars.len() as f32;
        let ink = if side == 0 { Ink::Proof } else { Ink::Other };
        for (bar, density) in bars.iter().enumerate() {
            let top = frame.y(1.0 - density / highest);
            sheet.rectangle(frame.left + bar as f32 * pitch, top, (pitch - 0.8).max(0.4), frame.bottom() - top, ink, 1.0);
        }
        let even = frame.y(1.0 - 1.0 / highest);
        sheet.line((frame.left, even), (frame.right(), even), Ink::Alert, Stroke::Dashed(0.7));
        sheet.line((frame.left, frame.bottom()), (frame.right(), frame.bottom()), Ink::Grid, Stroke::Plain(0.5));
        for (share, word) in [(0.0, "step"), (0.5, "halfway"), (1.0, "next step")] {
            frame.foot(&mut sheet, share, word);
        }
        let (label, ink) = match side {
            0 => (format!("offset {}: on the steps", proof.offset), Ink::Proof),
            _ => (format!("offset {}: spread out", proof.beside_offset), Ink::Label),
        };
        sheet.label(frame.left, frame.bottom() + 2.0 * AXIS_SIZE + 8.0, label, ink, Anchor::Start);
    }
    let codec = test.map_or("the codec", |test| test.codec.label());
    let note = "where coefficients fall between two steps of the ladder; dashed: what no ladder would give".to_owned();
    Some(Figure { title: format!("The ladder of {codec} shows"), note, drawing: sheet })
}

/// The waveform, and under it a cell a section: filled by the share that agrees, framed where there is no grid.
fn sections(report: &AuditReport, outcome: &GridOutcome, width: f32) -> Option<Figure> {
    let duration_s = report.facts.as_ref().map(|facts| facts.duration_s()).filter(|it| *it > 0.0 && it.is_finite())?;
    let main = outcome.main_offset()?;
    let mut sheet = Drawing::new(width, 78.0);
    let frame = Frame::of(&sheet, 34.0, 2.0, 8.0, 16.0);
    wave(&mut sheet, &report.pictures, Frame { height: frame.height - CELL - 5.0, ..frame });
    let (top, bottom) = (frame.bottom() - CELL, frame.bottom());
    for (section, state) in outcome.sections.iter().zip(outcome.section_states()) {
        let (from, to) = (frame.x(section.start_s / duration_s), frame.x(section.end_s / duration_s));
        let wide = (to - from - 1.0).max(0.6);
        let filled = CELL * section.share().unwrap_or(0.0) as f32;
        match state {
            SectionState::Unjudged => sheet.rectangle(from, top + CELL / 2.0, wide, 0.6, Ink::Other, 1.0),
            SectionState::Absent => outlined(&mut sheet, from, top, wide, Ink::Other),
            SectionState::Holds => {
                sheet.rectangle(from, top, wide, CELL, Ink::Area, 0.6);
                sheet.rectangle(from, bottom - filled, wide, filled, Ink::Proof, 1.0);
            }
            SectionState::Moved => {
                sheet.rectangle(from, bottom - filled, wide, filled, Ink::Proof, 0.35);
                outlined(&mut sheet, from, top, wide, Ink::Proof);
            }
        }
    }
    for cut in outcome.stretches().iter().skip(1).filter(|stretch| stretch.start_s > 0.0) {
        let x = frame.x(cut.start_s / duration_s);
        sheet.line((x, frame.top), (x, bottom), Ink::Alert, Stroke::Dashed(0.9));
    }
    time_axis(&mut sheet, &frame, duration_s);
    let sum = |counts: &mut dyn Iterator<Item = u32>| counts.map(u64::from).sum::<u64>();
    let agreeing = sum(&mut outcome.sections.iter().filter(|section| section.offset == main).map(|section| section.agreeing));
    let judged = sum(&mut outcome.sections.iter().map(|section| section.judged));
    let course = outcome.course();
    let title = if course.is_none() { "The grid holds through the track" } else { "The grid holds in parts of the track" };
    let note = format!("{agreeing} of {judged} excerpts agree with offset {main}. {}", course.unwrap_or_default());
    Some(Figure { title: title.to_owned(), note: note.trim_end().to_owned(), drawing: sheet })
}

fn outlined(sheet: &mut Drawing, x: f32, y: f32, width: f32, ink: Ink) {
    sheet.shape(rectangle(x + 0.3, y + 0.3, (width - 0.6).max(0.2), CELL - 0.6), ink, 1.0, Some(Stroke::Plain(0.6)));
}

/// A waveform of thin bars.
fn wave(sheet: &mut Drawing, pictures: &Pictures, frame: Frame) {
    const PITCH: f32 = 2.4;
    let parts = pictures.envelope_low.len().min(pictures.envelope_high.len());
    if parts == 0 {
        return;
    }
    let bars = (frame.width / PITCH) as usize;
    let mut steps = Vec::with_capacity(bars * 5);
    for bar in 0..bars {
        let from = (bar * parts / bars).min(parts - 1);
        let range = from..((bar + 1) * parts / bars).max(from + 1).min(parts);
        let samples = pictures.envelope_low[range.clone()].iter().chain(&pictures.envelope_high[range]);
        let highest = samples.filter(|sample| sample.is_finite()).fold(0.0_f32, |most, sample| most.max(sample.abs())).min(1.0);
        let half = (highest * frame.height / 2.0).max(0.3);
        steps.extend(rectangle(frame.left + bar as f32 * PITCH, frame.top + frame.height / 2.0 - half, PITCH - 0.8, 2.0 * half));
    }
    sheet.shape(steps, Ink::Other, 1.0, None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contracts::GridSection, report::samples};

    /// A grid at offset 48 of 576 whose neighbour has none.
    pub(super) fn report() -> AuditReport {
        let mut alignments = vec![0.077; 576];
        alignments[48] = 0.185;
        let proof = GridProof {
            is_by_holes: true,
            alignments,
            offset: 48,
            beside_offset: 49,
            picture_blocks: 2,
            picture_start_s: 60.0,
            picture_step_s: 0.013,
            picture_hz: (2000.0, 16_000.0),
            picture: vec![0, 0, 161, 1],
            picture_beside: vec![161, 1, 161, 0],
            ladder: vec![90, 10, 10, 90],
            ladder_beside: vec![50; 4],
        };
        let pictures =
            Pictures { proof: Some(proof), envelope_low: vec![-0.5; 64], envelope_high: vec![0.5; 64], ..Pictures::default() };
        AuditReport { pictures, ..samples::transcode() }
    }

    fn inks(figure: &Figure, ink: Ink) -> Vec<&Shape> {
        figure.drawing.shapes.iter().filter(|shape| shape.ink == ink).collect()
    }

    #[test]
    fn the_peak_stands_at_its_offset_and_above_all_others() {
        let figures = proofs(&report(), 500.0, true);
        let titles: Vec<&str> = figures.iter().map(|figure| figure.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "One alignment of 576 stands out",
                "The same sound at two alignments",
                "The ladder of MP3 shows",
                "The grid holds through the track"
            ]
        );
        let peak = inks(&figures[0], Ink::Proof)[0];
        let Step::Move(x, y) = peak.steps[0] else { panic!() };
        let frame_width = 500.0 - 34.0 - 146.0;
        assert!((x + 0.8 - (34.0 + frame_width * 48.5 / 576.0)).abs() < 0.1 && (y - 12.0).abs() < 0.1, "{x} {y}");
        assert!(figures[0].drawing.labels.iter().any(|label| label.text == "offset 48: 18.5 %"));
        assert!(figures[0].note.contains("their median 7.7 %"), "{}", figures[0].note);
        assert!(figures[3].note.starts_with("96 of 100 excerpts agree with offset 48."), "{}", figures[3].note);
    }

    #[test]
    fn empty_coefficients_are_lit_low_ones_below() {
        let figure = &proofs(&report(), 500.0, true)[1];
        let lit = inks(figure, Ink::Proof);
        assert_eq!(lit[0].steps, rectangle(0.0, 0.0, 1.1, 2.0), "both rows of the first block");
        assert_eq!(lit[1].steps, rectangle(1.0, 0.0, 1.0, 1.0), "the high row of the second block");
        assert_eq!(lit[0].scale.0, (500.0 - 56.0) / 4.0);
        assert!(figure.drawing.labels.iter().any(|label| label.text == "offset 48: 50.0 % empty"));
        assert_eq!(proofs(&report(), 500.0, false).len(), 3);
    }

    #[test]
    fn sections_are_filled_by_what_agrees() {
        let section = |at: f64, agreeing, offset| GridSection { start_s: at, end_s: at + 125.0, agreeing, judged: 50, offset };
        let grid =
            GridOutcome { sections: vec![section(0.0, 50, 48), section(126.3, 0, 48)], ..samples::transcode().grid.unwrap() };
        let figures = proofs(&AuditReport { grid: Some(grid), ..report() }, 500.0, true);
        let figure = figures.last().unwrap();
        assert_eq!(figure.title, "The grid holds in parts of the track");
        assert_eq!(inks(figure, Ink::Proof).len(), 1, "one cell is full, the other a frame");
        assert_eq!(inks(figure, Ink::Alert).len(), 1, "the cut");
    }

    #[test]
    fn what_is_missing_or_broken_draws_nothing_and_does_not_panic() {
        let broken = GridProof {
            alignments: vec![f32::NAN, f32::INFINITY, -1.0],
            offset: 99,
            picture: vec![0; 5],
            picture_beside: vec![0; 5],
            picture_blocks: 2,
            picture_hz: (f32::NAN, 0.0),
            ladder: vec![0; 4],
            ..GridProof::default()
        };
        for proof in [broken, GridProof::default(), GridProof { alignments: vec![0.0; 3], ..GridProof::default() }] {
            let pictures = Pictures { proof: Some(proof), ..Pictures::default() };
            let figures = proofs(&AuditReport { pictures, ..samples::transcode() }, 300.0, true);
            assert_eq!(figures.len(), 1, "the sections alone: {figures:?}");
        }
        assert!(proofs(&AuditReport::failed("/a".into(), "no"), 300.0, true).is_empty());
    }
}
