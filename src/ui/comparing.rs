//! Two tracks beside each other for the window: aligned and subtracted off the main thread, told in sentences.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{
    app,
    compared::{self, Compared},
    comparing_text::{self, Told},
    session::update,
    sounds,
};
use crate::{
    analyzer::compare::{CompareError, compare},
    contracts::CancelToken,
    persistence::TrackId,
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
        #[qproperty(i32, first_id, READ, WRITE = set_first_id, NOTIFY)]
        #[qproperty(i32, second_id, READ, WRITE = set_second_id, NOTIFY)]
        #[qproperty(bool, is_decoded, READ, WRITE = set_decoded, NOTIFY = decoded_changed)]
        #[qproperty(QString, state, READ, NOTIFY)]
        #[qproperty(f64, share, READ, NOTIFY)]
        #[qproperty(QString, statement, READ, NOTIFY)]
        #[qproperty(QString, facts_json, READ, NOTIFY)]
        #[qproperty(QString, bands_json, READ, NOTIFY)]
        #[qproperty(f64, delay_s, READ, NOTIFY)]
        #[qproperty(f64, stretch, READ, NOTIFY)]
        #[qproperty(f64, gain_db, READ, NOTIFY)]
        type Comparing = super::ComparingRust;

        #[qsignal]
        fn decoded_changed(self: Pin<&mut Comparing>);

        fn set_first_id(self: Pin<&mut Comparing>, track_id: i32);
        fn set_second_id(self: Pin<&mut Comparing>, track_id: i32);
        // Told by whoever has the two decoded; the comparison begins then.
        fn set_decoded(self: Pin<&mut Comparing>, is_decoded: bool);
        /// Takes the second track as the one to measure against.
        #[qinvokable]
        fn swap(self: Pin<&mut Comparing>);
        /// Ends the comparison and lets both tracks go.
        #[qinvokable]
        fn cancel(self: Pin<&mut Comparing>);
    }

    impl cxx_qt::Threading for Comparing {}
    impl cxx_qt::Initialize for Comparing {}
}

/// State of the object.
#[derive(Default)]
pub struct ComparingRust {
    first_id: i32,
    second_id: i32,
    is_decoded: bool,
    /// "", "decoding", "comparing", "done", "refused" or "failed".
    state: QString,
    share: f64,
    statement: QString,
    facts_json: QString,
    bands_json: QString,
    /// Where B stands at the first frame of A, and how many seconds of B one of A takes.
    delay_s: f64,
    stretch: f64,
    /// Gain that brings B to the level of A.
    gain_db: f64,
    job: Option<CancelToken>,
    /// Number of the latest comparison; one that ends late is dropped.
    latest: u64,
}

impl Drop for ComparingRust {
    fn drop(&mut self) {
        if let Some(job) = self.job.take() {
            job.cancel();
        }
        for id in [self.first_id, self.second_id] {
            let_go(id);
        }
        compared::put(None);
    }
}

/// The two are held here too, so that a swap decodes nothing anew.
fn hold(id: i32) {
    if id > 0 {
        sounds::hold(TrackId(i64::from(id)));
    }
}

fn let_go(id: i32) {
    if id > 0 {
        sounds::release(TrackId(i64::from(id)));
    }
}

impl cxx_qt::Initialize for qobject::Comparing {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().facts_json = QString::from("[]");
        self.as_mut().rust_mut().bands_json = QString::from("[]");
        self.as_mut().rust_mut().stretch = 1.0;
    }
}

