//! The policy in use, what there is to choose, and how a track stands to it, in words. No Qt.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use super::rows::class_word;
use crate::{
    contracts::VerdictClass,
    language::{figure, tr, whole},
    policy::{Found, Policy, PolicyOutcome, PolicyState, RuleOutcome},
    services::settings::PolicyChoice,
};

/// The policy in use, loaded.
static CURRENT: Mutex<Option<Arc<Policy>>> = Mutex::new(None);
/// Rules that are told; the report has all of them.
const MOST_TOLD: usize = 3;

/// The policy that tracks are held against; `None` where there is none, or it is not loaded yet.
pub(super) fn current() -> Option<Arc<Policy>> {
    CURRENT.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Uses `policy` from now on.
pub(super) fn set(policy: Option<Arc<Policy>>) {
    *CURRENT.lock().unwrap_or_else(PoisonError::into_inner) = policy;
}

/// The policy that was chosen.
///
/// # Errors
/// A sentence that names file and line.
pub(super) fn load(choice: Option<&PolicyChoice>) -> Result<Option<Arc<Policy>>, String> {
    let policy = match choice {
        None => return Ok(None),
        Some(PolicyChoice::File(path)) => Policy::load(path).map_err(|error| error.to_string())?,
        Some(PolicyChoice::Shipped(id)) => {
            let found = Policy::shipped().find(|(shipped, _)| shipped == id).map(|(_, policy)| policy);
            found.ok_or_else(|| tr!("This program has no policy called {id}. Choose another.", id))?
        }
    };
    Ok(Some(Arc::new(policy)))
}

/// The choice of that name in QML: empty for none.
pub(super) fn choice(id: &str) -> Option<PolicyChoice> {
    (!id.is_empty()).then(|| PolicyChoice::Shipped(id.to_owned()))
}

/// What there is to choose, as JSON: `[{ id, name, about, isOn }]`; none comes first, a file of the auditor's own last.
pub(super) fn choices(chosen: Option<&PolicyChoice>, loaded: Option<&Policy>) -> Value {
    let entry = |id: &str, name: &str, about: &str, is_on: bool| json!({ "id": id, "name": name, "about": about, "isOn": is_on });
    let mut entries = vec![entry("", tr!("No policy"), "", chosen.is_none())];
    for (id, policy) in Policy::shipped() {
        let is_on = chosen == Some(&PolicyChoice::Shipped(id.to_owned()));
        entries.push(entry(id, policy.name(), policy.description(), is_on));
    }
    if let (Some(PolicyChoice::File(path)), Some(policy)) = (chosen, loaded) {
        entries.push(entry("file", policy.name(), &super::shown(path), true));
    }
    Value::Array(entries)
}

/// How a track stands to its policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// `pass`, `fail` or `undetermined`; empty without a policy.
    pub(super) state: &'static str,
    /// A line.
    pub(super) line: String,
    /// Every rule that does not pass, a line each.
    pub(super) rules: String,
}

impl Standing {
    pub(super) fn of(outcome: &PolicyOutcome) -> Self {
        let policy = &outcome.name;
        let broken: Vec<String> = outcome.broken().map(reason).collect();
        let mut told = broken.iter().take(MOST_TOLD).cloned().collect::<Vec<_>>().join(tr!("; "));
        if broken.len() > MOST_TOLD {
            let count = broken.len() - MOST_TOLD;
            told = tr!("{told}; and {count} more", told, count);
        }
        let line = match outcome.outcome {
            PolicyState::Pass => tr!("Meets {policy}", policy),
            PolicyState::Fail => tr!("Fails {policy}: {reasons}", policy, reasons = told),
            PolicyState::Undetermined => tr!("Whether it meets {policy} cannot be said: {reasons}", policy, reasons = told),
        };
        Self { state: outcome.outcome.id(), line, rules: broken.join("\n") }
    }
}

/// `true peak +0.3 dBTP, at most -1 dBTP`.
fn reason(rule: &RuleOutcome) -> String {
    let name = rule_name(rule.rule);
    let unit = unit_of(&rule.bound);
    let found = match &rule.measured {
        None => return tr!("{rule} not measured", rule = name),
        Some(Found::Truth(_)) if rule.rule == "lossless" => {
            return if rule.bound == "yes" { tr!("not lossless") } else { tr!("lossless") }.to_owned();
        }
        // A flaw that is there.
        Some(Found::Truth(_)) => return name.to_owned(),
        Some(Found::Name(name)) => word(name),
        Some(Found::Number(number)) => {
            let sign = if *number > 0.0 && unit.starts_with("dB") { "+" } else { "" };
            let value = figure(&number.to_string());
            if unit.is_empty() { format!("{sign}{value}") } else { tr!("{sign}{value} {unit}", sign, value, unit) }
        }
    };
    tr!("{rule} {found}, {bound}", rule = name, found, bound = bound(&rule.bound))
}

