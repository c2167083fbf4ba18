//! Tables as CSV for Dutch Excel: UTF-8 with BOM, semicolons, CRLF.
//!
//! Two kinds. A file for people ([`board_csv`], [`history_csv`], [`form_csv`], [`crate::employees`]) holds whatever was
//! typed; what Excel would take for a formula gets an apostrophe in front, and one that is
//! too long is cut, which is reported. A file for machines ([`machine_csv`]) is never changed on the
//! way: each column has a type, and a cell that does not fit is refused with its row and column.

use domain::{Environment, Language, display};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::environment_words;
use crate::words::{short_moment, words};

mod machine;
#[cfg(test)]
mod tests;

pub use machine::{Column, Kind, TableFault, machine_csv};

/// The most that Excel holds in a cell, in UTF-16 units.
pub const LONGEST_CELL: usize = 32_767;

/// A finished table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    pub bytes: Vec<u8>,
    /// The cells that were longer than Excel holds, and are cut. Empty as a rule.
    pub cut: Vec<Cut>,
}

/// A cell that was cut to what Excel holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Row in the file; the head is row 1.
    pub row: usize,
    /// Column, from 1.
    pub column: usize,
    /// How long the text was, in UTF-16 units.
    pub length: usize,
}

/// One dossier on the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BoardRow {
    /// The employer, or the office.
    pub employer: String,
    /// Its number in Loket; empty when it is not known.
    pub employer_number: String,
    /// Title of the handbook.
    pub handbook: String,
    /// Status in words.
    pub status: String,
    pub next: String,
    pub waiting_on: String,
    pub since: Option<Date>,
    pub due: Option<Date>,
    pub done: usize,
    /// How many steps count.
    pub steps: usize,
    /// To whom it was handed over, or else who did something last.
    pub colleague: String,
    /// When Loket was last asked, in UTC.
    pub checked: Option<Timestamp>,
}

/// One line of a dossier's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryRow {
    /// When, in UTC; written by the clock in the Netherlands.
    pub at: Timestamp,
    pub who: String,
    pub step: String,
    pub what: String,
    /// For a run of checks in Loket: each of them.
    pub checks: Vec<String>,
}

/// One line of a form that is filled in elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FormRow {
    pub part: String,
    pub field: String,
    pub value: String,
    pub origin: String,
}

/// The board, as it is filtered and sorted.
pub fn board_csv(rows: &[BoardRow], environment: Environment, language: Language) -> Table {
    let words = words(language);
    let heads = [
        words.employer,
        words.employer_number,
        words.handbook,
        words.status,
        words.next,
        words.waiting_on,
        words.since,
        words.due,
        words.progress,
        words.colleague,
        words.last_check,
    ];
    let of = match language {
        Language::Nl => "van",
        Language::En => "of",
    };
    // Not "2/9": Excel takes that for a day in September.
    let progress = |row: &BoardRow| format!("{} {of} {}", row.done, row.steps);
    let day = |date: Option<Date>| date.map(display::day).unwrap_or_default();
    let rows = rows.iter().map(|row| {
        vec![
            row.employer.clone(),
            row.employer_number.clone(),
            row.handbook.clone(),
            row.status.clone(),
            row.next.clone(),
            row.waiting_on.clone(),
            day(row.since),
            day(row.due),
            progress(row),
            row.colleague.clone(),
            row.checked.map(short_moment).unwrap_or_default(),
        ]
    });
    human(marked(&heads, environment, language), rows)
}

/// The history of a dossier.
pub fn history_csv(rows: &[HistoryRow], environment: Environment, language: Language) -> Table {
    let words = words(language);
    let rows = rows.iter().map(|row| {
        let checks = row.checks.join("\n");
        vec![short_moment(row.at), row.who.clone(), row.step.clone(), row.what.clone(), checks]
    });
    let heads = [words.when, words.who, words.step, words.what, words.each_check];
    human(marked(&heads, environment, language), rows)
}

/// A form to type over, in the order of the page it is typed into.
pub fn form_csv(rows: &[FormRow], environment: Environment, language: Language) -> Table {
    let words = words(language);
    let rows = rows
        .iter()
        .map(|row| vec![row.part.clone(), row.field.clone(), row.value.clone(), row.origin.clone()]);
    human(marked(&[words.step, words.field, words.value, words.origin], environment, language), rows)
}

