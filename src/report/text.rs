//! One report as plain text: what the window's "Copy report" puts on the clipboard.

use std::fmt::Write;

use super::{
    chance, describe,
    figures::{Figure, figures},
    printable,
    table::{format_words, integrity_word, length_words, verdict_word},
    worth_telling,
};
use crate::contracts::AuditReport;

/// `report` as plain text of some twenty lines, for a message or a ticket.
pub fn plain_text(report: &AuditReport) -> String {
    let mut text = String::new();
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{name:<12}{}", printable(value));
    };
    line("Track", &report.path.to_string_lossy());
    if let Some(facts) = &report.facts {
        line("Format", &format!("{}, {} channels, {}", format_words(facts), facts.channels, length_words(facts.duration_s())));
    }
    match (&report.verdict, &report.error) {
        (_, Some(error)) => line("Failed", error),
        (Some(verdict), None) => {
            let probability = verdict.probability.map(|probability| format!(" {probability:.3}")).unwrap_or_default();
            line("Verdict", &format!("{}{probability}, decided by {}", verdict_word(verdict.class), verdict.decided_by.id()));
            line("", &verdict.summary);
        }
        (None, None) => line("Verdict", report.status.id()),
    }
    if let Some(integrity) = &report.integrity {
        let detail = integrity.detail.as_deref().map(|detail| format!(": {detail}")).unwrap_or_default();
        line("Integrity", &format!("{}{detail}", integrity_word(integrity.state)));
    }
    for (index, evidence) in worth_telling(&report.evidence).into_iter().enumerate() {
        line(if index == 0 { "Evidence" } else { "" }, &describe(evidence));
    }
    if let Some(p) = report.grid.as_ref().and_then(|grid| grid.false_alarm_probability) {
        line("False alarm", &chance(p));
    }
    for (index, limit) in report.limits.iter().enumerate() {
        let codec = limit.codec.label();
        let reach =
            limit.visible_up_to_kbps.map_or_else(|| "would not show".to_owned(), |kbps| format!("would show up to {kbps} kbit/s"));
        line(if index == 0 { "Limits" } else { "" }, &format!("{codec} {reach}"));
    }
    for (name, figure) in figures(&report.measurements) {
        let value = match figure {
            Figure::Number(number) => number.map(|number| number.to_string()),
            Figure::Count(count) => count.map(|count| count.to_string()),
            Figure::Truth(truth) => truth.map(|truth| if truth { "yes" } else { "no" }.to_owned()),
        };
        if let Some(value) = value {
            line("", &format!("{name} {value}"));
        }
    }
    if !report.metadata.encoders.is_empty() {
        line("Encoders", &report.metadata.encoders.join("; "));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn a_report_reads_as_text() {
        let text = plain_text(&samples::transcode());
        for part in [
            "Track       /music/track.flac\n",
            "Transcode 0.999, decided by grid",
            "MP3 grid at 48, z 57.4",
            "integrated_lufs -9.1",
            "False alarm 1e-28\n",
            "Limits      MP3 would show up to 320 kbit/s\n",
        ] {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!text.contains("balance_db"), "what was not measured is not shown: {text}");
        let failed = plain_text(&AuditReport::failed("/a.flac".into(), "no audio"));
        assert!(failed.contains("Failed      no audio\n"), "{failed}");
    }
}
