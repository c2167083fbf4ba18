//! The check that the partner's application is connected through the coupling user.

use std::collections::BTreeSet;

use crate::answer::Personal;
use crate::check::Case;
use crate::check::entered::{guid, plain};
use crate::check::users;
use crate::check::verdict_builder::VerdictBuilder;
use crate::reading::{ApplicationReading, LinkedUser, Unread, UserReading};
use crate::verdict::{Discrepancy, Outcome, Unstated, Verdict};

/// Whether an application of the partner is activated, connected through the coupling user, and through no user of the
/// office who reaches other employers: what such a user consented to hangs on that user's rights.
pub(super) fn is_connected(case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    if case.handbook.applications.is_empty() {
        // The handbook does not say what to look for.
        builder.unknown(Unread::NotOffered);
        return builder.verdict(vec![]);
    }
    let (user, mut builder) = match users::coupling_user(case, builder) {
        Ok(found) => found,
        Err(verdict) => return with_consent_of_others(verdict, case),
    };
    let Some(all) = builder.take(&case.readings.applications) else { return builder.verdict(vec![]) };
    let (mut connected, mut blocked) = (false, false);
    let (mut unread, mut unstated) = (vec![], vec![]);
    for application in all.iter().filter(|one| is_partners(one, case) && one.is_activated) {
        match application.users.content() {
            Err(why) => unread.push(why),
            Ok(linked) => {
                builder.glance(&application.users);
                let own = linked.iter().find(|one| is_through(one, user.reading));
                connected |= own.is_some_and(|link| !link.is_blocked);
                blocked |= own.is_some_and(|link| link.is_blocked);
                if own.is_none() && linked.iter().any(|one| one.id.is_none()) {
                    unstated.push(Personal::from(application.name.as_str()));
                }
            }
        }
    }
    let mut discrepancies = vec![];
    if blocked && !connected {
        discrepancies.push(Discrepancy::CouplingBlocked);
    } else if !connected && unread.is_empty() && unstated.is_empty() {
        discrepancies.push(Discrepancy::NotConnected { applications: case.handbook.applications.clone() });
    } else if !connected {
        builder.not_stated(Unstated::LinkedUser, unstated);
        builder.unknowns(unread);
    }
    discrepancies.extend(connected_through(&user.reading.id, case, &mut builder));
    builder.verdict(discrepancies)
}

/// A verdict on a coupling user that is not there, with who connected the application instead.
fn with_consent_of_others(mut verdict: Verdict, case: &Case<'_>) -> Verdict {
    if let Outcome::Unmet { discrepancies } = &mut verdict.outcome {
        discrepancies.extend(connected_through("", case, &mut VerdictBuilder::default()));
    }
    verdict
}

/// The users of the office, but the coupling user, through whom the partner's application is connected and who reach
/// other employers. Where it cannot be told whether they do, why stands in the basis.
fn connected_through(own: &str, case: &Case<'_>, builder: &mut VerdictBuilder) -> Vec<Discrepancy> {
    let all = case.readings.applications.content().ok().into_iter().flatten();
    let partners = all.filter(|one| is_partners(one, case) && one.is_activated);
    let links = partners.flat_map(|one| one.users.content().ok().into_iter().flatten());
    let others: BTreeSet<String> = links
        .filter(|link| !link.is_blocked)
        .filter_map(|link| Some(guid(link.id.as_ref()?)))
        .filter(|id| *id != guid(own))
        .collect();
    let at_employer = case.readings.users.content().ok().into_iter().flatten();
    let at_employer: BTreeSet<String> = at_employer.map(|user| guid(&user.id)).collect();
    let others: Vec<&String> = others.difference(&at_employer).collect();
    if others.is_empty() {
        return vec![];
    }
    let Some(office) = builder.take(&case.readings.office_users) else { return vec![] };
    let consenting: Vec<_> = office.iter().filter(|user| others.contains(&&guid(&user.id))).collect();
    if consenting.is_empty() || builder.take(&case.readings.teams).is_none() {
        return vec![];
    }
    let through = consenting.into_iter().filter_map(|user| {
        let reached = users::reached(user, case)?;
        (reached.len() > 1).then(|| Discrepancy::ConnectedThrough {
            user: user.name.as_str().into(),
            employers: u32::try_from(reached.len()).ok(),
            rights: rights_here(user, case, builder),
        })
    });
    through.collect()
}

/// What a user of the office may at this employer, by Loket's names. Rights on the user itself cannot be read.
fn rights_here(user: &UserReading, case: &Case<'_>, builder: &mut VerdictBuilder) -> Vec<String> {
    if user.rights_on_user {
        return vec![];
    }
    let teams = users::teams_here(user, case, builder).unwrap_or_default();
    let rights = teams.into_iter().flat_map(|team| &team.rights).filter(|right| right.enabled);
    rights.map(|right| right.description.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Names of other applications that are connected through a user. Where Loket lists none under the partner's names, a
/// single one may be the partner's: that is not known, and stands in the basis.
pub(super) fn others_through(
    user: &UserReading,
    case: &Case<'_>,
    builder: &mut VerdictBuilder,
) -> Vec<String> {
    let Some(all) = builder.take(&case.readings.applications) else { return vec![] };
    let mut through = vec![];
    for one in all.iter().filter(|one| one.is_activated && !is_partners(one, case)) {
        let linked = builder.take(&one.users).into_iter().flatten();
        if linked.into_iter().any(|link| is_through(link, user)) {
            through.push(one.name.clone());
        }
    }
    let is_listed = all.iter().any(|one| is_partners(one, case));
    match through.as_slice() {
        [only] if !is_listed => {
            builder.unknown(Unread::ApplicationUnknown { application: only.clone() });
            vec![]
        }
        _ => through,
    }
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
