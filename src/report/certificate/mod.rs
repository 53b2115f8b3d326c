//! A certificate: one PDF about a track or an album, for people to frame and for machines to read back.
//!
//! It says what was found and by what, names the file and its samples by checksums, and carries the same facts as JSON. A seal over
//! the whole document finds changes; it is no signature, and the document says so.

mod assembly;
mod compare;
mod content;
mod facts;
mod read;
mod render;
mod seal;
mod sheet;
pub(super) mod typeface;

use sha2::{Digest, Sha256};
use time::OffsetDateTime;

pub use assembly::{Assembly, checksums_of, title_of};
pub use compare::{Comparison, load};
pub use facts::{Facts, TrackFacts};
pub use read::{Certificate, read};

use self::{render::About, typeface::Typefaces};
use super::Picture;
use crate::{
    contracts::{AuditReport, Checksums},
    policy::PolicyOutcome,
};

/// Tracks that a certificate can hold: more than any box set has.
pub const MOST_TRACKS: usize = 500;

/// A track to certify.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Its audit.
    pub report: &'a AuditReport,
    /// What names its file and its samples.
    pub checksums: &'a Checksums,
    /// How it stands to a policy, where one was asked for.
    pub policy: Option<&'a PolicyOutcome>,
    /// Pictures besides the drawn ones.
    pub pictures: &'a [Picture],
}

/// Why there is no certificate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// Nothing to certify.
    #[error("no track was audited, so that there is nothing to certify. Name tracks that can be read.")]
    Nothing,
    /// More than a document holds.
    #[error("{found} tracks are too many for a certificate, which holds {MOST_TRACKS}. Name fewer, such as one album.")]
    TooMany {
        /// Their number.
        found: usize,
    },
    /// The file is not the one that was audited.
    #[error("{name}: its samples are not those that were audited. Audit it again, with --again.")]
    OtherAudio {
        /// Name of the file.
        name: String,
    },
    /// The document could not be made.
    #[error("the certificate could not be made: {reason}. Please report it.")]
    NotMade {
        /// Why.
        reason: String,
    },
    /// It is no certificate of this program.
    #[error("this is no certificate of Audiopro: {reason}. Name a PDF that \u{201c}audiopro certify\u{201d} wrote.")]
    Foreign {
        /// Why.
        reason: String,
    },
    /// A later program made it.
    #[error("this certificate was made by a later Audiopro (schema {found}). Install that one.")]
    Newer {
        /// Its schema.
        found: u64,
    },
}

/// Whether so many tracks fit into a certificate: to be asked before the work that they are.
///
/// # Errors
/// [`CertificateError::TooMany`].
pub fn fits(tracks: usize) -> Result<(), CertificateError> {
    if tracks > MOST_TRACKS { Err(CertificateError::TooMany { found: tracks }) } else { Ok(()) }
}

