//! The program killed or closed right after the last key: what was typed is there at the next start.

use std::thread::sleep;
use std::time::Duration;

use driver::{App, Result, button, checkbox, control, field, heading, link, radio};
use serde_json::json;

use crate::journey::office::{Dialogs, EMPLOYER, add_employer, introduce};

/// How long after the last key the program is ended: half a second to be on disk, and what a busy machine takes.
const AFTER_THE_LAST_KEY: Duration = Duration::from_millis(600);

/// Ends the program as soon as what was typed has to be on disk, and starts it again.
pub fn kill_after_typing(app: &mut App) -> Result {
    sleep(AFTER_THE_LAST_KEY);
    app.kill();
    app.restart()
}

/// A handbook with a line of each kind in which is typed.
fn book() -> String {
    let text = |words: &str| format!("{{ nl = {0}, en = {0} }}", json!(words));
    let line = |id: &str, label: &str, ask: &str| {
        format!("\n[[steps.items]]\nid = \"{id}\"\nlabel = {}\nask = {ask}\n", text(label))
    };
    let column =
        |id: &str, label: &str| format!("{{ id = \"{id}\", label = {}, type = \"text\" }}", text(label));
    let head = format!(
        "id = \"eigen-proef\"\nversion = 1\ntitle = {0}\nshort = {0}\npartner = \"Proef\"\nscope = \"employer\"\n\
         generation = \"rest\"\nsummary = {0}\nafterwards = {0}\n\n[[warnings]]\ntext = {0}\n\n\
         [[steps]]\nid = \"first\"\ntitle = {0}\nhint = {0}\nwho = \"office\"\n",
        text("Typen"),
    );
    let list = format!("{{ kind = \"list\", columns = [{}] }}", column("name", "Kolom van de lijst"));
    let mapping = format!(
        "{{ kind = \"mapping\", from = {}, to = {} }}",
        column("from", "Eerste van een paar"),
        column("to", "Tweede van een paar")
    );
    let message = format!(
        "{{ kind = \"message\", to = \"loon@werkgever.example\", subject = {0}, body = {0} }}",
        text("Bericht van het handboek")
    );
    let result = format!("{{ kind = \"result\", fields = [{}] }}", column("found", "Veld van de uitkomst"));
    [
        head,
        line("answer", "Open vraag", "{ kind = \"field\", type = \"text\" }"),
        line("long", "Lange vraag", "{ kind = \"field\", type = \"long_text\" }"),
        line("list", "Een lijst", &list),
        line("mapping", "Een koppeling", &mapping),
        line("result", "Een uitkomst", &result),
        line("message", "Een bericht", &message),
        line("rights", "Rechten die nodig zijn", r#"{ kind = "rights", rights = ["viewHrm", "viewWages"] }"#),
    ]
    .concat()
}

/// The first start, and the page after it.
fn introduced(app: &App) -> Result {
    introduce(app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.wait_until("the page after the first", || Ok(app.place()?.starts_with("/werkgevers")))
}

/// Saves a note: the first text that is sealed makes the key in the keychain, and how long that takes is the system's.
fn make_the_key(app: &App, step: &str) -> Result {
    app.go(step)?;
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", "De sleutel is er")?;
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")
}

/// The place of the one step of a dossier of that handbook.
pub fn started(app: &App, files: &Dialogs) -> Result<String> {
    app.go("/werkgevers/nieuw")?;
    add_employer(app, EMPLOYER)?;
    let employer = app.place()?;
    app.go("/handboeken")?;
    files.offer("eigen.toml", book().as_bytes())?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("Typen, versie 1, is geïmporteerd")?;
    app.go(&format!("/nieuw?handboek=eigen-proef&werkgever={}", employer.replace("/werkgevers/", "")))?;
    app.click(button("Begin dossier"))?;
    app.wait_until("the dossier's page", || Ok(app.place()?.starts_with("/dossiers/")))?;
    Ok(format!("{}/stap/first", app.place()?))
}

#[test]
fn what_was_typed_in_any_field_is_there_after_a_kill() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    app.fill("Je naam", "Noor Vermeer")?;
    kill_after_typing(&mut app)?;
    app.wait_for(radio("Zonder Loket: zelf een werkgever invoeren"))?;
    assert_eq!(app.value("Je naam")?, "Noor Vermeer", "the first start");
    introduced(&app)?;

    app.go("/instellingen")?;
    app.fill("Naam van je kantoor", "Kantoor Avondrood")?;
    kill_after_typing(&mut app)?;
    app.go("/instellingen")?;
    app.wait_for(heading("Instellingen"))?;
    assert_eq!(app.value("Naam van je kantoor")?, "Kantoor Avondrood", "a setting");

    app.go("/werkgevers/nieuw")?;
    app.fill("Bedrijfsnaam", "Half ingevuld B.V.")?;
    kill_after_typing(&mut app)?;
    app.go("/werkgevers/nieuw")?;
    app.wait_for(button("Doorgaan"))?;
    assert_eq!(app.value("Bedrijfsnaam")?, "Half ingevuld B.V.", "an employer");
    app.click(button("Gooi weg wat niet is bewaard"))?;

    let step = started(&app, &files)?;
    make_the_key(&app, &step)?;
    for label in [
        "Open vraag",
        "Lange vraag",
        "Kolom van de lijst",
        "Eerste van een paar",
        "Tweede van een paar",
        "Veld van de uitkomst",
    ] {
        app.go(&step)?;
        app.fill(label, "De laatste letters")?;
        kill_after_typing(&mut app)?;
        app.go(&step)?;
        app.wait_for(button("Doorgaan"))?;
        assert_eq!(app.value(label)?, "De laatste letters", "{label}");
    }

    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", "Bel nog met de salarisadministratie")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.wait_for(button("Bewaar notitie"))?;
    assert_eq!(app.value("Nieuwe notitie")?, "Bel nog met de salarisadministratie", "a note");

    app.click(button("Deze stap nu niet doen"))?;
    app.click(button("Niet van toepassing"))?;
    app.fill("Waarom is deze stap niet nodig?", "Deze werkgever heeft geen")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.wait_for(button("Zet op niet van toepassing"))?;
    assert_eq!(app.value("Waarom is deze stap niet nodig?")?, "Deze werkgever heeft geen", "a reason");
    // Thrown away on purpose it is gone, and saved it is a note.
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.wait_for_text("Bel nog met de salarisadministratie")?;
    assert!(!app.has(button("Bewaar notitie"))?);
    Ok(())
}

#[test]
fn a_reason_a_wait_and_a_registration_that_were_being_written_are_there_after_a_kill() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    introduced(&app)?;
    app.go("/verbinding")?;
    app.fill("Client ID", "half-een-code")?;
    kill_after_typing(&mut app)?;
    app.go("/verbinding")?;
    app.wait_for(control("client_id"))?;
    assert_eq!(app.value("Client ID")?, "half-een-code", "the registration with Loket");

    let step = started(&app, &files)?;
    make_the_key(&app, &step)?;
    app.click(checkbox("Raadplegen HRM"))?;
    app.press("Control+Enter")?;
    app.click(button("Toch doorgaan: rechten die nodig zijn"))?;
    app.fill("Waarom ga je toch door?", "Het andere recht komt nog")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.wait_for(button("Ga toch door"))?;
    assert_eq!(app.value("Waarom ga je toch door?")?, "Het andere recht komt nog", "a reason to go on");
    app.click(button("Annuleren"))?;

    app.click(button("Pas de tekst aan voor je kantoor: een bericht"))?;
    app.fill("Onderwerp", "Een vraag van ons kantoor")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.click(button("Pas de tekst aan voor je kantoor: een bericht"))?;
    app.wait_for(heading("Tekst van dit bericht"))?;
    assert_eq!(app.value("Onderwerp")?, "Een vraag van ons kantoor", "the office's own text of a message");
    app.press("Escape")?;

    app.click(button("Deze stap nu niet doen"))?;
    app.click(button("Wacht op iemand anders"))?;
    app.fill("Op wie wacht je?", "De accountant")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.wait_for(button("Bevestig"))?;
    assert_eq!(app.value("Op wie wacht je?")?, "De accountant", "whom one waits for");
    Ok(())
}

