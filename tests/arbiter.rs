//! The arbiter against a server that speaks Ollama's protocol: what it settles, what its faults leave, what it is never told.

mod common;

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use audiopro::{
    brain::{Bars, Judge, network::Network},
    contracts::{AuditReport, AuditSettings, DecidedBy, Evidence, NetworkReading, TrackKey, VerdictClass},
    manager::{Arbiter, Ending, Event, Manager, ManagerConfig, apply_bars, apply_forest, apply_network, arbitrate_stored},
    persistence::{Repository, RowState, TableQuery},
};
use common::ollama::{MODEL, Mode, Ollama};
use crossbeam_channel::Receiver;

const LONG: Duration = Duration::from_secs(120);
const RULING: &str =
    r#"{"class":"genuine","confidence":0.9,"reasons":[{"evidence":"E1","why":"as usual"},{"evidence":"E2","why":"any"}]}"#;

/// Everything that no grid decides is grey.
fn bars() -> Bars {
    Bars { accepted_error: 0.001, grey: (0.0, 0.75) }
}

struct Desk {
    folder: tempfile::TempDir,
    store: Repository,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Repository::open(&folder.path().join("audiopro.db")).unwrap();
        Self { folder, store }
    }

    fn track(&self, name: &str, seed: u64) -> PathBuf {
        let path = self.folder.path().join(name);
        common::write_music_like_wav(&path, 5.0, seed);
        path
    }

    fn manager(&self, arbiter: Arbiter) -> (Manager, Receiver<Event>) {
        let config = ManagerConfig {
            workers: 1,
            audit: AuditSettings::default(),
            judge: Arc::new(Judge { forest: None, network: None, bars: bars() }),
            arbiter: Some(arbiter),
            repository: Some(self.store.clone()),
            loads_stored: true,
        };
        Manager::start(config).unwrap()
    }

    /// Audits `path` and gives its report with the problems told on the way.
    fn audit(&self, path: PathBuf, arbiter: Arbiter) -> (Arc<AuditReport>, Vec<String>) {
        let (manager, events) = self.manager(arbiter);
        manager.add(vec![path], true);
        let (mut found, mut problems) = (None, Vec::new());
        loop {
            match events.recv_timeout(LONG).unwrap() {
                Event::Finished { ending: Ending::Report(report), .. } => found = Some(report),
                Event::Problem { message } => problems.push(message),
                Event::Idle { .. } => break,
                _ => {}
            }
        }
        assert!(manager.shutdown());
        (found.unwrap(), problems)
    }
}

fn arbiter(address: &str) -> Arbiter {
    Arbiter { address: address.to_owned(), model: MODEL.to_owned(), limit: Duration::from_secs(20), sees_tags: false }
}

#[test]
fn a_ruling_settles_a_grey_track_and_the_same_words_are_put_once() {
    let (desk, server) = (Desk::new(), Ollama::start(Mode::Says(RULING.to_owned())));
    let track = desk.track("secret name.wav", 3);
    let (report, problems) = desk.audit(track.clone(), arbiter(&server.address));
    let verdict = report.verdict.as_ref().unwrap();
    assert_eq!((verdict.class, verdict.decided_by), (VerdictClass::Genuine, DecidedBy::Arbiter), "{problems:?}");
    let arbitration = verdict.arbitration.as_ref().unwrap();
    assert_eq!((arbitration.model.as_str(), arbitration.digest.as_str(), arbitration.reply.as_str()), (MODEL, "d1", RULING));
    assert!(!arbitration.is_reused && arbitration.prompt.contains("E1"));
    let stored = desk.store.row_ids(&TableQuery::default()).unwrap()[0];
    assert_eq!(desk.store.report(stored).unwrap().unwrap().verdict.as_ref(), Some(verdict));

    let chats = server.chats();
    let text = chats[0].to_string();
    assert_eq!((chats[0]["model"].as_str(), chats[0]["stream"].as_bool()), (Some(MODEL), Some(true)));
    assert_eq!(chats[0]["format"]["required"], serde_json::json!(["class", "confidence", "reasons"]));
    for secret in ["secret", ".wav", desk.folder.path().to_str().unwrap()] {
        assert!(!text.contains(secret), "the model was told {secret}\n{text}");
    }

    let (again, _) = desk.audit(track, arbiter(&server.address));
    assert!(again.verdict.as_ref().unwrap().arbitration.as_ref().unwrap().is_reused);
    assert_eq!(server.chats().len(), 1);
}

