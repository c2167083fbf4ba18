//! The coupling users of dossiers: two couplings never share one.

use domain::DossierContext;
use domain::check::OtherCoupling;
use domain::decide::CouplingUserName;
use domain::id::DossierId;
use records::{CouplingUser, Records};

use crate::keys::Keys;
use crate::refusal::Result;

/// What the user names of couplings are sealed for.
const CONTEXT: &str = "coupling user";

impl Keys {
    /// The coupling users of the other dossiers. One that cannot be opened now is sealed.
    pub(crate) fn other_couplings(&self, records: &Records, but: DossierId) -> Result<Vec<OtherCoupling>> {
        let summaries = records.summaries()?;
        let named = records.coupling_users()?.into_iter().filter(|user| !user.user_name.is_empty());
        let couplings = named.filter(|user| user.dossier != but).filter_map(|user| {
            let summary = summaries.iter().find(|summary| summary.dossier == user.dossier)?;
            let user_name = self.open_text(&user.user_name, CONTEXT);
            Some(OtherCoupling { handbook: summary.short.clone(), user_name })
        });
        Ok(couplings.collect())
    }

    /// The coupling user of a dossier as it is stored; none without the key.
    pub(crate) fn stored_coupling_user(
        &self,
        user: &CouplingUserName,
        context: &DossierContext,
    ) -> Option<CouplingUser> {
        let dossier = &context.dossier;
        let user_name = self.seal_text(&user.user_name, CONTEXT).ok()?;
        Some(CouplingUser { dossier: dossier.id, user_name, at: dossier.changed.at })
    }
}
