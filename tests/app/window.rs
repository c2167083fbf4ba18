//! The window itself: it opens, closes and comes back, and is shut to everything outside the program.

use driver::{App, Outcome};
use serde_json::json;

use crate::program;

#[test]
fn opens_after_closing_and_after_being_killed() -> Outcome {
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
fn has_the_size_it_is_given_down_to_a_strip_beside_loket() -> Outcome {
    let app = App::start(program())?;
    assert_eq!(
        app.evaluate("return [innerWidth, innerHeight]", vec![])?,
        json!([1280, 900])
    );
    app.set_size(400, 700)
}

#[test]
fn refuses_scripts_that_are_not_its_own() -> Outcome {
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
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(
        app.evaluate("return window.ran === undefined", vec![])?,
        json!(true)
    );
    Ok(())
}

#[test]
fn stays_on_its_own_page() -> Outcome {
    let app = App::start(program())?;
    let before = app.text()?;
    app.evaluate(
        "setTimeout(() => { location.href = 'http://127.0.0.1:9/' }); return null",
        vec![],
    )?;
    app.evaluate(
        "const a = document.createElement('a'); a.href = 'data:text/plain,x'; a.download = 'x.txt'; a.click(); return null",
        vec![],
    )?;
    let opened = app.evaluate("return window.open('http://127.0.0.1:9/') === null", vec![])?;
    assert_eq!(opened, json!(true));
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(
        app.evaluate("return location.protocol + '//' + location.host", vec![])?,
        json!("tauri://localhost")
    );
    assert_eq!(app.text()?, before);
    Ok(())
}

#[test]
fn connects_to_nothing_but_the_program() -> Outcome {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let address = format!("http://{}/", listener.local_addr()?);
    let app = App::start(program())?;
    let script = "fetch(arguments[0]).catch(() => {}); new Image().src = arguments[0];
        navigator.sendBeacon?.(arguments[0], 'x'); return null";
    app.evaluate(script, vec![json!(address)])?;
    std::thread::sleep(std::time::Duration::from_secs(1));
    assert!(listener.accept().is_err(), "the page reached a server");
    Ok(())
}

#[test]
fn answers_no_command_that_the_capability_does_not_name() -> Outcome {
    let app = App::start(program())?;
    assert_eq!(
        app.evaluate("return typeof window.__TAURI__", vec![])?,
        json!("undefined")
    );
    for command in [
        "plugin:fs|read_text_file",
        "plugin:opener|open_url",
        "plugin:dialog|open",
        "plugin:window|close",
        "nonsense",
    ] {
        let answer = app.evaluate_later(
            "const [command, done] = arguments;
             window.__TAURI_INTERNALS__.invoke(command, { path: '/etc/passwd', url: 'https://loket.example/' })
                 .then(() => done('answered'), () => done('refused'))",
            vec![json!(command)],
        )?;
        assert_eq!(answer, json!("refused"), "{command}");
    }
    Ok(())
}
