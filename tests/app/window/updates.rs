//! A newer version, from the address that the program was built with to the file that takes its place. The program runs
//! as an `AppImage` would: its file is one of the test.

use std::fs;
use std::io::{BufRead, BufReader, Cursor, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use driver::{App, Fault, Options, Result, button};
use minisign::KeyPair;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::program;

const OLD: &[u8] = b"#!/bin/sh\n";
const LOOK: &str = "Zoek nieuwe versie";
const INSTALL: &str = "Installeer versie 9.9.9";

/// The platforms by which the program looks for its file in the list of versions.
const PLATFORM: &str = if cfg!(target_arch = "aarch64") { "linux-aarch64" } else { "linux-x86_64" };

/// A key pair of this test alone.
fn keys() -> Result<KeyPair> {
    KeyPair::generate_unencrypted_keypair().map_err(|error| Fault::new(error.to_string()))
}

/// A public key as `tauri signer generate` writes it.
fn public(keys: &KeyPair) -> Result<String> {
    let text = keys.pk.to_box().map_err(|error| Fault::new(error.to_string()))?.into_string();
    Ok(BASE64_STANDARD.encode(text))
}

/// A signature as `tauri signer sign --app-version` writes it.
fn signature(keys: &KeyPair, file: &[u8], version: &str) -> Result<String> {
    let comment = format!("timestamp:1\tfile:Koppelwijzer.AppImage\tversion:{version}");
    let signed = minisign::sign(Some(&keys.pk), &keys.sk, Cursor::new(file), Some(&comment), None)
        .map_err(|error| Fault::new(error.to_string()))?;
    Ok(BASE64_STANDARD.encode(signed.into_string()))
}

/// A file that is the start of a program of Linux, and ends when it is run.
fn newer_file() -> Result<Vec<u8>> {
    Ok(fs::read("/bin/true")?)
}

/// Answers `/latest.json` with what it is to say now, and everything else with one file.
struct Releases {
    address: String,
    latest: Arc<Mutex<String>>,
    asked: Arc<AtomicUsize>,
}

impl Releases {
    fn serve(file: Vec<u8>) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = format!("http://{}", listener.local_addr()?);
        let (latest, asked) = (Arc::new(Mutex::new(String::new())), Arc::new(AtomicUsize::new(0)));
        let (says, counted) = (Arc::clone(&latest), Arc::clone(&asked));
        thread::spawn(move || {
            for connection in listener.incoming().map_while(std::io::Result::ok) {
                counted.fetch_add(1, Ordering::Relaxed);
                let says = says.lock().clone();
                // Who hangs up early is the program that is being ended.
                let _ = answer(connection, &says, &file);
            }
        });
        Ok(Self { address, latest, asked })
    }

    /// Where the list of versions is.
    fn list(&self) -> String {
        format!("{}/latest.json", self.address)
    }

    fn say(&self, latest: impl Into<String>) {
        *self.latest.lock() = latest.into();
    }

    /// Offers the file as a version for this kind of computer.
    fn offer(&self, version: &str, signature: &str) {
        let url = format!("{}/Koppelwijzer.AppImage", self.address);
        self.say(latest(version, &url, signature));
    }

    /// How often something was asked.
    fn asked(&self) -> usize {
        self.asked.load(Ordering::Relaxed)
    }
}

fn answer(mut connection: TcpStream, latest: &str, file: &[u8]) -> std::io::Result<()> {
    let mut lines = BufReader::new(connection.try_clone()?).lines();
    let first = lines.next().transpose()?.unwrap_or_default();
    lines.take_while(|line| line.as_ref().is_ok_and(|line| !line.is_empty())).for_each(drop);
    let body = if first.contains("/latest.json ") { latest.as_bytes() } else { file };
    write!(connection, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len())?;
    connection.write_all(body)
}

/// A list of versions with one for this system.
fn latest(version: &str, url: &str, signature: &str) -> String {
    let notes = "Uren gaan sneller.";
    let platforms = json!({ PLATFORM: { "url": url, "signature": signature } });
    json!({ "version": version, "notes": notes, "platforms": platforms }).to_string()
}

