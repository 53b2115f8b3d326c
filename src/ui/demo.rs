//! The demonstration pair: whether it is there, and its audit on request.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};

use super::{
    app::{self, Told},
    session::update,
};
use crate::{manager::Event, services::demo};

#[cxx_qt::bridge]
pub mod qobject {
    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(bool, is_there, READ, NOTIFY)]
        type Demo = super::DemoRust;

        /// The audit of the track from an MP3 ended.
        #[qsignal]
        fn ended(self: Pin<&mut Demo>, track_id: i32);

        /// Adds both tracks.
        #[qinvokable]
        fn start(self: Pin<&mut Demo>);
    }

    impl cxx_qt::Threading for Demo {}
    impl cxx_qt::Initialize for Demo {}
}

/// State of the demonstration.
#[derive(Default)]
pub struct DemoRust {
    is_there: bool,
    pair: Option<[std::path::PathBuf; 2]>,
    /// Whether its end is waited for.
    is_running: bool,
    /// Number of the second track in this run.
    second: Option<u64>,
}

impl cxx_qt::Initialize for qobject::Demo {
    fn initialize(self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let (thread, telling) = (self.qt_thread(), self.qt_thread());
        app.listen(move |batch| {
            let heard: Vec<Event> = batch
                .iter()
                .filter_map(|told| match told {
                    Told::Manager(event @ (Event::Found { .. } | Event::Finished { .. })) => Some(event.clone()),
                    _ => None,
                })
                .collect();
            heard.is_empty() || telling.queue(move |demo| demo.hear(&heard)).is_ok()
        });
        app::with_manager(|manager| {
            manager.service(
                |_, _| demo::files().ok(),
                move |pair| {
                    let _ = thread.queue(move |mut demo| {
                        update!(demo, is_there, is_there_changed, pair.is_some());
                        demo.as_mut().rust_mut().pair = pair;
                    });
                },
            );
        });
    }
}

impl qobject::Demo {
    fn start(mut self: Pin<&mut Self>) {
        let Some(pair) = self.rust().pair.clone() else { return };
        self.as_mut().rust_mut().is_running = true;
        self.as_mut().rust_mut().second = None;
        app::with_manager(|manager| manager.add(pair.to_vec(), false));
    }

    fn hear(mut self: Pin<&mut Self>, events: &[Event]) {
        for event in events {
            if !self.rust().is_running {
                return;
            }
            match event {
                Event::Found { tracks } => {
                    let wanted = self.rust().pair.as_ref().map(|pair| &pair[1]);
                    let found = tracks.iter().find(|track| Some(&track.path) == wanted).map(|track| track.ordinal);
                    if found.is_some() {
                        self.as_mut().rust_mut().second = found;
                    }
                }
                Event::Finished { ordinal, track, .. } if self.rust().second == Some(*ordinal) => {
                    self.as_mut().rust_mut().is_running = false;
                    if let Some(id) = track.and_then(|track| i32::try_from(track.0).ok()) {
                        self.as_mut().ended(id);
                    }
                }
                _ => {}
            }
        }
    }
}
