//! The board: all dossiers of all employers.

use domain::summary::Summary;
use serde::Serialize;
use specta::Type;

use crate::Office;
use crate::refusal::Outcome;

/// The board.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Board {
    /// One row a dossier, in no particular order.
    pub rows: Vec<BoardRow>,
    /// The day it is: yyyy-mm-dd.
    pub today: String,
    /// How many employers there are, with or without dossiers.
    pub employers: u32,
}

/// A dossier on the board.
#[derive(Debug, Clone, Serialize, Type)]
pub struct BoardRow {
    /// The dossier in one row.
    pub summary: Summary,
    /// Name of the employer; none for the office itself.
    pub employer: Option<String>,
}

impl Office {
    /// The board.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn board(&self) -> Outcome<Board> {
        let records = self.records()?;
        let employers = records.employers()?;
        let names: std::collections::HashMap<_, _> =
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
