//! What is read of an office on paper, and what every fault means for the part it hits.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, prints what it measures, and hands over its JSON"
)]

mod common;
mod paper;

use std::sync::{Arc, Mutex};

use common::fixture;
use domain::reading::{Access, Part, Readings, Unread};
use domain::right::Right;
use loket::Fault;
use loket::read::{May, Milestone, ProviderReadings, Reader};
use paper::{
    ADMINISTRATION, EMPLOYER, EMPLOYMENT, LEAVE, OFFICE_USER, Paper, USER, of_administration, of_employer,
    read, reader, why,
};
use serde_json::json;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn every_part_is_read_into_its_place() {
    let (server, _) = Paper::office().await;
    let milestones = Mutex::new(Vec::new());
    let reader = reader(&server).await;
    let office = reader.read_office().await.unwrap();
    let mut readings = Readings::default();
    let tell = |milestone| milestones.lock().unwrap().push(milestone);
    reader.read_employer(&office, EMPLOYER, Part::ALL, &mut readings, &tell).await.unwrap();

    assert!(Part::ALL.iter().copied().all(|part| readings.is_read(part)), "{readings:#?}");
    let employer = readings.employer.content().unwrap();
    assert_eq!((employer.id.as_str(), employer.employer_number), (EMPLOYER, 20720));
    assert_eq!(employer.company_name, "Voorbeeld B.V.");
    assert_eq!(employer.email_address.as_deref(), Some("info@voorbeeld.example"));
    let administration = &readings.administrations.content().unwrap()[0];
    assert_eq!((administration.payroll_period_type, administration.client_number), (3, 1234));
    let user = &readings.users.content().unwrap()[0];
    assert_eq!((user.name.as_str(), user.access.clone()), ("S.L. van Bergen", Access::Open));
    assert_eq!(user.last_sign_in, Some(jiff::civil::date(2026, 11, 28)));
    assert!(user.several_employers && user.two_factor == Some(false) && !user.rights_on_user);
    let rights = user.rights.content().unwrap();
    assert_eq!(
        rights.iter().map(|right| (right.right, right.enabled)).collect::<Vec<_>>(),
        [(Some(Right::ViewLeave), true), (Some(Right::ViewHrm), false)]
    );
    let office_user = &readings.office_users.content().unwrap()[0];
    assert!(office_user.rights_on_user);
    assert_eq!(why(&office_user.rights), Unread::NotOffered);
    let team = &readings.teams.content().unwrap()[0];
    assert_eq!(
        (team.users.as_slice(), team.employers.as_slice()),
        (&[OFFICE_USER.into()][..], &[EMPLOYER.into()][..])
    );
    assert_eq!(readings.products.content().unwrap()[0].number, Some(50));
    assert_eq!(readings.office_products.content().unwrap().len(), 2);
    assert!(milestones.lock().unwrap().contains(&Milestone::Items {
        part: Part::Employments,
        items: 1,
        of_items: 1
    }));
    let done = milestones.lock().unwrap().iter().filter(|one| matches!(one, Milestone::Done { .. })).count();
    assert_eq!(done, 14);
}

#[tokio::test]
async fn payroll_is_read_without_wages() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let wanted = [Part::Components, Part::CostCenters, Part::Employments, Part::Periods];
    let readings = read(&reader, &wanted).await;
    let components = readings.components.content().unwrap();
    assert_eq!(
        components.iter().map(|one| (one.key, one.is_hours)).collect::<Vec<_>>(),
        [(2, Some(true)), (1, Some(false))]
    );
    assert_eq!(readings.cost_centers.content().unwrap()[0].code, "SAL073");
    let employment = &readings.employments.content().unwrap()[0];
    assert_eq!(employment.name, "Bergen, S.L. van");
    assert_eq!((employment.since.to_string(), employment.until), ("2012-05-01".to_owned(), None));
    assert_eq!(employment.administration.as_deref(), Some(ADMINISTRATION));
    assert_eq!(employment.kinds, ["Uitzendkracht", "Onbepaalde tijd", "A contract nobody knew"]);
    assert_eq!((employment.is_on_call, employment.is_director), (Some(true), None));
    let periods = readings.periods.content().unwrap();
    assert_eq!(periods.iter().map(|period| period.number).collect::<Vec<_>>(), [3, 2, 1]);
    assert_eq!(periods[0].hours, [(2, "144.25".parse().unwrap())]);
    assert_eq!(periods[0].employments, 1);
    assert_eq!(paper.count("/payrolladministrations"), 1, "the administrations are read once for all parts");
    assert_eq!(why(&readings.users), Unread::Never);
}

