//! Analysis filterbank of ATRAC1 (MiniDisc): a tree of two quadrature mirror filters, then an MDCT of each of three bands.
//!
//! Up to 5.5 kHz 128 coefficients, as many up to 11 kHz, 256 above (K. Tsutsui et al., "ATRAC: Adaptive Transform Acoustic Coding for
//! MiniDisc", AES 93rd Convention, 1992). Slopes are short, 32 samples of a band. The mirror filters give back what they divided to
//! -68 dB. Coefficients of a filter are its impulse response as every decoder has it.

use multiversion::multiversion;

use super::{
    mdct::{self, Mdct},
    transform::{Transform, Visit},
};

/// Half of the impulse response of the mirror filter; the other half is its mirror image.
const HALF: [f32; 24] = [
    -0.000_014_619_07,
    -0.000_092_054_79,
    -0.000_056_157_57,
    0.000_301_172_7,
    0.000_242_251_9,
    -0.000_852_939,
    -0.000_520_557_4,
    0.002_034_017,
    0.000_783_338_9,
    -0.004_215_386,
    -0.000_756_149_9,
    0.007_840_294,
    -0.000_061_169_92,
    -0.013_441_62,
    0.002_462_682,
    0.021_736_09,
    -0.007_801_671,
    -0.034_090_22,
    0.018_809_49,
    0.054_326_01,
    -0.043_596_38,
    -0.099_384_37,
    0.132_079_1,
    0.464_241_6,
];
const TAPS: usize = 2 * HALF.len();
/// Samples of the low and middle bands that an MDCT takes, and of the high band.
const LOW_BLOCK: usize = 256;
const HIGH_BLOCK: usize = 512;
/// Samples by which the decoder holds the high band back, less those by which its block begins before the others.
const HIGH_LAG: usize = 23;
/// Frames that a block is computed from.
const REACH: usize = 2 * (2 * (LOW_BLOCK - 1) + TAPS - 1) + TAPS;

/// The filterbank.
pub(super) struct Atrac {
    even: Vec<f32>,
    odd: Vec<f32>,
    /// Both halves of the spectrum, from even and from odd frames.
    halves: [[Vec<f32>; 2]; 2],
    /// Both quarters of the low half, from each of four frames.
    quarters: [[Vec<f32>; 2]; 4],
    short: Mdct,
    long: Mdct,
    outputs: [Vec<f32>; 2],
}

impl Atrac {
    pub(super) fn new() -> Self {
        let response = HALF.iter().chain(HALF.iter().rev());
        Self {
            even: response.clone().step_by(2).copied().collect(),
            odd: response.skip(1).step_by(2).copied().collect(),
            halves: Default::default(),
            quarters: Default::default(),
            short: Mdct::new(&mdct::sloped(LOW_BLOCK, &mdct::sine(64))),
            long: Mdct::new(&mdct::sloped(HIGH_BLOCK, &mdct::sine(64))),
            outputs: [vec![0.0; 512], vec![0.0; 512]],
        }
    }
}

impl Transform for Atrac {
    fn reach(&self) -> usize {
        REACH
    }

    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut Visit) {
        // Each channel's bands are computed once for all starts; the first channel's spectra wait for those of the second.
        let (Some(first), Some(last)) = (starts.iter().min().copied(), starts.iter().max().copied()) else { return };
        let mut waiting: Vec<f32> = Vec::new();
        for (number, plane) in planes.iter().enumerate() {
            let plane = &plane[first..last + REACH];
            for phase in 0..2 {
                let [low, high] = &mut self.halves[phase];
                divide(&plane[phase..], &self.even, &self.odd, low, high);
                for inner in 0..2 {
                    let [low_low, middle] = &mut self.quarters[phase + 2 * inner];
                    divide(&self.halves[phase][0][inner..], &self.even, &self.odd, low_low, middle);
                }
            }
            for (index, start) in starts.iter().enumerate() {
                let offset = start - first;
                let (quarter, half) = (&self.quarters[offset % 4], &self.halves[offset % 2]);
                let output = &mut self.outputs[number];
                let (own, lag) = (offset / 4, offset / 2 + HIGH_LAG);
                self.short.blocks(&[&quarter[0]], &[own], &mut |_, bins, _| output[..128].copy_from_slice(bins));
                // A mirror filter turns its upper half upside down.
                let reversed = |bins: &[f32], output: &mut [f32]| {
                    output.iter_mut().zip(bins.iter().rev()).for_each(|(out, bin)| *out = *bin);
                };
                self.short.blocks(&[&quarter[1]], &[own], &mut |_, bins, _| reversed(bins, &mut output[128..256]));
                self.long.blocks(&[&half[1]], &[lag], &mut |_, bins, _| reversed(bins, &mut output[256..]));
                if planes.len() == 1 {
                    visit(index, &self.outputs[0], &[]);
                } else if number == 0 {
                    waiting.extend_from_slice(&self.outputs[0]);
                } else {
                    visit(index, &waiting[512 * index..512 * (index + 1)], &self.outputs[1]);
                }
            }
        }
    }
}

