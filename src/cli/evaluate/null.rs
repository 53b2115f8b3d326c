//! The null: how high each test goes where nothing is to be found.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{figures::labelled, results::FileResult, statistics::quantile, truth::Label};

/// Codec, filterbank and kind of a test.
type Test<'a> = (&'a str, &'a str, &'a str);

/// How high one test of one filterbank goes on genuine tracks: each track's largest z over the rates that were tried.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct GenuineZ {
    pub(super) codec: String,
    pub(super) filterbank: String,
    pub(super) kind: String,
    pub(super) files: usize,
    pub(super) p50: Option<f64>,
    pub(super) p90: Option<f64>,
    pub(super) p95: Option<f64>,
    pub(super) p99: Option<f64>,
    pub(super) largest: Option<f64>,
    /// The track of the largest.
    pub(super) path: String,
}

impl GenuineZ {
    pub(super) fn all(files: &[&FileResult]) -> Vec<Self> {
        let mut tests: BTreeMap<Test, Vec<(f64, &str)>> = BTreeMap::new();
        for file in labelled(files, Label::Genuine) {
            let mut highest: BTreeMap<Test, f64> = BTreeMap::new();
            for grid in &file.evidence {
                if let Some(z) = grid.z {
                    let so_far = highest.entry((&grid.codec, &grid.filterbank, &grid.kind)).or_insert(z);
                    *so_far = so_far.max(z);
                }
            }
            for (test, z) in highest {
                tests.entry(test).or_default().push((z, &file.truth.path));
            }
        }
        let test = |(test, mut seen): (Test, Vec<(f64, &str)>)| {
            seen.sort_by(|a, b| a.0.total_cmp(&b.0));
            let sorted: Vec<f64> = seen.iter().map(|(z, _)| *z).collect();
            let [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map(|share| quantile(&sorted, share));
            let path = seen.last().map_or_else(String::new, |(_, path)| (*path).to_owned());
            let [codec, filterbank, kind] = <[&str; 3]>::from(test).map(str::to_owned);
            Self { codec, filterbank, kind, files: sorted.len(), p50, p90, p95, p99, largest: sorted.last().copied(), path }
        };
        tests.into_iter().map(test).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::evaluate::samples::{copies, file};

    #[test]
    fn the_null_names_the_track_of_its_largest_z() {
        let mut files: Vec<FileResult> =
            (0..100).map(|z| file(&format!("{z}.wav"), "genuine", Label::Genuine, "", None, Some(f64::from(z)))).collect();
        let mut other_rate = files[99].evidence[0].clone();
        (other_rate.rate_hz, other_rate.z) = (Some(48_000), Some(5.0));
        files[99].evidence.push(other_rate);
        let null = &GenuineZ::all(&files.iter().collect::<Vec<_>>())[0];
        assert_eq!((null.files, null.path.as_str(), null.largest), (100, "99.wav", Some(99.0)));
        assert_eq!((null.p50, null.p90, null.p95, null.p99), (Some(49.0), Some(89.0), Some(94.0), Some(98.0)));
        assert!(GenuineZ::all(&copies(&[(None, None)]).iter().collect::<Vec<_>>()).is_empty(), "transcodes are no null");
    }
}
