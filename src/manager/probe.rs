//! What the store, the forest and the network say of themselves, for the health check, which knows neither.

use std::path::{self, Path, PathBuf};

use super::network_of;
use crate::{
    brain::{
        network::{Network, NetworkError, OLDEST_RUNTIME, Provider, loaded_library},
        weights::{self, Origin},
    },
    contracts::capitalised,
    persistence::Repository,
    services::{
        health::{self, DatabaseProbe, HealthCheck, HealthState},
        onnx,
        settings::Settings,
    },
};

/// The state of the store at `path`; `problem` says why it could not be opened, where it could not.
pub fn probe_database(path: &Path, repository: Option<&Repository>, problem: Option<&str>) -> DatabaseProbe {
    let Some(repository) = repository else {
        return match problem {
            Some(problem) => DatabaseProbe::missing(path, problem),
            None => DatabaseProbe::absent(path),
        };
    };
    match repository.facts() {
        Err(error) => DatabaseProbe::missing(path, error.to_string()),
        Ok(facts) => {
            let wal = if facts.is_wal { "on" } else { "off" };
            let found = format!("{} tracks, schema {}, WAL {wal}", facts.tracks, facts.schema);
            if !facts.is_read_only {
                return DatabaseProbe::ready(path, found);
            }
            DatabaseProbe {
                path: path.to_owned(),
                state: HealthState::Limited,
                found: format!("{found}; {} is read-only", path.display()),
                limits: Some("Earlier audits are shown; new ones are not kept.".to_owned()),
                remedy: Some("Give yourself permission to write it, or name another database.".to_owned()),
            }
        }
    }
}

/// The state of the forest whose weights lie in `folder`.
pub fn probe_weights(folder: &Path) -> HealthCheck {
    const NAME: &str = "Weights";
    let Some(loaded) = weights::load(folder, weights::SHIPPED) else {
        let limits = "Verdicts rest on the codec grid and on measurements.";
        return HealthCheck::trouble(
            "weights",
            NAME,
            HealthState::Missing,
            "No forest can be read",
            limits,
            Some("Install the program again."),
        );
    };
    let from = match &loaded.origin {
        Origin::Shipped => "The forest of the program".to_owned(),
        Origin::File(file) => format!("A forest trained here, {}", file.display()),
    };
    let found = format!("{from}, version {}", loaded.version);
    if loaded.problems.is_empty() {
        return HealthCheck::ready("weights", NAME, found);
    }
    let found = format!("{found}. {}", loaded.problems.join(" "));
    let limits = "The last good forest judges.";
    HealthCheck::trouble(
        "weights",
        NAME,
        HealthState::Limited,
        found,
        limits,
        Some("Train again, or go back to the forest before in the settings."),
    )
}

/// What came of switching the network on or off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NetworkState {
    /// It is off, and nothing was loaded.
    Off,
    /// It runs.
    Runs {
        /// On what.
        provider: Provider,
        /// What tells its weights from others.
        weights: String,
        /// The library that was loaded.
        library: PathBuf,
        /// The library to be loaded at the next start, where another one was asked for since.
        next: Option<PathBuf>,
    },
    /// It cannot run.
    Fails(NetworkError),
}

impl NetworkState {
    /// The state of `network`, which is loaded where that has not happened; `None` is off.
    pub fn of(network: Option<&Network>) -> Self {
        let Some(network) = network else { return Self::Off };
        match network.runs_on() {
            Err(error) => Self::Fails(error),
            Ok((provider, weights)) => {
                let asked = network.library().and_then(|library| path::absolute(library).ok());
                let library = loaded_library().or_else(|| asked.clone()).unwrap_or_default();
                let next = asked.filter(|asked| *asked != library);
                Self::Runs { provider, weights: weights.to_owned(), library, next }
            }
        }
    }
}

/// How to mend what keeps a network from running, as a sentence.
pub fn network_remedy(error: &NetworkError) -> String {
    let version = OLDEST_RUNTIME;
    match error {
        NetworkError::NoLibrary => format!(
            "Get ONNX Runtime {version} or later from github.com/microsoft/onnxruntime/releases and name its library in the \
             settings or in ORT_DYLIB_PATH, or switch the network off."
        ),
        NetworkError::TooOld { .. } => format!(
            "Name the library of ONNX Runtime {version} or later in the settings or in ORT_DYLIB_PATH, or switch the network \
             off."
        ),
        NetworkError::Library { .. } => {
            "Name a library of ONNX Runtime in the settings or in ORT_DYLIB_PATH, or switch the network off.".to_owned()
        }
        _ => "Remove network.onnx from the folder of weights, and the one of this Audiopro is used, or switch the network off."
            .to_owned(),
    }
}

