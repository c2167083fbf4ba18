//! What Loket may answer: refusals, answers that are not what they should be, and more than was asked.

use std::sync::{Arc, Mutex, PoisonError};

use driver::{Result, button};
use peer::{Act, Change, Peer, on};
use serde_json::{Value, json};

use crate::connected::app::{ConnectedApp, USER, USERS, WELL, because, outcome};

const OTHER: &str = "Bloemsierkunst Van Aalst";

#[test]
fn an_employer_without_access_is_passed_over_and_the_others_go_on() -> Result {
    let connected = ConnectedApp::connected()?;
    let (well, other) =
        (connected.dossier("leerrekening-iob", WELL)?, connected.dossier("leerrekening-iob", OTHER)?);
    for (id, user) in [(&well, "koppeling.korenaar"), (&other, "koppeling.aalst")] {
        connected.answer_item(id, "user-name", user)?;
    }
    let refused = format!("/v2/providers/employers/{}(/.*)?", sandbox::employer_id(2));
    connected.peer.script(on("GET", &refused).then(Act::refuse(403, "Geen toegang")));
    let checked =
        connected.run("check_selection", json!({ "selection": { "kind": "board", "resume": false } }))?;
    assert_eq!(checked["skipped"][0]["name"], OTHER, "{checked}");
    assert_eq!(checked["skipped"][0]["why"]["kind"], "notPermitted");
    assert_eq!(checked["skipped"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        outcome(&connected.state(&other)?, "user-kind"),
        "",
        "what was passed over is not called checked"
    );
    assert!(connected.state(&other)?["summary"]["checked"].is_null());
    assert_eq!(outcome(&connected.state(&well)?, "user-kind"), "met");
    assert_eq!(because(&connected.check(&other)?, "user-kind"), "employerOutOfReach");
    Ok(())
}

#[test]
fn an_employer_that_is_gone_keeps_its_dossier() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let gone = format!("/v2/providers/employers/{}(/.*)?", sandbox::employer_id(1));
    connected.peer.script(on("GET", &gone).then(Act::refuse(404, "Niet gevonden")));
    let state = connected.check(&id)?;
    assert_eq!(because(&state, "user-kind"), "employerOutOfReach");
    assert_eq!(state["items"]["user-name"]["answer"]["value"]["clear"], "koppeling.korenaar");
    assert!(connected.employers()?.contains_key(WELL));
    Ok(())
}

#[test]
fn an_answer_in_another_form_is_reported_and_not_shown() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let twice = Act::Words("\"userName\":", "\"userName\":\"iemand.anders\",\"userName\":");
    let nested = |open: &str, close: &str| {
        let body = format!("{{\"_embedded\":{}1{}}}", open.repeat(100_000), close.repeat(100_000));
        Act::say(200).header("content-type", "application/json").body(&body)
    };
    for (what, act) in [
        ("cut off", Act::Cut),
        ("not a number", Act::Words(":true", ":NaN")),
        ("a field twice", twice),
        ("nested without end", nested("[", "]")),
        ("nested objects", nested("{\"a\":", "}")),
        ("nothing", Act::say(200).header("content-type", "application/json")),
        ("no id", Act::Change(Change::without("id"))),
        ("another type", Act::Change(Change::with("userName", json!(7)))),
        ("a list as an object", Act::Change(Change::with("_embedded", json!({})))),
    ] {
        connected.peer.make_well();
        connected.peer.script(on("GET", USERS).then(act));
        let state = connected.check(&id)?;
        assert_eq!(
            because(&state, "user-kind"),
            "changed",
            "{what}: {}",
            state["items"]["user-kind"]["check"]
        );
        connected.app.go(&format!("/dossiers/{id}/stap/make-user"))?;
        connected.app.wait_for_text("Loket antwoordt in een vorm die deze versie niet kent.")?;
    }
    assert!(!connected.app.log().contains("koppeling.korenaar"), "no answer is in what is logged");
    assert!(connected.app.is_running());
    connected.peer.make_well();
    connected.peer.script(on("GET", USERS).then(Act::Change(Change::with_more("111222333", "98765.43"))));
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "more than was asked is no fault");
    Ok(())
}

