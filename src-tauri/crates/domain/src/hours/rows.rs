//! Rows of hours out of the cells of a file.

use std::collections::BTreeSet;

use hashbrown::HashSet;
use serde::Serialize;

use super::amount_format::AmountFormat;
use super::exact::Amount;
use super::finding::{FindingKind, Findings, LeftOut, Level};
use super::layout::Layout;
use super::period::Period;
use super::sheet::{FileKind, Position, Row, Sheet, Workbook};

mod cells;
mod clock_rows;
mod columns;
mod compare;
mod controls;
mod named;
mod of_upload;
mod other_run;
mod people;
mod reading;
mod shifts;
mod source;
#[cfg(test)]
mod tests;
mod texts;

use columns::{Columns, SheetColumns};
pub(super) use compare::surcharges;
pub use named::NamedPerson;
pub use of_upload::{UploadCell, of_upload};
use reading::KeptRow;
pub use reading::{HoursRow, Reading, SumOfRows};
use texts::{Amounts, Dates, ReadAmount, TextId, Texts};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RowStatus {
    /// Goes up.
    Counts,
    /// Is of another period, or was chosen not to count.
    LeftOut,
    /// Waits for an answer or a correction, and with it all hours of this person with this code.
    Blocked,
}

/// How a column of amounts was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnFormat {
    pub column: String,
    pub format: AmountFormat,
    /// Whether its unit is the one that its head states.
    pub unit_in_head: bool,
    /// How many cells are written as 7:30.
    pub clocks: usize,
    /// How many cells have decimals.
    pub decimals: usize,
}

/// What the user chose for this file alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Rows that were left out by hand.
    pub left_out: BTreeSet<Position>,
    /// Whether rows of another period stay behind, for a run of their own.
    pub split: bool,
    /// Which administration of the file the run is for, as the file names it. Rows of others stay behind.
    pub administration: Option<String>,
    /// Persons, as the file names them, of which it was chosen which employment they are.
    pub coupled: BTreeSet<String>,
}

/// Reads the rows of a file by its layout. Without a period nothing is held against one.
pub fn read(workbook: &Workbook, layout: &Layout, period: Option<Period>, answers: &Answers) -> Reading {
    Reader::new(workbook, layout, period, answers, &|_| true).read().0
}

/// The same for somebody who waits for it: `go_on` is asked every few thousand rows, with how many there were. None: it was
/// stopped.
pub fn read_while(
    workbook: &Workbook,
    layout: &Layout,
    period: Option<Period>,
    answers: &Answers,
    go_on: &dyn Fn(u32) -> bool,
) -> Option<Reading> {
    let (reading, whole) = Reader::new(workbook, layout, period, answers, go_on).read();
    whole.then_some(reading)
}

/// For how many rows room is made at once: what a file says of its size need not be true.
const MOST_RESERVED: usize = 2_000_000;

/// Whether to go on, asked now and then.
struct Watch<'a> {
    go_on: &'a dyn Fn(u32) -> bool,
    rows: u32,
    stopped: bool,
}

impl Watch<'_> {
    /// How many rows are read between two questions.
    const BETWEEN: u32 = 4096;

    /// Takes note of a row; whether to go on.
    fn row(&mut self) -> bool {
        self.rows = self.rows.saturating_add(1);
        if self.rows.is_multiple_of(Self::BETWEEN) && !(self.go_on)(self.rows) {
            self.stopped = true;
        }
        !self.stopped
    }
}

struct Reader<'a> {
    workbook: &'a Workbook,
    layout: &'a Layout,
    period: Option<Period>,
    answers: &'a Answers,
    columns: Columns,
    findings: Findings,
    rows: Vec<KeptRow>,
    /// Those that differ, as far as they were remembered.
    amounts: Vec<Amount>,
    blocked: HashSet<(TextId, TextId)>,
    texts: Texts<'a>,
    dates: Dates<'a>,
    people: people::People,
    other_runs: other_run::OtherRuns,
    /// The amounts of the row that is read.
    reads: Vec<ReadAmount>,
    watch: Watch<'a>,
}

