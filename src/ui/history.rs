//! The history of one track, read while somebody looks at it.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{app, history_text::HistoryText, session::update};
use crate::persistence::{Repository, StoreError, TrackId};

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
        #[qproperty(i32, track_id, READ, WRITE = set_track_id, NOTIFY)]
        #[qproperty(bool, is_wanted, READ, WRITE = set_wanted, NOTIFY = wanted_changed)]
        #[qproperty(bool, is_loading, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY = shown)]
        #[qproperty(QString, place, READ, NOTIFY = shown)]
        #[qproperty(QString, entries_json, READ, NOTIFY = shown)]
        type TrackHistory = super::TrackHistoryRust;

        /// Everything that is shown changed at once.
        #[qsignal]
        fn shown(self: Pin<&mut TrackHistory>);
        #[qsignal]
        fn wanted_changed(self: Pin<&mut TrackHistory>);

        fn set_track_id(self: Pin<&mut TrackHistory>, track_id: i32);
        fn set_wanted(self: Pin<&mut TrackHistory>, is_wanted: bool);
    }

    impl cxx_qt::Threading for TrackHistory {}
    impl cxx_qt::Initialize for TrackHistory {}
}

/// State of the object.
#[derive(Default)]
pub struct TrackHistoryRust {
    track_id: i32,
    is_wanted: bool,
    is_loading: bool,
    problem: QString,
    place: QString,
    entries_json: QString,
    /// What is shown is not what the store has now.
    is_stale: bool,
}

impl cxx_qt::Initialize for qobject::TrackHistory {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().entries_json = QString::from("[]");
        // Judged again means too: a mark, another judge, a quarantine, another language.
        app::when_audited(self.qt_thread(), |history| history.rust().track_id, qobject::TrackHistory::load);
    }
}

impl qobject::TrackHistory {
    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.as_mut().show(HistoryText::default());
            self.load();
        }
    }

    fn set_wanted(mut self: Pin<&mut Self>, is_wanted: bool) {
        if self.rust().is_wanted == is_wanted {
            return;
        }
        self.as_mut().rust_mut().is_wanted = is_wanted;
        self.as_mut().wanted_changed();
        if is_wanted && self.rust().is_stale {
            self.load();
        }
    }

    /// Reads the history anew, now or when somebody looks at it.
    fn load(mut self: Pin<&mut Self>) {
        let track = TrackId(i64::from(self.rust().track_id));
        let is_there = track.0 > 0;
        let is_wanted = self.rust().is_wanted;
        self.as_mut().rust_mut().is_stale = is_there && !is_wanted;
        if !is_there || !is_wanted {
            return;
        }
        update!(self, is_loading, is_loading_changed, true);
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| read(store, track).unwrap_or_else(|error| HistoryText::of_problem(&error.to_string())),
            move |text| {
                let _ = thread.queue(move |history| {
                    if i64::from(history.rust().track_id) == track.0 {
                        history.show(text);
                    }
                });
            },
        );
    }

    fn show(mut self: Pin<&mut Self>, text: HistoryText) {
        {
            let mut state = self.as_mut().rust_mut();
            state.problem = QString::from(&text.problem);
            state.place = QString::from(&text.place);
            state.entries_json = QString::from(&text.entries_json);
        }
        self.as_mut().shown();
        update!(self, is_loading, is_loading_changed, false);
    }
}

fn read(store: &Repository, track: TrackId) -> Result<HistoryText, StoreError> {
    let rows = store.rows(&[track])?;
    let quarantined_from = rows.first().and_then(|row| row.quarantined_from.as_deref());
    Ok(HistoryText::of(&store.history(track)?, store.mark_of_track(track)?.as_ref(), quarantined_from))
}