/// The state of ONNX Runtime and of the network for the weights in `folder`: loaded where it is switched on, else the library is
/// looked for by its name alone.
pub fn probe_network(folder: &Path, settings: &Settings) -> HealthCheck {
    let library = health::onnx(settings);
    let name = &library.name;
    match NetworkState::of(network_of(folder, settings).as_ref()) {
        NetworkState::Off => library,
        NetworkState::Runs { provider, weights, library, .. } => {
            let library = onnx::shown(&library);
            let found = match provider {
                Provider::Cuda => format!("{library}, network {weights} on the graphics card (CUDA)"),
                Provider::Cpu => format!("{library}, network {weights} on the processor"),
            };
            HealthCheck::ready("onnx", name, found)
        }
        NetworkState::Fails(error) => {
            let found = capitalised(&error.to_string());
            let limits = "The forest judges without the network.";
            HealthCheck::trouble("onnx", name, HealthState::Missing, found, limits, Some(&network_remedy(&error)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::network::tests::{library, ours};

    #[test]
    fn a_damaged_forest_is_told_and_the_program_has_one_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(probe_weights(folder.path()).state, HealthState::Ready);
        std::fs::write(folder.path().join("forest.bin"), b"not a forest").unwrap();
        let check = probe_weights(folder.path());
        assert_eq!(check.state, HealthState::Limited);
        assert!(check.found.contains("it is no forest of Audiopro"), "{check}");
    }

    #[test]
    fn a_network_that_is_off_is_not_loaded_and_one_that_is_damaged_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("libonnxruntime.so.1.20.0");
        std::fs::write(&library, "no library").unwrap();
        let off = Settings { onnx_library: Some(library), ..Settings::default() };
        let check = probe_network(folder.path(), &off);
        assert_eq!((check.state, check.limits), (HealthState::Ready, None));
        weights::save_network(folder.path(), b"no network").unwrap();
        let check = probe_network(folder.path(), &Settings { network: true, ..off });
        assert_eq!((check.id.as_str(), check.state), ("onnx", HealthState::Missing));
        assert!(check.limits.is_some() && check.remedy.is_some(), "{check}");
    }

    #[test]
    fn each_fault_of_the_network_has_a_remedy_and_off_loads_nothing() {
        assert_eq!(NetworkState::of(None), NetworkState::Off);
        let network = Network::new(None, Ok(b"weights".as_slice().into()));
        let NetworkState::Fails(error) = NetworkState::of(Some(&network)) else { panic!("there is no library") };
        assert_eq!(error, NetworkError::NoLibrary);
        assert!(network_remedy(&error).contains("releases") && network_remedy(&error).contains(OLDEST_RUNTIME), "{error}");
        let old = NetworkError::TooOld { library: PathBuf::from("/lib/libonnxruntime.so"), found: "1.14.0".to_owned() };
        assert!(network_remedy(&old).contains(OLDEST_RUNTIME));
        assert!(network_remedy(&NetworkError::Foreign).contains("network.onnx"));
    }

    #[test]
    fn what_runs_is_told_with_its_library_and_its_weights() {
        let Some(library) = library() else { return };
        let folder = tempfile::tempdir().unwrap();
        weights::save_network(folder.path(), &ours()).unwrap();
        let settings = Settings { network: true, onnx_library: Some(library), ..Settings::default() };
        let check = probe_network(folder.path(), &settings);
        let network = network_of(folder.path(), &settings).unwrap();
        let told = format!("{}, network {}", onnx::shown(&loaded_library().unwrap()), network.version().unwrap());
        assert!(check.state == HealthState::Ready && check.found.starts_with(&told), "{check}");
        assert!(check.found.ends_with("on the processor") || check.found.ends_with("on the graphics card (CUDA)"), "{check}");
    }

    #[test]
    fn a_store_that_answers_is_ready_and_a_problem_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audiopro.db");
        assert_eq!(probe_database(&path, None, None).state, HealthState::Ready, "it can be made");
        let repository = Repository::open(&path).unwrap();
        let probe = probe_database(&path, Some(&repository), None);
        assert_eq!((probe.state, probe.found.as_str()), (HealthState::Ready, "0 tracks, schema 4, WAL on"));
        let probe = probe_database(&path, None, Some("the disk burns"));
        assert_eq!((probe.state, probe.found.as_str()), (HealthState::Missing, "the disk burns"));
    }
}
