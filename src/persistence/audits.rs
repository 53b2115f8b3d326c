//! Audits: saved in one transaction each, read back whole.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, named_params};
use serde_json::Value;

use super::{
    Repository, TableQuery, TrackId,
    encoding::{from_id, from_json, pack, path_of, to_json, unpack},
    error::{Fault, StoreError},
    fingerprints::keep_codes,
    marks::under_mark,
    repository::now_ms,
    tracks::{REST, stored_size},
};
use crate::contracts::{
    ANALYSIS_VERSION, AuditReport, AuditStatus, Codec, DecidedBy, Evidence, IntegrityState, Pictures, StreamFacts, TrackKey,
    VerdictClass, codec_name, headline,
};

/// One audit of a track, in short.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryEntry {
    /// When it ended, in milliseconds since 1970.
    pub finished_ms: i64,
    /// Version of the analysis that made it.
    pub analysis_version: u32,
    /// How it ended.
    pub status: AuditStatus,
    /// The verdict, where one was reached.
    pub class: Option<VerdictClass>,
    /// Its probability.
    pub probability: Option<f64>,
    /// Who decided.
    pub decided_by: Option<DecidedBy>,
    /// What went wrong.
    pub error: Option<String>,
    /// How long it took; 0 where that was not measured.
    pub elapsed_ms: u64,
    /// Size of the file then.
    pub size_bytes: u64,
    /// The time of its last change then, nanoseconds since 1970.
    pub modified_ns: i64,
    /// The lossy codec that the verdict names.
    pub source_codec: Option<Codec>,
    /// Name of the samples, as `Measurements::audio_id`.
    pub audio_id: Option<String>,
}

/// Stored reports read between two looks at the connection: 64 of them are some megabytes.
const READ_TOGETHER: usize = 64;

impl Repository {
    /// Saves a finished audit of `track` as it was under `key`, in one transaction: the audit, its evidence, the row of the
    /// table, its place in every batch. A cancelled report leaves the earlier audit as it is, and what waits waiting. A track that
    /// was removed meanwhile stays removed.
    ///
    /// # Errors
    /// Where the store cannot be written; then nothing of the audit is stored.
    pub fn save(&self, track: TrackId, key: &TrackKey, report: &AuditReport) -> Result<(), StoreError> {
        self.write(|transaction| {
            if report.status == AuditStatus::Cancelled {
                transaction.execute(&format!("UPDATE tracks SET state = {REST} WHERE id = ?1"), [track.0])?;
                return Ok(());
            }
            if update_track(transaction, track, key, report)? {
                insert_audit(transaction, track, key, report)?;
                if let (Some(audio_id), Some(codes)) = (&report.measurements.audio_id, &report.fingerprint) {
                    keep_codes(transaction, audio_id, codes)?;
                }
                transaction.execute("UPDATE batch_items SET is_done = 1 WHERE track = ?1", [track.0])?;
            }
            Ok(())
        })
    }

    /// The latest audit of `track`, whole; `None` where none was finished.
    ///
    /// # Errors
    /// Where the store cannot be read, or what is stored cannot.
    pub fn report(&self, track: TrackId) -> Result<Option<AuditReport>, StoreError> {
        self.read(|connection| load(connection, track))
    }

