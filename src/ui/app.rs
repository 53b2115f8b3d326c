//! What the window's objects share: the manager, the settings and the stream of events.
//!
//! One value for the life of the process, set before QML loads. Objects listen by posting to their own Qt thread; a listener
//! whose object is gone is dropped.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicBool, AtomicI32, Ordering},
    },
    time::Duration,
};

use crossbeam_channel::{Receiver, Sender, unbounded};
use cxx_qt::{CxxQtThread, Threading};

use super::judging_text;
pub(super) use super::shown;
use crate::{
    brain::{Bars, Judge},
    contracts::{AuditSettings, CancelToken},
    language,
    manager::{Arbiter, Desktop, Event, Manager, ManagerConfig, Startup, apply_bars, apply_forest, apply_network, judge_of},
    persistence::{Counts, Repository, TableQuery, TrackId},
    services::{desktop::Buses, instance::Summons, settings::Settings},
    workers::{Batches, ManagedThread},
};

/// What the objects of the window are told.
#[derive(Clone, Debug)]
pub(super) enum Told {
    /// By the manager.
    Manager(Event),
    /// Rows of each kind under the present search.
    Counts(Counts),
    /// Verdicts of stored audits changed: by a mark, another forest, other bars or the arbiter.
    Rejudged,
    /// The window is asked to come to the front: by a later start, whose paths are added already, or from the desktop.
    Summoned,
}

type Listener = Box<dyn Fn(&[Told]) -> bool + Send>;

pub(super) struct App {
    startup: Mutex<Startup>,
    /// The judge in use.
    judge: Mutex<Arc<Judge>>,
    paths: Mutex<Vec<PathBuf>>,
    manager: Mutex<Option<Manager>>,
    listeners: Mutex<Vec<Listener>>,
    told: Sender<Told>,
    desktop: Mutex<Option<Desktop>>,
    /// Files that settled in a watched folder and are being audited.
    watched: Mutex<HashSet<PathBuf>>,
    /// What the table shows.
    query: Mutex<TableQuery>,
    has_unsaved_settings: AtomicBool,
}

/// Batches reach the main thread at most this often: 20 a second.
const TELL_EVERY: Duration = Duration::from_millis(50);
const MOST_TOLD_AT_ONCE: usize = 4096;

static APP: OnceLock<App> = OnceLock::new();

pub(super) fn start(startup: Startup, paths: Vec<PathBuf>) -> Result<(), String> {
    language::set(startup.settings.language.language());
    let judge = judge_of(&startup.weights, &startup.settings);
    let manager_config = ManagerConfig {
        workers: startup.settings.workers,
        audit: audit_settings(&startup.settings),
        judge: Arc::clone(&judge),
        arbiter: Arbiter::of(&startup.settings),
        repository: startup.repository.clone(),
        loads_stored: false,
    };
    let (manager, events) =
        Manager::start(manager_config).map_err(|error| format!("no worker thread could be started: {error}"))?;
    let (told, receiver) = unbounded();
    let desktop = startup.summons.as_ref().map(|(clicked, _)| Desktop::start(Buses::of_this_process(), clicked.clone()));
    let app = App {
        startup: Mutex::new(startup),
        judge: Mutex::new(judge),
        paths: Mutex::new(paths),
        manager: Mutex::new(Some(manager)),
        listeners: Mutex::default(),
        told,
        desktop: Mutex::new(desktop),
        watched: Mutex::default(),
        query: Mutex::default(),
        has_unsaved_settings: AtomicBool::new(false),
    };
    let summons = lock(&app.startup).summons.take();
    APP.set(app).map_err(|_| "the window was started twice".to_owned())?;
    // What a run of the command line, or an edited file of settings, left behind.
    if let Some(app) = get() {
        bring_in_step(app);
    }
    let spawned = ManagedThread::spawn("events", move || forward(&events))
        .and_then(|_| ManagedThread::spawn("window-events", move || tell(receiver)));
    let spawned = spawned.and_then(|_| match summons {
        Some((_, summons)) => ManagedThread::spawn("summons", move || attend(&summons)).map(Some),
        None => Ok(None),
    });
    spawned.map(|_| ()).map_err(|error| format!("no thread could be started: {error}"))
}

pub(super) fn shutdown() {
    let Some(app) = APP.get() else { return };
    lock(&app.listeners).clear();
    drop(lock(&app.desktop).take());
    if app.has_unsaved_settings.load(Ordering::Relaxed)
        && let Err(problem) = app.write_settings()
    {
        tracing::error!("{problem}");
    }
    let manager = lock(&app.manager).take();
    if manager.is_some_and(|manager| !manager.shutdown()) {
        tracing::error!("some work did not end within the shutdown's limit");
    }
}

