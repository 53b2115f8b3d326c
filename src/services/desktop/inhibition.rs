//! A machine that does not fall asleep in the middle of an audit.
//!
//! logind is asked first: it holds off sleep whatever desktop runs, and lets go by itself when this process ends. Where it
//! refuses, as from a remote session, GNOME's session manager is asked, then the screen saver, which on most desktops holds
//! off suspending too.

use std::os::fd::OwnedFd;

use zbus::zvariant;

use super::{
    bus::{Bus, Method},
    desktop_id,
};

const WHO: &str = "Audiopro";
const WHY: &str = "Audio tracks are being audited";
/// Suspending and idling (`org.gnome.SessionManager.Inhibit`).
const GNOME_FLAGS: u32 = 4 | 8;

const LOGIND: Method = Method {
    service: "org.freedesktop.login1",
    path: "/org/freedesktop/login1",
    interface: "org.freedesktop.login1.Manager",
    name: "Inhibit",
};
const GNOME: Method = Method {
    service: "org.gnome.SessionManager",
    path: "/org/gnome/SessionManager",
    interface: "org.gnome.SessionManager",
    name: "Inhibit",
};
const SCREEN_SAVER: Method = Method {
    service: "org.freedesktop.ScreenSaver",
    path: "/org/freedesktop/ScreenSaver",
    interface: "org.freedesktop.ScreenSaver",
    name: "Inhibit",
};

/// What keeps the machine awake.
enum Held {
    /// Until it is closed.
    Descriptor(#[expect(dead_code, reason = "held for its end")] OwnedFd),
    /// Until this is called with this number.
    Cookie(Method, u32),
}

/// Keeps the machine awake between [`Self::begin`] and [`Self::end`].
pub(super) struct Inhibition<'a> {
    system: &'a Bus,
    session: &'a Bus,
    held: Option<Held>,
    /// Nobody can; it was said once.
    is_refused: bool,
}

impl<'a> Inhibition<'a> {
    pub(super) fn new(system: &'a Bus, session: &'a Bus) -> Self {
        Self { system, session, held: None, is_refused: false }
    }

    /// Asks whoever can, once.
    pub(super) async fn begin(&mut self) {
        if self.held.is_some() || self.is_refused {
            return;
        }
        self.held = self.ask().await;
        if self.held.is_none() {
            tracing::info!("nobody can keep the machine awake; it may fall asleep during an audit");
            self.is_refused = true;
        }
    }

    /// Lets the machine sleep again.
    pub(super) async fn end(&mut self) {
        if let Some(Held::Cookie(method, cookie)) = self.held.take() {
            let _ = self.session.call(method, &cookie).await; // a service that is gone holds nothing
        }
    }

    async fn ask(&self) -> Option<Held> {
        if let Some(Ok(answer)) = self.system.call(LOGIND, &("sleep:idle", WHO, WHY, "block")).await
            && let Ok(descriptor) = answer.body().deserialize::<zvariant::OwnedFd>()
        {
            return Some(Held::Descriptor(descriptor.into()));
        }
        if let Some(Ok(answer)) = self.session.call(GNOME, &(desktop_id(), 0_u32, WHY, GNOME_FLAGS)).await
            && let Ok(cookie) = answer.body().deserialize()
        {
            return Some(Held::Cookie(Method { name: "Uninhibit", ..GNOME }, cookie));
        }
        let answer = self.session.call(SCREEN_SAVER, &(WHO, WHY)).await?.ok()?;
        let cookie = answer.body().deserialize().ok()?;
        Some(Held::Cookie(Method { name: "UnInhibit", ..SCREEN_SAVER }, cookie))
    }
}
