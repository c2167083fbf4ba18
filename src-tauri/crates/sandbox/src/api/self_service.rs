//! Access of employees to `MijnLoket`.

use serde_json::{Value, json};
use uuid::Uuid;

use super::collective::{Work, submit};
use super::employees::email;
use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal, message};
use crate::ids::{Kind, id, read};
use crate::provider::ActionItem;

/// What an employee's access is unless it was changed.
const AT_START: &str = "NoAccessToClient";

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let people = call.shown_employees(employer);
    let changed = &call.office.live.self_service;
    Ok(Answer::Page(Page::cut(&people, &call.query, |employee| {
        let own = employee.id(employer.number);
        json!({
            "employee": {
                "id": own, "employeeNumber": employee.number, "firstName": employee.first,
                "initials": employee.initials(), "prefix": employee.prefix, "lastName": employee.last,
                "emailAddress": email(employer, employee), "formattedName": employee.formatted_name()
            },
            "hasTwoFactorAuthentication": false,
            "status": changed.get(&own).map_or(AT_START, String::as_str)
        })
    })?))
}

pub(super) fn change(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let count = call.office.fixed.employer(employer).map_or(0, |employer| employer.employees.len());
    let asked = asked(&call.body, employer, count)?;
    let mut items = Vec::new();
    for (entity, action) in asked {
        let before = call.office.live.self_service.get(&entity).map_or(AT_START, String::as_str);
        let messages = match after(before, &action) {
            Some(status) => {
                let live = &mut call.office.live;
                live.self_service.insert(entity, status.to_owned());
                if let Some((owner, number)) = read(Kind::Employee, entity) {
                    live.touch_employment(owner, id(Kind::Employment, owner, number));
                }
                Vec::new()
            }
            None => vec![message(
                "BrokenBusinessRule",
                format!("{action} is not possible while the status is {before}"),
                "action",
                Some(&entity.to_string()),
            )],
        };
        items.push(ActionItem { entity, messages });
    }
    if items.iter().all(|item| !item.messages.is_empty()) {
        return Err(Refusal::Conflict(items.into_iter().flat_map(|item| item.messages).collect()));
    }
    Ok(Answer::Detail(submit(call, Work { employer, administration: 1, kind: "Werknemerloket", items })))
}

fn asked(body: &Value, employer: u16, count: usize) -> Result<Vec<(Uuid, String)>, Refusal> {
    let list = body.as_array().filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| Refusal::rule("The body has to be a list with something in it", "body"))?;
    list.iter()
        .map(|entry| {
            let given = entry["employeeId"].as_str().and_then(|text| Uuid::parse_str(text).ok());
            let known = given.filter(|given| {
                read(Kind::Employee, *given).is_some_and(|(owner, number)| {
                    owner == employer && number >= 1 && number as usize <= count
                })
            });
            let known = known.ok_or_else(|| Refusal::rule("Unknown employee", "employeeId"))?;
            let action = entry["action"].as_str().unwrap_or_default().to_owned();
            Ok((known, action))
        })
        .collect()
}

/// The status after an action, when the action goes with the status.
fn after(status: &str, action: &str) -> Option<&'static str> {
    Some(match (action, status) {
        ("SendInvite", "NoAccessToClient" | "InviteCancelled" | "InviteExpired" | "InviteFailed") => {
            "InvitePending"
        }
        ("RevokeInvite", "InvitePending") => "InviteCancelled",
        ("RevokeAccess", "HasAccessToClient") => "AccessToClientIsBlocked",
        ("ReinstateAccess", "AccessToClientIsBlocked")
        | ("ResendUsername" | "DisableTwoFactorAuthentication", "HasAccessToClient") => "HasAccessToClient",
        _ => return None,
    })
}
