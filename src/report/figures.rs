//! What was measured as it is written: every scalar under its name, rounded to what was really measured.

use serde::Serialize;

use crate::contracts::Measurements;

/// A measured scalar as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Figure {
    Number(Option<f64>),
    Count(Option<u64>),
    Truth(Option<bool>),
}

/// Every scalar measurement with its name: those of the contract in its order, then the others.
pub(super) fn figures(measured: &Measurements) -> [(&'static str, Figure); 26] {
    let number = |value: Option<f64>, decimals| Figure::Number(value.and_then(|value| rounded(value, decimals)));
    [
        ("integrated_lufs", number(measured.integrated_lufs, 2)),
        ("loudness_range_lu", number(measured.loudness_range_lu, 2)),
        ("true_peak_dbtp", number(measured.true_peak_dbtp, 2)),
        ("sample_peak_dbfs", number(measured.sample_peak_dbfs, 2)),
        ("dr", Figure::Count(measured.dr.map(u64::from))),
        ("snr_db", number(measured.snr_db, 2)),
        ("clipped_runs", Figure::Count(measured.clipped_runs)),
        ("dc_offset", number(measured.dc_offset, 6)),
        ("effective_bits", Figure::Count(measured.effective_bits.map(u64::from))),
        ("cutoff_hz", number(measured.cutoff_hz, 1)),
        ("stereo_correlation", number(measured.stereo_correlation, 4)),
        ("clicks", Figure::Count(measured.clicks)),
        ("dropouts", Figure::Count(measured.dropouts)),
        ("leading_silence_s", number(measured.leading_silence_s, 3)),
        ("trailing_silence_s", number(measured.trailing_silence_s, 3)),
        ("momentary_max_lufs", number(measured.momentary_max_lufs, 2)),
        ("short_term_max_lufs", number(measured.short_term_max_lufs, 2)),
        ("clip_level_dbfs", number(measured.clip_level_dbfs, 2)),
        ("cutoff_slope_db_per_khz", number(measured.cutoff_slope_db_per_khz, 2)),
        ("cutoff_spread_hz", number(measured.cutoff_spread_hz, 1)),
        ("upsampling_edge_hz", number(measured.upsampling_edge_hz, 1)),
        ("upsampling_drop_db", number(measured.upsampling_drop_db, 2)),
        ("balance_db", number(measured.balance_db, 2)),
        ("is_polarity_inverted", Figure::Truth(measured.is_polarity_inverted)),
        ("is_dual_mono", Figure::Truth(measured.is_dual_mono)),
        ("interior_silence_s", number(measured.interior_silence_s, 3)),
    ]
}

/// `value` to so many decimals; `None` where it is not finite. Never a negative zero.
pub(super) fn rounded(value: f64, decimals: i32) -> Option<f64> {
    let scale = 10_f64.powi(decimals);
    let rounded = (value * scale).round() / scale;
    rounded.is_finite().then_some(rounded + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_json_cannot_say_are_null() {
        assert_eq!((rounded(f64::NAN, 2), rounded(f64::NEG_INFINITY, 2)), (None, None));
        assert_eq!(rounded(-0.001, 2).map(f64::to_bits), Some(0.0_f64.to_bits()));
    }
}
