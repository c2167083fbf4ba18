//! What the signed-in user may call at an employer, and what each missing call costs.

use std::collections::BTreeSet;

use futures_util::future::try_join;
use serde::Deserialize;

use super::authorization_model::{AuthorizationModel, Needs};
use super::reader::{Reader, asked};
use super::values::Guid;
use crate::fault::Fault;
use crate::operation::{self, GET_AUTHORIZATIONS, Operation};
use crate::request::Request;

/// One operation of the app and whether it may be called. What not having it costs is its `purpose_nl` and
/// `purpose_en`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    pub operation: &'static Operation,
    pub may: May,
}

/// Whether an operation may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum May {
    /// Loket lists it among the user's own activities.
    Yes,
    /// Loket knows it and does not list it. One right, and one product where there are any, is enough; a role or
    /// the application's own permission can be missing too.
    No { needs: Needs },
    /// Loket does not tell: not in its model, or the activities could not be read.
    Unknown,
}

/// The activities of the signed-in user at an employer, by name in small letters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Own(BTreeSet<String>);

#[derive(Deserialize)]
struct Activity {
    description: String,
}

impl Own {
    fn has(&self, operation: &'static Operation) -> bool {
        self.0.contains(&operation.activity.to_lowercase())
    }

    /// Whether an operation may be called. Only what the model knows can be said to be missing: an activity under
    /// another name than ours is not.
    pub(crate) fn may(&self, operation: &'static Operation, authorization_model: &AuthorizationModel) -> May {
        if self.has(operation) {
            return May::Yes;
        }
        authorization_model.needs(operation).map_or(May::Unknown, |needs| May::No { needs: needs.clone() })
    }
}

impl Reader {
    /// Which operations of the app the application and the user may call at an employer, as Loket tells. Where it
    /// does not tell, [`May::Unknown`].
    ///
    /// # Errors
    /// A fault with which no other call can go well either; [`Fault::Unaskable`] when the id is no GUID.
    pub async fn permissions(&self, employer: &str) -> Result<Vec<Permission>, Fault> {
        let employer = asked(GET_AUTHORIZATIONS, "employerId", employer)?;
        let (own, authorization_model) =
            try_join(self.own_activities(&employer), self.authorization_model_if_any()).await?;
        let judge = |operation: &'static Operation| match &own {
            Some(own) => own.may(operation, &authorization_model),
            None => May::Unknown,
        };
        Ok(operation::all().map(|one| Permission { operation: one, may: judge(one) }).collect())
    }

    /// The user's own activities at an employer; none when Loket does not tell.
    pub(crate) async fn own_activities(&self, employer: &Guid) -> Result<Option<Own>, Fault> {
        let request = Request::new(GET_AUTHORIZATIONS).with("employerId", &employer.0);
        match self.unpaged::<Activity>(&request).await {
            Ok(found) => {
                let names = found.into_iter().map(|activity| activity.description.trim().to_lowercase());
                Ok(Some(Own(names.collect())))
            }
            Err(fault) => self.why_unread(fault).await.map(|_| None),
        }
    }

    /// The authorisation model; an empty one when it could not be read now.
    pub(crate) async fn authorization_model_if_any(&self) -> Result<AuthorizationModel, Fault> {
        match self.authorization_model().await {
            Ok(authorization_model) => Ok(authorization_model.clone()),
            Err(fault) if super::reader::stops(&fault) => Err(fault),
            Err(_) => Ok(AuthorizationModel::default()),
        }
    }
}
