//! What runs of the second opinion, in sentences. No Qt.

use super::{acting_text::sentence, shown};
use crate::{
    brain::network::Provider,
    language::tr,
    manager::{NetworkState, network_remedy},
};

/// The name of a state for QML, and the state in words.
pub(super) fn told(state: &NetworkState) -> (&'static str, String) {
    match state {
        NetworkState::Off => ("off", tr!("Off. The forest judges without it.").to_owned()),
        NetworkState::Fails(error) => ("missing", format!("{} {}", sentence(&error.to_string()), sentence(&network_remedy(error)))),
        NetworkState::Runs { provider, weights, library, next } => {
            let library = shown(library);
            let runs = match provider {
                Provider::Cpu => tr!("Runs on the processor, weights {weights}. Library: {library}", weights, library),
                Provider::Cuda => {
                    tr!("Runs on the graphics card (CUDA), weights {weights}. Library: {library}", weights, library)
                }
            };
            let text = match next {
                None => runs,
                Some(next) => tr!("{runs}. From the next start: {library}", runs, library = shown(next)),
            };
            ("ready", text)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{brain::network::NetworkError, language::testing::in_french};

    #[test]
    fn what_runs_is_told_with_its_weights() {
        let runs = |provider, next| NetworkState::Runs {
            provider,
            weights: "1a2b3c4d".to_owned(),
            library: PathBuf::from("/lib/libonnxruntime.so"),
            next,
        };
        let cpu = told(&runs(Provider::Cpu, None));
        assert_eq!(cpu, ("ready", "Runs on the processor, weights 1a2b3c4d. Library: /lib/libonnxruntime.so".to_owned()));
        let (_, cuda) = told(&runs(Provider::Cuda, Some(PathBuf::from("/opt/libonnxruntime.so"))));
        assert!(cuda.starts_with("Runs on the graphics card (CUDA), weights 1a2b3c4d."), "{cuda}");
        assert!(cuda.ends_with("/lib/libonnxruntime.so. From the next start: /opt/libonnxruntime.so"), "{cuda}");
        assert_eq!(told(&NetworkState::Off).0, "off");
    }

    #[test]
    fn a_fault_is_told_with_its_remedy_in_both_languages() {
        for error in [
            NetworkError::NoLibrary,
            NetworkError::Foreign,
            NetworkError::TooOld { library: PathBuf::from("/lib/libonnxruntime.so"), found: "1.14.0".to_owned() },
        ] {
            let fails = NetworkState::Fails(error);
            let (state, english) = told(&fails);
            let french = in_french(|| told(&fails).1);
            assert_eq!((state, english.matches(". ").count()), ("missing", 1), "{english}");
            assert!(french.contains("ou désactivez le réseau.") && !french.contains("1,20"), "{french}");
        }
    }
}
