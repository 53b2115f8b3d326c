//! The engine: one thread that owns the queue and turns commands and job ends into events.

use std::{
    collections::{HashMap, VecDeque},
    path::PathBuf,
    sync::Arc,
    time::Instant,
};

use crossbeam_channel::{Receiver, Sender};

use super::{
    Arbiter, Ending, Event, FoundTrack, ManagerConfig, TrackProgress,
    arbitrating::{ArbitrationError, arbitrate, told, wants_arbiter},
    assembly::{assemble, track_label},
    discovery::discover,
    intake::{Found, Wanted, keep, register},
    looking::{LookError, OnLooked, look},
    rejudging::apply_network,
};
use crate::{
    analyzer::{self, AnalysisError, Scratch},
    brain::{Judge, network::Network},
    contracts::{Analysis, AuditReport, AuditSettings, AuditStatus, CancelToken, Cancelled, Stage, TrackKey},
    persistence::{BatchId, BatchState, Repository, TrackId},
    workers::{JobEnd, JobKind, Pool},
};

/// What the engine is told: by the handle, and by its own jobs.
pub(super) enum Command {
    Add {
        paths: Vec<PathBuf>,
        again: bool,
    },
    AuditAgain {
        tracks: Vec<TrackId>,
    },
    Pause,
    Resume,
    Cancel,
    LookForInterrupted,
    ResumeInterrupted,
    DismissInterrupted,
    SetAuditSettings(AuditSettings),
    SetJudge(Arc<Judge>),
    SetArbiter(Option<Arbiter>),
    /// Somebody wants to see where the network leans in a track.
    Look {
        track: TrackId,
        cancel: CancelToken,
        on_end: OnLooked,
    },
    Shutdown,
    /// A walk or a look into the store found these.
    Found {
        batch: Option<BatchId>,
        walk: CancelToken,
        items: Vec<Found>,
        problems: Vec<String>,
    },
    /// A walk ended.
    Discovered {
        batch: Option<BatchId>,
    },
    /// An interrupted run was found.
    Interrupted {
        batch: BatchId,
        waiting: u64,
    },
    /// Decoding and measuring ended.
    Analyzed {
        ordinal: u64,
        end: JobEnd<Result<Box<Analysis>, AnalysisError>>,
    },
    /// The arbiter ruled, or did not.
    Arbitrated {
        ordinal: u64,
        report: Arc<AuditReport>,
        problem: Option<String>,
    },
    /// A track was judged and kept.
    Ended {
        ordinal: u64,
        report: Arc<AuditReport>,
        problem: Option<String>,
    },
}

#[derive(Clone)]
struct Item {
    ordinal: u64,
    track: Option<TrackId>,
    key: TrackKey,
    batch: Option<BatchId>,
    cancel: CancelToken,
}

struct Running {
    item: Item,
    started: Instant,
}

/// What is left of a batch in the store.
#[derive(Default)]
struct BatchWork {
    open_items: u64,
    is_walked: bool,
}

pub(super) struct Engine {
    settings: AuditSettings,
    judge: Arc<Judge>,
    arbiter: Option<Arbiter>,
    /// Tracks that wait for the arbiter, no worker of analysis among them.
    arbitrated: HashMap<u64, Item>,
    repository: Option<Repository>,
    loads_stored: bool,
    pool: Arc<Pool<Scratch>>,
    commands: Sender<Command>,
    events: Sender<Event>,
    cancel: CancelToken,
    waiting: VecDeque<Item>,
    running: HashMap<u64, Running>,
    batches: HashMap<BatchId, BatchWork>,
    walks: usize,
    is_paused: bool,
    is_closing: bool,
    next_ordinal: u64,
    done_since_idle: u64,
    was_busy: bool,
    interrupted: Option<BatchId>,
}

