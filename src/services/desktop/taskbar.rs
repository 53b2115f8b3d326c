//! Progress on the icon in the taskbar: Unity's launcher API, which KDE Plasma, Dash to Dock, Plank and others listen to.

use std::collections::HashMap;

use zbus::zvariant::Value;

use super::{bus::Bus, desktop_id};

const PATH: &str = "/com/canonical/unity/launcherentry/1";
const INTERFACE: &str = "com.canonical.Unity.LauncherEntry";

/// Shows `share` of the work, 0 to 1, or takes it off. A signal: who does not listen does not mind.
pub(super) async fn show(bus: &Bus, share: Option<f64>) {
    let Some(connection) = bus.connection().await else { return };
    let progress = share.filter(|share| share.is_finite()).unwrap_or(0.0).clamp(0.0, 1.0);
    let properties = HashMap::from([("progress", Value::F64(progress)), ("progress-visible", Value::Bool(share.is_some()))]);
    let entry = format!("application://{}.desktop", desktop_id());
    if let Err(error) = connection.emit_signal(None::<&str>, PATH, INTERFACE, "Update", &(entry, properties)).await {
        tracing::debug!("the taskbar was not told: {error}");
    }
}

/// Takes it off, where the bus was used at all.
pub(super) async fn clear(bus: &Bus) {
    if bus.connected().is_some() {
        show(bus, None).await;
    }
}
