//! A spreadsheet: numbers are numbers, what was not measured is an empty cell, and every cell of text is text, never a formula.
//!
//! Rows go to a temporary file as they come; the workbook is put together at the end. The second sheet says how it came about.

use std::{
    io::{self, Write},
    sync::Arc,
};

use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{
    ReportWriter, describe,
    figures::{Figure, figures, rounded},
    glossary::GLOSSARY,
    method::{METHOD, Origins, PROGRAM, now_words},
    table::{integrity_word, verdict_word},
    totals::Totals,
    words::{NEVER_MEANT, decided_by, limit, means, means_not, name_and_folder, summary},
    worth_telling,
};
use crate::{
    contracts::{AuditReport, Measurements, VerdictClass, headline},
    policy::{Policy, PolicyOutcome, PolicyState},
};

/// Most letters of a cell (the format's own limit is 32 767).
const MOST_LETTERS: usize = 32_000;
/// Rows of a sheet, the header left out.
const MOST_ROWS: u32 = 1_048_575;

/// What a cell holds.
enum Cell {
    Text(String),
    Number(f64),
    Truth(bool),
    Empty,
}

impl Cell {
    fn text(text: Option<impl ToString>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(text.to_string()))
    }

    fn number(number: Option<impl Into<f64>>) -> Self {
        number.map(Into::into).filter(|number: &f64| number.is_finite()).map_or(Self::Empty, Self::Number)
    }
}

/// Columns before the measurements: title, width, decimals of its numbers.
const FIRST_COLUMNS: [(&str, f64, usize); 16] = [
    ("Verdict", 13.0, 0),
    ("Name", 42.0, 0),
    ("Folder", 36.0, 0),
    ("Container", 10.0, 0),
    ("Codec", 10.0, 0),
    ("Sample rate, Hz", 11.0, 0),
    ("Bits", 6.0, 0),
    ("Channels", 9.0, 0),
    ("Length, s", 10.0, 1),
    ("Probability", 11.0, 3),
    ("Source codec", 12.0, 0),
    ("Decided by", 26.0, 0),
    ("Strongest evidence", 34.0, 0),
    ("In plain words", 60.0, 0),
    ("Integrity", 13.0, 0),
    ("Integrity, detail", 34.0, 0),
];

/// Columns after them.
const LAST_COLUMNS: [(&str, f64, usize); 5] = [
    ("All evidence", 60.0, 0),
    ("Limits", 40.0, 0),
    ("Error", 40.0, 0),
    ("Policy", 13.0, 0),
    ("Policy, what does not pass", 60.0, 0),
];

/// Column of the policy's outcome, from the end.
const POLICY_FROM_END: usize = 2;

/// Writes the workbook.
pub(super) struct XlsxWriter {
    output: Box<dyn Write + Send>,
    policy: Option<Arc<Policy>>,
    workbook: Workbook,
    formats: Vec<Format>,
    rows: u32,
    totals: Totals,
    origins: Origins,
}

impl XlsxWriter {
    pub(super) fn new(output: Box<dyn Write + Send>, policy: Option<Arc<Policy>>) -> Self {
        let (totals, origins) = (Totals::default(), Origins::default());
        Self { output, policy, workbook: Workbook::new(), formats: Vec::new(), rows: 0, totals, origins }
    }

    /// The sheet of the tracks, made with its header where it is not there yet.
    fn begin(&mut self) -> Result<(), XlsxError> {
        if !self.formats.is_empty() {
            return Ok(());
        }
        self.formats = columns().map(|(_, _, decimals)| number_format(decimals)).collect();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name("Tracks")?.set_freeze_panes(1, 2)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        for (column, (title, width, _)) in (0..).zip(columns()) {
            sheet.set_column_width(column, width)?;
            sheet.write_string_with_format(0, column, title, &head_format())?;
        }
        Ok(())
    }

