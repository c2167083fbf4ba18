//! Period data ("variabele gegevens"): reading it back, and changing it for one employment or for many.

use serde_json::{Value, json};
use uuid::Uuid;

use super::administrations::{component_block, cost_code};
use super::records::{Method, Target, at_start, merge, number, read_record, records, runs_in};
use super::wording::pair;
use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal, message};
use crate::calendar::{Period, periods};
use crate::ids::{Kind, read};
use crate::provider::{Administration, Employee, Employer, FictionalProvider, Live, PeriodRecord};

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let (employer, administration) = call.administration()?;
    let wanted = call.number("payrollPeriodId")?;
    let year = i16::try_from(wanted / 100).map_err(|_| Refusal::NotFound)?;
    let period = periods(administration.period, year).into_iter().find(|period| period.id() == wanted);
    let period = period.ok_or(Refusal::NotFound)?;
    let payslip: i32 = call
        .query
        .other("payslipType")
        .and_then(|text| text.parse().ok())
        .ok_or_else(|| Refusal::list("payslipType is required", "payslipType"))?;
    let shown = shown_components(call, administration)?;
    let people = call.shown_employees(employer).into_iter();
    let people = people
        .filter(|employee| employee.administration == administration.place && runs_in(employee, period));
    let rows: Vec<_> = people
        .flat_map(|employee| {
            let start = at_start(employer, employee, period, administration.period);
            let own = records(&call.office.live, start).into_iter();
            own.filter(|record| record.payslip == payslip).map(move |record| (employee, record))
        })
        .filter(|(_, record)| {
            record.components.iter().any(|(key, (value, _))| value.is_some() && shown.contains(key))
        })
        .collect();
    Ok(Answer::Page(Page::cut(&rows, &call.query, |(employee, record)| {
        written(employer, administration, employee, period, record, &shown)
    })?))
}

/// The components that are asked: one of set, category and id has to be there. A set holds all of them here.
fn shown_components(call: &Call<'_>, administration: &Administration) -> Result<Vec<u16>, Refusal> {
    let number = |name| call.query.other(name).and_then(|text| text.parse::<u16>().ok());
    let (category, key) = (number("payrollComponentCategory"), number("payrollComponentId"));
    let set = call.query.other("payrollComponentSet");
    if category.is_none() && key.is_none() && set.is_none() {
        let why = "One of payrollComponentSet, payrollComponentCategory and payrollComponentId is required";
        return Err(Refusal::list(why, "payrollComponentCategory"));
    }
    let wanted = administration.components().filter(|component| {
        category.is_none_or(|category| u16::from(component.category.0) == category)
            && key.is_none_or(|key| component.key == key)
    });
    Ok(wanted.map(|component| component.key).collect())
}

fn written(
    employer: &Employer,
    administration: &Administration,
    employee: &Employee,
    period: Period,
    record: &PeriodRecord,
    shown: &[u16],
) -> Value {
    let components = administration.components().filter(|component| shown.contains(&component.key));
    let components: Vec<_> = components
        .filter_map(|component| {
            let (value, supplement) = record.components.get(&component.key)?;
            let mut block = component_block(component);
            block["deviatingDescription"] = Value::Null;
            Some(json!({"payrollComponent": block, "value": number((*value)?), "isSupplement": supplement}))
        })
        .collect();
    json!({
        "employment": {"id": record.employment, "payrollId": employee.payroll_id, "incomeRelationshipNumber": 1},
        "employee": {"formattedName": employee.formatted_name(), "employeeNumber": employee.number,
                     "firstName": employee.first},
        "payrollPeriod": {"year": period.year, "periodNumber": period.number, "periodStartDate": period.start,
                          "periodEndDate": period.end},
        "shift": shift(record.shift),
        "payslipType": payslip_type(record.payslip),
        "distributionUnit": unit(employer, record.unit),
        "costCenter": cost_center(employer, record.cost_center),
        "costUnit": cost_unit(record.cost_unit),
        "payrollComponents": components
    })
}

/// A shift as it stands in period data.
pub(super) fn shift(number: u8) -> Value {
    json!({"shiftNumber": number, "fullTimeHoursPerWeek": 40, "bonusPercentage": 0})
}

/// A kind of payslip.
pub(super) fn payslip_type(key: i32) -> Value {
    pair(key, if key == 2 { "Bijzonder tarief strook" } else { "Normale strook" })
}

