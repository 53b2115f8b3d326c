//! Evidence in a few words, for tables and cells, and which of it is worth a line.

use std::collections::BTreeSet;

use crate::contracts::{Evidence, ForestReason};

/// What is worth a line of `evidence`, in its order, strongest first: every decisive grid, of the others the best hole test and
/// the best lattice test of each codec. A track is tried against dozens of grids.
pub fn worth_telling(evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut seen = BTreeSet::new();
    let is_told = |reason: &&Evidence| match reason {
        Evidence::CodecGrid { codec, is_decisive, .. } => *is_decisive | seen.insert((*codec, true)),
        Evidence::CodecLattice { codec, is_decisive, .. } => *is_decisive | seen.insert((*codec, false)),
        _ => true,
    };
    evidence.iter().filter(is_told).collect()
}

/// A chance as people write it: `63 %`, `1.2 %`, `1e-30`. Empty where it is none.
pub fn chance(p: f64) -> String {
    match p {
        p if p.is_nan() => String::new(),
        p if p >= 0.1 => format!("{:.0} %", 100.0 * p.min(1.0)),
        p if p >= 0.001 => format!("{:.1} %", 100.0 * p),
        p if p >= 1e-300 => format!("{p:.0e}"),
        _ => "below 1e-300".to_owned(),
    }
}

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
        Evidence::Forest { probability, reasons } => {
            let reasons: Vec<String> = reasons.iter().map(ForestReason::to_string).collect();
            format!("Forest {:.1} % lossy: {}", 100.0 * probability, reasons.join("; "))
        }
        Evidence::Network(reading) => format!(
            "Network: log-odds {:.1}, {:.0} % of {} patches above 0, weights {} on {}",
            reading.mean_logit,
            100.0 * reading.share_over_zero,
            reading.patches,
            reading.weights,
            reading.provider
        ),
        Evidence::GridNotTried { reason } => format!("No grid tried: {reason}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{Codec, Filterbank, GridChannel, NetworkReading},
        report::samples,
    };

    #[test]
    fn of_dozens_of_grids_the_decisive_and_the_best_of_each_codec_are_told() {
        let (fit, null_fit, p_value, offset, channel) = (9.0, 4.0, 0.5, 48, GridChannel::L);
        let lattice = |filterbank: Filterbank, rate_hz, z, is_decisive| Evidence::CodecLattice {
            codec: filterbank.codec(),
            filterbank,
            rate_hz,
            z,
            p_value,
            fit,
            null_fit,
            offset,
            channel,
            is_decisive,
        };
        let holes = Evidence::CodecGrid {
            codec: Codec::Aac,
            filterbank: Filterbank::AacSine,
            rate_hz: 44_100,
            z: 2.5,
            p_value,
            hole_rate: 0.1,
            null_rate: 0.1,
            threshold_lsb16: 0.8,
            offset,
            channel,
            agreeing_share: None,
            is_decisive: false,
        };
        let evidence = [
            lattice(Filterbank::Mp3Hybrid, 44_100, 57.0, true),
            lattice(Filterbank::Mp3Short, 44_100, 20.0, true),
            lattice(Filterbank::AacKbd, 44_100, 3.0, false),
            holes.clone(),
            lattice(Filterbank::AacSine, 44_100, 2.0, false),
            holes,
            lattice(Filterbank::AacKbd, 48_000, 1.0, false),
            lattice(Filterbank::Mp3Hybrid, 48_000, 1.0, false),
            Evidence::Silent,
        ];
        let told: Vec<usize> = worth_telling(&evidence)
            .into_iter()
            .map(|told| evidence.iter().position(|reason| std::ptr::eq(reason, told)).unwrap())
            .collect();
        assert_eq!(told, [0, 1, 2, 3, 8], "the codec that is proven needs no weak test beside");
    }

    #[test]
    fn chances_are_never_bare_zeros() {
        for (p, words) in
            [(1.0, "100 %"), (0.63, "63 %"), (0.012, "1.2 %"), (1.4e-30, "1e-30"), (0.0, "below 1e-300"), (f64::NAN, "")]
        {
            assert_eq!(chance(p), words);
        }
    }

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
        let network = NetworkReading::of(&[-1.0, 2.0], "cpu", "0").map(Evidence::Network).unwrap();
        assert_eq!(describe(&network), "Network: log-odds 0.5, 50 % of 2 patches above 0, weights 0 on cpu");
        let upsampled = Evidence::Upsampling { edge_hz: 22_050.0, drop_db: 61.0, from_rate_hz: 44_100 };
        assert_eq!(describe(&upsampled), "Ends at 22.05 kHz, 61 dB down, as from 44.1 kHz");
    }
}
