//! The expectation of who is entitled to the individual development budget (IOB).

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_decimal::Decimal;

use crate::check::Case;
use crate::check::entered::{self, clear};
use crate::check::people::shown;
use crate::check::verdict_builder::VerdictBuilder;
use crate::field::FieldType;
use crate::item::{Ask, Item};
use crate::reading::EmploymentReading;
use crate::verdict::{Discrepancy, Remark, Subject, Unstated, Verdict};

/// Words in a kind of employment that tell who is not entitled: agency, weekend and holiday workers. Who is
/// on call is not named among them, and counts.
const NOT_ENTITLED: [&str; 6] = ["uitzend", "weekend", "vakantie", "agency", "temp worker", "holiday"];

/// Whether the number on the result page is what the employments lead one to expect. Hours a week cannot be
/// read, so it stays an expectation: a difference fails nothing.
pub(super) fn count_matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let page = entered::near(item, case).find(|near| matches!(near.ask, Ask::Result(_)));
    let entered = page.map_or_else(
        || Err(entered::missing(item)),
        |page| {
            let place = page.ask.columns().iter().position(|c| c.field_type == FieldType::Number);
            let counts = entered::column(page, place.unwrap_or(0), case)?;
            counts.first().map(|count| (*count).to_owned()).ok_or_else(|| entered::missing(page))
        },
    );
    let entered = builder.entered(entered);
    let employments = builder.take(&case.readings.employments);
    builder.filtered(case.readings);
    if let Some(total) = page.and_then(|page| budget(page, case)) {
        builder.remark(Remark::Budget { total });
    }
    let Some(employments) = employments else { return builder.verdict(vec![]) };
    let candidates = candidates(employments, case);
    builder.remark(Remark::HoursUnknown);
    builder.remark(Remark::Candidates { people: candidates.iter().map(|one| shown(one)).collect() });
    // Of whom Loket does not tell that they are no directors may be entitled or not.
    let untold: Vec<_> = candidates.iter().filter(|one| one.is_director.is_none()).collect();
    builder.not_stated(Unstated::Director, untold.iter().map(|one| shown(one)).collect());
    let Some(entered) = entered else { return builder.verdict(vec![]) };
    let expected = candidates.len().to_string();
    let possible = candidates.len() - untold.len()..=candidates.len();
    if possible
        .map(|count| count.to_string())
        .any(|count| count == entered::kept(FieldType::Number, &entered))
    {
        return builder.verdict(vec![]);
    }
    let read = vec![expected.as_str().into()];
    builder.expectation(vec![Discrepancy::Differs {
        what: Subject::EntitledEmployees,
        entered: entered.as_str().into(),
        read,
    }])
}

/// The people who look entitled, each once: in service today, a year in service on 31 December of last year,
/// no director as far as Loket tells, no agency, weekend or holiday worker.
pub(super) fn candidates<'a>(
    employments: &'a [EmploymentReading],
    case: &Case<'_>,
) -> Vec<&'a EmploymentReading> {
    let mut people: BTreeMap<&str, &EmploymentReading> = BTreeMap::new();
    for employment in employments.iter().filter(|one| looks_entitled(one, case.today)) {
        people.entry(&employment.employee).or_insert(employment);
    }
    let mut people: Vec<_> = people.into_values().collect();
    people.sort_by(|one, other| (&one.name, one.employee_number).cmp(&(&other.name, other.employee_number)));
    people
}

fn looks_entitled(employment: &EmploymentReading, today: Date) -> bool {
    let in_service = employment.since <= today && employment.until.is_none_or(|until| until >= today);
    let is_kind = |kind: &String| {
        let kind = kind.to_lowercase();
        NOT_ENTITLED.iter().any(|word| kind.contains(word))
    };
    in_service
        && a_year_in_service(employment.since, today)
        && employment.is_director != Some(true)
        && !employment.kinds.iter().any(is_kind)
}

/// Whether a year of service was full at the end of 31 December of last year: who began on 1 January of that
/// year counts.
fn a_year_in_service(since: Date, today: Date) -> bool {
    let last = date(today.year().max(1) - 1, 12, 31);
    let full = since.checked_add(1.year()).and_then(|day| day.checked_sub(1.day()));
    full.is_ok_and(|day| day <= last)
}

/// Number times budget, as the result page multiplies them.
fn budget(page: &Item, case: &Case<'_>) -> Option<Decimal> {
    let Ask::Result(asked) = &page.ask else { return None };
    let [one, other] = &asked.product.as_ref()?.of;
    let row = entered::rows(page, case).ok()?.first()?;
    let number = |id: &String| -> Option<Decimal> {
        let place = asked.fields.iter().position(|field| field.id == *id)?;
        let typed = clear(row.get(place)?).ok()??;
        entered::kept(asked.fields.get(place)?.field_type, typed).parse().ok()
    };
    number(one)?.checked_mul(number(other)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_in_service_is_full_on_the_last_of_december() {
        let today = date(2026, 11, 22);
        assert!(a_year_in_service(date(2025, 1, 1), today));
        assert!(!a_year_in_service(date(2025, 1, 2), today));
        assert!(a_year_in_service(date(1999, 2, 28), today));
        assert!(!a_year_in_service(Date::MAX, today));
        assert!(!a_year_in_service(date(2025, 1, 1), Date::MIN));
    }
}
