//! The health dialog: what answers, what is limited without it, how to mend it.

use std::pin::Pin;

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::QString;

use super::{
    app,
    health_text::{self, summary, title},
    session::update,
};
use crate::services::health::{self, HealthCheck, HealthState};

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
        #[qproperty(bool, is_checking, READ, NOTIFY)]
        #[qproperty(QString, state, READ, NOTIFY)]
        #[qproperty(QString, title, READ, NOTIFY)]
        #[qproperty(QString, summary, READ, NOTIFY)]
        #[qproperty(QString, arbiter_state, READ, NOTIFY)]
        #[qproperty(QString, items_json, READ, NOTIFY)]
        type Health = super::HealthRust;

        /// Checks everything anew, off the main thread.
        #[qinvokable]
        fn check(self: Pin<&mut Health>);
        #[qinvokable]
        fn report_text(self: &Health) -> QString;
    }

    impl cxx_qt::Threading for Health {}
}

/// State of the dialog.
#[derive(Default)]
pub struct HealthRust {
    is_checking: bool,
    state: QString,
    title: QString,
    summary: QString,
    arbiter_state: QString,
    items_json: QString,
    checks: Vec<HealthCheck>,
}

impl qobject::Health {
    fn check(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        if self.rust().is_checking {
            return;
        }
        update!(self, is_checking, is_checking_changed, true);
        if self.rust().state == QString::default() {
            update!(self, state, state_changed, QString::from("checking"));
        }
        let startup = app.startup();
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |repository, cancel| {
                    let probe = crate::manager::probe_database(&startup.database, repository, startup.database_problem.as_deref());
                    let weights = crate::manager::probe_weights(&startup.weights);
                    let network = crate::manager::probe_network(&startup.weights, &startup.settings);
                    health::check(&startup.settings, &probe, &weights, &network, startup.log_folder.as_deref(), cancel)
                },
                move |checks| {
                    let _ = thread.queue(move |health| health.take_in(checks));
                },
            );
        });
    }

    fn take_in(mut self: Pin<&mut Self>, mut checks: Vec<HealthCheck>) {
        // Trouble first; the order of the checks otherwise.
        checks.sort_by_key(|check| match check.state {
            HealthState::Missing => 1,
            HealthState::Limited => 0,
            HealthState::Ready => 2,
        });
        let of = |state| checks.iter().filter(|check| check.state == state).count();
        let (limited, missing) = (of(HealthState::Limited), of(HealthState::Missing));
        let state = match (limited, missing) {
            (0, 0) => "ready",
            (_, 0) => "limited",
            _ => "missing",
        };
        let arbiter = checks.iter().find(|check| check.id == "ollama").map(|check| check.state);
        let arbiter = match arbiter {
            Some(HealthState::Ready) => "ready",
            Some(HealthState::Limited) => "missing",
            _ => "off",
        };
        let told: Vec<HealthCheck> = checks.iter().map(health_text::told).collect();
        let items = serde_json::to_string(&told).unwrap_or_else(|_| "[]".to_owned());
        update!(self, items_json, items_json_changed, QString::from(&items));
        update!(self, title, title_changed, QString::from(&title(limited, missing)));
        update!(self, summary, summary_changed, QString::from(&summary(limited, missing)));
        update!(self, arbiter_state, arbiter_state_changed, QString::from(arbiter));
        update!(self, state, state_changed, QString::from(state));
        self.as_mut().rust_mut().checks = checks;
        update!(self, is_checking, is_checking_changed, false);
    }

    fn report_text(&self) -> QString {
        let lines: Vec<String> = self.rust().checks.iter().map(HealthCheck::to_string).collect();
        QString::from(&lines.join("\n"))
    }
}
