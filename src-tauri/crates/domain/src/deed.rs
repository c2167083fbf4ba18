//! What the app can change in Loket for the user, after a preview and an explicit yes.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::right::Right;

/// A change in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum Deed {
    /// Makes the coupling user at the employer, with exactly these rights.
    MakeUser {
        /// User name.
        user_name: String,
        /// The rights.
        rights: Vec<Right>,
    },
    /// Sets the rights of a user of the employer.
    SetRights {
        /// User name.
        user_name: String,
        /// Loket's names of the rights to give.
        give: Vec<String>,
        /// Loket's names of the rights to take.
        take: Vec<String>,
    },
    /// Switches products of the employer on and off.
    SwitchProducts {
        /// Loket's names of those to switch on.
        on: Vec<String>,
        /// Loket's names of those to switch off.
        off: Vec<String>,
    },
}

/// What is so in Loket after a change was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum DeedOutcome {
    /// Read back: it is as asked.
    Done,
    /// Read back, or refused at once: it is not as asked.
    NotDone {
        /// What Loket said about it.
        messages: Vec<String>,
    },
    /// Loket did not answer clearly and could not be read back: it may be so or not.
    Uncertain,
}
