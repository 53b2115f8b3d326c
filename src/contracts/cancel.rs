//! The cancel token: the one mutable thing that crosses threads.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// Says whether the work it was handed to should stop. Clones share one bit; once set it stays set.
#[derive(Clone, Debug, Default)]
pub struct CancelToken {
    is_set: Arc<AtomicBool>,
    parent: Option<Arc<AtomicBool>>,
}

/// The work stopped because its token was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

impl CancelToken {
    /// A token that nobody has set.
    pub fn new() -> Self {
        Self::default()
    }

    /// A token that is set by itself or by `self`: one track of a batch. Goes one level deep.
    pub fn child(&self) -> Self {
        Self { is_set: Arc::default(), parent: Some(Arc::clone(&self.is_set)) }
    }

    /// Asks the work to stop.
    pub fn cancel(&self) {
        self.is_set.store(true, Ordering::Release);
    }

    /// Whether the work should stop.
    pub fn is_cancelled(&self) -> bool {
        self.is_set.load(Ordering::Acquire) || self.parent.as_ref().is_some_and(|parent| parent.load(Ordering::Acquire))
    }

    /// `Err(Cancelled)` once set, for use with `?`.
    pub fn check(&self) -> Result<(), Cancelled> {
        if self.is_cancelled() { Err(Cancelled) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn child_follows_parent_but_not_the_reverse() {
        let batch = CancelToken::new();
        let (first, second) = (batch.child(), batch.child());
        first.cancel();
        assert!(first.is_cancelled() && !second.is_cancelled() && !batch.is_cancelled());
        batch.cancel();
        assert_eq!(second.check(), Err(Cancelled));
    }
}
