//! Reports: a table for people, JSON lines, CSV, a spreadsheet, a web page, and certificates.
//!
//! Each format of many tracks is a writer that takes one report after another. Table, JSON lines and CSV write and flush each as it
//! comes, so that a long run shows as it goes and a broken one leaves what was finished; page and spreadsheet, which begin with what
//! only the last report settles, gather on disk and appear at the end. A measurement that could not be made is `null` or an empty
//! cell, never 0.

pub mod certificate;
mod csv_rows;
mod drawing;
mod evidence;
mod figures;
mod file;
mod glossary;
mod html;
mod json;
mod method;
mod picture;
mod reasons;
#[cfg(test)]
mod samples;
mod table;
mod text;
mod totals;
mod words;
mod xlsx;

use std::{
    io::{self, Write},
    path::Path,
    str::FromStr,
    sync::Arc,
};

pub use evidence::{chance, describe, worth_telling};
pub use file::{OutputFile, explain as explain_unwritable};
pub use json::JsonLine;
pub use picture::{
    LEAST_SIZE as LEAST_PICTURE, MOST_PICTURES, MOST_SIDE as MOST_PICTURE_SIDE, PICTURES_FOR_ALL, Picture, PictureChoice,
    PictureError, PictureKind, PictureOrder, PictureSource, Scene, draw_picture, report_picture, save_picture, spectrogram_of,
};
pub use reasons::{Reason, Weight, reasons};
pub use text::plain_text;

use crate::{contracts::AuditReport, policy::Policy};

/// A format that reports can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// For people.
    Table,
    /// One JSON object a line (`product.md`, schema 1).
    Jsonl,
    /// One row a track under a header.
    Csv,
    /// One web page that holds everything.
    Html,
    /// A spreadsheet with typed cells.
    Xlsx,
}

impl ReportFormat {
    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        self != Self::Xlsx
    }
}

impl FromStr for ReportFormat {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "table" => Ok(Self::Table),
            "jsonl" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "html" => Ok(Self::Html),
            "xlsx" => Ok(Self::Xlsx),
            other => Err(format!("{other} is no format; there are table, jsonl, csv, html and xlsx")),
        }
    }
}

/// How a table looks. The other formats are the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableOptions {
    /// Columns to fill.
    pub columns: u16,
    /// Whether the verdict is coloured.
    pub is_coloured: bool,
}

impl Default for TableOptions {
    fn default() -> Self {
        Self { columns: 120, is_coloured: false }
    }
}

/// What is written besides the reports.
#[derive(Clone, Default)]
pub struct ReportOptions {
    /// How a table looks.
    pub table: TableOptions,
    /// What each track is held against.
    pub policy: Option<Arc<Policy>>,
    /// Renders pictures for a web page.
    pub pictures: Option<PictureSource>,
}

/// Writes reports one by one.
pub trait ReportWriter: Send {
    /// Writes one report and hands it on at once.
    ///
    /// # Errors
    /// The output's.
    fn write(&mut self, report: &AuditReport) -> io::Result<()>;

    /// Writes what stands at the end.
    ///
    /// # Errors
    /// The output's.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// A writer of `format` on `output`.
pub fn writer(format: ReportFormat, output: Box<dyn Write + Send>, options: ReportOptions) -> Box<dyn ReportWriter> {
    let ReportOptions { table, policy, pictures } = options;
    match format {
        ReportFormat::Table => Box::new(table::TableWriter::new(output, table, policy)),
        ReportFormat::Jsonl => Box::new(json::JsonWriter::new(output, policy)),
        ReportFormat::Csv => Box::new(csv_rows::CsvWriter::new(output, policy)),
        ReportFormat::Html => Box::new(html::HtmlWriter::new(output, policy, pictures)),
        ReportFormat::Xlsx => Box::new(xlsx::XlsxWriter::new(output, policy)),
    }
}

/// Writes the reports that `rows` hands on into the file at `path` and returns their number. The file appears when all is
/// written; where anything fails, an older one of that name stays as it was.
///
/// # Errors
/// A sentence: an unknown format, what `rows` failed with, or why the file cannot be written, with the remedy.
pub fn export<T>(
    path: &Path,
    format: &str,
    rows: impl FnOnce(&mut dyn FnMut(&AuditReport) -> bool) -> Result<T, String>,
) -> Result<u64, String> {
    export_with(path, format.parse()?, ReportOptions::default(), rows)
}

/// As [`export`], with what is written besides the reports.
///
/// # Errors
/// As [`export`].
pub fn export_with<T>(
    path: &Path,
    format: ReportFormat,
    options: ReportOptions,
    rows: impl FnOnce(&mut dyn FnMut(&AuditReport) -> bool) -> Result<T, String>,
) -> Result<u64, String> {
    let unwritable = |error: io::Error| file::explain(path, &error);
    let file = OutputFile::create(path).map_err(unwritable)?;
    let mut writer = writer(format, file.stream().map_err(unwritable)?, options);
    let (mut written, mut failure) = (0, None);
    rows(&mut |report| match writer.write(report) {
        Ok(()) => {
            written += 1;
            true
        }
        Err(error) => {
            failure = Some(error);
            false
        }
    })?;
    match failure {
        Some(error) => Err(unwritable(error)),
        None => writer.finish().and_then(|()| file.keep()).map(|()| written).map_err(unwritable),
    }
}

/// `text` without what a terminal would obey: control characters and marks that turn the direction of writing.
pub fn printable(text: &str) -> String {
    let is_harmful = |letter: &char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    };
    text.chars().map(|letter| if is_harmful(&letter) { '\u{fffd}' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    #[test]
    fn an_export_is_whole_or_not_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audits.csv");
        std::fs::write(&path, "old").unwrap();
        let report = AuditReport::failed(PathBuf::from("/a.flac"), "no");
        let failed = export(&path, "csv", |visit| {
            visit(&report);
            Err::<(), _>("the store broke".to_owned())
        });
        assert_eq!(failed, Err("the store broke".to_owned()));
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(export(&path, "csv", |visit| Ok(visit(&report))), Ok(1));
        assert_eq!(std::fs::read_to_string(&path).unwrap().lines().count(), 2);
        assert!(export(&path, "xml", |_| Ok(())).is_err());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn an_export_into_a_missing_folder_names_it() {
        let problem = export(Path::new("/no/such/folder/a.csv"), "csv", |_| Ok(())).unwrap_err();
        assert!(problem.contains("/no/such/folder"), "{problem}");
    }

    #[test]
    fn names_cannot_command_a_terminal() {
        assert_eq!(printable("a\u{1b}[31m\u{202e}b\n"), "a\u{fffd}[31m\u{fffd}b\u{fffd}");
        assert_eq!(printable("Dvořák – 弦楽"), "Dvořák – 弦楽");
    }
}
