//! How one track stands to the policy in use.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{
    app,
    policy_text::{self, Standing},
    session::update,
};
use crate::persistence::TrackId;

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
        #[qproperty(QString, line, READ, NOTIFY)]
        #[qproperty(QString, rules, READ, NOTIFY)]
        type TrackPolicy = super::TrackPolicyRust;

        fn set_track_id(self: Pin<&mut TrackPolicy>, track_id: i32);
    }

    impl cxx_qt::Threading for TrackPolicy {}
    impl cxx_qt::Initialize for TrackPolicy {}
}

/// State of the object.
#[derive(Default)]
pub struct TrackPolicyRust {
    track_id: i32,
    state: QString,
    line: QString,
    rules: QString,
}

impl cxx_qt::Initialize for qobject::TrackPolicy {
    fn initialize(self: Pin<&mut Self>) {
        app::when_audited(self.qt_thread(), |policy| policy.rust().track_id, qobject::TrackPolicy::load);
    }
}

impl qobject::TrackPolicy {
    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.load();
        }
    }

    fn load(self: Pin<&mut Self>) {
        let track = TrackId(i64::from(self.rust().track_id));
        let Some(policy) = policy_text::current().filter(|_| track.0 > 0) else { return self.show(Standing::default()) };
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| {
                let report = store.report(track).ok().flatten();
                report.map(|report| Standing::of(&policy.evaluate(&report))).unwrap_or_default()
            },
            move |standing| {
                let _ = thread.queue(move |policy| {
                    if i64::from(policy.rust().track_id) == track.0 {
                        policy.show(standing);
                    }
                });
            },
        );
    }

    fn show(mut self: Pin<&mut Self>, standing: Standing) {
        update!(self, state, state_changed, QString::from(standing.state));
        update!(self, rules, rules_changed, QString::from(&standing.rules));
        update!(self, line, line_changed, QString::from(&standing.line));
    }
}
