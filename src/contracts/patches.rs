//! Patches of a track's spectrogram: what the network looks at.

use std::fmt;

/// Bands of a patch: every 50 Hz from 50 Hz to 24 kHz.
pub const PATCH_BANDS: usize = 480;
/// Moments of a patch: every 5 ms.
pub const PATCH_TIMES: usize = 30;
/// Bytes of a patch: mid and side, bands from low to high, moments.
pub const PATCH_BYTES: usize = 2 * PATCH_BANDS * PATCH_TIMES;
/// Patches of a track at most: 0.9 MB.
pub const MOST_PATCHES: usize = 32;
/// Version of the patches: raise it with anything that changes a byte, and networks of another version are refused.
pub const PATCH_SCHEMA: u32 = 1;

/// Patches of one track in the order of time, never changed and never stored.
///
/// Each is `[2][PATCH_BANDS][PATCH_TIMES]` in C order: attenuation below the patch's own highest level, in half decibels.
#[derive(Clone, Default, PartialEq)]
pub struct Patches {
    bytes: Vec<u8>,
    starts_s: Vec<f64>,
}

impl Patches {
    /// The patches in `bytes`, which start at `starts_s` seconds of the track. What is left of the last one, what has no start, and
    /// what is more than [`MOST_PATCHES`] is cut off.
    pub fn new(mut bytes: Vec<u8>, mut starts_s: Vec<f64>) -> Self {
        let whole = (bytes.len() / PATCH_BYTES).min(starts_s.len()).min(MOST_PATCHES);
        bytes.truncate(whole * PATCH_BYTES);
        starts_s.truncate(whole);
        Self { bytes, starts_s }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.starts_s.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.starts_s.is_empty()
    }

    /// All of them, one after the other.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where each starts, in seconds from the start of the track.
    pub fn starts_s(&self) -> &[f64] {
        &self.starts_s
    }
}

/// Their number alone: a megabyte of figures tells nobody anything.
impl fmt::Debug for Patches {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} patches", self.len())
    }
}
