//! What each status and each body means.

mod common;

use std::time::Duration;

use common::{fixture, fixture_with, short};
use loket::operation::{GET_EMPLOYER, GET_USER, PATCH_EMPLOYER_MODULES, POST_EMPLOYER_USER};
use loket::{Detail, Fault, List, MessageKind, Notice, Request, Why};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use wiremock::matchers::{any as anything, body_json, header, method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const REFUSAL: &str = r#"{"messages":[{"code":83,"type":"BrokenBusinessRule","description":"[lastName] Jansen",
    "properties":["lastName"]}],"content":{}}"#;

fn employer() -> Request {
    Request::new(GET_EMPLOYER).with("employerId", "e1")
}

fn write() -> Request {
    Request::new(PATCH_EMPLOYER_MODULES).with("employerId", "e1").json(&json!([{"id": 1}])).expect("JSON")
}

/// The fault of one call that the server answers like this, at most once.
async fn fault_of(answer: ResponseTemplate, request: &Request) -> Fault {
    let server = MockServer::start().await;
    Mock::given(anything()).respond_with(answer).expect(1).mount(&server).await;
    fixture(&server.uri()).await.client.call(request).await.expect_err("fault")
}

fn refusal(status: u16) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(REFUSAL, "application/json")
}

#[tokio::test]
async fn a_forbidden_employer_is_not_asked_again_and_the_reason_is_kept() {
    let body = json!({"message": "Insufficient rights for this request, reason \"product\""});
    let fault = fault_of(ResponseTemplate::new(403).set_body_json(body), &employer()).await;
    let Fault::Forbidden { operation, reason } = fault else { panic!("{fault:?}") };
    assert_eq!(operation.activity, "GetEmployerByEmployerId");
    assert!(reason.expect("reason").contains("product"));
    let bare = fault_of(ResponseTemplate::new(403), &employer()).await;
    assert_eq!(bare, Fault::Forbidden { operation: GET_EMPLOYER, reason: None });
}

#[tokio::test]
async fn an_employer_that_is_gone_is_not_found() {
    let fault = fault_of(ResponseTemplate::new(404), &employer()).await;
    assert_eq!(fault, Fault::NotFound { operation: GET_EMPLOYER });
}

#[tokio::test]
async fn a_conflict_is_reported_and_nothing_is_overwritten() {
    for status in [409, 412] {
        let fault = fault_of(refusal(status), &write()).await;
        let Fault::Conflict { messages, .. } = fault else { panic!("{fault:?}") };
        assert_eq!(messages[0].code, Some(83));
    }
}

#[tokio::test]
async fn a_refusal_carries_lokets_messages_and_its_text_does_not() {
    for status in [400, 413, 415, 422] {
        let fault = fault_of(refusal(status), &write()).await;
        assert!(!fault.to_string().contains("Jansen") && !format!("{fault:?}").contains("Jansen"));
        let Fault::Rejected { status: reported, messages, .. } = fault else { panic!("{fault:?}") };
        assert_eq!(reported, status);
        assert_eq!(messages[0].kind, MessageKind::BrokenBusinessRule);
        assert_eq!(messages[0].properties, ["lastName"]);
    }
    let plain = ResponseTemplate::new(400).set_body_raw("SSL required", "text/plain");
    let Fault::Rejected { messages, .. } = fault_of(plain, &write()).await else { panic!("rejected") };
    assert_eq!(messages.len(), 1);
    assert_eq!(
        messages[0].description.as_deref(),
        Some("SSL required"),
        "words without an envelope are words too"
    );
}

#[tokio::test]
async fn an_unknown_status_is_reported_as_such() {
    let fault = fault_of(ResponseTemplate::new(418), &employer()).await;
    assert_eq!(fault, Fault::UnknownStatus { operation: GET_EMPLOYER, status: 418 });
}

