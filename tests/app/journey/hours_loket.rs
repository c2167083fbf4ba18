//! Uren naar Loket with Loket: a practice file is read from the page, held against Loket, and sent straight there or uploaded
//! by hand; both end with everything equal.

use std::fs;

use driver::{Result, button};
use peer::Visitor;
use serde_json::json;

use super::hours::{Clicks, read_warnings};
use crate::connected::app::{ConnectedApp, WELL};

/// Where hours are written, of whichever employment.
const PATCHES: &str = ".*/payrollperioddata";

/// A run of the practice employer for this month, with its good practice file read, held against Loket and mapped.
fn with_the_practice_file() -> Result<(ConnectedApp, jiff::civil::Date)> {
    let connected = ConnectedApp::connected()?;
    let app = &connected.app;
    let employer = connected.employers()?[WELL].clone();
    connected.run("read_employer", json!({ "employer": employer }))?;
    let today = jiff::Zoned::now().date();
    let month = json!({ "year": today.year(), "kind": "month", "number": today.month() });
    let created = connected
        .ask("create_hours_run", json!({ "employer": employer, "administration": 101, "period": month }))?;
    let run = created["run"]["id"].as_str().unwrap_or_default().to_owned();
    // The page learns there that somebody signed in.
    app.go("/verbinding")?;
    app.wait_for(button("Meld je af"))?;
    app.go(&format!("/uren/{run}"))?;
    app.click(button("Goed bestand"))?;
    app.wait_for_text("-goed.csv, ")?;
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("Gelezen ")?;
    // What Loket holds can be chosen from.
    app.choose("Componentcode voor Normaal", "2 Gewerkte uren")?;
    app.choose("Componentcode voor Overwerk 125%", "15 Overuren 125%")?;
    app.wait_for_text("2 van 2 gekoppeld")?;
    read_warnings(&Clicks::on_page(app))?;
    app.wait_until("nothing holds it back", || Ok(!app.is_disabled(button("Maak bestand"))?))?;
    Ok((connected, today))
}

#[test]
fn hours_go_straight_to_loket_after_a_preview_and_a_yes_and_are_all_equal_afterwards() -> Result {
    let (connected, _) = with_the_practice_file()?;
    let app = &connected.app;
    app.click(button("Bekijk wat er verandert"))?;
    app.wait_for_text("11 waarden nieuw, 11 gewijzigd, 0 al goed.")?;
    app.wait_for_text(WELL)?;

    // No is no.
    app.click(button("Stuur naar Loket"))?;
    app.wait_until("it was asked", || Ok(connected.files.asked().starts_with("Uren naar Loket versturen?")))?;
    let asked = connected.files.asked();
    for words in
        ["Oefen-Loket: dit is oefenen.", WELL, "aansluiting 101", "medewerkers", "Totaal van component 2"]
    {
        assert!(asked.contains(words), "{words}: {asked}");
    }
    app.wait_until("it can be asked again", || Ok(!app.is_disabled(button("Stuur naar Loket"))?))?;
    assert_eq!(connected.peer.count("PATCH", PATCHES), 0);

    connected.files.agree()?;
    app.click(button("Stuur naar Loket"))?;
    app.wait_for_text("Teruggelezen en gelijk.")?;
    app.wait_for_text("Alles is gelijk: ")?;
    let sent = connected.peer.count("PATCH", PATCHES);
    assert!(sent > 0);

    // Looking again finds nothing to send.
    app.click(button("Bekijk wat er verandert"))?;
    app.wait_for_text("Er is niets te versturen.")?;
    assert_eq!(connected.peer.count("PATCH", PATCHES), sent, "each once");
    app.wait_for_text("Rechtstreeks naar Loket begonnen")
}

#[test]
fn a_file_that_is_uploaded_by_hand_is_read_back_and_equal_and_what_is_missing_goes_in_a_file_of_its_own()
-> Result {
    let (connected, today) = with_the_practice_file()?;
    let app = &connected.app;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    let made = connected.files.saved(app, ".csv")?;
    let whole = fs::read_to_string(made)?;

    // Somebody uploads it without its last line.
    let (all_but_one, _) = whole.trim_end().rsplit_once("\r\n").unwrap_or_default();
    let upload = |file: &str| {
        let (year, period) = (today.year().to_string(), today.month().to_string());
        let fields = [
            ("administratie", "1"),
            ("jaar", year.as_str()),
            ("periode", period.as_str()),
            ("soort", "CSV"),
            ("actie", "Overschrijven"),
            ("verdelingseenheid", "Nee"),
        ];
        let page = format!("{}/werkgever/1/uren", connected.peer.url());
        Visitor::default().send_file(&page, &fields, "uren.csv", file)
    };
    let uploaded = upload(all_but_one)?;
    assert_eq!(uploaded.status, 200, "{}", uploaded.text);
    app.click(button("Vergelijk met Loket"))?;
    app.wait_for_text("Ontbreekt in Loket")?;
    app.click(button("Bestand met alleen de verschillen"))?;
    app.wait_for_text("Het bestand met de verschillen is gemaakt en teruggelezen.")?;
    let rest = fs::read_to_string(connected.files.saved(app, "-verschillen.csv")?)?;
    assert_eq!(rest.lines().count(), 2, "{rest}");

    assert_eq!(upload(&rest)?.status, 200);
    app.click(button("Vergelijk opnieuw"))?;
    app.wait_for_text("Alles is gelijk: ")?;
    assert_eq!(connected.peer.count("PATCH", PATCHES), 0);
    app.wait_for_text("Bestand met alleen de verschillen gemaakt")
}
