//! A payroll period while the program is killed: a note that is being written, and an upload file that is being made.

use std::fs;
use std::time::{Duration, Instant};

use driver::{App, Fault, Result, button, link};

use crate::faults::disturb::{Held, holdable};
use crate::faults::typing::kill_after_typing;
use crate::journey::hours::{EMPLOYER, begin_november, read_and_map};
use crate::journey::office::Dialogs;

const NOVEMBER: &str = "Personeelsnummer;Naam;Datum;Uursoort;Uren\r\n\
    12;S. Proef;2-11-2026;NORM;8,75\r\n34;B. Voorbeeld;4-11-2026;NORM;6,75\r\n\
    34;B. Voorbeeld;5-11-2026;OV125;1,25\r\n";
const UPLOAD: &str = "aanslnr;persnr;ploeg;2;15\r\n395;12;1;8,75;\r\n395;34;1;6,75;1,25\r\n";
/// What names of files in the making start with.
const PASSING: &str = ".koppelwijzer-";

#[test]
fn a_note_of_a_run_that_was_being_written_is_there_after_a_kill() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    begin_november(&app)?;
    let run = app.place()?;
    // The first text that is sealed makes the key in the keychain, and how long that takes is the system's.
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", "De sleutel is er")?;
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")?;
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", "Voor wie de uren overneemt")?;
    kill_after_typing(&mut app)?;
    app.go(&run)?;
    app.wait_for(button("Bewaar notitie"))?;
    assert_eq!(app.value("Nieuwe notitie")?, "Voor wie de uren overneemt");
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")?;
    app.kill();
    app.restart()?;
    app.go(&run)?;
    app.wait_for_text("Voor wie de uren overneemt")?;
    app.wait_for_text("De sleutel is er")
}

#[test]
fn a_kill_while_the_upload_file_is_written_leaves_it_whole_or_not_there_and_the_run_says_where_it_is()
-> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(holdable(files.program()))?;
    begin_november(&app)?;
    let run = app.place()?;
    let target = files.path().join("uren-395-2026-11.csv");
    let (name, folder) = (target.display().to_string(), files.path().display().to_string());
    read_and_map(&app, &files, NOVEMBER)?;
    // Before it gets its name; then before that name is made durable.
    for (calls, stands) in [("renameat2,renameat,rename,linkat,link", false), ("fsync", true)] {
        let (traced, kill) = (format!("trace={calls}"), format!("inject={calls}:signal=KILL"));
        let _held = Held::by(&app, &["-e", &traced, "-e", &kill, "-P", &name, "-P", &folder])?;
        // It may be gone before it answered the click.
        let _ = app.click(button("Maak bestand"));
        killed(&app)?;
        app.kill();
        assert_eq!(target.exists(), stands);
        app.restart()?;
        if stands {
            assert_eq!(fs::read_to_string(&target)?, UPLOAD, "whole");
        }
        let strays =
            fs::read_dir(files.path())?.filter_map(|there| there.ok()?.file_name().into_string().ok());
        assert_eq!(strays.filter(|name| name.starts_with(PASSING)).count(), 0, "no stray");
        // It was not recorded as made: the run is where it was, and asks for its file again.
        app.go("/uren")?;
        app.wait_for_text("Controleren")?;
        app.click(link(EMPLOYER).within("november 2026"))?;
        app.wait_until("the run", || Ok(app.place()? == run))?;
        app.wait_for_text("uren-november.csv")?;
        read_and_map(&app, &files, NOVEMBER)?;
        assert!(!app.text()?.contains("cel voor cel teruggelezen"), "nothing is said to be made");
    }
    // The one that stands is the file that was wanted: it counts as made, and there is no second one.
    app.click(button("Maak bestand"))?;
    app.wait_for_text("cel voor cel teruggelezen")?;
    app.wait_for_text("uren-395-2026-11.csv")?;
    assert_eq!(fs::read_to_string(&target)?, UPLOAD);
    let made = fs::read_dir(files.path())?.filter_map(|there| there.ok()?.file_name().into_string().ok());
    assert_eq!(made.filter(|name| name.starts_with("uren-")).collect::<Vec<_>>(), ["uren-395-2026-11.csv"]);
    Ok(())
}

/// Waits until the program was ended by the kill that was put in its way.
fn killed(app: &App) -> Result {
    let begin = Instant::now();
    while app.is_running() {
        if begin.elapsed() > Duration::from_mins(1) {
            return Err(Fault::new("the program was not killed while it made the file"));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}
