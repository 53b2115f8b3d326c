//! The real window on a virtual display, driven by real mouse and keys: from drop to certificate, what two tracks show together,
//! quarantine and back, a later start, and what it looks like in every theme, language, size and fill.
//!
//! What counts is checked in the store, on the disk and in the pixels of the window. Its pictures lie in `target/walkthrough/`
//! for whoever wants to look.
#![cfg(feature = "window")]

#[path = "../common/mod.rs"]
mod common;

mod acting;
mod certificate;
mod looks;
mod picture;
mod views;
mod window;
