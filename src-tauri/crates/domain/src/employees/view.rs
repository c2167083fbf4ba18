//! The employees of an employer and their file as the page shows them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use super::table::{EmployeeTable, SensitiveValues, WhyLeftOut, table};
use super::{Changes, Choice, Column, EmployeeList, LastFile};
use crate::reading::Unread;
use crate::record_words;
use crate::text::{Language, Text};

/// How many rows are shown before the file is made.
const PREVIEW: usize = 8;
/// How many names of one kind of change go to the page; of more the number is said.
const NAMED: usize = 100;

/// The file of employees of an employer: what can be chosen, and what is in it while Loket's list is at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EmployeesView {
    /// Name of the employer on its card.
    pub employer: String,
    /// Whether Loket can be asked about the employer: its card has a Werkgever ID.
    pub linked: bool,
    pub choice: Choice,
    /// Every column there is: those that were chosen in their order, then the rest.
    pub columns: Vec<EmployeeColumnView>,
    /// The file that was made last. None: none was, or `last_sealed`.
    pub last: Option<LastFileView>,
    /// A file was made before, and what was in it cannot be opened now.
    pub last_sealed: bool,
    /// None: Loket was not read since the app started, or the page was left.
    pub read: Option<EmployeesRead>,
}

/// A column that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EmployeeColumnView {
    pub column: Column,
    pub title: Text,
    pub chosen: bool,
}

/// The file that was made last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename = "LastEmployeeFile")]
pub struct LastFileView {
    /// When, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    pub people: u32,
}

/// What was read from Loket, and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EmployeesRead {
    /// When, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
    /// Rows that go into the file: one for each employment.
    pub rows: u32,
    /// Employments that do not go along because they ended.
    pub leavers_left_out: u32,
    /// Heads of the columns that go into the file.
    pub heads: Vec<Text>,
    /// The first rows, as they are shown.
    pub preview: Vec<Vec<String>>,
    pub notes: Vec<EmployeeNote>,
    /// Whether a file can be made: there is a row and a column.
    pub can_make: bool,
    /// None: no file was made before Loket was read, or it cannot be opened.
    pub changes: Option<EmployeeChangesView>,
}

/// Something to know of the file before it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum EmployeeNote {
    /// The user's own filter settings shorten the list.
    Shortened { settings: Vec<String> },
    /// It is not known whether they do.
    FiltersUnknown { why: Text },
    /// A column was chosen that was not read: it is not in the file.
    ColumnUnread { column: Text, why: Text },
    /// A column was chosen whose values are BSNs or IBANs: it is not in the file.
    ColumnSensitive { column: Text, values: SensitiveValues },
    /// Of some the work e-mail is unknown: the cell is empty, which does not say that they have none.
    EmailsUnknown { people: u32 },
    /// Some have no number in a column of personnel numbers.
    NumberMissing { column: Text, people: u32 },
    /// A number stands in more than one row, so that it does not tell people apart.
    NumberTwice { column: Text, numbers: u32 },
}

/// What changed since the last file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EmployeeChangesView {
    /// When the file was made with which is compared, in UTC.
    #[specta(type = String)]
    pub since: Timestamp,
    pub new: NamedPeople,
    pub changed: NamedPeople,
    /// Not in Loket's list any more. Where the list may be shortened, that does not say that they are gone.
    pub gone: NamedPeople,
    /// In Loket's list, and not in the file because they left.
    pub left: NamedPeople,
    pub same: u32,
    /// Names of columns that are not compared, since only one of the files has them.
    pub not_compared: Vec<Text>,
    /// Whether the list is sure to be whole, so that who is not in it is gone.
    pub whole: bool,
}

/// People by name, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NamedPeople {
    pub count: u32,
    /// The first of them.
    pub people: Vec<NamedPerson>,
}

/// Somebody, with the columns that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct NamedPerson {
    pub name: String,
    pub columns: Vec<Text>,
}

/// What the view is made of.
#[derive(Debug, Clone, Copy)]
pub struct ViewInputs<'a> {
    /// Name of the employer on its card.
    pub employer: &'a str,
    /// Whether its card has a Werkgever ID.
    pub linked: bool,
    pub choice: &'a Choice,
    pub last: Option<&'a LastFile>,
    pub last_sealed: bool,
    pub list: Option<&'a EmployeeList>,
    /// The file that was the last one when the list was read: what changed stays in sight after the next one was made.
    pub before: Option<&'a LastFile>,
    pub today: Date,
}

