//! The cells of a row that may not read: its amount and its day.

use jiff::civil::Date;

use super::super::exact::Amount;
use super::super::finding::FindingKind;
use super::super::manner::AmountFault;
use super::super::sheet::{Place, Row};
use super::Reader;
use super::columns::{AmountColumn, SheetColumns, written_decimals};
use super::shifts::{DayFault, Shift};

impl Reader<'_> {
    /// The amount of a cell; none when it is empty, and an error when it does not read, which is then a finding.
    pub(super) fn amount(
        &mut self,
        row: Row<'_>,
        sheet: usize,
        column: u32,
        read: Result<Option<Amount>, AmountFault>,
        cell: &Place,
    ) -> Option<Result<Amount, ()>> {
        let merged = self.workbook.sheets[sheet].is_merged_over_rows(row.number(), column);
        let fault = match read {
            Ok(None) => return None,
            Ok(Some(_)) if merged => FindingKind::AmountMerged,
            Ok(Some(amount)) => return Some(Ok(amount)),
            // What is asked was asked about the whole column; the cells are named with it.
            Err(fault @ (AmountFault::AskThousands | AmountFault::AskManner)) => {
                self.columns.ask(column, sheet, fault, cell.clone(), &mut self.findings);
                return Some(Err(()));
            }
            Err(AmountFault::Unreadable) => FindingKind::AmountUnreadable,
            Err(AmountFault::OtherManner) => FindingKind::AmountOtherManner,
            Err(AmountFault::NoValue) => FindingKind::AmountNoValue,
            Err(AmountFault::IsDate) => FindingKind::AmountIsDate,
        };
        self.findings.add(fault, Some(cell.clone()));
        Some(Err(()))
    }

    /// The bounds that Loket sets to hours: not negative, below a thousand, and no more decimals than are uploaded. Decimals
    /// that a workbook calculated are rounded with the sum.
    pub(super) fn is_out_of_bounds(
        &mut self,
        value: Amount,
        row: Row<'_>,
        amount: &AmountColumn,
        cell: &Place,
    ) -> bool {
        let mut out = false;
        if amount.is_time() && value.is_negative() {
            self.findings.add(FindingKind::Negative, Some(cell.clone()));
            out = true;
        }
        if amount.is_time() && value >= Amount::whole(1000) {
            self.findings.add(FindingKind::TooLarge, Some(cell.clone()));
            out = true;
        }
        let decimals = self.layout.decimals;
        let written = written_decimals(row.cell(amount.column));
        if amount.is_plain() && written > decimals && written <= 6 && self.layout.round != Some(true) {
            self.findings.add(FindingKind::TooManyDecimals { decimals }, Some(cell.clone()));
            out = true;
        }
        out
    }

    /// The day of a row; none where the file has no dates.
    pub(super) fn day(
        &mut self,
        shift: &Shift,
        columns: &SheetColumns,
        place: &Place,
    ) -> Result<Option<Date>, ()> {
        let column = columns.date.or(columns.period);
        let cell = Place { column, ..place.clone() };
        let kind = match shift.day {
            Ok(Some(day)) => return Ok(Some(day)),
            Ok(None) if column.is_none() => return Ok(None),
            Ok(None) => FindingKind::NoDate,
            Err(DayFault::Order) => {
                self.columns.ask_order(&cell, &mut self.findings);
                return Err(());
            }
            Err(DayFault::Unreadable) => FindingKind::DateUnreadable,
            Err(DayFault::NoSuchDay) => FindingKind::NoSuchDay,
            Err(DayFault::OtherWeekday) => FindingKind::OtherWeekday,
        };
        self.findings.add(kind, Some(cell));
        Err(())
    }
}
