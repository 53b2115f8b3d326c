//! The single checks, in the words of the health dialog.

use std::{fs, path::Path, time::Duration};

use super::{DatabaseProbe, HealthCheck, HealthState, try_writing};
use crate::{
    contracts::{CancelToken, capitalised},
    services::{gpu as card, ollama as server, onnx as library, paths, settings::Settings},
};

/// Free space below which the store may soon stop: a million audits take about 10 GiB with their pictures, an evening's some hundred MiB.
const LITTLE_SPACE: u64 = 2 << 30;
/// Free space below which nothing should be started: SQLite's log alone may take that much.
const NO_SPACE: u64 = 100_000_000;

pub(super) fn ollama(settings: &Settings, limit: Duration, cancel: &CancelToken) -> HealthCheck {
    const NAME: &str = "Ollama";
    const LIMITS: &str = "Tracks in the grey zone stay inconclusive.";
    let trouble = |state, found: String, remedy| HealthCheck::trouble("ollama", NAME, state, found, LIMITS, remedy);
    let model = settings.ollama_model.trim();
    match server::models(&settings.ollama_address, limit, cancel) {
        Ok(_) if model.is_empty() => {
            trouble(HealthState::Limited, "Running, no model chosen".to_owned(), Some("Choose a model in the settings."))
        }
        Ok(models) if server::holds(&models, model) => HealthCheck::ready("ollama", NAME, format!("Running, model {model}")),
        Ok(_) => trouble(HealthState::Limited, format!("Running, but the model {model} is not there"), None)
            .with_command(format!("ollama pull {model}")),
        Err(error) => {
            let remedy = match error {
                server::OllamaError::Unreachable { .. } => "Start it with \u{201c}ollama serve\u{201d}. Audits do not need it.",
                _ => "Mend the address in the settings. Audits do not need it.",
            };
            let found = capitalised(&error.to_string());
            trouble(HealthState::Missing, found, Some(remedy))
        }
    }
}

pub(super) fn gpu() -> HealthCheck {
    const NAME: &str = "CUDA, NVML";
    let Some(card) = card::find() else {
        let limits = "The arbiter runs on the processor; no GPU memory shown.";
        let remedy = "Install the driver, then check again. Audits do not need it.";
        return HealthCheck::trouble("gpu", NAME, HealthState::Missing, "No NVIDIA driver answers", limits, Some(remedy));
    };
    let memory =
        card.memory.map(|memory| (size(memory.total_bytes - memory.used_bytes.min(memory.total_bytes)), size(memory.total_bytes)));
    let model = card.name;
    let found = match (memory, card.driver) {
        (None, None) => model,
        (None, Some(version)) => format!("{model}, driver {version}"),
        (Some((free, total)), None) => format!("{model}, {free} free of {total}"),
        (Some((free, total)), Some(version)) => format!("{model}, {free} free of {total}, driver {version}"),
    };
    HealthCheck::ready("gpu", NAME, found)
}

/// The library of ONNX Runtime as it lies there, by its name: nothing is loaded.
pub fn onnx(settings: &Settings) -> HealthCheck {
    const NAME: &str = "ONNX Runtime";
    match library::find_library(settings.onnx_library.as_deref()) {
        Some(file) => HealthCheck::ready("onnx", NAME, library::shown(&file)),
        None => {
            let limits = "No neural witness can be used; no audit of this version needs one.";
            let remedy = "Name its library in the settings or in ORT_DYLIB_PATH, or put it beside the program.";
            HealthCheck::trouble("onnx", NAME, HealthState::Missing, "No library found", limits, Some(remedy))
        }
    }
}

pub(super) fn database(probe: &DatabaseProbe) -> HealthCheck {
    let check = HealthCheck::ready("database", "Database", probe.found.clone());
    HealthCheck { state: probe.state, limits: probe.limits.clone(), remedy: probe.remedy.clone(), ..check }
}

pub(super) fn disk(database: &Path) -> HealthCheck {
    const NAME: &str = "Disk space";
    let folder = paths::nearest_existing_folder(database.parent().unwrap_or(database)).unwrap_or(Path::new("."));
    let limits = "History and pictures may stop being kept.";
    let remedy = Some("Free some space, or move the database.");
    match fs4::available_space(folder) {
        Ok(free) => {
            let found = format!("{} free where the database is", size(free));
            match free {
                ..NO_SPACE => HealthCheck::trouble("disk", NAME, HealthState::Missing, found, "Audits cannot be kept.", remedy),
                NO_SPACE..LITTLE_SPACE => HealthCheck::trouble("disk", NAME, HealthState::Limited, found, limits, remedy),
                _ => HealthCheck::ready("disk", NAME, found),
            }
        }
        Err(error) => {
            let found = format!("The free space of {} is unknown: {error}", folder.display());
            HealthCheck::trouble("disk", NAME, HealthState::Limited, found, limits, remedy)
        }
    }
}

pub(super) fn logs(folder: Option<&Path>) -> HealthCheck {
    const NAME: &str = "Log folder";
    const LIMITS: &str = "Nothing is logged; faults cannot be traced.";
    let Some(folder) = folder else {
        return HealthCheck::trouble(
            "logs",
            NAME,
            HealthState::Missing,
            "No folder for logs",
            LIMITS,
            Some("Set AUDIOPRO_HOME to a folder."),
        );
    };
    match fs::create_dir_all(folder).and_then(|()| try_writing(folder)) {
        Ok(()) => HealthCheck::ready("logs", NAME, format!("{}, writable", folder.display())),
        Err(error) => {
            let found = format!("{} cannot be written: {error}", folder.display());
            HealthCheck::trouble(
                "logs",
                NAME,
                HealthState::Missing,
                found,
                LIMITS,
                Some("Give yourself permission to write there."),
            )
        }
    }
}

/// `bytes` in the unit that people use: `1.8 GiB`, `340 MiB`.
fn size(bytes: u64) -> String {
    const MIB: f64 = (1_u64 << 20) as f64;
    let mib = bytes as f64 / MIB;
    if mib < 1024.0 { format!("{mib:.0} MiB") } else { format!("{:.1} GiB", mib / 1024.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        assert_eq!(size(340 << 20), "340 MiB");
        assert_eq!(size((18 << 30) / 10), "1.8 GiB");
    }

    #[test]
    fn a_log_folder_that_is_a_file_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("logs");
        fs::write(&blocker, "").unwrap();
        let check = logs(Some(&blocker));
        assert_eq!(check.state, HealthState::Missing);
        assert!(check.found.contains("logs") && check.is_essential(), "{check}");
        assert_eq!(logs(Some(&folder.path().join("new"))).state, HealthState::Ready);
    }

    #[test]
    fn the_disk_is_asked_where_the_database_will_be() {
        let folder = tempfile::tempdir().unwrap();
        let check = disk(&folder.path().join("not/yet/audiopro.db"));
        assert!(check.found.ends_with("free where the database is"), "{check}");
    }
}
