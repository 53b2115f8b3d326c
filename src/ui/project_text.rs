//! Projects in words. No Qt.

use std::path::Path;

use serde_json::{Value, json};

use crate::{language::tr, services::projects::Project};

/// The known projects as JSON, the one opened last first: `[{ name, path, isOpen }]`.
pub(super) fn recent(known: &[Project], database: &Path) -> Value {
    let is_open = |path: &Path| {
        path == database || matches!((path.canonicalize(), database.canonicalize()), (Ok(one), Ok(other)) if one == other)
    };
    let entry =
        |project: &Project| json!({ "name": project.name, "path": super::shown(&project.path), "isOpen": is_open(&project.path) });
    Value::Array(known.iter().map(entry).collect())
}

pub(super) fn renamed(name: &str) -> String {
    tr!("This project is now called {name}", name)
}

pub(super) fn forgotten(path: &Path) -> String {
    tr!("Left out of the list; its file stays: {path}", path = super::shown(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_open_project_is_told_from_others() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("a.db");
        std::fs::write(&database, "").unwrap();
        let project = |name: &str, path: &Path| Project { name: name.to_owned(), path: path.to_owned() };
        let known = [project("A", &folder.path().join("./a.db")), project("B", &folder.path().join("b.db"))];
        let told = recent(&known, &database);
        assert_eq!((told[0]["isOpen"].as_bool(), told[1]["isOpen"].as_bool()), (Some(true), Some(false)));
        assert_eq!(told[1]["name"], "B");
    }
}
