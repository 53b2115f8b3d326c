//! The auditor's word and the forest in sentences. No Qt.

use crate::{
    brain::{
        training::Figures,
        weights::{Loaded, Origin},
    },
    contracts::capitalised,
    manager::{OnMarks, Proposal, Word},
};

/// What a change of marks did.
pub(super) fn marked(word: Option<&Word>, changed: usize, asked: usize) -> String {
    let tracks = if changed == 1 { "1 track".to_owned() } else { format!("{changed} tracks") };
    let left_out = match asked.saturating_sub(changed) {
        0 => String::new(),
        1 => "; 1 is not audited yet".to_owned(),
        more => format!("; {more} are not audited yet"),
    };
    match word {
        _ if changed == 0 => "Nothing marked: audit the tracks first".to_owned(),
        Some(word) => format!("{tracks} marked {}{left_out}. Ctrl+Z takes it back", word.label.id()),
        None => format!("Your verdict taken off {tracks}{left_out}. Ctrl+Z takes it back"),
    }
}

pub(super) fn undone(count: usize) -> String {
    if count == 1 { "Taken back on 1 track".to_owned() } else { format!("Taken back on {count} tracks") }
}

/// What came of asking the arbiter.
pub(super) fn asked(answered: usize, problem: Option<&str>) -> String {
    match (answered, problem) {
        (_, Some(problem)) => refused(problem),
        (0, None) => "None of these is grey: the arbiter was not asked".to_owned(),
        (1, None) => "The arbiter answered on 1 track".to_owned(),
        (answered, None) => format!("The arbiter answered on {answered} tracks"),
    }
}

/// Which forest is in use, and what was passed over.
pub(super) fn forest(loaded: Option<&Loaded>) -> String {
    let Some(loaded) = loaded else { return "No forest can be read. Install the program again.".to_owned() };
    let from = match &loaded.origin {
        Origin::Shipped => "The forest that came with the program".to_owned(),
        Origin::File(_) => "A forest trained here".to_owned(),
    };
    let problems = if loaded.problems.is_empty() { String::new() } else { format!(" Passed over: {}", loaded.problems.join(" ")) };
    format!("{from}, version {}.{problems}", loaded.version)
}

pub(super) fn refused(reason: &str) -> String {
    format!("{}.", capitalised(reason))
}

/// Before and after, a line a figure.
pub(super) fn proposal(proposal: &Proposal) -> String {
    let [before, after] = &proposal.held_back;
    let [marks_before, marks_after] = proposal.on_marks;
    let of = |figures: &Figures| figures.genuine.iter().sum::<usize>();
    let auc = |figures: &Figures| figures.silenced_auc.map_or_else(|| "\u{2013}".to_owned(), |auc| format!("{auc:.3}"));
    let of_marks = |marks: OnMarks| format!("{} accused, {} missed", marks.accused, marks.missed);
    [
        format!("On {} genuine and {} lossy tracks held back:", of(before), before.missed.iter().sum::<usize>()),
        format!("genuine beyond the grey zone {} \u{2192} {}", before.genuine[2], after.genuine[2]),
        format!("genuine in the grey zone {} \u{2192} {}", before.genuine[1], after.genuine[1]),
        format!("lossy below the grey zone {} \u{2192} {}", before.missed[0], after.missed[0]),
        format!(
            "log loss {:.3} \u{2192} {:.3}, area under the curve {} \u{2192} {}",
            before.calibrated.log_loss,
            after.calibrated.log_loss,
            auc(before),
            auc(after)
        ),
        format!("On your {} verdicts: {} \u{2192} {}", marks_before.count, of_marks(marks_before), of_marks(marks_after)),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contracts::MarkLabel;

    #[test]
    fn a_change_is_told_with_what_it_left_out() {
        let word = Word { label: MarkLabel::Genuine, codec: None, note: String::new() };
        assert_eq!(marked(Some(&word), 1, 1), "1 track marked genuine. Ctrl+Z takes it back");
        assert_eq!(marked(Some(&word), 3, 5), "3 tracks marked genuine; 2 are not audited yet. Ctrl+Z takes it back");
        assert_eq!(marked(None, 2, 2), "Your verdict taken off 2 tracks. Ctrl+Z takes it back");
        assert_eq!(marked(Some(&word), 0, 4), "Nothing marked: audit the tracks first");
    }

    #[test]
    fn a_reason_is_a_sentence() {
        assert_eq!(refused("your verdicts are one-sided"), "Your verdicts are one-sided.");
    }
}
