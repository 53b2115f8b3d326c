//! What stands around the pixels: title, file, verdict, axes, legend, how it was made, by what and when; as SVG.

use maud::{Markup, html};

use super::{
    PictureError, PictureKind, PictureOrder, Scene,
    pixels::{Drawn, PALETTE},
};
use crate::{
    contracts::{ANALYSIS_VERSION, AuditReport, VerdictClass, clock},
    pictures::{Axis, Channel, ColourMap, View, image::Rgb},
    report::{
        certificate::typeface::{Style, Typefaces},
        method::{PROGRAM, now_words},
        printable,
        words::{format_line, name_and_folder, summary, title},
    },
};

/// Size of a picture at which letters have the window's sizes.
const USUAL_SIZE: (f32, f32) = (1280.0, 720.0);
/// Units across a picture in a report.
const PAGE_UNITS: f32 = 720.0;
/// Letters are drawn no smaller than by this factor.
const LEAST_SCALE: f32 = 0.6;

const TEXT: &str = "#191c20";
const SOFT: &str = "#5b6471";
const LINE: &str = "#7c8592";

/// A rectangle of pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Where everything lies, in pixels.
pub(super) struct Layout {
    pub(super) size: (u32, u32),
    /// Pixels a unit; letters are 10 to 18 units high.
    pub(super) scale: f32,
    pub(super) plot: Place,
    /// Colours of the levels; empty where there are none.
    pub(super) legend: Place,
}

impl Layout {
    /// Of a picture of `kind`.
    pub(super) fn new(size: (u32, u32), kind: PictureKind, has_head: bool) -> Self {
        let of_window = (size.0 as f32 / USUAL_SIZE.0).min(size.1 as f32 / USUAL_SIZE.1).max(LEAST_SCALE);
        // On a page of paper a picture is shown smaller than on a screen, its letters as large as those beside it.
        let scale = if has_head { of_window } else { size.0 as f32 / PAGE_UNITS };
        let units = |units: f32| (units * scale).round() as u32;
        let is_spectrogram = kind == PictureKind::Spectrogram;
        let (left, right) = (units(60.0), units(if is_spectrogram { 92.0 } else { 24.0 }));
        let above = if is_spectrogram { 14.0 } else { 30.0 };
        let (top, bottom) = if has_head { (units(82.0 + above), units(86.0)) } else { (units(above), units(42.0)) };
        let plot = Place {
            x: left,
            y: top,
            width: size.0.saturating_sub(left + right).max(1),
            height: size.1.saturating_sub(top + bottom).max(1),
        };
        let legend = Place { x: plot.x + plot.width + units(18.0), width: units(14.0), ..plot };
        Self { size, scale, plot, legend: if is_spectrogram { legend } else { Place::default() } }
    }
}

/// What is drawn and how, as a sentence.
pub(super) fn caption(scene: &Scene, order: &PictureOrder, view: &View) -> String {
    let time = |seconds: f64| {
        let thousandths = (seconds.max(0.0) * 1000.0).round() as u64;
        let part = if thousandths.is_multiple_of(1000) { String::new() } else { format!(".{:03}", thousandths % 1000) };
        format!("{}{part}", clock((thousandths / 1000) as f64))
    };
    let look = &order.look;
    let rate_hz = f64::from(scene.sound.sample_rate().hz());
    let channel = match look.channel {
        _ if scene.sound.channels() == 1 => "the one channel",
        Channel::Left => "the left channel",
        Channel::Right => "the right channel",
        Channel::Mid => "the mean of the channels",
        Channel::Side => "half the difference of left and right",
    };
    let span = format!("{} to {}", time(view.from_s), time(view.to_s));
    let window = format!("Hann window of {} frames ({:.1} ms)", look.window, look.window as f64 / rate_hz * 1000.0);
    let axis = match look.axis {
        Axis::Linear => "linear axis",
        Axis::Log => "logarithmic axis",
        Axis::Mel => "mel axis",
    };
    let map = match look.map {
        ColourMap::Magma => "Magma",
        ColourMap::Inferno => "Inferno",
        ColourMap::Viridis => "Viridis",
        ColourMap::Cividis => "Cividis",
        ColourMap::Grey => "grey",
    };
    match order.kind {
        PictureKind::Spectrogram => {
            let levels = format!("{} to {} dBFS", look.floor_db, look.ceiling_db);
            format!("Spectrogram of {channel}, {span}; {window}; {axis}; {levels} in the colours of {map}.")
        }
        PictureKind::Waveform => format!("Waveform, {span}: extremes, and inside them the root mean square, a lane a channel."),
        PictureKind::Spectrum => format!("Spectrum of {channel}, {span}; {window}; {axis}; a sine at full scale reads 0 dBFS."),
        PictureKind::Loudness => format!("Loudness by ITU-R BS.1770-4, {span}; each value in the middle of its window."),
    }
}

