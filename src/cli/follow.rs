//! The loop around a manager: its events until it is idle, Ctrl-C, and patience with what does not stop.

use crossbeam_channel::{Receiver, after, never, select};

use super::{audit::CANCEL_LIMIT, progress::Progress};
use crate::manager::{Event, Manager};

/// Hands events to `take` until the manager is idle; whether the auditor stopped it. A second Ctrl-C waits for nothing.
///
/// # Errors
/// What `take` fails with; everything is then cancelled.
pub(super) fn follow<T, E>(
    manager: &Manager,
    events: &Receiver<Event>,
    interrupts: &Receiver<()>,
    taker: &mut T,
    progress: fn(&T) -> &Progress,
    take: fn(&mut T, Event) -> Result<(), E>,
) -> Result<bool, E> {
    let mut is_interrupted = false;
    let mut patience = never();
    loop {
        select! {
            recv(events) -> event => match event {
                Ok(Event::Idle { .. }) | Err(_) => return Ok(is_interrupted),
                Ok(event) => if let Err(error) = take(taker, event) {
                    manager.cancel();
                    return Err(error);
                },
            },
            recv(interrupts) -> _ => {
                if is_interrupted {
                    return Ok(true);
                }
                is_interrupted = true;
                progress(taker).say("stopping");
                manager.cancel();
                patience = after(CANCEL_LIMIT);
            }
            recv(patience) -> _ => return Ok(true),
        }
    }
}
