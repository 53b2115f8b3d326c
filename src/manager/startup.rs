//! What the window starts with, gathered before it opens. Nothing in it is essential: what is wrong is told, not fatal.

use std::path::PathBuf;

use crossbeam_channel::{Receiver, Sender};

use crate::{
    persistence::Repository,
    services::{
        instance::Summons,
        projects::{Project, Projects},
        settings::Settings,
    },
};

/// Settings, places and the store, with what was wrong with them.
#[derive(Clone, Debug, Default)]
pub struct Startup {
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
    /// Where the forest's weights are.
    pub weights: PathBuf,
    /// Where the logs are, or should be.
    pub log_folder: Option<PathBuf>,
    /// Where decoded sound is kept while it is looked at.
    pub cache: PathBuf,
    /// The project that the store belongs to.
    pub project: Option<Project>,
    /// The projects that there are.
    pub projects: Option<Projects>,
    /// Where later starts, and clicks outside the window, ask it to come to the front and to take paths.
    pub summons: Option<(Sender<Summons>, Receiver<Summons>)>,
    /// Takes the database on which the program is to start anew once the window is closed.
    pub next_database: Option<Sender<PathBuf>>,
}
