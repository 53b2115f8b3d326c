//! Reports, certificates and pictures written from the window, one at a time, and the policy that tracks are held against.

use std::{path::PathBuf, pin::Pin};

use cxx_qt::{CxxQtThread, CxxQtType, Threading};
use cxx_qt_lib::{QList, QString, QUrl};

use super::{
    app::{self, Told},
    policy_text, reporting_text,
    reporting_work::{self, Refusal, Tell, Tools},
    session::{local_path, update},
    sound_drawing::Order,
};
use crate::{
    contracts::CancelToken,
    language::retold,
    persistence::{Repository, TrackId},
    report::ReportFormat,
    services::settings::PolicyChoice,
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
        include!("cxx-qt-lib/qurl.h");
        type QUrl = cxx_qt_lib::QUrl;
        include!("cxx-qt-lib/qlist.h");
        type QList_QUrl = cxx_qt_lib::QList<QUrl>;
        type QList_i32 = cxx_qt_lib::QList<i32>;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(bool, is_busy, READ, NOTIFY)]
        #[qproperty(f64, share, READ, NOTIFY)]
        #[qproperty(QString, doing, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY)]
        #[qproperty(QString, verification_json, READ, NOTIFY)]
        #[qproperty(QString, policy_name, READ, NOTIFY)]
        #[qproperty(QString, policies_json, READ, NOTIFY)]
        type Reporting = super::ReportingRust;

        /// Something was written: what, and where.
        #[qsignal]
        fn written(self: Pin<&mut Reporting>, message: &QString, file: &QUrl);
        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut Reporting>, message: &QString);
        /// A certificate was read: `verificationJson` has the result.
        #[qsignal]
        fn verified(self: Pin<&mut Reporting>);

        /// Writes reports to `file` as `format`, `csv`, `jsonl`, `html` or `xlsx`; of every row where no track is named.
        #[qinvokable]
        fn export_reports(self: Pin<&mut Reporting>, file: &QUrl, format: &QString, track_ids: &QList_i32);
        /// Writes the certificate of tracks to `file`.
        #[qinvokable]
        fn certify(self: Pin<&mut Reporting>, file: &QUrl, track_ids: &QList_i32);
        /// Reads the certificate in `file` and compares `files` with it; without any, those of its tracks' names beside it.
        #[qinvokable]
        fn verify(self: Pin<&mut Reporting>, file: &QUrl, files: &QList_QUrl);
        /// Saves what `order` asks for of a track as a picture of so many pixels.
        #[qinvokable]
        fn save_picture(self: Pin<&mut Reporting>, file: &QUrl, track_id: i32, order: &QString, width: i32, height: i32);
        #[qinvokable]
        fn cancel(self: &Reporting);
        #[qinvokable]
        fn dismiss_problem(self: Pin<&mut Reporting>);
        /// Holds tracks against the policy of that name, one that comes with the program; against none where it is empty.
        #[qinvokable]
        fn choose_policy(self: Pin<&mut Reporting>, id: &QString);
        /// Holds tracks against the policy in `file`.
        #[qinvokable]
        fn choose_policy_file(self: Pin<&mut Reporting>, file: &QUrl);
    }

    impl cxx_qt::Threading for Reporting {}
    impl cxx_qt::Initialize for Reporting {}
}

/// State of the reports.
#[derive(Default)]
pub struct ReportingRust {
    is_busy: bool,
    share: f64,
    doing: QString,
    problem: QString,
    verification_json: QString,
    policy_name: QString,
    policies_json: QString,
    job: Option<CancelToken>,
}

impl Drop for ReportingRust {
    fn drop(&mut self) {
        if let Some(job) = self.job.take() {
            job.cancel();
        }
    }
}

/// What came of a job.
enum End {
    Written(String, PathBuf),
    Verified(String),
}

/// Tells the window how a job ended, once: also where it never began or broke.
struct Teller {
    thread: CxxQtThread<qobject::Reporting>,
    is_told: bool,
}

