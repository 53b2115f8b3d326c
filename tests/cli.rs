//! The command line as its users meet it: the built program, its exit codes, its output and its manners.

mod common;

use std::{
    collections::HashSet,
    ffi::OsStr,
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

/// A folder with a home of its own for the program, and tracks.
struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.path("home")).unwrap();
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A track of one second: too short to decide, so nothing suspicious.
    fn short_track(&self, name: &str) -> PathBuf {
        let path = self.path(name);
        common::write_music_like_wav(&path, 1.0, 7);
        path
    }

    /// Four seconds declared as 24 bits, of which the lowest eight are never used.
    fn padded_track(&self, name: &str) -> PathBuf {
        let wide = self.path("wide.wav");
        common::write_music_like_wav(&wide, 4.0, 11);
        let samples = fs::read(&wide).unwrap();
        fs::remove_file(wide).unwrap();
        let data: Vec<u8> = samples[44..].chunks_exact(2).flat_map(|sample| [0, sample[0], sample[1]]).collect();
        let path = self.path(name);
        common::write_wav(&path, &data, 44_100, 2, 24);
        path
    }

    fn command<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
        command.args(arguments).env("AUDIOPRO_HOME", self.path("home")).env_remove("AUDIOPRO_LOG").current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Output {
        self.command(arguments).output().unwrap()
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or_else(|| panic!("ended by a signal: {}", error_text(output)))
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn error_text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// Waits for `child`; one that hangs is killed and fails the test instead of holding it up for ever.
fn wait(mut child: Child) -> ExitStatus {
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if Instant::now() > end {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("the program hangs");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn help_and_version_are_no_error_and_wrong_usage_is_64() {
    let desk = Desk::new();
    for (arguments, word) in [
        (&["--help"][..], "Exit codes:"),
        (&["audit", "--help"], "--no-db"),
        (&["health", "--help"], "--format"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
    ] {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?}");
        assert!(text(&output).contains(word), "{arguments:?}: {}", text(&output));
    }
    for arguments in
        [&["audit"][..], &["audit", "--format", "xml", "a"], &["audit", "--jobs", "0", "a"], &["--nonsense"], &["man", "nonsense"]]
    {
        let output = desk.run(arguments);
        assert_eq!(code(&output), 64, "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn the_exit_code_sums_up() {
    let desk = Desk::new();
    let (short, padded, missing) = (desk.short_track("short.wav"), desk.padded_track("padded.wav"), desk.path("missing.wav"));
    for (paths, expected) in
        [(vec![&short], 0), (vec![&short, &padded], 1), (vec![&short, &padded, &missing], 2), (vec![&missing], 2)]
    {
        let output = desk.run([OsStr::new("audit")].into_iter().chain(paths.iter().map(|path| path.as_os_str())));
        assert_eq!(code(&output), expected, "{paths:?}\n{}{}", text(&output), error_text(&output));
    }
}

#[test]
fn the_table_has_a_row_a_track_and_a_last_line() {
    let desk = Desk::new();
    let (short, padded) = (desk.short_track("short.wav"), desk.padded_track("padded.wav"));
    let output = desk.run([OsStr::new("audit"), short.as_os_str(), padded.as_os_str()]);
    let table = text(&output);
    assert!(table.starts_with("VERDICT"), "{table}");
    assert!(table.contains("short.wav") && table.contains("Padded") && table.contains("8 low bits always zero"), "{table}");
    assert_eq!(table.lines().last(), Some("2 tracks: 1 padded, 1 inconclusive."));
    assert!(!table.contains('\u{1b}'), "no colours into a pipe: {table}");
    assert!(output.stderr.is_empty(), "no progress where there is no terminal: {}", error_text(&output));
}

#[test]
fn a_missing_path_is_its_own_row_and_the_others_are_audited() {
    let desk = Desk::new();
    let (short, missing) = (desk.short_track("short.wav"), desk.path("missing.flac"));
    let output = desk.run([OsStr::new("audit"), OsStr::new("--format=jsonl"), missing.as_os_str(), short.as_os_str()]);
    let rows = lines(&text(&output));
    assert_eq!((code(&output), rows.len()), (2, 2));
    let of = |path: &Path| rows.iter().find(|row| row["path"] == path.to_string_lossy().as_ref()).unwrap();
    assert_eq!((of(&missing)["status"].as_str(), of(&short)["status"].as_str()), (Some("failed"), Some("audited")));
    assert!(error_text(&output).contains("missing.flac does not exist"), "{}", error_text(&output));
    let quiet = desk.run([OsStr::new("audit"), OsStr::new("--quiet"), missing.as_os_str()]);
    assert!(quiet.stderr.is_empty() && code(&quiet) == 2, "{}", error_text(&quiet));
}

#[test]
fn text_named_flac_and_an_empty_file_are_failed_rows() {
    let desk = Desk::new();
    fs::write(desk.path("text.flac"), "this is no audio at all\n".repeat(100)).unwrap();
    fs::write(desk.path("empty.flac"), "").unwrap();
    let output = desk.run(["audit", "--format", "jsonl", "text.flac", "empty.flac"]);
    let rows = lines(&text(&output));
    assert_eq!((code(&output), rows.len()), (2, 2), "{}", error_text(&output));
    for row in &rows {
        assert_eq!((&row["status"], &row["verdict"]), (&Value::from("failed"), &Value::Null));
        let name = Path::new(row["path"].as_str().unwrap()).file_name().unwrap().to_string_lossy().into_owned();
        assert!(row["error"].as_str().unwrap().contains(&name), "the message names the file: {row}");
    }
}

#[test]
fn a_json_line_has_the_fields_of_its_contract_in_order() {
    let desk = Desk::new();
    let padded = desk.padded_track("padded.wav");
    let output = desk.run([OsStr::new("audit"), OsStr::new("--format=jsonl"), padded.as_os_str()]);
    let line = text(&output);
    let places: Vec<usize> = [
        "\"schema\":1,",
        "\"path\":",
        "\"status\":\"audited\"",
        "\"error\":null",
        "\"format\":{\"container\":\"wav\"",
        "\"integrity\":{\"state\":",
        "\"verdict\":{\"class\":\"padded\",\"probability\":",
        "\"evidence\":[",
        "\"measurements\":{\"integrated_lufs\":",
        "\"limits\":[",
        "\"arbitration\":null",
        "\"elapsed_ms\":",
    ]
    .iter()
    .map(|part| line.find(part).unwrap_or_else(|| panic!("{part} is missing: {line}")))
    .collect();
    assert!(places.is_sorted(), "{line}");
    let row = &lines(&line)[0];
    for name in [
        "integrated_lufs",
        "loudness_range_lu",
        "true_peak_dbtp",
        "sample_peak_dbfs",
        "dr",
        "snr_db",
        "clipped_runs",
        "dc_offset",
        "effective_bits",
        "cutoff_hz",
        "stereo_correlation",
        "clicks",
        "dropouts",
        "leading_silence_s",
        "trailing_silence_s",
    ] {
        assert!(row["measurements"].get(name).is_some(), "{name} is missing: {line}");
    }
    assert_eq!((&row["measurements"]["effective_bits"], &row["format"]["bits"]), (&Value::from(16), &Value::from(24)));
}

#[test]
fn csv_has_one_header_and_a_row_a_track() {
    let desk = Desk::new();
    let (short, padded) = (desk.short_track("short.wav"), desk.padded_track("padded.wav"));
    let output = desk.run([OsStr::new("audit"), OsStr::new("--format=csv"), short.as_os_str(), padded.as_os_str()]);
    let mut reader = csv::Reader::from_reader(&output.stdout[..]);
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap_or_else(|| panic!("no column {name}"));
    assert_eq!(header.get(0), Some("path"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let classes: HashSet<&str> = rows.iter().map(|row| &row[column("class")]).collect();
    assert_eq!(classes, HashSet::from(["inconclusive", "padded"]));
    assert!(rows.iter().all(|row| !row[column("elapsed_ms")].is_empty() && &row[column("status")] == "audited"));
}

#[test]
fn nothing_is_kept_with_no_db_and_nothing_is_audited_twice_without_again() {
    let desk = Desk::new();
    let track = desk.short_track("track.wav");
    let database = desk.path("home/audiopro.db");
    let audit = |option: &[&str]| {
        let options = ["audit", "--format=jsonl"].iter().chain(option).map(OsStr::new);
        let output = desk.run(options.chain([track.as_os_str()]));
        lines(&text(&output))[0]["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(audit(&["--no-db"]), "audited");
    assert!(!database.exists());
    assert_eq!(audit(&[]), "audited");
    assert!(database.exists());
    // Same size, same time, no longer audio: only a look at the samples could tell.
    let modified = fs::metadata(&track).unwrap().modified().unwrap();
    let size = fs::metadata(&track).unwrap().len() as usize;
    fs::write(&track, vec![b'x'; size]).unwrap();
    fs::File::options().append(true).open(&track).unwrap().set_modified(modified).unwrap();
    assert_eq!(audit(&[]), "audited", "answered from the database");
    assert_eq!(audit(&["--no-db"]), "failed");
    assert_eq!(audit(&["--again"]), "failed");
    assert_eq!(audit(&[]), "failed", "the newer audit is the one kept");
    common::write_music_like_wav(&track, 1.0, 8);
    assert_eq!(audit(&[]), "audited", "another time is another track");
}

#[test]
fn an_audit_without_grids_is_not_kept() {
    let desk = Desk::new();
    let track = desk.short_track("track.wav");
    let output = desk.run([OsStr::new("audit"), OsStr::new("--no-grids"), track.as_os_str()]);
    assert_eq!(code(&output), 0, "{}", error_text(&output));
    assert!(!desk.path("home/audiopro.db").exists());
}

#[test]
fn a_named_database_that_cannot_be_opened_stops_and_the_usual_one_does_not() {
    let desk = Desk::new();
    let track = desk.short_track("track.wav");
    fs::write(desk.path("blocker"), "a file where a folder should be").unwrap();
    let output = desk.run([OsStr::new("audit"), OsStr::new("--db=blocker/audits.db"), track.as_os_str()]);
    assert_eq!(code(&output), 2);
    assert!(output.stdout.is_empty() && error_text(&output).contains("blocker"), "{}", error_text(&output));
    // Neither database nor logs can be made here; the audit is.
    let output =
        desk.command([OsStr::new("audit"), track.as_os_str()]).env("AUDIOPRO_HOME", desk.path("blocker")).output().unwrap();
    assert_eq!(code(&output), 0, "{}", error_text(&output));
    assert!(text(&output).contains("track.wav") && error_text(&output).contains("blocker"), "{}", error_text(&output));
}

#[test]
fn an_output_file_is_replaced_whole_or_left() {
    let desk = Desk::new();
    let track = desk.short_track("track.wav");
    let report = desk.path("report.jsonl");
    fs::write(&report, "old").unwrap();
    let audit = |output: &str| {
        desk.run([OsStr::new("audit"), "--format=jsonl".as_ref(), "--output".as_ref(), output.as_ref(), track.as_os_str()])
    };
    let output = audit("report.jsonl");
    assert_eq!(code(&output), 0, "{}", error_text(&output));
    assert!(output.stdout.is_empty());
    assert_eq!(lines(&fs::read_to_string(&report).unwrap())[0]["status"], "audited");
    let left: Vec<_> = fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
    let output = audit("no/such/folder/report.jsonl");
    assert_eq!(code(&output), 2);
    assert!(error_text(&output).contains("no/such/folder/report.jsonl cannot be written"), "{}", error_text(&output));
    assert!(text(&audit("-")).starts_with("{\"schema\""), "a dash is the standard output");
}

#[cfg(unix)]
#[test]
fn names_that_begin_with_a_dash_or_are_not_utf8_are_audited() {
    use std::os::unix::ffi::OsStrExt;
    let desk = Desk::new();
    desk.short_track("-dash.wav");
    let odd = OsStr::from_bytes(b"odd\xff.wav");
    fs::copy(desk.path("-dash.wav"), desk.folder.path().join(odd)).unwrap();
    let output = desk.run([OsStr::new("audit"), "--format=jsonl".as_ref(), "--".as_ref(), "-dash.wav".as_ref(), odd]);
    let rows = lines(&text(&output));
    assert_eq!((code(&output), rows.len()), (0, 2), "{}", error_text(&output));
    assert!(rows.iter().all(|row| row["status"] == "audited"));
    let bytes = rows.iter().find_map(|row| row["path_bytes"].as_str()).expect("a name that is not UTF-8 keeps its bytes");
    assert!(bytes.ends_with("6f6464ff2e776176"), "{bytes}");
}

/// Many names of one long track, so that a run lasts long enough to be stopped.
#[cfg(unix)]
fn many_tracks(desk: &Desk, count: usize) -> PathBuf {
    let folder = desk.path("many");
    fs::create_dir(&folder).unwrap();
    let first = folder.join("000.wav");
    common::write_music_like_wav(&first, 60.0, 3);
    for number in 1..count {
        fs::hard_link(&first, folder.join(format!("{number:03}.wav"))).unwrap();
    }
    folder
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let desk = Desk::new();
    let folder = many_tracks(&desk, 200);
    let mut child =
        desk.command([OsStr::new("audit"), "--no-db".as_ref(), "--format=jsonl".as_ref(), folder.as_os_str()]).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    drop(reader);
    assert_eq!(lines(&line)[0]["status"], "audited");
    let mut errors = child.stderr.take().unwrap();
    let status = wait(child);
    let mut said = String::new();
    errors.read_to_string(&mut said).unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "{status}: {said}");
    assert!(said.is_empty(), "{said}");
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130_and_keeps_what_was_finished() {
    let desk = Desk::new();
    let folder = many_tracks(&desk, 200);
    let mut child = desk
        .command([OsStr::new("audit"), "--no-db".as_ref(), "--jobs=1".as_ref(), "--format=jsonl".as_ref(), folder.as_os_str()])
        .spawn()
        .unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    reader.read_line(&mut text).unwrap();
    common::run("kill", &[OsStr::new("-INT"), child.id().to_string().as_ref()]);
    reader.read_to_string(&mut text).unwrap();
    let status = wait(child);
    assert_eq!(status.code(), Some(130), "{status}");
    let rows = lines(&text);
    let paths: HashSet<&str> = rows.iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(paths.len(), rows.len(), "one row a track");
    let of = |status: &str| rows.iter().filter(|row| row["status"] == status).count();
    assert_eq!(of("audited") + of("cancelled"), rows.len());
    assert!(of("audited") >= 1 && of("cancelled") >= 1, "{} audited, {} cancelled", of("audited"), of("cancelled"));
}

#[cfg(unix)]
#[test]
fn an_output_file_survives_a_run_that_is_killed() {
    let desk = Desk::new();
    let folder = many_tracks(&desk, 200);
    let report = desk.path("report.csv");
    fs::write(&report, "old").unwrap();
    let arguments =
        [OsStr::new("audit"), "--no-db".as_ref(), "--format=csv".as_ref(), "--output=report.csv".as_ref(), folder.as_os_str()];
    let mut child = desk.command(arguments).spawn().unwrap();
    let is_started = || {
        let entries = fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap());
        entries
            .filter(|entry| entry.file_name().to_string_lossy().ends_with(".part"))
            .any(|entry| entry.metadata().is_ok_and(|part| part.len() > 0))
    };
    while !is_started() {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it could be killed");
        std::thread::sleep(Duration::from_millis(10));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(fs::read_to_string(&report).unwrap(), "old");
}

#[test]
fn health_answers_as_json_and_as_text() {
    let desk = Desk::new();
    let output = desk.run(["health", "--format", "json"]);
    assert_eq!(code(&output), 0, "{}{}", text(&output), error_text(&output));
    let answer: Value = serde_json::from_str(&text(&output)).unwrap();
    assert_eq!(answer["can_start"], true);
    let ids: Vec<&str> = answer["checks"].as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["ffmpeg", "ollama", "gpu", "onnx", "database", "weights", "disk", "logs"]);
    assert!(!desk.path("home/audiopro.db").exists(), "a look makes no database");
    let table = desk.run(["health"]);
    assert!(text(&table).contains("FFmpeg") && text(&table).contains("Log folder"), "{}", text(&table));
    fs::write(desk.path("blocker"), "").unwrap();
    let broken = desk.command(["health", "--format=json"]).env("AUDIOPRO_HOME", desk.path("blocker")).output().unwrap();
    assert_eq!(code(&broken), 2);
    let answer: Value = serde_json::from_str(&text(&broken)).unwrap();
    assert_eq!(answer["can_start"], false);
}

#[test]
fn health_looks_into_a_database_that_is_there() {
    let desk = Desk::new();
    let track = desk.short_track("track.wav");
    assert_eq!(code(&desk.run([OsStr::new("audit"), track.as_os_str()])), 0);
    let output = desk.run(["health", "--format", "json"]);
    let answer: Value = serde_json::from_str(&text(&output)).unwrap();
    let database = answer["checks"].as_array().unwrap().iter().find(|check| check["id"] == "database").unwrap();
    assert_eq!(database["state"], "ready", "{database}");
    assert!(database["found"].as_str().unwrap().contains("1 track"), "{database}");
}

#[test]
fn completions_and_the_manual_page_come_from_the_definition() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish"] {
        let output = desk.run(["completions", shell]);
        assert!(code(&output) == 0 && text(&output).contains("audiopro"), "{shell}");
    }
    let page = desk.run(["man"]);
    assert!(text(&page).contains(".TH audiopro 1") && text(&page).contains("Exit codes"), "{}", text(&page));
    assert!(text(&desk.run(["man", "audit"])).contains("\\-\\-no\\-db"));
}

#[test]
fn lines_of_the_log_carry_the_track() {
    let desk = Desk::new();
    let track = desk.short_track("track.wav");
    assert_eq!(code(&desk.run([OsStr::new("audit"), track.as_os_str()])), 0);
    let log = fs::read_to_string(desk.path("home/logs/analysis.log")).unwrap();
    assert!(!log.is_empty() && log.lines().all(|line| line.contains("track=")), "{log}");
    assert!(desk.path("home/logs/system.log").exists());
}
