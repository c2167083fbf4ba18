//! Pictures of the page Uren naar Loket: empty, with questions, with findings, with totals, and made.

use std::fs;
use std::path::Path;

use driver::{App, Options, Result, button, heading, link, radio};

/// Minutes, which are asked about; a name where a number belongs, a negative row, a row twice and a sum that differs.
const OCTOBER: &str = "Personeelsnummer;Naam;BSN;Afdeling;Datum;Uursoort;Uren\r\n\
    12;S. Proef;111222333;Bediening;1-10-2026;NORM;152,00\r\n\
    34;B. Voorbeeld;123456782;Keuken;1-10-2026;NORM;96,50\r\n\
    34;B. Voorbeeld;123456782;Keuken;2-10-2026;OV125;4,00\r\n\
    56;T. Verzonnen;111111110;Bediening;2-10-2026;NORM;64,00\r\n";
const NOVEMBER: &str = "Personeelsnummer;Naam;BSN;Afdeling;Datum;Uursoort;Uren;Pauze (min)\r\n\
    12;S. Proef;111222333;Bediening;2-11-2026;NORM;8,00;30\r\n\
    12;S. Proef;111222333;Bediening;3-11-2026;NORM;7:30;30\r\n\
    12;S. Proef;111222333;Bediening;3-11-2026;OV125;41,25;0\r\n\
    34;B. Voorbeeld;123456782;Keuken;2-11-2026;NORM;-4,00;30\r\n\
    34;B. Voorbeeld;123456782;Keuken;4-11-2026;NORM;6,50;30\r\n\
    34;B. Voorbeeld;123456782;Keuken;4-11-2026;NORM;6,50;30\r\n\
    34;B. Voorbeeld;123456782;Keuken;5-11-2026;REIS;2,00;0\r\n\
    Jan;J. Naamloos;;Afwas;5-11-2026;NORM;5,00;0\r\n\
    56;T. Verzonnen;111111110;Bediening;6-11-2026;NORM;acht;30\r\n\
    56;T. Verzonnen;111111110;Bediening;9-11-2026;AVOND;3,00;0\r\n";
const MINUTES: &str = "Personeelsnummer;Uursoort;Datum;Duur\r\n\
    12;NORM;2-11-2026;450\r\n12;NORM;3-11-2026;480\r\n34;NORM;2-11-2026;390\r\n34;OV125;3-11-2026;75\r\n";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    let answers = tempfile::tempdir()?;
    fs::create_dir(answers.path().join("open"))?;
    let offer = |contents: &str| fs::write(answers.path().join("open/uren-november.csv"), contents);
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("uren-{name}{ending}.png")))
    };
    introduce(&app)?;
    app.go("/uren")?;
    app.wait_for(heading("Uren naar Loket"))?;
    picture("leeg")?;
    app.click(button("Nieuwe loonperiode"))?;
    app.choose("Loonperiode", "oktober 2026")?;
    picture("begin")?;
    app.click(button("Begin"))?;
    app.wait_for(heading("Uren naar Loket, oktober 2026"))?;
    picture("kies")?;
    offer(OCTOBER)?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text("De kolom BSN")?;
    picture("kolommen")?;
    for (code, component) in [("NORM", "2"), ("OV125", "15")] {
        app.fill(format!("Componentcode voor {code}"), component)?;
        app.press("Enter")?;
    }
    app.wait_until("the file can be made", || Ok(!app.is_disabled(button("Maak bestand"))?))?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    picture("gemaakt")?;
    app.click(button("Begin met november 2026"))?;
    app.wait_for(heading("Uren naar Loket, november 2026"))?;
    offer(MINUTES)?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for(heading("Vragen"))?;
    at(&app, "hours-questions")?;
    picture("vragen")?;
    offer(NOVEMBER)?;
    app.click(button("Ander bestand"))?;
    app.wait_for_text("Negatieve uren")?;
    at(&app, "hours-codes")?;
    picture("koppelen")?;
    at(&app, "hours-check")?;
    picture("fouten")?;
    at(&app, "hours-totals")?;
    picture("totalen")?;
    app.go("/uren")?;
    app.wait_for_text("oktober 2026")?;
    picture("lijst")?;
    if ending.is_empty() { english(&app, folder) } else { Ok(()) }
}

/// The same page in English, with its findings.
fn english(app: &App, folder: &Path) -> Result {
    app.go("/instellingen")?;
    app.click(radio("English"))?;
    app.wait_for(heading("Settings"))?;
    app.go("/uren")?;
    app.click(link("Café De Proef").within("November 2026"))?;
    app.wait_for(heading("Hours to Loket, November 2026"))?;
    at(app, "hours-check")?;
    app.wait_until_still()?;
    app.screenshot(folder.join("uren-fouten-en.png"))
}

/// Scrolls to a part of the page.
pub(crate) fn at(app: &App, id: &str) -> Result {
    app.evaluate("document.getElementById(arguments[0])?.scrollIntoView()", vec![id.into()]).map(|_| ())
}

/// The first start, and one employer that pays by the month.
pub(crate) fn introduce(app: &App) -> Result {
    app.fill("Je naam", "Noor Voorbeeld")?;
    app.fill("Je initialen", "NV")?;
    app.click(radio("Zonder Loket: zelf een werkgever invoeren"))?;
    app.click(button("Doorgaan"))?;
    app.fill("Bedrijfsnaam", "Café De Proef")?;
    app.fill("Loonheffingennummer", "111222333L01")?;
    app.fill("Aansluitnummer", "395")?;
    app.click(radio("Per maand"))?;
    app.click(button("Doorgaan"))?;
    app.wait_for(heading("Café De Proef"))
}
