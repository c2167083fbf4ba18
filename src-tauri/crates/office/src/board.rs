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
        let cards: HashMap<_, _> = employers.iter().map(|row| (row.employer.id, &row.employer)).collect();
        let rows = self.summaries(&records)?.into_iter().map(|summary| {
            let card = summary.employer.and_then(|id| cards.get(&id));
            let employer = card.map(|card| card.company_name.clone());
            let employer_number = card.and_then(|card| card.employer_number.clone());
            BoardRow { summary, employer, employer_number }
        });
        Ok(Board {
            rows: rows.collect(),
            today: self.clock.today(),
            employers: u32::try_from(employers.len()).unwrap_or(u32::MAX),
        })
    }
}
