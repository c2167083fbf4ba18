//! The acceptance environment by its own addresses and over TLS, in a network in which nothing is but this computer:
//! no network at all, names that lead nowhere, certificates that do not hold, and a proxy that stands in the way.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use driver::{Result, button, checkbox, link};
use peer::{Authority, Call, Identity, Peer, Visitor};
use serde_json::json;
use tempfile::TempDir;

use crate::connected::app::{ACCEPTANCE, ConnectedApp, USER, WELL, outcome};
use crate::faults::alone::{Names, alone};

const HTTPS: u16 = 443;
const READ: &str = "Lees werkgevers uit Loket";
/// The alert "protocol version".
const OLD_VERSION: &[u8] = &[0x15, 3, 1, 0, 2, 2, 70];
/// An answer without TLS.
const PLAIN: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";

/// The program in the acceptance environment, which is a peer of this computer that the program trusts.
struct Acceptance {
    connected: ConnectedApp,
    authority: Authority,
    good: Identity,
    _trusted: TempDir,
}

impl Acceptance {
    fn connected(names: &Names) -> Result<Self> {
        names.here(&ACCEPTANCE)?;
        let (peer, authority) = (Peer::start()?, Authority::new()?);
        let good = authority.vouch(&ACCEPTANCE, 2090)?;
        peer.be(&good, HTTPS)?;
        let trusted = tempfile::Builder::new().prefix("koppelwijzer-trusted-").tempdir()?;
        let root = trusted.path().join("root.pem");
        fs::write(&root, authority.root())?;
        let connected = ConnectedApp::at_acceptance(peer, |options| {
            options.env("SSL_CERT_FILE", root.display().to_string())
        })?;
        connected.sign_in(USER)?;
        connected.run("read_employers", json!({}))?;
        Ok(Self { connected, authority, good, _trusted: trusted })
    }
}

/// Somebody who answers these bytes to whatever comes, until dropped, and keeps what came.
struct Stranger {
    port: u16,
    came: Arc<Mutex<Vec<u8>>>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Stranger {
    fn at(port: u16, bytes: &[u8]) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port))?;
        listener.set_nonblocking(true)?;
        let port = listener.local_addr()?.port();
        let (came, over): (Arc<Mutex<Vec<u8>>>, Arc<AtomicBool>) = Default::default();
        let (received, ended, bytes) = (Arc::clone(&came), Arc::clone(&over), bytes.to_vec());
        let thread = thread::spawn(move || {
            while !ended.load(Ordering::Relaxed) {
                let Ok((mut stream, _)) = listener.accept() else {
                    thread::sleep(Duration::from_millis(5));
                    continue;
                };
                let mut came = [0_u8; 4096];
                let _ = stream.set_nonblocking(false);
                let length = stream.read(&mut came).unwrap_or_default();
                received.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&came[..length]);
                // Who does not trust this may have gone already.
                let _ = stream.write_all(&bytes);
            }
        });
        Ok(Self { port, came, over, thread: Some(thread) })
    }

    fn came(&self) -> String {
        String::from_utf8_lossy(&self.came.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
    }
}

impl Drop for Stranger {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The words on every button and link of the page.
fn ways_on(connected: &ConnectedApp) -> Result<Vec<String>> {
    let script =
        "return [...document.querySelectorAll('main button, main a')].map((one) => one.innerText.trim())";
    Ok(serde_json::from_value(connected.app.evaluate(script, vec![])?)?)
}

/// Reads the employers, is refused with these words, and is offered no way but to try again.
#[track_caller]
fn refused(connected: &ConnectedApp, words: &str) -> Result {
    connected.app.go("/")?;
    connected.app.wait_until("another page", || Ok(!connected.app.has(button(READ))?))?;
    connected.app.go("/verbinding")?;
    connected.app.wait_for(button(READ))?;
    let mut before = ways_on(connected)?;
    connected.app.click(button(READ))?;
    connected.app.wait_for_text(words)?;
    connected.app.wait_for_text("Er is niets verstuurd.")?;
    let mut after = ways_on(connected)?;
    for way in before.drain(..) {
        if let Some(place) = after.iter().position(|other| *other == way) {
            after.remove(place);
        }
    }
    assert_eq!(after, ["Opnieuw proberen"], "no way around");
    Ok(())
}

#[test]
fn what_is_not_secure_is_refused_and_there_is_no_way_around() -> Result {
    alone("connected::alone::what_is_not_secure_is_refused_and_there_is_no_way_around", |names| {
        let Acceptance { mut connected, authority, good, _trusted } = Acceptance::connected(names)?;
        let id = connected.coupling()?;
        assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "a certificate that holds is taken");
        let [oauth, api] = ACCEPTANCE;
        let said = format!("De beveiligde verbinding met {api} is mislukt");
        let calls = connected.peer.calls().len();
        let bad = [
            Identity::of_itself(&ACCEPTANCE)?,
            authority.vouch(&["loket.example"], 2090)?,
            authority.vouch(&ACCEPTANCE, 2021)?,
            Authority::new()?.vouch(&ACCEPTANCE, 2090)?,
        ];
        for identity in &bad {
            connected.peer.be(identity, HTTPS)?;
            refused(&connected, &said)?;
        }
        let (waiting, address) = connected.open_browser()?;
        Visitor::default().sign_in(&connected.within_reach(&address), USER, true)?;
        assert_eq!(connected.refused(&waiting)?, json!({ "kind": "insecure", "host": oauth }));
        assert_eq!(connected.peer.count("POST", "/token"), 1, "the code went nowhere");
        assert_eq!(connected.session()?, "signedIn", "who was signed in still is");
        let asked = |call: &&Call| call.path.starts_with("/v2") || call.path == "/user";
        assert_eq!(
            connected.peer.calls()[calls..].iter().filter(asked).count(),
            0,
            "nothing was asked of them"
        );
        connected.peer.go_away();
        for bytes in [&hello(1)[..], &hello(2), OLD_VERSION, PLAIN] {
            let stranger = Stranger::at(HTTPS, bytes)?;
            refused(&connected, &said)?;
            assert!(connected.peer.secrets().iter().all(|secret| !stranger.came().contains(secret.as_str())));
        }
        connected.peer.come_back()?;
        connected.peer.be(&good, HTTPS)?;
        assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "and all is well again");
        proxied(&mut connected, &id)
    })
}

