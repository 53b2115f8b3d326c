//! Projects: sessions that are kept apart, each in a database of its own, and the list of those used lately.
//!
//! The list is a file beside the settings and not part of them: windows on several projects may be open at once, and one that
//! saves its settings must not undo what another remembered. Knows no SQL: whether a file is a database of ours is the store's
//! to say. Forgetting a project leaves its file alone.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{self, Read},
    os::unix::{
        ffi::{OsStrExt, OsStringExt},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    paths::Places,
    settings::{self, Settings},
};

/// Name of the database that is used where none is named.
const USUAL_NAME: &str = "Audits";
/// Longest name, in characters.
const MOST_NAME: usize = 80;
/// Projects that are remembered.
const MOST_RECENT: usize = 30;
/// Opens every SQLite file but an empty one.
const HEADER: &[u8] = b"SQLite format 3\0";

/// A database with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Project {
    /// As people call it.
    pub name: String,
    /// Its database.
    #[serde(serialize_with = "write_path", deserialize_with = "read_path")]
    pub path: PathBuf,
}

/// Why there is no such project, or why nothing was remembered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProjectError {
    /// Neither a name nor a file.
    #[error(
        "No project is called \u{201c}{wanted}\u{201d}, and there is no such file. Known: {known}. A new database is made by --db FILE."
    )]
    Unknown {
        /// What was asked for.
        wanted: String,
        /// Names of those that there are.
        known: String,
    },
    /// A name that cannot be one.
    #[error("\u{201c}{name}\u{201d} cannot name a project. Take 1 to {MOST_NAME} characters without line breaks.")]
    Name {
        /// The name.
        name: String,
    },
    /// Another project has the name.
    #[error("\u{201c}{name}\u{201d} names the project in {} already. Take another name.", path.display())]
    Taken {
        /// The name.
        name: String,
        /// The project that has it.
        path: PathBuf,
    },
    /// The file is no database.
    #[error("{} is no database of Audiopro. Choose another file.", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The file cannot be read.
    #[error("{} cannot be read: {source}. Check the name and that you may read it.", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The list cannot be read, so that it is not overwritten either.
    #[error("The list of projects in {} is damaged: {cause}. Mend or remove it; the projects themselves are untouched.", path.display())]
    List {
        /// The list.
        path: PathBuf,
        /// The cause.
        cause: String,
    },
    /// The list, or the folder of a new project, cannot be written.
    #[error("{} cannot be written: {source}. Check that you may write there and the disk is not full.", path.display())]
    Write {
        /// The list or the folder.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
}

/// The projects of a user.
#[derive(Clone, Debug)]
pub struct Projects {
    list: PathBuf,
    folder: PathBuf,
    usual: Project,
}

impl Projects {
    /// Those listed beside the settings; new ones get a file beside the usual database.
    pub fn of(places: &Places, settings: &Settings) -> Self {
        let usual = settings.database.clone().unwrap_or_else(|| places.database.clone());
        Self {
            list: places.settings.with_file_name("projects.json"),
            folder: places.database.with_file_name("projects"),
            usual: Project { name: USUAL_NAME.to_owned(), path: usual },
        }
    }

