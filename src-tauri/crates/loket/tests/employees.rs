//! The employees of an employer for a file: read whole, with what Loket leaves empty as empty, and nothing that is private.
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and hands over its JSON"
)]

mod common;
mod paper;
mod rehearsal;

use std::collections::BTreeSet;

use contract::Contract;
use domain::employees::{Employee, EmployeeList};
use domain::reading::Unread;
use jiff::civil::date;
use loket::Fault;
use paper::{EMPLOYER, EMPLOYMENT, Paper, of_employer, reader};
use rehearsal::Rehearsal;
use sandbox::{Options, employer_id};
use serde_json::{Value, json};

const LIST: &str = "/employees/employments";
const PEOPLE: &str = "/employees";
/// The employee of the employment on paper.
const EMPLOYEE: &str = "a0000000-0000-4000-8000-000000000001";

/// An employee as Loket's specification has it, with what nobody here may have.
fn person(contact: Value) -> Value {
    json!({"id": EMPLOYEE.to_uppercase(), "employeeNumber": 156,
        "personalDetails": {"firstName": "Sam", "lastName": "Bergen", "initials": "S.L.", "dateOfBirth": "1995-05-21"},
        "contactInformation": contact, "citizenServiceNumber": "111222333",
        "address": {"street": "Kanariestraat", "houseNumber": 1, "city": "Voorbeeldstad"}})
}

async fn read(paper: &Paper, server: &wiremock::MockServer, people: Value) -> Result<EmployeeList, Fault> {
    paper.answer(&of_employer(PEOPLE), people);
    reader(server).await.read_employees(EMPLOYER, |_| {}).await
}

#[tokio::test]
async fn an_employment_is_read_with_names_days_and_the_work_e_mail_and_nothing_private() {
    let (server, paper) = Paper::office().await;
    let mut employment = paper::employment();
    employment["employee"]["firstName"] = json!(" Sam ");
    employment["payrollAdministration"]["clientNumber"] = json!(395);
    employment["endDate"] = json!("2026-12-31");
    paper.answer(&of_employer(LIST), paper::list(json!([employment])));
    let contact = json!({"emailAddress": "thuis@kanarie.example", "businessEmailAddress": "sam@werk.example",
        "mobilePhoneNumber": "0612345678"});
    let list = read(&paper, &server, paper::list(json!([person(contact)]))).await.unwrap();
    let expected = Employee {
        employment: EMPLOYMENT.into(),
        employee: EMPLOYEE.into(),
        employee_number: Some(156),
        payroll_id: Some(2),
        client_number: Some(395),
        name: "Bergen, S.L. van".into(),
        initials: Some("S.L.".into()),
        first_name: Some("Sam".into()),
        prefix: Some("van".into()),
        last_name: Some("Bergen".into()),
        birth_date: Some(date(1995, 5, 21)),
        // When this employment began, and not a date that is kept for seniority.
        start: Some(date(2018, 1, 1)),
        end: Some(date(2026, 12, 31)),
    };
    assert_eq!(list.employments, [expected]);
    assert_eq!(list.emails.content().unwrap()[EMPLOYEE].as_deref(), Some("sam@werk.example"));
    assert_eq!(list.filters.content().unwrap(), &["ActiveEmployments"]);
    assert!(!list.is_whole());
    let all = format!("{list:?}");
    for private in ["111222333", "kanarie", "Kanarie", "0612345678", "Voorbeeldstad"] {
        assert!(!all.contains(private), "{private}");
    }
}

#[tokio::test]
async fn what_loket_leaves_empty_is_empty_and_an_address_at_home_is_not_taken_for_one_at_work() {
    let (server, paper) = Paper::office().await;
    let mut employment = paper::employment();
    for field in ["firstName", "initials", "prefix", "dateOfBirth"] {
        employment["employee"][field] = Value::Null;
    }
    employment["employee"]["employeeNumber"] = json!(0);
    employment["payrollAdministration"] = Value::Null;
    paper.answer(&of_employer(LIST), paper::list(json!([employment])));
    let contact = json!({"emailAddress": "thuis@kanarie.example", "businessEmailAddress": " "});
    let list = read(&paper, &server, paper::list(json!([person(contact)]))).await.unwrap();
    let one = &list.employments[0];
    assert_eq!((one.employee_number, one.client_number, one.birth_date), (None, None, None));
    assert_eq!((&one.first_name, &one.initials, &one.prefix, one.end), (&None, &None, &None, None));
    assert_eq!(list.emails.content().unwrap()[EMPLOYEE], None, "Loket has none");
    // Without any contact details it is not known whether there is one.
    let list = read(&paper, &server, paper::list(json!([person(Value::Null)]))).await.unwrap();
    assert!(list.emails.content().unwrap().is_empty());
}

