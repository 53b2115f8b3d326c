//! A report in plain words: title, who decided, format, integrity, what a verdict does not mean.

use super::table::{length_words, verdict_word};
use crate::contracts::{
    AuditReport, AuditStatus, DecidedBy, Integrity, IntegrityState, MarkLabel, Md5State, SourceLimit, StreamFacts, VerdictClass,
    capitalised, codec_name,
};

/// `Transcode from MP3`, `Genuine`, `Not audited`.
pub(super) fn title(report: &AuditReport) -> String {
    match (&report.verdict, report.status) {
        (None, AuditStatus::Cancelled) => "Cancelled".to_owned(),
        (None, _) => "Not audited".to_owned(),
        (Some(verdict), _) => match (verdict.class, verdict.source_codec) {
            (VerdictClass::Transcode, Some(codec)) => format!("Transcode from {}", codec.label()),
            (class, _) => verdict_word(class).to_owned(),
        },
    }
}

/// The verdict in plain words, as one says it to a third person; the error of a track that could not be audited.
pub(super) fn summary(report: &AuditReport) -> String {
    let Some(verdict) = &report.verdict else { return report.error.clone().unwrap_or_default() };
    let Some(word) = &report.auditor else { return verdict.summary.clone() };
    let said = match word.mark.label {
        MarkLabel::Unsure => "The auditor looked at this track and was not sure.".to_owned(),
        label => format!("The auditor marked this track {}.", label.id()),
    };
    let note = word.mark.note.trim();
    let note = if note.is_empty() { String::new() } else { format!(" \u{201c}{note}\u{201d}") };
    match &word.machine {
        Some(machine) => format!("{said}{note} The machine says: {}. {}", machine.class.id(), machine.summary),
        None => format!("{said}{note}"),
    }
}

/// Who decided, as a sentence without its full stop.
pub(super) fn decided_by(decided_by: DecidedBy) -> &'static str {
    match decided_by {
        DecidedBy::Grid => "Decided by the codec grid",
        DecidedBy::Measurement => "Decided by measurement",
        DecidedBy::Forest => "Decided by the random forest",
        DecidedBy::Arbiter => "Decided by the arbiter, a local language model",
        DecidedBy::Auditor => "Decided by the auditor",
    }
}

/// `FLAC, 44.1 kHz, 16 bit, stereo, 4:11`.
pub(super) fn format_line(facts: &StreamFacts) -> String {
    let codec = if facts.codec.starts_with("pcm") { String::new() } else { codec_name(&facts.codec) };
    let container = facts.container.to_uppercase();
    let name = match codec {
        codec if codec.is_empty() || codec.eq_ignore_ascii_case(&container) => container,
        codec => format!("{codec} in {container}"),
    };
    let bits = match (facts.bits, facts.is_float) {
        (Some(bits), true) => format!(", {bits} bit float"),
        (Some(bits), false) => format!(", {bits} bit"),
        (None, _) => String::new(),
    };
    let channels = match facts.channels {
        1 => "mono".to_owned(),
        2 => "stereo".to_owned(),
        channels => format!("{channels} channels"),
    };
    let rate = khz(f64::from(facts.sample_rate.hz()));
    format!("{name}, {rate} kHz{bits}, {channels}, {}", length_words(facts.duration_s()))
}

/// Integrity as a sentence.
pub(super) fn integrity(integrity: &Integrity) -> String {
    let detail = integrity.detail.as_deref().map_or_else(String::new, |detail| format!(" {}", capitalised(detail)));
    match (integrity.state, integrity.md5) {
        (IntegrityState::Intact, Some(Md5State::Match)) => "Intact: the MD5 of the audio matches the one in its header.".to_owned(),
        (IntegrityState::Intact, _) => format!("Intact.{detail}"),
        (IntegrityState::Damaged, _) => format!("Damaged.{detail}"),
        (IntegrityState::Undetermined, _) => format!("Not known.{detail}"),
    }
}

