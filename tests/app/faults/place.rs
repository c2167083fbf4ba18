//! The place where the records live: one that nothing can be written to, one without shared memory, one where what
//! the program kept of its settings and its window is no longer to be read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use driver::{App, Desktop, Result, checkbox, link};
use rusqlite::Connection;

use crate::faults::disturb::read_only;
use crate::journey::office::{Dialogs, EMPLOYER, NAME, export, first_step, handbook};
use crate::program;

const FIRST: &str = "Je kantoor is bij a.s.r. aangemeld";
const SECOND: &str = "De werkgever heeft de salariskoppeling zelf aangevraagd";
const READ_ONLY: &str = "Je kunt nu alleen lezen.";

#[test]
fn a_folder_that_nothing_can_be_written_to_is_for_reading_and_stays_as_it_is() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")?;
    // Closed as it should be; then cut off, with the newest still in the log.
    for clean in [true, false] {
        if clean {
            app.close()?;
        } else {
            app.kill();
        }
        let before = bytes(&app.data())?;
        *app.options_mut() = read_only(files.program(), &app.data())?;
        app.restart()?;
        app.wait_for_text(READ_ONLY)?;
        app.wait_for_text("In de map met gegevens mag niet worden geschreven.")?;
        app.wait_for(link(EMPLOYER))?;
        app.go(&step)?;
        app.wait_for(checkbox(FIRST))?;
        assert!(app.is_checked(checkbox(FIRST))?, "what was saved is there to read");
        let dossier = step.split("/stap/").next().unwrap_or_default();
        for page in ["", "/alles", "/controleren", "/geschiedenis"] {
            app.go(&format!("{dossier}{page}"))?;
            app.wait_for_text(EMPLOYER)?;
        }
        app.go(&step)?;
        app.wait_for(checkbox(SECOND))?;
        if !app.is_disabled(checkbox(SECOND))? {
            app.click(checkbox(SECOND))?;
            app.wait_for_text("De gegevens zijn alleen te lezen.")?;
        }
        assert!(!app.text()?.contains("Bewaard om "), "nothing is said to be saved");
        app.go(dossier)?;
        export(&app)?;
        fs::remove_file(files.saved(&app, ".koppelwijzer")?)?;
        app.close()?;
        assert!(bytes(&app.data())? == before, "byte for byte as it was");
        *app.options_mut() = files.program();
        app.restart()?;
        app.go(&step)?;
        app.wait_for(checkbox(SECOND))?;
        assert!(!app.text()?.contains(READ_ONLY));
        assert!(!app.is_checked(checkbox(SECOND))?, "what was not saved was not said to be");
    }
    app.click(checkbox(SECOND))?;
    app.wait_for_text("Bewaard om ")
}

#[test]
fn a_place_without_shared_memory_works_and_is_warned_of() -> Result {
    for fresh in [true, false] {
        let (mut desktop, mut step) = (Desktop::new(&program())?, String::new());
        if !fresh {
            let mut app = App::start_on(desktop, program())?;
            first_step(&app, &handbook("asr-werkgever")?)?;
            step = app.place()?;
            app.click(checkbox(FIRST))?;
            app.wait_for_text("Bewaard om ")?;
            app.close()?;
            desktop = app.into_desktop();
        }
        // What a folder on many a network says when a file of it is to be shared memory. Started by strace, the
        // program may be changed by it without any rights.
        let shared = desktop.data().join("koppelwijzer.db-shm").display().to_string();
        let strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-P", &shared];
        let answers = ["-e", "trace=mmap", "-e", "inject=mmap:error=ENODEV"];
        let options = program().through(strace.into_iter().chain(answers));
        let mut app = App::start_on(desktop, options)?;
        app.wait_for_text("Je gegevens staan op een netwerkmap of in een map die wordt gesynchroniseerd")?;
        if fresh {
            first_step(&app, &handbook("asr-werkgever")?)?;
            step = app.place()?;
        }
        app.go(&step)?;
        app.wait_for(checkbox(SECOND))?;
        assert_eq!(app.is_checked(checkbox(FIRST))?, !fresh);
        app.click(checkbox(SECOND))?;
        app.wait_for_text("Bewaard om ")?;
        app.kill();
        app.restart()?;
        app.go(&step)?;
        app.wait_for(checkbox(SECOND))?;
        assert!(app.is_checked(checkbox(SECOND))?, "what was confirmed is there");
    }
    Ok(())
}

#[test]
fn settings_that_cannot_be_read_become_the_defaults_and_the_dossiers_stay() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    for garbage in ["", "\u{0}\u{1}{", "{\"settings\": {\"name\": 7}}"] {
        app.close()?;
        let records = Connection::open(app.data().join("koppelwijzer.db"))?;
        let changed = records.execute("UPDATE settings SET value = ?1 WHERE key = 'settings'", [garbage])?;
        assert_eq!(changed, 1);
        drop(records);
        scribble_over_window_state(app.desktop().home())?;
        app.restart()?;
        assert!(!app.text()?.contains(NAME), "the name is not known any more");
        app.go(&step)?;
        app.wait_for(checkbox(FIRST))?;
        app.go("/instellingen")?;
        app.fill("Je naam", NAME)?;
        app.fill("Je initialen", "NV")?;
        app.press("Tab")?;
        app.wait_for_text(NAME)?;
    }
    app.restart()?;
    app.wait_for_text(NAME)?;
    app.go(&step)?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")
}

/// The one file that is kept beside the records: where the window stood.
fn scribble_over_window_state(home: &Path) -> Result {
    let mut found = 0;
    for folder in ["config", "share"] {
        let file = home.join(folder).join("nl.koppelwijzer.desktop").join(".window-state.json");
        if file.exists() {
            fs::write(&file, b"\xff{\"main\":")?;
            found += 1;
        }
    }
    assert_eq!(found, 1, "the window's place is kept in a file");
    Ok(())
}

/// Every file of the records with what is in it, by name.
fn bytes(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for there in fs::read_dir(folder)? {
        let path = there?.path();
        if path.is_file() {
            found.insert(path.display().to_string(), fs::read(&path)?);
        }
    }
    Ok(found)
}
