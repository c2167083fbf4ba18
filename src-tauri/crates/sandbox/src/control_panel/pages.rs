//! The pages of the control panel: the employers, and one employer with its users, rights, products and applications.

use std::fmt::Write;

use axum::http::StatusCode;
use axum::response::Response;

use crate::catalogue::catalogue;
use crate::page::{hidden, page, text};
use crate::provider::{Employer, FictionalProvider, User, plan};

/// More employers than this are counted and not listed.
const LISTED: usize = 100;

/// A form with one button. `fields` are name and value; `name` says to a screen reader what the button is about.
pub(super) fn button(label: &str, name: &str, fields: &[(&str, &str)]) -> String {
    let fields: String = fields.iter().map(|(field, value)| hidden(field, value)).collect();
    format!(
        "<form class=\"inline\" method=\"post\" action=\"/oefenen\">{fields}\
         <button aria-label=\"{}\">{}</button></form>",
        text(name),
        text(label)
    )
}

/// The list of employers.
pub(super) fn index(office: &FictionalProvider) -> Response {
    let employers = &office.fixed.employers;
    let mut rows = String::new();
    for employer in employers.iter().take(LISTED) {
        let lesson = employer.lesson.unwrap_or("Gemaakt om mee te meten.");
        let name = text(&employer.name);
        // Writing to a String does not fail.
        let _ = write!(
            rows,
            "<tr><th scope=\"row\"><a href=\"/werkgever/{}\">{name}</a></th><td>{}</td><td><details><summary>Toon\
             </summary>{}</details></td></tr>",
            employer.number,
            employer.employees.len(),
            text(lesson)
        );
    }
    let more = employers.len().saturating_sub(LISTED);
    let more = if more > 0 { format!("<p>En nog {more} werkgevers.</p>") } else { String::new() };
    let content = format!(
        "<p>Dit is {}, een verzonnen kantoor. Bij elke werkgever is er iets te vinden.</p>\
         <table><caption>Werkgevers</caption><thead><tr><th scope=\"col\">Werkgever</th>\
         <th scope=\"col\">Medewerkers</th><th scope=\"col\">Wat is er te vinden?</th></tr></thead>\
         <tbody>{rows}</tbody></table>{more}{}<h2>Opnieuw beginnen</h2>\
         <p>Zet alles terug zoals het was. Iedereen wordt afgemeld.</p>{}",
        text(&plan().provider),
        activities(office),
        button("Opnieuw beginnen", "Opnieuw beginnen", &[("wat", "opnieuw")])
    );
    page(StatusCode::OK, "Het kantoor waarmee je oefent", &content)
}

fn activities(office: &FictionalProvider) -> String {
    let options: String = catalogue()
        .activities
        .iter()
        .map(|activity| {
            let off = if office.live.withheld.contains(&activity.name) { " (nu niet)" } else { "" };
            format!("<option value=\"{}\">{}{off}</option>", text(&activity.name), text(&activity.text))
        })
        .collect();
    format!(
        "<h2>Wat het programma mag</h2><p>Loket geeft een programma zelf ook activiteiten. Neem er een af of geef hem \
         terug.</p><form method=\"post\" action=\"/oefenen\">{}<label for=\"activiteit\">Activiteit</label>\
         <select id=\"activiteit\" name=\"ding\">{options}</select> <button>Afnemen of teruggeven</button></form>",
        hidden("wat", "activiteit")
    )
}

/// One employer.
pub(super) fn employer(office: &FictionalProvider, number: u16) -> Option<Response> {
    let employer = office.fixed.employer(number)?;
    let lesson = employer.lesson.map(|lesson| {
        format!(
            "<details><summary>Wat is er te vinden?</summary><p class=\"note\">{}</p></details>",
            text(lesson)
        )
    });
    let content = format!(
        "<p><a href=\"/\">Alle werkgevers</a></p>{}<p>Werkgever ID: <code>{}</code></p>{}{}{}{}{}{}{}",
        lesson.unwrap_or_default(),
        employer.id(),
        administrations(employer),
        super::hours::section(office, employer),
        users(office, employer),
        teams(office, employer),
        products(office, employer),
        applications(office, employer),
        filters(office, employer)
    );
    Some(page(StatusCode::OK, &employer.name, &content))
}