    fn add(&mut self, report: &AuditReport) -> Result<(), XlsxError> {
        self.begin()?;
        let outcome = self.policy.as_ref().map(|policy| policy.evaluate(report));
        self.totals.add(report, outcome.as_ref());
        self.origins.add(report);
        if self.rows == MOST_ROWS {
            return Ok(()); // counted, and said on the second sheet
        }
        self.rows += 1;
        let (row, last) = (self.rows, self.formats.len());
        let sheet = self.workbook.worksheet_from_index(0)?;
        let class = report.verdict.as_ref().map(|verdict| verdict.class);
        for (place, cell) in cells(report, outcome.as_ref()).into_iter().enumerate() {
            let column = u16::try_from(place).unwrap_or(u16::MAX);
            match (cell, &outcome) {
                (Cell::Text(text), _) if place == 0 => {
                    sheet.write_string_with_format(row, column, text, &verdict_format(class))?;
                }
                (Cell::Text(text), Some(outcome)) if place == last - POLICY_FROM_END => {
                    sheet.write_string_with_format(row, column, text, &policy_format(outcome.outcome))?;
                }
                (Cell::Text(text), _) => drop(sheet.write_string(row, column, fitting(text))?),
                (Cell::Number(number), _) => drop(sheet.write_number_with_format(row, column, number, &self.formats[place])?),
                (Cell::Truth(truth), _) => drop(sheet.write_boolean(row, column, truth)?),
                (Cell::Empty, _) => {}
            }
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), XlsxError> {
        self.begin()?;
        let last = u16::try_from(self.formats.len() - 1).unwrap_or(u16::MAX);
        self.workbook.worksheet_from_index(0)?.autofilter(0, 0, self.rows.max(1), last)?;
        let sheet = self.workbook.add_worksheet();
        about(sheet, &self.totals, &self.origins, self.policy.as_deref())?;
        self.workbook.save_to_writer(&mut self.output)
    }
}

impl ReportWriter for XlsxWriter {
    fn write(&mut self, report: &AuditReport) -> io::Result<()> {
        self.add(report).map_err(io_error)
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.close().map_err(io_error)?;
        self.output.flush()
    }
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

/// Every column of the first sheet.
fn columns() -> impl Iterator<Item = (String, f64, usize)> {
    let measured = GLOSSARY.iter().map(|entry| {
        let unit = if matches!(entry.unit, "" | "DR") { String::new() } else { format!(", {}", entry.unit) };
        (format!("{}{unit}", entry.title), 12.0, entry.decimals)
    });
    let owned = |(title, width, decimals): (&str, f64, usize)| (title.to_owned(), width, decimals);
    FIRST_COLUMNS.into_iter().map(owned).chain(measured).chain(LAST_COLUMNS.into_iter().map(owned))
}

fn cells(report: &AuditReport, outcome: Option<&PolicyOutcome>) -> Vec<Cell> {
    let (facts, integrity, verdict) = (report.facts.as_ref(), report.integrity.as_ref(), report.verdict.as_ref());
    let (name, folder) = name_and_folder(report);
    let evidence: Vec<String> = worth_telling(&report.evidence).into_iter().map(describe).collect();
    let limits: Vec<String> = report.limits.iter().map(limit).collect();
    let joined = |texts: Vec<String>| if texts.is_empty() { Cell::Empty } else { Cell::Text(texts.join("; ")) };
    let mut cells = vec![
        Cell::Text(verdict.map_or("Not audited", |verdict| verdict_word(verdict.class)).to_owned()),
        Cell::Text(name),
        Cell::Text(folder),
        Cell::text(facts.map(|facts| &facts.container)),
        Cell::text(facts.map(|facts| &facts.codec)),
        Cell::number(facts.map(|facts| facts.sample_rate.hz())),
        Cell::number(facts.and_then(|facts| facts.bits)),
        Cell::number(facts.map(|facts| facts.channels)),
        Cell::number(facts.and_then(|facts| rounded(facts.duration_s(), 3))),
        Cell::number(verdict.and_then(|verdict| verdict.probability).and_then(|probability| rounded(probability, 4))),
        Cell::text(verdict.and_then(|verdict| verdict.source_codec).map(|codec| codec.label())),
        Cell::text(verdict.map(|verdict| decided_by(verdict.decided_by).trim_start_matches("Decided by "))),
        Cell::Text(headline(report)),
        Cell::text(verdict.map(|_| summary(report))),
        Cell::text(integrity.map(|integrity| integrity_word(integrity.state))),
        Cell::text(integrity.and_then(|integrity| integrity.detail.as_ref())),
    ];
    cells.extend(figures(&report.measurements).into_iter().map(|(_, figure)| match figure {
        Figure::Number(number) => Cell::number(number),
        Figure::Count(count) => Cell::number(count.map(|count| count as f64)),
        Figure::Truth(truth) => truth.map_or(Cell::Empty, Cell::Truth),
    }));
    cells.push(joined(evidence));
    cells.push(joined(limits));
    cells.push(Cell::text(report.error.as_ref()));
    cells.push(Cell::text(outcome.map(|outcome| outcome.outcome.id())));
    cells.push(Cell::text(outcome.map(PolicyOutcome::reasons).filter(|reasons| !reasons.is_empty())));
    cells
}

/// `text` without what a spreadsheet refuses: control characters, and more letters than a cell holds.
fn fitting(text: String) -> String {
    text.chars().take(MOST_LETTERS).map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

fn number_format(decimals: usize) -> Format {
    let pattern = if decimals == 0 { "0".to_owned() } else { format!("0.{}", "0".repeat(decimals)) };
    Format::new().set_num_format(pattern)
}

fn head_format() -> Format {
    Format::new().set_bold().set_background_color(Color::RGB(0xE6_E9_ED)).set_text_wrap().set_align(FormatAlign::Top)
}

/// Word and ground of a verdict; the word carries it, the colour helps.
fn verdict_format(class: Option<VerdictClass>) -> Format {
    let (text, ground) = match class {
        Some(VerdictClass::Genuine) => (0x0B_70_54, 0xE3_F4_EE),
        Some(VerdictClass::Transcode) => (0x8F_24_00, 0xFB_E6_DE),
        Some(VerdictClass::Upsampled) => (0x6A_59_00, 0xFA_F3_D3),
        Some(VerdictClass::Padded) => (0x86_1B_72, 0xFA_E5_F5),
        Some(VerdictClass::Lossy) => (0x2F_52_86, 0xE4_EC_F7),
        Some(VerdictClass::Inconclusive) => (0x43_4A_54, 0xEC_EE_F1),
        None => (0xB8_12_40, 0xFB_E2_E8),
    };
    Format::new().set_bold().set_font_color(Color::RGB(text)).set_background_color(Color::RGB(ground))
}

fn policy_format(state: PolicyState) -> Format {
    verdict_format(match state {
        PolicyState::Pass => Some(VerdictClass::Genuine),
        PolicyState::Fail => None,
        PolicyState::Undetermined => Some(VerdictClass::Inconclusive),
    })
}

/// The second sheet: counts, versions, meaning of the verdicts, method, glossary.
fn about(sheet: &mut Worksheet, totals: &Totals, origins: &Origins, policy: Option<&Policy>) -> Result<(), XlsxError> {
    sheet.set_name("About")?;
    for (column, width) in [(0, 28.0), (1, 60.0), (2, 60.0), (3, 60.0), (4, 24.0)] {
        sheet.set_column_width(column, width)?;
    }
    let (head, wrapped) = (head_format(), Format::new().set_text_wrap().set_align(FormatAlign::Top));
    let mut row = 0;
    let mut line = |texts: &[&str], is_head: bool| -> Result<(), XlsxError> {
        for (column, text) in (0..).zip(texts) {
            sheet.write_string_with_format(row, column, fitting((*text).to_owned()), if is_head { &head } else { &wrapped })?;
        }
        row += 1;
        Ok(())
    };
    line(&["Versions", ""], true)?;
    line(&["Program", PROGRAM], false)?;
    line(&["Written", &now_words()], false)?;
    line(&["Version of the analysis", &origins.analyses()], false)?;
    line(&["Weights of the forest", &origins.weights()], false)?;
    line(&[], false)?;
    line(&["Tracks", &totals.tracks.to_string()], true)?;
    for (_, word, count) in totals.verdicts() {
        line(&[word, &count.to_string()], false)?;
    }
    line(&["Damaged", &totals.damaged.to_string()], false)?;
    line(&["With a defect", &totals.with_defects.to_string()], false)?;
    if totals.tracks > u64::from(MOST_ROWS) {
        line(&["Left out", &format!("a sheet holds {MOST_ROWS} rows; the tracks after them are counted here alone")], false)?;
    }
    line(&[], false)?;
    if let Some(policy) = policy {
        line(&["Policy", policy.name()], true)?;
        line(&["For", policy.description()], false)?;
        line(&["After", policy.source()], false)?;
        let counts = format!("{} passed, {} failed, {} undetermined", totals.passed, totals.broken, totals.undetermined);
        line(&["Tracks", &counts], false)?;
        for (rule, bound) in policy.rules() {
            line(&[rule, &bound], false)?;
        }
        line(&[], false)?;
    }
    line(&["Verdict", "It means", "It does not mean"], true)?;
    for class in VerdictClass::ALL {
        line(&[verdict_word(class), means(class), means_not(class)], false)?;
    }
    line(&["Any", NEVER_MEANT], false)?;
    line(&[], false)?;
    line(&["Method", ""], true)?;
    for (heading, paragraph) in METHOD {
        line(&[heading, paragraph], false)?;
    }
    line(&[], false)?;
    line(&["Measurement", "Standard", "Meaning", "Unit", "Name in JSON and CSV"], true)?;
    debug_assert_eq!(GLOSSARY.len(), figures(&Measurements::default()).len());
    for entry in GLOSSARY {
        line(&[entry.title, entry.standard, entry.meaning, entry.unit, entry.id], false)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{io::Cursor, path::PathBuf};

    use calamine::{Data, Range, Reader, Xlsx};

    use super::*;
    use crate::report::{samples, table::tests::Buffer};

    fn sheets(reports: &[AuditReport], policy: Option<Policy>) -> (Range<Data>, Range<Data>) {
        let buffer = Buffer::default();
        let mut writer = Box::new(XlsxWriter::new(Box::new(buffer.clone()), policy.map(Arc::new)));
        for report in reports {
            writer.write(report).unwrap();
        }
        writer.finish().unwrap();
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(buffer.bytes())).unwrap();
        assert_eq!(book.sheet_names(), ["Tracks", "About"]);
        (book.worksheet_range("Tracks").unwrap(), book.worksheet_range("About").unwrap())
    }

    fn cell<'a>(range: &'a Range<Data>, row: u32, title: &str) -> &'a Data {
        let column = (0..).find(|&column| *range.get_value((0, column)).unwrap() == *title).unwrap();
        range.get_value((row, column)).unwrap_or(&Data::Empty)
    }

