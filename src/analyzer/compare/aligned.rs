//! B laid onto A, and what is left of it: frames that are computed when they are read.

use std::{io, sync::Arc};

use super::{Alignment, Overlap, fine};
use crate::{
    analyzer::{
        sound::{Frames, Sound},
        warp::{Warp, read_planes},
    },
    units::SampleRate,
};

/// Zero crossings of the interpolator to each side.
pub(super) const CROSSINGS: usize = 64;

/// B in the time, at the rate and in the channels of A: frame `n` is heard with frame `n` of A. Clones share all they hold.
#[derive(Clone, Debug)]
pub struct Aligned(Arc<Laid>);

#[derive(Debug)]
struct Laid {
    b: Sound,
    sample_rate: SampleRate,
    a_frames: u64,
    warp: Warp,
    /// Place in B of the first frame of A.
    start: f64,
    /// Channel of A, channel of B, factor.
    pairs: Vec<(usize, usize, f32)>,
    overlap: Overlap,
    is_moved: bool,
}

impl Aligned {
    /// `b` as `alignment` lays it onto `a`, polarity and level included.
    pub fn new(a: &Sound, b: &Sound, alignment: &Alignment) -> Self {
        let ratio = f64::from(b.sample_rate().hz()) / f64::from(a.sample_rate().hz());
        let step = ratio * (1.0 + alignment.drift_ppm.unwrap_or(0.0) * 1e-6);
        let start = alignment.delay_frames * ratio;
        let warp = Warp::new(step, CROSSINGS);
        let gain = 10.0_f64.powf(alignment.gain_db / 20.0);
        let pairs =
            alignment.channels.iter().map(|pair| (pair.of_a, pair.of_b, if pair.is_inverted { -gain } else { gain } as f32));
        let (a_frames, b_frames) = (a.frames_ready(), b.frames_ready());
        let is_moved = step != 1.0 || start.fract() != 0.0;
        // A frame that is interpolated near an end of B lacks what may have been cut off there.
        let edge = if is_moved { warp.reach() as f64 } else { 0.0 };
        let place = |frame: u64| start + step * frame as f64;
        let begin = ((edge - start) / step).ceil().max(0.0) as u64;
        let last_place = b_frames as f64 - 1.0 - edge;
        let end = a_frames.min((((last_place - start) / step + 1e-9).floor() + 1.0).max(0.0) as u64).max(begin);
        let first_frame = begin.min(a_frames);
        let overlap = Overlap {
            first_frame,
            frames: end.min(a_frames).saturating_sub(first_frame),
            a_before_frames: first_frame,
            a_after_frames: a_frames - end.clamp(first_frame, a_frames),
            b_before_frames: place(first_frame).floor().clamp(0.0, b_frames as f64) as u64,
            b_after_frames: b_frames.saturating_sub(place(end).ceil().max(0.0) as u64),
        };
        let (pairs, sample_rate) = (pairs.collect(), a.sample_rate());
        Self(Arc::new(Laid { b: b.clone(), sample_rate, a_frames, warp, start, pairs, overlap, is_moved }))
    }

    /// `b` as it is, its beginning at that of `a`: for two that have no alignment.
    pub fn beside(a: &Sound, b: &Sound) -> Self {
        let mut unmoved = fine::unmoved(b.channels());
        for pair in &mut unmoved.channels {
            pair.of_a = pair.of_a.min(a.channels() - 1);
        }
        Self::new(a, b, &unmoved)
    }

    /// Where both have sound.
    pub fn overlap(&self) -> Overlap {
        self.0.overlap
    }

    /// Whether its samples are those of B, unchanged, in their channels.
    pub(super) fn is_untouched(&self) -> bool {
        !self.0.is_moved && self.0.pairs.iter().all(|(of_a, of_b, factor)| of_a == of_b && *factor == 1.0)
    }

    /// Frequency up to which interpolation leaves B as it was; `None` where nothing is interpolated.
    pub(super) fn flat_hz(&self) -> Option<f64> {
        self.0.is_moved.then(|| self.0.warp.flat_hz(f64::from(self.0.b.sample_rate().hz())))
    }