/// A line of letters.
struct Words<'a> {
    x: f32,
    /// Of its baseline.
    y: f32,
    size: f32,
    style: Style,
    colour: &'a str,
    anchor: &'a str,
}

/// Draws with the bundled typefaces, in units.
struct Pen {
    faces: Typefaces,
    scale: f32,
}

impl Pen {
    /// `text` as far as it fits `width`; letters that the typeface lacks are replaced.
    fn fitted(&self, text: &str, style: Style, size: f32, width: f32) -> String {
        self.faces.elided(style, size, &legible(text), width)
    }

    fn words(&self, text: &str, words: &Words<'_>) -> Markup {
        let (family, weight) = match words.style {
            Style::Regular => ("Inter", 400),
            Style::Medium => ("Inter", 500),
            Style::SemiBold => ("Inter", 600),
            Style::Mono => ("JetBrains Mono", 400),
        };
        let text = self.faces.shape(words.style, &legible(text)).text;
        html! {
            text x=(self.number(words.x)) y=(self.number(words.y)) font-family=(family) font-weight=(weight)
                font-size=(self.number(words.size)) fill=(words.colour) text-anchor=(words.anchor) { (text) }
        }
    }

    /// Pixels of so many units.
    fn number(&self, units: f32) -> String {
        format!("{:.2}", units * self.scale)
    }
}

/// The frame of a picture; with `foot`, which says how it was made, also title, file and verdict.
///
/// # Errors
/// [`PictureError::NotDrawn`] where a bundled typeface is broken.
pub(super) fn compose(
    report: &AuditReport,
    order: &PictureOrder,
    layout: &Layout,
    drawn: &Drawn,
    foot: Option<&str>,
) -> Result<String, PictureError> {
    let faces =
        Typefaces::new().ok_or_else(|| PictureError::NotDrawn { reason: "a bundled typeface cannot be read".to_owned() })?;
    let pen = Pen { faces, scale: layout.scale };
    let (width, height) = layout.size;
    let markup = html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(width) height=(height) viewBox=(format!("0 0 {width} {height}")) {
            @if let Some(caption) = foot {
                (head(&pen, report, order, layout))
                (feet(&pen, report, caption, layout))
            }
            (axes(&pen, order.kind, layout, drawn))
            (edges(&pen, layout, drawn))
            @if order.kind == PictureKind::Spectrogram { (levels(&pen, layout, drawn)) } @else { (key(&pen, order.kind, layout)) }
        }
    };
    Ok(markup.0)
}

/// Title, file, verdict.
fn head(pen: &Pen, report: &AuditReport, order: &PictureOrder, layout: &Layout) -> Markup {
    let width = layout.size.0 as f32 / layout.scale;
    let (left, room) = (24.0, width - 48.0);
    let (name, _) = name_and_folder(report);
    let kind = order.kind.title();
    let kind_width = pen.faces.width(Style::Regular, 12.0, kind) + 16.0;
    let line = report.facts.as_ref().map(format_line).unwrap_or_default();
    let verdict = match report.verdict.as_ref().and_then(|verdict| verdict.probability) {
        Some(probability) => format!("{}, probability {probability:.3}", title(report)),
        None => title(report),
    };
    let verdict_x = left + 16.0;
    let verdict = pen.fitted(&verdict, Style::SemiBold, 12.0, room - 16.0);
    let summary_x = verdict_x + pen.faces.width(Style::SemiBold, 12.0, &verdict) + 12.0;
    let colour = colour(report);
    let square = |units: f32| pen.number(units);
    html! {
        (pen.words(&pen.fitted(&name, Style::SemiBold, 18.0, room - kind_width), &Words { x: left, y: 34.0, size: 18.0, style: Style::SemiBold, colour: TEXT, anchor: "start" }))
        (pen.words(kind, &Words { x: left + room, y: 34.0, size: 12.0, style: Style::Regular, colour: SOFT, anchor: "end" }))
        (pen.words(&pen.fitted(&line, Style::Regular, 12.0, room), &Words { x: left, y: 54.0, size: 12.0, style: Style::Regular, colour: SOFT, anchor: "start" }))
        rect x=(square(left)) y=(square(65.0)) width=(square(10.0)) height=(square(10.0)) fill=(colour) {}
        (pen.words(&verdict, &Words { x: verdict_x, y: 74.0, size: 12.0, style: Style::SemiBold, colour, anchor: "start" }))
        @if summary_x < left + room - 60.0 {
            (pen.words(
                &pen.fitted(&summary(report).replace('\n', " "), Style::Regular, 12.0, left + room - summary_x),
                &Words { x: summary_x, y: 74.0, size: 12.0, style: Style::Regular, colour: TEXT, anchor: "start" },
            ))
        }
    }
}

