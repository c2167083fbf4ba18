//! The check on users who are not the coupling's: people who are to see something in Loket.

use std::collections::BTreeSet;

use crate::answer::{Answer, Personal};
use crate::check::Case;
use crate::check::entered::{self, plain};
use crate::check::rights::{self, Effective};
use crate::check::users::{self, Found, Level};
use crate::check::verdict_builder::VerdictBuilder;
use crate::item::{Ask, Item};
use crate::reading::{Unread, UserReading};
use crate::right::Right;
use crate::verdict::{Discrepancy, Subject, Verdict};

/// Whether every user in the list of the step has the rights that the step asks for.
pub(super) fn have_rights(item: &Item, case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let asked = asked(item, case);
    let Some(users) = listed(item, case, &mut builder) else { return builder.verdict(vec![]) };
    let (mut strangers, mut without, mut missing) = (vec![], vec![], BTreeSet::new());
    for (name, rights) in users {
        match rights {
            Rights::NoSuchUser => strangers.push(Personal::from(name)),
            Rights::Unknown => {}
            Rights::Read(rights) => {
                let compared = rights.compare(&asked);
                if !compared.missing.is_empty() {
                    without.push(Personal::from(name));
                    missing.extend(compared.missing);
                }
                if !compared.unrecognised.is_empty() {
                    builder.unknown(Unread::RightsUnrecognised { rights: compared.unrecognised });
                }
            }
        }
    }
    let mut discrepancies = vec![];
    if !strangers.is_empty() {
        discrepancies.push(Discrepancy::NotInLoket { what: Subject::User, values: strangers });
    }
    if !without.is_empty() {
        discrepancies
            .push(Discrepancy::RightsMissingFor { users: without, rights: missing.into_iter().collect() });
    }
    builder.verdict(discrepancies)
}

/// The asked rights that every user in the list has; none when one of them is unknown.
pub(super) fn shared_rights(item: &Item, case: &Case<'_>) -> Option<BTreeSet<Right>> {
    let mut given: BTreeSet<Right> = asked(item, case).into_iter().collect();
    for (_, rights) in listed(item, case, &mut VerdictBuilder::default())? {
        match rights {
            Rights::Read(rights) => given = given.intersection(&rights.given()).copied().collect(),
            Rights::NoSuchUser | Rights::Unknown => return None,
        }
    }
    Some(given)
}

/// What is known of a listed user's rights.
enum Rights<'a> {
    Read(Effective<'a>),
    NoSuchUser,
    Unknown,
}

/// The users in the list, with their rights; none when the list is not filled in.
fn listed<'a>(
    item: &Item,
    case: &Case<'a>,
    builder: &mut VerdictBuilder,
) -> Option<Vec<(&'a str, Rights<'a>)>> {
    let Some(list) = entered::near(item, case).find(|near| matches!(near.ask, Ask::List(_))) else {
        builder.unknown(entered::missing(item));
        return None;
    };
    let names = builder.entered(entered::column(list, 0, case))?;
    if names.is_empty() {
        builder.unknown(entered::missing(list));
        return None;
    }
    let levels = levels(item, case);
    let rights = |name: &'a str, builder: &mut VerdictBuilder| {
        // People are known by their own name as well as by their user name.
        let is_meant = |user: &UserReading| users::is_called(user, name) || plain(&user.name) == plain(name);
        match users::find(is_meant, levels, case, builder) {
            Found::There(user) => {
                rights::effective(user, case, builder).map_or(Rights::Unknown, Rights::Read)
            }
            Found::Missing => Rights::NoSuchUser,
            Found::Unknown => Rights::Unknown,
        }
    };
    Some(names.into_iter().map(|name| (name, rights(name, builder))).collect())
}

fn asked(item: &Item, case: &Case<'_>) -> Vec<Right> {
    let of = |item: &Item| match &item.ask {
        Ask::Rights(asked) => Some(asked.rights.clone()),
        _ => None,
    };
    of(item).or_else(|| entered::near(item, case).find_map(of)).unwrap_or_default()
}

/// Where the users were made, when the item's condition is an answer that tells: `employer` or `office`.
fn levels(item: &Item, case: &Case<'_>) -> &'static [Level] {
    let decides = item.when.as_ref().and_then(|when| case.handbook.item(&when.item));
    let said = decides.and_then(|(_, item)| match case.dossier.answer(&item.id)? {
        Answer::Value { value } => value.clear(),
        _ => None,
    });
    match said {
        Some("employer") => &[Level::Employer],
        Some("office") => &[Level::Office],
        _ => &[Level::Employer, Level::Office],
    }
}
