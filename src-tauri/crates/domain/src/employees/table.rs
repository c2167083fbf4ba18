//! The table that the file holds.

use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use super::{Choice, Column, Employee, EmployeeList};
use crate::hours::sensitive::{is_bsn, is_iban};
use crate::reading::Unread;

/// What stands in a cell. Numbers of people are texts: nobody counts with them, and zeros in front stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    Empty,
    Text(String),
    Day(Date),
}

impl Cell {
    /// As it is shown: days as `dd-mm-jjjj`.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Day(day) => format!("{:02}-{:02}-{:04}", day.day(), day.month(), day.year()),
        }
    }
}

/// Why a column that was chosen is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WhyLeftOut {
    /// It was not read. An empty column would say that nobody has any.
    Unread(Unread),
    /// All its values are BSNs, or all of them IBANs, as far as can be told from them.
    Sensitive(SensitiveValues),
}

/// What the values of a column look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SensitiveValues {
    Bsn,
    Iban,
}

/// A column that was chosen and is not in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOutColumn {
    pub column: Column,
    pub why: WhyLeftOut,
}

/// A row, of one employment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Loket's GUID of the employment.
    pub employment: String,
    /// Name as Loket prints it, for the screen.
    pub name: String,
    /// As many as the table has columns.
    pub cells: Vec<Cell>,
}

/// Employees in the columns that were chosen. Identifies people: in memory only.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EmployeeTable {
    pub columns: Vec<Column>,
    /// By personnel number.
    pub rows: Vec<Row>,
    pub left_out: Vec<LeftOutColumn>,
    /// Of whom the work e-mail is unknown, since they are in one list of Loket and not in the other.
    pub emails_unknown: usize,
    /// Employments of the list that are not in the table because they ended.
    pub leavers_left_out: Vec<String>,
}

/// The table of a choice.
pub fn table(list: &EmployeeList, choice: &Choice, today: Date) -> EmployeeTable {
    let mut people: Vec<&Employee> = list.employments.iter().collect();
    people.sort_by_key(|one| (one.employee_number, one.payroll_id, one.employment.clone()));
    let mut made = EmployeeTable::default();
    if !choice.leavers {
        let (left, stay): (Vec<_>, Vec<_>) = people.into_iter().partition(|one| one.left_before(today));
        made.leavers_left_out = left.into_iter().map(|one| one.employment.clone()).collect();
        people = stay;
    }
    made.rows = people.iter().map(|one| Row::without_cells(one)).collect();
    for column in choice.columns.iter().copied() {
        let cells = match cells(column, &people, list) {
            Ok(cells) => cells,
            Err(why) => {
                made.left_out.push(LeftOutColumn { column, why: WhyLeftOut::Unread(why) });
                continue;
            }
        };
        if let Some(values) = sensitive(&cells) {
            made.left_out.push(LeftOutColumn { column, why: WhyLeftOut::Sensitive(values) });
            continue;
        }
        made.columns.push(column);
        for (row, cell) in made.rows.iter_mut().zip(cells) {
            row.cells.push(cell);
        }
    }
    if let Ok(emails) = list.emails.content()
        && made.columns.contains(&Column::WorkEmail)
    {
        made.emails_unknown = people.iter().filter(|one| !emails.contains_key(&one.employee)).count();
    }
    made
}

impl EmployeeTable {
    /// What stands in a column, as it is shown. None: the table has no such column.
    pub fn texts_of(&self, column: Column) -> Option<Vec<String>> {
        let place = self.columns.iter().position(|one| *one == column)?;
        Some(self.rows.iter().map(|row| row.cells.get(place).map(Cell::shown).unwrap_or_default()).collect())
    }
}

impl Row {
    fn without_cells(one: &Employee) -> Self {
        Self { employment: one.employment.clone(), name: one.name.clone(), cells: vec![] }
    }
}

fn cells(column: Column, people: &[&Employee], list: &EmployeeList) -> Result<Vec<Cell>, Unread> {
    let emails = match column {
        Column::WorkEmail => Some(list.emails.content()?),
        _ => None,
    };
    let cell = |one: &&Employee| match column {
        Column::EmployeeNumber => number(one.employee_number),
        Column::PayrollId => number(one.payroll_id),
        Column::ClientNumber => number(one.client_number),
        Column::Name => text(Some(&one.name)),
        Column::Initials => text(one.initials.as_ref()),
        Column::FirstName => text(one.first_name.as_ref()),
        Column::Prefix => text(one.prefix.as_ref()),
        Column::LastName => text(one.last_name.as_ref()),
        Column::BirthDate => day(one.birth_date),
        Column::Start => day(one.start),
        Column::End => day(one.end),
        Column::WorkEmail => text(emails.and_then(|all| all.get(&one.employee)).and_then(Option::as_ref)),
    };
    Ok(people.iter().map(cell).collect())
}

fn number(number: Option<u32>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Text(number.to_string()))
}

fn text(text: Option<&String>) -> Cell {
    text.filter(|text| !text.is_empty()).map_or(Cell::Empty, |text| Cell::Text(text.clone()))
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Day)
}

/// What the values say: all of them BSNs, or all of them IBANs. Some offices gave people their BSN as a personnel number. Of a
/// single number it cannot be told, and it stays out as well: a BSN that gets out cannot be called back.
fn sensitive(cells: &[Cell]) -> Option<SensitiveValues> {
    let filled = || cells.iter().filter(|cell| **cell != Cell::Empty);
    let all = |is: fn(&str) -> bool| {
        filled().next().is_some() && filled().all(|cell| matches!(cell, Cell::Text(text) if is(text)))
    };
    if all(is_bsn) {
        return Some(SensitiveValues::Bsn);
    }
    all(is_iban).then_some(SensitiveValues::Iban)
}
