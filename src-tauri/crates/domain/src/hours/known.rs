//! What Loket says of the administration that a file is for, to hold the file against. What was not read is unknown: a
//! [`Source`] that was not read says why, and nobody is called absent because of it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::exact::Amount;
use super::period::Period;
use crate::reading::{
    AdministrationReading, CodeReading, ComponentReading, EmploymentReading, Readings, Source,
};

/// What Loket says of one administration in one period. Each part is read by itself. It identifies people: in memory or
/// sealed, never in clear on disk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct LoketData {
    /// The employments of the administration, of every period, also those that ended.
    pub employments: Source<Vec<KnownEmployment>>,
    /// The components of the administration in the year of the period.
    pub components: Source<Vec<KnownComponent>>,
    /// Cost centres (kostenplaatsen), of all journal profiles.
    pub cost_centers: Source<Vec<CodeReading>>,
    /// Distribution units (verdelingseenheden). Their code is a whole number.
    pub distribution_units: Source<Vec<CodeReading>>,
    /// Shifts (ploegen).
    pub shifts: Source<Vec<KnownShift>>,
    /// The signed-in user's own filter settings, which shorten the list of employments in silence. Read and empty: it
    /// is whole.
    pub filters: Source<Vec<String>>,
    /// Whether product 50 (import of variable data) is on for the employer.
    pub import_product: Source<bool>,
    /// Whether the signed-in user has the right to change the variable data of this employer.
    pub may_import: Source<bool>,
    /// How the period itself stands.
    pub period: Source<KnownPeriod>,
}

/// An employment (dienstverband). A person with two has two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownEmployment {
    /// Loket's GUID of the employment.
    pub id: String,
    /// Loket's GUID of the employee.
    pub employee: String,
    /// `employee.employeeNumber`: unique in the employer, can be set. None where Loket leaves it empty.
    pub employee_number: Option<u32>,
    /// `employment.payrollId`: generated, for each employment. None where Loket leaves it empty.
    pub payroll_id: Option<u32>,
    /// Name as Loket would print it.
    pub name: String,
    pub birth_date: Option<Date>,
    /// First day. None: Loket leaves it empty.
    pub start: Option<Date>,
    /// Last day. None: it has no end.
    pub end: Option<Date>,
    /// Hours a week by contract. None: there are none, or Loket leaves it empty.
    #[serde(default)]
    pub hours_per_week: Option<Amount>,
}

/// A component of the administration in the year of the period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownComponent {
    /// Component code: the number in the head of the upload file.
    pub number: u32,
    pub description: String,
    /// As Loket words it: `Uren` counts hours, `Loonaangifte` only forces a result. None: Loket leaves it empty.
    pub category: Option<String>,
}

/// A shift (ploeg).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownShift {
    /// 1 to 15.
    pub number: u8,
    pub description: String,
}

/// How a period of an administration stands in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KnownPeriod {
    pub period: Period,
    /// None: Loket does not tell.
    pub state: Option<PeriodState>,
    /// How many employments have variable data in it already. None: not read.
    #[serde(default)]
    pub employments_with_data: Option<u32>,
}

/// Whether a period still takes variable data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PeriodState {
    Open,
    /// Approved by the office or the employer: changes need a new run of payroll.
    Approved,
    Closed,
}

impl LoketData {
    /// What the readings of an employer say of one of its administrations, by aansluitnummer. What they do not hold is
    /// unknown.
    pub fn of(readings: &Readings, client_number: u32) -> Self {
        let administrations = readings.administrations.content().ok();
        let of_number = |one: &&AdministrationReading| u32::try_from(one.client_number) == Ok(client_number);
        let Some(id) = administrations.and_then(|all| all.iter().find(of_number)).map(|one| &one.id) else {
            return Self { filters: readings.filters.clone(), ..Self::default() };
        };
        let number = |number: i32| u32::try_from(number).ok().filter(|number| *number > 0);
        Self {
            employments: map(&readings.employments, |all| {
                let here = all.iter().filter(|one| one.administration.as_ref().is_none_or(|own| own == id));
                let employment = |one: &EmploymentReading| KnownEmployment {
                    id: one.id.clone(),
                    employee: one.employee.clone(),
                    employee_number: number(one.employee_number),
                    payroll_id: number(one.payroll_id),
                    name: one.name.clone(),
                    birth_date: None,
                    start: Some(one.since),
                    end: one.until,
                    hours_per_week: None,
                };
                here.map(employment).collect()
            }),
            components: map(&readings.components, |all| {
                let here = all.iter().filter(|one| one.administration == *id);
                let component = |one: &ComponentReading| {
                    let category = one.is_hours.filter(|is_hours| *is_hours).map(|_| "Uren".to_owned());
                    Some(KnownComponent {
                        number: number(one.key)?,
                        description: one.description.clone(),
                        category,
                    })
                };
                here.filter_map(component).collect()
            }),
            cost_centers: readings.cost_centers.clone(),
            distribution_units: readings.distribution_units.clone(),
            filters: readings.filters.clone(),
            import_product: map(&readings.products, |all| all.iter().any(|one| one.number == Some(50))),
            ..Self::default()
        }
    }
}

/// The same reading, of what is made of its content.
fn map<T, U>(source: &Source<T>, make: impl FnOnce(&T) -> U) -> Source<U> {
    match source {
        Source::Read { at, operations, content } => {
            Source::Read { at: *at, operations: operations.clone(), content: make(content) }
        }
        Source::Unread { why } => Source::Unread { why: why.clone() },
    }
}

impl KnownEmployment {
    /// Whether it is in force on a day of the period. None: Loket does not tell since when.
    pub fn in_force_in(&self, period: Period) -> Option<bool> {
        if self.end.is_some_and(|end| end < period.first()) {
            return Some(false);
        }
        self.start.map(|start| start <= period.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn employment(start: Option<Date>, end: Option<Date>) -> KnownEmployment {
        KnownEmployment {
            id: "1".into(),
            employee: "2".into(),
            employee_number: Some(12),
            payroll_id: Some(12),
            name: "A. Voorbeeld".into(),
            birth_date: None,
            start,
            end,
            hours_per_week: None,
        }
    }

    #[test]
    fn an_employment_whose_start_is_not_told_is_unknown_and_one_that_ended_before_is_over() {
        let november: Period = "2026-11".parse().unwrap();
        let within = |start, end| employment(start, end).in_force_in(november);
        assert_eq!(within(None, None), None);
        assert_eq!(within(None, Some(date(2026, 10, 31))), Some(false));
        assert_eq!(within(Some(date(2026, 11, 30)), None), Some(true));
        assert_eq!(within(Some(date(2026, 12, 1)), None), Some(false));
        assert_eq!(within(Some(date(2020, 1, 1)), Some(date(2026, 11, 1))), Some(true));
    }

    #[test]
    fn what_was_not_read_comes_back_as_never_read() {
        let known: LoketData = serde_json::from_str("{}").unwrap();
        assert!(known.employments.content().is_err());
        assert_eq!(known, LoketData::default());
    }
}
