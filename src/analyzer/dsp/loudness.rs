//! Loudness in LUFS and loudness range in LU: BS.1770-4, EBU R 128, Tech 3341 and Tech 3342.
//!
//! K-weighted energy is summed in pieces of 100 ms. Four pieces are a momentary block (400 ms, 75 % overlap, the gating block of
//! BS.1770-4), thirty a short-term block (3 s). Blocks go into a histogram of 0.01 LU, so memory does not grow with the track.
//! Windows are never padded: what is shorter than a window has no such figure.
//!
//! Channel weights follow the usual order of FLAC and WAV: front channels 1, the fourth of six and more (LFE) 0, surrounds and
//! backs 1.41; four channels are left, right and two surrounds, five are left, right, centre and two surrounds.

use super::{
    curve::{Curve, Point},
    histogram::LevelHistogram,
    k_weighting::{Coefficients, State, weigh_one, weigh_pair},
    slot::Slot,
};
use crate::units::SampleRate;

/// Loudness of energy 1, BS.1770-4 equation 2.
const OFFSET_LU: f64 = -0.691;
/// Absolute gate in LUFS, BS.1770-4.
const ABSOLUTE_GATE_LUFS: f64 = -70.0;
/// Relative gate of integrated loudness below the mean, BS.1770-4.
const RELATIVE_GATE_LU: f64 = 10.0;
/// Relative gate of the loudness range, Tech 3342.
const RANGE_GATE_LU: f64 = 20.0;
/// Percentiles of the loudness range, Tech 3342.
const RANGE_SHARES: [f64; 2] = [0.10, 0.95];
/// Pieces in a momentary and in a short-term block.
pub(super) const MOMENTARY_PIECES: usize = 4;
pub(super) const SHORT_TERM_PIECES: usize = 30;
/// Weight of surround channels, BS.1770-4 table 3.
const SURROUND_WEIGHT: f64 = 1.41;
/// Lowest rate: below it the shelf's corner comes too near to the Nyquist frequency for the curve to have its shape.
const LOWEST_RATE_HZ: u32 = 8_000;
/// How silence is written in the picture.
const SILENCE_LUFS: f32 = -120.0;

/// Loudness of a track.
pub(super) struct Loudness {
    weigher: Option<Weigher>,
    piece_frames: usize,
    filled: usize,
    piece_energy: f64,
    /// Mean squares of the last pieces, oldest first.
    pieces: std::collections::VecDeque<f64>,
    momentary: LevelHistogram,
    short_term: LevelHistogram,
    momentary_max: f64,
    short_term_max: f64,
    curve: Curve<MeanSquare>,
}

/// Loudness figures of a track.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LoudnessFindings {
    pub integrated_lufs: Option<f64>,
    pub range_lu: Option<f64>,
    pub momentary_max_lufs: Option<f64>,
    pub short_term_max_lufs: Option<f64>,
    /// Short-term loudness of equal parts of the track, from 100 ms up.
    pub short_term_lufs: Vec<f32>,
}

/// K-weights the channels and adds them up.
pub(super) struct Weigher {
    coefficients: Coefficients,
    pairs: Vec<State<2>>,
    last: State<1>,
    weights: Vec<f64>,
}

#[derive(Clone, Debug)]
struct MeanSquare {
    energy: f64,
    pieces: u32,
}

impl Point for MeanSquare {
    fn merge(&mut self, next: &Self) {
        self.energy += next.energy;
        self.pieces += next.pieces;
    }
}

impl Loudness {
    pub(super) fn new(sample_rate: SampleRate, channels: usize) -> Self {
        Self {
            weigher: Weigher::new(sample_rate, channels),
            piece_frames: piece_frames(sample_rate),
            filled: 0,
            piece_energy: 0.0,
            pieces: std::collections::VecDeque::with_capacity(SHORT_TERM_PIECES + 1),
            momentary: LevelHistogram::new(),
            short_term: LevelHistogram::new(),
            momentary_max: 0.0,
            short_term_max: 0.0,
            curve: Curve::new(),
        }
    }

