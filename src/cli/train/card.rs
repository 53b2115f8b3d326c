//! The model card: what a forest was grown from, how it did, what it cannot do.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    path::Path,
};

use crate::brain::{
    Example, Role,
    features::{COUNT, TABLE, schema_id},
    quality::Reliability,
    training::{ArmRank, Figures, LOSSY_SHARE},
};

/// Licences by origin, from a CSV with the columns `file` and `licence`.
pub(super) fn licences(path: &Path) -> Result<BTreeMap<String, BTreeSet<String>>, csv::Error> {
    #[derive(serde::Deserialize)]
    struct Row {
        file: String,
        licence: String,
    }
    let mut licences: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let Row { file, licence } = row?;
        let origin = file.split_once("__").map_or(file.as_str(), |(head, _)| head).to_owned();
        licences.entry(origin).or_default().insert(licence);
    }
    Ok(licences)
}

/// The card in Markdown. Nothing in it depends on when or where it was made.
pub(super) fn card(
    examples: &[Example],
    figures: &Figures,
    without: &[ArmRank],
    licences: &BTreeMap<String, BTreeSet<String>>,
    seed: u64,
) -> String {
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = write_card(&mut text, examples, figures, without, licences, seed);
    text
}

fn write_card(
    text: &mut String,
    examples: &[Example],
    figures: &Figures,
    without: &[ArmRank],
    licences: &BTreeMap<String, BTreeSet<String>>,
    seed: u64,
) -> std::fmt::Result {
    writeln!(text, "# The forest, the second judge\n")?;
    writeln!(
        text,
        "A random forest on {COUNT} features of a track (schema {:08x}, seed {seed}). It is asked where no codec grid decides, and \
         says how likely a lossy past is. Written by `audiopro train`.\n",
        schema_id()
    )?;
    writeln!(text, "## What it was grown from\n")?;
    writeln!(text, "| use | tracks | sources |\n|---|---|---|")?;
    for (name, place) in [("grows the trees", 0), ("sets the calibration", 1), ("is only measured", 2)] {
        writeln!(text, "| {name} | {} | {} |", figures.tracks[place], figures.sources[place])?;
    }
    writeln!(
        text,
        "\nA track that a grid settles ({} of the {} lossy ones that are only measured) lends its sound and gets the silent grids of a \
         genuine track: so it looks where the forest is asked. The calibration and the figures below, but those of the rank, are of \
         tracks that no grid settles, weighted so that one in {:.0} of them is lossy.\n",
        figures.settled,
        figures.settled + figures.missed.iter().sum::<usize>(),
        1.0 / LOSSY_SHARE
    )?;
    writeln!(text, "## Figures on sources that it never saw\n")?;
    writeln!(text, "| tracks that no grid settles | below 0.35 | grey, 0.35 to 0.75 | from 0.75 |\n|---|---|---|---|")?;
    let row = |[low, grey, high]: [usize; 3]| format!("{low} | {grey} | {high}");
    writeln!(text, "| never lossy | {} |\n| lossy | {} |\n", row(figures.genuine), row(figures.missed))?;
    writeln!(text, "Largest probability of a genuine track: {:.3}.\n", figures.largest_genuine)?;
    writeln!(text, "| | Brier score | log loss |\n|---|---|---|")?;
    let quality = |reliability: &Reliability| format!("{:.4} | {:.4}", reliability.brier, reliability.log_loss);
    writeln!(text, "| mean of the trees | {} |\n| calibrated | {} |\n", quality(&figures.raw), quality(&figures.calibrated))?;
    writeln!(text, "| probability | tracks | mean | share that was lossy |\n|---|---|---|---|")?;
    for (tenth, (count, mean, share)) in figures.calibrated.bins.iter().enumerate().filter(|(_, bin)| bin.0 > 0) {
        let low = tenth as f64 / 10.0;
        writeln!(text, "| {low:.1} to {:.1} | {count} | {mean:.3} | {share:.3} |", low + 0.1)?;
    }
    let ranks = |text: &mut String, ranks: &[ArmRank], head: &str| -> std::fmt::Result {
        writeln!(text, "\n| {head} | tracks | area under the curve |\n|---|---|---|")?;
        for ArmRank { name, count, auc } in ranks {
            writeln!(text, "| {name} | {count} | {} |", auc.map_or_else(String::new, |auc| format!("{auc:.3}")))?;
        }
        Ok(())
    };
    let whole = figures.silenced_auc.map_or_else(String::new, |auc| format!(" Over all arms: {auc:.3}."));
    writeln!(text, "\n## Rank with the grids silenced\n")?;
    writeln!(text, "Each arm against all {} genuine tracks.{whole}", figures.genuine.iter().sum::<usize>())?;
    ranks(text, &figures.silenced, "arm")?;
    if !without.is_empty() {
        writeln!(text, "\n## Rank of codecs that it never saw\n")?;
        writeln!(text, "One forest for each codec, grown without it.")?;
        ranks(text, without, "codec left out")?;
    }
    writeln!(text, "\n## Limits\n")?;
    writeln!(
        text,
        "- {} sources are few. Tracks of one source are alike: read each share as a rough one.\n- Its probability assumes \
         that one in {:.0} of the tracks that no grid settles was once lossy.\n- It names \
         no codec. Alone it convicts nobody whose probability does not reach the bar that the accepted error sets.\n- No container, \
         size, bitrate, name or tag is a feature.",
        figures.sources.iter().sum::<usize>(),
        1.0 / LOSSY_SHARE
    )?;
    writeln!(text, "\n## Features\n")?;
    writeln!(text, "| name | unit | range | what it is |\n|---|---|---|---|")?;
    for feature in &TABLE {
        writeln!(
            text,
            "| {} | {} | {} to {} | {} |",
            feature.name, feature.unit, feature.range.0, feature.range.1, feature.meaning
        )?;
    }
    writeln!(text, "\n## Sources\n")?;
    writeln!(text, "| source | licence | use | tracks |\n|---|---|---|---|")?;
    let mut sources: BTreeMap<&str, (Role, usize)> = BTreeMap::new();
    for example in examples {
        sources.entry(&example.origin).or_insert((example.role, 0)).1 += 1;
    }
    for (origin, (role, count)) in sources {
        let licence =
            licences.get(origin).map_or_else(String::new, |set| set.iter().map(String::as_str).collect::<Vec<_>>().join("; "));
        let role = match role {
            Role::Train => "grows",
            Role::Calibrate => "calibrates",
            Role::Report => "measured",
        };
        writeln!(text, "| {origin} | {licence} | {role} | {count} |")?;
    }
    Ok(())
}
