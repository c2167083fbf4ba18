//! The sign-in of a desktop program: the listener, the browser's answers, pasting, and the exchange.

mod common;

use std::time::Duration;

use common::{registration, short};
use domain::connection::{PortFault, TakenPort};
use loket::{Addresses, Code, Fault, Limits, RedirectMode, SignIn, SignInFault, Tokens, Transport};
use secrecy::ExposeSecret;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use url::Url;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const ANY_PORT: &str = "http://127.0.0.1:0/koppelwijzer";

fn mode(addresses: &[&str]) -> RedirectMode {
    RedirectMode::for_registered(addresses.iter().copied()).expect("mode")
}

async fn begin_at(base: &str, mode: &RedirectMode, limits: Limits) -> SignIn {
    let addresses = Addresses::from_loopback(base).expect("loopback");
    let transport = Transport::new(&addresses, &limits).expect("transport");
    SignIn::begin(&addresses, &registration(), &transport, &limits, mode).await.expect("begin")
}

async fn begin() -> SignIn {
    begin_at("http://127.0.0.1:9", &mode(&[ANY_PORT]), short()).await
}

fn part(sign_in: &SignIn, name: &str) -> String {
    let pair = sign_in.authorize_url().query_pairs().find(|(known, _)| known == name);
    pair.map(|(_, value)| value.into_owned()).expect("part")
}

fn port(sign_in: &SignIn) -> u16 {
    Url::parse(&part(sign_in, "redirect_uri")).expect("url").port().expect("port")
}

/// Sends a head as it stands, and gives back the whole answer.
async fn get_raw(port: u16, head: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    stream.write_all(head.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    Ok(answer)
}

async fn get(sign_in: &SignIn, target: &str) -> String {
    let port = port(sign_in);
    get_raw(port, &format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n")).await.expect("answer")
}

async fn wait(sign_in: &mut SignIn) -> Result<Code, SignInFault> {
    sign_in.wait(&CancellationToken::new()).await
}

#[tokio::test]
async fn the_browser_is_sent_with_scope_state_and_pkce() {
    let sign_in = begin().await;
    assert_eq!(sign_in.authorize_url().path(), "/authorize");
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "client-1"),
        ("scope", "all"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(part(&sign_in, name), value);
    }
    assert!(part(&sign_in, "state").len() >= 22 && part(&sign_in, "code_challenge").len() == 43);
    assert!(!sign_in.authorize_url().as_str().contains("client-secret"));
    assert_ne!(part(&sign_in, "state"), part(&begin().await, "state"));
    assert_ne!(part(&sign_in, "code_challenge"), part(&begin().await, "code_challenge"));
}

#[tokio::test]
async fn a_whole_sign_in_exchanges_the_code_with_its_verifier() {
    let server = MockServer::start().await;
    let answer = json!({"access_token": "A1", "token_type": "bearer", "expires_in": 3599, "refresh_token": "R1",
        "two_factor_state": "None"});
    Mock::given(method("POST"))
        .and(path("/token"))
        .respond_with(ResponseTemplate::new(200).set_body_json(answer))
        .expect(1)
        .mount(&server)
        .await;
    let mut sign_in = begin_at(&server.uri(), &mode(&[ANY_PORT]), short()).await;
    let (state, redirect) = (part(&sign_in, "state"), part(&sign_in, "redirect_uri"));
    let challenge = part(&sign_in, "code_challenge");
    let page = get(&sign_in, &format!("/koppelwijzer?code=c%2B1&state={state}")).await;
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("Je kunt dit venster sluiten"));
    assert!(!page.contains("<script") && page.contains("default-src 'none'") && page.contains("no-store"));
    let code = wait(&mut sign_in).await.expect("code");
    let tokens: Tokens = sign_in.exchange(code).await.expect("tokens");
    assert_eq!(tokens.access.expose_secret(), "A1");
    assert_eq!(tokens.refresh.expect("refresh").expose_secret(), "R1");
    assert_eq!(tokens.lives, Duration::from_secs(3599));

    let sent = &server.received_requests().await.expect("requests")[0];
    assert!(sent.headers.get("authorization").is_none());
    let form: std::collections::HashMap<_, _> =
        url::form_urlencoded::parse(&sent.body).into_owned().collect();
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["code"], "c+1");
    assert_eq!(form["redirect_uri"], redirect);
    assert_eq!((form["client_id"].as_str(), form["client_secret"].as_str()), ("client-1", "client-secret-1"));
    let verifier = oauth2::PkceCodeVerifier::new(form["code_verifier"].clone());
    assert_eq!(oauth2::PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str(), challenge);
}

