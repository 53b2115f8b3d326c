//! Filters that the auditor gave a name: saved, renamed, removed, put back.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{acting_text::sentence, app, session::update};
use crate::{
    language::tr,
    persistence::{Repository, SavedFilter, StoreError},
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(QString, names_json, READ, NOTIFY)]
        #[qproperty(i32, last_done, READ, NOTIFY)]
        type SavedFilters = super::SavedFiltersRust;

        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut SavedFilters>, message: &QString);
        /// A filter was removed; the word says so, and that it can be put back.
        #[qsignal]
        fn removed(self: Pin<&mut SavedFilters>, message: &QString);

        /// Saves what the table shows, in the place of the filter of that name where there is one.
        #[qinvokable]
        fn save(self: Pin<&mut SavedFilters>, name: &QString);
        #[qinvokable]
        fn rename(self: Pin<&mut SavedFilters>, name: &QString, other: &QString);
        #[qinvokable]
        fn remove(self: Pin<&mut SavedFilters>, name: &QString);
        /// Puts the filter that was removed last back.
        #[qinvokable]
        fn undo(self: Pin<&mut SavedFilters>);
    }

    impl cxx_qt::Threading for SavedFilters {}
    impl cxx_qt::Initialize for SavedFilters {}
}

/// State of the list.
#[derive(Default)]
pub struct SavedFiltersRust {
    names_json: QString,
    /// Number of the removal that the next undo takes back; 0 where there is none.
    last_done: i32,
    removed: Vec<(i32, SavedFilter)>,
}

/// What a change did, and the names after it.
struct Changed {
    message: String,
    removed: Option<SavedFilter>,
    names: Vec<String>,
}

impl cxx_qt::Initialize for qobject::SavedFilters {
    fn initialize(self: Pin<&mut Self>) {
        self.change(|_| Ok((String::new(), None)));
    }
}

impl qobject::SavedFilters {
    fn save(self: Pin<&mut Self>, name: &QString) {
        let Some(app) = app::get() else { return };
        let (name, query) = (name.to_string(), app.query());
        self.change(move |store| {
            let message = match store.save_filter(&name, &query)? {
                true => tr!("Saved as {name}", name = name.trim()),
                false => tr!("Not saved: a name has 1 to 60 letters").to_owned(),
            };
            Ok((message, None))
        });
    }

    fn rename(self: Pin<&mut Self>, name: &QString, other: &QString) {
        let (name, other) = (name.to_string(), other.to_string());
        self.change(move |store| {
            let message = match store.rename_filter(&name, &other)? {
                true => String::new(),
                false => tr!("Not renamed: another filter has this name, or it is empty or too long").to_owned(),
            };
            Ok((message, None))
        });
    }

    fn remove(self: Pin<&mut Self>, name: &QString) {
        let name = name.to_string();
        self.change(move |store| {
            let removed = store.remove_filter(&name)?;
            Ok((tr!("Filter {name} removed", name), removed))
        });
    }

    fn undo(mut self: Pin<&mut Self>) {
        let Some((_, filter)) = self.as_mut().rust_mut().removed.pop() else { return };
        self.as_mut().show_last_done();
        self.change(move |store| {
            let message = match store.put_filter_back(&filter)? {
                true => tr!("Filter {name} is back", name = filter.name),
                false => tr!("Another filter is called {name} by now, and stays", name = filter.name),
            };
            Ok((message, None))
        });
    }

    /// Changes the list off the main thread and shows it.
    fn change(
        self: Pin<&mut Self>,
        work: impl FnOnce(&Repository) -> Result<(String, Option<SavedFilter>), StoreError> + Send + 'static,
    ) {
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| {
                let (message, removed) = work(store)?;
                let names = store.saved_filters()?.into_iter().map(|filter| filter.name).collect();
                Ok::<_, StoreError>(Changed { message, removed, names })
            },
            move |changed| {
                let _ = thread.queue(move |filters| match changed {
                    Ok(changed) => filters.show(changed),
                    Err(error) => filters.notice(&QString::from(&sentence(&error.to_string()))),
                });
            },
        );
    }

    fn show(mut self: Pin<&mut Self>, changed: Changed) {
        let names = serde_json::to_string(&changed.names).unwrap_or_else(|_| "[]".to_owned());
        update!(self, names_json, names_json_changed, QString::from(&names));
        let message = QString::from(&changed.message);
        match changed.removed {
            Some(filter) => {
                self.as_mut().rust_mut().removed.push((app::stamp(), filter));
                self.as_mut().show_last_done();
                self.removed(&message);
            }
            None if changed.message.is_empty() => {}
            None => self.notice(&message),
        }
    }

    fn show_last_done(mut self: Pin<&mut Self>) {
        let last = self.rust().removed.last().map_or(0, |(stamp, _)| *stamp);
        update!(self, last_done, last_done_changed, last);
    }
}
