//! Pictures of employees that become a file: before Loket is read, with what goes into the file, and what changed since.

use std::path::Path;

use driver::{App, Options, Result, button, checkbox, heading, link, radio};
use peer::Visitor;

/// An employer of which the user's filter settings shorten the list.
const SHORTENED: &str = "Restaurant De Drie Eiken";
const EMPLOYER: &str = "Bakkerij De Gouden Korenaar B.V.";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    let answers = tempfile::tempdir()?;
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("medewerkers-{name}{ending}.png")))
    };
    app.fill("Je naam", "Noor Voorbeeld")?;
    app.fill("Je initialen", "NV")?;
    app.click(radio("Oefenen met het oefen-Loket"))?;
    app.click(button("Doorgaan"))?;
    app.click(button("Meld je aan bij het oefen-Loket"))?;
    Visitor::default().sign_in(&app.visited(1)?, "oefenen", true)?;
    app.wait_for(button("Meld je af"))?;
    app.click(button("Lees werkgevers uit Loket"))?;
    app.wait_for_text("werkgevers gelezen uit Loket")?;
    open(&app, EMPLOYER)?;
    picture("niet-gelezen")?;
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("Gelezen ")?;
    app.click(checkbox("Geboortedatum"))?;
    app.click(button("Zet Geboortedatum omhoog"))?;
    picture("kolommen")?;
    below(&app)?;
    picture("eerste-bestand")?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    below(&app)?;
    picture("gemaakt")?;
    app.click(checkbox("Ook wie al uit dienst is"))?;
    app.click(button("Lees opnieuw uit Loket"))?;
    app.wait_for_text("uit dienst, niet meer in het bestand")?;
    app.click("1 medewerker uit dienst, niet meer in het bestand")?;
    below(&app)?;
    picture("veranderd")?;
    app.go("/uren")?;
    app.click(button("Medewerkers naar bestand"))?;
    picture("kies-werkgever")?;
    open(&app, SHORTENED)?;
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("Gelezen ")?;
    below(&app)?;
    picture("ingekort")?;
    if !ending.is_empty() {
        return Ok(());
    }
    let place = app.place()?;
    app.go("/instellingen")?;
    app.click(radio("English"))?;
    app.wait_for(heading("Settings"))?;
    app.go(&place)?;
    app.click(button("Read from Loket"))?;
    app.wait_for_text("What goes into the file")?;
    app.wait_until_still()?;
    app.screenshot(folder.join("medewerkers-en.png"))
}

/// Goes to the page of an employer.
fn open(app: &App, employer: &str) -> Result {
    app.go("/werkgevers")?;
    app.click(link(employer))?;
    app.click(link("Medewerkers naar bestand, voor het personeelssysteem"))?;
    app.wait_for(heading("Medewerkers naar bestand"))
}

/// Scrolls to the end of the page.
fn below(app: &App) -> Result {
    app.wait_until_still()?;
    let end = "[...document.querySelectorAll('main section')].at(-1)?.scrollIntoView({ block: 'end' })";
    app.evaluate(end, vec![]).map(|_| ())
}
