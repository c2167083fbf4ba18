//! Sums of what may go up, by person and code.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::exact::Amount;
use super::rows::{Reading, RowStatus};

/// What a person gets of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    pub person: Arc<str>,
    pub code: Arc<str>,
    /// Exact; rounded once, when it is written.
    pub amount: Amount,
    pub is_time: bool,
    /// How many rows it is the sum of.
    pub rows: usize,
}

/// Adds up what counts, in the order in which the file names it. Of a person and a code of which something waits, nothing goes
/// up; and nothing at all while a question about the whole file is open.
pub fn totals(reading: &Reading) -> Vec<Total> {
    let mut totals: Vec<Total> = Vec::new();
    let mut known: BTreeMap<(Arc<str>, Arc<str>), usize> = BTreeMap::new();
    if reading.stopped {
        return totals;
    }
    for row in reading.rows.iter().filter(|row| row.status == RowStatus::Counts) {
        let key = (Arc::clone(&row.person), Arc::clone(&row.code));
        let index = *known.entry(key).or_insert_with(|| {
            let (person, code) = (Arc::clone(&row.person), Arc::clone(&row.code));
            totals.push(Total { person, code, amount: Amount::ZERO, is_time: row.is_time, rows: 0 });
            totals.len() - 1
        });
        let total = &mut totals[index];
        // Amounts are read within bounds that no number of rows can add up beyond.
        total.amount = total.amount.plus(row.amount).unwrap_or(total.amount);
        total.rows += 1;
    }
    totals
}
