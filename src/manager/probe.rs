//! What the store says of itself, for the health check, which knows no store.

use std::path::Path;

use crate::{
    persistence::Repository,
    services::health::{DatabaseProbe, HealthState},
};

/// The state of the store at `path`; `problem` says why it could not be opened, where it could not.
pub fn probe_database(path: &Path, repository: Option<&Repository>, problem: Option<&str>) -> DatabaseProbe {
    let Some(repository) = repository else {
        return match problem {
            Some(problem) => DatabaseProbe::missing(path, problem),
            None => DatabaseProbe::absent(path),
        };
    };
    match repository.facts() {
        Err(error) => DatabaseProbe::missing(path, error.to_string()),
        Ok(facts) => {
            let wal = if facts.is_wal { "on" } else { "off" };
            let found = format!("{} tracks, schema {}, WAL {wal}", facts.tracks, facts.schema);
            if !facts.is_read_only {
                return DatabaseProbe::ready(path, found);
            }
            DatabaseProbe {
                path: path.to_owned(),
                state: HealthState::Limited,
                found: format!("{found}; {} is read-only", path.display()),
                limits: Some("Earlier audits are shown; new ones are not kept.".to_owned()),
                remedy: Some("Give yourself permission to write it, or name another database.".to_owned()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_that_answers_is_ready_and_a_problem_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("audiopro.db");
        assert_eq!(probe_database(&path, None, None).state, HealthState::Ready, "it can be made");
        let repository = Repository::open(&path).unwrap();
        let probe = probe_database(&path, Some(&repository), None);
        assert_eq!((probe.state, probe.found.as_str()), (HealthState::Ready, "0 tracks, schema 2, WAL on"));
        let probe = probe_database(&path, None, Some("the disk burns"));
        assert_eq!((probe.state, probe.found.as_str()), (HealthState::Missing, "the disk burns"));
    }
}