    /// Every finished audit of `track` in short, the latest first, each as the machine left it. Details that cannot be read are
    /// left out, their audit is not.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn history(&self, track: TrackId) -> Result<Vec<HistoryEntry>, StoreError> {
        self.read(|connection| {
            let mut select = connection.prepare(
                "SELECT finished_ms, analysis_version, status, class, probability, decided_by, error, elapsed_ms, size_bytes, modified_ns,
                    CASE WHEN json_valid(verdict) THEN json_extract(verdict, '$.source_codec') END,
                    CASE WHEN json_valid(measurements) THEN json_extract(measurements, '$.audio_id') END
                 FROM audits WHERE track = ?1 ORDER BY id DESC",
            )?;
            let entries = select.query_map([track.0], |row| {
                Ok(HistoryEntry {
                    finished_ms: row.get(0)?,
                    analysis_version: row.get(1)?,
                    status: status(row.get_ref(2)?.as_str()?),
                    class: known(row, 3)?,
                    probability: row.get(4)?,
                    decided_by: known(row, 5)?,
                    error: row.get(6)?,
                    elapsed_ms: row.get::<_, i64>(7)?.unsigned_abs(),
                    size_bytes: row.get::<_, i64>(8)?.unsigned_abs(),
                    modified_ns: row.get(9)?,
                    source_codec: known(row, 10)?,
                    audio_id: row.get(11)?,
                })
            })?;
            Ok(entries.collect::<Result<_, _>>()?)
        })
    }

    /// Hands the latest audit of each track that `query` asks for to `visit`, in its order, until it returns false. Tracks never
    /// audited are left out; an audit that cannot be read comes as a failed report that says so, so that no other is lost. Memory
    /// does not grow with the number of tracks.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn for_each_report(&self, query: &TableQuery, visit: &mut dyn FnMut(AuditReport) -> bool) -> Result<(), StoreError> {
        let ids = self.row_ids(query)?;
        for chunk in ids.chunks(READ_TOGETHER) {
            // Read first, visited after: a slow visitor holds no transaction, which would keep the log from being folded back.
            let reports = self.read(|connection| {
                let mut reports = Vec::with_capacity(chunk.len());
                for &track in chunk {
                    match load(connection, track) {
                        Ok(report) => reports.extend(report),
                        Err(Fault::Damaged(detail)) => reports.extend(unreadable(connection, track, &detail)?),
                        Err(fault) => return Err(fault),
                    }
                }
                Ok(reports)
            })?;
            for report in reports {
                if !visit(report) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

/// What decides the class of an audit that other bars may change.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighed {
    /// The track.
    pub track: TrackId,
    /// The machine's class.
    pub class: VerdictClass,
    /// Who decided.
    pub decided_by: DecidedBy,
    /// Probability of a lossy past, by whoever gives the highest.
    pub suspicion: Option<f64>,
    /// And by the forest.
    pub forest_probability: Option<f64>,
}

impl Repository {
    /// What decides the class of each audited track, from the table alone.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn weighed(&self) -> Result<Vec<Weighed>, StoreError> {
        self.read(|connection| {
            let sql = "SELECT id, class, decided_by, suspicion, forest_probability FROM tracks
                       WHERE audit_status = 'audited' AND audit_version = ?1";
            let mut select = connection.prepare(sql)?;
            let mut rows = select.query([ANALYSIS_VERSION])?;
            let mut weighed = Vec::new();
            while let Some(row) = rows.next()? {
                let (Some(class), Some(decided_by)) = (known(row, 1)?, known(row, 2)?) else { continue };
                let (suspicion, forest_probability) = (row.get(3)?, row.get(4)?);
                weighed.push(Weighed { track: TrackId(row.get(0)?), class, decided_by, suspicion, forest_probability });
            }
            Ok(weighed)
        })
    }

    /// The tracks whose latest audit holds what a network said, and tells it though the network of the weights `in_use` did not say it,
    /// or does not tell it though that one did.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn out_of_step(&self, in_use: Option<&str>) -> Result<Vec<TrackId>, StoreError> {
        self.read(|connection| {
            // From the few that a network looked at, which an index holds: the planner would begin with every track.
            let sql = "SELECT t.id FROM audits AS a CROSS JOIN tracks AS t ON t.id = a.track
                       WHERE a.network IS NOT NULL AND t.audit_status = 'audited' AND t.audit_version = ?1
                           AND a.id = (SELECT max(id) FROM audits WHERE track = t.id)
                           AND (a.network IS ?2) <> EXISTS (SELECT 1 FROM evidence WHERE audit = a.id AND kind = 'network')";
            let mut select = connection.prepare(sql)?;
            let tracks = select.query_map((ANALYSIS_VERSION, in_use), |row| Ok(TrackId(row.get(0)?)))?;
            Ok(tracks.collect::<Result<_, _>>()?)
        })
    }

    /// The latest audit of `track` as the machine left it, whatever the auditor says.
    ///
    /// # Errors
    /// Where the store cannot be read, or what is stored cannot.
    pub fn machine_report(&self, track: TrackId) -> Result<Option<AuditReport>, StoreError> {
        self.read(|connection| load_machine(connection, track))
    }

    /// Writes other verdicts and evidence for the latest audits of tracks, in one transaction. What was measured stays.
    ///
    /// # Errors
    /// Where the store cannot be written; then none is changed.
    pub fn save_judgements(&self, judged: &[(TrackId, AuditReport)]) -> Result<(), StoreError> {
        self.write(|transaction| {
            for (track, report) in judged {
                let latest = "SELECT id FROM audits WHERE track = ?1 ORDER BY id DESC LIMIT 1";
                let Some(audit) = transaction.query_row(latest, [track.0], |row| row.get::<_, i64>(0)).optional()? else {
                    continue;
                };
                let Some(verdict) = &report.verdict else { continue };
                transaction.execute(
                    "UPDATE audits SET class = ?2, probability = ?3, decided_by = ?4, verdict = ?5 WHERE id = ?1",
                    (audit, verdict.class.id(), verdict.probability, verdict.decided_by.id(), to_json(verdict)?),
                )?;
                transaction.execute("DELETE FROM evidence WHERE audit = ?1", [audit])?;
                insert_evidence(transaction, audit, report)?;
                let evidence = headline(report);
                transaction.execute(
                    "UPDATE tracks SET class = ?2, probability = ?3, suspicion = ?4, source_codec = ?5, decided_by = ?6,
                        forest_probability = ?7, evidence = ?8, search = location || ?9 WHERE id = ?1",
                    (
                        track.0,
                        verdict.class.id(),
                        verdict.probability,
                        verdict.suspicion,
                        verdict.source_codec.map(|codec| codec.id()),
                        verdict.decided_by.id(),
                        forest_probability(report),
                        &evidence,
                        evidence.to_lowercase(),
                    ),
                )?;
            }
            Ok(())
        })
    }
}

