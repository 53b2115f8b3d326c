//! The command line: arguments to a typed invocation, and the subcommands.
//!
//! Exit codes: 0 nothing suspicious, 1 something flagged or not passed by a policy, 2 some track could not be audited, 64 wrong usage, 130 stopped by
//! Ctrl-C. What was finished is always written. A reader that closes its end of a pipe is no error.

mod arguments;
mod audit;
mod certify;
mod checksums;
mod compare;
mod evaluate;
mod export;
mod follow;
mod health;
mod interrupt;
mod judged;
mod marks;
mod patches;
mod picture;
mod pictures;
mod progress;
mod quarantine;
mod report_arguments;
mod start;
mod survey;
mod train;
mod verify;

use std::{
    ffi::OsString,
    io::{self, Write},
    process::ExitCode,
};

use clap::{CommandFactory, Parser};

use arguments::Arguments;
pub use arguments::{Command, command};
use judged::Judged;
pub use start::{WindowArguments, WindowGuard, prepare_window};

/// Nothing suspicious.
const EXIT_CLEAN: u8 = 0;
/// Something was flagged.
const EXIT_FLAGGED: u8 = 1;
/// Some track could not be audited, or the answer could not be given.
const EXIT_FAILED: u8 = 2;
/// Wrong usage (`EX_USAGE` of sysexits.h).
const EXIT_USAGE: u8 = 64;
/// Stopped by Ctrl-C (128 and the number of SIGINT).
const EXIT_INTERRUPTED: u8 = 130;

/// What the arguments ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Invocation {
    /// The window.
    Window(WindowArguments),
    /// A subcommand, for [`run`].
    Command(Command),
}

/// Reads the arguments of this process. Ends the process where they ask for help or the version (0) or are wrong (64).
pub fn parse() -> Invocation {
    read(std::env::args_os()).unwrap_or_else(|error| {
        // A closed pipe behind `--help` is no error either.
        let _ = error.print();
        let code = if error.use_stderr() { EXIT_USAGE } else { EXIT_CLEAN };
        std::process::exit(code.into())
    })
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Invocation, clap::Error> {
    let Arguments { db, project, paths, command } = Arguments::try_parse_from(arguments)?;
    Ok(command.map_or(Invocation::Window(WindowArguments { db, project, paths }), Invocation::Command))
}

/// Runs a subcommand and returns the exit code.
pub fn run(command: Command) -> ExitCode {
    let code = match command {
        Command::Audit(arguments) => audit::run(arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Certify(arguments) => certify::run(arguments),
        Command::Verify(arguments) => verify::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Picture(arguments) => picture::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Patches(arguments) => patches::run(&arguments),
        Command::Marks(arguments) => marks::run(&arguments),
        Command::Train(arguments) => train::run(&arguments),
        Command::Quarantine(arguments) => quarantine::run_quarantine(&arguments),
        Command::Restore(arguments) => quarantine::run_restore(&arguments),
        Command::Health(arguments) => health::run(&arguments),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "audiopro", &mut text);
            print(&text)
        }
        Command::Man { command } => print_page(command.as_deref()),
    };
    ExitCode::from(code)
}

fn print_page(subcommand: Option<&str>) -> u8 {
    let mut root = Arguments::command();
    root.build();
    let page = match subcommand {
        None => root,
        Some(name) => match root.find_subcommand(name) {
            Some(found) => found.clone(),
            None => {
                complain(&format!("there is no command {name}; \u{201c}audiopro --help\u{201d} lists them"));
                return EXIT_USAGE;
            }
        },
    };
    let mut text = Vec::new();
    match clap_mangen::Man::new(page).render(&mut text) {
        Ok(()) => print(&text),
        Err(error) => {
            complain(&format!("the page cannot be made: {error}"));
            EXIT_FAILED
        }
    }
}

