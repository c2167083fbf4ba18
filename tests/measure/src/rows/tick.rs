//! Ticking a line: kept on the disk, and painted.

use domain::id::DossierId;
use domain::{Answer, DossierChange};
use driver::{App, Desktop, Fault, Options, Result};
use serde_json::Value;

use figures::timed;

use crate::large::{self, ITEM, STEP, refused};
use crate::raw::Insert;
use crate::{Figures, Held, Large, Programs, Row};

/// How many ticks, each in a dossier of its own.
const RUNS: usize = 40;

/// What was saved is said with a time, in a place that is read aloud. Answers milliseconds from the click to the
/// first moment after that was painted, or nothing when the line was ticked already.
const TICK: &str = r"const [id, done] = arguments;
    const box = document.getElementById(id);
    const isSaved = () => [...document.querySelectorAll('[role=status]')].some((e) => /\d[.:]\d\d/.test(e.textContent));
    if (box.checked || isSaved()) return done(null);
    let clicked = 0;
    const watch = new MutationObserver(() => {
        if (!box.checked || !isSaved()) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - clicked)));
    });
    watch.observe(document.body, { subtree: true, childList: true, characterData: true });
    clicked = performance.now();
    box.click();";

/// Whether the step of this dossier is there, with the line to tick.
const READY: &str = "const [dossier, id] = arguments;
    return location.hash.includes(dossier) && document.getElementById(id)?.checked === false";

/// In the window, and without it, each beside a bare INSERT in between.
///
/// # Errors
/// When the window does not do as expected, or something is refused.
pub fn measure(programs: &Programs, large: &Large) -> Result<Vec<Row>> {
    if large.open.len() < RUNS {
        return Err(Fault::new("there are too few dossiers to tick in"));
    }
    Ok(vec![painted(programs, large)?, kept(large)?])
}

fn painted(programs: &Programs, large: &Large) -> Result<Row> {
    let options = Options::new(&programs.ours);
    let desktop = Desktop::new(&options)?;
    large.copy_to(&desktop.data())?;
    let raw = Insert::new(desktop.home())?;
    let mut app = App::start_on(desktop, options)?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for dossier in large.open.iter().take(RUNS) {
        floor.push(timed(|| raw.row())?);
        ours.push(tick(&app, *dossier)?);
    }
    app.close()?;
    Ok(Row {
        what: "tick, from click to kept and painted",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::P95,
        goal: 50.0,
    })
}

fn tick(app: &App, dossier: DossierId) -> Result<f64> {
    app.go(&format!("/dossiers/{dossier}/stap/{STEP}"))?;
    let (dossier, line) = (Value::String(dossier.to_string()), Value::String(format!("item-{ITEM}")));
    let ready = || Ok(app.evaluate(READY, vec![dossier.clone(), line.clone()])? == true);
    app.wait_until("the step is there", ready)?;
    app.wait_until_still()?;
    let took = app.evaluate_later(TICK, vec![line])?;
    took.as_f64().ok_or_else(|| Fault::new("the line was ticked already"))
}

/// The Rust part: from the command to its answer.
fn kept(large: &Large) -> Result<Row> {
    let folder = large.copied()?;
    let raw = Insert::new(folder.path())?;
    let office = large::open(folder.path())?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for dossier in large.open.iter().take(RUNS) {
        // Before one can tick in it, a dossier is opened.
        office.open_dossier(*dossier).map_err(refused)?;
        floor.push(timed(|| raw.row())?);
        ours.push(timed(|| {
            office
                .change_dossier(
                    *dossier,
                    DossierChange::AnswerItem { item: ITEM.into(), answer: Some(Answer::Confirmed) },
                )
                .map_err(refused)
        })?);
    }
    office.close().map_err(refused)?;
    Ok(Row {
        what: "tick, the Rust part beside a bare INSERT",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 1.3,
    })
}
