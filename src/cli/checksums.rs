//! Work of a command on worker threads: checksums of files, several at once, stopped by Ctrl-C.

use std::path::PathBuf;

use crossbeam_channel::{Receiver, never, select, unbounded};

use super::{EXIT_FAILED, EXIT_INTERRUPTED, audit::CANCEL_LIMIT, complain, progress::Progress};
use crate::{
    contracts::{AuditSettings, CancelToken, Cancelled, Checksums},
    report::certificate::checksums_of,
    workers::{JobEnd, JobKind, Pool},
};

/// The checksums of each of `paths`, in their order, or why there is none.
///
/// # Errors
/// The exit code, where the auditor stopped it or no worker could be started.
pub(super) fn checksums(
    paths: Vec<PathBuf>,
    settings: &AuditSettings,
    workers: usize,
    interrupts: &Receiver<()>,
    progress: &Progress,
) -> Result<Vec<Result<Checksums, String>>, u8> {
    let jobs = paths.into_iter().map(|path| {
        let settings = settings.clone();
        move |cancel: &CancelToken| checksums_of(&path, &settings, cancel)
    });
    let ends = on_workers(jobs.collect(), workers, interrupts, progress)?;
    Ok(ends.into_iter().map(|end| end.and_then(|sums| sums)).collect())
}

/// What each of `jobs` returned, in their order, or what it panicked with.
///
/// # Errors
/// As [`checksums`].
pub(super) fn on_workers<T, J>(
    jobs: Vec<J>,
    workers: usize,
    interrupts: &Receiver<()>,
    progress: &Progress,
) -> Result<Vec<Result<T, String>>, u8>
where
    T: Send + 'static,
    J: FnOnce(&CancelToken) -> Result<T, Cancelled> + Send + 'static,
{
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = if workers == 0 { processors } else { workers }.min(jobs.len()).max(1);
    let pool = Pool::<()>::new(workers).map_err(|error| {
        complain(&format!("no worker thread could be started: {error}. Close other programs, or use fewer --jobs."));
        EXIT_FAILED
    })?;
    let (cancel, (ended, ends)) = (CancelToken::new(), unbounded());
    let mut results: Vec<Option<JobEnd<T>>> = jobs.iter().map(|_| None).collect();
    for (number, job) in jobs.into_iter().enumerate() {
        let (token, ended) = (cancel.clone(), ended.clone());
        let submitted = pool.submit(
            JobKind::Analysis,
            cancel.clone(),
            move |()| job(&token),
            move |end| {
                // Nobody listens any more where the auditor ran out of patience.
                let _ = ended.send((number, end));
            },
        );
        debug_assert!(submitted.is_ok(), "the pool was opened above");
    }
    drop(ended);
    let (mut is_interrupted, mut patience) = (false, never());
    loop {
        select! {
            recv(ends) -> end => match end {
                Ok((number, end)) => {
                    progress.ended();
                    if let Some(place) = results.get_mut(number) {
                        *place = Some(end);
                    }
                }
                Err(_) => break,
            },
            recv(interrupts) -> _ => {
                if is_interrupted {
                    break;
                }
                is_interrupted = true;
                progress.say("stopping");
                cancel.cancel();
                patience = crossbeam_channel::after(CANCEL_LIMIT);
            }
            recv(patience) -> _ => break,
        }
    }
    cancel.cancel();
    pool.close(CANCEL_LIMIT);
    if is_interrupted {
        return Err(EXIT_INTERRUPTED);
    }
    let result = |end| match end {
        Some(JobEnd::Done(value)) => Ok(value),
        Some(JobEnd::Panicked(message)) => Err(format!("a fault of the program: {message}. Please report it.")),
        Some(JobEnd::Cancelled) | None => Err("stopped".to_owned()),
    };
    Ok(results.into_iter().map(result).collect())
}
