//! Orthonormal MDCT of any size at any frame, and the windows of AAC, Vorbis, CELT, AC-3 and WMA.
//!
//! `X[k] = sqrt(2 / M) sum_n w[n] x[n] cos(pi / M (n + 1/2 + M/2)(k + 1/2))`, `M` coefficients of `2 M` frames. Computed as a
//! DCT-IV of the folded block by one complex transform of `M / 2` points.

use std::{f64::consts::PI, sync::Arc};

use multiversion::multiversion;
use rustfft::{Fft, FftPlanner, num_complex::Complex};

use super::transform::{Transform, Visit};

/// Sine window of `length` frames.
pub(super) fn sine(length: usize) -> Vec<f64> {
    (0..length).map(|n| (PI * (n as f64 + 0.5) / length as f64).sin()).collect()
}

/// Kaiser-Bessel-derived window of `length` frames (ISO/IEC 14496-3, 4.6.11.3.2).
pub(super) fn kaiser_bessel_derived(length: usize, alpha: f64) -> Vec<f64> {
    let half = length / 2;
    let kaiser = |n: usize| {
        let x = 2.0 * n as f64 / half as f64 - 1.0;
        bessel_i0(PI * alpha * (1.0 - x * x).max(0.0).sqrt())
    };
    let mut sums = Vec::with_capacity(half + 1);
    let mut sum = 0.0;
    for n in 0..=half {
        sum += kaiser(n);
        sums.push(sum);
    }
    let rising: Vec<f64> = sums[..half].iter().map(|part| (part / sum).sqrt()).collect();
    rising.iter().chain(rising.iter().rev()).copied().collect()
}

/// Power-sine window of `length` frames (Vorbis I, 1.3.2).
pub(super) fn power_sine(length: usize) -> Vec<f64> {
    (0..length).map(|n| (PI / 2.0 * (PI * (n as f64 + 0.5) / length as f64).sin().powi(2)).sin()).collect()
}

/// CELT window of `length` frames (RFC 6716, 4.3.7): flat, with power-sine slopes of `overlap` frames.
pub(super) fn celt(length: usize, overlap: usize) -> Vec<f64> {
    sloped(length, &power_sine(2 * overlap))
}

/// Window of `length` frames that is flat between the halves of `slope`.
pub(super) fn sloped(length: usize, slope: &[f64]) -> Vec<f64> {
    let (hop, overlap) = (length / 2, slope.len() / 2);
    let pad = (hop - overlap) / 2;
    let rising = |n: usize| {
        if n < pad {
            0.0
        } else if n < pad + overlap {
            slope[n - pad]
        } else {
            1.0
        }
    };
    (0..hop).map(rising).chain((0..hop).rev().map(rising)).collect()
}

/// Modified Bessel function of the first kind, order 0, by its power series (converges for every argument used here).
pub(super) fn bessel_i0(x: f64) -> f64 {
    let quarter = x * x / 4.0;
    let (mut term, mut sum) = (1.0, 1.0);
    for k in 1..200 {
        term *= quarter / (f64::from(k) * f64::from(k));
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    sum
}

/// Plan, window and scratch of one MDCT.
pub(super) struct Mdct {
    window: Vec<f32>,
    pre: Vec<Complex<f32>>,
    post: Vec<Complex<f32>>,
    fft: Arc<dyn Fft<f32>>,
    folded: Vec<f32>,
    spectrum: Vec<Complex<f32>>,
    scratch: Vec<Complex<f32>>,
    outputs: [Vec<f32>; 2],
}

impl Mdct {
    /// MDCT with `window`, whose length is twice the number of coefficients and a multiple of 8.
    pub(super) fn new(window: &[f64]) -> Self {
        let bins = window.len() / 2;
        let fft = FftPlanner::new().plan_fft_forward(bins / 2);
        let turn = |n: usize, gain: f64| {
            let angle = -PI * (8 * n + 1) as f64 / (8 * bins) as f64;
            Complex::new((gain * angle.cos()) as f32, (gain * angle.sin()) as f32)
        };
        let zero = Complex::new(0.0, 0.0);
        Self {
            window: window.iter().map(|&w| w as f32).collect(),
            pre: (0..bins / 2).map(|n| turn(n, 1.0)).collect(),
            post: (0..bins / 2).map(|n| turn(n, (2.0 / bins as f64).sqrt())).collect(),
            folded: vec![0.0; bins],
            spectrum: vec![zero; bins / 2],
            scratch: vec![zero; fft.get_inplace_scratch_len()],
            fft,
            outputs: [vec![0.0; bins], vec![0.0; bins]],
        }
    }
}

impl Transform for Mdct {
    fn reach(&self) -> usize {
        self.window.len()
    }

    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut Visit) {
        let reach = self.window.len();
        for (index, &start) in starts.iter().enumerate() {
            for (plane, output) in planes.iter().zip(&mut self.outputs) {
                fold(&plane[start..start + reach], &self.window, &mut self.folded);
                turn_in(&self.folded, &self.pre, &mut self.spectrum);
                self.fft.process_with_scratch(&mut self.spectrum, &mut self.scratch);
                turn_out(&self.spectrum, &self.post, output);
            }
            visit(index, &self.outputs[0], if planes.len() > 1 { &self.outputs[1] } else { &[] });
        }
    }
}

