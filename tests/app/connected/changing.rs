//! A change in Loket needs a yes that the page cannot give, and is seen through when the window closes.

use std::time::Duration;

use driver::{Result, button};
use peer::Act;
use serde_json::{Value, json};

use crate::connected::answers::{dossier_missing_a_right, set_right, writes};
use crate::connected::app::{ConnectedApp, outcome};

/// The employer of [`dossier_missing_a_right`], as Loket knows it.
const IN_LOKET: &str = "Bloemsierkunst Van Aalst";
const ON_THE_CARD: &str = "Bloemen van de kaart";

/// Gives the employer's card another name than Loket has.
fn rename_card(connected: &ConnectedApp) -> Result {
    let rows = connected.ask("employers", json!({}))?;
    let rows = rows.as_array().into_iter().flatten();
    let mut cards = rows.map(|row| row["employer"].clone());
    let mut card = cards.find(|card| card["company_name"] == IN_LOKET).unwrap_or(Value::Null);
    card["company_name"] = json!(ON_THE_CARD);
    connected.ask("save_employer_card", json!({ "typed": card })).map(|_| ())
}

#[test]
fn a_change_in_loket_needs_a_yes_outside_the_page() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = dossier_missing_a_right(&connected)?;
    rename_card(&connected)?;
    connected.app.go(&format!("/dossiers/{id}/stap/give-rights"))?;
    connected.app.click(button("Pas aan in Loket: rechten van de gebruiker"))?;
    connected.app.wait_for_text("Dit verandert in Loket")?;
    assert_eq!(connected.files.asked(), "", "looking asks nothing");
    connected.app.click(button("Ja, wijzig in Loket"))?;
    connected.app.wait_until("the question", || Ok(!connected.files.asked().is_empty()))?;
    let asked = connected.files.asked();
    let employer = format!("Werkgever in Loket: {IN_LOKET}\nWerkgever ID: {}", sandbox::employer_id(2));
    for words in [
        "Wijzigen in Loket?",
        "Oefen-Loket: dit is oefenen.",
        &employer,
        "Rechten van gebruiker: koppeling.aalst",
        "Krijgt: Raadplegen verlofadministratie",
        "Ja, wijzig in Loket\nAnnuleren",
    ] {
        assert!(asked.contains(words), "{words:?} is not asked: {asked}");
    }
    assert!(!asked.contains(ON_THE_CARD), "the name on the card is the page's to change: {asked}");
    // What a page does that was taken over: it has the preview, and says yes to it itself.
    let preview = connected.ask("preview_loket_change", json!({ "dossier": id, "item": "rights" }))?;
    let given = json!({ "dossier": id, "item": "rights", "token": preview["token"] });
    assert_eq!(connected.run_refused("apply_loket_change", given.clone())?["code"], "cancelled");
    assert_eq!(writes(&connected), 0, "nothing was sent");
    assert_eq!(outcome(&connected.check(&id)?, "rights"), "unmet");
    connected.files.agree()?;
    let done = connected.run("apply_loket_change", given)?;
    assert_eq!((&done["outcome"]["kind"], writes(&connected)), (&json!("done"), 1), "{done}");
    connected.files.disagree()
}

#[test]
fn closing_the_window_waits_for_a_change_and_its_outcome_is_recorded() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = dossier_missing_a_right(&connected)?;
    set_right(&connected, &id, &Act::Late(Duration::from_secs(4)))?;
    connected.app.wait_until("the change on its way", || Ok(writes(&connected) == 1))?;
    assert_eq!(connected.peer.under_way(), 1, "Loket has not answered yet");
    connected.app.close()?;
    assert_eq!(connected.peer.under_way(), 0, "the program ended before Loket had answered");
    assert_eq!(
        connected.files.asked().lines().next(),
        Some("Wijzigen in Loket?"),
        "there was nothing else to ask"
    );
    connected.app.restart()?;
    let history = connected.ask("dossier_history", json!({ "id": id }))?;
    let recorded = history.as_array().into_iter().flatten().any(|line| line["what"] == "rightsSet");
    assert!(recorded, "{history}");
    assert_eq!(writes(&connected), 1, "and it was sent once");
    Ok(())
}

/// Fault 79: the program is killed while Loket is at work on a change.
#[test]
fn killed_during_a_change_its_outcome_is_in_the_history_after_the_next_start() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = dossier_missing_a_right(&connected)?;
    set_right(&connected, &id, &Act::Late(Duration::from_secs(4)))?;
    connected.app.wait_until("the change on its way", || Ok(writes(&connected) == 1))?;
    connected.app.kill();
    connected.peer.make_well();
    connected.app.restart()?;
    // The sign-in is in the keychain: the program asks Loket by itself.
    let recorded = || -> Result<Vec<String>> {
        let history = connected.ask("dossier_history", json!({ "id": id }))?;
        let lines = history.as_array().into_iter().flatten();
        let what = lines.filter_map(|line| line["what"].as_str().map(str::to_owned));
        let of_changes = ["changeStarted", "rightsSet", "changeFailed", "changeUncertain"];
        Ok(what.filter(|what| of_changes.contains(&what.as_str())).collect())
    };
    connected.app.wait_until("the outcome", || Ok(recorded()?.len() == 2))?;
    connected.check(&id)?;
    let recorded = recorded()?;
    assert_eq!(recorded.len(), 2, "one start and one outcome: {recorded:?}");
    assert_eq!(recorded[1], "changeStarted", "{recorded:?}");
    assert!(["rightsSet", "changeUncertain"].contains(&recorded[0].as_str()), "{recorded:?}");
    assert_eq!(connected.state(&id)?["open_changes"], json!([]));
    assert_eq!(writes(&connected), 1, "and it was sent once");
    Ok(())
}
