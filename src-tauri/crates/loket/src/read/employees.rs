//! The employees of an employer for a file: their employments, and the work e-mail of each.

use std::collections::BTreeMap;

use domain::employees::EmployeeList;
use serde::Deserialize;

use super::reader::{Reader, asked};
use super::values::{Guid, Text, filled};
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYEES, GET_EMPLOYMENTS};
use crate::pages::Progress;
use crate::request::Request;

const WITH_EMPLOYEES: &[&str] = &[GET_EMPLOYEES.activity];

/// Of all that Loket tells of an employee only this is read: the rest is private, or stands with the employment.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Fields {
    id: Guid,
    contact_information: Option<Contact>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Contact {
    business_email_address: Option<Text>,
}

impl Reader {
    /// Reads the employees of an employer with their employments. Of e-mail addresses and filter settings what Loket refuses or
    /// does not tell stands in their place, with the reason. `progress` is told how far the employments are.
    ///
    /// # Errors
    /// Whatever keeps the employments from being read whole; [`Fault::Unaskable`] when the id is no GUID.
    pub async fn read_employees(
        &self,
        employer: &str,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<EmployeeList, Fault> {
        let employer = asked(GET_EMPLOYMENTS, "employerId", employer)?;
        // On the heap: lists under way at once are large for the stack of a caller.
        let (employments, emails, filters) = Box::pin(async {
            tokio::try_join!(
                self.employees(&employer, progress),
                self.source(WITH_EMPLOYEES, self.work_emails(&employer)),
                self.filters(&employer),
            )
        })
        .await?;
        Ok(EmployeeList { at: self.now(), employments, emails, filters })
    }

    /// Work e-mail addresses by employee. None: Loket has none. Who has no contact details at all is not in it.
    async fn work_emails(&self, employer: &Guid) -> Result<BTreeMap<String, Option<String>>, Fault> {
        let request = Request::new(GET_EMPLOYEES).with("employerId", &employer.0);
        let found: Vec<Fields> = self.paged(&request, |one: &Fields| one.id.0.clone()).await?;
        let emails = found.into_iter().filter_map(|one| {
            let contact = one.contact_information?;
            Some((one.id.0, filled(contact.business_email_address)))
        });
        Ok(emails.collect())
    }
}