/// Writes the row of the table; whether the track is there.
fn update_track(transaction: &Transaction<'_>, track: TrackId, key: &TrackKey, report: &AuditReport) -> Result<bool, Fault> {
    let (facts, verdict, measured) = (report.facts.as_ref(), report.verdict.as_ref(), &report.measurements);
    let evidence = headline(report);
    let sql = "UPDATE tracks SET
        size_bytes = :size_bytes, modified_ns = :modified_ns, state = :status,
        audit_status = :status, audit_size_bytes = :size_bytes, audit_modified_ns = :modified_ns, audit_version = :version,
        format = :format, sample_rate_hz = :sample_rate_hz, bits = :bits, is_float = :is_float, duration_s = :duration_s,
        audio_id = :audio_id, forest_probability = :forest_probability,
        (mark, mark_codec) = (SELECT label, codec FROM marks WHERE marks.audio_id = :audio_id),
        class = :class, probability = :probability, suspicion = :suspicion, source_codec = :source_codec, decided_by = :decided_by,
        evidence = :evidence, search = location || :evidence_lower,
        lufs = :lufs, true_peak_dbtp = :true_peak_dbtp, dr = :dr, clipped_runs = :clipped_runs, clicks = :clicks,
        dropouts = :dropouts, has_defects = :has_defects, integrity = :integrity, error = :error,
        cutoff_hz = :cutoff_hz, track_number = :track_number, disc_number = :disc_number
        WHERE id = :track";
    let values = named_params! {
        ":track": track.0,
        ":size_bytes": stored_size(key),
        ":modified_ns": key.modified_ns,
        ":status": report.status.id(),
        ":version": ANALYSIS_VERSION,
        ":format": facts.map(format_name),
        ":sample_rate_hz": facts.map(|facts| facts.sample_rate.hz()),
        ":bits": facts.and_then(|facts| facts.bits),
        ":is_float": facts.is_some_and(|facts| facts.is_float),
        ":duration_s": facts.map(StreamFacts::duration_s),
        ":audio_id": measured.audio_id,
        ":forest_probability": forest_probability(report),
        ":class": verdict.map(|verdict| verdict.class.id()),
        ":probability": verdict.and_then(|verdict| verdict.probability),
        ":suspicion": verdict.and_then(|verdict| verdict.suspicion),
        ":source_codec": verdict.and_then(|verdict| verdict.source_codec).map(|codec| codec.id()),
        ":decided_by": verdict.map(|verdict| verdict.decided_by.id()),
        ":evidence_lower": evidence.to_lowercase(),
        ":evidence": evidence,
        ":lufs": measured.integrated_lufs.filter(|value| value.is_finite()),
        ":true_peak_dbtp": measured.true_peak_dbtp.filter(|value| value.is_finite()),
        ":dr": measured.dr,
        ":clipped_runs": measured.clipped_runs.map(stored_count),
        ":clicks": measured.clicks.map(stored_count),
        ":dropouts": measured.dropouts.map(stored_count),
        ":has_defects": measured.has_defects(),
        ":integrity": report.integrity.as_ref().map(|integrity| integrity_id(integrity.state)),
        ":error": report.error,
        ":cutoff_hz": measured.cutoff_hz.filter(|value| value.is_finite()),
        ":track_number": tagged_number(report, &["TRACKNUMBER", "TRCK", "TRACK"]),
        ":disc_number": tagged_number(report, &["DISCNUMBER", "TPOS", "DISC"]),
    };
    Ok(transaction.execute(sql, values)? == 1)
}

