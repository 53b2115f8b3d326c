//! The model card: what a forest was grown from, how it did, what it cannot do.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{self, Write as _},
    path::Path,
};

use crate::brain::{
    Example, Role,
    features::{COUNT, TABLE, schema_id},
    quality::Reliability,
    training::{ArmRank, Figures, LOSSY_SHARE},
    worth::Worth,
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

/// What the card tells of.
pub(super) struct Card<'a> {
    pub(super) examples: &'a [Example],
    pub(super) figures: &'a Figures,
    /// Ranks of codecs that were left out.
    pub(super) without: &'a [ArmRank],
    /// `None` where no track has a reading.
    pub(super) worth: Option<&'a Worth>,
    pub(super) licences: &'a BTreeMap<String, BTreeSet<String>>,
    pub(super) seed: u64,
}

impl Card<'_> {
    /// The card in Markdown. Nothing in it depends on when or where it was made.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        // Writing to a String cannot fail.
        let _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "# The forest, the second judge\n")?;
        writeln!(
            text,
            "A random forest on {COUNT} features of a track (schema {:08x}, seed {}). It is asked where no codec grid decides, and \
             says how likely a lossy past is. Written by `audiopro train`.\n",
            schema_id(),
            self.seed
        )?;
        self.write_growth(text)?;
        self.write_figures(text)?;
        self.write_ranks(text)?;
        if let Some(worth) = self.worth {
            super::worth::write(text, worth)?;
        }
        self.write_limits(text)?;
        write_features(text)?;
        self.write_sources(text)
    }

    fn write_growth(&self, text: &mut String) -> fmt::Result {
        let figures = self.figures;
        writeln!(text, "## What it was grown from\n")?;
        writeln!(text, "| use | tracks | with a reading of the network | sources |\n|---|---|---|---|")?;
        for (name, place) in [("grows the trees", 0), ("sets the calibration", 1), ("is only measured", 2)] {
            let [tracks, readings, sources] = [figures.tracks, figures.readings, figures.sources].map(|of_role| of_role[place]);
            writeln!(text, "| {name} | {tracks} | {readings} | {sources} |")?;
        }
        writeln!(
            text,
            "\nA track that a grid settles ({} of the {} lossy ones that are only measured) lends its sound and gets the silent \
             grids of a genuine track: so it looks where the forest is asked. The calibration and the figures below, but those of \
             the rank, are of tracks that no grid settles, weighted so that one in {:.0} of them is lossy.\n",
            figures.settled,
            figures.settled + figures.missed.iter().sum::<usize>(),
            1.0 / LOSSY_SHARE
        )?;
        if figures.readings.iter().any(|count| *count > 0) {
            writeln!(
                text,
                "A track with a reading of the network grows trees and sets the calibration twice, by halves: once with the \
                 reading, once with it hidden. So the forest serves where the network is switched on and where it is not.\n"
            )?;
        }
        Ok(())
    }

    fn write_figures(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "## Figures on sources that it never saw\n")?;
        let Some(shown) = &self.figures.with_network else { return write_judged(text, self.figures) };
        writeln!(text, "### Without the network\n")?;
        write_judged(text, self.figures)?;
        writeln!(text, "\n### With the network\n")?;
        writeln!(text, "The same tracks, with the readings of those that have one.\n")?;
        write_judged(text, shown)
    }

    fn write_ranks(&self, text: &mut String) -> fmt::Result {
        let figures = self.figures;
        writeln!(text, "\n## Rank with the grids silenced\n")?;
        write!(text, "Each arm against all {} genuine tracks.", figures.genuine.iter().sum::<usize>())?;
        let areas = |ranks: &[ArmRank]| -> Vec<Option<f64>> { ranks.iter().map(|rank| rank.auc).collect() };
        match &figures.with_network {
            None => {
                writeln!(text, "{}", figures.silenced_auc.map_or_else(String::new, |auc| format!(" Over all arms: {auc:.3}.")))?;
                write_ranked(text, "arm", &figures.silenced, None)?;
            }
            Some(shown) => {
                let [hidden, with] = [figures.silenced_auc, shown.silenced_auc].map(decimals);
                writeln!(text, " Over all arms: {hidden}, with the network {with}.")?;
                write_ranked(text, "arm", &figures.silenced, Some(&areas(&shown.silenced)))?;
            }
        }
        if !self.without.is_empty() {
            writeln!(text, "\n## Rank of codecs that it never saw\n")?;
            writeln!(text, "One forest for each codec, grown without it, and asked without the network.")?;
            write_ranked(text, "codec left out", self.without, None)?;
        }
        Ok(())
    }

    fn write_limits(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "\n## Limits\n")?;
        writeln!(
            text,
            "- {} sources are few. Tracks of one source are alike: read each share as a rough one.\n- Its probability assumes \
             that one in {:.0} of the tracks that no grid settles was once lossy.\n- It names \
             no codec. Alone it convicts nobody whose probability does not reach the bar that the accepted error sets.\n- No \
             container, size, bitrate, name or tag is a feature.",
            self.figures.sources.iter().sum::<usize>(),
            1.0 / LOSSY_SHARE
        )
    }

    fn write_sources(&self, text: &mut String) -> fmt::Result {
        writeln!(text, "\n## Sources\n")?;
        writeln!(text, "| source | licence | use | tracks |\n|---|---|---|---|")?;
        let mut sources: BTreeMap<&str, (Role, usize)> = BTreeMap::new();
        for example in self.examples {
            sources.entry(&example.origin).or_insert((example.role, 0)).1 += 1;
        }
        for (origin, (role, count)) in sources {
            let joined = |set: &BTreeSet<String>| set.iter().map(String::as_str).collect::<Vec<_>>().join("; ");
            let licence = self.licences.get(origin).map_or_else(String::new, joined);
            let role = match role {
                Role::Train => "grows",
                Role::Calibrate => "calibrates",
                Role::Report => "measured",
            };
            writeln!(text, "| {origin} | {licence} | {role} | {count} |")?;
        }
        Ok(())
    }
}

/// How the forest judges tracks that no grid settles.
fn write_judged(text: &mut String, figures: &Figures) -> fmt::Result {
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
    Ok(())
}

/// A table of ranks; `with_network` holds the areas of the same arms with the readings shown.
fn write_ranked(text: &mut String, first: &str, ranks: &[ArmRank], with_network: Option<&[Option<f64>]>) -> fmt::Result {
    let (more, line) = if with_network.is_some() { (" with the network |", "---|") } else { ("", "") };
    writeln!(text, "\n| {first} | tracks | area under the curve |{more}\n|---|---|---|{line}")?;
    for (place, ArmRank { name, count, auc }) in ranks.iter().enumerate() {
        let shown = with_network.map(|areas| format!(" {} |", decimals(areas.get(place).copied().flatten()))).unwrap_or_default();
        writeln!(text, "| {name} | {count} | {} |{shown}", decimals(*auc))?;
    }
    Ok(())
}

fn decimals(area: Option<f64>) -> String {
    area.map_or_else(String::new, |area| format!("{area:.3}"))
}

fn write_features(text: &mut String) -> fmt::Result {
    writeln!(text, "\n## Features\n")?;
    writeln!(text, "| name | unit | range | what it is |\n|---|---|---|---|")?;
    for feature in &TABLE {
        let (low, high) = feature.range;
        writeln!(text, "| {} | {} | {low} to {high} | {} |", feature.name, feature.unit, feature.meaning)?;
    }
    Ok(())
}
