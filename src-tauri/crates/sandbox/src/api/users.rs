//! Users of employers and of the office.

use serde_json::{Value, json};
use uuid::Uuid;

use super::wording::pair;
use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal, broken};
use crate::ids::{Kind, read, user_id};
use crate::provider::{Live, User};

mod rules;

use rules::{Wanted, check};

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let live = &call.office.live;
    let users: Vec<_> = (1..).zip(&live.users).filter(|(_, user)| user.is_of(employer)).collect();
    Ok(Answer::Page(Page::cut(&users, &call.query, |(number, user)| written(live, *number, user))?))
}

pub(super) fn one(call: &mut Call<'_>) -> ApiResult {
    let number = number_of(call.id("userId")?)?;
    let live = &call.office.live;
    let user = live.user(number).filter(|user| !user.provider).ok_or(Refusal::NotFound)?;
    // A user of several employers may be seen by whoever may see the users of one of them.
    let mut outcome = Err(Refusal::NotFound);
    for employer in user.employers.keys() {
        outcome = call.allowed_at(*employer);
        if outcome.is_ok() {
            break;
        }
    }
    outcome?;
    Ok(Answer::Detail(written(live, number, user)))
}

pub(super) fn of_provider(call: &mut Call<'_>) -> ApiResult {
    call.provider()?;
    let live = &call.office.live;
    let users: Vec<_> = (1..).zip(&live.users).filter(|(_, user)| user.provider).collect();
    Ok(Answer::Page(Page::cut(&users, &call.query, |(number, user)| {
        let mut block = common(live, *number, user);
        block["hasAuthorisationsOnUserLevel"] = json!(user.rights.is_some());
        block["authorizationSet"] = Value::Null;
        block
    })?))
}

/// The number of a user with this id.
pub(super) fn number_of(given: Uuid) -> Result<u32, Refusal> {
    read(Kind::User, given).map(|(_, number)| number).ok_or(Refusal::NotFound)
}

fn written(live: &Live, number: u32, user: &User) -> Value {
    let mut block = common(live, number, user);
    block["hasAccessToPayrollingTestData"] = json!(false);
    block["isDepartmentManager"] = json!(user.department_manager);
    block["isLinkedToMultipleEmployers"] = json!(user.employers.len() > 1);
    block
}

fn common(live: &Live, number: u32, user: &User) -> Value {
    let access = match user {
        User { blocked: true, .. } => pair(4, "User is blocked"),
        User { invited: true, .. } => pair(5, "Invite pending"),
        User { webservice: true, .. } => pair(1, "No access to Client"),
        _ => pair(3, "Has access to Client"),
    };
    json!({
        "id": user_id(number), "loginMethod": pair(1, "Username and password"),
        "personalDetails": personal(user),
        "contactInformation": {"placeOfEmployment": null, "phoneNumber": user.phone, "emailAddress": user.email},
        "userSpecifiedRole": null,
        "userCustomSpecifiedRole": user.webservice.then_some("Webservicegebruiker"),
        "accessStatus": access, "hasMultiFactorAuthentication": user.two_factor,
        "twoFactorAuthenticationRequired": user.two_factor, "azureActiveDirectory": null,
        "userName": (!user.invited).then_some(&user.name),
        "hasIntegrations": user.webservice,
        "hasConnectedApplications": live.couplings.iter().any(|coupling| coupling.user == number),
        "dateTimeLastLogin": user.last_login.map(|time| time.to_string()),
        "dateTimeCreation": user.created.to_string()
    })
}

/// Initials and names.
pub(super) fn personal(user: &User) -> Value {
    json!({"firstName": user.first, "initials": user.initials, "prefix": user.prefix, "lastName": user.last})
}

pub(super) fn add(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let wanted = Wanted::read(&call.body)?;
    let mut messages = check(&wanted);
    let account = &call.body["ssoAccount"];
    let name = account["userName"].as_str().unwrap_or_default();
    let password = account["password"].as_str().unwrap_or_default();
    messages.extend(rules::check_account(name, password));
    if call.office.live.user_named(name).is_some() {
        messages.push(broken("The username is already in use", "userName"));
    }
    if !messages.is_empty() {
        return Err(Refusal::Broken { messages, list: false });
    }
    let mut user = User::new(name, false, call.now);
    user.set_password(password);
    Ok(made(call, employer, user, &wanted))
}

pub(super) fn invite(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let wanted = Wanted::read(&call.body)?;
    let mut messages = check(&wanted);
    let secret = call.body["destinationForSecret"].as_str().unwrap_or_default();
    messages.extend(rules::check_mobile(secret));
    if !messages.is_empty() {
        return Err(Refusal::Broken { messages, list: false });
    }
    let place = call.office.live.users.len() + 1;
    let mut user = User::new(&format!("uitgenodigd-{place}"), false, call.now);
    user.invited = true;
    user.two_factor = call.body["twoFactorAuthenticationRequired"].as_bool().unwrap_or(false);
    Ok(made(call, employer, user, &wanted))
}

fn made(call: &mut Call<'_>, employer: u16, mut user: User, wanted: &Wanted) -> Answer {
    user.initials.clone_from(&wanted.initials);
    user.prefix.clone_from(&wanted.prefix);
    user.last.clone_from(&wanted.last);
    user.email.clone_from(&wanted.email);
    user.phone.clone_from(&wanted.phone);
    user.employers.insert(employer, std::collections::BTreeSet::new());
    let live = &mut call.office.live;
    let number = live.add_user(user);
    live.touch_employer(employer);
    Answer::Created(live.user(number).map_or(Value::Null, |user| written(live, number, user)))
}