impl Engine {
    pub(super) fn new(config: ManagerConfig, pool: Arc<Pool<Scratch>>, commands: Sender<Command>, events: Sender<Event>) -> Self {
        Self {
            settings: config.audit,
            judge: config.judge,
            arbiter: config.arbiter,
            arbitrated: HashMap::new(),
            repository: config.repository,
            loads_stored: config.loads_stored,
            pool,
            commands,
            events,
            cancel: CancelToken::new(),
            waiting: VecDeque::new(),
            running: HashMap::new(),
            batches: HashMap::new(),
            walks: 0,
            is_paused: false,
            is_closing: false,
            next_ordinal: 0,
            done_since_idle: 0,
            was_busy: false,
            interrupted: None,
        }
    }

    /// Works until a shutdown has drained.
    pub(super) fn run(mut self, received: &Receiver<Command>) {
        for command in received {
            self.handle(command);
            self.feed();
            self.tell_idle();
            if self.is_closing && self.running.is_empty() && self.arbitrated.is_empty() && self.walks == 0 {
                break;
            }
        }
        if let Some(repository) = &self.repository
            && let Err(error) = repository.checkpoint()
        {
            tracing::warn!("the database was not checkpointed: {error}");
        }
    }

    fn handle(&mut self, command: Command) {
        match command {
            Command::Add { paths, again } if !self.is_closing => self.add(paths, again),
            Command::AuditAgain { tracks } if !self.is_closing => self.audit_again(tracks),
            Command::ResumeInterrupted if !self.is_closing => self.resume_interrupted(),
            Command::Add { .. } | Command::AuditAgain { .. } | Command::ResumeInterrupted => {}
            Command::Pause => self.is_paused = true,
            Command::Resume => self.is_paused = false,
            Command::Cancel => self.cancel_all(BatchEnd::Cancelled),
            Command::LookForInterrupted => self.look_for_interrupted(),
            Command::DismissInterrupted => {
                if let Some(batch) = self.interrupted.take() {
                    self.finish_batch(batch, BatchState::Cancelled);
                }
            }
            Command::SetJudge(judge) => self.judge = judge,
            Command::SetArbiter(arbiter) => self.arbiter = arbiter,
            Command::SetAuditSettings(settings) => self.settings = settings,
            Command::Look { track, cancel, on_end } => self.look(track, cancel, on_end),
            Command::Shutdown => {
                self.is_closing = true;
                self.cancel_all(BatchEnd::LeftOpen);
            }
            Command::Found { batch, walk, items, problems } => self.found(batch, &walk, items, problems),
            Command::Discovered { batch } => {
                self.walks -= 1;
                if let Some(batch) = batch {
                    self.batches.entry(batch).or_default().is_walked = true;
                    self.close_batch_if_done(batch);
                }
            }
            Command::Interrupted { batch, waiting } => {
                self.interrupted = Some(batch);
                self.tell(Event::Interrupted { tracks: waiting });
            }
            Command::Analyzed { ordinal, end } => self.analyzed(ordinal, end),
            Command::Ended { ordinal, report, problem } => {
                if let Some(message) = problem {
                    self.tell(Event::Problem { message });
                }
                if let Some(running) = self.running.remove(&ordinal) {
                    self.judged(running.item, report);
                }
            }
            Command::Arbitrated { ordinal, report, problem } => {
                if let Some(message) = problem {
                    self.tell(Event::Problem { message });
                }
                if let Some(item) = self.arbitrated.remove(&ordinal) {
                    self.finish(&item, Ending::Report(report));
                }
            }
        }
    }

    fn add(&mut self, paths: Vec<PathBuf>, again: bool) {
        let (repository, commands, cancel) = (self.repository.clone(), self.commands.clone(), self.cancel.child());
        let loads_stored = self.loads_stored;
        let judge = Arc::clone(&self.judge);
        let token = cancel.clone();
        self.walk(cancel, move || {
            let mut problems = Vec::new();
            if let Some(repository) = repository.as_ref().filter(|_| loads_stored) {
                // What is answered from the store must not tell of a network that is no longer in use.
                let _ = keep(apply_network(repository, &judge, &token), &mut problems);
            }
            let network = judge.network.as_ref().filter(|_| !again && repository.is_some());
            let weights = network.and_then(|network| weights_in_use(network));
            let batch = repository.as_ref().and_then(|repository| keep(repository.begin_batch(&paths), &mut problems));
            let walked = discover(&paths, &token, &mut |chunk| {
                let mut problems = std::mem::take(&mut problems);
                let wanted = Wanted { again, network: weights.as_deref() };
                let items = register(repository.as_ref(), batch, chunk, wanted, loads_stored, &mut problems);
                send(&commands, Command::Found { batch, walk: token.clone(), items, problems });
            });
            if !problems.is_empty() {
                send(&commands, Command::Found { batch, walk: token.clone(), items: Vec::new(), problems });
            }
            walked.map(|()| batch)
        });
    }

