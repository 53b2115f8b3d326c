//! The auditor's settings, one JSON file.
//!
//! A missing file is the defaults; a damaged one is the defaults and a sentence that says so, and the damaged file is left as it
//! is until the auditor saves. Written to a temporary file in the same folder, synced, then renamed.

use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Deserializer, Serialize};
use tempfile::NamedTempFile;

use super::notices::NoticeRules;
use crate::language::Choice;

/// Address at which Ollama listens unless told otherwise.
pub const OLLAMA_ADDRESS: &str = "http://127.0.0.1:11434";
/// A settings file larger than this is not one.
const MOST_BYTES: u64 = 1 << 20;
/// Heights that a row of the track table can have, in pixels; the middle one is the default.
pub const ROW_HEIGHTS: [u8; 3] = [24, 28, 32];

/// Colours of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the desktop says.
    #[default]
    System,
    /// Dark.
    Dark,
    /// Light.
    Light,
}

/// Size of the window and what it shows, as it was left. What does not fit the screen or the design any more is the window's to mend.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowLayout {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Whether it filled the screen.
    pub is_maximised: bool,
    /// Width of the detail panel in pixels.
    pub detail_width: u32,
    /// Whether the detail panel was shown.
    pub is_detail_shown: bool,
    /// Tab of the detail panel, from 0.
    pub tab: u32,
    /// Column that the table was sorted by, as the table names it.
    pub sort: String,
    /// Whether its highest value came first.
    pub is_descending: bool,
    /// Columns that the auditor does not want to see, as the table names them.
    pub hidden_columns: Vec<String>,
    /// Volume of the player in percent.
    pub volume_percent: u32,
    /// Whether the player turns loud tracks down to one loudness.
    pub is_loudness_matched: bool,
}

impl Default for WindowLayout {
    fn default() -> Self {
        Self {
            width: 1440,
            height: 900,
            is_maximised: false,
            detail_width: 480,
            is_detail_shown: true,
            tab: 0,
            sort: "added".to_owned(),
            is_descending: false,
            hidden_columns: Vec::new(),
            volume_percent: 100,
            is_loudness_matched: false,
        }
    }
}

/// Which policy tracks are held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PolicyChoice {
    /// One that comes with the program, by its name there.
    Shipped(String),
    /// The auditor's own.
    File(PathBuf),
}

/// What the auditor can choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Tracks audited at once; 0 for one a processor.
    pub workers: usize,
    /// Database; `None` for the platform's folder.
    pub database: Option<PathBuf>,
    /// The FFmpeg program; `None` where it is to be looked for on the `PATH`.
    pub ffmpeg: Option<PathBuf>,
    /// Address of the arbiter.
    pub ollama_address: String,
    /// Model of the arbiter; empty for none.
    pub ollama_model: String,
    /// Time that the arbiter may take for an answer.
    pub arbiter_limit_s: u64,
    /// Whether the arbiter is told the tags, as quoted data.
    pub arbiter_sees_tags: bool,
    /// Share of false accusations that the auditor accepts from the forest: 0.00001 to 0.05.
    #[serde(deserialize_with = "accepted_error")]
    pub accepted_error: f64,
    /// Probability from which a track is grey.
    pub grey_from: f64,
    /// Probability from which it no longer is.
    pub grey_to: f64,
    /// Whether the network looks at each track.
    pub network: bool,
    /// ONNX Runtime's library; `None` where it is to be looked for.
    pub onnx_library: Option<PathBuf>,
    /// Colours of the window.
    pub theme: Theme,
    /// Language of the window.
    pub language: Choice,
    /// Height of a row in pixels, one of [`ROW_HEIGHTS`].
    #[serde(deserialize_with = "row_height")]
    pub row_height: u8,
    /// Whether the health dialog opens at start while something is limited.
    pub show_health_at_start: bool,
    /// Whether nothing moves in the window.
    pub reduced_motion: bool,
    /// Folders whose new files are audited as they come.
    pub watched_folders: Vec<PathBuf>,
    /// Seconds for which a new file must stay as it is.
    #[serde(deserialize_with = "settle_s")]
    pub watch_settle_s: u64,
    /// What the auditor is told of files that were audited unasked.
    pub notice_rules: NoticeRules,
    /// The policy that tracks are held against; `None` for none.
    pub policy: Option<PolicyChoice>,
    /// The quarantine that was chosen last.
    pub quarantine: Option<PathBuf>,
    /// How the window was left.
    pub window: WindowLayout,
    /// What another version of the program wrote: kept, so that a look with this one loses nothing.
    #[serde(flatten)]
    pub others: serde_json::Map<String, serde_json::Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            workers: 0,
            database: None,
            ffmpeg: None,
            ollama_address: env::var("OLLAMA_HOST")
                .ok()
                .filter(|host| !host.trim().is_empty())
                .unwrap_or_else(|| OLLAMA_ADDRESS.to_owned()),
            ollama_model: String::new(),
            arbiter_limit_s: 120,
            arbiter_sees_tags: false,
            accepted_error: 0.001,
            grey_from: 0.35,
            grey_to: 0.75,
            network: false,
            onnx_library: None,
            theme: Theme::default(),
            language: Choice::default(),
            row_height: ROW_HEIGHTS[1],
            show_health_at_start: true,
            reduced_motion: false,
            watched_folders: Vec::new(),
            watch_settle_s: 5,
            notice_rules: NoticeRules::default(),
            policy: None,
            quarantine: None,
            window: WindowLayout::default(),
            others: serde_json::Map::new(),
        }
    }
}

