//! The mark of upsampling: all content ends at the Nyquist frequency of a lower standard rate, far above a floor.
//!
//! A converter's filter leaves a wall: full content up to about 0.9 of the old Nyquist frequency E, nothing from just above E on.
//! A second shows the wall at E if
//! - the level in 0.80 to 0.88 E lies at least [`LEAST_DROP_DB`] above the highest band from 1.06 E to the top of the spectrum;
//! - the level has fallen half way between 0.88 E and 1.02 E;
//! - it reaches the floor between 0.955 E and 1.06 E.
//!
//! The track shows it if nine tenths of its loud seconds do, three at least, and its mean spectrum too. Seconds in which nothing
//! above 0.8 E rises over the rounding noise of the declared depth say nothing. A low-pass of a lossy encoder ends at 15 to 20.5 kHz,
//! the filters of converters and masters lie elsewhere or fall slowly; noise shaped upwards lies above the edge and hides the
//! wall: then nothing is said.

use std::ops::RangeInclusive;

use super::{band_end::LEVELS, spectrum::BINS};
use crate::units::SampleRate;

/// Nyquist frequencies of the standard rates.
const EDGES_HZ: [f64; 14] = [
    4_000.0, 5_512.5, 6_000.0, 8_000.0, 11_025.0, 12_000.0, 16_000.0, 22_050.0, 24_000.0, 44_100.0, 48_000.0, 88_200.0, 96_000.0,
    192_000.0,
];
/// Fall of a wall.
const LEAST_DROP_DB: f64 = 30.0;
/// Share of the loud seconds that show the wall.
const LEAST_SHARE: f64 = 0.9;
/// Fewest seconds that show it.
const FEWEST_SECONDS: u64 = 3;
/// Content this far above the rounding noise can show a wall.
const ABOVE_ROUNDING_DB: f64 = 15.0;
/// How near to the floor its foot lies.
const FOOT_DB: f64 = 8.0;
/// Largest part of the band that the highest candidate may take, so that a floor is left to see.
const HIGHEST_SHARE: f64 = 0.93;
/// Fewest bins between the edge and the foot of the wall: a Hann window spreads a line over two on either side.
const FEWEST_BINS: f64 = 4.0;

/// Walls at every candidate.
pub(super) struct Edges {
    candidates: Vec<Candidate>,
    nyquist_hz: f64,
    rounding_db: f64,
}

struct Candidate {
    hz: f64,
    /// Seconds by level class that show the wall, and that could but do not.
    walls: Vec<u32>,
    open: Vec<u32>,
}

/// The wall of an upsampled track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct EdgeFindings {
    pub edge_hz: f64,
    pub drop_db: f64,
}

/// What a spectrum shows at a candidate.
enum View {
    /// Too little signal there.
    Nothing,
    /// Content that ends otherwise, or not.
    Open,
    /// The wall, and its fall in dB.
    Wall(f64),
}

impl Edges {
    pub(super) fn new(sample_rate: SampleRate, bits: Option<u16>) -> Self {
        let nyquist_hz = sample_rate.nyquist_hz();
        let bin_hz = nyquist_hz / (BINS - 1) as f64;
        let is_visible = |hz: &f64| *hz <= HIGHEST_SHARE * nyquist_hz && 0.06 * hz >= FEWEST_BINS * bin_hz;
        let candidate = |hz: f64| Candidate { hz, walls: vec![0; LEVELS], open: vec![0; LEVELS] };
        let depth = bits.map_or(24, |bits| bits.clamp(1, 24));
        // Triangular dither and rounding: three times a step squared over twelve; a Hann frame spreads noise of variance v over
        // its bins as 6 v / length in the spectrum's scale.
        let step = 2.0_f64.powi(1 - i32::from(depth));
        let rounding_db = 10.0 * (step * step / 4.0 * 6.0 / super::spectrum::FRAME as f64).log10();
        Self { candidates: EDGES_HZ.into_iter().filter(is_visible).map(candidate).collect(), nyquist_hz, rounding_db }
    }

    /// Takes the mean spectrum of one second of class `level`.
    pub(super) fn push(&mut self, power: &[f64], level: usize) {
        let sums = Sums::new(power, self.nyquist_hz);
        for candidate in &mut self.candidates {
            match sums.view(candidate.hz, self.rounding_db) {
                View::Nothing => {}
                View::Open => candidate.open[level] = candidate.open[level].saturating_add(1),
                View::Wall(_) => candidate.walls[level] = candidate.walls[level].saturating_add(1),
            }
        }
    }

    /// The lowest edge that the loud seconds (classes `loud`) and the mean spectrum `power` agree on.
    pub(super) fn finish(&self, power: &[f64], loud: RangeInclusive<usize>) -> Option<EdgeFindings> {
        let sums = Sums::new(power, self.nyquist_hz);
        let count = |classes: &[u32]| classes[loud.clone()].iter().map(|count| u64::from(*count)).sum::<u64>();
        self.candidates.iter().find_map(|candidate| {
            let (walls, open) = (count(&candidate.walls), count(&candidate.open));
            if walls < FEWEST_SECONDS || (walls as f64) < LEAST_SHARE * (walls + open) as f64 {
                return None;
            }
            match sums.view(candidate.hz, self.rounding_db) {
                View::Wall(drop_db) => Some(EdgeFindings { edge_hz: candidate.hz, drop_db }),
                View::Nothing | View::Open => None,
            }
        })
    }
}

/// Running sums of a spectrum, for the mean of any band.
struct Sums {
    sums: Vec<f64>,
    bin_hz: f64,
}

