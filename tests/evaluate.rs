//! `audiopro evaluate` as its users meet it: tracks made here, a manifest, figures, exit codes.

mod common;

use std::{
    ffi::OsStr,
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const HEAD: &str = "path,label,codec,arm,source,headroom,split";

/// A folder with tracks, a manifest, and a home of its own for the program.
struct Bench {
    folder: TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(bench.path("home")).unwrap();
        fs::create_dir(bench.path("corpus")).unwrap();
        bench
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Six seconds that were never lossy.
    fn honest_track(&self, name: &str) -> PathBuf {
        let path = self.path("corpus").join(name);
        common::write_music_like_wav(&path, 6.0, 5);
        path
    }

    /// The same through FFmpeg's own AAC encoder and back, at a bitrate that cuts deep.
    fn copied_track(&self, name: &str) {
        let (source, lossy) = (self.honest_track("of-copy.wav"), self.path("copy.m4a"));
        let ffmpeg = |arguments: &[&OsStr]| {
            let quiet = ["-nostdin", "-v", "error", "-y", "-i"].map(OsStr::new);
            common::run("ffmpeg", &quiet.iter().chain(arguments).copied().collect::<Vec<_>>());
        };
        ffmpeg(&[source.as_os_str(), "-c:a".as_ref(), "aac".as_ref(), "-b:a".as_ref(), "96k".as_ref(), lossy.as_os_str()]);
        let copied = self.path("corpus").join(name);
        ffmpeg(&[lossy.as_os_str(), "-c:a".as_ref(), "pcm_s16le".as_ref(), copied.as_os_str()]);
    }

    /// Writes the manifest beside the tracks.
    fn manifest(&self, rows: &[&str]) {
        fs::write(self.path("corpus/manifest.csv"), format!("{HEAD}\n{}\n", rows.join("\n"))).unwrap();
    }

    fn command(&self, options: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
        command.arg("evaluate").args(options).arg("corpus/manifest.csv");
        command.env("AUDIOPRO_HOME", self.path("home")).env_remove("AUDIOPRO_LOG").current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, options: &[&str]) -> Output {
        self.command(options).output().unwrap()
    }

    fn json(&self, options: &[&str]) -> (Option<i32>, Value) {
        let output = self.run(&[&["--format=json"], options].concat());
        (output.status.code(), serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", said(&output))))
    }
}

fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The entry of `list` in which `field` is `value`.
fn entry<'a>(list: &'a Value, field: &str, value: &str) -> &'a Value {
    let found = list.as_array().unwrap().iter().find(|entry| entry[field] == value);
    found.unwrap_or_else(|| panic!("no {field} {value} in {list}"))
}

#[test]
fn a_copy_is_found_a_genuine_track_is_not_accused_and_all_is_counted() {
    let bench = Bench::new();
    bench.honest_track("honest.wav");
    bench.copied_track("copied.wav");
    bench.manifest(&["honest.wav,genuine,,genuine,a,,report", "copied.wav,transcode,aac,aac-96,a,2.5,report"]);
    let (code, results) = bench.json(&[]);
    assert_eq!((code, &results["schema"], &results["is_complete"]), (Some(0), &Value::from(1), &Value::from(true)), "{results}");
    let copies = entry(&results["arms"], "arm", "aac-96");
    let bands: Vec<&str> =
        copies["headrooms"].as_array().unwrap().iter().map(|figures| figures["headroom"].as_str().unwrap()).collect();
    assert_eq!(bands, ["all", "from_1.2"]);
    let all = &copies["headrooms"][0];
    // One of one: 0.025 is the exact lower bound.
    assert_eq!(all["codec_right"], serde_json::json!({"count": 1, "of": 1, "bounds": [0.025, 1.0]}));
    assert_eq!((&all["auc"]["value"], &all["sources"]), (&Value::from(1.0), &Value::from(1)));
    assert!(all["seconds_mean"].as_f64().unwrap() > 0.0);
    let honest = &entry(&results["arms"], "arm", "genuine")["headrooms"][0];
    assert_eq!(honest["false_alarms"], serde_json::json!({"count": 0, "of": 1, "bounds": [0.0, 0.975]}));
    assert_eq!(entry(&results["confusion"][0]["rows"], "truth", "aac")["answers"], serde_json::json!({"aac": 1}));
    let file = entry(&results["files"], "path", "copied.wav");
    assert_eq!((&file["class"], &file["source_codec"], &file["decided_by"]), (&"transcode".into(), &"aac".into(), &"grid".into()));
    let evidence = file["evidence"].as_array().unwrap();
    let largest = evidence.iter().filter_map(|grid| grid["z"].as_f64()).fold(f64::MIN, f64::max);
    assert_eq!(file["largest_z"].as_f64(), Some(largest), "{file}");
    let null = results["genuine_z"].as_array().unwrap();
    assert!(!null.is_empty() && null.iter().all(|test| test["path"] == "honest.wav" && test["files"] == 1), "{null:?}");

    let table = text(&bench.run(&[]));
    assert!(table.contains("1 of 1, 100.0 %") && table.contains("2.5 to 100.0 %") && !table.contains("Misses"), "{table}");
    assert!(!bench.path("home/audiopro.db").exists(), "nothing is kept");
}

