//! Where a file goes in the quarantine, and which files a list of paths stands for.

use std::{
    ffi::{OsStr, OsString},
    fs,
    path::{Component, Path, PathBuf},
};

use super::{absolute, moving::parent};
use crate::{
    contracts::{CancelToken, Cancelled},
    manager::{
        discovery::{Discovered, discover},
        playlist,
    },
};

/// Files that paths stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChosenTracks {
    /// The audio files, in order, each once.
    pub paths: Vec<PathBuf>,
    /// The folders that were named, for the tree.
    pub roots: Vec<PathBuf>,
    /// Paths that stand for none, as sentences.
    pub problems: Vec<String>,
}

/// The audio files at `paths`: files as they are named, folders walked. A playlist stands for nothing: what it names may lie
/// anywhere.
///
/// # Errors
/// [`Cancelled`] soon after the token is set.
pub fn choose(paths: &[PathBuf], cancel: &CancelToken) -> Result<ChosenTracks, Cancelled> {
    let mut chosen = ChosenTracks::default();
    let (playlists, others): (Vec<PathBuf>, Vec<PathBuf>) =
        paths.iter().map(|path| absolute(path)).partition(|path| playlist::is_playlist(path) && !path.is_dir());
    for playlist in playlists {
        chosen.problems.push(format!("{} is a list of tracks and was left out. Name the tracks themselves.", playlist.display()));
    }
    chosen.roots.extend(others.iter().filter(|path| path.is_dir()).cloned());
    discover(&others, cancel, &mut |found| {
        for one in found {
            match one {
                Discovered::Track(key) => chosen.paths.push(key.path),
                Discovered::Unusable { error, .. } => chosen.problems.push(error),
                Discovered::Problem(message) => chosen.problems.push(message),
            }
        }
    })?;
    Ok(chosen)
}

/// Names tried for one file before it is refused: more of one name are no accident.
const MOST_NAMES: u32 = 1000;

/// The tree under the quarantine folder.
pub(super) struct Layout {
    roots: Vec<PathBuf>,
    common: PathBuf,
}

impl Layout {
    pub(super) fn new(paths: &[PathBuf], roots: &[PathBuf]) -> Self {
        let roots: Vec<PathBuf> = roots.iter().map(|root| absolute(root)).collect();
        let mut outside = paths.iter().filter(|path| !roots.iter().any(|root| is_under(path, root))).map(|path| parent(path));
        let first = outside.next().unwrap_or(Path::new("/")).to_owned();
        let common = outside.fold(first, |common, folder| {
            let shared = common.components().zip(folder.components()).take_while(|(a, b)| a == b);
            shared.map(|(component, _)| component).collect()
        });
        Self { roots, common }
    }

    /// Places for the file at `path`, from the quarantine folder: its own name first, then `name (2)` and so on.
    pub(super) fn places(&self, path: &Path) -> impl Iterator<Item = PathBuf> {
        let roots = self.roots.iter().filter(|root| is_under(path, root));
        let root = roots.max_by_key(|root| root.components().count()).unwrap_or(&self.common);
        let relative = path.strip_prefix(root).unwrap_or(path);
        // Only plain names: a place can never leave the quarantine.
        let plain: PathBuf = relative.components().filter(|part| matches!(part, Component::Normal(_))).collect();
        let folder = plain.parent().map(Path::to_owned).unwrap_or_default();
        let (stem, extension) = (owned(plain.file_stem()), owned(plain.extension()));
        (1..=MOST_NAMES).map(move |number| {
            let mut name = stem.clone();
            if number > 1 {
                name.push(format!(" ({number})"));
            }
            if !extension.is_empty() {
                name.push(".");
                name.push(&extension);
            }
            folder.join(name)
        })
    }
}

fn owned(part: Option<&OsStr>) -> OsString {
    part.map(OsStr::to_owned).unwrap_or_default()
}

fn is_under(path: &Path, root: &Path) -> bool {
    path != root && path.starts_with(root)
}

/// Name of the copy of move `id` before it is whole.
pub(super) fn temporary(to: &Path, id: u64) -> PathBuf {
    parent(to).join(format!(".audiopro-move-{id}.tmp"))
}

/// Takes away `from` and the folders above it as far as they are empty, up to `top`, which stays.
pub(super) fn remove_empty(top: &Path, from: &Path) {
    for folder in from.ancestors().take_while(|folder| *folder != top && folder.starts_with(top)) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(paths: &[&str], roots: &[&str], path: &str, number: usize) -> String {
        let of = |paths: &[&str]| paths.iter().map(PathBuf::from).collect::<Vec<_>>();
        let layout = Layout::new(&of(paths), &of(roots));
        layout.places(Path::new(path)).nth(number).unwrap().display().to_string()
    }

    #[test]
    fn the_tree_is_kept_from_the_root_or_from_what_is_common() {
        let paths = ["/m/a/1.flac", "/m/b/c/2.flac"];
        assert_eq!(place(&paths, &[], "/m/b/c/2.flac", 0), "b/c/2.flac");
        assert_eq!(place(&paths, &["/m/b"], "/m/b/c/2.flac", 0), "c/2.flac");
        assert_eq!(place(&paths, &["/m", "/m/b"], "/m/b/c/2.flac", 0), "c/2.flac");
        assert_eq!(place(&paths, &["/"], "/m/b/c/2.flac", 0), "m/b/c/2.flac");
        assert_eq!(place(&["/m/a/1.flac"], &[], "/m/a/1.flac", 0), "1.flac");
    }

    #[test]
    fn a_taken_name_gets_a_number_and_no_place_leaves_the_folder() {
        assert_eq!(place(&["/m/1.tar.flac"], &[], "/m/1.tar.flac", 1), "1.tar (2).flac");
        assert_eq!(place(&["/m/.flac"], &[], "/m/.flac", 2), ".flac (3)");
        assert_eq!(place(&["/m/../x/1.flac"], &["/m"], "/m/../x/1.flac", 0), "x/1.flac");
    }
}
