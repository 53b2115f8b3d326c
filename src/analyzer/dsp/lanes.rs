//! Sums, extremes and differences of a run of samples, compiled for the widest vector unit at hand.
//!
//! Each function adds in sixteen fixed lanes and in one fixed order, so that a figure does not depend on the machine. Nothing
//! here knows what the numbers mean.

use multiversion::multiversion;

/// Partial sums kept side by side: two 8-wide registers, enough to hide the latency of an addition.
const LANES: usize = 16;

/// Extremes and sums of a run of samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Extent {
    /// Lowest sample.
    pub low: f32,
    /// Highest sample.
    pub high: f32,
    /// Sum of the samples.
    pub sum: f32,
    /// Sum of their squares.
    pub energy: f32,
}

impl Extent {
    /// Extent of no sample.
    pub(super) const EMPTY: Self = Self { low: f32::INFINITY, high: f32::NEG_INFINITY, sum: 0.0, energy: 0.0 };

    /// Largest magnitude; 0 for no sample.
    pub(super) fn peak(&self) -> f32 {
        self.high.max(-self.low).max(0.0)
    }
}

/// Extent of `samples`, which must be finite.
#[multiversion(targets("x86_64+avx2+fma"))]
pub(super) fn extent(samples: &[f32]) -> Extent {
    let mut low = [f32::INFINITY; LANES];
    let mut high = [f32::NEG_INFINITY; LANES];
    let mut sum = [0.0_f32; LANES];
    let mut energy = [0.0_f32; LANES];
    let (chunks, rest) = samples.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            let sample = chunk[lane];
            low[lane] = if sample < low[lane] { sample } else { low[lane] };
            high[lane] = if sample > high[lane] { sample } else { high[lane] };
            sum[lane] += sample;
            energy[lane] += sample * sample;
        }
    }
    let mut total = Extent::EMPTY;
    for lane in 0..LANES {
        total.low = if low[lane] < total.low { low[lane] } else { total.low };
        total.high = if high[lane] > total.high { high[lane] } else { total.high };
        total.sum += sum[lane];
        total.energy += energy[lane];
    }
    for &sample in rest {
        total.low = if sample < total.low { sample } else { total.low };
        total.high = if sample > total.high { sample } else { total.high };
        total.sum += sample;
        total.energy += sample * sample;
    }
    total
}

/// Largest magnitude of the second difference `x[n] - 2 x[n-1] + x[n-2]`, for each `n` from 2 on; 0 for fewer than three samples.
#[multiversion(targets("x86_64+avx2+fma"))]
pub(super) fn largest_bend(samples: &[f32]) -> f32 {
    let count = samples.len().saturating_sub(2);
    let (newest, middle, oldest) = (&samples[samples.len() - count..], &samples[samples.len().min(1)..], samples);
    let mut largest = [0.0_f32; LANES];
    let whole = count / LANES * LANES;
    for start in (0..whole).step_by(LANES) {
        let (newest, middle, oldest) =
            (&newest[start..start + LANES], &middle[start..start + LANES], &oldest[start..start + LANES]);
        for lane in 0..LANES {
            let bend = (newest[lane] - 2.0 * middle[lane] + oldest[lane]).abs();
            largest[lane] = if bend > largest[lane] { bend } else { largest[lane] };
        }
    }
    let mut total = 0.0_f32;
    for value in largest {
        total = if value > total { value } else { total };
    }
    for n in whole..count {
        let bend = (newest[n] - 2.0 * middle[n] + oldest[n]).abs();
        total = if bend > total { bend } else { total };
    }
    total
}

/// Sum of products of two runs of one length; the rest of the longer one is left out.
#[multiversion(targets("x86_64+avx2+fma"))]
pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut sums = [0.0_f32; LANES];
    let (left_chunks, left_rest) = left.as_chunks::<LANES>();
    let (right_chunks, right_rest) = right.as_chunks::<LANES>();
    for (a, b) in left_chunks.iter().zip(right_chunks) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let mut total = 0.0;
    for sum in sums {
        total += sum;
    }
    for (a, b) in left_rest.iter().zip(right_rest) {
        total += a * b;
    }
    total
}

/// Union of the bits of `values`.
#[multiversion(targets("x86_64+avx2+fma"))]
pub(super) fn union_of_bits(values: &[i32]) -> i32 {
    values.iter().fold(0, |bits, value| bits | value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::Noise;

    #[test]
    fn lanes_agree_with_a_plain_loop_at_every_length() {
        let mut noise = Noise::new(1);
        for length in 0..70 {
            let samples: Vec<f32> = (0..length).map(|_| noise.uniform()).collect();
            let found = extent(&samples);
            assert_eq!(found.low, samples.iter().copied().fold(f32::INFINITY, f32::min));
            assert_eq!(found.high, samples.iter().copied().fold(f32::NEG_INFINITY, f32::max));
            // 70 additions of numbers below 1 in f32 round by at most 70 * 2^-24 each way.
            assert!((found.sum - samples.iter().sum::<f32>()).abs() < 1e-5);
            assert!((found.energy - samples.iter().map(|x| x * x).sum::<f32>()).abs() < 1e-5);
            assert!((dot(&samples, &samples) - found.energy).abs() < 1e-5);
            let bend = samples.windows(3).map(|w| (w[2] - 2.0 * w[1] + w[0]).abs()).fold(0.0, f32::max);
            assert_eq!(largest_bend(&samples), bend);
        }
    }

    #[test]
    fn bits_are_united() {
        assert_eq!(union_of_bits(&[0b1000, 0b0010, 0]), 0b1010);
        assert_eq!(union_of_bits(&[-256]) & 0xff, 0);
    }
}
