//! The store from outside: what the window and the command line rely on, also beside another instance, on a read-only database
//! and on a full disk.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    time::Duration,
};

use audiopro::{
    contracts::{
        AuditReport, AuditStatus, CancelToken, DecidedBy, Evidence, Integrity, IntegrityState, Measurements, Pictures, Reader,
        StreamFacts, TrackKey, Verdict, VerdictClass,
    },
    manager::{AlbumBars, odd_first},
    persistence::{AlbumQuery, BatchState, Repository, RowState, SortColumn, StoreError, TableQuery, TrackId},
    units::{FrameCount, SampleRate},
};
use rusqlite::Connection;
use tempfile::TempDir;

fn store() -> (TempDir, Repository) {
    let folder = tempfile::tempdir().unwrap();
    let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
    (folder, store)
}

fn key(path: impl Into<PathBuf>) -> TrackKey {
    TrackKey { path: path.into(), size_bytes: 1000, modified_ns: 1 }
}

fn report(path: &Path, class: VerdictClass, evidence: Evidence) -> AuditReport {
    let facts = StreamFacts {
        container: "flac".into(),
        codec: "flac".into(),
        is_lossy: false,
        sample_rate: SampleRate::new(44_100).unwrap(),
        bits: Some(16),
        is_float: false,
        channels: 2,
        declared_frames: None,
        frames: FrameCount(441_000),
        reader: Reader::Symphonia,
    };
    AuditReport {
        status: AuditStatus::Audited,
        error: None,
        facts: Some(facts),
        verdict: Some(Verdict {
            class,
            probability: Some(0.9),
            suspicion: None,
            source_codec: None,
            decided_by: DecidedBy::Measurement,
            summary: String::new(),
            judged_with: Default::default(),
            arbitration: None,
        }),
        evidence: vec![evidence],
        ..AuditReport::failed(path.to_owned(), "")
    }
}

fn silent(path: &Path) -> AuditReport {
    report(path, VerdictClass::Inconclusive, Evidence::Silent)
}

/// Registers and saves; the track.
fn keep(store: &Repository, path: &str, audit: impl FnOnce(&Path) -> AuditReport) -> TrackId {
    let key = key(path);
    let track = store.register(None, std::slice::from_ref(&key)).unwrap()[0].track;
    store.save(track, &key, &audit(&key.path)).unwrap();
    track
}

fn ids(store: &Repository, query: TableQuery) -> Vec<TrackId> {
    store.row_ids(&query).unwrap()
}

fn found(store: &Repository, text: &str) -> Vec<TrackId> {
    let query = TableQuery { text: text.to_owned(), ..TableQuery::default() };
    assert_eq!(store.counts(&query).unwrap().total as usize, store.row_ids(&query).unwrap().len(), "{text:?}");
    ids(store, query)
}

#[test]
fn albums_with_most_odd_ones_come_first() {
    let (_folder, store) = store();
    let of = |class| move |path: &Path| report(path, class, Evidence::Silent);
    for (folder, transcodes) in [("a", 0), ("b", 2), ("c", 1), ("d", 0)] {
        for number in 0..6 {
            let class = if number < transcodes { VerdictClass::Transcode } else { VerdictClass::Genuine };
            // No numbers to miss in the names, save in `d`, where the third is not there.
            let name = if folder == "d" { format!("{:02}", number + 1 + number / 2) } else { format!("x{number}") };
            keep(&store, &format!("/m/{folder}/{name}.flac"), of(class));
        }
    }
    let folders = store.album_folders(&AlbumQuery::default()).unwrap();
    let sorted = |cancel: &CancelToken| odd_first(&store, folders.clone(), AlbumBars::default(), cancel).unwrap();
    assert_eq!(sorted(&CancelToken::new()), ["/m/b", "/m/c", "/m/d", "/m/a"].map(PathBuf::from));
    let cancelled = CancelToken::new();
    cancelled.cancel();
    assert_eq!(sorted(&cancelled), folders);
}

#[test]
fn audits_survive_a_restart() {
    let (folder, store) = store();
    let track = keep(&store, "/music/a.flac", silent);
    let before = store.report(track).unwrap();
    let path = store.path().to_owned();
    drop(store);
    let files: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(files, ["audiopro.db"], "closed, the log is folded back");
    let store = Repository::open(&path).unwrap();
    assert_eq!(store.report(track).unwrap(), before);
    assert!(store.register(None, &[key("/music/a.flac")]).unwrap()[0].stored);
}

