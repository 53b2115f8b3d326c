//! Traces of coding in the spectra of a track: falls, holes, bands that come and go, joint stereo, replication, pre-echo.
//!
//! Fed with the transforms of [`super::spectrum`], frame by frame, as powers of mid and side in bands of 250 Hz. What is counted as
//! empty is measured against the rounding noise of the declared depth, so that it says something for 16 bit and little for more.
//! Bands and edges are frequencies, never bins: a figure means the same at every rate.

use multiversion::multiversion;
use realfft::num_complex::Complex32;

use super::{slot::Slot, spectrum::FRAME};
use crate::{contracts::Traces, units::SampleRate};

/// Width of a band.
const BAND_HZ: f64 = 250.0;
/// Bands from 0 Hz: to 24 kHz.
const MOST_BANDS: usize = 96;
/// Content lies this far above the rounding noise.
const PRESENT: f64 = 30.0;
/// Nothing but rounding noise: with triangular dither the noise itself reads 1, without it a third.
const EMPTY: f64 = 2.0;
/// A hole lies this far below both neighbours (20 dB).
const HOLE: f64 = 0.01;
/// Left and right are one signal at two levels where the share of power that is not common falls below this.
const INCOHERENT: f64 = 1e-3;
/// Frames that a share needs.
const FEWEST_FRAMES: u64 = 8;
/// Pairs of band and frame that a share needs.
const FEWEST_BANDS: u64 = 64;
/// Replication looks at every fourth frame: it is the dearest figure.
const REPLICATION_EVERY: u64 = 4;
/// Width of a band of the 64-band filterbank in bins, at any rate.
const QMF_BINS: usize = FRAME / 128;
/// Shifts by which a replicated band may have been moved, in bands of that filterbank.
const SHIFTS: std::ops::RangeInclusive<usize> = 8..=28;
/// Bands compared above the shift.
const REPLICATED_BANDS: usize = 12;
/// Rise of a unit over the mean of those before it that makes an onset (13 dB).
const ONSET: f64 = 20.0;
/// Onsets that a mean needs.
const FEWEST_ONSETS: u64 = 3;
/// Units (3.1 ms) looked at before an onset: the last two against the eight before them.
const NEAR_UNITS: usize = 2;
const FAR_UNITS: usize = 8;

/// Accumulators over the frames of a track.
pub(super) struct TraceMeter {
    bin_hz: f64,
    edges: Vec<usize>,
    /// Power a bin that rounding leaves.
    rounding: f64,
    now: Bands,
    before: Vec<f32>,
    mid: Vec<BandCount>,
    side: Vec<BandCount>,
    holes: Share,
    coherent: Share,
    flatness: Mean,
    high_flatness: Mean,
    flutter: Mean,
    low_flutter: Mean,
    levels: Vec<f32>,
    frames: u64,
    replication: Replication,
    onsets: Onsets,
}

/// Mean power a bin in each band of one frame.
#[derive(Default)]
struct Bands {
    mid: Vec<f32>,
    side: Vec<f32>,
    /// Share of the power of left and right that is not common to both.
    incoherent: Vec<f32>,
    power: Vec<f32>,
}

#[derive(Clone, Copy, Default)]
struct BandCount {
    total: f64,
    empty: u64,
    empty_beside: u64,
    beside: u64,
}

#[derive(Default)]
struct Share {
    hits: u64,
    all: u64,
}

impl Share {
    fn push(&mut self, is_hit: bool) {
        self.hits += u64::from(is_hit);
        self.all += 1;
    }

    fn finish(&self) -> Option<f64> {
        (self.all >= FEWEST_BANDS).then(|| self.hits as f64 / self.all as f64)
    }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: u64,
}

