//! Signing in through a browser that does not do as one hopes.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use driver::{Fault, Result};
use peer::{HeldPort, Peer, Visitor};
use serde_json::json;
use url::Url;

use crate::connected::app::{ConnectedApp, USER};

/// Where a sign-in that was opened comes back to.
fn way_back(address: &str) -> Result<Url> {
    let address = Url::parse(address)?;
    let back =
        address.query_pairs().find(|(name, _)| name == "redirect_uri").map(|(_, back)| back.into_owned());
    Ok(Url::parse(&back.ok_or_else(|| Fault::new("no way back"))?)?)
}

#[test]
fn a_foreign_answer_is_refused_and_the_real_one_serves_once() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let (waiting, address) = connected.open_browser()?;
    let back = way_back(&address)?;
    for query in ["code=stolen&state=wrong", "code=stolen", "error=access_denied&state=wrong"] {
        let mut foreign = back.clone();
        foreign.set_query(Some(query));
        assert_eq!(Visitor::default().open(foreign.as_str())?.status, 400, "{query}");
    }
    assert!(!connected.is_answered(&waiting)?, "the sign-in still waits");
    assert_eq!(connected.peer.count("POST", "/token"), 0, "nothing was exchanged");
    let answer = Visitor::default().answer_of(&address, USER, true)?;
    assert_eq!(Visitor::default().open(&answer)?.status, 200);
    let again = Visitor::default().open(&answer).map_or(404, |page| page.status);
    assert_eq!(again, 404, "an answer serves once");
    connected.done(&waiting)?;
    assert_eq!(connected.session()?, "signedIn");
    assert!(Visitor::default().open(&answer).map_or(404, |page| page.status) == 404);
    assert_eq!(connected.peer.count("POST", "/token"), 1);
    Ok(())
}

#[test]
fn who_refuses_in_the_browser_can_try_again() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let (waiting, address) = connected.open_browser()?;
    let page = Visitor::default().sign_in(&address, USER, false)?;
    assert_eq!(page.status, 200);
    assert_eq!(connected.refused(&waiting)?, json!({ "kind": "denied" }));
    assert_eq!(connected.session()?, "signedOut");
    connected.sign_in(USER)?;
    assert_eq!(connected.session()?, "signedIn");
    Ok(())
}

#[test]
fn a_busy_port_gives_way_to_the_next_and_then_to_pasting() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let (first, second) = (TcpListener::bind("127.0.0.1:0")?, TcpListener::bind("127.0.0.1:0")?);
    let port = |listener: &TcpListener| Ok::<u16, Fault>(listener.local_addr()?.port());
    let (one, two) = (port(&first)?, port(&second)?);
    connected.register(&format!("http://127.0.0.1:{one}/terug\nhttp://127.0.0.1:{two}/terug"), None)?;
    drop(second);
    let (waiting, address) = connected.open_browser()?;
    assert_eq!(way_back(&address)?.port(), Some(two));
    connected.ask("cancel_sign_in", json!({}))?;
    connected.refused(&waiting)?;
    // Whoever answers at an address would get the code.
    let second = TcpListener::bind(("127.0.0.1", two))?;
    let refused = connected.begin("begin_sign_in", json!({}), false)?;
    assert_eq!(connected.refused(&refused)?["kind"], "portsTaken");
    drop(second);
    // Held, and nothing answers: the browser shows that, and keeps the address.
    let _held = HeldPort::hold(two)?;
    let (waiting, address) = connected.open_browser()?;
    assert_eq!(way_back(&address)?.port(), Some(two));
    let state = connected.ask("connection", json!({}))?;
    assert_eq!(state["session"]["signing_in"]["listens"], false, "{state}");
    let answer = Visitor::default().answer_of(&address, USER, true)?;
    let nonsense =
        connected.begin("paste_answer", json!({ "text": "http://127.0.0.1/terug?state=x" }), false)?;
    connected.refused(&nonsense)?;
    connected.ask("paste_answer", json!({ "text": answer }))?;
    connected.done(&waiting)?;
    assert_eq!(connected.session()?, "signedIn");
    Ok(())
}

#[test]
fn without_a_browser_the_address_is_there_to_copy() -> Result {
    let connected =
        ConnectedApp::with(Peer::start()?, |options| options.through(["/usr/bin/env", "PATH=/nonexistent"]))?;
    let begun = connected.ask("begin_sign_in", json!({}))?;
    let opening = connected.begin("open_sign_in", json!({}), false)?;
    assert_eq!(connected.refused(&opening)?["code"], "notOpened");
    let address = begun["session"]["signing_in"]["address"].as_str().unwrap_or_default().to_owned();
    let waiting = connected.begin("finish_sign_in", json!({ "address": address }), false)?;
    Visitor::default().sign_in(&address, USER, true)?;
    connected.done(&waiting)?;
    assert_eq!(connected.session()?, "signedIn");
    Ok(())
}

#[test]
fn who_does_not_come_back_can_stop_it_and_nobody_listens_any_more() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let (waiting, address) = connected.open_browser()?;
    let back = way_back(&address)?;
    let begin = Instant::now();
    connected.ask("cancel_sign_in", json!({}))?;
    assert_eq!(connected.refused(&waiting)?, json!({ "kind": "stopped" }));
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    assert_eq!(connected.session()?, "signedOut");
    connected.app.wait_until("a closed listener", || Ok(Visitor::default().open(back.as_str()).is_err()))
}

/// Fault 81: a second session of the same program, as on a terminal server, with the address of the first.
#[test]
fn a_second_session_at_the_same_port_pastes_or_says_so_and_gets_no_code_of_another() -> Result {
    let (first, second) = (ConnectedApp::signed_out()?, ConnectedApp::signed_out()?);
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let address = format!("http://127.0.0.1:{port}/terug");
    first.register(&address, None)?;
    second.register(&address, None)?;
    let (waiting, at_loket) = first.open_browser()?;
    assert_eq!(way_back(&at_loket)?.port(), Some(port));
    let refused = second.begin("begin_sign_in", json!({}), false)?;
    let refused = second.refused(&refused)?;
    assert_eq!(
        (&refused["kind"], &refused["taken"][0]["port"]),
        (&json!("portsTaken"), &json!(port)),
        "{refused}"
    );
    assert_eq!(second.peer.count("POST", "/token"), 0);
    // The answer of the second Loket is a stranger's at the first: it goes on waiting, and exchanges nothing.
    let held = HeldPort::hold(0)?;
    let other = format!("{address}\nhttp://127.0.0.1:{}/terug", held.port()?);
    second.register(&other, None)?;
    let (pasting, elsewhere) = second.open_browser()?;
    assert_eq!(way_back(&elsewhere)?.port(), Some(held.port()?), "not the port that the first answers at");
    let answer = Visitor::default().answer_of(&elsewhere, USER, true)?;
    let at_the_first = answer.replace(&held.port()?.to_string(), &port.to_string());
    assert_eq!(Visitor::default().open(&at_the_first)?.status, 400);
    assert!(!first.is_answered(&waiting)?, "the first still waits");
    second.ask("paste_answer", json!({ "text": answer }))?;
    second.done(&pasting)?;
    let own = Visitor::default().answer_of(&at_loket, USER, true)?;
    assert_eq!(Visitor::default().open(&own)?.status, 200);
    first.done(&waiting)?;
    assert_eq!((first.session()?, second.session()?), ("signedIn".to_owned(), "signedIn".to_owned()));
    Ok(())
}
