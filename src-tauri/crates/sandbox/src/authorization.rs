//! The five conditions under which a call is allowed. The first that does not hold is the reason of the refusal.
//!
//! The application has the activity; the user has access to the employer; the user has a right that gives it; the user's
//! role has it; the employer has a product that gives it.

use std::collections::BTreeSet;

use crate::answer::Refusal;
use crate::catalogue::{Activity, catalogue};
use crate::provider::FictionalProvider;

/// Whether a user may do an activity at an employer through the connected application.
///
/// # Errors
/// [`Refusal::Forbidden`] with the reason.
pub(crate) fn at_employer(
    office: &FictionalProvider,
    user: u32,
    activity: &str,
    employer: u16,
) -> Result<(), Refusal> {
    let known = activity_of(office, user, activity)?;
    if !office.reaches(user, employer) {
        return forbidden("User doesn't have access to the given Id.");
    }
    user_may(office, user, known, &office.rights(user, employer))?;
    let products = office.products(employer);
    if !known.products.is_empty() && !known.products.iter().any(|number| products.contains(number)) {
        return forbidden("Employer doesn't have the module to perform activity for the given Id.");
    }
    Ok(())
}

/// Whether a user may do an activity that belongs to no employer.
///
/// # Errors
/// [`Refusal::Forbidden`] with the reason.
pub(crate) fn anywhere(office: &FictionalProvider, user: u32, activity: &str) -> Result<(), Refusal> {
    let known = activity_of(office, user, activity)?;
    user_may(office, user, known, &office.provider_rights(user))
}

/// Whether the user, its rights and its role at an employer give an activity; products and the application left aside.
pub(crate) fn user_can(office: &FictionalProvider, user: u32, activity: &Activity, employer: u16) -> bool {
    office.reaches(user, employer) && user_may(office, user, activity, &office.rights(user, employer)).is_ok()
}

fn activity_of(office: &FictionalProvider, user: u32, activity: &str) -> Result<&'static Activity, Refusal> {
    if office.live.user(user).is_none_or(|user| user.blocked || user.webservice) {
        return forbidden("User is blocked or is not an ordinary user.");
    }
    match catalogue().activity(activity) {
        Some((_, known)) if !office.live.withheld.contains(activity) => Ok(known),
        _ => forbidden("Client doesn't have the activity."),
    }
}

fn user_may(
    office: &FictionalProvider,
    user: u32,
    activity: &Activity,
    rights: &BTreeSet<String>,
) -> Result<(), Refusal> {
    if !activity.rights.is_empty() && !activity.rights.iter().any(|key| rights.contains(key)) {
        return forbidden("User doesn't have rechten to perform activity for the given Id.");
    }
    if !activity.roles().any(|role| role == role_of(office, user)) {
        return forbidden("User doesn't have a role to perform activity for the given Id.");
    }
    Ok(())
}

/// The place of a user's role in the catalogue's roles.
fn role_of(office: &FictionalProvider, user: u32) -> usize {
    match office.live.user(user) {
        Some(known) if known.department_manager => 2,
        Some(known) if !known.provider => 1,
        _ => 0,
    }
}

fn forbidden<T>(reason: &str) -> Result<T, Refusal> {
    Err(Refusal::Forbidden(reason.to_owned()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{anywhere, at_employer};
    use crate::answer::Refusal;
    use crate::provider::FictionalProvider;

    const LIST: &str = "GetEmploymentsByEmployerId";

    fn reason(outcome: Result<(), Refusal>) -> String {
        match outcome {
            Err(Refusal::Forbidden(reason)) => reason,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_of_the_five_conditions_refuses_with_its_own_reason() {
        let mut office = FictionalProvider::start(2026, 0, 0);
        assert_eq!(at_employer(&office, 1, LIST, 1), Ok(()));

        assert!(reason(at_employer(&office, 1, LIST, 13)).contains("access to the given Id"));

        let control_panel = office.live.user_named("stagiair").unwrap();
        assert!(reason(at_employer(&office, control_panel, "GetModulesByEmployerId", 1)).contains("rechten"));

        let korenaar = office.live.user_named("koppeling.korenaar").unwrap();
        office
            .live
            .user_mut(korenaar)
            .unwrap()
            .employers
            .entry(1)
            .or_default()
            .insert("viewFixedData".to_owned());
        let administrations = "GetPayrollAdministrationsByEmployerId";
        assert_eq!(at_employer(&office, korenaar, administrations, 1), Ok(()));
        office.live.user_mut(korenaar).unwrap().department_manager = true;
        assert!(reason(at_employer(&office, korenaar, administrations, 1)).contains("role"));

        office.live.products.insert(1, BTreeSet::from([940]));
        assert!(reason(at_employer(&office, 1, LIST, 1)).contains("module"));

        office.live.withheld.insert(LIST.to_owned());
        assert!(reason(at_employer(&office, 1, LIST, 1)).contains("Client"));
    }

    #[test]
    fn own_rights_replace_those_of_the_team() {
        let mut office = FictionalProvider::start(2026, 0, 0);
        let vonk = office.live.user_named("koppeling.vonk").unwrap();
        assert_eq!(
            office.rights(vonk, 3),
            BTreeSet::from(["viewEmployments".to_owned(), "viewHrm".to_owned()])
        );
        office.live.user_mut(vonk).unwrap().rights = None;
        assert_eq!(office.rights(vonk, 3).len(), 5);
    }

    #[test]
    fn a_blocked_user_and_a_webservice_user_may_nothing() {
        let office = FictionalProvider::start(2026, 0, 0);
        for name in ["vertrokken", "webservice.transport"] {
            let user = office.live.user_named(name).unwrap();
            assert!(reason(anywhere(&office, user, "GetUserByToken")).contains("blocked"), "{name}");
        }
    }
}
