//! What an operation answers, and the envelopes it travels in.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};

use crate::query::{Filter, Query, sort};

/// What an operation answers when all is well.
pub(crate) enum Answer {
    Page(Page),
    /// A whole list; `paging` and `version` say which blocks its envelope has.
    Whole {
        items: Vec<Value>,
        paging: bool,
        version: bool,
    },
    Detail(Value),
    /// One thing, just made.
    Created(Value),
    /// A change that answers with an empty content.
    Done,
    /// A change after which some items were refused, each with a message of its own.
    Partly(Vec<Value>),
    /// A change that answers without a body.
    Silent,
}

/// A page of a list.
pub(crate) struct Page {
    items: Vec<Value>,
    total: usize,
    size: usize,
    number: usize,
}

impl Page {
    /// Cuts the page that was asked out of `things`; only those of the page are written out, unless a filter or an
    /// order needs all.
    ///
    /// # Errors
    /// Refuses a filter or an order that cannot be read.
    pub fn cut<T>(things: &[T], query: &Query, write: impl Fn(&T) -> Value) -> Result<Self, Refusal> {
        let start = (query.page_number - 1).saturating_mul(query.page_size);
        let (items, total) = if query.needs_all() {
            let all = chosen(things.iter().map(write).collect(), query)?;
            let total = all.len();
            (all.into_iter().skip(start).take(query.page_size).collect(), total)
        } else {
            (things.iter().skip(start).take(query.page_size).map(write).collect(), things.len())
        };
        Ok(Self { items, total, size: query.page_size, number: query.page_number })
    }
}

fn chosen(mut items: Vec<Value>, query: &Query) -> Result<Vec<Value>, Refusal> {
    if let Some(filter) = &query.filter {
        let filter =
            Filter::read(filter).map_err(|why| Refusal::list(format!("Invalid filter: {why}"), "filter"))?;
        if let Some(unknown) = items.first().and_then(|item| filter.unknown_field(item)) {
            return Err(Refusal::list(format!("Invalid filter: unknown field {unknown}"), "filter"));
        }
        items.retain(|item| filter.passes(item));
    }
    if let Some(order) = &query.order_by {
        sort(&mut items, order).map_err(|unknown| {
            Refusal::list(format!("Invalid orderBy: unknown field {unknown}"), "orderBy")
        })?;
    }
    Ok(items)
}

/// Why a call is refused.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Refusal {
    /// No token, or one that does not hold.
    Unauthorized,
    /// One of the five conditions does not hold; the reason is in the body.
    Forbidden(String),
    /// There is no such thing.
    NotFound,
    /// Business rules are broken.
    Broken { messages: Vec<Value>, list: bool },
    /// It does not go with what is there.
    Conflict(Vec<Value>),
    /// The answer or the body is asked in a form that is not spoken here.
    MediaType,
}

impl Refusal {
    /// A broken rule of a call that answers with one thing.
    pub fn rule(description: impl Into<String>, property: &str) -> Self {
        Self::Broken { messages: vec![broken(description, property)], list: false }
    }

    /// A broken rule of a call that answers with a list.
    pub fn list(description: impl Into<String>, property: &str) -> Self {
        Self::Broken { messages: vec![broken(description, property)], list: true }
    }
}

/// A message about a broken rule. The code is fixed by the field, so that it stays the same.
pub(crate) fn broken(description: impl Into<String>, property: &str) -> Value {
    message("BrokenBusinessRule", description, property, None)
}

/// A message.
pub(crate) fn message(kind: &str, description: impl Into<String>, property: &str, id: Option<&str>) -> Value {
    let code = 80 + property.bytes().map(u32::from).sum::<u32>() % 900;
    json!({"code": code, "id": id, "type": kind, "description": description.into(), "properties": [property]})
}

/// Writes an answer out. `version` is the label of the resource's version.
pub(crate) fn respond(outcome: Result<Answer, Refusal>, version: &str) -> Response {
    // Two lists carry a label instead of a date in their media type; in the body a date is asked.
    let date = if version.starts_with("20") { version } else { "2018-01-01" };
    let block = json!({"resourceVersion": date, "obsoleteDate": null});
    let (status, body) = match outcome {
        Ok(answer) => written(answer, &block),
        Err(refusal) => refused(refusal, &block),
    };
    let mut response =
        Response::new(body.as_ref().map_or_else(Body::empty, |body| Body::from(body.to_string())));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    if body.is_some() {
        let media = format!("application/json;version={version}");
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_str(&media).unwrap_or(HeaderValue::from_static("application/json")),
        );
    }
    headers.insert(header::EXPIRES, HeaderValue::from_static("-1"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn written(answer: Answer, version: &Value) -> (StatusCode, Option<Value>) {
    match answer {
        Answer::Page(page) => {
            (StatusCode::OK, Some(paged(page.items, page.total, page.size, page.number, version)))
        }
        Answer::Whole { items, paging, version: versioned } => {
            let count = items.len();
            let mut body = paged(items, count, count.max(1), 1, version);
            if let Some(body) = body.as_object_mut() {
                let dropped = ["totalSize", "pageSize", "totalPages", "currentPage"];
                dropped.iter().filter(|_| !paging).for_each(|key| drop(body.remove(*key)));
                if !versioned {
                    body.remove("version");
                }
            }
            (StatusCode::OK, Some(body))
        }
        Answer::Detail(content) => (StatusCode::OK, Some(detail(&content, &[], version))),
        Answer::Created(content) => (StatusCode::CREATED, Some(detail(&content, &[], version))),
        Answer::Done => (StatusCode::OK, Some(detail(&json!({}), &[], version))),
        Answer::Partly(messages) => (StatusCode::OK, Some(detail(&json!({}), &messages, version))),
        Answer::Silent => (StatusCode::OK, None),
    }
}

fn refused(refusal: Refusal, version: &Value) -> (StatusCode, Option<Value>) {
    match refusal {
        Refusal::Unauthorized => (
            StatusCode::UNAUTHORIZED,
            Some(json!({"message": "Authorization has been denied for this request."})),
        ),
        Refusal::Forbidden(reason) => (
            StatusCode::FORBIDDEN,
            Some(json!({"message": format!("Insufficient rights for this request, reason \"{reason}\"")})),
        ),
        Refusal::NotFound => (StatusCode::NOT_FOUND, None),
        Refusal::Broken { messages, list: false } => {
            (StatusCode::BAD_REQUEST, Some(detail(&json!({}), &messages, version)))
        }
        Refusal::Broken { messages, list: true } => {
            let mut body = paged(Vec::new(), 0, 250, 1, version);
            body["messages"] = json!(messages);
            (StatusCode::BAD_REQUEST, Some(body))
        }
        Refusal::Conflict(messages) => (StatusCode::CONFLICT, Some(detail(&json!({}), &messages, version))),
        Refusal::MediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, None),
    }
}

/// A list in its envelope. The items are moved in: `json!` would write them out once more.
fn paged(items: Vec<Value>, total: usize, size: usize, number: usize, version: &Value) -> Value {
    let mut body = json!({"totalSize": total, "pageSize": size, "totalPages": total.div_ceil(size),
                          "currentPage": number, "version": version, "messages": []});
    body["_embedded"] = Value::Array(items);
    body
}

fn detail(content: &Value, messages: &[Value], version: &Value) -> Value {
    json!({"version": version, "messages": messages, "content": content})
}
