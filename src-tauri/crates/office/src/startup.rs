//! What the screens need first.

use domain::Environment;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::refusal::Result;
use crate::settings::Settings;
use crate::{Office, settings};

/// What the screens need first.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Startup {
    /// The settings.
    pub settings: Settings,
    /// Worth telling about how the records were opened.
    pub notices: Vec<Notice>,
    /// Whether nothing can be saved.
    pub read_only: bool,
    /// Version of the app.
    pub version: String,
    /// The day it is: yyyy-mm-dd.
    pub today: String,
    /// Where the data lives.
    pub folder: String,
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
    Synchronised {
        /// The program's name.
        by: String,
    },
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
    /// Nothing can be saved.
    ReadOnly {
        /// Because the disk is full; otherwise because the system does not allow it.
        disk_full: bool,
    },
}

impl Notice {
    /// What the user has to know of how the records were opened. A new schema that went well is not news.
    pub(crate) fn of(notice: &records::Notice) -> Option<Self> {
        let shown = |path: &std::path::PathBuf| path.display().to_string();
        Some(match notice {
            records::Notice::NoWal { .. } => Self::NoWal,
            records::Notice::Synchronised { by } => Self::Synchronised { by: by.clone() },
            records::Notice::Restored { lost_since, lost_until, set_aside } => Self::Restored {
                lost_since: *lost_since,
                lost_until: *lost_until,
                set_aside: set_aside.as_ref().map(shown),
            },
            records::Notice::StartedEmpty { set_aside } => Self::StartedEmpty { set_aside: shown(set_aside) },
            records::Notice::ReadOnly { cause } => {
                Self::ReadOnly { disk_full: *cause == records::ReadOnlyCause::DiskFull }
            }
            records::Notice::Migrated { .. } => return None,
        })
    }
}

impl Office {
    /// What the screens need first.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn startup(&self) -> Result<Startup> {
        let records = self.records()?;
        Ok(Startup {
            settings: settings::read(&records)?.settings,
            notices: self.notices.pending(&records)?.iter().filter_map(Notice::of).collect(),
            read_only: records.is_read_only(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: self.clock.today().to_string(),
            folder: self.folder.display().to_string(),
            environment: self.environment,
        })
    }
}
