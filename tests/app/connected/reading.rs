//! The program connected to Loket, as a user sees it: signing in, reading, checking, and the connection that goes.

use std::fs;

use driver::{Result, button, checkbox};
use peer::{Act, Visitor, on};
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER, USERS, WELL, outcome};

#[test]
fn signing_in_through_the_browser_brings_the_employers() -> Result {
    let connected = ConnectedApp::signed_out()?;
    connected.app.go("/verbinding")?;
    connected.app.click(button("Meld je aan bij het oefen-Loket"))?;
    let address = connected.app.visited(1)?;
    connected.app.wait_for_text("Wacht op de browser.")?;
    assert_eq!(Visitor::default().sign_in(&address, USER, true)?.status, 200);
    connected.app.wait_for_text("Je bent aangemeld als")?;
    connected.app.click(button("Lees werkgevers uit Loket"))?;
    connected.app.wait_for_text("13 werkgevers")?;
    assert_eq!(connected.employers()?.len(), 13, "all but the one the user has no access to");
    connected.app.go("/werkgevers")?;
    connected.app.wait_for_text(WELL)
}

#[test]
fn who_is_signed_out_by_loket_signs_in_again_and_goes_on() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let step = format!("/dossiers/{id}/stap/make-user");
    connected.app.go(&step)?;
    connected.peer.script(on("GET", USERS).then(Act::say(401)));
    connected.app.click(button("Controleer in Loket"))?;
    connected.app.wait_until("the end of the session", || Ok(connected.session()? == "ended"))?;
    connected.peer.make_well();
    connected.app.go("/verbinding")?;
    connected.app.wait_for_text("Je aanmelding bij Loket is verlopen.")?;
    let before = connected.app.desktop().visited().len();
    connected.app.click(button("Opnieuw aanmelden"))?;
    let address = connected.app.visited(before + 1)?;
    Visitor::default().sign_in(&address, USER, true)?;
    connected.app.wait_for_text("Je bent aangemeld als")?;
    connected.app.go(&step)?;
    connected.app.click(button("Controleer in Loket"))?;
    connected.app.wait_for_text("De gebruiker is een gewone gebruiker van Loket.")
}

#[test]
fn a_dossier_is_checked_set_right_and_reported_with_what_it_rests_on() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.app.go(&format!("/dossiers/{id}/stap/give-rights"))?;
    connected.app.click(button("Controleer in Loket"))?;
    connected.app.wait_for_text("Deze rechten ontbreken:")?;
    connected.app.click(button("Pas aan in Loket: rechten van de gebruiker"))?;
    connected.files.agree()?;
    connected.app.click(button("Ja, wijzig in Loket"))?;
    connected.app.wait_for_text("De gebruiker heeft alle rechten die nodig zijn.")?;
    connected.peer.go_away();
    connected.app.go(&format!("/dossiers/{id}/stap/check-request"))?;
    connected.app.click(checkbox("Je kantoor is bij a.s.r. aangemeld"))?;
    connected.app.wait_for_text("Bewaard om ")?;
    assert_eq!(outcome(&connected.state(&id)?, "rights"), "met", "what was read stays without a connection");
    connected.ask("save_file", json!({ "request": { "kind": "reportHtml", "dossier": id } }))?;
    let report = fs::read_to_string(connected.files.saved(&connected.app, ".html")?)?;
    for words in ["koppeling.korenaar", "Loket", "GetEmployerUsersByEmployerId"] {
        assert!(report.contains(words), "the report says {words:?}");
    }
    Ok(())
}
