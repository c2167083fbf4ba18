//! The sign-in at Loket and a keychain that is locked, absent, emptied, scribbled over, refused, gone, or cut off by a
//! kill: the session goes on where it can, what was read stays, and signing in again is the worst that follows.

use std::time::Duration;

use driver::{Keychain, Result, button};
use peer::{Act, Peer, on};
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER, WELL, outcome};
use crate::faults::garbage::Entry;
use crate::faults::keychain::secret_tool;

const SERVICE: &str = "nl.koppelwijzer.desktop.practice";
const REFRESH: &str = "loket-refresh-token";

#[test]
fn without_an_open_keychain_a_sign_in_holds_until_the_program_closes() -> Result {
    for keychain in [Keychain::Locked, Keychain::NoBus] {
        let mut connected = ConnectedApp::with(Peer::start()?, |options| options.keychain(keychain))?;
        connected.sign_in(USER)?;
        connected.run("read_employers", json!({}))?;
        assert_eq!(connected.session()?, "signedIn", "{keychain:?}");
        assert_eq!(
            connected.ask("connection", json!({}))?["session_only"],
            true,
            "{keychain:?}: and that is said"
        );
        connected.peer.run_out();
        connected.run("read_employers", json!({}))?;
        connected.app.restart()?;
        let refused = connected.run_refused("read_employers", json!({}))?;
        let said = match keychain {
            Keychain::NoBus => json!({ "code": "keychain", "why": "missing" }),
            _ => json!({ "kind": "signedOut" }),
        };
        assert_eq!(refused, said, "{keychain:?}: it could not be kept");
        assert_eq!(connected.employers()?.len(), 13, "what was read is there");
        connected.app.go("/verbinding")?;
        if keychain == Keychain::NoBus {
            connected.app.click(button("Meld je af"))?;
            connected.app.wait_for_text("Deze computer heeft geen sleutelring")?;
            connected.app.wait_for(button("Meld je aan bij het oefen-Loket"))?;
        } else {
            connected.app.wait_for(button("Opnieuw aanmelden"))?;
            connected.app.desktop_mut().stop_keychain();
            connected.app.desktop_mut().start_keychain()?;
        }
        connected.sign_in(USER)?;
        connected.run("read_employers", json!({}))?;
    }
    Ok(())
}

#[test]
fn a_sign_in_that_is_deleted_or_scribbled_over_is_asked_for_again() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.check(&id)?;
    assert!(secret_tool(&connected.app, &["clear", "service", SERVICE])?.status.success());
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "the session in memory goes on");
    connected.app.restart()?;
    assert_eq!(connected.check_refused(&id)?, json!({ "kind": "signedOut" }));
    assert_eq!(connected.session()?, "ended");
    connected.app.go("/verbinding")?;
    connected.app.wait_for_text("Je aanmelding bij Loket is verlopen.")?;
    connected.app.wait_for(button("Opnieuw aanmelden"))?;
    assert_eq!(outcome(&connected.state(&id)?, "user-kind"), "met", "what was known stays");
    connected.sign_in(USER)?;

    let entry = Entry::under(SERVICE, &connected.app, REFRESH)?;
    let garbage = &b"\xff\xfe\x00\x80 geen tekst \xc3"[..];
    connected.app.close()?;
    entry.put(&connected.app, garbage)?;
    connected.app.restart()?;
    let calls = connected.peer.count("POST", "/token");
    for _ in 0..2 {
        let refused = connected.check_refused(&id)?;
        assert_eq!(
            refused,
            json!({ "code": "keychain", "why": "unreadable" }),
            "said, and not sent to Loket"
        );
    }
    assert_eq!(connected.peer.count("POST", "/token"), calls);
    assert_eq!(entry.get(&connected.app)?, garbage, "left as it is until one signs out or in");
    connected.app.go("/verbinding")?;
    connected.app.click(button("Meld je af"))?;
    connected.app.wait_for(button("Meld je aan bij het oefen-Loket"))?;
    connected.sign_in(USER)?;
    assert_ne!(entry.get(&connected.app)?, garbage);
    connected.app.restart()?;
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "and that is kept");
    Ok(())
}

