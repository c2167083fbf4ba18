//! What stands in a file: cells with their place, as they were written.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::exact::Amount;

/// A cell as it was written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    /// A number of a workbook that is not shown as a date or time.
    Number(Amount),
    /// A number that is shown as a date, a time or a duration.
    Time(TimeCell),
    /// It holds no value: an error of the workbook (`#N/A`), or a formula whose result was not stored.
    Fault(&'a str),
}

/// A date, a time of the day or a duration of a workbook: which of them depends on its column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeCell {
    /// As part of a day x 24; none when it is too large for an amount.
    pub hours: Option<Amount>,
    /// As a date, by the date system of the workbook; none when it is no date.
    pub date: Option<DateTime>,
}

/// A cell by itself, as a reader of files hands it over.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(String),
    Number(Amount),
    Time(TimeCell),
    Fault(String),
}

/// A stored cell. Text lies in one buffer for the whole sheet, so that a large file costs little more than its size.
#[derive(Debug, Clone, Copy)]
enum Stored {
    Empty,
    Text { start: u32, length: u32 },
    Fault { start: u32, length: u32 },
    Other { index: u32 },
}

#[derive(Debug, Clone, Copy)]
enum Other {
    Number(Amount),
    Time(TimeCell),
}

#[derive(Debug, Clone, Copy)]
struct StoredRow {
    number: u32,
    start: u32,
    hidden: bool,
}

/// One sheet, or the whole of a text file or web page. Rows without anything in them are not stored.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    /// Hidden in the workbook.
    pub hidden: bool,
    /// Columns that are hidden, from 0.
    pub hidden_columns: BTreeSet<u32>,
    /// Whether hidden rows and columns can be seen in this kind of file.
    pub shows_hidden: bool,
    /// Whether a filter is set.
    pub filtered: bool,
    text: String,
    others: Vec<Other>,
    cells: Vec<Stored>,
    rows: Vec<StoredRow>,
    /// Cells that a merged cell covers beside its own, by row number and column.
    covered: BTreeSet<(u32, u32)>,
    /// Merged cells that go over several rows, by row number and column.
    merged: BTreeSet<(u32, u32)>,
    /// Formulas that add up a range, and whether only what is visible.
    sums: BTreeSet<(u32, u32)>,
    visible_sums: BTreeSet<(u32, u32)>,
}

