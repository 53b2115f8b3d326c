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

/// A batch that ends sooner was watched from beginning to end.
pub const LONG_BATCH: Duration = Duration::from_secs(30);
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

/// How a batch ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BatchEnd {
    /// Tracks with a report.
    pub audited: usize,
    /// Of these, transcodes, upsampled and padded ones.
    pub flagged: usize,
    /// Tracks that could not be audited.
    pub failed: usize,
    /// From its first track to its last.
    pub elapsed: Duration,
}

impl BatchEnd {
    /// The notification: `None` for a batch that was short or empty.
    fn note(&self) -> Option<Note> {
        if self.elapsed < LONG_BATCH || self.audited + self.failed == 0 {
            return None;
        }
        let title = match self.flagged {
            0 => "Audit finished: nothing suspicious".to_owned(),
            flagged => format!("Audit finished: {flagged} flagged"),
        };
        let tracks = if self.audited == 1 { "1 track".to_owned() } else { format!("{} tracks", self.audited) };
        let failed = if self.failed == 0 { String::new() } else { format!(" {} could not be audited.", self.failed) };
        Some(Note { title, body: format!("{tracks} in {}.{failed}", spoken(self.elapsed)) })
    }
}

fn spoken(elapsed: Duration) -> String {
    match elapsed.as_secs() {
        seconds @ 0..100 => format!("{seconds} s"),
        seconds @ 100..6000 => format!("{} min", (seconds + 30) / 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
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

    /// A batch ended: idle, and a word about it where it was long and the window `is_in_front` of nobody.
    pub fn finished(&self, batch: &BatchEnd, is_in_front: bool) {
        self.idle();
        if let Some(orders) = &self.orders
            && let Some(note) = batch.note().filter(|_| !is_in_front)
        {
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
    fn a_long_batch_is_told_and_a_short_one_is_not() {
        let batch = BatchEnd { audited: 1204, flagged: 3, failed: 1, elapsed: Duration::from_secs(754) };
        let note = batch.note().unwrap();
        assert_eq!(
            (note.title.as_str(), note.body.as_str()),
            ("Audit finished: 3 flagged", "1204 tracks in 13 min. 1 could not be audited.")
        );
        let clean = BatchEnd { audited: 1, flagged: 0, failed: 0, elapsed: Duration::from_secs(7265) }.note().unwrap();
        assert_eq!((clean.title.as_str(), clean.body.as_str()), ("Audit finished: nothing suspicious", "1 track in 2 h 1 min."));
        assert_eq!(BatchEnd { elapsed: LONG_BATCH - Duration::from_millis(1), ..batch }.note(), None);
        assert_eq!(BatchEnd { elapsed: LONG_BATCH, ..BatchEnd::default() }.note(), None);
    }

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
        desktop.finished(&BatchEnd { audited: 1, elapsed: LONG_BATCH, ..BatchEnd::default() }, false);
        drop(desktop);
        assert!(summons.recv_timeout(Duration::from_secs(10)).is_err_and(|error| error.is_disconnected()), "the thread ended");
    }
}