/// The page of the employees of an employer.
pub fn view(inputs: ViewInputs<'_>) -> EmployeesView {
    let ViewInputs { employer, linked, choice, last, last_sealed, list, before, today } = inputs;
    let rest = Column::ALL.iter().filter(|column| !choice.columns.contains(column));
    let column = |(column, chosen): (&Column, bool)| EmployeeColumnView {
        column: *column,
        title: column.title(),
        chosen,
    };
    let chosen = choice.columns.iter().map(|column| (column, true));
    EmployeesView {
        employer: employer.to_owned(),
        linked,
        choice: choice.clone(),
        columns: chosen.chain(rest.map(|column| (column, false))).map(column).collect(),
        last: last.map(|last| LastFileView { at: last.at, people: number(last.len()) }),
        last_sealed,
        read: list.map(|list| read(list, choice, before, today)),
    }
}

fn read(list: &EmployeeList, choice: &Choice, before: Option<&LastFile>, today: Date) -> EmployeesRead {
    let table = table(list, choice, today);
    let changes =
        before.map(|before| changes_view(before, &before.compared_with(&table, list), list.is_whole()));
    let shown = |row: &super::table::Row| row.cells.iter().map(super::Cell::shown).collect();
    EmployeesRead {
        at: list.at,
        notes: notes(list, &table),
        rows: number(table.rows.len()),
        leavers_left_out: number(table.leavers_left_out.len()),
        heads: table.columns.iter().map(|column| column.title()).collect(),
        preview: table.rows.iter().take(PREVIEW).map(shown).collect(),
        can_make: !table.rows.is_empty() && !table.columns.is_empty(),
        changes,
    }
}

fn notes(list: &EmployeeList, table: &EmployeeTable) -> Vec<EmployeeNote> {
    let mut notes = vec![];
    match list.filters.content() {
        Ok(settings) if settings.is_empty() => {}
        Ok(settings) => notes.push(EmployeeNote::Shortened { settings: settings.clone() }),
        Err(why) => notes.push(EmployeeNote::FiltersUnknown { why: words(&why) }),
    }
    notes.extend(table.left_out.iter().map(|left_out| {
        let column = left_out.column.title();
        match &left_out.why {
            WhyLeftOut::Unread(why) => EmployeeNote::ColumnUnread { column, why: words(why) },
            WhyLeftOut::Sensitive(values) => EmployeeNote::ColumnSensitive { column, values: *values },
        }
    }));
    if table.emails_unknown > 0 {
        notes.push(EmployeeNote::EmailsUnknown { people: number(table.emails_unknown) });
    }
    for column in [Column::EmployeeNumber, Column::PayrollId] {
        let Some(numbers) = table.texts_of(column) else { continue };
        // With its administration beside it a number may be of several people.
        let beside =
            table.texts_of(Column::ClientNumber).unwrap_or_else(|| vec![String::new(); numbers.len()]);
        let missing = numbers.iter().filter(|number| number.is_empty()).count();
        let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
        for key in numbers.into_iter().zip(beside).filter(|(number, _)| !number.is_empty()) {
            *seen.entry(key).or_default() += 1;
        }
        let twice = seen.values().filter(|rows| **rows > 1).count();
        if missing > 0 {
            notes.push(EmployeeNote::NumberMissing { column: column.title(), people: number(missing) });
        }
        if twice > 0 {
            notes.push(EmployeeNote::NumberTwice { column: column.title(), numbers: number(twice) });
        }
    }
    notes
}

fn changes_view(before: &LastFile, changes: &Changes, whole: bool) -> EmployeeChangesView {
    let names = |names: &[String]| NamedPeople {
        count: number(names.len()),
        people: names
            .iter()
            .take(NAMED)
            .map(|name| NamedPerson { name: name.clone(), columns: vec![] })
            .collect(),
    };
    let titles = |columns: &[Column]| columns.iter().map(|column| column.title()).collect();
    let differing = changes.changed.iter().take(NAMED);
    EmployeeChangesView {
        since: before.at,
        new: names(&changes.new),
        changed: NamedPeople {
            count: number(changes.changed.len()),
            people: differing
                .map(|one| NamedPerson { name: one.name.clone(), columns: titles(&one.columns) })
                .collect(),
        },
        gone: names(&changes.gone),
        left: names(&changes.left),
        same: number(changes.same),
        not_compared: titles(&changes.not_compared),
        whole,
    }
}

fn words(why: &Unread) -> Text {
    let said = |language| record_words::unread_of_no_handbook(why, language);
    Text { nl: said(Language::Nl), en: said(Language::En) }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
