//! Which rights and products give which activity (`/authorizationmodel`).

use std::collections::BTreeMap;

use domain::reading::GrantedRight;
use domain::right::Right;
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
    /// The rights of the catalogue by Loket's ids.
    rights: BTreeMap<String, Right>,
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
    id: Option<Guid>,
    description: Text,
}

impl AuthorizationModel {
    pub(crate) async fn read(reader: &Reader) -> Result<Self, Fault> {
        let request = Request::new(GET_AUTHORIZATION_MODEL);
        let all: Vec<Activity> = reader.paged(&request, |activity: &Activity| activity.id.0.clone()).await?;
        let named = all.iter().flat_map(|activity| activity.authorizations.iter().flatten());
        let rights = named.filter_map(|one| {
            Some((one.id.as_ref()?.0.clone(), Right::from_description(&one.description.0)?))
        });
        let rights = rights.collect();
        Ok(Self { activities: all.into_iter().filter_map(Activity::needs).collect(), rights })
    }

    /// Says of rights that lists name otherwise which they are, by their ids.
    pub(crate) fn name<'r>(&self, rights: impl IntoIterator<Item = &'r mut GrantedRight>) {
        for right in rights.into_iter().filter(|right| right.right.is_none()) {
            right.right = self.rights.get(&right.id).copied();
        }
    }

    /// Loket's id of a right of the catalogue; none when the model does not name it as is known.
    pub(crate) fn id_of(&self, right: Right) -> Option<&str> {
        self.rights.iter().find(|(_, one)| **one == right).map(|(id, _)| id.as_str())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_that_a_list_names_otherwise_is_named_by_its_id() {
        let rights = BTreeMap::from([("a".to_owned(), Right::ViewLeave)]);
        let model = AuthorizationModel { activities: BTreeMap::new(), rights };
        let given = |id: &str, right| GrantedRight {
            id: id.to_owned(),
            description: "Verlof inzien".to_owned(),
            right,
            enabled: true,
        };
        let mut rights = [given("a", None), given("b", None), given("a", Some(Right::ViewHrm))];
        model.name(&mut rights);
        let named: Vec<_> = rights.iter().map(|right| right.right).collect();
        assert_eq!(named, [Some(Right::ViewLeave), None, Some(Right::ViewHrm)], "what is named stays");
        assert_eq!((model.id_of(Right::ViewLeave), model.id_of(Right::ViewHrm)), (Some("a"), None));
    }
}
