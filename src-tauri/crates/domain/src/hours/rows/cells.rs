//! The cells of a row: its amounts, each with what is wrong with it, and its day.

use jiff::civil::Date;

use super::super::amount_format::AmountFault;
use super::super::clock::ClockFault;
use super::super::exact::Amount;
use super::super::finding::{FindingKind, LeftOut};
use super::super::sheet::{Position, Row};
use super::columns::{AmountColumn, SheetColumns};
use super::shifts::{DayFault, Shift};
use super::texts::{ReadAmount, TextId};
use super::{KeptRow, Reader, RowStatus};

/// What holds for all amounts of a row.
pub(super) struct RowFacts {
    pub sheet: usize,
    pub place: Position,
    pub person: Option<TextId>,
    pub department: TextId,
    /// Ploeg.
    pub shift_name: TextId,
    /// Nothing where the row has none, or the file has a column a code.
    pub code: TextId,
    pub day: Result<Option<Date>, ()>,
    pub shift: Shift,
    /// Its values may stand in other columns than they belong to.
    pub shifted: bool,
    /// Something about the whole row is asked.
    pub blocks: bool,
}

impl<'a> Reader<'a> {
    /// One amount of a row becomes a row of hours, or a finding.
    pub(super) fn entry(
        &mut self,
        row: Row<'a>,
        columns: &SheetColumns,
        facts: &RowFacts,
        amount: &AmountColumn,
        read: ReadAmount,
    ) {
        let place = &facts.place;
        let cell = Position { column: Some(amount.column), ..place.clone() };
        let (decimals, id) = (read.decimals, read.id);
        let Some(read) = self.amount(row, facts.sheet, amount.column, read.amount, &cell) else { return };
        let Some(person) = facts.person else {
            let nothing = read.is_ok_and(Amount::is_zero);
            let left_out = FindingKind::LeftOut { why: LeftOut::NoAmount };
            self.findings.add(if nothing { left_out } else { FindingKind::NoPerson }, Some(place.clone()));
            return;
        };
        let code = match columns.code {
            Some(_) => facts.code.filled(),
            None => Some(self.texts.add(amount.code.as_ref().unwrap_or(&amount.head))),
        };
        let Some(code) = code else {
            self.findings.add(FindingKind::NoCode, Some(place.clone()));
            return;
        };
        let key = (person, code);
        let (Ok(value), Ok(day), false) = (read, facts.day, facts.shifted) else {
            self.blocked.insert(key);
            return;
        };
        let day = day.or_else(|| amount.days.filter(|(first, last)| first == last).map(|(day, _)| day));
        // Two weeks of one code are no double row.
        let start = if amount.code.is_some() { self.texts.add(&amount.head) } else { facts.shift.start };
        if amount.days.is_some() && self.stays_behind(day, amount.days, &facts.shift, &cell) {
            return;
        }
        let out = self.is_out_of_bounds(value, decimals, amount, &cell);
        self.note_period(day, columns, &facts.shift);
        let other = if amount.days.is_some() { &cell } else { place };
        let status = match self.is_of_other_period(day, amount.days, &facts.shift, other) {
            true => RowStatus::LeftOut,
            false if out || facts.blocks => RowStatus::Blocked,
            false => RowStatus::Counts,
        };
        if status == RowStatus::Blocked {
            self.blocked.insert(key);
        }
        self.rows.push(KeptRow {
            amount: id,
            person,
            department: facts.department,
            code,
            shift_name: facts.shift_name,
            start,
            row: place.row,
            day,
            sheet: u16::try_from(facts.sheet).unwrap_or(u16::MAX),
            is_time: amount.is_time(),
            status,
        });
    }

    /// The amount of a cell; none when it is empty, and an error when it does not read, which is then a finding.
    pub(super) fn amount(
        &mut self,
        row: Row<'_>,
        sheet: usize,
        column: u32,
        read: Result<Option<Amount>, AmountFault>,
        cell: &Position,
    ) -> Option<Result<Amount, ()>> {
        let merged = self.workbook.sheets[sheet].is_merged_over_rows(row.number(), column);
        let fault = match read {
            Ok(None) => return None,
            Ok(Some(_)) if merged => FindingKind::AmountMerged,
            Ok(Some(amount)) => return Some(Ok(amount)),
            // What is asked was asked about the whole column; the cells are named with it.
            Err(fault @ (AmountFault::AskThousands | AmountFault::AskFormat)) => {
                self.columns.ask(column, sheet, fault, cell.clone(), &mut self.findings);
                return Some(Err(()));
            }
            Err(AmountFault::Unreadable) => FindingKind::AmountUnreadable,
            Err(AmountFault::OtherFormat) => FindingKind::AmountOtherFormat,
            Err(AmountFault::NoValue) => FindingKind::AmountNoValue,
            Err(AmountFault::IsDate) => FindingKind::AmountIsDate,
            Err(AmountFault::Clock(ClockFault::Repeated)) => FindingKind::RepeatedHour,
            Err(AmountFault::Clock(fault)) => FindingKind::ClockTimes { fault },
        };
        self.findings.add(fault, Some(cell.clone()));
        Some(Err(()))
    }

    /// The bounds that Loket sets to hours: not negative, below a thousand, and no more decimals than are uploaded. Decimals
    /// that a workbook calculated are rounded with the sum. `written` is with how many it is written.
    pub(super) fn is_out_of_bounds(
        &mut self,
        value: Amount,
        written: usize,
        amount: &AmountColumn,
        cell: &Position,
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
        if amount.is_plain() && written > decimals && written <= 6 && self.layout.round != Some(true) {
            self.findings.add(FindingKind::TooManyDecimals { decimals }, Some(cell.clone()));
            out = true;
        }
        out
    }

    /// The day of a row; none where the file has no dates. A period that does not read is an error as well.
    pub(super) fn day(
        &mut self,
        shift: &Shift,
        columns: &SheetColumns,
        place: &Position,
    ) -> Result<Option<Date>, ()> {
        let column = columns.date.or(columns.period);
        let cell = Position { column, ..place.clone() };
        let kind = match (shift.day, shift.period) {
            (Ok(Some(day)), _) => return Ok(Some(day)),
            (Ok(None), Ok(_)) if columns.date.is_none() => return Ok(None),
            (Ok(None), Ok(_)) => FindingKind::NoDate,
            (Ok(None), Err(fault)) | (Err(fault), _) => match fault {
                DayFault::Order => {
                    self.columns.ask_order(&cell, &mut self.findings);
                    return Err(());
                }
                DayFault::Unreadable => FindingKind::DateUnreadable,
                DayFault::NoSuchDay => FindingKind::NoSuchDay,
                DayFault::OtherWeekday => FindingKind::OtherWeekday,
            },
        };
        self.findings.add(kind, Some(cell));
        Err(())
    }
}
