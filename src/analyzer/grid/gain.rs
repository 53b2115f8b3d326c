//! What has been done to the level of a track after it was decoded: by how much each band's ladder has moved.
//!
//! Steps of MP3 and AAC lie a quarter of an octave apart, so a gain moves them by less than that, whatever it is: 1.5 dB come
//! round. It is read off at one alignment: the shift at which a band fits best, over some blocks, as long as neighbouring bands
//! agree (an equaliser changes slowly with frequency). Alignments are then compared at that one shift, on other blocks.

use super::{
    lattice::PER_OCTAVE,
    propose::Position,
    reservoir::Excerpts,
    spectrum::{LiveSignals, Statistics, planes_of},
    transform::{Layout, Transform},
};

/// Shifts tried between two steps: the nearest one leaves a place 12 rungs high within a twentieth of a rung.
const SHIFTS: usize = 16;
/// Fit that a band must gain, per block, for its shift to differ by one from its neighbour's.
const STIFFNESS: f64 = 0.08;

/// Gains by band that bring the ladder of `signal` at `alignment` back to its place; empty where it has not moved.
pub(super) fn gains(
    transform: &mut dyn Transform,
    layout: &Layout,
    hop: usize,
    excerpts: &Excerpts,
    (signal, alignment): (usize, usize),
    positions: &[Position],
    statistics: &mut Statistics,
) -> Vec<f32> {
    let live = LiveSignals(std::array::from_fn(|own| own == signal));
    let mut fits = vec![[0.0f64; SHIFTS]; layout.bands.len()];
    for position in positions {
        let (planes, channels) = planes_of(excerpts, position.excerpt, position.start, live);
        let first = ((excerpts.start(position.excerpt) + position.start as u64) % hop as u64) as usize;
        transform.blocks(&planes[..channels], &[(alignment + hop - first) % hop], &mut |_, left, right| {
            statistics.mix(left, right, live, layout);
            for (band, fits) in layout.bands.iter().zip(&mut fits) {
                for (shift, fit) in fits.iter_mut().enumerate() {
                    *fit += statistics.fit_at(signal, left, right, band, gain_of(shift), layout).total;
                }
            }
        });
    }
    let path = smoothest(&fits, STIFFNESS * positions.len() as f64);
    if path.iter().all(|&shift| shift == 0) { Vec::new() } else { path.into_iter().map(gain_of).collect() }
}

fn gain_of(shift: usize) -> f32 {
    (shift as f32 / (SHIFTS * PER_OCTAVE) as f32).exp2()
}

/// The shift of each band that makes the sum of fits largest, less `stiffness` for each step between neighbours; shifts go round.
fn smoothest(fits: &[[f64; SHIFTS]], stiffness: f64) -> Vec<usize> {
    let distance = |a: usize, b: usize| a.abs_diff(b).min(SHIFTS - a.abs_diff(b)) as f64;
    let mut sums = [0.0; SHIFTS];
    let mut origins: Vec<[usize; SHIFTS]> = Vec::with_capacity(fits.len());
    for own in fits {
        let mut origin = [0; SHIFTS];
        let before = sums;
        for shift in 0..SHIFTS {
            let value = |from: usize| before[from] - stiffness * distance(from, shift);
            origin[shift] = (0..SHIFTS).max_by(|&a, &b| value(a).total_cmp(&value(b))).unwrap_or(shift);
            sums[shift] = value(origin[shift]) + own[shift];
        }
        origins.push(origin);
    }
    let mut shift = (0..SHIFTS).max_by(|&a, &b| sums[a].total_cmp(&sums[b])).unwrap_or(0);
    let mut path: Vec<usize> = origins
        .iter()
        .rev()
        .map(|origin| {
            let own = shift;
            shift = origin[shift];
            own
        })
        .collect();
    path.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_carry_a_band_that_does_not_speak() {
        let mut fits = vec![[1.0; SHIFTS]; 9];
        for (band, fits) in fits.iter_mut().enumerate() {
            match band {
                // A chance fit elsewhere.
                4 => fits[0] += 0.5,
                _ => fits[15 - usize::from(band > 6)] += 2.0,
            }
        }
        assert_eq!(smoothest(&fits, 0.4), [15, 15, 15, 15, 15, 15, 15, 14, 14]);
    }

    #[test]
    fn shifts_go_round() {
        let mut fits = vec![[0.0; SHIFTS]; 6];
        for (band, fits) in fits.iter_mut().enumerate() {
            fits[(band + 14) % SHIFTS] = 3.0;
        }
        assert_eq!(smoothest(&fits, 1.0), [14, 15, 0, 1, 2, 3]);
    }
}
