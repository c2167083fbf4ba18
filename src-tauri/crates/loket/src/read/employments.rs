//! Employments with the employee they are of.

use domain::employees::Employee;
use domain::hours::known::KnownEmployment;
use domain::reading::EmploymentReading;
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Choice, Day, Guid, Names, Text, filled};
use crate::fault::Fault;
use crate::operation::GET_EMPLOYMENTS;
use crate::pages::Progress;
use crate::request::Request;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    id: Guid,
    employee: Person,
    payroll_id: i32,
    start_date: Day,
    historical_start_date: Option<Day>,
    end_date: Option<Day>,
    payroll_administration: Option<Administration>,
    is_director_and_major_shareholder: Option<bool>,
    is_on_call_employment: Option<bool>,
    type_of_employee: Option<Choice>,
    employment_category_type: Option<Choice>,
    employment_duration_type: Option<Choice>,
    employment_contract_type: Option<Choice>,
    special_income_ratio: Option<Choice>,
}

/// An employee has the names beside its number: one struct a name, since flattening would hold the rest in memory.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: Guid,
    employee_number: i32,
    date_of_birth: Option<Day>,
    first_name: Option<Text>,
    initials: Option<Text>,
    prefix: Option<Text>,
    last_name: Option<Text>,
    formatted_name: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Administration {
    id: Guid,
    client_number: Option<i64>,
}

impl From<Fields> for EmploymentReading {
    fn from(employment: Fields) -> Self {
        let kinds = employment.kinds();
        let Person { id, employee_number, initials, prefix, last_name, formatted_name, .. } =
            employment.employee;
        let since = employment.historical_start_date.map_or(employment.start_date, |historical| {
            // Loket keeps the historical date for seniority; an erroneous later one does not shorten it.
            historical.min(employment.start_date)
        });
        Self {
            id: employment.id.0,
            employee: id.0,
            employee_number,
            payroll_id: employment.payroll_id,
            name: Names { initials, prefix, last_name, formatted_name }.formatted(),
            administration: employment.payroll_administration.map(|administration| administration.id.0),
            since: since.0,
            until: employment.end_date.map(|day| day.0),
            is_director: employment.is_director_and_major_shareholder,
            is_on_call: employment.is_on_call_employment,
            kinds,
        }
    }
}

impl From<Fields> for KnownEmployment {
    fn from(employment: Fields) -> Self {
        let Person {
            id, employee_number, date_of_birth, initials, prefix, last_name, formatted_name, ..
        } = employment.employee;
        Self {
            id: employment.id.0,
            employee: id.0,
            employee_number: positive(employee_number),
            payroll_id: positive(employment.payroll_id),
            name: Names { initials, prefix, last_name, formatted_name }.formatted(),
            birth_date: date_of_birth.map(|day| day.0),
            start: Some(employment.start_date.0),
            end: employment.end_date.map(|day| day.0),
            // Not among what Loket says of an employment.
            hours_per_week: None,
        }
    }
}

impl From<Fields> for Employee {
    fn from(employment: Fields) -> Self {
        let Person { initials, prefix, last_name, formatted_name, .. } = employment.employee;
        let client_number = employment.payroll_administration.and_then(|own| own.client_number);
        let names = Names { initials, prefix, last_name, formatted_name };
        let name = names.formatted();
        let Names { initials, prefix, last_name, .. } = names;
        Self {
            employment: employment.id.0,
            employee: employment.employee.id.0,
            employee_number: positive(employment.employee.employee_number),
            payroll_id: positive(employment.payroll_id),
            client_number: client_number.and_then(|number| u32::try_from(number).ok()),
            name,
            initials: filled(initials),
            first_name: filled(employment.employee.first_name),
            prefix: filled(prefix),
            last_name: filled(last_name),
            birth_date: employment.employee.date_of_birth.map(|day| day.0),
            start: Some(employment.start_date.0),
            end: employment.end_date.map(|day| day.0),
        }
    }
}

/// A personnel number counts from 1.
fn positive(number: i32) -> Option<u32> {
    u32::try_from(number).ok().filter(|number| *number > 0)
}

impl Fields {
    /// The words for the kinds of employee and contract, without those that say that nothing applies.
    fn kinds(&self) -> Vec<String> {
        let all = [
            &self.type_of_employee,
            &self.employment_category_type,
            &self.employment_duration_type,
            &self.employment_contract_type,
            &self.special_income_ratio,
        ];
        let words = all.into_iter().flatten().map(Choice::words);
        let empty = |words: &String| {
            let letters: String = words.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
            letters.is_empty() || letters == "nvt"
        };
        words.filter(|words| !empty(words)).collect()
    }
}

impl Reader {
    /// The employments of an employer that pass the user's own filter settings.
    pub(crate) async fn employments(
        &self,
        employer: &Guid,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Vec<EmploymentReading>, Fault> {
        let found = self.employment_list(employer, progress).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// The employments of one administration, with what the people of an hours file are known by.
    pub(crate) async fn employments_in(
        &self,
        employer: &Guid,
        administration: &Guid,
    ) -> Result<Vec<KnownEmployment>, Fault> {
        let mut found = self.employment_list(employer, |_| {}).await?;
        found.retain(|one| one.payroll_administration.as_ref().is_some_and(|own| own.id == *administration));
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// The employments of all administrations, with what an HR system knows people by.
    pub(crate) async fn employees(
        &self,
        employer: &Guid,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Vec<Employee>, Fault> {
        let found = self.employment_list(employer, progress).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    async fn employment_list(
        &self,
        employer: &Guid,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Vec<Fields>, Fault> {
        let request = Request::new(GET_EMPLOYMENTS).with("employerId", &employer.0);
        self.counted(&request, |one: &Fields| one.id.0.clone(), progress).await
    }
}
