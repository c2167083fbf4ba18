//! What is so after a change was asked for, whatever Loket answered.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, prints what it measures, and hands over its JSON"
)]

mod common;
mod paper;

use common::fixture;
use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::right::Right;
use loket::read::Reader;
use loket::write::{NewUser, NotStarted, Writer};
use paper::{EMPLOYER, HRM, LEAVE, OFFERED, PRODUCT, PROVIDER, Paper, USER, of_employer};
use secrecy::SecretString;
use serde_json::{Value, json};
use wiremock::{MockServer, Request, ResponseTemplate};

const NAME: &str = "koppeling.voorbeeld";
const PASSWORD: &str = "Zeer-Geheim-123";

async fn reader(server: &MockServer) -> Reader {
    let fixture = fixture(&server.uri()).await;
    Reader::new(fixture.client, std::sync::Arc::new(paper::Spring))
}

fn rights_path() -> String {
    of_employer(&format!("/users/{USER}/authorizations"))
}

fn done() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(paper::detail(json!({})))
}

/// What was sent with a method, in order.
async fn sent(server: &MockServer, method: &str) -> Vec<Value> {
    let all = server.received_requests().await.unwrap();
    let of_method = |request: &&Request| request.method.as_str() == method;
    all.iter().filter(of_method).map(|request| serde_json::from_slice(&request.body).unwrap()).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Loket's answer to a change, with what its lists say afterwards.
fn when_patched(paper: &Paper, path: &str, answer: ResponseTemplate, afterwards: Value) {
    let then = (paper.clone(), path.to_owned(), afterwards);
    let change = move |_: &Request| {
        then.0.answer(&then.1, then.2.clone());
        answer.clone()
    };
    paper.react("PATCH", path, change);
}

#[tokio::test]
async fn rights_are_sent_as_a_whole_set_and_read_back() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let give = names(&["Raadplegen HRM"]);
    let plan = writer.plan_rights(EMPLOYER, "KOPPELING.voorbeeld ", &give, &[]).await.unwrap();
    let change = LoketChange::SetRights {
        user_name: NAME.into(),
        give: names(&["Raadplegen HRM-gegevens"]),
        take: vec![],
    };
    assert_eq!(plan.change(), change);
    assert_eq!(plan.after().count(), 2);
    when_patched(&paper, &rights_path(), done(), paper::rights(true, true));
    assert_eq!(writer.set_rights(&plan).await, Ok(LoketChangeOutcome::Done));
    let body = json!({"authorizations": [{"id": LEAVE, "isEnabled": true}, {"id": HRM, "isEnabled": true}]});
    assert_eq!(sent(&server, "PATCH").await, [body]);
}

#[tokio::test]
async fn a_set_that_was_changed_since_the_preview_is_not_sent() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let plan =
        writer.plan_rights(EMPLOYER, NAME, &[], &names(&["Raadplegen verlofadministratie"])).await.unwrap();
    paper.answer(&rights_path(), paper::rights(true, true));
    assert_eq!(writer.set_rights(&plan).await, Err(NotStarted::ChangedMeanwhile));
    assert!(sent(&server, "PATCH").await.is_empty());
}

#[tokio::test]
async fn what_cannot_be_done_is_not_begun() {
    let (server, _) = Paper::office().await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let leave = names(&["Raadplegen verlofadministratie"]);
    let already = writer.plan_rights(EMPLOYER, NAME, &leave, &[]).await;
    assert_eq!(already, Err(NotStarted::NothingToDo));
    let nobody = writer.plan_rights(EMPLOYER, "nobody", &leave, &[]).await;
    assert_eq!(nobody, Err(NotStarted::NoSuchUser));
    let unknown = writer.plan_rights(EMPLOYER, NAME, &names(&["Vliegen"]), &[]).await;
    assert_eq!(unknown, Err(NotStarted::NoSuchRight { name: "Vliegen".into() }));
    let unknown = writer.plan_products(EMPLOYER, &names(&["Vliegtuig"]), &[]).await;
    assert_eq!(unknown, Err(NotStarted::NoSuchProduct { name: "Vliegtuig".into() }));
    let exists = writer.plan_user(EMPLOYER, &new_user()).await;
    assert_eq!(exists, Err(NotStarted::UserExists));
}

#[tokio::test]
async fn after_an_unclear_answer_what_is_read_back_counts_and_nothing_is_sent_twice() {
    for (afterwards, expected) in [
        (paper::rights(true, true), LoketChangeOutcome::Done),
        (paper::rights(true, false), LoketChangeOutcome::NotDone { messages: vec![] }),
    ] {
        for status in [500, 503] {
            let (server, paper) = Paper::office().await;
            let reader = reader(&server).await;
            let writer = Writer::new(&reader);
            let plan = writer.plan_rights(EMPLOYER, NAME, &names(&["Raadplegen HRM"]), &[]).await.unwrap();
            when_patched(&paper, &rights_path(), ResponseTemplate::new(status), afterwards.clone());
            assert_eq!(writer.set_rights(&plan).await.as_ref(), Ok(&expected));
            assert_eq!(sent(&server, "PATCH").await.len(), 1);
        }
    }
}