    fn audit_again(&mut self, tracks: Vec<TrackId>) {
        let (Some(repository), commands, cancel) = (self.repository.clone(), self.commands.clone(), self.cancel.child()) else {
            return;
        };
        let token = cancel.clone();
        self.walk(cancel, move || {
            let mut problems = Vec::new();
            let rows = keep(repository.rows(&tracks), &mut problems).unwrap_or_default();
            let paths: Vec<PathBuf> = rows.into_iter().map(|row| row.path).collect();
            let batch = keep(repository.begin_batch(&paths), &mut problems);
            let walked = discover(&paths, &token, &mut |chunk| {
                let mut problems = std::mem::take(&mut problems);
                let wanted = Wanted { again: true, network: None };
                let items = register(Some(&repository), batch, chunk, wanted, false, &mut problems);
                send(&commands, Command::Found { batch, walk: token.clone(), items, problems });
            });
            walked.map(|()| batch)
        });
    }

    fn look_for_interrupted(&self) {
        let (Some(repository), commands) = (self.repository.clone(), self.commands.clone()) else { return };
        let look = move |_: &mut Scratch| {
            match repository.interrupted() {
                Ok(Some(found)) if found.waiting > 0 => {
                    send(&commands, Command::Interrupted { batch: found.batch, waiting: found.waiting });
                }
                Ok(_) => {}
                Err(error) => tracing::warn!("interrupted runs were not looked for: {error}"),
            }
            Ok(())
        };
        let _ = self.pool.submit(JobKind::Service, self.cancel.child(), look, |_: JobEnd<()>| {});
    }

    fn resume_interrupted(&mut self) {
        let (Some(batch), Some(repository)) = (self.interrupted.take(), self.repository.clone()) else { return };
        let (commands, cancel) = (self.commands.clone(), self.cancel.child());
        let token = cancel.clone();
        self.walk(cancel, move || {
            let mut problems = Vec::new();
            let waiting = keep(repository.waiting_items(batch), &mut problems).unwrap_or_default();
            let items = waiting.into_iter().map(|(track, key)| Found::Waiting { track: Some(track), key }).collect();
            send(&commands, Command::Found { batch: Some(batch), walk: token, items, problems });
            Ok(Some(batch))
        });
    }

    /// Runs `work` on the service lane; the engine waits for it before it calls itself idle.
    fn walk(&mut self, cancel: CancelToken, work: impl FnOnce() -> Result<Option<BatchId>, Cancelled> + Send + 'static) {
        self.walks += 1;
        self.was_busy = true;
        let commands = self.commands.clone();
        let on_end = move |end| {
            let batch = match end {
                JobEnd::Done(batch) => batch,
                JobEnd::Cancelled => None,
                JobEnd::Panicked(message) => {
                    let problems = vec![format!("A folder could not be walked: {message}. Please report it.")];
                    send(&commands, Command::Found { batch: None, walk: CancelToken::new(), items: Vec::new(), problems });
                    None
                }
            };
            send(&commands, Command::Discovered { batch });
        };
        if self.pool.submit(JobKind::Service, cancel, move |_| work(), on_end).is_err() {
            self.walks -= 1;
        }
    }

