//! Teams of the office: the users in them and the employers they reach.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::users::personal;
use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal, broken};
use crate::ids::{Kind, id, read, user_id};
use crate::provider::Team;

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    call.provider()?;
    let teams: Vec<_> = (1..).zip(&call.office.live.teams).collect();
    Ok(Answer::Page(Page::cut(&teams, &call.query, |(number, team)| written(*number, team))?))
}

pub(super) fn one(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let team = call.office.live.teams.get(place).ok_or(Refusal::NotFound)?;
    Ok(Answer::Detail(written(team_number(place), team)))
}

pub(super) fn add(call: &mut Call<'_>) -> ApiResult {
    call.provider()?;
    let name = call.body["description"].as_str().unwrap_or_default().to_owned();
    if !(1..=50).contains(&name.chars().count()) {
        return Err(Refusal::rule("Invalid value for description: 1 to 50 long", "description"));
    }
    let teams = &mut call.office.live.teams;
    if teams.iter().any(|team| team.name.eq_ignore_ascii_case(&name)) {
        return Err(Refusal::rule("The description is already in use", "description"));
    }
    let team = Team { name, rights: BTreeSet::new(), users: BTreeSet::new(), employers: BTreeSet::new() };
    let answer = written(team_number(teams.len()), &team);
    teams.push(team);
    Ok(Answer::Created(answer))
}

fn team_number(place: usize) -> u32 {
    u32::try_from(place + 1).unwrap_or(u32::MAX)
}

/// The place of the team of the path in the list of teams, when the user may do this.
pub(super) fn team_place(call: &Call<'_>) -> Result<usize, Refusal> {
    let (_, number) = read(Kind::Team, call.id("authorizationGroupId")?).ok_or(Refusal::NotFound)?;
    let place =
        usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).ok_or(Refusal::NotFound)?;
    call.office.live.teams.get(place).ok_or(Refusal::NotFound)?;
    call.allowed()?;
    Ok(place)
}

fn written(number: u32, team: &Team) -> Value {
    json!({"id": id(Kind::Team, 0, number), "description": team.name, "numberOfLinkedUsers": team.users.len(),
           "numberOfLinkedEmployers": team.employers.len(), "authorizationSet": null})
}

pub(super) fn employers(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let team = call.office.live.teams.get(place).ok_or(Refusal::NotFound)?;
    Ok(Answer::Page(Page::cut(&call.office.fixed.employers, &call.query, |employer| {
        json!({"id": employer.id(), "companyName": employer.name, "administrationNumber": null, "groupCode": null,
               "isLinked": team.employers.contains(&employer.number)})
    })?))
}

pub(super) fn set_employers(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let wanted = ids(&call.body, Kind::Employer)?;
    let known = |number: &u32| {
        u16::try_from(*number).ok().filter(|number| call.office.fixed.employer(*number).is_some())
    };
    let numbers: Option<BTreeSet<u16>> = wanted.iter().map(known).collect();
    let numbers = numbers.ok_or_else(|| Refusal::rule("Unknown employer", "id"))?;
    let live = &mut call.office.live;
    let Some(team) = live.teams.get_mut(place) else {
        return Err(Refusal::NotFound);
    };
    let before = std::mem::replace(&mut team.employers, numbers.clone());
    for changed in before.symmetric_difference(&numbers) {
        live.touch_employer(*changed);
    }
    Ok(Answer::Done)
}

pub(super) fn users(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let live = &call.office.live;
    let team = live.teams.get(place).ok_or(Refusal::NotFound)?;
    let users: Vec<(u32, _)> = (1..).zip(&live.users).filter(|(_, user)| user.provider).collect();
    Ok(Answer::Page(Page::cut(&users, &call.query, |(number, user)| {
        let teams = live.teams.iter().filter(|team| team.users.contains(number)).count();
        json!({
            "id": user_id(*number), "personalDetails": personal(user), "userName": user.name,
            "isLinked": team.users.contains(number), "hasAuthorizationsOnUserLevel": user.rights.is_some(),
            "hasMultipleTeams": teams > 1, "hasIntegrations": user.webservice
        })
    })?))
}

pub(super) fn set_users(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let wanted = ids(&call.body, Kind::User)?;
    let live = &mut call.office.live;
    if wanted.iter().any(|number| live.user(*number).is_none_or(|user| !user.provider)) {
        return Err(Refusal::rule("Unknown user", "id"));
    }
    if let Some(team) = live.teams.get_mut(place) {
        team.users = wanted;
    }
    Ok(Answer::Done)
}

/// The numbers behind a body that is a plain list of ids.
fn ids(body: &Value, kind: Kind) -> Result<BTreeSet<u32>, Refusal> {
    let list = body.as_array().ok_or_else(|| Refusal::rule("The body has to be a list of ids", "body"))?;
    list.iter()
        .map(|entry| {
            entry.as_str().and_then(|text| Uuid::parse_str(text).ok()).and_then(|given| read(kind, given))
        })
        .map(|found| {
            let unknown = || Refusal::Broken { messages: vec![broken("Unknown id", "id")], list: false };
            found.map(|(_, number)| number).ok_or_else(unknown)
        })
        .collect()
}
