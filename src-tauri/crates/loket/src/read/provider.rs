//! What holds for the whole office: read once, shared over its employers.

use domain::reading::{Part, ProductReading, Source, TeamReading, UserReading};
use futures_util::stream::{self, StreamExt, TryStreamExt};
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Guid, Text};
use crate::fault::Fault;
use crate::operation::{
    GET_AUTHORIZATION_GROUP_AUTHORIZATIONS, GET_AUTHORIZATION_GROUP_EMPLOYERS, GET_AUTHORIZATION_GROUP_USERS,
    GET_AUTHORIZATION_GROUPS, GET_PROVIDERS, Operation,
};
use crate::request::Request;

/// What was read of the office. [`ProviderReadings::default`] is an office that was not read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ProviderReadings {
    pub users: Source<Vec<UserReading>>,
    /// Its teams, each with users, employers and rights.
    pub teams: Source<Vec<TeamReading>>,
    /// The products that it can switch on.
    pub products: Source<Vec<ProductReading>>,
}

#[derive(Deserialize)]
struct Provider {
    id: Guid,
    #[serde(default)]
    name: Text,
}

/// The office that a user works for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeOfUser {
    /// GUID.
    pub id: String,
    /// Name; empty: Loket does not tell.
    pub name: String,
}

#[derive(Deserialize)]
struct Team {
    id: Guid,
    description: Text,
}

/// A user or an employer in the list of a team. The list holds those that are not linked too.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Linkable {
    id: Guid,
    is_linked: bool,
}

impl Reader {
    /// Reads the office of the signed-in user: its users, teams and products.
    ///
    /// # Errors
    /// A fault with which no other call can go well either. What Loket refuses or cannot give stands in its place.
    pub async fn read_office(&self) -> Result<ProviderReadings, Fault> {
        let provider = self.provider().await;
        let (users, teams, products) = tokio::try_join!(
            self.source(Part::OfficeUsers.activities(), async {
                self.provider_users(provider.as_ref().map_err(Clone::clone)?).await
            }),
            self.source(Part::Teams.activities(), async {
                self.teams(provider.as_ref().map_err(Clone::clone)?).await
            }),
            self.source(Part::OfficeProducts.activities(), async {
                self.products_offered(provider.as_ref().map_err(Clone::clone)?).await
            }),
        )?;
        Ok(ProviderReadings { users, teams, products })
    }

    /// The office that the user works for. Loket's list always holds one.
    pub(crate) async fn provider(&self) -> Result<Guid, Fault> {
        Ok(self.first_provider().await?.id)
    }

    /// The office that the user works for, with its name.
    ///
    /// # Errors
    /// As reading the list of offices; [`Fault::NotFound`] when it is empty.
    pub async fn office(&self) -> Result<OfficeOfUser, Fault> {
        let Provider { id, name } = self.first_provider().await?;
        Ok(OfficeOfUser { id: id.0, name: name.0 })
    }

    async fn first_provider(&self) -> Result<Provider, Fault> {
        let request = Request::new(GET_PROVIDERS);
        let found: Vec<Provider> = self.paged(&request, |provider: &Provider| provider.id.0.clone()).await?;
        let none = Fault::NotFound { operation: GET_PROVIDERS };
        found.into_iter().next().ok_or(none)
    }

    async fn teams(&self, provider: &Guid) -> Result<Vec<TeamReading>, Fault> {
        let request = Request::new(GET_AUTHORIZATION_GROUPS).with("providerId", &provider.0);
        let teams: Vec<Team> = self.paged(&request, |team: &Team| team.id.0.clone()).await?;
        stream::iter(teams.into_iter().map(|team| self.team(team))).buffered(2).try_collect().await
    }

    async fn team(&self, team: Team) -> Result<TeamReading, Fault> {
        let request = Request::new(GET_AUTHORIZATION_GROUP_AUTHORIZATIONS);
        let (rights, employers, users) = tokio::try_join!(
            self.rights(request.with("authorizationGroupId", &team.id.0)),
            self.linked(GET_AUTHORIZATION_GROUP_EMPLOYERS, &team.id),
            self.linked(GET_AUTHORIZATION_GROUP_USERS, &team.id),
        )?;
        Ok(TeamReading { id: team.id.0, description: team.description.0, users, employers, rights })
    }

    async fn linked(&self, operation: &'static Operation, team: &Guid) -> Result<Vec<String>, Fault> {
        let request = Request::new(operation).with("authorizationGroupId", &team.0);
        let found: Vec<Linkable> = self.paged(&request, |one: &Linkable| one.id.0.clone()).await?;
        Ok(found.into_iter().filter(|one| one.is_linked).map(|one| one.id.0).collect())
    }
}
