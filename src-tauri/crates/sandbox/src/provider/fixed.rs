//! Employers, their administrations and their people: what does not change while people practise.

use std::collections::BTreeSet;

use jiff::civil::Date;
use uuid::Uuid;

use super::people::people;
use super::plan::{PlannedAdministration, PlannedEmployer, plan};
use crate::catalogue::{Component, catalogue};
use crate::ids::{Kind, id};

/// Products that an employer of this office has unless its data says otherwise.
const USUAL_PRODUCTS: [u16; 7] = [10, 40, 50, 60, 784, 920, 940];

/// The fixed part of the office.
#[derive(Debug)]
pub(crate) struct Fixed {
    /// The payroll year that people practise in.
    pub year: i16,
    /// The employers; the first has number 1.
    pub employers: Vec<Employer>,
}

/// An employer.
#[derive(Debug)]
pub(crate) struct Employer {
    pub number: u16,
    pub name: String,
    pub kvk: String,
    pub town: String,
    pub departments: Vec<String>,
    pub cost_centers: Vec<String>,
    pub administrations: Vec<Administration>,
    pub employees: Vec<Employee>,
    /// What is on at the start.
    pub products: BTreeSet<u16>,
    /// `MijnLoket` waits for an addendum.
    pub addendum: bool,
    /// What there is to find, when it is one of the described employers.
    pub lesson: Option<&'static str>,
}

/// A payroll administration.
#[derive(Debug)]
pub(crate) struct Administration {
    /// Whose it is, and its place there, from 1.
    pub employer: u16,
    pub place: u32,
    pub name: String,
    pub tax_number: String,
    /// 1 month, 3 four weeks, 4 week.
    pub period: u8,
    without: Vec<u16>,
}

/// An employee with one employment.
#[derive(Debug)]
pub(crate) struct Employee {
    /// Place in the employer, from 1; also the personnel number.
    pub number: u32,
    /// The number that payroll uses.
    pub payroll_id: u32,
    /// Place of the administration, from 1.
    pub administration: u32,
    pub department: u32,
    pub first: &'static str,
    pub prefix: Option<&'static str>,
    pub last: &'static str,
    pub birth: Date,
    pub start: Date,
    pub end: Option<Date>,
    /// Hours a week.
    pub hours: u8,
    pub director: bool,
    pub on_call: bool,
    /// Key and name of the type of employee.
    pub kind: (u8, &'static str),
    pub indefinite: bool,
}

impl Fixed {
    /// The employers of the plan, then `employers` made ones; the first of those gets `employees` people.
    pub fn build(year: i16, employers: u16, employees: u32) -> Self {
        let made = employers.max(u16::from(employees > 0));
        let planned = (1..).zip(&plan().employers).map(|(number, planned)| {
            let mut employer = employer(number, planned, year);
            employer.lesson = Some(planned.lesson.as_str());
            employer
        });
        let first = u16::try_from(plan().employers.len()).unwrap_or_default();
        let extra = (1..=made).map(|place| {
            let count = if place == 1 && employees > 0 { employees } else { 5 };
            employer(first.saturating_add(place), &made_up(place, count), year)
        });
        Self { year, employers: planned.chain(extra).collect() }
    }

    /// The employer with this number.
    pub fn employer(&self, number: u16) -> Option<&Employer> {
        self.employers.get(usize::from(number).checked_sub(1)?)
    }
}

/// An employer for measurements.
fn made_up(place: u16, people: u32) -> PlannedEmployer {
    PlannedEmployer {
        name: format!("Proefbedrijf {place:04}"),
        kvk: format!("9{place:07}"),
        town: "Utrecht".to_owned(),
        people,
        entitled: people / 2,
        departments: vec!["Algemeen".to_owned()],
        administrations: vec![PlannedAdministration {
            tax: format!("111111110L{:02}", 10 + place % 90),
            name: format!("Proefbedrijf {place:04}"),
            period: 1,
            without: Vec::new(),
        }],
        ..PlannedEmployer::default()
    }
}

fn employer(number: u16, planned: &PlannedEmployer, year: i16) -> Employer {
    let products = USUAL_PRODUCTS.iter().chain(&planned.products).copied();
    let administrations = (1..).zip(&planned.administrations).map(|(place, planned)| Administration {
        employer: number,
        place,
        name: planned.name.clone(),
        tax_number: planned.tax.clone(),
        period: planned.period,
        without: planned.without.clone(),
    });
    Employer {
        number,
        name: planned.name.clone(),
        kvk: planned.kvk.clone(),
        town: planned.town.clone(),
        departments: planned.departments.clone(),
        cost_centers: planned.cost_centers.clone().unwrap_or_else(|| planned.departments.clone()),
        administrations: administrations.collect(),
        employees: people(number, planned, year),
        products: products.filter(|product| !planned.without.contains(product)).collect(),
        addendum: planned.addendum,
        lesson: None,
    }
}

impl Employer {
    pub fn id(&self) -> Uuid {
        crate::ids::employer_id(self.number)
    }

