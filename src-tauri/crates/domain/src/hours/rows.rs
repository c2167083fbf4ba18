//! Rows of hours out of the cells of a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::amount_format::{AmountFormat, read_amount};
use super::exact::Amount;
use super::finding::{Finding, FindingKind, Findings, LeftOut, Level};
use super::layout::Layout;
use super::period::Period;
use super::sheet::{FileKind, Position, Row, Workbook};

mod cells;
mod columns;
mod compare;
mod controls;
mod people;
mod shifts;
mod source;
#[cfg(test)]
mod tests;

use columns::{Columns, SheetColumns, cell_text};

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum RowStatus {
    /// Goes up.
    Counts,
    /// Is of another period, or was chosen not to count.
    LeftOut,
    /// Waits for an answer or a correction, and with it all hours of this person with this code.
    Blocked,
}

/// One amount of one person, as the file says.
#[derive(Debug, Clone)]
pub struct HoursRow {
    pub place: Position,
    /// As the file names the person: the number without zeros in front, with the contract behind it where the file tells
    /// contracts apart: `34/2`.
    pub person: Arc<str>,
    pub department: Arc<str>,
    /// The code, or the head of the column where the file has a column a code.
    pub code: Arc<str>,
    /// Hours, or what the column holds otherwise.
    pub amount: Amount,
    /// Whether the amount is hours.
    pub is_time: bool,
    pub day: Option<Date>,
    pub status: RowStatus,
    /// When the shift began, as it is written; empty where the file does not say.
    start: Arc<str>,
}

/// How a column of amounts was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnFormat {
    pub column: String,
    pub format: AmountFormat,
    /// How many cells are written as 7:30.
    pub clocks: usize,
    /// How many cells have decimals.
    pub decimals: usize,
}

/// A file that was read into rows.
#[derive(Debug, Clone)]
pub struct Reading {
    pub rows: Vec<HoursRow>,
    pub findings: Vec<Finding>,
    pub formats: Vec<ColumnFormat>,
    /// Names by person, as far as the file holds them.
    pub names: BTreeMap<Arc<str>, Arc<str>>,
    /// Whether nothing goes up before a question about the whole file is answered.
    pub stopped: bool,
    /// Persons and codes of which something waits.
    pub blocked: BTreeSet<(Arc<str>, Arc<str>)>,
}

/// What the user chose for this file alone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Rows that were left out by hand.
    pub left_out: BTreeSet<Position>,
    /// Whether rows of another period stay behind, for a file of their own.
    pub split: bool,
    /// Persons, as the file names them, of which it was chosen which employment they are.
    pub coupled: BTreeSet<String>,
}

/// Reads the rows of a file by its layout. Without a period nothing is held against one.
pub fn read(workbook: &Workbook, layout: &Layout, period: Option<Period>, answers: &Answers) -> Reading {
    let mut findings = Findings::default();
    source::describe(workbook, &mut findings);
    let columns = Columns::of(workbook, layout, &mut findings);
    let mut reader = Reader {
        workbook,
        layout,
        period,
        answers,
        columns,
        findings,
        rows: Vec::new(),
        blocked: BTreeSet::new(),
        texts: HashMap::new(),
        people: people::People::default(),
    };
    let counted = source::choose_sheets(&mut reader);
    for index in counted {
        reader.sheet(index);
    }
    reader.finish()
}

struct Reader<'a> {
    workbook: &'a Workbook,
    layout: &'a Layout,
    period: Option<Period>,
    answers: &'a Answers,
    columns: Columns,
    findings: Findings,
    rows: Vec<HoursRow>,
    blocked: BTreeSet<(Arc<str>, Arc<str>)>,
    texts: HashMap<Box<str>, Arc<str>>,
    people: people::People,
}

