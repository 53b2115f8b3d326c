//! The second judge from end to end: trained by the command line, swapped whole, asked again without decoding; and the auditor's word.

mod common;

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use audiopro::{
    brain::{
        Bars, Example, Judge, Role, features,
        network::Network,
        weights::{self, Origin},
    },
    contracts::{ANALYSIS_VERSION, AuditSettings, DecidedBy, Evidence, MarkLabel, NetworkReading, TrackKey, VerdictClass},
    manager::{Event, Manager, ManagerConfig, Word, apply_bars, apply_forest, apply_network, mark},
    persistence::{Repository, TableQuery, TrackId},
};

/// A manifest of tracks that are not there, and what was measured of them: the shipped examples, so that training needs no audio.
fn measured(folder: &Path) {
    let examples = weights::decode_examples(weights::SHIPPED_EXAMPLES).unwrap();
    let mut lines = vec![format!("{{\"schema_id\":{},\"analysis_version\":{ANALYSIS_VERSION}}}", features::schema_id())];
    let mut manifest = "path,label,codec,arm,source,split\n".to_owned();
    for (place, example) in examples.iter().enumerate().step_by(2) {
        let example = Example { path: format!("{place}.flac"), ..example.clone() };
        let split = match example.role {
            Role::Train => "tune",
            Role::Calibrate => "calibrate",
            Role::Report => "report",
        };
        let label = if example.is_lossy() { "transcode" } else { "genuine" };
        let codec = example.codec.as_deref().unwrap_or_default();
        manifest.push_str(&format!("{},{label},{codec},{},{}__x.flac,{split}\n", example.path, example.arm, example.origin));
        lines.push(serde_json::to_string(&example).unwrap());
    }
    fs::write(folder.join("features.jsonl"), lines.join("\n") + "\n").unwrap();
    fs::write(folder.join("manifest.csv"), manifest).unwrap();
}

fn train(folder: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
    command.args(["train", "--manifest", "manifest.csv", "--features", "features.jsonl"]).args(more);
    command.env("AUDIOPRO_HOME", folder.join("home")).current_dir(folder).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn training_is_deterministic_and_writes_its_card_and_examples() {
    let folder = tempfile::tempdir().unwrap();
    measured(folder.path());
    for name in ["a.bin", "b.bin"] {
        let output = train(folder.path(), &["--output", name]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let card = String::from_utf8_lossy(&output.stdout).into_owned();
        for word in ["## Figures on sources that it never saw", "| he-aac-48 |", "## Rank of codecs that it never saw", "Brier"] {
            assert!(card.contains(word), "{word}\n{card}");
        }
    }
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("a.bin"), read("b.bin"));
    assert!(weights::decode(&read("a.bin")).is_ok());
    assert!(weights::decode_examples(&read("a.examples")).unwrap().len() > 300);
    assert!(String::from_utf8(read("a.md")).unwrap().contains("## Limits"));
}

#[test]
fn readings_from_a_file_enter_the_forest_and_its_card() {
    let folder = tempfile::tempdir().unwrap();
    measured(folder.path());
    let manifest = fs::read_to_string(folder.path().join("manifest.csv")).unwrap();
    let mut scores = "path,label,arm,source,split,headroom,patches,mean,spread,share,decile\n".to_owned();
    // All but the first track, so that one stays without.
    for line in manifest.lines().skip(2) {
        let fields: Vec<&str> = line.split(',').collect();
        let mean = if fields[1] == "transcode" { 2.5 } else { -2.5 };
        scores.push_str(&format!("{},{},{},,,,32,{mean},1.0,0.5,3.0\n", fields[0], fields[1], fields[3]));
    }
    fs::write(folder.path().join("scores.csv"), scores).unwrap();
    let output = train(folder.path(), &["--network-scores", "scores.csv", "--output", "a.bin"]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains("1 of ") && told.contains("without a reading of the network"), "{told}");
    let card = String::from_utf8_lossy(&output.stdout);
    for word in ["### With the network", "## Does the network earn its place?", "| area under the curve |  | 1.000 |"] {
        assert!(card.contains(word), "{word}\n{card}");
    }
    let examples = weights::decode_examples(&fs::read(folder.path().join("a.examples")).unwrap()).unwrap();
    let silent = examples.iter().filter(|example| example.row().unwrap().mean_logit().is_none());
    assert_eq!(silent.count(), 1, "the window trains again with the readings");
    let output = train(folder.path(), &["--network-scores", "nowhere.csv"]).output().unwrap();
    assert_eq!(output.status.code(), Some(64));
}

#[test]
fn a_kill_at_any_moment_leaves_one_whole_forest() {
    let folder = tempfile::tempdir().unwrap();
    measured(folder.path());
    let home = folder.path().join("home/weights");
    assert!(train(folder.path(), &[]).status().unwrap().success());
    let is_whole = || {
        let loaded = weights::load(&home, weights::SHIPPED).unwrap();
        matches!(loaded.origin, Origin::File(_)) && loaded.problems.is_empty()
    };
    assert!(is_whole());
    for step in 0..12_u64 {
        let mut child = train(folder.path(), &["--seed", &step.to_string()]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(60 * step));
        let _ = child.kill();
        child.wait().unwrap();
        assert!(is_whole(), "killed after {} ms", 60 * step);
    }
}

#[test]
fn a_manifest_that_teaches_nothing_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().unwrap();
    measured(folder.path());
    let manifest = fs::read_to_string(folder.path().join("manifest.csv")).unwrap();
    let genuine: Vec<&str> = manifest.lines().filter(|line| !line.contains(",transcode,")).collect();
    fs::write(folder.path().join("manifest.csv"), genuine.join("\n") + "\n").unwrap();
    let output = train(folder.path(), &[]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("a forest needs tracks of both kinds") && told.contains("0 lossy ones"), "{told}");
}

