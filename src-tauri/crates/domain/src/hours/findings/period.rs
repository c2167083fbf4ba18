//! Beside other runs: totals that differ from the last period (U11), a second run for the same period (U10), and files
//! that add to an earlier one (U9).

use std::collections::{BTreeMap, BTreeSet};

use super::{Against, sums};
use crate::hours::exact::Amount;
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::rows::{Reading, SumOfRows};

pub(super) fn check(
    reading: &Reading,
    against: &Against<'_>,
    totals: &BTreeMap<u32, Amount>,
    findings: &mut Findings,
) {
    if reading.stopped {
        return;
    }
    let waiting = not_mapped(reading, against);
    if let Some(previous) = against.previous {
        let least = against.run.options.warn_from_percent;
        for (component, before) in previous {
            let now = totals.get(component).copied().unwrap_or(Amount::ZERO);
            let Some(percent) = percent(*before, now) else { continue };
            // What is not mapped yet may still become this component.
            if percent < 0 && waiting.is_some_and(|waiting| may_make_up(waiting, *before, now, least)) {
                continue;
            }
            let percent = percent.unsigned_abs();
            if percent >= least {
                let kind = FindingKind::TotalDiffers { component: *component, before: *before, now, percent };
                findings.add(kind, None);
            }
        }
    }
    if let Some(earlier) = against.same_period {
        let chosen = against.run.layout.as_ref().is_some_and(|layout| layout.correction.is_some());
        let said = reading.findings.iter().any(|finding| finding.kind == FindingKind::AddsToEarlier);
        if !chosen && !said && waiting.is_none() && adds_to(earlier, totals) {
            findings.add(FindingKind::AddsToEarlier, None);
        }
        let components: BTreeSet<&u32> = earlier.keys().chain(totals.keys()).collect();
        let totals = components
            .into_iter()
            .map(|one| (*one, earlier.get(one).copied(), totals.get(one).copied()))
            .filter(|_| !earlier.is_empty())
            .collect();
        findings.add(FindingKind::SecondRun { totals }, None);
    }
}

/// What counts of codes for which nothing was chosen, together; none where there is no such code.
fn not_mapped(reading: &Reading, against: &Against<'_>) -> Option<Amount> {
    let waits = |sum: &SumOfRows<'_>| !against.mapping.codes.contains_key(sum.code);
    let waiting = sums(reading).filter(waits);
    waiting.fold(None, |sum: Option<Amount>, one| {
        let sum = sum.unwrap_or(Amount::ZERO);
        Some(sum.plus(one.amount).unwrap_or(sum))
    })
}

/// Whether a total that is less than before would not be remarkable with what is not mapped yet.
fn may_make_up(waiting: Amount, before: Amount, now: Amount, least: u32) -> bool {
    let with_all = now.plus(waiting).and_then(|with_all| percent(before, with_all));
    with_all.is_none_or(|percent| percent >= 0 || percent.unsigned_abs() < least)
}

/// Whether most components are less than half of what an earlier file of the same period has: this one may hold only what
/// has to be added, and Overschrijven would lose the rest.
fn adds_to(earlier: &BTreeMap<u32, Amount>, totals: &BTreeMap<u32, Amount>) -> bool {
    let before = || earlier.iter().filter(|(_, total)| !total.is_zero());
    let now = |component| totals.get(component).copied().unwrap_or(Amount::ZERO);
    let less = before().filter(|(component, total)| now(component).times(2).is_some_and(|now| now < **total));
    !totals.is_empty() && less.count() * 2 > before().count()
}

/// How much more or less it is, in whole percents of what was before. None where that was nothing.
pub(in crate::hours) fn percent(before: Amount, now: Amount) -> Option<i32> {
    if before.is_zero() {
        return None;
    }
    let part = now.minus(before)?.times(100)?.divided_by(before)?.rounded(0);
    part.to_string().parse().ok()
}