/// Both halves of the spectrum of `x`, at half its rate, orthonormal.
#[multiversion(targets("x86_64+avx2+fma"))]
fn divide(x: &[f32], even: &[f32], odd: &[f32], low: &mut Vec<f32>, high: &mut Vec<f32>) {
    low.clear();
    high.clear();
    for start in (0..(x.len() + 1).saturating_sub(TAPS)).step_by(2) {
        let (mut a, mut b) = ([0.0f32; 8], [0.0f32; 8]);
        for (part, taps) in x[start..start + TAPS].as_chunks::<16>().0.iter().enumerate() {
            for l in 0..8 {
                a[l] += taps[2 * l] * even[8 * part + l];
                b[l] += taps[2 * l + 1] * odd[8 * part + l];
            }
        }
        let (a, b): (f32, f32) = (a.iter().sum(), b.iter().sum());
        low.push(std::f32::consts::SQRT_2 * (a + b));
        high.push(std::f32::consts::SQRT_2 * (a - b));
    }
}

#[cfg(test)]
mod tests {
    use std::f64::consts::PI;

    use super::*;
    use crate::analyzer::grid::{rng::Rng, testing};

    /// Both halves by the definition: convolution with the response and with its modulated copy, every second sample kept.
    fn divided(x: &[f64], high: bool) -> Vec<f64> {
        let response = |tap: usize| f64::from(HALF[tap.min(TAPS - 1 - tap)]);
        (0..=x.len() - TAPS)
            .step_by(2)
            .map(|start| {
                let sign = |tap: usize| if high && tap % 2 == 1 { -1.0 } else { 1.0 };
                2.0_f64.sqrt() * (0..TAPS).map(|tap| sign(tap) * response(tap) * x[start + tap]).sum::<f64>()
            })
            .collect()
    }

    /// Coefficient by coefficient, with slopes of 32 samples.
    fn transformed(x: &[f64]) -> Vec<f64> {
        let bins = x.len() / 2;
        let pad = (bins - 32) / 2;
        let rising = |n: usize| match n {
            n if n < pad => 0.0,
            n if n < pad + 32 => (PI / 64.0 * ((n - pad) as f64 + 0.5)).sin(),
            _ => 1.0,
        };
        let window = |n: usize| rising(n.min(2 * bins - 1 - n));
        let term = |n: usize, k: usize| (PI / bins as f64 * (n as f64 + 0.5 + bins as f64 / 2.0) * (k as f64 + 0.5)).cos();
        (0..bins)
            .map(|k| (2.0 / bins as f64).sqrt() * x.iter().enumerate().map(|(n, x)| x * window(n) * term(n, k)).sum::<f64>())
            .collect()
    }

    #[test]
    fn equals_the_definition_at_any_start() {
        let mut rng = Rng::new(11);
        let x: Vec<f32> = (0..1300).map(|_| rng.uniform() as f32 * 20_000.0 - 10_000.0).collect();
        for start in [0, 1, 2, 3, 90] {
            let exact: Vec<f64> = x[start..start + REACH].iter().map(|&x| f64::from(x)).collect();
            let (low, high) = (divided(&exact, false), divided(&exact, true));
            let mut expected = transformed(&divided(&low, false)[..LOW_BLOCK]);
            expected.extend(transformed(&divided(&low, true)[..LOW_BLOCK]).into_iter().rev());
            expected.extend(transformed(&high[HIGH_LAG..HIGH_LAG + HIGH_BLOCK]).into_iter().rev());
            // In company of another start, so that the bands are shared.
            Atrac::new().blocks(&[&x, &x], &[5, start], &mut |index, left, right| {
                if index == 1 {
                    testing::assert_close(left, &expected, 2e-5);
                    testing::assert_close(right, &expected, 2e-5);
                }
            });
        }
    }
}