impl Teller {
    fn tell(mut self, end: Result<End, Refusal>) {
        self.is_told = true;
        let _ = self.thread.queue(move |reporting| reporting.end(end));
    }
}

impl Drop for Teller {
    fn drop(&mut self) {
        if !self.is_told {
            let _ = self.thread.queue(move |reporting| reporting.end(Err(Some(reporting_text::broken().to_owned()))));
        }
    }
}

impl cxx_qt::Initialize for qobject::Reporting {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().verification_json = QString::from("{}");
        self.as_mut().rust_mut().policies_json = QString::from("[]");
        let Some(app) = app::get() else { return };
        self.load_policy(app.startup().settings.policy, false);
    }
}

impl qobject::Reporting {
    fn export_reports(self: Pin<&mut Self>, file: &QUrl, format: &QString, track_ids: &QList<i32>) {
        let Some(path) = local_path(file) else { return };
        let Ok(format) = format.to_string().parse::<ReportFormat>() else { return };
        let tracks = tracks_of(track_ids);
        self.begin("export", move |store, tools, cancel, tell| {
            let written = reporting_work::export(store, &tracks, &path, format, tools, cancel, tell)?;
            Ok(End::Written(reporting_text::exported(written, &path), path))
        });
    }

    fn certify(self: Pin<&mut Self>, file: &QUrl, track_ids: &QList<i32>) {
        let Some(path) = local_path(file) else { return };
        let tracks = tracks_of(track_ids);
        self.begin("certificate", move |store, tools, cancel, tell| {
            let certified = reporting_work::certify(store, &tracks, &path, tools, cancel, tell)?;
            Ok(End::Written(reporting_text::certified(&certified, &path), path))
        });
    }

    fn verify(self: Pin<&mut Self>, file: &QUrl, files: &QList<QUrl>) {
        let Some(path) = local_path(file) else { return };
        let files: Vec<PathBuf> = files.iter().filter_map(local_path).collect();
        self.begin("verify", move |_, tools, cancel, tell| {
            reporting_work::verify(&path, &files, &tools.settings, cancel, tell).map(|found| End::Verified(found.to_string()))
        });
    }

    fn save_picture(self: Pin<&mut Self>, file: &QUrl, track_id: i32, order: &QString, width: i32, height: i32) {
        let Some(path) = local_path(file) else { return };
        let Ok(order) = serde_json::from_str::<Order>(&order.to_string()) else { return };
        let size = (u32::try_from(width).unwrap_or(0), u32::try_from(height).unwrap_or(0));
        let track = TrackId(i64::from(track_id));
        self.begin("picture", move |store, tools, cancel, _| {
            reporting_work::save_picture(store, track, &order, size, &path, tools, cancel)?;
            Ok(End::Written(reporting_text::drawn(&path), path))
        });
    }

