//! Runs the QML tests offscreen against the real types, with a store of their own that holds a few audits.

mod common;

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    if std::env::var_os("QT_QPA_PLATFORM").is_none() {
        return again_offscreen();
    }
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!("no temporary folder: {error}");
            return ExitCode::FAILURE;
        }
    };
    audiopro::ui::init();
    let database = folder.path().join("audiopro.db");
    let repository = audiopro::persistence::Repository::open(&database).ok();
    if let Some(repository) = &repository {
        common::audits::store(repository, &common::audits::gallery());
    }
    // The network is on, so that what a stored audit heard is told; no track of the gallery is there for it to look at.
    let settings = audiopro::services::settings::Settings { network: true, ..Default::default() };
    let startup = audiopro::manager::Startup { repository, database, settings, ..audiopro::manager::Startup::default() };
    if let Err(problem) = audiopro::ui::prepare(startup) {
        eprintln!("{problem}");
        return ExitCode::FAILURE;
    }
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("qml/tests");
    match audiopro::ui::qml_tests::run(&tests, &arguments) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(failed) => {
            eprintln!("{failed} QML tests failed");
            ExitCode::FAILURE
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Runs this program once more with Qt told to paint into memory, which it reads before `main`.
fn again_offscreen() -> ExitCode {
    let status = std::env::current_exe().and_then(|program| {
        let mut again = std::process::Command::new(program);
        again.args(std::env::args_os().skip(1)).env("QT_QPA_PLATFORM", "offscreen").env("QT_QUICK_BACKEND", "software");
        again.status()
    });
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("the tests could not be started: {error}");
            ExitCode::FAILURE
        }
    }
}
