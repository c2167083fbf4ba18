//! Uren naar Loket: an hours file is read, mapped and put right, and its upload file made; the next period takes few clicks.

use std::cell::Cell;
use std::fs;

use driver::{App, Result, Target, button, field, heading, link, radio};

use super::office::{Dialogs, introduce};

pub const EMPLOYER: &str = "Café De Proef";
const NOVEMBER: &str = "Personeelsnummer;Naam;BSN;Datum;Uursoort;Uren\r\n\
    12;S. Proef;111222333;2-11-2026;NORM;8,00\r\n\
    12;S. Proef;111222333;3-11-2026;NORM;7:30\r\n\
    12;S. Proef;111222333;3-11-2026;OV125;1,25\r\n\
    34;B. Voorbeeld;123456782;2-11-2026;NORM;-4,00\r\n\
    34;B. Voorbeeld;123456782;4-11-2026;NORM;6,50\r\n\
    34;B. Voorbeeld;123456782;5-11-2026;REIS;2,00\r\n";
const DECEMBER: &str = "Personeelsnummer;Naam;BSN;Datum;Uursoort;Uren\r\n\
    12;S. Proef;111222333;1-12-2026;NORM;8,00\r\n\
    12;S. Proef;111222333;2-12-2026;NORM;7:30\r\n\
    12;S. Proef;111222333;2-12-2026;OV125;1,25\r\n\
    34;B. Voorbeeld;123456782;3-12-2026;NORM;6,50\r\n";

/// Clicks, and how many there were.
pub(super) struct Clicks<'a>(&'a App, Cell<usize>);

impl<'a> Clicks<'a> {
    pub(super) fn on_page(app: &'a App) -> Self {
        Self(app, Cell::default())
    }

    fn on(&self, target: impl Into<Target>) -> Result {
        self.1.set(self.1.get() + 1);
        self.0.click(target)
    }
}

#[test]
fn an_hours_file_becomes_an_upload_file_and_the_next_period_takes_ten_clicks_at_most() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    files.offer("uren-november.csv", NOVEMBER.as_bytes())?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text("De kolom BSN is niet gelezen en gaat niet mee.")?;
    assert!(!app.text()?.contains("123456782"), "what is not needed is never shown");

    // What is missing is typed, since Loket was not read; what does not go along gets a reason.
    for (code, component) in [("NORM", "2"), ("OV125", "15")] {
        app.fill(format!("Componentcode voor {code}"), component)?;
        app.press("Enter")?;
    }
    app.click(button("Gaat niet mee: Componentcode voor REIS"))?;
    app.fill("Waarom gaat dit niet mee?", "wordt los betaald")?;
    app.click(button("Bewaar"))?;
    app.wait_for_text("Gaat niet mee: wordt los betaald")?;
    assert!(app.is_disabled(button("Maak bestand"))?, "an error is left");

    app.click(button("Laat deze rij weg").within("Negatieve uren"))?;
    app.fill("Waarom gaat dit niet mee?", "stond al in oktober")?;
    app.click(button("Bewaar"))?;
    app.wait_for_text("Weggelaten: 1 rij")?;
    read_warnings(&Clicks::on_page(&app))?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    let made = files.path().join("uren-395-2026-11.csv");
    assert_eq!(
        fs::read_to_string(&made)?,
        "aanslnr;persnr;ploeg;2;15\r\n395;12;1;15,5;1,25\r\n395;34;1;6,5;\r\n"
    );

    let clicks = Clicks::on_page(&app);
    clicks.on(button("Begin met december 2026"))?;
    app.wait_for(heading("Uren naar Loket, december 2026"))?;
    files.offer("uren-december.csv", DECEMBER.as_bytes())?;
    clicks.on(button("Kies urenbestand"))?;
    app.wait_for_text("De kolommen zijn dezelfde als de vorige keer")?;
    app.wait_for_text("als in november")?;
    read_warnings(&clicks)?;
    clicks.on(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    assert!(clicks.1.get() <= 10, "{} clicks", clicks.1.get());
    assert!(files.path().join("uren-395-2026-12.csv").exists());

    // Closed and opened again, the file is asked for; what was done is still there.
    app.go("/uren")?;
    app.wait_for_text("december 2026")?;
    app.click(link(EMPLOYER).within("november 2026"))?;
    app.wait_for(heading("Uren naar Loket, november 2026"))?;
    app.wait_for_text("Bestand gemaakt")
}

#[test]
fn a_file_that_is_no_table_is_refused_with_what_to_do_and_another_is_read() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    files.offer("uren.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text("Het urenbestand is niet gelezen")?;
    app.wait_for_text("Het bestand zelf is niet veranderd.")?;
    files.offer("uren-november.csv", NOVEMBER.as_bytes())?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text("uren-november.csv, ")
}

/// From the first start to the page of November of that employer.
pub fn begin_november(app: &App) -> Result {
    begin(app)?;
    app.click(button("Nieuwe loonperiode"))?;
    // The only employer and administration are chosen already.
    app.choose("Loonperiode", "november 2026")?;
    app.click(button("Begin"))?;
    app.wait_for(heading("Uren naar Loket, november 2026"))
}

/// Reads this file, with NORM and OV125 as its codes, and has nothing hold it back.
pub fn read_and_map(app: &App, files: &Dialogs, contents: &str) -> Result {
    files.offer("uren-november.csv", contents.as_bytes())?;
    app.click(button("Kies urenbestand"))?;
    for (code, component) in [("NORM", "2"), ("OV125", "15")] {
        let label = format!("Componentcode voor {code}");
        app.wait_for(field(&label))?;
        // Rows are drawn as they come into view.
        app.click(field(&label))?;
        if app.value(&label)? != component {
            app.fill(&label, component)?;
            app.press("Enter")?;
        }
    }
    read_warnings(&Clicks::on_page(app))?;
    app.wait_until("nothing holds it back", || Ok(!app.is_disabled(button("Maak bestand"))?))
}

/// From the first start to the page of the hours, with one employer that pays by the month.
pub fn begin(app: &App) -> Result {
    introduce(app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.fill("Bedrijfsnaam", EMPLOYER)?;
    app.fill("Loonheffingennummer", "111222333L01")?;
    app.fill("Aansluitnummer", "395")?;
    app.click(radio("Per maand"))?;
    app.click(button("Doorgaan"))?;
    app.wait_for(heading(EMPLOYER))?;
    app.click(link("Uren naar Loket").within("Handboeken"))?;
    app.wait_for(heading("Uren naar Loket"))
}

/// Says of all warnings that they are in order, where there are any.
pub(super) fn read_warnings(clicks: &Clicks<'_>) -> Result {
    let app = clicks.0;
    for all in ["Alles gelezen, dit klopt", "Gelezen, dit klopt"] {
        if app.has(button(all))? {
            clicks.on(button(all))?;
            app.fill("Waarom klopt dit?", "nagevraagd bij de werkgever")?;
            clicks.on(button("Bewaar"))?;
            app.wait_until_gone(all)?;
        }
    }
    Ok(())
}
