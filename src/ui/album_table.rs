//! The model of the album view: a folder a row, rows loaded by pages as they come into sight.
//!
//! Nothing is read while the view is not shown. While it is, audits that end make it stale, and the view asks for a refresh once a
//! second at most; one that takes long is made less often still.

use std::{
    path::PathBuf,
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QByteArray, QHash, QHashPair_i32_QByteArray, QList, QModelIndex, QString, QVariant};

use super::{
    album_rows::{self, AlbumRows, Found, Order, Question},
    album_text::{self, AlbumOrder, AlbumRow},
    app::{self, Told},
    rows::OrderChange,
    session::update,
};
use crate::{
    language::retold,
    manager::Event,
    persistence::{AlbumSort, StoreError},
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
        #[qproperty(QString, count_text, READ, NOTIFY)]
        #[qproperty(QString, sort_column, READ, NOTIFY)]
        #[qproperty(bool, sort_descending, READ, NOTIFY)]
        #[qproperty(QString, search_text, READ, WRITE = set_search_text, NOTIFY)]
        #[qproperty(bool, is_wanted, READ, WRITE = set_wanted, NOTIFY = wanted_changed)]
        #[qproperty(bool, is_loading, READ, NOTIFY)]
        #[qproperty(bool, is_stale, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY)]
        type AlbumTable = super::AlbumTableRust;

        #[qsignal]
        fn wanted_changed(self: Pin<&mut AlbumTable>);
        /// The order was replaced by that of another sort or search: the view starts at its top.
        #[qsignal]
        fn query_changed(self: Pin<&mut AlbumTable>);

        #[qinvokable]
        fn sort_by(self: Pin<&mut AlbumTable>, column: &QString);
        /// Reads what changed since, unless that was a moment ago.
        #[qinvokable]
        fn refresh(self: Pin<&mut AlbumTable>);
        /// Path of the folder of a row.
        #[qinvokable]
        fn path_at(self: &AlbumTable, row: i32) -> QString;
        #[qinvokable]
        fn row_of_path(self: &AlbumTable, path: &QString) -> i32;
        /// A track of a row, 0 until it is loaded.
        #[qinvokable]
        fn track_id_at(self: &AlbumTable, row: i32) -> i32;

        fn set_search_text(self: Pin<&mut AlbumTable>, text: QString);
        fn set_wanted(self: Pin<&mut AlbumTable>, is_wanted: bool);
    }

    #[auto_cxx_name]
    unsafe extern "RustQt" {
        #[inherit]
        fn begin_insert_rows(self: Pin<&mut AlbumTable>, parent: &QModelIndex, first: i32, last: i32);
        #[inherit]
        fn end_insert_rows(self: Pin<&mut AlbumTable>);
        #[inherit]
        fn begin_remove_rows(self: Pin<&mut AlbumTable>, parent: &QModelIndex, first: i32, last: i32);
        #[inherit]
        fn end_remove_rows(self: Pin<&mut AlbumTable>);
        #[inherit]
        fn begin_reset_model(self: Pin<&mut AlbumTable>);
        #[inherit]
        fn end_reset_model(self: Pin<&mut AlbumTable>);
        #[inherit]
        fn index(self: &AlbumTable, row: i32, column: i32, parent: &QModelIndex) -> QModelIndex;
        #[inherit]
        #[qsignal]
        fn data_changed(self: Pin<&mut AlbumTable>, top_left: &QModelIndex, bottom_right: &QModelIndex, roles: &QList_i32);

        #[qinvokable]
        #[cxx_override]
        fn row_count(self: &AlbumTable, parent: &QModelIndex) -> i32;
        #[qinvokable]
        #[cxx_override]
        fn data(self: &AlbumTable, index: &QModelIndex, role: i32) -> QVariant;
        #[qinvokable]
        #[cxx_override]
        fn role_names(self: &AlbumTable) -> QHash_i32_QByteArray;
    }

    impl cxx_qt::Threading for AlbumTable {}
    impl cxx_qt::Initialize for AlbumTable {}
}

/// State of the view.
pub struct AlbumTableRust {
    count: i32,
    count_text: QString,
    sort_column: QString,
    sort_descending: bool,
    search_text: QString,
    is_wanted: bool,
    is_loading: bool,
    is_stale: bool,
    problem: QString,
    rows: AlbumRows,
    order: AlbumOrder,
    is_new_query: bool,
    is_fetching: bool,
    /// When the last look ended, and how long it took.
    looked: Option<(Instant, Duration)>,
}

