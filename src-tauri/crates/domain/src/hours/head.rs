//! Finding the head of a sheet, also below title lines.

use std::collections::BTreeSet;

use super::day::written_date;
use super::roles::role_of_head;
use super::sheet::{Cell, Row, Sheet, column_letters};
use super::written::{Written, written};

/// How many rows are looked at for a head.
const FIRST_ROWS: usize = 40;

/// The head of a sheet: its row, and the names of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// From 1.
    pub row: u32,
    /// One a column; a column without a name is called by its letter, and a name that occurs twice gets its letter as well.
    pub names: Vec<String>,
}

/// Finds the head: the row of texts in which most names of columns are known, and of equal ones the first. `corrected` is the
/// row that the user says it is.
pub fn find_head(sheet: &Sheet, corrected: Option<u32>) -> Option<Head> {
    let row = if let Some(number) = corrected {
        sheet.rows().find(|row| row.number() == number)?
    } else {
        let scored = sheet.rows().take(FIRST_ROWS).map(|row| (score(row, sheet), row));
        scored
            .filter(|(score, _)| *score > 0)
            .reduce(|best, next| if next.0 > best.0 { next } else { best })?
            .1
    };
    Some(Head { row: row.number(), names: names(row, sheet.width()) })
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

fn names(row: Row<'_>, width: u32) -> Vec<String> {
    let mut names: Vec<String> = (0..width)
        .map(|column| match row.cell(column) {
            Cell::Text(text) => plain_text(text),
            Cell::Number(number) => number.to_string(),
            Cell::Empty | Cell::Time(_) | Cell::Fault(_) => String::new(),
        })
        .collect();
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
        let head = find_head(&sheet, None).unwrap();
        assert_eq!(head.row, 4);
        assert_eq!(head.names, ["Persnr", "Naam", "Uren", "kolom D", "Uren (kolom E)"]);
        assert_eq!(find_head(&sheet, Some(2)).unwrap().names[0], "Werkgever");
        assert_eq!(find_head(&sheet, Some(9)), None);
    }

    #[test]
    fn rows_of_numbers_have_no_head() {
        assert_eq!(find_head(&sheet(&[&["12", "8,00"], &["34", "7,50"]]), None), None);
        assert_eq!(find_head(&sheet(&[]), None), None);
    }
}
