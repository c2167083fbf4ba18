//! The token address.

use axum::extract::{RawForm, State as Given};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::grants::{Denied, TOKEN_LASTS, Tokens};
use crate::state::{Held, State};

/// What a form holds. Names are read without regard to capitals: Loket itself writes `client_Id` in one place.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(bytes: &[u8]) -> Self {
        Self(
            url::form_urlencoded::parse(bytes)
                .map(|(name, value)| (name.to_lowercase(), value.into_owned()))
                .collect(),
        )
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Exchanges a code or a refresh token.
pub(super) async fn token(Given(state): Given<State>, RawForm(body): RawForm) -> Response {
    let form = Form::read(&body);
    let options = state.options();
    let secret_fits =
        options.client_secret.as_deref().is_none_or(|secret| form.get("client_secret") == Some(secret));
    if form.get("client_id") != Some(options.client_id.as_str()) || !secret_fits {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let now = state.now();
    let outcome = state.change(|Held { office, grants }| match form.get("grant_type") {
        Some("authorization_code") => {
            let code = form.get("code").unwrap_or_default();
            let address = form.get("redirect_uri").unwrap_or_default();
            Some(grants.exchange(&mut office.live, code, address, form.get("code_verifier"), now))
        }
        Some("refresh_token") => {
            let token = form.get("refresh_token").unwrap_or_default();
            Some(grants.refresh(&mut office.live, token, now))
        }
        _ => None,
    });
    match outcome {
        Some(Ok(tokens)) => given(&tokens),
        Some(Err(Denied::InvalidGrant)) => error(StatusCode::BAD_REQUEST, "invalid_grant"),
        Some(Err(Denied::ServerError)) => error(StatusCode::INTERNAL_SERVER_ERROR, "server_error"),
        None => error(StatusCode::BAD_REQUEST, "unsupported_grant_type"),
    }
}

fn given(tokens: &Tokens) -> Response {
    json_response(
        StatusCode::OK,
        &json!({"access_token": tokens.access, "token_type": "bearer", "expires_in": TOKEN_LASTS,
                "refresh_token": tokens.refresh, "two_factor_state": "None"}),
    )
}

fn error(status: StatusCode, word: &str) -> Response {
    json_response(status, &json!({"error": word}))
}

fn json_response(status: StatusCode, body: &serde_json::Value) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json;charset=UTF-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (status, headers, body.to_string()).into_response()
}
