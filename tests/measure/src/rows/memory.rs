//! Memory at rest: all processes of the program, shared pages counted in proportion.

use std::thread;
use std::time::Duration;

use driver::{Desktop, Outcome};

use crate::run::{Run, desktop};
use crate::{Figures, Programs, Row};

/// How often each is started. Memory varies far less than time, and each run has to come to rest.
const RUNS: usize = 5;
/// How long a program gets to come to rest.
const REST: Duration = Duration::from_secs(5);

/// The program beside the bare page, in turn.
///
/// # Errors
/// When one of them does not start.
pub fn measure(programs: &Programs) -> Outcome<Row> {
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    let desktop = desktop(&programs.ours)?;
    for _ in 0..RUNS {
        floor.push(at_rest(&desktop, &programs.bare)?);
        ours.push(at_rest(&desktop, &programs.ours)?);
    }
    Ok(Row {
        what: "memory at rest, all processes",
        unit: "MB",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        goal: 1.3,
    })
}

fn at_rest(desktop: &Desktop, program: &std::path::Path) -> Outcome<f64> {
    let run = Run::start(desktop, program)?;
    thread::sleep(REST);
    let megabytes = run.memory()? / 1e6;
    run.close(desktop)?;
    Ok(megabytes)
}
