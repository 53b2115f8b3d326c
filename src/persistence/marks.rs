//! The auditor's marks: one a recording, whatever copies of it the store holds.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};

use super::{
    Repository, TrackId,
    audits::known,
    error::{Fault, StoreError},
};
use crate::contracts::{AuditReport, AuditorsWord, Mark, MarkLabel};

const COLUMNS: &str = "audio_id, label, codec, note, marked_ms, machine_class, machine_probability, schema_id, features";

impl Repository {
    /// Sets marks, or takes them away, in one transaction, and gives what was there before, the last change first: handed over again
    /// it undoes the change.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is changed.
    pub fn set_marks(&self, changes: &[(String, Option<Mark>)]) -> Result<Vec<(String, Option<Mark>)>, StoreError> {
        self.write(|transaction| {
            let mut before = Vec::with_capacity(changes.len());
            for (audio_id, mark) in changes {
                before.push((audio_id.clone(), mark_of(transaction, audio_id)?));
                match mark {
                    Some(mark) => insert(transaction, &Mark { audio_id: audio_id.clone(), ..mark.clone() })?,
                    None => {
                        transaction.execute("DELETE FROM marks WHERE audio_id = ?1", [audio_id])?;
                    }
                }
                show(transaction, audio_id)?;
            }
            // Undone from the last to the first: a recording that stands twice gets back its first state.
            before.reverse();
            Ok(before)
        })
    }

    /// Every mark, the latest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn marks(&self) -> Result<Vec<Mark>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare(&format!("SELECT {COLUMNS} FROM marks ORDER BY marked_ms DESC, audio_id"))?;
            let mut rows = select.query([])?;
            let mut marks = Vec::new();
            while let Some(row) = rows.next()? {
                marks.push(mark(row)?);
            }
            Ok(marks)
        })
    }

    /// The auditor's mark on what `track` held at its latest audit.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn mark_of_track(&self, track: TrackId) -> Result<Option<Mark>, StoreError> {
        self.read(|connection| {
            let sql = format!("SELECT {COLUMNS} FROM marks WHERE audio_id = (SELECT audio_id FROM tracks WHERE id = ?1)");
            Ok(connection.prepare_cached(&sql)?.query_row([track.0], mark).optional()?)
        })
    }

    /// Takes in marks of a colleague; where both marked a recording, the later mark stands. How many were taken.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is taken.
    pub fn import_marks(&self, marks: &[Mark]) -> Result<usize, StoreError> {
        self.write(|transaction| {
            let mut taken = 0;
            for mark in marks {
                if mark_of(transaction, &mark.audio_id)?.is_none_or(|own| own.marked_ms < mark.marked_ms) {
                    insert(transaction, mark)?;
                    show(transaction, &mark.audio_id)?;
                    taken += 1;
                }
            }
            Ok(taken)
        })
    }

    /// `report` under the auditor's mark, where there is one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn marked(&self, report: AuditReport) -> Result<AuditReport, StoreError> {
        self.read(|connection| under_mark(connection, report))
    }
}

/// `report` under the auditor's mark, where there is one.
pub(super) fn under_mark(connection: &Connection, mut report: AuditReport) -> Result<AuditReport, Fault> {
    let Some(audio_id) = &report.measurements.audio_id else { return Ok(report) };
    if let Some(mark) = mark_of(connection, audio_id)? {
        let word = AuditorsWord { mark, machine: report.verdict.take() };
        report.verdict = Some(word.verdict());
        report.auditor = Some(word);
    }
    Ok(report)
}

/// Repeats the mark on a recording in every row that holds it.
fn show(transaction: &Transaction<'_>, audio_id: &str) -> Result<(), Fault> {
    let sql =
        "UPDATE tracks SET (mark, mark_codec) = (SELECT label, codec FROM marks WHERE marks.audio_id = ?1) WHERE audio_id = ?1";
    transaction.execute(sql, [audio_id])?;
    Ok(())
}

fn mark_of(connection: &Connection, audio_id: &str) -> Result<Option<Mark>, Fault> {
    let sql = format!("SELECT {COLUMNS} FROM marks WHERE audio_id = ?1");
    Ok(connection.prepare_cached(&sql)?.query_row([audio_id], mark).optional()?)
}

fn mark(row: &Row<'_>) -> rusqlite::Result<Mark> {
    let bytes: Vec<u8> = row.get(8)?;
    Ok(Mark {
        audio_id: row.get(0)?,
        // The column holds known labels alone.
        label: MarkLabel::from_id(row.get_ref(1)?.as_str()?).unwrap_or(MarkLabel::Unsure),
        codec: known(row, 2)?,
        note: row.get(3)?,
        marked_ms: row.get(4)?,
        machine_class: known(row, 5)?,
        machine_probability: row.get(6)?,
        schema_id: row.get(7)?,
        features: bytes.as_chunks().0.iter().map(|value| f32::from_le_bytes(*value)).collect(),
    })
}