/// A store with one audited track, and the judge of the shipped forest.
fn audited(folder: &Path) -> (Repository, TrackId, Judge) {
    let judge = Judge {
        forest: Some((Arc::new(weights::decode(weights::SHIPPED).unwrap()), "shipped".to_owned())),
        network: None,
        bars: Bars::default(),
    };
    let store = Repository::open(&folder.join("audiopro.db")).unwrap();
    common::write_music_like_wav(&folder.join("a.wav"), 6.0, 21);
    let config = ManagerConfig {
        workers: 1,
        audit: AuditSettings::default(),
        judge: Arc::new(judge.clone()),
        arbiter: None,
        repository: Some(store.clone()),
        loads_stored: true,
    };
    let (manager, events) = Manager::start(config).unwrap();
    manager.add(vec![folder.join("a.wav")], false);
    while !matches!(events.recv_timeout(Duration::from_secs(60)).unwrap(), Event::Idle { .. }) {}
    assert!(manager.shutdown());
    let track = store.row_ids(&TableQuery::default()).unwrap()[0];
    (store, track, judge)
}

#[test]
fn other_bars_judge_stored_audits_again_without_their_files() {
    let folder = tempfile::tempdir().unwrap();
    let (store, track, judge) = audited(folder.path());
    fs::remove_file(folder.path().join("a.wav")).unwrap();
    let before = store.report(track).unwrap().unwrap();
    assert_eq!(before.verdict.as_ref().unwrap().judged_with.weights.as_deref(), Some("shipped"));
    assert!(before.evidence.iter().any(|evidence| matches!(evidence, Evidence::Forest { .. })));
    // A zone that holds everything.
    let strict = Judge { bars: Bars { grey: (0.0, 0.999), ..judge.bars }, ..judge.clone() };
    let rejudged = apply_bars(&store, &strict, &Default::default()).unwrap();
    let class = |store: &Repository| store.rows(&[track]).unwrap()[0].class;
    let was = before.verdict.as_ref().unwrap().class;
    if was != VerdictClass::Inconclusive {
        assert_eq!((rejudged.count(), class(&store)), (1, Some(VerdictClass::Inconclusive)));
        assert_eq!(rejudged.to_string(), format!("1 of 1 verdicts changed: 1 from {} to inconclusive", was.id()));
    }
    assert_eq!(store.report(track).unwrap().unwrap().verdict.unwrap().judged_with.grey, Some((0.0, 0.999)));
    apply_bars(&store, &judge, &Default::default()).unwrap();
    assert_eq!(store.report(track).unwrap().unwrap(), before);
    // Another forest, or none, is another opinion.
    apply_forest(&store, &Arc::new(Judge::default()), &Default::default()).unwrap();
    let after = store.report(track).unwrap().unwrap();
    assert!(after.evidence.iter().all(|evidence| !matches!(evidence, Evidence::Forest { .. })));
    assert_eq!(after.verdict.unwrap().judged_with.weights, None);
}