impl<'a> Reader<'a> {
    fn new(
        workbook: &'a Workbook,
        layout: &'a Layout,
        period: Option<Period>,
        answers: &'a Answers,
        go_on: &'a dyn Fn(u32) -> bool,
    ) -> Self {
        let mut findings = Findings::default();
        source::describe(workbook, &mut findings);
        let mut dates = Dates::default();
        let mut watch = Watch { go_on, rows: 0, stopped: false };
        let columns = Columns::of(workbook, layout, period, &mut findings, &mut dates, &mut watch);
        let chosen = answers.administration.as_deref();
        let other_runs = other_run::OtherRuns::of(workbook, &columns, chosen, &mut findings);
        Self {
            workbook,
            layout,
            period,
            answers,
            columns,
            findings,
            rows: Vec::new(),
            amounts: Vec::new(),
            blocked: HashSet::new(),
            texts: Texts::new(),
            dates,
            people: people::People::default(),
            other_runs,
            reads: Vec::new(),
            watch,
        }
    }

    fn read(mut self) -> (Reading, bool) {
        for index in source::choose_sheets(&mut self) {
            self.sheet(index);
        }
        self.finish()
    }

    /// Where a row, or a cell of it, stands.
    fn place(&self, sheet: usize, row: u32, column: Option<u32>) -> Position {
        let several = self.workbook.sheets.len() > 1;
        let name = if several { self.workbook.sheets[sheet].name.clone() } else { String::new() };
        Position { sheet: name, row, column }
    }

    fn sheet(&mut self, index: usize) {
        let workbook = self.workbook;
        let sheet = &workbook.sheets[index];
        let Some(columns) = self.columns.of_sheet(index).cloned() else { return };
        let mut controls = controls::Controls::new(columns.amounts.len());
        let mut amounts: Vec<_> = columns.amounts.iter().map(|amount| Amounts::new(amount.format)).collect();
        self.rows.reserve(sheet.len().saturating_mul(columns.amounts.len()).min(MOST_RESERVED));
        for row in sheet.rows() {
            if !self.watch.row() {
                return;
            }
            let (person, code) = (self.person_of(row, &columns), self.texts.of(row, columns.code));
            let whose = (person, code);
            if let Some(why) = self.left_out(sheet, row, index, &columns, whose, &mut controls) {
                let place = self.place(index, row.number(), None);
                self.findings.add(FindingKind::LeftOut { why }, Some(place));
            } else if row.number() > columns.head {
                self.row(index, row, &columns, whose, &mut controls, &mut amounts);
            }
        }
    }

    /// Why a row is no row of hours. A total is held against the rows before it.
    fn left_out(
        &mut self,
        sheet: &'a Sheet,
        row: Row<'a>,
        index: usize,
        columns: &SheetColumns,
        (person, code): (TextId, TextId),
        controls: &mut controls::Controls,
    ) -> Option<LeftOut> {
        if row.number() <= columns.head {
            return (row.number() < columns.first).then_some(LeftOut::Title);
        }
        if !self.answers.left_out.is_empty()
            && self.answers.left_out.contains(&self.place(index, row.number(), None))
        {
            return Some(LeftOut::Chosen);
        }
        if columns.is_head(row, self.texts.text(person)) {
            return Some(LeftOut::RepeatedHead);
        }
        if controls.is_total(sheet, row, columns, person, code, &mut self.texts) {
            let place = self.place(index, row.number(), None);
            controls.compare(sheet, row, columns, &mut self.findings, &place);
            return Some(LeftOut::Total);
        }
        None
    }

