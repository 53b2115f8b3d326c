//! Equality with the reference models on the same frames (`tests/fixtures/grid`).

use super::{
    holes::HoleCounts,
    spectrum::{LiveSignals, Statistics},
    testing,
    transform::{layout, transform},
};
use crate::contracts::Filterbank;

const FIXTURES: [&str; 2] =
    [include_str!("../../../tests/fixtures/grid/mp3.txt"), include_str!("../../../tests/fixtures/grid/aac.txt")];

fn filterbank(name: &str) -> Filterbank {
    match name {
        "mp3" => Filterbank::Mp3Hybrid,
        "aac_kbd" => Filterbank::AacKbd,
        "aac_sine" => Filterbank::AacSine,
        other => panic!("no filterbank {other}"),
    }
}

/// Frames, filterbank, start and numbers of one line.
type Visit<'a> = &'a mut dyn FnMut(&[f32], Filterbank, usize, &[f64]);

/// Visits each line of the fixtures that begins with `kind`: frames, filterbank, start, numbers.
fn each_line(kind: &str, visit: Visit<'_>) {
    let mut lines = 0;
    for fixture in FIXTURES {
        let mut signal: Vec<f32> = Vec::new();
        for line in fixture.lines() {
            let mut fields = line.split(' ');
            let first = fields.next();
            if first == Some("signal") {
                signal = fields.map(|field| field.parse().expect("a sample")).collect();
            } else if first == Some(kind) {
                let bank = filterbank(fields.next().expect("a filterbank"));
                let start = fields.next().expect("a start").parse().expect("a number");
                let numbers: Vec<f64> = fields.map(|field| field.parse().expect("a number")).collect();
                visit(&signal, bank, start, &numbers);
                lines += 1;
            }
        }
    }
    assert!(lines >= 6, "fixtures hold {lines} lines of {kind}");
}

#[test]
fn coefficients_equal_the_reference() {
    each_line("block", &mut |signal, bank, start, expected| {
        // 1e-4 of the rms; the fixture holds seven digits.
        transform(bank).blocks(&[signal], &[start], &mut |_, left, _| testing::assert_close(left, expected, 1e-4));
    });
}

#[test]
fn statistics_equal_the_reference() {
    let mut statistics = Statistics::default();
    let mono = LiveSignals([true, false, false, false]);
    let mut largest_fit = 0.0f64;
    each_line("statistics", &mut |signal, bank, start, expected| {
        let layout = layout(bank, 44_100, true).expect("a rate of every codec");
        transform(bank).blocks(&[signal], &[start], &mut |_, left, right| {
            statistics.mix(left, right, mono, &layout);
            let HoleCounts { holes, audible } = statistics.count_holes(0, left, right, &layout);
            for t in 0..4 {
                // A coefficient may lie on a threshold to the last bit: one of some hundred is below 1 %.
                assert!((f64::from(holes[t]) - expected[t]).abs() <= 1.0, "{bank:?} {start}: {holes:?} {expected:?}");
                assert!((f64::from(audible[t]) - expected[4 + t]).abs() <= 1.0, "{bank:?} {start}: {audible:?} {expected:?}");
            }
            let fit = statistics.fit(0, left, right, &layout);
            assert!((fit.total - expected[8]).abs() <= 0.01 * expected[8], "{bank:?} {start}: {fit:?} {expected:?}");
            assert_eq!(fit.bands, expected[9], "{bank:?} {start}");
            largest_fit = largest_fit.max(fit.mean());
        });
    });
    assert!(largest_fit > 15.0, "the fixtures hold a codec's own alignment: {largest_fit}");
}
