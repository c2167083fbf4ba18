//! Variable data on the control panel: the upload by hand, closing a period, and Automatische processen.

use axum::extract::Multipart;
use axum::http::StatusCode;
use axum::response::Response;

use super::pages::button;
use crate::api::{Upload, upload};
use crate::calendar::periods;
use crate::page::{hidden, page, text};
use crate::provider::{Employer, FictionalProvider};

/// A file is read up to this size, in bytes.
const LARGEST: usize = 2 * 1024 * 1024;

/// What the page of an employer shows of it.
pub(super) fn section(office: &FictionalProvider, employer: &Employer) -> String {
    let at = employer.number.to_string();
    let automatic = office.live.automatic.contains(&employer.number);
    let label = if automatic { "Uitzetten" } else { "Aanzetten" };
    let switch = button(
        label,
        &format!("{label}: Automatische processen"),
        &[("wat", "automatisch"), ("werkgever", &at)],
    );
    let closed: Vec<String> = office
        .live
        .closed
        .iter()
        .filter(|(number, ..)| *number == employer.number)
        .filter_map(|(_, place, period)| {
            let administration = employer.administration(*place)?;
            Some(format!("<li>{}: {period}</li>", text(&administration.name)))
        })
        .collect();
    let closed = if closed.is_empty() {
        "<p>Alle loonperiodes staan open.</p>".to_owned()
    } else {
        format!("<p>Afgesloten:</p><ul>{}</ul>", closed.concat())
    };
    format!(
        "<h2>Variabele gegevens</h2><p><a href=\"/werkgever/{at}/uren\">Urenbestand uploaden</a></p>\
         <p>Automatische processen vullen zelf verlofuren en een grondslag in ({}). {switch}</p>{closed}\
         <form method=\"post\" action=\"/oefenen\">{}{}<label for=\"periode\">Loonperiode</label>\
         <select id=\"periode\" name=\"ding\">{}</select> <button>Afsluiten of openen</button></form>",
        if automatic { "aan" } else { "uit" },
        hidden("wat", "periode"),
        hidden("werkgever", &at),
        period_options(employer, office.fixed.year, true)
    )
}

/// The periods of a year, as options: with the administration in front of them where `with_administration`.
fn period_options(employer: &Employer, year: i16, with_administration: bool) -> String {
    let of_administration = |place: u32, name: &str, kind: u8| -> String {
        let options = periods(kind, year).into_iter().map(|period| {
            let (value, words) = if with_administration {
                (format!("{place}/{}", period.id()), format!("{name}: {}-{:02}", period.year, period.number))
            } else {
                (period.number.to_string(), period.number.to_string())
            };
            format!("<option value=\"{value}\">{}</option>", text(&words))
        });
        options.collect()
    };
    let mut administrations: Vec<_> = employer.administrations.iter().collect();
    if !with_administration {
        // The number of a period means the same to all; the longest year offers each of them once.
        administrations.sort_by_key(|administration| periods(administration.period, year).len());
        administrations = administrations.pop().into_iter().collect();
    }
    administrations.iter().map(|one| of_administration(one.place, &one.name, one.period)).collect()
}

/// The dialog with which a file is uploaded.
pub(super) fn form(office: &FictionalProvider, number: u16) -> Option<Response> {
    let employer = office.fixed.employer(number)?;
    Some(page(StatusCode::OK, &title(employer), &dialog(office, employer)))
}

fn title(employer: &Employer) -> String {
    format!("Collectieve mutaties: {}", employer.name)
}

