//! Runs the QML tests offscreen against the real types, with a store of their own.

use std::{path::Path, process::ExitCode};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let folder = match tempfile::tempdir() {
        Ok(folder) => folder,
        Err(error) => {
            eprintln!("no temporary folder: {error}");
            return ExitCode::FAILURE;
        }
    };
    // SAFETY: no other thread runs yet.
    unsafe {
        std::env::set_var("QT_QPA_PLATFORM", "offscreen");
        std::env::set_var("QT_QUICK_BACKEND", "software");
    }
    audiopro::ui::init();
    let database = folder.path().join("audiopro.db");
    let repository = audiopro::persistence::Repository::open(&database).ok();
    let config = audiopro::ui::AppConfig { repository, database, ..audiopro::ui::AppConfig::default() };
    if let Err(problem) = audiopro::ui::prepare(config) {
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
