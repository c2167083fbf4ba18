//! What Loket leaves empty, refuses or tells half of: unknown, and never "no".
#![allow(
    clippy::unwrap_used,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and hands over its JSON"
)]

mod common;
mod paper;

use domain::reading::{Access, Part, Unread};
use paper::{PRODUCT, Paper, USER, of_administration, of_employer, read, reader, why};
use serde_json::json;
use wiremock::ResponseTemplate;

#[tokio::test]
async fn a_question_that_loket_refuses_is_told_in_lokets_words() {
    let (server, paper) = Paper::office().await;
    let plain = ResponseTemplate::new(400).set_body_raw("Periode is afgesloten", "text/plain");
    paper.respond_to("GET", &of_employer("/distributionunits"), plain);
    paper.refuse(&of_employer("/modules"), 400);
    let readings = read(&reader(&server).await, &[Part::DistributionUnits, Part::Products]).await;
    let said = vec!["Periode is afgesloten".into()];
    assert_eq!(why(&readings.distribution_units), Unread::Rejected { said });
    assert_eq!(why(&readings.products), Unread::Rejected { said: vec![] });
}

/// A list without pages that counts more than it holds is half a list.
#[tokio::test]
async fn a_list_without_pages_that_counts_more_than_it_holds_is_not_taken_for_whole() {
    let (server, paper) = Paper::office().await;
    let mut half = paper::products(&[(PRODUCT, "MijnLoket")]);
    half["totalSize"] = json!(2);
    paper.answer(&of_employer("/modules"), half);
    let readings = read(&reader(&server).await, &[Part::Products]).await;
    assert_eq!(why(&readings.products), Unread::Changed);
}

#[tokio::test]
async fn what_loket_leaves_empty_is_unknown_and_never_no() {
    let (server, paper) = Paper::office().await;
    let mut employment = paper::employment();
    employment["isOnCallEmployment"] = json!(null);
    paper.answer(&of_employer("/employees/employments"), paper::list(json!([employment])));
    let mut users = paper::users();
    let user = &mut users["_embedded"][0];
    user["accessStatus"] = json!({"key": null, "value": null});
    user["loginMethod"] = json!({"key": 3, "value": "Via website en SSO"});
    user["twoFactorAuthenticationRequired"] = json!(null);
    user["hasMultiFactorAuthentication"] = json!(false);
    paper.answer(&of_employer("/users"), users);
    let component = json!({"key": 2, "description": "Gewerkte uren", "category": {"key": 1, "value": null}});
    paper.answer(&of_administration("/payrollcomponents/year/2026"), json!({"_embedded": [component]}));
    let wanted = [Part::Employments, Part::Users, Part::Components, Part::Applications, Part::Periods];
    let readings = read(&reader(&server).await, &wanted).await;
    let employment = &readings.employments.content().unwrap()[0];
    assert_eq!((employment.is_director, employment.is_on_call), (None, None));
    let user = &readings.users.content().unwrap()[0];
    assert_eq!((user.access.clone(), user.two_factor), (Access::Unstated, None));
    assert_eq!(readings.components.content().unwrap()[0].is_hours, None);
    assert_eq!(why(&readings.periods), Unread::Changed, "no hours is not what Loket said");
    let linked = readings.applications.content().unwrap()[0].users.content().unwrap();
    let ids: Vec<_> = linked.iter().map(|one| one.id.as_deref()).collect();
    assert_eq!(ids, [Some(USER), None], "a user that may not be seen is one all the same");
}

/// What activities need is not known where Loket leaves a part of it empty: nothing is said to be missing.
#[tokio::test]
async fn an_activity_of_which_loket_tells_half_is_asked_and_not_said_to_be_forbidden() {
    let (server, paper) = Paper::office().await;
    let mut model = paper::model();
    for activity in model["_embedded"].as_array_mut().unwrap() {
        activity["authorizations"] = json!(null);
    }
    paper.answer("/authorizationmodel", model);
    paper.answer(&of_employer("/authorizations"), paper::list(json!([])));
    let readings = read(&reader(&server).await, &[Part::DistributionUnits]).await;
    assert!(readings.distribution_units.content().is_ok(), "{:?}", readings.distribution_units);
}

#[tokio::test]
async fn a_period_that_is_not_said_to_be_a_test_or_not_gives_no_hours() {
    let (server, paper) = Paper::office().await;
    let period = json!({"id": 202_601, "year": 2026, "periodNumber": 1, "testYear": null,
        "startDate": "2026-01-01", "endDate": "2026-12-31", "payrollRuns": []});
    paper.answer(&of_administration("/payrollperiods"), paper::list(json!([period])));
    let readings = read(&reader(&server).await, &[Part::Periods]).await;
    assert_eq!(why(&readings.periods), Unread::Changed);
}