fn dialog(office: &FictionalProvider, employer: &Employer) -> String {
    let administrations: String = employer
        .administrations
        .iter()
        .map(|one| {
            let words = format!("{} {}", one.client_number(), one.name);
            format!("<option value=\"{}\">{}</option>", one.place, text(&words))
        })
        .collect();
    let year = office.fixed.year;
    let years: String = [year, year - 1].map(|year| format!("<option>{year}</option>")).concat();
    format!(
        "<p><a href=\"/werkgever/{}\">Terug naar de werkgever</a></p>\
         <form method=\"post\" enctype=\"multipart/form-data\" action=\"/werkgever/{}/uren\">\
         <p><label for=\"administratie\">Administratie</label> <select id=\"administratie\" name=\"administratie\">\
         {administrations}</select></p>\
         <p><label for=\"bestand\">Bestand</label> <input id=\"bestand\" name=\"bestand\" type=\"file\"></p>\
         <p><label for=\"jaar\">Jaar</label> <select id=\"jaar\" name=\"jaar\">{years}</select></p>\
         <p><label for=\"loonperiode\">Periode</label> <select id=\"loonperiode\" name=\"periode\">{}</select></p>\
         <p><label for=\"soort\">Bestandssoort</label> <select id=\"soort\" name=\"soort\"><option>CSV</option></select></p>\
         <p><label for=\"actie\">Actie</label> <select id=\"actie\" name=\"actie\"><option>Overschrijven</option>\
         <option>Optellen</option></select></p>\
         <p><label for=\"eenheid\">Verdelingseenheid</label> <select id=\"eenheid\" name=\"verdelingseenheid\">\
         <option>Nee</option><option>Ja</option></select></p>\
         <p><button>Uploaden</button></p></form>",
        employer.number,
        employer.number,
        period_options(employer, year, false)
    )
}

/// Reads the form: what was chosen, and the file.
///
/// # Errors
/// Says in Dutch what is missing.
pub(super) async fn read_form(mut form: Multipart, employer: u16) -> Result<(Upload, Vec<u8>), &'static str> {
    let mut chosen = Upload { employer, ..Upload::default() };
    let (mut year, mut number, mut file) = (0, 0, None);
    loop {
        let field = form.next_field().await.map_err(|_| "Het formulier is niet te lezen")?;
        let Some(field) = field else { break };
        let name = field.name().unwrap_or_default().to_owned();
        let bytes = field.bytes().await.map_err(|_| "Het bestand is te groot of niet te lezen")?;
        if name == "bestand" {
            file = Some(bytes.to_vec()).filter(|bytes| bytes.len() <= LARGEST);
            continue;
        }
        let value = String::from_utf8_lossy(&bytes);
        match name.as_str() {
            "administratie" => chosen.administration = value.parse().unwrap_or_default(),
            "jaar" => year = value.parse().unwrap_or_default(),
            "periode" => number = value.parse().unwrap_or_default(),
            "soort" if value != "CSV" => return Err("Alleen CSV kan hier worden geüpload"),
            "actie" => chosen.add_up = value == "Optellen",
            "verdelingseenheid" => chosen.with_unit = value == "Ja",
            _ => {}
        }
    }
    chosen.period = i32::from(year) * 100 + i32::from(number);
    let (year, number): (i16, i8) = (year, number);
    if year == 0 || number == 0 {
        return Err("Kies een jaar en een periode");
    }
    file.map(|file| (chosen, file)).ok_or("Kies een bestand van ten hoogste 2 MB")
}

/// Uploads, and says what came of it.
pub(super) fn upload_file(office: &mut FictionalProvider, chosen: &Upload, file: &[u8]) -> Option<Response> {
    let outcome = upload(office, chosen, file);
    let employer = office.fixed.employer(chosen.employer)?;
    let (status, said) = match outcome {
        Ok(uploaded) => (
            StatusCode::OK,
            format!(
                "<p class=\"note\" role=\"status\">Geüpload: {} regels, {} medewerkers, {} waarden.</p>",
                uploaded.rows, uploaded.people, uploaded.values
            ),
        ),
        Err(complaints) => {
            let items: String = complaints
                .iter()
                .map(|complaint| format!("<li>{}</li>", text(&complaint.to_string())))
                .collect();
            let said = format!(
                "<div class=\"note\" role=\"alert\"><p>Niet geüpload. Er is niets opgeslagen.</p><ul>{items}</ul></div>"
            );
            (StatusCode::BAD_REQUEST, said)
        }
    };
    Some(page(status, &title(employer), &format!("{said}{}", dialog(office, employer))))
}