/// `MP3 up to 320 kbit/s would show`.
pub(super) fn limit(limit: &SourceLimit) -> String {
    match limit.visible_up_to_kbps {
        Some(kbps) => format!("{} up to {kbps} kbit/s would show", limit.codec.label()),
        None => format!("{} would not show at any bitrate", limit.codec.label()),
    }
}

/// What a verdict of `class` means.
pub(super) fn means(class: VerdictClass) -> &'static str {
    match class {
        VerdictClass::Genuine => "No trace of a lossy past was found.",
        VerdictClass::Transcode => "The audio was coded by a lossy codec before it was put into this file.",
        VerdictClass::Upsampled => "All real content ends where a lower sample rate ends.",
        VerdictClass::Padded => "Fewer bits are used than the file declares.",
        VerdictClass::Lossy => "The file itself is in a lossy format, and says so.",
        VerdictClass::Inconclusive => {
            "The track is too short, too quiet or silent, or the evidence does not suffice. This says nothing either way."
        }
    }
}

/// What a verdict of `class` does not mean.
pub(super) fn means_not(class: VerdictClass) -> &'static str {
    match class {
        VerdictClass::Genuine => {
            "It does not mean that there was no lossy past: a codec that had more bits than the music needed leaves no trace that \
             anybody could see. How far this word reaches in this track stands under the limits."
        }
        VerdictClass::Transcode => {
            "It does not mean that whoever sold or sent the file knew, nor that no lossless version of the recording exists."
        }
        VerdictClass::Upsampled => "It does not mean that the sound is bad, nor that whoever sold or sent the file knew.",
        VerdictClass::Padded => "It does not mean that the music needed more bits, nor that whoever sold or sent the file knew.",
        VerdictClass::Lossy => "It does not mean that something is wrong with the file.",
        VerdictClass::Inconclusive => "It is no suspicion. Listen, or find another copy.",
    }
}

/// What no verdict means, whatever its class.
pub(super) const NEVER_MEANT: &str = "A verdict is about the samples of this file. It cannot tell which recording or master they \
     come from, nor who made the file. The bitrate, the file name and the tags were not used as evidence.";

/// `44.1`, `48`.
pub(super) fn khz(hz: f64) -> String {
    let text = format!("{:.3}", hz / 1000.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The file's name for display, and its folder.
pub(super) fn name_and_folder(report: &AuditReport) -> (String, String) {
    let name = report.path.file_name().map_or_else(|| report.path.to_string_lossy(), |name| name.to_string_lossy());
    let folder = report.path.parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    (super::printable(&name), super::printable(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{contracts::AuditorsWord, report::samples};

    #[test]
    fn a_format_is_told_once() {
        let mut facts = samples::transcode().facts.unwrap();
        assert_eq!(format_line(&facts), "FLAC, 44.1 kHz, 16 bit, stereo, 4:11");
        facts.codec = "pcm_f32".to_owned();
        (facts.container, facts.is_float, facts.channels) = ("wav".to_owned(), true, 6);
        assert_eq!(format_line(&facts), "WAV, 44.1 kHz, 16 bit float, 6 channels, 4:11");
        (facts.codec, facts.container, facts.bits) = ("alac".to_owned(), "mp4".to_owned(), None);
        assert_eq!(format_line(&facts), "ALAC in MP4, 44.1 kHz, 6 channels, 4:11");
    }

    #[test]
    fn the_auditors_word_is_told_to_a_third_person() {
        use crate::contracts::{Mark, MarkLabel};
        let mark = Mark {
            audio_id: "0".to_owned(),
            label: MarkLabel::Genuine,
            codec: None,
            note: "my own rip".to_owned(),
            marked_ms: 0,
            machine_class: None,
            machine_probability: None,
            schema_id: 0,
            features: Vec::new(),
        };
        let word = AuditorsWord { mark, machine: samples::transcode().verdict };
        let report = AuditReport { verdict: Some(word.verdict()), auditor: Some(word), ..samples::transcode() };
        let summary = summary(&report);
        assert!(
            summary.starts_with("The auditor marked this track genuine. \u{201c}my own rip\u{201d} The machine says: transcode.")
        );
        assert_eq!(title(&report), "Genuine");
    }
}
