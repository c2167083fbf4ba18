//! The check that the partner's application is connected through the coupling user.

use crate::answer::Personal;
use crate::check::Case;
use crate::check::entered::{guid, plain};
use crate::check::users;
use crate::check::verdict_builder::VerdictBuilder;
use crate::reading::{ApplicationReading, LinkedUser, Unread, UserReading};
use crate::verdict::{Discrepancy, Unstated, Verdict};

/// Whether an application of the partner is activated, and connected through the coupling user.
pub(super) fn is_connected(case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    if case.handbook.applications.is_empty() {
        // The handbook does not say what to look for.
        builder.unknown(Unread::NotOffered);
        return builder.verdict(vec![]);
    }
    let (user, mut builder) = match users::coupling_user(case, builder) {
        Ok(found) => found,
        Err(verdict) => return verdict,
    };
    let Some(all) = builder.take(&case.readings.applications) else { return builder.verdict(vec![]) };
    let partners = all.iter().filter(|one| is_partners(one, case) && one.is_activated);
    let mut blocked = false;
    let (mut unread, mut untold) = (vec![], vec![]);
    for application in partners {
        match application.users.content() {
            Err(why) => unread.push(why),
            Ok(linked) => {
                builder.glance(&application.users);
                let mut own = linked.iter().filter(|one| is_through(one, user.reading));
                match own.next() {
                    Some(link) if link.is_blocked => blocked = true,
                    Some(_) => return builder.verdict(vec![]),
                    None if linked.iter().any(|one| one.id.is_none()) => untold.push(application),
                    None => {}
                }
            }
        }
    }
    if blocked {
        return builder.verdict(vec![Discrepancy::CouplingBlocked]);
    }
    let is_told = untold.is_empty();
    let untold = untold.into_iter().map(|one: &ApplicationReading| Personal::from(one.name.as_str()));
    builder.not_stated(Unstated::LinkedUser, untold.collect());
    if unread.is_empty() && is_told {
        return builder
            .verdict(vec![Discrepancy::NotConnected { applications: case.handbook.applications.clone() }]);
    }
    builder.unknowns(unread);
    builder.verdict(vec![])
}

/// Names of applications that are connected through a user and are not the partner's, as far as was read.
/// Only when Loket lists the partner's own: else one of the others may be it, under a name that the
/// handbook does not know.
pub(super) fn others_through(
    user: &UserReading,
    case: &Case<'_>,
    builder: &mut VerdictBuilder,
) -> Vec<String> {
    let listed = |all: &&Vec<ApplicationReading>| all.iter().any(|one| is_partners(one, case));
    let all = builder.glance(&case.readings.applications).filter(listed);
    let others = all.into_iter().flatten().filter(|one| !is_partners(one, case));
    let through = others.filter(|one| {
        let linked = one.users.content().ok().into_iter().flatten();
        linked.into_iter().any(|link| is_through(link, user))
    });
    through.map(|one| one.name.clone()).collect()
}

fn is_through(link: &LinkedUser, user: &UserReading) -> bool {
    link.id.as_deref().is_some_and(|id| guid(id) == guid(&user.id))
}

fn is_partners(application: &ApplicationReading, case: &Case<'_>) -> bool {
    case.handbook.applications.iter().any(|name| is_named(&application.name, name))
}

/// Whether an application has a name, or one that goes on after it (`Edubookers B.V.`), or holds it as
/// whole words. Dots, dashes and capitals do not count.
fn is_named(application: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect()
    };
    let (all, wanted) = (words(application), words(name));
    if wanted.is_empty() {
        return false;
    }
    let joined = wanted.concat();
    // A short name begins many others.
    let begins = joined.chars().count() >= 6 && all.concat().starts_with(&joined);
    begins || all.concat() == joined || all.windows(wanted.len()).any(|part| part == wanted)
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn an_application_is_known_by_its_name_in_any_writing() {
        for application in
            ["De Leerrekening", "DeLeerrekening.nl", "Edubookers / De Leerrekening", "de leerrekening"]
        {
            assert!(is_named(application, "De Leerrekening"), "{application}");
        }
        assert!(is_named("a.s.r. salariskoppeling", "a.s.r."));
        for other in ["Basra", "ASRA Bank", "Leerplein", ""] {
            assert!(!is_named(other, "a.s.r."), "{other}");
        }
    }
}
