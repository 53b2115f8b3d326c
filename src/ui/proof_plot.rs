//! Pixels of the proof: alignments, coefficients, ladder, sections. No Qt.
//!
//! Each kernel draws one picture of `width` by `height` and says where its labels belong. What cannot be drawn is an empty image.

use super::{
    image::{Image, Palette, Rgb, Tick},
    plot,
};
use crate::{
    contracts::{GridOutcome, GridProof, Pictures, SectionState},
    language::{figure, number, tr},
};

/// Rows kept above the highest value for the head of the peak, which QML puts there.
const HEAD: usize = 8;
/// Alignments to either side of the peak in the close-up.
const NEIGHBOURS: usize = 8;
/// Height of a section's cell, and the gap between the waveform and the cells.
const CELL: usize = 12;
const CELL_GAP: usize = 6;

/// How the statistic lies at the alignments beside the peak: the middle 95 % and the median.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spread {
    pub(super) low: f32,
    pub(super) median: f32,
    pub(super) high: f32,
}

/// The spread of all alignments but the peak; `None` where there are none.
pub(super) fn spread(proof: &GridProof) -> Option<Spread> {
    let mut others: Vec<f32> = values(proof).filter(|&(at, _)| at != proof.offset as usize).map(|(_, value)| value).collect();
    others.sort_by(f32::total_cmp);
    let at = |share: f64| others.get(((others.len().saturating_sub(1)) as f64 * share).round() as usize).copied();
    Some(Spread { low: at(0.025)?, median: at(0.5)?, high: at(0.975)? })
}

/// The statistic at the peak; `None` where the curve does not hold it.
pub(super) fn peak(proof: &GridProof) -> Option<f32> {
    proof.alignments.get(proof.offset as usize).copied().filter(|value| value.is_finite())
}

/// Finite values with their alignments; none below zero.
fn values(proof: &GridProof) -> impl Iterator<Item = (usize, f32)> {
    proof.alignments.iter().enumerate().filter(|(_, value)| value.is_finite()).map(|(at, value)| (at, value.max(0.0)))
}

/// From a value of the statistic to its row.
struct Scale {
    highest: f64,
    height: usize,
}

impl Scale {
    fn of(proof: &GridProof, height: usize) -> Option<Self> {
        let highest = values(proof).map(|(_, value)| f64::from(value)).fold(0.0, f64::max);
        (highest > 0.0 && height > HEAD + 1).then_some(Self { highest, height })
    }

    fn row(&self, value: f64) -> usize {
        let span = (self.height - 1 - HEAD) as f64;
        let share = (value / self.highest).clamp(0.0, 1.0);
        self.height - 1 - (share * span).round() as usize
    }

    fn place(&self, value: f64) -> f64 {
        self.row(value) as f64 / (self.height - 1) as f64
    }

    fn ticks(&self, is_share: bool) -> Vec<Tick> {
        let highest = if is_share { self.highest * 100.0 } else { self.highest };
        let step = nice_step(highest, 4.0);
        let decimals = if step < 0.1 {
            2
        } else if step < 1.0 {
            1
        } else {
            0
        };
        let count = (highest / step).floor() as usize;
        let label = |at: usize| {
            let value = at as f64 * step;
            let own = if is_share { value / 100.0 } else { value };
            let told = number(value, decimals);
            Tick::new("y", self.place(own), if is_share { tr!("{value} %", value = told) } else { told })
        };
        (0..=count).map(label).collect()
    }
}

/// The smallest of 1, 2, 5 times a power of ten that goes into `highest` at most `most` times.
fn nice_step(highest: f64, most: f64) -> f64 {
    let power = 10_f64.powf((highest / most).log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| highest / step <= most).unwrap_or(10.0 * power)
}

