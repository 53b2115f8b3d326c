//! The second opinion from end to end: the shipped network on the real ONNX Runtime, and what happens where either is amiss.

mod common;

use std::{fs, path::Path, process::Command};

use serde_json::Value;

/// A track of four minutes, and its folder.
fn track() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let wav = folder.path().join("track.wav");
    common::write_music_like_wav(&wav, 240.0, 3);
    (folder, wav)
}

/// The record of an audit.
fn record(mut audit: Command) -> Value {
    let output = audit.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = said.lines().find(|line| line.contains("\"path\"")).unwrap_or_else(|| panic!("{output:?}"));
    serde_json::from_str(line).unwrap()
}

/// What the network says in a record.
fn opinion(record: &Value) -> Option<&Value> {
    record["evidence"].as_array().unwrap().iter().find(|one| one["kind"] == "network")
}

fn with_network(home: &Path, wav: &Path) -> Command {
    let mut audit = common::audit(home, wav);
    audit.args(["--network", "on"]);
    audit
}

/// What `audiopro health` says of ONNX Runtime and the network.
fn health(home: &Path) -> String {
    fs::write(home.join("settings.json"), "{\"network\":true}").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_audiopro")).arg("health").env("AUDIOPRO_HOME", home).output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_shipped_network_is_heard_and_named_in_the_record() {
    if common::onnx_runtime().is_none() {
        return;
    }
    let (folder, wav) = track();
    let heard = record(with_network(folder.path(), &wav));
    let reading = opinion(&heard).unwrap_or_else(|| panic!("{heard}"));
    assert_eq!(reading["patches"], 32, "{reading}");
    assert!(reading["mean_logit"].as_f64().is_some_and(f64::is_finite), "{reading}");
    assert!(["cpu", "cuda"].contains(&reading["provider"].as_str().unwrap()), "{reading}");
    let weights = reading["weights"].as_str().unwrap();
    assert_eq!(weights.len(), 8);
    assert_eq!(opinion(&record(common::audit(folder.path(), &wav))), None, "it is off unless it is asked for");
    let told = health(folder.path());
    assert!(told.contains(weights) && told.contains("on the "), "{told}");
}

#[test]
fn a_stored_audit_tells_of_the_network_while_it_is_on() {
    if common::onnx_runtime().is_none() {
        return;
    }
    let (folder, wav) = track();
    let stored = |whether: &str| {
        let mut audit = Command::new(env!("CARGO_BIN_EXE_audiopro"));
        audit.args(["audit", "--format", "jsonl", "--network", whether]).arg(&wav).env("AUDIOPRO_HOME", folder.path());
        let record = record(audit);
        (record["elapsed_ms"].clone(), opinion(&record).is_some())
    };
    let (first, is_told) = stored("off");
    assert!(!is_told);
    let (heard, is_told) = stored("on");
    assert!(is_told && heard != first, "it is audited again, once");
    assert_eq!(stored("off"), (heard.clone(), false), "the line leaves the stored audit");
    assert_eq!(stored("on"), (heard, true), "and is back without another audit");
}

#[test]
fn a_damaged_network_is_told_and_the_audit_goes_on_without() {
    if common::onnx_runtime().is_none() {
        return;
    }
    let (folder, wav) = track();
    let told = health(folder.path());
    assert!(!told.contains("damaged"), "{told}");
    let weights = folder.path().join("weights");
    fs::create_dir_all(&weights).unwrap();
    fs::write(weights.join("network.onnx"), "no model at all").unwrap();
    let heard = record(with_network(folder.path(), &wav));
    assert_eq!((heard["status"].as_str(), opinion(&heard)), (Some("audited"), None), "{heard}");
    let told = health(folder.path());
    assert!(told.contains("the network is damaged") || told.contains("The network is damaged"), "{told}");
}

#[test]
fn it_takes_a_hundred_megabytes_at_most() {
    if common::onnx_runtime().is_none() {
        return;
    }
    let (folder, wav) = track();
    assert!(opinion(&record(with_network(folder.path(), &wav))).is_some(), "it is heard");
    let without = common::peak_kib(common::audit(folder.path(), &wav));
    let with = common::peak_kib(with_network(folder.path(), &wav));
    println!("without {without} KiB, with {with} KiB");
    assert!(with <= without + 100 * 1000 * 1000 / 1024, "{with} KiB after {without} KiB");
}
