//! Acoustic fingerprints: the same recording is known again after lossy coding, gain and trimming, and in any container.
//!
//! Chromaprint (algorithm 2, as AcoustID uses it) over the first [`FINGERPRINT_S`] seconds: one code of 32 bits for each 124 ms, made of
//! how the twelve tones of the scale move. It hears melody and harmony, not sound: another mastering of the same performance is close
//! to the first, another performance of the same song is not. Another set of codes raises
//! `contracts::FINGERPRINT_VERSION`. `matching` finds and compares; nothing here judges.

mod matching;

use rusty_chromaprint::{Configuration, Fingerprinter as Chromaprint};

pub use matching::{Candidate, CodeIndex, Likeness, MOST_TRACKS, compare, is_usable};

use crate::{contracts::PcmBlock, units::SampleRate};

/// Seconds from the start of a track that are heard: two edits that part later have other lengths.
pub const FINGERPRINT_S: u32 = 120;
/// Time between two codes: 4096 frames at 11 025 Hz, two thirds of them shared.
pub const CODE_S: f64 = 1365.0 / 11_025.0;

/// Makes the codes of one track, block by block.
pub struct Fingerprinter {
    chromaprint: Option<Chromaprint>,
    mono: Vec<i16>,
    frames_left: u64,
}

impl Fingerprinter {
    /// A fingerprinter for audio at `sample_rate`.
    pub fn new(sample_rate: SampleRate) -> Self {
        let mut chromaprint = Chromaprint::new(&Configuration::preset_test2());
        // It refuses rates under 1 kHz; such a track has no codes.
        let is_started = chromaprint.start(sample_rate.hz(), 1).is_ok();
        let frames_left = u64::from(FINGERPRINT_S) * u64::from(sample_rate.hz());
        Self { chromaprint: is_started.then_some(chromaprint), mono: Vec::new(), frames_left }
    }

    /// Whether more audio changes nothing.
    pub fn is_done(&self) -> bool {
        self.frames_left == 0 || self.chromaprint.is_none()
    }

    /// Takes the next block.
    pub fn push(&mut self, block: &PcmBlock) {
        let Some(chromaprint) = self.chromaprint.as_mut().filter(|_| self.frames_left > 0) else { return };
        let frames = usize::try_from(self.frames_left).map_or(block.frames(), |left| left.min(block.frames()));
        self.frames_left -= frames as u64;
        let scale = f32::from(i16::MAX) / block.planes.len().max(1) as f32;
        self.mono.clear();
        // A float that is no number becomes 0, one beyond full scale the last step.
        let sum = |frame: usize| block.planes.iter().map(|plane| plane[frame]).sum::<f32>();
        self.mono.extend((0..frames).map(|frame| (sum(frame) * scale) as i16));
        chromaprint.consume(&self.mono);
    }

    /// The codes; none of a track that is too short or has no tone in it.
    pub fn finish(self) -> Vec<u32> {
        let Some(mut chromaprint) = self.chromaprint else { return Vec::new() };
        chromaprint.finish();
        let codes = chromaprint.fingerprint();
        if is_usable(codes) { codes.to_vec() } else { Vec::new() }
    }
}