impl qobject::Comparing {
    fn set_first_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().first_id != track_id {
            hold(track_id);
            let_go(self.rust().first_id);
            update!(self, first_id, first_id_changed, track_id);
            self.begin();
        }
    }

    fn set_second_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().second_id != track_id {
            hold(track_id);
            let_go(self.rust().second_id);
            update!(self, second_id, second_id_changed, track_id);
            self.begin();
        }
    }

    fn set_decoded(mut self: Pin<&mut Self>, is_decoded: bool) {
        if self.rust().is_decoded != is_decoded {
            self.as_mut().rust_mut().is_decoded = is_decoded;
            self.as_mut().decoded_changed();
            self.begin();
        }
    }

    fn swap(mut self: Pin<&mut Self>) {
        let (first, second) = (self.rust().first_id, self.rust().second_id);
        if first == second {
            return;
        }
        self.as_mut().rust_mut().first_id = second;
        self.as_mut().rust_mut().second_id = first;
        self.as_mut().first_id_changed();
        self.as_mut().second_id_changed();
        self.begin();
    }

    fn cancel(mut self: Pin<&mut Self>) {
        self.as_mut().set_first_id(0);
        self.set_second_id(0);
    }

    /// Forgets what was found, and compares as soon as both are decoded.
    fn begin(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().latest += 1;
        if let Some(job) = self.as_mut().rust_mut().job.take() {
            job.cancel();
        }
        compared::put(None);
        self.as_mut().show(Told::default());
        update!(self, share, share_changed, 0.0);
        let ids = [self.rust().first_id, self.rust().second_id];
        if ids.iter().any(|id| *id <= 0) {
            update!(self, state, state_changed, QString::default());
            return;
        }
        let [first, second] = ids.map(|id| sounds::get(TrackId(i64::from(id))).filter(|shown| shown.sound.is_complete()));
        let (Some(first), Some(second)) = (first, second) else {
            update!(self, state, state_changed, QString::from("decoding"));
            return;
        };
        if !self.rust().is_decoded {
            update!(self, state, state_changed, QString::from("decoding"));
            return;
        }
        update!(self, state, state_changed, QString::from("comparing"));
        let latest = self.rust().latest;
        let tracks = ids.map(|id| TrackId(i64::from(id)));
        let (telling, ending) = (self.qt_thread(), self.qt_thread());
        let job = app::with_manager(|manager| {
            manager.picture(
                move |_, cancel| {
                    let mut told = 0.0;
                    let found = compare(&first.sound, &second.sound, cancel, &mut |share| {
                        // A hundredth is the least that is seen.
                        if share - told >= 0.01 {
                            told = share;
                            let _ = telling.queue(move |comparing| comparing.go_on(latest, share));
                        }
                    });
                    found.map(|comparison| {
                        let lufs = [&first, &second].map(|shown| shown.report.measurements.integrated_lufs);
                        let sounds = [&first.sound, &second.sound];
                        (comparing_text::told(&comparison), Compared::new(tracks, sounds, lufs, &comparison.finding))
                    })
                },
                move |outcome| {
                    let _ = ending.queue(move |comparing| comparing.end(latest, outcome));
                },
            )
        });
        self.rust_mut().job = job;
    }

    fn go_on(mut self: Pin<&mut Self>, latest: u64, share: f32) {
        if self.rust().latest == latest {
            update!(self, share, share_changed, f64::from(share));
        }
    }

    fn end(mut self: Pin<&mut Self>, latest: u64, outcome: Result<(Told, Compared), CompareError>) {
        if self.rust().latest != latest {
            return;
        }
        self.as_mut().rust_mut().job = None;
        let (state, told, compared) = match outcome {
            Ok((told, compared)) => (if told.is_same { "done" } else { "refused" }, told, Some(compared)),
            Err(error) => ("failed", comparing_text::failed(&error), None),
        };
        compared::put(compared);
        self.as_mut().show(told);
        update!(self, state, state_changed, QString::from(state));
    }

    fn show(mut self: Pin<&mut Self>, told: Told) {
        update!(self, statement, statement_changed, QString::from(&told.statement));
        update!(self, facts_json, facts_json_changed, QString::from(&told.facts.to_string()));
        update!(self, bands_json, bands_json_changed, QString::from(&told.bands.to_string()));
        update!(self, delay_s, delay_s_changed, told.delay_s);
        update!(self, stretch, stretch_changed, told.stretch);
        update!(self, gain_db, gain_db_changed, told.gain_db);
    }
}
