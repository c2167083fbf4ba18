//! Backups of the records, as the screens show them.

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use crate::environment::Environment;

/// What records hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Contents {
    pub employers: u32,
    pub dossiers: u32,
    pub events: u32,
}

/// A backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Backup {
    pub name: String,
    /// When it was made, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// What it holds; none when it cannot be used.
    pub contents: Option<Contents>,
    /// Why it cannot be used; none when it can.
    pub unusable: Option<Unusable>,
    /// Employers and dossiers in it that were removed for good since: putting it back does not bring them back.
    pub removed_again: u32,
    /// In kibibytes.
    pub size: u32,
}

/// Why a backup cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Unusable {
    /// It is a link to a file elsewhere.
    Link,
    /// It is no database of this app.
    NotOurs,
    /// It is of another environment of Loket.
    OtherEnvironment {
        /// None: one that this app does not know.
        environment: Option<Environment>,
    },
    /// A newer version of the app made it.
    Newer,
    /// Something was added to it or changed in it from outside.
    Altered,
    Damaged,
}