    fn found(&mut self, batch: Option<BatchId>, walk: &CancelToken, items: Vec<Found>, problems: Vec<String>) {
        // A chunk may arrive after its walk was cancelled: its tracks end at once.
        let batch = batch.filter(|_| !walk.is_cancelled());
        for message in problems {
            tracing::warn!("{message}");
            self.tell(Event::Problem { message });
        }
        let mut tracks = Vec::with_capacity(items.len());
        let mut ended = Vec::new();
        for found in items {
            let ordinal = self.next_ordinal;
            self.next_ordinal += 1;
            let (track, key, ending) = match found {
                Found::Waiting { track, key } => (track, key, None),
                Found::Stored { track, key, report } => {
                    (Some(track), key, Some(report.map_or(Ending::AlreadyStored, |report| Ending::Report(Arc::from(report)))))
                }
                Found::Unusable { track, report } => {
                    let key = TrackKey { path: report.path.clone(), size_bytes: 0, modified_ns: 0 };
                    (track, key, Some(Ending::Report(Arc::from(report))))
                }
            };
            tracks.push(FoundTrack { ordinal, track, path: key.path.clone() });
            if let Some(batch) = batch {
                self.batches.entry(batch).or_default().open_items += 1;
            }
            let path = key.path.clone();
            let item = Item { ordinal, track, key, batch, cancel: walk.clone() };
            match ending {
                None if walk.is_cancelled() => ended.push((item, Ending::Report(Arc::new(AuditReport::cancelled(path))))),
                None => self.waiting.push_back(item),
                Some(ending) => ended.push((item, ending)),
            }
        }
        if !tracks.is_empty() {
            self.was_busy = true;
            self.tell(Event::Found { tracks });
        }
        for (item, ending) in ended {
            self.finish(&item, ending);
        }
        if self.is_closing {
            self.cancel_all(BatchEnd::LeftOpen);
        }
    }

    /// Starts as many waiting tracks as there are free workers.
    fn feed(&mut self) {
        while !self.is_paused && !self.is_closing && self.running.len() < self.pool.workers() {
            let Some(item) = self.waiting.pop_front() else { break };
            self.start(item);
        }
    }

    fn start(&mut self, item: Item) {
        let (path, cancel) = (item.key.path.clone(), item.cancel.clone());
        let settings = AuditSettings { with_patches: self.judge.network.is_some(), ..self.settings.clone() };
        let (ordinal, track) = (item.ordinal, item.track);
        let (commands, events) = (self.commands.clone(), self.events.clone());
        let token = cancel.clone();
        let work = move |scratch: &mut Scratch| {
            let _track = tracing::info_span!(target: "analysis", "audit", track = track_label(track, ordinal)).entered();
            tracing::info!(target: "analysis", path = %path.display(), "started");
            let mut tell = |stage, share| {
                let _ = events.send(Event::Progress(TrackProgress { ordinal, track, stage, share }));
            };
            match analyzer::analyze(&path, &settings, scratch, &token, &mut tell) {
                Err(AnalysisError::Cancelled(cancelled)) => Err(cancelled),
                other => Ok(other.map(Box::new)),
            }
        };
        let on_end = move |end| send(&commands, Command::Analyzed { ordinal, end });
        self.running.insert(ordinal, Running { item, started: Instant::now() });
        if self.pool.submit(JobKind::Analysis, cancel, work, on_end).is_err() {
            self.end_cancelled(ordinal);
        }
    }

