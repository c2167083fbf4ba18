//! How things stand in Loket: product, right and period (U15), the forced components (U17), filters (U18), and what could
//! not be looked at.

use std::collections::BTreeMap;

use super::Against;
use crate::hours::exact::Amount;
use crate::hours::finding::{FindingKind, Findings, LoketPart};
use crate::hours::known::PeriodState;

pub(super) fn check(against: &Against<'_>, totals: &BTreeMap<u32, Amount>, findings: &mut Findings) {
    let loket = against.loket;
    let mut unread = vec![];
    match loket.import_product.content() {
        Ok(true) => {}
        Ok(false) => findings.add(FindingKind::ProductOff, None),
        Err(_) => unread.push(LoketPart::Product),
    }
    match loket.may_import.content() {
        Ok(true) => {}
        Ok(false) => findings.add(FindingKind::NoImportRight, None),
        Err(_) => unread.push(LoketPart::Right),
    }
    match loket.period.content().map(|known| known.state) {
        Ok(Some(PeriodState::Open)) => {}
        Ok(Some(PeriodState::Approved)) => findings.add(FindingKind::PeriodApproved, None),
        Ok(Some(PeriodState::Closed)) => findings.add(FindingKind::PeriodClosed, None),
        Ok(None) | Err(_) => unread.push(LoketPart::Period),
    }
    match loket.filters.content() {
        Ok(filters) if filters.is_empty() => {}
        Ok(filters) => findings.add(FindingKind::Filtered { filters: filters.clone() }, None),
        Err(_) => unread.push(LoketPart::Filters),
    }
    if loket.employments.content().is_err() {
        unread.push(LoketPart::Employments);
    }
    match loket.components.content() {
        Ok(components) => {
            let forced = components.iter().filter(|one| {
                let category = one.category.as_deref().unwrap_or_default().to_lowercase();
                category.contains("loonaangifte") && totals.contains_key(&one.number)
            });
            for one in forced {
                findings.add(FindingKind::OnlyForces { component: one.number }, None);
            }
        }
        Err(_) => unread.push(LoketPart::Components),
    }
    unread.sort_unstable();
    for what in unread {
        findings.add(FindingKind::NotRead { what }, None);
    }
}