/// The statistic at every alignment: a curve in its shaded spread, and the peak.
pub(super) fn alignments(proof: &GridProof, palette: &Palette, width: usize, height: usize) -> (Image, Vec<Tick>) {
    let mut image = Image::new(width, height);
    let count = proof.alignments.len();
    let (Some(scale), true) = (Scale::of(proof, height), width > 0 && count > 1) else { return (Image::default(), Vec::new()) };
    let mut ticks = scale.ticks(proof.is_by_holes);
    for tick in &ticks {
        image.row((tick.place * (height - 1) as f64).round() as usize, palette.grid, 0.6);
    }
    if let Some(spread) = spread(proof) {
        let (high, low) = (scale.row(f64::from(spread.high)), scale.row(f64::from(spread.low)));
        image.fill(0..width, high..low + 1, palette.fill, 0.35);
        ticks.push(Tick::new("spread-y", scale.place(f64::from(spread.high)), ""));
    }
    let peak_at = proof.offset as usize;
    let mut before: Option<(usize, usize)> = None;
    for x in 0..width {
        let from = x * count / width;
        let to = ((x + 1) * count / width).max(from + 1).min(count);
        let column = proof.alignments[from..to].iter().enumerate().filter(|(at, value)| from + at != peak_at && value.is_finite());
        let rows: Vec<usize> = column.map(|(_, &value)| scale.row(f64::from(value.max(0.0)))).collect();
        let (Some(&top), Some(&bottom)) = (rows.iter().min(), rows.iter().max()) else { continue };
        // Joined to the column before, so that a steep step leaves no hole.
        let (from, to) =
            before.map_or((top, bottom), |(top_before, bottom_before)| (top.min(bottom_before), bottom.max(top_before)));
        image.column(x, from, to + 1, palette.line, 1.0);
        before = Some((top, bottom));
    }
    if let Some(value) = peak(proof) {
        let x = ((peak_at as f64 + 0.5) / count as f64 * width as f64) as usize;
        let y = scale.row(f64::from(value.max(0.0)));
        image.fill(x.saturating_sub(1)..x + 1, y..height, palette.proof, 1.0);
        ticks.push(Tick::new("peak-x", x as f64 / width as f64, ""));
        ticks.push(Tick::new("peak-y", y as f64 / (height - 1) as f64, ""));
    }
    let parts = [6, 8, 4].into_iter().find(|parts| count.is_multiple_of(*parts)).unwrap_or(1);
    let places = (0..parts).map(|part| part * count / parts).chain([count - 1]);
    ticks.extend(places.map(|at| Tick::new("x", (at as f64 + 0.5) / count as f64, at.to_string())));
    (image, ticks)
}

/// The peak and its nearest alignments as bars, on the scale of [`alignments`].
pub(super) fn close_up(proof: &GridProof, palette: &Palette, width: usize, height: usize) -> (Image, Vec<Tick>) {
    let mut image = Image::new(width, height);
    let (count, peak_at) = (proof.alignments.len(), proof.offset as usize);
    let (Some(scale), true) = (Scale::of(proof, height), width > 0 && peak_at < count) else {
        return (Image::default(), Vec::new());
    };
    let bars = (2 * NEIGHBOURS + 1).min(count);
    let gap = if width >= bars * 4 { 2 } else { usize::from(width >= bars * 2) };
    let mut ticks = Vec::new();
    for bar in 0..bars {
        let at = (peak_at + count + bar - bars / 2) % count;
        let (from, to) = (bar * width / bars, (bar + 1) * width / bars);
        let is_peak = at == peak_at;
        let value = proof.alignments[at];
        if value.is_finite() {
            let colour = if is_peak { palette.proof } else { palette.line };
            image.fill(from..to.saturating_sub(gap).max(from + 1), scale.row(f64::from(value.max(0.0)))..height, colour, 1.0);
        }
        if is_peak || bar == 0 || bar == bars - 1 {
            let place = (from + to.saturating_sub(gap)) as f64 / 2.0 / width as f64;
            ticks.push(Tick::new(if is_peak { "peak" } else { "x" }, place, at.to_string()));
        }
    }
    (image, ticks)
}

