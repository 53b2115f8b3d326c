//! What the forest sees of a track: one table.
//!
//! Nothing of the container, the file or its tags is in it: the same samples give the same features in any file. A feature that
//! could not be measured has a value of its own, as far below its range as the range is wide, so that a tree can split it off;
//! it is never 0. [`schema_id`] changes with any name, unit, order or range: weights of another schema are refused. The columns of
//! the network come last, and are missing wherever no network looked.

use crate::contracts::{Codec, GridOutcome, Measurements, NetworkReading};

/// Who tells of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Witness {
    /// The sound as it was measured.
    Sound,
    /// The codec grids.
    Grid,
    /// The network.
    Network,
}

/// One column.
#[derive(Clone, Copy)]
pub struct Feature {
    /// Name in files and marks.
    pub name: &'static str,
    /// Unit, empty for a pure number.
    pub unit: &'static str,
    /// Lowest and highest value; what lies beyond is taken as the bound.
    pub range: (f64, f64),
    /// What it is, in words that fit into a sentence.
    pub meaning: &'static str,
    /// Who tells of it.
    pub witness: Witness,
    measure: fn(&Measurements, &GridOutcome) -> Option<f64>,
}

impl Feature {
    /// The value that stands for "not measured".
    pub fn missing(&self) -> f32 {
        (2.0 * self.range.0 - self.range.1) as f32
    }

    /// Whether `value` stands for "not measured".
    pub fn is_missing(&self, value: f32) -> bool {
        f64::from(value) < self.range.0
    }

    /// What stands in a row for `measured`: within the range, or "not measured" where it is no number.
    fn value(&self, measured: Option<f64>) -> f32 {
        match measured.filter(|value| value.is_finite()) {
            Some(value) => value.clamp(self.range.0, self.range.1) as f32,
            None => self.missing(),
        }
    }
}

const fn of_grid(
    name: &'static str,
    range: (f64, f64),
    meaning: &'static str,
    measure: fn(&Measurements, &GridOutcome) -> Option<f64>,
) -> Feature {
    Feature { name, unit: "", range, meaning, witness: Witness::Grid, measure }
}

const fn of_sound(
    name: &'static str,
    unit: &'static str,
    range: (f64, f64),
    meaning: &'static str,
    measure: fn(&Measurements, &GridOutcome) -> Option<f64>,
) -> Feature {
    Feature { name, unit, range, meaning, witness: Witness::Sound, measure }
}

const fn of_network(
    name: &'static str,
    range: (f64, f64),
    meaning: &'static str,
    measure: fn(&Measurements, &GridOutcome) -> Option<f64>,
) -> Feature {
    Feature { name, unit: "", range, meaning, witness: Witness::Network, measure }
}

/// The two columns of a codec: z of its strongest hole test and of its strongest lattice test, over all filterbanks and rates.
macro_rules! z_of {
    ($codec:ident, $holes:literal, $lattice:literal, $label:literal) => {
        [
            of_grid($holes, Z, concat!("z of the ", $label, " holes"), |_, grid| holes_of(grid, Codec::$codec)),
            of_grid($lattice, Z, concat!("z of the ", $label, " ladder"), |_, grid| lattice_of(grid, Codec::$codec)),
        ]
    };
}

const Z: (f64, f64) = (-10.0, 100.0);
const LOGITS: (f64, f64) = (-20.0, 20.0);

const OF_CODECS: [[Feature; 2]; 10] = [
    z_of!(Mp3, "mp3_holes_z", "mp3_lattice_z", "MP3"),
    z_of!(Aac, "aac_holes_z", "aac_lattice_z", "AAC"),
    z_of!(HeAac, "he_aac_holes_z", "he_aac_lattice_z", "HE-AAC"),
    z_of!(Vorbis, "vorbis_holes_z", "vorbis_lattice_z", "Vorbis"),
    z_of!(Opus, "opus_holes_z", "opus_lattice_z", "Opus"),
    z_of!(Ac3, "ac3_holes_z", "ac3_lattice_z", "AC-3"),
    z_of!(Wma, "wma_holes_z", "wma_lattice_z", "WMA"),
    z_of!(Mp2, "mp2_holes_z", "mp2_lattice_z", "MP2"),
    z_of!(Musepack, "musepack_holes_z", "musepack_lattice_z", "Musepack"),
    z_of!(Atrac, "atrac_holes_z", "atrac_lattice_z", "ATRAC"),
];

