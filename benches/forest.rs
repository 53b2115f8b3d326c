//! The second judge: how long its weights take to load, and one opinion to form.
//!
//! `cargo bench --bench forest` prints medians, and the opinion beside one transform of a spectrum frame of the meter's length, which is
//! done thousands of times a track.

use std::time::{Duration, Instant};

use audiopro::brain::{Example, weights};
use realfft::RealFftPlanner;

const CALLS: usize = 25;

fn main() {
    let load = median(CALLS, || weights::decode(weights::SHIPPED).is_ok());
    println!("load the shipped forest   {:>9.3} ms", ms(load));
    let (Ok(forest), Ok(examples)) = (weights::decode(weights::SHIPPED), weights::decode_examples(weights::SHIPPED_EXAMPLES))
    else {
        eprintln!("forest: the shipped weights cannot be read");
        return;
    };
    let rows: Vec<_> = examples.iter().filter_map(Example::row).collect();
    let started = Instant::now();
    let told: usize = rows.iter().map(|row| forest.opinion(row).moved_by.len()).sum();
    let opinion = started.elapsed() / rows.len() as u32;
    println!("one opinion, with reasons {:>9.3} ms ({} tracks, {told} reasons)", ms(opinion), rows.len());

    let transform = RealFftPlanner::<f32>::new().plan_fft_forward(4096);
    let (mut input, mut output) = (transform.make_input_vec(), transform.make_output_vec());
    let reference = median(CALLS * 100, || transform.process(&mut input, &mut output).is_ok());
    println!("transforms of 4096 frames {:>9.1} an opinion", ms(opinion) / ms(reference));
}

fn median(calls: usize, mut work: impl FnMut() -> bool) -> Duration {
    let mut times: Vec<Duration> = (0..calls)
        .map(|_| {
            let started = Instant::now();
            std::hint::black_box(work());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[calls / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
