//! What falls due: waits to ask about again, and days that were set.

use domain::id::DossierId;
use std::collections::BTreeSet;

pub use domain::dates::Due;
use jiff::civil::Date;

use crate::Office;
use crate::refusal::Result;

impl Office {
    /// Dossiers whose day has come and that were not told of before. `reported` takes them up. Nothing when reminders are
    /// switched off.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn due(&self, reported: &mut BTreeSet<(DossierId, Date)>) -> Result<Vec<Due>> {
        let settings = self.settings()?;
        if !settings.reminders {
            return Ok(vec![]);
        }
        Ok(self.board()?.due(self.clock.today(), reported, settings.language))
    }
}
