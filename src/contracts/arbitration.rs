//! What a local language model said of a grey track, and the whole exchange.

use serde::{Deserialize, Serialize};

/// What the model answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArbiterClass {
    /// Never lossy.
    Genuine,
    /// Once lossy.
    Transcode,
    /// It cannot tell.
    Unsure,
}

/// One of its reasons.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArbiterReason {
    /// Evidence of the prompt, by id.
    pub evidence: String,
    /// What that evidence is, in the prompt's words.
    #[serde(default)]
    pub meaning: String,
    /// The model's words.
    pub why: String,
}

/// An arbitration that was answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arbitration {
    /// Name of the model.
    pub model: String,
    /// Its digest, as the server tells it; empty where it tells none.
    pub digest: String,
    /// What it answered.
    pub class: ArbiterClass,
    /// How sure it says it is, 0 to 1. Nobody calibrated that.
    pub confidence: f64,
    /// Its two reasons.
    pub reasons: Vec<ArbiterReason>,
    /// Time that the answer took.
    pub elapsed_ms: u64,
    /// When it was asked, in milliseconds since 1970.
    pub asked_ms: i64,
    /// Whether the answer was given to an earlier question of the same words.
    #[serde(default)]
    pub is_reused: bool,
    /// Names the prompt.
    pub prompt_hash: String,
    /// All that it was told.
    pub prompt: String,
    /// All that it replied.
    pub reply: String,
}
