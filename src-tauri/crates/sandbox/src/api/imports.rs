//! Import of period data as CSV.
//!
//! Loket states no layout and no numbers for `processingMethod`. Here the layout is that of the upload by hand, and the
//! numbers are 1 overwrite, 2 do not overwrite, 3 add up.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::collective::{Work, submit};
use super::period_data::save;
use super::records::Method;
use super::{ApiResult, Call};
use crate::answer::{Answer, Refusal, message};
use crate::ids::{Kind, id};
use crate::provider::ActionItem;

pub(super) fn one(call: &mut Call<'_>) -> ApiResult {
    let (employer, administration) = call.administration()?;
    let only = (employer.number, administration.place, administration.client_number());
    import(call, Some(only))
}

pub(super) fn several(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    import(call, None)
}

/// A row of the file.
struct Row {
    client: u32,
    payroll_id: u32,
    body: Value,
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
    let text = call.body["data"].as_str().and_then(|data| BASE64_STANDARD.decode(data).ok());
    let text = text.and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(|| refuse("data"))?;
    let rows = rows(&text, period, payslip).ok_or_else(|| refuse("data"))?;
    let mut items = Vec::new();
    let mut place = only.map(|(employer, place, _)| (employer, place));
    for row in &rows {
        let found = find(call, row, only);
        place = place.or(found.map(|(employer, place, _)| (employer, place)));
        items.push(take(call, row, found, method));
    }
    let (employer, administration) = place.ok_or_else(|| refuse("data"))?;
    Ok(Answer::Detail(submit(call, Work { employer, administration, kind: "Beloning", items })))
}

/// Employer, administration and employee that a row is for.
fn find(call: &Call<'_>, row: &Row, only: Option<(u16, u32, u32)>) -> Option<(u16, u32, u32)> {
    if only.is_some_and(|(_, _, client)| client != row.client) {
        return None;
    }
    let (number, place) = (u16::try_from(row.client / 100).ok()?, row.client % 100);
    let employer = call.office.fixed.employer(number)?;
    employer.administration(place)?;
    let mut people = employer.employees.iter().filter(|employee| employee.administration == place);
    let employee = people.find(|employee| employee.payroll_id == row.payroll_id)?;
    call.office.reaches(call.user, number).then_some((number, place, employee.number))
}

fn take(call: &mut Call<'_>, row: &Row, found: Option<(u16, u32, u32)>, method: Method) -> ActionItem {
    let Some((employer, _, number)) = found else {
        let why = format!("Unknown aanslnr {} with persnr {}", row.client, row.payroll_id);
        return ActionItem {
            entity: id(Kind::Employment, 0, 0),
            messages: vec![message("NotFound", why, "persnr", None)],
        };
    };
    let mut body = row.body.clone();
    let known = call.office.fixed.employer(employer);
    if let Some(employee) = known.and_then(|known| known.employee(number)) {
        let unit =
            body["unit"].as_u64().and_then(|code| u32::try_from(code).ok()).unwrap_or(employee.department);
        body["distributionUnit"] = json!({"key": id(Kind::DistributionUnit, employer, unit)});
        body["costCenter"] = json!({"key": employee.department});
        if known.is_some_and(|known| employee.department as usize > known.cost_centers.len()) {
            body["costCenter"] = Value::Null;
        }
    }
    let messages = save(call, (employer, number), &body, method).err().unwrap_or_default();
    ActionItem { entity: id(Kind::Employment, employer, number), messages }
}

/// Reads `aanslnr;persnr;ploeg;[verdelingseenheid;]2;15;...` and its rows; an empty cell is left out.
fn rows(text: &str, period: i32, payslip: i32) -> Option<Vec<Row>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let header: Vec<&str> = lines.next()?.split(';').map(str::trim).collect();
    let (first, rest) = header.split_at_checked(3)?;
    if first != ["aanslnr", "persnr", "ploeg"] {
        return None;
    }
    let with_unit = rest.first() == Some(&"verdelingseenheid");
    let start = if with_unit { 4 } else { 3 };
    let keys: Vec<u16> = header.iter().skip(start).map(|key| key.parse().ok()).collect::<Option<_>>()?;
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split(';').map(str::trim).collect();
            if cells.len() != header.len() {
                return None;
            }
            let values = keys.iter().zip(cells.iter().skip(start)).filter(|(_, cell)| !cell.is_empty());
            let components: Option<Vec<Value>> = values
                .map(|(key, cell)| {
                    let value: serde_json::Number = cell.replace(',', ".").parse().ok()?;
                    Some(json!({"payrollComponent": {"key": key}, "value": value, "isSupplement": false}))
                })
                .collect();
            let unit: Option<u32> = if with_unit { Some(cells.get(3)?.parse().ok()?) } else { None };
            Some(Row {
                client: cells.first()?.parse().ok()?,
                payroll_id: cells.get(1)?.parse().ok()?,
                body: json!({
                    "payrollPeriod": {"year": period / 100, "periodNumber": period % 100},
                    "shift": {"shiftNumber": cells.get(2)?.parse::<u8>().ok()?},
                    "payslipType": {"key": payslip}, "unit": unit, "payrollComponents": components?
                }),
            })
        })
        .collect()
}
