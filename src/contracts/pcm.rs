//! A block of decoded audio.

/// A run of frames, one plane a channel. Reused from block to block; the reader refills it.
#[derive(Clone, Debug, Default)]
pub struct PcmBlock {
    /// Samples at full scale 1.0, one plane a channel, all of one length. A 24-bit sample is exact.
    pub planes: Vec<Vec<f32>>,
    /// The same samples as stored integers, right-aligned in the declared depth (16-bit audio: -32768..=32767). No planes
    /// where the stream is floating point or lossy.
    pub integers: Vec<Vec<i32>>,
}

impl PcmBlock {
    /// Frames in the block.
    pub fn frames(&self) -> usize {
        self.planes.first().map_or(0, Vec::len)
    }

    /// Empties every plane and sets their number, keeping the memory.
    pub fn reset(&mut self, channels: usize, has_integers: bool) {
        self.planes.resize_with(channels, Vec::new);
        self.integers.resize_with(if has_integers { channels } else { 0 }, Vec::new);
        for plane in &mut self.planes {
            plane.clear();
        }
        for plane in &mut self.integers {
            plane.clear();
        }
    }
}