/// The number in the first tag of one of these names: `3` of `3/12`. Migration 3 reads the same tags.
fn tagged_number(report: &AuditReport, names: &[&str]) -> Option<u32> {
    let is_named = |tag: &str| names.iter().any(|name| tag.eq_ignore_ascii_case(name));
    let (_, value) = report.metadata.tags.iter().find(|(tag, _)| is_named(tag))?;
    let value = value.trim_start();
    let digits = value.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(value.len());
    value[..digits].parse().ok().filter(|number| *number > 0)
}

fn insert_audit(transaction: &Transaction<'_>, track: TrackId, key: &TrackKey, report: &AuditReport) -> Result<(), Fault> {
    // The curves are most of an audit's bytes, and the history does not show them.
    transaction.execute("UPDATE audits SET pictures = NULL WHERE track = ?1 AND pictures IS NOT NULL", [track.0])?;
    let json = |value: Option<Result<String, Fault>>| value.transpose();
    let verdict = report.verdict.as_ref();
    let sql =
        "INSERT INTO audits (track, finished_ms, analysis_version, size_bytes, modified_ns, status, error, class, probability,
            decided_by, elapsed_ms, facts, integrity, metadata, verdict, measurements, grid, limits, pictures)
        VALUES (:track, :finished_ms, :version, :size_bytes, :modified_ns, :status, :error, :class, :probability,
            :decided_by, :elapsed_ms, :facts, :integrity, :metadata, :verdict, :measurements, :grid, :limits, :pictures)";
    let values = named_params! {
        ":track": track.0,
        ":finished_ms": now_ms(),
        ":version": ANALYSIS_VERSION,
        ":size_bytes": stored_size(key),
        ":modified_ns": key.modified_ns,
        ":status": report.status.id(),
        ":error": report.error,
        ":class": verdict.map(|verdict| verdict.class.id()),
        ":probability": verdict.and_then(|verdict| verdict.probability),
        ":decided_by": verdict.map(|verdict| verdict.decided_by.id()),
        ":elapsed_ms": stored_count(report.elapsed_ms),
        ":facts": json(report.facts.as_ref().map(to_json))?,
        ":integrity": json(report.integrity.as_ref().map(to_json))?,
        ":metadata": to_json(&report.metadata)?,
        ":verdict": json(verdict.map(to_json))?,
        ":measurements": to_json(&report.measurements)?,
        ":grid": json(report.grid.as_ref().map(to_json))?,
        ":limits": to_json(&report.limits)?,
        ":pictures": (report.pictures != Pictures::default()).then(|| pack(&report.pictures)),
    };
    transaction.execute(sql, values)?;
    insert_evidence(transaction, transaction.last_insert_rowid(), report)
}

