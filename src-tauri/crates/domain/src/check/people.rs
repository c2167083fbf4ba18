//! Checks on employees: whether they exist, and whether their numbers tell them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Case;
use crate::check::entered;
use crate::check::verdict_builder::VerdictBuilder;
use crate::field::FieldType;
use crate::item::{Ask, Item};
use crate::reading::{EmploymentReading, Unread};
use crate::verdict::{Discrepancy, Remark, Subject, Verdict};

/// Which of an employment's two numbers the office means by personnel number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbers {
    /// `employeeNumber`: unique in the employer, can be set.
    Employee,
    /// `payrollId`: generated for each employment, used by payroll.
    Payroll,
}

impl Numbers {
    /// The number of an employment.
    pub(super) fn of(self, employment: &EmploymentReading) -> i32 {
        match self {
            Self::Employee => employment.employee_number,
            Self::Payroll => employment.payroll_id,
        }
    }

    /// What the office answered, to a choice between `employeeNumber` and `payrollId`; the item when it
    /// was asked and not answered yet.
    fn answered(case: &Case<'_>) -> Result<Option<Self>, Unread> {
        let asks = |item: &Item| {
            matches!(&item.ask, Ask::Choice(asked)
                if asked.options.iter().all(|o| o.id == "employeeNumber" || o.id == "payrollId"))
        };
        let Some((_, item)) = entered::items(case).find(|(_, item)| asks(item)) else { return Ok(None) };
        let answer = entered::value(item, case)?;
        Ok(Some(if answer == "payrollId" { Self::Payroll } else { Self::Employee }))
    }
}

/// The numbers by which an employee may be meant, the one to propose first. Without an answer which number the office
/// means, either will do.
pub(super) fn numbers(case: &Case<'_>) -> Vec<Numbers> {
    let answered = Numbers::answered(case).ok().flatten();
    answered.map_or(vec![Numbers::Employee, Numbers::Payroll], |one| vec![one])
}

/// Whether an employment goes on, or is still to begin.
pub(super) fn goes_on(employment: &EmploymentReading, case: &Case<'_>) -> bool {
    employment.until.is_none_or(|until| until >= case.today)
}

/// Whether every personnel number that is linked is somebody's.
pub(super) fn exist(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let is_number = |kind| kind == FieldType::Personeelsnummer;
    let place = item.ask.columns().iter().position(|column| is_number(column.field_type));
    let entered = builder.entered(entered::column(item, place.unwrap_or(0), case));
    let employments = builder.take(&case.readings.employments);
    let filtered = builder.filtered(case.readings);
    let Some((entered, employments)) = entered.zip(employments) else { return builder.verdict(vec![]) };
    let kinds = numbers(case);
    let known: BTreeSet<_> =
        employments.iter().flat_map(|one| kinds.iter().map(|kind| kind.of(one).to_string())).collect();
    let strange: Vec<_> = entered
        .into_iter()
        .filter(|typed| !known.contains(&entered::kept(FieldType::Personeelsnummer, typed)))
        .map(Into::into)
        .collect();
    remark_differing(employments, &mut builder);
    absent(Subject::Employee, strange, filtered, builder)
}

/// The verdict on values that are not in a list of employments: with the list shortened that proves nothing.
fn absent(
    what: Subject,
    values: Vec<crate::Personal>,
    filtered: bool,
    mut builder: VerdictBuilder,
) -> Verdict {
    if values.is_empty() {
        return builder.verdict(vec![]);
    }
    if filtered {
        builder.unknown(Unread::Filtered);
        return builder.verdict(vec![]);
    }
    builder.verdict(vec![Discrepancy::NotInLoket { what, values }])
}

/// Whether no two people have the same number, over all administrations of the employer.
pub(super) fn are_unique(case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let Some(employments) = builder.take(&case.readings.employments) else { return builder.verdict(vec![]) };
    let filtered = builder.filtered(case.readings);
    let current: Vec<_> = employments.iter().filter(|one| goes_on(one, case)).collect();
    remark_differing(employments, &mut builder);
    let by_employee = shared(&current, Numbers::Employee);
    let by_payroll = shared(&current, Numbers::Payroll);
    let shared = match Numbers::answered(case) {
        Ok(Some(Numbers::Employee)) => by_employee,
        Ok(Some(Numbers::Payroll)) => by_payroll,
        // Whichever is meant, it is shared when both are, and is not when neither is.
        Err(why) if by_employee.is_empty() != by_payroll.is_empty() => {
            builder.unknown(why);
            BTreeSet::new()
        }
        Ok(None) | Err(_) => by_employee.union(&by_payroll).copied().collect(),
    };
    if shared.is_empty() {
        if filtered {
            builder.unknown(Unread::Filtered);
        }
        return builder.verdict(vec![]);
    }
    let values = shared.into_iter().map(|number| number.to_string().as_str().into()).collect();
    builder.verdict(vec![Discrepancy::NotUnique { what: Subject::PersonnelNumber, values }])
}

/// The numbers that more than one person has. One person with two employments is one person.
fn shared(employments: &[&EmploymentReading], numbers: Numbers) -> BTreeSet<i32> {
    let mut owners: BTreeMap<i32, BTreeSet<&str>> = BTreeMap::new();
    for employment in employments {
        owners.entry(numbers.of(employment)).or_default().insert(&employment.employee);
    }
    owners.into_iter().filter(|(_, owners)| owners.len() > 1).map(|(number, _)| number).collect()
}

fn remark_differing(employments: &[EmploymentReading], builder: &mut VerdictBuilder) {
    let differing = employments.iter().filter(|one| one.employee_number != one.payroll_id).count();
    if differing > 0 {
        builder.remark(Remark::NumbersDiffer { employments: u32::try_from(differing).unwrap_or(u32::MAX) });
    }
}

/// A person as shown: name and personnel number.
pub(super) fn shown(employment: &EmploymentReading) -> crate::Personal {
    crate::Personal::Clear(format!("{} ({})", employment.name, employment.employee_number))
}
