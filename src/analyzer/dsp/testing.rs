//! Signals for the tests of the kernels. Seeds are explicit.

use super::TrackMeter;
use crate::{
    contracts::{Measurements, PcmBlock, Pictures},
    units::SampleRate,
};

/// A reproducible source of white noise (xorshift64*, Vigna 2016).
pub(super) struct Noise(u64);

impl Noise {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// Uniform in -1 to 1.
    pub(super) fn uniform(&mut self) -> f32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40;
        bits as f32 / 8_388_608.0 - 1.0
    }
}

/// A sine of `amplitude` at `hz`, starting at `phase_deg`.
pub(super) fn sine(rate_hz: u32, hz: f64, amplitude: f64, phase_deg: f64, frames: usize) -> Vec<f32> {
    let step = std::f64::consts::TAU * hz / f64::from(rate_hz);
    (0..frames).map(|n| (amplitude * (phase_deg.to_radians() + step * n as f64).sin()) as f32).collect()
}

/// Measures `planes`; integers of `bits` are made from them where `bits` is given.
pub(super) fn measure(rate_hz: u32, bits: Option<u16>, planes: &[Vec<f32>]) -> (Measurements, Pictures) {
    let rate = SampleRate::new(rate_hz).expect("a rate of a test is in range");
    let mut meter = TrackMeter::new(rate, planes.len(), bits, None);
    meter.push(&block(bits, planes));
    meter.finish()
}

/// `planes` as a block, rounded to `bits` where given.
pub(super) fn block(bits: Option<u16>, planes: &[Vec<f32>]) -> PcmBlock {
    let Some(bits) = bits else { return PcmBlock { planes: planes.to_vec(), integers: Vec::new() } };
    let full = 2.0_f64.powi(i32::from(bits) - 1);
    let round = |sample: &f32| (f64::from(*sample) * full).round().clamp(-full, full - 1.0) as i32;
    let integers: Vec<Vec<i32>> = planes.iter().map(|plane| plane.iter().map(round).collect()).collect();
    let planes = integers.iter().map(|plane| plane.iter().map(|value| (f64::from(*value) / full) as f32).collect()).collect();
    PcmBlock { planes, integers }
}
