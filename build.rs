//! Compiles the bridges of the window and packs its QML files, icons, fonts and French into the program.

#[cfg(feature = "window")]
fn main() {
    use std::{
        fs::{self, File},
        io::ErrorKind,
        path::{Path, PathBuf},
        process::Command,
    };

    use cxx_qt_build::{CxxQtBuilder, QmlFile, QmlModule};

    /// Every file below `folder`, in order, tests left out.
    fn files(folder: &Path, found: &mut Vec<PathBuf>) {
        println!("cargo::rerun-if-changed={}", folder.display());
        let entries = fs::read_dir(folder).expect("the qml folder belongs to the sources");
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

    /// Ends the build with a message that names the remedy.
    fn refuse(problem: &str) -> ! {
        println!("cargo::error={problem}");
        std::process::exit(1);
    }

    /// Compiles `qml/i18n/qml_fr.ts` and returns the list that packs it beside Main.qml, where the QML engine looks for it.
    ///
    /// Both are as old as their source: Cargo watches what is packed, and a file that is newer than the build starts the next one.
    fn french(out: &Path) -> PathBuf {
        let source = Path::new("qml/i18n/qml_fr.ts");
        let (compiled, list) = (out.join("qml_fr.qm"), out.join("translations.qrc"));
        let names = ["/usr/lib/qt6/bin/lrelease", "/usr/lib64/qt6/bin/lrelease", "lrelease6", "lrelease-qt6", "lrelease"];
        let runs = names
            .iter()
            .map(|name| Command::new(name).args(["-silent", "-nounfinished"]).arg(source).arg("-qm").arg(&compiled).status());
        match runs.into_iter().find(|run| !run.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound)) {
            Some(Ok(status)) if status.success() => {}
            Some(Ok(_)) => refuse("lrelease could not compile qml/i18n/qml_fr.ts; its message stands above"),
            Some(Err(error)) => refuse(&format!("lrelease does not start: {error}. Install qt6-l10n-tools again")),
            None => refuse(
                "the window's French needs Qt's lrelease: install qt6-l10n-tools (elsewhere than on Debian, Qt's Linguist tools)",
            ),
        }
        let packed = "<RCC><qresource prefix=\"/qt/qml/audiopro/qml/i18n\"><file>qml_fr.qm</file></qresource></RCC>\n";
        fs::write(&list, packed).expect("the build's own folder can be written");
        let written = fs::metadata(source).and_then(|source| source.modified());
        let written = written.expect("lrelease has just read it");
        for made in [&compiled, &list] {
            let aged = File::options().write(true).open(made).and_then(|file| file.set_modified(written));
            aged.expect("the build's own files can be dated");
        }
        list
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
        "album_table",
        "comparing",
        "copy_table",
        "acting",
        "arrangement",
        "desk",
        "demo",
        "detail",
        "health",
        "history",
        "judging",
        "network_picture",
        "playing",
        "plot_item",
        "saved_filters",
        "project_list",
        "reporting",
        "second_opinion",
        "session",
        "sound_picture",
        "track_network",
        "track_policy",
        "track_sound",
        "track_table",
        "watching",
    ];
    let mut builder = CxxQtBuilder::new_qml_module(module).qt_module("Quick").crate_include_root(None);
    if cfg!(feature = "qml-tests") {
        bridges.push("qml_tests");
        builder = builder.qt_module("QuickTest");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo names the folder"));
    builder
        .files(bridges.iter().map(|name| format!("src/ui/{name}.rs")))
        .qrc_resources(of_kind(&["svg", "ttf", "otf"]))
        .qrc(french(&out))
        .build();
    // cxx-qt-build asks for gold, which drops the initialisers of test binaries.
    println!("cargo::rustc-link-arg=-fuse-ld=lld");
}

#[cfg(not(feature = "window"))]
fn main() {}
