//! Measuring: rows that each set one figure of the program beside the least that could do the same, and what they
//! share. One file a row in `rows/`; `bench` runs them all.
#![cfg(target_os = "linux")]

mod beginning;
mod employees;
mod hours;
mod hours_files;
mod hours_loket;
mod hours_record;
mod large;
pub mod pictures;
mod practising;
mod raw;
mod refused;
mod run;
pub mod sample;
mod several;

/// One file a row.
pub mod rows {
    pub mod growth;
    pub mod hours;
    pub mod idle;
    pub mod memory;
    pub mod reading;
    pub mod scroll;
    pub mod search;
    pub mod size;
    pub mod start;
    pub mod tick;
}

pub use figures::{Figures, Held, Row};
pub use large::Large;
pub use run::{Programs, Run};
