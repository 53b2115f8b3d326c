//! The model of the copies view: groups of one recording, each over its sources, the best first. Nothing is ever deleted.
//!
//! A search looks at every audited track and takes seconds where there are many: it is made when the view is opened and what it shows
//! is stale, or when it is asked for, never because an audit ended.

use std::{
    pin::Pin,
    time::{Duration, Instant},
};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QByteArray, QHash, QHashPair_i32_QByteArray, QModelIndex, QString, QVariant};

use super::{
    app::{self, Told},
    copies_text::{self, CopyRows},
    session::update,
};
use crate::{
    contracts::CancelToken,
    language::retold,
    manager::{
        Event,
        duplicates::{DuplicatesError, find_duplicates, hear_stored},
    },
    persistence::TrackId,
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
        include!("cxx-qt-lib/qvariant.h");
        type QVariant = cxx_qt_lib::QVariant;
        include!("cxx-qt-lib/qmodelindex.h");
        type QModelIndex = cxx_qt_lib::QModelIndex;
        include!("cxx-qt-lib/qhash.h");
        type QHash_i32_QByteArray = cxx_qt_lib::QHash<cxx_qt_lib::QHashPair_i32_QByteArray>;
        include!(<QtCore/QAbstractListModel>);
        type QAbstractListModel;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[base = QAbstractListModel]
        #[qml_element]
        #[qproperty(i32, count, READ, NOTIFY)]
        #[qproperty(i32, group_count, READ, NOTIFY)]
        #[qproperty(QString, summary, READ, NOTIFY)]
        #[qproperty(QString, search_text, READ, WRITE = set_search_text, NOTIFY)]
        #[qproperty(bool, is_wanted, READ, WRITE = set_wanted, NOTIFY = wanted_changed)]
        #[qproperty(bool, is_searching, READ, NOTIFY)]
        #[qproperty(bool, has_searched, READ, NOTIFY)]
        #[qproperty(bool, is_stale, READ, NOTIFY)]
        #[qproperty(i32, unheard, READ, NOTIFY)]
        #[qproperty(QString, unheard_text, READ, NOTIFY)]
        #[qproperty(bool, is_listening, READ, NOTIFY)]
        #[qproperty(f64, share, READ, NOTIFY)]
        #[qproperty(QString, progress_text, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY)]
        type CopyTable = super::CopyTableRust;

        #[qsignal]
        fn wanted_changed(self: Pin<&mut CopyTable>);
        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut CopyTable>, message: &QString);

        /// Looks for copies among all audited tracks.
        #[qinvokable]
        fn search(self: Pin<&mut CopyTable>);
        /// Makes the fingerprints of tracks that have none, then looks again.
        #[qinvokable]
        fn listen(self: Pin<&mut CopyTable>);
        /// Ends the listening; what was made is kept.
        #[qinvokable]
        fn stop_listening(self: Pin<&mut CopyTable>);
        /// The track of a row; of a group, its best one; 0 for none.
        #[qinvokable]
        fn track_id_at(self: &CopyTable, row: i32) -> i32;
        #[qinvokable]
        fn is_group_at(self: &CopyTable, row: i32) -> bool;
        #[qinvokable]
        fn row_of_track(self: &CopyTable, id: i32) -> i32;
        #[qinvokable]
        fn path_at(self: &CopyTable, row: i32) -> QString;
        /// The best copy of the recording that a track is a copy of; 0 for none.
        #[qinvokable]
        fn best_of(self: &CopyTable, id: i32) -> i32;

        fn set_search_text(self: Pin<&mut CopyTable>, text: QString);
        fn set_wanted(self: Pin<&mut CopyTable>, is_wanted: bool);
    }

    #[auto_cxx_name]
    unsafe extern "RustQt" {
        #[inherit]
        fn begin_reset_model(self: Pin<&mut CopyTable>);
        #[inherit]
        fn end_reset_model(self: Pin<&mut CopyTable>);

        #[qinvokable]
        #[cxx_override]
        fn row_count(self: &CopyTable, parent: &QModelIndex) -> i32;
        #[qinvokable]
        #[cxx_override]
        fn data(self: &CopyTable, index: &QModelIndex, role: i32) -> QVariant;
        #[qinvokable]
        #[cxx_override]
        fn role_names(self: &CopyTable) -> QHash_i32_QByteArray;
    }

    impl cxx_qt::Threading for CopyTable {}
    impl cxx_qt::Initialize for CopyTable {}
}

