//! Signing in at another server, which stands behind the same address.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::visitor::Visitor;

/// The server that signs people in, and the token that its tokens stand for at the sandbox.
#[derive(Clone)]
pub(crate) struct Elsewhere {
    base: String,
    token: String,
}

impl Elsewhere {
    pub fn new(base: &str, sandbox: &str, user: &str) -> io::Result<Self> {
        let token = Visitor::default().token(sandbox, user)?;
        Ok(Self { base: base.trim_end_matches('/').to_owned(), token })
    }

    /// Passes a call on and its answer back.
    pub async fn pass_on(&self, parts: Parts, body: Bytes) -> Response {
        let base = self.base.clone();
        let asked = tokio::task::spawn_blocking(move || ask(&base, &parts, &body));
        if let Ok(Ok(answer)) = asked.await {
            return answer;
        }
        let mut answer = Response::new(Body::from("the sign-in server does not answer"));
        *answer.status_mut() = StatusCode::BAD_GATEWAY;
        answer
    }

    /// A token that was given out here counts at the sandbox; any other is left as it is, and refused there.
    pub fn translate(&self, parts: &mut Parts, given_out: &[String]) {
        let bearer = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = bearer.and_then(|bearer| bearer.split_once(' ')).map(|(_, token)| token);
        if token.is_some_and(|token| given_out.iter().any(|known| known == token))
            && let Ok(value) = HeaderValue::from_str(&format!("Bearer {}", self.token))
        {
            parts.headers.insert(header::AUTHORIZATION, value);
        }
    }
}

fn ask(base: &str, parts: &Parts, body: &[u8]) -> Result<Response, ureq::Error> {
    let place = parts.uri.path_and_query().map_or("/", |place| place.as_str());
    let mut request =
        ureq::http::Request::builder().method(parts.method.as_str()).uri(format!("{base}{place}"));
    for (name, value) in &parts.headers {
        // The other server gets the address under which it is known.
        if ![header::CONTENT_LENGTH, header::CONNECTION, header::TRANSFER_ENCODING].contains(name) {
            request = request.header(name.as_str(), value.as_bytes());
        }
    }
    let mut received = Visitor::agent().run(request.body(body)?)?;
    let mut answer = Response::new(Body::from(received.body_mut().read_to_vec()?));
    *answer.status_mut() =
        StatusCode::from_u16(received.status().as_u16()).unwrap_or(StatusCode::BAD_GATEWAY);
    for (name, value) in received.headers() {
        if let (Ok(name), Ok(value)) =
            (HeaderName::from_bytes(name.as_str().as_bytes()), HeaderValue::from_bytes(value.as_bytes()))
            && ![header::CONTENT_LENGTH, header::CONNECTION, header::TRANSFER_ENCODING].contains(&name)
        {
            answer.headers_mut().append(name, value);
        }
    }
    Ok(answer)
}
