//! What each measurement is, by which standard, for people who read a report and not the program.

use super::figures::{Figure, figures};
use crate::contracts::Measurements;

/// A measurement explained.
pub(super) struct Entry {
    /// Name in JSON and CSV.
    pub(super) id: &'static str,
    /// Name for people.
    pub(super) title: &'static str,
    /// Unit; empty for counts and pure numbers.
    pub(super) unit: &'static str,
    /// Decimals shown.
    pub(super) decimals: usize,
    /// Standard or convention.
    pub(super) standard: &'static str,
    /// What it is.
    pub(super) meaning: &'static str,
}

macro_rules! entries {
    ($($id:literal, $title:literal, $unit:literal, $decimals:literal, $standard:literal, $meaning:literal;)*) => {
        &[$(Entry { id: $id, title: $title, unit: $unit, decimals: $decimals, standard: $standard, meaning: $meaning }),*]
    };
}

/// Every scalar measurement, in the order of the JSON line.
pub(super) const GLOSSARY: &[Entry] = entries![
    "integrated_lufs", "Integrated loudness", "LUFS", 1, "ITU-R BS.1770-4, EBU R 128",
        "Loudness of the whole track as people hear it, silence left out.";
    "loudness_range_lu", "Loudness range", "LU", 1, "EBU Tech 3342",
        "Between the soft and the loud parts: the 10th and the 95th percentile of short-term loudness.";
    "true_peak_dbtp", "True peak", "dBTP", 1, "ITU-R BS.1770-4, Annex 2",
        "Highest level between the samples, where a converter or an encoder would clip.";
    "sample_peak_dbfs", "Sample peak", "dBFS", 1, "AES17",
        "Largest sample.";
    "dr", "Dynamic range", "DR", 0, "DR14 convention (Pleasurize Music Foundation)",
        "Between the highest peaks and the mean level of the loudest fifth of the track. No standard, but widely used.";
    "snr_db", "Signal over quietest parts", "dB", 1, "Audiopro's own",
        "Level of the active blocks of 50 ms over the 5th percentile of those that are not silent.";
    "clipped_runs", "Clipped runs", "", 0, "Audiopro's own",
        "Runs of samples held at full scale or at a lower ceiling.";
    "dc_offset", "DC offset", "", 6, "Mean of the samples at full scale 1.0",
        "Mean of the samples of the worst channel: the waveform off its centre line.";
    "effective_bits", "Bits in use", "bit", 0, "Audiopro's own",
        "Bits that are really used, whatever the file declares.";
    "cutoff_hz", "End of the spectrum", "Hz", 0, "Audiopro's own",
        "Frequency at which the content ends. It proves nothing alone: old, soft or dark recordings end early too.";
    "stereo_correlation", "Stereo correlation", "", 2, "Pearson correlation of left and right",
        "1 for mono, 0 for unrelated channels, -1 for one channel upside down.";
    "clicks", "Clicks", "", 0, "Audiopro's own",
        "Impulses that stand out of the sound around them.";
    "dropouts", "Dropouts", "", 0, "Audiopro's own",
        "Runs of digital zero, or of a straight line, inside the music.";
    "leading_silence_s", "Silence at the start", "s", 1, "Audiopro's own",
        "Before the first sound.";
    "trailing_silence_s", "Silence at the end", "s", 1, "Audiopro's own",
        "After the last sound.";
    "momentary_max_lufs", "Loudest moment", "LUFS", 1, "EBU Tech 3341",
        "Highest momentary loudness, over 400 ms.";
    "short_term_max_lufs", "Loudest three seconds", "LUFS", 1, "EBU Tech 3341",
        "Highest short-term loudness, over 3 s.";
    "clip_level_dbfs", "Ceiling of the clipping", "dBFS", 2, "Audiopro's own",
        "Level at which the track clips, where it does.";
    "cutoff_slope_db_per_khz", "Steepness of that end", "dB/kHz", 0, "Audiopro's own",
        "How steeply the spectrum falls where it ends.";
    "cutoff_spread_hz", "Wandering of that end", "Hz", 0, "Audiopro's own",
        "How far the end moves over the track, between its quartiles.";
    "upsampling_edge_hz", "Edge of a lower rate", "Hz", 0, "Audiopro's own",
        "Half of a lower standard rate at which all content ends, where one was found.";
    "upsampling_drop_db", "Drop at that edge", "dB", 1, "Audiopro's own",
        "How far the floor above that edge lies below the content under it.";
    "balance_db", "Balance", "dB", 1, "Level of left over right",
        "Above 0 the left channel is the louder one.";
    "is_polarity_inverted", "One channel upside down", "", 0, "Audiopro's own",
        "Whether one channel is the other with its sign turned.";
    "is_dual_mono", "Two equal channels", "", 0, "Audiopro's own",
        "Whether left and right are the same samples.";
    "interior_silence_s", "Longest silence inside", "s", 1, "Audiopro's own",
        "Between the first and the last sound.";
];

/// The measurements of a report that were made, as people read them: entry and value with its unit.
pub(super) fn measured(measurements: &Measurements) -> Vec<(&'static Entry, String)> {
    let words = |entry: &Entry, figure: Figure| {
        let unit = if entry.unit.is_empty() { String::new() } else { format!(" {}", entry.unit) };
        match figure {
            Figure::Number(number) => number.map(|number| format!("{}{unit}", shown(number, entry.decimals))),
            Figure::Count(count) if entry.unit == "DR" => count.map(|count| format!("DR {count}")),
            Figure::Count(count) => count.map(|count| format!("{count}{unit}")),
            Figure::Truth(truth) => truth.map(|is_so| if is_so { "yes" } else { "no" }.to_owned()),
        }
    };
    let entry = |id: &str| GLOSSARY.iter().find(|entry| entry.id == id);
    let pairs = figures(measurements).into_iter();
    pairs.filter_map(|(id, figure)| entry(id).and_then(|entry| Some((entry, words(entry, figure)?)))).collect()
}

/// So many decimals, and no zero below zero.
fn shown(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    if text.starts_with('-') && text.chars().all(|digit| matches!(digit, '-' | '0' | '.')) { text[1..].to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::samples;

    #[test]
    fn every_measurement_is_explained_in_its_order() {
        let names: Vec<&str> = figures(&Measurements::default()).into_iter().map(|(name, _)| name).collect();
        let explained: Vec<&str> = GLOSSARY.iter().map(|entry| entry.id).collect();
        assert_eq!(names, explained);
        assert!(GLOSSARY.iter().all(|entry| entry.meaning.ends_with('.') && !entry.standard.is_empty()));
    }

    #[test]
    fn what_was_measured_has_its_unit_and_the_rest_is_left_out() {
        let told = measured(&samples::transcode().measurements);
        let value = |id: &str| told.iter().find(|(entry, _)| entry.id == id).map(|(_, value)| value.as_str());
        assert_eq!((value("integrated_lufs"), value("dr"), value("clipped_runs")), (Some("-9.1 LUFS"), Some("DR 7"), Some("12")));
        assert_eq!((value("cutoff_hz"), value("effective_bits"), value("balance_db")), (Some("20050 Hz"), Some("16 bit"), None));
        assert_eq!(shown(-0.01, 1), "0.0");
    }
}