#[test]
fn wal_is_on() {
    let (_folder, store) = store();
    keep(&store, "/music/a.flac", silent);
    let facts = store.facts().unwrap();
    assert!(facts.is_wal && !facts.is_read_only && facts.size_bytes > 0);
    assert_eq!((facts.tracks, facts.schema), (1, 4));
    store.checkpoint().unwrap();
    let header = std::fs::read(store.path()).unwrap();
    assert_eq!(header[18..20], [2, 2], "file format: read and write version of WAL");
}

#[test]
fn a_reader_reads_while_a_writer_holds_a_transaction() {
    let (_folder, store) = store();
    let track = keep(&store, "/music/a.flac", silent);
    let writer = Connection::open(store.path()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE; DELETE FROM tracks").unwrap();
    assert_eq!(store.rows(&[track]).unwrap().len(), 1);
    assert_eq!(ids(&store, TableQuery::default()), [track]);
    assert!(store.report(track).unwrap().is_some());
    writer.execute_batch("COMMIT").unwrap();
    assert_eq!(store.rows(&[track]).unwrap(), []);
}

#[test]
fn a_writer_waits_for_another_one() {
    let (_folder, store) = store();
    let writer = Connection::open(store.path()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting = store.clone();
    let saved = std::thread::spawn(move || keep(&waiting, "/music/a.flac", silent));
    std::thread::sleep(Duration::from_millis(100));
    writer.execute_batch("COMMIT").unwrap();
    let track = saved.join().unwrap();
    assert_eq!(ids(&store, TableQuery::default()), [track]);
}

#[test]
fn a_database_held_by_another_program_is_told() {
    let (_folder, store) = store();
    let writer = Connection::open(store.path()).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let error = store.register(None, &[key("/a")]).unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
}

#[test]
fn two_instances_writing_at_once_lose_nothing() {
    const THREADS: usize = 4;
    const TRACKS: usize = 25;
    let (_folder, first) = store();
    let second = Repository::open(first.path()).unwrap();
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let store = [&first, &second][thread % 2];
            scope.spawn(move || {
                let batch = store.begin_batch(&[]).unwrap();
                for number in 0..TRACKS {
                    // Every second track is one that all of them audit.
                    let own = if number % 2 == 0 { "shared".to_owned() } else { thread.to_string() };
                    let key = key(format!("/music/{own}/{number}.flac"));
                    let track = store.register(Some(batch), std::slice::from_ref(&key)).unwrap()[0].track;
                    store.save(track, &key, &silent(&key.path)).unwrap();
                }
                store.finish_batch(batch, BatchState::Done).unwrap();
            });
        }
    });
    let (shared, own) = (TRACKS.div_ceil(2), TRACKS / 2 * THREADS);
    let tracks = ids(&second, TableQuery::default());
    assert_eq!(tracks.len(), shared + own);
    let rows = first.rows(&tracks).unwrap();
    assert!(rows.iter().all(|row| row.state == RowState::Audited));
    assert_eq!(rows.iter().map(|row| &row.path).collect::<BTreeSet<_>>().len(), tracks.len());
    let audits: usize = tracks.iter().map(|&track| first.history(track).unwrap().len()).sum();
    assert_eq!(audits, THREADS * TRACKS);
}

#[test]
fn many_instances_make_one_new_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/audiopro.db");
    std::thread::scope(|scope| {
        for thread in 0..6 {
            let path = &path;
            scope.spawn(move || keep(&Repository::open(path).unwrap(), &format!("/music/{thread}.flac"), silent));
        }
    });
    assert_eq!(Repository::open(&path).unwrap().facts().unwrap().tracks, 6);
}

