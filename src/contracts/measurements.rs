//! What is measured on a track. A measurement that cannot be made is `None`, never 0.

use serde::{Deserialize, Serialize};

use super::{NetworkReading, Traces, grid::GridProof};

/// Scalars measured over the whole track. Units stand in the names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Measurements {
    /// Integrated loudness (BS.1770-4, EBU R 128).
    pub integrated_lufs: Option<f64>,
    /// Loudness range (EBU Tech 3342).
    pub loudness_range_lu: Option<f64>,
    /// Highest momentary loudness (400 ms, EBU Tech 3341).
    pub momentary_max_lufs: Option<f64>,
    /// Highest short-term loudness (3 s, EBU Tech 3341).
    pub short_term_max_lufs: Option<f64>,
    /// True peak (BS.1770-4 Annex 2, at least 4 times oversampled).
    pub true_peak_dbtp: Option<f64>,
    /// Largest sample.
    pub sample_peak_dbfs: Option<f64>,
    /// DR value (DR14 convention): whole number.
    pub dr: Option<u32>,
    /// Level of the active 50 ms blocks over the 5th percentile of the non-silent ones.
    pub snr_db: Option<f64>,
    /// Runs of clipped samples, at full scale or at a lower ceiling.
    pub clipped_runs: Option<u64>,
    /// Ceiling at which the track clips.
    pub clip_level_dbfs: Option<f64>,
    /// Mean of the samples of the worst channel at full scale 1.0.
    pub dc_offset: Option<f64>,
    /// Bits that are really used.
    pub effective_bits: Option<u32>,
    /// Where the spectrum ends.
    pub cutoff_hz: Option<f64>,
    /// Steepness of that end.
    pub cutoff_slope_db_per_khz: Option<f64>,
    /// Spread of the cutoff over time (interquartile).
    pub cutoff_spread_hz: Option<f64>,
    /// Nyquist frequency of a lower standard rate at which all content ends, with a floor far below: the mark of upsampling.
    pub upsampling_edge_hz: Option<f64>,
    /// How far the floor above that edge lies below the content under it.
    pub upsampling_drop_db: Option<f64>,
    /// Correlation of left and right, -1 to 1.
    pub stereo_correlation: Option<f64>,
    /// Level of left over right.
    pub balance_db: Option<f64>,
    /// Whether one channel is the other upside down.
    pub is_polarity_inverted: Option<bool>,
    /// Whether left and right are the same samples.
    pub is_dual_mono: Option<bool>,
    /// Channels with no signal while another has one, counted from 0.
    pub dead_channels: Option<Vec<u16>>,
    /// Impulsive clicks.
    pub clicks: Option<u64>,
    /// Dropouts, digital (runs of zero inside music) and interpolated (runs on a straight line).
    pub dropouts: Option<u64>,
    /// Silence before the first sound.
    pub leading_silence_s: Option<f64>,
    /// Silence after the last sound.
    pub trailing_silence_s: Option<f64>,
    /// Longest silence between them.
    pub interior_silence_s: Option<f64>,
    /// Names the samples: the same in any file that holds them.
    pub audio_id: Option<String>,
    /// Traces of coding in the spectrum.
    pub traces: Traces,
    /// What the network says, where it was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub network: Option<NetworkReading>,
    /// The network that looked, by its weights, whether or not there was anything to see: a track too short or silent shows nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub looked_by: Option<String>,
}

/// From here on the end of a band is an edge to the eye, in dB per kHz; below it the sound fades into its floor.
const SHARP_DB_PER_KHZ: f64 = 10.0;

impl Measurements {
    /// Whether the band ends at an edge: where it does not, no cutoff is seen at [`Self::cutoff_hz`], the sound fades out there.
    pub fn is_cutoff_sharp(&self) -> bool {
        self.cutoff_slope_db_per_khz.is_some_and(|slope| slope >= SHARP_DB_PER_KHZ)
    }

    /// Whether the recording has a technical defect: clipping, clicks, dropouts, a dead channel, one channel upside down.
    pub fn has_defects(&self) -> bool {
        let counted = [self.clipped_runs, self.clicks, self.dropouts];
        counted.into_iter().flatten().any(|count| count > 0)
            || self.dead_channels.as_ref().is_some_and(|dead| !dead.is_empty())
            || self.is_polarity_inverted == Some(true)
    }
}

/// Small curves kept for the window, so that a track opens without decoding it again.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Pictures {
    /// Average spectrum in dBFS, bin `i` centred on `i / (len - 1) * nyquist`; at most 1025 values.
    pub spectrum_db: Vec<f32>,
    /// Highest value that each bin of the spectrum reached, in dBFS.
    pub spectrum_peak_db: Vec<f32>,
    /// Waveform envelope, lowest sample of each of at most 1024 equal parts over all channels.
    pub envelope_low: Vec<f32>,
    /// Waveform envelope, highest sample.
    pub envelope_high: Vec<f32>,
    /// Root mean square of each part.
    pub envelope_rms: Vec<f32>,
    /// Clipped runs in each part.
    pub envelope_clips: Vec<u32>,
    /// Short-term loudness of each part in LUFS; -inf is written as -120.
    pub short_term_lufs: Vec<f32>,
    /// The decisive codec grid, drawn.
    pub proof: Option<GridProof>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_that_fades_has_no_edge() {
        let with_slope = |slope| Measurements { cutoff_slope_db_per_khz: slope, ..Measurements::default() };
        assert!(with_slope(Some(32.6)).is_cutoff_sharp(), "MP3 at 320 kbit/s");
        assert!(!with_slope(Some(3.0)).is_cutoff_sharp() && !with_slope(None).is_cutoff_sharp());
    }
}
