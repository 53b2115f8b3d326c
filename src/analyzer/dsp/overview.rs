//! What the window draws of a whole track, gathered while its sound is decoded: envelope, stereo and loudness over time, and where
//! clipped runs, clicks and dropouts lie.
//!
//! Finer than the small curves of an audit: a part is 25 ms. It grows by 1.2 kB a second of sound, which is 9 MB for two hours.
//! It shows and proves nothing: the figures of the audit stand.

use super::{
    clicks::Clicks,
    dropouts::Dropouts,
    loudness::{self, MOMENTARY_PIECES, SHORT_TERM_PIECES, Weigher},
    slot::{Slicer, Slot, UNITS},
};
use crate::{contracts::PcmBlock, units::SampleRate};

/// Units in a part: 25 ms.
const PART_UNITS: usize = UNITS / 2;
/// Marks of one kind kept; more would cover the picture.
const MOST_MARKS: usize = 10_000;
/// Samples at the ceiling that make a clipped run, as the audit counts them.
const SHORTEST_CLIP: u32 = 3;

/// One part of a track, the left channel first; of mono both are the same. More than two channels: the first two.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Part {
    /// Lowest samples.
    pub low: [f32; 2],
    /// Highest samples.
    pub high: [f32; 2],
    /// Sums of squares.
    pub energy: [f32; 2],
    /// Sum of the products of both.
    pub cross: f32,
    /// Frames in it.
    pub frames: u32,
}

impl Part {
    /// Both parts as one.
    pub fn merged(&self, next: &Self) -> Self {
        let both = |combine: fn(f32, f32) -> f32, ours: [f32; 2], theirs: [f32; 2]| [0, 1].map(|at| combine(ours[at], theirs[at]));
        Self {
            low: both(f32::min, self.low, next.low),
            high: both(f32::max, self.high, next.high),
            energy: both(|a, b| a + b, self.energy, next.energy),
            cross: self.cross + next.cross,
            frames: self.frames + next.frames,
        }
    }

    /// Root mean squares.
    pub fn rms(&self) -> [f32; 2] {
        self.energy.map(|energy| (energy / self.frames.max(1) as f32).sqrt())
    }

    /// Correlation of the channels, -1 to 1; `None` where one is silent.
    pub fn correlation(&self) -> Option<f32> {
        let scale = (f64::from(self.energy[0]) * f64::from(self.energy[1])).sqrt();
        (scale > 0.0).then(|| (f64::from(self.cross) / scale).clamp(-1.0, 1.0) as f32)
    }
}

/// A whole track in parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Length of a part in seconds.
    pub part_s: f64,
    /// Parts in order of time.
    pub parts: Vec<Part>,
    /// K-weighted mean squares of pieces of 100 ms, BS.1770-4.
    pub loudness_pieces: Vec<f32>,
    /// Starts of clipped runs in seconds.
    pub clips_s: Vec<f64>,
    /// Clicks in seconds.
    pub clicks_s: Vec<f64>,
    /// Starts of dropouts in seconds.
    pub dropouts_s: Vec<f64>,
}

impl Overview {
    /// Momentary loudness (400 ms) in LUFS every 100 ms; the first value ends at 0.4 s.
    pub fn momentary_lufs(&self) -> Vec<f32> {
        self.loudness(MOMENTARY_PIECES)
    }

    /// Short-term loudness (3 s) in LUFS every 100 ms; the first value ends at 3 s.
    pub fn short_term_lufs(&self) -> Vec<f32> {
        self.loudness(SHORT_TERM_PIECES)
    }

    fn loudness(&self, pieces: usize) -> Vec<f32> {
        let level = |window: &[f32]| loudness::written(window.iter().map(|&piece| f64::from(piece)).sum::<f64>() / pieces as f64);
        self.loudness_pieces.windows(pieces).map(level).collect()
    }
}

/// Gathers an [`Overview`].
pub struct OverviewMeter {
    slicer: Slicer,
    gathering: Gathering,
}