    /// Every known project, the one opened last first, and the usual database; with a sentence where the list cannot be read.
    pub fn recent(&self) -> (Vec<Project>, Option<String>) {
        let (mut found, problem) = match self.read() {
            Ok(found) => (found, None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        if !found.iter().any(|project| is_same(&project.path, &self.usual.path)) {
            found.push(self.usual.clone());
        }
        (found, problem)
    }

    /// The project in `database`, with the name of its file where it has no other.
    pub fn named(&self, database: &Path) -> Project {
        let known = self.recent().0.into_iter().find(|project| is_same(&project.path, database));
        known.unwrap_or_else(|| of_file(database))
    }

    /// A new project and its file, empty until the store opens it.
    ///
    /// # Errors
    /// [`ProjectError`], with the remedy.
    pub fn create(&self, name: &str) -> Result<Project, ProjectError> {
        let at = |source| ProjectError::Write { path: self.folder.clone(), source };
        fs::create_dir_all(&self.folder).map_err(at)?;
        self.change(|projects| {
            let name = free_name(name, projects, None)?;
            let stem = file_stem(&name);
            let numbered = (2..).map(|number| format!("{stem}-{number}.db"));
            let mut files = std::iter::once(format!("{stem}.db")).chain(numbered).map(|file| self.folder.join(file));
            let made = files.find_map(|file| match File::create_new(&file) {
                Ok(_) => Some(Ok(file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
                Err(error) => Some(Err(error)),
            });
            let path = made.unwrap_or_else(|| Err(io::ErrorKind::AlreadyExists.into())).map_err(at)?;
            let project = Project { name, path };
            projects.insert(0, project.clone());
            Ok(project)
        })
    }

    /// The project that `wanted` names, or the one in the file `wanted`; remembered as the one opened last.
    ///
    /// # Errors
    /// [`ProjectError`]; a list that cannot be written is logged and is no reason to open nothing.
    pub fn open(&self, wanted: &OsStr) -> Result<Project, ProjectError> {
        let project = self.find(wanted)?;
        let remembered = self.change(|projects| {
            projects.retain(|known| !is_same(&known.path, &project.path));
            projects.insert(0, project.clone());
            Ok(())
        });
        if let Err(error) = remembered {
            tracing::warn!("{error}");
        }
        Ok(project)
    }

    /// The project in `path` under another name; its file keeps its own.
    ///
    /// # Errors
    /// [`ProjectError`], with the remedy.
    pub fn rename(&self, path: &Path, name: &str) -> Result<Project, ProjectError> {
        self.change(|projects| {
            let name = free_name(name, projects, Some(path))?;
            let project = Project { name, path: path.to_owned() };
            match projects.iter_mut().find(|project| is_same(&project.path, path)) {
                Some(known) => *known = project.clone(),
                None => projects.push(project.clone()),
            }
            Ok(project)
        })
    }

    /// Leaves the project in `path` out of the list; its file stays.
    ///
    /// # Errors
    /// [`ProjectError`], with the remedy.
    pub fn forget(&self, path: &Path) -> Result<(), ProjectError> {
        self.change(|projects| {
            projects.retain(|project| !is_same(&project.path, path));
            Ok(())
        })
    }

    fn find(&self, wanted: &OsStr) -> Result<Project, ProjectError> {
        let (known, problem) = self.recent();
        let name = wanted.to_string_lossy();
        let by_name = |is_equal: &dyn Fn(&str) -> bool| known.iter().find(|project| is_equal(&project.name)).cloned();
        let found = by_name(&|other| other == name).or_else(|| by_name(&|other| other.to_lowercase() == name.to_lowercase()));
        if let Some(project) = found {
            // A file that is gone, with its disk maybe, is not to be made anew and empty; the usual one may never have been used.
            let is_unused = project.path == self.usual.path && !project.path.exists();
            return if is_unused { Ok(project) } else { check(&project.path).map(|()| project) };
        }
        let file = std::path::absolute(wanted).unwrap_or_else(|_| PathBuf::from(wanted));
        if !file.exists() {
            if let Some(cause) = problem {
                tracing::warn!("{cause}");
            }
            let known: Vec<&str> = known.iter().map(|project| project.name.as_str()).collect();
            return Err(ProjectError::Unknown { wanted: name.into_owned(), known: known.join(", ") });
        }
        check(&file)?;
        Ok(self.named(&file))
    }

    fn read(&self) -> Result<Vec<Project>, ProjectError> {
        let damaged = |cause: String| ProjectError::List { path: self.list.clone(), cause };
        let text = settings::read(&self.list).map_err(|error| damaged(error.to_string()))?;
        text.map_or(Ok(Vec::new()), |text| serde_json::from_str(&text).map_err(|error| damaged(error.to_string())))
    }

    /// Reads, changes and writes the list, while no other process does.
    fn change<T>(&self, work: impl FnOnce(&mut Vec<Project>) -> Result<T, ProjectError>) -> Result<T, ProjectError> {
        let at = |source| ProjectError::Write { path: self.list.clone(), source };
        let lock = self.list.with_extension("lock");
        fs::create_dir_all(lock.parent().unwrap_or(Path::new("."))).map_err(at)?;
        let lock = File::options().create(true).append(true).open(lock).map_err(at)?;
        lock.lock().map_err(at)?;
        let mut projects = self.read()?;
        let before = projects.clone();
        let done = work(&mut projects)?;
        projects.truncate(MOST_RECENT);
        if projects != before {
            settings::write_whole(&self.list, &projects).map_err(at)?;
        }
        Ok(done)
    }
}

/// Starts the program on `database` in the place of this process, which must have shut down what it runs. Returns only where
/// that fails.
pub fn relaunch(database: &Path) -> io::Error {
    match (env::current_exe(), std::path::absolute(database)) {
        (Ok(program), Ok(database)) => Command::new(program).arg("--db").arg(database).exec(),
        (Err(error), _) | (_, Err(error)) => error,
    }
}

fn of_file(database: &Path) -> Project {
    let name = database.file_stem().unwrap_or(database.as_os_str()).to_string_lossy().into_owned();
    Project { name, path: database.to_owned() }
}

/// Whether both lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    one == other || matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// An error unless `file` could be an SQLite database.
fn check(file: &Path) -> Result<(), ProjectError> {
    let at = |source| ProjectError::Read { path: file.to_owned(), source };
    if !fs::metadata(file).map_err(at)?.is_file() {
        return Err(ProjectError::Foreign { path: file.to_owned() });
    }
    let mut head = Vec::new();
    File::open(file).and_then(|file| file.take(HEADER.len() as u64).read_to_end(&mut head)).map_err(at)?;
    if head.is_empty() || head == HEADER { Ok(()) } else { Err(ProjectError::Foreign { path: file.to_owned() }) }
}

/// `name` without space around it; an error where it cannot be one or a project in another file has it.
fn free_name(name: &str, projects: &[Project], own: Option<&Path>) -> Result<String, ProjectError> {
    let trimmed = name.trim();
    if trimmed.is_empty() || trimmed.chars().count() > MOST_NAME || trimmed.chars().any(char::is_control) {
        return Err(ProjectError::Name { name: name.to_owned() });
    }
    let is_other = |project: &&Project| own.is_none_or(|own| !is_same(own, &project.path));
    match projects.iter().filter(is_other).find(|project| project.name.to_lowercase() == trimmed.to_lowercase()) {
        Some(project) => Err(ProjectError::Taken { name: trimmed.to_owned(), path: project.path.clone() }),
        None => Ok(trimmed.to_owned()),
    }
}

/// A name for a file, from one for people: letters and figures, dashes between.
fn file_stem(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let stem = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    // Four bytes a letter at most: far below the 255 of a file system.
    let short: String = stem.chars().take(40).collect();
    if short.is_empty() { "project".to_owned() } else { short }
}

/// A path as text, or as its bytes where it is none.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum StoredPath {
    Text(String),
    Bytes(Vec<u8>),
}

fn write_path<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    let stored = path
        .to_str()
        .map_or_else(|| StoredPath::Bytes(path.as_os_str().as_bytes().to_vec()), |text| StoredPath::Text(text.to_owned()));
    stored.serialize(serializer)
}

fn read_path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    Ok(match StoredPath::deserialize(deserializer)? {
        StoredPath::Text(text) => text.into(),
        StoredPath::Bytes(bytes) => OsString::from_vec(bytes).into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn projects(home: &Path) -> Projects {
        Projects::of(&Places::within(home), &Settings::default())
    }

    fn names(projects: &Projects) -> Vec<String> {
        let (found, problem) = projects.recent();
        assert_eq!(problem, None);
        found.into_iter().map(|project| project.name).collect()
    }

    #[test]
    fn projects_are_made_opened_renamed_and_forgotten() {
        let home = tempfile::tempdir().unwrap();
        let projects = projects(home.path());
        assert_eq!(names(&projects), [USUAL_NAME]);
        let label = projects.create("  Label: Élan / 2024 ").unwrap();
        assert_eq!(
            (label.name.as_str(), label.path.clone()),
            ("Label: Élan / 2024", home.path().join("projects/label-élan-2024.db"))
        );
        let twin = projects.create("Label, Élan, 2024").unwrap();
        assert_ne!(twin.path, label.path, "two names, one stem, two files");
        assert!(matches!(projects.create("label: élan / 2024"), Err(ProjectError::Taken { .. })));
        assert_eq!(projects.open(OsStr::new("LABEL: ÉLAN / 2024")).unwrap(), label);
        assert_eq!(names(&projects), [&label.name, &twin.name, USUAL_NAME]);
        fs::write(&label.path, HEADER).unwrap();
        let renamed = projects.rename(&label.path, "Élan").unwrap();
        assert_eq!(renamed, Project { name: "Élan".to_owned(), path: label.path.clone() });
        assert_eq!(projects.rename(&label.path, "élan").unwrap().name, "élan", "its own name is not taken");
        assert!(matches!(projects.rename(&twin.path, "Élan"), Err(ProjectError::Taken { .. })));
        projects.forget(&label.path).unwrap();
        assert_eq!(names(&projects), [&twin.name, USUAL_NAME]);
        assert!(label.path.exists());
        assert_eq!(projects.open(label.path.as_os_str()).unwrap().name, "label-élan-2024", "named by its file again");
        fs::remove_file(&twin.path).unwrap();
        let gone = projects.open(OsStr::new(&twin.name)).unwrap_err();
        assert!(gone.to_string().contains("label-élan-2024-2.db"), "{gone}");
        for name in ["", " \t", "a\nb", &"x".repeat(MOST_NAME + 1)] {
            assert!(matches!(projects.create(name), Err(ProjectError::Name { .. })), "{name:?}");
        }
    }

    #[test]
    fn the_usual_database_is_the_settings() {
        let home = tempfile::tempdir().unwrap();
        let settings = Settings { database: Some(home.path().join("mine.db")), ..Settings::default() };
        let projects = Projects::of(&Places::within(home.path()), &settings);
        let usual = projects.open(OsStr::new("audits")).unwrap();
        assert_eq!(usual.path, home.path().join("mine.db"));
        assert_eq!(names(&projects), [USUAL_NAME], "listed once");
        assert_eq!(projects.named(&home.path().join("mine.db")).name, USUAL_NAME);
    }

    #[test]
    fn what_is_no_project_is_named() {
        let home = tempfile::tempdir().unwrap();
        let projects = projects(home.path());
        projects.create("Élan").unwrap();
        let text = |wanted: &OsStr| projects.open(wanted).unwrap_err().to_string();
        let unknown = text(OsStr::new("Elan"));
        assert!(unknown.contains("Elan") && unknown.contains("Élan, Audits"), "{unknown}");
        let song = home.path().join("song.flac");
        fs::write(&song, "fLaC and then some more").unwrap();
        assert!(text(song.as_os_str()).contains("song.flac"));
        assert!(text(home.path().as_os_str()).contains("no database"), "a folder");
        assert_eq!(names(&projects), ["Élan", USUAL_NAME], "none of them is remembered");
    }

    #[test]
    fn a_path_that_is_no_text_is_remembered() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(OsStr::from_bytes(b"odd\xff.db"));
        fs::write(&file, "").unwrap();
        projects(home.path()).open(file.as_os_str()).unwrap();
        assert_eq!(projects(home.path()).recent().0[0].path, file);
    }

    #[test]
    fn a_damaged_list_stays_and_hinders_no_opening() {
        let home = tempfile::tempdir().unwrap();
        let projects = projects(home.path());
        let list = home.path().join("projects.json");
        fs::write(&list, "[{").unwrap();
        let (found, problem) = projects.recent();
        assert_eq!((found.len(), problem.is_some_and(|problem| problem.contains("projects.json"))), (1, true));
        assert!(matches!(projects.create("a"), Err(ProjectError::List { .. })));
        projects.open(OsStr::new(USUAL_NAME)).unwrap();
        assert_eq!(fs::read_to_string(&list).unwrap(), "[{");
    }

    #[test]
    fn windows_at_once_forget_nothing_of_each_other() {
        let home = tempfile::tempdir().unwrap();
        let makers: Vec<_> = (0..8)
            .map(|window| {
                let projects = projects(home.path());
                std::thread::spawn(move || projects.create(&format!("window {window}")).unwrap())
            })
            .collect();
        let mut paths: Vec<_> = makers.into_iter().map(|maker| maker.join().unwrap().path).collect();
        paths.sort();
        paths.dedup();
        assert_eq!((paths.len(), names(&projects(home.path())).len()), (8, 9));
    }
}
