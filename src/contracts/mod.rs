//! Immutable data that crosses a thread.
//!
//! A job owns contracts and returns contracts; nothing here is shared and mutable, save [`CancelToken`], whose one bit only
//! ever goes from unset to set. Depends on `units` and `language` alone.

mod analysis;
mod arbitration;
mod cancel;
mod checksums;
mod grid;
mod headline;
mod mark;
mod measurements;
mod network;
mod number;
mod patches;
mod pcm;
mod report;
mod sections;
mod stream;
mod traces;
mod verdict;

pub use crate::language::capitalised;
pub use analysis::{Analysis, AuditSettings, Stage};
pub use arbitration::{ArbiterClass, ArbiterReason, Arbitration};
pub use cancel::{CancelToken, Cancelled};
pub use checksums::{AudioSums, Checksums, FileSums, Likeness};
pub use grid::{
    Codec, Filterbank, GridChannel, GridOutcome, GridProof, GridSection, GridTest, HoleTest, LatticeTest, SourceEstimate,
    SourceLimit,
};
pub use headline::{codec_name, headline};
pub use mark::{AuditorsWord, Mark, MarkLabel};
pub use measurements::{Measurements, Pictures};
pub use network::{MAP_BAND_HZ, MAP_BANDS, MAP_TIMES, NetworkMap, NetworkReading, PatchVoice};
pub use patches::{MOST_PATCHES, PATCH_BANDS, PATCH_BYTES, PATCH_SCHEMA, PATCH_TIMES, Patches};
pub use pcm::PcmBlock;
pub use report::{ANALYSIS_VERSION, AuditReport, AuditStatus, FINGERPRINT_VERSION, REPORT_SCHEMA, TrackKey};
pub use sections::{GridStretch, SectionState, clock};
pub use stream::{Integrity, IntegrityState, Md5State, Metadata, Reader, StreamFacts};
pub use traces::Traces;
pub use verdict::{DecidedBy, Evidence, ForestReason, JudgedWith, Verdict, VerdictClass};
