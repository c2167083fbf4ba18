//! Hours files of other forms than one row an amount, and one that is large, on the page.

use std::fmt::Write as _;
use std::fs;
use std::time::Duration;

use driver::{App, Result, button, checkbox, field, heading};

use super::hours::{Clicks, begin_november, read_warnings};
use super::office::Dialogs;

/// Three rows of November and one of October.
const TWO_MONTHS: &str = "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n\
    12;S. Proef;2-11-2026;NORM;8,00\r\n\
    12;S. Proef;3-11-2026;NORM;7,50\r\n\
    34;B. Voorbeeld;30-10-2026;NORM;6,00\r\n\
    34;B. Voorbeeld;4-11-2026;NORM;4,25\r\n";
/// Codes above the weeks that belong to them.
const TWO_HEADS: &str = "Persnr;Naam;Normaal;;Overwerk;\r\n;;week 45;week 46;week 45;week 46\r\n\
    12;S. Proef;38;36,5;1;2\r\n34;B. Voorbeeld;20;20;;\r\n";
/// A day, a night, and a day with a break.
const CLOCK: &str = "Personeelsnummer;Naam;Datum;Uursoort;Begintijd;Eindtijd;Pauze (min)\r\n\
    12;S. Proef;2-11-2026;NORM;09:00;17:30;30\r\n\
    12;S. Proef;3-11-2026;NORM;22:00;06:00;0\r\n\
    34;B. Voorbeeld;4-11-2026;NORM;8:15;12:00;\r\n";
/// Two people of one name.
const NAMES: &str = "Voornaam;Achternaam;Geboortedatum;Uursoort;Uren\r\n\
    Jan;de Vries;1-2-1990;NORM;8\r\nJan;de Vries;23-4-1985;NORM;4\r\nPiet;Mol;5-6-1977;NORM;2\r\n";

/// Chooses this file where the page of November stands.
fn read(app: &App, files: &Dialogs, contents: &str) -> Result {
    files.offer("uren.csv", contents.as_bytes())?;
    app.click(button("Kies urenbestand"))
}

fn map(app: &App, label: &str, to: &str) -> Result {
    app.wait_for(field(label))?;
    // Rows are drawn as they come into view.
    app.click(field(label))?;
    app.fill(label, to)?;
    app.press("Enter")
}

/// Makes the upload file and gives what is in it.
fn made(app: &App, files: &Dialogs, period: &str) -> Result<String> {
    read_warnings(&Clicks::on_page(app))?;
    app.wait_until("the file can be made", || Ok(!app.is_disabled(button("Maak bestand"))?))?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    Ok(fs::read_to_string(files.path().join(format!("uren-395-2026-{period}.csv")))?)
}

#[test]
fn a_file_of_two_months_becomes_the_upload_files_of_both() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    read(&app, &files, TWO_MONTHS)?;
    app.wait_for_text("Valt buiten november 2026: dit is oktober 2026.")?;
    app.click(button("Ga verder met alleen november 2026; de andere rijen blijven achter"))?;
    app.wait_for_text("Van oktober 2026: blijft achter")?;
    map(&app, "Componentcode voor NORM", "2")?;
    assert_eq!(
        made(&app, &files, "11")?,
        "aanslnr;persnr;ploeg;2\r\n395;12;1;15,5\r\n395;34;1;4,25\r\n",
        "nothing of October"
    );
    app.click(button("Begin met oktober 2026, met hetzelfde bestand"))?;
    app.wait_for(heading("Uren naar Loket, oktober 2026"))?;
    // The choices of the one are those of the other: its own rows stay behind, and nothing is linked twice.
    app.wait_for_text("Van november 2026: blijft achter")?;
    app.wait_for_text("als vorige keer")?;
    assert_eq!(made(&app, &files, "10")?, "aanslnr;persnr;ploeg;2\r\n395;34;1;6\r\n", "what stayed behind");
    Ok(())
}

#[test]
fn a_head_on_two_rows_is_read_with_both() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    read(&app, &files, TWO_HEADS)?;
    for (code, component) in [("Normaal", "2"), ("Overwerk", "15")] {
        map(&app, &format!("Componentcode voor {code}"), component)?;
    }
    assert_eq!(made(&app, &files, "11")?, "aanslnr;persnr;ploeg;2;15\r\n395;12;1;74,5;3\r\n395;34;1;40;\r\n");
    Ok(())
}

#[test]
fn clock_times_become_hours_only_when_that_is_chosen() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    read(&app, &files, CLOCK)?;
    app.wait_for(button("Maak uren van de begintijd en de eindtijd"))?;
    assert!(app.is_disabled(button("Maak bestand"))?, "there are no hours before that is chosen");
    app.click(button("Maak uren van de begintijd en de eindtijd"))?;
    app.wait_for_text("Zo worden tijden uren:")?;
    map(&app, "Componentcode voor NORM", "2")?;
    assert_eq!(made(&app, &files, "11")?, "aanslnr;persnr;ploeg;2\r\n395;12;1;16\r\n395;34;1;3,75\r\n");
    app.wait_for(checkbox("Maak uren van de begintijd en de eindtijd"))
}

#[test]
fn people_of_one_name_are_each_chosen_by_their_number() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    read(&app, &files, NAMES)?;
    map(&app, "Componentcode voor NORM", "2")?;
    for (person, number) in [
        ("Jan de Vries, 01-02-1990", "12"),
        ("Jan de Vries, 23-04-1985", "34"),
        ("Piet Mol, 05-06-1977", "56"),
    ] {
        map(&app, &format!("Personeelsnummer voor {person}"), number)?;
    }
    assert_eq!(
        made(&app, &files, "11")?,
        "aanslnr;persnr;ploeg;2\r\n395;12;1;8\r\n395;34;1;4\r\n395;56;1;2\r\n"
    );
    Ok(())
}

/// So many rows, a person a row in twenty, each of another day.
fn large(rows: u32) -> String {
    let mut text = "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n".to_owned();
    for row in 0..rows {
        let (person, day) = (row / 20 + 1, row % 20 + 1);
        // Writing to text never fails.
        let _ = write!(text, "{person};M. Voorbeeld-{person};{day:02}-11-2026;NORM;{},25\r\n", 4 + row % 4);
    }
    text
}

#[test]
fn reading_a_hundred_thousand_rows_can_be_stopped_and_done_again() -> Result {
    const ROWS: u32 = 100_000;
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    read(&app, &files, &large(ROWS))?;
    app.click(button("Stop"))?;
    app.wait_for_text("Gestopt. Er is niets gelezen.")?;
    assert!(!app.has(button("Ander bestand"))?, "no part of it counts");
    app.click(button("Kies urenbestand"))?;
    app.wait_for_text_within("uren.csv, 100.001 rijen", Duration::from_mins(2))?;
    map(&app, "Componentcode voor NORM", "2")?;
    let text = made(&app, &files, "11")?;
    assert_eq!(text.lines().count(), 5_001, "the head and everybody");
    // What is drawn of it does not grow with the file.
    let rows = app.evaluate("return document.querySelectorAll('tr').length", vec![])?;
    assert!(rows.as_u64().is_some_and(|rows| rows < 1_000), "{rows} rows are drawn");
    Ok(())
}
