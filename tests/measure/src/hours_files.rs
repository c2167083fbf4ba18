//! Pictures of hours files of other forms: rows of another month, a head on two rows, clock times, people by name, and a
//! large file while it is read and when it was.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use driver::{App, Options, Result, button, heading};

use crate::hours::{at, introduce};

const TWO_MONTHS: &str = "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n\
    12;S. Proef;2-11-2026;NORM;8,00\r\n12;S. Proef;3-11-2026;NORM;7,50\r\n\
    34;B. Voorbeeld;30-10-2026;NORM;6,00\r\n34;B. Voorbeeld;4-11-2026;NORM;4,25\r\n";
const TWO_HEADS: &str = "Persnr;Naam;Normaal;;Overwerk;\r\n;;week 45;week 46;week 45;week 46\r\n\
    12;S. Proef;38;36,5;1;2\r\n34;B. Voorbeeld;20;20;;\r\n";
/// A night, a shift that is open, one over the edge of the period, and one in the night of the clock.
const CLOCK: &str = "Personeelsnummer;Naam;Datum;Uursoort;Begintijd;Eindtijd;Pauze (min)\r\n\
    12;S. Proef;2-11-2026;NORM;09:00;17:30;30\r\n12;S. Proef;3-11-2026;NORM;22:00;06:00;0\r\n\
    34;B. Voorbeeld;4-11-2026;NORM;8:15;;\r\n34;B. Voorbeeld;30-11-2026;NORM;22:00;06:00;30\r\n\
    56;T. Verzonnen;5-11-2026;NORM;12:00;12:00;\r\n";
const NAMES: &str = "Voornaam;Achternaam;Geboortedatum;Uursoort;Uren\r\n\
    Jan;de Vries;1-2-1990;NORM;8\r\nJan;de Vries;23-4-1985;NORM;4\r\nPiet;Mol;5-6-1977;NORM;2\r\n";

/// Takes them into `folder`, their names ending in `ending`.
///
/// # Errors
/// When the program does not start, a page is not what is expected, or a picture cannot be written.
pub fn take(options: Options, folder: &Path, ending: &str) -> Result {
    let answers = tempfile::tempdir()?;
    let open = answers.path().join("open");
    fs::create_dir(&open)?;
    let app = App::start(options.env("KOPPELWIJZER_DIALOG_FOLDER", answers.path().display().to_string()))?;
    let picture = |name: &str| {
        app.wait_until_still()?;
        app.screenshot(folder.join(format!("uren-{name}{ending}.png")))
    };
    introduce(&app)?;
    app.go("/uren")?;
    app.click(button("Nieuwe loonperiode"))?;
    app.choose("Loonperiode", "november 2026")?;
    app.click(button("Begin"))?;
    app.wait_for(heading("Uren naar Loket, november 2026"))?;
    let choose = |contents: &str| -> Result {
        fs::write(open.join("uren-november.csv"), contents)?;
        let other = button("Ander bestand");
        if app.has(other.clone())? { app.click(other) } else { app.click(button("Kies urenbestand")) }
    };

    choose(TWO_MONTHS)?;
    app.wait_for_text("Valt buiten november 2026")?;
    at(&app, "hours-check")?;
    picture("twee-maanden")?;
    app.click(button("Ga verder met alleen november 2026; de andere rijen blijven achter"))?;
    app.wait_for_text("Van oktober 2026: blijft achter")?;
    at(&app, "hours-check")?;
    picture("gesplitst")?;

    choose(TWO_HEADS)?;
    app.wait_for_text("Normaal week 45")?;
    at(&app, "hours-columns")?;
    picture("kop-op-twee-rijen")?;

    choose(CLOCK)?;
    app.wait_for(button("Maak uren van de begintijd en de eindtijd"))?;
    at(&app, "hours-check")?;
    picture("tijden-gevraagd")?;
    app.click(button("Maak uren van de begintijd en de eindtijd"))?;
    app.wait_for_text("Zo worden tijden uren:")?;
    at(&app, "hours-columns")?;
    picture("tijden-regels")?;
    at(&app, "hours-check")?;
    picture("tijden-fouten")?;

    choose(NAMES)?;
    app.wait_for_text("Jan de Vries, 01-02-1990")?;
    at(&app, "hours-people")?;
    picture("namen")?;

    choose(&large())?;
    app.wait_for(button("Stop"))?;
    picture("lezen")?;
    app.wait_until_gone("Stop")?;
    picture("groot")?;
    at(&app, "hours-people")?;
    picture("groot-medewerkers")
}

/// A hundred thousand rows.
fn large() -> String {
    let mut text = "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n".to_owned();
    for row in 0..100_000_u32 {
        let (person, day) = (row / 20 + 1, row % 20 + 1);
        // Writing to text never fails.
        let _ = write!(text, "{person};M. Voorbeeld-{person};{day:02}-11-2026;NORM;{},25\r\n", 4 + row % 4);
    }
    text
}