struct Gathering {
    overview: Overview,
    rate_hz: f64,
    weigher: Option<Weigher>,
    piece_frames: usize,
    filled: usize,
    piece_energy: f64,
    clicks: Clicks,
    dropouts: Dropouts,
    ceiling: Option<f32>,
    runs: Vec<u32>,
}

impl OverviewMeter {
    /// A meter for a track of `bits` declared bits; runs of three samples at `clip_level_dbfs`, as an audit found it, are marked.
    pub fn new(sample_rate: SampleRate, channels: usize, bits: Option<u16>, clip_level_dbfs: Option<f64>) -> Self {
        let slicer = Slicer::new(sample_rate, channels);
        let part_frames = slicer.unit_frames() * PART_UNITS;
        let rate_hz = f64::from(sample_rate.hz());
        let gathering = Gathering {
            overview: Overview { part_s: part_frames as f64 / rate_hz, ..Overview::default() },
            rate_hz,
            weigher: Weigher::new(sample_rate, channels),
            piece_frames: loudness::piece_frames(sample_rate),
            filled: 0,
            piece_energy: 0.0,
            clicks: Clicks::new(sample_rate, channels),
            dropouts: Dropouts::new(sample_rate, channels, bits, slicer.unit_frames()),
            // A hair below, so that rounding of the decibels loses none.
            ceiling: clip_level_dbfs.map(|level_db| (10.0_f64.powf(level_db / 20.0) * 0.999_99) as f32),
            runs: vec![0; channels],
        };
        Self { slicer, gathering }
    }

    /// Takes the next block.
    pub fn push(&mut self, block: &PcmBlock) {
        let Self { slicer, gathering } = self;
        slicer.push(block, |slot| gathering.push(slot));
    }

    /// What was gathered so far: all but the last 50 ms.
    pub fn so_far(&self) -> &Overview {
        &self.gathering.overview
    }

    /// The whole track.
    pub fn finish(mut self) -> Overview {
        let Self { slicer, gathering } = &mut self;
        slicer.finish(|slot| gathering.push(slot));
        self.gathering.overview
    }
}

impl Gathering {
    fn push(&mut self, slot: &Slot<'_>) {
        if slot.channels() == 0 || slot.frames == 0 {
            return;
        }
        let part_frames = slot.unit_frames * PART_UNITS;
        for (index, start) in (0..slot.frames).step_by(part_frames).enumerate() {
            let range = start..(start + part_frames).min(slot.frames);
            let units = index * PART_UNITS..((index + 1) * PART_UNITS).min(slot.unit_count());
            self.overview.parts.push(part(slot, range, units));
        }
        self.weigh(slot);
        let at_s = |frame: u64| frame as f64 / self.rate_hz;
        let Overview { clips_s, clicks_s, dropouts_s, .. } = &mut self.overview;
        let mark = |marks: &mut Vec<f64>, frame: u64| {
            if marks.len() < MOST_MARKS {
                marks.push(at_s(frame));
            }
        };
        self.clicks.push_telling(slot, |frame| mark(clicks_s, frame));
        self.dropouts.push_telling(slot, |frame| mark(dropouts_s, frame));
        let Some(ceiling) = self.ceiling else { return };
        for (channel, run) in self.runs.iter_mut().enumerate() {
            for (n, sample) in slot.samples(channel)[..slot.frames].iter().enumerate() {
                *run = if sample.abs() >= ceiling { *run + 1 } else { 0 };
                if *run == SHORTEST_CLIP {
                    mark(clips_s, slot.first_frame + n as u64 + 1 - u64::from(SHORTEST_CLIP));
                }
            }
        }
    }

    fn weigh(&mut self, slot: &Slot<'_>) {
        let Some(weigher) = &mut self.weigher else { return };
        let mut taken = 0;
        while taken < slot.frames {
            let count = (self.piece_frames - self.filled).min(slot.frames - taken);
            self.piece_energy += weigher.energy(slot, taken..taken + count);
            self.filled += count;
            taken += count;
            if self.filled == self.piece_frames {
                self.overview.loudness_pieces.push((self.piece_energy / self.piece_frames as f64) as f32);
                (self.filled, self.piece_energy) = (0, 0.0);
            }
        }
    }
}