/// Coefficients, time across, frequency upward: empty ones lit, the others grey by their level.
pub(super) fn coefficients(
    proof: &GridProof,
    is_beside: bool,
    palette: &Palette,
    width: usize,
    height: usize,
) -> (Image, Vec<Tick>) {
    let picture = if is_beside { &proof.picture_beside } else { &proof.picture };
    let blocks = proof.picture_blocks as usize;
    let rows = picture.len().checked_div(blocks).unwrap_or(0);
    if width == 0 || height == 0 || rows == 0 {
        return (Image::default(), Vec::new());
    }
    let mut image = Image::new(width, height);
    let brightest = level_ceiling(proof);
    let range = |at: usize, to: usize, cells: usize| {
        let from = at * cells / to;
        from..((at + 1) * cells / to).max(from + 1).min(cells)
    };
    for y in 0..height {
        let from_below = range(height - 1 - y, height, rows);
        for x in 0..width {
            let (mut empty, mut level, mut cells) = (0.0_f32, 0.0_f32, 0.0_f32);
            for block in range(x, width, blocks) {
                for &value in &picture[block * rows..][from_below.clone()] {
                    cells += 1.0;
                    if value == 0 {
                        empty += 1.0;
                    } else {
                        level += f32::from(value - 1);
                    }
                }
            }
            let with_content = (cells - empty).max(1.0);
            let shade = (level / with_content / brightest).clamp(0.0, 1.0);
            image.blend(x, y, mixed(palette.fill, palette.line, shade), 1.0);
            image.blend(x, y, palette.proof, empty / cells.max(1.0));
        }
    }
    (image, frequency_ticks(proof.picture_hz))
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

/// The colour at `share` of the way from one to the other.
pub(super) fn mixed(from: Rgb, to: Rgb, share: f32) -> Rgb {
    let mix = |from: u8, to: u8| (f32::from(from) + (f32::from(to) - f32::from(from)) * share).round() as u8;
    Rgb(mix(from.0, to.0), mix(from.1, to.1), mix(from.2, to.2))
}

/// Kilohertz up the side.
fn frequency_ticks((low_hz, high_hz): (f32, f32)) -> Vec<Tick> {
    let (low, high) = (f64::from(low_hz) / 1000.0, f64::from(high_hz) / 1000.0);
    let span = high - low;
    if !(span.is_finite() && span > 0.0 && low >= 0.0) {
        return Vec::new();
    }
    let step = [0.25, 0.5, 1.0, 2.0, 4.0, 8.0].into_iter().find(|step| span / step <= 5.0).unwrap_or(16.0);
    let first = (low / step - 1e-6).ceil() as usize;
    let label = |at: usize| {
        let khz = at as f64 * step;
        let text = format!("{khz:.2}");
        Tick::new("y", 1.0 - (khz - low) / span, figure(text.trim_end_matches('0').trim_end_matches('.')))
    };
    (first..)
        .map(label)
        .take_while(|tick| tick.place >= -1e-6)
        .map(|tick| Tick { place: tick.place.clamp(0.0, 1.0), ..tick })
        .collect()
}

/// Where coefficients fall between two steps: bars, and dashed what no ladder would give.
pub(super) fn ladder(proof: &GridProof, is_beside: bool, palette: &Palette, width: usize, height: usize) -> (Image, Vec<Tick>) {
    let densities = |counts: &[u32]| {
        let sum: f64 = counts.iter().map(|&count| f64::from(count)).sum();
        counts.iter().map(|&count| f64::from(count) * counts.len() as f64 / sum.max(1.0)).collect::<Vec<_>>()
    };
    let (at, beside) = (densities(&proof.ladder), densities(&proof.ladder_beside));
    let highest = at.iter().chain(&beside).copied().fold(1.2, f64::max);
    let own = if is_beside { beside } else { at };
    let own_sum: f64 = own.iter().sum();
    if width == 0 || height < 3 || own.is_empty() || own_sum <= 0.0 {
        return (Image::default(), Vec::new());
    }
    let mut image = Image::new(width, height);
    let row = |density: f64| height - (density / highest * (height - 1) as f64).round() as usize;
    let gap = usize::from(width >= own.len() * 3);
    for (bar, density) in own.iter().enumerate() {
        let (from, to) = (bar * width / own.len(), (bar + 1) * width / own.len());
        let colour = if is_beside { palette.line } else { palette.proof };
        image.fill(from..to.saturating_sub(gap).max(from + 1), row(*density)..height, colour, 1.0);
    }
    let even = row(1.0).min(height - 1);
    for x in (0..width).filter(|x| x % 6 < 3) {
        image.blend(x, even, palette.alert, 1.0);
    }
    let ticks = vec![
        Tick::new("x", 0.0, tr!("step")),
        Tick::new("x", 0.5, tr!("halfway")),
        Tick::new("x", 1.0, tr!("next step")),
        Tick::new("even-y", even as f64 / height as f64, ""),
    ];
    (image, ticks)
}

/// The waveform, and under it a cell a section: filled by the share that agrees, hatched where another alignment holds, empty where
/// there is no grid, a line where nothing could be judged.
pub(super) fn sections(
    outcome: &GridOutcome,
    pictures: &Pictures,
    duration_s: f64,
    palette: &Palette,
    width: usize,
    height: usize,
) -> (Image, Vec<Tick>) {
    if width == 0 || height < CELL + CELL_GAP || outcome.sections.is_empty() || !(duration_s > 0.0 && duration_s.is_finite()) {
        return (Image::default(), Vec::new());
    }
    let mut image = Image::new(width, height);
    let top = height - CELL;
    wave(&mut image, pictures, palette, top - CELL_GAP);
    let x_of = |seconds: f64| ((seconds / duration_s).clamp(0.0, 1.0) * width as f64).round() as usize;
    for (section, state) in outcome.sections.iter().zip(outcome.section_states()) {
        let from = x_of(section.start_s);
        let to = x_of(section.end_s).saturating_sub(if width > outcome.sections.len() * 4 { 2 } else { 0 }).max(from + 1);
        let share = section.share().unwrap_or(0.0);
        let filled = top + CELL - (share * CELL as f64).round() as usize;
        match state {
            SectionState::Unjudged => image.fill(from..to, top + CELL / 2..top + CELL / 2 + 1, palette.line, 1.0),
            SectionState::Absent => frame(&mut image, from..to, top..height, palette.line),
            SectionState::Holds => {
                image.fill(from..to, top..height, palette.fill, 1.0);
                image.fill(from..to, filled..height, palette.proof, 1.0);
            }
            SectionState::Moved => {
                for x in from..to {
                    for y in (filled..height).filter(|y| (x + y) % 6 < 3) {
                        image.blend(x, y, palette.proof, 1.0);
                    }
                }
                frame(&mut image, from..to, top..height, palette.proof);
            }
        }
    }
    for cut in outcome.stretches().iter().skip(1).filter(|stretch| stretch.start_s > 0.0) {
        let x = x_of(cut.start_s).saturating_sub(1).min(width - 1);
        for y in (0..height).filter(|y| y % 5 < 3) {
            image.blend(x, y, palette.alert, 1.0);
        }
    }
    let ticks = plot::waveform_ticks(duration_s).into_iter().filter(|tick| tick.axis == "x").collect();
    (image, ticks)
}

/// A waveform of thin bars in the upper `height` rows.
fn wave(image: &mut Image, pictures: &Pictures, palette: &Palette, height: usize) {
    const PITCH: usize = 3;
    let parts = pictures.envelope_low.len().min(pictures.envelope_high.len());
    if parts == 0 || height < 3 {
        return;
    }
    let middle = height as f64 / 2.0;
    let bars = image.width.div_ceil(PITCH);
    for bar in 0..bars {
        let from = bar * parts / bars;
        let to = ((bar + 1) * parts / bars).max(from + 1).min(parts);
        let size = |curve: &[f32]| {
            curve[from..to].iter().filter(|sample| sample.is_finite()).fold(0.0_f32, |most, sample| most.max(sample.abs()))
        };
        let highest = f64::from(size(&pictures.envelope_low).max(size(&pictures.envelope_high)).min(1.0));
        let half = (highest * middle).max(0.5);
        image.fill(
            bar * PITCH..bar * PITCH + PITCH - 1,
            (middle - half) as usize..(middle + half).ceil() as usize,
            palette.line,
            1.0,
        );
    }
}

fn frame(image: &mut Image, x: std::ops::Range<usize>, y: std::ops::Range<usize>, colour: Rgb) {
    image.fill(x.clone(), y.start..y.start + 1, colour, 1.0);
    image.fill(x.clone(), y.end - 1..y.end, colour, 1.0);
    image.fill(x.start..x.start + 1, y.clone(), colour, 1.0);
    image.fill(x.end.saturating_sub(1)..x.end, y, colour, 1.0);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::GridSection;

    const PALETTE: Palette = Palette {
        line: Rgb(200, 200, 200),
        fill: Rgb(40, 40, 40),
        grid: Rgb(60, 60, 60),
        proof: Rgb(0, 255, 255),
        alert: Rgb(255, 0, 0),
    };
    const PROOF: [u8; 4] = [0, 255, 255, 255];

    fn proof() -> GridProof {
        let mut alignments: Vec<f32> = (0..576).map(|at| 0.077 + 0.004 * ((at * 37 % 11) as f32 / 5.0 - 1.0)).collect();
        alignments[48] = 0.185;
        GridProof { is_by_holes: true, alignments, offset: 48, beside_offset: 49, ..GridProof::default() }
    }

    fn place(ticks: &[Tick], axis: &str) -> f64 {
        ticks.iter().find(|tick| tick.axis == axis).unwrap().place
    }

    fn labels<'a>(ticks: &'a [Tick], axis: &str) -> Vec<&'a str> {
        ticks.iter().filter(|tick| tick.axis == axis).map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn the_peak_stands_where_it_was_found_and_the_others_below() {
        let (image, ticks) = alignments(&proof(), &PALETTE, 576, 101);
        let x = (place(&ticks, "peak-x") * 576.0).round() as usize;
        assert_eq!(x, 48);
        assert_eq!((image.pixel(48, 60), image.pixel(48, HEAD)), (PROOF, PROOF));
        // 0.077 of 0.185 is 42 %: row 100 - 0.416 * 92.
        assert!((55..=68).any(|y| image.pixel(300, y) == [200, 200, 200, 255]));
        assert!((0..50).all(|y| image.pixel(300, y)[0] < 100), "nothing above the spread but the lines of the axis");
        assert_eq!(labels(&ticks, "y"), ["0 %", "5 %", "10 %", "15 %"]);
        assert_eq!(labels(&ticks, "x"), ["0", "96", "192", "288", "384", "480", "575"]);
        let spread = spread(&proof()).unwrap();
        assert!((spread.median - 0.077).abs() < 0.001 && spread.low < spread.median && spread.median < spread.high, "{spread:?}");
    }

    #[test]
    fn a_narrow_picture_loses_no_peak() {
        for width in [1, 20, 100, 2000] {
            let (image, ticks) = alignments(&proof(), &PALETTE, width, 60);
            let x = (place(&ticks, "peak-x") * width as f64).round() as usize;
            assert_eq!(image.pixel(x.min(width - 1), 40), PROOF, "{width}");
        }
    }

    #[test]
    fn the_close_up_shows_the_peak_in_the_middle() {
        let (image, ticks) = close_up(&proof(), &PALETTE, 17 * 8, 80);
        assert_eq!(image.pixel(8 * 8 + 2, 40), PROOF);
        assert_eq!(image.pixel(7 * 8 + 2, 20)[3], 0, "its neighbour is less than half as high");
        assert_eq!(image.pixel(7 * 8 + 2, 79), [200, 200, 200, 255]);
        assert_eq!((labels(&ticks, "x"), labels(&ticks, "peak")), (vec!["40", "56"], vec!["48"]));
        let at_the_edge = GridProof { offset: 2, ..proof() };
        assert_eq!(labels(&close_up(&at_the_edge, &PALETTE, 100, 80).1, "x"), ["570", "10"], "alignments go round");
    }

    #[test]
    fn ladders_of_fits_have_no_per_cent() {
        let fits = GridProof { is_by_holes: false, alignments: vec![4.0, 25.0, 4.1, 3.9], offset: 1, ..GridProof::default() };
        assert_eq!(labels(&alignments(&fits, &PALETTE, 40, 60).1, "y"), ["0", "10", "20"]);
    }

    #[test]
    fn empty_coefficients_are_lit_and_low_ones_lie_below() {
        // Two blocks of two rows: empty low, loud high; then loud low, quiet high.
        let proof = GridProof {
            picture: vec![0, 161, 161, 1],
            picture_beside: vec![1, 1, 1, 0],
            picture_blocks: 2,
            picture_hz: (2000.0, 16_000.0),
            ..GridProof::default()
        };
        let (image, ticks) = coefficients(&proof, false, &PALETTE, 4, 4);
        assert_eq!(image.pixel(0, 3), PROOF, "the low row is at the bottom");
        assert_eq!(image.pixel(0, 0), [200, 200, 200, 255]);
        assert_eq!(image.pixel(3, 0), [40, 40, 40, 255]);
        assert_eq!(labels(&ticks, "y"), ["4", "8", "12", "16"]);
        let (beside, _) = coefficients(&proof, true, &PALETTE, 2, 2);
        assert_eq!(beside.pixel(1, 0), PROOF);
        // One pixel for all: half its cells empty.
        let (small, _) = coefficients(&GridProof { picture: vec![0, 1, 0, 1], ..proof }, false, &PALETTE, 1, 1);
        assert_eq!(small.pixel(0, 0), [20, 148, 148, 255]);
    }

    #[test]
    fn a_comb_stands_above_the_even_line() {
        let mut ladder_at = vec![10; 20];
        (ladder_at[0], ladder_at[19]) = (200, 200);
        let proof = GridProof { ladder: ladder_at, ladder_beside: vec![28; 20], ..GridProof::default() };
        let (image, ticks) = ladder(&proof, false, &PALETTE, 80, 50);
        assert_eq!(image.pixel(1, 5), PROOF);
        assert_eq!(image.pixel(40, 30)[3], 0, "nothing between the steps");
        assert_eq!(labels(&ticks, "x"), ["step", "halfway", "next step"]);
        let (flat, _) = ladder(&proof, true, &PALETTE, 80, 50);
        assert_eq!(flat.pixel(40, 49), [200, 200, 200, 255]);
        assert_eq!(flat.pixel(1, 20)[3], 0, "the same scale");
    }

    #[test]
    fn sections_say_how_they_agree() {
        let section = |at: f64, agreeing, judged, offset| GridSection { start_s: at, end_s: at + 10.0, agreeing, judged, offset };
        let sections_of = vec![
            section(0.0, 50, 50, 48),
            section(10.0, 30, 50, 48),
            section(20.0, 0, 50, 48),
            section(30.0, 0, 0, 0),
            section(40.0, 40, 50, 7),
        ];
        let outcome = GridOutcome { sections: sections_of, ..GridOutcome::default() };
        let pictures = Pictures { envelope_low: vec![-0.5; 64], envelope_high: vec![0.5; 64], ..Pictures::default() };
        let (image, ticks) = sections(&outcome, &pictures, 50.0, &PALETTE, 100, 58);
        let top = 58 - CELL;
        assert_eq!((image.pixel(5, top), image.pixel(5, 57)), (PROOF, PROOF), "all agree");
        assert_eq!((image.pixel(25, top + 1), image.pixel(25, 57)), ([40, 40, 40, 255], PROOF), "some agree");
        assert_eq!((image.pixel(50, top), image.pixel(50, top + 5)[3]), ([200, 200, 200, 255], 0), "absent: an empty frame");
        assert_eq!((image.pixel(70, top)[3], image.pixel(70, top + CELL / 2)), (0, [200, 200, 200, 255]), "unjudged: a line");
        let hatched: Vec<bool> = (82..88).map(|x| image.pixel(x, 55) == PROOF).collect();
        assert!(hatched.contains(&true) && hatched.contains(&false), "moved: hatched");
        assert_eq!(image.pixel(39, 0)[..3], [255, 0, 0], "a cut runs through the waveform");
        assert_eq!(labels(&ticks, "x").first(), Some(&"0:00"));
    }

    #[test]
    fn what_is_missing_or_broken_draws_nothing_and_does_not_panic() {
        let broken = GridProof {
            alignments: vec![f32::NAN, f32::INFINITY, -1.0],
            offset: 99,
            picture: vec![0; 5],
            picture_blocks: 2,
            picture_hz: (f32::NAN, 0.0),
            ladder: vec![0; 4],
            ..GridProof::default()
        };
        for proof in [broken, GridProof::default(), GridProof { picture_blocks: 9, picture: vec![1; 3], ..GridProof::default() }] {
            for (width, height) in [(0, 0), (1, 1), (7, 3), (90, 40)] {
                assert_eq!(alignments(&proof, &PALETTE, width, height).0.width, 0);
                assert_eq!(close_up(&proof, &PALETTE, width, height).0.width, 0);
                coefficients(&proof, false, &PALETTE, width, height);
                assert_eq!(coefficients(&proof, true, &PALETTE, width, height).0.width, 0);
                assert_eq!(ladder(&proof, false, &PALETTE, width, height).0.width, 0);
                let section = GridSection { start_s: f64::NAN, end_s: 1e9, agreeing: 9, judged: 1, offset: 0 };
                let outcome = GridOutcome { sections: vec![section; 3], ..GridOutcome::default() };
                for duration_s in [0.0, f64::NAN, 3.0] {
                    sections(&outcome, &Pictures::default(), duration_s, &PALETTE, width, height);
                }
            }
        }
    }
}
