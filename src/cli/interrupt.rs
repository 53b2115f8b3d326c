//! Ctrl-C (and SIGTERM, SIGHUP) as a message.

use crossbeam_channel::{Receiver, bounded, never};

/// A channel that gets one message a signal. Where no handler can be set, a signal ends the process as it always did, and the
/// channel stays silent.
pub(super) fn listen() -> Receiver<()> {
    // Two fit: the one that cancels, and the one that is out of patience.
    let (told, interrupts) = bounded(2);
    let handler = move || {
        // A full channel holds all that there is to say.
        let _ = told.try_send(());
    };
    match ctrlc::set_handler(handler) {
        Ok(()) => interrupts,
        Err(error) => {
            tracing::warn!("signals are not handled: {error}");
            never()
        }
    }
}
