//! Projects: databases with names. Another one opens in the place of this window.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    pin::Pin,
};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QString, QUrl};

use super::{
    app, project_text,
    session::{local_path, update},
};
use crate::{
    language::retold,
    services::projects::{Project, ProjectError, Projects},
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
        include!("cxx-qt-lib/qurl.h");
        type QUrl = cxx_qt_lib::QUrl;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(QString, name, READ, NOTIFY)]
        #[qproperty(QString, recent_json, READ, NOTIFY)]
        type ProjectList = super::ProjectListRust;

        /// Something was done, or could not be: a word for the auditor.
        #[qsignal]
        fn notice(self: Pin<&mut ProjectList>, message: &QString);
        /// Another project opens once this window is closed.
        #[qsignal]
        fn close_asked(self: Pin<&mut ProjectList>);

        /// Reads which projects there are.
        #[qinvokable]
        fn refresh(self: Pin<&mut ProjectList>);
        /// Makes a project and opens it.
        #[qinvokable]
        fn create(self: Pin<&mut ProjectList>, name: &QString);
        /// Opens the project in the file at `path`.
        #[qinvokable]
        fn open(self: Pin<&mut ProjectList>, path: &QString);
        #[qinvokable]
        fn open_file(self: Pin<&mut ProjectList>, file: &QUrl);
        /// Gives the project of this window another name.
        #[qinvokable]
        fn rename(self: Pin<&mut ProjectList>, name: &QString);
        /// Leaves the project in the file at `path` out of the list; the file stays.
        #[qinvokable]
        fn forget(self: Pin<&mut ProjectList>, path: &QString);
    }

    impl cxx_qt::Threading for ProjectList {}
    impl cxx_qt::Initialize for ProjectList {}
}

/// State of the list.
#[derive(Default)]
pub struct ProjectListRust {
    name: QString,
    recent_json: QString,
}

impl cxx_qt::Initialize for qobject::ProjectList {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().recent_json = QString::from("[]");
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        if let Some(project) = &startup.project {
            self.as_mut().rust_mut().name = QString::from(&project.name);
        }
        self.refresh();
    }
}

impl qobject::ProjectList {
    fn refresh(self: Pin<&mut Self>) {
        self.with_projects(
            |projects, _| Ok::<_, ProjectError>(projects.recent().1),
            |projects, problem| {
                if let Some(problem) = problem {
                    projects.notice(&QString::from(&*retold(&problem)));
                }
            },
        );
    }

    fn create(self: Pin<&mut Self>, name: &QString) {
        let name = name.to_string();
        self.with_projects(move |projects, _| projects.create(&name), Self::open_next);
    }

    fn open(self: Pin<&mut Self>, path: &QString) {
        let path = OsString::from(path.to_string());
        self.with_projects(move |projects, _| projects.open(&path), Self::open_next);
    }

    fn open_file(self: Pin<&mut Self>, file: &QUrl) {
        let Some(path) = local_path(file) else { return };
        self.with_projects(move |projects, _| projects.open(path.as_os_str()), Self::open_next);
    }

    /// Has the program start anew on `project` once the window is closed. The one that is open is just kept.
    fn open_next(self: Pin<&mut Self>, project: Project) {
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        if project.path == startup.database {
            return;
        }
        if startup.next_database.is_some_and(|next| next.try_send(project.path).is_ok()) {
            self.close_asked();
        }
    }

    fn rename(self: Pin<&mut Self>, name: &QString) {
        let name = name.to_string();
        self.with_projects(
            move |projects, database| projects.rename(database, &name),
            |mut projects, project| {
                update!(projects, name, name_changed, QString::from(&project.name));
                projects.notice(&QString::from(&project_text::renamed(&project.name)));
            },
        );
    }

    fn forget(self: Pin<&mut Self>, path: &QString) {
        let path = PathBuf::from(path.to_string());
        self.with_projects(
            move |projects, _| projects.forget(&path).map(|()| path),
            |projects, path| projects.notice(&QString::from(&project_text::forgotten(&path))),
        );
    }

    /// Does `work` with the projects and the database of this window off the main thread, tells the list anew, then calls `then`.
    fn with_projects<T: Send + 'static>(
        self: Pin<&mut Self>,
        work: impl FnOnce(&Projects, &Path) -> Result<T, ProjectError> + Send + 'static,
        then: impl FnOnce(Pin<&mut Self>, T) + Send + 'static,
    ) {
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        let Some(projects) = startup.projects else { return };
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |_, _| {
                    let done = work(&projects, &startup.database);
                    (done, project_text::recent(&projects.recent().0, &startup.database).to_string())
                },
                move |(done, recent)| {
                    let _ = thread.queue(move |mut list| {
                        update!(list, recent_json, recent_json_changed, QString::from(&recent));
                        match done {
                            Ok(value) => then(list, value),
                            Err(error) => list.notice(&QString::from(&*retold(&error.to_string()))),
                        }
                    });
                },
            );
        });
    }
}
