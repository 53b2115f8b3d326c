//! Where in one track the network leans, for whoever asks: the track is decoded again, as neither patches nor map are kept.

use std::path::{Path, PathBuf};

use crate::{
    analyzer::{self, AnalysisError, DecodeError, Scratch},
    brain::network::{Network, NetworkError},
    contracts::{AuditSettings, CancelToken, Cancelled, NetworkMap, Patches},
    persistence::{Repository, StoreError, TrackId},
};

/// Why there is no map.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LookError {
    /// The settings switch the network off.
    #[error("the network is switched off")]
    Off,
    /// There is no audit to find the track by.
    #[error("this track was not audited yet")]
    NotAudited,
    /// The database cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The track cannot be read.
    #[error(transparent)]
    Track(DecodeError),
    /// It is silent, or shorter than a patch.
    #[error("{}: there is nothing that the network could look at; audit it again if the file is another one by now", path.display())]
    Nothing {
        /// The track.
        path: PathBuf,
    },
    /// The network cannot be used, or has no map.
    #[error(transparent)]
    Network(NetworkError),
    /// Something broke on the way.
    #[error("looking at this track failed ({0}). Please report it with the file.")]
    Broken(String),
    /// The token was set.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl From<AnalysisError> for LookError {
    fn from(error: AnalysisError) -> Self {
        match error {
            AnalysisError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            AnalysisError::Decode(error) => Self::Track(error),
        }
    }
}

impl From<NetworkError> for LookError {
    fn from(error: NetworkError) -> Self {
        match error {
            NetworkError::Cancelled(cancelled) => Self::Cancelled(cancelled),
            error => Self::Network(error),
        }
    }
}

/// Who is told, once, what came of a look.
pub(super) type OnLooked = Box<dyn FnOnce(Result<NetworkMap, LookError>) + Send>;

/// Where `network` leans in `track`. Whether there is a network that can say so is asked first: decoding takes its time.
///
/// # Errors
/// [`LookError::Cancelled`] within a block or a batch of the token being set; else why there is no map.
pub(super) fn look(
    track: TrackId,
    repository: Option<&Repository>,
    network: Option<&Network>,
    settings: &AuditSettings,
    scratch: &mut Scratch,
    cancel: &CancelToken,
) -> Result<NetworkMap, LookError> {
    let network = network.ok_or(LookError::Off)?;
    network.check_map()?;
    let report = repository.map(|repository| repository.report(track)).transpose()?.flatten().ok_or(LookError::NotAudited)?;
    let patches = patches(&report.path, settings, scratch, cancel)?;
    network.map(&patches, cancel)?.ok_or(LookError::Nothing { path: report.path })
}

/// The patches of the track at `path`; at least one.
fn patches(path: &Path, settings: &AuditSettings, scratch: &mut Scratch, cancel: &CancelToken) -> Result<Patches, LookError> {
    let patches = analyzer::patches_of(path, settings, scratch, cancel)?;
    if patches.is_empty() { Err(LookError::Nothing { path: path.to_owned() }) } else { Ok(patches) }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::manager::fixture::write_wav;

    fn asked(network: Option<&Network>) -> Result<NetworkMap, LookError> {
        let (settings, cancel) = (AuditSettings::default(), CancelToken::new());
        look(TrackId(1), None, network, &settings, &mut Scratch::default(), &cancel)
    }

    #[test]
    fn without_a_network_it_says_why_before_anything_is_decoded() {
        assert!(matches!(asked(None), Err(LookError::Off)));
        let without_library = Network::new(None, Ok(Cow::Owned(Vec::new())));
        let error = asked(Some(&without_library)).unwrap_err();
        assert!(matches!(&error, LookError::Network(NetworkError::NoLibrary)), "{error}");
        assert!(error.to_string().contains("ONNX Runtime"), "{error}");
    }

    #[test]
    fn a_track_that_is_gone_silent_or_cancelled_has_no_patches() {
        let folder = tempfile::tempdir().unwrap();
        let of = |name: &str, cancel: &CancelToken| {
            patches(&folder.path().join(name), &AuditSettings::default(), &mut Scratch::default(), cancel)
        };
        let free = CancelToken::new();
        let error = of("gone.flac", &free).unwrap_err();
        assert!(matches!(&error, LookError::Track(DecodeError::NotFound { .. })), "{error}");
        assert!(error.to_string().contains("gone.flac") && error.to_string().contains("add it again"), "{error}");
        write_wav(&folder.path().join("silent.wav"), (0..44_100).map(|_| 0));
        assert!(matches!(of("silent.wav", &free), Err(LookError::Nothing { .. })));
        write_wav(&folder.path().join("loud.wav"), (0_i32..44_100).map(|at| (at * 7919 % 20_000 - 10_000) as i16));
        let found = of("loud.wav", &free).unwrap();
        assert_eq!((found.len(), found.starts_s()[0]), (5, 0.0));
        let cancelled = CancelToken::new();
        cancelled.cancel();
        assert!(matches!(of("loud.wav", &cancelled), Err(LookError::Cancelled(_))));
    }
}
