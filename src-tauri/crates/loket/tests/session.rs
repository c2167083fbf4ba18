//! Renewing the session: silently, once for all, and never in circles.

mod common;

use std::sync::Arc;
use std::time::Duration;

use common::{Fixture, fixture, registration, short};
use jiff::SignedDuration;
use loket::operation::GET_USER;
use loket::{Client, ClientEnvironment, Fault, Notice, Request, Session, Transport};
use secrecy::SecretString;
use serde_json::{Value, json};
use wiremock::matchers::{body_string_contains, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

fn user() -> Request {
    Request::new(GET_USER)
}

fn pair(number: u32) -> Value {
    json!({"access_token": format!("A{number}"), "token_type": "bearer", "expires_in": 3599,
        "refresh_token": format!("R{number}"), "two_factor_state": "None"})
}

fn token_call() -> wiremock::MockBuilder {
    Mock::given(method("POST")).and(path("/token"))
}

async fn takes(server: &MockServer, token: &str) {
    let good = ResponseTemplate::new(200).set_body_json(json!({"content": 1}));
    let bearer = format!("Bearer {token}");
    Mock::given(path("/user"))
        .and(header("authorization", bearer.as_str()))
        .respond_with(good)
        .mount(server)
        .await;
}

async fn refuses_all_else(server: &MockServer) {
    let refused =
        ResponseTemplate::new(401).set_body_json(json!({"message": "Authorization has been denied"}));
    Mock::given(path("/user")).respond_with(refused).with_priority(9).mount(server).await;
}

#[tokio::test]
async fn an_expired_token_is_renewed_silently_and_the_call_goes_on() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    refuses_all_else(&server).await;
    token_call()
        .and(body_string_contains("grant_type=refresh_token"))
        .and(body_string_contains("refresh_token=R1"))
        .and(body_string_contains("client_id=client-1"))
        .and(body_string_contains("client_secret=client-secret-1"))
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(1)
        .mount(&server)
        .await;
    let fixture = fixture(&server.uri()).await;
    fixture.client.call(&user()).await.expect("answer");
    assert_eq!(fixture.notices.all(), []);
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R2"));
}

#[tokio::test]
async fn a_fresh_token_that_is_refused_too_ends_the_session_once() {
    let server = MockServer::start().await;
    refuses_all_else(&server).await;
    token_call()
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(2)
        .mount(&server)
        .await;
    let fixture = fixture(&server.uri()).await;
    for _ in 0..3 {
        assert_eq!(fixture.client.call(&user()).await.expect_err("out"), Fault::SignedOut);
    }
    assert!(fixture.client.session().is_signed_out().await);
    let calls = server.received_requests().await.expect("requests");
    assert_eq!(calls.iter().filter(|call| call.url.path() == "/user").count(), 3);
}

/// The refresh token is good: a renewal that came to nothing is no reason to sign anybody out.
#[tokio::test]
async fn a_second_refusal_soon_after_a_renewal_is_answered_with_one_more() {
    let server = MockServer::start().await;
    takes(&server, "A3").await;
    refuses_all_else(&server).await;
    for number in 2..=3 {
        token_call()
            .and(body_string_contains(format!("refresh_token=R{}", number - 1)))
            .respond_with(ResponseTemplate::new(200).set_body_json(pair(number)))
            .expect(1)
            .mount(&server)
            .await;
    }
    let fixture = fixture(&server.uri()).await;
    fixture.client.call(&user()).await.expect("answer");
    assert!(!fixture.client.session().is_signed_out().await);
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R3"));
}

#[tokio::test]
async fn a_token_endpoint_that_fails_once_is_asked_again_with_the_same_token() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    token_call().respond_with(ResponseTemplate::new(500)).up_to_n_times(1).expect(1).mount(&server).await;
    token_call()
        .and(body_string_contains("refresh_token=R1"))
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(1)
        .mount(&server)
        .await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_hours(2));
    fixture.client.call(&user()).await.expect("answer");
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R2"));
}

#[tokio::test]
async fn an_invalid_grant_signs_out_and_is_not_tried_again() {
    let server = MockServer::start().await;
    refuses_all_else(&server).await;
    let invalid = ResponseTemplate::new(400).set_body_json(json!({"error": "Invalid_Grant"}));
    token_call().respond_with(invalid).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    for _ in 0..3 {
        assert_eq!(fixture.client.call(&user()).await.expect_err("out"), Fault::SignedOut);
    }
    // What is kept is not thrown away here.
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R1"));
}

