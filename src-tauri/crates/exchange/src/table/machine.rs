//! Files that another program takes in: typed columns, and nothing changed on the way.

use super::{LONGEST_CELL, Writing, formula_starts};

/// A column of a machine file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head, exactly as the other program wants it.
    pub name: String,
    pub kind: Kind,
}

/// What the cells of a column hold. An empty cell fits every kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Digits only; zeros in front stay.
    Digits,
    /// A number with a decimal comma and at most this many places, perhaps with a minus.
    Number {
        /// The most places after the comma.
        places: usize,
    },
    /// A day, `dd-mm-jjjj`.
    Day,
    /// Letters, digits and `_ . -`, starting with a letter or digit.
    Code,
    /// Free text: anything but control characters, and nothing that looks like a formula.
    Text,
}

/// Why a machine file is not made. Rows and columns count from 1; the head is row 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableFault {
    /// A cell is not of its column's kind.
    #[error("row {row}, column {column}: not of its kind")]
    NotOfKind {
        row: usize,
        column: usize,
        /// What it should be.
        kind: Kind,
    },
    /// Free text that Excel would take for a formula.
    #[error("row {row}, column {column}: looks like a formula")]
    Formula { row: usize, column: usize },
    /// More than a cell holds.
    #[error("row {row}, column {column}: too long")]
    TooLong { row: usize, column: usize },
    /// A row has more or fewer cells than there are columns.
    #[error("row {row}: {cells} cells")]
    Ragged { row: usize, cells: usize },
}

/// A file for another program: UTF-8 with BOM, semicolons, CRLF, the columns' names as head.
///
/// # Errors
/// The first cell that does not fit; then there is no file at all.
pub fn machine_csv(columns: &[Column], rows: &[Vec<String>]) -> Result<Vec<u8>, TableFault> {
    for (column, head) in columns.iter().enumerate() {
        fits(Kind::Text, &head.name, 1, column + 1)?;
    }
    let mut written = Writing::new();
    written.row(columns.iter().map(|column| column.name.clone()));
    for (row, cells) in rows.iter().enumerate() {
        let row = row + 2;
        if cells.len() != columns.len() {
            return Err(TableFault::Ragged { row, cells: cells.len() });
        }
        for (column, cell) in cells.iter().enumerate() {
            fits(columns[column].kind, cell, row, column + 1)?;
        }
        written.row(cells.iter().cloned());
    }
    Ok(written.finish())
}

fn fits(kind: Kind, cell: &str, row: usize, column: usize) -> Result<(), TableFault> {
    if cell.is_empty() {
        return Ok(());
    }
    if cell.encode_utf16().count() > LONGEST_CELL {
        return Err(TableFault::TooLong { row, column });
    }
    if kind == Kind::Text && formula_starts(cell).next().is_some() {
        return Err(TableFault::Formula { row, column });
    }
    if is_of(kind, cell) { Ok(()) } else { Err(TableFault::NotOfKind { row, column, kind }) }
}

fn is_of(kind: Kind, cell: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    match kind {
        Kind::Digits => digits(cell),
        Kind::Number { places } => {
            let bare = cell.strip_prefix('-').unwrap_or(cell);
            match bare.split_once(',') {
                Some((whole, rest)) => digits(whole) && digits(rest) && rest.len() <= places,
                None => digits(bare),
            }
        }
        Kind::Day => is_day(cell),
        Kind::Code => {
            let sign = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
            cell.starts_with(|c: char| c.is_ascii_alphanumeric()) && cell.chars().all(sign)
        }
        Kind::Text => !cell.chars().any(char::is_control),
    }
}

fn is_day(cell: &str) -> bool {
    let shape = cell.bytes().enumerate().all(|(place, byte)| match place {
        2 | 5 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    cell.len() == 10 && shape && jiff::civil::Date::strptime("%d-%m-%Y", cell).is_ok()
}
