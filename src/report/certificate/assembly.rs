//! What a certificate is assembled of: audited tracks with their checksums, and why others are not in it.

use std::{ffi::OsStr, path::Path, sync::Arc};

use super::{CertificateError, Subject, certificate};
use crate::{
    analyzer::{self, AnalysisError},
    contracts::{AuditReport, AuditSettings, CancelToken, Cancelled, Checksums},
    policy::{Policy, PolicyOutcome},
    report::Picture,
};

/// Tracks for a certificate, as they come.
#[derive(Debug, Default)]
pub struct Assembly {
    tracks: Vec<Assembled>,
    left_out: Vec<String>,
}

/// A track with what is certified of it.
#[derive(Debug)]
struct Assembled {
    report: Arc<AuditReport>,
    checksums: Checksums,
    policy: Option<PolicyOutcome>,
    pictures: Vec<Picture>,
}

impl Assembly {
    /// Adds an audited track, held against `policy` where there is one; one without checksums is left out.
    pub fn add(
        &mut self,
        report: Arc<AuditReport>,
        checksums: Result<Checksums, String>,
        policy: Option<&Policy>,
        pictures: Vec<Picture>,
    ) {
        match checksums {
            Ok(checksums) => {
                let policy = policy.map(|policy| policy.evaluate(&report));
                self.tracks.push(Assembled { report, checksums, policy, pictures });
            }
            Err(problem) => self.left_out.push(problem),
        }
    }

    /// The tracks in it, in their order, and how each stands to the policy.
    pub fn tracks(&self) -> impl Iterator<Item = (&AuditReport, Option<&PolicyOutcome>)> {
        self.tracks.iter().map(|track| (&*track.report, track.policy.as_ref()))
    }

    /// Why others are not, a sentence each that names the file.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// The certificate, as PDF; `name` is what an album is called.
    ///
    /// # Errors
    /// As [`certificate`].
    pub fn document(&self, name: &str) -> Result<Vec<u8>, CertificateError> {
        let subjects: Vec<Subject<'_>> = self
            .tracks
            .iter()
            .map(|Assembled { report, checksums, policy, pictures }| Subject {
                report,
                checksums,
                policy: policy.as_ref(),
                pictures,
            })
            .collect();
        certificate(&subjects, name)
    }
}

/// Checksums of the file at `path`, or a sentence that says why there are none.
///
/// # Errors
/// [`Cancelled`] soon after the token is set.
pub fn checksums_of(path: &Path, settings: &AuditSettings, cancel: &CancelToken) -> Result<Result<Checksums, String>, Cancelled> {
    match analyzer::checksums(path, settings, cancel) {
        Ok(checksums) => Ok(Ok(checksums)),
        Err(AnalysisError::Cancelled(cancelled)) => Err(cancelled),
        Err(error) => Ok(Err(error.to_string())),
    }
}

/// What a certificate of `paths` is called: the folder, the track without its extension, else the folder around them.
pub fn title_of<P: AsRef<Path>>(paths: &[P]) -> Option<String> {
    let named = |name: Option<&OsStr>| name.map(|name| name.to_string_lossy().into_owned()).filter(|name| !name.is_empty());
    let absolute = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    match paths {
        [path] if path.as_ref().is_dir() => named(absolute(path.as_ref()).file_name()),
        [path] => named(path.as_ref().file_stem()),
        [first, ..] => named(absolute(first.as_ref()).parent().and_then(Path::file_name)),
        [] => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_is_called_after_the_track_or_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        let album = folder.path().join("An album");
        std::fs::create_dir(&album).unwrap();
        let [a, b] = ["01 a.flac", "02 b.flac"].map(|name| album.join(name));
        assert_eq!(title_of(&[&a]).as_deref(), Some("01 a"));
        assert_eq!(title_of(&[&a, &b]).as_deref(), Some("An album"));
        assert_eq!(title_of(&[&album]).as_deref(), Some("An album"));
        assert_eq!(title_of::<&Path>(&[]), None);
    }
}
