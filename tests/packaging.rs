//! What introduces the program to a desktop and to a package manager says the same everywhere.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

const DESKTOP: &str = "packaging/audiopro.desktop";
const METAINFO: &str = "packaging/org.audiopro.Audiopro.metainfo.xml";
const FLATPAK: &str = "packaging/flatpak/org.audiopro.Audiopro.yml";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(file: &str) -> String {
    fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Value of the first `key=` of the desktop file.
fn entry(key: &str) -> String {
    let text = text(DESKTOP);
    let found = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
    found.unwrap_or_else(|| panic!("{DESKTOP} has no {key}")).to_owned()
}

/// What stands between `before` and the next `after` in `text`.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let start = text.find(before).unwrap_or_else(|| panic!("no {before}")) + before.len();
    &text[start..start + text[start..].find(after).unwrap_or_else(|| panic!("no {after} after {before}"))]
}

/// Each text in quotes, a list a line, comments left out.
fn quoted(lines: &str) -> Vec<Vec<String>> {
    let code = lines.lines().map(|line| line.split('#').next().unwrap_or_default());
    let found = code.map(|line| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>());
    found.filter(|found| !found.is_empty()).collect()
}

#[test]
fn versions_agree() {
    let version = env!("CARGO_PKG_VERSION");
    let metainfo = text(METAINFO);
    assert_eq!(between(&metainfo, "<release version=\"", "\""), version, "the newest release of {METAINFO}");
    assert!(text("packaging/changelog").starts_with(&format!("audiopro ({version}-")), "packaging/changelog");
}

#[test]
fn names_and_ids_agree() {
    let metainfo = text(METAINFO);
    let id = between(&metainfo, "<id>", "</id>");
    assert_eq!(Path::new(METAINFO).file_name().unwrap().to_str().unwrap(), format!("{id}.metainfo.xml"));
    assert!(text(FLATPAK).lines().any(|line| line == format!("id: {id}")), "{FLATPAK} has the id {id}");
    assert_eq!(Path::new(FLATPAK).file_stem().unwrap().to_str(), Some(id));
    assert_eq!(between(&metainfo, "<name>", "</name>"), entry("Name"));
    let program = env!("CARGO_PKG_NAME");
    let desktop_id = audiopro::services::desktop::desktop_id();
    assert_eq!(desktop_id, program);
    assert_eq!(between(&metainfo, "<launchable type=\"desktop-id\">", "</launchable>"), format!("{desktop_id}.desktop"));
    assert_eq!(Path::new(DESKTOP).file_stem().unwrap().to_str(), Some(desktop_id.as_str()));
    assert_eq!(between(&metainfo, "<binary>", "</binary>"), program);
    assert_eq!(entry("Exec"), format!("{program} %F"), "files and folders dropped on the icon are paths");
    assert_eq!(entry("StartupWMClass"), program, "what Qt calls the window's class");
    let icon = entry("Icon");
    assert_eq!(between(&metainfo, "<icon type=\"stock\">", "</icon>"), icon);
    assert!(root().join(format!("packaging/icons/{icon}.svg")).is_file());
    assert!(
        text("Cargo.toml").contains(&format!("license = \"{}\"", between(&metainfo, "<project_license>", "</project_license>")))
    );
}

#[test]
fn a_desktop_offers_it_for_tracks_and_folders() {
    let types = entry("MimeType");
    let types: BTreeSet<&str> = types.trim_end_matches(';').split(';').collect();
    let lossless = ["inode/directory", "audio/flac", "audio/x-wav", "audio/x-aiff", "audio/x-wavpack", "audio/x-ape"];
    for wanted in lossless.into_iter().chain(["audio/mpeg", "audio/mp4", "audio/ogg"]) {
        assert!(types.contains(wanted), "{wanted}");
    }
}

#[test]
fn every_file_of_the_package_is_there_or_generated() {
    let manifest = text("Cargo.toml");
    let assets = quoted(between(&manifest, "\nassets = [", "\n]"));
    assert!(assets.len() > 5, "{assets:?}");
    let script = text("scripts/package");
    for asset in assets {
        let source = asset[0].as_str();
        let is_made = match source.strip_prefix("packaging/generated/") {
            Some(name) => script.contains(&format!("$folder/{}", name.split('*').next().unwrap_or_default())),
            None if source.starts_with("target/release/") => true,
            None => glob::glob(root().join(source).to_str().unwrap()).unwrap().flatten().count() > 0,
        };
        assert!(is_made, "{source} is neither in the checkout nor made by scripts/package");
    }
}

#[test]
fn every_command_has_its_manual_page() {
    let script = text("scripts/package");
    let written: BTreeSet<&str> = between(&script, "\ncommands=(", ")").split_whitespace().collect();
    let command = audiopro::cli::command();
    let known: BTreeSet<&str> = command.get_subcommands().map(|command| command.get_name()).collect();
    assert_eq!(written, known);
}

#[test]
fn what_the_window_loads_at_run_time_is_depended_on() {
    let manifest = text("Cargo.toml");
    let depends: BTreeSet<String> = quoted(between(&manifest, "\ndepends = [", "\n]")).concat().into_iter().collect();
    let packages = text("scripts/packages.txt");
    let run = between(&packages, "\n[run]\n", "\n\n[");
    let needed: Vec<&str> = run.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let loaded = needed.iter().filter(|package| package.starts_with("qml6-module-") || **package == "libqt6svg6");
    let missing: Vec<_> = loaded.filter(|package| !depends.contains(**package)).collect();
    assert!(missing.is_empty(), "[package.metadata.deb] depends lacks {missing:?}");
}
