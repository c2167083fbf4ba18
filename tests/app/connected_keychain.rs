//! The sign-in at Loket and a keychain that is locked, absent, emptied, scribbled over, refused, gone, or cut off by a
//! kill: the session goes on where it can, what was read stays, and signing in again is the worst that follows.

use std::time::Duration;

use driver::{Keychain, Outcome, button};
use peer::{Act, Peer, on};
use serde_json::json;

use crate::connected_desk::{Desk, USER, WELL, outcome};
use crate::faults_garbage::Entry;
use crate::faults_keychain::secret_tool;

const SERVICE: &str = "nl.koppelwijzer.desktop.practice";
const REFRESH: &str = "loket-refresh-token";

#[test]
fn without_an_open_keychain_a_sign_in_holds_until_the_program_closes() -> Outcome {
    for keychain in [Keychain::Locked, Keychain::NoBus] {
        let mut desk = Desk::with(Peer::start()?, |options| options.keychain(keychain))?;
        desk.sign_in(USER)?;
        desk.run("read_employers", json!({}))?;
        assert_eq!(desk.session()?, "signedIn", "{keychain:?}");
        assert_eq!(
            desk.ask("connection", json!({}))?["session_only"],
            true,
            "{keychain:?}: and that is said"
        );
        desk.peer.run_out();
        desk.run("read_employers", json!({}))?;
        desk.app.restart()?;
        let refused = desk.run_refused("read_employers", json!({}))?;
        let said = match keychain {
            Keychain::NoBus => json!({ "code": "keychain", "why": "missing" }),
            _ => json!({ "kind": "signedOut" }),
        };
        assert_eq!(refused, said, "{keychain:?}: it could not be kept");
        assert_eq!(desk.employers()?.len(), 13, "what was read is there");
        desk.app.go("/verbinding")?;
        if keychain == Keychain::NoBus {
            desk.app.click(button("Meld je af"))?;
            desk.app.wait_for_text("Deze computer heeft geen sleutelhanger")?;
            desk.app.wait_for(button("Meld je aan bij het oefen-Loket"))?;
        } else {
            desk.app.wait_for(button("Opnieuw aanmelden"))?;
            desk.app.desktop_mut().stop_keychain();
            desk.app.desktop_mut().start_keychain()?;
        }
        desk.sign_in(USER)?;
        desk.run("read_employers", json!({}))?;
    }
    Ok(())
}

#[test]
fn a_sign_in_that_is_deleted_or_scribbled_over_is_asked_for_again() -> Outcome {
    let mut desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.check(&id)?;
    assert!(secret_tool(&desk.app, &["clear", "service", SERVICE])?.status.success());
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met", "the session in memory goes on");
    desk.app.restart()?;
    assert_eq!(desk.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert_eq!(desk.session()?, "ended");
    desk.app.go("/verbinding")?;
    desk.app.wait_for_text("Je aanmelding bij Loket is verlopen.")?;
    desk.app.wait_for(button("Opnieuw aanmelden"))?;
    assert_eq!(outcome(&desk.state(&id)?, "user-kind"), "met", "what was known stays");
    desk.sign_in(USER)?;

    let entry = Entry::under(SERVICE, &desk.app, REFRESH)?;
    let garbage = &b"\xff\xfe\x00\x80 geen tekst \xc3"[..];
    desk.app.close()?;
    entry.put(&desk.app, garbage)?;
    desk.app.restart()?;
    let calls = desk.peer.count("POST", "/token");
    for _ in 0..2 {
        let refused = desk.check_refused(&id)?;
        assert_eq!(
            refused,
            json!({ "code": "keychain", "why": "unreadable" }),
            "said, and not sent to Loket"
        );
    }
    assert_eq!(desk.peer.count("POST", "/token"), calls);
    assert_eq!(entry.get(&desk.app)?, garbage, "left as it is until one signs out or in");
    desk.app.go("/verbinding")?;
    desk.app.click(button("Meld je af"))?;
    desk.app.wait_for(button("Meld je aan bij het oefen-Loket"))?;
    desk.sign_in(USER)?;
    assert_ne!(entry.get(&desk.app)?, garbage);
    desk.app.restart()?;
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met", "and that is kept");
    Ok(())
}

#[test]
fn a_sign_in_outlives_a_keychain_that_is_refused_or_dies() -> Outcome {
    let mut desk = Desk::connected()?;
    let id = desk.coupling()?;
    desk.check(&id)?;
    let entry = Entry::under(SERVICE, &desk.app, REFRESH)?;
    let kept = entry.get(&desk.app)?;
    desk.app.close()?;
    desk.app.desktop().lock_keychain()?;
    desk.app.desktop().refuse_prompts()?;
    desk.app.restart()?;
    for _ in 0..2 {
        let refused = desk.check_refused(&id)?;
        assert_eq!(
            refused,
            json!({ "code": "keychain", "why": "locked" }),
            "refused is not the same as empty"
        );
    }
    assert_eq!(desk.session()?, "signedIn", "and nobody is signed out by it");
    assert!(desk.app.desktop().prompts() > 0, "the user was asked, and refused");
    desk.app.desktop_mut().stop_keychain();
    desk.app.desktop_mut().start_keychain()?;
    assert_eq!(entry.get(&desk.app)?, kept, "the entry stayed as it was");
    desk.ask("retry_keychain", json!({}))?;
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met", "the next time it is asked anew");

    desk.app.desktop_mut().stop_keychain();
    desk.peer.run_out();
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met", "it dies, and the session goes on");
    assert_eq!(desk.ask("connection", json!({}))?["session_only"], true, "said");
    desk.app.desktop_mut().start_keychain()?;
    desk.peer.run_out();
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
    desk.app.restart()?;
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met", "found again, it keeps the newest");
    Ok(())
}

/// At which moment the program is killed, after Loket gave a new token and took the old one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Killed {
    /// The answer has not arrived.
    OnTheWay,
    /// The keychain was told, and went down with it.
    WithItsKeychain,
    /// The keychain was told, and carries it out after the program is gone, or does not.
    BeforeItsKeychain,
}

