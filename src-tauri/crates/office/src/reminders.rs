//! What falls due: waits to ask about again, and days that were set.

use domain::id::DossierId;
use std::collections::BTreeSet;

pub use domain::dates::Due;
use exchange::environment_words::marked;
use jiff::civil::Date;

use crate::Office;
use crate::refusal::Result;

impl Office {
    /// Dossiers whose day has come and that are not in `reported`, which takes them up. Outside production each name says
    /// of which environment it is. Nothing when reminders are switched off.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn due(&self, reported: &mut BTreeSet<(DossierId, Date)>) -> Result<Vec<Due>> {
        let settings = self.settings()?;
        if !settings.reminders {
            return Ok(vec![]);
        }
        let mut due = self.board()?.due(self.clock.today(), reported, settings.language);
        for one in &mut due {
            one.name = marked(&one.name, self.environment, settings.language);
        }
        Ok(due)
    }
}
