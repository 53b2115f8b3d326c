//! What is tried on a track: filterbanks, at its own rate and at those that it may have been converted from.
//!
//! A hypothesis costs time whether it holds or not. Where a cheap look leaves no doubt that a track was not converted, another
//! rate is tried by its holes alone. The look decides what is tried, never what is found.

use super::{
    linear::Steps,
    mdct::{Mdct, sine},
    resample,
    reservoir::Excerpts,
    spectrum::LiveSignals,
    spectrum::planes_of,
    transform::{self, Layout, Transform},
};
use crate::contracts::{Codec, Filterbank};

/// What is tried: a filterbank of a codec, at a rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// The codec that a grid would name.
    pub codec: Codec,
    /// The filterbank.
    pub filterbank: Filterbank,
    /// The rate.
    pub rate_hz: u32,
    /// Whether the lattice is left out: at the bitrates of HE-AAC whole bands are empty, and elsewhere it would cost too much.
    pub is_by_holes_alone: bool,
}

impl Hypothesis {
    /// What the statistics look at; `None` where the codec does not exist at the rate.
    pub(super) fn layout(&self, is_16_bit: bool) -> Option<Layout> {
        let mut layout = transform::layout(self.filterbank, self.rate_hz, is_16_bit)?;
        if self.codec == Codec::Musepack {
            layout.uniform = Some(Steps::Musepack);
            layout.has_mid_side = true;
        }
        if self.is_by_holes_alone {
            layout.bands.clear();
        }
        Some(layout)
    }
}

/// The view in which `hypothesis` is tried on a track of `own_hz`.
pub(super) fn view_of(hypothesis: &Hypothesis, own_hz: u32, quarters: u8) -> View {
    match hypothesis.codec {
        Codec::Opus => View::Celt,
        _ if hypothesis.rate_hz == own_hz => View::Native,
        _ => View::Rate { hz: hypothesis.rate_hz, quarters },
    }
}

/// The samples that a filterbank looks at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum View {
    /// The track as it is.
    Native,
    /// The track at another rate, from quarters of a frame of that rate on: at half the rate two of them are its odd frames.
    Rate { hz: u32, quarters: u8 },
    /// The track at 48 kHz, behind the pre-emphasis of Opus.
    Celt,
}

impl View {
    /// Whether the view has the noise of 16 bits, on a track that has it or not: what was rounded before it was converted keeps it
    /// at any depth.
    pub(super) fn is_16_bit(self, is_track_16_bit: bool) -> bool {
        is_track_16_bit || matches!(self, Self::Rate { .. })
    }
}

/// What is tried at any rate.
const BANK: [Filterbank; 11] = [
    Filterbank::Mp3Hybrid,
    Filterbank::Mp3Short,
    Filterbank::AacKbd,
    Filterbank::AacSine,
    Filterbank::AacShort,
    Filterbank::Vorbis,
    Filterbank::Ac3,
    Filterbank::Ac3Short,
    Filterbank::Wma,
    Filterbank::Polyphase,
    Filterbank::Atrac,
];
/// What takes the place of Vorbis and WMA at low rates.
const LOW_BANK: [Filterbank; 2] = [Filterbank::Vorbis512, Filterbank::Wma512];
/// What is tried at a rate that nothing speaks for.
const QUICK_BANK: [Filterbank; 5] =
    [Filterbank::Mp3Hybrid, Filterbank::AacKbd, Filterbank::AacSine, Filterbank::Vorbis, Filterbank::Ac3];
/// Below this share of half the other rate, or of half its own, content ends as after a codec or a converter.
const FULL_BAND: f64 = 0.935;

/// Above this share of half of half its rate, content ends as after a converter that left a part of the images.
const DOUBLED: f64 = 1.2;
/// Content that ends below may be Vorbis of its lowest quality.
const LOW_QUALITY_HZ: f64 = 18_000.0;

