//! Sums of what may go up, by person and code.

use std::collections::HashMap;

use super::exact::Amount;
use super::rows::{Reading, RowStatus};

/// What a person gets of a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total<'a> {
    pub person: &'a str,
    pub code: &'a str,
    /// Exact; rounded once, when it is written.
    pub amount: Amount,
    pub is_time: bool,
    /// How many rows it is the sum of.
    pub rows: usize,
}

/// Adds up what counts, in the order in which the file names it. Of a person and a code of which something waits, nothing goes
/// up; and nothing at all while a question about the whole file is open.
pub fn totals(reading: &Reading) -> Vec<Total<'_>> {
    let mut totals: Vec<Total<'_>> = Vec::new();
    let mut known: HashMap<(&str, &str), usize> = HashMap::new();
    if reading.stopped {
        return totals;
    }
    for sum in reading.sums().filter(|sum| sum.status == RowStatus::Counts) {
        let index = *known.entry((sum.person, sum.code)).or_insert_with(|| {
            let (person, code, is_time) = (sum.person, sum.code, sum.is_time);
            totals.push(Total { person, code, amount: Amount::ZERO, is_time, rows: 0 });
            totals.len() - 1
        });
        let total = &mut totals[index];
        // Amounts are read within bounds that no number of rows can add up beyond.
        total.amount = total.amount.plus(sum.amount).unwrap_or(total.amount);
        total.rows += sum.rows;
    }
    totals
}
