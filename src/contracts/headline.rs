//! The strongest evidence of a report in a few words: one cell of a table.

use super::{AuditReport, AuditStatus, Evidence, SourceLimit, VerdictClass};
use crate::language::capitalised;

/// The strongest evidence in a few words, as `MP3 grid at 48, z 57.4`; the error of a failed track. One line.
pub fn headline(report: &AuditReport) -> String {
    match report.status {
        AuditStatus::Failed => return failure(report),
        AuditStatus::Cancelled => return "Cancelled".to_owned(),
        AuditStatus::Audited => {}
    }
    let class = report.verdict.as_ref().map(|verdict| verdict.class);
    let supporting = report.evidence.iter().find(|evidence| class.is_some_and(|class| supports(evidence, class)));
    match (supporting, class, &report.verdict) {
        (Some(evidence), ..) => words(evidence),
        (None, Some(VerdictClass::Genuine), _) => no_grid(&report.limits),
        // Grey, or the word of the forest, the arbiter or the auditor against the measurements: the strongest reason there is.
        (None, _, verdict) => match (report.evidence.first(), verdict) {
            (Some(evidence), _) => words(evidence),
            (None, Some(verdict)) => one_line(&verdict.summary),
            (None, None) => String::new(),
        },
    }
}

/// What stands for a track without a grid: what could hide in it, where that is a copy of the usual high quality. Whole sentences, so
/// that the window can tell them in another language.
fn no_grid(limits: &[SourceLimit]) -> String {
    let short: Vec<(&str, Option<u32>)> =
        limits.iter().filter(|limit| limit.is_short()).map(|limit| (limit.codec.label(), limit.visible_up_to_kbps)).collect();
    match short.as_slice() {
        [] => "No codec grid found".to_owned(),
        [(codec, Some(kbps))] => format!("No grid; {codec} above {kbps} could hide"),
        [(codec, None)] => format!("No grid; any {codec} could hide"),
        [(codec, Some(kbps)), (other, Some(other_kbps)), ..] => {
            format!("No grid; {codec} above {kbps} or {other} above {other_kbps} could hide")
        }
        [(codec, Some(kbps)), (other, None), ..] => format!("No grid; {codec} above {kbps} or any {other} could hide"),
        [(codec, None), (other, Some(other_kbps)), ..] => format!("No grid; any {codec} or {other} above {other_kbps} could hide"),
        [(codec, None), (other, None), ..] => format!("No grid; any {codec} or any {other} could hide"),
    }
}

/// Why a track failed, without its path, which stands beside it.
fn failure(report: &AuditReport) -> String {
    let error = one_line(report.error.as_deref().unwrap_or("Not audited"));
    let Some(rest) = error.strip_prefix(&*report.path.to_string_lossy()) else { return error };
    let rest = rest.trim_start_matches([':', ' ']);
    if rest.is_empty() { error } else { capitalised(rest) }
}

/// Name of a codec or container as people write it: `MP3`, `WavPack`, `E-AC-3`.
pub fn codec_name(id: &str) -> String {
    match id {
        "vorbis" => "Vorbis".to_owned(),
        "opus" => "Opus".to_owned(),
        "musepack" => "Musepack".to_owned(),
        "wavpack" => "WavPack".to_owned(),
        "he_aac" => "HE-AAC".to_owned(),
        "ac3" => "AC-3".to_owned(),
        "eac3" => "E-AC-3".to_owned(),
        other => other.to_uppercase(),
    }
}

/// Whether `evidence` is a reason for `class`.
fn supports(evidence: &Evidence, class: VerdictClass) -> bool {
    match evidence {
        Evidence::CodecGrid { is_decisive, .. } | Evidence::CodecLattice { is_decisive, .. } => {
            *is_decisive && class == VerdictClass::Transcode
        }
        Evidence::Upsampling { .. } => class == VerdictClass::Upsampled,
        Evidence::Padding { .. } => class == VerdictClass::Padded,
        Evidence::DeclaredLossy { .. } => class == VerdictClass::Lossy,
        Evidence::TooShort { .. } | Evidence::Silent | Evidence::TooQuiet { .. } | Evidence::GridNotTried { .. } => {
            class == VerdictClass::Inconclusive
        }
        // Its word is evidence for what it said; what it doubts is told by the strongest reason.
        Evidence::Forest { .. } => class == VerdictClass::Transcode,
        Evidence::Cutoff { .. } | Evidence::Network(_) => false,
    }
}

fn words(evidence: &Evidence) -> String {
    match evidence {
        Evidence::CodecGrid { codec, offset, z, is_decisive, .. }
        | Evidence::CodecLattice { codec, offset, z, is_decisive, .. } => {
            let codec = codec.label();
            if *is_decisive { format!("{codec} grid at {offset}, z {z:.1}") } else { format!("Weak {codec} grid, z {z:.1}") }
        }
        Evidence::Cutoff { hz, .. } => format!("Ends at {} kHz", khz(*hz)),
        Evidence::Upsampling { edge_hz, .. } => format!("Ends at {} kHz", khz(*edge_hz)),
        Evidence::Padding { declared_bits, effective_bits } => match declared_bits.saturating_sub(*effective_bits) {
            1 => "1 low bit always zero".to_owned(),
            unused => format!("{unused} low bits always zero"),
        },
        Evidence::DeclaredLossy { codec } => format!("Declared as {}", codec_name(codec)),
        Evidence::TooShort { duration_s, .. } => format!("Too short to test: {duration_s:.1} s"),
        Evidence::Silent => "Digital silence".to_owned(),
        Evidence::TooQuiet { peak_dbfs } => format!("Too quiet to test: {peak_dbfs:.0} dBFS"),
        Evidence::Forest { probability, .. } => format!("Forest: {:.1} % lossy", 100.0 * probability),
        Evidence::Network(reading) => format!("Network: log-odds {:.1}", reading.mean_logit),
        Evidence::GridNotTried { .. } => "No codec grid tried".to_owned(),
    }
}

