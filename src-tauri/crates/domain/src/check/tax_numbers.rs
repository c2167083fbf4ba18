//! The loonheffingennummers of an employer: how many there are, and whether all of them were listed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use crate::answer::Personal;
use crate::check::Case;
use crate::check::administration::{active, taxes_number};
use crate::check::entered;
use crate::check::verdict_builder::VerdictBuilder;
use crate::employer::PayrollTaxesNumbers;
use crate::field::FieldType;
use crate::item::Item;
use crate::reading::{AdministrationReading, Unread};
use crate::verdict::{Discrepancy, Subject, Verdict};

/// The number of loonheffingennummers in the words of the choice that asks for it, and when it was read (UTC). None:
/// not read, or Loket does not have the number of an administration on which it hangs.
pub(super) fn count(case: &Case<'_>) -> Option<(String, Timestamp)> {
    let all = active(case, &mut VerdictBuilder::default())?;
    let count = PayrollTaxesNumbers::of(all.iter().map(|one| taxes_number(one)))?;
    Some((count.id().to_owned(), case.readings.administrations.at()?))
}

/// Each number with the names of the administrations that have it; the names in Loket's order.
pub(super) fn named<'a>(all: &[&'a AdministrationReading]) -> BTreeMap<String, Vec<&'a str>> {
    let mut named: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for one in all {
        if let Some(number) = taxes_number(one) {
            named.entry(number).or_default().push(one.name.as_str());
        }
    }
    named
}

/// Whether the numbers in the list are those of the employer's administrations.
pub(super) fn are_listed(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let listed = builder.entered(listed(item, case));
    let all = active(case, &mut builder);
    let Some((listed, all)) = listed.zip(all) else { return builder.verdict(vec![]) };
    let known: BTreeSet<String> = named(&all).into_keys().collect();
    let what = Subject::PayrollTaxesNumber;
    let values =
        |numbers: Vec<&String>| numbers.into_iter().map(|one| Personal::from(one.as_str())).collect();
    let (strange, forgotten): (Vec<_>, Vec<_>) =
        (listed.difference(&known).collect(), known.difference(&listed).collect());
    let mut discrepancies = vec![];
    if !forgotten.is_empty() {
        discrepancies.push(Discrepancy::NotEntered { what, values: values(forgotten) });
    }
    if !strange.is_empty() {
        discrepancies.push(Discrepancy::NotInLoket { what, values: values(strange) });
    }
    builder.verdict(discrepancies)
}

fn listed(item: &Item, case: &Case<'_>) -> Result<BTreeSet<String>, Unread> {
    let kind = FieldType::Loonheffingennummer;
    let columns = item.ask.columns();
    let place = columns.iter().position(|column| column.field_type == kind);
    let cells = entered::column(item, place.ok_or_else(|| entered::missing(item))?, case)?;
    Ok(cells.into_iter().map(|cell| entered::kept(kind, cell)).collect())
}
