//! What can befall the records while the program runs or stands still: nothing that was said to be saved goes, and
//! files of others stay as they are.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use driver::{App, Desktop, Fault, Keychain, Result, Screen, button, checkbox, link};
use rusqlite::Connection;

use crate::journey::office::{EMPLOYER, first_step, handbook};
use crate::program;

const FIRST: &str = "Je kantoor is bij a.s.r. aangemeld";
/// How long a start that is refused may take to say so.
const SAYING: Duration = Duration::from_mins(1);

#[test]
fn a_second_start_leaves_the_records_to_the_first() -> Result {
    let app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let second = Started(app.second().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    let code = second.ended()?;
    assert_eq!(code, Some(0), "it hands over to the first and ends");
    assert!(app.is_running());
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")
}

#[test]
fn a_second_start_without_d_bus_says_that_it_is_open_already() -> Result {
    let app = App::start(program().keychain(Keychain::NoBus))?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let before = files(&app.data())?;
    let second = Started(app.second().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    second.says_why(app.desktop())?;
    assert!(files(&app.data())? == before, "the records are untouched");
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Bewaard om ")
}

#[test]
fn starts_without_d_bus_that_are_refused_together_say_so_once() -> Result {
    let app = App::start(program().keychain(Keychain::NoBus))?;
    let start = || Ok::<_, Fault>(Started(app.second().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?));
    let first = start()?;
    first.says_why(app.desktop())?;
    for silent in [start()?, start()?] {
        assert_eq!(silent.ended()?, Some(1), "the first says it for all");
    }
    Screen::of(app.desktop())?.ask_to_close(first.0.id())?;
    assert_eq!(first.ended()?, Some(1));
    assert!(app.is_running());
    Ok(())
}

#[test]
fn a_second_program_on_a_folder_of_its_own_opens_beside_the_first() -> Result {
    let app = App::start(program())?;
    let folder = app.desktop().home().join("another folder");
    let mut second = app.second();
    second.env("KOPPELWIJZER_DATA_DIR", &folder).stdout(Stdio::null()).stderr(Stdio::null());
    let second = Started(second.spawn()?);
    second.says_why(app.desktop())?;
    assert!(folder.join("koppelwijzer.db").is_file(), "it opened its own records");
    assert!(app.is_running());
    Ok(())
}

#[test]
fn a_window_that_cannot_be_made_is_said() -> Result {
    let app = App::start(program())?;
    let home = app.desktop().home();
    let blocked = home.join("blocked");
    fs::write(&blocked, "a file where the web view wants a folder")?;
    let mut second = app.second();
    for name in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"] {
        second.env(name, &blocked);
    }
    second.env("KOPPELWIJZER_DATA_DIR", home.join("another folder"));
    let refused = Started(second.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
    refused.says_why(app.desktop())?;
    Screen::of(app.desktop())?.ask_to_close(refused.0.id())?;
    assert_eq!(refused.ended()?, Some(1), "said, and ended by itself");
    Ok(())
}

#[test]
fn what_another_program_keeps_from_being_saved_is_said_kept_and_tried_again() -> Result {
    let app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    let other = Connection::open(app.data().join("koppelwijzer.db"))?;
    other.execute_batch("BEGIN IMMEDIATE")?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("Een ander programma houdt de gegevens vast")?;
    assert!(!app.text()?.contains("Bewaard om "), "it does not say that it is saved");
    assert!(app.is_checked(checkbox(FIRST))?, "what was done stays on the screen");
    other.execute_batch("ROLLBACK")?;
    app.click(button("Opnieuw proberen"))?;
    app.wait_for_text("Bewaard om ")?;
    app.go("/")?;
    app.go(&step)?;
    app.wait_for(checkbox(FIRST))?;
    assert!(app.is_checked(checkbox(FIRST))?);
    Ok(())
}

#[test]
fn damaged_records_are_restored_from_the_backup_and_that_is_said() -> Result {
    for damage in [garbage as fn(&mut Vec<u8>), truncated, emptied] {
        let mut app = App::start(program())?;
        first_step(&app, &handbook("asr-werkgever")?)?;
        app.click(link("Instellingen"))?;
        app.click(button("Maak nu een back-up"))?;
        app.wait_for_text("De back-up is gemaakt")?;
        app.close()?;
        let db = app.data().join("koppelwijzer.db");
        let mut bytes = fs::read(&db)?;
        damage(&mut bytes);
        fs::write(&db, &bytes)?;
        app.restart()?;
        app.wait_for_text("Je gegevens waren beschadigd en zijn hersteld uit een back-up")?;
        app.wait_for_text("Het beschadigde bestand is niet weggegooid.")?;
        app.wait_for(link(EMPLOYER))?;
        let kept = files(&app.data())?.into_values().any(|kept| kept == bytes);
        assert!(kept || bytes.is_empty(), "the damaged file is kept as it was");
    }
    Ok(())
}

#[test]
fn records_of_a_newer_version_and_of_another_program_are_refused_untouched() -> Result {
    let newer = |db: &Path| -> Result {
        let other = Connection::open(db)?;
        other.execute_batch("UPDATE about SET schema = 999; PRAGMA user_version = 999")?;
        Ok(other.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?)
    };
    let foreign = |db: &Path| -> Result {
        fs::remove_file(db)?;
        let other = Connection::open(db)?;
        Ok(other.execute_batch("PRAGMA application_id = 12345; CREATE TABLE recipes (name TEXT)")?)
    };
    for change in [&newer as &dyn Fn(&Path) -> Result, &foreign] {
        let mut app = App::start(program())?;
        first_step(&app, &handbook("asr-werkgever")?)?;
        app.close()?;
        change(&app.data().join("koppelwijzer.db"))?;
        let before = files(&app.data())?;
        let refused = Started(app.second().stdout(Stdio::null()).stderr(Stdio::null()).spawn()?);
        refused.says_why(app.desktop())?;
        assert!(files(&app.data())? == before, "untouched while it says so");
        Screen::of(app.desktop())?.ask_to_close(refused.0.id())?;
        assert_eq!(refused.ended()?, Some(1));
        assert!(files(&app.data())? == before, "untouched after it ended");
    }
    Ok(())
}

#[test]
fn a_data_folder_that_goes_while_the_program_runs_is_said_and_not_made_anew() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let (data, away) = (app.data(), app.desktop().home().join("away"));
    let step = app.place()?;
    fs::rename(&data, &away)?;
    app.click(checkbox(FIRST))?;
    app.wait_for_text("De map met gegevens is verdwenen of vervangen.")?;
    assert!(app.is_checked(checkbox(FIRST))?, "what was done stays on the screen");
    assert!(!data.exists(), "no new records beside the old ones");
    app.kill();
    fs::rename(&away, &data)?;
    app.restart()?;
    app.go(&step)?;
    app.wait_for(checkbox(FIRST))?;
    assert!(!app.is_checked(checkbox(FIRST))?, "what was not saved was not said to be");
    Ok(())
}

fn garbage(bytes: &mut Vec<u8>) {
    let noise = (0..4096).map(|place: u32| (place.wrapping_mul(2_654_435_761) >> 24).to_le_bytes()[0]);
    bytes.splice(..4096, noise);
}

fn truncated(bytes: &mut Vec<u8>) {
    bytes.truncate(bytes.len() / 2 + 100);
}

fn emptied(bytes: &mut Vec<u8>) {
    bytes.clear();
}

/// Every file of the records with what is in it, by name. The session's own marks say who is there, no records.
fn files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for there in fs::read_dir(folder)? {
        let path = there?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_file() && ![".lock", ".session", "-shm", ".log"].iter().any(|mark| name.ends_with(mark)) {
            found.insert(name, fs::read(&path)?);
        }
    }
    Ok(found)
}

/// A start without anybody at the wheel; ended when dropped.
struct Started(Child);

impl Started {
    /// Waits until it shows a window of its own: the words why it does not start.
    fn says_why(&self, desktop: &Desktop) -> Result {
        let (screen, start) = (Screen::of(desktop)?, Instant::now());
        while screen.window_of(self.0.id()).is_err() {
            if start.elapsed() > SAYING {
                return Err(Fault::new("a refused start showed nothing"));
            }
            thread::sleep(Duration::from_millis(25));
        }
        Ok(())
    }

    /// Waits until it ends; its exit code.
    fn ended(mut self) -> Result<Option<i32>> {
        let start = Instant::now();
        loop {
            if let Some(status) = self.0.try_wait()? {
                return Ok(status.code());
            }
            if start.elapsed() > SAYING {
                return Err(Fault::new("a second start did not end"));
            }
            thread::sleep(Duration::from_millis(25));
        }
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Both fail only when it has already ended, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