#[test]
fn a_kill_between_a_new_token_and_the_keychain_costs_a_sign_in_at_most() -> Outcome {
    let mut desk = Desk::connected()?;
    let id = desk.coupling()?;
    for moment in [Killed::OnTheWay, Killed::WithItsKeychain, Killed::BeforeItsKeychain] {
        assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
        let (before, given) = (desk.peer.count("POST", "/token"), desk.peer.secrets().len());
        desk.peer.run_out();
        if moment == Killed::OnTheWay {
            desk.peer.script(on("POST", "/token").then(Act::HangAfterHead));
        } else {
            desk.app.desktop().hold_keychain();
        }
        desk.begin("check_dossier", json!({ "id": id }), true)?;
        desk.app.wait_until("the call for a new token", || {
            Ok(desk.peer.count("POST", "/token") > before
                && (moment == Killed::OnTheWay || desk.peer.secrets().len() > given))
        })?;
        // The old one is taken back by now, and the program is at its keychain.
        std::thread::sleep(Duration::from_millis(300));
        desk.app.kill();
        match moment {
            Killed::OnTheWay => {}
            Killed::WithItsKeychain => {
                desk.app.desktop_mut().stop_keychain();
                desk.app.desktop_mut().start_keychain()?;
            }
            Killed::BeforeItsKeychain => desk.app.desktop().release_keychain(),
        }
        desk.peer.make_well();
        desk.app.restart()?;
        let calls = desk.peer.count("POST", "/token");
        let asked = desk.begin("check_dossier", json!({ "id": id }), true)?;
        let answer = desk.wait(&asked)?;
        if answer.get("refused").is_some() {
            assert_eq!(answer["refused"]["fault"], json!({ "kind": "signedOut" }), "{moment:?}");
            assert_eq!(desk.check_refused(&id)?, json!({ "kind": "signedOut" }));
            assert_eq!(desk.session()?, "ended");
        } else {
            assert_eq!(moment, Killed::BeforeItsKeychain, "the old token cannot serve any more");
            assert_eq!(desk.session()?, "signedIn");
        }
        assert_eq!(desk.peer.count("POST", "/token") - calls, 1, "{moment:?}: tried once");
        assert_eq!(outcome(&desk.state(&id)?, "user-kind"), "met", "{moment:?}: what was known stays");
        assert!(desk.employers()?.contains_key(WELL), "{moment:?}: nothing is lost");
        if desk.session()? != "signedIn" {
            desk.sign_in(USER)?;
        }
    }
    assert_eq!(outcome(&desk.check(&id)?, "user-kind"), "met");
    Ok(())
}
