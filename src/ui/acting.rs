//! Moves files to quarantine and back, with undo.

use std::{
    path::PathBuf,
    pin::Pin,
    time::{Duration, Instant},
};

use cxx_qt::{CxxQtType, Threading};
use cxx_qt_lib::{QList, QString, QUrl};

use super::{
    acting_text::{self, Plan, Way},
    app::{self, Told},
    session::{local_path, update},
};
use crate::{
    contracts::CancelToken,
    language::tr,
    manager::quarantine::{self, Choice, OnStep, Outcome, QuarantineError},
    persistence::{Repository, StoreError, TrackId},
};

#[cxx_qt::bridge]
pub mod qobject {
    unsafe extern "C++" {
        include!("cxx-qt-lib/qstring.h");
        type QString = cxx_qt_lib::QString;
        include!("cxx-qt-lib/qurl.h");
        type QUrl = cxx_qt_lib::QUrl;
        include!("cxx-qt-lib/qlist.h");
        type QList_i32 = cxx_qt_lib::QList<i32>;
    }

    #[auto_cxx_name]
    extern "RustQt" {
        #[qobject]
        #[qml_element]
        #[qproperty(QString, folder, READ, NOTIFY)]
        #[qproperty(bool, is_plan_back, READ, NOTIFY = planned)]
        #[qproperty(i32, plan_count, READ, NOTIFY = planned)]
        #[qproperty(QString, plan_from, READ, NOTIFY = planned)]
        #[qproperty(QString, plan_left_out, READ, NOTIFY = planned)]
        #[qproperty(bool, is_busy, READ, NOTIFY)]
        #[qproperty(QString, step_text, READ, NOTIFY)]
        #[qproperty(f64, share, READ, NOTIFY)]
        #[qproperty(i32, last_done, READ, NOTIFY)]
        #[qproperty(QString, outcome_text, READ, NOTIFY = listed)]
        #[qproperty(QString, outcome_json, READ, NOTIFY = listed)]
        type Acting = super::ActingRust;

        /// Something was done that deserves a word.
        #[qsignal]
        fn notice(self: Pin<&mut Acting>, message: &QString);
        /// What would be moved is known.
        #[qsignal]
        fn planned(self: Pin<&mut Acting>);
        /// Something was done that has more to say than a word: files that stay, each with its reason.
        #[qsignal]
        fn listed(self: Pin<&mut Acting>);

        /// Looks at what a quarantine of these tracks would move; `planned` tells.
        #[qinvokable]
        fn plan(self: &Acting, track_ids: &QList_i32);
        /// Looks at what lies in all quarantines, to move it back; `planned` tells.
        #[qinvokable]
        fn plan_back(self: &Acting);
        /// Uses another folder as the quarantine, from now on.
        #[qinvokable]
        fn choose_folder(self: Pin<&mut Acting>, folder: &QUrl);
        /// Does what was planned last.
        #[qinvokable]
        fn carry_out(self: Pin<&mut Acting>);
        /// Moves tracks back to where they came from, each from its own quarantine.
        #[qinvokable]
        fn restore(self: Pin<&mut Acting>, track_ids: &QList_i32);
        /// Starts no further file; the one being copied stays where it was.
        #[qinvokable]
        fn cancel(self: Pin<&mut Acting>);
        /// Takes the last move back.
        #[qinvokable]
        fn undo(self: Pin<&mut Acting>);
        /// Address of the file at `path`.
        #[qinvokable]
        fn file_url(self: &Acting, path: &QString) -> QUrl;
    }

    impl cxx_qt::Threading for Acting {}
    impl cxx_qt::Initialize for Acting {}
}

/// Moves that can be taken back.
const MOST_UNDOS: usize = 100;
/// Steps reach the window at most this often.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// Files, each list with the quarantine that they go to or lie in.
type ByFolder = Vec<(PathBuf, Vec<PathBuf>)>;
/// What came of each quarantine that took part.
type Outcomes = Vec<(PathBuf, Outcome)>;

