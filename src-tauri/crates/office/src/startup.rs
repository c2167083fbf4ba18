//! What the screens need first.

use serde::Serialize;
use specta::Type;

use crate::refusal::Outcome;
use crate::settings::Settings;
use crate::Office;

/// What the screens need first.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Startup {
    /// The settings.
    pub settings: Settings,
    /// Worth telling about how the records were opened.
    pub notices: Vec<records::Notice>,
    /// Whether nothing can be saved.
    pub read_only: bool,
    /// Version of the app.
    pub version: String,
    /// The day it is: yyyy-mm-dd.
    pub today: String,
    /// Where the data lives.
    pub folder: String,
}

impl Office {
    /// What the screens need first.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn startup(&self) -> Outcome<Startup> {
        Ok(Startup {
            settings: self.settings()?,
            notices: self.notices.clone(),
            read_only: self.records()?.is_read_only(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            today: self.clock.today().to_string(),
            folder: self.folder.display().to_string(),
        })
    }
}
