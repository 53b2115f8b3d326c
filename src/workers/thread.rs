//! A named thread whose end can be waited for with a limit.

use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

/// By how much a modest thread stands back, of 19.
#[cfg(target_os = "linux")]
const MODESTY: i32 = 5;

/// A running thread. Dropping it does not stop it: whoever starts one hands it a way to be told.
pub struct ManagedThread {
    ended: Receiver<()>,
}

impl ManagedThread {
    /// Starts `body` on a thread called `name`.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> std::io::Result<Self> {
        let (alive, ended): (Sender<()>, _) = bounded(0);
        std::thread::Builder::new().name(name.to_owned()).spawn(move || {
            let _alive = alive; // dropped on return and on panic alike
            body();
        })?;
        Ok(Self { ended })
    }

    /// Like [`Self::spawn`], for work that a person does not wait for: the window, the player and other programs come first.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn spawn_modest(name: &str, body: impl FnOnce() + Send + 'static) -> std::io::Result<Self> {
        Self::spawn(name, || {
            // On Linux it counts for the calling thread, and for the child processes that it starts. Refused, it changes nothing else.
            #[cfg(target_os = "linux")]
            let _ = rustix::process::nice(MODESTY);
            body();
        })
    }

    /// Whether the thread ended within `limit`.
    pub fn wait(&self, limit: Duration) -> bool {
        matches!(self.ended.recv_timeout(limit), Err(RecvTimeoutError::Disconnected))
    }
}
