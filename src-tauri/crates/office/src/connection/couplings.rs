//! The coupling users of dossiers: two couplings never share one.

use domain::check::{self, OtherCoupling};
use records::CouplingUser;
use uuid::Uuid;

use crate::Office;
use crate::change::Loaded;
use crate::refusal::Result;

impl Office {
    /// The coupling users of the other dossiers.
    pub(crate) fn other_couplings(&self, but: Uuid) -> Result<Vec<OtherCoupling>> {
        let records = self.records()?;
        let summaries = records.summaries()?;
        let named = records.coupling_users()?.into_iter().filter(|user| !user.user_name.is_empty());
        let couplings = named.filter(|user| user.dossier != but).filter_map(|user| {
            let summary = summaries.iter().find(|summary| summary.dossier == user.dossier)?;
            let user_name = self.open_coupling_user(&user)?;
            Some(OtherCoupling { handbook: summary.short.clone(), user_name })
        });
        Ok(couplings.collect())
    }
}

/// What is remembered of a dossier's coupling user, so that two couplings never share one.
pub(crate) fn coupling_user(now: &Loaded) -> Option<CouplingUser> {
    let user = check::coupling_user(&now.handbook, &now.dossier)?;
    Some(CouplingUser {
        dossier: now.dossier.id,
        user_name: user.name(&now.dossier).unwrap_or_default(),
        at: now.dossier.changed.at,
    })
}
