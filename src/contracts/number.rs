//! Numbers that JSON cannot hold.

use serde::{Deserialize, Deserializer};

/// Reads a number for a field that always has one. JSON writes NaN and infinities as `null`; they come back as NaN, so that one
/// odd figure does not make a whole stored report unreadable.
pub(super) fn null_is_nan<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
    Ok(Option::<f64>::deserialize(deserializer)?.unwrap_or(f64::NAN))
}
