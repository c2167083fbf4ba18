//! What fails below the answer: names, connections, slow and endless bodies, pages of the network.

mod common;

use std::time::{Duration, Instant};

use common::{Act, JSON, Raw, fixture, fixture_with, hasty, reply, short};
use loket::operation::{GET_USER, PATCH_EMPLOYER_MODULES};
use loket::{Addresses, Fault, Limits, Notice, Request, Why};
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, ResponseTemplate};

fn write() -> Request {
    Request::new(PATCH_EMPLOYER_MODULES).with("employerId", "e1").json(&[1]).expect("JSON")
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_middle_is_discarded_whole_and_read_again() {
    let half =
        Act::Send(format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 40\r\n\r\n{{\"content\":").into_bytes());
    let server =
        Raw::start(vec![vec![half, Act::Reset], vec![reply("200 OK", JSON, br#"{"content":{"a":1}}"#)]])
            .await;
    let fixture = fixture(&server.base).await;
    let answer = fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    assert_eq!(answer.detail::<serde_json::Value>().expect("read").content["a"], 1);
    assert_eq!(server.count(), 2);
    assert!(matches!(fixture.notices.all()[0], Notice::Waiting { why: Why::Connection, .. }));
}

#[tokio::test]
async fn a_body_that_trickles_counts_as_no_answer() {
    let head = Act::Send(format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 100000\r\n\r\n").into_bytes());
    let server = Raw::start(vec![vec![head, Act::Trickle(Duration::from_millis(20))]]).await;
    let fixture = fixture_with(&server.base, hasty()).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("too slow");
    assert_eq!(fault, Fault::TimedOut { host: "127.0.0.1".into() });
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_slow_body_that_keeps_its_pace_is_read() {
    let head = Act::Send(format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 30000\r\n\r\n").into_bytes());
    let mut acts = vec![head];
    for _ in 0..5 {
        acts.extend([
            Act::Send(vec![b' '; 5999]),
            Act::Send(b"1".to_vec()),
            Act::Pause(Duration::from_millis(500)),
        ]);
    }
    acts.pop();
    let server = Raw::start(vec![acts]).await;
    let fixture = fixture_with(&server.base, Limits { tries: 1, ..hasty() }).await;
    // Longer in all than the bound for a silence.
    assert!(fixture.client.call(&Request::new(GET_USER)).await.is_ok());
}

#[tokio::test]
async fn silence_before_and_after_the_head_times_out() {
    let head = Act::Send(format!("HTTP/1.1 200 OK\r\n{JSON}content-length: 10\r\n\r\n").into_bytes());
    let long = Act::Pause(Duration::from_secs(30));
    for script in [vec![long.clone()], vec![head, long]] {
        let server = Raw::start(vec![script]).await;
        let fixture = fixture_with(&server.base, hasty()).await;
        let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("silence");
        assert_eq!(fault, Fault::TimedOut { host: "127.0.0.1".into() });
        assert_eq!(server.count(), 2);
    }
}

#[tokio::test]
async fn a_call_is_cancelled_at_once_wherever_it_is() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(429).insert_header("retry-after", "100");
    Mock::given(any()).respond_with(busy).mount(&server).await;
    let hang = Raw::start(vec![vec![Act::Pause(Duration::from_mins(1))]]).await;
    for base in [server.uri(), hang.base.clone()] {
        let fixture = fixture(&base).await;
        let request = Request::new(GET_USER);
        let begin = Instant::now();
        let ended = tokio::time::timeout(Duration::from_millis(300), fixture.client.call(&request)).await;
        assert!(ended.is_err());
        assert!(begin.elapsed() < Duration::from_secs(10), "far below what it waits for");
    }
}

#[tokio::test]
async fn nobody_listening_is_reported_with_the_host() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").expect("port");
    let base = format!("http://localhost:{}", port.local_addr().expect("address").port());
    drop(port);
    let fixture = fixture(&base).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("nobody");
    assert_eq!(fault, Fault::Unreachable { host: "localhost".into() });
    // Nothing was sent, so nothing is uncertain.
    let fault = fixture.client.call(&write()).await.expect_err("nobody");
    assert_eq!(fault, Fault::Unreachable { host: "localhost".into() });
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_is_uncertain_and_sent_once() {
    let server = Raw::start(vec![vec![Act::Reset]]).await;
    let fixture = fixture(&server.base).await;
    let fault = fixture.client.call(&write()).await.expect_err("lost");
    assert_eq!(fault, Fault::Uncertain { operation: PATCH_EMPLOYER_MODULES, request_id: None });
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_body_over_the_cap_is_dropped_also_when_it_comes_compressed() {
    let limits = Limits { largest_body: 100_000, ..short() };
    let server = MockServer::start().await;
    let large = ResponseTemplate::new(200).set_body_raw(vec![b' '; 200_000], "application/json");
    Mock::given(any()).respond_with(large).expect(1).mount(&server).await;
    let fixture = fixture_with(&server.uri(), limits.clone()).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("large");
    assert_eq!(fault, Fault::TooLarge { operation: GET_USER });

    let bomb = gzip_of_zeros();
    assert!(bomb.len() < 20_000, "{}", bomb.len());
    let server = MockServer::start().await;
    let packed = ResponseTemplate::new(200)
        .set_body_raw(bomb, "application/json")
        .insert_header("content-encoding", "gzip");
    Mock::given(any()).respond_with(packed).expect(1).mount(&server).await;
    let fixture = fixture_with(&server.uri(), limits).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("bomb");
    assert_eq!(fault, Fault::TooLarge { operation: GET_USER });
}

/// Ten million zeros.
fn gzip_of_zeros() -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(&vec![b'0'; 10_000_000]).expect("pack");
    packer.finish().expect("packed")
}

#[tokio::test]
async fn a_page_of_the_network_is_no_answer() {
    let pages = [
        ResponseTemplate::new(200).set_body_raw("<html>Sign in to the hotel</html>", "text/html"),
        ResponseTemplate::new(302).insert_header("location", "http://portal.example/login"),
        ResponseTemplate::new(511),
        ResponseTemplate::new(403).set_body_raw("<html>blocked</html>", "text/html; charset=utf-8"),
    ];
    for page in pages {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(page).expect(1).mount(&server).await;
        let fixture = fixture(&server.uri()).await;
        let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("portal");
        assert_eq!(fault, Fault::CaptivePortal { host: "127.0.0.1".into() });
    }
}

#[tokio::test]
async fn a_redirect_is_never_followed_and_the_token_goes_nowhere_else() {
    let other = Raw::start(vec![vec![reply("200 OK", JSON, b"{}")]]).await;
    // The other is on localhost, the first on 127.0.0.1: two hosts.
    let target = other.base.replace("127.0.0.1", "localhost");
    for status in [301, 302, 303, 307, 308] {
        let server = MockServer::start().await;
        let elsewhere = ResponseTemplate::new(status).insert_header("location", target.as_str());
        Mock::given(any()).respond_with(elsewhere).mount(&server).await;
        let fixture = fixture(&server.uri()).await;
        let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("redirect");
        assert_eq!(fault, Fault::CaptivePortal { host: "127.0.0.1".into() });
    }
    let server = MockServer::start().await;
    let same = ResponseTemplate::new(302).insert_header("location", "/elsewhere");
    Mock::given(any()).respond_with(same).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("redirect");
    assert_eq!(fault, Fault::Redirected { operation: GET_USER });
    assert_eq!(other.count(), 0);
}

#[tokio::test]
async fn a_proxy_that_wants_a_sign_in_is_named() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(ResponseTemplate::new(407)).expect(1).mount(&server).await;
    let fixture = fixture(&server.uri()).await;
    let fault = fixture.client.call(&Request::new(GET_USER)).await.expect_err("proxy");
    assert_eq!(fault, Fault::ProxyRefuses);
}

#[tokio::test]
async fn a_cookie_is_not_sent_back() {
    let cookie = format!("{JSON}set-cookie: track=1; Path=/\r\nconnection: close\r\n");
    let server = Raw::start(vec![vec![reply("200 OK", &cookie, b"{}")]]).await;
    let fixture = fixture(&server.base).await;
    for _ in 0..2 {
        fixture.client.call(&Request::new(GET_USER)).await.expect("answer");
    }
    let heads = server.heads.lock().expect("heads").join("\n").to_lowercase();
    assert!(!heads.contains("cookie:") && heads.contains("authorization: bearer a1"));
    assert!(heads.contains("accept: application/json;version=2018-01-01"));
}

#[test]
fn production_is_never_called_over_plain_http() {
    assert!(Addresses::from_loopback("http://api.loket.nl").is_err());
}