impl Reader<'_> {
    fn text(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.texts.get(text) {
            return Arc::clone(known);
        }
        let new: Arc<str> = Arc::from(text);
        self.texts.insert(Box::from(text), Arc::clone(&new));
        new
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
        for row in sheet.rows() {
            let place = self.place(index, row.number(), None);
            if row.number() <= columns.head {
                if row.number() < columns.head {
                    self.findings.add(FindingKind::LeftOut { why: LeftOut::Title }, Some(place));
                }
                continue;
            }
            if self.answers.left_out.contains(&place) {
                self.findings.add(FindingKind::LeftOut { why: LeftOut::Chosen }, Some(place));
                continue;
            }
            if columns.is_head(row) {
                self.findings.add(FindingKind::LeftOut { why: LeftOut::RepeatedHead }, Some(place));
                continue;
            }
            if controls.is_total(sheet, row, &columns) {
                self.findings.add(FindingKind::LeftOut { why: LeftOut::Total }, Some(place.clone()));
                controls.compare(sheet, row, &columns, &mut self.findings, &place);
                continue;
            }
            self.row(index, row, &columns, &mut controls);
        }
    }

    fn row(&mut self, sheet: usize, row: Row<'_>, columns: &SheetColumns, controls: &mut controls::Controls) {
        let place = self.place(sheet, row.number(), None);
        let amounts: Vec<_> = columns
            .amounts
            .iter()
            .map(|amount| read_amount(row.cell(amount.column), amount.format))
            .collect();
        for (index, amount) in amounts.iter().enumerate() {
            if let Ok(Some(amount)) = amount {
                controls.add(index, *amount, row.hidden());
            }
        }
        if amounts.iter().all(|amount| matches!(amount, Ok(None))) {
            // A row in which nothing is used is not worth a word.
            if columns.says_something(row) {
                self.findings.add(FindingKind::LeftOut { why: LeftOut::NoAmount }, Some(place));
            }
            return;
        }
        let shift = shifts::shift(row, columns, self.columns.date_order(), self.period);
        if row.hidden() && self.layout.hidden_rows == Some(false) {
            self.findings.add(FindingKind::LeftOut { why: LeftOut::Hidden }, Some(place));
            return;
        }
        if shift.running && self.layout.running == Some(false) {
            self.findings.add(FindingKind::LeftOut { why: LeftOut::Running }, Some(place));
            return;
        }
        let person = columns.person_text(row);
        let department = cell_text(row, columns.department);
        let code_text = cell_text(row, columns.code);
        // Only in text can a separator too many move what comes after it.
        let shifted = self.workbook.kind == FileKind::Text && columns.is_too_wide(row);
        if shifted {
            self.findings.add(FindingKind::RowTooWide, Some(place.clone()));
        }
        let mut blocks = false;
        if row.hidden() && self.layout.hidden_rows.is_none() {
            let filtered = self.workbook.sheets[sheet].filtered;
            self.findings.add(FindingKind::HiddenRows { filtered }, Some(place.clone()));
            blocks = true;
        }
        if shift.running && self.layout.running.is_none() {
            self.findings.add(FindingKind::StillRunning, Some(place.clone()));
            blocks = true;
        }
        let name = cell_text(row, columns.name);
        let facts = cells::RowFacts {
            sheet,
            person: person.map(|person| self.people.add(person, name.as_deref())),
            department: self.text(&department.unwrap_or_default()),
            code: code_text.map(|code| self.text(&code)),
            start: self.text(&shift.start),
            day: self.day(&shift, columns, &place),
            place,
            shift,
            shifted,
            blocks,
        };
        for (amount, read) in columns.amounts.iter().zip(amounts) {
            self.entry(row, columns, &facts, amount, read);
        }
    }

    fn finish(mut self) -> Reading {
        let judged = self.people.judge(&self.answers.coupled);
        for row in &mut self.rows {
            for judgement in judged.get(&row.person).into_iter().flatten() {
                self.findings.add(judgement.clone(), Some(row.place.clone()));
                if judgement.level() != Level::Warning && row.status == RowStatus::Counts {
                    row.status = RowStatus::Blocked;
                    self.blocked.insert((Arc::clone(&row.person), Arc::clone(&row.code)));
                }
            }
        }
        compare::rows(&self.rows, self.layout, self.period, &mut self.findings);
        let asked = compare::columns(self.workbook, self.layout, &self.columns, &mut self.findings);
        for row in
            self.rows.iter_mut().filter(|row| row.status == RowStatus::Counts && asked.contains(&row.place))
        {
            row.status = RowStatus::Blocked;
            self.blocked.insert((Arc::clone(&row.person), Arc::clone(&row.code)));
        }
        let blocked = &self.blocked;
        for row in &mut self.rows {
            // One thing that waits holds back the sum of which it is a part.
            let key = (Arc::clone(&row.person), Arc::clone(&row.code));
            if row.status == RowStatus::Counts && blocked.contains(&key) {
                row.status = RowStatus::Blocked;
            }
        }
        Reading {
            rows: self.rows,
            formats: self.columns.formats(),
            names: self.people.names(),
            stopped: self.findings.stop_everything(),
            findings: self.findings.finish(),
            blocked: self.blocked,
        }
    }
}
