//! The window: cxx-qt bridges between the manager and QML.
//!
//! The only place with Qt and with `unsafe`. A bridge declares one object and translates; what can be decided is decided in
//! `manager`, what can be formatted is formatted in plain Rust beside it. Nothing here reads a file, runs SQL or draws a pixel
//! on the main thread: work goes to the service lane, and its value comes back as a queued call.

mod acting;
mod acting_text;
mod album_rows;
mod album_table;
mod album_text;
mod app;
mod arrangement;
mod compared;
mod comparing;
mod comparing_text;
mod copies_text;
mod copy_table;
mod demo;
mod desk;
mod desk_text;
mod detail;
mod detail_text;
mod evidence_text;
mod health;
mod health_text;
mod history;
mod history_text;
mod judging;
mod judging_text;
mod metadata_text;
mod network_picture;
mod network_plot;
mod network_text;
mod playing;
mod playing_text;
mod plot;
mod plot_item;
mod policy_text;
mod project_list;
mod project_text;
mod proof_plot;
mod proof_text;
#[cfg(feature = "qml-tests")]
pub mod qml_tests;
mod region_text;
mod reporting;
mod reporting_text;
mod reporting_work;
mod rows;
mod saved_filters;
mod second_opinion;
mod second_opinion_text;
mod session;
mod sound_drawing;
mod sound_picture;
mod sounds;
mod track_cells;
mod track_network;
mod track_policy;
mod track_sound;
mod track_table;
mod watching;
mod watching_text;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use crate::{manager::Startup, pictures::image};
use cxx_qt_lib::{QGuiApplication, QQmlApplicationEngine, QQuickStyle, QString, QUrl};

/// `path` as a person reads it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Registers the objects and QML files of the window with Qt. Call it first: in the program, and in the QML tests.
pub fn init() {
    cxx_qt::init_crate!(audiopro);
    cxx_qt::init_qml_module!("audiopro");
}

/// Prepares what the window's objects share, without opening it. The QML tests use it with a store of their own.
///
/// # Errors
/// A sentence, where no thread could be started.
pub fn prepare(startup: Startup) -> Result<(), String> {
    app::start(startup, Vec::new())
}

/// Opens the window on `paths` and returns when it is closed.
pub fn run(startup: Startup, paths: Vec<PathBuf>) -> ExitCode {
    init();
    let mut application = QGuiApplication::new();
    let Some(mut application) = application.as_mut() else {
        eprintln!("audiopro: no window could be opened. Is a display there (DISPLAY or WAYLAND_DISPLAY)?");
        return ExitCode::from(2);
    };
    application.as_mut().set_application_name(&QString::from("audiopro"));
    application.as_mut().set_organization_name(&QString::from("audiopro"));
    QQuickStyle::set_style(&QString::from("Basic"));
    if let Err(problem) = app::start(startup, paths) {
        eprintln!("audiopro: {problem}");
        return ExitCode::from(2);
    }
    let mut engine = QQmlApplicationEngine::new();
    let has_failed = Arc::new(AtomicBool::new(false));
    if let Some(mut engine) = engine.as_mut() {
        engine.as_mut().add_import_path(&QString::from("qrc:/qt/qml"));
        let failed = Arc::clone(&has_failed);
        engine
            .as_mut()
            .on_object_creation_failed(move |_, url| {
                eprintln!("audiopro: the window's description {url} could not be loaded; the installation is damaged");
                failed.store(true, Ordering::Relaxed);
            })
            .release();
        engine.as_mut().load(&QUrl::from("qrc:/qt/qml/audiopro/qml/Main.qml"));
    }
    if has_failed.load(Ordering::Relaxed) {
        app::shutdown();
        return ExitCode::from(2);
    }
    let code = application.exec();
    drop(engine);
    app::shutdown();
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}