#[tokio::test]
async fn what_can_neither_be_known_nor_read_back_is_uncertain() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let plan = writer.plan_products(EMPLOYER, &names(&["mijnloket"]), &[]).await.unwrap();
    let broken = paper.clone();
    paper.react("PATCH", &of_employer("/modules"), move |_| {
        broken.refuse(&of_employer("/modules"), 500);
        ResponseTemplate::new(500)
    });
    assert_eq!(writer.switch_products(&plan).await, Ok(LoketChangeOutcome::Uncertain));
    assert_eq!(sent(&server, "PATCH").await.len(), 1);
}

#[tokio::test]
async fn a_refusal_is_not_done_with_what_loket_says() {
    let rule = json!({"messages": [{"code": 83, "type": "BrokenBusinessRule", "description": "Product niet afgenomen"}]});
    for (answer, says) in [
        (ResponseTemplate::new(422).set_body_json(&rule), "Product niet afgenomen"),
        (
            ResponseTemplate::new(403).set_body_json(json!({"message": "Insufficient rights"})),
            "Insufficient rights",
        ),
    ] {
        let (server, paper) = Paper::office().await;
        let reader = reader(&server).await;
        let writer = Writer::new(&reader);
        let plan = writer.plan_products(EMPLOYER, &names(&["MijnLoket"]), &[]).await.unwrap();
        paper.respond_to("PATCH", &of_employer("/modules"), answer);
        let messages = said(&[says]);
        assert_eq!(writer.switch_products(&plan).await, Ok(LoketChangeOutcome::NotDone { messages }));
    }
}

#[tokio::test]
async fn a_conflict_shows_both_sides_and_is_done_when_somebody_else_did_it() {
    let rule = json!({"messages": [{"code": 83, "type": "Conflict", "description": "Intussen gewijzigd"}]});
    let (import, mijn_loket) = ("Import variabele gegevens", "MijnLoket");
    let conflict = LoketChangeOutcome::Conflict {
        messages: said(&["Intussen gewijzigd"]),
        asked: names(&[import, mijn_loket]),
        read: names(&[import]),
    };
    for (afterwards, expected) in [
        (paper::products(&[(PRODUCT, import)]), conflict),
        (paper::products(&[(PRODUCT, import), (OFFERED, mijn_loket)]), LoketChangeOutcome::Done),
    ] {
        let (server, paper) = Paper::office().await;
        let reader = reader(&server).await;
        let writer = Writer::new(&reader);
        let plan = writer.plan_products(EMPLOYER, &names(&[mijn_loket]), &[]).await.unwrap();
        let answer = ResponseTemplate::new(409).set_body_json(&rule);
        when_patched(&paper, &of_employer("/modules"), answer, afterwards);
        assert_eq!(writer.switch_products(&plan).await, Ok(expected));
        assert_eq!(sent(&server, "PATCH").await.len(), 1);
    }
}

#[tokio::test]
async fn products_are_switched_by_name() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let off = names(&["Import variabele gegevens", "Never on"]);
    let plan = writer.plan_products(EMPLOYER, &names(&["MijnLoket"]), &off).await.unwrap();
    let change =
        LoketChange::SwitchProducts { on: names(&["MijnLoket"]), off: names(&["Import variabele gegevens"]) };
    assert_eq!(plan.change(), change);
    let afterwards = paper::products(&[(OFFERED, "MijnLoket")]);
    when_patched(&paper, &of_employer("/modules"), done(), afterwards);
    assert_eq!(writer.switch_products(&plan).await, Ok(LoketChangeOutcome::Done));
    let body = json!([{"id": OFFERED, "action": "enable"}, {"id": PRODUCT, "action": "disable"}]);
    assert_eq!(sent(&server, "PATCH").await, [body]);
}

#[tokio::test]
async fn a_good_answer_that_changed_nothing_is_not_done() {
    let (server, paper) = Paper::office().await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let plan = writer.plan_products(EMPLOYER, &names(&["MijnLoket"]), &[]).await.unwrap();
    let warned =
        json!({"messages": [{"code": 9, "type": "Warning", "description": "Genegeerd"}], "content": {}});
    paper.respond_to("PATCH", &of_employer("/modules"), ResponseTemplate::new(200).set_body_json(warned));
    let messages = said(&["Genegeerd"]);
    assert_eq!(writer.switch_products(&plan).await, Ok(LoketChangeOutcome::NotDone { messages }));
}

