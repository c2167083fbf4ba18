//! Four readings that stand beside the specification's slice: the user's own filter settings, defaults and options of
//! period data, and working hours.

use serde_json::{Value, json};

use super::period_data::{cost_center, payslip_type, shift, unit};
use super::records::SHIFTS;
use super::{ApiResult, Call};
use crate::answer::Answer;
use crate::catalogue::numbered;
use crate::ids::{Kind, id};

pub(super) fn filter(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let setting = call.office.live.filter(call.user, employer);
    Ok(Answer::Detail(json!({
        "filterOnEmployedStatus": setting, "filterOnOnCallEmployment": null, "filterOnAdministrations": [],
        "filterOnEmploymentTypes": [], "referenceDate": null
    })))
}

pub(super) fn period_data_defaults(call: &mut Call<'_>) -> ApiResult {
    let (employer, employee) = call.employment()?;
    let own = id(Kind::DistributionUnit, employer.number, employee.department);
    Ok(Answer::Detail(json!({
        "payrollPeriod": null, "shift": shift(1), "payslipType": payslip_type(1), "payslipText": null,
        "distributionUnit": unit(employer, own),
        "costCenter": cost_center(employer, i32::try_from(employee.department).ok()),
        "costUnit": null, "payrollComponents": []
    })))
}

pub(super) fn period_data_metadata(call: &mut Call<'_>) -> ApiResult {
    let (employer, employee) = call.employment()?;
    let administration = employer.administration(employee.administration);
    let units = numbered(&employer.departments)
        .map(|(place, _)| unit(employer, id(Kind::DistributionUnit, employer.number, place)));
    let centers =
        numbered(&employer.cost_centers).map(|(place, _)| cost_center(employer, i32::try_from(place).ok()));
    let components = administration
        .into_iter()
        .flat_map(|administration| administration.components().map(super::administrations::component_block));
    let options = |field: &str, options: Vec<Value>| json!({"field": field, "options": options});
    Ok(Answer::Detail(json!([
        options("shift", SHIFTS.map(shift).collect()),
        options("payslipType", vec![payslip_type(1), payslip_type(2)]),
        options("distributionUnit", units.collect()),
        options("costCenter", centers.collect()),
        options("costUnit", vec![super::period_data::cost_unit(Some(1))]),
        options("payrollComponents.payrollComponent", components.collect())
    ])))
}

pub(super) fn working_hours(call: &mut Call<'_>) -> ApiResult {
    let (_, employee) = call.employment()?;
    let items = vec![json!({
        "startDate": employee.start, "endDate": employee.end, "shift": shift(1),
        "deviatingHoursPerWeek": employee.hours
    })];
    Ok(Answer::Whole { items, paging: true, version: true })
}
