//! What the desktop shows while audits run: progress in the taskbar, a machine that stays awake, a word at the end.
//!
//! All of it goes over D-Bus, from one thread of the caller's ([`attend`] is its body) on a runtime of its own. Nothing waits for
//! it: orders are taken at once and carried out when the bus answers, each call within [`LIMIT`]. Where no bus or no service
//! answers, one line of the log says so and nothing else happens. What was asked for ends with the thread, and with the process.

mod bus;
mod inhibition;
mod notification;
mod taskbar;

use std::{env, io, time::Duration};

use crossbeam_channel::Sender;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use self::{bus::Bus, inhibition::Inhibition, notification::Notifications};
use super::instance::Summons;

pub use bus::Buses;

/// Longest wait for one answer: a service that the bus starts first takes its time.
const LIMIT: Duration = Duration::from_secs(5);
/// Shortest time between two updates: more than an eye follows.
const UPDATE_EVERY: Duration = Duration::from_millis(250);

/// Name of the desktop file, without its ending: another inside a Flatpak, where it must be the application's.
pub fn desktop_id() -> String {
    env::var("FLATPAK_ID").ok().filter(|id| !id.is_empty()).unwrap_or_else(|| env!("CARGO_PKG_NAME").to_owned())
}

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// One line.
    pub title: String,
    /// A sentence or two.
    pub body: String,
}

/// What the desktop is to show.
#[derive(Clone, Debug, PartialEq)]
enum Order {
    /// So much of the work is done, 0 to 1: shown in the taskbar, and the machine stays awake.
    Busy(f64),
    /// No work: neither.
    Idle,
    /// A word.
    Notify(Note),
}

/// Takes orders for the desktop, at once and without an answer. The desktop is let go when the last one is dropped.
#[derive(Clone, Debug)]
pub struct Orders {
    sender: UnboundedSender<Order>,
}

impl Orders {
    /// `share` of the work is done, 0 to 1.
    pub fn busy(&self, share: f64) {
        self.give(Order::Busy(share));
    }

    /// No work is left, or it is paused.
    pub fn idle(&self) {
        self.give(Order::Idle);
    }

    /// Shows `note`, in place of the one before.
    pub fn notify(&self, note: Note) {
        self.give(Order::Notify(note));
    }

    fn give(&self, order: Order) {
        let _ = self.sender.send(order); // a thread that could not start is in the log
    }
}

/// A way to give orders, and the body of the thread that carries them out on `buses` until the last way is dropped. A click on
/// a notification is a summons to the front.
pub fn attend(buses: Buses, clicked: Sender<Summons>) -> (Orders, impl FnOnce() + Send + 'static) {
    let (sender, receiver) = unbounded_channel();
    let body = move || {
        if let Err(error) = run(receiver, &buses, &clicked) {
            tracing::warn!("the desktop shows nothing: {error}");
        }
    };
    (Orders { sender }, body)
}

fn run(mut orders: UnboundedReceiver<Order>, buses: &Buses, clicked: &Sender<Summons>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let session = Bus::new("session", buses.session.clone());
        let system = Bus::new("system", buses.system.clone());
        let mut notifications = Notifications::new(&session);
        let mut inhibition = Inhibition::new(&system, &session);
        loop {
            let first = tokio::select! {
                order = orders.recv() => order,
                summons = notifications.clicked() => {
                    let _ = clicked.try_send(summons);
                    continue;
                }
            };
            let Some(first) = first else { break };
            let mut waiting = vec![first];
            while let Ok(order) = orders.try_recv() {
                waiting.push(order);
            }
            for order in without_overtaken(waiting) {
                match order {
                    Order::Busy(share) => {
                        inhibition.begin().await;
                        taskbar::show(&session, Some(share)).await;
                    }
                    Order::Idle => {
                        inhibition.end().await;
                        taskbar::show(&session, None).await;
                    }
                    Order::Notify(note) => notifications.show(&note).await,
                }
            }
            tokio::time::sleep(UPDATE_EVERY).await;
        }
        inhibition.end().await;
        taskbar::clear(&session).await;
    });
    // A name being looked up or a service that never answers holds up nobody's end.
    runtime.shutdown_background();
    Ok(())
}

/// `orders` without those about progress that a later one makes void.
fn without_overtaken(orders: Vec<Order>) -> Vec<Order> {
    let is_state = |order: &Order| !matches!(order, Order::Notify(_));
    let last = orders.iter().rposition(is_state);
    orders
        .into_iter()
        .enumerate()
        .filter(|(index, order)| !is_state(order) || Some(*index) == last)
        .map(|(_, order)| order)
        .collect()
}

#[cfg(test)]
mod tests;