#[tokio::test]
async fn a_wrong_or_missing_state_is_refused_and_the_real_sign_in_goes_on() {
    let mut sign_in = begin().await;
    let state = part(&sign_in, "state");
    for query in [
        "code=evil&state=wrong".to_owned(),
        "code=evil".to_owned(),
        "code=evil&state=".to_owned(),
        format!("code=evil&state={state}&state={state}"),
        format!("code=a&code=b&state={state}"),
        format!("state={state}"),
        "error=access_denied".to_owned(),
        String::new(),
    ] {
        let page = get(&sign_in, &format!("/koppelwijzer?{query}")).await;
        assert!(page.starts_with("HTTP/1.1 400"), "{query}: {page}");
        assert!(page.contains("andere aanmelding") && !page.contains("evil"), "{page}");
    }
    assert_eq!(sign_in.rejected(), 8);
    assert!(get(&sign_in, &format!("/koppelwijzer?code=good&state={state}")).await.contains("aangemeld"));
    assert!(wait(&mut sign_in).await.is_ok());
}

#[tokio::test]
async fn refusing_at_loket_is_reported_as_refusing() {
    let mut sign_in = begin().await;
    let state = part(&sign_in, "state");
    let page = get(&sign_in, &format!("/koppelwijzer?error=access_denied&state={state}")).await;
    assert!(page.contains("geweigerd"));
    assert_eq!(wait(&mut sign_in).await.expect_err("denied"), SignInFault::Denied);

    let mut sign_in = begin().await;
    let state = part(&sign_in, "state");
    get(&sign_in, &format!("/koppelwijzer?error=server_error&error_description=x&state={state}")).await;
    let fault = wait(&mut sign_in).await.expect_err("refused");
    assert_eq!(fault, SignInFault::Refused { code: "server_error".into() });
}

#[tokio::test]
async fn a_second_callback_finds_nothing_before_and_after_the_wait() {
    let mut sign_in = begin().await;
    let (port, state) = (port(&sign_in), part(&sign_in, "state"));
    let target = format!("/koppelwijzer?code=first&state={state}");
    assert!(get(&sign_in, &target).await.starts_with("HTTP/1.1 200"));
    assert!(get(&sign_in, &target).await.starts_with("HTTP/1.1 404"));
    assert!(wait(&mut sign_in).await.is_ok());
    assert!(get(&sign_in, &target.replace("first", "second")).await.starts_with("HTTP/1.1 404"));
    drop(sign_in);
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(get_raw(port, "GET / HTTP/1.1\r\n\r\n").await.is_err());
}

#[tokio::test]
async fn only_a_get_on_the_way_back_with_the_right_host_is_heard() {
    let mut sign_in = begin().await;
    let (port, state) = (port(&sign_in), part(&sign_in, "state"));
    let target = format!("/koppelwijzer?code=evil&state={state}");
    for head in [
        format!("GET {target} HTTP/1.1\r\nhost: rebound.example:{port}\r\n\r\n"),
        format!("GET {target} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"),
        format!("GET {target} HTTP/1.0\r\n\r\n"),
        format!("POST {target} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\ncontent-length: 0\r\n\r\n"),
        format!("HEAD {target} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n"),
        format!("GET /favicon.ico HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n"),
        format!("GET /koppelwijzer/more?code=evil&state={state} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\n\r\n"),
    ] {
        let page = get_raw(port, &head).await.expect("answer");
        assert!(page.starts_with("HTTP/1.1 404") || page.starts_with("HTTP/1.0 404"), "{head}: {page}");
    }
    assert_eq!(sign_in.rejected(), 0);
    let good = format!("GET {target} HTTP/1.1\r\nhost: [::1]:{port}\r\n\r\n");
    assert!(get_raw(port, &good).await.expect("answer").starts_with("HTTP/1.1 200"));
    assert!(wait(&mut sign_in).await.is_ok());
}

#[tokio::test]
async fn rubbish_and_silence_do_not_close_the_listener() {
    let mut sign_in = begin().await;
    let (port, state) = (port(&sign_in), part(&sign_in, "state"));
    let mut silent = Vec::new();
    for _ in 0..5 {
        silent.push(TcpStream::connect(("127.0.0.1", port)).await.expect("connect"));
    }
    let _rubbish = get_raw(port, "\u{16}\u{3}\u{1} not http\r\n\r\n").await;
    let _long = get_raw(port, &format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(100_000))).await;
    get(&sign_in, &format!("/koppelwijzer?code=good&state={state}")).await;
    assert!(wait(&mut sign_in).await.is_ok());
}

