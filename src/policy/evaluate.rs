//! A policy held against a report, rule by rule.

use super::{Demand, Flaw, Found, Policy, PolicyOutcome, PolicyState, RuleOutcome};
use crate::contracts::{AuditReport, IntegrityState, VerdictClass};

impl Policy {
    /// Holds `report` against every rule. Of a track that could not be audited nothing is known, so no rule passes.
    pub fn evaluate(&self, report: &AuditReport) -> PolicyOutcome {
        let rules: Vec<RuleOutcome> = self
            .rules
            .iter()
            .map(|rule| {
                let (outcome, measured) = rule.demand.held_against(report);
                RuleOutcome { rule: rule.id, outcome, measured, bound: rule.demand.words() }
            })
            .collect();
        let has = |state| rules.iter().any(|rule| rule.outcome == state);
        let outcome = match (has(PolicyState::Fail), has(PolicyState::Undetermined)) {
            (true, _) => PolicyState::Fail,
            (false, true) => PolicyState::Undetermined,
            (false, false) => PolicyState::Pass,
        };
        PolicyOutcome { name: self.name.clone(), outcome, rules }
    }
}

impl Demand {
    fn held_against(&self, report: &AuditReport) -> (PolicyState, Option<Found>) {
        let facts = report.facts.as_ref();
        match self {
            Self::Verdicts(allowed) => match report.verdict.as_ref().map(|verdict| verdict.class) {
                None => (PolicyState::Undetermined, None),
                Some(class) if allowed.contains(&class) => (PolicyState::Pass, named(class.id())),
                Some(VerdictClass::Inconclusive) => (PolicyState::Undetermined, named("inconclusive")),
                Some(class) => (PolicyState::Fail, named(class.id())),
            },
            Self::Integrity(allowed) => match report.integrity.as_ref().map(|integrity| integrity.state) {
                None => (PolicyState::Undetermined, None),
                Some(state) if allowed.contains(&state) => (PolicyState::Pass, named(integrity_id(state))),
                Some(IntegrityState::Undetermined) => (PolicyState::Undetermined, named("undetermined")),
                Some(state) => (PolicyState::Fail, named(integrity_id(state))),
            },
            Self::Containers(allowed) => one_of(facts.map(|facts| &facts.container), allowed, |name| Found::Name(name.clone())),
            Self::Codecs(allowed) => one_of(facts.map(|facts| &facts.codec), allowed, |name| Found::Name(name.clone())),
            Self::Lossless(asked) => {
                let found = facts.map(|facts| !facts.is_lossy);
                (state(found.map(|found| found == *asked)), found.map(Found::Truth))
            }
            Self::SampleRates(allowed) => {
                let rate_hz = facts.map(|facts| facts.sample_rate.hz());
                one_of(rate_hz.as_ref(), allowed, |rate_hz| Found::Number(f64::from(*rate_hz)))
            }
            Self::Bits(allowed) => {
                one_of(facts.and_then(|facts| facts.bits.as_ref()), allowed, |bits| Found::Number(f64::from(*bits)))
            }
            Self::Channels(allowed) => {
                one_of(facts.map(|facts| &facts.channels), allowed, |count| Found::Number(f64::from(*count)))
            }
            Self::NoFlaw(flaw) => {
                let measured = &report.measurements;
                let found = match flaw {
                    Flaw::InvertedPolarity => measured.is_polarity_inverted,
                    Flaw::DualMono => measured.is_dual_mono,
                    Flaw::DeadChannel => measured.dead_channels.as_ref().map(|dead| !dead.is_empty()),
                };
                // One channel has no second to be compared with.
                let found = found.or_else(|| facts.is_some_and(|facts| facts.channels == 1).then_some(false));
                (state(found.map(|found| !found)), found.map(Found::Truth))
            }
            Self::Between(quantity, low, high) => {
                let found = quantity.of(report);
                // The sum of a target and its tolerance is no exact figure.
                let slack = |bound: f64| 1e-9 * bound.abs().max(1.0);
                let is_kept = found.map(|found| {
                    low.is_none_or(|low| found >= low - slack(low)) && high.is_none_or(|high| found <= high + slack(high))
                });
                (state(is_kept), found.map(Found::Number))
            }
        }
    }

