//! Signing in at an OAuth server that is not the project's own: what the program says is understood by others too.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use driver::{Fault, Result};
use peer::{Act, Peer, Visitor, on};
use serde_json::Value;

use crate::connected::app::{ConnectedApp, USER, USERS, outcome};

const SECRET: &str = "geheim-van-deze-proef";

/// `tests/oauth/server.js`, until dropped.
struct Server {
    node: Child,
    url: String,
}

impl Server {
    fn start(known_as: &str) -> Result<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oauth");
        if !folder.join("node_modules").is_dir() {
            return Err(Fault::new(
                "the OAuth server is not installed: `npm ci` in tests/oauth, or cargo xtask test",
            ));
        }
        let mut node = Command::new("node")
            .arg(folder.join("server.js"))
            .args([sandbox::SANDBOX_CLIENT_ID, SECRET, known_as])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut port = String::new();
        if let Some(said) = node.stdout.take() {
            BufReader::new(said).read_line(&mut port)?;
        }
        Ok(Self { node, url: format!("http://127.0.0.1:{}", port.trim()) })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.node.kill();
        let _ = self.node.wait();
    }
}

/// The newest refresh token: of every answer the access token comes first.
fn newest_refresh(peer: &Peer) -> Result<String> {
    peer.secrets().pop().ok_or_else(|| Fault::new("nothing was given out"))
}

#[test]
fn another_oauth_server_signs_in_rotates_and_ends_the_session() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let server = Server::start(&connected.peer.url())?;
    connected.peer.sign_in_at(&server.url, USER)?;
    connected.register("http://127.0.0.1:0/koppelwijzer", Some(SECRET))?;
    let (waiting, address) = connected.open_browser()?;
    let page = Visitor::default().follow(&address)?;
    assert_eq!(page.status, 200, "{}", page.text);
    connected.done(&waiting)?;
    assert_eq!(connected.session()?, "signedIn");
    connected.run("read_employers", serde_json::json!({}))?;
    let id = connected.coupling()?;

    let first = newest_refresh(&connected.peer)?;
    connected.peer.script(on("GET", USERS).nth(1).then(Act::say(401)));
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "a token that ran out is renewed");
    let second = newest_refresh(&connected.peer)?;
    assert_ne!(first, second, "the refresh token was rotated");
    connected.peer.script(on("GET", USERS).nth(1).then(Act::say(401)));
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met", "and the next one serves");
    assert_ne!(second, newest_refresh(&connected.peer)?);

    // A refresh token that comes a second time was stolen: the server takes everything back.
    let fields = [
        ("client_id", sandbox::SANDBOX_CLIENT_ID),
        ("client_secret", SECRET),
        ("grant_type", "refresh_token"),
        ("refresh_token", first.as_str()),
    ];
    let refused = Visitor::default().send(&format!("{}/token", server.url), &fields)?;
    let refused: Value = serde_json::from_str(&refused.text)?;
    assert_eq!(refused["error"], "invalid_grant");
    connected.peer.script(on("GET", USERS).nth(1).then(Act::say(401)));
    let before = connected.peer.count("POST", "/token");
    assert_eq!(connected.check_refused(&id)?["kind"], "signedOut");
    assert_eq!(connected.peer.count("POST", "/token") - before, 1);
    assert_eq!(connected.session()?, "ended");
    Ok(())
}

#[test]
fn another_oauth_server_refuses_a_wrong_secret() -> Result {
    let connected = ConnectedApp::signed_out()?;
    let server = Server::start(&connected.peer.url())?;
    connected.peer.sign_in_at(&server.url, USER)?;
    connected.register("http://127.0.0.1:0/koppelwijzer", Some("een ander geheim"))?;
    let (waiting, address) = connected.open_browser()?;
    Visitor::default().follow(&address)?;
    let fault = connected.refused(&waiting)?;
    assert_eq!(fault, serde_json::json!({ "kind": "signInRefused", "code": "invalid_client" }));
    assert_eq!(connected.session()?, "signedOut");
    Ok(())
}
