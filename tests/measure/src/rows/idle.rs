//! Processor time at rest for a minute: nothing may poll.

use std::thread;
use std::time::Duration;

use driver::{Result, Screen};

use crate::run::{Run, desktop};
use crate::{Figures, Held, Large, Programs, Row};

/// How long the program gets to come to rest. Twenty seconds after it started it reads the records through, once.
const REST: Duration = Duration::from_secs(40);
/// How long it is looked at.
const MINUTE: Duration = Duration::from_mins(1);

/// The share of one processor that the program uses, in percent.
///
/// # Errors
/// When it does not start.
pub fn measure(programs: &Programs, large: &Large) -> Result<Row> {
    let desktop = desktop(&programs.ours)?;
    large.copy_to(&desktop.data())?;
    let run = Run::start(&desktop, &programs.ours)?;
    run.rest(&Screen::of(&desktop)?, REST)?;
    let before = run.processor_time();
    thread::sleep(MINUTE);
    let used = run.processor_time().saturating_sub(before);
    run.close(&desktop)?;
    let percent = used.as_secs_f64() / MINUTE.as_secs_f64() * 100.0;
    Ok(Row {
        what: "processor at rest for a minute",
        unit: "%",
        ours: Figures::of(vec![percent]),
        floor: None,
        held: Held::Median,
        goal: 0.1,
    })
}
