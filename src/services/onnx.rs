//! Looks for the ONNX Runtime library. It is found by name and never loaded here: loading runs foreign code.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Environment variable that names the library, as the `ort` crate reads it.
const LIBRARY_VARIABLE: &str = "ORT_DYLIB_PATH";

/// Folders that the system's loader looks in, where their number is small enough to list.
#[cfg(unix)]
const SYSTEM_FOLDERS: [&str; 7] = [
    "/usr/local/lib",
    "/usr/lib",
    "/usr/lib64",
    "/usr/lib/x86_64-linux-gnu",
    "/usr/lib/aarch64-linux-gnu",
    "/opt/onnxruntime/lib",
    "/opt/homebrew/lib",
];
#[cfg(not(unix))]
const SYSTEM_FOLDERS: [&str; 0] = [];

/// The library file that a program would use: `named`, where the settings name one that is there; `None` where there is none in the
/// places looked at: the environment variable, beside the program, the loader's path, the system's folders.
pub fn find_library(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named.filter(|path| path.is_file()) {
        return Some(named.to_owned());
    }
    if let Some(named) = env::var_os(LIBRARY_VARIABLE).map(PathBuf::from).filter(|path| path.is_file()) {
        return Some(named);
    }
    let beside = env::current_exe().ok().and_then(|program| program.parent().map(Path::to_owned));
    let loader = env::var_os("LD_LIBRARY_PATH").or_else(|| env::var_os("DYLD_LIBRARY_PATH")).unwrap_or_default();
    let loader: Vec<PathBuf> = env::split_paths(&loader).filter(|folder| !folder.as_os_str().is_empty()).collect();
    beside.into_iter().chain(loader).chain(SYSTEM_FOLDERS.map(PathBuf::from)).find_map(|folder| library_in(&folder))
}

/// The version in a library's own name, where it has one: `libonnxruntime.so.1.20.0` gives `1.20.0`.
pub fn version_in_name(library: &Path) -> Option<String> {
    let resolved = fs::canonicalize(library).unwrap_or_else(|_| library.to_owned());
    let name = resolved.file_name()?.to_str()?;
    let version = name.rsplit_once(".so.").map(|(_, version)| version);
    version
        .or_else(|| name.strip_prefix("libonnxruntime.").and_then(|rest| rest.strip_suffix(".dylib")))
        .filter(|version| version.starts_with(|first: char| first.is_ascii_digit()))
        .map(str::to_owned)
}

/// A library as a person reads it: `1.20.0, /usr/lib/libonnxruntime.so`, or its path alone.
pub fn shown(library: &Path) -> String {
    let version = version_in_name(library).map(|version| format!("{version}, ")).unwrap_or_default();
    format!("{version}{}", library.display())
}

fn library_in(folder: &Path) -> Option<PathBuf> {
    let entries = fs::read_dir(folder).ok()?;
    let mut libraries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_library(path)).collect();
    libraries.sort_unstable(); // the plain name before the versioned ones
    libraries.into_iter().find(|path| path.is_file())
}

fn is_library(path: &Path) -> bool {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return false };
    name == "onnxruntime.dll"
        || name == "libonnxruntime.so"
        || name.starts_with("libonnxruntime.so.")
        || (name.starts_with("libonnxruntime.") && name.ends_with(".dylib"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_settings_name_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        let library = folder.path().join("my-runtime.so");
        fs::write(&library, "").unwrap();
        assert_eq!(find_library(Some(&library)), Some(library));
        assert_ne!(find_library(Some(folder.path())).as_deref(), Some(folder.path()), "a folder is no library");
    }

    #[test]
    fn the_library_is_told_from_its_neighbours() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["libonnxruntime_providers_shared.so", "libonnx.so", "onnxruntime.txt"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(library_in(folder.path()), None);
        let library = folder.path().join("libonnxruntime.so.1.20.1");
        fs::write(&library, "").unwrap();
        assert_eq!(library_in(folder.path()).as_deref(), Some(library.as_path()));
        assert_eq!(version_in_name(&library).as_deref(), Some("1.20.1"));
        assert_eq!(shown(&library), format!("1.20.1, {}", library.display()));
        assert_eq!(shown(Path::new("/nowhere/libonnxruntime.so")), "/nowhere/libonnxruntime.so");
        assert_eq!(version_in_name(Path::new("/nowhere/libonnxruntime.so")), None);
    }
}
