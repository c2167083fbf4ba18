//! Files: the report, CSV for Excel, the calendar, the dossier as a file, hours files in and out, employees for the HR system,
//! and the one way in which a file is put into a folder.
//!
//! Nothing here reads a clock or a database. What a file says is passed in as plain data; the
//! words that stand in files themselves are in [`words`].

pub mod atomic_write;
pub mod calendar;
pub mod dossier_file;
pub mod dossier_report;
pub mod employees;
pub mod environment_words;
pub mod file_in;
pub mod hours;
pub mod hours_report;
pub mod report;
pub mod rows;
pub mod table;
mod verdict_words;
pub mod words;
