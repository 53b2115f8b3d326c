//! Placeholder.
pub mod dsp; pub mod decode; pub mod grid;