/// The heads, of which the first carries the mark of the environment: it stays on top of the table.
pub(crate) fn marked(heads: &[&str], environment: Environment, language: Language) -> Vec<String> {
    let mut heads: Vec<_> = heads.iter().map(|head| (*head).to_owned()).collect();
    if let Some(first) = heads.first_mut() {
        *first = environment_words::marked(first, environment, language);
    }
    heads
}

/// A file for people. Every row is as long as the head.
pub(crate) fn human(heads: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> Table {
    let mut cut = vec![];
    let mut written = Writing::new();
    for (row, cells) in std::iter::once(heads).chain(rows).enumerate() {
        let cells = cells.iter().enumerate().map(|(column, text)| {
            let (cell, length) = human_cell(text);
            if let Some(length) = length {
                cut.push(Cut { row: row + 1, column: column + 1, length });
            }
            cell
        });
        written.row(cells);
    }
    Table { bytes: written.finish(), cut }
}

/// What a cell for people becomes, and its length when it had to be cut.
pub(crate) fn human_cell(text: &str) -> (String, Option<usize>) {
    let mut cell = without_formulas(&readable(text));
    let length = cell.encode_utf16().count();
    if length <= LONGEST_CELL {
        return (cell, None);
    }
    cell.truncate(end_of(&cell, LONGEST_CELL - 1));
    cell.push('…');
    (cell, Some(length))
}

/// Line ends as Excel has them within a cell, and no other control characters: some readers stop
/// at a NUL.
pub(crate) fn readable(text: &str) -> String {
    // A line end at the very start is one of the signs of a formula and stays as it is, to get its
    // apostrophe; the rest become plain.
    let plain = text.replace("\r\n", "\n").replace('\r', "\n");
    let control = |c: char| c.is_control() && c != '\n' && c != '\t';
    plain.replace(control, "\u{fffd}")
}

/// The signs that Excel, and programs that behave like it, take for the beginning of a formula.
const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether Excel, or a program that behaves like it, could take the text for a formula.
fn looks_like_formula(text: &str) -> bool {
    text.starts_with(FORMULA_SIGNS)
}

/// Where a formula could begin in the text: at its start and, since Excel splits at commas and line ends where the
/// list separator of the system is a comma, after each of those. Quotes there belong to the splitting.
fn formula_starts(text: &str) -> impl Iterator<Item = usize> {
    let first = looks_like_formula(text).then_some(0);
    let later = text.match_indices([',', '\n']).filter_map(|(at, separator)| {
        let after = at + separator.len();
        let rest = &text[after..];
        let begins = rest.trim_start_matches('"');
        // A line end after a line end begins an empty row, which is no formula.
        let sign = begins.starts_with(FORMULA_SIGNS) && !begins.starts_with('\n');
        sign.then_some(after + rest.len() - begins.len())
    });
    first.into_iter().chain(later)
}

/// The text with an apostrophe before everything that could be taken for a formula.
fn without_formulas(text: &str) -> String {
    let mut plain = String::with_capacity(text.len() + 1);
    let mut from = 0;
    for start in formula_starts(text) {
        plain.push_str(&text[from..start]);
        plain.push('\'');
        from = start;
    }
    plain + &text[from..]
}

/// The byte at which so many UTF-16 units end, never within a character.
fn end_of(text: &str, units: usize) -> usize {
    let mut taken = 0;
    let past = text.char_indices().find(|(_, c)| {
        taken += c.len_utf16();
        taken > units
    });
    past.map_or(text.len(), |(at, _)| at)
}

/// A CSV file in the making.
struct Writing(csv::Writer<Vec<u8>>);

impl Writing {
    fn new() -> Self {
        // Excel reads UTF-8 only after this mark.
        let start = "\u{feff}".as_bytes().to_vec();
        let writer = csv::WriterBuilder::new()
            .delimiter(b';')
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Necessary)
            .flexible(true)
            .from_writer(start);
        Self(writer)
    }

    fn row(&mut self, cells: impl Iterator<Item = String>) {
        // Into memory, with rows of any length: there is nothing that can fail.
        let _ = self.0.write_record(cells.map(String::into_bytes));
    }

    fn finish(self) -> Vec<u8> {
        self.0.into_inner().unwrap_or_default()
    }
}
