//! Watched folders, and of what the auditor is told: both are settings that act at once.

use std::{pin::Pin, time::Duration};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QString, QUrl};

use super::{
    acting_text::sentence,
    app,
    session::{local_path, update},
    watching_text::{self, Folders},
};
use crate::{
    language::tr,
    manager::{Watch, WatchConfig, WatchEvent},
    services::{notices::NoticeRules, settings::Settings},
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
        #[qproperty(QString, folders_json, READ, NOTIFY)]
        #[qproperty(i32, settle_seconds, READ, NOTIFY)]
        #[qproperty(QString, rules_json, READ, NOTIFY)]
        type Watching = super::WatchingRust;

        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut Watching>, message: &QString);

        #[qinvokable]
        fn add_folder(self: Pin<&mut Watching>, folder: &QUrl);
        /// Watches the folder at this place of the list no longer. Its tracks stay as they are.
        #[qinvokable]
        fn remove_folder(self: Pin<&mut Watching>, place: i32);
        /// Time for which a new file must stay as it is.
        #[qinvokable]
        fn settle_for(self: Pin<&mut Watching>, seconds: i32);
        /// Switches one of the rules in `rules_json`.
        #[qinvokable]
        fn set_rule(self: Pin<&mut Watching>, name: &QString, is_on: bool);
        /// Says the states of the folders anew, as after a change of language.
        #[qinvokable]
        fn refresh(self: Pin<&mut Watching>);
    }

    impl cxx_qt::Threading for Watching {}
    impl cxx_qt::Initialize for Watching {}
}

/// State of the watch.
#[derive(Default)]
pub struct WatchingRust {
    folders_json: QString,
    settle_seconds: i32,
    rules_json: QString,
    folders: Folders,
    watch: Option<Watch>,
    /// Raised with each watch: one that was replaced is no longer listened to.
    number: u32,
}

impl cxx_qt::Initialize for qobject::Watching {
    fn initialize(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let settings = app.startup().settings;
        let mut state = self.as_mut().rust_mut();
        state.settle_seconds = i32::try_from(settings.watch_settle_s).unwrap_or(i32::MAX);
        state.rules_json = rules_text(settings.notice_rules);
        self.watch(&settings);
    }
}

fn rules_text(rules: NoticeRules) -> QString {
    QString::from(&serde_json::to_string(&rules).unwrap_or_else(|_| "{}".to_owned()))
}

impl qobject::Watching {
    fn add_folder(mut self: Pin<&mut Self>, folder: &QUrl) {
        let Some(path) = local_path(folder) else { return };
        let Some(app) = app::get() else { return };
        match watching_text::with(&app.startup().settings.watched_folders, path) {
            Some(folders) => self.change(move |settings| settings.watched_folders = folders),
            None => self.as_mut().notice(&QString::from(tr!("This folder is watched already"))),
        }
    }

    fn remove_folder(self: Pin<&mut Self>, place: i32) {
        self.change(move |settings| {
            if let Some(place) = usize::try_from(place).ok().filter(|place| *place < settings.watched_folders.len()) {
                settings.watched_folders.remove(place);
            }
        });
    }

    fn settle_for(mut self: Pin<&mut Self>, seconds: i32) {
        update!(self, settle_seconds, settle_seconds_changed, seconds.clamp(1, 3600));
        let seconds = u64::try_from(seconds.clamp(1, 3600)).unwrap_or(1);
        self.change(move |settings| settings.watch_settle_s = seconds);
    }

    fn set_rule(mut self: Pin<&mut Self>, name: &QString, is_on: bool) {
        let Some(app) = app::get() else { return };
        let rules = watching_text::with_rule(app.startup().settings.notice_rules, &name.to_string(), is_on);
        update!(self, rules_json, rules_json_changed, rules_text(rules));
        self.keep(move |settings| settings.notice_rules = rules);
    }

    fn refresh(mut self: Pin<&mut Self>) {
        let told = QString::from(&self.rust().folders.json());
        update!(self, folders_json, folders_json_changed, told);
    }

    /// Changes what is watched.
    fn change(mut self: Pin<&mut Self>, change: impl FnOnce(&mut Settings)) {
        self.as_mut().keep(change);
        if let Some(app) = app::get() {
            self.watch(&app.startup().settings);
        }
    }

    fn keep(self: Pin<&mut Self>, change: impl FnOnce(&mut Settings)) {
        let thread = self.qt_thread();
        app::change_settings(change, move |kept| {
            if let Err(problem) = kept {
                let _ = thread.queue(move |watching| watching.notice(&QString::from(&sentence(&problem))));
            }
        });
    }

    /// Watches the folders of `settings` in place of those before.
    fn watch(mut self: Pin<&mut Self>, settings: &Settings) {
        let mut state = self.as_mut().rust_mut();
        state.number += 1;
        let number = state.number;
        state.folders = Folders::new(&settings.watched_folders);
        state.watch = None;
        self.as_mut().refresh();
        if settings.watched_folders.is_empty() {
            return;
        }
        let config = WatchConfig::new(settings.watched_folders.clone(), Duration::from_secs(settings.watch_settle_s));
        let thread = self.qt_thread();
        let on_event = move |event: WatchEvent| {
            if let (WatchEvent::Settled(paths), Some(app)) = (&event, app::get()) {
                app.note_watched(paths);
            }
            // The window may be gone; the watch ends with it.
            let _ = thread.queue(move |watching| watching.take_in(number, &event));
        };
        match app::with_manager(|manager| manager.watch(config, on_event)) {
            Some(Ok(watch)) => self.as_mut().rust_mut().watch = Some(watch),
            Some(Err(error)) => {
                let message = tr!("No folder is watched: the system grants no thread ({error}). Start Audiopro again.", error);
                self.notice(&QString::from(&message));
            }
            None => {}
        }
    }

    fn take_in(mut self: Pin<&mut Self>, number: u32, event: &WatchEvent) {
        if self.rust().number == number && self.as_mut().rust_mut().folders.take_in(event) {
            self.refresh();
        }
    }
}
