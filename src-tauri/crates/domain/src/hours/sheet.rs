//! What stands in a file: cells with their place, as they were written.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use super::exact::Amount;

mod file;
mod row;
mod stored;

pub use file::{FileKind, Position, Workbook, column_letters};
pub use row::Row;
use stored::{Kind, Other, QUOTES, Stored, length_to, position};

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
    /// The signs that end a cell in `text`.
    ends: [u8; 3],
    /// Text with such signs in it.
    apart: String,
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

    /// A sheet of a text file, without rows. Its cells are parts of that text, with one of these signs behind each.
    pub fn of_text(ends: [u8; 3]) -> Self {
        Self { ends, ..Self::new("") }
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
            if self.cells[start..].iter().all(|cell| *cell == Stored::EMPTY) {
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
        let cell = if text.is_empty() { Stored::EMPTY } else { self.store_text(text) };
        self.cells.push(cell);
    }

    /// Adds a part of the text that [`Sheet::set_text`] will give: which, and whether a quote ends it or a sign between cells.
    pub fn push_part(&mut self, part: &str, start: usize, quoted: bool) {
        let cell = Stored::new(start, u32::from(quoted)).unwrap_or_else(|| self.store_text(part));
        self.cells.push(cell);
    }

    /// Adds an empty cell.
    pub fn push_empty(&mut self) {
        self.cells.push(Stored::EMPTY);
    }

    /// Ends the row behind its last filled cell.
    pub fn trim_row(&mut self) {
        let start = self.rows.last().map_or(0, |row| row.start as usize);
        let filled = self.cells[start..].iter().rposition(|cell| *cell != Stored::EMPTY);
        self.cells.truncate(start + filled.map_or(0, |last| last + 1));
    }

    /// Makes room for so many rows and cells.
    pub fn reserve(&mut self, rows: usize, cells: usize) {
        self.rows.reserve_exact(rows);
        self.cells.reserve_exact(cells);
    }

    /// The text of which the cells are parts.
    pub fn set_text(&mut self, text: String) {
        self.text = text;
    }

    /// Takes away the cells of the row that is being added.
    pub fn clear_row(&mut self) {
        let start = self.rows.last().map_or(0, |row| row.start as usize);
        self.cells.truncate(start);
    }

    /// Puts a value in a column of the last row. A cell that is there already stays, since a file that says two things of
    /// one cell cannot be believed the second time more than the first.
    pub fn put(&mut self, column: u32, value: Value) {
        let Some(row) = self.rows.last() else { return };
        let at = row.start as usize + column as usize;
        if at >= self.cells.len() {
            self.cells.resize(at, Stored::EMPTY);
            let cell = self.stored(value);
            self.cells.push(cell);
        } else if self.cells[at] == Stored::EMPTY {
            self.cells[at] = self.stored(value);
        }
    }

    fn stored(&mut self, value: Value) -> Stored {
        match value {
            Value::Text(text) if text.is_empty() => Stored::EMPTY,
            Value::Text(text) => self.store_text(&text),
            Value::Fault(text) => {
                let (start, length) = self.store_apart(&text);
                self.store_other(Other::Fault { start, length })
            }
            Value::Number(number) => self.store_other(Other::Number(number)),
            Value::Time(time) => self.store_other(Other::Time(time)),
        }
    }

    fn store_apart(&mut self, text: &str) -> (u32, u32) {
        let start = position(self.apart.len());
        self.apart.push_str(text);
        (start, position(text.len()))
    }

    fn store_text(&mut self, text: &str) -> Stored {
        // In a workbook nothing but this adds to the text.
        let within = self.ends == [0; 3] && !text.contains('\0');
        if let Some(stored) = Stored::new(self.text.len(), 0).filter(|_| within) {
            self.text.push_str(text);
            self.text.push('\0');
            return stored;
        }
        let (start, length) = self.store_apart(text);
        self.store_other(Other::Text { start, length })
    }

    fn store_other(&mut self, other: Other) -> Stored {
        let stored = Stored::new(self.others.len(), 2);
        self.others.push(other);
        // No file has so many: its cells are counted while it is read.
        stored.unwrap_or(Stored::EMPTY)
    }

    /// Marks what a merged cell covers: rows by number and columns from 0, both with their ends. What stands in the first
    /// cell belongs to all of them.
    pub fn merge(&mut self, rows: (u32, u32), columns: (u32, u32)) {
        let Ok(first) = self.rows.binary_search_by_key(&rows.0, |row| row.number) else { return };
        let origin = self.stored_at(first, columns.0);
        if origin == Stored::EMPTY {
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
            if self.cells[at] == Stored::EMPTY {
                self.cells[at] = cell;
            }
            return;
        }
        let missing = at + 1 - end;
        self.cells.splice(end..end, std::iter::repeat_n(Stored::EMPTY, missing));
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
        if at < bounds.end { self.cells[at] } else { Stored::EMPTY }
    }

    /// The rows that have something in them, in order.
    pub fn rows(&self) -> impl DoubleEndedIterator<Item = Row<'_>> + ExactSizeIterator {
        (0..self.rows.len()).map(move |index| Row::new(self, index))
    }

    fn apart_at(&self, start: u32, length: u32) -> &str {
        self.apart.get(start as usize..(start + length) as usize).unwrap_or_default()
    }

    /// A text of a row. In a text file it goes on to where the next one begins, which need not be looked for.
    fn plain_at(&self, start: u32, row: usize, column: u32) -> &str {
        let next = match self.stored_at(row, column + 1).kind() {
            Kind::Text(next) => next.checked_sub(1),
            Kind::Quoted(next) => next.checked_sub(2),
            Kind::Other(_) | Kind::Empty => None,
        };
        match next.filter(|_| self.ends != [0; 3]) {
            Some(end) => self.text.get(start as usize..end as usize).unwrap_or_default(),
            None => self.text_to(start, self.ends),
        }
    }

    /// The text from a place to the first of these signs.
    fn text_to(&self, start: u32, ends: [u8; 3]) -> &str {
        let text = self.text.get(start as usize..).unwrap_or_default();
        &text[..length_to(text.as_bytes(), ends)]
    }

    /// Forgets what stands in a column below a row: the text is overwritten, not only unlinked.
    pub fn forget(&mut self, column: u32, below: u32) {
        let mut bytes = std::mem::take(&mut self.text).into_bytes();
        let mut apart = std::mem::take(&mut self.apart).into_bytes();
        for index in 0..self.rows.len() {
            let bounds = self.bounds(index);
            let at = bounds.start + column as usize;
            if self.rows[index].number <= below || at >= bounds.end {
                continue;
            }
            let mut fill = |start: u32, ends| {
                let start = start as usize;
                let length = length_to(&bytes[start..], ends);
                bytes[start..start + length].fill(b' ');
            };
            match self.cells[at].kind() {
                Kind::Text(start) => fill(start, self.ends),
                Kind::Quoted(start) => fill(start, QUOTES),
                Kind::Other(index) => match self.others[index as usize] {
                    Other::Text { start, length } | Other::Fault { start, length } => {
                        apart[start as usize..(start + length) as usize].fill(b' ');
                    }
                    Other::Number(_) | Other::Time(_) => {
                        self.others[index as usize] = Other::Number(Amount::ZERO);
                    }
                },
                Kind::Empty => {}
            }
            self.cells[at] = Stored::EMPTY;
        }
        self.text = String::from_utf8(bytes).unwrap_or_default();
        self.apart = String::from_utf8(apart).unwrap_or_default();
    }
}
