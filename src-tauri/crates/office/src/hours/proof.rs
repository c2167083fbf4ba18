//! The runs of an employer as dossiers look at them.

use std::collections::BTreeSet;

use domain::hours::proof::{EmployerRuns, RunNames};
use domain::hours::run::RunSummary;
use domain::id::EmployerId;
use records::Records;

use super::HoursRuns;
use crate::employees;
use crate::refusal::Result;

impl HoursRuns<'_> {
    /// The runs of an employer, what names are in Loket by the newest run of each administration that links any, and when a
    /// file of employees was made. What cannot be opened now shows nothing.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub(crate) fn of_employer(&self, records: &Records, employer: EmployerId) -> Result<EmployerRuns> {
        let runs = self.summaries(records, Some(employer))?;
        let mut newest_first: Vec<&RunSummary> = runs.iter().collect();
        newest_first.sort_by_key(|run| std::cmp::Reverse((run.period, run.created)));
        let administrations: BTreeSet<u32> = runs.iter().map(|run| run.administration).collect();
        let names = administrations.into_iter().filter_map(|administration| {
            let own = newest_first.iter().filter(|run| run.administration == administration);
            own.copied().find_map(|run| self.names(records, run))
        });
        let mappings = names.collect();
        Ok(EmployerRuns { mappings, employees_file: employees::made_at(records, employer)?, runs })
    }

    fn names(&self, records: &Records, summary: &RunSummary) -> Option<RunNames> {
        let run = self.folded(records, summary.run).ok().filter(|run| !run.sealed)?;
        let at = run.mapping.values().map(|mapped| mapped.stamp.at).max()?;
        let names = run.mapping.into_iter().map(|((of, name), mapped)| (of, name, mapped.choice));
        let (run, administration, period) = (summary.run, summary.administration, summary.period);
        Some(RunNames { run, administration, period, at, names: names.collect() })
    }
}