impl Sheet {
    /// A sheet without rows, of a file in which hidden rows can be seen.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), shows_hidden: true, ..Self::default() }
    }

    /// Begins a row; `number` counts from 1 and grows.
    pub fn begin_row(&mut self, number: u32, hidden: bool) {
        self.drop_row_if_empty();
        self.rows.push(StoredRow { number, start: position(self.cells.len()), hidden });
    }

    /// The last row goes when nothing is in it.
    fn drop_row_if_empty(&mut self) {
        if let Some(last) = self.rows.last().copied() {
            let start = last.start as usize;
            if self.cells[start..].iter().all(|cell| matches!(cell, Stored::Empty)) {
                self.cells.truncate(start);
                self.rows.pop();
            }
        }
    }

    /// The number of the row that cells are added to.
    pub fn last_row(&self) -> Option<u32> {
        self.rows.last().map(|row| row.number)
    }

    /// Ends the last row.
    pub fn finish(&mut self) {
        self.drop_row_if_empty();
    }

    /// Adds text behind the last cell of the row.
    pub fn push_text(&mut self, text: &str) {
        let cell = if text.is_empty() { Stored::Empty } else { self.store_text(text) };
        self.cells.push(cell);
    }

    /// Puts a value in a column of the last row. A cell that is there already stays, since a file that says two things of
    /// one cell cannot be believed the second time more than the first.
    pub fn put(&mut self, column: u32, value: Value) {
        let Some(row) = self.rows.last() else { return };
        let at = row.start as usize + column as usize;
        if at >= self.cells.len() {
            self.cells.resize(at, Stored::Empty);
            let cell = self.stored(value);
            self.cells.push(cell);
        } else if matches!(self.cells[at], Stored::Empty) {
            self.cells[at] = self.stored(value);
        }
    }

    fn stored(&mut self, value: Value) -> Stored {
        match value {
            Value::Text(text) if text.is_empty() => Stored::Empty,
            Value::Text(text) => self.store_text(&text),
            Value::Fault(text) => match self.store_text(&text) {
                Stored::Text { start, length } => Stored::Fault { start, length },
                other => other,
            },
            Value::Number(number) => self.store_other(Other::Number(number)),
            Value::Time(time) => self.store_other(Other::Time(time)),
        }
    }

    fn store_text(&mut self, text: &str) -> Stored {
        let start = position(self.text.len());
        self.text.push_str(text);
        Stored::Text { start, length: position(text.len()) }
    }

    fn store_other(&mut self, other: Other) -> Stored {
        self.others.push(other);
        Stored::Other { index: position(self.others.len() - 1) }
    }

    /// Marks what a merged cell covers: rows by number and columns from 0, both with their ends. What stands in the first
    /// cell belongs to all of them.
    pub fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) {
        let Ok(first) = self.rows.binary_search_by_key(&rows.0, |row| row.number) else { return };
        let origin = self.stored_at(first, columns.0);
        if matches!(origin, Stored::Empty) {
            return;
        }
        if rows.1 > rows.0 {
            self.merged.insert((rows.0, columns.0));
        }
        let mut widths = Vec::new();
        for index in first..self.rows.len() {
            let number = self.rows[index].number;
            if number > rows.1 {
                break;
            }
            for column in columns.0..=columns.1 {
                if (number, column) != (rows.0, columns.0) {
                    self.covered.insert((number, column));
                    widths.push((index, column));
                }
            }
        }
        for (index, column) in widths {
            self.fill(index, column, origin);
        }
    }

    fn fill(&mut self, index: usize, column: u32, cell: Stored) {
        let start = self.rows[index].start as usize;
        let end = self.rows.get(index + 1).map_or(self.cells.len(), |next| next.start as usize);
        let at = start + column as usize;
        if at < end {
            if matches!(self.cells[at], Stored::Empty) {
                self.cells[at] = cell;
            }
            return;
        }
        let missing = at + 1 - end;
        self.cells.splice(end..end, std::iter::repeat_n(Stored::Empty, missing));
        self.cells[at] = cell;
        for later in &mut self.rows[index + 1..] {
            later.start += position(missing);
        }
    }

    /// Marks a cell as a formula that adds up others; of only those that can be seen when `visible`.
    pub fn mark_sum(&mut self, row: u32, column: u32, visible: bool) {
        self.sums.insert((row, column));
        if visible {
            self.visible_sums.insert((row, column));
        }
    }

    /// Whether the cell is a formula that adds up others.
    pub fn is_sum(&self, row: u32, column: u32) -> bool {
        self.sums.contains(&(row, column))
    }

    /// Whether it adds up only what is visible.
    pub fn is_visible_sum(&self, row: u32, column: u32) -> bool {
        self.visible_sums.contains(&(row, column))
    }

    /// Whether a merged cell lies over this one and begins elsewhere.
    pub fn is_covered(&self, row: u32, column: u32) -> bool {
        !self.covered.is_empty() && self.covered.contains(&(row, column))
    }

    /// Whether a merged cell over several rows lies here.
    pub fn is_merged_over_rows(&self, row: u32, column: u32) -> bool {
        self.merged.contains(&(row, column)) || self.is_covered(row, column)
    }

    /// How many rows have something in them.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many cells are kept, empty ones among them.
    pub fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// Whether no row has anything in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> u32 {
        (0..self.rows.len()).map(|index| position(self.bounds(index).len())).max().unwrap_or(0)
    }

    fn bounds(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.rows[index].start as usize;
        start..self.rows.get(index + 1).map_or(self.cells.len(), |next| next.start as usize)
    }

    fn stored_at(&self, index: usize, column: u32) -> Stored {
        let bounds = self.bounds(index);
        let at = bounds.start + column as usize;
        if at < bounds.end { self.cells[at] } else { Stored::Empty }
    }

    /// The rows that have something in them, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        (0..self.rows.len()).map(move |index| Row { sheet: self, index })
    }

    fn text_at(&self, start: u32, length: u32) -> &str {
        self.text.get(start as usize..(start + length) as usize).unwrap_or_default()
    }

    /// Forgets what stands in a column below a row: the text is overwritten, not only unlinked.
    pub fn forget(&mut self, column: u32, below: u32) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        for index in 0..self.rows.len() {
            let bounds = self.bounds(index);
            let at = bounds.start + column as usize;
            if self.rows[index].number <= below || at >= bounds.end {
                continue;
            }
            match self.cells[at] {
                Stored::Text { start, length } | Stored::Fault { start, length } => {
                    bytes[start as usize..(start + length) as usize].fill(b' ');
                }
                Stored::Other { index } => self.others[index as usize] = Other::Number(Amount::ZERO),
                Stored::Empty => {}
            }
            self.cells[at] = Stored::Empty;
        }
        self.text = String::from_utf8(bytes).unwrap_or_default();
    }
}

fn position(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// One row of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    sheet: &'a Sheet,
    index: usize,
}

impl<'a> Row<'a> {
    /// From 1, as the file counts them.
    pub fn number(self) -> u32 {
        self.sheet.rows[self.index].number
    }

    /// Whether it is hidden or filtered away.
    pub fn hidden(self) -> bool {
        self.sheet.rows[self.index].hidden
    }

    /// How many cells it has, up to the last that is filled.
    pub fn width(self) -> u32 {
        position(self.sheet.bounds(self.index).len())
    }

    /// A cell by its column, from 0; empty beyond the last.
    pub fn cell(self, column: u32) -> Cell<'a> {
        match self.sheet.stored_at(self.index, column) {
            Stored::Empty => Cell::Empty,
            Stored::Text { start, length } => Cell::Text(self.sheet.text_at(start, length)),
            Stored::Fault { start, length } => Cell::Fault(self.sheet.text_at(start, length)),
            Stored::Other { index } => match self.sheet.others.get(index as usize) {
                Some(Other::Number(number)) => Cell::Number(*number),
                Some(Other::Time(time)) => Cell::Time(*time),
                None => Cell::Empty,
            },
        }
    }

    /// Its cells from the first column on.
    pub fn cells(self) -> impl Iterator<Item = Cell<'a>> {
        (0..self.width()).map(move |column| self.cell(column))
    }
}

/// What kind of file it is, by its bytes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "HoursFileKind", rename_all = "camelCase")]
pub enum FileKind {
    Text,
    Xlsx,
    Xls,
    Xlsb,
    Ods,
    Html,
}

/// A file that was read into cells.
#[derive(Debug, Clone)]
pub struct Workbook {
    pub kind: FileKind,
    /// Whether its name says another kind.
    pub misnamed: bool,
    pub sheets: Vec<Sheet>,
}

/// Where something stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Name of the sheet; empty where the file has only one.
    #[serde(default)]
    pub sheet: String,
    /// From 1; 0 when it concerns the whole sheet.
    pub row: u32,
    /// From 0; none when it concerns the whole row.
    #[serde(default)]
    pub column: Option<u32>,
}

/// A column by its letters, as spreadsheets name it: 0 is A, 27 is AB.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
