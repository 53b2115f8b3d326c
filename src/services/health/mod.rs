//! Pre-flight checks: what answers, what is limited without it, how to mend it.
//!
//! Blocks for up to [`LIMIT`] and belongs off the main thread. Nothing here is repaired or installed. What the store says is
//! handed in, since it lies beside this layer.

mod checks;
mod ffmpeg;

use std::{
    fmt, io,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde::{Deserialize, Serialize};

pub use checks::onnx;

use super::{paths, settings::Settings};
use crate::contracts::CancelToken;

/// Time within which FFmpeg and Ollama must have answered.
const LIMIT: Duration = Duration::from_secs(2);

/// State of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// All of it works.
    Ready,
    /// Some of it works.
    Limited,
    /// It is not there.
    Missing,
}

impl HealthState {
    /// Name as people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ready => "Ready",
            Self::Limited => "Limited",
            Self::Missing => "Missing",
        }
    }
}

/// One service and what came of looking at it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthCheck {
    /// Stable name: `ffmpeg`, `ollama`, `gpu`, `onnx`, `database`, `weights`, `disk`, `logs`.
    pub id: String,
    /// Name as people read it.
    pub name: String,
    /// Its state.
    pub state: HealthState,
    /// What was found, in a few words.
    pub found: String,
    /// What is limited, as a sentence.
    pub limits: Option<String>,
    /// How to mend it, as a sentence.
    pub remedy: Option<String>,
    /// The command that mends it, to be copied.
    pub command: Option<String>,
}

impl HealthCheck {
    /// A service that is as it should be.
    pub fn ready(id: &str, name: &str, found: impl Into<String>) -> Self {
        let (limits, remedy, command) = (None, None, None);
        Self { id: id.to_owned(), name: name.to_owned(), state: HealthState::Ready, found: found.into(), limits, remedy, command }
    }

    /// A service that limits something, with what and how to mend it.
    pub fn trouble(id: &str, name: &str, state: HealthState, found: impl Into<String>, limits: &str, remedy: Option<&str>) -> Self {
        let (limits, remedy) = (Some(limits.to_owned()), remedy.map(str::to_owned));
        Self { state, limits, remedy, ..Self::ready(id, name, found) }
    }

    fn with_command(self, command: impl Into<String>) -> Self {
        Self { command: Some(command.into()), ..self }
    }

    /// Whether audits cannot be made or kept without it: the store, the disk, the logs.
    pub fn is_essential(&self) -> bool {
        matches!(self.id.as_str(), "database" | "disk" | "logs")
    }
}

/// One line: name, state, what was found, what is limited, how to mend it.
impl fmt::Display for HealthCheck {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}.", self.name, self.state.label())?;
        for sentence in [Some(&self.found), self.limits.as_ref(), self.remedy.as_ref()].into_iter().flatten() {
            let stop = if sentence.ends_with(['.', '!', '?']) { "" } else { "." };
            write!(formatter, " {sentence}{stop}")?;
        }
        self.command.as_ref().map_or(Ok(()), |command| write!(formatter, " {command}"))
    }
}

/// What the store says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseProbe {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Its state.
    pub state: HealthState,
    /// What was found: `1204 tracks, schema 1, WAL on`.
    pub found: String,
    /// What is limited.
    pub limits: Option<String>,
    /// How to mend it.
    pub remedy: Option<String>,
}

impl DatabaseProbe {
    /// A database that answers.
    pub fn ready(path: &Path, found: impl Into<String>) -> Self {
        Self { path: path.to_owned(), state: HealthState::Ready, found: found.into(), limits: None, remedy: None }
    }

    /// A database that cannot be used, for the reason in `problem`, a sentence with its remedy.
    pub fn missing(path: &Path, problem: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            state: HealthState::Missing,
            found: problem.into(),
            limits: Some("Audits are made but not kept.".to_owned()),
            remedy: Some("Mend it, or name another database in the settings or with --db.".to_owned()),
        }
    }

    /// A database that is not there yet: ready where its folder can be made and written.
    pub fn absent(path: &Path) -> Self {
        match paths::nearest_existing_folder(path.parent().unwrap_or(path)).map(try_writing) {
            Some(Ok(())) => Self::ready(path, format!("{}, made at the first audit", path.display())),
            Some(Err(error)) => Self::missing(path, format!("{} cannot be made: {error}", path.display())),
            None => Self::missing(path, format!("{} has no folder that exists", path.display())),
        }
    }
}