fn insert_evidence(transaction: &Transaction<'_>, audit: i64, report: &AuditReport) -> Result<(), Fault> {
    let mut insert = transaction.prepare(
        "INSERT INTO evidence (audit, position, kind, codec, z, is_decisive, detail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for (position, evidence) in report.evidence.iter().enumerate() {
        let detail = serde_json::to_value(evidence).map_err(|error| Fault::Damaged(format!("evidence is no JSON ({error})")))?;
        let kind = detail.get("kind").and_then(Value::as_str).unwrap_or_default();
        let (codec, z, is_decisive) = match evidence {
            Evidence::CodecGrid { codec, z, is_decisive, .. } | Evidence::CodecLattice { codec, z, is_decisive, .. } => {
                (Some(codec.id()), Some(*z), *is_decisive)
            }
            _ => (None, None, false),
        };
        insert.execute((audit, position as i64, kind, codec, z, is_decisive, detail.to_string()))?;
    }
    Ok(())
}

fn load(connection: &Connection, track: TrackId) -> Result<Option<AuditReport>, Fault> {
    load_machine(connection, track)?.map(|report| under_mark(connection, report)).transpose()
}

fn load_machine(connection: &Connection, track: TrackId) -> Result<Option<AuditReport>, Fault> {
    let mut select = connection.prepare_cached(
        "SELECT t.path, a.id, a.status, a.error, a.elapsed_ms, a.facts, a.integrity, a.metadata, a.verdict, a.measurements, a.grid,
            a.limits, a.pictures
         FROM audits AS a JOIN tracks AS t ON t.id = a.track WHERE a.track = ?1 ORDER BY a.id DESC LIMIT 1",
    )?;
    let mut rows = select.query([track.0])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let pictures: Option<Vec<u8>> = row.get(12)?;
    Ok(Some(AuditReport {
        path: path_of(row.get(0)?),
        evidence: evidence(connection, row.get(1)?)?,
        status: status(&row.get::<_, String>(2)?),
        error: row.get(3)?,
        elapsed_ms: row.get::<_, i64>(4)?.unsigned_abs(),
        facts: optional(row, 5, "format")?,
        integrity: optional(row, 6, "integrity")?,
        metadata: from_json(&row.get::<_, String>(7)?, "metadata")?,
        auditor: None,
        verdict: optional(row, 8, "verdict")?,
        measurements: from_json(&row.get::<_, String>(9)?, "measurements")?,
        grid: optional(row, 10, "codec grid")?,
        limits: from_json(&row.get::<_, String>(11)?, "limits")?,
        fingerprint: None,
        pictures: pictures.map_or_else(|| Ok(Pictures::default()), |bytes| unpack(&bytes))?,
    }))
}

fn evidence(connection: &Connection, audit: i64) -> Result<Vec<Evidence>, Fault> {
    let mut select = connection.prepare_cached("SELECT detail FROM evidence WHERE audit = ?1 ORDER BY position")?;
    let mut rows = select.query([audit])?;
    let mut evidence = Vec::new();
    while let Some(row) = rows.next()? {
        evidence.push(from_json(&row.get::<_, String>(0)?, "evidence")?);
    }
    Ok(evidence)
}

