//! Payroll administrations: periods, components, journal profiles, cost centres and cost units.

use serde_json::{Value, json};

use super::wording::{address_with_province, pair};
use super::{ApiResult, Call};
use crate::answer::{Answer, Page, Refusal};
use crate::calendar::{Period, kind_name, periods as periods_of};
use crate::catalogue::{Component, numbered};
use crate::ids::{Kind, id, read};
use crate::provider::{Administration, Employer};

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let year = call.office.fixed.year;
    Ok(Answer::Page(Page::cut(&employer.administrations, &call.query, |administration| {
        written(employer, administration, year)
    })?))
}

fn written(employer: &Employer, administration: &Administration, year: i16) -> Value {
    json!({
        "id": administration.id(), "name": administration.name, "shortName": null,
        "administrationNumber": format!("A{:05}", administration.client_number()),
        "clientNumber": administration.client_number(), "description": administration.name,
        "startDate": format!("{}-01-01", year - 12), "endDate": null,
        "cao": pair(9999, "Geen CAO"), "loonmodel": pair(1, "Standaard"), "groupClassification": null,
        "groupCode": null, "address": address_with_province(&employer.town, u32::from(employer.number)),
        "deviatingPostalAddress": null, "contact": null,
        "payrollPeriodType": pair(administration.period, kind_name(administration.period)),
        "payrollTaxesNumber": administration.tax_number, "claTaxReturnCBSCode": 9999,
        "employerId": employer.id()
    })
}

pub(super) fn periods(call: &mut Call<'_>) -> ApiResult {
    let (employer, administration) = call.administration()?;
    let today = call.now.to_zoned(jiff::tz::TimeZone::UTC).date();
    let year = call.office.fixed.year;
    let all = [year - 1, year].into_iter().flat_map(|year| periods_of(administration.period, year));
    let write = |period: Period| {
        let runs = if period.end < today { vec![run(employer, administration, period)] } else { Vec::new() };
        json!({
            "id": period.id(), "year": period.year, "periodNumber": period.number,
            "startDate": period.start, "endDate": period.end, "automaticProcessing": null,
            "payrollPeriodType": pair(administration.period, kind_name(administration.period)),
            "testYear": false, "payrollRuns": runs
        })
    };
    Ok(Answer::Whole { items: all.map(write).collect(), paging: true, version: true })
}

/// The run of a period that is past: approved, with its journal made.
fn run(employer: &Employer, administration: &Administration, period: Period) -> Value {
    let place = administration.place * 1_000_000 + u32::try_from(period.id()).unwrap_or_default();
    json!({
        "id": id(Kind::Run, employer.number, place), "payrollRunStatus": pair(9, "Verloning goedgekeurd."),
        "sequenceNumber": 1, "sequenceNumberApproved": 1,
        "journalRuns": [{"id": id(Kind::Run, employer.number, place + 500_000), "sequenceNumber": 1,
                         "journalRunStatus": pair(4, "Journaal gereed")}]
    })
}

pub(super) fn components(call: &mut Call<'_>) -> ApiResult {
    let (_, administration) = call.administration()?;
    let year = call.number("year")?;
    if !(2000..=9999).contains(&year) {
        return Err(Refusal::rule("Invalid value for year", "year"));
    }
    let items = administration.components().map(|component| {
        let mut written = component_block(component);
        written["isCollectiveMutationPossible"] = json!(true);
        written
    });
    Ok(Answer::Whole { items: items.collect(), paging: true, version: false })
}

/// A component as it stands in lists and in period data.
pub(super) fn component_block(component: &Component) -> Value {
    json!({
        "key": component.key, "description": component.text,
        "category": pair(component.category.0, &component.category.1),
        "deductionOrPayment": component.payment.map(|payment| {
            if payment { pair(1, "Betaling") } else { pair(2, "Inhouding") }
        }),
        "canBeSupplemented": component.can_be_supplemented()
    })
}

pub(super) fn journal_profiles(call: &mut Call<'_>) -> ApiResult {
    let (employer, administration) = call.administration()?;
    let profiles = [json!({
        "id": id(Kind::JournalProfile, employer.number, administration.place), "key": 1,
        "description": "Standaard journaal", "origin": {"key": 1, "description": 1}
    })];
    Ok(Answer::Page(Page::cut(&profiles, &call.query, Value::clone)?))
}

fn profile<'c>(call: &'c Call<'_>) -> Result<&'c Employer, Refusal> {
    let (owner, place) = read(Kind::JournalProfile, call.id("journalProfileId")?).ok_or(Refusal::NotFound)?;
    let employer = call.office.fixed.employer(owner).ok_or(Refusal::NotFound)?;
    employer.administration(place).ok_or(Refusal::NotFound)?;
    call.allowed_at(owner)?;
    Ok(employer)
}

pub(super) fn cost_centers(call: &mut Call<'_>) -> ApiResult {
    let employer = profile(call)?;
    let centers: Vec<_> = numbered(&employer.cost_centers).collect();
    Ok(Answer::Page(Page::cut(&centers, &call.query, |(place, name)| {
        json!({
            "id": id(Kind::CostCenter, employer.number, *place), "code": cost_code(*place), "description": name,
            "automaticallyLinkToAllCostUnits": false,
            "origin": {"code": 1, "description": 1, "automaticallyLinkToAllCostUnits": 1}
        })
    })?))
}

/// The code of the cost centre or cost unit at this place.
pub(super) fn cost_code(place: u32) -> String {
    (place * 100).to_string()
}

pub(super) fn cost_units(call: &mut Call<'_>) -> ApiResult {
    let employer = profile(call)?;
    let units = [json!({
        "id": id(Kind::CostUnit, employer.number, 1), "code": cost_code(1), "description": "Algemeen",
        "automaticallyLinkToAllCostCenters": true,
        "origin": {"code": 1, "description": 1, "automaticallyLinkToAllCostCenters": 1}
    })];
    Ok(Answer::Page(Page::cut(&units, &call.query, Value::clone)?))
}
