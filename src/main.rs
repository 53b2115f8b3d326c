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
    let (startup, logs) = cli::prepare_window(db);
    let code = audiopro::ui::run(startup, paths);
    drop(logs);
    code
}

#[cfg(not(feature = "window"))]
fn window(_db: Option<std::path::PathBuf>, _paths: Vec<std::path::PathBuf>) -> ExitCode {
    eprintln!("audiopro: this build has no window. Use `audiopro audit PATH...`, or build with the feature `window`.");
    ExitCode::from(64)
}