impl Mean {
    fn push(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    fn finish(&self, fewest: u64) -> Option<f64> {
        (self.count >= fewest).then(|| self.sum / self.count as f64)
    }
}

impl TraceMeter {
    pub(super) fn new(sample_rate: SampleRate, bits: Option<u16>) -> Self {
        let bin_hz = 2.0 * sample_rate.nyquist_hz() / FRAME as f64;
        let bands = ((sample_rate.nyquist_hz() / BAND_HZ) as usize).min(MOST_BANDS);
        let edges: Vec<usize> = (0..=bands).map(|band| (band as f64 * BAND_HZ / bin_hz).round() as usize).collect();
        let step = 2.0_f64.powi(1 - i32::from(bits.map_or(24, |bits| bits.clamp(1, 24))));
        Self {
            bin_hz,
            rounding: step * step / 4.0 * 6.0 / FRAME as f64,
            now: Bands {
                mid: vec![0.0; bands],
                side: vec![0.0; bands],
                incoherent: vec![1.0; bands],
                power: vec![0.0; FRAME / 2 + 1],
            },
            before: Vec::new(),
            mid: vec![BandCount::default(); bands],
            side: vec![BandCount::default(); bands],
            holes: Share::default(),
            coherent: Share::default(),
            flatness: Mean::default(),
            high_flatness: Mean::default(),
            flutter: Mean::default(),
            low_flutter: Mean::default(),
            levels: Vec::new(),
            frames: 0,
            replication: Replication::default(),
            onsets: Onsets::default(),
            edges,
        }
    }

    /// Takes the transforms of one frame of the first two channels, the same one twice for mono; `scale` turns their squared
    /// magnitude into power.
    pub(super) fn push_frame(&mut self, left: &[Complex32], right: &[Complex32], scale: f32) {
        let is_stereo = !std::ptr::eq(left, right);
        split(left, right, &self.edges, scale, &mut self.now);
        let rounding = self.rounding as f32;
        let (present, empty) = (PRESENT as f32 * rounding, EMPTY as f32 * rounding);
        let now = &self.now;
        let level: f32 = now.mid.iter().sum::<f32>() + if is_stereo { now.side.iter().sum() } else { 0.0 };
        if level <= 0.0 {
            return;
        }
        self.levels.push(level);
        for (count, (&mid, &side)) in self.mid.iter_mut().zip(now.mid.iter().zip(&now.side)) {
            count.total += f64::from(mid);
            count.empty += u64::from(mid < empty);
            // The side signal is looked at while the mid signal is there.
            count.beside += u64::from(mid > present);
            count.empty_beside += u64::from(mid > present && side < empty);
        }
        if is_stereo {
            for (count, &side) in self.side.iter_mut().zip(&now.side) {
                count.total += f64::from(side);
                count.empty += u64::from(side < empty);
            }
        }
        for band in self.bands(4_000.0, 16_000.0) {
            let (below, above) = (now.mid[band - 1], now.mid.get(band + 1).copied().unwrap_or(0.0));
            let neighbours = below.min(above);
            if neighbours > present {
                self.holes.push(now.mid[band] < HOLE as f32 * neighbours);
            }
        }
        if is_stereo {
            for band in self.bands(6_000.0, 16_000.0) {
                if now.mid[band] > present && now.side[band] > empty {
                    self.coherent.push(now.incoherent[band] < INCOHERENT as f32);
                }
            }
        }
        let flatness = |low_hz: f64, high_hz: f64| {
            let bins = (low_hz / self.bin_hz) as usize..((high_hz / self.bin_hz) as usize).min(now.power.len());
            flatness_db(now.power.get(bins)?, present)
        };
        let (low, high) = (flatness(1_000.0, 5_000.0), flatness(8_000.0, 15_000.0));
        if let Some(flatness_db) = low {
            self.flatness.push(flatness_db);
        }
        if let Some(flatness_db) = high {
            self.high_flatness.push(flatness_db);
        }
        for (mean, low_hz, high_hz) in [(&mut self.flutter, 8_000.0, 16_000.0), (&mut self.low_flutter, 2_000.0, 6_000.0)] {
            let bands = band_range(self.mid.len(), low_hz, high_hz);
            for (now, before) in now.mid[bands.clone()].iter().zip(self.before.get(bands).unwrap_or_default()) {
                if now.max(*before) > present {
                    mean.push(10.0 * f64::from((now.max(empty) / before.max(empty)).log10().abs()));
                }
            }
        }
        if self.frames.is_multiple_of(REPLICATION_EVERY) {
            self.replication.push(&now.power, present);
        }
        self.before.clone_from(&now.mid);
        self.frames += 1;
    }