#[tokio::test]
async fn a_refusal_names_what_gives_the_right_and_the_model_is_read_once() {
    let (server, paper) = Paper::office().await;
    paper.refuse(&of_employer("/distributionunits"), 403);
    paper.refuse(&of_employer("/users"), 403);
    let reader = reader(&server).await;
    let readings = read(&reader, Part::ALL).await;
    let rights = vec!["Raadplegen HRM-gegevens".to_owned(), "Raadplegen dienstverbanden".to_owned()];
    let activity = "GetDistributionUnitsByEmployerId".to_owned();
    assert_eq!(
        why(&readings.distribution_units),
        Unread::NotPermitted { activity, rights, products: vec![] }
    );
    let activity = "GetEmployerUsersByEmployerId".to_owned();
    let unknown = Unread::NotPermitted { activity, rights: vec![], products: vec![] };
    assert_eq!(why(&readings.users), unknown);
    assert!(readings.employments.content().is_ok());
    read(&reader, &[Part::DistributionUnits]).await;
    assert_eq!(paper.count("/authorizationmodel"), 1);
}

#[tokio::test]
async fn what_loket_says_may_not_be_called_is_not_called() {
    let (server, paper) = Paper::office().await;
    paper.answer(&of_employer("/authorizations"), paper::list(json!([])));
    let readings = read(&reader(&server).await, Part::ALL).await;
    let products = vec!["Personeelsregistratie".to_owned()];
    let activity = "GetModulesByEmployerId".to_owned();
    assert_eq!(why(&readings.products), Unread::NotPermitted { activity, rights: vec![], products });
    assert!(matches!(why(&readings.distribution_units), Unread::NotPermitted { .. }));
    assert_eq!(paper.count(&of_employer("/distributionunits")), 0);
    // What the model does not know is not said to be missing: it is asked.
    assert!(readings.employer.content().is_ok());
}

#[tokio::test]
async fn rights_of_a_user_that_may_not_be_read_leave_the_user_readable() {
    let (server, paper) = Paper::office().await;
    paper.refuse(&of_employer(&format!("/users/{USER}/authorizations")), 403);
    let readings = read(&reader(&server).await, &[Part::Users]).await;
    let user = &readings.users.content().unwrap()[0];
    assert!(matches!(why(&user.rights), Unread::NotPermitted { .. }));
}

#[tokio::test]
async fn an_employer_that_is_gone_has_vanished_and_a_filter_that_is_not_there_is_not_offered() {
    let (server, paper) = Paper::office().await;
    paper.refuse(&of_employer(""), 404);
    paper.refuse(&format!("/globalfilter/user/filtersettings/{EMPLOYER}"), 404);
    let readings = read(&reader(&server).await, &[Part::Employer, Part::Filters]).await;
    assert_eq!(why(&readings.employer), Unread::Vanished);
    assert_eq!(why(&readings.filters), Unread::NotOffered);
}

#[tokio::test]
async fn offline_each_part_says_so() {
    // A port that was just free: nobody listens there.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let fixture = fixture(&format!("http://127.0.0.1:{port}")).await;
    let reader = Reader::new(fixture.client, Arc::new(paper::Spring));
    let mut readings = Readings::default();
    let outcome =
        reader.read_employer(&ProviderReadings::default(), EMPLOYER, Part::ALL, &mut readings, &|_| {}).await;
    assert_eq!(outcome, Ok(()));
    for part in [&why(&readings.employer), &why(&readings.periods), &why(&readings.applications)] {
        assert_eq!(part, &Unread::Offline);
    }
}

