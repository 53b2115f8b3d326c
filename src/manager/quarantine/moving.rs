//! Moves one file so that at every moment it is whole in one place at least, and nothing is ever overwritten.
//!
//! On one volume: `renameat2` with `RENAME_NOREPLACE`, one atomic step that refuses an occupied name; where a file system does not
//! know it (NFS), a hard link, which refuses an occupied name too, then the old name is taken away. Across volumes: a copy under a
//! temporary name, synced, read back from the disk and compared, renamed the same way, and only then the original goes. Owner and
//! extended attributes are not copied across volumes; permissions and time are.

use std::{
    fs::{self, File, FileTimes, OpenOptions},
    io::{self, Read, Write},
    path::Path,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use xxhash_rust::xxh3::Xxh3Default;

use super::Refusal;
use crate::contracts::{CancelToken, Cancelled};

/// Why a file was not moved.
#[derive(Debug)]
pub(super) enum Trouble {
    Cancelled,
    Refused(Refusal),
}

impl From<Cancelled> for Trouble {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// Bytes copied between two looks at the token.
const CHUNK: usize = 1 << 20;
/// Coarsest time that a file system keeps (FAT).
pub(super) const COARSEST_TIME: Duration = Duration::from_secs(2);

/// Moves `from` to `to`, which must not be there. `temporary` is used beside `to` across volumes; `modified` is the time that the
/// file had once, given back where a coarser file system rounded it.
pub(super) fn move_file(
    from: &Path,
    to: &Path,
    temporary: &Path,
    modified: Option<SystemTime>,
    cancel: &CancelToken,
) -> Result<(), Trouble> {
    match rename_new(from, to) {
        Ok(()) => {
            sync_parents(from, to);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => copy_over(from, to, temporary, modified, cancel),
        Err(error) => Err(refusal(from, to, error).into()),
    }
}

/// Renames `from` to `to` and fails with `AlreadyExists` where `to` is there.
pub(super) fn rename_new(from: &Path, to: &Path) -> io::Result<()> {
    match rename_no_replace(from, to) {
        Err(error) if is_unknown_call(&error) => {
            fs::hard_link(from, to)?;
            fs::remove_file(from).inspect_err(|_| drop(fs::remove_file(to)))
        }
        other => other,
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "ios"))]
fn rename_no_replace(from: &Path, to: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "ios")))]
fn rename_no_replace(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn is_unknown_call(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported)
}

fn copy_over(from: &Path, to: &Path, temporary: &Path, modified: Option<SystemTime>, cancel: &CancelToken) -> Result<(), Trouble> {
    if !may_take_away(from) {
        return Err(refusal(from, from, io::ErrorKind::PermissionDenied.into()).into());
    }
    let copied = copy(from, temporary, modified, cancel)
        .and_then(|()| rename_new(temporary, to).map_err(|error| refusal(from, to, error).into()));
    if let Err(trouble) = copied {
        let _ = fs::remove_file(temporary);
        return Err(trouble);
    }
    sync_parent(to).map_err(|error| take_back(from, to, error))?;
    fs::remove_file(from).map_err(|error| take_back(from, to, error))?;
    let _ = sync_parent(from);
    Ok(())
}

/// The original stays, so the copy goes.
fn take_back(from: &Path, to: &Path, error: io::Error) -> Refusal {
    if fs::symlink_metadata(from).is_ok() {
        let _ = fs::remove_file(to);
    }
    refusal(from, from, error)
}

/// A whole copy of `from` on the disk at `temporary`, read back and compared.
fn copy(from: &Path, temporary: &Path, modified: Option<SystemTime>, cancel: &CancelToken) -> Result<(), Trouble> {
    let at_source = |error| Trouble::Refused(refusal(from, from, error));
    let at_target = |error| Trouble::Refused(refusal(from, temporary, error));
    let mut source = File::open(from).map_err(at_source)?;
    let before = source.metadata().map_err(at_source)?;
    let mut target = OpenOptions::new().write(true).create_new(true).open(temporary).map_err(at_target)?;
    let mut sum = Xxh3Default::new();
    let mut chunk = vec![0; CHUNK];
    loop {
        cancel.check()?;
        let length = source.read(&mut chunk).map_err(at_source)?;
        if length == 0 {
            break;
        }
        sum.update(&chunk[..length]);
        target.write_all(&chunk[..length]).map_err(at_target)?;
    }
    let _ = target.set_permissions(before.permissions()); // a file system without any cannot keep them
    let found = before.modified().map_err(at_source)?;
    let is_rounded = |kept: &SystemTime| kept.duration_since(found).unwrap_or_else(|error| error.duration()) <= COARSEST_TIME;
    let kept = modified.filter(is_rounded).unwrap_or(found);
    let mut times = FileTimes::new().set_modified(kept);
    if let Ok(accessed) = before.accessed() {
        times = times.set_accessed(accessed);
    }
    target.set_times(times).map_err(at_target)?;
    target.sync_all().map_err(at_target)?;
    forget_cached(&target);
    drop(target);
    if digest(temporary, &mut chunk, cancel, &at_target)? != sum.digest128() {
        return Err(Refusal::Differs { path: from.to_owned(), folder: parent(temporary).to_owned() }.into());
    }
    let after = fs::symlink_metadata(from).map_err(at_source)?;
    if (after.len(), after.modified().ok()) != (before.len(), before.modified().ok()) {
        return Err(Refusal::Changed { path: from.to_owned() }.into());
    }
    Ok(())
}

