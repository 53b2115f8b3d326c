//! Bits that the samples really use.
//!
//! Integers: the declared depth less the low bits that are 0 in every sample of every channel of the whole track. Floating point:
//! the coarsest of the 8- to 24-bit grids on which every sample lies exactly, where there is one. Gain or dither after padding
//! fills the low bits and hides it from this test.

use super::lanes::union_of_bits;
use crate::contracts::PcmBlock;

/// Steps of the finest grid to a full scale (24 bit).
const FINEST: f32 = 8_388_608.0;
/// Bits of that grid.
const FINEST_BITS: u32 = 24;
/// Declared depth of a floating-point stream that is tested for a grid.
const FLOAT_BITS: u16 = 32;

/// Union of the bits of all samples.
pub(super) struct BitDepth {
    bits: Option<u16>,
    union: i32,
    /// Whether any integers came.
    has_integers: bool,
    is_off_grid: bool,
}

impl BitDepth {
    pub(super) fn new(bits: Option<u16>) -> Self {
        Self { bits, union: 0, has_integers: false, is_off_grid: false }
    }

    pub(super) fn push(&mut self, block: &PcmBlock) {
        if !block.integers.is_empty() {
            self.has_integers = true;
            for plane in &block.integers {
                self.union |= union_of_bits(plane);
            }
        } else if !self.is_off_grid && self.bits == Some(FLOAT_BITS) {
            self.is_off_grid = !block.planes.iter().all(|plane| self.take_floats(plane));
        }
    }

    fn take_floats(&mut self, samples: &[f32]) -> bool {
        for sample in samples {
            let step = sample * FINEST;
            // Beyond full scale, not a number, or between two steps: no integer file.
            if !(step.abs() <= FINEST && step.fract() == 0.0) {
                return false;
            }
            self.union |= step as i32;
        }
        true
    }

    /// Effective bits; `None` for silence, for lossy streams, and for floating point on no grid.
    pub(super) fn finish(&self) -> Option<u32> {
        let declared = u32::from(self.bits?);
        if self.union == 0 || (!self.has_integers && (self.is_off_grid || self.bits != Some(FLOAT_BITS))) {
            return None;
        }
        let held = if self.has_integers { declared } else { FINEST_BITS };
        Some(held.saturating_sub(self.union.trailing_zeros()).max(1))
    }
}
