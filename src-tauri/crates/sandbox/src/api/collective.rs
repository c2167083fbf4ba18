//! Collective actions: many changes that were handed in at once.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal};
use crate::ids::{Kind, employer_id, id, read, user_id};
use crate::provider::{ActionItem, CollectiveAction};

/// What is handed in.
pub(super) struct Work {
    pub employer: u16,
    pub administration: u32,
    /// One of the kinds that the specification names.
    pub kind: &'static str,
    pub items: Vec<ActionItem>,
}

/// Keeps the action and writes it out. The sandbox does the work at once.
pub(super) fn submit(call: &mut Call<'_>, work: Work) -> Value {
    let action = CollectiveAction {
        user: call.user,
        employer: work.employer,
        administration: work.administration,
        kind: work.kind.to_owned(),
        submitted: call.now,
        items: work.items,
    };
    let actions = &mut call.office.live.actions;
    actions.push(action);
    let number = u32::try_from(actions.len()).unwrap_or(u32::MAX);
    actions.last().map_or(Value::Null, |action| written(number, action))
}

fn written(number: u32, action: &CollectiveAction) -> Value {
    let failed = action.items.iter().filter(|item| !item.messages.is_empty()).count();
    let own = id(Kind::CollectiveAction, 0, number);
    json!({
        "collectiveActionId": own, "collectiveActionParentId": own, "employerId": employer_id(action.employer),
        "payrollAdministrationId": id(Kind::Administration, action.employer, action.administration),
        "submittedByUserId": user_id(action.user), "submittedOn": action.submitted.to_string(),
        "status": "Completed", "type": action.kind,
        "itemCount": {"processedWithError": failed, "processed": action.items.len(), "processedWithWarning": 0,
                      "total": action.items.len()}
    })
}

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let own: Vec<_> =
        (1..).zip(&call.office.live.actions).filter(|(_, action)| action.user == call.user).collect();
    Ok(Answer::Page(Page::cut(&own, &call.query, |(number, action)| written(*number, action))?))
}

pub(super) fn items(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let (_, number) =
        read(Kind::CollectiveAction, call.id("collectiveActionId")?).ok_or(Refusal::NotFound)?;
    let place =
        usize::try_from(number).ok().and_then(|number| number.checked_sub(1)).ok_or(Refusal::NotFound)?;
    let action = call.office.live.actions.get(place).filter(|action| action.user == call.user);
    let action = action.ok_or(Refusal::NotFound)?;
    let administration = id(Kind::Administration, action.employer, action.administration);
    let items = (1..).zip(&action.items).map(|(place, item)| {
        let employment: Option<Uuid> = read(Kind::Employment, item.entity).map(|_| item.entity);
        json!({
            "collectiveActionItemId": id(Kind::ActionItem, 0, number * 10_000 + place),
            "createdOn": action.submitted.to_string(), "succes": item.messages.is_empty(),
            "collectiveActionType": action.kind, "entityId": item.entity,
            "employerId": employer_id(action.employer), "payrollAdministrationId": administration,
            "employmentId": employment, "messages": item.messages
        })
    });
    Ok(Answer::Whole { items: items.collect(), paging: true, version: true })
}