/// How it was made, by what, when, and of which samples.
fn feet(pen: &Pen, report: &AuditReport, caption: &str, layout: &Layout) -> Markup {
    let (width, height) = (layout.size.0 as f32 / layout.scale, layout.size.1 as f32 / layout.scale);
    let room = width - 48.0;
    let samples = report.measurements.audio_id.as_ref().map(|id| format!(", samples {id}")).unwrap_or_default();
    let made = format!("{PROGRAM}, analysis {ANALYSIS_VERSION}, {}{samples}", now_words());
    let words = |y: f32| Words { x: 24.0, y, size: 11.0, style: Style::Regular, colour: SOFT, anchor: "start" };
    html! {
        (pen.words(&pen.fitted(caption, Style::Regular, 11.0, room), &words(height - 30.0)))
        (pen.words(&pen.fitted(&made, Style::Regular, 11.0, room), &words(height - 14.0)))
    }
}

/// Labels along the axes, with a mark each, and what they count.
fn axes(pen: &Pen, kind: PictureKind, layout: &Layout, drawn: &Drawn) -> Markup {
    let (left, top, right, bottom) = edges_of(layout.plot, layout.scale);
    let (across, down) = match kind {
        PictureKind::Spectrogram => ("time", "kHz"),
        PictureKind::Waveform => ("time", "full scale"),
        PictureKind::Spectrum => ("kHz", "dBFS"),
        PictureKind::Loudness => ("time", "LUFS"),
    };
    let line = |x1: f32, y1: f32, x2: f32, y2: f32| {
        html! { line x1=(pen.number(x1)) y1=(pen.number(y1)) x2=(pen.number(x2)) y2=(pen.number(y2)) stroke=(LINE) stroke-width=(pen.number(1.0)) {} }
    };
    let label =
        |x: f32, y: f32, anchor, text: &str| pen.words(text, &Words { x, y, size: 11.0, style: Style::Mono, colour: SOFT, anchor });
    html! {
        @for tick in drawn.ticks.iter().filter(|tick| (-0.001..=1.001).contains(&tick.place)) {
            @let place = tick.place as f32;
            @if tick.axis == "x" {
                @let x = left + place * (right - left);
                (line(x, bottom, x, bottom + 4.0))
                (label(x.clamp(left + 8.0, right - 12.0), bottom + 16.0, "middle", &tick.label))
            } @else {
                @let y = top + place * (bottom - top);
                (line(left - 4.0, y, left, y))
                (label(left - 8.0, (y + 4.0).clamp(top + 8.0, bottom), "end", &tick.label))
            }
        }
        (pen.words(across, &Words { x: (left + right) / 2.0, y: bottom + 34.0, size: 11.0, style: Style::Regular, colour: SOFT, anchor: "middle" }))
        g transform=(format!("translate({} {}) rotate(-90)", pen.number(15.0), pen.number((top + bottom) / 2.0))) {
            (pen.words(down, &Words { x: 0.0, y: 0.0, size: 11.0, style: Style::Regular, colour: SOFT, anchor: "middle" }))
        }
    }
}

