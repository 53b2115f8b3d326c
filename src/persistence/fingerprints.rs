//! Acoustic fingerprints, keyed by the samples, and what the copies of a recording are told apart by.

use std::path::PathBuf;

use rusqlite::{OptionalExtension, Row, Transaction};

use super::{
    Repository, TrackId,
    audits::known,
    encoding::path_of,
    error::{Fault, StoreError},
};
use crate::contracts::{Codec, FINGERPRINT_VERSION, IntegrityState, MarkLabel, TrackKey, VerdictClass};

/// An audited track whose recording has no fingerprint yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Unheard {
    /// The track.
    pub track: TrackId,
    /// Names its samples.
    pub audio_id: String,
    /// The file that was audited.
    pub key: TrackKey,
}

/// What one copy of a recording is ranked by.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordingCopy {
    /// The track.
    pub track: TrackId,
    /// Where it is.
    pub path: PathBuf,
    /// Names its samples.
    pub audio_id: String,
    /// Class of its verdict, the auditor's where there is one.
    pub class: Option<VerdictClass>,
    /// The lossy codec that the verdict names.
    pub source_codec: Option<Codec>,
    /// Format as people write it.
    pub format: Option<String>,
    /// Whether the file is whole.
    pub integrity: Option<IntegrityState>,
    /// Sample rate.
    pub sample_rate_hz: Option<u32>,
    /// Declared bits a sample.
    pub bits: Option<u16>,
    /// Where its spectrum ends.
    pub cutoff_hz: Option<f64>,
    /// Runs of clipped samples.
    pub clipped_runs: Option<u64>,
    /// DR value.
    pub dr: Option<u32>,
    /// Integrated loudness.
    pub lufs: Option<f64>,
    /// Length.
    pub duration_s: Option<f64>,
    /// Whether it is in quarantine.
    pub is_quarantined: bool,
}

/// A stored fingerprint.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredFingerprint {
    /// Its row.
    pub id: i64,
    /// Names the samples.
    pub audio_id: String,
    /// Its codes, one at least.
    pub codes: Vec<u32>,
}

/// Fingerprints read between two looks at the connection: some four megabytes.
const READ_TOGETHER: i64 = 1000;

impl Repository {
    /// Keeps the fingerprint of the samples `audio_id`; no codes say that there is nothing to go by.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn keep_fingerprint(&self, audio_id: &str, codes: &[u32]) -> Result<(), StoreError> {
        self.write(|transaction| keep_codes(transaction, audio_id, codes))
    }

    /// Audited tracks whose recordings have no fingerprint of this version, one track a recording. What is in quarantine counts too.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn unheard(&self) -> Result<Vec<Unheard>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT min(id), audio_id, path, audit_size_bytes, audit_modified_ns FROM tracks AS t
                       WHERE audit_status = 'audited' AND audio_id IS NOT NULL AND NOT EXISTS (
                           SELECT 1 FROM fingerprints AS f WHERE f.audio_id = t.audio_id AND f.version = ?1)
                       GROUP BY audio_id ORDER BY min(id)";
            let mut select = connection.prepare(sql)?;
            let tracks = select.query_map([FINGERPRINT_VERSION], |row| {
                let key = TrackKey {
                    path: path_of(row.get(2)?),
                    size_bytes: row.get::<_, i64>(3)?.unsigned_abs(),
                    modified_ns: row.get(4)?,
                };
                Ok(Unheard { track: TrackId(row.get(0)?), audio_id: row.get(1)?, key })
            })?;
            Ok(tracks.collect::<Result<_, _>>()?)
        })
    }

    /// Hands every fingerprint of this version that has codes to `visit`, until it returns false. Memory does not grow with their
    /// number.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn for_each_fingerprint(&self, visit: &mut dyn FnMut(StoredFingerprint) -> bool) -> Result<(), StoreError> {
        let mut last = 0;
        loop {
            let chunk = self.read(|connection| {
                let sql = "SELECT id, audio_id, codes FROM fingerprints WHERE id > ?1 AND version = ?2 AND length(codes) > 0
                           ORDER BY id LIMIT ?3";
                let mut select = connection.prepare(sql)?;
                let stored = select.query_map((last, FINGERPRINT_VERSION, READ_TOGETHER), |row| {
                    Ok(StoredFingerprint { id: row.get(0)?, audio_id: row.get(1)?, codes: codes(row, 2)? })
                })?;
                Ok(stored.collect::<Result<Vec<_>, _>>()?)
            })?;
            let Some(end) = chunk.last() else { return Ok(()) };
            last = end.id;
            for stored in chunk {
                if !visit(stored) {
                    return Ok(());
                }
            }
        }
    }

    /// The codes of these rows, in order; none of a row that is gone.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn fingerprint_codes(&self, ids: &[i64]) -> Result<Vec<Vec<u32>>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare("SELECT codes FROM fingerprints WHERE id = ?1")?;
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                found.push(select.query_row([id], |row| codes(row, 0)).optional()?.unwrap_or_default());
            }
            Ok(found)
        })
    }

    /// Every audited track whose samples have a name, by its row.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn recording_copies(&self) -> Result<Vec<RecordingCopy>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT id, path, audio_id, class, mark, source_codec, mark_codec, format, integrity, sample_rate_hz, bits, cutoff_hz,
                    clipped_runs, dr, lufs, duration_s, quarantined_from IS NOT NULL
                 FROM tracks WHERE audit_status = 'audited' AND audio_id IS NOT NULL ORDER BY id",
            )?;
            let copies = select.query_map([], |row| {
                let (class, mark) = (known(row, 3)?, known::<MarkLabel>(row, 4)?);
                let (machine_codec, mark_codec) = (known(row, 5)?, known(row, 6)?);
                Ok(RecordingCopy {
                    track: TrackId(row.get(0)?),
                    path: path_of(row.get(1)?),
                    audio_id: row.get(2)?,
                    class: mark.map_or(class, |mark| Some(mark.class())),
                    source_codec: if mark.is_some() { mark_codec } else { machine_codec },
                    format: row.get(7)?,
                    integrity: known(row, 8)?,
                    sample_rate_hz: row.get(9)?,
                    bits: row.get(10)?,
                    cutoff_hz: row.get(11)?,
                    clipped_runs: row.get::<_, Option<i64>>(12)?.map(i64::unsigned_abs),
                    dr: row.get(13)?,
                    lufs: row.get(14)?,
                    duration_s: row.get(15)?,
                    is_quarantined: row.get(16)?,
                })
            })?;
            Ok(copies.collect::<Result<_, _>>()?)
        })
    }
}