#[test]
fn a_genuine_track_called_a_transcode_ends_with_1_and_a_miss_is_listed() {
    let bench = Bench::new();
    bench.honest_track("honest.wav");
    bench.copied_track("copied.wav");
    bench.manifest(&["copied.wav,genuine,,genuine,,,", "honest.wav,transcode,mp3,lame-320,,0.5,"]);
    let output = bench.run(&[]);
    let table = text(&output);
    assert_eq!(output.status.code(), Some(1), "{table}{}", said(&output));
    let after = |title: &str| table.lines().skip_while(move |line| !line.starts_with(title)).nth(2).unwrap_or_default().to_owned();
    assert!(after("False alarms: 1").ends_with("copied.wav"), "{table}");
    let miss = after("Misses: 1");
    assert!(
        miss.starts_with("lame-320") && miss.contains("genuine") && miss.contains("0.50") && miss.ends_with("honest.wav"),
        "{table}"
    );
}

#[test]
fn a_track_that_cannot_be_audited_is_a_row_that_failed() {
    let bench = Bench::new();
    bench.honest_track("honest.wav");
    fs::create_dir(bench.path("corpus/folder")).unwrap();
    bench.honest_track("folder/inside.wav");
    fs::write(bench.path("corpus/text.flac"), "no audio\n".repeat(50)).unwrap();
    fs::write(bench.path("corpus/list.m3u"), "folder/inside.wav\n").unwrap();
    let failing = ["missing.wav", "folder", "text.flac", "list.m3u"];
    let mut rows = vec!["honest.wav,genuine,,genuine,,,".to_owned()];
    rows.extend(failing.map(|name| format!("{name},genuine,,broken,,,")));
    bench.manifest(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let (code, results) = bench.json(&[]);
    assert_eq!(code, Some(2));
    for name in failing {
        let file = entry(&results["files"], "path", name);
        assert_eq!((&file["status"], &file["class"]), (&Value::from("failed"), &Value::Null), "{file}");
        assert!(file["error"].as_str().unwrap().contains(name), "{file}");
    }
    let broken = &entry(&results["arms"], "arm", "broken")["headrooms"][0];
    assert_eq!((&broken["failed"], &broken["false_alarms"]["of"]), (&Value::from(4), &Value::from(0)), "{broken}");
    assert_eq!(entry(&results["files"], "path", "honest.wav")["status"], "audited");
    assert!(said(&bench.run(&[])).contains("missing.wav does not exist"));
}

#[test]
fn a_second_run_is_compared_file_by_file() {
    let bench = Bench::new();
    bench.honest_track("changed.wav");
    bench.honest_track("same.wav");
    bench.manifest(&["changed.wav,transcode,aac,aac-96,,2.5,", "same.wav,genuine,,genuine,,,"]);
    let first = bench.run(&["--format=json", "--output=before.json"]);
    assert!(first.status.code() == Some(0) && first.stdout.is_empty(), "{}", said(&first));
    bench.copied_track("changed.wav");
    let (code, results) = bench.json(&["--compare=before.json"]);
    assert_eq!(code, Some(0));
    let comparison = &results["comparison"];
    let expected = serde_json::json!([{"kind": "gained", "arm": "aac-96", "path": "changed.wav", "headroom": 2.5, "before": "genuine", "now": "aac"}]);
    assert_eq!((&comparison["changes"], &comparison["files"]), (&expected, &Value::from(2)));
    assert_eq!(entry(&comparison["arms"], "arm", "aac-96")["found"], serde_json::json!({"before": 0, "now": 1}));
    let table = text(&bench.run(&["--compare=before.json"]));
    assert!(table.contains("gained") && table.contains("genuine \u{2192} aac"), "{table}");
    assert!(table.contains("1 of 2 answers changed; 0 files only before, 0 only now."), "{table}");
}

#[test]
fn rows_are_chosen_by_split_and_by_arm() {
    let bench = Bench::new();
    bench.honest_track("a.wav");
    bench.manifest(&[
        "a.wav,genuine,,genuine,,,tune",
        "a.wav,transcode,mp3,lame-320,,,report",
        "a.wav,transcode,mp3,lame-128,,,report",
    ]);
    let arms = |options: &[&str]| {
        let (_, results) = bench.json(options);
        let arms = results["arms"].as_array().unwrap().iter().map(|arm| arm["arm"].as_str().unwrap().to_owned());
        arms.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(arms(&[]), "genuine lame-128 lame-320", "one track stands in three arms");
    assert_eq!(arms(&["--split", "report"]), "lame-128 lame-320");
    assert_eq!(arms(&["--arms", "genuine,*320"]), "genuine lame-320");
}

#[test]
fn wrong_usage_is_64_and_says_what_to_do() {
    let bench = Bench::new();
    bench.honest_track("a.wav");
    let good = "a.wav,genuine,,genuine,,,";
    for (rows, options, words) in [
        (
            &[good, "b.wav,fake,,x,,,"][..],
            &[][..],
            "corpus/manifest.csv, line 3: label is fake. Write genuine, transcode or lossy.",
        ),
        (&["a.wav,transcode,mp-3,x,,,"], &[], "line 2: codec is mp-3. Write one of mp3"),
        (&[good], &["--split", "report"], "the column split says report nowhere there"),
        (&[good], &["--arms", "lame*"], "lame* matches no arm. There are genuine."),
        (&[good], &["--compare", "missing.json"], "missing.json cannot be read"),
        (&[good], &["--compare", "corpus/manifest.csv"], "holds no results of an evaluation"),
        (&[good], &["--jobs", "0"], "--jobs"),
    ] {
        bench.manifest(rows);
        let output = bench.run(options);
        assert_eq!(output.status.code(), Some(64), "{rows:?} {options:?}: {}", said(&output));
        assert!(said(&output).contains(words) && output.stdout.is_empty(), "{words}\n{}", said(&output));
    }
    bench.manifest(&[good]);
    let unwritable = bench.run(&["--output", "no/folder/results.json"]);
    assert_eq!(unwritable.status.code(), Some(2));
    assert!(said(&unwritable).contains("no/folder/results.json cannot be written"), "{}", said(&unwritable));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130_and_says_that_the_figures_are_of_a_part() {
    let bench = Bench::new();
    let first = bench.path("corpus/000.wav");
    common::write_music_like_wav(&first, 60.0, 3);
    let names: Vec<String> = (0..100).map(|number| format!("{number:03}.wav")).collect();
    for name in &names[1..] {
        fs::hard_link(&first, bench.path("corpus").join(name)).unwrap();
    }
    let mut rows = vec!["missing.wav,genuine,,genuine,,,".to_owned()];
    rows.extend(names.iter().map(|name| format!("{name},genuine,,genuine,,,")));
    bench.manifest(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    let mut child = bench.command(&["--format=json", "--jobs=1"]).spawn().unwrap();
    // The missing track is told at once; by then signals are listened for and tracks are waiting.
    let mut complaint = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(child.stderr.take().unwrap()), &mut complaint).unwrap();
    assert!(complaint.contains("missing.wav"), "{complaint}");
    common::run("kill", &[OsStr::new("-INT"), child.id().to_string().as_ref()]);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(130));
    let results: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = results["files"].as_array().unwrap();
    assert_eq!((files.len(), &results["is_complete"]), (101, &Value::from(false)));
    let cancelled = files.iter().filter(|file| file["status"] == "cancelled").count();
    assert!(cancelled > 0);
    assert_eq!(
        results["arms"][0]["headrooms"][0]["files"].as_u64(),
        Some(101 - cancelled as u64),
        "only what was finished is counted"
    );
}
