//! An evaluation for people: figures, then every file that was answered wrongly, by name.

use std::{collections::BTreeSet, fmt::Write};

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets::NOTHING};

use super::{
    compare::{BeforeNow, Comparison},
    confusion::Confusion,
    figures::{Figures, Share},
    judges::AtError,
    null::GenuineZ,
    results::{FileResult, Results},
    truth::{CODECS, Label},
};
use crate::{
    contracts::{AuditStatus, VerdictClass},
    report::printable,
};

/// What stands where a value is missing.
const DASH: &str = "\u{2013}";

/// The whole evaluation as text. `columns` is the width of the terminal; `None` lets every row be as long as it is.
pub(super) fn text(results: &Results, columns: Option<u16>) -> String {
    let mut page = Page { text: String::new(), columns };
    let files = &results.files;
    page.table("Transcodes", &FOUND_HEAD, found_rows(results));
    page.table("Genuine and lossy tracks", &HONEST_HEAD, honest_rows(results));
    for confusion in &results.confusion {
        let (head, rows) = confusion_rows(confusion);
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        page.table(&format!("Confusion, headroom {}", confusion.headroom.label()), &head, rows);
    }
    page.table(
        "z on genuine tracks",
        &["CODEC", "FILTERBANK", "TEST", "#FILES", "#50 %", "#90 %", "#95 %", "#99 %", "#LARGEST", "OF"],
        z_rows(results),
    );
    page.table(
        "Reliability of the probability of a lossy past",
        &["PROBABILITY", "#FILES", "#MEAN", "#LOSSY"],
        reliability_rows(results),
    );
    page.table("Decided at an accepted error", &["#ERROR", "#DECIDED", "#FOUND", "#FALSE ACCUSATIONS"], error_rows(results));
    page.files("False alarms", files.iter().filter(|file| file.is_false_alarm()));
    page.files("Other tracks that are not what they were called", files.iter().filter(|file| is_otherwise_wrong(file)));
    page.files("Misses", by_headroom(files.iter().filter(|file| is_miss(file))).into_iter());
    if let Some(comparison) = &results.comparison {
        page.comparison(comparison);
    }
    page.line(&judges_sentence(results));
    page.line(&sentence(results));
    page.text
}

fn reliability_rows(results: &Results) -> Vec<Vec<String>> {
    let bins = results.judges.reliability.bins.iter().enumerate().filter(|(_, (count, ..))| *count > 0);
    let row = |(tenth, (count, mean, share)): (usize, &(usize, f64, f64))| {
        let low = tenth as f64 / 10.0;
        vec![format!("{low:.1} to {:.1}", low + 0.1), count.to_string(), format!("{mean:.3}"), format!("{share:.3}")]
    };
    bins.map(row).collect()
}

fn error_rows(results: &Results) -> Vec<Vec<String>> {
    let percent = |count: usize, of: usize| {
        if of == 0 { DASH.to_owned() } else { format!("{count} of {of}, {:.1} %", 100.0 * count as f64 / of as f64) }
    };
    let row = |at: &AtError| {
        vec![
            format!("{} %", 100.0 * at.accepted_error),
            percent(at.decided, at.of),
            percent(at.found, at.lossy),
            percent(at.false_accusations, at.genuine),
        ]
    };
    results.judges.at_errors.iter().map(row).collect()
}

/// Abstention, and what the arbiter made of grey tracks.
fn judges_sentence(results: &Results) -> String {
    let judges = &results.judges;
    let mut sentence = format!(
        "{} of {} judged tracks left inconclusive; Brier score {:.4}, log loss {:.4}.",
        judges.abstained, judges.judged, judges.reliability.brier, judges.reliability.log_loss
    );
    if let Some(arbiter) = &judges.arbiter {
        let _ = write!(
            sentence,
            " Of {} grey tracks, none decided by the forest alone, the arbiter settled {} rightly and {} wrongly, and left {}.",
            arbiter.grey, arbiter.settled_right, arbiter.settled_wrong, arbiter.left
        );
    }
    sentence
}

/// Honest tracks of another class than theirs, save false alarms, which are listed first.
fn is_otherwise_wrong(file: &FileResult) -> bool {
    let expected = match file.truth.label {
        Label::Genuine => VerdictClass::Genuine,
        Label::Lossy => VerdictClass::Lossy,
        Label::Transcode => return false,
    };
    file.status != AuditStatus::Cancelled && file.class != Some(expected) && !file.is_false_alarm()
}

