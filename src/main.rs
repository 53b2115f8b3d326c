//! Arguments to configuration to window or command line to exit code.

use std::process::ExitCode;

use audiopro::cli::{self, Invocation};

fn main() -> ExitCode {
    match cli::parse() {
        Invocation::Command(command) => cli::run(command),
        Invocation::Window { db, paths } => window(db, paths),
    }
}

#[cfg(feature = "window")]
fn window(db: Option<std::path::PathBuf>, paths: Vec<std::path::PathBuf>) -> ExitCode {
    let start = cli::prepare_window(db);
    let config = audiopro::ui::AppConfig {
        settings: start.settings,
        settings_file: start.settings_file,
        settings_problem: start.settings_problem,
        repository: start.repository,
        database: start.database,
        database_problem: start.database_problem,
        log_folder: start.log_folder,
        paths: Vec::new(),
    };
    let code = audiopro::ui::run(config, paths);
    drop(start.logs);
    code
}

#[cfg(not(feature = "window"))]
fn window(_db: Option<std::path::PathBuf>, _paths: Vec<std::path::PathBuf>) -> ExitCode {
    eprintln!("audiopro: this build has no window. Use `audiopro audit PATH...`, or build with the feature `window`.");
    ExitCode::from(64)
}
