//! The report of a run.

use domain::id::{EmployerId, HoursRunId};
use domain::stamp::Stamp;
use exchange::hours_report::{Inputs, hours_report};
use exchange::report::RunReport;

use super::HoursRuns;
use crate::refusal::Result;
use crate::settings;

impl HoursRuns<'_> {
    /// The report of a run and its employer, with what is found in its file while that is open.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::NeedsName`]; [`Refusal::Unreadable`] when its chain does not hold.
    pub(crate) fn report(&self, id: HoursRunId) -> Result<(EmployerId, RunReport)> {
        self.0.keys.unlock_if_begun()?;
        let records = self.0.records()?;
        let context = self.gather(&records, id)?;
        let settings = settings::read(&records)?.settings;
        let made = Stamp { actor: settings.actor()?, at: context.now };
        let open = self.0.hours_files.get(id);
        let judged = open.as_deref().and_then(|open| self.judged(&context, open));
        let report = hours_report(Inputs {
            context: &context,
            loket: &self.loket_data(&context),
            found: judged.map(|(_, judged)| judged.found()),
            office: &settings.office_name,
            language: settings.language,
            environment: self.0.environment(),
            made,
        });
        Ok((context.run.employer, report))
    }
}
