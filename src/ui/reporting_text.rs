//! Reports, certificates and pictures in sentences. No Qt.

use std::path::Path;

use crate::{
    contracts::VerdictClass,
    language::{retold, tr, tr_n, whole},
    report::{
        certificate::{Comparison, Facts},
        printable,
    },
};

use super::rows::class_word;

/// What came of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Certified {
    /// Tracks in it.
    pub(super) tracks: usize,
    /// Why others are not, in the language of the window.
    pub(super) left_out: Vec<String>,
}

/// What is being done.
pub(super) fn doing(what: &str) -> &'static str {
    match what {
        "certificate" => tr!("Writing the certificate"),
        "verify" => tr!("Checking the certificate"),
        "picture" => tr!("Drawing the picture"),
        _ => tr!("Writing the report"),
    }
}

/// So many reports are written.
pub(super) fn exported(count: u64, path: &Path) -> String {
    let path = super::shown(path);
    tr_n!(count, "{count} track written to {path}", "{count} tracks written to {path}", count = whole(count), path)
}

/// A certificate is written, perhaps without some tracks.
pub(super) fn certified(certified: &Certified, path: &Path) -> String {
    let path = super::shown(path);
    let tracks = certified.tracks;
    let done = tr_n!(
        tracks,
        "Certificate of {count} track written to {path}",
        "Certificate of {count} tracks written to {path}",
        count = tracks,
        path
    );
    match certified.left_out.as_slice() {
        [] => done,
        [problem] => tr!("{done}. Left out: {problem}", done, problem),
        [problem, rest @ ..] => {
            tr!("{done}. Left out: {problem} And {count} more.", done, problem, count = rest.len())
        }
    }
}

/// Why a track that waits for its audit is not in a certificate.
pub(super) fn unaudited(name: &str) -> String {
    tr!("{name}: not audited yet.", name)
}

pub(super) fn drawn(path: &Path) -> String {
    tr!("Picture written to {path}", path = super::shown(path))
}

pub(super) fn stopped() -> &'static str {
    tr!("Stopped; nothing was written")
}

pub(super) fn broken() -> &'static str {
    tr!("A fault of the program ended it. The log says more.")
}

/// By what and when a certificate was made.
pub(super) fn made(facts: &Facts) -> String {
    let (program, made) = (printable(&facts.program), printable(&facts.made));
    tr!("Made by {program} on {made}", program, made)
}

/// What its seal says.
pub(super) fn seal(is_unchanged: bool) -> &'static str {
    match is_unchanged {
        true => tr!("The seal holds: the certificate is as it was made. A seal is no signature: it does not prove who made it."),
        false => tr!("The seal is broken: the certificate was changed or damaged since it was made. Do not trust what it says."),
    }
}

/// Whether a file belongs to a certificate.
pub(super) fn comparison(file: &Comparison) -> String {
    let track = file.track.as_deref().map(printable).unwrap_or_default();
    let verdict = file.verdict.as_deref().map(printable).unwrap_or_default();
    let verdict = VerdictClass::from_id(&verdict).map_or(verdict, |class| class_word(class).to_owned());
    match file.likeness {
        Some("same_file") => tr!("Belongs: the same file as {track}; verdict: {verdict}", track, verdict),
        Some("same_audio") => tr!("Belongs: the same audio as {track}, in another file; verdict: {verdict}", track, verdict),
        Some("other_depth") => tr!("Does not belong: the same sound as {track}, but stored at another depth", track),
        Some(_) => tr!("Does not belong: other audio").to_owned(),
        None => {
            let problem = file.error.as_deref().map(printable).unwrap_or_default();
            tr!("Could not be read: {problem}", problem = retold(&problem))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::in_french;

    #[test]
    fn ends_are_told() {
        let path = Path::new("/out/a.pdf");
        assert_eq!(exported(1204, Path::new("/out/a.csv")), "1,204 tracks written to /out/a.csv");
        let whole = Certified { tracks: 1, left_out: Vec::new() };
        assert_eq!(certified(&whole, path), "Certificate of 1 track written to /out/a.pdf");
        let part = Certified { tracks: 2, left_out: vec!["a.flac: gone.".to_owned(), "b.flac: gone.".to_owned()] };
        assert_eq!(certified(&part, path), "Certificate of 2 tracks written to /out/a.pdf. Left out: a.flac: gone. And 1 more.");
        assert_eq!(in_french(|| certified(&whole, path)), "Certificat de 1 piste écrit dans /out/a.pdf");
        let waiting = || certified(&Certified { tracks: 1, left_out: vec![unaudited("a.flac")] }, path);
        assert_eq!(waiting(), "Certificate of 1 track written to /out/a.pdf. Left out: a.flac: not audited yet.");
        assert!(in_french(waiting).ends_with("a.flac\u{a0}: pas encore auditée."), "{}", in_french(waiting));
    }

    #[test]
    fn a_comparison_is_a_sentence_and_no_name_commands() {
        let file = |likeness, error: Option<&str>| Comparison {
            path: "/a.flac".to_owned(),
            belongs: likeness == Some("same_file"),
            likeness,
            track: Some("a\u{202e}.flac".to_owned()),
            verdict: Some("transcode".to_owned()),
            error: error.map(str::to_owned),
        };
        assert_eq!(comparison(&file(Some("same_file"), None)), "Belongs: the same file as a\u{fffd}.flac; verdict: transcode");
        assert_eq!(comparison(&file(Some("other_audio"), None)), "Does not belong: other audio");
        assert_eq!(comparison(&file(None, Some("/a.flac: no audio"))), "Could not be read: /a.flac: no audio");
    }
}