#[tokio::test]
async fn e_mail_addresses_and_settings_that_are_not_given_are_unknown_and_the_employments_stay() {
    let (server, paper) = Paper::office().await;
    paper.refuse(&of_employer(PEOPLE), 403);
    paper.refuse(&format!("/globalfilter/user/filtersettings/{EMPLOYER}"), 404);
    let list = reader(&server).await.read_employees(EMPLOYER, |_| {}).await.unwrap();
    assert_eq!(list.employments.len(), 1);
    assert!(
        matches!(list.emails.content(), Err(Unread::NotPermitted { activity, .. }) if activity == "GetEmployeesByEmployerId")
    );
    assert_eq!(list.filters.content().unwrap_err(), Unread::NotOffered);
    assert!(!list.is_whole(), "unknown is not whole");
}

#[tokio::test]
async fn without_employments_there_is_no_list() {
    let (server, paper) = Paper::office().await;
    paper.refuse(&of_employer(LIST), 403);
    let refused = read(&paper, &server, paper::list(json!([]))).await.unwrap_err();
    assert!(matches!(refused, Fault::Forbidden { .. }), "{refused:?}");
    assert!(matches!(
        reader(&server).await.read_employees("20720", |_| {}).await,
        Err(Fault::Unaskable { .. })
    ));
}

/// Somebody who comes twice means that another is missing.
#[tokio::test]
async fn a_list_that_shifts_is_read_anew_once_and_then_is_no_list() {
    let (server, paper) = Paper::office().await;
    let mut other = paper::employment();
    other["id"] = json!("80000000-0000-4000-8000-000000000002");
    let (whole, shifted) =
        (json!([paper::employment(), other]), json!([paper::employment(), paper::employment()]));
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let (first, then) = (paper::list(shifted.clone()), paper::list(whole));
    paper.react("GET", &of_employer(LIST), move |_| {
        let call = calls.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        wiremock::ResponseTemplate::new(200).set_body_json(if call == 0 { &first } else { &then })
    });
    let list = read(&paper, &server, paper::list(json!([]))).await.unwrap();
    assert_eq!(list.employments.len(), 2, "read anew");
    paper.answer(&of_employer(LIST), paper::list(shifted));
    let refused = read(&paper, &server, paper::list(json!([]))).await.unwrap_err();
    assert!(matches!(refused, Fault::ListChanged { .. }), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_sandbox_is_asked_as_lokets_specification_has_it() {
    let rehearsal = Rehearsal::start("oefenen", Options::default()).await;
    let list = rehearsal.reader.read_employees(&employer_id(1).to_string(), |_| {}).await.unwrap();
    assert_eq!(list.employments.len(), 12);
    let emails = list.emails.content().unwrap();
    assert!(list.employments.iter().all(|one| emails.contains_key(&one.employee)));
    assert!(emails.values().any(Option::is_some) && emails.values().any(Option::is_none));
    assert!(list.employments.iter().any(|one| one.end.is_some()), "also who left");
    assert!(list.employments.iter().all(|one| one.client_number == Some(101) && one.first_name.is_some()));
    assert!(list.is_whole());
    // Another employer's settings shorten its list.
    let list = rehearsal.reader.read_employees(&employer_id(10).to_string(), |_| {}).await.unwrap();
    assert_eq!(list.filters.content().unwrap(), &["ActiveEmployments"]);
    let Some(contract) = Contract::load() else { return };
    let mut findings = BTreeSet::new();
    for call in rehearsal.calls().iter().filter(|call| !call.path.contains("/globalfilter/")) {
        findings.extend(contract.check_request(&call.method, &call.path, call.body.as_ref()));
        assert!(call.accept.starts_with("application/json;version="), "{call:?}");
    }
    assert!(findings.is_empty(), "{findings:#?}");
}
