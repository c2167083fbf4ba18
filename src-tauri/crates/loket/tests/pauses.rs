//! Pauses that Loket asks for, and clocks that differ.

mod common;

use std::time::{Duration, Instant};

use common::{fixture, fixture_with, short};
use jiff::SignedDuration;
use loket::operation::{GET_USER, PATCH_EMPLOYER_MODULES};
use loket::{Fault, Limits, Notice, Request, Why};
use serde_json::json;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

async fn busy_once(busy: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(busy).up_to_n_times(1).expect(1).mount(&server).await;
    let good = ResponseTemplate::new(200).set_body_json(json!({"content": 1}));
    Mock::given(any()).respond_with(good).mount(&server).await;
    server
}

fn waits(notices: &[Notice]) -> Vec<u64> {
    let left = notices.iter().filter_map(|notice| match notice {
        Notice::Waiting { why: Why::TooManyCalls | Why::BackingOff, left } => Some(*left),
        _ => None,
    });
    left.collect()
}

#[tokio::test]
async fn a_pause_in_seconds_is_sat_through_and_counted_down() {
    let server = busy_once(ResponseTemplate::new(429).insert_header("retry-after", "2")).await;
    let fixture = fixture(&server.uri()).await;
    let begin = Instant::now();
    fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    let took = begin.elapsed();
    assert!(took >= Duration::from_secs(2) && took < Duration::from_secs(12), "{took:?}");
    let notices = fixture.notices.all();
    assert_eq!(waits(&notices), [2, 1]);
    assert_eq!(notices.last(), Some(&Notice::Resumed));
}

#[tokio::test]
async fn a_pause_until_a_date_is_sat_through() {
    let busy = ResponseTemplate::new(429)
        .insert_header("date", "Mon, 02 Mar 2026 10:00:00 GMT")
        .insert_header("retry-after", "Mon, 02 Mar 2026 10:00:01 GMT");
    let server = busy_once(busy).await;
    let fixture = fixture(&server.uri()).await;
    let begin = Instant::now();
    fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    assert!(begin.elapsed() >= Duration::from_millis(990));
}

#[tokio::test]
async fn a_pause_without_a_time_takes_the_usual_spread() {
    let server = busy_once(ResponseTemplate::new(429)).await;
    let fixture = fixture(&server.uri()).await;
    let begin = Instant::now();
    fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    assert!(begin.elapsed() >= Duration::from_millis(5), "{:?}", begin.elapsed());
    assert!(waits(&fixture.notices.all()).iter().all(|left| *left <= 1), "no longer than any other failure");
}

#[tokio::test]
async fn a_pause_too_long_to_sit_through_is_reported_and_other_calls_keep_it_too() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "3600");
    Mock::given(any()).respond_with(busy).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("pause");
    assert!(matches!(fault, Fault::Paused { wait, .. } if wait == Duration::from_hours(1)), "{fault:?}");
    assert!(fault.passes());
    let next = fixture.client.call(&Request::new(GET_USER)).await.expect_err("pause");
    assert!(matches!(next, Fault::Paused { wait, .. } if wait > Duration::from_secs(3590)), "{next:?}");
}

#[tokio::test]
async fn a_server_that_stays_busy_is_not_asked_more_than_four_times() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(429)).expect(4).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("busy");
    assert_eq!(
        fault,
        Fault::TooManyCalls { operation: GET_USER },
        "no time is named that Loket did not name"
    );
    assert!(fault.passes());
}

/// Without a time to wait for, the pauses grow fourfold up to a minute, and chance takes away at most half.
#[tokio::test]
async fn too_many_calls_without_a_time_are_backed_off_up_to_a_minute() {
    let limits = Limits::default();
    assert_eq!(limits.longest_unasked_pause, Duration::from_mins(1));
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(429)).up_to_n_times(2).mount(&server).await;
    let good = ResponseTemplate::new(200).set_body_json(json!({"content": 1}));
    Mock::given(any()).respond_with(good).mount(&server).await;
    let slower = Limits {
        first_pause: Duration::from_millis(500),
        longest_unasked_pause: Duration::from_millis(1500),
        ..short()
    };
    let fixture = fixture_with(&server.uri(), slower).await;
    let begin = Instant::now();
    fixture.client.call(&Request::new(GET_USER)).await.expect("answer after two refusals");
    // The longest of each: a half second, and no more than one and a half of the two that four times would be.
    assert!(begin.elapsed() >= Duration::from_millis(1990), "{:?}", begin.elapsed());
    let told = fixture.notices.all();
    assert_eq!(waits(&told), [1, 2, 1]);
    let asked = |notice: &Notice| matches!(notice, Notice::Waiting { why: Why::TooManyCalls, .. });
    assert!(!told.iter().any(asked), "Loket asked for no time: {told:?}");
}

#[tokio::test]
async fn a_write_without_a_time_to_wait_for_was_not_done_and_names_none() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(429)).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    let request = Request::new(PATCH_EMPLOYER_MODULES).with("employerId", "e1");
    let fault = fixture.client.call(&request).await.expect_err("busy");
    assert_eq!(fault, Fault::TooManyCalls { operation: PATCH_EMPLOYER_MODULES });
}

#[tokio::test]
async fn a_write_that_has_to_wait_was_not_done_and_is_not_sent_again() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "1");
    Mock::given(any()).respond_with(busy).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    let request = Request::new(PATCH_EMPLOYER_MODULES).with("employerId", "e1");
    let fault = fixture.client.call(&request).await.expect_err("pause");
    assert!(matches!(fault, Fault::Paused { wait, .. } if wait == Duration::from_secs(1)), "{fault:?}");
}

#[tokio::test]
async fn one_pause_holds_for_every_call() {
    let server = busy_once(ResponseTemplate::new(429).insert_header("retry-after", "1")).await;
    let fixture = fixture_with(&server.uri(), Limits { in_flight: 1, ..short() }).await;
    let (first, second) = (Request::new(GET_USER), Request::new(GET_USER));
    let begin = Instant::now();
    let other = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        fixture.client.call(&second).await.expect("answer");
        assert!(begin.elapsed() >= Duration::from_millis(990), "{:?}", begin.elapsed());
    };
    let (answer, ()) = tokio::join!(fixture.client.call(&first), other);
    answer.expect("answer");
}

#[tokio::test]
async fn a_clock_that_is_a_day_wrong_is_reported_once_and_does_not_matter() {
    let server = MockServer::start().await;
    let good = ResponseTemplate::new(200)
        .set_body_json(json!({}))
        .insert_header("date", httpdate::fmt_http_date(std::time::SystemTime::now()).as_str());
    Mock::given(any()).respond_with(good).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    assert_eq!(fixture.client.status().clock_difference, None);
    // A clock set back does not look like sleep: no refresh, and the token counts on.
    fixture.time.set_wall(SignedDuration::from_hours(-24));
    for _ in 0..3 {
        fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    }
    let ahead = fixture.client.status().clock_difference.expect("a difference");
    // HTTP dates have whole seconds.
    assert!((86_395..=86_405).contains(&ahead), "{ahead}");
    assert_eq!(fixture.notices.all(), [Notice::ClockDiffers { seconds: ahead }]);
    assert_eq!(fixture.keychain.kept.lock().expect("kept").len(), 1);
    fixture.time.set_wall(SignedDuration::from_hours(24));
    for _ in 0..2 {
        fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    }
    assert_eq!(fixture.client.status().clock_difference, None);
    assert_eq!(fixture.notices.all(), [Notice::ClockDiffers { seconds: ahead }, Notice::ClockAgrees]);
}
