//! A call as it came.

use axum::http::request::Parts;

/// One call that came, without what is secret in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The method, in capitals.
    pub method: String,
    /// The path, without a query.
    pub path: String,
    /// The query; left out for signing in, where it holds codes.
    pub query: String,
    /// Whether it came with a token.
    pub with_token: bool,
    /// What was sent; left out for signing in, where it holds tokens.
    pub body: String,
}

impl Call {
    pub(crate) fn read(parts: &Parts, body: &[u8]) -> Self {
        let path = parts.uri.path().to_owned();
        let telling = !is_sign_in(&path);
        let query = parts.uri.query().filter(|_| telling).unwrap_or_default().to_owned();
        Self {
            method: parts.method.to_string(),
            query,
            with_token: parts.headers.contains_key("authorization"),
            body: if telling { String::from_utf8_lossy(body).into_owned() } else { String::new() },
            path,
        }
    }
}

/// Whether a path belongs to signing in and not to the interface.
pub(crate) fn is_sign_in(path: &str) -> bool {
    !path.starts_with("/v2/")
        && ["/authorize", "/token", "/toestemming", "/geplakt", "/interaction"]
            .iter()
            .any(|known| path.starts_with(known))
}