    fn analyzed(&mut self, ordinal: u64, end: JobEnd<Result<Box<Analysis>, AnalysisError>>) {
        let Some(running) = self.running.get(&ordinal) else { return };
        let (item, elapsed) = (running.item.clone(), running.started.elapsed());
        let result = match end {
            JobEnd::Cancelled => return self.end_cancelled(ordinal),
            JobEnd::Done(Ok(analysis)) => Ok(analysis),
            JobEnd::Done(Err(error)) => Err(error.to_string()),
            JobEnd::Panicked(message) => {
                tracing::error!(path = %item.key.path.display(), "an audit panicked: {message}");
                Err(format!("{} made the analysis fail ({message}). Please report it with the file.", item.key.path.display()))
            }
        };
        let (repository, commands, fallback) = (self.repository.clone(), self.commands.clone(), self.commands.clone());
        let (path, judge) = (item.key.path.clone(), Arc::clone(&self.judge));
        let (mut result, token) = (result, item.cancel.clone());
        let work = move |_: &mut Scratch| {
            if let Ok(analysis) = &mut result {
                judge.look(analysis, &token)?;
            }
            let report = assemble(&judge, track_label(item.track, item.ordinal), item.key.path.clone(), result, elapsed);
            let Some((repository, track)) = repository.as_ref().zip(item.track) else { return Ok((report, None)) };
            let problem = repository.save(track, &item.key, &report).err().map(|error| error.to_string());
            // The auditor's word stands over what was just found.
            let report = repository.marked(report.clone()).unwrap_or(report);
            Ok((report, problem))
        };
        // Judging and storing are milliseconds and follow finished work: only the network's look is cancelled.
        let on_end = move |end| {
            let (report, problem) = match end {
                JobEnd::Done(done) => done,
                JobEnd::Cancelled => (AuditReport::cancelled(path), None),
                JobEnd::Panicked(message) => {
                    let error = format!("{} could not be judged ({message}). Please report it with the file.", path.display());
                    (AuditReport::failed(path, error), None)
                }
            };
            send(&commands, Command::Ended { ordinal, report: Arc::new(report), problem });
        };
        if self.pool.submit(JobKind::Inference, CancelToken::new(), work, on_end).is_err() {
            let report = Arc::new(AuditReport::cancelled(PathBuf::new()));
            send(&fallback, Command::Ended { ordinal, report, problem: None });
        }
    }

    /// Has the network look at one track again: ahead of the tracks that wait, and no part of a run.
    fn look(&self, track: TrackId, cancel: CancelToken, on_end: OnLooked) {
        let (repository, network) = (self.repository.clone(), self.judge.network.clone());
        let (settings, token) = (self.settings.clone(), cancel.clone());
        let work =
            move |scratch: &mut Scratch| match look(track, repository.as_ref(), network.as_deref(), &settings, scratch, &token) {
                Err(LookError::Cancelled(cancelled)) => Err(cancelled),
                other => Ok(other),
            };
        let on_end = move |end| match end {
            JobEnd::Done(outcome) => on_end(outcome),
            JobEnd::Cancelled => on_end(Err(LookError::Cancelled(Cancelled))),
            JobEnd::Panicked(message) => {
                tracing::error!("the network's look at a track panicked: {message}");
                on_end(Err(LookError::Broken(message)));
            }
        };
        if self.pool.submit(JobKind::Inference, cancel, work, on_end).is_err() {
            tracing::debug!("a look came after the shutdown");
        }
    }

    /// Ends a judged track, or puts it to the arbiter: on a lane of its own, so that no analysis waits for it.
    fn judged(&mut self, item: Item, report: Arc<AuditReport>) {
        let bars = self.judge.bars;
        let Some(arbiter) = self.arbiter.clone().filter(|_| !self.is_closing && wants_arbiter(&report, bars)) else {
            return self.finish(&item, Ending::Report(report));
        };
        let (ordinal, track) = (item.ordinal, item.track);
        let (repository, commands, cancel) = (self.repository.clone(), self.commands.clone(), item.cancel.clone());
        self.tell(Event::Progress(TrackProgress { ordinal, track, stage: Stage::Arbitrating, share: 1.0 }));
        self.arbitrated.insert(ordinal, item);
        let (token, before) = (cancel.clone(), Arc::clone(&report));
        let work = move |_: &mut Scratch| {
            let (report, problem) = match arbitrate(&arbiter, bars, repository.as_ref(), (*before).clone(), &token) {
                Ok(ruled) => {
                    let kept = match (&repository, track) {
                        (Some(repository), Some(track)) => repository.save_judgements(&[(track, ruled.clone())]),
                        _ => Ok(()),
                    };
                    (Arc::new(ruled), kept.err().map(|error| error.to_string()))
                }
                // It was judged and kept before: a cancelled arbitration leaves it inconclusive.
                Err(ArbitrationError::Cancelled(_)) => (before, None),
                Err(error) => {
                    let problem = told(&before.path, &error);
                    (before, Some(problem))
                }
            };
            Ok((report, problem))
        };
        let fallback = self.commands.clone();
        let unanswered = Arc::clone(&report);
        let on_end = move |end| {
            let (report, problem) = match end {
                JobEnd::Done(done) => done,
                JobEnd::Cancelled => (unanswered, None),
                JobEnd::Panicked(message) => {
                    tracing::error!("an arbitration panicked: {message}");
                    (unanswered, None)
                }
            };
            send(&commands, Command::Arbitrated { ordinal, report, problem });
        };
        if self.pool.submit(JobKind::Arbitration, cancel, work, on_end).is_err() {
            send(&fallback, Command::Arbitrated { ordinal, report, problem: None });
        }
    }

