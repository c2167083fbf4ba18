//! Applications of the marketplace: what they need, and who connected them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::own::{activity_id, products, roles};
use super::wording::pair;
use super::{ApiResult, Call};
use crate::answer::{Answer, Refusal};
use crate::catalogue::{Activity, Application, application_id, catalogue, numbered, right_id};
use crate::ids::{Kind, id, user_id};
use crate::provider::Coupling;

pub(super) fn activities(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let application = catalogue().application_by_id(call.id("applicationId")?).ok_or(Refusal::NotFound)?;
    let items = application.activities.iter().filter_map(|name| catalogue().activity(name));
    let items = items.map(|(number, activity)| needed(number, activity)).collect();
    Ok(Answer::Whole { items, paging: false, version: true })
}

fn needed(number: u32, activity: &Activity) -> Value {
    let rights = activity.rights.iter().filter_map(|key| catalogue().right(key));
    let rights: Vec<_> = rights
        .map(|(number, right)| {
            json!({"id": right_id(number), "description": right.text, "availableForEmployerUser": right.employer})
        })
        .collect();
    json!({
        "id": activity_id(number), "activity": activity.name, "displayName": activity.text,
        "requiredEmployerModules": products(activity), "requiredUserAuthorizations": rights,
        "allowedRoles": roles(activity)
    })
}

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let items = numbered(&catalogue().applications)
        .map(|(number, application)| {
            written(number, application, call.office.live.connected(&application.key, employer))
        })
        .collect();
    Ok(Answer::Whole { items, paging: false, version: true })
}

fn written(number: u32, application: &Application, connected: bool) -> Value {
    json!({
        "id": application_id(number), "name": application.name, "logo": null,
        "marketplaceDescription": application.summary, "marketplaceSummary": application.summary,
        "website": application.website, "activationUrl": application.website,
        "applicationTypes": [{"key": label(number, 1), "value": application.kind}],
        "targetIndustries": [{"key": label(0, 2), "value": "Alle branches"}],
        "dateAddedToStore": "2024-09-01", "isHighlighted": number == 1, "isActivatedForEmployer": connected,
        "productType": pair(1, "Koppeling")
    })
}

fn label(number: u32, kind: u32) -> Uuid {
    id(Kind::Label, 0, number * 10 + kind)
}

pub(super) fn users(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let application = catalogue().application_by_id(call.id("applicationId")?).ok_or(Refusal::NotFound)?;
    let live = &call.office.live;
    let couplings = live
        .couplings
        .iter()
        .filter(|coupling| coupling.employer == employer && coupling.application == application.key);
    let write = |coupling: &Coupling| {
        let user = live.user(coupling.user);
        json!({
            "createdOn": coupling.created.to_string(),
            "lastLogin": coupling.last_login.map(|time| time.to_string()),
            "isblocked": user.is_some_and(|user| user.blocked),
            "user": user.map(|user| json!({
                "id": user_id(coupling.user), "initials": user.initials, "prefix": user.prefix,
                "lastName": user.last, "formattedName": user.formatted_name()
            }))
        })
    };
    Ok(Answer::Whole { items: couplings.map(write).collect(), paging: false, version: true })
}
