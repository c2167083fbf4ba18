//! The coupling users of dossiers: two couplings never share one.

use domain::DossierContext;
use domain::check::OtherCoupling;
use domain::decide::CouplingUserName;
use records::{Known, Records, Scope};
use uuid::Uuid;

use crate::refusal::Result;

/// Under which name the coupling users of dossiers are remembered.
const COUPLING_USER: &str = "couplingUser.";

/// The coupling users of the other dossiers.
pub(crate) fn others(records: &Records, but: Uuid) -> Result<Vec<OtherCoupling>> {
    let summaries = records.summaries()?;
    let known = records.known_named(COUPLING_USER)?;
    let couplings = known.into_iter().filter(|one| !one.value.is_empty()).filter_map(|one| {
        let dossier: Uuid = one.what.strip_prefix(COUPLING_USER)?.parse().ok()?;
        let summary = summaries.iter().find(|summary| summary.dossier == dossier && dossier != but)?;
        Some(OtherCoupling { handbook: summary.short.clone(), user_name: one.value })
    });
    Ok(couplings.collect())
}

/// The coupling user of a dossier as it is remembered.
pub(crate) fn remembered(user: &CouplingUserName, context: &DossierContext) -> Known {
    let dossier = &context.dossier;
    Known {
        scope: dossier.employer.map_or(Scope::Office, Scope::Employer),
        what: format!("{COUPLING_USER}{}", dossier.id),
        value: user.user_name.clone(),
        origin: context.handbook.id.clone(),
        at: dossier.changed.at,
    }
}