/// Keeps the codes of the samples `audio_id`, in the transaction of their audit.
pub(super) fn keep_codes(transaction: &Transaction<'_>, audio_id: &str, codes: &[u32]) -> Result<(), Fault> {
    let bytes: Vec<u8> = codes.iter().flat_map(|code| code.to_le_bytes()).collect();
    let sql = "INSERT INTO fingerprints (audio_id, version, codes) VALUES (?1, ?2, ?3)
               ON CONFLICT (audio_id) DO UPDATE SET version = excluded.version, codes = excluded.codes";
    transaction.prepare_cached(sql)?.execute((audio_id, FINGERPRINT_VERSION, bytes))?;
    Ok(())
}

fn codes(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<u32>> {
    let bytes: Vec<u8> = row.get(column)?;
    Ok(bytes.as_chunks().0.iter().map(|code| u32::from_le_bytes(*code)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::persistence::fixture::{audited, key, store};

    #[test]
    fn fingerprints_come_with_audits_and_alone_and_are_read_back() {
        let (_folder, store) = store();
        let save = |path: &str, audio_id: &str, codes: Option<Vec<u32>>| {
            let key = key(path);
            let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
            let mut report = audited(path);
            (report.measurements.audio_id, report.fingerprint) = (Some(audio_id.to_owned()), codes);
            store.save(track, &key, &report).unwrap();
            track
        };
        let all = |store: &Repository| {
            let mut all = Vec::new();
            store
                .for_each_fingerprint(&mut |stored| {
                    all.push(stored);
                    true
                })
                .unwrap();
            all
        };
        save("/m/a.flac", "x", Some(vec![1, u32::MAX]));
        let old = save("/m/b.flac", "y", None);
        save("/m/c.flac", "y", None);
        save("/m/silence.flac", "z", Some(Vec::new()));
        assert_eq!(store.unheard().unwrap(), [Unheard { track: old, audio_id: "y".into(), key: key("/m/b.flac") }]);
        store.keep_fingerprint("y", &[7]).unwrap();
        assert!(store.unheard().unwrap().is_empty());
        let stored = all(&store);
        assert_eq!(stored.iter().map(|stored| stored.codes.clone()).collect::<Vec<_>>(), [vec![1, u32::MAX], vec![7]]);
        assert_eq!(store.fingerprint_codes(&[stored[1].id, 99]).unwrap(), [vec![7], vec![]]);
        assert_eq!(store.recording_copies().unwrap().len(), 4);
        // Those of another version are made again.
        store.write(|sql| Ok(sql.execute("UPDATE fingerprints SET version = 0", [])?)).unwrap();
        assert_eq!((all(&store).len(), store.unheard().unwrap().len()), (0, 3));
    }
}