    /// Takes the next 50 ms, for the onsets.
    pub(super) fn push_slot(&mut self, slot: &Slot<'_>) {
        self.onsets.push(slot);
    }

    /// What the whole track shows, whose band ends at `cutoff_hz`.
    pub(super) fn finish(mut self, cutoff_hz: Option<f64>) -> Traces {
        let pre_echo_db = self.onsets.mean_db.finish(FEWEST_ONSETS);
        if self.frames < FEWEST_FRAMES {
            return Traces { pre_echo_db, ..Traces::default() };
        }
        let frames = self.frames as f64;
        let is_stereo = self.side.iter().any(|count| count.total > 0.0);
        let fall = |hz: f64| self.fall_db(hz, frames);
        let flutter = self.flutter.finish(FEWEST_BANDS).zip(self.low_flutter.finish(FEWEST_BANDS));
        Traces {
            fall_4k_db: fall(4_000.0),
            fall_8k_db: fall(8_000.0),
            fall_12k_db: fall(12_000.0),
            fall_16k_db: fall(16_000.0),
            fall_19k_db: fall(19_000.0),
            hole_share: self.holes.finish(),
            gone_share: self.gone_share(frames),
            side_gone_share: is_stereo.then(|| self.side_gone_share(frames)).flatten(),
            coherent_share: self.coherent.finish(),
            side_cutoff_gap_hz: is_stereo.then(|| self.side_cutoff_gap_hz(frames)).flatten(),
            floor_above_edge_db: cutoff_hz.and_then(|hz| self.floor_db(hz, frames)),
            flatness_db: self.flatness.finish(FEWEST_FRAMES),
            high_flatness_db: self.high_flatness.finish(FEWEST_FRAMES),
            flutter_db: flutter.map(|(high, low)| high - low),
            replication: self.replication.finish(),
            pre_echo_db,
            quiet_headroom_db: self.quiet_headroom_db(),
        }
    }

    fn bands(&self, low_hz: f64, high_hz: f64) -> std::ops::Range<usize> {
        band_range(self.mid.len(), low_hz, high_hz)
    }

    /// Mean level from 0.88 to 0.98 of `hz` over that from 1.05 to 1.15.
    fn fall_db(&self, hz: f64, frames: f64) -> Option<f64> {
        let level = |low_hz: f64, high_hz: f64| {
            let bands = self.mid.get((low_hz / BAND_HZ) as usize..(high_hz / BAND_HZ).ceil() as usize)?;
            Some(bands.iter().map(|count| count.total).sum::<f64>() / (frames * bands.len() as f64))
        };
        let (below, above) = (level(0.88 * hz, 0.98 * hz)?, level(1.05 * hz, 1.15 * hz)?);
        (below > PRESENT * self.rounding).then(|| 10.0 * (below / above.max(self.rounding / 3.0)).log10())
    }

    fn gone_share(&self, frames: f64) -> Option<f64> {
        let bands = &self.mid[self.bands(8_000.0, 16_000.0)];
        let present: Vec<_> = bands.iter().filter(|count| count.total / frames > PRESENT * self.rounding).collect();
        let all = present.len() as u64 * self.frames;
        let gone: u64 = present.iter().map(|count| count.empty).sum();
        (all >= FEWEST_BANDS).then(|| gone as f64 / all as f64)
    }

    fn side_gone_share(&self, frames: f64) -> Option<f64> {
        let mut share = Share::default();
        for band in self.bands(4_000.0, 16_000.0) {
            if self.side[band].total / frames > PRESENT * self.rounding {
                share.hits += self.mid[band].empty_beside;
                share.all += self.mid[band].beside;
            }
        }
        share.finish()
    }

