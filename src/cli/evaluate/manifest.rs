//! The manifest: a CSV of tracks whose past is known.
//!
//! Every line is checked before the first track is audited: a slip in a label would count as a fault of the program.

use std::{
    collections::{BTreeSet, HashMap},
    fs::File,
    io,
    path::{Path, PathBuf},
};

use csv::{ByteRecord, ErrorKind, ReaderBuilder, Trim};
use glob::Pattern;

use super::truth::{CODECS, Label, Split, Truth};

/// Columns that must be there.
const REQUIRED: [&str; 4] = ["path", "label", "codec", "arm"];

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::cli) struct Row {
    pub(in crate::cli) truth: Truth,
    /// Where the track is, from the root.
    pub(in crate::cli) file: PathBuf,
}

/// Why a manifest cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(in crate::cli) enum ManifestError {
    #[error("{} cannot be read: {cause}. Name a CSV file with the columns path, label, codec and arm.", path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{} has no column {name}. Its first line must name the columns path, label, codec and arm.", path.display())]
    NoColumn { path: PathBuf, name: &'static str },
    #[error("{}, line {line}: {what}", path.display())]
    Line { path: PathBuf, line: u64, what: String },
    #[error("{} names no track. Add a row for each.", path.display())]
    Empty { path: PathBuf },
    #[error("no row is left: {what}")]
    NothingSelected { what: String },
}

/// The rows of the manifest at `path`, in its order, with relative paths beside it.
pub(in crate::cli) fn read(path: &Path) -> Result<Vec<Row>, ManifestError> {
    let unreadable = |cause| ManifestError::Unreadable { path: path.to_owned(), cause };
    let file = File::open(path).map_err(unreadable)?;
    let mut reader = ReaderBuilder::new().trim(Trim::Headers).from_reader(file);
    let faulty = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        match error.into_kind() {
            ErrorKind::Io(cause) => ManifestError::Unreadable { path: path.to_owned(), cause },
            ErrorKind::UnequalLengths { expected_len, len, .. } => {
                let what = format!("{len} fields where the first line has {expected_len}. Quote a field that holds a comma.");
                ManifestError::Line { path: path.to_owned(), line, what }
            }
            other => {
                ManifestError::Line { path: path.to_owned(), line, what: format!("this is no CSV ({other:?}). Mend the line.") }
            }
        }
    };
    let names: Vec<String> =
        reader.byte_headers().map_err(faulty)?.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let columns: HashMap<&str, usize> = names.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    if let Some(name) = REQUIRED.into_iter().find(|name| !columns.contains_key(name)) {
        return Err(ManifestError::NoColumn { path: path.to_owned(), name });
    }
    let folder = std::path::absolute(path).map_err(unreadable)?.parent().unwrap_or(Path::new("/")).to_owned();
    let mut rows = Vec::new();
    let mut lines = HashMap::new();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(faulty)? {
        let line = record.position().map_or(0, csv::Position::line);
        let wrong = |what| ManifestError::Line { path: path.to_owned(), line, what };
        let row = row(&Fields { columns: &columns, record: &record }, &folder).map_err(wrong)?;
        if let Some(earlier) = lines.insert((row.file.clone(), row.truth.arm.clone()), line) {
            return Err(wrong(format!("{} stands in this arm at line {earlier} already. Remove one of the two.", row.truth.path)));
        }
        rows.push(row);
    }
    if rows.is_empty() {
        return Err(ManifestError::Empty { path: path.to_owned() });
    }
    Ok(rows)
}

