//! Tokens that run out, are refused or rotate; and a program that is closed, started twice or moved elsewhere.

use std::time::Duration;

use driver::{Result, button, link};
use peer::{Act, on};
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER, USERS, WELL, outcome};

/// Everything that is asked of the interface.
const ANY: &str = "/(user|authorizationmodel|v2/.*)";

#[test]
fn an_expired_token_is_renewed_and_nobody_notices() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let before = connected.peer.count("POST", "/token");
    connected.peer.script(on("GET", ANY).nth(1).then(Act::say(401)));
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    assert_eq!(connected.peer.count("POST", "/token") - before, 1);
    assert_eq!(connected.session()?, "signedIn");
    Ok(())
}

#[test]
fn many_calls_with_a_token_that_ran_out_make_one_token_call() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let made: Vec<String> = connected.employers()?.into_keys().take(4).collect();
    for name in &made {
        let id = connected.dossier("leerrekening-iob", name)?;
        connected.answer_item(&id, "user-name", "koppeling")?;
    }
    let slow = Act::Late(Duration::from_millis(700));
    for _ in 0..2 {
        connected.peer.script(on("GET", "/v2/.*").then(slow.clone()));
        connected.peer.script(on("POST", "/token").then(slow.clone()));
        let (before, refused) = (connected.peer.count("POST", "/token"), connected.peer.refused());
        let run = connected.begin(
            "check_selection",
            json!({ "selection": { "kind": "board", "resume": false } }),
            true,
        )?;
        connected.app.wait_until("calls beside each other", || Ok(connected.peer.under_way() > 2))?;
        connected.peer.run_out();
        connected.app.wait_until("their refusal", || Ok(connected.peer.refused() > refused + 2))?;
        connected.peer.make_well();
        assert_eq!(connected.done(&run)?["dossiers"], made.len());
        assert_eq!(connected.peer.count("POST", "/token") - before, 1, "one for all");
        assert_eq!(connected.session()?, "signedIn");
    }
    connected.app.restart()?;
    let before = connected.peer.count("POST", "/token");
    connected.run("check_selection", json!({ "selection": { "kind": "board", "resume": false } }))?;
    assert_eq!(connected.peer.count("POST", "/token") - before, 1, "and one at the start");
    Ok(())
}

#[test]
fn a_session_that_ends_is_said_and_the_work_goes_on_after_signing_in_again() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.check(&id)?;
    connected.peer.script(on("GET", USERS).then(Act::say(401)));
    let before = connected.peer.count("POST", "/token");
    assert_eq!(connected.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert!(connected.peer.count("POST", "/token") - before <= 2, "a new token was tried twice, not more");
    assert_eq!(connected.session()?, "ended");
    assert_eq!(outcome(&connected.state(&id)?, "user-kind"), "met", "what was known stays");
    connected.peer.make_well();
    connected.sign_in(USER)?;
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    Ok(())
}

#[test]
fn a_refresh_token_that_no_longer_counts_is_tried_once() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.app.restart()?;
    connected.peer.script(on("POST", "/token").then(Act::json(400, &json!({ "error": "invalid_grant" }))));
    let before = connected.peer.count("POST", "/token");
    assert_eq!(connected.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert_eq!(connected.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert_eq!(connected.peer.count("POST", "/token") - before, 1, "and not again and again");
    assert_eq!(connected.session()?, "ended");
    connected.app.restart()?;
    assert_eq!(connected.session()?, "ended", "also after opening again");
    assert!(connected.employers()?.contains_key(WELL), "nothing is lost");
    connected.peer.make_well();
    connected.sign_in(USER)?;
    connected.check(&id).map(|_| ())
}

#[test]
fn a_token_server_that_fails_is_not_a_session_that_ended() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.app.restart()?;
    connected.peer.script(on("POST", "/token").then(Act::say(503)));
    let before = connected.peer.count("POST", "/token");
    let fault = connected.check_refused(&id)?;
    assert_eq!(fault["kind"], "signInFailed", "{fault}");
    assert_eq!(connected.peer.count("POST", "/token") - before, 2, "the same token was tried once more");
    assert_eq!(connected.session()?, "signedIn");
    connected.peer.make_well();
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    Ok(())
}