/// Looks at everything, in the order in which it is shown. What was not looked at when the token was set is left out.
pub fn check(
    settings: &Settings,
    database: &DatabaseProbe,
    weights: &HealthCheck,
    network: &HealthCheck,
    logs: Option<&Path>,
    cancel: &CancelToken,
) -> Vec<HealthCheck> {
    let end = Instant::now() + LIMIT;
    // FFmpeg starts while Ollama is asked, so that the two limits do not add up.
    let started = ffmpeg::VersionCall::start(settings.ffmpeg.as_deref().unwrap_or(Path::new("ffmpeg")));
    let arbiter = checks::ollama(settings, LIMIT * 3 / 4, cancel);
    let mut checks = vec![ffmpeg::check(started, end, cancel), arbiter];
    let rest: [&dyn Fn() -> HealthCheck; 6] = [
        &checks::gpu,
        &|| network.clone(),
        &|| checks::database(database),
        &|| weights.clone(),
        &|| checks::disk(&database.path),
        &|| checks::logs(logs),
    ];
    for look in rest {
        if cancel.is_cancelled() {
            break;
        }
        checks.push(look());
    }
    for check in checks.iter().filter(|check| check.state != HealthState::Ready) {
        tracing::info!("{check}");
    }
    checks
}

/// Whether a file can be made in `folder`; it is gone again at once.
fn try_writing(folder: &Path) -> io::Result<()> {
    tempfile::tempfile_in(folder).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> HealthCheck {
        HealthCheck::ready("weights", "Weights", "The forest of the program")
    }

    fn quiet_settings() -> Settings {
        Settings {
            ffmpeg: Some(PathBuf::from("/no/such/ffmpeg")),
            ollama_address: "http://127.0.0.1:1".to_owned(),
            ..Settings::default()
        }
    }

    #[test]
    fn everything_is_looked_at_even_where_nothing_is_installed() {
        let folder = tempfile::tempdir().unwrap();
        let database = DatabaseProbe::absent(&folder.path().join("audiopro.db"));
        let checks =
            check(&quiet_settings(), &database, &forest(), &onnx(&quiet_settings()), Some(folder.path()), &CancelToken::new());
        let ids: Vec<&str> = checks.iter().map(|check| check.id.as_str()).collect();
        assert_eq!(ids, ["ffmpeg", "ollama", "gpu", "onnx", "database", "weights", "disk", "logs"]);
        let of = |id: &str| checks.iter().find(|check| check.id == id).unwrap();
        assert_eq!((of("ffmpeg").state, of("ollama").state), (HealthState::Missing, HealthState::Missing));
        assert_eq!((of("database").state, of("logs").state), (HealthState::Ready, HealthState::Ready));
        for check in &checks {
            assert_eq!(check.state == HealthState::Ready, check.limits.is_none(), "trouble says what is limited: {check}");
        }
    }

    #[test]
    fn a_set_token_leaves_the_rest_out() {
        let cancel = CancelToken::new();
        cancel.cancel();
        let database = DatabaseProbe::ready(Path::new("/tmp/audiopro.db"), "0 tracks");
        let checks = check(&quiet_settings(), &database, &forest(), &onnx(&quiet_settings()), None, &cancel);
        assert!(checks.len() < 8, "{checks:?}");
    }

    #[test]
    fn a_database_that_cannot_be_made_is_missing() {
        let folder = tempfile::tempdir().unwrap();
        let probe = DatabaseProbe::absent(&folder.path().join("not/yet/there/audiopro.db"));
        assert_eq!(probe.state, HealthState::Ready);
        let probe = DatabaseProbe::missing(Path::new("/x/audiopro.db"), "/x/audiopro.db is read-only.");
        assert_eq!(probe.state, HealthState::Missing);
        assert!(probe.limits.is_some() && probe.remedy.is_some());
    }

    #[test]
    fn a_check_reads_as_sentences() {
        let check = HealthCheck::trouble("ollama", "Ollama", HealthState::Limited, "Running", "Less works.", None);
        assert_eq!(check.clone().with_command("ollama pull m").to_string(), "Ollama: Limited. Running. Less works. ollama pull m");
        assert_eq!(HealthCheck::ready("disk", "Disk space", "9 GiB").to_string(), "Disk space: Ready. 9 GiB.");
        assert_eq!(serde_json::to_value(&check).unwrap()["state"], "limited");
    }
}
