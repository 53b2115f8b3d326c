//! Traces that coding may leave in a spectrum, for the second judge. None proves anything alone.

use serde::{Deserialize, Serialize};

/// Figures of the spectrum over time. `None` where there is too little signal to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Traces {
    /// Fall of the mean level across 4 kHz.
    pub fall_4k_db: Option<f64>,
    /// Fall across 8 kHz, where wideband speech coding ends.
    pub fall_8k_db: Option<f64>,
    /// Fall across 12 kHz.
    pub fall_12k_db: Option<f64>,
    /// Fall across 16 kHz, above which Layer III has no scale factor.
    pub fall_16k_db: Option<f64>,
    /// Fall across 19 kHz.
    pub fall_19k_db: Option<f64>,
    /// Share of bands of 250 Hz, 4 to 16 kHz, far below both neighbours.
    pub hole_share: Option<f64>,
    /// Share of bands, 8 to 16 kHz, that hold sound over the track and nothing but rounding noise now.
    pub gone_share: Option<f64>,
    /// The same of the side signal, 4 to 16 kHz, while the mid signal is there: a joint-stereo witness.
    pub side_gone_share: Option<f64>,
    /// Share of bands, 6 to 16 kHz, in which left and right are the same but for their level: intensity stereo.
    pub coherent_share: Option<f64>,
    /// How much lower the side signal's band ends than the mid signal's.
    pub side_cutoff_gap_hz: Option<f64>,
    /// Mean level of what lies above the cutoff, over the rounding noise of the declared depth.
    pub floor_above_edge_db: Option<f64>,
    /// Flatness of the spectrum from 1 to 5 kHz: 0 for noise (-2.5 by the scatter of single frames), lower for tones.
    pub flatness_db: Option<f64>,
    /// The same from 8 to 15 kHz.
    pub high_flatness_db: Option<f64>,
    /// Mean change of band levels from frame to frame, 8 to 16 kHz over 2 to 6 kHz.
    pub flutter_db: Option<f64>,
    /// Likeness of the upper part to the lower part moved up by whole bands of a 64-band filterbank: spectral band replication.
    pub replication: Option<f64>,
    /// Level before an onset over the level well before it.
    pub pre_echo_db: Option<f64>,
    /// Level of the quietest tenth of frames over the rounding noise of the declared depth.
    pub quiet_headroom_db: Option<f64>,
}