impl Sums {
    fn new(power: &[f64], nyquist_hz: f64) -> Self {
        let mut sums = Vec::with_capacity(power.len() + 1);
        let mut total = 0.0;
        sums.push(total);
        for value in power {
            total += value;
            sums.push(total);
        }
        Self { sums, bin_hz: nyquist_hz / (power.len() - 1) as f64 }
    }

    /// Mean level in dB of the bins from `low_hz` to `high_hz`, one at least.
    fn level_db(&self, low_hz: f64, high_hz: f64) -> f64 {
        let last = self.sums.len() - 2;
        let low = ((low_hz / self.bin_hz).round() as usize).min(last);
        let high = ((high_hz / self.bin_hz).round() as usize).clamp(low + 1, last + 1);
        10.0 * ((self.sums[high] - self.sums[low]) / (high - low) as f64).max(1e-20).log10()
    }

    fn view(&self, edge_hz: f64, rounding_db: f64) -> View {
        let top_hz = 0.985 * (self.sums.len() - 2) as f64 * self.bin_hz;
        let content_db = self.level_db(0.80 * edge_hz, 0.88 * edge_hz);
        let near_db = self.level_db(1.06 * edge_hz, (1.16 * edge_hz).min(top_hz));
        let width_hz = 0.04 * edge_hz;
        let mut floor_db = near_db;
        let mut low_hz = 1.06 * edge_hz;
        while low_hz + width_hz <= top_hz {
            floor_db = floor_db.max(self.level_db(low_hz, low_hz + width_hz));
            low_hz += width_hz;
        }
        if content_db.max(floor_db) < rounding_db + ABOVE_ROUNDING_DB {
            return View::Nothing;
        }
        let drop_db = content_db - floor_db;
        if drop_db < LEAST_DROP_DB {
            return View::Open;
        }
        let (Some(middle_hz), Some(foot_hz)) =
            (self.falls_below(content_db - (content_db - near_db) / 2.0, edge_hz), self.falls_below(near_db + FOOT_DB, edge_hz))
        else {
            return View::Open;
        };
        let is_wall = (0.88..=1.02).contains(&(middle_hz / edge_hz)) && (0.955..=1.06).contains(&(foot_hz / edge_hz));
        if is_wall { View::Wall(drop_db) } else { View::Open }
    }

    /// Lowest frequency from 0.80 E on above which the level stays below `level_db` up to 1.1 E.
    fn falls_below(&self, level_db: f64, edge_hz: f64) -> Option<f64> {
        let width_hz = (0.01 * edge_hz).max(2.0 * self.bin_hz);
        let steps = (0.3 * edge_hz / width_hz) as usize;
        let last = (0..steps).rev().find(|step| {
            let low_hz = 0.80 * edge_hz + *step as f64 * width_hz;
            self.level_db(low_hz, low_hz + width_hz) >= level_db
        })?;
        Some(0.80 * edge_hz + (last + 1) as f64 * width_hz)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A spectrum of 96 kHz: `content_db` up to a corner, falling to `floor_db` over `width_hz`.
    fn spectrum(corner_hz: f64, width_hz: f64, content_db: f64, floor_db: f64) -> Vec<f64> {
        let bin_hz = 48_000.0 / (BINS - 1) as f64;
        let level_db = |hz: f64| content_db + (floor_db - content_db) * ((hz - corner_hz) / width_hz).clamp(0.0, 1.0);
        (0..BINS).map(|bin| 10.0_f64.powf(level_db(bin as f64 * bin_hz) / 10.0)).collect()
    }

    fn found(power: &[f64]) -> Option<f64> {
        let rate = SampleRate::new(96_000).expect("a rate in range");
        let mut edges = Edges::new(rate, Some(24));
        (0..10).for_each(|_| edges.push(power, 50));
        edges.finish(power, 40..=50).map(|edge| edge.edge_hz)
    }

    #[test]
    fn walls_at_standard_rates_are_named() {
        assert_eq!(found(&spectrum(20_000.0, 2_050.0, -80.0, -160.0)), Some(22_050.0));
        assert_eq!(found(&spectrum(21_500.0, 1_500.0, -100.0, -150.0)), Some(22_050.0));
        assert_eq!(found(&spectrum(21_800.0, 2_200.0, -80.0, -160.0)), Some(24_000.0));
        assert_eq!(found(&spectrum(10_000.0, 1_025.0, -80.0, -140.0)), Some(11_025.0));
    }

    #[test]
    fn other_ends_are_not() {
        // Encoder low-passes, converters' filters, soft roll-offs, shallow steps, a full band.
        for (corner_hz, width_hz, content_db, floor_db) in [
            (16_500.0, 500.0, -70.0, -150.0),
            (19_500.0, 500.0, -70.0, -150.0),
            (20_000.0, 600.0, -70.0, -150.0),
            (20_000.0, 12_000.0, -70.0, -150.0),
            (10_000.0, 20_000.0, -60.0, -150.0),
            (21_000.0, 1_000.0, -110.0, -130.0),
            (45_000.0, 3_000.0, -110.0, -150.0),
            (60_000.0, 3_000.0, -110.0, -150.0),
        ] {
            assert_eq!(found(&spectrum(corner_hz, width_hz, content_db, floor_db)), None, "{corner_hz} {width_hz}");
        }
    }

    #[test]
    fn shaped_noise_above_the_edge_silences_the_test() {
        let mut power = spectrum(20_000.0, 2_050.0, -80.0, -160.0);
        power[1_600..].fill(1e-9);
        assert_eq!(found(&power), None);
    }
}