/// What was looked at before it is done.
#[derive(Clone, Default)]
enum Planned {
    #[default]
    Nothing,
    /// These tracks into quarantine.
    Tracks(Vec<TrackId>),
    /// What lies in these quarantines back.
    Folders(Vec<PathBuf>),
}

/// State of the moves.
#[derive(Default)]
pub struct ActingRust {
    folder: QString,
    is_plan_back: bool,
    plan_count: i32,
    plan_from: QString,
    plan_left_out: QString,
    is_busy: bool,
    step_text: QString,
    share: f64,
    /// Number of the move that the next undo takes back; 0 where there is none.
    last_done: i32,
    outcome_text: QString,
    outcome_json: QString,
    planned: Planned,
    running: Option<CancelToken>,
    is_cancel_wanted: bool,
    /// With the way that the files go to take it back.
    undos: Vec<(i32, Way, ByFolder)>,
}

impl cxx_qt::Initialize for qobject::Acting {
    fn initialize(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let folder = app.startup().settings.quarantine;
        self.as_mut().rust_mut().folder = QString::from(&folder.as_deref().map(app::shown).unwrap_or_default());
        let thread = self.qt_thread();
        // A move that was cut off is ended before anything else is done with its file.
        app::with_store(quarantine::recover_all, move |recovered| {
            let (ended, notes) = recovered.map_or_else(|error| (0, vec![error.to_string()]), |found| (found.ended, found.notes));
            let _ = thread.queue(move |mut acting| {
                let Some(told) = acting_text::recovered(ended, &notes) else { return };
                if ended > 0 {
                    acting.as_mut().files_moved();
                }
                acting.tell(&told, &Outcome { notes, ..Outcome::default() });
            });
        });
    }
}

impl qobject::Acting {
    fn plan(&self, track_ids: &QList<i32>) {
        let tracks: Vec<TrackId> = track_ids.iter().map(|id| TrackId(i64::from(*id))).collect();
        let thread = self.qt_thread();
        app::with_store(
            move |store, _| {
                let rows = store.rows(&tracks)?;
                let there = rows.iter().filter(|row| row.quarantined_from.is_none()).map(|row| row.id).collect();
                Ok::<_, StoreError>((acting_text::plan(&rows), Planned::Tracks(there)))
            },
            move |plan| {
                let _ = thread.queue(move |acting| match plan {
                    Ok((plan, planned)) => acting.show_plan(&plan, planned),
                    Err(error) => acting.notice(&QString::from(&acting_text::sentence(&error.to_string()))),
                });
            },
        );
    }

    fn plan_back(&self) {
        let thread = self.qt_thread();
        app::with_store(
            |store, _| {
                // One that is gone or not mounted holds nothing that could be moved now.
                let held = |folder: PathBuf| quarantine::contents(&folder).ok().map(|held| (folder, held.len()));
                store.quarantines().map(|folders| folders.into_iter().filter_map(held).filter(|(_, count)| *count > 0).collect())
            },
            move |held: Result<Vec<(PathBuf, usize)>, _>| {
                let _ = thread.queue(move |acting| match held {
                    Ok(held) => {
                        let plan = acting_text::plan_back(&held);
                        acting.show_plan(&plan, Planned::Folders(held.into_iter().map(|(folder, _)| folder).collect()));
                    }
                    Err(error) => acting.notice(&QString::from(&acting_text::sentence(&error.to_string()))),
                });
            },
        );
    }

    fn show_plan(mut self: Pin<&mut Self>, plan: &Plan, planned: Planned) {
        if plan.count == 0 {
            return self.notice(&QString::from(&plan.left_out));
        }
        let mut state = self.as_mut().rust_mut();
        state.is_plan_back = matches!(planned, Planned::Folders(_));
        state.plan_count = plan.count as i32;
        state.plan_from = QString::from(&plan.from);
        state.plan_left_out = QString::from(&plan.left_out);
        state.planned = planned;
        self.planned();
    }

    fn choose_folder(mut self: Pin<&mut Self>, folder: &QUrl) {
        let Some(path) = local_path(folder) else { return };
        update!(self, folder, folder_changed, QString::from(&app::shown(&path)));
        let thread = self.qt_thread();
        app::change_settings(
            |settings| settings.quarantine = Some(path),
            move |kept| {
                if let Err(problem) = kept {
                    let _ = thread.queue(move |acting| acting.notice(&QString::from(&acting_text::sentence(&problem))));
                }
            },
        );
    }

