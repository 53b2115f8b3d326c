//! Audiopro: was this track ever lossy, upsampled or padded; is it intact; is it sound.
//!
//! The window, the command line and a node without a display run the same audit. Modules in layer order; imports run one way,
//! and `tests/layering.rs` holds it:
//!
//! `units | language -> contracts -> workers | analyzer | brain | services | persistence | policy -> manager | pictures | playback -> report -> cli | ui -> main`

// Nothing but a test may take for granted that a value is there.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used))]

pub mod language;
pub mod units;

pub mod contracts;

pub mod analyzer;
pub mod brain;
pub mod persistence;
pub mod policy;
pub mod services;
pub mod workers;

pub mod manager;
pub mod pictures;
pub mod playback;

pub mod cli;
pub mod report;
// What the bridges generate is not ours.
#[cfg(feature = "window")]
#[allow(clippy::unwrap_used, clippy::expect_used)]
pub mod ui;
#[cfg(all(test, not(feature = "window")))]
#[path = "ui/plain.rs"]
mod ui;