#[test]
fn what_was_typed_on_a_card_in_the_settings_and_in_a_note_of_the_dossier_is_there_after_a_kill() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    introduced(&app)?;
    let step = started(&app, &files)?;
    make_the_key(&app, &step)?;
    app.go("/werkgevers")?;
    app.click(link(EMPLOYER))?;
    app.wait_for(heading(EMPLOYER))?;
    let card = format!("{}/wijzigen", app.place()?);
    for (label, typed) in [
        ("KvK-nummer", "87654321"),
        ("Naam van de administratie", "Winkel aan zee"),
        ("Aansluitnummer", "4711"),
    ] {
        app.go(&card)?;
        app.fill(label, typed)?;
        kill_after_typing(&mut app)?;
        app.go(&card)?;
        app.wait_for(button("Doorgaan"))?;
        assert_eq!(app.value(label)?, typed, "{label} of an employer's card");
    }
    app.go("/instellingen")?;
    app.fill("E-mail van je kantoor", "salaris@kantoor.example")?;
    kill_after_typing(&mut app)?;
    app.go("/instellingen")?;
    app.wait_for(heading("Instellingen"))?;
    assert_eq!(app.value("E-mail van je kantoor")?, "salaris@kantoor.example");
    let dossier = step.split("/stap/").next().unwrap_or_default().to_owned();
    app.go(&dossier)?;
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", "Voor wie dit overneemt")?;
    kill_after_typing(&mut app)?;
    app.go(&dossier)?;
    app.wait_for(button("Bewaar notitie"))?;
    assert_eq!(app.value("Nieuwe notitie")?, "Voor wie dit overneemt", "a note of the whole dossier");
    Ok(())
}

