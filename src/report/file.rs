//! An output file that appears whole: written beside its place, synced, renamed.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

/// A file in the making. Dropped before [`OutputFile::keep`], it leaves what was there before.
#[derive(Debug)]
pub struct OutputFile {
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Renamed to the path at the end.
    Swapped { temporary: NamedTempFile, path: PathBuf },
    /// A pipe or a device, which a rename would destroy: written as it comes.
    Special(File),
}

impl OutputFile {
    /// Writes `bytes` into the file at `path`, whole or not at all.
    ///
    /// # Errors
    /// The operating system's; an older file is then as it was.
    pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
        let file = Self::create(path)?;
        let mut stream = file.stream()?;
        stream.write_all(bytes)?;
        stream.flush()?;
        drop(stream);
        file.keep()
    }

    /// Starts a file for `path`. A link is followed, a pipe or a device is written as it stands.
    ///
    /// # Errors
    /// The operating system's, where the folder cannot be written.
    pub fn create(path: &Path) -> io::Result<Self> {
        let path = match fs::canonicalize(path) {
            Ok(resolved) => resolved,
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(error),
        };
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() => {
                return OpenOptions::new().write(true).open(&path).map(|file| Self { kind: Kind::Special(file) });
            }
            _ => {}
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".audiopro-").suffix(".part");
        if let Some(permissions) = usual_permissions(&path) {
            builder.permissions(permissions);
        }
        let temporary = builder.tempfile_in(folder)?;
        Ok(Self { kind: Kind::Swapped { temporary, path } })
    }

    /// A buffered stream into the file. Flush it before [`OutputFile::keep`].
    ///
    /// # Errors
    /// The operating system's.
    pub fn stream(&self) -> io::Result<Box<dyn Write + Send>> {
        let file = match &self.kind {
            Kind::Swapped { temporary, .. } => temporary.as_file().try_clone()?,
            Kind::Special(file) => file.try_clone()?,
        };
        Ok(Box::new(BufWriter::new(file)))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// The operating system's; an older file is then as it was.
    pub fn keep(self) -> io::Result<()> {
        match self.kind {
            Kind::Special(_) => Ok(()),
            Kind::Swapped { temporary, path } => {
                temporary.as_file().sync_all()?;
                temporary.persist(path)?;
                Ok(())
            }
        }
    }
}

/// Why the file at `path` cannot be written, as a sentence with the remedy.
pub fn explain(path: &Path, error: &io::Error) -> String {
    let shown = super::printable(&path.to_string_lossy());
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("{shown} cannot be written: its folder does not exist. Make the folder, or name another file.")
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            format!("{shown} cannot be written: its folder may not be written. Give yourself permission, or name another file.")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            format!("{shown} cannot be written: the disk is full. Free some space, or name a file on another disk.")
        }
        io::ErrorKind::IsADirectory => format!("{shown} is a folder. Name a file in it."),
        _ => format!("{shown} cannot be written: {error}. Name another file."),
    }
}

/// Permissions of the file that is replaced, or what the user's mask leaves of the usual ones; a temporary file's own are stricter.
#[cfg(unix)]
fn usual_permissions(path: &Path) -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    let replaced = fs::metadata(path).map(|metadata| metadata.permissions());
    Some(replaced.unwrap_or_else(|_| fs::Permissions::from_mode(0o666)))
}

#[cfg(not(unix))]
fn usual_permissions(_path: &Path) -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_not_kept_leaves_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.jsonl");
        fs::write(&path, "old").unwrap();
        let write = || {
            let file = OutputFile::create(&path).unwrap();
            file.stream().unwrap().write_all(b"new").unwrap();
            file
        };
        drop(write());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        write().keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        OutputFile::write(&path, b"newest").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "newest");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_and_a_device_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        let file = OutputFile::create(&link).unwrap();
        file.stream().unwrap().write_all(b"new").unwrap();
        file.keep().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
        OutputFile::create(Path::new("/dev/null")).unwrap().keep().unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
        assert_eq!(OutputFile::create(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
    }
}
