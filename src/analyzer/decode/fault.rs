//! The first fault found in a stream, and how a list of findings becomes an [`Integrity`].

use crate::{
    contracts::{Integrity, IntegrityState, Md5State, StreamFacts},
    units::FrameCount,
};

/// A time in a track as people read it: `M:SS`, from an hour on `H:MM:SS`.
pub(super) fn clock(seconds: f64) -> String {
    let whole = seconds.max(0.0) as u64;
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{rest:02}") } else { format!("{minutes}:{rest:02}") }
}

/// What was found wrong first, and the worst kind of finding.
#[derive(Clone, Debug, Default)]
pub(super) struct Faults {
    proven: Option<Fault>,
    suspected: Option<Fault>,
}

/// One finding.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// When, in seconds; `None` where the whole stream is meant.
    pub at_s: Option<f64>,
    /// What, as a sentence without its time.
    pub detail: String,
}

impl Faults {
    /// Notes a fault that a checksum, a length or the stream itself proves. The first one stays.
    pub(super) fn prove(&mut self, at_s: impl Into<Option<f64>>, detail: impl Into<String>) {
        if self.proven.is_none() {
            self.proven = Some(Fault { at_s: at_s.into(), detail: detail.into() });
        }
    }

    /// Notes what one reader alone refuses: no proof of damage.
    pub(super) fn suspect(&mut self, at_s: impl Into<Option<f64>>, detail: impl Into<String>) {
        if self.suspected.is_none() {
            self.suspected = Some(Fault { at_s: at_s.into(), detail: detail.into() });
        }
    }

    /// Whether damage is proven.
    pub(super) fn is_proven(&self) -> bool {
        self.proven.is_some()
    }

    /// Notes that the stream ends before the length its header promises, where it is short by more than `tolerance_frames`.
    pub(super) fn check_length(&mut self, facts: &StreamFacts, tolerance_frames: u64) {
        let Some(declared) = facts.declared_frames else { return };
        if facts.frames.0.saturating_add(tolerance_frames) < declared.0 {
            let (end_s, promised_s) = (facts.duration_s(), FrameCount(declared.0).seconds(facts.sample_rate));
            self.prove(end_s, format!("The file ends early: at {} of {}.", clock(end_s), clock(promised_s)));
        }
    }

    /// The finding where no fault is proven is `otherwise`; a suspicion comes before it.
    pub(super) fn into_integrity(self, md5: Option<Md5State>, otherwise: Otherwise) -> Integrity {
        let with_fault = |state, fault: Fault| Integrity { state, md5, first_fault_s: fault.at_s, detail: Some(fault.detail) };
        match (self.proven, self.suspected, otherwise) {
            (Some(fault), ..) => with_fault(IntegrityState::Damaged, fault),
            (None, Some(fault), _) => with_fault(IntegrityState::Undetermined, fault),
            (None, None, Otherwise::Intact(detail)) => {
                Integrity { state: IntegrityState::Intact, md5, first_fault_s: None, detail: detail.map(str::to_owned) }
            }
            (None, None, Otherwise::Undetermined(detail)) => {
                Integrity { state: IntegrityState::Undetermined, md5, first_fault_s: None, detail: Some(detail) }
            }
        }
    }
}

/// What holds where nothing is wrong.
pub(super) enum Otherwise {
    /// Every check that the format offers passed.
    Intact(Option<&'static str>),
    /// The format offers no check.
    Undetermined(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_reads_like_a_player() {
        assert_eq!(clock(0.0), "0:00");
        assert_eq!(clock(65.9), "1:05");
        assert_eq!(clock(36_000.0), "10:00:00");
    }

    #[test]
    fn a_proof_outweighs_an_earlier_suspicion() {
        let mut faults = Faults::default();
        faults.suspect(1.0, "refused");
        faults.prove(2.0, "checksum");
        faults.prove(3.0, "later");
        let integrity = faults.into_integrity(None, Otherwise::Intact(None));
        assert_eq!((integrity.state, integrity.first_fault_s), (IntegrityState::Damaged, Some(2.0)));
    }
}
