//! The data files of the fictional office, as they are written.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// `data/office.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    /// The office's name.
    pub provider: String,
    /// The password of every user that the data file names.
    pub password: String,
    /// Users of the office.
    #[serde(rename = "user")]
    pub users: Vec<PlannedUser>,
    /// Teams of the office.
    #[serde(rename = "team")]
    pub teams: Vec<PlannedTeam>,
    /// Employers, numbered from 1.
    #[serde(rename = "employer")]
    pub employers: Vec<PlannedEmployer>,
}

/// A user.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own in the data file")]
pub(crate) struct PlannedUser {
    pub name: String,
    pub initials: Option<String>,
    pub first: Option<String>,
    pub last: Option<String>,
    /// For the sign-in page.
    pub text: Option<String>,
    #[serde(default)]
    pub blocked: bool,
    #[serde(default)]
    pub webservice: bool,
    #[serde(default)]
    pub coupling: bool,
    /// Somebody works with it.
    #[serde(default)]
    pub person: bool,
    /// Own rights; for a user of the office they replace those of the teams.
    pub rights: Option<Vec<String>>,
    /// Applications that are connected with it.
    #[serde(default)]
    pub coupled: Vec<String>,
}

/// A team.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlannedTeam {
    pub name: String,
    pub rights: Vec<String>,
    pub users: Vec<String>,
    pub employers: Vec<u16>,
}

/// An employer.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlannedEmployer {
    pub name: String,
    pub kvk: String,
    pub town: String,
    /// How many employees.
    pub people: u32,
    /// How many of them look entitled to the IOB.
    pub entitled: u32,
    /// How many are director and major shareholder.
    #[serde(default)]
    pub directors: u32,
    pub departments: Vec<String>,
    /// Cost centres; the departments when not named.
    pub cost_centers: Option<Vec<String>>,
    pub administrations: Vec<PlannedAdministration>,
    /// Products that are on beside the usual ones, and usual ones that are off.
    #[serde(default)]
    pub products: Vec<u16>,
    #[serde(default)]
    pub without: Vec<u16>,
    /// `MijnLoket` cannot be switched on before an addendum is signed.
    #[serde(default)]
    pub addendum: bool,
    /// The filter setting of the first user.
    pub filter: Option<String>,
    /// Payroll ids count per administration, so that they clash.
    #[serde(default)]
    pub clash: bool,
    /// What there is to find.
    pub lesson: String,
    #[serde(default)]
    pub users: Vec<PlannedUser>,
    /// Users of the office that connect applications here.
    #[serde(default)]
    pub couples: BTreeMap<String, Vec<String>>,
}

/// A payroll administration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlannedAdministration {
    pub tax: String,
    pub name: String,
    /// 1 month, 3 four weeks, 4 week.
    #[serde(default = "month")]
    pub period: u8,
    /// Components that do not exist here.
    #[serde(default)]
    pub without: Vec<u16>,
}

fn month() -> u8 {
    1
}

static PLAN: LazyLock<Plan> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/office.toml")).unwrap_or_default());

/// The plan. A test reads the file, so that it is never the empty one.
pub(crate) fn plan() -> &'static Plan {
    &PLAN
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Plan, plan};
    use crate::catalogue::{catalogue, rights};

    #[test]
    fn the_data_file_reads() {
        let read: Result<Plan, _> = toml::from_str(include_str!("../../data/office.toml"));
        assert_eq!(read.err(), None);
        assert_eq!(plan().employers.len(), 14);
    }

    #[test]
    fn everything_named_exists() {
        let users = plan().users.iter().chain(plan().employers.iter().flat_map(|employer| &employer.users));
        let users: Vec<_> = users.collect();
        let names: BTreeSet<_> = users.iter().map(|user| user.name.as_str()).collect();
        assert_eq!(names.len(), users.len(), "a user name is unique");
        for key in users.iter().filter_map(|user| user.rights.as_deref()).flat_map(rights) {
            assert!(catalogue().right(&key).is_some(), "{key}");
        }
        for name in plan().teams.iter().flat_map(|team| &team.users) {
            assert!(names.contains(name.as_str()), "{name}");
        }
        let lessons: BTreeSet<_> = plan().employers.iter().map(|employer| &employer.lesson).collect();
        assert_eq!(lessons.len(), plan().employers.len(), "each employer has something of its own to find");
        let numbers: BTreeSet<_> = plan()
            .employers
            .iter()
            .flat_map(|employer| &employer.administrations)
            .map(|administration| administration.tax.as_str())
            .collect();
        assert_eq!(numbers.len(), 15);
        assert!(numbers.iter().all(|number| {
            ["111111110", "111222333", "123456782"].contains(&&number[..9]) && number.len() == 12
        }));
    }

    #[test]
    fn the_practice_page_of_the_manual_names_every_employer_and_its_lesson() {
        let manual = include_str!("../../../../../docs/oefenen.md");
        for employer in &plan().employers {
            assert!(manual.contains(&employer.name), "{}", employer.name);
            assert!(manual.contains(&employer.lesson), "{}", employer.lesson);
        }
    }
}