/// The same behind a proxy that wants a sign-in: reported, and nothing but the way to Loket is asked of it.
fn proxied(connected: &mut ConnectedApp, id: &str) -> Result {
    const REFUSAL: &[u8] =
        b"HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Negotiate\r\ncontent-length: 0\r\n\r\n";
    let asking = Stranger::at(0, REFUSAL)?;
    let usual = connected.app.options_mut().clone();
    let proxy = format!("HTTPS_PROXY=http://127.0.0.1:{}", asking.port);
    *connected.app.options_mut() = usual.clone().through(["/usr/bin/env", &proxy]);
    connected.app.restart()?;
    refused(connected, "De proxy van je netwerk vraagt om een aanmelding")?;
    let came = asking.came();
    assert!(came.starts_with(&format!("CONNECT {}:443", ACCEPTANCE[0])), "{came}");
    assert!(
        connected.peer.secrets().iter().all(|secret| !came.contains(secret.as_str())),
        "no token was sent"
    );
    *connected.app.options_mut() = usual;
    connected.app.restart()?;
    assert_eq!(outcome(&connected.check(id)?, "user-kind"), "met");
    Ok(())
}

/// The hello of a server that speaks TLS 1.0 (1) or 1.1 (2) at most.
const fn hello(minor: u8) -> [u8; 47] {
    let mut bytes = [7; 47];
    let head = [0x16, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor];
    let mut at = 0;
    while at < head.len() {
        bytes[at] = head[at];
        at += 1;
    }
    // No session to go on with, a cipher of that time, no compression.
    (bytes[43], bytes[44], bytes[45], bytes[46]) = (0, 0, 0x2f, 0);
    bytes
}

#[test]
fn offline_at_the_start_everything_else_works() -> Result {
    alone("connected::alone::offline_at_the_start_everything_else_works", |names| {
        let Acceptance { mut connected, good, _trusted, .. } = Acceptance::connected(names)?;
        let id = connected.coupling()?;
        connected.check(&id)?;
        // No network but this computer, nobody who listens there, and no name that leads anywhere.
        connected.peer.go_away();
        names.here(&[])?;
        connected.app.restart()?;
        let [oauth, _] = ACCEPTANCE;
        let fault = connected.check_refused(&id)?;
        assert_eq!(fault, json!({ "kind": "offline", "host": oauth, "why": "noSuchHost" }));
        connected.app.go("/verbinding")?;
        connected.app.click(button(READ))?;
        connected.app.wait_for_text(&format!("{oauth} is niet te vinden"))?;
        connected.app.wait_for_text("Je werkt gewoon door.")?;
        connected.app.wait_for_text("Offline, laatst gelezen")?;
        connected.app.wait_for_text("Offline sinds vandaag")?;
        assert!(!connected.app.has(button("Stop"))?, "nothing goes on by itself");
        assert!(!connected.app.text()?.contains("error"), "and no words of a library");
        assert_eq!(connected.session()?, "signedIn", "offline is not signed out");
        connected.app.go("/werkgevers")?;
        connected.app.wait_for(link(WELL))?;
        assert_eq!(outcome(&connected.state(&id)?, "user-kind"), "met", "what was known stays");
        connected.app.go(&format!("/dossiers/{id}/stap/check-request"))?;
        connected.app.click(checkbox("Je kantoor is bij a.s.r. aangemeld"))?;
        connected.app.wait_for_text("Bewaard om ")?;
        let (waiting, address) = connected.open_browser()?;
        connected.peer.come_back()?;
        let answer = Visitor::default().answer_of(&connected.within_reach(&address), USER, true)?;
        Visitor::default().open(&answer)?;
        let fault = connected.refused(&waiting)?;
        assert_eq!(fault, json!({ "kind": "offline", "host": oauth, "why": "noSuchHost" }), "signing in too");

        // The name is known again, and nobody listens there yet.
        names.here(&ACCEPTANCE)?;
        let fault = connected.check_refused(&id)?;
        assert_eq!(fault, json!({ "kind": "offline", "host": oauth, "why": "unreachable" }));
        connected.peer.be(&good, HTTPS)?;
        assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "and it goes on");
        Ok(())
    })
}
