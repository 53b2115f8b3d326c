//! The table for people: fixed columns chosen for the terminal's width, so that rows can be shown as they come.
//!
//! No cell wraps: a name is elided in its middle, where it says least, other text at its end. The word carries the verdict;
//! colour only helps.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::Arc,
};

use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, Row, Table, Width, presets::NOTHING};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::{ReportWriter, TableOptions, printable};
use crate::{
    contracts::{AuditReport, AuditStatus, IntegrityState, StreamFacts, VerdictClass, headline},
    policy::{Policy, PolicyOutcome, PolicyState},
};

/// Columns between two columns.
const GAP: u16 = 2;
/// Least width of a name and of the evidence.
const LEAST_NAME: u16 = 16;
const LEAST_EVIDENCE: u16 = 28;
/// What stands where a value is missing.
const DASH: &str = "\u{2013}";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Verdict,
    Name,
    Format,
    Length,
    Probability,
    Evidence,
    Loudness,
    TruePeak,
    DynamicRange,
    Clips,
    Integrity,
    /// Only where there is a policy.
    Rules,
}

use Column::{Clips, DynamicRange, Evidence, Format, Integrity, Length, Loudness, Name, Probability, Rules, TruePeak, Verdict};

const ALL: [Column; 12] =
    [Verdict, Rules, Name, Format, Length, Probability, Evidence, Loudness, TruePeak, DynamicRange, Clips, Integrity];
/// Columns that give way on a narrow terminal, the first to go first.
const GIVING_WAY: [Column; 8] = [Clips, TruePeak, DynamicRange, Loudness, Length, Format, Probability, Integrity];

impl Column {
    fn title(self) -> &'static str {
        match self {
            Verdict => "VERDICT",
            Name => "NAME",
            Format => "FORMAT",
            Length => "LENGTH",
            Probability => "PROB.",
            Evidence => "EVIDENCE",
            Loudness => "LUFS",
            TruePeak => "DBTP",
            DynamicRange => "DR",
            Clips => "CLIPS",
            Integrity => "INTEGRITY",
            Rules => "POLICY",
        }
    }

    /// Width without the gap; of a flexible column the least.
    fn least_width(self) -> u16 {
        match self {
            Verdict | Integrity | Rules => 12, // "Inconclusive", "undetermined"
            Name => LEAST_NAME,
            Format => 14, // "WavPack 192/24"
            Length => 8,  // "10:00:00"
            Probability | TruePeak | Clips => 5,
            Evidence => LEAST_EVIDENCE,
            Loudness => 6, // "-120.0"
            DynamicRange => 3,
        }
    }

    fn is_figure(self) -> bool {
        matches!(self, Length | Probability | Loudness | TruePeak | DynamicRange | Clips)
    }
}

/// The columns that fit into `available`, with their widths.
fn layout(available: u16, has_policy: bool) -> Vec<(Column, u16)> {
    let mut columns = ALL.to_vec();
    columns.retain(|column| has_policy || *column != Rules);
    let needed = |columns: &[Column]| columns.iter().map(|column| column.least_width() + GAP).sum::<u16>() - GAP;
    for column in GIVING_WAY {
        if needed(&columns) <= available {
            break;
        }
        columns.retain(|kept| *kept != column);
    }
    let spare = available.saturating_sub(needed(&columns));
    let to_name = spare * 2 / 5;
    let width = |column| match column {
        Name => LEAST_NAME + to_name,
        Evidence => LEAST_EVIDENCE + spare - to_name,
        other => other.least_width(),
    };
    columns.into_iter().map(|column| (column, width(column))).collect()
}

/// Writes the table.
pub(super) struct TableWriter {
    output: Box<dyn Write + Send>,
    columns: Vec<(Column, u16)>,
    is_coloured: bool,
    has_header: bool,
    tally: Tally,
    policy: Option<Arc<Policy>>,
}

impl TableWriter {
    pub(super) fn new(output: Box<dyn Write + Send>, options: TableOptions, policy: Option<Arc<Policy>>) -> Self {
        Self {
            output,
            columns: layout(options.columns, policy.is_some()),
            is_coloured: options.is_coloured,
            has_header: false,
            tally: Tally::default(),
            policy,
        }
    }

