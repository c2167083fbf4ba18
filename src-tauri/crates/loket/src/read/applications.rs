//! Applications of the marketplace and the users through whom they are connected.

use domain::reading::{ApplicationReading, LinkedUser, Source, Unread};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Guid, Text};
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYER_APPLICATIONS, GET_LINKED_USERS};
use crate::request::Request;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Application {
    id: Guid,
    name: Text,
    is_activated_for_employer: bool,
}

/// A connection. Loket spells the flag without a capital.
#[derive(Deserialize)]
struct Link {
    #[serde(rename = "isblocked", alias = "isBlocked")]
    is_blocked: bool,
    user: Option<Linked>,
}

#[derive(Deserialize)]
struct Linked {
    id: Guid,
}

impl Reader {
    /// The applications that an employer can use; for those that are activated who connects them.
    pub(crate) async fn applications(&self, employer: &Guid) -> Result<Vec<ApplicationReading>, Fault> {
        let request = Request::new(GET_EMPLOYER_APPLICATIONS).with("employerId", &employer.0);
        let found: Vec<Application> = self.unpaged(&request).await?;
        let read = found.into_iter().map(|application| self.application(employer, application));
        stream::iter(read).buffered(4).try_collect().await
    }

    async fn application(
        &self,
        employer: &Guid,
        application: Application,
    ) -> Result<ApplicationReading, Fault> {
        let Application { id, name, is_activated_for_employer: is_activated } = application;
        let users = if is_activated {
            self.source(&[GET_LINKED_USERS.activity], self.linked_users(employer, &id)).await?
        } else {
            Source::Unread { why: Unread::Never }
        };
        Ok(ApplicationReading { id: id.0, name: name.0, is_activated, users })
    }

    async fn linked_users(&self, employer: &Guid, application: &Guid) -> Result<Vec<LinkedUser>, Fault> {
        let request = Request::new(GET_LINKED_USERS);
        let request = request.with("employerId", &employer.0).with("applicationId", &application.0);
        let links: Vec<Link> = self.unpaged(&request).await?;
        let users = links.into_iter().map(|link| LinkedUser {
            // Loket leaves out the user of a connection whose user may not be seen.
            id: link.user.map(|user| user.id.0),
            is_blocked: link.is_blocked,
        });
        Ok(users.collect())
    }
}
