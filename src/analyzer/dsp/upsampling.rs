//! The mark of upsampling: all content ends at the Nyquist frequency of a lower standard rate, far above a floor.
//!
//! A converter's filter leaves a wall: content up to about 0.9 of the old Nyquist frequency E, nothing from just above E on. The
//! floor is the highest band from 1.16 E to the top of the spectrum. A second shows the wall at E if the level in 0.80 to 0.88 E lies
//! at least [`LEAST_DROP_DB`] above that floor, and the level falls as converters fall, at a knee, far more steeply than before:
//! - steep (sox, soxr, libsamplerate): by 6 dB from 0.84 E on, by 20 dB at 0.88 to 1.015 E, to the floor (or by 40 dB) at up to
//!   1.035 E, all within 0.10 E;
//! - broad (FFmpeg's own resampler, whose short filter lets images through): to a level floor at 1.05 to 1.16 E within 0.22 E. Looked
//!   for at 22.05 kHz and above alone, and only where at least 40 % of the spectrum lies above.
//!
//! The track shows it if nine tenths of its loud seconds do, three at least, and its mean spectrum too. Seconds in which nothing
//! above 0.8 E rises over the rounding noise of the declared depth say nothing. A low-pass of a lossy encoder ends elsewhere, soft
//! masters fall slowly; noise shaped upwards lies above the edge and hides the wall: then nothing is said.
//!
//! An edge above 0.9 of the track's own Nyquist frequency (44.1 to 48 kHz) is not looked for: it leaves no floor to see, and music
//! rendered at 48 kHz from samples of 44.1 kHz has such a wall by nature (4 of the corpus's 48 kHz excerpts). Neither is 16 kHz at
//! 48 kHz and below: MP3 ends there.

use std::ops::RangeInclusive;

use super::{band_end::LEVELS, spectrum::BINS};
use crate::units::SampleRate;

