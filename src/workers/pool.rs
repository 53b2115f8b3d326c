//! Lanes, workers and the life of a job.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use crossbeam_channel::{Receiver, Sender, select_biased, unbounded};

use super::thread::ManagedThread;
use crate::contracts::{CancelToken, Cancelled};

/// The lane of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobKind {
    /// Decode, measure, test grids: as many at once as the pool has workers.
    Analysis,
    /// Judge and store, and look at a track that somebody waits for: taken by the same workers before any analysis.
    Inference,
    /// The local model: one at a time, on a thread of its own.
    Arbitration,
    /// What a person waits for: walking folders, queries, health checks, exports.
    Service,
    /// What a person looks at or listens to: decoding it, drawing it.
    Picture,
}

/// How a job ended.
#[derive(Debug)]
pub enum JobEnd<T> {
    /// It returned a value.
    Done(T),
    /// Its token was set before it returned.
    Cancelled,
    /// It panicked, with this message.
    Panicked(String),
}

/// The pool takes no more jobs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the worker pool is closed")]
pub struct PoolClosed;

type Task<L> = Box<dyn FnOnce(&mut L) + Send>;

/// Worker threads, each with scratch `L` of its own that its jobs reuse.
pub struct Pool<L> {
    analysis: Sender<Task<L>>,
    inference: Sender<Task<L>>,
    arbitration: Sender<Task<L>>,
    service: Sender<Task<L>>,
    picture: Sender<Task<L>>,
    threads: Vec<ManagedThread>,
    workers: usize,
    busy: Arc<AtomicUsize>,
}

/// Threads of the service lane: one walks a folder while the other answers the window.
const SERVICE_THREADS: usize = 2;
/// Threads of the picture lane: two tracks are decoded side by side while what is there of them is drawn.
const PICTURE_THREADS: usize = 3;

impl<L: Default + 'static> Pool<L> {
    /// A pool of `workers` analysis threads (at least one) and its side lanes.
    ///
    /// # Errors
    /// The operating system's, where it grants no thread.
    pub fn new(workers: usize) -> std::io::Result<Self> {
        let workers = workers.max(1);
        let busy = Arc::new(AtomicUsize::new(0));
        let (analysis, analysis_tasks) = unbounded::<Task<L>>();
        let (inference, inference_tasks) = unbounded::<Task<L>>();
        let (arbitration, arbitration_tasks) = unbounded::<Task<L>>();
        let (service, service_tasks) = unbounded::<Task<L>>();
        let (picture, picture_tasks) = unbounded::<Task<L>>();
        let mut threads = Vec::new();
        for index in 0..workers {
            let (analysis, inference, busy) = (analysis_tasks.clone(), inference_tasks.clone(), Arc::clone(&busy));
            threads.push(ManagedThread::spawn_modest(&format!("audit-{index}"), move || work_two(&inference, &analysis, &busy))?);
        }
        threads.push(ManagedThread::spawn("arbiter", move || work_one(&arbitration_tasks))?);
        for (name, tasks, count) in [("service", service_tasks, SERVICE_THREADS), ("picture", picture_tasks, PICTURE_THREADS)] {
            for index in 0..count {
                let tasks = tasks.clone();
                threads.push(ManagedThread::spawn(&format!("{name}-{index}"), move || work_one(&tasks))?);
            }
        }
        Ok(Self { analysis, inference, arbitration, service, picture, threads, workers, busy })
    }

    /// Analysis workers.
    pub fn workers(&self) -> usize {
        self.workers
    }

    /// Workers that are running a job right now.
    pub fn busy(&self) -> usize {
        self.busy.load(Ordering::Relaxed)
    }

    /// Queues `work`; `on_end` is called exactly once, on the worker, with how it ended. A job whose token is set before it
    /// starts never starts.
    ///
    /// # Errors
    /// [`PoolClosed`] after [`Pool::close`]; `on_end` is then never called.
    pub fn submit<T, W, E>(&self, kind: JobKind, cancel: CancelToken, work: W, on_end: E) -> Result<(), PoolClosed>
    where
        T: 'static,
        W: FnOnce(&mut L) -> Result<T, Cancelled> + Send + 'static,
        E: FnOnce(JobEnd<T>) + Send + 'static,
    {
        let task: Task<L> = Box::new(move |scratch| {
            if cancel.is_cancelled() {
                return on_end(JobEnd::Cancelled);
            }
            // The scratch is replaced after a panic, so a half-written one is never seen.
            let result = catch_unwind(AssertUnwindSafe(|| work(scratch)));
            on_end(match result {
                Ok(Ok(value)) => JobEnd::Done(value),
                Ok(Err(Cancelled)) => JobEnd::Cancelled,
                Err(panic) => {
                    *scratch = L::default();
                    JobEnd::Panicked(panic_message(panic.as_ref()))
                }
            });
        });
        let lane = match kind {
            JobKind::Analysis => &self.analysis,
            JobKind::Inference => &self.inference,
            JobKind::Arbitration => &self.arbitration,
            JobKind::Service => &self.service,
            JobKind::Picture => &self.picture,
        };
        lane.send(task).map_err(|_| PoolClosed)
    }

    /// Takes no more work and waits until every thread ended; whether they did within `limit`. Set the tokens of running jobs
    /// first.
    pub fn close(self, limit: Duration) -> bool {
        let Self { analysis, inference, arbitration, service, picture, threads, .. } = self;
        drop((analysis, inference, arbitration, service, picture));
        let end = Instant::now() + limit;
        threads.iter().all(|thread| thread.wait(end.saturating_duration_since(Instant::now())))
    }
}

