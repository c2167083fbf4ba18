//! Who may talk to the sandbox: this computer only, and no page of another site.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses requests for another host name (a page elsewhere that points its name at this computer) and forms posted
/// from another site.
pub(crate) async fn only_local(request: Request, next: Next) -> Response {
    if !host_is_local(request.headers()) {
        return (StatusCode::FORBIDDEN, "only this computer may ask").into_response();
    }
    if request.method() == Method::POST && !same_origin(request.headers()) {
        return (StatusCode::FORBIDDEN, "a form of another site is refused").into_response();
    }
    next.run(request).await
}

/// The Host header, when it is a loopback name.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

fn host_is_local(headers: &HeaderMap) -> bool {
    host(headers).is_some_and(|host| {
        is_loopback(host.rsplit_once(':').map_or(host, |(name, port)| {
            if port.bytes().all(|digit| digit.is_ascii_digit()) { name } else { host }
        }))
    })
}

/// Whether a host name of an address is this computer.
pub(crate) fn is_loopback(name: &str) -> bool {
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// A browser says with every form where it comes from; a program that is no browser says nothing.
fn same_origin(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    if site.is_some_and(|site| !["same-origin", "none"].contains(&site)) {
        return false;
    }
    headers.get(header::ORIGIN).is_none_or(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        host(headers).is_some_and(|host| origin.strip_prefix("http://") == Some(host))
    })
}
