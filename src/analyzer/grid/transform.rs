//! What the grid test needs of a filterbank: the spectrum of a block at any frame.

use std::ops::Range;

use super::{
    atrac::Atrac,
    hybrid::{Hybrid, Stage},
    lattice::Ladder,
    linear::Steps,
    mdct::{self, Halves, Mdct},
    tables,
};
use crate::contracts::{Codec, Filterbank};

/// Takes the number of a start and the coefficients of its two planes.
pub(super) type Visit<'a> = dyn FnMut(usize, &[f32], &[f32]) + 'a;

/// An orthonormal-like analysis filterbank, tried at any alignment.
///
/// The channels go through it together, so that an implementation may share work between neighbouring starts and between
/// channels. Scratch is kept between calls; nothing is allocated once the longest run of frames has been seen.
pub(super) trait Transform: Send {
    /// Frames that one block is computed from.
    fn reach(&self) -> usize;

    /// Spectra of the blocks that begin at `starts` (frames into `planes`, in any order). `visit` gets the index into `starts`
    /// and the coefficients of the first and of the second plane (empty for a single plane), in units of the samples.
    ///
    /// # Panics
    /// Where a block reaches past the end of a plane.
    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut Visit);
}

/// The filterbank of a hypothesis.
pub(super) fn transform(filterbank: Filterbank) -> Box<dyn Transform> {
    match filterbank {
        Filterbank::Mp3Hybrid => Box::new(Hybrid::new(Stage::Long)),
        Filterbank::Mp3Short => Box::new(Hybrid::new(Stage::Short)),
        Filterbank::Atrac => Box::new(Atrac::new()),
        Filterbank::Polyphase => Box::new(Hybrid::new(Stage::Nothing)),
        Filterbank::AacKbd => Box::new(Mdct::new(&mdct::kaiser_bessel_derived(2048, 4.0))),
        Filterbank::AacSine => Box::new(Mdct::new(&mdct::sine(2048))),
        Filterbank::AacShort => Box::new(Mdct::new(&mdct::sine(256))),
        Filterbank::Vorbis => Box::new(Mdct::new(&mdct::power_sine(2048))),
        Filterbank::Celt960 => Box::new(Mdct::new(&mdct::celt(1920, 120))),
        Filterbank::Celt480 => Box::new(Mdct::new(&mdct::celt(960, 120))),
        Filterbank::Vorbis512 => Box::new(Mdct::new(&mdct::power_sine(1024))),
        Filterbank::Vorbis2048 => Box::new(Mdct::new(&mdct::power_sine(4096))),
        Filterbank::Celt240 => Box::new(Mdct::new(&mdct::celt(480, 120))),
        Filterbank::Celt120 => Box::new(Mdct::new(&mdct::celt(240, 120))),
        Filterbank::Ac3 => Box::new(Mdct::new(&mdct::kaiser_bessel_derived(512, 5.0))),
        Filterbank::Ac3Short => Box::new(Halves::new(&mdct::kaiser_bessel_derived(512, 5.0))),
        Filterbank::Wma => Box::new(Mdct::new(&mdct::sine(4096))),
        Filterbank::Wma512 => Box::new(Mdct::new(&mdct::sine(1024))),
    }
}

/// What the two statistics look at, for one filterbank at one rate.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Frames after which an alignment comes back: the hop, or less where block switching moves the blocks of a codec.
    pub period: usize,
    /// Alignments that are congruent modulo this show the same grid: the period, or the 32 frames of a polyphase slot.
    pub circle: usize,
    /// Coefficients that the hole test looks at: 2 to 16 kHz.
    pub hole_bins: Range<usize>,
    /// Bands of one step each that the lattice test looks at, within 200 Hz to 16 kHz; empty where there is no ladder.
    pub bands: Vec<Range<usize>>,
    /// Steps tried, and the blur of 16-bit rounding.
    pub ladder: Ladder,
    /// Steps of the search for an alignment where any gain may have moved them.
    pub search: Option<Ladder>,
    /// What each band is multiplied by, to bring a ladder that a gain has moved back to its place; empty for none.
    pub gains: Vec<f32>,
    /// The rule of a uniform ladder; `None` for the power law of MP3 and AAC.
    pub uniform: Option<Steps>,
    /// Bands whose two channels are brought to one energy before mid and side are made.
    pub balanced: Vec<Range<usize>>,
    /// An alignment that is left out, see [`is_left_out`](Self::is_left_out): the same grid was found there.
    pub excluded: Option<usize>,
    /// Positions tried, as a multiple of the usual number: small blocks hold little each.
    pub effort: usize,
    /// Whether mid and side are looked at.
    pub has_mid_side: bool,
}

