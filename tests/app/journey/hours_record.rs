//! What is kept with a payroll period: its report, where it stands on the overview, and upload files that are checked.

use std::fs;
use std::process::Command;

use driver::{App, Result, button, checkbox, heading, link};
use jiff::ToSpan;
use serde_json::json;

use super::hours::{EMPLOYER, begin, begin_november, read_and_map};
use super::office::Dialogs;
use crate::connected::app::{ConnectedApp, WELL};

/// Hours that add up to another number than any of them.
const NOVEMBER: &str = "Personeelsnummer;Naam;BSN;Datum;Uursoort;Uren\r\n\
    12;S. Proef;123456782;2-11-2026;NORM;7,65\r\n34;B. Voorbeeld;111111110;4-11-2026;NORM;6,72\r\n\
    34;B. Voorbeeld;111111110;5-11-2026;OV125;1,25\r\n";
const NOTE: &str = "Afgestemd met de werkgever";

#[test]
fn the_report_of_a_run_says_what_was_made_and_nobodys_hours() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin_november(&app)?;
    read_and_map(&app, &files, NOVEMBER)?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", NOTE)?;
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")?;
    app.click(button("Verslag als webpagina"))?;
    let html = fs::read_to_string(files.saved(&app, ".html")?)?;
    app.click(button("Verslag als PDF"))?;
    let pdf = files.saved(&app, ".pdf")?;
    let pdf = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output()?;
    let pdf = String::from_utf8_lossy(&pdf.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [&html, &pdf] {
        for said in [
            "Uren naar Loket, november 2026",
            EMPLOYER,
            "Loonheffingennummer",
            "uren-november.csv",
            "uren-395-2026-11.csv",
            "14,37",
            "OV125",
            NOTE,
            "De keten is volledig",
        ] {
            assert!(text.contains(said), "it says {said:?}:\n{text}");
        }
        for hidden in ["S. Proef", "B. Voorbeeld", "7,65", "6,72", "123456782", "111111110"] {
            assert!(!text.contains(hidden), "it does not say {hidden:?}:\n{text}");
        }
    }
    Ok(())
}

#[test]
fn a_run_stands_on_the_overview_with_what_it_waits_for_and_its_day_until_it_is_in_loket() -> Result {
    let connected = ConnectedApp::connected()?;
    let app = &connected.app;
    let employer = connected.employers()?[WELL].clone();
    connected.run("read_employer", json!({ "employer": employer }))?;
    // The tenth of the month before this one has always passed.
    let before = jiff::Zoned::now().date().first_of_month().checked_sub(1.day())?;
    let month = json!({ "year": before.year(), "kind": "month", "number": before.month() });
    let created = connected
        .ask("create_hours_run", json!({ "employer": employer, "administration": 101, "period": month }))?;
    let run = created["run"]["id"].as_str().unwrap_or_default().to_owned();
    let said = created["run"]["period"]["words"]["nl"].as_str().unwrap_or_default().to_owned();
    app.go(&format!("/uren/{run}"))?;
    app.choose("Dag van de maand waarop de uren in Loket moeten staan", "Dag 10")?;
    app.wait_until("the day is kept", || {
        let view = connected.ask("open_hours_run", json!({ "id": run }))?;
        Ok(view["run"]["options"]["dueDay"] == json!(10))
    })?;

    app.go("/")?;
    app.wait_for(link(format!("{WELL}, {said}")))?;
    app.wait_for_text("Nog niet klaar")?;
    app.wait_for_text("te laat")?;
    let due = format!("Uren naar Loket, {said}");
    app.wait_for_text(&due)?;

    app.click(link(format!("{WELL}, {said}")))?;
    let day = before.strftime("%d-%m-%Y");
    let hours = format!(
        "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n1;S. Proef;{day};NORM;8,75\r\n1;S. Proef;{day};OV125;1,25\r\n"
    );
    read_and_map(app, &connected.files, &hours)?;
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    app.go("/")?;
    app.wait_for_text("Klaar om te verzenden")?;
    app.wait_for_text(&due)?;
    app.click(link(format!("{WELL}, {said}")))?;
    app.click(checkbox("Verzonden"))?;
    app.wait_for_text("Verzonden op")?;
    app.go("/uren")?;
    app.wait_for(heading("Uren naar Loket"))?;
    app.go("/")?;
    app.wait_for_text("Verzonden, nog niet vergeleken met Loket")?;
    assert!(!app.text()?.contains(&due), "it is no longer due");
    Ok(())
}

#[test]
fn an_upload_file_of_somebody_else_is_checked_and_mended_under_another_name() -> Result {
    const OLD: &[u8] = b"\xef\xbb\xbfaanslnr,persnr,ploeg,2,15\n395,12,1,15.5,1.25\n\n395,34,1,6.5,\n";
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin(&app)?;
    files.offer("uren-oud.csv", OLD)?;
    app.click(button("Controleer een uploadbestand"))?;
    app.wait_for(heading("Gecontroleerd: uren-oud.csv"))?;
    for words in [
        "Wat mis is kan zonder raden worden hersteld.",
        "De kolommen zijn niet met een puntkomma gescheiden.",
        "Het decimaalteken is een punt. In dit bestand hoort een komma.",
        "goed in het verbeterde bestand",
        EMPLOYER,
    ] {
        app.wait_for_text(words)?;
    }
    app.click(button("Bewaar het verbeterde bestand"))?;
    let mended = files.saved(&app, "-verbeterd.csv")?;
    let right = "aanslnr;persnr;ploeg;2;15\r\n395;12;1;15,5;1,25\r\n395;34;1;6,5;\r\n";
    assert_eq!(fs::read_to_string(&mended)?, right);
    assert_eq!(fs::read(files.path().join("open/uren-oud.csv"))?, OLD, "the file itself stays as it was");

    files.offer("uren-oud-verbeterd.csv", right.as_bytes())?;
    app.click(button("Controleer een uploadbestand"))?;
    app.wait_for(heading("Gecontroleerd: uren-oud-verbeterd.csv"))?;
    app.wait_for_text("Dit bestand heeft de vorm die Loket inleest.")?;
    assert!(!app.has(button("Bewaar het verbeterde bestand"))?);

    // What can only be guessed is named and not mended.
    files.offer("uren-fout.csv", b"aanslnr;persnr;ploeg;2\r\n395;12;1;acht\r\n")?;
    app.click(button("Controleer een uploadbestand"))?;
    app.wait_for(heading("Gecontroleerd: uren-fout.csv"))?;
    app.wait_for_text("Dit kan de app niet herstellen zonder te raden.")?;
    assert!(!app.has(button("Bewaar het verbeterde bestand"))?);
    Ok(())
}