    /// Where the highest band with content lies, mid over side.
    fn side_cutoff_gap_hz(&self, frames: f64) -> Option<f64> {
        let end = |counts: &[BandCount]| counts.iter().rposition(|count| count.total / frames > PRESENT * self.rounding);
        let (mid, side) = (end(&self.mid)?, end(&self.side)?);
        Some((mid as f64 - side as f64) * BAND_HZ)
    }

    fn floor_db(&self, cutoff_hz: f64, frames: f64) -> Option<f64> {
        // Two bands on: a filter's foot is no floor.
        let above = self.mid.get((cutoff_hz / BAND_HZ).ceil() as usize + 2..).filter(|bands| !bands.is_empty())?;
        let mean = above.iter().map(|count| count.total).sum::<f64>() / (frames * above.len() as f64);
        Some(10.0 * (mean / self.rounding).max(1e-6).log10())
    }

    fn quiet_headroom_db(&mut self) -> Option<f64> {
        let place = self.levels.len() / 10;
        let bands = self.mid.len() as f64;
        let (_, quiet, _) = self.levels.select_nth_unstable_by(place, f32::total_cmp);
        Some(10.0 * (f64::from(*quiet) / (bands * self.rounding)).max(1e-6).log10())
    }
}

fn band_range(bands: usize, low_hz: f64, high_hz: f64) -> std::ops::Range<usize> {
    let high = ((high_hz / BAND_HZ) as usize).min(bands);
    ((low_hz / BAND_HZ) as usize).min(high)..high
}

/// Powers of mid and side a bin, and what left and right do not share, in each band; and the power of mid in each bin.
#[multiversion(targets("x86_64+avx2+fma"))]
fn split(left: &[Complex32], right: &[Complex32], edges: &[usize], scale: f32, bands: &mut Bands) {
    for ((power, a), b) in bands.power.iter_mut().zip(left).zip(right) {
        let (re, im) = (a.re + b.re, a.im + b.im);
        *power = 0.25 * scale * (re * re + im * im);
    }
    for (band, edge) in edges.windows(2).enumerate() {
        let (left, right) = (&left[edge[0]..edge[1]], &right[edge[0]..edge[1]]);
        let (mut sum_left, mut sum_right, mut real, mut imaginary) = (0.0_f32, 0.0_f32, 0.0_f32, 0.0_f32);
        for (a, b) in left.iter().zip(right) {
            sum_left += a.re * a.re + a.im * a.im;
            sum_right += b.re * b.re + b.im * b.im;
            real += a.re * b.re + a.im * b.im;
            imaginary += a.im * b.re - a.re * b.im;
        }
        let scale = scale / left.len().max(1) as f32;
        bands.mid[band] = 0.25 * scale * (sum_left + sum_right + 2.0 * real);
        bands.side[band] = (0.25 * scale * (sum_left + sum_right - 2.0 * real)).max(0.0);
        let both = sum_left * sum_right;
        bands.incoherent[band] = if both > 0.0 { 1.0 - (real * real + imaginary * imaginary) / both } else { 1.0 };
    }
}

/// Geometric over arithmetic mean of `power` in dB; `None` where the mean does not reach `present`.
fn flatness_db(power: &[f32], present: f32) -> Option<f64> {
    let mean = f64::from(power.iter().sum::<f32>()) / power.len() as f64;
    if power.is_empty() || mean <= f64::from(present) {
        return None;
    }
    // A product of eight, relative to the mean, stays within an f64: one logarithm for eight bins.
    let product = |bins: &[f32]| bins.iter().map(|bin| (f64::from(*bin) / mean).max(1e-12)).product::<f64>().log10();
    Some(10.0 * power.chunks(8).map(product).sum::<f64>() / power.len() as f64)
}

/// Likeness of each part of the spectrum to a part below it.
#[derive(Default)]
struct Replication {
    detail: Vec<f32>,
    sums: Vec<(f64, u64)>,
}

impl Replication {
    /// Correlates the fine structure (level over that of its surroundings) at every shift.
    fn push(&mut self, power: &[f32], present: f32) {
        fine_structure(power, present, &mut self.detail);
        self.sums.resize(2 * (SHIFTS.end() - SHIFTS.start()) + 1, (0.0, 0));
        for (place, (sum, count)) in self.sums.iter_mut().enumerate() {
            // By halves of a band: the filterbank is complex, and a shift by an odd number of bands turns it by half a band.
            let shift = SHIFTS.start() * QMF_BINS + place * QMF_BINS / 2;
            let upper = shift.max(10 * QMF_BINS)..(shift.max(10 * QMF_BINS) + REPLICATED_BANDS * QMF_BINS).min(self.detail.len());
            let (Some(high), Some(low)) = (self.detail.get(upper.clone()), self.detail.get(upper.start - shift..upper.end - shift))
            else {
                continue;
            };
            let [xy, xx, yy] = moments(high, low);
            if xx > 0.0 && yy > 0.0 {
                *sum += f64::from(xy / (xx * yy).sqrt());
                *count += 1;
            }
        }
    }

