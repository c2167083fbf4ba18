//! Employees and employments. The BSN is never in them.

use serde_json::{Value, json};

use super::wording::{address, pair};
use super::{ApiResult, Call};
use crate::answer::{Answer, Page};
use crate::provider::{Employee, Employer};

pub(super) fn list(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let people = call.shown_employees(employer);
    let live = &call.office.live;
    Ok(Answer::Page(Page::cut(&people, &call.query, |employee| {
        let status = live.self_service.get(&employee.id(employer.number)).map(String::as_str);
        person(employer, employee, status)
    })?))
}

fn person(employer: &Employer, employee: &Employee, self_service: Option<&str>) -> Value {
    let access = match self_service {
        Some("HasAccessToClient") => pair(1, "Toegang"),
        Some("UserIsBlocked" | "AccessToClientIsBlocked") => pair(2, "Blocked"),
        _ => pair(0, "N.V.T."),
    };
    json!({
        "id": employee.id(employer.number), "employeeNumber": employee.number,
        "personalDetails": {
            "firstName": employee.first, "lastName": employee.last, "prefix": employee.prefix,
            "initials": employee.initials(), "lastNamePartner": null, "prefixPartner": null,
            "formattedName": employee.formatted_name(), "dateOfBirth": employee.birth, "placeOfBirth": null,
            "dateOfDeath": null, "aowDate": employee.birth.saturating_add(jiff::Span::new().years(67)),
            "photo": null, "howToFormatLastName": pair(1, "Geboortenaam"), "title": null,
            "nationality": null, "gender": pair(employee.number % 2 + 1, if employee.number.is_multiple_of(2) { "Man" } else { "Vrouw" }),
            "civilStatus": null
        },
        "contactInformation": {
            "phoneNumber": null, "mobilePhoneNumber": null, "faxNumber": null,
            "emailAddress": email(employer, employee), "businessPhoneNumber": null,
            "businessMobilePhoneNumber": null, "businessEmailAddress": work_email(employer, employee)
        },
        "identityDocument": null,
        "travel": {"travelDistanceToWork": null, "travelDistanceToWorkInKm": null},
        "address": address(&employer.town, employee.number),
        "deviatingPostalAddress": null, "exclusionFromAbsenceStatus": false,
        "statusEmployeeSelfService": access, "revokeEmployeeSelfServiceAccessOn": null
    })
}

/// The address an employee is written to.
pub(super) fn email(employer: &Employer, employee: &Employee) -> String {
    format!("{}{}@werkgever{}.example", employee.first.to_lowercase(), employee.number, employer.number)
}

/// The address an employee has at work. Not everybody has one.
fn work_email(employer: &Employer, employee: &Employee) -> Option<String> {
    let plain = |name: &str| name.to_lowercase().chars().filter(char::is_ascii_lowercase).collect::<String>();
    let name = format!("{}.{}{}", plain(employee.first), plain(employee.last), employee.number);
    (!employee.number.is_multiple_of(4)).then(|| format!("{name}@werk{}.example", employer.number))
}

pub(super) fn employments(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let people = call.shown_employees(employer);
    Ok(Answer::Page(Page::cut(&people, &call.query, |employee| employment(employer, employee))?))
}

pub(super) fn minimized(call: &mut Call<'_>) -> ApiResult {
    let employer = call.employer()?;
    let people = call.shown_employees(employer);
    Ok(Answer::Page(Page::cut(&people, &call.query, |employee| {
        json!({
            "employee": {
                "id": employee.id(employer.number), "employeeNumber": employee.number,
                "firstName": employee.first, "formattedName": employee.formatted_name(),
                "dateOfBirth": employee.birth, "photo": null, "fullLastName": employee.full_last_name()
            },
            "id": employee.employment_id(employer.number), "startDate": employee.start,
            "commissionUntilDate": null, "endDate": employee.end,
            "payrollAdministration": administration(employer, employee, false),
            "nonPayrollAdministration": null, "employmentDurationType": duration(employee),
            "incomeRelationshipNumber": 1, "payrollId": employee.payroll_id
        })
    })?))
}

