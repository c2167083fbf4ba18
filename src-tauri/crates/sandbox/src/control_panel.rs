//! The control panel, for who practises: what stands in the fictional office, and buttons to put it right or wrong.

mod actions;
mod hours;
mod pages;

use axum::Router;
use axum::extract::{Multipart, Path, RawForm, State as Given};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};

use crate::page::{page, see_other, style};
use crate::state::State;

/// The routes of the control panel.
pub(crate) fn routes() -> Router<State> {
    Router::new()
        .route("/", get(index))
        .route("/werkgever/{number}", get(employer))
        .route("/werkgever/{number}/uren", get(hours_form).post(hours_upload))
        .route("/oefenen", post(action))
        .route("/oefen.css", get(style))
}

async fn index(Given(state): Given<State>) -> Response {
    state.with(|held| pages::index(&held.office))
}

async fn employer(Given(state): Given<State>, Path(number): Path<u16>) -> Response {
    state.with(|held| pages::employer(&held.office, number).unwrap_or_else(no_employer))
}

async fn hours_form(Given(state): Given<State>, Path(number): Path<u16>) -> Response {
    state.with(|held| hours::form(&held.office, number).unwrap_or_else(no_employer))
}

async fn hours_upload(Given(state): Given<State>, Path(number): Path<u16>, form: Multipart) -> Response {
    match hours::read_form(form, number).await {
        Ok((chosen, file)) => state
            .change(|held| hours::upload_file(&mut held.office, &chosen, &file).unwrap_or_else(no_employer)),
        Err(why) => page(StatusCode::BAD_REQUEST, why, "<p><a href=\"/\">Terug</a></p>"),
    }
}

fn no_employer() -> Response {
    page(StatusCode::NOT_FOUND, "Die werkgever is er niet", "<p><a href=\"/\">Terug</a></p>")
}

async fn action(Given(state): Given<State>, RawForm(body): RawForm) -> Response {
    let action = actions::Action::read(&body);
    match state.change(|held| actions::carry_out(held, &action)) {
        Ok(()) if action.employer == 0 => see_other("/"),
        Ok(()) => see_other(&format!("/werkgever/{}", action.employer)),
        Err(why) => page(StatusCode::BAD_REQUEST, why, "<p><a href=\"/\">Terug</a></p>"),
    }
}
