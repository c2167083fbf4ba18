//! Which Loket it is stands in sight on every page, so that practising is never taken for the real thing or the other
//! way round.

use driver::{App, Result};
use serde_json::{Value, json};

use crate::connected::app::ConnectedApp;

/// What is in sight of the environment: the strip above the page, the foot of the menu, the name of the window, and the
/// word in the bar where the menu is folded away.
const IN_SIGHT: &str = "
const seen = (where) => {
    const found = document.querySelector(where);
    return found && found.checkVisibility({ visibilityProperty: true }) ? found.innerText.trim() : '';
};
return [seen('.strip'), seen('nav .foot'), document.title, seen('header .environment')];
";

/// The words by which an environment is known: in the strip, in the menu, in the name of the window, and in the bar.
struct Known {
    strip: &'static str,
    menu: &'static str,
    window: &'static str,
    bar: &'static str,
}

const SANDBOX: Known = Known { strip: "Je oefent.", menu: "Oefen-Loket", window: "oefenen", bar: "Oefenen" };
const ACCEPTANCE: Known =
    Known { strip: "Dit is acceptatie.", menu: "Loket, acceptatie", window: "acceptatie", bar: "Acceptatie" };
const PRODUCTION: Known =
    Known { strip: "", menu: "Loket, productie", window: "productie", bar: "Productie" };
const ALL: [&Known; 3] = [&SANDBOX, &ACCEPTANCE, &PRODUCTION];

/// Fails unless these pages, wide and narrow, show this environment and no other.
fn expect(app: &App, known: &Known, pages: &[String]) -> Result {
    for narrow in [false, true] {
        let (width, height) = if narrow { (400, 700) } else { (1280, 900) };
        app.set_size(width, height)?;
        // A page that is gone to is drawn in the new size; one that stands still may not be, without a screen.
        app.go("/hulp")?;
        for page in pages {
            app.go(page)?;
            let mut last = Value::Null;
            app.wait_until(&format!("the environment on {page}, narrow: {narrow}"), || {
                last = app.evaluate(IN_SIGHT, vec![])?;
                let [strip, menu, window, bar] =
                    [0, 1, 2, 3].map(|part| last[part].as_str().unwrap_or_default());
                let strip = strip.starts_with(known.strip) && strip.is_empty() == known.strip.is_empty();
                let place = if narrow { bar == known.bar } else { menu.starts_with(known.menu) };
                Ok(app.place()? == *page && strip && place && window.ends_with(known.window))
            })
            .inspect_err(|_| eprintln!("in sight: {last}"))?;
            let others = ALL.iter().filter(|other| other.window != known.window);
            for word in others.flat_map(|other| [other.strip, other.menu, other.bar]) {
                let in_sight = last.to_string();
                assert!(word.is_empty() || !in_sight.contains(word), "{page} says {word:?}: {in_sight}");
            }
        }
    }
    Ok(())
}

#[test]
fn which_loket_it_is_stands_on_every_page() -> Result {
    let connected = ConnectedApp::connected()?;
    let id = connected.coupling()?;
    let pages = ["/", "/verbinding", "/werkgevers", "/instellingen"].map(str::to_owned);
    let mut with_dossier = pages.to_vec();
    with_dossier.extend(["", "/stap/make-user", "/geschiedenis"].map(|part| format!("/dossiers/{id}{part}")));
    expect(&connected.app, &SANDBOX, &with_dossier)?;
    connected.peer.go_away();
    assert_eq!(connected.run_refused("read_employers", json!({}))?["kind"], "offline");
    expect(&connected.app, &SANDBOX, &[format!("/dossiers/{id}")])?;
    for (environment, known) in [("acceptance", &ACCEPTANCE), ("production", &PRODUCTION)] {
        connected.ask("switch_environment", json!({ "to": environment }))?;
        // As the page itself does when it goes over.
        connected.app.evaluate("window.before = true; location.reload()", vec![])?;
        connected.app.wait_until("the page anew", || {
            let anew = "return window.before === undefined && document.querySelector('main h1') !== null";
            Ok(connected.app.evaluate(anew, vec![])? == json!(true))
        })?;
        expect(&connected.app, known, &pages)?;
    }
    Ok(())
}