impl Layout {
    /// Whether `alignment` is left out: it is within [`LEAK`] of the excluded one, or of half a period from it, where a strong grid
    /// still shows a part of itself.
    pub(super) fn is_left_out(&self, alignment: usize) -> bool {
        let half = self.period / 2;
        self.excluded.is_some_and(|excluded| {
            let distance = excluded.abs_diff(alignment) % half;
            distance.min(half - distance) <= LEAK
        })
    }

    /// Whether the lattice test can be made.
    pub(super) fn has_ladder(&self) -> bool {
        !self.bands.is_empty()
    }

    /// Bands by which a block is rated: those of the ladder, or stretches of 16 coefficients.
    pub(super) fn judged(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let stretches = if self.has_ladder() { 0..0 } else { self.hole_bins.clone() };
        self.bands.iter().cloned().chain(stretches.step_by(16).map(|start| start..(start + 16).min(self.hole_bins.end)))
    }
}

/// Frames beside a strong grid at which it still shows: by three, the fit of AAC stands 10 deviations above the others.
const LEAK: usize = 8;
/// Band of the hole test in hertz: below it most music has no hole at any rate, above it encoders cut.
const HOLE_BAND_HZ: (f64, f64) = (2_000.0, 16_000.0);
/// Band of the lattice test in hertz: music with little above 2 kHz needs the low bands.
const LATTICE_BAND_HZ: (f64, f64) = (200.0, 16_000.0);

/// Rounding noise of samples finer than 16 bits, as a share of that of 16 bits. 24 bits would be 1/256; the arithmetic of a
/// decoder and of this test, both in single precision, is not that fine on loud music.
const FINE_ROUNDING: f64 = 1.0 / 32.0;

/// Layout of `filterbank` at `rate_hz`, for samples on 16-bit steps or finer ones; `None` where its codec does not exist at
/// that rate.
pub(super) fn layout(filterbank: Filterbank, rate_hz: u32, is_16_bit: bool) -> Option<Layout> {
    let rounding = if is_16_bit { 1.0 } else { FINE_ROUNDING };
    // Origin of the ladder and blur: 32768 full scale through each filterbank as it is scaled here. MP3: 9, the IMDCT of 18
    // (N/4 with N = 36), and a blur of 0.155 as the polyphase has a gain of 1/32 a slot; short blocks: 3, and the root of 3
    // that they are scaled by. AAC: 2^-5.5 * 2^15 falls on the ladder through 1, as does the 2^-4 of its short blocks, and an
    // orthonormal transform keeps the 0.289 of rounding to 1.
    let hop = filterbank.hop_frames();
    let is_mpeg_1 = matches!(rate_hz, 32_000 | 44_100 | 48_000);
    let none = || Ladder::new(1.0, 0.29 * rounding);
    let (edges, bins, ladder) = match filterbank {
        Filterbank::Mp3Hybrid => (to_edges(tables::mp3_bands(rate_hz)?), 576, Ladder::new(9.0, 0.155 * rounding)),
        Filterbank::Mp3Short => {
            (to_edges(tables::mp3_short_bands(rate_hz)?), 192, Ladder::new(3.0 * 3.0_f64.sqrt(), 0.155 * rounding))
        }
        Filterbank::AacKbd | Filterbank::AacSine => (to_edges(tables::aac_bands(rate_hz)?), 1024, none()),
        Filterbank::AacShort => (to_edges(tables::aac_short_bands(rate_hz)?), 128, none()),
        Filterbank::Vorbis if (26_000..=48_000).contains(&rate_hz) => ((0..=1024).step_by(5).collect(), 1024, none()),
        Filterbank::Celt960 | Filterbank::Celt480 | Filterbank::Celt240 | Filterbank::Celt120 if rate_hz == 48_000 => {
            (celt_leaves(hop / 120), hop, Ladder::new(1.0, 0.38 * rounding))
        }
        // Exponents belong to at most four coefficients, counted from the second.
        Filterbank::Ac3 if is_mpeg_1 => ((1..256).step_by(4).collect(), 256, none()),
        Filterbank::Ac3Short if is_mpeg_1 => ((1..256).step_by(4).collect(), 256, Ladder::new(1.0, 0.41 * rounding)),
        Filterbank::Wma if is_mpeg_1 || rate_hz == 24_000 => (Vec::new(), 2048, none()),
        Filterbank::Wma512 if rate_hz == 16_000 => (Vec::new(), 512, none()),
        Filterbank::Vorbis512 if (15_000..=26_000).contains(&rate_hz) => (Vec::new(), 512, none()),
        Filterbank::Vorbis2048 if is_mpeg_1 => (Vec::new(), 2048, none()),
        Filterbank::Atrac if rate_hz == 44_100 => (to_edges(&tables::ATRAC_UNITS), 512, none()),
        Filterbank::Polyphase if is_mpeg_1 => {
            ((0..=32).map(|subband| 12 * subband).collect(), 384, Ladder::new(1.0, 0.155 * rounding))
        }
        _ => return None,
    };
    let bin_of = |hz: f64| hz / (f64::from(rate_hz) / 2.0) * bins as f64;
    let hole_bins = bin_of(HOLE_BAND_HZ.0) as usize..(bin_of(HOLE_BAND_HZ.1).min(bins as f64) as usize);
    // CELT codes up to 20 kHz, and its highest bands are its coarsest.
    let is_celt = filterbank.codec() == Codec::Opus;
    let (low, high) = (bin_of(LATTICE_BAND_HZ.0), bin_of(if is_celt { 20_000.0 } else { LATTICE_BAND_HZ.1 }));
    let bands = edges
        .windows(2)
        .map(|pair| pair[0]..pair[1])
        .filter(|band| band.start as f64 >= low && band.end as f64 <= high && band.len() >= 4)
        .collect();
    let uniform = match filterbank {
        Filterbank::Polyphase => Some(Steps::Layer2),
        Filterbank::Atrac => Some(Steps::Atrac),
        Filterbank::Ac3 | Filterbank::Ac3Short => Some(Steps::Ac3),
        Filterbank::Vorbis => Some(Steps::Floor),
        Filterbank::Celt960 | Filterbank::Celt480 | Filterbank::Celt240 | Filterbank::Celt120 => Some(Steps::Pulses),
        _ => None,
    };
    let period = match filterbank {
        Filterbank::Vorbis => VORBIS_PERIOD,
        Filterbank::Vorbis512 | Filterbank::Vorbis2048 => 2 * VORBIS_PERIOD,
        _ => hop,
    };
    let balanced = match filterbank {
        Filterbank::Celt960 | Filterbank::Celt480 | Filterbank::Celt240 | Filterbank::Celt120 => {
            let blocks = hop / 120;
            let last = 100 * blocks..hop;
            tables::CELT_BANDS
                .windows(2)
                .map(|pair| usize::from(pair[0]) * blocks..usize::from(pair[1]) * blocks)
                .chain([last])
                .collect()
        }
        _ => Vec::new(),
    };
    // Layer II, the residue of Vorbis and ATRAC are coded left and right.
    let has_mid_side = !matches!(uniform, Some(Steps::Layer2 | Steps::Floor | Steps::Atrac));
    let circle = if filterbank == Filterbank::Polyphase { 32 } else { period };
    let search = match filterbank {
        Filterbank::Mp3Hybrid => Some(Ladder::of_any_gain(9.0, 0.155 * rounding)),
        _ => None,
    };
    Some(Layout {
        search,
        gains: Vec::new(),
        excluded: None,
        period,
        circle,
        hole_bins,
        bands,
        ladder,
        uniform,
        has_mid_side,
        balanced,
        effort: if filterbank == Filterbank::Ac3 { 2 } else { 1 },
    })
}