fn administrations(employer: &Employer) -> String {
    let rows: String = employer
        .administrations
        .iter()
        .map(|administration| {
            format!(
                "<li>{}: <code>{}</code>, {}</li>",
                text(&administration.name),
                text(&administration.tax_number),
                crate::calendar::kind_name(administration.period).to_lowercase()
            )
        })
        .collect();
    format!("<h2>Administraties</h2><ul>{rows}</ul>")
}

/// Users that reach the employer, with their numbers.
fn reaching<'o>(office: &'o FictionalProvider, employer: &Employer) -> Vec<(u32, &'o User)> {
    (1..).zip(&office.live.users).filter(|(user, _)| office.reaches(*user, employer.number)).collect()
}

fn users(office: &FictionalProvider, employer: &Employer) -> String {
    let at = employer.number.to_string();
    let mut rows = String::new();
    for (number, user) in reaching(office, employer) {
        let who = number.to_string();
        let state = if user.blocked { "Deblokkeren" } else { "Blokkeren" };
        let mut buttons = button(
            state,
            &format!("{state} {}", user.name),
            &[("wat", "blokkeren"), ("werkgever", &at), ("gebruiker", &who)],
        );
        if user.provider && user.rights.is_some() {
            buttons += &button(
                "Eigen rechten weg",
                &format!("Neem de eigen rechten weg van {}", user.name),
                &[("wat", "eigen-rechten"), ("werkgever", &at), ("gebruiker", &who)],
            );
        }
        let _ = write!(
            rows,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{buttons}</td><td><details><summary>{} rechten</summary>\
             <ul class=\"plain\">{}</ul></details></td></tr>",
            text(&user.name),
            kind(user),
            office.rights(number, employer.number).len(),
            rights(office, employer, number)
        );
    }
    format!(
        "<table><caption>Gebruikers</caption><thead><tr><th scope=\"col\">Naam</th><th scope=\"col\">Soort</th>\
         <th scope=\"col\">Toegang</th><th scope=\"col\">Rechten</th></tr></thead><tbody>{rows}</tbody></table>"
    )
}

fn kind(user: &User) -> String {
    let place = if user.provider { "van het kantoor" } else { "van de werkgever" };
    let state = if user.blocked { ", geblokkeerd" } else { "" };
    let own = if user.provider && user.rights.is_some() { ", eigen rechten" } else { "" };
    let webservice = if user.webservice { ", webservice" } else { "" };
    format!("{place}{webservice}{own}{state}")
}

fn rights(office: &FictionalProvider, employer: &Employer, user: u32) -> String {
    let own = office.rights(user, employer.number);
    let provider = office.live.user(user).is_some_and(|user| user.provider);
    let shown = catalogue().rights.iter().filter(|right| provider || right.employer);
    shown
        .map(|right| {
            let has = own.contains(&right.key);
            let (word, label) = if has { ("aan", "Afnemen") } else { ("uit", "Geven") };
            let fields = [
                ("wat", "recht"),
                ("werkgever", &employer.number.to_string()),
                ("gebruiker", &user.to_string()),
                ("ding", &right.key),
            ];
            let form = button(label, &format!("{label}: {}", right.text), &fields);
            format!("<li>{form} {} ({word})</li>", text(&right.text))
        })
        .collect()
}

