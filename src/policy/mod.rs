//! A policy: what a label, a broadcaster or an archive asks of a track, read from a TOML file and held against reports.
//!
//! Each rule passes, fails or stays undetermined. What could not be measured is undetermined and never passes. A policy changes no
//! verdict and measures nothing: it compares what an audit found, to the decimals that reports print, so that no report says one
//! thing and its policy another.

mod evaluate;
mod file;
mod quantity;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use serde::Serialize;

pub use quantity::Quantity;

use crate::contracts::{IntegrityState, VerdictClass};

/// A larger file is no policy.
const MOST_BYTES: u64 = 1 << 20;

/// The policies that come with the program: name in settings, and text.
const SHIPPED: [(&str, &str); 3] = [
    ("cd-master", include_str!("../../policies/cd-master.toml")),
    ("ebu-r128-broadcast", include_str!("../../policies/ebu-r128-broadcast.toml")),
    ("hi-res-label", include_str!("../../policies/hi-res-label.toml")),
];

/// Rules that a track must keep.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    name: String,
    description: String,
    source: String,
    rules: Vec<Rule>,
}

/// One rule and its bound.
#[derive(Clone, Debug, PartialEq)]
struct Rule {
    /// Name in the file and in reports.
    id: &'static str,
    /// What it asks.
    demand: Demand,
}

/// What a rule asks.
#[derive(Clone, Debug, PartialEq)]
enum Demand {
    /// The class of the verdict is one of these.
    Verdicts(Vec<VerdictClass>),
    /// Integrity is one of these.
    Integrity(Vec<IntegrityState>),
    /// The container, by content, is one of these.
    Containers(Vec<String>),
    /// The codec is one of these.
    Codecs(Vec<String>),
    /// Whether the codec is lossless.
    Lossless(bool),
    /// The rate is one of these.
    SampleRates(Vec<u32>),
    /// Declared bits are one of these.
    Bits(Vec<u16>),
    /// Channels are one of these.
    Channels(Vec<u16>),
    /// A flaw that must not be there.
    NoFlaw(Flaw),
    /// A quantity lies between these.
    Between(Quantity, Option<f64>, Option<f64>),
}

/// A flaw of the signal that is there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    InvertedPolarity,
    DualMono,
    DeadChannel,
}

/// How a rule or a whole policy came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyState {
    /// Kept.
    Pass,
    /// Broken.
    Fail,
    /// What it asks about could not be established.
    Undetermined,
}

impl PolicyState {
    /// Name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Undetermined => "undetermined",
        }
    }
}

/// What was found, as a rule compares it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Found {
    /// A figure.
    Number(f64),
    /// A name, such as a codec's.
    Name(String),
    /// Something that is so or not.
    Truth(bool),
}

impl std::fmt::Display for Found {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(formatter, "{number}"),
            Self::Name(name) => formatter.write_str(name),
            Self::Truth(is_so) => formatter.write_str(if *is_so { "yes" } else { "no" }),
        }
    }
}

/// One rule held against one report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RuleOutcome {
    /// Its name.
    pub rule: &'static str,
    /// How it came out.
    pub outcome: PolicyState,
    /// What was found; `None` where nothing could be.
    pub measured: Option<Found>,
    /// What is asked, in words: `at most -1 dBTP`.
    pub bound: String,
}

/// A policy held against one report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PolicyOutcome {
    /// The policy.
    pub name: String,
    /// `fail` where a rule fails, else `undetermined` where one is, else `pass`.
    pub outcome: PolicyState,
    /// Every rule, in the order of the policy.
    pub rules: Vec<RuleOutcome>,
}

impl PolicyOutcome {
    /// The rules that do not pass, failed ones first.
    pub fn broken(&self) -> impl Iterator<Item = &RuleOutcome> {
        let with = |state: PolicyState| self.rules.iter().filter(move |rule| rule.outcome == state);
        with(PolicyState::Fail).chain(with(PolicyState::Undetermined))
    }

    /// The rules that do not pass with what was found and asked, in a line; empty where all pass.
    pub fn reasons(&self) -> String {
        let words = |rule: &RuleOutcome| {
            let found = rule.measured.as_ref().map_or_else(|| "not measured".to_owned(), Found::to_string);
            format!("{} {found}, {}", rule.rule, rule.bound)
        };
        self.broken().map(words).collect::<Vec<_>>().join("; ")
    }
}

/// Why a policy cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PolicyError {
    /// The file cannot be read.
    #[error("{}: the policy cannot be read ({source}). Name a TOML file, such as one of policies/.", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    /// It is far too large to be one.
    #[error("{}: too large to be a policy. Name a TOML file, such as one of policies/.", path.display())]
    TooLarge { path: PathBuf },
    /// It says something that no policy can say.
    #[error("{}, line {line}: {reason}", path.display())]
    Wrong { path: PathBuf, line: usize, reason: String },
}

impl Policy {
    /// The policies that come with the program, with their names in settings.
    pub fn shipped() -> impl Iterator<Item = (&'static str, Self)> {
        SHIPPED.into_iter().filter_map(|(id, text)| Some((id, Self::parse(text, Path::new(id)).ok()?)))
    }

    /// The policy in the file at `path`.
    ///
    /// # Errors
    /// A [`PolicyError`] that names file, line and what is allowed there.
    pub fn load(path: &Path) -> Result<Self, PolicyError> {
        let unreadable = |source| PolicyError::Unreadable { path: path.to_owned(), source };
        if fs::metadata(path).map_err(unreadable)?.len() > MOST_BYTES {
            return Err(PolicyError::TooLarge { path: path.to_owned() });
        }
        Self::parse(&fs::read_to_string(path).map_err(unreadable)?, path)
    }

    /// The policy that `text` says; `path` is named where it says nothing that a policy can say.
    ///
    /// # Errors
    /// As [`Policy::load`].
    pub fn parse(text: &str, path: &Path) -> Result<Self, PolicyError> {
        file::read(text).map_err(|fault| PolicyError::Wrong {
            path: path.to_owned(),
            line: text.get(..fault.at).unwrap_or_default().matches('\n').count() + 1,
            reason: fault.reason,
        })
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it is for; may be empty.
    pub fn description(&self) -> &str {
        &self.description
    }

    /// The standard or contract behind it; may be empty.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its rules: name and what each asks.
    pub fn rules(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.rules.iter().map(|rule| (rule.id, rule.demand.words()))
    }
}
