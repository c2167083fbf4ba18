//! The window itself: it opens, closes and comes back, and is shut to everything outside the program.

use std::io::Read;
use std::net::TcpListener;
use std::thread;
use std::time::Duration;

use driver::{App, Fault, Result};
use serde_json::json;

use crate::program;

#[test]
fn opens_after_closing_and_after_being_killed() -> Result {
    let mut app = App::start(program())?;
    assert!(!app.text()?.trim().is_empty());
    let first = app.pid()?;
    app.restart()?;
    assert_ne!(app.pid()?, first);
    assert!(!app.text()?.trim().is_empty());
    app.kill();
    assert!(!app.is_running());
    app.restart()?;
    assert!(!app.text()?.trim().is_empty());
    Ok(())
}

#[test]
fn has_the_size_it_is_given_down_to_a_strip_beside_loket() -> Result {
    let app = App::start(program())?;
    assert_eq!(app.evaluate("return [innerWidth, innerHeight]", vec![])?, json!([1280, 900]));
    app.set_size(400, 700)
}

#[test]
fn refuses_scripts_that_are_not_its_own() -> Result {
    let app = App::start(program())?;
    let refused = app.evaluate(
        "const s = document.createElement('script');
         s.textContent = 'window.ran = true'; document.head.append(s);
         document.body.insertAdjacentHTML('beforeend', '<img src=\"missing.png\" onerror=\"window.ran = true\">');
         try { window.setTimeout('window.ran = true'); } catch { /* refused, as it should be */ }
         return null",
        vec![],
    )?;
    assert_eq!(refused, json!(null));
    thread::sleep(Duration::from_millis(500));
    assert_eq!(app.evaluate("return window.ran === undefined", vec![])?, json!(true));
    Ok(())
}

#[test]
fn stays_on_its_own_page() -> Result {
    let outside = Outside::listen()?;
    let app = App::start(program())?;
    app.evaluate(
        "window.first = true;
         const [address] = arguments;
         window.open(address);
         const link = (how) => { const a = document.createElement('a'); Object.assign(a, how); a.click(); };
         link({ href: address, target: '_blank' });
         link({ href: address, download: 'x.txt' });
         setTimeout(() => { location.href = address });
         return null",
        vec![json!(outside.address)],
    )?;
    outside.expect_silence()?;
    let place = app.evaluate("return location.protocol + '//' + location.host", vec![])?;
    assert_eq!(place, json!("tauri://localhost"));
    assert_eq!(app.evaluate("return window.first", vec![])?, json!(true), "the page was loaded anew");
    Ok(())
}

#[test]
fn connects_to_nothing_but_the_program() -> Result {
    let outside = Outside::listen()?;
    let app = App::start(program())?;
    let script = "fetch(arguments[0]).catch(() => {}); new Image().src = arguments[0];
        navigator.sendBeacon?.(arguments[0], 'x'); return null";
    app.evaluate(script, vec![json!(outside.address)])?;
    outside.expect_silence()
}

/// A server that nothing should ever reach.
struct Outside {
    listener: TcpListener,
    address: String,
}

impl Outside {
    fn listen() -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        listener.set_nonblocking(true)?;
        let address = format!("http://{}/", listener.local_addr()?);
        Ok(Self { listener, address })
    }

    /// Fails when anything was asked. A connection on which nothing is said is no request: the engine makes one
    /// ahead of following a link, before it asks whether it may.
    fn expect_silence(&self) -> Result {
        thread::sleep(Duration::from_secs(1));
        while let Ok((mut connection, _)) = self.listener.accept() {
            connection.set_nonblocking(false)?;
            connection.set_read_timeout(Some(Duration::from_millis(500)))?;
            let mut start = [0; 64];
            let length = connection.read(&mut start).unwrap_or(0);
            if length > 0 {
                let said = String::from_utf8_lossy(&start[..length]).into_owned();
                return Err(Fault::new(format!("the page reached a server: {said}")));
            }
        }
        Ok(())
    }
}

#[test]
fn answers_no_command_that_the_capability_does_not_name() -> Result {
    let app = App::start(program())?;
    assert_eq!(app.evaluate("return typeof window.__TAURI__", vec![])?, json!("undefined"));
    // All but the first and the last are answered by what is compiled in, as far as the capability lets them. The words
    // tell a command that is refused from one that is not there: of the app's own those say "not found" without the
    // list of commands in the build script.
    for command in [
        "plugin:fs|read_text_file",
        "plugin:opener|open_url",
        "plugin:dialog|open",
        "plugin:dialog|message",
        "plugin:notification|notify",
        "plugin:window|close",
        "plugin:window|set_title",
        "plugin:webview|create_webview_window",
        "plugin:app|version",
        "plugin:path|resolve_directory",
        "plugin:event|emit",
        "nonsense",
    ] {
        let answer = app.evaluate_later(
            "const [command, done] = arguments;
             window.__TAURI_INTERNALS__.invoke(command, { path: '/etc/passwd', url: 'https://loket.example/' })
                 .then(() => done('answered'), (why) => done(String(why)))",
            vec![json!(command)],
        )?;
        assert!(answer.as_str().is_some_and(|why| why.contains("not allowed")), "{command}: {answer}");
    }
    Ok(())
}
