//! Summaries of dossiers, made anew where an update of the app asks more of them than is stored.

use domain::summary::Summary;
use records::{Batch, Records};

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
        let outdated = records.unreadable_summaries()?;
        if outdated.is_empty() || records.is_read_only() {
            return Ok(());
        }
        let mut changes = vec![];
        for id in outdated {
            match self.load(&records, id) {
                Ok(loaded) => changes.push(loaded.projection(vec![])),
                Err(refusal) => tracing::error!(%id, ?refusal, "a dossier's summary was not made anew"),
            }
        }
        Ok(records.commit_batch(&Batch { handbooks: vec![], employers: vec![], changes })?)
    }

    /// All dossiers in one row each. Where nothing can be written, outdated ones are made anew for this once.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) fn summaries(&self, records: &Records) -> Result<Vec<Summary>> {
        let mut summaries = records.summaries()?;
        if records.is_read_only() {
            let loaded = records.unreadable_summaries()?.into_iter().map(|id| self.load(records, id));
            summaries.extend(loaded.filter_map(Result::ok).map(|loaded| loaded.projection(vec![]).summary));
        }
        Ok(summaries)
    }
}