    /// Pairs of channels: of A, of B.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.0.pairs.iter().map(|(of_a, of_b, _)| (*of_a, *of_b))
    }

    /// Makes `count` frames from `first` of A on, one plane a pair of channels.
    pub(super) fn render(&self, first: u64, count: usize, planes: &mut Vec<Vec<f32>>) -> io::Result<()> {
        let laid = &*self.0;
        let mut of_b = Vec::new();
        laid.warp.render(&laid.b, laid.start + laid.warp.step() * first as f64, count, &mut of_b)?;
        planes.resize_with(laid.pairs.len(), Vec::new);
        for (plane, (_, channel, factor)) in planes.iter_mut().zip(&laid.pairs) {
            plane.clear();
            plane.extend(of_b.get(*channel).into_iter().flatten().map(|sample| sample * factor));
        }
        Ok(())
    }

    /// Reads for [`Frames`]: `finish` gets the planes before they are interleaved.
    fn read_with(
        &self,
        first: u64,
        into: &mut [f32],
        finish: impl FnOnce(&mut Vec<Vec<f32>>) -> io::Result<()>,
    ) -> io::Result<usize> {
        let channels = self.0.pairs.len().max(1);
        let frames = ((into.len() / channels) as u64).min(self.0.a_frames.saturating_sub(first)) as usize;
        let mut planes = Vec::new();
        self.render(first, frames, &mut planes)?;
        finish(&mut planes)?;
        for (channel, plane) in planes.iter().enumerate() {
            into.iter_mut().skip(channel).step_by(channels).zip(plane).for_each(|(into, sample)| *into = *sample);
        }
        Ok(frames)
    }
}

impl Frames for Aligned {
    fn sample_rate(&self) -> SampleRate {
        self.0.sample_rate
    }

    fn channels(&self) -> usize {
        self.0.pairs.len().max(1)
    }

    fn frames_ready(&self) -> u64 {
        self.0.a_frames
    }

    fn is_complete(&self) -> bool {
        true
    }

    fn frames(&self) -> Option<u64> {
        Some(self.0.a_frames)
    }

    fn read(&self, first: u64, into: &mut [f32]) -> io::Result<usize> {
        self.read_with(first, into, |_| Ok(()))
    }
}

/// What is left of B, aligned, minus A; silence where one of them has no sound. Clones share all they hold.
#[derive(Clone, Debug)]
pub struct Residual {
    a: Sound,
    aligned: Aligned,
}

impl Residual {
    /// The residual of `aligned`, which was laid onto `a`.
    pub fn new(a: &Sound, aligned: &Aligned) -> Self {
        Self { a: a.clone(), aligned: aligned.clone() }
    }
}

impl Frames for Residual {
    fn sample_rate(&self) -> SampleRate {
        self.aligned.sample_rate()
    }

    fn channels(&self) -> usize {
        self.aligned.channels()
    }

    fn frames_ready(&self) -> u64 {
        self.aligned.frames_ready()
    }

    fn is_complete(&self) -> bool {
        true
    }

    fn frames(&self) -> Option<u64> {
        self.aligned.frames()
    }

    fn read(&self, first: u64, into: &mut [f32]) -> io::Result<usize> {
        self.aligned.read_with(first, into, |planes| {
            let frames = planes.first().map_or(0, Vec::len);
            let mut of_a = Vec::new();
            read_planes(&self.a, first as i64, frames, &mut of_a)?;
            let overlap = self.aligned.overlap();
            let kept = overlap.first_frame..overlap.first_frame + overlap.frames;
            for (plane, (channel, _)) in planes.iter_mut().zip(self.aligned.pairs()) {
                for ((sample, of_a), frame) in plane.iter_mut().zip(&of_a[channel]).zip(first..) {
                    *sample = if kept.contains(&frame) { *sample - of_a } else { 0.0 };
                }
            }
            Ok(())
        })
    }
}
