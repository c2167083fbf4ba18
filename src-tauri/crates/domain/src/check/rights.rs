//! Checks on what the coupling user may do, counted effectively: rights on the user replace the teams'.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::Case;
use crate::check::entered::{self, guid};
use crate::check::users::{self, Level, User};
use crate::check::verdict_builder::VerdictBuilder;
use crate::item::{Ask, Item};
use crate::reading::{GrantedRight, Readings, Unread};
use crate::right::Right;
use crate::verdict::{Discrepancy, Remark, Verdict};

/// Which of Loket's ids stands for which right. The same right is named in several ways, and its id is the same
/// everywhere: a name that is known in one list tells for all of them.
struct RightIds(BTreeMap<String, Right>);

impl RightIds {
    fn of(readings: &Readings) -> Self {
        let users = readings.users.content().ok().into_iter().flatten();
        let of_users = users.filter_map(|user| user.rights.content().ok()).flatten();
        let teams = readings.teams.content().ok().into_iter().flatten();
        let all = of_users.chain(teams.flat_map(|team| &team.rights));
        Self(all.filter_map(|given| Some((id(given)?, named(given)?))).collect())
    }

    fn right(&self, given: &GrantedRight) -> Option<Right> {
        named(given).or_else(|| self.0.get(&id(given)?).copied())
    }

    fn has(&self, right: Right) -> bool {
        self.0.values().any(|known| *known == right)
    }
}

fn id(given: &GrantedRight) -> Option<String> {
    Some(guid(&given.id)).filter(|id| !id.is_empty())
}

/// The right that Loket means by its own name, or by that of its authorisation model.
fn named(given: &GrantedRight) -> Option<Right> {
    given.right.or_else(|| Right::from_description(&given.description))
}

/// The rights that hold for a user at this employer.
pub(super) struct Effective<'a> {
    on: Vec<&'a GrantedRight>,
    ids: RightIds,
}

/// What rights are beside those that are asked for. A right is in one of these at most.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Compared {
    /// Asked and not given.
    pub(super) missing: Vec<Right>,
    /// Loket's names of those that are given and not asked.
    pub(super) too_many: Vec<String>,
    /// Asked, and not found under any name that is known, while some that are given have no known name either.
    pub(super) unrecognised: Vec<Right>,
}

impl Effective<'_> {
    /// Compares with what is asked.
    pub(super) fn compare(&self, asked: &[Right]) -> Compared {
        let given = self.given();
        let nameless = self.on.iter().any(|one| self.ids.right(one).is_none());
        let absent = asked.iter().copied().filter(|right| !given.contains(right));
        let (unrecognised, missing): (Vec<_>, Vec<_>) =
            absent.partition(|right| nameless && !self.ids.has(*right));
        let is_too_many = |one: &&&GrantedRight| match self.ids.right(one) {
            Some(right) => !asked.contains(&right),
            None => unrecognised.is_empty(),
        };
        let too_many = self.on.iter().filter(is_too_many).map(|one| one.description.clone());
        let too_many: BTreeSet<_> = too_many.collect();
        Compared { missing, too_many: too_many.into_iter().collect(), unrecognised }
    }

    /// The rights of the catalogue that are given.
    pub(super) fn given(&self) -> BTreeSet<Right> {
        self.on.iter().filter_map(|given| self.ids.right(given)).collect()
    }
}

/// The rights that hold; none when they could not be read, and why stands in the basis.
pub(super) fn effective<'a>(
    user: User<'a>,
    case: &Case<'a>,
    builder: &mut VerdictBuilder,
) -> Option<Effective<'a>> {
    let given: Vec<_> = if user.level == Level::Office && !user.reading.rights_on_user {
        let teams = users::teams_here(user.reading, case, builder)?;
        teams.into_iter().flat_map(|team| &team.rights).collect()
    } else {
        if user.level == Level::Office {
            builder.remark(Remark::RightsOnUser);
        }
        builder.take(&user.reading.rights)?.iter().collect()
    };
    let on = given.into_iter().filter(|right| right.enabled).collect();
    Some(Effective { on, ids: RightIds::of(case.readings) })
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
        Some(rights) => {
            users::remark_level(user, case, &mut builder);
            Ok((rights, builder))
        }
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
    let Compared { missing, too_many, unrecognised } = rights.compare(asked);
    if no_fewer && !missing.is_empty() {
        discrepancies.push(Discrepancy::RightsMissing { rights: missing });
    }
    if no_more && !too_many.is_empty() {
        discrepancies.push(Discrepancy::RightsTooMany { rights: too_many });
    }
    if !unrecognised.is_empty() {
        builder.unknown(Unread::RightsUnrecognised { rights: unrecognised });
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