    /// Runs `work`, unless something runs already.
    fn begin(
        mut self: Pin<&mut Self>,
        what: &str,
        work: impl FnOnce(&Repository, &Tools, &CancelToken, Tell<'_>) -> Result<End, Refusal> + Send + 'static,
    ) {
        let Some(app) = app::get() else { return };
        if self.rust().job.is_some() {
            return;
        }
        let startup = app.startup();
        let settings = app::audit_settings(&startup.settings);
        let tools = Tools { policy: policy_text::current(), settings, cache: startup.cache };
        let teller = Teller { thread: self.qt_thread(), is_told: false };
        let telling = self.qt_thread();
        let job = app::with_manager(|manager| {
            manager.errand(
                move |store, cancel| {
                    let Some(store) = store else {
                        return teller.tell(Err(startup.database_problem));
                    };
                    let told = std::cell::Cell::new(-1.0_f64);
                    let end = work(store, &tools, cancel, &|share| {
                        // A hundred steps are seen, ten thousand are not.
                        if (share - told.get()).abs() >= 0.01 {
                            told.set(share);
                            let _ = telling.queue(move |mut reporting| {
                                update!(reporting, share, share_changed, share);
                            });
                        }
                    });
                    teller.tell(end);
                },
                |()| {},
            )
        });
        self.as_mut().rust_mut().job = job;
        update!(self, problem, problem_changed, QString::default());
        update!(self, share, share_changed, 0.0);
        update!(self, doing, doing_changed, QString::from(reporting_text::doing(what)));
        update!(self, is_busy, is_busy_changed, true);
    }

    fn end(mut self: Pin<&mut Self>, end: Result<End, Refusal>) {
        self.as_mut().rust_mut().job = None;
        update!(self, is_busy, is_busy_changed, false);
        match end {
            Ok(End::Written(message, path)) => {
                let file = QUrl::from_local_file(&QString::from(&app::shown(&path)));
                self.written(&QString::from(&message), &file);
            }
            Ok(End::Verified(found)) => {
                update!(self, verification_json, verification_json_changed, QString::from(&found));
                self.verified();
            }
            Err(None) => self.notice(&QString::from(reporting_text::stopped())),
            Err(Some(problem)) => update!(self, problem, problem_changed, QString::from(&*retold(&problem))),
        }
    }

    fn cancel(&self) {
        if let Some(job) = &self.rust().job {
            job.cancel();
        }
    }

    fn dismiss_problem(mut self: Pin<&mut Self>) {
        update!(self, problem, problem_changed, QString::default());
    }

    fn choose_policy(self: Pin<&mut Self>, id: &QString) {
        let id = id.to_string();
        // The entry of the auditor's own file stands for itself.
        if id != "file" {
            self.load_policy(policy_text::choice(&id), true);
        }
    }

    fn choose_policy_file(self: Pin<&mut Self>, file: &QUrl) {
        if let Some(path) = local_path(file) {
            self.load_policy(Some(PolicyChoice::File(path)), true);
        }
    }

    /// Loads a policy off the main thread and uses it; `is_new` keeps the choice. One that cannot be read changes nothing.
    fn load_policy(self: Pin<&mut Self>, choice: Option<PolicyChoice>, is_new: bool) {
        let thread = self.qt_thread();
        app::with_manager(|manager| {
            manager.service(
                move |_, _| {
                    let loaded = policy_text::load(choice.as_ref());
                    let shown = loaded.as_ref().ok().map(|policy| policy_text::choices(choice.as_ref(), policy.as_deref()));
                    // Where it is gone at start, there is still what else to choose.
                    let shown = shown.unwrap_or_else(|| policy_text::choices(None, None));
                    (choice, loaded, shown.to_string())
                },
                move |(choice, loaded, shown)| {
                    let _ = thread.queue(move |mut reporting| {
                        let policy = match loaded {
                            Ok(policy) => policy,
                            Err(problem) => {
                                if !is_new {
                                    update!(reporting, policies_json, policies_json_changed, QString::from(&shown));
                                }
                                update!(reporting, problem, problem_changed, QString::from(&*retold(&problem)));
                                return;
                            }
                        };
                        let name = policy.as_deref().map(crate::policy::Policy::name).unwrap_or_default();
                        update!(reporting, policy_name, policy_name_changed, QString::from(name));
                        update!(reporting, policies_json, policies_json_changed, QString::from(&shown));
                        let message = policy_text::in_use(policy.as_deref());
                        policy_text::set(policy);
                        let Some(app) = app::get() else { return };
                        app.tell(Told::Rejudged);
                        if is_new {
                            app::change_settings(
                                |settings| settings.policy = choice,
                                |saved| {
                                    if let Err(problem) = saved {
                                        tracing::error!("{problem}");
                                    }
                                },
                            );
                            reporting.notice(&QString::from(&message));
                        }
                    });
                },
            );
        });
    }
}

fn tracks_of(ids: &QList<i32>) -> Vec<TrackId> {
    ids.iter().map(|id| TrackId(i64::from(*id))).collect()
}