impl Default for AlbumTableRust {
    fn default() -> Self {
        Self {
            count: 0,
            count_text: QString::default(),
            sort_column: QString::from("path"),
            sort_descending: false,
            search_text: QString::default(),
            is_wanted: false,
            is_loading: false,
            is_stale: true,
            problem: QString::default(),
            rows: AlbumRows::default(),
            order: AlbumOrder::Stored(AlbumSort::Folder),
            is_new_query: true,
            is_fetching: false,
            looked: None,
        }
    }
}

/// Looks into the store take at most this share of the time.
const WAIT_PER_LOOK: u32 = 10;

/// Roles from `Qt::UserRole`, in the order of [`ROLES`].
const FIRST_ROLE: i32 = 0x0100;
const ROLES: [&str; 15] = [
    "trackId",
    "title",
    "path",
    "tracks",
    "counts",
    "verdicts",
    "integrity",
    "integrityText",
    "lufs",
    "format",
    "isMixed",
    "remark",
    "remarks",
    "isOdd",
    "isLoaded",
];

impl cxx_qt::Initialize for qobject::AlbumTable {
    fn initialize(self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let thread = self.qt_thread();
        app.listen(move |batch| {
            let is_touched = batch.iter().any(|told| {
                let is_event = |event: &Event| matches!(event, Event::Found { .. } | Event::Finished { .. } | Event::Idle { .. });
                matches!(told, Told::Rejudged) || matches!(told, Told::Manager(event) if is_event(event))
            });
            // An object that is gone is noticed at the next change.
            !is_touched || thread.queue(|mut table| update!(table, is_stale, is_stale_changed, true)).is_ok()
        });
    }
}

impl qobject::AlbumTable {
    fn row_count(&self, parent: &QModelIndex) -> i32 {
        if parent.is_valid() { 0 } else { self.rust().rows.order().len() as i32 }
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
        let Some(folder) = rows.order().get(row) else { return QVariant::default() };
        match *role {
            "path" => return text(&app::shown(folder)),
            "title" => return text(&folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy()),
            _ => {}
        }
        let had_wanted = rows.has_wanted();
        let value = rows.read(row, |row| value(row, role));
        if value.is_none() && !had_wanted {
            let _ = self.qt_thread().queue(|table| table.fetch());
        }
        value.unwrap_or_else(|| loading(role))
    }

    fn path_at(&self, row: i32) -> QString {
        let path = usize::try_from(row).ok().and_then(|row| self.rust().rows.order().get(row));
        QString::from(&path.map(app::shown).unwrap_or_default())
    }

    fn row_of_path(&self, path: &QString) -> i32 {
        self.rust().rows.order().row_of(&path.to_string()).map_or(-1, |row| row as i32)
    }

    fn track_id_at(&self, row: i32) -> i32 {
        usize::try_from(row).ok().and_then(|row| self.rust().rows.read(row, |row| row.track)).unwrap_or_default()
    }

    fn sort_by(mut self: Pin<&mut Self>, column: &QString) {
        let Some((order, is_high_first)) = album_text::order(&column.to_string()) else { return };
        let is_same = self.rust().order == order;
        let descending = if is_same { !self.rust().sort_descending } else { is_high_first };
        self.as_mut().rust_mut().order = order;
        update!(self, sort_column, sort_column_changed, column.clone());
        update!(self, sort_descending, sort_descending_changed, descending);
        self.ask_anew();
    }

    fn set_search_text(mut self: Pin<&mut Self>, text: QString) {
        if self.rust().search_text != text {
            update!(self, search_text, search_text_changed, text);
            self.ask_anew();
        }
    }

    fn set_wanted(mut self: Pin<&mut Self>, is_wanted: bool) {
        if self.rust().is_wanted == is_wanted {
            return;
        }
        self.as_mut().rust_mut().is_wanted = is_wanted;
        self.as_mut().wanted_changed();
        if is_wanted && self.rust().is_stale {
            self.look();
        }
    }

    fn ask_anew(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().is_new_query = true;
        update!(self, is_stale, is_stale_changed, true);
        self.look();
    }

    fn refresh(self: Pin<&mut Self>) {
        let is_early = self.rust().looked.is_some_and(|(at, took)| at.elapsed() < took * WAIT_PER_LOOK);
        if self.rust().is_stale && !is_early {
            self.look();
        }
    }