#[test]
fn a_search_takes_every_letter_for_itself() {
    let (_folder, store) = store();
    let percent = keep(&store, "/music/100% Live/a.flac", silent);
    let underscore = keep(&store, "/music/disc_1/b.flac", silent);
    let quotes = keep(&store, "/music/It's \"Late\"; DROP TABLE tracks;--/c.flac", silent);
    let accent = keep(&store, "/music/ÉTUDES/Ça.flac", |path| {
        report(path, VerdictClass::Lossy, Evidence::DeclaredLossy { codec: "mp3".into() })
    });
    for (text, expected) in [
        ("100%", vec![percent]),
        ("%", vec![percent]),
        ("_", vec![underscore]),
        ("'", vec![quotes]),
        ("\"late\"", vec![quotes]),
        ("drop table", vec![quotes]),
        ("\\", vec![]),
        ("*", vec![]),
        ("\0", vec![]),
        ("études ça", vec![accent]),
        ("declared AS", vec![accent]),
        ("live a.flac", vec![percent]),
        ("  ", vec![percent, underscore, quotes, accent]),
        ("live b.flac", vec![]),
    ] {
        assert_eq!(found(&store, text), expected, "{text:?}");
    }
}

#[test]
fn every_class_is_filtered_and_counted() {
    let (_folder, store) = store();
    let tracks = VerdictClass::ALL.map(|class| {
        let measurements = Measurements { clicks: Some(u64::from(class == VerdictClass::Padded)), ..Measurements::default() };
        let state = if class == VerdictClass::Upsampled { IntegrityState::Damaged } else { IntegrityState::Intact };
        let integrity = Some(Integrity { state, md5: None, first_fault_s: None, detail: None });
        let audit = |path: &Path| AuditReport { measurements, integrity, ..report(path, class, Evidence::Silent) };
        keep(&store, &format!("/music/{}.flac", class.id()), audit)
    });
    let failed = keep(&store, "/music/failed.flac", |path| AuditReport::failed(path.to_owned(), "no audio stream"));
    let queued = store.register(None, &[key("/music/queued.flac")]).unwrap()[0].track;

    for (class, track) in VerdictClass::ALL.into_iter().zip(tracks) {
        assert_eq!(ids(&store, TableQuery { classes: vec![class], ..TableQuery::default() }), [track]);
    }
    let classes = vec![VerdictClass::Genuine, VerdictClass::Lossy];
    assert_eq!(ids(&store, TableQuery { classes, with_failed: true, ..TableQuery::default() }), [tracks[0], tracks[4], failed]);
    assert_eq!(ids(&store, TableQuery { only_damaged: true, ..TableQuery::default() }), [tracks[2]]);
    assert_eq!(ids(&store, TableQuery { only_defects: true, ..TableQuery::default() }), [tracks[3]]);

    let narrow = TableQuery { classes: vec![VerdictClass::Lossy], only_damaged: true, ..TableQuery::default() };
    let counts = store.counts(&narrow).unwrap();
    assert_eq!(VerdictClass::ALL.map(|class| counts.of_class(class)), [1; 6]);
    assert_eq!((counts.total, counts.failed, counts.queued, counts.cancelled), (8, 1, 1, 0));
    assert_eq!((counts.damaged, counts.with_defects), (1, 1));
    let by_verdict = ids(&store, TableQuery { sort: SortColumn::Verdict, ..TableQuery::default() });
    assert_eq!(by_verdict, tracks.into_iter().chain([failed, queued]).collect::<Vec<_>>());

    let row = &store.rows(&[failed]).unwrap()[0];
    assert_eq!(
        (row.state, row.class, row.evidence.as_str(), row.error.as_deref()),
        (RowState::Failed, None, "no audio stream", Some("no audio stream"))
    );
}

#[test]
fn every_column_sorts_with_missing_values_last() {
    let (_folder, store) = store();
    let with = |path: &str, level: f64| {
        keep(&store, path, |path| {
            let measurements = Measurements {
                integrated_lufs: Some(level),
                true_peak_dbtp: Some(level),
                dr: Some((level + 20.0) as u32),
                clipped_runs: Some((level + 20.0) as u64),
                ..Measurements::default()
            };
            let state = if level < -10.0 { IntegrityState::Damaged } else { IntegrityState::Intact };
            let integrity = Some(Integrity { state, md5: None, first_fault_s: None, detail: None });
            let evidence = Evidence::TooQuiet { peak_dbfs: level };
            let mut audit = AuditReport { measurements, integrity, ..report(path, VerdictClass::Inconclusive, evidence) };
            if let (Some(facts), Some(verdict)) = (&mut audit.facts, &mut audit.verdict) {
                facts.sample_rate = SampleRate::new(if level < -10.0 { 44_100 } else { 48_000 }).unwrap();
                facts.frames = FrameCount(((level + 20.0) * 1e6) as u64);
                facts.container = if level < -10.0 { "flac" } else { "wav" }.to_owned();
                verdict.probability = Some((level + 20.0) / 20.0);
            }
            audit
        })
    };
    let queued = store.register(None, &[key("/zz/Queued.flac")]).unwrap()[0].track;
    let (high, low) = (with("/music/b/éa.flac", -5.0), with("/music/A/Z.flac", -15.0));
    for sort in SortColumn::ALL {
        let of = |descending| ids(&store, TableQuery { sort, descending, ..TableQuery::default() });
        let (up, down) = match sort {
            SortColumn::Added => ([queued, high, low], [low, high, queued]),
            SortColumn::Verdict => ([high, low, queued], [queued, high, low]),
            SortColumn::Name => ([queued, low, high], [high, low, queued]),
            SortColumn::Folder => ([low, high, queued], [queued, high, low]),
            // "-15 dBFS" before "-5 dBFS"
            _ => ([low, high, queued], [high, low, queued]),
        };
        assert_eq!((of(false), of(true)), (up.to_vec(), down.to_vec()), "{sort:?}");
    }
}

