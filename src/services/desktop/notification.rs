//! The notification at the end (Desktop Notifications Specification 1.2).

use std::{
    collections::HashMap,
    ffi::OsString,
    future::{pending, poll_fn},
    pin::Pin,
};

use zbus::{MatchRule, Message, MessageStream, export::futures_core::Stream, message::Type, zvariant::Value};

use super::{
    Note,
    bus::{Bus, Method},
    desktop_id,
};
use crate::services::instance::Summons;

const SERVICE: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";
/// The action of a click on the notification itself.
const CLICK: &str = "default";
/// Signals kept while nobody looks.
const MOST_SIGNALS: usize = 16;

/// The notifications of this process: one at a time.
pub(super) struct Notifications<'a> {
    bus: &'a Bus,
    /// Number of the one that was shown last; 0 before the first.
    shown: u32,
    /// Whether the service takes markup, so that a plain `<` has to be written as markup; `None` before it was asked.
    takes_markup: Option<bool>,
    signals: Option<MessageStream>,
    /// The token that came before a click.
    activation: Option<OsString>,
    is_refused: bool,
}

impl<'a> Notifications<'a> {
    pub(super) fn new(bus: &'a Bus) -> Self {
        Self { bus, shown: 0, takes_markup: None, signals: None, activation: None, is_refused: false }
    }

    /// Shows `note` in place of the one before.
    pub(super) async fn show(&mut self, note: &Note) {
        if self.signals.is_none() {
            self.signals = self.listen().await;
        }
        let body = if self.takes_markup().await { escaped(&note.body) } else { note.body.clone() };
        let id = desktop_id();
        let hints = HashMap::from([
            ("desktop-entry", Value::from(id.as_str())),
            ("urgency", Value::U8(1)),
            ("category", Value::from("transfer.complete")),
        ]);
        let arguments = ("Audiopro", self.shown, id.as_str(), note.title.as_str(), body, vec![CLICK, "Open"], hints, -1_i32);
        match self.call("Notify", &arguments).await {
            Some(Ok(answer)) => self.shown = answer.body().deserialize().unwrap_or(0),
            Some(Err(error)) if !self.is_refused => {
                tracing::info!("no notification can be shown: {error}");
                self.is_refused = true;
            }
            _ => {}
        }
    }

    /// Returns when the notification is clicked.
    pub(super) async fn clicked(&mut self) -> Summons {
        loop {
            let Some(signals) = &mut self.signals else { return pending().await };
            match poll_fn(|context| Pin::new(&mut *signals).poll_next(context)).await {
                Some(Ok(signal)) => {
                    if let Some(summons) = self.heard(&signal) {
                        return summons;
                    }
                }
                Some(Err(_)) => {}
                None => self.signals = None, // the bus is gone
            }
        }
    }

    fn heard(&mut self, signal: &Message) -> Option<Summons> {
        let (notification, word): (u32, String) = signal.body().deserialize().ok()?;
        let header = signal.header();
        match header.member()?.as_str() {
            _ if notification != self.shown => None,
            "ActivationToken" => {
                self.activation = Some(OsString::from(word));
                None
            }
            "ActionInvoked" if word == CLICK => Some(Summons { paths: Vec::new(), activation: self.activation.take() }),
            _ => None,
        }
    }

    async fn listen(&self) -> Option<MessageStream> {
        let rule = MatchRule::builder().msg_type(Type::Signal).sender(SERVICE).ok()?.path(PATH).ok()?.interface(SERVICE).ok()?;
        MessageStream::for_match_rule(rule.build(), self.bus.connection().await?, Some(MOST_SIGNALS)).await.ok()
    }

    async fn takes_markup(&mut self) -> bool {
        if self.takes_markup.is_none()
            && let Some(Ok(answer)) = self.call("GetCapabilities", &()).await
        {
            let found: Vec<String> = answer.body().deserialize().unwrap_or_default();
            self.takes_markup = Some(found.iter().any(|capability| capability == "body-markup"));
        }
        self.takes_markup.unwrap_or(false)
    }

    async fn call<B: serde::Serialize + zbus::zvariant::DynamicType + Sync>(
        &self,
        name: &'static str,
        body: &B,
    ) -> Option<zbus::Result<Message>> {
        self.bus.call(Method { service: SERVICE, path: PATH, interface: SERVICE, name }, body).await
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