/// The shared state; `None` before the window is prepared and in a QML tool that loads a file alone.
pub(super) fn get() -> Option<&'static App> {
    APP.get()
}

/// Calls `work` with the manager, where one runs.
pub(super) fn with_manager<T>(work: impl FnOnce(&Manager) -> T) -> Option<T> {
    get().and_then(|app| lock(&app.manager).as_ref().map(work))
}

/// Runs `work` with the store off the main thread and hands its value to `on_end` there. Without a store nothing happens.
pub(super) fn with_store<T: 'static>(
    work: impl FnOnce(&Repository, &CancelToken) -> T + Send + 'static,
    on_end: impl FnOnce(T) + Send + 'static,
) {
    with_manager(|manager| {
        manager.service(
            move |repository, cancel| repository.map(|repository| work(repository, cancel)),
            move |value| {
                if let Some(value) = value {
                    on_end(value);
                }
            },
        );
    });
}

/// What a view says that has nothing to show without a store.
pub(super) fn without_store() -> &'static str {
    language::tr!("Without a database there is nothing to show here.")
}

/// A number larger than every one given before: what was done last has the largest.
pub(super) fn stamp() -> i32 {
    static LAST: AtomicI32 = AtomicI32::new(0);
    LAST.fetch_add(1, Ordering::Relaxed).wrapping_add(1)
}

/// Changes the settings at once and keeps them off the main thread; `on_end` gets what stood in the way of that.
pub(super) fn change_settings(change: impl FnOnce(&mut Settings), on_end: impl FnOnce(Result<(), String>) + Send + 'static) {
    let Some(app) = get() else { return };
    app.change_settings(change);
    with_manager(|manager| manager.service(move |_, _| app.write_settings(), on_end));
}

/// What of the judge is another one.
pub(super) enum Changed {
    /// The auditor's bars.
    Bars(Bars),
    /// The forest, from this judge.
    Forest(Arc<Judge>),
    /// The network, which is on or off now, or another one: from this judge.
    Network(Arc<Judge>),
}

impl Changed {
    /// `judge` with this part and its others as they are.
    fn applied(&self, judge: &Judge) -> Judge {
        let judge = judge.clone();
        match self {
            Self::Bars(bars) => Judge { bars: *bars, ..judge },
            Self::Forest(other) => Judge { forest: other.forest.clone(), ..judge },
            Self::Network(other) => Judge { network: other.network.clone(), ..judge },
        }
    }
}

/// Judges the stored audits anew that tell something else of the network than the judge in use would, off the main thread.
fn bring_in_step(app: &'static App) {
    let judge = Arc::clone(&lock(&app.judge));
    with_store(
        move |store, cancel| apply_network(store, &judge, cancel),
        move |outcome| match outcome {
            Ok(rejudged) if rejudged.seen > 0 => app.tell(Told::Rejudged),
            Ok(_) => {}
            Err(error) => tracing::warn!("stored audits were not judged again: {error}"),
        },
    );
}

/// The judge in use.
pub(super) fn judge() -> Option<Arc<Judge>> {
    get().map(|app| Arc::clone(&lock(&app.judge)))
}

