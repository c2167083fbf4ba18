//! Checks on what the coupling user may do, counted effectively: rights on the user replace the teams'.

use std::collections::BTreeSet;

use crate::check::Case;
use crate::check::entered;
use crate::check::users::{self, Level, User};
use crate::check::verdict_builder::VerdictBuilder;
use crate::item::{Ask, Item};
use crate::reading::{GrantedRight, Unread};
use crate::right::Right;
use crate::verdict::{Discrepancy, Remark, Verdict};

/// The rights that hold for a user at this employer.
pub(super) struct Effective<'a>(Vec<&'a GrantedRight>);

impl Effective<'_> {
    /// The rights that are asked and not given.
    pub(super) fn missing(&self, asked: &[Right]) -> Vec<Right> {
        let given = self.given();
        asked.iter().copied().filter(|right| !given.contains(right)).collect()
    }

    /// Loket's names of the rights that are given and not asked.
    fn superfluous(&self, asked: &[Right]) -> Vec<String> {
        let is_asked = |right: Option<Right>| right.is_some_and(|right| asked.contains(&right));
        let names = self.0.iter().filter(|given| !is_asked(known(given)));
        let names: BTreeSet<_> = names.map(|given| given.description.clone()).collect();
        names.into_iter().collect()
    }

    /// The rights of the catalogue that are given.
    pub(super) fn given(&self) -> BTreeSet<Right> {
        self.0.iter().filter_map(|given| known(given)).collect()
    }
}

fn known(given: &GrantedRight) -> Option<Right> {
    given.right.or_else(|| Right::from_description(&given.description))
}

/// The rights that hold; none when they could not be read, and why stands in the basis.
pub(super) fn effective<'a>(
    user: User<'a>,
    case: &Case<'a>,
    builder: &mut VerdictBuilder,
) -> Option<Effective<'a>> {
    if user.reading.department_manager {
        builder.remark(Remark::DepartmentManager);
    }
    let given: Vec<_> = if user.level == Level::Office && !user.reading.rights_on_user {
        let teams = users::teams_here(user.reading, case, builder)?;
        teams.into_iter().flat_map(|team| &team.rights).collect()
    } else {
        if user.level == Level::Office {
            builder.remark(Remark::RightsOnUser);
        }
        builder.take(&user.reading.rights)?.iter().collect()
    };
    Some(Effective(given.into_iter().filter(|right| right.enabled).collect()))
}

/// The rights that are asked for: the item's own, else the first ones of the handbook that count.
pub(super) fn asked<'a>(item: &'a Item, case: &Case<'a>) -> &'a [Right] {
    let of = |item: &'a Item| match &item.ask {
        Ask::Rights(asked) => Some(asked.rights.as_slice()),
        _ => None,
    };
    of(item).or_else(|| entered::items(case).find_map(|(_, item)| of(item))).unwrap_or_default()
}

/// The rights that hold for the coupling user, or the verdict that ends the check.
pub(super) fn of_coupling_user<'a>(case: &Case<'a>) -> Result<(Effective<'a>, VerdictBuilder), Verdict> {
    let (user, mut builder) = users::coupling_user(case, VerdictBuilder::default())?;
    match effective(user, case, &mut builder) {
        Some(rights) => Ok((rights, builder)),
        None => Err(builder.verdict(vec![])),
    }
}

fn verdict(item: &Item, case: &Case<'_>, no_fewer: bool, no_more: bool) -> Verdict {
    let (rights, mut builder) = match of_coupling_user(case) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    let asked = asked(item, case);
    if asked.is_empty() {
        // The handbook does not say what to look for.
        builder.unknown(Unread::NotOffered);
        return builder.verdict(vec![]);
    }
    let mut discrepancies = vec![];
    let missing = rights.missing(asked);
    if no_fewer && !missing.is_empty() {
        discrepancies.push(Discrepancy::RightsMissing { rights: missing });
    }
    let superfluous = rights.superfluous(asked);
    if no_more && !superfluous.is_empty() {
        discrepancies.push(Discrepancy::RightsTooMany { rights: superfluous });
    }
    builder.verdict(discrepancies)
}

/// Whether no right is missing.
pub(super) fn has_rights(item: &Item, case: &Case<'_>) -> Verdict {
    verdict(item, case, true, false)
}

/// Whether no right is there that is not asked for.
pub(super) fn has_no_more_rights(item: &Item, case: &Case<'_>) -> Verdict {
    verdict(item, case, false, true)
}

/// Whether the rights are exactly those that are asked for.
pub(super) fn has_exact_rights(item: &Item, case: &Case<'_>) -> Verdict {
    verdict(item, case, true, true)
}
