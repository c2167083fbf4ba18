//! Every screen judged by axe-core: wide and narrow, light and dark, with real dossiers in it.

use std::fs;

use domain::handbook::Scope;
use driver::{App, Desktop, Options, Result, button, field, link};

use crate::journey::office::{EMPLOYER, add_employer, handbook, introduce, start_dossier};
use crate::journey::walkthrough::DossierWalkthrough;
use crate::program;
use crate::window::judge::Judge;

#[test]
fn no_violation_on_any_screen_in_the_light() -> Result {
    judge(program())
}

#[test]
fn no_violation_on_any_screen_in_the_dark() -> Result {
    judge(program().dark())
}

#[test]
fn no_violation_on_what_comes_with_the_program_in_the_light() -> Result {
    judge_program(program())
}

#[test]
fn no_violation_on_what_comes_with_the_program_in_the_dark() -> Result {
    judge_program(program().dark())
}

/// What is there before anything was entered.
fn judge_program(options: Options) -> Result {
    let app = App::start(options)?;
    let mut judge = Judge::default();
    judge.look(&app, "welcome")?;
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.wait_for(field("Bedrijfsnaam"))?;
    judge.look(&app, "new employer")?;
    for place in ["/handboeken", "/verbinding", "/instellingen", "/hulp", "/nieuw", "/weg"] {
        judge.look_at(&app, place)?;
    }
    let books =
        handbooks::read_built_in().map_err(|_| driver::Fault::new("a built-in handbook has faults"))?;
    for book in books {
        judge.look_at(&app, &format!("/handboeken/{}", book.id))?;
    }
    judge.expect_nothing();
    Ok(())
}

/// What shows employers and dossiers.
fn judge(options: Options) -> Result {
    let app = App::start(options)?;
    let mut judge = Judge::default();
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    add_employer(&app, EMPLOYER)?;
    let employer = app.place()?;
    judge.look(&app, "an employer without dossiers")?;
    let dossiers = dossiers(&app, &employer)?;
    let first = format!("{}/stap/check-active", dossiers[0]);
    app.go(&first)?;
    app.wait_for(button("Doorgaan"))?;
    app.press("Control+Enter")?;
    app.wait_for_text("Er is een probleem")?;
    judge.look(&app, "a step with what is missing")?;
    let mut places: Vec<String> = ["/", "/werkgevers", "/nieuw"].map(str::to_owned).into();
    places.extend([employer.clone(), format!("{employer}/wijzigen"), format!("{employer}/tijdlijn")]);
    for dossier in &dossiers {
        places.extend([dossier.clone(), format!("{dossier}/alles")]);
    }
    for end in ["/stap/make-user", "/stap/give-rights", "/controleren", "/afgerond", "/geschiedenis"] {
        places.push(format!("{}{end}", dossiers[0]));
    }
    for place in places {
        judge.look_at(&app, &place)?;
    }
    judge.expect_nothing();
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

#[test]
fn nothing_moves_for_who_wants_less_motion_and_forced_colours_take_nothing_away() -> Result {
    let desktop = Desktop::new(&program())?;
    let settings = desktop.home().join("config/gtk-3.0");
    fs::create_dir_all(&settings)?;
    fs::write(settings.join("settings.ini"), "[Settings]\ngtk-enable-animations=0\n")?;
    let app = App::start_on(desktop, program())?;
    let wants_less = "return matchMedia('(prefers-reduced-motion: reduce)').matches";
    assert_eq!(app.evaluate(wants_less, vec![])?, true, "the desktop says so");
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    add_employer(&app, EMPLOYER)?;
    start_dossier(&app, &handbook("mijnloket-activeren")?)?;
    let dossier = app.place()?;
    let mut judge = Judge::default();
    for place in ["/", "/instellingen", &dossier, &format!("{dossier}/stap/choose-functions")] {
        app.go(place)?;
        app.wait_until_still()?;
        assert_eq!(app.moving()?, Vec::<String>::new(), "{place}");
        assert!(app.force_colours()? > 0, "the page knows of forced colours");
        judge.look(&app, &format!("{place} with forced colours"))?;
        app.evaluate("document.adoptedStyleSheets = []", vec![])?;
    }
    judge.expect_nothing();
    Ok(())
}
