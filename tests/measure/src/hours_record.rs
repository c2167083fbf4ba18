//! Pictures of what is kept with a payroll period: notes and report, when it is due, upload files that are checked, and
//! input that is wrong.

use std::fs;
use std::path::Path;

use driver::{App, Options, Result, button, checkbox, heading, link, radio};

use crate::hours::{at, introduce};

const OCTOBER: &str = "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n\
    12;S. Proef;1-10-2026;NORM;152,00\r\n34;B. Voorbeeld;2-10-2026;OV125;4,00\r\n\
    34;B. Voorbeeld;5-10-2026;NORM;-8,00\r\n";
const RIGHT: &str = "aanslnr;persnr;ploeg;2;15\r\n395;12;1;152;\r\n395;34;1;96,5;4\r\n";
/// Marked, with commas, points and other line ends: nobody has to guess what was meant.
const CAN_BE_MENDED: &str = "\u{feff}aanslnr,persnr,ploeg,2,15\n395,12,1,152,\n395,34,1,96.5,4\n";
/// A name above a column, somebody twice, a word and a negative amount.
const CANNOT_BE_MENDED: &str = "aanslnr;persnr;ploeg;2;Overwerk\r\n395;12;1;152;\r\n395;34;1;96,5;vier\r\n\
    395;34;1;90;-4\r\n";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    let answers = tempfile::tempdir()?;
    let open = answers.path().join("open");
    fs::create_dir(&open)?;
    let offer = |name: &str, contents: &str| {
        fs::remove_dir_all(&open)?;
        fs::create_dir(&open)?;
        fs::write(open.join(name), contents)
    };
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("uren-{name}{ending}.png")))
    };
    introduce(&app)?;
    app.go("/uren")?;
    app.click(button("Nieuwe loonperiode"))?;
    app.choose("Loonperiode", "oktober 2026")?;
    app.click(button("Begin"))?;
    app.wait_for(heading("Uren naar Loket, oktober 2026"))?;
    offer("uren-oktober.csv", OCTOBER)?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text("Negatieve uren")?;

    app.fill("Componentcode voor NORM", "Normaal")?;
    app.press("Enter")?;
    app.wait_for_text("Vul het nummer in, niet de naam.")?;
    at(&app, "hours-codes")?;
    picture("naam-voor-code")?;
    app.click(button("Laat deze rij weg").within("Negatieve uren"))?;
    app.click(button("Bewaar"))?;
    app.wait_for_text("Schrijf er een reden bij")?;
    picture("zonder-reden")?;
    app.fill("Waarom gaat dit niet mee?", "stond al in september")?;
    app.click(button("Bewaar"))?;
    app.wait_for_text("Weggelaten: 1 rij")?;
    for (code, component) in [("NORM", "2"), ("OV125", "15")] {
        app.fill(format!("Componentcode voor {code}"), component)?;
        app.press("Enter")?;
    }
    app.wait_until("the file can be made", || Ok(!app.is_disabled(button("Maak bestand"))?))?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    app.click(checkbox("Verzonden"))?;
    app.fill("Verzonden op", "31-2-2026")?;
    app.press("Tab")?;
    app.wait_for_text("vul een datum in die bestaat")?;
    at_heading(&app, "Overdracht")?;
    picture("geen-datum")?;
    app.click(checkbox("Verzonden"))?;
    app.choose("Dag van de maand waarop de uren in Loket moeten staan", "Dag 25")?;

    app.click(button("Notitie"))?;
    app.click(button("Bewaar notitie"))?;
    at_heading(&app, "Notities")?;
    picture("lege-notitie")?;
    app.fill(
        "Nieuwe notitie",
        "Overwerk van week 40 is akkoord, zie de mail van de werkgever van 2 oktober.",
    )?;
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")?;
    at_heading(&app, "Notities")?;
    picture("notities")?;
    at_heading(&app, "Verslag")?;
    picture("verslag")?;
    let run = app.place()?;

    app.go("/")?;
    app.wait_for(heading("Uren"))?;
    picture("overzicht")?;
    let week = button("Deze week (1)");
    if app.has(week.clone())? {
        app.click(week)?;
        app.wait_for_text("te laat")?;
        picture("overzicht-week")?;
    }

    app.go("/uren")?;
    for (name, contents, said) in [
        ("uren-goed.csv", RIGHT, "Dit bestand heeft de vorm die Loket inleest."),
        ("uren-met-punten.csv", CAN_BE_MENDED, "zonder raden worden hersteld"),
        ("uren-met-fouten.csv", CANNOT_BE_MENDED, "Dit kan de app niet herstellen"),
    ] {
        offer(name, contents)?;
        app.click(button("Controleer een uploadbestand"))?;
        app.wait_for_text(said)?;
        picture(&name.replace("uren-", "upload-").replace(".csv", ""))?;
    }
    if ending.is_empty() { english(&app, folder, &run) } else { Ok(()) }
}

/// The same in English.
fn english(app: &App, folder: &Path, run: &str) -> Result {
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("uren-{name}-en.png")))
    };
    app.go("/instellingen")?;
    app.click(radio("English"))?;
    app.wait_for(heading("Settings"))?;
    app.go("/")?;
    app.wait_for(link("Café De Proef, October 2026"))?;
    picture("overzicht")?;
    app.go("/uren")?;
    app.click(button("Check an upload file"))?;
    app.wait_for_text("uren-met-fouten.csv")?;
    picture("upload-met-fouten")?;
    app.go(run)?;
    app.wait_for(heading("Hours to Loket, October 2026"))?;
    at_heading(app, "Report")?;
    picture("verslag")
}

/// Scrolls to a heading.
fn at_heading(app: &App, name: &str) -> Result {
    app.wait_for(heading(name))?;
    let scroll = "[...document.querySelectorAll('h2, h3')].find((one) => one.innerText === arguments[0])
        ?.scrollIntoView()";
    app.evaluate(scroll, vec![name.into()]).map(|_| ())
}