/// Runs both lanes until both are closed and drained, `first` before `second`.
fn work_two<L: Default>(first: &Receiver<Task<L>>, second: &Receiver<Task<L>>, busy: &AtomicUsize) {
    let mut scratch = L::default();
    let (mut first_open, mut second_open) = (true, true);
    let never = crossbeam_channel::never();
    while first_open || second_open {
        let task = select_biased! {
            recv(if first_open { first } else { &never }) -> task => task.map_err(|_| first_open = false),
            recv(if second_open { second } else { &never }) -> task => task.map_err(|_| second_open = false),
        };
        if let Ok(task) = task {
            busy.fetch_add(1, Ordering::Relaxed);
            run_task(task, &mut scratch);
            busy.fetch_sub(1, Ordering::Relaxed);
        }
    }
}

fn work_one<L: Default>(tasks: &Receiver<Task<L>>) {
    let mut scratch = L::default();
    for task in tasks {
        run_task(task, &mut scratch);
    }
}

/// A panic in `on_end` must not take the worker with it.
fn run_task<L>(task: Task<L>, scratch: &mut L) {
    if let Err(panic) = catch_unwind(AssertUnwindSafe(|| task(scratch))) {
        tracing::error!("a job's end panicked: {}", panic_message(panic.as_ref()));
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a panic without a message".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: Duration = Duration::from_secs(10);

    fn pool(workers: usize) -> Pool<Vec<u8>> {
        Pool::new(workers).unwrap()
    }

    #[test]
    fn every_job_ends_once_whatever_it_does() {
        let pool = pool(2);
        let (sender, ends) = unbounded();
        for index in 0..300_u32 {
            let cancel = CancelToken::new();
            if index % 3 == 1 {
                cancel.cancel();
            }
            let sender = sender.clone();
            pool.submit(
                JobKind::Analysis,
                cancel,
                move |_| {
                    assert!(index % 3 != 2, "job {index} fails");
                    Ok(index)
                },
                move |end: JobEnd<u32>| sender.send((index, end)).unwrap(),
            )
            .unwrap();
        }
        drop(sender);
        let mut ends: Vec<_> = ends.iter().collect();
        ends.sort_by_key(|(index, _)| *index);
        assert_eq!(ends.len(), 300);
        for (index, end) in ends {
            match (index % 3, end) {
                (0, JobEnd::Done(value)) => assert_eq!(value, index),
                (1, JobEnd::Cancelled) => {}
                (2, JobEnd::Panicked(message)) => assert_eq!(message, format!("job {index} fails")),
                (_, end) => panic!("job {index} ended as {end:?}"),
            }
        }
        assert!(pool.close(LIMIT));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn an_audit_stands_back_behind_what_a_person_waits_for() {
        let pool = pool(1);
        let (sender, values) = unbounded();
        for kind in [JobKind::Analysis, JobKind::Service, JobKind::Picture] {
            let sender = sender.clone();
            let work = |_: &mut Vec<u8>| Ok(rustix::process::nice(0).unwrap());
            pool.submit(kind, CancelToken::new(), work, move |end| sender.send((kind, end)).unwrap()).unwrap();
        }
        drop(sender);
        let found: Vec<_> = values.iter().collect();
        let of = |wanted| match found.iter().find(|(kind, _)| *kind == wanted) {
            Some((_, JobEnd::Done(value))) => *value,
            other => panic!("{wanted:?}: {other:?}"),
        };
        // Where the whole run stands last already (`nice -n 19`), nothing stands behind it.
        assert!(of(JobKind::Analysis) > of(JobKind::Service) || of(JobKind::Service) == 19);
        assert_eq!(of(JobKind::Service), of(JobKind::Picture));
        assert!(pool.close(LIMIT));
    }

    #[test]
    fn scratch_is_reused_and_replaced_after_a_panic() {
        let pool = pool(1);
        let (sender, lengths) = unbounded();
        for fails in [false, false, true, false] {
            let sender = sender.clone();
            pool.submit(
                JobKind::Analysis,
                CancelToken::new(),
                move |scratch| {
                    scratch.push(0);
                    assert!(!fails);
                    Ok(scratch.len())
                },
                move |end| {
                    if let JobEnd::Done(length) = end {
                        sender.send(length).unwrap();
                    }
                },
            )
            .unwrap();
        }
        drop(sender);
        assert_eq!(lengths.iter().collect::<Vec<_>>(), [1, 2, 1]);
    }

    #[test]
    fn a_slow_arbiter_never_holds_up_analysis_or_services() {
        let pool = pool(1);
        let (release, held) = unbounded::<()>();
        let (sender, order) = unbounded();
        let arbiter = sender.clone();
        pool.submit(
            JobKind::Arbitration,
            CancelToken::new(),
            move |_| {
                let _ = held.recv_timeout(LIMIT);
                Ok("arbitration")
            },
            move |end| {
                if let JobEnd::Done(name) = end {
                    arbiter.send(name).unwrap()
                }
            },
        )
        .unwrap();
        for (kind, name) in [(JobKind::Analysis, "analysis"), (JobKind::Inference, "inference"), (JobKind::Service, "service")] {
            let sender = sender.clone();
            let done = move |end| {
                if let JobEnd::Done(name) = end {
                    sender.send(name).unwrap()
                }
            };
            pool.submit(kind, CancelToken::new(), move |_| Ok(name), done).unwrap();
        }
        let mut first: Vec<_> = (0..3).map(|_| order.recv_timeout(LIMIT).unwrap()).collect();
        first.sort_unstable();
        assert_eq!(first, ["analysis", "inference", "service"]);
        release.send(()).unwrap();
        assert_eq!(order.recv_timeout(LIMIT), Ok("arbitration"));
        assert!(pool.close(LIMIT));
    }

    #[test]
    fn inference_goes_before_waiting_analysis() {
        let pool = pool(1);
        let (release, held) = unbounded::<()>();
        let (sender, order) = unbounded();
        pool.submit(JobKind::Analysis, CancelToken::new(), move |_| Ok(held.recv_timeout(LIMIT).is_ok()), |_| {}).unwrap();
        for (kind, name) in [(JobKind::Analysis, "analysis"), (JobKind::Inference, "inference")] {
            let sender = sender.clone();
            pool.submit(kind, CancelToken::new(), move |_| Ok(sender.send(name).is_ok()), |_| {}).unwrap();
        }
        release.send(()).unwrap();
        assert_eq!((0..2).map(|_| order.recv_timeout(LIMIT).unwrap()).collect::<Vec<_>>(), ["inference", "analysis"]);
    }

    #[test]
    fn close_reports_a_job_that_does_not_end() {
        let pool = pool(1);
        let (release, held) = unbounded::<()>();
        pool.submit(JobKind::Analysis, CancelToken::new(), move |_| Ok(held.recv_timeout(LIMIT).is_ok()), |_: JobEnd<bool>| {})
            .unwrap();
        assert!(!pool.close(Duration::from_millis(50)));
        drop(release);
    }
}
