//! What people, codes and departments of hours files are in Loket: chosen once for an employer and administration, with
//! where each choice came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::HoursRun;
use super::options::DepartmentUse;
use crate::answer::Personal;
use crate::hours::upload::{Choice, Mapping};
use crate::id::{DossierId, EmployerId, HoursRunId};
use crate::stamp::Stamp;

/// What a name in the file names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum MappingOf {
    Person,
    /// Hours code, wage code, or the head of a column.
    Code,
    Department,
    /// Ploeg.
    Shift,
}

/// What it is in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum MappingChoice {
    /// Of a code: component number.
    Component { number: u32 },
    /// Of a department: verdelingseenheid.
    DistributionUnit { number: u32 },
    /// Of a department: kostenplaats, by its code.
    CostCenter { code: String },
    /// Of a ploeg: its number, 1 to 15.
    Shift { number: u8 },
    /// Of a person: personnel number of the employment.
    Employment { number: u32 },
    /// A person who has to be added in Loket first. Nothing is made until that is done.
    Add {},
    /// Does not go along.
    NotImported { reason: String },
}

impl MappingChoice {
    /// Whether it can be said of this.
    pub fn fits(&self, of: MappingOf) -> bool {
        match self {
            Self::Component { number } => of == MappingOf::Code && *number > 0,
            Self::DistributionUnit { number } => of == MappingOf::Department && *number > 0,
            Self::CostCenter { code } => of == MappingOf::Department && !code.trim().is_empty(),
            Self::Shift { number } => of == MappingOf::Shift && (1..=15).contains(number),
            Self::Employment { number } => of == MappingOf::Person && *number > 0,
            Self::Add {} => of == MappingOf::Person,
            Self::NotImported { .. } => true,
        }
    }
}

/// Where a choice came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum MappingSource {
    /// By hand.
    Chosen {},
    /// The last run of the administration.
    LastRun { run: HoursRunId },
    /// The mapping answers of a dossier.
    Dossier { dossier: DossierId },
    /// Copied from another employer.
    Employer { employer: EmployerId },
    /// Taken from a file.
    File {},
}

/// A choice as it is stored: names and numbers of people are sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingEntry {
    pub of: MappingOf,
    /// As it stands in the file.
    pub name: Personal,
    /// None takes the choice away.
    pub choice: Option<StoredChoice>,
}

/// The stored form of a [`MappingChoice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", deny_unknown_fields)]
pub enum StoredChoice {
    Component { number: u32 },
    DistributionUnit { number: u32 },
    CostCenter { code: Personal },
    Shift { number: u8 },
    Employment { number: Personal },
    Add {},
    NotImported { reason: Personal },
}

impl MappingEntry {
    /// A choice, or none, for a name.
    pub fn new(of: MappingOf, name: &str, choice: Option<&MappingChoice>) -> Self {
        Self { of, name: name.into(), choice: choice.map(StoredChoice::from) }
    }

    pub(super) fn values(&mut self) -> Vec<&mut Personal> {
        let own = match &mut self.choice {
            Some(
                StoredChoice::CostCenter { code: value }
                | StoredChoice::Employment { number: value }
                | StoredChoice::NotImported { reason: value },
            ) => Some(value),
            _ => None,
        };
        std::iter::once(&mut self.name).chain(own).collect()
    }
}

impl From<&MappingChoice> for StoredChoice {
    fn from(choice: &MappingChoice) -> Self {
        match choice {
            MappingChoice::Component { number } => Self::Component { number: *number },
            MappingChoice::DistributionUnit { number } => Self::DistributionUnit { number: *number },
            MappingChoice::CostCenter { code } => Self::CostCenter { code: code.trim().into() },
            MappingChoice::Shift { number } => Self::Shift { number: *number },
            MappingChoice::Employment { number } => Self::Employment { number: number.to_string().into() },
            MappingChoice::Add {} => Self::Add {},
            MappingChoice::NotImported { reason } => Self::NotImported { reason: reason.trim().into() },
        }
    }
}

impl StoredChoice {
    /// In clear; none while it is sealed.
    pub fn clear(&self) -> Option<MappingChoice> {
        Some(match self {
            Self::Component { number } => MappingChoice::Component { number: *number },
            Self::DistributionUnit { number } => MappingChoice::DistributionUnit { number: *number },
            Self::CostCenter { code } => MappingChoice::CostCenter { code: code.clear()?.to_owned() },
            Self::Shift { number } => MappingChoice::Shift { number: *number },
            Self::Employment { number } => {
                MappingChoice::Employment { number: number.clear()?.parse().ok()? }
            }
            Self::Add {} => MappingChoice::Add {},
            Self::NotImported { reason } => MappingChoice::NotImported { reason: reason.clear()?.to_owned() },
        })
    }
}

/// A choice with how it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapped {
    pub choice: MappingChoice,
    pub source: MappingSource,
    pub stamp: Stamp,
}

/// All choices of a run.
pub type RunMapping = BTreeMap<(MappingOf, String), Mapped>;

/// The mapping of a run as its upload table needs it.
pub fn for_run(run: &HoursRun) -> Mapping {
    let use_of = run.options.departments;
    let table = for_table(&run.mapping, use_of == DepartmentUse::DistributionUnit);
    Mapping { cost_centers: use_of == DepartmentUse::CostCenter, ..table }
}

/// The mapping as the upload table needs it. Who has to be added first has no number yet, and so holds the table back.
pub fn for_table(mapping: &RunMapping, distribution_units: bool) -> Mapping {
    let mut table = Mapping { distribution_units, ..Mapping::default() };
    for ((of, name), mapped) in mapping {
        let choice = match &mapped.choice {
            MappingChoice::Component { number }
            | MappingChoice::DistributionUnit { number }
            | MappingChoice::Employment { number } => Choice::Number { number: *number },
            MappingChoice::Shift { number } => Choice::Number { number: u32::from(*number) },
            MappingChoice::NotImported { reason } => Choice::NotImported { reason: reason.clone() },
            MappingChoice::CostCenter { code } => Choice::Code { code: code.clone() },
            MappingChoice::Add {} => continue,
        };
        let names = match of {
            MappingOf::Person => &mut table.people,
            MappingOf::Code => &mut table.codes,
            MappingOf::Department => &mut table.departments,
            MappingOf::Shift => &mut table.shifts,
        };
        names.insert(name.clone(), choice);
    }
    table
}