fn is_miss(file: &FileResult) -> bool {
    file.truth.label == Label::Transcode && file.status != AuditStatus::Cancelled && !file.is_codec_right()
}

/// Arm by arm, the most headroom first: the misses that should not be.
fn by_headroom<'a>(files: impl Iterator<Item = &'a FileResult>) -> Vec<&'a FileResult> {
    let mut sorted: Vec<&FileResult> = files.collect();
    sorted.sort_by(|a, b| {
        let headroom = |file: &FileResult| file.truth.headroom.unwrap_or(0.0);
        a.truth.arm.cmp(&b.truth.arm).then(headroom(b).total_cmp(&headroom(a)))
    });
    sorted
}

/// Titles; one that begins with `#` is of figures, which stand to the right.
const FOUND_HEAD: [&str; 13] = [
    "ARM",
    "HEADROOM",
    "#FILES",
    "#SOURCES",
    "#FOUND",
    "95 % BOUNDS",
    "#CODEC RIGHT",
    "95 % BOUNDS",
    "#ABSTAINED",
    "#FAILED",
    "#AUC",
    "#S/TRACK",
    "#95 % WITHIN",
];
const HONEST_HEAD: [&str; 10] =
    ["ARM", "HEADROOM", "#FILES", "#SOURCES", "#FALSE ALARMS", "95 % BOUNDS", "CALLED", "#FAILED", "#S/TRACK", "#95 % WITHIN"];

fn found_rows(results: &Results) -> Vec<Vec<String>> {
    let arms = results.arms.iter().filter(|arm| arm.label == Label::Transcode);
    let count = arms.clone().count();
    let total = (count > 1).then_some(("all of them", &results.transcodes));
    let named = arms.map(|arm| (arm.arm.as_str(), &arm.headrooms)).chain(total);
    named.flat_map(|(name, headrooms)| headrooms.iter().map(move |figures| found_row(name, figures))).collect()
}

fn found_row(name: &str, figures: &Figures) -> Vec<String> {
    let [found, found_bounds] = share_words(figures.found);
    let [right, right_bounds] = share_words(figures.codec_right);
    let auc = figures.auc.and_then(|auc| auc.value);
    let [seconds, slow] = seconds_words(figures);
    let mut row = row_head(name, figures);
    row.extend([found, found_bounds, right, right_bounds, figures.abstained.to_string(), figures.failed.to_string()]);
    row.extend([number(auc, 4), seconds, slow]);
    row
}

fn honest_rows(results: &Results) -> Vec<Vec<String>> {
    let arms = results.arms.iter().filter(|arm| arm.label != Label::Transcode);
    arms.flat_map(|arm| {
        arm.headrooms.iter().map(move |figures| {
            let [alarms, bounds] = share_words(figures.false_alarms);
            let called: Vec<String> = figures.classes.iter().map(|(class, count)| format!("{count} {class}")).collect();
            let [seconds, slow] = seconds_words(figures);
            let mut row = row_head(&arm.arm, figures);
            row.extend([alarms, bounds, called.join(", "), figures.failed.to_string(), seconds, slow]);
            row
        })
    })
    .collect()
}

fn row_head(name: &str, figures: &Figures) -> Vec<String> {
    let sources = figures.sources.map_or_else(|| DASH.to_owned(), |sources| sources.to_string());
    vec![name.to_owned(), figures.headroom.label().to_owned(), figures.files.to_string(), sources]
}

/// `168 of 169, 99.4 %` and `96.7 to 100.0 %`.
fn share_words(share: Option<Share>) -> [String; 2] {
    let Some(share) = share.filter(|share| share.of > 0) else { return [DASH.to_owned(), DASH.to_owned()] };
    let percent = 100.0 * share.count as f64 / share.of as f64;
    let (low, high) = share.bounds;
    [format!("{} of {}, {percent:.1} %", share.count, share.of), format!("{:.1} to {:.1} %", 100.0 * low, 100.0 * high)]
}

fn seconds_words(figures: &Figures) -> [String; 2] {
    [number(figures.seconds_mean, 2), number(figures.seconds_p95, 2)]
}

fn number(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| DASH.to_owned(), |value| format!("{value:.decimals$}"))
}