/// State of the view.
#[derive(Default)]
pub struct CopyTableRust {
    count: i32,
    group_count: i32,
    summary: QString,
    search_text: QString,
    is_wanted: bool,
    is_searching: bool,
    has_searched: bool,
    is_stale: bool,
    unheard: i32,
    unheard_text: QString,
    is_listening: bool,
    share: f64,
    progress_text: QString,
    problem: QString,
    rows: CopyRows,
    searching: Option<CancelToken>,
    listening: Option<CancelToken>,
    /// Number of the present listening: what an earlier one tells late is nobody's.
    run: u32,
}

impl Drop for CopyTableRust {
    fn drop(&mut self) {
        for job in [self.searching.take(), self.listening.take()].into_iter().flatten() {
            job.cancel();
        }
    }
}

/// Progress is told at most this often.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Roles from `Qt::UserRole`, in the order of [`ROLES`].
const FIRST_ROLE: i32 = 0x0100;
const ROLES: [&str; 13] = [
    "trackId",
    "isGroup",
    "name",
    "folder",
    "path",
    "verdictClass",
    "format",
    "length",
    "copies",
    "kinship",
    "kinshipText",
    "reasons",
    "bestId",
];

impl cxx_qt::Initialize for qobject::CopyTable {
    fn initialize(self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let thread = self.qt_thread();
        app.listen(move |batch| {
            let is_touched = batch.iter().any(|told| {
                let is_event = |event: &Event| matches!(event, Event::Finished { .. } | Event::Idle { .. });
                matches!(told, Told::Rejudged) || matches!(told, Told::Manager(event) if is_event(event))
            });
            // An object that is gone is noticed at the next change.
            !is_touched || thread.queue(|table| table.set_stale()).is_ok()
        });
    }
}

impl qobject::CopyTable {
    fn row_count(&self, parent: &QModelIndex) -> i32 {
        if parent.is_valid() { 0 } else { self.rust().rows.len() as i32 }
    }

    fn role_names(&self) -> QHash<QHashPair_i32_QByteArray> {
        let mut names = QHash::<QHashPair_i32_QByteArray>::default();
        for (role, name) in (FIRST_ROLE..).zip(ROLES) {
            names.insert(role, QByteArray::from(name));
        }
        names
    }

    fn data(&self, index: &QModelIndex, role: i32) -> QVariant {
        let (Ok(row), Some(role)) =
            (usize::try_from(index.row()), usize::try_from(role - FIRST_ROLE).ok().and_then(|role| ROLES.get(role)))
        else {
            return QVariant::default();
        };
        let rows = &self.rust().rows;
        match *role {
            "trackId" => QVariant::from(&self.track_id_at(index.row())),
            "bestId" => QVariant::from(&self.best_of(self.track_id_at(index.row()))),
            "isGroup" => QVariant::from(&rows.is_group(row)),
            role => QVariant::from(&QString::from(&rows.text(row, role))),
        }
    }

    fn track_id_at(&self, row: i32) -> i32 {
        usize::try_from(row).ok().and_then(|row| self.rust().rows.track(row)).map_or(0, |id| id.0 as i32)
    }

    fn is_group_at(&self, row: i32) -> bool {
        usize::try_from(row).is_ok_and(|row| self.rust().rows.is_group(row))
    }

    fn row_of_track(&self, id: i32) -> i32 {
        self.rust().rows.row_of(TrackId(i64::from(id))).map_or(-1, |row| row as i32)
    }

    fn path_at(&self, row: i32) -> QString {
        QString::from(&usize::try_from(row).map(|row| self.rust().rows.path(row)).unwrap_or_default())
    }

    fn best_of(&self, id: i32) -> i32 {
        self.rust().rows.best_of(TrackId(i64::from(id))).map_or(0, |id| id.0 as i32)
    }

    fn set_stale(mut self: Pin<&mut Self>) {
        update!(self, is_stale, is_stale_changed, true);
    }

    fn set_search_text(mut self: Pin<&mut Self>, text: QString) {
        if self.rust().search_text == text {
            return;
        }
        let words = text.to_string();
        update!(self, search_text, search_text_changed, text);
        self.as_mut().begin_reset_model();
        self.as_mut().rust_mut().rows.filter(&words);
        self.as_mut().end_reset_model();
        self.tell_counts();
    }

    fn set_wanted(mut self: Pin<&mut Self>, is_wanted: bool) {
        if self.rust().is_wanted == is_wanted {
            return;
        }
        self.as_mut().rust_mut().is_wanted = is_wanted;
        self.as_mut().wanted_changed();
        if is_wanted && (self.rust().is_stale || !self.rust().has_searched) {
            self.search();
        }
    }

