//! The signed-in user: who it is, what it may do, and the model behind that.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{ApiResult, Call};
use crate::answer::{Answer, Page};
use crate::catalogue::{Activity, catalogue, numbered, right_id};
use crate::ids::{Kind, id, provider_id};
use crate::provider::plan;

pub(super) fn user(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let user = call.office.live.user(call.user);
    Ok(Answer::Detail(user.map_or(Value::Null, |user| {
        json!({
            "personalDetails": {"firstName": user.first, "initials": user.initials, "prefix": user.prefix,
                                "lastName": user.last},
            "contactInformation": {"placeOfEmployment": null, "phoneNumber": user.phone,
                                   "emailAddress": user.email},
            "user": {"userSpecifiedRole": null, "userCustomSpecifiedRole": null},
            "photo": null
        })
    })))
}

pub(super) fn providers(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let providers = [json!({"id": provider_id(), "name": plan().provider})];
    Ok(Answer::Page(Page::cut(&providers, &call.query, Value::clone)?))
}

pub(super) fn activities(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let old = call.version == "2018-01-01";
    let write = |(number, activity): (u32, &Activity)| {
        if old {
            json!({"name": activity.name})
        } else {
            json!({"id": activity_id(number), "description": activity.name})
        }
    };
    let items = call.activities(employer).into_iter().map(write).collect();
    Ok(Answer::Whole { items, paging: true, version: true })
}

pub(super) fn model(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let activities: Vec<_> = numbered(&catalogue().activities).collect();
    Ok(Answer::Page(Page::cut(&activities, &call.query, |(number, activity)| {
        json!({
            "id": activity_id(*number), "description": activity.name, "functionalDescription": activity.text,
            "authorizations": rights(activity, |right| json!(right.model_text())),
            "modules": products(activity), "roles": roles(activity)
        })
    })?))
}

/// The id of the `number`th activity.
pub(super) fn activity_id(number: u32) -> Uuid {
    id(Kind::Activity, 0, number)
}

/// The rights that give an activity, each with its id and a description.
pub(super) fn rights(
    activity: &Activity,
    describe: impl Fn(&crate::catalogue::RightEntry) -> Value,
) -> Vec<Value> {
    let known = activity.rights.iter().filter_map(|key| catalogue().right(key));
    known.map(|(number, right)| json!({"id": right_id(number), "description": describe(right)})).collect()
}

/// The products that give an activity.
pub(super) fn products(activity: &Activity) -> Vec<Value> {
    let known = activity.products.iter().filter_map(|number| catalogue().product(*number));
    known.map(|product| json!({"id": product.id(), "description": product.text})).collect()
}

/// The roles that may do an activity.
pub(super) fn roles(activity: &Activity) -> Vec<Value> {
    activity
        .roles()
        .filter_map(|place| Some((u32::try_from(place).ok()? + 1, catalogue().roles.get(place)?)))
        .map(|(number, role)| json!({"id": id(Kind::Role, 0, number), "description": role}))
        .collect()
}
