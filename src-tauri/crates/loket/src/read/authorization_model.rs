//! Which rights and products give which activity (`/authorizationmodel`).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::reader::Reader;
use super::values::{Guid, Text};
use crate::fault::Fault;
use crate::operation::{GET_AUTHORIZATION_MODEL, Operation};
use crate::request::Request;

/// What an activity needs. Each list is a choice: one of its entries is enough, and an empty one asks nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Needs {
    /// What the activity does, in Dutch.
    pub description: String,
    /// Loket's names of the rights.
    pub rights: Vec<String>,
    /// Loket's names of the products.
    pub products: Vec<String>,
    /// Loket's names of the roles.
    pub roles: Vec<String>,
}

/// The authorisation model: what each activity needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuthorizationModel {
    activities: BTreeMap<String, Needs>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Activity {
    id: Guid,
    description: Text,
    functional_description: Option<Text>,
    authorizations: Option<Vec<Named>>,
    modules: Option<Vec<Named>>,
    roles: Option<Vec<Named>>,
}

#[derive(Deserialize)]
struct Named {
    description: Text,
}

impl AuthorizationModel {
    pub(crate) async fn read(reader: &Reader) -> Result<Self, Fault> {
        let request = Request::new(GET_AUTHORIZATION_MODEL);
        let all: Vec<Activity> = reader.paged(&request, |activity: &Activity| activity.id.0.clone()).await?;
        Ok(Self { activities: all.into_iter().filter_map(Activity::needs).collect() })
    }

    /// What an operation needs; none when the model does not know it.
    pub fn needs(&self, operation: &'static Operation) -> Option<&Needs> {
        self.activities.get(&operation.activity.to_lowercase())
    }
}

impl Activity {
    /// What the activity needs, by its name in small letters. None: Loket leaves a part of it empty, and nothing can be
    /// said to be missing.
    fn needs(self) -> Option<(String, Needs)> {
        let names = |list: Vec<Named>| list.into_iter().map(|one| one.description.0).collect();
        let needs = Needs {
            description: self.functional_description.unwrap_or_default().0,
            rights: names(self.authorizations?),
            products: names(self.modules?),
            roles: names(self.roles?),
        };
        Some((self.description.0.to_lowercase(), needs))
    }
}
