//! Summaries of dossiers, made anew where an update of the app asks more of them than is stored.

use domain::summary::Summary;
use records::{Batch, Records};
use uuid::Uuid;

use crate::Office;
use crate::refusal::Result;

impl Office {
    /// Makes the summaries anew that this version of the app cannot read, from the events. A dossier that cannot be
    /// read itself is left as it is.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    pub(crate) fn remake_summaries(&self) -> Result<()> {
        let mut records = self.records()?;
        let outdated = self.untrusted(&records)?;
        if outdated.is_empty() || records.is_read_only() {
            return Ok(());
        }
        let mut changes = vec![];
        for id in outdated {
            match self.load(&records, id) {
                Ok(loaded) => changes.push(loaded.projection(self, vec![])),
                Err(refusal) => tracing::error!(%id, ?refusal, "a dossier's summary was not made anew"),
            }
        }
        Ok(records.commit_batch(&Batch { handbooks: vec![], employers: vec![], changes })?)
    }

    /// Dossiers whose stored summary cannot be read, or was changed beside the chain.
    fn untrusted(&self, records: &Records) -> Result<Vec<Uuid>> {
        let rows = records.summary_rows()?.into_iter();
        Ok(rows
            .filter_map(|row| {
                let dossier = row.dossier;
                self.trusted(row).is_none().then_some(dossier)
            })
            .collect())
    }

    /// All dossiers in one row each, opened. Those whose stored summary cannot be used are made anew from the events
    /// for this once; a dossier that cannot be read itself is left out.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) fn summaries(&self, records: &Records) -> Result<Vec<Summary>> {
        let rows = records.summary_rows()?.into_iter();
        let summaries = rows.filter_map(|row| {
            let dossier = row.dossier;
            self.trusted(row).or_else(|| self.load(records, dossier).ok().map(|loaded| loaded.summary()))
        });
        Ok(summaries.collect())
    }
}
