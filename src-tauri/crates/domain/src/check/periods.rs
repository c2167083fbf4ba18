//! The check on period totals: compares what was entered with what Loket holds, and the last with the one before.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::check::Case;
use crate::check::administration;
use crate::check::entered::{self, clear};
use crate::check::verdict_builder::VerdictBuilder;
use crate::field::FieldType;
use crate::item::{Ask, Item};
use crate::reading::{PeriodReading, Unread};
use crate::verdict::{Discrepancy, HoursLine, Remark, Subject, Verdict};

/// Hours by component code.
type Hours = BTreeMap<i32, Decimal>;

/// The last period that was entered.
struct Entered {
    written: String,
    period: Option<(i16, i16)>,
    hours: Option<String>,
}

/// Whether the hours entered for the last period are those in Loket, and like those of the period before.
/// Hours may be added in Loket by hand and people come and go, so a difference is shown and fails nothing.
pub(super) fn totals_plausible(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(last_entered(item, case));
    let Some(read) = builder.take(&case.readings.periods) else { return builder.verdict(vec![]) };
    let periods = by_period(read, case, &mut builder);
    let mut discrepancies = vec![];
    if let Some(entered) = &entered {
        discrepancies.extend(compare_with_loket(entered, &periods));
    }
    // Compared with the one before: the period that was entered when it was read, else the last one read.
    let last = entered.as_ref().and_then(|entered| entered.period).filter(|one| periods.contains_key(one));
    let last = last.or_else(|| periods.keys().next_back().copied());
    if let Some((last, before)) = last.and_then(|last| {
        let before = periods.range(..last).next_back()?;
        Some((periods.get(&last)?, before.1))
    }) {
        builder.remark(Remark::HoursBeside { lines: lines(before, last) });
        let (before, last) = (total(before), total(last));
        if changed(before, last) {
            discrepancies.push(Discrepancy::HoursChanged { before, last });
        }
    }
    builder.expectation(discrepancies)
}

/// The last row of the list of periods, or why there is none.
fn last_entered(item: &Item, case: &Case<'_>) -> Result<Entered, Unread> {
    let list = entered::near(item, case).find(|near| matches!(near.ask, Ask::List(_)));
    let list = list.ok_or_else(|| entered::missing(item))?;
    let columns = list.ask.columns();
    let first = |kind| columns.iter().position(|column| column.field_type == kind);
    // The hours are the last number of the row.
    let hours = columns.iter().rposition(|c| c.field_type == FieldType::Number);
    let mut entered = vec![];
    for row in entered::rows(list, case)? {
        let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).map_or(Ok(None), clear);
        let Some(written) = cell(first(FieldType::Text))? else { continue };
        let hours = cell(hours)?.map(|typed| entered::kept(FieldType::Number, typed));
        entered.push(Entered { period: period(written), written: written.to_owned(), hours });
    }
    entered.into_iter().max_by_key(|one| one.period).ok_or_else(|| entered::missing(list))
}

/// Year and number of a period as people write it: `2026-11`, `202611`, `11-2026`, `2026 p11`.
fn period(written: &str) -> Option<(i16, i16)> {
    let parts: Vec<&str> =
        written.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (year, number) = match parts.as_slice() {
        [whole] if whole.len() == 6 => whole.split_at(4),
        [year, number] if year.len() == 4 => (*year, *number),
        [number, year] if year.len() == 4 => (*year, *number),
        _ => return None,
    };
    let (year, number): (i16, i16) = (year.parse().ok()?, number.parse().ok()?);
    (1..=53).contains(&number).then_some((year, number))
}

/// Hours by period, of the administrations that the dossier is about.
fn by_period(
    read: &[PeriodReading],
    case: &Case<'_>,
    builder: &mut VerdictBuilder,
) -> BTreeMap<(i16, i16), Hours> {
    let chosen = administration::chosen(case, None, &mut VerdictBuilder::default()).unwrap_or_default();
    if !chosen.is_empty() {
        builder.glance(&case.readings.administrations);
    }
    let mut periods: BTreeMap<(i16, i16), Hours> = BTreeMap::new();
    for one in
        read.iter().filter(|one| chosen.is_empty() || chosen.iter().any(|here| here.id == one.administration))
    {
        let hours = periods.entry((one.year, one.number)).or_default();
        for (component, count) in &one.hours {
            let sum = hours.entry(*component).or_default();
            *sum = sum.saturating_add(*count);
        }
    }
    periods
}

fn compare_with_loket(entered: &Entered, periods: &BTreeMap<(i16, i16), Hours>) -> Option<Discrepancy> {
    let Some(read) = entered.period.and_then(|period| periods.get(&period)) else {
        return Some(Discrepancy::NotInLoket {
            what: Subject::Hours,
            values: vec![entered.written.as_str().into()],
        });
    };
    let hours = entered.hours.as_deref()?;
    let read = total(read);
    // Whole hours were asked for, so less than one is rounding.
    let differs =
        hours.parse::<Decimal>().map_or(true, |typed| typed.saturating_sub(read).abs() >= Decimal::ONE);
    differs.then(|| Discrepancy::Differs {
        what: Subject::Hours,
        entered: hours.into(),
        read: vec![read.normalize().to_string().as_str().into()],
    })
}

fn total(hours: &Hours) -> Decimal {
    hours.values().fold(Decimal::ZERO, |sum, one| sum.saturating_add(*one))
}

/// Whether the last differs from the one before by more than a quarter: worth a look, no more than that.
fn changed(before: Decimal, last: Decimal) -> bool {
    last.saturating_sub(before).abs().saturating_mul(Decimal::from(4)) > before.abs()
}

fn lines(before: &Hours, last: &Hours) -> Vec<HoursLine> {
    let components: std::collections::BTreeSet<_> = before.keys().chain(last.keys()).collect();
    let of = |hours: &Hours, component: &i32| hours.get(component).copied().unwrap_or_default();
    let line = |component: &i32| HoursLine {
        component: *component,
        before: of(before, component),
        last: of(last, component),
    };
    components.into_iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_in_every_writing() {
        for written in ["2026-11", "202611", "11-2026", "2026 p11", "11/2026"] {
            assert_eq!(period(written), Some((2026, 11)), "{written}");
        }
        for written in ["", "november", "2026", "2026-54", "2026-0", "2026-11-01", "99999999999-1"] {
            assert_eq!(period(written), None, "{written}");
        }
    }

    #[test]
    fn a_quarter_more_or_less_is_worth_a_look() {
        let changed = |before: i32, last: i32| changed(before.into(), last.into());
        assert!(
            !changed(100, 125) && changed(100, 126) && changed(100, 74) && changed(0, 1) && !changed(0, 0)
        );
    }
}
