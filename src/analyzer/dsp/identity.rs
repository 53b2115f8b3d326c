//! Names the samples of a track, so that a copy in another file, folder or container is known as the same recording.
//!
//! XXH3 of 128 bits over the samples of each channel as 32-bit floats, then over rate, channels and those sums. However a reader cuts
//! its blocks, the name is the same. It tells recordings apart; it is no proof against somebody who wants two to share a name.

use xxhash_rust::xxh3::Xxh3Default;

use crate::{contracts::PcmBlock, units::SampleRate};

/// Sums of the channels.
pub(in crate::analyzer) struct Identity {
    rate_hz: u32,
    channels: Vec<Xxh3Default>,
    frames: u64,
}

impl Identity {
    pub(in crate::analyzer) fn new(sample_rate: SampleRate, channels: usize) -> Self {
        Self { rate_hz: sample_rate.hz(), channels: (0..channels).map(|_| Xxh3Default::new()).collect(), frames: 0 }
    }

    pub(in crate::analyzer) fn push(&mut self, block: &PcmBlock) {
        for (sum, plane) in self.channels.iter_mut().zip(&block.planes) {
            sum.update(bytemuck::cast_slice(plane));
        }
        self.frames += block.frames() as u64;
    }

    /// 32 hexadecimal digits; `None` for a track without a frame.
    pub(in crate::analyzer) fn finish(&self) -> Option<String> {
        let mut whole = Xxh3Default::new();
        whole.update(&self.rate_hz.to_le_bytes());
        whole.update(&(self.channels.len() as u64).to_le_bytes());
        for channel in &self.channels {
            whole.update(&channel.digest128().to_le_bytes());
        }
        (self.frames > 0).then(|| format!("{:032x}", whole.digest128()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(rate_hz: u32, planes: &[&[f32]], block: usize) -> Option<String> {
        let mut identity = Identity::new(SampleRate::new(rate_hz).unwrap(), planes.len());
        for start in (0..planes[0].len()).step_by(block) {
            let cut = |plane: &&[f32]| plane[start..(start + block).min(plane.len())].to_vec();
            identity.push(&PcmBlock { planes: planes.iter().map(cut).collect(), integers: Vec::new() });
        }
        identity.finish()
    }

    #[test]
    fn samples_rate_and_channels_make_the_name_and_blocks_do_not() {
        let (a, b) = ([0.5, -0.25, 0.125, 0.0, 0.75], [0.1, 0.2, 0.3, 0.4, 0.5]);
        let whole = name(44_100, &[&a, &b], 5);
        assert_eq!(whole, name(44_100, &[&a, &b], 2));
        assert_eq!(whole.as_ref().map(String::len), Some(32));
        for other in
            [name(48_000, &[&a, &b], 5), name(44_100, &[&b, &a], 5), name(44_100, &[&a], 5), name(44_100, &[&a, &b[..4]], 5)]
        {
            assert_ne!(whole, other);
        }
        assert_eq!(name(44_100, &[&[]], 1), None);
    }
}
