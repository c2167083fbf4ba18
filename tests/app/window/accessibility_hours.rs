//! The same for the pages of the hours and for employees that become a file, offline and with Loket.

use driver::{App, Result, button, heading};
use peer::Peer;
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER, WELL};
use crate::journey::hours::begin;
use crate::journey::office::Dialogs;
use crate::window::judge::Judge;

/// Errors, a warning, a column that is dropped, and rows of another month.
const FAULTY: &str = "Personeelsnummer;Naam;BSN;Datum;Uursoort;Uren\r\n\
    12;S. Proef;111222333;2-11-2026;NORM;8,00\r\n\
    12;S. Proef;111222333;2-11-2026;NORM;8,00\r\n\
    34;B. Voorbeeld;123456782;3-11-2026;NORM;-4,00\r\n\
    34;B. Voorbeeld;123456782;3-12-2026;OV125;2,00\r\n";
/// 450 is minutes or hours.
const ASKED: &str =
    "Personeelsnummer;Datum;Uursoort;Duur\r\n12;2-11-2026;NORM;450\r\n34;3-11-2026;NORM;480\r\n";
/// As nobody may upload it: points for commas and a name above a column.
const UPLOAD: &[u8] = b"aanslnr;persnr;ploeg;Overwerk\r\n395;12;1;15.5\r\n";

#[test]
fn no_violation_on_the_pages_of_the_hours_in_the_light() -> Result {
    judge(false)
}

#[test]
fn no_violation_on_the_pages_of_the_hours_in_the_dark() -> Result {
    judge(true)
}

fn judge(dark: bool) -> Result {
    let mut judge = Judge::default();
    let files = Dialogs::new()?;
    let options = if dark { files.program().dark() } else { files.program() };
    let app = App::start(options)?;
    list(&app, &files, &mut judge)?;
    run(&app, &files, &mut judge)?;
    with_loket(dark, &mut judge)?;
    judge.expect_nothing();
    Ok(())
}

fn list(app: &App, files: &Dialogs, judge: &mut Judge) -> Result {
    begin(app)?;
    judge.look(app, "hours without runs")?;
    app.click(button("Nieuwe loonperiode"))?;
    app.wait_for(heading("Nieuwe loonperiode"))?;
    judge.look(app, "a new run")?;
    app.press("Escape")?;
    files.offer("uren-395-2026-11.csv", UPLOAD)?;
    app.click(button("Controleer een uploadbestand"))?;
    app.wait_for_text("Gecontroleerd: uren-395-2026-11.csv")?;
    judge.look(app, "an upload file that was checked")
}

fn run(app: &App, files: &Dialogs, judge: &mut Judge) -> Result {
    app.click(button("Nieuwe loonperiode"))?;
    app.choose("Loonperiode", "november 2026")?;
    app.click(button("Begin"))?;
    app.wait_for(heading("Uren naar Loket, november 2026"))?;
    judge.look(app, "a run without a file")?;
    files.offer("gevraagd.csv", ASKED.as_bytes())?;
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text("gevraagd.csv, ")?;
    judge.look(app, "a question about a file")?;
    files.offer("fouten.csv", FAULTY.as_bytes())?;
    app.click(button("Ander bestand"))?;
    app.wait_for_text("fouten.csv, ")?;
    judge.look(app, "a file with faults")?;
    app.click(button("Laat deze rij weg").within("Negatieve uren"))?;
    judge.look(app, "why a row does not go along")
}

fn with_loket(dark: bool, judge: &mut Judge) -> Result {
    let connected =
        ConnectedApp::with(Peer::start()?, |options| if dark { options.dark() } else { options })?;
    connected.sign_in(USER)?;
    connected.run("read_employers", json!({}))?;
    let app = &connected.app;
    let id = connected.employers()?[WELL].clone();
    app.go("/verbinding")?;
    app.wait_for(button("Meld je af"))?;
    judge.look_at(app, &format!("/werkgevers/{id}/medewerkers"))?;
    app.click(button("Lees uit Loket"))?;
    app.wait_for_text("12 rijen: een voor elk dienstverband.")?;
    judge.look(app, "employees of Loket")
}
