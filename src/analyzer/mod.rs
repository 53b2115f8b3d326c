//! Reads a track once and measures it: decode, meter, codec grid.
//!
//! Knows neither the pool nor the store: it takes a path, settings and a token and returns an
//! [`Analysis`](crate::contracts::Analysis). Nothing here judges.

pub mod decode;
pub mod dsp;
mod fingerprint;
pub mod grid;
mod pipeline;

pub use decode::{DecodeError, is_audio_candidate};
pub use fingerprint::fingerprint;
pub use pipeline::{AnalysisError, Scratch, analyze};