/// Whether two files hold the same bytes, byte by byte.
pub(super) fn is_same_content(a: &Path, b: &Path, cancel: &CancelToken) -> Result<bool, Trouble> {
    let open = |path: &Path| File::open(path).map_err(|error| Trouble::Refused(refusal(path, path, error)));
    let (mut left, mut right) = (open(a)?, open(b)?);
    let (mut left_bytes, mut right_bytes) = (Vec::with_capacity(CHUNK), Vec::with_capacity(CHUNK));
    loop {
        cancel.check()?;
        for (file, bytes, path) in [(&mut left, &mut left_bytes, a), (&mut right, &mut right_bytes, b)] {
            bytes.clear();
            file.take(CHUNK as u64).read_to_end(bytes).map_err(|error| refusal(path, path, error))?;
        }
        if left_bytes != right_bytes || left_bytes.is_empty() {
            return Ok(left_bytes == right_bytes);
        }
    }
}

fn digest(path: &Path, chunk: &mut [u8], cancel: &CancelToken, at: &dyn Fn(io::Error) -> Trouble) -> Result<u128, Trouble> {
    let mut file = File::open(path).map_err(at)?;
    let mut sum = Xxh3Default::new();
    loop {
        cancel.check()?;
        let length = file.read(chunk).map_err(at)?;
        if length == 0 {
            return Ok(sum.digest128());
        }
        sum.update(&chunk[..length]);
    }
}

/// Has the next reader ask the disk, not the memory in which the writer's pages still lie.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn forget_cached(file: &File) {
    let _ = rustix::fs::fadvise(file, 0, None, rustix::fs::Advice::DontNeed);
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
fn forget_cached(_: &File) {}

/// Whether the folder of `path` lets a name be taken away: asked before a long copy is made for nothing.
#[cfg(unix)]
fn may_take_away(path: &Path) -> bool {
    use rustix::fs::{Access, access};
    access(parent(path), Access::WRITE_OK | Access::EXEC_OK).is_ok()
}

#[cfg(not(unix))]
fn may_take_away(_: &Path) -> bool {
    true
}

/// What an error of the operating system means for the auditor.
pub(super) fn refusal(from: &Path, to: &Path, error: io::Error) -> Refusal {
    let folder = parent(to).to_owned();
    let path = from.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound => Refusal::Vanished { path },
        io::ErrorKind::AlreadyExists => Refusal::Occupied { path, place: to.to_owned() },
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            Refusal::Full { path, folder, source: error }
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            // A rename needs both folders: the one that may not be written is named.
            let folder = [parent(from), &folder].into_iter().find(|folder| !is_writable(folder)).unwrap_or(&folder).to_owned();
            Refusal::Denied { path, folder, source: error }
        }
        _ => Refusal::Failed { path, source: error },
    }
}

#[cfg(unix)]
fn is_writable(folder: &Path) -> bool {
    rustix::fs::access(folder, rustix::fs::Access::WRITE_OK).is_ok()
}

#[cfg(not(unix))]
fn is_writable(folder: &Path) -> bool {
    fs::metadata(folder).is_ok_and(|folder| !folder.permissions().readonly())
}

fn sync_parents(from: &Path, to: &Path) {
    // The rename itself is atomic; what is not synced is done or undone after a crash, and the log knows what to do about either.
    let _ = sync_parent(to);
    let _ = sync_parent(from);
}

fn sync_parent(path: &Path) -> io::Result<()> {
    sync_folder(parent(path))
}

/// Brings the names in `folder` to the disk.
#[cfg(unix)]
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if is_unknown_call(&error) => Ok(()), // some network file systems know no such thing
        other => other,
    }
}

#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The time of the last change, in nanoseconds since 1970.
pub(crate) fn modified_ns(metadata: &fs::Metadata) -> i64 {
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    since.map_or(0, |since| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX))
}
