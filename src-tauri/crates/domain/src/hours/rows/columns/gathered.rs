//! What the rows of a file say of how its amounts and dates are written.

use hashbrown::HashMap;

use super::super::super::amount_format::Evidence;
use super::super::super::day::OrderEvidence;
use super::super::super::sheet::{Cell, Sheet};
use super::super::Watch;
use super::super::texts::{Dates, MOST_KNOWN};
use super::{AmountColumn, SheetColumns};

/// What the rows say of how amounts and dates are written, in one go through them.
#[derive(Default)]
pub(super) struct Gathered<'a> {
    pub order: OrderEvidence,
    pub births: OrderEvidence,
    pub columns: HashMap<String, ColumnTexts<'a>>,
}

/// What stands in a column of amounts: each different text with how often it stands there, without and with a date beside it.
#[derive(Default)]
pub(super) struct ColumnTexts<'a> {
    texts: HashMap<&'a str, [usize; 2]>,
    others: Evidence,
}

impl<'a> ColumnTexts<'a> {
    fn add(&mut self, cell: Cell<'a>, dated: bool) {
        let room = self.texts.len() < MOST_KNOWN;
        match cell {
            Cell::Text(text) if room => self.texts.entry(text).or_default()[usize::from(dated)] += 1,
            Cell::Text(text) if self.texts.contains_key(text) => {
                self.texts.entry(text).or_default()[usize::from(dated)] += 1;
            }
            other => self.others.add(other, dated),
        }
    }

    pub fn finish(self) -> Evidence {
        let mut evidence = self.others;
        for (text, [without, with]) in self.texts {
            evidence.add_many(Cell::Text(text), false, without);
            evidence.add_many(Cell::Text(text), true, with);
        }
        evidence
    }
}

impl<'a> Gathered<'a> {
    /// Takes in the rows of a sheet. Those without a person say nothing of how amounts are written, and are often totals.
    pub fn take(
        &mut self,
        sheet: &'a Sheet,
        columns: &SheetColumns,
        dates: &mut Dates<'a>,
        watch: &mut Watch<'_>,
    ) {
        let measured: Vec<&AmountColumn> =
            columns.amounts.iter().filter(|amount| !amount.clock).chain(&columns.pause).collect();
        let mut amounts: Vec<ColumnTexts<'a>> =
            measured.iter().map(|amount| self.columns.remove(&amount.head).unwrap_or_default()).collect();
        for row in sheet.rows().filter(|row| row.number() > columns.head) {
            if !watch.row() {
                break;
            }
            let mut date_of =
                |column: Option<u32>| column.and_then(|column| dates.of(row.cell(column)).ok().flatten());
            let (date, end) = (date_of(columns.date), date_of(columns.end_date));
            [date, end].into_iter().flatten().for_each(|date| self.order.add(date));
            if let Some(date) = date_of(columns.birth_date) {
                self.births.add(date);
            }
            if !columns.has_person(row) {
                continue;
            }
            for (amount, of_column) in measured.iter().zip(&mut amounts) {
                of_column.add(row.cell(amount.column), date.is_some());
            }
        }
        for (amount, of_column) in measured.iter().zip(amounts) {
            self.columns.insert(amount.head.clone(), of_column);
        }
    }
}
