//! What the screens need first.

pub use domain::startup::{Notice, Startup};

use records::DraftOwner;

use crate::refusal::Result;
use crate::{Office, settings};

/// What the user has to know of how the records were opened. A new schema that went well is not news.
pub(crate) fn shown_notice(notice: &records::Notice) -> Option<Notice> {
    let shown = |path: &std::path::PathBuf| path.display().to_string();
    Some(match notice {
        records::Notice::NoWal { .. } => Notice::NoWal,
        records::Notice::Synchronised { by } => Notice::Synchronised { by: by.clone() },
        records::Notice::Restored { lost_since, lost_until, set_aside } => Notice::Restored {
            lost_since: *lost_since,
            lost_until: *lost_until,
            set_aside: set_aside.as_ref().map(shown),
        },
        records::Notice::StartedEmpty { set_aside } => Notice::StartedEmpty { set_aside: shown(set_aside) },
        records::Notice::ClockBack { last } => Notice::ClockBack { last: *last },
        records::Notice::ReadOnly { cause } => {
            Notice::ReadOnly { disk_full: *cause == records::ReadOnlyCause::DiskFull }
        }
        records::Notice::Migrated { .. } => return None,
    })
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
            drafts: records.drafts(DraftOwner::Office)?,
            notices: self.notices.pending(&records)?.iter().filter_map(shown_notice).collect(),
            read_only: records.is_read_only(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: self.clock.today().to_string(),
            folder: self.folder.display().to_string(),
            environment: self.environment,
        })
    }
}
