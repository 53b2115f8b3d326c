//! The whole audit against `flac -t`, in one run: CPU time with and without codec grids, its stages, what the network adds, and two
//! workers over one.
//!
//! `cargo bench --bench audit -- TRACK.flac`: a track of some minutes at CD quality, made by `scripts/make-track`. Prints ratios:
//! machines differ and are shared. The network is measured where `ORT_DYLIB_PATH` names ONNX Runtime.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use audiopro::{
    analyzer::{self, Scratch},
    brain::Judge,
    contracts::{AuditSettings, CancelToken},
    manager::{Event, Manager, ManagerConfig, network_of},
    services::settings::Settings,
};

const ROUNDS: usize = 5;
const TARGET_WITH_GRIDS: f64 = 8.0;
const TARGET_WITHOUT: f64 = 5.0;
const TARGET_TWO_WORKERS: f64 = 1.8;
const TARGET_NETWORK_MS: f64 = 150.0;

fn main() {
    let Some(track) = std::env::args_os().skip(1).find(|argument| !argument.to_string_lossy().starts_with("--")).map(PathBuf::from)
    else {
        println!("no track given: cargo bench --bench audit -- TRACK.flac (make one with scripts/make-track)");
        return;
    };
    // The reference is taken beside each round: what else runs on the machine changes both.
    let mut references = Vec::new();
    for (name, with_grids, target) in [("with grids", true, TARGET_WITH_GRIDS), ("without grids", false, TARGET_WITHOUT)] {
        let settings = AuditSettings { with_grids, ..AuditSettings::default() };
        let mut scratch = Scratch::default();
        let mut stages = Vec::new();
        let rounds: Vec<(f64, f64)> = (0..=ROUNDS)
            .map(|_| {
                let reference = flac_test_ms(&track);
                let start = thread_cpu_ms();
                let analysis = analyzer::analyze(&track, &settings, &mut scratch, &CancelToken::new(), &mut |_, _| {});
                stages = analysis.expect("the track is readable").profile;
                (thread_cpu_ms() - start, reference)
            })
            .skip(1) // it makes tables that a worker keeps
            .collect();
        let spent = median(rounds.iter().map(|(spent, _)| *spent).collect());
        let times = median(rounds.iter().map(|(spent, reference)| spent / reference).collect());
        println!("audit {name}: {spent:.0} ms CPU, {times:.2} times flac -t (target {target:.0})");
        for (stage, ms) in stages {
            println!("  {stage}: {ms:.0} ms of the last round");
        }
        references.extend(rounds.iter().map(|(_, reference)| *reference));
    }
    let reference = median(references);
    println!("flac -t: {reference:.0} ms CPU");
    match network_ms(&track) {
        Some(spent) => println!(
            "network: {spent:.0} ms, {:.2} times flac -t (target {TARGET_NETWORK_MS} ms for four minutes)",
            spent / reference
        ),
        None => println!("network: not measured, as it cannot run (ORT_DYLIB_PATH)"),
    }
    let (one, two) = (batch_ms(&track, 1), batch_ms(&track, 2));
    println!("8 tracks: one worker {one:.0} ms, two {two:.0} ms: {:.2} times as fast (target {TARGET_TWO_WORKERS})", one / two);
}

/// Time that the network takes for the track: making its patches, as their stage says, and CPU time to look at them. `None` where it
/// cannot run.
fn network_ms(track: &Path) -> Option<f64> {
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    let settings = Settings { network: true, ..Settings::default() };
    let judge = Judge { network: network_of(nowhere.path(), &settings).map(Into::into), ..Judge::default() };
    judge.network.as_ref()?.runs_on().ok()?;
    let settings = AuditSettings { with_grids: false, with_patches: true, ..AuditSettings::default() };
    let mut scratch = Scratch::default();
    let times = (0..=ROUNDS).map(|_| {
        let mut analysis =
            analyzer::analyze(track, &settings, &mut scratch, &CancelToken::new(), &mut |_, _| {}).expect("readable");
        let patches: f64 = analysis.profile.iter().filter(|(stage, _)| *stage == "patches").map(|(_, ms)| ms).sum();
        let start = thread_cpu_ms();
        judge.look(&mut analysis, &CancelToken::new()).expect("not cancelled");
        patches + thread_cpu_ms() - start
    });
    Some(median(times.skip(1).collect()))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// CPU time of this thread so far, from the kernel's scheduler.
fn thread_cpu_ms() -> f64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells a thread's time");
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).expect("nanoseconds") / 1e6
}

/// CPU time of one `flac -t`, in ticks of 10 ms, spread over ten runs.
fn flac_test_ms(track: &Path) -> f64 {
    let children_ms = || {
        let text = fs::read_to_string("/proc/self/stat").expect("Linux tells a process's time");
        let after_name = text.rsplit(") ").next().expect("the name ends");
        let fields: Vec<f64> = after_name.split(' ').map(|field| field.parse().unwrap_or(0.0)).collect();
        (fields[13] + fields[14]) * 10.0
    };
    let start = children_ms();
    for _ in 0..10 {
        let status = Command::new("flac").args(["-t", "-s"]).arg(track).stdout(Stdio::null()).status().expect("flac is installed");
        assert!(status.success());
    }
    (children_ms() - start) / 10.0
}

/// Wall time of eight audits of the track under eight names.
fn batch_ms(track: &Path, workers: usize) -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for index in 0..8 {
        fs::copy(track, folder.path().join(format!("{index}.flac"))).expect("a copy");
    }
    let config = ManagerConfig {
        workers,
        audit: AuditSettings::default(),
        judge: Default::default(),
        arbiter: None,
        repository: None,
        loads_stored: true,
    };
    let (manager, events) = Manager::start(config).expect("threads");
    let start = Instant::now();
    manager.add(vec![folder.path().to_owned()], false);
    while !matches!(events.recv(), Ok(Event::Idle { .. }) | Err(_)) {}
    let spent = start.elapsed().as_secs_f64() * 1000.0;
    manager.shutdown();
    spent
}
