//! Reads hours files as the program does, with what a user would choose given on the command line, and says what came of it as
//! JSON: for tests, and to look at a file without the program.

pub mod choices;
pub mod outcome;

pub use choices::{Choices, USAGE};
pub use outcome::{Outcome, OutcomeRow, UploadRow};
