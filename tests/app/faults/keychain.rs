//! A keychain that is locked, absent, emptied or gone: said so, worked around, and never a secret in the open.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use driver::{App, Clipboard, Desktop, Keychain, Result, button, checkbox, control, descendants, field};

use crate::journey::office::{Dialogs, export, first_step, handbook};
use crate::program;

const LOCKED: &str = "De sleutelring is vergrendeld.";
const MISSING: &str = "Deze computer heeft geen sleutelring.";
const KEPT: &str = "Bewaard op de computer";
const SERVICE: &str = "nl.koppelwijzer.desktop";

#[test]
fn with_a_locked_keychain_everything_else_works() -> Result {
    let mut app = App::start(program().keychain(Keychain::Locked))?;
    app.wait_for_text(LOCKED)?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    app.click(checkbox("Je kantoor is bij a.s.r. aangemeld"))?;
    app.wait_for_text("Bewaard om ")?;
    open_password(&app)?;
    let step = app.place()?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text("Ontgrendel de sleutelring en probeer het opnieuw.")?;
    assert!(app.text()?.contains("Er is nog geen wachtwoord."), "nothing claims to be kept");
    unlock(app.desktop_mut())?;
    app.go("/")?;
    app.click(button("Opnieuw proberen"))?;
    app.wait_until_gone(LOCKED)?;
    app.go(&step)?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text(KEPT)
}

#[test]
fn what_is_sealed_is_shown_as_sealed_until_the_keychain_opens() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", "Bel mevrouw De Bruin na vieren")?;
    app.click(button("Bewaar notitie"))?;
    app.wait_for_text("Bel mevrouw De Bruin na vieren")?;
    app.close()?;
    assert_eq!(holding(&app.data(), "mevrouw De Bruin")?, Vec::<PathBuf>::new(), "sealed on disk");
    app.desktop().lock_keychain()?;
    app.restart()?;
    app.go(&step)?;
    app.wait_for_text(LOCKED)?;
    app.wait_for_text("Versleuteld")?;
    assert!(!app.text()?.contains("De Bruin"));
    unlock(app.desktop_mut())?;
    app.click(button("Opnieuw proberen"))?;
    app.wait_for_text("Bel mevrouw De Bruin na vieren")
}

#[test]
fn without_d_bus_secrets_can_be_kept_for_this_session_only() -> Result {
    let mut app = App::start(program().keychain(Keychain::NoBus))?;
    app.wait_for_text(MISSING)?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    open_password(&app)?;
    let step = app.place()?;
    app.click(button("Alleen deze sessie"))?;
    app.wait_for_text("Wachtwoorden blijven alleen deze sessie bewaard.")?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for(button("Kopieer wachtwoord"))?;
    app.restart()?;
    app.go(&step)?;
    app.wait_for_text(MISSING)?;
    app.click(button("Alleen deze sessie"))?;
    app.go("/")?;
    app.go(&step)?;
    app.wait_for_text("Dit wachtwoord staat niet (meer) in de sleutelring")
}

#[test]
fn a_password_deleted_elsewhere_is_asked_for_again() -> Result {
    let app = App::start(program())?;
    make_password(&app)?;
    let step = app.place()?;
    assert!(secret_tool(&app, &["clear", "service", SERVICE])?.status.success());
    app.go("/")?;
    app.go(&step)?;
    app.wait_for_text("Dit wachtwoord staat niet (meer) in de sleutelring")?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text(KEPT)
}

#[test]
fn a_keychain_that_dies_is_said_once_and_found_again() -> Result {
    let mut app = App::start(program())?;
    make_password(&app)?;
    app.desktop_mut().stop_keychain();
    app.click(button("Kopieer wachtwoord"))?;
    app.wait_for_text("De sleutelring is niet te gebruiken")?;
    app.fill("Gebruikersnaam", "koppeling.zomer")?;
    app.press("Tab")?;
    app.wait_for_text("Bewaard om ")?;
    app.desktop_mut().start_keychain()?;
    app.click(button("Kopieer wachtwoord"))?;
    app.wait_for_text("Gekopieerd. Over 30 seconden")
}

#[test]
fn a_password_is_in_the_keychain_and_nowhere_else() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program().env("RUST_LOG", "trace"))?;
    make_password(&app)?;
    let secret = kept_password(&app)?;
    let secret = secret.as_str();
    let mut clipboard = Clipboard::of(app.desktop())?;
    assert_eq!(clipboard.text()?, None, "on the clipboard before it was copied");
    app.click(button("Kopieer wachtwoord"))?;
    app.wait_for_text("Gekopieerd. Over 30 seconden")?;
    assert_eq!(clipboard.text()?.as_deref(), Some(secret), "it is where the user wanted it");
    assert!(clipboard.is_marked_as_password()?, "and no history of copies is to keep it");
    let page = "return document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) \
                + JSON.stringify({ ...sessionStorage }) + document.cookie + location.href \
                + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join()";
    assert!(!app.evaluate(page, vec![])?.to_string().contains(secret), "on the page");
    assert!(!app.log().contains(secret), "in what is logged");
    let pid = app.pid()?;
    for pid in descendants(pid).into_iter().chain([pid]) {
        for of in ["cmdline", "environ"] {
            let text = fs::read(format!("/proc/{pid}/{of}")).unwrap_or_default();
            assert!(!String::from_utf8_lossy(&text).contains(secret), "in {of} of {pid}");
        }
    }
    app.click(button("Doorgaan"))?;
    app.go(&app.place()?.replace("/stap/make-user", ""))?;
    export(&app)?;
    files.saved(&app, ".koppelwijzer")?;
    for folder in [app.data(), files.path().to_owned(), app.desktop().home().join("share").join(SERVICE)] {
        assert_eq!(holding(&folder, secret)?, Vec::<PathBuf>::new(), "in a file");
    }
    Ok(())
}

/// Goes to the step with the password of the coupling user.
fn open_password(app: &App) -> Result {
    let place = app.place()?;
    let dossier = place.split("/stap/").next().unwrap_or_default();
    app.go(&format!("{dossier}/stap/make-user"))?;
    app.wait_for(control("item-user-password"))?;
    app.wait_for(field("Gebruikersnaam"))
}

pub fn make_password(app: &App) -> Result {
    first_step(app, &handbook("asr-werkgever")?)?;
    open_password(app)?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text(KEPT)
}

/// The password that the keychain holds.
pub fn kept_password(app: &App) -> Result<String> {
    let found = secret_tool(app, &["search", "--all", "--unlock", "service", SERVICE])?;
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    let entry = found.split("\n[").find(|entry| entry.contains(".user-password")).unwrap_or_default();
    let secret = entry.lines().find_map(|line| line.strip_prefix("secret = ")).unwrap_or_default();
    assert!(secret.len() >= 12, "the keychain holds it: {found}");
    Ok(secret.to_owned())
}

/// Opens a locked keychain as signing in again does.
fn unlock(desktop: &mut Desktop) -> Result {
    desktop.stop_keychain();
    desktop.start_keychain()
}

pub fn secret_tool(app: &App, words: &[&str]) -> Result<Output> {
    Ok(app.desktop().command("secret-tool").args(words).output()?)
}

/// The files under a folder that hold these words.
pub fn holding(folder: &Path, words: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for there in fs::read_dir(folder)? {
        let path = there?.path();
        if path.is_dir() {
            found.extend(holding(&path, words)?);
        } else if fs::read(&path)?.windows(words.len()).any(|bytes| bytes == words.as_bytes()) {
            found.push(path);
        }
    }
    Ok(found)
}
