//! The auditor's word: set on tracks, taken back, exchanged between colleagues.

use std::{
    io::{self, BufRead, Write},
    time::{SystemTime, UNIX_EPOCH},
};

use serde::{Deserialize, Serialize};

use crate::{
    brain::{Case, features},
    contracts::{AuditReport, CancelToken, Codec, Mark, MarkLabel},
    persistence::{Repository, StoreError, TrackId},
};

/// What the auditor says of tracks.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// The label.
    pub label: MarkLabel,
    /// The codec of a transcode, where it is known.
    pub codec: Option<Codec>,
    /// In the auditor's words.
    pub note: String,
}

/// What takes a change of marks back: the marks of before, by recording.
pub type Undo = Vec<(String, Option<Mark>)>;

/// Marks `tracks`, or takes their marks away; what undoes it. Tracks that were not audited yet are left out.
///
/// # Errors
/// Where the store cannot be read or written; then none is changed.
pub fn mark(repository: &Repository, tracks: &[TrackId], word: Option<&Word>, cancel: &CancelToken) -> Result<Undo, StoreError> {
    let marked_ms = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64);
    let mut changes = Vec::with_capacity(tracks.len());
    for track in tracks {
        if cancel.is_cancelled() {
            return Ok(Undo::new());
        }
        let Some(report) = repository.report(*track)? else { continue };
        let Some(audio_id) = report.measurements.audio_id.clone() else { continue };
        changes.push((audio_id.clone(), word.map(|word| mark_of(audio_id, word, &report, marked_ms))));
    }
    repository.set_marks(&changes)
}

fn mark_of(audio_id: String, word: &Word, report: &AuditReport, marked_ms: i64) -> Mark {
    let machine = report.auditor.as_ref().map_or(report.verdict.as_ref(), |word| word.machine.as_ref());
    // Of a track that no judge would look at there is nothing to learn.
    let is_heard = Case::of(report).and_then(|case| case.grid).is_some_and(|grid| !grid.tests.is_empty());
    // What a network said stays out: the mark does not tell which one, and goes to colleagues who have another.
    let features = features::Features::new(&report.measurements, report.grid.as_ref()).without_network();
    Mark {
        audio_id,
        label: word.label,
        codec: word.codec.filter(|_| word.label == MarkLabel::Transcode),
        note: word.note.trim().to_owned(),
        marked_ms,
        machine_class: machine.map(|verdict| verdict.class),
        machine_probability: machine.and_then(|verdict| verdict.probability),
        schema_id: features::schema_id(),
        features: if is_heard { features.0 } else { Vec::new() },
    }
}

/// Version of the lines of an exchange.
const EXCHANGE: u32 = 1;
/// A longer line is no mark.
const MOST_LINE: u64 = 64 << 10;

#[derive(Serialize, Deserialize)]
struct Line {
    audiopro_mark: u32,
    #[serde(flatten)]
    mark: Mark,
}

/// Writes every mark as a JSON line: keyed by the audio, never by a path. How many.
///
/// # Errors
/// The output's, or that the store cannot be read.
pub fn export_marks(repository: &Repository, output: &mut dyn Write) -> io::Result<usize> {
    let marks = repository.marks().map_err(io::Error::other)?;
    let count = marks.len();
    for mark in marks {
        serde_json::to_writer(&mut *output, &Line { audiopro_mark: EXCHANGE, mark })?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(count)
}

/// What an import did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Marks read.
    pub read: usize,
    /// Marks taken: the others were older than one's own.
    pub taken: usize,
}

/// Takes in the marks that a colleague exported, all or none.
///
/// # Errors
/// A line that is none, by its number; or that the store cannot be written.
pub fn import_marks(repository: &Repository, input: &mut dyn BufRead) -> io::Result<Imported> {
    let mut marks = Vec::new();
    for number in 1_u64.. {
        let mut line = Vec::new();
        io::Read::take(&mut *input, MOST_LINE).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        let wrong =
            |why: String| io::Error::new(io::ErrorKind::InvalidData, format!("line {number} is no mark of Audiopro: {why}"));
        let line: Line = serde_json::from_slice(&line).map_err(|error| wrong(error.to_string()))?;
        if line.audiopro_mark != EXCHANGE {
            return Err(wrong(format!("it is of version {}, this program reads {EXCHANGE}", line.audiopro_mark)));
        }
        if line.mark.audio_id.len() != 32 || !line.mark.audio_id.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(wrong("audio_id is not 32 hexadecimal digits".to_owned()));
        }
        marks.push(line.mark);
    }
    let taken = repository.import_marks(&marks).map_err(io::Error::other)?;
    Ok(Imported { read: marks.len(), taken })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store() -> (tempfile::TempDir, Repository) {
        let folder = tempfile::tempdir().unwrap();
        let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
        (folder, store)
    }

    fn exported(store: &Repository) -> Vec<u8> {
        let mut lines = Vec::new();
        export_marks(store, &mut lines).unwrap();
        lines
    }

    #[test]
    fn marks_travel_between_colleagues_by_the_audio() {
        let (_one, one) = store();
        let mark = Mark {
            audio_id: "0123456789abcdef0123456789abcdef".to_owned(),
            label: MarkLabel::Transcode,
            codec: Some(Codec::Opus),
            note: "swirls, \u{201c}bright\u{201d}".to_owned(),
            marked_ms: 1_700_000_000_000,
            machine_class: None,
            machine_probability: Some(0.5),
            schema_id: features::schema_id(),
            features: vec![0.25, -1.5],
        };
        one.import_marks(std::slice::from_ref(&mark)).unwrap();
        let lines = exported(&one);
        let (_two, two) = store();
        assert_eq!(import_marks(&two, &mut lines.as_slice()).unwrap(), Imported { read: 1, taken: 1 });
        assert_eq!(two.marks().unwrap(), [mark]);
        assert_eq!(import_marks(&two, &mut lines.as_slice()).unwrap(), Imported { read: 1, taken: 0 });
    }

    #[test]
    fn what_is_no_mark_is_told_by_its_line_and_nothing_is_taken() {
        let (_folder, store) = store();
        let good = r#"{"audiopro_mark":1,"audio_id":"0123456789abcdef0123456789abcdef","label":"genuine","codec":null,"marked_ms":1,"machine_class":null,"machine_probability":null,"schema_id":1}"#;
        for bad in [
            "{}",
            "no",
            &good.replace("genuine", "fine"),
            &good.replace("mark\":1", "mark\":2"),
            &good.replace("abcdef0", "../../x"),
        ] {
            let lines = format!("{good}\n\n{bad}\n");
            let error = import_marks(&store, &mut lines.as_bytes()).unwrap_err();
            assert!(error.to_string().starts_with("line 3 is no mark"), "{bad}: {error}");
            assert_eq!(store.marks().unwrap(), []);
        }
    }
}