/// The rows of `split`, where one is asked for, in arms that any of `patterns` matches, where there are any.
pub(in crate::cli) fn select(rows: Vec<Row>, split: Option<Split>, patterns: &[Pattern]) -> Result<Vec<Row>, ManifestError> {
    let nothing = |what| Err(ManifestError::NothingSelected { what });
    let arms: BTreeSet<&str> = rows.iter().map(|row| row.truth.arm.as_str()).collect();
    if let Some(idle) = patterns.iter().find(|pattern| !arms.iter().any(|arm| pattern.matches(arm))) {
        let arms: Vec<&str> = arms.into_iter().collect();
        return nothing(format!("{idle} matches no arm. There are {}.", arms.join(", ")));
    }
    let is_wanted = |truth: &Truth| {
        split.is_none_or(|split| truth.split == Some(split))
            && (patterns.is_empty() || patterns.iter().any(|pattern| pattern.matches(&truth.arm)))
    };
    let kept: Vec<Row> = rows.into_iter().filter(|row| is_wanted(&row.truth)).collect();
    match split {
        Some(split) if kept.is_empty() => nothing(format!("the column split says {} nowhere there.", split.id())),
        _ => Ok(kept),
    }
}

/// The fields of one line.
struct Fields<'a> {
    columns: &'a HashMap<&'a str, usize>,
    record: &'a ByteRecord,
}

impl Fields<'_> {
    fn bytes(&self, name: &str) -> &[u8] {
        self.columns.get(name).and_then(|place| self.record.get(*place)).unwrap_or_default()
    }

    /// The text of a field that is not empty.
    fn text(&self, name: &str) -> Option<String> {
        let text = String::from_utf8_lossy(self.bytes(name)).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    fn number(&self, name: &str) -> Result<Option<f64>, String> {
        let Some(text) = self.text(name) else { return Ok(None) };
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(format!("{name} is {text}, which is no number. Write one such as 1.25, or leave it empty.")),
        }
    }
}

/// One row, or what is wrong with it and the remedy.
fn row(fields: &Fields, folder: &Path) -> Result<Row, String> {
    let name = fields.bytes("path");
    if name.is_empty() {
        return Err("path is empty. Name the track.".to_owned());
    }
    let Some(arm) = fields.text("arm") else { return Err("arm is empty. Name the arm, such as genuine or lame-320.".to_owned()) };
    let label = match fields.text("label").as_deref() {
        Some("genuine") => Label::Genuine,
        Some("transcode") => Label::Transcode,
        Some("lossy") => Label::Lossy,
        other => return Err(format!("label is {}. Write genuine, transcode or lossy.", other.unwrap_or("empty"))),
    };
    let codec = fields.text("codec");
    match (label, codec.as_deref()) {
        (Label::Genuine, Some(codec)) => {
            return Err(format!("a genuine track has codec {codec}. Leave codec empty, or label it transcode."));
        }
        (Label::Transcode | Label::Lossy, codec) if !codec.is_some_and(|codec| CODECS.contains(&codec)) => {
            return Err(format!("codec is {}. Write one of {}.", codec.unwrap_or("empty"), CODECS.join(", ")));
        }
        _ => {}
    }
    let split = match fields.text("split") {
        None => None,
        Some(id) => match Split::ALL.into_iter().find(|split| split.id() == id) {
            Some(split) => Some(split),
            None => return Err(format!("split is {id}. Write tune, calibrate or report, or leave it empty.")),
        },
    };
    let truth = Truth {
        path: String::from_utf8_lossy(name).into_owned(),
        arm,
        label,
        codec,
        headroom: fields.number("headroom")?,
        split,
        source: fields.text("source"),
        lossy_kbps: fields.number("lossy_kbps")?,
        treatment: fields.text("treatment"),
        earlier: fields.text("earlier"),
    };
    Ok(Row { truth, file: folder.join(native(name)) })
}