#[tokio::test]
async fn many_calls_with_an_expired_token_make_one_token_call() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    refuses_all_else(&server).await;
    let slow = ResponseTemplate::new(200).set_body_json(pair(2)).set_delay(Duration::from_millis(100));
    token_call().respond_with(slow).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_hours(2));
    let request = user();
    let answers = futures_util::future::join_all((0..50).map(|_| fixture.client.call(&request))).await;
    assert!(answers.iter().all(Result::is_ok));
}

#[tokio::test]
async fn many_calls_share_a_refresh_that_failed() {
    let server = MockServer::start().await;
    let broken = ResponseTemplate::new(503).set_delay(Duration::from_millis(100));
    // Once more with the same token, and not more.
    token_call().respond_with(broken).expect(2).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_hours(2));
    let request = user();
    let answers = futures_util::future::join_all((0..20).map(|_| fixture.client.call(&request))).await;
    assert!(
        answers
            .iter()
            .all(|answer| *answer.as_ref().expect_err("fault") == Fault::SignInFailed { status: 503 })
    );
    assert!(!fixture.client.session().is_signed_out().await);
    server.verify().await;
    // Afterwards it may be tried again, with the token that is still there.
    server.reset().await;
    takes(&server, "A2").await;
    token_call()
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(1)
        .mount(&server)
        .await;
    fixture.client.call(&request).await.expect("answer");
}

#[tokio::test]
async fn the_new_refresh_token_is_kept_before_the_access_token_is_used() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    token_call().respond_with(ResponseTemplate::new(200).set_body_json(pair(2))).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_hours(2));
    *fixture.keychain.slow.lock().expect("slow") = Duration::from_secs(2);
    let call = tokio::spawn({
        let client = fixture.client.clone();
        async move { client.call(&user()).await }
    });
    until_asked(&server).await;
    let calls = server.received_requests().await.expect("requests");
    assert_eq!(calls.iter().map(|call| call.url.path()).collect::<Vec<_>>(), ["/token"]);
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R1"));
    call.await.expect("task").expect("answer");
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R2"));
}

/// Until the server was asked something and had time to answer.
async fn until_asked(server: &MockServer) {
    while server.received_requests().await.expect("requests").is_empty() {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
}

/// A session from what the keychain holds, as after a start of the program.
fn resumed(fixture: &Fixture, refresh: &str) -> Client {
    let client_environment =
        ClientEnvironment { limits: short(), watch: fixture.notices.clone(), ..ClientEnvironment::default() };
    let transport = Transport::new(&fixture.addresses, &short()).expect("transport");
    let refresh = SecretString::from(refresh);
    let keychain: Arc<common::Keychain> = fixture.keychain.clone();
    let session = Session::resume(
        &fixture.addresses,
        &registration(),
        &transport,
        refresh,
        keychain,
        client_environment.clone(),
    );
    Client::new(fixture.addresses.clone(), transport, session, client_environment)
}

#[tokio::test]
async fn a_crash_between_rotation_and_storing_ends_in_signing_in_again() {
    let server = MockServer::start().await;
    token_call()
        .and(body_string_contains("refresh_token=R1"))
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .up_to_n_times(1)
        .mount(&server)
        .await;
    let invalid = ResponseTemplate::new(400).set_body_json(json!({"error": "invalid_grant"}));
    token_call().respond_with(invalid).with_priority(9).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_hours(2));
    *fixture.keychain.slow.lock().expect("slow") = Duration::from_hours(1);
    // The program ends while the keychain is still writing.
    let (client, request) = (fixture.client.clone(), user());
    tokio::select! {
        _ = client.call(&request) => panic!("it is still writing"),
        () = until_asked(&server) => {}
    }
    let kept = fixture.keychain.newest().expect("kept");
    assert_eq!(kept, "R1");
    *fixture.keychain.slow.lock().expect("slow") = Duration::ZERO;
    let again = resumed(&fixture, &kept);
    for _ in 0..2 {
        assert_eq!(again.call(&user()).await.expect_err("out"), Fault::SignedOut);
    }
}

#[tokio::test]
async fn a_caller_that_leaves_does_not_lose_the_rotated_token() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    let slow = ResponseTemplate::new(200).set_body_json(pair(2)).set_delay(Duration::from_secs(1));
    token_call().respond_with(slow).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_hours(2));
    let left = tokio::time::timeout(Duration::from_millis(80), fixture.client.call(&user())).await;
    assert!(left.is_err());
    fixture.client.call(&user()).await.expect("answer");
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R2"));
}