/// What the forest said, where it was asked.
fn forest_probability(report: &AuditReport) -> Option<f64> {
    report.evidence.iter().find_map(|evidence| match evidence {
        Evidence::Forest { probability, .. } => Some(*probability).filter(|probability| probability.is_finite()),
        _ => None,
    })
}

/// The report that stands for one that cannot be read.
fn unreadable(connection: &Connection, track: TrackId, detail: &str) -> Result<Option<AuditReport>, Fault> {
    let path = connection.query_row("SELECT path FROM tracks WHERE id = ?1", [track.0], |row| row.get(0)).optional()?;
    Ok(path.map(path_of).map(|path| {
        let error = format!("{}: {detail}. Audit the track again", path.display());
        AuditReport::failed(path, error)
    }))
}

fn optional<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize, what: &str) -> Result<Option<T>, Fault> {
    row.get::<_, Option<String>>(column)?.map(|text| from_json(&text, what)).transpose()
}

/// The value named in a column; `None` where there is none, or a later Audiopro named it.
pub(super) fn known<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    Ok(row.get_ref(column)?.as_str_or_null()?.and_then(from_id))
}

fn status(id: &str) -> AuditStatus {
    if id == AuditStatus::Audited.id() { AuditStatus::Audited } else { AuditStatus::Failed }
}

fn integrity_id(state: IntegrityState) -> &'static str {
    match state {
        IntegrityState::Intact => "intact",
        IntegrityState::Damaged => "damaged",
        IntegrityState::Undetermined => "undetermined",
    }
}

/// What the table calls the format: the container, save where it says nothing about the codec.
fn format_name(facts: &StreamFacts) -> String {
    match facts.container.as_str() {
        "mp4" | "ogg" | "adts" | "asf" | "matroska" | "caf" => codec_name(&facts.codec),
        container => codec_name(container),
    }
}

