//! The demonstration pair shows what it is there to show.

use std::process::Command;

use serde_json::Value;

/// The report on a track of the pair.
fn audit(name: &str) -> Value {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("demo").join(name);
    let home = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_audiopro"))
        .args(["audit", "--no-db", "--quiet", "--format", "jsonl"])
        .arg(file)
        .env("AUDIOPRO_HOME", home.path())
        .output()
        .unwrap();
    serde_json::from_slice(&output.stdout).unwrap()
}

fn largest_z(report: &Value) -> f64 {
    report["evidence"].as_array().unwrap().iter().filter_map(|item| item["z"].as_f64()).fold(0.0, f64::max)
}

#[test]
fn the_pair_is_told_apart_by_the_grid() {
    let [genuine, fake] = audiopro::services::demo::NAMES.map(audit);
    assert_eq!(genuine["verdict"]["class"], "genuine", "{}", genuine["verdict"]);
    assert!(largest_z(&genuine) < 3.0);
    let verdict = &fake["verdict"];
    let found = (&verdict["class"], &verdict["source_codec"], &verdict["decided_by"]);
    assert_eq!(found, (&"transcode".into(), &"mp3".into(), &"grid".into()));
    assert!(largest_z(&fake) > 100.0, "{}", fake["evidence"]);
    for report in [&genuine, &fake] {
        assert_eq!(report["integrity"]["state"], "intact");
        assert!(report["measurements"]["true_peak_dbtp"].as_f64().unwrap() < 0.0, "no defect distracts");
    }
}
