//! What the window and the subcommands start with: settings, logs, store.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crossbeam_channel::{Receiver, bounded};

use super::{EXIT_CLEAN, EXIT_FAILED, EXIT_USAGE, arguments::Switch, complain};
use crate::{
    manager::{Arbiter, Front, Startup},
    persistence::Repository,
    report::printable,
    services::{
        instance::{self, Claimed, Summons},
        logs::{self, LogGuard},
        paths::Places,
        projects::{self, Projects},
        settings::Settings,
    },
};

/// What a window starts from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowArguments {
    /// Another database than the settings'.
    pub db: Option<PathBuf>,
    /// Name or file of a project.
    pub project: Option<OsString>,
    /// Files and folders to add at once.
    pub paths: Vec<PathBuf>,
}

/// What runs beside the window and ends after it.
#[must_use = "the logs, and the ear for later starts, end when it is dropped"]
pub struct WindowGuard {
    front: Option<Front>,
    logs: Option<LogGuard>,
    next_database: Receiver<PathBuf>,
}

impl WindowGuard {
    /// Ends what ran beside the window. Where it asked for another database, the program starts anew on it in the place of this
    /// process; otherwise `code` is the exit code.
    pub fn end(self, code: ExitCode) -> ExitCode {
        drop(self.front);
        drop(self.logs);
        let Ok(database) = self.next_database.try_recv() else { return code };
        let error = projects::relaunch(&database);
        complain(&format!("{} cannot be opened in a new window: {error}. Start Audiopro again.", database.display()));
        ExitCode::from(EXIT_FAILED)
    }
}

/// Loads the settings, starts the logs and opens the store: the project's, else `db`, else the settings', else the platform's.
/// The guard is to be ended last.
///
/// # Errors
/// The exit code, where no window is to be opened: one that is open on the same database took the paths, or there is no such
/// project.
pub fn prepare_window(arguments: &WindowArguments) -> Result<(Startup, WindowGuard), ExitCode> {
    let session = Session::start();
    let projects = Projects::of(&session.places, &session.settings);
    let database = match &arguments.project {
        None => session.database(arguments.db.as_deref()),
        Some(wanted) => match projects.open(wanted) {
            Ok(project) => project.path,
            Err(error) => {
                complain(&error.to_string());
                return Err(ExitCode::from(EXIT_USAGE));
            }
        },
    };
    let summons = instance::channel();
    let front = match instance::claim(&instance::folder(), &database, &Summons::of_this_process(&arguments.paths)) {
        Claimed::Handed => return Err(ExitCode::from(EXIT_CLEAN)),
        Claimed::First(listener) => Front::attend(listener, summons.0.clone())
            .inspect_err(|error| tracing::warn!("no thread for later starts: {error}"))
            .ok(),
        Claimed::Alone(error) => {
            tracing::warn!("{error}");
            complain(&error.to_string());
            None
        }
    };
    let (repository, database_problem) = match Repository::open(&database) {
        Ok(repository) => (Some(repository), None),
        Err(error) => {
            tracing::error!("{error}");
            (None, Some(error.to_string()))
        }
    };
    let (next, next_database) = bounded(1);
    let startup = Startup {
        settings: session.settings,
        settings_file: Some(session.places.settings),
        settings_problem: session.settings_problem,
        repository,
        project: Some(projects.named(&database)),
        projects: Some(projects),
        database,
        database_problem,
        weights: session.places.weights,
        log_folder: Some(session.places.logs),
        cache: session.places.cache,
        summons: Some(summons),
        next_database: Some(next),
    };
    Ok((startup, WindowGuard { front, logs: session.logs, next_database }))
}

/// Settings, places and logs of one run.
pub(super) struct Session {
    pub(super) settings: Settings,
    pub(super) settings_problem: Option<String>,
    pub(super) places: Places,
    pub(super) logs: Option<LogGuard>,
}

impl Session {
    /// Finds the places, starts the logs and loads the settings. Trouble with either is logged and kept for who asks.
    pub(super) fn start() -> Self {
        let places = Places::of_this_process();
        // Without a log the run goes on; the health check says what is wrong with the folder.
        let logs = logs::start(&places.logs).ok();
        let (settings, settings_problem) = Settings::load(&places.settings);
        if let Some(problem) = &settings_problem {
            tracing::warn!("{problem}");
        }
        Self { settings, settings_problem, places, logs }
    }

    /// The database to use: the one named, else the settings', else the platform's.
    pub(super) fn database(&self, named: Option<&Path>) -> PathBuf {
        named.or(self.settings.database.as_deref()).unwrap_or(&self.places.database).to_owned()
    }

    /// Uses the network, or does not, where the command line says so.
    pub(super) fn switch_network(&mut self, switch: Option<Switch>) {
        if let Some(switch) = switch {
            self.settings.network = switch == Switch::On;
        }
    }

    /// The arbiter that the command line names; `None` where it names none: without being asked it asks nobody.
    pub(super) fn arbiter(&self, model: Option<&str>) -> Option<Arbiter> {
        Arbiter::of(&Settings { ollama_model: model?.to_owned(), ..self.settings.clone() })
    }

    /// Says on the standard error what was wrong with the settings.
    pub(super) fn complain_about_settings(&self) {
        if let Some(problem) = &self.settings_problem {
            complain(&printable(problem));
        }
    }
}
