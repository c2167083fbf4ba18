//! Version numbers that say what changed since.

use serde_json::json;

use super::{ApiResult, Call};
use crate::answer::{Answer, Page};

pub(super) fn employers(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let employers = call.office.employers_of(call.user);
    let live = &call.office.live;
    Ok(Answer::Page(Page::cut(
        &employers,
        &call.query,
        |employer| json!({"id": employer.id(), "lastModifiedVersionNumber": live.employer_version(employer.number)}),
    )?))
}

pub(super) fn employments(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let live = &call.office.live;
    Ok(Answer::Page(Page::cut(&employer.employees, &call.query, |employee| {
        let id = employee.employment_id(employer.number);
        let version = live.employment_version(employer.number, id, employee.number);
        json!({"id": id, "lastModifiedVersionNumber": version})
    })?))
}
