//! Arguments to configuration to window or command line to exit code.

#![deny(clippy::unwrap_used, clippy::expect_used)]

use std::process::ExitCode;

use audiopro::cli::{self, Invocation};

fn main() -> ExitCode {
    match cli::parse() {
        Invocation::Command(command) => cli::run(command),
        Invocation::Window(arguments) => window(arguments),
    }
}

#[cfg(feature = "window")]
fn window(arguments: cli::WindowArguments) -> ExitCode {
    match cli::prepare_window(&arguments) {
        Ok((startup, guard)) => guard.end(audiopro::ui::run(startup, arguments.paths)),
        Err(code) => code,
    }
}

#[cfg(not(feature = "window"))]
fn window(_arguments: cli::WindowArguments) -> ExitCode {
    eprintln!("audiopro: this build has no window. Use `audiopro audit PATH...`, or build with the feature `window`.");
    ExitCode::from(64)
}
