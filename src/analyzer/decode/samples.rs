//! Samples from their stored form into a [`PcmBlock`], in loops that the compiler vectorises.

use crate::contracts::PcmBlock;

/// Value by which a right-aligned sample of `bits` is multiplied to stand at full scale 1.0; a power of two, so exact.
pub(super) fn full_scale(bits: u16) -> f32 {
    (0.5_f64).powi(i32::from(bits) - 1) as f32
}

/// Appends `samples`, right-aligned in `bits`, to channel `channel` of `block`.
pub(super) fn push_integers(block: &mut PcmBlock, channel: usize, samples: &[i32], bits: u16) {
    let scale = full_scale(bits);
    block.integers[channel].extend_from_slice(samples);
    block.planes[channel].extend(samples.iter().map(|&sample| sample as f32 * scale));
}

/// Turns the planes' integers from `from` on into floating point: the integers were pushed, the planes follow.
pub(super) fn follow_integers(block: &mut PcmBlock, bits: u16) {
    let scale = full_scale(bits);
    for (plane, integers) in block.planes.iter_mut().zip(&block.integers) {
        let done = plane.len();
        plane.extend(integers[done..].iter().map(|&sample| sample as f32 * scale));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deepest_exact_sample_survives() {
        let mut block = PcmBlock::default();
        block.reset(1, true);
        push_integers(&mut block, 0, &[-8_388_608, 8_388_607, 1], 24);
        assert_eq!(block.planes[0], [-1.0, 8_388_607.0 / 8_388_608.0, 1.0 / 8_388_608.0]);
    }
}
