//! What the sign-in shows: the sign-in page, the consent page, the code to paste, and what is wrong with a request.

use axum::http::StatusCode;
use axum::response::Response;

use crate::page::{hidden, page, text};
use crate::provider::{FictionalProvider, plan};

/// The sign-in page. `query` is the sign-in that was asked, as it came.
pub(super) fn sign_in(
    office: &FictionalProvider,
    query: &[(String, String)],
    fault: Option<&str>,
) -> Response {
    let fault = fault
        .map(|fault| format!("<p class=\"error\" role=\"alert\">{}</p>", text(fault)))
        .unwrap_or_default();
    let kept: String = query.iter().map(|(name, value)| hidden(name, value)).collect();
    let content = format!(
        "{fault}<form method=\"post\" action=\"/authorize\">{kept}\
         <label for=\"gebruiker\">Gebruikersnaam</label>\
         <input id=\"gebruiker\" name=\"gebruikersnaam\" autocomplete=\"username\" required autofocus>\
         <label for=\"wachtwoord\">Wachtwoord</label>\
         <input id=\"wachtwoord\" name=\"wachtwoord\" type=\"password\" autocomplete=\"current-password\" required>\
         <div><button class=\"main\">Aanmelden</button></div></form>\
         <h2>Gebruikers om mee te oefenen</h2>\
         <p class=\"note\">Het wachtwoord is voor iedereen <code>{}</code>. Geblokkeerde gebruikers en \
         webservicegebruikers kunnen niet aanmelden. Gebruikers die je zelf maakt, hebben het wachtwoord dat je ze \
         gaf.</p>{}",
        text(&plan().password),
        users(office)
    );
    page(StatusCode::OK, "Aanmelden om te oefenen", &content)
}

fn users(office: &FictionalProvider) -> String {
    let planned = plan().users.iter().map(|user| (user.name.as_str(), user.text.clone().unwrap_or_default()));
    let of_employers = plan().employers.iter().flat_map(|employer| {
        let about = format!("gebruiker van {}", employer.name);
        employer.users.iter().map(move |user| (user.name.as_str(), about.clone()))
    });
    let rows: String = planned
        .chain(of_employers)
        .map(|(name, about)| {
            let known = office.live.user_named(name).and_then(|number| office.live.user(number));
            let blocked = known.is_some_and(|user| user.blocked) && !about.contains("geblokkeerd");
            let note = if blocked { " (geblokkeerd: kan niet aanmelden)" } else { "" };
            format!(
                "<tr><th scope=\"row\"><code>{}</code></th><td>{}{note}</td></tr>",
                text(name),
                text(&about)
            )
        })
        .collect();
    format!(
        "<table><thead><tr><th scope=\"col\">Gebruiker</th><th scope=\"col\">Wie</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

/// The consent page.
pub(super) fn consent(application: &str, user: &str, ticket: &str) -> Response {
    let (application, user) = (text(application), text(user));
    let content = format!(
        "<p><strong>{application}</strong> wil toegang tot Loket als <strong>{user}</strong>. {application} kan dan:</p>\
         <ul><li>lezen en wijzigen wat deze gebruiker mag lezen en wijzigen,</li>\
         <li>aangemeld blijven tot je je afmeldt.</li></ul>\
         <form method=\"post\" action=\"/toestemming\">{}\
         <button class=\"main\" name=\"antwoord\" value=\"toestaan\">Toestaan</button>\
         <button name=\"antwoord\" value=\"weigeren\">Weigeren</button></form>",
        hidden("kaartje", ticket)
    );
    page(StatusCode::OK, "Toegang geven", &content)
}

/// The page to which a sign-in can return when no program listens: it shows what has to be pasted.
pub(super) fn pasted(code: Option<&str>, error: Option<&str>, address: &str) -> Response {
    let content = match (code, error) {
        (Some(code), _) => format!(
            "<p>Kopieer de code of het hele adres, en plak die in het programma. De code werkt één keer, vijf \
             minuten lang.</p><h2>De code</h2><p><code>{}</code></p><h2>Het hele adres</h2><p><code>{}</code></p>",
            text(code),
            text(address)
        ),
        (None, Some(error)) => format!(
            "<p class=\"error\">Er is geen toegang gegeven (<code>{}</code>). Ga terug naar het programma.</p>",
            text(error)
        ),
        (None, None) => "<p>Hier staat een code nadat je toegang hebt gegeven.</p>".to_owned(),
    };
    page(StatusCode::OK, "Plak dit in het programma", &content)
}

/// A request that cannot be returned to whoever asked.
pub(super) fn wrong(why: &str) -> Response {
    let content = format!(
        "<p class=\"error\" role=\"alert\">{}</p><p>Begin opnieuw vanuit het programma.</p>",
        text(why)
    );
    page(StatusCode::BAD_REQUEST, "Aanmelden kan niet", &content)
}
