//! What the screens need first.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::environment::Environment;
use crate::settings::Settings;

/// What the screens need first.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Startup {
    pub settings: Settings,
    /// What was typed in the settings and is not saved yet, by the place of its field.
    pub drafts: BTreeMap<String, String>,
    /// What the user has to know about how the records were opened.
    pub notices: Vec<Notice>,
    /// Whether nothing can be saved.
    pub read_only: bool,
    pub version: String,
    /// The day it is: yyyy-mm-dd.
    pub today: String,
    /// Path of the data folder.
    pub folder: String,
    /// Path of the log file; none where it cannot be written.
    pub log: Option<String>,
    /// The environment of Loket that everything belongs to.
    pub environment: Environment,
}

/// Something about how the records were opened that the user has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Notice {
    /// The folder is on a network or in a synchronised place: slower, and not without danger.
    NoWal,
    /// The folder is one that another program keeps in step with other computers.
    Synchronised { by: String },
    /// The folder is on another computer.
    OnNetwork { folder: String },
    /// The user's profile is on another computer and the folder is not: on other computers the user has other records.
    NetworkProfile {
        /// Where the profile is.
        folder: String,
    },
    /// An earlier version kept records in another folder, and there are records in both. Nothing was merged.
    OtherFolder { folder: String },
    /// The records were damaged, and a backup was put in their place.
    Restored {
        /// What was written since then is missing, in UTC.
        #[specta(type = String)]
        lost_since: Timestamp,
        /// Until then, in UTC, where it is known.
        #[specta(type = Option<String>)]
        lost_until: Option<Timestamp>,
        /// Where the damaged file is kept.
        set_aside: Option<String>,
    },
    /// The records were damaged and there was no backup: they are empty.
    StartedEmpty {
        /// Where the damaged file is kept.
        set_aside: String,
    },
    /// The clock of the computer is behind the last change in the records.
    ClockBack {
        /// When that was, in UTC.
        #[specta(type = String)]
        last: Timestamp,
    },
    /// Nothing can be saved.
    ReadOnly {
        /// Because the disk is full; otherwise because the system does not allow it.
        disk_full: bool,
    },
}
