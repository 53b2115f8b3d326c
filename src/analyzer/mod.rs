//! Reads a track once and measures it: decode, meter, codec grid.
//!
//! Knows neither the pool nor the store: it takes a path, settings and a token and returns an
//! [`Analysis`](crate::contracts::Analysis). Nothing here judges.

mod checksums;
pub mod compare;
pub mod decode;
pub mod dsp;
pub mod fingerprint;
pub mod grid;
mod patches;
mod pipeline;
pub mod sound;
#[cfg(test)]
pub(crate) mod testing;
pub mod warp;

pub use checksums::checksums;
pub use decode::{DecodeError, is_audio_candidate};
pub use pipeline::{AnalysisError, Scratch, analyze, fingerprint as fingerprint_of, patches as patches_of};
