//! What stands on the pages of a certificate.

use super::{
    Subject,
    facts::Facts,
    sheet::{Align, BODY, CAPTION, Cell, Column, HEADING, MONO, Pen, SIDE, SOFT, STRONG, Type, WIDTH},
    typeface::{Style, Typefaces},
};
use crate::{
    contracts::Verdict,
    policy::{Found, PolicyOutcome},
    report::{
        Weight,
        drawing::{Ink, proofs, spectrum, waveform},
        glossary::measured,
        method::{METHOD, Origins},
        printable, reasons,
        table::{length_words, verdict_word},
        words::{NEVER_MEANT, decided_by, format_line, integrity, limit, means_not, name_and_folder, summary, title},
    },
};

/// Writes down the whole document.
pub(super) fn write<'a>(faces: &'a Typefaces, subjects: &[Subject<'_>], name: &str, facts: &Facts, facts_sum: &str) -> Pen<'a> {
    let mut pen = Pen::new(faces);
    let mut origins = Origins::default();
    subjects.iter().for_each(|subject| origins.add(subject.report));
    if let [subject] = subjects {
        track(&mut pen, subject, facts, &origins, true);
    } else {
        cover(&mut pen, subjects, name, facts, &origins);
        for subject in subjects {
            track(&mut pen, subject, facts, &origins, false);
        }
    }
    closing(&mut pen, facts_sum);
    pen
}

fn kicker(pen: &mut Pen<'_>, text: &str) {
    pen.y += 14.0;
    let spaced: String = text.to_uppercase().chars().flat_map(|letter| [letter, '\u{200a}']).collect();
    pen.text(SIDE, pen.y, Type::new(Style::SemiBold, 8.5, Ink::Line), Align::Left, spaced);
    pen.text(SIDE + WIDTH, pen.y, Type::new(Style::SemiBold, 11.0, Ink::Line), Align::Right, "Audiopro");
    pen.y += 12.0;
    pen.rule();
    pen.y += 8.0;
}

fn great_title(pen: &mut Pen<'_>, text: &str) {
    const LARGE: Type = Type::new(Style::SemiBold, 21.0, Ink::Text);
    const SMALLER: Type = Type::new(Style::SemiBold, 15.0, Ink::Text);
    let fits = pen.faces.wrap(LARGE.style, LARGE.size, text, WIDTH).len() <= 2;
    let kind = if fits { LARGE } else { SMALLER };
    let shown = pen.faces.wrap(kind.style, kind.size, text, WIDTH);
    let text = if shown.len() > 5 { format!("{}\u{2026}", shown[..5].join("")) } else { text.to_owned() };
    pen.lines(SIDE, WIDTH, kind, &text);
}

/// The first page of an album.
fn cover(pen: &mut Pen<'_>, subjects: &[Subject<'_>], name: &str, facts: &Facts, origins: &Origins) {
    pen.framed_page(name);
    kicker(pen, "Certificate of audit");
    great_title(pen, name);
    let seconds: f64 = subjects.iter().filter_map(|subject| subject.report.facts.as_ref()).map(|facts| facts.duration_s()).sum();
    pen.paragraph(Type::new(Style::Regular, 10.5, Ink::Label), &format!("{} tracks, {}", subjects.len(), length_words(seconds)));
    pen.skip(6.0);
    let columns = [
        Column { title: "No.", share: 0.07, align: Align::Left },
        Column { title: "Track", share: 0.51, align: Align::Left },
        Column { title: "Length", share: 0.12, align: Align::Right },
        Column { title: "Verdict", share: 0.30, align: Align::Left },
    ];
    let rows: Vec<Vec<Cell>> = subjects
        .iter()
        .enumerate()
        .map(|(at, subject)| {
            let report = subject.report;
            let length = report.facts.as_ref().map(|facts| length_words(facts.duration_s())).unwrap_or_default();
            let ink = report.verdict.as_ref().map_or(Ink::Failed, |verdict| Ink::Verdict(verdict.class));
            vec![
                vec![(SOFT, format!("{}", at + 1))],
                vec![(BODY, name_and_folder(report).0)],
                vec![(BODY, length)],
                vec![(Type::new(Style::SemiBold, 9.5, ink), title(report))],
            ]
        })
        .collect();
    pen.table(&columns, &rows);
    pen.paragraph(SOFT, NEVER_MEANT);
    imprint(pen, facts, origins);
}

/// Program, analysis, weights, date.
fn imprint(pen: &mut Pen<'_>, facts: &Facts, origins: &Origins) {
    pen.heading("Made by", 60.0);
    pen.pairs(&[
        ("Program", BODY, facts.program.clone()),
        ("Date", BODY, facts.made.replace('T', " ").replace('Z', " UTC")),
        ("Version of the analysis", BODY, origins.analyses()),
        ("Weights of the forest", MONO, origins.weights()),
    ]);
}