/// A path from its bytes, which need not be UTF-8.
#[cfg(unix)]
fn native(name: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn native(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(content: &[u8]) -> Result<Vec<Row>, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.csv");
        std::fs::write(&path, content).unwrap();
        read(&path).map_err(|error| error.to_string().replace(&*path.to_string_lossy(), "M"))
    }

    #[test]
    fn columns_are_found_by_name_and_paths_lie_beside_the_manifest() {
        let content = b"\xEF\xBB\xBFarm,path,codec,label,headroom,split,more\n\
            genuine,../a.wav,,genuine,,tune,x\nlame-320,\"x, y.flac\",mp3,transcode,1.5,report,\n";
        let rows = rows(content).unwrap();
        let (first, second) = (&rows[0].truth, &rows[1].truth);
        assert_eq!((first.label, &first.codec, first.split), (Label::Genuine, &None, Some(Split::Tune)));
        assert_eq!((second.path.as_str(), second.codec.as_deref(), second.headroom), ("x, y.flac", Some("mp3"), Some(1.5)));
        assert!(rows[1].file.is_absolute() && rows[1].file.ends_with("x, y.flac"), "{}", rows[1].file.display());
        assert!(rows[0].file.ends_with("../a.wav"), "{}", rows[0].file.display());
    }

    #[test]
    fn a_slip_names_its_line_and_the_remedy() {
        let head = "path,label,codec,arm,headroom,split\n";
        for (lines, line, word) in [
            ("a,genuine,,g,,\nb,fake,mp3,x,,", 3, "Write genuine, transcode or lossy"),
            ("a,transcode,,x,,", 2, "codec is empty. Write one of mp3, aac"),
            ("a,transcode,mp-3,x,,", 2, "codec is mp-3"),
            ("a,genuine,mp3,x,,", 2, "Leave codec empty"),
            ("a,transcode,mp3,x,much,", 2, "headroom is much"),
            ("a,transcode,mp3,x,NaN,", 2, "headroom is NaN"),
            ("a,genuine,,g,,test", 2, "split is test"),
            ("a,genuine,,,,", 2, "arm is empty"),
            (",genuine,,g,,", 2, "path is empty"),
            ("a,genuine,,g,,\na,b,genuine,,g,,", 3, "Quote a field"),
            ("a,genuine,,g,,\nb,genuine,,g,,\na,genuine,,g,,", 4, "at line 2 already"),
        ] {
            let problem = rows(format!("{head}{lines}\n").as_bytes()).unwrap_err();
            assert!(problem.starts_with(&format!("M, line {line}: ")) && problem.contains(word), "{lines}\n{problem}");
        }
        assert!(rows(b"path,label,arm\n").unwrap_err().contains("no column codec"));
        assert!(rows(b"path,label,codec,arm\n").unwrap_err().contains("names no track"));
        assert!(rows(b"").unwrap_err().contains("no column path"));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let rows = rows(b"path,label,codec,arm\nodd\xff.wav,genuine,,g\n").unwrap();
        assert!(rows[0].file.as_os_str().as_bytes().ends_with(b"/odd\xff.wav"));
        assert_eq!(rows[0].truth.path, "odd\u{fffd}.wav");
    }

    #[test]
    fn rows_are_chosen_by_split_and_arm() {
        let all = rows(
            b"path,label,codec,arm,split\na,genuine,,genuine,tune\nb,genuine,,genuine,report\n\
              c,transcode,mp3,lame-320,report\nd,transcode,aac,aac-256,report\n",
        )
        .unwrap();
        let chosen = |split, patterns: &[&str]| {
            let patterns: Vec<Pattern> = patterns.iter().map(|pattern| Pattern::new(pattern).unwrap()).collect();
            let names = |rows: Vec<Row>| rows.into_iter().map(|row| row.truth.path).collect::<String>();
            select(all.clone(), split, &patterns).map(names).map_err(|error| error.to_string())
        };
        assert_eq!(chosen(None, &[]).unwrap(), "abcd");
        assert_eq!(chosen(Some(Split::Report), &[]).unwrap(), "bcd");
        assert_eq!(chosen(Some(Split::Report), &["lame-*", "genuine"]).unwrap(), "bc");
        assert!(chosen(Some(Split::Calibrate), &[]).unwrap_err().contains("calibrate"));
        assert!(chosen(None, &["lame-*", "opus*"]).unwrap_err().contains("opus* matches no arm. There are aac-256, genuine"));
    }
}
