//! The page around the tracks: head, summary, table, method, glossary.

use base64::{Engine, engine::general_purpose::STANDARD};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use super::{DETAILS_FOR_ALL, MOST_COEFFICIENTS, OPEN_UP_TO};
use crate::{
    contracts::VerdictClass,
    policy::Policy,
    report::{
        MOST_PICTURES, PICTURES_FOR_ALL,
        drawing::{Figure, Ink, histogram, ink_name, svg, verdict_bars},
        glossary::GLOSSARY,
        method::{METHOD, Origins, PROGRAM, now_words},
        table::{length_words, verdict_word},
        totals::Totals,
        words::{NEVER_MEANT, means, means_not},
    },
};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("table.js");

/// What the page says of all tracks.
pub(super) struct Summary<'a> {
    pub(super) totals: &'a Totals,
    pub(super) origins: &'a Origins,
    pub(super) policy: Option<&'a Policy>,
    /// Tracks whose details follow.
    pub(super) details: u64,
    /// Whether some proofs are drawn without their coefficients.
    pub(super) has_left_coefficients: bool,
    pub(super) has_all_details: bool,
    /// Whether spectrograms were asked for.
    pub(super) has_pictures: bool,
}

/// Everything before the table. Ends inside `body`.
pub(super) fn opening(summary: &Summary<'_>) -> Markup {
    let totals = summary.totals;
    let inks = [
        Ink::Line,
        Ink::Area,
        Ink::Grid,
        Ink::Label,
        Ink::Text,
        Ink::Proof,
        Ink::Other,
        Ink::Alert,
        Ink::Ground,
        Ink::Content(0),
        Ink::Content(1),
        Ink::Content(2),
        Ink::Failed,
    ];
    let inks = inks.into_iter().chain(VerdictClass::ALL.map(Ink::Verdict)).map(ink_name);
    let classes: String = inks
        .map(|name| format!(".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}.c-{name}{{color:var(--{name})}}"))
        .collect();
    let checksum = STANDARD.encode(Sha256::digest(SCRIPT.as_bytes()));
    let rules = format!("default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{checksum}'");
    let whole = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(rules);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content=(PROGRAM);
                title { "Audit of " (tracks(totals.tracks)) }
                style { (PreEscaped(STYLE)) (PreEscaped(classes)) }
            }
            body {
                h1 { "Audit of " (tracks(totals.tracks)) }
                p.soft { (PROGRAM) ", " (now_words()) }
                (numbers(summary))
                (charts(totals))
                @if let Some(policy) = summary.policy { (asked(policy, totals)) }
                @if totals.tracks == 0 { p { "No track was audited." } }
            }
        }
    };
    // The body goes on: its end stands in `closing`.
    let text = whole.0;
    let end = text.rfind("</body>").unwrap_or(text.len());
    PreEscaped(text[..end].to_owned())
}

fn tracks(count: u64) -> String {
    if count == 1 { "1 track".to_owned() } else { format!("{count} tracks") }
}

fn numbers(summary: &Summary<'_>) -> Markup {
    let totals = summary.totals;
    let tiles = [
        ("tracks", totals.tracks.to_string()),
        ("flagged", totals.flagged().to_string()),
        ("could not be audited", totals.failed.to_string()),
        ("damaged", totals.damaged.to_string()),
        ("with a defect", totals.with_defects.to_string()),
        ("of sound", length_words(totals.seconds)),
    ];
    html! {
        div.tiles { @for (word, number) in tiles { div.tile { b { (number) } small { (word) } } } }
        p.soft { "Flagged: transcode, upsampled or padded. A defect is clipping, a click, a dropout, a dead channel or one upside down." }
    }
}

fn charts(totals: &Totals) -> Markup {
    if totals.tracks == 0 {
        return html! {};
    }
    let verdicts =
        Figure { title: "Verdicts".to_owned(), note: tracks(totals.tracks), drawing: verdict_bars(&totals.verdicts(), 400.0) };
    let spreads = [
        ("Integrated loudness, LUFS", &totals.loudness),
        ("True peak, dBTP", &totals.true_peak),
        ("Dynamic range, DR", &totals.dynamic_range),
    ];
    let figures = spreads.into_iter().filter_map(|(title, spread)| histogram(title, spread, 400.0, 120.0));
    html! { div.charts { @for figure in std::iter::once(verdicts).chain(figures) { (drawn(&figure)) } } }
}

/// A drawing with its words.
pub(super) fn drawn(figure: &Figure) -> Markup {
    html! {
        figure {
            figcaption { b { (figure.title) } span { (figure.note) } }
            (svg(&figure.drawing, &figure.title))
        }
    }
}

