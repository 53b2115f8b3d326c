//! The sound of one track for the window: decoded while it is wanted, with what is drawn over its pictures.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{app, region_text, session::update, sounds};
use crate::{
    contracts::CancelToken,
    language::{retold, tr},
    persistence::TrackId,
    pictures::View,
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
        #[qproperty(i32, track_id, READ, WRITE = set_track_id, NOTIFY)]
        #[qproperty(bool, is_wanted, READ, WRITE = set_wanted, NOTIFY = wanted_changed)]
        #[qproperty(QString, state, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY)]
        #[qproperty(f64, share, READ, NOTIFY)]
        #[qproperty(f64, duration_s, READ, NOTIFY)]
        #[qproperty(f64, nyquist_hz, READ, NOTIFY)]
        #[qproperty(i32, channels, READ, NOTIFY)]
        #[qproperty(i32, revision, READ, NOTIFY)]
        #[qproperty(QString, layers_json, READ, NOTIFY)]
        #[qproperty(QString, region_json, READ, NOTIFY)]
        type TrackSound = super::TrackSoundRust;

        #[qsignal]
        fn wanted_changed(self: Pin<&mut TrackSound>);

        fn set_track_id(self: Pin<&mut TrackSound>, track_id: i32);
        fn set_wanted(self: Pin<&mut TrackSound>, is_wanted: bool);
        /// Measures the frames between two times; the figures arrive in `regionJson`.
        #[qinvokable]
        fn measure(self: Pin<&mut TrackSound>, from_s: f64, to_s: f64);
        /// Reads the track anew, after another audit.
        #[qinvokable]
        fn reload(self: Pin<&mut TrackSound>);
    }

    impl cxx_qt::Threading for TrackSound {}
    impl cxx_qt::Initialize for TrackSound {}
}

/// State of the object.
#[derive(Default)]
pub struct TrackSoundRust {
    track_id: i32,
    is_wanted: bool,
    state: QString,
    problem: QString,
    share: f64,
    duration_s: f64,
    nyquist_hz: f64,
    channels: i32,
    revision: i32,
    layers_json: QString,
    region_json: QString,
    decoding: Option<CancelToken>,
    measuring: Option<CancelToken>,
    /// The track that this object asked for.
    held: Option<TrackId>,
}

impl Drop for TrackSoundRust {
    fn drop(&mut self) {
        for job in [self.decoding.take(), self.measuring.take()].into_iter().flatten() {
            job.cancel();
        }
        if let Some(track) = self.held.take() {
            sounds::release(track);
        }
    }
}

impl cxx_qt::Initialize for qobject::TrackSound {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().state = QString::from("none");
        self.as_mut().rust_mut().layers_json = QString::from("{}");
        self.as_mut().rust_mut().region_json = QString::from("[]");
    }
}

impl qobject::TrackSound {
    fn set_track_id(mut self: Pin<&mut Self>, track_id: i32) {
        if self.rust().track_id != track_id {
            update!(self, track_id, track_id_changed, track_id);
            self.reload();
        }
    }

    fn set_wanted(mut self: Pin<&mut Self>, is_wanted: bool) {
        if self.rust().is_wanted == is_wanted {
            return;
        }
        self.as_mut().rust_mut().is_wanted = is_wanted;
        self.as_mut().wanted_changed();
        if is_wanted && self.rust().held.is_none() {
            self.reload();
        }
    }

    fn reload(mut self: Pin<&mut Self>) {
        let track = TrackId(i64::from(self.rust().track_id));
        {
            let mut state = self.as_mut().rust_mut();
            for job in [state.decoding.take(), state.measuring.take()].into_iter().flatten() {
                job.cancel();
            }
            if let Some(held) = state.held.take() {
                sounds::release(held);
            }
        }
        update!(self, share, share_changed, 0.0);
        update!(self, problem, problem_changed, QString::default());
        update!(self, region_json, region_json_changed, QString::from("[]"));
        if track.0 <= 0 || !self.rust().is_wanted {
            update!(self, state, state_changed, QString::from("none"));
            return;
        }
        update!(self, state, state_changed, QString::from("opening"));
        sounds::hold(track);
        self.as_mut().rust_mut().held = Some(track);
        let Some(startup) = app::get().map(app::App::startup) else { return };
        let settings = app::audit_settings(&startup.settings);
        let (telling, ending) = (self.qt_thread(), self.qt_thread());
        let job = app::with_manager(|manager| {
            manager.picture(
                move |store, cancel| {
                    let Some(store) = store else { return Err(tr!("There is no database to find this track in.").to_owned()) };
                    sounds::decode(store, track, &startup.cache, &settings, cancel, &|| {
                        let _ = telling.queue(move |sound| sound.take_in(track));
                    })
                },
                move |outcome| {
                    let _ = ending.queue(move |sound| sound.end(track, outcome));
                },
            )
        });
        self.rust_mut().decoding = job;
    }

    /// Shows what there is by now.
    fn take_in(mut self: Pin<&mut Self>, track: TrackId) {
        if self.rust().held != Some(track) {
            return;
        }
        let Some(shown) = sounds::get(track) else { return };
        let is_complete = shown.sound.is_complete();
        let share = shown.sound.frames().map_or(0.5, |frames| shown.sound.frames_ready() as f64 / frames.max(1) as f64);
        update!(self, duration_s, duration_s_changed, shown.duration_s());
        update!(self, nyquist_hz, nyquist_hz_changed, shown.sound.sample_rate().nyquist_hz());
        update!(self, channels, channels_changed, i32::try_from(shown.sound.channels()).unwrap_or(0));
        update!(self, layers_json, layers_json_changed, QString::from(&region_text::layers(&shown.report).to_string()));
        update!(self, share, share_changed, share.min(1.0));
        update!(self, state, state_changed, QString::from(if is_complete { "ready" } else { "decoding" }));
        let revision = self.rust().revision.wrapping_add(1);
        update!(self, revision, revision_changed, revision);
    }

    fn end(mut self: Pin<&mut Self>, track: TrackId, outcome: Result<(), String>) {
        if self.rust().held != Some(track) {
            // Another track is shown meanwhile.
            return;
        }
        if let Err(problem) = outcome {
            update!(self, problem, problem_changed, QString::from(&*retold(&problem)));
            update!(self, state, state_changed, QString::from("problem"));
        }
    }

    fn measure(mut self: Pin<&mut Self>, from_s: f64, to_s: f64) {
        if let Some(job) = self.as_mut().rust_mut().measuring.take() {
            job.cancel();
        }
        let Some(shown) = self.rust().held.and_then(sounds::get).filter(|_| to_s > from_s) else {
            update!(self, region_json, region_json_changed, QString::from("[]"));
            return;
        };
        let thread = self.qt_thread();
        let job = app::with_manager(|manager| {
            manager.picture(
                move |_, cancel| region_text::measured(&shown.sound, &View { from_s, to_s }, cancel),
                move |figures| {
                    let Some(figures) = figures else { return };
                    let _ = thread.queue(move |mut sound| {
                        update!(sound, region_json, region_json_changed, QString::from(&figures.to_string()));
                    });
                },
            )
        });
        self.rust_mut().measuring = job;
    }
}