    pub(super) fn push(&mut self, slot: &Slot<'_>) {
        let mut taken = 0;
        while taken < slot.frames {
            let Some(weigher) = &mut self.weigher else { return };
            let count = (self.piece_frames - self.filled).min(slot.frames - taken);
            self.piece_energy += weigher.energy(slot, taken..taken + count);
            self.filled += count;
            taken += count;
            if self.filled == self.piece_frames {
                let energy = self.piece_energy / self.piece_frames as f64;
                (self.filled, self.piece_energy) = (0, 0.0);
                self.close_piece(energy);
            }
        }
    }

    pub(super) fn finish(&self) -> LoudnessFindings {
        let gated = |blocks: &LevelHistogram, gate_lu: f64| {
            let (_, mean) = blocks.mean_from(level_db(ABSOLUTE_GATE_LUFS))?;
            Some((lufs(mean) - gate_lu).max(ABSOLUTE_GATE_LUFS))
        };
        let integrated_lufs = gated(&self.momentary, RELATIVE_GATE_LU)
            .and_then(|gate| self.momentary.mean_from(level_db(gate)))
            .map(|(_, mean)| lufs(mean));
        let range_lu = gated(&self.short_term, RANGE_GATE_LU).and_then(|gate| {
            let [low, high] = RANGE_SHARES.map(|share| self.short_term.percentile_from(level_db(gate), share));
            Some(lufs(high?) - lufs(low?))
        });
        let written = |part: &MeanSquare| written(part.energy / f64::from(part.pieces));
        LoudnessFindings {
            integrated_lufs,
            range_lu,
            momentary_max_lufs: (self.momentary_max > 0.0).then(|| lufs(self.momentary_max)),
            short_term_max_lufs: (self.short_term_max > 0.0).then(|| lufs(self.short_term_max)),
            short_term_lufs: self.curve.points().iter().map(written).collect(),
        }
    }

    fn close_piece(&mut self, energy: f64) {
        if self.pieces.len() == SHORT_TERM_PIECES {
            self.pieces.pop_front();
        }
        self.pieces.push_back(energy);
        let count = self.pieces.len();
        if count >= MOMENTARY_PIECES {
            let block = self.pieces.range(count - MOMENTARY_PIECES..).sum::<f64>() / MOMENTARY_PIECES as f64;
            self.momentary.add(block);
            self.momentary_max = self.momentary_max.max(block);
        }
        let window = self.pieces.iter().sum::<f64>() / count as f64;
        if count == SHORT_TERM_PIECES {
            self.short_term.add(window);
            self.short_term_max = self.short_term_max.max(window);
        }
        // The picture begins with the window filled so far, so that it starts at the track's start.
        self.curve.push(&MeanSquare { energy: window, pieces: 1 });
    }
}

impl Weigher {
    /// A weigher at rest; `None` at a rate too low for the weighting.
    pub(super) fn new(sample_rate: SampleRate, channels: usize) -> Option<Self> {
        (sample_rate.hz() >= LOWEST_RATE_HZ).then(|| Self {
            coefficients: Coefficients::new(f64::from(sample_rate.hz())),
            pairs: vec![State::new(); channels / 2],
            last: State::new(),
            weights: (0..channels).map(|channel| channel_weight(channel, channels)).collect(),
        })
    }

    /// Sum over channels of the weighted sums of squares of frames `range`.
    pub(super) fn energy(&mut self, slot: &Slot<'_>, range: std::ops::Range<usize>) -> f64 {
        let plane = |channel: usize| &slot.samples(channel)[range.clone()];
        let mut total = 0.0;
        for (pair, state) in self.pairs.iter_mut().enumerate() {
            let [left, right] = weigh_pair(plane(2 * pair), plane(2 * pair + 1), &self.coefficients, state);
            total += self.weights[2 * pair] * left + self.weights[2 * pair + 1] * right;
        }
        if self.weights.len() % 2 == 1 {
            let channel = self.weights.len() - 1;
            let [energy] = weigh_one(plane(channel), &self.coefficients, &mut self.last);
            total += self.weights[channel] * energy;
        }
        total
    }
}

