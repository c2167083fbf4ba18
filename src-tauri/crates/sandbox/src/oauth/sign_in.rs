//! From the request to sign in to the code.

use axum::extract::{RawForm, RawQuery, State as Given};
use axum::http::HeaderMap;
use axum::response::Response;
use url::Url;

use super::grants::Asked;
use super::redirect::{allowed, with};
use super::screens;
use crate::local::host;
use crate::page::see_other;
use crate::state::{Held, State};

/// The names of a request; the form carries them along.
const NAMES: [&str; 7] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
];

type Pairs = Vec<(String, String)>;

fn pairs(bytes: &[u8]) -> Pairs {
    url::form_urlencoded::parse(bytes).into_owned().collect()
}

fn get<'p>(pairs: &'p Pairs, name: &str) -> Option<&'p str> {
    pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// Holds a request against the rules.
///
/// # Errors
/// The answer that says what is wrong: a page when it cannot be returned, else the return with an error.
fn asked(state: &State, pairs: &Pairs) -> Result<(Url, Asked), Box<Response>> {
    if get(pairs, "client_id") != Some(state.options().client_id.as_str()) {
        return Err(Box::new(screens::wrong(
            "Deze applicatie is hier niet bekend: het client ID klopt niet.",
        )));
    }
    let address = get(pairs, "redirect_uri").unwrap_or_default();
    let Some(url) = allowed(address) else {
        return Err(Box::new(screens::wrong("Het adres om naar terug te keren is niet van deze computer.")));
    };
    let state_word = get(pairs, "state").unwrap_or_default();
    let challenge = get(pairs, "code_challenge");
    let fault = if get(pairs, "response_type") != Some("code") {
        Some("unsupported_response_type")
    } else if get(pairs, "scope") != Some("all") {
        Some("invalid_scope")
    } else if challenge.is_some() && get(pairs, "code_challenge_method") != Some("S256") {
        Some("invalid_request")
    } else {
        None
    };
    if let Some(fault) = fault {
        return Err(Box::new(see_other(&with(url, &[("error", fault), ("state", state_word)]))));
    }
    let asked = Asked {
        redirect_uri: address.to_owned(),
        state: state_word.to_owned(),
        challenge: challenge.map(str::to_owned),
    };
    Ok((url, asked))
}

/// Shows the sign-in page.
pub(super) async fn authorize(Given(state): Given<State>, RawQuery(query): RawQuery) -> Response {
    let pairs = pairs(query.unwrap_or_default().as_bytes());
    match asked(&state, &pairs) {
        Ok(_) => show(&state, pairs, None),
        Err(answer) => *answer,
    }
}

fn show(state: &State, mut pairs: Pairs, fault: Option<&str>) -> Response {
    pairs.retain(|(name, _)| NAMES.contains(&name.as_str()));
    state.with(|held| screens::sign_in(&held.office, &pairs, fault))
}

/// Takes user name and password, and asks for consent.
pub(super) async fn sign_in(Given(state): Given<State>, RawForm(body): RawForm) -> Response {
    let pairs = pairs(&body);
    let asked = match asked(&state, &pairs) {
        Ok((_, asked)) => asked,
        Err(answer) => return *answer,
    };
    let name = get(&pairs, "gebruikersnaam").unwrap_or_default().to_owned();
    let password = get(&pairs, "wachtwoord").unwrap_or_default().to_owned();
    let now = state.now();
    let outcome = state.change(|Held { office, grants }| {
        let number = office.live.user_named(&name);
        let user = number.and_then(|number| office.live.user_mut(number));
        let Some((number, user)) = number.zip(user).filter(|(_, user)| user.has_password(&password)) else {
            return Err("De gebruikersnaam en het wachtwoord horen niet bij elkaar.");
        };
        if user.blocked {
            return Err("Deze gebruiker is geblokkeerd.");
        }
        if user.webservice {
            return Err("Een webservicegebruiker kan hier niet aanmelden: gebruik een gewone gebruiker.");
        }
        user.last_login = Some(now);
        grants.await_consent(number, asked, now).map_err(|_| "Er ging iets mis. Probeer het opnieuw.")
    });
    match outcome {
        Ok(ticket) => screens::consent(&state.options().application, &name, &ticket),
        Err(fault) => show(&state, pairs, Some(fault)),
    }
}

/// Takes the answer to the consent page, and returns to whoever asked.
pub(super) async fn consent(Given(state): Given<State>, RawForm(body): RawForm) -> Response {
    let pairs = pairs(&body);
    let now = state.now();
    let allow = get(&pairs, "antwoord") == Some("toestaan");
    let outcome = state.with(|held| {
        let (user, asked) = held.grants.consented(get(&pairs, "kaartje").unwrap_or_default(), now)?;
        let code = if allow { held.grants.code(user, asked.clone(), now).ok() } else { None };
        Some((asked, code))
    });
    let Some((asked, code)) = outcome else {
        return screens::wrong("Dit aanmelden is al gebruikt, of het duurde langer dan vijf minuten.");
    };
    let Some(url) = allowed(&asked.redirect_uri) else {
        return screens::wrong("Het adres om naar terug te keren is niet van deze computer.");
    };
    let answer = match code.as_deref() {
        Some(code) => ("code", code),
        None if allow => ("error", "server_error"),
        None => ("error", "access_denied"),
    };
    see_other(&with(url, &[answer, ("state", &asked.state)]))
}

/// Shows the code to paste.
pub(super) async fn pasted(RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let query = query.unwrap_or_default();
    let pairs = pairs(query.as_bytes());
    let address = format!("http://{}/geplakt?{query}", host(&headers).unwrap_or_default());
    screens::pasted(get(&pairs, "code"), get(&pairs, "error"), &address)
}
