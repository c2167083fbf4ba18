//! Employers, their departments and distribution units.

use serde_json::{Value, json};

use super::wording::{address_with_province, pair};
use super::{ApiResult, Call};
use crate::answer::{Answer, Page};
use crate::catalogue::numbered;
use crate::ids::{Kind, id};
use crate::provider::Employer;

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let employers = call.office.employers_of(call.user);
    Ok(Answer::Page(Page::cut(&employers, &call.query, |employer| written(employer))?))
}

pub(super) fn minimized(call: &mut Call<'_>) -> ApiResult {
    call.allowed()?;
    let employers = call.office.employers_of(call.user);
    Ok(Answer::Page(Page::cut(&employers, &call.query, |employer| {
        json!({
            "id": employer.id(), "companyName": employer.name, "employerNumber": number(employer),
            "address": {"street": "Oefenstraat", "houseNumber": employer.number, "postalCode": "0000 AA",
                        "city": employer.town},
            "providerSettings": {"administrationNumber": debtor(employer), "groupCode": null},
            "contactInformation": {"phoneNumber": null},
            "contact": {"name": null, "phoneNumber": null},
            "employerLogo": null, "providerLogo": null, "branch": null
        })
    })?))
}

pub(super) fn one(call: &mut Call<'_>) -> ApiResult {
    Ok(Answer::Detail(written(call.employer()?)))
}

/// The werkgevernummer, which is not the Werkgever ID.
fn number(employer: &Employer) -> u32 {
    40_000 + u32::from(employer.number)
}

fn debtor(employer: &Employer) -> String {
    format!("D{:05}", employer.number)
}

fn written(employer: &Employer) -> Value {
    json!({
        "id": employer.id(), "employerNumber": number(employer), "companyName": employer.name,
        "chamberOfCommerceNumber": employer.kvk, "employerLogo": null, "providerLogo": null,
        "sbi": null, "legalForm": pair(6, "Besloten vennootschap"), "branch": null,
        "providerSettings": {
            "administrationNumber": debtor(employer), "groupCode": null,
            "parentEmployerForConsolidatedOverviews": null, "sendEmailWhenSalarySlipIsAvailable": false
        },
        "contact": null,
        "contactInformation": {
            "emailAddress": format!("info{}@werkgever.example", employer.number), "faxNumber": null,
            "phoneNumber": null, "website": null
        },
        "address": address_with_province(&employer.town, u32::from(employer.number)),
        "deviatingPostalAddress": null
    })
}

pub(super) fn departments(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let departments: Vec<_> = numbered(&employer.departments).collect();
    Ok(Answer::Page(Page::cut(&departments, &call.query, |(code, name)| {
        json!({
            "id": id(Kind::Department, employer.number, *code), "code": code, "description": name,
            "subDepartmentOf": null, "emailLeaveRequest": null,
            "archive": {"isArchived": false, "archivedDate": null}
        })
    })?))
}

pub(super) fn distribution_units(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let units: Vec<_> = numbered(&employer.departments).collect();
    Ok(Answer::Page(Page::cut(
        &units,
        &call.query,
        |(code, name)| json!({"id": id(Kind::DistributionUnit, employer.number, *code), "code": code, "description": name}),
    )?))
}
