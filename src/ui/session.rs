//! The session: commands of the toolbar, progress, counts and settings.

use std::{
    collections::HashSet,
    path::PathBuf,
    pin::Pin,
    time::{Duration, Instant},
};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QList, QString, QUrl};

use super::app::{self, Changed, Told};
use crate::{
    contracts::{CancelToken, Stage},
    language::{self, Choice, retold},
    manager::{Arbiter, Ending, Event, bars_of},
    persistence::{Counts, TrackId},
    services::{
        gpu, ollama,
        settings::{ACCEPTED_ERRORS, Settings, Theme},
    },
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
        #[qproperty(i32, total, READ, NOTIFY)]
        #[qproperty(i32, done, READ, NOTIFY)]
        #[qproperty(i32, queued, READ, NOTIFY)]
        #[qproperty(i32, running, READ, NOTIFY)]
        #[qproperty(f64, tracks_per_minute, READ, NOTIFY)]
        #[qproperty(i32, remaining_seconds, READ, NOTIFY)]
        #[qproperty(i32, workers, READ, NOTIFY)]
        #[qproperty(i32, busy_workers, READ, NOTIFY)]
        #[qproperty(bool, is_paused, READ, NOTIFY)]
        #[qproperty(bool, is_idle, READ, NOTIFY)]
        #[qproperty(QString, problem, READ, NOTIFY)]
        #[qproperty(i32, interrupted_tracks, READ, NOTIFY)]
        #[qproperty(QString, database_path, READ, NOTIFY)]
        #[qproperty(bool, gpu_available, READ, NOTIFY)]
        #[qproperty(f64, gpu_used_gib, READ, NOTIFY)]
        #[qproperty(f64, gpu_total_gib, READ, NOTIFY)]
        #[qproperty(i32, arbiter_waiting, READ, NOTIFY)]
        #[qproperty(f64, arbiter_gib, READ, NOTIFY)]
        #[qproperty(i32, count_all, READ, NOTIFY)]
        #[qproperty(i32, count_genuine, READ, NOTIFY)]
        #[qproperty(i32, count_transcode, READ, NOTIFY)]
        #[qproperty(i32, count_upsampled, READ, NOTIFY)]
        #[qproperty(i32, count_padded, READ, NOTIFY)]
        #[qproperty(i32, count_lossy, READ, NOTIFY)]
        #[qproperty(i32, count_inconclusive, READ, NOTIFY)]
        #[qproperty(i32, count_failed, READ, NOTIFY)]
        #[qproperty(i32, count_damaged, READ, NOTIFY)]
        #[qproperty(i32, count_defects, READ, NOTIFY)]
        #[qproperty(i32, setting_workers)]
        #[qproperty(QString, setting_database)]
        #[qproperty(QString, setting_ffmpeg)]
        #[qproperty(QString, setting_ollama_address)]
        #[qproperty(QString, setting_ollama_model)]
        #[qproperty(f64, setting_accepted_error)]
        #[qproperty(f64, setting_grey_from)]
        #[qproperty(f64, setting_grey_to)]
        #[qproperty(bool, setting_arbiter_tags)]
        #[qproperty(QString, setting_theme)]
        #[qproperty(QString, setting_language)]
        #[qproperty(QString, language, READ, NOTIFY)]
        #[qproperty(i32, setting_row_height)]
        #[qproperty(bool, setting_show_health)]
        #[qproperty(bool, setting_reduced_motion)]
        #[qproperty(QString, settings_problem, READ, NOTIFY)]
        type Session = super::SessionRust;

        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut Session>, message: &QString);

        /// The window is wanted in front.
        #[qsignal]
        fn summoned(self: Pin<&mut Session>);

        /// Takes the command line's paths, looks for an interrupted run. Call once the window stands.
        #[qinvokable]
        fn start(self: Pin<&mut Session>);
        #[qinvokable]
        fn add_urls(self: &Session, urls: &QList_QUrl);
        #[qinvokable]
        fn pause(self: Pin<&mut Session>);
        #[qinvokable]
        fn resume(self: Pin<&mut Session>);
        #[qinvokable]
        fn cancel(self: Pin<&mut Session>);
        #[qinvokable]
        fn audit_again(self: &Session, track_ids: &QList_i32);
        #[qinvokable]
        fn remove_rows(self: &Session, track_ids: &QList_i32);
        #[qinvokable]
        fn resume_interrupted(self: Pin<&mut Session>);
        #[qinvokable]
        fn dismiss_interrupted(self: Pin<&mut Session>);
        #[qinvokable]
        fn dismiss_problem(self: Pin<&mut Session>);
        /// Address of the folder that holds `path`.
        #[qinvokable]
        fn folder_url(self: &Session, path: &QString) -> QUrl;
        #[qinvokable]
        fn save_settings(self: Pin<&mut Session>);
        /// Reads what changes without an event: busy workers, GPU memory.
        #[qinvokable]
        fn refresh_status(self: Pin<&mut Session>);
    }

    impl cxx_qt::Threading for Session {}
    impl cxx_qt::Initialize for Session {}
}

