//! Whole journeys: each handbook from the first start to a finished dossier with its report.

use domain::handbook::Handbook;
use domain::id::StepId;
use driver::{App, Fault, Result, link};

use crate::journey::office::{Dialogs, EMPLOYER, begin, handbook};
use crate::journey::report::{Reports, sign_off};
use crate::journey::walkthrough::DossierWalkthrough;

/// Enough for any handbook.
const ALL: usize = usize::MAX;

#[test]
fn leerrekening_iob() -> Result {
    let files = Dialogs::new()?;
    let handbook = handbook("leerrekening-iob")?;
    let mut app = App::start(files.program())?;
    begin(&app, &handbook)?;
    app.click(link("Begin met stap 1"))?;
    let mut walkthrough = DossierWalkthrough::of(&app, &handbook);
    walkthrough.on(4)?;
    let (said, next) = (walkthrough.into_memory(), current(&app, &handbook)?);
    app.restart()?;
    app.click(link(EMPLOYER))?;
    app.click(link("Ga verder met stap"))?;
    assert_eq!(current(&app, &handbook)?, next, "it goes on where it was");
    let mut walkthrough = DossierWalkthrough::of(&app, &handbook).remembering(said);
    walkthrough.on(ALL)?;
    let finished = walkthrough.finished;
    sign_off(&app)?;
    Reports::saved(&app, &files)?.expect_content(&handbook, &finished);
    Ok(())
}

#[test]
fn asr_salarisverwerker() -> Result {
    journey("asr-salarisverwerker")
}

#[test]
fn asr_werkgever() -> Result {
    journey("asr-werkgever")
}

#[test]
fn personeelssysteem_koppeling() -> Result {
    journey("personeelssysteem-koppeling")
}

#[test]
fn mijnloket_activeren() -> Result {
    journey("mijnloket-activeren")
}

/// From the first start to the report, in one go.
fn journey(id: &str) -> Result {
    let files = Dialogs::new()?;
    let handbook = handbook(id)?;
    let app = App::start(files.program())?;
    begin(&app, &handbook)?;
    app.click(link("Begin met stap 1"))?;
    let mut walkthrough = DossierWalkthrough::of(&app, &handbook);
    walkthrough.on(ALL)?;
    let finished = walkthrough.finished;
    assert!(finished.len() > 2, "{finished:?}");
    sign_off(&app)?;
    Reports::saved(&app, &files)?.expect_content(&handbook, &finished);
    Ok(())
}

/// Id of the step on the page, once there is one.
fn current(app: &App, handbook: &Handbook) -> Result<StepId> {
    let mut id = None;
    app.wait_until("a step on the page", || {
        id = DossierWalkthrough::of(app, handbook).current()?.map(|step| step.id.clone());
        Ok(id.is_some())
    })?;
    id.ok_or_else(|| Fault::new("no step"))
}
