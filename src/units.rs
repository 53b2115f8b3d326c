//! Units of the field as types, so that a rate is never taken for a count.
//!
//! Bare numbers elsewhere carry their unit in the name (`cutoff_hz`). These types are used where two quantities meet in one
//! signature.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Sampling rate in frames a second; never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SampleRate(u32);

impl SampleRate {
    /// Rate of `hz` frames a second, or `None` outside 1 Hz to 3.2 MHz (past the highest rate in use, DSD64 decimated).
    pub fn new(hz: u32) -> Option<Self> {
        (1..=3_200_000).contains(&hz).then_some(Self(hz))
    }

    /// Frames a second.
    pub fn hz(self) -> u32 {
        self.0
    }

    /// Highest frequency that the rate can carry, in hertz.
    pub fn nyquist_hz(self) -> f64 {
        f64::from(self.0) / 2.0
    }
}

impl fmt::Display for SampleRate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} Hz", self.0)
    }
}

/// A number of frames (one sample per channel each).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FrameCount(pub u64);

impl FrameCount {
    /// Length in seconds at `rate`.
    pub fn seconds(self, rate: SampleRate) -> f64 {
        self.0 as f64 / f64::from(rate.hz())
    }
}

/// Level of a linear `amplitude` in decibels; `None` for zero, whose level has no number.
pub fn amplitude_db(amplitude: f64) -> Option<f64> {
    (amplitude > 0.0 && amplitude.is_finite()).then(|| 20.0 * amplitude.log10())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rate_refuses_zero_and_nonsense() {
        assert_eq!(SampleRate::new(0), None);
        assert_eq!(SampleRate::new(u32::MAX), None);
        assert_eq!(SampleRate::new(44_100).map(SampleRate::nyquist_hz), Some(22_050.0));
    }

    #[test]
    fn silence_has_no_level() {
        assert_eq!(amplitude_db(0.0), None);
        assert_eq!(amplitude_db(1.0), Some(0.0));
    }
}
