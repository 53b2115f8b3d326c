//! The store: every track, its audits, and the batches that asked for them. The only place with SQL.
//!
//! [`Repository`] is a factory: it knows where the file is, and each of its methods opens one short-lived connection, works, and
//! closes it. No connection serves two threads. What is written is written in one immediate transaction, so that a reader sees
//! all of an audit or nothing of it. It does not decide what is audited, nor when: that is the manager's.
//!
//! Invariants: WAL, `synchronous=NORMAL`, a busy timeout and foreign keys on every connection; a schema newer than this program
//! is never touched; another program's database is never touched.

mod albums;
mod arbitrations;
mod audits;
mod batches;
mod connection;
mod encoding;
mod error;
mod filters;
mod fingerprints;
mod marks;
mod migration;
mod owner;
mod quarantine;
mod repository;
mod table;
mod tracks;

pub use albums::{AlbumQuery, AlbumSort, AlbumTrack, AlbumTracks};
pub use audits::{HistoryEntry, Weighed};
pub use batches::{BatchState, Interrupted};
pub use error::StoreError;
pub use filters::{LONGEST_NAME, SavedFilter};
pub use fingerprints::{RecordingCopy, StoredFingerprint, Unheard};
pub use quarantine::AuditedAs;
pub use repository::{Repository, StoreFacts};
pub use table::{Counts, RowState, SortColumn, TableQuery, TrackRow};
pub use tracks::Registered;

/// A track of the store. Never used twice, not even after the track was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TrackId(pub i64);

/// A batch of the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BatchId(pub i64);

#[cfg(test)]
mod fixture;
