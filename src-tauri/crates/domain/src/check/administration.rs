//! Checks on the employer and its payroll administrations: numbers and payroll period.

use std::collections::BTreeSet;

use crate::check::Case;
use crate::check::entered::{self, guid};
use crate::check::verdict_builder::VerdictBuilder;
use crate::employer::PayrollPeriodType;
use crate::field::FieldType;
use crate::item::{Ask, Choosable, Fill, Item};
use crate::reading::{AdministrationReading, Unread};
use crate::verdict::{Discrepancy, Remark, Subject, Verdict};

/// The payroll administrations of the employer that were not ended.
pub(super) fn active<'a>(
    case: &Case<'a>,
    builder: &mut VerdictBuilder,
) -> Option<Vec<&'a AdministrationReading>> {
    let today = case.today;
    let all = builder.take(&case.readings.administrations)?;
    Some(all.iter().filter(|one| one.counts_on(today)).collect())
}

/// Those of them that the dossier is about: with the entered loonheffingennummer, else with the entered
/// aansluitnummer, else all. A number that none of them has is reported by its own check.
pub(super) fn chosen<'a>(
    case: &Case<'a>,
    without: Option<Fill>,
    builder: &mut VerdictBuilder,
) -> Option<Vec<&'a AdministrationReading>> {
    let all = active(case, builder)?;
    for fill in [Fill::PayrollTaxesNumber, Fill::ClientNumber] {
        let entered = entered::filled(fill, case).filter(|_| Some(fill) != without);
        let Some(entered) = entered else { continue };
        let has = |one: &&AdministrationReading| match fill {
            Fill::PayrollTaxesNumber => taxes_number(one).as_ref() == Some(&entered),
            _ => one.client_number.to_string() == entered,
        };
        let those: Vec<_> = all.iter().copied().filter(has).collect();
        if !those.is_empty() {
            return Some(those);
        }
    }
    Some(all)
}

/// The loonheffingennummer of an administration, in the form in which answers keep it.
pub(super) fn taxes_number(administration: &AdministrationReading) -> Option<String> {
    let number = administration.payroll_taxes_number.as_deref().filter(|number| !number.trim().is_empty())?;
    Some(entered::kept(FieldType::Loonheffingennummer, number))
}

/// Whether the loonheffingennummer belongs to an administration of the employer.
pub(super) fn taxes_number_matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(entered::value(item, case));
    let all = active(case, &mut builder);
    let Some((entered, all)) = entered.zip(all) else { return builder.verdict(vec![]) };
    let numbers: BTreeSet<_> = all.into_iter().filter_map(taxes_number).collect();
    if numbers.contains(&entered) {
        return builder.verdict(vec![]);
    }
    builder.verdict(vec![differs(Subject::PayrollTaxesNumber, &entered, numbers)])
}

/// Whether the Werkgever ID is that of the employer.
pub(super) fn employer_id_matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(entered::value(item, case));
    let employer = builder.take(&case.readings.employer);
    let Some((entered, employer)) = entered.zip(employer) else { return builder.verdict(vec![]) };
    if guid(&entered) == guid(&employer.id) {
        return builder.verdict(vec![]);
    }
    if entered == employer.employer_number.to_string() {
        builder.remark(Remark::IsEmployerNumber);
    }
    builder.verdict(vec![differs(Subject::EmployerId, &entered, [employer.id.clone()])])
}

/// Whether the entered payroll period is that of the administration, or of all when none was chosen.
pub(super) fn period_matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(entered_period(item, case));
    let Some(chosen) = chosen(case, None, &mut builder) else { return builder.verdict(vec![]) };
    let types: BTreeSet<_> =
        chosen.iter().filter_map(|one| one.period()).map(PayrollPeriodType::id).collect();
    if chosen.iter().any(|one| one.period().is_none()) {
        builder.unknown(Unread::Changed);
    }
    let Some(entered) = entered else { return builder.verdict(vec![]) };
    let is_other = types.iter().any(|one| *one != entered);
    let discrepancies = if is_other || chosen.is_empty() {
        vec![differs(Subject::PayrollPeriodType, &entered, types.into_iter().map(str::to_owned))]
    } else {
        vec![]
    };
    builder.verdict(discrepancies)
}

/// The period that was entered: in the choice itself, on the result page of the step, or in a choice near.
fn entered_period(item: &Item, case: &Case<'_>) -> Result<String, Unread> {
    if is_period_choice(item) {
        return entered::value(item, case);
    }
    for near in entered::near(item, case).filter(|near| matches!(near.ask, Ask::Result(_))) {
        let place = near.ask.columns().iter().position(|column| are_periods(&column.options));
        if let Some(place) = place {
            let words = entered::column(near, place, case)?;
            return words.first().map(|word| (*word).to_owned()).ok_or_else(|| entered::missing(near));
        }
    }
    let choice = entered::near(item, case).find(|near| is_period_choice(near));
    choice.map_or_else(|| Err(entered::missing(item)), |choice| entered::value(choice, case))
}

fn is_period_choice(item: &Item) -> bool {
    matches!(&item.ask, Ask::Choice(asked) if are_periods(&asked.options))
}

fn are_periods(options: &[Choosable]) -> bool {
    let words = [PayrollPeriodType::Month, PayrollPeriodType::FourWeeks, PayrollPeriodType::Week];
    !options.is_empty() && options.iter().all(|option| words.iter().any(|word| word.id() == option.id))
}

fn differs(what: Subject, entered: &str, read: impl IntoIterator<Item = String>) -> Discrepancy {
    Discrepancy::Differs {
        what,
        entered: entered.into(),
        read: read.into_iter().map(|one| one.as_str().into()).collect(),
    }
}