    /// The largest mean correlation over that of the other shifts.
    fn finish(&self) -> Option<f64> {
        let mut means: Vec<f64> =
            self.sums.iter().filter(|(_, count)| *count >= 4).map(|(sum, count)| sum / *count as f64).collect();
        if means.len() < 4 {
            return None;
        }
        means.sort_by(f64::total_cmp);
        Some(means[means.len() - 1] - means[means.len() / 2])
    }
}

/// Level of each bin over the mean of the 17 about it, in nepers, bounded, and 0 where there is nothing.
#[multiversion(targets("x86_64+avx2+fma"))]
fn fine_structure(power: &[f32], present: f32, detail: &mut Vec<f32>) {
    const HALF: usize = 8;
    detail.clear();
    detail.resize(power.len(), 0.0);
    let mut sum: f32 = power[..(2 * HALF + 1).min(power.len())].iter().sum();
    for bin in HALF..power.len().saturating_sub(HALF + 1) {
        let mean = sum / (2 * HALF + 1) as f32;
        if mean > present {
            // A rational stand-in for the logarithm: monotonous, from -1 to 1.
            detail[bin] = (power[bin] - mean) / (power[bin] + mean);
        }
        sum += power[bin + HALF + 1] - power[bin - HALF];
    }
}

#[multiversion(targets("x86_64+avx2+fma"))]
fn moments(x: &[f32], y: &[f32]) -> [f32; 3] {
    let mut lanes = [[0.0_f32; 8]; 3];
    for (x, y) in x.chunks_exact(8).zip(y.chunks_exact(8)) {
        for lane in 0..8 {
            lanes[0][lane] += x[lane] * y[lane];
            lanes[1][lane] += x[lane] * x[lane];
            lanes[2][lane] += y[lane] * y[lane];
        }
    }
    lanes.map(|lane| lane.iter().sum())
}

/// Levels before onsets, from the energies of units of 3.1 ms.
#[derive(Default)]
struct Onsets {
    past: Vec<f64>,
    mean_db: Mean,
}

impl Onsets {
    fn push(&mut self, slot: &Slot<'_>) {
        for index in 0..slot.unit_count() {
            let frames = slot.frames_of(index) as f64;
            let energy =
                (0..slot.channels().min(2)).map(|channel| f64::from(slot.units(channel)[index].extent.energy)).sum::<f64>();
            let energy = energy / frames.max(1.0);
            if self.past.len() == NEAR_UNITS + FAR_UNITS {
                let (far, near) = self.past.split_at(FAR_UNITS);
                let (far, near) = (far.iter().sum::<f64>() / FAR_UNITS as f64, near.iter().sum::<f64>() / NEAR_UNITS as f64);
                if energy > ONSET * far.max(near) && far > 1e-9 {
                    self.mean_db.push(10.0 * (near / far).max(1e-3).log10());
                }
                self.past.remove(0);
            }
            self.past.push(energy);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    const RATE: u32 = 44_100;

    fn noise(seed: u64, amplitude: f32) -> Vec<f32> {
        let mut noise = Noise::new(seed);
        (0..RATE as usize * 4).map(|_| amplitude * noise.uniform()).collect()
    }

    fn traces(planes: &[Vec<f32>]) -> Traces {
        measure(RATE, Some(16), planes).0.traces
    }

    #[test]
    fn white_noise_shows_no_trace() {
        let traces = traces(&[noise(1, 0.3), noise(2, 0.3)]);
        assert_eq!((traces.hole_share, traces.gone_share, traces.side_gone_share), (Some(0.0), Some(0.0), Some(0.0)));
        assert_eq!((traces.coherent_share, traces.side_cutoff_gap_hz), (Some(0.0), Some(0.0)));
        assert!(traces.fall_16k_db.unwrap().abs() < 0.5 && traces.flutter_db.unwrap().abs() < 0.2, "{traces:?}");
        // The geometric mean of exponentially distributed power lies 2.51 dB below its mean (Euler's constant in dB).
        assert!((traces.flatness_db.unwrap() + 2.51).abs() < 0.2, "{traces:?}");
        assert!(traces.replication.unwrap() < 0.1, "{traces:?}");
    }

    #[test]
    fn one_signal_at_two_levels_is_intensity_stereo() {
        let left = noise(3, 0.3);
        let right = left.iter().map(|sample| 0.5 * sample).collect();
        assert!(traces(&[left.clone(), right]).coherent_share.unwrap() > 0.99);
        assert_eq!(traces(&[left.clone(), left]).coherent_share, None, "dual mono has no side to tell");
    }

    #[test]
    fn a_side_that_comes_and_goes_is_seen() {
        let (mid, mut side) = (noise(4, 0.3), noise(5, 0.3));
        for second in side.chunks_mut(RATE as usize).step_by(2) {
            second.fill(0.0);
        }
        let left = mid.iter().zip(&side).map(|(mid, side)| mid + side).collect();
        let right = mid.iter().zip(&side).map(|(mid, side)| mid - side).collect();
        let share = traces(&[left, right]).side_gone_share.unwrap();
        assert!((share - 0.5).abs() < 0.1, "{share}");
    }

    #[test]
    fn a_spectrum_moved_up_is_replication() {
        // Tones at odd places below 8 kHz, and the same 16 bands of 344.5 Hz higher.
        let mut track = noise(6, 0.003);
        let mut places = Noise::new(7);
        for _ in 0..60 {
            let hz = 3_000.0 + 4_000.0 * f64::from(places.uniform().abs());
            for hz in [hz, hz + 16.0 * f64::from(RATE) / 128.0] {
                track.iter_mut().zip(sine(RATE, hz, 0.01, 0.0, RATE as usize * 4)).for_each(|(to, tone)| *to += tone);
            }
        }
        let replication = traces(&[track]).replication.unwrap();
        assert!(replication > 0.2, "{replication}");
    }

    #[test]
    fn noise_before_an_onset_is_pre_echo() {
        let track = |spread: f32| {
            let mut track = noise(8, 0.001);
            for start in (RATE as usize / 2..track.len() - RATE as usize / 4).step_by(RATE as usize / 4) {
                for (place, sample) in track[start - 400..start + 2_000].iter_mut().enumerate() {
                    *sample *= if place < 400 { spread } else { 300.0 };
                }
            }
            traces(&[track]).pre_echo_db
        };
        // One or two of the two units before the onset lie within the spread noise of 9 ms.
        let (clean, spread) = (track(1.0).unwrap(), track(4.0).unwrap());
        assert!(clean.abs() < 1.5 && spread > 6.0, "{clean} {spread}");
    }

    #[test]
    fn too_little_signal_says_nothing() {
        assert_eq!(traces(&[vec![0.0; RATE as usize]]), Traces::default());
    }
}
