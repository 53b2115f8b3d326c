//! One track: its row of the table, and its details.

use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{Markup, html};

use super::page::drawn;
use crate::{
    contracts::{AuditReport, VerdictClass, headline},
    policy::{Found, PolicyOutcome},
    report::{
        Picture, Weight,
        drawing::{Ink, ink_name, proofs, spectrum, waveform},
        glossary::measured,
        printable, reasons,
        table::{format_words, integrity_word, length_words, verdict_word},
        words::{NEVER_MEANT, decided_by, format_line, integrity, limit, means_not, name_and_folder, summary, title},
    },
};

/// Width of the drawings.
const WIDE: f32 = 640.0;
/// Tags shown of a track; a file can hold thousands.
const MOST_TAGS: usize = 200;
/// Letters shown of a tag.
const MOST_LETTERS: usize = 500;

/// A row of the table, with a link to the details of that number.
pub(super) fn row(report: &AuditReport, outcome: Option<&PolicyOutcome>, link: Option<u64>) -> Markup {
    let (name, folder) = name_and_folder(report);
    let (facts, measured, verdict) = (report.facts.as_ref(), &report.measurements, report.verdict.as_ref());
    let class = verdict.map(|verdict| verdict.class);
    let seconds = facts.map(|facts| facts.duration_s());
    let number =
        |value: Option<f64>, decimals: usize| value.filter(|value| value.is_finite()).map(|value| format!("{value:.decimals$}"));
    let rank = class.and_then(|class| VerdictClass::ALL.iter().position(|own| *own == class)).unwrap_or(VerdictClass::ALL.len());
    html! {
        tr data-class=(class.map_or("failed", VerdictClass::id)) {
            td data-v=(rank) { (chip(class)) }
            td {
                @if let Some(number) = link { a href=(format!("#t{number}")) { (name) } } @else { (name) }
            }
            td { small { (folder) } }
            td { (facts.map(format_words).unwrap_or_default()) }
            td.num data-v=(number(seconds, 3).unwrap_or_default()) { (seconds.map(length_words).unwrap_or_default()) }
            td.num { (number(verdict.and_then(|verdict| verdict.probability), 3).unwrap_or_default()) }
            td { (printable(&headline(report))) }
            td.num { (number(measured.integrated_lufs, 1).unwrap_or_default()) }
            td.num { (number(measured.true_peak_dbtp, 1).unwrap_or_default()) }
            td.num { (measured.dr.map(|dr| dr.to_string()).unwrap_or_default()) }
            td.num { (measured.clipped_runs.map(|runs| runs.to_string()).unwrap_or_default()) }
            td { (report.integrity.as_ref().map_or("", |integrity| integrity_word(integrity.state))) }
            @if let Some(outcome) = outcome {
                td data-v=(outcome.outcome.id()) title=(outcome.reasons()) { (outcome.outcome.id()) }
            }
        }
    }
}

fn ink(class: Option<VerdictClass>) -> Ink {
    class.map_or(Ink::Failed, Ink::Verdict)
}

fn chip(class: Option<VerdictClass>) -> Markup {
    let colour = format!("chip c-{}", ink_name(ink(class)));
    html! { span class=(colour) { (class.map_or("Not audited", verdict_word)) } }
}

/// The details of a track.
pub(super) fn details(
    report: &AuditReport,
    outcome: Option<&PolicyOutcome>,
    pictures: &[Picture],
    number: u64,
    with_coefficients: bool,
) -> Markup {
    let (name, _) = name_and_folder(report);
    let class = report.verdict.as_ref().map(|verdict| verdict.class);
    let colour = format!("verdict c-{}", ink_name(ink(class)));
    let line = report.facts.as_ref().map(format_line);
    html! {
        details.track id=(format!("t{number}")) open[number <= super::OPEN_UP_TO] {
            summary { (chip(class)) " " b { (name) } @if let Some(line) = &line { " " small { (line) } } }
            div {
                div class=(colour) {
                    b { (title(report)) @if let Some(probability) = report.verdict.as_ref().and_then(|verdict| verdict.probability) {
                        " " small { (format!("probability {probability:.3}")) }
                    } }
                    p { (printable(&summary(report))) }
                    @if let Some(verdict) = &report.verdict { small { (decided_by(verdict.decided_by)) "." } }
                }
                p.mono { (printable(&report.path.to_string_lossy())) }
                (evidence(report))
                @if let Some(outcome) = outcome { (rules(outcome)) }
                div.pair {
                    div { (measurements(report)) }
                    div { (integrity_and_limits(report)) (metadata(report)) }
                }
                (drawings(report, with_coefficients))
                @for picture in pictures { (raster(picture)) }
                @if let Some(class) = class { p.soft { (means_not(class)) " " (NEVER_MEANT) } }
            }
        }
    }
}