/// Why settings were not saved.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SettingsError {
    /// The folder or the file cannot be written.
    #[error("The settings were not saved in {}: {source}. Check that the folder may be written and the disk is not full.", path.display())]
    Write {
        /// The settings file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

impl Settings {
    /// The settings in `file`, with a sentence where they could not be read and the defaults stand in.
    pub fn load(file: &Path) -> (Self, Option<String>) {
        match read(file) {
            Ok(None) => (Self::default(), None),
            Ok(Some(text)) => match serde_json::from_str(&text) {
                Ok(settings) => (settings, None),
                Err(error) => (Self::default(), Some(problem(file, &error))),
            },
            Err(error) => (Self::default(), Some(problem(file, &error))),
        }
    }

    /// Writes them to `file`: a reader, and a crash, sees the old file or the new one.
    ///
    /// # Errors
    /// [`SettingsError::Write`]; the old file is then as it was.
    pub fn save(&self, file: &Path) -> Result<(), SettingsError> {
        write_whole(file, self).map_err(|source| SettingsError::Write { path: file.to_owned(), source })
    }
}

/// Writes `value` to `file` as JSON: a reader, and a crash, sees the old file or the new one.
pub(super) fn write_whole(file: &Path, value: &impl Serialize) -> io::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut temporary, value)?;
    temporary.write_all(b"\n")?;
    temporary.as_file().sync_all()?;
    temporary.persist(file)?;
    Ok(())
}

fn problem(file: &Path, cause: &dyn std::fmt::Display) -> String {
    format!(
        "The settings in {} cannot be read: {cause}. The defaults are used; saving the settings replaces the file.",
        file.display()
    )
}

/// Text of a small file; `None` where it is missing.
pub(super) fn read(file: &Path) -> io::Result<Option<String>> {
    let size = match fs::metadata(file) {
        Ok(metadata) => metadata.len(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if size > MOST_BYTES {
        return Err(io::Error::other("it is too large for a settings file"));
    }
    fs::read_to_string(file).map(Some)
}

/// Least and largest error that can be accepted.
pub const ACCEPTED_ERRORS: (f64, f64) = (1e-5, 0.05);

/// Within bounds, so that an edited file makes no judge that accuses everybody.
fn accepted_error<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    let wanted = f64::deserialize(deserializer)?;
    Ok(if wanted.is_finite() { wanted.clamp(ACCEPTED_ERRORS.0, ACCEPTED_ERRORS.1) } else { ACCEPTED_ERRORS.0 })
}

/// Between a second and an hour.
fn settle_s<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    Ok(u64::deserialize(deserializer)?.clamp(1, 3600))
}

/// The nearest height on offer, so that an edited file cannot make the table unusable.
fn row_height<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    let wanted = i64::deserialize(deserializer)?;
    let nearest = ROW_HEIGHTS.into_iter().min_by_key(|height| wanted.saturating_sub(i64::from(*height)).unsigned_abs());
    Ok(nearest.unwrap_or(ROW_HEIGHTS[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config/settings.json");
        assert_eq!(Settings::load(&file), (Settings::default(), None));
        let settings = Settings {
            workers: 3,
            database: Some(PathBuf::from("/data/audits.db")),
            ffmpeg: Some(PathBuf::from("/opt/ffmpeg")),
            theme: Theme::Light,
            language: Choice::Fr,
            row_height: 32,
            show_health_at_start: false,
            watched_folders: vec![PathBuf::from("/music/new")],
            policy: Some(PolicyChoice::File(PathBuf::from("/rules/label.toml"))),
            notice_rules: NoticeRules { padded: true, ..NoticeRules::default() },
            window: WindowLayout { width: 1920, hidden_columns: vec!["dr".to_owned()], ..WindowLayout::default() },
            ..Settings::default()
        };
        settings.save(&file).unwrap();
        assert_eq!(Settings::load(&file), (settings, None));
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "no temporary file is left");
    }

    #[test]
    fn a_damaged_file_gives_defaults_and_a_sentence_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        for damaged in ["{\"workers\": 3", "[]", "\u{0}\u{1}", "{\"workers\": -3}", "{\"theme\": \"pink\"}"] {
            fs::write(&file, damaged).unwrap();
            let (settings, problem) = Settings::load(&file);
            assert_eq!(settings, Settings::default(), "{damaged}");
            assert!(problem.is_some_and(|problem| problem.contains("settings.json")), "{damaged}");
            assert_eq!(fs::read_to_string(&file).unwrap(), damaged);
        }
    }

    #[test]
    fn settings_of_another_version_survive_a_save() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("settings.json");
        fs::write(&file, r#"{"workers": 2, "grey_from": 0.4, "row_height": 1000}"#).unwrap();
        let (settings, problem) = Settings::load(&file);
        assert_eq!((settings.workers, settings.row_height, problem), (2, 32, None));
        settings.save(&file).unwrap();
        assert!(fs::read_to_string(&file).unwrap().contains("\"grey_from\": 0.4"));
    }

    #[test]
    fn a_folder_that_is_a_file_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let blocker = folder.path().join("config");
        fs::write(&blocker, "").unwrap();
        let error = Settings::default().save(&blocker.join("settings.json")).unwrap_err();
        assert!(error.to_string().contains("config"), "{error}");
    }
}