fn teams(office: &FictionalProvider, employer: &Employer) -> String {
    let items: String = (1..)
        .zip(&office.live.teams)
        .map(|(place, team): (u32, _)| {
            let linked = team.employers.contains(&employer.number);
            let label = if linked { "Ontkoppelen" } else { "Koppelen" };
            let fields = [
                ("wat", "toegang"),
                ("werkgever", &employer.number.to_string()),
                ("ding", &place.to_string()),
            ];
            let form = button(label, &format!("{label}: {}", team.name), &fields);
            format!("<li>{form} {}{}</li>", text(&team.name), if linked { " (gekoppeld)" } else { "" })
        })
        .collect();
    format!("<h2>Teams die bij deze werkgever kunnen</h2><ul class=\"plain\">{items}</ul>")
}

fn products(office: &FictionalProvider, employer: &Employer) -> String {
    let on = office.products(employer.number);
    let items: String = catalogue()
        .products
        .iter()
        .map(|product| {
            let label = if on.contains(&product.number) { "Uitzetten" } else { "Aanzetten" };
            let fields = [
                ("wat", "product"),
                ("werkgever", &employer.number.to_string()),
                ("ding", &product.number.to_string()),
            ];
            let form = button(label, &format!("{label}: {}", product.text), &fields);
            let word = if on.contains(&product.number) { "aan" } else { "uit" };
            format!("<li>{form} {} {} ({word})</li>", product.number, text(&product.text))
        })
        .collect();
    format!("<h2>Producten</h2>{}<ul class=\"plain\">{items}</ul>", addendum(office, employer))
}

/// The addendum that `MijnLoket` waits for, with the button that signs it.
fn addendum(office: &FictionalProvider, employer: &Employer) -> String {
    if !office.waits_for_addendum(employer.number) {
        return String::new();
    }
    let fields = [("wat", "addendum"), ("werkgever", &*employer.number.to_string())];
    let sign = button("Addendum ondertekenen", "Addendum ondertekenen", &fields);
    format!("<p class=\"note\">MijnLoket kan pas aan als het addendum is ondertekend. {sign}</p>")
}

fn applications(office: &FictionalProvider, employer: &Employer) -> String {
    let options: String = reaching(office, employer)
        .iter()
        .map(|(number, user)| format!("<option value=\"{number}\">{}</option>", text(&user.name)))
        .collect();
    let items: String = catalogue()
        .applications
        .iter()
        .map(|application| {
            let linked = office.live.couplings.iter().filter(|coupling| {
                coupling.employer == employer.number && coupling.application == application.key
            });
            let names: Vec<_> = linked
                .filter_map(|coupling| office.live.user(coupling.user))
                .map(|user| text(&user.name))
                .collect();
            let state = if names.is_empty() { "niet verbonden".to_owned() } else { names.join(", ") };
            format!(
                "<li><p>{}: {state}</p><form method=\"post\" action=\"/oefenen\">{}{}{}\
                 <label for=\"met-{key}\">Gebruiker voor {}</label><select id=\"met-{key}\" name=\"gebruiker\">{options}\
                 </select> <button>Verbinden of verbreken</button></form></li>",
                text(&application.name),
                hidden("wat", "verbinden"),
                hidden("werkgever", &employer.number.to_string()),
                hidden("ding", &application.key),
                text(&application.name),
                key = text(&application.key)
            )
        })
        .collect();
    format!("<h2>Applicaties</h2><ul class=\"plain\">{items}</ul>")
}

fn filters(office: &FictionalProvider, employer: &Employer) -> String {
    let own: Vec<_> = office
        .live
        .filters
        .iter()
        .filter(|setting| setting.employer == employer.number)
        .filter_map(|setting| {
            Some(format!(
                "<li>{}: {}</li>",
                text(&office.live.user(setting.user)?.name),
                text(&setting.employed_status)
            ))
        })
        .collect();
    if own.is_empty() {
        return String::new();
    }
    let fields = [("wat", "filter"), ("werkgever", &*employer.number.to_string())];
    format!(
        "<h2>Filterinstellingen</h2><ul>{}</ul>{}",
        own.concat(),
        button("Filter wissen", "Filter wissen", &fields)
    )
}
