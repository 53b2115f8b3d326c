//! Where the network leans in one track: looked at when somebody asks, and forgotten with the track.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{app, network_text::Told, session::update};
use crate::{contracts::CancelToken, persistence::TrackId};

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
        #[qproperty(QString, state, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY)]
        #[qproperty(QString, remedy, READ, NOTIFY)]
        #[qproperty(QString, weights, READ, NOTIFY)]
        #[qproperty(QString, map_json, READ, NOTIFY)]
        type TrackNetwork = super::TrackNetworkRust;

        fn set_track_id(self: Pin<&mut TrackNetwork>, track_id: i32);
        /// Has the network look at the track.
        #[qinvokable]
        fn look(self: Pin<&mut TrackNetwork>);
        /// Ends a look, and forgets what one has found.
        #[qinvokable]
        fn forget(self: Pin<&mut TrackNetwork>);
    }

    impl cxx_qt::Threading for TrackNetwork {}
    impl cxx_qt::Initialize for TrackNetwork {}
}

/// State of the object.
#[derive(Default)]
pub struct TrackNetworkRust {
    track_id: i32,
    /// "none", "looking", "ready" or "problem".
    state: QString,
    problem: QString,
    remedy: QString,
    weights: QString,
    map_json: QString,
    job: Option<CancelToken>,
    /// Number of the latest look; one that ends late is dropped.
    latest: u64,
}

impl Drop for TrackNetworkRust {
    fn drop(&mut self) {
        if let Some(job) = self.job.take() {
            job.cancel();
        }
    }
}

impl cxx_qt::Initialize for qobject::TrackNetwork {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().state = QString::from(Told::nothing().state);
        // Another audit may be one of another file, by another network, or in another language.
        app::when_audited(self.qt_thread(), |network| network.rust().track_id, qobject::TrackNetwork::forget);
    }
}

impl qobject::TrackNetwork {
    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.forget();
        }
    }

    fn look(mut self: Pin<&mut Self>) {
        self.as_mut().forget();
        let track = TrackId(i64::from(self.rust().track_id));
        if track.0 <= 0 {
            return;
        }
        let (latest, thread) = (self.rust().latest, self.qt_thread());
        let job = app::with_manager(|manager| {
            manager.look(track, move |outcome| {
                let told = Told::of(&outcome);
                let _ = thread.queue(move |network| network.end(latest, told));
            })
        });
        if job.is_some() {
            update!(self, state, state_changed, QString::from("looking"));
        }
        self.rust_mut().job = job;
    }

    fn forget(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().latest += 1;
        if let Some(job) = self.as_mut().rust_mut().job.take() {
            job.cancel();
        }
        self.show(Told::nothing());
    }

    fn end(mut self: Pin<&mut Self>, latest: u64, told: Told) {
        if self.rust().latest == latest {
            self.as_mut().rust_mut().job = None;
            self.show(told);
        }
    }

    fn show(mut self: Pin<&mut Self>, told: Told) {
        update!(self, problem, problem_changed, QString::from(&told.problem));
        update!(self, remedy, remedy_changed, QString::from(&told.remedy));
        update!(self, weights, weights_changed, QString::from(&told.weights));
        update!(self, map_json, map_json_changed, QString::from(&told.map_json));
        update!(self, state, state_changed, QString::from(told.state));
    }
}
