//! Excerpts of a track, gathered in one pass without knowing its length.
//!
//! The track is cut into pieces of [`PIECE`] frames; a group of successive pieces keeps one, and when there are [`MOST`] groups
//! each two become one. So the excerpts always cover the whole track evenly, memory is bounded, and a track of 12 s or less is
//! held whole. Within a group the piece that is loud throughout wins: a lower quartile of high-frequency energy passes over
//! transients (where codecs switch to short blocks) and full-scale samples count against it (clipping in the decoder destroys
//! the coefficients around it).

use crate::{contracts::PcmBlock, units::SampleRate};

/// Frames of an excerpt at 48 kHz and below: five blocks of 1024 at any alignment.
pub(super) const PIECE: usize = 8192;

/// Frames of an excerpt at `rate`: the same stretch of time, so that it holds as many blocks when it is converted back.
fn piece_frames(rate: SampleRate) -> usize {
    match rate.hz() {
        ..=48_000 => PIECE,
        48_001..=96_000 => 2 * PIECE,
        _ => 4 * PIECE,
    }
}
/// Excerpts held at most: 6.3 MB in stereo.
const MOST: usize = 96;
/// Stretches of a piece whose energies are compared.
const STRETCH: usize = 1024;
/// Value of a 16-bit step, in which every threshold of this folder is given.
const FULL_SCALE: f32 = 32_768.0;
/// From here on a sample is taken for clipped, in 16-bit steps.
pub(super) const CLIPPED: f32 = 32_766.5;

/// Bounded excerpts spread over the whole track, gathered in one pass without knowing its length.
pub struct Reservoir {
    rate: SampleRate,
    /// Channels that are kept: the front pair, or the only one.
    channels: usize,
    /// Frames of a piece.
    piece: usize,
    kept: Vec<Piece>,
    /// The piece being filled.
    filling: Piece,
    /// Pieces that the last group has seen; a group is full at `group_pieces`.
    seen_in_group: usize,
    group_pieces: usize,
    pieces: u64,
    /// Memory of dropped pieces, used again.
    spare: Vec<Piece>,
}

#[derive(Default)]
struct Piece {
    start: u64,
    quality: f32,
    planes: Vec<Vec<f32>>,
}

impl Reservoir {
    /// An empty reservoir. Of more than two channels the first two are kept.
    pub fn new(rate: SampleRate, channels: usize) -> Self {
        let channels = channels.clamp(1, 2);
        Self {
            rate,
            channels,
            piece: piece_frames(rate),
            kept: Vec::new(),
            filling: Piece::new(channels, piece_frames(rate)),
            seen_in_group: 0,
            group_pieces: 1,
            pieces: 0,
            spare: Vec::new(),
        }
    }

    /// Takes the next frames of the track. How the track is split into blocks does not matter.
    pub fn push(&mut self, block: &PcmBlock) {
        let frames = block.frames();
        let mut at = 0;
        while at < frames {
            let held = self.filling.planes[0].len();
            let take = (self.piece - held).min(frames - at);
            for (channel, plane) in self.filling.planes.iter_mut().enumerate() {
                // A block may hold fewer channels than announced: silence stands in.
                match block.planes.get(channel).and_then(|samples| samples.get(at..at + take)) {
                    Some(samples) => plane.extend(samples.iter().map(|x| if x.is_finite() { x * FULL_SCALE } else { 0.0 })),
                    None => plane.resize(held + take, 0.0),
                }
            }
            at += take;
            if held + take == self.piece {
                self.close_piece();
            }
        }
    }

    /// The excerpts gathered.
    pub fn finish(mut self) -> Excerpts {
        // The rest of a track is kept only where the track is so short that it counts.
        if self.group_pieces == 1 && self.filling.planes[0].len() >= self.piece / 2 {
            self.close_piece();
        }
        let mut excerpts =
            Excerpts { rate: self.rate, starts: Vec::new(), planes: Vec::new(), frames: self.pieces * self.piece as u64 };
        for piece in self.kept {
            excerpts.starts.push(piece.start);
            excerpts.planes.push(piece.planes);
        }
        excerpts
    }

