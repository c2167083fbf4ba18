//! Measuring: rows that each set one figure of the program beside the least that could do the same, and what they
//! share. One file a row in `rows/`; `bench` runs them all.
#![cfg(target_os = "linux")]

mod figures;
pub mod pictures;
mod run;
pub mod sample;

/// One file a row.
pub mod rows {
    pub mod idle;
    pub mod memory;
    pub mod size;
    pub mod start;
}

pub use figures::{Figures, Row};
pub use run::{Programs, Run};
