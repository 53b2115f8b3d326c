//! `audiopro marks`: exchanges the auditor's marks between colleagues.

use std::{
    fs::File,
    io::{self, BufReader, Write},
};

use super::{EXIT_CLEAN, EXIT_FAILED, arguments::MarksArguments, arguments::MarksCommand, complain, print, start::Session};
use crate::{
    manager::{Imported, export_marks, import_marks},
    persistence::Repository,
    report::{OutputFile, explain_unwritable},
};

/// Exports or imports; the exit code.
pub(super) fn run(arguments: &MarksArguments) -> u8 {
    let session = Session::start();
    session.complain_about_settings();
    let repository = match Repository::open(&session.database(arguments.db.as_deref())) {
        Ok(repository) => repository,
        Err(error) => {
            complain(&error.to_string());
            return EXIT_FAILED;
        }
    };
    match &arguments.command {
        MarksCommand::Export { output: None } => {
            let mut lines = Vec::new();
            match export_marks(&repository, &mut lines) {
                Ok(_) => print(&lines),
                Err(error) => fail(&error.to_string()),
            }
        }
        MarksCommand::Export { output: Some(path) } => {
            let written = OutputFile::create(path).and_then(|file| {
                let count = export_marks(&repository, &mut *file.stream()?)?;
                file.keep()?;
                Ok(count)
            });
            match written {
                Ok(count) => say(&format!("{count} marks written to {}.", path.display())),
                Err(error) => fail(&explain_unwritable(path, &error)),
            }
        }
        MarksCommand::Import { file } => {
            let imported = File::open(file).and_then(|file| import_marks(&repository, &mut BufReader::new(file)));
            match imported {
                Ok(Imported { read, taken }) => {
                    say(&format!("{taken} of {read} marks taken; the others were older than those here."))
                }
                Err(error) => {
                    fail(&format!("{}: {error}. Name a file that \u{201c}audiopro marks export\u{201d} wrote.", file.display()))
                }
            }
        }
    }
}

fn fail(message: &str) -> u8 {
    complain(message);
    EXIT_FAILED
}

fn say(message: &str) -> u8 {
    let _ = writeln!(io::stderr().lock(), "audiopro: {message}");
    EXIT_CLEAN
}
