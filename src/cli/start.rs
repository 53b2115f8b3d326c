//! What the window and the subcommands start with: settings, logs, store.

use std::path::{Path, PathBuf};

use super::complain;
use crate::{
    manager::{Arbiter, Startup},
    persistence::Repository,
    report::printable,
    services::{
        logs::{self, LogGuard},
        paths::Places,
        settings::Settings,
    },
};

/// Loads the settings, starts the logs and opens the store: `db`, else the settings', else the platform's. The guard keeps the
/// logs going and is to be dropped last.
pub fn prepare_window(db: Option<PathBuf>) -> (Startup, Option<LogGuard>) {
    let session = Session::start();
    let database = session.database(db.as_deref());
    let (repository, database_problem) = match Repository::open(&database) {
        Ok(repository) => (Some(repository), None),
        Err(error) => {
            tracing::error!("{error}");
            (None, Some(error.to_string()))
        }
    };
    let startup = Startup {
        settings: session.settings,
        settings_file: Some(session.places.settings),
        settings_problem: session.settings_problem,
        repository,
        database,
        database_problem,
        weights: session.places.weights,
        log_folder: Some(session.places.logs),
        cache: session.places.cache,
    };
    (startup, session.logs)
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
