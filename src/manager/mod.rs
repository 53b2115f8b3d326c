//! The orchestrator: commands in, events out. No Qt, so that the window and the command line drive the same thing.
//!
//! One engine thread owns the queue. It feeds the pool no more tracks than there are workers, so that pause and cancel act at
//! once and memory does not grow with the batch. Each track that was found ends in exactly one [`Event::Finished`].

mod albums;
mod arbitrating;
mod assembly;
mod desktop;
mod discovery;
pub mod duplicates;
mod engine;
#[cfg(test)]
mod fixture;
mod handle;
mod intake;
mod judging;
mod learning;
mod looking;
mod marking;
mod playlist;
mod probe;
pub mod quarantine;
mod rejudging;
mod startup;
mod watching;

use std::{path::PathBuf, sync::Arc};

pub use albums::{Album, AlbumBars, OddOne, albums, odd_first};
pub use arbitrating::{Arbiter, arbitrate_stored};
pub use desktop::{Desktop, Front};
pub use handle::Manager;
pub use judging::{bars_of, judge_of, network_of};
pub use learning::{LearnError, OnMarks, Proposal, learn};
pub use looking::LookError;
pub use marking::{Imported, Undo, Word, export_marks, import_marks, mark};
pub use probe::{NetworkState, network_remedy, probe_database, probe_network, probe_weights};
pub use rejudging::{Rejudged, apply_bars, apply_forest, apply_network};
pub use startup::Startup;
pub use watching::{IsKnown, Watch, WatchConfig, WatchEvent};

use crate::{
    brain::Judge,
    contracts::{AuditReport, AuditSettings, Stage},
    persistence::{Repository, TrackId},
};

/// What a manager starts with.
#[derive(Clone, Debug)]
pub struct ManagerConfig {
    /// Tracks audited at once; 0 for one a processor.
    pub workers: usize,
    /// How each is audited.
    pub audit: AuditSettings,
    /// Who judges what was measured.
    pub judge: Arc<Judge>,
    /// Who is asked about grey tracks; `None` asks nobody.
    pub arbiter: Option<Arbiter>,
    /// Where audits are kept; `None` keeps none.
    pub repository: Option<Repository>,
    /// Whether the report of a track audited before is loaded into its event; otherwise the event says that it is stored.
    pub loads_stored: bool,
}

/// A track that was queued.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundTrack {
    /// Its number in this run; every later event of the track carries it.
    pub ordinal: u64,
    /// Its row in the store.
    pub track: Option<TrackId>,
    /// Where it is.
    pub path: PathBuf,
}

/// A running track.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TrackProgress {
    /// Its number.
    pub ordinal: u64,
    /// Its row in the store.
    pub track: Option<TrackId>,
    /// The step it is in.
    pub stage: Stage,
    /// Share done, 0 to 1.
    pub share: f32,
}

/// How a track ended.
#[derive(Clone, Debug)]
pub enum Ending {
    /// With a report, made now or loaded.
    Report(Arc<AuditReport>),
    /// It was audited before, with the same path, size, time and analysis version, and looked at by the network where one runs; its
    /// report is in the store.
    AlreadyStored,
}

/// What the manager tells.
#[derive(Clone, Debug)]
pub enum Event {
    /// Tracks were queued.
    Found {
        /// In order.
        tracks: Vec<FoundTrack>,
    },
    /// A running track moved on.
    Progress(TrackProgress),
    /// A track ended, one way or another.
    Finished {
        /// Its number.
        ordinal: u64,
        /// Its row in the store.
        track: Option<TrackId>,
        /// How.
        ending: Ending,
    },
    /// Something went wrong that is no single track's: an unreadable folder, a full disk.
    Problem {
        /// What, and the remedy.
        message: String,
    },
    /// Everything that was asked for has ended.
    Idle {
        /// Tracks ended since the last time.
        done: u64,
    },
    /// An interrupted run of an earlier start waits in the store.
    Interrupted {
        /// Tracks that wait.
        tracks: u64,
    },
}
