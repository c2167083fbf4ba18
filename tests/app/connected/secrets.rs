//! What must be nowhere: the client secret, codes and tokens, and what Loket sends without being asked.

use std::fs;
use std::path::PathBuf;

use driver::{Clipboard, Result, button, descendants};
use peer::{Act, Change, Peer, on};
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER, WELL, outcome};
use crate::faults::keychain::{holding, secret_tool};

const SECRET: &str = "kanarie-client-secret-7421";
const NUMBER: &str = "123456782";
const WAGE: &str = "98765.4321";

/// Signs in with a secret at a Loket that sends citizen service numbers and wages with everything, reads and checks.
fn busy_day() -> Result<(ConnectedApp, String)> {
    let options = sandbox::Options { client_secret: Some(SECRET.into()), ..sandbox::Options::default() };
    let connected =
        ConnectedApp::with(Peer::start_with(options)?, |options| options.env("RUST_LOG", "trace"))?;
    connected.register("http://127.0.0.1:0/koppelwijzer", Some(SECRET))?;
    connected.peer.script(on("GET", "/(user|v2/.*)").then(Act::Change(Change::with_more(NUMBER, WAGE))));
    connected.sign_in(USER)?;
    connected.run("read_employers", json!({}))?;
    let id = connected.dossier("leerrekening-iob", WELL)?;
    connected.answer_item(&id, "user-name", "koppeling.korenaar")?;
    assert_eq!(outcome(&connected.check(&id)?, "user-kind"), "met");
    connected.app.go(&format!("/dossiers/{id}"))?;
    connected.app.wait_for(button("Meer"))?;
    for kind in ["reportHtml", "reportPdf", "history", "dossier"] {
        connected.ask("save_file", json!({ "request": { "kind": kind, "dossier": id } }))?;
    }
    Ok((connected, id))
}

/// Fails when any of these words stands on the page, in its storage, in what is logged, on the
/// clipboard, on a command line or in a file.
fn is_nowhere(connected: &ConnectedApp, words: &[String]) -> Result {
    let app = &connected.app;
    let page = "return document.documentElement.outerHTML + JSON.stringify({ ...localStorage }) \
                + JSON.stringify({ ...sessionStorage }) + document.cookie + location.href \
                + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join()";
    let page = app.evaluate(page, vec![])?.to_string();
    let log = app.log();
    let copied = Clipboard::of(app.desktop())?.text()?.unwrap_or_default();
    let pid = app.pid()?;
    let folders = [
        app.data(),
        connected.files.path().to_owned(),
        app.desktop().home().join("share/nl.koppelwijzer.desktop"),
    ];
    for (number, word) in words.iter().enumerate() {
        assert!(!page.contains(word.as_str()), "number {number} stands on the page");
        assert!(!log.contains(word.as_str()), "number {number} is logged");
        assert!(!copied.contains(word.as_str()), "number {number} is on the clipboard");
        for pid in descendants(pid).into_iter().chain([pid]) {
            for of in ["cmdline", "environ"] {
                let text = fs::read(format!("/proc/{pid}/{of}")).unwrap_or_default();
                assert!(
                    !String::from_utf8_lossy(&text).contains(word.as_str()),
                    "number {number} in {of} of {pid}"
                );
            }
        }
        for folder in &folders {
            assert_eq!(holding(folder, word)?, Vec::<PathBuf>::new(), "number {number} in a file");
        }
    }
    Ok(())
}

#[test]
fn the_client_secret_and_the_tokens_are_in_the_keychain_and_nowhere_else() -> Result {
    let (mut connected, id) = busy_day()?;
    let mut secrets = connected.peer.secrets();
    assert!(secrets.len() >= 3, "a code and two tokens");
    secrets.push(SECRET.into());
    is_nowhere(&connected, &secrets)?;
    let found = secret_tool(
        &connected.app,
        &["search", "--all", "--unlock", "service", "nl.koppelwijzer.desktop.practice"],
    )?;
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(found.contains(SECRET), "the keychain holds the secret");
    assert!(
        secrets.iter().filter(|secret| found.contains(secret.as_str())).count() == 2,
        "and one refresh token"
    );
    connected.app.restart()?;
    connected.check(&id)?;
    let mut secrets = connected.peer.secrets();
    secrets.push(SECRET.into());
    is_nowhere(&connected, &secrets)
}

#[test]
fn what_loket_sends_without_being_asked_is_kept_nowhere() -> Result {
    let (mut connected, id) = busy_day()?;
    let unasked = [NUMBER.to_owned(), WAGE.to_owned()];
    is_nowhere(&connected, &unasked)?;
    connected.app.restart()?;
    connected.app.go(&format!("/dossiers/{id}/stap/make-user"))?;
    connected.app.wait_for_text("koppeling.korenaar")?;
    is_nowhere(&connected, &unasked)
}
