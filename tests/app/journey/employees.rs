//! Medewerkers naar bestand: from the page of an employer to a file on disk, and what changed since.

use std::fs;

use driver::{Result, button, checkbox, heading, link, radio};
use peer::{Act, Change, on};
use serde_json::{Value, json};

use crate::connected::app::{ConnectedApp, WELL};

/// The employments of any employer.
const LIST: &str = ".*/employees/employments";

#[test]
fn employees_become_a_file_for_the_hr_system_and_what_changed_is_said_the_next_time() -> Result {
    let connected = ConnectedApp::connected()?;
    let app = &connected.app;
    let id = connected.employers()?[WELL].clone();
    // The page learns there that somebody signed in.
    app.go("/verbinding")?;
    app.wait_for(button("Meld je af"))?;
    app.go(&format!("/werkgevers/{id}"))?;
    app.click(link("Medewerkers naar bestand, voor het personeelssysteem"))?;
    app.wait_for(heading("Medewerkers naar bestand"))?;
    assert!(app.is_disabled(button("Maak bestand"))?, "nothing was read");
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("12 rijen: een voor elk dienstverband.")?;
    app.wait_for_text("Dit is het eerste bestand van deze werkgever.")?;
    app.click(checkbox("Geboortedatum"))?;
    app.click(button("Zet Geboortedatum omhoog"))?;
    app.click(checkbox("Voorletters"))?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("Gemaakt en cel voor cel teruggelezen: OEFENEN")?;
    let made = fs::read_to_string(connected.files.saved(app, ".csv")?)?;
    let lines: Vec<&str> = made.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0],
        "OEFENEN Personeelsnummer;Roepnaam;Voorvoegsel;Achternaam;In dienst;Uit dienst;Geboortedatum;E-mail werk"
    );
    assert_eq!(lines.len(), 13, "{made}");
    assert!(lines[1].starts_with("1;") && lines[1].contains("@werk1.example"), "{made}");
    for never in ["burgerservice", "111222333", "straat", "loon"] {
        assert!(!made.to_lowercase().contains(never), "{never}");
    }

    // Somebody is called otherwise; the columns are as they were chosen, also as a workbook.
    let by = Change::by(|page| {
        if let Some(first) =
            page.get_mut("_embedded").and_then(Value::as_array_mut).and_then(|all| all.first_mut())
        {
            first["employee"]["lastName"] = json!("Anders");
        }
    });
    connected.peer.script(on("GET", LIST).then(Act::Change(by)));
    app.go(&format!("/werkgevers/{id}"))?;
    app.click(link("Medewerkers naar bestand, voor het personeelssysteem"))?;
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("1 medewerker gewijzigd")?;
    app.wait_for_text("11 rijen hetzelfde gebleven.")?;
    app.click(radio("Excel-bestand (XLSX)"))?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("Gemaakt en cel voor cel teruggelezen: OEFENEN")?;
    let workbook = fs::read(connected.files.saved(app, ".xlsx")?)?;
    assert!(workbook.starts_with(b"PK"), "a workbook");

    // From the hours the same page is reached by choosing the employer.
    app.go("/uren")?;
    app.click(button("Medewerkers naar bestand"))?;
    app.choose("Werkgever", WELL)?;
    app.click(button("Ga verder"))?;
    app.wait_for(heading("Medewerkers naar bestand"))?;
    app.wait_for_text("Laatste bestand: ")
}