const OTHERS: [Feature; 44] = [
    of_grid("largest_holes_z", Z, "largest z of any hole test", |_, grid| largest(grid, |test| Some(test.holes?.z))),
    of_grid("largest_lattice_z", Z, "largest z of any ladder test", |_, grid| largest(grid, |test| Some(test.lattice?.z))),
    of_grid("hole_rate", (0.0, 1.0), "share of empty coefficients at the best alignment", |_, grid| {
        strongest_holes(grid).map(|holes| holes.hole_rate)
    }),
    of_grid("null_rate", (0.0, 1.0), "share of empty coefficients at the other alignments", |_, grid| {
        strongest_holes(grid).map(|holes| holes.null_rate)
    }),
    of_grid("agreeing_share", (0.0, 1.0), "share of excerpts that agree on one alignment", |_, grid| {
        grid.tests.iter().filter_map(|test| test.agreeing_share).reduce(f64::max)
    }),
    of_grid("mp3_limit_kbps", (0.0, 400.0), "bitrate up to which MP3 would show", |_, grid| limit(grid, Codec::Mp3)),
    of_sound("cutoff_hz", "Hz", (0.0, 96_000.0), "end of the band", |m, _| m.cutoff_hz),
    of_sound("cutoff_slope_db_per_khz", "dB/kHz", (0.0, 400.0), "steepness of the end of the band", |m, _| {
        m.cutoff_slope_db_per_khz
    }),
    of_sound("cutoff_spread_hz", "Hz", (0.0, 20_000.0), "spread of the end of the band over time", |m, _| m.cutoff_spread_hz),
    of_sound("upsampling_drop_db", "dB", (0.0, 150.0), "fall at the end of a lower standard rate", |m, _| m.upsampling_drop_db),
    of_sound("fall_4k_db", "dB", (-60.0, 120.0), "fall across 4 kHz", |m, _| m.traces.fall_4k_db),
    of_sound("fall_8k_db", "dB", (-60.0, 120.0), "fall across 8 kHz", |m, _| m.traces.fall_8k_db),
    of_sound("fall_12k_db", "dB", (-60.0, 120.0), "fall across 12 kHz", |m, _| m.traces.fall_12k_db),
    of_sound("fall_16k_db", "dB", (-60.0, 120.0), "shelf at 16 kHz", |m, _| m.traces.fall_16k_db),
    of_sound("fall_19k_db", "dB", (-60.0, 120.0), "fall across 19 kHz", |m, _| m.traces.fall_19k_db),
    of_sound("hole_share", "", (0.0, 1.0), "share of spectral holes", |m, _| m.traces.hole_share),
    of_sound("gone_share", "", (0.0, 1.0), "share of high bands that fall silent", |m, _| m.traces.gone_share),
    of_sound("side_gone_share", "", (0.0, 1.0), "share of bands whose side signal falls silent", |m, _| m.traces.side_gone_share),
    of_sound("coherent_share", "", (0.0, 1.0), "share of bands with intensity stereo", |m, _| m.traces.coherent_share),
    of_sound("side_cutoff_gap_hz", "Hz", (-24_000.0, 24_000.0), "step from mid to side at the end of the band", |m, _| {
        m.traces.side_cutoff_gap_hz
    }),
    of_sound("floor_above_edge_db", "dB", (-60.0, 120.0), "noise floor above the end of the band", |m, _| {
        m.traces.floor_above_edge_db
    }),
    of_sound("flatness_db", "dB", (-60.0, 0.0), "spectral flatness, 1 to 5 kHz", |m, _| m.traces.flatness_db),
    of_sound("high_flatness_db", "dB", (-60.0, 0.0), "spectral flatness, 8 to 15 kHz", |m, _| m.traces.high_flatness_db),
    of_sound("flutter_db", "dB", (-30.0, 30.0), "flutter of the high bands", |m, _| m.traces.flutter_db),
    of_sound("replication", "", (0.0, 1.0), "likeness of the upper band to the lower one", |m, _| m.traces.replication),
    of_sound("pre_echo_db", "dB", (-30.0, 60.0), "pre-echo", |m, _| m.traces.pre_echo_db),
    of_sound("quiet_headroom_db", "dB", (-60.0, 150.0), "level of quiet passages over the rounding noise", |m, _| {
        m.traces.quiet_headroom_db
    }),
    of_sound("snr_db", "dB", (0.0, 150.0), "signal over the quietest blocks", |m, _| m.snr_db),
    of_sound("effective_bits", "bit", (0.0, 32.0), "bits in use", |m, _| m.effective_bits.map(f64::from)),
    of_sound("integrated_lufs", "LUFS", (-70.0, 10.0), "loudness", |m, _| m.integrated_lufs),
    of_sound("loudness_range_lu", "LU", (0.0, 60.0), "loudness range", |m, _| m.loudness_range_lu),
    of_sound("short_over_integrated_lu", "LU", (0.0, 60.0), "loudest three seconds over the whole", |m, _| {
        Some(m.short_term_max_lufs? - m.integrated_lufs?)
    }),
    of_sound("sample_peak_dbfs", "dBFS", (-90.0, 3.0), "sample peak", |m, _| m.sample_peak_dbfs),
    of_sound("true_over_sample_peak_db", "dB", (-1.0, 12.0), "true peak over sample peak", |m, _| {
        Some(m.true_peak_dbtp? - m.sample_peak_dbfs?)
    }),
    of_sound("dr", "", (0.0, 40.0), "dynamic range", |m, _| m.dr.map(f64::from)),
    of_sound("stereo_correlation", "", (-1.0, 1.0), "correlation of left and right", |m, _| m.stereo_correlation),
    of_sound("balance_db", "dB", (-60.0, 60.0), "left over right", |m, _| m.balance_db),
    of_sound("clips_at_ceiling_db", "dBFS", (-30.0, 3.0), "level at which it clips", |m, _| m.clip_level_dbfs),
    of_sound("dc_offset", "", (0.0, 0.1), "offset of the mean", |m, _| m.dc_offset.map(f64::abs)),
    of_sound("is_dual_mono", "", (0.0, 1.0), "left equal to right", |m, _| {
        m.is_dual_mono.map(|is_mono| f64::from(u8::from(is_mono)))
    }),
    of_network("network_mean_logit", LOGITS, "mean log-odds of the network", |m, _| Some(reading(m)?.mean_logit)),
    of_network("network_spread", (0.0, 20.0), "spread of the log-odds of the network", |m, _| Some(reading(m)?.spread)),
    of_network("network_share_over_zero", (0.0, 1.0), "share of patches that the network takes for lossy", |m, _| {
        Some(reading(m)?.share_over_zero)
    }),
    of_network("network_highest_decile", LOGITS, "log-odds that a tenth of the patches reach", |m, _| {
        Some(reading(m)?.highest_decile)
    }),
];

