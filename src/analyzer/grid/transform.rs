//! What the grid test needs of a filterbank: the spectrum of a block at any frame.

use super::{hybrid::Mp3Hybrid, lattice::Ladder, mdct, tables};
use crate::contracts::Filterbank;

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
    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut dyn FnMut(usize, &[f32], &[f32]));
}

/// The filterbank of a hypothesis.
pub(super) fn transform(filterbank: Filterbank) -> Box<dyn Transform> {
    match filterbank {
        Filterbank::Mp3Hybrid => Box::new(Mp3Hybrid::new()),
        Filterbank::AacKbd => Box::new(mdct::Mdct::new(&mdct::kaiser_bessel_derived(2048, 4.0))),
        Filterbank::AacSine => Box::new(mdct::Mdct::new(&mdct::sine(2048))),
    }
}

/// What the two statistics look at, for one filterbank at one rate.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    /// Coefficients that the hole test looks at: 2 to 16 kHz.
    pub hole_bins: std::ops::Range<usize>,
    /// Scale-factor bands that the lattice test looks at: whole bands of at least 4 coefficients within 200 Hz to 16 kHz.
    pub bands: Vec<std::ops::Range<usize>>,
    /// Steps tried, and the blur of 16-bit rounding.
    pub ladder: Ladder,
}

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
    // (N/4 with N = 36), and a blur of 0.155 as the polyphase has a gain of 1/32 a slot. AAC: 2^-5.5 * 2^15 falls on the
    // ladder through 1, and an orthonormal transform keeps the 0.289 of rounding to 1.
    let (edges, bins, ladder) = match filterbank {
        Filterbank::Mp3Hybrid => (tables::mp3_bands(rate_hz)?, 576.0, Ladder::new(9.0, 0.155 * rounding)),
        Filterbank::AacKbd | Filterbank::AacSine => (tables::aac_bands(rate_hz)?, 1024.0, Ladder::new(1.0, 0.29 * rounding)),
    };
    let bin_of = |hz: f64| hz / (f64::from(rate_hz) / 2.0) * bins;
    let hole_bins = bin_of(HOLE_BAND_HZ.0) as usize..(bin_of(HOLE_BAND_HZ.1).min(bins) as usize);
    let (low, high) = (bin_of(LATTICE_BAND_HZ.0), bin_of(LATTICE_BAND_HZ.1));
    let bands = edges
        .windows(2)
        .map(|pair| usize::from(pair[0])..usize::from(pair[1]))
        .filter(|band| band.start as f64 >= low && band.end as f64 <= high && band.len() >= 4)
        .collect();
    Some(Layout { hole_bins, bands, ladder })
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