    fn search(mut self: Pin<&mut Self>) {
        if self.rust().is_searching {
            return;
        }
        update!(self, is_searching, is_searching_changed, true);
        update!(self, is_stale, is_stale_changed, false);
        update!(self, problem, problem_changed, QString::default());
        let text = self.rust().search_text.to_string();
        let thread = self.qt_thread();
        let job = app::with_manager(|manager| {
            manager.picture(
                move |store, cancel| {
                    let store = store.ok_or_else(|| app::without_store().to_owned())?;
                    let found = find_duplicates(store, cancel).map_err(|error| error.to_string())?;
                    let rows = CopyRows::new(found, &text);
                    Ok((rows, text))
                },
                move |found: Result<(CopyRows, String), String>| {
                    let _ = thread.queue(move |table| table.take_in(found));
                },
            )
        });
        self.rust_mut().searching = job;
    }

    fn take_in(mut self: Pin<&mut Self>, found: Result<(CopyRows, String), String>) {
        match found {
            Ok((mut rows, text)) => {
                let wanted = self.rust().search_text.to_string();
                if text != wanted {
                    rows.filter(&wanted);
                }
                self.as_mut().begin_reset_model();
                self.as_mut().rust_mut().rows = rows;
                self.as_mut().end_reset_model();
                update!(self, has_searched, has_searched_changed, true);
            }
            Err(problem) => update!(self, problem, problem_changed, QString::from(&*retold(&problem))),
        }
        self.as_mut().rust_mut().searching = None;
        self.as_mut().tell_counts();
        update!(self, is_searching, is_searching_changed, false);
    }

    fn tell_counts(mut self: Pin<&mut Self>) {
        let rows = &self.rust().rows;
        let (count, (groups, unheard), summary) = (rows.len() as i32, rows.counts(), rows.summary());
        update!(self, summary, summary_changed, QString::from(&summary));
        update!(self, group_count, group_count_changed, groups as i32);
        update!(self, unheard, unheard_changed, unheard as i32);
        update!(self, unheard_text, unheard_text_changed, QString::from(&copies_text::unheard(unheard)));
        update!(self, count, count_changed, count);
    }

    fn listen(mut self: Pin<&mut Self>) {
        if self.rust().is_listening {
            return;
        }
        let Some(settings) = app::get().map(|app| app::audit_settings(&app.startup().settings)) else { return };
        update!(self, is_listening, is_listening_changed, true);
        update!(self, share, share_changed, 0.0);
        update!(self, progress_text, progress_text_changed, QString::default());
        let run = self.rust().run.wrapping_add(1);
        self.as_mut().rust_mut().run = run;
        let (teller, thread) = (self.qt_thread(), self.qt_thread());
        let job = app::with_manager(|manager| {
            manager.picture(
                move |store, cancel| {
                    let store = store.ok_or_else(|| app::without_store().to_owned())?;
                    let mut told: Option<Instant> = None;
                    let mut tell = |place: usize, total: usize| {
                        if told.is_some_and(|at| at.elapsed() < TELL_EVERY) {
                            return;
                        }
                        told = Some(Instant::now());
                        let _ = teller.queue(move |mut table| {
                            update!(table, share, share_changed, place as f64 / total.max(1) as f64);
                            let text = copies_text::listening(place, total);
                            update!(table, progress_text, progress_text_changed, QString::from(&text));
                        });
                    };
                    match hear_stored(store, &settings, cancel, &mut tell) {
                        Ok(heard) => Ok(copies_text::heard(&heard)),
                        Err(DuplicatesError::Cancelled(_)) => Ok(String::new()),
                        Err(error) => Err(retold(&error.to_string()).into_owned()),
                    }
                },
                move |outcome: Result<String, String>| {
                    let _ = thread.queue(move |table| table.end_listening(run, outcome));
                },
            )
        });
        self.rust_mut().listening = job;
    }

    fn end_listening(mut self: Pin<&mut Self>, run: u32, outcome: Result<String, String>) {
        if self.rust().run != run {
            return;
        }
        self.as_mut().rust_mut().listening = None;
        update!(self, is_listening, is_listening_changed, false);
        let (Ok(message) | Err(message)) = outcome;
        if !message.is_empty() {
            self.as_mut().notice(&QString::from(&message));
        }
        self.search();
    }

    fn stop_listening(mut self: Pin<&mut Self>) {
        let Some(listening) = self.as_mut().rust_mut().listening.take() else { return };
        listening.cancel();
        // One that has not begun yet never tells that it ended.
        let run = self.rust().run.wrapping_add(1);
        self.as_mut().rust_mut().run = run;
        update!(self, is_listening, is_listening_changed, false);
        self.search();
    }
}