    fn end_cancelled(&mut self, ordinal: u64) {
        if let Some(running) = self.running.remove(&ordinal) {
            let report = Arc::new(AuditReport::cancelled(running.item.key.path.clone()));
            self.finish(&running.item, Ending::Report(report));
        }
    }

    /// The one place where a track ends.
    fn finish(&mut self, item: &Item, ending: Ending) {
        self.done_since_idle += 1;
        let was_cancelled = matches!(&ending, Ending::Report(report) if report.status == AuditStatus::Cancelled);
        self.tell(Event::Finished { ordinal: item.ordinal, track: item.track, ending });
        if let Some(batch) = item.batch
            && let Some(work) = self.batches.get_mut(&batch)
        {
            work.open_items = work.open_items.saturating_sub(1);
            if !(was_cancelled && self.is_closing) {
                self.close_batch_if_done(batch);
            }
        }
    }

    fn close_batch_if_done(&mut self, batch: BatchId) {
        if self.batches.get(&batch).is_some_and(|work| work.is_walked && work.open_items == 0) {
            self.batches.remove(&batch);
            if !self.is_closing {
                self.finish_batch(batch, BatchState::Done);
            }
        }
    }

    fn finish_batch(&self, batch: BatchId, state: BatchState) {
        let Some(repository) = self.repository.clone() else { return };
        let close = move |_: &mut Scratch| {
            if let Err(error) = repository.finish_batch(batch, state) {
                tracing::warn!("a batch was not closed: {error}");
            }
            Ok(())
        };
        let _ = self.pool.submit(JobKind::Service, CancelToken::new(), close, |_: JobEnd<()>| {});
    }

    fn cancel_all(&mut self, end: BatchEnd) {
        self.cancel.cancel();
        self.cancel = CancelToken::new();
        if let BatchEnd::Cancelled = end {
            for batch in std::mem::take(&mut self.batches).into_keys() {
                self.finish_batch(batch, BatchState::Cancelled);
            }
        }
        for item in std::mem::take(&mut self.waiting) {
            let report = Arc::new(AuditReport::cancelled(item.key.path.clone()));
            self.finish(&item, Ending::Report(report));
        }
    }

    fn tell_idle(&mut self) {
        if self.was_busy && self.waiting.is_empty() && self.running.is_empty() && self.arbitrated.is_empty() && self.walks == 0 {
            self.was_busy = false;
            let done = std::mem::take(&mut self.done_since_idle);
            self.tell(Event::Idle { done });
        }
    }

    fn tell(&self, event: Event) {
        // A receiver that is gone has stopped listening, which is no fault.
        let _ = self.events.send(event);
    }
}

/// What tells the weights of a network from others; `None` where it cannot run. Loads it where that has not happened.
fn weights_in_use(network: &Network) -> Option<String> {
    let (_, weights) = network.runs_on().ok()?;
    Some(weights.to_owned())
}

/// What becomes of the batches in the store.
enum BatchEnd {
    /// The auditor gave them up.
    Cancelled,
    /// They are offered at the next start.
    LeftOpen,
}

fn send(commands: &Sender<Command>, command: Command) {
    // The engine outlives its jobs, save at a shutdown that ran out of time.
    let _ = commands.send(command);
}
