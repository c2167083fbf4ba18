//! A file with rows for more than one run: the others are begun with the same file.

use std::sync::Arc;

use domain::hours::finding::FindingKind;
use domain::hours::period::Period;
use domain::hours::run::{HoursRunChange, MappingOf, MappingSource, OtherRun, administration_of};
use domain::hours::view::HoursView;
use domain::id::HoursRunId;

use super::HoursRuns;
use crate::refusal::{Refusal, Result};

impl HoursRuns<'_> {
    /// Begins the run of the same employer for another period or administration with the file that is open for this one, with
    /// everything proposed; rows of other runs stay behind there. A run that is there and has no file gets this one; of one that
    /// has a file nothing changes, and it is given as it stands.
    ///
    /// # Errors
    /// [`Refusal::HoursFileClosed`] when the file is not open; otherwise as [`HoursRuns::create`] and [`HoursRuns::read_file`].
    pub fn start_with_same_file(
        &self,
        from: HoursRunId,
        administration: u32,
        period: Period,
    ) -> Result<HoursView> {
        self.0.keys.unlock()?;
        let open = self.0.hours_files.get(from).ok_or(Refusal::HoursFileClosed)?;
        let source = self.gather(&*self.0.records()?, from)?;
        if (source.run.administration, source.run.period) == (administration, period) {
            return Ok(self.shown(&source));
        }
        let id = match OtherRun::of(&source, administration, period).there {
            Some((run, true)) => return self.open(run),
            Some((run, false)) => run,
            None => self.create(source.run.employer, administration, period)?.run.id,
        };
        if administration != source.run.administration {
            // People of another administration have numbers of their own.
            let entries = source.run.mapping.iter().filter(|((of, _), _)| *of != MappingOf::Person);
            let entries =
                entries.map(|((of, name), mapped)| (*of, name.clone(), mapped.choice.clone())).collect();
            let source = MappingSource::LastRun { run: from };
            self.change(id, HoursRunChange::TakeMapping { entries, source })?;
        }
        self.take_file(id, Arc::clone(&open.file), &|_| {})?;
        let same = administration == source.run.administration;
        self.leave_others_behind(id, source.run.own_administration.as_deref(), same)
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