#[tokio::test]
async fn a_read_is_tried_four_times_when_loket_fails_and_the_waits_are_reported() {
    for status in [500, 502, 503, 504] {
        let server = MockServer::start().await;
        let broken = ResponseTemplate::new(status).insert_header("x-request-id", "req-7");
        Mock::given(anything()).respond_with(broken).expect(4).mount(&server).await;
        let fixture = fixture(&server.uri()).await;
        let fault = fixture.client.call(&employer()).await.expect_err("fault");
        assert_eq!(
            fault,
            Fault::ServerFault { operation: GET_EMPLOYER, status, request_id: Some("req-7".into()) }
        );
        let waits = fixture.notices.all();
        assert_eq!(
            waits
                .iter()
                .filter(|notice| matches!(notice, Notice::Waiting { why: Why::ServerFault, .. }))
                .count(),
            3
        );
    }
}

#[tokio::test]
async fn a_read_goes_on_when_loket_recovers() {
    let server = MockServer::start().await;
    Mock::given(anything()).respond_with(ResponseTemplate::new(503)).up_to_n_times(3).mount(&server).await;
    let good = ResponseTemplate::new(200).set_body_json(json!({"content": 1}));
    Mock::given(anything()).respond_with(good).mount(&server).await;
    assert!(fixture(&server.uri()).await.client.call(&employer()).await.is_ok());
}

#[tokio::test]
async fn a_write_is_sent_once_and_uncertain_when_loket_fails() {
    for status in [500, 502, 503, 504] {
        let fault = fault_of(ResponseTemplate::new(status), &write()).await;
        assert_eq!(fault, Fault::Uncertain { operation: PATCH_EMPLOYER_MODULES, request_id: None });
    }
    let garbage = ResponseTemplate::new(200).set_body_raw("done", "text/plain");
    assert!(matches!(fault_of(garbage, &write()).await, Fault::Uncertain { .. }));
}

#[tokio::test]
async fn a_write_goes_out_as_plain_json_with_the_version_in_accept() {
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .and(path("/v2/providers/employers/e1/users"))
        .and(header("content-type", "application/json"))
        .and(header("accept", "application/json;version=2018-01-01"))
        .and(header("authorization", "Bearer A1"))
        .and(body_json(json!({"userName": "koppeling"})))
        .respond_with(ResponseTemplate::new(201).set_body_json(json!({"content": {"id": "u1"}})))
        .expect(1)
        .mount(&server)
        .await;
    let request = Request::new(POST_EMPLOYER_USER).with("employerId", "e1");
    let request = request.json(&json!({"userName": "koppeling"})).expect("JSON");
    let answer = fixture(&server.uri()).await.client.call(&request).await.expect("answer");
    assert_eq!(answer.detail::<Value>().expect("read").content["id"], "u1");
    assert!(!format!("{request:?}").contains("koppeling"));
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Company {
    company_name: String,
}

async fn read(body: impl Into<Vec<u8>>) -> Result<Detail<Company>, Fault> {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200)
        .set_body_raw(body, "application/json; charset=utf-8")
        .insert_header("x-request-id", "req-8");
    Mock::given(anything()).respond_with(answer).mount(&server).await;
    fixture(&server.uri()).await.client.call(&employer()).await?.detail()
}

#[tokio::test]
async fn malformed_json_is_reported_with_its_place_and_the_mark_of_the_request() {
    let deep = format!(r#"{{"content":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    for body in [r#"{"content":{"companyName":"Jan"#, r#"{"content":NaN}"#, "", "{}{}", "\u{feff}{}", &deep] {
        let fault = read(body).await.expect_err("malformed");
        match fault {
            Fault::Malformed { operation, ref request_id, .. } => {
                assert_eq!((operation, request_id.as_deref()), (GET_EMPLOYER, Some("req-8")));
            }
            // Complete JSON before the fault already has another shape.
            Fault::Changed { .. } => assert!(body == "{}{}" || body == deep, "{body}"),
            other => panic!("{other:?}"),
        }
        assert!(!format!("{fault} {fault:?}").contains("Jan"));
    }
}

