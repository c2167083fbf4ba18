//! Pictures of a payroll period that goes straight to the sandbox: practice files, what was read, preview, outcome, comparison.

use std::fs;
use std::path::Path;

use driver::{App, Options, Result, button, heading, link, radio};
use peer::Visitor;

use crate::hours::at;

/// The employer with practice files.
const EMPLOYER: &str = "Bakkerij De Gouden Korenaar B.V.";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    let answers = tempfile::tempdir()?;
    fs::write(answers.path().join("yes"), "")?;
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("uren-{name}{ending}.png")))
    };
    begin(&app)?;
    app.wait_for(button("Goed bestand"))?;
    picture("oefenbestanden")?;
    app.click(button("Goed bestand"))?;
    app.wait_for_text("-goed.csv, ")?;
    at(&app, "hours-loket")?;
    picture("loket-niet-gelezen")?;
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("Gelezen ")?;
    at(&app, "hours-loket")?;
    picture("loket-gelezen")?;
    app.choose("Componentcode voor Normaal", "2 Gewerkte uren")?;
    app.choose("Componentcode voor Overwerk 125%", "15 Overuren 125%")?;
    app.wait_for_text("2 van 2 gekoppeld")?;
    for all in ["Alles gelezen, dit klopt", "Gelezen, dit klopt"] {
        if app.has(button(all))? {
            app.click(button(all))?;
            app.fill("Waarom klopt dit?", "nagevraagd bij de werkgever")?;
            app.click(button("Bewaar"))?;
            app.wait_until_gone(all)?;
        }
    }
    app.click(button("Bekijk wat er verandert"))?;
    app.wait_for(button("Stuur naar Loket"))?;
    at(&app, "hours-send")?;
    picture("loket-voorbeeld")?;
    app.click(button("Vergelijk met Loket"))?;
    app.wait_for_text("Ontbreekt in Loket")?;
    at(&app, "hours-compare")?;
    picture("loket-verschillen")?;
    app.click(button("Stuur naar Loket"))?;
    app.wait_for_text("Teruggelezen en gelijk.")?;
    at(&app, "hours-send")?;
    picture("loket-verstuurd")?;
    app.click("Zonder verbinding: typ de totalen van Loket over")?;
    app.fill("Totaal in Loket van 2 Gewerkte uren", "1.000,50")?;
    app.click(button("Vergelijk de totalen"))?;
    app.wait_for_text("niet overgetypt: onbekend")?;
    at(&app, "hours-compare")?;
    picture("loket-overgetypt")?;
    if ending.is_empty() { english(&app, folder) } else { Ok(()) }
}

/// From the first start to the page of a new payroll period of the practice employer.
fn begin(app: &App) -> Result {
    app.fill("Je naam", "Noor Voorbeeld")?;
    app.fill("Je initialen", "NV")?;
    app.click(radio("Oefenen met het oefen-Loket"))?;
    app.click(button("Doorgaan"))?;
    app.click(button("Meld je aan bij het oefen-Loket"))?;
    Visitor::default().sign_in(&app.visited(1)?, "oefenen", true)?;
    app.wait_for(button("Meld je af"))?;
    app.click(button("Lees werkgevers uit Loket"))?;
    app.wait_for_text("werkgevers gelezen uit Loket")?;
    app.go("/werkgevers")?;
    app.click(link(EMPLOYER))?;
    app.click(button("Lees gegevens uit Loket"))?;
    app.wait_for_text("laatst gelezen")?;
    app.go("/uren")?;
    app.click(button("Nieuwe loonperiode"))?;
    app.choose("Werkgever", EMPLOYER)?;
    // Pressed before the administrations are read, as a fast user does.
    app.click(button("Begin"))?;
    app.wait_for(heading("Kies het urenbestand"))
}

/// The same page in English.
fn english(app: &App, folder: &Path) -> Result {
    let place = app.place()?;
    app.go("/instellingen")?;
    app.click(radio("English"))?;
    app.wait_for(heading("Settings"))?;
    app.go(&place)?;
    app.wait_for(heading("Straight to Loket"))?;
    app.click(button("Compare with Loket"))?;
    app.wait_for_text("Everything is equal")?;
    at(app, "hours-send")?;
    app.wait_until_still()?;
    app.screenshot(folder.join("uren-loket-en.png"))
}
