//! From the rate of the track to that of the device, where they differ.

use rubato::{Fft, FixedSync, Resampler, audioadapter_buffers::direct::InterleavedSlice};

/// Frames taken at once.
const CHUNK: usize = 1024;

/// Collects frames and gives them out at another rate.
pub(super) struct Resampling {
    resampler: Fft<f32>,
    waiting: Vec<f32>,
}

impl Resampling {
    /// From `from_hz` to `to_hz`; `None` where they are equal, or the rates fit no resampler.
    pub(super) fn new(from_hz: u32, to_hz: u32) -> Option<Self> {
        if from_hz == to_hz {
            return None;
        }
        let resampler = Fft::new(from_hz as usize, to_hz as usize, CHUNK, 2, FixedSync::Input).ok()?;
        Some(Self { resampler, waiting: Vec::new() })
    }

    /// Takes `frames` and appends what can be given out to `into`.
    pub(super) fn push(&mut self, frames: &[[f32; 2]], into: &mut Vec<[f32; 2]>) {
        self.waiting.extend(frames.iter().flatten());
        loop {
            let needed = self.resampler.input_frames_next();
            if self.waiting.len() < needed * 2 {
                return;
            }
            let chunk: Vec<f32> = self.waiting.drain(..needed * 2).collect();
            let Ok(adapter) = InterleavedSlice::new(&chunk, 2, needed) else { return };
            // The sizes are the resampler's own.
            if let Ok(made) = self.resampler.process(&adapter, None) {
                into.extend(made.take_data().chunks_exact(2).map(|frame| [frame[0], frame[1]]));
            }
        }
    }

    /// Forgets what it holds, at a seek.
    pub(super) fn reset(&mut self) {
        self.resampler.reset();
        self.waiting.clear();
    }
}