    /// What is asked, in words.
    pub(super) fn words(&self) -> String {
        let list = |names: Vec<String>| if names.len() == 1 { names.concat() } else { format!("one of {}", names.join(", ")) };
        let numbers = |numbers: &[u16], unit: &str| format!("{}{unit}", list(numbers.iter().map(u16::to_string).collect()));
        match self {
            Self::Verdicts(allowed) => list(allowed.iter().map(|class| class.id().to_owned()).collect()),
            Self::Integrity(allowed) => list(allowed.iter().map(|state| integrity_id(*state).to_owned()).collect()),
            Self::Containers(allowed) | Self::Codecs(allowed) => list(allowed.clone()),
            Self::Lossless(asked) => if *asked { "yes" } else { "no" }.to_owned(),
            Self::SampleRates(allowed) => format!("{} Hz", list(allowed.iter().map(u32::to_string).collect())),
            Self::Bits(allowed) => numbers(allowed, " bit"),
            Self::Channels(allowed) => numbers(allowed, ""),
            Self::NoFlaw(_) => "no".to_owned(),
            Self::Between(quantity, low, high) => {
                let unit = if quantity.unit().is_empty() { String::new() } else { format!(" {}", quantity.unit()) };
                let figure = |value: &f64| {
                    let text = format!("{value:.6}");
                    text.trim_end_matches('0').trim_end_matches('.').to_owned()
                };
                match (low, high) {
                    (Some(low), Some(high)) if low == high => format!("{}{unit}", figure(low)),
                    (Some(low), Some(high)) => format!("{} to {}{unit}", figure(low), figure(high)),
                    (Some(low), None) => format!("at least {}{unit}", figure(low)),
                    (None, Some(high)) => format!("at most {}{unit}", figure(high)),
                    (None, None) => "any".to_owned(),
                }
            }
        }
    }
}

fn one_of<T: PartialEq>(found: Option<&T>, allowed: &[T], shown: impl Fn(&T) -> Found) -> (PolicyState, Option<Found>) {
    (state(found.map(|found| allowed.contains(found))), found.map(shown))
}

fn state(is_kept: Option<bool>) -> PolicyState {
    match is_kept {
        Some(true) => PolicyState::Pass,
        Some(false) => PolicyState::Fail,
        None => PolicyState::Undetermined,
    }
}

fn named(id: &str) -> Option<Found> {
    Some(Found::Name(id.to_owned()))
}