#[test]
fn rows_come_in_the_order_asked() {
    let (_folder, store) = store();
    let keys = ["/a", "/b", "/c"].map(key);
    let tracks: Vec<TrackId> = store.register(None, &keys).unwrap().into_iter().map(|entry| entry.track).collect();
    let asked = [tracks[2], TrackId(-1), tracks[0], tracks[2]];
    let rows: Vec<TrackId> = store.rows(&asked).unwrap().into_iter().map(|row| row.id).collect();
    assert_eq!(rows, [tracks[2], tracks[0], tracks[2]]);
}

#[test]
fn a_database_deleted_while_in_use_is_told() {
    let (_folder, store) = store();
    std::fs::remove_file(store.path()).unwrap();
    let error = store.register(None, &[key("/a")]).unwrap_err();
    assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    assert!(!store.path().exists(), "no empty database takes its place");
}

/// Tests that need a process of their own: limits and rights are the process's.
#[cfg(unix)]
mod processes {
    use std::{
        fs::Permissions,
        os::unix::fs::PermissionsExt,
        process::{Command, Output},
    };

    use super::*;

    const DATABASE: &str = "AUDIOPRO_TEST_DATABASE";

    /// This test program again, for `test` alone, by a shell that does `before` first.
    fn again(test: &str, before: &str, database: &Path) -> Command {
        let mut command = Command::new("sh");
        let script = format!("{before} exec \"$0\" --exact \"$1\" --nocapture --test-threads=1");
        command.args(["-c", &script]).arg(std::env::current_exe().unwrap()).arg(test).env(DATABASE, database);
        command
    }

    fn said(output: &Output) -> String {
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    }

    fn database() -> Option<PathBuf> {
        std::env::var_os(DATABASE).map(PathBuf::from)
    }

    fn curves(path: &Path) -> AuditReport {
        let pictures = Pictures { spectrum_db: vec![-90.5; 1025], envelope_rms: vec![0.5; 1024], ..Pictures::default() };
        AuditReport { pictures, ..silent(path) }
    }

    #[test]
    fn a_full_disk_is_told_and_loses_nothing() {
        if let Some(database) = database() {
            let store = Repository::open(&database).unwrap();
            for number in 0..10_000 {
                let key = key(format!("/music/{number}.flac"));
                let registered = store.register(None, std::slice::from_ref(&key));
                let saved = registered
                    .and_then(|registered| store.save(registered[0].track, &key, &curves(&key.path)).map(|()| registered[0].track));
                match saved {
                    Ok(track) => println!("saved {}", track.0),
                    Err(error) => {
                        assert!(matches!(error, StoreError::DiskFull { .. }), "{error:?}");
                        assert!(error.to_string().contains("audiopro.db") && error.to_string().contains("Free space"), "{error}");
                        println!("full");
                        return;
                    }
                }
            }
            panic!("the limit was never reached");
        }
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("audiopro.db");
        // No file may grow past 512 KiB (1024 blocks of 512 bytes; some shells count 1024): a write beyond fails, as on a full disk.
        let output =
            again("processes::a_full_disk_is_told_and_loses_nothing", "trap '' XFSZ; ulimit -f 1024;", &database).output().unwrap();
        let said = said(&output);
        assert!(output.status.success() && said.contains("full\n"), "{said}");
        let saved: Vec<TrackId> = said.lines().filter_map(|line| line.split("saved ").nth(1)?.parse().ok().map(TrackId)).collect();
        assert!(saved.len() > 3, "{said}");
        let store = Repository::open(&database).unwrap();
        for &track in &saved {
            let path = store.rows(&[track]).unwrap()[0].path.clone();
            assert_eq!(store.report(track).unwrap(), Some(curves(&path)));
        }
        keep(&store, "/music/there is room again.flac", curves);
    }