/// What is asked, as the policy says it in English, in the window's language.
fn bound(english: &str) -> String {
    let figures = |text: &str| {
        let (numbers, unit) = text.split_at(text.len() - unit_of(text).len());
        let value = numbers.trim().split(", ").map(figure_or_word).collect::<Vec<_>>().join(", ");
        if unit.is_empty() { value } else { tr!("{value} {unit}", value, unit) }
    };
    if let Some(most) = english.strip_prefix("at most ") {
        return tr!("at most {value}", value = figures(most));
    }
    if let Some(least) = english.strip_prefix("at least ") {
        return tr!("at least {value}", value = figures(least));
    }
    if let Some(list) = english.strip_prefix("one of ") {
        return tr!("asked: one of {list}", list = figures(list));
    }
    match english.split_once(" to ") {
        Some((low, high)) => tr!("from {low} to {high}", low = figures(low), high = figures(high)),
        None => tr!("asked: {value}", value = figures(english)),
    }
}

/// The unit at the end of `48000 Hz` or `one of 16, 24 bit`; empty where there is none.
fn unit_of(words: &str) -> &str {
    match words.rsplit_once(' ') {
        Some((before, unit))
            if before.ends_with(|letter: char| letter.is_ascii_digit())
                && !unit.starts_with(|letter: char| letter.is_ascii_digit() || letter == '-') =>
        {
            unit
        }
        _ => "",
    }
}

fn figure_or_word(text: &str) -> String {
    if text.parse::<f64>().is_ok() { figure(text) } else { word(text) }
}

/// A name that a rule compares.
fn word(name: &str) -> String {
    if let Some(class) = VerdictClass::from_id(name) {
        return class_word(class).to_owned();
    }
    match name {
        "intact" => tr!("intact").to_owned(),
        "damaged" => tr!("damaged").to_owned(),
        "undetermined" => tr!("unknown").to_owned(),
        other => other.to_owned(),
    }
}

fn rule_name(id: &str) -> &str {
    match id {
        "verdict" => tr!("verdict"),
        "integrity" => tr!("integrity"),
        "container" => tr!("container"),
        "sample_rate_hz" => tr!("sampling rate"),
        "bits" | "declared_bits" => tr!("declared bits"),
        "channels" => tr!("channels"),
        "lossless" => tr!("lossless"),
        "inverted_polarity" => tr!("inverted polarity"),
        "dual_mono" => tr!("dual mono"),
        "dead_channel" => tr!("dead channel"),
        "integrated_lufs" => tr!("integrated loudness"),
        "loudness_range_lu" => tr!("loudness range"),
        "momentary_max_lufs" => tr!("highest momentary loudness"),
        "short_term_max_lufs" => tr!("highest short-term loudness"),
        "true_peak_dbtp" => tr!("true peak"),
        "sample_peak_dbfs" => tr!("sample peak"),
        "dr" => tr!("dynamic range"),
        "snr_db" => tr!("signal to noise"),
        "clipped_runs" => tr!("clipped runs"),
        "clicks" => tr!("clicks"),
        "dropouts" => tr!("dropouts"),
        "dc_offset" => tr!("DC offset"),
        "balance_db" => tr!("balance"),
        "stereo_correlation" => tr!("stereo correlation"),
        "effective_bits" => tr!("used bits"),
        "duration_s" => tr!("length"),
        "cutoff_hz" => tr!("cutoff"),
        "leading_silence_s" => tr!("silence at the start"),
        "trailing_silence_s" => tr!("silence at the end"),
        "interior_silence_s" => tr!("silence in between"),
        other => other,
    }
}

