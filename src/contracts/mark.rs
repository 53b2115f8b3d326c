//! The auditor's own word on a track. It stands over every machine's.

use serde::{Deserialize, Serialize};

use super::{Codec, DecidedBy, Verdict, VerdictClass};

/// What the auditor says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MarkLabel {
    /// Never lossy.
    Genuine,
    /// Once lossy.
    Transcode,
    /// From a lower rate.
    Upsampled,
    /// From fewer bits.
    Padded,
    /// Looked at, and not sure.
    Unsure,
}

impl MarkLabel {
    /// Every label, in the order of the menu.
    pub const ALL: [Self; 5] = [Self::Genuine, Self::Transcode, Self::Upsampled, Self::Padded, Self::Unsure];

    /// Name in files and in the store.
    pub fn id(self) -> &'static str {
        match self {
            Self::Genuine => "genuine",
            Self::Transcode => "transcode",
            Self::Upsampled => "upsampled",
            Self::Padded => "padded",
            Self::Unsure => "unsure",
        }
    }

    /// The label of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.id() == id)
    }

    /// The class under which a track marked so is listed.
    pub fn class(self) -> VerdictClass {
        match self {
            Self::Genuine => VerdictClass::Genuine,
            Self::Transcode => VerdictClass::Transcode,
            Self::Upsampled => VerdictClass::Upsampled,
            Self::Padded => VerdictClass::Padded,
            Self::Unsure => VerdictClass::Inconclusive,
        }
    }

    /// Whether it says that a track was once lossy; `None` where it says nothing of that.
    pub fn is_lossy(self) -> Option<bool> {
        match self {
            Self::Genuine => Some(false),
            Self::Transcode => Some(true),
            Self::Upsampled | Self::Padded | Self::Unsure => None,
        }
    }
}

/// A mark, with what the machine saw when it was made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    /// The samples it is about, as `Measurements::audio_id` names them: a copy in another place or container is the same track.
    pub audio_id: String,
    /// What the auditor says.
    pub label: MarkLabel,
    /// The codec, where a transcode's is known.
    pub codec: Option<Codec>,
    /// In the auditor's words.
    #[serde(default)]
    pub note: String,
    /// When, in milliseconds since 1970.
    pub marked_ms: i64,
    /// What the machine said then.
    pub machine_class: Option<VerdictClass>,
    /// And how sure it was.
    pub machine_probability: Option<f64>,
    /// Table of the features.
    pub schema_id: u32,
    /// Features of that moment; empty where the track could not be measured.
    #[serde(default)]
    pub features: Vec<f32>,
}

/// The auditor's mark on a report, and the verdict that it stands over.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditorsWord {
    /// The mark.
    pub mark: Mark,
    /// What the machine says now.
    pub machine: Option<Verdict>,
}

impl AuditorsWord {
    /// The verdict that stands: the auditor's, with the machine's told in a sentence.
    pub fn verdict(&self) -> Verdict {
        let class = self.mark.label.class();
        let machine = self.machine.as_ref();
        let said = match self.mark.label {
            MarkLabel::Unsure => "You looked at this track and were not sure.".to_owned(),
            label => format!("You marked this track {}.", label.id()),
        };
        let note = self.mark.note.trim();
        let note = if note.is_empty() { String::new() } else { format!(" \u{201c}{note}\u{201d}") };
        let machines = machine.map_or_else(String::new, |machine| {
            let codec = machine.source_codec.map_or_else(String::new, |codec| format!(" from {}", codec.label()));
            let probability = machine.probability.map_or_else(String::new, |p| format!(" ({p:.3})"));
            format!(" The machine says: {}{codec}{probability}.", machine.class.id())
        });
        Verdict {
            class,
            probability: None,
            suspicion: machine.and_then(|machine| machine.suspicion),
            source_codec: self.mark.codec,
            decided_by: DecidedBy::Auditor,
            summary: format!("{said}{note}{machines}"),
            arbitration: machine.and_then(|machine| machine.arbitration.clone()),
            judged_with: machine.map(|machine| machine.judged_with.clone()).unwrap_or_default(),
        }
    }
}