    #[test]
    fn a_read_only_database_is_read_and_not_written() {
        if let Some(database) = database() {
            let store = Repository::open(&database).unwrap();
            assert!(store.is_read_only() && store.facts().unwrap().is_read_only);
            let tracks = ids(&store, TableQuery::default());
            assert_eq!(store.rows(&tracks).unwrap().len(), 1);
            assert!(store.report(tracks[0]).unwrap().is_some());
            assert_eq!(store.interrupted().unwrap(), None);
            store.checkpoint().unwrap();
            let key = key("/music/b.flac");
            for error in [
                store.register(None, std::slice::from_ref(&key)).unwrap_err(),
                store.save(tracks[0], &key, &silent(&key.path)).unwrap_err(),
                store.begin_batch(&[]).unwrap_err(),
                store.remove(&tracks).unwrap_err(),
            ] {
                assert!(matches!(error, StoreError::ReadOnly { .. }), "{error:?}");
                assert!(error.to_string().contains("audiopro.db") && error.to_string().contains("--db FILE"), "{error}");
            }
            println!("read only");
            return;
        }
        // Neither the file alone nor the file with its folder may be written.
        for folder_mode in [0o777, 0o555] {
            let folder = tempfile::tempdir().unwrap();
            let place = folder.path().join("place");
            let database = place.join("audiopro.db");
            let store = Repository::open(&database).unwrap();
            keep(&store, "/music/a.flac", silent);
            drop(store);
            std::fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
            std::fs::set_permissions(&database, Permissions::from_mode(0o444)).unwrap();
            std::fs::set_permissions(&place, Permissions::from_mode(folder_mode)).unwrap();
            let mut command = again("processes::a_read_only_database_is_read_and_not_written", "", &database);
            if std::fs::OpenOptions::new().append(true).open(&database).is_ok() {
                // The superuser may write anything: try it as nobody.
                std::os::unix::process::CommandExt::uid(&mut command, 65_534);
            }
            let output = command.output();
            std::fs::set_permissions(&place, Permissions::from_mode(0o755)).unwrap();
            let output = match output {
                Ok(output) if output.status.code() != Some(126) => output,
                refused => {
                    eprintln!("skipped: this test program cannot be started as another user ({refused:?})");
                    return;
                }
            };
            let said = said(&output);
            assert!(output.status.success() && said.contains("read only\n"), "folder {folder_mode:o}: {said}");
        }
    }

    #[test]
    fn a_killed_process_leaves_its_batch_to_the_next() {
        if let Some(database) = database() {
            let store = Repository::open(&database).unwrap();
            let batch = store.begin_batch(&[]).unwrap();
            store.register(Some(batch), &[key("/music/a.flac"), key("/music/b.flac")]).unwrap();
            println!("waiting");
            std::thread::sleep(Duration::from_secs(60));
            return;
        }
        let (folder, store) = store();
        let mut command = again("processes::a_killed_process_leaves_its_batch_to_the_next", "", store.path());
        let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
        let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
        assert!(lines.any(|line| line.unwrap().contains("waiting")));
        assert_eq!(store.facts().unwrap().tracks, 2);
        assert_eq!(store.interrupted().unwrap(), None, "it lives");
        child.kill().unwrap();
        child.wait().unwrap();
        let interrupted = store.interrupted().unwrap().unwrap();
        assert_eq!(interrupted.waiting, 2);
        assert_eq!(store.waiting_items(interrupted.batch).unwrap().len(), 2);
        let tracks = ids(&store, TableQuery::default());
        store.finish_batch(interrupted.batch, BatchState::Cancelled).unwrap();
        assert!(store.rows(&tracks).unwrap().iter().all(|row| row.state == RowState::Cancelled));
        drop(store);
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["audiopro.db"], "the dead run's lock file is gone");
    }
}
