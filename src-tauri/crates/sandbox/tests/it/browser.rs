//! A client that asks the router directly, and signs in as a browser does.

use std::sync::{Arc, Mutex};

use jiff::{SignedDuration, Timestamp};
use sandbox::{Options, SANDBOX_CLIENT_ID, State, router};
use serde_json::Value;
use tower::ServiceExt;

pub const RETURN: &str = "http://127.0.0.1:9/terug";
pub const PASSWORD: &str = "Oefenen-2026";

/// A request body.
pub fn body(text: &str) -> axum::body::Body {
    axum::body::Body::from(text.to_owned())
}

/// A whole answer body as text.
pub async fn text(body: axum::body::Body) -> String {
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// An answer.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub text: String,
    pub location: String,
    pub media: String,
}

impl Reply {
    pub fn json(&self) -> Value {
        if self.text.is_empty() { Value::Null } else { serde_json::from_str(&self.text).unwrap() }
    }

    pub fn items(&self) -> Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.text);
        self.json()["_embedded"].as_array().unwrap().clone()
    }
}

/// A sandbox with a clock that stands still.
pub struct Client {
    state: State,
    clock: Arc<Mutex<Timestamp>>,
    pub token: String,
}

impl Client {
    /// Signed in as the user `oefenen`.
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let mut client = Self::signed_out(options);
        client.token = client.sign_in("oefenen");
        client
    }

    pub fn signed_out(options: Options) -> Self {
        let clock = Arc::new(Mutex::new("2026-09-15T10:00:00Z".parse().unwrap()));
        let read = Arc::clone(&clock);
        let state = State::new(Options { clock: Arc::new(move || *read.lock().unwrap()), ..options });
        Self { state, clock, token: String::new() }
    }

    pub fn pass(&self, minutes: i64) {
        *self.clock.lock().unwrap() += SignedDuration::from_mins(minutes);
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], sent: &str) -> Reply {
        let mut request = axum::http::Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:8080");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body(sent)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let answer = router(self.state.clone()).oneshot(request).await.unwrap();
            let header = |name: &str| {
                answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
            };
            let (status, location, media) =
                (answer.status().as_u16(), header("location"), header("content-type"));
            Reply { status, location, media, text: text(answer.into_body()).await }
        })
    }

    pub fn get(&self, path: &str) -> Reply {
        let bearer = format!("Bearer {}", self.token);
        self.ask("GET", path, &[("authorization", &bearer), ("accept", "application/json")], "")
    }

    pub fn send(&self, method: &str, path: &str, body: &Value) -> Reply {
        let bearer = format!("Bearer {}", self.token);
        let headers = [("authorization", &*bearer), ("content-type", "application/json")];
        self.ask(method, path, &headers, &body.to_string())
    }

    pub fn post_form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let form = encoded(fields);
        self.ask("POST", path, &[("content-type", "application/x-www-form-urlencoded")], &form)
    }

    /// A button of the control panel.
    pub fn press(&self, fields: &[(&str, &str)]) {
        let reply = self.post_form("/oefenen", fields);
        assert_eq!(reply.status, 303, "{}", reply.text);
    }

    /// Signs in as a user; gives the access token.
    pub fn sign_in(&self, user: &str) -> String {
        let code = self.code(user, &[]);
        self.tokens(&[("code", &code)]).json()["access_token"].as_str().unwrap().to_owned()
    }

    /// Goes through the pages; gives the code. `more` is added to the request.
    pub fn code(&self, user: &str, more: &[(&str, &str)]) -> String {
        let reply = self.consent(user, more, "toestaan");
        assert_eq!(reply.status, 303, "{}", reply.text);
        parameter(&reply.location, "code").unwrap()
    }

    pub fn consent(&self, user: &str, more: &[(&str, &str)], answer: &str) -> Reply {
        let page = self.log_in(user, PASSWORD, more);
        assert!(page.text.contains("Toestaan"), "{}", page.text);
        let ticket = page.text.split("name=\"kaartje\" value=\"").nth(1).unwrap().split('"').next().unwrap();
        self.post_form("/toestemming", &[("kaartje", ticket), ("antwoord", answer)])
    }

    pub fn log_in(&self, user: &str, password: &str, more: &[(&str, &str)]) -> Reply {
        let mut fields = request(more);
        fields.extend([("gebruikersnaam", user), ("wachtwoord", password)]);
        self.post_form("/authorize", &fields)
    }

    /// Exchanges a code.
    pub fn tokens(&self, more: &[(&str, &str)]) -> Reply {
        let mut fields = vec![("client_id", SANDBOX_CLIENT_ID)];
        if !more.iter().any(|(name, _)| *name == "grant_type") {
            fields.extend([("grant_type", "authorization_code"), ("redirect_uri", RETURN)]);
        }
        fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        fields.extend(more);
        self.post_form("/token", &fields)
    }
}

/// A good request to sign in; `more` replaces parts of it.
pub fn request<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("client_id", SANDBOX_CLIENT_ID),
        ("redirect_uri", RETURN),
        ("response_type", "code"),
        ("scope", "all"),
        ("state", "s-1"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    fields
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// A parameter of an address.
pub fn parameter(address: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(address).unwrap();
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// The path of an employer, with what follows.
pub fn at(number: u16, rest: &str) -> String {
    format!("/v2/providers/employers/{}{rest}", sandbox::employer_id(number))
}