/// The pages of a track.
fn track(pen: &mut Pen<'_>, subject: &Subject<'_>, facts: &Facts, origins: &Origins, is_alone: bool) {
    let report = subject.report;
    let (name, _) = name_and_folder(report);
    pen.framed_page(&name);
    kicker(pen, if is_alone { "Certificate of audit" } else { "Track" });
    great_title(pen, &name);
    if let Some(facts) = &report.facts {
        pen.paragraph(Type::new(Style::Regular, 10.5, Ink::Label), &format_line(facts));
    }
    if let Some(verdict) = &report.verdict {
        verdict_block(pen, subject, verdict);
    }
    the_file(pen, subject);
    if let Some(verdict) = &report.verdict {
        pen.heading("What this verdict does not mean", 30.0);
        pen.paragraph(BODY, means_not(verdict.class));
        pen.paragraph(SOFT, NEVER_MEANT);
    }
    if is_alone {
        imprint(pen, facts, origins);
    }
    pen.page();
    evidence(pen, subject);
    limits(pen, subject);
    if let Some(outcome) = subject.policy {
        rules(pen, outcome);
    }
    measurements(pen, subject);
    pictures(pen, subject);
}

fn verdict_block(pen: &mut Pen<'_>, subject: &Subject<'_>, verdict: &Verdict) {
    const INSET: f32 = 16.0;
    pen.skip(12.0);
    let (top, page) = (pen.y, pen.pages.len());
    let ink = Ink::Verdict(verdict.class);
    pen.lines(SIDE + INSET, WIDTH - INSET, Type::new(Style::SemiBold, 19.0, ink), &title(subject.report));
    pen.skip(2.0);
    pen.lines(SIDE + INSET, WIDTH - INSET, Type::new(Style::Regular, 11.0, Ink::Text), &printable(&summary(subject.report)));
    pen.skip(2.0);
    let mut who = format!("{}.", decided_by(verdict.decided_by));
    if let Some(probability) = verdict.probability {
        who.push_str(&format!(" Probability that {} is right: {probability:.3}.", verdict_word(verdict.class).to_lowercase()));
    }
    pen.lines(SIDE + INSET, WIDTH - INSET, SOFT, &who);
    if let Some(outcome) = subject.policy {
        pen.lines(
            SIDE + INSET,
            WIDTH - INSET,
            SOFT,
            &format!("Policy \u{201c}{}\u{201d}: {}.", outcome.name, outcome.outcome.id()),
        );
    }
    if pen.pages.len() == page {
        let height = pen.y - top + 4.0;
        pen.block(SIDE, top, 4.0, height, ink);
    }
    pen.skip(8.0);
}

fn the_file(pen: &mut Pen<'_>, subject: &Subject<'_>) {
    let sums = subject.checksums;
    let size = sums.file.size_bytes;
    let form = match sums.audio.bits {
        Some(bits) => format!(
            "{} channels of {bits} bit, {} Hz, {} frames",
            sums.audio.channels, sums.audio.sample_rate_hz, sums.audio.frames
        ),
        None => {
            format!("{} channels of floats, {} Hz, {} frames", sums.audio.channels, sums.audio.sample_rate_hz, sums.audio.frames)
        }
    };
    pen.heading("The file", 100.0);
    let mut pairs = vec![
        ("Name", BODY, name_and_folder(subject.report).0),
        ("Size", BODY, format!("{} bytes", grouped(size))),
        ("SHA-256 of the file", MONO, sums.file.sha256.clone()),
        ("Decoded audio", BODY, form),
        ("MD5 of the audio", MONO, sums.audio.md5.clone()),
        ("SHA-256 of the audio", MONO, sums.audio.sha256.clone()),
    ];
    if let Some(id) = &sums.audio.audio_id {
        pairs.push(("Audio id, XXH3", MONO, id.clone()));
    }
    if let Some(found) = &subject.report.integrity {
        pairs.push(("Integrity", BODY, printable(&integrity(found))));
    }
    pen.pairs(&pairs);
}

fn evidence(pen: &mut Pen<'_>, subject: &Subject<'_>) {
    let lines = reasons(subject.report);
    if lines.is_empty() {
        return;
    }
    let columns = [
        Column { title: "Reason", share: 0.55, align: Align::Left },
        Column { title: "Measured", share: 0.17, align: Align::Right },
        Column { title: "Usual", share: 0.15, align: Align::Right },
        Column { title: "Weight", share: 0.13, align: Align::Left },
    ];
    pen.heading("Evidence", 90.0);
    let rows: Vec<Vec<Cell>> = lines
        .iter()
        .map(|line| {
            let kind = if line.weight == Weight::Decisive { STRONG } else { BODY };
            vec![
                vec![(kind, printable(&line.reason)), (SOFT, printable(&line.detail))],
                vec![(kind, printable(&line.measured))],
                vec![(BODY, line.usual.clone())],
                vec![(kind, line.weight.word().to_owned())],
            ]
        })
        .collect();
    pen.table(&columns, &rows);
}

