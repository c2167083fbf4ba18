//! Processor time at rest for a minute: nothing may poll.

use std::thread;
use std::time::Duration;

use driver::Outcome;

use crate::run::{Run, desktop};
use crate::{Figures, Programs, Row};

/// How long the program gets to come to rest.
const REST: Duration = Duration::from_secs(10);
/// How long it is looked at.
const MINUTE: Duration = Duration::from_mins(1);

/// The share of one processor that the program uses, in percent.
///
/// # Errors
/// When it does not start.
pub fn measure(programs: &Programs) -> Outcome<Row> {
    let desktop = desktop(&programs.ours)?;
    let run = Run::start(&desktop, &programs.ours)?;
    thread::sleep(REST);
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
        goal: 0.1,
    })
}