/// Nyquist frequencies of the standard rates.
const EDGES_HZ: [f64; 14] = [
    4_000.0, 5_512.5, 6_000.0, 8_000.0, 11_025.0, 12_000.0, 16_000.0, 22_050.0, 24_000.0, 44_100.0, 48_000.0, 88_200.0, 96_000.0,
    192_000.0,
];
/// The edge that an MP3 of 128 kbit/s has too: of 169 such files 9 showed a wall there. At 48 kHz and below it names no rate.
const LAME_LOW_PASS_HZ: f64 = 16_000.0;
/// Fall of a wall.
const LEAST_DROP_DB: f64 = 30.0;
/// Share of the loud seconds that show the wall.
const LEAST_SHARE: f64 = 0.9;
/// Fewest seconds that show it.
const FEWEST_SECONDS: u64 = 3;
/// Content this far above the rounding noise can show a wall.
const ABOVE_ROUNDING_DB: f64 = 15.0;
/// Fall that marks the head of the wall.
const HEAD_DB: f64 = 6.0;
/// Largest slope of the music before the wall, as a share of the wall's own: without a knee it is a roll-off.
const LARGEST_SLOPE_SHARE: f64 = 0.4;
/// How near to the floor the foot of the wall lies, and how far below the content at most.
const FOOT_DB: f64 = 8.0;
const DEEP_DB: f64 = 40.0;
/// A floor is one that falls no further than this, or lies this far below the content.
const LEVEL_DB: f64 = 4.0;
const VERY_DEEP_DB: f64 = 80.0;
/// Largest part of the band that a candidate may take.
const HIGHEST_SHARE: f64 = 0.9;
/// Largest part of the band, and lowest edge, for a broad wall.
const BROAD_SHARE: f64 = 0.6;
const BROAD_FROM_HZ: f64 = 22_050.0;
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
        let is_free = |hz: &f64| *hz != LAME_LOW_PASS_HZ || nyquist_hz > 24_000.0;
        let is_visible = |hz: &f64| *hz <= HIGHEST_SHARE * nyquist_hz && 0.06 * hz >= FEWEST_BINS * bin_hz;
        let candidate = |hz: f64| Candidate { hz, walls: vec![0; LEVELS], open: vec![0; LEVELS] };
        let depth = bits.map_or(24, |bits| bits.clamp(1, 24));
        // Triangular dither and rounding: three times a step squared over twelve; a Hann frame spreads noise of variance v over
        // its bins as 6 v / length in the spectrum's scale.
        let step = 2.0_f64.powi(1 - i32::from(depth));
        let rounding_db = 10.0 * (step * step / 4.0 * 6.0 / super::spectrum::FRAME as f64).log10();
        Self {
            candidates: EDGES_HZ.into_iter().filter(is_free).filter(is_visible).map(candidate).collect(),
            nyquist_hz,
            rounding_db,
        }
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
        let nyquist_hz = (self.sums.len() - 2) as f64 * self.bin_hz;
        let top_hz = 0.985 * nyquist_hz;
        let width_hz = 0.04 * edge_hz;
        let content_db = self.level_db(0.80 * edge_hz, 0.88 * edge_hz);
        // Where little of the spectrum is left, the floor begins nearer to the edge.
        let mut low_hz = if 1.20 * edge_hz <= top_hz { 1.16 * edge_hz } else { 1.06 * edge_hz };
        let mut floor_db = self.level_db(low_hz, (low_hz + width_hz).min(top_hz));
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
        let head = self.falls_below(content_db - HEAD_DB, edge_hz, top_hz);
        let middle = self.falls_below(content_db - 20.0, edge_hz, top_hz);
        let foot_db = (floor_db + FOOT_DB).max(content_db - DEEP_DB);
        let foot = self.falls_below(foot_db, edge_hz, top_hz);
        // In dB per E: before the wall, from 0.64 to 0.84 E, and in it.
        let slope_before = (self.level_db(0.60 * edge_hz, 0.68 * edge_hz) - content_db) / 0.2;
        let has_knee = slope_before * (foot - head) <= LARGEST_SLOPE_SHARE * (content_db - HEAD_DB - foot_db);
        let is_high = edge_hz >= BROAD_FROM_HZ;
        // A slow roll-off goes on falling where a converter has reached the floor.
        let beyond_db = self.level_db(1.20 * edge_hz, 1.26 * edge_hz);
        let is_level =
            beyond_db - self.level_db(1.30 * edge_hz, 1.40 * edge_hz) <= LEVEL_DB || beyond_db <= content_db - VERY_DEEP_DB;
        // The lossy low-passes just below 16 and 11 kHz keep the lower edges narrow.
        let lowest_foot = if is_high { 0.93 } else { 0.955 };
        let is_steep = (0.88..=1.015).contains(&middle) && (lowest_foot..=1.035).contains(&foot) && foot - head <= 0.10;
        let is_broad = is_high
            && edge_hz <= BROAD_SHARE * nyquist_hz
            && is_level
            && (0.88..=1.10).contains(&middle)
            && (1.05..=1.16).contains(&foot)
            && (0.10..=0.225).contains(&(foot - head));
        if head >= 0.84 && has_knee && (is_steep || is_broad) { View::Wall(drop_db) } else { View::Open }
    }

    /// Lowest frequency from 0.80 E on, as a share of E, above which the level stays below `level_db` up to 1.2 E.
    fn falls_below(&self, level_db: f64, edge_hz: f64, top_hz: f64) -> f64 {
        let width_hz = (0.01 * edge_hz).max(2.0 * self.bin_hz);
        let low_hz = |step: usize| 0.80 * edge_hz + step as f64 * width_hz;
        let steps = ((1.2 * edge_hz).min(top_hz) - 0.80 * edge_hz) / width_hz;
        let last = (0..steps as usize).rev().find(|step| self.level_db(low_hz(*step), low_hz(step + 1)) >= level_db);
        last.map_or(0.80, |step| low_hz(step + 1) / edge_hz)
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
        assert_eq!(found(&spectrum(20_000.0, 2_050.0, -80.0, -140.0)), Some(22_050.0));
        assert_eq!(found(&spectrum(21_500.0, 700.0, -100.0, -150.0)), Some(22_050.0));
        assert_eq!(found(&spectrum(21_800.0, 2_200.0, -80.0, -150.0)), Some(24_000.0));
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
            (20_000.0, 8_000.0, -70.0, -120.0),
            (10_000.0, 20_000.0, -60.0, -150.0),
            (21_000.0, 1_000.0, -110.0, -130.0),
            (21_000.0, 9_000.0, -80.0, -150.0),
            (45_000.0, 3_000.0, -110.0, -150.0),
            (60_000.0, 3_000.0, -110.0, -150.0),
        ] {
            assert_eq!(found(&spectrum(corner_hz, width_hz, content_db, floor_db)), None, "{corner_hz} {width_hz}");
        }
    }

    #[test]
    fn shaped_noise_above_the_edge_silences_the_test() {
        let mut power = spectrum(20_000.0, 2_050.0, -80.0, -150.0);
        power[1_600..].fill(1e-9);
        assert_eq!(found(&power), None);
    }

    #[test]
    fn the_low_pass_of_mp3_names_no_rate() {
        let candidates = |rate_hz: u32| Edges::new(SampleRate::new(rate_hz).expect("a rate in range"), Some(16)).candidates;
        let has_16_khz = |rate_hz: u32| candidates(rate_hz).iter().any(|candidate| candidate.hz == 16_000.0);
        assert_eq!([44_100, 48_000, 96_000].map(has_16_khz), [false, false, true]);
        // 44.1 to 48 kHz leaves no floor to see.
        assert!(candidates(48_000).iter().all(|candidate| candidate.hz < 22_050.0));
    }
}
