//! The same for what needs Loket and for what is done with several dossiers at once.

use driver::{Result, button, checkbox, field, heading, radio, role};
use peer::{Peer, SandboxAdmin, Visitor};
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER, WELL};
use crate::window::judge::Judge;

/// The user of the coupling of [`WELL`], and the number of that employer in the sandbox.
const COUPLING: &str = "koppeling.korenaar";
const NUMBER: u16 = 1;
/// Lacks a right that the program can give.
const LACKS: &str = "Bloemsierkunst Van Aalst";

#[test]
fn no_violation_where_loket_is_asked_in_the_light() -> Result {
    judge(false)
}

#[test]
fn no_violation_where_loket_is_asked_in_the_dark() -> Result {
    judge(true)
}

fn judge(dark: bool) -> Result {
    let connected =
        ConnectedApp::with(Peer::start()?, |options| if dark { options.dark() } else { options })?;
    let mut judge = Judge::default();
    sign_in(&connected, &mut judge)?;
    let worse = got_worse(&connected)?;
    for name in [LACKS, "Kapsalon Knipoog"] {
        connected.dossier("asr-werkgever", name)?;
    }
    board(&connected, &mut judge)?;
    let app = &connected.app;
    let employers = connected.employers()?;
    let employer = format!("/werkgevers/{}", employers.get(WELL).cloned().unwrap_or_default());
    judge.look_at(app, &employer)?;
    judge.look_at(app, &format!("{employer}/tijdlijn"))?;
    for end in ["", "/stap/check-active", "/alles", "/controleren", "/geschiedenis"] {
        judge.look_at(app, &format!("/dossiers/{worse}{end}"))?;
    }
    change(&connected, &mut judge)?;
    judge.expect_nothing();
    Ok(())
}

fn sign_in(connected: &ConnectedApp, judge: &mut Judge) -> Result {
    let app = &connected.app;
    app.go("/verbinding")?;
    app.wait_for(heading("Aanmelden"))?;
    judge.look(app, "signed out")?;
    app.click(button("Meld je aan bij het oefen-Loket"))?;
    let address = app.visited(1)?;
    judge.look(app, "waiting for the browser")?;
    Visitor::default().sign_in(&address, USER, true)?;
    app.wait_for_text("Je bent aangemeld als")?;
    app.click(button("Lees werkgevers uit Loket"))?;
    app.wait_for_text("13 werkgevers gelezen uit Loket")?;
    app.click(button("Controleer mijn rechten"))?;
    app.wait_for_text("toegestaan, ")?;
    judge.look(app, "signed in")?;
    judge.look_at(app, "/werkgevers")
}

/// A dossier in which something was in order and is not any more.
fn got_worse(connected: &ConnectedApp) -> Result<String> {
    let dossier = connected.coupling()?;
    connected.check(&dossier)?;
    let admin = SandboxAdmin::at(&connected.peer, NUMBER);
    admin.press_for(COUPLING, &format!("Blokkeren {COUPLING}"))?;
    connected.check(&dossier)?;
    Ok(dossier)
}

/// The week, and every dialog for what is done with several dossiers.
fn board(connected: &ConnectedApp, judge: &mut Judge) -> Result {
    let app = &connected.app;
    app.go("/")?;
    app.wait_for_text("Was in orde, nu niet")?;
    judge.look(app, "the week with what got worse")?;
    app.click(checkbox("Kies alle getoonde dossiers"))?;
    judge.look(app, "a selection")?;
    for action in ["Streefdatum", "Draag over", "Rond stap af", "Bericht"] {
        app.click(button(action).within("dossiers gekozen"))?;
        app.wait_until("a dialog", || {
            let ready = "const dialog = document.querySelector('dialog[open]');
                return dialog !== null && dialog.querySelector('[aria-busy=true]') === null";
            Ok(app.evaluate(ready, vec![])? == json!(true))
        })?;
        judge.look(app, action)?;
        app.press("Escape")?;
        app.wait_until("no dialog", || {
            Ok(app.evaluate("return document.querySelector('dialog[open]') === null", vec![])? == json!(true))
        })?;
    }
    app.click(button("Streefdatum").within("dossiers gekozen"))?;
    app.fill_target(&field("Streefdatum").within("Zet de streefdatum"), "31-12-2030")?;
    app.click(button("Zet de streefdatum"))?;
    app.wait_for_text("Gedaan in alle 3 dossiers.")?;
    judge.look(app, "what came of it")
}

/// What is shown before a change in Loket.
fn change(connected: &ConnectedApp, judge: &mut Judge) -> Result {
    let app = &connected.app;
    let dossier = connected.dossier("leerrekening-iob", LACKS)?;
    app.go(&format!("/dossiers/{dossier}"))?;
    app.wait_for(role("heading", "Controle in Loket"))?;
    let asr = connected.dossier("asr-werkgever", "Dierenkliniek Het Hazenpad")?;
    app.go(&format!("/dossiers/{asr}/stap/make-user"))?;
    app.click(radio("Bij de werkgever"))?;
    app.fill("Gebruikersnaam", "koppeling.hazenpad")?;
    app.click(button("Controleer in Loket"))?;
    app.wait_for_text("Laatst gelezen")?;
    app.go(&format!("/dossiers/{asr}/stap/give-rights"))?;
    app.click(button("Pas aan in Loket: de gebruiker heeft geen andere rechten"))?;
    app.wait_for(heading("Dit verandert in Loket"))?;
    judge.look(app, "what changes in Loket")
}