/// State of the session.
#[derive(Default)]
pub struct SessionRust {
    total: i32,
    done: i32,
    queued: i32,
    running: i32,
    tracks_per_minute: f64,
    remaining_seconds: i32,
    workers: i32,
    busy_workers: i32,
    is_paused: bool,
    is_idle: bool,
    problem: QString,
    interrupted_tracks: i32,
    database_path: QString,
    gpu_available: bool,
    gpu_used_gib: f64,
    gpu_total_gib: f64,
    arbiter_waiting: i32,
    arbiter_gib: f64,
    count_all: i32,
    count_genuine: i32,
    count_transcode: i32,
    count_upsampled: i32,
    count_padded: i32,
    count_lossy: i32,
    count_inconclusive: i32,
    count_failed: i32,
    count_damaged: i32,
    count_defects: i32,
    setting_workers: i32,
    setting_database: QString,
    setting_ffmpeg: QString,
    setting_ollama_address: QString,
    setting_ollama_model: QString,
    setting_accepted_error: f64,
    setting_grey_from: f64,
    setting_grey_to: f64,
    setting_arbiter_tags: bool,
    setting_theme: QString,
    setting_language: QString,
    /// Code of the language in use.
    language: QString,
    setting_row_height: i32,
    setting_show_health: bool,
    setting_reduced_motion: bool,
    settings_problem: QString,
    pace: Pace,
    arbitrated: HashSet<u64>,
    looks: u32,
}

/// How fast a run goes: the tracks that ended since it began, less those that were stored before.
#[derive(Default)]
struct Pace {
    started: Option<Instant>,
    audited: u32,
}

/// Sets a property and notifies, only where it changes.
macro_rules! update {
    ($object:expr, $field:ident, $changed:ident, $value:expr) => {{
        let value = $value;
        if $object.rust().$field != value {
            $object.as_mut().rust_mut().$field = value;
            $object.as_mut().$changed();
        }
    }};
}
pub(super) use update;

impl cxx_qt::Initialize for qobject::Session {
    fn initialize(mut self: Pin<&mut Self>) {
        self.as_mut().rust_mut().is_idle = true;
        self.as_mut().rust_mut().remaining_seconds = -1;
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        let mut state = self.as_mut().rust_mut();
        state.database_path = QString::from(&app::shown(&startup.database));
        if let Some(problem) = &startup.database_problem {
            state.problem = QString::from(&*retold(problem));
        }
        state.settings_problem = QString::from(&*retold(startup.settings_problem.as_deref().unwrap_or_default()));
        let settings = startup.settings;
        let path = |path: &Option<PathBuf>| QString::from(&path.as_deref().map(app::shown).unwrap_or_default());
        state.setting_workers = i32::try_from(settings.workers).unwrap_or(0);
        state.setting_database = path(&settings.database);
        state.setting_ffmpeg = path(&settings.ffmpeg);
        state.setting_ollama_address = QString::from(&settings.ollama_address);
        state.setting_ollama_model = QString::from(&settings.ollama_model);
        state.setting_accepted_error = settings.accepted_error;
        state.setting_grey_from = settings.grey_from;
        state.setting_grey_to = settings.grey_to;
        state.setting_arbiter_tags = settings.arbiter_sees_tags;
        state.setting_theme = QString::from(theme_name(settings.theme));
        state.setting_language = QString::from(settings.language.id());
        state.language = QString::from(language::current().code());
        state.setting_row_height = i32::from(settings.row_height);
        state.setting_show_health = settings.show_health_at_start;
        state.setting_reduced_motion = settings.reduced_motion;
        state.workers = app::with_manager(|manager| manager.workers().0 as i32).unwrap_or(0);
        let thread = self.qt_thread();
        app.listen(move |batch| {
            let batch = batch.to_vec();
            thread.queue(move |session| session.take_in(&batch)).is_ok()
        });
    }
}