    fn line(&mut self, cells: Vec<Cell>) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(NOTHING).add_row(Row::from(cells));
        if self.is_coloured {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        for (column, (kind, width)) in table.column_iter_mut().zip(&self.columns) {
            column.set_padding((0, GAP)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width + GAP)));
            column.set_cell_alignment(if kind.is_figure() { CellAlignment::Right } else { CellAlignment::Left });
        }
        for line in table.lines() {
            writeln!(self.output, "{}", line.trim_end())?;
        }
        self.output.flush()
    }
}

impl ReportWriter for TableWriter {
    fn write(&mut self, report: &AuditReport) -> io::Result<()> {
        let outcome = self.policy.as_ref().map(|policy| policy.evaluate(report));
        self.tally.count(report, outcome.as_ref());
        if report.status == AuditStatus::Cancelled {
            return Ok(()); // a table of what was not done helps nobody; the last line counts them
        }
        if !self.has_header {
            self.has_header = true;
            let titles = self.columns.iter().map(|(column, _)| Cell::new(column.title())).collect();
            self.line(titles)?;
        }
        let cells = self.columns.iter().map(|(column, width)| match (column, &outcome) {
            (Rules, Some(outcome)) => rules_cell(outcome.outcome),
            _ => cell(*column, usize::from(*width), report),
        });
        let cells = cells.collect();
        self.line(cells)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        if self.has_header {
            writeln!(self.output)?;
        }
        writeln!(self.output, "{}", self.tally.sentence())?;
        self.output.flush()
    }
}

fn cell(column: Column, width: usize, report: &AuditReport) -> Cell {
    let measured = &report.measurements;
    let number = |value: Option<f64>, decimals: usize| value.map(|value| format!("{value:.decimals$}"));
    let text = match column {
        Verdict => return verdict_cell(report),
        Name => {
            let name = report.path.file_name().map_or_else(|| report.path.to_string_lossy(), |name| name.to_string_lossy());
            Some(elide_middle(&printable(&name), width))
        }
        Format => report.facts.as_ref().map(format_words),
        Length => report.facts.as_ref().map(|facts| length_words(facts.duration_s())),
        Probability => report.verdict.as_ref().and_then(|verdict| number(verdict.probability, 3)),
        Evidence => Some(printable(&headline(report))),
        Loudness => number(measured.integrated_lufs, 1),
        TruePeak => number(measured.true_peak_dbtp, 1),
        DynamicRange => measured.dr.map(|value| value.to_string()),
        Clips => measured.clipped_runs.map(|runs| runs.to_string()),
        Integrity => report.integrity.as_ref().map(|integrity| integrity_word(integrity.state).to_owned()),
        Rules => None,
    };
    Cell::new(elide_end(&text.unwrap_or_else(|| DASH.to_owned()), width))
}

/// The verdict as a person reads it.
pub(super) fn verdict_word(class: VerdictClass) -> &'static str {
    match class {
        VerdictClass::Genuine => "Genuine",
        VerdictClass::Transcode => "Transcode",
        VerdictClass::Upsampled => "Upsampled",
        VerdictClass::Padded => "Padded",
        VerdictClass::Lossy => "Lossy",
        VerdictClass::Inconclusive => "Inconclusive",
    }
}

fn verdict_cell(report: &AuditReport) -> Cell {
    let Some(verdict) = &report.verdict else {
        let cell = Cell::new(if report.status == AuditStatus::Failed { "Failed" } else { DASH });
        return cell.fg(Color::Red).add_attribute(Attribute::Bold);
    };
    let colour = match verdict.class {
        VerdictClass::Genuine => Color::Green,
        VerdictClass::Transcode => Color::Red,
        VerdictClass::Upsampled => Color::Yellow,
        VerdictClass::Padded => Color::Magenta,
        VerdictClass::Lossy => Color::Blue,
        VerdictClass::Inconclusive => Color::Cyan,
    };
    Cell::new(verdict_word(verdict.class)).fg(colour)
}

fn rules_cell(state: PolicyState) -> Cell {
    let colour = match state {
        PolicyState::Pass => Color::Green,
        PolicyState::Fail => Color::Red,
        PolicyState::Undetermined => Color::Cyan,
    };
    Cell::new(state.id()).fg(colour)
}