/// Edges that were measured, dashed over the pixels.
fn edges(pen: &Pen, layout: &Layout, drawn: &Drawn) -> Markup {
    let (left, top, right, bottom) = edges_of(layout.plot, layout.scale);
    let colour = hex(PALETTE.proof);
    html! {
        @for (place, name) in &drawn.edges {
            @let y = top + *place as f32 * (bottom - top);
            line x1=(pen.number(left)) y1=(pen.number(y)) x2=(pen.number(right)) y2=(pen.number(y)) stroke=(colour)
                stroke-width=(pen.number(1.0)) stroke-dasharray=(format!("{0} {0}", pen.number(4.0))) {}
            @let above = if y - top < 18.0 { y + 13.0 } else { y - 5.0 };
            (pen.words(name, &Words { x: right - 6.0, y: above, size: 11.0, style: Style::Medium, colour: &colour, anchor: "end" }))
        }
    }
}

/// Labels of the colours.
fn levels(pen: &Pen, layout: &Layout, drawn: &Drawn) -> Markup {
    let (_, top, right, bottom) = edges_of(layout.legend, layout.scale);
    html! {
        @for tick in &drawn.legend_ticks {
            @let y = top + tick.place as f32 * (bottom - top);
            (pen.words(&tick.label, &Words { x: right + 6.0, y: (y + 4.0).clamp(top + 8.0, bottom), size: 11.0, style: Style::Mono, colour: SOFT, anchor: "start" }))
        }
        (pen.words("dBFS", &Words { x: right + 22.0, y: bottom + 16.0, size: 11.0, style: Style::Regular, colour: SOFT, anchor: "middle" }))
    }
}

/// What each colour of a curve means, above the pixels at the right.
fn key(pen: &Pen, kind: PictureKind, layout: &Layout) -> Markup {
    let entries: &[(Rgb, &str)] = match kind {
        PictureKind::Spectrogram => &[],
        PictureKind::Waveform => &[
            (PALETTE.line, "root mean square"),
            (PALETTE.fill, "extremes"),
            (PALETTE.alert, "clipping, clicks, dropouts"),
            (PALETTE.grid, "silence"),
        ],
        PictureKind::Spectrum => &[
            (PALETTE.line, "mean, median, highest"),
            (PALETTE.fill, "10 % to 90 % of the time"),
            (PALETTE.proof, "edges that were measured"),
        ],
        PictureKind::Loudness => {
            &[(PALETTE.fill, "momentary (400 ms)"), (PALETTE.line, "short-term (3 s)"), (PALETTE.proof, "integrated")]
        }
    };
    let (_, top, right, _) = edges_of(layout.plot, layout.scale);
    // From the right, each as wide as its words.
    let starts = entries.iter().rev().scan(right + 16.0, |x, (_, name)| {
        *x -= pen.faces.width(Style::Regular, 11.0, name) + 34.0;
        Some(*x)
    });
    html! {
        @for ((colour, name), x) in entries.iter().rev().zip(starts) {
            rect x=(pen.number(x)) y=(pen.number(top - 17.0)) width=(pen.number(12.0)) height=(pen.number(8.0)) fill=(hex(*colour)) stroke=(LINE) stroke-width=(pen.number(0.5)) {}
            (pen.words(name, &Words { x: x + 18.0, y: top - 9.0, size: 11.0, style: Style::Regular, colour: SOFT, anchor: "start" }))
        }
    }
}

/// `text` without what a terminal would obey and what XML cannot say: the typefaces have a sign even for that.
fn legible(text: &str) -> String {
    printable(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// Left, top, right and bottom in units.
fn edges_of(place: Place, scale: f32) -> (f32, f32, f32, f32) {
    let unit = |pixels: u32| pixels as f32 / scale;
    (unit(place.x), unit(place.y), unit(place.x + place.width), unit(place.y + place.height))
}

fn hex(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Colour of the verdict on white, as the window's light theme has it.
fn colour(report: &AuditReport) -> &'static str {
    match report.verdict.as_ref().map(|verdict| verdict.class) {
        Some(VerdictClass::Genuine) => "#0b7054",
        Some(VerdictClass::Transcode) => "#8f2400",
        Some(VerdictClass::Upsampled) => "#7a6600",
        Some(VerdictClass::Padded) => "#861b72",
        Some(VerdictClass::Lossy) => "#44699f",
        Some(VerdictClass::Inconclusive) => "#434a54",
        None => "#b81240",
    }
}
