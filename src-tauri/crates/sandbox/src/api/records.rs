//! Period data: reading a record out of a body, holding it against the rules, and merging it with what is there.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::message;
use crate::calendar::{Period, periods};
use crate::catalogue::Component;
use crate::ids::{Kind, id, read};
use crate::provider::{Administration, Employee, Employer, Live, PeriodRecord};

/// The key of hours worked, which every employment has in every period.
const HOURS: u16 = 2;
/// What Automatische processen fill in where they are on: leave hours and a base.
const AUTOMATIC: [(u16, i64); 2] = [(18, 16), (4019, 100)];
/// The shifts of every administration.
pub(super) const SHIFTS: RangeInclusive<u8> = 1..=3;

/// What happens with a value that is already there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Overwrite,
    DoNotOverwrite,
    AddUp,
}

impl Method {
    /// The word of the PATCH; none means overwrite.
    pub fn read(word: &Value) -> Option<Self> {
        match word {
            Value::Null => Some(Self::Overwrite),
            Value::String(word) => match word.as_str() {
                "overwrite" => Some(Self::Overwrite),
                "doNotOverwrite" => Some(Self::DoNotOverwrite),
                "addUp" => Some(Self::AddUp),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number of the import. Loket states the numbers nowhere; here they count in the order of its text.
    pub fn numbered(number: &str) -> Option<Self> {
        match number {
            "1" => Some(Self::Overwrite),
            "2" => Some(Self::DoNotOverwrite),
            "3" => Some(Self::AddUp),
            _ => None,
        }
    }
}

/// The record that an employment has before anything is sent: the hours of the period.
pub(super) fn at_start(employer: &Employer, employee: &Employee, period: Period, kind: u8) -> PeriodRecord {
    let weeks = match kind {
        3 => Decimal::from(4),
        4 => Decimal::ONE,
        _ => Decimal::from(52) / Decimal::from(12),
    };
    let hours = (Decimal::from(employee.hours) * weeks).round_dp(2).normalize();
    PeriodRecord {
        employment: employee.employment_id(employer.number),
        period: period.id(),
        shift: 1,
        payslip: 1,
        unit: id(Kind::DistributionUnit, employer.number, employee.department),
        cost_center: i32::try_from(employee.department)
            .ok()
            .filter(|_| employee.department as usize <= employer.cost_centers.len()),
        cost_unit: None,
        components: BTreeMap::from([(HOURS, (Some(hours), false))]),
    }
}

/// The records of an employment in a period: what it starts with, changed by what was sent.
pub(super) fn records(live: &Live, mut start: PeriodRecord) -> Vec<PeriodRecord> {
    let (employment, period) = (start.employment, start.period);
    if read(Kind::Employment, employment).is_some_and(|(owner, _)| live.automatic.contains(&owner)) {
        start.components.extend(AUTOMATIC.map(|(component, value)| (component, (Some(value.into()), false))));
    }
    let sent =
        live.period_data.iter().filter(|record| record.employment == employment && record.period == period);
    let mut all = vec![start];
    for record in sent {
        match all.iter_mut().find(|known| known.same_key(record)) {
            Some(known) => known.components.extend(record.components.clone()),
            None => all.push(record.clone()),
        }
    }
    all
}

/// The place that a record is for.
pub(super) struct Target<'a> {
    pub employer: &'a Employer,
    pub administration: &'a Administration,
    pub employee: &'a Employee,
}

/// Reads a record out of a body and holds it against the rules.
///
/// # Errors
/// One message for each broken rule, with the id of the employment.
pub(super) fn read_record(target: &Target<'_>, body: &Value) -> Result<(PeriodRecord, Period), Vec<Value>> {
    let employment = target.employee.employment_id(target.employer.number);
    let mut broken = Vec::new();
    let mut refuse = |why: &str, field: &str| {
        broken.push(message("BrokenBusinessRule", why, field, Some(&employment.to_string())));
    };
    let number = |value: &Value| value.as_i64().and_then(|number| i32::try_from(number).ok());
    let period = period_of(target.administration.period, &body["payrollPeriod"]);
    if period.is_none_or(|period| !runs_in(target.employee, period)) {
        refuse("The employment does not run in this payrollPeriod", "payrollPeriod");
    }
    let shift = body["shift"]["shiftNumber"].as_u64().and_then(|shift| u8::try_from(shift).ok()).unwrap_or(0);
    if !SHIFTS.contains(&shift) {
        refuse("Invalid value for shift", "shift");
    }
    let payslip = number(&body["payslipType"]["key"]).unwrap_or(0);
    if !(1..=2).contains(&payslip) {
        refuse("Invalid value for payslipType", "payslipType");
    }
    let unit = body["distributionUnit"]["key"].as_str().and_then(|text| Uuid::parse_str(text).ok());
    if unit.and_then(|unit| read(Kind::DistributionUnit, unit)).is_none_or(|(owner, place)| {
        owner != target.employer.number || place as usize > target.employer.departments.len() || place == 0
    }) {
        refuse("Invalid value for distributionUnit", "distributionUnit");
    }
    let cost_center = number(&body["costCenter"]["key"]);
    let known = 1..=i32::try_from(target.employer.cost_centers.len()).unwrap_or(0);
    if cost_center.is_some_and(|key| !known.contains(&key)) {
        refuse("Invalid value for costCenter", "costCenter");
    }
    let cost_unit = number(&body["costUnit"]["key"]);
    if cost_unit.is_some_and(|key| key != 1) {
        refuse("Invalid value for costUnit", "costUnit");
    }
    let components = components(target.administration, &body["payrollComponents"], &mut refuse);
    match (period, unit) {
        (Some(period), Some(unit)) if broken.is_empty() => Ok((
            PeriodRecord {
                employment,
                period: period.id(),
                shift,
                payslip,
                unit,
                cost_center,
                cost_unit,
                components,
            },
            period,
        )),
        _ => Err(broken),
    }
}

fn period_of(kind: u8, block: &Value) -> Option<Period> {
    let year = i16::try_from(block["year"].as_i64()?).ok().filter(|year| (2000..=9998).contains(year))?;
    let number = i8::try_from(block["periodNumber"].as_i64()?).ok()?;
    periods(kind, year).into_iter().find(|period| period.number == number)
}

/// Whether an employment runs on some day of a period.
pub(super) fn runs_in(employee: &Employee, period: Period) -> bool {
    employee.start <= period.end && employee.end.is_none_or(|end| end >= period.start)
}

fn components(
    administration: &Administration,
    list: &Value,
    refuse: &mut impl FnMut(&str, &str),
) -> BTreeMap<u16, (Option<Decimal>, bool)> {
    let mut read = BTreeMap::new();
    for entry in list.as_array().map_or(&[][..], Vec::as_slice) {
        let key = entry["payrollComponent"]["key"].as_u64();
        let Some(component) = administration.components().find(|known| Some(u64::from(known.key)) == key)
        else {
            refuse("Unknown payrollComponent", "payrollComponent");
            continue;
        };
        let supplement = entry["isSupplement"].as_bool().unwrap_or(false);
        if supplement && !component.can_be_supplemented() {
            refuse("The payrollComponent cannot be supplemented", "isSupplement");
        }
        match &entry["value"] {
            Value::Null => {
                read.insert(component.key, (None, supplement));
            }
            Value::Number(number) => match number.to_string().parse::<Decimal>() {
                Ok(value) if in_bounds(component, value) => {
                    read.insert(component.key, (Some(value), supplement));
                }
                _ => refuse("Invalid value for payrollComponent: out of bounds", "value"),
            },
            _ => refuse("Invalid value for payrollComponent: not a number", "value"),
        }
    }
    read
}

/// Hours are not negative and below 1000; amounts lie between minus and plus 100,000,000.
fn in_bounds(component: &Component, value: Decimal) -> bool {
    if component.is_hours() {
        value >= Decimal::ZERO && value < Decimal::from(1000)
    } else {
        value.abs() < Decimal::from(100_000_000)
    }
}

/// Stores a record, by the method, with what is there.
pub(super) fn merge(live: &mut Live, start: PeriodRecord, sent: PeriodRecord, method: Method) {
    let there = records(live, start).into_iter().find(|record| record.same_key(&sent));
    let there = there.map(|record| record.components).unwrap_or_default();
    let mut kept = sent;
    kept.components = std::mem::take(&mut kept.components)
        .into_iter()
        .filter_map(|(key, (value, supplement))| {
            let before = there.get(&key).and_then(|(before, _)| *before);
            match (method, before, value) {
                (Method::DoNotOverwrite, Some(_), _) => None,
                (Method::AddUp, Some(before), Some(value)) => Some((key, (Some(before + value), supplement))),
                _ => Some((key, (value, supplement))),
            }
        })
        .collect();
    match live.period_data.iter_mut().find(|known| known.same_key(&kept)) {
        Some(known) => known.components.extend(kept.components),
        None => live.period_data.push(kept),
    }
}

/// A decimal as a JSON number.
pub(super) fn number(value: Decimal) -> Value {
    value.normalize().to_string().parse::<serde_json::Number>().map_or(json!(null), Value::Number)
}
