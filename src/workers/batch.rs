//! Results travel in batches, so that a busy pool cannot flood the window.

use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

/// Reads a channel in batches at most one an interval, and at once where the channel was quiet before.
pub struct Batches<T> {
    receiver: Receiver<T>,
    interval: Duration,
    most: usize,
    last: Option<Instant>,
}

impl<T> Batches<T> {
    /// Batches of `receiver`, one an `interval`, of at most `most` values.
    pub fn new(receiver: Receiver<T>, interval: Duration, most: usize) -> Self {
        Self { receiver, interval, most: most.max(1), last: None }
    }

    /// The next batch, never empty; `None` once every sender is gone and the channel is drained.
    pub fn next_batch(&mut self) -> Option<Vec<T>> {
        let mut batch = vec![self.receiver.recv().ok()?];
        let due = self.last.map_or_else(Instant::now, |last| last + self.interval);
        while batch.len() < self.most {
            match self.receiver.recv_deadline(due) {
                Ok(value) => batch.push(value),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
        let now = Instant::now();
        if now < due {
            std::thread::sleep(due - now); // full, or the senders are gone: the pace holds all the same
        }
        self.last = Some(Instant::now());
        Some(batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_arrives_whole_in_order_and_at_the_pace() {
        let (sender, receiver) = crossbeam_channel::unbounded();
        for value in 0..1000 {
            sender.send(value).unwrap();
        }
        drop(sender);
        let mut batches = Batches::new(receiver, Duration::from_millis(20), 300);
        let start = Instant::now();
        let mut seen = Vec::new();
        let mut count = 0;
        while let Some(batch) = batches.next_batch() {
            seen.extend(batch);
            count += 1;
        }
        assert_eq!(seen, (0..1000).collect::<Vec<_>>());
        assert!(count >= 4);
        assert!(start.elapsed() >= Duration::from_millis(20) * (count - 1), "{count} batches in {:?}", start.elapsed());
    }
}