    fn row(
        &mut self,
        sheet: usize,
        row: Row<'a>,
        columns: &SheetColumns,
        whose: (TextId, TextId),
        controls: &mut controls::Controls,
        known: &mut [Amounts<'a>],
    ) {
        let mut reads = std::mem::take(&mut self.reads);
        reads.clear();
        for (amount, known) in columns.amounts.iter().zip(known) {
            reads.push(if amount.clock {
                self.clock_amount(row, columns)
            } else {
                known.of(row.cell(amount.column), &mut self.amounts)
            });
        }
        self.row_of(sheet, row, columns, whose, controls, &reads);
        self.reads = reads;
    }

    /// The same, with its amounts.
    fn row_of(
        &mut self,
        sheet: usize,
        row: Row<'a>,
        columns: &SheetColumns,
        (person, code): (TextId, TextId),
        controls: &mut controls::Controls,
        reads: &[ReadAmount],
    ) {
        for (index, read) in reads.iter().enumerate() {
            if let Ok(Some(amount)) = read.amount {
                controls.add(index, amount, row.hidden());
            }
        }
        let empty = reads.iter().all(|read| matches!(read.amount, Ok(None)));
        let place = self.place(sheet, row.number(), None);
        if empty {
            // A row in which nothing is used is not worth a word.
            if columns.says_something(row) {
                self.findings.add(FindingKind::LeftOut { why: LeftOut::NoAmount }, Some(place));
            }
            return;
        }
        let order = self.columns.date_order();
        let shift = shifts::shift(row, columns, order, self.period, &mut self.texts, &mut self.dates);
        if row.hidden() && self.layout.hidden_rows == Some(false) {
            self.findings.add(FindingKind::LeftOut { why: LeftOut::Hidden }, Some(place));
            return;
        }
        if shift.running && self.layout.running == Some(false) {
            self.findings.add(FindingKind::LeftOut { why: LeftOut::Running }, Some(place));
            return;
        }
        // Only in text can a separator too many move what comes after it.
        let shifted = self.workbook.kind == FileKind::Text && columns.is_too_wide(row);
        if shifted {
            self.findings.add(FindingKind::RowTooWide, Some(place.clone()));
        }
        let Some(mut blocks) = self.is_of_this_run(row, columns, &shift, &place) else { return };
        if row.hidden() && self.layout.hidden_rows.is_none() {
            let filtered = self.workbook.sheets[sheet].filtered;
            self.findings.add(FindingKind::HiddenRows { filtered }, Some(place.clone()));
            blocks = true;
        }
        if shift.running && self.layout.running.is_none() {
            self.findings.add(FindingKind::StillRunning, Some(place.clone()));
            blocks = true;
        }
        let contract = self.texts.of(row, columns.contract);
        let name = self.texts.of(row, columns.name);
        let person = person.filled().map(|number| self.people.add(number, contract, name, &mut self.texts));
        if !columns.named_by.is_empty()
            && let (Some(person), Some(named)) = (person, self.named(row, columns))
        {
            self.people.name(person, named);
        }
        let facts = cells::RowFacts {
            sheet,
            person,
            shift_name: self.texts.of(row, columns.shift),
            department: self.texts.of(row, columns.department),
            code,
            day: self.day(&shift, columns, &place),
            place,
            shift,
            shifted,
            blocks,
        };
        for (amount, read) in columns.amounts.iter().zip(reads) {
            self.entry(row, columns, &facts, amount, *read);
        }
    }

    /// Marks rows that wait.
    fn block(&mut self, waits: impl Fn(&KeptRow) -> bool) {
        for row in self.rows.iter_mut().filter(|row| row.status == RowStatus::Counts) {
            if waits(row) {
                row.status = RowStatus::Blocked;
                self.blocked.insert((row.person, row.code));
            }
        }
    }

    /// What was read, and whether that is all of it.
    fn finish(mut self) -> (Reading, bool) {
        let unanswered = self.people.judge(&BTreeSet::new(), &self.texts);
        let asked_people = people::People::asked(&unanswered, &self.texts);
        let judged = if self.answers.coupled.is_empty() {
            unanswered
        } else {
            self.people.judge(&self.answers.coupled, &self.texts)
        };
        if !judged.is_empty() {
            for at in 0..self.rows.len() {
                let row = self.rows[at];
                let Some(found) = judged.get(&row.person) else { continue };
                let place = self.place(usize::from(row.sheet), row.row, None);
                for kind in found {
                    self.findings.add(kind.clone(), Some(place.clone()));
                }
            }
            let waits = |found: &Vec<FindingKind>| found.iter().any(|kind| kind.level() != Level::Warning);
            let waiting: HashSet<TextId> =
                judged.iter().filter(|(_, found)| waits(found)).map(|(person, _)| *person).collect();
            self.block(|row| waiting.contains(&row.person));
        }
        self.without_period();
        let asked = compare::columns(self.workbook, self.layout, &self.columns, &mut self.findings);
        if !asked.is_empty() {
            self.block(|row| asked.contains(&(usize::from(row.sheet), row.row)));
        }
        if !self.blocked.is_empty() {
            // One thing that waits holds back the sum of which it is a part.
            let blocked = std::mem::take(&mut self.blocked);
            self.block(|row| blocked.contains(&(row.person, row.code)));
        }
        let several = self.workbook.sheets.len() > 1;
        let names =
            self.workbook.sheets.iter().map(|sheet| if several { sheet.name.clone() } else { String::new() });
        let people = self.people.names(&self.texts);
        let by_name = self.people.named(&self.texts);
        self.rows.shrink_to_fit();
        let mut reading = Reading::new(self.rows, self.amounts, self.texts.finish(), names.collect());
        compare::rows(&reading, self.layout, self.period, &mut self.findings);
        reading.formats = self.columns.formats();
        reading.names = people;
        reading.named = by_name;
        reading.asked = asked_people;
        reading.administration = self.other_runs.only;
        reading.stopped = self.findings.stop_everything();
        reading.findings = self.findings.finish();
        (reading, !self.watch.stopped)
    }
}
