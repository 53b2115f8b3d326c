//! The demonstration pair: ten seconds of music that never met a lossy codec, and the same through an MP3.
//!
//! Found where the program was built or installed; `scripts/make-demo` makes it.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::paths::checkout_of;

/// Names of the genuine track and of the one from an MP3.
pub const NAMES: [&str; 2] = ["lattice-genuine.flac", "lattice-from-mp3.flac"];

/// Why there is nothing to show.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DemoError {
    /// The files are nowhere.
    #[error("The demonstration tracks are missing from {}. Install Audiopro again, or run scripts/make-demo in its checkout.", folder.display())]
    Missing {
        /// Where they were looked for last.
        folder: PathBuf,
    },
}

/// The pair, genuine first: in `demo/` of the checkout that this program was built in, else in the data folder of the
/// installation it belongs to.
///
/// # Errors
/// [`DemoError::Missing`].
pub fn files() -> Result<[PathBuf; 2], DemoError> {
    files_of(&env::current_exe().unwrap_or_default())
}

fn files_of(program: &Path) -> Result<[PathBuf; 2], DemoError> {
    let checkout = checkout_of(program).map(|checkout| checkout.join("demo"));
    let prefix = program.parent().and_then(Path::parent).unwrap_or(Path::new("/usr"));
    let installed = prefix.join("share/audiopro/demo");
    let in_folder = |folder: &Path| Some(NAMES.map(|name| folder.join(name))).filter(|pair| pair.iter().all(|file| file.is_file()));
    let found = checkout.as_deref().and_then(in_folder).or_else(|| in_folder(&installed));
    found.ok_or_else(|| DemoError::Missing { folder: checkout.unwrap_or(installed) })
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_checkout_holds_the_pair() {
        let pair = files_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("target/release/audiopro")).unwrap();
        assert!(pair.iter().all(|file| fs::read(file).unwrap().starts_with(b"fLaC")), "{pair:?}");
    }

    #[test]
    fn an_installation_holds_the_pair_beside_the_program() {
        let prefix = tempfile::tempdir().unwrap();
        let program = prefix.path().join("bin/audiopro");
        let error = files_of(&program).unwrap_err();
        let folder = prefix.path().join("share/audiopro/demo");
        assert!(error.to_string().contains(&folder.display().to_string()), "{error}");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(NAMES[0]), "").unwrap();
        assert!(files_of(&program).is_err(), "half a pair is none");
        fs::write(folder.join(NAMES[1]), "").unwrap();
        assert_eq!(files_of(&program).unwrap(), NAMES.map(|name| folder.join(name)));
    }
}
