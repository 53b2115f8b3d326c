//! What ties the window to the desktop: later starts, and what is shown outside the window while audits run.

use std::{io, time::Duration};

use crossbeam_channel::Sender;

use crate::{
    services::{
        desktop::{self, Buses, Note, Orders},
        instance::{Listener, Stop, Summons},
    },
    workers::ManagedThread,
};

/// Longest wait for a thread that was told to end.
const END_LIMIT: Duration = Duration::from_millis(500);

/// Keeps the first window's ear open; closes it when dropped.
pub struct Front {
    stop: Option<Stop>,
    thread: ManagedThread,
}

impl Front {
    /// Attends to later starts on a thread of its own and passes their `summons` on.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn attend(listener: Listener, summons: Sender<Summons>) -> io::Result<Self> {
        let (stop, body) = listener.attend(summons)?;
        let thread = ManagedThread::spawn("later-starts", body)?;
        Ok(Self { stop: Some(stop), thread })
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.stop = None;
        self.thread.wait(END_LIMIT);
    }
}

/// The desktop while the window is open. Never blocks; where there is no desktop it does nothing. Lets it go when dropped.
pub struct Desktop {
    orders: Option<Orders>,
    thread: Option<ManagedThread>,
}

impl Desktop {
    /// Starts the thread that speaks on `buses`. A click on a notification arrives at `summons`.
    pub fn start(buses: Buses, summons: Sender<Summons>) -> Self {
        let (orders, body) = desktop::attend(buses, summons);
        let thread =
            ManagedThread::spawn("desktop", body).inspect_err(|error| tracing::warn!("no thread for the desktop: {error}"));
        Self { orders: Some(orders), thread: thread.ok() }
    }

    /// `done` of `total` tracks are done, and work goes on: shown in the taskbar, and the machine stays awake.
    pub fn busy(&self, done: usize, total: usize) {
        if let Some(orders) = &self.orders {
            orders.busy(if total == 0 { 0.0 } else { done as f64 / total as f64 });
        }
    }

    /// Nothing is being audited: paused, cancelled, finished.
    pub fn idle(&self) {
        if let Some(orders) = &self.orders {
            orders.idle();
        }
    }

    /// Shows `note`, in place of the one before.
    pub fn notify(&self, note: Note) {
        if let Some(orders) = &self.orders {
            orders.notify(note);
        }
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = &self.thread {
            thread.wait(END_LIMIT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::services::instance::{self, Claimed};

    #[test]
    fn an_ear_hears_until_it_is_dropped() {
        let home = tempfile::tempdir().unwrap();
        let claim = || instance::claim(home.path(), &home.path().join("a.db"), &Summons::default());
        let Claimed::First(listener) = claim() else { panic!("it is not the first") };
        let (sender, summons) = instance::channel();
        let front = Front::attend(listener, sender).unwrap();
        assert!(matches!(claim(), Claimed::Handed));
        assert_eq!(summons.recv(), Ok(Summons::default()));
        drop(front);
        assert!(summons.recv().is_err(), "its end is told");
        assert!(matches!(claim(), Claimed::First(_)));
    }

    #[test]
    fn without_a_desktop_orders_are_taken_and_the_end_is_prompt() {
        let (sender, summons) = crossbeam_channel::unbounded();
        let desktop = Desktop::start(Buses::default(), sender);
        desktop.busy(1, 0);
        desktop.notify(Note { title: "1 transcode".to_owned(), body: String::new() });
        desktop.idle();
        drop(desktop);
        assert!(summons.recv_timeout(Duration::from_secs(10)).is_err_and(|error| error.is_disconnected()), "the thread ended");
    }
}