fn part(slot: &Slot<'_>, range: std::ops::Range<usize>, units: std::ops::Range<usize>) -> Part {
    let right = 1.min(slot.channels() - 1);
    let mut part = Part { low: [f32::INFINITY; 2], high: [f32::NEG_INFINITY; 2], frames: range.len() as u32, ..Part::default() };
    for (side, channel) in [0, right].into_iter().enumerate() {
        for unit in &slot.units(channel)[units.clone()] {
            part.low[side] = part.low[side].min(unit.extent.low);
            part.high[side] = part.high[side].max(unit.extent.high);
            part.energy[side] += unit.extent.energy;
        }
    }
    let pairs = slot.samples(0)[range.clone()].iter().zip(&slot.samples(right)[range]);
    part.cross = pairs.map(|(left, right)| left * right).sum();
    part
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::{Noise, measure, sine};

    fn gather(rate_hz: u32, planes: &[Vec<f32>], clip_level_dbfs: Option<f64>) -> Overview {
        let rate = SampleRate::new(rate_hz).unwrap();
        let mut meter = OverviewMeter::new(rate, planes.len(), Some(16), clip_level_dbfs);
        for start in (0..planes[0].len()).step_by(5_000) {
            let planes = planes.iter().map(|plane| plane[start..(start + 5_000).min(plane.len())].to_vec()).collect();
            meter.push(&PcmBlock { planes, integers: Vec::new() });
        }
        meter.finish()
    }

    #[test]
    fn loudness_over_time_is_that_of_the_audit() {
        let mut noise = Noise::new(5);
        let plane: Vec<f32> = (0..48_000 * 8).map(|n| noise.uniform() * (0.1 + 0.4 * (n as f32 / 384_000.0))).collect();
        let planes = [plane.clone(), plane];
        let overview = gather(48_000, &planes, None);
        let audit = measure(48_000, None, &planes).0;
        let highest = |curve: Vec<f32>| f64::from(curve.into_iter().fold(f32::NEG_INFINITY, f32::max));
        assert_eq!(overview.momentary_lufs().len(), 80 - 3);
        // The pieces are kept in single precision.
        assert!((highest(overview.momentary_lufs()) - audit.momentary_max_lufs.unwrap()).abs() < 1e-4);
        assert!((highest(overview.short_term_lufs()) - audit.short_term_max_lufs.unwrap()).abs() < 1e-4);
    }

    #[test]
    fn parts_tile_the_track_and_tell_the_channels_apart() {
        let left = sine(44_100, 1_000.0, 0.5, 0.0, 100_003);
        let right: Vec<f32> = left.iter().map(|sample| -0.5 * sample).collect();
        let overview = gather(44_100, &[left, right], None);
        assert_eq!(overview.parts.iter().map(|part| u64::from(part.frames)).sum::<u64>(), 100_003);
        let part = overview.parts[10];
        assert!((part.high[0] - 0.5).abs() < 1e-3 && (part.high[1] - 0.25).abs() < 1e-3);
        assert!((part.correlation().unwrap() + 1.0).abs() < 1e-5, "upside down");
        assert!((part.rms()[0] - 0.5 / 2.0_f32.sqrt()).abs() < 5e-3);
    }

    #[test]
    fn marks_lie_where_the_faults_are() {
        let mut noise = Noise::new(9);
        let mut plane: Vec<f32> = (0..44_100 * 4).map(|_| 0.1 * noise.uniform()).collect();
        plane[44_100..44_110].fill(0.9);
        let tone = sine(44_100, 220.0, 0.3, 0.0, 44_100 * 4);
        let mut clicked = tone.clone();
        for (n, height) in [0.4, -0.3, 0.2, -0.1].into_iter().enumerate() {
            clicked[88_200 + n] += height;
        }
        let overview = gather(44_100, &[plane, clicked], Some(20.0 * 0.9_f64.log10()));
        assert_eq!(overview.clips_s, [1.0]);
        // A click is known to the unit of 3.1 ms that holds it.
        assert!(matches!(overview.clicks_s[..], [.., at] if (at - 2.0).abs() < 0.004), "{:?}", overview.clicks_s);
    }
}
