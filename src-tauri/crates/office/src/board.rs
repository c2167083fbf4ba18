//! The board: all dossiers of all employers.

use std::collections::HashMap;

pub use domain::board::{Board, BoardRow, PackedBoard};

use crate::Office;
use crate::refusal::Result;

impl Office {
    /// The board.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn board(&self) -> Result<Board> {
        let records = self.records()?;
        let employers = records.employers()?;
        let names: HashMap<_, _> =
            employers.iter().map(|row| (row.employer.id, &row.employer.company_name)).collect();
        let rows = self.summaries(&records)?.into_iter().map(|summary| BoardRow {
            employer: summary.employer.and_then(|id| names.get(&id).map(|name| (*name).clone())),
            summary,
        });
        Ok(Board {
            rows: rows.collect(),
            today: self.clock.today().to_string(),
            employers: u32::try_from(employers.len()).unwrap_or(u32::MAX),
        })
    }
}
