//! The program connected to Loket, as a user sees it: signing in, reading, checking, and the connection that goes.

use std::fs;

use driver::{Outcome, button, checkbox};
use peer::{Act, Visitor, on};
use serde_json::json;

use crate::connected_desk::{Desk, USER, USERS, WELL, outcome};

#[test]
fn signing_in_through_the_browser_brings_the_employers() -> Outcome {
    let desk = Desk::signed_out()?;
    desk.app.go("/verbinding")?;
    desk.app.click(button("Meld je aan bij het oefen-Loket"))?;
    let address = desk.app.visited(1)?;
    desk.app.wait_for_text("Wacht op de browser.")?;
    assert_eq!(Visitor::default().sign_in(&address, USER, true)?.status, 200);
    desk.app.wait_for_text("Je bent aangemeld als")?;
    desk.app.click(button("Lees werkgevers uit Loket"))?;
    desk.app.wait_for_text("13 werkgevers")?;
    assert_eq!(desk.employers()?.len(), 13, "all but the one the user has no access to");
    desk.app.go("/werkgevers")?;
    desk.app.wait_for_text(WELL)
}

#[test]
fn who_is_signed_out_by_loket_signs_in_again_and_goes_on() -> Outcome {
    let desk = Desk::connected()?;
    let id = desk.coupling()?;
    let step = format!("/dossiers/{id}/stap/make-user");
    desk.app.go(&step)?;
    desk.peer.script(on("GET", USERS).then(Act::say(401)));
    desk.app.click(button("Controleer in Loket"))?;
    desk.app.wait_until("the end of the session", || Ok(desk.session()? == "ended"))?;
    desk.peer.make_well();
    desk.app.go("/verbinding")?;
    desk.app.wait_for_text("Je aanmelding bij Loket is verlopen.")?;
    let before = desk.app.desktop().visited().len();
    desk.app.click(button("Opnieuw aanmelden"))?;
    let address = desk.app.visited(before + 1)?;
    Visitor::default().sign_in(&address, USER, true)?;
    desk.app.wait_for_text("Je bent aangemeld als")?;
    desk.app.go(&step)?;
    desk.app.click(button("Controleer in Loket"))?;
    desk.app.wait_for_text("De gebruiker is een gewone gebruiker van Loket.")
}

#[test]
fn a_dossier_is_checked_set_right_and_reported_with_what_it_rests_on() -> Outcome {
    let desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.app.go(&format!("/dossiers/{id}/stap/give-rights"))?;
    desk.app.click(button("Controleer in Loket"))?;
    desk.app.wait_for_text("Deze rechten ontbreken:")?;
    desk.app.click(button("Zet goed in Loket: rechten van de gebruiker"))?;
    desk.app.click(button("Ja, wijzig in Loket"))?;
    desk.app.wait_for_text("De gebruiker heeft alle rechten die nodig zijn.")?;
    desk.peer.go_away();
    desk.app.go(&format!("/dossiers/{id}/stap/check-request"))?;
    desk.app.click(checkbox("Je kantoor is bij a.s.r. aangemeld"))?;
    desk.app.wait_for_text("Bewaard om ")?;
    assert_eq!(outcome(&desk.state(&id)?, "rights"), "met", "what was read stays without a connection");
    desk.ask("save_report_html", json!({ "dossier": id }))?;
    let report = fs::read_to_string(desk.files.saved(&desk.app, ".html")?)?;
    for words in ["koppeling.korenaar", "Loket", "GetEmployerUsersByEmployerId"] {
        assert!(report.contains(words), "the report says {words:?}");
    }
    Ok(())
}