/// `22.1`, `24`: kilohertz with one decimal where it says something.
fn khz(hz: f64) -> String {
    let text = format!("{:.1}", hz / 1000.0);
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{
        contracts::{Codec, DecidedBy, Filterbank, GridChannel, Verdict},
        language::{retold, testing::in_french},
    };

    fn lattice(z: f64, is_decisive: bool) -> Evidence {
        let (codec, filterbank, channel) = (Codec::Mp3, Filterbank::Mp3Hybrid, GridChannel::M);
        Evidence::CodecLattice {
            codec,
            filterbank,
            rate_hz: 44_100,
            z,
            p_value: 1e-9,
            fit: 25.2,
            null_fit: 4.6,
            offset: 48,
            channel,
            is_decisive,
        }
    }

    fn report(class: VerdictClass, evidence: Vec<Evidence>) -> AuditReport {
        let verdict = Verdict {
            class,
            probability: None,
            suspicion: None,
            source_codec: None,
            decided_by: DecidedBy::Grid,
            summary: "In plain words.".into(),
            judged_with: Default::default(),
            arbitration: None,
        };
        let status = AuditStatus::Audited;
        AuditReport { status, error: None, verdict: Some(verdict), evidence, ..AuditReport::failed(PathBuf::from("/a.flac"), "") }
    }

    #[test]
    fn each_class_shows_the_reason_for_it() {
        let cutoff = Evidence::Cutoff { hz: 20_050.0, slope_db_per_khz: None };
        let upsampling = Evidence::Upsampling { edge_hz: 22_050.0, drop_db: 60.0, from_rate_hz: 44_100 };
        let padding = Evidence::Padding { declared_bits: 24, effective_bits: 16 };
        for (class, evidence, expected) in [
            (VerdictClass::Transcode, vec![lattice(57.44, true), cutoff.clone()], "MP3 grid at 48, z 57.4"),
            (VerdictClass::Genuine, vec![lattice(2.1, false), cutoff.clone()], "No codec grid found"),
            (VerdictClass::Inconclusive, vec![lattice(5.2, false), cutoff.clone()], "Weak MP3 grid, z 5.2"),
            (VerdictClass::Upsampled, vec![lattice(1.0, false), upsampling], "Ends at 22.1 kHz"),
            (VerdictClass::Padded, vec![lattice(1.0, false), padding], "8 low bits always zero"),
            (VerdictClass::Lossy, vec![Evidence::DeclaredLossy { codec: "mp3".into() }], "Declared as MP3"),
            (VerdictClass::Inconclusive, vec![cutoff, Evidence::TooQuiet { peak_dbfs: -71.3 }], "Too quiet to test: -71 dBFS"),
            (VerdictClass::Inconclusive, vec![], "In plain words."),
        ] {
            assert_eq!(headline(&report(class, evidence)), expected);
        }
    }

    #[test]
    fn a_genuine_track_says_what_could_hide_in_it() {
        let with = |limits: &[(Codec, Option<u32>)]| {
            let limits = limits.iter().map(|&(codec, visible_up_to_kbps)| SourceLimit { codec, visible_up_to_kbps }).collect();
            headline(&AuditReport { limits, ..report(VerdictClass::Genuine, Vec::new()) })
        };
        assert_eq!(with(&[(Codec::Mp3, Some(320)), (Codec::Aac, Some(256)), (Codec::Opus, Some(64))]), "No codec grid found");
        assert_eq!(with(&[(Codec::Mp3, Some(256)), (Codec::Aac, Some(320))]), "No grid; MP3 above 256 could hide");
        assert_eq!(with(&[(Codec::Mp3, Some(192)), (Codec::Aac, None)]), "No grid; MP3 above 192 or any AAC could hide");
    }

    #[test]
    fn the_window_tells_it_in_french() {
        let told = |report: AuditReport| in_french(|| retold(&headline(&report)).replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(told(report(VerdictClass::Transcode, vec![lattice(57.44, true)])), "Grille MP3 à 48, z 57,4");
        assert_eq!(
            told(report(VerdictClass::Inconclusive, vec![Evidence::TooQuiet { peak_dbfs: -71.3 }])),
            "Trop faible pour tester : -71 dBFS"
        );
        let limits = vec![SourceLimit { codec: Codec::Mp3, visible_up_to_kbps: Some(192) }];
        assert_eq!(
            told(AuditReport { limits, ..report(VerdictClass::Genuine, Vec::new()) }),
            "Aucune grille ; MP3 au-dessus de 192 possible"
        );
        let failed =
            "/m/a.flac: no audio in it (it holds text); check that this is the file you meant, or fetch it again from its source";
        assert_eq!(
            told(AuditReport::failed(PathBuf::from("/m/a.flac"), failed)),
            "Il ne contient pas d’audio (il contient du texte) ; vérifiez que c’est bien le fichier voulu, ou récupérez-le de nouveau à sa \
             source"
        );
    }

    #[test]
    fn a_failed_track_shows_its_error_on_one_line() {
        let failed = AuditReport::failed(PathBuf::from("/a.flac"), "No audio stream.\n  Play it elsewhere.");
        assert_eq!(headline(&failed), "No audio stream. Play it elsewhere.");
        let named = AuditReport::failed(PathBuf::from("/m/a.flac"), "/m/a.flac: no audio in it; fetch it again");
        assert_eq!(headline(&named), "No audio in it; fetch it again", "the path stands in its own column");
    }
}