/// A column for each answer that was given: codecs in their order, then the rest by name.
fn confusion_rows(confusion: &Confusion) -> (Vec<String>, Vec<Vec<String>>) {
    let given: BTreeSet<&str> = confusion.rows.iter().flat_map(|row| row.answers.keys().copied()).collect();
    let codecs = CODECS.into_iter().filter(|codec| given.contains(codec));
    let answers: Vec<&str> = codecs.chain(given.iter().copied().filter(|answer| !CODECS.contains(answer))).collect();
    let head = ["TRUTH", "#FILES"].into_iter().map(str::to_owned);
    let head = head.chain(answers.iter().map(|answer| format!("#{}", answer.to_uppercase()))).collect();
    let rows = confusion.rows.iter().map(|row| {
        let counts = answers.iter().map(|answer| row.answers.get(answer).map_or_else(|| DASH.to_owned(), usize::to_string));
        [row.truth.clone(), row.files.to_string()].into_iter().chain(counts).collect()
    });
    (head, rows.collect())
}

fn z_rows(results: &Results) -> Vec<Vec<String>> {
    let row = |null: &GenuineZ| {
        let mut row = vec![null.codec.clone(), null.filterbank.clone(), null.kind.clone(), null.files.to_string()];
        row.extend([null.p50, null.p90, null.p95, null.p99, null.largest].map(|z| number(z, 2)));
        row.push(null.path.clone());
        row
    };
    results.genuine_z.iter().map(row).collect()
}

/// `1014 files in 6 arms.`, and whether that is all.
fn sentence(results: &Results) -> String {
    let ended = results.files.iter().filter(|file| file.status != AuditStatus::Cancelled).count();
    let split = results.split.map(|split| format!(" of the split {}", split.id())).unwrap_or_default();
    let arms = results.arms.len();
    let files = if ended == 1 { "1 file" } else { &format!("{ended} files") };
    let arms = if arms == 1 { "1 arm" } else { &format!("{arms} arms") };
    let stopped =
        if results.is_complete { String::new() } else { format!(" Stopped: {} were not audited.", results.files.len() - ended) };
    format!("{files}{split} in {arms}.{stopped}")
}

/// The text as it grows.
struct Page {
    text: String,
    columns: Option<u16>,
}

impl Page {
    fn line(&mut self, line: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{}", line.trim_end());
    }

    /// A table under its title; nothing without rows.
    fn table(&mut self, title: &str, head: &[&str], rows: Vec<Vec<String>>) {
        if rows.is_empty() {
            return;
        }
        self.line(title);
        let mut table = Table::new();
        table.load_style(NOTHING).force_no_tty();
        match self.columns {
            Some(columns) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(columns),
            None => table.set_content_arrangement(ContentArrangement::Disabled),
        };
        table.add_row(head.iter().map(|title| Cell::new(title.trim_start_matches('#'))));
        for row in rows {
            table.add_row(row.iter().map(|text| Cell::new(printable(text))));
        }
        for (column, title) in table.column_iter_mut().zip(head) {
            let alignment = if title.starts_with('#') { CellAlignment::Right } else { CellAlignment::Left };
            column.set_padding((0, 2)).set_cell_alignment(alignment);
        }
        for line in table.lines() {
            self.line(&line);
        }
        self.line("");
    }

