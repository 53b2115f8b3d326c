//! What stands around an audit: folders, settings, logs, and the programs and devices that may or may not be there.
//!
//! Nothing here decides on a track, and nothing here is needed for an audit to run: each service says what it found and what
//! is limited without it. Knows neither the store nor the analyzer.

pub mod demo;
pub mod desktop;
pub mod gpu;
pub mod health;
pub mod instance;
pub mod logs;
pub mod notices;
pub mod ollama;
pub mod onnx;
pub mod paths;
pub mod projects;
pub mod settings;