/// The file that the program would be in, and the folder around it.
struct AppImage(TempDir);

impl AppImage {
    fn new() -> Result<Self> {
        let image = Self(tempfile::tempdir()?);
        fs::write(image.path(), OLD)?;
        fs::set_permissions(image.path(), fs::Permissions::from_mode(0o755))?;
        Ok(image)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("Koppelwijzer.AppImage")
    }

    /// The program in this file, with a key and an address.
    fn program(&self, key: &str, address: &str) -> Options {
        program()
            .env("APPIMAGE", self.path().display().to_string())
            .env("KOPPELWIJZER_UPDATE_KEY", key)
            .env("KOPPELWIJZER_UPDATE_ADDRESS", address)
    }
}

/// What the program answers to a command of the page.
fn ask(app: &App, command: &str) -> Result<Value> {
    app.evaluate_later(
        "const [command, done] = arguments;
         window.__TAURI_INTERNALS__.invoke(command).then(done, done)",
        vec![json!(command)],
    )
}

#[test]
fn a_signed_newer_version_is_offered_and_takes_the_place_of_this_one() -> Result {
    let (keys, image, file) = (keys()?, AppImage::new()?, newer_file()?);
    let signed = signature(&keys, &file, "9.9.9")?;
    let releases = Releases::serve(file.clone())?;
    releases.offer("9.9.9", &signed);
    let app = App::start(image.program(&public(&keys)?, &releases.list()))?;
    app.go("/instellingen")?;
    app.wait_for(button(LOOK))?;
    assert_eq!(releases.asked(), 0, "nothing is looked for without a press");
    for command in ["plugin:updater|check", "plugin:updater|download_and_install"] {
        let refused = ask(&app, command)?;
        assert!(refused.as_str().is_some_and(|why| why.contains("not allowed")), "{command}: {refused}");
    }
    app.fill("Je naam", "Noor Vermeer")?;
    app.fill("Je initialen", "NV")?;
    app.press("Tab")?;
    app.wait_for_text("Bewaard om")?;
    app.click(button(LOOK))?;
    app.wait_for_text("Versie 9.9.9 is er.")?;
    assert_eq!(fs::read(image.path())?, OLD, "it was looked for, and not installed");
    app.click(button(INSTALL))?;
    // The file is away for a moment while it is replaced.
    let is_replaced = || fs::read(image.path()).is_ok_and(|now| now == file);
    app.wait_until("the newer version in its place", || Ok(is_replaced()))?;
    wait_for_end(&app)?;
    let backups = fs::read_dir(app.data().join("backups"))?.count();
    assert!(backups > 0, "the program closed as it does when its window is closed");
    Ok(())
}

/// Waits without asking the page, which is gone.
fn wait_for_end(app: &App) -> Result {
    for _ in 0..600 {
        if !app.is_running() {
            return Ok(());
        }
        thread::sleep(std::time::Duration::from_millis(100));
    }
    Err(Fault::new("the program did not end"))
}

#[test]
fn a_version_that_is_not_rightly_signed_is_refused_and_nothing_is_installed() -> Result {
    let (own, other, file, image) = (keys()?, keys()?, newer_file()?, AppImage::new()?);
    let releases = Releases::serve(file.clone())?;
    let app = App::start(image.program(&public(&own)?, &releases.list()))?;
    for (what, wrong) in [
        ("the key of another", signature(&other, &file, "9.9.9")?),
        ("another file", signature(&own, b"another file", "9.9.9")?),
        ("an older version", signature(&own, &file, "0.0.1")?),
        ("no signature", String::new()),
    ] {
        releases.offer("9.9.9", &wrong);
        app.go("/werkgevers")?;
        app.go("/instellingen")?;
        app.click(button(LOOK))?;
        app.click(button(INSTALL))?;
        app.wait_for_text("De nieuwe versie is niet te vertrouwen")?;
        app.wait_for_text("Er is niets geïnstalleerd.")?;
        assert_eq!(fs::read(image.path())?, OLD, "{what}");
        assert!(app.is_running(), "{what}");
    }
    Ok(())
}