#[tokio::test]
async fn a_busy_port_gives_way_to_the_next_and_no_browser_is_sent_to_who_answers_there() {
    let busy = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("port");
    let taken = format!("http://127.0.0.1:{}/koppelwijzer", busy.local_addr().expect("address").port());
    let next = begin_at("http://127.0.0.1:9", &mode(&[&taken, ANY_PORT]), short()).await;
    assert!(next.listens());
    assert_ne!(part(&next, "redirect_uri"), taken);
    let port = busy.local_addr().expect("address").port();
    let in_use = |port| TakenPort { port, why: PortFault::InUse };
    assert_eq!(next.taken(), [in_use(port)]);

    let addresses = Addresses::from_loopback("http://127.0.0.1:9").expect("loopback");
    let transport = Transport::new(&addresses, &short()).expect("transport");
    let outcome =
        SignIn::begin(&addresses, &registration(), &transport, &short(), &mode(&[&taken])).await.err();
    assert_eq!(outcome, Some(SignInFault::PortsTaken { taken: vec![in_use(port)] }));

    // A port that is held and at which nothing answers: the browser shows that, and keeps the address.
    let held = tokio::net::TcpSocket::new_v4().expect("socket");
    held.bind(([127, 0, 0, 1], 0).into()).expect("port");
    let silent = held.local_addr().expect("address").port();
    let taken = format!("http://127.0.0.1:{silent}/koppelwijzer");
    let mut paste = begin_at("http://127.0.0.1:9", &mode(&[&taken]), short()).await;
    assert!(!paste.listens());
    assert_eq!(paste.taken(), [in_use(silent)]);
    assert_eq!(part(&paste, "redirect_uri"), taken);
    assert_eq!(wait(&mut paste).await.expect_err("paste"), SignInFault::PasteOnly);
    let state = part(&paste, "state");
    assert!(paste.paste(&format!("{taken}?code=c1&state={state}")).is_ok());
    assert_eq!(paste.paste(&format!("{taken}?code=c1&state=x")).expect_err("state"), SignInFault::WrongState);
}

#[tokio::test]
async fn a_registered_web_page_means_pasting() {
    let page = begin_at("http://127.0.0.1:9", &mode(&["https://kantoor.example/terug"]), short()).await;
    assert!(!page.listens());
    assert_eq!(part(&page, "redirect_uri"), "https://kantoor.example/terug");
    assert!(page.paste("c1").is_ok());
    for bad in ["http://kantoor.example/", "http://10.0.0.1:80/", "rommel", "file:///x", "http://127.0.0.1/"]
    {
        assert_eq!(RedirectMode::for_registered([bad]), Err(SignInFault::NoRedirect), "{bad}");
    }
    for advised in [RedirectMode::ADVISED, RedirectMode::EARLIER_ADVISED] {
        assert!(matches!(mode(&advised), RedirectMode::Loopback(known) if known.len() == 3));
    }
    let port = |address: &str| Url::parse(address).expect("url").port().expect("port");
    assert!(RedirectMode::ADVISED.into_iter().all(|one| (1024..49152).contains(&port(one))));
}

#[tokio::test]
async fn who_never_returns_is_not_waited_for_and_can_cancel() {
    let limits = Limits { sign_in: Duration::from_millis(150), ..short() };
    let mut late = begin_at("http://127.0.0.1:9", &mode(&[ANY_PORT]), limits).await;
    get(&late, "/koppelwijzer?code=x&state=y").await;
    assert_eq!(wait(&mut late).await.expect_err("late"), SignInFault::TimedOut { rejected: 1 });
    assert!(matches!(late.paste("c1"), Err(SignInFault::TimedOut { .. })));
    let state = part(&late, "state");
    assert!(get(&late, &format!("/koppelwijzer?code=x&state={state}")).await.starts_with("HTTP/1.1 404"));

    assert_eq!(Limits::default().sign_in, Duration::from_mins(5));
    let mut cancelled = begin().await;
    let cancel = CancellationToken::new();
    let later = cancel.clone();
    tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(50)).await;
        later.cancel();
    });
    assert_eq!(cancelled.wait(&cancel).await.expect_err("cancelled"), SignInFault::Cancelled);
}

#[tokio::test]
async fn a_code_that_loket_refuses_is_reported_and_not_tried_again() {
    let server = MockServer::start().await;
    let invalid = ResponseTemplate::new(400).set_body_json(json!({"error": "invalid_grant"}));
    Mock::given(path("/token")).respond_with(invalid).expect(1).mount(&server).await;
    let sign_in = begin_at(&server.uri(), &mode(&["https://kantoor.example/terug"]), short()).await;
    let code = sign_in.paste("c1").expect("code");
    assert!(!format!("{code:?}").contains("c1"));
    let fault = sign_in.exchange(code).await.expect_err("refused");
    assert_eq!(fault, Fault::SignInRefused { code: "invalid_grant".into() });
}

#[tokio::test]
async fn a_client_without_a_secret_and_an_answer_without_a_refresh_token_serve() {
    let server = MockServer::start().await;
    let answer = json!({"access_token": "A1", "token_type": "bearer", "refresh_token": null});
    Mock::given(path("/token"))
        .respond_with(ResponseTemplate::new(200).set_body_json(answer))
        .mount(&server)
        .await;
    let addresses = Addresses::from_loopback(&server.uri()).expect("loopback");
    let transport = Transport::new(&addresses, &short()).expect("transport");
    let public = loket::Registration { id: "client-2".into(), secret: None };
    let way = mode(&["https://kantoor.example/terug"]);
    let sign_in = SignIn::begin(&addresses, &public, &transport, &short(), &way).await.expect("begin");
    let code = sign_in.paste("c1").expect("code");
    let tokens = sign_in.exchange(code).await.expect("tokens");
    assert!(tokens.refresh.is_none());
    assert_eq!(tokens.lives, Duration::from_secs(3599));
    let body = server.received_requests().await.expect("requests")[0].body.clone();
    assert!(!String::from_utf8_lossy(&body).contains("client_secret"));
}
