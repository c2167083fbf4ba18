//! How a run is written and judged, as the office chose.

use serde::{Deserialize, Serialize};
use specta::Type;

/// What is chosen for an employer and administration, and goes along to the next run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RunOptions {
    /// Which number of Loket the file holds. None: nobody chose; the number that payroll uses is meant.
    pub numbers: Option<PersonNumbers>,
    /// What departments of the file become.
    pub departments: DepartmentUse,
    /// Name of the layout of the upload file.
    pub profile: String,
    /// From which difference with the last period a total is worth a look, in percent.
    pub warn_from_percent: u32,
    /// Of components that are a Toeslag too: what hours that go straight to Loket do with it. Of one that is not in it
    /// nobody chose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowances: Vec<AllowanceChoice>,
    /// On which day of the month hours have to be in Loket, 1 to 31. None: nobody asked to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_day: Option<u8>,
}

/// What hours of a component that is a Toeslag too do with that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct AllowanceChoice {
    /// Component number.
    pub component: u32,
    /// They are added to it; otherwise they take its place.
    pub added: bool,
}

impl RunOptions {
    /// Whether the same hours are written with both.
    pub fn writes_as(&self, other: &Self) -> bool {
        self.numbers == other.numbers
            && self.departments == other.departments
            && self.profile == other.profile
    }
}

impl Default for RunOptions {
    fn default() -> Self {
        Self {
            numbers: None,
            departments: DepartmentUse::NotUsed,
            profile: "loket-2015".to_owned(),
            warn_from_percent: 25,
            allowances: vec![],
            due_day: None,
        }
    }
}

/// Which of an employment's two numbers is meant by personnel number. The names are those of Loket's API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PersonNumbers {
    PayrollId,
    EmployeeNumber,
}

/// What departments of the file become in Loket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DepartmentUse {
    NotUsed,
    /// Kostenplaats. The upload file has no column for it: only what is sent straight to Loket has.
    CostCenter,
    /// Verdelingseenheid, a column of the upload file.
    DistributionUnit,
}
