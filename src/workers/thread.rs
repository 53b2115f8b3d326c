//! A named thread whose end can be waited for with a limit.

use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

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

    /// Whether the thread ended within `limit`.
    pub fn wait(&self, limit: Duration) -> bool {
        matches!(self.ended.recv_timeout(limit), Err(RecvTimeoutError::Disconnected))
    }
}
