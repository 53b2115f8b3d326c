//! The model of the track table: one role a column, rows loaded by pages as they come into sight.

use std::{
    path::PathBuf,
    pin::Pin,
    time::{Duration, Instant},
};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QByteArray, QHash, QHashPair_i32_QByteArray, QList, QModelIndex, QString, QVariant};

use super::{
    app::{self, Told},
    rows::{self, OrderChange, Rows},
    session::update,
    track_cells::{FIRST_ROLE, ROLES, loading, value},
};
use crate::{
    contracts::VerdictClass,
    manager::Event,
    persistence::{TableQuery, TrackId, TrackRow},
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
        include!("cxx-qt-lib/qlist.h");
        type QList_i32 = cxx_qt_lib::QList<i32>;
        include!(<QtCore/QAbstractListModel>);
        type QAbstractListModel;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[base = QAbstractListModel]
        #[qml_element]
        #[qproperty(i32, count, READ, NOTIFY)]
        #[qproperty(QString, sort_column, READ, NOTIFY)]
        #[qproperty(bool, sort_descending, READ, NOTIFY)]
        #[qproperty(QString, search_text, READ, WRITE = set_search_text, NOTIFY)]
        #[qproperty(QString, class_filter, READ, NOTIFY)]
        #[qproperty(bool, only_damaged, READ, WRITE = set_only_damaged, NOTIFY)]
        #[qproperty(bool, only_defects, READ, WRITE = set_only_defects, NOTIFY)]
        #[qproperty(QString, folder_path, READ, NOTIFY)]
        #[qproperty(bool, only_quarantined, READ, WRITE = set_only_quarantined, NOTIFY)]
        #[qproperty(bool, is_loading, READ, NOTIFY)]
        type TrackTable = super::TrackTableRust;

        /// The order was replaced by that of another sort, filter or search: the view starts at its top.
        #[qsignal]
        fn query_changed(self: Pin<&mut TrackTable>);

        #[qinvokable]
        fn sort_by(self: Pin<&mut TrackTable>, column: &QString);
        #[qinvokable]
        fn toggle_class(self: Pin<&mut TrackTable>, id: &QString, is_additive: bool);
        #[qinvokable]
        fn clear_filters(self: Pin<&mut TrackTable>);
        /// Shows every track of the folder that this one lies in, and no others.
        #[qinvokable]
        fn show_folder_of(self: Pin<&mut TrackTable>, track_id: i32);
        /// Shows the tracks of all folders again.
        #[qinvokable]
        fn clear_folder(self: Pin<&mut TrackTable>);
        /// Sorts by a column this way round, as the table was left.
        #[qinvokable]
        fn sort_as(self: Pin<&mut TrackTable>, column: &QString, is_descending: bool);
        /// Shows what the saved filter of that name asks for.
        #[qinvokable]
        fn use_filter(self: &TrackTable, name: &QString);
        #[qinvokable]
        fn track_id_at(self: &TrackTable, row: i32) -> i32;
        #[qinvokable]
        fn row_of_track(self: &TrackTable, id: i32) -> i32;
        #[qinvokable]
        fn path_at(self: &TrackTable, row: i32) -> QString;

        fn set_search_text(self: Pin<&mut TrackTable>, text: QString);
        fn set_only_damaged(self: Pin<&mut TrackTable>, only: bool);
        fn set_only_defects(self: Pin<&mut TrackTable>, only: bool);
        fn set_only_quarantined(self: Pin<&mut TrackTable>, only: bool);
    }

    #[auto_cxx_name]
    unsafe extern "RustQt" {
        #[inherit]
        fn begin_insert_rows(self: Pin<&mut TrackTable>, parent: &QModelIndex, first: i32, last: i32);
        #[inherit]
        fn end_insert_rows(self: Pin<&mut TrackTable>);
        #[inherit]
        fn begin_remove_rows(self: Pin<&mut TrackTable>, parent: &QModelIndex, first: i32, last: i32);
        #[inherit]
        fn end_remove_rows(self: Pin<&mut TrackTable>);
        #[inherit]
        fn begin_reset_model(self: Pin<&mut TrackTable>);
        #[inherit]
        fn end_reset_model(self: Pin<&mut TrackTable>);
        #[inherit]
        fn index(self: &TrackTable, row: i32, column: i32, parent: &QModelIndex) -> QModelIndex;
        #[inherit]
        #[qsignal]
        fn data_changed(self: Pin<&mut TrackTable>, top_left: &QModelIndex, bottom_right: &QModelIndex, roles: &QList_i32);

        #[qinvokable]
        #[cxx_override]
        fn row_count(self: &TrackTable, parent: &QModelIndex) -> i32;
        #[qinvokable]
        #[cxx_override]
        fn data(self: &TrackTable, index: &QModelIndex, role: i32) -> QVariant;
        #[qinvokable]
        #[cxx_override]
        fn role_names(self: &TrackTable) -> QHash_i32_QByteArray;
    }

    impl cxx_qt::Threading for TrackTable {}
    impl cxx_qt::Initialize for TrackTable {}
}