    #[test]
    fn numbers_are_numbers_and_what_was_not_measured_is_empty() {
        let (tracks, about) = sheets(&[samples::transcode(), AuditReport::failed(PathBuf::from("/m/b.flac"), "no audio")], None);
        assert_eq!(cell(&tracks, 1, "Verdict"), &Data::String("Transcode".into()));
        assert_eq!(cell(&tracks, 1, "Integrated loudness, LUFS"), &Data::Float(-9.1));
        assert_eq!(cell(&tracks, 1, "Sample rate, Hz"), &Data::Float(44_100.0));
        assert_eq!(cell(&tracks, 1, "Clicks"), &Data::Float(0.0));
        assert_eq!(cell(&tracks, 1, "Balance, dB"), &Data::Empty);
        assert_eq!(cell(&tracks, 1, "Policy"), &Data::Empty);
        assert_eq!(cell(&tracks, 2, "Verdict"), &Data::String("Not audited".into()));
        assert_eq!(cell(&tracks, 2, "Error"), &Data::String("no audio".into()));
        assert_eq!(cell(&tracks, 2, "Integrated loudness, LUFS"), &Data::Empty);
        let told: Vec<String> = about.cells().map(|(_, _, cell)| cell.to_string()).collect();
        for part in [PROGRAM, "EBU Tech 3342", "integrated_lufs", "The codec's grid"] {
            assert!(told.iter().any(|text| text == part), "{part}");
        }
    }

