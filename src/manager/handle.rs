//! The handle that the window and the command line hold.

use std::{
    path::PathBuf,
    sync::Arc,
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::{
    Arbiter, Event, IsKnown, LookError, ManagerConfig, Watch, WatchConfig, WatchEvent,
    engine::{Command, Engine},
};
use crate::{
    analyzer::Scratch,
    brain::Judge,
    contracts::{AuditSettings, CancelToken, NetworkMap},
    persistence::{Repository, TrackId},
    workers::{JobEnd, JobKind, ManagedThread, Pool},
};

/// Time that a shutdown may take, whatever runs.
const SHUTDOWN_LIMIT: Duration = Duration::from_secs(3);

/// A running orchestrator. Each method returns at once; what comes of it arrives as an [`Event`].
pub struct Manager {
    commands: Sender<Command>,
    pool: Arc<Pool<Scratch>>,
    engine: ManagedThread,
    repository: Option<Repository>,
    services: CancelToken,
}

impl Manager {
    /// Starts the pool and the engine.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn start(config: ManagerConfig) -> std::io::Result<(Self, Receiver<Event>)> {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let workers = if config.workers == 0 { processors } else { config.workers };
        let pool = Arc::new(Pool::new(workers)?);
        let repository = config.repository.clone();
        let (commands, received) = unbounded();
        let (events, told) = unbounded();
        let engine = Engine::new(config, Arc::clone(&pool), commands.clone(), events);
        let engine = ManagedThread::spawn("manager", move || engine.run(&received))?;
        Ok((Self { commands, pool, engine, repository, services: CancelToken::new() }, told))
    }

    /// Audits files, folders and playlists; those audited before only with `again`.
    pub fn add(&self, paths: Vec<PathBuf>, again: bool) {
        self.send(Command::Add { paths, again });
    }

    /// Audits stored tracks again.
    pub fn audit_again(&self, tracks: Vec<TrackId>) {
        self.send(Command::AuditAgain { tracks });
    }

    /// Starts no further track until [`Manager::resume`]; running ones go on.
    pub fn pause(&self) {
        self.send(Command::Pause);
    }

    /// Goes on after [`Manager::pause`].
    pub fn resume(&self) {
        self.send(Command::Resume);
    }

    /// Watches folders and audits what settles in them; a file that is audited as it is, or failed as it is, is left alone. `on_event`
    /// gets what the watch tells, on its thread; the audits arrive as events like all others. The watch ends when its handle is dropped.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn watch(&self, config: WatchConfig, mut on_event: impl FnMut(WatchEvent) + Send + 'static) -> std::io::Result<Watch> {
        let (repository, commands) = (self.repository.clone(), self.commands.clone());
        let is_known: IsKnown = Box::new(move |keys| {
            let known = repository.as_ref().map(|repository| repository.is_known(keys));
            match known.transpose() {
                Ok(known) => known.unwrap_or_else(|| vec![false; keys.len()]),
                Err(error) => {
                    tracing::warn!("a watch cannot tell what is audited: {error}");
                    vec![false; keys.len()] // an audit too many does no harm
                }
            }
        });
        Watch::start(config, is_known, move |event| {
            if let WatchEvent::Settled(paths) = &event {
                let _ = commands.send(Command::Add { paths: paths.clone(), again: false }); // after a shutdown nobody listens
            }
            on_event(event);
        })
    }

    /// Stops every running and waiting track and every walk.
    pub fn cancel(&self) {
        self.send(Command::Cancel);
    }

    /// Looks for an interrupted run; tells [`Event::Interrupted`] where there is one.
    pub fn look_for_interrupted(&self) {
        self.send(Command::LookForInterrupted);
    }

    /// Takes the interrupted run up where it stopped.
    pub fn resume_interrupted(&self) {
        self.send(Command::ResumeInterrupted);
    }

    /// Gives the interrupted run up.
    pub fn dismiss_interrupted(&self) {
        self.send(Command::DismissInterrupted);
    }

    /// Uses other settings for the tracks that start from now on.
    pub fn set_audit_settings(&self, settings: AuditSettings) {
        self.send(Command::SetAuditSettings(settings));
    }

    /// Judges by another forest or other bars from now on.
    pub fn set_judge(&self, judge: Arc<Judge>) {
        self.send(Command::SetJudge(judge));
    }

    /// Asks another model, or none, from now on.
    pub fn set_arbiter(&self, arbiter: Option<Arbiter>) {
        self.send(Command::SetArbiter(arbiter));
    }

    /// Has the network look at a stored track again and say where it leans: the track is decoded for it, and nothing is kept. `on_end`
    /// gets what came of it, off the calling thread, unless a shutdown comes before; the token stops this job alone.
    pub fn look(&self, track: TrackId, on_end: impl FnOnce(Result<NetworkMap, LookError>) + Send + 'static) -> CancelToken {
        let cancel = self.services.child();
        self.send(Command::Look { track, cancel: cancel.clone(), on_end: Box::new(on_end) });
        cancel
    }

    /// Analysis workers, and how many of them are busy.
    pub fn workers(&self) -> (usize, usize) {
        (self.pool.workers(), self.pool.busy().min(self.pool.workers()))
    }

    /// Runs `work` off the calling thread, with the repository; `on_end` gets its value there. Nothing is called where the work
    /// was cancelled by a shutdown or panicked (which is logged).
    pub fn service<T, W, E>(&self, work: W, on_end: E)
    where
        T: 'static,
        W: FnOnce(Option<&Repository>, &CancelToken) -> T + Send + 'static,
        E: FnOnce(T) + Send + 'static,
    {
        self.on_lane(JobKind::Service, self.services.clone(), work, on_end);
    }

    /// As [`Manager::service`], for what takes its time, such as an export; the token stops this job alone.
    pub fn errand<T, W, E>(&self, work: W, on_end: E) -> CancelToken
    where
        T: 'static,
        W: FnOnce(Option<&Repository>, &CancelToken) -> T + Send + 'static,
        E: FnOnce(T) + Send + 'static,
    {
        let cancel = self.services.child();
        self.on_lane(JobKind::Service, cancel.clone(), work, on_end);
        cancel
    }

    /// As [`Manager::service`], on the lane of pictures; the token stops this job alone.
    pub fn picture<T, W, E>(&self, work: W, on_end: E) -> CancelToken
    where
        T: 'static,
        W: FnOnce(Option<&Repository>, &CancelToken) -> T + Send + 'static,
        E: FnOnce(T) + Send + 'static,
    {
        let cancel = self.services.child();
        self.on_lane(JobKind::Picture, cancel.clone(), work, on_end);
        cancel
    }

    fn on_lane<T, W, E>(&self, lane: JobKind, cancel: CancelToken, work: W, on_end: E)
    where
        T: 'static,
        W: FnOnce(Option<&Repository>, &CancelToken) -> T + Send + 'static,
        E: FnOnce(T) + Send + 'static,
    {
        let repository = self.repository.clone();
        let token = cancel.clone();
        let submitted = self.pool.submit(
            lane,
            cancel,
            move |_| Ok(work(repository.as_ref(), &token)),
            |end| match end {
                JobEnd::Done(value) => on_end(value),
                JobEnd::Cancelled => {}
                JobEnd::Panicked(message) => tracing::error!("a service job panicked: {message}"),
            },
        );
        if submitted.is_err() {
            tracing::debug!("a service job came after the shutdown");
        }
    }

    /// As [`Manager::service`], on the arbiter's own lane: a slow model holds up nothing else.
    pub fn arbitration<T, W, E>(&self, work: W, on_end: E)
    where
        T: 'static,
        W: FnOnce(Option<&Repository>, &CancelToken) -> T + Send + 'static,
        E: FnOnce(T) + Send + 'static,
    {
        self.on_lane(JobKind::Arbitration, self.services.clone(), work, on_end);
    }

    /// Cancels everything, waits for it, closes the store; whether all ended within 3 s. An interrupted run stays in the store,
    /// to be offered at the next start.
    pub fn shutdown(self) -> bool {
        let end = Instant::now() + SHUTDOWN_LIMIT;
        let left = || end.saturating_duration_since(Instant::now());
        self.services.cancel();
        self.send(Command::Shutdown);
        let engine_ended = self.engine.wait(left());
        // The engine held the only other handle; while it does not end, the pool cannot close and the process exit ends both.
        engine_ended && Arc::into_inner(self.pool).is_some_and(|pool| pool.close(left()))
    }

    fn send(&self, command: Command) {
        if self.commands.send(command).is_err() {
            tracing::error!("the manager's engine is gone");
        }
    }
}