/// Between two long blocks of Vorbis lie as many short ones as the encoder likes, each 128 frames on (Vorbis I, 4.3.1, block
/// sizes 256 and 2048): the long blocks stay on one grid of that period. With short blocks of 512 it is twice as long.
const VORBIS_PERIOD: usize = 128;

/// Coefficients of a leaf of CELT at most. A band is halved where its bits would not fit one codeword (RFC 6716, 4.3.4.4), at
/// 256 kbit/s down to some 12. A part of a leaf has the step of the whole, so that leaves may be taken too small, not too large.
const LARGEST_LEAF: usize = 12;

/// Leaves of the bands of CELT in a frame of `blocks` times 2.5 ms (RFC 6716, Table 55).
fn celt_leaves(blocks: usize) -> Vec<usize> {
    let mut edges = vec![0];
    for pair in tables::CELT_BANDS.windows(2) {
        let (start, width) = (usize::from(pair[0]) * blocks, usize::from(pair[1] - pair[0]) * blocks);
        let mut leaf = width;
        while leaf > LARGEST_LEAF {
            leaf /= 2;
        }
        edges.extend((1..=width / leaf).map(|count| start + count * leaf));
    }
    edges
}

fn to_edges(edges: &[u16]) -> Vec<usize> {
    edges.iter().map(|&edge| usize::from(edge)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codecs_exist_only_at_their_rates() {
        assert!(layout(Filterbank::Mp3Hybrid, 96_000, true).is_none());
        assert!(layout(Filterbank::AacKbd, 96_000, true).is_some());
        assert!(Filterbank::ALL.iter().all(|&bank| layout(bank, 8_000, true).is_none()));
    }

    #[test]
    fn bands_stay_inside_what_is_looked_at() {
        let layout = layout(Filterbank::Mp3Hybrid, 44_100, true).expect("an MP3 rate");
        assert_eq!(layout.hole_bins, 52..417);
        assert_eq!((layout.bands.first(), layout.bands.last()), (Some(&(8..12)), Some(&(288..342))));
    }
}
