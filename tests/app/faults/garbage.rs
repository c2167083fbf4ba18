//! What another program put in the keychain in the place of a password or of the key: said so, left as it is until
//! the user says that it may go, and everything else works.

use std::io::Write;
use std::process::Stdio;

use driver::{App, Fault, Result, button, checkbox, control, role};

use crate::journey::office::{first_step, handbook};
use crate::program;

const UNREADABLE: &str = "Wat er in de sleutelring staat is niet te lezen.";
const KEPT: &str = "Bewaard op de computer";
const KEY_LOST: &str = "De sleutel van je persoonsgegevens is niet gevonden.";
const NOTE: &str = "Bel mevrouw De Bruin na vieren";

#[test]
fn a_password_that_cannot_be_read_goes_only_after_a_yes() -> Result {
    let app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = format!("{}/stap/make-user", app.place()?.split("/stap/").next().unwrap_or_default());
    app.go(&step)?;
    app.wait_for(control("item-user-password"))?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text(KEPT)?;
    let entry = Entry::of(&app, ".user-password")?;
    for garbage in [&b"\xff\xfe\x00\x80 geen tekst \xc3"[..], b""] {
        entry.put(&app, garbage)?;
        app.go("/")?;
        app.go(&step)?;
        app.wait_for_text(UNREADABLE)?;
        app.click(button("Kopieer wachtwoord"))?;
        app.wait_for_text(UNREADABLE)?;
        assert!(!app.text()?.contains(KEPT), "it does not say that it is kept");
        app.click(button("Maak een nieuw wachtwoord"))?;
        app.click(button("Annuleren").within("Een nieuw wachtwoord maken?"))?;
        assert_eq!(entry.get(&app)?, garbage, "left as it is");
        app.click(button("Maak een nieuw wachtwoord"))?;
        app.wait_for(role("dialog", "Een nieuw wachtwoord maken?"))?;
        app.click(
            button("Maak een nieuw wachtwoord").within("Het wachtwoord dat nu bewaard is, wordt verwijderd."),
        )?;
        app.wait_for_text(KEPT)?;
        assert_eq!(entry.get(&app)?.len(), 24, "a password again");
        app.click(button("Kopieer wachtwoord"))?;
        app.wait_for_text("Gekopieerd. Over 30 seconden")?;
    }
    Ok(())
}

#[test]
fn a_password_longer_than_any_is_as_it_is() -> Result {
    let app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = format!("{}/stap/make-user", app.place()?.split("/stap/").next().unwrap_or_default());
    app.go(&step)?;
    app.wait_for(control("item-user-password"))?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text(KEPT)?;
    let entry = Entry::of(&app, ".user-password")?;
    let long = vec![b'x'; 8000];
    entry.put(&app, &long)?;
    app.go("/")?;
    app.go(&step)?;
    // It is text, so somebody may mean it: it is used as it stands and not cut.
    app.wait_for_text(KEPT)?;
    app.click(button("Kopieer wachtwoord"))?;
    app.wait_for_text("Gekopieerd. Over 30 seconden")?;
    assert_eq!(entry.get(&app)?, long);
    Ok(())
}

#[test]
fn a_key_that_is_no_key_is_replaced_only_after_a_yes() -> Result {
    let mut app = App::start(program())?;
    first_step(&app, &handbook("asr-werkgever")?)?;
    let step = app.place()?;
    note(&app, NOTE)?;
    let entry = Entry::of(&app, "sealing-key")?;
    for garbage in [&b"\xff\xfe\x00\x80"[..], b"geen sleutel", &[b'A'; 8000]] {
        app.close()?;
        entry.put(&app, garbage)?;
        app.restart()?;
        app.wait_for_text(KEY_LOST)?;
        app.go(&step)?;
        app.wait_for_text("Versleuteld")?;
        assert!(!app.text()?.contains(NOTE));
        // What needs no key goes on; what does is refused, and makes no key by itself.
        app.click(checkbox("Je kantoor is bij a.s.r. aangemeld"))?;
        app.wait_for_text("Bewaard om ")?;
        app.click(button("Notitie"))?;
        app.fill("Nieuwe notitie", "Nog een")?;
        app.click(button("Bewaar notitie"))?;
        app.wait_for_text("De sleutel van je gegevens staat niet in de sleutelring.")?;
        assert_eq!(entry.get(&app)?, garbage, "left as it is");
    }
    app.go("/")?;
    app.click(button("Maak een nieuwe sleutel"))?;
    app.click(button("Annuleren"))?;
    assert_eq!(entry.get(&app)?, [b'A'; 8000], "left as it is");
    app.click(button("Maak een nieuwe sleutel"))?;
    app.wait_for_text("is voorgoed onleesbaar")?;
    app.click(button("Maak een nieuwe sleutel").within("Een nieuwe sleutel maken?"))?;
    app.wait_for_text("De nieuwe sleutel is gemaakt")?;
    app.wait_until_gone(KEY_LOST)?;
    app.go(&step)?;
    note(&app, "Met de nieuwe sleutel")?;
    app.wait_for_text("Versleuteld")
}

fn note(app: &App, words: &str) -> Result {
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", words)?;
    app.click(button("Bewaar notitie"))?;
    app.wait_for_text(words)
}

/// An entry of the app in the keychain, by its attributes as another program sees them.
pub struct Entry(Vec<String>);

impl Entry {
    /// The one whose name ends so.
    fn of(app: &App, name: &str) -> Result<Self> {
        Self::under("nl.koppelwijzer.desktop", app, name)
    }

    /// The same under the name of another service.
    pub fn under(service: &str, app: &App, name: &str) -> Result<Self> {
        let mut search = app.desktop().command("secret-tool");
        let found = search.args(["search", "--all", "service", service]).output()?;
        // The secrets stand in one stream and the attributes in the other.
        let attributes = String::from_utf8_lossy(&found.stderr).into_owned();
        let mut entries: Vec<Vec<String>> = vec![];
        let mut seen = std::collections::BTreeSet::new();
        for line in attributes.lines().filter_map(|line| line.strip_prefix("attribute.")) {
            let Some((key, value)) = line.split_once(" = ") else { continue };
            if entries.is_empty() || !seen.insert(key.to_owned()) {
                entries.push(vec![]);
                seen = [key.to_owned()].into();
            }
            if let Some(entry) = entries.last_mut() {
                entry.extend([key.to_owned(), value.to_owned()]);
            }
        }
        let wanted = entries.into_iter().find(|entry| entry.iter().any(|word| word.ends_with(name)));
        wanted.map(Self).ok_or_else(|| Fault::new(format!("no entry {name} in: {attributes}")))
    }

    /// Puts something else in its place.
    pub fn put(&self, app: &App, bytes: &[u8]) -> Result {
        let mut tool = app.desktop().command("secret-tool");
        tool.args(["store", "--label=van een ander"]).args(&self.0).stdin(Stdio::piped());
        let mut child = tool.spawn()?;
        if let Some(mut input) = child.stdin.take() {
            input.write_all(bytes)?;
        }
        if !child.wait()?.success() {
            return Err(Fault::new("secret-tool stored nothing"));
        }
        assert_eq!(self.get(app)?, bytes, "the keychain has what was put there");
        Ok(())
    }

    /// What stands there.
    pub fn get(&self, app: &App) -> Result<Vec<u8>> {
        Ok(app.desktop().command("secret-tool").arg("lookup").args(&self.0).output()?.stdout)
    }
}