/// The first of the first page comes again on each later one, in the place of another: read anew once, then told, and
/// nobody vanishes.
#[test]
fn employers_that_come_twice_are_no_list_and_nobody_vanishes() -> Result {
    let options = sandbox::Options { employers: 260, ..sandbox::Options::default() };
    let connected = ConnectedApp::with(Peer::start_with(options)?, |options| options)?;
    connected.sign_in(USER)?;
    connected.run("read_employers", json!({}))?;
    assert_eq!(connected.employers()?.len(), 273);
    let again = || {
        let first: Arc<Mutex<Option<Value>>> = Arc::default();
        Act::Change(Change::by(move |page| {
            let mut first = first.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(items) = page.get_mut("_embedded").and_then(Value::as_array_mut) {
                match (&*first, items.first_mut()) {
                    (Some(one), Some(here)) => *here = one.clone(),
                    (None, here) => *first = here.cloned(),
                    _ => {}
                }
            }
        }))
    };
    let list = "/v2/providers/employers/minimized";
    connected.peer.script(on("GET", list).until(2).then(again()));
    let before = connected.peer.count("GET", list);
    let read = connected.run("read_employers", json!({}))?;
    assert_eq!(connected.peer.count("GET", list) - before, 4, "two pages, read anew once");
    assert_eq!((&read["read"], &read["vanished"]), (&json!(273), &json!(0)), "{read}");
    connected.peer.script(on("GET", list).then(again()));
    assert_eq!(connected.run_refused("read_employers", json!({}))?["kind"], "listChanged");
    assert_eq!(connected.employers()?.len(), 273, "none is lost");
    connected.peer.make_well();
    let read = connected.run("read_employers", json!({}))?;
    assert_eq!((&read["new"], &read["vanished"]), (&json!(0), &json!(0)), "{read}");
    Ok(())
}

/// A dossier in which a right is missing that the program can give.
pub fn dossier_missing_a_right(connected: &ConnectedApp) -> Result<String> {
    let id = connected.dossier("leerrekening-iob", OTHER)?;
    connected.answer_item(&id, "user-name", "koppeling.aalst")?;
    let state = connected.check(&id)?;
    assert_eq!(outcome(&state, "rights"), "unmet", "{}", state["items"]["rights"]["check"]);
    Ok(id)
}

/// What is written to the employer, and where its rights are read.
const WRITING: &str = "/v2/providers/employers/.*";
pub const RIGHTS: &str = ".*/authorizations";

/// Sets the rights right on the page, agreed to in the window of the system, while writing goes wrong.
pub fn set_right(connected: &ConnectedApp, id: &str, act: &Act) -> Result {
    connected.files.agree()?;
    connected.app.go("/")?;
    connected.app.go(&format!("/dossiers/{id}/stap/give-rights"))?;
    connected.app.click(button("Pas aan in Loket: rechten van de gebruiker"))?;
    connected.app.wait_for_text("Dit verandert in Loket")?;
    for method in ["PUT", "POST", "PATCH"] {
        connected.peer.script(on(method, WRITING).then(act.clone()));
    }
    connected.app.click(button("Ja, wijzig in Loket"))
}

/// How often something was written to the employer.
pub fn writes(connected: &ConnectedApp) -> usize {
    ["PUT", "POST", "PATCH"].iter().map(|method| connected.peer.count(method, WRITING)).sum()
}

#[test]
fn what_loket_does_not_take_is_reported_in_its_words_and_not_written_over() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = dossier_missing_a_right(&connected)?;
    for (nth, status, said) in [
        (1, 409, "Niet gewijzigd: in Loket is dit intussen door iemand anders gewijzigd."),
        (2, 422, "Dit is niet gewijzigd in Loket."),
    ] {
        set_right(&connected, &id, &Act::refuse(status, &format!("Dit recht gaf fout {status}")))?;
        connected.app.wait_for_text(said)?;
        connected.app.wait_for_text(&format!("Loket zegt: Dit recht gaf fout {status}"))?;
        connected.peer.make_well();
        assert_eq!(outcome(&connected.state(&id)?, "rights"), "unmet", "it is as it was");
        let history = connected.ask("dossier_history", json!({ "id": id }))?.to_string();
        assert!(history.contains(&format!("Dit recht gaf fout {status}")), "{history}");
        assert_eq!(writes(&connected), nth, "each was tried once");
    }
    Ok(())
}

#[test]
fn a_write_whose_answer_is_lost_is_sent_once_and_read_back() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = dossier_missing_a_right(&connected)?;
    set_right(&connected, &id, &Act::DoneBut(503))?;
    connected.app.wait_for_text("Gewijzigd in Loket, en teruggelezen.")?;
    assert_eq!(writes(&connected), 1, "never twice");
    assert_eq!(outcome(&connected.state(&id)?, "rights"), "met", "read back, it was done");
    Ok(())
}

#[test]
fn a_write_that_cannot_be_read_back_is_called_uncertain_until_it_is_asked_again() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = dossier_missing_a_right(&connected)?;
    // Read for the preview and for what may be read of the employer whom it names; both again for the plan; before
    // sending; and from there on not.
    connected.peer.script(on("GET", RIGHTS).from(6).then(Act::Cut));
    set_right(&connected, &id, &Act::DoneBut(503))?;
    connected.app.wait_for_text("Onzeker: niemand weet of dit nu zo in Loket staat.")?;
    connected.app.wait_for_text("Er wordt niets vanzelf opnieuw verstuurd.")?;
    connected.peer.make_well();
    connected.app.go("/")?;
    connected.app.go(&format!("/dossiers/{id}/stap/give-rights"))?;
    connected.app.click(button("Controleer in Loket"))?;
    connected.app.wait_for_text("De gebruiker heeft alle rechten die nodig zijn.")?;
    assert_eq!(writes(&connected), 1, "never twice");
    Ok(())
}