fn evidence(report: &AuditReport) -> Markup {
    let lines = reasons(report);
    html! {
        @if !lines.is_empty() {
            h3 { "Evidence" }
            table {
                thead { tr { th { "Reason" } th.num { "Measured" } th.num { "Usual" } th { "Weight" } } }
                tbody {
                    @for line in &lines {
                        tr {
                            td { span.decisive[line.weight == Weight::Decisive] { (printable(&line.reason)) } br; small { (printable(&line.detail)) } }
                            td.num { (printable(&line.measured)) }
                            td.num { (line.usual) }
                            td { (line.weight.word()) }
                        }
                    }
                }
            }
        }
    }
}

fn rules(outcome: &PolicyOutcome) -> Markup {
    html! {
        h3 { "Policy: " (outcome.name) ", " (outcome.outcome.id()) }
        table {
            thead { tr { th { "Rule" } th.num { "Measured" } th { "Asked" } th { "Outcome" } } }
            tbody {
                @for rule in &outcome.rules {
                    tr {
                        td { (rule.rule) }
                        td.num { (rule.measured.as_ref().map_or_else(|| "not measured".to_owned(), Found::to_string)) }
                        td { (rule.bound) }
                        td { span class=(if rule.outcome.id() == "fail" { "decisive c-alert" } else { "" }) { (rule.outcome.id()) } }
                    }
                }
            }
        }
    }
}

fn measurements(report: &AuditReport) -> Markup {
    let told = measured(&report.measurements);
    html! {
        @if !told.is_empty() {
            h3 { "Measurements" }
            table { tbody { @for (entry, value) in told { tr { td title=(entry.standard) { (entry.title) } td.num { (value) } } } } }
        }
    }
}

fn integrity_and_limits(report: &AuditReport) -> Markup {
    html! {
        @if let Some(found) = &report.integrity {
            h3 { "Integrity" }
            p {
                (printable(&integrity(found)))
                @if let Some(seconds) = found.first_fault_s { " First fault at " (format!("{seconds:.1} s.")) }
            }
        }
        @if !report.limits.is_empty() && report.grid.as_ref().is_none_or(|grid| grid.decisive().is_none()) {
            h3 { "Limits: how far this word reaches" }
            ul { @for own in &report.limits { li { (limit(own)) "." } } }
        }
    }
}

fn metadata(report: &AuditReport) -> Markup {
    let metadata = &report.metadata;
    let pairs = metadata.properties.iter().chain(&metadata.tags);
    let short = |text: &str| printable(&text.chars().take(MOST_LETTERS).collect::<String>());
    let left_out = (metadata.properties.len() + metadata.tags.len()).saturating_sub(MOST_TAGS);
    html! {
        @if !(metadata.tags.is_empty() && metadata.encoders.is_empty() && metadata.properties.is_empty()) {
            h3 { "Written on the file, not evidence" }
            dl {
                @for encoder in &metadata.encoders { dt { "Encoder" } dd { (short(encoder)) } }
                @for (name, value) in pairs.take(MOST_TAGS) { dt { (short(name)) } dd { (short(value)) } }
            }
            @if left_out > 0 { p.soft { (left_out) " more are left out." } }
        }
        @if let Some(problem) = &metadata.problem { p.soft { (printable(problem)) } }
    }
}

fn drawings(report: &AuditReport, with_coefficients: bool) -> Markup {
    let figures = proofs(report, WIDE, with_coefficients);
    html! {
        @if !figures.is_empty() { h3 { "The proof" } @for figure in &figures { (drawn(figure)) } }
        div.pair { @for figure in [spectrum(report, 480.0, 150.0), waveform(report, 480.0, 150.0)].iter().flatten() { (drawn(figure)) } }
    }
}

fn raster(picture: &Picture) -> Markup {
    let data = format!("data:image/png;base64,{}", STANDARD.encode(&picture.png));
    html! {
        figure {
            figcaption { b { (picture.title) } span { (picture.caption) } }
            img src=(data) width=(picture.width) height=(picture.height) alt=(picture.title) loading="lazy";
        }
    }
}