/// What is tried on a track of `rate_hz` whose content ends at `end_hz`, view by view.
pub(super) fn plan(rate_hz: u32, end_hz: f64) -> Vec<(View, Vec<Hypothesis>)> {
    let at = |rate_hz: u32, filterbank: Filterbank, codec: Codec| Hypothesis {
        codec,
        filterbank,
        rate_hz,
        // ATRAC has one bitrate, at which its holes show: they are enough to ask the ladder.
        is_by_holes_alone: matches!(codec, Codec::HeAac | Codec::Atrac),
    };
    let own = |rate_hz: u32, bank: &[Filterbank]| bank.iter().map(|&bank| at(rate_hz, bank, bank.codec())).collect::<Vec<_>>();
    let mut plan = Vec::new();
    let at_low_rate = |rate_hz: u32| own(rate_hz, &[&BANK[..], &LOW_BANK].concat());
    if rate_hz < 26_000 {
        plan.push((View::Native, at_low_rate(rate_hz)));
    } else if rate_hz <= 48_000 {
        let mut bank = own(rate_hz, &BANK);
        if end_hz < LOW_QUALITY_HZ {
            bank.push(at(rate_hz, Filterbank::Vorbis2048, Codec::Vorbis));
        }
        plan.push((View::Native, bank));
    }
    // At another rate: everything where there is a doubt; else a few by their holes, and MP3, which may have none, in full.
    let other = |rate_hz: u32, is_doubtful: bool| {
        let mut others = own(rate_hz, if is_doubtful { &BANK } else { &QUICK_BANK });
        if !is_doubtful {
            others.iter_mut().for_each(|hypothesis| hypothesis.is_by_holes_alone = hypothesis.codec != Codec::Mp3);
        }
        (View::Rate { hz: rate_hz, quarters: 0 }, others)
    };
    match rate_hz {
        44_100 => plan.push(other(48_000, end_hz < FULL_BAND * 22_050.0)),
        48_000 => plan.push(other(44_100, end_hz < 22_200.0)),
        88_200.. => {
            for hz in [44_100, 48_000] {
                plan.push((View::Rate { hz, quarters: 0 }, own(hz, &BANK)));
            }
        }
        _ => {}
    }
    // Half the rate was enough: so may a codec have had.
    if matches!(rate_hz, 44_100 | 48_000) && end_hz < DOUBLED * f64::from(rate_hz / 4) {
        plan.push((View::Rate { hz: rate_hz / 2, quarters: 0 }, at_low_rate(rate_hz / 2)));
    }
    if rate_hz >= 44_100 {
        // Encoders take frames of 20 ms unless they are told otherwise.
        let mut frames = [Filterbank::Celt960, Filterbank::Celt480, Filterbank::Celt240, Filterbank::Celt120]
            .map(|filterbank| at(48_000, filterbank, Codec::Opus));
        frames[1..].iter_mut().for_each(|hypothesis| hypothesis.is_by_holes_alone = true);
        plan.push((View::Celt, frames.to_vec()));
    }
    if matches!(rate_hz, 32_000 | 44_100 | 48_000) {
        // The core of HE-AAC, from even and from odd frames.
        for quarters in [0, 2] {
            let windows = [Filterbank::AacKbd, Filterbank::AacSine];
            let hypotheses = windows.map(|filterbank| at(rate_hz / 2, filterbank, Codec::HeAac));
            plan.push((View::Rate { hz: rate_hz / 2, quarters }, hypotheses.to_vec()));
        }
    }
    plan
}

/// What is tried where a track shows nothing in [`plan`] and may have been trimmed after a conversion: the usual codecs between
/// the frames of the other rate.
pub(super) fn between_frames(rate_hz: u32, end_hz: f64) -> Vec<(View, Vec<Hypothesis>)> {
    let rates: &[u32] = match rate_hz {
        44_100 if end_hz < FULL_BAND * 22_050.0 => &[48_000],
        48_000 if end_hz < 22_200.0 => &[44_100],
        88_200.. => &[44_100, 48_000],
        _ => &[],
    };
    let at = |filterbank: Filterbank, rate_hz: u32| {
        let codec = filterbank.codec();
        Hypothesis { codec, filterbank, rate_hz, is_by_holes_alone: codec != Codec::Mp3 }
    };
    let bank = |hz: u32| QUICK_BANK.iter().map(|&filterbank| at(filterbank, hz)).collect();
    rates.iter().flat_map(|&hz| [1, 2, 3].map(|quarters| (View::Rate { hz, quarters }, bank(hz)))).collect()
}

