//! Hours files: what reading them and writing upload files costs.

use driver::{Fault, Result};
use hours::bench;

use crate::{Programs, Row};

/// All rows of hours. What was not measured, because a tool is missing, is said and fails them all.
///
/// # Errors
/// When something is not measured.
pub fn measure(programs: &Programs) -> Result<Vec<Row>> {
    let refused = |fault: bench::Fault| Fault::new(fault.to_string());
    let rows = bench::rows(&programs.ours.with_file_name("bench-hours")).map_err(refused)?;
    rows.into_iter().map(|row| row.map_err(Fault::new)).collect()
}
