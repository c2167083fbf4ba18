//! Search over employers, dossiers, steps, notes and runs of hours.

use domain::decide::note_rows;
pub use domain::search::{Hit, HitKind};
use records::Records;

use crate::Office;
use crate::refusal::Result;

/// The most hits that are shown.
const MOST: usize = 20;

impl Office {
    /// Searches; every word may be the beginning of one. An empty question finds nothing.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn search(&self, question: &str) -> Result<Vec<Hit>> {
        let question: String = question.chars().take(200).collect();
        let mut hits: Vec<Hit> =
            self.records()?.search(&question, MOST)?.into_iter().map(Hit::from).collect();
        hits.extend(self.hours().found(&question)?);
        Ok(hits)
    }

    /// Puts all notes into the index in memory, once they can be read.
    pub(crate) fn index_notes(&self, records: &mut Records) -> Result<()> {
        let opened = self.keys.opened(&records.note_events()?);
        Ok(records.index_notes(&note_rows(&opened))?)
    }
}