/// The short blocks of AC-3 (A/52, 7.9.4.2): the halves of a windowed block of 512 frames, each by an MDCT of its own whose
/// phase is that of its half, interleaved. Scaled so that the ladder of the long blocks holds.
pub(super) struct Halves {
    window: Vec<f32>,
    mdct: Mdct,
    turned: [Vec<f32>; 2],
    outputs: [Vec<f32>; 2],
}

impl Halves {
    /// Halves of `window`.
    pub(super) fn new(window: &[f64]) -> Self {
        let half = window.len() / 2;
        Self {
            window: window.iter().map(|&w| (w * std::f64::consts::SQRT_2) as f32).collect(),
            mdct: Mdct::new(&vec![1.0; half]),
            turned: [vec![0.0; half], vec![0.0; half]],
            outputs: [vec![0.0; half], vec![0.0; half]],
        }
    }
}

impl Transform for Halves {
    fn reach(&self) -> usize {
        self.window.len()
    }

    fn blocks(&mut self, planes: &[&[f32]], starts: &[usize], visit: &mut Visit) {
        let half = self.window.len() / 2;
        let quarter = half / 4;
        for (index, &start) in starts.iter().enumerate() {
            for (plane, output) in planes.iter().zip(&mut self.outputs) {
                for (number, turned) in self.turned.iter_mut().enumerate() {
                    let from = number * half;
                    let block = plane[start + from..start + from + half].iter().zip(&self.window[from..]).map(|(x, w)| x * w);
                    // The basis of the first half runs a quarter behind that of an MDCT, that of the second one a quarter ahead;
                    // both change sign where they come round.
                    let shift = if number == 0 { half - quarter } else { quarter };
                    for (n, x) in block.enumerate() {
                        let place = n + shift;
                        let is_round = place >= half;
                        turned[place % half] = if is_round == (number == 0) { x } else { -x };
                    }
                }
                let [first, second] = &self.turned;
                for (number, turned) in [first, second].into_iter().enumerate() {
                    self.mdct.blocks(&[turned], &[0], &mut |_, bins, _| {
                        for (k, bin) in bins.iter().enumerate() {
                            output[2 * k + number] = *bin;
                        }
                    });
                }
            }
            visit(index, &self.outputs[0], if planes.len() > 1 { &self.outputs[1] } else { &[] });
        }
    }
}

/// Time-domain aliasing: with the windowed block in quarters `a b c d`, the folded block is `-c_r - d, a - b_r`.
#[multiversion(targets("x86_64+avx2+fma"))]
fn fold(x: &[f32], window: &[f32], folded: &mut [f32]) {
    let quarter = folded.len() / 2;
    let (a, rest) = x.split_at(quarter);
    let (b, rest) = rest.split_at(quarter);
    let (c, d) = rest.split_at(quarter);
    let (wa, rest) = window.split_at(quarter);
    let (wb, rest) = rest.split_at(quarter);
    let (wc, wd) = rest.split_at(quarter);
    let (first, second) = folded.split_at_mut(quarter);
    for ((((out, c), wc), d), wd) in first.iter_mut().zip(c.iter().rev()).zip(wc.iter().rev()).zip(d).zip(wd) {
        *out = -(c * wc) - d * wd;
    }
    for ((((out, a), wa), b), wb) in second.iter_mut().zip(a).zip(wa).zip(b.iter().rev()).zip(wb.iter().rev()) {
        *out = a * wa - b * wb;
    }
}

