//! What has a code: distribution units and cost centres.

use std::collections::BTreeSet;

use domain::reading::CodeReading;
use serde::Deserialize;

use super::reader::Reader;
use super::values::{Code, Guid, Text};
use crate::fault::Fault;
use crate::operation::{GET_COST_CENTERS, GET_DISTRIBUTION_UNITS, GET_JOURNAL_PROFILES, Operation};
use crate::request::Request;

#[derive(Deserialize)]
struct Coded {
    id: Guid,
    code: Code,
    description: Option<Text>,
}

#[derive(Deserialize)]
struct Profile {
    id: Guid,
}

impl From<Coded> for CodeReading {
    fn from(coded: Coded) -> Self {
        let description = coded.description.unwrap_or_default().0;
        Self { id: coded.id.0, code: coded.code.0, description }
    }
}

impl Reader {
    /// The distribution units of an employer.
    pub(crate) async fn distribution_units(&self, employer: &Guid) -> Result<Vec<CodeReading>, Fault> {
        self.coded(GET_DISTRIBUTION_UNITS, "employerId", employer).await
    }

    /// The cost centres of every journal profile of these administrations, each once.
    pub(crate) async fn cost_centers(&self, administrations: &[&str]) -> Result<Vec<CodeReading>, Fault> {
        let mut profiles = BTreeSet::new();
        for administration in administrations {
            let request = Request::new(GET_JOURNAL_PROFILES).with("payrollAdministrationId", *administration);
            let found: Vec<Profile> = self.paged(&request, |profile: &Profile| profile.id.0.clone()).await?;
            profiles.extend(found.into_iter().map(|profile| profile.id));
        }
        let mut centers: Vec<CodeReading> = Vec::new();
        for profile in profiles {
            // A profile can be shared by administrations, and a centre by profiles.
            let found = self.coded(GET_COST_CENTERS, "journalProfileId", &profile).await?;
            centers.extend(found);
        }
        centers.sort_by(|one, other| (&one.code, &one.id).cmp(&(&other.code, &other.id)));
        centers.dedup_by(|one, other| one.id == other.id);
        Ok(centers)
    }

    async fn coded(
        &self,
        operation: &'static Operation,
        part: &'static str,
        id: &Guid,
    ) -> Result<Vec<CodeReading>, Fault> {
        let request = Request::new(operation).with(part, &id.0);
        let found: Vec<Coded> = self.paged(&request, |coded: &Coded| coded.id.0.clone()).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }
}