#[tokio::test]
async fn a_failing_loket_leaves_what_was_read_and_reading_goes_on_there() {
    let (server, paper) = Paper::office().await;
    paper.refuse(&of_employer("/employees/employments"), 503);
    let reader = reader(&server).await;
    let mut readings = read(&reader, Part::ALL).await;
    assert_eq!(why(&readings.employments), Unread::Offline);
    assert!(readings.distribution_units.content().is_ok());
    paper.answer(&of_employer("/employees/employments"), paper::list(json!([paper::employment()])));
    paper.calls.lock().unwrap().clear();
    let office = ProviderReadings::default();
    reader.read_employer(&office, EMPLOYER, Part::ALL, &mut readings, &|_| {}).await.unwrap();
    assert!(readings.employments.content().is_ok());
    // Only what the user may do and the missing part were asked again.
    assert_eq!(paper.calls.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn signed_out_ends_the_run_and_keeps_what_came_in() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let mut readings = Readings::default();
    let office = reader.read_office().await.unwrap();
    reader.read_employer(&office, EMPLOYER, &[Part::Products], &mut readings, &|_| {}).await.unwrap();
    paper.refuse(&of_employer("/distributionunits"), 401);
    let refused = ResponseTemplate::new(400).set_body_json(json!({"error": "invalid_grant"}));
    paper.respond_to("POST", "/token", refused);
    let outcome = reader.read_employer(&office, EMPLOYER, Part::ALL, &mut readings, &|_| {}).await;
    assert_eq!(outcome, Err(Fault::SignedOut));
    assert_eq!(why(&readings.distribution_units), Unread::SignedOut);
    assert!(readings.products.content().is_ok());
}

#[tokio::test]
async fn a_long_pause_ends_the_run() {
    let (server, paper) = Paper::office().await;
    let wait = ResponseTemplate::new(429).insert_header("Retry-After", "3600");
    paper.respond_to("GET", &of_employer("/users"), wait);
    let reader = reader(&server).await;
    let mut readings = Readings::default();
    let wanted = [Part::Users];
    let outcome =
        reader.read_employer(&ProviderReadings::default(), EMPLOYER, &wanted, &mut readings, &|_| {}).await;
    assert!(matches!(outcome, Err(Fault::Paused { .. })), "{outcome:?}");
    assert_eq!(why(&readings.users), Unread::Offline);
}

#[tokio::test]
async fn a_cancelled_run_keeps_what_came_in() {
    let (server, paper) = Paper::office().await;
    let slow = ResponseTemplate::new(200).set_delay(std::time::Duration::from_secs(30));
    paper.respond_to("GET", &of_employer("/distributionunits"), slow);
    let reader = reader(&server).await;
    let mut readings = Readings::default();
    let done = Arc::new(tokio::sync::Notify::new());
    let tell = |milestone| {
        if matches!(milestone, Milestone::Done { parts: 1, .. }) {
            done.notify_one();
        }
    };
    let wanted = [Part::Employer, Part::DistributionUnits];
    let office = ProviderReadings::default();
    tokio::select! {
        _ = reader.read_employer(&office, EMPLOYER, &wanted, &mut readings, &tell) => panic!("not slow"),
        () = done.notified() => {}
    }
    assert!(readings.employer.content().is_ok());
    assert_eq!(why(&readings.distribution_units), Unread::Never);
}

#[tokio::test]
async fn a_required_field_that_is_gone_blocks_its_own_part_only() {
    let (server, paper) = Paper::office().await;
    paper.answer(&of_employer(""), paper::detail(json!({"id": EMPLOYER, "employerNumber": 20720})));
    let mut employment = paper::employment();
    employment["employee"].as_object_mut().unwrap().remove("employeeNumber");
    paper.answer(&of_employer("/employees/employments"), paper::list(json!([employment])));
    let reader = reader(&server).await;
    let readings = read(&reader, Part::ALL).await;
    assert_eq!(why(&readings.employer), Unread::Changed);
    assert_eq!(why(&readings.employments), Unread::Changed);
    let others = Part::ALL.iter().copied().filter(|one| ![Part::Employer, Part::Employments].contains(one));
    assert!(others.into_iter().all(|one| readings.is_read(one)));
}

#[tokio::test]
async fn a_list_that_changed_names_operation_and_field() {
    let (server, paper) = Paper::office().await;
    let path = "/v2/providers/employers/minimized";
    paper.answer(path, paper::list(json!([{"id": EMPLOYER, "employerNumber": 1}])));
    let fault = reader(&server).await.list_employers(|_| {}).await.unwrap_err();
    let Fault::Changed { operation, place, .. } = &fault else { panic!("{fault:?}") };
    assert_eq!(operation.activity, "GetEmployersMinimizedByUserId");
    assert_eq!(place, "_embedded[0].companyName");
    paper.answer(path, paper::list(json!([{"id": "20720", "companyName": "X", "employerNumber": 1}])));
    let fault = reader(&server).await.list_employers(|_| {}).await.unwrap_err();
    assert!(matches!(&fault, Fault::Changed { place, .. } if place == "_embedded[0].id"), "{fault:?}");
}

#[tokio::test]
async fn an_answer_that_is_no_json_blocks_its_own_part_only() {
    let (server, paper) = Paper::office().await;
    for (part, body) in
        [("/distributionunits", "{\"_embedded\":[{\"id\":"), ("/applications", "NaN"), ("/modules", "")]
    {
        let garbled = ResponseTemplate::new(200).set_body_raw(body, "application/json");
        paper.respond_to("GET", &of_employer(part), garbled);
    }
    let readings = read(&reader(&server).await, Part::ALL).await;
    assert_eq!(why(&readings.distribution_units), Unread::Changed);
    assert_eq!(why(&readings.applications), Unread::Changed);
    assert_eq!(why(&readings.products), Unread::Changed);
    assert!(readings.employer.content().is_ok());
}

#[tokio::test]
async fn nulls_absent_optionals_new_fields_and_new_choices_are_read() {
    let (server, paper) = Paper::office().await;
    let bare = json!({"id": EMPLOYMENT, "employee": {"id": EMPLOYER, "employeeNumber": 1, "lastName": "Bos", "x": [1]},
        "startDate": "2018-01-01", "payrollId": 2, "brandNew": {"deep": [null]}});
    paper.answer(&of_employer("/employees/employments"), paper::list(json!([bare])));
    let bare = json!({"id": ADMINISTRATION, "name": "A", "clientNumber": 1, "payrollPeriodType": {"key": 9}});
    paper.answer(&of_employer("/payrolladministrations"), paper::list(json!([bare])));
    paper.answer(&of_administration("/payrollcomponents/year/2026"), json!({"_embedded": [], "brandNew": 1}));
    let wanted = [Part::Employments, Part::Administrations, Part::Components, Part::Periods];
    let readings = read(&reader(&server).await, &wanted).await;
    assert_eq!(readings.employments.content().unwrap()[0].name, "Bos");
    assert_eq!(readings.administrations.content().unwrap()[0].payroll_period_type, 9);
    assert!(readings.components.content().unwrap().is_empty());
    assert!(readings.periods.content().unwrap().is_empty());
}

#[tokio::test]
async fn an_item_that_comes_twice_and_a_list_that_keeps_changing_are_not_kept_and_have_a_reason_of_their_own()
{
    let (server, paper) = Paper::office().await;
    let unit = |code: u32| json!({"id": uuid(code), "code": code, "description": "E"});
    let mut page = paper::list(json!([unit(1), unit(2), unit(1)]));
    paper.answer(&of_employer("/distributionunits"), page.clone());
    let reader = reader(&server).await;
    let readings = read(&reader, &[Part::DistributionUnits]).await;
    assert_eq!(why(&readings.distribution_units), Unread::ListChanged, "two of three that Loket counts");
    paper.answer(&of_employer("/distributionunits"), paper::list(json!([unit(1), unit(2)])));
    let readings = read(&reader, &[Part::DistributionUnits]).await;
    assert_eq!(readings.distribution_units.content().unwrap().len(), 2);
    // The same page under every number: a loop.
    page["totalPages"] = json!(3);
    page["currentPage"] = json!(null);
    paper.answer(&of_employer("/distributionunits"), page);
    let readings = read(&reader, &[Part::DistributionUnits]).await;
    assert_eq!(why(&readings.distribution_units), Unread::ListChanged);
    assert!(Unread::ListChanged.is_temporary(), "what was read before stays");
}

fn uuid(number: u32) -> String {
    format!("c0000000-0000-4000-8000-{number:012}")
}

#[tokio::test]
async fn what_changed_is_reported_by_version_number() {
    let (server, _) = Paper::office().await;
    let reader = reader(&server).await;
    let changes = reader.changed_since(70_429_274_999_853).await.unwrap();
    assert_eq!((changes.newest, changes.ids), (70_429_274_999_900, vec![paper::OTHER_EMPLOYER.to_owned()]));
    let none = reader.changed_since(70_429_274_999_900).await.unwrap();
    assert_eq!((none.newest, none.ids.len()), (70_429_274_999_900, 0));
}

#[tokio::test]
async fn permissions_are_reported_for_every_operation() {
    let (server, paper) = Paper::office().await;
    let own = json!([{"id": LEAVE, "description": "GetDistributionUnitsByEmployerId"}]);
    paper.answer(&of_employer("/authorizations"), paper::list(own));
    let reader = reader(&server).await;
    let all = reader.permissions(EMPLOYER).await.unwrap();
    assert_eq!(all.len(), loket::operation::all().count());
    let may = |name: &str| all.iter().find(|one| one.operation.activity == name).unwrap().may.clone();
    assert_eq!(may("GetDistributionUnitsByEmployerId"), May::Yes);
    assert!(
        matches!(may("GetModulesByEmployerId"), May::No { needs } if needs.products == ["Personeelsregistratie"])
    );
    assert_eq!(may("GetUserByToken"), May::Unknown);
    assert_eq!(reader.permissions(&EMPLOYER.to_uppercase()).await.unwrap(), all);
    let fault = reader.permissions("20720").await.unwrap_err();
    assert!(matches!(fault, Fault::Unaskable { part: "employerId", .. }));
    paper.refuse(&of_employer("/authorizations"), 403);
    let all = reader.permissions(EMPLOYER).await.unwrap();
    assert!(all.iter().all(|one| one.may == May::Unknown));
}
