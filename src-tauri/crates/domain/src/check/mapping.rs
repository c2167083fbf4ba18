//! Checks on mapping tables: whether what is linked exists in Loket, and is of the right kind.

use crate::answer::Personal;
use crate::check::Case;
use crate::check::administration;
use crate::check::entered;
use crate::check::verdict_builder::VerdictBuilder;
use crate::item::Item;
use crate::reading::{CodeReading, ComponentReading, Source};
use crate::verdict::{Discrepancy, Subject, Unstated, Verdict};

/// The column of a mapping that holds Loket's side.
pub(super) const TO: usize = 1;

/// Whether every linked cost centre exists, by code.
pub(super) fn cost_centers_exist(item: &Item, case: &Case<'_>) -> Verdict {
    codes_exist(item, &case.readings.cost_centers, Subject::CostCenter, case)
}

/// Whether every linked distribution unit exists, by code.
pub(super) fn distribution_units_exist(item: &Item, case: &Case<'_>) -> Verdict {
    codes_exist(item, &case.readings.distribution_units, Subject::DistributionUnit, case)
}

fn codes_exist(item: &Item, source: &Source<Vec<CodeReading>>, what: Subject, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(entered::column(item, TO, case));
    let known = builder.take(source);
    let Some((entered, known)) = entered.zip(known) else { return builder.verdict(vec![]) };
    let exists = |typed: &&str| known.iter().any(|one| same_code(typed, &one.code));
    let strange = distinct(entered.into_iter().filter(|typed| !exists(typed)));
    builder.verdict(if strange.is_empty() {
        vec![]
    } else {
        vec![Discrepancy::NotInLoket { what, values: strange }]
    })
}

/// Whether every linked component code exists and counts hours, or does not. A name is no code. With an
/// administration chosen, it has to exist there.
pub(super) fn components_exist(item: &Item, case: &Case<'_>, hours: bool) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let entered = builder.entered(entered::column(item, TO, case));
    let known = builder.take(&case.readings.components);
    let Some((entered, known)) = entered.zip(known) else { return builder.verdict(vec![]) };
    builder.glance(&case.readings.administrations);
    let known = components_here(known, case);
    let (mut strange, mut wrong, mut untold) = (vec![], vec![], vec![]);
    for typed in entered {
        let same = || known.iter().filter(|one| same_code(typed, &one.key.to_string()));
        if same().next().is_none() {
            strange.push(typed);
        } else if same().all(|one| one.is_hours == Some(!hours)) {
            wrong.push(typed);
        } else if !same().any(|one| one.is_hours == Some(hours)) {
            untold.push(typed);
        }
    }
    builder.not_stated(Unstated::Hours, distinct(untold.into_iter()));
    let mut discrepancies = vec![];
    if !strange.is_empty() {
        discrepancies.push(Discrepancy::NotInLoket {
            what: Subject::Component,
            values: distinct(strange.into_iter()),
        });
    }
    if !wrong.is_empty() {
        discrepancies.push(Discrepancy::WrongCategory { values: distinct(wrong.into_iter()) });
    }
    builder.verdict(discrepancies)
}

/// The components of the administration that the dossier is about; all when that is not known.
pub(super) fn components_here<'a>(
    known: &'a [ComponentReading],
    case: &Case<'_>,
) -> Vec<&'a ComponentReading> {
    let chosen = administration::chosen(case, None, &mut VerdictBuilder::default()).unwrap_or_default();
    let is_here = |one: &&ComponentReading| {
        chosen.is_empty() || chosen.iter().any(|here| here.id == one.administration)
    };
    known.iter().filter(is_here).collect()
}

/// Whether two codes are the same: as numbers when both are, so that `0010` is `10`.
pub(super) fn same_code(typed: &str, code: &str) -> bool {
    let number = |text: &str| {
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.trim_start_matches('0').to_owned())
    };
    let (typed, code) = (typed.trim(), code.trim());
    match (number(typed), number(code)) {
        (Some(one), Some(other)) => one == other,
        _ => !typed.is_empty() && typed.to_lowercase() == code.to_lowercase(),
    }
}

/// Each value once, in order.
fn distinct<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Personal> {
    let mut kept: Vec<Personal> = vec![];
    for value in values.map(Personal::from) {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    kept
}
