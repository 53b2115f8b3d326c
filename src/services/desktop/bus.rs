//! One bus: connected at the first call, given up for good at the first failure to connect.

use std::{env, path::Path, time::Duration};

use serde::Serialize;
use tokio::{sync::OnceCell, time::timeout};
use zbus::{Connection, Message, connection::Builder, zvariant::DynamicType};

use super::LIMIT;

/// Addresses of the two buses; `None` for one that is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buses {
    /// The user's.
    pub session: Option<String>,
    /// The machine's.
    pub system: Option<String>,
}

impl Buses {
    /// Those that this process would use. A session bus is never started for it.
    pub fn of_this_process() -> Self {
        let named = |variable| env::var(variable).ok().filter(|address| !address.is_empty());
        let at = |path: &Path| path.exists().then(|| format!("unix:path={}", path.display()));
        let runtime_bus = || at(&Path::new(&env::var_os("XDG_RUNTIME_DIR")?).join("bus"));
        Self {
            session: named("DBUS_SESSION_BUS_ADDRESS").or_else(runtime_bus),
            system: named("DBUS_SYSTEM_BUS_ADDRESS").or_else(|| at(Path::new("/run/dbus/system_bus_socket"))),
        }
    }
}

/// A bus, or the knowledge that it does not answer.
pub(super) struct Bus {
    name: &'static str,
    address: Option<String>,
    connection: OnceCell<Option<Connection>>,
}

/// A method of a service.
#[derive(Clone, Copy, Debug)]
pub(super) struct Method {
    pub(super) service: &'static str,
    pub(super) path: &'static str,
    pub(super) interface: &'static str,
    pub(super) name: &'static str,
}

impl Bus {
    pub(super) fn new(name: &'static str, address: Option<String>) -> Self {
        Self { name, address, connection: OnceCell::new() }
    }

    /// The connection; the first caller makes it, or says once why there is none.
    pub(super) async fn connection(&self) -> Option<&Connection> {
        let connect = async || match self.connect().await {
            Ok(connection) => Some(connection),
            Err(reason) => {
                tracing::info!("no {} bus answers ({reason}); what it would show is left out", self.name);
                None
            }
        };
        self.connection.get_or_init(connect).await.as_ref()
    }

    /// The connection, where one was made.
    pub(super) fn connected(&self) -> Option<&Connection> {
        self.connection.get().and_then(Option::as_ref)
    }

    async fn connect(&self) -> Result<Connection, String> {
        let address = self.address.as_deref().ok_or("no address is known")?;
        let builder = Builder::address(address).map_err(|error| error.to_string())?.method_timeout(LIMIT);
        match timeout(LIMIT, builder.build()).await {
            Ok(connected) => connected.map_err(|error| error.to_string()),
            Err(_) => Err(format!("nothing within {} s", Duration::as_secs(&LIMIT))),
        }
    }

    /// The answer to a call; `None` without a bus.
    pub(super) async fn call<B>(&self, method: Method, body: &B) -> Option<zbus::Result<Message>>
    where
        B: Serialize + DynamicType + Sync,
    {
        let Method { service, path, interface, name } = method;
        let connection = self.connection().await?;
        Some(connection.call_method(Some(service), path, Some(interface), name, body).await)
    }
}
