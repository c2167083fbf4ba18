//! Reads hours files as the program does, with what a user would choose given on the command line, and says what came of it as
//! JSON: for tests, and to look at a file without the program.

pub mod bench;
pub mod choices;
pub mod fuzz;
pub mod outcome;
pub mod proof;

pub use choices::{Choices, USAGE};
pub use outcome::{Outcome, OutcomeRow, UploadRow};