/// Columns of a row.
pub const COUNT: usize = 2 * OF_CODECS.len() + OTHERS.len();

/// Every column, in order.
pub static TABLE: [Feature; COUNT] = table();

const fn table() -> [Feature; COUNT] {
    let mut table = [OTHERS[0]; COUNT];
    let mut place = 0;
    while place < COUNT {
        let of_codecs = 2 * OF_CODECS.len();
        table[place] = if place < of_codecs { OF_CODECS[place / 2][place % 2] } else { OTHERS[place - of_codecs] };
        place += 1;
    }
    table
}

/// Raised where the meaning of a column changes and its name does not.
const MEASURED_BY: u32 = 1;

/// Tells one table from another.
pub fn schema_id() -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&MEASURED_BY.to_le_bytes());
    for Feature { name, unit, range, .. } in &TABLE {
        hasher.update(format!("{name}|{unit}|{}|{}\n", range.0, range.1).as_bytes());
    }
    hasher.finalize()
}

/// A row: the features of one track, in the order of [`TABLE`].
#[derive(Clone, Debug, PartialEq)]
pub struct Features(pub Vec<f32>);

impl Features {
    /// What was measured of a track; without `grid` the columns of the grids are missing.
    pub fn new(measurements: &Measurements, grid: Option<&GridOutcome>) -> Self {
        let nothing = GridOutcome::default();
        let grid = grid.unwrap_or(&nothing);
        Self(TABLE.iter().map(|feature| feature.value((feature.measure)(measurements, grid))).collect())
    }

    /// The same row with the grids hidden.
    pub fn without_grid(&self) -> Self {
        self.without(Witness::Grid)
    }

    /// The same row with the network's reading hidden.
    pub fn without_network(&self) -> Self {
        self.without(Witness::Network)
    }

    /// The same row with another reading: mean, spread, share over zero and highest decile, as a [`NetworkReading`] has them.
    pub fn with_network(&self, figures: [f64; 4]) -> Self {
        let mut row = self.clone();
        let columns = TABLE.iter().zip(&mut row.0).filter(|(feature, _)| feature.witness == Witness::Network);
        for ((feature, value), figure) in columns.zip(figures) {
            *value = feature.value(Some(figure));
        }
        row
    }

    /// Mean log-odds that the network gave; `None` without a reading.
    pub fn mean_logit(&self) -> Option<f64> {
        let (feature, value) = TABLE.iter().zip(&self.0).find(|(feature, _)| feature.witness == Witness::Network)?;
        (!feature.is_missing(*value)).then(|| f64::from(*value))
    }

    fn without(&self, witness: Witness) -> Self {
        let hidden = |(feature, value): (&Feature, &f32)| if feature.witness == witness { feature.missing() } else { *value };
        Self(TABLE.iter().zip(&self.0).map(hidden).collect())
    }