fn duration(employee: &Employee) -> Value {
    if employee.indefinite { pair(1, "Onbepaalde tijd") } else { pair(2, "Bepaalde tijd") }
}

fn administration(employer: &Employer, employee: &Employee, with_type: bool) -> Value {
    let Some(found) = employer.administration(employee.administration) else {
        return Value::Null;
    };
    let mut written = json!({"id": found.id(), "name": found.name, "clientNumber": found.client_number(),
                             "description": found.name});
    if with_type {
        written["administrationType"] = json!("payrollAdministration");
    }
    written
}

fn employment(employer: &Employer, employee: &Employee) -> Value {
    let mut written = terms(employee);
    let more = json!({
        "employee": {
            "id": employee.id(employer.number), "employeeNumber": employee.number, "firstName": employee.first,
            "initials": employee.initials(), "prefix": employee.prefix, "lastName": employee.last,
            "prefixPartner": null, "lastNamePartner": null, "formattedName": employee.formatted_name(),
            "dateOfBirth": employee.birth, "photo": null
        },
        "id": employee.employment_id(employer.number),
        "payrollAdministration": administration(employer, employee, false),
        "nonPayrollAdministration": null,
        "administration": administration(employer, employee, true),
        "payrollId": employee.payroll_id,
        "commissionUntilDate": null, "commissionUntilDate1": null, "commissionUntilDate2": null,
        "commissionUntilDate3": null, "commissionUntilDate4": null, "commissionUntilDate5": null,
        "commissionUntilDate6": null
    });
    if let (Some(all), Value::Object(more)) = (written.as_object_mut(), more) {
        all.extend(more);
    }
    written
}

fn terms(employee: &Employee) -> Value {
    json!({
        "startDate": employee.start, "historicalStartDate": null, "endDate": employee.end,
        "endOfEmploymentReason": null, "endOfEmploymentReasonTaxAuthorities": null,
        "endOfEmploymentDueToIllness": null, "firstDayNotification": null,
        "typeOfEmployee": pair(employee.kind.0, employee.kind.1),
        "employmentCategoryType": pair(1, "Verloond"), "linkedEmployment": null,
        "employmentDurationType": duration(employee), "startDateContractOfIndefiniteDuration": null,
        "employmentContractType": null, "vacationCoupons": null, "sendToExternalParty": null,
        "deviatingCLAExternalParty": null, "deviatingCLATaxReturn": null, "incomeRelationshipNumber": 1,
        "employeeProfileId": null, "professionCode": null, "exemptionWorkRelatedExpenseScheme": false,
        "exemptionPremiumWaiverMarginalLabour": false, "typeOfParticipation": null,
        "valueOfParticipation": null, "wachtgeldOldRegulation": false, "participation55plusRegulationUWV": false,
        "essMutationSet": pair(1, "Standaard"), "exemptionInsuranceObligation": pair(0, "N.V.T."),
        "specialIncomeRatio": null, "emailLeaveRequest": null, "temporaryTaxExemption": pair(0, "N.V.T."),
        "periodPayGradeAdjustment": null, "signalPayGradeAdjustment": false,
        "isDirectorAndMajorShareholder": employee.director, "isPreviousOwner": false, "isFamilyOfOwner": false,
        "isOnCallEmployment": employee.on_call, "hasOnCallAppearanceObligation": null,
        "isGemoedsbezwaardNationalInsurance": false, "isGemoedsbezwaardEmployeeInsurance": false,
        "isAnonymousEmployee": false, "cancellationPeriodEmployee": null, "cancellationPeriodEmployer": null,
        "cancellationPeriodTimeUnit": null, "cancellationNoticeDate": null, "startCancellationNoticePeriod": null,
        "namePayslip": null, "calculateWorkingHours": true, "writtenEmploymentContract": true
    })
}
