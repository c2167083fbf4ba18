//! Summaries of dossiers, made anew where an update of the app asks more of them than is stored, where they were changed
//! outside the chain, and where they rest on hours runs that changed.

use domain::DossierContext;
use domain::id::{DossierId, EmployerId};
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
        self.remake(&mut records, &outdated, |_| true)
    }

    /// Makes the summaries anew of the dossiers of an employer that rest on its hours runs, after one of those changed.
    ///
    /// # Errors
    /// When the records cannot be read or written.
    pub(crate) fn remake_summaries_on_runs(&self, records: &mut Records, employer: EmployerId) -> Result<()> {
        let of_employer = |row: SummaryRow| {
            let summary = row.summary.filter(|summary| summary.employer == Some(employer))?;
            Some(summary.dossier)
        };
        let dossiers: Vec<DossierId> = records.summary_rows()?.into_iter().filter_map(of_employer).collect();
        self.remake(records, &dossiers, |context| {
            context.handbook.items().any(|(_, item)| item.run.is_some())
        })
    }

    /// Stores the summaries of those dossiers that are meant.
    fn remake(
        &self,
        records: &mut Records,
        dossiers: &[DossierId],
        is_meant: impl Fn(&DossierContext) -> bool,
    ) -> Result<()> {
        let mut changes = vec![];
        for id in dossiers {
            match self.gather(records, *id, None) {
                Ok(context) if is_meant(&context) => {
                    let DossierContext { handbook, dossier, .. } = &context;
                    let summary = context.summary();
                    changes.push(self.keys.projection(summary, dossier, vec![], Some(handbook)));
                }
                Ok(_) => {}
                Err(refusal) => tracing::error!(%id, ?refusal, "a dossier's summary was not made anew"),
            }
        }
        if changes.is_empty() {
            return Ok(());
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
