//! What the app can change in Loket for the user, after a preview and an explicit yes.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::answer::Personal;
use crate::right::Right;

/// A change in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum LoketChange {
    /// Makes the coupling user at the employer, with exactly these rights.
    MakeUser {
        /// User name.
        user_name: Personal,
        /// The rights.
        rights: Vec<Right>,
    },
    /// Sets the rights of a user of the employer.
    SetRights {
        /// User name.
        user_name: Personal,
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
pub enum LoketChangeOutcome {
    /// Read back: it is as asked.
    Done,
    /// Read back, or refused at once: it is not as asked.
    NotDone {
        /// What Loket said about it.
        messages: Vec<Personal>,
    },
    /// Loket refused because something else changed it meanwhile, and read back it is not as asked.
    Conflict {
        /// What Loket said about it.
        messages: Vec<Personal>,
        /// What should have been on, by Loket's names.
        asked: Vec<String>,
        /// What is on, by Loket's names.
        read: Vec<String>,
    },
    /// The user was made, and its rights are not as asked.
    Partly {
        /// What Loket said about the rights.
        messages: Vec<Personal>,
        /// Whether its rights were read back; otherwise they may be as asked or not.
        read_back: bool,
    },
    /// Loket did not answer clearly and could not be read back: it may be so or not.
    Uncertain,
}

impl LoketChange {
    /// The user that it is about.
    pub fn user_name(&mut self) -> Option<&mut Personal> {
        match self {
            Self::MakeUser { user_name, .. } | Self::SetRights { user_name, .. } => Some(user_name),
            Self::SwitchProducts { .. } => None,
        }
    }
}

impl LoketChangeOutcome {
    /// What Loket said.
    pub fn messages(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::NotDone { messages } | Self::Conflict { messages, .. } | Self::Partly { messages, .. } => {
                messages.iter_mut().collect()
            }
            Self::Done | Self::Uncertain => vec![],
        }
    }
}
