//! What the screens need first.

pub use domain::startup::{Notice, Startup};

use records::DraftOwner;

use crate::refusal::Result;
use crate::{Office, log_file, settings};

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
            notices: self.notices.pending(&records)?.iter().filter_map(records::Notice::shown).collect(),
            read_only: records.is_read_only(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: self.clock.today().to_string(),
            folder: self.folder.display().to_string(),
            log: log_file::path().map(|path| path.display().to_string()),
            environment: self.environment,
        })
    }
}