/// Writes `text` to the standard output and returns the exit code.
fn print(text: &[u8]) -> u8 {
    let mut output = io::stdout().lock();
    match output.write_all(text).and_then(|()| output.flush()) {
        Ok(()) => EXIT_CLEAN,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => EXIT_CLEAN,
        Err(error) => {
            complain(&format!("the output cannot be written: {error}"));
            EXIT_FAILED
        }
    }
}

/// Tells the auditor on the standard error; one that is closed cannot be told.
fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "audiopro: {}", crate::report::printable(message));
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn invocation(words: &[&str]) -> Result<Invocation, clap::error::ErrorKind> {
        read(std::iter::once("audiopro").chain(words.iter().copied()).map(OsString::from)).map_err(|error| error.kind())
    }

    #[test]
    fn the_definition_holds_together() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn without_a_subcommand_the_window_opens_with_the_paths() {
        assert_eq!(invocation(&[]), Ok(Invocation::Window(WindowArguments::default())));
        let paths = vec![PathBuf::from("music"), PathBuf::from("-x.flac")];
        let with_database = WindowArguments { db: Some(PathBuf::from("a.db")), paths: paths.clone(), ..WindowArguments::default() };
        assert_eq!(invocation(&["--db", "a.db", "music", "--", "-x.flac"]), Ok(Invocation::Window(with_database)));
        let with_project = WindowArguments { project: Some(OsString::from("Label")), paths, ..WindowArguments::default() };
        assert_eq!(invocation(&["--project", "Label", "music", "--", "-x.flac"]), Ok(Invocation::Window(with_project)));
    }

    #[test]
    fn an_audit_takes_names_that_look_like_options_behind_two_dashes() {
        let Ok(Invocation::Command(Command::Audit(audit))) = invocation(&["audit", "--jobs", "2", "--", "-a.flac", "--db"]) else {
            panic!("no audit");
        };
        assert_eq!((audit.jobs, audit.paths), (Some(2), vec![PathBuf::from("-a.flac"), PathBuf::from("--db")]));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf8_is_a_path() {
        use std::os::unix::ffi::OsStringExt;
        let name = OsString::from_vec(b"a\xff.flac".to_vec());
        let read = read([OsString::from("audiopro"), OsString::from("audit"), name.clone()]);
        assert!(matches!(read, Ok(Invocation::Command(Command::Audit(audit))) if audit.paths == [PathBuf::from(name)]));
    }

    #[test]
    fn wrong_usage_is_refused() {
        for words in [
            &["audit"][..],
            &["audit", "--format", "xml", "a"],
            &["audit", "--jobs", "0", "a"],
            &["audit", "--network", "maybe", "a"],
            &["audit", "--db", "x", "--no-db", "a"],
            &["export", "--format", "table"],
            &["export", "--verdict", "fake"],
            &["certify"],
            &["verify"],
            &["verify", "a.pdf"],
            &["picture"],
            &["picture", "--size", "100x100", "a.flac"],
            &["picture", "--size", "1920", "a.flac"],
            &["picture", "--window", "1000", "a.flac"],
            &["picture", "--from", "NaN", "a.flac"],
            &["evaluate"],
            &["train", "--manifest", "a.csv", "--network", "on", "--network-scores", "b.csv"],
            &["patches", "a.csv"],
            &["patches", "--output", "a"],
            &["compare", "a.flac"],
            &["evaluate", "--split", "all", "a.csv"],
            &["evaluate", "--arms", "[", "a.csv"],
            &["health", "--format", "csv"],
            &["--db", "x", "--project", "y"],
            &["--nonsense"],
        ] {
            assert!(invocation(words).is_err(), "{words:?}");
        }
    }

    #[test]
    fn help_names_every_subcommand_and_the_exit_codes() {
        let help = Arguments::command().render_long_help().to_string();
        for word in [
            "audit",
            "export",
            "certify",
            "verify",
            "picture",
            "--policy",
            "evaluate",
            "train",
            "marks",
            "health",
            "completions",
            "man",
            "130",
            "AUDIOPRO_HOME",
        ] {
            assert!(help.contains(word), "{word}\n{help}");
        }
    }
}