/// What changed: the policy in use.
pub(super) fn in_use(policy: Option<&Policy>) -> String {
    match policy {
        Some(policy) => {
            let rules = whole(policy.rules().count());
            tr!("Tracks are held against {policy}, {rules} rules", policy = policy.name(), rules)
        }
        None => tr!("Tracks are held against no policy").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::{contracts::AuditReport, language::testing::in_french};

    fn outcome(rules: Vec<RuleOutcome>, state: PolicyState) -> PolicyOutcome {
        PolicyOutcome { name: "CD master".to_owned(), outcome: state, rules }
    }

    fn rule(rule: &'static str, outcome: PolicyState, measured: Option<Found>, bound: &str) -> RuleOutcome {
        RuleOutcome { rule, outcome, measured, bound: bound.to_owned() }
    }

    #[test]
    fn a_standing_is_a_line() {
        assert_eq!(Standing::of(&outcome(Vec::new(), PolicyState::Pass)).line, "Meets CD master");
        let peak = rule("true_peak_dbtp", PolicyState::Fail, Some(Found::Number(0.3)), "at most -1 dBTP");
        let rate = rule("sample_rate_hz", PolicyState::Fail, Some(Found::Number(48_000.0)), "44100 Hz");
        let flaw = rule("dead_channel", PolicyState::Fail, Some(Found::Truth(true)), "no");
        let verdict = rule("verdict", PolicyState::Fail, Some(Found::Name("transcode".to_owned())), "genuine");
        let unknown = rule("cutoff_hz", PolicyState::Undetermined, None, "at least 22050 Hz");
        let standing = Standing::of(&outcome(vec![peak.clone(), rate, unknown.clone()], PolicyState::Fail));
        assert_eq!(
            standing.line,
            "Fails CD master: true peak +0.3 dBTP, at most -1 dBTP; sampling rate 48,000 Hz, asked: 44,100 Hz; cutoff not measured"
        );
        let many = Standing::of(&outcome(vec![peak.clone(), flaw.clone(), verdict.clone(), peak.clone()], PolicyState::Fail));
        assert!(many.line.ends_with("dead channel; verdict transcode, asked: genuine; and 1 more"), "{}", many.line);
        assert_eq!(many.rules.lines().count(), 4);
        let unsure = Standing::of(&outcome(vec![unknown], PolicyState::Undetermined));
        assert_eq!(unsure.line, "Whether it meets CD master cannot be said: cutoff not measured");
        assert_eq!(
            in_french(|| Standing::of(&outcome(vec![peak], PolicyState::Fail)).line),
            "Non conforme à CD master\u{a0}: crête vraie +0,3\u{a0}dBTP, au plus -1\u{a0}dBTP"
        );
    }

    #[test]
    fn bounds_are_told_in_the_language() {
        for (english, told) in [
            ("one of 16, 24 bit", "asked: one of 16, 24 bit"),
            ("-23.5 to -22.5 LUFS", "from -23.5 to -22.5 LUFS"),
            ("one of wav, flac", "asked: one of wav, flac"),
            ("2", "asked: 2"),
            ("at most 0.001", "at most 0.001"),
        ] {
            assert_eq!(bound(english), told);
        }
        assert_eq!(in_french(|| bound("at most 0.001")), "au plus 0,001");
    }

    #[test]
    fn every_rule_of_a_policy_has_a_name_for_people() {
        for (_, policy) in Policy::shipped() {
            for rule in policy.evaluate(&AuditReport::failed(PathBuf::from("/a"), "no")).rules {
                assert!(!rule_name(rule.rule).contains('_'), "{}", rule.rule);
            }
        }
    }

    #[test]
    fn a_policy_that_cannot_be_read_names_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("house.toml");
        std::fs::write(&path, "name = \"House\"\n[measurements]\nloud = { max = 1 }\n").unwrap();
        let problem = load(Some(&PolicyChoice::File(path.clone()))).unwrap_err();
        assert!(problem.contains("house.toml, line 3"), "{problem}");
        std::fs::write(&path, "name = \"House\"\n[measurements]\ndr = { min = 8 }\n").unwrap();
        let chosen = PolicyChoice::File(path);
        let policy = load(Some(&chosen)).unwrap();
        let choices = choices(Some(&chosen), policy.as_deref());
        let on: Vec<&str> = choices
            .as_array()
            .unwrap()
            .iter()
            .filter(|entry| entry["isOn"] == true)
            .filter_map(|entry| entry["name"].as_str())
            .collect();
        assert_eq!((choices.as_array().unwrap().len(), on), (5, vec!["House"]));
        assert!(load(Some(&PolicyChoice::Shipped("gone".to_owned()))).unwrap_err().contains("gone"));
        assert_eq!(load(None), Ok(None));
        assert_eq!(choice("cd-master"), Some(PolicyChoice::Shipped("cd-master".to_owned())));
        assert!(Policy::parse("", Path::new("x")).is_err());
    }
}