#[test]
fn what_cannot_be_looked_up_is_said_and_an_older_version_is_never_offered() -> Result {
    let (keys, image, file) = (keys()?, AppImage::new()?, newer_file()?);
    let signed = signature(&keys, &file, "0.0.1")?;
    let url = "http://127.0.0.1:1/";
    let unsigned = json!({ "version": "9.9.9", "platforms": { PLATFORM: { "url": url } } });
    let elsewhere = json!({ "url": url, "signature": signed });
    let elsewhere = json!({ "version": "9.9.9", "platforms": { "haiku-x86_64": elsewhere } });
    let releases = Releases::serve(file)?;
    let app = App::start(image.program(&public(&keys)?, &releases.list()))?;
    for (latest, said) in [
        (latest("0.0.1", url, &signed), "Je hebt de nieuwste versie"),
        ("<html>Meld je aan</html>".to_owned(), "Welke versie de nieuwste is, is onbekend"),
        (unsigned.to_string(), "Welke versie de nieuwste is, is onbekend"),
        (latest("9.9.9", "http://example.invalid/", &signed), "Welke versie de nieuwste is, is onbekend"),
        (elsewhere.to_string(), "De nieuwe versie is er niet voor deze computer"),
    ] {
        releases.say(latest);
        app.go("/werkgevers")?;
        app.go("/instellingen")?;
        app.click(button(LOOK))?;
        app.wait_for_text(said)?;
        assert!(!app.has(button(INSTALL))?, "{said}");
    }
    assert_eq!(fs::read(image.path())?, OLD);
    Ok(())
}

#[test]
fn a_server_that_is_not_there_is_said_and_nothing_changes() -> Result {
    let (keys, image) = (keys()?, AppImage::new()?);
    let gone = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let app = App::start(image.program(&public(&keys)?, &format!("http://{gone}/latest.json")))?;
    app.go("/instellingen")?;
    app.click(button(LOOK))?;
    app.wait_for_text("De nieuwste versie is niet op te vragen")?;
    app.wait_for_text("Er is niets geïnstalleerd.")?;
    assert_eq!(fs::read(image.path())?, OLD);
    Ok(())
}

#[test]
fn without_a_key_or_an_appimage_there_is_no_button_and_nothing_is_looked_for() -> Result {
    let (keys, image) = (keys()?, AppImage::new()?);
    let releases = Releases::serve(Vec::new())?;
    let packaged = program()
        .env("KOPPELWIJZER_UPDATE_KEY", public(&keys)?)
        .env("KOPPELWIJZER_UPDATE_ADDRESS", releases.list());
    let page = "https://example.com/office/koppelwijzer/releases/latest";
    for (options, said) in [
        (image.program("", &releases.list()), "van wie Koppelwijzer voor je installeerde"),
        (image.program(&public(&keys)?, ""), "van wie Koppelwijzer voor je installeerde"),
        (packaged, "Een nieuwe versie komt ook met een pakket"),
        (
            image.program("", "").env("KOPPELWIJZER_RELEASES", page),
            "Op de pagina met versies staat de nieuwste",
        ),
    ] {
        let app = App::start(options)?;
        app.go("/instellingen")?;
        app.wait_for_text(said)?;
        assert!(!app.has(button(LOOK))?, "{said}");
        for command in ["look_for_newer_version", "install_newer_version"] {
            assert_eq!(ask(&app, command)?, json!({ "code": "notFound" }), "{command}");
        }
        if app.has(button("Open de pagina met versies"))? {
            app.click(button("Open de pagina met versies"))?;
            assert_eq!(app.visited(1)?, page);
        } else {
            assert_eq!(ask(&app, "open_releases")?, json!({ "code": "notFound" }));
        }
    }
    assert_eq!(releases.asked(), 0);
    Ok(())
}
