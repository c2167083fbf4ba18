//! Finding the head of a sheet, also below title lines.

mod dated;
mod two_rows;

use std::collections::BTreeSet;

use super::day::written_date;
use super::roles::role_of_head;
use super::sheet::{Cell, Row, Sheet, column_letters};
use super::written::{Written, written};

pub use dated::{DatedHead, HeadDays, dated_head};

/// How many rows are looked at for a head.
const FIRST_ROWS: usize = 40;

/// The head of a sheet: its rows, and the names of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The first of its rows, from 1.
    pub first: u32,
    /// The last, which is the first where it has one.
    pub row: u32,
    /// One a column; a column without a name is called by its letter, and a name that occurs twice gets its letter as well.
    pub names: Vec<String>,
}

/// Where the head is, as far as the user chose that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeadChoice {
    /// Its first row, from 1. None: it is looked for.
    pub row: Option<u32>,
    /// How many rows it has: 1 or 2. None: that is looked for.
    pub rows: Option<u32>,
}

/// Finds the head: the row of texts in which most names of columns are known, and of equal ones the first; with the row above or below
/// it, where that belongs to it.
pub fn find_head(sheet: &Sheet, chosen: HeadChoice) -> Option<Head> {
    let row = if let Some(number) = chosen.row {
        sheet.rows().find(|row| row.number() == number)?
    } else {
        let scored = sheet.rows().take(FIRST_ROWS).map(|row| (score(row, sheet), row));
        scored
            .filter(|(score, _)| *score > 0)
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?
            .1
    };
    let at = |number: Option<u32>| number.and_then(|number| sheet.rows().find(|row| row.number() == number));
    let above = || at(row.number().checked_sub(1)).filter(|_| chosen.row.is_none());
    let below = || at(row.number().checked_add(1));
    let two = match chosen.rows {
        Some(1) => None,
        rows => two_rows::above(sheet, row, above())
            .or_else(|| two_rows::below(sheet, row, below()))
            .or_else(|| below().filter(|_| rows == Some(2)).map(|below| two_rows::chosen(sheet, row, below))),
    };
    Some(two.unwrap_or_else(|| Head {
        first: row.number(),
        row: row.number(),
        names: apart((0..sheet.width()).map(|column| name(row, column)).collect()),
    }))
}

/// Texts only, each another: 1 each, and 4 more for each that is known.
fn score(row: Row<'_>, sheet: &Sheet) -> usize {
    let (mut score, mut known, mut numbers) = (0, 0, 0);
    let mut seen = BTreeSet::new();
    for (column, cell) in (0..).zip(row.cells()) {
        // A title over several columns is one text.
        if sheet.is_covered(row.number(), column) {
            continue;
        }
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                let name = plain_text(text);
                if name.is_empty() {
                    continue;
                }
                let amount = !matches!(written(&name), Written::Unreadable);
                let date = written_date(Cell::Text(&name)).is_ok();
                if date {
                    return 0;
                }
                // A name that comes twice says no more than once.
                if !seen.insert(name.clone()) {
                    continue;
                }
                // Components as heads are numbers.
                numbers += usize::from(amount);
                let role = name.contains(char::is_alphabetic) && role_of_head(&name).is_some();
                known += usize::from(role);
                score += if role { 5 } else { 1 };
            }
            Cell::Number(number) if number.is_whole() && seen.insert(number.to_string()) => numbers += 1,
            Cell::Number(_) | Cell::Time(_) | Cell::Fault(_) => return 0,
        }
    }
    // One text alone is a title.
    if seen.len() < 2 || (numbers > 0 && known < 2) { 0 } else { score }
}

/// What stands in a cell as the name of its column; empty where that is nothing.
fn name(row: Row<'_>, column: u32) -> String {
    match row.cell(column) {
        Cell::Text(text) => plain_text(text),
        Cell::Number(number) => number.to_string(),
        Cell::Empty | Cell::Time(_) | Cell::Fault(_) => String::new(),
    }
}

/// Names that each occur once.
fn apart(mut names: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    for (column, name) in (0..).zip(&mut names) {
        if name.is_empty() {
            *name = format!("kolom {}", column_letters(column));
        }
        if !seen.insert(name.to_lowercase()) {
            *name = format!("{name} (kolom {})", column_letters(column));
            seen.insert(name.to_lowercase());
        }
    }
    names
}

/// Text without spaces around it, and within it only single plain ones.
pub fn plain_text(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::fixture;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        fixture::sheet(rows.iter().map(|cells| cells.iter().copied()))
    }

    #[test]
    fn the_head_is_found_below_titles() {
        let sheet = sheet(&[
            &["Urenoverzicht november 2026"],
            &["Werkgever", "De Zwaan"],
            &[],
            &["Persnr", "Naam", "Uren", "", "Uren"],
            &["12", "S. van Oeveren", "8,00"],
        ]);
        let head = find_head(&sheet, HeadChoice::default()).unwrap();
        assert_eq!((head.first, head.row), (4, 4));
        assert_eq!(head.names, ["Persnr", "Naam", "Uren", "kolom D", "Uren (kolom E)"]);
        assert_eq!(find_head(&sheet, HeadChoice { row: Some(2), rows: None }).unwrap().names[0], "Werkgever");
        assert_eq!(find_head(&sheet, HeadChoice { row: Some(9), rows: None }), None);
    }

    #[test]
    fn rows_of_numbers_have_no_head() {
        assert_eq!(find_head(&sheet(&[&["12", "8,00"], &["34", "7,50"]]), HeadChoice::default()), None);
        assert_eq!(find_head(&sheet(&[]), HeadChoice::default()), None);
    }
}
