//! What changed since the file that was made last.
//!
//! Of that file no value is kept. Of each row there is the name, to say who is gone, and for each column a short digest, which
//! says that something changed and not what it was. All of it is sealed by who keeps it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::table::{EmployeeTable, Row};
use super::{Cell, Column, EmployeeList};

/// Bytes of a digest that are kept: two values of a person are taken for the same once in a million millions.
const DIGEST: usize = 5;

/// The file that was made last, as it is kept: sealed, since it names people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LastFile {
    /// When it was made, in UTC.
    pub at: Timestamp,
    pub columns: Vec<Column>,
    rows: Vec<LastRow>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct LastRow {
    /// Loket's GUID of the employment.
    id: String,
    name: String,
    /// For each column.
    digests: Vec<String>,
}

/// Somebody whose row is another than it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonChanged {
    pub name: String,
    pub columns: Vec<Column>,
}

/// What changed. Names are in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    pub new: Vec<String>,
    pub changed: Vec<PersonChanged>,
    /// Loket does not list them any more.
    pub gone: Vec<String>,
    /// Loket lists them, and they are not in the file because they left.
    pub left: Vec<String>,
    pub same: usize,
    /// Columns that were not in both, and are not compared.
    pub not_compared: Vec<Column>,
}

impl LastFile {
    /// What is kept of a table that went into a file.
    pub fn of(table: &EmployeeTable, at: Timestamp) -> Self {
        let row = |row: &Row| LastRow {
            id: row.employment.clone(),
            name: row.name.clone(),
            digests: table
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| digest(row, *column, cell))
                .collect(),
        };
        Self { at, columns: table.columns.clone(), rows: table.rows.iter().map(row).collect() }
    }

    /// How many rows it had.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody was in it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What changed from it to a table of now. `list` is what the table was made of.
    pub fn compared_with(&self, table: &EmployeeTable, list: &EmployeeList) -> Changes {
        let before: BTreeMap<&str, &LastRow> = self.rows.iter().map(|row| (row.id.as_str(), row)).collect();
        let in_both = |column: &Column| table.columns.contains(column) && self.columns.contains(column);
        let either =
            table.columns.iter().chain(self.columns.iter().filter(|column| !table.columns.contains(column)));
        let mut changes = Changes {
            not_compared: either.filter(|column| !in_both(column)).copied().collect(),
            ..Changes::default()
        };
        for row in &table.rows {
            let Some(known) = before.get(row.employment.as_str()) else {
                changes.new.push(row.name.clone());
                continue;
            };
            let then = |column: Column| {
                let place = self.columns.iter().position(|one| *one == column)?;
                known.digests.get(place)
            };
            let cells = table.columns.iter().zip(&row.cells).filter(|(column, _)| in_both(column));
            let differs = cells.filter(|(column, cell)| then(**column) != Some(&digest(row, **column, cell)));
            let columns: Vec<Column> = differs.map(|(column, _)| *column).collect();
            if columns.is_empty() {
                changes.same += 1;
            } else {
                changes.changed.push(PersonChanged { name: row.name.clone(), columns });
            }
        }
        let now: BTreeSet<&str> = table.rows.iter().map(|row| row.employment.as_str()).collect();
        let listed: BTreeSet<&str> = list.employments.iter().map(|one| one.employment.as_str()).collect();
        for row in self.rows.iter().filter(|row| !now.contains(row.id.as_str())) {
            let fell_away =
                if listed.contains(row.id.as_str()) { &mut changes.left } else { &mut changes.gone };
            fell_away.push(row.name.clone());
        }
        changes
    }
}

/// Of whom and which column it is goes into it: the same day of birth of two people has two digests.
fn digest(row: &Row, column: Column, cell: &Cell) -> String {
    let value = match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => format!("t{text}"),
        Cell::Day(day) => format!("d{day}"),
    };
    let whole = Sha256::digest(format!("{}\n{column:?}\n{value}", row.employment));
    whole.iter().take(DIGEST).fold(String::new(), |mut hex, byte| {
        // Into memory: there is nothing that can fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