/// Uses a judge with another part from now on and judges by it every stored audit that may change, off the main thread; what changed
/// is told by `say` on the thread of the object that asked. Of a network that never looked at a stored track nothing is told.
pub(super) fn rejudge<T>(changed: Changed, thread: CxxQtThread<T>, say: impl FnOnce(Pin<&mut T>, String) + Send + 'static)
where
    T: Threading + 'static,
{
    let Some(app) = get() else { return };
    // Held until the manager knows it, so that two changes at a time both stay.
    let judge = {
        let mut held = lock(&app.judge);
        *held = Arc::new(changed.applied(&held));
        with_manager(|manager| manager.set_judge(Arc::clone(&held)));
        Arc::clone(&held)
    };
    let is_of_network = matches!(changed, Changed::Network(_));
    with_store(
        move |store, cancel| match changed {
            Changed::Bars(_) => apply_bars(store, &judge, cancel),
            Changed::Forest(_) => apply_forest(store, &judge, cancel),
            Changed::Network(_) => apply_network(store, &judge, cancel),
        },
        move |outcome| {
            let message = match outcome {
                Ok(rejudged) if is_of_network && rejudged.seen == 0 => return,
                Ok(rejudged) => judging_text::rejudged(&rejudged),
                Err(error) => language::retold(&error.to_string()).into_owned(),
            };
            app.tell(Told::Rejudged);
            let _ = thread.queue(move |object| say(object, message));
        },
    );
}

/// Calls `reload` for the object of `thread`, there, whenever another report may stand for the track that it shows: its audit ended,
/// or stored audits were judged again.
pub(super) fn when_audited<T>(
    thread: CxxQtThread<T>,
    track_id: impl Fn(&T) -> i32 + Copy + Send + 'static,
    reload: impl Fn(Pin<&mut T>) + Copy + Send + 'static,
) where
    T: Threading + 'static,
{
    let Some(app) = get() else { return };
    app.listen(move |batch| {
        let finished: Vec<TrackId> = batch
            .iter()
            .filter_map(|told| match told {
                Told::Manager(Event::Finished { track, .. }) => *track,
                _ => None,
            })
            .collect();
        let is_rejudged = batch.iter().any(|told| matches!(told, Told::Rejudged));
        if finished.is_empty() && !is_rejudged {
            // Nothing of this object's; one that is gone is noticed at the next ending.
            return true;
        }
        let queued = thread.queue(move |object| {
            let shown = TrackId(i64::from(track_id(object.as_ref().get_ref())));
            if is_rejudged || finished.contains(&shown) {
                reload(object);
            }
        });
        queued.is_ok()
    });
}

/// Decoding and grid settings of an audit.
pub(super) fn audit_settings(settings: &Settings) -> AuditSettings {
    AuditSettings { ffmpeg: settings.ffmpeg.clone(), ..AuditSettings::default() }
}

impl App {
    /// A copy of what the window started with, with the settings of now.
    pub(super) fn startup(&self) -> Startup {
        lock(&self.startup).clone()
    }

    /// Takes the paths of the command line, once.
    pub(super) fn take_paths(&self) -> Vec<PathBuf> {
        std::mem::take(&mut *lock(&self.paths))
    }

    /// Replaces the settings.
    pub(super) fn set_settings(&self, settings: Settings) {
        lock(&self.startup).settings = settings;
    }

    /// Changes the settings without keeping them yet: that comes with the next change that is kept, or at the end.
    pub(super) fn change_settings(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut lock(&self.startup).settings);
        self.has_unsaved_settings.store(true, Ordering::Relaxed);
    }

    /// Writes the settings of now to their file, or says why not. Blocking: for a worker.
    pub(super) fn write_settings(&self) -> Result<(), String> {
        // One writer at a time, each with what is there when its turn comes: the last one to write has the latest.
        static WRITING: Mutex<()> = Mutex::new(());
        let _turn = lock(&WRITING);
        self.has_unsaved_settings.store(false, Ordering::Relaxed);
        let Startup { settings, settings_file, .. } = self.startup();
        settings_file.map_or(Ok(()), |file| settings.save(&file).map_err(|error| error.to_string()))
    }

    /// Calls `work` with the desktop, where there is one.
    pub(super) fn with_desktop(&self, work: impl FnOnce(&Desktop)) {
        if let Some(desktop) = lock(&self.desktop).as_ref() {
            work(desktop);
        }
    }

    /// Remembers files that came from a watched folder.
    pub(super) fn note_watched(&self, paths: &[PathBuf]) {
        lock(&self.watched).extend(paths.iter().cloned());
    }

    /// Whether `path` came from a watched folder; asked once a file, and forgotten.
    pub(super) fn take_watched(&self, path: &Path) -> bool {
        lock(&self.watched).remove(path)
    }

    /// What the table shows.
    pub(super) fn query(&self) -> TableQuery {
        lock(&self.query).clone()
    }

    /// Says what the table shows.
    pub(super) fn set_query(&self, query: TableQuery) {
        *lock(&self.query) = query;
    }

    /// Calls `listener` with each batch, off the main thread, until it returns false.
    pub(super) fn listen(&self, listener: impl Fn(&[Told]) -> bool + Send + 'static) {
        lock(&self.listeners).push(Box::new(listener));
    }

    /// Tells every listener.
    pub(super) fn tell(&self, told: Told) {
        let _ = self.told.send(told);
    }
}

fn forward(events: &Receiver<Event>) {
    for event in events {
        let Some(app) = get() else { continue };
        let has_judged = matches!(&event, Event::Idle { done } if *done > 0);
        app.tell(Told::Manager(event));
        if has_judged {
            // What was judged while the network was switched is told by the judge of before.
            bring_in_step(app);
        }
    }
}

/// Takes what later starts hand over.
fn attend(summons: &Receiver<Summons>) {
    for summons in summons {
        if !summons.paths.is_empty() {
            with_manager(|manager| manager.add(summons.paths, false));
        }
        if let Some(app) = get() {
            app.tell(Told::Summoned);
        }
    }
}

fn tell(receiver: Receiver<Told>) {
    let mut batches = Batches::new(receiver, TELL_EVERY, MOST_TOLD_AT_ONCE);
    while let Some(batch) = batches.next_batch() {
        if let Some(app) = get() {
            lock(&app.listeners).retain(|listener| listener(&batch));
        }
    }
}

/// A panic while a lock was held leaves plain values behind, which are still whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
