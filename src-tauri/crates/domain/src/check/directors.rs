//! The check on directors and major shareholders (DGA): those entered are those that Loket marks.

use std::collections::BTreeSet;

use crate::answer::Personal;
use crate::check::Case;
use crate::check::administration;
use crate::check::entered::{self, clear};
use crate::check::people::{goes_on, shown};
use crate::check::verdict_builder::VerdictBuilder;
use crate::field::FieldType;
use crate::item::{Column, Item};
use crate::reading::{EmploymentReading, Unread};
use crate::verdict::{Discrepancy, Subject, Unstated, Verdict};

/// A director as entered.
struct Entered<'a> {
    name: Option<&'a str>,
    number: Option<String>,
}

/// The directors of the employer whose employment goes on, each person once.
pub(super) fn current<'a>(
    employments: &'a [EmploymentReading],
    case: &Case<'_>,
) -> Vec<&'a EmploymentReading> {
    let mut seen = BTreeSet::new();
    let directors = employments.iter().filter(|one| one.is_director == Some(true) && goes_on(one, case));
    directors.filter(|one| seen.insert(&one.employee)).collect()
}

/// People whose employment goes on and of whom Loket does not tell whether they are directors, each once.
pub(super) fn unstated<'a>(
    employments: &'a [EmploymentReading],
    case: &Case<'_>,
) -> Vec<&'a EmploymentReading> {
    let known: BTreeSet<_> = current(employments, case).into_iter().map(|one| &one.employee).collect();
    let mut seen = BTreeSet::new();
    let unstated = employments.iter().filter(|one| one.is_director.is_none() && goes_on(one, case));
    unstated.filter(|one| !known.contains(&one.employee) && seen.insert(&one.employee)).collect()
}

/// Those of them in the administration that the dossier is about; all when that is not known.
pub(super) fn of_administration<'a>(
    directors: &[&'a EmploymentReading],
    case: &Case<'_>,
) -> Vec<&'a EmploymentReading> {
    let chosen = administration::chosen(case, None, &mut VerdictBuilder::default());
    let is_of = |one: &&EmploymentReading| match (&chosen, &one.administration) {
        (Some(chosen), Some(own)) if !chosen.is_empty() => chosen.iter().any(|known| known.id == *own),
        _ => true,
    };
    directors.iter().copied().filter(is_of).collect()
}

/// Whether the directors that were entered are those that Loket marks. Those of the administration must all
/// be there; those of other administrations may. Names differ in form, so the personnel number goes first.
pub(super) fn matches(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(entered_directors(item, case));
    let employments = builder.take(&case.readings.employments);
    let filtered = builder.filtered(case.readings);
    let unstated = employments.map(|all| unstated(all, case)).unwrap_or_default();
    let untold = of_administration(&unstated, case);
    builder.not_stated(Unstated::Director, untold.into_iter().map(shown).collect());
    let Some((entered, employments)) = entered.zip(employments) else { return builder.verdict(vec![]) };
    builder.glance(&case.readings.administrations);
    let directors = current(employments, case);
    let (mut found, mut strangers, mut discrepancies) = (BTreeSet::new(), vec![], vec![]);
    for one in &entered {
        let Some((director, same_number)) = find(one, &directors) else {
            // Who may be one all the same is no stranger.
            if find(one, &unstated).is_none() {
                strangers.push(written(one));
            }
            continue;
        };
        found.insert(&director.employee);
        if let Some(number) = one.number.as_deref().filter(|_| !same_number) {
            let read = vec![director.employee_number.to_string().as_str().into()];
            discrepancies.push(Discrepancy::Differs {
                what: Subject::PersonnelNumber,
                entered: number.into(),
                read,
            });
        }
    }
    let forgotten: Vec<_> = of_administration(&directors, case)
        .into_iter()
        .filter(|one| !found.contains(&one.employee))
        .map(shown)
        .collect();
    if !forgotten.is_empty() {
        discrepancies.push(Discrepancy::NotEntered { what: Subject::Director, values: forgotten });
    }
    if filtered {
        // A director may be hidden, so neither a stranger nor a complete list is proven.
        builder.unknown(Unread::Filtered);
    } else if !strangers.is_empty() {
        discrepancies.push(Discrepancy::NotInLoket { what: Subject::Director, values: strangers });
    }
    builder.verdict(discrepancies)
}

