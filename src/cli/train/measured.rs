//! The file in which `train` keeps what it measured: JSON lines, the first with the schema of the features.
//!
//! Written as tracks end, so that a run that was stopped goes on where it was. A line that cannot be read, a last one cut off, is
//! measured again.

use std::{
    collections::HashMap,
    fs::{File, OpenOptions},
    io::{self, BufRead, BufReader, Write},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    brain::{Example, features},
    contracts::ANALYSIS_VERSION,
};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Head {
    schema_id: u32,
    analysis_version: u32,
}

/// What is kept, by path and arm, and where more of it goes.
pub(super) struct Measured {
    kept: HashMap<(String, String), Example>,
    file: Option<File>,
}

impl Measured {
    /// Nothing is kept.
    pub(super) fn nowhere() -> Self {
        Self { kept: HashMap::new(), file: None }
    }

    /// What `path` holds of this program's features; a file of another schema is begun anew.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let head = Head { schema_id: features::schema_id(), analysis_version: ANALYSIS_VERSION };
        let mut kept = HashMap::new();
        if let Ok(file) = File::open(path) {
            let mut lines = BufReader::new(file).lines();
            let first = lines.next().transpose()?.and_then(|line| serde_json::from_str::<Head>(&line).ok());
            if first.as_ref() == Some(&head) {
                for example in lines.map_while(Result::ok).filter_map(|line| serde_json::from_str::<Example>(&line).ok()) {
                    if example.features.len() == features::COUNT {
                        kept.insert((example.path.clone(), example.arm.clone()), example);
                    }
                }
            }
        }
        let is_new = kept.is_empty();
        let mut file = OpenOptions::new().create(true).write(true).append(!is_new).truncate(is_new).open(path)?;
        if is_new {
            writeln!(file, "{}", serde_json::to_string(&head)?)?;
        } else {
            // What a stopped run cut off ends here.
            writeln!(file)?;
        }
        Ok(Self { kept, file: Some(file) })
    }

    pub(super) fn get(&self, path: &str, arm: &str) -> Option<&Example> {
        self.kept.get(&(path.to_owned(), arm.to_owned()))
    }

    pub(super) fn keep(&mut self, example: &Example) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        writeln!(file, "{}", serde_json::to_string(example)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brain::Role;

    fn example(path: &str) -> Example {
        Example {
            path: path.to_owned(),
            arm: "lame-320".to_owned(),
            codec: Some("mp3".to_owned()),
            headroom: Some(1.5),
            role: Role::Train,
            origin: "Bela".to_owned(),
            is_settled: true,
            features: vec![0.5; features::COUNT],
        }
    }

    #[test]
    fn a_stopped_run_goes_on_and_another_schema_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("features.jsonl");
        Measured::open(&path).unwrap().keep(&example("a")).unwrap();
        let mut file = OpenOptions::new().append(true).open(&path).unwrap();
        write!(file, "{{\"path\":\"b\",").unwrap();
        let mut measured = Measured::open(&path).unwrap();
        assert_eq!(measured.get("a", "lame-320"), Some(&example("a")));
        assert_eq!(measured.get("a", "genuine"), None);
        measured.keep(&example("c")).unwrap();
        let measured = Measured::open(&path).unwrap();
        assert!(measured.get("a", "lame-320").is_some() && measured.get("c", "lame-320").is_some());
        std::fs::write(&path, "{\"schema_id\":1,\"analysis_version\":1}\n").unwrap();
        assert_eq!(Measured::open(&path).unwrap().get("a", "lame-320"), None);
    }
}
