//! What the desktop is told while the window is open, and what it asks of the window.

use std::{pin::Pin, time::Instant};

use cxx_qt::{CxxQtType, Threading};

use super::{
    app::{self, Told},
    desk_text::Batch,
    session::update,
};
use crate::manager::{Ending, Event};

#[cxx_qt::bridge]
pub mod qobject {
    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(bool, is_active)]
        #[qproperty(bool, is_paused, READ, WRITE = set_paused, NOTIFY)]
        type Desk = super::DeskRust;

        fn set_paused(self: Pin<&mut Desk>, is_paused: bool);
    }

    impl cxx_qt::Threading for Desk {}
    impl cxx_qt::Initialize for Desk {}
}

/// State of the desktop's side.
#[derive(Default)]
pub struct DeskRust {
    /// Whether the auditor looks at the window.
    is_active: bool,
    /// Whether the audits are paused: the machine may sleep then.
    is_paused: bool,
    batch: Batch,
}

impl cxx_qt::Initialize for qobject::Desk {
    fn initialize(self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let thread = self.qt_thread();
        app.listen(move |batch| {
            let batch = batch.to_vec();
            thread.queue(move |desk| desk.take_in(&batch)).is_ok()
        });
    }
}

impl qobject::Desk {
    fn set_paused(mut self: Pin<&mut Self>, is_paused: bool) {
        update!(self, is_paused, is_paused_changed, is_paused);
        self.show_progress();
    }

    fn take_in(mut self: Pin<&mut Self>, batch: &[Told]) {
        let Some(app) = app::get() else { return };
        for told in batch {
            match told {
                Told::Manager(Event::Found { tracks }) => {
                    self.as_mut().rust_mut().batch.found(tracks.len(), Instant::now());
                }
                Told::Manager(Event::Finished { ending, .. }) => {
                    let report = match ending {
                        Ending::Report(report) => Some(report.as_ref()),
                        Ending::AlreadyStored => None,
                    };
                    let is_watched = report.is_some_and(|report| app.take_watched(&report.path));
                    self.as_mut().rust_mut().batch.finished(report, is_watched);
                }
                // A batch that found nothing has nothing to tell.
                Told::Manager(Event::Idle { done }) if *done > 0 => {
                    let rules = app.startup().settings.notice_rules;
                    let is_active = self.rust().is_active;
                    let note = self.as_mut().rust_mut().batch.end(rules, is_active, Instant::now());
                    app.with_desktop(|desktop| {
                        desktop.idle();
                        if let Some(note) = note {
                            desktop.notify(note);
                        }
                    });
                }
                _ => {}
            }
        }
        self.show_progress();
    }

    fn show_progress(self: Pin<&mut Self>) {
        let (done, found) = self.rust().batch.progress();
        let is_paused = self.rust().is_paused;
        let Some(app) = app::get().filter(|_| found > 0) else { return };
        app.with_desktop(|desktop| if is_paused { desktop.idle() } else { desktop.busy(done, found) });
    }
}
