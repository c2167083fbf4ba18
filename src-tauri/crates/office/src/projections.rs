//! Summaries of dossiers, made anew where an update of the app asks more of them than is stored, or where they were
//! changed outside the chain.

use domain::DossierContext;
use domain::id::DossierId;
use domain::summary::Summary;
use records::{Batch, Records, SummaryRow};

use crate::Office;
use crate::refusal::Result;

impl Office {
    /// Makes the summaries anew that this version of the app cannot read or that are not what was written, from the
    /// events. A dossier that cannot be read itself is left as it is.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    pub(crate) fn remake_summaries(&self) -> Result<()> {
        let mut records = self.records()?;
        let untrusted = |row: SummaryRow| {
            let dossier = row.dossier;
            self.keys.trusted(row).is_none().then_some(dossier)
        };
        let outdated: Vec<DossierId> = records.summary_rows()?.into_iter().filter_map(untrusted).collect();
        if outdated.is_empty() || records.is_read_only() {
            return Ok(());
        }
        let mut changes = vec![];
        for id in outdated {
            match self.gather(&records, id, None) {
                Ok(context) => {
                    let DossierContext { handbook, dossier, .. } = &context;
                    let summary = context.summary();
                    changes.push(self.keys.projection(summary, dossier, vec![], Some(handbook)));
                }
                Err(refusal) => tracing::error!(%id, ?refusal, "a dossier's summary was not made anew"),
            }
        }
        Ok(records.commit_batch(&Batch { handbooks: vec![], employers: vec![], changes })?)
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
            self.keys.trusted(row).or_else(|| {
                let context = self.gather(records, dossier, None).ok()?;
                Some(context.summary())
            })
        });
        Ok(summaries.collect())
    }
}
