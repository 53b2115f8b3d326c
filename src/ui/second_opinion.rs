//! The second opinion in the settings: whether the network looks at each track, on which library, and what runs.

use std::{path::PathBuf, pin::Pin, sync::Arc};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QString, QUrl};

use super::{
    acting_text::sentence,
    app::{self, Changed},
    second_opinion_text,
    session::{local_path, update},
};
use crate::{
    brain::Judge,
    language::tr,
    manager::{NetworkState, judge_of},
    services::settings::Settings,
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
        #[qproperty(bool, is_on, READ, NOTIFY)]
        #[qproperty(QString, library, READ, NOTIFY)]
        #[qproperty(QString, status, READ, NOTIFY)]
        #[qproperty(QString, status_text, READ, NOTIFY)]
        type SecondOpinion = super::SecondOpinionRust;

        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut SecondOpinion>, message: &QString);

        /// Lets the network look at each track from now on, or no longer.
        #[qinvokable]
        fn switch_on(self: Pin<&mut SecondOpinion>, is_on: bool);
        /// Names the library; nothing for the usual places.
        #[qinvokable]
        fn use_library(self: Pin<&mut SecondOpinion>, path: &QString);
        /// Names the library by a file that was chosen.
        #[qinvokable]
        fn use_file(self: Pin<&mut SecondOpinion>, file: &QUrl);
        /// Looks anew at what runs, off the main thread: `status` is `off`, `checking`, `ready` or `missing`.
        #[qinvokable]
        fn refresh(self: Pin<&mut SecondOpinion>);
    }

    impl cxx_qt::Threading for SecondOpinion {}
    impl cxx_qt::Initialize for SecondOpinion {}
}

/// State of the second opinion.
#[derive(Default)]
pub struct SecondOpinionRust {
    is_on: bool,
    /// As the settings name it.
    library: QString,
    status: QString,
    status_text: QString,
    /// Raised with each look: what an earlier one finds no longer counts.
    number: u32,
    /// Whether the settings changed and no judge of theirs is in use yet.
    is_changed: bool,
}

impl cxx_qt::Initialize for qobject::SecondOpinion {
    fn initialize(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let settings = app.startup().settings;
        let mut state = self.as_mut().rust_mut();
        state.is_on = settings.network;
        state.library = library_text(&settings);
    }
}

fn library_text(settings: &Settings) -> QString {
    QString::from(&settings.onnx_library.as_deref().map(app::shown).unwrap_or_default())
}

impl qobject::SecondOpinion {
    fn switch_on(self: Pin<&mut Self>, is_on: bool) {
        self.change(move |settings| settings.network = is_on);
    }

    fn use_library(self: Pin<&mut Self>, path: &QString) {
        let path = path.to_string();
        let library = Some(path.trim()).filter(|path| !path.is_empty()).map(PathBuf::from);
        self.change(move |settings| settings.onnx_library = library);
    }

    fn use_file(self: Pin<&mut Self>, file: &QUrl) {
        if let Some(library) = local_path(file) {
            self.change(move |settings| settings.onnx_library = Some(library));
        }
    }

    fn refresh(self: Pin<&mut Self>) {
        self.look();
    }

    fn change(mut self: Pin<&mut Self>, change: impl FnOnce(&mut Settings)) {
        let Some(app) = app::get() else { return };
        let before = app.startup().settings;
        let thread = self.qt_thread();
        app::change_settings(change, move |kept| {
            if let Err(problem) = kept {
                let _ = thread.queue(move |opinion| opinion.notice(&QString::from(&sentence(&problem))));
            }
        });
        let settings = app.startup().settings;
        update!(self, is_on, is_on_changed, settings.network);
        update!(self, library, library_changed, library_text(&settings));
        if (settings.network, &settings.onnx_library) != (before.network, &before.onnx_library) {
            self.as_mut().rust_mut().is_changed = true;
            update!(self, status, status_changed, QString::from("checking"));
            update!(self, status_text, status_text_changed, QString::from(tr!("Looking for what runs.")));
            self.look();
        }
    }

    /// Finds out what runs; where the settings changed, with the judge that is to judge by them.
    fn look(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        self.as_mut().rust_mut().number += 1;
        let (number, is_changed) = (self.rust().number, self.rust().is_changed);
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |_, _| {
                    let judge = is_changed.then(|| judge_of(&startup.weights, &startup.settings));
                    // The one in use is asked where nothing changed: it may be loaded already.
                    let asked = judge.clone().or_else(app::judge);
                    (NetworkState::of(asked.as_ref().and_then(|judge| judge.network.as_deref())), judge)
                },
                move |(found, judge)| {
                    let _ = thread.queue(move |opinion| opinion.take_in(number, &found, judge));
                },
            );
        });
    }

    fn take_in(mut self: Pin<&mut Self>, number: u32, found: &NetworkState, judge: Option<Arc<Judge>>) {
        if self.rust().number != number {
            return;
        }
        let (status, text) = second_opinion_text::told(found);
        update!(self, status, status_changed, QString::from(status));
        update!(self, status_text, status_text_changed, QString::from(&text));
        let Some(judge) = judge else { return };
        self.as_mut().rust_mut().is_changed = false;
        let say = |opinion: Pin<&mut qobject::SecondOpinion>, message: String| opinion.notice(&QString::from(&message));
        app::rejudge(Changed::Network(judge), self.qt_thread(), say);
    }
}
