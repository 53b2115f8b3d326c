//! The quantities that a rule can bound, with their units and the decimals to which reports print them.

use serde::Deserialize;

use crate::contracts::AuditReport;

/// A figure of a report. Its names are those of the JSON line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Integrated loudness (EBU R 128).
    IntegratedLufs,
    /// Loudness range (EBU Tech 3342).
    LoudnessRangeLu,
    /// Highest momentary loudness.
    MomentaryMaxLufs,
    /// Highest short-term loudness.
    ShortTermMaxLufs,
    /// True peak.
    TruePeakDbtp,
    /// Largest sample.
    SamplePeakDbfs,
    /// DR value.
    Dr,
    /// Level over the quietest parts.
    SnrDb,
    /// Clipped runs.
    ClippedRuns,
    /// Clicks.
    Clicks,
    /// Dropouts.
    Dropouts,
    /// Mean of the samples; its size alone is bounded.
    DcOffset,
    /// Level of left over right; its size alone is bounded.
    BalanceDb,
    /// Correlation of left and right.
    StereoCorrelation,
    /// Bits that are used.
    EffectiveBits,
    /// Bits that are declared.
    DeclaredBits,
    /// Sample rate.
    SampleRateHz,
    /// Length.
    DurationS,
    /// Where the spectrum ends.
    CutoffHz,
    /// Silence before the first sound.
    LeadingSilenceS,
    /// Silence after the last one.
    TrailingSilenceS,
    /// Longest silence between them.
    InteriorSilenceS,
}

impl Quantity {
    /// Name in policies and reports.
    pub fn id(self) -> &'static str {
        self.facts().0
    }

    /// Its unit; empty for a pure number.
    pub fn unit(self) -> &'static str {
        self.facts().1
    }

    /// Name, unit, decimals.
    fn facts(self) -> (&'static str, &'static str, i32) {
        match self {
            Self::IntegratedLufs => ("integrated_lufs", "LUFS", 2),
            Self::LoudnessRangeLu => ("loudness_range_lu", "LU", 2),
            Self::MomentaryMaxLufs => ("momentary_max_lufs", "LUFS", 2),
            Self::ShortTermMaxLufs => ("short_term_max_lufs", "LUFS", 2),
            Self::TruePeakDbtp => ("true_peak_dbtp", "dBTP", 2),
            Self::SamplePeakDbfs => ("sample_peak_dbfs", "dBFS", 2),
            Self::Dr => ("dr", "", 0),
            Self::SnrDb => ("snr_db", "dB", 2),
            Self::ClippedRuns => ("clipped_runs", "", 0),
            Self::Clicks => ("clicks", "", 0),
            Self::Dropouts => ("dropouts", "", 0),
            Self::DcOffset => ("dc_offset", "", 6),
            Self::BalanceDb => ("balance_db", "dB", 2),
            Self::StereoCorrelation => ("stereo_correlation", "", 4),
            Self::EffectiveBits => ("effective_bits", "bit", 0),
            Self::DeclaredBits => ("declared_bits", "bit", 0),
            Self::SampleRateHz => ("sample_rate_hz", "Hz", 0),
            Self::DurationS => ("duration_s", "s", 3),
            Self::CutoffHz => ("cutoff_hz", "Hz", 1),
            Self::LeadingSilenceS => ("leading_silence_s", "s", 3),
            Self::TrailingSilenceS => ("trailing_silence_s", "s", 3),
            Self::InteriorSilenceS => ("interior_silence_s", "s", 3),
        }
    }

    /// What `report` says of it, to the decimals that reports print; `None` where it was not measured.
    pub(super) fn of(self, report: &AuditReport) -> Option<f64> {
        let (measured, facts) = (&report.measurements, report.facts.as_ref());
        let count = |value: Option<u64>| value.map(|value| value as f64);
        let value = match self {
            Self::IntegratedLufs => measured.integrated_lufs,
            Self::LoudnessRangeLu => measured.loudness_range_lu,
            Self::MomentaryMaxLufs => measured.momentary_max_lufs,
            Self::ShortTermMaxLufs => measured.short_term_max_lufs,
            Self::TruePeakDbtp => measured.true_peak_dbtp,
            Self::SamplePeakDbfs => measured.sample_peak_dbfs,
            Self::Dr => measured.dr.map(f64::from),
            Self::SnrDb => measured.snr_db,
            Self::ClippedRuns => count(measured.clipped_runs),
            Self::Clicks => count(measured.clicks),
            Self::Dropouts => count(measured.dropouts),
            Self::DcOffset => measured.dc_offset.map(f64::abs),
            Self::BalanceDb => measured.balance_db.map(f64::abs),
            Self::StereoCorrelation => measured.stereo_correlation,
            Self::EffectiveBits => measured.effective_bits.map(f64::from),
            Self::DeclaredBits => facts.and_then(|facts| facts.bits).map(f64::from),
            Self::SampleRateHz => facts.map(|facts| f64::from(facts.sample_rate.hz())),
            Self::DurationS => facts.map(|facts| facts.duration_s()),
            Self::CutoffHz => measured.cutoff_hz,
            Self::LeadingSilenceS => measured.leading_silence_s,
            Self::TrailingSilenceS => measured.trailing_silence_s,
            Self::InteriorSilenceS => measured.interior_silence_s,
        };
        let scale = 10_f64.powi(self.facts().2);
        value.map(|value| (value * scale).round() / scale + 0.0).filter(|value| value.is_finite())
    }
}
