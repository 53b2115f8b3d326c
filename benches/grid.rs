//! The codec-grid test on real files: its figures and its CPU time.
//!
//! `grid [--csv | --json] FILE...` decodes each file with FFmpeg, and prints every test and the time of each stage. Not part of the
//! tests: a time is no fact about the code.

use std::{
    io::Read,
    process::{Command, Stdio},
    sync::LazyLock,
    time::{Duration, Instant},
};

use audiopro::{
    analyzer::grid::{Excerpts, GridBank, Hypothesis, Reservoir},
    contracts::{CancelToken, GridOutcome, PcmBlock},
    units::SampleRate,
};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let is_csv = arguments.iter().any(|argument| argument == "--csv");
    let mut bank = GridBank::new();
    if is_csv {
        println!(
            "path,codec,filterbank,rate,hole_z,hole_rate,null_rate,threshold,hole_offset,hole_channel,lattice_z,fit,null_fit,lattice_offset,lattice_channel,share,excerpts,gather_ms,grid_ms"
        );
    }
    let is_json = arguments.iter().any(|argument| argument == "--json");
    for path in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        match audit(path, &mut bank) {
            Ok(run) if is_json => {
                let outcome = serde_json::to_value(&run.outcome).unwrap_or_default();
                println!("{}", serde_json::json!({ "path": path, "outcome": outcome }));
            }
            Ok(run) if is_csv => print_csv(path, &run),
            Ok(run) => print_table(path, &run),
            Err(reason) => eprintln!("{path}: {reason}"),
        }
    }
}

/// CPU time that this thread has used, where Linux tells it; else time since the first call.
fn cpu_time() -> Duration {
    static BEGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let used = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = used.as_deref().and_then(|text| text.split(' ').next()).and_then(|text| text.parse().ok());
    nanoseconds.map_or_else(|| BEGIN.elapsed(), Duration::from_nanos)
}

/// One file's outcome and the CPU time of its stages.
struct Run {
    outcome: GridOutcome,
    gather: Duration,
    stages: Vec<(Hypothesis, Duration)>,
}

fn audit(path: &str, bank: &mut GridBank) -> Result<Run, String> {
    let (excerpts, gather) = gather(path)?;
    let mut marks: Vec<(Hypothesis, Duration)> = Vec::new();
    let outcome = bank.test(&excerpts, &CancelToken::new(), &mut |hypothesis| marks.push((hypothesis, cpu_time())));
    let end = cpu_time();
    let outcome = outcome.map_err(|cancelled| cancelled.to_string())?.outcome;
    let ends = marks.iter().skip(1).map(|mark| mark.1).chain([end]);
    let stages = marks.iter().zip(ends).map(|((hypothesis, begin), end)| (*hypothesis, end - *begin)).collect();
    Ok(Run { outcome, gather, stages })
}

/// Decodes with FFmpeg into a reservoir; the time is the reservoir's own, by the clock: the kernel counts CPU time too coarsely
/// for a block.
fn gather(path: &str) -> Result<(Excerpts, Duration), String> {
    let probe = Command::new("ffprobe")
        .args(["-v", "error", "-select_streams", "a:0", "-show_entries", "stream=sample_rate,channels", "-of", "csv=p=0", path])
        .output()
        .map_err(|error| format!("ffprobe: {error}"))?;
    let text = String::from_utf8_lossy(&probe.stdout).trim().to_owned();
    let mut fields = text.split(',').map(str::parse::<u32>);
    let (Some(Ok(rate)), Some(Ok(channels))) = (fields.next(), fields.next()) else { return Err(format!("ffprobe said {text:?}")) };
    let rate = SampleRate::new(rate).ok_or("no such rate")?;
    let mut child = Command::new("ffmpeg")
        .args(["-nostdin", "-v", "error", "-threads", "1", "-i", path, "-map", "0:a:0", "-f", "f32le", "-"])
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("ffmpeg: {error}"))?;
    let mut stdout = child.stdout.take().ok_or("no output")?;
    let channels = channels as usize;
    let mut reservoir = Reservoir::new(rate, channels);
    let (mut bytes, mut block, mut spent) = (Vec::new(), PcmBlock::default(), Duration::ZERO);
    loop {
        bytes.clear();
        let limit = 4 * channels as u64 * 16_384;
        if stdout.by_ref().take(limit).read_to_end(&mut bytes).map_err(|error| error.to_string())? == 0 {
            break;
        }
        block.reset(channels, false);
        for frame in bytes.chunks_exact(4 * channels) {
            for (plane, sample) in block.planes.iter_mut().zip(frame.chunks_exact(4)) {
                plane.push(f32::from_le_bytes([sample[0], sample[1], sample[2], sample[3]]));
            }
        }
        let begin = Instant::now();
        reservoir.push(&block);
        spent += begin.elapsed();
    }
    child.wait().map_err(|error| error.to_string())?;
    Ok((reservoir.finish(), spent))
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn print_csv(path: &str, run: &Run) {
    for (test, stage) in run.outcome.tests.iter().zip(&run.stages) {
        let holes = test.holes.map_or(",,,,,".to_owned(), |h| {
            format!("{:.3},{:.5},{:.5},{},{},{}", h.z, h.hole_rate, h.null_rate, h.threshold_lsb16, h.offset, h.channel.letter())
        });
        let lattice = test.lattice.map_or(",,,,".to_owned(), |l| {
            format!("{:.3},{:.4},{:.4},{},{}", l.z, l.fit, l.null_fit, l.offset, l.channel.letter())
        });
        let share = test.agreeing_share.map_or(String::new(), |share| format!("{share:.3}"));
        let (gather, grid) = (milliseconds(run.gather), milliseconds(stage.1));
        println!(
            "\"{path}\",{},{:?},{},{holes},{lattice},{share},{},{gather:.1},{grid:.1}",
            test.codec.id(),
            test.filterbank,
            test.rate_hz,
            test.excerpts
        );
    }
}

fn print_table(path: &str, run: &Run) {
    println!("  sections {:?}", run.outcome.sections);
    println!("  source {:?}, limits {:?}", run.outcome.source, run.outcome.limits);
    let total: Duration = run.stages.iter().map(|stage| stage.1).sum();
    println!("{path}: gather {:.1} ms, grids {:.1} ms", milliseconds(run.gather), milliseconds(total));
    for (test, stage) in run.outcome.tests.iter().zip(&run.stages) {
        println!(
            "  {}: {} at {} Hz ({:.1} ms) share {:?} of {} excerpts",
            test.codec.label(),
            test.filterbank.label(),
            test.rate_hz,
            milliseconds(stage.1),
            test.agreeing_share,
            test.excerpts
        );
        if let Some(holes) = test.holes {
            println!("    {holes:?}");
        }
        if let Some(lattice) = test.lattice {
            println!("    {lattice:?}");
        }
    }
}
