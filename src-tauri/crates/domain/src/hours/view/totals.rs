//! Totals by component beside those of the last period.

use std::collections::{BTreeMap, BTreeSet};

use super::TotalRow;
use crate::hours::exact::Amount;
use crate::hours::findings::percent;
use crate::hours::known::LoketData;

/// The totals of the components, and of all together.
pub(super) fn totals(
    now: &BTreeMap<u32, Amount>,
    previous: Option<&BTreeMap<u32, Amount>>,
    loket: &LoketData,
    warn_from_percent: u32,
) -> (Vec<TotalRow>, TotalRow) {
    let none = BTreeMap::new();
    let before = previous.unwrap_or(&none);
    let components: BTreeSet<u32> = now.keys().chain(before.keys()).copied().collect();
    let known = loket.components.content().ok();
    let row = |component: u32| {
        let (now, before) = (now.get(&component).copied(), before.get(&component).copied());
        let description = known.and_then(|known| known.iter().find(|one| one.number == component));
        TotalRow {
            component: Some(component),
            description: description.map(|one| one.description.clone()),
            ..total_row(now, before, previous.is_some(), warn_from_percent)
        }
    };
    let sum = |totals: &BTreeMap<u32, Amount>| totals.values().copied().sum::<Option<Amount>>();
    let together = total_row(sum(now), previous.and_then(sum), previous.is_some(), warn_from_percent);
    (components.into_iter().map(row).collect(), together)
}

fn total_row(now: Option<Amount>, before: Option<Amount>, compared: bool, least: u32) -> TotalRow {
    let (is, was) = (now.unwrap_or(Amount::ZERO), before.unwrap_or(Amount::ZERO));
    let percent = before.and_then(|before| percent(before, is));
    let difference = if compared { is.minus(was) } else { None };
    TotalRow {
        component: None,
        description: None,
        now: now.map(|amount| amount.to_string()),
        previous: before.map(|amount| amount.to_string()),
        difference: difference.map(|amount| amount.to_string()),
        percent,
        remarkable: percent.is_some_and(|percent| percent.unsigned_abs() >= least),
    }
}