fn insert(transaction: &Transaction<'_>, mark: &Mark) -> Result<(), Fault> {
    let features: Vec<u8> = mark.features.iter().flat_map(|value| value.to_le_bytes()).collect();
    transaction.execute(
        "INSERT OR REPLACE INTO marks (audio_id, label, codec, note, marked_ms, machine_class, machine_probability, schema_id, features)
         VALUES (:audio_id, :label, :codec, :note, :marked_ms, :class, :probability, :schema_id, :features)",
        named_params! {
            ":audio_id": mark.audio_id,
            ":label": mark.label.id(),
            ":codec": mark.codec.map(|codec| codec.id()),
            ":note": mark.note,
            ":marked_ms": mark.marked_ms,
            ":class": mark.machine_class.map(|class| class.id()),
            ":probability": mark.machine_probability,
            ":schema_id": mark.schema_id,
            ":features": features,
        },
    )?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{DecidedBy, VerdictClass},
        persistence::{
            TableQuery,
            fixture::{key, store, transcode},
        },
    };

    fn mark_on(audio_id: &str, label: MarkLabel, marked_ms: i64) -> Mark {
        Mark {
            audio_id: audio_id.to_owned(),
            label,
            codec: None,
            note: "heard it".to_owned(),
            marked_ms,
            machine_class: Some(VerdictClass::Transcode),
            machine_probability: Some(0.999),
            schema_id: 7,
            features: vec![1.5, -3.0],
        }
    }

    fn audited(store: &Repository, path: &str, audio_id: &str) -> TrackId {
        let key = key(path);
        let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
        let mut report = transcode(path);
        report.measurements.audio_id = Some(audio_id.to_owned());
        store.save(track, &key, &report).unwrap();
        track
    }

    #[test]
    fn a_mark_stands_over_the_machine_in_every_copy_and_can_be_undone() {
        let (_folder, store) = store();
        let (a, copy) = (audited(&store, "/music/a.flac", "x"), audited(&store, "/backup/a.wav", "x"));
        let mark = mark_on("x", MarkLabel::Genuine, 1);
        let before = store.set_marks(&[("x".to_owned(), Some(mark.clone()))]).unwrap();
        for track in [a, copy] {
            let report = store.report(track).unwrap().unwrap();
            let verdict = report.verdict.unwrap();
            assert_eq!((verdict.class, verdict.decided_by), (VerdictClass::Genuine, DecidedBy::Auditor));
            assert!(
                verdict.summary.contains("heard it") && verdict.summary.contains("The machine says: transcode"),
                "{}",
                verdict.summary
            );
            let word = report.auditor.unwrap();
            assert_eq!((word.mark, word.machine.unwrap().class), (mark.clone(), VerdictClass::Transcode));
        }
        assert_eq!(store.counts(&TableQuery::default()).unwrap().of_class(VerdictClass::Genuine), 2);
        assert_eq!(store.rows(&[a]).unwrap()[0].mark, Some(MarkLabel::Genuine));
        assert_eq!([a, copy].map(|track| store.mark_of_track(track).unwrap()), [Some(mark.clone()), Some(mark)]);
        store.set_marks(&before).unwrap();
        assert_eq!(store.mark_of_track(a).unwrap(), None);
        assert_eq!(store.report(a).unwrap().unwrap().auditor, None);
        assert_eq!(store.counts(&TableQuery::default()).unwrap().of_class(VerdictClass::Transcode), 2);
    }

    #[test]
    fn a_mark_waits_for_its_recording_and_survives_a_new_audit() {
        let (_folder, store) = store();
        store.import_marks(&[mark_on("x", MarkLabel::Padded, 5)]).unwrap();
        let track = audited(&store, "/music/a.flac", "x");
        assert_eq!(store.rows(&[track]).unwrap()[0].mark, Some(MarkLabel::Padded));
        audited(&store, "/music/a.flac", "x");
        assert_eq!(store.rows(&[track]).unwrap()[0].mark, Some(MarkLabel::Padded));
        // Other samples under the same name are another recording.
        audited(&store, "/music/a.flac", "y");
        assert_eq!(store.rows(&[track]).unwrap()[0].mark, None);
    }

    #[test]
    fn of_two_colleagues_the_later_mark_stands() {
        let (_folder, store) = store();
        let of = |label, at| [mark_on("x", label, at)];
        assert_eq!(store.import_marks(&of(MarkLabel::Genuine, 5)).unwrap(), 1);
        assert_eq!(store.import_marks(&of(MarkLabel::Transcode, 3)).unwrap(), 0);
        assert_eq!(store.import_marks(&of(MarkLabel::Unsure, 9)).unwrap(), 1);
        assert_eq!(store.marks().unwrap(), of(MarkLabel::Unsure, 9));
    }

    #[test]
    fn one_undo_takes_back_many_and_a_recording_named_twice() {
        let (_folder, store) = store();
        let changes: Vec<_> =
            ["x", "y", "x"].iter().zip(1..).map(|(id, at)| ((*id).to_owned(), Some(mark_on(id, MarkLabel::Genuine, at)))).collect();
        let before = store.set_marks(&changes).unwrap();
        assert_eq!(store.marks().unwrap().len(), 2);
        store.set_marks(&before).unwrap();
        assert_eq!(store.marks().unwrap(), []);
    }
}