#[test]
fn what_is_typed_is_saved_when_the_window_closes_or_another_page_is_gone_to() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    introduced(&app)?;
    let step = started(&app, &files)?;
    app.go(&step)?;
    app.fill("Open vraag", "Vlak voor het sluiten")?;
    app.restart()?;
    app.go(&step)?;
    app.wait_for(field("Open vraag"))?;
    assert_eq!(app.value("Open vraag")?, "Vlak voor het sluiten");
    app.go("/instellingen")?;
    app.fill("Naam van je kantoor", "Kantoor Avondrood")?;
    app.press("Alt+Left")?;
    app.wait_for(button("Doorgaan"))?;
    app.go("/instellingen")?;
    app.wait_for(control("office_name"))?;
    assert_eq!(app.value("Naam van je kantoor")?, "Kantoor Avondrood");
    Ok(())
}

#[test]
fn a_note_far_beyond_its_bound_is_named_while_typing_and_is_there_after_a_kill() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(files.program())?;
    introduced(&app)?;
    let step = started(&app, &files)?;
    make_the_key(&app, &step)?;
    app.click(button("Notitie"))?;
    app.wait_for(button("Bewaar notitie"))?;
    // Pasted: typing a hundred thousand letters takes too long.
    app.evaluate(
        "const area = [...document.querySelectorAll('textarea')].at(-1);
         area.value = 'woorden '.repeat(12500);
         area.dispatchEvent(new Event('input', { bubbles: true }))",
        vec![],
    )?;
    app.wait_for_text("90.000 tekens te lang")?;
    app.click(button("Bewaar notitie"))?;
    app.wait_for_text("90.000 tekens te lang")?;
    kill_after_typing(&mut app)?;
    app.go(&step)?;
    app.wait_for(button("Bewaar notitie"))?;
    assert_eq!(app.value("Nieuwe notitie")?.len(), 100_000);
    Ok(())
}
