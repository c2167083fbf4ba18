//! What one can go on over with a reason, besides a check that fails.

use super::{Problem, WentOn, answered};
use crate::dossier::Dossier;
use crate::handbook::Handbook;
use crate::hours::proof;
use crate::id::ItemId;
use crate::item::Item;

/// What stands in the way of an item besides a check, and what one can go on over: what was ticked is not what is asked.
pub fn to_go_on_over(item: &ItemId, handbook: &Handbook, dossier: &Dossier) -> Vec<Problem> {
    let Some((_, item)) = handbook.item(item) else { return vec![] };
    let found = answered(item, handbook, dossier).into_iter().map(|found| found.problem);
    let found =
        found.filter(|it| matches!(it, Problem::RightsMissing { .. } | Problem::ProductsDiffer { .. }));
    found.chain(proof::problem(item, dossier)).collect()
}

/// Why one goes on over what is ticked for an item now.
pub fn went_on<'a>(item: &Item, handbook: &Handbook, dossier: &'a Dossier) -> Option<&'a WentOn> {
    let given = dossier.went_on.get(&item.id)?;
    to_go_on_over(&item.id, handbook, dossier).iter().any(|now| given.over.contains(now)).then_some(given)
}
