//! Where things are kept: settings, database, weights and logs.
//!
//! `AUDIOPRO_HOME` puts all of them in one folder, which tests and portable installations use. Nothing is created here.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use directories::ProjectDirs;

/// Environment variable that holds one folder for everything.
pub const HOME_VARIABLE: &str = "AUDIOPRO_HOME";

/// Files and folders of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// Settings file.
    pub settings: PathBuf,
    /// Database, where neither the settings nor `--db` name another.
    pub database: PathBuf,
    /// Folder of the two logs.
    pub logs: PathBuf,
    /// Folder of the forest's weights.
    pub weights: PathBuf,
    /// Folder of decoded sound, in files without a name that go with the program.
    pub cache: PathBuf,
}

impl Places {
    /// The places of this process: `AUDIOPRO_HOME`, else the platform's folders, with logs and weights in the checkout where the
    /// program was built in one.
    pub fn of_this_process() -> Self {
        if let Some(home) = env::var_os(HOME_VARIABLE).filter(|home| !home.is_empty()) {
            return Self::within(Path::new(&home));
        }
        let checkout = env::current_exe().ok().and_then(|program| checkout_of(&program));
        Self::of_platform(checkout.as_deref())
    }

    /// Everything in `home`.
    pub fn within(home: &Path) -> Self {
        Self {
            settings: home.join("settings.json"),
            database: home.join("audiopro.db"),
            logs: home.join("logs"),
            weights: home.join("weights"),
            cache: home.join("cache"),
        }
    }

    fn of_platform(checkout: Option<&Path>) -> Self {
        // A user without a home folder still gets a program that works until the next restart.
        let Some(folders) = ProjectDirs::from("", "", "audiopro") else {
            return Self::within(&env::temp_dir().join("audiopro"));
        };
        let state = folders.state_dir().unwrap_or_else(|| folders.data_local_dir());
        Self {
            settings: folders.config_dir().join("settings.json"),
            database: folders.data_dir().join("audiopro.db"),
            logs: checkout.map_or_else(|| state.join("logs"), |checkout| checkout.join("logs")),
            weights: checkout.map_or_else(|| folders.data_dir().join("weights"), |checkout| checkout.join("weights")),
            cache: folders.cache_dir().to_owned(),
        }
    }
}

/// The checkout that `program` was built in: the nearest folder above it whose `Cargo.toml` is this crate's.
pub(super) fn checkout_of(program: &Path) -> Option<PathBuf> {
    let is_checkout = |folder: &&Path| {
        fs::read_to_string(folder.join("Cargo.toml"))
            .is_ok_and(|manifest| manifest.lines().any(|line| line.trim_end() == "name = \"audiopro\""))
    };
    program.ancestors().skip(1).find(is_checkout).map(Path::to_owned)
}

/// The first folder that exists, going up from `path` itself.
pub(super) fn nearest_existing_folder(path: &Path) -> Option<&Path> {
    path.ancestors()
        .map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
        .find(|folder| folder.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_in_a_target_folder_belongs_to_its_checkout() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("target/release/audiopro");
        fs::create_dir_all(program.parent().unwrap()).unwrap();
        assert_eq!(checkout_of(&program), None);
        fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"another\"\n").unwrap();
        assert_eq!(checkout_of(&program), None);
        fs::write(folder.path().join("Cargo.toml"), "[package]\nname = \"audiopro\"\n").unwrap();
        assert_eq!(checkout_of(&program).as_deref(), Some(folder.path()));
        let places = Places::of_platform(Some(folder.path()));
        assert_eq!(places.logs, folder.path().join("logs"));
        assert!(!places.database.starts_with(folder.path()), "a checkout may be removed; the database may not go with it");
    }

    #[test]
    fn one_home_holds_everything() {
        let home = Path::new("/somewhere");
        let places = Places::within(home);
        for place in [&places.settings, &places.database, &places.logs, &places.weights] {
            assert_eq!(place.parent(), Some(home));
        }
    }

    #[test]
    fn the_nearest_folder_is_found_from_what_does_not_exist_yet() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(nearest_existing_folder(&folder.path().join("a/b/c.db")), Some(folder.path()));
        assert_eq!(nearest_existing_folder(Path::new("audiopro.db")), Some(Path::new(".")));
    }
}
