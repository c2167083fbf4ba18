//! Memory at rest: all processes of the program, shared pages counted in proportion.

use std::path::Path;
use std::thread;
use std::time::Duration;

use driver::{App, Desktop, Options, Result, Screen};

use crate::large::STEP;
use crate::run::{Run, desktop, memory};
use crate::{Figures, Held, Large, Programs, Row};

/// How often each is started. Memory varies far less than time, and each run has to come to rest.
const RUNS: usize = 5;
/// How long a program gets to come to rest.
const REST: Duration = Duration::from_secs(5);
/// How many dossiers are opened one after the other.
const OPENED: usize = 20;

/// The program with many dossiers beside the bare page, in turn; then the program before and after opening dossiers.
///
/// # Errors
/// When one of them does not start.
pub fn measure(programs: &Programs, large: &Large) -> Result<Vec<Row>> {
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    let desktop = desktop(&programs.ours)?;
    large.copy_to(&desktop.data())?;
    for _ in 0..RUNS {
        floor.push(at_rest(&desktop, &programs.bare)?);
        ours.push(at_rest(&desktop, &programs.ours)?);
    }
    let at_rest = Row {
        what: "memory at rest, all processes, 2,000 dossiers",
        unit: "MB",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 1.3,
    };
    Ok(vec![at_rest, after_opening(programs, large)?])
}

fn at_rest(desktop: &Desktop, program: &Path) -> Result<f64> {
    let run = Run::start(desktop, program)?;
    run.rest(&Screen::of(desktop)?, REST)?;
    let megabytes = memory(run.id())? / 1e6;
    run.close(desktop)?;
    Ok(megabytes)
}

/// The floor is the same program before it opened any.
fn after_opening(programs: &Programs, large: &Large) -> Result<Row> {
    let options = Options::new(&programs.ours);
    let desktop = Desktop::new(&options)?;
    large.copy_to(&desktop.data())?;
    let mut app = App::start_on(desktop, options)?;
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for run in 0..RUNS {
        if run > 0 {
            app.restart()?;
        }
        before.push(resting(&app)?);
        for dossier in large.open.iter().take(OPENED) {
            app.go(&format!("/dossiers/{dossier}/stap/{STEP}"))?;
            app.wait_until_still()?;
        }
        app.go("/")?;
        after.push(resting(&app)?);
    }
    app.close()?;
    Ok(Row {
        what: "memory after opening 20 dossiers, and before",
        unit: "MB",
        ours: Figures::of(after),
        floor: Some(Figures::of(before)),
        held: Held::Ratio,
        goal: 1.1,
    })
}

fn resting(app: &App) -> Result<f64> {
    app.wait_until_still()?;
    thread::sleep(REST);
    Ok(memory(app.pid()?)? / 1e6)
}