    fn files<'a>(&mut self, title: &str, files: impl Iterator<Item = &'a FileResult>) {
        let row = |file: &FileResult| {
            let truth = &file.truth;
            let kbps = number(truth.lossy_kbps, 0);
            let figures = [number(truth.headroom, 2), kbps, number(file.largest_z, 1), number(file.suspicion, 3)];
            let head = [truth.arm.clone(), file.answer().to_owned()];
            head.into_iter().chain(figures).chain([truth.path.clone()]).collect()
        };
        let rows: Vec<Vec<String>> = files.map(row).collect();
        let title = format!("{title}: {}", rows.len());
        self.table(&title, &["ARM", "ANSWER", "#HEADROOM", "#KBIT/S", "#Z", "#SUSPICION", "PATH"], rows);
    }

    fn comparison(&mut self, comparison: &Comparison) {
        let change = |pair: BeforeNow| format!("{} \u{2192} {}", pair.before, pair.now);
        let arms = comparison.arms.iter().map(|arm| {
            let files = arm.files.to_string();
            let [found, right] = [arm.found, arm.codec_right].map(change);
            vec![arm.arm.clone(), files, found, right, change(arm.false_alarms), change(arm.abstained)]
        });
        let head = ["ARM", "#FILES", "#FOUND", "#CODEC RIGHT", "#FALSE ALARMS", "#ABSTAINED"];
        self.table("Before and now", &head, arms.collect());
        let changes: Vec<Vec<String>> = comparison
            .changes
            .iter()
            .map(|change| {
                let answers = format!("{} \u{2192} {}", change.before, change.now);
                vec![change.kind.label().to_owned(), change.arm.clone(), answers, number(change.headroom, 2), change.path.clone()]
            })
            .collect();
        let (changed, compared) = (changes.len(), comparison.files);
        self.table("Changes", &["CHANGE", "ARM", "ANSWER", "#HEADROOM", "PATH"], changes);
        let (gone, new) = (comparison.only_before, comparison.only_now);
        self.line(&format!("{changed} of {compared} answers changed; {gone} files only before, {new} only now."));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::samples::file;

    fn results() -> Results {
        let mut files = vec![
            file("g/calm.wav", "genuine", Label::Genuine, "", None, Some(2.5)),
            file("g/\u{1b}[31maccused.wav", "genuine", Label::Genuine, "", Some("mp3"), Some(9.5)),
            file("g/padded.wav", "genuine", Label::Genuine, "", None, Some(1.0)),
            file("x/found.wav", "lame-320", Label::Transcode, "mp3", Some("mp3"), Some(57.0)),
            file("x/misnamed.wav", "lame-320", Label::Transcode, "mp3", Some("aac"), Some(12.0)),
            file("x/missed.wav", "lame-320", Label::Transcode, "mp3", None, Some(1.5)),
        ];
        files[2].class = Some(VerdictClass::Padded);
        (files[4].truth.headroom, files[5].truth.headroom, files[5].truth.lossy_kbps) = (Some(1.5), Some(2.25), Some(319.6));
        Results::new(files, None)
    }

    fn section<'a>(text: &'a str, title: &str) -> Vec<&'a str> {
        text.lines().skip_while(|line| !line.starts_with(title)).take_while(|line| !line.is_empty()).collect()
    }

    #[test]
    fn every_wrong_answer_is_listed_by_name() {
        let text = text(&results(), None);
        let alarms = section(&text, "False alarms: 1");
        assert!(alarms.len() == 3 && alarms[2].contains("accused.wav") && alarms[2].contains("9.5"), "{text}");
        let others = section(&text, "Other tracks that are not what they were called: 1");
        assert!(others.len() == 3 && others[2].contains("padded"), "{text}");
        let misses = section(&text, "Misses: 2");
        assert!(misses[2].contains("2.25") && misses[2].contains("320") && misses[2].ends_with("x/missed.wav"), "{text}");
        assert!(misses[3].contains("aac") && misses[3].ends_with("x/misnamed.wav"), "{text}");
        assert!(!text.contains('\u{1b}'), "a name commands no terminal");
    }

    #[test]
    fn shares_stand_with_their_bounds_and_figures_under_their_titles() {
        let text = text(&results(), None);
        let transcodes = section(&text, "Transcodes");
        assert!(transcodes[2].contains("2 of 3, 66.7 %") && transcodes[2].contains("9.4 to 99.2 %"), "{text}");
        let genuine = section(&text, "Genuine and lossy");
        assert!(genuine[2].contains("1 of 3, 33.3 %") && genuine[2].contains("1 genuine, 1 padded, 1 transcode"), "{text}");
        for title in ["FILES", "FOUND", "AUC"] {
            let end = transcodes[1].find(title).unwrap() + title.len();
            let letter = transcodes[2].chars().nth(end - 1).unwrap();
            assert!(letter.is_ascii_digit() || letter == '%', "{title}: {text}");
        }
        let confusion = section(&text, "Confusion, headroom all");
        assert!(confusion[1].contains("MP3") && confusion[1].contains("PADDED") && confusion.len() == 4, "{text}");
        assert_eq!(text.lines().last(), Some("6 files in 2 arms."));
    }

    #[test]
    fn a_narrow_terminal_wraps_and_no_line_is_longer() {
        use unicode_width::UnicodeWidthStr;
        let text = text(&results(), Some(110));
        let longest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(longest <= 110, "{longest}\n{text}");
    }
}