/// `(z[2n] + i z[M-1-2n]) e^(-i pi (8n+1) / 8M)`.
#[multiversion(targets("x86_64+avx2+fma"))]
fn turn_in(folded: &[f32], pre: &[Complex<f32>], spectrum: &mut [Complex<f32>]) {
    for (((out, up), down), turn) in spectrum.iter_mut().zip(folded.chunks_exact(2)).zip(folded.chunks_exact(2).rev()).zip(pre) {
        let (re, im) = (up[0], down[1]);
        *out = Complex::new(re * turn.re - im * turn.im, re * turn.im + im * turn.re);
    }
}

/// `X[2k] = Re y[k]`, `X[M-1-2k] = -Im y[k]` of the turned spectrum.
#[multiversion(targets("x86_64+avx2+fma"))]
fn turn_out(spectrum: &[Complex<f32>], post: &[Complex<f32>], output: &mut [f32]) {
    let last = output.len() - 1;
    for (k, (value, turn)) in spectrum.iter().zip(post).enumerate() {
        output[2 * k] = value.re * turn.re - value.im * turn.im;
        output[last - 2 * k] = -(value.re * turn.im + value.im * turn.re);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::grid::{rng::Rng, testing};

    /// The definition, term by term.
    fn naive(x: &[f32], window: &[f64]) -> Vec<f64> {
        let bins = window.len() / 2;
        let term = |n: usize, k: usize| (PI / bins as f64 * (n as f64 + 0.5 + bins as f64 / 2.0) * (k as f64 + 0.5)).cos();
        (0..bins)
            .map(|k| {
                (2.0 / bins as f64).sqrt()
                    * x.iter().zip(window).enumerate().map(|(n, (x, w))| f64::from(*x) * w * term(n, k)).sum::<f64>()
            })
            .collect()
    }

    #[test]
    fn equals_the_definition_at_any_start() {
        let mut rng = Rng::new(7);
        let left: Vec<f32> = (0..2100).map(|_| rng.uniform() as f32 * 20_000.0 - 10_000.0).collect();
        let right: Vec<f32> = left.iter().map(|x| 0.3 * x + 5.0).collect();
        for window in [sine(2048), kaiser_bessel_derived(2048, 4.0)] {
            let mut mdct = Mdct::new(&window);
            mdct.blocks(&[&left, &right], &[0, 51], &mut |index, first, second| {
                let start = [0, 51][index];
                // f32 keeps 24 bits: 1e-5 of the rms leaves room for 20 rounded additions a coefficient.
                testing::assert_close(first, &naive(&left[start..start + 2048], &window), 1e-5);
                testing::assert_close(second, &naive(&right[start..start + 2048], &window), 1e-5);
            });
        }
    }

    #[test]
    fn short_blocks_of_ac3_equal_their_definition() {
        let mut rng = Rng::new(8);
        let samples: Vec<f32> = (0..600).map(|_| rng.uniform() as f32 * 20_000.0 - 10_000.0).collect();
        let window = kaiser_bessel_derived(512, 5.0);
        Halves::new(&window).blocks(&[&samples], &[37], &mut |_, bins, _| {
            for (half, alpha) in [(0, -1.0), (1, 1.0)] {
                let own: Vec<f32> = bins.iter().skip(half).step_by(2).copied().collect();
                // A/52, 8.2.3.2: N = 256, times -1/2 of its scale, which makes full scale 2^19.5.
                let definition: Vec<f64> = (0..128)
                    .map(|k| {
                        let odd = f64::from(2 * k + 1);
                        let term =
                            |n: usize| (2.0 * PI / 1024.0 * (2.0 * n as f64 + 1.0) * odd + PI / 4.0 * odd * (1.0 + alpha)).cos();
                        let sum: f64 =
                            (0..256).map(|n| f64::from(samples[37 + 256 * half + n]) * window[256 * half + n] * term(n)).sum();
                        sum * 2.0_f64.powf(-2.5)
                    })
                    .collect();
                testing::assert_close(&own, &definition, 1e-5);
            }
        });
    }

    #[test]
    fn windows_keep_the_power_of_overlapping_blocks() {
        for window in [sine(2048), kaiser_bessel_derived(2048, 4.0)] {
            for n in 0..1024 {
                assert!((window[n].powi(2) + window[n + 1024].powi(2) - 1.0).abs() < 1e-12, "{n}");
            }
        }
    }
}