impl qobject::Session {
    fn start(self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let paths = app.take_paths();
        app::with_manager(|manager| {
            manager.look_for_interrupted();
            if !paths.is_empty() {
                manager.add(paths, false);
            }
        });
    }

    fn add_urls(&self, urls: &QList<QUrl>) {
        let paths: Vec<PathBuf> = urls.iter().filter_map(local_path).collect();
        if !paths.is_empty() {
            app::with_manager(|manager| manager.add(paths, false));
        }
    }

    fn pause(mut self: Pin<&mut Self>) {
        app::with_manager(|manager| manager.pause());
        update!(self, is_paused, is_paused_changed, true);
    }

    fn resume(mut self: Pin<&mut Self>) {
        app::with_manager(|manager| manager.resume());
        update!(self, is_paused, is_paused_changed, false);
    }

    fn cancel(mut self: Pin<&mut Self>) {
        app::with_manager(|manager| {
            manager.cancel();
            manager.resume();
        });
        update!(self, is_paused, is_paused_changed, false);
    }

    fn audit_again(&self, track_ids: &QList<i32>) {
        let tracks = track_ids.iter().map(|&id| TrackId(i64::from(id))).collect();
        app::with_manager(|manager| manager.audit_again(tracks));
    }

    fn remove_rows(&self, track_ids: &QList<i32>) {
        let tracks: Vec<TrackId> = track_ids.iter().map(|&id| TrackId(i64::from(id))).collect();
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| store.remove(&tracks),
            move |removed| {
                let told = removed.map(|_| ());
                if let Some(app) = app::get() {
                    app.tell(Told::Manager(Event::Idle { done: 0 }));
                }
                let _ = thread.queue(move |session| {
                    if let Err(error) = told {
                        session.set_problem(&error.to_string());
                    }
                });
            },
        );
    }

    fn resume_interrupted(mut self: Pin<&mut Self>) {
        app::with_manager(|manager| manager.resume_interrupted());
        update!(self, interrupted_tracks, interrupted_tracks_changed, 0);
    }

    fn dismiss_interrupted(mut self: Pin<&mut Self>) {
        app::with_manager(|manager| manager.dismiss_interrupted());
        update!(self, interrupted_tracks, interrupted_tracks_changed, 0);
    }

    fn dismiss_problem(mut self: Pin<&mut Self>) {
        update!(self, problem, problem_changed, QString::default());
    }

    fn folder_url(&self, path: &QString) -> QUrl {
        let path = PathBuf::from(path.to_string());
        let folder = path.parent().unwrap_or(&path);
        QUrl::from_local_file(&QString::from(&app::shown(folder)))
    }

    fn save_settings(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let startup = app.startup();
        let settings = self.settings(&startup.settings);
        app.set_settings(settings.clone());
        if settings.language.language() != language::current() {
            language::set(settings.language.language());
            // What is shown is told anew.
            app.tell(Told::Rejudged);
        }
        update!(self, language, language_changed, QString::from(language::current().code()));
        let thread = self.qt_thread();
        let bars = bars_of(&settings);
        if bars != bars_of(&startup.settings) {
            let say = |session: Pin<&mut qobject::Session>, message: String| session.notice(&QString::from(&message));
            app::rejudge(Changed::Bars(bars), self.qt_thread(), say);
        }
        app::with_manager(|manager| {
            manager.set_audit_settings(app::audit_settings(&settings));
            manager.set_arbiter(Arbiter::of(&settings));
            manager.service(
                move |_, _| app.write_settings(),
                move |saved| {
                    let _ = thread.queue(move |mut session| {
                        let problem = saved.err().unwrap_or_default();
                        update!(session, settings_problem, settings_problem_changed, QString::from(&*retold(&problem)));
                    });
                },
            );
        });
    }

    fn refresh_status(mut self: Pin<&mut Self>) {
        if let Some((workers, busy)) = app::with_manager(|manager| manager.workers()) {
            update!(self, workers, workers_changed, workers as i32);
            update!(self, busy_workers, busy_workers_changed, busy as i32);
        }
        self.as_mut().update_pace();
        let thread = self.qt_thread();
        // The server is asked now and then: what it holds changes with its model.
        self.as_mut().rust_mut().looks += 1;
        let settings = app::get().map(|app| app.startup().settings).filter(|_| self.rust().looks % 5 == 1);
        app::with_manager(|manager| {
            manager.service(
                move |_, cancel| (gpu::memory(), settings.map(|settings| arbiter_bytes(&settings, cancel))),
                move |(memory, arbiter)| {
                    let _ = thread.queue(move |mut session| {
                        const GIB: f64 = (1_u64 << 30) as f64;
                        if let Some(bytes) = arbiter {
                            update!(session, arbiter_gib, arbiter_gib_changed, bytes as f64 / GIB);
                        }
                        update!(session, gpu_available, gpu_available_changed, memory.is_some());
                        if let Some(memory) = memory {
                            update!(session, gpu_used_gib, gpu_used_gib_changed, memory.used_bytes as f64 / GIB);
                            update!(session, gpu_total_gib, gpu_total_gib_changed, memory.total_bytes as f64 / GIB);
                        }
                    });
                },
            );
        });
    }

    /// Settings as the dialog shows them; what it does not show stays as it was.
    fn settings(&self, before: &Settings) -> Settings {
        let state = self.rust();
        let path = |text: &QString| Some(text.to_string()).filter(|text| !text.trim().is_empty()).map(PathBuf::from);
        Settings {
            workers: usize::try_from(state.setting_workers).unwrap_or(0),
            database: path(&state.setting_database),
            ffmpeg: path(&state.setting_ffmpeg),
            ollama_address: state.setting_ollama_address.to_string(),
            ollama_model: state.setting_ollama_model.to_string(),
            arbiter_sees_tags: state.setting_arbiter_tags,
            grey_from: state.setting_grey_from,
            grey_to: state.setting_grey_to,
            accepted_error: state.setting_accepted_error.clamp(ACCEPTED_ERRORS.0, ACCEPTED_ERRORS.1),
            theme: match state.setting_theme.to_string().as_str() {
                "dark" => Theme::Dark,
                "light" => Theme::Light,
                _ => Theme::System,
            },
            language: Choice::from_id(&state.setting_language.to_string()),
            row_height: u8::try_from(state.setting_row_height).unwrap_or(28),
            show_health_at_start: state.setting_show_health,
            reduced_motion: state.setting_reduced_motion,
            ..before.clone()
        }
    }

    fn set_problem(mut self: Pin<&mut Self>, problem: &str) {
        update!(self, problem, problem_changed, QString::from(&*retold(problem)));
    }

    fn take_in(mut self: Pin<&mut Self>, batch: &[Told]) {
        let (mut total, mut done) = (self.rust().total, self.rust().done);
        for told in batch {
            match told {
                Told::Counts(counts) => self.as_mut().set_counts(counts),
                Told::Manager(Event::Found { tracks }) => {
                    if self.rust().is_idle {
                        (total, done) = (0, 0);
                        self.as_mut().rust_mut().pace = Pace { started: Some(Instant::now()), audited: 0 };
                        update!(self, is_idle, is_idle_changed, false);
                    }
                    total += tracks.len() as i32;
                }
                Told::Manager(Event::Finished { ordinal, ending, .. }) => {
                    done += 1;
                    self.as_mut().rust_mut().arbitrated.remove(ordinal);
                    if let Ending::Report(_) = ending {
                        self.as_mut().rust_mut().pace.audited += 1;
                    }
                }
                Told::Manager(Event::Problem { message }) => self.as_mut().set_problem(message),
                Told::Manager(Event::Idle { .. }) => {
                    update!(self, is_idle, is_idle_changed, true);
                    update!(self, remaining_seconds, remaining_seconds_changed, -1);
                }
                Told::Manager(Event::Interrupted { tracks }) => {
                    update!(self, interrupted_tracks, interrupted_tracks_changed, i32::try_from(*tracks).unwrap_or(i32::MAX));
                }
                Told::Manager(Event::Progress(progress)) if progress.stage == Stage::Arbitrating => {
                    self.as_mut().rust_mut().arbitrated.insert(progress.ordinal);
                }
                Told::Summoned => self.as_mut().summoned(),
                Told::Manager(Event::Progress(_)) | Told::Rejudged => {}
            }
        }
        let waiting = self.rust().arbitrated.len() as i32;
        update!(self, arbiter_waiting, arbiter_waiting_changed, waiting);
        update!(self, total, total_changed, total);
        update!(self, done, done_changed, done);
        let busy = app::with_manager(|manager| manager.workers().1 as i32).unwrap_or(0);
        update!(self, running, running_changed, busy.min(total - done));
        update!(self, queued, queued_changed, (total - done - busy).max(0));
        update!(self, busy_workers, busy_workers_changed, busy);
    }

    /// Tracks a minute and time left; told by the window's clock, four times a second at most.
    fn update_pace(mut self: Pin<&mut Self>) {
        let (started, audited) = (self.rust().pace.started, self.rust().pace.audited);
        let Some(started) = started.filter(|_| !self.rust().is_idle) else { return };
        let minutes = started.elapsed().as_secs_f64() / 60.0;
        if minutes < 0.02 || audited == 0 {
            return;
        }
        let a_minute = f64::from(audited) / minutes;
        let left = f64::from(self.rust().total - self.rust().done);
        update!(self, tracks_per_minute, tracks_per_minute_changed, a_minute);
        update!(self, remaining_seconds, remaining_seconds_changed, (left / a_minute * 60.0).ceil() as i32);
    }

    fn set_counts(mut self: Pin<&mut Self>, counts: &Counts) {
        use crate::contracts::VerdictClass as Class;
        let of = |class| counts.of_class(class) as i32;
        update!(self, count_all, count_all_changed, counts.total as i32);
        update!(self, count_genuine, count_genuine_changed, of(Class::Genuine));
        update!(self, count_transcode, count_transcode_changed, of(Class::Transcode));
        update!(self, count_upsampled, count_upsampled_changed, of(Class::Upsampled));
        update!(self, count_padded, count_padded_changed, of(Class::Padded));
        update!(self, count_lossy, count_lossy_changed, of(Class::Lossy));
        update!(self, count_inconclusive, count_inconclusive_changed, of(Class::Inconclusive));
        update!(self, count_failed, count_failed_changed, counts.failed as i32);
        update!(self, count_damaged, count_damaged_changed, counts.damaged as i32);
        update!(self, count_defects, count_defects_changed, counts.with_defects as i32);
    }
}