/// Weight of `channel` of `channels`, BS.1770-4 table 3.
fn channel_weight(channel: usize, channels: usize) -> f64 {
    match (channels, channel) {
        (4, 2..) | (5, 3..) => SURROUND_WEIGHT,
        (6.., 3) => 0.0,
        (6.., 4..) => SURROUND_WEIGHT,
        _ => 1.0,
    }
}

/// Frames of a piece of 100 ms.
pub(super) fn piece_frames(sample_rate: SampleRate) -> usize {
    (sample_rate.hz() as usize + 5) / 10
}

/// Loudness of mean square `energy` in LUFS as pictures write it, silence as -120.
pub(super) fn written(energy: f64) -> f32 {
    if energy > 0.0 { (lufs(energy) as f32).max(SILENCE_LUFS) } else { SILENCE_LUFS }
}

fn lufs(energy: f64) -> f64 {
    OFFSET_LU + 10.0 * energy.log10()
}

/// Level of the energy whose loudness is `loudness_lufs`.
fn level_db(loudness_lufs: f64) -> f64 {
    loudness_lufs - OFFSET_LU
}

#[cfg(test)]
mod tests {
    use super::channel_weight;
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    fn stereo(parts: &[(f64, f64)]) -> Vec<Vec<f32>> {
        let tone: Vec<f32> = parts
            .iter()
            .flat_map(|(level_dbfs, seconds)| {
                sine(48_000, 1_000.0, 10.0_f64.powf(level_dbfs / 20.0), 0.0, (seconds * 48_000.0) as usize)
            })
            .collect();
        vec![tone.clone(), tone]
    }

    /// EBU Tech 3341, table 1, cases 1 to 5: stereo sines; the tolerance of 0.1 LU is the document's.
    #[test]
    fn ebu_tech_3341_cases_1_to_5() {
        let cases: [(&[(f64, f64)], f64); 5] = [
            (&[(-23.0, 20.0)], -23.0),
            (&[(-33.0, 20.0)], -33.0),
            (&[(-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)], -23.0),
            (&[(-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)], -23.0),
            (&[(-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)], -23.0),
        ];
        for (number, (parts, expected)) in cases.into_iter().enumerate() {
            let found = measure(48_000, None, &stereo(parts)).0.integrated_lufs.expect("a tone has a loudness");
            assert!((found - expected).abs() <= 0.1, "case {}: {found}", number + 1);
        }
        let steady = measure(48_000, None, &stereo(&[(-23.0, 20.0)])).0;
        for found in [steady.momentary_max_lufs, steady.short_term_max_lufs] {
            assert!((found.expect("20 s fill both windows") + 23.0).abs() <= 0.1);
        }
    }

    /// EBU Tech 3341 case 6: five channels of a 5.1 programme, -28 / -28 / -24 / -30 / -30 dBFS.
    #[test]
    fn ebu_tech_3341_case_6() {
        let tone = |level_dbfs: f64| sine(48_000, 1_000.0, 10.0_f64.powf(level_dbfs / 20.0), 0.0, 20 * 48_000);
        let with_lfe = [tone(-28.0), tone(-28.0), tone(-24.0), tone(-3.0), tone(-30.0), tone(-30.0)];
        let without = [tone(-28.0), tone(-28.0), tone(-24.0), tone(-30.0), tone(-30.0)];
        for planes in [&with_lfe[..], &without[..]] {
            let found = measure(48_000, None, planes).0.integrated_lufs.expect("a tone has a loudness");
            assert!((found + 23.0).abs() <= 0.1, "{found}");
        }
    }

