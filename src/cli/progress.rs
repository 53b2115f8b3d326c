//! Progress on the standard error, where that is a terminal; otherwise nothing is drawn.

use std::io::{self, IsTerminal};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::complain;

/// One line that says how far the run is.
pub(super) struct Progress {
    bar: ProgressBar,
    is_quiet: bool,
}

impl Progress {
    /// A line that is drawn on a terminal unless `is_quiet`.
    pub(super) fn new(is_quiet: bool) -> Self {
        let is_drawn = !is_quiet && io::stderr().is_terminal();
        let target = if is_drawn { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {pos} of {len} tracks, {elapsed} gone, {eta} left  {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar, is_quiet }
    }

    /// More tracks were found.
    pub(super) fn found(&self, tracks: u64) {
        self.bar.inc_length(tracks);
    }

    /// A track ended.
    pub(super) fn ended(&self) {
        self.bar.inc(1);
    }

    /// Something moved.
    pub(super) fn tick(&self) {
        self.bar.tick();
    }

    /// Says what the run is about to do.
    pub(super) fn say(&self, what: &'static str) {
        self.bar.set_message(what);
    }

    /// Does `work`, which writes to the terminal, without the line in its way.
    pub(super) fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        self.bar.suspend(work)
    }

    /// Tells the auditor about a single track or folder, unless quiet.
    pub(super) fn tell(&self, message: &str) {
        if !self.is_quiet {
            self.aside(|| complain(message));
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