    fn close_piece(&mut self) {
        let fresh = self.spare.pop().unwrap_or_else(|| Piece::new(self.channels, self.piece));
        let mut piece = std::mem::replace(&mut self.filling, fresh);
        piece.start = self.pieces * self.piece as u64;
        piece.quality = quality(&piece.planes);
        self.pieces += 1;
        if self.seen_in_group == 0 {
            self.kept.push(piece);
        } else if let Some(best) = self.kept.last_mut() {
            // On a tie the earlier piece stays.
            if piece.quality > best.quality {
                std::mem::swap(best, &mut piece);
            }
            self.recycle(piece);
        }
        self.seen_in_group = (self.seen_in_group + 1) % self.group_pieces;
        if self.kept.len() == MOST && self.seen_in_group == 0 {
            self.merge_groups();
        }
    }

    fn merge_groups(&mut self) {
        let kept = std::mem::take(&mut self.kept);
        let mut pieces = kept.into_iter();
        while let (Some(first), Some(second)) = (pieces.next(), pieces.next()) {
            let (best, other) = if second.quality > first.quality { (second, first) } else { (first, second) };
            self.kept.push(best);
            self.recycle(other);
        }
        self.group_pieces *= 2;
    }

    fn recycle(&mut self, mut piece: Piece) {
        // A merge frees 48 pieces at once, all of which are filled again; more than that are never spare.
        if self.spare.len() < MOST / 2 {
            for plane in &mut piece.planes {
                plane.clear();
            }
            self.spare.push(piece);
        }
    }
}

impl Piece {
    fn new(channels: usize, frames: usize) -> Self {
        Self { start: 0, quality: 0.0, planes: vec![Vec::with_capacity(frames); channels] }
    }
}

/// How well a piece suits the test: lower quartile over its stretches of the energy of first differences, less for clipping.
fn quality(planes: &[Vec<f32>]) -> f32 {
    let mut stretches = [0.0f32; PIECE / STRETCH];
    let mut clipped = 0u32;
    for plane in planes {
        for (energy, samples) in stretches.iter_mut().zip(plane.chunks(plane.len().div_ceil(PIECE / STRETCH).max(1))) {
            *energy += difference_energy(samples);
            clipped += samples.iter().map(|x| u32::from(x.abs() >= CLIPPED)).sum::<u32>();
        }
    }
    stretches.sort_by(f32::total_cmp);
    stretches[stretches.len() / 4] / (1.0 + clipped as f32 / 4.0)
}

/// Sum of squared first differences, in eight partial sums so that it runs in lanes.
pub(super) fn difference_energy(samples: &[f32]) -> f32 {
    let mut sums = [0.0f32; 8];
    for (a, b) in samples.chunks_exact(8).zip(samples.get(1..).unwrap_or(&[]).chunks_exact(8)) {
        for l in 0..8 {
            sums[l] += (b[l] - a[l]) * (b[l] - a[l]);
        }
    }
    sums.iter().sum()
}

/// Excerpts in units of one 16-bit step (full scale 32768), each with the frame of the track at which it starts.
pub struct Excerpts {
    rate: SampleRate,
    starts: Vec<u64>,
    planes: Vec<Vec<Vec<f32>>>,
    frames: u64,
}

impl Excerpts {
    /// Rate of the track.
    pub fn rate(&self) -> SampleRate {
        self.rate
    }

    /// Number of excerpts.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Frames of the track that the excerpts stand for.
    pub fn covered_frames(&self) -> u64 {
        self.frames
    }

    /// First frame of excerpt `index`, counted from the first frame of the track.
    pub(in crate::analyzer) fn start(&self, index: usize) -> u64 {
        self.starts[index]
    }

    /// Whether every sample lies on a 16-bit step; finer ones carry less rounding noise.
    pub(super) fn is_16_bit(&self) -> bool {
        self.planes.iter().flatten().flatten().all(|x| *x == x.round_ties_even())
    }

