//! Hours of a row from its clock times, where the user chose so.

#[cfg(test)]
mod tests;

use super::super::amount_format::{AmountFault, read_amount};
use super::super::clock::{ClockFault, elapsed};
use super::super::exact::Amount;
use super::super::finding::FindingKind;
use super::super::sheet::Row;
use super::Reader;
use super::columns::SheetColumns;
use super::shifts::{clock_time, day_in};
use super::texts::ReadAmount;

impl<'a> Reader<'a> {
    /// What passed between begin and end, without the break.
    pub(super) fn clock_amount(&mut self, row: Row<'a>, columns: &SheetColumns) -> ReadAmount {
        let amount = self.passed(row, columns);
        let id = u32::try_from(self.amounts.len()).unwrap_or(u32::MAX);
        self.amounts.extend(amount.ok().flatten());
        ReadAmount { amount, decimals: 0, id }
    }

    fn passed(&mut self, row: Row<'a>, columns: &SheetColumns) -> Result<Option<Amount>, AmountFault> {
        let order = self.columns.date_order();
        let at = |column: Option<u32>| match column {
            Some(column) => clock_time(row.cell(column), order).map_err(AmountFault::Clock),
            None => Ok(None),
        };
        let (begin, end) = match (at(columns.start)?, at(columns.end)?) {
            (None, None) => return Ok(None),
            (Some(begin), Some(end)) => (begin, end),
            _ => return Err(AmountFault::Clock(ClockFault::Open)),
        };
        // A day that does not read is a finding of its own.
        let dates = &mut self.dates;
        let mut day_of = |column: Option<u32>| day_in(dates.of(row.cell(column?)), order).ok().flatten();
        let (day, end_day) = (day_of(columns.date), day_of(columns.end_date));
        if columns.date.is_none() && begin.day.is_none() {
            self.findings.add(FindingKind::ClockWithoutDay, None);
        }
        let passed =
            elapsed(begin, end, day, end_day, self.layout.repeated_hour).map_err(AmountFault::Clock)?;
        let Some(pause) = &columns.pause else { return Ok(Some(passed)) };
        let pause = match read_amount(row.cell(pause.column), pause.format) {
            Ok(None) => return Ok(Some(passed)),
            Ok(Some(pause)) if !pause.is_negative() && pause <= passed => pause,
            Err(fault @ (AmountFault::AskFormat | AmountFault::AskThousands)) => return Err(fault),
            Ok(Some(_)) | Err(_) => return Err(AmountFault::Clock(ClockFault::Break)),
        };
        Ok(passed.minus(pause))
    }
}
