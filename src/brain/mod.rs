//! The judge: from what was measured to a verdict with its evidence.
//!
//! Sees contracts alone. It never reads a container, a tag or a bitrate: the same samples get the same verdict in any lossless
//! container. A decisive codec grid settles a track; without one the measurements speak, then the forest; what none can settle is
//! inconclusive.

pub mod arbitration;
pub mod calibration;
mod examples;
pub mod features;
pub mod forest;
mod grids;
mod judgement;
pub mod network;
pub mod quality;
pub mod training;
pub mod weights;
mod words;
pub mod worth;

pub use examples::{Example, Role};
pub use judgement::{ACCEPTED_ERROR, Bars, Case, Judge, Judgement};
