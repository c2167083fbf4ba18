//! Employers, their administrations, and what changed since the last time.

use domain::reading::{AdministrationReading, EmployerReading};
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Day, Guid, Text, filled};
use crate::fault::Fault;
use crate::operation::{
    GET_EMPLOYER, GET_EMPLOYERS_CHANGED, GET_EMPLOYERS_MINIMIZED, GET_PAYROLL_ADMINISTRATIONS,
};
use crate::pages::Progress;
use crate::request::Request;

/// An employer, in full or minimized: the shorter list has no KvK number and no address.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EmployerFields {
    id: Guid,
    employer_number: i32,
    company_name: Text,
    chamber_of_commerce_number: Option<Text>,
    contact_information: Option<ContactInformation>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ContactInformation {
    email_address: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Administration {
    id: Guid,
    name: Text,
    client_number: i32,
    payroll_taxes_number: Option<Text>,
    payroll_period_type: PeriodType,
    end_date: Option<Day>,
}

#[derive(Deserialize)]
struct PeriodType {
    key: i32,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Version {
    id: Guid,
    last_modified_version_number: i64,
}

/// What changed, by Loket's version numbers: they count over its whole database and never go down.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// The highest number seen: ask with it the next time. As asked when nothing changed.
    pub newest: i64,
    /// GUIDs of what changed, latest first.
    pub ids: Vec<String>,
}

impl From<EmployerFields> for EmployerReading {
    fn from(employer: EmployerFields) -> Self {
        Self {
            id: employer.id.0,
            employer_number: employer.employer_number,
            company_name: employer.company_name.0,
            chamber_of_commerce_number: filled(employer.chamber_of_commerce_number),
            email_address: filled(employer.contact_information.and_then(|contact| contact.email_address)),
        }
    }
}

impl From<Administration> for AdministrationReading {
    fn from(administration: Administration) -> Self {
        Self {
            id: administration.id.0,
            name: administration.name.0,
            client_number: administration.client_number,
            payroll_taxes_number: filled(administration.payroll_taxes_number),
            payroll_period_type: administration.payroll_period_type.key,
            end_date: administration.end_date.map(|day| day.0),
        }
    }
}

impl Reader {
    /// The employers that the signed-in user reaches: name and number, from Loket's shorter list. KvK number and
    /// address come with the employer itself.
    ///
    /// # Errors
    /// Whatever keeps the list from being read whole.
    pub async fn list_employers(
        &self,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Vec<EmployerReading>, Fault> {
        let request = Request::new(GET_EMPLOYERS_MINIMIZED);
        let key = |employer: &EmployerFields| employer.id.0.clone();
        let found: Vec<EmployerFields> = self.counted(&request, key, progress).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// How many employers the signed-in user reaches, by the count of Loket's shorter list.
    ///
    /// # Errors
    /// Whatever keeps its first page from being read; [`Fault::Changed`] when Loket does not count them.
    pub async fn count_employers(&self) -> Result<u64, Fault> {
        let request = Request::new(GET_EMPLOYERS_MINIMIZED).query("pageSize", "1");
        let answer = self.client().call(&request).await?;
        let counted = answer.list::<serde::de::IgnoredAny>()?.total_size;
        counted.ok_or_else(|| Fault::Changed {
            operation: GET_EMPLOYERS_MINIMIZED,
            request_id: answer.request_id().map(str::to_owned),
            place: "totalSize".to_owned(),
        })
    }

    /// The employers that changed since a version number. With 0 all of them count as changed.
    ///
    /// # Errors
    /// Whatever keeps the list from being read whole.
    pub async fn changed_since(&self, version: i64) -> Result<Changes, Fault> {
        let request = Request::new(GET_EMPLOYERS_CHANGED)
            .query("filter", format!("lastModifiedVersionNumber gt {version}"))
            .query("orderBy", "-lastModifiedVersionNumber");
        let mut found: Vec<Version> = self.paged(&request, |one: &Version| one.id.0.clone()).await?;
        // The filter and the order are Loket's to keep; what is reported here does not rest on them.
        found.retain(|one| one.last_modified_version_number > version);
        found.sort_by_key(|one| std::cmp::Reverse(one.last_modified_version_number));
        let newest = found.first().map_or(version, |one| one.last_modified_version_number);
        Ok(Changes { newest, ids: found.into_iter().map(|one| one.id.0).collect() })
    }

    /// One employer.
    pub(crate) async fn employer(&self, employer: &Guid) -> Result<EmployerReading, Fault> {
        let request = Request::new(GET_EMPLOYER).with("employerId", &employer.0);
        Ok(self.one::<EmployerFields>(&request).await?.into())
    }

    /// The payroll administrations of an employer.
    pub(crate) async fn administrations(&self, employer: &Guid) -> Result<Vec<AdministrationReading>, Fault> {
        let request = Request::new(GET_PAYROLL_ADMINISTRATIONS).with("employerId", &employer.0);
        let found: Vec<Administration> =
            self.paged(&request, |one: &Administration| one.id.0.clone()).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }
}