#[test]
fn a_sign_in_outlives_a_keychain_that_is_refused_or_dies() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    connected.check(&id)?;
    let entry = Entry::under(SERVICE, &connected.app, REFRESH)?;
    let kept = entry.get(&connected.app)?;
    connected.app.close()?;
    connected.app.desktop().lock_keychain()?;
    connected.app.desktop().refuse_prompts()?;
    connected.app.restart()?;
    for _ in 0..2 {
        let refused = connected.check_refused(&id)?;
        assert_eq!(
            refused,
            json!({ "code": "keychain", "why": "locked" }),
            "refused is not the same as empty"
        );
    }
    assert_eq!(connected.session()?, "signedIn", "and nobody is signed out by it");
    assert!(connected.app.desktop().prompts() > 0, "the user was asked, and refused");
    connected.app.desktop_mut().stop_keychain();
    connected.app.desktop_mut().start_keychain()?;
    assert_eq!(entry.get(&connected.app)?, kept, "the entry stayed as it was");
    connected.ask("retry_keychain", json!({}))?;
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "the next time it is asked anew");

    connected.app.desktop_mut().stop_keychain();
    connected.peer.run_out();
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "it dies, and the session goes on");
    assert_eq!(connected.ask("connection", json!({}))?["session_only"], true, "said");
    connected.app.desktop_mut().start_keychain()?;
    connected.peer.run_out();
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    connected.app.restart()?;
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "found again, it keeps the newest");
    Ok(())
}

/// At which moment the program is killed, after Loket gave a new token and took the old one back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Killed {
    /// The answer has not arrived.
    OnTheWay,
    /// The keychain was asked, and went down with it.
    WithItsKeychain,
    /// The keychain was asked, and carries it out after the program is gone, or does not.
    BeforeItsKeychain,
}

#[test]
fn a_kill_between_a_new_token_and_the_keychain_costs_a_sign_in_at_most() -> Result {
    let mut connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    for moment in [Killed::OnTheWay, Killed::WithItsKeychain, Killed::BeforeItsKeychain] {
        assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
        let (before, given) = (connected.peer.count("POST", "/token"), connected.peer.secrets().len());
        connected.peer.run_out();
        if moment == Killed::OnTheWay {
            connected.peer.script(on("POST", "/token").then(Act::HangAfterHead));
        } else {
            connected.app.desktop().hold_keychain();
        }
        connected.begin("check_dossier", json!({ "id": id }), true)?;
        connected.app.wait_until("the call for a new token", || {
            Ok(connected.peer.count("POST", "/token") > before
                && (moment == Killed::OnTheWay || connected.peer.secrets().len() > given))
        })?;
        // The old one is taken back by now, and the program is at its keychain.
        std::thread::sleep(Duration::from_millis(300));
        connected.app.kill();
        match moment {
            Killed::OnTheWay => {}
            Killed::WithItsKeychain => {
                connected.app.desktop_mut().stop_keychain();
                connected.app.desktop_mut().start_keychain()?;
            }
            Killed::BeforeItsKeychain => connected.app.desktop().release_keychain(),
        }
        connected.peer.make_well();
        connected.app.restart()?;
        let calls = connected.peer.count("POST", "/token");
        let asked = connected.begin("check_dossier", json!({ "id": id }), true)?;
        let answer = connected.wait(&asked)?;
        if answer.get("refused").is_some() {
            assert_eq!(answer["refused"]["fault"], json!({ "kind": "signedOut" }), "{moment:?}");
            assert_eq!(connected.check_refused(&id)?, json!({ "kind": "signedOut" }));
            assert_eq!(connected.session()?, "ended");
        } else {
            assert_eq!(moment, Killed::BeforeItsKeychain, "the old token cannot serve any more");
            assert_eq!(connected.session()?, "signedIn");
        }
        assert_eq!(connected.peer.count("POST", "/token") - calls, 1, "{moment:?}: tried once");
        assert_eq!(outcome(&connected.state(&id)?, "user-kind"), "met", "{moment:?}: what was known stays");
        assert!(connected.employers()?.contains_key(WELL), "{moment:?}: nothing is lost");
        if connected.session()? != "signedIn" {
            connected.sign_in(USER)?;
        }
    }
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    Ok(())
}
