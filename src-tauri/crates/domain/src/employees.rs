//! Employees of an employer as a table for the HR system: which columns there are, which of them the office chose, and what
//! changed since the last time. Only what Loket lists of an employment and its employee: never BSN, wages, IBAN or an address.

mod changes;
mod table;
#[cfg(test)]
mod tests;
mod view;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::reading::Source;
use crate::text::Text;

pub use changes::{Changes, LastFile, PersonChanged};
pub use table::{Cell, EmployeeTable, LeftOutColumn, Row, SensitiveValues, WhyLeftOut, table};
pub use view::{
    EmployeeChangesView, EmployeeColumnView, EmployeeNote, EmployeesRead, EmployeesView, LastFileView,
    NamedPeople, NamedPerson, ViewInputs, view,
};

/// An employment (dienstverband) with the employee it is of. A person with two employments is two of these. Identifies a
/// person: in memory only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    /// Loket's GUID of the employment.
    pub employment: String,
    /// Loket's GUID of the employee.
    pub employee: String,
    /// `employee.employeeNumber`: unique in the employer, can be set. None: Loket leaves it empty.
    pub employee_number: Option<u32>,
    /// `employment.payrollId`: generated, for each employment. None: Loket leaves it empty.
    pub payroll_id: Option<u32>,
    /// `payrollAdministration.clientNumber` (aansluitnummer). None: of no payroll administration, or Loket leaves it empty.
    pub client_number: Option<u32>,
    /// Name as Loket prints it.
    pub name: String,
    pub initials: Option<String>,
    pub first_name: Option<String>,
    pub prefix: Option<String>,
    pub last_name: Option<String>,
    pub birth_date: Option<Date>,
    /// First day.
    pub start: Option<Date>,
    /// Last day. None: it has no end.
    pub end: Option<Date>,
}

impl Employee {
    /// Whether the employment ended before a day.
    pub fn left_before(&self, day: Date) -> bool {
        self.end.is_some_and(|end| end < day)
    }
}

/// What Loket says of the employees of an employer. Without the employments there is no list; the rest is read by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmployeeList {
    /// When it was read, in UTC.
    pub at: Timestamp,
    /// All employments that Loket shows, also those that ended.
    pub employments: Vec<Employee>,
    /// Work e-mail addresses by the GUID of the employee. None: Loket has none of this person.
    pub emails: Source<BTreeMap<String, Option<String>>>,
    /// The signed-in user's own filter settings, which shorten the list in silence. Read and empty: it is whole.
    pub filters: Source<Vec<String>>,
}

impl EmployeeList {
    /// Whether everybody of the employer is sure to be in the list.
    pub fn is_whole(&self) -> bool {
        self.filters.content().is_ok_and(Vec::is_empty)
    }
}

/// A column that the file can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type)]
#[serde(rename = "EmployeeColumn", rename_all = "camelCase")]
pub enum Column {
    EmployeeNumber,
    PayrollId,
    ClientNumber,
    Name,
    Initials,
    FirstName,
    Prefix,
    LastName,
    BirthDate,
    Start,
    End,
    WorkEmail,
}

impl Column {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 12] = [
        Self::EmployeeNumber,
        Self::PayrollId,
        Self::ClientNumber,
        Self::Name,
        Self::Initials,
        Self::FirstName,
        Self::Prefix,
        Self::LastName,
        Self::BirthDate,
        Self::Start,
        Self::End,
        Self::WorkEmail,
    ];

    /// Its head in the file and its name on screen.
    pub fn title(self) -> Text {
        let (nl, en) = match self {
            Self::EmployeeNumber => ("Personeelsnummer", "Personnel number"),
            Self::PayrollId => ("Personeelsnummer verloning", "Payroll personnel number"),
            Self::ClientNumber => ("Aansluitnummer", "Client number"),
            Self::Name => ("Naam", "Name"),
            Self::Initials => ("Voorletters", "Initials"),
            Self::FirstName => ("Roepnaam", "First name"),
            Self::Prefix => ("Voorvoegsel", "Prefix"),
            Self::LastName => ("Achternaam", "Last name"),
            Self::BirthDate => ("Geboortedatum", "Date of birth"),
            Self::Start => ("In dienst", "In service"),
            Self::End => ("Uit dienst", "Out of service"),
            Self::WorkEmail => ("E-mail werk", "Work e-mail"),
        };
        Text { nl: nl.to_owned(), en: en.to_owned() }
    }
}

/// In what form the file is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename = "EmployeeFileFormat", rename_all = "camelCase")]
pub enum FileFormat {
    #[default]
    Csv,
    Xlsx,
}

impl FileFormat {
    /// The ending of its name, without the dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// What the office chose for the file of an employer. Nothing in it is about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename = "EmployeeFileChoice", rename_all = "camelCase", deny_unknown_fields)]
pub struct Choice {
    /// In the order of the file.
    pub columns: Vec<Column>,
    /// Also those whose employment ended.
    pub leavers: bool,
    pub format: FileFormat,
}

impl Default for Choice {
    /// What an HR system knows a person by, and no more than that. Who left is in it, since an end date has to arrive.
    fn default() -> Self {
        let columns = vec![
            Column::EmployeeNumber,
            Column::Initials,
            Column::FirstName,
            Column::Prefix,
            Column::LastName,
            Column::Start,
            Column::End,
            Column::WorkEmail,
        ];
        Self { columns, leavers: true, format: FileFormat::Csv }
    }
}

impl Choice {
    /// The choice with each column once: there are no more columns than those, whatever was sent.
    #[must_use]
    pub fn without_doubles(mut self) -> Self {
        let mut seen = Vec::with_capacity(Column::ALL.len());
        for column in self.columns {
            if !seen.contains(&column) {
                seen.push(column);
            }
        }
        self.columns = seen;
        self
    }
}
