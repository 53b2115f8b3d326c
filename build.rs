//! Compiles the bridges of the window and packs its QML files, icons and fonts into the program.

#[cfg(feature = "window")]
fn main() {
    use std::path::{Path, PathBuf};

    use cxx_qt_build::{CxxQtBuilder, QmlFile, QmlModule};

    /// Every file below `folder`, in order, tests left out.
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let entries = std::fs::read_dir(folder).expect("the qml folder belongs to the sources");
        let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        paths.sort();
        for path in paths {
            match path.is_dir() {
                true if path.ends_with("tests") => {}
                true => files(&path, found),
                false => found.push(path),
            }
        }
    }

    let mut all = Vec::new();
    files(Path::new("qml"), &mut all);
    let of_kind = |kinds: &[&str]| {
        let is_of = |path: &&PathBuf| path.extension().and_then(|kind| kind.to_str()).is_some_and(|kind| kinds.contains(&kind));
        all.iter().filter(is_of).cloned().collect::<Vec<_>>()
    };
    let qml = of_kind(&["qml"]).into_iter().map(|path| {
        let is_singleton = path.ends_with("Theme.qml");
        QmlFile::from(path).singleton(is_singleton)
    });
    let module = QmlModule::new("audiopro").depends(["QtQuick"]).qml_files(qml);
    let mut bridges = vec![
        "acting",
        "arrangement",
        "desk",
        "detail",
        "health",
        "judging",
        "plot_item",
        "saved_filters",
        "session",
        "sound_picture",
        "track_sound",
        "track_table",
        "watching",
    ];
    let mut builder = CxxQtBuilder::new_qml_module(module).qt_module("Quick").crate_include_root(None);
    if cfg!(feature = "qml-tests") {
        bridges.push("qml_tests");
        builder = builder.qt_module("QuickTest");
    }
    builder.files(bridges.iter().map(|name| format!("src/ui/{name}.rs"))).qrc_resources(of_kind(&["svg", "ttf", "otf"])).build();
    // cxx-qt-build asks for gold, which drops the initialisers of test binaries.
    println!("cargo::rustc-link-arg=-fuse-ld=lld");
}

#[cfg(not(feature = "window"))]
fn main() {}
