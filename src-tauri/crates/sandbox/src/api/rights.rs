//! Rights of employer users and of teams. A change replaces the whole set.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use uuid::Uuid;

use super::teams::team_place;
use super::users::number_of;
use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal, broken};
use crate::catalogue::{RightEntry, catalogue, numbered, right_id};
use crate::provider::known_right;

pub(super) fn of_user(call: &mut Call<'_>) -> ApiResult {
    let (employer, user) = employer_user(call)?;
    let own = call.office.rights(user, employer);
    page(call, &own, |right| right.employer)
}

pub(super) fn set_user(call: &mut Call<'_>) -> ApiResult {
    let (employer, user) = employer_user(call)?;
    let wanted = wanted(&call.body, |right| right.employer)?;
    let live = &mut call.office.live;
    if let Some(user) = live.user_mut(user) {
        user.employers.insert(employer, wanted);
    }
    live.touch_employer(employer);
    Ok(Answer::Done)
}

fn employer_user(call: &Call<'_>) -> Result<(u16, u32), Refusal> {
    let employer = call.employer_number()?;
    let number = number_of(call.id("userId")?)?;
    call.office.live.user(number).filter(|user| user.is_of(employer)).ok_or(Refusal::NotFound)?;
    Ok((employer, number))
}

pub(super) fn of_team(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let own = call.office.live.teams.get(place).map(|team| team.rights.clone()).unwrap_or_default();
    page(call, &own, |_| true)
}

pub(super) fn set_team(call: &mut Call<'_>) -> ApiResult {
    let place = team_place(call)?;
    let wanted = wanted(&call.body, |_| true)?;
    if let Some(team) = call.office.live.teams.get_mut(place) {
        team.rights = wanted;
    }
    Ok(Answer::Done)
}

fn page(call: &Call<'_>, own: &BTreeSet<String>, shown: fn(&RightEntry) -> bool) -> ApiResult {
    let rights: Vec<_> = numbered(&catalogue().rights).filter(|(_, right)| shown(right)).collect();
    Ok(Answer::Page(Page::cut(&rights, &call.query, |(number, right)| {
        json!({"id": right_id(*number), "description": right.text, "availableForEmployerUser": right.employer,
               "isEnabled": own.contains(&right.key)})
    })?))
}

/// The rights that a body switches on: only what is sent with `isEnabled` true stays.
fn wanted(body: &Value, may: fn(&RightEntry) -> bool) -> Result<BTreeSet<String>, Refusal> {
    let sent = body["authorizations"]
        .as_array()
        .ok_or_else(|| Refusal::rule("The list of authorizations is missing", "authorizations"))?;
    let mut messages = Vec::new();
    let mut wanted = BTreeSet::new();
    for entry in sent.iter().filter(|entry| entry["isEnabled"].as_bool() == Some(true)) {
        let given = entry["id"].as_str().and_then(|text| Uuid::parse_str(text).ok());
        match given.and_then(known_right) {
            Some(key) if catalogue().right(&key).is_some_and(|(_, right)| may(right)) => {
                wanted.insert(key);
            }
            Some(_) => messages.push(broken("The authorization is not available for an employer user", "id")),
            None => messages.push(broken("Unknown authorization", "id")),
        }
    }
    if messages.is_empty() { Ok(wanted) } else { Err(Refusal::Broken { messages, list: false }) }
}
