//! What the window and the subcommands start with: settings, logs, store.

use std::path::{Path, PathBuf};

use super::complain;
use crate::{
    persistence::Repository,
    report::printable,
    services::{
        logs::{self, LogGuard},
        paths::Places,
        settings::Settings,
    },
};

/// What the window starts with. Nothing in it is essential: the window opens and says what is wrong.
#[derive(Debug)]
pub struct WindowStart {
    /// Settings as loaded.
    pub settings: Settings,
    /// Where they are kept.
    pub settings_file: Option<PathBuf>,
    /// What was wrong with them.
    pub settings_problem: Option<String>,
    /// The store; `None` where it could not be opened.
    pub repository: Option<Repository>,
    /// Where the store is, or should be.
    pub database: PathBuf,
    /// Why it could not be opened.
    pub database_problem: Option<String>,
    /// Where the logs are, or should be.
    pub log_folder: Option<PathBuf>,
    /// Keeps the logs going; to be dropped last.
    pub logs: Option<LogGuard>,
}

/// Loads the settings, starts the logs and opens the store: `db`, else the settings', else the platform's.
pub fn prepare_window(db: Option<PathBuf>) -> WindowStart {
    let session = Session::start();
    let database = session.database(db.as_deref());
    let (repository, database_problem) = match Repository::open(&database) {
        Ok(repository) => (Some(repository), None),
        Err(error) => {
            tracing::error!("{error}");
            (None, Some(error.to_string()))
        }
    };
    WindowStart {
        settings: session.settings,
        settings_file: Some(session.places.settings),
        settings_problem: session.settings_problem,
        repository,
        database,
        database_problem,
        log_folder: Some(session.places.logs),
        logs: session.logs,
    }
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

    /// Says on the standard error what was wrong with the settings.
    pub(super) fn complain_about_settings(&self) {
        if let Some(problem) = &self.settings_problem {
            complain(&printable(problem));
        }
    }
}
