//! Setting the rights of a user of an employer.
//!
//! Loket replaces the whole set: what is not sent as enabled goes. So all that shall be on is sent, and a preview
//! that is out of date is not carried out.

use std::collections::BTreeSet;

use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::reading::GrantedRight;
use domain::right::{Right, same_right};
use serde::Serialize;

use super::read_back::{Comparison, read_back};
use super::{NotStarted, Writer};
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYER_USERS, PATCH_EMPLOYER_USER_AUTHORIZATIONS};
use crate::read::{Guid, asked};
use crate::request::Request;

/// What setting rights would change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightsPlan {
    employer: Guid,
    user: Guid,
    user_name: String,
    before: Vec<GrantedRight>,
    after: BTreeSet<String>,
}

#[derive(Serialize)]
struct Body<'b> {
    authorizations: Vec<Enabled<'b>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Enabled<'b> {
    id: &'b str,
    is_enabled: bool,
}

impl RightsPlan {
    /// The rights as they were read for the preview, those that are off too.
    pub fn before(&self) -> &[GrantedRight] {
        &self.before
    }

    /// The rights that will be on afterwards.
    pub fn after(&self) -> impl Iterator<Item = &GrantedRight> {
        self.before.iter().filter(|right| self.after.contains(&right.id))
    }

    /// The change as it is asked of the user: Loket's own names of what is given and taken.
    pub fn change(&self) -> LoketChange {
        let names = |wanted: &dyn Fn(&GrantedRight) -> bool| {
            let found = self.before.iter().filter(|right| wanted(right));
            found.map(|right| right.description.clone()).collect()
        };
        LoketChange::SetRights {
            user_name: self.user_name.as_str().into(),
            give: names(&|right| !right.enabled && self.after.contains(&right.id)),
            take: names(&|right| right.enabled && !self.after.contains(&right.id)),
        }
    }
}

/// The ids of the rights that are on.
pub(super) fn enabled(rights: &[GrantedRight]) -> BTreeSet<String> {
    rights.iter().filter(|right| right.enabled).map(|right| right.id.clone()).collect()
}

impl Writer<'_> {
    /// What giving and taking these rights would change. Names are matched as [`same_right`] does.
    ///
    /// # Errors
    /// Why it cannot be done, or that there is nothing to do.
    pub async fn plan_rights(
        &self,
        employer: &str,
        user_name: &str,
        give: &[String],
        take: &[String],
    ) -> Result<RightsPlan, NotStarted> {
        let employer = asked(GET_EMPLOYER_USERS, "employerId", employer)?;
        let user = self.reader.find_user(&employer, user_name).await?.ok_or(NotStarted::NoSuchUser)?;
        let id = asked(PATCH_EMPLOYER_USER_AUTHORIZATIONS, "userId", &user.id)?;
        let before = self.reader.user_rights(&employer, &id).await?;
        let (give, take) = (self.ids_of(&before, give).await?, self.ids_of(&before, take).await?);
        let now = enabled(&before);
        let after: BTreeSet<String> = now.union(&give).filter(|id| !take.contains(*id)).cloned().collect();
        if after == now {
            return Err(NotStarted::NothingToDo);
        }
        let user_name = user.user_name.unwrap_or_else(|| user_name.trim().to_owned());
        Ok(RightsPlan { employer, user: id, user_name, before, after })
    }

    /// The ids of rights. Where no right of the user has a name, the authorisation model says which id it is.
    async fn ids_of(
        &self,
        rights: &[GrantedRight],
        names: &[String],
    ) -> Result<BTreeSet<String>, NotStarted> {
        let mut ids = BTreeSet::new();
        for name in names {
            let id = match rights.iter().find(|right| same_right(&right.description, name)) {
                Some(right) => Some(right.id.clone()),
                None => self.id_by_model(rights, name).await?,
            };
            ids.insert(id.ok_or_else(|| NotStarted::NoSuchRight { name: name.clone() })?);
        }
        Ok(ids)
    }

    async fn id_by_model(&self, rights: &[GrantedRight], name: &str) -> Result<Option<String>, Fault> {
        let Some(right) = Right::from_description(name) else { return Ok(None) };
        let model = self.reader.authorization_model_if_any().await?;
        let id = model.id_of(right);
        Ok(rights.iter().find(|one| Some(one.id.as_str()) == id).map(|one| one.id.clone()))
    }

    /// Carries out a plan that the user agreed to. Sent once, then read back.
    ///
    /// # Errors
    /// Why it was not begun: above all that the rights were changed since the preview.
    pub async fn set_rights(&self, plan: &RightsPlan) -> Result<LoketChangeOutcome, NotStarted> {
        let now = self.reader.user_rights(&plan.employer, &plan.user).await?;
        if enabled(&now) != enabled(&plan.before) {
            return Err(NotStarted::ChangedMeanwhile);
        }
        Ok(self.replace_rights(&plan.employer, &plan.user, &plan.after).await?)
    }

    /// Sends the whole set and reads it back.
    pub(super) async fn replace_rights(
        &self,
        employer: &Guid,
        user: &Guid,
        wanted: &BTreeSet<String>,
    ) -> Result<LoketChangeOutcome, Fault> {
        let authorizations = wanted.iter().map(|id| Enabled { id, is_enabled: true }).collect();
        let request = Request::new(PATCH_EMPLOYER_USER_AUTHORIZATIONS)
            .with("employerId", &employer.0)
            .with("userId", &user.0)
            .json(&Body { authorizations })?;
        let sent = self.reader.client().call(&request).await;
        let comparison = async {
            let now = self.reader.user_rights(employer, user).await?;
            let on = enabled(&now);
            let names = |ids: &BTreeSet<String>| {
                let named = now.iter().filter(|right| ids.contains(&right.id));
                named.map(|right| right.description.clone()).collect()
            };
            Ok(Comparison { as_asked: on == *wanted, asked: names(wanted), read: names(&on) })
        };
        Ok(read_back(sent, comparison).await)
    }
}
