//! Why nothing was moved, or one file was not: sentences that name the file and the remedy.

use std::{io, path::PathBuf};

use crate::persistence::StoreError;

/// Why nothing was moved at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QuarantineError {
    /// The folder has other things in it.
    #[error("{} is not empty and no quarantine yet. Choose an empty folder or a new one, so that no music is left out of later scans", .folder.display())]
    NotEmpty {
        /// The folder.
        folder: PathBuf,
    },
    /// It lies in another quarantine.
    #[error("{} lies in the quarantine {}. Choose that one, or a folder outside", .folder.display(), .around.display())]
    Nested {
        /// The folder.
        folder: PathBuf,
        /// The quarantine around it.
        around: PathBuf,
    },
    /// There is no log in it.
    #[error("{} is no quarantine of Audiopro. Name the folder that \u{201c}audiopro quarantine --to\u{201d} was given", .folder.display())]
    NoQuarantine {
        /// The folder.
        folder: PathBuf,
    },
    /// The folder cannot be made or read.
    #[error("the quarantine {} cannot be used: {source}. Check that its disk is mounted and that you may write there", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// The operating system's word.
        source: io::Error,
    },
    /// The log cannot be read or written.
    #[error("the restore log {} cannot be used: {source}. Check its disk and its permissions; no file was moved", .path.display())]
    Log {
        /// The log.
        path: PathBuf,
        /// The operating system's word.
        source: io::Error,
    },
    /// A newer Audiopro wrote the log.
    #[error("the restore log {} was written by a newer Audiopro. Use that one", .path.display())]
    Newer {
        /// The log.
        path: PathBuf,
    },
    /// Another run moves files there.
    #[error("the quarantine {} is in use by another Audiopro. Wait until it is done", .folder.display())]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// The store cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why one file stays where it is.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// It is not there.
    #[error("{} is no longer there. Audit its folder again to see what is", .path.display())]
    Vanished {
        /// The file.
        path: PathBuf,
    },
    /// It is a symbolic link.
    #[error("{} is a symbolic link to {}. Quarantine that file itself", .path.display(), .target.display())]
    Link {
        /// The link.
        path: PathBuf,
        /// Where it leads.
        target: PathBuf,
    },
    /// It is a folder or a device.
    #[error("{} is not a file", .path.display())]
    NotAFile {
        /// The path.
        path: PathBuf,
    },
    /// It is no longer the file that was audited.
    #[error("{} was changed since its audit, so that its verdict may no longer hold. Audit it again, then decide", .path.display())]
    Changed {
        /// The file.
        path: PathBuf,
    },
    /// It is in a quarantine already.
    #[error("{} already lies in the quarantine {}", .path.display(), .folder.display())]
    Quarantined {
        /// The file.
        path: PathBuf,
        /// The quarantine.
        folder: PathBuf,
    },
    /// Something has the name that it would get.
    #[error("{} stays where it is: {} is there, and nothing is overwritten. Move that file away or rename it, then try again", .path.display(), .place.display())]
    Occupied {
        /// The file.
        path: PathBuf,
        /// What is in its place.
        place: PathBuf,
    },
    /// A folder may not be written.
    #[error("{} cannot be moved: {} may not be written ({source}). Give yourself permission to write there, or mount its disk for writing", .path.display(), .folder.display())]
    Denied {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
        /// The operating system's word.
        source: io::Error,
    },
    /// A disk is full.
    #[error("{} stays where it is: the disk of {} is full ({source}). Free space there, or choose another folder", .path.display(), .folder.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// The folder.
        folder: PathBuf,
        /// The operating system's word.
        source: io::Error,
    },
    /// The copy was not read back as it was written.
    #[error("{} stays where it is: its copy in {} was not read back as it was written. Check that disk", .path.display(), .folder.display())]
    Differs {
        /// The file.
        path: PathBuf,
        /// The folder of the copy.
        folder: PathBuf,
    },
    /// No such file is in the quarantine.
    #[error("nothing in the quarantine {} is or came from {}", .folder.display(), .path.display())]
    NotHeld {
        /// What was asked for.
        path: PathBuf,
        /// The quarantine.
        folder: PathBuf,
    },
    /// The log could not be written, so the file was not touched.
    #[error("{} stays where it is: the restore log {} cannot be written ({source}). Free space on its disk", .path.display(), .log.display())]
    NotLogged {
        /// The file.
        path: PathBuf,
        /// The log.
        log: PathBuf,
        /// The operating system's word.
        source: io::Error,
    },
    /// The operating system refused for another reason.
    #[error("{} cannot be moved: {source}", .path.display())]
    Failed {
        /// The file.
        path: PathBuf,
        /// The operating system's word.
        source: io::Error,
    },
}
