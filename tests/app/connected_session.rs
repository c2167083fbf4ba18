//! Tokens that run out, are refused or rotate; and a program that is closed, started twice or moved elsewhere.

use std::time::Duration;

use driver::Outcome;
use peer::{Act, on};
use serde_json::json;

use crate::connected_desk::{Desk, USER, USERS, WELL, outcome};

/// Everything that is asked of the interface.
const ANY: &str = "/(user|authorizationmodel|v2/.*)";

#[test]
fn an_expired_token_is_renewed_and_nobody_notices() -> Outcome {
    let desk = Desk::connected()?;
    let id = desk.coupling()?;
    let before = desk.peer.count("POST", "/token");
    desk.peer.script(on("GET", ANY).nth(1).then(Act::say(401)));
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
    assert_eq!(desk.peer.count("POST", "/token") - before, 1);
    assert_eq!(desk.session()?, "signedIn");
    Ok(())
}

#[test]
fn many_calls_with_a_token_that_ran_out_make_one_token_call() -> Outcome {
    let mut desk = Desk::connected()?;
    let made: Vec<String> = desk.employers()?.into_keys().take(4).collect();
    for name in &made {
        let id = desk.dossier("leerrekening-iob", name)?;
        desk.answer_item(&id, "user-level", "employer")?;
        desk.answer_item(&id, "user-name", "koppeling")?;
    }
    let slow = Act::Late(Duration::from_millis(700));
    for _ in 0..2 {
        desk.peer.script(on("GET", "/v2/.*").then(slow.clone()));
        desk.peer.script(on("POST", "/token").then(slow.clone()));
        let (before, refused) = (desk.peer.count("POST", "/token"), desk.peer.refused());
        let run = desk.begin("check_board", json!({ "resume": false }), true)?;
        desk.app.wait_until("calls beside each other", || Ok(desk.peer.under_way() > 2))?;
        desk.peer.run_out();
        desk.app.wait_until("their refusal", || Ok(desk.peer.refused() > refused + 2))?;
        desk.peer.make_well();
        assert_eq!(desk.done(&run)?["dossiers"], made.len());
        assert_eq!(desk.peer.count("POST", "/token") - before, 1, "one for all");
        assert_eq!(desk.session()?, "signedIn");
    }
    desk.app.restart()?;
    let before = desk.peer.count("POST", "/token");
    desk.run("check_board", json!({ "resume": false }))?;
    assert_eq!(desk.peer.count("POST", "/token") - before, 1, "and one at the start");
    Ok(())
}

#[test]
fn a_session_that_ends_is_said_and_the_work_goes_on_after_signing_in_again() -> Outcome {
    let desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.check(&id)?;
    desk.peer.script(on("GET", USERS).then(Act::say(401)));
    let before = desk.peer.count("POST", "/token");
    assert_eq!(desk.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert!(desk.peer.count("POST", "/token") - before <= 1, "one new token was tried, not more");
    assert_eq!(desk.session()?, "ended");
    assert_eq!(outcome(&desk.state(&id)?, "user-kind"), "met", "what was known stays");
    desk.peer.make_well();
    desk.sign_in(USER)?;
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
    Ok(())
}

#[test]
fn a_refresh_token_that_no_longer_counts_is_tried_once() -> Outcome {
    let mut desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.app.restart()?;
    desk.peer.script(on("POST", "/token").then(Act::json(400, &json!({ "error": "invalid_grant" }))));
    let before = desk.peer.count("POST", "/token");
    assert_eq!(desk.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert_eq!(desk.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert_eq!(desk.peer.count("POST", "/token") - before, 1, "and not again and again");
    assert_eq!(desk.session()?, "ended");
    desk.app.restart()?;
    assert_eq!(desk.session()?, "ended", "also after opening again");
    assert!(desk.employers()?.contains_key(WELL), "nothing is lost");
    desk.peer.make_well();
    desk.sign_in(USER)?;
    desk.check(&id).map(|_| ())
}

#[test]
fn a_token_server_that_fails_is_not_a_session_that_ended() -> Outcome {
    let mut desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.app.restart()?;
    desk.peer.script(on("POST", "/token").then(Act::say(503)));
    let fault = desk.check_refused(&id)?;
    assert_eq!(fault["kind"], "serverFault", "{fault}");
    assert_eq!(desk.session()?, "signedIn");
    desk.peer.make_well();
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
    Ok(())
}

#[test]
fn a_kill_amid_a_run_leaves_what_was_checked_and_it_goes_on_from_there() -> Outcome {
    let mut desk = Desk::connected()?;
    let employers: Vec<String> = desk.employers()?.into_keys().take(4).collect();
    let ids: Vec<String> =
        employers.iter().map(|name| desk.dossier("mijnloket-activeren", name)).collect::<Outcome<_>>()?;
    let third = "/v2/providers/employers/[^/]+/modules";
    desk.peer.script(on("GET", third).from(3).then(Act::Never));
    desk.begin("check_board", json!({ "resume": false }), true)?;
    desk.app.wait_until("the third employer", || Ok(desk.peer.count("GET", third) >= 3))?;
    desk.app.kill();
    desk.peer.make_well();
    desk.app.restart()?;
    assert!(
        desk.ask("connection", json!({}))?["unfinished_since"].is_string(),
        "it knows that it was not done"
    );
    let checked = desk.run("check_board", json!({ "resume": true }))?;
    let done = checked["dossiers"].as_u64().unwrap_or_default();
    assert!((1..4).contains(&done), "only those that were left: {checked}");
    for id in &ids {
        let state = desk.state(id)?;
        let items = state["items"].as_object().cloned().unwrap_or_default();
        assert!(items.values().any(|item| item["check"]["verdict"].is_object()), "{id} was checked");
    }
    assert!(desk.ask("connection", json!({}))?["unfinished_since"].is_null());
    Ok(())
}

#[test]
fn environments_share_neither_sign_in_nor_employers() -> Outcome {
    let mut desk = Desk::connected()?;
    let calls = desk.peer.calls().len();
    desk.ask("switch_environment", json!({ "to": "acceptance" }))?;
    assert_eq!(desk.session()?, "notRegistered");
    assert!(desk.employers()?.is_empty());
    assert_eq!(desk.run_refused("read_employers", json!({}))?["kind"], "signedOut");
    assert_eq!(desk.peer.calls().len(), calls, "and nothing is asked of the other Loket");
    desk.app.restart()?;
    assert_eq!(desk.ask("connection", json!({}))?["environment"], "acceptance", "it stays where it was");
    desk.ask("switch_environment", json!({ "to": "sandbox" }))?;
    assert_eq!(desk.session()?, "signedIn");
    assert!(desk.employers()?.contains_key(WELL));
    Ok(())
}

#[test]
fn a_second_start_leaves_the_sign_in_to_the_first() -> Outcome {
    let desk = Desk::connected()?;
    let id = desk.coupling()?;
    let before = desk.peer.calls().len();
    let status = desk.app.second().status()?;
    assert!(status.success(), "{status}");
    assert_eq!(desk.peer.calls().len(), before, "the second asked nothing");
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
    assert_eq!(desk.session()?, "signedIn");
    Ok(())
}
