//! What a status, a content type and a body mean together.

use jiff::Timestamp;
use reqwest::header::{CONTENT_TYPE, HeaderMap, LOCATION};
use url::Url;

use super::pause::retry_after;
use super::{Again, Arrived, Retryable, final_fault};
use crate::answer::Answer;
use crate::fault::Fault;
use crate::message::{Message, message_in_text, messages_in};
use crate::operation::{Kind, Operation};
use crate::watch::Why;

/// The head of an answer.
pub(crate) struct Reply {
    pub(crate) operation: &'static Operation,
    pub(crate) host: String,
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) read_at: Timestamp,
}

/// Names under which a server marks a request. Loket documents none.
const REQUEST_IDS: [&str; 4] = ["x-request-id", "request-id", "x-correlation-id", "x-ms-request-id"];

impl Reply {
    /// Whether the head says it all. What is not read cannot harm.
    pub(crate) fn needs_no_body(&self) -> bool {
        self.is_page() || matches!(self.status, 300..=399 | 401 | 404 | 407 | 429 | 500..)
    }

    /// The server's mark of the request, when it looks like one.
    pub(crate) fn request_id(&self) -> Option<String> {
        let found = REQUEST_IDS.iter().find_map(|name| self.headers.get(*name))?.to_str().ok()?;
        let plain = found.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:|".contains(&byte));
        (plain && !found.is_empty() && found.len() <= 100).then(|| found.to_owned())
    }

    fn media_type(&self) -> String {
        let text = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    fn is_page(&self) -> bool {
        matches!(self.media_type().as_str(), "text/html" | "application/xhtml+xml")
    }

    fn is_json(&self) -> bool {
        let kind = self.media_type();
        kind == "application/json" || kind.ends_with("+json")
    }

    fn points_elsewhere(&self) -> bool {
        let target = self.headers.get(LOCATION).and_then(|value| value.to_str().ok());
        // A relative target stays on the host and does not parse by itself.
        target.and_then(|text| Url::parse(text).ok()).is_some_and(|url| url.host_str() != Some(&self.host))
    }
}

/// The answer, or what went wrong.
pub(crate) fn classify(reply: &Reply, body: Vec<u8>) -> Result<Answer, Retryable> {
    let operation = reply.operation;
    let portal = Fault::CaptivePortal { host: reply.host.clone() };
    match reply.status {
        200..=299 if reply.is_page() => Err(final_fault(portal)),
        200..=299 if reply.is_json() || body.is_empty() => Ok(answer(reply, body)),
        200..=299 => Err(strange(reply)),
        300..=399 if reply.points_elsewhere() => Err(final_fault(portal)),
        300..=399 => Err(final_fault(Fault::Redirected { operation })),
        401 => Err(Retryable { fault: Fault::SignedOut, again: Again::WithNewToken }),
        403 | 511 if reply.is_page() || reply.status == 511 => Err(final_fault(portal)),
        403 => {
            let reason = messages(&body).into_iter().find_map(|message| message.description);
            Err(final_fault(Fault::Forbidden { operation, reason }))
        }
        404 => Err(final_fault(Fault::NotFound { operation })),
        407 => Err(final_fault(Fault::ProxyRefuses)),
        409 | 412 => Err(final_fault(Fault::Conflict { operation, messages: messages(&body) })),
        status @ (400 | 413 | 415 | 422) => {
            Err(final_fault(Fault::Rejected { operation, status, messages: messages(&body) }))
        }
        429 => {
            let fault = Fault::Paused { operation, wait: std::time::Duration::ZERO, since: reply.read_at };
            Err(Retryable { fault, again: Again::AfterPause(retry_after(&reply.headers, reply.read_at)) })
        }
        status @ 500..=599 => {
            let fault = Fault::ServerFault { operation, status, request_id: reply.request_id() };
            Err(Retryable { fault, again: Again::IfRead(Why::ServerFault, Arrived::Perhaps) })
        }
        status => Err(final_fault(Fault::UnknownStatus { operation, status })),
    }
}

fn answer(reply: &Reply, body: Vec<u8>) -> Answer {
    Answer {
        operation: reply.operation,
        status: reply.status,
        body,
        request_id: reply.request_id(),
        read_at: reply.read_at,
    }
}

/// What Loket says in a refusal, in whatever form.
fn messages(body: &[u8]) -> Vec<Message> {
    let messages = messages_in(body);
    if messages.is_empty() { message_in_text(body).into_iter().collect() } else { messages }
}

/// A good status with a body that is neither JSON nor a page. A write was done by then, or not.
fn strange(reply: &Reply) -> Retryable {
    let (operation, request_id) = (reply.operation, reply.request_id());
    let fault = Fault::Malformed { operation, request_id, line: 0, column: 0 };
    match operation.kind() {
        Kind::Reads => final_fault(fault),
        Kind::Writes => Retryable { fault, again: Again::IfRead(Why::Connection, Arrived::Perhaps) },
    }
}