/// A distribution unit.
pub(super) fn unit(employer: &Employer, given: Uuid) -> Value {
    let place = read(Kind::DistributionUnit, given).map_or(0, |(_, place)| place);
    let name = usize::try_from(place).ok().and_then(|place| employer.departments.get(place.checked_sub(1)?));
    json!({"key": given, "code": place, "description": name})
}

/// A cost centre under its integer key, which only period data knows.
pub(super) fn cost_center(employer: &Employer, key: Option<i32>) -> Value {
    let place = key.and_then(|key| u32::try_from(key).ok());
    let name =
        place.and_then(|place| employer.cost_centers.get(usize::try_from(place).ok()?.checked_sub(1)?));
    name.zip(place).map_or(
        Value::Null,
        |(name, place)| json!({"key": place, "code": cost_code(place), "description": name}),
    )
}

/// A cost unit.
pub(super) fn cost_unit(key: Option<i32>) -> Value {
    key.map_or(Value::Null, |key| json!({"key": key, "code": cost_code(1), "description": "Algemeen"}))
}

pub(super) fn change(call: &mut Call<'_>) -> ApiResult {
    let (employer, employee) = call.employment()?;
    let numbers = (employer.number, employee.number);
    let method = Method::read(&call.body["processingMethod"])
        .ok_or_else(|| Refusal::rule("Invalid value for processingMethod", "processingMethod"))?;
    let body = call.body.clone();
    save(call.office, numbers, &body, method)
        .map_err(|messages| Refusal::Broken { messages, list: false })?;
    Ok(Answer::Silent)
}

pub(super) fn change_many(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer_number()?;
    let list = call.body.as_array().cloned().filter(|list| !list.is_empty());
    let list = list.ok_or_else(|| Refusal::rule("The body has to be a list with something in it", "body"))?;
    let mut messages = Vec::new();
    let mut saved = 0;
    for entry in &list {
        let given = entry["employmentId"].as_str();
        let id = given.and_then(|text| Uuid::parse_str(text).ok());
        let outcome = match id.and_then(|id| read(Kind::Employment, id)) {
            Some((owner, number)) if owner == employer => {
                save(call.office, (owner, number), entry, Method::Overwrite)
            }
            _ => Err(vec![message("NotFound", "Unknown employment", "employmentId", given)]),
        };
        match outcome {
            Ok(()) => saved += 1,
            Err(why) => messages.extend(why),
        }
    }
    match (saved, messages.is_empty()) {
        (0, _) => Err(Refusal::Broken { messages, list: false }),
        (_, true) => Ok(Answer::Silent),
        (_, false) => Ok(Answer::Partly(messages)),
    }
}

/// What is sent for one employment, held against the rules and not kept yet.
pub(super) struct Checked {
    start: PeriodRecord,
    sent: PeriodRecord,
}

impl Checked {
    /// Keeps it.
    pub fn keep(self, live: &mut Live, method: Method) {
        merge(live, self.start, self.sent, method);
    }
}

/// Holds what is sent for one employment against the rules.
///
/// # Errors
/// One message for each broken rule.
pub(super) fn check(
    office: &FictionalProvider,
    (owner, number): (u16, u32),
    body: &Value,
) -> Result<Checked, Vec<Value>> {
    let missing = || vec![message("NotFound", "Unknown employment", "employmentId", None)];
    let employer = office.fixed.employer(owner).ok_or_else(missing)?;
    let employee = employer.employee(number).ok_or_else(missing)?;
    let administration = employer.administration(employee.administration).ok_or_else(missing)?;
    let (sent, period) = read_record(&Target { employer, administration, employee }, body)?;
    if office.live.closed.contains(&(owner, administration.place, period.id())) {
        let id = sent.employment.to_string();
        return Err(vec![message(
            "BrokenBusinessRule",
            "The payrollPeriod is closed",
            "payrollPeriod",
            Some(&id),
        )]);
    }
    Ok(Checked { start: at_start(employer, employee, period, administration.period), sent })
}

/// Checks and keeps what is sent for one employment.
///
/// # Errors
/// One message for each broken rule.
pub(super) fn save(
    office: &mut FictionalProvider,
    numbers: (u16, u32),
    body: &Value,
    method: Method,
) -> Result<(), Vec<Value>> {
    check(office, numbers, body)?.keep(&mut office.live, method);
    Ok(())
}
