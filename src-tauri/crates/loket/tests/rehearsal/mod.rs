//! The sandbox with a client signed in, and every call that came to it.

#![allow(dead_code)] // Each test file is a program of its own and uses a part.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Given};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use jiff::Timestamp;
use loket::read::Reader;
use loket::session::Stored;
use loket::{
    Addresses, Client, ClientEnvironment, Limits, Registration, Session, StoreFault, Time, TokenStore,
    Tokens, Transport,
};
use sandbox::{Options, SANDBOX_CLIENT_ID, State, router};
use secrecy::SecretString;
use serde_json::Value;
use tower::ServiceExt;

const RETURN: &str = "http://127.0.0.1:9/terug";
const PASSWORD: &str = "Oefenen-2026";

/// A call as it came in.
#[derive(Debug, Clone)]
pub struct Call {
    pub method: String,
    pub path: String,
    pub accept: String,
    pub body: Option<Value>,
}

type Calls = Arc<Mutex<Vec<Call>>>;

/// It is the same afternoon all the time.
pub struct Afternoon;

impl Time for Afternoon {
    fn monotonic(&self) -> Duration {
        Duration::from_secs(1000)
    }

    fn wall(&self) -> Timestamp {
        "2026-09-15T10:00:00Z".parse().unwrap()
    }
}

struct Forgetful;

impl TokenStore for Forgetful {
    fn put<'a>(&'a self, _: &'a SecretString) -> Stored<'a> {
        Box::pin(async { Ok::<(), StoreFault>(()) })
    }
}

/// What happens to a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meddling {
    Pass,
    /// The connection breaks before the request arrives.
    LoseRequest,
    /// It arrives and is carried out; the connection breaks before the answer comes.
    LoseAnswer,
    /// It does not arrive: this status is answered, and a second to wait for.
    Refuse(u16),
}

/// Says of each call, counted from 0, what happens to it.
pub type Meddler = Arc<dyn Fn(usize, &Call) -> Meddling + Send + Sync>;

pub struct Rehearsal {
    pub reader: Reader,
    pub calls: Calls,
    pub state: State,
}

#[derive(Clone)]
struct Between {
    calls: Calls,
    meddler: Meddler,
}

impl Rehearsal {
    /// Starts a sandbox and signs in as this user.
    pub async fn start(user: &str, options: Options) -> Self {
        Self::start_with(user, options, Limits::default(), Arc::new(|_, _| Meddling::Pass)).await
    }

    /// The same, with these limits and somebody between the client and the sandbox.
    pub async fn start_with(user: &str, options: Options, limits: Limits, meddler: Meddler) -> Self {
        let clock = Arc::new(|| Afternoon.wall());
        let state = State::new(Options { clock, ..options });
        let tokens = sign_in(&state, user).await;
        let calls = Calls::default();
        let between = Between { calls: Arc::clone(&calls), meddler };
        let app = router(state.clone()).layer(from_fn_with_state(between, record));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, app).await });
        let time: Arc<dyn Time> = Arc::new(Afternoon);
        let client = client(&base, tokens, Arc::clone(&time), limits).await;
        Self { reader: Reader::new(client, time), calls, state }
    }

    /// Presses a button of the control panel.
    pub async fn press(&self, fields: &[(&str, &str)]) {
        let (location, page) = form(&self.state, "/oefenen", fields).await;
        assert!(location.starts_with('/'), "{page}");
    }

    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

async fn client(base: &str, tokens: Tokens, time: Arc<dyn Time>, limits: Limits) -> Client {
    let addresses = Addresses::from_loopback(base).unwrap();
    let transport = Transport::new(&addresses, &limits).unwrap();
    let client_environment = ClientEnvironment { time, limits, ..ClientEnvironment::default() };
    let registration = Registration { id: SANDBOX_CLIENT_ID.into(), secret: None };
    let store = Arc::new(Forgetful);
    let session =
        Session::start(&addresses, &registration, &transport, tokens, store, client_environment.clone())
            .await;
    Client::new(addresses, transport, session, client_environment)
}

async fn record(Given(between): Given<Between>, request: Request, next: Next) -> Response {
    let (head, body) = request.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    let accept =
        head.headers.get("accept").map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default();
    let path = head.uri.path_and_query().unwrap().to_string();
    let body = (!bytes.is_empty()).then(|| serde_json::from_slice(&bytes).unwrap());
    let call = Call { method: head.method.to_string(), path, accept, body };
    let number = {
        let mut calls = between.calls.lock().unwrap();
        calls.push(call.clone());
        calls.len() - 1
    };
    let meddling = (between.meddler)(number, &call);
    match meddling {
        Meddling::Pass => next.run(Request::from_parts(head, Body::from(bytes))).await,
        Meddling::LoseRequest => broken(),
        Meddling::LoseAnswer => {
            next.run(Request::from_parts(head, Body::from(bytes))).await;
            broken()
        }
        Meddling::Refuse(status) => {
            Response::builder().status(status).header("retry-after", "1").body(Body::empty()).unwrap()
        }
    }
}

/// An answer whose body never comes: the connection breaks.
fn broken() -> Response {
    let fault = std::io::Error::new(std::io::ErrorKind::ConnectionReset, "cut");
    let body = Body::from_stream(futures_util::stream::once(async { Err::<Vec<u8>, _>(fault) }));
    Response::builder().header("content-length", "100").body(body).unwrap()
}

/// Goes through the pages as a browser does.
async fn sign_in(state: &State, user: &str) -> Tokens {
    let page = form(
        state,
        "/authorize",
        &[
            ("client_id", SANDBOX_CLIENT_ID),
            ("redirect_uri", RETURN),
            ("response_type", "code"),
            ("scope", "all"),
            ("state", "s-1"),
            ("gebruikersnaam", user),
            ("wachtwoord", PASSWORD),
        ],
    )
    .await;
    let ticket =
        page.1.split("name=\"kaartje\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (location, _) = form(state, "/toestemming", &[("kaartje", &ticket), ("antwoord", "toestaan")]).await;
    let location = url::Url::parse(&location).unwrap();
    let code = location.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned();
    let (_, answer) = form(
        state,
        "/token",
        &[
            ("client_id", SANDBOX_CLIENT_ID),
            ("grant_type", "authorization_code"),
            ("redirect_uri", RETURN),
            ("code", &code),
        ],
    )
    .await;
    let answer: Value = serde_json::from_str(&answer).unwrap();
    Tokens {
        access: SecretString::from(answer["access_token"].as_str().unwrap()),
        refresh: answer["refresh_token"].as_str().map(SecretString::from),
        lives: Duration::from_secs(3599),
    }
}

/// Sends a form; gives where it leads to and what it shows.
async fn form(state: &State, path: &str, fields: &[(&str, &str)]) -> (String, String) {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    let request = axum::http::Request::post(path)
        .header("host", "127.0.0.1:8080")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body))
        .unwrap();
    let answer = router(state.clone()).oneshot(request).await.unwrap();
    let location = answer.headers().get("location").map(|value| value.to_str().unwrap().to_owned());
    let bytes = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
    (location.unwrap_or_default(), String::from_utf8(bytes.to_vec()).unwrap())
}