    #[test]
    fn a_hostile_name_is_text() {
        let mut report = samples::genuine("/m/=HYPERLINK(\"x\")\u{1}.flac");
        report.error = Some("x".repeat(40_000));
        let (tracks, _) = sheets(&[report], None);
        assert_eq!(cell(&tracks, 1, "Name"), &Data::String("=HYPERLINK(\"x\")\u{fffd}.flac".into()));
        assert_eq!(cell(&tracks, 1, "Error").to_string().len(), MOST_LETTERS);
    }

    #[test]
    fn a_policy_fills_its_columns() {
        let text = "name = \"House\"\n[measurements]\ntrue_peak_dbtp = { max = -1 }\n";
        let policy = Policy::parse(text, std::path::Path::new("p.toml")).unwrap();
        let (tracks, about) = sheets(&[samples::transcode()], Some(policy));
        assert_eq!(cell(&tracks, 1, "Policy"), &Data::String("fail".into()));
        let reasons = "true_peak_dbtp 0.3, at most -1 dBTP";
        assert_eq!(cell(&tracks, 1, "Policy, what does not pass"), &Data::String(reasons.into()));
        assert!(about.cells().any(|(_, _, cell)| *cell == *"0 passed, 1 failed, 0 undetermined"));
    }

    #[test]
    fn nothing_found_is_a_header_alone() {
        let (tracks, _) = sheets(&[], None);
        assert_eq!(tracks.height(), 1);
    }
}
