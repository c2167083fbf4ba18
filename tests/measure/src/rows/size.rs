//! The program file, without debugging information.

use std::fs;

use driver::Result;

use crate::{Figures, Held, Programs, Row};

const MEGABYTE: f64 = 1_000_000.0;

/// The size of the program as it was built.
///
/// # Errors
/// When it is not there.
pub fn measure(programs: &Programs) -> Result<Row> {
    let bytes = u32::try_from(fs::metadata(&programs.ours)?.len())?;
    let ours = Figures::of(vec![f64::from(bytes) / MEGABYTE]);
    Ok(Row { what: "program file", unit: "MB", ours, floor: None, held: Held::Median, goal: 12.0 })
}