fn entered_directors<'a>(item: &Item, case: &Case<'a>) -> Result<Vec<Entered<'a>>, Unread> {
    let columns = item.ask.columns();
    let place = |kind| columns.iter().position(|column| column.field_type == kind);
    let (name, number) = (place(FieldType::Text), place(FieldType::Personeelsnummer));
    let cell = |row: &'a [Personal], place: Option<usize>| {
        place.and_then(|place| row.get(place)).map_or(Ok(None), clear)
    };
    let rows = entered::rows(item, case)?.iter();
    let entered: Result<Vec<_>, Unread> = rows
        .map(|row| {
            let number = cell(row, number)?.map(|typed| entered::kept(FieldType::Personeelsnummer, typed));
            Ok(Entered { name: cell(row, name)?, number })
        })
        .collect();
    Ok(entered?.into_iter().filter(|one| one.name.is_some() || one.number.is_some()).collect())
}

/// A director as a row of these columns; empty where Loket knows nothing for one.
pub(super) fn cells(columns: &[&Column], one: &EmploymentReading) -> Vec<String> {
    let cell = |column: &&Column| match column.field_type {
        FieldType::Text => one.name.clone(),
        FieldType::Personeelsnummer => one.employee_number.to_string(),
        _ => String::new(),
    };
    columns.iter().map(cell).collect()
}

/// The director that is meant by a row of these columns.
pub(super) fn meant<'a>(
    columns: &[&Column],
    row: &[&str],
    directors: &[&'a EmploymentReading],
) -> Option<&'a EmploymentReading> {
    let cell = |kind| {
        let place = columns.iter().position(|column| column.field_type == kind)?;
        row.get(place).map(|typed| typed.trim()).filter(|typed| !typed.is_empty())
    };
    let number = cell(FieldType::Personeelsnummer);
    let number = number.map(|typed| entered::kept(FieldType::Personeelsnummer, typed));
    find(&Entered { name: cell(FieldType::Text), number }, directors).map(|(director, _)| director)
}

/// The director that is meant, and whether by number. A number that is one director's `employeeNumber` and
/// another's `payrollId` goes to the one whose name fits.
fn find<'a>(
    entered: &Entered<'_>,
    directors: &[&'a EmploymentReading],
) -> Option<(&'a EmploymentReading, bool)> {
    let by_number = |one: &&&'a EmploymentReading| {
        let number = entered.number.as_deref();
        number.is_some_and(|n| n == one.employee_number.to_string() || n == one.payroll_id.to_string())
    };
    let by_name = |one: &&&'a EmploymentReading| entered.name.is_some_and(|name| same_name(name, &one.name));
    let both = directors.iter().filter(by_number).find(by_name);
    let number = both.or_else(|| directors.iter().find(by_number));
    number.map(|one| (*one, true)).or_else(|| directors.iter().find(by_name).map(|one| (*one, false)))
}

/// Whether two names are the same but for capitals, signs, order and initials.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> BTreeSet<String> {
        let small = name.to_lowercase();
        let words = small.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| word.chars().count() > 1).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    !one.is_empty() && one == other
}

fn written(entered: &Entered<'_>) -> Personal {
    let number = entered.number.as_deref().map(|number| format!("({number})"));
    let parts: Vec<&str> = entered.name.into_iter().chain(number.as_deref()).collect();
    Personal::Clear(parts.join(" "))
}

#[cfg(test)]
mod tests {
    use super::same_name;

    #[test]
    fn a_name_is_the_same_in_another_form() {
        assert!(same_name("Vries, J. de", "J. de Vries"));
        assert!(same_name("j de vries", "De Vries"));
        assert!(!same_name("De Boer", "De Vries"));
        assert!(!same_name("", "J."));
    }
}
