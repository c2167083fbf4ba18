//! The coupling users of dossiers: two couplings never share one.

use domain::check::{self, OtherCoupling};
use records::Scope;
use uuid::Uuid;

use crate::Office;
use crate::change::Loaded;
use crate::refusal::Result;

/// Under which name the coupling users of dossiers are remembered.
const COUPLING_USER: &str = "couplingUser.";

impl Office {
    /// The coupling users of the other dossiers.
    pub(crate) fn other_couplings(&self, but: Uuid) -> Result<Vec<OtherCoupling>> {
        let records = self.records()?;
        let summaries = records.summaries()?;
        let known = records.known_named(COUPLING_USER)?;
        let couplings = known.into_iter().filter(|one| !one.value.is_empty()).filter_map(|one| {
            let dossier: Uuid = one.what.strip_prefix(COUPLING_USER)?.parse().ok()?;
            let summary = summaries.iter().find(|summary| summary.dossier == dossier && dossier != but)?;
            Some(OtherCoupling { handbook: summary.short.clone(), user_name: one.value })
        });
        Ok(couplings.collect())
    }
}

/// What is remembered of a dossier's coupling user, so that two couplings never share one.
pub(crate) fn coupling_user(now: &Loaded) -> Option<records::Known> {
    let user = check::coupling_user(&now.handbook, &now.dossier)?;
    Some(records::Known {
        scope: now.dossier.employer.map_or(Scope::Office, Scope::Employer),
        what: format!("{COUPLING_USER}{}", now.dossier.id),
        value: user.name(&now.dossier).unwrap_or_default(),
        origin: now.handbook.id.clone(),
        at: now.dossier.changed.at,
    })
}
