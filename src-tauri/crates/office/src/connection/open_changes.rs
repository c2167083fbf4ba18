//! Changes in Loket that were started and whose outcome was not recorded, as when the program was killed meanwhile: Loket
//! is asked what is so. Nothing is ever sent again.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::DossierChange;
use domain::dossier::OpenChange;
use domain::id::{DossierId, LoketChangeId};
use domain::loket_change::read_back;
use domain::reading::{Part, Readings};
use loket::read::{ProviderReadings, Reader};

use crate::Office;
use crate::connection::loket_changes::employer_id;
use crate::connection::sign_in::blocking;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Finds out what came of changes in Loket that were started and whose outcome is not recorded, and records it.
    /// What Loket cannot be asked about now stays open: it is asked again at the next start, sign-in or check.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when nobody is signed in; when the records cannot be read.
    pub async fn read_back_open_changes(self: &Arc<Self>) -> Result<()> {
        let open = {
            let records = self.records()?;
            self.summaries(&records)?.into_iter().filter(|summary| summary.open_changes > 0)
        };
        let dossiers: Vec<DossierId> = open.map(|summary| summary.dossier).collect();
        if dossiers.is_empty() {
            return Ok(());
        }
        let reader = self.link.note_end(self.link.reader().await)?;
        for dossier in dossiers {
            self.read_back_changes_of(&reader, dossier).await;
        }
        Ok(())
    }

    /// The same for one dossier. What goes wrong is no reason to leave the rest of a run.
    pub(super) async fn read_back_changes_of(self: &Arc<Self>, reader: &Reader, dossier: DossierId) {
        if let Err(refusal) = self.link.note_end(try_to_read_back(self, reader, dossier).await) {
            tracing::warn!(%dossier, ?refusal, "changes in Loket stay open");
        }
    }
}

async fn try_to_read_back(office: &Arc<Office>, reader: &Reader, dossier: DossierId) -> Result<()> {
    if open_changes(office, dossier)?.is_empty() {
        return Ok(());
    }
    let keys = Arc::clone(office);
    if let Err(refusal) = blocking(move || keys.keys.unlock()).await {
        tracing::info!(?refusal, "reading changes back without the key");
    }
    let context = office.context(dossier)?;
    let employer = employer_id(&context)?;
    let open = open_changes(office, dossier)?;
    let parts: BTreeSet<Part> = open.iter().flat_map(|(_, one)| one.change.parts()).copied().collect();
    let parts: Vec<Part> = parts.into_iter().collect();
    let (mut fresh, silent) = (Readings::default(), |_| {});
    let provider = ProviderReadings::default();
    let asked = office.clock.now();
    reader.read_employer(&provider, employer, &parts, &mut fresh, &silent).await?;
    for (id, OpenChange { change, stamp, .. }) in open {
        let age = asked.duration_since(stamp.at);
        let Some(outcome) = read_back(&change, &fresh, age) else { continue };
        let change = DossierChange::RecordLoketChange { closes: id, outcome };
        match office.recorded(dossier, change).await {
            // Its outcome was recorded meanwhile.
            Ok(()) | Err(Refusal::BadInput) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(())
}

/// The open changes of a dossier, without those that this program is sending.
fn open_changes(office: &Office, dossier: DossierId) -> Result<Vec<(LoketChangeId, OpenChange)>> {
    let open = office.context(dossier)?.dossier.open_changes.into_iter();
    Ok(open.filter(|(id, _)| !office.link.is_sending(*id)).collect())
}