    /// Reads the order off the main thread, and again the rows that are shown, one look at a time.
    fn look(mut self: Pin<&mut Self>) {
        if self.rust().is_loading || !self.rust().is_wanted {
            return;
        }
        update!(self, is_stale, is_stale_changed, false);
        update!(self, is_loading, is_loading_changed, true);
        let is_new_query = std::mem::take(&mut self.as_mut().rust_mut().is_new_query);
        let state = self.rust();
        let question = Question { order: state.order, descending: state.sort_descending, text: state.search_text.to_string() };
        let (old, cached) = (Arc::clone(state.rows.order()), state.rows.cached());
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |store, cancel| {
                    let started = Instant::now();
                    let found = store.map(|store| album_rows::look(store, &question, &old, &cached, cancel));
                    (found, started.elapsed())
                },
                move |(found, took)| {
                    let _ = thread.queue(move |table| table.take_in(found, took, is_new_query));
                },
            );
        });
    }

    fn take_in(mut self: Pin<&mut Self>, found: Option<Result<Found, StoreError>>, took: Duration, is_new_query: bool) {
        match found {
            Some(Ok(found)) => {
                self.as_mut().set_order(found.order, found.change, is_new_query);
                let changed = self.as_mut().rust_mut().rows.renew(found.rows);
                self.as_mut().tell_changed(changed);
                update!(self, problem, problem_changed, QString::default());
            }
            Some(Err(error)) => update!(self, problem, problem_changed, QString::from(&*retold(&error.to_string()))),
            None => update!(self, problem, problem_changed, QString::from(app::without_store())),
        }
        self.as_mut().rust_mut().looked = Some((Instant::now(), took));
        update!(self, is_loading, is_loading_changed, false);
        if is_new_query {
            self.as_mut().query_changed();
        }
        if self.rust().rows.has_wanted() {
            self.as_mut().fetch();
        }
        if self.rust().is_new_query {
            self.look();
        }
    }

    fn set_order(mut self: Pin<&mut Self>, order: Arc<Order>, change: OrderChange, is_new_query: bool) {
        let none = QModelIndex::default();
        let mut moved = None;
        match change {
            OrderChange::Same => self.as_mut().rust_mut().rows.set_order(order),
            OrderChange::Replaced { removed, inserted } if !is_new_query && removed.is_empty() => {
                let first = removed.start as i32;
                self.as_mut().begin_insert_rows(&none, first, first + inserted as i32 - 1);
                self.as_mut().rust_mut().rows.set_order(order);
                self.as_mut().end_insert_rows();
            }
            OrderChange::Replaced { removed, inserted: 0 } if !is_new_query => {
                self.as_mut().begin_remove_rows(&none, removed.start as i32, removed.end as i32 - 1);
                self.as_mut().rust_mut().rows.set_order(order);
                self.as_mut().end_remove_rows();
            }
            // Some changed their places among themselves.
            OrderChange::Replaced { removed, inserted } if !is_new_query && removed.len() == inserted => {
                self.as_mut().rust_mut().rows.set_order(order);
                moved = Some(removed);
            }
            _ => {
                self.as_mut().begin_reset_model();
                self.as_mut().rust_mut().rows.set_order(order);
                self.as_mut().end_reset_model();
            }
        }
        self.as_mut().tell_changed(moved.into_iter().collect());
        let count = self.rust().rows.order().len();
        update!(self, count_text, count_text_changed, QString::from(&album_text::total(count)));
        update!(self, count, count_changed, count as i32);
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
            move |store, _| album_rows::read(store, &wanted),
            move |found| {
                let _ = thread.queue(move |table| table.keep(found.unwrap_or_default()));
            },
        );
    }

    fn keep(mut self: Pin<&mut Self>, found: Vec<(PathBuf, AlbumRow)>) {
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

fn text(text: &str) -> QVariant {
    QVariant::from(&QString::from(text))
}

fn value(row: &AlbumRow, role: &str) -> QVariant {
    match role {
        "trackId" => QVariant::from(&row.track),
        "tracks" => text(&row.tracks),
        "counts" => text(&row.counts),
        "verdicts" => text(&row.verdicts),
        "integrity" => text(row.integrity),
        "integrityText" => text(&row.integrity_text),
        "lufs" => text(&row.lufs),
        "format" => text(&row.format),
        "isMixed" => QVariant::from(&row.is_mixed),
        "remark" => text(&row.remark),
        "remarks" => text(&row.remarks),
        "isOdd" => QVariant::from(&row.is_odd),
        "isLoaded" => QVariant::from(&true),
        _ => QVariant::default(),
    }
}

/// What a row shows until its page is there.
fn loading(role: &str) -> QVariant {
    match role {
        "trackId" => QVariant::from(&0_i32),
        "isMixed" | "isOdd" | "isLoaded" => QVariant::from(&false),
        "counts" => text("[]"),
        _ => text(""),
    }
}
