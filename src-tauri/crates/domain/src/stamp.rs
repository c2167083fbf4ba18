//! Who did something, and when.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The person at the keyboard, as given in the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Full name, as shown in the history and the report.
    pub name: String,
    /// Initials, as shown where there is little room.
    pub initials: String,
}

/// Who, and when (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Stamp {
    pub actor: Actor,
    /// When, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
}
