//! The TOML of a policy: which keys there are, and what each may say.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Demand, Flaw, Policy, Quantity, Rule};
use crate::contracts::{IntegrityState, VerdictClass};

/// What is wrong, and the byte at which it stands.
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    name: Spanned<String>,
    #[serde(default)]
    description: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    verdict: VerdictRules,
    #[serde(default)]
    integrity: IntegrityRules,
    #[serde(default)]
    file: FileRules,
    #[serde(default)]
    signal: SignalRules,
    #[serde(default)]
    measurements: BTreeMap<Quantity, Spanned<Bound>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct VerdictRules {
    allowed: Option<Spanned<Vec<VerdictClass>>>,
    forbidden: Option<Spanned<Vec<VerdictClass>>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct IntegrityRules {
    allowed: Option<Spanned<Vec<IntegrityState>>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRules {
    containers: Option<Spanned<Vec<String>>>,
    codecs: Option<Spanned<Vec<String>>>,
    lossless: Option<bool>,
    sample_rates_hz: Option<Spanned<Vec<u32>>>,
    bits: Option<Spanned<Vec<u16>>>,
    channels: Option<Spanned<Vec<u16>>>,
}

/// `false` forbids the flaw; `true` lets it be, as leaving it out does.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SignalRules {
    inverted_polarity: Option<bool>,
    dual_mono: Option<bool>,
    dead_channel: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bound {
    min: Option<f64>,
    max: Option<f64>,
    target: Option<f64>,
    tolerance: Option<f64>,
}

/// The policy that `text` says.
pub(super) fn read(text: &str) -> Result<Policy, Fault> {
    let file: File = toml::from_str(text)
        .map_err(|error| Fault { at: error.span().map_or(0, |span| span.start), reason: sentence(error.message()) })?;
    let name_at = file.name.span().start;
    let name = file.name.into_inner();
    if name.trim().is_empty() {
        return Err(Fault { at: name_at, reason: "the policy has no name. Give it one.".to_owned() });
    }
    let mut rules = Vec::new();
    let mut add = |id, demand: Option<Demand>| rules.extend(demand.map(|demand| Rule { id, demand }));
    add("verdict", verdicts(file.verdict)?);
    add("integrity", filled(file.integrity.allowed)?.map(Demand::Integrity));
    add("container", names(file.file.containers)?.map(Demand::Containers));
    add("codec", names(file.file.codecs)?.map(Demand::Codecs));
    add("lossless", file.file.lossless.map(Demand::Lossless));
    add("sample_rate_hz", filled(file.file.sample_rates_hz)?.map(Demand::SampleRates));
    add("bits", filled(file.file.bits)?.map(Demand::Bits));
    add("channels", filled(file.file.channels)?.map(Demand::Channels));
    let forbidden = |allowed: Option<bool>, flaw| (allowed == Some(false)).then_some(Demand::NoFlaw(flaw));
    add("inverted_polarity", forbidden(file.signal.inverted_polarity, Flaw::InvertedPolarity));
    add("dual_mono", forbidden(file.signal.dual_mono, Flaw::DualMono));
    add("dead_channel", forbidden(file.signal.dead_channel, Flaw::DeadChannel));
    for (quantity, bound) in file.measurements {
        let at = bound.span().start;
        let (low, high) =
            ends(&bound.into_inner()).map_err(|reason| Fault { at, reason: format!("{}: {reason}", quantity.id()) })?;
        add(quantity.id(), Some(Demand::Between(quantity, low, high)));
    }
    if rules.is_empty() {
        return Err(Fault { at: 0, reason: "the policy has no rule, so that every track would pass. Give it one.".to_owned() });
    }
    Ok(Policy { name: name.trim().to_owned(), description: file.description, source: file.source, rules })
}

/// The classes that are allowed, whichever way they are said.
fn verdicts(rules: VerdictRules) -> Result<Option<Demand>, Fault> {
    let allowed = match (rules.allowed, rules.forbidden) {
        (Some(_), Some(forbidden)) => {
            let reason = "allowed and forbidden verdicts exclude each other. Keep one of the two.".to_owned();
            return Err(Fault { at: forbidden.span().start, reason });
        }
        (allowed, None) => filled(allowed)?,
        (None, Some(forbidden)) => filled(Some(forbidden))?.map(|forbidden| {
            // What nobody could decide may be what is forbidden: it stays undetermined.
            let is_allowed = |class: &VerdictClass| *class != VerdictClass::Inconclusive && !forbidden.contains(class);
            VerdictClass::ALL.into_iter().filter(is_allowed).collect()
        }),
    };
    Ok(allowed.map(Demand::Verdicts))
}

/// A list that allows something.
fn filled<T>(list: Option<Spanned<Vec<T>>>) -> Result<Option<Vec<T>>, Fault> {
    match list {
        Some(list) if list.get_ref().is_empty() => {
            Err(Fault { at: list.span().start, reason: "an empty list lets nothing pass. Name what is allowed.".to_owned() })
        }
        list => Ok(list.map(Spanned::into_inner)),
    }
}

/// Names of containers or codecs, in the letters of reports.
fn names(list: Option<Spanned<Vec<String>>>) -> Result<Option<Vec<String>>, Fault> {
    Ok(filled(list)?.map(|names| names.iter().map(|name| name.trim().to_lowercase()).collect()))
}

fn ends(bound: &Bound) -> Result<(Option<f64>, Option<f64>), &'static str> {
    let all = [bound.min, bound.max, bound.target, bound.tolerance];
    if !all.into_iter().flatten().all(f64::is_finite) {
        return Err("a bound is a finite number.");
    }
    match all {
        [None, None, None, None] => Err("no bound. Give min, max, both, or target with tolerance."),
        [Some(min), Some(max), None, None] if min > max => Err("min lies above max. Exchange them."),
        [min, max, None, None] => Ok((min, max)),
        [None, None, Some(target), tolerance] => match tolerance.unwrap_or(0.0) {
            tolerance if tolerance < 0.0 => Err("a tolerance is not negative."),
            tolerance => Ok((Some(target - tolerance), Some(target + tolerance))),
        },
        [_, _, None, Some(_)] => Err("a tolerance wants a target beside it."),
        _ => Err("target excludes min and max. Keep one of the two ways."),
    }
}

/// A message of the parser as a sentence on one line.
fn sentence(message: &str) -> String {
    let line = message.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.ends_with('.') { line } else { format!("{line}.") }
}