    /// The administration at this place.
    pub fn administration(&self, place: u32) -> Option<&Administration> {
        self.administrations.get(usize::try_from(place).ok()?.checked_sub(1)?)
    }

    /// The employee of an administration whom payroll knows by this number.
    pub fn employee_by_payroll_id(&self, administration: u32, payroll_id: u32) -> Option<&Employee> {
        let mut people = self.employees.iter().filter(|employee| employee.administration == administration);
        people.find(|employee| employee.payroll_id == payroll_id)
    }

    /// The employee with this number.
    pub fn employee(&self, number: u32) -> Option<&Employee> {
        self.employees.get(usize::try_from(number).ok()?.checked_sub(1)?)
    }
}

impl Administration {
    pub fn id(&self) -> Uuid {
        id(Kind::Administration, self.employer, self.place)
    }

    /// The aansluitnummer.
    pub fn client_number(&self) -> u32 {
        u32::from(self.employer) * 100 + self.place
    }

    /// The components that exist here.
    pub fn components(&self) -> impl Iterator<Item = &'static Component> + '_ {
        catalogue().components.iter().filter(|component| !self.without.contains(&component.key))
    }
}

impl Employee {
    pub fn id(&self, employer: u16) -> Uuid {
        id(Kind::Employee, employer, self.number)
    }

    pub fn employment_id(&self, employer: u16) -> Uuid {
        id(Kind::Employment, employer, self.number)
    }

    /// The first letter of the first name.
    pub fn initials(&self) -> &'static str {
        self.first.get(..1).unwrap_or_default()
    }

    /// "A. van Jansma".
    pub fn formatted_name(&self) -> String {
        format!("{}. {}", self.initials(), self.full_last_name())
    }

    /// "van Jansma".
    pub fn full_last_name(&self) -> String {
        self.prefix.map_or_else(|| self.last.to_owned(), |prefix| format!("{prefix} {}", self.last))
    }

    /// Whether the employment runs on a day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.start <= day && self.end.is_none_or(|end| day <= end)
    }

    /// Whether the employment looks entitled to the IOB in a year: 16 hours a week, a year in service on 31 December
    /// before, and no director, agency, weekend or holiday worker.
    #[cfg(test)]
    pub fn looks_entitled(&self, year: i16) -> bool {
        let year_in_service = self.start <= jiff::civil::date(year - 2, 12, 31);
        self.hours >= 16
            && year_in_service
            && self.end.is_none()
            && !self.director
            && !self.on_call
            && self.kind.0 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::Fixed;
    use crate::provider::plan::plan;

    #[test]
    fn as_many_people_look_entitled_as_the_plan_says() {
        let fixed = Fixed::build(2026, 0, 0);
        for (planned, employer) in plan().employers.iter().zip(&fixed.employers) {
            let entitled = employer.employees.iter().filter(|employee| employee.looks_entitled(2026)).count();
            assert_eq!(entitled, planned.entitled as usize, "{}", employer.name);
            let directors = employer.employees.iter().filter(|employee| employee.director).count();
            assert_eq!(directors, planned.directors as usize, "{}", employer.name);
        }
    }

    #[test]
    fn payroll_ids_clash_over_two_administrations_where_the_plan_says() {
        let fixed = Fixed::build(2026, 0, 0);
        let clashing = |number| {
            let employees = &fixed.employer(number).unwrap().employees;
            let mut ids: Vec<_> = employees.iter().map(|employee| employee.payroll_id).collect();
            ids.sort_unstable();
            ids.windows(2).any(|pair| pair[0] == pair[1])
        };
        assert!(clashing(12));
        assert!((1..=14).filter(|number| *number != 12).all(|number| !clashing(number)));
    }

    #[test]
    fn measurements_get_the_numbers_they_ask() {
        let fixed = Fixed::build(2026, 2_000, 10_000);
        assert_eq!(fixed.employers.len(), 2_014);
        assert_eq!(fixed.employer(15).unwrap().employees.len(), 10_000);
    }
}