/// The file that a URL names; drops from a browser name none.
pub(super) fn local_path(url: &QUrl) -> Option<PathBuf> {
    let typed = || {
        // A name typed into Qt's own dialog comes without a scheme (Qt 6.4).
        let mut path = url.path().to_string();
        for (mark, rest) in [('?', url.query()), ('#', url.fragment())] {
            path.extend(rest.map(|rest| format!("{mark}{rest}")));
        }
        (url.scheme().is_none() && path.starts_with('/')).then(|| PathBuf::from(path))
    };
    url.to_local_file().map(|path| PathBuf::from(path.to_string())).or_else(typed)
}

/// Memory that the arbiter's model takes right now, by its server; 0 where none is chosen or loaded.
fn arbiter_bytes(settings: &Settings, cancel: &CancelToken) -> u64 {
    let Some(arbiter) = Arbiter::of(settings) else { return 0 };
    let loaded = ollama::loaded_models(&arbiter.address, Duration::from_secs(1), cancel).unwrap_or_default();
    loaded
        .iter()
        .filter(|model| model.name == arbiter.model || model.name.strip_suffix(":latest") == Some(&arbiter.model))
        .map(|model| model.size)
        .sum()
}

fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "system",
        Theme::Dark => "dark",
        Theme::Light => "light",
    }
}
