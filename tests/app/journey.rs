//! Whole journeys: each handbook from the first start to a finished dossier with its report.

use std::fs;
use std::process::Command;

use domain::handbook::Handbook;
use driver::{App, Fault, Outcome, button, heading, link};

use crate::journey_office::{Dialogs, EMPLOYER, NAME, begin, handbook};
use crate::journey_walk::Walk;

/// Enough for any handbook.
const ALL: usize = usize::MAX;

#[test]
fn leerrekening_iob() -> Outcome {
    let files = Dialogs::new()?;
    let handbook = handbook("leerrekening-iob")?;
    let mut app = App::start(files.program())?;
    begin(&app, &handbook)?;
    app.click(link("Begin met stap 1"))?;
    let mut walk = Walk::of(&app, &handbook);
    walk.on(4)?;
    let (said, next) = (walk.into_memory(), current(&app, &handbook)?);
    app.restart()?;
    app.click(link(EMPLOYER))?;
    app.click(link("Ga verder met stap"))?;
    assert_eq!(current(&app, &handbook)?, next, "it goes on where it was");
    let mut walk = Walk::of(&app, &handbook).remembering(said);
    walk.on(ALL)?;
    let finished = walk.finished;
    sign_off(&app)?;
    report(&app, &files, &handbook, &finished)
}

#[test]
fn asr_salarisverwerker() -> Outcome {
    journey("asr-salarisverwerker")
}

#[test]
fn asr_werkgever() -> Outcome {
    journey("asr-werkgever")
}

#[test]
fn personeelssysteem_koppeling() -> Outcome {
    journey("personeelssysteem-koppeling")
}

#[test]
fn mijnloket_activeren() -> Outcome {
    journey("mijnloket-activeren")
}

/// From the first start to the report, in one go.
fn journey(id: &str) -> Outcome {
    let files = Dialogs::new()?;
    let handbook = handbook(id)?;
    let app = App::start(files.program())?;
    begin(&app, &handbook)?;
    app.click(link("Begin met stap 1"))?;
    let mut walk = Walk::of(&app, &handbook);
    walk.on(ALL)?;
    let finished = walk.finished;
    assert!(finished.len() > 2, "{finished:?}");
    sign_off(&app)?;
    report(&app, &files, &handbook, &finished)
}

/// Checks the answers, of which none is missing, and signs.
fn sign_off(app: &App) -> Outcome {
    app.wait_until("the answers", || Ok(app.place()?.ends_with("/controleren")))?;
    app.wait_for_text("Alles staat erin.")?;
    app.click(button("Aftekenen"))?;
    app.wait_for(heading("Dit dossier is afgerond"))
}

/// Saves the report in both forms and the history, and reads in them what was done.
fn report(app: &App, files: &Dialogs, handbook: &Handbook, finished: &[String]) -> Outcome {
    let titles = || finished.iter().filter_map(|id| handbook.step(id)).map(|step| step.title.nl.as_str());
    app.click(button("Verslag als bladzijde (HTML)"))?;
    let html = fs::read_to_string(files.saved(app, ".html")?)?;
    for words in titles().chain([handbook.title.nl.as_str(), NAME]) {
        assert!(html.contains(words), "the report says {words:?}");
    }
    app.click(button("Verslag als PDF"))?;
    let pdf = files.saved(app, ".pdf")?;
    let text = Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output()?;
    let text = String::from_utf8_lossy(&text.stdout).split_whitespace().collect::<Vec<_>>().join(" ");
    for words in titles().chain([handbook.title.nl.as_str(), NAME]) {
        assert!(text.contains(words), "the PDF says {words:?}");
    }
    app.click(button("Geschiedenis (CSV)"))?;
    let csv = fs::read_to_string(files.saved(app, ".csv")?)?;
    for words in titles().chain([NAME]) {
        assert!(csv.contains(words), "the history says {words:?}");
    }
    Ok(())
}

/// Id of the step on the page, once there is one.
fn current(app: &App, handbook: &Handbook) -> Outcome<String> {
    let mut id = None;
    app.wait_until("a step on the page", || {
        id = Walk::of(app, handbook).current()?.map(|step| step.id.clone());
        Ok(id.is_some())
    })?;
    id.ok_or_else(|| Fault::new("no step"))
}
