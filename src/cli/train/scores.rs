//! Readings of networks that did not see the track, from the CSV that scripts/train-network writes.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use csv::{ByteRecord, ReaderBuilder, Trim};
use serde::Deserialize;

use crate::brain::{Example, features::Features};

/// Why such a file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(super) enum ScoresError {
    #[error(
        "{}: {cause}. Name a CSV with the columns path, arm, mean, spread, share and decile, as scripts/train-network writes it.",
        path.display()
    )]
    Unreadable { path: PathBuf, cause: csv::Error },
    #[error("{}, line {line}: {what}", path.display())]
    Line { path: PathBuf, line: u64, what: String },
}

/// The columns that are read; others are passed over. A path need not be UTF-8.
#[derive(Deserialize)]
struct Row<'a> {
    path: &'a [u8],
    arm: &'a [u8],
    mean: f64,
    spread: f64,
    share: f64,
    decile: f64,
}

/// Readings by path and arm of the manifest.
pub(super) struct Scores(HashMap<(String, String), [f64; 4]>);

impl Scores {
    /// What the CSV at `path` holds.
    pub(super) fn read(path: &Path) -> Result<Self, ScoresError> {
        let unreadable = |cause| ScoresError::Unreadable { path: path.to_owned(), cause };
        let mut reader = ReaderBuilder::new().trim(Trim::Headers).from_path(path).map_err(unreadable)?;
        let head = reader.byte_headers().map_err(unreadable)?.clone();
        let mut scores = HashMap::new();
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(unreadable)? {
            let Row { path: track, arm, mean, spread, share, decile } = record.deserialize(Some(&head)).map_err(unreadable)?;
            let figures = [mean, spread, share, decile];
            let line =
                |what| ScoresError::Line { path: path.to_owned(), line: record.position().map_or(0, csv::Position::line), what };
            if !figures.iter().all(|figure| figure.is_finite()) {
                return Err(line("a figure is no number. Leave the line out: the track has no reading then.".to_owned()));
            }
            // As the manifest is read.
            let [track, arm] = [track, arm].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
            let key = (track, arm.trim().to_owned());
            if scores.insert(key.clone(), figures).is_some() {
                return Err(line(format!("{} stands in this arm already. Remove one of the two.", key.0)));
            }
        }
        Ok(Self(scores))
    }

    /// Puts the readings into `examples`, in place of any that they had; how many stay without one.
    pub(super) fn fill(&self, examples: &mut [Example]) -> usize {
        let mut missing = 0;
        for example in examples {
            let row = Features(std::mem::take(&mut example.features));
            let filled = match self.0.get(&(example.path.clone(), example.arm.clone())) {
                Some(figures) => row.with_network(*figures),
                None => {
                    missing += 1;
                    row.without_network()
                }
            };
            example.features = filled.0;
        }
        missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::{Role, features::COUNT};

    fn scores(content: &[u8]) -> Result<Scores, String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scores.csv");
        std::fs::write(&path, content).unwrap();
        Scores::read(&path).map_err(|error| error.to_string().replace(&*path.to_string_lossy(), "S"))
    }

    fn example(path: &str, arm: &str) -> Example {
        Example {
            path: path.to_owned(),
            arm: arm.to_owned(),
            codec: None,
            headroom: None,
            role: Role::Train,
            origin: String::new(),
            is_settled: false,
            features: vec![0.25; COUNT],
        }
    }

    const HEAD: &str = "path,label,arm,source,split,headroom,patches,mean,spread,share,decile\n";

    #[test]
    fn readings_go_by_path_and_arm_and_none_is_left_from_before() {
        let mut content = HEAD.as_bytes().to_vec();
        content.extend(b"x/a.flac,transcode,lame-320,s,tune,1.5,32,2.50000,1.00000,0.75000,4.00000\n");
        content.extend(b"odd\xff.flac,genuine,genuine,s,tune,,32,-3.00000,0.50000,0.00000,-2.00000\n");
        let scores = scores(&content).unwrap();
        let mut examples =
            [example("x/a.flac", "lame-320"), example("x/a.flac", "aac-256"), example("odd\u{fffd}.flac", "genuine")];
        assert_eq!(scores.fill(&mut examples), 1);
        let logits = examples.each_ref().map(|example| example.row().unwrap().mean_logit());
        assert_eq!(logits, [Some(2.5), None, Some(-3.0)]);
        assert_eq!(examples[0].features[COUNT - 4..], [2.5, 1.0, 0.75, 4.0]);
        assert_eq!(examples[0].features[..COUNT - 4], [0.25; COUNT - 4], "what was measured stays");
    }

    #[test]
    fn a_slip_is_refused_with_its_place() {
        let refused = |lines: &str| scores(format!("{HEAD}{lines}\n").as_bytes()).err().unwrap();
        assert!(refused("a,genuine,g,s,tune,,32,nan,1,0,1").starts_with("S, line 2: a figure is no number"));
        let twice = refused("a,genuine,g,s,tune,,32,1,1,0,1\na,genuine,g,s,tune,,32,1,1,0,1");
        assert!(twice.starts_with("S, line 3: a stands in this arm already"), "{twice}");
        assert!(refused("a,genuine,g,s,tune,,32,,1,0,1").contains("Name a CSV with the columns path, arm, mean"));
        assert!(scores(b"path,arm\na,g\n").err().unwrap().contains("mean"));
    }
}
