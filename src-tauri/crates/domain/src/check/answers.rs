//! What readings know: values that fill fields, and answers that a reading proves.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::answer::Answer;
use crate::check::verdict_builder::VerdictBuilder;
use crate::check::{
    Case, CheckId, administration, check, directors, entered, listed_users, products, rights, tax_numbers,
};
use crate::employer::PayrollPeriodType;
use crate::field::FieldType;
use crate::item::{Ask, Fill, Item};
use crate::reading::{AdministrationReading, EmploymentReading, Source};
use crate::right::Right;
use crate::variant::Products;
use crate::verdict::Outcome;

/// A value that was read from Loket, in the form in which answers keep it, and when (UTC). Of administrations
/// only what the one that is chosen says, or what all of them agree on. None: not read, or not one value.
pub fn fill(case: &Case<'_>, fill: Fill) -> Option<(String, Timestamp)> {
    let readings = case.readings;
    let employer = || Some((readings.employer.content().ok()?, readings.employer.at()?));
    let (value, at) = match fill {
        Fill::OfficeName | Fill::OfficeEmail | Fill::OfficeEnvironmentCode => return None,
        Fill::EmployerCompanyName => employer().map(|(one, at)| (one.company_name.clone(), at))?,
        Fill::EmployerId => employer().map(|(one, at)| (entered::guid(&one.id), at))?,
        Fill::EmployerNumber => employer().map(|(one, at)| (one.employer_number.to_string(), at))?,
        Fill::EmployerEmail => employer().and_then(|(one, at)| {
            let address = one.email_address.as_deref()?;
            Some((entered::kept(FieldType::Email, address), at))
        })?,
        Fill::PayrollTaxesNumbers => tax_numbers::count(case)?,
        Fill::PayrollTaxesNumber => agreed(case, fill, administration::taxes_number)?,
        Fill::ClientNumber => agreed(case, fill, |one| Some(one.client_number.to_string()))?,
        Fill::PayrollPeriodType => {
            agreed(case, fill, |one| one.period().map(|kind| PayrollPeriodType::id(kind).to_owned()))?
        }
    };
    (!value.trim().is_empty()).then_some((value, at))
}

/// What every administration that is chosen says alike.
fn agreed(
    case: &Case<'_>,
    fill: Fill,
    value: impl Fn(&AdministrationReading) -> Option<String>,
) -> Option<(String, Timestamp)> {
    let chosen = administration::chosen(case, Some(fill), &mut VerdictBuilder::default())?;
    let values: Option<BTreeSet<_>> = chosen.into_iter().map(value).collect();
    let mut values = values?.into_iter();
    let only = values.next().filter(|_| values.next().is_none())?;
    Some((only, case.readings.administrations.at()?))
}

/// The answer to an item that a reading proves, if any.
pub fn answer_from(item: &Item, case: &Case<'_>) -> Option<Answer> {
    let check_id = item.check?;
    match (&item.ask, check_id) {
        (Ask::Confirm(_), _) => {
            let verdict = check(item, case)?;
            (verdict.outcome == Outcome::Met).then_some(Answer::Confirmed)
        }
        (Ask::Rights(_), CheckId::ListedUsersHaveRights) => set(listed_users::shared_rights(item, case)?),
        (Ask::Rights(_), _) => {
            let (rights, _) = rights::of_coupling_user(case).ok()?;
            let asked: BTreeSet<_> = rights::asked(item, case).iter().copied().collect();
            set(asked.intersection(&rights.given()).copied().collect())
        }
        (Ask::List(_), CheckId::DirectorsMatch) => directors_from(item, case),
        (Ask::Products(asked), CheckId::ProductsMatch) if asked.compare.is_some() => {
            let (ids, _) = on(item, case)?;
            Some(Answer::Set { ids })
        }
        (Ask::Choice(asked), CheckId::VariantMatches) => {
            let (ids, asked_products) = on(item, case)?;
            if !case.readings.products.content().ok()?.iter().any(products::is_mijn_loket) {
                return None;
            }
            let tier = asked_products.outcome(&ids).tier;
            asked.options.iter().any(|option| option.id == tier).then(|| Answer::of(&tier))
        }
        (Ask::Choice(_), CheckId::MijnLoketIsAvailable) => match check(item, case)?.outcome {
            Outcome::Met => Some(Answer::of("yes")),
            Outcome::Unmet { .. } | Outcome::Unexpected { .. } => Some(Answer::of("no")),
            Outcome::Unknown { .. } => None,
        },
        _ => None,
    }
}

/// Rights as an answer; none given proves none.
fn set(given: BTreeSet<Right>) -> Option<Answer> {
    let ids: BTreeSet<_> = given.into_iter().map(|right| right.id().to_owned()).collect();
    (!ids.is_empty()).then_some(Answer::Set { ids })
}

fn on<'a>(item: &Item, case: &Case<'a>) -> Option<(BTreeSet<String>, &'a Products)> {
    let (products, _) = products::asked(item, case)?;
    let on = case.readings.products.content().ok()?;
    Some((products::ids_on(products, on), products))
}

/// The directors of the administration as rows, when Loket tells of everybody and no filter hides anybody.
fn directors_from(item: &Item, case: &Case<'_>) -> Option<Answer> {
    let Ask::List(list) = &item.ask else { return None };
    let employments = case.readings.employments.content().ok()?;
    let is_untold = !directors::of_administration(&directors::unstated(employments, case), case).is_empty();
    if is_untold || is_filtered(&case.readings.filters) {
        return None;
    }
    let directors = directors::of_administration(&directors::current(employments, case), case);
    if directors.is_empty() {
        return list.none.is_some().then_some(Answer::Rows { rows: vec![], none: true });
    }
    let columns = item.ask.columns();
    let row = |one: &EmploymentReading| {
        directors::cells(&columns, one).iter().map(|cell| cell.as_str().into()).collect()
    };
    Some(Answer::Rows { rows: directors.into_iter().map(row).collect(), none: false })
}

fn is_filtered(filters: &Source<Vec<String>>) -> bool {
    filters.content().is_ok_and(|filters| !filters.is_empty())
}
