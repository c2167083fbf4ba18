//! A file with rows for other runs: those are begun with the same file.

use std::sync::Arc;

use domain::employer::Employer;
use domain::hours::finding::FindingKind;
use domain::hours::findings::Judged;
use domain::hours::period::Period;
use domain::hours::run::{
    HoursRunChange, MappingOf, MappingSource, OtherRun, RunContext, administration_of, employer_of,
};
use domain::hours::view::HoursView;
use domain::id::{EmployerId, HoursRunId};

use super::HoursRuns;
use crate::refusal::{Refusal, Result};

impl HoursRuns<'_> {
    /// Begins the run for another period, administration or employer with the file that is open for this one, with everything proposed;
    /// rows of other runs stay behind there. A run that is there and has no file gets this one; of one that has a file nothing
    /// changes, and it is given as it stands. Another employer gets nothing else of this run: its links are its own.
    ///
    /// # Errors
    /// [`Refusal::HoursFileClosed`] when the file is not open; otherwise as [`HoursRuns::create`] and [`HoursRuns::read_file`].
    pub fn start_with_same_file(
        &self,
        from: HoursRunId,
        employer: EmployerId,
        administration: u32,
        period: Period,
    ) -> Result<HoursView> {
        self.0.keys.unlock()?;
        let open = self.0.hours_files.get(from).ok_or(Refusal::HoursFileClosed)?;
        let (source, runs) = {
            let records = self.0.records()?;
            (self.gather(&records, from)?, self.summaries(&records, Some(employer))?)
        };
        let run = &source.run;
        if (run.employer, run.administration, run.period) == (employer, administration, period) {
            return Ok(self.shown(&source));
        }
        let id = match OtherRun::among(&runs, employer, administration, period).there {
            Some((run, true)) => return self.open(run),
            Some((run, false)) => run,
            None => self.create(employer, administration, period)?.run.id,
        };
        let same = (employer, administration) == (run.employer, run.administration);
        if !same && employer == run.employer {
            // People of another administration have numbers of their own.
            let entries = source.run.mapping.iter().filter(|((of, _), _)| *of != MappingOf::Person);
            let entries =
                entries.map(|((of, name), mapped)| (*of, name.clone(), mapped.choice.clone())).collect();
            let source = MappingSource::LastRun { run: from };
            self.change(id, HoursRunChange::TakeMapping { entries, source })?;
        }
        self.take_file(id, Arc::clone(&open.file), &|_| {})?;
        self.leave_others_behind(id, source.run.own_administration.as_deref(), same)
    }

    /// The run of another employer that all rows of a file are for, with the name of that employer: only where exactly one
    /// administration of the others has the number that the file names.
    pub(super) fn elsewhere(&self, context: &RunContext, judged: &Judged) -> Option<(OtherRun, String)> {
        let written = judged.findings.iter().find_map(|finding| match &finding.kind {
            FindingKind::OtherEmployer { administration } => Some(administration),
            _ => None,
        })?;
        let (own, period) = (context.run.employer, context.run.period);
        let records = self.0.records().ok()?;
        let cards: Vec<Employer> = records.employers().ok()?.into_iter().map(|row| row.employer).collect();
        let others = cards.iter().filter(|card| card.id != own);
        let (employer, administration) = employer_of(others, written, period.kind)?;
        let runs = self.summaries(&records, Some(employer.id)).ok()?;
        let other = OtherRun::among(&runs, employer.id, administration, period);
        Some((other, employer.company_name.clone()))
    }

    /// Rows of other periods stay behind, and those of other administrations where it is known which one this is. `chosen` is that
    /// of the run it was begun from, which has the `same` administration or another.
    fn leave_others_behind(&self, id: HoursRunId, chosen: Option<&str>, same: bool) -> Result<HoursView> {
        let context = self.gather(&*self.0.records()?, id)?;
        let open = self.0.hours_files.get(id).ok_or(Refusal::HoursFileClosed)?;
        let Some((_, judged)) = self.judged(&context, &open) else { return Ok(self.shown(&context)) };
        let several = judged.findings.iter().find_map(|finding| match &finding.kind {
            FindingKind::SeveralAdministrations { administrations } => Some(administrations.clone()),
            _ => None,
        });
        if let Some(several) = several {
            let names = || several.iter().map(|(name, _)| name);
            let own = context.run.administration;
            let called = names().find(|name| administration_of(&context.employer, name) == Some(own));
            // Of two, the one that is not of the other run.
            let rest: Vec<_> = names().filter(|name| (chosen == Some(name.as_str())) == same).collect();
            let left = match rest.as_slice() {
                [one] if chosen.is_some() => Some(*one),
                _ => None,
            };
            if let Some(name) = called.or(left) {
                self.change(id, HoursRunChange::ChooseAdministration { own: Some(name.clone()) })?;
            }
        }
        let context = self.gather(&*self.0.records()?, id)?;
        let Some((_, judged)) = self.judged(&context, &open) else { return Ok(self.shown(&context)) };
        let is_other = |kind: &FindingKind| matches!(kind, FindingKind::OtherPeriod { .. });
        if judged.findings.iter().any(|finding| is_other(&finding.kind)) {
            return self.change(id, HoursRunChange::SplitPeriods { split: true });
        }
        Ok(self.shown(&context))
    }
}
