//! A drawing as SVG in a web page. Colours are classes: the page's style sheet says how each looks.

use std::fmt::Write;

use maud::{Markup, html};

use super::{Anchor, Drawing, Ink, Shape, Step, Stroke};
use crate::contracts::VerdictClass;

/// `drawing` as an SVG element that `label` describes to those who cannot see it.
pub(in crate::report) fn svg(drawing: &Drawing, label: &str) -> Markup {
    let view = format!("0 0 {} {}", number(drawing.width), number(drawing.height));
    html! {
        svg viewBox=(view) role="img" aria-label=(label) {
            @for shape in &drawing.shapes {
                @match shape.stroke {
                    None => path class=(class("f", shape.ink)) d=(outline(&shape.steps)) transform=[transform(shape)] opacity=[opacity(shape)] {},
                    Some(stroke) => path class=(class("s", shape.ink)) d=(outline(&shape.steps)) transform=[transform(shape)]
                        opacity=[opacity(shape)] stroke-width=(number(width(stroke))) stroke-dasharray=[dashes(stroke)] {},
                }
            }
            @for label in &drawing.labels {
                text class=(class("f", label.ink)) x=(number(label.x)) y=(number(label.y)) font-size=(number(label.size))
                    text-anchor=[anchor(label.anchor)] { (label.text) }
            }
        }
    }
}

/// Name of an ink in classes and custom properties.
pub(in crate::report) fn ink_name(ink: Ink) -> &'static str {
    match ink {
        Ink::Line => "line",
        Ink::Area => "area",
        Ink::Grid => "grid",
        Ink::Label => "label",
        Ink::Text => "text",
        Ink::Proof => "proof",
        Ink::Other => "other",
        Ink::Alert => "alert",
        Ink::Ground => "ground",
        Ink::Content(0) => "content0",
        Ink::Content(1) => "content1",
        Ink::Content(_) => "content2",
        Ink::Verdict(VerdictClass::Genuine) => "genuine",
        Ink::Verdict(VerdictClass::Transcode) => "transcode",
        Ink::Verdict(VerdictClass::Upsampled) => "upsampled",
        Ink::Verdict(VerdictClass::Padded) => "padded",
        Ink::Verdict(VerdictClass::Lossy) => "lossy",
        Ink::Verdict(VerdictClass::Inconclusive) => "inconclusive",
        Ink::Failed => "failed",
    }
}

fn class(kind: &str, ink: Ink) -> String {
    format!("{kind}-{}", ink_name(ink))
}

fn outline(steps: &[Step]) -> String {
    let mut text = String::with_capacity(steps.len() * 10);
    for step in steps {
        // Writing to a string cannot fail.
        let _ = match step {
            Step::Move(x, y) => write!(text, "M{} {}", number(*x), number(*y)),
            Step::Line(x, y) => write!(text, "L{} {}", number(*x), number(*y)),
            Step::Close => write!(text, "z"),
        };
    }
    text
}

fn transform(shape: &Shape) -> Option<String> {
    let ((x, y), (by_x, by_y)) = (shape.origin, shape.scale);
    ((x, y, by_x, by_y) != (0.0, 0.0, 1.0, 1.0)).then(|| format!("matrix({by_x:.4} 0 0 {by_y:.4} {x:.2} {y:.2})"))
}

fn opacity(shape: &Shape) -> Option<String> {
    (shape.opacity < 1.0).then(|| number(shape.opacity))
}

fn width(stroke: Stroke) -> f32 {
    match stroke {
        Stroke::Plain(width) | Stroke::Dashed(width) => width,
    }
}

fn dashes(stroke: Stroke) -> Option<&'static str> {
    matches!(stroke, Stroke::Dashed(_)).then_some("3 2")
}

fn anchor(anchor: Anchor) -> Option<&'static str> {
    match anchor {
        Anchor::Start => None,
        Anchor::Middle => Some("middle"),
        Anchor::End => Some("end"),
    }
}

/// To a tenth at most, without needless zeros; what is no number lies at 0.
fn number(value: f32) -> String {
    let value = if value.is_finite() { (value * 10.0).round() / 10.0 + 0.0 } else { 0.0 };
    format!("{value}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_becomes_an_element_and_its_words_are_escaped() {
        let mut sheet = Drawing::new(100.0, 50.0);
        sheet.rectangle(1.0, 2.0, 3.25, 4.0, Ink::Proof, 0.5);
        sheet.line((0.0, 0.0), (10.0, f32::NAN), Ink::Grid, Stroke::Dashed(0.5));
        sheet.label(5.0, 6.0, "<b>&", Ink::Label, Anchor::Middle);
        let text = svg(&sheet, "a \"proof\"").into_string();
        for part in [
            r#"<svg viewBox="0 0 100 50" role="img" aria-label="a &quot;proof&quot;">"#,
            r#"<path class="f-proof" d="M1 2L4.3 2L4.3 6L1 6z" opacity="0.5">"#,
            r#"<path class="s-grid" d="M0 0L10 0" stroke-width="0.5" stroke-dasharray="3 2">"#,
            r#"text-anchor="middle">&lt;b&gt;&amp;</text>"#,
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
    }
}