    /// EBU Tech 3342, table 1, cases 1 to 4: 20 s a level; the tolerance of 1 LU is the document's.
    #[test]
    fn ebu_tech_3342_cases_1_to_4() {
        let cases: [(&[f64], f64); 4] = [
            (&[-20.0, -30.0], 10.0),
            (&[-20.0, -15.0], 5.0),
            (&[-40.0, -20.0], 20.0),
            (&[-50.0, -35.0, -20.0, -35.0, -50.0], 15.0),
        ];
        for (number, (levels, expected)) in cases.into_iter().enumerate() {
            let parts: Vec<(f64, f64)> = levels.iter().map(|level| (*level, 20.0)).collect();
            let found = measure(48_000, None, &stereo(&parts)).0.loudness_range_lu.expect("20 s have a range");
            assert!((found - expected).abs() <= 1.0, "case {}: {found}", number + 1);
        }
    }

    /// The ebur128 crate as oracle, on noise that swells and falls, at odd rates and channel counts.
    #[test]
    fn agrees_with_another_implementation() {
        for (rate_hz, channels) in [(44_100_u32, 2_usize), (48_000, 1), (96_000, 3), (8_000, 6), (192_000, 2), (768_000, 1)] {
            let mut noise = Noise::new(u64::from(rate_hz));
            let frames = rate_hz as usize * if rate_hz > 100_000 { 6 } else { 12 };
            let planes: Vec<Vec<f32>> = (0..channels)
                .map(|_| (0..frames).map(|n| noise.uniform() * (0.3 + 0.29 * (n as f32 / rate_hz as f32).sin())).collect())
                .collect();
            use ebur128::{EbuR128, Mode};
            let mut oracle = EbuR128::new(channels as u32, rate_hz, Mode::I | Mode::LRA).expect("the crate takes this format");
            oracle.add_frames_planar_f32(&planes.iter().map(Vec::as_slice).collect::<Vec<_>>()).expect("planes of one length");
            let found = measure(rate_hz, None, &planes).0;
            let integrated = found.integrated_lufs.expect("noise has a loudness");
            // Both follow one standard; the crate's blocks and ours start on the same frames.
            assert!((integrated - oracle.loudness_global().expect("mode I")).abs() < 0.02, "{rate_hz} {channels}: {integrated}");
            let range = found.loudness_range_lu.expect("noise has a range");
            // The crate takes a short-term block each second, we each 100 ms: ranks fall between, too far apart in 6 s.
            assert!(
                frames < 12 * rate_hz as usize || (range - oracle.loudness_range().expect("mode LRA")).abs() < 0.6,
                "{rate_hz} {channels}: {range}"
            );
        }
    }

    #[test]
    fn what_is_too_short_or_silent_has_no_loudness() {
        let short = measure(48_000, None, &[sine(48_000, 1_000.0, 0.5, 0.0, 19_000)]).0;
        assert_eq!((short.integrated_lufs, short.momentary_max_lufs), (None, None));
        let brief = measure(48_000, None, &[sine(48_000, 1_000.0, 0.5, 0.0, 96_000)]).0;
        assert!(brief.integrated_lufs.is_some() && brief.short_term_max_lufs.is_none() && brief.loudness_range_lu.is_none());
        let silent = measure(48_000, None, &[vec![0.0; 480_000]]).0;
        assert_eq!((silent.integrated_lufs, silent.loudness_range_lu, silent.momentary_max_lufs), (None, None, None));
    }

    #[test]
    fn weights_follow_the_channel_order() {
        let weights = |channels: usize| (0..channels).map(|channel| channel_weight(channel, channels)).collect::<Vec<_>>();
        assert_eq!(weights(2), [1.0, 1.0]);
        assert_eq!(weights(4), [1.0, 1.0, 1.41, 1.41]);
        assert_eq!(weights(6), [1.0, 1.0, 1.0, 0.0, 1.41, 1.41]);
        assert_eq!(weights(8), [1.0, 1.0, 1.0, 0.0, 1.41, 1.41, 1.41, 1.41]);
    }
}
