//! The auditor's word and the forest in sentences. No Qt.

use crate::{
    brain::{
        training::Figures,
        weights::{Loaded, Origin},
    },
    contracts::{MarkLabel, VerdictClass, capitalised},
    language::{number, retold, tr, tr_n, whole},
    manager::{OnMarks, Proposal, Rejudged, Word},
};

use super::rows::class_word;

/// What a change of marks did.
pub(super) fn marked(word: Option<&Word>, changed: usize, asked: usize) -> String {
    let done = match word {
        _ if changed == 0 => return tr!("Nothing marked: audit the tracks first").to_owned(),
        Some(word) => {
            let label = match word.label {
                MarkLabel::Unsure => tr!("unsure"),
                label => class_word(label.class()),
            };
            tr_n!(changed, "{count} track marked {label}", "{count} tracks marked {label}", count = changed, label)
        }
        None => tr_n!(changed, "Your verdict taken off {count} track", "Your verdict taken off {count} tracks", count = changed),
    };
    match asked.saturating_sub(changed) {
        0 => tr!("{done}. Ctrl+Z takes it back", done),
        left => {
            let left = tr_n!(left, "{count} is not audited yet", "{count} are not audited yet", count = left);
            tr!("{done}; {left}. Ctrl+Z takes it back", done, left)
        }
    }
}

pub(super) fn undone(count: usize) -> String {
    tr_n!(count, "Taken back on {count} track", "Taken back on {count} tracks", count)
}

/// What came of asking the arbiter.
pub(super) fn asked(answered: usize, problem: Option<&str>) -> String {
    match (answered, problem) {
        (_, Some(problem)) => refused(problem),
        (0, None) => tr!("None of these is grey: the arbiter was not asked").to_owned(),
        (count, None) => tr_n!(count, "The arbiter answered on {count} track", "The arbiter answered on {count} tracks", count),
    }
}

/// Which forest is in use, and what was passed over.
pub(super) fn forest(loaded: Option<&Loaded>) -> String {
    let Some(loaded) = loaded else { return tr!("No forest can be read. Install the program again.").to_owned() };
    let version = &loaded.version;
    let from = match &loaded.origin {
        Origin::Shipped => tr!("The forest that came with the program, version {version}.", version),
        Origin::File(_) => tr!("A forest trained here, version {version}.", version),
    };
    match loaded.problems.as_slice() {
        [] => from,
        problems => tr!("{from} Passed over: {problems}", from, problems = retold(&problems.join(" "))),
    }
}

/// A reason that came in English, as a sentence.
pub(super) fn refused(reason: &str) -> String {
    format!("{}.", capitalised(&retold(reason)))
}

/// What a new look at the stored audits changed.
pub(super) fn rejudged(rejudged: &Rejudged) -> String {
    let (count, seen) = (whole(rejudged.count()), whole(rejudged.seen));
    let change = |(from, to, count): &(VerdictClass, VerdictClass, usize)| {
        tr!("{count} from {from} to {to}", count = whole(count), from = class_word(*from), to = class_word(*to))
    };
    let changes: Vec<String> = rejudged.changed.iter().map(change).collect();
    match changes.is_empty() {
        true => tr!("{count} of {seen} verdicts changed", count, seen),
        false => tr!("{count} of {seen} verdicts changed: {changes}", count, seen, changes = changes.join(", ")),
    }
}

/// Before and after, a line a figure.
pub(super) fn proposal(proposal: &Proposal) -> String {
    let [before, after] = &proposal.held_back;
    let [marks_before, marks_after] = proposal.on_marks;
    let of = |figures: &Figures| figures.genuine.iter().sum::<usize>();
    let auc = |figures: &Figures| figures.silenced_auc.map_or_else(|| "\u{2013}".to_owned(), |auc| number(auc, 3));
    let of_marks =
        |marks: OnMarks| tr!("{accused} accused, {missed} missed", accused = whole(marks.accused), missed = whole(marks.missed));
    let lossy = whole(before.missed.iter().sum::<usize>());
    [
        tr!("On {genuine} genuine and {lossy} lossy tracks held back:", genuine = whole(of(before)), lossy),
        tr!("genuine beyond the grey zone {was} \u{2192} {is}", was = before.genuine[2], is = after.genuine[2]),
        tr!("genuine in the grey zone {was} \u{2192} {is}", was = before.genuine[1], is = after.genuine[1]),
        tr!("lossy below the grey zone {was} \u{2192} {is}", was = before.missed[0], is = after.missed[0]),
        tr!(
            "log loss {was} \u{2192} {is}, area under the curve {area_was} \u{2192} {area_is}",
            was = number(before.calibrated.log_loss, 3),
            is = number(after.calibrated.log_loss, 3),
            area_was = auc(before),
            area_is = auc(after)
        ),
        tr!(
            "On your {count} verdicts: {was} \u{2192} {is}",
            count = marks_before.count,
            was = of_marks(marks_before),
            is = of_marks(marks_after)
        ),
    ]
    .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::testing::in_french;

    #[test]
    fn a_change_is_told_with_what_it_left_out() {
        let word = Word { label: MarkLabel::Genuine, codec: None, note: String::new() };
        assert_eq!(marked(Some(&word), 1, 1), "1 track marked genuine. Ctrl+Z takes it back");
        assert_eq!(marked(Some(&word), 3, 5), "3 tracks marked genuine; 2 are not audited yet. Ctrl+Z takes it back");
        assert_eq!(marked(None, 2, 2), "Your verdict taken off 2 tracks. Ctrl+Z takes it back");
        assert_eq!(marked(Some(&word), 0, 4), "Nothing marked: audit the tracks first");
    }

    #[test]
    fn french_counts_and_names_the_classes() {
        let word = Word { label: MarkLabel::Transcode, codec: None, note: String::new() };
        assert_eq!(
            in_french(|| marked(Some(&word), 1, 3)),
            "1 piste marquée «\u{a0}transcodage\u{a0}»\u{202f}; 2 ne sont pas encore auditées. Ctrl+Z pour revenir en arrière"
        );
        let look = Rejudged { seen: 1200, changed: vec![(VerdictClass::Inconclusive, VerdictClass::Transcode, 2)] };
        assert_eq!(rejudged(&look), "2 of 1,200 verdicts changed: 2 from inconclusive to transcode");
        assert_eq!(
            in_french(|| rejudged(&look)),
            "2 verdicts sur 1\u{202f}200 ont changé\u{a0}: 2 de «\u{a0}indéterminé\u{a0}» à «\u{a0}transcodage\u{a0}»"
        );
    }

    #[test]
    fn a_reason_is_a_sentence() {
        assert_eq!(refused("your verdicts are one-sided"), "Your verdicts are one-sided.");
    }
}
