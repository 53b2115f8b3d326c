//! The part of the model card that says whether the network earns its place.

use std::fmt::{self, Write as _};

use super::file_name;
use crate::brain::{
    Bars,
    quality::Reliability,
    worth::{Answers, Contender, Group, Worth},
};

/// Writes the comparison in Markdown.
pub(super) fn write(text: &mut String, worth: &Worth) -> fmt::Result {
    writeln!(text, "\n## Does the network earn its place?\n")?;
    writeln!(
        text,
        "Five judges of the same tracks, those that are only measured and have a reading. `grids`: the codec grids alone. \
         `network`: its mean log-odds alone, calibrated. `unaware`: the grids, then a forest grown on the same tracks without \
         readings. `hidden`: the grids, then this forest, the reading hidden. `shown`: the same, the reading shown. A cell has the \
         tracks that were called lossy and, in brackets, those left open; that a grid short of proof leaves some open too is not counted. \
         Accepted error {} where none is named.\n",
        Bars::default().accepted_error
    )?;
    head(text, "accepted error")?;
    for (error, groups) in &worth.at_errors {
        groups.iter().try_for_each(|group| row(text, &error.to_string(), group))?;
    }
    writeln!(text)?;
    head(text, "headroom")?;
    worth.headrooms.iter().try_for_each(|group| row(text, &group.name, group))?;
    write_arms(text, &worth.arms)?;
    write_scores(text, worth)?;
    write_accused(text, worth)
}

fn head(text: &mut String, first: &str) -> fmt::Result {
    writeln!(text, "| {first} | tracks | {} |", Contender::ALL.map(Contender::label).join(" | "))?;
    writeln!(text, "|{}", "---|".repeat(2 + Contender::ALL.len()))
}

fn row(text: &mut String, name: &str, group: &Group) -> fmt::Result {
    let kind = if group.is_lossy { "lossy" } else { "genuine" };
    let cells = group.answers.map(|Answers { accused, abstained }| format!("{accused} ({abstained})"));
    writeln!(text, "| {name} | {} {kind} | {} |", group.count, cells.join(" | "))
}

/// Arms on which the forests agree are counted and not shown.
fn write_arms(text: &mut String, arms: &[Group]) -> fmt::Result {
    let is_split = |group: &&Group| {
        let [_, _, first, others @ ..] = &group.answers;
        others.iter().any(|answers| answers != first)
    };
    let split: Vec<&Group> = arms.iter().filter(is_split).collect();
    writeln!(text, "\nOn {} of {} arms the forests answer alike; the others:\n", arms.len() - split.len(), arms.len())?;
    head(text, "arm")?;
    split.into_iter().try_for_each(|group| row(text, &group.name, group))
}

/// How the judges rank the tracks that no grid settles, and how good the forests' probabilities are there.
fn write_scores(text: &mut String, worth: &Worth) -> fmt::Result {
    writeln!(text, "\n| tracks that no grid settles | {} |", Contender::ALL.map(Contender::label).join(" | "))?;
    writeln!(text, "|{}", "---|".repeat(1 + Contender::ALL.len()))?;
    let areas = worth.areas.map(|area| area.map_or_else(String::new, |area| format!("{area:.3}")));
    writeln!(text, "| area under the curve | {} |", areas.join(" | "))?;
    let brier: fn(&Reliability) -> f64 = |reliability| reliability.brier;
    let log_loss: fn(&Reliability) -> f64 = |reliability| reliability.log_loss;
    for (name, figure) in [("Brier score", brier), ("log loss", log_loss)] {
        for (state, place) in [("mean of the trees", 0), ("calibrated", 1)] {
            let cells = worth.reliability.each_ref().map(|states| format!("{:.4}", figure(&states[place])));
            writeln!(text, "| {name}, {state} | | | {} |", cells.join(" | "))?;
        }
    }
    Ok(())
}

fn write_accused(text: &mut String, worth: &Worth) -> fmt::Result {
    if worth.accused_by_one.is_empty() {
        return writeln!(text, "\nNo genuine track is accused by one judge alone.");
    }
    writeln!(text, "\n| genuine track that one judge alone accuses | arm | judge |\n|---|---|---|")?;
    worth
        .accused_by_one
        .iter()
        .try_for_each(|lone| writeln!(text, "| {} | {} | {} |", file_name(&lone.path), lone.arm, lone.by.label()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::worth::Lone;

    fn group(name: &str, is_lossy: bool, accused: [usize; 5]) -> Group {
        Group { name: name.to_owned(), is_lossy, count: 12, answers: accused.map(|accused| Answers { accused, abstained: 1 }) }
    }

    fn worth() -> Worth {
        let reliability = |brier: f64| Reliability { brier, log_loss: 2.0 * brier, ..Reliability::default() };
        Worth {
            at_errors: vec![(0.001, vec![group("all", true, [5, 6, 7, 8, 9]), group("all", false, [0, 0, 0, 0, 1])])],
            arms: vec![group("lame-320", true, [9, 3, 9, 9, 9]), group("vorbis-q10", true, [2, 3, 3, 3, 4])],
            headrooms: vec![group("below 0.8", true, [5, 6, 7, 8, 9])],
            areas: [None, Some(0.75), Some(0.5), Some(0.5), Some(0.875)],
            reliability: [0.3, 0.2, 0.1].map(|brier| [reliability(brier), reliability(brier / 2.0)]),
            accused_by_one: vec![Lone { path: "far/away/b.flac".to_owned(), arm: "genuine".to_owned(), by: Contender::Shown }],
        }
    }

    fn told(worth: &Worth) -> String {
        let mut text = String::new();
        write(&mut text, worth).unwrap();
        text
    }

    #[test]
    fn the_tables_have_what_was_counted() {
        let text = told(&worth());
        for line in [
            "| accepted error | tracks | grids | network | unaware | hidden | shown |",
            "| 0.001 | 12 lossy | 5 (1) | 6 (1) | 7 (1) | 8 (1) | 9 (1) |",
            "| 0.001 | 12 genuine | 0 (1) | 0 (1) | 0 (1) | 0 (1) | 1 (1) |",
            "| below 0.8 | 12 lossy | 5 (1) | 6 (1) | 7 (1) | 8 (1) | 9 (1) |",
            "On 1 of 2 arms the forests answer alike; the others:",
            "| vorbis-q10 | 12 lossy | 2 (1) | 3 (1) | 3 (1) | 3 (1) | 4 (1) |",
            "| area under the curve |  | 0.750 | 0.500 | 0.500 | 0.875 |",
            "| Brier score, mean of the trees | | | 0.3000 | 0.2000 | 0.1000 |",
            "| log loss, calibrated | | | 0.3000 | 0.2000 | 0.1000 |",
            "| b.flac | genuine | shown |",
        ] {
            assert!(text.lines().any(|one| one == line), "{line}\n{text}");
        }
        assert!(!text.contains("lame-320") && !text.contains("far/"), "{text}");
        let tables = text.split("\n\n").filter(|part| part.starts_with('|'));
        for table in tables {
            let columns: Vec<usize> = table.lines().map(|line| line.matches('|').count()).collect();
            assert!(columns.iter().all(|count| *count == columns[0]), "{table}");
        }
    }

    #[test]
    fn nobody_accused_by_one_is_said() {
        let text = told(&Worth { accused_by_one: Vec::new(), ..worth() });
        assert!(text.ends_with("No genuine track is accused by one judge alone.\n"), "{text}");
    }
}
