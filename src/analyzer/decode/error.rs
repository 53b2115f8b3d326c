//! Why a file could not be decoded: each message names the file and the remedy.

use std::{io, path::PathBuf};

/// Why a track could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// Nothing is there.
    #[error("{}: there is no such file; it was moved or renamed, or its disk is not mounted: add it again from where it is now", path.display())]
    NotFound { path: PathBuf },
    /// It is there, but may not be read.
    #[error("{}: no permission to read it; change its permissions or run Audiopro as a user who may read it", path.display())]
    PermissionDenied { path: PathBuf },
    /// A folder where a file is needed.
    #[error("{}: this is a folder; add it as a folder, or name the files in it", path.display())]
    IsFolder { path: PathBuf },
    /// A pipe, socket or device.
    #[error("{}: not a regular file; copy its content to a file and add that", path.display())]
    NotAFile { path: PathBuf },
    /// A file of no bytes.
    #[error("{}: the file is empty; fetch it again from its source", path.display())]
    Empty { path: PathBuf },
    /// Its content is no audio, whatever its name says.
    #[error("{}: no audio in it ({reason}); check that this is the file you meant, or fetch it again from its source", path.display())]
    NoAudio { path: PathBuf, reason: String },
    /// Audio, but no reader can read it.
    #[error("{}: {format} that cannot be read here ({reason}); convert it with the program that made it, or fetch it again from its source", path.display())]
    Unsupported { path: PathBuf, format: String, reason: String },
    /// A header that describes no possible stream.
    #[error("{}: the header is wrong ({reason}); fetch the file again from its source", path.display())]
    BadHeader { path: PathBuf, reason: String },
    /// More channels than an audit handles.
    #[error("{}: {channels} channels, and at most {} can be audited; split it into several files first", path.display(), super::MAX_CHANNELS)]
    TooManyChannels { path: PathBuf, channels: u64 },
    /// The format needs FFmpeg, and there is none.
    #[error("{}: {format} needs FFmpeg, and `{program}` cannot be started ({reason}); install it (Debian: sudo apt install ffmpeg) or set its path in the settings", path.display())]
    FfmpegMissing { path: PathBuf, format: String, program: String, reason: String },
    /// FFmpeg was started and gave no audio.
    #[error("{}: FFmpeg cannot read this {format} ({reason}); install a newer FFmpeg, or fetch the file again from its source", path.display())]
    FfmpegFailed { path: PathBuf, format: String, reason: String },
    /// FFmpeg did not end within its time.
    #[error("{}: FFmpeg was stopped after {limit_s} s; audit the file alone, or split it", path.display())]
    FfmpegTimedOut { path: PathBuf, limit_s: u64 },
    /// The file was written, replaced or removed while it was read.
    #[error("{}: the file changed or vanished while it was read; wait until whatever writes it has ended, and audit it again", path.display())]
    ChangedWhileRead { path: PathBuf },
    /// The disk or the network failed.
    #[error("{}: reading failed ({source}); check the disk or the network share, and audit it again", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The token was set.
    #[error("cancelled")]
    Cancelled,
}
