//! Evidence in a few words, for tables and cells.

use crate::contracts::Evidence;

/// One piece of evidence in a few words: `MP3 grid at 48, z 57.4, holes 18.5 % against 7.7 %, R`.
pub fn describe(evidence: &Evidence) -> String {
    match evidence {
        Evidence::CodecGrid { codec, z, hole_rate, null_rate, offset, channel, .. } => format!(
            "{} grid at {offset}, z {z:.1}, holes {:.1} % against {:.1} %, {}",
            codec.label(),
            100.0 * hole_rate,
            100.0 * null_rate,
            channel.letter()
        ),
        Evidence::CodecLattice { codec, z, fit, null_fit, offset, channel, .. } => {
            format!("{} ladder at {offset}, z {z:.1}, fit {fit:.1} against {null_fit:.1}, {}", codec.label(), channel.letter())
        }
        Evidence::Cutoff { hz, slope_db_per_khz } => {
            let slope = slope_db_per_khz.map(|slope| format!(", {slope:.0} dB/kHz")).unwrap_or_default();
            format!("Ends at {:.1} kHz{slope}", hz / 1000.0)
        }
        Evidence::Upsampling { edge_hz, drop_db, from_rate_hz } => {
            format!(
                "Ends at {:.2} kHz, {drop_db:.0} dB down, as from {:.1} kHz",
                edge_hz / 1000.0,
                f64::from(*from_rate_hz) / 1000.0
            )
        }
        Evidence::Padding { declared_bits, effective_bits } => format!("{effective_bits} of {declared_bits} bits used"),
        Evidence::DeclaredLossy { codec } => format!("Declared as {}", codec.to_uppercase()),
        Evidence::TooShort { duration_s, needed_s } => format!("{duration_s:.1} s long; {needed_s:.0} s are needed"),
        Evidence::Silent => "Digital silence".to_owned(),
        Evidence::TooQuiet { peak_dbfs } => format!("Too quiet to test, peak {peak_dbfs:.0} dBFS"),
        Evidence::GridNotTried { reason } => format!("No grid tried: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn evidence_reads_in_a_few_words() {
        let words: Vec<String> = samples::transcode().evidence.iter().map(describe).collect();
        assert_eq!(
            words,
            [
                "MP3 grid at 48, z 57.4, holes 18.5 % against 7.7 %, R",
                "MP3 ladder at 48, z 412.0, fit 25.2 against 4.6, M",
                "Ends at 20.1 kHz, 84 dB/kHz"
            ]
        );
        let upsampled = Evidence::Upsampling { edge_hz: 22_050.0, drop_db: 61.0, from_rate_hz: 44_100 };
        assert_eq!(describe(&upsampled), "Ends at 22.05 kHz, 61 dB down, as from 44.1 kHz");
    }
}