#[tokio::test]
async fn a_session_is_resumed_from_the_kept_refresh_token() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    token_call()
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(1)
        .mount(&server)
        .await;
    let fixture = fixture(&server.uri()).await;
    let client = resumed(&fixture, "R1");
    client.call(&user()).await.expect("answer");
    client.call(&user()).await.expect("answer");
}

#[tokio::test]
async fn a_keychain_out_of_order_is_reported_once_and_the_token_in_memory_serves() {
    let server = MockServer::start().await;
    for number in 2..=4 {
        takes(&server, &format!("A{number}")).await;
        let old = format!("refresh_token=R{}", number - 1);
        token_call()
            .and(body_string_contains(old))
            .respond_with(ResponseTemplate::new(200).set_body_json(pair(number)))
            .expect(1)
            .mount(&server)
            .await;
    }
    let fixture = fixture(&server.uri()).await;
    *fixture.keychain.broken.lock().expect("broken") = true;
    for _ in 0..3 {
        fixture.time.run(Duration::from_hours(2));
        fixture.client.call(&user()).await.expect("answer");
    }
    assert_eq!(fixture.notices.all().iter().filter(|notice| **notice == Notice::NotStored).count(), 1);
}

#[tokio::test]
async fn expiry_counts_by_the_even_clock_with_a_margin() {
    let server = MockServer::start().await;
    takes(&server, "A1").await;
    takes(&server, "A2").await;
    token_call()
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(1)
        .mount(&server)
        .await;
    let fixture = fixture(&server.uri()).await;
    fixture.time.run(Duration::from_secs(3538));
    fixture.client.call(&user()).await.expect("answer");
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R1"));
    fixture.time.run(Duration::from_secs(2));
    fixture.client.call(&user()).await.expect("answer");
    assert_eq!(fixture.keychain.newest().as_deref(), Some("R2"));
}

#[tokio::test]
async fn after_sleep_the_token_is_renewed_before_the_next_call() {
    let server = MockServer::start().await;
    takes(&server, "A2").await;
    token_call()
        .respond_with(ResponseTemplate::new(200).set_body_json(pair(2)))
        .expect(1)
        .mount(&server)
        .await;
    let fixture = fixture(&server.uri()).await;
    // The even clock stood still while the other went on.
    fixture.time.set_wall(SignedDuration::from_hours(8));
    fixture.client.call(&user()).await.expect("answer");
    fixture.client.call(&user()).await.expect("answer");
    let calls = server.received_requests().await.expect("requests");
    assert_eq!(calls[0].url.path(), "/token");
}

#[tokio::test]
async fn a_page_or_a_redirect_at_the_token_endpoint_is_no_answer_and_ends_nothing() {
    let pages = [
        ResponseTemplate::new(200).set_body_raw("<html>", "text/html"),
        ResponseTemplate::new(302).insert_header("location", "http://portal.example/"),
        ResponseTemplate::new(307).insert_header("location", "http://portal.example/"),
    ];
    for page in pages {
        let server = MockServer::start().await;
        token_call().respond_with(page).expect(1).mount(&server).await;
        let fixture = fixture(&server.uri()).await;
        fixture.time.run(Duration::from_hours(2));
        let fault = fixture.client.call(&user()).await.expect_err("portal");
        assert_eq!(fault, Fault::CaptivePortal { host: "127.0.0.1".into() });
        assert!(!fixture.client.session().is_signed_out().await);
    }
}

#[tokio::test]
async fn a_refused_registration_is_named_and_nothing_odd_is_repeated() {
    for (body, code) in [
        (json!({"error": "invalid_client"}), "invalid_client"),
        (json!({"error": "Invalid_client"}), "invalid_client"),
        (json!({"error": "UNAUTHORIZED_CLIENT"}), "unauthorized_client"),
        (json!({"error": "Token abc of Jan"}), "unknown"),
        (json!({"odd": 1}), "unreadable_answer"),
    ] {
        let server = MockServer::start().await;
        token_call().respond_with(ResponseTemplate::new(400).set_body_json(body)).mount(&server).await;
        let fixture = fixture(&server.uri()).await;
        fixture.time.run(Duration::from_hours(2));
        let fault = fixture.client.call(&user()).await.expect_err("refused");
        assert_eq!(fault, Fault::SignInRefused { code: code.into() });
    }
}

#[tokio::test]
async fn nothing_that_prints_shows_a_secret() {
    let tokens = common::tokens("canary-access", Some("canary-refresh"));
    let shown = format!("{tokens:?} {:?}", registration());
    assert!(!shown.contains("canary") && !shown.contains("client-secret-1"), "{shown}");
}