/// The samples of each view, made when first asked for.
pub(super) struct Views<'a> {
    track: &'a Excerpts,
    /// The last view of another rate: the next one may be made from it.
    converted: Option<Excerpts>,
    derived: Option<Excerpts>,
}

impl<'a> Views<'a> {
    pub(super) fn new(track: &'a Excerpts) -> Self {
        Self { track, converted: None, derived: None }
    }

    /// Rate of the track.
    pub(super) fn rate_hz(&self) -> u32 {
        self.track.rate().hz()
    }

    /// The samples of `view`; those of the track where a view cannot be made.
    pub(super) fn of(&mut self, view: View) -> &Excerpts {
        let own_hz = self.track.rate().hz();
        match view {
            View::Native => self.track,
            View::Rate { hz: hz @ 44_100.., quarters: 0 } => self.at_rate(hz),
            View::Rate { hz, quarters } => {
                let shift = f64::from(quarters) / 4.0 * f64::from(own_hz) / f64::from(hz);
                self.derived = resample::resample(self.track, hz, shift);
                self.derived.as_ref().unwrap_or(self.track)
            }
            View::Celt => {
                self.derived = Some(resample::pre_emphasise(self.at_rate(48_000)));
                self.derived.as_ref().unwrap_or(self.track)
            }
        }
    }

    fn at_rate(&mut self, hz: u32) -> &Excerpts {
        if self.track.rate().hz() == hz {
            return self.track;
        }
        if self.converted.as_ref().is_none_or(|converted| converted.rate().hz() != hz) {
            self.converted = resample::resample(self.track, hz, 0.0);
        }
        self.converted.as_ref().unwrap_or(self.track)
    }
}

/// Frequency in hertz above which the average spectrum is no louder than the rounding to 16 bits; half the rate where it never
/// is, 0 for silence.
pub(super) fn content_end_hz(excerpts: &Excerpts) -> f64 {
    const BINS: usize = 1024;
    /// Eight times the energy of rounding (0.29 squared): above that of a triangular dither, which is three times.
    const FLOOR: f64 = 8.0 * 0.084;
    /// Coefficients that are judged together.
    const WIDTH: usize = 8;
    let mut mdct = Mdct::new(&sine(2 * BINS));
    let mut energies = vec![0.0f64; BINS];
    let mut blocks = 0.0;
    let live = LiveSignals([true, true, false, false]);
    for excerpt in 0..excerpts.len() {
        let (planes, channels) = planes_of(excerpts, excerpt, 0, live);
        if planes[0].len() < 2 * BINS {
            continue;
        }
        mdct.blocks(&planes[..channels], &[0], &mut |_, left, right| {
            for (energy, y) in energies.iter_mut().zip(left) {
                *energy += f64::from(y * y);
            }
            for (energy, y) in energies.iter_mut().zip(right) {
                *energy += f64::from(y * y);
            }
            blocks += if right.is_empty() { 1.0 } else { 2.0 };
        });
    }
    let is_loud = |part: &[f64]| part.iter().sum::<f64>() > WIDTH as f64 * FLOOR * blocks;
    let end = energies.chunks_exact(WIDTH).rposition(is_loud).map_or(0, |part| (part + 1) * WIDTH);
    end as f64 / BINS as f64 * f64::from(excerpts.rate().hz()) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_rates_are_tried_in_full_only_where_there_is_doubt() {
        let full = |rate_hz, end_hz| {
            plan(rate_hz, end_hz)
                .into_iter()
                .filter(|(view, _)| matches!(view, View::Rate { hz: 44_100.., .. }))
                .flat_map(|(_, hypotheses)| hypotheses)
                .filter(|hypothesis| !hypothesis.is_by_holes_alone || hypothesis.codec == Codec::Atrac)
                .count()
        };
        // MP3 alone, whose high rates have no holes.
        assert_eq!(full(44_100, 22_050.0), 1);
        assert_eq!(full(44_100, 20_000.0), BANK.len());
        assert_eq!((full(48_000, 24_000.0), full(48_000, 22_000.0)), (1, BANK.len()));
        assert_eq!(full(96_000, 48_000.0), 2 * BANK.len());
    }
}