fn integrity_id(state: IntegrityState) -> &'static str {
    match state {
        IntegrityState::Intact => "intact",
        IntegrityState::Damaged => "damaged",
        IntegrityState::Undetermined => "undetermined",
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;
    use crate::{
        contracts::{Integrity, Measurements, Reader, StreamFacts},
        policy::PolicyError,
        units::{FrameCount, SampleRate},
    };

    #[test]
    fn every_shipped_policy_can_be_used() {
        let names: Vec<String> = Policy::shipped().map(|(_, policy)| policy.name().to_owned()).collect();
        assert_eq!(names, ["CD master", "EBU R 128 broadcast", "Hi-res label"]);
    }

    fn policy(text: &str) -> Policy {
        Policy::parse(&format!("name = \"Test\"\n{text}"), Path::new("test.toml")).unwrap()
    }

    fn fault(text: &str) -> (usize, String) {
        match Policy::parse(text, Path::new("test.toml")) {
            Err(PolicyError::Wrong { line, reason, .. }) => (line, reason),
            other => panic!("{other:?}"),
        }
    }

    fn report() -> AuditReport {
        AuditReport {
            facts: Some(StreamFacts {
                container: "wav".to_owned(),
                codec: "pcm_s24".to_owned(),
                is_lossy: false,
                sample_rate: SampleRate::new(48_000).unwrap(),
                bits: Some(24),
                is_float: false,
                channels: 2,
                declared_frames: None,
                frames: FrameCount(480_000),
                reader: Reader::BuiltIn,
            }),
            integrity: Some(Integrity::undetermined("nothing to check")),
            measurements: Measurements {
                integrated_lufs: Some(-23.499),
                true_peak_dbtp: Some(-0.996),
                dc_offset: Some(-0.002),
                clipped_runs: Some(0),
                ..Measurements::default()
            },
            ..AuditReport::failed(PathBuf::from("/a.wav"), "")
        }
    }

    /// Of the sole rule that `text` makes.
    fn outcome(text: &str, report: &AuditReport) -> (PolicyState, Option<Found>, String) {
        let outcome = policy(text).evaluate(report);
        assert_eq!((outcome.rules.len(), outcome.outcome), (1, outcome.rules[0].outcome));
        let rule = outcome.rules[0].clone();
        (rule.outcome, rule.measured, rule.bound)
    }

    #[test]
    fn a_figure_is_held_against_its_bounds_as_it_is_printed() {
        let of = |text: &str| outcome(&format!("[measurements]\n{text}"), &report());
        let number = |value| Some(Found::Number(value));
        assert_eq!(of("true_peak_dbtp = { max = -1.0 }"), (PolicyState::Pass, number(-1.0), "at most -1 dBTP".into()));
        assert_eq!(of("true_peak_dbtp = { max = -1.1 }"), (PolicyState::Fail, number(-1.0), "at most -1.1 dBTP".into()));
        let target = "integrated_lufs = { target = -23.0, tolerance = 0.5 }";
        assert_eq!(of(target), (PolicyState::Pass, number(-23.5), "-23.5 to -22.5 LUFS".into()));
        assert_eq!(of("integrated_lufs = { target = -23, tolerance = 0.4 }").0, PolicyState::Fail);
        assert_eq!(of("dc_offset = { max = 0.001 }"), (PolicyState::Fail, number(0.002), "at most 0.001".into()));
        assert_eq!(of("clipped_runs = { max = 0 }").0, PolicyState::Pass);
        assert_eq!(of("declared_bits = { min = 24 }"), (PolicyState::Pass, number(24.0), "at least 24 bit".into()));
        assert_eq!(of("duration_s = { min = 11 }"), (PolicyState::Fail, number(10.0), "at least 11 s".into()));
    }

    #[test]
    fn what_was_not_measured_never_passes() {
        assert_eq!(outcome("[measurements]\ndr = { min = 0 }", &report()), (PolicyState::Undetermined, None, "at least 0".into()));
        assert_eq!(outcome("[verdict]\nforbidden = [\"transcode\"]", &report()).0, PolicyState::Undetermined);
        assert_eq!(outcome("[integrity]\nallowed = [\"intact\"]", &report()).0, PolicyState::Undetermined);
        assert_eq!(outcome("[integrity]\nallowed = [\"intact\", \"undetermined\"]", &report()).0, PolicyState::Pass);
        assert_eq!(outcome("[signal]\ndual_mono = false", &report()).0, PolicyState::Undetermined);
        let all = policy("[file]\ncontainers = [\"wav\"]\nlossless = true\n[measurements]\nclicks = { max = 0 }");
        let failed = all.evaluate(&AuditReport::failed(PathBuf::from("/b"), "no"));
        assert!(failed.rules.iter().all(|rule| rule.outcome == PolicyState::Undetermined), "{failed:?}");
        let nan = Measurements { clicks: Some(0), true_peak_dbtp: Some(f64::NAN), ..Measurements::default() };
        let nan = AuditReport { measurements: nan, ..report() };
        assert_eq!(outcome("[measurements]\ntrue_peak_dbtp = { max = 0 }", &nan).0, PolicyState::Undetermined);
    }

    #[test]
    fn verdicts_pass_by_class_and_doubt_is_no_pass() {
        use crate::contracts::{DecidedBy, Verdict};
        let judged = |class| {
            let verdict = Verdict {
                class,
                probability: None,
                suspicion: None,
                source_codec: None,
                decided_by: DecidedBy::Grid,
                summary: String::new(),
                judged_with: Default::default(),
                arbitration: None,
            };
            AuditReport { verdict: Some(verdict), ..report() }
        };
        let (forbidden, allowed) = ("[verdict]\nforbidden = [\"transcode\"]", "[verdict]\nallowed = [\"genuine\"]");
        for (class, by_forbidden, by_allowed) in [
            (VerdictClass::Genuine, PolicyState::Pass, PolicyState::Pass),
            (VerdictClass::Transcode, PolicyState::Fail, PolicyState::Fail),
            (VerdictClass::Padded, PolicyState::Pass, PolicyState::Fail),
            (VerdictClass::Inconclusive, PolicyState::Undetermined, PolicyState::Undetermined),
        ] {
            assert_eq!(outcome(forbidden, &judged(class)).0, by_forbidden, "{class:?}");
            assert_eq!(outcome(allowed, &judged(class)).0, by_allowed, "{class:?}");
        }
        let lenient = "[verdict]\nallowed = [\"genuine\", \"inconclusive\"]";
        assert_eq!(outcome(lenient, &judged(VerdictClass::Inconclusive)).0, PolicyState::Pass);
    }

    #[test]
    fn a_fail_outweighs_what_is_undetermined() {
        let both = policy("[file]\nbits = [16]\nchannels = [2]\n[measurements]\ndr = { min = 8 }").evaluate(&report());
        assert_eq!(both.outcome, PolicyState::Fail);
        assert_eq!(both.reasons(), "bits 24, 16 bit; dr not measured, at least 8");
    }

    #[test]
    fn a_fault_names_its_line_and_what_is_allowed() {
        let (line, reason) = fault("name = \"A\"\n\n[measurements]\ntrue_peek_dbtp = { max = -1 }\n");
        assert!(line == 4 && reason.contains("true_peak_dbtp") && reason.contains("true_peek_dbtp"), "{line}: {reason}");
        let (line, reason) = fault("name = \"A\"\n[verdict]\nallowed = [\"fake\"]\n");
        assert!(line == 3 && reason.contains("genuine") && reason.contains("transcode"), "{line}: {reason}");
        let (line, reason) = fault("name = \"A\"\n[file]\nrate = 3\n");
        assert!(line == 3 && reason.contains("sample_rates_hz"), "{line}: {reason}");
        let (line, reason) = fault("name = \"A\"\n[measurements]\ndr = { min = 8, maximum = 9 }\n");
        assert!(line == 3 && reason.contains("tolerance"), "{line}: {reason}");
        for (text, line, word) in [
            ("name = \"A\"\n[measurements]\ndr = { min = 9, max = 8 }\n", 3, "min lies above max"),
            ("name = \"A\"\n[measurements]\ndr = {}\n", 3, "no bound"),
            ("name = \"A\"\n[measurements]\ndr = { tolerance = 1 }\n", 3, "wants a target"),
            ("name = \"A\"\n[measurements]\ndr = { max = nan }\n", 3, "finite"),
            ("name = \"A\"\n[file]\nbits = []\n", 3, "lets nothing pass"),
            ("name = \" \"\n[file]\nbits = [16]\n", 1, "no name"),
            ("name = \"A\"\n", 1, "no rule"),
            ("name = \"A\"\n[verdict]\nallowed = [\"genuine\"]\nforbidden = [\"lossy\"]\n", 4, "exclude each other"),
            ("name = \"A\"\nname = 3", 2, "duplicate"),
        ] {
            let (found, reason) = fault(text);
            assert!(found == line && reason.contains(word), "{text}\n{found}: {reason}");
        }
    }
}
