//! Which run works on a batch, and whether it still lives.
//!
//! A run that begins a batch holds a lock on a small file beside the database for as long as it lives; the operating system
//! drops the lock with the process, however that ends. A process id would be used again, and a heartbeat would need a thread.

use std::{
    fs::{File, TryLockError},
    io,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// One run on one database.
#[derive(Debug)]
pub(super) struct Owner {
    token: String,
    file: PathBuf,
    lock: Mutex<Option<File>>,
}

impl Owner {
    /// A run with a name of its own; it holds no lock yet.
    pub(super) fn new(database: &Path) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let nanoseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
        let token = format!("{nanoseconds:x}-{:x}-{:x}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        Self { file: lock_file(database, &token), token, lock: Mutex::new(None) }
    }

    /// Name of the run in the store.
    pub(super) fn token(&self) -> &str {
        &self.token
    }

    /// Shows that the run lives, from now to its end. Comes before any batch carries its name, so that no other run takes that
    /// batch for an orphan.
    pub(super) fn show(&self) -> io::Result<()> {
        let mut held = self.lock.lock().unwrap_or_else(PoisonError::into_inner);
        if held.is_none() {
            let file = File::create(&self.file)?;
            // Nobody else locks this file but to look, and that for a moment. On a file system without locks the run cannot be told
            // from a dead one: at worst its batch is offered twice.
            let _ = file.lock();
            *held = Some(file);
        }
        Ok(())
    }
}

impl Drop for Owner {
    fn drop(&mut self) {
        if self.lock.get_mut().unwrap_or_else(PoisonError::into_inner).take().is_some() {
            let _ = std::fs::remove_file(&self.file); // left over, it is found without a lock: the same answer
        }
    }
}

/// Whether the run of that name still lives. Its lock is tried shared, so that two that ask do not take each other for it.
pub(super) fn is_living(database: &Path, token: &str) -> bool {
    let Ok(file) = File::open(lock_file(database, token)) else { return false };
    matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock))
}

/// Takes away what a dead run left.
pub(super) fn bury(database: &Path, token: &str) {
    let _ = std::fs::remove_file(lock_file(database, token));
}

fn lock_file(database: &Path, token: &str) -> PathBuf {
    // The token comes out of the database: it must not lead anywhere else.
    let safe: String = token.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
    let mut name = database.as_os_str().to_owned();
    name.push(format!("-run-{safe}"));
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_lives_from_its_first_batch_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        let (first, second) = (Owner::new(&database), Owner::new(&database));
        assert_ne!(first.token(), second.token());
        assert!(!is_living(&database, first.token()));
        first.show().unwrap();
        assert!(is_living(&database, first.token()) && !is_living(&database, second.token()));
        let token = first.token().to_owned();
        drop(first);
        assert!(!is_living(&database, &token));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_hostile_name_leads_nowhere() {
        assert_eq!(lock_file(Path::new("/d/a.db"), "../../etc/x"), Path::new("/d/a.db-run-etcx"));
    }
}
