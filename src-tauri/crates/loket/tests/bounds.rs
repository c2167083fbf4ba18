//! What a call and a list may cost: time, texts, memory.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and hands over its JSON"
)]

mod common;
mod paper;

use std::sync::Arc;
use std::time::{Duration, Instant};

use common::{Act, JSON, Raw, fixture, fixture_with, short};
use domain::reading::{Part, Readings};
use loket::operation::{GET_EMPLOYERS_MINIMIZED, GET_USER, PATCH_EMPLOYER_MODULES};
use loket::read::Reader;
use loket::{Fault, Limits, Request, Resume};
use paper::{EMPLOYER, Paper};
use serde_json::{Value, json};
use uuid::Uuid;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

/// A body that never ends, neither silent nor slow by these limits, nor too large: only the deadline ends it.
async fn endless() -> Raw {
    let head = Act::Send(format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 100000\r\n\r\n").into_bytes());
    Raw::start(vec![vec![head, Act::Trickle(Duration::from_millis(10))]]).await
}

fn deadline(call: Duration) -> Limits {
    Limits { call, least_pace: 1, ..short() }
}

/// Fault 4a: a body that comes just fast enough.
#[tokio::test]
async fn a_body_that_goes_on_and_on_ends_at_the_deadline_of_the_call() {
    let server = endless().await;
    let fixture = fixture_with(&server.base, deadline(Duration::from_millis(600))).await;
    let begin = Instant::now();
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("endless");
    let took = begin.elapsed();
    assert_eq!(fault, Fault::TimedOut { host: "127.0.0.1".into() });
    assert!(took >= Duration::from_millis(600) && took < Duration::from_secs(20), "{took:?}");
    assert_eq!(server.count(), 1, "no second try after the deadline");
    let write = Request::new(PATCH_EMPLOYER_MODULES).with("employerId", "e1").json(&[1]).unwrap();
    let fault = fixture.client.call(&write).await.expect_err("endless");
    assert_eq!(fault, Fault::Uncertain { operation: PATCH_EMPLOYER_MODULES, request_id: None });
    assert_eq!(server.count(), 2, "a write is sent once");
}

/// Fault 4a: tries and the waits between them count too.
#[tokio::test]
async fn no_try_is_waited_for_beyond_the_deadline_of_the_call() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(503)).mount(&server).await;
    let wait = Duration::from_millis(400);
    let limits = Limits { tries: 1000, first_wait: wait, longest_wait: wait, ..deadline(wait * 5 / 2) };
    let fixture = fixture_with(&server.uri(), limits).await;
    let begin = Instant::now();
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("failing");
    assert!(
        matches!(fault, Fault::ServerFault { status: 503, .. } | Fault::TimedOut { .. }),
        "reported as what it is: {fault:?}"
    );
    assert!(begin.elapsed() < Duration::from_secs(20), "{:?}", begin.elapsed());
    let calls = server.received_requests().await.unwrap().len();
    assert!((1..=3).contains(&calls), "{calls}");
}

#[test]
fn the_bounds_of_the_product_are_these() {
    let limits = Limits::default();
    assert_eq!(limits.call, Duration::from_mins(5));
    assert_eq!((limits.largest_body, limits.largest_list), (32 * 1024 * 1024, 200 * 1024 * 1024));
}

/// Fault 17a: each page is within its bound, and there is no end to them.
#[tokio::test]
async fn a_list_larger_than_it_may_be_is_dropped_and_reported() {
    let server = MockServer::start().await;
    let page = |request: &wiremock::Request| {
        let number = request.url.query_pairs().find(|(name, _)| name == "pageNumber").unwrap().1;
        let number: u32 = number.parse().unwrap();
        let items: Vec<Value> = vec![json!({"id": number, "companyName": "x".repeat(10_000)})];
        ResponseTemplate::new(200).set_body_json(json!({"totalSize": 3000, "totalPages": 3000,
            "currentPage": number, "_embedded": items}))
    };
    Mock::given(any()).respond_with(page).mount(&server).await;
    let fixture = fixture_with(&server.uri(), Limits { largest_list: 100_000, ..short() }).await;
    let mut pages = Resume::<Value>::default();
    let request = Request::new(GET_EMPLOYERS_MINIMIZED);
    let read = fixture.client.list(&request, |item| item["id"].to_string(), &mut pages, |_| ()).await;
    assert_eq!(read.unwrap_err(), Fault::TooLarge { operation: GET_EMPLOYERS_MINIMIZED });
    assert_eq!(pages.pages(), 0, "nothing of it stays in memory");
    let calls = server.received_requests().await.unwrap().len();
    assert!(calls < 20, "the rest was not asked for: {calls}");
}

/// Makes every text of an answer long, but those that have to be an id, a moment or an activity.
fn lengthen(value: &mut Value) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(lengthen),
        Value::Array(items) => items.iter_mut().for_each(lengthen),
        Value::String(text) => {
            let is_day = text.get(..10).is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok());
            if Uuid::parse_str(text).is_err() && !is_day && !text.starts_with("Get") && text != "Uren" {
                text.push_str(&"ë".repeat(5000));
            }
        }
        _ => {}
    }
}

fn longest(value: &Value) -> usize {
    match value {
        Value::Object(fields) => fields.values().map(longest).max().unwrap_or_default(),
        Value::Array(items) => items.iter().map(longest).max().unwrap_or_default(),
        Value::String(text) => text.chars().count(),
        _ => 0,
    }
}

/// Fault 17b.
#[tokio::test]
async fn every_text_that_is_kept_is_cut_off_after_a_thousand_characters() {
    let (server, paper) = Paper::office().await;
    for (path, mut body) in paper::office() {
        lengthen(&mut body);
        paper.answer(&path, body);
    }
    let reader = Reader::new(fixture(&server.uri()).await.client, Arc::new(paper::Spring));
    let office = reader.read_office().await.unwrap();
    let mut readings = Readings::default();
    reader.read_employer(&office, EMPLOYER, Part::ALL, &mut readings, &|_| {}).await.unwrap();
    for part in Part::ALL.iter().copied() {
        assert!(readings.is_read(part), "{part}: {:?}", readings.unread(part));
        let kept: Value = serde_json::from_str(&readings.part_to_json(part).unwrap()).unwrap();
        assert!(longest(&kept) <= 1000, "{part}: {}", longest(&kept));
    }
    assert!(readings.employer.content().unwrap().company_name.starts_with("Voorbeeld B.V."));
    // What a refusal names is kept too.
    paper.refuse(&paper::of_employer("/distributionunits"), 403);
    let reader = Reader::new(fixture(&server.uri()).await.client, Arc::new(paper::Spring));
    let mut refused = Readings::default();
    let wanted = [Part::DistributionUnits];
    reader.read_employer(&office, EMPLOYER, &wanted, &mut refused, &|_| {}).await.unwrap();
    assert!(!refused.is_read(Part::DistributionUnits));
    assert!(longest(&serde_json::to_value(&refused).unwrap()) <= 1000);
}