/// `FLAC 44.1/16`.
pub(super) fn format_words(facts: &StreamFacts) -> String {
    let khz = format!("{:.2}", f64::from(facts.sample_rate.hz()) / 1000.0);
    let khz = khz.trim_end_matches('0').trim_end_matches('.');
    let bits = match (facts.bits, facts.is_float) {
        (Some(bits), true) => format!("/{bits}f"),
        (Some(bits), false) => format!("/{bits}"),
        (None, _) => String::new(),
    };
    let name = if facts.codec.starts_with("pcm") { &facts.container } else { &facts.codec };
    format!("{} {khz}{bits}", name.to_uppercase())
}

/// `4:11`, `1:02:03`.
pub(super) fn length_words(seconds: f64) -> String {
    let seconds = seconds.round() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

pub(super) fn integrity_word(state: IntegrityState) -> &'static str {
    match state {
        IntegrityState::Intact => "intact",
        IntegrityState::Damaged => "damaged",
        IntegrityState::Undetermined => "undetermined",
    }
}

/// `text` in at most `width` columns, the rest of its middle replaced by an ellipsis. The end, with the extension, keeps as
/// much as the beginning.
fn elide_middle(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let for_ends = width.saturating_sub(1);
    let tail = take_columns(text.chars().rev(), for_ends / 2);
    let head = take_columns(text.chars(), for_ends - tail.as_str().width());
    let tail: String = tail.chars().rev().collect();
    format!("{head}\u{2026}{tail}")
}

/// `text` in at most `width` columns, the rest of its end replaced by an ellipsis.
fn elide_end(text: &str, width: usize) -> String {
    if text.width() <= width {
        text.to_owned()
    } else {
        format!("{}\u{2026}", take_columns(text.chars(), width.saturating_sub(1)).trim_end())
    }
}

fn take_columns(letters: impl Iterator<Item = char>, width: usize) -> String {
    let mut used = 0;
    let fits = |letter: &char| {
        used += letter.width().unwrap_or(0);
        used <= width
    };
    letters.take_while(fits).collect()
}

/// Tracks by how they ended.
#[derive(Debug, Default)]
struct Tally {
    tracks: u64,
    classes: BTreeMap<usize, u64>,
    failed: u64,
    cancelled: u64,
    damaged: u64,
    /// Passed, failed, undetermined; `None` without a policy.
    rules: Option<[u64; 3]>,
}

impl Tally {
    fn count(&mut self, report: &AuditReport, outcome: Option<&PolicyOutcome>) {
        self.tracks += 1;
        if let Some(outcome) = outcome {
            self.rules.get_or_insert_default()[outcome.outcome as usize] += 1;
        }
        match report.status {
            AuditStatus::Failed => self.failed += 1,
            AuditStatus::Cancelled => self.cancelled += 1,
            AuditStatus::Audited => {}
        }
        let class = report.verdict.as_ref().and_then(|verdict| VerdictClass::ALL.iter().position(|class| *class == verdict.class));
        if let Some(class) = class {
            *self.classes.entry(class).or_default() += 1;
        }
        if report.integrity.as_ref().is_some_and(|integrity| integrity.state == IntegrityState::Damaged) {
            self.damaged += 1;
        }
    }