#[test]
fn a_kill_amid_a_run_leaves_what_was_checked_and_it_goes_on_from_there() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let employers: Vec<String> = connected.employers()?.into_keys().take(4).collect();
    let ids: Vec<String> =
        employers.iter().map(|name| connected.dossier("mijnloket-activeren", name)).collect::<Result<_>>()?;
    let third = "/v2/providers/employers/[^/]+/modules";
    connected.peer.script(on("GET", third).from(3).then(Act::Never));
    connected.begin("check_selection", json!({ "selection": { "kind": "board", "resume": false } }), true)?;
    connected.app.wait_until("the third employer", || Ok(connected.peer.count("GET", third) >= 3))?;
    connected.app.kill();
    connected.peer.make_well();
    connected.app.restart()?;
    assert!(
        connected.ask("connection", json!({}))?["unfinished_since"].is_string(),
        "it knows that it was not done"
    );
    let checked =
        connected.run("check_selection", json!({ "selection": { "kind": "board", "resume": true } }))?;
    let done = checked["dossiers"].as_u64().unwrap_or_default();
    assert!((1..4).contains(&done), "only those that were left: {checked}");
    for id in &ids {
        let state = connected.state(id)?;
        let items = state["items"].as_object().cloned().unwrap_or_default();
        assert!(items.values().any(|item| item["check"]["verdict"].is_object()), "{id} was checked");
    }
    assert!(connected.ask("connection", json!({}))?["unfinished_since"].is_null());
    Ok(())
}

#[test]
fn environments_share_neither_sign_in_nor_employers() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let calls = connected.peer.calls().len();
    connected.ask("switch_environment", json!({ "to": "acceptance" }))?;
    assert_eq!(connected.session()?, "notRegistered");
    assert!(connected.employers()?.is_empty());
    assert_eq!(connected.run_refused("read_employers", json!({}))?["kind"], "signedOut");
    assert_eq!(connected.peer.calls().len(), calls, "and nothing is asked of the other Loket");
    connected.app.restart()?;
    assert_eq!(connected.ask("connection", json!({}))?["environment"], "acceptance", "it stays where it was");
    connected.ask("switch_environment", json!({ "to": "sandbox" }))?;
    assert_eq!(connected.session()?, "signedIn");
    assert!(connected.employers()?.contains_key(WELL));
    Ok(())
}

#[test]
fn a_second_start_leaves_the_sign_in_to_the_first() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let before = connected.peer.calls().len();
    let status = connected.app.second().status()?;
    assert!(status.success(), "{status}");
    assert_eq!(connected.peer.calls().len(), before, "the second asked nothing");
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    assert_eq!(connected.session()?, "signedIn");
    Ok(())
}

/// Fault 80.
#[test]
fn somebody_else_than_the_last_time_is_said_with_numbers_before_anything_is_read() -> Result {
    let connected = ConnectedApp::connected()?;
    let employers = connected.employers()?;
    let calls = connected.peer.count("GET", "/v2/providers/employers");
    connected.sign_in("stagiair")?;
    connected.app.click(link("Verbinding"))?;
    connected.app.wait_for_text("Je bent nu S Stage")?;
    connected.app.wait_for_text("Deze gebruiker kan bij 13 werkgevers. De vorige keer was het O Oefenaar")?;
    connected.app.wait_for_text("Er is nog niets gelezen. Klopt het?")?;
    let refused = connected.run_refused("read_employers", json!({}))?;
    assert_eq!(refused["kind"], "anotherUser");
    assert_eq!(connected.peer.count("GET", "/v2/providers/employers"), calls, "nothing was read");
    assert_eq!(connected.employers()?.keys().collect::<Vec<_>>(), employers.keys().collect::<Vec<_>>());
    connected.app.click(button("Ja, ga verder als deze gebruiker"))?;
    connected.app.wait_until_gone("Er is nog niets gelezen. Klopt het?")?;
    connected.run("read_employers", json!({}))?;
    Ok(())
}
