//! What goes wrong with an answer.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use flate2::{Compression, GzBuilder};
use futures_util::stream;
use serde_json::{Value, json};

use crate::change::Change;

/// What goes wrong with an answer.
#[derive(Debug, Clone)]
pub enum Act {
    PassOn,
    /// It comes after a while.
    Late(Duration),
    /// It never begins.
    Never,
    /// Its head comes, and then nothing.
    HangAfterHead,
    /// Its body comes a byte at a time, with this between.
    Trickle(Duration),
    /// Half its body comes, and then the connection is reset.
    ResetInBody,
    /// Half its body comes, as if that were all.
    Cut,
    /// Its JSON is changed.
    Change(Change),
    /// These words in its body are others.
    Words(&'static str, &'static str),
    /// Another answer, without asking Loket.
    Say {
        status: u16,
        headers: Vec<(&'static str, String)>,
        body: String,
    },
    /// This header of it is another, or added.
    Header(&'static str, String),
    /// The answer gets another status and body, so that it does not say that it was done.
    DoneBut(u16),
    /// A body of so many MiB.
    Huge(usize),
    /// A body that becomes so many MiB when it is unpacked.
    Bomb(usize),
}

const MIB: usize = 1024 * 1024;

impl Act {
    /// An answer with this status and no body.
    pub fn say(status: u16) -> Self {
        Self::Say { status, headers: vec![], body: String::new() }
    }

    /// An answer of JSON.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::say(status).header("content-type", "application/json").body(&body.to_string())
    }

    /// A refusal in Loket's form, with these words.
    pub fn refuse(status: u16, words: &str) -> Self {
        let messages = json!([{ "id": 1, "code": "Test", "type": "Error", "description": words }]);
        Self::json(status, &json!({ "version": null, "messages": messages, "content": null }))
    }

    /// A page of the network, such as a hotel shows.
    pub fn page() -> Self {
        Self::say(200).header("content-type", "text/html").body("<html><h1>Welkom op dit netwerk</h1></html>")
    }

    /// One more header of [`Act::Say`].
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        if let Self::Say { headers, .. } = &mut self {
            headers.push((name, value.into()));
        }
        self
    }

    /// The body of [`Act::Say`].
    #[must_use]
    pub fn body(mut self, text: &str) -> Self {
        if let Self::Say { body, .. } = &mut self {
            text.clone_into(body);
        }
        self
    }

    /// Answers; `ask` asks Loket.
    pub(crate) async fn carry_out(self, ask: impl Future<Output = Response>) -> Response {
        match self {
            // Late is waited for where the call comes in.
            Self::PassOn | Self::Late(_) => ask.await,
            Self::Never => std::future::pending().await,
            Self::Say { status, headers, body } => said(status, &headers, body),
            Self::DoneBut(status) => {
                ask.await;
                said(status, &[], String::new())
            }
            Self::Header(name, value) => {
                let mut answer = ask.await;
                set(&mut answer, name, &value);
                answer
            }
            Self::Huge(mib) => long(mib, None),
            Self::Bomb(mib) => long(mib, Some("gzip")),
            other => other.tampered(ask.await).await,
        }
    }

    async fn tampered(self, answer: Response) -> Response {
        let (mut head, body) = answer.into_parts();
        let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
        let half = whole.slice(..whole.len() / 2);
        let length = whole.len();
        head.headers.remove(header::CONTENT_LENGTH);
        let (body, length) = match self {
            Self::HangAfterHead => (Body::from_stream(stream::pending::<io::Result<Bytes>>()), Some(length)),
            Self::Trickle(pause) => (trickle(whole, pause), Some(length)),
            Self::ResetInBody => (broken(half), Some(length)),
            Self::Cut => (Body::from(half), None),
            Self::Change(change) => (Body::from(change.apply(&whole)), None),
            Self::Words(from, to) => (Body::from(String::from_utf8_lossy(&whole).replace(from, to)), None),
            _ => (Body::from(whole), None),
        };
        if let Some(length) = length {
            head.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        }
        Response::from_parts(head, body)
    }
}

fn said(status: u16, headers: &[(&'static str, String)], body: String) -> Response {
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        set(&mut answer, name, value);
    }
    answer
}

fn set(answer: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        answer.headers_mut().insert(HeaderName::from_static(name), value);
    }
}

fn trickle(whole: Bytes, pause: Duration) -> Body {
    Body::from_stream(stream::unfold(whole, move |mut left| async move {
        if left.is_empty() {
            return None;
        }
        tokio::time::sleep(pause).await;
        let one = left.split_to(1);
        Some((Ok::<_, Infallible>(one), left))
    }))
}

/// The error ends the connection; that this is by a reset the listener sees to.
fn broken(half: Bytes) -> Body {
    Body::from_stream(stream::unfold(Some(half), |half| async move {
        if let Some(half) = half {
            return Some((Ok(half), None));
        }
        // What was sent before has to be on its way.
        tokio::time::sleep(Duration::from_millis(50)).await;
        Some((Err(io::Error::other("broken off on purpose")), None))
    }))
}

fn long(mib: usize, packed: Option<&'static str>) -> Response {
    let mut headers = vec![("content-type", "application/json".to_owned())];
    headers.extend(packed.map(|how| ("content-encoding", how.to_owned())));
    let mut answer = said(200, &headers, String::new());
    *answer.body_mut() = match packed {
        Some(_) => Body::from(bomb(mib)),
        None => Body::from_stream(stream::unfold(mib, |left| async move {
            (left > 0).then(|| (Ok::<_, Infallible>(Bytes::from(vec![b' '; MIB])), left - 1))
        })),
    };
    answer
}

fn bomb(mib: usize) -> Vec<u8> {
    use std::io::Write as _;
    let mut packed = GzBuilder::new().write(Vec::new(), Compression::fast());
    let part = vec![b' '; MIB];
    // Writing to memory does not fail.
    let _ = (0..mib).try_for_each(|_| packed.write_all(&part));
    packed.finish().unwrap_or_default()
}