/// State of the table.
#[derive(Default)]
pub struct TrackTableRust {
    count: i32,
    sort_column: QString,
    sort_descending: bool,
    search_text: QString,
    class_filter: QString,
    only_damaged: bool,
    only_defects: bool,
    folder_path: QString,
    only_quarantined: bool,
    is_loading: bool,
    rows: Rows,
    query: TableQuery,
    is_dirty: bool,
    is_refreshing: bool,
    is_new_query: bool,
    is_fetching: bool,
    refreshed: Option<Instant>,
}

/// While a run goes on, the order is read again at most this often.
const REFRESH_EVERY: Duration = Duration::from_millis(400);

impl cxx_qt::Initialize for qobject::TrackTable {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().sort_column = QString::from("added");
        let Some(app) = app::get() else { return };
        let thread = self.qt_thread();
        app.listen(move |batch| {
            let batch = batch.to_vec();
            thread.queue(move |table| table.take_in(&batch)).is_ok()
        });
        self.refresh();
    }
}

impl qobject::TrackTable {
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
        let Some(id) = rows.id(row) else { return QVariant::default() };
        let progress = rows.progress(id);
        let had_wanted = rows.has_wanted();
        let value = rows.read(row, |row| value(row, progress, role));
        if value.is_none() && !had_wanted {
            let _ = self.qt_thread().queue(|table| table.fetch());
        }
        value.unwrap_or_else(|| loading(id, role))
    }

    fn track_id_at(&self, row: i32) -> i32 {
        usize::try_from(row).ok().and_then(|row| self.rust().rows.id(row)).map_or(0, |id| id.0 as i32)
    }

    fn row_of_track(&self, id: i32) -> i32 {
        self.rust().rows.row_of(TrackId(i64::from(id))).map_or(-1, |row| row as i32)
    }

    fn path_at(&self, row: i32) -> QString {
        let path = usize::try_from(row).ok().and_then(|row| self.rust().rows.read(row, |row| app::shown(&row.path)));
        QString::from(&path.unwrap_or_default())
    }

    fn sort_by(self: Pin<&mut Self>, column: &QString) {
        let is_same = self.rust().sort_column == *column;
        let is_descending = is_same && !self.rust().sort_descending;
        self.sort_as(column, is_descending);
    }

    fn sort_as(mut self: Pin<&mut Self>, column: &QString, descending: bool) {
        let Some(sort) = rows::column(&column.to_string()) else { return };
        self.as_mut().rust_mut().query.sort = sort;
        self.as_mut().rust_mut().query.descending = descending;
        update!(self, sort_column, sort_column_changed, column.clone());
        update!(self, sort_descending, sort_descending_changed, descending);
        self.ask_anew();
    }

    fn set_search_text(mut self: Pin<&mut Self>, text: QString) {
        if self.rust().search_text != text {
            self.as_mut().rust_mut().query.text = text.to_string();
            update!(self, search_text, search_text_changed, text);
            self.ask_anew();
        }
    }

    fn set_only_damaged(mut self: Pin<&mut Self>, only: bool) {
        if self.rust().only_damaged != only {
            self.as_mut().rust_mut().query.only_damaged = only;
            update!(self, only_damaged, only_damaged_changed, only);
            self.ask_anew();
        }
    }

    fn set_only_defects(mut self: Pin<&mut Self>, only: bool) {
        if self.rust().only_defects != only {
            self.as_mut().rust_mut().query.only_defects = only;
            update!(self, only_defects, only_defects_changed, only);
            self.ask_anew();
        }
    }

    fn set_only_quarantined(mut self: Pin<&mut Self>, only: bool) {
        if self.rust().only_quarantined != only {
            self.as_mut().rust_mut().query.only_quarantined = only;
            update!(self, only_quarantined, only_quarantined_changed, only);
            self.ask_anew();
        }
    }

    fn use_filter(&self, name: &QString) {
        let (name, thread) = (name.to_string(), self.qt_thread());
        app::with_store(
            move |store, _| store.saved_filters().ok()?.into_iter().find(|filter| filter.name == name),
            move |filter| {
                if let Some(filter) = filter {
                    let _ = thread.queue(move |table| table.use_query(filter.query));
                }
            },
        );
    }

    fn use_query(mut self: Pin<&mut Self>, query: TableQuery) {
        update!(self, sort_column, sort_column_changed, QString::from(rows::column_name(query.sort)));
        update!(self, sort_descending, sort_descending_changed, query.descending);
        update!(self, search_text, search_text_changed, QString::from(&query.text));
        update!(self, class_filter, class_filter_changed, QString::from(&rows::class_filter(&query)));
        update!(self, only_damaged, only_damaged_changed, query.only_damaged);
        update!(self, only_defects, only_defects_changed, query.only_defects);
        update!(self, only_quarantined, only_quarantined_changed, query.only_quarantined);
        let folder = query.folder.as_deref().map(app::shown).unwrap_or_default();
        update!(self, folder_path, folder_path_changed, QString::from(&folder));
        self.as_mut().rust_mut().query = query;
        self.ask_anew();
    }

    /// Shows one class, or adds it to or takes it from those shown; an empty id shows all.
    fn toggle_class(mut self: Pin<&mut Self>, id: &QString, is_additive: bool) {
        let id = id.to_string();
        let filter = self.rust().class_filter.to_string();
        let mut shown: Vec<&str> = filter.split(',').filter(|id| !id.is_empty()).collect();
        let was_shown = shown.contains(&id.as_str());
        let was_alone = was_shown && shown.len() == 1;
        if is_additive {
            shown.retain(|shown| *shown != id);
        } else {
            shown.clear();
        }
        if !(id.is_empty() || was_alone || is_additive && was_shown) {
            shown.push(&id);
        }
        let filter = shown.join(",");
        let classes = shown.iter().filter_map(|id| VerdictClass::from_id(id)).collect();
        let with_failed = shown.contains(&"failed");
        self.as_mut().rust_mut().query.classes = classes;
        self.as_mut().rust_mut().query.with_failed = with_failed;
        update!(self, class_filter, class_filter_changed, QString::from(&filter));
        self.ask_anew();
    }

    fn clear_filters(self: Pin<&mut Self>) {
        self.show_all_of(None);
    }

    fn show_folder_of(self: Pin<&mut Self>, track_id: i32) {
        let track = TrackId(i64::from(track_id));
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| store.rows(&[track]).ok().and_then(|rows| Some(rows.first()?.path.parent()?.to_owned())),
            move |folder| {
                let _ = thread.queue(move |table| {
                    if folder.is_some() {
                        table.show_all_of(folder);
                    }
                });
            },
        );
    }

    fn clear_folder(mut self: Pin<&mut Self>) {
        if self.rust().query.folder.is_some() {
            self.as_mut().rust_mut().query.folder = None;
            update!(self, folder_path, folder_path_changed, QString::default());
            self.ask_anew();
        }
    }

    /// Every track, or every track of a folder, in the order of now.
    fn show_all_of(mut self: Pin<&mut Self>, folder: Option<PathBuf>) {
        let shown = QString::from(&folder.as_deref().map(app::shown).unwrap_or_default());
        let (sort, descending) = (self.rust().query.sort, self.rust().query.descending);
        self.as_mut().rust_mut().query = TableQuery { sort, descending, folder, ..TableQuery::default() };
        update!(self, search_text, search_text_changed, QString::default());
        update!(self, class_filter, class_filter_changed, QString::default());
        update!(self, only_damaged, only_damaged_changed, false);
        update!(self, only_defects, only_defects_changed, false);
        update!(self, folder_path, folder_path_changed, shown);
        update!(self, only_quarantined, only_quarantined_changed, false);
        self.ask_anew();
    }

    fn ask_anew(mut self: Pin<&mut Self>) {
        if let Some(app) = app::get() {
            app.set_query(self.rust().query.clone());
        }
        self.as_mut().rust_mut().is_new_query = true;
        self.as_mut().rust_mut().refreshed = None;
        self.refresh();
    }

    fn take_in(mut self: Pin<&mut Self>, batch: &[Told]) {
        let mut changed = Vec::new();
        let mut is_dirty = false;
        for told in batch {
            let event = match told {
                Told::Manager(event) => event,
                Told::Rejudged => {
                    self.as_mut().rust_mut().rows.refresh_all();
                    is_dirty = true;
                    continue;
                }
                Told::Counts(_) | Told::Summoned => continue,
            };
            match event {
                Event::Found { .. } => is_dirty = true,
                Event::Progress(progress) => {
                    if let Some(track) = progress.track {
                        self.as_mut().rust_mut().rows.set_running(track, Some((progress.stage, progress.share)));
                        changed.extend(self.rust().rows.row_of(track));
                    }
                }
                Event::Finished { track, .. } => {
                    is_dirty = true;
                    if let Some(track) = *track {
                        self.as_mut().rust_mut().rows.set_running(track, None);
                        self.as_mut().rust_mut().rows.refresh(track);
                    }
                }
                Event::Idle { .. } => {
                    is_dirty = true;
                    let stopped = self.as_mut().rust_mut().rows.clear_running();
                    changed.extend(stopped.into_iter().filter_map(|track| self.rust().rows.row_of(track)));
                }
                Event::Problem { .. } | Event::Interrupted { .. } => {}
            }
        }
        changed.sort_unstable();
        changed.dedup();
        self.as_mut().tell_changed(rows::runs(&changed));
        if self.rust().rows.has_wanted() {
            self.as_mut().fetch();
        }
        if is_dirty {
            self.refresh();
        }
    }

    /// Reads the order and the counts off the main thread, at most once at a time and not too often.
    fn refresh(mut self: Pin<&mut Self>) {
        let is_early = self.rust().refreshed.is_some_and(|at| at.elapsed() < REFRESH_EVERY);
        if self.rust().is_refreshing || is_early {
            self.as_mut().rust_mut().is_dirty = true;
            if is_early && !self.rust().is_refreshing {
                self.refresh_later();
            }
            return;
        }
        let mut state = self.as_mut().rust_mut();
        state.is_dirty = false;
        state.is_refreshing = true;
        state.refreshed = Some(Instant::now());
        let is_new_query = std::mem::take(&mut state.is_new_query);
        let query = state.query.clone();
        update!(self, is_loading, is_loading_changed, true);
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| {
                let ids = store.row_ids(&query);
                let counts = store.counts(&query);
                (ids, counts)
            },
            move |(ids, counts)| {
                if let (Ok(counts), Some(app)) = (counts, app::get()) {
                    app.tell(Told::Counts(counts));
                }
                let _ = thread.queue(move |table| match ids {
                    Ok(ids) => table.set_order(ids, is_new_query),
                    Err(error) => {
                        tracing::error!("the table could not be read: {error}");
                        table.end_refresh();
                    }
                });
            },
        );
    }

    fn refresh_later(self: Pin<&mut Self>) {
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                |_, _| std::thread::sleep(REFRESH_EVERY),
                move |()| {
                    let _ = thread.queue(|mut table| {
                        if table.rust().is_dirty {
                            table.as_mut().rust_mut().refreshed = None;
                            table.refresh();
                        }
                    });
                },
            );
        });
    }

    fn set_order(mut self: Pin<&mut Self>, ids: Vec<TrackId>, is_new_query: bool) {
        let none = QModelIndex::default();
        let change = if is_new_query { OrderChange::Reset } else { self.rust().rows.compare(&ids) };
        match change {
            OrderChange::Same => {}
            OrderChange::Replaced { removed, inserted } => {
                let first = removed.start as i32;
                if !removed.is_empty() {
                    self.as_mut().begin_remove_rows(&none, first, removed.end as i32 - 1);
                    self.as_mut().rust_mut().rows.remove(removed);
                    self.as_mut().end_remove_rows();
                }
                if inserted > 0 {
                    self.as_mut().begin_insert_rows(&none, first, first + inserted as i32 - 1);
                    self.as_mut().rust_mut().rows.set(ids);
                    self.as_mut().end_insert_rows();
                } else {
                    self.as_mut().rust_mut().rows.set(ids);
                }
            }
            OrderChange::Reset => {
                self.as_mut().begin_reset_model();
                self.as_mut().rust_mut().rows.set(ids);
                self.as_mut().end_reset_model();
            }
        }
        let count = self.rust().rows.len() as i32;
        update!(self, count, count_changed, count);
        if is_new_query {
            self.as_mut().query_changed();
        }
        if self.rust().rows.has_wanted() {
            self.as_mut().fetch();
        }
        self.end_refresh();
    }

    fn end_refresh(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().is_refreshing = false;
        update!(self, is_loading, is_loading_changed, false);
        if self.rust().is_new_query {
            self.as_mut().rust_mut().refreshed = None;
        }
        if self.rust().is_dirty || self.rust().is_new_query {
            self.refresh();
        }
    }

    /// Fetches the rows that were asked for, one fetch at a time.
    fn fetch(mut self: Pin<&mut Self>) {
        if self.rust().is_fetching {
            return;
        }
        let wanted = self.as_mut().rust_mut().rows.take_wanted();
        if wanted.is_empty() {
            return;
        }
        self.as_mut().rust_mut().is_fetching = true;
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| store.rows(&wanted),
            move |found| {
                let _ = thread.queue(move |table| table.keep(found.unwrap_or_default()));
            },
        );
    }

    fn keep(mut self: Pin<&mut Self>, found: Vec<TrackRow>) {
        self.as_mut().rust_mut().is_fetching = false;
        let changed = self.as_mut().rust_mut().rows.keep(found);
        self.as_mut().tell_changed(changed);
        if self.rust().rows.has_wanted() {
            self.fetch();
        }
    }

    fn tell_changed(mut self: Pin<&mut Self>, runs: Vec<std::ops::Range<usize>>) {
        let none = QModelIndex::default();
        for run in runs {
            let (first, last) = (self.index(run.start as i32, 0, &none), self.index(run.end as i32 - 1, 0, &none));
            self.as_mut().data_changed(&first, &last, &QList::default());
        }
    }
}