fn stored_count(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{
        contracts::{GridOutcome, Metadata, NetworkReading},
        persistence::{
            RowState,
            fixture::{audited, key, store, transcode},
        },
    };

    fn registered(store: &Repository, path: &str) -> (TrackId, TrackKey) {
        let key = key(path);
        (store.register(None, std::slice::from_ref(&key)).unwrap()[0].track, key)
    }

    #[test]
    fn a_report_comes_back_whole() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        assert_eq!(store.report(track).unwrap(), None);
        let report = transcode("/music/a.flac");
        store.save(track, &key, &report).unwrap();
        assert_eq!(store.report(track).unwrap().as_ref(), Some(&report));
        let failed = AuditReport::failed(PathBuf::from("/music/a.flac"), "no audio stream");
        store.save(track, &key, &failed).unwrap();
        assert_eq!(store.report(track).unwrap(), Some(failed));
    }

    #[test]
    fn numbers_that_are_none_do_not_make_a_report_unreadable() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        let mut report = transcode("/music/a.flac");
        report.evidence.push(Evidence::Cutoff { hz: f64::NAN, slope_db_per_khz: Some(f64::INFINITY) });
        report.measurements.integrated_lufs = Some(f64::NEG_INFINITY);
        report.grid = Some(GridOutcome {
            tests: Vec::new(),
            hole_bar: f64::INFINITY,
            lattice_bar: 8.0,
            usual_z: f64::NAN,
            ..GridOutcome::default()
        });
        store.save(track, &key, &report).unwrap();
        let back = store.report(track).unwrap().unwrap();
        assert!(matches!(back.evidence.last(), Some(Evidence::Cutoff { hz, slope_db_per_khz: None }) if hz.is_nan()));
        assert_eq!(back.measurements.integrated_lufs, None);
        assert!(back.grid.is_some_and(|grid| grid.usual_z.is_nan() && grid.lattice_bar == 8.0));
        assert_eq!(store.rows(&[track]).unwrap()[0].lufs, None);
    }

    #[test]
    fn an_audit_is_stored_whole_or_not_at_all() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        store.save(track, &key, &audited("/music/a.flac")).unwrap();
        let before = (store.report(track).unwrap(), store.rows(&[track]).unwrap());
        let fail = "CREATE TRIGGER fail BEFORE INSERT ON evidence WHEN NEW.position = 2 BEGIN SELECT RAISE(ABORT, 'no'); END";
        store.write(|sql| Ok(sql.execute_batch(fail)?)).unwrap();
        let report = transcode("/music/a.flac");
        assert!(report.evidence.len() > 2, "the third reason must be the one that fails");
        assert!(matches!(store.save(track, &key, &report), Err(StoreError::Query { .. })));
        assert_eq!((store.report(track).unwrap(), store.rows(&[track]).unwrap()), before);
        assert_eq!(store.history(track).unwrap().len(), 1);
    }

    #[test]
    fn audits_that_tell_another_network_than_the_one_in_use_are_out_of_step() {
        let (_folder, store) = store();
        let ids = ["/music/a.flac", "/music/b.flac", "/music/c.flac"].map(|path| {
            let (track, key) = registered(&store, path);
            store.save(track, &key, &audited(path)).unwrap();
            (track, key)
        });
        let mut read = audited("/music/b.flac");
        read.measurements.network = NetworkReading::of(&[1.0], "cpu", "00000001");
        let mut told = read.clone();
        told.evidence.extend(read.measurements.network.clone().map(Evidence::Network));
        store.save(ids[1].0, &ids[1].1, &told).unwrap();
        store.save(ids[2].0, &ids[2].1, &read).unwrap();
        assert_eq!(store.out_of_step(None).unwrap(), [ids[1].0], "told, and switched off");
        assert_eq!(store.out_of_step(Some("00000002")).unwrap(), [ids[1].0], "told by another one");
        assert_eq!(store.out_of_step(Some("00000001")).unwrap(), [ids[2].0], "not told, and switched on");
        store.save(ids[1].0, &ids[1].1, &audited("/music/b.flac")).unwrap();
        assert_eq!(store.out_of_step(None).unwrap(), [], "the latest audit counts");
    }

    #[test]
    fn a_cancelled_audit_leaves_the_earlier_one() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        let cancelled = AuditReport::cancelled(key.path.clone());
        let state = || store.rows(&[track]).unwrap()[0].state;
        store.save(track, &key, &cancelled).unwrap();
        assert_eq!((state(), store.report(track).unwrap()), (RowState::Cancelled, None));
        let report = audited("/music/a.flac");
        store.save(track, &key, &report).unwrap();
        store.register_again(None, std::slice::from_ref(&key)).unwrap();
        assert_eq!(state(), RowState::Queued);
        store.save(track, &key, &cancelled).unwrap();
        assert_eq!((state(), store.report(track).unwrap()), (RowState::Audited, Some(report)));
    }

    #[test]
    fn history_is_the_latest_first_and_keeps_the_curves_of_the_latest_alone() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        store.save(track, &key, &AuditReport::failed(key.path.clone(), "vanished")).unwrap();
        store.save(track, &key, &transcode("/music/a.flac")).unwrap();
        store.save(track, &key, &audited("/music/a.flac")).unwrap();
        let history = store.history(track).unwrap();
        assert_eq!(
            history.iter().map(|entry| entry.class).collect::<Vec<_>>(),
            [Some(VerdictClass::Genuine), Some(VerdictClass::Transcode), None]
        );
        assert_eq!((history[2].status, history[2].error.as_deref()), (AuditStatus::Failed, Some("vanished")));
        assert!(history.iter().all(|entry| entry.analysis_version == ANALYSIS_VERSION && entry.finished_ms > 1_600_000_000_000));
        let curves: i64 = store.read(|sql| Ok(sql.query_row("SELECT count(pictures) FROM audits", [], |row| row.get(0))?)).unwrap();
        assert_eq!(curves, 1);
    }

    #[test]
    fn history_tells_the_file_the_samples_and_the_codec_of_each_audit() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        let mut report = transcode("/music/a.flac");
        report.measurements.audio_id = Some("x".to_owned());
        store.save(track, &key, &report).unwrap();
        let changed = TrackKey { size_bytes: 5, modified_ns: 7_000_000, ..key.clone() };
        store.save(track, &changed, &AuditReport::failed(key.path.clone(), "vanished")).unwrap();
        let history = store.history(track).unwrap();
        let file = |at: usize| (history[at].size_bytes, history[at].modified_ns);
        assert_eq!((file(0), file(1)), ((5, 7_000_000), (key.size_bytes, key.modified_ns)));
        assert_eq!((history[0].audio_id.as_deref(), history[0].source_codec), (None, None));
        assert_eq!((history[1].audio_id.as_deref(), history[1].source_codec), (Some("x"), Some(Codec::Mp3)));
        assert_eq!((history[0].elapsed_ms, history[1].elapsed_ms), (0, 812));
        // Details that cannot be read lose no audit.
        store.write(|sql| Ok(sql.execute("UPDATE audits SET verdict = '{', measurements = '{'", [])?)).unwrap();
        let history = store.history(track).unwrap();
        assert_eq!((history.len(), history[1].class, history[1].source_codec), (2, Some(VerdictClass::Transcode), None));
    }

    #[test]
    fn an_audit_of_an_older_analysis_is_read() {
        let (_folder, store) = store();
        let (track, key) = registered(&store, "/music/a.flac");
        store.save(track, &key, &audited("/music/a.flac")).unwrap();
        // As if later versions had added every other field.
        let older = r#"UPDATE audits SET measurements = '{"integrated_lufs":-9.5}', metadata = '{}', grid = '{"hole_bar":8.0}'"#;
        store.write(|sql| Ok(sql.execute(older, [])?)).unwrap();
        let report = store.report(track).unwrap().unwrap();
        assert_eq!((report.measurements.integrated_lufs, report.metadata), (Some(-9.5), Metadata::default()));
        assert_eq!(report.grid, Some(GridOutcome { hole_bar: 8.0, ..GridOutcome::default() }));
    }

    #[test]
    fn an_unreadable_audit_is_told_and_loses_no_other() {
        let (_folder, store) = store();
        let paths = ["/music/a.flac", "/music/b.flac", "/music/c.flac"];
        let tracks = paths.map(|path| {
            let (track, key) = registered(&store, path);
            store.save(track, &key, &audited(path)).unwrap();
            track
        });
        registered(&store, "/music/never audited.flac");
        store.write(|sql| Ok(sql.execute("UPDATE audits SET verdict = '{' WHERE track = ?1", [tracks[1].0])?)).unwrap();
        let error = store.report(tracks[1]).unwrap_err();
        assert!(matches!(&error, StoreError::Damaged { detail, .. } if detail.contains("verdict")), "{error}");
        let mut seen = Vec::new();
        let mut visit = |report: AuditReport| {
            seen.push((report.path.display().to_string(), report.status));
            true
        };
        store.for_each_report(&TableQuery::default(), &mut visit).unwrap();
        let expected = [AuditStatus::Audited, AuditStatus::Failed, AuditStatus::Audited];
        assert_eq!(seen, paths.map(str::to_owned).into_iter().zip(expected).collect::<Vec<_>>());
        let mut first = 0;
        store
            .for_each_report(&TableQuery::default(), &mut |_| {
                first += 1;
                false
            })
            .unwrap();
        assert_eq!(first, 1);
    }
}