    /// `3 tracks: 2 genuine, 1 transcode. 1 damaged.`
    fn sentence(&self) -> String {
        let classes = self.classes.iter().map(|(class, count)| (*count, verdict_word(VerdictClass::ALL[*class]).to_lowercase()));
        let others = [(self.failed, "failed".to_owned()), (self.cancelled, "cancelled".to_owned())];
        let parts: Vec<String> =
            classes.chain(others).filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let tracks = if self.tracks == 1 { "1 track".to_owned() } else { format!("{} tracks", self.tracks) };
        let damaged = if self.damaged > 0 { format!(" {} damaged.", self.damaged) } else { String::new() };
        let rules = self.rules.map_or_else(String::new, |[passed, failed, undetermined]| {
            format!(" Policy: {passed} passed, {failed} failed, {undetermined} undetermined.")
        });
        let classes = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
        format!("{tracks}{classes}.{damaged}{rules}")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::{
        path::PathBuf,
        sync::{Arc, Mutex},
    };

    use super::*;
    use crate::report::samples;

    /// An output whose text can be read while it is written.
    #[derive(Clone, Default)]
    pub struct Buffer(Arc<Mutex<Vec<u8>>>);

    impl Buffer {
        pub fn text(&self) -> String {
            String::from_utf8(self.bytes()).unwrap()
        }

        pub fn bytes(&self) -> Vec<u8> {
            self.0.lock().unwrap().clone()
        }
    }

    impl Write for Buffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn lines(reports: &[AuditReport], options: TableOptions) -> Vec<String> {
        let buffer = Buffer::default();
        let mut writer = Box::new(TableWriter::new(Box::new(buffer.clone()), options, None));
        for report in reports {
            writer.write(report).unwrap();
        }
        writer.finish().unwrap();
        buffer.text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn rows_fit_the_terminal_whatever_its_width_and_never_wrap() {
        let long = format!("/music/{} – 弦楽四重奏曲.flac", "a very long name of a track ".repeat(8));
        let reports =
            [samples::transcode(), samples::genuine(&long), AuditReport::failed(PathBuf::from("/x.flac"), "not audio ".repeat(40))];
        for columns in [60, 80, 100, 120, 157, 200, 300] {
            let lines = lines(&reports, TableOptions { columns, is_coloured: false });
            assert_eq!(lines.len(), 6, "header, three rows, a gap, the sentence: {lines:#?}");
            for line in &lines[..4] {
                assert!(line.as_str().width() <= usize::from(columns), "{columns}: {line}");
            }
            assert!(lines[2].contains(".flac") && lines[2].contains('\u{2026}'), "{}", lines[2]);
        }
    }

    #[test]
    fn figures_stand_under_each_other() {
        let lines = lines(&[samples::transcode()], TableOptions { columns: 200, is_coloured: false });
        for title in ["LUFS", "PROB.", "DR", "CLIPS"] {
            let end = lines[0].find(title).unwrap() + title.len();
            let cell = lines[1].chars().nth(end - 1);
            assert!(cell.is_some_and(|letter| letter.is_ascii_digit()), "{title}: {lines:#?}");
        }
        assert!(lines[1].starts_with("Transcode ") && lines[1].contains("FLAC 44.1/16") && lines[1].contains("4:11"), "{lines:#?}");
    }

    #[test]
    fn only_a_coloured_table_has_colours() {
        let escape = '\u{1b}';
        let has = |is_coloured| lines(&[samples::transcode()], TableOptions { columns: 120, is_coloured })[1].contains(escape);
        assert!(has(true) && !has(false));
        let hostile = samples::genuine("/music/\u{1b}]0;title\u{7}.flac");
        assert!(lines(&[hostile], TableOptions::default()).iter().all(|line| !line.contains(escape)));
    }

    #[test]
    fn the_last_line_counts() {
        let reports =
            [samples::genuine("/a"), samples::genuine("/b"), samples::transcode(), AuditReport::cancelled(PathBuf::from("/c"))];
        let lines = lines(&reports, TableOptions::default());
        assert_eq!(lines.last().unwrap(), "4 tracks: 2 genuine, 1 transcode, 1 cancelled.");
        assert_eq!(lines.len(), 6, "a cancelled track has no row: {lines:#?}");
        assert_eq!(super::Tally::default().sentence(), "0 tracks.");
    }

    #[test]
    fn a_failure_shows_its_reason_and_not_its_path_again() {
        let failed = AuditReport::failed(PathBuf::from("/music/far/away/x.flac"), "/music/far/away/x.flac does not exist.");
        assert!(lines(&[failed], TableOptions::default())[1].contains("Does not exist."));
    }

    #[test]
    fn names_lose_their_middle_by_columns() {
        assert_eq!(elide_middle("short.flac", 16), "short.flac");
        assert_eq!(elide_middle("a very long name.flac", 11), "a ver\u{2026}.flac");
        assert_eq!(elide_middle("弦楽四重奏曲弦楽四重奏曲", 9).as_str().width(), 9);
    }
}