/// What Loket said.
fn said(texts: &[&str]) -> Vec<domain::Personal> {
    texts.iter().map(|text| domain::Personal::from(*text)).collect()
}

fn new_user() -> NewUser {
    NewUser {
        user_name: NAME.into(),
        login_method: 1,
        initials: "K".into(),
        prefix: Some(" ".into()),
        last_name: "Koppeling".into(),
        email_address: "koppeling@kantoor.example".into(),
        phone_number: None,
        place_of_employment: Some("Kantoor".into()),
        rights: vec![Right::ViewLeave, Right::ViewHrm],
    }
}

/// A Loket in which the user appears once it is made, with this answer to making it.
async fn without_user(answer: ResponseTemplate, appears: bool) -> (MockServer, Paper) {
    let (server, paper) = Paper::office().await;
    let users = of_employer("/users");
    paper.answer(&users, paper::list(json!([])));
    paper.answer(&rights_path(), paper::rights(false, false));
    let made = paper.clone();
    paper.react("POST", &users.clone(), move |_| {
        if appears {
            made.answer(&users, paper::users());
        }
        answer.clone()
    });
    when_patched(&paper, &rights_path(), done(), paper::rights(true, true));
    (server, paper)
}

#[tokio::test]
async fn a_user_is_made_with_exactly_its_rights() {
    let made = ResponseTemplate::new(201).set_body_json(paper::detail(json!({"id": USER})));
    let (server, _) = without_user(made, true).await;
    let reader = reader(&server).await;
    let writer = Writer::new(&reader);
    let user = new_user();
    let rights = vec![Right::ViewLeave, Right::ViewHrm];
    assert_eq!(
        writer.plan_user(EMPLOYER, &user).await,
        Ok(LoketChange::MakeUser { user_name: NAME.into(), rights })
    );
    let password = SecretString::from(PASSWORD);
    assert_eq!(writer.make_user(EMPLOYER, &user, &password).await, Ok(LoketChangeOutcome::Done));
    let body = json!({
        "loginMethod": {"key": 1},
        "personalDetails": {"initials": "K", "prefix": null, "lastName": "Koppeling"},
        "contactInformation": {"placeOfEmployment": "Kantoor", "phoneNumber": null,
                               "emailAddress": "koppeling@kantoor.example"},
        "hasAccessToPayrollingTestData": false,
        "ssoAccount": {"userName": NAME, "password": PASSWORD}});
    assert_eq!(sent(&server, "POST").await, [body]);
    assert_eq!(sent(&server, "PATCH").await.len(), 1);
}

#[tokio::test]
async fn a_user_that_may_have_been_made_is_looked_for_and_never_made_twice() {
    let (server, _) = without_user(ResponseTemplate::new(502), true).await;
    let reader = reader(&server).await;
    let password = SecretString::from(PASSWORD);
    let outcome = Writer::new(&reader).make_user(EMPLOYER, &new_user(), &password).await;
    assert_eq!(outcome, Ok(LoketChangeOutcome::Done));
    assert_eq!(sent(&server, "POST").await.len(), 1);

    let (server, _) = without_user(ResponseTemplate::new(502), false).await;
    let reader = self::reader(&server).await;
    let outcome = Writer::new(&reader).make_user(EMPLOYER, &new_user(), &password).await;
    assert_eq!(outcome, Ok(LoketChangeOutcome::NotDone { messages: vec![] }));
    assert_eq!((sent(&server, "POST").await.len(), sent(&server, "PATCH").await.len()), (1, 0));
}

#[tokio::test]
async fn a_user_whose_rights_loket_does_not_offer_is_reported_without_them() {
    let made = ResponseTemplate::new(201).set_body_json(paper::detail(json!({"id": USER})));
    let (server, _) = without_user(made, true).await;
    let reader = reader(&server).await;
    let user = NewUser { rights: vec![Right::ViewWages], ..new_user() };
    let outcome = Writer::new(&reader).make_user(EMPLOYER, &user, &SecretString::from(PASSWORD)).await;
    let messages = said(&["Raadplegen beloningen"]);
    assert_eq!(outcome, Ok(LoketChangeOutcome::Partly { messages, read_back: true }));
}

#[tokio::test]
async fn ways_of_signing_in_are_those_that_users_have() {
    let (server, _) = Paper::office().await;
    let reader = reader(&server).await;
    let at_employer = reader.login_methods(EMPLOYER).await.unwrap();
    assert_eq!((at_employer[0].key, at_employer[0].words.as_str()), (1, "Username and password"));
    assert_eq!(reader.login_methods_of_office().await.unwrap(), at_employer);
    assert!(server.received_requests().await.unwrap().iter().any(|one| one.url.path().contains(PROVIDER)));
}
