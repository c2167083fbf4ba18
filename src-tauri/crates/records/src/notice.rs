//! What the user has to know after opening.

use std::path::PathBuf;

use domain::startup;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Something about the opening that the user has to know. Opening succeeded all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Notice {
    /// The place of the file does not allow write-ahead logging: a network share or a synchronised folder. It works,
    /// but slower, and such places are known to damage databases.
    NoWal {
        /// The journal mode that is used instead, as SQLite names it.
        mode: String,
    },
    /// The file lies in a folder that another program keeps in step with other computers, which copies it while it is
    /// written.
    Synchronised { by: String },
    /// The file lies on another computer.
    OnNetwork { folder: String },
    /// The profile of the user lies on another computer, the file does not: elsewhere the user sees other records.
    NetworkProfile { folder: String },
    /// An earlier version kept records in another folder, and there are some in both. Nothing was merged.
    OtherFolder { folder: String },
    /// The file was damaged or missing, and the newest good backup was put in its place.
    Restored {
        /// When the backup was made, in UTC: what was written after it is not there.
        lost_since: Timestamp,
        /// When the damaged file was last written, in UTC, where the system tells.
        lost_until: Option<Timestamp>,
        /// Where the damaged file is kept. None when there was no file any more.
        set_aside: Option<PathBuf>,
    },
    /// The file was damaged and there is no good backup: the records are empty.
    StartedEmpty {
        /// Where the damaged file is kept.
        set_aside: PathBuf,
    },
    /// The clock is more than an hour behind the last change: it went back, or it was ahead then. Everything keeps its
    /// order.
    ClockBack {
        /// When that change was made, in UTC.
        last: Timestamp,
    },
    /// Nothing can be written. Everything can be read.
    ReadOnly { cause: ReadOnlyCause },
    /// The file came from an older version of the app and was brought up to date.
    Migrated {
        /// The schema it had.
        from: u32,
        /// The schema it has.
        to: u32,
    },
}

/// Why nothing can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReadOnlyCause {
    /// The system does not allow it: a read-only disk, directory or file.
    NotAllowed,
    /// No room left.
    DiskFull,
}

impl Notice {
    /// As the screens show it; none for what is no news: a new schema that went well.
    pub fn shown(&self) -> Option<startup::Notice> {
        let path = |path: &PathBuf| path.display().to_string();
        Some(match self {
            Self::NoWal { .. } => startup::Notice::NoWal,
            Self::Synchronised { by } => startup::Notice::Synchronised { by: by.clone() },
            Self::OnNetwork { folder } => startup::Notice::OnNetwork { folder: folder.clone() },
            Self::NetworkProfile { folder } => startup::Notice::NetworkProfile { folder: folder.clone() },
            Self::OtherFolder { folder } => startup::Notice::OtherFolder { folder: folder.clone() },
            Self::Restored { lost_since, lost_until, set_aside } => startup::Notice::Restored {
                lost_since: *lost_since,
                lost_until: *lost_until,
                set_aside: set_aside.as_ref().map(path),
            },
            Self::StartedEmpty { set_aside } => startup::Notice::StartedEmpty { set_aside: path(set_aside) },
            Self::ClockBack { last } => startup::Notice::ClockBack { last: *last },
            Self::ReadOnly { cause } => {
                startup::Notice::ReadOnly { disk_full: *cause == ReadOnlyCause::DiskFull }
            }
            Self::Migrated { .. } => return None,
        })
    }
}