fn asked(policy: &Policy, totals: &Totals) -> Markup {
    html! {
        h2 { "Policy: " (policy.name()) }
        @if !policy.description().is_empty() { p { (policy.description()) } }
        @if !policy.source().is_empty() { p.soft { "After " (policy.source()) } }
        p {
            (totals.passed) " passed, " (totals.broken) " failed, " (totals.undetermined) " undetermined. "
            "What could not be measured is undetermined, and never passes."
        }
        table {
            thead { tr { th { "Rule" } th { "Asked" } } }
            tbody { @for (rule, bound) in policy.rules() { tr { td { (rule) } td { (bound) } } } }
        }
    }
}

/// The head of the table, up to its first row.
pub(super) fn table_opening(has_policy: bool) -> String {
    let columns = [
        ("Verdict", false),
        ("Name", false),
        ("Folder", false),
        ("Format", false),
        ("Length", true),
        ("Prob.", true),
        ("Strongest evidence", false),
        ("LUFS", true),
        ("dBTP", true),
        ("DR", true),
        ("Clips", true),
        ("Integrity", false),
    ];
    let columns = columns.into_iter().chain(has_policy.then_some(("Policy", false)));
    let kinds = VerdictClass::ALL.map(|class| (class.id(), verdict_word(class))).into_iter().chain([("failed", "Not audited")]);
    let head = html! {
        h2 { "Tracks" }
        div.tools {
            input #find type="search" placeholder="Name, folder or evidence" aria-label="Find tracks";
            select #kind aria-label="Show verdicts" {
                option value="" { "All verdicts" }
                @for (id, word) in kinds { option value=(id) { (word) } }
            }
            span.soft #shown aria-live="polite" {}
        }
        div.wide {
            table #tracks {
                thead {
                    tr { @for (title, is_number) in columns { th.num[is_number] scope="col" { button type="button" { (title) } } } }
                }
                tbody {}
            }
        }
    };
    head.0.strip_suffix(TABLE_END).map(str::to_owned).unwrap_or(head.0)
}

/// The end of the table.
pub(super) const TABLE_END: &str = "</tbody></table></div>";

/// What stands before the details.
pub(super) fn details_opening(summary: &Summary<'_>) -> Markup {
    let totals = summary.totals;
    html! {
        h2 { "Track by track" }
        @if !summary.has_all_details {
            p {
                "Details follow for " (summary.details) " of " (tracks(totals.tracks)) ": with more than " (DETAILS_FOR_ALL)
                " tracks only those that ask for a look have them (transcode, upsampled, padded, inconclusive, damaged, not audited, "
                "or failed by the policy), the first " (super::MOST_DETAILS) " of them. The table above holds every track."
            }
        }
        @if summary.has_left_coefficients {
            p {
                "Coefficients are drawn for the first " (MOST_COEFFICIENTS) " transcodes; the others show their alignments and ladders alone."
            }
        }
        @if summary.has_pictures && totals.tracks > PICTURES_FOR_ALL as u64 {
            p.soft {
                "Spectrograms are shown for the first " (PICTURES_FOR_ALL) " tracks and, after them, for those that are not genuine, "
                (MOST_PICTURES) " at most."
            }
        }
        @if totals.tracks > OPEN_UP_TO { p.soft { "Open a track for its evidence and measurements. Printing opens all of them." } }
    }
}

/// Everything after the tracks.
pub(super) fn closing(summary: &Summary<'_>) -> Markup {
    let text = html! {
        h2 { "What a verdict means" }
        table {
            thead { tr { th { "Verdict" } th { "It means" } th { "It does not mean" } } }
            tbody {
                @for class in VerdictClass::ALL {
                    tr { td { (verdict_word(class)) } td { (means(class)) } td { (means_not(class)) } }
                }
            }
        }
        p { (NEVER_MEANT) }
        h2 { "Method" }
        @for (heading, paragraph) in METHOD { h3 { (heading) } p { (paragraph) } }
        h2 { "Versions" }
        dl {
            dt { "Program" } dd { (PROGRAM) }
            dt { "Version of the analysis" } dd { (summary.origins.analyses()) }
            dt { "Weights of the forest" } dd.mono { (summary.origins.weights()) }
        }
        h2 { "Glossary of the measurements" }
        div.wide {
            table {
                thead { tr { th { "Measurement" } th { "Unit" } th { "Standard" } th { "Meaning" } th { "Name in JSON and CSV" } } }
                tbody {
                    @for entry in GLOSSARY {
                        tr { td { (entry.title) } td { (entry.unit) } td { (entry.standard) } td { (entry.meaning) } td.mono { (entry.id) } }
                    }
                }
            }
        }
        footer { "Written by " (PROGRAM) " on this machine. This page loads nothing from anywhere." }
        script { (PreEscaped(SCRIPT)) }
    };
    PreEscaped(format!("{}</body></html>", text.0))
}