    /// Other samples of the same track.
    pub(super) fn derived(&self, rate: SampleRate, starts: Vec<u64>, planes: Vec<Vec<Vec<f32>>>) -> Self {
        let frames = (self.frames as f64 * f64::from(rate.hz()) / f64::from(self.rate.hz())) as u64;
        Self { rate, starts, planes, frames }
    }

    /// Some of the excerpts.
    pub(super) fn subset(&self, indices: &[usize]) -> Self {
        let planes = indices.iter().map(|&index| self.planes[index].clone()).collect();
        Self { rate: self.rate, starts: indices.iter().map(|&index| self.starts[index]).collect(), planes, frames: self.frames }
    }

    /// Channels of excerpt `index`.
    pub(in crate::analyzer) fn planes(&self, index: usize) -> &[Vec<f32>] {
        &self.planes[index]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gather(samples: &[f32], split: usize) -> Excerpts {
        let mut reservoir = Reservoir::new(SampleRate::new(44_100).expect("a rate"), 2);
        let mut block = PcmBlock::default();
        for part in samples.chunks(split) {
            block.reset(2, false);
            block.planes[0].extend_from_slice(part);
            block.planes[1].extend(part.iter().map(|x| -x));
            reservoir.push(&block);
        }
        reservoir.finish()
    }

    /// Noise whose level rises and falls, with its frame number recoverable from the excerpt's content.
    fn samples(frames: usize) -> Vec<f32> {
        let mut rng = super::super::rng::Rng::new(1);
        (0..frames).map(|n| ((rng.uniform() - 0.5) * (1.0 + (n as f64 / 30_000.0).sin())) as f32).collect()
    }

    #[test]
    fn excerpts_are_the_track_and_do_not_depend_on_blocks() {
        let samples = samples(3_000_000);
        let (a, b) = (gather(&samples, 4096), gather(&samples, 33_333));
        assert!(a.len() >= MOST / 2 && a.len() <= MOST);
        assert_eq!((a.starts.clone(), a.planes.clone()), (b.starts, b.planes));
        for index in 0..a.len() {
            let start = a.start(index) as usize;
            assert_eq!(a.planes(index)[0].len(), PIECE);
            assert_eq!(a.planes(index)[0][77], samples[start + 77] * FULL_SCALE);
            assert_eq!(a.planes(index)[1][77], -samples[start + 77] * FULL_SCALE);
        }
    }

    #[test]
    fn excerpts_spread_over_the_whole_track() {
        let samples = samples(5_000_000);
        let excerpts = gather(&samples, 65_536);
        for part in 0..10u64 {
            let range = part * 500_000..(part + 1) * 500_000;
            let inside = excerpts.starts.iter().filter(|start| range.contains(start)).count();
            assert!(inside >= 2, "tenth {part}: {inside}");
        }
    }

    #[test]
    fn a_short_track_is_held_whole() {
        let excerpts = gather(&samples(3 * 44_100), 1000);
        assert_eq!(excerpts.starts, (0..16).map(|i| i * PIECE as u64).collect::<Vec<_>>());
        assert!(gather(&[], 1).is_empty());
    }

    #[test]
    fn of_a_group_the_loud_unclipped_piece_is_kept() {
        let mut samples = vec![0.0f32; PIECE * MOST];
        let tone = |n: usize, level: f32| level * (n as f32 * 1.3).sin();
        for n in 0..PIECE {
            samples[3 * PIECE + n] = tone(n, 0.3);
            samples[5 * PIECE + n] = tone(n, 1.5).clamp(-1.0, 1.0);
            samples[4 * PIECE + n] = tone(n, 0.3);
        }
        let excerpts = gather(&samples, 10_000);
        assert_eq!(excerpts.len(), MOST / 2);
        assert_eq!(excerpts.starts[1..3], [3 * PIECE as u64, 4 * PIECE as u64]);
    }

    #[test]
    fn hostile_samples_become_silence() {
        let excerpts = gather(&[f32::NAN; PIECE], 100);
        assert!(excerpts.planes(0)[0].iter().all(|x| *x == 0.0));
    }
}