    fn carry_out(mut self: Pin<&mut Self>) {
        let Some(app) = app::get() else { return };
        let settings = app.startup().settings;
        let planned = std::mem::take(&mut self.as_mut().rust_mut().planned);
        match planned {
            Planned::Nothing => {}
            Planned::Tracks(tracks) => {
                let Some(folder) = settings.quarantine else { return };
                let roots = settings.watched_folders;
                self.run(Way::In, false, move |store, cancel, on_step| {
                    let moved = quarantine::quarantine_tracks(store, &folder, &tracks, &roots, cancel, on_step);
                    vec![outcome_of(folder, moved)]
                });
            }
            Planned::Folders(folders) => {
                let all = folders.into_iter().map(|folder| (folder, Choice::All)).collect();
                self.run(Way::Out, false, move |store, cancel, on_step| back(store, all, cancel, on_step));
            }
        }
    }

    fn restore(self: Pin<&mut Self>, track_ids: &QList<i32>) {
        let tracks: Vec<TrackId> = track_ids.iter().map(|id| TrackId(i64::from(*id))).collect();
        self.run(Way::Out, false, move |store, cancel, on_step| match store.quarantined(&tracks) {
            Ok(held) => {
                let chosen = by_folder(held).into_iter().map(|(folder, paths)| (folder, Choice::Paths(paths))).collect();
                back(store, chosen, cancel, on_step)
            }
            Err(error) => vec![outcome_of(PathBuf::new(), Err(error.into()))],
        });
    }

    fn undo(mut self: Pin<&mut Self>) {
        if self.rust().is_busy {
            return;
        }
        let Some((_, way, files)) = self.as_mut().rust_mut().undos.pop() else { return };
        self.as_mut().show_last_done();
        match way {
            Way::Out => {
                let chosen = files.into_iter().map(|(folder, paths)| (folder, Choice::Paths(paths))).collect();
                self.run(way, true, move |store, cancel, on_step| back(store, chosen, cancel, on_step));
            }
            Way::In => {
                let roots = app::get().map(|app| app.startup().settings.watched_folders).unwrap_or_default();
                self.run(way, true, move |store, cancel, on_step| {
                    let into = |(folder, paths): (PathBuf, Vec<PathBuf>)| {
                        let moved = quarantine::quarantine(Some(store), &folder, &paths, &roots, cancel, on_step);
                        outcome_of(folder, moved)
                    };
                    files.into_iter().map(into).collect()
                });
            }
        }
    }

    fn cancel(mut self: Pin<&mut Self>) {
        match &self.rust().running {
            Some(running) => running.cancel(),
            None => self.as_mut().rust_mut().is_cancel_wanted = true,
        }
    }