fn limits(pen: &mut Pen<'_>, subject: &Subject<'_>) {
    let report = subject.report;
    if report.limits.is_empty() || report.grid.as_ref().is_some_and(|grid| grid.decisive().is_some()) {
        return;
    }
    pen.heading("Limits: how far this word reaches", 30.0);
    let told: Vec<String> = report.limits.iter().map(limit).collect();
    pen.paragraph(BODY, &format!("{}. What lies above could hide.", told.join("; ")));
}

fn rules(pen: &mut Pen<'_>, outcome: &PolicyOutcome) {
    let columns = [
        Column { title: "Rule", share: 0.32, align: Align::Left },
        Column { title: "Measured", share: 0.18, align: Align::Right },
        Column { title: "Asked", share: 0.34, align: Align::Left },
        Column { title: "Outcome", share: 0.16, align: Align::Left },
    ];
    pen.heading(&format!("Policy: {}", outcome.name), 80.0);
    let rows: Vec<Vec<Cell>> = outcome
        .rules
        .iter()
        .map(|rule| {
            let is_kept = rule.outcome.id() == "pass";
            vec![
                vec![(BODY, rule.rule.to_owned())],
                vec![(BODY, rule.measured.as_ref().map_or_else(|| "not measured".to_owned(), Found::to_string))],
                vec![(BODY, rule.bound.clone())],
                vec![(if is_kept { BODY } else { STRONG }, rule.outcome.id().to_owned())],
            ]
        })
        .collect();
    pen.table(&columns, &rows);
}

/// Measurements in two columns.
fn measurements(pen: &mut Pen<'_>, subject: &Subject<'_>) {
    let told = measured(&subject.report.measurements);
    if told.is_empty() {
        return;
    }
    pen.heading("Measurements", 60.0);
    let half = told.len().div_ceil(2);
    let columns = [
        Column { title: "", share: 0.31, align: Align::Left },
        Column { title: "", share: 0.19, align: Align::Right },
        Column { title: "", share: 0.31, align: Align::Left },
        Column { title: "", share: 0.19, align: Align::Right },
    ];
    let rows: Vec<Vec<Cell>> = (0..half)
        .map(|row| {
            let pair = |at: usize| {
                told.get(at).map_or_else(
                    || [vec![], vec![]],
                    |(entry, value)| [vec![(SOFT, entry.title.to_owned())], vec![(BODY, value.clone())]],
                )
            };
            pair(row).into_iter().chain(pair(half + row)).collect()
        })
        .collect();
    pen.table(&columns, &rows);
    pen.paragraph(
        CAPTION,
        "Loudness and true peak by ITU-R BS.1770-4 and EBU R 128, loudness range by EBU Tech 3342, dynamic range by the DR14 \
         convention. What could not be measured is left out.",
    );
}

fn pictures(pen: &mut Pen<'_>, subject: &Subject<'_>) {
    let mut figures = proofs(subject.report, WIDTH, true);
    if !figures.is_empty() {
        pen.heading("The proof", 180.0);
    }
    let curves = [spectrum(subject.report, WIDTH, 138.0), waveform(subject.report, WIDTH, 92.0)];
    let mut is_begun = false;
    for figure in figures.drain(..) {
        pen.figure(figure);
    }
    for figure in curves.into_iter().flatten() {
        if !is_begun {
            pen.heading("Spectrum and waveform", 170.0);
            is_begun = true;
        }
        pen.figure(figure);
    }
    subject.pictures.iter().for_each(|picture| pen.picture(picture));
}

/// Method, and how to check the certificate.
fn closing(pen: &mut Pen<'_>, facts_sum: &str) {
    pen.page();
    pen.heading("How to check this certificate", 60.0);
    pen.paragraph(
        BODY,
        "The facts of this certificate are attached to it as JSON (audiopro-certificate.json). This command reads them back, hashes \
         the file, decodes its audio, and says whether they belong together: as the same file, as the same audio in another file \
         (tagged again, or in another container), or not at all.",
    );
    pen.paragraph(MONO, "audiopro verify CERTIFICATE.pdf FILE...");
    pen.paragraph(
        BODY,
        "The MD5 of the audio is the one that a FLAC file stores of itself (metaflac --show-md5sum). It is taken over the interleaved \
         samples, as is the SHA-256 of the audio.",
    );
    pen.paragraph(
        BODY,
        "A seal over the whole document finds damage and careless changes. It is no signature: it does not prove who made the \
         certificate, and whoever changes it on purpose can seal it again. Trust it as far as you trust where you have it from.",
    );
    pen.pairs(&[("SHA-256 of the facts", MONO, facts_sum.to_owned())]);
    pen.heading("Method", 40.0);
    for (heading, paragraph) in METHOD {
        pen.need(HEADING.leading() + 3.0 * BODY.leading());
        pen.lines(SIDE, WIDTH, STRONG, heading);
        pen.paragraph(BODY, paragraph);
    }
    pen.paragraph(
        SOFT,
        "A letter that the typeface of this document lacks is shown as a box; the attached facts hold the exact names.",
    );
}

/// `1 234 567`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}
