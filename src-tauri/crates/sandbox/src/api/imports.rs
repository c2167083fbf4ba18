//! Import of period data as CSV.
//!
//! Loket states no layout and no numbers for `processingMethod`. Here the layout is that of the upload by hand, and the
//! numbers are 1 overwrite, 2 do not overwrite, 3 add up.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::collective::{Work, submit};
use super::period_data::save;
use super::records::Method;
use super::{ApiResult, Call};
use crate::answer::{Answer, Refusal, message};
use crate::ids::{Kind, id};
use crate::provider::ActionItem;
use crate::upload_file::{UploadFile, UploadRow};

pub(super) fn one(call: &mut Call<'_>) -> ApiResult {
    let (employer, administration) = call.administration()?;
    let only = (employer.number, administration.place, administration.client_number());
    import(call, Some(only))
}

pub(super) fn several(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    import(call, None)
}

fn import(call: &mut Call<'_>, only: Option<(u16, u32, u32)>) -> ApiResult {
    let asked = |name: &str| call.query.other(name).unwrap_or_default().to_owned();
    let refuse = |name: &str| Refusal::rule(format!("Invalid value for {name}"), name);
    let method = Method::numbered(&asked("processingMethod")).ok_or_else(|| refuse("processingMethod"))?;
    let period: i32 = asked("payrollPeriodId").parse().map_err(|_| refuse("payrollPeriodId"))?;
    let payslip: i32 = asked("payslipType").parse().map_err(|_| refuse("payslipType"))?;
    if call.body["mimeType"] != "text/csv" {
        return Err(refuse("mimeType"));
    }
    let bytes = call.body["data"].as_str().and_then(|data| BASE64_STANDARD.decode(data).ok());
    let file = UploadFile::read(&bytes.ok_or_else(|| refuse("data"))?).map_err(|_| refuse("data"))?;
    let mut items = Vec::new();
    let mut place = only.map(|(employer, place, _)| (employer, place));
    for row in &file.rows {
        let found = find(call, row, only);
        place = place.or(found.map(|(employer, place, _)| (employer, place)));
        items.push(take(call, row, found, (period, payslip), method));
    }
    let (employer, administration) = place.ok_or_else(|| refuse("data"))?;
    Ok(Answer::Detail(submit(call, Work { employer, administration, kind: "Beloning", items })))
}

/// Employer, administration and employee that a row is for.
fn find(call: &Call<'_>, row: &UploadRow, only: Option<(u16, u32, u32)>) -> Option<(u16, u32, u32)> {
    if only.is_some_and(|(_, _, client)| client != row.client) {
        return None;
    }
    let (number, place) = (u16::try_from(row.client / 100).ok()?, row.client % 100);
    let employer = call.office.fixed.employer(number)?;
    let employee = employer.employee_by_payroll_id(place, row.payroll_id)?;
    call.office.reaches(call.user, number).then_some((number, place, employee.number))
}

fn take(
    call: &mut Call<'_>,
    row: &UploadRow,
    found: Option<(u16, u32, u32)>,
    into: (i32, i32),
    method: Method,
) -> ActionItem {
    let Some((owner, _, number)) = found else {
        let why = format!("Unknown aanslnr {} with persnr {}", row.client, row.payroll_id);
        return ActionItem {
            entity: id(Kind::Employment, 0, 0),
            messages: vec![message("NotFound", why, "persnr", None)],
        };
    };
    let body = call.office.fixed.employer(owner).and_then(|employer| {
        let employee = employer.employee(number)?;
        Some(row.body(employer, employee, into))
    });
    let messages = save(call.office, (owner, number), &body.unwrap_or_default(), method).err();
    ActionItem { entity: id(Kind::Employment, owner, number), messages: messages.unwrap_or_default() }
}