    /// The row that `values` make; `None` where they are not as many as the columns.
    pub fn from_values(values: Vec<f32>) -> Option<Self> {
        (values.len() == COUNT).then_some(Self(values))
    }
}

/// The network's reading, where it is one: what a broken network gives is no number.
fn reading(measurements: &Measurements) -> Option<&NetworkReading> {
    measurements.network.as_ref().filter(|reading| reading.mean_logit.is_finite())
}

/// A second try beside a codec's own grid is no new sight of it.
fn firsts(grid: &GridOutcome) -> impl Iterator<Item = &crate::contracts::GridTest> {
    grid.tests.iter().filter(|test| test.beside.is_none())
}

fn largest(grid: &GridOutcome, z: impl Fn(&crate::contracts::GridTest) -> Option<f64>) -> Option<f64> {
    firsts(grid).filter_map(z).reduce(f64::max)
}

fn holes_of(grid: &GridOutcome, codec: Codec) -> Option<f64> {
    largest(grid, |test| Some(test.holes.filter(|_| test.codec == codec)?.z))
}

fn lattice_of(grid: &GridOutcome, codec: Codec) -> Option<f64> {
    largest(grid, |test| Some(test.lattice.filter(|_| test.codec == codec)?.z))
}

fn strongest_holes(grid: &GridOutcome) -> Option<crate::contracts::HoleTest> {
    firsts(grid).filter_map(|test| test.holes).max_by(|a, b| a.z.total_cmp(&b.z))
}

fn limit(grid: &GridOutcome, codec: Codec) -> Option<f64> {
    grid.limits.iter().find(|limit| limit.codec == codec).map(|limit| limit.visible_up_to_kbps.map_or(0.0, f64::from))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{brain::weights, contracts::Traces};

    #[test]
    fn names_are_unique_and_missing_lies_outside_the_range() {
        assert_eq!(TABLE.iter().map(|feature| feature.name).collect::<BTreeSet<_>>().len(), COUNT);
        for feature in &TABLE {
            let (low, high) = (feature.range.0 as f32, feature.range.1 as f32);
            assert!(feature.missing() < low && feature.is_missing(feature.missing()), "{}", feature.name);
            assert!(!feature.is_missing(low) && !feature.is_missing(high), "{}", feature.name);
        }
    }

    #[test]
    fn what_was_not_measured_is_missing_and_what_was_is_not() {
        let nothing = Features::new(&Measurements::default(), None);
        assert!(TABLE.iter().zip(&nothing.0).all(|(feature, value)| feature.is_missing(*value)));
        let traces = Traces { gone_share: Some(0.0), fall_16k_db: Some(900.0), ..Traces::default() };
        let row = Features::new(&Measurements { traces, dr: Some(7), ..Measurements::default() }, None);
        let of = |name: &str| row.0[TABLE.iter().position(|feature| feature.name == name).unwrap()];
        assert_eq!((of("gone_share"), of("fall_16k_db"), of("dr")), (0.0, 120.0, 7.0));
        assert_eq!(row.without_grid(), row);
    }

    #[test]
    fn a_reading_fills_the_last_columns_and_can_be_hidden() {
        let network = NetworkReading::of(&[-1.0, 3.0], "cpu", "0");
        let nothing = Features::new(&Measurements::default(), None);
        let row = Features::new(&Measurements { network: network.clone(), ..Measurements::default() }, None);
        assert_eq!(row.0[COUNT - 4..], [1.0, 2.0, 0.5, 3.0]);
        assert_eq!((row.mean_logit(), nothing.mean_logit()), (Some(1.0), None));
        assert_eq!((row.without_network(), row.without_grid()), (nothing.clone(), row.clone()));
        assert_eq!(nothing.with_network([1.0, 2.0, 0.5, 3.0]), row);
        assert_eq!(nothing.with_network([99.0, 2.0, 0.5, 3.0]).mean_logit(), Some(20.0), "what lies beyond is the bound");
        let broken = network.map(|reading| NetworkReading { mean_logit: f64::NAN, ..reading });
        assert_eq!(Features::new(&Measurements { network: broken, ..Measurements::default() }, None), nothing);
    }

    #[test]
    fn the_schema_is_the_one_that_the_shipped_weights_were_made_for() {
        // Changing the table changes this number: train again (`audiopro train`), then write it here.
        assert_eq!(schema_id(), SCHEMA_OF_SHIPPED_WEIGHTS);
        assert!(weights::decode(weights::SHIPPED).is_ok() && weights::decode_examples(weights::SHIPPED_EXAMPLES).is_ok());
    }

    const SCHEMA_OF_SHIPPED_WEIGHTS: u32 = 3_910_142_440;
}
