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
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Patches(Vec<u8>);

impl Patches {
    /// The patches in `bytes`; what is left of the last one, and what is more than [`MOST_PATCHES`], is cut off.
    pub fn new(mut bytes: Vec<u8>) -> Self {
        let whole = (bytes.len() / PATCH_BYTES).min(MOST_PATCHES);
        bytes.truncate(whole * PATCH_BYTES);
        Self(bytes)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len() / PATCH_BYTES
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them, one after the other.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Their number alone: a megabyte of figures tells nobody anything.
impl fmt::Debug for Patches {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} patches", self.len())
    }
}