/// The certificate of `subjects`, as PDF; `name` is what an album is called.
///
/// # Errors
/// Where there is nothing or too much to certify, or checksums are not those of the samples which were audited.
pub fn certificate(subjects: &[Subject<'_>], name: &str) -> Result<Vec<u8>, CertificateError> {
    certificate_at(subjects, name, OffsetDateTime::now_utc())
}

fn certificate_at(subjects: &[Subject<'_>], name: &str, made: OffsetDateTime) -> Result<Vec<u8>, CertificateError> {
    fits(subjects.len())?;
    if subjects.is_empty() {
        return Err(CertificateError::Nothing);
    }
    for Subject { report, checksums, .. } in subjects {
        let audited = &report.measurements.audio_id;
        if audited.is_some() && *audited != checksums.audio.audio_id {
            return Err(CertificateError::OtherAudio { name: super::words::name_and_folder(report).0 });
        }
    }
    let broken = |reason: &str| CertificateError::NotMade { reason: reason.to_owned() };
    let facts = Facts::new(subjects, made).map_err(|error| broken(&error.to_string()))?;
    let json = serde_json::to_vec_pretty(&facts).map_err(|error| broken(&error.to_string()))?;
    let facts_sum = hex(&Sha256::digest(&json));
    let faces = Typefaces::new().ok_or_else(|| broken("a bundled typeface cannot be read"))?;
    let shown = super::printable(name);
    let pen = content::write(&faces, subjects, &shown, &facts, &facts_sum);
    let title = format!("Certificate of audit: {shown}");
    let about = About { title: &title, made, facts: json, facts_sum: &facts_sum };
    render::render(&pen.pages, &pen.pictures, &faces, about)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::{AudioSums, FileSums},
        report::samples,
    };

    fn sums(digit: char) -> Checksums {
        let digits = |count: usize| digit.to_string().repeat(count);
        let audio = AudioSums {
            md5: digits(32),
            sha256: digits(64),
            audio_id: None,
            sample_rate_hz: 44_100,
            channels: 2,
            bits: Some(16),
            frames: 11_082_330,
        };
        Checksums { file: FileSums { size_bytes: 31_234_567, sha256: digits(64) }, audio }
    }

    fn subject<'a>(report: &'a AuditReport, checksums: &'a Checksums) -> Subject<'a> {
        Subject { report, checksums, policy: None, pictures: &[] }
    }

    #[test]
    fn a_certificate_reads_back_as_it_was_written() {
        let (report, sums) = (samples::transcode(), sums('a'));
        let pdf = certificate(&[subject(&report, &sums)], "track.flac").unwrap();
        let Certificate { facts, is_unchanged } = read(&pdf).unwrap();
        assert!(is_unchanged);
        assert_eq!((facts.tracks.len(), facts.tracks[0].name.as_str()), (1, "track.flac"));
        assert_eq!(facts.tracks[0].checksums, sums);
        assert_eq!(facts.tracks[0].report["verdict"]["class"], "transcode");
        assert_eq!(facts.tracks[0].report["path"], "track.flac", "the folder is nobody's business");
        assert!(!String::from_utf8_lossy(&pdf).contains("/music/"));
    }

    #[test]
    fn any_changed_byte_breaks_the_seal() {
        let (report, sums) = (samples::genuine("/m/a.flac"), sums('b'));
        let pdf = certificate(&[subject(&report, &sums)], "a").unwrap();
        let at = pdf.windows(9).position(|window| window == b"\"genuine\"").unwrap();
        let mut forged = pdf.clone();
        forged[at + 1..at + 8].copy_from_slice(b"padded ");
        let read = read(&forged).unwrap();
        assert!(!read.is_unchanged && read.facts.tracks[0].report["verdict"]["class"] == "padded ");
        for at in [pdf.len() / 3, pdf.len() / 2, pdf.len() - 2] {
            let mut changed = pdf.clone();
            changed[at] ^= 4;
            assert_ne!(seal::holds(&changed), Some(true), "{at}");
        }
    }

    #[test]
    fn an_album_has_all_its_tracks_and_odd_names_do_no_harm() {
        let names =
            ["/m/01 弦楽 \u{202e}x.flac".to_owned(), format!("/m/{}.flac", "long".repeat(60)), "/m/03 a<b>&.flac".to_owned()];
        let reports: Vec<AuditReport> = names.iter().map(|name| samples::genuine(name)).collect();
        let sums = sums('c');
        let subjects: Vec<Subject<'_>> = reports.iter().map(|report| subject(report, &sums)).collect();
        let facts = read(&certificate(&subjects, "An album").unwrap()).unwrap().facts;
        let written: Vec<&str> = facts.tracks.iter().map(|track| track.name.as_str()).collect();
        assert!(
            written[0].starts_with("01 弦楽 \u{fffd}x") && written[1].len() > 200 && written[2] == "03 a<b>&.flac",
            "{written:?}"
        );
    }

    #[test]
    fn a_picture_is_part_of_the_document_and_of_its_seal() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 40, 20);
        encoder.set_color(png::ColorType::Rgb);
        encoder.write_header().unwrap().write_image_data(&[90; 40 * 20 * 3]).unwrap();
        let pictures =
            [Picture { title: "Spectrogram".to_owned(), png: bytes, width: 40, height: 20, caption: "All of it.".to_owned() }];
        let (report, sums) = (samples::transcode(), sums('f'));
        let plain = certificate(&[subject(&report, &sums)], "a").unwrap();
        let pdf = certificate(&[Subject { pictures: &pictures, ..subject(&report, &sums) }], "a").unwrap();
        assert!(read(&pdf).unwrap().is_unchanged);
        let images = |pdf: &[u8]| pdf.windows(14).filter(|part| part.starts_with(b"/Subtype/Image")).count();
        assert_eq!((images(&plain), images(&pdf)), (0, 1));
    }

    #[test]
    fn the_samples_must_be_those_that_were_audited() {
        let mut report = samples::transcode();
        report.measurements.audio_id = Some("0123".to_owned());
        let mut sums = sums('d');
        sums.audio.audio_id = Some("4567".to_owned());
        let refused = certificate(&[subject(&report, &sums)], "a").unwrap_err();
        assert!(matches!(&refused, CertificateError::OtherAudio { name } if name == "track.flac"), "{refused}");
        assert_eq!(certificate(&[], "a"), Err(CertificateError::Nothing));
    }

    #[test]
    fn what_is_no_certificate_is_refused_and_says_why() {
        for (bytes, why) in [(&b""[..], "no PDF"), (b"%PDF-1.7 nonsense", "broken"), (b"RIFF", "no PDF")] {
            let error = read(bytes).unwrap_err().to_string();
            assert!(error.contains(why), "{error}");
        }
        let (report, sums) = (samples::transcode(), sums('e'));
        let pdf = certificate(&[subject(&report, &sums)], "a").unwrap();
        for end in [10, 500, pdf.len() / 2] {
            assert!(read(&pdf[..end]).is_err() || !read(&pdf[..end]).unwrap().is_unchanged, "{end}");
        }
        let later: Vec<u8> = pdf.clone();
        let at = later.windows(13).position(|window| window == b"\"schema\": 1,\n").unwrap();
        let mut later = later;
        later[at + 10] = b'7';
        assert!(matches!(read(&later), Err(CertificateError::Newer { found: 7 })));
    }
}
