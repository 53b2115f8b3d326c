//! The pool: typed jobs over crossbeam channels.
//!
//! The only place that spawns threads. It knows no audio: a job is a closure that gets its worker's scratch and returns a
//! value, and every job ends in exactly one [`JobEnd`], whether it returned, was cancelled or panicked. Four lanes share the
//! pool, so that a slow one never holds up another: a long model call does not delay a decode, and a window's query does not
//! wait behind a batch.

mod batch;
mod pool;
mod thread;

pub use batch::Batches;
pub use pool::{JobEnd, JobKind, Pool, PoolClosed};
pub use thread::ManagedThread;
