//! Other runs for which rows of the same file are.

use super::{RunContext, RunStatus, RunSummary};
use crate::employer::{Employer, PayrollAdministration};
use crate::hours::period::{Period, PeriodKind};
use crate::id::{EmployerId, HoursRunId};

/// Another run that the same file has rows for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRun {
    pub employer: EmployerId,
    /// Aansluitnummer.
    pub administration: u32,
    pub period: Period,
    /// The run that there is, and whether it has a file.
    pub there: Option<(HoursRunId, bool)>,
}

impl OtherRun {
    /// That of the same employer with this administration and period.
    pub fn of(context: &RunContext, administration: u32, period: Period) -> Self {
        Self::among(&context.others, context.run.employer, administration, period)
    }

    /// That of an employer with this administration and period; `runs` are those of the employer.
    pub fn among(runs: &[RunSummary], employer: EmployerId, administration: u32, period: Period) -> Self {
        let is_it = |run: &&RunSummary| run.administration == administration && run.period == period;
        let there = runs.iter().filter(is_it).max_by_key(|run| run.changed);
        let there = there.map(|run| (run.run, run.status != RunStatus::NoFile));
        Self { employer, administration, period, there }
    }

    /// Those for rows of an administration as the file names it: that which is meant, or where that is not known every other one
    /// of the employer that is paid by the same kind of period.
    pub fn of_administration(context: &RunContext, written: &str) -> Vec<Self> {
        let period = context.run.period;
        let own = context.run.administration;
        let fits = |one: &&PayrollAdministration| is_paid_by(one, period.kind);
        let numbers = context.employer.administrations.iter().filter(fits).filter_map(number_of);
        let meant = administration_of(&context.employer, written);
        numbers
            .filter(|number| *number != own && meant.is_none_or(|meant| meant == *number))
            .map(|number| Self::of(context, number, period))
            .collect()
    }
}

/// The administration of an employer that a file means, by aansluitnummer, loonheffingennummer or name. None where none, or more than
/// one, is called so.
pub fn administration_of(employer: &Employer, written: &str) -> Option<u32> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let written = plain(written);
    let is_called = |one: &&PayrollAdministration| {
        let numbers = [one.client_number.as_deref(), one.payroll_taxes_number.as_deref()];
        numbers.into_iter().flatten().chain([one.name.as_str()]).any(|name| plain(name) == written)
    };
    let mut called = employer.administrations.iter().filter(is_called);
    let found = called.next().filter(|_| !written.is_empty())?;
    if called.next().is_some() { None } else { number_of(found) }
}

/// The one employer, and its administration, that a file means by a number: none where none of these employers has that, more than
/// one has, or it is paid by another kind of period.
pub fn employer_of<'a>(
    employers: impl IntoIterator<Item = &'a Employer>,
    written: &str,
    kind: PeriodKind,
) -> Option<(&'a Employer, u32)> {
    let number: u32 = written.trim().parse().ok()?;
    let is_called = |one: &PayrollAdministration| {
        number_of(one) == Some(number)
            || one.payroll_taxes_number.as_deref().map(str::trim) == Some(written.trim())
    };
    let all = employers.into_iter().flat_map(|one| one.administrations.iter().map(move |own| (one, own)));
    let mut called = all.filter(|(_, administration)| is_called(administration));
    let (employer, administration) = called.next().filter(|_| called.next().is_none())?;
    is_paid_by(administration, kind).then_some((employer, number_of(administration)?))
}

fn is_paid_by(administration: &PayrollAdministration, kind: PeriodKind) -> bool {
    administration.payroll_period_type.is_none_or(|own| PeriodKind::from(own) == kind)
}

fn number_of(administration: &PayrollAdministration) -> Option<u32> {
    administration.client_number.as_deref()?.parse().ok()
}
