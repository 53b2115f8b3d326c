//! What the network says of a track.

use serde::{Deserialize, Serialize};

use super::number::null_is_nan;

/// Bands of frequency in which the network says where a patch speaks, low first: 1.6 kHz each, from 0 to 24 kHz.
pub const MAP_BANDS: usize = 15;
/// Moments of a patch in which it says so.
pub const MAP_TIMES: usize = 4;
/// Width of such a band.
pub const MAP_BAND_HZ: u32 = 1_600;

/// Where in a track the network leaned, and which way. Made when somebody looks, and never stored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkMap {
    /// Tells its weights from others, in eight letters.
    pub weights: String,
    /// Its patches in the order of time.
    pub voices: Vec<PatchVoice>,
}

/// What the network says of one patch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PatchVoice {
    /// Where the patch starts, in seconds from the start of the track.
    pub start_s: f64,
    /// Its log-odds of a lossy past.
    pub logit: f32,
    /// Log-odds of its parts, `[MAP_BANDS][MAP_TIMES]` in C order; their mean and a constant of the network make the patch's own.
    pub map: Vec<f32>,
}

impl PatchVoice {
    /// Log-odds in one band at one moment; `None` outside.
    pub fn at(&self, band: usize, time: usize) -> Option<f32> {
        (band < MAP_BANDS && time < MAP_TIMES).then(|| self.map.get(band * MAP_TIMES + time).copied()).flatten()
    }
}

/// Log-odds of a lossy past that the network gives the patches of a track, summed up. A witness for the forest: no probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NetworkReading {
    /// Patches looked at.
    pub patches: u32,
    /// Their mean.
    #[serde(deserialize_with = "null_is_nan")]
    pub mean_logit: f64,
    /// Their standard deviation.
    #[serde(deserialize_with = "null_is_nan")]
    pub spread: f64,
    /// Share of patches above zero, which look more lossy than not.
    #[serde(deserialize_with = "null_is_nan")]
    pub share_over_zero: f64,
    /// What a tenth of the patches reach.
    #[serde(deserialize_with = "null_is_nan")]
    pub highest_decile: f64,
    /// What it ran on: `cuda` or `cpu`.
    pub provider: String,
    /// Tells its weights from others, in eight letters.
    pub weights: String,
}

impl NetworkReading {
    /// What `logits`, one a patch, sum up to; `None` without any.
    pub fn of(logits: &[f32], provider: &str, weights: &str) -> Option<Self> {
        let count = logits.len() as f64;
        let mut sorted: Vec<f64> = logits.iter().copied().map(f64::from).collect();
        sorted.sort_by(f64::total_cmp);
        // The nearest rank: of ten the ninth.
        let rank = (0.9 * count).ceil() as usize;
        let highest_decile = *sorted.get(rank.checked_sub(1)?)?;
        let mean = sorted.iter().sum::<f64>() / count;
        Some(Self {
            patches: logits.len() as u32,
            mean_logit: mean,
            spread: (sorted.iter().map(|logit| (logit - mean).powi(2)).sum::<f64>() / count).sqrt(),
            share_over_zero: sorted.iter().filter(|logit| **logit > 0.0).count() as f64 / count,
            highest_decile,
            provider: provider.to_owned(),
            weights: weights.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_read_band_by_band() {
        let map = (0_u8..60).map(f32::from).collect();
        let voice = PatchVoice { start_s: 0.0, logit: 0.0, map };
        assert_eq!((voice.at(0, 3), voice.at(1, 0), voice.at(14, 3)), (Some(3.0), Some(4.0), Some(59.0)));
        assert_eq!((voice.at(15, 0), voice.at(0, 4)), (None, None), "outside");
        assert_eq!(PatchVoice { map: vec![1.0; 2], ..voice }.at(0, 2), None, "cut off");
    }

    #[test]
    fn patches_sum_up() {
        let logits: Vec<f32> = (0_u8..10).map(|n| f32::from(n) - 4.0).collect();
        let reading = NetworkReading::of(&logits, "cpu", "0").unwrap();
        assert_eq!((reading.patches, reading.mean_logit, reading.highest_decile), (10, 0.5, 4.0));
        assert_eq!(reading.share_over_zero, 0.5);
        assert!((reading.spread - 8.25_f64.sqrt()).abs() < 1e-12);
        let one = NetworkReading::of(&[-3.0], "cpu", "0").unwrap();
        assert_eq!((one.mean_logit, one.spread, one.highest_decile), (-3.0, 0.0, -3.0));
        assert_eq!(NetworkReading::of(&[], "cpu", "0"), None);
    }
}
