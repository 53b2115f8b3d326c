//! K-weighting: the two filters of BS.1770-4 Annex 1, at any rate.
//!
//! The standard gives coefficients at 48 kHz. Other rates use the analogue prototypes that reproduce them (De Man, "Evaluation
//! of implementations of the EBU R128 loudness measurement", AES 145, 2018), as libebur128 and FFmpeg do. Own code instead of the
//! ebur128 crate: asking that for the short-term loudness every 100 ms sums 3 s of samples ten times a second (`benches/meter.rs`
//! prints both); it is the oracle of the tests instead.

use multiversion::multiversion;

/// Direct form II transposed, two second-order stages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coefficients {
    shelf: Stage,
    high_pass: Stage,
}

#[derive(Clone, Copy, Debug)]
struct Stage {
    b: [f64; 3],
    a: [f64; 2],
}

/// State of both stages for `N` channels side by side: two delays a stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct State<const N: usize>([[f64; N]; 4]);

impl<const N: usize> State<N> {
    /// Rest.
    pub(super) fn new() -> Self {
        Self([[0.0; N]; 4])
    }

    /// Sets what has faded below any signal to 0: a decaying filter would otherwise run into denormal numbers, which are slow.
    fn flush(&mut self) {
        for delay in self.0.iter_mut().flatten() {
            if delay.abs() < 1e-30 {
                *delay = 0.0;
            }
        }
    }
}

impl Coefficients {
    /// Coefficients at `rate_hz`, which must lie well above twice the shelf's corner (1.7 kHz).
    pub(super) fn new(rate_hz: f64) -> Self {
        let (corner_hz, gain_db, q) = (1_681.974_450_955_533, 3.999_843_853_973_347, 0.707_175_236_955_419_6);
        let k = (std::f64::consts::PI * corner_hz / rate_hz).tan();
        let high = 10.0_f64.powf(gain_db / 20.0);
        let band = high.powf(0.499_666_774_154_541_6);
        let a0 = 1.0 + k / q + k * k;
        let shelf = Stage {
            b: [(high + band * k / q + k * k) / a0, 2.0 * (k * k - high) / a0, (high - band * k / q + k * k) / a0],
            a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
        };
        let (corner_hz, q) = (38.135_470_876_024_44, 0.500_327_037_323_877_3);
        let k = (std::f64::consts::PI * corner_hz / rate_hz).tan();
        let a0 = 1.0 + k / q + k * k;
        let high_pass = Stage { b: [1.0, -2.0, 1.0], a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0] };
        Self { shelf, high_pass }
    }
}

/// Sums of squares of two channels of one length after K-weighting.
#[multiversion(targets("x86_64+avx2+fma"))]
pub(super) fn weigh_pair(left: &[f32], right: &[f32], coefficients: &Coefficients, state: &mut State<2>) -> [f64; 2] {
    weigh([left, right], coefficients, state)
}

/// Sum of squares of one channel after K-weighting.
#[multiversion(targets("x86_64+avx2+fma"))]
pub(super) fn weigh_one(samples: &[f32], coefficients: &Coefficients, state: &mut State<1>) -> [f64; 1] {
    weigh([samples], coefficients, state)
}

#[inline(always)]
#[expect(clippy::needless_range_loop, reason = "the channels are lanes of one register")]
fn weigh<const N: usize>(planes: [&[f32]; N], coefficients: &Coefficients, state: &mut State<N>) -> [f64; N] {
    let Coefficients { shelf, high_pass } = *coefficients;
    let mut sums = [0.0_f64; N];
    let mut delays = state.0;
    let frames = planes.iter().map(|plane| plane.len()).min().unwrap_or(0);
    let planes = planes.map(|plane| &plane[..frames]);
    for n in 0..frames {
        for channel in 0..N {
            let input = f64::from(planes[channel][n]);
            let lifted = shelf.b[0] * input + delays[0][channel];
            delays[0][channel] = shelf.b[1] * input - shelf.a[0] * lifted + delays[1][channel];
            delays[1][channel] = shelf.b[2] * input - shelf.a[1] * lifted;
            let output = lifted + delays[2][channel];
            delays[2][channel] = -2.0 * lifted - high_pass.a[0] * output + delays[3][channel];
            delays[3][channel] = lifted - high_pass.a[1] * output;
            sums[channel] += output * output;
        }
    }
    state.0 = delays;
    state.flush();
    sums
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyzer::dsp::testing::sine;

    #[test]
    fn coefficients_at_48_khz_are_those_of_the_standard() {
        let Coefficients { shelf, high_pass } = Coefficients::new(48_000.0);
        // BS.1770-4 Annex 1, tables 1 and 2, printed to fourteen digits; the prototypes reproduce them to eight.
        let published =
            [1.535_124_859_586_97, -2.691_696_189_406_38, 1.198_392_810_852_85, -1.690_659_293_182_41, 0.732_480_774_215_85];
        for (found, expected) in shelf.b.iter().chain(&shelf.a).zip(published) {
            assert!((found - expected).abs() < 1e-7, "{found} {expected}");
        }
        for (found, expected) in high_pass.a.iter().zip([-1.990_047_454_833_98, 0.990_072_250_366_21]) {
            assert!((found - expected).abs() < 1e-7, "{found} {expected}");
        }
    }

    #[test]
    fn a_997_hz_sine_gains_what_the_standard_says_at_every_rate() {
        for rate_hz in [8_000_u32, 44_100, 48_000, 96_000, 768_000] {
            let tone = sine(rate_hz, 997.0, 1.0, 0.0, rate_hz as usize);
            let [energy] = weigh_one(&tone, &Coefficients::new(f64::from(rate_hz)), &mut State::new());
            let gain_db = 10.0 * (energy / f64::from(rate_hz) / 0.5).log10();
            // BS.1770-4: 0 dBFS at 997 Hz reads -3.01 LKFS, so the filters give 0.691 dB back at 48 kHz; elsewhere the bilinear
            // transform bends the shelf by less than the tenth of a unit that is reported.
            let tolerance_db = if (44_100..=48_000).contains(&rate_hz) { 0.02 } else { 0.1 };
            assert!((gain_db - 0.691).abs() < tolerance_db, "{rate_hz}: {gain_db}");
        }
    }
}