    /// Moves files off the main thread, one call at a time, and tells what came of it.
    fn run(
        mut self: Pin<&mut Self>,
        way: Way,
        is_undo: bool,
        work: impl FnOnce(&Repository, &CancelToken, OnStep<'_>) -> Outcomes + Send + 'static,
    ) {
        if self.rust().is_busy {
            return;
        }
        if app::get().is_none_or(|app| app.startup().repository.is_none()) {
            let message = tr!("Without a database no file is moved: nothing would remember where it came from.");
            return self.notice(&QString::from(message));
        }
        self.as_mut().rust_mut().is_cancel_wanted = false;
        update!(self, step_text, step_text_changed, QString::default());
        update!(self, share, share_changed, 0.0);
        update!(self, is_busy, is_busy_changed, true);
        let (thread, teller, starter) = (self.qt_thread(), self.qt_thread(), self.qt_thread());
        app::with_store(
            move |store, shutdown| {
                let cancel = shutdown.child();
                let token = cancel.clone();
                let _ = starter.queue(move |acting| acting.started(token));
                let mut told: Option<Instant> = None;
                let mut on_step = |done: usize, total: usize| {
                    if told.is_some_and(|told| told.elapsed() < TELL_EVERY) {
                        return;
                    }
                    told = Some(Instant::now());
                    let text = acting_text::step(way, done, total);
                    let _ = teller.queue(move |mut acting| {
                        update!(acting, step_text, step_text_changed, QString::from(&text));
                        update!(acting, share, share_changed, done as f64 / total.max(1) as f64);
                    });
                };
                work(store, &cancel, &mut on_step)
            },
            move |outcomes| {
                let _ = thread.queue(move |acting| acting.ended(way, is_undo, outcomes));
            },
        );
    }

    fn started(mut self: Pin<&mut Self>, token: CancelToken) {
        if self.rust().is_cancel_wanted {
            token.cancel();
        }
        self.as_mut().rust_mut().running = Some(token);
    }

    fn ended(mut self: Pin<&mut Self>, way: Way, is_undo: bool, outcomes: Outcomes) {
        self.as_mut().rust_mut().running = None;
        update!(self, is_busy, is_busy_changed, false);
        let moved = |(folder, outcome): &(PathBuf, Outcome)| {
            (folder.clone(), outcome.moved.iter().map(|moved| moved.to.clone()).collect::<Vec<PathBuf>>())
        };
        let files: ByFolder = outcomes.iter().map(moved).filter(|(_, paths)| !paths.is_empty()).collect();
        let outcome = acting_text::together(outcomes.into_iter().map(|(_, outcome)| outcome));
        if !files.is_empty() {
            if !is_undo {
                let back = if way == Way::In { Way::Out } else { Way::In };
                let mut state = self.as_mut().rust_mut();
                state.undos.push((app::stamp(), back, files));
                if state.undos.len() > MOST_UNDOS {
                    state.undos.remove(0);
                }
                self.as_mut().show_last_done();
            }
            self.as_mut().files_moved();
        }
        self.tell(&acting_text::done(way, &outcome, is_undo), &outcome);
    }

    fn show_last_done(mut self: Pin<&mut Self>) {
        let last = self.rust().undos.last().map_or(0, |(stamp, ..)| *stamp);
        update!(self, last_done, last_done_changed, last);
    }

    /// Rows have other paths now.
    fn files_moved(self: Pin<&mut Self>) {
        if let Some(app) = app::get() {
            app.tell(Told::Rejudged);
        }
    }

    fn tell(mut self: Pin<&mut Self>, told: &str, outcome: &Outcome) {
        if acting_text::has_more(outcome) {
            let mut state = self.as_mut().rust_mut();
            state.outcome_text = QString::from(told);
            state.outcome_json = QString::from(&acting_text::lines(outcome));
            self.listed();
        } else {
            self.notice(&QString::from(told));
        }
    }

    fn file_url(&self, path: &QString) -> QUrl {
        QUrl::from_local_file(path)
    }
}

/// Moves what is chosen of each quarantine back, until it is cancelled.
fn back(store: &Repository, chosen: Vec<(PathBuf, Choice)>, cancel: &CancelToken, on_step: OnStep<'_>) -> Outcomes {
    let mut outcomes = Outcomes::new();
    for (folder, choice) in chosen {
        let moved = quarantine::restore(Some(store), &folder, &choice, cancel, on_step);
        outcomes.push(outcome_of(folder, moved));
        if cancel.is_cancelled() {
            break;
        }
    }
    outcomes
}

/// What a quarantine has against it stands beside what the others did.
fn outcome_of(folder: PathBuf, moved: Result<Outcome, QuarantineError>) -> (PathBuf, Outcome) {
    (folder, moved.unwrap_or_else(|error| Outcome { notes: vec![error.to_string()], ..Outcome::default() }))
}

/// Paths with the same quarantine together, in the order of their first.
fn by_folder(held: Vec<(PathBuf, PathBuf)>) -> ByFolder {
    let mut all = ByFolder::new();
    for (folder, path) in held {
        match all.iter_mut().find(|(known, _)| *known == folder) {
            Some((_, paths)) => paths.push(path),
            None => all.push((folder, vec![path])),
        }
    }
    all
}
