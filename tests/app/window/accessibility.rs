//! Every screen judged by axe-core: wide and narrow, light and dark, with real dossiers in it.

use domain::handbook::Scope;
use driver::{App, Options, Result, button, field, link};
use serde_json::json;

use crate::journey::office::{EMPLOYER, add_employer, handbook, introduce, start_dossier};
use crate::journey::walkthrough::DossierWalkthrough;
use crate::program;

/// The sizes: a desk, and a strip beside Loket.
const SIZES: [(u32, u32); 2] = [(1280, 900), (420, 900)];

#[test]
fn no_violation_on_any_screen_in_the_light() -> Result {
    judge(program())
}

#[test]
fn no_violation_on_any_screen_in_the_dark() -> Result {
    judge(program().dark())
}

fn judge(options: Options) -> Result {
    let app = App::start(options)?;
    let mut found = Vec::new();
    let mut look = |place: &str| -> Result {
        for (width, height) in SIZES {
            app.set_size(width, height)?;
            app.wait_until_still()?;
            for violation in app.axe()? {
                found.push(format!("{place} at {width}: {violation:#?}"));
            }
        }
        app.set_size(SIZES[0].0, SIZES[0].1)
    };
    look("welcome")?;
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.wait_for(field("Bedrijfsnaam"))?;
    look("new employer")?;
    add_employer(&app, EMPLOYER)?;
    let employer = app.place()?;
    let dossiers = dossiers(&app, &employer)?;
    let first = format!("{}/stap/check-active", dossiers[0]);
    app.go(&first)?;
    app.wait_for(button("Doorgaan"))?;
    app.press("Control+Enter")?;
    app.wait_for_text("Er is een probleem")?;
    look("a step with what is missing")?;
    let mut places: Vec<String> = [
        "/",
        "/werkgevers",
        "/nieuw",
        "/handboeken",
        "/handboeken/asr-werkgever",
        "/instellingen",
        "/hulp",
        "/weg",
    ]
    .map(str::to_owned)
    .into();
    places.extend([employer.clone(), format!("{employer}/wijzigen"), format!("{employer}/tijdlijn")]);
    for dossier in &dossiers {
        places.extend([dossier.clone(), format!("{dossier}/alles")]);
    }
    for end in ["/stap/make-user", "/stap/give-rights", "/controleren", "/afgerond", "/geschiedenis"] {
        places.push(format!("{}{end}", dossiers[0]));
    }
    for place in places {
        app.go(&place)?;
        app.wait_until("a heading", || {
            let script =
                "return location.hash.slice(1) === arguments[0] && document.querySelector('h1') !== null";
            Ok(app.evaluate(script, vec![json!(place)])? == json!(true))
        })?;
        look(&place)?;
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

/// Starts a dossier of each handbook that is for an employer, the first one worked on; where they are.
fn dossiers(app: &App, employer: &str) -> Result<Vec<String>> {
    let mut places = Vec::new();
    for id in ["asr-werkgever", "leerrekening-iob", "personeelssysteem-koppeling", "mijnloket-activeren"] {
        let handbook = handbook(id)?;
        assert_eq!(handbook.scope, Scope::Employer);
        app.go(employer)?;
        start_dossier(app, &handbook)?;
        let place = app.place()?;
        if places.is_empty() {
            app.click(link("Begin met stap 1"))?;
            app.wait_until("the first step", || Ok(app.place()?.contains("/stap/")))?;
            let mut walkthrough = DossierWalkthrough::of(app, &handbook);
            walkthrough.on(2)?;
        }
        places.push(place);
    }
    Ok(places)
}