#[test]
fn every_fault_leaves_the_track_inconclusive_and_is_told() {
    let says = |text: &str| Mode::Says(text.to_owned());
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let faults = [
        (Some(says("genuine, I think")), MODEL, "not the JSON"),
        (Some(says(&RULING.replace("E2", "E77"))), MODEL, "not there: E77"),
        (Some(says(&RULING.replace("0.9", "\"sure\""))), MODEL, "not the JSON"),
        (Some(says("")), MODEL, "not the JSON"),
        (Some(Mode::Status(500, r#"{"error":"out of memory"}"#.to_owned())), MODEL, "out of memory"),
        (Some(Mode::Html), MODEL, "not Ollama"),
        (Some(Mode::CutOff), MODEL, "cut off"),
        (Some(Mode::Endless), MODEL, "too long"),
        (Some(says(RULING)), "absent:7b", "ollama pull absent:7b"),
        (None, MODEL, "nothing answers"),
    ];
    for (mode, model, word) in faults {
        let desk = Desk::new();
        let server = mode.map(Ollama::start);
        let address = server.as_ref().map_or(&closed, |server| &server.address);
        let arbiter = Arbiter { model: model.to_owned(), ..arbiter(address) };
        let (report, problems) = desk.audit(desk.track("a.wav", 5), arbiter);
        let verdict = report.verdict.as_ref().unwrap();
        assert_eq!((verdict.class, &verdict.arbitration), (VerdictClass::Inconclusive, &None), "{word}");
        assert!(problems.iter().any(|problem| problem.contains("a.wav") && problem.contains(word)), "{word}: {problems:?}");
    }
}

#[test]
fn what_failed_can_be_asked_again() {
    let (desk, mute) = (Desk::new(), Ollama::start(Mode::Html));
    desk.audit(desk.track("a.wav", 7), arbiter(&mute.address));
    let track = desk.store.row_ids(&TableQuery::default()).unwrap();
    let server = Ollama::start(Mode::Says(RULING.replace("genuine", "transcode")));
    let asked = arbitrate_stored(&desk.store, &arbiter(&server.address), bars(), &track, &Default::default()).unwrap();
    assert_eq!(asked, (1, None));
    let verdict = desk.store.report(track[0]).unwrap().unwrap().verdict.unwrap();
    assert_eq!((verdict.class, verdict.decided_by), (VerdictClass::Transcode, DecidedBy::Arbiter));
    // What is settled is no longer grey.
    let asked = arbitrate_stored(&desk.store, &arbiter(&server.address), bars(), &track, &Default::default()).unwrap();
    assert_eq!(asked, (0, None));
}

#[test]
fn what_was_settled_stands_while_the_track_is_grey_and_tells_what_the_network_says() {
    let (desk, server) = (Desk::new(), Ollama::start(Mode::Says(RULING.replace("genuine", "transcode"))));
    let (mut report, _) = desk.audit(desk.track("a.wav", 3), arbiter(&server.address));
    let track = desk.store.row_ids(&TableQuery::default()).unwrap()[0];
    let network = Network::new(None, Ok(b"weights".as_slice().into()));
    let reading = NetworkReading::of(&[4.0], "cpu", network.version().unwrap());
    Arc::make_mut(&mut report).measurements.network = reading;
    desk.store.save(track, &TrackKey { path: report.path.clone(), size_bytes: 1, modified_ns: 1 }, &report).unwrap();
    let stored = || {
        let report = desk.store.report(track).unwrap().unwrap();
        (report.verdict.unwrap(), report.evidence.iter().any(|evidence| matches!(evidence, Evidence::Network(_))))
    };

    let on = Judge { forest: None, network: Some(Arc::new(network)), bars: bars() };
    apply_network(&desk.store, &on, &Default::default()).unwrap();
    assert_eq!(stored(), (report.verdict.clone().unwrap(), true));
    let off = Judge { network: None, ..on };
    apply_network(&desk.store, &off, &Default::default()).unwrap();
    assert_eq!(stored(), (report.verdict.clone().unwrap(), false));
    assert!(desk.store.out_of_step(None).unwrap().is_empty());

    // Bars that leave no zone around the track.
    let narrower = Judge { bars: Bars { grey: (0.74, 0.75), ..bars() }, ..off.clone() };
    assert_eq!(apply_bars(&desk.store, &narrower, &Default::default()).unwrap().count(), 0);
    assert_eq!(stored().0, report.verdict.clone().unwrap());
    // Judged anew where it is grey no more, the track is what the other judges say.
    apply_forest(&desk.store, &Arc::new(narrower), &Default::default()).unwrap();
    let (verdict, _) = stored();
    assert_eq!((verdict.class, verdict.arbitration), (VerdictClass::Genuine, None));
}

#[test]
fn a_stalled_answer_holds_up_no_analysis_and_a_cancel_drops_it_at_once() {
    let (desk, server) = (Desk::new(), Ollama::start(Mode::Stalls));
    for seed in 1..=3 {
        desk.track(&format!("{seed}.wav"), seed);
    }
    let (manager, events) = desk.manager(arbiter(&server.address));
    manager.add(vec![desk.folder.path().to_owned()], false);
    let end = Instant::now() + LONG;
    let is_audited = || {
        let ids = desk.store.row_ids(&TableQuery::default()).unwrap();
        desk.store.rows(&ids).unwrap().iter().filter(|row| row.state == RowState::Audited).count() == 3
    };
    while !is_audited() {
        assert!(Instant::now() < end, "analysis waits for the arbiter");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(events.try_iter().all(|event| !matches!(event, Event::Finished { .. })), "none was answered");
    let cancelled = Instant::now();
    manager.cancel();
    let mut finished = 0;
    while finished < 3 {
        if let Event::Finished { ending: Ending::Report(report), .. } = events.recv_timeout(LONG).unwrap() {
            assert_eq!(report.verdict.as_ref().unwrap().class, VerdictClass::Inconclusive);
            finished += 1;
        }
    }
    assert!(cancelled.elapsed() < Duration::from_secs(2), "{:?}", cancelled.elapsed());
    assert!(manager.shutdown());
}

#[test]
fn an_answer_that_takes_too_long_is_given_up() {
    let (desk, server) = (Desk::new(), Ollama::start(Mode::Stalls));
    let arbiter = Arbiter { limit: Duration::from_secs(1), ..arbiter(&server.address) };
    let (report, problems) = desk.audit(desk.track("a.wav", 9), arbiter);
    assert_eq!(report.verdict.as_ref().unwrap().class, VerdictClass::Inconclusive);
    assert!(problems.iter().any(|problem| problem.contains("a.wav stays inconclusive")), "{problems:?}");
}

#[test]
fn the_command_line_asks_the_model_that_it_names_and_counts_what_it_changes() {
    let (desk, server) = (Desk::new(), Ollama::start(Mode::Says(RULING.to_owned())));
    let track = desk.track("a.wav", 13);
    let home = desk.folder.path().join("home");
    std::fs::create_dir(&home).unwrap();
    std::fs::write(home.join("settings.json"), format!("{{\"grey_from\":0.0,\"ollama_address\":\"{}\"}}", server.address)).unwrap();
    std::fs::write(desk.folder.path().join("manifest.csv"), "path,label,codec,arm\na.wav,genuine,,genuine\n").unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_audiopro"));
        let output = command.args(arguments).env("AUDIOPRO_HOME", &home).current_dir(desk.folder.path()).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let audited = run(&["audit", "--no-db", "--format", "jsonl", "--arbiter", MODEL, track.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_str(&audited).unwrap();
    assert_eq!((line["verdict"]["decided_by"].as_str(), line["arbitration"]["model"].as_str()), (Some("arbiter"), Some(MODEL)));
    assert_eq!(line["arbitration"]["reasons"].as_array().map(Vec::len), Some(2));
    // Nobody is asked unless the command line names a model.
    let silent: serde_json::Value =
        serde_json::from_str(&run(&["audit", "--no-db", "--format", "jsonl", track.to_str().unwrap()])).unwrap();
    assert!(silent["arbitration"].is_null());
    let evaluated = run(&["evaluate", "--arbiter", MODEL, "manifest.csv"]);
    assert!(
        evaluated.contains("Of 1 grey tracks") && evaluated.contains("the arbiter settled 1 rightly and 0 wrongly"),
        "{evaluated}"
    );
    assert_eq!(server.chats().len(), 2);
}

#[test]
fn the_server_tells_what_it_holds_and_what_is_loaded() {
    use audiopro::services::ollama::{find, loaded_models, models};
    let server = Ollama::start(Mode::Html);
    let limit = Duration::from_secs(5);
    let held = models(&server.address, limit, &Default::default()).unwrap();
    assert_eq!(find(&held, MODEL).map(|model| model.digest.as_str()), Some("d1"));
    let loaded = loaded_models(&server.address, limit, &Default::default()).unwrap();
    assert_eq!((loaded[0].name.as_str(), loaded[0].size, loaded[0].size_vram), (MODEL, 900_000_000, 0));
}
