//! Signing in: OAuth 2 with an authorization code, as Loket documents it.
//!
//! Codes last five minutes and work once. Access tokens last an hour. A refresh token works once: the answer holds the
//! next one. PKCE is checked when a challenge was sent.

mod grants;
mod redirect;
mod screens;
mod sign_in;
mod token;

use axum::Router;
use axum::routing::{get, post};

pub(crate) use grants::Grants;

use crate::state::State;

/// The routes of signing in.
pub(crate) fn routes() -> Router<State> {
    Router::new()
        .route("/authorize", get(sign_in::authorize).post(sign_in::sign_in))
        .route("/toestemming", post(sign_in::consent))
        .route("/geplakt", get(sign_in::pasted))
        .route("/token", post(token::token))
}