#[tokio::test]
async fn json_nested_without_end_is_a_fault_and_no_crash() {
    let deep = format!(r#"{{"content":{}"#, "[".repeat(1_000_000));
    let server = MockServer::start().await;
    Mock::given(anything())
        .respond_with(ResponseTemplate::new(200).set_body_raw(deep, "application/json"))
        .mount(&server)
        .await;
    let answer = fixture(&server.uri()).await.client.call(&employer()).await.expect("bytes");
    assert!(matches!(answer.detail::<Value>(), Err(Fault::Malformed { .. })));
    // Also where nobody looks: in a field that is left out.
    assert!(matches!(answer.detail::<Company>(), Err(Fault::Changed { .. } | Fault::Malformed { .. })));
}

#[tokio::test]
async fn another_shape_names_the_field_and_no_value() {
    for (body, place) in [
        (r#"{"content":{"companyName":"Jansen","companyName":"Pietersen"}}"#, "content.companyName"),
        (r#"{"content":{"companyName":["Jansen"]}}"#, "content.companyName"),
        (r#"{"content":{"name":"Jansen"}}"#, "content"),
        (r#"{"content":"Jansen"}"#, "content"),
    ] {
        let fault = read(body).await.expect_err("changed");
        let Fault::Changed { place: reported, .. } = &fault else { panic!("{fault:?}") };
        assert!(reported.starts_with(place) || place.starts_with(reported.as_str()), "{reported}");
        assert!(!format!("{fault} {fault:?}").contains("sen"), "{fault:?}");
    }
}

#[tokio::test]
async fn unknown_fields_and_missing_optional_ones_are_no_fault() {
    let found =
        read(r#"{"content":{"companyName":"Bakkerij","citizenServiceNumber":"x"},"novelty":[{}]}"#).await;
    let found = found.expect("read");
    assert_eq!(found.content, Company { company_name: "Bakkerij".into() });
    assert_eq!((found.version, found.messages), (None, None));
    let full = r#"{"version":{"resourceVersion":"2018-01-01","obsoleteDate":null},"content":{"companyName":""},
        "messages":[{"code":1,"type":"Warning","description":"x"}]}"#;
    let full = read(full).await.expect("read");
    assert_eq!(full.version.expect("version").resource_version.as_deref(), Some("2018-01-01"));
    assert_eq!(full.messages.expect("messages")[0].kind, MessageKind::Warning);
}

#[tokio::test]
async fn no_more_than_four_calls_are_under_way() {
    let server = MockServer::start().await;
    let slow = ResponseTemplate::new(200).set_body_json(json!({})).set_delay(Duration::from_millis(150));
    Mock::given(anything()).respond_with(slow).mount(&server).await;
    let fixture = fixture_with(&server.uri(), short()).await;
    let begin = std::time::Instant::now();
    let request = Request::new(GET_USER);
    let calls = (0..12).map(|_| fixture.client.call(&request));
    let answers = futures_util::future::join_all(calls).await;
    assert!(answers.iter().all(Result::is_ok));
    // Three rounds of four.
    assert!(begin.elapsed() >= Duration::from_millis(450), "{:?}", begin.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_bytes_as_an_answer_end_in_an_answer_or_a_fault(
        body in proptest::collection::vec(any::<u8>(), 0..300),
        status in proptest::sample::select(vec![200_u16, 201, 204, 400, 403, 404, 409, 422]),
        kind in proptest::sample::select(vec!["application/json", "text/plain", "application/problem+json", "x"]),
        packed in any::<bool>(),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("runtime");
        runtime.block_on(async {
            let server = MockServer::start().await;
            let mut answer = ResponseTemplate::new(status).set_body_raw(body, kind);
            if packed {
                answer = answer.insert_header("content-encoding", "gzip");
            }
            Mock::given(anything()).respond_with(answer).mount(&server).await;
            let limits = loket::Limits { tries: 1, ..short() };
            if let Ok(answer) = fixture_with(&server.uri(), limits).await.client.call(&employer()).await {
                let _list: Result<List<Company>, _> = answer.list();
                let _detail: Result<Detail<Value>, _> = answer.detail();
            }
        });
    }
}
