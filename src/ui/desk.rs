//! What the desktop is told while the window is open, and what it asks of the window.

use std::{pin::Pin, time::Instant};

use crossbeam_channel::Receiver;
use cxx_qt::{CxxQtThread, CxxQtType, Threading};

use super::{
    app::{self, Told},
    desk_text::Batch,
    session::update,
};
use crate::{
    manager::{Ending, Event},
    services::instance::Summons,
    workers::ManagedThread,
};

#[cxx_qt::bridge]
pub mod qobject {
    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(bool, is_active)]
        #[qproperty(bool, is_paused, READ, WRITE = set_paused, NOTIFY)]
        type Desk = super::DeskRust;

        /// A later start, or a click outside the window, asks it to come to the front.
        #[qsignal]
        fn front_asked(self: Pin<&mut Desk>);

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
        if let Some((_, summons)) = app.startup().summons {
            let thread = self.qt_thread();
            if let Err(error) = ManagedThread::spawn("summons", move || attend(&summons, &thread)) {
                tracing::error!("no thread for later starts: {error}");
            }
        }
    }
}

/// Hands on what later starts ask for, until the window is gone.
fn attend(summons: &Receiver<Summons>, thread: &CxxQtThread<qobject::Desk>) {
    for Summons { paths, .. } in summons {
        if thread.queue(|desk| desk.front_asked()).is_err() {
            return;
        }
        if !paths.is_empty() {
            app::with_manager(|manager| manager.add(paths, false));
        }
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
