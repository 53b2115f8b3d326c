//! The null of the z values: how often genuine tracks show one as large.
//!
//! Fitted on the genuine tracks of the splits `tune` and `calibrate`, and on the same behind gain, equaliser, limiter, conversion,
//! low-pass, pitch shift, two denoisers and gates of three block sizes: of 9149 tests 7 reached a z of 2, by 0.53 above it in the
//! mean, and the largest was 3.5. Below 2 a candidate is dropped before it is tried on all blocks, and its chance is not told.
//! Checked on the split `report`: of 4475 tests 4 reached 2, and none 2.5.

/// z from which the tail is modelled; below it the chance is 1, which accuses nobody.
const TAIL_FROM: f64 = 2.0;
/// Share of tests that reach [`TAIL_FROM`].
const TAIL_SHARE: f64 = 8e-4;
/// z over which that share falls to a part in e.
const TAIL_SCALE: f64 = 0.55;

/// Chance that one test of a genuine track reaches `z`.
pub(super) fn p_value(z: f64) -> f64 {
    if z < TAIL_FROM { 1.0 } else { TAIL_SHARE * (-(z - TAIL_FROM) / TAIL_SCALE).exp() }
}

/// Chance that the largest of `tests` tests of a genuine track reaches `z`.
pub(super) fn p_of_largest(z: f64, tests: usize) -> f64 {
    // 1 - (1 - p)^n, exact for small p.
    -f64::exp_m1(tests as f64 * f64::ln_1p(-p_value(z).min(1.0 - 1e-12)))
}

/// z whose chance over `tests` tests is `p`.
#[cfg(test)]
pub(super) fn z_of(p: f64, tests: usize) -> f64 {
    TAIL_FROM + TAIL_SCALE * (TAIL_SHARE * tests as f64 / p).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_fall_with_z_and_grow_with_the_tests() {
        assert_eq!(p_value(1.0), 1.0);
        assert!(p_value(3.0) > p_value(6.0) && p_value(400.0) >= 0.0);
        assert!((p_of_largest(8.0, 60) / (60.0 * p_value(8.0)) - 1.0).abs() < 1e-3);
        assert!((p_of_largest(z_of(1e-6, 60), 60) / 1e-6 - 1.0).abs() < 1e-3);
    }

    #[test]
    fn a_bar_is_reached_by_fewer_than_one_genuine_track_in_a_million() {
        // Holes and lattice of the hypotheses of a track at 44.1 kHz whose content leaves a doubt of its rate, between frames too.
        let bar = z_of(1e-6, 66);
        assert!(super::super::HOLE_BAR >= bar && super::super::LATTICE_BAR >= bar, "{bar}");
    }
}