#[test]
fn what_a_network_said_is_told_while_it_is_switched_on() {
    let folder = tempfile::tempdir().unwrap();
    let (store, track, off) = audited(folder.path());
    let network = Network::new(None, Ok(b"weights".as_slice().into()));
    let mut report = store.machine_report(track).unwrap().unwrap();
    report.measurements.network = NetworkReading::of(&[4.0, 5.0], "cpu", network.version().unwrap());
    let key = TrackKey { path: folder.path().join("a.wav"), size_bytes: 1, modified_ns: 1 };
    store.save(track, &key, &report).unwrap();
    let on = Judge { network: Some(Arc::new(network)), ..off.clone() };
    let told = |store: &Repository| {
        let report = store.report(track).unwrap().unwrap();
        (report.evidence.iter().any(|evidence| matches!(evidence, Evidence::Network(_))), report)
    };
    assert!(!told(&store).0);
    assert_eq!(apply_network(&store, &on, &Default::default()).unwrap().seen, 1);
    assert!(told(&store).0);
    apply_network(&store, &off, &Default::default()).unwrap();
    let (is_told, after) = told(&store);
    assert!(!is_told && after.measurements.network.is_some(), "what was measured stays");
    assert_eq!((after.verdict, after.evidence), (report.verdict, report.evidence));
}

#[test]
fn the_auditors_word_outlives_other_bars_and_travels() {
    let folder = tempfile::tempdir().unwrap();
    let (store, track, judge) = audited(folder.path());
    let word = Word { label: MarkLabel::Transcode, codec: None, note: "from the label's own MP3".to_owned() };
    let undo = mark(&store, &[track], Some(&word), &Default::default()).unwrap();
    assert_eq!(store.marks().unwrap()[0].features.len(), features::COUNT);
    apply_bars(&store, &Judge { bars: Bars { grey: (0.0, 0.999), ..judge.bars }, ..judge }, &Default::default()).unwrap();
    let verdict = store.report(track).unwrap().unwrap().verdict.unwrap();
    assert_eq!((verdict.class, verdict.decided_by), (VerdictClass::Transcode, DecidedBy::Auditor));

    let marks = |arguments: &[&str], home: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_audiopro"));
        command.arg("marks").args(arguments).env("AUDIOPRO_HOME", folder.path().join(home)).current_dir(folder.path());
        command.output().unwrap()
    };
    let exported = marks(&["export", "--db", "audiopro.db"], "home");
    assert!(exported.status.success());
    let lines = String::from_utf8(exported.stdout).unwrap();
    assert!(lines.contains("from the label's own MP3") && !lines.contains(folder.path().to_str().unwrap()), "{lines}");
    fs::write(folder.path().join("marks.jsonl"), &lines).unwrap();
    let imported = marks(&["import", "marks.jsonl", "--db", "colleague.db"], "home");
    assert!(String::from_utf8_lossy(&imported.stderr).contains("1 of 1 marks taken"), "{imported:?}");
    let wrong = marks(&["import", "manifest.csv"], "home");
    assert_eq!(wrong.status.code(), Some(2));

    store.set_marks(&undo).unwrap();
    assert_eq!(store.report(track).unwrap().unwrap().auditor, None);
}
