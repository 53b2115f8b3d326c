//! Pictures as shapes: one drawing for the web page (SVG) and for the certificate (PDF). No pixels.
//!
//! A drawing names its colours by what they mean ([`Ink`]); page and certificate say how each looks.

mod chart;
mod curves;
mod proof;
mod svg;

pub(super) use chart::{Spread, histogram, verdict_bars};
pub(super) use curves::{spectrum, waveform};
pub(super) use proof::proofs;
pub(super) use svg::{ink_name, svg};

use crate::contracts::VerdictClass;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// The curve that is looked at.
    Line,
    /// The area under it.
    Area,
    /// Lines of the axes.
    Grid,
    /// Words of the axes.
    Label,
    /// Words that matter.
    Text,
    /// What proves.
    Proof,
    /// What it is compared with.
    Other,
    /// What warns.
    Alert,
    /// Ground of a picture.
    Ground,
    /// Coefficients with content, of three levels.
    Content(u8),
    /// A verdict.
    Verdict(VerdictClass),
    /// A track that could not be audited.
    Failed,
}

/// A step of an outline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Close,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stroke {
    Plain(f32),
    Dashed(f32),
}

/// A part of a drawing. Points lie in its own units, `scale` of them a unit of the drawing, from `origin`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shape {
    pub(super) steps: Vec<Step>,
    pub(super) ink: Ink,
    pub(super) opacity: f32,
    /// Filled where there is none.
    pub(super) stroke: Option<Stroke>,
    pub(super) origin: (f32, f32),
    pub(super) scale: (f32, f32),
}

/// Where a word stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) x: f32,
    /// Of its baseline.
    pub(super) y: f32,
    pub(super) size: f32,
    pub(super) text: String,
    pub(super) ink: Ink,
    pub(super) anchor: Anchor,
}

/// Shapes and words on a sheet, from its upper left corner.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Drawing {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
    pub(super) labels: Vec<Label>,
}

/// A drawing with what it shows, in words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) title: String,
    pub(super) note: String,
    pub(super) drawing: Drawing,
}

/// Size of the words at an axis.
const AXIS_SIZE: f32 = 8.0;

impl Drawing {
    pub(super) fn new(width: f32, height: f32) -> Self {
        Self { width, height, shapes: Vec::new(), labels: Vec::new() }
    }

    fn shape(&mut self, steps: Vec<Step>, ink: Ink, opacity: f32, stroke: Option<Stroke>) {
        self.shapes.push(Shape { steps, ink, opacity, stroke, origin: (0.0, 0.0), scale: (1.0, 1.0) });
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink, opacity: f32) {
        self.shape(rectangle(x, y, width, height), ink, opacity, None);
    }

    /// A straight line.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), ink: Ink, stroke: Stroke) {
        self.shape(vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)], ink, 1.0, Some(stroke));
    }

    /// A curve through points.
    fn curve(&mut self, points: &[(f32, f32)], ink: Ink, opacity: f32, width: f32) {
        self.shape(through(points), ink, opacity, Some(Stroke::Plain(width)));
    }

    pub(super) fn label(&mut self, x: f32, y: f32, text: impl Into<String>, ink: Ink, anchor: Anchor) {
        self.labels.push(Label { x, y, size: AXIS_SIZE, text: text.into(), ink, anchor });
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Vec<Step> {
    vec![Step::Move(x, y), Step::Line(x + width, y), Step::Line(x + width, y + height), Step::Line(x, y + height), Step::Close]
}

fn through(points: &[(f32, f32)]) -> Vec<Step> {
    let step = |(at, &(x, y)): (usize, &(f32, f32))| if at == 0 { Step::Move(x, y) } else { Step::Line(x, y) };
    points.iter().enumerate().map(step).collect()
}

/// The part of a sheet that a curve fills, inside its axes.
#[derive(Clone, Copy, Debug)]
struct Frame {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
}

impl Frame {
    fn of(sheet: &Drawing, left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self { left, top, width: sheet.width - left - right, height: sheet.height - top - bottom }
    }

    fn x(&self, share: f64) -> f32 {
        self.left + self.width * share.clamp(0.0, 1.0) as f32
    }

    /// From the top.
    fn y(&self, share: f64) -> f32 {
        self.top + self.height * share.clamp(0.0, 1.0) as f32
    }

    fn bottom(&self) -> f32 {
        self.top + self.height
    }

    fn right(&self) -> f32 {
        self.left + self.width
    }

    /// A line across at `share` from the top, and its label at the left.
    fn rule(&self, sheet: &mut Drawing, share: f64, label: &str) {
        let y = self.y(share);
        sheet.line((self.left, y), (self.right(), y), Ink::Grid, Stroke::Plain(0.5));
        sheet.label(self.left - 4.0, y + AXIS_SIZE * 0.35, label, Ink::Label, Anchor::End);
    }

    /// A label under the frame at `share` from the left; at its ends it stays inside.
    fn foot(&self, sheet: &mut Drawing, share: f64, label: &str) {
        let anchor = match share {
            share if share <= 0.02 => Anchor::Start,
            share if share >= 0.98 => Anchor::End,
            _ => Anchor::Middle,
        };
        sheet.label(self.x(share), self.bottom() + AXIS_SIZE + 3.0, label, Ink::Label, anchor);
    }
}

/// The smallest of 1, 2, 5 times a power of ten that goes into `highest` at most `most` times.
fn nice_step(highest: f64, most: f64) -> f64 {
    let power = 10_f64.powf((highest / most).log10().floor());
    [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power).into_iter().find(|step| highest / step <= most).unwrap_or(10.0 * power)
}

/// Step of a time axis that gives at most six of them.
fn time_step(duration_s: f64) -> f64 {
    const STEPS_S: [f64; 13] = [1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0, 3600.0];
    STEPS_S.into_iter().find(|step| duration_s / step <= 6.0).unwrap_or_else(|| (duration_s / 6.0 / 3600.0).ceil() * 3600.0)
}

/// Times along the foot of `frame`.
fn time_axis(sheet: &mut Drawing, frame: &Frame, duration_s: f64) {
    if !(duration_s > 0.0 && duration_s.is_finite()) {
        return;
    }
    let step = time_step(duration_s);
    for at in 0..=((duration_s / step).floor() as u32) {
        let seconds = f64::from(at) * step;
        frame.foot(sheet, seconds / duration_s, &crate::contracts::clock(seconds));
    }
}
